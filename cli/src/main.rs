//! The `junheng` command: `assess`, `plan`, `verify`, `sweep`, `frontier`,
//! `compare` and `generate` from the terminal.
//!
//! It is thin: arguments in, library, text or JSON out. Files, JSON and exit codes are
//! a stable contract; see the README.

mod args;
mod console;
mod frontier;
mod lang;
mod outputs;
mod run;
mod schema;
mod sheets;
mod sweep;
mod usage;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

/// The exit code of unusable arguments.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let given: Vec<OsString> = std::env::args_os().collect();
    let lang = lang::choose(&given, |name| std::env::var(name).ok());
    match args::parse(&given, lang) {
        Ok(args) => run::run(&args),
        Err(error) => match usage::say(&error, lang) {
            (text, true) => {
                console::complain(&text);
                ExitCode::from(UNUSABLE)
            }
            (text, false) => {
                // Help that cannot be written has nobody to read it.
                let _ = console::print(&text);
                ExitCode::SUCCESS
            }
        },
    }
}
