//! Measures of position: quantiles, and what lies below, above and between them.
//!
//! In: [`Weighted`] values. Out: quantiles, the `McLoone` and Verstegen indices, the
//! restricted range P95 - P5, the federal range ratio, shares of the Lorenz curve and
//! the Palma ratio. So that none of them hangs on rounding, two values within 1e-9 of
//! each other, relative, are one value, and a cumulative weight within 1e-12 of $q$
//! reaches it. Sources: R. Berne and L. Stiefel, *The Measurement of Equity in School
//! Finance* (1984); D. A. Verstegen (1996); A. Cobham and A. Sumner (2013).

use super::sum::sum;
use super::weighted::{Point, Weighted, finite};

/// Two values this close, relative, are one value.
const SAME_VALUE: f64 = 1e-9;

/// A cumulative weight this close to a share of the whole reaches it.
const SAME_WEIGHT: f64 = 1e-12;

impl Weighted {
    /// The smallest value whose cumulative weight, that of its equals included, reaches
    /// the share `q` of the whole. None where q is not between 0 and 1.
    ///
    /// ```
    /// use junheng::disparity::Weighted;
    /// let values = Weighted::new(&[1.0, 2.0, 3.0], &[1.0, 1.0, 2.0]).ok_or("not usable")?;
    /// assert_eq!(values.quantile(0.5), Some(2.0));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn quantile(&self, q: f64) -> Option<f64> {
        Some(self.point_at(q)? * self.unit)
    }

    /// The weighted median.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// `McLoone` index: the mean of the values below the median over the median, 1 if
    /// the lower half were lifted to it. None where nothing lies below the median.
    #[must_use]
    pub fn mcloone(&self) -> Option<f64> {
        let median = self.point_at(0.5)?;
        let below = self.points.get(..self.first_from(median))?;
        finite(mean(below) / median)
    }

    /// Verstegen index: the mean of the values above the median over the median. None
    /// where nothing lies above the median, or the median is 0.
    #[must_use]
    pub fn verstegen(&self) -> Option<f64> {
        let median = self.point_at(0.5)?;
        let above = |p: &Point| p.value > median && !same(p.value, median);
        let first = self.points.partition_point(|p| !above(p));
        finite(mean(self.points.get(first..)?) / median)
    }

    /// Restricted range P95 - P5.
    #[must_use]
    pub fn restricted_range(&self) -> Option<f64> {
        Some((self.point_at(0.95)? - self.point_at(0.05)?) * self.unit)
    }

    /// Federal range ratio (P95 - P5) / P5. None where P5 is 0.
    #[must_use]
    pub fn range_ratio(&self) -> Option<f64> {
        let p5 = self.point_at(0.05)?;
        finite((self.point_at(0.95)? - p5) / p5)
    }

    /// Lorenz curve: the share of the resource that the lowest `p` of the weight hold,
    /// the section at the border split in proportion. None where p is not between 0 and
    /// 1, or the mean is 0.
    #[must_use]
    pub fn lorenz(&self, p: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&p) {
            return None;
        }
        let whole = self.divisor()? * self.weight();
        finite(self.held_by_lowest(p) / whole).map(|held| held.min(1.0))
    }

    /// Palma ratio: what the top 10 % of the weight hold over what the bottom 40 % hold,
    /// the section at each border split in proportion; 0.25 if all are equal. None
    /// where the bottom 40 % hold nothing.
    #[must_use]
    pub fn palma(&self) -> Option<f64> {
        let top = self.held_by_lowest(1.0) - self.held_by_lowest(0.9);
        finite(top / self.held_by_lowest(0.4))
    }

    /// The quantile, in the unit of the values.
    fn point_at(&self, q: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&q) {
            return None;
        }
        let needed = (q - SAME_WEIGHT) * self.weight();
        let border = self.cumulative.partition_point(|weight| *weight < needed);
        let value = self.points.get(border)?.value;
        let first = self.points.get(self.first_from(value))?;
        Some(first.value)
    }

    /// The index of the first value that equals `value` or lies above it.
    fn first_from(&self, value: f64) -> usize {
        self.points
            .partition_point(|p| p.value < value && !same(p.value, value))
    }

    /// Weight times value, summed over the lowest `p` of the weight.
    fn held_by_lowest(&self, p: f64) -> f64 {
        let border = p * self.weight();
        let whole = self.cumulative.partition_point(|weight| *weight <= border);
        let before = whole.checked_sub(1).and_then(|i| self.cumulative.get(i));
        let part = (border - before.unwrap_or(&0.0)).max(0.0);
        let split = self.points.get(whole).map_or(0.0, |next| part * next.value);
        let wholes = self.points.iter().take(whole);
        sum(wholes.map(|p| p.weight * p.value).chain([split]))
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME_VALUE * a.abs().max(b.abs())
}

/// The weighted mean; NaN of no points.
fn mean(points: &[Point]) -> f64 {
    let held = sum(points.iter().map(|p| p.weight * p.value));
    held / sum(points.iter().map(|p| p.weight))
}
