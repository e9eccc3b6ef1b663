//! The optimal face of a program: all its best points, told by what they have in common.
//!
//! By complementary slackness the best points of a linear program are just the
//! feasible ones that keep tight every row with a multiplier and leave at its bound
//! every column with a reduced cost. So an earlier goal is held without a tolerance,
//! through which a later one would leak: a slack of 1e-6 on a `shortfall` can let the
//! disparity fall by a thousand times that. An interior-point method ends amid the
//! face and amid the multipliers, where of a slack and its multiplier just one is near
//! zero. What is not clear-cut leaves the face open: then a tolerance must hold too.

use super::{Column, Multipliers, Program, Row, dot};

/// How many times larger than its slack a multiplier must be to be one, or smaller to
/// be none; both relative to their natural size.
const CLEAR: f64 = 10.0;

/// A slack under the first is none where there is a multiplier; above the second it is
/// one, and what looks like a multiplier is noise.
const NEAR: (f64, f64) = (1e-5, 1e-4);

/// No multiplier is smaller, relative to its natural size.
const NOISE: f64 = 1e-6;

/// Of a vertex, whose multipliers are right to rounding, what is smaller is none.
const NONE: f64 = 1e-10;

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

    /// Whether a program has all the rows and columns that the face speaks of.
    pub(crate) fn fits(&self, program: &Program) -> bool {
        let rows = self.rows.iter().all(|(i, _)| *i < program.rows.len());
        rows && self.columns.iter().all(|(j, _)| *j < program.columns.len())
    }

    /// Leaves only what is said of columns.
    pub(super) fn forget_rows(&mut self) {
        self.rows.clear();
    }

    /// Notes whether a multiplier is one, its slack being so large; below `none` it is not.
    fn is_tight(&mut self, multiplier: f64, slack: f64, none: f64) -> bool {
        let is_tight = slack <= NEAR.0 && multiplier >= (CLEAR * slack).max(NOISE);
        let is_unclear = multiplier > none && slack <= NEAR.1 && CLEAR * multiplier >= slack;
        self.is_open |= !is_tight && is_unclear;
        is_tight
    }
}

impl Program {
    /// Reads the face of a program without cones off a point and the multipliers that
    /// vouch for it. Any best multipliers tell the whole face; those of a vertex are zero
    /// where they are none, so that they leave nothing open.
    pub(crate) fn face(&self, x: &[f64], multipliers: &Multipliers, is_vertex: bool) -> Face {
        let none = if is_vertex { NONE } else { -1.0 };
        let mut face = Face::default();
        let weighed = self.weighed(x, multipliers);
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
            if bound.is_finite() && face.is_tight(matters.fold(0.0, f64::max), slack, none) {
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
            let slack = (x - bound).abs() / width;
            if width > 0.0 && face.is_tight(reduced.abs() / (size + SMALL), slack, none) {
                face.columns.push((j, side));
            }
        }
        face
    }

    /// Per column, its reduced cost at a point and the size of what that is made of.
    pub(super) fn weighed(&self, x: &[f64], multipliers: &Multipliers) -> Vec<(f64, f64)> {
        let columns = self.columns.iter().zip(x);
        let costs = columns.map(|(c, x)| c.cost + c.square * x);
        let mut weighed: Vec<(f64, f64)> = costs.map(|c| (c, c.abs())).collect();
        let mut weigh = |terms: &[(usize, f64)], y: f64| {
            for (j, a) in terms {
                if let Some((reduced, size)) = weighed.get_mut(*j) {
                    *reduced -= y * a;
                    *size += (y * a).abs();
                }
            }
        };
        for (row, y) in self.rows.iter().zip(&multipliers.rows) {
            weigh(&row.terms, *y);
        }
        for (cone, lambda) in self.cones.iter().zip(&multipliers.cones) {
            let parts = std::iter::once(&cone.head).chain(&cone.body);
            for (part, l) in parts.zip(lambda) {
                weigh(&part.terms, *l);
            }
        }
        weighed
    }

    /// The face of a program whose best objective is the least that the columns' boxes
    /// allow: every column with a cost stands at its lower end. None where `reached` is
    /// more than that, or an objective is not of that kind.
    pub(crate) fn lowest_face(&self, reached: f64) -> Option<Face> {
        let costs = || {
            self.columns
                .iter()
                .enumerate()
                .filter(|(_, c)| c.cost != 0.0)
        };
        let is_simple = costs().all(|(_, c)| c.cost > 0.0 && c.square == 0.0);
        let least: f64 = costs().map(|(_, c)| c.cost * c.lower).sum();
        let is_lowest = is_simple && reached <= self.constant + least + NEAR.0 * NEAR.1;
        is_lowest.then(|| Face {
            columns: costs().map(|(j, _)| (j, Side::Lower)).collect(),
            ..Face::default()
        })
    }

