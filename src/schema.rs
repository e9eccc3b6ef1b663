//! The form of every document, as JSON Schema (draft 2020-12) and as a guide.
//!
//! Each document is one table of keys: what a key holds, whether it must be there, and
//! what it means in both languages. The schema, and the guide to the formats in `docs/`,
//! are made from it. Keys of documents that are read are closed: another key is an error
//! there too. Documents that are written may gain keys in later versions.

mod district;
mod guide;
mod policy;
mod reasons;
mod results;
mod standard;
mod sweep;

use serde_json::{Map, Value, json};

use crate::text::{Lang, Text};

pub use guide::guide;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Document {
    /// A district in one file.
    District,
    /// A policy.
    Policy,
    /// A standard.
    Standard,
    /// What a sweep varies.
    Sweep,
    /// A plan, as `plan --json` writes it.
    Plan,
    /// An assessment, as `assess --json` writes it.
    Assessment,
}

impl Document {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::District,
        Self::Policy,
        Self::Standard,
        Self::Sweep,
        Self::Plan,
        Self::Assessment,
    ];

    /// Its name, as the command has it.
    ///
    /// ```
    /// assert_eq!(junheng::schema::Document::Plan.id(), "plan");
    /// ```
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Policy => "policy",
            Self::Standard => "standard",
            Self::Sweep => "sweep",
            Self::Plan => "plan",
            Self::Assessment => "assessment",
        }
    }

    /// What it is.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::District => Text::new("县域", "a district"),
            Self::Policy => Text::new("方案设定", "a policy"),
            Self::Standard => Text::new("标准", "a standard"),
            Self::Sweep => Text::new("情景组", "a sweep"),
            Self::Plan => Text::new("方案", "a plan"),
            Self::Assessment => Text::new("评估", "an assessment"),
        }
    }

    /// Its keys.
    const fn fields(self) -> &'static [Field] {
        match self {
            Self::District => district::DISTRICT,
            Self::Policy => policy::POLICY,
            Self::Standard => standard::STANDARD,
            Self::Sweep => sweep::SWEEP,
            Self::Plan => results::PLAN,
            Self::Assessment => results::ASSESSMENT,
        }
    }

    /// Whether other keys are errors.
    const fn is_closed(self) -> bool {
        matches!(self, Self::Policy | Self::Standard | Self::Sweep)
    }
}

