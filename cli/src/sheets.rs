//! The files for people that a result is written to besides: HTML and Excel.
//!
//! Without the features nothing can be asked for, and nothing is written.
#![cfg_attr(
    not(all(feature = "html", feature = "xlsx")),
    allow(unused_variables, unused_imports, clippy::unnecessary_wraps)
)]

use junheng::frontier::Frontier;
use junheng::io::Input;
use junheng::sweep::{Columns, Records, Summary};
use junheng::{Assessment, Error, Plan, report};

use crate::args::Sheets;
use crate::console::{Console, write_file};
use crate::words;

/// What was asked for of an assessment.
pub(crate) fn assessment(
    console: &Console,
    sheets: &Sheets,
    a: &Assessment,
    input: &Input,
) -> Result<(), Error> {
    let (district, standard, warnings) = (&input.district, &input.standard, &input.warnings);
    let lang = console.lang;
    #[cfg(feature = "html")]
    if let Some(file) = &sheets.html {
        console.timed(words::WRITING, || {
            let page = report::html::assessment(a, district, standard, warnings, lang)?;
            write_file(file, page.as_bytes())
        })?;
    }
    #[cfg(feature = "xlsx")]
    if let Some(file) = &sheets.xlsx {
        console.timed(words::WRITING, || {
            let book = report::xlsx::assessment(a, district, standard, warnings, lang)?;
            write_file(file, &book)
        })?;
    }
    Ok(())
}

/// What was asked for of a plan.
pub(crate) fn plan(
    console: &Console,
    sheets: &Sheets,
    plan: &Plan,
    input: &Input,
) -> Result<(), Error> {
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let (warnings, lang) = (&input.warnings, console.lang);
    #[cfg(feature = "html")]
    if let Some(file) = &sheets.html {
        console.timed(words::WRITING, || {
            let page = report::html::plan(plan, district, standard, policy, warnings, lang)?;
            write_file(file, page.as_bytes())
        })?;
    }
    #[cfg(feature = "xlsx")]
    if let Some(file) = &sheets.xlsx {
        console.timed(words::WRITING, || {
            let book = report::xlsx::plan(plan, district, standard, policy, warnings, lang)?;
            write_file(file, &book)
        })?;
    }
    Ok(())
}

/// What was asked for of a sweep.
pub(crate) fn sweep(
    console: &Console,
    sheets: &Sheets,
    columns: &Columns,
    records: &Records,
    summary: &Summary,
    input: &Input,
) -> Result<(), Error> {
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let lang = console.lang;
    #[cfg(feature = "html")]
    if let Some(file) = &sheets.html {
        console.timed(words::WRITING, || {
            let page =
                report::html::sweep(columns, records, summary, district, standard, policy, lang)?;
            write_file(file, page.as_bytes())
        })?;
    }
    #[cfg(feature = "xlsx")]
    if let Some(file) = &sheets.xlsx {
        console.timed(words::WRITING, || {
            let book =
                report::xlsx::sweep(columns, records, summary, district, standard, policy, lang)?;
            write_file(file, &book)
        })?;
    }
    Ok(())
}

/// What was asked for of a frontier.
pub(crate) fn frontier(
    console: &Console,
    sheets: &Sheets,
    curve: &Frontier,
    input: &Input,
) -> Result<(), Error> {
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let lang = console.lang;
    #[cfg(feature = "html")]
    if let Some(file) = &sheets.html {
        console.timed(words::WRITING, || {
            let page = report::html::frontier(curve, district, standard, policy, lang)?;
            write_file(file, page.as_bytes())
        })?;
    }
    #[cfg(feature = "xlsx")]
    if let Some(file) = &sheets.xlsx {
        console.timed(words::WRITING, || {
            let book = report::xlsx::frontier(curve, district, standard, policy, lang)?;
            write_file(file, &book)
        })?;
    }
    Ok(())
}
