//! What the layout of the sources promises: imports that only point backwards, a checker
//! that knows nothing of what it checks, and formulas that survive the way to HTML.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the crate's documentation: each uses only those before it.
const LINE: [&str; 23] = [
    "text",
    "id",
    "error",
    "cancel",
    "district",
    "standard",
    "disparity",
    "policy",
    "plan",
    "verify",
    "explain",
    "program",
    "formulate",
    "solve",
    "planner",
    "country",
    "generate",
    "sweep",
    "frontier",
    "compare",
    "report",
    "io",
    "schema",
];

/// What makes plans; `verify` shares no code with it, in either direction. Only the
/// planner, which hands a plan over to be checked, calls the checker.
const MAKERS: [&str; 3] = ["program", "formulate", "solve"];

/// A source file: its module path, and its text.
struct Source {
    file: PathBuf,
    path: Vec<String>,
    text: String,
}

impl Source {
    /// The code: without comments, and without the tests at the end.
    fn code(&self) -> String {
        let code = self.text.split("#[cfg(test)]").next().unwrap();
        let lines = code
            .lines()
            .map(|line| line.split("//").next().unwrap())
            .filter(|line| !line.trim_start().starts_with("mod "));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The top modules that the code names, `crate::Error` being one of `error`.
    fn imports(&self, exports: &BTreeMap<String, String>) -> BTreeSet<String> {
        let code = self.code();
        let mut found = BTreeSet::new();
        let starts = |path: &str| -> Vec<usize> {
            let found = code.match_indices(path).map(|(at, _)| at);
            found
                .filter(|at| !code[..*at].ends_with("super::"))
                .collect()
        };
        // `super::` out of the top module is the crate.
        for path in ["crate::", &"super::".repeat(self.path.len())] {
            for at in starts(path) {
                for name in names(&code[at + path.len()..]) {
                    let module = exports.get(&name).unwrap_or(&name);
                    found.insert(module.clone());
                }
            }
        }
        found.retain(|module| *module != self.path[0]);
        found
    }
}

/// The first names after `crate::`: `a` of `a::b`, or `a` and `c` of `{a::b, c::{d, e}}`.
fn names(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
        text.trim().chars().take_while(is_word).collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let (mut depth, mut items) = (1, vec![String::new()]);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        items.last_mut().unwrap().push(c);
    }
    let names = items.iter().map(|item| word(item));
    names.filter(|name| !name.is_empty()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file but the crate root.
fn sources() -> Vec<Source> {
    let (mut folders, mut sources) = (vec![root()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            if file.is_dir() {
                folders.push(file);
            } else if file.extension().is_some_and(|e| e == "rs") && !file.ends_with("src/lib.rs") {
                let relative = file.strip_prefix(root()).unwrap().with_extension("");
                let parts = relative.iter().map(|p| p.to_str().unwrap().to_owned());
                sources.push(Source {
                    path: parts.collect(),
                    text: fs::read_to_string(&file).unwrap(),
                    file,
                });
            }
        }
    }
    sources
}

/// What the crate root exports of which module.
fn exports() -> BTreeMap<String, String> {
    let root = fs::read_to_string(root().join("lib.rs")).unwrap();
    let mut exports = BTreeMap::new();
    for item in root.split("pub use ").skip(1) {
        let (module, rest) = item.split_once("::").unwrap();
        for name in names(rest) {
            // `plan::plan` apart: as a path, `crate::plan` is the module.
            if !LINE.contains(&name.as_str()) {
                exports.insert(name, module.to_owned());
            }
        }
    }
    exports
}

#[test]
fn imports_only_point_backwards() {
    let exports = exports();
    let place = |module: &str| LINE.iter().position(|m| *m == module);
    let mut wrong = Vec::new();
    for source in sources() {
        let here = place(&source.path[0]);
        assert!(here.is_some(), "{:?} is not in LINE", source.path[0]);
        for module in source.imports(&exports) {
            // What is no module of the crate would not compile; it is worth a look here.
            if place(&module).is_none_or(|there| Some(there) > here) {
                wrong.push(format!("{} uses {module}", source.file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_checker_shares_no_code_with_what_makes_plans() {
    let exports = exports();
    let mut checked = 0;
    for source in sources() {
        let top = source.path[0].as_str();
        let imports = source.imports(&exports);
        let file = source.file.display();
        if top == "verify" {
            checked += 1;
            for maker in MAKERS.iter().chain(&["planner"]) {
                assert!(!imports.contains(*maker), "{file} uses {maker}");
            }
        }
        if MAKERS.contains(&top) {
            checked += 1;
            assert!(!imports.contains("verify"), "{file} uses verify");
        }
    }
    assert!(checked > MAKERS.len());
}

#[test]
fn the_documentation_names_the_modules_in_the_order_of_their_imports() {
    let root = fs::read_to_string(root().join("lib.rs")).unwrap();
    let list = root.split_once("# Where to go").unwrap().1;
    let named = |module: &str| {
        let ways = [format!("`{module}`"), format!("@{module}`]")];
        let at = ways.iter().filter_map(|way| list.find(way.as_str()));
        at.min()
            .unwrap_or_else(|| panic!("{module} is not in the documentation"))
    };
    // `verify` is named once more above the list.
    let list_order = LINE.iter().filter(|m| **m != "verify").map(|m| named(m));
    assert!(list_order.is_sorted());
}

#[test]
fn formulas_survive_markdown() {
    let root = fs::read_to_string(root().join("lib.rs")).unwrap();
    let mut wrong = Vec::new();
    let shown = |s: &&Source| root.contains(&format!("pub mod {};", s.path[0]));
    let all = sources();
    let modules = all.iter().filter(shown).map(|s| s.text.as_str());
    for text in modules.chain([root.as_str()]) {
        for formula in formulas(text) {
            if let Some(why) = fault(&formula) {
                wrong.push(format!("{why}: {formula}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The formulas of all doc comments.
fn formulas(text: &str) -> Vec<String> {
    let doc = |line: &str| {
        let line = line.trim_start();
        let doc = line.strip_prefix("//!").or(line.strip_prefix("///"));
        doc.map_or("\n\n".to_owned(), |d| format!("{d}\n"))
    };
    let docs: String = text.lines().map(doc).collect();
    let paragraphs = docs.split("\n\n").flat_map(|p| p.split("```").step_by(2));
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let pieces: Vec<&str> = paragraph.split('$').collect();
        // `a $x$ b $$y$$ c`: empty pieces are between the two signs of `$$`.
        let formulas = pieces.iter().skip(1).step_by(2);
        found.extend(formulas.filter(|f| !f.is_empty()).map(ToString::to_string));
        let display = paragraph.split("$$").skip(1).step_by(2);
        found.extend(display.map(ToString::to_string));
    }
    found
}

/// What markdown would change: it takes `_` after a bracket for emphasis, so that must
/// be `\_`; of `\,` it keeps the comma, so that must be `\\,`; it curls quotes, so that a
/// prime must be `^\prime`.
fn fault(formula: &str) -> Option<&'static str> {
    let chars: Vec<char> = formula.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        let next = chars.get(i + 1).copied();
        match chars[i] {
            '\\' if next.is_some_and(|c| c == '_' || c == '\\') => i += 1,
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                return Some("a backslash that markdown drops");
            }
            '*' => return Some("an asterisk"),
            '\'' | '"' => return Some("a quote that markdown curls"),
            '_' if i == 0 || !chars[i - 1].is_alphanumeric() => {
                return Some("an underscore that markdown takes for emphasis");
            }
            _ => {}
        }
        i += 1;
    }
    None
}

#[test]
fn the_readers_of_this_test_read_right() {
    assert_eq!(names("{a::b, c::{d, e},\n f};"), ["a", "c", "f"]);
    assert_eq!(names("a::b;"), ["a"]);
    let source = Source {
        file: PathBuf::new(),
        path: vec!["verify".into(), "funds".into()],
        text: "use crate::{Error, planner::X};\nuse super::super::solve::Y; // crate::io".into(),
    };
    let imports = source.imports(&exports());
    assert_eq!(Vec::from_iter(imports), ["error", "planner", "solve"]);
}

#[test]
fn the_rule_on_formulas_is_right() {
    assert_eq!(fault(r"R^\prime_{sr} + \text{x}\_l a_{lr} \\, y"), None);
    assert!(fault(r"R'\_{sr}").is_some());
    assert!(fault(r"\text{x}_s").is_some());
    assert!(fault(r"a \, b").is_some());
    assert!(fault("a * b").is_some());
}
