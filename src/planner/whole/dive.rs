//! Diving: from a vertex that is nearly whole to a plan that is.
//!
//! Rank by rank: first the steps of the values, on which the objective hangs, then what
//! comes less what goes, then who goes. Of a rank what is whole at the vertex stays; of the
//! rest the nearest to whole are rounded and the others are made best anew, until all are
//! whole. What is rounded the wrong way goes the other way; where that ends nowhere, the
//! whole is tried once more with what is whole let go.

use super::Finder;
use crate::error::Error;
use crate::formulate::{Aim, INSIDE};
use crate::program::{Program, Whole};
use crate::solve::vertex;

/// How far from a whole number of steps counts as whole.
const WHOLE: f64 = 1e-6;

/// Of what is not whole all is rounded at once, else the half, down to one in so many.
const MOST_PARTS: usize = 16;

/// Of what cannot be rounded with others, so many are tried alone.
const TRIED: usize = 3;

/// Most programs solved on one way down: what can be rounded mostly is after a few.
const SOLVES: usize = 24;

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
    pub(super) fn land(&mut self, x: &[f64]) -> Result<(), Error> {
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
        let mut program = node.clone();
        let mut x = x.to_vec();
        let mut solves = 0;
        let mut part = 1;
        while solves < SOLVES {
            let left = open(&program, &x);
            if left.is_empty() {
                return Some(x);
            }
            let rank = left.first().map(|(whole, ..)| whole.rank);
            for whole in program.wholes.clone() {
                let steps = steps(&x, whole);
                let is_whole = (steps - steps.round()).abs() <= WHOLE;
                let is_kept = if keeps_whole {
                    Some(whole.rank) <= rank
                } else {
                    Some(whole.rank) < rank
                };
                if is_whole && is_kept {
                    fix(&mut program, whole, steps.round());
                }
            }
            let next = self.settled(&program, &left, &mut solves, &mut part)?;
            (program, x) = next;
        }
        None
    }

    /// What is not whole rounded, or a part of it, or one alone, one way or the other: the
    /// first of these that leaves a point.
    fn settled(
        &self,
        program: &Program,
        left: &[(Whole, f64, f64)],
        solves: &mut usize,
        part: &mut usize,
    ) -> Option<(Program, Vec<f64>)> {
        let search = self.search;
        let mut solve = |program: Program| {
            *solves += 1;
            if *solves > SOLVES {
                return None;
            }
            let x = vertex(&program.tilted(), search.solver, search.deadline)?;
            Some((program, x))
        };
        let rank = left.first().map(|(whole, ..)| whole.rank);
        let same = left.iter().filter(|(whole, ..)| Some(whole.rank) == rank);
        let all = same.clone().count();
        // Where less than all had to be rounded at once it will have to be again.
        while *part <= MOST_PARTS {
            let mut rounded = program.clone();
            for (whole, target, _) in same.clone().take(all.div_ceil(*part)) {
                fix(&mut rounded, *whole, *target);
            }
            if let Some(found) = solve(rounded) {
                return Some(found);
            }
            *part *= 2;
        }
        *part = 1;
        let alone = same.take(TRIED).flat_map(|(whole, target, steps)| {
            let other = if target > steps {
                target - 1.0
            } else {
                target + 1.0
            };
            [(*whole, *target), (*whole, other)]
        });
        let mut alone = alone.filter_map(|(whole, target)| {
            let mut rounded = program.clone();
            fix(&mut rounded, whole, target);
            solve(rounded)
        });
        alone.next()
    }
}

fn steps(x: &[f64], whole: Whole) -> f64 {
    x.get(whole.column).map_or(0.0, |x| x / whole.step)
}

/// What is not whole yet at a point: to which number it is nearest, and where it is; by
/// rank, the nearest to whole first.
fn open(program: &Program, x: &[f64]) -> Vec<(Whole, f64, f64)> {
    let wholes = program.wholes.iter().copied();
    let mut open: Vec<(Whole, f64, f64)> = wholes
        .map(|whole| (whole, steps(x, whole)))
        .filter(|(_, steps)| (steps - steps.round()).abs() > WHOLE)
        .map(|(whole, steps)| (whole, steps.round(), steps))
        .collect();
    open.sort_by(|a, b| {
        let apart = |(_, target, steps): &(Whole, f64, f64)| (target - steps).abs();
        let ranks = a.0.rank.cmp(&b.0.rank);
        let near = ranks.then(apart(a).total_cmp(&apart(b)));
        near.then(a.0.column.cmp(&b.0.column))
    });
    open
}

fn fix(program: &mut Program, whole: Whole, steps: f64) {
    if let Some(column) = program.columns.get_mut(whole.column) {
        let x = (steps * whole.step).clamp(column.lower, column.upper);
        (column.lower, column.upper) = (x, x);
    }
}
