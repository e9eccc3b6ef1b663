//! Plans by water levels and level sets, where the policy fits them.
//!
//! The solver gives actions, bounds and prices of the whole ordered plan at once; here they
//! become a plan, measured by the checker. A gap that is too wide, or an error, sends the
//! policy to the general path.

use crate::disparity::{Assessment, assess};
use crate::district::District;
use crate::error::{Code, Error, Place, Problem};
use crate::explain::explain;
use crate::plan::{GoalValue, Plan, SolverReport, Status};
use crate::policy::Policy;
use crate::solve::Solver;
use crate::solve::levels::{self, Found, Input};
use crate::standard::Standard;
use crate::verify::{self, Checker};

/// How far inside the minima it aims: values are exact but for rounding.
pub(crate) const INSIDE: f64 = 1e-10;

/// The plan, verified; none where the general path has to find it.
pub(super) fn plan(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    solver: Solver,
    is_explained: bool,
) -> Result<Option<Plan>, Error> {
    if !matches!(solver, Solver::Auto | Solver::Levels) {
        return Ok(None);
    }
    let is_asked_for = solver == Solver::Levels;
    let input = Input {
        district,
        standard,
        policy,
        share: 1.0,
    };
    // Going to the threads and back takes time that shows in a small plan: once is enough.
    rayon::scope(|_| {
        let (solved, before) = rayon::join(
            || levels::solve(&[input], None, INSIDE),
            || assess(district, standard),
        );
        match solved? {
            Ok(found) => {
                let Some(found) = found.into_iter().next() else {
                    return Ok(None);
                };
                match assembled(&input, found, before?, is_explained) {
                    Err(Error::Solver { .. }) if !is_asked_for => Ok(None),
                    Ok((plan, _)) if plan.status == Status::Optimal || is_asked_for => {
                        Ok(Some(plan))
                    }
                    Ok(_) => Ok(None),
                    Err(error) => Err(error),
                }
            }
            Err((_, what)) if is_asked_for => Err(refused(what).into()),
            Err(_) => Ok(None),
        }
    })
}

/// What to say of a policy that the solver does not fit.
pub(crate) fn refused(what: String) -> Problem {
    Problem::new(Code::NoLevels, Place::item(what.clone()), [what])
}

/// What was found as a plan that has passed the checker, with its reasons if asked for, and
/// the goals of today; `before` is the district assessed.
pub(crate) fn assembled(
    input: &Input,
    found: Found,
    before: Assessment,
    is_explained: bool,
) -> Result<(Plan, Vec<f64>), Error> {
    let Input {
        district,
        standard,
        policy,
        ..
    } = *input;
    let checker = Checker::new(district, standard, policy)?;
    let outcome = checker.evaluate(&found.actions)?;
    let district_after = outcome.district(district)?;
    let mut after = None;
    let today = rayon::in_place_scope(|scope| {
        scope.spawn(|_| after = Some(assess(&district_after, standard)));
        checker.today()
    });
    let mut worst: f64 = 0.0;
    let mut goals = Vec::with_capacity(policy.goals.len());
    let figures = outcome.goals.iter().zip(&found.bounds).zip(&today);
    for (goal, ((value, bound), today)) in policy.goals.iter().zip(figures) {
        // No goal of these can be below 0.
        let bound = bound.max(0.0).min(*value);
        let least = verify::goals::least(policy, *goal);
        worst = worst.max((value - bound) / value.abs().max(*today).max(least));
        goals.push(GoalValue {
            goal: goal.id().to_owned(),
            value: value + 0.0, // never -0
            bound: bound + 0.0,
            levels: None,
        });
    }
    let mut plan = Plan {
        status: if worst <= verify::CONTINUOUS_GAP {
            Status::Optimal
        } else {
            Status::Feasible
        },
        goals,
        currency: policy.currency.clone(),
        spent: outcome.spent,
        moves: Vec::new(),
        transfers: Vec::new(),
        before,
        after: after.unwrap_or_else(|| assess(&district_after, standard))?,
        prices: found.prices,
        solver: SolverReport {
            name: Solver::Levels.id().to_owned(),
            version: Solver::Levels.version().to_owned(),
            iterations: found.iterations,
            gap: worst,
            seconds: None,
        },
        reasons: None,
        actions: found.actions,
    };
    let mut reasons = None;
    let verified = rayon::in_place_scope(|scope| {
        if is_explained {
            scope.spawn(|_| reasons = Some(explain(district, standard, policy, &plan)));
        }
        checker.verify_assessed(&plan)
    });
    plan.reasons = reasons;
    match verified {
        Err(Error::Unverified(broken)) => Err(Error::Solver {
            solver: plan.solver.name,
            stage: "verify".to_owned(),
            reason: super::spots(&broken),
        }),
        other => other.map(|()| (plan, today)),
    }
}
