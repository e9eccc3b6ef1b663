//! Theil's measures split into what lies between groups and what lies within them.
//!
//! In: a label a section (its locale, its group, anything), values and weights. Out:
//!
//! $$T = \sum_g \pi_g x_g \ln x_g + \sum_g \pi_g x_g T_g, \qquad
//! L = -\sum_g \pi_g \ln x_g + \sum_g \pi_g L_g$$
//!
//! with $\pi_g$ the weight of group g, $x_g$ its mean over the mean of all, $T_g$ and
//! $L_g$ the measure inside it. The two parts add up exactly (A. F. Shorrocks, 1980).

use std::collections::BTreeMap;

use super::sum::{Sum, sum};
use super::weighted::{Weighted, unit_of, units};

/// A grouping of sections.
///
/// ```
/// use junheng::disparity::{Groups, Weighted};
/// let (values, weights) = ([1.0, 3.0, 8.0], [10.0, 10.0, 20.0]);
/// let split = Groups::new(["town", "town", "city"])
///     .theil_t(&values, &weights)
///     .ok_or("undefined")?;
/// let whole = Weighted::new(&values, &weights).and_then(|v| v.theil_t());
/// assert!((split.total() - whole.ok_or("undefined")?).abs() < 1e-15);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// The number of each section's group, in the order of first appearance.
    of: Vec<usize>,
    count: usize,
}

/// The two parts of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// What remains if every section stood at its group's mean.
    pub between: f64,
    /// The rest: the measure inside each group.
    pub within: f64,
}

impl Split {
    /// Both parts together: the measure over all sections.
    #[must_use]
    pub fn total(self) -> f64 {
        self.between + self.within
    }
}

/// Groups whose members have weights.
pub(super) struct Weighed {
    groups: Groups,
    weights: Vec<f64>,
    /// Of each group.
    totals: Vec<f64>,
}

impl Weighed {
    /// As [`Groups::means`], of figures that are one a label and near `unit`.
    pub(super) fn means(&self, values: &[f64], unit: f64) -> Option<Weighted> {
        let mut held = vec![Sum::default(); self.totals.len()];
        let members = self.groups.of.iter().zip(values).zip(&self.weights);
        for ((group, value), weight) in members {
            held.get_mut(*group)?.add(weight * (value / unit));
        }
        let held = held.into_iter().zip(&self.totals);
        let (means, weights): (Vec<f64>, Vec<f64>) = held
            .filter(|(_, total)| **total > 0.0)
            .map(|(held, total)| (held.get() / total * unit, *total))
            .unzip();
        Weighted::new(&means, &weights)
    }
}

impl Groups {
    /// Sections with equal labels are one group.
    pub fn new<G: Ord>(labels: impl IntoIterator<Item = G>) -> Self {
        let mut numbers = BTreeMap::new();
        let number = |label| {
            let next = numbers.len();
            *numbers.entry(label).or_insert(next)
        };
        let of = labels.into_iter().map(number).collect();
        let count = numbers.len();
        Self { of, count }
    }

    /// How many groups there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The mean of each group, weighted by the group: any measure of these is the part
    /// of it that lies between the groups. None as in [`Weighted::new`], or where the
    /// values are not one a label.
    #[must_use]
    pub fn means(&self, values: &[f64], weights: &[f64]) -> Option<Weighted> {
        if self.of.len() != values.len() {
            return None;
        }
        let (unit, _) = units(values, weights)?;
        self.clone().weighed(weights).means(values, unit)
    }

    /// The groups with the weights of their members, which are figures above 0.
    pub(super) fn weighed(self, weights: &[f64]) -> Weighed {
        let unit = unit_of(weights);
        let weights: Vec<f64> = weights.iter().map(|w| w / unit).collect();
        let mut totals = vec![Sum::default(); self.count];
        for (group, weight) in self.of.iter().zip(&weights) {
            if let Some(total) = totals.get_mut(*group) {
                total.add(*weight);
            }
        }
        Weighed {
            totals: totals.into_iter().map(Sum::get).collect(),
            weights,
            groups: self,
        }
    }

    /// Theil T between and within the groups. None where it is undefined over all.
    #[must_use]
    pub fn theil_t(&self, values: &[f64], weights: &[f64]) -> Option<Split> {
        let between = self.means(values, weights)?.theil_t()?;
        let held: Vec<(f64, f64)> = self
            .parts(values, weights)?
            .filter_map(|(weight, part)| Some((weight * part.mean(), part.theil_t()?)))
            .collect();
        let within = weighted_mean(&held)?;
        Some(Split { between, within })
    }

    /// Theil L between and within the groups. None where it is undefined over all.
    #[must_use]
    pub fn theil_l(&self, values: &[f64], weights: &[f64]) -> Option<Split> {
        let between = self.means(values, weights)?.theil_l()?;
        let parts: Option<Vec<(f64, f64)>> = self
            .parts(values, weights)?
            .map(|(weight, part)| Some((weight, part.theil_l()?)))
            .collect();
        let within = weighted_mean(&parts?)?;
        Some(Split { between, within })
    }

    /// The weight and the values of each group that has any weight, in comfortable units.
    fn parts(
        &self,
        values: &[f64],
        weights: &[f64],
    ) -> Option<impl Iterator<Item = (f64, Weighted)>> {
        let (unit, weight_unit) = units(values, weights)?;
        let mut parts = vec![(Vec::new(), Vec::new()); self.count];
        for ((group, value), weight) in self.of.iter().zip(values).zip(weights) {
            let (of_values, of_weights) = parts.get_mut(*group)?;
            of_values.push(value / unit);
            of_weights.push(weight / weight_unit);
        }
        Some(parts.into_iter().filter_map(|(values, weights)| {
            let part = Weighted::new(&values, &weights)?;
            Some((sum(weights), part))
        }))
    }
}

fn weighted_mean(parts: &[(f64, f64)]) -> Option<f64> {
    let total = sum(parts.iter().map(|(weight, _)| *weight));
    let mean = sum(parts.iter().map(|(weight, figure)| weight * figure)) / total;
    Some(mean).filter(|mean| mean.is_finite())
}
