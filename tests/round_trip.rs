//! What is written reads back as the same district, bit for bit: a folder, JSON text and
//! a JSON value.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use junheng::io::{Load, load, write};
use junheng::{Campus, Code, District, Locale, Position, Problem, Section, Stage};
use proptest::prelude::*;

const STANDARD: &str = r#"
id = "books"
[[indicator]]
id = "books"
resource = "books"
per = "pupil"
minimum = { primary = 15, junior = 25 }
"#;

/// Text of any kind that a file may hold.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9]{1,4}",
        "[清河小学,\"' \t\r\n＃（）\u{FEFF}é😀;=-]{0,6}",
        any::<String>(),
    ]
    .prop_map(|text| {
        let kept = |c: &char| !c.is_control() || "\t\r\n".contains(*c);
        text.chars().filter(kept).collect()
    })
}

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        (0u32..5000).prop_map(f64::from),
        0.0..1e6,
        any::<f64>().prop_map(|n| if n.abs() < 1e300 { n.abs() } else { 0.1 }),
    ]
}

fn positive() -> impl Strategy<Value = f64> {
    amount().prop_map(|n| if n > 0.0 { n } else { 1.0 })
}

fn position() -> impl Strategy<Value = Option<Position>> {
    prop_oneof![
        Just(None),
        (-90.0..90.0, -180.0..180.0).prop_map(|(lat, lon)| Some(Position::Degrees { lat, lon })),
        (-1e3..1e3, -1e3..1e3).prop_map(|(x_km, y_km)| Some(Position::Km { x_km, y_km })),
    ]
}

fn section() -> impl Strategy<Value = Section> {
    let stage = prop::sample::select(Stage::ALL.to_vec());
    let locale = prop::option::of(prop::sample::select(Locale::ALL.to_vec()));
    let words = (text(), text(), prop::option::of(text()));
    let figures = (
        positive(),
        prop::option::of(positive()),
        prop::option::of(positive()),
    );
    (words, stage, locale, any::<bool>(), figures, position()).prop_map(
        |((id, name, group), stage, locale, teaching_point, figures, position)| Section {
            name,
            locale,
            group,
            teaching_point,
            classes: figures.1,
            largest_class: figures.2,
            position,
            ..Section::new(id, stage, figures.0)
        },
    )
}

/// A district of up to six sections with free resources and campuses.
fn district() -> impl Strategy<Value = District> {
    let sections = prop::collection::vec((section(), prop::collection::vec(amount(), 5)), 1..6);
    let names = prop_oneof![
        Just("books".to_owned()),
        Just("equipment_yuan".to_owned()),
        Just("desks, \"new\"".to_owned()),
        Just("图书（电子）".to_owned()),
        "[a-z]{1,3}\\([a-z]{1,3}\\)",
        "x[a-z\n]{0,4}",
    ];
    let resources = prop::collection::btree_set(names, 0..5)
        .prop_map(|mut names| {
            names.insert("books".to_owned());
            names.into_iter().collect::<Vec<_>>()
        })
        .prop_shuffle();
    let campus = (
        amount(),
        prop::collection::vec(prop::option::of(amount()), 5),
    );
    let campuses = prop::collection::vec(prop::option::of(campus), 6);
    (sections, resources, campuses).prop_filter_map(
        "a valid district",
        |(sections, resources, campuses)| {
            let mut builder = District::builder(resources.clone());
            let mut campuses = campuses.into_iter();
            for (section, stocks) in sections {
                if let Some(Some((senior_pupils, common))) = campuses.next() {
                    let named = resources.iter().zip(common);
                    let kept = named.filter_map(|(name, n)| Some((name.trim().to_owned(), n?)));
                    builder = builder.campus(Campus {
                        school_id: section.school_id.clone(),
                        senior_pupils,
                        stocks: kept.collect(),
                    });
                }
                let stocks = stocks.into_iter().take(resources.len());
                builder = builder.section(section, stocks);
            }
            builder.build().ok()
        },
    )
}

/// Every number of a district, bit by bit.
fn bits(district: &District) -> Vec<u64> {
    let mut numbers = district.stocks().to_vec();
    for (i, section) in district.sections().iter().enumerate() {
        numbers.extend(district.own_of(i));
        numbers.push(section.pupils);
        numbers.extend(section.classes);
        numbers.extend(section.largest_class);
    }
    for campus in district.campuses() {
        numbers.push(campus.senior_pupils);
        numbers.extend(campus.stocks.values());
    }
    numbers.into_iter().map(f64::to_bits).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_folder_reads_back_the_same(district in district()) {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("books.toml"), STANDARD).unwrap();
        let options = Load {
            standard: Some(dir.path().join("books.toml").display().to_string()),
            ..Load::default()
        };
        if let Err(error) = write(&district, &dir.path().join("d")) {
            // A name may happen to be one of the contract's columns, once it is a header.
            let refused = |problem: &Problem| problem.code == Code::UnwritableResource;
            let problems = error.problems();
            prop_assert!(problems.iter().next().is_some() && problems.iter().all(refused));
            return Err(TestCaseError::reject("a name of another column"));
        }
        let read = load(&dir.path().join("d"), &options).unwrap();
        prop_assert_eq!(bits(&read.district), bits(&district));
        prop_assert_eq!(read.district, district);
        let other = |code: &Code| *code != Code::FarFromMinimum;
        prop_assert!(!read.warnings.iter().map(|w| w.code).any(|code| other(&code)));
    }

    #[test]
    fn json_reads_back_the_same(district in district()) {
        let text = match serde_json::to_string(&district) {
            // A name may happen to end like a unit of one of the contract's columns.
            Err(error) if error.to_string().contains(&Code::UnwritableResource.to_string()) => {
                return Err(TestCaseError::reject("a name of another column"));
            }
            text => text.unwrap(),
        };
        let read: District = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(bits(&read), bits(&district));
        prop_assert_eq!(&read, &district);
        let value = serde_json::to_value(&district).unwrap();
        let read: District = serde_json::from_value(value).unwrap();
        prop_assert_eq!(read, district);
    }
}
