//! The ranges of figures that are planned with, real counties and provinces well inside.
//!
//! Beyond them floating point no longer adds up exactly enough for the promises of a
//! plan, so that what lies outside is refused. 0 is in every range that may be empty.

use crate::error::{Code, Place, Problems};

/// From the least to the most that a figure of one kind may be; 0 apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Range {
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Range {
    const fn new(least: f64, most: f64) -> Self {
        Self { least, most }
    }

    /// Pupils, classes and class sizes of a section.
    pub(crate) const PUPILS: Self = Self::new(1e-3, 1e10);
    /// Stocks of a section; what rounding leaves of one after a plan is small.
    pub(crate) const STOCK: Self = Self::new(0.0, 1e15);
    /// Units of a lever, and what a unit adds.
    pub(crate) const UNITS: Self = Self::new(1e-9, 1e15);
    /// Minutes of a journey.
    pub(crate) const MINUTES: Self = Self::new(1e-3, 1e5);
    /// A reach, in kilometres or minutes.
    pub(crate) const REACH: Self = Self::new(1e-3, 1e5);
    /// Money: amounts, costs, caps.
    pub(crate) const MONEY: Self = Self::new(1e-12, 1e15);
    /// Minima, in the indicator's unit.
    pub(crate) const MINIMUM: Self = Self::new(1e-9, 1e12);
    /// Limits on a difference coefficient.
    pub(crate) const CV: Self = Self::new(1e-6, 1e3);
    /// Weights of indicators in the goals.
    pub(crate) const WEIGHT: Self = Self::new(1e-3, 1e3);

    /// The relative gap asked for.
    pub(crate) const GAP: Self = Self::new(1e-12, 1.0);

    /// Whether a number is one that can be planned with, negative ones apart.
    pub(crate) fn holds(self, number: f64) -> bool {
        number == 0.0 || (self.least..=self.most).contains(&number)
    }

    /// The problem with a number, if there is one: not finite, negative (with the code
    /// that says so here), or outside.
    pub(crate) fn check(self, number: f64, negative: Code, place: &Place, problems: &mut Problems) {
        let args = if !number.is_finite() {
            (Code::NotFinite, vec![number.to_string()])
        } else if number < 0.0 {
            (negative, vec![number.to_string()])
        } else {
            return self.outside(number, place, problems);
        };
        problems.add(args.0, place.clone(), args.1);
    }

    /// The problem with a finite number of either sign that is outside.
    pub(crate) fn outside(self, number: f64, place: &Place, problems: &mut Problems) {
        if !self.holds(number.abs()) {
            let args = [number, self.least, self.most].map(figure);
            problems.add(Code::OutOfRange, place.clone(), args);
        }
    }
}

/// A figure of any size, as short as it can be.
pub(crate) fn figure(number: f64) -> String {
    if number == 0.0 || (1e-3..1e7).contains(&number.abs()) {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}
