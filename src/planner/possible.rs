//! Whether a program holds any point at all, its whole columns whole.

use super::Options;
use crate::cancel::Deadline;
use crate::district::District;
use crate::error::Error;
use crate::formulate::{Aim, Formulation, INSIDE};
use crate::policy::Policy;
use crate::program::Program;
use crate::solve::branch::{Limits, branch};
use crate::solve::{Answer, Solver, solve};
use crate::standard::Standard;

/// Whether a policy has any plan, whatever its goals; none where that could not be found
/// out in its time.
///
/// # Errors
/// [`Error::Input`] where standard or policy do not fit the district.
pub(crate) fn has_plan(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    options: &Options,
) -> Result<Option<bool>, Error> {
    let deadline = Deadline::after(policy.solve.time_limit_s).or_when(&options.cancel);
    let formulation = Formulation::new(district, standard, policy)?.until(deadline);
    // Aimed further inside than a plan will be, so that there is room for one.
    let program = formulation.program(Aim::Squares, &[], 2.0 * INSIDE);
    let solver = super::suited(policy, options.solver);
    Ok(is_possible(&program, solver, deadline))
}

/// Most nodes of one search.
const NODES: u64 = 200;

/// How far a solver's point may be from its constraints, in reference units.
const NEAR: f64 = 1e-8;

/// What counts as whole, in steps.
const WHOLE: f64 = 1e-6;

/// Whether there is a point; none where that could not be found out.
pub(super) fn is_possible(program: &Program, solver: Solver, deadline: Deadline) -> Option<bool> {
    let program = program.without_objective();
    if program.wholes.is_empty() && program.products.is_empty() {
        return match solve(&program, solver, deadline) {
            Answer::Point(solution) => (program.violation(&solution.x) <= NEAR).then_some(true),
            Answer::Infeasible(_) => Some(false),
            Answer::TimeUp | Answer::GaveUp(_) => None,
        };
    }
    let limits = Limits {
        deadline,
        nodes: NODES,
        gap: 0.0,
        size: 0.0,
        are_points: false,
        is_count: false,
    };
    let mut is_found = false;
    let proof = branch(
        &program,
        solver,
        &limits,
        f64::INFINITY,
        |node, point, _| {
            is_found = is_found
                || [f64::round, f64::ceil]
                    .into_iter()
                    .any(|round| holds_rounded(node, &point.x, round, solver, deadline));
            // Any point ends the search.
            if is_found {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            }
        },
    );
    if is_found {
        Some(true)
    } else {
        (proof.is_complete && proof.bound == f64::INFINITY).then_some(false)
    }
}

/// Whether a node holds a point with its whole columns as a relaxed point's are rounded.
fn holds_rounded(
    node: &Program,
    x: &[f64],
    round: fn(f64) -> f64,
    solver: Solver,
    deadline: Deadline,
) -> bool {
    let mut fixed = node.clone();
    for whole in &node.wholes {
        let (Some(column), Some(x)) = (fixed.columns.get_mut(whole.column), x.get(whole.column))
        else {
            return false;
        };
        let steps = x / whole.step;
        let near = steps.round();
        let steps = if (steps - near).abs() <= WHOLE {
            near
        } else {
            round(steps)
        };
        let value = (steps * whole.step).clamp(column.lower, column.upper);
        (column.lower, column.upper) = (value, value);
    }
    for product in &node.products {
        if let (Some(column), Some(x)) = (fixed.columns.get_mut(product.left), x.get(product.left))
        {
            let value = x.clamp(column.lower, column.upper);
            (column.lower, column.upper) = (value, value);
        }
    }
    let fixed = fixed.enveloped();
    match solve(&fixed, solver, deadline) {
        Answer::Point(solution) => fixed.violation(&solution.x) <= NEAR,
        _ => false,
    }
}
