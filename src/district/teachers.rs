//! Teachers by kind: who works where, counted, never named (教师).
//!
//! A *kind* is what its members have in common; a section has so many of each kind.
//! Where a district knows its teachers so, they are the source of the four resources
//! [`TEACHER_RESOURCES`]: a section's stock of each is the headcount of the kinds that
//! count in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Stage;
use crate::id::Id;

/// The resources that teachers by kind are the source of, in the order of
/// [`TeacherKind::counts`].
pub const TEACHER_RESOURCES: [&str; 4] = [
    "teachers",
    "higher_degree_teachers",
    "backbone_teachers",
    "pe_arts_teachers",
];

/// A kind of teacher: what all of its members have in common.
///
/// ```
/// use junheng::district::TeacherKind;
/// let music = TeacherKind { pe_arts: true, ..TeacherKind::of("music") };
/// // One of them is a teacher, and one of physical education or arts.
/// assert_eq!(music.counts(), [true, false, false, true]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of teachers.csv")]
pub struct TeacherKind {
    /// The subject taught (学科), as the input writes it; may be empty.
    #[serde(default)]
    pub subject: String,
    /// A degree above the one required (高于规定学历).
    pub higher_degree: bool,
    /// A backbone teacher of the county or above (骨干).
    pub backbone: bool,
    /// A teacher of physical education or arts (体育艺术).
    pub pe_arts: bool,
    /// Due for rotation by the years served (符合交流条件). Where a plan's JSON leaves it
    /// out, it is true.
    #[serde(default = "eligible")]
    pub rotation_eligible: bool,
}

fn eligible() -> bool {
    true
}

impl TeacherKind {
    /// Teachers of a subject with nothing else to them.
    #[must_use]
    pub fn of(subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            ..Self::default()
        }
    }

    /// The kind in messages: the subject, then the traits that it has.
    #[must_use]
    pub fn label(&self) -> String {
        let traits = [
            (self.higher_degree, "higher_degree"),
            (self.backbone, "backbone"),
            (self.pe_arts, "pe_arts"),
            (self.rotation_eligible, "rotation_eligible"),
        ];
        let traits = traits.into_iter().filter(|(has, _)| *has);
        let traits: Vec<&str> = traits.map(|(_, name)| name).collect();
        format!("{} [{}]", self.subject, traits.join(", "))
    }

    /// In which of [`TEACHER_RESOURCES`] each member counts.
    #[must_use]
    pub const fn counts(&self) -> [bool; 4] {
        [true, self.higher_degree, self.backbone, self.pe_arts]
    }
}

/// So many teachers of one kind in one section: a row of `teachers.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherGroup {
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// What they have in common.
    pub kind: TeacherKind,
    /// How many.
    pub count: u64,
}

/// All teachers of a district: how many of each kind each section has.
///
/// Kinds are numbered in their order; those that nobody is of are not there.
///
/// ```
/// use junheng::district::{Staff, TeacherKind};
/// let maths = TeacherKind::of("maths");
/// let staff = Staff::gather(2, [(1, maths.clone(), 3), (1, maths.clone(), 1)]);
/// assert_eq!(staff.kinds(), [maths]);
/// assert_eq!(staff.of(1), [(0, 4)]);
/// assert_eq!(staff.count(0, 0), 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    kinds: Vec<TeacherKind>,
    /// A row a section: kinds by number, ascending, each with a count above 0.
    rows: Vec<Vec<(usize, u64)>>,
}

impl Staff {
    /// Gathers groups (section, kind, how many) over so many sections; those of one
    /// section and kind are added up, those of no section left out.
    #[must_use]
    pub fn gather(
        sections: usize,
        groups: impl IntoIterator<Item = (usize, TeacherKind, u64)>,
    ) -> Self {
        let mut counts: BTreeMap<TeacherKind, BTreeMap<usize, u64>> = BTreeMap::new();
        for (section, kind, count) in groups {
            if count > 0 && section < sections {
                let held = counts.entry(kind).or_default().entry(section).or_default();
                *held = held.saturating_add(count);
            }
        }
        let mut staff = Self {
            kinds: Vec::with_capacity(counts.len()),
            rows: vec![Vec::new(); sections],
        };
        for (number, (kind, of_section)) in counts.into_iter().enumerate() {
            staff.kinds.push(kind);
            for (section, count) in of_section {
                if let Some(row) = staff.rows.get_mut(section) {
                    row.push((number, count));
                }
            }
        }
        staff
    }

    /// Every kind that somebody is of, in order.
    #[must_use]
    pub fn kinds(&self) -> &[TeacherKind] {
        &self.kinds
    }

    /// The number of a kind in [`kinds`](Self::kinds).
    #[must_use]
    pub fn number(&self, kind: &TeacherKind) -> Option<usize> {
        self.kinds.binary_search(kind).ok()
    }

    /// The teachers of a section: kinds by number, ascending, each with how many.
    #[must_use]
    pub fn of(&self, section: usize) -> &[(usize, u64)] {
        self.rows.get(section).map_or(&[], Vec::as_slice)
    }

    /// How many of a kind, by its number, a section has.
    #[must_use]
    pub fn count(&self, section: usize, kind: usize) -> u64 {
        let row = self.of(section);
        let at = row.binary_search_by_key(&kind, |(number, _)| *number);
        at.ok()
            .and_then(|at| row.get(at))
            .map_or(0, |(_, count)| *count)
    }

    /// All groups: section, kind, how many; by section, then kind.
    pub fn groups(&self) -> impl Iterator<Item = (usize, &TeacherKind, u64)> {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(section, row)| {
            let kind = |number: usize| self.kinds.get(number);
            let row = row.iter();
            row.filter_map(move |(number, count)| Some((section, kind(*number)?, *count)))
        })
    }

    /// How many teachers of each kind the district has, in the order of the kinds.
    #[must_use]
    pub fn headcounts(&self) -> Vec<u64> {
        let mut sums = vec![0; self.kinds.len()];
        for (number, count) in self.rows.iter().flatten() {
            if let Some(sum) = sums.get_mut(*number) {
                *sum += count;
            }
        }
        sums
    }

    /// What a section holds of each of [`TEACHER_RESOURCES`].
    #[must_use]
    pub fn stocks_of(&self, section: usize) -> [f64; 4] {
        let mut stocks = [0.0; 4];
        for (number, count) in self.of(section) {
            let Some(kind) = self.kinds.get(*number) else {
                continue;
            };
            for (stock, counts) in stocks.iter_mut().zip(kind.counts()) {
                if counts {
                    *stock += *count as f64;
                }
            }
        }
        stocks
    }
}
