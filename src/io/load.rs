//! A district with its policy and standard, from a folder or a `.json`.
//!
//! In: a path, and what the caller overrides. Out: [`Input`], or every problem of every
//! file, by file and line. The policy is the one named, else the one inside the
//! district, else `policy.toml` beside it; the standard is the one named, else the
//! policy's, else `quality-balanced-2017`. A path in a file is relative to that file.

use std::fs;
use std::path::{Path, PathBuf};

use super::json::{Document, Tables};
use super::policy::{policy_json_partly, policy_partly};
use super::table::Table;
use super::{read_standard, read_standard_json, text, warn};
use crate::district::District;
use crate::error::{Code, Error, Origin, Place, Problem, Problems};
use crate::policy::Policy;
use crate::standard::Standard;

/// What to use instead of what the files name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Load {
    /// The policy's file; none: the one inside or beside the district, if any.
    pub policy: Option<PathBuf>,
    /// The standard's id or file; none: the policy's, else `quality-balanced-2017`. Where
    /// it is named and no policy is, the policy of the folder is not held against it.
    pub standard: Option<String>,
}

/// Everything read, and checked against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The district.
    pub district: District,
    /// The standard.
    pub standard: Standard,
    /// The policy; the default one where there is no file.
    pub policy: Policy,
    /// Whether a policy was read.
    pub has_policy: bool,
    /// What was skipped or looks doubtful.
    pub warnings: Problems,
}

/// Reads a district with its policy and standard.
///
/// # Errors
/// [`Error::Input`] with every problem of every file.
///
/// ```
/// use junheng::io::{self, Load};
/// use junheng::{Error, Lang};
/// let folder = std::env::temp_dir().join("junheng-load-example");
/// let district = junheng::District::builder(["books"])
///     .section(junheng::Section::new("2101", junheng::Stage::Primary, 45.0), [279.0])
///     .build()?;
/// io::write(&district, &folder)?;
/// // The default standard asks for seven resources, and books are none of them.
/// match io::load(&folder, &Load::default()) {
///     Ok(input) => println!("{} sections", input.district.sections().len()),
///     Err(Error::Input(problems)) => {
///         assert_eq!(problems.len(), 7);
///         println!("{}", problems.say(Lang::Zh));
///     }
///     Err(other) => return Err(other),
/// }
/// # Ok::<(), Error>(())
/// ```
pub fn load(path: &Path, options: &Load) -> Result<Input, Error> {
    let (mut problems, mut warnings) = (Problems::new(), Problems::new());
    let mut source = Source::open(path, &mut problems, &mut warnings);
    let tables = std::mem::take(&mut source.tables);
    let district = tables.district(&mut problems, &mut warnings);

    let found = source.policy(path, options, &mut problems);
    let standard = match &found {
        // A file that is no policy at all might have named the standard.
        None if options.standard.is_none() => None,
        _ => standard(options, found.as_ref(), &mut problems),
    };
    if let (Some(district), Some(standard)) = (&district, &standard) {
        let place = Place::file(&source.file);
        match standard.values(district) {
            Ok(values) => {
                warnings.append(warn::far_from_minimum(district, standard, &values, &place));
            }
            Err(Error::Input(more)) => {
                problems.append(more.into_iter().map(|p| in_file(p, &source.file)).collect());
                // A slip in a header is the likeliest reason why a resource is missing.
                let slips = warnings.iter().filter(|w| w.code == Code::NearColumn);
                problems.append(slips.cloned().collect());
            }
            Err(other) => return Err(other),
        }
    }
    // A policy that only lies there is not held against a standard other than its own.
    let is_meant = options.policy.is_some() || options.standard.is_none();
    if let Some(found) = found.as_ref().filter(|found| found.is_given && is_meant) {
        let (district, standard) = (district.as_ref(), standard.as_ref());
        let checked = found
            .policy
            .check_against(district, standard, &found.origin);
        problems.append(found.unheard(checked));
        if let (Some(district), Some(standard)) = (district, standard) {
            warnings.append(found.policy.warnings(district, standard, &found.origin));
        }
    }
    match (district, standard, found) {
        (Some(district), Some(standard), Some(found)) if problems.is_empty() => Ok(Input {
            district,
            standard,
            policy: found.policy,
            has_policy: found.is_given,
            warnings: sorted(warnings),
        }),
        _ => Err(Error::Input(sorted(problems))),
    }
}

/// The files of a district, opened.
struct Source {
    /// The file that holds the sections.
    file: String,
    tables: Tables,
    /// A policy inside a JSON document or a workbook, and where its keys are.
    policy: Option<(serde_json::Value, Origin)>,
}

