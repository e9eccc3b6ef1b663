//! The goals in their order, for the blocks that one fund ties together.
//!
//! `shortfall` leaves bounds, `disparity` then pins the values: its best plan is a water
//! level or a stand of level sets at one price of money. While that price is not 0 all
//! money is spent and `cost` has nothing left to decide; at the price 0 the lowest of the
//! best values are taken, so that they cost least.

use super::means::{Corner, Means};
use super::price::{Beside, Found, Plan, search};
use super::problem::{Block, Offer};
use super::room::Room;
use super::sets::{Sets, Stand};
use super::shortfall::Face;
use super::split::least_squares;
use super::water::Level;
use super::{MANY, each};
use crate::policy::{Goal, Measure};

/// What was found for the blocks of one fund.
pub(super) struct Part {
    /// Per block and member, the value.
    pub(super) values: Vec<Vec<f64>>,
    /// Per goal and block, the least that any plan which holds the earlier goals can have
    /// of the goal and the price of all it spends.
    pub(super) least: Vec<Vec<f64>>,
    /// Per goal, the price of a yuan.
    pub(super) prices: Vec<f64>,
    /// Whether values are reached at the least cost, or any way that money allows.
    pub(super) is_cheapest: bool,
    pub(super) iterations: u64,
}

/// Makes the goals best, in order, with so much money.
pub(super) fn solve(
    blocks: &[Block],
    goals: &[Goal],
    money: Option<f64>,
    inside: f64,
) -> Option<Part> {
    let mut face = Face::open(blocks, money);
    // The plan aims a little inside the minima; the bounds must not.
    let mut edge = None;
    let (mut all_least, mut prices, mut iterations) = (Vec::new(), Vec::new(), 0);
    let mut values = None;
    let mut is_cheapest = false;
    for goal in goals {
        match goal {
            Goal::Shortfall => {
                face = Face::of_shortfall(blocks, money, inside);
                let exact = Face::of_shortfall(blocks, money, 0.0);
                all_least.push(exact.least.clone());
                prices.push(exact.saving);
                edge = Some(exact);
                is_cheapest |= face.is_exact;
                iterations += 1;
            }
            Goal::Disparity(measure) => {
                let case = Case::new(blocks, &face, edge.as_ref(), *measure);
                let spread = match measure {
                    Measure::Std => case.by_water()?,
                    Measure::Gini => case.by_sets()?,
                    Measure::Mad => case.by_means()?,
                    Measure::Range => return None,
                };
                // At no price nothing tells which of many best plans it should be but the cost.
                if *measure == Measure::Mad && spread.price == 0.0 && !goals.contains(&Goal::Cost) {
                    return None;
                }
                all_least.push(spread.least);
                prices.push(spread.price);
                is_cheapest |= spread.price != 0.0;
                iterations += spread.tried;
                values = Some(spread.values);
            }
            Goal::Cost => {
                is_cheapest = true;
                all_least.push(Vec::new()); // once the values are known
                prices.push(0.0);
            }
            Goal::Floor | Goal::WorstCv | Goal::Leximin | Goal::Moves => return None,
        }
    }
    let values = match values {
        Some(values) => values,
        None if face.is_exact => least_squares(blocks, &face)?,
        None => face.lows,
    };
    if let (Some(Goal::Cost), Some(least)) = (goals.last(), all_least.last_mut()) {
        *least = blocks
            .iter()
            .zip(&values)
            .map(|(b, v)| cost(b, v))
            .collect();
    }
    Some(Part {
        values,
        least: all_least,
        prices,
        is_cheapest,
        iterations,
    })
}

/// The yuan that the values of a block cost at least.
pub(super) fn cost(block: &Block, values: &[f64]) -> f64 {
    let members = block.members.iter().zip(values);
    let paid = members.map(|(member, value)| block.paid(member, *value, |o| o.cost));
    paid.sum()
}

/// What is to be decided about the difference.
struct Case<'f> {
    face: &'f Face,
    rooms: Vec<Room>,
    /// The same just at the minima, where that is not the same.
    edge: Option<(&'f Face, Vec<Room>)>,
    blocks: &'f [Block],
    is_large: bool,
}

impl<'f> Case<'f> {
    fn new(blocks: &'f [Block], face: &'f Face, edge: Option<&'f Face>, measure: Measure) -> Self {
        let is_large = blocks.iter().map(|b| b.members.len()).sum::<usize>() >= MANY;
        let rooms = |face: &Face, is_searched: bool| -> Vec<Room> {
            let room = |b: usize| {
                let (block, lows) = blocks.get(b).zip(face.lows.get(b))?;
                let room = Room::new(block, lows, face.ways);
                let is_sorted = is_searched && measure == Measure::Std;
                Some(if is_sorted { room.sorted() } else { room })
            };
            let rooms = each(blocks.len(), is_large, room);
            rooms.into_iter().flatten().collect()
        };
        Self {
            rooms: rooms(face, true),
            edge: edge.map(|edge| (edge, rooms(edge, false))),
            face,
            blocks,
            is_large,
        }
    }

