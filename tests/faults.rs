//! A catalogue of broken districts: each must be refused with the right code, at the
//! right file, row and column, with something to do about it in both languages, and
//! without further problems that only follow from the first.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::fs;
use std::path::Path;

use junheng::io::{Load, load};
use junheng::{Code, Error, Lang, Problem, Problems};
use proptest::prelude::*;

/// A standard that asks for books alone.
const STANDARD: &str = r#"
id = "books"
[[indicator]]
id = "books"
resource = "books"
per = "pupil"
minimum = { primary = 15, junior = 25 }
"#;

const GOOD: &str = "school_id,stage,pupils,books\n1,primary,45,279\n2,junior,37,137\n";

/// A folder with these files (a name that ends in `/` is a folder).
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
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
fn problems(dir: &Path, path: &str) -> Vec<Problem> {
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
fn is_said(problem: &Problem) {
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
struct Fault<'a> {
    name: &'a str,
    files: Vec<(&'a str, &'a [u8])>,
    path: &'a str,
    code: Code,
    file: &'a str,
    row: Option<usize>,
    column: Option<&'a str>,
}

fn check(fault: &Fault<'_>) {
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
trait Spot<'a> {
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
fn schools<'a>(
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
fn campuses<'a>(name: &'a str, text: &'a str, code: Code, spot: impl Spot<'a>) {
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
fn json<'a>(name: &'a str, text: &'a str, code: Code, spot: impl Spot<'a>) {
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
fn row(more: &str, cells: &str) -> String {
    let blanks = ",".repeat(more.matches(',').count());
    format!("school_id,stage,pupils,books{more}\n1,primary,45,279{blanks}\n{cells}\n")
}

#[test]
fn the_good_district_is_good() {
    let dir = folder(&[("schools.csv", GOOD.as_bytes())]);
    assert_eq!(problems(dir.path(), "d"), []);
}

#[test]
fn one_section_is_enough() {
    let text = b"school_id,stage,pupils,books\n1,primary,45,279";
    let dir = folder(&[("schools.csv", text)]);
    assert_eq!(problems(dir.path(), "d"), []);
}

#[test]
fn headers() {
    use Code::{DuplicateHeader, MissingColumn, MissingResource, UnnamedColumn, WrongUnit};
    let text = "stage,pupils,books\nprimary,45,279\n";
    schools("no id", text, MissingColumn, (1, "school_id"));
    let text = "school_id,pupils,books\n1,45,279\n2,45,279\n";
    schools("no stage", text, MissingColumn, (1, "stage"));
    let text = "学校代码,学段,图书册数\n1,小学,279\n";
    schools("no pupils", text, MissingColumn, (1, "pupils"));
    let text = "school_id,stage,pupils\n1,primary,45\n";
    schools("no books", text, MissingResource, "books");
    let text = "school_id,stage,pupils,books,books\n1,primary,45,279,279\n";
    schools("header twice", text, DuplicateHeader, (1, "books"));
    let text = "school_id,stage,pupils,books,图书册数\n1,primary,45,279,279\n";
    schools("both languages", text, DuplicateHeader, (1, "图书册数"));
    let text = "school_id,stage,pupils,books,desks,desks\n1,primary,45,279,1,1\n";
    schools("unknown twice", text, DuplicateHeader, (1, "desks"));
    let text = "school_id,stage,pupils,books,\n1,primary,45,279,7\n";
    schools("no header", text, UnnamedColumn, 1);
    let text = "school_id,stage,pupils,books（万元）\n1,primary,45,279\n";
    schools("money for books", text, WrongUnit, (1, "books（万元）"));
    let text = "school_id,stage,pupils,图书册数（生均）\n1,primary,45,279\n";
    schools("per pupil", text, WrongUnit, (1, "图书册数（生均）"));
}

#[test]
fn shapes() {
    use Code::{EmptyTable, NoSections, RaggedRow, TooManyColumns, UnclosedQuote};
    schools("empty file", "", EmptyTable, ());
    schools("only line ends", "\r\n\n,,\n", EmptyTable, ());
    schools(
        "only a header",
        "school_id,stage,pupils,books\n",
        NoSections,
        (),
    );
    schools("too few cells", &row("", "2,primary,45"), RaggedRow, 3);
    schools(
        "too many cells",
        &row("", "2,primary,45,279,1"),
        RaggedRow,
        3,
    );
    schools(
        "comma in a number",
        &row("", "2,primary,1,045,279"),
        RaggedRow,
        3,
    );
    let text = row(",name", "2,primary,45,279,\"A");
    schools("quote never closed", &text, UnclosedQuote, 3);
    let text = row(",name", "2,primary,45,279,\"A\n3,primary,45,279,\"B\"");
    schools("quote closed elsewhere", &text, UnclosedQuote, 3);
    schools(
        "a line of commas",
        &",".repeat(50_000_000),
        TooManyColumns,
        1,
    );
}

#[test]
fn bytes() {
    use Code::{ControlCharacter, UnknownEncoding, Utf16};
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    schools(
        "UTF-16",
        &[&[0xFF, 0xFE], utf16.as_slice()].concat(),
        Utf16,
        (),
    );
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_be_bytes).collect();
    schools(
        "UTF-16 BE",
        &[&[0xFE, 0xFF], utf16.as_slice()].concat(),
        Utf16,
        (),
    );
    let text = [GOOD.as_bytes(), b"3,primary,45,1\n\xFF\xFF\n"].concat();
    schools("no encoding", &text, UnknownEncoding, ());
    let text = [b"\xEF\xBB\xBF", GOOD.as_bytes(), b"\xB0\xA1"].concat();
    schools("BOM, then GBK", &text, UnknownEncoding, ());
    let text = row("", "2,primary,\u{7}45,279");
    schools("bell", &text, ControlCharacter, (3, "pupils"));
    let text = row("", "2\0,primary,45,279");
    schools("NUL", &text, ControlCharacter, (3, "school_id"));
    let text = row(",name", "2,primary,45,279,A\u{85}B");
    schools("C1", &text, ControlCharacter, (3, "name"));
    let text = "school_id,stage,pup\u{1}ils,books\n1,primary,45,2\n";
    schools("in a header", text, ControlCharacter, (1, "pupils"));
}

#[test]
fn numbers() {
    use Code::{EmptyCell, EmptyStock, Negative, NotANumber, NotFinite, Zero};
    let cases = [
        ("text", "2,primary,many,279", NotANumber, "pupils"),
        (
            "text for a stock",
            "2,primary,45,about 9",
            NotANumber,
            "books",
        ),
        ("decimal comma", "2,primary,45,\"9,5\"", NotANumber, "books"),
        ("unit in a cell", "2,primary,45人,279", NotANumber, "pupils"),
        ("NaN", "2,primary,45,NaN", NotFinite, "books"),
        ("infinity", "2,primary,inf,279", NotFinite, "pupils"),
        ("beyond floats", "2,primary,45,1e400", NotFinite, "books"),
        ("negative stock", "2,primary,45,-1", Negative, "books"),
        ("negative pupils", "2,primary,-45,1", Negative, "pupils"),
        ("zero pupils", "2,primary,0,279", Zero, "pupils"),
        ("no pupils", "2,primary,,279", EmptyCell, "pupils"),
        ("no stock", "2,primary,45, ", EmptyStock, "books"),
    ];
    for (name, cells, code, column) in cases {
        schools(name, &row("", cells), code, (3, column));
    }
    let text = row(",classes", "2,primary,45,279,0");
    schools("zero classes", &text, Zero, (3, "classes"));
    let text = "学校代码,学段,在校生数,图书册数,教学仪器设备值（万元）\n1,小学,45,279,-1\n";
    schools(
        "the file's own header",
        text,
        Negative,
        (2, "教学仪器设备值（万元）"),
    );
}

#[test]
fn facts() {
    use Code::{
        DuplicateSection, EmptyCell, EmptyId, HalfAPosition, NoSuchPlace, NotABoolean, NotALocale,
        NotAStage,
    };
    let cases = [
        ("no stage", "", "2,,45,279", EmptyCell, "stage"),
        ("no id", "", " ,primary,45,279", EmptyId, "school_id"),
        ("high school", "", "2,senior,45,279", NotAStage, "stage"),
        (
            "suburb",
            ",locale",
            "2,primary,45,279,suburb",
            NotALocale,
            "locale",
        ),
        (
            "perhaps",
            ",教学点",
            "2,primary,45,279,maybe",
            NotABoolean,
            "教学点",
        ),
        (
            "lat alone",
            ",lat,lon",
            "2,primary,45,279,30,",
            HalfAPosition,
            "lon",
        ),
        (
            "y alone",
            ",x_km,y_km",
            "2,primary,45,279,,3",
            HalfAPosition,
            "x_km",
        ),
        (
            "lat 200",
            ",lat,lon",
            "2,primary,45,279,200,3",
            NoSuchPlace,
            "lat",
        ),
        (
            "lon -181",
            ",纬度,经度",
            "2,primary,45,279,3,-181",
            NoSuchPlace,
            "经度",
        ),
    ];
    for (name, more, cells, code, column) in cases {
        schools(name, &row(more, cells), code, (3, column));
    }
    schools("twice", &row("", "1,小学,45,279"), DuplicateSection, 3);
    schools(
        "twice but for blanks",
        &row("", " 1 ,primary,4,2"),
        DuplicateSection,
        3,
    );
}

#[test]
fn lines_are_those_of_the_file() {
    let cases = [
        (
            "in quotes",
            "school_id,name,stage,pupils,books\r\n1,\"A\r\nB\",primary,45,279\r\n\r\n2,C,primary,x,279\r\n",
            5,
        ),
        (
            "lone carriage returns",
            "school_id,stage,pupils,books\r1,primary,45,279\r2,primary,x,279\r",
            3,
        ),
        (
            "blank lines",
            "\n\nschool_id,stage,pupils,books\n\n1,primary,x,279\n,,,\n\n",
            5,
        ),
    ];
    for (name, text, line) in cases {
        schools(name, text, Code::NotANumber, (line, "pupils"));
    }
}

#[test]
fn common_stock() {
    use Code::{
        CampusOfNoSchool, DuplicateCampus, EmptyId, EmptyStock, MissingColumn, Negative,
        NotANumber, RaggedRow, SharedTeachers,
    };
    campuses(
        "of no school",
        "school_id,books\n9,10\n",
        CampusOfNoSchool,
        2,
    );
    campuses("twice", "school_id,books\n1,10\n1,10\n", DuplicateCampus, 3);
    campuses(
        "no id column",
        "name,books\nA,10\n",
        MissingColumn,
        (1, "school_id"),
    );
    campuses(
        "no id",
        "school_id,books\n1,10\n,10\n",
        EmptyId,
        (3, "school_id"),
    );
    campuses(
        "text",
        "school_id,books\n1,many\n",
        NotANumber,
        (2, "books"),
    );
    campuses("ragged", "school_id,books\n1\n", RaggedRow, 2);
    let text = "学校代码,高中在校生数,图书册数\n1,-5,10\n";
    campuses("negative seniors", text, Negative, (2, "高中在校生数"));
    campuses(
        "negative stock",
        "school_id,books\n1,-10\n",
        Negative,
        (2, "books"),
    );
    let with_teachers = b"school_id,stage,pupils,books,teachers\n1,primary,45,279,4\n";
    check(&Fault {
        name: "teachers in common",
        files: vec![
            ("schools.csv", with_teachers),
            ("campuses.csv", b"school_id,teachers\n1,2\n"),
        ],
        path: "d",
        code: SharedTeachers,
        file: "d/campuses.csv",
        row: Some(2),
        column: Some("teachers"),
    });
    check(&Fault {
        name: "what one campus has, the other school lacks",
        files: vec![
            ("schools.csv", GOOD.as_bytes()),
            ("campuses.csv", b"school_id,desks\n1,2\n"),
        ],
        path: "d",
        code: EmptyStock,
        file: "d/schools.csv",
        row: Some(3),
        column: Some("desks"),
    });
}

#[test]
fn documents() {
    use Code::{NoSections, NotADistrict, NotJson};
    json("no JSON", "school_id,stage", NotJson, 1);
    json("empty", "", NotJson, 1);
    json("cut off", "{\n\"schools\": [", NotJson, 2);
    json("after the end", "{\"schools\": []} x", NotJson, 1);
    let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    json("deep", &text, NotADistrict, 1);
    let text = format!(
        "{{\"schools\":[{}1{}]}}",
        "{\"a\":".repeat(100_000),
        "}".repeat(100_000)
    );
    json("deep rows", &text, NotJson, 1);
    json("a list", "[1, 2]", NotADistrict, 1);
    json("a text", "\"schools\"", NotADistrict, 1);
    json("schools is a number", "{\"schools\": 7}", NotADistrict, 1);
    json("no schools", "{}", NoSections, ());
    json("empty schools", "{\"schools\": []}", NoSections, ());
    json("schools is null", "{\"schools\": null}", NoSections, ());
}

#[test]
fn rows_of_documents() {
    use Code::{
        DuplicateHeader, DuplicateSection, EmptyCell, EmptyStock, NotACell, NotANumber, NotARow,
        NotAStage, NotJson,
    };
    let good = r#"{"school_id":"1","stage":"primary","pupils":45,"books":279}"#;
    let with = |row: &str| format!("{{\"schools\":[{good},\n{row}]}}");
    let of = |cells: &str| with(&format!("{{\"school_id\":2,{cells}}}"));
    let text = of(r#""stage":"primary","pupils":1e400"#);
    json("beyond floats", &text, NotJson, 2);
    json("not a row", &with("7"), NotARow, ());
    json("a list for a row", &with("[7]"), NotARow, ());
    let cases = [
        (
            "null",
            r#""stage":"primary","pupils":null,"books":2"#,
            EmptyCell,
            "pupils",
        ),
        (
            "no stock",
            r#""stage":"primary","pupils":4"#,
            EmptyStock,
            "books",
        ),
        (
            "list",
            r#""stage":"primary","pupils":[4],"books":2"#,
            NotACell,
            "pupils",
        ),
        (
            "object",
            r#""stage":"primary","pupils":4,"books":{}"#,
            NotACell,
            "books",
        ),
        (
            "true",
            r#""stage":"primary","pupils":true,"books":2"#,
            NotANumber,
            "pupils",
        ),
        (
            "number",
            r#""stage":1,"pupils":4,"books":2"#,
            NotAStage,
            "stage",
        ),
        (
            "key twice",
            r#""stage":"primary","pupils":4,"books":2,"books":2"#,
            DuplicateHeader,
            "books",
        ),
    ];
    for (name, cells, code, column) in cases {
        json(name, &of(cells), code, column);
    }
    let text = with(r#"{"school_id":1,"stage":"primary","pupils":4,"books":2}"#);
    json("section twice", &text, DuplicateSection, ());
    let text = format!("{{\"schools\":[{good}],\"campuses\":[],\"campuses\":[]}}");
    json("list twice", &text, DuplicateHeader, "campuses");
}

#[test]
fn files() {
    use Code::{
        FileUnreadable, NoSchoolsFile, NotADistrictPath, TeachersNotRead, TravelNotRead, TwoFiles,
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
            WorkbookNotRead,
            "d/a.xlsx",
        ),
        (
            "teachers",
            vec![file, ("teachers.csv", b"")],
            "d",
            TeachersNotRead,
            "d/teachers.csv",
        ),
        (
            "travel",
            vec![file, ("travel.csv", b"")],
            "d",
            TravelNotRead,
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
        ("travel.csv", None, Code::TravelNotRead),
    ];
    let expected = expected.map(|(file, row, code)| (file.to_owned(), row, code));
    assert_eq!(spots, expected);
}

#[test]
fn at_most_fifty_are_said() {
    use std::fmt::Write;
    let mut text = "school_id,stage,pupils,books\n".to_owned();
    for i in 0..70 {
        writeln!(text, "{i},primary,x,1").unwrap();
    }
    let dir = folder(&[("schools.csv", text.as_bytes())]);
    let found: Problems = problems(dir.path(), "d").into_iter().collect();
    assert_eq!(found.len(), 70);
    assert!(found.say(Lang::En).ends_with("and 20 more problems"));
}

/// A file that is broken in one place or another.
fn mutated(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let edit = (any::<prop::sample::Index>(), 0usize..4, any::<Vec<u8>>());
    prop::collection::vec(edit, 1..6).prop_map(move |edits| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, more) in edits {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                bytes.splice(at..end, more.into_iter().take(8));
            }
        }
        bytes
    })
}

