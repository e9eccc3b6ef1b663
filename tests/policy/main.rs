//! Policies: files to values and back, every way a policy can be wrong, the ranges of
//! figures and the edge of what can be had.
#![allow(clippy::unwrap_used, clippy::panic)]

mod broken;
mod edge;
mod hints;
#[path = "../oracle/mod.rs"]
mod oracle;
mod random;
mod ranges;

use junheng::io::read_policy;
use junheng::policy::{
    Amount, Filter, Fund, Goal, Lever, Measure, NoLevellingDown, Rule, Solve, UnitCost,
};
use junheng::{
    Code, District, Error, Lang, Locale, Origin, Policy, Problem, Problems, Section, Stage,
    Standard,
};

/// What is built of the contract's example.
const VALID: &str = r#"standard = "quality-balanced-2017"
goals = ["shortfall", { disparity = "std" }, "cost"]
no_levelling_down = "minimum"

[weights]
teaching_area_m2 = 2.0

[[fund]]
name = "capital"
amount = 12_000_000

[[lever]]
name = "build teaching rooms"
adds = { teaching_area_m2 = 1.0 }
unit_cost = { urban = 3000, town = 2600, rural = 2400 }
fund = "capital"
max_per_section = 3000
max_total = 40_000
stages = ["primary"]

[[rule]]
share = { fund = "capital", locales = ["rural", "town"], at_least = 0.6 }
[[rule]]
cap = { fund = "capital", per_section = 2_000_000 }
[[rule]]
keep = { school = "2", stage = "junior" }

[solve]
time_limit_s = 60
gap = 1e-4
threads = 1
"#;

/// Three sections: an urban and a rural primary one, and a rural junior one.
fn district() -> Result<District, Error> {
    let section = |id: &str, stage, locale, group: &str| Section {
        locale: Some(locale),
        group: Some(group.to_owned()),
        ..Section::new(id, stage, 100.0)
    };
    District::builder(["teaching_area_m2", "books"])
        .section(
            section("1", Stage::Primary, Locale::Urban, "east"),
            [400.0, 900.0],
        )
        .section(
            section("2", Stage::Primary, Locale::Rural, "west"),
            [300.0, 700.0],
        )
        .section(
            section("2", Stage::Junior, Locale::Rural, "west"),
            [300.0, 700.0],
        )
        .build()
}

/// All problems of a policy file: of reading it or, where it can be read, of checking it.
fn problems_of(text: &str, standard: &Standard) -> Result<Problems, Error> {
    Ok(match read_policy("policy.toml", text) {
        Ok((policy, origin)) => policy.check(&district()?, standard, &origin),
        Err(problems) => problems,
    })
}

fn assert_said(problem: &Problem) {
    for lang in [Lang::Zh, Lang::En] {
        for text in [
            problem.what(lang),
            problem.cause(lang),
            problem.action(lang),
        ] {
            let unfilled = (0..4).any(|n| text.contains(&format!("{{{n}}}")));
            assert!(!text.is_empty() && !unfilled, "{problem:?}: {text}");
        }
    }
}

#[test]
fn the_example_of_the_contract_gives_the_expected_policy() -> Result<(), Error> {
    let (policy, origin) = read_policy("policy.toml", VALID).map_err(Error::Input)?;
    let expected = Policy {
        currency: None,
        standard: Some("quality-balanced-2017".into()),
        goals: vec![Goal::Shortfall, Goal::Disparity(Measure::Std), Goal::Cost],
        comply: false,
        no_levelling_down: NoLevellingDown::Minimum,
        weights: [("teaching_area_m2".to_owned(), 2.0)].into(),
        funds: vec![Fund::new("capital", 12e6)],
        levers: vec![Lever {
            unit_cost: UnitCost::ByLocale {
                urban: Some(3000.0),
                town: Some(2600.0),
                rural: Some(2400.0),
            },
            max_per_section: Some(3000.0),
            max_total: Some(40_000.0),
            filter: Filter {
                stages: vec![Stage::Primary],
                ..Filter::default()
            },
            ..Lever::adding("build teaching rooms", "teaching_area_m2", 0.0, "capital")
        }],
        transfers: Vec::new(),
        rules: vec![
            Rule::Share {
                fund: "capital".into(),
                filter: Filter {
                    locales: vec![Locale::Rural, Locale::Town],
                    ..Filter::default()
                },
                at_least: 0.6,
            },
            Rule::Cap {
                fund: "capital".into(),
                per_section: 2e6,
                filter: Filter::default(),
            },
            Rule::Keep {
                school: "2".into(),
                stage: Some(Stage::Junior),
            },
        ],
        solve: Solve::default(),
    };
    assert_eq!(policy, expected);
    assert_eq!(origin.line("lever.1.unit_cost.town"), Some(15));
    assert_eq!(origin.line("rule.3.keep.school"), Some(26));
    let standard = Standard::bundled("quality-balanced-2017")?;
    assert_eq!(
        policy.check(&district()?, &standard, &origin),
        Problems::new()
    );
    assert_eq!(
        policy.warnings(&district()?, &standard, &origin),
        Problems::new()
    );
    Ok(())
}

