//! The reports, compared byte for byte with `tests/golden`.
//!
//! `JUNHENG_GOLDEN=write cargo test --test report` writes the golden files anew; look
//! at what changed before keeping it.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::collections::BTreeMap;
use std::path::Path;

use junheng::disparity::{
    Assessment, Excluded, IndicatorAssessment, SectionAssessment, StageAssessment,
};
use junheng::plan::{Action, GoalValue, Plan, Price, SolverReport, Status};
use junheng::policy::{Amount, Filter, Fund, Lever, Rule};
use junheng::standard::{Indicator, Name, Per, PerStage, SectionRule};
use junheng::{Code, District, Error, Lang, Locale, Place, Policy, Problems, Section, Stage};
use junheng::{Standard, report};
use unicode_width::UnicodeWidthStr;

const BOTH: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("JUNHENG_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    assert_eq!(text, golden, "{name} has changed");
}

fn section(id: &str, name: &str, stage: Stage, locale: Locale, pupils: f64) -> Section {
    Section {
        name: name.into(),
        locale: Some(locale),
        ..Section::new(id, stage, pupils)
    }
}

fn district() -> District {
    let point = Section {
        teaching_point: true,
        ..section("2105", "石桥教学点", Stage::Primary, Locale::Rural, 32.0)
    };
    District::builder(["teaching_area_m2", "equipment_yuan", "books"])
        .section(
            section(
                "2101",
                "清河县第一小学",
                Stage::Primary,
                Locale::Urban,
                1200.0,
            ),
            [6000.0, 3_000_000.0, 30_000.0],
        )
        .section(
            section(
                "2102",
                "柳林镇中心小学",
                Stage::Primary,
                Locale::Town,
                500.0,
            ),
            [2100.0, 700_000.0, 9_000.0],
        )
        .section(
            section(
                "2103",
                "青山乡九年一贯制寄宿学校（小学部）",
                Stage::Primary,
                Locale::Rural,
                300.0,
            ),
            [1000.0, 400_000.0, 4_000.0],
        )
        .section(
            section(
                "2103",
                "青山乡九年一贯制寄宿学校（初中部）",
                Stage::Junior,
                Locale::Rural,
                240.0,
            ),
            [1391.0, 590_000.0, 5_000.0],
        )
        .section(point, [200.0, 30_000.0, 300.0])
        .build()
        .unwrap()
}

fn standard() -> Standard {
    let name = |zh: &str, en: &str| {
        Some(Name {
            zh: zh.into(),
            en: en.into(),
        })
    };
    let area = Indicator {
        minimum: PerStage::both(4.5, 5.8),
        cv_limit: PerStage::both(0.5, 0.45),
        name: name("生均教学及辅助用房面积", "teaching rooms, m2 per pupil"),
        ..Indicator::of("teaching_area_m2", Per::Pupil)
    };
    let equipment = Indicator {
        minimum: PerStage::both(2000.0, 2500.0),
        cv_limit: PerStage::both(0.5, 0.45),
        name: name("生均教学仪器设备值", "equipment, yuan per pupil"),
        ..Indicator::of("equipment_yuan", Per::Pupil)
    };
    let books = Indicator::of("books", Per::HundredPupils);
    Standard {
        section: SectionRule {
            may_miss: 1,
            floor: 0.85,
        },
        ..Standard::new("quality-balanced-2017", vec![area, equipment, books])
    }
}

fn policy() -> Policy {
    Policy {
        funds: vec![
            Fund::new("capital", 2_000_000.0),
            Fund {
                name: "donations".into(),
                amount: Amount::Unlimited,
            },
        ],
        levers: vec![
            Lever::adding(
                "build teaching rooms",
                "teaching_area_m2",
                2600.0,
                "capital",
            ),
            Lever {
                adds: [
                    ("books".to_owned(), 100.0),
                    ("equipment_yuan".to_owned(), 50.0),
                ]
                .into(),
                whole: true,
                ..Lever::adding("a shelf of books", "books", 2000.0, "donations")
            },
        ],
        rules: vec![Rule::Share {
            fund: "capital".into(),
            filter: Filter {
                locales: vec![Locale::Rural, Locale::Town],
                ..Filter::default()
            },
            at_least: 0.6,
        }],
        ..Policy::default()
    }
}

/// An indicator of a stage: id, minimum, mean, CV, limit, sections below, least, largest.
#[allow(clippy::too_many_arguments)]
fn indicator(
    id: &str,
    minimum: Option<f64>,
    mean: f64,
    cv: Option<f64>,
    cv_limit: Option<f64>,
    sections_below: usize,
    min: f64,
    max: f64,
) -> IndicatorAssessment {
    IndicatorAssessment {
        id: id.into(),
        minimum,
        mean,
        cv,
        cv_limit,
        cv_pass: cv_limit.is_none_or(|l| cv.is_some_and(|c| c <= l)),
        sections_below,
        gini: None,
        hoover: None,
        theil_t: None,
        theil_l: None,
        atkinson_1: None,
        mcloone: None,
        verstegen: None,
        restricted_range: None,
        range_ratio: None,
        palma: None,
        min,
        max,
        one_minus_r2: None,
        theil_t_between_locales: None,
        theil_t_between_groups: None,
    }
}

