//! A program's cones as planes that touch them, for solvers that know rows only.
//!
//! A cone $\lVert b(x) \rVert \le h(x)$ is the same as $\sum_i z_i \le h$ with $z_i h \ge b_i^2$, and
//!
//! $$z_i \ge 2 r b_i(x) - r^2 h(x)$$
//!
//! holds at every point of it, whatever r; at $r = b_i / h$ the plane touches. One column a
//! part of a body: a few planes a part then stand for a great many of the whole cone.

use super::{Affine, Cone, Program, Row};

/// A plane that gains less than this, relative to the head and an equal part of it, is
/// none.
const GAINED: f64 = 1e-10;

/// The slopes of the first planes, in equal parts of the head.
const FIRST: [f64; 5] = [-1.0, -0.5, 0.5, 1.0, 2.0];

/// A program with planes in the place of its cones.
pub(crate) struct Tangents<'p> {
    exact: &'p Program,
    planes: Program,
    /// Of each part of each cone the column and the slopes of its planes.
    parts: Vec<Vec<(usize, Vec<f64>)>>,
}

impl<'p> Tangents<'p> {
    /// The program with a few planes, far apart.
    pub(crate) fn new(exact: &'p Program) -> Self {
        let mut planes = Program {
            cones: Vec::new(),
            ..exact.clone()
        };
        let parts = exact.cones.iter();
        let parts = parts.map(|cone| parts_of(&mut planes, cone)).collect();
        let mut tangents = Self {
            exact,
            planes,
            parts,
        };
        for (i, cone) in exact.cones.iter().enumerate() {
            let equal = 1.0 / (cone.body.len().max(1) as f64).sqrt();
            for part in 0..cone.body.len() {
                for slope in FIRST {
                    tangents.add(i, part, slope * equal);
                }
            }
        }
        tangents
    }

    /// The program so far.
    pub(crate) fn program(&self) -> &Program {
        &self.planes
    }

    /// Adds the planes that touch the cones where a point is; whether there was one to add.
    pub(crate) fn touch(&mut self, x: &[f64]) -> bool {
        let mut is_new = false;
        for (i, cone) in self.exact.cones.iter().enumerate() {
            let head = cone.head.at(x);
            if head <= 0.0 {
                continue;
            }
            for (part, body) in cone.body.iter().enumerate() {
                is_new |= self.add(i, part, (body.at(x) / head).clamp(-1.0, 1.0));
            }
        }
        is_new
    }

    /// Adds one plane of one part, unless one as good is there.
    fn add(&mut self, cone: usize, part: usize, slope: f64) -> bool {
        let Some(Cone { tag, head, body }) = self.exact.cones.get(cone) else {
            return false;
        };
        let found = self.parts.get_mut(cone).and_then(|p| p.get_mut(part));
        let (Some((column, slopes)), Some(of)) = (found, body.get(part)) else {
            return false;
        };
        let nearest = slopes.iter().map(|r| (r - slope).abs());
        let nearest = nearest.fold(slope.abs(), f64::min);
        if nearest * nearest * body.len() as f64 <= GAINED {
            return false;
        }
        slopes.push(slope);
        let least = times(of, 2.0 * slope);
        let least = plus(least, &times(head, -slope * slope));
        let mut terms: Vec<(usize, f64)> = least.terms.iter().map(|(j, a)| (*j, -a)).collect();
        terms.push((*column, 1.0));
        self.planes.rows.push(Row {
            tag: *tag,
            lower: least.constant,
            upper: f64::INFINITY,
            terms,
        });
        true
    }
}

/// The columns of a cone's parts, with the row by which they stay within the head.
fn parts_of(planes: &mut Program, cone: &Cone) -> Vec<(usize, Vec<f64>)> {
    let ends = cone.head.terms.iter().map(|(j, a)| {
        let column = planes.columns.get(*j);
        column.map_or(0.0, |c| (a * c.lower).max(a * c.upper))
    });
    let most = cone.head.constant + ends.sum::<f64>();
    let columns = cone.body.iter().map(|_| planes.column(0.0, most.max(0.0)));
    let columns: Vec<usize> = columns.collect();
    let mut terms: Vec<(usize, f64)> = cone.head.terms.iter().map(|(j, a)| (*j, -a)).collect();
    terms.extend(columns.iter().map(|j| (*j, 1.0)));
    planes.row(cone.tag, f64::NEG_INFINITY, terms, cone.head.constant);
    columns.into_iter().map(|j| (j, Vec::new())).collect()
}

fn times(affine: &Affine, factor: f64) -> Affine {
    Affine {
        constant: factor * affine.constant,
        terms: affine.terms.iter().map(|(j, a)| (*j, factor * a)).collect(),
    }
}

fn plus(mut affine: Affine, other: &Affine) -> Affine {
    affine.constant += other.constant;
    affine.terms.extend(&other.terms);
    affine
}

#[cfg(test)]
mod tests {
    use super::super::Tag;
    use super::*;
    use crate::cancel::Deadline;
    use crate::solve::{Answer, Solver, solve};

    /// The farthest point of a ball along a line: planes at the best point so far end there.
    #[test]
    fn planes_at_the_best_points_end_at_the_cone() -> Result<(), Answer> {
        let mut exact = Program::default();
        let (x, y) = (exact.column(-4.0, 4.0), exact.column(-4.0, 4.0));
        let along = |a: f64, j: usize| Affine {
            constant: 0.0,
            terms: vec![(j, a)],
        };
        exact.cones.push(Cone {
            tag: Tag::Inner,
            head: Affine {
                constant: 2.0,
                terms: Vec::new(),
            },
            body: vec![along(1.0, x), along(1.0, y)],
        });
        exact.minimise(&Affine {
            constant: 0.0,
            terms: vec![(x, -3.0), (y, -4.0)],
        });
        let mut tangents = Tangents::new(&exact);
        let mut best = f64::NEG_INFINITY;
        for _ in 0..30 {
            let program = tangents.program();
            let deadline = Deadline::after(60.0);
            let answer = solve(program, Solver::Microlp, deadline);
            let Answer::Point(solution) = answer else {
                return Err(answer);
            };
            let found = program.objective(&solution.x);
            // Planes only ever cut off, and never what the cone holds.
            assert!(found >= best - 1e-9 && found <= -10.0 + 1e-9, "{found}");
            best = found;
            if !tangents.touch(&solution.x) {
                break;
            }
        }
        assert!((best + 10.0).abs() < 1e-6, "{best}");
        Ok(())
    }
}
