//! From the text of a cell to a number, a stage, a locale or yes and no.
//!
//! Numbers may carry spaces around them, separators of thousands (`,`, `，` or a
//! space, always before three digits, so that `1,5` is never read as 15) and
//! full-width digits. Words are read in English or Chinese, whatever their case.

use super::columns::Unit;
use super::text::half_width;
use crate::district::{Locale, Stage};
use crate::error::Code;

/// The number of a cell, in the base unit of its column.
pub(super) fn number(cell: &str, unit: Unit) -> Result<f64, Code> {
    let cell = cell.trim();
    let plain = |b: u8| b.is_ascii_digit() || b == b'.' || b == b'-';
    if cell.bytes().all(plain) {
        return parse(cell, unit);
    }
    let folded: String = cell.chars().map(half_width).collect();
    let folded = folded.trim();
    let (sign, rest) = match folded.strip_prefix(['-', '+']) {
        Some(rest) if folded.starts_with('-') => ("-", rest.trim_start()),
        Some(rest) => ("", rest.trim_start()),
        None => ("", folded),
    };
    if rest.starts_with(['-', '+']) {
        return Err(Code::NotANumber);
    }
    let end = rest.find(['.', 'e', 'E']).unwrap_or(rest.len());
    let (whole, rest) = rest.split_at(end);
    let whole = ungroup(whole).ok_or(Code::NotANumber)?;
    parse(&format!("{sign}{whole}{rest}"), unit)
}

/// Whole digits without their separators of thousands.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', ' ']);
    let first = groups.next()?;
    let mut out = first.to_owned();
    for group in groups {
        let digits = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
        if group.len() != 3 || !digits(group) || !(1..=3).contains(&first.len()) || !digits(first) {
            return None;
        }
        out.push_str(group);
    }
    Some(out)
}

fn parse(text: &str, unit: Unit) -> Result<f64, Code> {
    let number: f64 = text.parse().map_err(|_| Code::NotANumber)?;
    let number = match unit {
        Unit::Mu => number * 10_000.0 / 15.0,
        Unit::TenThousand | Unit::HundredMillion if number.is_finite() => {
            let power = if unit == Unit::TenThousand { 4 } else { 8 };
            // In the text, so that 12.34 万元 is 123400 to the last bit.
            let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
            let exponent: i64 = exponent.parse().map_err(|_| Code::NotFinite)?;
            let shifted = format!("{digits}e{}", exponent.saturating_add(power));
            shifted.parse().map_err(|_| Code::NotANumber)?
        }
        Unit::Base | Unit::TenThousand | Unit::HundredMillion => number,
    };
    if number.is_finite() {
        Ok(number)
    } else {
        Err(Code::NotFinite)
    }
}

/// Money with its unit, `120万元`, in yuan; none where the cell names no unit.
#[cfg(feature = "xlsx")]
pub(super) fn money_with_unit(cell: &str) -> Option<Result<f64, Code>> {
    const UNITS: [(&str, Unit); 6] = [
        ("亿元", Unit::HundredMillion),
        ("万元", Unit::TenThousand),
        ("元", Unit::Base),
        ("亿", Unit::HundredMillion),
        ("万", Unit::TenThousand),
        ("yuan", Unit::Base),
    ];
    let folded: String = cell.chars().map(half_width).collect();
    let bare = folded.trim().trim_start_matches(['¥', '￥']).trim_start();
    let ending = |(word, unit): &(&str, Unit)| Some((bare.strip_suffix(word)?, *unit));
    let (figure, unit) = UNITS.iter().find_map(ending)?;
    Some(number(figure, unit))
}

/// The words for stages, in every file.
pub(super) const STAGES: [(&str, Stage); 4] = [
    ("primary", Stage::Primary),
    ("小学", Stage::Primary),
    ("junior", Stage::Junior),
    ("初中", Stage::Junior),
];

/// The words for locales, in every file.
pub(super) const LOCALES: [(&str, Locale); 6] = [
    ("urban", Locale::Urban),
    ("城区", Locale::Urban),
    ("town", Locale::Town),
    ("镇区", Locale::Town),
    ("rural", Locale::Rural),
    ("乡村", Locale::Rural),
];

/// The code of a school, as it stands. `1.10101E+17` is what a spreadsheet makes of a long
/// code in a cell of numbers: it keeps 15 digits, so that the code itself is lost.
pub(super) fn code(cell: &str, _: Unit) -> Result<String, Code> {
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let is_scientific = cell.split_once(['e', 'E']).is_some_and(|(figure, power)| {
        let (whole, part) = figure.split_once('.').unwrap_or((figure, "0"));
        let power = power.strip_prefix('+').unwrap_or_default();
        whole.len() == 1 && is_digits(whole) && is_digits(part) && is_digits(power)
    });
    if is_scientific {
        Err(Code::CodeCutShort)
    } else {
        Ok(cell.to_owned())
    }
}

