//! Transfers: people or things moving from one section to another (调配, 交流轮岗).
//!
//! Of teachers, those that a transfer may take are the *eligible*: with `eligible_only`
//! whoever is due for rotation, else everyone. Its *scope* are the sections that `from`
//! matches, those that a rule keeps included. For the moves $z$ of one transfer, $E_s$ the
//! eligible of a section today, $a$, $b$ and $c$ what `leave_at_most`, `rotate_at_least`
//! and `backbone_at_least` say:
//!
//! $$\sum_t z_{st} \le \max(1, \lfloor a E_s \rfloor), \qquad \sum_{s,t} z_{st} \ge b \sum_s E_s,
//! \qquad z(\text{backbone}) \ge c \sum_{s,t} z_{st}$$
//!
//! A person moves at most once, under whichever transfer: what leaves a section, over
//! all transfers, are people (or things) that it has today.

use serde::{Serialize, Serializer};

use super::{Filter, UnitCost};
use crate::district::{District, TeacherKind};

/// People or things that may move.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the keys of the file")]
pub struct Transfer {
    /// Its name.
    pub name: String,
    /// What moves.
    pub moves: Cargo,
    /// Of teachers, whether only those due for rotation move.
    pub eligible_only: bool,
    /// How far one may move; none: any distance.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// Sections that one section may send to at most: the nearest of those that it could
    /// send to, of equally near ones the first in the district's order.
    pub nearest: usize,
    /// What moving a person or unit costs, by the locale it arrives at where prices differ;
    /// in shares and caps it counts there too.
    pub unit_cost: UnitCost,
    /// The fund that pays; none only where it costs nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fund: Option<String>,
    /// Of the eligible at a section (of a resource: of its stock) the part that may leave;
    /// of people at least one, unless it is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leave_at_most: Option<f64>,
    /// The part of the eligible in scope that must move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotate_at_least: Option<f64>,
    /// The part of those moved who must be backbone teachers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backbone_at_least: Option<f64>,
    /// Whether as many people must come to a section as leave it.
    pub keep_headcount: bool,
    /// Whether one stays within the stage.
    pub within_stage: bool,
    /// Whether only whole units move; people always do.
    pub whole: bool,
    /// Which sections may send.
    #[serde(skip_serializing_if = "Filter::is_empty")]
    pub from: Filter,
    /// Which sections may receive.
    #[serde(skip_serializing_if = "Filter::is_empty")]
    pub to: Filter,
}

/// The arcs of a section where a policy names no number.
pub const NEAREST: usize = 20;

impl Transfer {
    /// A rotation of teachers due for it, within their stage and without a limit.
    #[must_use]
    pub fn rotation(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            moves: Cargo::Teachers,
            eligible_only: true,
            reach: None,
            nearest: NEAREST,
            unit_cost: UnitCost::Same(0.0),
            fund: None,
            leave_at_most: None,
            rotate_at_least: None,
            backbone_at_least: None,
            keep_headcount: false,
            within_stage: true,
            whole: true,
            from: Filter::default(),
            to: Filter::default(),
        }
    }

    /// A transfer of a resource, within the stage, by any part of a unit and without a limit.
    #[must_use]
    pub fn of(name: impl Into<String>, resource: impl Into<String>) -> Self {
        Self {
            moves: Cargo::Resource(resource.into()),
            eligible_only: false,
            whole: false,
            ..Self::rotation(name)
        }
    }

    /// Whether it moves people.
    #[must_use]
    pub const fn moves_people(&self) -> bool {
        matches!(self.moves, Cargo::Teachers)
    }

    /// Whether it may take teachers of a kind.
    #[must_use]
    pub const fn may_take(&self, kind: &TeacherKind) -> bool {
        !self.eligible_only || kind.rotation_eligible
    }

    /// How many of so many eligible teachers may leave one section.
    #[must_use]
    pub fn may_leave(&self, eligible: u64) -> u64 {
        match self.leave_at_most {
            Some(share) if share <= 0.0 => 0,
            // A share of a count that is whole but for rounding is whole.
            Some(share) => part(share, eligible, f64::floor).max(1).min(eligible),
            None => eligible,
        }
    }

    /// How many of so many eligible teachers in scope must rotate.
    #[must_use]
    pub fn must_rotate(&self, eligible: u64) -> u64 {
        let rate = self.rotate_at_least;
        rate.map_or(0, |rate| part(rate, eligible, f64::ceil))
    }

    /// By what distances are measured: by the reach's unit; without a reach by the map or,
    /// where a section has no position, by the clock.
    #[must_use]
    pub fn gauge(&self, district: &District) -> Gauge {
        let by_map = match self.reach {
            Some(reach) => matches!(reach, Reach::Km(_)),
            None => district.sections().iter().all(|s| s.position.is_some()),
        };
        if by_map { Gauge::Km } else { Gauge::Minutes }
    }
}

/// A share of a count, rounded; what is whole within 1e-9 stays as it is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares lie between 0 and 1, counts far below 2^53"
)]
fn part(share: f64, count: u64, round: impl Fn(f64) -> f64) -> u64 {
    let exact = share * count as f64;
    let near = exact.round();
    let rounded = if (exact - near).abs() <= 1e-9 * near.max(1.0) {
        near
    } else {
        round(exact)
    };
    rounded.max(0.0) as u64
}

/// What a transfer moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cargo {
    /// Whole teachers, with all that they are.
    Teachers,
    /// A resource, by its id.
    Resource(String),
}

impl Cargo {
    /// As the policy's file writes it: `teachers`, or the resource.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Teachers => "teachers",
            Self::Resource(id) => id,
        }
    }
}

impl Serialize for Cargo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// How far one may move.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Reach {
    /// As the crow flies, in kilometres.
    #[serde(rename = "reach_km")]
    Km(f64),
    /// By the table of journeys, in minutes.
    #[serde(rename = "reach_minutes")]
    Minutes(f64),
}

impl Reach {
    /// The figure, in its unit.
    #[must_use]
    pub const fn limit(self) -> f64 {
        match self {
            Self::Km(limit) | Self::Minutes(limit) => limit,
        }
    }
}

/// By what the distance of two sections is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gauge {
    /// Kilometres on the map.
    Km,
    /// Minutes of the table of journeys.
    Minutes,
}

impl Gauge {
    /// How far one section is from another, where that is known.
    #[must_use]
    pub fn between(self, district: &District, from: usize, to: usize) -> Option<f64> {
        match self {
            Self::Km => district.km(from, to),
            Self::Minutes => district.minutes(from, to),
        }
    }
}
