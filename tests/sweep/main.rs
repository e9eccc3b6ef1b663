//! Sweeps: each row is what `plan` says of its scenario; the rows do not depend on the
//! threads; a stopped table continues; what is wrong in a sweep file is named.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly
#![allow(clippy::float_cmp, clippy::cast_possible_truncation)] // exact by design

mod frontier;
#[cfg(feature = "parquet")]
mod parquet;

use std::fs;

use junheng::generate::{County, county};
use junheng::io::read_sweep;
use junheng::policy::{Filter, Fund, Lever, Rule, UnitCost};
use junheng::sweep::{Csv, Existing, Row, Run, Store, Summary, Sweep, fingerprint};
use junheng::{Code, District, Error, Lang, Locale, Options, Origin, Policy, Standard, plan};

fn base() -> (District, Standard, Policy) {
    let district = county(&County {
        schools: 12,
        seed: 3,
    })
    .unwrap();
    let standard = Standard::bundled("quality-balanced-2017").unwrap();
    let mut policy = Policy {
        funds: vec![Fund::new("capital", 4e6), Fund::new("staff", 1e6)],
        levers: vec![
            Lever::adding("build rooms", "teaching_area_m2", 2600.0, "capital"),
            Lever::adding("computers", "computers", 5000.0, "capital"),
            Lever::adding("train", "higher_degree_teachers", 15_000.0, "staff"),
        ],
        ..Policy::default()
    };
    policy.levers[0].max_per_section = Some(900.0);
    policy.levers[1].unit_cost = UnitCost::ByLocale {
        urban: Some(5200.0),
        town: Some(5000.0),
        rural: Some(4700.0),
    };
    policy.rules.push(Rule::Cap {
        fund: "capital".into(),
        per_section: 2e6,
        filter: Filter::default(),
    });
    policy.rules.push(Rule::Share {
        fund: "capital".into(),
        filter: Filter {
            locales: vec![Locale::Rural],
            ..Filter::default()
        },
        at_least: 0.3,
    });
    (district, standard, policy)
}

fn spec(text: &str) -> (junheng::sweep::Spec, Origin) {
    let school = base().0.sections()[0].school_id.clone();
    read_sweep("sweep.toml", &text.replace("SCHOOL", &school)).unwrap()
}

/// One of each kind of variation.
const KINDS: [&str; 8] = [
    "[[vary]]\nwhat = \"fund.capital.amount\"\nvalues = { from = 0, to = 4e6, step = 2e6 }\n\
     [[vary]]\nwhat = \"pupils\"\nfactors = [0.9, 1.0]\nwhere = { stage = \"primary\" }",
    "[[vary]]\nwhat = \"lever.'build rooms'.unit_cost\"\nfactors = [0.5, 2]\n\
     [[vary]]\nwhat = \"rule.1.cap.per_section\"\nvalues = [5e4, 5e5]",
    "[[vary]]\nwhat = \"goals\"\nvalues = [[\"floor\", \"cost\"], [{ disparity = \"gini\" }], \
     [{ disparity = \"mad\" }, \"cost\"], [\"shortfall\", { disparity = \"range\" }]]",
    "[[scenario]]\n\"no_levelling_down\" = \"today\"\n\
     [[scenario]]\n\"weights.teaching_area_m2\" = 3\npupils = 1.1",
    "[sample]\ncount = 4\nseed = 9\nlatin_hypercube = true\n\
     [[sample.vary]]\nwhat = \"pupils\"\nper_section = true\nnormal = { mean = 1, sd = 0.1 }\n\
     [[sample.vary]]\nwhat = \"fund.staff.amount\"\nuniform = [0, 2e6]",
    "[[vary]]\nwhat = \"rule.2.share.at_least\"\nvalues = [0, 0.6]\n\
     [[vary]]\nwhat = \"lever.computers.unit_cost.rural\"\nvalues = [4000, 6000]",
    "[[scenario]]\n\"lever.'build rooms'.max_per_section\" = 100\n\"solve.gap\" = 1e-3\n\
     [[scenario]]\n\"lever.computers.whole\" = true\n\"fund.capital.amount\" = 3e5\n\
     [[scenario]]\ngoals = [\"leximin\"]\n\
     [[scenario]]\n\"fund.capital.amount\" = \"unlimited\"\ngoals = [\"shortfall\", \"cost\"]",
    "[[vary]]\nwhat = \"pupils\"\nfactors = [0.8, 1.1]\nwhere = { locale = \"rural\" }\n\
     [[vary]]\nwhat = \"pupils\"\nfactors = [0.7, 1]\nwhere = { school = \"SCHOOL\" }",
];

