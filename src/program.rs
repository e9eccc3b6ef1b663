//! The program: a goal and its constraints as numbers, independent of any solver.
//!
//! $$\min\; c_0 + c^\top x + \tfrac12 \sum_j q_j x_j^2 \quad\text{over}\quad
//!   l \le x \le u,\; L \le Ax \le U,\; \lVert b_i(x)\rVert_2 \le h_i(x)$$
//!
//! Everything is in reference units (figures near 1) and every column has a finite
//! box. [`Program::bound`] turns *any* multipliers into a proven lower bound: weak
//! duality with the box minimised exactly, so no solver has to be believed.

mod face;
mod settle;

use crate::district::Stage;
pub(crate) use face::Face;

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
    /// What the standard demands of an indicator in a stage.
    Comply(Stage, usize),
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

    /// A proven lower bound on the objective, from any multipliers: for multipliers
    /// $y$ of the rows and $\lambda$ of the cones (in the cone, which is its own dual),
    ///
    /// $$\min_{l \le x \le u} f(x) - y^\top(Ax - \beta) - \sum_i \lambda_i^\top (h_i, b_i)(x)$$
    ///
    /// with $\beta$ the side that the sign of $y$ names.
    pub(crate) fn bound(&self, multipliers: &Multipliers) -> f64 {
        let costs: Vec<f64> = self.columns.iter().map(|c| c.cost).collect();
        let squares: Vec<f64> = self.columns.iter().map(|c| c.square).collect();
        let (bound, _) = self.lagrangian(self.constant, costs, &squares, multipliers);
        bound
    }

    /// The bound, and the reduced cost of each column in it: a column with the reduced
    /// cost r away from the end of its box that r presses it to costs r a unit more.
    pub(crate) fn bound_and_reduced(&self, multipliers: &Multipliers) -> (f64, Vec<f64>) {
        let costs: Vec<f64> = self.columns.iter().map(|c| c.cost).collect();
        let squares: Vec<f64> = self.columns.iter().map(|c| c.square).collect();
        self.lagrangian(self.constant, costs, &squares, multipliers)
    }

    /// Whether multipliers prove that no point satisfies rows, cones and boxes: the
    /// bound of the zero objective is above zero.
    pub(crate) fn proves_infeasible(&self, multipliers: &Multipliers) -> bool {
        let none = vec![0.0; self.columns.len()];
        let (bound, _) = self.lagrangian(0.0, none.clone(), &none, multipliers);
        bound > 0.0
    }

    /// How strongly multipliers and objective press on each column, either way: where
    /// the pressures cancel out, this is what a change stirs up.
    pub(crate) fn pressures(&self, multipliers: &Multipliers) -> Vec<f64> {
        let mut pressures: Vec<f64> = self.columns.iter().map(|c| c.cost.abs()).collect();
        let mut press = |terms: &[(usize, f64)], y: f64| {
            for (j, a) in terms {
                if let Some(p) = pressures.get_mut(*j).filter(|_| y.is_finite()) {
                    *p += (y * a).abs();
                }
            }
        };
        for (row, y) in self.rows.iter().zip(&multipliers.rows) {
            press(&row.terms, *y);
        }
        for (cone, lambda) in self.cones.iter().zip(&multipliers.cones) {
            for (part, l) in cone.body.iter().zip(lambda.iter().skip(1)) {
                press(&part.terms, *l);
            }
        }
        pressures
    }

    fn lagrangian(
        &self,
        constant: f64,
        mut reduced: Vec<f64>,
        squares: &[f64],
        multipliers: &Multipliers,
    ) -> (f64, Vec<f64>) {
        let mut bound = constant;
        let mut subtract = |terms: &[(usize, f64)], y: f64| {
            for (j, a) in terms {
                if let Some(r) = reduced.get_mut(*j) {
                    *r -= y * a;
                }
            }
        };
        for (row, y) in self.rows.iter().zip(&multipliers.rows) {
            let side = if *y > 0.0 { row.lower } else { row.upper };
            // A multiplier on an open side says nothing and is left out.
            if side.is_finite() && y.is_finite() {
                bound += y * side;
                subtract(&row.terms, *y);
            }
        }
        for (cone, lambda) in self.cones.iter().zip(&multipliers.cones) {
            let Some((_, body)) = lambda.split_first() else {
                continue;
            };
            if !body.iter().all(|l| l.is_finite()) {
                continue;
            }
            // The least head that is in the dual cone gives the best bound of this body
            // where h is not negative; the head given is used where it is larger.
            let norm = body.iter().map(|l| l * l).sum::<f64>().sqrt();
            let head = norm.max(lambda.first().copied().unwrap_or(0.0));
            if !head.is_finite() {
                continue;
            }
            bound -= head * cone.head.constant;
            subtract(&cone.head.terms, head);
            for (b, l) in cone.body.iter().zip(body) {
                bound -= l * b.constant;
                subtract(&b.terms, *l);
            }
        }
        for row in self
            .rows
            .iter()
            .filter(|row| matches!(row.tag, Tag::Fund(_)))
        {
            bound += self.reprice(row, &mut reduced, squares);
        }
        for (j, reduced) in reduced.iter().enumerate() {
            bound += self.least(j, *reduced, squares);
        }
        (bound, reduced)
    }

    /// The least of `(r + q x / 2) x` over the box of a column.
    fn least(&self, j: usize, r: f64, squares: &[f64]) -> f64 {
        let (Some(column), Some(q)) = (self.columns.get(j), squares.get(j)) else {
            return 0.0;
        };
        let at = |x: f64| (r + 0.5 * q * x) * x;
        let free = if *q > 0.0 {
            at((-r / q).clamp(column.lower, column.upper))
        } else {
            f64::INFINITY
        };
        free.min(at(column.lower)).min(at(column.upper))
    }

    /// Raises the price of a fund until no column it pays has a negative reduced cost,
    /// if that gives a better bound: the rounding of a reduced cost then counts once,
    /// for the whole fund, not once a column over its whole box. Gives what is gained.
    fn reprice(&self, row: &Row, reduced: &mut [f64], squares: &[f64]) -> f64 {
        let at = |j: usize| reduced.get(j).copied().unwrap_or(0.0);
        let paid = row.terms.iter().filter(|(_, a)| *a > 0.0);
        let rise = paid.map(|(j, a)| -at(*j) / a).fold(0.0, f64::max);
        if !(rise > 0.0 && rise.is_finite() && row.upper.is_finite()) {
            return 0.0;
        }
        let gains = row.terms.iter().map(|(j, a)| {
            self.least(*j, at(*j) + rise * a, squares) - self.least(*j, at(*j), squares)
        });
        let gain = gains.sum::<f64>() - rise * row.upper;
        if gain <= 0.0 {
            return 0.0;
        }
        for (j, a) in &row.terms {
            if let Some(reduced) = reduced.get_mut(*j) {
                *reduced += rise * a;
            }
        }
        // What the columns gain shows in their reduced costs; only the fund's part here.
        -rise * row.upper
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

#[cfg(test)]
mod tests {
    use super::*;

    /// min x + y over x + 2 y >= 2, 0 <= x, y <= 4: best 1 at (0, 1).
    fn cover() -> Program {
        let mut p = Program::default();
        let (x, y) = (p.column(0.0, 4.0), p.column(0.0, 4.0));
        p.row(Tag::Inner, 2.0, vec![(x, 1.0), (y, 2.0)], f64::INFINITY);
        p.minimise(&Affine {
            constant: 0.0,
            terms: vec![(x, 1.0), (y, 1.0)],
        });
        p
    }

    #[test]
    fn any_multiplier_bounds_and_the_right_one_meets_the_optimum() {
        let p = cover();
        for y in [-3.0, 0.0, 0.1, 0.5, 0.9, 7.0, f64::NAN] {
            let bound = p.bound(&Multipliers {
                rows: vec![y],
                cones: vec![],
            });
            assert!(bound <= 1.0, "{y} gives {bound}");
        }
        let best = Multipliers {
            rows: vec![0.5],
            cones: vec![],
        };
        assert!((p.bound(&best) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn infeasibility_is_proven_by_multipliers_only_where_it_is_true() {
        let mut p = cover();
        let yes = Multipliers {
            rows: vec![1.0],
            cones: vec![],
        };
        assert!(!p.proves_infeasible(&yes));
        if let Some(row) = p.rows.first_mut() {
            row.lower = 13.0;
        }
        assert!(p.proves_infeasible(&yes));
    }

    #[test]
    fn a_cone_is_bounded_by_its_dual() {
        // min t over |(x - 1, x + 1)| <= t: best sqrt 2 at x = 0.
        let mut p = Program::default();
        let (x, t) = (p.column(-5.0, 5.0), p.column(0.0, 9.0));
        let shifted = |constant| Affine {
            constant,
            terms: vec![(x, 1.0)],
        };
        p.cones.push(Cone {
            tag: Tag::Inner,
            head: Affine {
                constant: 0.0,
                terms: vec![(t, 1.0)],
            },
            body: vec![shifted(-1.0), shifted(1.0)],
        });
        p.minimise(&Affine {
            constant: 0.0,
            terms: vec![(t, 1.0)],
        });
        let half = 0.5f64.sqrt();
        let best = Multipliers {
            rows: vec![],
            cones: vec![vec![1.0, half, -half]],
        };
        assert!((p.bound(&best) - 2f64.sqrt()).abs() < 1e-12);
        let point = [0.0, 2f64.sqrt()];
        assert!(p.violation(&point) < 1e-15);
        assert!((p.objective(&point) - 2f64.sqrt()).abs() < 1e-15);
    }
}
