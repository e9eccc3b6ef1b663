//! Moves: who or what goes from one section to another, as an order of rotation reads.

use serde::{Deserialize, Serialize};

use super::{Action, Plan};
use crate::district::{Stage, TeacherKind};
use crate::id::Id;

/// People of one kind, or so much of a resource, moving from one section to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// The transfer.
    pub transfer: String,
    /// The school left.
    pub from: Id,
    /// The school reached.
    pub to: Id,
    /// The stage left; the one reached too, unless `to_stage` names another.
    pub stage: Stage,
    /// The stage reached, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_stage: Option<Stage>,
    /// Who or what moves.
    #[serde(flatten)]
    pub load: Load,
    /// Kilometres between the two as the crow flies, where both have a position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub km: Option<f64>,
    /// Minutes between the two, where the table of journeys says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<f64>,
    /// What it costs, in yuan.
    #[serde(default)]
    pub cost: f64,
}

/// Who or what moves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Load {
    /// Teachers of one kind.
    Teachers {
        /// The kind.
        group: TeacherKind,
        /// How many.
        count: u64,
    },
    /// Some of a resource.
    Stock {
        /// The resource.
        resource: String,
        /// How much.
        amount: f64,
    },
}

impl Move {
    /// The stage of the section reached.
    #[must_use]
    pub fn stage_reached(&self) -> Stage {
        self.to_stage.unwrap_or(self.stage)
    }

    /// How many people, or how much of a resource.
    #[must_use]
    pub fn amount(&self) -> f64 {
        match &self.load {
            Load::Teachers { count, .. } => *count as f64,
            Load::Stock { amount, .. } => *amount,
        }
    }

    /// The teachers that move: their kind and how many; none where a resource moves.
    #[must_use]
    pub fn teachers(&self) -> Option<(&TeacherKind, u64)> {
        match &self.load {
            Load::Teachers { group, count } => Some((group, *count)),
            Load::Stock { .. } => None,
        }
    }
}

/// What one transfer does in all, and the rates that it reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transferred {
    /// The transfer.
    pub transfer: String,
    /// The resource that it moves; none: teachers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// People or units moved.
    pub moved: f64,
    /// What it costs, in yuan.
    pub cost: f64,
    /// Of teachers, the rates reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rates: Option<Rates>,
    /// Sections that send or receive, in the district's order.
    pub sections: Vec<Flow>,
}

/// The rates that a transfer of teachers reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Teachers in the transfer's scope that it may take.
    pub eligible: u64,
    /// Those moved over the eligible; none where nobody is.
    pub rotation: Option<f64>,
    /// Backbone teachers moved.
    pub backbone_moved: u64,
    /// Backbone teachers over all moved; none where nobody moves.
    pub backbone: Option<f64>,
}

/// What leaves and reaches one section under one transfer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// What comes.
    #[serde(rename = "in")]
    pub arriving: f64,
    /// What goes.
    #[serde(rename = "out")]
    pub leaving: f64,
}

/// What a plan does: its actions and its moves.
///
/// Made from a plan, or from actions alone.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Deeds<'a> {
    /// What each lever does at each section.
    pub actions: &'a [Action],
    /// Who or what moves where.
    pub moves: &'a [Move],
}

impl<'a> From<&'a Plan> for Deeds<'a> {
    fn from(plan: &'a Plan) -> Self {
        Self {
            actions: &plan.actions,
            moves: &plan.moves,
        }
    }
}

impl<'a> From<&'a [Action]> for Deeds<'a> {
    fn from(actions: &'a [Action]) -> Self {
        Self {
            actions,
            moves: &[],
        }
    }
}

impl<'a> From<&'a Vec<Action>> for Deeds<'a> {
    fn from(actions: &'a Vec<Action>) -> Self {
        Self::from(actions.as_slice())
    }
}

impl<'a, const N: usize> From<&'a [Action; N]> for Deeds<'a> {
    fn from(actions: &'a [Action; N]) -> Self {
        Self::from(actions.as_slice())
    }
}