fn rows(sweep: &Sweep, threads: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let run = Run {
        threads,
        ..Run::default()
    };
    let done = sweep.run(&run, |row| {
        rows.push(row);
        Ok(())
    });
    assert_eq!(done, Ok(sweep.scenarios()));
    rows
}

#[test]
fn a_row_is_what_plan_says_of_its_scenario_for_any_threads() {
    let (district, standard, policy) = base();
    for kind in KINDS {
        let (spec, origin) = spec(kind);
        let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
        let (one, two) = (rows(&sweep, 1), rows(&sweep, 2));
        let table = Csv::of(sweep.columns(), Lang::En);
        let said = |rows: &[Row]| rows.iter().map(|r| table.row(r)).collect::<String>();
        assert_eq!(said(&one), said(&two));
        let lines: Vec<String> = one.iter().map(|row| table.row(row)).collect();
        assert!(
            lines.iter().all(|l| l.contains("optimal")),
            "{kind}\n{lines:?}"
        );
        let records = csv::ReaderBuilder::new();
        let text = format!("{}{}", table.header(), lines.concat());
        let read = records.from_reader(text.as_bytes()).into_records();
        assert_eq!(read.flatten().count(), one.len());
        for (i, row) in one.iter().enumerate() {
            assert_eq!(row.scenario, i + 1);
            let scenario = sweep.scenario(i).unwrap();
            let options = Options::default();
            let plan = plan(&scenario.district, &standard, &scenario.policy, &options).unwrap();
            let outcome = row.outcome.as_ref().unwrap();
            assert_eq!(outcome.pass, plan.after.pass);
            for goal in &plan.goals {
                let at = sweep.columns().goals.iter().position(|g| *g == goal.goal);
                let value = outcome.goals[at.unwrap()].unwrap();
                assert!((value - goal.value).abs() <= 1e-7 * goal.value.abs().max(1.0));
            }
            for (fund, spent) in sweep.columns().funds.iter().zip(&outcome.spent) {
                let other = plan.spent[fund];
                assert!((spent.unwrap() - other).abs() <= 1e-4 * other.max(1.0));
            }
            for ((stage, id), m) in sweep.columns().indicators.iter().zip(&outcome.measures) {
                let after = plan.after.indicator(*stage, id);
                assert_eq!(m.map(|m| m.mean), after.map(|a| a.mean));
                assert_eq!(m.and_then(|m| m.cv), after.and_then(|a| a.cv));
            }
        }
    }
}

