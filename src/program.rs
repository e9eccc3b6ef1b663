//! The program: a goal and its constraints as numbers, independent of any solver.
//!
//! $$\min\; c_0 + c^\top x + \tfrac12 \sum_j q_j x_j^2 \quad\text{over}\quad
//!   l \le x \le u,\; L \le Ax \le U,\; \lVert b_i(x)\rVert_2 \le h_i(x)$$
//!
//! Everything is in reference units (figures near 1) and every column has a finite
//! box. [`Program::bound`] turns *any* multipliers into a proven lower bound: weak
//! duality with the box minimised exactly, so no solver has to be believed.

mod bend;
mod bound;
mod face;
mod fixed;
mod products;
mod reduce;
mod settle;
#[cfg(feature = "highs")]
mod tangents;

#[cfg(feature = "highs")]
use std::borrow::Cow;

use crate::district::Stage;
pub(crate) use bend::Bend;
pub(crate) use face::Face;
pub(crate) use products::Product;
#[cfg(feature = "highs")]
pub(crate) use tangents::Tangents;

/// A linear expression: constant and terms (column, coefficient).
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Affine {
    pub(crate) constant: f64,
    pub(crate) terms: Vec<(usize, f64)>,
}

impl Affine {
    pub(crate) fn at(&self, x: &[f64]) -> f64 {
        self.constant + dot(&self.terms, x)
    }
}

fn dot(terms: &[(usize, f64)], x: &[f64]) -> f64 {
    let at = |j: usize| x.get(j).copied().unwrap_or(0.0);
    terms.iter().map(|(j, a)| a * at(*j)).sum()
}

/// One unknown: its box and its part in the objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Column {
    pub(crate) lower: f64,
    pub(crate) upper: f64,
    /// Linear objective.
    pub(crate) cost: f64,
    /// Quadratic objective, `square / 2 * x^2`; not negative.
    pub(crate) square: f64,
    /// Whether nothing is lost when a solver does not see `upper`: no best point is
    /// above it, since rows and objective press the column down.
    pub(crate) is_pressed: bool,
}

impl Column {
    /// Whether the box has no inside: a figure, not a choice.
    pub(crate) fn is_fixed(&self) -> bool {
        self.upper.is_finite() && self.upper - self.lower <= 1e-13 * (1.0 + self.upper.abs())
    }
}

/// What a row or cone stands for, in the policy's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    /// The limit of a fund.
    Fund(usize),
    /// A rule.
    Rule(usize),
    /// The `max_total` of a lever.
    Lever(usize),
    /// A limit or rate of a transfer.
    Transfer(usize),
    /// What the standard demands of an indicator in a stage.
    Comply(Stage, usize),
    /// The standard's limit on the mean of a stage's CVs.
    Composite(Stage),
    /// An earlier goal, held.
    Hold(usize),
    /// What one section lacks of the minimum of one indicator.
    Missing(usize, usize),
    /// The level of one share of a minimum, while levels are being fixed.
    Level(usize),
    /// How many indicators one section may miss.
    Waived,
    /// Part of the definition of a goal, or a floor under a stock.
    Inner,
}

/// A linear constraint `lower <= terms . x <= upper`; a side may be infinite.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) tag: Tag,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
    pub(crate) terms: Vec<(usize, f64)>,
}

impl Row {
    /// Whether both sides are one and the same figure.
    #[allow(clippy::float_cmp)] // an equality is written with the same figure twice
    pub(crate) fn is_equality(&self) -> bool {
        self.lower == self.upper
    }

    /// The terms in the order of the columns, each column once.
    #[cfg(feature = "highs")]
    pub(crate) fn merged(&self) -> Cow<'_, [(usize, f64)]> {
        if self.terms.is_sorted_by(|(i, _), (j, _)| i < j) {
            return Cow::Borrowed(&self.terms);
        }
        let mut terms = self.terms.clone();
        terms.sort_by_key(|(j, _)| *j);
        terms.dedup_by(|(i, a), (j, b)| {
            let is_same = i == j;
            *b += if is_same { *a } else { 0.0 };
            is_same
        });
        Cow::Owned(terms)
    }
}

/// A second-order cone: the norm of the body is at most the head.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cone {
    pub(crate) tag: Tag,
    pub(crate) head: Affine,
    pub(crate) body: Vec<Affine>,
}

/// A column that comes in whole steps only: 0, one step, two steps ...
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Whole {
    pub(crate) column: usize,
    pub(crate) step: f64,
    pub(crate) rank: Rank,
}

/// What a whole column counts, in the order in which searches settle it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// A total that bends the program: a search divides it before all others.
    Total,
    /// The steps of a value that has a chord: the objective hangs on these alone.
    Value,
    /// What comes less what goes; once that is settled, who goes where is free.
    Net,
    /// All else.
    Unit,
}

/// A program in reference units.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Program {
    pub(crate) constant: f64,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cones: Vec<Cone>,
    /// Columns that equalities fixed, each with its row, in their order; or two with two.
    settled: Vec<(Vec<usize>, Vec<usize>)>,
    /// What comes in whole steps; every bound and every solver but branch and bound
    /// leaves it aside.
    pub(crate) wholes: Vec<Whole>,
    /// Marks that move with a whole column; only branch and bound looks at them.
    pub(crate) bends: Vec<Bend>,
    /// Columns without objective that only say who goes where.
    pub(crate) routes: Vec<usize>,
    /// Products of columns; every bound and every solver but branch and bound leaves them
    /// aside.
    pub(crate) products: Vec<Product>,
}

