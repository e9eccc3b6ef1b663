//! The figures that this crate is held to, measured in one run and printed as a table.
//!
//! `cargo bench --bench figures` takes a few minutes; with words, only the rows that
//! hold one of them. Each row says what was asked, what was found, and by how much it is
//! missed if it is. Times are medians, from a district in memory to a verified plan unless
//! the row says otherwise; the peer is Clarabel, called directly on the same scaled cones.

#![allow(clippy::print_stdout)] // a program may print

mod common;

use std::error::Error;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, SupportedConeT as Cone};
use common::{Block, Instance};
use junheng::country::{self, County};
use junheng::disparity::assess;
use junheng::planner::timing::making_and_solving;
use junheng::policy::{Fund, Goal, Measure};
use junheng::{Options, Plan, Solver, generate, io, plan};

type Outcome = Result<(), Box<dyn Error>>;

/// Measures and prints one or more rows.
type Row = fn() -> Outcome;

const STD: Goal = Goal::Disparity(Measure::Std);
const GINI: Goal = Goal::Disparity(Measure::Gini);
const DEFAULT: [Goal; 3] = [Goal::Shortfall, STD, Goal::Cost];

/// Sections over which the growth of the time is shown.
const GROWTH: [usize; 5] = [1_000, 5_000, 20_000, 60_000, 200_000];

fn main() -> Outcome {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words: Vec<&str> = words.into_iter().filter(|w| *w != "--bench").collect();
    if let ["memory"] = words[..] {
        return memory();
    }
    println!("| what | asked | found | |");
    println!("|---|---:|---:|---|");
    let rows: [(&str, Row); 7] = [
        ("std", water),
        ("growth", growth),
        ("gini", sets),
        ("default", defaults),
        ("country", whole_country),
        ("assess csv", reading),
        ("general formulation", general),
    ];
    for (name, row) in rows {
        if words.is_empty() || words.iter().any(|w| name.contains(w)) {
            row()?;
        }
    }
    Ok(())
}

/// One row; `found` above `asked` is a miss.
fn say(what: &str, (asked, found): (f64, f64), unit: &str, note: &str) {
    let miss = if found > asked {
        format!("missed: {:.2} times too much; {note}", found / asked)
    } else {
        note.to_owned()
    };
    println!("| {what} | {asked} {unit} | {found:.4} {unit} | {miss} |");
}

/// One row of a ratio; `found` below `asked` is a miss.
fn say_ratio(what: &str, asked: f64, found: f64, note: &str) {
    let miss = if found < asked { "missed; " } else { "" };
    println!("| {what} | {asked} times | {found:.1} times | {miss}{note} |");
}

/// How long runs took.
struct Times {
    /// The median, in seconds.
    median: f64,
    /// Seconds of all threads together on a processor, a run; nothing where the system
    /// does not say.
    busy: Option<f64>,
}

/// Runs for about so many seconds, once at least.
fn timed(seconds: f64, mut run: impl FnMut() -> Outcome) -> Result<Times, Box<dyn Error>> {
    let (started, before) = (Instant::now(), busy());
    let mut times = Vec::new();
    while times.is_empty() || (started.elapsed().as_secs_f64() < seconds && times.len() < 5_000) {
        let at = Instant::now();
        run()?;
        times.push(at.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let both = before.zip(busy());
    Ok(Times {
        median: times.get(times.len() / 2).copied().unwrap_or(f64::NAN),
        busy: both.map(|(before, after)| (after - before) / times.len() as f64),
    })
}

/// Seconds that this process has had of all processors, in hundredths.
fn busy() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = status.rsplit_once(')')?;
    let mut figures = after_name.split_whitespace().skip(11);
    let mut next = || figures.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / 100.0)
}

impl Times {
    /// How busy the processors were, in words.
    fn busy(&self) -> String {
        let busy = self.busy.filter(|b| *b > 0.0);
        busy.map_or_else(String::new, |b| format!("{b:.4} s of processors"))
    }
}

fn planned(instance: &Instance, options: &Options) -> Result<Plan, junheng::Error> {
    let Instance {
        district,
        standard,
        policy,
    } = instance;
    plan(district, standard, policy, options)
}

/// The median of planning an instance, with what the last plan proved, in words.
fn planning(
    instance: &Instance,
    options: &Options,
    seconds: f64,
) -> Result<(f64, Plan, String), Box<dyn Error>> {
    let mut last = planned(instance, options)?;
    let times = timed(seconds, || {
        last = black_box(planned(instance, options)?);
        Ok(())
    })?;
    let note = format!(
        "gap {:.1e}, {} prices; {}",
        last.solver.gap,
        last.solver.iterations,
        times.busy()
    );
    Ok((times.median, last, note))
}

fn levels() -> Options {
    Options {
        solver: Solver::Levels,
        ..Options::default()
    }
}