fn of_section(
    id: &str,
    stage: Stage,
    pupils: f64,
    values: [f64; 3],
    below: &[&str],
    pass: bool,
) -> SectionAssessment {
    let ids = ["teaching_area_m2", "equipment_yuan", "books"];
    SectionAssessment {
        school_id: id.into(),
        stage,
        pupils,
        values: ids.map(Into::into).into_iter().zip(values).collect(),
        below: below.iter().map(|s| (*s).into()).collect(),
        pass,
    }
}

fn primary() -> StageAssessment {
    StageAssessment {
        stage: Stage::Primary,
        sections: 3,
        pupils: 2000.0,
        composite_cv: Some(0.3018),
        composite_limit: None,
        pass: false,
        indicators: vec![
            indicator(
                "teaching_area_m2",
                Some(4.5),
                4.55,
                Some(0.5004),
                Some(0.5),
                2,
                3.33,
                5.0,
            ),
            indicator(
                "equipment_yuan",
                Some(2000.0),
                2050.0,
                Some(0.612),
                Some(0.5),
                2,
                1333.33,
                2500.0,
            ),
            indicator("books", None, 2150.0, Some(0.217), None, 0, 1333.33, 2500.0),
        ],
    }
}

fn junior() -> StageAssessment {
    StageAssessment {
        stage: Stage::Junior,
        sections: 1,
        pupils: 240.0,
        composite_cv: None,
        composite_limit: None,
        pass: true,
        indicators: vec![
            indicator(
                "teaching_area_m2",
                Some(5.8),
                5.7958,
                Some(0.0),
                Some(0.45),
                1,
                5.7958,
                5.7958,
            ),
            indicator(
                "equipment_yuan",
                Some(2500.0),
                2458.33,
                Some(0.0),
                Some(0.45),
                1,
                2458.33,
                2458.33,
            ),
            indicator("books", None, 2083.33, None, None, 0, 2083.33, 2083.33),
        ],
    }
}

fn before() -> Assessment {
    let short = ["teaching_area_m2", "equipment_yuan"];
    Assessment {
        standard: "quality-balanced-2017".into(),
        pass: false,
        sections: 4,
        sections_passing: 2,
        excluded: vec![Excluded {
            school_id: "2105".into(),
            stage: Stage::Primary,
            reason: "teaching_point_under_50".into(),
        }],
        stages: vec![primary(), junior()],
        sections_detail: vec![
            of_section(
                "2101",
                Stage::Primary,
                1200.0,
                [5.0, 2500.0, 2500.0],
                &[],
                true,
            ),
            of_section(
                "2102",
                Stage::Primary,
                500.0,
                [4.2, 1400.0, 1800.0],
                &short,
                false,
            ),
            of_section(
                "2103",
                Stage::Primary,
                300.0,
                [10.0 / 3.0, 4000.0 / 3.0, 1333.33],
                &short,
                false,
            ),
            of_section(
                "2103",
                Stage::Junior,
                240.0,
                [5.7958, 2500.0, 2083.33],
                &short[..1],
                true,
            ),
        ],
    }
}

fn after() -> Assessment {
    let mut a = before();
    a.sections_passing = 3;
    let primary = &mut a.stages[0];
    primary.indicators[0] = indicator(
        "teaching_area_m2",
        Some(4.5),
        4.85,
        Some(0.0523),
        Some(0.5),
        0,
        4.5,
        5.0,
    );
    a.sections_detail[1] = of_section(
        "2102",
        Stage::Primary,
        500.0,
        [4.5, 1700.0, 1800.0],
        &["equipment_yuan"],
        true,
    );
    a.sections_detail[2] = of_section(
        "2103",
        Stage::Primary,
        300.0,
        [4.4964, 1400.0, 1333.33],
        &["teaching_area_m2", "equipment_yuan"],
        false,
    );
    a
}

fn action(lever: &str, id: &str, units: f64, cost: f64) -> Action {
    Action {
        lever: lever.into(),
        school_id: id.into(),
        stage: Stage::Primary,
        group: None,
        units,
        cost,
    }
}