/// Multipliers of a program: one a row (positive where the lower side presses,
/// negative where the upper does), and a vector a cone (head first).
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Multipliers {
    pub(crate) rows: Vec<f64>,
    pub(crate) cones: Vec<Vec<f64>>,
}

impl Program {
    /// Adds a column without objective; gives its index.
    pub(crate) fn column(&mut self, lower: f64, upper: f64) -> usize {
        self.columns.push(Column {
            lower,
            upper,
            cost: 0.0,
            square: 0.0,
            is_pressed: false,
        });
        self.columns.len() - 1
    }

    /// Adds a column from 0 that the objective presses down, so that a solver need
    /// not see that it stays below `upper`.
    pub(crate) fn column_below(&mut self, upper: f64) -> usize {
        let j = self.column(0.0, upper);
        if let Some(column) = self.columns.get_mut(j) {
            column.is_pressed = true;
        }
        j
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, tag: Tag, lower: f64, terms: Vec<(usize, f64)>, upper: f64) {
        self.rows.push(Row {
            tag,
            lower,
            upper,
            terms,
        });
    }

    /// Minimises a linear expression.
    pub(crate) fn minimise(&mut self, objective: &Affine) {
        self.constant += objective.constant;
        for (j, cost) in &objective.terms {
            if let Some(column) = self.columns.get_mut(*j) {
                column.cost += cost;
            }
        }
    }

    /// The same constraints, with nothing to make best.
    pub(crate) fn without_objective(&self) -> Program {
        let mut program = self.clone();
        for column in &mut program.columns {
            (column.cost, column.square) = (0.0, 0.0);
        }
        program
    }

    /// The program in moves from a point, so many times magnified: column j becomes
    /// `scale * (x_j - point_j)` for as many columns as the point has. Its objective is
    /// taken over as it is, now of the moves.
    pub(crate) fn around(&self, point: &[f64], scale: f64) -> Program {
        let mut around = self.clone();
        around.move_around(point, scale);
        around
    }

    /// As [`around`](Self::around), in place.
    pub(crate) fn move_around(&mut self, point: &[f64], scale: f64) {
        let rescale = |terms: &mut [(usize, f64)]| {
            for (j, a) in terms {
                *a /= if *j < point.len() { scale } else { 1.0 };
            }
        };
        for (column, x) in self.columns.iter_mut().zip(point) {
            column.lower = scale * (column.lower - x);
            column.upper = scale * (column.upper - x);
        }
        for row in &mut self.rows {
            let at = dot(&row.terms, point);
            row.lower -= at;
            row.upper -= at;
            rescale(&mut row.terms);
        }
        for cone in &mut self.cones {
            for part in std::iter::once(&mut cone.head).chain(&mut cone.body) {
                part.constant = part.at(point);
                rescale(&mut part.terms);
            }
        }
    }

    /// Whether a simplex can solve it: no cone and no square.
    pub(crate) fn is_linear(&self) -> bool {
        self.cones.is_empty() && self.columns.iter().all(|c| c.square == 0.0)
    }

    /// Whether every figure is one a solver can work with: finite, boxes finite and
    /// not empty, no row with both sides open or a NaN.
    pub(crate) fn is_sound(&self) -> bool {
        let affine = |a: &Affine| a.constant.is_finite() && finite(&a.terms);
        let column = |c: &Column| {
            c.lower.is_finite() && c.upper.is_finite() && c.lower <= c.upper && c.cost.is_finite()
        };
        let row = |r: &Row| {
            finite(&r.terms)
                && r.lower <= r.upper
                && r.lower < f64::INFINITY
                && r.upper > f64::NEG_INFINITY
        };
        self.constant.is_finite()
            && self.columns.iter().all(column)
            && self.rows.iter().all(row)
            && self
                .cones
                .iter()
                .all(|c| affine(&c.head) && c.body.iter().all(affine))
    }

    /// The objective at a point.
    pub(crate) fn objective(&self, x: &[f64]) -> f64 {
        let parts = self.columns.iter().zip(x);
        self.constant
            + parts
                .map(|(c, x)| (c.cost + 0.5 * c.square * x) * x)
                .sum::<f64>()
    }

    /// The largest violation of a row, cone or box at a point.
    pub(crate) fn violation(&self, x: &[f64]) -> f64 {
        let boxes = self.columns.iter().zip(x);
        let boxes = boxes.map(|(c, x)| (c.lower - x).max(x - c.upper));
        let rows = self.rows.iter().map(|r| {
            let at = dot(&r.terms, x);
            (r.lower - at).max(at - r.upper)
        });
        let cones = self.cones.iter().map(|c| {
            let norm = c.body.iter().map(|b| b.at(x).powi(2)).sum::<f64>().sqrt();
            norm - c.head.at(x)
        });
        boxes.chain(rows).chain(cones).fold(0.0, f64::max)
    }
}

fn finite(terms: &[(usize, f64)]) -> bool {
    terms.iter().all(|(_, a)| a.is_finite())
}
