//! Classes: teachers of all kinds that nothing in the program tells apart.
//!
//! What a policy can see of a kind is in which resources of the standard it counts,
//! whether it is backbone where a transfer asks for that, which transfers may take it,
//! and what each training makes of it. Kinds that agree in all of these are one class;
//! a plan is split back to kinds afterwards ([`super::deeds`]).

use std::collections::BTreeMap;

use crate::district::{District, TEACHER_RESOURCES, TeacherKind};
use crate::policy::{OnTeachers, Policy};
use crate::standard::Standard;

/// All that a program can see of a kind.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    counts: Vec<bool>,
    is_backbone: bool,
    taken: Vec<bool>,
    /// Per training, what the kind counts in afterwards, if it may be trained.
    trained: Vec<Option<Vec<bool>>>,
}

/// The classes of a district's teachers, and how many of each a section has.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Classes {
    /// Of each class a kind that stands for it.
    pub(crate) kinds: Vec<TeacherKind>,
    /// Per kind of the district, its class.
    pub(crate) of: Vec<usize>,
    /// Per section, how many of each class are there today.
    held: Vec<Vec<f64>>,
}

impl Classes {
    /// The classes of a district; none where its teachers are not known by kind.
    pub(super) fn of(district: &District, standard: &Standard, policy: &Policy) -> Self {
        let Some(staff) = district.staff() else {
            return Self::default();
        };
        let is_seen = TEACHER_RESOURCES.map(|id| {
            let mut indicators = standard.indicators.iter();
            indicators.any(|k| k.resources.iter().any(|r| r == id))
        });
        let asks_backbone = policy
            .transfers
            .iter()
            .any(|t| t.backbone_at_least.is_some());
        let counts = |kind: &TeacherKind| -> Vec<bool> {
            let pairs = kind.counts().into_iter().zip(is_seen);
            pairs.map(|(counts, seen)| counts && seen).collect()
        };
        let look = |kind: &TeacherKind| Look {
            counts: counts(kind),
            is_backbone: asks_backbone && kind.backbone,
            taken: policy.transfers.iter().map(|t| t.may_take(kind)).collect(),
            trained: policy
                .levers
                .iter()
                .filter_map(|lever| match &lever.on_teachers {
                    Some(OnTeachers::Train(training)) => Some(training),
                    _ => None,
                })
                .map(|t| t.acts_on(kind).then(|| counts(&t.to.given_to(kind))))
                .collect(),
        };
        let mut classes = Self::default();
        let mut known: BTreeMap<Look, usize> = BTreeMap::new();
        for kind in staff.kinds() {
            let class = *known.entry(look(kind)).or_insert_with(|| {
                classes.kinds.push(kind.clone());
                classes.kinds.len() - 1
            });
            classes.of.push(class);
        }
        let held = (0..district.sections().len()).map(|s| {
            let mut held = vec![0.0; classes.kinds.len()];
            for (kind, count) in staff.of(s) {
                let class = classes.of.get(*kind).copied();
                if let Some(held) = class.and_then(|c| held.get_mut(c)) {
                    *held += *count as f64;
                }
            }
            held
        });
        classes.held = held.collect();
        classes
    }

    /// How many of a class a section has today.
    pub(crate) fn held(&self, section: usize, class: usize) -> f64 {
        let held = self.held.get(section).and_then(|held| held.get(class));
        held.copied().unwrap_or(0.0)
    }
}
