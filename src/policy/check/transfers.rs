//! Checks of the transfers.

use super::levers::costs;
use super::{Given, fund_is_known, named_once, rules};
use crate::district::{District, Range, Section};
use crate::error::{At, Code, Problems};
use crate::policy::{Cargo, Goal, Reach, Transfer};

pub(super) fn are_named_once(given: &Given<'_>, problems: &mut Problems) {
    let names = given.policy.transfers.iter().map(|t| t.name.as_str());
    named_once("transfer", names, given, problems);
}

/// Teachers move as people where they are known by kind, and not at all where they are not.
pub(super) fn move_what_is_there(given: &Given<'_>, problems: &mut Problems) {
    let Some(district) = given.district else {
        return;
    };
    for (transfer, at) in transfers(given) {
        let at = at.key("moves");
        match &transfer.moves {
            Cargo::Teachers if district.staff().is_none() => {
                problems.add(Code::NoTeachers, at.place(), [&transfer.name]);
            }
            Cargo::Resource(id) if crate::district::counts_people(id) => {
                problems.add(Code::TeachersAreCounted, at.place(), [id]);
            }
            Cargo::Resource(id) if district.resource(id).is_none() => {
                problems.add(Code::UnknownResource, at.place(), [id]);
            }
            _ => {}
        }
    }
}

/// Keys that mean nothing for what is moved.
pub(super) fn fit_what_they_move(given: &Given<'_>, problems: &mut Problems) {
    for (transfer, at) in transfers(given) {
        match &transfer.moves {
            Cargo::Teachers if !transfer.whole => {
                let place = at.key("whole").place();
                problems.add(Code::PeopleAreWhole, place, [&transfer.name]);
            }
            Cargo::Teachers => {}
            Cargo::Resource(id) => {
                let keys = [
                    ("eligible_only", transfer.eligible_only),
                    ("rotate_at_least", transfer.rotate_at_least.is_some()),
                    ("backbone_at_least", transfer.backbone_at_least.is_some()),
                    ("keep_headcount", transfer.keep_headcount),
                ];
                for (key, _) in keys.into_iter().filter(|(_, is_there)| *is_there) {
                    problems.add(Code::OnlyForTeachers, at.key(key).place(), [key, id]);
                }
            }
        }
    }
}

pub(super) fn have_figures(given: &Given<'_>, problems: &mut Problems) {
    for (transfer, at) in transfers(given) {
        let shares = [
            ("leave_at_most", transfer.leave_at_most),
            ("rotate_at_least", transfer.rotate_at_least),
            ("backbone_at_least", transfer.backbone_at_least),
        ];
        for (key, share) in shares {
            if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(share)) {
                let place = at.key(key).place();
                problems.add(Code::ShareOutside, place, [share.to_string()]);
            }
        }
        if transfer.nearest == 0 {
            problems.add(Code::NotAboveZero, at.key("nearest").place(), ["0"]);
        }
        let reach = transfer.reach.map(|reach| match reach {
            Reach::Km(km) => ("reach_km", km),
            Reach::Minutes(minutes) => ("reach_minutes", minutes),
        });
        if let Some((key, reach)) = reach {
            Range::REACH.check(reach, Code::BelowZero, &at.key(key).place(), problems);
        }
        match &transfer.fund {
            Some(fund) => fund_is_known(fund, &at, given, problems),
            None if costs(transfer.unit_cost).iter().any(|(_, c)| *c > 0.0) => {
                problems.add(Code::NobodyPays, at.key("fund").place(), [&transfer.name]);
            }
            None => {}
        }
        let at = at.key("unit_cost");
        for (key, cost) in costs(transfer.unit_cost) {
            let at = if key.is_empty() {
                at.clone()
            } else {
                at.key(key)
            };
            Range::MONEY.check(cost, Code::BelowZero, &at.place(), problems);
        }
    }
}

/// A cost there must be wherever something may arrive.
pub(super) fn have_costs_where_they_arrive(given: &Given<'_>, problems: &mut Problems) {
    for (transfer, at) in transfers(given) {
        let at = at.key("unit_cost");
        let unpriced = |s: &&Section| transfer.unit_cost.at(s).is_none();
        let mut reached = receivers(transfer, given);
        match reached.find(unpriced).map(|s| (s.locale, s.label())) {
            Some((Some(locale), label)) => {
                let place = at.key(locale.id()).place();
                problems.add(Code::NoUnitCost, place, [locale.id(), &label]);
            }
            Some((None, label)) => problems.add(Code::NoLocale, at.place(), [label]),
            None => {}
        }
    }
}

pub(super) fn have_known_filters(given: &Given<'_>, problems: &mut Problems) {
    for (transfer, at) in transfers(given) {
        rules::names_are_known(&transfer.from, &at.key("from"), given, problems);
        rules::names_are_known(&transfer.to, &at.key("to"), given, problems);
    }
}

