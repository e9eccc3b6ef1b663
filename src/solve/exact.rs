//! From a solver's point, right to its tolerance, to one that is right to rounding.
//!
//! An interior-point method tells which rows and boxes press, but meets them only
//! nearly. With those as equalities and all others left out, the best point is one
//! linear system, solved in magnified moves from where the solver stopped. What then
//! is violated is pressed too, what pulls instead of pressing is let go, until
//! neither is left: the active-set method from a start that is nearly right.

use super::{Deadline, Solution, clarabel};
use crate::program::{Face, Multipliers, Program};

/// How many times moves are magnified.
const MAGNIFIED: f64 = 1e4;

/// Rounds of the active-set method.
const ROUNDS: usize = 30;

/// The same from the last of a series, which is near or of no use.
const FEW_ROUNDS: usize = 8;

/// The square of a column that has none.
const SMALL: f64 = 1e-6;

/// What counts as a violation, or as a pull.
const ROUNDING: f64 = 1e-12;

/// A point right to rounding, with what presses there.
#[derive(Debug, Clone)]
pub(crate) struct Exact {
    pub(crate) x: Vec<f64>,
    pub(crate) face: Face,
}

/// The best point of a program of squares without cones, from that of a solver.
pub(crate) fn best(program: &Program, near: &Solution, deadline: Deadline) -> Option<Exact> {
    let face = program.pressing(&near.x, &near.multipliers);
    search(program, face, &near.x, ROUNDS, deadline)
}

/// The same from the best point of a program of the same shape.
pub(crate) fn best_from(program: &Program, last: &Exact, deadline: Deadline) -> Option<Exact> {
    let has_shape = last.x.len() == program.columns.len() && last.face.fits(program);
    has_shape.then_some(())?;
    search(program, last.face.clone(), &last.x, FEW_ROUNDS, deadline)
}

fn search(
    program: &Program,
    mut face: Face,
    near: &[f64],
    rounds: usize,
    deadline: Deadline,
) -> Option<Exact> {
    if program.cones.iter().any(|cone| !cone.body.is_empty()) {
        return None;
    }
    for _ in 0..rounds {
        let solution = on_face(program, &face, near, deadline)?;
        if !program.correct(&mut face, &solution.x, &solution.multipliers, ROUNDING) {
            return Some(Exact {
                x: solution.x,
                face,
            });
        }
    }
    None
}

/// The best point where just what is tight on a face limits; columns without a square
/// get a small one about `x`, so that the system has one solution.
fn on_face(program: &Program, face: &Face, x: &[f64], deadline: Deadline) -> Option<Solution> {
    let mut system = program.clone();
    system.cones.clear();
    system.tighten(face);
    system.release();
    let fixed = system.columns.iter();
    let fixed: Vec<Option<f64>> = fixed.map(|c| c.is_fixed().then_some(c.lower)).collect();
    system.move_around(x, MAGNIFIED);
    for (column, x) in system.columns.iter_mut().zip(x) {
        column.cost = MAGNIFIED * (column.cost + column.square * x);
        if column.square == 0.0 {
            column.square = SMALL;
        }
    }
    let super::Answer::Point(solution) = clarabel::solve(&system, deadline) else {
        return None;
    };
    let scale = MAGNIFIED * MAGNIFIED;
    let rows = solution.multipliers.rows.iter().map(|y| y / scale);
    let moved = x.iter().zip(&solution.x).zip(fixed);
    Some(Solution {
        x: moved
            .map(|((x, d), fixed)| fixed.unwrap_or(x + d / MAGNIFIED))
            .collect(),
        partner: None,
        multipliers: Multipliers {
            rows: rows.collect(),
            cones: Vec::new(),
        },
        iterations: solution.iterations,
        is_vertex: false,
    })
}
