//! What a policy can say of people, and everything that can be wrong with that.

use junheng::district::{Journey, TeacherKind};
use junheng::io::read_policy;
use junheng::policy::{Cargo, Goal, OnTeachers, Reach, Rule, STAFFING, Transfer, UnitCost};
use junheng::standard::PerStage;
use junheng::{Code, District, Lang, Origin, Policy, Problems};

use super::case::{builder, policy, standard};

/// The contract's rotation, levers and rule.
const VALID: &str = r#"goals = ["shortfall", { disparity = "mad" }, "moves"]

[[fund]]
name = "staff"
amount = 2_000_000

[[lever]]
name = "recruit a music teacher"
recruit = { subject = "music", higher_degree = true, backbone = false, pe_arts = true }
unit_cost = 90_000
fund = "staff"

[[lever]]
name = "degree courses"
train = { from = { higher_degree = false }, to = { higher_degree = true } }
unit_cost = 15_000
fund = "staff"

[[transfer]]
name = "rotation"
moves = "teachers"
eligible_only = true
reach_km = 30
nearest = 20
unit_cost = 6000
fund = "staff"
leave_at_most = 0.15
rotate_at_least = 0.10
backbone_at_least = 0.20
keep_headcount = true
within_stage = true
from = { schools = ["1", "2"] }
to = { stages = ["primary"] }

[[rule]]
staffing = { primary = 19, junior = 13.5 }
"#;

fn district() -> District {
    builder().build().unwrap()
}

/// What is wrong with a policy's text for a district.
fn problems(text: &str, district: &District) -> Problems {
    match read_policy("policy.toml", text) {
        Ok((policy, origin)) => policy.check(district, &standard(), &origin),
        Err(problems) => problems,
    }
}

#[test]
fn the_keys_of_the_contract_are_read() {
    let (policy, origin) = read_policy("policy.toml", VALID).unwrap();
    assert_eq!(policy.goals[2], Goal::Moves);
    let music = TeacherKind {
        higher_degree: true,
        pe_arts: true,
        ..TeacherKind::of("music")
    };
    let recruit = &policy.levers[0];
    assert_eq!(recruit.on_teachers, Some(OnTeachers::Recruit(music)));
    assert!(recruit.whole && recruit.adds.is_empty());
    let Some(OnTeachers::Train(training)) = &policy.levers[1].on_teachers else {
        panic!("{:?}", policy.levers[1]);
    };
    assert_eq!(training.from.higher_degree, Some(false));
    assert_eq!(training.to.higher_degree, Some(true));
    let rotation = &policy.transfers[0];
    assert_eq!(rotation.moves, Cargo::Teachers);
    assert_eq!(rotation.reach, Some(Reach::Km(30.0)));
    assert_eq!(rotation.unit_cost, UnitCost::Same(6_000.0));
    assert_eq!(rotation.backbone_at_least, Some(0.2));
    assert_eq!(rotation.from.schools, ["1", "2"]);
    assert!(rotation.keep_headcount && rotation.within_stage && rotation.whole);
    assert_eq!(origin.line("transfer.1.rotate_at_least"), Some(28));
    let staffing = Rule::Staffing(PerStage::both(19.0, 13.5));
    assert_eq!(policy.rules, [staffing]);
    assert_eq!(problems(VALID, &district()), Problems::new());
}

#[test]
fn what_is_left_out_has_a_default() {
    let read = |text: &str| read_policy("p", text).unwrap().0;
    let policy = read("[[transfer]]\nname = \"r\"\nmoves = \"teachers\"");
    assert_eq!(policy.transfers, [Transfer::rotation("r")]);
    let policy = read("[[transfer]]\nname = \"r\"\nmoves = \"图书册数\"");
    assert_eq!(policy.transfers, [Transfer::of("r", "books")]);
    for text in ["true", "{}", "{ primary = 19 }"] {
        let policy = read(&format!("[[rule]]\nstaffing = {text}"));
        assert_eq!(policy.rules, [Rule::Staffing(STAFFING)]);
    }
}

#[test]
fn a_policy_with_people_survives_json() {
    let policies = [policy(), read_policy("p", VALID).unwrap().0];
    for policy in policies {
        let json = serde_json::to_string(&policy).unwrap();
        let back: Policy = serde_json::from_str(&json).unwrap();
        assert_eq!(back, policy, "{json}");
    }
}

