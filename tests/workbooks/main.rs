//! Workbooks and tables as clerks keep them: read right, or said what is wrong.
#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly
#![allow(clippy::too_many_lines, clippy::float_cmp)] // tables of cases; figures are copied, not computed

mod more;
mod policy;
mod results;

use std::fs;
use std::path::Path;

use junheng::io::{Input, Load, load, template};
use junheng::{Code, Error, Lang, Options, Stage};
use rust_xlsxwriter::{Format, Workbook};

const HEADS: [&str; 10] = [
    "学校代码",
    "学段",
    "在校生数（人）",
    "高于规定学历教师数",
    "县级以上骨干教师数",
    "体育艺术专任教师数",
    "教学及辅助用房面积（平方米）",
    "体育运动场馆面积（平方米）",
    "教学仪器设备值（万元）",
    "网络多媒体教室数",
];
const ROWS: [[&str; 10]; 2] = [
    [
        "2101", "小学", "300", "14", "3", "3", "1400", "2300", "65", "8",
    ],
    [
        "2102", "初中", "400", "24", "4", "4", "2400", "4300", "105", "10",
    ],
];

/// Rows of text; what looks like a number is one, as it is in Excel.
fn workbook(file: &Path, sheet: &str, rows: &[Vec<String>], merged: &[(u32, u16, u32, u16)]) {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(sheet).unwrap();
    for (r, row) in (0..).zip(rows) {
        for (c, cell) in (0..).zip(row) {
            match cell.parse::<f64>() {
                Ok(number) => page.write_number(r, c, number).unwrap(),
                Err(_) if cell.is_empty() => continue,
                Err(_) => page.write_string(r, c, cell.as_str()).unwrap(),
            };
        }
    }
    for (r, c, r2, c2) in merged {
        let text = rows[*r as usize][*c as usize].clone();
        page.merge_range(*r, *c, *r2, *c2, &text, &Format::new())
            .unwrap();
    }
    book.save(file).unwrap();
}

fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |c: &String| format!("\"{}\"", c.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

fn plain() -> Vec<Vec<String>> {
    let rows = [HEADS].into_iter().chain(ROWS);
    rows.map(|row| row.map(str::to_owned).to_vec()).collect()
}

fn row(first: &str) -> Vec<String> {
    let mut row = vec![String::new(); HEADS.len()];
    first.clone_into(&mut row[0]);
    row
}

fn said(input: &Input) -> Vec<Code> {
    input.warnings.iter().map(|w| w.code).collect()
}

/// A name, the rows of a table, and the notes expected.
type Mess = (&'static str, Vec<Vec<String>>, Vec<Code>);

/// What a clerk may have done to a good table, and what is said of it.
#[allow(clippy::too_many_lines)] // a table of messes
fn messes() -> Vec<Mess> {
    let with = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
        let mut rows = plain();
        change(&mut rows);
        rows
    };
    let every = |change: &dyn Fn(&str) -> String| {
        with(&|rows| {
            rows.iter_mut()
                .skip(1)
                .flatten()
                .for_each(|c| *c = change(c));
        })
    };
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        c => c,
    };
    let (remark, total) = (Code::RemarkLeftOut, Code::TotalsLeftOut);
    vec![
        ("as it should be", plain(), vec![]),
        (
            "a title",
            with(&|r| r.insert(0, row("清河县学校基本情况表"))),
            vec![remark],
        ),
        (
            "two titles",
            with(&|r| {
                r.insert(0, row("基本情况表"));
                r.insert(0, row("附件 2"));
            }),
            vec![remark; 2],
        ),
        (
            "totals below",
            with(&|r| {
                let mut t = r[1].clone();
                t[0] = "合计".into();
                t[1] = String::new();
                r.push(t);
            }),
            vec![total],
        ),
        (
            "totals of a stage",
            with(&|r| {
                let mut t = r[1].clone();
                t[0] = "小学 小计".into();
                r.insert(2, t);
            }),
            vec![total],
        ),
        (
            "totals in English",
            with(&|r| {
                let mut t = r[1].clone();
                t[0] = "Total".into();
                r.push(t);
            }),
            vec![total],
        ),
        (
            "a remark",
            with(&|r| r.push(row("填表人：张三　日期：2024-10-08"))),
            vec![remark],
        ),
        (
            "a note",
            with(&|r| r.push(row("注：数据截至九月底"))),
            vec![remark],
        ),
        (
            "blank rows",
            with(&|r| {
                r.insert(1, row(""));
                r.push(row(""));
                r.push(row("  "));
            }),
            vec![],
        ),
        (
            "blanks around",
            every(&|c| format!("  {c}\u{3000}")),
            vec![],
        ),
        (
            "full-width digits",
            with(&|r| {
                // Of the figures; a school's code is taken letter by letter.
                let figures = r.iter_mut().skip(1).flat_map(|row| row.iter_mut().skip(2));
                figures.for_each(|c| *c = c.chars().map(wide).collect());
            }),
            vec![],
        ),
        (
            "thousands",
            with(&|r| {
                r[1][6] = "1,400".into();
                r[2][6] = "2，400".into();
            }),
            vec![],
        ),
        (
            "an empty column",
            with(&|r| r.iter_mut().for_each(|row| row.push(String::new()))),
            vec![],
        ),
        (
            "English heads",
            with(&|r| {
                r[0][0] = "school_id".into();
                r[0][2] = "Pupils".into();
                r[1][1] = "Primary".into();
            }),
            vec![],
        ),
        (
            "a column of words",
            with(&|r| {
                for (row, c) in r.iter_mut().zip(["联系人", "李四", "王五"]) {
                    row.push(c.into());
                }
            }),
            vec![Code::IgnoredColumn],
        ),
    ]
}

