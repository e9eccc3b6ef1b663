//! The table of a sweep on disk, which a stopped sweep continues.
//!
//! Each row is written at once, as one line. Beside `FILE` lies `FILE.resume` with a
//! hash of everything the rows depend on. To continue, the hash must be the same; a last
//! line that was cut off is dropped, and the next row is the one that is missing. So it
//! does not matter how or when the sweep was stopped. The rows of a `.parquet` (feature
//! `parquet`) lie in `FILE.rows.jsonl` until the last one is there.

use std::fmt::Display;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::{Csv, JsonLines, Row, Spec, Sweep};
use crate::district::District;
use crate::error::{Code, Error, Place, Problem};
use crate::planner::Solver;
use crate::policy::Policy;
use crate::standard::Standard;
use crate::text::Lang;

/// How a table is written, by the end of its file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    JsonLines,
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// The file that rows are added to.
    fn rows(self, path: &Path) -> PathBuf {
        match self {
            Self::Csv | Self::JsonLines => path.to_owned(),
            #[cfg(feature = "parquet")]
            Self::Parquet => beside(path, ".rows.jsonl"),
        }
    }
}

/// What becomes of a table that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and is an error.
    Refuse,
    /// It is continued, where it is of the same sweep.
    Resume,
    /// It is lost.
    Replace,
}

/// A table that is being written.
#[derive(Debug)]
pub struct Store {
    file: File,
    /// The table itself, where that is another file than `lines`.
    #[cfg(feature = "parquet")]
    path: PathBuf,
    /// The file that rows are added to.
    lines: PathBuf,
    format: Format,
    lang: Lang,
    rows: usize,
}

impl Store {
    /// Opens a table: a new one or, to resume, the one of the stopped sweep with the same
    /// `content` (see [`fingerprint`]).
    ///
    /// # Errors
    /// [`Error::Input`] where the name ends in none of `.csv`, `.jsonl` and, with its
    /// feature, `.parquet`, where a table is there that is to stay, or one to resume is no
    /// such table or was made of other inputs; [`Error::Output`] where it cannot be
    /// written.
    pub fn open(
        path: &Path,
        sweep: &Sweep,
        content: &str,
        lang: Lang,
        existing: Existing,
    ) -> Result<Self, Error> {
        let Some(format) = Format::of(path) else {
            return Err(Problem::new(Code::SweepFormat, place(path), [""; 0]).into());
        };
        let lines = format.rows(path);
        let has_rows = |file: &&Path| fs::metadata(file).is_ok_and(|m| m.len() > 0);
        let is_there = [path, lines.as_path()].iter().any(has_rows);
        if existing == Existing::Refuse && is_there {
            return Err(Problem::new(Code::SweepExists, place(path), [""; 0]).into());
        }
        let resume = existing == Existing::Resume;
        let header = if format == Format::Csv {
            Csv::of(sweep.columns(), lang).header()
        } else {
            String::new()
        };
        let kept = if resume && lines.exists() {
            Kept::read(&lines, format, &header)?
        } else if resume && path.exists() {
            // Of a finished table no rows are left beside it.
            Kept {
                bytes: 0,
                rows: sweep.scenarios(),
            }
        } else {
            Kept::default()
        };
        let file = if kept.rows > 0 || kept.bytes > 0 {
            check_content(path, content)?;
            let file = OpenOptions::new().create(true).append(true).open(&lines);
            let cut = file.and_then(|file| file.set_len(kept.bytes).map(|()| file));
            cut.map_err(|e| unwritten(&lines, &e))?
        } else {
            // First no row, then the new hash, then rows: no row ever lies beside the
            // hash of others.
            let mut file = File::create(&lines).map_err(|e| unwritten(&lines, &e))?;
            write_content(path, content).map_err(|e| unwritten(&beside(path, ".resume"), &e))?;
            file.write_all(header.as_bytes())
                .map_err(|e| unwritten(&lines, &e))?;
            file
        };
        Ok(Self {
            file,
            #[cfg(feature = "parquet")]
            path: path.to_owned(),
            lines,
            format,
            lang,
            rows: kept.rows,
        })
    }

    /// How many rows it has: so many scenarios can be left out.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The file that its rows lie in, for [`Record::read`]: the table itself, but of a
    /// `.parquet` that is not finished the lines beside it.
    ///
    /// [`Record::read`]: super::Record::read
    #[must_use]
    pub fn lines(&self) -> &Path {
        #[cfg(feature = "parquet")]
        if self.was_finished() {
            return &self.path;
        }
        &self.lines
    }

