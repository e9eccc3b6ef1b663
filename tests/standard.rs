//! Standards: the bundled ones, files to values and back, and broken ones.

use junheng::io::{read_standard, read_standard_json};
use junheng::standard::{Composite, Indicator, Name, Per, PerStage, SectionRule};
use junheng::{Code, Error, Lang, Origin, Standard};
use proptest::prelude::*;

/// The contract's example.
const VALID: &str = r#"id = "california-1998"
[[indicator]]
id = "teachers"
resource = "teachers"
per = "100 pupils"
minimum = { primary = 4.8 }
cv_limit = { primary = 0.10 }
name = { zh = "每百名学生拥有教师数", en = "teachers per 100 pupils" }
[[indicator]]
id = "pe_arts"
resources = ["pe_teachers", "arts_teachers"]
per = "class"
[section]
may_miss = 1
floor = 0.85
[composite]
cv_limit = { primary = 0.65, junior = 0.55 }
"#;

#[test]
fn the_example_of_the_contract_gives_the_expected_standard() -> Result<(), Error> {
    let read = read_standard("standard.toml", VALID).map_err(Error::Input)?;
    let primary = |figure| PerStage {
        primary: Some(figure),
        junior: None,
    };
    let expected = Standard {
        id: "california-1998".into(),
        section: SectionRule {
            may_miss: 1,
            floor: 0.85,
        },
        composite: Some(Composite {
            cv_limit: PerStage::both(0.65, 0.55),
        }),
        indicators: vec![
            Indicator {
                minimum: primary(4.8),
                cv_limit: primary(0.1),
                name: Some(Name {
                    zh: "每百名学生拥有教师数".into(),
                    en: "teachers per 100 pupils".into(),
                }),
                ..Indicator::of("teachers", Per::HundredPupils)
            },
            Indicator {
                id: "pe_arts".into(),
                resources: vec!["pe_teachers".into(), "arts_teachers".into()],
                ..Indicator::of("", Per::Class)
            },
        ],
    };
    assert_eq!(read, expected);
    Ok(())
}

#[test]
fn the_bundled_standards_are_those_of_the_documents() -> Result<(), Error> {
    for id in Standard::BUNDLED {
        let standard = Standard::bundled(id)?;
        assert_eq!(standard.id, id);
        // Ids of bundled indicators equal their resource ids, and every one has a name.
        for indicator in &standard.indicators {
            assert_eq!(indicator.resources, [indicator.id.as_str()]);
            assert!(indicator.name.is_some());
        }
    }
    let quality = Standard::bundled("quality-balanced-2017")?;
    let minima: Vec<_> = quality
        .indicators
        .iter()
        .map(|k| (k.id.as_str(), k.per, k.minimum, k.cv_limit))
        .collect();
    let limit = PerStage::both(0.50, 0.45);
    let hundred = |id, a, b| (id, Per::HundredPupils, PerStage::both(a, b), limit);
    let pupil = |id, a, b| (id, Per::Pupil, PerStage::both(a, b), limit);
    let expected = [
        hundred("higher_degree_teachers", 4.2, 5.3),
        hundred("backbone_teachers", 1.0, 1.0),
        hundred("pe_arts_teachers", 0.9, 0.9),
        pupil("teaching_area_m2", 4.5, 5.8),
        pupil("sports_area_m2", 7.5, 10.2),
        pupil("equipment_yuan", 2000.0, 2500.0),
        hundred("multimedia_rooms", 2.3, 2.4),
    ];
    assert_eq!(minima, expected);
    assert_eq!((quality.section.may_miss, quality.section.floor), (1, 0.85));
    let basic = Standard::bundled("basically-balanced-2012")?;
    assert_eq!(basic.indicators.len(), 8);
    let limit = basic.composite.map(|c| c.cv_limit);
    assert_eq!(limit, Some(PerStage::both(0.65, 0.55)));
    let unknown = Standard::bundled("quality-2017").err();
    let said = unknown.map(|e| e.to_string()).unwrap_or_default();
    assert!(said.contains(&Code::UnknownStandard.to_string()), "{said}");
    Ok(())
}

