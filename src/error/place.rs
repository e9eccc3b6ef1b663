//! Where something is wrong: file, row, column or key, and item.

use serde::{Deserialize, Serialize};

use crate::text::Lang;

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
pub(super) fn section(label: &str, lang: Lang) -> String {
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
