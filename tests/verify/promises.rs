//! The promises about actions and states, and what actions bring about.

use std::collections::BTreeMap;

use junheng::plan::Action;
use junheng::policy::{Fund, Goal, Lever, Measure, NoLevellingDown};
use junheng::{Code, District, Policy, Stage, Standard, verify};

use crate::case::{Case, action, case};
use crate::oracle;

#[test]
fn a_plan_that_holds_is_accepted() {
    assert_eq!(case().broken(), []);
    let empty = case().with(Vec::clear);
    assert_eq!(empty.broken(), []);
}

#[test]
fn a_plan_read_back_from_json_still_holds() {
    let mut case = case();
    let json = serde_json::to_string(&case.plan).unwrap();
    case.plan = serde_json::from_str(&json).unwrap();
    assert_eq!(case.broken(), []);
}

#[test]
fn the_outcome_is_what_a_pencil_finds() {
    let case = case();
    let outcome = verify::evaluate(
        &case.district,
        &case.standard,
        &case.policy,
        &case.plan.actions,
    )
    .unwrap();
    // Rooms of school 1: 300 + 140 + 10 for 100 pupils; yards 900 - 10.
    assert!((outcome.values.get(0, 0) - 4.5).abs() < 1e-12);
    assert!((outcome.values.get(0, 1) - 8.9).abs() < 1e-12);
    assert!((outcome.values.get(2, 2) - 32.0).abs() < 1e-12);
    let spent = BTreeMap::from([("capital".into(), 189_000.0), ("current".into(), 300.0)]);
    assert_eq!(outcome.spent, spent);
    // Below: yards of 2 (5 of 7.5) and 3 (5 of 7.5); the excluded section counts nowhere.
    let shortfall = (0.2 + 0.3) * 2.5 / 7.5;
    assert!((outcome.goals[0] - shortfall).abs() < 1e-12);
    let std = |values: [f64; 4], rho: f64| {
        let parts = [0.1, 0.2, 0.3, 0.4];
        let mean: f64 = parts.iter().zip(values).map(|(p, v)| p * v).sum();
        let square: f64 = parts
            .iter()
            .zip(values)
            .map(|(p, v)| p * (v - mean).powi(2))
            .sum();
        square.sqrt() / rho
    };
    let disparity = std([4.5, 4.6, 6.0, 5.0], 4.5)
        + std([8.9, 5.0, 5.0, 10.0], 7.5)
        // No minimum: the mean of today, 0.1 * 10 + 0.2 * 20 + 0.3 * 30 + 0.4 * 40.
        + std([10.0, 20.0, 32.0, 40.0], 30.0);
    assert!((outcome.goals[1] - disparity).abs() < 1e-12);
    assert!((outcome.goals[2] - 5.0 / 7.5).abs() < 1e-12);
    assert!((outcome.goals[3] - 189_300.0).abs() < 1e-9);
}

#[test]
fn every_measure_agrees_with_its_definition() {
    for seed in 0..50 {
        let (district, standard, policy) = oracle::random_case(seed);
        for measure in [Measure::Std, Measure::Gini, Measure::Mad, Measure::Range] {
            let goal = Goal::Disparity(measure);
            let stocks = district.stocks();
            let is = verify::goal_value(goal, &district, &standard, &policy, stocks, 0.0).unwrap();
            let by_hand = disparity_by_pairs(&district, &standard, &policy, measure);
            assert!(
                (is - by_hand).abs() < 1e-12,
                "{seed} {measure:?}: {is} {by_hand}"
            );
        }
    }
}

/// The goal `disparity` of a district as it is, written down naively.
fn disparity_by_pairs(d: &District, s: &Standard, policy: &Policy, measure: Measure) -> f64 {
    let values = s.values(d).unwrap();
    let assessed = |g| d.assessed(g).collect::<Vec<usize>>();
    let pupils = |s: usize| d.sections()[s].pupils;
    let all: f64 = Stage::ALL.into_iter().flat_map(assessed).map(pupils).sum();
    let mut sum = 0.0;
    for stage in Stage::ALL {
        let of_stage: f64 = assessed(stage).into_iter().map(pupils).sum();
        for (k, indicator) in s.indicators.iter().enumerate() {
            if of_stage == 0.0 {
                continue;
            }
            let pairs: Vec<(f64, f64)> = assessed(stage)
                .into_iter()
                .map(|s| (pupils(s) / of_stage, values.get(s, k)))
                .collect();
            let mean: f64 = pairs.iter().map(|(p, v)| p * v).sum();
            let of_all = |f: &dyn Fn(f64, f64, f64, f64) -> f64| -> f64 {
                let each = |(p, v): &(f64, f64)| -> f64 {
                    pairs.iter().map(|(q, w)| f(*p, *v, *q, *w)).sum()
                };
                pairs.iter().map(each).sum()
            };
            let largest = pairs.iter().map(|(_, v)| *v).fold(f64::MIN, f64::max);
            let least = pairs.iter().map(|(_, v)| *v).fold(f64::MAX, f64::min);
            let spread = match measure {
                // The variance is half the mean squared difference.
                Measure::Std => of_all(&|p, v, q, w| 0.5 * p * q * (v - w).powi(2)).sqrt(),
                Measure::Gini => of_all(&|p, v, q, w| 0.5 * p * q * (v - w).abs()),
                Measure::Mad => pairs.iter().map(|(p, v)| p * (v - mean).abs()).sum(),
                Measure::Range => largest - least,
            };
            let rho = indicator
                .minimum(stage)
                .unwrap_or(if mean > 0.0 { mean } else { 1.0 });
            sum += policy.weight(&indicator.id) * of_stage / all * spread / rho;
        }
    }
    sum
}

