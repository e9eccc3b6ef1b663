//! What the template of the page shows, and how blocks of a page become it.

use askama::Template;

use super::words;
use crate::report::cell::Cell;
use crate::report::page::{Block, Column};
use crate::text::Lang;

/// The page: one edition a language, one of them shown.
#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct Sheet {
    pub(super) lang: Lang,
    pub(super) editions: [Edition; 2],
}

impl Sheet {
    const STYLE: &'static str = include_str!("../../../templates/report.css");
    const SCRIPT: &'static str = include_str!("../../../templates/report.js");

    fn shown(&self) -> &'static str {
        code(self.lang)
    }

    fn title(&self) -> &str {
        let shown = self.editions.iter().find(|e| e.lang == self.shown());
        shown.map_or("", |e| &e.title)
    }
}

/// The whole report in one language.
pub(super) struct Edition {
    pub(super) lang: &'static str,
    pub(super) title: String,
    pub(super) pass: bool,
    pub(super) verdict: &'static str,
    pub(super) facts: Vec<Fact>,
    pub(super) lead: Vec<Piece>,
    pub(super) parts: Vec<Part>,
    pub(super) word: Word,
}

/// A figure of the first screen.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// A heading and what stands under it.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a part.
pub(super) enum Piece {
    Line(String),
    Items(Vec<String>),
    Table {
        heads: Vec<(String, bool)>,
        rows: Vec<Vec<(String, bool)>>,
    },
    /// HTML made by a chart, which has escaped what is from data.
    Figure(String),
    /// The same where it fits any width.
    Widget(String),
}

/// Rows from which on a table can be filtered.
const LONG: usize = 10;

impl Piece {
    fn is_long(rows: &[Vec<(String, bool)>]) -> bool {
        rows.len() >= LONG
    }
}

impl Part {
    pub(super) fn new(id: String, heading: String) -> Self {
        Self {
            id,
            heading,
            pieces: Vec::new(),
        }
    }

    /// Makes one paragraph of lines that follow each other.
    pub(super) fn join_lines(&mut self, lang: Lang) {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in std::mem::take(&mut self.pieces) {
            match (joined.last_mut(), piece) {
                (Some(Piece::Line(before)), Piece::Line(line)) => {
                    before.push_str(gap(lang));
                    before.push_str(&line);
                }
                (_, piece) => joined.push(piece),
            }
        }
        self.pieces = joined;
    }

    pub(super) fn push(&mut self, block: Block, lang: Lang) {
        let piece = match block {
            Block::Heading(text) | Block::Line(text) => Piece::Line(flow(&text, lang)),
            Block::Item(text) => {
                let text = flow(&text, lang);
                if let Some(Piece::Items(items)) = self.pieces.last_mut() {
                    items.push(text);
                    return;
                }
                Piece::Items(vec![text])
            }
            Block::Table(grid) => {
                let figures: Vec<bool> = grid.columns.iter().map(Column::is_figures).collect();
                let heads = grid.columns.iter().zip(&figures);
                let cells = |row: Vec<Cell>| {
                    let shown = row.into_iter().map(|cell| cell.shown);
                    shown.zip(figures.iter().copied())
                };
                Piece::Table {
                    heads: heads
                        .map(|(c, is)| (flow(c.head(lang), lang), *is))
                        .collect(),
                    rows: grid
                        .rows
                        .into_iter()
                        .map(|row| cells(row).collect())
                        .collect(),
                }
            }
            Block::Figure(html) => Piece::Figure(html),
            Block::Widget(html) => Piece::Widget(html),
        };
        self.pieces.push(piece);
    }
}

/// Text that was broken for a terminal, in one line.
fn flow(text: &str, lang: Lang) -> String {
    text.replace('\n', gap(lang))
}

/// What stands between sentences.
const fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// The language of an element.
pub(super) const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

/// The words of the page itself.
pub(super) struct Word(pub(super) Lang);

impl Word {
    fn skip(&self) -> &'static str {
        words::SKIP.get(self.0)
    }

    fn contents(&self) -> &'static str {
        words::CONTENTS.get(self.0)
    }

    fn filter(&self) -> &'static str {
        words::FILTER.get(self.0)
    }

    fn rows(&self) -> &'static str {
        words::ROWS.get(self.0)
    }

    fn top(&self) -> &'static str {
        words::TOP.get(self.0)
    }

    fn made_by(&self) -> &'static str {
        words::MADE_BY.get(self.0)
    }
}
