//! Linear programs by microlp, a simplex, through `good_lp`.
//!
//! It ends in a vertex and gives no multipliers; those that vouch for its point are
//! taken from Clarabel, which is sound because any multipliers bound.

use good_lp::solvers::microlp::microlp as microlp_solver;
use good_lp::{
    Constraint, Expression, ResolutionError, Solution as _, SolverModel, Variable, WithTimeLimit,
    variable,
};

use super::{Answer, Solution, clarabel};
use crate::cancel::Deadline;
use crate::program::Program;

/// The version behind `good_lp`; a test compares it with the lock file.
pub(super) const MICROLP_VERSION: &str = "0.6.0";
/// Likewise of `warm`'s `highs-sys`, whose version is that of the bundled `HiGHS` build.
pub(super) const HIGHS_VERSION: &str = "1.16.0";

/// The program in `good_lp`'s words.
struct Model {
    variables: good_lp::ProblemVariables,
    columns: Vec<Variable>,
    objective: Expression,
    /// The constraints, each with the row that it is a side of.
    constraints: Vec<(usize, Constraint)>,
}

impl Model {
    fn of(program: &Program) -> Self {
        let mut variables = good_lp::ProblemVariables::new();
        let columns: Vec<Variable> = program
            .columns
            .iter()
            .map(|c| variables.add(variable().min(c.lower).max(c.upper)))
            .collect();
        let sum = |terms: &mut dyn Iterator<Item = (usize, f64)>| {
            let mut expression = Expression::with_capacity(8);
            for (j, a) in terms {
                if let Some(v) = columns.get(j) {
                    expression.add_mul(a, *v);
                }
            }
            expression
        };
        let objective = sum(&mut program.columns.iter().map(|c| c.cost).enumerate());
        let mut constraints = Vec::with_capacity(program.rows.len());
        for (i, row) in program.rows.iter().enumerate() {
            let expression = || sum(&mut row.terms.iter().copied());
            if row.is_equality() {
                constraints.push((i, expression().eq(row.upper)));
                continue;
            }
            if row.lower.is_finite() {
                constraints.push((i, expression().geq(row.lower)));
            }
            if row.upper.is_finite() {
                constraints.push((i, expression().leq(row.upper)));
            }
        }
        Self {
            variables,
            columns,
            objective,
            constraints,
        }
    }
}

pub(super) fn microlp(program: &Program, deadline: Deadline) -> Answer {
    let vouch = match clarabel::solve(program, deadline) {
        Answer::Point(solution) => solution,
        other => return other,
    };
    let model = Model::of(program);
    let mut problem = model
        .variables
        .minimise(model.objective)
        .using(microlp_solver);
    if let Some(left) = deadline.left() {
        problem = problem.with_time_limit(left);
    }
    for (_, constraint) in model.constraints {
        problem.add_constraint(constraint);
    }
    match problem.solve() {
        Ok(solution) => Answer::Point(Solution {
            x: model.columns.iter().map(|v| solution.value(*v)).collect(),
            partner: Some(vouch.x),
            multipliers: vouch.multipliers,
            iterations: 0,
            is_vertex: false,
        }),
        Err(error) => failure(&error, deadline),
    }
}

fn failure(error: &ResolutionError, deadline: Deadline) -> Answer {
    if deadline.has_passed() {
        Answer::TimeUp
    } else {
        Answer::GaveUp(error.to_string())
    }
}
