//! Faults of files as a whole, and of all together.

use std::fmt::Write;
use std::path::Path;

use junheng::io::{Load, load};
use junheng::{Code, Error, Lang, Problems};

use crate::harness::{Fault, GOOD, check, folder, is_said, problems, row, schools};

#[test]
fn files() {
    use Code::{
        BrokenWorkbook, EmptyTable, FileUnreadable, NoSchoolsFile, NotADistrictPath, TwoFiles,
        WorkbookNotRead,
    };
    type Files<'a> = Vec<(&'a str, &'a [u8])>;
    let file = ("schools.csv", GOOD.as_bytes());
    let cases: [(&str, Files<'_>, &str, Code, &str); 9] = [
        ("no folder", vec![], "x", FileUnreadable, "x"),
        ("no file", vec![], "d/x.json", FileUnreadable, "d/x.json"),
        (
            "a folder for a file",
            vec![("schools.csv/", b"")],
            "d",
            FileUnreadable,
            "d/schools.csv",
        ),
        (
            "no schools.csv",
            vec![("s.csv", b"")],
            "d",
            NoSchoolsFile,
            "d",
        ),
        (
            "both names",
            vec![file, ("学校.csv", GOOD.as_bytes())],
            "d",
            TwoFiles,
            "d/学校.csv",
        ),
        (
            "the file itself",
            vec![file],
            "d/schools.csv",
            NotADistrictPath,
            "d/schools.csv",
        ),
        (
            "a workbook",
            vec![("a.xlsx", b"PK")],
            "d/a.xlsx",
            if cfg!(feature = "xlsx") {
                BrokenWorkbook
            } else {
                WorkbookNotRead
            },
            "d/a.xlsx",
        ),
        (
            "teachers",
            vec![file, ("teachers.csv", b"")],
            "d",
            EmptyTable,
            "d/teachers.csv",
        ),
        (
            "travel",
            vec![file, ("travel.csv", b"")],
            "d",
            EmptyTable,
            "d/travel.csv",
        ),
    ];
    for (name, files, path, code, file) in cases {
        check(&Fault {
            name,
            files,
            path,
            code,
            file,
            row: None,
            column: None,
        });
    }
}

#[test]
fn a_policy_or_standard_that_is_not_there() {
    let dir = folder(&[("schools.csv", GOOD.as_bytes())]);
    let wrong = |policy: Option<&str>, standard: &str| -> Vec<Code> {
        let options = Load {
            policy: policy.map(|p| dir.path().join(p)),
            standard: Some(standard.to_owned()),
        };
        let Err(Error::Input(problems)) = load(&dir.path().join("d"), &options) else {
            panic!("{policy:?} {standard}");
        };
        problems.iter().for_each(is_said);
        problems.iter().map(|p| p.code).collect()
    };
    assert_eq!(wrong(None, "best-2030"), [Code::UnknownStandard]);
    assert_eq!(wrong(None, "no/such.toml"), [Code::FileUnreadable]);
    assert_eq!(
        wrong(Some("no.toml"), "best"),
        [Code::UnknownStandard, Code::FileUnreadable]
    );
}

#[test]
fn a_line_of_50_mb_gives_a_short_error_quickly() {
    let began = std::time::Instant::now();
    let long = "9".repeat(50_000_000);
    let text = row("", &format!("2,primary,{long},1"));
    schools("a long number", &text, Code::NotFinite, (3, "pupils"));
    let text = row("", &format!("2,{long},4,1"));
    schools("a long word", &text, Code::NotAStage, (3, "stage"));
    let text = format!("school_id,stage,pupils,books,{long},{long}\n1,primary,45,279,1,1\n");
    let column = format!("{}…", "9".repeat(40));
    schools(
        "a long header",
        &text,
        Code::DuplicateHeader,
        (1, column.as_str()),
    );
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}

#[test]
fn a_50_mb_name_loads() {
    let name = "长".repeat(17_000_000);
    let text = row(",name", &format!("2,primary,45,279,{name}"));
    let dir = folder(&[("schools.csv", text.as_bytes())]);
    assert_eq!(problems(dir.path(), "d"), []);
}

#[test]
fn all_problems_of_all_files_come_at_once_in_order() {
    let dir = folder(&[
        (
            "schools.csv",
            b"school_id,stage,pupils,books\n1,primary,x,1\n2,kindergarten,0,-1\n1,primary,4,\n3,junior,5\n",
        ),
        ("campuses.csv", b"school_id,books,senior_pupils\n9,y,-1\n"),
        ("policy.toml", b"goals = 7\n"),
        ("travel.csv", b""),
    ]);
    let found = problems(dir.path(), "d");
    found.iter().for_each(is_said);
    let spots: Vec<(String, Option<usize>, Code)> = found
        .into_iter()
        .map(|p| {
            let file = p.place.file.unwrap_or_default();
            let file = file.rsplit('/').next().unwrap_or_default().to_owned();
            (file, p.place.row, p.code)
        })
        .collect();
    let expected = [
        ("campuses.csv", Some(2), Code::NotANumber),
        ("campuses.csv", Some(2), Code::Negative),
        ("policy.toml", Some(1), Code::ListExpected),
        ("schools.csv", Some(2), Code::NotANumber),
        ("schools.csv", Some(3), Code::NotAStage),
        ("schools.csv", Some(3), Code::Zero),
        ("schools.csv", Some(3), Code::Negative),
        ("schools.csv", Some(4), Code::EmptyStock),
        ("schools.csv", Some(4), Code::DuplicateSection),
        ("schools.csv", Some(5), Code::RaggedRow),
        ("travel.csv", None, Code::EmptyTable),
    ];
    let expected = expected.map(|(file, row, code)| (file.to_owned(), row, code));
    assert_eq!(spots, expected);
}

#[test]
fn at_most_fifty_are_said() {
    let mut text = "school_id,stage,pupils,books\n".to_owned();
    for i in 0..70 {
        writeln!(text, "{i},primary,x,1").unwrap();
    }
    let dir = folder(&[("schools.csv", text.as_bytes())]);
    let found: Problems = problems(dir.path(), "d").into_iter().collect();
    assert_eq!(found.len(), 70);
    assert!(found.say(Lang::En).ends_with("and 20 more problems"));
}

/// A sheet whose extent runs backwards: what reads it panics where overflows are checked.
#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_damaged_inside_is_an_error() {
    use std::io::{Read as _, Write as _};
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("d.xlsx");
    junheng::io::template(&file, junheng::Lang::En).unwrap();
    let good = std::fs::read(&file).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(good)).unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name.ends_with("sheet1.xml") {
            let text = String::from_utf8(bytes).unwrap();
            let (start, rest) = text.split_once("<dimension ref=\"").unwrap();
            let (_, end) = rest.split_once('"').unwrap();
            bytes = format!("{start}<dimension ref=\"R9:A1\"{end}").into_bytes();
        }
        let plain = zip::write::SimpleFileOptions::default();
        writer.start_file(name, plain).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    std::fs::write(&file, writer.finish().unwrap().into_inner()).unwrap();
    // Where overflows are not checked the extent does not matter.
    match junheng::io::load(&file, &junheng::io::Load::default()) {
        Ok(input) => assert_eq!(input.district.sections().len(), 1),
        Err(junheng::Error::Input(problems)) => {
            assert_eq!(
                problems.iter().next().unwrap().code,
                junheng::Code::BrokenWorkbook
            );
        }
        Err(other) => panic!("{other}"),
    }
}

