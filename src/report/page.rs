//! A page of text: headings, lines and light tables, at most [`WIDTH`] columns wide.
//!
//! The width does not depend on the terminal, so that the same input gives the same
//! bytes. Frames are plain hyphens: box-drawing characters are two columns wide on
//! many Chinese terminals, where they would break the alignment.

use comfy_table::{
    Cell as Shown, CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, Table,
    TableStyle,
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::Cell;
use super::words;
use crate::text::{Lang, Text};

/// Columns of a page; a Chinese character takes two.
pub const WIDTH: u16 = 100;

/// Only a line under the header; columns stand apart by blanks.
const LIGHT: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('-').junction('-'))
    .content_lines(ContentLineStyle::none());

/// What a page is made of, from top to bottom.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// Starts a part of the page.
    Heading(String),
    Line(String),
    /// One item of a list.
    Item(String),
    Table(Grid),
    /// A chart in HTML, in a frame that scrolls; a page of text leaves it out.
    #[cfg(feature = "html")]
    Figure(String),
    /// HTML that fits any width.
    #[cfg(feature = "html")]
    Widget(String),
}

/// A page that grows from top to bottom, in one language.
pub(super) struct Page {
    pub(super) lang: Lang,
    /// Whether it has room for everything, as a page of HTML, which folds and scrolls.
    pub(super) is_roomy: bool,
    blocks: Vec<Block>,
}

impl Page {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            is_roomy: false,
            blocks: Vec::new(),
        }
    }

    /// A page that leaves nothing out.
    #[cfg(any(feature = "html", feature = "xlsx"))]
    pub(super) fn roomy(lang: Lang) -> Self {
        Self {
            is_roomy: true,
            ..Self::new(lang)
        }
    }

    /// How many rows or items to show where a page of text shows `most`.
    pub(super) fn most(&self, most: usize) -> usize {
        if self.is_roomy { usize::MAX } else { most }
    }

    /// A heading, with a blank line before it.
    pub(super) fn heading<S: AsRef<str>>(&mut self, text: Text, args: &[S]) {
        let said = text.fill(self.lang, args);
        self.blocks.push(Block::Heading(said));
    }

    /// A line of its own.
    pub(super) fn line<S: AsRef<str>>(&mut self, text: Text, args: &[S]) {
        let said = text.fill(self.lang, args);
        self.blocks.push(Block::Line(said));
    }

    /// One item of a list.
    pub(super) fn item(&mut self, said: &str) {
        self.blocks.push(Block::Item(said.to_owned()));
    }

    /// A list of at most `most` items, then how many more there are.
    pub(super) fn items(&mut self, items: &[String], most: usize) {
        let most = self.most(most);
        for item in items.iter().take(most) {
            self.item(item);
        }
        if items.len() > most {
            let more = (items.len() - most).to_string();
            self.item(&words::AND_MORE.fill(self.lang, &[more]));
        }
    }

    /// A table; nothing if it has no row.
    pub(super) fn table(&mut self, grid: &Grid) {
        if !grid.rows.is_empty() {
            self.blocks.push(Block::Table(grid.clone()));
        }
    }

    /// A chart in HTML.
    #[cfg(feature = "html")]
    pub(super) fn figure(&mut self, html: String) {
        self.blocks.push(Block::Figure(html));
    }

    /// HTML that fits any width.
    #[cfg(feature = "html")]
    pub(super) fn widget(&mut self, html: String) {
        self.blocks.push(Block::Widget(html));
    }

    /// What it is made of.
    #[cfg(any(feature = "html", feature = "xlsx"))]
    pub(super) fn blocks(self) -> Vec<Block> {
        self.blocks
    }

    /// The text of the page.
    pub(super) fn done(self) -> String {
        let mut text = String::new();
        for block in self.blocks {
            match block {
                Block::Heading(said) => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    text.push_str(&format!("== {said} =="));
                }
                Block::Line(said) => text.push_str(&said),
                Block::Item(said) => text.push_str(&format!("  - {said}")),
                Block::Table(grid) => text.push_str(&grid.text(self.lang)),
                #[cfg(feature = "html")]
                Block::Figure(_) | Block::Widget(_) => continue,
            }
            text.push('\n');
        }
        text
    }
}

/// A light table with a heading for each column.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Where the cells of a column stand: words left, figures right.
#[derive(Debug, Clone)]
pub(super) enum Column {
    Words(Text),
    Figures(Text),
    /// A head made of names from data, and whether it is of figures.
    Named(String, bool),
}

impl Column {
    pub(super) fn head(&self, lang: Lang) -> &str {
        match self {
            Self::Words(head) | Self::Figures(head) => head.get(lang),
            Self::Named(head, _) => head,
        }
    }

    pub(super) fn is_figures(&self) -> bool {
        match self {
            Self::Words(_) => false,
            Self::Figures(_) => true,
            Self::Named(_, is_figures) => *is_figures,
        }
    }

    fn side(&self) -> CellAlignment {
        if self.is_figures() {
            CellAlignment::Right
        } else {
            CellAlignment::Left
        }
    }
}

impl Grid {
    pub(super) fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    pub(super) fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The table as text, at most [`WIDTH`] columns wide.
    fn text(self, lang: Lang) -> String {
        let mut table = Table::new();
        table
            .load_style(LIGHT)
            .set_width(WIDTH)
            .set_content_arrangement(ContentArrangement::Dynamic);
        let sides: Vec<CellAlignment> = self.columns.iter().map(Column::side).collect();
        let head = self.columns.iter().map(|c| c.head(lang)).zip(&sides);
        table.set_header(head.map(|(head, side)| Shown::new(head).set_alignment(*side)));
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
        for row in self.rows {
            let cells = row.into_iter().zip(&sides);
            let shown = cells.map(|(cell, side)| (Shown::new_owned(cell.shown), side));
            table.add_row(shown.map(|(cell, side)| cell.set_alignment(*side)));
        }
        table.trim_fmt()
    }
}

/// Text from data made safe to print: control characters, and those that turn the
/// direction of writing or take no room, are written as `\u{1b}`.
#[must_use]
pub fn clean(text: &str) -> String {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if unseen(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Text from data made safe and cut to so many columns.
pub(super) fn clip(text: &str, width: usize) -> String {
    let text = clean(text);
    if text.width() <= width {
        return text;
    }
    let mut room = width.saturating_sub(3);
    let fits = text.chars().take_while(|c| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    });
    let mut out: String = fits.collect();
    out.push_str("...");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_data_can_drive_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\n"), "a\\u{1b}[31mb\\u{a}");
        assert_eq!(clean("清河\u{202e}小学"), "清河\\u{202e}小学");
    }

    #[test]
    fn clips_by_columns_not_by_characters() {
        assert_eq!(clip("清河中心小学", 12), "清河中心小学");
        assert_eq!(clip("清河中心小学", 11), "清河中心...");
        assert_eq!(clip("清河中心小学", 10), "清河中...");
    }

    #[test]
    fn chinese_and_figures_stay_aligned() {
        let head = [
            Column::Words(Text::new("学校", "school")),
            Column::Figures(Text::new("人数", "pupils")),
        ];
        let mut grid = Grid::new(&head);
        grid.row(["清河小学".to_owned(), "1,200".to_owned()]);
        grid.row(["A".to_owned(), "8".to_owned()]);
        let mut page = Page::new(Lang::Zh);
        page.table(&grid);
        assert_eq!(
            page.done(),
            "学校       人数\n----------------\n清河小学  1,200\nA             8\n"
        );
    }
}
