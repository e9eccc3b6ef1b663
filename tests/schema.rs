//! The schemas are what the code reads and writes: real documents are valid, every key of
//! a schema is one that the reader asks for or a writer writes, and the other way round.
//! The guide in `docs/` is written with `JUNHENG_GOLDEN=write cargo test --test schema`.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly
#![allow(clippy::needless_for_each, clippy::too_many_lines)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, Schemas};
use junheng::io::{Load, load, read_policy_json, read_standard_json, read_sweep_json};
use junheng::schema::{Document, guide, schema};
use junheng::{Code, Lang, Options, Problems};
use serde_json::{Map, Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn toml(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).unwrap();
    serde_json::to_value(toml::from_str::<toml::Table>(&text).unwrap()).unwrap()
}

/// Why a document does not have the form of its schema.
fn fault(document: Document, value: &Value) -> Option<String> {
    let mut compiler = Compiler::new();
    let id = "file:///schema.json";
    compiler
        .add_resource(id, schema(document, Lang::En))
        .unwrap();
    let mut schemas = Schemas::new();
    let index = compiler.compile(id, &mut schemas).unwrap();
    schemas
        .validate(value, index)
        .err()
        .map(|e| format!("{e:#}"))
}

fn is_valid(document: Document, value: &Value) {
    assert_eq!(fault(document, value), None, "{}", document.id());
}

/// Policies that between them have every key.
fn policies() -> Vec<Value> {
    let filter = json!({ "stages": ["primary", "初中"], "locales": ["rural"], "groups": ["g"], "schools": ["1"] });
    let with = |mut table: Value| {
        let keys = filter.as_object().unwrap().clone();
        table.as_object_mut().unwrap().extend(keys);
        table
    };
    let traits = json!({ "subject": "music", "higher_degree": true, "backbone": true, "pe_arts": true, "rotation_eligible": false });
    vec![
        json!({
            "goals": ["moves"],
            "fund": [{ "name": "a", "amount": 5 }],
            "lever": [
                { "name": "r", "recruit": traits, "unit_cost": 1, "fund": "a" },
                { "name": "t", "train": { "from": traits, "to": traits }, "unit_cost": 1, "fund": "a" }],
            "transfer": [
                { "name": "x", "moves": "teachers", "eligible_only": true, "reach_km": 5, "nearest": 3,
                  "unit_cost": 1, "fund": "a", "leave_at_most": 0.1, "rotate_at_least": 0.1,
                  "backbone_at_least": 0.1, "keep_headcount": true, "within_stage": true, "whole": true,
                  "from": filter, "to": filter },
                { "name": "y", "moves": "books", "reach_minutes": 5 }],
            "rule": [{ "staffing": true }, { "staffing": { "primary": 19, "junior": 13.5 } }] }),
        toml("examples/data/qinghe/policy.toml"),
        toml("examples/data/qinghe/policy-comply.toml"),
        toml("examples/data/california/policy.toml"),
        json!({
            "standard": "quality-balanced-2017", "currency": "USD", "comply": false,
            "goals": ["shortfall", { "disparity": "gini" }, "cost"],
            "no_levelling_down": "off", "weights": { "books": 2 },
            "fund": [{ "name": "a", "amount": 5 }, { "name": "b", "amount": "unlimited" }],
            "lever": [with(json!({
                "name": "l", "adds": { "books": 1 }, "fund": "a", "max_per_section": 1,
                "max_total": 2, "whole": true,
                "unit_cost": { "urban": 1, "town": 2, "rural": 3 } }))],
            "rule": [
                { "share": with(json!({ "fund": "a", "at_least": 0.5 })) },
                { "cap": with(json!({ "fund": "a", "per_section": 5 })) },
                { "keep": { "school": "1", "stage": "junior" } }],
            "solve": { "time_limit_s": 1, "gap": 0.1, "threads": 1 }
        }),
    ]
}

