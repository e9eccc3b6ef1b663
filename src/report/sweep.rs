//! A sweep in words: how its scenarios ended, its figures, what matters most.

use super::cell::Cell;
use super::labels::Labels;
use super::number::{count, percent};
use super::page::{Column, Grid, Page};
use super::{varied, words};
use crate::district::District;
use crate::policy::Policy;
use crate::standard::Standard;
use crate::sweep::{Columns, Summary};
use crate::text::Lang;

/// The summary of a sweep of so many scenarios.
///
/// ```
/// use junheng::{District, Lang, Policy, Section, Stage, Standard, report, sweep};
/// let district = District::builder(["books"])
///     .section(Section::new("1", Stage::Primary, 45.0), [279.0])
///     .build()?;
/// let standard = Standard::new("none", Vec::new());
/// let none = |_| Err(junheng::Error::Unverified(junheng::Problems::new()));
/// let policy = Policy::default();
/// let sweep = sweep::Sweep::of(0, vec![], &district, &standard, &policy, none);
/// let (columns, summary) = (sweep.columns(), sweep::Summary::new(sweep.columns()));
/// let said = report::sweep(columns, &summary, 0, &district, &standard, &policy, Lang::En);
/// assert!(said.contains("0 of 0"));
/// # Ok::<(), junheng::Error>(())
/// ```
#[must_use]
pub fn sweep(
    columns: &Columns,
    summary: &Summary,
    scenarios: usize,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> String {
    let labels = Labels::new(district, standard, lang).paid_in(policy);
    let mut page = Page::new(lang);
    page.heading::<&str>(words::SWEEP, &[]);
    ended(&mut page, summary, scenarios);
    figures(&mut page, summary, columns, &labels);
    page.done()
}

/// How the scenarios ended.
pub(super) fn ended(page: &mut Page, summary: &Summary, scenarios: usize) {
    let lang = page.lang;
    let shares = summary.shares();
    let of = [count(shares.rows), count(scenarios)];
    page.line(words::SWEEP_ROWS, &of);
    let ended = [
        (words::SWEEP_OPTIMAL, shares.optimal),
        (words::SWEEP_FEASIBLE, shares.feasible),
        (words::SWEEP_INFEASIBLE, shares.infeasible),
        (words::SWEEP_STOPPED, shares.stopped),
        (words::SWEEP_FAILED, shares.failed),
        (words::SWEEP_PASSING, shares.passing),
    ];
    for (text, n) in ended {
        if n > 0 {
            let part = percent(n as f64, shares.rows as f64);
            page.item(&text.fill(lang, &[count(n), part]));
        }
    }
}

/// The figures over the scenarios, and what matters most.
pub(super) fn figures(page: &mut Page, summary: &Summary, columns: &Columns, labels: &Labels) {
    let figures = summary
        .figures()
        .iter()
        .filter(|f| !["mean", "gini"].contains(&measure(f)));
    let figures: Vec<&String> = figures.filter(|f| *f != "pass").collect();
    quantiles(page, summary, &figures, columns, labels);
    drivers(page, summary, &figures, columns, labels);
}

fn quantiles(
    page: &mut Page,
    summary: &Summary,
    figures: &[&String],
    columns: &Columns,
    labels: &Labels,
) {
    let names = [words::LEAST, words::MEDIAN, words::MOST];
    let mut heads = vec![Column::Words(words::FIGURE)];
    heads.extend(names.map(Column::Figures));
    let mut grid = Grid::new(&heads);
    for figure in figures {
        if let Some([least, _, _, median, _, _, most]) = summary.quantiles(figure) {
            let cells = [least, median, most].map(|x| shown(figure, x, labels));
            let name = varied::figure_name(figure, columns, labels);
            grid.row([name.into()].into_iter().chain(cells));
        }
    }
    page.heading::<&str>(words::SWEEP_FIGURES, &[]);
    if summary.kept() < summary.shares().optimal + summary.shares().feasible {
        page.line(words::SWEEP_SAMPLED, &[count(summary.kept())]);
    }
    page.table(&grid);
}

/// Which varied quantity moves which figure most: rank correlation, effect alone.
fn drivers(
    page: &mut Page,
    summary: &Summary,
    figures: &[&String],
    columns: &Columns,
    labels: &Labels,
) {
    let heads = [
        Column::Words(words::VARIED),
        Column::Words(words::FIGURE),
        Column::Figures(words::RANK_CORRELATION),
        Column::Figures(words::EFFECT_ALONE),
    ];
    let mut grid = Grid::new(&heads);
    let mut is_empty = true;
    let is_goal = |f: &&&String| measure(f) != "cv";
    for figure in figures
        .iter()
        .filter(is_goal)
        .filter(|f| !f.starts_with("spent."))
    {
        let mut all: Vec<(f64, &String)> = Vec::new();
        for what in summary.varied() {
            if let Some(r) = summary.correlation(what, figure) {
                all.push((r, what));
            }
        }
        all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        for (r, what) in all {
            let effect = summary.effect(what, figure);
            let effect = effect.map_or_else(Cell::none, |e| shown(figure, e, labels));
            let cells = [
                varied::name(what, labels).into(),
                varied::figure_name(figure, columns, labels).into(),
                Cell::grouped(r, 2),
                effect,
            ];
            grid.row(cells);
            is_empty = false;
        }
    }
    if !is_empty {
        page.heading::<&str>(words::SWEEP_DRIVERS, &[]);
        page.table(&grid);
        page.line::<&str>(words::SWEEP_DRIVERS_NOTE, &[]);
    }
}

/// The last part of a figure's name.
fn measure(figure: &str) -> &str {
    figure.rsplit('.').next().unwrap_or_default()
}

fn shown(figure: &str, x: f64, labels: &Labels) -> Cell {
    if figure == "cost" || figure.starts_with("spent.") {
        // What rounding leaves below 0 is 0.
        let x = if x > -0.5 { x.max(0.0) } else { x };
        Cell::sum(labels.money(x), x, labels.currency, labels.lang)
    } else {
        Cell::significant(x)
    }
}
