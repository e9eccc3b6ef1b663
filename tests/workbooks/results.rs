//! Results as workbooks: every figure is a figure, and LibreOffice agrees.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
use junheng::frontier::{Draw, frontier};
use junheng::io::{Input, Load, load, template};
use junheng::sweep::{Record, Records, Run, Spec, Summary, Sweep, Vary};
use junheng::{Lang, Options, Origin, Plan, report};

fn bundled(name: &str) -> Input {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    load(&folder.join(name), &Load::default()).unwrap()
}

fn planned(i: &Input) -> Plan {
    junheng::plan(&i.district, &i.standard, &i.policy, &Options::default()).unwrap()
}

/// The rows of each sheet.
fn sheets(bytes: &[u8]) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let mut found = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        found.insert(name, range.rows().map(<[Data]>::to_vec).collect());
    }
    found
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("{other:?} is no number"),
    }
}

fn column(rows: &[Vec<Data>], head: usize, name: &str) -> usize {
    let found = rows[head].iter().position(|c| c.get_string() == Some(name));
    found.unwrap_or_else(|| panic!("no {name} in {:?}", rows[head]))
}

/// The workbooks of a plan, an assessment, a sweep and a frontier.
fn all(lang: Lang) -> [(&'static str, Vec<u8>); 4] {
    let i = bundled("qinghe");
    let (district, standard, policy) = (&i.district, &i.standard, &i.policy);
    let plan = planned(&i);
    let spec = Spec {
        grid: vec![Vary::values("fund.capital.amount", [4e6, 8e6])],
        ..Spec::default()
    };
    let sweep = Sweep::new(&spec, district, standard, policy, &Origin::default()).unwrap();
    let mut summary = Summary::new(sweep.columns());
    let mut records = Records::new(sweep.scenarios(), 10);
    let taken = sweep.run(&Run::default(), |row| {
        summary.add(&row);
        records.add(Record::of(&row, lang));
        Ok(())
    });
    assert_eq!(taken.unwrap(), 2);
    let columns = sweep.columns();
    let draw = Draw {
        to: Some(2e6),
        ..Draw::default()
    };
    let curve = frontier(district, standard, policy, "capital", &draw).unwrap();
    let warnings = &i.warnings;
    [
        (
            "plan",
            report::xlsx::plan(&plan, district, standard, policy, warnings, lang).unwrap(),
        ),
        (
            "assessment",
            report::xlsx::assessment(&plan.before, district, standard, warnings, lang).unwrap(),
        ),
        (
            "sweep",
            report::xlsx::sweep(
                columns, &records, &summary, district, standard, policy, lang,
            )
            .unwrap(),
        ),
        (
            "frontier",
            report::xlsx::frontier(&curve, district, standard, policy, lang).unwrap(),
        ),
    ]
}

#[test]
fn a_plan_has_every_figure_as_a_figure() {
    let i = bundled("qinghe");
    let plan = planned(&i);
    let (district, standard, policy) = (&i.district, &i.standard, &i.policy);
    let bytes =
        |lang| report::xlsx::plan(&plan, district, standard, policy, &i.warnings, lang).unwrap();
    assert!(
        bytes(Lang::Zh) == bytes(Lang::Zh),
        "the same input, the same bytes"
    );
    let book = sheets(&bytes(Lang::Zh));
    let names: Vec<&str> = book.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["初中学段部", "实施清单", "小学学段部", "摘要", "评估"]
    );

    // 万元 in the column, yuan in the plan.
    let actions = &book["实施清单"];
    let cost = column(actions, 0, "费用\n（万元）");
    let costs: f64 = actions[1..].iter().map(|row| number(&row[cost])).sum();
    let spent: f64 = plan.spent.values().sum();
    assert_eq!(actions.len() - 1, plan.actions.len());
    assert!((costs * 1e4 - spent).abs() < 1e-6 * spent);

    // Each section's values, unrounded, under the minimum that stands above.
    let rows = &book["小学学段部"];
    let after = column(rows, 1, "生均教学仪器设备值（元）\n实施后");
    let of_stage = plan
        .after
        .sections_detail
        .iter()
        .filter(|s| s.stage == junheng::Stage::Primary);
    for (row, section) in rows[2..].iter().zip(of_stage) {
        assert_eq!(row[0].to_string(), section.school_id);
        assert!((number(&row[after]) - section.values["equipment_yuan"]).abs() < 1e-9);
        assert_eq!(number(&rows[0][after]), 2000.0);
    }

    // Every measure, today and after.
    let rows = &book["评估"];
    let (cv, gini) = (column(rows, 0, "差异系数"), column(rows, 0, "基尼系数"));
    let first = &plan.before.stages[0].indicators[0];
    assert_eq!(number(&rows[1][cv]), first.cv.unwrap());
    assert_eq!(number(&rows[1][gini]), first.gini.unwrap());
    assert_eq!(
        number(&rows[2][cv]),
        plan.after.stages[0].indicators[0].cv.unwrap()
    );
}

