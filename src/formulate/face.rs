//! Holding `shortfall` by bounds: its optimal face, not a tolerance.
//!
//! A tolerance leaks: a slack of 1e-6 on the shortfall can let the disparity fall by a
//! thousand times that where costs differ, and it lets a section that reached a
//! minimum slip a hair below it. And it leaves a program without an inside. By
//! complementary slackness the best plans are just those that keep tight what has a
//! multiplier and leave unused what has a reduced cost. On that face the shortfall
//! is constant. What is not clear-cut leaves the face open: then a tolerance holds too.

use std::cell::Cell;

use super::Formulation;
use super::goals::missing;
use crate::program::{Multipliers, Program, Row, Tag};

/// Multipliers and reduced costs, relative to what they are made of: under the first
/// they are zero, above the second they are not, between the two nothing is clear.
const CLEAR: (f64, f64) = (1e-6, 1e-4);

/// What is no distance to a minimum, relative.
const HAIR: f64 = 1e-5;

/// Where a best plan may have one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// At its minimum or above.
    AtLeast,
    /// Just at its minimum.
    At,
    /// At its minimum or below.
    AtMost,
}

/// The optimal face of `shortfall`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Face {
    cells: Vec<(usize, usize, Place)>,
    /// Decisions that no best plan makes.
    unused: Vec<usize>,
    /// Decisions that every best plan makes to the full.
    full: Vec<usize>,
    /// Rows of the limits, by their index, that every best plan keeps tight.
    tight: Vec<usize>,
    /// Whether something was not clear-cut.
    pub(crate) is_open: bool,
}

impl Face {
    /// The face of which nothing is known.
    pub(crate) fn open() -> Self {
        Self {
            is_open: true,
            ..Self::default()
        }
    }
}

/// Whether a figure is above zero; none where that is not clear.
fn is_positive(figure: f64, size: f64) -> Option<bool> {
    if figure >= CLEAR.1 * size {
        Some(true)
    } else if figure <= CLEAR.0 * size {
        Some(false)
    } else {
        None
    }
}

