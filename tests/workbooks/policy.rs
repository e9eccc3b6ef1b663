//! The policy's sheets as clerks fill them in: units of money, and problems that name the cell.

use std::path::{Path, PathBuf};

use junheng::io::{Load, load};
use junheng::{Code, Error, Lang, Problem};
use rust_xlsxwriter::Workbook;

/// A workbook of the schools of Qinghe and sheets given as lines of cells.
fn workbook(folder: &Path, sheets: &[(&str, &[&[&str]])]) -> PathBuf {
    let schools = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/qinghe/schools.csv");
    let schools = std::fs::read_to_string(schools).unwrap();
    let mut book = Workbook::new();
    let mut add = |name: &str, rows: Vec<Vec<String>>| {
        let page = book.add_worksheet().set_name(name).unwrap();
        for (r, row) in (0..).zip(&rows) {
            for (c, cell) in (0..).zip(row) {
                page.write_string(r, c, cell.as_str()).unwrap();
            }
        }
    };
    let split = |line: &str| line.split(',').map(str::to_owned).collect();
    add("学校", schools.lines().map(split).collect());
    for (name, rows) in sheets {
        let owned = |row: &&[&str]| row.iter().map(|&cell| cell.to_owned()).collect();
        add(name, rows.iter().map(owned).collect());
    }
    let file = folder.join("county.xlsx");
    book.save(&file).unwrap();
    file
}

const LEVERS: [&[&str]; 2] = [
    &["名称", "资源", "单价（万元）", "资金"],
    &["多媒体教室", "multimedia_rooms", "3", "基建"],
];

