//! The shares of minima that `leximin` ranks, and how they are held.

use super::{Formulation, LEVEL_SLACK};
use crate::program::{Affine, Program, Tag};

impl Formulation<'_> {
    /// Every value over its minimum that counts, with the least and largest that the
    /// boxes allow.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (&Affine, f64, f64)> {
        self.with_minimum().map(|counted| {
            let (low, high) = self.reach_of(counted.cell);
            (counted.cell, low.max(0.0), high)
        })
    }

    /// Whether no share at a point is lower than its level, but for so much.
    pub(crate) fn keeps_levels(&self, levels: &[f64], x: &[f64], slack: f64) -> bool {
        let mut shares = self.shares().zip(levels);
        shares.all(|((share, ..), level)| share.at(x) >= level - slack)
    }

    pub(super) fn hold_levels(&self, program: &mut Program, goal: usize, levels: &[f64]) {
        for ((share, low, _), level) in self.shares().zip(levels) {
            let least = level - LEVEL_SLACK;
            if !share.terms.is_empty() && least > low {
                let terms = share.terms.clone();
                program.row(
                    Tag::Hold(goal),
                    least - share.constant,
                    terms,
                    f64::INFINITY,
                );
            }
        }
    }
}
