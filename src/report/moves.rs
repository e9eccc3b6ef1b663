//! Who moves where, as an order of rotation reads: from, to, stage, kind, how many, how
//! far; with what comes to and leaves each section, and the rates that are reached.

#[cfg(any(feature = "html", feature = "xlsx"))]
use super::cell::Cell;
use super::labels::Labels;
use super::number::{self, count, grouped, percent, units};
use super::page::{Column, Grid, Page};
use super::words;
use crate::plan::{Load, Move, Plan, Rates, Transferred};
use crate::policy::{Policy, Transfer};

/// Moves listed one by one, and sections with what comes and leaves.
const MOST_MOVES: usize = 60;
const MOST_SECTIONS: usize = 40;

/// All transfers of a plan under which something moves.
pub(super) fn moves(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    for done in plan.transfers.iter().filter(|t| t.moved > 0.0) {
        let transfer = policy.transfers.iter().find(|t| t.name == done.transfer);
        page.heading(words::MOVES, &[labels.called(&done.transfer)]);
        said(page, done, transfer, labels);
        list(page, plan, done, labels);
        flows(page, done, labels);
    }
}

/// How many move at what cost, and the rates with what they must be.
fn said(page: &mut Page, done: &Transferred, transfer: Option<&Transfer>, labels: &Labels) {
    let cost = labels.money(done.cost);
    match (&done.resource, &done.rates) {
        (Some(resource), _) => {
            let args = [units(done.moved, false), labels.resource(resource), cost];
            page.line(words::MOVED_STOCK, &args);
        }
        (None, Some(rates)) => {
            page.line(words::MOVED_TEACHERS, &[units(done.moved, true), cost]);
            reached(page, done, rates, transfer, labels);
        }
        (None, None) => {}
    }
}

fn reached(
    page: &mut Page,
    done: &Transferred,
    rates: &Rates,
    transfer: Option<&Transfer>,
    labels: &Labels,
) {
    let least = |least: Option<f64>| match least {
        Some(least) => words::AT_LEAST.fill(labels.lang, &[percent(least, 1.0)]),
        None => String::new(),
    };
    let people = |n: u64| grouped(n as f64, 0);
    if let Some(rotation) = rates.rotation {
        let args = [
            people(rates.eligible),
            percent(rotation, 1.0),
            least(transfer.and_then(|t| t.rotate_at_least)),
        ];
        page.line(words::RATE_ROTATION, &args);
    }
    if let Some(backbone) = rates.backbone {
        let args = [
            people(rates.backbone_moved),
            units(done.moved, true),
            percent(backbone, 1.0),
            least(transfer.and_then(|t| t.backbone_at_least)),
        ];
        page.line(words::RATE_BACKBONE, &args);
    }
}

/// The moves of a transfer, in the plan's order.
fn list(page: &mut Page, plan: &Plan, done: &Transferred, labels: &Labels) {
    let own = plan.moves.iter().filter(|m| m.transfer == done.transfer);
    let own: Vec<&Move> = own.collect();
    let by_clock = own.iter().all(|m| m.km.is_none()) && own.iter().any(|m| m.minutes.is_some());
    let people = done.resource.is_none();
    let mut columns = vec![
        Column::Words(words::MOVE_FROM),
        Column::Words(words::MOVE_TO),
        Column::Words(words::THE_STAGE),
    ];
    columns.extend(people.then_some(Column::Words(words::KIND)));
    columns.extend([
        Column::Figures(if people { words::PEOPLE } else { words::UNITS }),
        Column::Figures(if by_clock { words::MINUTES } else { words::KM }),
    ]);
    let mut grid = Grid::new(&columns);
    let most = page.most(MOST_MOVES);
    for moved in own.iter().take(most) {
        let (left, reached) = (moved.stage, moved.stage_reached());
        let mut row = vec![
            labels.school(&moved.from, left),
            labels.school(&moved.to, reached),
            stages(moved, labels),
        ];
        if let Load::Teachers { group, .. } = &moved.load {
            row.push(labels.kind(group));
        }
        let distance = if by_clock { moved.minutes } else { moved.km };
        row.push(units(moved.amount(), people));
        row.push(number::maybe(distance, 1));
        grid.row(row);
    }
    page.table(&grid);
    let more = own.len().saturating_sub(most);
    if more > 0 {
        page.line(words::AND_MORE_JSON, &[count(more)]);
    }
}

/// What comes to and leaves each section.
fn flows(page: &mut Page, done: &Transferred, labels: &Labels) {
    let whole = done.resource.is_none();
    let columns = [
        Column::Words(words::SCHOOL),
        Column::Words(words::THE_STAGE),
        Column::Figures(words::COME),
        Column::Figures(words::LEAVE),
    ];
    let mut grid = Grid::new(&columns);
    let most = page.most(MOST_SECTIONS);
    for flow in done.sections.iter().take(most) {
        grid.row([
            labels.school(&flow.school_id, flow.stage),
            labels.stage(flow.stage).to_owned(),
            units(flow.arriving, whole),
            units(flow.leaving, whole),
        ]);
    }
    page.table(&grid);
    let more = done.sections.len().saturating_sub(most);
    if more > 0 {
        page.line(words::AND_MORE_JSON, &[count(more)]);
    }
}

/// The stage, or from which to which.
pub(super) fn stages(moved: &Move, labels: &Labels) -> String {
    let [left, reached] = [moved.stage, moved.stage_reached()].map(|s| labels.stage(s));
    if left == reached {
        left.to_owned()
    } else {
        words::FROM_STAGE.fill(labels.lang, &[left, reached])
    }
}

/// Who or what moves.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(super) fn what(moved: &Move, labels: &Labels) -> String {
    match &moved.load {
        Load::Teachers { group, .. } => labels.kind(group),
        Load::Stock { resource, .. } => labels.resource(resource),
    }
}

/// How many people, or how much.
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(super) fn amount(moved: &Move) -> Cell {
    Cell::units(moved.amount(), moved.teachers().is_some())
}
