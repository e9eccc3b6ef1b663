//! The slider: one scenario after the other, its figures redrawn by the page itself.
//!
//! Everything that can be shown is written here, ready to read: the script only puts the
//! text of the chosen row into the cells that have its number, moves the marks, and sets
//! the colours. So the page knows no arithmetic, and both languages their own words.

use serde::Serialize;
use svg::node::Text as SvgText;

use super::words;
use crate::text::Lang;

/// What is shown of one row.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Shown {
    /// The text of each cell.
    t: Vec<String>,
    /// Where each mark stands, in percent of the width; none: nowhere.
    d: Vec<Option<f64>>,
    /// The class of each coloured cell.
    c: Vec<&'static str>,
    /// The step of each further slider.
    k: Vec<usize>,
}

impl Shown {
    /// Adds a text; its number.
    pub(super) fn text(&mut self, text: String) -> usize {
        self.t.push(text);
        self.t.len() - 1
    }

    /// Adds a mark; its number.
    pub(super) fn mark(&mut self, percent: Option<f64>) -> usize {
        // Two decimals of a percent are less than a pixel.
        let rounded = percent.map(|p| (p * 100.0).round() / 100.0);
        self.d.push(rounded.filter(|p| p.is_finite()));
        self.d.len() - 1
    }

    /// Adds a colour; its number.
    pub(super) fn class(&mut self, class: &'static str) -> usize {
        self.c.push(class);
        self.c.len() - 1
    }

    /// Sets the steps of the further sliders.
    pub(super) fn steps(&mut self, steps: Vec<usize>) {
        self.k = steps;
    }

    fn cell(&self, number: usize) -> String {
        let text = self.t.get(number).map_or("", String::as_str);
        SvgText::new(text).to_string()
    }
}

/// The slider over all rows, and one for each quantity of a grid: its name, how many
/// steps it has, and the cell that says its value.
pub(super) fn sliders(
    id: &str,
    rows: &[Shown],
    label: &str,
    grid: &[(String, usize, usize)],
) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let slider = |name: &str, data: &str, steps: usize, at: usize, cell: usize| {
        let (name, shown) = (SvgText::new(name), first.cell(cell));
        format!(
            "<p class=\"slide\"><label>{name} <input type=\"range\" {data} min=\"0\" \
             max=\"{}\" value=\"{at}\" step=\"1\" autocomplete=\"off\"></label> \
             <output data-cell=\"{cell}\">{shown}</output></p>",
            steps.saturating_sub(1)
        )
    };
    let mut out = format!("<div class=\"sliders\" data-rows=\"{id}\">");
    out.push_str(&slider(label, "data-slide", rows.len(), 0, 0));
    for (place, (name, steps, cell)) in grid.iter().enumerate() {
        let at = first.k.get(place).copied().unwrap_or(0);
        let data = format!("data-dim=\"{place}\"");
        out.push_str(&slider(name, &data, *steps, at, *cell));
    }
    out.push_str("</div>");
    out
}

/// Facts of the chosen row: names and the numbers of their cells.
pub(super) fn facts(first: &Shown, facts: &[(String, usize)]) -> String {
    let mut out = String::from("<dl class=\"facts\">");
    for (name, cell) in facts {
        let (name, shown) = (SvgText::new(name.as_str()), first.cell(*cell));
        out.push_str(&format!(
            "<div><dt>{name}</dt><dd data-cell=\"{cell}\">{shown}</dd></div>"
        ));
    }
    out.push_str("</dl>");
    out
}

/// The rows as data of the page.
pub(super) fn data(id: &str, rows: &[Shown]) -> String {
    let json = serde_json::to_string(rows).unwrap_or_else(|_| "[]".to_owned());
    // Nothing in it can end the element.
    let json = json.replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{id}\">{json}</script>")
}

/// One of the rows of coefficients: name, marks over a line, text, verdict.
pub(super) struct Coefficient {
    pub(super) name: String,
    /// The number of the mark.
    pub(super) mark: usize,
    /// Where the limit stands, in percent of the width.
    pub(super) limit: Option<f64>,
    pub(super) limit_shown: String,
    /// The numbers of the cells of the figure and of the verdict, and of its colour.
    pub(super) cell: usize,
    pub(super) verdict: usize,
    pub(super) class: usize,
}

/// A table of coefficients that follows the slider.
pub(super) fn coefficients(
    first: &Shown,
    caption: &str,
    heads: [&str; 5],
    rows: &[Coefficient],
    lang: Lang,
) -> String {
    let caption = SvgText::new(caption);
    let mut out = format!("<table class=\"cv\"><caption>{caption}</caption><thead><tr>");
    for head in heads {
        out.push_str(&format!("<th scope=\"col\">{head}</th>"));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        let name = SvgText::new(row.name.as_str());
        let limit = row.limit.map_or_else(String::new, |at| {
            format!("<line class=\"limit\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"8%\" y2=\"92%\"/>")
        });
        let at = first.d.get(row.mark).copied().flatten();
        let place = at.map_or_else(
            || "visibility=\"hidden\"".to_owned(),
            |at| format!("cx=\"{at}%\""),
        );
        let class = first.c.get(row.class).copied().unwrap_or("");
        out.push_str(&format!(
            "<tr><th scope=\"row\">{name}</th><td><svg class=\"row\" role=\"img\" \
             aria-label=\"{}\"><line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>\
             {limit}<circle class=\"after\" data-mark=\"{}\" {place} cy=\"50%\" r=\"5\"/></svg></td>\
             <td class=\"n\" data-cell=\"{}\">{}</td><td class=\"n\">{}</td>\
             <td data-cell=\"{}\" data-colour=\"{}\" class=\"{class}\">{}</td></tr>",
            words::CV_ROW.get(lang),
            row.mark,
            row.cell,
            first.cell(row.cell),
            SvgText::new(row.limit_shown.as_str()),
            row.verdict,
            row.class,
            first.cell(row.verdict),
        ));
    }
    out.push_str("</tbody></table>");
    out
}
