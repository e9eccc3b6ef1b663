//! A workbook in the making: pages of words and tables, all formatted alike.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::report::cell::{Cell, Figure, Unit};
use crate::report::number::NONE;
use crate::report::page::{Block, Grid, Page, clean};
use crate::text::{Lang, Text};

/// A4, by the number that Excel has for it.
const A4: u8 = 9;
/// The narrowest and the widest column, in characters.
const NARROW: usize = 9;
const WIDE: usize = 44;
/// Columns of figures are no wider: their heads wrap.
const FIGURE: usize = 14;
/// The first and every other column of the summary, in characters, and the last column.
const SUMMARY: [f64; 2] = [34.0, 17.0];
const LAST: u16 = 6;
/// The height of a line, in points.
const LINE: f64 = 15.5;
/// Most characters that a cell may hold.
const LONGEST: usize = 32_000;

/// A workbook.
pub(super) struct Book {
    book: Workbook,
    pub(super) lang: Lang,
}

/// A column of a table sheet: its head, and whether it holds figures.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) is_figures: bool,
}

impl Head {
    pub(super) fn words(name: impl Into<String>) -> Self {
        let name = name.into();
        let is_figures = false;
        Self { name, is_figures }
    }

    pub(super) fn figures(name: impl Into<String>) -> Self {
        let name = name.into();
        let is_figures = true;
        Self { name, is_figures }
    }
}

/// A table that fills a sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    /// A row above the heads, such as of minima.
    pub(super) above: Option<Vec<Cell>>,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Columns that stay in view.
    pub(super) frozen: u16,
    /// Colours: a column, and the formula for its first row that marks a cell.
    pub(super) marks: Vec<(u16, String)>,
}

impl Sheet {
    /// The row of the first data, counted from 1, as formulas count.
    pub(super) fn first_row(above: bool) -> u32 {
        2 + u32::from(above)
    }
}

impl Book {
    pub(super) fn new(lang: Lang) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // The time of making would make every copy another file.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        Ok(Self { book, lang })
    }

    /// A page of words and small tables, one below the other.
    pub(super) fn page(&mut self, name: Text, page: Page) -> Result<(), XlsxError> {
        let lang = self.lang;
        let sheet = self.book.add_worksheet();
        sheet.set_name(name.get(lang))?;
        sheet.set_column_width(0, SUMMARY[0])?;
        for at in 1..=LAST {
            sheet.set_column_width(at, SUMMARY[1])?;
        }
        let title = Format::new().set_bold().set_font_size(13);
        let mut row = 0;
        for block in page.blocks() {
            match block {
                Block::Heading(text) => {
                    row += u32::from(row > 0);
                    sheet.write_string_with_format(row, 0, one_line(&text, lang), &title)?;
                    row += 1;
                }
                Block::Line(text) => {
                    sentence(sheet, row, &one_line(&text, lang))?;
                    row += 1;
                }
                Block::Item(text) => {
                    sentence(sheet, row, &format!("· {}", one_line(&text, lang)))?;
                    row += 1;
                }
                Block::Table(grid) => row = small_table(sheet, row, grid, lang)?,
                #[cfg(feature = "html")]
                Block::Figure(_) | Block::Widget(_) => {}
            }
        }
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// A table with its own sheet: heads that stay in view, filters, marks.
    pub(super) fn table(&mut self, table: &Sheet) -> Result<(), XlsxError> {
        let sheet = self.book.add_worksheet();
        sheet.set_name(&table.name)?;
        let has_above = u32::from(table.above.is_some());
        let head = head_format();
        let mut tallest = 1.0_f64;
        for (at, cell) in (0..).zip(table.above.iter().flatten()) {
            put(sheet, 0, at, cell, &Format::new().set_italic())?;
        }
        for (at, column) in (0_u16..).zip(&table.heads) {
            let head = aligned(&head, column.is_figures);
            sheet.write_string_with_format(has_above, at, &column.name, &head)?;
            let cells = table.rows.iter().filter_map(|r| r.get(usize::from(at)));
            let widest = cells.map(|c| c.shown.width()).max().unwrap_or(0);
            let most = if column.is_figures {
                FIGURE
            } else {
                widest.max(
                    column
                        .name
                        .lines()
                        .map(UnicodeWidthStr::width)
                        .max()
                        .unwrap_or(0),
                )
            };
            let width = (most + 2).clamp(NARROW, WIDE) as f64;
            sheet.set_column_width(at, width)?;
            tallest = tallest.max(lines(&column.name, width));
        }
        sheet.set_row_height(has_above, LINE * tallest)?;
        let plain = Format::new();
        for (row, cells) in (has_above + 1..).zip(&table.rows) {
            for (at, cell) in (0..).zip(cells) {
                put(sheet, row, at, cell, &plain)?;
            }
        }
        sheet.set_freeze_panes(has_above + 1, table.frozen)?;
        let last_row = has_above + u32::try_from(table.rows.len()).unwrap_or(0);
        let last = u16::try_from(table.heads.len().saturating_sub(1)).unwrap_or(0);
        if !table.rows.is_empty() {
            sheet.autofilter(has_above, 0, last_row, last)?;
            let bad = Format::new()
                .set_background_color(Color::RGB(0x00FF_C7CE))
                .set_font_color(Color::RGB(0x009C_0006));
            for (column, formula) in &table.marks {
                let rule = ConditionalFormatFormula::new()
                    .set_rule(formula.as_str())
                    .set_format(&bad);
                let first = has_above + 1;
                sheet.add_conditional_format(first, *column, last_row, *column, &rule)?;
            }
        }
        sheet.set_landscape().set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, has_above)?;
        Ok(())
    }

    /// The content of the file.
    pub(super) fn done(mut self) -> Result<Vec<u8>, XlsxError> {
        self.book.save_to_buffer()
    }
}

