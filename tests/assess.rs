//! The assessment: small districts with known verdicts.

use junheng::disparity::{Assessment, assess};
use junheng::standard::{Composite, Indicator, Per, PerStage, SectionRule, Standard};
use junheng::{Campus, Code, District, Error, Locale, Section, Stage};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A primary section of 100 pupils.
fn primary(id: &str) -> Section {
    Section::new(id, Stage::Primary, 100.0)
}

/// An indicator per pupil with the same minimum for both stages.
fn per_pupil(id: &str, minimum: f64) -> Indicator {
    Indicator {
        minimum: PerStage::both(minimum, minimum),
        ..Indicator::of(id, Per::Pupil)
    }
}

/// One primary section of 100 pupils for each stock of books.
fn books(stocks: &[f64]) -> Result<District, Error> {
    let sections = stocks.iter().zip(1..);
    let builder = sections.fold(District::builder(["books"]), |builder, (stock, i)| {
        builder.section(primary(&i.to_string()), [*stock])
    });
    builder.build()
}

fn one(district: &District, indicator: Indicator) -> Result<Assessment, Error> {
    assess(district, &Standard::new("ours", vec![indicator]))
}

#[test]
fn a_minimum_is_met_within_the_tolerance() -> Outcome {
    let stocks = [
        1_000.0 * (1.0 - 1e-10),
        1_000.0 * (1.0 - 1e-8),
        1_000.0,
        2_000.0,
    ];
    let found = one(&books(&stocks)?, per_pupil("books", 10.0))?;
    let passes: Vec<bool> = found.sections_detail.iter().map(|s| s.pass).collect();
    assert_eq!(passes, [true, false, true, true]);
    assert_eq!((found.sections, found.sections_passing), (4, 3));
    assert!(!found.pass);
    let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
    assert_eq!((k.sections_below, k.minimum), (1, Some(10.0)));
    let second = found.sections_detail.get(1).ok_or("missing")?;
    assert_eq!(second.below, ["books"]);
    Ok(())
}

#[test]
fn a_limit_is_met_within_the_tolerance() -> Outcome {
    // Two sections at 1 - c and 1 + c have a CV of c.
    for (c, pass) in [(0.5, true), (0.5 + 1e-10, true), (0.5 + 1e-8, false)] {
        let indicator = Indicator {
            cv_limit: PerStage::both(0.5, 0.5),
            ..Indicator::of("books", Per::Pupil)
        };
        let found = one(&books(&[100.0 * (1.0 - c), 100.0 * (1.0 + c)])?, indicator)?;
        let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
        assert_eq!((k.cv_pass, k.cv_limit), (pass, Some(0.5)));
        assert_eq!(found.pass, pass);
        assert_eq!(found.sections_passing, 2);
    }
    Ok(())
}

#[test]
fn one_indicator_may_be_missed_down_to_the_floor() -> Outcome {
    let mut standard = Standard::new("ours", vec![per_pupil("a", 10.0), per_pupil("b", 1.0)]);
    standard.section = SectionRule {
        may_miss: 1,
        floor: 0.85,
    };
    let cases = [
        ([1_000.0, 100.0], 0, true),
        ([850.0, 100.0], 1, true),
        ([850.0 * (1.0 - 1e-10), 100.0], 1, true),
        ([850.0 * (1.0 - 1e-8), 100.0], 1, false),
        ([1_000.0, 85.0], 1, true),
        ([1_000.0, 84.0], 1, false),
        ([990.0, 99.0], 2, false),
        ([0.0, 0.0], 2, false),
    ];
    for (stocks, below, pass) in cases {
        let district = District::builder(["a", "b"])
            .section(primary("1"), stocks)
            .build()?;
        let found = assess(&district, &standard)?;
        let section = found.sections_detail.first().ok_or("missing")?;
        assert_eq!((section.below.len(), section.pass), (below, pass));
        assert_eq!(found.pass, pass);
    }
    Ok(())
}

