//! Sums over a room with the water at some level, without a pass over its cells.
//!
//! With the mean m and the fall x a step of rate g has begun where $from < m - x g$ and
//! is full where $to \le m - x g$. A cell that is on no step stands at its low, or at the
//! end of its last full step; so any sum over those cells is
//!
//! $$\sum_{cells} f(low) - \sum_{begun} f(from) + \sum_{full} f(to)$$
//!
//! and per rate two searches among sorted ends, with the sums up to each, give it. Levers
//! of one price make few rates: where there are many a pass is as good.

use super::room::Room;

/// Rates that differ by no more than rounding are one.
const SAME: f64 = 1e-13;

/// Fewer cells than this for each rate, or more rates than this, and a pass is as good.
const WORTH: usize = 8;
const MOST_RATES: usize = 16;

/// Part of the pupils, and its sums with the distance from the centre and its square.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    pub(super) part: f64,
    pub(super) first: f64,
    pub(super) second: f64,
}

impl Moments {
    fn of(part: f64, distance: f64) -> Self {
        Self {
            part,
            first: part * distance,
            second: part * distance * distance,
        }
    }

    fn plus(self, other: Self, sign: f64) -> Self {
        Self {
            part: self.part + sign * other.part,
            first: self.first + sign * other.first,
            second: self.second + sign * other.second,
        }
    }
}

/// A running sum of moments that does not lose the small ones beside the large.
#[derive(Default)]
struct Running {
    total: Moments,
    lost: Moments,
}

impl Running {
    fn add(&mut self, term: Moments) -> Moments {
        let add = |total: &mut f64, lost: &mut f64, term: f64| {
            let sum = *total + term;
            // The larger first: exact whichever that is.
            *lost += if total.abs() >= term.abs() {
                (*total - sum) + term
            } else {
                (term - sum) + *total
            };
            *total = sum;
        };
        add(&mut self.total.part, &mut self.lost.part, term.part);
        add(&mut self.total.first, &mut self.lost.first, term.first);
        add(&mut self.total.second, &mut self.lost.second, term.second);
        self.total.plus(self.lost, 1.0)
    }
}

/// The ends of some steps, sorted, with the moments of all up to each.
#[derive(Debug, Clone)]
struct Ends {
    values: Vec<f64>,
    moments: Vec<Moments>,
}

impl Ends {
    fn new(mut ends: Vec<(f64, f64)>, centre: f64) -> Self {
        ends.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut running = Running::default();
        let mut moments = Vec::with_capacity(ends.len() + 1);
        moments.push(Moments::default());
        let terms = ends.iter().map(|(v, part)| Moments::of(*part, v - centre));
        moments.extend(terms.map(|term| running.add(term)));
        Self {
            values: ends.iter().map(|(v, _)| *v).collect(),
            moments,
        }
    }

    fn up_to(&self, count: usize) -> Moments {
        self.moments.get(count).copied().unwrap_or_default()
    }
}

/// The steps of one rate, not yet sorted: ends with their parts.
struct Steps {
    rate: f64,
    from: Vec<(f64, f64)>,
    to: Vec<(f64, f64)>,
}

/// The steps of one rate.
#[derive(Debug, Clone)]
struct Rung {
    rate: f64,
    from: Ends,
    to: Ends,
}

/// A room's steps by rate.
#[derive(Debug, Clone)]
pub(super) struct Ladder {
    rungs: Vec<Rung>,
    /// Of all cells at their lows.
    lows: Moments,
    /// What all distances are measured from: the mean of the lows.
    pub(super) centre: f64,
}

/// What the cells with the water at some level add up to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stood {
    /// The cells that are on no step, around the centre.
    pub(super) fixed: Moments,
    /// Over the cells on a step, part times rate, and rate squared.
    pub(super) rate: f64,
    pub(super) rate2: f64,
    /// What is paid at a price of 1, over the block's weight.
    pub(super) paid: f64,
}

impl Ladder {
    /// The steps sorted; none where there are too many rates, or where a step does not
    /// begin where the one before it ends.
    pub(super) fn new(room: &Room) -> Option<Self> {
        let mut rates: Vec<Steps> = Vec::new();
        for cell in &room.cells {
            let mut at = cell.low;
            for step in room.steps_of(cell) {
                if step.from.to_bits() != at.to_bits() {
                    return None;
                }
                at = step.to;
                let is_same = |r: &&mut Steps| (r.rate - step.rate).abs() <= SAME * r.rate;
                let known = rates.iter_mut().find(is_same);
                if let Some(Steps { from, to, .. }) = known {
                    from.push((step.from, cell.part));
                    to.push((step.to, cell.part));
                } else if rates.len() < MOST_RATES {
                    rates.push(Steps {
                        rate: step.rate,
                        from: vec![(step.from, cell.part)],
                        to: vec![(step.to, cell.part)],
                    });
                } else {
                    return None;
                }
            }
        }
        if rates.len() * WORTH > room.cells.len() {
            return None;
        }
        let all: f64 = room.cells.iter().map(|c| c.part).sum();
        let low: f64 = room.cells.iter().map(|c| c.part * c.low).sum();
        let centre = low / all;
        let rungs = rates.into_iter().map(|rate| Rung {
            rate: rate.rate,
            from: Ends::new(rate.from, centre),
            to: Ends::new(rate.to, centre),
        });
        let rungs = rungs.collect();
        let mut running = Running::default();
        let mut lows = Moments::default();
        for cell in &room.cells {
            lows = running.add(Moments::of(cell.part, cell.low - centre));
        }
        Some(Self {
            rungs,
            lows,
            centre,
        })
    }

    /// The sums with the water at a level that does not rise with the rate.
    pub(super) fn stood(&self, mean: f64, fall: f64) -> Stood {
        let mut stood = Stood {
            fixed: self.lows,
            ..Stood::default()
        };
        for rung in &self.rungs {
            let at = mean - fall * rung.rate;
            let begun = rung
                .from
                .up_to(rung.from.values.partition_point(|v| *v < at));
            let full = rung.to.up_to(rung.to.values.partition_point(|v| *v <= at));
            stood.fixed = stood.fixed.plus(begun, -1.0).plus(full, 1.0);
            let on = begun.part - full.part;
            stood.rate += on * rung.rate;
            stood.rate2 += on * rung.rate * rung.rate;
            let raised = on * (at - self.centre) + full.first - begun.first;
            stood.paid += rung.rate * raised;
        }
        stood
    }
}
