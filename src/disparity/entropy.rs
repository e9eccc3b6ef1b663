//! Theil's two measures and Atkinson's family.
//!
//! In: [`Weighted`] values. Out, with $x_s = v_s / m$:
//!
//! $$T = \sum_s \pi_s x_s \ln x_s, \quad L = -\sum_s \pi_s \ln x_s, \quad
//! A_\varepsilon = 1 - \Big(\sum_s \pi_s x_s^{1-\varepsilon}\Big)^{1/(1-\varepsilon)}$$
//!
//! and $A_1 = 1 - e^{-L}$. Sources: H. Theil, *Economics and Information Theory*
//! (1967); A. B. Atkinson, "On the measurement of inequality" (1970).

use super::sum::Sum;
use super::weighted::{Point, Weighted, finite, share};

impl Weighted {
    /// Theil T, with $0 \ln 0 = 0$. None where the mean is 0.
    #[must_use]
    pub fn theil_t(&self) -> Option<f64> {
        let mean = self.divisor()?;
        let term = |v: f64| {
            let (x, d) = (v / mean, (v - mean) / mean);
            theil_t_term(x, d, ln(x, d))
        };
        finite(self.mean_of(term)).map(|t| t.max(0.0))
    }

    /// Theil L, the mean logarithmic deviation. None where a value or the mean is 0.
    #[must_use]
    pub fn theil_l(&self) -> Option<f64> {
        let mean = self.divisor()?;
        if self.least() == 0.0 {
            return None;
        }
        let term = |v: f64| {
            let d = (v - mean) / mean;
            d - ln(v / mean, d)
        };
        finite(self.mean_of(term)).map(|l| l.max(0.0))
    }

    /// Atkinson's index with an aversion to inequality of `epsilon`. With a zero among
    /// the values it is 1 from an epsilon of 1 on. None where the mean is 0 or epsilon
    /// is not a finite number from 0 up.
    ///
    /// ```
    /// use junheng::disparity::Weighted;
    /// let values = Weighted::unweighted(&[1.0, 4.0]).ok_or("not usable")?;
    /// let index = values.atkinson(1.0).ok_or("undefined")?;
    /// assert!((index - 0.2).abs() < 1e-15); // the geometric mean is 2, the mean 2.5
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn atkinson(&self, epsilon: f64) -> Option<f64> {
        let mean = self.divisor()?;
        if !epsilon.is_finite() || epsilon < 0.0 {
            return None;
        }
        let power = 1.0 - epsilon;
        if power <= 0.0 && self.least() == 0.0 {
            return Some(1.0);
        }
        if power == 0.0 {
            return self.atkinson_1(self.theil_l());
        }
        let exponent = |v: f64| power * ln(v / mean, (v - mean) / mean);
        let most = exponent(self.least()).max(exponent(self.largest()));
        // Near 0 each power is taken less 1, so that an epsilon near 1 loses no digits;
        // far from 0 relative to the largest, so that none overflows.
        let log = if most < 1.0 {
            self.mean_of(|v| exponent(v).exp_m1()).ln_1p()
        } else {
            most + self.mean_of(|v| (exponent(v) - most).exp()).ln()
        };
        share(-(log / power).exp_m1())
    }

    /// Atkinson's index with an epsilon of 1, from Theil L.
    pub(super) fn atkinson_1(&self, theil_l: Option<f64>) -> Option<f64> {
        self.divisor()?;
        if self.least() == 0.0 {
            return Some(1.0);
        }
        share(-(-theil_l?).exp_m1())
    }
}

/// The measures that are means of a figure of each value.
pub(super) struct Means {
    pub(super) cv: Option<f64>,
    pub(super) hoover: Option<f64>,
    pub(super) theil_t: Option<f64>,
    pub(super) theil_l: Option<f64>,
}

impl Weighted {
    /// All of them in one pass, with one logarithm a value.
    pub(super) fn means(&self) -> Means {
        let Some(mean) = self.divisor() else {
            return Means {
                cv: None,
                hoover: None,
                theil_t: None,
                theil_l: None,
            };
        };
        let mut sums = [Sum::default(); 4];
        let [squares, distances, t, l] = &mut sums;
        for Point { value, weight } in &self.points {
            let off = value - self.mean;
            let (x, d) = (value / mean, off / mean);
            let log = ln(x, d);
            squares.add(weight * off.powi(2));
            distances.add(weight * off.abs());
            t.add(weight * theil_t_term(x, d, log));
            l.add(weight * (d - log));
        }
        let [squares, distances, t, l] = sums.map(|sum| sum.get() / self.weight());
        let has_zero = self.least() == 0.0;
        Means {
            cv: finite(squares.sqrt() / mean),
            hoover: share(distances / mean / 2.0),
            theil_t: finite(t).map(|t| t.max(0.0)),
            theil_l: finite(l).filter(|_| !has_zero).map(|l| l.max(0.0)),
        }
    }
}

/// The deviations sum to 0, so each may be taken off its term: none is negative then.
fn theil_t_term(x: f64, d: f64, log: f64) -> f64 {
    if x == 0.0 { 1.0 } else { x * log - d }
}

/// $\ln x$, given also $d = x - 1$, which is the more exact of the two near 1.
fn ln(x: f64, d: f64) -> f64 {
    if d.abs() < 0.5 { d.ln_1p() } else { x.ln() }
}
