//! Alternatives: within the slack at every goal, each verified, as far apart as they say.

use std::collections::BTreeMap;

use junheng::plan::{Action, Plan};
use junheng::planner::alternatives::alternatives;
use junheng::policy::{Fund, Goal, Lever, Policy};
use junheng::standard::{Indicator, Per, PerStage, Standard};
use junheng::{District, Options, Section, Stage, verify};

use super::brute::small_case;
use super::oracle::example;

/// The part of the first plan's money that two plans spend differently, from the actions.
fn apart(one: &[Action], other: &[Action], spent: f64) -> f64 {
    let mut costs: BTreeMap<_, f64> = BTreeMap::new();
    for (actions, sign) in [(one, 1.0), (other, -1.0)] {
        for a in actions {
            *costs.entry((&a.lever, &a.school_id, a.stage)).or_default() += sign * a.cost;
        }
    }
    0.5 * costs.values().map(|c| c.abs()).sum::<f64>() / spent
}

/// Holds what was found to what is promised; how many alternatives there are.
fn check(d: &District, s: &Standard, p: &Policy, count: usize, slack: f64) -> usize {
    let found = alternatives(d, s, p, &Options::default(), count, slack).unwrap();
    let spent: f64 = found.best.spent.values().sum();
    let mut plans: Vec<&Plan> = vec![&found.best];
    for alternative in &found.alternatives {
        verify::verify(d, s, p, &alternative.plan).unwrap();
        for (goal, best) in alternative.plan.goals.iter().zip(&found.best.goals) {
            let worse = if matches!(goal.goal.as_str(), "floor" | "leximin") {
                best.value - goal.value
            } else {
                goal.value - best.value
            };
            let most = slack * best.value.abs() + 1e-7 * best.value.abs().max(1.0);
            assert!(
                worse <= most,
                "{}: {} of {}",
                goal.goal,
                goal.value,
                best.value
            );
        }
        assert_eq!(alternative.apart.len(), plans.len());
        for (said, other) in alternative.apart.iter().zip(&plans) {
            let is = apart(&alternative.plan.actions, &other.actions, spent);
            assert!((said - is).abs() < 1e-6, "{said} {is}");
            assert!(is > 1e-4, "{is}");
        }
        let differs: f64 = alternative.differs.iter().map(|d| d.by.abs()).sum();
        assert!((0.5 * differs / spent - alternative.apart[0]).abs() < 1e-3);
        plans.push(&alternative.plan);
    }
    found.alternatives.len()
}

#[test]
fn alternatives_for_qinghe_are_as_good_and_elsewhere() {
    let input = example("qinghe");
    let (d, s, p) = (&input.district, &input.standard, &input.policy);
    assert_eq!(check(d, s, p, 2, 0.02), 2);
}

#[test]
fn alternatives_keep_whole_units_and_what_must_be_passed() {
    let mut found = 0;
    for seed in 0..16 {
        let (d, s, mut p) = small_case(seed);
        p.goals = vec![Goal::Cost, Goal::Shortfall];
        p.comply = true;
        if junheng::plan(&d, &s, &p, &Options::default()).is_ok() {
            found += check(&d, &s, &p, 2, 0.3);
        }
    }
    assert!(found > 2, "{found}");
}

/// Two levers that do the same at the same price: the plan uses both, the alternatives one
/// or the other, which is half of the money elsewhere, at no loss at all.
#[test]
fn what_can_be_had_in_two_ways_is_had_in_the_other() {
    let district = District::builder(["books"])
        .section(Section::new("near", Stage::Primary, 100.0), [900.0])
        .section(Section::new("far", Stage::Primary, 50.0), [200.0])
        .build()
        .unwrap();
    let mut books = Indicator::of("books", Per::Pupil);
    books.minimum = PerStage::both(6.0, 6.0);
    let standard = Standard::new("books", vec![books]);
    let policy = Policy {
        goals: vec![Goal::Shortfall, Goal::Cost],
        funds: vec![Fund::new("books", 5_000.0)],
        levers: ["buy", "collect"]
            .map(|name| Lever::adding(name, "books", 10.0, "books"))
            .into(),
        ..Policy::default()
    };
    let options = Options::default();
    let found = alternatives(&district, &standard, &policy, &options, 2, 0.0).unwrap();
    assert_eq!(found.alternatives.len(), 2);
    for alternative in &found.alternatives {
        assert!(
            (alternative.apart[0] - 0.5).abs() < 1e-3,
            "{:?}",
            alternative.apart
        );
    }
    assert!((found.alternatives[1].apart[1] - 1.0).abs() < 1e-3);
}
