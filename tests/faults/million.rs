//! A million broken inputs for every reader: no panic, no hang, bounded memory.
//!
//! Inputs are good documents in which bytes are dropped, doubled, swapped with pieces of
//! other documents and with words that tend to hurt. A few of each run always; all with
//! `cargo test --features xlsx --test faults million -- --ignored`.

#![allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::items_after_statements,
    clippy::print_stderr,
    reason = "a list of readers, and how each fared"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use junheng::io::{Load, load, read_policy, read_standard, read_sweep};
use junheng::io::{read_policy_json, read_standard_json, read_sweep_json};

use crate::harness::{GOOD, STANDARD, folder};

/// Longer than this for one input is a hang, even on a machine that has much else to do.
const HANG: Duration = Duration::from_secs(120);
/// More memory than this is not bounded, in kilobytes.
const MEMORY: u64 = 2_000_000;

const WORDS: [&[u8]; 32] = [
    b"1e308",
    b"-1e308",
    b"1e-320",
    b"NaN",
    b"inf",
    b"-0",
    b"0",
    b"99999999999999999999",
    b"\"",
    b"'",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\0",
    b"\x1b",
    b"[",
    b"]",
    b"{",
    b"}",
    b"=",
    b"[[",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x81\x30",
    "，".as_bytes(),
    "合计".as_bytes(),
    "（万元）".as_bytes(),
    b"null",
    b"true",
    b"\\u0000",
];

const CAMPUSES: &str = "学校代码,高中在校生数,图书册数\n1,20,300\n";
const TEACHERS: &str = "school_id,stage,subject,higher_degree,backbone,pe_arts,rotation_eligible,count\n1,primary,music,是,no,1,yes,3\n2,junior,语文,0,y,否,true,4\n";
const TRAVEL: &str = "从,到,分钟\n1,2,12.5\n2,1,14\n";
const DISTRICT: &str = r#"{"schools":[{"school_id":"1","stage":"primary","pupils":45,"books":2.5e2,"lat":1,"lon":2}],"campuses":[{"school_id":"1","books":7}],"policy":{"goals":["cost"]}}"#;
const POLICY: &str = include_str!("../../examples/data/qinghe/policy.toml");
const SWEEP: &str = include_str!("../../examples/data/qinghe/sweep.toml");
const SAMPLE: &str = include_str!("../../examples/data/california/sweep.toml");
const POLICY_JSON: &str = r#"{"goals":["shortfall",{"disparity":"std"}],"weights":{"books":2},"fund":[{"name":"a","amount":"unlimited"}],"lever":[{"name":"l","adds":{"books":1},"unit_cost":{"urban":1},"fund":"a","stages":["primary"]}],"rule":[{"share":{"fund":"a","at_least":0.5}},{"keep":{"school":"1"}}],"solve":{"gap":0.1}}"#;
const PLAN: &str = r#"{"status":"optimal","goals":[{"goal":"cost","value":0,"bound":0}],"spent":{"a":1},"actions":[{"lever":"l","school_id":"1","stage":"primary","units":1,"cost":2}],"moves":[],"before":{"standard":"s","pass":true,"sections":0,"sections_passing":0,"excluded":[],"stages":[],"sections_detail":[]},"after":{"standard":"s","pass":true,"sections":0,"sections_passing":0,"excluded":[],"stages":[],"sections_detail":[]},"prices":[],"solver":{"name":"n","version":"1","iterations":1,"gap":0}}"#;

/// Random numbers of a fixed series (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }

    /// A document broken in one to six places.
    fn broken(&mut self, good: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(9)).min(bytes.len());
            match self.below(6) {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..end, WORDS[self.below(WORDS.len())].iter().copied())),
                2 => {
                    let piece = bytes[at..end].repeat(1 + self.below(40));
                    drop(bytes.splice(at..at, piece));
                }
                3 => {
                    let from = self.below(other.len());
                    let to = (from + self.below(40)).min(other.len());
                    drop(bytes.splice(at..end, other[from..to].iter().copied()));
                }
                4 => bytes.truncate(at.max(1)),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
        bytes
    }
}

/// One reader: good documents, and what reads a broken one.
struct Reader<'a> {
    name: &'static str,
    good: Vec<Vec<u8>>,
    read: Box<dyn Fn(&[u8]) + 'a>,
}

