//! A fund of which a part is meant for some sections (the rule `share`), by a second price.
//!
//! With $c$ the yuan of a plan, $c_m$ those for the sections meant and a the part that is asked
//! for, every plan that keeps rule and fund has, for any $\mu \ge 0$,
//!
//! $$c + \mu (a c - c_m) \le money:$$
//!
//! one fund, in which the sections meant are cheaper and all others dearer. Its best plan is
//! no worse than that of the policy, and at the right $\mu$ keeps the rule. Beside that $\mu$ one
//! plan breaks the rule and one keeps it; where they meet, their mix is best.

use super::order::{self, Part};
use super::problem::{Block, Offer};
use crate::disparity::Weighted;
use crate::policy::{Goal, Measure};

/// The rule, for the blocks of its fund.
pub(super) struct Share {
    /// The part of all that is spent, below 1.
    pub(super) at_least: f64,
    /// Per section, whether it is meant.
    pub(super) is_meant: Vec<bool>,
}

/// How much cheaper the sections meant may become; beyond it they would be paid for being
/// raised where that is of no use, which blocks know nothing of.
const CHEAPEST: f64 = 1.0 - 1e-6;

/// What is left open, relative to goal and money, that ends the search.
const OPEN: f64 = 1e-11;

/// How much more than the money, relative, a plan may cost: rounding.
const PAID: f64 = 1e-13;

/// Most prices of the rule; what is then left open shows in the gap.
const MOST_PRICES: usize = 80;

/// A best plan at a price of the rule.
struct Tilted {
    /// How much cheaper, of 1, the sections meant are.
    cheaper: f64,
    part: Part,
    /// What more is spent on the sections meant than the rule asks for.
    over: f64,
    /// What the goal and the money that it is worth come to at least.
    least: f64,
}

impl Share {
    /// The plan that is best within money and rule, and what the goal loses where the rule
    /// asks for the whole fund more. None where prices do not find it.
    pub(super) fn solve(
        &self,
        blocks: &[Block],
        goals: &[Goal],
        money: f64,
        inside: f64,
    ) -> Option<(Part, f64)> {
        let measure = match goals {
            [Goal::Disparity(measure)] | [Goal::Disparity(measure), Goal::Cost] => *measure,
            _ => return None,
        };
        let mut tried = 0;
        let mut at = |cheaper: f64| {
            tried += 1;
            self.tilted(blocks, goals, money, inside, cheaper)
        };
        let slack = 1e-14 * money;
        let mut low = at(0.0)?;
        if low.over >= -slack {
            return Some((low.part, 0.0));
        }
        let mut high = None;
        for cheaper in [0.5, 0.9, 0.99, 0.999, 0.999_9, CHEAPEST] {
            let next = at(cheaper)?;
            if next.over >= -slack {
                high = Some(next);
                break;
            }
            low = next;
        }
        let mut high = high?;
        let mut best = None;
        // Where one end stays for long it counts less, so that it moves too.
        let (mut weights, mut last) = ((1.0, 1.0), false);
        for turn in 0..MOST_PRICES {
            let values = self.mixed(blocks, &low.part, &high.part);
            let value = value(blocks, &values, measure)?;
            let bound = low.least.max(high.least);
            // The mix costs more than there is until the two are near.
            let spent = spent(blocks, &values);
            best = Some(values);
            let price = low.part.prices.first().copied().unwrap_or(0.0);
            let is_best = value - bound <= OPEN * (value.abs() + price * money);
            if is_best && spent - money <= PAID * money {
                break;
            }
            let (below, above) = (weights.0 * low.over, weights.1 * high.over);
            let straight = low.cheaper + (high.cheaper - low.cheaper) * below / (below - above);
            let middle = 0.5 * (low.cheaper + high.cheaper);
            let is_within = straight > low.cheaper && straight < high.cheaper;
            let cheaper = if turn % 4 == 3 || !is_within {
                middle
            } else {
                straight
            };
            if cheaper <= low.cheaper || cheaper >= high.cheaper {
                break;
            }
            let next = at(cheaper)?;
            let is_over = next.over >= 0.0;
            weights = match (is_over, is_over == last && turn > 0) {
                (true, true) => (0.5 * weights.0, 1.0),
                (false, true) => (1.0, 0.5 * weights.1),
                _ => (1.0, 1.0),
            };
            last = is_over;
            if is_over {
                high = next;
            } else {
                low = next;
            }
        }
        let values = best?;
        let proven = if low.least > high.least { low } else { high };
        let mut part = proven.part;
        if let (Some(Goal::Cost), Some(least)) = (goals.last(), part.least.last_mut()) {
            let costs = blocks.iter().zip(&values).map(|(b, v)| order::cost(b, v));
            *least = costs.collect();
        }
        // In the words above: the sections meant cost 1 - mu (1 - a) of what they cost.
        let mu = proven.cheaper / (1.0 - self.at_least);
        let worth = part.prices.first().copied().unwrap_or(0.0) * mu;
        part.values = values;
        part.iterations = u64::try_from(tried)
            .unwrap_or(u64::MAX)
            .max(part.iterations);
        Some((part, worth))
    }