#[test]
fn scenarios_change_what_they_say_and_nothing_else() {
    let (district, standard, policy) = base();
    let scenario = |kind: usize, i: usize| {
        let (spec, origin) = spec(KINDS[kind]);
        let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
        let made = sweep.scenario(i).unwrap();
        (
            made.varied,
            made.district.into_owned(),
            made.policy.into_owned(),
        )
    };
    // The last of the grid varies fastest.
    let (varied, changed, new) = scenario(0, 2);
    assert_eq!(varied, [serde_json::json!(2e6), serde_json::json!(0.9)]);
    assert_eq!(new.funds[0].amount.limit(), Some(2e6));
    assert_eq!(
        Policy {
            funds: policy.funds.clone(),
            ..new
        },
        policy
    );
    for (old, new) in district.sections().iter().zip(changed.sections()) {
        let factor = if old.stage == junheng::Stage::Primary {
            0.9
        } else {
            1.0
        };
        assert_eq!(new.pupils, old.pupils * factor);
        assert_eq!((new.classes, &new.school_id), (old.classes, &old.school_id));
    }
    let (_, _, new) = scenario(1, 3);
    assert_eq!(new.levers[0].unit_cost, UnitCost::Same(5200.0));
    assert_eq!(new.levers[1], policy.levers[1]);
    let (varied, _, new) = scenario(3, 1);
    assert_eq!(new.weight("teaching_area_m2"), 3.0);
    assert_eq!(varied[0], serde_json::Value::Null);
    // Every section draws for itself; the cell says what became of all pupils.
    let (varied, changed, _) = scenario(4, 0);
    let all = |d: &District| d.sections().iter().map(|s| s.pupils).sum::<f64>();
    let ratio = all(&changed) / all(&district);
    assert!((varied[0].as_f64().unwrap() - ratio).abs() < 1e-12);
    let factors: Vec<f64> = changed
        .sections()
        .iter()
        .zip(district.sections())
        .map(|(new, old)| new.pupils / old.pupils)
        .collect();
    assert!(factors.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn latin_hypercubes_draw_every_slice_once() {
    let (district, standard, policy) = base();
    let text = "[sample]\ncount = 50\nseed = 1\nlatin_hypercube = true\n\
         [[sample.vary]]\nwhat = \"fund.capital.amount\"\nuniform = [0, 50]\n\
         [[sample.vary]]\nwhat = \"fund.staff.amount\"\nuniform = [0, 50]";
    let (spec, origin) = spec(text);
    let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
    let drawn = |of: usize| {
        let cells = (0..50).map(|i| sweep.scenario(i).unwrap().varied[of].as_f64().unwrap());
        cells.map(|x| x.floor() as i64).collect::<Vec<i64>>()
    };
    let (mut one, other) = (drawn(0), drawn(1));
    assert_ne!(one, other);
    one.sort_unstable();
    assert_eq!(one, (0..50).collect::<Vec<_>>());
}

#[test]
fn a_scenario_that_fails_is_a_row_and_stops_nobody() {
    let (district, standard, policy) = base();
    let sweep = Sweep::of(4, vec!["n".into()], &district, &standard, &policy, |i| {
        let mut changed = policy.clone();
        if i == 1 {
            changed.levers[0].fund = Some("nobody".into());
        }
        if i == 2 {
            changed.solve.time_limit_s = 1e-9;
        }
        Ok(junheng::sweep::Scenario {
            varied: vec![i.into()],
            district: std::borrow::Cow::Borrowed(&district),
            policy: std::borrow::Cow::Owned(changed),
        })
    });
    let rows = rows(&sweep, 2);
    let statuses: Vec<&str> = rows.iter().map(Row::status).collect();
    assert_eq!(statuses, ["optimal", "error", "stopped", "optimal"]);
    let line = Csv::of(sweep.columns(), Lang::Zh).row(&rows[1]);
    assert!(
        line.contains("JH4203") && line.matches('\n').count() == 1,
        "{line}"
    );
    let mut summary = Summary::new(sweep.columns());
    for row in &rows {
        summary.add(row);
    }
    assert_eq!((summary.shares().failed, summary.shares().optimal), (1, 2));
    assert_eq!(summary.kept(), 2);
}

#[test]
fn it_stops_where_asked_without_a_gap() {
    let (district, standard, policy) = base();
    let (spec, origin) = spec(KINDS[0]);
    let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
    let run = Run {
        threads: 2,
        ..Run::default()
    };
    let cancel = run.options.cancel.clone();
    let mut seen = Vec::new();
    let done = sweep.run(&run, |row| {
        seen.push(row.scenario);
        cancel.cancel();
        Ok(())
    });
    let n = done.unwrap();
    assert!((1..=3).contains(&n), "{n}");
    assert_eq!(seen, (1..=n).collect::<Vec<_>>());
    let failed = sweep.run(&Run::default(), |_| {
        Err(Error::Stopped {
            limit: "enough".into(),
        })
    });
    assert!(failed.is_err());
}

#[test]
fn a_table_cut_anywhere_is_continued_to_the_same_bytes() {
    let (district, standard, policy) = base();
    let (mut spec, origin) = spec(KINDS[0]);
    let folder = tempfile::tempdir().unwrap();
    for (name, lang) in [("rows.csv", Lang::En), ("rows.jsonl", Lang::Zh)] {
        let path = folder.path().join(name);
        let run = |spec: &junheng::sweep::Spec, existing: Existing| {
            let sweep = Sweep::new(spec, &district, &standard, &policy, &origin)?;
            let solver = Options::default().solver;
            let content = fingerprint(spec, &district, &standard, &policy, solver)?;
            let mut store = Store::open(&path, &sweep, &content, lang, existing)?;
            let run = Run {
                threads: 2,
                skip: store.rows(),
                ..Run::default()
            };
            sweep.run(&run, |row| store.append(&sweep, &row))
        };
        assert_eq!(run(&spec, Existing::Refuse), Ok(6));
        let whole = fs::read(&path).unwrap();
        let refused = |done: Result<usize, Error>, code: Code| match done {
            Err(Error::Input(problems)) => assert_eq!(problems.iter().next().unwrap().code, code),
            other => panic!("{other:?}"),
        };
        // A table that is there stays, unless it is to be replaced.
        refused(run(&spec, Existing::Refuse), Code::SweepExists);
        assert!(fs::read(&path).unwrap() == whole);
        assert_eq!(run(&spec, Existing::Replace), Ok(6));
        let mut at = 0;
        while at <= whole.len() {
            fs::write(&path, &whole[..at]).unwrap();
            run(&spec, Existing::Resume).unwrap();
            assert!(fs::read(&path).unwrap() == whole, "{name} cut at {at}");
            at += 1 + whole.len() / 7;
        }
        // Changed inputs, and a file that is none of ours, are refused untouched.
        spec.grid[0] = junheng::sweep::Vary::values("fund.capital.amount", [1e6, 2e6, 3e6]);
        refused(run(&spec, Existing::Resume), Code::SweepChanged);
        assert!(fs::read(&path).unwrap() == whole);
        fs::write(&path, "some\nthing\n").unwrap();
        refused(run(&spec, Existing::Resume), Code::SweepNotOurs);
        (spec, _) = read_sweep("sweep.toml", KINDS[0]).unwrap();
    }
}

#[test]
fn every_slip_is_named_at_once_with_its_line() {
    let (district, standard, policy) = base();
    let (spec, origin) = spec(
        "[[vary]]\nwhat = \"fund.capitol.amount\"\nvalues = [1]\n\
         [[vary]]\nwhat = \"rule.7.cap.per_section\"\nvalues = [1]\n\
         [[vary]]\nwhat = \"fund.capital.amount\"\nvalues = [\"much\", -5]\n\
         [[vary]]\nwhat = \"solve.gip\"\nvalues = [1]\n\
         [[vary]]\nwhat = \"pupils\"\nfactors = [0]\n\
         [[vary]]\nwhat = \"pupils\"\nfactors = [1]\nwhere = { group = \"nowhere\" }\n\
         [[vary]]\nwhat = \"standard\"\nvalues = [\"x\"]\n\
         [[vary]]\nwhat = \"no_levelling_down\"\nfactors = [2]\n\
         [[vary]]\nwhat = \"fund.capital.amount\"\nvalues = [1]",
    );
    let error = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap_err();
    let Error::Input(problems) = error else {
        panic!("{error}")
    };
    let found: Vec<(Code, Option<usize>)> =
        problems.iter().map(|p| (p.code, p.place.row)).collect();
    let expected = [
        (Code::SweepNoPath, Some(2)),
        (Code::SweepNoPath, Some(5)),
        (Code::SweepValue, Some(9)),
        (Code::BelowZero, Some(9)),
        (Code::SweepValue, Some(12)),
        (Code::SweepFactor, Some(15)),
        (Code::SweepReachesNothing, Some(17)),
        (Code::SweepFixed, Some(21)),
        (Code::SweepNotANumber, Some(25)),
    ];
    for pair in expected {
        assert!(
            found.contains(&pair),
            "{pair:?} is not in {found:?}\n{problems}"
        );
    }
    assert!(found.iter().any(|(code, _)| *code == Code::SweepTwice));
    assert!(problems.say(Lang::Zh).contains("capital"));
}

#[test]
fn a_file_that_is_no_sweep_is_refused() {
    let wrong = [
        ("[[vary]]\nwhat = \"pupils\"", Code::SweepNoValues),
        (
            "[[vary]]\nwhat = \"pupils\"\nfactors = [1]\nvalues = [1]",
            Code::SweepNoValues,
        ),
        ("[[vary]]\nvalues = [1]", Code::MissingKey),
        (
            "[[vary]]\nwhat = \"x\"\nvalues = { from = 1, to = 0, step = 1 }",
            Code::SweepRange,
        ),
        ("[[vary]]\nwhat = \"x\"\nvaluess = [1]", Code::MisspeltKey),
        ("[sample]\ncount = -1\nseed = 1", Code::WholeNumberExpected),
        (
            "[sample]\ncount = 1\nseed = 1\n[[sample.vary]]\nwhat = \"pupils\"",
            Code::SweepNoValues,
        ),
    ];
    for (text, code) in wrong {
        let problems = read_sweep("sweep.toml", text).unwrap_err();
        assert!(
            problems.iter().any(|p| p.code == code),
            "{text}\n{problems}"
        );
    }
}

#[test]
fn nobody_regrets_a_plan_of_his_own() {
    let (district, standard, policy) = base();
    let text = "[[vary]]\nwhat = \"fund.capital.amount\"\nvalues = [1e6, 2e6, 4e6]";
    let (spec, origin) = spec(text);
    let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
    let regret = junheng::sweep::regret(&sweep, &Options::default()).unwrap();
    // The plan of a smaller fund can be paid from a larger one, not the other way round.
    let possible: Vec<usize> = regret.plans.iter().map(|p| p.possible).collect();
    assert_eq!(possible, [3, 2, 1]);
    let value = |row: &Row| row.outcome.as_ref().unwrap().goals[0].unwrap();
    let rows = rows(&sweep, 1);
    let expected = value(&rows[0]) - value(&rows[2]);
    assert!((regret.plans[0].worst - expected).abs() < 1e-6 && expected > 1e-3);
    assert!(regret.plans[2].worst < 1e-9);
    assert_eq!(regret.safest().map(|p| p.scenario), Some(1));
}

#[test]
fn a_column_holds_the_price_itself_or_says_that_it_is_a_factor() {
    let (district, standard, mut policy) = base();
    let quoted = |name: &str| format!("lever.'{name}'.unit_cost");
    let (one, many) = (policy.levers[0].name.clone(), policy.levers[1].name.clone());
    policy.levers[0].unit_cost = junheng::policy::UnitCost::Same(1_000.0);
    policy.levers[1].unit_cost = junheng::policy::UnitCost::ByLocale {
        urban: Some(3_000.0),
        town: Some(2_600.0),
        rural: Some(2_400.0),
    };
    let (spec, origin) = spec(&format!(
        "[[vary]]\nwhat = \"{}\"\nfactors = [1, 1.2]\n\
         [[vary]]\nwhat = \"{}\"\nfactors = [1.5]\n\
         [[vary]]\nwhat = \"pupils\"\nfactors = [0.9]\n",
        quoted(&one),
        quoted(&many)
    ));
    let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
    let factor = format!("{}.factor", quoted(&many));
    assert_eq!(
        sweep.columns().varied,
        [quoted(&one), factor, "pupils".into()]
    );
    let varied: Vec<_> = (0..2).map(|i| sweep.scenario(i).unwrap().varied).collect();
    let json = serde_json::json!([[1_000.0, 1.5, 0.9], [1_200.0, 1.5, 0.9]]);
    assert_eq!(serde_json::json!(varied), json);
    // Drawn at random, too, it is the price and not the factor.
    let (spec, origin) = read_sweep(
        "sweep.toml",
        &format!(
            "[sample]\ncount = 3\nseed = 7\n[[sample.vary]]\nwhat = \"{}\"\n\
             multiply = true\nuniform = [0.9, 1.1]\n",
            quoted(&one)
        ),
    )
    .unwrap();
    let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
    for i in 0..3 {
        let scenario = sweep.scenario(i).unwrap();
        let price = scenario.varied[0].as_f64().unwrap();
        assert!((900.0..=1_100.0).contains(&price), "{price}");
        let set = &scenario.policy.levers[0].unit_cost;
        assert_eq!(*set, junheng::policy::UnitCost::Same(price));
    }
}
