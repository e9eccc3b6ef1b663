//! Warnings about money, errors of all files at once, and errors that are no input's.

use std::fs;

use junheng::io::{Load, load};
use junheng::policy::{Filter, Fund, Rule};
use junheng::standard::{Indicator, Per};
use junheng::{Code, District, Error, Lang, Locale, Origin, Policy, Section, Stage, Standard};

use super::district;

fn standard() -> Standard {
    let mut books = Indicator::of("books", Per::Pupil);
    books.minimum.primary = Some(1.0);
    Standard::new("books", vec![books])
}

fn share(locale: Locale, at_least: f64) -> Rule {
    Rule::Share {
        fund: "capital".into(),
        filter: Filter {
            locales: vec![locale],
            ..Filter::default()
        },
        at_least,
    }
}

#[test]
fn shares_that_contradict_and_tiny_funds_are_warned_of() -> Result<(), Error> {
    let (district, standard) = (district()?, standard());
    let warned = |yuan: f64, rules: Vec<Rule>, currency: Option<&str>| -> Vec<Code> {
        let policy = Policy {
            funds: vec![Fund::new("capital", yuan)],
            rules,
            currency: currency.map(str::to_owned),
            ..Policy::default()
        };
        let origin = Origin::default();
        let warnings = policy.warnings(&district, &standard, &origin);
        for warning in &warnings {
            assert!(!warning.say(Lang::Zh).contains('{'), "{warning}");
        }
        warnings.iter().map(|w| w.code).collect()
    };
    let (urban, rural) = (Locale::Urban, Locale::Rural);
    assert_eq!(
        warned(1e6, vec![share(urban, 0.6), share(rural, 0.4)], None),
        []
    );
    let both = vec![share(urban, 0.6), share(rural, 0.5)];
    assert_eq!(warned(1e6, both, None), [Code::SharesContradict]);
    let same = vec![share(rural, 0.6), share(rural, 0.5)];
    assert_eq!(warned(1e6, same, None), []);
    // 120 万元 written as 120 for 300 pupils; dollars have no 万.
    assert_eq!(warned(120.0, vec![], None), [Code::TinyFund]);
    assert_eq!(warned(120.0, vec![], Some("USD")), []);
    Ok(())
}

#[test]
fn a_currency_is_three_capitals() -> Result<(), Error> {
    let (district, standard) = (district()?, standard());
    for (currency, is_one) in [
        ("USD", true),
        ("usd", false),
        ("dollars", false),
        ("", false),
    ] {
        let policy = Policy {
            currency: Some(currency.into()),
            ..Policy::default()
        };
        let found = policy.check(&district, &standard, &Origin::default());
        let codes: Vec<Code> = found.iter().map(|p| p.code).collect();
        let expected: &[Code] = if is_one { &[] } else { &[Code::NotACurrency] };
        assert_eq!(codes, expected, "{currency}");
    }
    Ok(())
}

