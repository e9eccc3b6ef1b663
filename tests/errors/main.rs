//! The index of errors in `docs/` holds every code, as the catalogue has it. It is
//! written with `JUNHENG_GOLDEN=write cargo test --test errors`.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

mod examples;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use examples::Example;
use junheng::{Code, Lang, Place, Problem};

/// The index: what each code says, why, and what to do; `…` stands for particulars.
fn index(lang: Lang, examples: &BTreeMap<Code, Example>) -> String {
    let (title, intro, cause, cure, example, colon) = match lang {
        Lang::Zh => (
            "错误索引",
            "每条错误和警告都有编号。`…` 处是当时的具体内容：文件、名称或数值。`JH9` 开头的是警告，不妨碍使用。",
            "原因",
            "处理",
            "示例",
            "：",
        ),
        Lang::En => (
            "Index of errors",
            "Every error and warning has a code. `…` stands for the particulars: a file, a name, a figure. Codes that begin with `JH9` are warnings and stop nothing.",
            "Cause",
            "Cure",
            "Example",
            ": ",
        ),
    };
    let mut out = format!("# {title}\n\n{intro}\n");
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(ToString::to_string);
    for code in codes {
        let problem = Problem::new(code, Place::default(), ["…"; 8]);
        let [what, why, action] = [
            problem.what(lang),
            problem.cause(lang),
            problem.action(lang),
        ];
        write!(
            out,
            "\n## {code}\n\n{what}\n\n- {cause}{colon}{why}\n- {cure}{colon}{action}\n"
        )
        .unwrap();
        if let Some(found) = examples.get(&code) {
            let place = if found.file.is_empty() {
                String::new()
            } else {
                format!("`{}`{colon}", found.file)
            };
            let without = match (found.is_gone, lang) {
                (false, _) => "",
                (true, Lang::Zh) => "缺少 ",
                (true, Lang::En) => "without ",
            };
            let line = match (found.line.as_str(), lang) {
                ("", Lang::Zh) => "空文件".to_owned(),
                ("", Lang::En) => "an empty file".to_owned(),
                (line, _) => code_span(line),
            };
            let said = code_span(&found.said(lang));
            write!(
                out,
                "- {example}{colon}{place}{without}{line}\n  - {said}\n"
            )
            .unwrap();
        }
    }
    out
}

/// Text as code in Markdown, whatever it holds; cut where it is long.
fn code_span(text: &str) -> String {
    const MOST: usize = 160;
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().count() > MOST {
        shown.push('…');
    }
    if shown.contains('`') {
        format!("`` {shown} ``")
    } else {
        format!("`{shown}`")
    }
}

#[test]
fn the_index_is_as_the_catalogue() {
    let examples = examples::examples();
    for (lang, name) in [(Lang::En, "errors.md"), (Lang::Zh, "errors.zh-CN.md")] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        if std::env::var_os("JUNHENG_GOLDEN").is_some() {
            std::fs::write(&file, index(lang, &examples)).unwrap();
        }
        let found = std::fs::read_to_string(&file).unwrap();
        assert!(
            found == index(lang, &examples),
            "docs/{name} is not as the catalogue is"
        );
    }
}