fn standards() -> Vec<Value> {
    vec![
        toml("src/standard/quality-balanced-2017.toml"),
        toml("src/standard/basically-balanced-2012.toml"),
        toml("examples/data/california/standard.toml"),
        json!({ "id": "s", "section": { "may_miss": 1, "floor": 0.8 },
            "composite": { "cv_limit": { "primary": 0.5, "junior": 0.5 } },
            "indicator": [{ "id": "i", "resources": ["a", "b"], "resource": "a", "per": "class",
                "minimum": { "primary": 1, "junior": 2 }, "cv_limit": { "primary": 1, "junior": 2 },
                "name": { "zh": "甲", "en": "a" } }] }),
    ]
}

fn sweeps() -> Vec<Value> {
    let one = json!({ "stage": "primary", "locale": "town", "group": "g", "school": "1",
        "stages": ["primary"], "locales": ["town"], "groups": ["g"], "schools": ["1"] });
    vec![
        toml("examples/data/qinghe/sweep.toml"),
        toml("examples/data/california/sweep.toml"),
        json!({ "scenario": [{ "fund.a.amount": 5, "pupils": 0.9 }] }),
        json!({ "vary": [
                { "what": "pupils", "where": one, "values": { "from": 1, "to": 2, "step": 1 } },
                { "what": "pupils", "factors": [1, 2] }],
            "sample": { "count": 5, "seed": 1, "latin_hypercube": true, "vary": [
                { "what": "pupils", "where": one, "per_section": true, "multiply": true, "uniform": [0, 1] },
                { "what": "pupils", "normal": { "mean": 1, "sd": 0.1 } }] } }),
    ]
}

/// A district of few schools, its plan and its assessments.
fn results() -> (Value, Value) {
    let policy = json!({
        "goals": ["leximin", "cost"],
        "fund": [{ "name": "a", "amount": 2e5 }],
        "lever": [{ "name": "buy", "adds": { "equipment_yuan": 1000 }, "unit_cost": 1000, "fund": "a" }] });
    let row = |id: &str, pupils: u32, point: bool| {
        let mut row = json!({ "school_id": id, "stage": "primary", "pupils": pupils, "name": "n",
            "locale": "town", "group": "g", "teaching_point": point, "classes": 9, "largest_class": 45,
            "lat": 30.5, "lon": 110.5, "teachers": 20, "mid_title_teachers": 5, "computers": 9, "books": 9 });
        for indicator in junheng::Standard::bundled("quality-balanced-2017")
            .unwrap()
            .indicators
        {
            row[&indicator.id] = json!(f64::from(pupils) / 10.0);
        }
        row
    };
    let mut third = row("3", 90, false);
    third
        .as_object_mut()
        .unwrap()
        .retain(|key, _| !["lat", "lon"].contains(&key.as_str()));
    third["x_km"] = json!(1);
    third["y_km"] = json!(1);
    let document = json!({ "schools": [row("1", 300, false), row("2", 40, true)],
        "campuses": [{ "school_id": "1", "senior_pupils": 0, "books": 9 }], "policy": policy });
    let mut other = document.clone();
    other["schools"] = json!([third]);
    is_valid(Document::District, &other);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("d.json");
    fs::write(&file, document.to_string()).unwrap();
    let i = load(&file, &Load::default()).unwrap();
    let options = Options {
        timings: true,
        ..Options::default()
    };
    let plan = junheng::plan(&i.district, &i.standard, &i.policy, &options).unwrap();
    let written = serde_json::to_value(&i.district).unwrap();
    is_valid(Document::District, &written);
    (document, serde_json::to_value(&plan).unwrap())
}

#[test]
fn real_documents_are_valid() {
    policies()
        .iter()
        .for_each(|p| is_valid(Document::Policy, p));
    standards()
        .iter()
        .for_each(|s| is_valid(Document::Standard, s));
    sweeps().iter().for_each(|s| is_valid(Document::Sweep, s));
    let (district, plan) = results();
    is_valid(Document::District, &district);
    is_valid(Document::Plan, &plan);
    is_valid(Document::Assessment, &plan["after"]);
    // What the readers make of a policy is one again.
    for policy in policies() {
        let (read, _) = read_policy_json("p", &policy).unwrap();
        is_valid(Document::Policy, &serde_json::to_value(read).unwrap());
    }
}

