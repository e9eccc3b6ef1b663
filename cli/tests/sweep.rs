//! `sweep`, `frontier` and `compare` through the command; a sweep that is killed again
//! and again loses and repeats no row.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(args);
    command
}

fn junheng(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn example(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    examples.join(name).to_str().unwrap().to_owned()
}

#[test]
fn the_bundled_sweeps_run_and_say_what_matters() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rows.csv").to_str().unwrap().to_owned();
    for (name, rows) in [("qinghe", 18), ("california", 20)] {
        let file = example(&format!("{name}/sweep.toml"));
        let district = example(name);
        let args = ["sweep", &district, "--sweep", &file, "--out", &out];
        if Path::new(&out).exists() {
            let refused = junheng(&args);
            assert_eq!(refused.status.code(), Some(2));
            assert!(
                String::from_utf8(refused.stderr)
                    .unwrap()
                    .contains("JH7104")
            );
        }
        let done = junheng(&[&args[..], &["--overwrite"]].concat());
        assert_eq!(done.status.code(), Some(0), "{name}");
        // No bar where standard error is no terminal.
        assert!(done.stderr.is_empty());
        let table = fs::read_to_string(&out).unwrap();
        assert_eq!(table.lines().count(), 1 + rows);
        assert!(table.starts_with("scenario,"));
    }
    let file = example("qinghe/sweep.toml");
    let done = junheng(&[
        "sweep",
        &example("qinghe"),
        "--sweep",
        &file,
        "--out",
        "rows.ods",
    ]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8(done.stderr).unwrap().contains("JH7101"));
}

/// Kills a sweep at random moments until so many kills met it alive, resuming it each time;
/// whenever it is done, its table must be the undisturbed one, and it starts anew.
fn killed(kills: usize, name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let sweep = "[[vary]]\nwhat = \"fund.capital.amount\"\n\
                 values = { from = 1e6, to = 16e6, step = 0.5e6 }\n";
    fs::write(path("sweep.toml"), sweep).unwrap();
    let (district, sweep) = (example("qinghe"), path("sweep.toml"));
    let (whole, cut) = (path(&format!("whole{name}")), path(&format!("cut{name}")));
    let args = |out| ["sweep", &district, "--sweep", &sweep, "--out", out, "-q"];
    let started = std::time::Instant::now();
    let undisturbed = junheng(&args(&whole));
    assert!(undisturbed.status.success());
    let takes = u64::try_from(started.elapsed().as_millis()).unwrap();
    let resumed = [&args(&cut)[..], &["--resume"]].concat();
    // Moments of a fixed but irregular series.
    let (mut moment, mut met): (u64, usize) = (7, 0);
    while met < kills {
        moment = (moment * 1_103_515_245 + 12_345) % 2_147_483_648;
        let mut child = command(&resumed).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment % (takes / 2).max(1)));
        let is_alive = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        met += usize::from(is_alive && !ended.success());
        if ended.success() {
            assert!(fs::read(&whole).unwrap() == fs::read(&cut).unwrap());
            fs::remove_file(&cut).unwrap();
        }
    }
    let done = junheng(&resumed);
    assert!(done.status.success(), "{done:?}");
    assert!(fs::read(&whole).unwrap() == fs::read(&cut).unwrap());
    // What is said of it is of all rows, not of those of the last run.
    let said = |done: Output| String::from_utf8(done.stdout).unwrap();
    let undisturbed = said(undisturbed);
    assert_eq!(said(done), undisturbed);
    // Nothing is left to do, and other inputs are refused.
    let again = junheng(&resumed);
    assert!(again.status.success());
    assert_eq!(said(again), undisturbed);
    let other = "[[vary]]\nwhat = \"pupils\"\nfactors = [1]\n";
    fs::write(path("sweep.toml"), other).unwrap();
    assert_eq!(junheng(&resumed).status.code(), Some(2));
    assert!(fs::read(&whole).unwrap() == fs::read(&cut).unwrap());
}

#[test]
fn killed_at_any_moment_and_resumed_the_table_is_the_undisturbed_one() {
    killed(8, ".csv");
}

#[cfg(feature = "parquet")]
#[test]
fn a_killed_parquet_is_continued_too() {
    killed(2, ".parquet");
}

#[test]
#[ignore = "50 kills"]
fn killed_50_times_and_resumed_the_table_is_the_undisturbed_one() {
    killed(50, ".csv");
    killed(50, ".jsonl");
}

