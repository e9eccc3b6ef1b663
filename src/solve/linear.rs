//! Linear programs by microlp, a simplex, through `good_lp`.
//!
//! It ends in a vertex and gives no multipliers; those that vouch for its point are
//! taken from Clarabel, which is sound because any multipliers bound; and the columns to
//! which these leave no choice need not be searched.

use good_lp::solvers::microlp::microlp as microlp_solver;
use good_lp::{
    Constraint, Expression, ResolutionError, SolverModel, Variable, WithTimeLimit, variable,
};

use super::{Answer, Solution, clarabel};
use crate::cancel::Deadline;
use crate::program::{Multipliers, Program};

/// The version behind `good_lp`; a test compares it with the lock file.
pub(super) const MICROLP_VERSION: &str = "0.6.0";
/// Likewise of `warm`'s `highs-sys`, whose version is that of the bundled `HiGHS` build.
pub(super) const HIGHS_VERSION: &str = "1.16.0";

/// The program in `good_lp`'s words; a column whose box has no inside is a figure.
struct Model {
    variables: good_lp::ProblemVariables,
    columns: Vec<Seat>,
    objective: Expression,
    /// The constraints, each with the row that it is a side of.
    constraints: Vec<(usize, Constraint)>,
    /// Whether figures alone break a row.
    is_broken: bool,
}

/// A column of the program among the solver's.
#[derive(Clone, Copy)]
enum Seat {
    Free(Variable),
    Fixed(f64),
}

impl Model {
    fn of(program: &Program) -> Self {
        let mut variables = good_lp::ProblemVariables::new();
        let columns: Vec<Seat> = program
            .columns
            .iter()
            .map(|c| {
                if c.is_fixed() {
                    Seat::Fixed(c.lower)
                } else {
                    Seat::Free(variables.add(variable().min(c.lower).max(c.upper)))
                }
            })
            .collect();
        // The sum of what is free, and that of the figures.
        let sum = |terms: &mut dyn Iterator<Item = (usize, f64)>| {
            let (mut expression, mut fixed, mut free) = (Expression::with_capacity(8), 0.0, 0);
            for (j, a) in terms {
                match columns.get(j) {
                    Some(Seat::Free(v)) => {
                        expression.add_mul(a, *v);
                        free += 1;
                    }
                    Some(Seat::Fixed(x)) => fixed += a * x,
                    None => {}
                }
            }
            (expression, fixed, free)
        };
        let (objective, ..) = sum(&mut program.columns.iter().map(|c| c.cost).enumerate());
        let mut constraints = Vec::with_capacity(program.rows.len());
        let mut is_broken = false;
        for (i, row) in program.rows.iter().enumerate() {
            let (expression, fixed, free) = sum(&mut row.terms.iter().copied());
            if free == 0 {
                let over = (row.lower - fixed).max(fixed - row.upper);
                is_broken |= over > FEASIBLE * (1.0 + fixed.abs());
                continue;
            }
            if row.is_equality() {
                constraints.push((i, expression.eq(row.upper - fixed)));
                continue;
            }
            if row.lower.is_finite() {
                constraints.push((i, expression.clone().geq(row.lower - fixed)));
            }
            if row.upper.is_finite() {
                constraints.push((i, expression.leq(row.upper - fixed)));
            }
        }
        Self {
            variables,
            columns,
            objective,
            constraints,
            is_broken,
        }
    }
}

impl Model {
    /// The point of all columns, from the solver's.
    fn point(columns: &[Seat], solution: &impl good_lp::Solution) -> Vec<f64> {
        let columns = columns.iter();
        let at = |seat: &Seat| match seat {
            Seat::Free(v) => solution.value(*v),
            Seat::Fixed(x) => *x,
        };
        columns.map(at).collect()
    }

    fn is_fixed(&self) -> bool {
        self.columns.iter().all(|c| matches!(c, Seat::Fixed(_)))
    }
}

/// How much worse than the multipliers say a vertex of the face may be.
const OFF: f64 = 1e-5;

/// How far a vertex of the face may be from the program.
const FEASIBLE: f64 = 1e-7;

/// Of so many routes some are told apart before anything is sought.
const MANY: usize = 500;

pub(super) fn microlp(program: &Program, deadline: Deadline) -> Answer {
    let tilted = (program.routes.len() > MANY).then(|| program.tilted());
    let mut vouch = match clarabel::solve(tilted.as_ref().unwrap_or(program), deadline) {
        Answer::Point(solution) => solution,
        other => return other,
    };
    // Most columns the multipliers leave no choice: a vertex of what is left is found
    // many times sooner.
    let mut face = tilted.as_ref().unwrap_or(program).clone();
    face.sift(&vouch.x, &vouch.multipliers);
    vouch.multipliers = program.without_noise(&vouch.multipliers, &vouch.x);
    let bound = program.bound(&vouch.multipliers);
    let good = |x: &Vec<f64>| {
        let objective = program.objective(x);
        program.violation(x) <= FEASIBLE && objective <= bound + OFF * objective.abs().max(1.0)
    };
    let x = match vertex(&face, deadline) {
        Ok(x) if good(&x) => x,
        _ => match vertex(program, deadline) {
            Ok(x) => x,
            Err(answer) => return answer,
        },
    };
    Answer::Point(Solution {
        x,
        partner: Some(vouch.x),
        multipliers: vouch.multipliers,
        iterations: 0,
        is_vertex: false,
    })
}

/// A best vertex by microlp, with nothing that vouches for it.
fn vertex(program: &Program, deadline: Deadline) -> Result<Vec<f64>, Answer> {
    let mut program = program.clone();
    program.propagate();
    let model = Model::of(&program);
    if model.is_broken {
        return Err(Answer::Infeasible(Multipliers::default()));
    }
    if model.is_fixed() {
        return Ok(program.columns.iter().map(|c| c.lower).collect());
    }
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
        Ok(solution) => Ok(Model::point(&model.columns, &solution)),
        Err(error) => Err(failure(&error, deadline)),
    }
}

fn failure(error: &ResolutionError, deadline: Deadline) -> Answer {
    if deadline.has_passed() {
        Answer::TimeUp
    } else {
        Answer::GaveUp(error.to_string())
    }
}
