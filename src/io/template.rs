//! An empty workbook to fill in: headers with notes, units, lists, checks, one example.

mod sheets;

use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, Note,
    Workbook, Worksheet, XlsxError,
};

use crate::error::{Code, Error, Place, Problem};
use crate::text::Lang;
use sheets::{COUNT, Column, DEGREES, SHEETS, Takes, WHOLE};

/// Rows that are checked as they are filled in.
const ROWS: u32 = 2000;

/// Writes an empty workbook to fill in, with notes, and one example row in each sheet that is
/// not optional.
///
/// # Errors
/// [`Error::Output`] where the file cannot be written.
pub fn template(file: &Path, lang: Lang) -> Result<(), Error> {
    let cannot = |reason: String| {
        let place = Place::file(file.display().to_string());
        Error::Output(Problem::new(Code::CannotWrite, place, [reason]).into())
    };
    let bytes = workbook(lang).map_err(|e| cannot(e.to_string()))?;
    std::fs::write(file, bytes).map_err(|e| cannot(e.to_string()))
}

fn workbook(lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of making would make every copy another file.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (name, columns) in SHEETS {
        let sheet = book.add_worksheet();
        sheet.set_name(name.get(lang))?;
        fill(sheet, columns, lang)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, columns: &[Column], lang: Lang) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E6_F0F8));
    let head = head.set_text_wrap();
    let id = Format::new().set_num_format("@");
    for (at, (name, takes, note, example)) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, name.get(lang), &head)?;
        sheet.set_column_width(at, 16)?;
        if !note.zh.is_empty() {
            sheet.insert_note(0, at, &Note::new(note.get(lang)).add_author_prefix(false))?;
        }
        let shown = example.get(lang);
        match (takes, shown.parse::<f64>()) {
            // Leading zeros of a school's code are kept.
            (Takes::Words, _) if at == 0 => {
                sheet.set_column_format(at, &id)?;
                if !shown.is_empty() {
                    sheet.write_string(1, at, shown)?;
                }
            }
            (_, Ok(number)) => {
                sheet.write_number(1, at, number)?;
            }
            _ if shown.is_empty() => {}
            _ => {
                sheet.write_string(1, at, shown)?;
            }
        }
        let check = match takes {
            Takes::Words => continue,
            Takes::OneOf(words, many) => {
                let words = words.iter().take(*many).map(|w| w.get(lang));
                DataValidation::new().allow_list_strings(&words.collect::<Vec<_>>())?
            }
            Takes::Amount => DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_message(COUNT.get(lang))?,
            Takes::Count => DataValidation::new()
                .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
                .set_error_message(WHOLE.get(lang))?,
            Takes::Degrees => DataValidation::new()
                .allow_decimal_number(DataValidationRule::Between(-180.0, 180.0))
                .set_error_message(DEGREES.get(lang))?,
        };
        sheet.add_data_validation(1, at, ROWS, at, &check)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
