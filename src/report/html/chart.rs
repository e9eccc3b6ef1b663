//! Each difference coefficient, today and after, against its limit.
//!
//! A row an indicator, drawn in percent of the width so that it fits any screen: a
//! hollow point is today, a full one after, an upright line the limit. All rows of a
//! stage share one scale, and the figures stand beside the drawing.

use svg::Node;
use svg::node::Text as SvgText;
use svg::node::element::{Circle, Element, Line, Title};

use super::words;
use crate::disparity::{Assessment, IndicatorAssessment, StageAssessment};
use crate::report::labels::Labels;
use crate::report::number::{CV, NONE, grouped, maybe};
use crate::report::page::Page;
use crate::report::{standing, words as said};

/// The width that the largest figure takes, in percent.
const SPAN: f64 = 94.0;

/// A chart for each stage.
pub(super) fn differences(
    page: &mut Page,
    before: Option<&Assessment>,
    after: &Assessment,
    labels: &Labels,
) {
    page.heading::<&str>(words::DIFFERENCES, &[]);
    page.line::<&str>(words::DIFFERENCES_MEAN, &[]);
    page.figure(legend(before.is_some(), labels));
    for stage in &after.stages {
        let before = before.and_then(|b| b.stage(stage.stage));
        page.figure(table(before, stage, labels));
    }
}

fn legend(has_plan: bool, labels: &Labels) -> String {
    let key = |class, text: crate::text::Text| {
        let word = text.get(labels.lang);
        format!("<li><span class=\"key {class}\"></span>{word}</li>")
    };
    let mut out = String::from("<ul class=\"keys\">");
    out.push_str(&key("k-today", words::KEY_TODAY));
    if has_plan {
        out.push_str(&key("k-after", words::KEY_AFTER));
    }
    out.push_str(&key("k-limit", words::KEY_LIMIT));
    out.push_str("</ul>");
    out
}

fn table(before: Option<&StageAssessment>, stage: &StageAssessment, labels: &Labels) -> String {
    let lang = labels.lang;
    let figures = |k: &IndicatorAssessment| {
        let today = before.and_then(|b| b.indicators.iter().find(|i| i.id == k.id));
        (today.map(|t| t.cv), k.cv, k.cv_limit)
    };
    let all = stage.indicators.iter().map(figures);
    let largest = all
        .flat_map(|(today, after, limit)| [today.flatten(), after, limit])
        .flatten()
        .fold(0.0, f64::max);
    let scale = SPAN / if largest > 0.0 { largest } else { 1.0 };
    let mut out = String::from("<table class=\"cv\"><caption>");
    out.push_str(labels.stage(stage.stage));
    out.push_str("</caption><thead><tr>");
    let axis = words::CV_AXIS.fill(lang, &[grouped(largest * 100.0 / SPAN, 2)]);
    let mut heads = vec![said::INDICATOR.get(lang).to_owned(), axis];
    if before.is_some() {
        heads.push(words::KEY_TODAY.get(lang).to_owned());
        heads.push(said::AFTER.get(lang).to_owned());
    } else {
        heads.push(words::KEY_TODAY.get(lang).to_owned());
    }
    heads.push(said::LIMIT.get(lang).to_owned());
    heads.push(said::VERDICT.get(lang).replace('\n', ""));
    for head in heads {
        out.push_str(&format!("<th scope=\"col\">{head}</th>"));
    }
    out.push_str("</tr></thead><tbody>");
    for k in &stage.indicators {
        let (today, after, limit) = figures(k);
        let name = SvgText::new(labels.indicator(&k.id));
        let said_today = today.map(|t| maybe(t, CV));
        let (shown, drawn) = if let Some(today) = said_today {
            let args = [today.clone(), maybe(after, CV), maybe(limit, CV)];
            let words = words::CV_SAID.fill(lang, &args);
            (vec![today, maybe(after, CV)], words)
        } else {
            let args = [maybe(after, CV), maybe(limit, CV)];
            let words = words::CV_SAID_TODAY.fill(lang, &args);
            (vec![maybe(after, CV)], words)
        };
        let picture = picture(
            today.unwrap_or(after),
            today.and(after),
            limit,
            scale,
            &drawn,
        );
        out.push_str(&format!(
            "<tr><th scope=\"row\">{name}</th><td>{picture}</td>"
        ));
        for figure in shown.into_iter().chain([maybe(limit, CV)]) {
            out.push_str(&format!("<td class=\"n\">{figure}</td>"));
        }
        let class = if k.cv_pass { "ok" } else { "bad" };
        let verdict = standing::cv_verdict(k, labels);
        let class = if verdict == NONE { "" } else { class };
        out.push_str(&format!("<td class=\"{class}\">{verdict}</td></tr>"));
    }
    out.push_str("</tbody></table>");
    out
}

/// The drawing of one row.
fn picture(
    today: Option<f64>,
    after: Option<f64>,
    limit: Option<f64>,
    scale: f64,
    said: &str,
) -> String {
    let at = |value: f64| format!("{:.2}%", value * scale);
    let mut drawing = Element::new("svg");
    drawing.assign("class", "row");
    drawing.assign("role", "img");
    drawing.append(Title::new(said));
    let line = |from: String, to: String, class: &str| {
        Line::new()
            .set("x1", from)
            .set("x2", to)
            .set("y1", "50%")
            .set("y2", "50%")
            .set("class", class)
    };
    drawing.append(line("0".to_owned(), "100%".to_owned(), "axis"));
    if let (Some(today), Some(after)) = (today, after) {
        drawing.append(line(at(today), at(after), "way"));
    }
    if let Some(limit) = limit {
        let upright = line(at(limit), at(limit), "limit");
        drawing.append(upright.set("y1", "8%").set("y2", "92%"));
    }
    for (value, class) in [(today, "today"), (after, "after")] {
        if let Some(value) = value {
            let point = Circle::new().set("cx", at(value)).set("cy", "50%");
            drawing.append(point.set("r", 5).set("class", class));
        }
    }
    drawing.to_string()
}
