//! The curves of a sweep: each goal over each quantity that is a number.

use std::collections::BTreeMap;

use svg::node::Text as SvgText;

use super::plot::{Line, Mark, Plot};
use super::sweep::{Of, key};
use super::words;
use crate::report::labels::Labels;
use crate::report::number::{count, grouped};
use crate::report::page::Page;
use crate::report::{effect, varied, words as said};

/// Most lines of a chart; else there are marks alone.
const MOST_LINES: usize = 12;
/// Most charts.
const MOST_PLOTS: usize = 8;

impl Of<'_> {
    /// Each goal over each quantity that is a number.
    pub(super) fn plots(&self, page: &mut Page) {
        let mut plots = Vec::new();
        for goal in &self.columns.goals {
            for (at, name) in self.columns.varied.iter().enumerate() {
                if plots.len() < MOST_PLOTS
                    && let Some(plot) = self.plot(goal, at, name)
                {
                    plots.push(plot);
                }
            }
        }
        if plots.is_empty() {
            return;
        }
        page.heading::<&str>(words::CURVES, &[]);
        page.line::<&str>(words::CURVES_MEAN, &[]);
        page.widget(format!("<div class=\"plots\">{}</div>", plots.concat()));
    }

    fn plot(&self, goal: &str, at: usize, name: &str) -> Option<String> {
        let lang = self.labels.lang;
        // A line for all that is the same but for this quantity.
        let mut lines: BTreeMap<Vec<String>, Vec<Mark>> = BTreeMap::new();
        let mut all = Vec::new();
        for (number, record) in self.rows.iter().enumerate() {
            let Some(y) = record.figure(self.columns, goal) else {
                continue;
            };
            let x = record.varied.get(at)?.as_f64()?;
            all.push(x);
            let others = (0..self.columns.varied.len()).filter(|i| *i != at);
            let group = others.map(|i| key(record, i)).collect();
            let args = [
                words::SCENARIO_N.fill(lang, &[count(record.scenario)]),
                varied::value(name, record.varied.get(at)?, self.labels),
                varied::goal(goal, Some(y), self.labels),
            ];
            lines.entry(group).or_default().push(Mark {
                x,
                y,
                number,
                said: words::POINT_SAID.fill(lang, &args),
                is_full: record.figure(self.columns, "pass") == Some(1.0),
            });
        }
        all.sort_by(f64::total_cmp);
        all.dedup();
        if all.len() < 2 {
            return None;
        }
        let is_joined = lines.len() <= MOST_LINES && lines.values().any(|l| l.len() > 1);
        let lines = lines.into_values().map(|mut marks| {
            marks.sort_by(|a, b| a.x.total_cmp(&b.x));
            Line { marks, is_joined }
        });
        let lines: Vec<Line> = if is_joined {
            lines.collect()
        } else {
            let marks = lines.flat_map(|l| l.marks).collect();
            vec![Line { marks, is_joined }]
        };
        let is_money = varied::is_money(name);
        let x_shown = money_or_plain(is_money, self.labels);
        let y_shown = money_or_plain(goal == "cost", self.labels);
        let args = [self.labels.goal(goal), varied::name(name, self.labels)];
        let title = words::GOAL_OVER.fill(lang, &args);
        let plot = Plot {
            title: title.clone(),
            lines,
            upright: Vec::new(),
            x_shown: &x_shown,
            y_shown: &y_shown,
        };
        let axis = |name: &str, is_money: bool| -> String {
            if is_money {
                let unit = effect::large_unit(self.labels);
                said::UNIT_IN_BRACKETS.fill(lang, &[name, &unit])
            } else {
                name.to_owned()
            }
        };
        let y = axis(&args[0], goal == "cost");
        let x = axis(&args[1], is_money);
        Some(figure(&plot.draw()?, &y, &x))
    }
}

/// A chart between the names of its axes.
pub(super) fn figure(drawing: &str, y: &str, x: &str) -> String {
    let [y, x] = [y, x].map(|name| SvgText::new(name).to_string());
    format!("<figure><p class=\"axis-y\">{y}</p>{drawing}<figcaption>{x} →</figcaption></figure>")
}

/// Figures along an axis: money in large units, or plain.
pub(super) fn money_or_plain(is_money: bool, labels: &Labels) -> impl Fn(f64) -> String {
    let (size, _) = crate::report::number::money_unit(labels.lang);
    move |v: f64| {
        let v = if is_money { v / size } else { v };
        let v = if v.abs() < 1e-12 { 0.0 } else { v };
        let shown = format!("{v:.6}");
        let shown = shown.trim_end_matches('0').trim_end_matches('.');
        let places = shown.split_once('.').map_or(0, |(_, p)| p.len());
        grouped(v, places)
    }
}