const JSON: &str = r#"{"schools":[{"school_id":"1","stage":"primary","pupils":45,"books":2.5e2,"lat":1,"lon":2}],"campuses":[{"school_id":"1","books":7}],"policy":{"goals":["cost"]}}"#;
const CAMPUSES: &str = "学校代码,高中在校生数,图书册数\n1,20,300\n";

fn never_panics(files: &[(&str, &[u8])]) {
    let dir = folder(files);
    problems(dir.path(), "d").iter().for_each(is_said);
    problems(dir.path(), "d/d.json").iter().for_each(is_said);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        never_panics(&[("schools.csv", &bytes), ("campuses.csv", &bytes), ("d.json", &bytes)]);
    }

    #[test]
    fn broken_files_never_panic(
        schools in mutated(GOOD), campuses in mutated(CAMPUSES), json in mutated(JSON),
    ) {
        never_panics(&[("schools.csv", &schools), ("campuses.csv", &campuses), ("d.json", &json)]);
        let _: Result<junheng::District, _> = serde_json::from_slice(&json);
    }

    #[test]
    fn strange_cells_never_panic(
        cells in prop::collection::vec("[0-9,.，eE+\\-\"（）元万亩是 ]{0,8}", 8),
    ) {
        let (head, row) = cells.split_at(4);
        let (head, row) = (head.join(","), row.join(","));
        let text = format!("school_id,stage,pupils,{head}\n1,primary,{row}\n");
        never_panics(&[("schools.csv", text.as_bytes())]);
    }
}