#[test]
fn small_teaching_points_count_in_nothing() -> Outcome {
    let point = |id: &str, pupils| Section {
        teaching_point: true,
        ..Section::new(id, Stage::Primary, pupils)
    };
    let district = District::builder(["books"])
        .section(primary("1"), [1_000.0])
        .section(point("2", 49.9), [0.0])
        .section(point("3", 50.0), [500.0])
        .section(Section::new("4", Stage::Primary, 20.0), [200.0])
        .section(
            Section {
                stage: Stage::Junior,
                ..point("5", 10.0)
            },
            [0.0],
        )
        .build()?;
    let found = one(&district, per_pupil("books", 10.0))?;
    assert!(found.pass);
    assert_eq!((found.sections, found.sections_passing), (3, 3));
    let excluded: Vec<_> = found.excluded.iter().map(|e| &*e.school_id).collect();
    assert_eq!(excluded, ["2", "5"]);
    let reasons = found.excluded.iter().map(|e| e.reason.as_str());
    assert!(reasons.into_iter().all(|r| r == "teaching_point_under_50"));
    // The junior stage has nobody to assess.
    assert_eq!(found.stages.len(), 1);
    let stage = found.stage(Stage::Primary).ok_or("missing")?;
    assert_eq!((stage.sections, Some(stage.pupils)), (3, Some(170.0)));
    let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
    assert_eq!(
        (k.cv, Some(k.min), k.sections_below),
        (Some(0.0), Some(10.0), 0)
    );
    Ok(())
}

#[test]
fn stages_have_figures_of_their_own() -> Outcome {
    let district = District::builder(["books"])
        .section(Section::new("1", Stage::Junior, 100.0), [300.0])
        .section(Section::new("1", Stage::Primary, 300.0), [600.0])
        .section(Section::new("2", Stage::Primary, 100.0), [600.0])
        .build()?;
    let indicator = Indicator {
        minimum: PerStage {
            primary: Some(2.0),
            junior: Some(5.0),
        },
        ..Indicator::of("books", Per::Pupil)
    };
    let found = one(&district, indicator)?;
    let stages: Vec<_> = found.stages.iter().map(|s| (s.stage, s.pass)).collect();
    assert_eq!(stages, [(Stage::Primary, true), (Stage::Junior, false)]);
    let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
    assert_eq!((Some(k.mean), Some(k.max)), (Some(3.0), Some(6.0)));
    // The detail keeps the order of the input.
    let order: Vec<_> = found.sections_detail.iter().map(|s| s.stage).collect();
    assert_eq!(order, [Stage::Junior, Stage::Primary, Stage::Primary]);
    assert!(!found.pass);
    Ok(())
}

#[test]
fn an_indicator_may_be_per_class_or_a_sum() -> Outcome {
    let with_classes = |id: &str, classes| Section {
        classes: Some(classes),
        ..primary(id)
    };
    let district = District::builder(["pe_teachers", "arts_teachers", "rooms"])
        .section(with_classes("1", 4.0), [1.0, 2.0, 2.0])
        .section(with_classes("2", 2.0), [3.0, 1.0, 2.0])
        .build()?;
    let both = Indicator {
        id: "both".into(),
        resources: vec!["pe_teachers".into(), "arts_teachers".into()],
        ..Indicator::of("both", Per::HundredPupils)
    };
    let standard = Standard::new("ours", vec![both, Indicator::of("rooms", Per::Class)]);
    let found = assess(&district, &standard)?;
    let values: Vec<Vec<f64>> = found
        .sections_detail
        .iter()
        .map(|s| s.values.values().copied().collect())
        .collect();
    assert_eq!(values, [[3.0, 0.5], [4.0, 1.0]]);
    Ok(())
}

#[test]
fn what_nobody_has_is_undefined_and_passes_its_limit() -> Outcome {
    let indicator = Indicator {
        cv_limit: PerStage::both(0.5, 0.5),
        ..Indicator::of("books", Per::Pupil)
    };
    let found = one(&books(&[0.0, 0.0])?, indicator)?;
    let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
    assert_eq!((k.cv, k.gini, k.cv_pass), (None, None, true));
    let stage = found.stage(Stage::Primary).ok_or("missing")?;
    assert_eq!((stage.composite_cv, stage.pass), (None, true));
    Ok(())
}

