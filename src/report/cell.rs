//! A cell of a table: what is shown and, where it is a figure, the figure itself.
//!
//! Pages of text and HTML show the former; a workbook holds the latter, unrounded, in a
//! format that shows the same.

use super::number::{self, NONE};
use super::words;
use crate::text::Lang;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) shown: String,
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    pub(super) figure: Option<Figure>,
}

/// A figure and how a workbook shows it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(super) struct Figure {
    pub(super) value: f64,
    pub(super) places: usize,
    pub(super) unit: Unit,
}

/// What stands behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    None,
    /// The value is a share.
    Percent,
    /// A word.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    Word(&'static str),
}

impl From<String> for Cell {
    fn from(shown: String) -> Self {
        let figure = None;
        Self { shown, figure }
    }
}

impl Cell {
    fn new(shown: String, value: f64, places: usize, unit: Unit) -> Self {
        let figure = Figure {
            value,
            places,
            unit,
        };
        Self {
            shown,
            figure: value.is_finite().then_some(figure),
        }
    }

    /// What stands where there is no figure.
    pub(super) fn none() -> Self {
        NONE.to_owned().into()
    }

    /// With so many decimals.
    pub(super) fn grouped(value: f64, places: usize) -> Self {
        Self::new(number::grouped(value, places), value, places, Unit::None)
    }

    /// With so many decimals; `<0.01` where it would be shown as zero.
    pub(super) fn at_least_shown(value: f64, places: usize) -> Self {
        let shown = number::at_least_shown(value, places);
        Self::new(shown, value, places, Unit::None)
    }

    /// With the decimals of official documents.
    #[cfg(feature = "xlsx")]
    pub(super) fn value(value: f64) -> Self {
        Self::grouped(value, number::VALUE)
    }

    /// A figure that may be undefined.
    #[cfg(feature = "xlsx")]
    pub(super) fn maybe(figure: Option<f64>, places: usize) -> Self {
        figure.map_or_else(Self::none, |f| Self::grouped(f, places))
    }

    /// With three significant digits.
    pub(super) fn significant(value: f64) -> Self {
        Self::new(number::significant(value), value, 4, Unit::None)
    }

    pub(super) fn count(n: usize) -> Self {
        Self::grouped(n as f64, 0)
    }

    /// An amount of something countable.
    pub(super) fn units(amount: f64, whole: bool) -> Self {
        let places = number::places_of(amount, whole);
        Self::new(number::units(amount, whole), amount, places, Unit::None)
    }

    /// A part of a whole.
    pub(super) fn percent(part: f64, whole: f64) -> Self {
        let shown = number::percent(part, whole);
        if whole > 0.0 {
            Self::new(shown, part / whole, 1, Unit::Percent)
        } else {
            shown.into()
        }
    }

    /// A change in percent of what was; signed.
    pub(super) fn change(shown: String, before: f64, after: f64) -> Self {
        if before.abs() < 1e-12 {
            return Self::none();
        }
        Self::new(shown, (after - before) / before.abs(), 1, Unit::Percent)
    }

    /// Money in a column headed 万元 or million yuan.
    pub(super) fn money(yuan: f64, lang: Lang) -> Self {
        let (size, places) = number::money_unit(lang);
        let shown = number::money_cell(yuan, lang);
        Self::new(shown, yuan / size, places, Unit::None)
    }

    /// Money in words, as `shown` says it; in a workbook in one unit whatever its size.
    pub(super) fn sum(shown: String, yuan: f64, currency: Option<&str>, lang: Lang) -> Self {
        let (size, places) = number::money_unit(lang);
        let word = match currency {
            None => words::LARGE_YUAN.get(lang),
            Some(_) => words::LARGE_OTHER.get(lang),
        };
        Self::new(shown, yuan / size, places, Unit::Word(word))
    }
}
