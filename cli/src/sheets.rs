//! The files for people that a result is written to besides: HTML and Excel.
//!
//! Both take the same, whatever the result is. Without the features nothing can be asked
//! for, and nothing is written.

/// Writes what was asked for of a result: `written!(console, sheets, plan(...))` calls
/// `report::html::plan` and `report::xlsx::plan`, each where its file is wanted.
macro_rules! written {
    ($console:expr, $sheets:expr, $report:ident($($arg:expr),* $(,)?)) => {{
        #[cfg(feature = "html")]
        if let Some(file) = &$sheets.html {
            $console.timed($crate::words::WRITING, || {
                let page = junheng::report::html::$report($($arg),*)?;
                $crate::console::write_file(file, page.as_bytes())
            })?;
        }
        #[cfg(feature = "xlsx")]
        if let Some(file) = &$sheets.xlsx {
            $console.timed($crate::words::WRITING, || {
                let book = junheng::report::xlsx::$report($($arg),*)?;
                $crate::console::write_file(file, &book)
            })?;
        }
        #[cfg(not(any(feature = "html", feature = "xlsx")))]
        let _ = ($sheets, $($arg),*);
    }};
}
pub(crate) use written;
