//! A sweep in words: how its scenarios ended, its figures, what matters most.

use super::cell::Cell;
use super::number::{count, money, percent};
use super::page::{Column, Grid, Page, clean};
use super::words;
use crate::sweep::Summary;
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
/// let sweep = sweep::Sweep::of(0, vec![], &district, &standard, &Policy::default(), none);
/// let summary = sweep::Summary::new(sweep.columns());
/// assert!(report::sweep(&summary, 0, Lang::En).contains("0 of 0"));
/// # Ok::<(), junheng::Error>(())
/// ```
#[must_use]
pub fn sweep(summary: &Summary, scenarios: usize, lang: Lang) -> String {
    let mut page = Page::new(lang);
    page.heading::<&str>(words::SWEEP, &[]);
    ended(&mut page, summary, scenarios);
    figures(&mut page, summary, &clean, &clean);
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
///
/// `varied` and `named` say what is varied and the figures are called.
pub(super) fn figures(
    page: &mut Page,
    summary: &Summary,
    varied: &dyn Fn(&str) -> String,
    named: &dyn Fn(&str) -> String,
) {
    let figures = summary
        .figures()
        .iter()
        .filter(|f| !["mean", "gini"].contains(&measure(f)));
    let figures: Vec<&String> = figures.filter(|f| *f != "pass").collect();
    quantiles(page, summary, &figures, named);
    drivers(page, summary, &figures, varied, named);
}

fn quantiles(
    page: &mut Page,
    summary: &Summary,
    figures: &[&String],
    named: &dyn Fn(&str) -> String,
) {
    let names = [words::LEAST, words::MEDIAN, words::MOST];
    let mut columns = vec![Column::Words(words::FIGURE)];
    columns.extend(names.map(Column::Figures));
    let mut grid = Grid::new(&columns);
    for figure in figures {
        if let Some([least, _, _, median, _, _, most]) = summary.quantiles(figure) {
            let cells = [least, median, most].map(|x| shown(figure, x, page.lang));
            grid.row([named(figure).into()].into_iter().chain(cells));
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
    varied: &dyn Fn(&str) -> String,
    named: &dyn Fn(&str) -> String,
) {
    let columns = [
        Column::Words(words::VARIED),
        Column::Words(words::FIGURE),
        Column::Figures(words::RANK_CORRELATION),
        Column::Figures(words::EFFECT_ALONE),
    ];
    let mut grid = Grid::new(&columns);
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
            let effect = effect.map_or_else(Cell::none, |e| shown(figure, e, page.lang));
            let cells = [
                varied(what).into(),
                named(figure).into(),
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

fn shown(figure: &str, x: f64, lang: Lang) -> Cell {
    if figure == "cost" || figure.starts_with("spent.") {
        let said = if x <= -0.5 {
            format!("-{}", money(-x, lang))
        } else {
            money(x.max(0.0), lang)
        };
        Cell::sum(said, x, None, lang)
    } else {
        Cell::significant(x)
    }
}