#[test]
fn the_problems_of_all_files_come_in_one_go() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(
        at("schools.csv"),
        "school_id,stage,pupils,books\n1,primary,many,279\n",
    )
    .unwrap();
    fs::write(at("campuses.csv"), "school_id,books\n1,x\n").unwrap();
    fs::write(
        at("own.toml"),
        "id = \"own\"\n[[indicator]]\nid = \"books\"\nresource = \"books\"\nper = \"head\"\n",
    )
    .unwrap();
    let policy = "standard = \"own.toml\"\ngoals = [\"cost\", \"cost\"]\n[[fund]]\nname = \"f\"\namount = -1\n";
    let found = |policy: &str| -> Vec<(String, Code)> {
        fs::write(at("policy.toml"), policy).unwrap();
        match load(dir.path(), &Load::default()) {
            Err(Error::Input(problems)) => {
                let file = |p: &junheng::Problem| {
                    let file = p.place.file.clone().unwrap_or_default();
                    file.rsplit(['/', '\\'])
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                };
                problems.iter().map(|p| (file(p), p.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    };
    let of = |file: &str, code| (file.to_owned(), code);
    let files = [
        of("campuses.csv", Code::NotANumber),
        of("own.toml", Code::UnknownWord),
    ];
    // What of the policy can be checked alone is, though neither district nor standard are whole.
    let all = found(policy);
    assert_eq!(all[..2], files);
    assert_eq!(all[2], of("policy.toml", Code::GoalTwice));
    assert_eq!(all[3], of("policy.toml", Code::BelowZero));
    assert_eq!(all[4], of("schools.csv", Code::NotANumber));
    assert_eq!(all.len(), 5);
    // A slip in the policy does not hide what is wrong with the standard that it names.
    let all = found("standard = \"own.toml\"\ngoal = [\"cost\"]\n");
    assert_eq!(all[..2], files);
    assert_eq!(all[2], of("policy.toml", Code::MisspeltKey));
    assert_eq!(all.len(), 4);
}

#[test]
fn a_column_that_is_nearly_a_known_one_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::write(
        at("own.toml"),
        "id = \"own\"\n[[indicator]]\nid = \"books\"\nresource = \"books\"\nper = \"pupil\"\n",
    )
    .unwrap();
    let text = "school_id,stage,pupils,books,computer\n1,primary,45,279,3\n2,primary,45,279,3\n";
    fs::write(at("schools.csv"), text).unwrap();
    let options = Load {
        standard: Some(at("own.toml").display().to_string()),
        ..Load::default()
    };
    let input = load(dir.path(), &options).unwrap();
    let found: Vec<Code> = input.warnings.iter().map(|w| w.code).collect();
    assert_eq!(found, [Code::NearColumn]);
    let said = input.warnings.say(Lang::Zh);
    assert!(
        said.contains("JH9106") && said.contains("计算机台数"),
        "{said}"
    );
    assert_eq!(input.district.resources(), ["books", "computer"]);
}

#[test]
fn a_policy_may_use_the_words_of_the_tables() {
    let text = "[[fund]]\nname = \"专项\"\namount = 1e6\n[[lever]]\nname = \"购书\"\nadds = { \"图书册数\" = 1 }\nunit_cost = 30\nfund = \"专项\"\nstages = [\"小学\"]\nlocales = [\"乡村\", \"镇区\"]\n";
    let (policy, _) = junheng::io::read_policy("policy.toml", text).unwrap();
    let lever = &policy.levers[0];
    assert_eq!(lever.adds.keys().collect::<Vec<_>>(), ["books"]);
    assert_eq!(lever.filter.stages, [Stage::Primary]);
    assert_eq!(lever.filter.locales, [Locale::Rural, Locale::Town]);
    // In a file with keys the place is a key, in one with columns a column.
    let broken = junheng::io::read_policy("policy.toml", "goals = 7\n").unwrap_err();
    assert!(broken.say(Lang::Zh).contains("键“goals”"), "{broken}");
    assert!(broken.say(Lang::En).contains("key \"goals\""), "{broken}");
}

#[test]
fn a_lever_by_locale_needs_the_locale_of_every_section() -> Result<(), Error> {
    let district = District::builder(["books"])
        .section(Section::new("1", Stage::Primary, 10.0), [5.0])
        .build()?;
    let text = "[[fund]]\nname = \"f\"\namount = 1e6\n[[lever]]\nname = \"buy\"\nadds = { books = 1 }\nunit_cost = { rural = 30 }\nfund = \"f\"\n";
    let (policy, origin) = junheng::io::read_policy("policy.toml", text).map_err(Error::Input)?;
    let found = policy.check(&district, &standard(), &origin);
    let codes: Vec<Code> = found.iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::NoLocale]);
    Ok(())
}

#[test]
fn a_district_of_wrong_parts_is_refused() {
    let codes = |built: Result<District, Error>| match built {
        Err(Error::Input(problems)) => problems.iter().map(|p| p.code).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let section = || Section::new("1", Stage::Primary, 10.0);
    let short = District::builder(["books"]).section(section(), []).build();
    assert_eq!(codes(short), [Code::WrongNumberOfStocks]);
    let twice = District::builder(["books", "books"])
        .section(section(), [1.0, 1.0])
        .build();
    assert_eq!(codes(twice), [Code::DuplicateResource]);
}

#[test]
fn every_error_has_code_place_cause_and_action_in_both_languages() {
    let conflict = vec!["fund.capital".to_owned(), "rule.2".to_owned()];
    let errors = [
        (
            Error::Infeasible {
                conflict,
                repair: Vec::new(),
            },
            Code::Impossible,
            "fund.capital, rule.2",
        ),
        (
            Error::Infeasible {
                conflict: vec![],
                repair: Vec::new(),
            },
            Code::Impossible,
            "policy",
        ),
        (
            Error::Stopped {
                limit: "60 s".into(),
            },
            Code::StoppedEarly,
            "solve.time_limit_s",
        ),
        (
            Error::Solver {
                solver: "clarabel".into(),
                stage: "cost".into(),
                reason: "NumericalError".into(),
            },
            Code::NoUsableAnswer,
            "cost",
        ),
    ];
    for (error, code, item) in errors {
        let problems = error.problems();
        assert_eq!(problems.len(), 1);
        let problem = problems.iter().next().unwrap();
        assert_eq!(problem.code, code);
        assert_eq!(problem.place.item.as_deref(), Some(item));
        for (lang, cause, action) in [
            (Lang::Zh, "原因：", "处理："),
            (Lang::En, "cause: ", "action: "),
        ] {
            let said = error.say(lang);
            assert!(said.starts_with(&code.to_string()), "{said}");
            assert!(said.contains(cause) && said.contains(action), "{said}");
            assert!(!said.contains('{'), "{said}");
        }
        assert_eq!(error.to_string(), error.say(Lang::En));
    }
}
