//! The commands. Each reads, lets the library do the work, and says what came of it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use junheng::compare::Comparison;
use junheng::generate::{self, County};
use junheng::planner::Options;
use junheng::planner::alternatives::alternatives;
use junheng::{Assessment, Cancel, Code, Error, Place, Plan, Problem, Standard};
use junheng::{disparity, io, report, verify};
use serde_json::json;

use crate::args::{Args, Sheets, Target, Task};
use crate::console::{Console, write_json};
use crate::outputs::{self, is_free};
use crate::sheets::written;
use crate::words;

/// The exit code by which a shell knows an interrupt.
const INTERRUPTED: i32 = 130;

/// Does what is asked; the exit code says how it ended.
pub(crate) fn run(args: &Args) -> ExitCode {
    let console = Console::new(args.lang, args.quiet, args.timings);
    let done = outputs::check(&args.task).and_then(|()| done(&console, args));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console.fail(&error);
            ExitCode::from(code(&error))
        }
    }
}

fn done(console: &Console, args: &Args) -> Result<(), Error> {
    match &args.task {
        Task::Assess {
            district,
            standard,
            json,
            sheets,
        } => assess(console, district, standard.clone(), json.as_ref(), sheets),
        Task::Plan {
            district,
            policy,
            solver,
            json,
            sheets,
            after,
            alternatives,
            slack,
            gains,
        } => {
            let options = Options {
                solver: *solver,
                timings: args.timings,
                cancel: on_interrupt(),
                without_repair: false,
                without_chords: false,
                gains: *gains,
            };
            let wanted = Wanted {
                json: json.as_ref(),
                sheets,
                after: after.as_deref(),
                alternatives: *alternatives,
                slack: *slack,
            };
            plan(console, district, policy.clone(), &options, &wanted)
        }
        Task::Verify {
            district,
            policy,
            plan,
            json,
        } => check(console, district, policy.clone(), plan, json.as_ref()),
        Task::Sweep {
            district,
            policy,
            sweep,
            out,
            solver,
            threads,
            existing,
            sheets,
        } => crate::sweep::sweep(
            console,
            &crate::sweep::Asked {
                district,
                policy: policy.clone(),
                sweep,
                out: out.as_deref(),
                solver: *solver,
                threads: *threads,
                existing: *existing,
                sheets,
            },
        ),
        Task::Frontier(asked) => crate::frontier::run(console, asked),
        Task::Compare {
            first,
            second,
            district,
            json,
        } => {
            let paths = [second, district].map(Option::as_deref);
            compared(console, first, paths, json.as_ref())
        }
        #[cfg(feature = "xlsx")]
        Task::Template { file } => template(console, file),
        Task::Schema { document } => crate::schema::write(*document, args.lang),
        Task::Generate {
            folder,
            schools,
            seed,
            teachers,
        } => make(console, folder, (*schools, *seed), *teachers),
    }
}

/// A token that Ctrl-C sets: the best plan found so far is then written. Whoever
/// presses it twice does not want to wait for that.
pub(crate) fn on_interrupt() -> Cancel {
    let cancel = Cancel::new();
    let token = cancel.clone();
    // Without a handler the system ends the command, which is no worse.
    let _ = ctrlc::set_handler(move || {
        if token.is_cancelled() {
            std::process::exit(INTERRUPTED);
        }
        token.cancel();
    });
    cancel
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
    let (district, standard, warnings) = (&input.district, &input.standard, &input.warnings);
    let lang = console.lang;
    let a = &assessment;
    written!(
        console,
        sheets,
        assessment(a, district, standard, warnings, lang)
    );
    console.result(json, a, || report::assessment(a, district, standard, lang))
}

/// A district with its policy, which must be there.
pub(crate) fn read(
    console: &Console,
    district: &Path,
    policy: Option<PathBuf>,
) -> Result<io::Input, Error> {
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

/// What is wanted of a plan.
struct Wanted<'a> {
    json: Option<&'a Target>,
    sheets: &'a Sheets,
    after: Option<&'a Path>,
    /// How many alternatives, and how much worse they may be.
    alternatives: usize,
    slack: f64,
}

fn plan(
    console: &Console,
    district: &Path,
    policy: Option<PathBuf>,
    options: &Options,
    wanted: &Wanted<'_>,
) -> Result<(), Error> {
    let Wanted { json, after, .. } = *wanted;
    after.map_or(Ok(()), is_free)?;
    let input = read(console, district, policy)?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let made = console.timed(words::PLANNING, || {
        let (count, slack) = (wanted.alternatives, wanted.slack);
        alternatives(district, standard, policy, options, count, slack)
    });
    let found = match made {
        Ok(found) => found,
        Err(error) => {
            if let (Some(target), Some(status)) = (json, no_plan(&error)) {
                write_json(target, &status)?;
            }
            return Err(error);
        }
    };
    let plan = &found.best;
    if let Some(folder) = after {
        console.timed(words::WRITING, || {
            let outcome = verify::evaluate(district, standard, policy, plan)?;
            io::write(&outcome.district(district)?, folder)
        })?;
    }
    let (warnings, lang) = (&input.warnings, console.lang);
    let sheets = wanted.sheets;
    written!(
        console,
        sheets,
        plan(plan, district, standard, policy, warnings, lang)
    );
    let said = || report::plan(plan, district, standard, policy, lang);
    if wanted.alternatives == 0 {
        return console.result(json, plan, said);
    }
    console.result(json, &found, || {
        let others = report::alternatives(&found, district, standard, policy, lang);
        format!("{}\n{others}", said())
    })
}

