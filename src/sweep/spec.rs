//! What a sweep varies, key by key as in `sweep.toml`.

use serde::Serialize;
use serde_json::Value;

use crate::policy::Filter;

/// What to vary, and how: a grid (every combination), a list of scenarios, or samples.
/// Exactly one of the three is given.
///
/// ```
/// use junheng::sweep::{Spec, Vary};
/// let spec = Spec {
///     grid: vec![
///         Vary::values("fund.capital.amount", [4e6, 8e6, 12e6]),
///         Vary::factors("pupils", [0.9, 1.0]),
///     ],
///     ..Spec::default()
/// };
/// assert_eq!(spec.scenarios(), Some(6));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Spec {
    /// Every combination of these, the last varying fastest.
    #[serde(rename = "vary", skip_serializing_if = "Vec::is_empty")]
    pub grid: Vec<Vary>,
    /// Scenarios one by one: what is set to what.
    #[serde(rename = "scenario", skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<Vec<(String, Value)>>,
    /// Samples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
}

impl Spec {
    /// How many scenarios it makes; none where they are more than can be counted.
    #[must_use]
    pub fn scenarios(&self) -> Option<usize> {
        match &self.sample {
            Some(sample) => Some(sample.count),
            None if self.grid.is_empty() => Some(self.list.len()),
            None => self
                .grid
                .iter()
                .try_fold(1_usize, |all, vary| all.checked_mul(vary.steps.len())),
        }
    }
}

/// One quantity of a grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Vary {
    /// The path of a setting of the policy, such as `fund.capital.amount`, or `pupils`.
    pub what: String,
    /// Which sections, where `what` is `pupils`.
    #[serde(rename = "where")]
    pub filter: Filter,
    /// The values it takes.
    #[serde(flatten)]
    pub steps: Steps,
}

impl Vary {
    /// A setting of the policy that takes these numbers.
    pub fn values(what: impl Into<String>, numbers: impl IntoIterator<Item = f64>) -> Self {
        let values = numbers.into_iter().map(Value::from).collect();
        Self {
            what: what.into(),
            filter: Filter::default(),
            steps: Steps::Values(values),
        }
    }

    /// A number of the policy, or `pupils`, multiplied by these factors.
    pub fn factors(what: impl Into<String>, factors: impl IntoIterator<Item = f64>) -> Self {
        Self {
            what: what.into(),
            filter: Filter::default(),
            steps: Steps::Factors(factors.into_iter().collect()),
        }
    }
}

/// The values that one quantity takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Steps {
    /// These, as the policy file would write them.
    Values(Vec<Value>),
    /// What is there, multiplied.
    Factors(Vec<f64>),
}

impl Steps {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Values(values) => values.len(),
            Self::Factors(factors) => factors.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Scenarios drawn at random: the same seed draws the same ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    /// How many.
    pub count: usize,
    /// The seed.
    pub seed: u64,
    /// Whether each quantity is drawn once from each of `count` equally likely slices
    /// (Latin hypercube), instead of independently (Monte Carlo).
    pub latin_hypercube: bool,
    /// What is drawn.
    pub vary: Vec<Draw>,
}

/// One quantity drawn at random.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draw {
    /// The path of a number of the policy, or `pupils`.
    pub what: String,
    /// Which sections, where `what` is `pupils`.
    #[serde(rename = "where")]
    pub filter: Filter,
    /// Whether every section draws a factor of its own, where `what` is `pupils`.
    pub per_section: bool,
    /// Whether a number of the policy is multiplied by what is drawn instead of set to
    /// it; `pupils` always are.
    pub multiply: bool,
    /// From what.
    #[serde(flatten)]
    pub from: Distribution,
}

/// What a number is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// Equally likely between the two, `[low, high]`.
    Uniform([f64; 2]),
    /// The normal distribution.
    Normal {
        /// Its mean.
        mean: f64,
        /// Its standard deviation.
        sd: f64,
    },
}
