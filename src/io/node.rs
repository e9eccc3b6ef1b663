//! One tree for what TOML and JSON files say, with the line of everything that has one.
//!
//! Integers and floats are one kind of number, as they are to whoever writes the file.
//! JSON comes as a [`serde_json::Value`], which knows no lines.

use toml::de::{DeInteger, DeTable, DeValue};

use crate::error::{Code, Origin, Place, Problem, Problems};

/// A value of a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// The line of its key or, in a list, its own; counted from 1.
    pub(crate) line: Option<usize>,
    /// What it says.
    pub(crate) value: Value,
}

/// What a file can say at one spot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// JSON's null: as if the key were not there.
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    /// A date or time, which no key of ours wants.
    Moment(String),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
}

impl Node {
    /// Reads TOML text.
    ///
    /// # Errors
    /// Every error of syntax, with its line.
    pub(crate) fn from_toml(file: &str, text: &str) -> Result<Self, Problems> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = Lines::of(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut found: Vec<(usize, &str)> = errors
            .iter()
            .map(|e| (lines.at(e.span().map_or(0, |s| s.start)), e.message()))
            .collect();
        found.sort_unstable();
        found.dedup();
        let problem = |(line, message): (usize, &str)| {
            Problem::new(Code::TomlSyntax, Place::file(file).at_row(line), [message])
        };
        let problems: Problems = found.into_iter().map(problem).collect();
        if problems.is_empty() {
            Ok(Self {
                line: None,
                value: from_table(table.get_ref(), &lines),
            })
        } else {
            Err(problems)
        }
    }

    /// Takes over a JSON value.
    pub(crate) fn from_json(json: &serde_json::Value) -> Self {
        use serde_json::Value as Json;
        let value = match json {
            Json::Null => Value::Nothing,
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => Value::Text(text.clone()),
            Json::Array(items) => Value::List(items.iter().map(Self::from_json).collect()),
            Json::Object(table) => Value::Table(
                table
                    .iter()
                    .map(|(key, value)| (key.clone(), Self::from_json(value)))
                    .collect(),
            ),
        };
        Self { line: None, value }
    }

    /// The lines of all its keys, for problems found here or later.
    pub(crate) fn origin(&self, file: &str) -> Origin {
        let mut origin = Origin::file(file);
        self.note(String::new(), &mut origin);
        origin
    }

    fn note(&self, path: String, origin: &mut Origin) {
        let below = |key: &str| match path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        match &self.value {
            Value::List(items) => {
                for (number, item) in (1..).zip(items) {
                    item.note(below(&format!("{number}")), origin);
                }
            }
            Value::Table(entries) => {
                for (key, value) in entries {
                    value.note(below(key), origin);
                }
            }
            _ => {}
        }
        if let Some(line) = self.line {
            origin.note(path, line);
        }
    }

    /// The value as a file would write it, shortened.
    pub(crate) fn show(&self) -> String {
        match &self.value {
            Value::Nothing => "null".to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Moment(moment) => moment.clone(),
            Value::Text(text) => {
                let mut short: String = text.chars().take(40).collect();
                if short.len() < text.len() {
                    short.push('…');
                }
                format!("\"{short}\"")
            }
            Value::List(items) if items.is_empty() => "[]".to_owned(),
            Value::List(_) => "[…]".to_owned(),
            Value::Table(entries) if entries.is_empty() => "{}".to_owned(),
            Value::Table(_) => "{…}".to_owned(),
        }
    }
}

fn from_table(table: &DeTable<'_>, lines: &Lines) -> Value {
    // TOML does not care for the order of keys, but readers of problems do.
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let node = |value, start| Node {
        line: Some(lines.at(start)),
        value: from_value(value, lines),
    };
    Value::Table(
        entries
            .into_iter()
            .map(|(key, value)| {
                let name = key.get_ref().clone().into_owned();
                (name, node(value.get_ref(), key.span().start))
            })
            .collect(),
    )
}

fn from_value(value: &DeValue<'_>, lines: &Lines) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(integer) => Value::Number(number(integer)),
        DeValue::Float(float) => Value::Number(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node {
                    line: Some(lines.at(item.span().start)),
                    value: from_value(item.get_ref(), lines),
                })
                .collect(),
        ),
        DeValue::Table(table) => from_table(table, lines),
    }
}

/// A whole number of any size and base as a float.
fn number(integer: &DeInteger<'_>) -> f64 {
    if integer.radix() == 10 {
        integer.as_str().parse().unwrap_or(f64::NAN)
    } else {
        u128::from_str_radix(integer.as_str(), integer.radix()).map_or(f64::NAN, |n| n as f64)
    }
}

/// The byte at which each line of a text starts.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let ends = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n');
        Self([0].into_iter().chain(ends.map(|(_, next)| next)).collect())
    }

    /// The line of a byte, counted from 1.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte)
    }
}
