//! A limit on the mean of CVs: good ceilings for a plan, narrow boxes for a proof.
//!
//! With the ceilings fixed a plan is one convex program. Better ceilings are found near
//! it, where each product is the plane that touches it: solve with free ceilings, fix
//! those, solve again, until nothing is gained. The boxes of the means, between which
//! branch and bound divides, are narrowed first by what no better plan can exceed.

use super::Finder;
use crate::cancel::Deadline;
use crate::error::Error;
use crate::formulate::Aim;
use crate::policy::Goal;
use crate::program::{Program, Tag};
use crate::solve::{Answer, Solution, solve};

/// Rounds from ceilings to better ceilings.
const ROUNDS: usize = 8;

/// How far a ceiling may move in a round, as a part of it.
const TRUST: f64 = 0.5;

/// A round that gains less, relative to the objective, is the last.
const GAINED: f64 = 1e-7;

impl Finder<'_, '_> {
    /// Looks for a first plan from the relaxation.
    pub(super) fn start_composite(&mut self, goal: Goal, exact: &Program) -> Result<(), Error> {
        if let Some(solution) = self.point_of(&exact.enveloped()) {
            let found = self.completed(Aim::Goal(goal), &solution.x, crate::formulate::INSIDE);
            if let Some(x) = found {
                self.consider(x)?;
            }
        }
        Ok(())
    }

    /// The best point of a program with its choices made but for the ceilings, which are
    /// sought from those of a point on.
    pub(super) fn with_ceilings(&self, program: &Program, point: &[f64]) -> Option<Vec<f64>> {
        let f = &self.search.formulation;
        let mut best: Option<(f64, Solution)> = None;
        let mut ceilings = point.to_vec();
        for _ in 0..ROUNDS {
            let mut fixed = program.clone();
            f.fix_ceilings(&mut fixed, &ceilings);
            let fixed = fixed.enveloped();
            let Some(solution) = self.point_of(&fixed) else {
                break;
            };
            let objective = fixed.objective(&solution.x);
            let before = best.as_ref().map_or(f64::INFINITY, |(value, _)| *value);
            let is_clear = before - objective > GAINED * objective.abs().max(1e-3);
            if objective < before {
                best = Some((objective, solution));
            }
            let Some((_, solution)) = best.as_ref().filter(|_| is_clear) else {
                break;
            };
            let Some(near) = self.point_of(&near(program, &solution.x)) else {
                break;
            };
            ceilings = near.x;
        }
        best.map(|(_, solution)| f.boxed(&solution.x))
    }

    /// Narrows the boxes of means and ceilings to what a plan as good as the best found
    /// can have: the means from above first, which helps most, then all sides.
    pub(super) fn narrow(&self, exact: &mut Program, most: f64, deadline: Deadline) {
        let products = exact.products.clone();
        let means = products.iter().map(|p| (p.right, -1.0));
        let ceilings = products
            .iter()
            .flat_map(|p| [(p.left, -1.0), (p.left, 1.0)]);
        let sides: Vec<(usize, f64)> = means.clone().chain(ceilings).chain(means).collect();
        for (j, sign) in sides {
            if deadline.has_passed() {
                return;
            }
            let mut farthest = Self::as_good(exact, most).without_objective();
            if let Some(column) = farthest.columns.get_mut(j) {
                column.cost = sign;
            }
            let Answer::Point(solution) = solve(&farthest, self.search.solver, deadline) else {
                continue;
            };
            let bound = sign * farthest.bound(&solution.multipliers);
            let Some(column) = exact.columns.get_mut(j).filter(|_| bound.is_finite()) else {
                continue;
            };
            if sign < 0.0 {
                column.upper = column.upper.min(bound.max(column.lower));
            } else {
                column.lower = column.lower.max(bound.min(column.upper));
            }
        }
    }

    /// The relaxation with only what is as good as the best found.
    fn as_good(exact: &Program, most: f64) -> Program {
        let mut limited = exact.enveloped();
        let is_curved = limited.columns.iter().any(|c| c.square != 0.0);
        if most.is_finite() && !is_curved {
            let costs = limited.columns.iter().enumerate();
            let terms = costs.filter(|(_, c)| c.cost != 0.0);
            let terms: Vec<(usize, f64)> = terms.map(|(j, c)| (j, c.cost)).collect();
            let most = most - limited.constant;
            let most = most + 1e-6 * most.abs().max(1e-3);
            limited.row(Tag::Inner, f64::NEG_INFINITY, terms, most);
        }
        limited
    }

    fn point_of(&self, program: &Program) -> Option<Solution> {
        match solve(program, self.search.solver, self.search.deadline) {
            Answer::Point(solution) => Some(solution),
            _ => None,
        }
    }
}

/// A program near a point, its ceilings free to move a little.
fn near(program: &Program, x: &[f64]) -> Program {
    let mut at = x.to_vec();
    for product in &program.products {
        let value = |j: usize| x.get(j).copied().unwrap_or(0.0);
        // The ceiling that the point needs, not the room it was given.
        let needed = value(product.least) / value(product.right).max(1e-12);
        if let Some(t) = at.get_mut(product.left) {
            *t = t.min(needed.max(1e-9));
        }
    }
    let mut near = program.touching(&at);
    for product in &program.products {
        if let (Some(column), Some(t)) = (near.columns.get_mut(product.left), at.get(product.left))
        {
            column.lower = column.lower.max(t * (1.0 - TRUST));
            column.upper = column.upper.min(t * (1.0 + TRUST)).max(column.lower);
        }
    }
    near
}
