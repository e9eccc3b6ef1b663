//! How far the values lie from their mean and from each other.
//!
//! In: [`Weighted`] values. Out: standard deviation, mean absolute deviation, half the
//! mean absolute difference and range, each in the unit of the values; and relative to
//! the mean the difference coefficient (差异系数), the Hoover index and the Gini
//! coefficient. The coefficient and its weights are those of 教督〔2012〕3号 and
//! 教督〔2017〕6号.

use super::sum::{Sum, sum};
use super::weighted::{Weighted, finite, share};

/// The difference coefficient of values with weights, as [`Weighted::cv`]; None also
/// where the values cannot be used.
///
/// ```
/// use junheng::disparity::cv;
/// assert_eq!(cv(&[1.0, 3.0], &[10.0, 10.0]), Some(0.5));
/// assert_eq!(cv(&[0.0, 0.0], &[10.0, 10.0]), None);
/// ```
#[must_use]
pub fn cv(values: &[f64], weights: &[f64]) -> Option<f64> {
    Weighted::new(values, weights)?.cv()
}

impl Weighted {
    /// Standard deviation $\sigma = \sqrt{\sum_s \pi_s (v_s - m)^2}$.
    #[must_use]
    pub fn std(&self) -> f64 {
        self.deviation() * self.unit
    }

    /// Mean absolute deviation $\sum_s \pi_s |v_s - m|$.
    #[must_use]
    pub fn mad(&self) -> f64 {
        self.absolute_deviation() * self.unit
    }

    /// Half the mean absolute difference, $\sum_{s<t} \pi_s \pi_t |v_s - v_t|$.
    #[must_use]
    pub fn half_mean_difference(&self) -> f64 {
        self.half_difference() * self.unit
    }

    /// Range: the largest value less the least.
    #[must_use]
    pub fn range(&self) -> f64 {
        (self.largest() - self.least()) * self.unit
    }

    /// Difference coefficient (差异系数), the coefficient of variation $\sigma / m$.
    /// None where the mean is 0.
    #[must_use]
    pub fn cv(&self) -> Option<f64> {
        finite(self.deviation() / self.divisor()?)
    }

    /// Gini coefficient: half the mean absolute difference over the mean. None where
    /// the mean is 0.
    #[must_use]
    pub fn gini(&self) -> Option<f64> {
        share(self.half_difference() / self.divisor()?)
    }

    /// Hoover index: half the mean absolute deviation over the mean, the part of the
    /// resource that would have to move for all to stand at the mean. None where the
    /// mean is 0.
    #[must_use]
    pub fn hoover(&self) -> Option<f64> {
        share(self.absolute_deviation() / self.divisor()? / 2.0)
    }

    /// The largest value over the least. None where the least is 0.
    #[must_use]
    pub fn max_over_min(&self) -> Option<f64> {
        finite(self.largest() / self.least())
    }

    fn deviation(&self) -> f64 {
        self.mean_of(|v| (v - self.mean).powi(2)).sqrt()
    }

    fn absolute_deviation(&self) -> f64 {
        self.mean_of(|v| (v - self.mean).abs())
    }

    /// The sum over all pairs is one over the gaps between neighbours: each gap is
    /// crossed by the pairs of what lies below it with what lies above,
    /// $\sum_i (v_{i+1} - v_i) F_i (1 - F_i)$. No term is negative, so nothing cancels.
    fn half_difference(&self) -> f64 {
        let mut above = Sum::default();
        let total = self.weight();
        let gaps = self.points.windows(2).zip(&self.cumulative).rev();
        sum(gaps.map(|(pair, below)| match pair {
            [low, high] => {
                above.add(high.weight);
                (high.value - low.value) * (below / total) * (above.get() / total)
            }
            _ => 0.0,
        }))
    }
}
