//! Values with weights, checked and sorted once, so that every measure is one pass.
//!
//! In: the value and the weight of each section. Out: [`Weighted`], which knows mean,
//! least and largest value; the measures are in the files beside this one.

use super::sum::{Sum, sum};

/// Values with weights, in ascending order: what every measure of difference is taken of.
///
/// ```
/// use junheng::disparity::Weighted;
/// let pupils = [45.0, 37.0, 89.0, 76.0, 55.0];
/// let books = [279.0, 137.0, 935.0, 160.0, 402.0];
/// let per_pupil: Vec<f64> = books.iter().zip(pupils).map(|(b, p)| b / p).collect();
/// let values = Weighted::new(&per_pupil, &pupils).ok_or("not usable")?;
/// assert_eq!(values.cv().map(|cv| (cv * 1e7).round()), Some(5_152_566.0));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// Ascending, in units of `unit`; weights in a unit of their own.
    pub(super) points: Vec<Point>,
    /// Weight up to and including each point.
    pub(super) cumulative: Vec<f64>,
    /// In units of `unit`, as everything inside.
    pub(super) mean: f64,
    /// A power of two that brings the values near 1: no square of them overflows, and
    /// nothing is rounded unless it is 300 orders of magnitude below the largest.
    pub(super) unit: f64,
}

/// One value with its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) value: f64,
    pub(super) weight: f64,
}

/// The bits of a figure that is not negative, to be sorted by; -0 is 0.
fn key(figure: f64) -> u128 {
    u128::from((figure + 0.0).to_bits())
}

impl Point {
    /// What a key of value and weight stands for.
    #[allow(clippy::cast_possible_truncation)] // each half is taken by itself
    fn of(key: u128) -> Self {
        Self {
            value: f64::from_bits((key >> 64) as u64),
            weight: f64::from_bits(key as u64),
        }
    }
}

impl Weighted {
    /// Checks and sorts the values; one of weight 0 counts for nothing.
    ///
    /// None where the slices differ in length, a value or weight is NaN, infinite or
    /// negative (no section holds less than nothing), or nothing has a weight above 0.
    #[must_use]
    pub fn new(values: &[f64], weights: &[f64]) -> Option<Self> {
        let (unit, weight_unit) = units(values, weights)?;
        // Of figures that are not negative the bits are in the same order. Ties by weight,
        // so that the order of the input leaves no trace in the last digit.
        let mut keys: Vec<u128> = values
            .iter()
            .zip(weights)
            .map(|(value, weight)| (value / unit, weight / weight_unit))
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(value, weight)| key(value) << 64 | key(weight))
            .collect();
        keys.sort_unstable();
        let points: Vec<Point> = keys.into_iter().map(Point::of).collect();
        let (least, largest) = (points.first()?.value, points.last()?.value);
        let mut reached = Sum::default();
        let cumulative: Vec<f64> = points
            .iter()
            .map(|point| {
                reached.add(point.weight);
                reached.get()
            })
            .collect();
        // Measured from the least value, the mean of equal values is exactly that value.
        let above = sum(points.iter().map(|p| p.weight * (p.value - least)));
        let mean = least + above / cumulative.last()?;
        Some(Self {
            points,
            cumulative,
            mean: mean.min(largest),
            unit,
        })
    }

    /// Values that all weigh the same.
    #[must_use]
    pub fn unweighted(values: &[f64]) -> Option<Self> {
        Self::new(values, &vec![1.0; values.len()])
    }

    /// The mean $m = \sum_s \pi_s v_s$.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean * self.unit
    }

    /// The least value.
    #[must_use]
    pub fn min(&self) -> f64 {
        self.least() * self.unit
    }

    /// The largest value.
    #[must_use]
    pub fn max(&self) -> f64 {
        self.largest() * self.unit
    }

    pub(super) fn least(&self) -> f64 {
        self.points.first().map_or(0.0, |p| p.value)
    }

    pub(super) fn largest(&self) -> f64 {
        self.points.last().map_or(0.0, |p| p.value)
    }

    /// The weight of all, in the unit of the weights.
    pub(super) fn weight(&self) -> f64 {
        self.cumulative.last().copied().unwrap_or(0.0)
    }

    /// The weighted mean of a function of the value.
    pub(super) fn mean_of(&self, f: impl Fn(f64) -> f64) -> f64 {
        sum(self.points.iter().map(|p| p.weight * f(p.value))) / self.weight()
    }

    /// The mean where it is not 0, to divide by.
    pub(super) fn divisor(&self) -> Option<f64> {
        Some(self.mean).filter(|mean| *mean > 0.0)
    }
}

/// A figure, if it is one.
pub(super) fn finite(figure: f64) -> Option<f64> {
    Some(figure).filter(|f| f.is_finite())
}

/// A figure that lies between 0 and 1 but for rounding.
pub(super) fn share(figure: f64) -> Option<f64> {
    finite(figure).map(|f| f.clamp(0.0, 1.0))
}

/// Checks values and weights and finds the unit of each, that of the values among
/// those that count.
pub(super) fn units(values: &[f64], weights: &[f64]) -> Option<(f64, f64)> {
    let usable = |x: &f64| x.is_finite() && *x >= 0.0;
    let fine = values.len() == weights.len() && values.iter().chain(weights).all(usable);
    let counting = || values.iter().zip(weights).filter(|(_, w)| **w > 0.0);
    fine.then(|| (unit_of(counting().map(|(v, _)| v)), unit_of(weights)))
}

/// The largest power of two that is not above the largest number in magnitude.
pub(super) fn unit_of<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> f64 {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    let largest = numbers
        .into_iter()
        .fold(0.0_f64, |most, x| most.max(x.abs()));
    f64::from_bits(largest.to_bits() & EXPONENT).max(f64::MIN_POSITIVE)
}
