//! Compliance, where it is convex: every section reaches every minimum (a standard
//! that lets none be missed), and every CV stays within its limit:
//!
//! $$\lVert (\sqrt{\pi_s} (X_s - M))_s \rVert_2 \le c \, M$$

use super::Formulation;
use super::goals::missing;
use crate::program::{Affine, Cone, Program, Tag};
use crate::standard::TOLERANCE;

/// A cone is met less exactly than a row: so many times further inside.
const CV_INSIDE: f64 = 100.0;

impl Formulation<'_> {
    pub(super) fn add_compliance(&self, program: &mut Program, inside: f64) {
        for field in &self.fields {
            let Some(indicator) = self.standard.indicators.get(field.indicator) else {
                continue;
            };
            let tag = Tag::Comply(field.stage, field.indicator);
            let members: Vec<(f64, &Affine)> = field
                .members
                .iter()
                .filter_map(|(s, pi)| Some((*pi, self.cell(*s, field.indicator)?)))
                .collect();
            if indicator.minimum(field.stage).is_some() {
                for (_, cell) in &members {
                    let missing = missing(cell.constant, inside);
                    if missing > 0.0 || cell.terms.iter().any(|(_, a)| *a < 0.0) {
                        program.row(tag, missing, cell.terms.clone(), f64::INFINITY);
                    }
                }
            }
            if let Some(limit) = indicator.cv_limit.get(field.stage) {
                let untouched = members.iter().all(|(_, c)| c.terms.is_empty());
                let aim = if untouched {
                    limit * (1.0 + TOLERANCE)
                } else {
                    limit * (1.0 - CV_INSIDE * inside)
                };
                let mean = self.mean(program, &members);
                program.cones.push(Cone {
                    tag,
                    head: Affine {
                        constant: 0.0,
                        terms: vec![(mean, aim)],
                    },
                    body: Self::deviations(&members, mean),
                });
            }
        }
    }
}
