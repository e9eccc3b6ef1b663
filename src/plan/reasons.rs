//! Reasons: why each section gets what it gets (缘由).

use serde::{Deserialize, Serialize};

use crate::district::Stage;
use crate::id::Id;

/// Why a plan is as it is, told from the plan alone by [`explain`](crate::explain).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reasons {
    /// Every assessed section that changes, costs money or still lacks something, in the
    /// order of the assessment.
    pub sections: Vec<SectionReason>,
    /// Of the whole district, the limits of which nothing is left: `fund.NAME`, `lever.NAME`
    /// (its `max_total`) and `rule.N` (a share).
    pub limits: Vec<String>,
    /// What each lever does by itself; only where asked for, since it takes many plans.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<Gain>,
}

/// What one lever does by itself: the values of the goals, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gain {
    /// The lever.
    pub lever: String,
    /// Of the best plan without it; none where there is no plan then.
    pub without: Option<Vec<f64>>,
    /// Of the best plan with no lever but it; none where there is no plan then.
    pub alone: Option<Vec<f64>>,
}

/// Why one section gets what it gets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionReason {
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// What levers, and moves that arrive here, cost, in yuan.
    pub spent: f64,
    /// The values that change, and what each change serves.
    pub changes: Vec<Change>,
    /// The minima that are still not reached, and why.
    pub lacks: Vec<Lack>,
    /// What keeps levers and transfers that would help from doing more here: the limits of
    /// the district that concern them, `lever.NAME.max_per_section`, `rule.N` (a cap, or
    /// `keep`) and `transfer.NAME` (whom it may take, its reach and limits).
    pub limits: Vec<Id>,
}

/// A value that changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The indicator.
    pub indicator: Id,
    /// Its value today.
    pub from: f64,
    /// Its value afterwards.
    pub to: f64,
    /// What the change serves, part by part; the parts add up to it.
    pub serves: Vec<Served>,
}

/// A part of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Served {
    /// What it is for.
    pub purpose: Purpose,
    /// The first goal in order that asks for it, by its JSON name, or `comply`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Id>,
    /// How large it is, in units of the indicator.
    pub by: f64,
}

/// What a part of a change is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Purpose {
    /// It leads up to the minimum.
    Minimum,
    /// It lies beyond the minimum and lifts what stands below the stage's mean.
    Evenness,
    /// It lies beyond the minimum, for a goal that lifts whatever stands least.
    Least,
    /// No goal asks for it: it comes with what serves another indicator, or with a whole
    /// unit.
    Alongside,
    /// The value falls: what it had is worth more elsewhere.
    Given,
}

/// A minimum that is not reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lack {
    /// The indicator.
    pub indicator: Id,
    /// How much is missing, in units of the indicator.
    pub by: f64,
    /// Why.
    pub why: Hindrance,
}

/// Why a minimum is not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Hindrance {
    /// A rule keeps the section as it is.
    Kept,
    /// No lever and no transfer raises the indicator here.
    NoLever,
    /// The section meets the standard all the same: it may miss as much.
    MayMiss,
    /// The section's `limits`: what is left goes where it does more for the goals.
    Limit,
    /// No limit: the goals in their order do not ask for it.
    Goals,
}
