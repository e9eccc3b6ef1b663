//! The general path finds nothing better, and nothing else.

use junheng::plan::Plan;
use junheng::policy::{Goal, Policy};
use junheng::{District, Solver, Standard, verify};

use crate::cases::{by_levels, case, orders, planned};
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
    let levels = by_levels(&d, &s, &p)?;
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
    for (i, ((a, b), size)) in levels
        .goals
        .iter()
        .zip(&general.goals)
        .zip(&sizes)
        .enumerate()
    {
        // Better is fine where the general path says how far off it may be; but its
        // proven bound is a bound.
        let worse = (a.value - b.value) / size;
        let below = (b.bound - a.value) / size;
        // What a hold of the general path leaks, a later goal lives off.
        let earlier = levels.goals.iter().zip(&general.goals).zip(&sizes).take(i);
        let leaks = earlier.filter(|((a, b), size)| b.value > a.value + 1e-10 * *size);
        if leaks.count() > 0 {
            continue;
        }
        if worse > NEAR[i.min(1)] || below > NEAR[i.min(1)] {
            return Some(format!(
                "{}: {} general {} bound {}: {worse:.1e} {below:.1e}",
                a.goal, a.value, b.value, b.bound
            ));
        }
    }
    // Of plans as good as each other ours is the one with the least squares.
    let same = levels.goals.iter().zip(&general.goals).zip(&sizes);
    let apart = same.map(|((a, b), size)| (a.value - b.value).abs() / size);
    let squares = |plan: &Plan| squares(&d, &s, &p, plan);
    let (ours, theirs) = (squares(&levels), squares(&general));
    let is_tie = apart.fold(0.0, f64::max) < 1e-12;
    (is_tie && ours > theirs * (1.0 + 1e-6) + 1e-9).then(|| format!("squares {ours} {theirs}"))
}

/// The sum of squared actions in reference units.
fn squares(d: &District, s: &Standard, p: &Policy, plan: &Plan) -> f64 {
    let squares = plan.actions.iter().map(|action| {
        let alone = verify::evaluate(d, s, p, std::slice::from_ref(action)).unwrap();
        let today = verify::evaluate(d, s, p, &[]).unwrap();
        let section = d.find(&action.school_id, action.stage).unwrap();
        let mut most: f64 = 0.0;
        for (k, indicator) in s.indicators.iter().enumerate() {
            let of_stage = || {
                d.assessed(action.stage)
                    .map(|i| (d.sections()[i].pupils, today.values.get(i, k)))
            };
            let pupils: f64 = of_stage().map(|(p, _)| p).sum();
            let mean = of_stage().map(|(p, v)| p * v).sum::<f64>() / pupils;
            let rho = indicator.minimum(action.stage).unwrap_or(mean);
            let rho = if rho > 0.0 { rho } else { 1.0 };
            let raise = alone.values.get(section, k) - today.values.get(section, k);
            most = most.max(raise / rho);
        }
        most * most
    });
    squares.sum()
}

#[test]
fn plans_agree_with_the_general_path() {
    let (mut failed, mut counted) = (Vec::new(), 0);
    for seed in 0..100 {
        for goals in orders() {
            if let Some(why) = wrong(seed, &goals, &mut counted) {
                let ids: Vec<&str> = goals.iter().map(|g| g.id()).collect();
                failed.push(format!("{seed} {}: {why}", ids.join(">")));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {counted}\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(counted > 1_000, "{counted}");
}
