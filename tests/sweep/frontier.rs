//! The frontier against re-solves of the whole plan, and comparisons.

use junheng::compare::Comparison;
use junheng::frontier::{Draw, Frontier, between, frontier};
use junheng::policy::{Goal, Measure};
use junheng::{Code, Error, Lang, Options, Policy, io, plan, report};

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
            assert!(
                report::frontier(&curve, &district, &standard, &policy, lang).contains("capital")
            );
        }
    }
}

#[test]
fn a_goal_against_money_is_the_frontier_of_the_only_fund() {
    let (district, standard, mut policy) = base();
    policy.funds.truncate(1);
    policy.levers.truncate(2);
    let draw = Draw::default();
    let by_fund = frontier(&district, &standard, &policy, "capital", &draw).unwrap();
    let mut rich = policy.clone();
    rich.funds[0].amount = junheng::policy::Amount::Unlimited;
    let (goal, cost) = (Goal::Shortfall, Goal::Cost);
    let by_cost = between(&district, &standard, &rich, goal, cost, &draw).unwrap();
    let fall = by_fund.points[0].value - by_fund.points[by_fund.points.len() - 1].value;
    assert!(by_cost.exact && by_cost.against.as_deref() == Some("cost"));
    let last = by_cost.points[by_cost.points.len() - 1].amount;
    let stops = by_fund.stops.unwrap();
    assert!(
        (last - stops).abs() <= 1e-4 * last,
        "{last} {stops} {by_fund:?}"
    );
    for i in 0..=20 {
        let amount = last * f64::from(i) / 20.0;
        let (a, b) = (at(&by_fund, amount), at(&by_cost, amount));
        assert!((a - b).abs() <= 1e-5 * fall, "{amount}: {a} {b}");
    }
    // Two goals that pull apart: the curve lies between the plans in either order.
    let std = Goal::Disparity(Measure::Std);
    let curve = between(&district, &standard, &policy, std, cost, &draw).unwrap();
    let ends = [[cost, std], [std, cost]].map(|goals| {
        let policy = Policy {
            goals: goals.to_vec(),
            ..policy.clone()
        };
        let plan = plan(&district, &standard, &policy, &Options::default()).unwrap();
        let of = |goal: Goal| plan.goals.iter().find(|g| g.goal == goal.id());
        (of(cost).unwrap().value, of(std).unwrap().value)
    });
    assert!(ends[1].0 > 1e6 && !curve.exact);
    let (first, last) = (curve.points[0], curve.points[curve.points.len() - 1]);
    for (point, (amount, value)) in [first, last].into_iter().zip(ends) {
        assert!((point.amount - amount).abs() <= 1e-9 * amount.max(1.0));
        assert!((point.value - value).abs() <= 1e-9 * value);
    }
    assert!(
        curve
            .points
            .windows(2)
            .all(|p| p[1].value <= p[0].value + 1e-9)
    );
    assert!(curve.error <= 1.1e-3 * (first.value - last.value).max(1e-9));
    for lang in [Lang::Zh, Lang::En] {
        assert!(!report::frontier(&curve, &district, &standard, &policy, lang).is_empty());
    }
    let agreed = between(&district, &standard, &policy, std, goal, &draw).unwrap();
    assert_eq!(agreed.points.len(), 1);
    let refused = between(&district, &standard, &policy, std, Goal::WorstCv, &draw);
    assert!(
        matches!(refused, Err(Error::Input(p)) if p.iter().any(|p| p.code == Code::FrontierGoals))
    );
}

#[test]
fn whole_units_make_no_straight_lines() {
    let (district, standard, mut policy) = base();
    policy.levers = vec![policy.levers[1].clone()];
    policy.levers[0].whole = true;
    policy.levers[0].unit_cost = junheng::policy::UnitCost::Same(20_000.0);
    policy.rules.clear();
    policy.goals = vec![Goal::Shortfall];
    let draw = Draw {
        to: Some(200_000.0),
        tolerance: 0.3,
        ..Draw::default()
    };
    let curve = frontier(&district, &standard, &policy, "capital", &draw).unwrap();
    assert!(!curve.exact);
    for i in 0..=8 {
        let amount = 200_000.0 * f64::from(i) / 8.0;
        policy.funds[0].amount = junheng::policy::Amount::Yuan(amount);
        let plan = plan(&district, &standard, &policy, &Options::default()).unwrap();
        let away = (plan.goals[0].value - at(&curve, amount)).abs();
        assert!(
            away <= curve.error + 1e-9,
            "{amount}: {away} {}",
            curve.error
        );
    }
}

