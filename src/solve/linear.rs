//! Linear programs by a simplex, through `good_lp`: microlp, and `HiGHS` behind its feature.
//!
//! Both end in a vertex. microlp gives no multipliers; those that vouch for its
//! point are taken from Clarabel, which is sound because any multipliers bound.

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
/// Likewise of `highs-sys`, whose version is that of the bundled `HiGHS` build.
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
        }),
        Err(error) => failure(&error, deadline),
    }
}

#[cfg(feature = "highs")]
pub(super) fn highs(program: &Program, deadline: Deadline) -> Answer {
    use good_lp::DualValues;
    use good_lp::solvers::SolutionWithDual;
    use good_lp::solvers::highs::highs as highs_solver;

    use crate::program::Multipliers;

    let model = Model::of(program);
    let mut problem = model
        .variables
        .minimise(model.objective)
        .using(highs_solver)
        .set_threads(1)
        .set_option("primal_feasibility_tolerance", 1e-9)
        .set_option("dual_feasibility_tolerance", 1e-9);
    if let Some(left) = deadline.left() {
        problem = problem.with_time_limit(left);
    }
    let references: Vec<_> = model
        .constraints
        .into_iter()
        .map(|(row, constraint)| (row, problem.add_constraint(constraint)))
        .collect();
    match problem.solve() {
        Ok(mut solution) => {
            let x = model.columns.iter().map(|v| solution.value(*v)).collect();
            let duals = solution.compute_dual();
            let mut rows = vec![0.0; program.rows.len()];
            for (row, reference) in references {
                if let Some(y) = rows.get_mut(row) {
                    *y += duals.dual(reference);
                }
            }
            Answer::Point(Solution {
                x,
                partner: None,
                multipliers: program.with_settled(Multipliers {
                    rows,
                    cones: Vec::new(),
                }),
                iterations: 0,
            })
        }
        // A proof of infeasibility is wanted, which good_lp does not hand over.
        Err(ResolutionError::Infeasible) => clarabel::solve(program, deadline),
        Err(error) => failure(&error, deadline),
    }
}

#[cfg(not(feature = "highs"))]
pub(super) fn highs(_: &Program, _: Deadline) -> Answer {
    Answer::GaveUp("this build has no HiGHS; it comes with the cargo feature highs".to_owned())
}

fn failure(error: &ResolutionError, deadline: Deadline) -> Answer {
    if deadline.has_passed() {
        Answer::TimeUp
    } else {
        Answer::GaveUp(error.to_string())
    }
}