    /// Confines the program to a face of the program it was when it had only the rows
    /// and columns that the face speaks of.
    pub(crate) fn confine(&mut self, face: &Face) {
        self.tighten(face);
        self.flatten();
        self.settle();
    }

    /// A cone whose head can only be 0 has no inside: its body is 0, row by row.
    fn flatten(&mut self) {
        for cone in &mut self.cones {
            let fixed = |j: usize| {
                self.columns
                    .get(j)
                    .is_some_and(|c| c.is_fixed() && c.lower == 0.0)
            };
            let is_none =
                cone.head.constant == 0.0 && cone.head.terms.iter().all(|(j, _)| fixed(*j));
            if !is_none {
                continue;
            }
            for part in cone.body.drain(..).filter(|part| !part.terms.is_empty()) {
                self.rows.push(Row {
                    tag: cone.tag,
                    lower: -part.constant,
                    upper: -part.constant,
                    terms: part.terms,
                });
            }
        }
    }

    /// Makes equalities of what is tight on a face; cones are left alone.
    pub(crate) fn tighten(&mut self, face: &Face) {
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
    }

    /// Lets go all that is not an equality.
    pub(crate) fn release(&mut self) {
        for row in self.rows.iter_mut().filter(|row| !row.is_equality()) {
            (row.lower, row.upper) = (f64::NEG_INFINITY, f64::INFINITY);
        }
        for column in self.columns.iter_mut().filter(|c| !c.is_fixed()) {
            (column.lower, column.upper) = (f64::NEG_INFINITY, f64::INFINITY);
        }
    }

    /// What presses at a point, in doubt the larger of slack and multiplier deciding.
    pub(crate) fn pressing(&self, x: &[f64], multipliers: &Multipliers) -> Face {
        let mut face = Face::default();
        for (i, (row, y)) in self.rows.iter().zip(&multipliers.rows).enumerate() {
            let (side, slack) = row.nearest(dot(&row.terms, x));
            let y = if side == Side::Lower { *y } else { -y };
            if !row.is_equality() && y > slack {
                face.rows.push((i, side));
            }
        }
        let weighed = self.weighed(x, multipliers);
        for (j, ((column, x), (reduced, _))) in self.columns.iter().zip(x).zip(weighed).enumerate()
        {
            let (side, slack) = column.nearest(*x);
            let reduced = if side == Side::Lower {
                reduced
            } else {
                -reduced
            };
            if !column.is_fixed() && reduced > slack {
                face.columns.push((j, side));
            }
        }
        face
    }

    /// Adds to what presses all that is violated by more than `rounding`, or else lets
    /// go what pulls; whether there was either.
    pub(crate) fn correct(
        &self,
        face: &mut Face,
        x: &[f64],
        multipliers: &Multipliers,
        rounding: f64,
    ) -> bool {
        let (rows, columns) = (face.rows.len(), face.columns.len());
        for (i, row) in self.rows.iter().enumerate() {
            let (side, slack) = row.nearest(dot(&row.terms, x));
            if slack < -rounding && !row.is_equality() {
                face.rows.push((i, side));
            }
        }
        for (j, (column, x)) in self.columns.iter().zip(x).enumerate() {
            let (side, slack) = column.nearest(*x);
            if slack < -rounding && !column.is_fixed() {
                face.columns.push((j, side));
            }
        }
        if (rows, columns) != (face.rows.len(), face.columns.len()) {
            return true;
        }
        let weighed = self.weighed(x, multipliers);
        let presses = |y: f64, side: Side| match side {
            Side::Lower => y >= -rounding,
            Side::Upper => y <= rounding,
        };
        face.rows
            .retain(|(i, side)| multipliers.rows.get(*i).is_none_or(|y| presses(*y, *side)));
        face.columns.retain(|(j, side)| {
            weighed
                .get(*j)
                .is_none_or(|(reduced, _)| presses(*reduced, *side))
        });
        (rows, columns) != (face.rows.len(), face.columns.len())
    }
}

impl Row {
    /// The nearer side, with the distance inside it.
    fn nearest(&self, at: f64) -> (Side, f64) {
        nearest(at - self.lower, self.upper - at)
    }
}

impl Column {
    fn nearest(&self, x: f64) -> (Side, f64) {
        nearest(x - self.lower, self.upper - x)
    }
}

fn nearest(above: f64, below: f64) -> (Side, f64) {
    if above <= below {
        (Side::Lower, above)
    } else {
        (Side::Upper, below)
    }
}
