//! Where plans tie on every goal, the plan is the one with the least sum of squared
//! actions in reference units, computed here by hand.
#![allow(clippy::unwrap_used, clippy::panic)]

use junheng::plan::{Action, Plan};
use junheng::policy::{Fund, Goal, Lever, Measure};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Options, Policy, Section, Stage, Standard, plan};

const MINIMUM: f64 = 10.0;

/// Primary schools with so many pupils and so many books per pupil; 10 are asked for.
fn schools(of: &[(f64, f64)]) -> (District, Standard) {
    let mut builder = District::builder(["books"]);
    for (i, (pupils, value)) in of.iter().enumerate() {
        let section = Section::new(format!("{}", 1 + i), Stage::Primary, *pupils);
        builder = builder.section(section, [pupils * value]);
    }
    let mut books = Indicator::of("books", Per::Pupil);
    books.minimum = PerStage::both(MINIMUM, MINIMUM);
    let standard = Standard::new("books", vec![books]);
    (builder.build().unwrap(), standard)
}

/// Books at one yuan each.
fn policy(goals: &[Goal], yuan: f64) -> Policy {
    Policy {
        goals: goals.to_vec(),
        funds: vec![Fund::new("fund", yuan)],
        levers: vec![Lever::adding("buy", "books", 1.0, "fund")],
        ..Policy::default()
    }
}

fn planned(d: &District, s: &Standard, p: &Policy) -> Plan {
    let made = plan(d, s, p, &Options::default()).unwrap();
    assert_eq!(plan(d, s, p, &Options::default()).unwrap(), made);
    made
}

/// Units of a lever at each section.
fn units(d: &District, made: &Plan, lever: &str) -> Vec<f64> {
    let at = |s: &Section, a: &&Action| a.school_id == s.school_id && a.lever == lever;
    let sections = d.sections().iter();
    sections
        .map(|s| {
            made.actions
                .iter()
                .find(|a| at(s, a))
                .map_or(0.0, |a| a.units)
        })
        .collect()
}

/// Units in reference units: how many minima a pupil's books rise by.
fn in_reference(d: &District, units: &[f64]) -> Vec<f64> {
    let pairs = units.iter().zip(d.sections());
    pairs.map(|(u, s)| u / s.pupils / MINIMUM).collect()
}

/// Units near what they should be, in reference units.
fn assert_near(d: &District, is: &[f64], should: &[f64], what: &str) {
    let (a, b) = (in_reference(d, is), in_reference(d, should));
    let apart = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    let apart = apart.fold(0.0, f64::max);
    assert!(apart < 1e-5, "{what}: {is:?} {should:?}");
}

#[test]
fn twins_are_given_alike() {
    let goals = [
        vec![Goal::Shortfall],
        vec![Goal::Disparity(Measure::Std)],
        vec![Goal::Disparity(Measure::Gini)],
        vec![Goal::Disparity(Measure::Mad)],
        vec![Goal::Disparity(Measure::Range)],
        vec![Goal::Floor],
        Policy::default().goals,
    ];
    for goals in goals {
        let (d, s) = schools(&[(100.0, 4.0), (100.0, 4.0), (100.0, 12.0)]);
        let made = planned(&d, &s, &policy(&goals, 600.0));
        assert_near(
            &d,
            &units(&d, &made, "buy"),
            &[300.0, 300.0, 0.0],
            &format!("{goals:?}"),
        );
    }
}

#[test]
fn more_money_than_needed_is_left() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 9.0), (70.0, 12.0)]);
    for price in [0.0, 1.0] {
        let mut p = policy(&[Goal::Shortfall], 1e6);
        p.levers[0] = Lever::adding("buy", "books", price, "fund");
        p.levers[0].max_per_section = Some(1e4);
        let made = planned(&d, &s, &p);
        assert_near(&d, &units(&d, &made, "buy"), &[600.0, 50.0, 0.0], "books");
    }
}

#[test]
fn two_levers_for_the_same_share_the_work() {
    let (d, s) = schools(&[(100.0, 4.0), (80.0, 12.0)]);
    let mut p = policy(&[Goal::Shortfall], 1e6);
    p.levers.push(Lever::adding("order", "books", 1.7, "fund"));
    let made = planned(&d, &s, &p);
    for lever in ["buy", "order"] {
        assert_near(&d, &units(&d, &made, lever), &[300.0, 0.0], lever);
    }
    // With `cost` as a goal there is no tie: all is bought where it is cheap.
    p.goals.push(Goal::Cost);
    let made = planned(&d, &s, &p);
    assert!((units(&d, &made, "buy")[0] - 600.0).abs() < 0.1);
    assert!(units(&d, &made, "order")[0] < 0.1);
}

#[test]
fn what_brings_nothing_is_not_done() {
    // The best school needs nothing, and the range is set by others than the middle.
    let (d, s) = schools(&[(100.0, 4.0), (100.0, 8.0), (100.0, 12.0)]);
    let made = planned(&d, &s, &policy(&[Goal::Disparity(Measure::Range)], 200.0));
    assert_near(&d, &units(&d, &made, "buy"), &[200.0, 0.0, 0.0], "range");
    let (d, s) = schools(&[(100.0, 14.0), (100.0, 11.0)]);
    let made = planned(&d, &s, &policy(&[Goal::Shortfall], 200.0));
    assert_near(&d, &units(&d, &made, "buy"), &[0.0, 0.0], "nothing");
}