#[test]
fn each_broken_promise_of_the_actions_is_named() {
    let set = |lever: &'static str, school: &'static str, units: f64, price: f64| {
        move |actions: &mut Vec<Action>| {
            actions.retain(|a| a.lever != lever || a.school_id != school);
            actions.push(action(lever, school, units, units * price));
        }
    };
    let with = |change: &dyn Fn(&mut Vec<Action>)| case().with(change).broken();
    // 12,000 more and the fund would be used up: one unit more is too much.
    assert_eq!(with(&set("build", "2", 31.0, 1000.0)), []);
    let mut tight = case();
    tight.policy.funds[0] = Fund::new("capital", 189_000.0);
    let tight = Case::new(
        tight.district,
        tight.standard,
        tight.policy,
        tight.plan.actions,
    );
    assert_eq!(tight.broken(), []);
    assert_eq!(
        tight.with(set("turn", "1", 11.0, 100.0)).broken(),
        [Code::FundExceeded]
    );
    assert_eq!(with(&set("desk", "2", 20.0, 50.0)), [Code::FundExceeded]);
    assert_eq!(with(&set("desk", "2", 0.5, 50.0)), [Code::NotWhole]);
    assert_eq!(with(&set("desk", "4", 1.0, 50.0)), [Code::KeptSection]);
    assert_eq!(
        with(&set("build", "2", 61.0, 1000.0)),
        [Code::OverMaxTotal, Code::FundExceeded]
    );
    assert_eq!(
        with(&set("build", "1", 151.0, 1200.0))[0],
        Code::OverMaxPerSection
    );
    assert_eq!(with(&set("build", "1", 142.0, 1200.0)), [Code::OverCap]);
    assert_eq!(
        with(&|a| a.retain(|a| a.school_id != "2")),
        [Code::ShareNotMet]
    );
    // 8.9 of 7.5 m2 of yard: 140 m2 may go, no more; excluded sections count too.
    let small = |actions: &mut Vec<Action>| actions[0] = action("build", "1", 100.0, 120_000.0);
    let turn = |school, units| {
        move |a: &mut Vec<Action>| {
            small(a);
            set("turn", school, units, 100.0)(a);
        }
    };
    assert_eq!(with(&turn("1", 150.0)), []);
    assert_eq!(with(&turn("1", 150.1)), [Code::LevelledDown]);
    assert_eq!(with(&turn("5", 1.0)), [Code::LevelledDown]);
    assert_eq!(
        with(&set("turn", "5", -1.0, 100.0)),
        [Code::NegativeUnits, Code::LevelledDown]
    );
}

#[test]
fn no_levelling_down_has_three_modes() {
    let turn = |mode, units| {
        let mut case = case();
        case.policy.no_levelling_down = mode;
        let actions = vec![action("turn", "1", units, units * 100.0)];
        case.policy.rules.clear();
        Case::new(case.district, case.standard, case.policy, actions).broken()
    };
    assert_eq!(turn(NoLevellingDown::Minimum, 150.0), []);
    assert_eq!(turn(NoLevellingDown::Minimum, 151.0), [Code::LevelledDown]);
    assert_eq!(turn(NoLevellingDown::Today, 1.0), [Code::LevelledDown]);
    assert_eq!(turn(NoLevellingDown::Off, 900.0), []);
}

#[test]
fn where_there_is_no_minimum_the_mean_of_today_stands_in() {
    let sell = |school, units: f64| {
        let mut case = case();
        let mut sell = Lever::adding("sell", "desks", 0.0, "current");
        sell.adds.insert("desks".into(), -1.0);
        case.policy.levers.push(sell);
        case.policy.rules.clear();
        let actions = vec![action("sell", school, units, 0.0)];
        Case::new(case.district, case.standard, case.policy, actions).broken()
    };
    // The mean is 30 per 100 pupils: school 4 with 40 may fall to it, school 2 not at all.
    assert_eq!(sell("4", 40.0), []);
    assert_eq!(sell("4", 40.1), [Code::LevelledDown]);
    assert_eq!(sell("2", 0.1), [Code::LevelledDown]);
}

#[test]
fn a_stock_below_zero_is_named_and_rounding_is_not() {
    let turn = |units: f64| {
        let mut case = case();
        case.policy.no_levelling_down = NoLevellingDown::Off;
        case.policy.rules.clear();
        case.plan.actions = vec![action("turn", "1", units, units * 100.0)];
        case.broken()
    };
    assert!(!turn(900.0 * (1.0 + 1e-12)).contains(&Code::StockBelowZero));
    assert!(turn(901.0).contains(&Code::StockBelowZero));
}
