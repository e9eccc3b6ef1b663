//! What can be wrong with teachers by kind and with journeys, however they come.

use junheng::district::{DistrictBuilder, Journey, TeacherGroup, TeacherKind};
use junheng::{Code, District, Error, Section, Stage};

use super::harness::is_said;

/// A district of two schools that says how many teachers they have.
fn schools(teachers: [f64; 2]) -> DistrictBuilder {
    let [first, second] = teachers;
    District::builder(["teachers"])
        .section(Section::new("1", Stage::Primary, 45.0), [first])
        .section(Section::new("2", Stage::Junior, 37.0), [second])
}

fn group(school_id: &str, stage: Stage, count: u64) -> TeacherGroup {
    TeacherGroup {
        school_id: school_id.into(),
        stage,
        kind: TeacherKind {
            higher_degree: true,
            ..TeacherKind::of("music")
        },
        count,
    }
}

fn journey(from: &str, to: &str, minutes: f64) -> Journey {
    Journey {
        from: from.into(),
        to: to.into(),
        minutes,
    }
}

/// The codes of what is wrong.
fn codes(builder: DistrictBuilder) -> Vec<Code> {
    match builder.build() {
        Ok(_) => Vec::new(),
        Err(Error::Input(problems)) => {
            problems.iter().for_each(is_said);
            problems.iter().map(|p| p.code).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn teachers_are_the_source_of_their_resources() {
    let groups = [
        group("1", Stage::Primary, 3),
        group(" 1 ", Stage::Primary, 1),
        group("2", Stage::Junior, 0),
    ];
    let district = schools([4.0, 0.0]).teachers(groups).build().unwrap();
    assert_eq!(
        district.resources(),
        [
            "teachers",
            "higher_degree_teachers",
            "backbone_teachers",
            "pe_arts_teachers"
        ]
    );
    assert_eq!(district.stocks_of(0), [4.0, 4.0, 0.0, 0.0]);
    assert_eq!(district.stocks_of(1), [0.0; 4]);
    let staff = district.staff().unwrap();
    assert_eq!(staff.headcounts(), [4]);
    assert_eq!(staff.groups().count(), 1);
    // Other pupils change nothing of it.
    let more = district.with_pupils(&[90.0, 37.0]).unwrap();
    assert_eq!(more.staff(), district.staff());
    // Stocks that are not what teachers add up to are no stocks of this district.
    let mut stocks = district.stocks().to_vec();
    assert!(district.with_stocks(&stocks).is_ok());
    stocks[0] = 5.0;
    assert!(district.with_stocks(&stocks).is_err());
    let five = junheng::district::Staff::gather(2, [(0, TeacherKind::of("art"), 5)]);
    let after = district.with_teachers(&stocks, five).unwrap();
    assert_eq!(after.stocks_of(0), [5.0, 0.0, 0.0, 0.0]);
}

#[test]
fn wrong_teachers_are_all_named() {
    let known = group("1", Stage::Primary, 4);
    let wrong = [
        group("1", Stage::Junior, 1),
        group("9", Stage::Primary, 1),
        group("2", Stage::Junior, 2_000_000),
    ];
    for (extra, code) in wrong.into_iter().zip([
        Code::TeachersOfNoSection,
        Code::TeachersOfNoSection,
        Code::OutOfRange,
    ]) {
        let builder = schools([4.0, 0.0]).teachers([known.clone(), extra]);
        assert_eq!(codes(builder), [code]);
    }
    let builder = schools([4.5, 1.0]).teachers([known]);
    assert_eq!(codes(builder), [Code::TeachersDisagree; 2]);
}

#[test]
fn wrong_journeys_are_all_named() {
    let good = || journey("1", "2", 12.0);
    let build = |extra: Journey| codes(schools([1.0, 1.0]).travel([good(), extra]));
    assert_eq!(build(journey("2", "1", 15.0)), []);
    assert_eq!(build(journey("1", "9", 1.0)), [Code::TravelOfNoSchool]);
    assert_eq!(build(journey("1", "2", 13.0)), [Code::TravelTwice]);
    assert_eq!(build(journey("1", "1", 13.0)), [Code::TravelWithin]);
    assert_eq!(build(journey("2", "1", -1.0)), [Code::Negative]);
    assert_eq!(build(journey("2", "1", f64::NAN)), [Code::NotFinite]);
    assert_eq!(build(journey("2", "1", 1e7)), [Code::OutOfRange]);
    let district = schools([1.0, 1.0]).travel([good()]).build().unwrap();
    assert_eq!(district.minutes(1, 0), Some(12.0));
    assert_eq!(district.km(0, 1), None);
}
