//! A comparison in words: who gains, who loses, figures side by side.

use super::number::{count, maybe, money, significant, value};
use super::page::{Column, Grid, Page, clean};
use super::words;
use crate::compare::Comparison;
use crate::text::{Lang, Text};

/// Sections that lose, at most.
const MOST_LOSERS: usize = 30;

/// The report on a comparison.
#[must_use]
pub fn comparison(comparison: &Comparison, lang: Lang) -> String {
    let mut page = Page::new(lang);
    page.heading::<&str>(words::COMPARISON, &[]);
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
    money_and_goals(&mut page, comparison);
    indicators(&mut page, comparison);
    let losers: Vec<String> = comparison
        .losing()
        .map(|section| {
            let what: Vec<String> = section
                .loses
                .iter()
                .map(|(id, change)| {
                    format!(
                        "{} {}",
                        name(words::resource(id), id, lang),
                        significant(*change)
                    )
                })
                .collect();
            let stage = words::stage(section.stage).get(lang);
            let args = [
                clean(&section.school_id),
                stage.to_owned(),
                what.join(words::LIST.get(lang)),
            ];
            words::COMPARE_LOSER.fill(lang, &args)
        })
        .collect();
    if !losers.is_empty() {
        page.heading::<&str>(words::COMPARE_LOSERS, &[]);
        page.items(&losers, MOST_LOSERS);
    }
    page.done()
}

fn money_and_goals(page: &mut Page, comparison: &Comparison) {
    let lang = page.lang;
    let columns = [
        Column::Words(words::WHAT),
        Column::Figures(words::FIRST),
        Column::Figures(words::SECOND),
    ];
    let mut grid = Grid::new(&columns);
    let none = || "-".to_owned();
    for goal in &comparison.goals {
        let shown = goal.values.map(|v| match v {
            Some(yuan) if goal.goal == "cost" => money(yuan, lang),
            Some(v) => significant(v),
            None => none(),
        });
        grid.row(
            [name(words::goal(&goal.goal), &goal.goal, lang)]
                .into_iter()
                .chain(shown),
        );
    }
    for (fund, spent) in &comparison.spent {
        let shown = spent.map(|s| s.map_or_else(none, |yuan| money(yuan, lang)));
        grid.row([clean(fund)].into_iter().chain(shown));
    }
    if !(comparison.goals.is_empty() && comparison.spent.is_empty()) {
        page.heading::<&str>(words::COMPARE_GOALS, &[]);
        page.table(&grid);
    }
}

fn indicators(page: &mut Page, comparison: &Comparison) {
    let lang = page.lang;
    let columns = [
        Column::Words(words::STAGE_COLUMN),
        Column::Words(words::INDICATOR),
        Column::Figures(words::MEAN_1),
        Column::Figures(words::MEAN_2),
        Column::Figures(words::CV_1),
        Column::Figures(words::CV_2),
        Column::Figures(words::BELOW_1),
        Column::Figures(words::BELOW_2),
    ];
    let mut grid = Grid::new(&columns);
    for pair in &comparison.indicators {
        let [mean_1, mean_2] = pair.mean.map(value);
        let [cv_1, cv_2] = pair.cv.map(|cv| maybe(cv, 3));
        let [below_1, below_2] = pair.sections_below.map(count);
        grid.row([
            words::stage(pair.stage).get(lang).to_owned(),
            name(words::resource(&pair.id), &pair.id, lang),
            mean_1,
            mean_2,
            cv_1,
            cv_2,
            below_1,
            below_2,
        ]);
    }
    page.heading::<&str>(words::COMPARE_INDICATORS, &[]);
    page.table(&grid);
}

/// A known name, else the id.
fn name(known: Option<Text>, id: &str, lang: Lang) -> String {
    known.map_or_else(|| clean(id), |text| text.get(lang).to_owned())
}
