//! What can go wrong, said so that the reader can act on it.
//!
//! A [`Problem`] is one thing wrong: a [`Code`], the place (file, row, column),
//! what is wrong, its cause and what to do, in both languages. Checks never stop at
//! the first: they gather [`Problems`]. [`Error`] is what a step of the library
//! returns; its variants are the ways a run can end without a plan.

mod catalogue;
mod origin;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use catalogue::Code;
pub(crate) use origin::At;
pub use origin::Origin;

use crate::text::{Lang, Text};

/// Most problems reported of one district; more are counted, not listed.
pub const MOST_REPORTED: usize = 50;

/// Where something is: as much as is known of file, row, column and item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, as the user named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in the file, counted from 1 with the header as line 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The column's header, or the key in a policy or standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The section, lever, fund, rule ... that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: Some(file.into()),
            ..Self::default()
        }
    }

    /// A named thing, where there is no file.
    #[must_use]
    pub fn item(item: impl Into<String>) -> Self {
        Self {
            item: Some(item.into()),
            ..Self::default()
        }
    }

    /// The same place, with its row.
    #[must_use]
    pub fn at_row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place, with its column.
    #[must_use]
    pub fn at_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same place, with the item it is about.
    #[must_use]
    pub fn of(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }

    /// The place in words.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (row, column) = match (lang, self.has_keys()) {
            (Lang::Zh, false) => ("第 {} 行", "“{}”列"),
            (Lang::Zh, true) => ("第 {} 行", "键“{}”"),
            (Lang::En, false) => ("line {}", "column \"{}\""),
            (Lang::En, true) => ("line {}", "key \"{}\""),
        };
        let parts = [
            self.file.clone(),
            self.row.map(|r| row.replace("{}", &r.to_string())),
            self.column.as_deref().map(|c| column.replace("{}", c)),
            self.item.as_deref().map(|i| section(i, lang)),
        ];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        said.join(match lang {
            Lang::Zh => "，",
            Lang::En => ", ",
        })
    }

    /// Whether the file has keys, not columns.
    fn has_keys(&self) -> bool {
        let name = self.file.as_deref().map(std::path::Path::new);
        let extension = name.and_then(|name| name.extension());
        extension.is_some_and(|e| ["toml", "json"].iter().any(|k| e.eq_ignore_ascii_case(k)))
    }
}

/// A stage, or a section as `2101 primary`, with the stage in words; others as they are.
fn section(label: &str, lang: Lang) -> String {
    if lang == Lang::Zh {
        for (id, zh) in [("primary", "小学"), ("junior", "初中")] {
            match label.strip_suffix(id) {
                Some(school) if school.is_empty() || school.ends_with(' ') => {
                    return format!("{school}{zh}");
                }
                _ => {}
            }
        }
    }
    label.to_owned()
}

/// One thing wrong or doubtful: what, where, why and what to do about it.
///
/// ```
/// use junheng::{Code, Lang, Place, Problem};
/// let place = Place::file("schools.csv").at_row(7).at_column("pupils");
/// let problem = Problem::new(Code::NotANumber, place, ["many"]);
/// assert_eq!(problem.code.to_string(), "JH1201");
/// assert!(problem.say(Lang::En).contains("line 7"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// The particulars that the code's texts speak of, in their order.
    pub args: Vec<String>,
}

impl Problem {
    /// A problem of a kind, at a place, with the particulars its texts need.
    #[must_use]
    pub fn new<S: Into<String>>(
        code: Code,
        place: Place,
        args: impl IntoIterator<Item = S>,
    ) -> Self {
        Self {
            code,
            place,
            args: args.into_iter().map(Into::into).collect(),
        }
    }

    /// What is wrong, in a sentence.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        self.fill(self.code.entry().what, lang)
    }

    /// Why it is wrong.
    #[must_use]
    pub fn cause(&self, lang: Lang) -> String {
        self.fill(self.code.entry().cause, lang)
    }

    /// What to do about it.
    #[must_use]
    pub fn action(&self, lang: Lang) -> String {
        self.fill(self.code.entry().action, lang)
    }

    /// A text with the particulars; where they are sections or stages, in words.
    fn fill(&self, text: Text, lang: Lang) -> String {
        let about_sections = matches!(
            self.code,
            Code::DuplicateSection
                | Code::UnknownSection
                | Code::NoSuchStage
                | Code::FarFromMinimum
        );
        if about_sections {
            let args: Vec<String> = self.args.iter().map(|a| section(a, lang)).collect();
            text.fill(lang, &args)
        } else {
            text.fill(lang, &self.args)
        }
    }

    /// The whole problem on three lines: code, place and what; cause; action.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (colon, cause, action) = match lang {
            Lang::Zh => ("：", "原因：", "处理："),
            Lang::En => (": ", "cause: ", "action: "),
        };
        let place = self.place.say(lang);
        let place = if place.is_empty() {
            place
        } else {
            format!(" {place}")
        };
        format!(
            "{}{place}{colon}{}\n  {cause}{}\n  {action}{}",
            self.code,
            self.what(lang),
            self.cause(lang),
            self.action(lang),
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let both = |f: fn(&Self, Lang) -> String| serde_json::json!({ "zh": f(self, Lang::Zh), "en": f(self, Lang::En) });
        let mut s = serializer.serialize_struct("Problem", 5)?;
        s.serialize_field("code", &self.code.to_string())?;
        s.serialize_field("place", &self.place)?;
        s.serialize_field("what", &both(Self::what))?;
        s.serialize_field("cause", &both(Self::cause))?;
        s.serialize_field("action", &both(Self::action))?;
        s.end()
    }
}

/// Problems gathered by checks, in the order in which they were found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds one, made of its parts.
    pub fn add<S: Into<String>>(
        &mut self,
        code: Code,
        place: Place,
        args: impl IntoIterator<Item = S>,
    ) {
        self.push(Problem::new(code, place, args));
    }

    /// Adds all of another gathering.
    pub fn append(&mut self, other: Problems) {
        self.0.extend(other.0);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems, first found first.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// `value` if there is no problem, else [`Error::Input`] with all of them.
    ///
    /// # Errors
    /// [`Error::Input`] when there is at least one problem.
    pub fn or<T>(self, value: T) -> Result<T, Error> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(Error::Input(self))
        }
    }

    /// All of them in words, [`MOST_REPORTED`] at most, then how many more.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut said: Vec<String> = self
            .iter()
            .take(MOST_REPORTED)
            .map(|p| p.say(lang))
            .collect();
        let more = self.len().saturating_sub(MOST_REPORTED);
        if more > 0 {
            said.push(match lang {
                Lang::Zh => format!("另有 {more} 处问题未列出"),
                Lang::En => format!("and {more} more problems"),
            });
        }
        said.join("\n")
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

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