#[test]
fn a_frontier_and_a_comparison_say_what_money_does() {
    let district = example("california");
    let done = junheng(&["frontier", &district, "--fund", "grant", "--json", "-"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let curve: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(curve["goal"], "shortfall");
    assert!(curve["points"].as_array().unwrap().len() > 2);
    assert!(curve["stops"].as_f64().unwrap() > 40e6);
    let done = junheng(&["frontier", &district, "--against", "cost", "--json", "-"]);
    let by_cost: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(by_cost["against"], "cost");
    // A fund of what the best costs is as good.
    let last = |curve: &Value| curve["points"].as_array().unwrap().last().unwrap().clone();
    let to = last(&by_cost)["amount"].to_string();
    let args = ["frontier", &district, "--fund", "grant", "--to", &to];
    let done = junheng(&[&args[..], &["--json", "-"]].concat());
    let curve: Value = serde_json::from_slice(&done.stdout).unwrap();
    let [is, other] = [&by_cost, &curve].map(|c| last(c)["value"].as_f64().unwrap());
    assert!((is - other).abs() < 1e-6, "{is} {other}");

    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.json").to_str().unwrap().to_owned();
    junheng(&["plan", &district, "--json", &plan, "-q"]);
    let done = junheng(&["compare", &plan, "--lang", "en"]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("0 fall somewhere"), "{said}");
    let done = junheng(&["compare", &plan, &plan, "--json", "-"]);
    let same: Value = serde_json::from_slice(&done.stdout).unwrap();
    let sections = same["sections"].as_array().unwrap();
    assert!(sections.iter().all(|s| s["gains"] == serde_json::json!({})));
}

#[test]
fn a_frontier_is_drawn_over_any_goal_on_paper_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (page, book) = (path("a.html"), path("a.xlsx"));
    for (goal, against, axis) in [
        ("shortfall", "cost", "money spent at most"),
        ("cost", "floor", "least share of a minimum at least"),
        (
            "shortfall",
            "disparity",
            "disparity (standard deviation) at most",
        ),
    ] {
        let district = example("california");
        let args = ["frontier", &district, "--goal", goal, "--against", against];
        let more = ["--html", &page, "--xlsx", &book, "--lang", "en"];
        let done = junheng(&[&args[..], &more].concat());
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        let said = String::from_utf8(done.stdout).unwrap();
        assert!(said.contains(axis), "{said}");
        // Its money is in dollars, and there is no fund.
        assert!(
            !said.contains("yuan") && !said.contains("in the fund"),
            "{said}"
        );
        let page = fs::read_to_string(&page).unwrap();
        assert!(page.contains(axis) && !page.contains("in the fund"));
        assert!(fs::read(&book).unwrap().starts_with(b"PK"));
    }
}

#[test]
fn a_frontier_says_what_it_lacks() {
    let district = example("qinghe");
    let said = |more: &[&str], lang: &str| {
        let args = ["frontier", &district, "--lang", lang];
        let done = junheng(&[&args[..], more].concat());
        assert_eq!(done.status.code(), Some(2), "{done:?}");
        String::from_utf8(done.stderr).unwrap()
    };
    let axis = said(&[], "en");
    assert!(axis.starts_with("JH1501: "), "{axis}");
    assert!(axis.contains("--fund <NAME> or --against <GOAL>"), "{axis}");
    let axis = said(&[], "zh");
    assert!(axis.contains("--fund <资金> 或 --against <目标>"), "{axis}");
    let both = said(&["--fund", "capital", "--against", "cost"], "en");
    assert!(
        both.contains("--fund <NAME> does not go with --against <GOAL>"),
        "{both}"
    );
    let unknown = said(&["--against", "fairness"], "en");
    assert!(
        unknown.contains("disparity.std") && unknown.contains("moves"),
        "{unknown}"
    );
    let idle = said(&["--fund", "capital", "--goal", "cost"], "en");
    assert!(idle.contains("JH7204"), "{idle}");
    let nowhere = said(&["--against", "cost", "--to", "inf"], "en");
    assert!(nowhere.contains("JH7202"), "{nowhere}");
}

#[test]
fn a_comparison_names_its_states_schools_and_units() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plan, dollars, next) = (path("plan.json"), path("dollars.json"), path("next"));
    let (qinghe, california) = (example("qinghe"), example("california"));
    let made = junheng(&["plan", &qinghe, "--json", &plan, "--after", &next, "-q"]);
    assert!(made.status.success());
    assert!(
        junheng(&["plan", &california, "--json", &dollars, "-q"])
            .status
            .success()
    );
    let said = |args: &[&str]| {
        let done = junheng(&[&["compare"], args, &["--lang", "en"]].concat());
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    let today = said(&[&plan]);
    for words in [
        "today",
        "after",
        "equipment, yuan per pupil",
        "add --district",
    ] {
        let words = words.replace("add --district", "With --district");
        assert!(today.contains(&words), "{words}: {today}");
    }
    assert!(!today.contains("first") && today.contains("  - 1201 (primary): sports area"));
    let named = said(&[&plan, "--district", &qinghe]);
    assert!(
        named.contains("  - 1201 白山镇中心小学 (primary): sports area"),
        "{named}"
    );
    // Of districts the names are known, and they are two.
    let years = said(&[&qinghe, &next]);
    assert!(
        years.contains("1201 白山镇中心小学") && years.contains("first"),
        "{years}"
    );
    assert!(said(&[&dollars]).contains("40.00 million USD"));
    let refused = |args: &[&str], code: &str| {
        let done = junheng(&[&["compare"], args].concat());
        assert_eq!(done.status.code(), Some(2), "{done:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains(code), "{said}");
    };
    refused(&[&qinghe], "JH7302");
    refused(&[&plan, &california], "JH7301");
    refused(&[&plan, "--district", &california], "JH7301");
    refused(&[&plan, &dollars], "JH7303");
    fs::write(&dollars, "{ \"status\": \"infeasible\" }").unwrap();
    refused(&[&dollars], "JH1401");
}
