//! The sweep over means: past the sorted ends of the steps, once, noting every corner.

use super::{Corner, NOTHING};
use crate::solve::levels::room::{Room, SAME_RATE};

/// The corners of both curves of a block whose steps have these rates, ascending.
pub(super) fn corners(room: &Room, rates: &[f64]) -> Vec<Corner> {
    let start: f64 = room.cells.iter().map(|c| c.part * c.low).sum();
    let mut sweep = Sweep {
        classes: vec![
            Class {
                at: start,
                ..Class::default()
            };
            rates.len()
        ],
        below: Class {
            at: start,
            ..Class::default()
        },
        rates,
        start,
        above: 0.0,
        class: 0,
        corner: Corner {
            mean: start,
            spread: 0.0,
            paid: 0.0,
            class: 0,
        },
        corners: Vec::new(),
    };
    let events = sweep.begin(room);
    sweep.corners.push(sweep.corner);
    for event in events {
        if !sweep.reach(event.mean) {
            break;
        }
        sweep.pass(&event);
    }
    sweep.corners
}

/// The steps of one rate.
#[derive(Debug, Clone, Copy, Default)]
struct Class {
    /// The part of the cells that stand on such a step.
    rising: f64,
    /// What they have been raised in all, times their parts, up to a mean.
    raised: f64,
    at: f64,
}

impl Class {
    fn raised_at(&self, mean: f64) -> f64 {
        self.raised + self.rising * (mean - self.at)
    }

    fn change(&mut self, mean: f64, rising: f64) {
        (self.raised, self.at) = (self.raised_at(mean), mean);
        self.rising = (self.rising + rising).max(0.0);
    }
}

/// What happens at a mean: cells begin or cease to rise at a rate, or are passed.
#[derive(Debug, Clone, Copy)]
struct Event {
    mean: f64,
    class: Option<usize>,
    part: f64,
}

/// Where the sweep stands.
struct Sweep<'r> {
    rates: &'r [f64],
    classes: Vec<Class>,
    /// All classes of lower rates than the one used in part, together.
    below: Class,
    /// The mean before anything is done.
    start: f64,
    /// The part of the cells whose low is above the mean.
    above: f64,
    /// The place of the rate used in part.
    class: usize,
    corner: Corner,
    corners: Vec<Corner>,
}

impl Sweep<'_> {
    /// Counts what is there at the start; gives what is still to come, in order.
    fn begin(&mut self, room: &Room) -> Vec<Event> {
        let start = self.start;
        let mut events = Vec::with_capacity(room.cells.len() + 2 * room.steps.len());
        for cell in &room.cells {
            let part = cell.part;
            if cell.low > start {
                self.above += part;
                self.corner.spread += 2.0 * part * (cell.low - start);
                events.push(Event {
                    mean: cell.low,
                    class: None,
                    part,
                });
            }
            for step in room.steps_of(cell) {
                let found = self
                    .rates
                    .partition_point(|r| *r < step.rate * (1.0 - SAME_RATE));
                let class = Some(found);
                let Some(own) = self.classes.get_mut(found) else {
                    continue;
                };
                own.raised += part * (step.to.min(start) - step.from).max(0.0);
                if step.to <= start {
                    continue;
                }
                if step.from <= start {
                    own.rising += part;
                } else {
                    events.push(Event {
                        mean: step.from,
                        class,
                        part,
                    });
                }
                events.push(Event {
                    mean: step.to,
                    class,
                    part: -part,
                });
            }
        }
        events.sort_unstable_by(|a, b| a.mean.total_cmp(&b.mean).then(b.part.total_cmp(&a.part)));
        events
    }

    /// Goes on to a mean, corner by corner; false where no plan has it.
    fn reach(&mut self, mean: f64) -> bool {
        loop {
            let Some(own) = self.classes.get(self.class).copied() else {
                return false;
            };
            let over = |m: f64| self.below.raised_at(m) + own.raised_at(m) - (m - self.start);
            if over(mean) >= -NOTHING {
                self.corner_at(mean);
                return true;
            }
            // The rate used in part gives out before: there is a corner, and the next takes over.
            let here = self.corner.mean;
            let (now, then) = (over(here).max(0.0), over(mean));
            let at = here + (mean - here) * (now / (now - then)).clamp(0.0, 1.0);
            self.corner_at(at);
            self.below.change(at, own.rising);
            self.below.raised += own.raised_at(at);
            self.class += 1;
        }
    }

    /// A corner at a mean, with the same rate used in part on the way.
    fn corner_at(&mut self, mean: f64) {
        let was = self.corner;
        if mean <= was.mean {
            return;
        }
        let rate = self.rates.get(self.class).copied().unwrap_or(0.0);
        let cheaper: f64 = self.paid_below(mean) - self.paid_below(was.mean);
        let mass =
            (mean - was.mean) - (self.below.raised_at(mean) - self.below.raised_at(was.mean));
        self.corner = Corner {
            mean,
            spread: (was.spread - 2.0 * self.above * (mean - was.mean)).max(0.0),
            paid: was.paid + cheaper + rate * mass,
            class: self.class,
        };
        self.corners.push(self.corner);
    }

    /// What the classes of lower rates pay up to a mean, at a price of 1.
    fn paid_below(&self, mean: f64) -> f64 {
        let lower = self.classes.iter().zip(self.rates).take(self.class);
        lower
            .map(|(class, rate)| rate * class.raised_at(mean))
            .sum()
    }

    fn pass(&mut self, event: &Event) {
        let Some(class) = event.class else {
            self.above = (self.above - event.part).max(0.0);
            return;
        };
        if class < self.class {
            self.below.change(event.mean, event.part);
        }
        if let Some(own) = self.classes.get_mut(class) {
            own.change(event.mean, event.part);
        }
    }
}
