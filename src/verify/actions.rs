//! The promises about actions: known, once, where allowed, within the lever's caps,
//! at the right cost, and none where a rule keeps a section as it is.

use std::collections::BTreeSet;

use super::case::Case;
use super::{at_most, same};
use crate::district::TeacherKind;
use crate::error::{Code, Place, Problems};
use crate::plan::Action;
use crate::policy::Lever;

/// An action bound to its lever and section.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deed<'p> {
    pub(crate) lever: usize,
    pub(crate) section: usize,
    /// The kind of teacher acted on.
    pub(crate) group: Option<&'p TeacherKind>,
    pub(crate) units: f64,
    /// As the plan gives it.
    stated_cost: f64,
    /// Units times unit cost.
    pub(crate) cost: f64,
}

/// Binds actions to levers and sections; those that cannot be bound are problems.
pub(crate) fn resolve<'p>(
    case: &Case,
    actions: &'p [Action],
    problems: &mut Problems,
) -> Vec<Deed<'p>> {
    let mut deeds = Vec::with_capacity(actions.len());
    let mut last = (usize::MAX, 0);
    for action in actions {
        let label = || format!("{} {}", action.school_id, action.stage);
        let place = || Place::item(label()).at_column(action.lever.as_str());
        let lever = case.lever(&action.lever, last.0);
        // Each lever begins anew with the first section.
        let next = if lever == Some(last.0) { last.1 + 1 } else { 0 };
        let section = case.section(&action.school_id, action.stage, next);
        if lever.is_none() {
            problems.add(Code::UnknownLever, place(), [action.lever.as_str()]);
        }
        if section.is_none() {
            problems.add(Code::UnknownSection, place(), [label()]);
        }
        for number in [action.units, action.cost] {
            if !number.is_finite() {
                problems.add(Code::PlanNotFinite, place(), [number.to_string()]);
            }
        }
        let (Some(lever), Some(section)) = (lever, section) else {
            continue;
        };
        last = (lever, section);
        let unit_cost = case.policy.levers.get(lever).map(|l| l.unit_cost);
        let at = case.district.sections().get(section);
        let Some(unit_cost) = unit_cost.zip(at).and_then(|(cost, at)| cost.at(at)) else {
            problems.add(Code::UnpricedAction, place(), [""; 0]);
            continue;
        };
        if action.units.is_finite() {
            deeds.push(Deed {
                lever,
                section,
                group: action.group.as_ref(),
                units: action.units,
                stated_cost: action.cost,
                cost: action.units * unit_cost,
            });
        }
    }
    deeds
}

/// Checks that a plan lists only what is done: actions of no units are harmless, but no
/// part of a plan.
pub(crate) fn check_listed(actions: &[Action], problems: &mut Problems) {
    for action in actions.iter().filter(|a| a.units == 0.0) {
        let label = format!("{} {}", action.school_id, action.stage);
        let place = Place::item(label).at_column(action.lever.as_str());
        problems.add(Code::ZeroUnits, place, [""; 0]);
    }
}

/// Checks actions one by one, then the totals of each lever.
pub(crate) fn check(case: &Case, deeds: &[Deed], problems: &mut Problems) {
    let sections = case.district.sections().len();
    let mut seen = vec![false; case.policy.levers.len() * sections];
    let mut kinds = BTreeSet::new();
    let mut totals = vec![0.0; case.policy.levers.len()];
    for deed in deeds {
        let Some(lever) = case.policy.levers.get(deed.lever) else {
            continue;
        };
        let place = || Place::item(case.label(deed.section)).at_column(&lever.name);
        // Levers on teachers may act on several kinds at one section.
        let twice = if let Some(group) = deed.group {
            !kinds.insert((deed.lever, deed.section, group))
        } else {
            let seen = seen.get_mut(deed.lever * sections + deed.section);
            seen.is_some_and(|seen| std::mem::replace(seen, true))
        };
        if twice {
            problems.add(Code::DuplicateAction, place(), [""; 0]);
        }
        if let Some(total) = totals.get_mut(deed.lever) {
            *total += deed.units;
        }
        check_units(lever, deed, &place, problems);
        check_place(case, lever, deed, &place, problems);
        // What is not finite is reported already.
        if deed.stated_cost.is_finite() && !same(deed.stated_cost, deed.cost, 0.0) {
            let said = [deed.stated_cost.to_string(), deed.cost.to_string()];
            problems.add(Code::WrongCost, place(), said);
        }
    }
    for (lever, total) in case.policy.levers.iter().zip(totals) {
        if let Some(most) = lever.max_total.filter(|most| !at_most(total, *most, 0.0)) {
            let place = Place::item(format!("lever.{}", lever.name));
            let said = [total.to_string(), most.to_string()];
            problems.add(Code::OverMaxTotal, place, said);
        }
    }
}

fn check_units(lever: &Lever, deed: &Deed, place: &dyn Fn() -> Place, problems: &mut Problems) {
    let units = deed.units;
    if units < 0.0 {
        problems.add(Code::NegativeUnits, place(), [units.to_string()]);
    }
    // Where a lever acts on several kinds, their sum is held against the cap elsewhere.
    let cap = lever
        .max_per_section
        .filter(|_| lever.on_teachers.is_none());
    if let Some(most) = cap.filter(|most| !at_most(units, *most, 0.0)) {
        let said = [units.to_string(), most.to_string()];
        problems.add(Code::OverMaxPerSection, place(), said);
    }
    let whole = lever.whole || lever.on_teachers.is_some();
    if whole && !same(units, units.round(), 0.0) {
        problems.add(Code::NotWhole, place(), [units.to_string()]);
    }
}

fn check_place(
    case: &Case,
    lever: &Lever,
    deed: &Deed,
    place: &dyn Fn() -> Place,
    problems: &mut Problems,
) {
    let Some(section) = case.district.sections().get(deed.section) else {
        return;
    };
    if !lever.filter.matches(section) {
        problems.add(Code::OutsideFilter, place(), [""; 0]);
    }
    if let Some(number) = case.keeper(section).filter(|_| deed.units != 0.0) {
        problems.add(Code::KeptSection, place(), [format!("rule.{number}")]);
    }
}
