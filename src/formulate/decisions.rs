//! The decisions: each lever at each section where it may act, in reference units, with
//! a box that is finite and not too wide, and what it moves.

use std::collections::BTreeMap;

use super::fields::Reference;
use super::{Formulation, limits};
use crate::policy::Lever;
use crate::program::Affine;
use crate::standard::Values;

/// A box for what nothing else limits, in reference units above the largest value.
const FAR: f64 = 100.0;

/// A decision that cannot be larger than this, in reference units, is none.
const NOTHING: f64 = 1e-9;

/// One lever at one section.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) lever: usize,
    pub(crate) section: usize,
    /// Lever units per reference unit.
    pub(crate) unit: f64,
    /// Yuan per reference unit.
    pub(crate) cost: f64,
    /// Most reference units.
    pub(crate) upper: f64,
    /// Whether the upper limit is only the box that every column needs.
    pub(super) is_boxed: bool,
}

impl Formulation<'_> {
    /// Makes a decision for each lever at each section where it may act, and adds it to
    /// the cells that it moves.
    pub(super) fn decide(&mut self, rho: &Reference, today: &Values) {
        let sections = self.district.sections();
        let width = self.standard.indicators.len();
        let mut cells = Vec::with_capacity(sections.len() * width);
        for (s, section) in sections.iter().enumerate() {
            cells.extend(today.of(s).iter().enumerate().map(|(k, value)| Affine {
                constant: value / rho.of(section.stage, k),
                terms: Vec::new(),
            }));
        }
        let keeps = |s| limits::is_kept(self.policy, s);
        let kept: Vec<bool> = sections.iter().map(keeps).collect();
        for (l, lever) in self.policy.levers.iter().enumerate() {
            let fund = lever.fund.as_deref().and_then(|f| self.policy.fund(f));
            let amount = fund.and_then(|f| self.policy.funds.get(f)?.amount.limit());
            let effects = self.effects(lever);
            for ((s, section), kept) in sections.iter().enumerate().zip(&kept) {
                let Some(cost) = lever.unit_cost.at(section) else {
                    continue;
                };
                if *kept || !lever.filter.matches(section) {
                    continue;
                }
                let change = |(k, added): &(usize, f64)| added * self.scales.factor(s, *k);
                let moved = |e| (change(e) / rho.of(section.stage, e.0)).abs();
                let most = effects.iter().map(moved).fold(0.0, f64::max);
                let unit = if most > 0.0 { 1.0 / most } else { 1.0 };
                let mut upper = lever.max_per_section.map_or(f64::INFINITY, |m| m / unit);
                // Where a row limits as well the box stays clear of it, so that the
                // whole multiplier is the row's: a price must not be split with a box.
                // Where compliance may be impossible only the rows limit: what is
                // lacking must have a name.
                if !self.policy.comply {
                    if let Some(total) = lever.max_total {
                        upper = upper.min(2.0 * total / unit);
                    }
                    if let (Some(amount), true) = (amount, cost > 0.0) {
                        upper = upper.min(2.0 * amount / (cost * unit));
                    }
                }
                if lever.whole {
                    upper = whole_below(upper * unit) / unit;
                }
                if upper <= NOTHING {
                    continue;
                }
                for effect in &effects {
                    if let Some(cell) = cells.get_mut(s * width + effect.0) {
                        let moved = change(effect) * unit / rho.of(section.stage, effect.0);
                        cell.terms.push((self.decisions.len(), moved));
                    }
                }
                self.decisions.push(Decision {
                    lever: l,
                    section: s,
                    unit,
                    cost: cost * unit,
                    upper,
                    is_boxed: false,
                });
            }
        }
        self.cells = cells;
    }

    /// What one unit of a lever adds to the stocks that each indicator counts.
    fn effects(&self, lever: &Lever) -> Vec<(usize, f64)> {
        let adds: BTreeMap<usize, f64> = lever
            .adds
            .iter()
            .filter_map(|(r, a)| Some((self.district.resource(r)?, *a)))
            .collect();
        let columns = self.scales.columns.iter().enumerate();
        let added = columns.map(|(k, columns)| {
            let added: f64 = columns.iter().filter_map(|c| adds.get(c)).sum();
            (k, added)
        });
        added.filter(|(_, added)| *added != 0.0).collect()
    }

    /// Gives a finite and not too wide box to decisions that little or nothing limits,
    /// and finds what sum of money matters: all that is limited, but no more than would
    /// lift every cell as high as the highest is today.
    pub(super) fn close_boxes(&mut self) {
        let largest = self.cells.iter().map(|c| c.constant).fold(1.0, f64::max);
        // Of all goals only `floor` and `leximin` get better without end.
        let has_floor = self.policy.goals.iter().any(|g| g.is_maximised());
        let mut useful = 0.0;
        for decision in &mut self.decisions {
            if decision.upper.is_infinite() || (!has_floor && decision.upper > FAR * largest) {
                decision.upper = FAR * largest;
                decision.is_boxed = true;
                if self
                    .policy
                    .levers
                    .get(decision.lever)
                    .is_some_and(|l| l.whole)
                {
                    decision.upper = whole_below(decision.upper * decision.unit) / decision.unit;
                }
            }
            useful += decision.cost * decision.upper.min(largest);
        }
        let limits = self.limits_of_funds();
        let money = if limits > 0.0 {
            useful.min(limits)
        } else {
            useful
        };
        self.money = if money > 0.0 { money } else { 1.0 };
    }
}

/// The largest whole number of units within a limit.
fn whole_below(units: f64) -> f64 {
    (units * (1.0 + 1e-9)).floor()
}