#[test]
fn the_composite_is_limited_even_where_one_cv_is_undefined() -> Outcome {
    let ids = ["a", "b"];
    let mut standard = Standard::new("ours", ids.map(|id| Indicator::of(id, Per::Pupil)).to_vec());
    let cv_limit = PerStage::both(0.3, 0.3);
    standard.composite = Some(Composite { cv_limit });
    for (b, composite, pass) in [
        ([100.0, 100.0], Some(0.2), true),
        ([50.0, 150.0], Some(0.45), false),
        ([0.0, 0.0], None, true),
    ] {
        let district = District::builder(ids)
            .section(primary("1"), [60.0, b[0]])
            .section(primary("2"), [140.0, b[1]])
            .build()?;
        let stage = assess(&district, &standard)?;
        let stage = stage.stage(Stage::Primary).ok_or("missing")?;
        assert_eq!((stage.composite_limit, stage.pass), (Some(0.3), pass));
        let near = |a: f64, b: f64| (a - b).abs() < 1e-15;
        let agrees = stage.composite_cv.zip(composite).map(|(a, b)| near(a, b));
        assert_eq!(agrees, composite.map(|_| true));
    }
    // One indicator at 0.9 and one that nobody has: the mean is at least 0.45.
    let district = District::builder(ids)
        .section(primary("1"), [10.0, 0.0])
        .section(primary("2"), [190.0, 0.0])
        .build()?;
    assert!(!assess(&district, &standard)?.pass);
    Ok(())
}

#[test]
fn theil_between_counts_the_unknown_as_a_group() -> Outcome {
    let at = |id: &str, locale, group: Option<&str>| Section {
        locale,
        group: group.map(Into::into),
        ..primary(id)
    };
    let urban = Some(Locale::Urban);
    let build = |locales: [Option<Locale>; 3], groups: [Option<&str>; 3]| {
        District::builder(["books"])
            .section(at("1", locales[0], groups[0]), [100.0])
            .section(at("2", locales[1], groups[1]), [300.0])
            .section(at("3", locales[2], groups[2]), [800.0])
            .build()
    };
    let figures = |district: District| -> Result<[Option<f64>; 3], Box<dyn std::error::Error>> {
        let found = one(&district, Indicator::of("books", Per::Pupil))?;
        let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
        Ok([
            k.theil_t_between_locales,
            k.theil_t_between_groups,
            k.theil_t,
        ])
    };
    let [locales, groups, _] = figures(build([None; 3], [None; 3])?)?;
    assert_eq!((locales, groups), (None, None));
    // Urban at 1 and 3, unknown at 8: means 2 and 8 around 4.
    let [locales, groups, all] =
        figures(build([urban, urban, None], [Some("a"), None, Some("b")])?)?;
    let expected = (2.0 * 0.5 * 0.5_f64.ln() + 2.0 * 2.0_f64.ln()) / 3.0;
    assert!(locales.is_some_and(|t| (t - expected).abs() < 1e-15));
    assert_eq!(groups, all);
    let [locales, ..] = figures(build([urban; 3], [None; 3])?)?;
    assert_eq!(locales, Some(0.0));
    Ok(())
}

#[test]
fn everything_missing_is_reported_at_once() -> Outcome {
    let district = books(&[1.0, 2.0])?;
    let indicators = vec![
        Indicator::of("chairs", Per::Pupil),
        Indicator::of("books", Per::Class),
        Indicator::of("desks", Per::Pupil),
    ];
    let Err(Error::Input(problems)) = assess(&district, &Standard::new("ours", indicators)) else {
        return Err("accepted".into());
    };
    let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
    let expected = [
        Code::MissingResource,
        Code::MissingResource,
        Code::MissingClasses,
        Code::MissingClasses,
    ];
    assert_eq!(codes, expected);
    let args: Vec<_> = problems.iter().filter_map(|p| p.args.first()).collect();
    assert_eq!(args, ["chairs", "desks", "books", "books"]);
    Ok(())
}