fn readers(dir: &Path) -> Vec<Reader<'_>> {
    let texts = |texts: &[&str]| texts.iter().map(|t| t.as_bytes().to_vec()).collect();
    fn text(bytes: &[u8], read: impl Fn(&str)) {
        read(&String::from_utf8_lossy(bytes));
    }
    fn json(bytes: &[u8], read: impl Fn(&serde_json::Value)) {
        if let Ok(value) = serde_json::from_slice(bytes) {
            read(&value);
        }
    }
    let options = || Load {
        standard: Some(dir.join("books.toml").display().to_string()),
        ..Load::default()
    };
    let table = |name: &'static str| {
        move |bytes: &[u8]| {
            fs::write(dir.join("d").join(name), bytes).unwrap();
            let _ = load(&dir.join("d"), &options());
        }
    };
    let document = move |bytes: &[u8]| {
        fs::write(dir.join("d.json"), bytes).unwrap();
        let _ = load(&dir.join("d.json"), &options());
    };
    let mut all = vec![
        Reader {
            name: "schools.csv",
            good: texts(&[GOOD]),
            read: Box::new(table("schools.csv")),
        },
        Reader {
            name: "campuses.csv",
            good: texts(&[CAMPUSES]),
            read: Box::new(table("campuses.csv")),
        },
        Reader {
            name: "teachers.csv",
            good: texts(&[TEACHERS]),
            read: Box::new(table("teachers.csv")),
        },
        Reader {
            name: "travel.csv",
            good: texts(&[TRAVEL]),
            read: Box::new(table("travel.csv")),
        },
        Reader {
            name: "a district's JSON",
            good: texts(&[DISTRICT]),
            read: Box::new(document),
        },
        Reader {
            name: "a district",
            good: texts(&[DISTRICT]),
            read: Box::new(|b| {
                let _ = serde_json::from_slice::<junheng::District>(b);
            }),
        },
        Reader {
            name: "a policy",
            good: texts(&[POLICY]),
            read: Box::new(|b| text(b, |t| drop(read_policy("p", t)))),
        },
        Reader {
            name: "a policy's JSON",
            good: texts(&[POLICY_JSON]),
            read: Box::new(|b| json(b, |v| drop(read_policy_json("p", v)))),
        },
        Reader {
            name: "a standard",
            good: texts(&[STANDARD]),
            read: Box::new(|b| text(b, |t| drop(read_standard("s", t)))),
        },
        Reader {
            name: "a standard's JSON",
            good: texts(&[
                r#"{"id":"s","indicator":[{"id":"i","resource":"a","per":"pupil","minimum":{"primary":1}}]}"#,
            ]),
            read: Box::new(|b| json(b, |v| drop(read_standard_json("s", v)))),
        },
        Reader {
            name: "a sweep",
            good: texts(&[SWEEP, SAMPLE]),
            read: Box::new(|b| text(b, |t| drop(read_sweep("w", t)))),
        },
        Reader {
            name: "a sweep's JSON",
            good: texts(&[
                r#"{"vary":[{"what":"pupils","values":{"from":0,"to":5,"step":1},"where":{"stage":"primary"}}]}"#,
            ]),
            read: Box::new(|b| json(b, |v| drop(read_sweep_json("w", v)))),
        },
        Reader {
            name: "a plan",
            good: texts(&[PLAN]),
            read: Box::new(|b| {
                let _ = serde_json::from_slice::<junheng::Plan>(b);
            }),
        },
    ];
    #[cfg(feature = "xlsx")]
    {
        let file = dir.join("t.xlsx");
        junheng::io::template(&file, junheng::Lang::Zh).unwrap();
        let parts = parts(&fs::read(&file).unwrap());
        let inside = dir.join("i.xlsx");
        all.push(Reader {
            name: "the parts of a workbook",
            // The first byte says which part it is.
            good: (0u8..)
                .zip(&parts)
                .map(|(i, (_, part))| [&[i], &part[..]].concat())
                .collect(),
            read: Box::new(move |bytes: &[u8]| {
                let (first, broken) = bytes.split_first().unwrap_or((&0, &[]));
                let broken_one = usize::from(*first) % parts.len();
                let part = |(i, (name, part)): (usize, &(String, Vec<u8>))| {
                    let is_it = i == broken_one;
                    (
                        name.clone(),
                        if is_it { broken.to_vec() } else { part.clone() },
                    )
                };
                fs::write(&inside, workbook(parts.iter().enumerate().map(part))).unwrap();
                let _ = load(&inside, &options());
            }),
        });
        all.push(Reader {
            name: "a workbook",
            good: vec![fs::read(&file).unwrap()],
            read: Box::new(move |bytes: &[u8]| {
                fs::write(&file, bytes).unwrap();
                let _ = load(&file, &options());
            }),
        });
    }
    all
}

/// What a workbook is made of, by name.
#[cfg(feature = "xlsx")]
fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let count = archive.len();
    let part = |i| {
        let mut file = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// A workbook made of such parts.
#[cfg(feature = "xlsx")]
fn workbook(parts: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name, stored).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The most memory that this process has had, in kilobytes; 0 where that cannot be told.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// So many inputs for each reader.
fn throw(inputs: usize) {
    let dir = folder(&[("schools.csv", GOOD.as_bytes())]);
    let mut readers = readers(dir.path());
    // Some of them alone, to see again what happened there.
    if let Ok(name) = std::env::var("JUNHENG_READER") {
        readers.retain(|reader| reader.name.contains(&name));
    }
    let others = [
        GOOD, CAMPUSES, TEACHERS, TRAVEL, DISTRICT, POLICY, STANDARD, SWEEP, PLAN,
    ];
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for reader in &readers {
        let started = Instant::now();
        for _ in 0..inputs {
            let good = &reader.good[dice.below(reader.good.len())];
            let other = others[dice.below(others.len())];
            let input = dice.broken(good, other.as_bytes());
            let one = Instant::now();
            (reader.read)(&input);
            let took = one.elapsed();
            assert!(
                took < HANG,
                "{}: {took:?}: {:?}",
                reader.name,
                String::from_utf8_lossy(&input)
            );
        }
        eprintln!("{}: {:?}, {} kB", reader.name, started.elapsed(), memory());
        // What is read after another is good again.
        fs::write(dir.path().join("d/schools.csv"), GOOD).unwrap();
        for name in ["campuses.csv", "teachers.csv", "travel.csv"] {
            let _ = fs::remove_file(dir.path().join("d").join(name));
        }
        assert!(memory() < MEMORY, "{}: {} kB", reader.name, memory());
    }
}

#[test]
fn thousands_of_broken_inputs_are_read_or_refused() {
    throw(300);
}

#[test]
#[ignore = "takes most of an hour"]
fn a_million_broken_inputs_of_each_kind_are_read_or_refused() {
    throw(1_000_000);
}
