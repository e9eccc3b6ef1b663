//! `worst_cv` made least: Dinkelbach on cones scaled by the means of the last plan.
//!
//! Given a ratio $\theta$, least e with $\sigma_k \le c_k (\theta M_k + e s_k)$; then $\theta$ becomes
//! the largest ratio of the plan found, recomputed, never the solver's objective, until
//! nothing is gained. About five programs.
//!
//! The proof: where multipliers show that e must be above 0 at some $\theta^\prime$, no plan has
//! a ratio of $\theta^\prime$ or less. The multipliers of a step show it for a
//! $\theta^\prime$ a hair below its ratio; how large a hair is tried. Where those of the last
//! step are too coarse, a step is made from a hair below.

use super::Search;
use super::steps::{Reached, Stop};
use crate::formulate::{Aim, Hold, INSIDE};
use crate::policy::Goal;
use crate::program::{Multipliers, Program, Tag};
use crate::solve::{Answer, Solution, solve};

/// Steps at most; the most ever seen is 17.
const MOST_STEPS: usize = 40;

/// Stop where the bound is so near, relative to the ratio at the start.
const NEAR: f64 = 1e-9;

/// How near the bound should be; each is tried by a step of its own.
const CLOSE: [f64; 3] = [3e-8, 1e-7, 3e-7];

/// The hairs tried, relative to the ratio.
const HAIRS: [f64; 16] = [
    0.0, 1e-10, 1e-9, 3e-9, 1e-8, 3e-8, 1e-7, 3e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.3, 0.6,
];

impl Search<'_> {
    pub(super) fn least_worst_cv(&mut self, holds: &[Hold], slacks: f64) -> Result<Reached, Stop> {
        // Where a plan is found already it gives the first ratio; doing nothing may break a
        // policy that must comply, but any ratio will do to begin with.
        let is_first = self.stages.is_empty();
        let start = self.objective(Goal::WorstCv, &self.x).unwrap_or(1.0);
        let (mut ratio, mut proven) = (start, 0.0f64);
        let mut best = (!is_first).then(|| self.x.clone());
        let (mut scale, mut last) = (self.x.clone(), None);
        for _ in 0..MOST_STEPS {
            let program = self
                .formulation
                .program(Aim::CvBelow(ratio, &scale), holds, INSIDE);
            let answer: Result<Solution, Stop> = solve(&program, self.solver, self.deadline).into();
            let solution = match answer {
                Ok(solution) => solution,
                Err(_) if last.is_some() => break,
                Err(stop) => return Err(stop),
            };
            self.iterations += solution.iterations;
            let gained = -program.objective(&solution.x) / ratio;
            proven = proven.max(self.no_ratio_below(
                (ratio, &scale),
                gained,
                holds,
                &solution.multipliers,
            ));
            let Some(x) = self.accepted(&solution.x, slacks) else {
                break;
            };
            let found = self.objective(Goal::WorstCv, &x).unwrap_or(f64::NAN);
            let is_better = found < ratio || best.is_none();
            last = Some((ratio, program, solution));
            if is_better {
                scale.clone_from(&x);
                best = Some(x);
            }
            // Written so that a NaN ends it.
            if !(is_better && found - proven > NEAR * start.max(found)) {
                break;
            }
            ratio = found;
        }
        let found = best
            .as_ref()
            .map_or(Ok(0.0), |x| self.objective(Goal::WorstCv, x));
        let found = found.unwrap_or(0.0);
        for hair in CLOSE {
            let lower = found * (1.0 - hair);
            if proven >= lower {
                break;
            }
            let program = self
                .formulation
                .program(Aim::CvBelow(lower, &scale), holds, INSIDE);
            if let Answer::Point(solution) = solve(&program, self.solver, self.deadline) {
                self.iterations += solution.iterations;
                let multipliers = &solution.multipliers;
                proven = proven.max(self.no_ratio_below((lower, &scale), 0.0, holds, multipliers));
            }
        }
        let x = best.ok_or_else(|| Stop::GaveUp("no point within the holds".to_owned()))?;
        if last.is_none() {
            return Err(Stop::GaveUp("no point within the holds".to_owned()));
        }
        Ok(Reached {
            x,
            bound: Some(proven),
            solved: last.map(|(ratio, program, solution)| in_ratios(ratio, program, solution)),
            levels: None,
        })
    }

    /// A ratio that no plan is below, from the multipliers of a step; 0 where they show
    /// nothing. The step `gained` so much of the ratio.
    fn no_ratio_below(
        &self,
        (ratio, scale): (f64, &[f64]),
        gained: f64,
        holds: &[Hold],
        multipliers: &Multipliers,
    ) -> f64 {
        let hairs = HAIRS.iter().filter(|hair| **hair >= 0.1 * gained);
        let lower = hairs.map(|hair| ratio * (1.0 - hair));
        let mut proven = lower.filter(|lower| {
            // The program aims a little inside the minima; the bound must not.
            let exact = self
                .formulation
                .program(Aim::CvBelow(*lower, scale), holds, 0.0);
            exact.bound(multipliers) > 0.0
        });
        proven.next().unwrap_or(0.0)
    }
}

/// Multipliers say what e gains; a ratio gains as much, divided by $\sum \lambda_k M_k / s_k$.
/// Without that, where what no decision can change is the worst, nothing gains.
fn in_ratios(ratio: f64, program: Program, mut solution: Solution) -> (Program, Solution) {
    let heads = program.cones.iter().zip(&solution.multipliers.cones);
    let means = heads.filter_map(|(cone, lambda)| {
        // The cones of the step are those whose head has a mean and e.
        let [(mean, a), _] = cone.head.terms.as_slice() else {
            return None;
        };
        (cone.tag == Tag::Inner).then_some(())?;
        Some(lambda.first()? * a / ratio * solution.x.get(*mean)?)
    });
    let means: f64 = means.sum();
    let factor = if means > 1e-9 { 1.0 / means } else { 0.0 };
    let Multipliers { rows, cones } = &mut solution.multipliers;
    for y in rows.iter_mut().chain(cones.iter_mut().flatten()) {
        *y *= factor;
    }
    (program, solution)
}
