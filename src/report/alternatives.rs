//! Alternatives in words: how good each is, and where it puts the money instead.

use super::effect::goal_value;
use super::labels::Labels;
use super::number::{count, percent};
use super::page::{Column, Grid, Page};
use super::words;
use crate::district::District;
use crate::plan::Plan;
use crate::planner::alternatives::{Alternatives, Difference};
use crate::policy::Policy;
use crate::standard::Standard;
use crate::text::Lang;

/// Differences told of in either direction.
const MOST_DIFFERENCES: usize = 5;

/// The report on alternatives, to be read after that on the best plan.
#[must_use]
pub fn alternatives(
    found: &Alternatives,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> String {
    let labels = Labels::new(district, standard, lang).paid_in(policy);
    let mut page = Page::new(lang);
    let slack = percent(found.slack, 1.0);
    page.heading(words::ALTERNATIVES, &[slack]);
    if found.alternatives.is_empty() {
        page.line::<&str>(words::ALTERNATIVES_NONE, &[]);
        return page.done();
    }
    page.line::<&str>(words::ALTERNATIVES_MEAN, &[]);
    page.table(&table(found, &labels));
    page.line(words::ALTERNATIVE_BEST, &[goals(&found.best, &labels)]);
    for (number, alternative) in (2..).zip(&found.alternatives) {
        let goals = goals(&alternative.plan, &labels);
        page.line(words::ALTERNATIVE_PLAN, &[count(number), goals]);
        let (more, less): (Vec<&Difference>, Vec<&Difference>) =
            alternative.differs.iter().partition(|d| d.by > 0.0);
        let said = [(more, words::SPENDS_MORE), (less, words::SPENDS_LESS)];
        let said = said.into_iter().filter(|(list, _)| !list.is_empty());
        let said = said.map(|(list, text)| {
            let shown = list
                .iter()
                .take(MOST_DIFFERENCES)
                .map(|d| place(d, &labels));
            let mut shown: Vec<String> = shown.collect();
            if list.len() > MOST_DIFFERENCES {
                let left = count(list.len() - MOST_DIFFERENCES);
                shown.push(words::AND_MORE.fill(lang, &[left]));
            }
            text.fill(lang, &[shown.join(words::REASON_BETWEEN.get(lang))])
        });
        page.items(&said.collect::<Vec<_>>(), usize::MAX);
    }
    page.done()
}

/// How far each alternative is from the others.
fn table(found: &Alternatives, labels: &Labels) -> Grid {
    let columns = [
        Column::Words(words::PLAN_NUMBER),
        Column::Figures(words::COST_ALL),
        Column::Figures(words::APART_BEST),
        Column::Figures(words::APART_LEAST),
    ];
    let mut grid = Grid::new(&columns);
    let none = || super::number::NONE.to_owned();
    let plans = std::iter::once((&found.best, None));
    let others = found.alternatives.iter().map(|a| (&a.plan, Some(&a.apart)));
    for (number, (plan, apart)) in (1..).zip(plans.chain(others)) {
        let first = apart.and_then(|a| a.first()).copied();
        let least = apart.map(|a| a.iter().copied().fold(f64::INFINITY, f64::min));
        let [first, least] = [first, least].map(|p| p.map_or_else(none, |p| percent(p, 1.0)));
        let spent = labels.money(plan.spent.values().sum());
        grid.row([count(number), spent, first, least]);
    }
    grid
}

/// The goals of a plan with their values.
fn goals(plan: &Plan, labels: &Labels) -> String {
    let goals = plan.goals.iter().map(|g| {
        let said = [labels.goal(&g.goal), goal_value(&g.goal, g.value, labels)];
        words::GOAL_AND_VALUE.fill(labels.lang, &said)
    });
    goals
        .collect::<Vec<_>>()
        .join(words::REASON_BETWEEN.get(labels.lang))
}

/// One difference: where, and how much.
fn place(difference: &Difference, labels: &Labels) -> String {
    let section = labels.section(&difference.school_id, difference.stage);
    let args = [
        section,
        labels.called(&difference.lever),
        labels.money(difference.by.abs()),
    ];
    words::DIFFERENCE.fill(labels.lang, &args)
}
