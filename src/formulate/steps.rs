//! Steps: where all that moves a value comes in whole units, the value moves in steps.
//!
//! If every decision of a cell is whole and the effects $e_j$ of one unit of each are
//! multiples of a common g, the cell is its value today plus g times a whole number.
//! What it must rise is then rounded up to a step, which costs no plan and makes the
//! relaxation as tight as a rounded one; and what it lacks of a minimum bends
//! at two whole numbers only ([`Bend`](crate::program::Bend)).

use super::Formulation;
use crate::program::Affine;

/// What counts as a whole number of steps, in steps.
const WHOLE: f64 = 1e-6;

/// Effects whose ratio has no denominator up to this have no common step.
const LARGEST_DENOMINATOR: u32 = 60;

impl Formulation<'_> {
    /// The step of one decision in reference units, if it is whole.
    pub(crate) fn step(&self, decision: usize) -> Option<f64> {
        let decision = self.decisions.get(decision)?;
        decision.is_whole.then(|| 1.0 / decision.unit)
    }

    /// The step in which the whole decisions of a cell move it, if there is one.
    pub(super) fn step_of(&self, terms: &[(usize, f64)]) -> Option<f64> {
        let mut common: Option<f64> = None;
        for (j, a) in terms {
            let effect = (a * self.step(*j)?).abs();
            common = Some(match common {
                None => effect,
                Some(g) => common_step(g, effect)?,
            });
        }
        common.filter(|g| *g > 0.0)
    }

    /// A rise rounded up to what the steps of a cell allow.
    pub(super) fn in_steps(&self, cell: &Affine, rise: f64) -> f64 {
        match self.step_of(&cell.terms) {
            Some(g) => g * (rise / g - WHOLE).ceil(),
            None => rise,
        }
    }
}

/// The largest figure that both are whole multiples of, if one is near at hand.
pub(super) fn common_step(a: f64, b: f64) -> Option<f64> {
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    (1..=LARGEST_DENOMINATOR).find_map(|d| {
        let step = small / f64::from(d);
        let times = large / step;
        ((times - times.round()).abs() <= 1e-9 * times).then_some(step)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_step_is_the_largest() {
        assert_eq!(common_step(1.0, 3.0), Some(1.0));
        assert_eq!(common_step(3.0, 2.0), Some(1.0));
        assert_eq!(common_step(0.6, 0.4), Some(0.2));
        assert_eq!(common_step(1.0, std::f64::consts::PI), None);
    }
}
