//! The two languages of the project, Chinese and English, side by side.
//!
//! Every message, table heading and report is a [`Text`]: both languages in one
//! value, so that a missing translation does not compile.

use serde::{Deserialize, Serialize};

/// A language of the messages, tables and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese (简体中文).
    Zh,
    /// English.
    #[default]
    En,
}

/// One text in both languages; `{0}`, `{1}` ... are places to [`fill`](Text::fill).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// Both languages of one text.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in one language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The text in one language with `{0}`, `{1}` ... replaced by `args`.
    ///
    /// ```
    /// use junheng::{Lang, Text};
    /// let text = Text::new("{0}所学校", "{0} schools");
    /// assert_eq!(text.fill(Lang::En, &["30"]), "30 schools");
    /// ```
    #[must_use]
    pub fn fill<S: AsRef<str>>(self, lang: Lang, args: &[S]) -> String {
        let mut rest = self.get(lang);
        let mut out = String::with_capacity(rest.len());
        // One pass, so that braces inside an argument are never read as a place.
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            out.push_str(before);
            let place = from.find('}').and_then(|close| {
                let number = from.get(1..close)?.parse::<usize>().ok()?;
                Some((args.get(number)?, close))
            });
            if let Some((arg, close)) = place {
                out.push_str(arg.as_ref());
                rest = from.get(close + 1..).unwrap_or_default();
            } else {
                out.push('{');
                rest = from.get(1..).unwrap_or_default();
            }
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_places_once_and_leaves_other_braces_alone() {
        let text = Text::new("", "{1} before {0}, {x} and {7} stay");
        assert_eq!(
            text.fill(Lang::En, &["{1}", "b"]),
            "b before {1}, {x} and {7} stay"
        );
    }
}