impl Formulation<'_> {
    /// Reads the face off the multipliers of the shortfall's program.
    pub(crate) fn face(&self, program: &Program, multipliers: &Multipliers) -> Face {
        let mut face = Face::default();
        let is_open = Cell::new(!program.cones.is_empty());
        let clear = |figure: f64, size: f64| {
            let answer = is_positive(figure, size);
            is_open.set(is_open.get() || answer.is_none());
            answer == Some(true)
        };
        // What each decision is worth to the cells it lifts: the size of its figures.
        let mut worth = vec![0.0; self.decisions.len()];
        let weight = |row: &Row| match (row.tag, row.terms.last()) {
            (Tag::Missing(..), Some((h, _))) => program.columns.get(*h).map(|c| c.cost),
            _ => None,
        };
        for row in &program.rows {
            let weight = weight(row).unwrap_or(0.0);
            for (j, a) in &row.terms {
                if let Some(worth) = worth.get_mut(*j) {
                    *worth += weight * a.abs();
                }
            }
        }
        // A multiplier that is only noise counts as none from here on.
        let mut clean = vec![0.0; program.rows.len()];
        let limits = self.limit_rows();
        let rows = program.rows.iter().zip(&multipliers.rows).zip(&mut clean);
        for (i, ((row, y), clean)) in rows.enumerate() {
            if let (Tag::Missing(section, indicator), Some(weight)) = (row.tag, weight(row)) {
                let place = match (clear(*y, weight), clear(weight - y, weight)) {
                    (true, true) => Place::At,
                    (true, false) => Place::AtMost,
                    (false, _) => Place::AtLeast,
                };
                if place != Place::AtLeast {
                    *clean = *y;
                }
                face.cells.push((section, indicator, place));
            } else if i < limits {
                // A row matters as much as it does to the decision it matters to most.
                let worth = |j: usize| worth.get(j).copied().unwrap_or(0.0);
                let parts = row.terms.iter().filter(|(j, _)| worth(*j) > 0.0);
                let parts = parts.map(|(j, a)| (y * a).abs() / worth(*j));
                if clear(parts.fold(0.0, f64::max), 1.0) {
                    *clean = *y;
                    face.tight.push(i);
                }
            } else {
                is_open.set(true);
            }
        }
        // Per decision, the reduced cost and the size of what it is made of.
        let mut reduced = vec![(0.0, 0.0); self.decisions.len()];
        for (row, y) in program.rows.iter().zip(clean) {
            for (j, a) in &row.terms {
                if let Some((sum, size)) = reduced.get_mut(*j) {
                    *sum -= y * a;
                    *size += (y * a).abs();
                }
            }
        }
        for (j, (sum, size)) in reduced.into_iter().enumerate() {
            if size > 0.0 && clear(sum, size) {
                face.unused.push(j);
            } else if size > 0.0 && clear(-sum, size) {
                face.full.push(j);
            }
        }
        face.is_open = is_open.get();
        face
    }

    /// How many rows the limits make; they come first in every program.
    fn limit_rows(&self) -> usize {
        let mut limits = Program::default();
        self.add_limits(&mut limits);
        limits.rows.len()
    }

    /// Holds a program on the face; its first rows are the limits.
    pub(super) fn add_face(&self, program: &mut Program, goal: usize, face: &Face, inside: f64) {
        for i in &face.tight {
            if let Some(row) = program.rows.get_mut(*i) {
                let side = if row.lower.is_finite() {
                    row.lower
                } else {
                    row.upper
                };
                (row.lower, row.upper) = (side, side);
            }
        }
        for (section, indicator, place) in &face.cells {
            let Some(cell) = self.cell(*section, *indicator) else {
                continue;
            };
            let missing = missing(cell.constant, inside);
            if let (Place::At, [(j, a)]) = (place, cell.terms.as_slice()) {
                // One decision alone: its amount is known.
                if let Some(column) = program.columns.get_mut(*j) {
                    (column.lower, column.upper) = (missing / a, missing / a);
                }
                continue;
            }
            let (lower, upper) = match place {
                Place::AtLeast => (missing, f64::INFINITY),
                Place::At => (missing, missing),
                Place::AtMost => (f64::NEG_INFINITY, missing),
            };
            program.row(Tag::Hold(goal), lower, cell.terms.clone(), upper);
        }
        for j in &face.unused {
            if let Some(column) = program.columns.get_mut(*j) {
                column.upper = 0.0;
            }
        }
        for j in &face.full {
            if let Some(column) = program.columns.get_mut(*j) {
                column.lower = column.upper;
            }
        }
    }

    /// Holds a `shortfall` that leaves out nothing within reach: every cell by itself
    /// reaches its minimum, or as near as the boxes allow.
    pub(super) fn reach(&self, program: &mut Program, goal: usize, inside: f64) {
        for counted in self.with_minimum() {
            let (cell, missing) = (counted.cell, counted.missing(inside));
            let (_, most) = self.reach_of(cell);
            let least = (most - cell.constant).min(missing);
            if least > 0.0 || cell.terms.iter().any(|(_, a)| *a < 0.0) {
                let terms = cell.terms.clone();
                program.row(Tag::Hold(goal), least, terms, f64::INFINITY);
            }
        }
    }

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

    /// The least shortfall that the boxes of the decisions allow, each cell by itself.
    pub(crate) fn shortfall_in_reach(&self) -> f64 {
        let cells = self.with_minimum();
        let left = cells.map(|c| c.weight * (1.0 - self.reach_of(c.cell).1).max(0.0));
        left.sum()
    }

    /// The shortfall at a point, measured so far inside the minima.
    pub(crate) fn shortfall_at(&self, x: &[f64], inside: f64) -> f64 {
        let cells = self.with_minimum();
        let left = cells.map(|c| {
            let rise = c.cell.at(x) - c.cell.constant;
            c.weight * (c.missing(inside) - rise).max(0.0)
        });
        left.sum()
    }
}
