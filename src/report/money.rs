//! Where the money goes: by fund, by lever, by locale, and action by action.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::labels::Labels;
use super::number::{count, money_cell, units};
use super::page::{Column, Grid, Page};
use super::words;
use crate::district::{District, Locale, Section, Stage};
use crate::plan::{Action, Plan};
use crate::policy::{Lever, Policy};

/// Actions listed one by one.
const MOST_ACTIONS: usize = 40;

/// What each fund had and what is spent of it.
pub(super) fn by_fund(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    let columns = [
        Column::Words(words::FUND),
        Column::Figures(labels.head(words::AMOUNT, words::AMOUNT_OTHER)),
        Column::Figures(labels.head(words::SPENT, words::SPENT_OTHER)),
        Column::Figures(labels.head(words::LEFT, words::LEFT_OTHER)),
        Column::Figures(words::SHARE),
    ];
    let mut grid = Grid::new(&columns);
    for fund in &policy.funds {
        let spent = plan.spent.get(&fund.name).copied().unwrap_or(0.0);
        let limit = fund.amount.limit();
        let cell = |yuan| Cell::money(yuan, labels.lang);
        let unlimited = || words::UNLIMITED.get(labels.lang).to_owned().into();
        grid.row([
            labels.called(&fund.name).into(),
            limit.map_or_else(unlimited, cell),
            cell(spent),
            limit.map_or_else(Cell::none, |l| cell((l - spent).max(0.0))),
            Cell::percent(spent, limit.unwrap_or(0.0)),
        ]);
    }
    if !policy.funds.is_empty() {
        page.heading::<&str>(words::BY_FUND, &[]);
        if let Some(code) = labels.currency {
            page.line(words::IN_CURRENCY, &[labels.called(code)]);
        }
        page.table(&grid);
    }
}

/// What each lever that is used does in all.
pub(super) fn by_lever(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    if plan.actions.is_empty() {
        return;
    }
    page.heading::<&str>(words::BY_LEVER, &[]);
    let columns = [
        Column::Words(words::LEVER),
        Column::Figures(words::SECTIONS),
        Column::Figures(words::UNITS),
        Column::Words(words::ADDS),
        Column::Figures(labels.head(words::COST, words::COST_OTHER)),
        Column::Figures(words::SHARE),
    ];
    let mut grid = Grid::new(&columns);
    let all: f64 = plan.actions.iter().map(|a| a.cost).sum();
    let mut totals: BTreeMap<&str, (usize, f64, f64)> = BTreeMap::new();
    for action in &plan.actions {
        let total = totals.entry(&action.lever).or_default();
        *total = (total.0 + 1, total.1 + action.units, total.2 + action.cost);
    }
    for lever in &policy.levers {
        let Some((sections, amount, cost)) = totals.remove(lever.name.as_str()) else {
            continue;
        };
        grid.row([
            labels.called(&lever.name).into(),
            Cell::count(sections),
            Cell::units(amount, lever.whole),
            adds(lever, amount, labels).into(),
            Cell::money(cost, labels.lang),
            Cell::percent(cost, all),
        ]);
    }
    page.table(&grid);
    // A plan of whole units needs no rounding, and a mixed one shows which are whole.
    if !policy.levers.iter().any(|l| l.whole) {
        page.line::<&str>(words::CONTINUOUS, &[]);
    }
}

/// What so many units of a lever add: `310 m2 of teaching rooms`.
fn adds(lever: &Lever, amount: f64, labels: &Labels) -> String {
    let parts: Vec<String> = lever
        .adds
        .iter()
        .map(|(resource, each)| {
            let whole = lever.whole && each.fract() == 0.0;
            let amount = amount * each;
            format!("{} {}", units(amount, whole), labels.resource(resource))
        })
        .collect();
    parts.join(words::LIST.get(labels.lang))
}

