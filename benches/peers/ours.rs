//! This crate's part in the comparison with its peers (`benches/peers/run`).
//!
//! `export FILE MEASURE SECTIONS` writes an instance as scaled figures, all that a peer
//! needs to build the model; `plan MEASURE SECTIONS` plans the same instance, from the
//! district in memory to the verified plan, and prints what it took as one line of JSON.
//! The instance is the generated district of the benches; with `gini-rule` a rule asks
//! for part of the money in villages.

#![allow(clippy::print_stdout)] // a program may print

#[path = "../common/mod.rs"]
mod common;

use std::error::Error;
use std::time::Instant;

use common::Instance;
use junheng::district::DistrictBuilder;
use junheng::policy::{Filter, Goal, Measure, Rule};
use junheng::{District, Locale, Options, Section, plan};
use serde_json::{Value, json};

/// The part of the fund that goes to villages where the instance has the rule.
const SHARE: f64 = 0.6;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["export", file, measure, sections] => {
            let instance = instance(measure, sections)?;
            std::fs::write(file, export(&instance)?.to_string())?;
        }
        ["plan", measure, sections] => println!("{}", timed(&instance(measure, sections)?)?),
        _ => return Err("usage: export FILE MEASURE SECTIONS | plan MEASURE SECTIONS".into()),
    }
    Ok(())
}

fn instance(measure: &str, sections: &str) -> Result<Instance, Box<dyn Error>> {
    let (measure, has_rule) = match measure {
        "std" => (Measure::Std, false),
        "mad" => (Measure::Mad, false),
        "gini" => (Measure::Gini, false),
        "gini-rule" => (Measure::Gini, true),
        _ => return Err("no such measure".into()),
    };
    let mut instance = common::instance(sections.parse()?, &[Goal::Disparity(measure)])?;
    instance.policy.solve.time_limit_s = 600.0;
    instance.district = assessed(&instance.district)?;
    if has_rule {
        instance.policy.rules.push(Rule::Share {
            fund: "fund".to_owned(),
            filter: Filter {
                locales: vec![Locale::Rural],
                ..Filter::default()
            },
            at_least: SHARE,
        });
    }
    Ok(instance)
}

/// The district with every teaching point a school like others: an excluded section
/// can take money, but a peer's model has no place for it.
fn assessed(district: &District) -> Result<District, junheng::Error> {
    let mut builder = District::builder(district.resources().to_vec());
    for (s, section) in district.sections().iter().enumerate() {
        let section = Section {
            teaching_point: false,
            ..section.clone()
        };
        builder = builder.section(section, district.own_of(s).iter().copied());
    }
    let campuses = district.campuses().iter().cloned();
    campuses.fold(builder, DistrictBuilder::campus).build()
}

/// The blocks, and the part of the money that goes to villages where there is the rule.
fn export(instance: &Instance) -> Result<Value, Box<dyn Error>> {
    let blocks = common::blocks(instance).ok_or("every indicator has a minimum and a lever")?;
    let has_rule = !instance.policy.rules.is_empty();
    Ok(json!({ "blocks": blocks, "share": has_rule.then_some(SHARE) }))
}

/// Plans until two seconds have passed, at least three times where that takes no more
/// than half a minute; the median.
fn timed(instance: &Instance) -> Result<Value, Box<dyn Error>> {
    let started = Instant::now();
    let mut seconds: Vec<f64> = Vec::new();
    loop {
        let at = Instant::now();
        let plan = plan(
            &instance.district,
            &instance.standard,
            &instance.policy,
            &Options::default(),
        )?;
        seconds.push(at.elapsed().as_secs_f64());
        let spent = started.elapsed().as_secs_f64();
        if (spent > 2.0 && seconds.len() >= 3) || spent > 30.0 || seconds.len() >= 1_000 {
            seconds.sort_by(f64::total_cmp);
            return Ok(json!({
                "total": seconds[seconds.len() / 2],
                "runs": seconds.len(),
                "objective": plan.goals[0].value,
                "bound": plan.goals[0].bound,
                "status": plan.status,
                "solver": plan.solver.name,
                "memory": peak_memory(),
            }));
        }
    }
}

/// The most memory this process has had, in bytes, where the system says.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}
