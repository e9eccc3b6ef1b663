//! Diving: from a vertex that is nearly whole to a plan that is.
//!
//! What is whole at the vertex stays; of the rest the nearest to whole are rounded and
//! the others are made best anew, until all are whole. What is rounded the wrong way
//! goes the other way; where neither goes, everything is let go once and tried again.

use super::Finder;
use crate::error::Error;
use crate::formulate::{Aim, INSIDE};
use crate::program::{Program, Whole};
use crate::solve::vertex;

/// How far from a whole number of steps counts as whole.
const WHOLE: f64 = 1e-6;

/// Of what is not whole, one in so many is rounded at once.
const AT_ONCE: usize = 4;

/// Most programs solved on one way down.
const SOLVES: usize = 80;

impl Finder<'_, '_> {
    /// Makes a plan of the relaxed point of a node, if it can.
    pub(super) fn dive(&mut self, node: &Program, x: &[f64]) -> Result<(), Error> {
        for keeps_whole in [true, false] {
            let found = self.descend(node, x, keeps_whole);
            if let Some(x) = found {
                let best = self.value();
                self.land(&x)?;
                if self.value() < best {
                    return Ok(());
                }
            }
            if open(node, x).is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// Takes a point whose whole columns are whole.
    fn land(&mut self, x: &[f64]) -> Result<(), Error> {
        let f = &self.search.formulation;
        let boxed = f.boxed(x.get(..f.decisions.len()).unwrap_or(x));
        let is_all_whole = f.is_all_whole();
        if is_all_whole || self.keeps(&boxed)? {
            self.consider(boxed)?;
        }
        let Some(goal) = self.goal.filter(|_| !is_all_whole) else {
            return Ok(());
        };
        for inside in [INSIDE, super::FAR_INSIDE] {
            if let Some(x) = self.completed(Aim::Goal(goal), x, inside) {
                let is_plan = self.keeps(&x)?;
                self.consider(x)?;
                if is_plan {
                    break;
                }
            }
        }
        Ok(())
    }

    fn descend(&self, node: &Program, x: &[f64], keeps_whole: bool) -> Option<Vec<f64>> {
        let search = self.search;
        let solve = |program: &Program| vertex(program, search.solver, search.deadline);
        let mut program = node.clone();
        let mut x = x.to_vec();
        for _ in 0..SOLVES {
            let left = open(&program, &x);
            if left.is_empty() {
                return Some(x);
            }
            if keeps_whole {
                for whole in program.wholes.clone() {
                    let steps = steps(&x, whole);
                    if (steps - steps.round()).abs() <= WHOLE {
                        fix(&mut program, whole, steps.round());
                    }
                }
            }
            let before = program.clone();
            for (whole, target, _) in left.iter().take(left.len().div_ceil(AT_ONCE)) {
                fix(&mut program, *whole, *target);
            }
            if let Some(next) = solve(&program) {
                x = next;
                continue;
            }
            // The nearest alone, one way or the other.
            let (whole, target, steps) = *left.first()?;
            let other = if target > steps { target - 1.0 } else { target + 1.0 };
            let ways = [target, other].into_iter();
            let next = ways.filter_map(|target| {
                let mut program = before.clone();
                fix(&mut program, whole, target);
                solve(&program).map(|x| (program, x))
            });
            (program, x) = { next }.next()?;
        }
        None
    }
}

fn steps(x: &[f64], whole: Whole) -> f64 {
    x.get(whole.column).map_or(0.0, |x| x / whole.step)
}

/// What is not whole yet at a point: to which number it is nearest, and where it is; the
/// nearest to whole first.
fn open(program: &Program, x: &[f64]) -> Vec<(Whole, f64, f64)> {
    let wholes = program.wholes.iter().copied();
    let mut open: Vec<(Whole, f64, f64)> = wholes
        .map(|whole| (whole, steps(x, whole)))
        .filter(|(_, steps)| (steps - steps.round()).abs() > WHOLE)
        .map(|(whole, steps)| (whole, steps.round(), steps))
        .collect();
    open.sort_by(|a, b| {
        let apart = |(_, target, steps): &(Whole, f64, f64)| (target - steps).abs();
        apart(a).total_cmp(&apart(b)).then(a.0.column.cmp(&b.0.column))
    });
    open
}

fn fix(program: &mut Program, whole: Whole, steps: f64) {
    if let Some(column) = program.columns.get_mut(whole.column) {
        let x = (steps * whole.step).clamp(column.lower, column.upper);
        (column.lower, column.upper) = (x, x);
    }
}