#[test]
fn money_is_read_with_the_unit_of_the_cell_or_the_header() {
    for (head, cell, yuan, is_noted) in [
        ("额度", "1200000", 1.2e6, false),
        ("额度", "120万元", 1.2e6, true),
        ("额度（万元）", "120", 1.2e6, false),
        ("额度（万元）", "120 万", 1.2e6, true),
        ("额度（万元）", "1200000元", 1.2e6, true),
        ("额度(亿元)", "0.012", 1.2e6, false),
        ("额度：亿元", "０.０１２", 1.2e6, false),
        ("额度", "￥1,200,000元", 1.2e6, true),
        ("amount (10k yuan)", "120", 1.2e6, false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let funds: [&[&str]; 2] = [&["名称", head], &["基建", cell]];
        let file = workbook(folder.path(), &[("资金", &funds), ("举措", &LEVERS)]);
        let input = load(&file, &Load::default()).unwrap();
        let amount = input.policy.funds[0].amount.limit();
        assert_eq!(amount, Some(yuan), "{head} {cell}");
        let price = input.policy.levers[0].unit_cost;
        assert_eq!(price, junheng::policy::UnitCost::Same(30_000.0));
        let notes: Vec<&Problem> = input.warnings.iter().collect();
        assert_eq!(notes.len(), usize::from(is_noted), "{}", input.warnings);
        for note in notes {
            assert_eq!(note.code, Code::UnitInCell);
            let place = note.place.say(Lang::Zh);
            assert!(
                place.ends_with("county.xlsx#资金，第 2 行，“额度”列") || head != "额度",
                "{place}"
            );
        }
    }
}

#[test]
fn a_fund_of_impossible_size_is_doubted() {
    let folder = tempfile::tempdir().unwrap();
    let funds: [&[&str]; 2] = [&["名称", "额度（亿元）", "额渡"], &["基建", "1200000", "1"]];
    let file = workbook(folder.path(), &[("资金", &funds), ("举措", &LEVERS)]);
    let warnings = load(&file, &Load::default()).unwrap().warnings;
    let codes: Vec<Code> = warnings.iter().map(|w| w.code).collect();
    assert_eq!(codes, [Code::HeaderIgnored, Code::HugeFund]);
}

/// Every problem with sheet, row and header, where a clerk can put a finger on it.
#[test]
fn problems_of_the_policy_name_sheet_row_and_header() {
    let folder = tempfile::tempdir().unwrap();
    let goals: [&[&str]; 4] = [
        &["项目", "取值"],
        &["目标", "缺口"],
        &["目标", "公平"],
        &["不拉低", "也许"],
    ];
    let funds: [&[&str]; 4] = [
        &["资金计划表", ""],
        &["名称", "额度"],
        &["基建", "一千万"],
        &["设备", ""],
    ];
    let levers: [&[&str]; 3] = [
        &["名称", "资源", "每单位增加", "单价", "资金", "整数", "备注"],
        &["购买图书", "books", "一", "三十", "基建", "也许", "急"],
        &["盖楼", "building_m2", "1", "3000", "基建", "否", ""],
    ];
    let rules: [&[&str]; 3] = [
        &["类型", "资金", "取值", "城乡类别"],
        &["份额", "基建", "六成", "乡村"],
        &["平均", "基建", "0.5", "乡村"],
    ];
    let sheets: [(&str, &[&[&str]]); 5] = [
        ("目标", &goals),
        ("资金", &funds),
        ("举措", &levers),
        ("规则", &rules),
        ("调配", &[&["随便", "写写"], &["甲", "乙"]]),
    ];
    let file = workbook(folder.path(), &sheets);
    let Err(Error::Input(problems)) = load(&file, &Load::default()) else {
        panic!("it has many problems");
    };
    let cell = |p: &Problem| {
        let sheet = p.place.file.clone().unwrap_or_default();
        let sheet = sheet.rsplit('#').next().unwrap_or_default().to_owned();
        let column = p.place.column.clone().unwrap_or_default();
        (sheet, p.place.row.unwrap_or(0), column)
    };
    let found: Vec<_> = problems.iter().map(cell).collect();
    for (sheet, row, column) in [
        ("目标", 3, "取值"),
        ("目标", 4, "取值"),
        ("资金", 3, "额度"),
        ("资金", 4, "额度"),
        ("举措", 2, "每单位增加"),
        ("举措", 2, "单价"),
        ("举措", 2, "整数"),
        ("规则", 2, "取值"),
        ("规则", 3, "类型"),
        ("调配", 0, ""),
    ] {
        let place = (sheet.to_owned(), row, column.to_owned());
        assert!(
            found.contains(&place),
            "{place:?} of {found:?}\n{}",
            problems.say(Lang::Zh)
        );
    }
    assert!(problems.iter().any(|p| p.code == Code::NoPolicyHeaders));
    assert!(
        !problems.say(Lang::Zh).contains("键“"),
        "{}",
        problems.say(Lang::Zh)
    );
}

/// What a program writes that never works its formulas out: the cells are named, not read as
/// empty.
#[test]
fn formulas_without_a_value_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let funds: [&[&str]; 2] = [&["名称", "额度"], &["基建", "=600000*2"]];
    let file = workbook(folder.path(), &[("资金", &funds), ("举措", &LEVERS)]);
    // The formula as such, without a value beside it.
    let mut old = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut new = zip::ZipWriter::new(&mut bytes);
    let shared = {
        let mut part = old.by_name("xl/sharedStrings.xml").unwrap();
        std::io::read_to_string(&mut part).unwrap()
    };
    let at = shared.matches("<si>").count();
    let number = (0..at).find(|i| {
        let text = shared.split("<si>").nth(i + 1).unwrap();
        text.contains("600000*2")
    });
    let value = format!("<v>{}</v>", number.unwrap());
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        if name == "xl/worksheets/sheet2.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.replace("<c r=\"B2\" t=\"s\">", "<c r=\"B2\">");
            bytes = text.replace(&value, "<f>600000*2</f>").into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut new, &bytes).unwrap();
    }
    new.finish().unwrap();
    std::fs::write(&file, bytes.into_inner()).unwrap();
    let Err(Error::Input(problems)) = load(&file, &Load::default()) else {
        panic!("a formula without a value");
    };
    let formula = problems
        .iter()
        .find(|p| p.code == Code::FormulaWithoutValue);
    let formula = formula.unwrap_or_else(|| panic!("{problems}"));
    assert_eq!(formula.args, ["B2", "1"]);
    assert!(formula.place.file.as_deref().unwrap().ends_with("#资金"));
}

#[test]
fn what_is_no_workbook_is_said_in_our_own_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.xlsx");
    std::fs::write(&file, "PK but no more").unwrap();
    let Err(Error::Input(problems)) = load(&file, &Load::default()) else {
        panic!("it is no workbook");
    };
    let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::BrokenWorkbook]);
}