#[test]
fn what_is_wrong_is_found() {
    let wrong = [
        (Document::Policy, json!({ "goal": ["cost"] })),
        (Document::Policy, json!({ "comply": "yes" })),
        (Document::Policy, json!({ "rule": [{ "keep": {} }] })),
        (Document::Standard, json!({ "id": "s" })),
        (Document::Sweep, json!({ "vary": [{ "values": [1] }] })),
        (
            Document::District,
            json!({ "schools": [{ "school_id": "1", "stage": "senior", "pupils": 1 }] }),
        ),
        (Document::Plan, json!({ "status": "best" })),
        (Document::Assessment, json!({})),
    ];
    for (document, value) in wrong {
        assert!(fault(document, &value).is_some(), "{value}");
    }
}

/// The tables of a schema: its path, and its keys.
fn tables(schema: &Value, path: &str, found: &mut Vec<(String, BTreeSet<String>)>) {
    if let Some(properties) = schema["properties"].as_object() {
        let keys = properties.keys().cloned().collect();
        found.push((path.to_owned(), keys));
        for (key, below) in properties {
            tables(below, &format!("{path}/{key}"), found);
        }
    }
    if schema["items"].is_object() {
        tables(&schema["items"], &format!("{path}/0"), found);
    }
    for either in schema["anyOf"].as_array().into_iter().flatten() {
        tables(either, path, found);
    }
}

/// A document that leads to one table and has a key there.
fn probe(path: &str, key: &str) -> Value {
    let unknown = json!({ key: 1 });
    path.split('/')
        .skip(1)
        .collect::<Vec<_>>()
        .iter()
        .rev()
        .fold(unknown, |inner, key| {
            if *key == "0" {
                json!([inner])
            } else {
                json!({ *key: inner })
            }
        })
}

/// The keys that a reader says it knows where it meets one that it does not.
fn known(problems: &Problems) -> BTreeSet<String> {
    let mut found = problems.iter().filter(|p| p.code == Code::UnknownKey);
    let cause = found
        .next()
        .unwrap_or_else(|| panic!("{problems}"))
        .cause(Lang::En);
    let list = cause.strip_prefix("known here: ").unwrap().to_owned();
    list.split(", ")
        .map(|key| key.trim_end_matches('.').to_owned())
        .collect()
}

#[test]
fn readers_ask_for_the_keys_of_the_schemas() {
    type Read = fn(&Value) -> Problems;
    let readers: [(Document, Read); 3] = [
        (Document::Policy, |v| read_policy_json("f", v).unwrap_err()),
        (Document::Standard, |v| {
            read_standard_json("f", v).unwrap_err()
        }),
        (Document::Sweep, |v| read_sweep_json("f", v).unwrap_err()),
    ];
    for (document, read) in readers {
        let mut found = Vec::new();
        tables(&schema(document, Lang::En), "", &mut found);
        assert!(found.len() > 4);
        for (path, keys) in found {
            // A goal that is a table is read by its one entry.
            if path == "/goals/0" {
                continue;
            }
            let asked = known(&read(&probe(&path, "zzzzzzzzzzzzzzzz")));
            assert_eq!(asked, keys, "{} {path}", document.id());
        }
    }
}

/// Every path of keys in a document; names under `open` paths are one.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(keys) => {
            for (key, below) in keys {
                let is_name = ["spent", "values", "weights"]
                    .iter()
                    .any(|o| path.ends_with(o));
                let path = format!("{path}/{}", if is_name { "*" } else { key });
                found.insert(path.clone());
                paths(below, &path, found);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|i| paths(i, &format!("{path}/0"), found)),
        _ => {}
    }
}

