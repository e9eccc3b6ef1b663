//! What one thread keeps from plan to plan of a series: where its solver stopped, and the
//! district as it is assessed today.
//!
//! Neighbouring scenarios have programs of one shape. A simplex that starts from the basis
//! of the last one is done after a few steps, and the tie-break mostly presses against the
//! same limits as before. Both are only starts: what comes out is a best point, checked as
//! any other, and the tie-break makes it the only one.

use std::cell::RefCell;
#[cfg(feature = "highs")]
use std::collections::BTreeMap;

use super::exact::Exact;
use super::{Answer, Solver, solve};
use crate::cancel::Deadline;
use crate::disparity::Assessment;
use crate::district::District;
use crate::error::Error;
use crate::program::Program;
use crate::standard::Standard;

/// Starts for the plans of one thread, in their order.
#[derive(Default)]
pub(crate) struct Series {
    /// Per goal, by its place in the order, the model solved last.
    #[cfg(feature = "highs")]
    models: RefCell<BTreeMap<usize, super::warm::Warm>>,
    /// Where the last tie-break ended.
    tie: RefCell<Option<Exact>>,
    /// What was assessed last.
    today: RefCell<Option<Today>>,
    /// Whether anything is kept.
    is_kept: bool,
}

/// A district and a standard with the assessment that they have.
struct Today {
    district: District,
    standard: Standard,
    assessment: Assessment,
}

impl Series {
    /// A series that keeps its starts.
    pub(crate) fn kept() -> Self {
        Self {
            is_kept: true,
            ..Self::default()
        }
    }

    /// Solves the program of the goal at a place in the order.
    #[cfg_attr(not(feature = "highs"), allow(clippy::unused_self))] // only HiGHS has starts
    pub(crate) fn solve(
        &self,
        place: usize,
        program: &Program,
        solver: Solver,
        deadline: Deadline,
    ) -> Answer {
        #[cfg(feature = "highs")]
        if self.is_kept && solver == Solver::Highs && super::warm::fits(program) {
            let mut models = self.models.borrow_mut();
            let model = models.entry(place).or_default();
            return super::checked(program, deadline, || model.solve(program, deadline));
        }
        let _ = place;
        solve(program, solver, deadline)
    }

    /// Where the last tie-break ended, for the next to start from; it is handed out once.
    pub(crate) fn last_tie(&self) -> Option<Exact> {
        self.tie.take()
    }

    /// Keeps where a tie-break ended.
    pub(crate) fn keep_tie(&self, exact: Exact) {
        if self.is_kept {
            self.tie.replace(Some(exact));
        }
    }

    /// The district as it is assessed today: as the last one, where district and standard
    /// are equal, else as `fresh` says.
    pub(crate) fn assessed(
        &self,
        district: &District,
        standard: &Standard,
        fresh: impl FnOnce() -> Result<Assessment, Error>,
    ) -> Result<Assessment, Error> {
        if let Some(today) = &*self.today.borrow()
            && today.district == *district
            && today.standard == *standard
        {
            return Ok(today.assessment.clone());
        }
        let assessment = fresh()?;
        if self.is_kept {
            self.today.replace(Some(Today {
                district: district.clone(),
                standard: standard.clone(),
                assessment: assessment.clone(),
            }));
        }
        Ok(assessment)
    }
}
