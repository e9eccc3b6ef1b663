//! What a sweep says as a whole: shares, quantiles, what matters most.
//!
//! Rows go in one by one. Shares are over all of them; quantiles, correlations and
//! effects over at most [`MOST_KEPT`], of longer sweeps a sample by a hash of their
//! numbers. Quantile q is the smallest figure whose cumulative share reaches q. Rank
//! correlation is Spearman's: Pearson's of the ranks, ties sharing their mean rank.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Columns, Outcome, Record, Row};

/// Most rows that a summary keeps.
pub const MOST_KEPT: usize = 20_000;

/// The quantiles of [`Summary::quantiles`].
pub const QUANTILES: [f64; 7] = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0];

/// How many scenarios ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    /// All scenarios seen.
    pub rows: usize,
    /// Those with a plan that is proven best.
    pub optimal: usize,
    /// Those with a plan that a limit stopped.
    pub feasible: usize,
    /// Those that no plan can satisfy.
    pub infeasible: usize,
    /// Those that a limit stopped before any plan.
    pub stopped: usize,
    /// Those with an error.
    pub failed: usize,
    /// Those whose district passes the standard afterwards.
    pub passing: usize,
}

/// A summary that grows row by row.
#[derive(Debug, Clone)]
pub struct Summary {
    varied: Vec<String>,
    figures: Vec<String>,
    shares: Shares,
    kept: Vec<Kept>,
    /// Only rows whose hash is at most this are kept.
    threshold: u64,
}

/// The numbers of one row.
#[derive(Debug, Clone)]
struct Kept {
    hash: u64,
    varied: Vec<Option<f64>>,
    figures: Vec<Option<f64>>,
}

impl Summary {
    /// A summary of no rows yet.
    #[must_use]
    pub fn new(columns: &Columns) -> Self {
        Self {
            varied: columns.varied.clone(),
            figures: columns.figures(),
            shares: Shares::default(),
            kept: Vec::new(),
            threshold: u64::MAX,
        }
    }

    /// Takes a row into account.
    pub fn add(&mut self, row: &Row) {
        let figures = row.outcome.as_ref().ok().map(Outcome::figures);
        self.take(row.scenario, row.status(), &row.varied, figures);
    }

    /// Takes a row of a stored table into account, where a sweep goes on.
    pub fn add_record(&mut self, record: &Record) {
        let figures = (!record.figures.is_empty()).then(|| record.figures.clone());
        self.take(record.scenario, &record.status, &record.varied, figures);
    }

    fn take(
        &mut self,
        scenario: usize,
        status: &str,
        varied: &[Value],
        figures: Option<Vec<Option<f64>>>,
    ) {
        let shares = &mut self.shares;
        shares.rows += 1;
        let count = match status {
            "optimal" => &mut shares.optimal,
            "feasible" => &mut shares.feasible,
            "infeasible" => &mut shares.infeasible,
            "stopped" => &mut shares.stopped,
            _ => &mut shares.failed,
        };
        *count += 1;
        let Some(figures) = figures else { return };
        let pass = self.figures.iter().position(|name| name == "pass");
        let passes = pass.and_then(|at| *figures.get(at)?) == Some(1.0);
        shares.passing += usize::from(passes);
        let hash = hash(scenario as u64);
        if hash > self.threshold {
            return;
        }
        self.kept.push(Kept {
            hash,
            varied: varied.iter().map(number).collect(),
            figures,
        });
        if self.kept.len() > MOST_KEPT {
            self.threshold /= 2;
            self.kept.retain(|kept| kept.hash <= self.threshold);
        }
    }

    /// How many scenarios ended how.
    #[must_use]
    pub fn shares(&self) -> Shares {
        self.shares
    }