/// What JSON says where there is no plan, for the errors that have such a thing.
pub(crate) fn no_plan(error: &Error) -> Option<serde_json::Value> {
    match error {
        Error::Infeasible { conflict, repair } => {
            Some(json!({ "status": "infeasible", "conflict": conflict, "repair": repair }))
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
    json: Option<&Target>,
) -> Result<(), Error> {
    let input = read(console, district, policy)?;
    let plan = console.timed(words::READING, || Plan::read(plan))?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let judged = console.timed(words::VERIFYING, || {
        verify::judge(district, standard, policy, &plan)
    });
    let standings = match judged {
        Ok(standings) => standings,
        Err(error) => {
            if let (Some(target), Error::Unverified(problems)) = (json, &error) {
                write_json(target, &json!({ "holds": false, "problems": problems }))?;
            }
            return Err(error);
        }
    };
    let goals = standings.iter().map(|standing| {
        let bound = standing.bound.as_ref().ok().map(|bound| bound.value);
        json!({ "goal": standing.goal, "proven": standing.is_proven, "bound": bound })
    });
    let holds = json!({ "holds": true, "goals": goals.collect::<Vec<_>>() });
    console.result(json, &holds, || {
        report::verified(&plan, &standings, district, standard, policy, console.lang)
    })
}

/// Two plans or districts, or a plan with today.
fn compared(
    console: &Console,
    path: &Path,
    [second, names]: [Option<&Path>; 2],
    json: Option<&Target>,
) -> Result<(), Error> {
    let one = State::read(console, path)?;
    let other = second.map(|path| State::read(console, path)).transpose()?;
    let names = names
        .map(|path| io::load(path, &io::Load::default()))
        .transpose()?;
    let found = match (&one, &other) {
        (State::Plan(plan), None) => Comparison::with_today(plan),
        (State::Plan(one), Some(State::Plan(other))) => Comparison::of_plans(one, other),
        (one, Some(other)) => Comparison::of(one.assessment(), other.assessment()),
        (State::District(..), None) => {
            let place = Place::file(path.display().to_string());
            return Err(Problem::new(Code::CompareAlone, place, [""; 0]).into());
        }
    };
    let comparison = found?;
    if let Some(named) = &names
        && named.standard.id != comparison.standard
    {
        let args = [comparison.standard, named.standard.id.clone()];
        return Err(Problem::new(Code::CompareStandards, Place::default(), args).into());
    }
    let inputs = [other.as_ref(), Some(&one)].into_iter().flatten();
    let input = names
        .as_ref()
        .or_else(|| inputs.into_iter().find_map(State::input));
    let standard = match input {
        Some(input) => input.standard.clone(),
        None => Standard::bundled(&comparison.standard)
            .unwrap_or_else(|_| Standard::new(&comparison.standard, Vec::new())),
    };
    let district = input.map(|input| &input.district);
    console.result(json, &comparison, || {
        report::comparison(&comparison, district, &standard, console.lang)
    })
}

/// What can be compared.
enum State {
    Plan(Box<Plan>),
    District(Box<(Assessment, io::Input)>),
}

impl State {
    /// A `.json` that holds a plan is a plan; all else is a district. Of a `.json` that is
    /// neither, what keeps it from being a plan is said unless it lists schools.
    fn read(console: &Console, path: &Path) -> Result<Self, Error> {
        let is_json = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("json"));
        if is_json {
            match Plan::read(path) {
                Ok(plan) => return Ok(Self::Plan(Box::new(plan))),
                Err(error) if !lists_schools(path) => return Err(error),
                Err(_) => {}
            }
        }
        let input = io::load(path, &io::Load::default())?;
        console.warn(&input.warnings);
        let assessment = disparity::assess(&input.district, &input.standard)?;
        Ok(Self::District(Box::new((assessment, input))))
    }

    /// The district that was read.
    fn input(&self) -> Option<&io::Input> {
        match self {
            Self::Plan(_) => None,
            Self::District(read) => Some(&read.1),
        }
    }

    fn assessment(&self) -> &Assessment {
        match self {
            Self::Plan(plan) => &plan.after,
            Self::District(read) => &read.0,
        }
    }
}

/// Whether a JSON document is meant to be a district.
fn lists_schools(path: &Path) -> bool {
    let text = std::fs::read(path).unwrap_or_default();
    let document: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    document.get("schools").is_some()
}

fn make(
    console: &Console,
    folder: &Path,
    (schools, seed): (usize, u64),
    teachers: bool,
) -> Result<(), Error> {
    is_free(folder)?;
    let county = County { schools, seed };
    let district = console.timed(words::GENERATING, || {
        let district = generate::county(&county)?;
        if teachers {
            generate::with_teachers(&district, seed)
        } else {
            Ok(district)
        }
    })?;
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
