//! The promises about teachers by kind: levers act on kinds that they may act on, nobody
//! is trained who is not there after moving, or twice, and staffing is respected.
//!
//! The teachers afterwards are those of today, moved; some of those who are then there
//! trained; and the recruits.

use std::collections::BTreeMap;

use super::actions::Deed;
use super::case::Case;
use super::moves::Moved;
use super::{at_most, rates};
use crate::district::{Staff, TeacherKind};
use crate::error::{Code, Place, Problems};
use crate::policy::{OnTeachers, Rule, most_teachers};

/// Teachers by section and kind; what was taken away too often is negative.
type Counts = BTreeMap<(usize, TeacherKind), f64>;

/// The teachers after moving, before anyone is trained or recruited.
fn moved(case: &Case, moves: &[Moved]) -> Counts {
    let groups = case.district.staff().into_iter().flat_map(Staff::groups);
    let mut counts: Counts = groups
        .map(|(section, kind, count)| ((section, kind.clone()), count as f64))
        .collect();
    for moved in moves {
        if let Some(kind) = moved.kind() {
            *counts.entry((moved.from, kind.clone())).or_default() -= moved.amount;
            *counts.entry((moved.to, kind.clone())).or_default() += moved.amount;
        }
    }
    counts
}

/// The teachers afterwards; none where the district does not know them by kind.
pub(crate) fn after(case: &Case, deeds: &[Deed], moves: &[Moved]) -> Option<Staff> {
    case.district.staff()?;
    let mut counts = moved(case, moves);
    for deed in deeds {
        let lever = case.policy.levers.get(deed.lever);
        let what = lever.and_then(|l| l.on_teachers.as_ref());
        match (what, deed.group) {
            (Some(OnTeachers::Recruit(kind)), _) => {
                *counts.entry((deed.section, kind.clone())).or_default() += deed.units;
            }
            (Some(OnTeachers::Train(training)), Some(kind)) => {
                let trained = training.to.given_to(kind);
                *counts.entry((deed.section, kind.clone())).or_default() -= deed.units;
                *counts.entry((deed.section, trained)).or_default() += deed.units;
            }
            _ => {}
        }
    }
    let groups = counts
        .into_iter()
        .map(|((section, kind), count)| (section, kind, whole(count)));
    Some(Staff::gather(case.district.sections().len(), groups))
}

/// A count as a whole number; one that is none is reported elsewhere.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of people are far below 2^53, and negative ones become 0"
)]
fn whole(count: f64) -> u64 {
    count.round().max(0.0) as u64
}

/// Checks recruits and training, then staffing.
pub(crate) fn check(
    case: &Case,
    deeds: &[Deed],
    moves: &[Moved],
    stocks: &[f64],
    problems: &mut Problems,
) {
    for deed in deeds {
        check_group(case, deed, problems);
    }
    check_training(case, deeds, moves, problems);
    check_caps(case, deeds, problems);
    check_staffing(case, stocks, problems);
}

/// A lever on teachers says whom it acts on, and may; another says nothing.
fn check_group(case: &Case, deed: &Deed, problems: &mut Problems) {
    let Some(lever) = case.policy.levers.get(deed.lever) else {
        return;
    };
    let is_so = match (&lever.on_teachers, deed.group) {
        (None, group) => group.is_none(),
        (Some(_), None) => false,
        (Some(OnTeachers::Recruit(kind)), Some(group)) => kind == group,
        (Some(OnTeachers::Train(training)), Some(group)) => {
            training.from.match_kind(group) && !training.to.match_kind(group)
        }
    };
    if !is_so {
        let place = Place::item(case.label(deed.section)).at_column(&lever.name);
        problems.add(Code::WrongGroup, place, [rates::said(deed.group)]);
    }
}

/// Of each kind no more are trained than are there after moving.
fn check_training(case: &Case, deeds: &[Deed], moves: &[Moved], problems: &mut Problems) {
    let mut trained: Counts = Counts::new();
    for deed in deeds {
        let lever = case.policy.levers.get(deed.lever);
        let what = lever.and_then(|l| l.on_teachers.as_ref());
        if let (Some(OnTeachers::Train(_)), Some(kind)) = (what, deed.group) {
            *trained.entry((deed.section, kind.clone())).or_default() += deed.units;
        }
    }
    if trained.is_empty() {
        return;
    }
    let there = moved(case, moves);
    for ((section, kind), units) in trained {
        let label = kind.label();
        let there = there.get(&(section, kind)).copied().unwrap_or(0.0);
        if !at_most(units, there, 0.0) {
            let args = [label, units.to_string(), there.to_string()];
            problems.add(Code::TrainedTooMany, Place::item(case.label(section)), args);
        }
    }
}

/// The most per section holds for all kinds together.
fn check_caps(case: &Case, deeds: &[Deed], problems: &mut Problems) {
    let mut units: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for deed in deeds {
        *units.entry((deed.lever, deed.section)).or_default() += deed.units;
    }
    for ((lever, section), units) in units {
        let lever = case.policy.levers.get(lever);
        let lever = lever.filter(|l| l.on_teachers.is_some());
        if let Some((lever, most)) = lever.and_then(|l| Some((l, l.max_per_section?)))
            && !at_most(units, most, 0.0)
        {
            let place = Place::item(case.label(section)).at_column(&lever.name);
            let args = [units.to_string(), most.to_string()];
            problems.add(Code::OverMaxPerSection, place, args);
        }
    }
}

/// No section has more teachers than staffing allows or, where there are more today,
/// than today.
fn check_staffing(case: &Case, stocks: &[f64], problems: &mut Problems) {
    let Some(column) = case.district.resource("teachers") else {
        return;
    };
    let width = case.district.resources().len().max(1);
    let rules = (1..).zip(&case.policy.rules);
    let rules = rules.filter_map(|(number, rule)| match rule {
        Rule::Staffing(least) => Some((number, *least)),
        _ => None,
    });
    for (number, least) in rules {
        for (index, section) in case.district.sections().iter().enumerate() {
            let teachers = stocks.get(index * width + column).copied().unwrap_or(0.0);
            let today = case.district.stock(index, column);
            let most = most_teachers(least, section.stage, section.pupils, today);
            if let Some(most) = most.filter(|most| !at_most(teachers, *most, 0.0)) {
                let place = Place::item(section.label()).at_column(format!("rule.{number}"));
                let args = [teachers.to_string(), most.to_string()];
                problems.add(Code::TooManyTeachers, place, args);
            }
        }
    }
}
