//! The files for people that a result is written to besides: HTML and Excel.

use junheng::io::Input;
use junheng::{Assessment, Error, Plan};

use crate::args::Sheets;
use crate::console::Console;
#[cfg(feature = "html")]
use crate::console::write_file;
#[cfg(feature = "html")]
use crate::words;

/// What was asked for of an assessment.
#[cfg_attr(
    not(feature = "html"),
    allow(unused_variables, clippy::unnecessary_wraps)
)]
pub(crate) fn assessment(
    console: &Console,
    sheets: &Sheets,
    assessment: &Assessment,
    input: &Input,
) -> Result<(), Error> {
    #[cfg(feature = "html")]
    if let Some(file) = &sheets.html {
        console.timed(words::WRITING, || {
            let html = junheng::report::html::assessment(
                assessment,
                &input.district,
                &input.standard,
                &input.warnings,
                console.lang,
            )?;
            write_file(file, html.as_bytes())
        })?;
    }
    Ok(())
}

/// What was asked for of a plan.
#[cfg_attr(
    not(feature = "html"),
    allow(unused_variables, clippy::unnecessary_wraps)
)]
pub(crate) fn plan(
    console: &Console,
    sheets: &Sheets,
    plan: &Plan,
    input: &Input,
) -> Result<(), Error> {
    #[cfg(feature = "html")]
    if let Some(file) = &sheets.html {
        console.timed(words::WRITING, || {
            let html = junheng::report::html::plan(
                plan,
                &input.district,
                &input.standard,
                &input.policy,
                &input.warnings,
                console.lang,
            )?;
            write_file(file, html.as_bytes())
        })?;
    }
    Ok(())
}