/// What to replace by what in [`VALID`]; the code and key of the only problem it gives.
type Broken = (&'static str, &'static str, Code, &'static str);

#[rustfmt::skip]
const BROKEN: &[Broken] = &[
    ("moves = \"teachers\"\n", "", Code::MissingKey, "moves"),
    ("name = \"rotation\"", "", Code::MissingKey, "name"),
    ("name = \"rotation\"", "name = \"\"", Code::EmptyName, "name"),
    ("moves = \"teachers\"", "moves = 3", Code::TextExpected, "moves"),
    ("reach_km", "reach_kms", Code::MisspeltKey, "reach_kms"),
    ("reach_km = 30", "reach_km = -1", Code::BelowZero, "reach_km"),
    ("reach_km = 30", "reach_km = 1e9", Code::OutOfRange, "reach_km"),
    ("nearest = 20", "nearest = 0", Code::NotAboveZero, "nearest"),
    ("nearest = 20", "reach_minutes = 20", Code::ReachTwice, "reach_minutes"),
    ("reach_km = 30", "reach_minutes = 30", Code::NoDistance, "reach_minutes"),
    ("unit_cost = 6000", "unit_cost = -6000", Code::BelowZero, "unit_cost"),
    ("unit_cost = 6000", "unit_cost = { urban = 6000 }", Code::NoLocale, "unit_cost"),
    ("fund = \"staff\"\nleave", "fund = \"people\"\nleave", Code::UnknownFund, "fund"),
    ("fund = \"staff\"\nleave", "leave", Code::NobodyPays, "fund"),
    ("leave_at_most = 0.15", "leave_at_most = 15", Code::ShareOutside, "leave_at_most"),
    ("at_least = 0.10", "at_least = -0.1", Code::ShareOutside, "rotate_at_least"),
    ("at_least = 0.20", "at_least = 1.1", Code::ShareOutside, "backbone_at_least"),
    ("leave_at_most = 0.15", "leave_at_most = 0", Code::RatesContradict, "rotate_at_least"),
    ("rotate_at_least = 0.10", "rotate_at_least = 0.5", Code::RatesContradict, "rotate_at_least"),
    ("within_stage = true", "whole = false", Code::PeopleAreWhole, "whole"),
    ("schools = [\"1\", \"2\"]", "schools = [\"1\", \"9\"]", Code::UnknownSchool, "from.schools.2"),
    ("stages = [\"primary\"]", "groups = [\"east\"]", Code::UnknownGroup, "to.groups.1"),
    ("recruit = {", "adds = { books = 1 }\nrecruit = {", Code::OneDeedExpected, ""),
    ("recruit = {", "train = { to = { backbone = true } }\nrecruit = {", Code::OneDeedExpected, ""),
    ("subject = \"music\"", "subject = 7", Code::TextExpected, "recruit.subject"),
    ("subject = \"music\"", "topic = \"music\"", Code::UnknownKey, "recruit.topic"),
    ("pe_arts = true", "pe_arts = \"yes\"", Code::FlagExpected, "recruit.pe_arts"),
    ("recruit = { subject = \"music\"", "whole = false\nrecruit = { subject = \"music\"", Code::PeopleAreWhole, "whole"),
    ("recruit = { subject = \"music\", higher_degree = true, backbone = false, pe_arts = true }",
     "adds = { teachers = 1 }", Code::TeachersAreCounted, "adds.teachers"),
    ("to = { higher_degree = true }", "to = {}", Code::TrainsNothing, "train"),
    ("to = { higher_degree = true }", "to = { higher_degree = false }", Code::TrainsNothing, "train"),
    ("primary = 19", "primary = 0", Code::NotAboveZero, "staffing.primary"),
    ("primary = 19", "primary = -19", Code::BelowZero, "staffing.primary"),
    ("staffing = { primary = 19, junior = 13.5 }", "staffing = false", Code::TableExpected, "staffing"),
];

#[test]
fn each_mistake_has_its_code_and_place() {
    for (from, to, code, key) in BROKEN {
        assert!(VALID.contains(from), "{from}");
        let text = VALID.replacen(from, to, 1);
        let problems = problems(&text, &district());
        let found: Vec<_> = problems
            .iter()
            .map(|p| (p.code, p.place.column.as_deref()))
            .collect();
        let key = (!key.is_empty()).then_some(*key);
        assert_eq!(found, [(*code, key)], "{from} -> {to}: {problems}");
        for problem in &problems {
            let said = problem.say(Lang::Zh) + &problem.say(Lang::En);
            assert!(!said.contains("{0}") && !said.contains("{1}"), "{said}");
        }
    }
}

#[test]
fn what_teachers_are_needed_for_is_said_where_there_are_none() {
    use Code::{NoDistance, NoTeachers, UnknownResource};
    let plain = District::builder([
        "books",
        "higher_degree_teachers",
        "backbone_teachers",
        "pe_arts_teachers",
    ])
    .section(
        junheng::Section::new("1", junheng::Stage::Primary, 50.0),
        [1.0; 4],
    )
    .section(
        junheng::Section::new("2", junheng::Stage::Primary, 50.0),
        [1.0; 4],
    )
    .build()
    .unwrap();
    let codes: Vec<Code> = problems(VALID, &plain).iter().map(|p| p.code).collect();
    assert_eq!(
        codes,
        [
            NoTeachers,
            NoTeachers,
            UnknownResource,
            NoTeachers,
            NoDistance
        ]
    );
}

#[test]
fn things_move_as_things() {
    let text = |more: &str| format!("[[transfer]]\nname = \"t\"\nmoves = \"books\"\n{more}");
    let found = |more: &str| -> Vec<Code> {
        problems(&text(more), &district())
            .iter()
            .map(|p| p.code)
            .collect()
    };
    assert_eq!(found(""), []);
    assert_eq!(found("whole = true\nleave_at_most = 0.2"), []);
    assert_eq!(found("eligible_only = true"), [Code::OnlyForTeachers]);
    assert_eq!(found("keep_headcount = true"), [Code::OnlyForTeachers]);
    assert_eq!(found("rotate_at_least = 0.1"), [Code::OnlyForTeachers]);
    assert_eq!(found("backbone_at_least = 0.1"), [Code::OnlyForTeachers]);
    let other = |what: &str| {
        let text = text("").replace("books", what);
        let problems = problems(&text, &district());
        problems.iter().map(|p| p.code).collect::<Vec<_>>()
    };
    assert_eq!(other("desks"), [Code::UnknownResource]);
    assert_eq!(other("backbone_teachers"), [Code::TeachersAreCounted]);
    assert_eq!(other("县级以上骨干教师数"), [Code::TeachersAreCounted]);
    let twice = format!("{}\n{}", text(""), text(""));
    assert_eq!(
        problems(&twice, &district()).iter().next().unwrap().code,
        Code::DuplicateName
    );
    let moves = format!("goals = [\"moves\"]\n{}", text(""));
    assert_eq!(
        problems(&moves, &district()).iter().next().unwrap().code,
        Code::MovesOfNobody
    );
}

#[test]
fn distances_are_asked_for_only_where_they_matter() {
    let place = |known: bool| {
        let mut sections = Vec::new();
        for id in ["1", "2", "3"] {
            let mut section = junheng::Section::new(id, junheng::Stage::Primary, 50.0);
            if known || id == "1" {
                section.position = Some(junheng::Position::Km {
                    x_km: 1.0,
                    y_km: 2.0,
                });
            }
            sections.push(section);
        }
        let mut builder = District::builder([
            "books",
            "higher_degree_teachers",
            "backbone_teachers",
            "pe_arts_teachers",
        ]);
        for section in sections {
            builder = builder.section(section, [1.0; 4]);
        }
        builder
    };
    let clock = Journey {
        from: "1".into(),
        to: "2".into(),
        minutes: 9.0,
    };
    let codes = |more: &str, district: District| -> Vec<Code> {
        let text = format!("[[transfer]]\nname = \"t\"\nmoves = \"books\"\n{more}");
        problems(&text, &district).iter().map(|p| p.code).collect()
    };
    let build = |known| place(known).build().unwrap();
    assert_eq!(codes("", build(false)), []);
    assert_eq!(codes("nearest = 2", build(false)), [Code::NoDistance]);
    assert_eq!(codes("nearest = 2", build(true)), []);
    let timed = || place(false).travel([clock.clone()]).build().unwrap();
    assert_eq!(codes("nearest = 2", timed()), []);
    assert_eq!(codes("reach_minutes = 20", timed()), []);
    assert_eq!(codes("reach_km = 20", timed()), [Code::NoDistance]);
    assert_eq!(codes("reach_km = 20", build(true)), []);
}

#[test]
fn a_transfer_that_reaches_nothing_is_warned_of() {
    let near = VALID.replace("reach_km = 30", "reach_km = 9");
    let (policy, origin) = read_policy("p", &near).unwrap();
    let warned: Vec<Code> = policy
        .warnings(&district(), &standard(), &origin)
        .iter()
        .map(|p| p.code)
        .collect();
    assert_eq!(warned, [Code::TransferReachesNothing]);
    let (policy, _) = read_policy("p", VALID).unwrap();
    assert_eq!(
        policy
            .warnings(&district(), &standard(), &Origin::default())
            .len(),
        0
    );
}