fn head_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00E6_F0F8))
}

/// Heads stand where their cells do: words left, figures right.
fn aligned(head: &Format, is_figures: bool) -> Format {
    if is_figures {
        head.clone().set_align(FormatAlign::Right)
    } else {
        head.clone()
    }
}

/// How many lines a text takes in a column so wide.
fn lines(text: &str, width: f64) -> f64 {
    let of = |line: &str| (line.width() as f64 / (width - 1.0)).ceil().max(1.0);
    text.split('\n').map(of).sum()
}

/// A sentence over the width of the page, in as many lines as it takes.
fn sentence(sheet: &mut Worksheet, row: u32, text: &str) -> Result<(), XlsxError> {
    let width = SUMMARY[0] + SUMMARY[1] * f64::from(LAST);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.merge_range(row, 0, row, LAST, text, &wrapped)?;
    sheet.set_row_height(row, LINE * lines(text, width * 0.9))?;
    Ok(())
}

/// A table within a page; the row after it.
fn small_table(
    sheet: &mut Worksheet,
    mut row: u32,
    grid: Grid,
    lang: Lang,
) -> Result<u32, XlsxError> {
    let head = head_format();
    for (at, column) in (0..).zip(&grid.columns) {
        let name = one_line(column.head(lang), lang);
        let head = aligned(&head, column.is_figures());
        sheet.write_string_with_format(row, at, name, &head)?;
    }
    row += 1;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for cells in grid.rows {
        for (at, cell) in (0..).zip(&cells) {
            put(sheet, row, at, cell, &wrapped)?;
        }
        let lines = (0_usize..).zip(&cells).map(|(at, cell)| {
            let width = SUMMARY.get(at.min(1)).copied().unwrap_or(1.0);
            lines(&cell.shown, width)
        });
        sheet.set_row_height(row, LINE * lines.fold(1.0, f64::max))?;
        row += 1;
    }
    Ok(row)
}

/// A figure as a figure, words as words, nothing where there is nothing.
fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    if let Some(figure) = &cell.figure {
        let format = format.clone().set_num_format(code(figure));
        sheet.write_number_with_format(row, column, figure.value, &format)?;
    } else if cell.shown != NONE && !cell.shown.is_empty() {
        let text: String = clean(&cell.shown).chars().take(LONGEST).collect();
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// How a workbook writes the format of a figure.
fn code(figure: &Figure) -> String {
    let whole = match figure.unit {
        Unit::Percent => "0",
        _ => "#,##0",
    };
    let point = if figure.places > 0 { "." } else { "" };
    let decimals = "0".repeat(figure.places);
    let unit = match figure.unit {
        Unit::None => String::new(),
        Unit::Percent => "%".to_owned(),
        Unit::Word(word) => format!("\" {word}\""),
    };
    format!("{whole}{point}{decimals}{unit}")
}

/// Text that was broken for a terminal, in one line.
fn one_line(text: &str, lang: Lang) -> String {
    let gap = match lang {
        Lang::Zh => "",
        Lang::En => " ",
    };
    clean(&text.replace('\n', gap))
}