impl Source {
    fn open(path: &Path, problems: &mut Problems, warnings: &mut Problems) -> Self {
        let is = |extension: &str| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case(extension))
        };
        let mut source = Self {
            file: path.display().to_string(),
            tables: Tables::default(),
            policy: None,
        };
        let fail = |code| Problem::new(code, Place::file(&source.file), [""; 0]);
        match fs::metadata(path) {
            Err(e) => {
                let place = Place::file(&source.file);
                problems.add(Code::FileUnreadable, place, [e.to_string()]);
            }
            Ok(about) if about.is_dir() => source.open_folder(path, problems, warnings),
            Ok(_) if is("json") => source.open_json(path, problems, warnings),
            #[cfg(feature = "xlsx")]
            Ok(_) if is("xlsx") || is("xls") => {
                let read = super::workbook::read(path, problems, warnings);
                (source.tables, source.policy) = read.unwrap_or_default();
            }
            #[cfg(not(feature = "xlsx"))]
            Ok(_) if is("xlsx") || is("xls") => problems.push(fail(Code::WorkbookNotRead)),
            Ok(_) => problems.push(fail(Code::NotADistrictPath)),
        }
        source
    }

    fn open_folder(&mut self, folder: &Path, problems: &mut Problems, warnings: &mut Problems) {
        let mut table = |path: &Path| {
            let text = text::read(path).map_err(|p| problems.push(p)).ok()?;
            Table::from_csv(&path.display().to_string(), &text, problems, warnings)
        };
        let mut twice = Problems::new();
        if let Some(path) = find(folder, ["schools.csv", "学校.csv"], &mut twice) {
            self.file = path.display().to_string();
            self.tables.schools = table(&path);
        } else {
            twice.add(Code::NoSchoolsFile, Place::file(&self.file), [""; 0]);
        }
        if let Some(path) = find(folder, ["campuses.csv", "校区.csv"], &mut twice) {
            self.tables.campuses = table(&path);
        }
        if let Some(path) = find(folder, ["teachers.csv", "教师.csv"], &mut twice) {
            self.tables.teachers = table(&path);
        }
        if let Some(path) = find(folder, ["travel.csv", "路程.csv"], &mut twice) {
            self.tables.travel = table(&path);
        }
        problems.append(twice);
    }

    fn open_json(&mut self, path: &Path, problems: &mut Problems, warnings: &mut Problems) {
        let document = text::read(path)
            .map_err(|p| problems.push(p))
            .ok()
            .and_then(|text| Document::read(&self.file, &text, problems));
        if let Some(mut document) = document {
            let policy = document.policy.take();
            self.policy = policy.map(|json| (json, Origin::file(&self.file)));
            self.tables = document.tables(Some(&self.file), problems, warnings);
        }
    }

    /// The policy named, inside or beside; none where it cannot be read.
    fn policy(
        self: &Source,
        path: &Path,
        options: &Load,
        problems: &mut Problems,
    ) -> Option<Found> {
        match (&options.policy, &self.policy) {
            (Some(file), _) => policy_file(file, problems),
            (None, Some((json, origin))) => {
                let base = path.parent().unwrap_or(Path::new(""));
                let (policy, origin, more) = policy_json_partly(origin.clone(), json);
                Found::new(policy, origin, more, base, problems)
            }
            (None, None) => match policy_of(path) {
                Some(file) => policy_file(&file, problems),
                None => Some(Found {
                    policy: Policy::default(),
                    origin: Origin::default(),
                    base: PathBuf::new(),
                    is_given: false,
                    flawed: Vec::new(),
                }),
            },
        }
    }
}

/// A policy and where it came from.
struct Found {
    policy: Policy,
    origin: Origin,
    /// What paths in it are relative to.
    base: PathBuf,
    is_given: bool,
    /// The places of what could not be read.
    flawed: Vec<Place>,
}

impl Found {
    fn new(
        policy: Option<Policy>,
        origin: Origin,
        more: Problems,
        base: &Path,
        problems: &mut Problems,
    ) -> Option<Self> {
        let flawed = more.iter().map(|p| p.place.clone()).collect();
        // Which standard is meant is then not known.
        let names_none = |p: &Problem| p.place.column.as_deref() == Some("standard");
        let policy = policy.filter(|_| !more.iter().any(names_none));
        problems.append(more);
        policy.map(|policy| Self {
            policy,
            origin,
            base: base.to_owned(),
            is_given: true,
            flawed,
        })
    }