    fn by_water(&self) -> Option<Spread> {
        let rooms = &self.rooms;
        let at = |price: f64, beside: Beside<Waters>| {
            let near = beside.more.or(beside.less);
            let level = |b: usize| {
                let guess = near.and_then(|n| n.levels.get(b)).copied();
                let Some(room) = rooms.get(b) else {
                    return Level::default();
                };
                let guess = guess.unwrap_or(Level {
                    mean: room.ends.0,
                    ..Level::default()
                });
                room.level(price, &guess)
            };
            let levels = each(rooms.len(), self.is_large, level);
            let sum = |of: fn(&Level) -> f64| levels.iter().map(of).sum::<f64>();
            let value = rooms.iter().zip(&levels).map(|(r, l)| r.weight * l.sigma);
            Waters {
                value: value.sum(),
                spent: sum(|l| l.spent),
                slope: sum(|l| l.slope),
                levels,
            }
        };
        let found = search(self.face.money, self.face.is_exact, typical(rooms), at)?;
        let values: Vec<Vec<f64>> = self.each(|b, room| {
            let less = room.filled(found.less.levels.get(b)?);
            if found.share == 0.0 {
                return Some(less.collect());
            }
            let more = room.filled(found.more.levels.get(b)?);
            let pairs = less.zip(more);
            Some(pairs.map(|(a, b)| a + found.share * (b - a)).collect())
        });
        let least = self.least(found.price, |b, room| {
            // Any direction proves something; beside a jump those of its two ends do.
            let mixed = room.bound(values.get(b)?, found.price);
            if found.share == 0.0 {
                return Some(mixed);
            }
            let ends = [&found.less, &found.more].into_iter();
            let levels = ends.filter_map(|plan| Some((self.rooms.get(b)?, plan.levels.get(b)?)));
            let bounds = levels.map(|(filled, level)| {
                let values: Vec<f64> = filled.filled(level).collect();
                room.bound(&values, found.price)
            });
            Some(bounds.fold(mixed, f64::max))
        });
        Some(Spread {
            values,
            least,
            price: found.price,
            tried: found.tried,
        })
    }

    fn by_sets(&self) -> Option<Spread> {
        let rooms = &self.rooms;
        let takes_most = |price: f64| price != 0.0 || self.face.is_exact;
        let sets = self.each(|_, room| Some(Sets::new(room)));
        let at = |price: f64, beside: Beside<Stands>| {
            let stand = |b: usize, room: &Room| {
                // Money that has to be spent turns the order of the steps.
                let is_ordered = price > 0.0 && !self.face.is_exact;
                let less = beside
                    .less
                    .filter(|_| is_ordered)
                    .and_then(|p| p.of_blocks.get(b));
                let more = beside
                    .more
                    .filter(|_| is_ordered)
                    .and_then(|p| p.of_blocks.get(b));
                let beside = Beside { less, more };
                Some(sets.get(b)?.stand(room, price, takes_most(price), &beside))
            };
            let stands: Vec<Stand> = self.each(stand);
            let value = rooms.iter().zip(&stands).map(|(r, s)| r.weight * s.spread);
            Stands {
                price,
                value: value.sum(),
                spent: stands.iter().map(|s| s.spent).sum(),
                of_blocks: stands,
            }
        };
        let found: Found<Stands> = search(self.face.money, self.face.is_exact, typical(rooms), at)?;
        let values: Vec<Vec<f64>> = self.each(|b, room| {
            let sets = sets.get(b)?;
            let of = |p: &Stands| Some(sets.values(room, p.of_blocks.get(b)?, p.price));
            let (less, more) = (of(&found.less)?, of(&found.more)?);
            let pairs = less.into_iter().zip(more);
            Some(pairs.map(|(a, b)| a + found.share * (b - a)).collect())
        });
        let price = found.price;
        let least = self.least(price, |b, room| {
            let nothing = Beside {
                less: None,
                more: None,
            };
            let stand = match &self.edge {
                Some(_) => Sets::new(room).stand(room, price, takes_most(price), &nothing),
                None => sets.get(b)?.stand(room, price, takes_most(price), &nothing),
            };
            Some(room.weight * stand.spread + price * stand.spent)
        });
        Some(Spread {
            values,
            least,
            price,
            tried: found.tried,
        })
    }