#[test]
fn messy_tables_load_as_the_clean_one() {
    let folder = tempfile::tempdir().unwrap();
    let clean = folder.path().join("clean.xlsx");
    workbook(&clean, "学校", &plain(), &[]);
    let clean = load(&clean, &Load::default()).unwrap();
    assert_eq!(clean.district.sections().len(), 2);
    assert!(
        (clean
            .district
            .stock(0, clean.district.resource("equipment_yuan").unwrap())
            - 650_000.0)
            .abs()
            < 1e-9
    );
    for (number, (name, rows, codes)) in messes().into_iter().enumerate() {
        let book = folder.path().join(format!("{number}.xlsx"));
        workbook(&book, "学校", &rows, &[]);
        let text = folder.path().join(number.to_string());
        fs::create_dir(&text).unwrap();
        // Tables in GBK are as frequent as those in UTF-8.
        let table = csv(&rows);
        let gbk = encoding_rs::GBK.encode(&table).0.into_owned();
        let bytes = if number % 2 == 0 {
            gbk
        } else {
            table.into_bytes()
        };
        fs::write(text.join("schools.csv"), bytes).unwrap();
        for path in [book, text] {
            let input = load(&path, &Load::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(said(&input), codes, "{name}: {}", path.display());
            assert_eq!(input.district, clean.district, "{name}: {}", path.display());
        }
    }
}

#[test]
fn merged_cells_mean_their_text_in_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.xlsx");
    let mut rows = plain();
    rows[2][0] = String::new();
    rows.insert(0, row("清河县学校基本情况表"));
    workbook(&file, "Sheet1", &rows, &[(0, 0, 0, 9), (2, 0, 3, 0)]);
    let input = load(&file, &Load::default()).unwrap();
    let schools: Vec<_> = input
        .district
        .sections()
        .iter()
        .map(|s| (s.school_id.as_str(), s.stage))
        .collect();
    assert_eq!(schools, [("2101", Stage::Primary), ("2101", Stage::Junior)]);
    let mut codes = said(&input);
    codes.sort();
    assert_eq!(
        codes,
        [Code::RemarkLeftOut, Code::MergedFilled, Code::SheetGuessed]
    );
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.xlsx");
    let cases: [(&str, usize, usize, Code); 4] = [
        ("many", 2, 3, Code::NotANumber),
        ("95%", 2, 3, Code::NotANumber),
        ("高中", 1, 1, Code::NotAStage),
        ("", 2, 8, Code::EmptyStock),
    ];
    for (cell, r, c, code) in cases {
        let mut rows = plain();
        rows[r][c] = cell.to_owned();
        workbook(&file, "学校", &rows, &[]);
        let Err(Error::Input(problems)) = load(&file, &Load::default()) else {
            panic!("{cell} was taken");
        };
        let found = problems.iter().find(|p| p.code == code).unwrap();
        assert_eq!(found.place.row, Some(r + 1));
        assert!(
            found
                .place
                .file
                .as_deref()
                .unwrap()
                .ends_with("a.xlsx#学校")
        );
    }
}

#[test]
fn a_cell_far_out_costs_no_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.xlsx");
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("学校").unwrap();
    page.write_string(1_048_575, 16_383, "x").unwrap();
    book.save(&file).unwrap();
    assert!(matches!(
        load(&file, &Load::default()),
        Err(Error::Input(_))
    ));
}

