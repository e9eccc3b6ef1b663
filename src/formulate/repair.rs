//! Repair: a solver's point is right to its tolerance; a plan must hold exactly.
//!
//! Doing nothing satisfies every limit, so in a row that is violated it is enough to
//! scale down what pushes it over. Each pass only lowers decisions, so the passes end.

use super::Formulation;
use crate::program::Program;

/// Passes over all rows; two suffice where rows do not feed on each other.
const PASSES: usize = 50;

impl Formulation<'_> {
    /// Moves a point of a solver into the boxes and under every limit.
    pub(crate) fn repaired(&self, x: &[f64]) -> Vec<f64> {
        let mut limits = Program::default();
        for decision in &self.decisions {
            limits.column(0.0, decision.upper);
        }
        // Who goes where has columns of its own, in every program right after the decisions.
        self.add_limits(&mut limits);
        let columns = limits.columns.iter().zip(x);
        let mut x: Vec<f64> = columns.map(|(c, x)| x.clamp(c.lower, c.upper)).collect();
        for _ in 0..PASSES {
            let mut is_over = false;
            for row in &limits.rows {
                is_over |= lower(&mut x, &row.terms, row.upper);
                let against: Vec<_> = row.terms.iter().map(|(j, a)| (*j, -a)).collect();
                is_over |= lower(&mut x, &against, -row.lower);
            }
            if !is_over {
                break;
            }
        }
        x.truncate(self.decisions.len());
        x
    }
}

/// Scales down what pushes `terms . x` over `most` (not negative); whether it was over.
fn lower(x: &mut [f64], terms: &[(usize, f64)], most: f64) -> bool {
    let part = |(j, a): &(usize, f64)| x.get(*j).map_or(0.0, |x| a * x);
    let up: f64 = terms.iter().map(|t| part(t).max(0.0)).sum();
    let down: f64 = terms.iter().map(|t| part(t).min(0.0)).sum();
    if up + down <= most || up <= 0.0 {
        return false;
    }
    let factor = ((most - down) / up).clamp(0.0, 1.0);
    for (j, a) in terms {
        if let Some(x) = x.get_mut(*j).filter(|_| *a > 0.0) {
            *x *= factor;
        }
    }
    true
}
