//! The general path finds nothing better, and nothing else.

use junheng::policy::Goal;
use junheng::{Solver, verify};

use crate::cases::{case, orders, planned};
use crate::oracle::sizes;

/// How far a goal may be from the cone solver's, of its natural size: a first goal, and
/// one that lives off the holds of those before it.
const NEAR: [f64; 2] = [1e-7, 1e-5];

/// What is wrong with the plan of one case.
fn wrong(seed: u64, goals: &[Goal], counted: &mut u32) -> Option<String> {
    let (d, s, p) = case(seed, goals);
    // What cannot be used is refused whoever solves it.
    if !p.check(&d, &s, &junheng::Origin::default()).is_empty() {
        return None;
    }
    let levels = planned(&d, &s, &p, Solver::Levels)?;
    *counted += 1;
    let sizes = sizes(&d, &s, &p, &levels);
    for (goal, size) in levels.goals.iter().zip(&sizes) {
        let gap = (goal.value - goal.bound) / size;
        if gap > 1e-7 {
            return Some(format!("{}: gap {gap:.1e}", goal.goal));
        }
        if goal.bound > goal.value {
            return Some(format!("{}: bound above the value", goal.goal));
        }
    }
    let general = planned(&d, &s, &p, Solver::Clarabel)?;
    for (i, ((a, b), size)) in levels.goals.iter().zip(&general.goals).zip(&sizes).enumerate() {
        // Better is fine where the general path says how far off it may be; but its
        // proven bound is a bound.
        let worse = (a.value - b.value) / size;
        let below = (b.bound - a.value) / size;
        if worse > NEAR[i.min(1)] || below > NEAR[i.min(1)] {
            return Some(format!(
                "{}: {} general {} bound {}: {worse:.1e} {below:.1e}",
                a.goal, a.value, b.value, b.bound
            ));
        }
    }
    let after = |plan: &junheng::Plan| verify::evaluate(&d, &s, &p, &plan.actions).unwrap().values;
    let (a, b) = (after(&levels), after(&general));
    let mut apart: f64 = 0.0;
    for section in 0..d.sections().len() {
        for (x, y) in a.of(section).iter().zip(b.of(section)) {
            apart = apart.max((x - y).abs() / x.abs().max(1.0));
        }
    }
    (apart > 1e-3).then(|| format!("a value differs by {apart:.1e}"))
}

#[test]
fn plans_agree_with_the_general_path() {
    let (mut failed, mut counted) = (Vec::new(), 0);
    let from: u64 = std::env::var("SEED").map_or(0, |s| s.parse().unwrap());
    let count: u64 = std::env::var("COUNT").map_or(60, |s| s.parse().unwrap());
    for seed in from..from + count {
        for goals in orders() {
            if let Some(why) = wrong(seed, &goals, &mut counted) {
                let ids: Vec<&str> = goals.iter().map(|g| g.id()).collect();
                failed.push(format!("{seed} {}: {why}", ids.join(">")));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {counted}\n{}", failed.len(), failed.join("\n"));
    assert!(counted > 100, "{counted}");
}
