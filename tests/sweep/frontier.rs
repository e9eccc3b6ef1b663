//! The frontier against re-solves of the whole plan, and comparisons.

use junheng::compare::Comparison;
use junheng::frontier::{Draw, Frontier, frontier};
use junheng::policy::{Goal, Measure};
use junheng::{Code, Error, Lang, Options, Policy, plan, report};

use crate::base;

/// The curve between its points.
fn at(curve: &Frontier, amount: f64) -> f64 {
    let pair = curve
        .points
        .windows(2)
        .find(|p| p[0].amount <= amount && amount <= p[1].amount)
        .unwrap();
    let part = (amount - pair[0].amount) / (pair[1].amount - pair[0].amount);
    pair[0].value + part * (pair[1].value - pair[0].value)
}

#[test]
fn it_is_what_plans_again_and_again_say() {
    let (district, standard, policy) = base();
    let goals = [
        Goal::Shortfall,
        Goal::Disparity(Measure::Mad),
        Goal::Disparity(Measure::Std),
    ];
    for goal in goals {
        let policy = Policy {
            goals: vec![goal],
            ..policy.clone()
        };
        let draw = Draw::default();
        let curve = frontier(&district, &standard, &policy, "capital", &draw).unwrap();
        let (first, last) = (curve.points[0], curve.points[curve.points.len() - 1]);
        let fall = first.value - last.value;
        assert!(first.amount == 0.0 && fall > 0.0);
        assert!(curve.points.windows(2).all(|p| p[0].amount < p[1].amount));
        let allowed = if curve.exact {
            2e-6 * fall
        } else {
            curve.error
        } + 1e-7 * first.value;
        assert!(curve.error <= 1.1e-3 * fall, "{goal:?} {curve:?}");
        for i in 0..=40 {
            let mut richer = policy.clone();
            let amount = last.amount * f64::from(i) / 40.0;
            richer.funds[0].amount = junheng::policy::Amount::Yuan(amount);
            let plan = plan(&district, &standard, &richer, &Options::default()).unwrap();
            let (is, drawn) = (plan.goals[0].value, at(&curve, amount));
            assert!(
                (is - drawn).abs() <= allowed,
                "{goal:?} {amount}: {is} {drawn}"
            );
        }
        if goal == Goal::Shortfall {
            assert!(
                curve.exact,
                "{} points, {}",
                curve.points.len(),
                curve.error
            );
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(report::frontier(&curve, lang).contains("capital"));
        }
    }
}

#[test]
fn slips_are_named() {
    let (district, standard, policy) = base();
    let code = |fund: &str, draw: &Draw| match frontier(&district, &standard, &policy, fund, draw) {
        Err(Error::Input(problems)) => problems.iter().next().unwrap().code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code("nobody", &Draw::default()), Code::FrontierNoFund);
    let draw = Draw {
        from: Some(5.0),
        to: Some(1.0),
        ..Draw::default()
    };
    assert_eq!(code("capital", &draw), Code::FrontierRange);
}

#[test]
fn comparisons_say_who_gains() {
    let (district, standard, policy) = base();
    let make = |policy: &Policy| plan(&district, &standard, policy, &Options::default()).unwrap();
    let poor = make(&policy);
    let mut richer = policy.clone();
    richer.funds[0].amount = junheng::policy::Amount::Yuan(8e6);
    let rich = make(&richer);
    let today = Comparison::with_today(&poor).unwrap();
    assert_eq!(today.losing().count(), 0);
    let touched: std::collections::BTreeSet<_> = poor
        .actions
        .iter()
        .map(|a| (a.school_id.clone(), a.stage))
        .collect();
    let counted = ["teaching_area_m2", "higher_degree_teachers"];
    for section in today.gaining() {
        assert!(touched.contains(&(section.school_id.clone(), section.stage)));
        assert!(
            section
                .gains
                .keys()
                .all(|id| counted.contains(&id.as_str()))
        );
    }
    assert!(today.gaining().count() > 0);
    let both = Comparison::of_plans(&poor, &rich).unwrap();
    assert_eq!(both.spent["capital"][1], rich.spent.get("capital").copied());
    assert_eq!(both.goals[0].values[0], Some(poor.goals[0].value));
    let same = Comparison::of_plans(&poor, &poor).unwrap();
    assert!(
        same.sections
            .iter()
            .all(|s| s.gains.is_empty() && s.loses.is_empty())
    );
    assert!(report::comparison(&both, Lang::Zh).contains("有得无失"));
    let mut other = rich.after.clone();
    other.standard = "other".into();
    assert!(Comparison::of(&poor.after, &other).is_err());
}
