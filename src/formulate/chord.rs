//! The chord: where a value moves in steps, it misses a fixed mark by more than a
//! straight line says.
//!
//! A cell that moves in steps of g is never between the last step below a mark, at the
//! distance f g, and the next above it, at (1 - f) g. With $d^-$ what it lacks and $d^+$ what
//! it has over, the line through both is a bound that every plan keeps:
//!
//! $$\frac{d^-}{f g} + \frac{d^+}{(1 - f) g} \ge 1$$
//!
//! With it the convex hull of one cell is complete; for `mad` the mark is the mean, where no
//! plan can change it, for `shortfall` the minimum. This is what makes the relaxation of
//! a rotation whole, or nearly.

use std::collections::BTreeMap;

use super::{Field, Formulation, What};
use crate::program::{Program, Tag};

/// A mark this near to a step, in steps, is on it.
const ON: f64 = 1e-7;

/// How far, relative, an effect on the mean may be from none.
const NONE: f64 = 1e-11;

/// The nearest steps below and above a mark, as distances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bend {
    below: f64,
    above: f64,
}

impl Bend {
    /// The bend of a cell that must rise by `rise` to a mark, in steps of g; none where a
    /// step meets it.
    pub(super) fn at(rise: f64, g: f64) -> Option<Self> {
        let f = rise / g - (rise / g).floor();
        (f > ON && f < 1.0 - ON).then_some(Self {
            below: f * g,
            above: (1.0 - f) * g,
        })
    }

    /// Adds the chord for the columns of what is over and what is lacking.
    pub(super) fn add(self, program: &mut Program, over: usize, lacking: usize) {
        // Scaled so that the larger figure is 1.
        let scale = self.below.min(self.above);
        let terms = vec![(over, scale / self.above), (lacking, scale / self.below)];
        program.row(Tag::Inner, scale, terms, f64::INFINITY);
    }
}

impl Formulation<'_> {
    /// The mean of a field in reference units, if no plan can change it: only people
    /// who stay within the stage and count the same in all of its sections.
    pub(super) fn fixed_mean(&self, field: &Field) -> Option<f64> {
        let mut effects: BTreeMap<usize, f64> = BTreeMap::new();
        let (mut mean, mut largest) = (0.0, 0.0_f64);
        for (pi, cell) in self.members(field) {
            mean += pi * cell.constant;
            for (j, a) in &cell.terms {
                *effects.entry(*j).or_default() += pi * a;
                largest = largest.max((pi * a).abs());
            }
        }
        let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (j, d) in self.decisions.iter().enumerate() {
            let section = self.district.sections().get(d.section)?;
            let effect = effects.get(&j).copied();
            let (transfer, class, sign) = match d.what {
                What::Leave { transfer, class } => (transfer, class, -1.0),
                What::Arrive { transfer, class } => (transfer, class, 1.0),
                What::Lever(_) | What::Train { .. } => match effect {
                    Some(effect) if effect.abs() > NONE * largest => return None,
                    _ => continue,
                },
            };
            let stays = self.policy.transfers.get(transfer)?.within_stage;
            if section.stage != field.stage && stays {
                continue;
            }
            let weight = sign * effect.unwrap_or(0.0) / d.unit;
            let of_class = weights.entry((transfer, class)).or_insert(weight);
            if (*of_class - weight).abs() > 1e-9 * largest {
                return None;
            }
        }
        Some(mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chord_touches_both_neighbouring_steps_and_cuts_between() {
        let mut program = Program::default();
        let (over, lacking) = (program.column(0.0, 9.0), program.column(0.0, 9.0));
        // A mark 2.3 steps away: 0.3 of a step below it, 0.7 above.
        let bend = Bend::at(2.3 * 0.5, 0.5);
        assert!(bend.is_some());
        bend.into_iter().for_each(|b| b.add(&mut program, over, lacking));
        let slack = |x: [f64; 2]| -program.violation(&x);
        for touching in [[0.35, 0.0], [0.0, 0.15]] {
            assert!(slack(touching).abs() < 1e-12);
        }
        assert!(slack([0.0, 0.0]) < -0.1);
        // Further steps satisfy it.
        assert!(slack([0.85, 0.0]) >= 0.0 && slack([0.0, 0.65]) >= 0.0);
        assert_eq!(Bend::at(3.0, 1.0), None);
    }
}
