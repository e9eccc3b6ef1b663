//! The composite: a limit L on the plain mean of the CVs of a stage's K indicators.
//!
//! A sum of CVs is not convex. With a ceiling $t_k$ on each it is
//!
//! $$\sigma_k \le w_k, \quad w_k \le t_k M_k, \quad \textstyle\sum_k t_k \le K L$$
//!
//! a cone an indicator, one row, and the [`Product`]s, which a search over the ceilings has
//! to divide. With the ceilings fixed the program is convex.

use super::goals::Member;
use super::{Field, Formulation};
use crate::district::Stage;
use crate::program::{Affine, Cone, Product, Program, Row, Tag};
use crate::standard::TOLERANCE;

/// How many times further inside the limit than a row is aimed at, since a cone is met
/// less exactly.
const INSIDE: f64 = 100.0;

/// Room in the box of a ceiling beyond what any CV can be, so that it never presses.
const ROOM: f64 = 1.01;

impl Formulation<'_> {
    /// Whether compliance asks for a composite that decisions can change.
    pub(crate) fn has_composite(&self) -> bool {
        self.policy.comply
            && Stage::ALL.into_iter().any(|stage| {
                let mut fields = self.fields.iter().filter(|f| f.stage == stage);
                self.composite_limit(stage).is_some() && fields.any(|f| !self.is_untouched(f))
            })
    }

    fn composite_limit(&self, stage: Stage) -> Option<f64> {
        self.standard.composite.as_ref()?.cv_limit.get(stage)
    }

    fn is_untouched(&self, field: &Field) -> bool {
        self.members(field).all(|(_, cell)| cell.terms.is_empty())
    }

    /// Adds the limit on each stage's mean of CVs.
    pub(super) fn add_composites(&self, program: &mut Program, inside: f64) {
        for stage in Stage::ALL {
            let Some(limit) = self.composite_limit(stage) else {
                continue;
            };
            let fields: Vec<&Field> = self.fields.iter().filter(|f| f.stage == stage).collect();
            let tag = Tag::Composite(stage);
            let (mut total, mut ceilings) = (limit * fields.len() as f64, Vec::new());
            for field in fields {
                let members: Vec<Member> = self.members(field).collect();
                if self.is_untouched(field) {
                    total -= cv_today(&members);
                } else {
                    ceilings.push((self.add_ceiling(program, tag, &members, total), 1.0));
                }
            }
            let aim = if ceilings.is_empty() {
                total + TOLERANCE * limit
            } else {
                total - INSIDE * inside * limit
            };
            if !ceilings.is_empty() || aim < 0.0 {
                program.row(tag, f64::NEG_INFINITY, ceilings, aim);
            }
        }
    }

    /// Adds a ceiling on one CV, of so much for all; gives its column.
    fn add_ceiling(
        &self,
        program: &mut Program,
        tag: Tag,
        members: &[Member],
        total: f64,
    ) -> usize {
        let mean = self.mean_of_least(program, members);
        let smallest = members.iter().map(|(pi, _)| *pi).fold(1.0, f64::min);
        // One section has it all: no CV is larger.
        let most = ROOM * (1.0 / smallest - 1.0).max(0.01).sqrt().min(total.max(0.1));
        let ceiling = program.column(0.0, most);
        let highest = program.columns.get(mean).map_or(1.0, |c| c.upper);
        let product = program.column(0.0, most * highest);
        program.cones.push(Cone {
            tag,
            head: Affine {
                constant: 0.0,
                terms: vec![(product, 1.0)],
            },
            body: Self::deviations(members, mean),
        });
        program.products.push(Product {
            tag,
            least: product,
            left: ceiling,
            right: mean,
        });
        ceiling
    }

    /// The mean as a column whose box is no wider than its sections' boxes together.
    fn mean_of_least(&self, program: &mut Program, members: &[Member]) -> usize {
        let mean = self.mean(program, members);
        let reach = members.iter().map(|(pi, cell)| (pi, self.reach_of(cell)));
        let (least, most) = reach.fold((0.0, 0.0), |(low, high), (pi, (l, h))| {
            (low + pi * l.max(0.0), high + pi * h)
        });
        if let Some(column) = program.columns.get_mut(mean) {
            column.lower = column.lower.max((1.0 - 1e-9) * least);
            column.upper = column.upper.min(1.01 * most).max(column.lower);
        }
        mean
    }

    /// Sets each ceiling of a program to what a point has there, or, of a point of
    /// decisions alone, to its CV; cut so that they keep their limit together.
    pub(crate) fn fix_ceilings(&self, program: &mut Program, x: &[f64]) {
        let mut at = x.to_vec();
        if x.len() <= self.decisions.len() {
            at.resize(program.columns.len(), 0.0);
            for product in &program.products {
                let cv = cv_at(program, product, &mut at);
                if let Some(t) = at.get_mut(product.left) {
                    *t = cv;
                }
            }
        }
        let is_ceiling = |j: usize| program.products.iter().any(|p| p.left == j);
        let rows = program.rows.iter().filter(|row| {
            let is_of = matches!(row.tag, Tag::Composite(_));
            is_of && row.terms.iter().all(|(j, _)| is_ceiling(*j))
        });
        let mut fixed = Vec::new();
        for row in rows {
            let value = |j: usize| at.get(j).copied().unwrap_or(0.0);
            let total: f64 = row.terms.iter().map(|(j, _)| value(*j)).sum();
            let part = if total > row.upper {
                row.upper / total
            } else {
                1.0
            };
            fixed.extend(row.terms.iter().map(|(j, _)| (*j, part * value(*j))));
        }
        for (j, t) in fixed {
            if let Some(column) = program.columns.get_mut(j) {
                let t = t.clamp(column.lower, column.upper);
                (column.lower, column.upper) = (t, t);
            }
        }
    }
}

/// The CV behind a product at a point of decisions, whose mean is filled in.
fn cv_at(program: &Program, product: &Product, at: &mut [f64]) -> f64 {
    let defines =
        |row: &&Row| row.is_equality() && row.terms.first() == Some(&(product.right, -1.0));
    let Some(row) = program.rows.iter().find(defines) else {
        return 0.0;
    };
    let value = |j: usize| at.get(j).copied().unwrap_or(0.0);
    let sum: f64 = row.terms.iter().skip(1).map(|(j, a)| a * value(*j)).sum();
    let mean = sum - row.lower;
    if let Some(column) = at.get_mut(product.right) {
        *column = mean;
    }
    let heads = program.cones.iter();
    let mut heads = heads.filter(|c| c.head.terms.first() == Some(&(product.least, 1.0)));
    let body = heads.next().map_or(&[][..], |c| &c.body);
    let squares: f64 = body.iter().map(|part| part.at(at).powi(2)).sum();
    if mean > 0.0 {
        squares.sqrt() / mean
    } else {
        0.0
    }
}

/// The CV of an indicator that nothing changes; 0 where nobody has anything.
fn cv_today(members: &[Member]) -> f64 {
    let mean: f64 = members.iter().map(|(pi, c)| pi * c.constant).sum();
    let off = members.iter();
    let squares: f64 = off.map(|(pi, c)| pi * (c.constant - mean).powi(2)).sum();
    if mean > 0.0 {
        squares.sqrt() / mean
    } else {
        0.0
    }
}
