//! What every fault goes through.

use std::fs;
use std::path::Path;

use junheng::io::{Load, load};
use junheng::{Code, Error, Lang, Problem};

/// A standard that asks for books alone.
pub(crate) const STANDARD: &str = r#"
id = "books"
[[indicator]]
id = "books"
resource = "books"
per = "pupil"
minimum = { primary = 15, junior = 25 }
"#;

pub(crate) const GOOD: &str = "school_id,stage,pupils,books\n1,primary,45,279\n2,junior,37,137\n";

/// A folder with these files (a name that ends in `/` is a folder).
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("d")).unwrap();
    fs::write(dir.path().join("books.toml"), STANDARD).unwrap();
    for (name, bytes) in files {
        let path = dir.path().join("d").join(name);
        if name.ends_with('/') {
            fs::create_dir(path).unwrap();
        } else {
            fs::write(path, bytes).unwrap();
        }
    }
    dir
}

/// What is wrong with a path in such a folder.
pub(crate) fn problems(dir: &Path, path: &str) -> Vec<Problem> {
    let options = Load {
        standard: Some(dir.join("books.toml").display().to_string()),
        ..Load::default()
    };
    match load(&dir.join(path), &options) {
        Ok(_) => Vec::new(),
        Err(Error::Input(problems)) => problems.into_iter().collect(),
        Err(other) => panic!("{other}"),
    }
}

/// Every text of a problem is there and filled in.
pub(crate) fn is_said(problem: &Problem) {
    for lang in [Lang::Zh, Lang::En] {
        for text in [
            problem.what(lang),
            problem.cause(lang),
            problem.action(lang),
        ] {
            assert!(!text.trim().is_empty(), "{problem}");
            for hole in ["{0}", "{1}", "{2}"] {
                assert!(!text.contains(hole), "{problem}");
            }
            assert!(text.len() < 600, "{text}");
        }
    }
}

/// A fault: what it is, the files, the path to load, and where it must be found.
pub(crate) struct Fault<'a> {
    pub(crate) name: &'a str,
    pub(crate) files: Vec<(&'a str, &'a [u8])>,
    pub(crate) path: &'a str,
    pub(crate) code: Code,
    pub(crate) file: &'a str,
    pub(crate) row: Option<usize>,
    pub(crate) column: Option<&'a str>,
}

pub(crate) fn check(fault: &Fault<'_>) {
    let dir = folder(&fault.files);
    let found = problems(dir.path(), fault.path);
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    let said = format!("{}: {}", fault.name, said.join("\n"));
    assert_eq!(found.len(), 1, "{said}");
    let problem = &found[0];
    let file = dir.path().join(fault.file).display().to_string();
    assert_eq!(problem.code, fault.code, "{said}");
    assert_eq!(problem.place.file, Some(file), "{said}");
    assert_eq!(problem.place.row, fault.row, "{said}");
    assert_eq!(problem.place.column.as_deref(), fault.column, "{said}");
    is_said(problem);
}

/// Where in a file: nowhere, a row, or a row and column.
pub(crate) trait Spot<'a> {
    fn spot(self) -> (Option<usize>, Option<&'a str>);
}

impl<'a> Spot<'a> for () {
    fn spot(self) -> (Option<usize>, Option<&'a str>) {
        (None, None)
    }
}

impl<'a> Spot<'a> for usize {
    fn spot(self) -> (Option<usize>, Option<&'a str>) {
        (Some(self), None)
    }
}

impl<'a> Spot<'a> for &'a str {
    fn spot(self) -> (Option<usize>, Option<&'a str>) {
        (None, Some(self))
    }
}

impl<'a> Spot<'a> for (usize, &'a str) {
    fn spot(self) -> (Option<usize>, Option<&'a str>) {
        (Some(self.0), Some(self.1))
    }
}

/// A fault in schools.csv.
pub(crate) fn schools<'a>(
    name: &'a str,
    text: &'a (impl AsRef<[u8]> + ?Sized),
    code: Code,
    spot: impl Spot<'a>,
) {
    let (row, column) = spot.spot();
    check(&Fault {
        name,
        files: vec![("schools.csv", text.as_ref())],
        path: "d",
        code,
        file: "d/schools.csv",
        row,
        column,
    });
}

/// A fault in campuses.csv beside good schools.
pub(crate) fn campuses<'a>(name: &'a str, text: &'a str, code: Code, spot: impl Spot<'a>) {
    let (row, column) = spot.spot();
    check(&Fault {
        name,
        files: vec![
            ("schools.csv", GOOD.as_bytes()),
            ("campuses.csv", text.as_bytes()),
        ],
        path: "d",
        code,
        file: "d/campuses.csv",
        row,
        column,
    });
}

/// A fault in a JSON document.
pub(crate) fn json<'a>(name: &'a str, text: &'a str, code: Code, spot: impl Spot<'a>) {
    let (row, column) = spot.spot();
    check(&Fault {
        name,
        files: vec![("d.json", text.as_bytes())],
        path: "d/d.json",
        code,
        file: "d/d.json",
        row,
        column,
    });
}

/// A row after a good one, under the headers of `GOOD` and more.
pub(crate) fn row(more: &str, cells: &str) -> String {
    let blanks = ",".repeat(more.matches(',').count());
    format!("school_id,stage,pupils,books{more}\n1,primary,45,279{blanks}\n{cells}\n")
}
