//! Water level: `std` of one block at a price of money.
//!
//! At the price $\lambda$ every cell on a step of rate $g$ stands at $m - \sigma \lambda g$, or at
//! an end of the step: $v_s = \text{clip}(m - x g, from, to)$ with $x = \lambda \sigma$. For a
//! given $x$ the mean $m$ is the smallest root of $m - \sum \pi_s v_s$, which never falls in
//! $m$; and $x / \sigma(x)$ never falls in $x$, so $x = \lambda \sigma(x)$ has a bracket. With the free
//! cells A of a point, the others of weight W and variance V around their own mean,
//!
//! $$\sigma^2 = V + K x^2, \qquad K = \sum_A \pi g^2 + \Bigl(\sum_A \pi g\Bigr)^2 / W$$
//!
//! is exact as long as A stays: a fast step inside the bracket. METHODS section 2.

use super::ladder::Moments;
use super::room::{Cell, Room};

/// What is no difference between figures near 1: sums of many parts are not more exact.
const NOTHING: f64 = 1e-14;

/// What is left of a sum by a difference must be more than this part of it.
const FEW_DIGITS: f64 = 1e-4;

/// Passes that a root may take; the brackets end the search long before.
const PASSES: usize = 200;

/// Where the water of a block stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Level {
    /// The mean.
    pub(super) mean: f64,
    /// How much lower a cell stands for each of its rate.
    pub(super) fall: f64,
    /// The standard deviation.
    pub(super) sigma: f64,
    /// Yuan spent.
    pub(super) spent: f64,
    /// How spending changes with the price; not finite where it jumps.
    pub(super) slope: f64,
}

/// Sums over the cells with the water at some level.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Over the free cells: part times rate, and rate squared.
    rate: f64,
    rate2: f64,
    /// Over the others: part, part times distance from the mean, and squared.
    fixed: f64,
    off: f64,
    off2: f64,
    /// What is paid at a price of 1, over the block's weight.
    paid: f64,
}

impl Sums {
    /// The standard deviation.
    fn sigma(&self, fall: f64) -> f64 {
        let over = self.over(fall);
        let square = self.off2 + fall * fall * self.rate2 - over * over;
        square.max(0.0).sqrt()
    }

    /// How far the mean given is above the mean of the values.
    fn over(&self, fall: f64) -> f64 {
        fall * self.rate - self.off
    }

    /// Whether the same cells are free.
    #[allow(clippy::float_cmp)] // the same sums of the same figures
    fn is_like(&self, other: &Self) -> bool {
        let ends = |s: &Self| (s.rate, s.rate2, s.fixed);
        ends(self) == ends(other)
    }

    /// How fast sigma squared grows with the square of the fall.
    fn growth(&self) -> f64 {
        if self.rate == 0.0 {
            self.rate2
        } else {
            self.rate2 + self.rate * self.rate / self.fixed
        }
    }

    /// The variance of the fixed cells around their own mean.
    fn variance(&self) -> f64 {
        if self.fixed <= 0.0 {
            return 0.0;
        }
        let variance = self.off2 - self.off * self.off / self.fixed;
        if variance > 1e-14 * self.off2 {
            variance
        } else {
            0.0
        }
    }

    /// The mean that another fall brings about while the same cells are free.
    fn mean(&self, mean: f64, fall: f64) -> f64 {
        mean + (self.off - fall * self.rate) / self.fixed
    }
}

/// The value of a cell.
fn stand(room: &Room, cell: &Cell, mean: f64, fall: f64) -> f64 {
    let mut value = cell.low;
    for step in room.steps_of(cell) {
        let at = mean - fall * step.rate;
        if at <= step.from {
            break;
        }
        if at < step.to {
            return at;
        }
        value = step.to;
    }
    value
}