/// One key.
#[derive(Debug, Clone, Copy)]
struct Field {
    key: &'static str,
    holds: Kind,
    is_required: bool,
    says: Text,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Number,
    /// A whole number of 0 or more.
    Count,
    Flag,
    Null,
    Anything,
    /// One of these words.
    Words(&'static [&'static str]),
    List(&'static Kind),
    /// A list of just two.
    Pair(&'static Kind),
    /// A table whose keys are names.
    Named(&'static Kind),
    Table(&'static [Field]),
    /// A table that may have further keys, each a number or text.
    Row(&'static [Field]),
    /// A table in which exactly one of the keys is there.
    OneOf(&'static [Field]),
    Either(&'static [Kind]),
    Of(Document),
}

const fn must(key: &'static str, holds: Kind, zh: &'static str, en: &'static str) -> Field {
    Field {
        key,
        holds,
        is_required: true,
        says: Text::new(zh, en),
    }
}

const fn may(key: &'static str, holds: Kind, zh: &'static str, en: &'static str) -> Field {
    Field {
        key,
        holds,
        is_required: false,
        says: Text::new(zh, en),
    }
}

/// What may be missing or null.
const MAYBE_NUMBER: Kind = Kind::Either(&[Kind::Number, Kind::Null]);
const STAGE: Kind = Kind::Words(&["primary", "junior"]);
/// The same as they may be written where they are read.
const STAGE_READ: Kind = Kind::Words(&["primary", "junior", "小学", "初中"]);
const LOCALE_READ: Kind = Kind::Words(&["urban", "town", "rural", "城区", "镇区", "乡村"]);
/// A figure for each stage.
const PER_STAGE: Kind = Kind::Table(&[
    may("primary", Kind::Number, "小学", "primary"),
    may("junior", Kind::Number, "初中", "junior"),
]);

/// The schema of a document, with what each key means in one language.
///
/// ```
/// use junheng::{Lang, schema};
/// let schema = schema::schema(schema::Document::Policy, Lang::En);
/// assert_eq!(schema["properties"]["comply"]["type"], "boolean");
/// ```
#[must_use]
pub fn schema(document: Document, lang: Lang) -> Value {
    let mut schema = Map::new();
    let draft = "https://json-schema.org/draft/2020-12/schema";
    schema.insert("$schema".to_owned(), draft.into());
    schema.insert("title".to_owned(), document.title().get(lang).into());
    schema.extend(table(document.fields(), document.is_closed(), lang));
    Value::Object(schema)
}

/// The schema of a table.
fn table(fields: &[Field], is_closed: bool, lang: Lang) -> Map<String, Value> {
    let property = |f: &Field| {
        let mut held = kind(f.holds, is_closed, lang);
        held.insert("description".to_owned(), f.says.get(lang).into());
        (f.key.to_owned(), Value::Object(held))
    };
    let properties: Map<String, Value> = fields.iter().map(property).collect();
    let required = fields.iter().filter(|f| f.is_required);
    let required: Vec<&str> = required.map(|f| f.key).collect();
    let mut out = Map::new();
    out.insert("type".to_owned(), "object".into());
    out.insert("properties".to_owned(), properties.into());
    if !required.is_empty() {
        out.insert("required".to_owned(), required.into());
    }
    if is_closed {
        out.insert("additionalProperties".to_owned(), false.into());
    }
    out
}

fn kind(held: Kind, is_closed: bool, lang: Lang) -> Map<String, Value> {
    let typed = |name: &str| Map::from_iter([("type".to_owned(), Value::from(name))]);
    let below = |held: &Kind| Value::Object(kind(*held, is_closed, lang));
    match held {
        Kind::Text => typed("string"),
        Kind::Number => typed("number"),
        Kind::Count => {
            let mut out = typed("integer");
            out.insert("minimum".to_owned(), 0.into());
            out
        }
        Kind::Flag => typed("boolean"),
        Kind::Null => typed("null"),
        Kind::Anything => Map::new(),
        Kind::Words(words) => Map::from_iter([("enum".to_owned(), json!(words))]),
        Kind::List(item) => {
            let mut out = typed("array");
            out.insert("items".to_owned(), below(item));
            out
        }
        Kind::Pair(item) => {
            let mut out = typed("array");
            out.insert("items".to_owned(), below(item));
            out.insert("minItems".to_owned(), 2.into());
            out.insert("maxItems".to_owned(), 2.into());
            out
        }
        Kind::Named(value) => {
            let mut out = typed("object");
            out.insert("additionalProperties".to_owned(), below(value));
            out
        }
        Kind::Table(fields) => table(fields, is_closed, lang),
        Kind::Row(fields) => {
            let mut out = table(fields, false, lang);
            let other = json!({ "type": ["number", "string", "boolean", "null"] });
            out.insert("additionalProperties".to_owned(), other);
            out
        }
        Kind::OneOf(fields) => {
            let mut out = table(fields, is_closed, lang);
            out.insert("minProperties".to_owned(), 1.into());
            out.insert("maxProperties".to_owned(), 1.into());
            out
        }
        Kind::Either(kinds) => {
            let all: Vec<Value> = kinds.iter().map(below).collect();
            Map::from_iter([("anyOf".to_owned(), all.into())])
        }
        Kind::Of(document) => {
            let mut out = table(document.fields(), document.is_closed(), lang);
            out.insert("title".to_owned(), document.title().get(lang).into());
            out
        }
    }
}
