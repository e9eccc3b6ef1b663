//! The promises about moves one by one: of a transfer of the policy, of what that may
//! move, between sections where it may, at the right cost and distance; and of people
//! and things that are there, each moved at most once.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Case;
use super::{at_most, same};
use crate::district::TeacherKind;
use crate::error::{Code, Place, Problems};
use crate::plan::{Load, Move};
use crate::policy::{Cargo, Transfer};

/// A move bound to its transfer and sections.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved<'p> {
    pub(crate) transfer: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// People, or units of the resource.
    pub(crate) amount: f64,
    /// Amount times unit cost at the destination.
    pub(crate) cost: f64,
    /// As the plan gives it.
    pub(crate) stated: &'p Move,
}

impl<'p> Moved<'p> {
    /// The kind of teacher that moves.
    pub(crate) fn kind(&self) -> Option<&'p TeacherKind> {
        self.stated.teachers().map(|(kind, _)| kind)
    }

    /// What moves: the kind, or else the resource.
    fn what(&self) -> (Option<&'p TeacherKind>, &'p str) {
        match &self.stated.load {
            Load::Teachers { group, .. } => (Some(group), ""),
            Load::Stock { resource, .. } => (None, resource),
        }
    }
}

/// A move in messages: `2101 primary`, and the transfer.
fn place(stated: &Move) -> Place {
    Place::item(format!("{} {}", stated.from, stated.stage)).at_column(&stated.transfer)
}

/// Binds moves to transfers and sections; those that cannot be bound are problems.
pub(crate) fn resolve<'p>(
    case: &Case,
    moves: &'p [Move],
    problems: &mut Problems,
) -> Vec<Moved<'p>> {
    let mut bound = Vec::with_capacity(moves.len());
    for stated in moves {
        let transfers = &case.policy.transfers;
        let transfer = transfers.iter().position(|t| t.name == stated.transfer);
        if transfer.is_none() {
            problems.add(Code::UnknownTransfer, place(stated), [&stated.transfer]);
        }
        let mut section = |school: &str, stage| {
            let found = case.section(school, stage, 0);
            if found.is_none() {
                let label = format!("{school} {stage}");
                problems.add(Code::UnknownSection, place(stated), [label]);
            }
            found
        };
        let from = section(&stated.from, stated.stage);
        let to = section(&stated.to, stated.stage_reached());
        let amount = stated.amount();
        let distances = [stated.km, stated.minutes].into_iter().flatten();
        for number in [amount, stated.cost].into_iter().chain(distances) {
            if !number.is_finite() {
                problems.add(Code::PlanNotFinite, place(stated), [number.to_string()]);
            }
        }
        let (Some(transfer), Some(from), Some(to)) = (transfer, from, to) else {
            continue;
        };
        let unit_cost = transfers.get(transfer).map(|t| t.unit_cost);
        let at = case.district.sections().get(to);
        let Some(unit_cost) = unit_cost.zip(at).and_then(|(cost, at)| cost.at(at)) else {
            problems.add(Code::UnpricedAction, place(stated), [""; 0]);
            continue;
        };
        if amount.is_finite() {
            bound.push(Moved {
                transfer,
                from,
                to,
                amount,
                cost: amount * unit_cost,
                stated,
            });
        }
    }
    bound
}

/// Checks what a plan states of its moves: each once, with the distance that it has.
pub(crate) fn check_listed(case: &Case, moves: &[Moved], problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for moved in moves {
        let stated = moved.stated;
        if moved.amount == 0.0 {
            problems.add(Code::ZeroUnits, place(stated), [""; 0]);
        }
        let key = (moved.transfer, moved.from, moved.to, moved.what());
        if !seen.insert(key) {
            problems.add(Code::DuplicateAction, place(stated), [""; 0]);
        }
        let district = case.district;
        let distances = [
            (stated.km, district.km(moved.from, moved.to)),
            (stated.minutes, district.minutes(moved.from, moved.to)),
        ];
        for (said, is) in distances {
            let is_so = match (said, is) {
                (Some(said), Some(is)) => !said.is_finite() || same(said, is, 1.0),
                (Some(_), None) => false,
                (None, _) => true,
            };
            if !is_so {
                let args = [said, is].map(|x| x.map_or_else(|| "-".to_owned(), |x| x.to_string()));
                problems.add(Code::WrongDistance, place(stated), args);
            }
        }
    }
}

