//! Who or what moves where: as an order of rotation reads, and in all.

use super::cell::Cell;
use super::labels::Labels;
use super::number::{self, count};
use super::page::{Column, Grid, Page};
use super::words;
use crate::district::TeacherKind;
use crate::plan::{Load, Move, Plan};

/// Moves listed one by one.
const MOST_MOVES: usize = 40;

/// What each transfer does in all, with the rates that it reaches.
pub(super) fn by_transfer(page: &mut Page, plan: &Plan, labels: &Labels) {
    if plan.transfers.is_empty() {
        return;
    }
    let columns = [
        Column::Words(words::TRANSFER),
        Column::Words(words::MOVED_WHAT),
        Column::Figures(words::MOVED),
        Column::Figures(words::ROTATION),
        Column::Figures(words::BACKBONE_PART),
        Column::Figures(labels.head(words::COST, words::COST_OTHER)),
    ];
    let mut grid = Grid::new(&columns);
    for transfer in &plan.transfers {
        let share = |part: Option<f64>| part.map_or_else(Cell::none, |p| Cell::percent(p, 1.0));
        let rates = transfer.rates.as_ref();
        let teachers = || words::TEACHERS.get(labels.lang).to_owned();
        let resource = transfer.resource.as_deref();
        grid.row([
            labels.called(&transfer.transfer).into(),
            resource
                .map_or_else(teachers, |r| labels.resource(r))
                .into(),
            Cell::units(transfer.moved, resource.is_none()),
            share(rates.and_then(|r| r.rotation)),
            share(rates.and_then(|r| r.backbone)),
            Cell::money(transfer.cost, labels.lang),
        ]);
    }
    page.heading::<&str>(words::BY_TRANSFER, &[]);
    page.table(&grid);
}

/// The moves one by one, in the plan's order.
pub(super) fn moves(page: &mut Page, plan: &Plan, labels: &Labels) {
    if plan.moves.is_empty() {
        return;
    }
    let mut grid = Grid::new(&[
        Column::Words(words::TRANSFER),
        Column::Words(words::FROM),
        Column::Words(words::TO),
        Column::Words(words::THE_STAGE),
        Column::Words(words::MOVED_WHAT),
        Column::Figures(words::MOVED),
        Column::Figures(words::FAR),
    ]);
    let most = page.most(MOST_MOVES);
    for moved in plan.moves.iter().take(most) {
        let reached = moved.stage_reached();
        grid.row([
            labels.called(&moved.transfer).into(),
            labels.school(&moved.from, moved.stage).into(),
            labels.school(&moved.to, reached).into(),
            stages(moved, labels).into(),
            what(moved, labels).into(),
            amount(moved),
            far(moved, labels),
        ]);
    }
    page.heading::<&str>(words::MOVES, &[]);
    page.table(&grid);
    let more = plan.moves.len().saturating_sub(most);
    if more > 0 {
        page.line(words::AND_MORE_JSON, &[count(more)]);
    }
}

/// The stage, or from which to which.
pub(super) fn stages(moved: &Move, labels: &Labels) -> String {
    let from = labels.stage(moved.stage);
    match moved.to_stage {
        Some(to) if to != moved.stage => {
            words::FROM_STAGE.fill(labels.lang, &[from, labels.stage(to)])
        }
        _ => from.to_owned(),
    }
}

/// Who or what moves.
pub(super) fn what(moved: &Move, labels: &Labels) -> String {
    match &moved.load {
        Load::Teachers { group, .. } => kind(group, labels),
        Load::Stock { resource, .. } => labels.resource(resource),
    }
}

/// A kind of teacher: the subject, then what else is true of them.
pub(super) fn kind(kind: &TeacherKind, labels: &Labels) -> String {
    let traits = [
        (kind.higher_degree, words::TRAIT_DEGREE),
        (kind.backbone, words::TRAIT_BACKBONE),
        (kind.pe_arts, words::TRAIT_PE_ARTS),
    ];
    let subject = labels.called(&kind.subject);
    let subject = (!subject.is_empty()).then_some(subject);
    let said = traits.into_iter().filter(|(is, _)| *is);
    let said = said.map(|(_, text)| text.get(labels.lang).to_owned());
    let said: Vec<String> = subject.into_iter().chain(said).collect();
    if said.is_empty() {
        return words::TEACHERS.get(labels.lang).to_owned();
    }
    said.join(words::LIST.get(labels.lang))
}

/// How many people, or how much.
pub(super) fn amount(moved: &Move) -> Cell {
    Cell::units(moved.amount(), moved.teachers().is_some())
}

/// How far, where that is known.
pub(super) fn far(moved: &Move, labels: &Labels) -> Cell {
    let said = |text: crate::text::Text, far: f64, places: usize| {
        text.fill(labels.lang, &[number::grouped(far, places)])
            .into()
    };
    match (moved.km, moved.minutes) {
        (Some(km), _) => said(words::KM, km, 1),
        (None, Some(minutes)) => said(words::MINUTES, minutes, 0),
        (None, None) => Cell::none(),
    }
}
