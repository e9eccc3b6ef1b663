//! Reading a table of a file key by key, reporting what is wrong and going on.
//!
//! A key is known because somebody asks for it: what nobody asked for when the table
//! has been read is reported, with the nearest known key. After a problem a reader goes
//! on with a placeholder; its result is thrown away because there is a problem.

use std::collections::BTreeMap;

use super::node::{Node, Value};
use crate::error::{At, Code, Problems};

/// A table being read.
pub(crate) struct Fields<'n, 'p> {
    entries: &'n [(String, Node)],
    at: At<'p>,
    asked: Vec<&'static str>,
    problems: &'p mut Problems,
}

impl<'n, 'p> Fields<'n, 'p> {
    /// Reads a node that must be a table, then reports the keys nobody asked for.
    pub(crate) fn read<T>(
        node: &'n Node,
        at: At<'p>,
        problems: &'p mut Problems,
        take: impl FnOnce(&mut Fields<'n, 'p>) -> T,
    ) -> Option<T> {
        let Value::Table(entries) = &node.value else {
            problems.add(Code::TableExpected, at.place(), [node.show()]);
            return None;
        };
        let mut fields = Fields {
            entries,
            at,
            asked: Vec::new(),
            problems,
        };
        let taken = take(&mut fields);
        fields.report_unknown();
        Some(taken)
    }

    /// A problem of this table as a whole.
    pub(crate) fn report(&mut self, code: Code, args: &[&str]) {
        self.problems
            .add(code, self.at.place(), args.iter().copied());
    }

    /// A problem of one key.
    pub(crate) fn report_at(&mut self, key: &str, code: Code, args: &[&str]) {
        self.problems
            .add(code, self.at.key(key).place(), args.iter().copied());
    }

