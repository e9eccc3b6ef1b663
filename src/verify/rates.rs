//! The promises about each transfer in all: how many may leave a section, how many must
//! rotate, how many of them backbone, and headcounts kept; and what a plan states of them.

use std::collections::BTreeMap;

use super::at_most;
use super::case::Case;
use super::moves::Moved;
use crate::district::{Section, TeacherKind};
use crate::error::{Code, Place, Problems};
use crate::plan::{Flow, Rates, Transferred};
use crate::policy::{Cargo, Transfer};

/// What each transfer of the policy does in all, in its order.
pub(crate) fn transferred(case: &Case, moves: &[Moved]) -> Vec<Transferred> {
    let transfers = case.policy.transfers.iter().enumerate();
    let sum = |(number, transfer): (usize, &Transfer)| {
        let own = moves.iter().filter(|m| m.transfer == number);
        let moved = total(own.clone().map(|m| m.amount));
        Transferred {
            transfer: transfer.name.clone(),
            resource: match &transfer.moves {
                Cargo::Teachers => None,
                Cargo::Resource(id) => Some(id.clone()),
            },
            moved,
            cost: total(own.clone().map(|m| m.cost)),
            rates: transfer
                .moves_people()
                .then(|| rates(case, transfer, own.clone(), moved)),
            sections: flows(case, own),
        }
    };
    transfers.map(sum).collect()
}

/// A sum, 0 of nothing: the library's is -0.
fn total(amounts: impl Iterator<Item = f64>) -> f64 {
    amounts.sum::<f64>() + 0.0
}

fn rates<'m>(
    case: &Case,
    transfer: &Transfer,
    moves: impl Iterator<Item = &'m Moved<'m>>,
    moved: f64,
) -> Rates {
    let eligible = eligible_in_scope(case, transfer);
    let backbone: f64 = backbone(moves);
    let part = |of: f64, all: f64| (all > 0.0).then(|| of / all);
    Rates {
        eligible,
        rotation: part(moved, eligible as f64),
        backbone_moved: people(backbone),
        backbone: part(backbone, moved),
    }
}

/// A count of people as one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are whole, not negative and far below 2^53"
)]
fn people(count: f64) -> u64 {
    count.round() as u64
}

fn backbone<'m>(moves: impl Iterator<Item = &'m Moved<'m>>) -> f64 {
    let is_backbone = |m: &&Moved| m.kind().is_some_and(|kind| kind.backbone);
    total(moves.filter(is_backbone).map(|m| m.amount))
}

/// The teachers that a transfer may take, at the sections that its `from` matches.
fn eligible_in_scope(case: &Case, transfer: &Transfer) -> u64 {
    let sections = case.district.sections().iter().enumerate();
    let in_scope =
        sections.filter(|(_, section): &(usize, &Section)| transfer.from.matches(section));
    in_scope.map(|(s, _)| eligible(case, transfer, s)).sum()
}

/// The teachers of a section that a transfer may take.
fn eligible(case: &Case, transfer: &Transfer, section: usize) -> u64 {
    let Some(staff) = case.district.staff() else {
        return 0;
    };
    let may_go = |kind: usize| {
        staff
            .kinds()
            .get(kind)
            .is_some_and(|k| transfer.may_take(k))
    };
    let groups = staff.of(section).iter();
    groups
        .filter(|(kind, _)| may_go(*kind))
        .map(|(_, n)| n)
        .sum()
}

fn flows<'m>(case: &Case, moves: impl Iterator<Item = &'m Moved<'m>>) -> Vec<Flow> {
    let mut flows: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for moved in moves {
        flows.entry(moved.from).or_default().1 += moved.amount;
        flows.entry(moved.to).or_default().0 += moved.amount;
    }
    let flow = |(section, (arriving, leaving)): (usize, (f64, f64))| {
        let section = case.district.sections().get(section)?;
        Some(Flow {
            school_id: section.school_id.clone(),
            stage: section.stage,
            arriving,
            leaving,
        })
    };
    flows.into_iter().filter_map(flow).collect()
}

/// Checks what a plan states of each transfer in all.
pub(crate) fn check_listed(
    case: &Case,
    stated: &[Transferred],
    moves: &[Moved],
    problems: &mut Problems,
) {
    let is = transferred(case, moves);
    if stated.len() != is.len() {
        let args = [stated.len().to_string(), is.len().to_string()];
        problems.add(Code::WrongTransferred, Place::item("transfers"), args);
    }
    for (stated, is) in stated.iter().zip(&is) {
        for (name, said, is) in differences(stated, is) {
            let place = Place::item(format!("transfer.{}", stated.transfer)).at_column(name);
            problems.add(Code::WrongTransferred, place, [said, is]);
        }
    }
}

