//! The page of a sweep: its curves, and a slider over the scenarios.

use super::explore::{self, Coefficient, Shown};
use super::sheet::Fact;
use super::{Edition, rendered, words};
use crate::district::{District, Stage};
use crate::error::Error;
use crate::policy::Policy;
use crate::report::labels::Labels;
use crate::report::number::{CV, NONE, count, grouped, maybe};
use crate::report::page::{Column, Grid, Page};
use crate::report::sweep as said_of;
use crate::report::{varied, words as said};
use crate::standard::{Standard, within};
use crate::sweep::{Columns, Record, Records, Summary};
use crate::text::Lang;

/// Most scenarios on a page: it stays under a megabyte.
const MOST: usize = 400;
/// Most steps of the slider of one quantity.
const MOST_STEPS: usize = 60;
/// The width that the largest coefficient takes, in percent.
const SPAN: f64 = 94.0;

/// The report on a sweep as one HTML file, first shown in `lang`: how the scenarios
/// ended, each of them by a slider, curves, quantiles, what matters most, and a table.
///
/// # Errors
/// [`Error::Output`] where the page cannot be put together.
pub fn sweep(
    columns: &Columns,
    records: &Records,
    summary: &Summary,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> Result<String, Error> {
    let rows = records.thinned(MOST);
    let edition = |lang| {
        let labels = Labels::new(district, standard, lang);
        let labels = labels.paid_in(policy).in_full();
        let of = Of {
            columns,
            rows: &rows,
            labels: &labels,
        };
        let mut lead = Page::roomy(lang);
        let shares = summary.shares();
        said_of::ended(&mut lead, summary, records.scenarios());
        let mut page = Page::roomy(lang);
        of.explorer(&mut page);
        of.plots(&mut page);
        said_of::figures(&mut page, summary, columns, &labels);
        of.table(&mut page, records.scenarios());
        let shown = |n: usize| Fact {
            name: words::SCENARIOS.get(lang),
            value: count(n),
        };
        let mut facts = vec![shown(records.scenarios())];
        facts.push(Fact {
            name: words::SCENARIOS_PASS.get(lang),
            value: words::PART_OF.fill(lang, &[count(shares.passing), count(shares.rows)]),
        });
        if let Some([least, .., most]) = summary.quantiles("cost") {
            let args = [labels.money(least.max(0.0)), labels.money(most.max(0.0))];
            facts.push(Fact {
                name: words::COST.get(lang),
                value: words::RANGE.fill(lang, &args),
            });
        }
        Edition {
            title: said::SWEEP.get(lang).to_owned(),
            facts,
            ..Edition::new(lang, lead, page)
        }
    };
    rendered(edition, lang)
}

/// What the parts of the page are about.
pub(super) struct Of<'a> {
    pub(super) columns: &'a Columns,
    pub(super) rows: &'a [&'a Record],
    pub(super) labels: &'a Labels<'a>,
}

