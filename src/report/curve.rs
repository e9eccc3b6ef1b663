//! A frontier in words: its points, both ends, the knee.

use super::effect::goal_value;
use super::labels::Labels;
use super::number::{grouped, significant};
use super::page::{Column, Grid, Page};
use super::words;
use crate::district::District;
use crate::frontier::{Frontier, Point};
use crate::policy::{Goal, Policy};
use crate::standard::Standard;
use crate::text::Lang;

/// Most points printed, and amounts without a plan; the JSON has all.
const MOST_POINTS: usize = 40;
const MOST_STOPPED: usize = 10;

/// Most decimals of what it is drawn over.
const MOST_PLACES: usize = 6;

/// The report on a frontier.
#[must_use]
pub fn frontier(
    frontier: &Frontier,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> String {
    let labels = Labels::new(district, standard, lang).paid_in(policy);
    let curve = Curve::new(frontier, &labels);
    let mut page = Page::new(lang);
    page.heading(words::AS_SAID, &[curve.title()]);
    curve.points(&mut page);
    curve.ends(&mut page);
    page.done()
}

/// A frontier with the words for what it is drawn over.
pub(super) struct Curve<'a> {
    frontier: &'a Frontier,
    labels: &'a Labels<'a>,
    /// The goal that it is drawn over, by its JSON name; none: a fund.
    held: Option<&'a str>,
    /// The decimals of what it is drawn over; 0 where that is money or people.
    places: usize,
}

impl<'a> Curve<'a> {
    pub(super) fn new(frontier: &'a Frontier, labels: &'a Labels<'a>) -> Self {
        let held = frontier.against.as_deref();
        let is_share = held.is_some_and(is_maximised);
        let is_plain = held.is_some_and(|id| !["cost", "moves"].contains(&id));
        let scale = if is_share { 100.0 } else { 1.0 };
        let pairs = || frontier.points.windows(2);
        let is_apart = |places: &usize| {
            let shown = |p: &Point| grouped(scale * p.amount, *places);
            pairs().all(|pair| matches!(pair, [a, b] if shown(a) != shown(b)))
        };
        let least = if is_share { 1 } else { 3 };
        let places = (least..MOST_PLACES).find(is_apart).unwrap_or(MOST_PLACES);
        Self {
            frontier,
            labels,
            held,
            places: if is_plain { places } else { 0 },
        }
    }

    pub(super) fn title(&self) -> String {
        let goal = self.labels.goal(&self.frontier.goal);
        let (text, over) = match self.held {
            None => (words::FRONTIER, self.labels.called(&self.frontier.fund)),
            Some(id) => (words::FRONTIER_GOALS, self.labels.goal(id)),
        };
        text.fill(self.labels.lang, &[over, goal])
    }

    /// What the amounts are: money in the fund, or what the other goal may be.
    pub(super) fn axis(&self) -> String {
        let lang = self.labels.lang;
        match self.held {
            None => words::FRONTIER_AMOUNT.get(lang).to_owned(),
            Some(id) if is_maximised(id) => {
                words::FRONTIER_AT_LEAST.fill(lang, &[self.labels.goal(id)])
            }
            Some(id) => words::FRONTIER_AT_MOST.fill(lang, &[self.labels.goal(id)]),
        }
    }

    /// Whether it is drawn over money.
    pub(super) fn is_over_money(&self) -> bool {
        self.held.is_none_or(|id| id == Goal::Cost.id())
    }

    /// An amount that it is drawn over, with as many digits as tell its points apart.
    pub(super) fn amount(&self, amount: f64) -> String {
        match self.held {
            None => self.labels.money(amount),
            Some(id) if self.places > 0 => {
                let percent = is_maximised(id);
                let shown = grouped(if percent { 100.0 * amount } else { amount }, self.places);
                if percent { shown + "%" } else { shown }
            }
            Some(id) => goal_value(id, amount, self.labels),
        }
    }

    /// The same as a cell.
    #[cfg(feature = "xlsx")]
    pub(super) fn amount_cell(&self, amount: f64) -> super::cell::Cell {
        // Money in a fund is shown as money spent is.
        super::effect::goal_cell(self.held.unwrap_or(Goal::Cost.id()), amount, self.labels)
    }

    /// A value of the goal that it draws.
    pub(super) fn value(&self, value: f64) -> String {
        self.value_of(&self.frontier.goal, value)
    }

    /// A goal's value, with as many digits as tell neighbours apart.
    fn value_of(&self, goal: &str, value: f64) -> String {
        match goal {
            "cost" | "moves" | "floor" | "leximin" => goal_value(goal, value, self.labels),
            _ => significant(value),
        }
    }

