//! Level sets: `gini` of one block at a price of money.
//!
//! Half the mean absolute difference is $\int w_t (1 - w_t) dt$ with $w_t$ the part of the
//! pupils in sections above t. At a price each t is a problem of its own: whom to add to
//! those whose low is above t, at $\lambda g$ a part. Since $w (1 - w)$ is concave the best
//! are whole rates, cheapest first: all with $\lambda g < 2 w - 1$. Taking always the largest
//! (or always the smallest) of the best makes the sets nested, and a cell stands at the
//! highest t whose set it is in. Nested sets mean that the number of rates taken never
//! rises with t: divide and conquer over the sorted levels, n log n. METHODS section 3.

use super::room::Room;

/// What is no difference between two sums of parts.
const NOTHING: f64 = 1e-14;

/// A block sorted for level sets.
pub(super) struct Sets {
    /// Every value at which something begins or ends, ascending.
    levels: Vec<f64>,
    /// Per interval between two levels, the part of the cells whose low is above it.
    above: Vec<f64>,
    /// The steps, the lowest rate first.
    steps: Vec<Span>,
    /// Per step of the room, its place in `steps`.
    ranks: Vec<u32>,
}

/// A step as intervals between levels.
#[derive(Debug, Clone, Copy)]
struct Span {
    part: f64,
    rate: f64,
    first: u32,
    /// One after the last.
    end: u32,
}

/// The best values of a block at a price.
#[derive(Debug, Clone, Default)]
pub(super) struct Stand {
    /// Per interval between levels, how many steps in the order of rates are taken.
    cuts: Vec<u32>,
    /// Half the mean absolute difference.
    pub(super) spread: f64,
    /// Yuan spent.
    pub(super) spent: f64,
}

/// Divide and conquer at one price.
struct Search<'s> {
    sets: &'s Sets,
    price: f64,
    /// Whether steps of a negative price come first, dearest first.
    is_reversed: bool,
    takes_most: bool,
    /// The part above each interval, steps that are decided included.
    above: Vec<f64>,
    cuts: Vec<u32>,
    changes: Vec<f64>,
}

impl Sets {
    pub(super) fn new(room: &Room) -> Self {
        let lows = room.cells.iter().map(|c| c.low);
        let tops = room.steps.iter().flat_map(|s| [s.from, s.to]);
        let mut levels: Vec<f64> = lows.chain(tops).collect();
        levels.sort_unstable_by(f64::total_cmp);
        levels.dedup();
        let place = |value: f64| levels.partition_point(|l| *l < value);
        let mut above = vec![0.0; levels.len()];
        let mut order: Vec<(f64, u32, Span)> = Vec::with_capacity(room.steps.len());
        let mut number = 0;
        for cell in &room.cells {
            if let Some(above) = above.get_mut(place(cell.low)) {
                *above += cell.part;
            }
            for step in room.steps_of(cell) {
                let span = Span {
                    part: cell.part,
                    rate: step.rate,
                    first: index(place(step.from)),
                    end: index(place(step.to)),
                };
                order.push((step.rate, number, span));
                number += 1;
            }
        }
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut ranks = vec![0; order.len()];
        for (rank, (_, number, _)) in order.iter().enumerate() {
            if let Some(place) = ranks.get_mut(*number as usize) {
                *place = index(rank);
            }
        }
        // Interval i reaches from level i to level i + 1.
        let mut sum = 0.0;
        for part in above.iter_mut().rev() {
            sum += *part;
            *part = sum;
        }
        if !above.is_empty() {
            above.remove(0);
        }
        Self {
            levels,
            above,
            steps: order.into_iter().map(|(.., span)| span).collect(),
            ranks,
        }
    }

    /// The best stand at a price; the largest where several are best, or the smallest.
    pub(super) fn stand(&self, room: &Room, price: f64, takes_most: bool) -> Stand {
        let intervals = self.above.len();
        let mut search = Search {
            sets: self,
            price,
            is_reversed: price < 0.0,
            takes_most,
            above: self.above.clone(),
            cuts: vec![0; intervals],
            changes: vec![0.0; intervals + 1],
        };
        let mut all: Vec<u32> = (0..index(self.steps.len())).collect();
        if search.is_reversed {
            all.reverse();
        }
        search.solve(0, intervals, &all, index(all.len()));
        let widths = self.levels.iter().zip(self.levels.iter().skip(1));
        let spread = widths.zip(&search.above);
        let spread = spread.map(|((a, b), w)| (b - a) * w * (1.0 - w)).sum();
        let mut stand = Stand {
            cuts: search.cuts,
            spread,
            spent: 0.0,
        };
        let values = self.values(room, &stand, price);
        stand.spent = room.spent(&values);
        stand
    }