impl Of<'_> {
    /// The slider, the facts of the chosen scenario, and its coefficients.
    fn explorer(&self, page: &mut Page) {
        let lang = self.labels.lang;
        let id = format!("{}-scenarios", super::sheet::code(lang));
        let mut rows: Vec<Shown> = Vec::new();
        let mut facts = Vec::new();
        let mut stages: Vec<(Stage, Vec<Coefficient>)> = Vec::new();
        let scale = self.scale();
        let dims = self.dims();
        for (number, record) in self.rows.iter().enumerate() {
            let is_first = number == 0;
            let mut shown = Shown::default();
            let args = [count(record.scenario)];
            shown.text(words::SCENARIO_N.fill(lang, &args));
            let mut fact = |name: String, text: String| {
                let cell = shown.text(text);
                if is_first {
                    facts.push((name, cell));
                }
            };
            for (name, value) in self.columns.varied.iter().zip(&record.varied) {
                let value = varied::value(name, value, self.labels);
                fact(varied::name(name, self.labels), value);
            }
            let ended = varied::status(record, self.labels).to_owned();
            fact(words::STATUS.get(lang).to_owned(), ended);
            let pass = varied::passes(record.figure(self.columns, "pass"), self.labels);
            fact(words::PASSES_AFTER.get(lang).to_owned(), pass.to_owned());
            for fund in &self.columns.funds {
                let name = format!("spent.{fund}");
                let spent = record.figure(self.columns, &name);
                let spent = spent.map_or(NONE.to_owned(), |s| self.labels.money(s.max(0.0)));
                fact(varied::figure_name(&name, self.columns, self.labels), spent);
            }
            for goal in &self.columns.goals {
                let value = record.figure(self.columns, goal);
                let value = varied::goal(goal, value, self.labels);
                fact(self.labels.goal(goal), value);
            }
            for (stage, id) in &self.columns.indicators {
                let row = self.coefficient(record, *stage, id, scale, &mut shown);
                if !is_first {
                    continue;
                }
                match stages.last_mut().filter(|(s, _)| s == stage) {
                    Some((_, list)) => list.push(row),
                    None => stages.push((*stage, vec![row])),
                }
            }
            shown.steps(dims.iter().map(|d| d.step(record)).collect());
            rows.push(shown);
        }
        let Some(first) = rows.first() else { return };
        page.heading::<&str>(words::EXPLORE, &[]);
        let text = if self.rows.len() > 1 && !dims.is_empty() {
            words::EXPLORE_GRID
        } else {
            words::EXPLORE_LIST
        };
        page.line::<&str>(text, &[]);
        let sliders = dims.iter().filter_map(|dim| {
            let name = varied::name(self.columns.varied.get(dim.at)?, self.labels);
            Some((name, dim.values.len(), dim.at + 1))
        });
        let sliders: Vec<_> = sliders.collect();
        let label = words::SCENARIO.get(lang);
        let mut html = explore::sliders(&id, &rows, label, &sliders);
        html.push_str(&explore::facts(first, &facts));
        page.widget(html);
        let axis = words::CV_AXIS.fill(lang, &[grouped(100.0 / scale, 2)]);
        let verdict = said::VERDICT.get(lang).replace('\n', "");
        let heads = [
            said::INDICATOR.get(lang),
            &axis,
            words::KEY_AFTER.get(lang),
            said::LIMIT.get(lang),
            &verdict,
        ];
        for (stage, list) in &stages {
            let caption = words::CV_OF.fill(lang, &[self.labels.stage(*stage)]);
            page.figure(explore::coefficients(first, &caption, heads, list, lang));
        }
        page.widget(explore::data(&id, &rows));
    }

    /// The cells of one coefficient in one scenario.
    fn coefficient(
        &self,
        record: &Record,
        stage: Stage,
        id: &str,
        scale: f64,
        shown: &mut Shown,
    ) -> Coefficient {
        let lang = self.labels.lang;
        let cv = record.figure(self.columns, &format!("{stage}.{id}.cv"));
        let limit = self.limit(stage, id);
        let (class, verdict) = match (cv, limit) {
            (Some(cv), Some(limit)) if within(cv, limit) => ("ok", said::CV_OK.get(lang)),
            (Some(_), Some(_)) => ("bad", said::CV_OVER.get(lang)),
            _ => ("", NONE),
        };
        Coefficient {
            name: self.labels.indicator(id),
            mark: shown.mark(cv.map(|v| v * scale)),
            limit: limit.map(|l| l * scale),
            limit_shown: maybe(limit, CV),
            cell: shown.text(maybe(cv, CV)),
            verdict: shown.text(verdict.to_owned()),
            class: shown.class(class),
        }
    }

    fn limit(&self, stage: Stage, id: &str) -> Option<f64> {
        let indicators = &self.labels.standard.indicators;
        indicators.iter().find(|k| k.id == id)?.cv_limit.get(stage)
    }

    /// Percent of the width for each 1 of a coefficient.
    fn scale(&self) -> f64 {
        let cvs = self.rows.iter().flat_map(|record| {
            let of = |(stage, id): &(Stage, String)| {
                let cv = record.figure(self.columns, &format!("{stage}.{id}.cv"));
                [cv, self.limit(*stage, id)]
            };
            self.columns.indicators.iter().flat_map(of).flatten()
        });
        let largest = cvs.fold(0.0, f64::max);
        SPAN / if largest > 0.0 { largest } else { 1.0 }
    }

    /// The quantities of a complete grid; none where the scenarios are no such thing.
    fn dims(&self) -> Vec<Dim> {
        let varied = self.columns.varied.len();
        let mut dims: Vec<Dim> = (0..varied)
            .map(|at| Dim {
                at,
                values: Vec::new(),
            })
            .collect();
        for record in self.rows {
            for dim in &mut dims {
                let key = key(record, dim.at);
                if !dim.values.contains(&key) && dim.values.len() <= MOST_STEPS {
                    dim.values.push(key);
                }
            }
        }
        let all = dims.iter().map(|d| d.values.len()).product::<usize>();
        let is_grid = all == self.rows.len() && dims.iter().all(|d| d.values.len() <= MOST_STEPS);
        dims.retain(|d| d.values.len() > 1);
        if is_grid && dims.len() > 1 {
            dims
        } else {
            Vec::new()
        }
    }

    /// All scenarios, to sort and to filter.
    fn table(&self, page: &mut Page, scenarios: usize) {
        let lang = self.labels.lang;
        page.heading::<&str>(words::SCENARIO_TABLE, &[]);
        if self.rows.len() < scenarios {
            let args = [count(self.rows.len()), count(scenarios)];
            page.line(words::THINNED, &args);
        }
        let mut grid = Grid::new(&[Column::Figures(words::NUMBER)]);
        let mut heads = Vec::new();
        for name in &self.columns.varied {
            heads.push((varied::name(name, self.labels), true));
        }
        heads.push((words::STATUS.get(lang).to_owned(), false));
        for goal in &self.columns.goals {
            heads.push((self.labels.goal(goal), true));
        }
        heads.push((words::PASSES_AFTER.get(lang).to_owned(), false));
        heads.push((words::WHY.get(lang).to_owned(), false));
        let columns = heads
            .into_iter()
            .map(|(head, is_figures)| Column::Named(head, is_figures));
        grid.columns.extend(columns);
        let has_error = self.rows.iter().any(|r| r.error.is_some());
        if !has_error {
            grid.columns.pop();
        }
        for record in self.rows {
            let mut row = vec![count(record.scenario)];
            for (at, name) in self.columns.varied.iter().enumerate() {
                let value = record.varied.get(at);
                row.push(value.map_or(String::new(), |v| varied::value(name, v, self.labels)));
            }
            row.push(varied::status(record, self.labels).to_owned());
            for goal in &self.columns.goals {
                row.push(varied::goal(
                    goal,
                    record.figure(self.columns, goal),
                    self.labels,
                ));
            }
            let pass = record.figure(self.columns, "pass");
            row.push(varied::passes(pass, self.labels).to_owned());
            if has_error {
                row.push(record.error.clone().unwrap_or_default());
            }
            grid.row(row);
        }
        page.table(&grid);
    }
}

/// One quantity of a grid: which, and its values in their order.
struct Dim {
    at: usize,
    values: Vec<String>,
}

impl Dim {
    fn step(&self, record: &Record) -> usize {
        let key = key(record, self.at);
        self.values.iter().position(|v| *v == key).unwrap_or(0)
    }
}

pub(super) fn key(record: &Record, at: usize) -> String {
    record
        .varied
        .get(at)
        .map_or(String::new(), ToString::to_string)
}
