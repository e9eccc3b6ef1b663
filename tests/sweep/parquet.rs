//! A Parquet table holds what the same sweep writes as JSON lines, stopped or not.

use std::collections::BTreeMap;
use std::fs::{self, File};

use junheng::sweep::{Existing, Record, Run, Store, Summary, Sweep, fingerprint};
use junheng::{Error, Lang, Options};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use crate::{KINDS, base, spec};

#[test]
fn it_holds_the_rows_of_the_sweep_stopped_or_not() {
    let (district, standard, policy) = base();
    let folder = tempfile::tempdir().unwrap();
    // The goals vary too: a column of texts, and figures that some rows lack.
    let (spec, origin) = spec(KINDS[2]);
    let sweep = Sweep::new(&spec, &district, &standard, &policy, &origin).unwrap();
    let solver = Options::default().solver;
    let content = fingerprint(&spec, &district, &standard, &policy, solver).unwrap();
    let run = |name: &str, most: usize, existing: Existing| {
        let path = folder.path().join(name);
        let mut store = Store::open(&path, &sweep, &content, Lang::En, existing)?;
        let run = Run {
            skip: store.rows(),
            ..Run::default()
        };
        let done = sweep.run(&run, |row| {
            if row.scenario > most {
                return Err(Error::Stopped {
                    limit: "test".into(),
                });
            }
            store.append(&sweep, &row)
        });
        store.finish(&sweep)?;
        done
    };
    run("rows.jsonl", 9, Existing::Refuse).unwrap();
    let lines = fs::read_to_string(folder.path().join("rows.jsonl")).unwrap();
    let path = folder.path().join("rows.parquet");
    assert!(run("rows.parquet", 2, Existing::Refuse).is_err());
    assert!(!path.exists());
    assert_eq!(run("rows.parquet", 9, Existing::Resume), Ok(2));
    // Nothing is left to do, and nothing is left beside it.
    assert_eq!(run("rows.parquet", 9, Existing::Resume), Ok(0));
    assert!(!folder.path().join("rows.parquet.rows.jsonl").exists());

    // A finished table is summarised as its rows were.
    let summary = |name: &str| {
        let mut summary = Summary::new(sweep.columns());
        let path = folder.path().join(name);
        let store = Store::open(&path, &sweep, &content, Lang::En, Existing::Resume).unwrap();
        let take = |record| summary.add_record(&record);
        Record::read(store.lines(), sweep.columns(), take).unwrap();
        store.finish(&sweep).unwrap();
        let figures = summary.figures().iter();
        let quantiles: Vec<_> = figures.map(|f| summary.quantiles(f)).collect();
        (summary.shares(), quantiles)
    };
    assert_eq!(summary("rows.parquet"), summary("rows.jsonl"));
    assert_eq!(summary("rows.parquet").0.rows, 4);

    let file = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let mut rows = 0;
    for (row, line) in file.get_row_iter(None).unwrap().zip(lines.lines()) {
        let row = row.unwrap();
        let row: BTreeMap<&String, Value> = row
            .get_column_iter()
            .map(|(n, field)| (n, read(field)))
            .collect();
        let line: Value = serde_json::from_str(line).unwrap();
        for (name, cell) in line.as_object().unwrap() {
            let stored = &row[name];
            match cell {
                Value::Array(_) => assert!(stored.as_str().is_some(), "{name}"),
                Value::Number(n) => assert_eq!(stored.as_f64(), n.as_f64(), "{name}"),
                cell => assert_eq!(stored, cell, "{name}"),
            }
        }
        rows += 1;
    }
    assert_eq!(rows, 4);
}

fn read(field: &Field) -> Value {
    match field {
        Field::Bool(flag) => (*flag).into(),
        Field::Long(n) => (*n).into(),
        Field::Double(x) => (*x).into(),
        Field::Str(text) => text.clone().into(),
        _ => Value::Null,
    }
}
