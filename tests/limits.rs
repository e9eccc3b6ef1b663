//! The edges: what cannot be had, no time, no end, nothing to do, odd sizes. Whatever
//! is asked, there is a verified plan or an error of a known kind; never a panic.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::collections::BTreeSet;

use junheng::plan::{Plan, Status};
use junheng::policy::{Amount, Filter, Fund, Goal, Lever, Measure, Rule, UnitCost};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Error, Options, Policy, Section, Solver, Stage, Standard, plan, verify};
use oracle::{EXAMPLES, example, random_case};
use proptest::prelude::*;

const STD: Goal = Goal::Disparity(Measure::Std);

/// Primary schools with so many pupils and so many books per pupil; `minimum` are asked for.
fn schools(of: &[(f64, f64)], minimum: Option<f64>) -> (District, Standard) {
    let mut builder = District::builder(["books"]);
    for (i, (pupils, value)) in of.iter().enumerate() {
        let section = Section::new(format!("{}", 1 + i), Stage::Primary, *pupils);
        builder = builder.section(section, [pupils * value]);
    }
    let mut books = Indicator::of("books", Per::Pupil);
    books.minimum.primary = minimum;
    let standard = Standard::new("books", vec![books]);
    (builder.build().unwrap(), standard)
}

/// Books at two yuan each.
fn books(goals: &[Goal], amount: Amount) -> Policy {
    Policy {
        goals: goals.to_vec(),
        funds: vec![Fund {
            name: "fund".into(),
            amount,
        }],
        levers: vec![Lever::adding("buy", "books", 2.0, "fund")],
        ..Policy::default()
    }
}

fn made(d: &District, s: &Standard, p: &Policy) -> Result<Plan, Error> {
    plan(d, s, p, &Options::default())
}

/// A plan that is best and holds.
fn best(d: &District, s: &Standard, p: &Policy) -> Plan {
    let plan = made(d, s, p).unwrap();
    verify::verify(d, s, p, &plan).unwrap();
    assert_eq!(plan.status, Status::Optimal, "{:?}", plan.goals);
    plan
}

/// Why there is no best plan, if there is none.
fn not_best(d: &District, s: &Standard, p: &Policy) -> Option<String> {
    match made(d, s, p) {
        Err(error) => Some(error.to_string()),
        Ok(plan) => (plan.status != Status::Optimal).then(|| format!("{:?}", plan.goals)),
    }
}

fn conflict(d: &District, s: &Standard, p: &Policy) -> BTreeSet<String> {
    match made(d, s, p) {
        Err(Error::Infeasible { conflict }) => conflict.into_iter().collect(),
        other => panic!("{other:?}"),
    }
}

fn codes(d: &District, s: &Standard, p: &Policy, solver: Solver) -> Vec<String> {
    let options = Options {
        solver,
        ..Options::default()
    };
    match plan(d, s, p, &options) {
        Err(Error::Input(problems)) => problems.iter().map(|p| p.code.to_string()).collect(),
        other => panic!("{other:?}"),
    }
}

fn names(of: &[&str]) -> BTreeSet<String> {
    of.iter().map(ToString::to_string).collect()
}

#[test]
fn too_little_money_is_named_and_enough_is_enough() {
    // 100 pupils lack 6 books each, 50 lack 2: 700 books, 1,400 yuan.
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0), (70.0, 12.0)], Some(10.0));
    for goals in [
        vec![Goal::Cost],
        vec![STD],
        vec![Goal::Floor],
        Policy::default().goals,
    ] {
        let mut p = books(&goals, Amount::Yuan(1399.0));
        p.comply = true;
        let needed = names(&["fund.fund", "comply.primary.books"]);
        assert_eq!(conflict(&d, &s, &p), needed, "{goals:?}");
        p.funds[0].amount = Amount::Yuan(1401.0);
        let plan = best(&d, &s, &p);
        assert!(plan.after.pass, "{goals:?}");
        // Each name is needed: without the fund's limit or the demand there is a plan.
        p.funds[0].amount = Amount::Yuan(1399.0);
        p.comply = false;
        best(&d, &s, &p);
    }
}

