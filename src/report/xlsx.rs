//! Reports as Excel workbooks: figures as figures, to calculate with.
//!
//! In goes what the text reports get; out comes the content of an `.xlsx` file in one
//! language: a summary, every measure of each stage and indicator, the actions, and
//! every section before and after, with what misses its minimum or its limit in colour
//! by rules of the workbook itself. Figures are not rounded, only shown so; money is in
//! 万元 or million yuan, as the heads say.

mod book;
mod sections;
mod series;
mod tables;
mod words;

pub use series::{frontier, sweep};

use super::labels::Labels;
use super::page::Page;
use super::{assumptions, certainty, effect, money, notes, prices, rounding, standing};
use crate::disparity::Assessment;
use crate::district::District;
use crate::error::{Code, Error, Place, Problem, Problems};
use crate::plan::Plan;
use crate::policy::Policy;
use crate::standard::Standard;
use crate::text::Lang;
use crate::verify;

use book::Book;

/// The report on an assessment as a workbook.
///
/// # Errors
/// [`Error::Output`] where it cannot be put together.
pub fn assessment(
    a: &Assessment,
    district: &District,
    standard: &Standard,
    warnings: &Problems,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let labels = Labels::new(district, standard, lang).in_full();
    let mut page = Page::roomy(lang);
    page.heading(super::words::ASSESSMENT, &[labels.standard(&a.standard)]);
    standing::verdict(&mut page, a, &labels);
    standing::may_miss(&mut page, &labels);
    standing::excluded(&mut page, a, &labels);
    assumptions::heading(&mut page);
    assumptions::assumed(&mut page, district, &labels);
    assumptions::read(&mut page, warnings);
    notes(&mut page, &rounding::notes(a, &labels));
    let made = Book::new(lang).and_then(|mut book| {
        book.page(words::SUMMARY, page)?;
        tables::measures(&mut book, None, a, &labels)?;
        sections::sections(&mut book, None, a, &labels)?;
        book.done()
    });
    made.map_err(|e| unmade(&e))
}

/// The report on a plan as a workbook.
///
/// # Errors
/// [`Error::Output`] where it cannot be put together.
pub fn plan(
    plan: &Plan,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    warnings: &Problems,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let labels = Labels::new(district, standard, lang);
    let labels = labels.paid_in(policy).in_full();
    let after = &plan.after;
    let mut page = Page::roomy(lang);
    page.heading(super::words::PLAN, &[labels.standard(&after.standard)]);
    effect::headline(&mut page, plan, &labels);
    let today = verify::evaluate(district, standard, policy, &[]).map(|o| o.goals);
    effect::goals(&mut page, plan, &today.unwrap_or_default(), &labels);
    money::by_fund(&mut page, plan, policy, &labels);
    money::by_lever(&mut page, plan, policy, &labels);
    money::by_locale(&mut page, plan, district, &labels);
    standing::excluded(&mut page, after, &labels);
    prices::prices(&mut page, plan, policy, &labels);
    assumptions::heading(&mut page);
    assumptions::assumed(&mut page, district, &labels);
    assumptions::asked(&mut page, policy, &labels);
    assumptions::read(&mut page, warnings);
    notes(&mut page, &rounding::notes(after, &labels));
    certainty(&mut page, plan);
    let made = Book::new(lang).and_then(|mut book| {
        book.page(words::SUMMARY, page)?;
        tables::measures(&mut book, Some(&plan.before), after, &labels)?;
        tables::actions(&mut book, plan, district, policy, &labels)?;
        if !plan.moves.is_empty() {
            tables::moves(&mut book, plan, &labels)?;
        }
        sections::sections(&mut book, Some(plan), after, &labels)?;
        book.done()
    });
    made.map_err(|e| unmade(&e))
}

fn unmade(error: &rust_xlsxwriter::XlsxError) -> Error {
    let problem = Problem::new(Code::CannotWrite, Place::default(), [error.to_string()]);
    Error::Output(problem.into())
}