/// What could not be read hides nothing that can be checked, keeps the numbers of what comes
/// after it, and is not blamed twice.
#[test]
fn a_policy_tells_all_its_errors_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.toml");
    let text = r#"goals = ["shortfall", "fairness"]
no_levelling_down = "perhaps"

[[fund]]
name = "capital"
amount = "much"

[[lever]]
name = "rooms"
adds = { multimedia_rooms = "one" }
unit_cost = 3000
fund = "nowhere"

[[lever]]
name = "yards"
adds = { sports_m2 = -5e300 }
unit_cost = 200
fund = "capitel"
max_total = -3

[[rule]]
fairness = 1

[[rule]]
share = { fund = "none", at_least = 1.5, locales = ["rural"] }
"#;
    std::fs::write(&file, text).unwrap();
    let load = Load {
        policy: Some(file),
        standard: None,
    };
    let qinghe = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/qinghe");
    let Err(Error::Input(problems)) = junheng::io::load(&qinghe, &load) else {
        panic!("it has many problems");
    };
    let found: Vec<(usize, Code)> = problems
        .iter()
        .map(|p| (p.place.row.unwrap_or(0), p.code))
        .collect();
    // Lines in order; the second rule is still the second.
    assert!(found.is_sorted_by_key(|(line, _)| *line), "{found:?}");
    for expected in [
        (1, Code::UnknownWord),
        (2, Code::UnknownWord),
        (6, Code::AmountExpected),
        (10, Code::NumberExpected),
        (18, Code::UnknownFund),
        (19, Code::BelowZero),
        (21, Code::OneRuleExpected),
        (22, Code::UnknownKey),
        (25, Code::UnknownFund),
    ] {
        assert!(found.contains(&expected), "{expected:?} of {found:?}");
    }
    // The lever that could not be read is not blamed for its fund as well.
    assert!(!found.contains(&(12, Code::UnknownFund)), "{found:?}");
    let second = problems.iter().filter(|p| p.place.row == Some(25));
    let items: Vec<_> = second.map(|p| p.place.item.clone()).collect();
    assert!(
        items.iter().all(|item| item.as_deref() == Some("rule.2")),
        "{items:?}"
    );
}

/// A document of another kind is called by its name, with where it belongs.
#[test]
fn what_is_no_district_is_called_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.json");
    for (text, what) in [
        (r#"{ "goals": ["cost"], "lever": [] }"#, "policy"),
        (r#"{ "vary": [] }"#, "sweep"),
        (r#"{ "id": "x", "indicator": [] }"#, "standard"),
        (
            r#"{ "status": "optimal", "goals": [], "actions": [] }"#,
            "plan",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let Err(Error::Input(problems)) = load(&file, &Load::default()) else {
            panic!("{what} is no district");
        };
        let found: Vec<_> = problems
            .iter()
            .map(|p| (p.code, p.args[0].as_str()))
            .collect();
        assert!(found.contains(&(Code::WrongDocument, what)), "{found:?}");
    }
}
