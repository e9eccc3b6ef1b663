//! The generator: its promises for every seed and size, and the bundled example.

#![allow(clippy::expect_used, clippy::panic)] // a test may fail loudly

#[path = "../examples/make_qinghe/tables.rs"]
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use junheng::district::Position;
use junheng::generate::{County, MOST_SCHOOLS, country, county, district, qinghe, with_teachers};
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
        assert!((18.0..60.0).contains(&lat) && (70.0..140.0).contains(&lon));
    }
    for campus in district.campuses() {
        assert!(campus.stocks.values().all(|x| x.fract() == 0.0 && *x > 0.0));
    }
    assert!(clearly_below_two(district) >= 1);
}

#[test]
fn every_size_keeps_the_promises() {
    for schools in [1, 2, 3, 5, 9, 15, 30, 100, 250, 251, 900] {
        for seed in 0..20 {
            check(&made(schools, seed), schools);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn every_county_fails_today(schools in 1..=400_usize, seed: u64) {
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
    assert_eq!(fingerprint(&bytes(7)), 16_021_603_995_643_828_467);
}

/// FNV-1a, so that a change of the bytes is noticed.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Districts of one county were made before larger ones were: they stay as they are.
#[test]
fn small_districts_are_the_same_for_ever() {
    let all: String = [(1, 1), (12, 7), (100, 3), (250, 9)]
        .map(|(schools, seed)| {
            let district = made(schools, seed);
            let campuses = tables::campuses(&district).expect("a table");
            tables::schools(&district).expect("a table") + &campuses
        })
        .concat();
    assert_eq!(fingerprint(&all), 2_996_101_156_232_271_356);
}

#[test]
fn large_districts_are_many_counties_and_the_same_for_ever() {
    let large = made(1_000, 5);
    assert_eq!(large, made(1_000, 5));
    assert_ne!(large, made(1_000, 6));
    let counties: BTreeSet<_> = large.sections().iter().map(|s| &s.group).collect();
    assert!((10..25).contains(&counties.len()), "{}", counties.len());
    let text = tables::schools(&large).expect("a table");
    assert_eq!(fingerprint(&text), 2_475_613_389_991_551_785);
}

#[test]
fn sections_are_exactly_as_many_as_asked_for() {
    for sections in (1..300).chain([999, 5_000]) {
        let made = district(sections, 4).expect("a district");
        assert_eq!(made.sections().len(), sections);
        assert!(clearly_below_two(&made) >= 1, "{sections}");
    }
}

/// Rolls are log-normal: urban schools are several times larger than rural ones, a few
/// are far larger than most, and who has much of one thing tends to have much of another.
#[test]
fn spreads_are_those_of_a_country() {
    let large = district(20_000, 11).expect("a district");
    let of = |locale, stage| {
        let sections = large.sections().iter();
        let of = sections.filter(move |s| s.locale == Some(locale) && s.stage == stage);
        let mut pupils: Vec<f64> = of.map(|s| s.pupils).collect();
        pupils.sort_by(f64::total_cmp);
        pupils
    };
    let median = |pupils: &[f64]| pupils[pupils.len() / 2];
    for stage in Stage::ALL {
        let [urban, town, rural] = Locale::ALL.map(|locale| of(locale, stage));
        assert!(rural.len() > 1_000 && urban.len() > 1_000);
        assert!(median(&urban) > 1.8 * median(&town) && median(&town) > 1.8 * median(&rural));
        let logs: Vec<f64> = urban.iter().map(|p| p.ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let skew = logs.iter().map(|l| (l - mean).powi(3)).sum::<f64>() / logs.len() as f64;
        let spread = logs.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / logs.len() as f64;
        assert!((skew / spread.powf(1.5)).abs() < 0.3, "{stage}");
    }
    let value = |s: usize, resource| stock(&large, s, resource) / large.sections()[s].pupils;
    let rural: Vec<usize> = (0..20_000)
        .filter(|s| large.sections()[*s].locale == Some(Locale::Rural))
        .collect();
    let logs = |resource| -> Vec<f64> {
        let logs = rural.iter().map(|s| (value(*s, resource) + 1e-9).ln());
        let logs: Vec<f64> = logs.collect();
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        logs.iter().map(|l| l - mean).collect()
    };
    let (books, rooms) = (logs("books"), logs("teaching_area_m2"));
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let both: Vec<usize> = (0..rural.len())
        .filter(|i| books[*i] > -5.0 && rooms[*i] > -5.0)
        .collect();
    let pick = |of: &[f64]| both.iter().map(|i| of[*i]).collect::<Vec<f64>>();
    let (books, rooms) = (pick(&books), pick(&rooms));
    let correlation = dot(&books, &rooms) / (dot(&books, &books) * dot(&rooms, &rooms)).sqrt();
    assert!(correlation > 0.2, "{correlation}");
}

#[test]
fn a_country_is_many_counties_of_sixty_seven_sections() {
    let counties: Vec<District> = country(300, 2).map(|c| c.expect("a county")).collect();
    let sections: usize = counties.iter().map(|c| c.sections().len()).sum();
    let mean = sections as f64 / 300.0;
    assert!((64.0..70.0).contains(&mean), "{mean}");
    let ids: BTreeSet<(&str, Stage)> = counties
        .iter()
        .flat_map(District::sections)
        .map(|s| (s.school_id.as_str(), s.stage))
        .collect();
    assert_eq!(ids.len(), sections);
    for (district, again) in counties.iter().zip(country(300, 2)).step_by(50) {
        let schools: BTreeSet<_> = district.sections().iter().map(|s| &s.school_id).collect();
        check(district, schools.len());
        assert_eq!(*district, again.expect("a county"));
    }
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
    let plain = qinghe().expect("qinghe");
    let known = with_teachers(&plain, tables::TEACHERS_SEED).expect("teachers");
    let read = |name: &str| std::fs::read_to_string(format!("examples/data/qinghe/{name}"));
    for (folder, district) in [("", &plain), ("rotation/", &known)] {
        let schools = tables::schools(district).expect("a table");
        let campuses = tables::campuses(district).expect("a table");
        let read = |name| read(&format!("{folder}{name}")).expect("the file");
        assert_eq!(read("schools.csv"), schools);
        assert_eq!(read("campuses.csv"), campuses);
    }
    let teachers = tables::teachers(&known).expect("a table");
    assert_eq!(read("rotation/teachers.csv").expect("the file"), teachers);
    let heads = known.staff().expect("teachers").headcounts();
    assert_eq!(heads.iter().sum::<u64>(), 2_384);
}