/// The stage of a cell.
pub(super) fn stage(cell: &str) -> Result<Stage, Code> {
    // 小学部 and 初中部 are what schools of several stages call them.
    let name = cell.strip_suffix('部').unwrap_or(cell);
    word(name, &STAGES).ok_or(Code::NotAStage)
}

/// The locale of a cell.
pub(super) fn locale(cell: &str) -> Result<Locale, Code> {
    word(cell, &LOCALES).ok_or(Code::NotALocale)
}

/// The yes or no of a cell.
pub(super) fn boolean(cell: &str) -> Result<bool, Code> {
    const WORDS: [(&str, bool); 8] = [
        ("true", true),
        ("false", false),
        ("是", true),
        ("否", false),
        ("1", true),
        ("0", false),
        ("yes", true),
        ("no", false),
    ];
    word(cell, &WORDS).ok_or(Code::NotABoolean)
}

fn word<T: Copy>(cell: &str, words: &[(&str, T)]) -> Option<T> {
    // Nearly every cell has the word as it is.
    if let Some((_, meaning)) = words.iter().find(|(w, _)| *w == cell) {
        return Some(*meaning);
    }
    let folded: String = cell.chars().map(half_width).collect();
    let folded = folded.trim().to_lowercase();
    words.iter().find(|(w, _)| *w == folded).map(|(_, t)| *t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_write_them() {
        let cases = [
            ("812", 812.0),
            (" 4.5 ", 4.5),
            ("1,234,567.5", 1_234_567.5),
            ("１２，３４５", 12_345.0),
            ("1 234", 1234.0),
            ("\u{3000}－3.5", -3.5),
            ("+ 7", 7.0),
            ("1.5e3", 1500.0),
            ("−2", -2.0),
            (".5", 0.5),
        ];
        for (cell, number_) in cases {
            assert_eq!(number(cell, Unit::Base), Ok(number_), "{cell}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for cell in [
            "",
            "many",
            "1,5",
            "12,34,567",
            "1,,000",
            "--5",
            "1.5.2",
            "5人",
            "0x10",
            "1, 234",
            ",",
        ] {
            assert_eq!(number(cell, Unit::Base), Err(Code::NotANumber), "{cell}");
        }
        for cell in ["NaN", "inf", "-Infinity", "1e400", "ｎａｎ"] {
            assert_eq!(number(cell, Unit::Base), Err(Code::NotFinite), "{cell}");
        }
    }

    #[test]
    fn converts_units_without_loss() {
        assert_eq!(number("12.34", Unit::TenThousand), Ok(123_400.0));
        assert_eq!(number("9,010.34", Unit::TenThousand), Ok(90_103_400.0));
        assert_eq!(number("1.1e-3", Unit::TenThousand), Ok(11.0));
        assert_eq!(number("3", Unit::Mu), Ok(2000.0));
        assert_eq!(number("nan", Unit::TenThousand), Err(Code::NotFinite));
        assert_eq!(number("1e306", Unit::TenThousand), Err(Code::NotFinite));
    }

    #[test]
    #[cfg(feature = "xlsx")]
    fn money_may_carry_its_unit() {
        let cases = [
            ("120万元", 1.2e6),
            ("1.5 亿元", 1.5e8),
            ("３，０００ 元", 3e3),
            ("￥12.34万", 123_400.0),
            ("2 亿", 2e8),
            ("500 yuan", 500.0),
        ];
        for (cell, yuan) in cases {
            assert_eq!(money_with_unit(cell), Some(Ok(yuan)), "{cell}");
        }
        assert_eq!(money_with_unit("120"), None);
        assert_eq!(money_with_unit("约120万元"), Some(Err(Code::NotANumber)));
    }

    #[test]
    fn a_code_that_a_spreadsheet_made_a_number_is_none() {
        for cell in ["1.10101E+17", "1e+17", "3.7E+15"] {
            assert_eq!(code(cell, Unit::Base), Err(Code::CodeCutShort), "{cell}");
        }
        for cell in [
            "110101000000000001",
            "2E5",
            "E+1",
            "1.2.3E+4",
            "12E+3",
            "A1",
        ] {
            assert_eq!(code(cell, Unit::Base).as_deref(), Ok(cell));
        }
    }

    #[test]
    fn reads_words_in_both_languages() {
        assert_eq!(stage(" Primary"), Ok(Stage::Primary));
        assert_eq!(stage("初中 "), Ok(Stage::Junior));
        assert_eq!(locale("乡村"), Ok(Locale::Rural));
        assert_eq!(boolean("ＹＥＳ"), Ok(true));
        assert_eq!(boolean("maybe"), Err(Code::NotABoolean));
    }
}
