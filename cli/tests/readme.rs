//! The READMEs tell the truth: their excerpts are what the command prints, both give the
//! same commands, and none is a later version's.
#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn readme(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The lines of all fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inside = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), inside) {
            (Some(opened), None) => inside = Some(opened),
            (Some(_), Some(_)) => inside = None,
            (None, Some(at)) if at == language => lines.push(line.to_owned()),
            _ => {}
        }
    }
    lines
}

/// What the command prints, run as in the README.
fn printed(arguments: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_junheng"))
        .args(arguments.split(' '))
        .current_dir(root())
        .output()
        .unwrap();
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_excerpts_are_what_the_command_prints() {
    for name in READMES {
        let text = readme(name);
        let (_, rest) = text.split_once("<!-- excerpt: ").unwrap();
        let (arguments, rest) = rest.split_once(" -->").unwrap();
        let printed = printed(arguments);
        let mut lines = printed.lines();
        for line in blocks(rest, "text") {
            let is_there = line == "…" || lines.any(|l| l == line);
            assert!(
                is_there,
                "{name}: not printed, or not in this order: {line}"
            );
        }
    }
}

#[test]
fn both_readmes_give_the_same_commands() {
    let [english, chinese] = READMES.map(readme);
    for language in ["sh", "rust"] {
        assert!(!blocks(&english, language).is_empty());
        assert_eq!(blocks(&english, language), blocks(&chinese, language));
    }
}

#[test]
fn ci_takes_its_commands_from_the_readme() {
    let script = root().join(".ci/run");
    let told = Command::new("bash")
        .args([script.to_str().unwrap(), "--list-readme-commands"])
        .output()
        .unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told, blocks(&readme("README.md"), "sh"));
}

#[test]
fn the_commands_of_the_readmes_exist() {
    for name in READMES {
        for line in blocks(&readme(name), "sh") {
            let Some(arguments) = line.strip_prefix("junheng ") else {
                continue;
            };
            let task = arguments.split(' ').next().unwrap();
            let help = printed(&format!("{task} --help"));
            for option in arguments.split(' ').filter(|a| a.starts_with("--")) {
                assert!(help.contains(option), "{name}: {line}");
            }
        }
    }
}

#[test]
fn the_table_of_options_is_whole() {
    let tasks = [
        "assess", "plan", "verify", "sweep", "frontier", "compare", "generate",
    ];
    for name in READMES {
        let text = readme(name);
        let rows: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| line.starts_with("| `--"))
            .map(|line| line.split('|').map(str::trim).collect())
            .collect();
        let has = |task: &str, option: &str| {
            rows.iter().any(|row| {
                let options = row[1].split(|c: char| !(c.is_ascii_lowercase() || c == '-'));
                let of: Vec<&str> = row[2].split(", ").collect();
                let is_of = of.contains(&task) || ["all", "全部"].contains(&row[2]);
                is_of && options.into_iter().any(|o| o == option)
            })
        };
        for task in tasks {
            let help = printed(&format!("{task} --help --lang en"));
            let options: Vec<&str> = help
                .split_whitespace()
                .filter(|word| word.starts_with("--") && word.len() > 2)
                .map(|word| word.trim_end_matches(|c: char| !c.is_ascii_lowercase()))
                .collect();
            assert!(options.contains(&"--lang"), "{help}");
            for option in options {
                let is_help = option == "--help";
                assert!(is_help || has(task, option), "{name}: {task} {option}");
            }
        }
        // And none is there that is none.
        for row in rows {
            let tasks: Vec<&str> = match row[2] {
                "all" | "全部" => tasks.to_vec(),
                of => of.split(", ").collect(),
            };
            for task in tasks {
                let help = printed(&format!("{task} --help --lang en"));
                for option in row[1].split('`').filter(|o| o.starts_with("--")) {
                    let option = option.split(' ').next().unwrap();
                    assert!(help.contains(option), "{name}: {task} has no {option}");
                }
            }
        }
    }
}
