//! Means: `mad` of one block at a price of money.
//!
//! Nobody gains from a value above the mean m that was not there before, so a plan whose mean
//! is m raises cells to m at most, the lowest rates first, one rate in part; and of
//! $\sum \pi_s |v_s - m|$ only what lies above m from the start is left, twice:
//!
//! $$G(m) = 2 \sum_s \pi_s \max(0, low_s - m), \qquad
//! C(m) = \min \Bigl\{ \sum_s \pi_s \, paid_s : \sum_s \pi_s v_s = m,\; v_s \le \max(m, low_s) \Bigr\}$$
//!
//! Both are convex and of straight pieces, G falls and C rises. One sweep over the sorted ends
//! of the steps finds all their corners, whatever the price; at a price the best corner is
//! a binary search. What is spent at the marginal rate goes to whom it may: by least squares.

mod sweep;

use super::problem::Block;
use super::room::{Cell, Room, SAME_RATE};

/// What is no difference between values near 1.
const NOTHING: f64 = 1e-13;

/// Halvings of a bracket: enough for every figure that a float can tell apart.
const HALVINGS: usize = 60;

/// A value so near the mean stands there.
const HAIR: f64 = 1e-12;

/// The plans of a block, by their mean.
#[derive(Debug, Clone)]
pub(super) struct Means {
    corners: Vec<Corner>,
    /// The places of the corners that are corners beyond rounding.
    sharp: Vec<usize>,
    /// Every rate there is, ascending.
    rates: Vec<f64>,
}

/// A corner of both curves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Corner {
    mean: f64,
    /// G, the mean absolute deviation.
    pub(super) spread: f64,
    /// C, what is paid at a price of 1 over the block's weight.
    pub(super) paid: f64,
    /// The place of the rate that is used in part on the way to this corner.
    class: usize,
}

impl Means {
    pub(super) fn new(room: &Room) -> Self {
        let mut rates: Vec<f64> = room.steps.iter().map(|s| s.rate).collect();
        rates.sort_unstable_by(f64::total_cmp);
        rates.dedup_by(|a, b| *a - *b <= SAME_RATE * *b);
        let corners = sweep::corners(room, &rates);
        Self {
            sharp: sharp(&corners),
            corners,
            rates,
        }
    }

    /// The corner that is best at a price; of equals the one that spends least.
    pub(super) fn best(&self, price: f64) -> Corner {
        let is_worth = |(a, b): (&Corner, &Corner)| {
            let gain = a.spread - b.spread;
            gain > price * (b.paid - a.paid) + NOTHING * a.spread
        };
        let corner = |i: usize| self.sharp.get(i).and_then(|i| self.corners.get(*i));
        // Both curves are convex: once a corner is not worth its price none after it is.
        let at = partition(self.sharp.len().saturating_sub(1), |i| {
            corner(i).zip(corner(i + 1)).is_some_and(is_worth)
        });
        corner(at).copied().unwrap_or(Corner {
            mean: 0.0,
            spread: 0.0,
            paid: 0.0,
            class: 0,
        })
    }

    /// The plan that pays so much: its mean, and the place of the rate used in part.
    fn paying(&self, paid: f64) -> (f64, usize) {
        let at = self.corners.partition_point(|c| c.paid < paid);
        let before = at.checked_sub(1).and_then(|i| self.corners.get(i));
        match (before, self.corners.get(at)) {
            (Some(a), Some(b)) => {
                let share = ((paid - a.paid) / (b.paid - a.paid)).clamp(0.0, 1.0);
                (a.mean + share * (b.mean - a.mean), b.class)
            }
            (None, Some(only)) | (Some(only), None) => (only.mean, only.class),
            (None, None) => (0.0, 0),
        }
    }

    /// Where a corner, or a plan between corners that pays so much, stands.
    pub(super) fn stand(&self, corner: &Corner, paid: Option<f64>) -> (f64, usize) {
        paid.map_or((corner.mean, corner.class), |paid| self.paying(paid))
    }