    /// Whether a Parquet table was there, of which no lines are left.
    #[cfg(feature = "parquet")]
    fn was_finished(&self) -> bool {
        let is_empty = || fs::metadata(&self.lines).is_ok_and(|m| m.len() == 0);
        self.format == Format::Parquet && self.rows > 0 && self.path.exists() && is_empty()
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`Error::Output`] where it cannot be written.
    pub fn append(&mut self, sweep: &Sweep, row: &Row) -> Result<(), Error> {
        let line = if self.format == Format::Csv {
            Csv::of(sweep.columns(), self.lang).row(row)
        } else {
            JsonLines::of(sweep.columns(), self.lang).row(row)
        };
        self.file
            .write_all(line.as_bytes())
            .map_err(|e| unwritten(&self.lines, &e))?;
        self.rows += 1;
        Ok(())
    }

    /// Makes the table of its rows where it is more than these, once all are there.
    ///
    /// # Errors
    /// [`Error::Output`] where it cannot be written.
    pub fn finish(self, sweep: &Sweep) -> Result<(), Error> {
        if self.rows < sweep.scenarios() {
            return Ok(());
        }
        match self.format {
            Format::Csv | Format::JsonLines => Ok(()),
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                if self.was_finished() {
                    return fs::remove_file(&self.lines).map_err(|e| unwritten(&self.lines, &e));
                }
                let new = beside(&self.path, ".new");
                super::parquet::write(&self.lines, &new, sweep.columns())
                    .map_err(|e| unwritten(&new, &e))?;
                fs::rename(&new, &self.path)
                    .and_then(|()| fs::remove_file(&self.lines))
                    .map_err(|e| unwritten(&self.path, &e))
            }
        }
    }
}

/// A hash of all that the rows of a sweep depend on, as 32 hexadecimal digits (FNV-1a of
/// 128 bits over their JSON and this version): it tells changed inputs, not forged ones.
///
/// # Errors
/// [`Error::Input`] where one of them cannot be written as JSON.
pub fn fingerprint(
    spec: &Spec,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    solver: Solver,
) -> Result<String, Error> {
    let mut hash = Hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    hash.add(&(env!("CARGO_PKG_VERSION"), solver.resolved().id()))?;
    hash.add(spec)?;
    hash.add(district)?;
    hash.add(standard)?;
    hash.add(policy)?;
    Ok(format!("{:032x}", hash.0))
}

struct Hash(u128);

impl Hash {
    fn add(&mut self, part: &impl Serialize) -> Result<(), Error> {
        let bytes = serde_json::to_vec(part)
            .map_err(|e| Problem::new(Code::SweepNoPolicy, Place::default(), [e.to_string()]))?;
        for byte in bytes.into_iter().chain([0]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
        Ok(())
    }
}

/// The whole lines of a table.
#[derive(Debug, Default)]
struct Kept {
    bytes: u64,
    rows: usize,
}

impl Kept {
    fn read(path: &Path, format: Format, header: &str) -> Result<Self, Error> {
        let unreadable = |e: io::Error| {
            Error::from(Problem::new(
                Code::FileUnreadable,
                place(path),
                [e.to_string()],
            ))
        };
        let mut lines = BufReader::new(File::open(path).map_err(unreadable)?);
        let (mut kept, mut line) = (Self::default(), Vec::new());
        loop {
            line.clear();
            let bytes = lines.read_until(b'\n', &mut line).map_err(unreadable)?;
            if line.last() != Some(&b'\n') {
                return Ok(kept);
            }
            let expected = if format != Format::Csv {
                format!("{{\"scenario\":{},", kept.rows + 1)
            } else if kept.bytes == 0 {
                header.to_owned()
            } else {
                format!("{},", kept.rows + 1)
            };
            if !line.starts_with(expected.as_bytes()) {
                return Err(Problem::new(Code::SweepNotOurs, place(path), [""; 0]).into());
            }
            kept.rows += usize::from(format != Format::Csv || kept.bytes > 0);
            kept.bytes += bytes as u64;
        }
    }
}

/// A file of the same name and some more.
fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(more);
    name.into()
}

fn check_content(path: &Path, content: &str) -> Result<(), Error> {
    let found = fs::read(beside(path, ".resume"))
        .map_err(|_| Problem::new(Code::SweepNotOurs, place(path), [""; 0]))?;
    let found: serde_json::Value = serde_json::from_slice(&found).unwrap_or_default();
    if found.get("content").and_then(|c| c.as_str()) == Some(content) {
        return Ok(());
    }
    Err(Problem::new(Code::SweepChanged, place(path), [""; 0]).into())
}

fn write_content(path: &Path, content: &str) -> io::Result<()> {
    let side = beside(path, ".resume");
    let mut new = side.clone().into_os_string();
    new.push(".new");
    let text = json!({ "content": content, "version": env!("CARGO_PKG_VERSION") });
    fs::write(&new, format!("{text}\n"))?;
    fs::rename(&new, &side)
}

fn place(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

fn unwritten(path: &Path, error: &dyn Display) -> Error {
    Error::Output(Problem::new(Code::CannotWrite, place(path), [error.to_string()]).into())
}
