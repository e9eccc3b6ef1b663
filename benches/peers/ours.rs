//! This crate's part in the comparison with its peers (`benches/peers/run`).
//!
//! `export FILE MEASURE SECTIONS` writes an instance as scaled figures, all that a peer
//! needs to build the model; `plan MEASURE SECTIONS` plans the same instance, from the
//! district in memory to the verified plan, and prints what it took as one line of JSON.
//! The instance is the generated district of the benches; with `gini` a rule asks for
//! part of the money in villages, so that no special structure can be used.

#![allow(clippy::print_stdout)] // a program may print

#[path = "../common/mod.rs"]
mod common;

use std::error::Error;
use std::time::Instant;

use common::Instance;
use junheng::district::DistrictBuilder;
use junheng::policy::{Filter, Goal, Measure, Rule};
use junheng::standard::Per;
use junheng::{District, Locale, Options, Section, Stage, plan};
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
    let measures = [Measure::Std, Measure::Mad, Measure::Gini];
    let mut named = measures.into_iter().zip(["std", "mad", "gini"]);
    let (measure, _) = named
        .find(|(_, n)| *n == measure)
        .ok_or("no such measure")?;
    let mut instance = common::instance(sections.parse()?, &[Goal::Disparity(measure)])?;
    instance.policy.solve.time_limit_s = 600.0;
    instance.district = assessed(&instance.district)?;
    if measure == Measure::Gini {
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

/// One block a stage and indicator: its weight, and for each assessed section its share
/// of the pupils, its value over the minimum, what raising that by 1 takes of the fund,
/// and whether it is in a village.
fn export(instance: &Instance) -> Result<Value, Box<dyn Error>> {
    let Instance {
        district,
        standard,
        policy,
    } = instance;
    let values = standard.values(district)?;
    let fund = policy.funds.first().and_then(|f| f.amount.limit());
    let fund = fund.ok_or("the fund has an amount")?;
    let pupils = |s: usize| district.sections()[s].pupils;
    let all: f64 = Stage::ALL
        .into_iter()
        .flat_map(|stage| district.assessed(stage))
        .map(pupils)
        .sum();
    let mut blocks = Vec::new();
    for stage in Stage::ALL {
        let members: Vec<usize> = district.assessed(stage).collect();
        let total: f64 = members.iter().map(|s| pupils(*s)).sum();
        for (k, indicator) in standard.indicators.iter().enumerate() {
            let minimum = indicator.minimum(stage).ok_or("a minimum")?;
            let resource = indicator.resources.first().ok_or("a resource")?;
            let lever = policy.levers.iter().find(|l| l.adds.contains_key(resource));
            let lever = lever.ok_or("a lever")?;
            let column = district.resource(resource).ok_or("a column")?;
            let mut costs = Vec::new();
            for s in &members {
                let section = &district.sections()[*s];
                let price = lever.unit_cost.at(section).ok_or("a price")?;
                let (value, stock) = (values.get(*s, k), district.stock(*s, column));
                // The value a unit adds: of nothing it cannot be read off.
                let per_pupil = if indicator.per == Per::HundredPupils {
                    100.0 / section.pupils
                } else {
                    1.0 / section.pupils
                };
                if stock > 0.0 && (value / stock - per_pupil).abs() > 1e-9 * per_pupil {
                    return Err("an indicator is not per pupil".into());
                }
                costs.push(price * minimum / per_pupil / fund);
            }
            let village = |s: &usize| district.sections()[*s].locale == Some(Locale::Rural);
            blocks.push(json!({
                "part": total / all,
                "pi": members.iter().map(|s| pupils(*s) / total).collect::<Vec<_>>(),
                "x": members.iter().map(|s| values.get(*s, k) / minimum).collect::<Vec<_>>(),
                "cost": costs,
                "village": members.iter().map(village).collect::<Vec<_>>(),
            }));
        }
    }
    let has_rule = !policy.rules.is_empty();
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