#[test]
fn heads_stay_and_what_misses_is_coloured() {
    let i = bundled("qinghe");
    let plan = planned(&i);
    let book = report::xlsx::plan(
        &plan,
        &i.district,
        &i.standard,
        &i.policy,
        &i.warnings,
        Lang::En,
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(book.unwrap())).unwrap();
    for number in 2..=5 {
        let mut text = String::new();
        let name = format!("xl/worksheets/sheet{number}.xml");
        archive
            .by_name(&name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert!(
            text.contains("state=\"frozen\"") && text.contains("<autoFilter"),
            "{name}"
        );
        // The actions have nothing to miss.
        let is_marked = text.contains("<conditionalFormatting");
        assert_eq!(is_marked, number != 3, "{name}");
        if number > 3 {
            assert!(
                text.contains("ISNUMBER") && text.contains("$1*(1-0.000000001)"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_sweep_and_a_frontier_have_a_row_each() {
    let [_, _, (_, sweep), (_, frontier)] = all(Lang::En);
    let rows = &sheets(&sweep)["scenarios"];
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0][1].to_string(), "fund.capital.amount");
    assert_eq!(rows[1][1].to_string(), "fund capital: amount");
    assert_eq!(number(&rows[2][1]), 4.0, "million yuan");
    let cost = column(rows, 0, "cost");
    assert!(number(&rows[3][cost]) > number(&rows[2][cost]));
    let points = &sheets(&frontier)["points"];
    assert!(points.len() > 2 && number(&points[1][1]) > number(&points[points.len() - 1][1]));
}

/// One LibreOffice at a time: two that start at once may get in each other's way.
static LIBRE_OFFICE: Mutex<()> = Mutex::new(());

/// A file as LibreOffice saves it as a workbook.
fn saved(file: &Path, folder: &Path) -> Vec<u8> {
    let _alone = LIBRE_OFFICE.lock();
    let out = folder.join("saved");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let done = Command::new("timeout")
        .args(["180", "soffice", &profile, "--headless", "--convert-to"])
        .args(["xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&out)
        .arg(file)
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    fs::read(out.join(file.with_extension("xlsx").file_name().unwrap())).unwrap()
}

#[test]
#[ignore = "needs libreoffice-calc"]
fn libreoffice_keeps_every_figure() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in all(Lang::Zh) {
        let file = folder.path().join(format!("{name}.xlsx"));
        fs::write(&file, &bytes).unwrap();
        let (ours, theirs) = (sheets(&bytes), sheets(&saved(&file, folder.path())));
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>()
        );
        let mut figures = 0;
        for (sheet, rows) in &ours {
            for (r, row) in rows.iter().enumerate() {
                for (c, cell) in row.iter().enumerate() {
                    let theirs = theirs[sheet].get(r).and_then(|row| row.get(c));
                    match cell {
                        Data::Empty => {}
                        Data::Float(a) => {
                            let b = number(theirs.unwrap());
                            assert!((a - b).abs() <= 1e-12 * a.abs(), "{name} {sheet} {r} {c}");
                            figures += 1;
                        }
                        cell => assert_eq!(Some(cell.to_string()), theirs.map(ToString::to_string)),
                    }
                }
            }
        }
        assert!(figures > 10, "{name}: {figures}");
    }
}

#[test]
#[ignore = "needs libreoffice-calc"]
fn what_libreoffice_saves_loads() {
    let folder = tempfile::tempdir().unwrap();
    // A district that LibreOffice made a workbook of.
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/california/schools.csv");
    let file = folder.path().join("schools.csv");
    fs::copy(table, &file).unwrap();
    let book = folder.path().join("a.xlsx");
    fs::write(&book, saved(&file, folder.path())).unwrap();
    let standard =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/california/standard.toml");
    let options = Load {
        standard: Some(standard.display().to_string()),
        ..Load::default()
    };
    let read = load(&book, &options).unwrap();
    assert_eq!(read.district, bundled("california").district);
    // The template, opened and saved there.
    for lang in [Lang::Zh, Lang::En] {
        let file = folder.path().join(format!("{lang:?}.xlsx"));
        template(&file, lang).unwrap();
        let ours = load(&file, &Load::default()).unwrap();
        fs::write(&book, saved(&file, folder.path())).unwrap();
        let theirs = load(&book, &Load::default()).unwrap();
        assert_eq!(
            (&ours.district, &ours.policy),
            (&theirs.district, &theirs.policy)
        );
        assert!(theirs.warnings.is_empty(), "{}", theirs.warnings);
    }
}
