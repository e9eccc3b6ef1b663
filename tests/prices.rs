//! Prices are what a re-solve of the whole plan with a little more gives.
//!
//! A price belongs to one side: a little more. Where a re-solve with a little less says
//! otherwise the plan stands at a kink, and the messages say so.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::plan::{Plan, Status};
use junheng::policy::{Amount, Policy, Rule, Transfer, UnitCost};
use junheng::{District, Error, Options, Standard, plan};
use oracle::{example, random_case, sizes};

/// Steps, as parts of the figure: the larger for the solver's noise, the smaller for
/// what is curved.
const STEPS: [f64; 3] = [1e-2, 3e-3, 1e-3];

/// How far, of its natural size, the value of a goal may be off.
const NOISE: f64 = 1e-7;

/// The figure that a price is of.
fn figure<'a>(p: &'a mut Policy, of: &str) -> &'a mut f64 {
    let (kind, name) = of.split_once('.').unwrap();
    match kind {
        "fund" => {
            let fund = p.funds.iter_mut().find(|f| f.name == name).unwrap();
            match &mut fund.amount {
                Amount::Yuan(yuan) => yuan,
                Amount::Unlimited => panic!("{of} has no amount"),
            }
        }
        "lever" => {
            let lever = p.levers.iter_mut().find(|l| l.name == name).unwrap();
            lever.max_total.as_mut().unwrap()
        }
        _ => match &mut p.rules[name.parse::<usize>().unwrap() - 1] {
            Rule::Share { at_least, .. } => at_least,
            Rule::Cap { per_section, .. } => per_section,
            other => panic!("{of} has no price: {other:?}"),
        },
    }
}

fn planned(d: &District, s: &Standard, p: &Policy) -> Option<Plan> {
    match plan(d, s, p, &Options::default()) {
        Ok(plan) => Some(plan),
        Err(Error::Input(_) | Error::Infeasible { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

/// Prices that no re-solve confirms, and how many there are that are not negligible.
fn unconfirmed(d: &District, s: &Standard, p: &Policy, made: &Plan) -> (Vec<String>, usize) {
    let sizes = sizes(d, s, p, made);
    let (mut failed, mut count) = (Vec::new(), 0);
    for price in &made.prices {
        let i = made
            .goals
            .iter()
            .position(|g| g.goal == price.goal)
            .unwrap();
        let at = *figure(&mut p.clone(), &price.of);
        if at == 0.0 {
            continue;
        }
        count += usize::from(price.per_unit.abs() * at > 1e-3 * sizes[i]);
        let slope = |step: f64| {
            let mut more = p.clone();
            *figure(&mut more, &price.of) += step * at;
            let value = planned(d, s, &more)?.goals[i].value;
            Some((value - made.goals[i].value) / (step * at))
        };
        let confirmed = |step: &f64| {
            slope(*step).is_some_and(|slope| {
                let noise = NOISE * sizes[i] / (step * at);
                let larger = slope.abs().max(price.per_unit.abs());
                (slope - price.per_unit).abs() <= 0.01 * larger + noise
            })
        };
        if !STEPS.iter().any(confirmed) {
            let right = STEPS.map(|h| slope(h).unwrap_or(f64::NAN) * at / sizes[i]);
            let left = slope(-1e-3).unwrap_or(f64::NAN) * at / sizes[i];
            failed.push(format!(
                "{} at {}: {:.3e} of its size for as much again, re-solved {}, with less {left:.3e}",
                price.of,
                price.goal,
                price.per_unit * at / sizes[i], right.map(|r| format!("{r:.3e}")).join(" ")
            ));
        }
    }
    (failed, count)
}

#[test]
fn prices_of_the_examples_are_those_of_a_new_plan() {
    let mut failed = Vec::new();
    for name in ["qinghe", "california"] {
        let input = example(name);
        let (d, s, p) = (&input.district, &input.standard, &input.policy);
        let made = planned(d, s, p).unwrap();
        let (wrong, count) = unconfirmed(d, s, p, &made);
        assert!(count > 0, "{name}");
        failed.extend(wrong.into_iter().map(|w| format!("{name} {w}")));
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn prices_of_random_districts_are_those_of_a_new_plan() {
    let (mut failed, mut prices) = (Vec::new(), 0);
    for seed in 0..200 {
        let (d, s, p) = random_case(seed);
        let Some(made) = planned(&d, &s, &p).filter(|m| m.status == Status::Optimal) else {
            continue;
        };
        let (wrong, count) = unconfirmed(&d, &s, &p, &made);
        prices += count;
        failed.extend(
            wrong
                .into_iter()
                .map(|w| format!("{seed} {:?} {w}", p.goals)),
        );
    }
    assert!(prices > 100, "{prices}");
    assert!(
        failed.is_empty(),
        "{} of {prices}\n{}",
        failed.len(),
        failed.join("\n")
    );
}

/// The same where things are moved in parts as well, for money or for none.
#[test]
fn prices_where_things_move_are_those_of_a_new_plan() {
    let (mut failed, mut prices) = (Vec::new(), 0);
    for seed in 0..120 {
        let (d, s, mut p) = random_case(seed);
        let Some(resource) = p.levers.iter().find_map(|l| l.adds.keys().next().cloned()) else {
            continue;
        };
        let mut moved = Transfer::of("moved", resource);
        moved.leave_at_most = Some(0.2);
        if seed % 2 == 0 {
            moved.unit_cost = UnitCost::Same(0.1 * f64::from(u32::try_from(seed).unwrap() + 1));
            moved.fund = p.funds.first().map(|f| f.name.as_str().into());
        }
        p.transfers.push(moved);
        let Some(made) = planned(&d, &s, &p).filter(|m| m.status == Status::Optimal) else {
            continue;
        };
        let (wrong, count) = unconfirmed(&d, &s, &p, &made);
        prices += count;
        failed.extend(
            wrong
                .into_iter()
                .map(|w| format!("{seed} {:?} {w}", p.goals)),
        );
    }
    assert!(prices > 50, "{prices}");
    assert!(
        failed.is_empty(),
        "{} of {prices}\n{}",
        failed.len(),
        failed.join("\n")
    );
}
