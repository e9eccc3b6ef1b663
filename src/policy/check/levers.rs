//! Checks of the levers.

use super::{Given, fund_is_known, named_once, rules};
use crate::district::{District, Range, Section, TEACHER_RESOURCES};
use crate::error::{At, Code, Problems};
use crate::policy::{Lever, OnTeachers, UnitCost};

pub(super) fn are_named_once(given: &Given<'_>, problems: &mut Problems) {
    let names = given.policy.levers.iter().map(|l| l.name.as_str());
    named_once("lever", names, given, problems);
}

pub(super) fn add_known_resources(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        if let Some(what) = &lever.on_teachers {
            on_teachers(lever, what, &at, given, problems);
            continue;
        }
        let at = at.key("adds");
        if lever.adds.values().all(|added| *added == 0.0) {
            problems.add(Code::AddsNothing, at.place(), [""; 0]);
        }
        for (resource, added) in &lever.adds {
            let place = at.key(resource).place();
            let lacks = |district: &District| district.resource(resource).is_none();
            let counted = |district: &District| {
                district.staff().is_some() && TEACHER_RESOURCES.contains(&resource.as_str())
            };
            if given.district.is_some_and(lacks) {
                problems.add(Code::UnknownResource, place.clone(), [resource]);
            } else if given.district.is_some_and(counted) {
                problems.add(Code::TeachersAreCounted, place.clone(), [resource]);
            }
            if added.is_finite() {
                Range::UNITS.outside(*added, &place, problems);
            } else {
                problems.add(Code::NotFinite, place, [added.to_string()]);
            }
        }
    }
}

/// A lever on teachers needs them by kind, changes somebody, and does nothing beside.
fn on_teachers(
    lever: &Lever,
    what: &OnTeachers,
    at: &At<'_>,
    given: &Given<'_>,
    problems: &mut Problems,
) {
    let key = match what {
        OnTeachers::Recruit(_) => "recruit",
        OnTeachers::Train(_) => "train",
    };
    if given.district.is_some_and(|d| d.staff().is_none()) {
        problems.add(Code::NoTeachers, at.key(key).place(), [&lever.name]);
    }
    if !lever.adds.is_empty() {
        let both = format!("adds, {key}");
        problems.add(Code::OneDeedExpected, at.place(), [both]);
    }
    if !lever.whole {
        let place = at.key("whole").place();
        problems.add(Code::PeopleAreWhole, place, [&lever.name]);
    }
    if let OnTeachers::Train(training) = what
        && training.is_void()
    {
        problems.add(Code::TrainsNothing, at.key("train").place(), [""; 0]);
    }
}

/// A cost there must be wherever the lever reaches; each locale is named once.
pub(super) fn have_unit_costs(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        let at = at.key("unit_cost");
        for (key, cost) in costs(lever.unit_cost) {
            let at = if key.is_empty() {
                at.clone()
            } else {
                at.key(key)
            };
            Range::MONEY.check(cost, Code::BelowZero, &at.place(), problems);
        }
        let mut named = Vec::new();
        for section in reached(lever, given) {
            if lever.unit_cost.at(section).is_none() && !named.contains(&section.locale) {
                named.push(section.locale);
                match section.locale {
                    Some(locale) => {
                        let place = at.key(locale.id()).place();
                        let args = [locale.id(), &section.label()];
                        problems.add(Code::NoUnitCost, place, args);
                    }
                    None => problems.add(Code::NoLocale, at.place(), [section.label()]),
                }
            }
        }
    }
}

pub(super) fn are_paid_by_a_fund(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        match &lever.fund {
            Some(fund) => fund_is_known(fund, &at, given, problems),
            None if costs(lever.unit_cost).iter().any(|(_, cost)| *cost > 0.0) => {
                problems.add(Code::NobodyPays, at.key("fund").place(), [&lever.name]);
            }
            None => {}
        }
    }
}

pub(super) fn have_caps(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        let caps = [
            ("max_per_section", lever.max_per_section),
            ("max_total", lever.max_total),
        ];
        for (key, cap) in caps {
            if let Some(cap) = cap {
                Range::UNITS.check(cap, Code::BelowZero, &at.key(key).place(), problems);
            }
        }
    }
}

pub(super) fn have_known_filters(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        rules::names_are_known(&lever.filter, &at, given, problems);
    }
}

/// A warning: the lever can do nothing.
pub(super) fn reach_sections(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        if reached(lever, given).next().is_none() {
            problems.add(Code::LeverReachesNothing, at.place(), [&lever.name]);
        }
    }
}

/// A warning: nothing the lever adds is counted.
pub(super) fn serve_an_indicator(given: &Given<'_>, problems: &mut Problems) {
    for (lever, at) in levers(given) {
        let counted = |resource: &String| {
            let mut indicators = given.indicators().iter();
            indicators.any(|k| k.resources.contains(resource))
        };
        let helps = match &lever.on_teachers {
            None => lever.adds.keys().any(counted),
            Some(what) => {
                let changed = TEACHER_RESOURCES.iter().zip(what.may_raise());
                let raised = changed.filter(|(_, raises)| *raises);
                raised
                    .map(|(id, _)| (*id).to_owned())
                    .any(|id| counted(&id))
            }
        };
        if !helps {
            let args = [lever.name.as_str(), given.standard_id()];
            problems.add(Code::LeverServesNothing, at.key("adds").place(), args);
        }
    }
}

fn levers<'g>(given: &'g Given<'_>) -> impl Iterator<Item = (&'g Lever, At<'g>)> {
    let numbered = (1..).zip(&given.policy.levers);
    numbered.map(|(number, lever)| (lever, given.top.item("lever", number, &lever.name)))
}

/// The sections where the lever may be used: its filter matches and no rule keeps them.
fn reached<'g>(lever: &'g Lever, given: &'g Given<'_>) -> impl Iterator<Item = &'g Section> {
    given
        .sections()
        .filter(move |s| lever.filter.matches(s) && !given.policy.keeps(s))
}

/// The costs that are given, by their key.
pub(super) fn costs(unit_cost: UnitCost) -> Vec<(&'static str, f64)> {
    match unit_cost {
        UnitCost::Same(cost) => vec![("", cost)],
        UnitCost::ByLocale { urban, town, rural } => {
            let costs = [("urban", urban), ("town", town), ("rural", rural)];
            let given = |(key, cost): (&'static str, Option<f64>)| Some((key, cost?));
            costs.into_iter().filter_map(given).collect()
        }
    }
}
