//! The arguments: the command line in one of two languages, and what it asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};
use junheng::frontier::Draw;
use junheng::planner::{Options, Solver};
use junheng::policy::Goal;
use junheng::schema::Document;
use junheng::sweep::Existing;
use junheng::{Lang, Text};

use crate::{frontier, words};

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Args {
    /// The language of everything said.
    pub(crate) lang: Lang,
    /// Whether only errors are said.
    pub(crate) quiet: bool,
    /// Whether the time of each step is said.
    pub(crate) timings: bool,
    /// What to do.
    pub(crate) task: Task,
}

/// What to do.
#[derive(Debug)]
pub(crate) enum Task {
    /// Hold a district against a standard.
    Assess {
        district: PathBuf,
        standard: Option<String>,
        json: Option<Target>,
        sheets: Sheets,
    },
    /// Make a plan.
    Plan {
        district: PathBuf,
        policy: Option<PathBuf>,
        solver: Solver,
        json: Option<Target>,
        sheets: Sheets,
        after: Option<PathBuf>,
        alternatives: usize,
        slack: f64,
        gains: bool,
    },
    /// Check a plan.
    Verify {
        district: PathBuf,
        policy: Option<PathBuf>,
        plan: PathBuf,
        json: Option<Target>,
    },
    /// Plan many scenarios.
    Sweep {
        district: PathBuf,
        policy: Option<PathBuf>,
        sweep: PathBuf,
        out: Option<PathBuf>,
        solver: Solver,
        threads: usize,
        existing: Existing,
        sheets: Sheets,
    },
    /// Draw money, or another goal, against a goal.
    Frontier(frontier::Asked),
    /// Compare two plans or districts, or a plan with today.
    Compare {
        first: PathBuf,
        second: Option<PathBuf>,
        district: Option<PathBuf>,
        json: Option<Target>,
    },
    /// Write an empty workbook to fill in.
    #[cfg(feature = "xlsx")]
    Template { file: PathBuf },
    /// Say the form of a document.
    Schema { document: Option<Document> },
    /// Make a synthetic district.
    Generate {
        folder: PathBuf,
        schools: usize,
        seed: u64,
        teachers: bool,
    },
}

/// The files for people that a result is written to besides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sheets {
    /// An HTML file.
    pub(crate) html: Option<PathBuf>,
    /// An Excel workbook.
    pub(crate) xlsx: Option<PathBuf>,
}

/// Where JSON goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output, which then holds nothing else.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// Reads the arguments.
pub(crate) fn parse(args: &[OsString], lang: Lang) -> Result<Args, clap::Error> {
    let matches = command(lang).try_get_matches_from(args)?;
    let flag = |id| matches.get_flag(id);
    let (quiet, timings) = (flag("quiet"), flag("timings"));
    // clap has made sure that there is a command it knows, with what it requires.
    let task = matches
        .subcommand()
        .and_then(|(name, given)| task(name, given))
        .ok_or_else(|| clap::Error::new(clap::error::ErrorKind::MissingSubcommand))?;
    Ok(Args {
        lang,
        quiet,
        timings,
        task,
    })
}

fn task(name: &str, given: &ArgMatches) -> Option<Task> {
    let path = |id| given.get_one::<PathBuf>(id).cloned();
    let text = |id| given.get_one::<String>(id).cloned();
    let json = || {
        path("json").map(|file| {
            if file.as_os_str() == "-" {
                Target::Stdout
            } else {
                Target::File(file)
            }
        })
    };
    // Without its feature an option is no argument at all.
    let file = |id| given.try_get_one::<PathBuf>(id).ok().flatten().cloned();
    let sheets = || Sheets {
        html: file("html"),
        xlsx: file("xlsx"),
    };
    Some(match name {
        "assess" => Task::Assess {
            district: path("district")?,
            standard: text("standard"),
            json: json(),
            sheets: sheets(),
        },
        "plan" => Task::Plan {
            district: path("district")?,
            policy: path("policy"),
            solver: solver(text("solver").as_deref()),
            json: json(),
            sheets: sheets(),
            after: path("after"),
            alternatives: given.get_one::<usize>("alternatives").copied().unwrap_or(0),
            slack: given.get_one::<f64>("slack").copied().unwrap_or(SLACK),
            gains: given.get_flag("gains"),
        },
        "verify" => Task::Verify {
            district: path("district")?,
            policy: path("policy"),
            plan: path("plan")?,
            json: json(),
        },
        "sweep" => Task::Sweep {
            district: path("district")?,
            policy: path("policy"),
            sweep: path("sweep")?,
            out: path("out"),
            solver: solver(text("solver").as_deref()),
            threads: given.get_one::<usize>("threads").copied().unwrap_or(0),
            existing: match (given.get_flag("resume"), given.get_flag("overwrite")) {
                (true, _) => Existing::Resume,
                (_, true) => Existing::Replace,
                _ => Existing::Refuse,
            },
            sheets: sheets(),
        },
        "frontier" => Task::Frontier(frontier::Asked {
            district: path("district")?,
            policy: path("policy"),
            fund: text("fund"),
            goal: text("goal"),
            against: text("against"),
            draw: Draw {
                from: given.get_one::<f64>("from").copied(),
                to: given.get_one::<f64>("to").copied(),
                options: Options {
                    solver: solver(text("solver").as_deref()),
                    ..Options::default()
                },
                ..Draw::default()
            },
            json: json(),
            sheets: sheets(),
        }),
        "compare" => Task::Compare {
            first: path("first")?,
            second: path("second"),
            district: path("district"),
            json: json(),
        },
        #[cfg(feature = "xlsx")]
        "template" => Task::Template {
            file: path("file")?,
        },
        "schema" => Task::Schema {
            document: Document::ALL
                .into_iter()
                .find(|d| Some(d.id()) == text("document").as_deref()),
        },
        "generate" => Task::Generate {
            folder: path("dir")?,
            schools: *given.get_one::<usize>("schools")?,
            seed: *given.get_one::<u64>("seed")?,
            teachers: given.get_flag("teachers"),
        },
        _ => return None,
    })
}