    /// The best plan where the sections meant are so much cheaper. None where money has no
    /// price: then the rule alone binds, and no price of it by money says how much.
    fn tilted(
        &self,
        blocks: &[Block],
        goals: &[Goal],
        money: f64,
        inside: f64,
        cheaper: f64,
    ) -> Option<Tilted> {
        let dearer = cheaper * self.at_least / (1.0 - self.at_least);
        let factor = |section: usize| {
            if self.is_meant(section) {
                1.0 - cheaper
            } else {
                1.0 + dearer
            }
        };
        let tilted: Vec<Block> = blocks.iter().map(|b| b.at_prices(factor)).collect();
        let part = order::solve(&tilted, goals, Some(money), inside)?;
        let price = part.prices.first().copied()?;
        let over = self.over(blocks, &part.values);
        let is_kept = cheaper == 0.0 && part.is_cheapest && over >= 0.0;
        if price <= 0.0 && !is_kept {
            return None;
        }
        let least: f64 = part.least.first()?.iter().sum();
        Some(Tilted {
            least: least - price * money,
            cheaper,
            part,
            over,
        })
    }

    fn is_meant(&self, section: usize) -> bool {
        self.is_meant.get(section).copied().unwrap_or(false)
    }

    /// What more is spent on the sections meant than the rule asks for.
    fn over(&self, blocks: &[Block], values: &[Vec<f64>]) -> f64 {
        let blocks = blocks.iter().zip(values);
        let over = blocks.flat_map(|(block, values)| {
            block.members.iter().zip(values).map(|(member, value)| {
                let paid = block.paid(member, *value, Offer::limited_cost);
                if self.is_meant(member.section as usize) {
                    (1.0 - self.at_least) * paid
                } else {
                    -self.at_least * paid
                }
            })
        });
        over.sum()
    }

    /// The mix of a plan that breaks the rule with one that keeps it, as near to the first as
    /// the rule allows.
    fn mixed(&self, blocks: &[Block], low: &Part, high: &Part) -> Vec<Vec<f64>> {
        let mix = |part: f64| -> Vec<Vec<f64>> {
            let blocks = low.values.iter().zip(&high.values);
            let values = blocks.map(|(low, high)| {
                let pairs = low.iter().zip(high);
                pairs.map(|(a, b)| a + part * (b - a)).collect()
            });
            values.collect()
        };
        let (mut below, mut above) = (0.0, 1.0);
        let (mut short, mut over) = (
            self.over(blocks, &low.values),
            self.over(blocks, &high.values),
        );
        // One step where every section has one price, few where it has several.
        for _ in 0..30 {
            let part = below + (above - below) * short / (short - over);
            let part = (part * (1.0 + f64::EPSILON)).clamp(below, above);
            if part <= below || part >= above {
                break;
            }
            let at = self.over(blocks, &mix(part));
            if at >= 0.0 {
                (above, over) = (part, at);
            } else {
                (below, short) = (part, at);
            }
            if at >= 0.0 && at <= 1e-15 * (1.0 + over.abs()) {
                break;
            }
        }
        mix(above)
    }
}

/// The limited yuan that values cost.
fn spent(blocks: &[Block], values: &[Vec<f64>]) -> f64 {
    let blocks = blocks.iter().zip(values);
    let paid = blocks.flat_map(|(block, values)| {
        let members = block.members.iter().zip(values);
        members.map(|(member, value)| block.paid(member, *value, Offer::limited_cost))
    });
    paid.sum()
}

/// The goal: the weighted difference of all blocks; none where a figure is not finite.
fn value(blocks: &[Block], values: &[Vec<f64>], measure: Measure) -> Option<f64> {
    let mut sum = 0.0;
    for (block, values) in blocks.iter().zip(values) {
        let parts: Vec<f64> = block.members.iter().map(|m| m.part).collect();
        let spread = Weighted::new(values, &parts)?;
        sum += block.weight
            * match measure {
                Measure::Std => spread.std(),
                Measure::Gini => spread.half_mean_difference(),
                Measure::Mad | Measure::Range => return None,
            };
    }
    Some(sum)
}
