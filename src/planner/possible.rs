//! Whether a program holds any point at all, its whole columns whole.

use crate::cancel::Deadline;
use crate::program::Program;
use crate::solve::branch::{Limits, branch};
use crate::solve::{Answer, Solver, solve};

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
