//! More of what clerks do to a table saved as CSV: each loads as the clean one, or one
//! problem says what is wrong and where.

use std::fs;

use junheng::io::{Load, load};
use junheng::{Code, Error};

use crate::{HEADS, csv, plain, said};

/// Lines of cells, as a program that knows no quotes writes them.
fn lines(rows: &[Vec<String>], separator: &str, end: &str) -> Vec<u8> {
    let rows: Vec<String> = rows.iter().map(|row| row.join(separator)).collect();
    rows.join(end).into_bytes()
}

fn changed(change: impl Fn(&mut Vec<Vec<String>>)) -> Vec<Vec<String>> {
    let mut rows = plain();
    change(&mut rows);
    rows
}

#[test]
fn other_habits_load_as_the_clean_table() {
    let rename = |from: &'static str, to: &'static str| {
        changed(move |r| r[0].iter_mut().for_each(|h| *h = h.replace(from, to)))
    };
    let last = |cells: [&str; 3]| {
        changed(move |r| {
            let mut row = vec!["0".to_owned(); HEADS.len()];
            for (cell, text) in row.iter_mut().zip(cells) {
                text.clone_into(cell);
            }
            r.push(row);
        })
    };
    let total = || vec![Code::TotalsLeftOut];
    let of = |rows: Vec<Vec<String>>| csv(&rows).into_bytes();
    let yuan = changed(|r| {
        r[0][8] = "教学仪器设备值".into();
        r[1][8] = "650000".into();
        r[2][8] = "1.05E6".into();
    });
    let cases: [(&str, Vec<u8>, Vec<Code>); 16] = [
        (
            "a byte order mark",
            [&[0xEF, 0xBB, 0xBF], &of(plain())[..]].concat(),
            vec![],
        ),
        ("old line ends", lines(&plain(), ",", "\r"), vec![]),
        ("tabs", lines(&plain(), "\t", "\r\n"), vec![]),
        ("semicolons", lines(&plain(), ";", "\n"), vec![]),
        (
            "columns the other way",
            of(changed(|r| r.iter_mut().for_each(|row| row.reverse()))),
            vec![],
        ),
        (
            "a head of two lines",
            of(rename("（人）", "\n（人）")),
            vec![],
        ),
        (
            "blanks in heads",
            of(rename("在校生数", " 在 校 生 数 ")),
            vec![],
        ),
        (
            "ASCII brackets",
            of(rename("（", "(")
                .into_iter()
                .map(|r| r.into_iter().map(|c| c.replace('）', ")")).collect())
                .collect()),
            vec![],
        ),
        (
            "square brackets",
            of(rename("（", "[")
                .into_iter()
                .map(|r| r.into_iter().map(|c| c.replace('）', "]")).collect())
                .collect()),
            vec![],
        ),
        ("yuan without a unit", of(yuan), vec![]),
        ("小学部", of(changed(|r| r[1][1] = "小学部".into())), vec![]),
        (
            "numbered rows",
            of(changed(|rows| {
                for (row, cell) in rows.iter_mut().zip(["序号", "1", "2"]) {
                    row.insert(0, cell.into());
                }
            })),
            vec![Code::UnusedColumn],
        ),
        (
            "totals with blanks",
            of(last(["合 计", "", "700"])),
            total(),
        ),
        (
            "totals with a count",
            of(last(["合计（2所）", "", "700"])),
            total(),
        ),
        ("the whole county", of(last(["全县", "", "700"])), total()),
        (
            "totals in the second column",
            of(last(["", "总计", "700"])),
            total(),
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, bytes: &[u8]| {
        let district = folder.path().join(name);
        fs::create_dir(&district).unwrap();
        fs::write(district.join("schools.csv"), bytes).unwrap();
        load(&district, &Load::default())
    };
    let clean = read("clean", &of(plain())).unwrap();
    for (name, bytes, codes) in cases {
        let input = read(name, &bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(said(&input), codes, "{name}");
        let (found, wanted) = (&input.district, &clean.district);
        assert_eq!(found.sections(), wanted.sections(), "{name}");
        // Resources stand in the order of the columns.
        for resource in wanted.resources() {
            let [a, b] = [found, wanted].map(|d| d.stock(0, d.resource(resource).unwrap()));
            assert!((a - b).abs() < 1e-9, "{name}: {resource}");
        }
    }
}

#[test]
fn a_long_code_kept_as_a_number_is_said_to_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let rows = changed(|r| r[1][0] = "110101199001011234".into());
    let (book, district) = (folder.path().join("a.xlsx"), folder.path().join("d"));
    super::workbook(&book, "学校", &rows, &[]);
    fs::create_dir(&district).unwrap();
    let shown = changed(|r| r[1][0] = "1.10101E+17".into());
    fs::write(district.join("schools.csv"), csv(&shown)).unwrap();
    for path in [&book, &district] {
        let Err(Error::Input(problems)) = load(path, &Load::default()) else {
            panic!("{} was taken", path.display());
        };
        let found: Vec<_> = problems.iter().map(|p| (p.code, p.place.row)).collect();
        assert_eq!(found, [(Code::CodeCutShort, Some(2))], "{problems}");
    }
    // As text every digit is there.
    fs::write(district.join("schools.csv"), csv(&rows)).unwrap();
    let input = load(&district, &Load::default()).unwrap();
    let school = input.district.sections()[0].school_id.as_str();
    assert_eq!(school, "110101199001011234");
}

#[test]
fn an_old_workbook_or_one_with_a_password_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.xls", "b.xlsx"] {
        let file = folder.path().join(name);
        fs::write(
            &file,
            [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat(),
        )
        .unwrap();
        let Err(Error::Input(problems)) = load(&file, &Load::default()) else {
            panic!("{name} was taken");
        };
        let found: Vec<_> = problems.iter().map(|p| p.code).collect();
        assert_eq!(found, [Code::OldWorkbook]);
    }
}

#[test]
fn what_no_one_can_read_is_named() {
    let cell = |r: usize, c: usize, text: &'static str| {
        csv(&changed(move |rows| rows[r][c] = text.into())).into_bytes()
    };
    let of = |rows: Vec<Vec<String>>| csv(&rows).into_bytes();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(csv(&plain()).encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let cases: [(&str, Vec<u8>, Code, Option<usize>); 18] = [
        ("UTF-16", utf16, Code::Utf16, None),
        (
            "an old workbook by another name",
            [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat(),
            Code::UnknownEncoding,
            None,
        ),
        ("nothing", Vec::new(), Code::EmptyTable, None),
        (
            "heads alone",
            of(plain()[..1].to_vec()),
            Code::NoSections,
            None,
        ),
        (
            "a column twice",
            of(changed(|r| {
                for row in r {
                    row.push(row[2].clone());
                }
            })),
            Code::DuplicateHeader,
            Some(1),
        ),
        (
            "a section twice",
            of(changed(|r| {
                let row = r[1].clone();
                r.push(row);
            })),
            Code::DuplicateSection,
            Some(4),
        ),
        (
            "a cell too many",
            lines(&changed(|r| r[1].push("7".into())), ",", "\n"),
            Code::RaggedRow,
            Some(2),
        ),
        ("no pupils", cell(1, 2, "0"), Code::Zero, Some(2)),
        ("no id", cell(2, 0, ""), Code::EmptyId, Some(3)),
        (
            "less than nothing",
            cell(1, 6, "-1400"),
            Code::Negative,
            Some(2),
        ),
        ("a dash", cell(1, 6, "-"), Code::NotANumber, Some(2)),
        ("none", cell(1, 6, "无"), Code::NotANumber, Some(2)),
        (
            "a formula gone wrong",
            cell(1, 6, "#DIV/0!"),
            Code::NotANumber,
            Some(2),
        ),
        (
            "a date",
            cell(1, 2, "2024-10-08"),
            Code::NotANumber,
            Some(2),
        ),
        (
            "a unit in the cell",
            cell(1, 2, "300人"),
            Code::NotANumber,
            Some(2),
        ),
        (
            "two figures in a cell",
            cell(1, 6, "1400/200"),
            Code::NotANumber,
            Some(2),
        ),
        (
            "a decimal comma",
            cell(1, 8, "65,5"),
            Code::NotANumber,
            Some(2),
        ),
        (
            "another stage",
            cell(2, 1, "初级中学"),
            Code::NotAStage,
            Some(3),
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, code, row) in cases {
        let district = folder.path().join(name);
        fs::create_dir(&district).unwrap();
        fs::write(district.join("schools.csv"), bytes).unwrap();
        let Err(Error::Input(problems)) = load(&district, &Load::default()) else {
            panic!("{name} was taken");
        };
        let found: Vec<_> = problems.iter().map(|p| (p.code, p.place.row)).collect();
        assert!(found.contains(&(code, row)), "{name}: {problems}");
        assert!(found.len() <= 2, "{name}: {problems}");
    }
}
