//! Where a district stands: the verdict, each stage, what falls short, what is left out.

use super::labels::Labels;
use super::number::{self, CV, VALUE, apart, count, grouped, maybe, short_percent, value};
use super::page::{Column, Grid, Page};
use super::words;
use crate::disparity::{Assessment, IndicatorAssessment, SectionAssessment, StageAssessment};
use crate::text::Text;

/// Excluded sections named one by one.
const MOST_EXCLUDED: usize = 10;

/// The headline: passes or not, and what fails.
pub(super) fn verdict(page: &mut Page, a: &Assessment, labels: &Labels) {
    let sections = [count(a.sections_passing), count(a.sections)];
    page.line(
        match (a.sections, a.pass) {
            (0, _) => words::NOBODY,
            (_, true) => words::PASSES,
            (_, false) => words::FAILS,
        },
        &sections,
    );
    failures(page, a, labels, words::WHAT_FAILS);
}

/// What fails, stage by stage, under a line that says so.
pub(super) fn failures(page: &mut Page, a: &Assessment, labels: &Labels, head: Text) {
    let found: Vec<String> = a
        .stages
        .iter()
        .flat_map(|stage| failures_of(a, stage, labels))
        .collect();
    if !found.is_empty() {
        page.line::<&str>(head, &[]);
        page.items(&found, usize::MAX);
    }
}

fn failures_of(a: &Assessment, stage: &StageAssessment, labels: &Labels) -> Vec<String> {
    let name = labels.stage(stage.stage).to_owned();
    let mut found = Vec::new();
    let of_stage = a.sections_detail.iter().filter(|s| s.stage == stage.stage);
    let short = of_stage.filter(|s| !s.pass).count();
    if short > 0 {
        let args = [name.clone(), count(short), count(stage.sections)];
        found.push(words::SECTIONS_FAIL.fill(labels.lang, &args));
    }
    for k in stage.indicators.iter().filter(|k| !k.cv_pass) {
        let (cv, limit) = against(k.cv, k.cv_limit);
        let args = [name.clone(), labels.indicator(&k.id), cv, limit];
        found.push(words::CV_FAILS.fill(labels.lang, &args));
    }
    if !composite_passes(stage) {
        let (cv, limit) = against(stage.composite_cv, stage.composite_limit);
        found.push(words::COMPOSITE_FAILS.fill(labels.lang, &[name, cv, limit]));
    }
    found
}

/// A coefficient and its limit, with as many decimals as tell them apart.
fn against(cv: Option<f64>, limit: Option<f64>) -> (String, String) {
    match (cv, limit) {
        (Some(cv), Some(limit)) => apart(cv, limit, CV),
        _ => (maybe(cv, CV), maybe(limit, CV)),
    }
}

/// Whether the mean of the CVs is within its limit; true without one.
pub(super) fn composite_passes(stage: &StageAssessment) -> bool {
    let Some(limit) = stage.composite_limit else {
        return true;
    };
    stage
        .composite_cv
        .is_some_and(|cv| crate::standard::within(cv, limit))
}

/// A table of the indicators of each stage.
pub(super) fn stages(page: &mut Page, a: &Assessment, labels: &Labels) {
    let columns = [
        Column::Words(words::INDICATOR),
        Column::Figures(words::MINIMUM),
        Column::Figures(words::MEAN),
        Column::Figures(words::LOWEST),
        Column::Figures(words::BELOW),
        Column::Figures(words::COEFFICIENT),
        Column::Figures(words::LIMIT),
        Column::Words(words::VERDICT),
    ];
    for stage in &a.stages {
        let verdict = if stage.pass {
            words::STAGE_PASSES
        } else {
            words::STAGE_FAILS
        };
        let args = [
            labels.stage(stage.stage).to_owned(),
            count(stage.sections),
            grouped(stage.pupils, 0),
            verdict.get(labels.lang).to_owned(),
        ];
        page.heading(words::STAGE, &args);
        let mut grid = Grid::new(&columns);
        for k in &stage.indicators {
            grid.row([
                labels.indicator(&k.id),
                maybe(k.minimum, VALUE),
                value(k.mean),
                value(k.min),
                below(k),
                maybe(k.cv, CV),
                maybe(k.cv_limit, CV),
                cv_verdict(k, labels),
            ]);
        }
        page.table(&grid);
        composite(page, stage);
    }
    may_miss(page, labels);
}

