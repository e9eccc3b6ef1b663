//! The bundled examples from files to a verified plan and on to next year's district.
//!
//! `JUNHENG_GOLDEN=write cargo test --test examples` writes the golden figures anew;
//! look at what changed before keeping it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::collections::BTreeMap;
use std::path::Path;

use junheng::disparity::assess;
use junheng::io::{self, Input, Load};
use junheng::plan::{Plan, Status};
use junheng::standard::Standard;
use junheng::{Options, plan, verify};
use oracle::{EXAMPLES, example};

fn planned(input: &Input) -> Plan {
    let options = Options::default();
    plan(&input.district, &input.standard, &input.policy, &options).unwrap()
}

fn json(plan: &Plan) -> String {
    serde_json::to_string_pretty(plan).unwrap()
}

/// Figures by name: goals first, then what is spent.
fn figures(plan: &Plan) -> BTreeMap<String, f64> {
    let goals = plan.goals.iter().map(|g| (g.goal.clone(), g.value));
    let spent = plan.spent.iter().map(|(f, y)| (format!("spent.{f}"), *y));
    goals.chain(spent).collect()
}

#[test]
fn plans_reach_their_golden_figures() {
    for name in EXAMPLES {
        let made = planned(&example(name));
        assert_eq!(made.status, Status::Optimal, "{name}");
        let figures = figures(&made);
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden")
            .join(format!("figures_{name}.json"));
        if std::env::var_os("JUNHENG_GOLDEN").is_some() {
            std::fs::write(
                &file,
                serde_json::to_string_pretty(&figures).unwrap() + "\n",
            )
            .unwrap();
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let golden: BTreeMap<String, f64> = serde_json::from_str(&text).unwrap();
        assert!(figures.keys().eq(golden.keys()), "{name}");
        for (what, golden) in golden {
            let (is, apart) = (figures[&what], (figures[&what] - golden).abs());
            assert!(apart <= 1e-6 * golden.abs(), "{name} {what}: {is} {golden}");
        }
    }
}

#[test]
fn a_plan_survives_json_and_verify() {
    for name in EXAMPLES {
        let input = example(name);
        let made = planned(&input);
        let back: Plan = serde_json::from_str(&json(&made)).unwrap();
        assert_eq!(back, made, "{name}");
        assert_eq!(json(&back), json(&made), "{name}");
        verify::verify(&input.district, &input.standard, &input.policy, &back).unwrap();
    }
}

#[test]
fn a_plan_is_the_same_bytes_on_any_run_and_number_of_threads() {
    for name in EXAMPLES {
        let input = example(name);
        let once = json(&planned(&input));
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let again = pool.build().unwrap().install(|| json(&planned(&input)));
            assert!(again == once, "{name} with {threads} threads");
        }
    }
}

/// Where a plan leaves a section short of a minimum by less than anyone could explain.
fn hairs(standard: &Standard, made: &Plan) -> Vec<String> {
    let mut hairs = Vec::new();
    for section in &made.after.sections_detail {
        for id in &section.below {
            let indicator = standard.indicators.iter().find(|k| k.id == *id).unwrap();
            let minimum = indicator.minimum(section.stage).unwrap();
            let value = section.values[id];
            if value > minimum * (1.0 - 1e-6) {
                hairs.push(format!("{} {id} {value}", section.school_id));
            }
        }
    }
    hairs
}

#[test]
fn the_after_state_is_next_years_input() {
    for name in EXAMPLES {
        let input = example(name);
        let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
        let made = planned(&input);
        let outcome = verify::evaluate(district, standard, policy, &made.actions).unwrap();
        let next = district.with_stocks(&outcome.stocks).unwrap();
        assert_eq!(assess(&next, standard).unwrap(), made.after, "{name}");

        let folder = tempfile::tempdir().unwrap();
        io::write(&next, folder.path()).unwrap();
        let load = Load {
            policy: Some(oracle::example_folder(name).join("policy.toml")),
            standard: None,
        };
        let read = io::load(folder.path(), &load).unwrap();
        assert_eq!(read.district, next, "{name}");
        assert_eq!(
            assess(&read.district, standard).unwrap(),
            made.after,
            "{name}"
        );
        // Nothing is left to do next year with no new money.
        let mut idle = policy.clone();
        idle.funds
            .iter_mut()
            .for_each(|f| f.amount = junheng::policy::Amount::Yuan(0.0));
        let next = plan(&read.district, standard, &idle, &Options::default()).unwrap();
        assert_eq!(next.actions, [], "{name}");
        // With as much again, who reaches a minimum does so by more than a hair.
        let mut district = read.district;
        for year in 2..5 {
            let next = plan(&district, standard, policy, &Options::default()).unwrap();
            assert_eq!(hairs(standard, &next), [""; 0], "{name} in year {year}");
            let outcome = verify::evaluate(&district, standard, policy, &next.actions).unwrap();
            district = district.with_stocks(&outcome.stocks).unwrap();
        }
    }
}
