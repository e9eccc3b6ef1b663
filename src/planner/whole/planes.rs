//! Cones while `HiGHS` searches: planes stand for them, more and more, near the plans found.
//!
//! Its bound holds for the cones too, since no plane cuts off what they hold. Its point
//! need not be a plan: with its choices made the cones say what the best plan is, and where
//! that is planes are added. So bound and plan meet, mostly after one or two searches.

use super::{Error, Finder};
use crate::program::{Program, Tangents};
use crate::solve::branch::{Limits, Proof};
use crate::solve::{Answer, searched, solve};

/// Most searches.
const ROUNDS: usize = 40;

/// The part of what may stay open that one search may leave so.
const PART: f64 = 0.5;

impl Finder<'_, '_> {
    /// Searches a program that has cones; none where it leads nowhere, or has products.
    pub(super) fn searched_by_planes(
        &mut self,
        exact: &Program,
        limits: &Limits,
        worth: impl Fn(&Self) -> f64,
    ) -> Result<Option<Proof>, Error> {
        if !exact.products.is_empty() {
            return Ok(None);
        }
        let Answer::Point(root) = solve(exact, self.search.solver, limits.deadline) else {
            return Ok(None);
        };
        let mut proof = Proof {
            bound: limits.rounded(exact.bound(&root.multipliers)),
            is_complete: true,
            nodes: 1,
            iterations: root.iterations,
            impossible: None,
        };
        self.offer(exact, &root, 1)?;
        let mut tangents = Tangents::new(exact);
        tangents.touch(&root.x);
        let inner = Limits {
            gap: PART * limits.gap,
            ..*limits
        };
        for _ in 0..ROUNDS {
            if proof.bound >= limits.cutoff(worth(self)) {
                break;
            }
            let found = searched(tangents.program(), self.search.solver, &inner);
            let Some((x, bound)) = found else {
                break;
            };
            proof.bound = proof.bound.max(limits.rounded(bound));
            let Some(x) = x else {
                break;
            };
            self.land(&x)?;
            let mut fixed = exact.clone();
            self.search.formulation.fix(&mut fixed, &x);
            let mut is_new = tangents.touch(&x);
            if let Answer::Point(best) = solve(&fixed, self.search.solver, limits.deadline) {
                is_new |= tangents.touch(&best.x);
            }
            if !is_new {
                break;
            }
        }
        Ok(self.best.is_some().then_some(proof))
    }
}