#[test]
fn the_template_loads_and_plans() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let (file, again) = (folder.path().join("a.xlsx"), folder.path().join("b.xlsx"));
        template(&file, lang).unwrap();
        template(&again, lang).unwrap();
        assert_eq!(fs::read(&file).unwrap(), fs::read(&again).unwrap());
        let input = load(&file, &Load::default()).unwrap();
        assert!(
            input.has_policy && input.warnings.is_empty(),
            "{}",
            input.warnings
        );
        assert_eq!(input.policy.funds[0].amount.limit(), Some(1e6));
        assert_eq!(
            (input.policy.levers.len(), input.policy.rules.len()),
            (1, 1)
        );
        let plan = junheng::plan(
            &input.district,
            &input.standard,
            &input.policy,
            &Options::default(),
        );
        assert_eq!(plan.unwrap().after.sections, 1);
    }
}

/// The headers of a template's sheet, in the order of its columns.
fn heads(file: &Path, sheet: &str) -> Vec<String> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.headers().unwrap()
}

/// Rows under headers, as text.
fn table(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells = |r: &csv::StringRecord| r.iter().map(str::to_owned).collect::<Vec<_>>();
    let heads = cells(reader.headers().unwrap());
    (
        heads,
        reader.records().map(|r| cells(&r.unwrap())).collect(),
    )
}

/// A county with teachers, journeys and a rotation, filled in under the template's headers in
/// either language, is the one that its files say.
#[test]
fn teachers_travel_and_transfers_are_read_from_the_sheets_of_the_template() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/qinghe/rotation");
    let read = |name: &str| fs::read_to_string(example.join(name)).unwrap();
    let travel = "from,to,minutes\n1001,1002,12.5\n1002,1001,14\n";
    let policy = read("policy.toml").replace("reach_km = 30", "reach_minutes = 40")
        + "\n[[rule]]\nstaffing = true\n";
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("schools.csv", read("schools.csv").as_str()),
        ("teachers.csv", read("teachers.csv").as_str()),
        ("travel.csv", travel),
        ("policy.toml", policy.as_str()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let files = load(folder.path(), &Load::default()).unwrap();
    let goals = "item,value\ngoal,shortfall\ngoal,disparity.mad\ngoal,moves\nstandard,quality-balanced-2017\n";
    let transfers = "name,moves,reach_minutes,nearest,unit_cost,fund,leave_at_most,rotate_at_least,backbone_at_least,keep_headcount,within_stage,eligible_only\nrotation,teachers,40,20,6000,staff,15%,10%,0.2,yes,是,true\n";
    let sheets = [
        ("schools", "学校", read("schools.csv")),
        ("teachers", "教师", read("teachers.csv")),
        ("travel", "路程", travel.to_owned()),
        ("goals", "目标", goals.to_owned()),
        ("funds", "资金", "name,amount\nstaff,1500000\n".to_owned()),
        ("transfers", "调配", transfers.to_owned()),
        ("rules", "规则", "kind\nstaffing\n".to_owned()),
    ];
    for lang in [Lang::Zh, Lang::En] {
        let file = |name: &str| folder.path().join(name);
        template(&file("en.xlsx"), Lang::En).unwrap();
        template(&file("zh.xlsx"), Lang::Zh).unwrap();
        let mut book = Workbook::new();
        for (english, chinese, text) in &sheets {
            let name = if lang == Lang::Zh { chinese } else { english };
            let page = book.add_worksheet().set_name(*name).unwrap();
            let (columns, rows) = table(text);
            let ids = heads(&file("en.xlsx"), english);
            let words = heads(&file("zh.xlsx"), chinese);
            for (c, (id, word)) in (0..).zip(ids.iter().zip(&words)) {
                let shown = if lang == Lang::Zh { word } else { id };
                let bare = word.split('（').next().unwrap();
                page.write_string(0, c, shown.as_str()).unwrap();
                let Some(at) = columns
                    .iter()
                    .position(|column| column == id || column == bare)
                else {
                    continue;
                };
                let per = if shown.contains("万元") { 1e4 } else { 1.0 };
                for (r, row) in (1..).zip(&rows) {
                    match row[at].parse::<f64>() {
                        Ok(number) => page.write_number(r, c, number / per).unwrap(),
                        Err(_) => page.write_string(r, c, row[at].as_str()).unwrap(),
                    };
                }
            }
        }
        book.save(file("filled.xlsx")).unwrap();
        let filled = load(&file("filled.xlsx"), &Load::default()).unwrap();
        assert_eq!(filled.district.staff(), files.district.staff());
        assert_eq!(filled.district.travel(), files.district.travel());
        assert_eq!(filled.policy, files.policy);
        assert_eq!(
            filled.district.sections().len(),
            files.district.sections().len()
        );
    }
}