impl Room {
    /// The values with the water at a level.
    pub(super) fn filled(&self, level: &Level) -> impl Iterator<Item = f64> + '_ {
        let Level { mean, fall, .. } = *level;
        self.cells
            .iter()
            .map(move |cell| stand(self, cell, mean, fall))
    }

    fn sums(&self, mean: f64, fall: f64) -> Sums {
        let sorted = self.ladder.as_ref().filter(|_| fall >= 0.0);
        let Some(ladder) = sorted else {
            return self.pass(mean, fall);
        };
        let stood = ladder.stood(mean, fall);
        let Moments {
            part,
            first,
            second,
        } = stood.fixed;
        let shift = ladder.centre - mean;
        let sums = Sums {
            rate: stood.rate,
            rate2: stood.rate2,
            fixed: part,
            off: first + shift * part,
            off2: second + shift * (2.0 * first + shift * part),
            paid: stood.paid,
        };
        // Near equality the difference of two sums has no digits left.
        let size = second + shift * shift * part;
        if sums.off2 > FEW_DIGITS * size && part > FEW_DIGITS {
            sums
        } else {
            self.pass(mean, fall)
        }
    }

    /// The sums by a pass over the cells.
    fn pass(&self, mean: f64, fall: f64) -> Sums {
        let mut sums = Sums::default();
        for cell in &self.cells {
            let (mut value, mut paid) = (cell.low, 0.0);
            let mut free = None;
            for step in self.steps_of(cell) {
                let at = mean - fall * step.rate;
                if at <= step.from {
                    break;
                }
                if at < step.to {
                    paid += step.rate * (at - step.from);
                    free = Some(step.rate);
                    break;
                }
                paid += step.rate * (step.to - step.from);
                value = step.to;
            }
            sums.paid += cell.part * paid;
            if let Some(rate) = free {
                sums.rate += cell.part * rate;
                sums.rate2 += cell.part * rate * rate;
            } else {
                let off = value - mean;
                sums.fixed += cell.part;
                sums.off += cell.part * off;
                sums.off2 += cell.part * off * off;
            }
        }
        sums
    }

    /// The mean that a fall brings about, from a guess; at a price it need be no more exact
    /// than the fall is.
    fn mean_at(&self, fall: f64, guess: f64, price: f64) -> (f64, Sums) {
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        let scale = 1.0 + self.ends.0;
        let mut mean = guess;
        let mut sums = self.sums(mean, fall);
        for _ in 0..PASSES {
            let over = sums.over(fall);
            let near = 0.02 * (price.abs() * sums.sigma(fall) - fall.abs()).abs();
            let near = if price == 0.0 { 0.0 } else { near };
            if over.abs() <= near.max(NOTHING * scale) {
                break;
            }
            if over < 0.0 {
                low = low.max(mean);
            } else {
                high = high.min(mean);
            }
            let mut next = sums.mean(mean, fall);
            if !(low < next && next < high) {
                next = self.between(low, high, fall);
            }
            if (next - mean).abs() <= NOTHING * scale {
                break;
            }
            let before = sums;
            sums = self.sums(next, fall);
            mean = next;
            // The same cells are free: the root of their sums is exact.
            if sums.is_like(&before) {
                break;
            }
        }
        (mean, sums)
    }

    /// The middle of a bracket of the mean whose sides may still be open.
    fn between(&self, low: f64, high: f64, fall: f64) -> f64 {
        let least = || self.cells.iter().map(|c| c.part * c.low).sum::<f64>();
        let most = || {
            let highs = self.cells.iter().map(|c| {
                let top = self.steps_of(c).last().map_or(c.low, |s| s.to);
                c.part * top
            });
            highs.sum::<f64>()
        };
        let wide = 1e-12 * (1.0 + self.ends.0) + NOTHING * fall.abs();
        let low = if low.is_finite() { low } else { least() - wide };
        let high = if high.is_finite() {
            high
        } else {
            most() + wide
        };
        0.5 * (low + high)
    }

    /// The best level at a price; `guess` is one at a price near by.
    pub(super) fn level(&self, price: f64, guess: &Level) -> Level {
        let equal = self.ends.0 <= self.ends.1;
        if self.steps.is_empty() || price == 0.0 {
            return if equal {
                self.even(self.ends.0)
            } else {
                let (mean, sums) = self.mean_at(0.0, guess.mean, 0.0);
                let slope = if sums.growth() == 0.0 { 0.0 } else { f64::NAN };
                self.at(mean, 0.0, sums, slope)
            };
        }
        if equal {
            // Whether a fall from equality widens faster than it saves.
            let at = if price > 0.0 {
                self.ends.0
            } else {
                self.ends.1
            };
            let growth = self.growth_from(at, price);
            if price * price * growth <= 1.0 {
                return self.even(at);
            }
        }
        let size = price.abs();
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut x = guess.fall.abs();
        let mut mean = guess.mean;
        if x <= 0.0 {
            let (_, sums) = self.mean_at(0.0, mean, 0.0);
            x = size * sums.off2.sqrt().max(1e-6 * (1.0 + self.ends.0));
        }
        let mut last: Option<(f64, f64, Sums)> = None;
        // Whether the last step was exact for its free cells.
        let mut is_exact = false;
        for _ in 0..PASSES {
            let fall = x * price.signum();
            let (root, sums) = self.mean_at(fall, mean, price);
            let sigma = (sums.off2 + x * x * sums.rate2).max(0.0).sqrt();
            let is_same = last.is_some_and(|(.., before)| sums.is_like(&before)) && is_exact;
            last = Some((root, fall, sums));
            let over = size * sigma - x;
            if over.abs() <= NOTHING * x || is_same {
                break;
            }
            if over > 0.0 {
                low = x;
            } else {
                high = x;
            }
            let rest = 1.0 - size * size * sums.growth();
            let mut next = if rest > 0.0 {
                size * (sums.variance() / rest).sqrt()
            } else {
                f64::INFINITY
            };
            is_exact = low < next && next < high;
            if !is_exact {
                next = match (low > 0.0, high.is_finite()) {
                    (_, false) => 4.0 * x,
                    (false, true) => x / 16.0,
                    (true, true) => 0.5 * (low + high),
                };
            }
            if (next - x).abs() <= NOTHING * x || next < 1e-100 {
                break;
            }
            mean = if sums.fixed > 0.0 {
                sums.mean(root, next * price.signum())
            } else {
                root
            };
            x = next;
        }
        match last {
            Some((mean, fall, sums)) => {
                let rest = 1.0 - size * size * sums.growth();
                let slope = if rest > 1e-9 {
                    -self.weight * sums.growth() * fall / (price * rest)
                } else {
                    f64::NAN
                };
                self.at(mean, fall, sums, slope)
            }
            None => *guess,
        }
    }

    /// Everybody at one value, who can be; that is who must be.
    fn even(&self, value: f64) -> Level {
        let sums = self.sums(value, 0.0);
        Level {
            mean: value,
            fall: 0.0,
            sigma: 0.0,
            spent: self.weight * sums.paid,
            slope: 0.0,
        }
    }

    fn at(&self, mean: f64, fall: f64, sums: Sums, slope: f64) -> Level {
        Level {
            mean,
            fall,
            sigma: sums.sigma(fall),
            spent: self.weight * sums.paid,
            slope,
        }
    }

    /// How fast sigma squared grows when the water falls from equality at a value, or,
    /// where money has to be spent, rises from it.
    fn growth_from(&self, value: f64, price: f64) -> f64 {
        let mut sums = Sums::default();
        for cell in &self.cells {
            let is_free = |s: &&super::room::Step| {
                if price > 0.0 {
                    s.from < value && value <= s.to
                } else {
                    s.from <= value && value < s.to
                }
            };
            match self.steps_of(cell).iter().find(is_free) {
                Some(step) => {
                    sums.rate += cell.part * step.rate;
                    sums.rate2 += cell.part * step.rate * step.rate;
                }
                None => sums.fixed += cell.part,
            }
        }
        if sums.fixed <= 0.0 && sums.rate > 0.0 {
            return f64::INFINITY;
        }
        sums.growth()
    }
}
