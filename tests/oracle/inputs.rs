//! The bundled examples, and the natural sizes of goals.

use std::path::{Path, PathBuf};

use junheng::io::{self, Input, Load};
use junheng::plan::Plan;
use junheng::policy::{Goal, Measure, Policy};
use junheng::{District, Standard, verify};

/// The bundled examples.
pub const EXAMPLES: [&str; 2] = ["qinghe", "california"];

/// Every goal alone and in the orders a planner would ask for, `std` apart.
pub fn linear_goals() -> Vec<Vec<Goal>> {
    let of = Goal::Disparity;
    vec![
        vec![Goal::Shortfall],
        vec![of(Measure::Gini)],
        vec![of(Measure::Mad)],
        vec![of(Measure::Range)],
        vec![Goal::Floor],
        vec![Goal::Shortfall, Goal::Cost],
        vec![Goal::Floor, Goal::Cost],
        vec![Goal::Shortfall, of(Measure::Gini), Goal::Cost],
        vec![Goal::Shortfall, of(Measure::Mad), Goal::Cost],
        vec![Goal::Shortfall, of(Measure::Range), Goal::Cost],
        vec![Goal::Floor, of(Measure::Mad), Goal::Cost],
    ]
}

/// The folder of an example.
pub fn example_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/data")
        .join(name)
}

/// An example as it is read.
pub fn example(name: &str) -> Input {
    io::load(&example_folder(name), &Load::default()).unwrap()
}

/// The natural size of each goal: its value or, where that is larger, today's; for
/// `cost` all the money there is.
pub fn sizes(d: &District, s: &Standard, p: &Policy, plan: &Plan) -> Vec<f64> {
    let today = verify::evaluate(d, s, p, &[]).unwrap().goals;
    let money: f64 = p.funds.iter().filter_map(|f| f.amount.limit()).sum();
    let goals = plan.goals.iter().zip(today).zip(&p.goals);
    goals
        .map(|((g, today), goal)| {
            // Of money nobody counts less than 1 yuan.
            let natural = if *goal == Goal::Cost {
                money.max(1.0)
            } else {
                today
            };
            g.value.abs().max(natural).max(1e-3)
        })
        .collect()
}
