//! A frontier in words: its points, both ends, the knee.

use super::number::{money, significant};
use super::page::{Column, Grid, Page, clean};
use super::words;
use crate::frontier::Frontier;
use crate::policy::Goal;
use crate::text::Lang;

/// Most points printed; the JSON has all.
const MOST_POINTS: usize = 40;

/// The report on a frontier.
#[must_use]
pub fn frontier(frontier: &Frontier, lang: Lang) -> String {
    let mut page = Page::new(lang);
    let goal =
        words::goal(&frontier.goal).map_or(clean(&frontier.goal), |t| t.get(lang).to_owned());
    match frontier.against.as_deref() {
        None => page.heading(words::FRONTIER, &[clean(&frontier.fund), goal]),
        Some(id) => {
            let held = words::goal(id).map_or(clean(id), |t| t.get(lang).to_owned());
            page.heading(words::FRONTIER_GOALS, &[held, goal]);
        }
    }
    points(&mut page, frontier);
    ends(&mut page, frontier);
    page.done()
}

/// Whether the curve is drawn over money.
fn is_over_money(frontier: &Frontier) -> bool {
    let against = frontier.against.as_deref();
    against.is_none_or(|goal| goal == Goal::Cost.id())
}

/// An amount that the curve is drawn over.
fn shown(frontier: &Frontier, amount: f64, lang: Lang) -> String {
    if is_over_money(frontier) {
        money(amount, lang)
    } else {
        significant(amount)
    }
}

/// How the curve goes on from a point: none at the end, 0 where it changes by no more than it
/// is exact to.
pub(super) fn slope(frontier: &Frontier, at: usize) -> Option<f64> {
    let points = &frontier.points;
    let (point, next) = (points.get(at)?, points.get(at + 1)?);
    let values = || points.iter().map(|p| p.value);
    let range = values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min);
    let change = next.value - point.value;
    if change.abs() <= frontier.error.max(1e-6 * range) {
        return Some(0.0);
    }
    Some(change / (next.amount - point.amount))
}

/// The table of points.
pub(super) fn points(page: &mut Page, frontier: &Frontier) {
    let lang = page.lang;
    let is_money = is_over_money(frontier);
    let shown = |amount: f64| shown(frontier, amount, lang);
    let (amount, per) = match (is_money, &frontier.against) {
        (true, None) => (words::FRONTIER_AMOUNT, words::FRONTIER_SLOPE),
        (true, Some(_)) => (words::FRONTIER_COST, words::FRONTIER_SLOPE),
        (false, _) => (words::FRONTIER_HELD, words::FRONTIER_SLOPE_ONE),
    };
    let columns = [
        Column::Figures(amount),
        Column::Figures(words::FRONTIER_VALUE),
        Column::Figures(per),
        Column::Words(words::NOTES),
    ];
    let mut grid = Grid::new(&columns);
    let points = &frontier.points;
    // Of many points every n-th, and the ends and the knee.
    let most = page.most(MOST_POINTS);
    let every = points.len().div_ceil(most).max(1);
    for (i, point) in points.iter().enumerate() {
        let is_knee = frontier.knee == Some(point.amount);
        if i % every != 0 && i + 1 != points.len() && !is_knee {
            continue;
        }
        let slope = slope(frontier, i);
        let slope = slope.map(|slope| significant(if is_money { slope * 1e6 } else { slope }));
        let note = if is_knee {
            words::FRONTIER_KNEE.get(lang)
        } else {
            ""
        };
        grid.row([
            shown(point.amount),
            significant(point.value),
            slope.unwrap_or_default(),
            note.to_owned(),
        ]);
    }
    page.table(&grid);
    if points.len() > most {
        let hidden = points.len() - points.len().div_ceil(every);
        page.line(words::AND_MORE_JSON, &[hidden.to_string()]);
    } else if frontier.exact {
        page.line::<&str>(words::FRONTIER_EXACT, &[]);
    }
}

/// How exact it is, its knee, where it ends, and the least that complies.
pub(super) fn ends(page: &mut Page, frontier: &Frontier) {
    let lang = page.lang;
    page.line(words::FRONTIER_ERROR, &[significant(frontier.error)]);
    let said = [
        (words::FRONTIER_STOPS, frontier.stops),
        (words::FRONTIER_KNEE_AT, frontier.knee),
    ];
    for (text, amount) in said {
        if let Some(amount) = amount {
            page.line(text, &[shown(frontier, amount, lang)]);
        }
    }
    match frontier.least_to_comply {
        Some(least) => page.line(words::FRONTIER_COMPLY, &[money(least, lang)]),
        None if frontier.against.is_some() => {}
        None => page.line::<&str>(words::FRONTIER_NO_COMPLY, &[]),
    }
}