    /// Over how many rows the figures below are: all that have a plan, or a sample.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.kept.len()
    }

    /// What is varied.
    #[must_use]
    pub fn varied(&self) -> &[String] {
        &self.varied
    }

    /// The figures, as [`Columns::figures`] names them.
    #[must_use]
    pub fn figures(&self) -> &[String] {
        &self.figures
    }

    /// The [`QUANTILES`] of a figure; none where no row has it.
    #[must_use]
    pub fn quantiles(&self, figure: &str) -> Option<[f64; 7]> {
        let at = self.figures.iter().position(|name| name == figure)?;
        let figures = self.kept.iter().filter_map(|k| *k.figures.get(at)?);
        let mut sorted: Vec<f64> = figures.collect();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len() as f64;
        let of = |q: f64| {
            let reached = (1..)
                .zip(&sorted)
                .find(|(i, _)| f64::from(*i) >= q * n - 1e-9);
            reached.map(|(_, x)| *x)
        };
        let [a, b, c, d, e, f, g] = QUANTILES.map(of);
        Some([a?, b?, c?, d?, e?, f?, g?])
    }

    /// Spearman's rank correlation of a varied quantity with a figure, -1 to 1; none
    /// where either is no number or never changes.
    #[must_use]
    pub fn correlation(&self, varied: &str, figure: &str) -> Option<f64> {
        let (xs, ys): (Vec<f64>, Vec<f64>) = self.pairs(varied, figure)?.into_iter().unzip();
        pearson(&ranks(&xs), &ranks(&ys))
    }

    /// What a figure changes by when one quantity goes from its lowest to its highest
    /// value while all others stay, on average over the others; none where no two rows
    /// differ in that quantity alone (samples).
    #[must_use]
    pub fn effect(&self, varied: &str, figure: &str) -> Option<f64> {
        let x = self.varied.iter().position(|name| name == varied)?;
        let y = self.figures.iter().position(|name| name == figure)?;
        let mut groups: BTreeMap<Vec<u64>, [(f64, f64); 2]> = BTreeMap::new();
        let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
        for kept in &self.kept {
            let (Some(Some(at)), Some(Some(is))) = (kept.varied.get(x), kept.figures.get(y)) else {
                continue;
            };
            lowest = lowest.min(*at);
            highest = highest.max(*at);
            let others = kept.varied.iter().enumerate().filter(|(i, _)| *i != x);
            let key = others
                .map(|(_, v)| v.map_or(u64::MAX, f64::to_bits))
                .collect();
            let ends = groups.entry(key).or_insert([(*at, *is); 2]);
            let [low, high] = ends;
            if *at < low.0 {
                *low = (*at, *is);
            }
            if *at > high.0 {
                *high = (*at, *is);
            }
        }
        let whole =
            |[low, high]: &&[(f64, f64); 2]| low.0 < high.0 && low.0 <= lowest && high.0 >= highest;
        let changes: Vec<f64> = groups
            .values()
            .filter(whole)
            .map(|[low, high]| high.1 - low.1)
            .collect();
        (!changes.is_empty()).then(|| changes.iter().sum::<f64>() / changes.len() as f64)
    }

    fn pairs(&self, varied: &str, figure: &str) -> Option<Vec<(f64, f64)>> {
        let x = self.varied.iter().position(|name| name == varied)?;
        let y = self.figures.iter().position(|name| name == figure)?;
        let pair = |k: &Kept| Some((*k.varied.get(x)?.as_ref()?, *k.figures.get(y)?.as_ref()?));
        Some(self.kept.iter().filter_map(pair).collect())
    }
}

/// What was varied, as a number.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        _ => None,
    }
}

/// A number scattered evenly over all others (the finaliser of `SplitMix64`).
fn hash(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Ranks from 1; equals share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equals in order.chunk_by(|a, b| a.1.total_cmp(&b.1).is_eq()) {
        let rank = before as f64 + f64::midpoint(equals.len() as f64, 1.0);
        before += equals.len();
        for (i, _) in equals {
            if let Some(r) = ranks.get_mut(*i) {
                *r = rank;
            }
        }
    }
    ranks
}

fn pearson(xs: &[f64], ys: &[f64]) -> Option<f64> {
    let n = xs.len() as f64;
    let (mx, my) = (xs.iter().sum::<f64>() / n, ys.iter().sum::<f64>() / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in xs.iter().zip(ys) {
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
        xy += (x - mx) * (y - my);
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_ties_and_correlate() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        // A monotone but crooked curve has rank correlation 1.
        let (xs, ys) = ([1.0, 2.0, 3.0], [1.0, 10.0, 11.0]);
        let r = pearson(&ranks(&xs), &ranks(&ys)).unwrap_or_default();
        assert!((r - 1.0).abs() < 1e-12);
        // A known case: d = (1, 1, 2, 0), 1 - 6 * 6 / (4 * 15) = 0.4.
        let r = pearson(&ranks(&[1.0, 2.0, 3.0, 4.0]), &ranks(&[2.0, 3.0, 1.0, 4.0]));
        assert!((r.unwrap_or_default() - 0.4).abs() < 1e-12);
        assert_eq!(pearson(&[1.0, 1.0], &[1.0, 2.0]), None);
    }
}
