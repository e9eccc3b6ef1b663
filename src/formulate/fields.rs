//! The fields: one indicator in one stage each, with its reference rho.

use std::sync::Arc;

use crate::district::{District, Stage};
use crate::policy::Policy;
use crate::standard::{Standard, Values};

/// One indicator in one stage, over its assessed sections.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) stage: Stage,
    pub(super) indicator: usize,
    /// The policy's weight of the indicator.
    pub(super) weight: f64,
    /// P_g / P.
    pub(super) part: f64,
    /// The reference.
    pub(super) rho: f64,
    /// Sections with their share of the stage's pupils, pi.
    pub(super) members: Arc<[(usize, f64)]>,
}

/// The reference rho of each stage and indicator; 1 for a stage whose every section
/// is excluded.
pub(super) struct Reference([Vec<f64>; 2]);

impl Reference {
    pub(super) fn new(fields: &[Field], indicators: usize) -> Self {
        Self(Stage::ALL.map(|stage| {
            let mut all = vec![1.0; indicators];
            for field in fields.iter().filter(|f| f.stage == stage) {
                if let Some(rho) = all.get_mut(field.indicator) {
                    *rho = field.rho;
                }
            }
            all
        }))
    }

    pub(super) fn of(&self, stage: Stage, indicator: usize) -> f64 {
        let [primary, junior] = &self.0;
        let of_stage = match stage {
            Stage::Primary => primary,
            Stage::Junior => junior,
        };
        of_stage.get(indicator).copied().unwrap_or(1.0)
    }
}

/// Every stage and indicator with assessed sections.
pub(super) fn fields(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    today: &Values,
) -> Vec<Field> {
    let pupils = |s: usize| district.sections().get(s).map_or(0.0, |s| s.pupils);
    let of_stage: Vec<(Stage, Vec<usize>, f64)> = Stage::ALL
        .into_iter()
        .map(|stage| {
            let members: Vec<usize> = district.assessed(stage).collect();
            let total = members.iter().map(|s| pupils(*s)).sum();
            (stage, members, total)
        })
        .collect();
    let all: f64 = of_stage.iter().map(|(_, _, total)| total).sum();
    let mut fields = Vec::new();
    for (stage, members, total) in of_stage {
        if members.is_empty() {
            continue;
        }
        let members: Arc<[(usize, f64)]> = members
            .into_iter()
            .map(|s| (s, pupils(s) / total))
            .collect();
        for (k, indicator) in standard.indicators.iter().enumerate() {
            let mean: f64 = members.iter().map(|(s, pi)| pi * today.get(*s, k)).sum();
            let rho = indicator
                .minimum(stage)
                .unwrap_or(if mean > 0.0 { mean } else { 1.0 });
            fields.push(Field {
                stage,
                indicator: k,
                weight: policy.weight(&indicator.id),
                part: total / all,
                rho,
                members: Arc::clone(&members),
            });
        }
    }
    fields
}