/// Distances must be known wherever a reach or the nearest are asked for.
pub(super) fn have_distances(given: &Given<'_>, problems: &mut Problems) {
    let Some(district) = given.district else {
        return;
    };
    for (transfer, at) in transfers(given) {
        let ends = || {
            let sections = district.sections().iter().enumerate();
            let may_act = |s: &Section| transfer.from.matches(s) || transfer.to.matches(s);
            sections.filter(move |(_, s)| may_act(s) && !given.policy.keeps(s))
        };
        let has_map = ends()
            .next()
            .is_none_or(|(first, _)| ends().all(|(s, _)| district.km(first, s).is_some()));
        let stray = || {
            let first = ends().next().map(|(first, _)| first);
            let mut all = ends();
            all.find(|(s, _)| first.is_none_or(|first| district.km(first, *s).is_none()))
        };
        let (key, lacks) = match transfer.reach {
            Some(Reach::Km(_)) => ("reach_km", !has_map),
            Some(Reach::Minutes(_)) => ("reach_minutes", district.travel().is_none()),
            None => {
                let few = receivers(transfer, given).count() <= transfer.nearest;
                let everywhere = ends().count() == district.sections().len();
                let by_map = has_map && everywhere || few;
                ("nearest", !by_map && district.travel().is_none())
            }
        };
        if lacks {
            let section = stray().or_else(|| ends().next());
            let label = section.map_or_else(String::new, |(_, s)| s.label());
            problems.add(Code::NoDistance, at.key(key).place(), [label]);
        }
    }
}

/// What must rotate may leave.
pub(super) fn have_rates_that_agree(given: &Given<'_>, problems: &mut Problems) {
    let Some(district) = given.district else {
        return;
    };
    for (transfer, at) in transfers(given) {
        let (Some(rate), Some(staff)) = (transfer.rotate_at_least, district.staff()) else {
            continue;
        };
        let (mut eligible, mut may_leave) = (0, 0);
        for (index, section) in district.sections().iter().enumerate() {
            if !transfer.from.matches(section) {
                continue;
            }
            let may_go = |kind: usize| {
                let kind = staff.kinds().get(kind);
                kind.is_some_and(|kind| transfer.may_take(kind))
            };
            let groups = staff.of(index).iter();
            let here: u64 = groups.filter(|(k, _)| may_go(*k)).map(|(_, n)| n).sum();
            eligible += here;
            if !given.policy.keeps(section) {
                may_leave += transfer.may_leave(here);
            }
        }
        if transfer.must_rotate(eligible) > may_leave && (0.0..=1.0).contains(&rate) {
            let place = at.key("rotate_at_least").place();
            let args = [transfer.must_rotate(eligible), may_leave].map(|n| n.to_string());
            problems.add(Code::RatesContradict, place, args);
        }
    }
}

/// The goal `moves` counts people.
pub(super) fn moves_has_people(given: &Given<'_>, problems: &mut Problems) {
    let some = given.policy.transfers.iter().any(Transfer::moves_people);
    if let (Some(at), false) = (given.goal(Goal::Moves), some) {
        problems.add(Code::MovesOfNobody, at.place(), [""; 0]);
    }
}

/// A warning: nothing can move.
pub(super) fn reach_something(given: &Given<'_>, problems: &mut Problems) {
    let Some(district) = given.district else {
        return;
    };
    for (transfer, at) in transfers(given) {
        if !reaches_something(transfer, district, given) {
            let args = [&transfer.name];
            problems.add(Code::TransferReachesNothing, at.place(), args);
        }
    }
}

fn reaches_something(transfer: &Transfer, district: &District, given: &Given<'_>) -> bool {
    let gauge = transfer.gauge(district);
    let sections = || district.sections().iter().enumerate();
    let receives = |s: &Section| transfer.to.matches(s) && !given.policy.keeps(s);
    let mut senders =
        sections().filter(|(_, s)| transfer.from.matches(s) && !given.policy.keeps(s));
    senders.any(|(from, sender)| {
        sections().any(|(to, receiver)| {
            from != to
                && (!transfer.within_stage || sender.stage == receiver.stage)
                && receives(receiver)
                && transfer.reach.is_none_or(|reach| {
                    let distance = gauge.between(district, from, to);
                    distance.is_some_and(|d| d <= reach.limit())
                })
        })
    })
}

/// The sections where something may arrive.
fn receivers<'g>(
    transfer: &'g Transfer,
    given: &'g Given<'_>,
) -> impl Iterator<Item = &'g Section> {
    given
        .sections()
        .filter(|s| transfer.to.matches(s) && !given.policy.keeps(s))
}

fn transfers<'g>(given: &'g Given<'_>) -> impl Iterator<Item = (&'g Transfer, At<'g>)> {
    let numbered = (1..).zip(&given.policy.transfers);
    numbered.map(|(number, transfer)| {
        let at = given.top.item("transfer", number, &transfer.name);
        (transfer, at)
    })
}
