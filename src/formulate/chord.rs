//! Where the mean of a stage lies on a lattice: fixed, or moved in whole steps.
//!
//! People who stay within their stage cannot change its mean, if they count the same
//! in all of its sections. Recruits, those trained and those who change the stage can: then
//! the mean is $M_0 + \mu T$ with T a whole number. Either way each section's value, in
//! steps, has a chord about the mean ([`Bend`](crate::program::Bend)); this is what makes the
//! relaxation of a rotation whole, or nearly.

use std::collections::BTreeMap;

use super::fields::Field;
use super::steps::common_step;
use super::{Formulation, What};
use crate::program::{Program, Rank, Tag, Whole};

/// How far, relative, an effect on the mean may be from none.
const NONE: f64 = 1e-9;

/// Of a mean that can move by more steps than this nothing is made.
const MOST_STEPS: f64 = 1_000.0;

/// How the mean of a field moves, in reference units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moving {
    /// The mean where nothing is done.
    today: f64,
    /// The step, and the least and most steps; none where the mean is fixed.
    steps: Option<(f64, f64, f64)>,
}

impl Moving {
    pub(super) const fn today(&self) -> f64 {
        self.today
    }

    /// Adds the column of the whole number of steps by which a mean has moved, if it can;
    /// gives it with the step.
    pub(super) fn add(&self, program: &mut Program, mean: usize) -> Option<(usize, f64)> {
        let (step, least, most) = self.steps?;
        let column = program.column(least, most);
        program.wholes.push(Whole {
            column,
            step: 1.0,
            rank: Rank::Total,
        });
        let terms = vec![(mean, 1.0), (column, -step)];
        program.row(Tag::Inner, self.today, terms, self.today);
        Some((column, step))
    }
}

impl Formulation<'_> {
    /// How the mean of a field moves; none where it does not move in whole steps.
    pub(super) fn moving(&self, field: &Field) -> Option<Moving> {
        let mut effects: BTreeMap<usize, f64> = BTreeMap::new();
        let (mut today, mut largest) = (0.0, 0.0_f64);
        for (pi, cell) in self.members(field) {
            today += pi * cell.constant;
            for (j, a) in &cell.terms {
                *effects.entry(*j).or_default() += pi * a;
                largest = largest.max((pi * a).abs());
            }
        }
        self.settle(field, &mut effects);
        let mut step: Option<f64> = None;
        let (mut least, mut most) = (0.0, 0.0);
        for (j, effect) in effects {
            let d = self.decisions.get(j)?;
            if effect.abs() <= NONE * largest {
                continue;
            }
            let one = effect.abs() * self.step(j)?;
            step = Some(step.map_or(Some(one), |g| common_step(g, one))?);
            least += (effect * d.upper).min(0.0);
            most += (effect * d.upper).max(0.0);
        }
        let steps = step.map(|g| (g, (least / g).floor(), (most / g).ceil()));
        let is_wide = steps.is_some_and(|(_, least, most)| most - least > MOST_STEPS);
        (!is_wide).then_some(Moving { today, steps })
    }

    /// Takes off the effects of a transfer of a class what they have in common: as much
    /// arrives as leaves, so that only those count who come from or go to sections where
    /// they count otherwise, as in a school too small to be assessed.
    fn settle(&self, field: &Field, effects: &mut BTreeMap<usize, f64>) {
        let mut sides: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        for (j, d) in self.decisions.iter().enumerate() {
            let (transfer, class, sign) = match d.what {
                What::Leave { transfer, class } => (transfer, class, -1.0 / d.unit),
                What::Arrive { transfer, class } => (transfer, class, 1.0 / d.unit),
                What::Lever(_) | What::Train { .. } => continue,
            };
            let of = self.policy.transfers.get(transfer);
            let stays = of.is_some_and(|t| t.within_stage);
            let section = self.district.sections().get(d.section);
            if !stays || section.is_some_and(|s| s.stage == field.stage) {
                sides.entry((transfer, class)).or_default().push((j, sign));
            }
        }
        for side in sides.into_values() {
            let effect = |j: usize| effects.get(&j).copied().unwrap_or(0.0);
            let mut each: Vec<f64> = side.iter().map(|(j, sign)| sign * effect(*j)).collect();
            each.sort_by(f64::total_cmp);
            let common = each.get(each.len() / 2).copied().unwrap_or(0.0);
            for (j, sign) in side {
                *effects.entry(j).or_default() -= common / sign;
            }
        }
    }
}
