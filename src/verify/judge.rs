//! Whether the claims of a plan that keeps its promises can be true: how good it says
//! it is.
//!
//! For each goal in turn, the goals before it held, the independent program of
//! [`bound`](super::bound) gives two things: a bound, which may prove the value
//! best, and a point, which may be a plan that refutes the claim. Where it
//! gives neither, the claim is left as one: claimed, not proven here.

use super::bound::{self, Bound, NoBound, SECONDS};
use super::case::Case;
use super::{TOLERANCE, evaluate, goals, is_feasible, verify};
use crate::district::District;
use crate::error::{Code, Error, Place, Problems};
use crate::plan::{Action, Plan};
use crate::policy::{Goal, Policy};
use crate::standard::Standard;

/// How many gaps better a plan at hand must be before it refutes a bound: a hold of
/// the goals before has a slack of its own.
const CLEAR: f64 = 10.0;

/// By how much a point of the program is made smaller until it is a plan.
const SHRINK: [f64; 3] = [0.0, 1e-9, 1e-7];

/// What could be found out about the bound that a plan states for one goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The goal's JSON name.
    pub goal: String,
    /// The bound found independently, or why there is none.
    pub bound: Result<Bound, NoBound>,
    /// Whether that bound proves the plan best at this goal, within the gap; if not,
    /// what the plan states is claimed, not proven here.
    pub is_proven: bool,
}

/// Checks every promise of a plan, as [`verify`] does, then what it claims: that its
/// bounds hold and, where it says so, that it is optimal. One standing a goal.
///
/// # Errors
/// [`Error::Unverified`] with every promise broken or claim refuted; [`Error::Input`]
/// where standard or policy do not fit the district.
pub fn judge(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    plan: &Plan,
) -> Result<Vec<Standing>, Error> {
    verify(district, standard, policy, plan)?;
    let case = Case::new(district, standard, policy)?;
    let mut problems = Problems::new();
    let mut standings = Vec::with_capacity(policy.goals.len());
    let gap = goals::gap(standard, policy);
    let seconds = SECONDS / policy.goals.len().max(1) as f64;
    let values: Vec<f64> = plan.goals.iter().map(|g| g.value).collect();
    for (i, (goal, stated)) in policy.goals.iter().zip(&plan.goals).enumerate() {
        let part = Policy {
            goals: policy.goals.iter().take(i + 1).copied().collect(),
            ..policy.clone()
        };
        let found = bound::search(district, standard, &part, &plan.actions, seconds);
        let size = stated.value.abs().max(goals::scale(&case, *goal));
        let place = Place::item(goal.id());
        let mut is_proven = false;
        if let Ok((bound, proposed)) = &found {
            let ahead = signed(*goal, bound.value) - signed(*goal, stated.value);
            is_proven = ahead >= -gap * size;
            let better = better(&case, proposed, i, &values)?;
            if let Some(value) = better.filter(|value| {
                signed(*goal, stated.bound) - signed(*goal, *value) > CLEAR * gap * size
            }) {
                let said = [stated.bound.to_string(), value.to_string()];
                problems.add(Code::BetterPlanAtHand, place, said);
            }
        }
        standings.push(Standing {
            goal: goal.id().to_owned(),
            bound: found.map(|(bound, _)| bound),
            is_proven,
        });
    }
    if problems.is_empty() {
        Ok(standings)
    } else {
        Err(Error::Unverified(problems))
    }
}

/// The value of the `i`-th goal at a point that is a plan and no worse at the goals
/// before.
fn better(case: &Case, point: &[Action], i: usize, values: &[f64]) -> Result<Option<f64>, Error> {
    let (d, s, p) = (case.district, case.standard, case.policy);
    for part in SHRINK {
        let smaller = |a: &Action| Action {
            units: a.units * (1.0 - part),
            cost: a.cost * (1.0 - part),
            ..a.clone()
        };
        let actions: Vec<Action> = point.iter().map(smaller).collect();
        if !is_feasible(d, s, p, &actions)? {
            continue;
        }
        let now = evaluate(d, s, p, &actions)?.goals;
        let earlier = p.goals.iter().zip(values.iter().zip(&now)).take(i);
        let is_held = earlier.into_iter().all(|(goal, (value, now))| {
            let size = goals::scale(case, *goal).max(value.abs());
            signed(*goal, *now) <= signed(*goal, *value) + 1e-3 * TOLERANCE * size
        });
        if is_held {
            return Ok(now.get(i).copied());
        }
    }
    Ok(None)
}

/// Every goal as one to be made small.
fn signed(goal: Goal, value: f64) -> f64 {
    if goal.is_maximised() { -value } else { value }
}
