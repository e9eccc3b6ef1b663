//! The index of errors in `docs/` holds every code, as the catalogue has it. It is
//! written with `JUNHENG_GOLDEN=write cargo test --test errors`.
#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::fmt::Write;
use std::path::Path;

use junheng::{Code, Lang, Place, Problem};

/// The index: what each code says, why, and what to do; `…` stands for particulars.
fn index(lang: Lang) -> String {
    let (title, intro, cause, cure) = match lang {
        Lang::Zh => (
            "错误索引",
            "每条错误和警告都有编号。`…` 处是当时的具体内容：文件、名称或数值。`JH9` 开头的是警告，不妨碍使用。",
            "原因",
            "处理",
        ),
        Lang::En => (
            "Index of errors",
            "Every error and warning has a code. `…` stands for the particulars: a file, a name, a figure. Codes that begin with `JH9` are warnings and stop nothing.",
            "Cause",
            "Cure",
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
            "\n## {code}\n\n{what}\n\n- {cause}: {why}\n- {cure}: {action}\n"
        )
        .unwrap();
    }
    out
}

#[test]
fn the_index_is_as_the_catalogue() {
    for (lang, name) in [(Lang::En, "errors.md"), (Lang::Zh, "errors.zh-CN.md")] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        if std::env::var_os("JUNHENG_GOLDEN").is_some() {
            std::fs::write(&file, index(lang)).unwrap();
        }
        let found = std::fs::read_to_string(&file).unwrap();
        assert!(
            found == index(lang),
            "docs/{name} is not as the catalogue is"
        );
    }
}
