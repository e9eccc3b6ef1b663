//! What goes to standard output, standard error and files.
//!
//! Reports go to standard output, warnings, timings and errors to standard error. JSON
//! asked for on standard output is the only thing there. Whoever closes the pipe early
//! (`| head`) has seen enough: that is no error.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use junheng::{Code, Error, Lang, Place, Problem, Problems, Text, report};
use serde::Serialize;

use crate::args::Target;
use crate::words;

/// Says things, in one language.
pub(crate) struct Console {
    pub(crate) lang: Lang,
    quiet: bool,
    timings: bool,
}

impl Console {
    pub(crate) fn new(lang: Lang, quiet: bool, timings: bool) -> Self {
        Self {
            lang,
            quiet,
            timings,
        }
    }

    /// Whether only errors are said.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Does a step and, where asked for, says how long it took.
    pub(crate) fn timed<T>(&self, step: Text, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let done = work();
        if self.timings {
            let seconds = format!("{:.3}", started.elapsed().as_secs_f64());
            let args = [seconds.as_str(), step.get(self.lang)];
            complain(&format!("{}\n", words::TIME.fill(self.lang, &args)));
        }
        done
    }

    /// Warnings, on standard error.
    pub(crate) fn warn(&self, warnings: &Problems) {
        if !self.quiet && !warnings.is_empty() {
            complain(&report::warnings(warnings, self.lang));
        }
    }

    /// A result: its JSON where asked for, and its report unless the JSON takes its place.
    pub(crate) fn result(
        &self,
        json: Option<&Target>,
        result: &impl Serialize,
        said: impl FnOnce() -> String,
    ) -> Result<(), Error> {
        if let Some(target) = json {
            write_json(target, result)?;
        }
        if json == Some(&Target::Stdout) {
            return Ok(());
        }
        self.say(said)
    }

    /// A report, on standard output.
    pub(crate) fn say(&self, said: impl FnOnce() -> String) -> Result<(), Error> {
        if self.quiet { Ok(()) } else { print(&said()) }
    }

    /// An error, on standard error.
    pub(crate) fn fail(&self, error: &Error) {
        complain(&report::error(error, self.lang));
    }
}

/// Writes JSON to where it was asked for.
pub(crate) fn write_json(target: &Target, result: &impl Serialize) -> Result<(), Error> {
    let place = || match target {
        Target::Stdout => Place::default(),
        Target::File(file) => Place::file(file.display().to_string()),
    };
    let mut text =
        serde_json::to_string_pretty(result).map_err(|e| unwritten(place(), &e.to_string()))?;
    text.push('\n');
    match target {
        Target::Stdout => print(&text),
        Target::File(file) => fs::write(file, text).map_err(|e| unwritten(place(), &e.to_string())),
    }
}

/// Writes a file that was asked for.
pub(crate) fn write_file(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let place = || Place::file(file.display().to_string());
    fs::write(file, bytes).map_err(|e| unwritten(place(), &e.to_string()))
}

/// Text on standard output.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(unwritten(Place::default(), &error.to_string()))
        }
        _ => Ok(()),
    }
}

/// Text on standard error; nobody is left to tell where that fails.
pub(crate) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn unwritten(place: Place, reason: &str) -> Error {
    Error::Output(Problem::new(Code::CannotWrite, place, [reason]).into())
}
