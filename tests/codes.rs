//! The catalogue of problems is complete in both languages, and every code is the
//! outcome of some test.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use junheng::{Code, Lang, Place, Problem};

#[test]
fn every_code_has_its_number_and_both_languages() {
    let mut numbers = BTreeSet::new();
    for code in Code::ALL {
        assert!(numbers.insert(code.to_string()), "{code} is there twice");
        let problem = Problem::new(
            *code,
            Place::default(),
            ["甲 alpha", "乙 beta", "丙 gamma", "丁 delta"],
        );
        let texts = |lang| {
            [
                problem.what(lang),
                problem.cause(lang),
                problem.action(lang),
            ]
        };
        let chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        for text in texts(Lang::Zh) {
            assert!(text.chars().any(|c| chinese(&c)), "{code}: {text:?}");
        }
        for text in texts(Lang::En) {
            // Words that files hold, such as 万元, are quoted in English too.
            let latin = text.chars().filter(char::is_ascii_alphabetic).count();
            let quoted = text.chars().filter(chinese).count();
            assert!(latin > 2 * quoted, "{code}: {text:?}");
        }
    }
}

/// All Rust files of a folder.
fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("codes.rs") {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// Whether the index of errors has an example of a code.
fn has_example(index: &str, code: &str) -> bool {
    let section = index.split("\n## ").find(|s| s.starts_with(code));
    section.is_some_and(|s| s.contains("\n- Example: "))
}

#[test]
fn every_code_is_expected_by_some_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = String::new();
    for folder in ["tests", "cli/tests"] {
        sources(&root.join(folder), &mut tests);
    }
    let words: BTreeSet<&str> = tests
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    let index = fs::read_to_string(root.join("docs/errors.md")).unwrap();
    let missing: Vec<String> = Code::ALL
        .iter()
        // Not yet: a file of 1 GiB, changes that make no policy together, a sheet left out.
        .filter(|code| {
            !matches!(
                code,
                Code::FileTooLarge | Code::SweepNoPolicy | Code::SheetIgnored
            )
        })
        // The examples of the index are real: tests/errors sees to it.
        .filter(|code| !has_example(&index, &code.to_string()))
        .filter(|code| {
            // `Code::NotANumber` prints as JH1201, and `{:?}` as its name.
            let (name, number) = (format!("{code:?}"), code.to_string());
            !words.contains(name.as_str()) && !words.contains(number.as_str())
        })
        .map(|code| format!("{code} {code:?}"))
        .collect();
    assert!(missing.is_empty(), "no test expects {missing:?}");
}
