//! Notes where a rounded figure would tell another verdict than the unrounded one.
//!
//! Values are shown with two decimals and coefficients with three, as official
//! documents do. A CV of 0.5004 is shown as 0.500 and still fails a limit of 0.500;
//! whoever reads the table must be told.

use super::labels::Labels;
use super::number::{CV, VALUE, apart, rounded};
use super::standing::composite_passes;
use super::words;
use crate::disparity::{Assessment, SectionAssessment, StageAssessment};
use crate::standard::reaches;
use crate::text::Text;

/// Every verdict of an assessment that rounding would turn, stages first.
pub(super) fn notes(a: &Assessment, labels: &Labels) -> Vec<String> {
    let of_sections = a.sections_detail.iter().flat_map(|s| {
        let stage = a.stages.iter().find(|g| g.stage == s.stage);
        stage.map_or_else(Vec::new, |g| notes_on_section(s, g, labels))
    });
    notes_on_stages(a, labels)
        .into_iter()
        .chain(of_sections)
        .collect()
}

/// The verdicts on stages that rounding would turn.
pub(super) fn notes_on_stages(a: &Assessment, labels: &Labels) -> Vec<String> {
    let stages = a.stages.iter();
    stages.flat_map(|g| notes_on_stage(g, labels)).collect()
}

fn notes_on_stage(stage: &StageAssessment, labels: &Labels) -> Vec<String> {
    let name = labels.stage(stage.stage).to_owned();
    let turns = |passes: bool, cv: f64, limit: f64| {
        let (shown, limit) = (rounded(cv, CV), rounded(limit, CV));
        passes != (shown <= limit)
    };
    let mut notes = Vec::new();
    for k in &stage.indicators {
        if let (Some(cv), Some(limit)) = (k.cv, k.cv_limit)
            && turns(k.cv_pass, cv, limit)
        {
            let (cv, limit) = apart(cv, limit, CV);
            let args = [name.clone(), labels.indicator(&k.id), cv, limit];
            notes.push(words::CV_ROUNDS.fill(labels.lang, &args));
        }
    }
    if let (Some(cv), Some(limit)) = (stage.composite_cv, stage.composite_limit)
        && turns(composite_passes(stage), cv, limit)
    {
        let (cv, limit) = apart(cv, limit, CV);
        notes.push(words::COMPOSITE_ROUNDS.fill(labels.lang, &[name, cv, limit]));
    }
    notes
}

fn notes_on_section(
    section: &SectionAssessment,
    stage: &StageAssessment,
    labels: &Labels,
) -> Vec<String> {
    let mut notes = Vec::new();
    let floor = labels.standard.section.floor;
    for k in &stage.indicators {
        let (Some(minimum), Some(held)) = (k.minimum, section.values.get(&k.id)) else {
            continue;
        };
        let mut note = |text: Text, held: f64, least: f64| {
            let (shown, shown_least) = (rounded(held, VALUE), rounded(least, VALUE));
            if reaches(held, least) != (shown >= shown_least) {
                let section = labels.section(&section.school_id, section.stage);
                let (held, least) = apart(held, least, VALUE);
                let args = [section, labels.indicator(&k.id), held, least];
                notes.push(text.fill(labels.lang, &args));
            }
        };
        note(words::VALUE_ROUNDS, *held, minimum);
        if floor > 0.0 && floor < 1.0 {
            note(words::FLOOR_ROUNDS, *held, floor * minimum);
        }
    }
    notes
}