/// What to replace by what in [`VALID`], and the code, line and key of the only problem.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, Code, usize, &str)] = &[
    ("per = \"class\"", "per = ", Code::TomlSyntax, 12, ""),
    ("id = \"california-1998\"", "", Code::MissingKey, 0, "id"),
    ("\"california-1998\"", "\"\"", Code::EmptyName, 1, "id"),
    ("\"california-1998\"", "1998", Code::TextExpected, 1, "id"),
    ("id = \"pe_arts\"", "", Code::MissingKey, 9, "id"),
    ("id = \"pe_arts\"", "id = \"teachers\"", Code::DuplicateName, 10, "id"),
    ("resource = \"teachers\"", "", Code::OneOrSeveralResources, 2, "resource"),
    ("resources = [\"pe_teachers\", \"arts_teachers\"]", "resources = []", Code::OneOrSeveralResources, 9, "resource"),
    ("per = \"class\"", "per = \"class\"\nresource = \"x\"", Code::OneOrSeveralResources, 13, "resource"),
    ("\"arts_teachers\"", "\"pe_teachers\"", Code::DuplicateName, 11, "resources"),
    ("\"arts_teachers\"", "\"\"", Code::EmptyName, 11, "resources"),
    ("\"arts_teachers\"", "7", Code::TextExpected, 11, "resources.2"),
    ("\"class\"", "\"head\"", Code::UnknownWord, 12, "per"),
    ("per = \"class\"", "", Code::MissingKey, 9, "per"),
    ("primary = 4.8", "primary = -4.8", Code::BelowZero, 6, "minimum.primary"),
    ("primary = 4.8", "primary = nan", Code::NotFinite, 6, "minimum.primary"),
    ("primary = 4.8", "senior = 4.8", Code::UnknownKey, 6, "minimum.senior"),
    ("{ primary = 4.8 }", "4.8", Code::TableExpected, 6, "minimum"),
    ("0.10", "0", Code::NotAboveZero, 7, "cv_limit.primary"),
    ("0.10", "-inf", Code::NotFinite, 7, "cv_limit.primary"),
    ("zh = \"每百名学生拥有教师数\"", "zh = 1", Code::TextExpected, 8, "name.zh"),
    ("may_miss = 1", "may_miss = -1", Code::WholeNumberExpected, 14, "section.may_miss"),
    ("may_miss", "may_mis", Code::MisspeltKey, 14, "section.may_mis"),
    ("floor = 0.85", "floor = 85", Code::ShareOutside, 15, "section.floor"),
    ("cv_limit = { primary = 0.65, junior = 0.55 }", "", Code::MissingKey, 16, "composite.cv_limit"),
    ("junior = 0.55", "junior = -0.55", Code::NotAboveZero, 17, "composite.cv_limit.junior"),
];

#[test]
fn every_broken_standard_names_its_code_line_and_key() {
    for (from, to, code, line, key) in BROKEN {
        let text = VALID.replacen(from, to, 1);
        assert_ne!(text, VALID, "{from:?} is not there");
        let problems = read_standard("standard.toml", &text)
            .err()
            .unwrap_or_default();
        let found: Vec<_> = problems
            .iter()
            .map(|p| {
                let key = p.place.column.as_deref().unwrap_or_default();
                (p.code, p.place.row.unwrap_or_default(), key)
            })
            .collect();
        assert_eq!(
            found,
            [(*code, *line, *key)],
            "{from:?} -> {to:?}: {problems}"
        );
        for lang in [Lang::Zh, Lang::En] {
            assert!(!problems.say(lang).contains("{0}"), "{problems}");
        }
    }
}

