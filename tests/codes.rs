//! The catalogue of problems is complete in both languages.

use std::collections::BTreeSet;

use junheng::{Code, Lang, Place, Problem};

#[test]
fn every_code_has_its_number_and_both_languages() {
    let mut numbers = BTreeSet::new();
    for code in Code::ALL {
        assert!(numbers.insert(code.to_string()), "{code} is there twice");
        let problem = Problem::new(*code, Place::default(), ["a", "b", "c", "d"]);
        let texts = |lang| {
            [
                problem.what(lang),
                problem.cause(lang),
                problem.action(lang),
            ]
        };
        for text in texts(Lang::Zh) {
            let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(text.chars().any(chinese), "{code}: {text:?}");
        }
        for text in texts(Lang::En) {
            assert!(!text.is_empty() && text.is_ascii(), "{code}: {text:?}");
        }
    }
}
