//! Which of all plans that are best at every goal: the one with the least sum of squared
//! actions in reference units. In a series the search for it starts from where the one
//! before ended.

use super::hold::STRICT;
use super::{DISAGREEMENT, Search};
use crate::error::{Code, Error, Place, Problem};
use crate::formulate::{Aim, INSIDE};
use crate::solve::exact::{self, Exact};
use crate::solve::{Answer, solve};

/// Actions under this, in reference units, are dropped where no goal notices; then
/// the next smaller is tried.
pub(super) const DUST: [f64; 6] = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8];

/// The largest of them where the point is exact.
const EXACT_DUST: f64 = 1e-8;

/// The nearest point is sought in moves so many times magnified: a square is flat, and
/// a solver's tolerance on it is the square root of that on the point.
const MAGNIFIED: f64 = 1e4;

impl Search<'_> {
    /// Of all plans that are best at every goal, the one with the least sum of
    /// squared decisions; then what is as good as nothing is dropped.
    pub(super) fn break_ties(&mut self) -> Result<(), Error> {
        let program = self
            .formulation
            .program(Aim::Squares, &self.holds(), INSIDE);
        let last = self.series.last_tie();
        let near = last.and_then(|last| exact::best_from(&program, &last, self.deadline));
        let mut is_exact = self.take_exact(near)?;
        if !is_exact && let Answer::Point(solution) = solve(&program, self.solver, self.deadline) {
            self.iterations += solution.iterations;
            is_exact = self.take_exact(exact::best(&program, &solution, self.deadline))?;
            let _ = is_exact
                || self.take(self.polished(&solution.x))?
                || self.take(self.formulation.repaired(&solution.x))?;
        }
        if !is_exact {
            self.take(self.polished(&self.x))?;
        }
        for dust in DUST
            .into_iter()
            .filter(|dust| !is_exact || *dust <= EXACT_DUST)
        {
            let clean = |x: &f64| if *x < dust { 0.0 } else { *x };
            let cleaned: Vec<f64> = self.x.iter().map(clean).collect();
            let cleaned = self.formulation.repaired(&cleaned);
            // Even dust may be what a section needs to pass.
            if self.formulation.keeps_minima(&self.x, &cleaned) && self.take(cleaned)? {
                break;
            }
        }
        match self.formulation.endless(&self.x) {
            None => Ok(()),
            Some(lever) => {
                let lever = self.formulation.policy.levers.get(lever);
                let name = lever.map_or("", |l| l.name.as_str());
                Err(Problem::new(Code::Endless, Place::item(name), [name]).into())
            }
        }
    }

    /// Takes the end of a tie-break, and keeps it for the next of the series.
    fn take_exact(&mut self, exact: Option<Exact>) -> Result<bool, Error> {
        let Some(exact) = exact else {
            return Ok(false);
        };
        let is_taken = self.take(self.formulation.repaired(&exact.x))?;
        if is_taken {
            self.series.keep_tie(exact);
        }
        Ok(is_taken)
    }

    /// Takes a point if no goal is the worse for it; whether it did.
    pub(super) fn take(&mut self, x: Vec<f64>) -> Result<bool, Error> {
        let is_as_good = self.holds_at(&x, STRICT)?;
        if is_as_good {
            self.x = x;
        }
        Ok(is_as_good)
    }

    /// The point nearest to one that is exact at limits and minima: between thin holds
    /// a solver is right only to their thickness. The point itself where that fails.
    pub(super) fn polished(&self, x: &[f64]) -> Vec<f64> {
        let x = x.get(..self.formulation.decisions.len()).unwrap_or(x);
        let holds = self.holds();
        let program = self.formulation.program(Aim::Near(x), &holds, INSIDE);
        let program = program.around(x, MAGNIFIED);
        match solve(&program, self.solver, self.deadline) {
            Answer::Point(solution) if program.violation(&solution.x) <= DISAGREEMENT => {
                let moves = x.iter().zip(&solution.x);
                let x: Vec<f64> = moves.map(|(x, d)| x + d / MAGNIFIED).collect();
                self.formulation.repaired(&x)
            }
            _ => self.formulation.repaired(x),
        }
    }
}
