//! Solving a program with a solver chosen at run time.
//!
//! A solver gives a point and multipliers; neither is believed here. The point is
//! judged by the checker, the multipliers by [`Program::bound`]. So an answer of
//! reduced accuracy is not an error: its gap says how good it is.

pub(crate) mod branch;
mod clarabel;
pub(crate) mod exact;
pub(crate) mod levels;
mod linear;
#[cfg(feature = "highs")]
mod mip;
mod series;
#[cfg(feature = "highs")]
mod warm;

use std::fmt;
use std::str::FromStr;

use crate::cancel::Deadline;
use crate::program::{Multipliers, Program};
pub(crate) use series::Series;

/// Which solver to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Solver {
    /// The best for the policy at hand: [`Levels`](Self::Levels) where it fits, else
    /// Clarabel.
    #[default]
    Auto,
    /// Clarabel, an interior-point method for linear, quadratic and conic programs.
    Clarabel,
    /// microlp, a simplex for linear programs.
    Microlp,
    /// `HiGHS`, for linear programs, whole ones too, whose bound is then the one it reports;
    /// where something comes in wholes also for cones, for which planes stand while it
    /// searches and which Clarabel solves once the choices are made. Only with the cargo
    /// feature `highs`.
    Highs,
    /// Water levels and level sets, for policies that fit them: levers that raise one
    /// indicator each, no rule but `keep`, the goals `shortfall`, `disparity` with `std`,
    /// `gini` or `mad`, and `cost`, in this order. Where `std` or `gini` is the first goal a
    /// fund may have one rule `share` too, if that does not force money to where it is of no
    /// use. What does not fit is an error.
    Levels,
}

impl Solver {
    /// The solvers that this build has.
    pub const AVAILABLE: &'static [Solver] = &[
        Solver::Auto,
        Solver::Clarabel,
        Solver::Microlp,
        Solver::Levels,
        #[cfg(feature = "highs")]
        Solver::Highs,
    ];

    /// The name used in commands and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Clarabel => "clarabel",
            Self::Microlp => "microlp",
            Self::Highs => "highs",
            Self::Levels => "levels",
        }
    }

    /// The solver of programs that `auto` stands for.
    #[must_use]
    pub const fn resolved(self) -> Self {
        match self {
            Self::Auto => Self::Clarabel,
            other => other,
        }
    }

    /// Whether it can start from where it stopped at a similar program.
    pub(crate) const fn has_starts(self) -> bool {
        matches!(self, Self::Highs)
    }

    /// Whether it solves cones, as the goal `disparity.std` needs.
    #[must_use]
    pub const fn has_cones(self) -> bool {
        matches!(self, Self::Auto | Self::Clarabel | Self::Levels)
    }

    /// The version of the solver's crate that this build was written against.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::Auto | Self::Clarabel => clarabel::VERSION,
            Self::Microlp => linear::MICROLP_VERSION,
            Self::Highs => linear::HIGHS_VERSION,
            Self::Levels => env!("CARGO_PKG_VERSION"),
        }
    }
}

impl fmt::Display for Solver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Solver {
    type Err = String;

    /// The solver of a name; the error is the name itself.
    fn from_str(name: &str) -> Result<Self, String> {
        let all = [
            Self::Auto,
            Self::Clarabel,
            Self::Microlp,
            Self::Highs,
            Self::Levels,
        ];
        all.into_iter()
            .find(|s| s.id() == name)
            .ok_or_else(|| name.to_owned())
    }
}

/// A point with the multipliers that vouch for it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Solution {
    pub(crate) x: Vec<f64>,
    /// The point that was found together with the multipliers, where that is another.
    pub(crate) partner: Option<Vec<f64>>,
    pub(crate) multipliers: Multipliers,
    pub(crate) iterations: u64,
    /// Whether the multipliers are those of a vertex, right to rounding.
    pub(crate) is_vertex: bool,
}

impl Solution {
    /// The point that the multipliers belong to.
    pub(crate) fn partner(&self) -> &[f64] {
        self.partner.as_ref().unwrap_or(&self.x)
    }
}

/// How a solve ended.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A point, good or less good: to be checked.
    Point(Solution),
    /// No point exists, and these multipliers prove it.
    Infeasible(Multipliers),
    /// The time was up before there was a point.
    TimeUp,
    /// The solver gave up, with what it said.
    GaveUp(String),
}

/// Puts a program into the form of the default solver: for measuring how long that takes.
pub(crate) fn translate(program: &Program) -> usize {
    clarabel::translate(program)
}

/// Solves a program; cones and squares go to Clarabel whatever is asked for, so the
/// caller must refuse a goal with cones for a solver that has none.
pub(crate) fn solve(program: &Program, solver: Solver, deadline: Deadline) -> Answer {
    // A simplex wants something to decide.
    let is_simple = program.is_linear() && !program.columns.is_empty();
    checked(program, deadline, || match solver.resolved() {
        Solver::Microlp if is_simple => linear::microlp(program, deadline),
        #[cfg(feature = "highs")]
        Solver::Highs if is_simple => warm::Warm::default().solve(program, deadline),
        _ => clarabel::solve(program, deadline),
    })
}

/// The best whole point of a program and a bound on all, by a search of the solver's own;
/// none where it has none for such a program, or no answer.
pub(crate) fn searched(
    program: &Program,
    solver: Solver,
    limits: &branch::Limits,
) -> Option<(Option<Vec<f64>>, f64)> {
    // A program whose making a limit cut short is not sound.
    if limits.deadline.has_passed() || !program.is_sound() {
        return None;
    }
    #[cfg(feature = "highs")]
    if solver == Solver::Highs && program.is_linear() && program.products.is_empty() {
        return mip::search(program, limits);
    }
    let _ = solver;
    None
}

/// The answer to a program that a solver can work with, if the answer is one.
fn checked(program: &Program, deadline: Deadline, answer: impl FnOnce() -> Answer) -> Answer {
    // First, since a program whose making a limit cut short is not sound.
    if deadline.has_passed() {
        return Answer::TimeUp;
    }
    if !program.is_sound() {
        return Answer::GaveUp("the program has figures that are not finite".to_owned());
    }
    match answer() {
        Answer::Infeasible(proof) if !program.proves_infeasible(&proof) => {
            Answer::GaveUp("infeasible, it says, without a proof that holds".to_owned())
        }
        Answer::Point(solution) if solution.x.iter().any(|x| !x.is_finite()) => {
            Answer::GaveUp("the point has figures that are not finite".to_owned())
        }
        other => other,
    }
}

/// A best point of a linear program that is a vertex, where the solver ends in one, with
/// nothing that vouches for it: to make plans of. None where there is none.
pub(crate) fn vertex(program: &Program, solver: Solver, deadline: Deadline) -> Option<Vec<f64>> {
    match solve(program, solver, deadline) {
        Answer::Point(solution) => Some(solution.x),
        _ => None,
    }
}
