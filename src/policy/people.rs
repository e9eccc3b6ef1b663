//! What a policy can do with teachers by kind: recruit, train, and the rule of staffing.
//!
//! The order within one plan: teachers move, then some of those who are then there are
//! trained, then recruits arrive. So recruits neither move nor are trained in the year
//! they come, and nobody is trained twice.

use serde::{Deserialize, Serialize};

use crate::district::{Stage, TeacherKind};
use crate::standard::PerStage;

/// What a lever on teachers does, one person a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OnTeachers {
    /// A unit is one more teacher of this kind.
    Recruit(TeacherKind),
    /// A unit turns one teacher that matches `from` into one with the traits of `to`.
    Train(Training),
}

impl OnTeachers {
    /// Which of [`TEACHER_RESOURCES`](crate::district::TEACHER_RESOURCES) a unit may raise.
    #[must_use]
    pub fn may_raise(&self) -> [bool; 4] {
        match self {
            Self::Recruit(kind) => kind.counts(),
            Self::Train(training) => {
                let to = &training.to;
                let raised = [to.higher_degree, to.backbone, to.pe_arts];
                let [degree, backbone, pe_arts] = raised.map(|to| to == Some(true));
                [false, degree, backbone, pe_arts]
            }
        }
    }
}

/// Who is trained, and to what; other traits are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Training {
    /// Who may be trained: every trait that is given must match.
    pub from: Traits,
    /// What they are afterwards, where given.
    pub to: Traits,
}

impl Training {
    /// Whether it changes nobody: all that `to` gives, `from` asks for already.
    #[must_use]
    pub fn is_void(&self) -> bool {
        let (from, to) = (&self.from, &self.to);
        let kept = |from: Option<bool>, to: Option<bool>| to.is_none() || to == from;
        (to.subject.is_none() || to.subject == from.subject)
            && kept(from.higher_degree, to.higher_degree)
            && kept(from.backbone, to.backbone)
            && kept(from.pe_arts, to.pe_arts)
            && kept(from.rotation_eligible, to.rotation_eligible)
    }
}

/// Some of what a kind of teacher is.
///
/// ```
/// use junheng::district::TeacherKind;
/// use junheng::policy::Traits;
/// let backbone = Traits { backbone: Some(true), ..Traits::default() };
/// let maths = TeacherKind::of("maths");
/// assert!(!backbone.match_kind(&maths));
/// assert!(backbone.match_kind(&backbone.given_to(&maths)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// The subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Whether with a higher degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub higher_degree: Option<bool>,
    /// Whether backbone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backbone: Option<bool>,
    /// Whether of physical education or arts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pe_arts: Option<bool>,
    /// Whether due for rotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotation_eligible: Option<bool>,
}

impl Traits {
    /// Whether a kind has all that is given.
    #[must_use]
    pub fn match_kind(&self, kind: &TeacherKind) -> bool {
        self.given_to(kind) == *kind
    }

    /// A kind with what is given, all else kept.
    #[must_use]
    pub fn given_to(&self, kind: &TeacherKind) -> TeacherKind {
        TeacherKind {
            subject: self.subject.as_ref().unwrap_or(&kind.subject).clone(),
            higher_degree: self.higher_degree.unwrap_or(kind.higher_degree),
            backbone: self.backbone.unwrap_or(kind.backbone),
            pe_arts: self.pe_arts.unwrap_or(kind.pe_arts),
            rotation_eligible: self.rotation_eligible.unwrap_or(kind.rotation_eligible),
        }
    }
}

/// The least pupils a teacher of each stage: the national norms of 2014 for staff,
/// 1 : 19 in primary and 1 : 13.5 in junior schools.
pub const STAFFING: PerStage = PerStage::both(19.0, 13.5);

/// The most teachers that a section may have after the plan under a rule of staffing:
/// pupils over the least pupils a teacher or, where there are more today, as many as today.
#[must_use]
pub fn most_teachers(least: PerStage, stage: Stage, pupils: f64, today: f64) -> Option<f64> {
    Some((pupils / least.get(stage)?).max(today))
}
