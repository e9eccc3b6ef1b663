//! The generator: its promises for every seed and size, and the bundled example.

#![allow(clippy::expect_used, clippy::panic)] // a test may fail loudly

#[path = "../examples/make_qinghe/tables.rs"]
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use junheng::district::Position;
use junheng::generate::{County, MOST_SCHOOLS, county, qinghe};
use junheng::{Code, District, Error, Locale, Stage};
use proptest::prelude::*;

/// The standard of 2017, written down once more so as not to trust the library's own:
/// resource, pupils it is counted for, minimum and limit of the CV, primary and junior.
const STANDARD: [(&str, f64, [f64; 2], [f64; 2]); 7] = [
    ("higher_degree_teachers", 100.0, [4.2, 5.3], [0.50, 0.45]),
    ("backbone_teachers", 100.0, [1.0, 1.0], [0.50, 0.45]),
    ("pe_arts_teachers", 100.0, [0.9, 0.9], [0.50, 0.45]),
    ("teaching_area_m2", 1.0, [4.5, 5.8], [0.50, 0.45]),
    ("sports_area_m2", 1.0, [7.5, 10.2], [0.50, 0.45]),
    ("equipment_yuan", 1.0, [2000.0, 2500.0], [0.50, 0.45]),
    ("multimedia_rooms", 100.0, [2.3, 2.4], [0.50, 0.45]),
];

fn stock(district: &District, section: usize, resource: &str) -> f64 {
    district.stock(section, district.resource(resource).unwrap_or(usize::MAX))
}

/// Value over minimum of the seven indicators in a section.
fn ratios(district: &District, section: usize) -> [f64; 7] {
    let s = &district.sections()[section];
    STANDARD.map(|(resource, per, minimum, _)| {
        stock(district, section, resource) * per / s.pupils / minimum[s.stage as usize]
    })
}

/// Assessed sections that are clearly below two minima, by 15 % or more.
fn clearly_below_two(district: &District) -> usize {
    let sections = 0..district.sections().len();
    let assessed = sections.filter(|s| !district.sections()[*s].is_excluded());
    assessed
        .filter(|s| ratios(district, *s).iter().filter(|r| **r < 0.85).count() >= 2)
        .count()
}

fn cv(district: &District, stage: Stage, resource: &str) -> f64 {
    let of: Vec<(f64, f64)> = district
        .assessed(stage)
        .map(|s| (district.sections()[s].pupils, stock(district, s, resource)))
        .collect();
    let pupils: f64 = of.iter().map(|(p, _)| p).sum();
    let mean = of.iter().map(|(_, r)| r).sum::<f64>() / pupils;
    let square = |(p, r): &(f64, f64)| p / pupils * (r / p - mean).powi(2);
    of.iter().map(square).sum::<f64>().sqrt() / mean
}

fn made(schools: usize, seed: u64) -> District {
    county(&County { schools, seed }).expect("a county")
}

/// What holds in every county, whatever its size and seed.
fn check(district: &District, schools: usize) {
    let sections = district.sections();
    let ids: BTreeSet<&str> = sections.iter().map(|s| s.school_id.as_str()).collect();
    assert_eq!(ids.len(), schools);
    let mut names = BTreeMap::new();
    for s in sections {
        let id = names.entry(s.name.as_str()).or_insert(&s.school_id);
        assert_eq!(*id, &s.school_id, "two schools are named {}", s.name);
    }
    for (i, s) in sections.iter().enumerate() {
        let teachers = stock(district, i, "teachers");
        for kind in ["higher_degree", "backbone", "pe_arts", "mid_title"] {
            let kind = stock(district, i, &format!("{kind}_teachers"));
            assert!(kind <= teachers, "{}", s.label());
        }
        assert!(teachers >= 1.0);
        assert!(district.own_of(i).iter().all(|x| x.fract() == 0.0));
        let classes = s.classes.expect("classes");
        let class = s.pupils / classes;
        assert!((10.0..=55.0).contains(&class), "{} {class}", s.label());
        let largest = s.largest_class.expect("largest class");
        assert!(largest >= class && largest <= s.pupils && largest <= 55.0);
        assert!(s.group.is_some() && s.locale.is_some());
        assert!(s.pupils.fract() == 0.0);
        let Some(Position::Degrees { lat, lon }) = s.position else {
            panic!("no position")
        };
        assert!((28.0..32.5).contains(&lat) && (105.0..119.5).contains(&lon));
    }
    for campus in district.campuses() {
        assert!(campus.stocks.values().all(|x| x.fract() == 0.0 && *x > 0.0));
    }
    assert!(clearly_below_two(district) >= 1);
}