fn water() -> Outcome {
    let of = [
        (200, Some(1e-3), 15.0, 3.0),
        (1_000, None, 15.0, 3.0),
        (5_000, None, 50.0, 6.0),
    ];
    for (sections, asked, ratio, seconds) in of {
        let instance = common::instance(sections, &[STD])?;
        let blocks = common::blocks(&instance).ok_or("no blocks")?;
        let (ours, made, note) = planning(&instance, &levels(), seconds)?;
        let mut objective = 0.0;
        let theirs = timed(seconds, || {
            objective = cones(&blocks)?;
            Ok(())
        })?;
        let name = format!("`std`, {sections} sections, 7 indicators, one fund");
        if let Some(asked) = asked {
            say(&name, (asked * 1e3, ours * 1e3), "ms", &note);
        }
        let value = made.goals.first().map_or(f64::NAN, |g| g.value);
        let note = format!(
            "{:.3} ms against {:.1} ms; objectives {value:.8} and {objective:.8}",
            ours * 1e3,
            theirs.median * 1e3
        );
        say_ratio(
            &format!("{name}: faster than Clarabel"),
            ratio,
            theirs.median / ours,
            &note,
        );
    }
    let instance = common::instance(200_000, &[STD])?;
    let (ours, made, note) = planning(&instance, &levels(), 5.0)?;
    let name = "`std`, 200,000 sections";
    say(name, (1.0, ours), "s", &note);
    say(
        &format!("{name}: gap proven"),
        (1e-6, made.solver.gap),
        "",
        "",
    );
    let here = std::env::current_exe()?;
    let printed = Command::new(here).arg("memory").output()?;
    let gib: f64 = String::from_utf8(printed.stdout)?.trim().parse()?;
    say(
        &format!("{name}: most memory of the process"),
        (1.0, gib),
        "GiB",
        "",
    );
    Ok(())
}

/// Plans once and prints the most memory that this process has had, in GiB.
fn memory() -> Outcome {
    let instance = common::instance(200_000, &[STD])?;
    black_box(planned(&instance, &levels())?);
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"));
    let kib = line
        .and_then(|l| l.split_whitespace().nth(1))
        .ok_or("no VmHWM")?;
    println!("{}", kib.parse::<f64>()? / f64::from(1 << 20));
    Ok(())
}

/// How the time of a plan grows with the sections: the least squares slope of the
/// logarithms, beside that of n log n over the same sizes.
fn growth() -> Outcome {
    for (name, goals) in [
        ("std", &[STD][..]),
        ("gini", &[GINI]),
        ("default", &DEFAULT),
    ] {
        let mut points = Vec::new();
        for sections in GROWTH {
            let instance = common::instance(sections, goals)?;
            let times = timed(1.5, || {
                black_box(planned(&instance, &levels())?);
                Ok(())
            })?;
            points.push((sections as f64, times.median));
        }
        let slope = |of: &dyn Fn(&(f64, f64)) -> f64| {
            let x: Vec<f64> = points.iter().map(|(n, _)| n.ln()).collect();
            let y: Vec<f64> = points.iter().map(|p| of(p).ln()).collect();
            let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
            let (a, b) = (mean(&x), mean(&y));
            let both = x.iter().zip(&y).map(|(x, y)| (x - a) * (y - b));
            both.sum::<f64>() / x.iter().map(|x| (x - a).powi(2)).sum::<f64>()
        };
        let asked = slope(&|(n, _)| n * n.ln());
        let found = slope(&|(_, seconds)| *seconds);
        let seconds: Vec<String> = points
            .iter()
            .map(|(n, s)| format!("{n}: {s:.4} s"))
            .collect();
        let name = format!("`{name}`: time grows as this power of n, 1,000 to 200,000");
        say(
            &name,
            ((asked * 1e4).round() / 1e4, found),
            "",
            &seconds.join(", "),
        );
    }
    Ok(())
}

fn sets() -> Outcome {
    let small = common::instance(200, &[GINI])?;
    let (ours, _, note) = planning(&small, &levels(), 3.0)?;
    say("`gini`, 200 sections", (3.0, ours * 1e3), "ms", &note);
    let large = common::instance(200_000, &[GINI])?;
    let (ours, made, note) = planning(&large, &levels(), 5.0)?;
    say("`gini`, 200,000 sections", (5.0, ours), "s", &note);
    say(
        "`gini`, 200,000 sections: gap proven",
        (1e-6, made.solver.gap),
        "",
        "",
    );
    Ok(())
}

fn defaults() -> Outcome {
    let small = common::instance(200, &DEFAULT)?;
    let (ours, _, note) = planning(&small, &Options::default(), 3.0)?;
    say(
        "default goals, 200 sections",
        (5.0, ours * 1e3),
        "ms",
        &note,
    );
    let large = common::instance(200_000, &DEFAULT)?;
    let (ours, _, note) = planning(&large, &Options::default(), 5.0)?;
    say("default goals, 200,000 sections", (10.0, ours), "s", &note);
    Ok(())
}