    fn by_means(&self) -> Option<Spread> {
        let rooms = &self.rooms;
        // What money without a limit pays costs, but not here.
        let is_unlimited = |o: &Offer| !o.is_limited && o.cost > 0.0;
        if self
            .blocks
            .iter()
            .any(|b| b.offers.iter().any(is_unlimited))
        {
            return None;
        }
        let means = self.each(|_, room| Some(Means::new(room)));
        if let Some(money) = self.face.money.filter(|_| self.face.is_exact) {
            // Who has to spend more than is of use raises values above the mean.
            let most = rooms
                .iter()
                .zip(&means)
                .map(|(r, m)| r.weight * m.best(0.0).paid);
            if most.sum::<f64>() < money {
                return None;
            }
        }
        let at = |price: f64, _: Beside<Corners>| {
            let corners: Vec<Corner> = means.iter().map(|m| m.best(price)).collect();
            let sum = |of: fn(&Corner) -> f64| {
                let parts = rooms.iter().zip(&corners).map(|(r, c)| r.weight * of(c));
                parts.sum::<f64>()
            };
            Corners {
                value: sum(|c| c.spread),
                spent: sum(|c| c.paid),
                of_blocks: corners,
            }
        };
        let found = search(self.face.money, self.face.is_exact, typical(rooms), at)?;
        let values: Vec<Vec<f64>> = self.each(|b, room| {
            let (means, block) = means.get(b).zip(self.blocks.get(b))?;
            let less = found.less.of_blocks.get(b)?;
            let more = found.more.of_blocks.get(b)?;
            let is_mixed = found.share > 0.0 && less.paid < more.paid;
            let paid = is_mixed.then_some(less.paid + found.share * (more.paid - less.paid));
            Some(means.values(room, block, means.stand(less, paid)))
        });
        let price = found.price;
        let least = self.least(price, |b, room| {
            let bound =
                |means: &Means| means.bound(room, means.stand(&means.best(price), None), price);
            match &self.edge {
                Some(_) => Some(bound(&Means::new(room))),
                None => Some(bound(means.get(b)?)),
            }
        });
        Some(Spread {
            values,
            least,
            price,
            tried: found.tried,
        })
    }

    /// One thing a room.
    fn each<T: Send>(&self, of: impl Fn(usize, &Room) -> Option<T> + Sync + Send) -> Vec<T> {
        let all = each(self.rooms.len(), self.is_large, |b| {
            self.rooms.get(b).and_then(|room| of(b, room))
        });
        all.into_iter().flatten().collect()
    }

    /// Per block a proven least, of the rooms just at the minima, with the price of what
    /// lifts the lows there.
    fn least(
        &self,
        price: f64,
        of: impl Fn(usize, &Room) -> Option<f64> + Sync + Send,
    ) -> Vec<f64> {
        let (face, rooms) = match &self.edge {
            Some((face, rooms)) => (*face, rooms),
            None => (self.face, &self.rooms),
        };
        each(rooms.len(), self.is_large, |b| {
            let least = rooms.get(b).and_then(|room| of(b, room));
            let lows = self.blocks.get(b).zip(face.lows.get(b));
            let lifted = lows.filter(|_| price != 0.0).map_or(0.0, |(block, lows)| {
                let members = block.members.iter().zip(lows);
                let paid = members.map(|(m, low)| block.paid(m, *low, Offer::limited_cost));
                paid.sum::<f64>()
            });
            // Nothing is proven where there is no room.
            least.unwrap_or(f64::NEG_INFINITY) + price * lifted
        })
    }
}

/// The best of a measure of difference.
struct Spread {
    values: Vec<Vec<f64>>,
    /// Per block, the least of difference and price of spending.
    least: Vec<f64>,
    price: f64,
    tried: u64,
}

/// A price at which something in between happens.
fn typical(rooms: &[Room]) -> f64 {
    let (mut parts, mut rates) = (0.0, 0.0);
    for room in rooms {
        for cell in &room.cells {
            for step in room.steps_of(cell).iter().filter(|s| s.rate > 0.0) {
                parts += cell.part;
                rates += cell.part * step.rate;
            }
        }
    }
    if rates > 0.0 {
        0.5 * parts / rates
    } else {
        1.0
    }
}

/// The water of every block at one price.
#[derive(Clone)]
struct Waters {
    levels: Vec<Level>,
    value: f64,
    spent: f64,
    slope: f64,
}

impl Plan for Waters {
    fn value(&self) -> f64 {
        self.value
    }

    fn spent(&self) -> f64 {
        self.spent
    }

    fn slope(&self) -> f64 {
        self.slope
    }
}

/// The corner of every block at one price.
#[derive(Clone)]
struct Corners {
    of_blocks: Vec<Corner>,
    value: f64,
    spent: f64,
}

impl Plan for Corners {
    fn value(&self) -> f64 {
        self.value
    }

    fn spent(&self) -> f64 {
        self.spent
    }

    fn slope(&self) -> f64 {
        f64::NAN
    }
}

/// The stand of every block at one price.
#[derive(Clone)]
struct Stands {
    price: f64,
    of_blocks: Vec<Stand>,
    value: f64,
    spent: f64,
}

impl Plan for Stands {
    fn value(&self) -> f64 {
        self.value
    }

    fn spent(&self) -> f64 {
        self.spent
    }

    fn slope(&self) -> f64 {
        f64::NAN
    }
}
