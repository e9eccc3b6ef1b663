//! The chord: where a value moves in steps, it misses a mark by more than a straight
//! line says.
//!
//! A value that moves in steps of g is never between the last step below a mark, at the
//! distance f g, and the next above it, at (1 - f) g. With $d^-$ what it lacks and $d^+$ what
//! it has over, the line through both is a bound that every whole point keeps:
//!
//! $$\frac{d^-}{f g} + \frac{d^+}{(1 - f) g} \ge 1$$
//!
//! With it the convex hull of one value is complete. A mark that moves with a whole
//! total (a mean, with the number of recruits) has a line for each interval of totals: through
//! the nearest step on either side that any total of the interval allows. At one total
//! it is the chord again.

use super::{Program, Rank, Tag, Whole};

/// A mark this near to a step, in steps, is on it.
const ON: f64 = 1e-7;

/// Of an interval of more totals nothing is said.
const MOST_TOTALS: f64 = 64.0;

/// A value in steps with a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bend {
    /// The column of what the value is over the mark.
    pub(crate) over: usize,
    /// The column of what it lacks.
    pub(crate) lacking: usize,
    /// How far the mark is above the value where nothing is done.
    pub(crate) rise: f64,
    /// The step of the value.
    pub(crate) step: f64,
    /// The whole column that moves the mark, and by how much a unit.
    pub(crate) total: Option<(usize, f64)>,
}

impl Program {
    /// Adds the chord of a fixed mark; keeps a mark that moves, for a search to add
    /// what its interval of totals says.
    pub(crate) fn bend(&mut self, bend: Bend) {
        self.count_steps(&bend);
        match bend.total {
            None => self.chord(&bend, 0.0, 0.0),
            Some(_) => self.bends.push(bend),
        }
    }

    /// Adds the steps by which the value moves as a whole column: d+ - d- is the value less
    /// the mark.
    fn count_steps(&mut self, bend: &Bend) {
        let most = |j: usize| self.columns.get(j).map_or(0.0, |c| c.upper);
        let rate = bend.total.map_or(0.0, |(_, rate)| rate);
        let ends = bend.total.and_then(|(j, _)| self.columns.get(j));
        let (low, high) = ends.map_or((0.0, 0.0), |c| (rate * c.lower, rate * c.upper));
        let (low, high) = (bend.rise + low.min(high), bend.rise + low.max(high));
        let least = ((low - most(bend.lacking)) / bend.step).floor();
        let most = ((high + most(bend.over)) / bend.step).ceil();
        let column = self.column(least, most);
        self.wholes.push(Whole {
            column,
            step: 1.0,
            rank: Rank::Value,
        });
        let mut terms = vec![(bend.over, 1.0), (bend.lacking, -1.0), (column, -bend.step)];
        if let Some((total, rate)) = bend.total {
            terms.push((total, rate));
        }
        self.row(Tag::Inner, -bend.rise, terms, -bend.rise);
    }

    /// Adds the chords of all marks that move, for totals between the ends of their boxes.
    pub(crate) fn add_chords(&mut self) {
        for bend in self.bends.clone() {
            let total = bend.total.and_then(|(j, _)| self.columns.get(j));
            if let Some((lower, upper)) = total.map(|c| (c.lower.round(), c.upper.round())) {
                self.chord(&bend, lower, upper);
            }
        }
    }

    fn chord(&mut self, bend: &Bend, least: f64, most: f64) {
        if most - least > MOST_TOTALS {
            return;
        }
        let rate = bend.total.map_or(0.0, |(_, rate)| rate);
        let (mut below, mut above) = (1.0_f64, 1.0_f64);
        let mut total = least;
        while total <= most {
            let steps = (bend.rise + rate * total) / bend.step;
            let part = steps - steps.floor();
            below = below.min(part);
            above = above.min(1.0 - part);
            total += 1.0;
        }
        if below <= ON || above <= ON {
            return;
        }
        // Scaled so that the larger figure is 1.
        let scale = below.min(above);
        let terms = vec![(bend.over, scale / above), (bend.lacking, scale / below)];
        self.row(Tag::Inner, scale * bend.step, terms, f64::INFINITY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(rise: f64, total: Option<(usize, f64)>) -> Program {
        let mut program = Program::default();
        let (over, lacking) = (program.column(0.0, 9.0), program.column(0.0, 9.0));
        program.column(0.0, 1.0);
        program.bend(Bend {
            over,
            lacking,
            rise,
            step: 0.5,
            total,
        });
        program
    }

    #[test]
    fn the_chord_touches_both_neighbouring_steps_and_cuts_between() {
        // A mark 2.3 steps away: 0.3 of a step below it, 0.7 above.
        let program = program(2.3 * 0.5, None);
        let slack = |over: f64, lacking: f64| -> f64 {
            let steps = (1.15 + over - lacking) / 0.5;
            -program.violation(&[over, lacking, 0.0, steps])
        };
        assert!(slack(0.35, 0.0).abs() < 1e-9);
        assert!(slack(0.0, 0.15).abs() < 1e-9);
        assert!(slack(0.0, 0.0) < -0.1);
        // Steps further away satisfy it.
        assert!(slack(0.85, 0.0) >= -1e-9 && slack(0.0, 0.65) >= -1e-9);
    }

    #[test]
    fn a_mark_on_a_step_has_no_chord() {
        // Only what counts its steps.
        assert_eq!(program(1.5, None).rows.len(), 1);
    }

    #[test]
    fn an_interval_cuts_off_no_step_of_any_total() {
        // The total 1 raises the mark from 2.3 to 2.8 steps.
        let mut both = program(2.3 * 0.5, Some((2, 0.25)));
        both.add_chords();
        let slack = |over: f64, lacking: f64, total: f64| {
            let steps = (1.15 + 0.25 * total + over - lacking) / 0.5;
            -both.violation(&[over, lacking, total, steps])
        };
        for (over, lacking, total) in [
            (0.35, 0.0, 0.0),
            (0.0, 0.15, 0.0),
            (0.1, 0.0, 1.0),
            (0.0, 0.4, 1.0),
        ] {
            assert!(slack(over, lacking, total) > -1e-9);
        }
        assert!(slack(0.0, 0.0, 0.0) < -0.01);
    }
}