    /// The values at a mean; what the rate used in part pays is spread by least squares.
    pub(super) fn values(
        &self,
        room: &Room,
        block: &Block,
        (mean, class): (f64, usize),
    ) -> Vec<f64> {
        let rate = self.rates.get(class).copied().unwrap_or(0.0);
        let is_cheaper = |r: f64| r < rate * (1.0 - SAME_RATE);
        let is_same = |r: f64| (r - rate).abs() <= SAME_RATE * rate;
        let mut values = Vec::with_capacity(room.cells.len());
        let mut open: Vec<Open> = Vec::new();
        let mut left = mean;
        for (s, (cell, member)) in room.cells.iter().zip(&block.members).enumerate() {
            let mut value = cell.low;
            let mut width = 0.0;
            for step in room.steps_of(cell) {
                let to = step.to.min(mean);
                if to <= step.from {
                    break;
                }
                if is_cheaper(step.rate) {
                    value = to;
                } else if is_same(step.rate) {
                    width += to - step.from;
                }
            }
            left -= cell.part * value;
            if width > 0.0 {
                let offers = block.offers_of(member).iter();
                let cheaper = offers.clone().filter(|o| is_cheaper(block.rate(member, o)));
                let cheaper: f64 = cheaper.map(|o| o.width).sum();
                let same = offers.filter(|o| is_same(block.rate(member, o)));
                let mut widths: Vec<f64> = same.map(|o| o.width).collect();
                widths.sort_unstable_by(f64::total_cmp);
                open.push(Open {
                    cell: s,
                    part: cell.part,
                    widths,
                    used: (value - member.today - cheaper).max(0.0),
                    width,
                });
            }
            values.push(value);
        }
        for (open, raise) in open.iter().zip(least_squares(&open, left)) {
            if let Some(value) = values.get_mut(open.cell) {
                *value += raise;
            }
        }
        values
    }

    /// A proven least of the block's part of the goal and the price of what it spends, by
    /// the direction in which values at a mean pull; any direction would prove something.
    pub(super) fn bound(&self, room: &Room, (mean, class): (f64, usize), price: f64) -> f64 {
        let rate = self.rates.get(class).copied().unwrap_or(0.0);
        let next = self.rates.get(class + 1).copied();
        // How a cell pulls at 1 - kappa = y, kappa the part below the mean less that above.
        let pull = |cell: &Cell, y: f64| {
            if (cell.low - mean).abs() <= HAIR {
                return None;
            }
            if cell.low > mean {
                return Some(1.0);
            }
            let mut value = cell.low;
            for step in room.steps_of(cell) {
                if price * step.rate > y {
                    break;
                }
                if step.to > mean - HAIR {
                    return Some((y - 1.0 - price * step.rate).clamp(-1.0, 1.0));
                }
                value = step.to;
            }
            // What stands at the mean by itself pulls as the others need it.
            (value < mean - HAIR).then_some(-1.0)
        };
        let proven = |y: f64| {
            let pulls: Vec<Option<f64>> = room.cells.iter().map(|c| pull(c, y)).collect();
            let cells = || room.cells.iter().zip(&pulls);
            let told: f64 = cells().filter_map(|(c, z)| Some(c.part * (*z)?)).sum();
            let free: f64 = cells()
                .filter(|(_, z)| z.is_none())
                .map(|(c, _)| c.part)
                .sum();
            let free_pull = if free > 0.0 {
                ((y - 1.0 - told) / free).clamp(-1.0, 1.0)
            } else {
                0.0
            };
            let middle = told + free * free_pull;
            let least = cells().map(|(cell, z)| {
                let z = z.unwrap_or(free_pull) - middle;
                room.least(cell, z, price)
            });
            (room.weight * least.sum::<f64>(), y - 1.0 - middle)
        };
        // Between two rates y is where both sides agree; at a rate used in part it is there.
        let (mut low, mut high) = (price * rate, next.map_or(2.0, |n| (price * n).min(2.0)));
        let (at_low, at_high) = (proven(low), proven(high));
        let mut best = at_low.0.max(at_high.0);
        for _ in 0..HALVINGS {
            if at_low.1 > -NOTHING || at_high.1 < NOTHING {
                break;
            }
            let y = 0.5 * (low + high);
            if y <= low || y >= high {
                break;
            }
            let (bound, over) = proven(y);
            best = best.max(bound);
            if over > 0.0 {
                high = y;
            } else {
                low = y;
            }
            if over.abs() <= NOTHING {
                break;
            }
        }
        best
    }
}

