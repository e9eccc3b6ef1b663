//! The plan: what to do where, at what cost, with what effect (方案).
//!
//! A plan exists only once it has passed [`verify`](crate::verify): each goal's
//! `value` is recomputed from the actions alone, and `bound` is what was proven of
//! the best possible value, earlier goals held.

mod moves;
mod read;
mod reasons;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use moves::{Deeds, Flow, Load, Move, Rates, Transferred};
pub use reasons::{Change, Gain, Hindrance, Lack, Purpose, Reasons, SectionReason, Served};

use crate::disparity::Assessment;
use crate::district::{Stage, TeacherKind};
use crate::id::Id;

/// Whether the plan is proven best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every goal is within the gap asked for of its bound.
    Optimal,
    /// A limit stopped the search; the bounds say how far the plan can be off.
    Feasible,
}

/// What to do where, and what it brings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Whether it is proven best.
    pub status: Status,
    /// The goals in their order, with value and bound.
    pub goals: Vec<GoalValue>,
    /// The currency of all its amounts, by its ISO 4217 code; none: yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Money spent, by fund.
    pub spent: BTreeMap<String, f64>,
    /// What each lever does at each section; only what is not zero.
    pub actions: Vec<Action>,
    /// Who or what moves where.
    pub moves: Vec<Move>,
    /// What each transfer of the policy does in all, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transferred>,
    /// The district today against the standard.
    pub before: Assessment,
    /// The district after the plan.
    pub after: Assessment,
    /// What a little more of a fund, or a little change of a rule, would bring.
    pub prices: Vec<Price>,
    /// Who solved it and how well.
    pub solver: SolverReport,
    /// Why each section gets what it gets; none in series of plans, where nobody reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Reasons>,
}

/// How good a plan is at one goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoalValue {
    /// The goal's JSON name, such as `disparity.std`.
    pub goal: String,
    /// Its value, recomputed from the plan.
    pub value: f64,
    /// What was proven: no plan that holds the earlier goals is better than this.
    pub bound: f64,
    /// Of `leximin`, every value over its minimum, ascending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<f64>>,
}

/// One lever at one section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// The lever.
    pub lever: Id,
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// Of a lever on teachers, the kind that it acts on: the one recruited, or the one
    /// trained, as it is before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<TeacherKind>,
    /// How many units, in the lever's own unit.
    pub units: f64,
    /// What they cost, in yuan.
    pub cost: f64,
}

/// The price of a fund or rule at a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// `fund.NAME`, `lever.NAME` (its `max_total`) or `rule.N`.
    pub of: String,
    /// The goal's JSON name.
    pub goal: String,
    /// d(goal value) / d(amount) of the whole ordered plan, for a little more.
    pub per_unit: f64,
}

/// Who solved a plan and how well.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SolverReport {
    /// `levels`, `clarabel`, `microlp` or `highs`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Iterations of all solves together.
    pub iterations: u64,
    /// The largest relative gap of a goal.
    pub gap: f64,
    /// Seconds in all; only where asked for, since it differs from run to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}