    /// What a step along the curve brings: the head, in words.
    pub(super) fn slope_head(&self) -> String {
        let lang = self.labels.lang;
        match self.held {
            _ if self.is_over_money() => {
                words::FRONTIER_SLOPE.fill(lang, &[self.labels.unit_of_money()])
            }
            Some("floor") => words::FRONTIER_SLOPE_PERCENT.get(lang).to_owned(),
            _ => words::FRONTIER_SLOPE_ONE.get(lang).to_owned(),
        }
    }

    /// What a step along the curve from a point brings: none at the end, 0 where it
    /// changes by no more than it, or its plans, are exact to.
    pub(super) fn slope(&self, at: usize) -> Option<String> {
        let points = &self.frontier.points;
        let (point, next) = (points.get(at)?, points.get(at + 1)?);
        let values = || points.iter().map(|p| p.value);
        let range = values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min);
        let change = next.value - point.value;
        let open = |p: &Point| (p.value - p.bound).abs();
        let noise = open(point).max(open(next)).min(self.frontier.error);
        let noise = noise.max(1e-6 * range);
        if change.abs() <= noise {
            return Some(self.step(0.0));
        }
        Some(self.step(change / (next.amount - point.amount)))
    }

    fn step(&self, slope: f64) -> String {
        let step = match self.held {
            _ if self.is_over_money() => 1e6,
            Some("floor") => 0.01,
            _ => 1.0,
        };
        self.difference(slope * step)
    }

    /// A difference of values of the goal.
    fn difference(&self, difference: f64) -> String {
        match self.frontier.goal.as_str() {
            "cost" => self.labels.money(difference),
            "floor" | "leximin" => format!("{}%", significant(100.0 * difference)),
            _ => significant(difference),
        }
    }

    /// The table of points.
    pub(super) fn points(&self, page: &mut Page) {
        let lang = page.lang;
        let mut grid = Grid::new(&[
            Column::Named(self.axis(), true),
            Column::Figures(words::FRONTIER_VALUE),
            Column::Named(self.slope_head(), true),
            Column::Words(words::NOTES),
        ]);
        let points = &self.frontier.points;
        // Of many points every n-th, and the ends and the knee.
        let most = page.most(MOST_POINTS);
        let every = points.len().div_ceil(most).max(1);
        for (i, point) in points.iter().enumerate() {
            let is_knee = self.frontier.knee == Some(point.amount);
            if i % every != 0 && i + 1 != points.len() && !is_knee {
                continue;
            }
            let note = if is_knee {
                words::FRONTIER_KNEE.get(lang)
            } else {
                ""
            };
            grid.row([
                self.amount(point.amount),
                self.value(point.value),
                self.slope(i).unwrap_or_default(),
                note.to_owned(),
            ]);
        }
        page.table(&grid);
        let hidden = points.len() - grid.rows.len();
        if hidden > 0 {
            page.line(words::AND_MORE_JSON, &[hidden.to_string()]);
        } else if self.frontier.exact && points.len() > 1 {
            page.line::<&str>(words::FRONTIER_EXACT, &[]);
        }
    }

    /// How exact it is, its knee, where it ends, and the least that complies.
    pub(super) fn ends(&self, page: &mut Page) {
        let frontier = self.frontier;
        if frontier.points.len() == 1 {
            page.line::<&str>(words::FRONTIER_ONE_POINT, &[]);
        } else {
            let args = [self.difference(frontier.error)];
            page.line(words::FRONTIER_ERROR, &args);
        }
        if !frontier.stopped.is_empty() {
            page.line::<&str>(words::FRONTIER_STOPPED, &[]);
            let amounts = frontier.stopped.iter().map(|a| self.amount(*a));
            page.items(&amounts.collect::<Vec<_>>(), MOST_STOPPED);
        }
        let said = [
            (words::FRONTIER_STOPS, frontier.stops),
            (words::FRONTIER_KNEE_AT, frontier.knee),
        ];
        for (text, amount) in said {
            if let Some(amount) = amount {
                page.line(text, &[self.amount(amount)]);
            }
        }
        match frontier.least_to_comply {
            Some(least) => page.line(words::FRONTIER_COMPLY, &[self.labels.money(least)]),
            None if frontier.against.is_some() => {}
            None => page.line::<&str>(words::FRONTIER_NO_COMPLY, &[]),
        }
    }
}

/// Whether the goal of a JSON name is held from below.
fn is_maximised(id: &str) -> bool {
    Goal::named(id).is_some_and(Goal::is_maximised)
}