/// Sections below the minimum, where there is one.
pub(super) fn below(k: &IndicatorAssessment) -> String {
    k.minimum
        .map_or_else(|| number::NONE.to_owned(), |_| count(k.sections_below))
}

/// Whether a coefficient is within its limit, where there is one.
pub(super) fn cv_verdict(k: &IndicatorAssessment, labels: &Labels) -> String {
    let said = match (k.cv_limit, k.cv_pass) {
        (None, _) => number::NONE,
        (_, true) => words::CV_OK.get(labels.lang),
        (_, false) => words::CV_OVER.get(labels.lang),
    };
    said.to_owned()
}

fn composite(page: &mut Page, stage: &StageAssessment) {
    let cv = maybe(stage.composite_cv, CV);
    match stage.composite_limit {
        Some(limit) => page.line(words::COMPOSITE, &[cv, grouped(limit, CV)]),
        None => page.line(words::COMPOSITE_FREE, &[cv]),
    }
}

/// The standard's indulgence, where it has any, since it explains the verdicts.
pub(super) fn may_miss(page: &mut Page, labels: &Labels) {
    let rule = labels.standard.section;
    if rule.may_miss > 0 {
        let floor = format!("{}%", number::rounded(100.0 * rule.floor, 2));
        let args = [count(rule.may_miss), floor];
        page.line(words::MAY_MISS, &args);
    }
}

/// The sections that fall short and what they miss, those that lack most first, in about `most` rows.
pub(super) fn short(page: &mut Page, a: &Assessment, labels: &Labels, head: Text, most: usize) {
    let mut found: Vec<&SectionAssessment> = a.sections_detail.iter().filter(|s| !s.pass).collect();
    if found.is_empty() {
        return;
    }
    found.sort_by(|s, t| missing(a, t).total_cmp(&missing(a, s)));
    page.heading::<&str>(head, &[]);
    let most = page.most(most);
    let columns = [
        Column::Words(words::SCHOOL),
        Column::Words(words::THE_STAGE),
        Column::Words(words::INDICATOR),
        Column::Figures(words::VALUE),
        Column::Figures(words::MINIMUM),
        Column::Figures(words::OF_MINIMUM),
    ];
    let mut grid = Grid::new(&columns);
    let (mut rows, mut listed) = (0, 0);
    for section in &found {
        if rows >= most {
            break;
        }
        listed += 1;
        let mut school = labels.school(&section.school_id, section.stage);
        let mut stage = labels.stage(section.stage).to_owned();
        for (id, held, minimum) in misses(a, section) {
            rows += 1;
            // Rows that can be sorted each name their school.
            let once = |name: &mut String| {
                if page.is_roomy {
                    name.clone()
                } else {
                    std::mem::take(name)
                }
            };
            grid.row([
                once(&mut school),
                once(&mut stage),
                labels.indicator(id),
                value(held),
                value(minimum),
                short_percent(held, minimum),
            ]);
        }
    }
    page.table(&grid);
    if found.len() > listed {
        page.line(words::MORE_SECTIONS, &[count(found.len() - listed)]);
    }
}

/// How far a section falls short: the missing shares of its minima together.
fn missing(a: &Assessment, section: &SectionAssessment) -> f64 {
    misses(a, section)
        .map(|(_, held, minimum)| 1.0 - held / minimum)
        .sum()
}

/// The indicators that a section misses: id, value and minimum.
fn misses<'a>(
    a: &'a Assessment,
    section: &'a SectionAssessment,
) -> impl Iterator<Item = (&'a str, f64, f64)> {
    let stage = a.stages.iter().find(|g| g.stage == section.stage);
    let indicators = stage.map_or(&[][..], |g| &g.indicators);
    indicators
        .iter()
        .filter(|k| section.below.contains(&k.id))
        .filter_map(|k| Some((k.id.as_str(), *section.values.get(&k.id)?, k.minimum?)))
}

/// The sections left out of the assessment, and why.
pub(super) fn excluded(page: &mut Page, a: &Assessment, labels: &Labels) {
    if a.excluded.is_empty() {
        return;
    }
    page.heading::<&str>(words::EXCLUDED, &[]);
    let items: Vec<String> = a
        .excluded
        .iter()
        .map(|e| {
            let section = labels.section(&e.school_id, e.stage);
            if e.reason == "teaching_point_under_50" {
                words::TEACHING_POINT.fill(labels.lang, &[section])
            } else {
                words::OTHER_REASON.fill(labels.lang, &[section, labels.called(&e.reason)])
            }
        })
        .collect();
    page.items(&items, MOST_EXCLUDED);
}
