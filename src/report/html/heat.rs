//! Every section's values as a heat map: percent of the minimum, today and after.
//!
//! A row a section, a column an indicator (two with a plan). Where an indicator has no
//! minimum, the stage's mean today stands in for it, as it does in the goals. Colours
//! only repeat what the figures say.

use std::collections::HashMap;

use svg::node::Text as SvgText;

use super::words;
use crate::disparity::{Assessment, IndicatorAssessment, SectionAssessment};
use crate::district::Stage;
use crate::report::labels::Labels;
use crate::report::number::{NONE, grouped};
use crate::report::page::Page;
use crate::report::words as said;

/// From these shares of the minimum on, the next colour.
const STEPS: [f64; 5] = [0.5, 0.85, 1.0, 1.25, 2.0];

/// A heat map for each stage.
pub(super) fn map(
    page: &mut Page,
    before: Option<&Assessment>,
    after: &Assessment,
    labels: &Labels,
) {
    for stage in &after.stages {
        page.heading(words::HEAT, &[labels.stage(stage.stage)]);
        page.line::<&str>(words::HEAT_MEANS, &[]);
        if before.is_some() {
            page.line::<&str>(words::HEAT_PAIR, &[]);
        }
        page.figure(table(before, after, stage.stage, labels));
    }
}

fn table(before: Option<&Assessment>, after: &Assessment, stage: Stage, labels: &Labels) -> String {
    let references = References::new(before.unwrap_or(after), stage);
    let earlier: HashMap<&str, &SectionAssessment> = before
        .iter()
        .flat_map(|a| sections(a, stage))
        .map(|s| (s.school_id.as_str(), s))
        .collect();
    let span = if before.is_some() {
        " colspan=\"2\""
    } else {
        ""
    };
    let mut out = String::from("<table class=\"heat\"><thead><tr><th scope=\"col\">");
    out.push_str(said::SCHOOL.get(labels.lang));
    out.push_str("</th>");
    for (indicator, _) in &references.all {
        let name = SvgText::new(labels.indicator(&indicator.id));
        out.push_str(&format!("<th scope=\"col\"{span}>{name}</th>"));
    }
    out.push_str("</tr></thead><tbody>");
    for section in sections(after, stage) {
        let name = SvgText::new(labels.school(&section.school_id, stage));
        out.push_str(&format!("<tr><th scope=\"row\">{name}</th>"));
        for (indicator, reference) in &references.all {
            let today = earlier.get(section.school_id.as_str());
            for state in today.into_iter().chain([&section]) {
                out.push_str(&cell(state, &indicator.id, *reference));
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    out
}

fn sections(a: &Assessment, stage: Stage) -> impl Iterator<Item = &SectionAssessment> {
    a.sections_detail.iter().filter(move |s| s.stage == stage)
}

fn cell(section: &SectionAssessment, id: &str, reference: f64) -> String {
    let share = section.values.get(id).map(|v| v / reference);
    let Some(share) = share.filter(|s| s.is_finite()) else {
        return format!("<td>{NONE}</td>");
    };
    let is_below = section.below.iter().any(|b| b == id);
    format!(
        "<td class=\"h{}{}\">{}</td>",
        step(share, is_below),
        if is_below { " u" } else { "" },
        percent(share, is_below)
    )
}

/// The colour of a share of the minimum.
pub(super) fn step(share: f64, is_below: bool) -> usize {
    let step = STEPS.iter().filter(|s| share >= **s).count();
    // A value that meets its minimum but for rounding is shown as meeting it.
    if is_below { step.min(2) } else { step }
}

/// A share in percent; cut, not rounded, where it falls short.
pub(super) fn percent(share: f64, is_below: bool) -> String {
    let percent = 100.0 * share;
    grouped(if is_below { percent.floor() } else { percent }, 0)
}

/// What each indicator of a stage is measured in.
pub(super) struct References<'a> {
    pub(super) all: Vec<(&'a IndicatorAssessment, f64)>,
}

impl<'a> References<'a> {
    /// The minimum, else the mean today.
    pub(super) fn new(today: &'a Assessment, stage: Stage) -> Self {
        let indicators = today.stage(stage).map_or(&[][..], |s| &s.indicators);
        let with_reference = indicators.iter().map(|k| (k, k.minimum.unwrap_or(k.mean)));
        Self {
            all: with_reference.collect(),
        }
    }
}
