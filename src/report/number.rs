//! Numbers as people read them: rounded half up, thousands separated, money in 万元.
//!
//! Rounding is for display alone; every verdict is taken on unrounded figures.

use super::words;
use crate::text::Lang;

/// What stands where a figure is undefined.
pub(super) const NONE: &str = "-";

/// Decimals of values and of coefficients of variation in official documents.
pub(super) const VALUE: usize = 2;
pub(super) const CV: usize = 3;

/// A number rounded to so many decimals, half away from zero as on paper.
///
/// ```
/// use junheng::report::number::rounded;
/// assert_eq!(rounded(4.645, 2), 4.65);
/// assert_eq!(rounded(0.5004, 3), 0.5);
/// ```
#[must_use]
pub fn rounded(value: f64, places: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(places).unwrap_or(i32::MAX));
    let scaled = value * scale;
    if scaled.abs() < 1e15 {
        // 4.645 is stored as a little less; the nudge makes it round as it is written.
        (scaled * (1.0 + 4.0 * f64::EPSILON)).round() / scale
    } else {
        value
    }
}

/// A number with so many decimals and commas between thousands; `-` if it is not finite.
///
/// ```
/// use junheng::report::number::grouped;
/// assert_eq!(grouped(1_234_567.891, 2), "1,234,567.89");
/// assert_eq!(grouped(-0.001, 2), "0.00");
/// ```
#[must_use]
pub fn grouped(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let shown = rounded(value, places);
    let digits = format!("{:.places$}", shown.abs());
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if shown < 0.0 {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(fraction);
    out
}

/// A sum of money in words: 万元 in Chinese, million yuan in English; small sums in yuan.
///
/// ```
/// use junheng::{Lang, report::number::money};
/// assert_eq!(money(12_000_000.0, Lang::Zh), "1,200.00 万元");
/// assert_eq!(money(12_000_000.0, Lang::En), "12.00 million yuan");
/// assert_eq!(money(6_000.0, Lang::En), "6,000 yuan");
/// ```
#[must_use]
pub fn money(yuan: f64, lang: Lang) -> String {
    let (unit, size) = match lang {
        Lang::Zh => (words::WAN_YUAN, 1e4),
        Lang::En => (words::MILLION_YUAN, 1e6),
    };
    let (unit, amount, places) = if yuan.abs() < size {
        (words::YUAN, yuan, 0)
    } else {
        (unit, yuan / size, 2)
    };
    format!("{} {}", grouped(amount, places), unit.get(lang))
}

/// A sum of money for a column headed 万元 (two decimals) or million yuan (three).
#[must_use]
pub fn money_cell(yuan: f64, lang: Lang) -> String {
    let (size, places) = money_unit(lang);
    // Under half a yuan is what is left of rounding, not money.
    let yuan = if yuan.abs() < 0.5 { 0.0 } else { yuan };
    at_least_shown(yuan / size, places)
}

/// The unit of money in tables, and its decimals: 万元 or million yuan.
pub(super) const fn money_unit(lang: Lang) -> (f64, usize) {
    match lang {
        Lang::Zh => (1e4, 2),
        Lang::En => (1e6, 3),
    }
}

/// A figure that is not zero but would be shown as zero says so: `<0.001`.
pub(super) fn at_least_shown(value: f64, places: usize) -> String {
    let least = 10_f64.powi(-i32::try_from(places).unwrap_or(i32::MAX));
    if value > 0.0 && rounded(value, places) == 0.0 {
        format!("<{}", grouped(least, places))
    } else {
        grouped(value, places)
    }
}

/// A value with the two decimals of official documents.
pub(super) fn value(value: f64) -> String {
    grouped(value, VALUE)
}

/// A figure that may be undefined.
pub(super) fn maybe(figure: Option<f64>, places: usize) -> String {
    figure.map_or_else(|| NONE.to_owned(), |f| grouped(f, places))
}

/// A part of a whole in percent with one decimal; `-` where there is no whole.
pub(super) fn percent(part: f64, whole: f64) -> String {
    if whole > 0.0 {
        format!("{}%", grouped(100.0 * part / whole, 1))
    } else {
        NONE.to_owned()
    }
}

/// A share that falls short, in percent; cut, not rounded, so that 99.98 % is not 100 %.
pub(super) fn short_percent(part: f64, whole: f64) -> String {
    percent((1000.0 * part / whole).floor(), 1000.0)
}

/// A count.
pub(super) fn count(n: usize) -> String {
    grouped(n as f64, 0)
}

/// An amount of something countable: fewer decimals the larger it is.
pub(super) fn units(amount: f64, whole: bool) -> String {
    at_least_shown(amount, places_of(amount, whole))
}

pub(super) fn places_of(amount: f64, whole: bool) -> usize {
    match amount.abs() {
        _ if whole => 0,
        a if a >= 1000.0 => 0,
        a if a >= 10.0 => 1,
        _ => 2,
    }
}

/// A small positive figure with three significant digits: `0.000120`, `1.20e-8`.
pub(super) fn significant(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return grouped(value, 0);
    }
    let exponent = value.abs().log10().floor();
    if exponent < -6.0 {
        return format!("{value:.2e}");
    }
    let places = (2.0 - exponent).clamp(0.0, 12.0);
    // In 0 ..= 12 after the clamp.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    grouped(value, places as usize)
}

/// Two figures with as many decimals, at least `places`, as tell them apart.
pub(super) fn apart(a: f64, b: f64, places: usize) -> (String, String) {
    let mut places = places;
    while places < 12 && grouped(a, places) == grouped(b, places) {
        places += 1;
    }
    (grouped(a, places), grouped(b, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up_and_groups() {
        assert_eq!(grouped(2.5, 0), "3");
        assert_eq!(grouped(1.005, 2), "1.01");
        assert_eq!(grouped(999.999, 2), "1,000.00");
        assert_eq!(grouped(-1234.5, 1), "-1,234.5");
        assert_eq!(grouped(f64::NAN, 2), "-");
    }

    #[test]
    fn what_is_not_zero_is_not_shown_as_zero() {
        assert_eq!(money_cell(30.0, Lang::Zh), "<0.01");
        assert_eq!(money_cell(0.0, Lang::Zh), "0.00");
        assert_eq!(units(0.001, false), "<0.01");
        assert_eq!(units(1234.5, false), "1,235");
        assert_eq!(units(3.0, true), "3");
    }

    #[test]
    fn small_figures_keep_three_digits() {
        assert_eq!(significant(0.000_12), "0.000120");
        assert_eq!(significant(1.2e-8), "1.20e-8");
        assert_eq!(significant(12.34), "12.3");
        assert_eq!(significant(12_345.0), "12,345");
    }

    #[test]
    fn a_share_that_falls_short_is_never_whole() {
        assert_eq!(short_percent(7.4999, 7.5), "99.9%");
        assert_eq!(apart(7.4999, 7.5, 2), ("7.4999".into(), "7.5000".into()));
    }
}
