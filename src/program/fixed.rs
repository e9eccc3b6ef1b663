//! A program with nothing left to decide: its one point holds, or one constraint proves
//! that it does not.

use super::{Multipliers, Program};

/// A constraint missed by less is met.
const MET: f64 = 1e-9;

impl Program {
    /// Multipliers that prove that a point, the only one in the boxes, is none: those of
    /// the constraint that it misses most.
    pub(crate) fn refuted(&self, x: &[f64]) -> Option<Multipliers> {
        let mut none = Multipliers {
            rows: vec![0.0; self.rows.len()],
            cones: self
                .cones
                .iter()
                .map(|c| vec![0.0; c.body.len() + 1])
                .collect(),
        };
        let rows = self.rows.iter().enumerate().map(|(i, row)| {
            let at = super::dot(&row.terms, x);
            let (below, above) = (row.lower - at, at - row.upper);
            if below > above {
                (below, i, 1.0)
            } else {
                (above, i, -1.0)
            }
        });
        let row = rows.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, i, sign)) = row.filter(|(by, ..)| *by > MET) {
            *none.rows.get_mut(i)? = sign;
            return Some(none);
        }
        for (cone, lambda) in self.cones.iter().zip(&mut none.cones) {
            let body: Vec<f64> = cone.body.iter().map(|b| b.at(x)).collect();
            let norm = body.iter().map(|b| b * b).sum::<f64>().sqrt();
            if norm - cone.head.at(x) > MET {
                let parts = body
                    .iter()
                    .map(|b| if norm > 0.0 { -b / norm } else { 0.0 });
                *lambda = std::iter::once(1.0).chain(parts).collect();
                return Some(none);
            }
        }
        None
    }
}
