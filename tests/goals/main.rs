//! The goals that are no single program, and what stops, varies and explains a plan.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../oracle/mod.rs"]
mod oracle;

mod leximin;
mod worst_cv;

use junheng::plan::Plan;
use junheng::{District, Error, Options, Policy, Standard, plan};

/// Makes a plan; none where the generator made a policy that cannot be used.
fn planned(seed: u64, d: &District, s: &Standard, p: &Policy) -> Option<Plan> {
    match plan(d, s, p, &Options::default()) {
        Ok(plan) => Some(plan),
        Err(Error::Input(_)) => None,
        Err(other) => panic!("seed {seed}: {other}"),
    }
}
