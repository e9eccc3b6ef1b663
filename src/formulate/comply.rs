//! Compliance: every section reaches its minima ([`super::waivers`]), and every CV stays
//! within its limit:
//!
//! $$\lVert (\sqrt{\pi_s} (X_s - M))_s \rVert_2 \le c \, M$$

use super::Formulation;
use crate::program::{Affine, Cone, Program, Tag};
use crate::standard::TOLERANCE;

/// A cone is met less exactly than a row: so many times further inside.
const CV_INSIDE: f64 = 100.0;

impl Formulation<'_> {
    pub(super) fn add_compliance(&self, program: &mut Program, inside: f64) {
        self.add_minima(program, inside);
        self.add_composites(program, inside);
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