#[test]
fn a_value_beyond_numbers_is_an_error() -> Outcome {
    let built = District::builder(["books"])
        .section(Section::new("1", Stage::Primary, 1e-200), [1e200])
        .build();
    let Err(Error::Input(problems)) = built else {
        return Err("accepted".into());
    };
    let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::OutOfRange; 2]);
    Ok(())
}

#[test]
fn shared_stock_and_pupils_enter_the_figures() -> Outcome {
    let district = District::builder(["books"])
        .section(Section::new("1", Stage::Primary, 166.0), [0.0])
        .section(Section::new("1", Stage::Junior, 210.0), [0.0])
        .section(Section::new("2", Stage::Primary, 34.0), [0.0])
        .campus(Campus {
            school_id: "1".into(),
            senior_pupils: 0.0,
            stocks: [("books".to_owned(), 23_226.0)].into(),
        })
        .build()?;
    let found = one(&district, Indicator::of("books", Per::Pupil))?;
    let k = found.indicator(Stage::Primary, "books").ok_or("missing")?;
    assert!((k.mean - 9_711.63 / 200.0).abs() < 1e-4);
    // Two sections always lie on a line, one on any.
    assert_eq!(k.one_minus_r2, Some(0.0));
    let k = found.indicator(Stage::Junior, "books").ok_or("missing")?;
    assert_eq!(k.one_minus_r2, None);
    Ok(())
}

#[test]
fn any_number_of_threads_gives_the_same() -> Outcome {
    let ids = ["a", "b", "c"];
    let mut builder = District::builder(ids);
    for i in 0..500_u32 {
        let pupils = f64::from(50 + i * 37 % 900);
        let stage = Stage::ALL[usize::from(i % 3 == 0)];
        let mut section = Section::new(i.to_string(), stage, pupils);
        section.group = Some((i % 7).to_string());
        let stocks = [3, 5, 11].map(|n| pupils * f64::from(1 + i * n % 13) / 7.0);
        builder = builder.section(section, stocks);
    }
    let district = builder.build()?;
    let standard = Standard::new("ours", ids.map(|id| per_pupil(id, 0.5)).to_vec());
    let mut written = Vec::new();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let found = pool.build()?.install(|| assess(&district, &standard))?;
        written.push(serde_json::to_string(&found)?);
    }
    written.dedup();
    assert_eq!(written.len(), 1);
    Ok(())
}

#[test]
fn the_json_is_that_of_the_contract() -> Outcome {
    let district = books(&[0.0, 1_000.0])?;
    let found = one(&district, per_pupil("books", 8.0))?;
    let json = serde_json::to_value(&found)?;
    let keys = |pointer: &str| -> Vec<String> {
        let object = json.pointer(pointer).and_then(|v| v.as_object());
        object.into_iter().flat_map(|o| o.keys().cloned()).collect()
    };
    let sorted = |text: &str| -> Vec<String> {
        let mut names: Vec<String> = text.split_whitespace().map(Into::into).collect();
        names.sort();
        names
    };
    let mut top = keys("");
    top.sort();
    let expected = "standard pass sections sections_passing excluded stages sections_detail";
    assert_eq!(top, sorted(expected));
    let mut stage = keys("/stages/0");
    stage.sort();
    let expected = "stage sections pupils composite_cv composite_limit pass indicators";
    assert_eq!(stage, sorted(expected));
    let mut indicator = keys("/stages/0/indicators/0");
    indicator.sort();
    let expected = "id minimum mean cv cv_limit cv_pass sections_below gini hoover theil_t \
        theil_l atkinson_1 mcloone verstegen restricted_range range_ratio palma min max \
        one_minus_r2 theil_t_between_locales theil_t_between_groups";
    assert_eq!(indicator, sorted(expected));
    let mut section = keys("/sections_detail/0");
    section.sort();
    assert_eq!(section, sorted("school_id stage pupils values below pass"));
    // What is undefined is null, and all of it reads back.
    assert!(
        json.pointer("/stages/0/indicators/0/theil_l")
            .is_some_and(serde_json::Value::is_null)
    );
    assert_eq!(serde_json::from_value::<Assessment>(json)?, found);
    Ok(())
}