/// Each figure that is not as stated: its name, as stated, as it is.
fn differences(stated: &Transferred, is: &Transferred) -> Vec<(&'static str, String, String)> {
    let same = |a: f64, b: f64| super::same(a, b, 0.0);
    let ratio = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let show = |x: Option<f64>| x.map_or_else(|| "-".to_owned(), |x| x.to_string());
    let mut found = Vec::new();
    let mut note = |name, is_so: bool, said: String, is: String| {
        if !is_so {
            found.push((name, said, is));
        }
    };
    let (a, b) = (stated, is);
    let named = a.transfer == b.transfer && a.resource == b.resource;
    note("transfer", named, a.transfer.clone(), b.transfer.clone());
    note(
        "moved",
        same(a.moved, b.moved),
        a.moved.to_string(),
        b.moved.to_string(),
    );
    note(
        "cost",
        same(a.cost, b.cost),
        a.cost.to_string(),
        b.cost.to_string(),
    );
    match (&a.rates, &b.rates) {
        (Some(x), Some(y)) => {
            let (said, is) = (x.eligible.to_string(), y.eligible.to_string());
            note("eligible", x.eligible == y.eligible, said, is);
            let rotation = ratio(x.rotation, y.rotation);
            note("rotation", rotation, show(x.rotation), show(y.rotation));
            let is_so = x.backbone_moved == y.backbone_moved;
            let (said, is) = (x.backbone_moved.to_string(), y.backbone_moved.to_string());
            note("backbone_moved", is_so, said, is);
            let backbone = ratio(x.backbone, y.backbone);
            note("backbone", backbone, show(x.backbone), show(y.backbone));
        }
        (x, y) => {
            let is_so = x.is_none() && y.is_none();
            let said = |r: &Option<Rates>| if r.is_some() { "…" } else { "-" }.to_owned();
            note("rates", is_so, said(x), said(y));
        }
    }
    let flow = |f: &Flow| {
        format!(
            "{} {}: +{} -{}",
            f.school_id, f.stage, f.arriving, f.leaving
        )
    };
    let pairs = a.sections.iter().zip(&b.sections);
    let differing = pairs.into_iter().find(|(x, y)| {
        (&x.school_id, x.stage) != (&y.school_id, y.stage)
            || !same(x.arriving, y.arriving)
            || !same(x.leaving, y.leaving)
    });
    if let Some((x, y)) = differing {
        note("sections", false, flow(x), flow(y));
    } else {
        let (x, y) = (a.sections.len(), b.sections.len());
        note("sections", x == y, x.to_string(), y.to_string());
    }
    found
}

/// Checks each transfer in all.
pub(crate) fn check(case: &Case, moves: &[Moved], problems: &mut Problems) {
    for (number, transfer) in case.policy.transfers.iter().enumerate() {
        let own: Vec<&Moved> = moves.iter().filter(|m| m.transfer == number).collect();
        check_leaving(case, transfer, &own, problems);
        if !transfer.moves_people() {
            continue;
        }
        let place = |key: &str| Place::item(format!("transfer.{}", transfer.name)).at_column(key);
        let moved = total(own.iter().map(|m| m.amount));
        let eligible = eligible_in_scope(case, transfer) as f64;
        let least = transfer.rotate_at_least.map(|rate| rate * eligible);
        if let Some(least) = least.filter(|least| !at_most(*least, moved, eligible)) {
            let args = [moved, least, eligible].map(|x| x.to_string());
            problems.add(Code::RotationNotMet, place("rotate_at_least"), args);
        }
        let backbone = backbone(own.iter().copied());
        let least = transfer.backbone_at_least.map(|part| part * moved);
        if let Some(least) = least.filter(|least| !at_most(*least, backbone, moved)) {
            let args = [backbone, least, moved].map(|x| x.to_string());
            problems.add(Code::BackboneNotMet, place("backbone_at_least"), args);
        }
        if transfer.keep_headcount {
            check_kept(case, transfer, &own, problems);
        }
    }
}

/// What leaves each section stays within its part.
fn check_leaving(case: &Case, transfer: &Transfer, moves: &[&Moved], problems: &mut Problems) {
    let Some(part) = transfer.leave_at_most else {
        return;
    };
    let mut leaving: BTreeMap<usize, f64> = BTreeMap::new();
    for moved in moves {
        *leaving.entry(moved.from).or_default() += moved.amount;
    }
    for (section, gone) in leaving {
        let most = match &transfer.moves {
            Cargo::Teachers if part > 0.0 => {
                // A share times a count that is whole but for rounding is whole.
                let share = part * eligible(case, transfer, section) as f64;
                (share + super::TOLERANCE * share.max(1.0)).floor().max(1.0)
            }
            Cargo::Teachers => 0.0,
            Cargo::Resource(id) => part * case.held(section, id),
        };
        if !at_most(gone, most, 0.0) {
            let place = Place::item(case.label(section)).at_column(&transfer.name);
            let args = [gone.to_string(), most.to_string()];
            problems.add(Code::TooManyLeave, place, args);
        }
    }
}

/// As many come to a section as leave it.
fn check_kept(case: &Case, transfer: &Transfer, moves: &[&Moved], problems: &mut Problems) {
    for flow in flows(case, moves.iter().copied()) {
        if !super::same(flow.arriving, flow.leaving, 0.0) {
            let label = format!("{} {}", flow.school_id, flow.stage);
            let place = Place::item(label).at_column(&transfer.name);
            let args = [flow.arriving.to_string(), flow.leaving.to_string()];
            problems.add(Code::HeadcountChanged, place, args);
        }
    }
}

/// The kind in messages; used by other promises too.
pub(crate) fn said(kind: Option<&TeacherKind>) -> String {
    kind.map_or_else(|| "-".to_owned(), TeacherKind::label)
}
