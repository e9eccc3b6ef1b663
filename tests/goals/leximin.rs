//! `leximin` satisfies its definition on large counties, and equals a program of another
//! kind, level by level, on small ones.

use std::time::Instant;

use junheng::generate::{self, County};
use junheng::plan::{Plan, Status};
use junheng::policy::Goal;
use junheng::{Options, plan as make, verify};

use super::oracle::{EXAMPLES, example, random_case, random_feasible_changes};
use super::planned;

fn levels(plan: &Plan) -> &[f64] {
    plan.goals[0].levels.as_deref().unwrap()
}

/// Whether sorted levels are better than others, in the first place where they differ:
/// clearly higher there, and not even a hair lower before.
fn is_better(new: &[f64], old: &[f64]) -> bool {
    let first = new
        .iter()
        .zip(old)
        .find(|(n, o)| **n < *o - 1e-8 || **n > *o + 1e-5);
    first.is_some_and(|(n, o)| n > o)
}

#[test]
fn the_first_level_is_the_floor_and_no_random_change_is_better() {
    let mut failed = Vec::new();
    let mut changed = 0;
    for seed in 0..150 {
        let (d, s, mut p) = random_case(seed);
        p.comply = false;
        p.goals = vec![Goal::Floor];
        let Some(floor) = planned(seed, &d, &s, &p) else {
            continue;
        };
        p.goals = vec![Goal::Leximin];
        let Some(best) = planned(seed, &d, &s, &p) else {
            continue;
        };
        if best.status != Status::Optimal {
            failed.push(format!("{seed}: {:?} {}", best.status, best.solver.gap));
        }
        let (a, b) = (best.goals[0].value, floor.goals[0].value);
        if (a - b).abs() > 1e-6 * b.max(1.0) {
            failed.push(format!("{seed}: floor {b}, leximin {a}"));
        }
        for actions in random_feasible_changes(&d, &s, &p, &best, seed, 100) {
            changed += 1;
            let other = verify::evaluate(&d, &s, &p, &actions).unwrap().levels;
            if is_better(&other, levels(&best)) {
                failed.push(format!("{seed}: a random change is better"));
                break;
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
    assert!(changed > 1000, "{changed}");
}

#[test]
fn the_examples_and_a_county_of_250_schools_are_quick() {
    let mut failed = Vec::new();
    for name in EXAMPLES {
        let input = example(name);
        let mut p = input.policy.clone();
        p.goals = vec![Goal::Leximin, Goal::Cost];
        let start = Instant::now();
        let best = planned(0, &input.district, &input.standard, &p).unwrap();
        println!("{name} {:?} {}", start.elapsed(), best.solver.iterations);
        if best.status != Status::Optimal {
            failed.push(format!(
                "{name}: {:?} {:?}",
                best.solver, best.goals[0].bound
            ));
        }
    }
    let input = example("qinghe");
    let d = generate::county(&County {
        schools: 250,
        seed: 1,
    })
    .unwrap();
    let mut p = input.policy.clone();
    p.goals = vec![Goal::Leximin];
    for fund in &mut p.funds {
        fund.amount = junheng::policy::Amount::Yuan(fund.amount.limit().unwrap() * 8.0);
    }
    let start = Instant::now();
    let best = planned(0, &d, &input.standard, &p).unwrap();
    println!(
        "250 {:?} {} {:?}",
        start.elapsed(),
        best.solver.iterations,
        best.status
    );
    if best.status != Status::Optimal {
        failed.push(format!("250: {:?} {:?}", best.solver, best.goals[0].bound));
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}
