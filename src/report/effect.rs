//! What a plan changes: the headline, the goals, and each indicator before and after.

use super::cell::Cell;
use super::labels::Labels;
use super::number::{self, CV, at_least_shown, count, grouped, maybe, value};
use super::page::{Column, Grid, Page};
use super::{standing, words};
use crate::plan::Plan;

/// Decimals of shortfall and disparity.
const INDEX: usize = 4;

/// What it costs, whom it reaches, and whether the district passes.
pub(super) fn headline(page: &mut Page, plan: &Plan, labels: &Labels) {
    let spent: f64 = plan.spent.values().sum();
    if plan.actions.is_empty() && plan.moves.is_empty() {
        page.line::<&str>(words::COSTS_NOTHING, &[]);
    } else {
        let acted = plan.actions.iter().map(|a| (a.school_id.as_str(), a.stage));
        let left = plan.moves.iter().map(|m| (m.from.as_str(), m.stage));
        let reached = plan
            .moves
            .iter()
            .map(|m| (m.to.as_str(), m.stage_reached()));
        let mut sections: Vec<_> = acted.chain(left).chain(reached).collect();
        sections.sort_unstable();
        sections.dedup();
        let args = [labels.money(spent), count(sections.len())];
        page.line(words::COSTS, &args);
        let people: u64 = plan
            .moves
            .iter()
            .filter_map(|m| m.teachers())
            .map(|(_, n)| n)
            .sum();
        if people > 0 {
            page.line(words::TEACHERS_MOVED, &[grouped(people as f64, 0)]);
        }
    }
    let (before, after) = (&plan.before, &plan.after);
    let passing = [before.sections_passing, after.sections_passing];
    let args = [count(passing[0]), count(passing[1]), count(after.sections)];
    page.line(words::PASSING, &args);
    let verdict = match (before.pass, after.pass) {
        (false, true) => words::FAIL_THEN_PASS,
        (true, true) => words::PASS_BOTH,
        (false, false) => words::FAIL_BOTH,
        (true, false) => words::PASS_THEN_FAIL,
    };
    page.line::<&str>(verdict, &[]);
    standing::failures(page, after, labels, words::STILL_FAILS);
}

/// The goals: today (where known), after, change, and the best that was proven.
pub(super) fn goals(page: &mut Page, plan: &Plan, today: &[f64], labels: &Labels) {
    page.heading::<&str>(words::GOALS, &[]);
    let columns = [
        Column::Words(words::GOAL),
        Column::Figures(words::TODAY),
        Column::Figures(words::AFTER),
        Column::Figures(words::CHANGE),
        Column::Figures(words::BOUND),
    ];
    let mut grid = Grid::new(&columns);
    for (place, goal) in plan.goals.iter().enumerate() {
        let before = today.get(place).copied();
        let show = |v: f64| goal_cell(&goal.goal, v, labels);
        let changed = |b| Cell::change(change(b, goal.value), b, goal.value);
        grid.row([
            format!("{}. {}", place + 1, labels.goal(&goal.goal)).into(),
            before.map_or_else(Cell::none, show),
            show(goal.value),
            before.map_or_else(Cell::none, changed),
            show(goal.bound),
        ]);
    }
    page.table(&grid);
    meanings(page, plan);
    standing::may_miss(page, labels);
}

/// What the goals mean, in plain words: an index of 0.3 says nothing by itself.
fn meanings(page: &mut Page, plan: &Plan) {
    let has = |name: &str| plan.goals.iter().any(|g| g.goal.starts_with(name));
    let said = [
        (plan.goals.len() > 1, words::IN_ORDER),
        (has("shortfall"), words::SHORTFALL_MEANS),
        (has("disparity"), words::DISPARITY_MEANS),
    ];
    for (_, text) in said.into_iter().filter(|(is_said, _)| *is_said) {
        page.line::<&str>(text, &[]);
    }
}

/// The value of a goal in its own unit.
pub(super) fn goal_value(goal: &str, value: f64, labels: &Labels) -> String {
    match goal {
        "cost" => labels.money(value),
        "moves" => number::grouped(value, 0),
        "floor" | "leximin" => number::percent(value, 1.0),
        _ => at_least_shown(value, INDEX),
    }
}

/// What large sums are counted in: 万元, million yuan, million USD.
#[cfg(feature = "html")]
pub(super) fn large_unit(labels: &Labels) -> String {
    match labels.currency {
        None => words::LARGE_YUAN.get(labels.lang).to_owned(),
        Some(code) => {
            let args = [words::LARGE_OTHER.get(labels.lang), &labels.called(code)];
            words::SUM_SMALL.fill(labels.lang, &args)
        }
    }
}

/// A goal's value as a cell.
pub(super) fn goal_cell(goal: &str, value: f64, labels: &Labels) -> Cell {
    match goal {
        "cost" => Cell::sum(labels.money(value), value, labels.currency, labels.lang),
        "moves" => Cell::grouped(value, 0),
        "floor" | "leximin" => Cell::percent(value, 1.0),
        _ => Cell::at_least_shown(value, INDEX),
    }
}

/// A change in percent of what was; signed.
fn change(before: f64, after: f64) -> String {
    if before.abs() < 1e-12 {
        return number::NONE.to_owned();
    }
    let percent = 100.0 * (after - before) / before.abs();
    let shown = grouped(percent, 1);
    let sign = if number::rounded(percent, 1) > 0.0 {
        "+"
    } else {
        ""
    };
    format!("{sign}{shown}%")
}

/// Each stage: mean, sections below and CV of every indicator, today and after.
pub(super) fn stages(page: &mut Page, plan: &Plan, labels: &Labels) {
    let columns = [
        Column::Words(words::INDICATOR),
        Column::Figures(words::MEAN_TODAY),
        Column::Figures(words::MEAN_AFTER),
        Column::Figures(words::BELOW_TODAY),
        Column::Figures(words::BELOW_AFTER),
        Column::Figures(words::CV_TODAY),
        Column::Figures(words::CV_AFTER),
        Column::Figures(words::LIMIT),
        Column::Words(words::VERDICT),
    ];
    for after in &plan.after.stages {
        let before = plan.before.stages.iter().find(|s| s.stage == after.stage);
        let Some(before) = before else { continue };
        page.heading(words::EFFECT, &[labels.stage(after.stage)]);
        let mut grid = Grid::new(&columns);
        for (b, a) in before.indicators.iter().zip(&after.indicators) {
            grid.row([
                labels.indicator(&a.id),
                value(b.mean),
                value(a.mean),
                standing::below(b),
                standing::below(a),
                maybe(b.cv, CV),
                maybe(a.cv, CV),
                maybe(a.cv_limit, CV),
                standing::cv_verdict(a, labels),
            ]);
        }
        page.table(&grid);
    }
}
