//! Where plans tie on every goal, the plan is the one with the least sum of squared
//! actions in reference units, computed here by hand.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::plan::{Action, Plan};
use junheng::policy::{Fund, Goal, Lever, Measure, UnitCost};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Locale, Options, Policy, Section, Solver, Stage, Standard, plan};
use oracle::Random;

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

/// The plan of each solver that fits the goals, made twice.
fn planned(d: &District, s: &Standard, p: &Policy) -> Vec<Plan> {
    let is_conic = p.goals.contains(&Goal::Disparity(Measure::Std));
    let mut solvers = vec![Solver::Auto, Solver::Clarabel];
    if !is_conic {
        solvers.push(Solver::Microlp);
    }
    let made = solvers.into_iter().map(|solver| {
        let options = Options {
            solver,
            ..Options::default()
        };
        let made = plan(d, s, p, &options).unwrap();
        assert_eq!(plan(d, s, p, &options).unwrap(), made);
        made
    });
    made.collect()
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
    assert!(apart < 1e-6, "{what}: {is:?} {should:?}");
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
        for made in planned(&d, &s, &policy(&goals, 600.0)) {
            let what = format!("{goals:?} {}", made.solver.name);
            let is = units(&d, &made, "buy");
            assert_near(&d, &is, &[300.0, 300.0, 0.0], &what);
        }
    }
}

#[test]
fn more_money_than_needed_is_left() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 9.0), (70.0, 12.0)]);
    for price in [0.0, 1.0] {
        let mut p = policy(&[Goal::Shortfall], 1e6);
        p.levers[0] = Lever::adding("buy", "books", price, "fund");
        p.levers[0].max_per_section = Some(1e4);
        for made in planned(&d, &s, &p) {
            assert_near(&d, &units(&d, &made, "buy"), &[600.0, 50.0, 0.0], "books");
        }
    }
}

#[test]
fn two_levers_for_the_same_share_the_work() {
    let (d, s) = schools(&[(100.0, 4.0), (80.0, 12.0)]);
    let mut p = policy(&[Goal::Shortfall], 1e6);
    p.levers.push(Lever::adding("order", "books", 1.7, "fund"));
    for made in planned(&d, &s, &p) {
        for lever in ["buy", "order"] {
            assert_near(&d, &units(&d, &made, lever), &[300.0, 0.0], lever);
        }
    }
    // With `cost` as a goal there is no tie: all is bought where it is cheap.
    p.goals.push(Goal::Cost);
    for made in planned(&d, &s, &p) {
        assert!((units(&d, &made, "buy")[0] - 600.0).abs() < 0.1);
        assert!(units(&d, &made, "order")[0] < 0.1);
    }
}

#[test]
fn what_brings_nothing_is_not_done() {
    // The best school needs nothing, and the range is set by others than the middle.
    let (d, s) = schools(&[(100.0, 4.0), (100.0, 8.0), (100.0, 12.0)]);
    for made in planned(&d, &s, &policy(&[Goal::Disparity(Measure::Range)], 200.0)) {
        assert_near(&d, &units(&d, &made, "buy"), &[200.0, 0.0, 0.0], "range");
    }
    let (d, s) = schools(&[(100.0, 14.0), (100.0, 11.0)]);
    for made in planned(&d, &s, &policy(&[Goal::Shortfall], 200.0)) {
        assert_near(&d, &units(&d, &made, "buy"), &[0.0, 0.0], "nothing");
    }
}

/// Minima, pupils and rises of `of` in reference units, spread by least squares: each
/// rises in proportion to its pupils, up to its limit, until the yuan are spent.
fn spread(pupils: &[f64], most: &[f64], yuan: f64) -> Vec<f64> {
    let rise = |mu: f64| -> Vec<f64> {
        let pairs = pupils.iter().zip(most);
        pairs.map(|(p, most)| (mu * p).min(*most)).collect()
    };
    let spent = |mu: f64| -> f64 {
        let rises = rise(mu).into_iter().zip(pupils);
        rises.map(|(x, p)| x * p * MINIMUM).sum()
    };
    let (mut low, mut high) = (0.0, 1e9);
    for _ in 0..200 {
        let mu = 0.5 * (low + high);
        if spent(mu) > yuan {
            high = mu;
        } else {
            low = mu;
        }
    }
    rise(low)
}

/// The rises of all plans must be these, in reference units, to a millionth.
fn assert_rises(d: &District, made: &[Plan], should: &[f64], what: &str) {
    for plan in made {
        let is = in_reference(d, &units(d, plan, "buy"));
        let apart = is.iter().zip(should).map(|(a, b)| (a - b).abs());
        let apart = apart.fold(0.0, f64::max);
        let solver = &plan.solver.name;
        assert!(
            apart < 1e-6,
            "{what} {solver}: {apart:.1e}, {is:?} {should:?}"
        );
    }
}

#[test]
fn too_little_money_is_spread_by_least_squares() {
    let of = [(100.0, 4.0), (200.0, 6.0), (300.0, 5.0), (400.0, 30.0)];
    let (d, s) = schools(&of);
    let mad = Goal::Disparity(Measure::Mad);
    let orders = [
        vec![Goal::Shortfall],
        vec![Goal::Shortfall, Goal::Cost],
        // All stay below the mean: to `mad` they are alike too.
        vec![Goal::Shortfall, mad],
        vec![Goal::Shortfall, mad, Goal::Cost],
        vec![mad],
        vec![mad, Goal::Shortfall],
    ];
    for goals in orders {
        let what = format!("{goals:?}");
        // 1,000 yuan lift 100 pupils by a minimum: 1/1,400 of it for each pupil.
        let made = planned(&d, &s, &policy(&goals, 1000.0));
        let rises = [1.0 / 14.0, 2.0 / 14.0, 3.0 / 14.0, 0.0];
        assert_rises(&d, &made, &rises, &what);
        assert!(
            (spread(&[100.0, 200.0, 300.0], &[0.6, 0.4, 0.5], 1000.0)[1] - 1.0 / 7.0).abs() < 1e-12
        );
        // With 2,400 the third reaches the minimum, and 900 are left to the others.
        if goals[0] == Goal::Shortfall {
            let made = planned(&d, &s, &policy(&goals, 2400.0));
            assert_rises(&d, &made, &[0.18, 0.36, 0.5, 0.0], &what);
        }
    }
}

