//! One goal made best while another may be so large and no larger.
//!
//! The second goal of the policy is made best as always; the first is not made best before
//! it, but held by a value that is given.

use super::{Options, Search, Stage};
use crate::cancel::Deadline;
use crate::district::District;
use crate::error::Error;
use crate::formulate::Hold;
use crate::plan::Plan;
use crate::policy::Policy;
use crate::program::Face;
use crate::solve::Series;
use crate::standard::Standard;

/// The plan that is best at the second of a policy's two goals while the first is at most
/// `most` (`floor`: at least).
///
/// # Errors
/// [`Error::Solver`] where the first goal cannot be held there, or no answer survives the
/// checks; what [`plan`](super::plan()) says otherwise.
pub(crate) fn plan(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    most: f64,
    options: &Options,
) -> Result<Plan, Error> {
    let deadline = Deadline::after(policy.solve.time_limit_s).or_when(&options.cancel);
    let series = Series::default();
    let mut search = Search::new(district, standard, policy, options, &series, deadline)?;
    let mut goals = policy.goals.iter().copied();
    let (Some(held), Some(best)) = (goals.next(), goals.next()) else {
        return search.checked_plan();
    };
    let most = most / search.formulation.goal_scale(held);
    search.stages.push(Stage {
        goal: held,
        reached: most,
        hold: Hold {
            face: Face::open(),
            most,
            most_inside: most,
            levels: None,
        },
        bound: None,
        solved: None,
    });
    search.improve(best)?;
    if search.stages.last().is_none_or(|s| s.solved.is_none()) {
        return Err(search.failed(best, "the other goal cannot be held there".to_owned()));
    }
    search.checked_plan()
}
