//! From a solver's point, right to its tolerance, to one that is right to rounding.
//!
//! An interior-point method tells which rows and boxes press, but meets them only
//! nearly. With those as equalities and all others left out, the best point is one
//! linear system, solved in magnified moves from where the solver stopped. What then
//! is violated is pressed too, what pulls instead of pressing is let go, until
//! neither is left: the active-set method from a start that is nearly right. Most equalities
//! only say what a column is that nothing else hangs on; these are left out of the system.

use super::{Deadline, Solution, clarabel};
use crate::program::{Column, Face, Multipliers, Program};

/// How many times moves are magnified.
const MAGNIFIED: f64 = 1e4;

/// Rounds of the active-set method.
const ROUNDS: usize = 30;

/// The same from the last of a series, which is near or of no use.
const FEW_ROUNDS: usize = 8;

/// The square of a column that has none.
const SMALL: f64 = 1e-6;

/// An equality may tell a column whose figure is at least one in so many of its largest.
const LARGE: f64 = 10.0;

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
    let counted = set_aside(&mut system, x);
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
    let mut x: Vec<f64> = moved
        .map(|((x, d), fixed)| fixed.unwrap_or(x + d / MAGNIFIED))
        .collect();
    for Counted { row, column, side } in counted.into_iter().rev() {
        let (mut rest, mut own) = (side, 0.0);
        let terms = program.rows.get(row).map_or(&[][..], |row| &row.terms);
        for (j, a) in terms {
            if *j == column {
                own += a;
            } else {
                rest -= a * x.get(*j).copied().unwrap_or(0.0);
            }
        }
        if let Some(x) = x.get_mut(column) {
            *x = rest / own;
        }
    }
    Some(Solution {
        x,
        partner: None,
        multipliers: Multipliers {
            rows: rows.collect(),
            cones: Vec::new(),
        },
        iterations: solution.iterations,
        is_vertex: false,
    })
}

/// An equality that says what a column is, and its side.
struct Counted {
    row: usize,
    column: usize,
    side: f64,
}

/// Takes out of a system of equalities those that only count: with a free column that is in
/// no other and has no part in the objective, one after the other. They are worth nothing.
fn set_aside(system: &mut Program, at: &[f64]) -> Vec<Counted> {
    // Per column, in how many equalities it is, and the exclusive or of their numbers.
    let mut uses = vec![(0, 0); system.columns.len()];
    for (i, row) in system.rows.iter().enumerate() {
        for (j, _) in row.terms.iter().filter(|_| row.is_equality()) {
            if let Some((count, rows)) = uses.get_mut(*j) {
                (*count, *rows) = (*count + 1, *rows ^ i);
            }
        }
    }
    let has_one = |(_, (count, _)): &(usize, &(usize, usize))| *count == 1;
    let ones = uses.iter().enumerate().filter(has_one);
    let mut next: Vec<usize> = ones.map(|(j, _)| j).collect();
    let mut counted = Vec::new();
    while let Some(j) = next.pop() {
        let Some((1, i)) = uses.get(j).copied() else {
            continue;
        };
        let has_no_part = |c: &&mut Column| !c.is_fixed() && c.cost == 0.0 && c.square == 0.0;
        let column = system.columns.get_mut(j).filter(has_no_part);
        let (Some(column), Some(row)) = (column, system.rows.get_mut(i)) else {
            continue;
        };
        let largest = row.terms.iter().map(|(_, a)| a.abs()).fold(0.0, f64::max);
        let is_large = |(k, a): &(usize, f64)| *k == j && LARGE * a.abs() >= largest;
        if !row.terms.iter().any(is_large) {
            continue;
        }
        let x = at.get(j).copied().unwrap_or(0.0);
        (column.lower, column.upper) = (x, x);
        counted.push(Counted {
            row: i,
            column: j,
            side: row.upper,
        });
        (row.lower, row.upper) = (f64::NEG_INFINITY, f64::INFINITY);
        for (k, _) in &row.terms {
            if let Some((count, rows)) = uses.get_mut(*k) {
                (*count, *rows) = (*count - 1, *rows ^ i);
                if *count == 1 {
                    next.push(*k);
                }
            }
        }
    }
    counted
}
