//! How long it takes to make the program of a policy's first goal, and to solve it.
//!
//! For benches: what does not solve should take next to no time.

use std::time::Instant;

use super::Solver;
use crate::cancel::Deadline;
use crate::district::District;
use crate::error::Error;
use crate::formulate::{Aim, Formulation, INSIDE};
use crate::policy::{Goal, Policy};
use crate::solve::{solve, translate};
use crate::standard::Standard;

/// Seconds that formulation and translation into the solver's form take, and that the
/// whole solve by Clarabel takes, of the first goal of a policy that has passed its check.
///
/// # Errors
/// [`Error::Input`] where the standard does not fit the district.
pub fn making_and_solving(
    district: &District,
    standard: &Standard,
    policy: &Policy,
) -> Result<(f64, f64), Error> {
    let started = Instant::now();
    let formulation = Formulation::new(district, standard, policy)?;
    let goal = policy.goals.first().copied().unwrap_or(Goal::Cost);
    let program = formulation.program(Aim::Goal(goal), &[], INSIDE);
    let made = started.elapsed().as_secs_f64();
    let deadline = Deadline::after(policy.solve.time_limit_s);
    let answer = solve(&program, Solver::Clarabel, deadline);
    let solved = started.elapsed().as_secs_f64();
    drop(answer);
    let again = Instant::now();
    std::hint::black_box(translate(&program));
    Ok((made + again.elapsed().as_secs_f64(), solved))
}
