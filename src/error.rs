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

pub use catalogue::Code;
pub(crate) use origin::At;
pub use origin::Origin;
pub use place::Place;
pub use problem::{MOST_REPORTED, Problem, Problems};

use crate::text::Lang;

/// Why a step of the library gave no result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be used; every problem found is listed.
    #[error("the input cannot be used\n{0}")]
    Input(Problems),
    /// No plan can satisfy the policy; the named funds, rules and limits conflict.
    #[error("no plan can satisfy the policy; in conflict: {}", conflict.join(", "))]
    Infeasible {
        /// Names such as `fund.capital`, `rule.2` or `comply.junior.sports_area_m2`.
        conflict: Vec<String>,
    },
    /// A limit (time, iterations, cancellation) was met before any plan was found.
    #[error("stopped before any plan was found: {limit}")]
    Stopped {
        /// The limit in words.
        limit: String,
    },
    /// The solver gave up, or what it returned did not survive our own check.
    #[error("the solver {solver} gave no usable answer for {stage}: {reason}")]
    Solver {
        /// Which solver.
        solver: String,
        /// Which goal was being solved, by its JSON name.
        stage: String,
        /// What it said, or what our check found.
        reason: String,
    },
    /// A plan does not hold: `verify` found these promises broken.
    #[error("the plan does not hold\n{0}")]
    Unverified(Problems),
    /// Something could not be written.
    #[error("the output cannot be written\n{0}")]
    Output(Problems),
}

impl Error {
    /// The error in one language, problems included.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Zh, Self::Input(p)) => format!("输入无法使用\n{}", p.say(lang)),
            (Lang::Zh, Self::Infeasible { conflict }) => {
                format!(
                    "没有方案能满足该设定；相互冲突的是：{}",
                    conflict.join("、")
                )
            }
            (Lang::Zh, Self::Stopped { limit }) => format!("在找到任何方案之前已停止：{limit}"),
            (
                Lang::Zh,
                Self::Solver {
                    solver,
                    stage,
                    reason,
                },
            ) => {
                format!("求解器 {solver} 在目标 {stage} 上没有给出可用的结果：{reason}")
            }
            (Lang::Zh, Self::Unverified(p)) => format!("方案未通过核验\n{}", p.say(lang)),
            (Lang::Zh, Self::Output(p)) => format!("无法写出结果\n{}", p.say(lang)),
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Input(problem.into())
    }
}