#[test]
fn what_stands_in_the_way_is_named_and_nothing_else() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0), (70.0, 12.0)], Some(10.0));
    let comply = "comply.primary.books";
    let mut p = books(&[Goal::Cost], Amount::Yuan(1e5));
    p.comply = true;
    let mut total = p.clone();
    total.levers[0].max_total = Some(699.0);
    assert_eq!(conflict(&d, &s, &total), names(&["lever.buy", comply]));
    total.levers[0].max_total = Some(701.0);
    best(&d, &s, &total);

    let mut cap = p.clone();
    cap.rules = vec![Rule::Cap {
        fund: "fund".into(),
        per_section: 1199.0,
        filter: Filter::default(),
    }];
    assert_eq!(conflict(&d, &s, &cap), names(&["rule.1", comply]));
    if let Rule::Cap { per_section, .. } = &mut cap.rules[0] {
        *per_section = 1201.0;
    }
    best(&d, &s, &cap);

    let mut share = p.clone();
    share.funds[0].amount = Amount::Yuan(1500.0);
    share.rules = vec![Rule::Share {
        fund: "fund".into(),
        filter: Filter {
            schools: vec!["3".into()],
            ..Filter::default()
        },
        at_least: 0.1,
    }];
    // The rich third school must have a tenth: 1,400 / 0.9 > 1,500.
    assert_eq!(
        conflict(&d, &s, &share),
        names(&["fund.fund", "rule.1", comply])
    );
    share.funds[0].amount = Amount::Yuan(1600.0);
    best(&d, &s, &share);
}

#[test]
fn a_school_that_is_kept_or_capped_is_told_of_by_what_it_lacks() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0)], Some(10.0));
    let mut p = books(&[Goal::Cost], Amount::Yuan(1e5));
    p.comply = true;
    let mut kept = p.clone();
    kept.rules = vec![Rule::Keep {
        school: "2".into(),
        stage: None,
    }];
    let names = conflict(&d, &s, &kept);
    assert!(names.contains("comply.primary.books"), "{names:?}");
    assert!(!names.contains("fund.fund"), "{names:?}");
    let mut capped = p.clone();
    capped.levers[0].max_per_section = Some(599.0);
    let names = conflict(&d, &s, &capped);
    assert!(names.contains("comply.primary.books"), "{names:?}");
    assert!(!names.contains("fund.fund"), "{names:?}");
    capped.levers[0].max_per_section = Some(601.0);
    best(&d, &s, &capped);
}

/// The examples, all minima asked for: no money is enough for what is not for sale, and
/// with what is for sale more money helps.
#[test]
fn more_money_makes_the_examples_pass() {
    let input = example("california");
    let mut p = input.policy.clone();
    p.comply = true;
    let names = conflict(&input.district, &input.standard, &p);
    assert!(names.contains("fund.grant"), "{names:?}");
    p.funds[0].amount = Amount::Yuan(1e9);
    let plan = best(&input.district, &input.standard, &p);
    assert!(plan.after.pass);
}

