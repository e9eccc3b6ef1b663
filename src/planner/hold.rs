//! How earlier goals are held while a later one is made best: on their optimal face, by
//! a tolerance, or by both.

use super::{Search, Solved};
use crate::error::Error;
use crate::formulate::{Hold, LEVEL_SLACK};
use crate::program::Face;

/// Hold of an earlier goal: its value + max([`HOLD`].0, [`HOLD`].1 * |value|), both in
/// reference units (for `cost`, the sum of the funds counts as 1).
const HOLD: (f64, f64) = (1e-9, 1e-7);

/// How many slacks of its hold an answer may miss a goal by: one that the hold grants,
/// the rest for a solver's tolerance; or more where nothing else is found.
pub(super) const STRICT: f64 = 1.5;
const LOOSE: f64 = 20.0;

impl Search<'_> {
    /// The goals so far as they are held, with the slacks by which an answer may miss
    /// what was reached; and, for a solver that finds nothing there, once more by
    /// tolerances alone, wider ones.
    pub(super) fn ways_to_hold(&self) -> Vec<(Vec<Hold>, f64)> {
        let holds = self.holds();
        if holds.is_empty() {
            return vec![(holds, STRICT)];
        }
        let looser = self.stages.iter().map(|stage| {
            let more = (LOOSE - 1.0) * slack(stage.reached);
            let lower = |level: &f64| level - (LOOSE - 1.0) * LEVEL_SLACK;
            let levels = stage.hold.levels.as_ref();
            Hold {
                face: Face::open(),
                most: stage.hold.most + more,
                most_inside: stage.hold.most_inside + more,
                levels: levels.map(|levels| levels.iter().map(lower).collect()),
            }
        });
        let looser = looser.collect();
        vec![(holds, STRICT), (looser, LOOSE)]
    }

    /// Whether a point is no worse at the goals so far than what was reached, but for
    /// so many slacks of a hold.
    pub(super) fn holds_at(&self, x: &[f64], slacks: f64) -> Result<bool, Error> {
        let now = self.goal_values(x)?;
        let stages = self.stages.iter().zip(&now);
        Ok(stages.into_iter().all(|(stage, now)| {
            let now = now / self.formulation.goal_scale(stage.goal);
            if let Some(levels) = &stage.hold.levels {
                let slack = slacks * 2.0 * LEVEL_SLACK;
                return self.formulation.keeps_levels(levels, x, slack);
            }
            now <= stage.reached + slacks * slack(stage.reached)
        }))
    }

    pub(super) fn holds(&self) -> Vec<Hold> {
        self.stages.iter().map(|s| s.hold.clone()).collect()
    }
}

pub(super) fn slack(objective: f64) -> f64 {
    HOLD.0.max(HOLD.1 * objective.abs())
}

/// How to hold a goal that has reached an objective, in program units.
pub(super) fn hold(objective: f64, solved: Option<&Solved>, has_faces: bool) -> Hold {
    let slack = slack(objective);
    // The rays of a cone's face are only known to a tolerance and would cut plans off.
    let is_linear = |(program, _): &&Solved| has_faces && program.cones.is_empty();
    let face =
        |(program, solution): &Solved| program.face(solution.partner(), &solution.multipliers);
    let inside = |(program, solution): &Solved| program.objective(&solution.x).max(objective);
    Hold {
        face: solved.filter(is_linear).map_or_else(Face::open, face),
        most: objective + slack,
        most_inside: solved.map_or(objective, inside) + slack,
        levels: None,
    }
}