/// How much goes where: urban, town, rural, and per pupil there.
pub(super) fn by_locale(page: &mut Page, plan: &Plan, district: &District, labels: &Labels) {
    let sections = district.sections();
    let acts = !plan.actions.is_empty() || !plan.moves.is_empty();
    if !acts || sections.iter().all(|s| s.locale.is_none()) {
        return;
    }
    page.heading::<&str>(words::BY_LOCALE, &[]);
    let columns = [
        Column::Words(words::LOCALE),
        Column::Figures(words::SECTIONS),
        Column::Figures(words::PUPILS),
        Column::Figures(labels.head(words::COST, words::COST_OTHER)),
        Column::Figures(words::SHARE),
        Column::Figures(labels.head(words::PER_HEAD, words::PER_HEAD_OTHER)),
    ];
    let mut grid = Grid::new(&columns);
    // A move is paid where it arrives.
    let actions = plan
        .actions
        .iter()
        .map(|a| (a.school_id.as_str(), a.stage, a.cost));
    let moves = plan
        .moves
        .iter()
        .map(|m| (m.to.as_str(), m.stage_reached(), m.cost));
    let paid: Vec<(&str, Stage, f64)> = actions.chain(moves).collect();
    let all: f64 = paid.iter().map(|(.., cost)| cost).sum();
    for locale in Locale::ALL.map(Some).into_iter().chain([None]) {
        let here: Vec<&Section> = sections.iter().filter(|s| s.locale == locale).collect();
        if here.is_empty() {
            continue;
        }
        let pupils: f64 = here.iter().map(|s| s.pupils).sum();
        let at = |(id, stage, _): &&(&str, Stage, f64)| {
            labels.get(id, *stage).is_some_and(|s| s.locale == locale)
        };
        let cost: f64 = paid.iter().filter(at).map(|(.., cost)| cost).sum();
        let name = locale.map_or(words::NO_LOCALE, words::locale);
        grid.row([
            name.get(labels.lang).to_owned().into(),
            Cell::count(here.len()),
            Cell::grouped(pupils, 0),
            Cell::money(cost, labels.lang),
            Cell::percent(cost, all),
            Cell::grouped(cost / pupils, 0),
        ]);
    }
    page.table(&grid);
}

/// The actions, section by section in the district's order; the costliest if they are many.
pub(super) fn actions(
    page: &mut Page,
    plan: &Plan,
    district: &District,
    policy: &Policy,
    labels: &Labels,
) {
    if plan.actions.is_empty() {
        return;
    }
    page.heading::<&str>(words::ACTIONS, &[]);
    let most = page.most(MOST_ACTIONS);
    let chosen = costliest(&plan.actions, most);
    if chosen.len() < plan.actions.len() {
        let args = [count(chosen.len()), count(plan.actions.len())];
        page.line(words::COSTLIEST, &args);
    }
    let has_locales = district.sections().iter().any(|s| s.locale.is_some());
    let mut columns = vec![
        Column::Words(words::SCHOOL),
        Column::Words(words::THE_STAGE),
    ];
    columns.extend(has_locales.then_some(Column::Words(words::LOCALE)));
    columns.extend([
        Column::Words(words::LEVER),
        Column::Figures(words::UNITS),
        Column::Figures(labels.head(words::COST, words::COST_OTHER)),
    ]);
    let mut grid = Grid::new(&columns);
    for action in in_order(chosen, district) {
        let lever = policy.levers.iter().find(|l| l.name == action.lever);
        let (id, stage) = (&action.school_id, action.stage);
        let mut row = vec![labels.school(id, stage), labels.stage(stage).to_owned()];
        row.extend(has_locales.then(|| labels.locale(id, stage).to_owned()));
        row.extend([
            match &action.group {
                Some(kind) => format!("{} ({})", labels.called(&action.lever), labels.kind(kind)),
                None => labels.called(&action.lever),
            },
            units(action.units, lever.is_some_and(|l| l.whole)),
            money_cell(action.cost, labels.lang),
        ]);
        grid.row(row);
    }
    page.table(&grid);
    let more = plan.actions.len().saturating_sub(most);
    if more > 0 {
        page.line(words::AND_MORE_JSON, &[count(more)]);
    }
}

/// The costliest actions, at most so many, in the plan's order.
fn costliest(actions: &[Action], most: usize) -> Vec<&Action> {
    let mut ranked: Vec<(usize, &Action)> = actions.iter().enumerate().collect();
    ranked.sort_by(|a, b| b.1.cost.total_cmp(&a.1.cost));
    let kept: BTreeSet<usize> = ranked.iter().take(most).map(|r| r.0).collect();
    kept.iter().filter_map(|i| actions.get(*i)).collect()
}

/// Actions by section, in the order of the district; at one section as in the plan.
fn in_order<'a>(mut actions: Vec<&'a Action>, district: &District) -> Vec<&'a Action> {
    let keys = district
        .sections()
        .iter()
        .map(|s| (s.school_id.as_str(), s.stage));
    let places: BTreeMap<_, usize> = keys.zip(0..).collect();
    actions.sort_by_key(|a| places.get(&(a.school_id.as_str(), a.stage)).copied());
    actions
}
