//! Whole-number programs by `HiGHS`'s own search.
//!
//! Its presolve, cuts and dives close what a search of relaxations alone leaves open. The
//! bound is the one `HiGHS` reports, which no multipliers can vouch for; the point is
//! checked like any other.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use highs::{Col, HighsModelStatus, Model, RowProblem, Sense, SolvedModel};

use super::branch::Limits;
use crate::cancel::Deadline;
use crate::program::Program;

/// Feasibility, and how near to whole a figure must be.
const TOLERANCE: f64 = 1e-7;

/// Between two looks at whether somebody said stop.
const LOOK: Duration = Duration::from_millis(20);

/// So much later than its time `HiGHS` is no longer waited for.
const GRACE: f64 = 2.0;

/// Two whole numbers that differ by less are one.
const LESS_THAN_ONE: f64 = 0.99;

/// What a search found: the best point, if there is one, and a bound on all of them.
pub(super) type Found = (Option<Vec<f64>>, f64);

/// Searches a linear program for whole columns. None where `HiGHS` gave no answer or found
/// that there is no point; also where it was told to stop or did not when its time was up:
/// then it runs on unseen until it looks at its clock.
pub(super) fn search(program: &Program, limits: &Limits) -> Option<Found> {
    let seconds = limits.deadline.left().unwrap_or(f64::INFINITY);
    let gap = if limits.is_count {
        LESS_THAN_ONE
    } else {
        limits.gap * limits.size
    };
    let task = Task {
        program: program.clone(),
        seconds,
        gaps: (limits.gap, gap),
    };
    let (send, receive) = channel();
    thread::spawn(move || send.send(task.run()));
    awaited(&receive, limits, Deadline::after(seconds + GRACE))
}

/// What comes, unless somebody says stop before, or it does not come in time.
fn awaited(receive: &Receiver<Option<Found>>, limits: &Limits, last: Deadline) -> Option<Found> {
    while !limits.deadline.is_cancelled() && !last.has_passed() {
        match receive.recv_timeout(LOOK) {
            Ok(found) => return found,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    None
}

struct Task {
    program: Program,
    seconds: f64,
    /// The gaps at which to stop, relative and absolute.
    gaps: (f64, f64),
}

impl Task {
    fn run(mut self) -> Option<Found> {
        // What is said of marks that move holds for all totals at once.
        self.program.add_chords();
        let steps = self.steps();
        self.found(&self.model(&steps)?.try_solve().ok()?, &steps)
    }

    /// What one unit of each column of the model is: a step of a whole column, else 1.
    fn steps(&self) -> Vec<f64> {
        let mut steps = vec![1.0; self.program.columns.len()];
        for whole in &self.program.wholes {
            if let Some(step) = steps.get_mut(whole.column) {
                *step = whole.step;
            }
        }
        steps
    }

    fn model(&self, steps: &[f64]) -> Option<Model> {
        let mut is_whole = vec![false; steps.len()];
        for whole in &self.program.wholes {
            *is_whole.get_mut(whole.column)? = true;
        }
        let mut problem = RowProblem::default();
        let columns = self.program.columns.iter().zip(steps).zip(is_whole);
        let columns: Vec<(Col, f64)> = columns
            .map(|((c, step), is_whole)| {
                let (cost, ends) = (c.cost * step, c.lower / step..=c.upper / step);
                let column = if is_whole {
                    problem.add_integer_column(cost, ends)
                } else {
                    problem.add_column(cost, ends)
                };
                (column, *step)
            })
            .collect();
        for row in &self.program.rows {
            let terms = row.merged().into_owned().into_iter();
            let terms: Vec<(Col, f64)> = terms
                .filter_map(|(j, a)| columns.get(j).map(|(column, step)| (*column, a * step)))
                .collect();
            problem.add_row(row.lower..=row.upper, &terms);
        }
        let mut model = problem.try_optimise(Sense::Minimise).ok()?;
        model.try_set_option("threads", 1).ok()?;
        model.try_set_option("time_limit", self.seconds).ok()?;
        model.try_set_option("mip_rel_gap", self.gaps.0).ok()?;
        model.try_set_option("mip_abs_gap", self.gaps.1).ok()?;
        for name in [
            "primal_feasibility_tolerance",
            "dual_feasibility_tolerance",
            "mip_feasibility_tolerance",
        ] {
            model.try_set_option(name, TOLERANCE).ok()?;
        }
        Some(model)
    }

    fn found(&self, solved: &SolvedModel, steps: &[f64]) -> Option<Found> {
        match solved.status() {
            HighsModelStatus::Optimal
            | HighsModelStatus::ReachedTimeLimit
            | HighsModelStatus::ReachedSolutionLimit => {}
            _ => return None,
        }
        let solution = solved.get_solution();
        let has_point = solved.objective_value().is_finite() && !solution.columns().is_empty();
        let columns = solution.columns().iter().zip(steps);
        let x = columns
            .zip(&self.program.columns)
            .map(|((x, step), c)| (x * step).clamp(c.lower, c.upper));
        let bound = solved.double_info_value(c"mip_dual_bound").ok()?;
        if bound.is_nan() {
            return None;
        }
        Some((
            has_point.then(|| x.collect()),
            self.program.constant + bound,
        ))
    }
}
