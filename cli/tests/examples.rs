//! The bundled examples through the command: what is printed, and next year's input.

#![allow(clippy::unwrap_used)] // a test may fail loudly

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
