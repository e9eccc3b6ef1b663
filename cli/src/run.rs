//! The commands. Each reads, lets the library do the work, and says what came of it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use junheng::generate::{self, County};
use junheng::planner::{self, Options};
use junheng::{Code, Error, Place, Plan, Problem, Problems};
use junheng::{disparity, io, report, verify};
use serde_json::json;

use crate::args::{Args, Sheets, Target, Task};
use crate::console::{Console, write_json};
use crate::{sheets, words};

/// Does what is asked; the exit code says how it ended.
pub(crate) fn run(args: &Args) -> ExitCode {
    let console = Console::new(args.lang, args.quiet, args.timings);
    let done = match &args.task {
        Task::Assess {
            district,
            standard,
            json,
            sheets,
        } => assess(&console, district, standard.clone(), json.as_ref(), sheets),
        Task::Plan {
            district,
            policy,
            solver,
            json,
            sheets,
            after,
        } => {
            let options = Options {
                solver: *solver,
                timings: args.timings,
            };
            plan(
                &console,
                district,
                policy.clone(),
                options,
                json.as_ref(),
                sheets,
                after.as_deref(),
            )
        }
        Task::Verify {
            district,
            policy,
            plan,
        } => check(&console, district, policy.clone(), plan),
        #[cfg(feature = "xlsx")]
        Task::Template { file } => template(&console, file),
        Task::Generate {
            folder,
            schools,
            seed,
        } => make(&console, folder, *schools, *seed),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console.fail(&error);
            ExitCode::from(code(&error))
        }
    }
}

/// The exit code of an error.
fn code(error: &Error) -> u8 {
    match error {
        Error::Input(_) => 2,
        Error::Infeasible { .. } => 3,
        Error::Stopped { .. } => 4,
        Error::Unverified(_) => 5,
        _ => 1,
    }
}

fn assess(
    console: &Console,
    district: &Path,
    standard: Option<String>,
    json: Option<&Target>,
    sheets: &Sheets,
) -> Result<(), Error> {
    let load = io::Load {
        policy: None,
        standard,
    };
    let input = console.timed(words::READING, || io::load(district, &load))?;
    console.warn(&input.warnings);
    let assessment = console.timed(words::ASSESSING, || {
        disparity::assess(&input.district, &input.standard)
    })?;
    sheets::assessment(console, sheets, &assessment, &input)?;
    console.result(json, &assessment, || {
        report::assessment(&assessment, &input.district, &input.standard, console.lang)
    })
}

/// A district with its policy, which must be there.
fn read(console: &Console, district: &Path, policy: Option<PathBuf>) -> Result<io::Input, Error> {
    let load = io::Load {
        policy,
        standard: None,
    };
    let input = console.timed(words::READING, || io::load(district, &load))?;
    console.warn(&input.warnings);
    if input.has_policy {
        return Ok(input);
    }
    let place = Place::file(district.display().to_string());
    Err(Problem::new(Code::NoPolicy, place, [""; 0]).into())
}

fn plan(
    console: &Console,
    district: &Path,
    policy: Option<PathBuf>,
    options: Options,
    json: Option<&Target>,
    sheets: &Sheets,
    after: Option<&Path>,
) -> Result<(), Error> {
    after.map_or(Ok(()), is_free)?;
    let input = read(console, district, policy)?;
    let made = console.timed(words::PLANNING, || {
        planner::plan(&input.district, &input.standard, &input.policy, &options)
    });
    let plan = match made {
        Ok(plan) => plan,
        Err(error) => {
            if let (Some(target), Some(status)) = (json, no_plan(&error)) {
                write_json(target, &status)?;
            }
            return Err(error);
        }
    };
    if let Some(folder) = after {
        console.timed(words::WRITING, || {
            let outcome = verify::evaluate(
                &input.district,
                &input.standard,
                &input.policy,
                &plan.actions,
            )?;
            io::write(&input.district.with_stocks(&outcome.stocks)?, folder)
        })?;
    }
    sheets::plan(console, sheets, &plan, &input)?;
    console.result(json, &plan, || {
        report::plan(
            &plan,
            &input.district,
            &input.standard,
            &input.policy,
            console.lang,
        )
    })
}

/// What JSON says where there is no plan, for the errors that have such a thing.
fn no_plan(error: &Error) -> Option<serde_json::Value> {
    match error {
        Error::Infeasible { conflict } => {
            Some(json!({ "status": "infeasible", "conflict": conflict, "repair": [] }))
        }
        Error::Stopped { .. } => Some(json!({ "status": "stopped", "conflict": [], "repair": [] })),
        _ => None,
    }
}

fn check(
    console: &Console,
    district: &Path,
    policy: Option<PathBuf>,
    plan: &Path,
) -> Result<(), Error> {
    let input = read(console, district, policy)?;
    let plan = console.timed(words::READING, || Plan::read(plan))?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let standings = console.timed(words::VERIFYING, || {
        verify::judge(district, standard, policy, &plan)
    })?;
    console.say(|| report::verified(&plan, &standings, district, standard, policy, console.lang))
}

fn make(console: &Console, folder: &Path, schools: usize, seed: u64) -> Result<(), Error> {
    is_free(folder)?;
    let county = County { schools, seed };
    let district = console.timed(words::GENERATING, || generate::county(&county))?;
    console.timed(words::WRITING, || io::write(&district, folder))?;
    let shown = report::clean(&folder.display().to_string());
    console.say(|| format!("{}\n", words::WROTE.fill(console.lang, &[shown])))
}

#[cfg(feature = "xlsx")]
fn template(console: &Console, file: &Path) -> Result<(), Error> {
    if file.symlink_metadata().is_ok() {
        let place = Place::file(file.display().to_string());
        return Err(Problem::new(Code::WouldOverwrite, place, [""; 0]).into());
    }
    io::template(file, console.lang)?;
    let shown = report::clean(&file.display().to_string());
    console.say(|| format!("{}\n", words::WROTE.fill(console.lang, &[shown])))
}

/// Whether a district can be written to a folder without losing what is there.
fn is_free(folder: &Path) -> Result<(), Error> {
    let lost = ["schools.csv", "学校.csv", "campuses.csv", "校区.csv"]
        .map(|name| folder.join(name))
        .into_iter()
        .filter(|file| file.symlink_metadata().is_ok());
    let problems: Problems = lost
        .map(|file| Place::file(file.display().to_string()))
        .map(|place| Problem::new(Code::WouldOverwrite, place, [""; 0]))
        .collect();
    problems.or(())
}
