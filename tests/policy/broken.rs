//! The catalogue of broken policy files.

use junheng::io::read_policy;
use junheng::{Code, Error, Standard};

use super::{VALID, assert_said, problems_of};

/// A broken file: what to replace by what in [`VALID`], and the code, line and key of
/// the only problem it must give.
type Broken = (&'static str, &'static str, Code, usize, &'static str);

#[rustfmt::skip]
const BROKEN: &[Broken] = &[
    // Syntax and shape.
    ("threads = 1", "threads 1", Code::TomlSyntax, 31, ""),
    ("gap = 1e-4", "time_limit_s = 9", Code::TomlSyntax, 30, ""),
    ("\"capital\"\na", "\"capital\na", Code::TomlSyntax, 9, ""),
    ("no_levelling", "no_leveling", Code::MisspeltKey, 3, "no_leveling_down"),
    ("threads", "color", Code::UnknownKey, 31, "solve.color"),
    ("max_total", "max_totl", Code::MisspeltKey, 18, "max_totl"),
    ("rural = 2400", "village = 1", Code::UnknownKey, 15, "unit_cost.village"),
    ("\"minimum\"", "\"never\"", Code::UnknownWord, 3, "no_levelling_down"),
    ("\"minimum\"", "1979-05-27", Code::TextExpected, 3, "no_levelling_down"),
    ("[\"primary\"]", "[\"senior\"]", Code::UnknownWord, 19, "stages"),
    ("[\"primary\"]", "\"primary\"", Code::ListExpected, 19, "stages"),
    ("[\"primary\"]", "[1]", Code::TextExpected, 19, "stages.1"),
    ("school = \"2\"", "school = 2", Code::TextExpected, 26, "keep.school"),
    ("school = \"2\", ", "", Code::MissingKey, 26, "keep.school"),
    ("= 40_000", "= \"many\"", Code::NumberExpected, 18, "max_total"),
    ("= 40_000", "= inf", Code::NotFinite, 18, "max_total"),
    ("= 40_000", "= 1e999", Code::NotFinite, 18, "max_total"),
    ("= 2.0", "= nan", Code::NotFinite, 6, "weights.teaching_area_m2"),
    ("= 2.0", "= true", Code::NumberExpected, 6, "weights.teaching_area_m2"),
    ("threads = 1", "threads = 1.5", Code::WholeNumberExpected, 31, "solve.threads"),
    ("threads = 1", "threads = -1", Code::WholeNumberExpected, 31, "solve.threads"),
    ("max_total = 40_000", "whole = \"no\"", Code::FlagExpected, 18, "whole"),
    ("{ teaching_area_m2 = 1.0 }", "1.0", Code::TableExpected, 14, "adds"),
    ("[[fund]]", "[fund]", Code::ListExpected, 8, "fund"),
    ("amount = 12_000_000", "", Code::MissingKey, 8, "amount"),
    ("12_000_000", "\"much\"", Code::AmountExpected, 10, "amount"),
    ("12_000_000", "nan", Code::NotFinite, 10, "amount"),
    ("{ urban = 3000, town = 2600, rural = 2400 }", "\"dear\"", Code::UnitCostExpected, 15, "unit_cost"),
    ("name = \"build teaching rooms\"", "", Code::MissingKey, 12, "name"),
    ("adds = { teaching_area_m2 = 1.0 }", "", Code::MissingKey, 12, "adds"),
    ("\"std\"", "\"variance\"", Code::UnknownWord, 2, "goals.2.disparity"),
    ("\"shortfall\"", "\"fairness\"", Code::UnknownWord, 2, "goals.1"),
    ("\"shortfall\"", "7", Code::GoalExpected, 2, "goals.1"),
    ("disparity = \"std\"", "gini = true", Code::GoalExpected, 2, "goals.2"),
    ("keep = { school = \"2\", stage = \"junior\" }", "", Code::OneRuleExpected, 25, ""),
    // Against the district and the standard.
    ("[\"shortfall\", { disparity = \"std\" }, \"cost\"]", "[]", Code::NoGoal, 2, "goals"),
    ("\"cost\"", "\"disparity\"", Code::GoalTwice, 2, "goals.3"),
    ("teaching_area_m2 = 2.0", "books = 2.0", Code::UnknownIndicator, 6, "weights.books"),
    ("= 2.0", "= -2.0", Code::BelowZero, 6, "weights.teaching_area_m2"),
    ("12_000_000", "-1", Code::BelowZero, 10, "amount"),
    ("[[lever]]", "[[fund]]\nname = \"capital\"\namount = 1\n[[lever]]", Code::DuplicateName, 13, "name"),
    ("[[lever]]", "[[fund]]\nname = \" \"\namount = 1\n[[lever]]", Code::EmptyName, 13, "name"),
    ("\"build teaching rooms\"", "\"\"", Code::EmptyName, 13, "name"),
    ("teaching_area_m2 = 1.0", "gardens = 1.0", Code::UnknownResource, 14, "adds.gardens"),
    ("teaching_area_m2 = 1.0", "", Code::AddsNothing, 14, "adds"),
    ("teaching_area_m2 = 1.0", "books = 0", Code::AddsNothing, 14, "adds"),
    ("urban = 3000, ", "", Code::NoUnitCost, 15, "unit_cost.urban"),
    ("urban = 3000", "urban = -3000", Code::BelowZero, 15, "unit_cost.urban"),
    ("{ urban = 3000, town = 2600, rural = 2400 }", "-0.5", Code::BelowZero, 15, "unit_cost"),
    ("fund = \"capital\"\nmax", "max", Code::NobodyPays, 12, "fund"),
    ("fund = \"capital\"\nmax", "fund = \"staff\"\nmax", Code::UnknownFund, 16, "fund"),
    ("max_per_section = 3000", "max_per_section = -1", Code::BelowZero, 17, "max_per_section"),
    ("= 40_000", "= -1", Code::BelowZero, 18, "max_total"),
    ("stages = [\"primary\"]", "schools = [\"1\", \"9\"]", Code::UnknownSchool, 19, "schools.2"),
    ("stages = [\"primary\"]", "groups = [\"north\"]", Code::UnknownGroup, 19, "groups.1"),
    ("share = { fund = \"capital\"", "share = { fund = \"x\"", Code::UnknownFund, 22, "share.fund"),
    ("at_least = 0.6", "at_least = 60", Code::ShareOutside, 22, "share.at_least"),
    ("[\"rural\", \"town\"]", "[\"town\"]", Code::RuleReachesNothing, 22, "share"),
    ("per_section = 2", "groups = [\"x\"], per_section = 2", Code::UnknownGroup, 24, "cap.groups.1"),
    ("per_section = 2_000_000", "per_section = -2", Code::BelowZero, 24, "cap.per_section"),
    ("school = \"2\"", "school = \"9\"", Code::UnknownSchool, 26, "keep.school"),
    ("school = \"2\"", "school = \"1\"", Code::NoSuchStage, 26, "keep.stage"),
    ("time_limit_s = 60", "time_limit_s = 0", Code::NotAboveZero, 29, "solve.time_limit_s"),
    ("gap = 1e-4", "gap = -1e-4", Code::BelowZero, 30, "solve.gap"),
    ("threads = 1", "threads = 0", Code::NotAboveZero, 31, "solve.threads"),
];

#[test]
fn every_broken_policy_names_its_code_line_and_key() -> Result<(), Error> {
    let standard = Standard::bundled("quality-balanced-2017")?;
    for (from, to, code, line, key) in BROKEN {
        let text = VALID.replacen(from, to, 1);
        assert_ne!(text, VALID, "{from:?} is not there");
        let problems = problems_of(&text, &standard)?;
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
        for problem in &problems {
            assert_eq!(problem.place.file.as_deref(), Some("policy.toml"));
            assert_said(problem);
        }
    }
    Ok(())
}

#[test]
fn all_problems_come_at_once_and_name_their_item() {
    let text = r#"
        goals = ["shortfal"]
        [[fund]]
        amount = "lots"
        [[lever]]
        name = "buy.books"
        adds = { books = "1" }
    "#;
    let problems = read_policy("p.toml", text).err().unwrap_or_default();
    let items: Vec<_> = problems
        .iter()
        .map(|p| (p.code, p.place.item.as_deref()))
        .collect();
    let expected = [
        (Code::UnknownWord, None),
        (Code::MissingKey, Some("fund.1")),
        (Code::AmountExpected, Some("fund.1")),
        (Code::NumberExpected, Some("lever.'buy.books'")),
        (Code::MissingKey, Some("lever.'buy.books'")),
    ];
    assert_eq!(items, expected);
    let text = "a = \nb = = 3\n[x\n";
    let problems = read_policy("p.toml", text).err().unwrap_or_default();
    let lines: Vec<_> = problems.iter().filter_map(|p| p.place.row).collect();
    assert!(
        lines.contains(&1) && lines.contains(&2) && lines.contains(&3),
        "{lines:?}"
    );
}

#[test]
fn depth_is_an_error_and_no_overflow() {
    let deep = 100_000;
    for text in [
        format!("goals = {}", "[".repeat(deep)),
        format!("goals = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("goals = {}1", "{ a = ".repeat(deep)),
        format!("{}a = 1", "a.".repeat(deep)),
        format!("[{}a]", "a.".repeat(deep)),
        format!("{}[a]", "[a]\n".repeat(deep)),
    ] {
        assert!(read_policy("p.toml", &text).is_err());
    }
}