/// Checks moves one by one, then that nobody and nothing moves twice.
pub(crate) fn check(case: &Case, moves: &[Moved], problems: &mut Problems) {
    for moved in moves {
        if let Some(transfer) = case.policy.transfers.get(moved.transfer) {
            check_load(transfer, moved, problems);
            check_ends(case, transfer, moved, problems);
            let said = moved.stated.cost;
            if said.is_finite() && !same(said, moved.cost, 0.0) {
                let args = [said.to_string(), moved.cost.to_string()];
                problems.add(Code::WrongCost, place(moved.stated), args);
            }
        }
    }
    check_once(case, moves, problems);
}

/// What moves is what the transfer moves, in amounts that can be.
fn check_load(transfer: &Transfer, moved: &Moved, problems: &mut Problems) {
    let stated = moved.stated;
    if moved.amount < 0.0 {
        let args = [moved.amount.to_string()];
        problems.add(Code::NegativeUnits, place(stated), args);
    }
    match (&transfer.moves, &stated.load) {
        (Cargo::Teachers, Load::Teachers { group, .. }) => {
            if !transfer.may_take(group) {
                problems.add(Code::NotEligible, place(stated), [group.label()]);
            }
        }
        (Cargo::Resource(id), Load::Stock { resource, .. }) if id == resource => {
            if transfer.whole && !same(moved.amount, moved.amount.round(), 0.0) {
                problems.add(Code::NotWhole, place(stated), [moved.amount.to_string()]);
            }
        }
        (cargo, load) => {
            let is = match load {
                Load::Teachers { .. } => "teachers",
                Load::Stock { resource, .. } => resource,
            };
            problems.add(Code::WrongLoad, place(stated), [is, cargo.id()]);
        }
    }
}

/// Both ends are where the transfer may act, and not one.
fn check_ends(case: &Case, transfer: &Transfer, moved: &Moved, problems: &mut Problems) {
    let stated = moved.stated;
    let sections = case.district.sections();
    let (Some(from), Some(to)) = (sections.get(moved.from), sections.get(moved.to)) else {
        return;
    };
    if moved.from == moved.to {
        problems.add(Code::MovesNowhere, place(stated), [""; 0]);
    }
    if transfer.within_stage && from.stage != to.stage {
        let args = [from.stage.id(), to.stage.id()];
        problems.add(Code::LeavesStage, place(stated), args);
    }
    for (section, filter) in [(from, &transfer.from), (to, &transfer.to)] {
        let place = || Place::item(section.label()).at_column(&transfer.name);
        if !filter.matches(section) {
            problems.add(Code::OutsideFilter, place(), [""; 0]);
        }
        if let Some(number) = case.keeper(section) {
            problems.add(Code::KeptSection, place(), [format!("rule.{number}")]);
        }
    }
}

/// What leaves a section, over all transfers, are people and things that it has today.
fn check_once(case: &Case, moves: &[Moved], problems: &mut Problems) {
    let mut leaving: BTreeMap<_, f64> = BTreeMap::new();
    for moved in moves {
        *leaving.entry((moved.from, moved.what())).or_default() += moved.amount;
    }
    for ((section, (kind, resource)), gone) in leaving {
        let there = match kind {
            Some(kind) => case.headcount(section, kind),
            None => case.held(section, resource),
        };
        if !at_most(gone, there, 0.0) {
            let what = kind.map_or_else(|| resource.to_owned(), TeacherKind::label);
            let args = [what, gone.to_string(), there.to_string()];
            problems.add(Code::NobodyThere, Place::item(case.label(section)), args);
        }
    }
}
