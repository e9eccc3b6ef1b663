//! The guide to the documents: a table of keys each, in Markdown.

use super::{Document, Field, Kind};
use crate::text::{Lang, Text};

const KEY: Text = Text::new("键", "key");
const HOLDS: Text = Text::new("内容", "holds");
const MEANS: Text = Text::new("含义", "means");
const REQUIRED: Text = Text::new("必填", "required");

/// The keys of every document, in Markdown: one heading and one table a document.
///
/// ```
/// use junheng::{Lang, schema};
/// assert!(schema::guide(Lang::En).contains("| `fund[].name` | text, required |"));
/// ```
#[must_use]
pub fn guide(lang: Lang) -> String {
    let mut out = String::new();
    for document in Document::ALL {
        let title = document.title().get(lang);
        out.push_str(&format!("### `{}`: {title}\n\n", document.id()));
        let heads = [KEY, HOLDS, MEANS].map(|t| t.get(lang));
        out.push_str(&format!("| {} |\n|---|---|---|\n", heads.join(" | ")));
        rows(&mut out, "", document.fields(), lang);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The rows of a table, those of tables in it below each.
fn rows(out: &mut String, path: &str, fields: &[Field], lang: Lang) {
    for field in fields {
        let path = format!("{path}{}", field.key);
        let mut held = said(field.holds, lang);
        if field.is_required {
            let comma = Text::new("，", ", ").get(lang);
            held = format!("{held}{comma}{}", REQUIRED.get(lang));
        }
        let means = field.says.get(lang);
        out.push_str(&format!("| `{path}` | {held} | {means} |\n"));
        below(out, &path, field.holds, lang);
    }
}

fn below(out: &mut String, path: &str, held: Kind, lang: Lang) {
    match held {
        Kind::Table(fields) | Kind::Row(fields) | Kind::OneOf(fields) => {
            rows(out, &format!("{path}."), fields, lang);
        }
        Kind::List(item) => below(out, &format!("{path}[]"), *item, lang),
        Kind::Either(kinds) => kinds.iter().for_each(|k| below(out, path, *k, lang)),
        _ => {}
    }
}

/// What a key holds, in words.
fn said(held: Kind, lang: Lang) -> String {
    let of = |zh, en| Text::new(zh, en).get(lang).to_owned();
    match held {
        Kind::Text => of("文本", "text"),
        Kind::Number => of("数", "number"),
        Kind::Count => of("不小于 0 的整数", "whole number"),
        Kind::Flag => "true / false".to_owned(),
        Kind::Null => "null".to_owned(),
        Kind::Anything => of("任意", "anything"),
        Kind::Words(words) => {
            let words: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
            words.join(" / ")
        }
        Kind::List(item) => of("列表：", "list of ") + &said(*item, lang),
        Kind::Pair(item) => of("两项的列表：", "list of two: ") + &said(*item, lang),
        Kind::Named(value) => of("表，键为名称：", "table by name: ") + &said(*value, lang),
        Kind::Table(_) | Kind::Row(_) => of("表", "table"),
        Kind::OneOf(_) => of("表，只含一个键", "table of one key"),
        Kind::Either(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|k| said(*k, lang)).collect();
            kinds.join(&of(" 或 ", " or "))
        }
        Kind::Of(document) => format!("`{}`", document.id()),
    }
}