    /// Problems without those that only follow from what could not be read: of the same
    /// item, or that a fund of no readable name is not there.
    fn unheard(&self, problems: Problems) -> Problems {
        let is_flawed = |place: &Place| {
            let of_item = place.item.is_some();
            let same = |p: &Place| p == place || (of_item && p.item == place.item);
            self.flawed.iter().any(same)
        };
        let has_nameless = self.policy.funds.iter().any(|f| f.name.is_empty());
        let follows =
            |p: &Problem| is_flawed(&p.place) || (p.code == Code::UnknownFund && has_nameless);
        problems.into_iter().filter(|p| !follows(p)).collect()
    }
}

/// The file of a table in a folder, under its English or its Chinese name.
fn find(folder: &Path, names: [&str; 2], problems: &mut Problems) -> Option<PathBuf> {
    let there = names
        .map(|name| folder.join(name))
        .into_iter()
        .filter(|path| path.exists());
    let mut there = there.collect::<Vec<_>>().into_iter();
    let first = there.next()?;
    if let Some(second) = there.next() {
        let place = Place::file(second.display().to_string());
        problems.add(Code::TwoFiles, place, [first.display().to_string()]);
    }
    Some(first)
}

/// The `policy.toml` inside or beside a district.
fn policy_of(district: &Path) -> Option<PathBuf> {
    let inside = district.join("policy.toml");
    let beside = match (district.file_name(), district.parent()) {
        (Some(_), Some(parent)) => parent.join("policy.toml"),
        _ => district.join("..").join("policy.toml"),
    };
    [inside, beside].into_iter().find(|path| path.is_file())
}

fn policy_file(path: &Path, problems: &mut Problems) -> Option<Found> {
    let file = path.display().to_string();
    let text = text::read(path).map_err(|p| problems.push(p)).ok()?;
    let (policy, origin, more) = if is_json(path) {
        let json = json(&file, &text).map_err(|p| problems.push(p)).ok()?;
        policy_json_partly(Origin::file(&file), &json)
    } else {
        policy_partly(&file, &text)
    };
    let base = path.parent().unwrap_or(Path::new(""));
    Found::new(policy, origin, more, base, problems)
}

/// The standard named, the policy's, or the default.
fn standard(options: &Load, policy: Option<&Found>, problems: &mut Problems) -> Option<Standard> {
    const DEFAULT: &str = "quality-balanced-2017";
    let of_policy = policy.and_then(|f| Some((f.policy.standard.as_deref()?, f)));
    let (name, base, place) = match (&options.standard, of_policy) {
        (Some(name), _) => (name.as_str(), Path::new(""), Place::default()),
        (None, Some((name, found))) => {
            let place = found.origin.top().key("standard").place();
            (name, found.base.as_path(), place)
        }
        (None, None) => (DEFAULT, Path::new(""), Place::default()),
    };
    let path = base.join(name);
    let names_a_file = name.contains(['/', '\\']) || Path::new(name).extension().is_some();
    let read = if Standard::BUNDLED.contains(&name) || !(names_a_file || path.is_file()) {
        Standard::bundled(name).map_err(|e| match e {
            Error::Input(more) => more
                .into_iter()
                .map(|p| Problem {
                    place: place.clone(),
                    ..p
                })
                .collect(),
            _ => Problems::new(),
        })
    } else {
        standard_file(&path)
    };
    read.map_err(|more| problems.append(more)).ok()
}

fn standard_file(path: &Path) -> Result<Standard, Problems> {
    let file = path.display().to_string();
    let text = text::read(path)?;
    if is_json(path) {
        read_standard_json(&file, &json(&file, &text)?)
    } else {
        read_standard(&file, &text)
    }
}

fn is_json(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

fn json(file: &str, text: &str) -> Result<serde_json::Value, Problem> {
    serde_json::from_str(text).map_err(|e| {
        let place = Place::file(file).at_row(e.line());
        Problem::new(Code::NotJson, place, [e.to_string()])
    })
}

/// A problem of the district as a whole, with the file that holds its sections.
fn in_file(mut problem: Problem, file: &str) -> Problem {
    problem.place.file.get_or_insert_with(|| file.to_owned());
    problem
}

/// By file, then by row; what has no row comes first.
fn sorted(problems: Problems) -> Problems {
    let mut all: Vec<Problem> = problems.into_iter().collect();
    all.sort_by(|a, b| (&a.place.file, a.place.row).cmp(&(&b.place.file, b.place.row)));
    all.into_iter().collect()
}
