//! The catalogue of problems is complete in both languages.

use std::collections::BTreeSet;

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
