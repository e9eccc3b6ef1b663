//! Where plans tie on every goal, the plan is the one with the least sum of squared
//! actions in reference units: computed here by hand, or searched for at random.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::plan::{Action, Plan};
use junheng::policy::{Fund, Goal, Lever, Measure};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Error, Options, Policy, Section, Stage, Standard, plan, verify};
use oracle::{Random, random_case};

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

/// All books save the same shortfall per yuan, so that every way to spend the money
/// below the minimum ties. Least squares with one sum given: x_s = min(t p_s, gap_s).
#[test]
fn money_short_of_a_shortfall_is_spread_as_the_multiplier_says() {
    let mut random = Random::new(1);
    for case in 0..100 {
        let n = 2 + random.below(7);
        let of: Vec<(f64, f64)> = (0..n)
            .map(|_| (random.between(20.0, 2000.0), random.between(5.0, 12.0)))
            .collect();
        let gaps: Vec<f64> = of.iter().map(|(p, v)| p * (MINIMUM - v).max(0.0)).collect();
        let needed: f64 = gaps.iter().sum();
        let yuan = random.between(0.05, 0.95) * needed;
        if needed < 1.0 {
            continue;
        }
        let spread = |t: f64| -> Vec<f64> {
            let pairs = of.iter().zip(&gaps);
            // In reference units both the limit and the price are those of a pupil.
            pairs.map(|((p, _), gap)| (t * p * p).min(*gap)).collect()
        };
        let (mut low, mut high) = (0.0, 1e3);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if spread(middle).iter().sum::<f64>() < yuan {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (d, s) = schools(&of);
        let made = planned(&d, &s, &policy(&[Goal::Shortfall], yuan));
        assert_near(
            &d,
            &units(&d, &made, "buy"),
            &spread(high),
            &format!("case {case} {of:?} {yuan}"),
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
    assert_eq!(made.actions, []);
}

/// The sum of squared actions in reference units: the amount that moves one of the
/// section's values by its reference.
fn squares(d: &District, s: &Standard, p: &Policy, actions: &[Action]) -> f64 {
    let today = s.values(d).unwrap();
    let of = |a: &Action| {
        let i = d.find(&a.school_id, a.stage).unwrap();
        let section = &d.sections()[i];
        let lever = p.levers.iter().find(|l| l.name == a.lever).unwrap();
        let mut most: f64 = 0.0;
        for (k, indicator) in s.indicators.iter().enumerate() {
            let assessed: Vec<usize> = d.assessed(a.stage).collect();
            let pupils = |j: &usize| d.sections()[*j].pupils;
            let sum: f64 = assessed.iter().map(|j| pupils(j) * today.get(*j, k)).sum();
            let mean = sum / assessed.iter().map(pupils).sum::<f64>();
            let mean = if mean > 0.0 { mean } else { 1.0 };
            let rho = indicator.minimum(a.stage).unwrap_or(mean);
            let added: f64 = indicator
                .resources
                .iter()
                .filter_map(|r| lever.adds.get(r))
                .sum();
            most = most.max((added * indicator.per.factor(section).unwrap() / rho).abs());
        }
        (a.units * most).powi(2)
    };
    actions.iter().map(of).sum()
}

#[test]
fn no_random_change_that_ties_has_less_squares() {
    let mut failed = Vec::new();
    for seed in 0..100 {
        let (d, s, p) = random_case(seed);
        let made = match plan(&d, &s, &p, &Options::default()) {
            Ok(made) => made,
            Err(Error::Input(_)) => continue,
            Err(other) => panic!("seed {seed}: {other}"),
        };
        let (old, best) = (
            verify::evaluate(&d, &s, &p, &made.actions).unwrap().goals,
            squares(&d, &s, &p, &made.actions),
        );
        for change in oracle::random_feasible_changes(&d, &s, &p, &made, seed, 300) {
            let new = verify::evaluate(&d, &s, &p, &change).unwrap().goals;
            let ties = old
                .iter()
                .zip(&new)
                .zip(&p.goals)
                .all(|((old, new), goal)| {
                    let sign = if goal.is_maximised() { -1.0 } else { 1.0 };
                    sign * (new - old) <= 1e-13 * old.abs()
                });
            let squares = squares(&d, &s, &p, &change);
            if ties && squares < best * (1.0 - 1e-5) - 1e-9 {
                failed.push(format!("{seed} {:?}: {best} {squares}", p.goals));
                break;
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}
