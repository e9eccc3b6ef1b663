//! What can go wrong, said so that the reader can act on it.
//!
//! A [`Problem`] is one thing wrong: a [`Code`], the place (file, row, column),
//! what is wrong, its cause and what to do, in both languages. Checks never stop at
//! the first: they gather [`Problems`]. [`Error`] is what a step of the library
//! returns; its variants are the ways a run can end without a plan.

mod catalogue;
mod origin;
mod place;
mod problem;
mod repair;
mod system;

use std::fmt;

pub use catalogue::Code;
pub(crate) use origin::At;
pub use origin::Origin;
pub use place::Place;
pub use problem::{MOST_REPORTED, Problem, Problems};
pub use repair::{Limit, Repair};

use crate::text::{Lang, Text};

/// Most broken promises said of a plan; the rest are counted.
const MOST_BROKEN: usize = 10;
const AND_MORE_BROKEN: Text = Text::new(
    "另有 {0} 处未列出，见 verify --json 的输出",
    "and {0} more (see verify --json)",
);

/// Why a step of the library gave no result.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be used; every problem found is listed.
    Input(Problems),
    /// No plan can satisfy the policy; the named funds, rules and limits conflict.
    Infeasible {
        /// Names such as `fund.capital`, `rule.2` or `comply.junior.sports_area_m2`.
        conflict: Vec<String>,
        /// For each of them that can be repaired alone, the least change after which
        /// there is a plan.
        repair: Vec<Repair>,
    },
    /// A limit (time, iterations, cancellation) was met before any plan was found.
    Stopped {
        /// The limit in words.
        limit: String,
    },
    /// The solver gave up, or what it returned did not survive our own check.
    Solver {
        /// Which solver.
        solver: String,
        /// Which goal was being solved, by its JSON name.
        stage: String,
        /// What it said, or what our check found.
        reason: String,
    },
    /// A plan does not hold: `verify` found these promises broken.
    Unverified(Problems),
    /// Something could not be written.
    Output(Problems),
}

impl Error {
    /// The error as problems, each with its code, place, cause and action: those it
    /// lists, or the one that it is.
    ///
    /// ```
    /// use junheng::{Error, Lang};
    /// let conflict = vec!["fund.capital".to_owned(), "comply.junior.books".to_owned()];
    /// let problems = Error::Infeasible { conflict, repair: vec![] }.problems();
    /// assert!(problems.say(Lang::En).starts_with("JH5201 fund.capital, comply.junior.books: "));
    /// ```
    #[must_use]
    pub fn problems(&self) -> Problems {
        match self {
            Self::Input(problems) | Self::Unverified(problems) | Self::Output(problems) => {
                problems.clone()
            }
            Self::Infeasible { conflict, .. } => {
                let item = if conflict.is_empty() {
                    "policy".to_owned()
                } else {
                    conflict.join(", ")
                };
                Problem::new(Code::Impossible, Place::item(item), [""; 0]).into()
            }
            Self::Stopped { limit } => {
                let place = Place::item("solve.time_limit_s");
                Problem::new(Code::StoppedEarly, place, [limit]).into()
            }
            Self::Solver {
                solver,
                stage,
                reason,
            } => {
                let place = Place::item(stage);
                Problem::new(Code::NoUsableAnswer, place, [solver, reason]).into()
            }
        }
    }

    /// The error in one language: what kind it is, where it lists problems, and these.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let heading = match self {
            Self::Input(_) => Text::new("输入无法使用\n", "the input cannot be used\n"),
            Self::Unverified(_) => Text::new("方案未通过核验\n", "the plan does not hold\n"),
            Self::Output(_) => Text::new("无法写出结果\n", "the output cannot be written\n"),
            _ => Text::new("", ""),
        };
        let problems = self.problems();
        let problems = match self {
            // A plan of another district breaks a promise with every action.
            Self::Unverified(_) => problems.say_most(MOST_BROKEN, AND_MORE_BROKEN, lang),
            _ => problems.say(lang),
        };
        let mut said = format!("{}{problems}", heading.get(lang));
        if let Self::Infeasible { repair, .. } = self {
            let repair = repair.iter().map(|r| format!("\n  {}", r.say(lang)));
            said.extend(repair);
        }
        said
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Error {}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Input(problem.into())
    }
}
