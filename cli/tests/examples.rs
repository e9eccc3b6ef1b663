//! The bundled examples through the command: what is printed, and next year's input.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn junheng(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_junheng"))
        .args(args)
        .output()
        .unwrap()
}

fn example(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    examples.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_plan_says_where_the_county_stands_what_to_do_and_what_it_brings() {
    let zh = ["方案", "目标", "资金", "举措", "差异"];
    let en = ["Plan", "goal", "fund", "lever", "CV"];
    for name in ["qinghe", "california"] {
        for (lang, words) in [("zh", zh), ("en", en)] {
            let done = junheng(&["plan", &example(name), "--lang", lang]);
            let said = String::from_utf8(done.stdout).unwrap();
            assert_eq!(done.status.code(), Some(0), "{name}");
            for word in words {
                assert!(
                    said.to_lowercase().contains(&word.to_lowercase()),
                    "{name}: no {word} in\n{said}"
                );
            }
        }
    }
}

#[test]
fn the_after_state_is_read_and_assessed_as_the_plan_says() {
    for name in ["qinghe", "california"] {
        let folder = tempfile::tempdir().unwrap();
        let path = |file: &str| folder.path().join(file).to_str().unwrap().to_owned();
        let (district, json, next) = (example(name), path("plan.json"), path("next"));
        let made = junheng(&["plan", &district, "--json", &json, "--after", &next, "-q"]);
        assert_eq!(made.status.code(), Some(0), "{name}");
        let checked = junheng(&["verify", &district, "--plan", &json]);
        assert_eq!(checked.status.code(), Some(0), "{name}");

        let standard = match name {
            "california" => format!("{district}/standard.toml"),
            _ => "quality-balanced-2017".to_owned(),
        };
        let assessed = junheng(&["assess", &next, "--json", "-", "--standard", &standard]);
        assert_eq!(assessed.status.code(), Some(0), "{name}");
        let plan: Value = serde_json::from_str(&std::fs::read_to_string(&json).unwrap()).unwrap();
        let assessed: Value = serde_json::from_slice(&assessed.stdout).unwrap();
        assert!(plan["after"] == assessed, "{name}");
    }
}

/// California with its policy changed, as a folder of its own.
fn changed(change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = |file: &str| format!("{}/{file}", example("california"));
    for file in ["schools.csv", "standard.toml"] {
        std::fs::copy(from(file), folder.path().join(file)).unwrap();
    }
    let policy = std::fs::read_to_string(from("policy.toml")).unwrap();
    std::fs::write(folder.path().join("policy.toml"), change(policy)).unwrap();
    folder
}

#[test]
fn too_little_money_for_the_standard_exits_3_and_names_the_fund() {
    let folder = changed(|policy| format!("comply = true\n{policy}"));
    let district = folder.path().to_str().unwrap();
    let done = junheng(&["plan", district, "--json", "-"]);
    assert_eq!(done.status.code(), Some(3));
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["status"], "infeasible");
    let names = said["conflict"].as_array().unwrap();
    assert!(names.contains(&Value::from("fund.grant")), "{said}");
    assert!(
        names
            .iter()
            .any(|n| n.as_str().unwrap().starts_with("comply.primary.")),
        "{said}"
    );
    assert!(said["repair"].is_array());
}

#[test]
fn too_little_time_exits_4_or_leaves_a_plan() {
    for limit in ["1e-9", "0.001", "0.01", "0.03", "0.1"] {
        let folder = changed(|policy| format!("{policy}\n[solve]\ntime_limit_s = {limit}\n"));
        let district = folder.path().to_str().unwrap();
        let done = junheng(&["plan", district, "--json", "-"]);
        let said: Value = serde_json::from_slice(&done.stdout).unwrap();
        match done.status.code() {
            Some(4) => assert_eq!(said["status"], "stopped"),
            Some(0) => assert!(said["status"] == "feasible" || said["status"] == "optimal"),
            other => panic!("{limit}: {other:?}"),
        }
    }
}

#[test]
fn a_solver_that_cannot_exits_2_and_says_why() {
    let mut wrong = vec![("microlp", "JH5101")];
    if !cfg!(feature = "highs") {
        wrong.push(("highs", "JH5102"));
    }
    for (solver, code) in wrong {
        let done = junheng(&["plan", &example("california"), "--solver", solver]);
        assert_eq!(done.status.code(), Some(2), "{solver}");
        assert!(
            String::from_utf8(done.stderr).unwrap().contains(code),
            "{solver}"
        );
    }
}
