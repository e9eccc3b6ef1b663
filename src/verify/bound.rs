//! How good the last goal can be at best, proven from the district and policy alone.
//!
//! Every goal is convex in the actions, so pieces of it that lie below it everywhere
//! make a linear program whose optimum is a bound: exact rows for `shortfall`, `mad`,
//! `range`, `floor` and `cost`; for `std`, at any slopes $r_s$,
//!
//! $$\sum_s z_s \le t, \qquad z_s \ge \pi_s (2 r_s (v_s - \mu) - r_s^2 t)$$
//!
//! (the tangents of $(v_s-\mu)^2/t$); for `gini`, $\pm(v_s - v_t)$ for each
//! pair. Slopes and signs start at the plan and are added where the program's optimum
//! cheats, round by round. Earlier goals are held. It leaves out `comply` and whole
//! units, so that it may be weak there, never wrong.
//!
//! What it rests on: the arithmetic of this module and the formula of `lp`, evaluated
//! in floating point. It does not rest on microlp being right.

mod columns;
mod lp;
mod pieces;
mod ratio;

use std::time::Instant;

use super::case::Case;
use super::{Done, goals, state};
use crate::district::District;
use crate::error::Problems;
use crate::plan::{Action, Plan};
use crate::policy::{Goal, Lever, Measure, Policy, Rule};
use crate::standard::Standard;
use columns::Columns;
use lp::Lp;
use pieces::Pieces;

/// Larger programs (sections times levers) are not bounded.
pub const LARGEST_BOUNDED: usize = 3_000;

/// Rows of the linear program at most.
const MOST_ROWS: usize = 20_000;

/// Rounds of cutting at most.
const MOST_ROUNDS: usize = 30;

/// What a plan may lack of the best of a goal to count as the best, relative.
const HAIR: f64 = 1e-6;

/// What the best found by microlp may be below the best there is.
const ROUNDING: f64 = 1e-10;

/// Seconds that a bound may take, about.
pub(super) const SECONDS: f64 = 20.0;

/// What the last goal can be at best.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The goal's JSON name.
    pub goal: String,
    /// No plan at least as good at every earlier goal is better than this.
    pub value: f64,
    /// Rounds of cutting.
    pub rounds: usize,
}

/// Why there is no independent bound.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoBound {
    /// District, standard, policy or plan do not fit together.
    #[error("the plan does not fit its district and policy")]
    Unusable,
    /// More than [`LARGEST_BOUNDED`] sections times levers, or too many rows.
    #[error("the program is too large to be bounded independently")]
    TooLarge,
    /// The policy moves, recruits or trains, which the independent program does not know.
    #[error("moves, recruits and training are not bounded independently")]
    People,
    /// A lever that neither cap nor money limits.
    #[error("nothing limits the lever {lever}")]
    Unlimited {
        /// The lever.
        lever: String,
    },
    /// The solver proposed nothing in time.
    #[error("no bound was found in time")]
    Stopped,
}

/// Bounds the last goal of a plan from below (`floor`: from above): no plan that is at
/// least as good at every earlier goal is better than this. The earlier goals are held
/// at the plan's own values, without slack, which a later goal would turn to its profit; or,
/// where the plan is within a millionth of it, at the best there is.
///
/// # Errors
/// [`NoBound`] says why where there is none.
pub fn lower_bound(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    plan: &Plan,
) -> Result<Bound, NoBound> {
    search(district, standard, policy, &plan.actions, SECONDS).map(|(bound, _)| bound)
}

/// The bound, and the actions at which the program that proves it has its optimum:
/// they may be a better plan.
pub(super) fn search(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    actions: &[Action],
    seconds: f64,
) -> Result<(Bound, Vec<Action>), NoBound> {
    let on_teachers = |lever: &Lever| lever.on_teachers.is_some();
    let staffing = |rule: &Rule| matches!(rule, Rule::Staffing(_));
    if !policy.transfers.is_empty()
        || policy.levers.iter().any(on_teachers)
        || policy.rules.iter().any(staffing)
    {
        return Err(NoBound::People);
    }
    let started = Instant::now();
    let left = || seconds - started.elapsed().as_secs_f64();
    if district.sections().len() * policy.levers.len() > LARGEST_BOUNDED {
        return Err(NoBound::TooLarge);
    }
    let case = Case::new(district, standard, policy).map_err(|_| NoBound::Unusable)?;
    let mut problems = Problems::new();
    let done = Done::resolve(&case, actions.into(), &mut problems);
    let Some((last, earlier)) = policy.goals.split_last().filter(|_| problems.is_empty()) else {
        return Err(NoBound::Unusable);
    };
    let after = state::after(&case, &done).values;
    let value = |goal| goals::value(&case, goal, &after, &done);

    let mut lp = Lp::default();
    let columns = Columns::new(&case, value, &mut lp)?;
    let mut pieces = Pieces::new(&case, &columns, &after);
    for goal in earlier {
        if *goal == Goal::WorstCv {
            pieces.hold_worst_cv(value(*goal), &mut lp);
            continue;
        }
        let mut row = pieces.add(*goal, &mut lp);
        let reached = signed(*goal, value(*goal));
        lp.objective.clone_from(&row);
        row.constant -= match goal {
            // Its pieces are not all there yet.
            Goal::Disparity(Measure::Std | Measure::Gini) => reached,
            _ => held(*goal, reached, &case, &lp, left()),
        };
        lp.require(row);
    }
    let step = (*last == Goal::WorstCv).then(|| pieces.step(value(*last), &mut lp));
    lp.objective = match &step {
        Some(step) => step.e.clone(),
        None => pieces.add(*last, &mut lp),
    };
    let aim = match &step {
        Some(_) => 0.0,
        None => signed(*last, value(*last)),
    };
    let near = aim - 0.5e-6 * aim.abs().max(goals::scale(&case, *last));

    let (mut rounds, mut proposed) = (1, Vec::new());
    let mut near_best = None;
    loop {
        if lp.rows() > MOST_ROWS {
            return Err(NoBound::TooLarge);
        }
        // A plan that is best at the earlier goals leaves them no room; microlp may
        // then find no point. The bound needs none.
        let Some(point) = lp.solve(left()) else {
            break;
        };
        let reached = lp.objective.at(&point) >= near;
        proposed = columns.actions(&case, &point);
        let is_last = reached || rounds >= MOST_ROUNDS || left() < 0.5 * seconds;
        let has_grown = !is_last && pieces.refine(&point, &mut lp);
        near_best = Some(point);
        if !has_grown {
            break;
        }
        rounds += 1;
    }
    let bound = lp
        .certify(near_best.as_deref(), left())
        .ok_or(NoBound::Stopped)?;
    let bound = Bound {
        goal: last.id().to_string(),
        value: step.map_or_else(|| signed(*last, bound), |step| step.ratio(bound)),
        rounds,
    };
    Ok((bound, proposed))
}

/// Where to hold a goal that has reached a value: there, or at what is best if the value is
/// only a hair above it, as of a plan that aims a little inside the minima. A later goal
/// can gain a thousand times what the hair leaves it.
fn held(goal: Goal, reached: f64, case: &Case, lp: &Lp, seconds: f64) -> f64 {
    let Some(point) = lp.solve(seconds) else {
        return reached;
    };
    let best = lp.objective.at(&point);
    let size = reached.abs().max(goals::scale(case, goal));
    if reached - best <= HAIR * size {
        reached.min(best + ROUNDING * size)
    } else {
        reached
    }
}

/// Every goal as one to be made small.
fn signed(goal: Goal, value: f64) -> f64 {
    if goal.is_maximised() { -value } else { value }
}
