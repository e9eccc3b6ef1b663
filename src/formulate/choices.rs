//! Choices: what of a program comes in wholes, made and fixed.

use super::Formulation;
use crate::program::Program;

/// A box is fixed so: both sides one and the same figure.
fn fix(program: &mut Program, column: usize, value: f64) {
    if let Some(column) = program.columns.get_mut(column) {
        let value = value.clamp(column.lower, column.upper);
        (column.lower, column.upper) = (value, value);
    }
}

impl Formulation<'_> {
    /// Whether something must be chosen: whole units, what a section misses, or how a
    /// limit on the mean of CVs is shared out.
    pub(crate) fn has_choices(&self) -> bool {
        self.has_whole_levers()
            || self.policy.transfers.iter().any(|t| t.whole)
            || self.has_waivers()
            || self.has_composite()
    }

    /// Whether some decision comes in whole units.
    pub(crate) fn has_whole_levers(&self) -> bool {
        self.decisions.iter().any(|d| d.is_whole)
    }

    /// Whether something may be moved between sections.
    pub(crate) fn has_transfers(&self) -> bool {
        !self.policy.transfers.is_empty()
    }

    /// Whether a decision can be changed by any part of a unit, and by itself.
    pub(crate) fn is_free(&self, decision: usize) -> bool {
        let decision = self.decisions.get(decision);
        decision.is_some_and(|d| !d.is_whole && d.what.lever().is_some())
    }

    /// Whether every decision does.
    pub(crate) fn is_all_whole(&self) -> bool {
        self.decisions.iter().all(|d| d.is_whole)
    }

    /// Whole decisions rounded, the others as they are, all within their boxes.
    pub(crate) fn rounded(&self, x: &[f64], round: impl Fn(f64) -> f64) -> Vec<f64> {
        let decisions = self.decisions.iter().zip(x).enumerate();
        decisions
            .map(|(j, (d, x))| match self.step(j) {
                // What is whole but for a hair stays, whichever way is rounded.
                Some(step) => {
                    let steps = x / step;
                    let near = steps.round();
                    let steps = if (steps - near).abs() <= 1e-6 {
                        near
                    } else {
                        round(steps)
                    };
                    (steps * step).clamp(0.0, d.upper)
                }
                None => x.clamp(0.0, d.upper),
            })
            .collect()
    }

    /// Whether every choice is a whole decision: with them a point is whole.
    pub(crate) fn is_decided_by_wholes(&self) -> bool {
        self.is_all_whole() && !self.has_composite()
    }

    /// A solver's point within the boxes, whole decisions on their steps.
    pub(crate) fn boxed(&self, x: &[f64]) -> Vec<f64> {
        self.rounded(x, f64::round)
    }

    /// Fixes the choices of a program: whole decisions as they are, rounded, and of
    /// what each section may miss, that which a point misses most.
    pub(crate) fn fix(&self, program: &mut Program, x: &[f64]) {
        let at = |j: usize| x.get(j).copied().unwrap_or(0.0);
        for whole in program.wholes.clone() {
            if whole.column < self.decisions.len() {
                let steps = (at(whole.column) / whole.step).round();
                fix(program, whole.column, steps * whole.step);
            }
        }
        let waived = self.most_missed(program, x);
        for (waiver, is_waived) in waived {
            fix(program, waiver, if is_waived { 1.0 } else { 0.0 });
        }
    }
}
