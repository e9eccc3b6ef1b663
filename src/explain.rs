//! Explain: why each section gets what it gets (缘由).
//!
//! In: the district, the standard, the policy and a plan. Out: [`Reasons`]. Nothing is
//! asked of the solver. A rise is cut at the minimum: the part below serves the first
//! goal that counts minima; the part above serves the first that counts differences,
//! if the value stood below the mean afterwards, since only such a rise brings values
//! closer; what serves neither comes alongside. A limit binds where nothing is left of it.

mod asked;
mod limits;
mod seats;

use std::collections::btree_map;
use std::iter::Peekable;

use rayon::prelude::*;

use crate::disparity::SectionAssessment;
use crate::district::{District, Section, Stage};
use crate::id::Id;
use crate::plan::{Hindrance, Lack, Plan, Reasons, SectionReason};
use crate::policy::{Policy, Rule};
use crate::standard::Standard;
use asked::Asked;
use limits::Limits;
use seats::{Seated, Seats};

/// From so many sections on they are worth a thread.
const MANY: usize = 2_000;

/// Why a plan gives each section what it gives.
///
/// ```
/// use junheng::policy::{Fund, Lever};
/// use junheng::plan::Purpose;
/// use junheng::standard::{Indicator, Per, PerStage};
/// use junheng::{District, Options, Policy, Section, Stage, Standard, explain, plan};
///
/// let district = District::builder(["books"])
///     .section(Section::new("near", Stage::Primary, 100.0), [900.0])
///     .section(Section::new("far", Stage::Primary, 50.0), [200.0])
///     .build()?;
/// let mut books = Indicator::of("books", Per::Pupil);
/// books.minimum = PerStage::both(6.0, 6.0);
/// let standard = Standard::new("books", vec![books]);
/// let policy = Policy {
///     funds: vec![Fund::new("books", 1_500.0)],
///     levers: vec![Lever::adding("buy", "books", 10.0, "books")],
///     ..Policy::default()
/// };
/// let plan = plan(&district, &standard, &policy, &Options::default())?;
/// let reasons = explain::explain(&district, &standard, &policy, &plan);
/// // The far school rises from 4 to 6 books a pupil, its minimum, then on to 7.
/// let serves = &reasons.sections[0].changes[0].serves;
/// assert_eq!(serves[0].purpose, Purpose::Minimum);
/// assert_eq!(serves[1].purpose, Purpose::Evenness);
/// assert_eq!(reasons.limits, ["fund.books"]);
/// # Ok::<(), junheng::Error>(())
/// ```
#[must_use]
pub fn explain(district: &District, standard: &Standard, policy: &Policy, plan: &Plan) -> Reasons {
    let here = Seats::of(district.sections());
    let before = Seats::of(&plan.before.sections_detail);
    let limits = Limits::of(&here, district.sections(), standard, policy, plan);
    let view = View {
        policy,
        asked: asked::by_stage(standard, policy, &plan.after),
        limits: &limits,
    };
    let assessed = district.sections().iter().enumerate();
    let assessed: Vec<usize> = assessed
        .filter(|(_, s)| !s.is_excluded())
        .map(|(i, _)| i)
        .collect();
    let reason = |(i, after): (usize, &SectionAssessment)| {
        let guess = assessed.get(i).copied().unwrap_or(i);
        let (seat, section) = here.find(after.key(), guess)?;
        let (_, today) = before.find(after.key(), i)?;
        view.section((seat, section), today, after)
    };
    let after = &plan.after.sections_detail;
    let sections = if after.len() < MANY {
        after.iter().enumerate().filter_map(reason).collect()
    } else {
        after.par_iter().enumerate().filter_map(reason).collect()
    };
    Reasons {
        sections,
        limits: limits.used_up(),
        levers: Vec::new(),
    }
}

/// What the reasons of every section are told from.
struct View<'a> {
    policy: &'a Policy,
    asked: Vec<(Stage, Vec<Asked<'a>>)>,
    limits: &'a Limits<'a>,
}

impl View<'_> {
    /// The reasons of one section; none where nothing happens and nothing is missing.
    fn section(
        &self,
        (seat, section): (usize, &Section),
        today: &SectionAssessment,
        after: &SectionAssessment,
    ) -> Option<SectionReason> {
        let (_, asked) = self.asked.iter().find(|(g, _)| *g == section.stage)?;
        let spent = self.limits.spent_at(seat);
        let (mut changes, mut lacks, mut hindered) = (Vec::new(), Vec::new(), Vec::new());
        let (mut from, mut to) = (Values::of(today), Values::of(after));
        for asked in asked {
            let id = &asked.indicator.id;
            let (Some(from), Some(to)) = (from.next(id), to.next(id)) else {
                continue;
            };
            let change = asked.change(from, to);
            changes.extend(change.map(|change| (asked.place, change)));
            if after.below.iter().any(|below| below == id) {
                let helps = self.limits.helping((seat, section), asked.place);
                let lack = Lack {
                    indicator: asked.id.clone(),
                    by: asked.minimum.unwrap_or(0.0) - to,
                    why: self.hindrance(section, after, &helps),
                };
                lacks.push((asked.place, lack));
                hindered.extend(helps.limits);
            } else if to > from {
                hindered.extend(self.limits.helping((seat, section), asked.place).limits);
            }
        }
        let is_told = spent > 0.0 || !changes.is_empty() || !lacks.is_empty();
        is_told.then(|| SectionReason {
            school_id: section.school_id.clone(),
            stage: section.stage,
            spent,
            changes: in_order(changes),
            lacks: in_order(lacks),
            limits: self.limits.named(hindered, self.keeps(section)),
        })
    }

    fn hindrance(
        &self,
        section: &Section,
        after: &SectionAssessment,
        helps: &limits::Helping,
    ) -> Hindrance {
        if self.keeps(section).next().is_some() {
            Hindrance::Kept
        } else if !helps.has_lever {
            Hindrance::NoLever
        } else if after.pass {
            Hindrance::MayMiss
        } else if helps.limits.is_empty() {
            Hindrance::Goals
        } else {
            Hindrance::Limit
        }
    }

    /// The rules that keep a section as it is.
    fn keeps<'s>(&'s self, section: &'s Section) -> impl Iterator<Item = Id> + 's {
        let rules = (1..).zip(&self.policy.rules);
        rules.filter_map(move |(n, rule)| match rule {
            Rule::Keep { school, stage }
                if *school == section.school_id && stage.is_none_or(|s| s == section.stage) =>
            {
                Some(format!("rule.{n}").into())
            }
            _ => None,
        })
    }
}

/// What belongs to indicators, in the order of the standard.
fn in_order<T>(mut of: Vec<(usize, T)>) -> Vec<T> {
    of.sort_unstable_by_key(|(place, _)| *place);
    of.into_iter().map(|(_, t)| t).collect()
}

/// The values of a section, asked for by ids in their order.
struct Values<'a>(Peekable<btree_map::Iter<'a, Id, f64>>);

impl<'a> Values<'a> {
    fn of(section: &'a SectionAssessment) -> Self {
        Self(section.values.iter().peekable())
    }

    /// The value of an id that comes after those asked for before.
    fn next(&mut self, id: &str) -> Option<f64> {
        while self.0.next_if(|(known, _)| known.as_str() < id).is_some() {}
        let found = self.0.next_if(|(known, _)| *known == id);
        found.map(|(_, value)| *value)
    }
}