/// The curve of both examples against 500 plans each.
#[test]
#[ignore = "2,000 plans"]
#[allow(clippy::print_stdout)] // the figures are what is looked at
fn it_is_what_500_plans_say_of_the_examples() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    for (name, fund) in [("qinghe", "capital"), ("california", "grant")] {
        let input = io::load(&root.join(name), &io::Load::default()).unwrap();
        let (district, standard) = (&input.district, &input.standard);
        for goal in [Goal::Shortfall, Goal::Disparity(Measure::Std)] {
            let mut policy = Policy {
                goals: vec![goal],
                ..input.policy.clone()
            };
            let draw = Draw::default();
            let curve = frontier(district, standard, &policy, fund, &draw).unwrap();
            let last = curve.points[curve.points.len() - 1];
            let fall = curve.points[0].value - last.value;
            let index = policy.fund(fund).unwrap();
            let mut worst: f64 = 0.0;
            for i in 0..500 {
                let amount = last.amount * f64::from(i) / 499.0;
                policy.funds[index].amount = junheng::policy::Amount::Yuan(amount);
                let plan = plan(district, standard, &policy, &Options::default()).unwrap();
                worst = worst.max((plan.goals[0].value - at(&curve, amount)).abs());
            }
            println!(
                "{name} {}: {} points, exact {}, stated {:.1e}, found {:.1e} of the fall",
                goal.id(),
                curve.points.len(),
                curve.exact,
                curve.error / fall,
                worst / fall
            );
            assert_eq!(curve.exact, goal == Goal::Shortfall);
            assert!(worst <= curve.error + 2e-6 * fall);
        }
    }
}

/// Two schools and two funds; one of them must get books to comply.
fn compelled() -> (junheng::District, junheng::Standard, Policy) {
    use junheng::policy::{Amount, Fund, Lever};
    use junheng::standard::{Indicator, Per, PerStage};
    let district = junheng::District::builder(["books"])
        .section(
            junheng::Section::new("1", junheng::Stage::Primary, 45.0),
            [450.0],
        )
        .section(
            junheng::Section::new("2", junheng::Stage::Primary, 37.0),
            [74.0],
        )
        .build()
        .unwrap();
    let mut books = Indicator::of("books", Per::Pupil);
    books.minimum = PerStage::both(5.0, 5.0);
    let mut given = Lever::adding("be given books", "books", 50.0, "gifts");
    given.max_total = Some(61.0);
    let policy = Policy {
        funds: vec![
            Fund::new("library", 3_000.0),
            Fund {
                amount: Amount::Unlimited,
                ..Fund::new("gifts", 0.0)
            },
        ],
        levers: vec![Lever::adding("buy books", "books", 20.0, "library"), given],
        goals: vec![Goal::Cost],
        comply: true,
        ..Policy::default()
    };
    (
        district,
        junheng::Standard::new("books", vec![books]),
        policy,
    )
}

#[test]
fn what_money_must_be_spent_has_a_frontier_from_the_least_that_complies() {
    let (district, standard, policy) = compelled();
    let draw = Draw::default();
    let curve = frontier(&district, &standard, &policy, "library", &draw).unwrap();
    // 111 books are lacking, of which 61 can be given: 50 must be bought, at 20 yuan; each
    // further one that is bought saves 30.
    let first = curve.points[0];
    let last = curve.points[curve.points.len() - 1];
    assert!((first.amount - 1_000.0).abs() < 0.1, "{curve:?}");
    assert!(
        (first.value - (50.0 * 20.0 + 61.0 * 50.0)).abs() < 0.5,
        "{curve:?}"
    );
    assert!((last.value - 111.0 * 20.0).abs() < 0.5, "{curve:?}");
    let least = curve.least_to_comply.unwrap();
    assert!((least - 1_000.0).abs() < 0.1, "{curve:?}");
    // Where nothing need be spent there is nothing to draw.
    let free = Policy {
        comply: false,
        ..policy
    };
    let refused = frontier(&district, &standard, &free, "library", &draw);
    assert!(
        matches!(refused, Err(Error::Input(p)) if p.iter().any(|p| p.code == Code::FrontierIdle))
    );
}

#[test]
fn a_curve_that_is_stopped_says_so() {
    let (district, standard, policy) = base();
    let draw = Draw {
        to: Some(1e6),
        ..Draw::default()
    };
    draw.options.cancel.cancel();
    let done = frontier(&district, &standard, &policy, "capital", &draw);
    assert!(matches!(done, Err(Error::Stopped { .. })), "{done:?}");
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
    assert!(report::comparison(&both, Some(&district), &standard, Lang::Zh).contains("有得无失"));
    let mut other = rich.after.clone();
    other.standard = "other".into();
    assert!(Comparison::of(&poor.after, &other).is_err());
}
