//! Embeds the library: builds everything in memory, plans, and sends it all through
//! JSON, as a planning tool with a database of its own would. No files.
//!
//! ```sh
//! cargo run --example embed
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use junheng::policy::{Filter, Fund, Lever, Rule};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Locale, Options, Plan, Policy, Section, Stage, Standard, plan, verify};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn main() -> Result<(), Box<dyn Error>> {
    let (district, standard, policy) = (district()?, standard(), policy());
    let plan = plan(&district, &standard, &policy, &Options::default())?;

    for goal in &plan.goals {
        println!("{:14} {:.6}  best {:.6}", goal.goal, goal.value, goal.bound);
    }
    for action in &plan.actions {
        println!(
            "{} {}: {}, {:.1} units for {:.0} yuan",
            action.school_id, action.stage, action.lever, action.units, action.cost
        );
    }

    // A plan that has been stored still holds when it is read back, whoever checks it.
    let (district, standard) = (through_json(&district)?, through_json(&standard)?);
    let (policy, plan): (Policy, Plan) = (through_json(&policy)?, through_json(&plan)?);
    verify::verify(&district, &standard, &policy, &plan)?;
    println!("read back from JSON, and it holds");
    Ok(())
}

/// Three primary sections: pupils, and what each holds of the resources.
fn district() -> Result<District, junheng::Error> {
    let section = |id: &str, locale, pupils| Section {
        locale: Some(locale),
        ..Section::new(id, Stage::Primary, pupils)
    };
    District::builder(["sports_area_m2", "teachers"])
        .section(section("town", Locale::Town, 800.0), [4_000.0, 48.0])
        .section(section("village", Locale::Rural, 150.0), [2_400.0, 7.0])
        .section(section("hill", Locale::Rural, 90.0), [500.0, 4.5])
        .build()
}

/// A standard of the caller's own.
fn standard() -> Standard {
    let area = Indicator {
        minimum: PerStage::both(7.5, 10.2),
        cv_limit: PerStage::both(0.5, 0.45),
        ..Indicator::of("sports_area_m2", Per::Pupil)
    };
    let teachers = Indicator {
        minimum: PerStage::both(5.3, 7.4),
        ..Indicator::of("teachers", Per::HundredPupils)
    };
    Standard::new("our own", vec![area, teachers])
}

/// What may be done, with which money, under which rule. The goals are the default:
/// least shortfall, then least disparity, then least cost.
fn policy() -> Policy {
    let rural_share = Rule::Share {
        fund: "capital".into(),
        filter: Filter {
            locales: vec![Locale::Rural],
            ..Filter::default()
        },
        at_least: 0.1,
    };
    Policy {
        funds: vec![
            Fund::new("capital", 500_000.0),
            Fund::new("staff", 90_000.0),
        ],
        levers: vec![
            Lever::adding("build sports ground", "sports_area_m2", 400.0, "capital"),
            Lever::adding("recruit a teacher", "teachers", 80_000.0, "staff"),
        ],
        rules: vec![rural_share],
        ..Policy::default()
    }
}

/// Out as text and in again; what comes back is the same.
fn through_json<T>(value: &T) -> Result<T, Box<dyn Error>>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    let text = serde_json::to_string(value)?;
    let read: T = serde_json::from_str(&text)?;
    if read == *value {
        Ok(read)
    } else {
        Err("JSON changed a value".into())
    }
}