/// The goal `disparity` by the measure of the policy.
pub(crate) const DISPARITY: &str = "disparity";

/// How much worse than the best an alternative may be, if nobody says.
const SLACK: f64 = 0.02;

/// A slack: a part, from 0 to 1.
fn slack(text: &str) -> Result<f64, String> {
    let parsed = text.parse::<f64>().ok();
    let slack = parsed.filter(|slack| (0.0..=1.0).contains(slack));
    slack.ok_or_else(|| text.to_owned())
}

fn solver(name: Option<&str>) -> Solver {
    match name {
        Some("clarabel") => Solver::Clarabel,
        Some("microlp") => Solver::Microlp,
        Some("highs") => Solver::Highs,
        Some("levels") => Solver::Levels,
        _ => Solver::Auto,
    }
}

/// The command line, with its help in one language.
#[expect(clippy::too_many_lines, reason = "one list of commands")]
pub(crate) fn command(lang: Lang) -> Command {
    let say = |text: Text| text.get(lang);
    let option = |id: &'static str, name: Text, help: Text| {
        Arg::new(id)
            .long(id)
            .value_name(say(name))
            .help(say(help))
            .value_parser(value_parser!(PathBuf))
    };
    let positional = |id: &'static str, name: Text, help: Text| {
        Arg::new(id)
            .value_name(say(name))
            .help(say(help))
            .help_heading(say(words::ARGUMENTS))
            .required(true)
            .value_parser(value_parser!(PathBuf))
    };
    let district = || positional("district", words::NAME_DISTRICT, words::DISTRICT);
    let policy = || option("policy", words::NAME_FILE, words::POLICY);
    let json = || option("json", words::NAME_FILE_OR_DASH, words::JSON);
    let solver = || {
        option("solver", words::NAME_SOLVER, words::SOLVER)
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new([
                "auto", "clarabel", "microlp", "highs", "levels",
            ]))
    };
    let goal = |id: &'static str, help: Text| {
        option(id, words::NAME_GOAL, help)
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(
                Goal::ALL.map(Goal::id).into_iter().chain([DISPARITY]),
            ))
    };
    let sheets = || {
        let html = option("html", words::NAME_FILE, words::HTML);
        let xlsx = option("xlsx", words::NAME_FILE, words::XLSX);
        let html = cfg!(feature = "html").then_some(html);
        html.into_iter()
            .chain(cfg!(feature = "xlsx").then_some(xlsx))
    };
    let number = |id: &'static str, name: &'static str, help: Text| {
        let arg = option(id, words::NAME_FILE, help).value_name(name);
        arg.required(true).allow_negative_numbers(true)
    };
    let task = |name, about, usage| dressed(name, about, usage, lang);

    let assess = task("assess", words::ASSESS, words::USAGE_ASSESS)
        .arg(district())
        .arg(
            option("standard", words::NAME_STANDARD, words::STANDARD)
                .value_parser(value_parser!(String)),
        )
        .arg(json())
        .args(sheets());
    let plan = task("plan", words::PLAN, words::USAGE_PLAN)
        .arg(district())
        .arg(policy())
        .arg(solver())
        .arg(json())
        .args(sheets())
        .arg(option("after", words::NAME_DIR, words::AFTER_DIR))
        .arg(
            number("alternatives", "N", words::ALTERNATIVES)
                .required(false)
                .value_parser(value_parser!(usize)),
        )
        .arg(
            number("slack", "X", words::SLACK)
                .required(false)
                .requires("alternatives")
                .value_parser(slack),
        )
        .arg(
            Arg::new("gains")
                .long("gains")
                .help(say(words::GAINS))
                .action(ArgAction::SetTrue),
        );
    let verify = task("verify", words::VERIFY, words::USAGE_VERIFY)
        .arg(district())
        .arg(option("plan", words::NAME_PLAN_FILE, words::PLAN_FILE).required(true))
        .arg(policy())
        .arg(json());
    let sweep = task("sweep", words::SWEEP, words::USAGE_SWEEP)
        .arg(district())
        .arg(option("sweep", words::NAME_FILE, words::SWEEP_FILE).required(true))
        .arg(policy())
        .arg(option("out", words::NAME_TABLE, words::OUT))
        .arg(solver())
        .arg(
            number("threads", "N", words::THREADS)
                .required(false)
                .value_parser(value_parser!(usize)),
        )
        .arg(
            Arg::new("resume")
                .long("resume")
                .help(say(words::RESUME))
                .requires("out")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("overwrite")
                .long("overwrite")
                .help(say(words::OVERWRITE))
                .requires("out")
                .conflicts_with("resume")
                .action(ArgAction::SetTrue),
        )
        .args(sheets());
    let amount = |id: &'static str, name: &'static str, help: Text| {
        number(id, name, help)
            .required(false)
            .value_parser(value_parser!(f64))
    };
    let curve = task("frontier", words::FRONTIER, words::USAGE_FRONTIER)
        .arg(district())
        .arg(option("fund", words::NAME_FUND, words::FUND).value_parser(value_parser!(String)))
        .arg(goal("against", words::AGAINST))
        .group(
            ArgGroup::new("axis")
                .args(["fund", "against"])
                .required(true),
        )
        .arg(goal("goal", words::GOAL))
        .arg(policy())
        .arg(solver())
        .arg(amount("from", "X", words::FROM))
        .arg(amount("to", "Y", words::TO))
        .arg(json())
        .args(sheets());
    let compare = task("compare", words::COMPARE, words::USAGE_COMPARE)
        .arg(positional("first", words::NAME_FIRST, words::FIRST))
        .arg(positional("second", words::NAME_SECOND, words::SECOND).required(false))
        .arg(option("district", words::NAME_DISTRICT, words::NAMING))
        .arg(json());
    let generate = task("generate", words::GENERATE, words::USAGE_GENERATE)
        .arg(positional("dir", words::NAME_DIR, words::DIR))
        .arg(number("schools", "N", words::SCHOOLS).value_parser(value_parser!(usize)))
        .arg(number("seed", "S", words::SEED).value_parser(value_parser!(u64)))
        .arg(switch("teachers", None, say(words::TEACHERS), ArgAction::SetTrue).global(false));

    let schema = task("schema", words::SCHEMA, words::USAGE_SCHEMA).arg(
        positional("document", words::NAME_DOCUMENT, words::DOCUMENT)
            .required(false)
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(Document::ALL.map(Document::id))),
    );

    #[cfg(feature = "xlsx")]
    let template = task("template", words::TEMPLATE, words::USAGE_TEMPLATE).arg(positional(
        "file",
        words::NAME_FILE,
        words::TEMPLATE_FILE,
    ));

    let version = switch(
        "version",
        Some('V'),
        say(words::VERSION),
        ArgAction::Version,
    );
    let root = task("junheng", words::ABOUT, words::USAGE_ROOT)
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(say(words::EXIT_CODES))
        .args(globals(lang))
        .arg(version.global(false))
        .subcommands([
            assess, plan, verify, sweep, curve, compare, schema, generate,
        ]);
    #[cfg(feature = "xlsx")]
    let root = root.subcommand(template);
    root
}

