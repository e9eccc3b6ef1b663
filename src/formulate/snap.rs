//! Lifting what a solver's tolerance leaves a hair below its minimum.

use super::Formulation;
use crate::program::{Program, Tag};
use crate::standard::reaches;

/// What is no distance to a minimum, relative.
const HAIR: f64 = 1e-5;

impl Formulation<'_> {
    /// Lifts what a point leaves a hair below its minimum onto it: who defends a plan
    /// cannot say that a section fails by a millionth.
    pub(super) fn snap(&self, program: &mut Program, x: &[f64], inside: f64) {
        for counted in self.with_minimum() {
            let (cell, missing) = (counted.cell, counted.missing(inside));
            let left = missing - (cell.at(x) - cell.constant);
            if left > 0.0 && left <= HAIR && !cell.terms.is_empty() {
                program.row(Tag::Inner, missing, cell.terms.clone(), f64::INFINITY);
            }
        }
    }

    /// Whether every minimum that is reached at a point is reached at another too.
    pub(crate) fn keeps_minima(&self, from: &[f64], to: &[f64]) -> bool {
        let mut cells = self.with_minimum().map(|counted| counted.cell);
        cells.all(|cell| !reaches(cell.at(from), 1.0) || reaches(cell.at(to), 1.0))
    }
}