fn whole_country() -> Outcome {
    let counties: Result<Vec<_>, _> = generate::country(2_850, 7)
        .map(|county| common::with_fund(county?, &[STD]))
        .collect();
    let counties = counties?;
    let yuan: f64 = counties
        .iter()
        .flat_map(|c| &c.policy.funds)
        .filter_map(|f| f.amount.limit())
        .sum();
    let sections: usize = counties.iter().map(|c| c.district.sections().len()).sum();
    let fund = Fund::new("fund", yuan);
    let counties: Vec<County> = counties
        .iter()
        .map(|c| County {
            district: &c.district,
            standard: &c.standard,
            policy: &c.policy,
        })
        .collect();
    let mut gap = f64::NAN;
    let times = timed(5.0, || {
        gap = country::plan(&counties, &fund)?.gap;
        Ok(())
    })?;
    let name = format!(
        "a country: {} counties, {sections} sections, `std`, one shared fund",
        counties.len()
    );
    say(&name, (10.0, times.median), "s", &times.busy());
    say("a country: gap proven", (1e-4, gap), "", "");
    Ok(())
}

fn reading() -> Outcome {
    let instance = common::instance(200_000, &[])?;
    let times = timed(3.0, || {
        black_box(assess(&instance.district, &instance.standard)?);
        Ok(())
    })?;
    say(
        "assess 200,000 sections, every measure",
        (1.0, times.median),
        "s",
        &times.busy(),
    );
    let folder = tempfile::tempdir()?;
    io::write(&instance.district, folder.path())?;
    let times = timed(3.0, || {
        black_box(io::load(folder.path(), &io::Load::default())?);
        Ok(())
    })?;
    say("read its CSV", (1.0, times.median), "s", &times.busy());
    Ok(())
}

/// The part of the general path's solves that goes into making programs and putting them
/// in the solver's form.
fn general() -> Outcome {
    let mad = [Goal::Disparity(Measure::Mad)];
    let of: [(&str, &[Goal], usize); 6] = [
        ("mad", &mad, 200),
        ("mad", &mad, 1_000),
        ("std", &[STD], 200),
        ("std", &[STD], 5_000),
        ("shortfall", &DEFAULT, 200),
        ("gini", &[GINI], 60),
    ];
    for (name, goals, sections) in of {
        let instance = common::instance(sections, goals)?;
        let Instance {
            district,
            standard,
            policy,
        } = &instance;
        let (making, seconds) = making_and_solving(district, standard, policy)?;
        let name = format!("{name}, {sections} sections by Clarabel: formulation and translation");
        let note = format!("of {seconds:.3} s in all");
        say(&name, (10.0, 100.0 * making / seconds), "%", &note);
    }
    Ok(())
}

/// Clarabel on the cones of some blocks: per block its raises d, its mean m and its
/// deviation t. Gives the objective.
fn cones(blocks: &[Block]) -> Result<f64, Box<dyn Error>> {
    let (mut rows, mut columns, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    let mut add = |row: usize, column: usize, figure: f64| {
        rows.push(row);
        columns.push(column);
        figures.push(figure);
    };
    let starts: Vec<usize> = blocks
        .iter()
        .scan(0, |at, b| {
            let start = *at;
            *at += b.pi.len() + 2;
            Some(start)
        })
        .collect();
    let width: usize = blocks.iter().map(|b| b.pi.len() + 2).sum();
    let (mut side, mut cost) = (Vec::new(), vec![0.0; width]);
    for (block, start) in blocks.iter().zip(&starts) {
        let row = side.len();
        let mut mean = 0.0;
        for ((s, pi), x) in block.pi.iter().enumerate().zip(&block.x) {
            add(row, start + s, *pi);
            mean += pi * x;
        }
        add(row, start + block.pi.len(), -1.0);
        side.push(-mean);
        cost[start + block.pi.len() + 1] = block.part;
    }
    let mut kinds = vec![Cone::ZeroConeT(blocks.len())];
    let money = side.len();
    side.push(1.0);
    for (block, start) in blocks.iter().zip(&starts) {
        for (s, yuan) in block.cost.iter().enumerate() {
            add(money, start + s, *yuan);
            add(side.len(), start + s, -1.0);
            side.push(0.0);
        }
    }
    kinds.push(Cone::NonnegativeConeT(side.len() - money));
    for (block, start) in blocks.iter().zip(&starts) {
        let n = block.pi.len();
        add(side.len(), start + n + 1, -1.0);
        side.push(0.0);
        for ((s, pi), x) in block.pi.iter().enumerate().zip(&block.x) {
            let root = pi.sqrt();
            add(side.len(), start + s, -root);
            add(side.len(), start + n, root);
            side.push(root * x);
        }
        kinds.push(Cone::SecondOrderConeT(n + 1));
    }
    let a = CscMatrix::new_from_triplets(side.len(), width, rows, columns, figures);
    let settings = DefaultSettings {
        verbose: false,
        max_threads: 1,
        ..DefaultSettings::default()
    };
    let none = CscMatrix::zeros((width, width));
    let mut solver = DefaultSolver::new(&none, &cost, &a, &side, &kinds, settings)?;
    solver.solve();
    Ok(solver.solution.obj_val)
}
