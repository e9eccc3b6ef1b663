//! Every section, a sheet a stage: what it has of each indicator, today and after.
//!
//! The minimum stands above each column, and a rule of the sheet colours what misses
//! it, so that figures changed by hand change their colour.

use std::collections::HashMap;

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;

use super::book::{Book, Head, Sheet};
use super::words;
use crate::disparity::{Assessment, SectionAssessment};
use crate::plan::Plan;
use crate::report::cell::Cell;
use crate::report::labels::Labels;
use crate::report::words as said;

/// A sheet for each stage.
pub(super) fn sections(
    book: &mut Book,
    plan: Option<&Plan>,
    after: &Assessment,
    labels: &Labels,
) -> Result<(), XlsxError> {
    for stage in &after.stages {
        let stage = stage.stage;
        let before = plan.map(|p| &p.before);
        let mut heads = vec![
            Head::words(words::SCHOOL_ID.get(labels.lang)),
            Head::words(words::NAME.get(labels.lang)),
            Head::words(said::LOCALE.get(labels.lang)),
            Head::words(words::GROUP.get(labels.lang)),
            Head::figures(said::PUPILS.get(labels.lang)),
        ];
        let spent = spent(plan);
        if plan.is_some() {
            heads.push(Head::words(words::PASSES_TODAY.get(labels.lang)));
            heads.push(Head::words(words::PASSES_AFTER.get(labels.lang)));
            let cost = labels.head(said::COST, said::COST_OTHER);
            heads.push(Head::figures(cost.get(labels.lang)));
        } else {
            heads.push(Head::words(words::PASSES_TODAY.get(labels.lang)));
        }
        let facts = heads.len();
        let indicators = after.stage(stage).map_or(&[][..], |s| &s.indicators);
        let mut above = vec![Cell::none(); facts];
        if let Some(last) = above.last_mut() {
            *last = said::MINIMUM.get(labels.lang).to_owned().into();
        }
        let mut marks = Vec::new();
        let first = Sheet::first_row(true);
        let states: &[_] = match plan {
            Some(_) => &[words::TODAY, words::AFTER],
            None => &[words::TODAY],
        };
        for k in indicators {
            for state in states {
                if k.minimum.is_some() {
                    let at = u16::try_from(heads.len()).unwrap_or(u16::MAX);
                    let c = column_number_to_name(at);
                    // As the verdict: met within 1e-9.
                    let rule =
                        format!("=AND(ISNUMBER({c}{first}),{c}{first}<{c}$1*(1-0.000000001))");
                    marks.push((at, rule));
                }
                above.push(Cell::maybe(k.minimum, 2));
                let name = labels.indicator(&k.id);
                let args = [name.as_str(), state.get(labels.lang)];
                heads.push(Head::figures(words::OF_STATE.fill(labels.lang, &args)));
            }
        }
        let earlier: HashMap<&str, &SectionAssessment> = before
            .iter()
            .flat_map(|a| &a.sections_detail)
            .filter(|s| s.stage == stage)
            .map(|s| (s.school_id.as_str(), s))
            .collect();
        let of_stage = after.sections_detail.iter().filter(|s| s.stage == stage);
        let rows = of_stage.map(|section| {
            let id = section.school_id.as_str();
            let known = labels.get(id, stage);
            let mut row: Vec<Cell> = vec![
                id.to_owned().into(),
                known.map_or_else(String::new, |s| s.name.clone()).into(),
                labels.locale(id, stage).to_owned().into(),
                known
                    .and_then(|s| s.group.clone())
                    .unwrap_or_default()
                    .into(),
                Cell::grouped(section.pupils, 0),
            ];
            let today = earlier.get(id).copied();
            let verdict = |s: &SectionAssessment| -> Cell {
                let word = if s.pass { said::YES } else { said::NO };
                word.get(labels.lang).to_owned().into()
            };
            if plan.is_some() {
                row.push(today.map_or_else(Cell::none, verdict));
                row.push(verdict(section));
                let here = spent.get(&(id, stage)).copied().unwrap_or(0.0);
                row.push(Cell::money(here, labels.lang));
            } else {
                row.push(verdict(section));
            }
            for k in indicators {
                let value = |s: &SectionAssessment| Cell::maybe(s.values.get(&k.id).copied(), 2);
                if plan.is_some() {
                    row.push(today.map_or_else(Cell::none, value));
                }
                row.push(value(section));
            }
            row
        });
        let args = [labels.stage(stage)];
        book.table(&Sheet {
            name: words::SECTIONS.fill(labels.lang, &args),
            above: Some(above),
            heads,
            rows: rows.collect(),
            frozen: 2,
            marks,
        })?;
    }
    Ok(())
}

/// What a plan spends at each section, in yuan.
fn spent(plan: Option<&Plan>) -> HashMap<(&str, crate::district::Stage), f64> {
    let mut spent = HashMap::new();
    for action in plan.iter().flat_map(|p| &p.actions) {
        *spent
            .entry((action.school_id.as_str(), action.stage))
            .or_insert(0.0) += action.cost;
    }
    spent
}
