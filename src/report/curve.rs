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
    let against = frontier.against.as_deref();
    let is_money = against.is_none_or(|goal| goal == Goal::Cost.id());
    let shown = |amount: f64| {
        if is_money {
            money(amount, lang)
        } else {
            significant(amount)
        }
    };
    let (amount, slope) = if is_money {
        (words::FRONTIER_AMOUNT, words::FRONTIER_SLOPE)
    } else {
        (words::FRONTIER_HELD, words::FRONTIER_SLOPE_ONE)
    };
    match against {
        None => page.heading(words::FRONTIER, &[clean(&frontier.fund), goal]),
        Some(id) => {
            let held = words::goal(id).map_or(clean(id), |t| t.get(lang).to_owned());
            page.heading(words::FRONTIER_GOALS, &[held, goal]);
        }
    }
    let columns = [
        Column::Figures(amount),
        Column::Figures(words::FRONTIER_VALUE),
        Column::Figures(slope),
        Column::Words(words::NOTES),
    ];
    let mut grid = Grid::new(&columns);
    let points = &frontier.points;
    // Of many points every n-th, and the ends and the knee.
    let every = points.len().div_ceil(MOST_POINTS).max(1);
    for (i, point) in points.iter().enumerate() {
        let is_knee = frontier.knee == Some(point.amount);
        if i % every != 0 && i + 1 != points.len() && !is_knee {
            continue;
        }
        let slope = points.get(i + 1).map(|next| {
            let slope = (next.value - point.value) / (next.amount - point.amount);
            significant(if is_money { slope * 1e6 } else { slope })
        });
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
    if points.len() > MOST_POINTS {
        let hidden = points.len() - points.len().div_ceil(every);
        page.line(words::AND_MORE_JSON, &[hidden.to_string()]);
    } else if frontier.exact {
        page.line::<&str>(words::FRONTIER_EXACT, &[]);
    }
    page.line(words::FRONTIER_ERROR, &[significant(frontier.error)]);
    let said = [
        (words::FRONTIER_STOPS, frontier.stops),
        (words::FRONTIER_KNEE_AT, frontier.knee),
    ];
    for (text, amount) in said {
        if let Some(amount) = amount {
            page.line(text, &[shown(amount)]);
        }
    }
    match frontier.least_to_comply {
        Some(least) => page.line(words::FRONTIER_COMPLY, &[money(least, lang)]),
        None if against.is_some() => {}
        None => page.line::<&str>(words::FRONTIER_NO_COMPLY, &[]),
    }
    page.done()
}
