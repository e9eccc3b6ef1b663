//! `junheng sweep`: rows to a file as they come, a bar to the terminal, then what they say.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use junheng::planner::Solver;
use junheng::sweep::{Existing, Record, Records, Run, Store, Summary, Sweep, fingerprint};
use junheng::{Error, io, report};

use crate::args::Sheets;
use crate::console::Console;
use crate::run::{on_interrupt, read};
use crate::sheets::written;
use crate::words;

/// What is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) district: &'a Path,
    pub(crate) policy: Option<PathBuf>,
    pub(crate) sweep: &'a Path,
    pub(crate) out: Option<&'a Path>,
    pub(crate) solver: Solver,
    pub(crate) threads: usize,
    pub(crate) existing: Existing,
    pub(crate) sheets: &'a Sheets,
}

/// Most scenarios that go into a workbook or a page.
const MOST_SHOWN: usize = 100_000;

pub(crate) fn sweep(console: &Console, asked: &Asked) -> Result<(), Error> {
    let input = read(console, asked.district, asked.policy.clone())?;
    let (spec, origin) = io::load_sweep(asked.sweep)?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let sweep = Sweep::new(&spec, district, standard, policy, &origin)?;
    let mut run = Run {
        threads: asked.threads,
        ..Run::default()
    };
    run.options.solver = asked.solver;
    run.options.cancel = on_interrupt();
    let content = fingerprint(&spec, district, standard, policy, run.options.solver)?;
    let open = |path| Store::open(path, &sweep, &content, console.lang, asked.existing);
    let mut store = asked.out.map(open).transpose()?;
    run.skip = store.as_ref().map_or(0, Store::rows);
    let mut summary = Summary::new(sweep.columns());
    let wanted = *asked.sheets != Sheets::default();
    let most = if wanted { MOST_SHOWN } else { 0 };
    let mut records = Records::new(sweep.scenarios(), most);
    if let (Some(store), true) = (&store, run.skip > 0) {
        Record::read(store.lines(), sweep.columns(), |record| {
            summary.add_record(&record);
            records.add(record);
        })?;
    }
    let bar = bar(&sweep, run.skip, console);
    console.timed(words::SWEEPING, || {
        sweep.run(&run, |row| {
            summary.add(&row);
            if wanted {
                records.add(Record::of(&row, console.lang));
            }
            bar.inc(1);
            store.as_mut().map_or(Ok(()), |s| s.append(&sweep, &row))
        })
    })?;
    bar.finish_and_clear();
    if let Some(store) = store {
        store.finish(&sweep)?;
    }
    let (columns, scenarios) = (sweep.columns(), sweep.scenarios());
    let (sheets, lang, rows, all) = (asked.sheets, console.lang, &records, &summary);
    written!(
        console,
        sheets,
        sweep(columns, rows, all, district, standard, policy, lang)
    );
    console.say(|| report::sweep(columns, all, scenarios, district, standard, policy, lang))
}

/// A bar on standard error, which it leaves alone where that is no terminal.
fn bar(sweep: &Sweep, skip: usize, console: &Console) -> ProgressBar {
    if console.is_quiet() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(sweep.scenarios() as u64).with_position(skip as u64);
    bar.reset_eta();
    match ProgressStyle::with_template(words::PROGRESS.get(console.lang)) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
