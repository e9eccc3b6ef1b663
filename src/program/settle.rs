//! Columns that equalities leave no choice: figures, not something to be searched for.
//!
//! On an optimal face most of a program is settled: one equality with one free column,
//! or two with the same two. Fixing those, one after the other, keeps a solver from
//! searching for what is known. What their rows are worth is found afterwards, the
//! other way round: a settled column presses against nothing but its row.

use std::collections::BTreeMap;

use super::{Multipliers, Program, Row};

/// Two equalities in two columns determine them if their angle's sine is above this.
const APART: f64 = 1e-3;

/// How far outside its box an equality may put a column that it settles.
const OUTSIDE: f64 = 1e-9;

/// Rows and the columns, with their figures, that these settle.
type Settled = (Vec<usize>, Vec<(usize, f64)>);

/// A row with its two figures and its side.
type Equation = (usize, [f64; 3]);

/// What is left of an equality: its first free columns, how many it has, and the figure that
/// these make.
type Left = ([(usize, f64); 2], usize, f64);

impl Program {
    /// Fixes each column that equalities leave no choice, until there is none.
    pub(super) fn settle(&mut self) {
        loop {
            let mut settled = self.settled_alone();
            if settled.is_empty() {
                settled.extend(self.settled_pair());
            }
            if settled.is_empty() {
                return;
            }
            for (rows, columns) in settled {
                // Two equalities may settle the same column; one of them suffices.
                let is_free = |j: usize| self.columns.get(j).is_some_and(|c| !c.is_fixed());
                if !columns.iter().all(|(j, _)| is_free(*j)) {
                    continue;
                }
                for (j, x) in &columns {
                    if let Some(column) = self.columns.get_mut(*j) {
                        let x = x.clamp(column.lower, column.upper);
                        (column.lower, column.upper) = (x, x);
                    }
                }
                let columns = columns.iter().map(|(j, _)| *j).collect();
                self.settled.push((rows, columns));
            }
        }
    }

    /// What is left of an equality with at most two free columns.
    fn left(&self, row: &Row) -> Option<Left> {
        if !row.is_equality() {
            return None;
        }
        let (mut free, mut count, mut rest) = ([(0, 0.0); 2], 0, row.upper);
        for (j, a) in row.terms.iter().filter(|(_, a)| *a != 0.0) {
            let column = self.columns.get(*j)?;
            if column.is_fixed() {
                rest -= a * column.lower;
            } else {
                *free.get_mut(count)? = (*j, *a);
                count += 1;
            }
        }
        Some((free, count, rest))
    }

    fn settled_alone(&self) -> Vec<Settled> {
        let rows = self.rows.iter().enumerate();
        let alone = rows.filter_map(|(i, row)| match self.left(row)? {
            ([(j, a), _], 1, rest) => Some((vec![i], vec![self.fits(j, rest / a)?])),
            _ => None,
        });
        alone.collect()
    }

    /// A column with a figure that is in its box.
    fn fits(&self, j: usize, x: f64) -> Option<(usize, f64)> {
        let column = self.columns.get(j)?;
        let off = (column.lower - x).max(x - column.upper);
        (off <= OUTSIDE).then_some((j, x))
    }

    /// The first two columns that two equalities, as far apart as can be, determine.
    fn settled_pair(&self) -> Option<Settled> {
        let mut pairs: BTreeMap<(usize, usize), Vec<Equation>> = BTreeMap::new();
        for (i, row) in self.rows.iter().enumerate() {
            if let Some(([(j, a), (k, b)], 2, rest)) = self.left(row) {
                let size = a.hypot(b);
                let (pair, [a, b]) = if j < k {
                    ((j, k), [a, b])
                } else {
                    ((k, j), [b, a])
                };
                let line = [a / size, b / size, rest / size];
                pairs.entry(pair).or_default().push((i, line));
            }
        }
        pairs.into_iter().find_map(|((j, k), lines)| {
            let ((first, [a, b, r]), others) = lines.split_first()?;
            let apart = |(_, l): &&(usize, [f64; 3])| (a * l[1] - b * l[0]).abs();
            let by_angle = |l: &&(usize, [f64; 3]), m: &&_| apart(l).total_cmp(&apart(m));
            let (second, [c, d, s]) = others.iter().max_by(by_angle)?;
            let determinant = a * d - b * c;
            if determinant.abs() <= APART {
                return None;
            }
            let x = self.fits(j, (r * d - b * s) / determinant)?;
            let y = self.fits(k, (a * s - r * c) / determinant)?;
            Some((vec![*first, *second], vec![x, y]))
        })
    }

    /// Completes multipliers by those of the rows that settled columns.
    pub(crate) fn with_settled(&self, mut multipliers: Multipliers) -> Multipliers {
        if self.settled.is_empty() {
            return multipliers;
        }
        let at: Vec<f64> = self.columns.iter().map(|c| c.lower).collect();
        let weighed = self.weighed(&at, &multipliers);
        let mut reduced: Vec<f64> = weighed.into_iter().map(|(reduced, _)| reduced).collect();
        for (rows, columns) in self.settled.iter().rev() {
            let of = |i: usize, j: usize| {
                let terms = self.rows.get(i).map_or(&[][..], |row| &row.terms);
                let here = terms.iter().filter(|(k, _)| *k == j);
                here.map(|(_, a)| a).sum::<f64>()
            };
            let cost = |j: usize| reduced.get(j).copied().unwrap_or(0.0);
            let worth: Vec<(usize, f64)> = match (rows.as_slice(), columns.as_slice()) {
                ([i], [j]) => vec![(*i, cost(*j) / of(*i, *j))],
                ([h, i], [j, k]) => {
                    let [a, b, c, d] = [of(*h, *j), of(*i, *j), of(*h, *k), of(*i, *k)];
                    let determinant = a * d - b * c;
                    let y = (cost(*j) * d - b * cost(*k)) / determinant;
                    let z = (a * cost(*k) - cost(*j) * c) / determinant;
                    vec![(*h, y), (*i, z)]
                }
                _ => Vec::new(),
            };
            for (i, y) in worth {
                let Some(row) = self.rows.get(i) else {
                    continue;
                };
                for (j, a) in &row.terms {
                    if let Some(reduced) = reduced.get_mut(*j) {
                        *reduced -= y * a;
                    }
                }
                if let Some(old) = multipliers.rows.get_mut(i) {
                    *old += y;
                }
            }
        }
        multipliers
    }
}