#[test]
fn writers_write_the_keys_of_the_schemas() {
    let (_, mut plan) = results();
    let kind = json!({ "subject": "music", "higher_degree": true, "backbone": false, "pe_arts": true, "rotation_eligible": true });
    // Moves as their type writes them.
    let people = json!({ "transfer": "t", "from": "1", "to": "2", "stage": "primary", "to_stage": "junior",
        "group": kind, "count": 1, "km": 1.5, "minutes": 9.0, "cost": 0.0 });
    let things = json!({ "transfer": "t", "from": "1", "to": "2", "stage": "primary", "resource": "books", "amount": 2.0, "cost": 0.0 });
    plan["moves"] = json!([people, things]);
    plan["transfers"] = json!([{ "transfer": "t", "moved": 1.0, "cost": 0.0, "resource": "books",
        "rates": { "eligible": 1, "rotation": 0.5, "backbone_moved": 1, "backbone": 0.5 },
        "sections": [{ "school_id": "1", "stage": "primary", "in": 1.0, "out": 0.0 }] }]);
    plan["currency"] = json!("USD");
    plan["actions"][0]["group"] = kind;
    plan["reasons"] = json!({
        "sections": [{ "school_id": "1", "stage": "primary", "spent": 1.0, "limits": ["fund.a"],
            "changes": [{ "indicator": "i", "from": 1.0, "to": 2.0,
                "serves": [{ "purpose": "minimum", "goal": "shortfall", "by": 1.0 }] }],
            "lacks": [{ "indicator": "i", "by": 1.0, "why": "no_lever" }] }],
        "limits": ["fund.a"],
        "levers": [{ "lever": "l", "without": [1.0], "alone": null }] });
    let read: junheng::Plan = serde_json::from_value(plan).unwrap();
    let plan = serde_json::to_value(&read).unwrap();
    is_valid(Document::Plan, &plan);
    let mut written = BTreeSet::new();
    paths(&plan, "", &mut written);
    written.retain(|path| !path.ends_with("/*"));
    let mut tabled = Vec::new();
    tables(&schema(Document::Plan, Lang::En), "", &mut tabled);
    let in_schema: BTreeSet<String> = tabled
        .into_iter()
        .flat_map(|(path, keys)| keys.into_iter().map(move |k| format!("{path}/{k}")))
        .collect();
    assert_eq!(written, in_schema);
}

#[test]
fn rows_of_a_district_have_the_columns_of_the_schema() {
    let schema = schema(Document::District, Lang::En);
    let columns = |list: &str| -> Map<String, Value> {
        let row = &schema["properties"][list]["items"]["properties"];
        row.as_object().unwrap().clone()
    };
    let (document, _) = results();
    let given = document["schools"][0].as_object().unwrap();
    for key in columns("schools").keys() {
        assert!(
            given.contains_key(key) || ["x_km", "y_km"].contains(&key.as_str()),
            "{key}"
        );
    }
    for key in given.keys() {
        assert!(columns("schools").contains_key(key), "{key}");
    }
    assert!(columns("campuses").contains_key("senior_pupils"));
}

#[test]
fn the_guide_is_made_of_the_same() {
    for (lang, name) in [(Lang::En, "formats.md"), (Lang::Zh, "formats.zh-CN.md")] {
        let file = root().join("docs").join(name);
        let text = fs::read_to_string(&file).unwrap();
        let (before, rest) = text.split_once("<!-- keys -->\n\n").unwrap();
        let (_, after) = rest.split_once("\n<!-- /keys -->").unwrap();
        let made = format!(
            "{before}<!-- keys -->\n\n{}\n<!-- /keys -->{after}",
            guide(lang)
        );
        if std::env::var_os("JUNHENG_GOLDEN").is_some() {
            fs::write(&file, &made).unwrap();
        }
        assert!(
            fs::read_to_string(&file).unwrap() == made,
            "docs/{name} is not as the schemas are"
        );
    }
}
