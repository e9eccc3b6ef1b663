//! The goal `worst_cv` in linear pieces: it is a ratio, so only quasi-convex.
//!
//! For a plan with the ratio $\theta$, least e such that for every limited CV
//!
//! $$\sigma_k / c_k - \theta M_k \le e \\, s_k,$$
//!
//! $s_k$ the mean today. A plan with the ratio $\theta^\prime$ has $e \le (\theta^\prime - \theta)
//! \min_k M_k / s_k$ where that is below 0. So a lower bound on e bounds $\theta^\prime$, given
//! the least that a mean can be.

use super::super::goals::counted;
use super::lp::{Affine, Lp};
use super::pieces::Pieces;

/// The step e of a program, and the least that any mean can be in terms of today's.
pub(crate) struct Step {
    pub(crate) e: Affine,
    least: f64,
    ratio: f64,
}

impl Step {
    /// No ratio is below this where e is never below a bound.
    pub(crate) fn ratio(&self, bound: f64) -> f64 {
        let gained = bound.min(0.0) / self.least;
        if bound >= 0.0 {
            self.ratio
        } else if gained.is_finite() {
            (self.ratio + gained).max(0.0)
        } else {
            0.0
        }
    }
}

impl Pieces<'_, '_> {
    /// Holds every CV under a common multiple of its limit.
    pub(crate) fn hold_worst_cv(&mut self, ratio: f64, lp: &mut Lp) {
        for (over, _) in self.over(ratio, lp) {
            lp.require(over);
        }
    }

    /// Adds how far below a ratio every CV is.
    pub(crate) fn step(&mut self, ratio: f64, lp: &mut Lp) -> Step {
        let all = self.over(ratio, lp);
        let ranges = all.iter().map(|(over, scale)| {
            let (low, high) = lp.range(over);
            (low / scale, high / scale)
        });
        let (low, high) = ranges.fold((0.0f64, 0.0f64), |(l, h), (a, b)| (l.min(a), h.max(b)));
        let e = Affine::var(lp.var(low, high));
        let mut least = f64::INFINITY;
        for (over, scale) in all {
            lp.require(over.plus(-scale, &e));
        }
        for ((stage, k, _), (_, scale)) in self.limited().into_iter().zip(self.means()) {
            least = least.min(self.least_mean(stage, k, lp) / scale);
        }
        Step { e, least, ratio }
    }

    /// Per limited CV, sigma / limit less so many times the mean, and the mean today.
    fn over(&mut self, ratio: f64, lp: &mut Lp) -> Vec<(Affine, f64)> {
        let mut all = Vec::new();
        let means = self.means();
        for ((stage, k, limit), (mean, scale)) in self.limited().into_iter().zip(means) {
            let Some(facts) = self.case.stages.get(stage) else {
                continue;
            };
            let rho = self.case.reference(facts.stage, k);
            let members = facts.members.iter();
            let values = members.map(|(s, part)| (self.columns.value(*s, k), *part));
            let values: Vec<(Affine, f64)> = values.collect();
            let members = facts.members.iter();
            let plan: Vec<f64> = members.map(|(s, _)| self.after.get(*s, k) / rho).collect();
            let spread = self.std(values, &plan, lp);
            all.push((spread.times(1.0 / limit).plus(-ratio, &mean), scale));
        }
        all
    }

    /// The least that a mean can be: a box may reach below 0, or below what no levelling
    /// down allows; no value does.
    fn least_mean(&self, stage: usize, k: usize, lp: &Lp) -> f64 {
        let mut mean = 0.0;
        if let Some(facts) = self.case.stages.get(stage) {
            let rho = self.case.reference(facts.stage, k);
            for (s, part) in &facts.members {
                let floor = self.case.least(*s, k).unwrap_or(0.0) / rho;
                mean += part * lp.range(&self.columns.value(*s, k)).0.max(floor);
            }
        }
        mean
    }

    /// Every CV that counts: the stage's place, the indicator, and its limit.
    fn limited(&self) -> Vec<(usize, usize, f64)> {
        let stages = self.case.stages.iter().enumerate();
        let all = stages.flat_map(|(i, stage)| {
            let counted = counted(self.case);
            counted.filter_map(move |(k, _)| Some((i, k, self.case.cv_limit(stage.stage, k)?)))
        });
        all.collect()
    }

    /// Of each, the mean as an expression, and the mean today; 1 where that is 0.
    fn means(&self) -> Vec<(Affine, f64)> {
        let of = |(stage, k, _): (usize, usize, f64)| {
            let mut mean = Affine::default();
            let facts = self.case.stages.get(stage);
            for (s, part) in facts.into_iter().flat_map(|f| &f.members) {
                mean.add(*part, &self.columns.value(*s, k));
            }
            let today = facts.map_or(0.0, |f| {
                let rho = self.case.reference(f.stage, k);
                f.means.get(k).map_or(0.0, |m| m / rho)
            });
            (mean, if today > 0.0 { today } else { 1.0 })
        };
        self.limited().into_iter().map(of).collect()
    }
}