/// Places the arguments that every command takes after its own.
const GLOBALS_LAST: usize = 100;

/// Arguments that every command takes.
fn globals(lang: Lang) -> [Arg; 4] {
    let language = Arg::new("lang")
        .long("lang")
        .value_name("zh|en")
        .help(words::LANG.get(lang))
        .display_order(GLOBALS_LAST)
        .global(true)
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(["zh", "en"]));
    let flag = |id, short, help: Text, action| switch(id, short, help.get(lang), action);
    [
        language,
        flag("quiet", Some('q'), words::QUIET, ArgAction::SetTrue),
        flag("timings", None, words::TIMINGS, ArgAction::SetTrue),
        flag("help", Some('h'), words::HELP, ArgAction::Help),
    ]
}

fn switch(id: &'static str, short: Option<char>, help: &'static str, action: ArgAction) -> Arg {
    Arg::new(id)
        .long(id)
        .short(short)
        .help(help)
        .action(action)
        .display_order(GLOBALS_LAST)
        .global(true)
}

/// A command whose help is all in one language, clap's own words included.
fn dressed(name: &'static str, about: Text, usage: Text, lang: Lang) -> Command {
    let word = words::USAGE.get(lang);
    Command::new(name)
        .about(about.get(lang))
        .override_usage(usage.get(lang))
        .next_help_heading(words::OPTIONS.get(lang))
        .subcommand_help_heading(words::COMMANDS.get(lang))
        .help_template(format!(
            "{{about}}\n\n{word}{{usage}}\n\n{{all-args}}{{after-help}}\n"
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
}