/// A cell that the rate used in part may raise.
struct Open {
    cell: usize,
    part: f64,
    /// How far each offer of that rate goes, ascending.
    widths: Vec<f64>,
    /// How much of them is used already.
    used: f64,
    /// How much more may be.
    width: f64,
}

impl Open {
    /// What offers that share a raise bring, each so much at most.
    fn total(&self, each: f64) -> f64 {
        self.widths.iter().map(|w| w.min(each)).sum()
    }

    /// How much each offer then brings at most.
    fn each(&self, total: f64) -> f64 {
        let (mut left, mut sharing) = (total, self.widths.len());
        for width in &self.widths {
            if left <= width * sharing as f64 {
                break;
            }
            left -= width;
            sharing -= 1;
        }
        if sharing > 0 {
            left / sharing as f64
        } else {
            f64::INFINITY
        }
    }

    fn raise(&self, mu: f64) -> f64 {
        let most = self.used + self.width;
        self.total(mu * self.part).clamp(self.used, most) - self.used
    }

    /// How many offers still bring more.
    fn sharing(&self, each: f64) -> f64 {
        self.widths.iter().filter(|w| **w > each).count() as f64
    }
}

/// Raises of least squares, what is used already counted, that sum up to `left` over the parts:
/// offers share, and each brings $\mu \pi_s$ at most.
fn least_squares(open: &[Open], left: f64) -> Vec<f64> {
    // Where the raises begin, bend and end in mu; their sum is straight in between.
    let mut bends: Vec<(f64, f64)> = Vec::with_capacity(2 * open.len());
    for o in open {
        let (start, end) = (o.each(o.used), o.each(o.used + o.width));
        let square = o.part * o.part;
        bends.push((start / o.part, square * o.sharing(start)));
        let inner = o.widths.iter().filter(|w| start < **w && **w < end);
        bends.extend(inner.map(|w| (w / o.part, -square)));
        let last = o.widths.iter().filter(|w| **w >= end).count() as f64;
        bends.push((end / o.part, -square * last));
    }
    bends.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (mut mu, mut sum, mut slope) = (0.0, 0.0, 0.0);
    for (bend, change) in bends {
        let next = sum + slope * (bend - mu);
        if next >= left {
            break;
        }
        (mu, sum) = (bend, next);
        slope = f64::max(slope + change, 0.0);
    }
    if slope > 0.0 && sum < left {
        mu += (left - sum) / slope;
    }
    open.iter().map(|o| o.raise(mu)).collect()
}

/// The corners at which what is gained for a price falls: on ways that are hardly ones it
/// drowns in rounding, and one that seems worth nothing would hide all after it.
fn sharp(corners: &[Corner]) -> Vec<usize> {
    let mut sharp: Vec<usize> = Vec::with_capacity(corners.len());
    for (i, corner) in corners.iter().enumerate() {
        while let [.., before, last] = sharp.as_slice()
            && let Some((a, b)) = corners.get(*before).zip(corners.get(*last))
            && (a.spread - b.spread) * (corner.paid - b.paid)
                <= (b.spread - corner.spread) * (b.paid - a.paid)
        {
            sharp.pop();
        }
        sharp.push(i);
    }
    sharp
}

/// How many from the start satisfy what none after the first that does not satisfies.
fn partition(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
