//! A comparison in words: who gains, who loses, figures side by side.

use super::labels::Labels;
use super::number::{CV, NONE, count, maybe, significant, value};
use super::page::{Column, Grid, Page};
use super::words;
use crate::compare::{Compared, Comparison};
use crate::district::{District, Stage};
use crate::standard::Standard;
use crate::text::{Lang, Text};

/// Sections that lose, at most.
const MOST_LOSERS: usize = 30;

/// The report on a comparison. The district names the schools, the standard the
/// indicators; what neither knows is called by its id.
#[must_use]
pub fn comparison(
    comparison: &Comparison,
    district: Option<&District>,
    standard: &Standard,
    lang: Lang,
) -> String {
    let labels = match district {
        Some(district) => Labels::new(district, standard, lang),
        None => Labels::of_standard(standard, lang),
    };
    let labels = labels.in_currency(comparison.currency.as_deref());
    let (title, states) = match comparison.compared {
        Compared::TodayAndPlan => (words::COMPARISON_TODAY, [words::TODAY, words::AFTER]),
        Compared::TwoPlans => (words::COMPARISON_PLANS, [words::FIRST, words::SECOND]),
        Compared::TwoStates => (words::COMPARISON, [words::FIRST, words::SECOND]),
    };
    let mut page = Page::new(lang);
    page.heading::<&str>(title, &[]);
    let said = comparison
        .pass
        .map(|pass| if pass { words::YES } else { words::NO }.get(lang));
    page.line(words::COMPARE_PASS, &said);
    let all = comparison.sections.len();
    let (gain, lose) = (comparison.gaining().count(), comparison.losing().count());
    let counts = [all, gain, all - gain - lose, lose].map(count);
    page.line(words::COMPARE_COUNTS, &counts);
    let alone = [comparison.only_first.len(), comparison.only_second.len()];
    if alone != [0, 0] {
        page.line(words::COMPARE_ALONE, &alone.map(count));
    }
    money_and_goals(&mut page, comparison, states, &labels);
    for stage in Stage::ALL {
        indicators(&mut page, comparison, stage, states, &labels);
    }
    losers(&mut page, comparison, district.is_some(), &labels);
    page.done()
}

fn losers(page: &mut Page, comparison: &Comparison, is_named: bool, labels: &Labels) {
    let lang = page.lang;
    let losers: Vec<String> = comparison
        .losing()
        .map(|section| {
            let loses = section.loses.iter();
            let loses = loses
                .map(|(id, change)| format!("{} {}", labels.indicator(id), significant(*change)));
            let loses: Vec<String> = loses.collect();
            let args = [
                labels.section(&section.school_id, section.stage),
                loses.join(words::LIST.get(lang)),
            ];
            words::COMPARE_LOSER.fill(lang, &args)
        })
        .collect();
    if !losers.is_empty() {
        page.heading::<&str>(words::COMPARE_LOSERS, &[]);
        page.items(&losers, MOST_LOSERS);
        if !is_named {
            page.line::<&str>(words::COMPARE_NAMES, &[]);
        }
    }
}

fn money_and_goals(page: &mut Page, comparison: &Comparison, states: [Text; 2], labels: &Labels) {
    let [first, second] = states.map(Column::Figures);
    let mut grid = Grid::new(&[Column::Words(words::WHAT), first, second]);
    for goal in &comparison.goals {
        let shown = goal.values.map(|v| match v {
            Some(yuan) if goal.goal == "cost" => labels.money(yuan),
            Some(v) => significant(v),
            None => NONE.to_owned(),
        });
        let name = labels.goal(&goal.goal);
        grid.row([name].into_iter().chain(shown));
    }
    for (fund, spent) in &comparison.spent {
        let shown = spent.map(|s| s.map_or_else(|| NONE.to_owned(), |yuan| labels.money(yuan)));
        let name = words::COMPARE_SPENT.fill(page.lang, &[labels.called(fund)]);
        grid.row([name].into_iter().chain(shown));
    }
    if !grid.rows.is_empty() {
        page.heading::<&str>(words::COMPARE_GOALS, &[]);
        page.table(&grid);
    }
}

fn indicators(
    page: &mut Page,
    comparison: &Comparison,
    stage: Stage,
    states: [Text; 2],
    labels: &Labels,
) {
    let lang = page.lang;
    let figures = [words::MEAN, words::COEFFICIENT_PLAIN, words::BELOW_MINIMUM];
    let heads = figures.into_iter().flat_map(|figure| {
        let of = |state: Text| [figure.get(lang), state.get(lang)];
        states.map(|state| Column::Named(words::OF_STATE.fill(lang, &of(state)), true))
    });
    let columns: Vec<Column> = [Column::Words(words::INDICATOR)]
        .into_iter()
        .chain(heads)
        .collect();
    let mut grid = Grid::new(&columns);
    for pair in comparison.indicators.iter().filter(|p| p.stage == stage) {
        let [mean_1, mean_2] = pair.mean.map(value);
        let [cv_1, cv_2] = pair.cv.map(|cv| maybe(cv, CV));
        let [below_1, below_2] = pair.sections_below.map(count);
        grid.row([
            labels.indicator(&pair.id),
            mean_1,
            mean_2,
            cv_1,
            cv_2,
            below_1,
            below_2,
        ]);
    }
    if !grid.rows.is_empty() {
        page.heading(words::COMPARE_INDICATORS, &[labels.stage(stage)]);
        page.table(&grid);
    }
}
