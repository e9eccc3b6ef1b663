//! The assessment: a district held against a standard (评估).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::district::Stage;
use crate::id::Id;

/// A district held against a standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The standard's id.
    pub standard: String,
    /// Whether every section, CV and composite passes.
    pub pass: bool,
    /// Sections assessed (the excluded left out).
    pub sections: usize,
    /// Of these, how many meet the standard by themselves.
    pub sections_passing: usize,
    /// Sections left out, with the reason.
    pub excluded: Vec<Excluded>,
    /// Each stage that is taught.
    pub stages: Vec<StageAssessment>,
    /// Each assessed section.
    pub sections_detail: Vec<SectionAssessment>,
}

impl Assessment {
    /// One stage, if it is taught.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> Option<&StageAssessment> {
        self.stages.iter().find(|s| s.stage == stage)
    }

    /// One indicator in one stage.
    #[must_use]
    pub fn indicator(&self, stage: Stage, id: &str) -> Option<&IndicatorAssessment> {
        self.stage(stage)?.indicators.iter().find(|k| k.id == id)
    }
}

/// A section left out of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// Why: `teaching_point_under_50`.
    pub reason: String,
}

/// One stage of a district.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageAssessment {
    /// The stage.
    pub stage: Stage,
    /// Sections assessed.
    pub sections: usize,
    /// Their pupils.
    pub pupils: f64,
    /// Mean of the CVs of the indicators; null where one is undefined.
    pub composite_cv: Option<f64>,
    /// Its limit, where the standard has one.
    pub composite_limit: Option<f64>,
    /// Whether all sections, CVs and the composite pass.
    pub pass: bool,
    /// Each indicator.
    pub indicators: Vec<IndicatorAssessment>,
}

/// One indicator in one stage: every measure of difference, weighted by pupils.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorAssessment {
    /// The indicator.
    pub id: Id,
    /// Its minimum, where there is one.
    pub minimum: Option<f64>,
    /// Mean, weighted by pupils.
    pub mean: f64,
    /// Difference coefficient (差异系数).
    pub cv: Option<f64>,
    /// Its limit, where there is one.
    pub cv_limit: Option<f64>,
    /// Whether the CV is within its limit; true without one.
    pub cv_pass: bool,
    /// Sections below the minimum.
    pub sections_below: usize,
    /// Gini coefficient.
    pub gini: Option<f64>,
    /// Hoover index.
    pub hoover: Option<f64>,
    /// Theil T.
    pub theil_t: Option<f64>,
    /// Theil L; undefined with a zero among the values.
    pub theil_l: Option<f64>,
    /// Atkinson index with epsilon 1.
    pub atkinson_1: Option<f64>,
    /// `McLoone` index.
    pub mcloone: Option<f64>,
    /// Verstegen index.
    pub verstegen: Option<f64>,
    /// P95 - P5.
    pub restricted_range: Option<f64>,
    /// Federal range ratio (P95 - P5) / P5.
    pub range_ratio: Option<f64>,
    /// Palma ratio.
    pub palma: Option<f64>,
    /// Least value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
    /// 1 - R2 of the stock regressed on pupils, unweighted.
    pub one_minus_r2: Option<f64>,
    /// The part of Theil T that lies between locales.
    pub theil_t_between_locales: Option<f64>,
    /// The part of Theil T that lies between groups.
    pub theil_t_between_groups: Option<f64>,
}

/// One section against the standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionAssessment {
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// Its pupils.
    pub pupils: f64,
    /// Value by indicator.
    pub values: BTreeMap<Id, f64>,
    /// The indicators below their minimum.
    pub below: Vec<Id>,
    /// Whether it meets what the standard asks of one section.
    pub pass: bool,
}