fn plan() -> Plan {
    let goal = |goal: &str, value, bound| GoalValue {
        goal: goal.into(),
        value,
        bound,
        levels: None,
    };
    let price = |of: &str, goal: &str, per_unit| Price {
        of: of.into(),
        goal: goal.into(),
        per_unit,
    };
    Plan {
        status: Status::Optimal,
        goals: vec![
            goal("shortfall", 0.021, 0.021),
            goal("disparity.std", 0.2104, 0.2104),
            goal("cost", 1_316_000.0, 1_315_999.9),
        ],
        currency: None,
        spent: BTreeMap::from([
            ("capital".into(), 1_300_000.0),
            ("donations".into(), 16_000.0),
        ]),
        actions: vec![
            action("build teaching rooms", "2103", 350.0, 910_000.0),
            action("a shelf of books", "2103", 8.0, 16_000.0),
            action("build teaching rooms", "2102", 150.0, 390_000.0),
        ],
        moves: Vec::new(),
        reasons: None,
        transfers: Vec::new(),
        before: before(),
        after: after(),
        prices: vec![
            price("fund.capital", "shortfall", -1.2e-8),
            price("fund.capital", "disparity.std", 0.0),
            price("rule.1", "disparity.std", 0.04),
        ],
        solver: SolverReport {
            name: "clarabel".into(),
            version: "0.11.1".into(),
            iterations: 1019,
            gap: 1e-9,
            seconds: None,
        },
    }
}

#[test]
fn an_assessment_reads_as_its_golden_text() {
    for (lang, tag) in BOTH {
        let text = report::assessment(&before(), &district(), &standard(), lang);
        compare(&format!("assessment.{tag}.txt"), &text);
    }
}

#[test]
fn a_plan_reads_as_its_golden_text() {
    for (lang, tag) in BOTH {
        let text = report::plan(&plan(), &district(), &standard(), &policy(), lang);
        compare(&format!("plan.{tag}.txt"), &text);
    }
}

#[test]
fn all_but_lists_keeps_within_the_page() {
    for (lang, _) in BOTH {
        let text = report::plan(&plan(), &district(), &standard(), &policy(), lang);
        let tables = text.lines().filter(|l| !l.starts_with("  - "));
        for line in tables {
            assert!(line.width() <= usize::from(report::WIDTH), "{line}");
        }
    }
}

#[test]
fn a_verdict_that_rounding_would_turn_is_noted() {
    let text = report::assessment(&before(), &district(), &standard(), Lang::En);
    assert!(text.contains("CV 0.5004, limit 0.5000"), "{text}");
    assert!(text.contains("5.796, minimum 5.800"), "{text}");
}

#[test]
fn names_from_data_cannot_drive_the_terminal() {
    let evil = "\u{1b}[2J\u{202e}\r\nevil\u{7}\u{9b}";
    let district = District::builder(["books"])
        .section(
            section(evil, evil, Stage::Primary, Locale::Rural, 100.0),
            [1.0],
        )
        .build()
        .unwrap();
    let mut books = Indicator::of("books", Per::Pupil);
    books.name = Some(Name {
        zh: evil.into(),
        en: evil.into(),
    });
    let standard = Standard::new(evil, vec![books]);
    let mut a = before();
    a.standard = evil.into();
    a.excluded[0].school_id = evil.into();
    a.excluded[0].reason = evil.into();
    a.sections_detail[1].school_id = evil.into();
    a.stages[0].indicators[0].id = "books".into();
    a.stages[0].indicators[1].id = evil.into();
    a.sections_detail[1].below = vec!["books".into()];
    let mut p = plan();
    p.after = a.clone();
    p.actions[0].lever = evil.into();
    p.actions[0].school_id = evil.into();
    p.goals[0].goal = evil.into();
    p.prices[0].of = evil.into();
    p.prices[1].goal = evil.into();
    p.solver.name = evil.into();
    let mut problems = Problems::new();
    problems.add(Code::NotANumber, Place::file(evil).at_column(evil), [evil]);
    let mut policy = policy();
    policy.funds[0].name = evil.into();
    policy.levers[0].name = evil.into();
    for (lang, _) in BOTH {
        let texts = [
            report::assessment(&a, &district, &standard, lang),
            report::plan(&p, &district, &standard, &policy, lang),
            report::warnings(&problems, lang),
            report::error(&Error::Input(problems.clone()), lang),
        ];
        for text in texts {
            let bad = text
                .chars()
                .find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
            assert_eq!(bad, None, "{text:?}");
        }
    }
}

#[test]
fn many_actions_are_cut_to_the_costliest() {
    let mut p = plan();
    p.actions = (0..50)
        .map(|i| action("build teaching rooms", "2102", 1.0, f64::from(i)))
        .collect();
    let text = report::plan(&p, &district(), &standard(), &policy(), Lang::En);
    assert!(
        text.contains("The 40 costliest of 50 actions, by school"),
        "{text}"
    );
    assert!(text.contains("and 10 more (see --json)"), "{text}");
}