#[test]
fn an_empty_file_is_the_default_policy() -> Result<(), Error> {
    for text in ["", "\u{feff}", "# nothing\r\n"] {
        let (policy, _) = read_policy("policy.toml", text).map_err(Error::Input)?;
        assert_eq!(policy, Policy::default());
    }
    Ok(())
}

#[test]
fn short_forms_mean_what_the_contract_says() -> Result<(), Error> {
    let text = r#"
        goals = ["disparity", { disparity = "gini" }, "floor"]
        no_levelling_down = "off"
        [[fund]]
        name = "staff"
        amount = "unlimited"
        [[lever]]
        name = "merge rooms"
        adds = { teaching_area_m2 = -10, multimedia_rooms = 0x1 }
        unit_cost = 0
    "#;
    let (policy, _) = read_policy("policy.toml", text).map_err(Error::Input)?;
    let goals = [
        Goal::Disparity(Measure::Std),
        Goal::Disparity(Measure::Gini),
        Goal::Floor,
    ];
    assert_eq!(policy.goals, goals);
    assert_eq!(policy.no_levelling_down, NoLevellingDown::Off);
    assert_eq!(policy.funds[0].amount, Amount::Unlimited);
    assert_eq!(policy.levers[0].fund, None);
    let added = policy.levers[0].adds.get("multimedia_rooms");
    assert_eq!(added, Some(&1.0));
    Ok(())
}

#[test]
fn floor_needs_a_minimum_and_some_indicator_a_weight() -> Result<(), Error> {
    let standard = Standard::bundled("basically-balanced-2012")?;
    let policy = Policy {
        goals: vec![Goal::Shortfall, Goal::Floor],
        ..Policy::default()
    };
    let codes = |problems: &Problems| problems.iter().map(|p| p.code).collect::<Vec<_>>();
    let origin = Origin::default();
    let problems = policy.check(&district()?, &standard, &origin);
    assert_eq!(codes(&problems), [Code::FloorOfNoMinimum]);
    problems.iter().for_each(assert_said);
    let warnings = policy.warnings(&district()?, &standard, &origin);
    assert_eq!(codes(&warnings), [Code::ShortfallOfNoMinimum]);
    warnings.iter().for_each(assert_said);
    let ids = standard.indicators.iter().map(|k| (k.id.clone(), 0.0));
    let policy = Policy {
        weights: ids.collect(),
        ..Policy::default()
    };
    let problems = policy.check(&district()?, &standard, &origin);
    assert_eq!(codes(&problems), [Code::NoWeight]);
    Ok(())
}

#[test]
fn comply_is_taken() -> Result<(), Error> {
    let standard = Standard::bundled("quality-balanced-2017")?;
    let policy = Policy {
        comply: true,
        ..Policy::default()
    };
    let problems = policy.check(&district()?, &standard, &Origin::default());
    assert_eq!(problems, Problems::new());
    Ok(())
}

#[test]
fn useless_levers_are_warned_of() -> Result<(), Error> {
    let standard = Standard::bundled("quality-balanced-2017")?;
    let cases = [
        (
            "teaching_area_m2 = 1.0",
            "books = 1",
            Code::LeverServesNothing,
            14,
        ),
        (
            "[\"primary\"]",
            "[\"junior\"]",
            Code::LeverReachesNothing,
            12,
        ),
    ];
    for (from, to, code, line) in cases {
        let text = VALID.replacen(from, to, 1);
        let (policy, origin) = read_policy("policy.toml", &text).map_err(Error::Input)?;
        assert_eq!(
            policy.check(&district()?, &standard, &origin),
            Problems::new()
        );
        let warnings = policy.warnings(&district()?, &standard, &origin);
        let found: Vec<_> = warnings.iter().map(|p| (p.code, p.place.row)).collect();
        assert_eq!(found, [(code, Some(line))]);
        warnings.iter().for_each(assert_said);
    }
    Ok(())
}

#[test]
fn numbers_of_a_policy_in_memory_are_checked_too() -> Result<(), Error> {
    let standard = Standard::bundled("quality-balanced-2017")?;
    let mut policy = Policy {
        funds: vec![Fund::new("capital", f64::NAN)],
        levers: vec![Lever::adding(
            "buy books",
            "books",
            f64::INFINITY,
            "capital",
        )],
        ..Policy::default()
    };
    policy.levers[0].adds.insert("books".into(), f64::NAN);
    policy.solve.gap = f64::NAN;
    policy.solve.time_limit_s = f64::INFINITY;
    policy.weights.insert("sports_area_m2".into(), f64::NAN);
    let problems = policy.check(&district()?, &standard, &Origin::default());
    assert_eq!(problems.len(), 6, "{problems}");
    for problem in &problems {
        assert_eq!(problem.code, Code::NotFinite);
        assert_eq!(problem.place.file, None);
    }
    Ok(())
}