#[test]
fn problems_of_shape_and_of_sense_come_together() {
    let text = VALID
        .replace("4.8", "-4.8")
        .replace("\"class\"", "\"head\"");
    let problems = read_standard("standard.toml", &text)
        .err()
        .unwrap_or_default();
    let codes: Vec<_> = problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::UnknownWord, Code::BelowZero]);
    let problems = read_standard("standard.toml", "").err().unwrap_or_default();
    let codes: Vec<_> = problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::MissingKey, Code::NoIndicator]);
}

#[test]
fn a_standard_in_memory_is_checked_too() {
    let mut indicator = Indicator::of("books", Per::Pupil);
    indicator.minimum.primary = Some(f64::NAN);
    indicator.resources.clear();
    let mut standard = Standard::new("mine", vec![indicator]);
    standard.section.floor = f64::NAN;
    let problems = standard.check(&Origin::default());
    let codes: Vec<_> = problems.iter().map(|p| p.code).collect();
    let expected = [
        Code::ShareOutside,
        Code::OneOrSeveralResources,
        Code::NotFinite,
    ];
    assert_eq!(codes, expected);
}

fn figures(from: f64, to: f64) -> impl Strategy<Value = PerStage> {
    let figure = move || prop::option::of(from..to);
    (figure(), figure()).prop_map(|(primary, junior)| PerStage { primary, junior })
}

fn indicator(number: usize) -> impl Strategy<Value = Indicator> {
    let per = prop::sample::select(vec![Per::Pupil, Per::HundredPupils, Per::Class]);
    let resources = prop::collection::btree_set("[\\PC&&[^ ]]{1,6}", 1..4);
    let name = prop::option::of(("\\PC{0,6}", "\\PC{0,6}"));
    (resources, per, figures(1e-9, 1e9), figures(1e-6, 1e3), name).prop_map(
        move |(resources, per, minimum, cv_limit, name)| Indicator {
            id: format!("指标.{number}"),
            resources: resources.into_iter().map(|r| format!("_{r}")).collect(),
            per,
            minimum,
            cv_limit,
            name: name.map(|(zh, en)| Name { zh, en }),
        },
    )
}

fn standard() -> impl Strategy<Value = Standard> {
    let indicators = (1..4usize).prop_flat_map(|n| (0..n).map(indicator).collect::<Vec<_>>());
    let composite = prop::option::of(figures(1e-6, 1e3));
    (
        "[a-z'\"\\\\]{1,9}",
        0..9usize,
        0.0..=1.0,
        composite,
        indicators,
    )
        .prop_map(|(id, may_miss, floor, composite, indicators)| Standard {
            id,
            section: SectionRule { may_miss, floor },
            composite: composite.map(|cv_limit| Composite { cv_limit }),
            indicators,
        })
}

proptest! {
    #[test]
    fn a_standard_survives_json_and_toml(standard in standard()) {
        let json = serde_json::to_string(&standard)?;
        prop_assert_eq!(&serde_json::from_str::<Standard>(&json)?, &standard);
        let value = serde_json::to_value(&standard)?;
        let read = read_standard_json("s.json", &value);
        prop_assert_eq!(read.as_ref(), Ok(&standard));
        let toml = toml::to_string(&standard)?;
        let read = read_standard("s.toml", &toml);
        prop_assert_eq!(read.as_ref(), Ok(&standard), "{}", toml);
        prop_assert_eq!(&toml::from_str::<Standard>(&toml)?, &standard);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*", cut in 0..VALID.len(), drop in 0..9usize) {
        let _ = read_standard("s.toml", &text);
        let cut: String = VALID.chars().take(cut).chain(VALID.chars().skip(cut + drop)).collect();
        let problems = read_standard("s.toml", &cut).err().unwrap_or_default();
        let unfilled = problems.say(Lang::Zh).contains("{0}");
        prop_assert!(!unfilled);
    }
}
