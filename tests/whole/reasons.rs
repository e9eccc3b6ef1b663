//! Reasons: what each change serves, what is missing and why, and which limits bind.

use junheng::plan::{Hindrance, Purpose, Reasons};
use junheng::policy::{Filter, Fund, Goal, Lever, Policy, Rule};
use junheng::standard::{Indicator, Per, PerStage, Standard};
use junheng::{District, Lang, Options, Section, Stage, plan, report};

use super::oracle::{example, random_case};

fn case() -> (District, Standard, Policy) {
    let section = |id: &str| Section::new(id, Stage::Primary, 100.0);
    let district = District::builder(["books", "desks"])
        .section(section("rich"), [900.0, 50.0])
        .section(section("poor"), [200.0, 50.0])
        .section(section("kept"), [300.0, 50.0])
        .section(section("capped"), [100.0, 200.0])
        .build()
        .unwrap();
    let indicators = ["books", "desks"].map(|id| {
        let mut indicator = Indicator::of(id, Per::Pupil);
        let minimum = if id == "books" { 5.0 } else { 1.0 };
        indicator.minimum = PerStage::both(minimum, minimum);
        indicator
    });
    let mut buy = Lever::adding("buy", "books", 10.0, "books");
    buy.filter = Filter::default();
    let policy = Policy {
        goals: vec![Goal::Shortfall, Goal::Cost],
        funds: vec![Fund::new("books", 5_000.0)],
        levers: vec![buy],
        rules: vec![
            Rule::Keep {
                school: "kept".into(),
                stage: None,
            },
            Rule::Cap {
                fund: "books".into(),
                per_section: 1_500.0,
                filter: Filter {
                    schools: vec!["capped".into()],
                    ..Filter::default()
                },
            },
        ],
        ..Policy::default()
    };
    (district, Standard::new("two", indicators.to_vec()), policy)
}

fn reasons(d: &District, s: &Standard, p: &Policy) -> Reasons {
    plan(d, s, p, &Options::default()).unwrap().reasons.unwrap()
}

#[test]
fn each_section_is_told_why() {
    let (d, s, p) = case();
    let told = reasons(&d, &s, &p);
    let of = |id: &str| told.sections.iter().find(|r| r.school_id == id).unwrap();
    let why = |id: &str, indicator: &str| {
        let lacks = &of(id).lacks;
        lacks
            .iter()
            .find(|l| l.indicator == indicator)
            .map(|l| l.why)
    };
    let poor = &of("poor").changes[0];
    assert_eq!(poor.serves.len(), 1);
    assert_eq!(poor.serves[0].purpose, Purpose::Minimum);
    assert_eq!(poor.serves[0].goal.as_deref(), Some("shortfall"));
    assert!((poor.serves[0].by - 3.0).abs() < 1e-6);
    assert_eq!(why("poor", "books"), None);
    assert_eq!(why("poor", "desks"), Some(Hindrance::NoLever));
    assert_eq!(why("kept", "books"), Some(Hindrance::Kept));
    assert_eq!(of("kept").limits, ["rule.1"]);
    assert_eq!(why("capped", "books"), Some(Hindrance::Limit));
    assert_eq!(of("capped").limits, ["rule.2"]);
    // 3,000 + 1,500 of 5,000: the fund does not bind.
    assert!(told.limits.is_empty(), "{:?}", told.limits);
}

#[test]
fn a_fund_that_is_used_up_binds() {
    let (d, s, mut p) = case();
    p.funds[0] = Fund::new("books", 2_000.0);
    let told = reasons(&d, &s, &p);
    assert_eq!(told.limits, ["fund.books"]);
    let poor = told
        .sections
        .iter()
        .find(|r| r.school_id == "poor")
        .unwrap();
    assert!(poor.limits.contains(&"fund.books".into()));
}

#[test]
fn the_parts_of_a_change_add_up_on_random_districts() {
    let mut parts = 0;
    for seed in 0..30 {
        let (d, s, p) = random_case(seed);
        let Ok(made) = plan(&d, &s, &p, &Options::default()) else {
            continue;
        };
        let told = made.reasons.clone().unwrap();
        let spent: f64 = told.sections.iter().map(|r| r.spent).sum();
        let all: f64 = made.actions.iter().map(|a| a.cost).sum();
        assert!(spent <= all * (1.0 + 1e-9) + 1e-6, "{seed}");
        for change in told.sections.iter().flat_map(|r| &r.changes) {
            let sum: f64 = change.serves.iter().map(|part| part.by).sum();
            assert!((sum - (change.to - change.from)).abs() <= 1e-6 * change.to.abs().max(1.0));
            parts += change.serves.len();
        }
        for lang in [Lang::Zh, Lang::En] {
            let said = report::reasons(&made, &d, &s, &p, lang);
            assert_eq!(said.len(), told.sections.len());
        }
    }
    assert!(parts > 100, "{parts}");
}

#[test]
fn each_lever_is_told_by_itself() {
    let (d, s, mut p) = case();
    p.rules.clear();
    p.funds[0] = Fund::new("books", 50_000.0);
    p.levers
        .push(Lever::adding("build", "desks", 20.0, "books"));
    let options = Options {
        gains: true,
        ..Options::default()
    };
    let made = plan(&d, &s, &p, &options).unwrap();
    let levers = made.reasons.as_ref().unwrap().levers.clone();
    let names: Vec<&str> = levers.iter().map(|g| g.lever.as_str()).collect();
    assert_eq!(names, ["buy", "build"]);
    // Sections of 100 pupils lack 3 + 2 + 4 of 5 books, and thrice 1/2 desk, a pupil.
    let (books, desks) = (0.25 * (0.6 + 0.4 + 0.8), 0.25 * 3.0 * 0.5);
    for (gain, [without, alone]) in levers.iter().zip([[books, desks], [desks, books]]) {
        let [without_it, alone_it] = [&gain.without, &gain.alone].map(|g| g.as_ref().unwrap()[0]);
        assert!((without_it - without).abs() < 1e-6, "{gain:?}");
        assert!((alone_it - alone).abs() < 1e-6, "{gain:?}");
    }
    assert!(made.goals[0].value < 1e-6);
    let said = report::plan(&made, &d, &s, &p, Lang::En);
    assert!(said.contains("What each lever does by itself"), "{said}");
}

#[test]
fn the_report_tells_reasons_in_both_languages() {
    let input = example("qinghe");
    let (d, s, p) = (&input.district, &input.standard, &input.policy);
    let made = plan(d, s, p, &Options::default()).unwrap();
    let en = report::plan(&made, d, s, p, Lang::En);
    assert!(
        en.contains("== Why ==") && en.contains("towards the minimum"),
        "{en}"
    );
    let zh = report::plan(&made, d, s, p, Lang::Zh);
    assert!(zh.contains("缘由") && zh.contains("为达到最低值"));
}
