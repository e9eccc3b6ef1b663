//! The worst CV: every difference coefficient below one common multiple of its limit.
//!
//! With $\sigma_k$ and $M_k$ the standard deviation and mean of one indicator in one stage,
//! over $\rho$, and $c_k$ its limit, a ratio $\theta$ holds where
//!
//! $$\sigma_k \le \theta \\, c_k M_k \quad\text{for all } k,$$
//!
//! one cone each. A step towards the least ratio asks how far below a given one all can be:
//! least e with $\sigma_k \le c_k (\theta M_k + e s_k)$, $s_k$ the mean at the last plan
//! found (the step is then Newton's). It is below 0 just where a better ratio exists.

use super::Formulation;
use super::goals::Member;
use crate::program::{Affine, Cone, Program, Tag};

/// A CV that counts: its limit, and the sections.
struct Limited<'a> {
    limit: f64,
    members: Vec<Member<'a>>,
}

impl Limited<'_> {
    /// The mean at a point; 1 where there is nothing.
    fn mean_at(&self, x: &[f64]) -> f64 {
        let mean: f64 = self.members.iter().map(|(pi, c)| pi * c.at(x)).sum();
        if mean > 0.0 { mean } else { 1.0 }
    }

    /// The standard deviation, where no decision can change it.
    fn untouched(&self) -> Option<f64> {
        let is_fixed = self.members.iter().all(|(_, cell)| cell.terms.is_empty());
        is_fixed.then(|| {
            let mean: f64 = self.members.iter().map(|(pi, c)| pi * c.constant).sum();
            let off = self.members.iter();
            let squares = off.map(|(pi, c)| pi * (c.constant - mean).powi(2));
            squares.sum::<f64>().sqrt()
        })
    }

    /// Adds the cone of the CV, divided by limit and a scale of its mean: its
    /// figures are then ratios, and a solver's tolerance is one on the ratio.
    fn add_cone(
        &self,
        program: &mut Program,
        tag: Tag,
        terms: Vec<(usize, f64)>,
        (mean, scale): (usize, f64),
    ) {
        let scale = self.limit * scale;
        let mut body = Formulation::deviations(&self.members, mean);
        for part in &mut body {
            part.constant /= scale;
            for (_, a) in &mut part.terms {
                *a /= scale;
            }
        }
        program.cones.push(Cone {
            tag,
            head: Affine {
                constant: 0.0,
                terms,
            },
            body,
        });
    }
}

impl Formulation<'_> {
    fn limited(&self) -> impl Iterator<Item = Limited<'_>> {
        let fields = self.fields.iter().filter(|f| f.weight > 0.0);
        fields.filter_map(|field| {
            let indicator = self.standard.indicators.get(field.indicator)?;
            Some(Limited {
                limit: indicator.cv_limit(field.stage)?,
                members: self.members(field).collect(),
            })
        })
    }

    /// Adds how far below a ratio every CV is, to be made least.
    pub(super) fn aim_below(&self, program: &mut Program, ratio: f64, x: &[f64]) {
        let (mut least, mut most) = (-1.0f64, 1.0f64);
        for cv in self.limited() {
            let (low, high) = self.extent(&cv.members);
            let scale = cv.mean_at(x);
            least = least.min(-1.0 - ratio * high / scale);
            most = most.max(1.0 + (high - low) / cv.limit / scale);
        }
        let e = program.column(least, most);
        for cv in self.limited() {
            let scale = cv.mean_at(x);
            if let Some(sigma) = cv.untouched() {
                // With nothing there the CV is not defined, and nothing differs.
                if sigma > 0.0 {
                    let over = sigma / cv.limit / scale - ratio;
                    program.row(Tag::Inner, over, vec![(e, 1.0)], f64::INFINITY);
                }
                continue;
            }
            let mean = self.narrow_mean(program, &cv.members);
            let terms = vec![(mean, ratio / scale), (e, 1.0)];
            cv.add_cone(program, Tag::Inner, terms, (mean, scale));
        }
        program.minimise(&Affine {
            constant: 0.0,
            terms: vec![(e, 1.0)],
        });
    }

    /// Holds every CV under a common multiple of its limit; what nothing can change is
    /// left out.
    pub(super) fn hold_worst_cv(&self, program: &mut Program, goal: usize, ratio: f64) {
        for cv in self.limited().filter(|cv| cv.untouched().is_none()) {
            let mean = self.narrow_mean(program, &cv.members);
            let scale = cv.mean_at(&[]);
            let terms = vec![(mean, ratio / scale)];
            cv.add_cone(program, Tag::Hold(goal), terms, (mean, scale));
        }
    }

    /// The mean as a column whose box says how low it can be: a proof that no ratio
    /// below another exists needs means that are not nothing.
    fn narrow_mean(&self, program: &mut Program, members: &[Member]) -> usize {
        let mean = self.mean(program, members);
        let reach = members.iter().map(|(pi, cell)| (pi, self.reach_of(cell)));
        let (least, most) = reach.fold((0.0, 0.0), |(low, high), (pi, (l, h))| {
            (low + pi * l.max(0.0), high + pi * h)
        });
        // A little wider, so that the box does not press.
        if let Some(column) = program.columns.get_mut(mean) {
            column.lower = column.lower.max(0.9 * least);
            column.upper = column.upper.min(1.1 * most).max(column.lower);
        }
        mean
    }
}
