//! The files that a result goes to: none is lost by a slip in a name.
//!
//! Checked before anything is read: each file's name suits what is written, no two
//! results go to one file, none goes over an input, and each has a folder.

use std::path::{Path, PathBuf};
use std::{fs, io};

use junheng::{Code, Error, Place, Problem, Problems};

use crate::args::{Target, Task};

/// The tables and the policy that a district's folder may hold.
const OF_A_DISTRICT: [&str; 9] = [
    "schools.csv",
    "学校.csv",
    "campuses.csv",
    "校区.csv",
    "teachers.csv",
    "教师.csv",
    "travel.csv",
    "路程.csv",
    POLICY,
];
const POLICY: &str = "policy.toml";

/// Endings of files that hold something else than JSON.
const NOT_JSON: [&str; 8] = [
    "csv", "toml", "xlsx", "xls", "html", "htm", "jsonl", "parquet",
];

/// What a task reads and writes.
#[derive(Default)]
struct Files<'a> {
    read: Vec<&'a Path>,
    /// Each with its option.
    written: Vec<(&'static str, &'a Path)>,
}

/// Whether a task's outputs can be written without losing anything.
pub(crate) fn check(task: &Task) -> Result<(), Error> {
    let files = Files::of(task);
    let mut problems = Problems::new();
    let mut unwritable = Problems::new();
    for (i, (option, file)) in files.written.iter().enumerate() {
        let place = || Place::file(file.display().to_string());
        if let Some(endings) = lacks(option, file) {
            problems.add(Code::OutputEnding, place(), [*option, endings]);
        }
        let earlier = files.written.iter().take(i);
        if let Some((other, _)) = earlier.into_iter().find(|(_, f)| is_same(f, file)) {
            problems.add(Code::SameOutput, place(), [*other, *option]);
        }
        if files.read.iter().any(|input| is_read(input, file)) {
            problems.add(Code::OverInput, place(), [*option]);
        }
        if let Some(reason) = refuses(option, file) {
            unwritable.add(Code::CannotWrite, place(), [reason.to_string()]);
        }
    }
    problems.or(())?;
    if unwritable.is_empty() {
        Ok(())
    } else {
        Err(Error::Output(unwritable))
    }
}

/// What keeps a file from being written, as far as can be seen before the work is done.
fn refuses(option: &str, file: &Path) -> Option<io::Error> {
    if option == "--after" {
        // Its folders are made.
        return None;
    }
    if file.is_dir() {
        return fs::OpenOptions::new().append(true).open(file).err();
    }
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
    fs::metadata(folder.unwrap_or_else(|| Path::new("."))).err()
}

/// Whether a district can be written to a folder without losing what is there.
pub(crate) fn is_free(folder: &Path) -> Result<(), Error> {
    let tables = OF_A_DISTRICT.iter().filter(|name| **name != POLICY);
    let lost = tables
        .map(|name| folder.join(name))
        .filter(|file| file.symlink_metadata().is_ok());
    let problems: Problems = lost
        .map(|file| Place::file(file.display().to_string()))
        .map(|place| Problem::new(Code::WouldOverwrite, place, [""; 0]))
        .collect();
    problems.or(())
}

impl<'a> Files<'a> {
    fn of(task: &'a Task) -> Self {
        let mut files = Self::default();
        let (json, sheets) = match task {
            Task::Assess {
                district,
                standard,
                json,
                sheets,
            } => {
                files.read.push(district);
                files.read.extend(standard.as_deref().map(Path::new));
                (json.as_ref(), Some(sheets))
            }
            Task::Plan {
                district,
                policy,
                json,
                sheets,
                after,
                ..
            } => {
                files.inputs(district, policy.as_ref());
                files.write("--after", after.as_ref());
                (json.as_ref(), Some(sheets))
            }
            Task::Verify {
                district,
                policy,
                plan,
                json,
            } => {
                files.inputs(district, policy.as_ref());
                files.read.push(plan);
                (json.as_ref(), None)
            }
            Task::Sweep {
                district,
                policy,
                sweep,
                out,
                sheets,
                ..
            } => {
                files.inputs(district, policy.as_ref());
                files.read.push(sweep);
                files.write("--out", out.as_ref());
                (None, Some(sheets))
            }
            Task::Frontier(asked) => {
                files.inputs(&asked.district, asked.policy.as_ref());
                (asked.json.as_ref(), Some(&asked.sheets))
            }
            Task::Compare {
                first,
                second,
                district,
                json,
            } => {
                files.read.push(first);
                files.read.extend(
                    [second, district]
                        .into_iter()
                        .flatten()
                        .map(PathBuf::as_path),
                );
                (json.as_ref(), None)
            }
            #[cfg(feature = "xlsx")]
            Task::Template { file } => {
                files.written.push(("template", file));
                (None, None)
            }
            Task::Schema { .. } | Task::Generate { .. } => (None, None),
        };
        if let Some(Target::File(file)) = json {
            files.written.push(("--json", file));
        }
        if let Some(sheets) = sheets {
            files.write("--html", sheets.html.as_ref());
            files.write("--xlsx", sheets.xlsx.as_ref());
        }
        files
    }

    fn inputs(&mut self, district: &'a Path, policy: Option<&'a PathBuf>) {
        self.read.push(district);
        self.read.extend(policy.map(PathBuf::as_path));
    }

    fn write(&mut self, option: &'static str, file: Option<&'a PathBuf>) {
        let file = file.map(|file| (option, file.as_path()));
        self.written.extend(file);
    }
}

/// How the file of an option ends, where this one does not.
fn lacks(option: &str, file: &Path) -> Option<&'static str> {
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let (endings, suits) = match option {
        "--html" => (".html", ["html", "htm"].contains(&ending.as_str())),
        "--xlsx" | "template" => (".xlsx", ending == "xlsx"),
        "--json" => (".json", !NOT_JSON.contains(&ending.as_str())),
        // A folder, and a table, which says itself how it may end.
        _ => return None,
    };
    (!suits).then_some(endings)
}

/// Whether a file is an input, or one of the tables of an input that is a folder.
fn is_read(input: &Path, file: &Path) -> bool {
    (is_same(input, file) && !input.is_dir())
        || OF_A_DISTRICT
            .iter()
            .any(|name| is_same(&input.join(name), file))
}

/// Whether two names are of one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((found(one), found(other)), (Some(a), Some(b)) if a == b)
}

/// Where a file is or would be, links followed.
fn found(file: &Path) -> Option<PathBuf> {
    file.canonicalize().ok().or_else(|| {
        let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
        let folder = folder
            .unwrap_or_else(|| Path::new("."))
            .canonicalize()
            .ok()?;
        Some(folder.join(file.file_name()?))
    })
}
