//! The optimal face of a program: all its best points, told by what they have in common.
//!
//! By complementary slackness the best points of a linear program are just the
//! feasible ones that keep tight every row with a multiplier and leave at its bound
//! every column with a reduced cost. So an earlier goal is held without a tolerance,
//! through which a later one would leak: a slack of 1e-6 on a `shortfall` can let the
//! disparity fall by a thousand times that. An interior-point method ends amid the
//! face and amid the multipliers, where of a slack and its multiplier just one is near
//! zero. What is not clear-cut leaves the face open: then a tolerance must hold too.

use super::{Multipliers, Program, Row, dot};

/// How many times larger than its slack a multiplier must be to be one, or smaller to
/// be none; both relative to their natural size.
const CLEAR: f64 = 10.0;

/// A slack under the first is none where there is a multiplier; above the second it is
/// one, and what looks like a multiplier is noise.
const NEAR: (f64, f64) = (1e-5, 1e-4);

/// Multipliers, of an objective of figures near 1, are not weighed against less.
const SMALL: f64 = 1e-8;

/// Which bound of a row or column is tight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Lower,
    Upper,
}

/// What all best points of a program have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Face {
    rows: Vec<(usize, Side)>,
    columns: Vec<(usize, Side)>,
    /// Whether something was not clear-cut, so that this may hold less than the face.
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

    /// Notes whether a multiplier is one, its slack being so large.
    fn is_tight(&mut self, multiplier: f64, slack: f64) -> bool {
        let is_tight = slack <= NEAR.0 && multiplier >= CLEAR * slack;
        self.is_open |= !is_tight && slack <= NEAR.1 && CLEAR * multiplier >= slack;
        is_tight
    }
}

impl Program {
    /// Reads the face off a point and the multipliers that vouch for it.
    pub(crate) fn face(&self, x: &[f64], multipliers: &Multipliers) -> Face {
        let mut face = Face {
            is_open: !self.cones.is_empty(),
            ..Face::default()
        };
        // Per column: its reduced cost, and the size of what that is made of.
        let costs = self.columns.iter().map(|c| (c.cost, c.cost.abs()));
        let mut weighed: Vec<(f64, f64)> = costs.collect();
        for (row, y) in self.rows.iter().zip(&multipliers.rows) {
            for (j, a) in &row.terms {
                if let Some((reduced, size)) = weighed.get_mut(*j) {
                    *reduced -= y * a;
                    *size += (y * a).abs();
                }
            }
        }
        for (i, (row, y)) in self.rows.iter().zip(&multipliers.rows).enumerate() {
            if row.is_equality() {
                continue;
            }
            let (side, bound) = if *y > 0.0 {
                (Side::Lower, row.lower)
            } else {
                (Side::Upper, row.upper)
            };
            // A row matters as much as it does to the column it matters to most.
            let matters = row.terms.iter().filter_map(|(j, a)| {
                let (_, size) = weighed.get(*j)?;
                Some((y * a).abs() / (size + SMALL))
            });
            let width = |j: usize| self.columns.get(j).map_or(0.0, |c| c.upper - c.lower);
            let reach: f64 = row.terms.iter().map(|(j, a)| a.abs() * width(*j)).sum();
            let slack = (dot(&row.terms, x) - bound).abs() / reach.clamp(SMALL, 1.0);
            if bound.is_finite() && face.is_tight(matters.fold(0.0, f64::max), slack) {
                face.rows.push((i, side));
            }
        }
        let columns = self.columns.iter().zip(x).zip(weighed).enumerate();
        for (j, ((column, x), (reduced, size))) in columns {
            let (side, bound) = if reduced > 0.0 {
                (Side::Lower, column.lower)
            } else {
                (Side::Upper, column.upper)
            };
            let width = (column.upper - column.lower).min(1.0);
            if width > 0.0
                && face.is_tight(reduced.abs() / (size + SMALL), (x - bound).abs() / width)
            {
                face.columns.push((j, side));
            }
        }
        face
    }

    /// Confines the program to a face of the program it was when it had only the rows
    /// and columns that the face speaks of.
    pub(crate) fn confine(&mut self, face: &Face) {
        for (i, side) in &face.rows {
            if let Some(row) = self.rows.get_mut(*i) {
                match side {
                    Side::Lower => row.upper = row.lower,
                    Side::Upper => row.lower = row.upper,
                }
            }
        }
        for (j, side) in &face.columns {
            if let Some(column) = self.columns.get_mut(*j) {
                match side {
                    Side::Lower => column.upper = column.lower,
                    Side::Upper => column.lower = column.upper,
                }
            }
        }
        self.settle();
    }

    /// Fixes each column that an equality leaves no choice, until there is none.
    fn settle(&mut self) {
        loop {
            let settled: Vec<(usize, f64)> =
                self.rows.iter().filter_map(|r| self.settled(r)).collect();
            if settled.is_empty() {
                return;
            }
            for (j, x) in settled {
                if let Some(column) = self.columns.get_mut(j) {
                    (column.lower, column.upper) = (x, x);
                }
            }
        }
    }

    /// The one column that an equality leaves free, with the figure it must have; none
    /// where that is outside its box.
    fn settled(&self, row: &Row) -> Option<(usize, f64)> {
        if !row.is_equality() {
            return None;
        }
        let (mut rest, mut free) = (row.upper, None);
        for (j, a) in &row.terms {
            let column = self.columns.get(*j)?;
            if column.is_fixed() {
                rest -= a * column.lower;
            } else if *a == 0.0 {
                continue;
            } else if free.is_some() {
                return None;
            } else {
                free = Some((*j, *a));
            }
        }
        let (j, a) = free?;
        let column = self.columns.get(j)?;
        let x = rest / a;
        let off = (column.lower - x).max(x - column.upper);
        (off <= 1e-9).then(|| (j, x.clamp(column.lower, column.upper)))
    }
}