#[test]
fn no_time_is_no_wrong_answer() {
    for name in EXAMPLES {
        let input = example(name);
        let mut p = input.policy.clone();
        let sure = best(&input.district, &input.standard, &p);
        for limit in [1e-9, 1e-3, 3e-3, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2] {
            p.solve.time_limit_s = limit;
            match made(&input.district, &input.standard, &p) {
                Err(Error::Stopped { .. }) => {}
                Err(other) => panic!("{name} {limit}: {other}"),
                Ok(plan) => {
                    verify::verify(&input.district, &input.standard, &p, &plan).unwrap();
                    // A goal that was not reached must not be called so.
                    let is_best =
                        plan.goals.iter().zip(&sure.goals).all(|(a, b)| {
                            (a.value - b.value).abs() <= 1e-5 * b.value.abs().max(1e-3)
                        });
                    let honest = plan.status == Status::Feasible || is_best;
                    assert!(honest, "{name} {limit}: {:?}", plan.goals);
                    for (a, b) in plan.goals.iter().zip(&sure.goals).take(1) {
                        assert!(
                            a.bound <= b.value * (1.0 + 1e-6),
                            "{name} {limit}: {a:?} {b:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_goal_without_end_and_a_solver_that_cannot_are_input_errors() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0)], Some(10.0));
    let endless = books(&[Goal::Floor], Amount::Unlimited);
    assert_eq!(codes(&d, &s, &endless, Solver::Auto), ["JH5103"]);
    let std = books(&[STD], Amount::Yuan(100.0));
    assert_eq!(codes(&d, &s, &std, Solver::Microlp), ["JH5101"]);
    let default = books(&Policy::default().goals, Amount::Yuan(100.0));
    assert_eq!(codes(&d, &s, &default, Solver::Microlp), ["JH5101"]);
    if !Solver::AVAILABLE.contains(&Solver::Highs) {
        assert_eq!(codes(&d, &s, &std, Solver::Highs), ["JH5102"]);
    }
}

#[test]
fn an_unlimited_fund_is_fine_where_the_goal_ends() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0), (70.0, 12.0)], Some(10.0));
    let unlimited = |goals: &[Goal]| best(&d, &s, &books(goals, Amount::Unlimited));
    let plan = unlimited(&Policy::default().goals);
    // All below the best are raised to it: 8 and 4 books for 100 and 50 pupils.
    assert!((plan.spent["fund"] - 2.0 * 1000.0).abs() < 1e-2, "{plan:?}");
    assert!(plan.goals.iter().take(2).all(|g| g.value < 1e-6));
    let plan = unlimited(&[Goal::Shortfall, Goal::Cost]);
    assert!((plan.spent["fund"] - 1400.0).abs() < 1e-2, "{plan:?}");
    for goals in [vec![STD], vec![Goal::Shortfall], vec![Goal::Cost]] {
        unlimited(&goals);
    }
}

#[test]
fn odd_amounts_of_money_are_planned() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0), (70.0, 12.0)], Some(10.0));
    let all = [
        vec![Goal::Shortfall],
        vec![STD],
        vec![Goal::Disparity(Measure::Gini)],
        vec![Goal::Disparity(Measure::Mad)],
        vec![Goal::Disparity(Measure::Range)],
        vec![Goal::Cost],
        vec![Goal::Floor],
        Policy::default().goals,
    ];
    let mut failed = Vec::new();
    for goals in all {
        for yuan in [0.0, 1e-9, 1.0, 1e6] {
            let p = books(&goals, Amount::Yuan(yuan));
            if let Some(why) = not_best(&d, &s, &p) {
                failed.push(format!("{goals:?} {yuan}: {why}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn free_levers_and_levers_that_only_take_are_planned() {
    let (d, s) = schools(&[(100.0, 4.0), (50.0, 8.0), (70.0, 12.0)], Some(10.0));
    for goals in [vec![Goal::Shortfall], vec![STD], Policy::default().goals] {
        let mut p = books(&goals, Amount::Yuan(100.0));
        p.levers[0].unit_cost = UnitCost::Same(0.0);
        let plan = best(&d, &s, &p);
        assert!(plan.goals[0].value < 1e-6, "{:?}", plan.goals);
        p.levers[0].fund = None;
        best(&d, &s, &p);
        // What takes books away can only close the gap from above, down to the minimum.
        p.levers[0].adds.insert("books".into(), -1.0);
        let plan = best(&d, &s, &p);
        for after in &plan.after.sections_detail {
            let (id, now) = (&after.school_id, after.values["books"]);
            let before = plan.before.sections_detail.iter();
            let before = before
                .filter(|b| b.school_id == *id)
                .map(|b| b.values["books"]);
            let before = before.sum::<f64>();
            assert!(
                now >= before.min(10.0) * (1.0 - 1e-9),
                "{id} {before} {now}"
            );
        }
    }
}

#[test]
fn odd_districts_are_planned() {
    let all = [
        vec![Goal::Shortfall],
        vec![STD],
        vec![Goal::Disparity(Measure::Gini)],
        vec![Goal::Floor, Goal::Cost],
        Policy::default().goals,
    ];
    let sizes: [&[(f64, f64)]; 4] = [
        &[(100.0, 4.0)],
        &[(1e-3, 4.0), (2e-3, 8.0)],
        &[(1e9, 4.0), (2e9, 8.0)],
        &[(100.0, 0.0), (100.0, 0.0)],
    ];
    let mut failed = Vec::new();
    for goals in all {
        for of in sizes {
            for minimum in [Some(10.0), None, Some(0.0)] {
                if goals.contains(&Goal::Floor) && minimum != Some(10.0) {
                    continue;
                }
                let (d, s) = schools(of, minimum);
                let pupils: f64 = of.iter().map(|(p, _)| p).sum();
                let p = books(&goals, Amount::Yuan(pupils));
                if let Some(why) = not_best(&d, &s, &p) {
                    failed.push(format!("{goals:?} {of:?} {minimum:?}: {why}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn a_district_of_teaching_points_alone_has_nothing_to_be_measured() {
    let mut point = Section::new("1", Stage::Primary, 30.0);
    point.teaching_point = true;
    let d = District::builder(["books"])
        .section(point, [3.0])
        .build()
        .unwrap();
    let (_, s) = schools(&[(1.0, 1.0)], Some(10.0));
    for goals in [
        vec![Goal::Shortfall],
        vec![STD],
        vec![Goal::Floor],
        Policy::default().goals,
    ] {
        match made(&d, &s, &books(&goals, Amount::Yuan(100.0))) {
            Ok(plan) => verify::verify(&d, &s, &books(&goals, Amount::Yuan(100.0)), &plan).unwrap(),
            Err(Error::Input(_)) => {}
            Err(other) => panic!("{goals:?}: {other}"),
        }
    }
}

#[test]
fn a_stage_without_minimum_is_planned_beside_one_with() {
    let mut builder = District::builder(["books"]);
    for (i, stage) in [Stage::Primary, Stage::Junior, Stage::Primary, Stage::Junior]
        .into_iter()
        .enumerate()
    {
        let section = Section::new(format!("{i}"), stage, 100.0);
        builder = builder.section(section, [100.0 * (2.0 + i as f64)]);
    }
    let d = builder.build().unwrap();
    let mut k = Indicator::of("books", Per::Pupil);
    k.minimum = PerStage {
        primary: Some(10.0),
        junior: None,
    };
    let s = Standard::new("books", vec![k]);
    for goals in [
        vec![Goal::Shortfall],
        vec![STD],
        vec![Goal::Floor],
        Policy::default().goals,
    ] {
        best(&d, &s, &books(&goals, Amount::Yuan(300.0)));
    }
}

/// Multiplies everything by its own magnitude.
fn stretched(seed: u64, of: &[f64; 4]) -> (District, Standard, Policy) {
    let (d, mut s, mut p) = random_case(seed);
    let [size, stock, money, unit] = *of;
    let mut builder = District::builder(d.resources().iter().cloned());
    for (i, section) in d.sections().iter().enumerate() {
        // Sections and resources apart by the whole range of a magnitude.
        let by = if i % 2 == 0 { size } else { 1.0 };
        let section = Section {
            pupils: section.pupils * by,
            classes: section.classes.map(|c| c * by),
            ..section.clone()
        };
        let row = d.own_of(i).iter().enumerate();
        builder = builder.section(
            section,
            row.map(|(r, x)| if r % 2 == 0 { x * stock } else { *x }),
        );
    }
    for k in s.indicators.iter_mut().skip(1).step_by(2) {
        k.minimum.primary = k.minimum.primary.map(|m| m * stock);
    }
    for fund in &mut p.funds {
        if let Amount::Yuan(yuan) = &mut fund.amount {
            *yuan *= money;
        }
    }
    for lever in p.levers.iter_mut().step_by(2) {
        lever.adds.values_mut().for_each(|a| *a *= unit);
    }
    (builder.build().unwrap(), s, p)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_magnitudes_there_is_a_verified_plan_or_an_error_of_a_known_kind(
        seed in 0u64..2000,
        exponents in prop::array::uniform4(-2.0f64..4.0),
    ) {
        let (d, s, p) = stretched(seed, &exponents.map(|e| 10f64.powf(e)));
        match made(&d, &s, &p) {
            Ok(plan) => prop_assert!(verify::verify(&d, &s, &p, &plan).is_ok()),
            // To do nothing is always allowed here: it is never infeasible.
            Err(Error::Input(_) | Error::Solver { .. }) => {}
            Err(other) => prop_assert!(false, "{seed} {exponents:?}: {other}"),
        }
    }
}
