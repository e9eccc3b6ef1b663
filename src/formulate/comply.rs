//! Compliance, where it is convex: every section reaches every minimum (a standard
//! that lets none be missed), and every CV stays within its limit:
//!
//! $$\lVert (\sqrt{\pi_s} (X_s - M))_s \rVert_2 \le c \, M$$

use super::Formulation;
use crate::program::{Affine, Cone, Program, Tag};

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
                    // A section that already passes is not asked for more.
                    let falls = cell.terms.iter().any(|(_, a)| *a < 0.0);
                    let passes = cell.constant >= 1.0 - crate::standard::TOLERANCE;
                    if !passes || falls {
                        let aim = if falls && passes { 1.0 } else { 1.0 + inside };
                        let terms = cell.terms.clone();
                        program.row(tag, aim - cell.constant, terms, f64::INFINITY);
                    }
                }
            }
            if let Some(limit) = indicator.cv_limit.get(field.stage) {
                let untouched = members.iter().all(|(_, c)| c.terms.is_empty());
                let aim = if untouched {
                    limit * (1.0 + crate::standard::TOLERANCE)
                } else {
                    limit * (1.0 - inside)
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
