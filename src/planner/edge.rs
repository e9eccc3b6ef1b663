//! Where no answer of the solver survives the checks: the safest plan instead, or why
//! there is none.
//!
//! With `comply` the demands are met as far inside as can be, or missed by as little:
//!
//! $$\min e \quad \text{over} \quad X_s \ge 1 - e, \quad
//! \lVert (\sqrt{\pi_s} (X_s - M))\_s \rVert_2 \le c \\, M + e$$
//!
//! It always has an inside, however near the edge the policy is, and its multipliers
//! prove what cannot be had. Without `comply` doing nothing is always a plan, and so is
//! every plan made a little smaller.

use super::{Error, Goal, Plan, Search, Stage};
use crate::formulate::Aim;
use crate::program::Tag;
use crate::solve::{Answer, solve};

/// By how much a plan is made smaller until it passes; 1 is to do nothing.
const SHRINK: [f64; 5] = [1e-8, 1e-6, 1e-4, 1e-2, 1.0];

/// As far inside the demands as is asked, and as far outside as is sought, in
/// reference units.
const MARGIN: (f64, f64) = (0.01, 100.0);

impl Search<'_> {
    /// A plan that passes the checker, with no bounds but the first goal's; `error`
    /// where there is none.
    pub(super) fn fallback(&mut self, error: Error) -> Result<Plan, Error> {
        if self.formulation.policy.comply {
            return self.safest(error);
        }
        let point = std::mem::take(&mut self.x);
        for part in SHRINK {
            self.stand_at(point.iter().map(|x| x * (1.0 - part)).collect())?;
            if let Ok(plan) = self.checked_plan() {
                return Ok(plan);
            }
        }
        Err(error)
    }

    /// The plan farthest inside the standard, or what cannot be had.
    fn safest(&mut self, error: Error) -> Result<Plan, Error> {
        let exact = self.formulation.program(Aim::Squares, &[], 0.0);
        let exact = exact.without_objective();
        let mut relaxed = exact.clone();
        let excess = relaxed.column(-MARGIN.0, MARGIN.1);
        for row in &mut relaxed.rows {
            if matches!(row.tag, Tag::Comply(..)) {
                row.terms.push((excess, 1.0));
            }
        }
        for cone in &mut relaxed.cones {
            // Where no decision has a part there is nothing to be inside of.
            let is_decided = cone.body.iter().any(|b| b.terms.len() > 1);
            if is_decided && matches!(cone.tag, Tag::Comply(..)) {
                cone.head.terms.push((excess, 1.0));
            }
        }
        if let Some(column) = relaxed.columns.get_mut(excess) {
            column.cost = 1.0;
        }
        match solve(&relaxed, self.solver, self.deadline) {
            Answer::Point(solution) => {
                let proof = solution.multipliers;
                if exact.proves_infeasible(&proof) {
                    return Err(self.conflict(&exact, &proof));
                }
                self.iterations += solution.iterations;
                self.stand_at(self.formulation.repaired(&solution.x))?;
                // Nearer to the edge than a plan can be told from none.
                self.checked_plan()
                    .map_err(|_| self.conflict(&exact, &proof))
            }
            Answer::Infeasible(proof) => Err(self.conflict(&exact, &proof)),
            Answer::TimeUp => Err(self.out_of_time()),
            Answer::GaveUp(_) => Err(error),
        }
    }

    /// Stands at a point that no goal made best: of the bounds only the first goal's,
    /// which rests on no other, is left.
    fn stand_at(&mut self, x: Vec<f64>) -> Result<(), Error> {
        self.x = x;
        let bound = self.stages.first().and_then(|stage| stage.bound);
        self.stages.clear();
        let values = self.goal_values(&self.x)?;
        let goals: Vec<Goal> = self.formulation.policy.goals.clone();
        for (i, (goal, value)) in goals.into_iter().zip(values).enumerate() {
            let reached = value / self.formulation.goal_scale(goal);
            self.stages.push(Stage {
                goal,
                reached,
                hold: super::hold::hold(reached, None, false),
                bound: bound.filter(|_| i == 0),
                solved: None,
            });
        }
        Ok(())
    }
}
