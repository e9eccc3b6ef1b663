//! Faults of CSV tables: headers, shapes, bytes, cells.

use junheng::Code;

use crate::harness::{Fault, GOOD, campuses, check, folder, problems, row, schools};

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
