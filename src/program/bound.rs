//! What multipliers prove: bounds, infeasibility, reduced costs.
//!
//! Weak duality with the box minimised exactly, in arithmetic of our own: whoever made
//! the multipliers, what comes out is proven.

use super::{Multipliers, Program, Row, Tag};

/// A column so far from the ends of its box stands within it.
const WITHIN: f64 = 1e-4;

impl Program {
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

    /// Multipliers that prove no less, but for rounding, and lose less of the boxes.
    ///
    /// Where a column is in one equality alone, costs nothing and stands within its box,
    /// the equality only counts and is worth nothing. Where leaving costs a hair too much for
    /// the routes out of a section, it is what leaving is worth that yields, once, not
    /// each route over its whole box.
    pub(crate) fn without_noise(&self, multipliers: &Multipliers, x: &[f64]) -> Multipliers {
        let mut cleared = multipliers.clone();
        let uses = self.uses();
        let counts = |(j, _): &(usize, f64)| {
            let column = self.columns.get(*j).zip(x.get(*j));
            uses.get(*j) == Some(&1)
                && column.is_some_and(|(c, x)| {
                    let is_within = (x - c.lower).min(c.upper - x) > WITHIN;
                    is_within && c.cost == 0.0 && c.square == 0.0
                })
        };
        for (row, y) in self.rows.iter().zip(&mut cleared.rows) {
            if row.is_equality() && row.terms.iter().any(counts) {
                *y = 0.0;
            }
        }
        if self.routes.is_empty() {
            return cleared;
        }
        let (_, reduced) = self.bound_and_reduced(&cleared);
        let mut open: Vec<bool> = vec![false; self.columns.len()];
        for j in &self.routes {
            if let Some(open) = open.get_mut(*j) {
                *open = true;
            }
        }
        for (row, y) in self.rows.iter().zip(&mut cleared.rows) {
            // The first row of a route is that of those who leave.
            let mut least: f64 = 0.0;
            for (j, _) in &row.terms {
                if let Some(is_open) = open.get_mut(*j).filter(|o| **o) {
                    *is_open = false;
                    least = least.min(reduced.get(*j).copied().unwrap_or(0.0));
                }
            }
            *y += least;
        }
        cleared
    }

    /// In how many rows and parts of cones each column is.
    fn uses(&self) -> Vec<usize> {
        let mut uses = vec![0; self.columns.len()];
        let parts = self.cones.iter();
        let parts = parts.flat_map(|c| std::iter::once(&c.head).chain(&c.body));
        let parts = parts.map(|part| &part.terms);
        for (j, _) in self.rows.iter().map(|r| &r.terms).chain(parts).flatten() {
            if let Some(uses) = uses.get_mut(*j) {
                *uses += 1;
            }
        }
        uses
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Affine, Cone};

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
