//! Sweeps of 1,000 amounts of money over a county of 200 sections and 7 indicators: seconds
//! for one and two threads, for two processes that share the scenarios, and for planning
//! each scenario by itself, all in one table from one run.
//!
//! `cargo bench --features highs --bench sweep [-- SCENARIOS [NAME ..]]`

#![allow(clippy::print_stdout, reason = "a program may print")]

#[path = "common/mod.rs"]
mod common;

use std::error::Error;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use common::Instance;
use junheng::policy::{Goal, Measure};
use junheng::sweep::{Run, Spec, Sweep, Vary};
use junheng::{Options, Origin, Solver, plan};

const SECTIONS: usize = 200;

/// Goals by name, with the solver of the sweep and those that plan each by itself.
type Family = (&'static str, &'static [Goal], Solver, &'static [Solver]);

const FAMILIES: [Family; 6] = [
    (
        "default",
        &[Goal::Shortfall, Goal::Disparity(Measure::Std), Goal::Cost],
        Solver::Auto,
        &[Solver::Auto, Solver::Clarabel],
    ),
    (
        "std",
        &[Goal::Disparity(Measure::Std)],
        Solver::Auto,
        &[Solver::Auto, Solver::Clarabel],
    ),
    (
        "mad",
        &[Goal::Disparity(Measure::Mad)],
        Solver::Auto,
        &[Solver::Auto, Solver::Highs],
    ),
    (
        "mad, highs",
        &[Goal::Disparity(Measure::Mad)],
        Solver::Highs,
        &[Solver::Highs],
    ),
    (
        "mad, clarabel",
        &[Goal::Disparity(Measure::Mad)],
        Solver::Clarabel,
        &[Solver::Clarabel],
    ),
    (
        "mad, microlp",
        &[Goal::Disparity(Measure::Mad)],
        Solver::Microlp,
        &[Solver::Microlp],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if let [mode, family, scenarios, from, to] = &args[..]
        && mode == "part"
    {
        let run = (scenarios.parse()?, from.parse()?, to.parse()?);
        return swept(family.parse()?, run, 1).map(|_| ());
    }
    let mut numbers = args.iter().filter_map(|a| a.parse().ok());
    let scenarios = numbers.next().unwrap_or(1_000);
    println!("{scenarios} scenarios of {SECTIONS} sections, 7 indicators, one fund; seconds\n");
    println!(
        "| goals | 1 thread | 2 threads | 2 processes | two threads reach | alone, one by one |"
    );
    println!("|---|---:|---:|---:|---:|---|");
    for (f, (name, goals, solver, alone)) in FAMILIES.into_iter().enumerate() {
        let mut asked = args
            .iter()
            .filter(|a| a.parse::<usize>().is_err())
            .peekable();
        let is_asked = asked.peek().is_none() || asked.any(|a| a == name);
        if !Solver::AVAILABLE.contains(&solver) || !is_asked {
            continue;
        }
        let one = swept(f, (scenarios, 0, scenarios), 1)?;
        let two = swept(f, (scenarios, 0, scenarios), 2)?;
        let apart = in_two_processes(f, scenarios)?;
        let alone = alone.iter().map(|solver| {
            let seconds = one_by_one(goals, *solver, scenarios)?;
            Ok(format!(
                "{solver} {seconds:.2} ({:.1} times)",
                seconds / one
            ))
        });
        let alone: Result<Vec<String>, Box<dyn Error>> = alone.collect();
        let ratio = apart / two;
        println!(
            "| {name} | {one:.2} | {two:.2} | {apart:.2} | {ratio:.2} of it | {} |",
            alone?.join(", ")
        );
    }
    Ok(())
}

/// The fund from a fifth to nearly twice what the instance has.
fn spec(instance: &Instance, scenarios: usize) -> Spec {
    let fund = instance.policy.funds.first().and_then(|f| f.amount.limit());
    let amount = |i: usize| fund.unwrap_or(0.0) * (0.2 + 1.6 * i as f64 / scenarios as f64);
    Spec {
        grid: vec![Vary::values("fund.fund.amount", (0..scenarios).map(amount))],
        ..Spec::default()
    }
}

/// Seconds to sweep some of the scenarios of a family.
fn swept(
    family: usize,
    (scenarios, from, to): (usize, usize, usize),
    threads: usize,
) -> Result<f64, Box<dyn Error>> {
    let (_, goals, solver, _) = FAMILIES[family];
    let instance = common::instance(SECTIONS, goals)?;
    let Instance {
        district,
        standard,
        policy,
    } = &instance;
    let spec = spec(&instance, scenarios);
    let all = Sweep::new(&spec, district, standard, policy, &Origin::default())?;
    let columns = all.columns().varied.clone();
    let some = Sweep::of(to - from, columns, district, standard, policy, |i| {
        all.scenario(from + i)
    });
    let run = Run {
        threads,
        options: Options {
            solver,
            ..Options::default()
        },
        ..Run::default()
    };
    let started = Instant::now();
    some.run(&run, |row| {
        row.outcome.map(|outcome| drop(black_box(outcome)))
    })?;
    Ok(started.elapsed().as_secs_f64())
}

/// Seconds until two processes of one thread each have shared the scenarios.
fn in_two_processes(family: usize, scenarios: usize) -> Result<f64, Box<dyn Error>> {
    let started = Instant::now();
    let half = scenarios / 2;
    let children: Result<Vec<_>, _> = [(0, half), (half, scenarios)]
        .into_iter()
        .map(|(from, to)| {
            let numbers = [family, scenarios, from, to].map(|n| n.to_string());
            Command::new(std::env::current_exe()?)
                .arg("part")
                .args(numbers)
                .spawn()
        })
        .collect();
    for mut child in children? {
        if !child.wait()?.success() {
            return Err("a process failed".into());
        }
    }
    Ok(started.elapsed().as_secs_f64())
}

/// Seconds to plan every scenario by itself, one after the other.
fn one_by_one(goals: &[Goal], solver: Solver, scenarios: usize) -> Result<f64, Box<dyn Error>> {
    let instance = common::instance(SECTIONS, goals)?;
    let Instance {
        district,
        standard,
        policy,
    } = &instance;
    let spec = spec(&instance, scenarios);
    let all = Sweep::new(&spec, district, standard, policy, &Origin::default())?;
    let options = Options {
        solver,
        ..Options::default()
    };
    let started = Instant::now();
    for number in 0..scenarios {
        let scenario = all.scenario(number)?;
        black_box(plan(
            &scenario.district,
            standard,
            &scenario.policy,
            &options,
        )?);
    }
    Ok(started.elapsed().as_secs_f64())
}