#[test]
fn every_size_keeps_the_promises() {
    for schools in [1, 2, 3, 5, 9, 15, 30, 100, MOST_SCHOOLS] {
        for seed in 0..20 {
            check(&made(schools, seed), schools);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn every_county_fails_today(schools in 1..=MOST_SCHOOLS, seed: u64) {
        check(&made(schools, seed), schools);
    }
}

#[test]
fn three_hundred_seeds_fail_today() {
    for seed in 0..300 {
        for schools in [1, 2, 30] {
            assert!(
                clearly_below_two(&made(schools, seed)) >= 1,
                "{schools} {seed}"
            );
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let bytes = |seed| tables::schools(&made(30, seed)).expect("a table");
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
    // A fingerprint (FNV-1a), so that a change of the bytes is noticed.
    let hash = bytes(7).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(hash, 16_021_603_995_643_828_467);
}

#[test]
fn a_county_of_thirty_has_what_a_county_has() {
    let district = made(30, 3);
    let sections = district.sections();
    for locale in Locale::ALL {
        assert!(sections.iter().any(|s| s.locale == Some(locale)));
    }
    let groups: BTreeSet<_> = sections.iter().map(|s| &s.group).collect();
    assert!(groups.len() >= 5);
    assert_eq!(sections.iter().filter(|s| s.teaching_point).count(), 2);
    assert_eq!(sections.iter().filter(|s| s.is_excluded()).count(), 1);
    assert!(district.campuses().len() >= 2);
}

#[test]
fn sizes_outside_are_refused() {
    for schools in [0, MOST_SCHOOLS + 1] {
        let Err(Error::Input(problems)) = county(&County { schools, seed: 1 }) else {
            panic!("{schools} schools were made");
        };
        let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
        assert_eq!(codes, [Code::NoSuchSize]);
    }
}

#[test]
fn qinghe_is_unequal_and_fails_clearly() {
    let district = qinghe().expect("qinghe");
    check(&district, 28);
    assert_eq!(district.sections().len(), 30);
    assert_eq!(district.assessed(Stage::Primary).count(), 16);
    assert_eq!(district.assessed(Stage::Junior).count(), 13);
    assert!(clearly_below_two(&district) >= 10);
    for (k, (resource, ..)) in STANDARD.iter().enumerate() {
        let below = (0..30).filter(|s| ratios(&district, *s)[k] < 1.0).count();
        assert!(below >= 3, "{resource}: {below}");
    }
    let over = Stage::ALL
        .into_iter()
        .flat_map(|g| STANDARD.map(|k| (g, k)));
    let over = over.filter(|(g, k)| cv(&district, *g, k.0) > k.3[*g as usize]);
    assert!(over.count() >= 3);
}

#[test]
fn the_bundled_tables_are_what_qinghe_writes() {
    let district = qinghe().expect("qinghe");
    let read = |name| std::fs::read_to_string(format!("examples/data/qinghe/{name}"));
    let schools = tables::schools(&district).expect("a table");
    let campuses = tables::campuses(&district).expect("a table");
    assert_eq!(read("schools.csv").expect("the file"), schools);
    assert_eq!(read("campuses.csv").expect("the file"), campuses);
}
