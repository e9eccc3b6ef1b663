//! UNESCO's degree of randomness: how little pupils explain of who holds what.
//!
//! In: the stock and the pupils of each section. Out: $1 - R^2$ of the regression of
//! stock on pupils with an intercept, unweighted: 0 where stock follows pupils along a
//! line, 1 where it has nothing to do with them. UNESCO reads it as the degree of
//! randomness in the allocation of teachers.

use super::sum::{Sum, sum};
use super::weighted::{finite, share, unit_of};

/// $1 - R^2$ of stock regressed on pupils with an intercept, unweighted.
///
/// None where the slices differ in length, hold a number that is not finite, or either
/// is the same for all sections.
///
/// ```
/// use junheng::disparity::one_minus_r2;
/// let pupils = [100.0, 200.0, 300.0];
/// assert_eq!(one_minus_r2(&[7.0, 9.0, 11.0], &pupils), Some(0.0));
/// assert_eq!(one_minus_r2(&[7.0, 9.0, 7.0], &pupils), Some(1.0));
/// assert_eq!(one_minus_r2(&[7.0, 7.0, 7.0], &pupils), None);
/// ```
#[must_use]
pub fn one_minus_r2(stock: &[f64], pupils: &[f64]) -> Option<f64> {
    Explained::by(pupils)?.one_minus_r2(stock)
}

/// What explains stocks: the pupils, prepared once for all of them.
pub(super) struct Explained {
    x: Vec<f64>,
    square: f64,
}

impl Explained {
    pub(super) fn by(pupils: &[f64]) -> Option<Self> {
        let x = centred(pupils)?;
        let square = sum(x.iter().map(|x| x * x));
        Some(Self { x, square })
    }

    /// As [`one_minus_r2`].
    pub(super) fn one_minus_r2(&self, stock: &[f64]) -> Option<f64> {
        if stock.len() != self.x.len() {
            return None;
        }
        let y = centred(stock)?;
        let (mut both, mut square) = (Sum::default(), Sum::default());
        for (x, y) in self.x.iter().zip(&y) {
            both.add(x * y);
            square.add(y * y);
        }
        let slope = finite(both.get() / self.square)?;
        // The residuals, not 1 less R2, so that a good fit keeps its digits.
        let residuals = self.x.iter().zip(&y).map(|(x, y)| (y - slope * x).powi(2));
        share(sum(residuals) / square.get())
    }
}

/// Deviations from the mean, in a unit in which squares neither overflow nor vanish.
fn centred(numbers: &[f64]) -> Option<Vec<f64>> {
    let unit = unit_of(numbers);
    let first = numbers.first()? / unit;
    // Measured from the first, so that equal numbers deviate by exactly 0.
    let mut from_first: Vec<f64> = numbers.iter().map(|x| x / unit - first).collect();
    let mean = finite(sum(from_first.iter().copied()) / numbers.len() as f64)?;
    for x in &mut from_first {
        *x -= mean;
    }
    let unit = unit_of(&from_first);
    Some(from_first.into_iter().map(|x| x / unit).collect())
}
