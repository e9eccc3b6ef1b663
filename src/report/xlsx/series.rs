//! The workbooks of a sweep and of a frontier: a summary, then a row a scenario or point.

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;

use super::book::{Book, Head, Sheet};
use super::{unmade, words};
use crate::district::District;
use crate::error::Error;
use crate::frontier::Frontier;
use crate::policy::Policy;
use crate::report::cell::Cell;
use crate::report::curve::Curve;
use crate::report::labels::Labels;
use crate::report::number::CV;
use crate::report::page::{Page, clean};
use crate::report::{effect, sweep as said_of, varied, words as said};
use crate::standard::Standard;
use crate::sweep::{Columns, Record, Records, Summary};
use crate::text::Lang;

/// Decimals of means, Gini coefficients and what is varied.
const FIGURE: usize = 4;

/// The results of a sweep as a workbook: the summary, and a row a scenario; above the
/// heads stand the names that the columns have in CSV.
///
/// # Errors
/// [`Error::Output`] where it cannot be put together.
pub fn sweep(
    columns: &Columns,
    records: &Records,
    summary: &Summary,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let labels = Labels::new(district, standard, lang);
    let labels = labels.paid_in(policy).in_full();
    let mut page = Page::roomy(lang);
    page.heading::<&str>(said::SWEEP, &[]);
    said_of::ended(&mut page, summary, records.scenarios());
    said_of::figures(&mut page, summary, columns, &labels);
    let made = Book::new(lang).and_then(|mut book| {
        book.page(words::SUMMARY, page)?;
        scenarios(&mut book, columns, records, &labels)?;
        book.done()
    });
    made.map_err(|e| unmade(&e))
}

fn scenarios(
    book: &mut Book,
    columns: &Columns,
    records: &Records,
    labels: &Labels,
) -> Result<(), XlsxError> {
    let lang = labels.lang;
    let mut heads = vec![Head::figures(words::SCENARIO.get(lang))];
    let named = columns.varied.iter().map(|v| varied::name(v, labels));
    heads.extend(named.map(Head::figures));
    heads.push(Head::words(words::STATUS.get(lang)));
    let figures = columns.figures();
    let mut marks = Vec::new();
    for name in &figures {
        if let Some(limit) = limit(name, columns, labels) {
            let at = u16::try_from(heads.len()).unwrap_or(u16::MAX);
            let (c, first) = (column_number_to_name(at), Sheet::first_row(true));
            let rule = format!("=AND(ISNUMBER({c}{first}),{c}{first}>{limit}*(1+0.000000001))");
            marks.push((at, rule));
        }
        heads.push(match name.as_str() {
            "pass" => Head::words(words::PASSES_AFTER.get(lang)),
            name => Head::figures(varied::figure_name(name, columns, labels)),
        });
    }
    heads.push(Head::words(words::ERROR.get(lang)));
    let above = columns.header().into_iter().map(Cell::from).collect();
    let rows = records.rows().iter();
    let rows = rows.map(|record| row(record, columns, &figures, labels));
    book.table(&Sheet {
        name: words::SCENARIOS.get(lang).to_owned(),
        above: Some(above),
        heads,
        rows: rows.collect(),
        frozen: 1,
        marks,
    })
}

/// The limit of a coefficient's column.
fn limit(figure: &str, columns: &Columns, labels: &Labels) -> Option<f64> {
    let mut all = columns.indicators.iter();
    let (stage, id) = all.find(|(stage, id)| format!("{stage}.{id}.cv") == figure)?;
    let indicators = &labels.standard.indicators;
    indicators
        .iter()
        .find(|k| k.id == *id)?
        .cv_limit
        .get(*stage)
}

fn row(record: &Record, columns: &Columns, figures: &[String], labels: &Labels) -> Vec<Cell> {
    let lang = labels.lang;
    let mut row = vec![Cell::count(record.scenario)];
    for (at, name) in columns.varied.iter().enumerate() {
        let Some(value) = record.varied.get(at) else {
            row.push(Cell::none());
            continue;
        };
        let shown = varied::value(name, value, labels);
        row.push(match value.as_f64() {
            Some(yuan) if varied::is_money(name) => Cell::sum(shown, yuan, labels.currency, lang),
            Some(number) => Cell::grouped(number, FIGURE),
            None => shown.into(),
        });
    }
    row.push(varied::status(record, labels).to_owned().into());
    for (at, name) in figures.iter().enumerate() {
        let Some(figure) = record.figures.get(at).copied().flatten() else {
            row.push(Cell::none());
            continue;
        };
        row.push(match name.as_str() {
            "pass" => varied::passes(Some(figure), labels).to_owned().into(),
            name if name.starts_with("spent.") => {
                Cell::sum(labels.money(figure), figure, labels.currency, lang)
            }
            name if name.rsplit('.').next() == Some("cv") => Cell::grouped(figure, CV),
            name if columns.goals.iter().any(|g| g == name) => {
                effect::goal_cell(name, figure, labels)
            }
            _ => Cell::grouped(figure, FIGURE),
        });
    }
    row.push(
        record
            .error
            .as_deref()
            .map_or_else(Cell::none, |e| clean(e).into()),
    );
    row
}

/// A frontier as a workbook: what it says, and its points.
///
/// # Errors
/// [`Error::Output`] where it cannot be put together.
pub fn frontier(
    frontier: &Frontier,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let labels = Labels::new(district, standard, lang);
    let labels = labels.paid_in(policy).in_full();
    let curve = Curve::new(frontier, &labels);
    let mut page = Page::roomy(lang);
    page.heading(said::AS_SAID, &[curve.title()]);
    curve.ends(&mut page);
    let heads = vec![
        Head::figures(curve.axis()),
        Head::figures(labels.goal(&frontier.goal)),
        Head::figures(said::BOUND.get(lang)),
        Head::words(words::PASSES_AFTER.get(lang)),
    ];
    let rows = frontier.points.iter().map(|point| {
        let pass = if point.pass { said::YES } else { said::NO };
        let value = |v| effect::goal_cell(&frontier.goal, v, &labels);
        vec![
            curve.amount_cell(point.amount),
            value(point.value),
            value(point.bound),
            pass.get(lang).to_owned().into(),
        ]
    });
    let sheet = Sheet {
        name: words::POINTS.get(lang).to_owned(),
        above: None,
        heads,
        rows: rows.collect(),
        frozen: 1,
        marks: Vec::new(),
    };
    let made = Book::new(lang).and_then(|mut book| {
        book.page(words::SUMMARY, page)?;
        book.table(&sheet)?;
        book.done()
    });
    made.map_err(|e| unmade(&e))
}
