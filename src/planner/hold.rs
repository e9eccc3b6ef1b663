//! How earlier goals are held while a later one is made best: on their optimal face, by
//! a tolerance, or by both.

use super::{Search, Solved, Stage};
use crate::error::Error;
use crate::formulate::{Hold, LEVEL_SLACK};
use crate::program::Face;

/// Hold of an earlier goal: its value + max([`HOLD`].0, [`HOLD`].1 * |value|), both in
/// reference units (for `cost`, the sum of the funds counts as 1).
pub(super) const HOLD: (f64, f64) = (1e-9, 1e-7);

/// How many slacks of its hold an answer may miss a goal by: one that the hold grants,
/// the rest for a solver's tolerance.
pub(super) const STRICT: f64 = 1.5;

/// Where a solver finds nothing there: how many slacks wider the holds become, and how
/// many an answer may then miss a goal by.
const WIDE: (f64, f64) = (5.0, 10.0);
const WIDEST: (f64, f64) = (12.0, 20.0);

/// How many slacks at most are granted to who aims inside.
const LOST: f64 = 0.5;

impl Hold {
    /// The same where a goal has reached an objective and less than `bound` is proven not to
    /// be had. Who aims inside the minima stays above what the bound of a later goal
    /// is granted; behind a cone a later goal gains by the root of that, so it is
    /// granted to the aim too.
    pub(super) fn granting(self, objective: f64, bound: Option<f64>) -> Self {
        let lost = bound.map_or(0.0, |bound| objective - bound);
        Self {
            most_inside: self.most_inside + lost.clamp(0.0, LOST * slack(objective)),
            ..self
        }
    }

    /// The same with so many slacks more for what is held by a tolerance.
    fn widened(&self, slacks: f64, slack: f64) -> Self {
        let lower = |level: &f64| level - slacks * LEVEL_SLACK;
        let levels = self.levels.as_ref();
        Self {
            face: self.face.clone(),
            most: self.most + slacks * slack,
            most_inside: self.most_inside + slacks * slack,
            levels: levels.map(|levels| levels.iter().map(lower).collect()),
        }
    }
}

impl Search<'_> {
    /// The goals so far as they are held, with the slacks by which an answer may miss
    /// what was reached; then, for a solver that finds nothing there, with wider
    /// tolerances, at last by tolerances alone.
    pub(super) fn ways_to_hold(&self) -> Vec<(Vec<Hold>, f64)> {
        let holds = self.holds();
        if holds.is_empty() {
            return vec![(holds, STRICT)];
        }
        let widened = |by: f64| -> Vec<Hold> {
            let stages = self.stages.iter();
            let wider = |s: &Stage| s.hold.widened(by, slack(s.reached));
            stages.map(wider).collect()
        };
        let alone = widened(WIDEST.0).into_iter().map(|hold| Hold {
            face: Face::open(),
            ..hold
        });
        vec![
            (holds, STRICT),
            (widened(WIDE.0), WIDE.1),
            (alone.collect(), WIDEST.1),
        ]
    }

    /// Holds the goals so far as wide as it took to find the point, so that what comes
    /// after does not look for what was not to be had.
    pub(super) fn settle_for(&mut self, holds: Vec<Hold>) -> Result<(), Error> {
        let now = self.goal_values(&self.x)?;
        let scales = self.formulation.policy.goals.iter();
        let scales = scales.map(|goal| self.formulation.goal_scale(*goal));
        let now: Vec<f64> = now.iter().zip(scales).map(|(v, s)| v / s).collect();
        for ((stage, hold), now) in self.stages.iter_mut().zip(holds).zip(now) {
            let most = now + slack(stage.reached);
            stage.hold = Hold {
                most: hold.most.max(most),
                most_inside: hold.most_inside.max(most),
                ..hold
            };
        }
        Ok(())
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
            // Who aims inside the minima may lose that much, and the hold grants it.
            now <= stage.hold.most_inside + (slacks - 1.0) * slack(stage.reached)
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
    let face = |(program, solution): &Solved| {
        if program.cones.iter().all(|cone| cone.body.is_empty()) {
            let (x, multipliers) = (solution.partner(), &solution.multipliers);
            return Some(program.face(x, multipliers, solution.is_vertex));
        }
        // But where there is no spread at all.
        program.lowest_face(objective)
    };
    let inside = |(program, solution): &Solved| program.objective(&solution.x).max(objective);
    Hold {
        face: solved
            .filter(|_| has_faces)
            .and_then(face)
            .unwrap_or_else(Face::open),
        most: objective + slack,
        most_inside: solved.map_or(objective, inside) + slack,
        levels: None,
    }
}