#[test]
fn the_cheap_and_what_counts_more_come_first() {
    let of = [(100.0, 4.0), (200.0, 6.0), (300.0, 5.0), (50.0, 2.0)];
    let mut builder = District::builder(["books"]);
    for (i, (pupils, value)) in of.iter().enumerate() {
        let mut section = Section::new(format!("{}", 1 + i), Stage::Primary, *pupils);
        section.locale = Some([Locale::Rural, Locale::Rural, Locale::Town, Locale::Urban][i]);
        builder = builder.section(section, [pupils * value]);
    }
    let (_, s) = schools(&of);
    let d = builder.build().unwrap();
    let mut p = policy(&[Goal::Shortfall], 0.0);
    p.levers[0].unit_cost = UnitCost::ByLocale {
        urban: Some(2.0),
        town: Some(2.0),
        rural: Some(0.5),
    };
    // The villages share 500 yuan, 1,000 books; their shares are as their pupils.
    p.funds = vec![Fund::new("fund", 250.0)];
    assert_rises(&d, &planned(&d, &s, &p), &[0.1, 0.2, 0.0, 0.0], "cheap");
    // 700 yuan fill the villages; 300 are left, 150 books, for town and city.
    p.funds = vec![Fund::new("fund", 1000.0)];
    let rest = spread(&[300.0, 50.0], &[0.5, 0.8], 150.0);
    assert_rises(
        &d,
        &planned(&d, &s, &p),
        &[0.6, 0.4, rest[0], rest[1]],
        "dear",
    );
}

#[test]
fn the_stage_of_the_lower_minimum_comes_first() {
    // A yuan saves 1/10 of a minimum for a primary pupil, 1/20 for a junior one.
    let mut builder = District::builder(["books"]);
    let of = [(100.0, 4.0), (200.0, 6.0), (100.0, 10.0), (300.0, 16.0)];
    for (i, (pupils, value)) in of.iter().enumerate() {
        let stage = [Stage::Primary, Stage::Junior][i / 2];
        builder = builder.section(
            Section::new(format!("{i}"), stage, *pupils),
            [pupils * value],
        );
    }
    let d = builder.build().unwrap();
    let mut books = Indicator::of("books", Per::Pupil);
    books.minimum = PerStage::both(10.0, 20.0);
    let s = Standard::new("books", vec![books]);
    // 1,400 fill the primary schools; 1,000 are left, half a minimum for 100 junior
    // pupils, of which each pupil's school gets as many parts as it has pupils:
    // 100 x + 300 y = 50 with y = 3 x; in tens of books, the unit here, twice that.
    let made = planned(&d, &s, &policy(&[Goal::Shortfall], 2400.0));
    assert_rises(&d, &made, &[0.6, 0.4, 0.1, 0.3], "stages");
    // 3,000 more than the primary schools need: the second is full at a fifth of its
    // minimum for 1,200, and the first takes 1,000, all it lacks.
    let made = planned(&d, &s, &policy(&[Goal::Shortfall], 3000.0));
    assert_rises(&d, &made, &[0.6, 0.4, 0.4, 0.4], "full");
}

#[test]
fn a_floor_lifts_just_who_is_below_it() {
    let (d, s) = schools(&[(100.0, 4.0), (200.0, 6.0), (300.0, 5.0), (400.0, 9.0)]);
    // 300 + 200 + 600 yuan lift three schools to 7; the fourth is above.
    for goals in [vec![Goal::Floor], vec![Goal::Floor, Goal::Cost]] {
        let made = planned(&d, &s, &policy(&goals, 1100.0));
        assert_rises(&d, &made, &[0.3, 0.1, 0.2, 0.0], "floor");
    }
    let made = planned(&d, &s, &policy(&[Goal::Cost], 1100.0));
    assert_rises(&d, &made, &[0.0; 4], "cost");
}

#[test]
fn random_districts_are_spread_as_water_filling_says() {
    for seed in 0..100 {
        let mut random = Random::new(seed);
        let n = 2 + random.below(20);
        let of: Vec<(f64, f64)> = (0..n)
            .map(|_| (random.between(20.0, 3000.0), random.between(2.0, 13.0)))
            .collect();
        let (d, s) = schools(&of);
        let cap = random.between(100.0, 5000.0);
        let pupils: Vec<f64> = of.iter().map(|(p, _)| *p).collect();
        let most = of.iter().map(|(p, v)| {
            let gap = (1.0 - v / MINIMUM).max(0.0);
            gap.min(cap / p / MINIMUM)
        });
        let most: Vec<f64> = most.collect();
        let needed: f64 = most.iter().zip(&pupils).map(|(x, p)| x * p * MINIMUM).sum();
        for part in [0.01, 0.3, 0.9, 1.0, 2.0] {
            let mut p = policy(&[Goal::Shortfall], part * needed.max(1.0));
            p.levers[0].max_per_section = Some(cap);
            let should = spread(&pupils, &most, part * needed);
            let made = planned(&d, &s, &p);
            assert_rises(&d, &made, &should, &format!("seed {seed} part {part}"));
        }
    }
}