    /// The value of a key.
    pub(crate) fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let (_, node) = self.entries.iter().find(|(k, _)| k == key)?;
        (node.value != Value::Nothing).then_some(node)
    }

    /// A key that must be there, read by one of the methods below.
    pub(crate) fn must<T: Default>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'static str) -> Option<T>,
    ) -> T {
        if self.node(key).is_none() {
            self.report_at(key, Code::MissingKey, &[key]);
            return T::default();
        }
        read(self, key).unwrap_or_default()
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        self.value(key, Code::TextExpected, text)
    }

    /// True or false.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.value(key, Code::FlagExpected, |node| match node.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    /// A finite number.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<f64> {
        let number = self.value(key, Code::NumberExpected, number)?;
        self.finite(key, number)
    }

    /// A whole number of 0 or more.
    pub(crate) fn whole(&mut self, key: &'static str) -> Option<usize> {
        self.value(key, Code::WholeNumberExpected, |node| {
            whole(number(node).unwrap_or(f64::NAN))
        })
    }

    /// One of some words.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let word = self.text(key)?;
        self.word(key, &word, words)
    }

    /// What a word stands for.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &str,
        word: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(w, _)| *w == word);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            self.report_at(key, Code::UnknownWord, &[word, &known.join(", ")]);
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// A list; empty where the key is missing.
    pub(crate) fn list(&mut self, key: &'static str) -> &'n [Node] {
        let Some(node) = self.node(key) else {
            return &[];
        };
        if let Value::List(items) = &node.value {
            return items;
        }
        self.report_at(key, Code::ListExpected, &[&node.show()]);
        &[]
    }

    /// A list of texts; empty where the key is missing.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for (number, item) in (1..).zip(self.list(key)) {
            if let Some(text) = text(item) {
                texts.push(text);
            } else {
                let key = format!("{key}.{number}");
                self.report_at(&key, Code::TextExpected, &[&item.show()]);
            }
        }
        texts
    }

    /// A list of words; empty where the key is missing.
    pub(crate) fn choices<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Vec<T> {
        let texts = self.texts(key);
        let texts = texts.iter();
        texts
            .filter_map(|text| self.word(key, text, words))
            .collect()
    }

    /// A table of numbers whose keys are names; empty where the key is missing.
    pub(crate) fn numbers(&mut self, key: &'static str) -> BTreeMap<String, f64> {
        let mut numbers = BTreeMap::new();
        let Some(node) = self.node(key) else {
            return numbers;
        };
        let Value::Table(entries) = &node.value else {
            self.report_at(key, Code::TableExpected, &[&node.show()]);
            return numbers;
        };
        for (name, node) in entries {
            let path = format!("{key}.{name}");
            match number(node) {
                None => self.report_at(&path, Code::NumberExpected, &[&node.show()]),
                Some(number) => {
                    if let Some(number) = self.finite(&path, number) {
                        numbers.insert(name.clone(), number);
                    }
                }
            }
        }
        numbers
    }

    /// A table below.
    pub(crate) fn table<T>(
        &mut self,
        key: &'static str,
        take: impl FnOnce(&mut Fields<'n, '_>) -> T,
    ) -> Option<T> {
        let node = self.node(key)?;
        Fields::read(node, self.at.key(key), self.problems, take)
    }

    /// A list of tables, each an item of its own by the name under `name`.
    pub(crate) fn items<T>(
        &mut self,
        key: &'static str,
        name: &str,
        mut take: impl FnMut(&mut Fields<'n, '_>) -> T,
    ) -> Vec<T> {
        let mut items = Vec::new();
        for (number, node) in (1..).zip(self.list(key)) {
            let at = self.at.item(key, number, name_of(node, name));
            items.extend(Fields::read(node, at, self.problems, &mut take));
        }
        items
    }

    /// A finite number, or a problem.
    pub(crate) fn finite(&mut self, key: &str, number: f64) -> Option<f64> {
        if number.is_finite() {
            return Some(number);
        }
        self.report_at(key, Code::NotFinite, &[&number.to_string()]);
        None
    }

    fn value<T>(
        &mut self,
        key: &'static str,
        code: Code,
        get: impl FnOnce(&Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        let value = get(node);
        if value.is_none() {
            self.report_at(key, code, &[&node.show()]);
        }
        value
    }

    fn report_unknown(&mut self) {
        for (key, _) in self.entries {
            if self.asked.contains(&key.as_str()) {
                continue;
            }
            if let Some(near) = nearest(key, &self.asked) {
                self.report_at(key, Code::MisspeltKey, &[key, near]);
            } else {
                let mut known = self.asked.clone();
                known.sort_unstable();
                known.dedup();
                self.report_at(key, Code::UnknownKey, &[key, &known.join(", ")]);
            }
        }
    }
}

/// The text of a node.
pub(crate) fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The number of a node, finite or not.
pub(crate) fn number(node: &Node) -> Option<f64> {
    match node.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// A number as a count, where it is one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
fn whole(number: f64) -> Option<usize> {
    // Beyond 2^32 it is no count of ours, and the cast is exact on every machine.
    let fits = number.fract() == 0.0 && (0.0..4_294_967_296.0).contains(&number);
    fits.then_some(number as usize)
}

fn name_of<'n>(node: &'n Node, name: &str) -> &'n str {
    if let Value::Table(entries) = &node.value {
        for (key, value) in entries {
            if let (true, Value::Text(text)) = (key == name, &value.value) {
                return text;
            }
        }
    }
    ""
}

/// The known key with the fewest letters changed, if they are few.
fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let most = (key.chars().count() / 4).max(1);
    let distances = known.iter().map(|k| (distance(key, k), *k));
    let (changed, nearest) = distances.min()?;
    (changed <= most && changed < nearest.len()).then_some(nearest)
}

/// The letters to insert, drop or change to make one word of another (Levenshtein).
pub(super) fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in (1..).zip(from.chars()) {
        let mut last = i;
        let mut next = vec![i];
        for ((b, up), left_up) in to.iter().zip(row.iter().skip(1)).zip(&row) {
            last = (left_up + usize::from(a != *b)).min(last + 1).min(up + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
