//! One thing wrong, and many: a [`Code`] at a [`Place`] with the particulars of its texts.

use std::fmt;

use serde::Serialize;

use super::place::section;
use super::system::system;
use super::{Code, Error, Place};
use crate::text::{Lang, Text};

/// Most problems reported of one district; more are counted, not listed.
pub const MOST_REPORTED: usize = 50;

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

    /// A text with the particulars; sections, stages and what a system says in words.
    fn fill(&self, text: Text, lang: Lang) -> String {
        let about_sections = matches!(
            self.code,
            Code::DuplicateSection
                | Code::UnknownSection
                | Code::NoSuchStage
                | Code::FarFromMinimum
        );
        let from_system = matches!(self.code, Code::FileUnreadable | Code::CannotWrite);
        let said = |arg: &String| match (about_sections, from_system) {
            (true, _) => section(arg, lang),
            (_, true) => system(arg, lang),
            _ => arg.clone(),
        };
        text.fill(lang, &self.args.iter().map(said).collect::<Vec<_>>())
    }

    /// The whole problem on three lines: code, place and what; cause; action.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        format!("{}\n{}", self.head(lang), self.advice(lang))
    }

    /// Its first line: code, place and what.
    fn head(&self, lang: Lang) -> String {
        let colon = match lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        };
        let place = self.place.say(lang);
        let place = if place.is_empty() {
            place
        } else {
            format!(" {place}")
        };
        format!("{}{place}{colon}{}", self.code, self.what(lang))
    }

    /// Its other lines: cause and action.
    fn advice(&self, lang: Lang) -> String {
        let (cause, action) = match lang {
            Lang::Zh => ("原因：", "处理："),
            Lang::En => ("cause: ", "action: "),
        };
        format!(
            "  {cause}{}\n  {action}{}",
            self.cause(lang),
            self.action(lang)
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

    /// All of them in words, [`MOST_REPORTED`] at most, then how many more. Neighbours
    /// with one cause and action share them.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let more = Text::new("另有 {0} 处问题未列出", "and {0} more problems");
        self.say_most(MOST_REPORTED, more, lang)
    }

    /// The same, so many at most, and how it is said that there are more.
    pub(super) fn say_most(&self, most: usize, and_more: Text, lang: Lang) -> String {
        let mut said: Vec<String> = Vec::new();
        let mut shown = self.iter().take(most).peekable();
        while let Some(problem) = shown.next() {
            said.push(problem.head(lang));
            let advice = problem.advice(lang);
            if shown.peek().is_none_or(|next| next.advice(lang) != advice) {
                said.push(advice);
            }
        }
        let more = self.len().saturating_sub(most);
        if more > 0 {
            said.push(and_more.fill(lang, &[more.to_string()]));
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