    /// The values of the cells of a stand at its price.
    pub(super) fn values(&self, room: &Room, stand: &Stand, price: f64) -> Vec<f64> {
        let last = index(self.steps.len()).saturating_sub(1);
        let order = |rank: u32| if price < 0.0 { last - rank } else { rank };
        let mut ranks = self.ranks.iter();
        let mut values = Vec::with_capacity(room.cells.len());
        for cell in &room.cells {
            let mut value = cell.low;
            let mut is_open = true;
            for _ in room.steps_of(cell) {
                let Some(rank) = ranks.next() else { break };
                let Some(span) = self.steps.get(*rank as usize).filter(|_| is_open) else {
                    continue;
                };
                let (first, end) = (span.first as usize, span.end as usize);
                let cuts = stand.cuts.get(first..end).unwrap_or_default();
                let taken = cuts.partition_point(|cut| *cut > order(*rank));
                value = self.levels.get(first + taken).copied().unwrap_or(value);
                is_open = taken == cuts.len();
            }
            values.push(value);
        }
        values
    }
}

impl Search<'_> {
    /// Decides the intervals `from..to`. Steps earlier in the order than those of the
    /// list are taken wherever they are candidates, and counted; later ones are not.
    /// `end` is the place after the last of the list and of what lies between.
    fn solve(&mut self, from: usize, to: usize, list: &[u32], end: u32) {
        if from >= to {
            return;
        }
        let middle = from + (to - from) / 2;
        let cut = self.best(middle, list);
        let (taken, rest) = list.split_at(cut.min(list.len()));
        let place = rest.first().map_or(end, |rank| self.order(*rank));
        if let Some(cut) = self.cuts.get_mut(middle) {
            *cut = place;
        }
        // Above, only what was taken here is open; below, only what was not.
        let within = |list: &[u32], from: usize, to: usize| -> Vec<u32> {
            let steps = &self.sets.steps;
            let is_there = |rank: &&u32| {
                let span = steps.get(**rank as usize);
                span.is_some_and(|s| (s.first as usize) < to && s.end as usize > from)
            };
            list.iter().filter(is_there).copied().collect()
        };
        let open_above = within(taken, middle + 1, to);
        let open_below = within(rest, from, middle);
        self.count(taken, from, middle);
        self.solve(middle + 1, to, &open_above, place);
        self.solve(from, middle, &open_below, end);
    }

    /// How many steps of the list are taken in one interval.
    fn best(&mut self, at: usize, list: &[u32]) -> usize {
        let mut weight = self.above.get(at).copied().unwrap_or(0.0);
        let (mut gain, mut best, mut best_weight) = (0.0, 0.0, weight);
        // One after the last candidate taken, and the first that is not.
        let (mut least, mut most) = (0, list.len());
        for (i, rank) in list.iter().enumerate() {
            let Some(span) = self.sets.steps.get(*rank as usize) else {
                continue;
            };
            if (span.first as usize) > at || span.end as usize <= at {
                continue;
            }
            gain += span.part * (1.0 - 2.0 * weight - span.part + self.price * span.rate);
            weight += span.part;
            let is_best = if self.takes_most {
                gain <= best + NOTHING
            } else {
                gain < best - NOTHING
            };
            if is_best {
                best = gain.min(best);
                best_weight = weight;
                least = i + 1;
                most = list.len();
            } else if most == list.len() {
                most = i;
            }
        }
        if let Some(above) = self.above.get_mut(at) {
            *above = best_weight;
        }
        let threshold = 2.0 * best_weight - 1.0;
        let below = list.partition_point(|rank| {
            let span = self.sets.steps.get(*rank as usize);
            span.is_some_and(|s| self.price * s.rate < threshold)
        });
        below.clamp(least, most.max(least))
    }

    /// Counts steps as taken in the intervals `from..to`.
    fn count(&mut self, taken: &[u32], from: usize, to: usize) {
        if from >= to {
            return;
        }
        for rank in taken {
            let Some(span) = self.sets.steps.get(*rank as usize) else {
                continue;
            };
            let first = (span.first as usize).max(from);
            let end = (span.end as usize).min(to);
            if first < end {
                if let Some(change) = self.changes.get_mut(first) {
                    *change += span.part;
                }
                if let Some(change) = self.changes.get_mut(end) {
                    *change -= span.part;
                }
            }
        }
        let mut sum = 0.0;
        let above = self.above.iter_mut().zip(&mut self.changes);
        for (above, change) in above.take(to).skip(from) {
            sum += *change;
            *above += sum;
            *change = 0.0;
        }
        if let Some(change) = self.changes.get_mut(to) {
            *change = 0.0;
        }
    }

    /// The place of a step in the order in which steps are taken.
    fn order(&self, rank: u32) -> u32 {
        if self.is_reversed {
            index(self.sets.steps.len()).saturating_sub(1) - rank
        } else {
            rank
        }
    }
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
