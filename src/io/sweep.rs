//! A sweep from its file (情景组).
//!
//! In: TOML text or JSON with the keys of the contract's `sweep.toml`. Out: the [`Spec`]
//! and the lines of its keys, which [`Sweep::new`](crate::sweep::Sweep::new) needs to
//! name places; or every problem of the file.

use std::path::Path;

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

use super::cells;
use super::fields::Fields;
use super::node::{Node, Value};
use super::text;
use crate::error::{Code, Error, Origin, Place, Problem, Problems};
use crate::policy::Filter;
use crate::sweep::{Distribution, Draw, Sample, Spec, Steps, Vary};

/// Most values of one range.
const LONGEST: f64 = 1e6;

/// Reads a sweep file.
///
/// # Errors
/// Every problem of the file, with its line and key.
///
/// ```
/// let text = r#"
///     [[vary]]
///     what = "fund.capital.amount"
///     values = { from = 0, to = 20e6, step = 1e6 }
///     [[vary]]
///     what = "pupils"
///     factors = [0.8, 0.9, 1.0]
/// "#;
/// let (spec, _) = junheng::io::read_sweep("sweep.toml", text)?;
/// assert_eq!(spec.scenarios(), Some(63));
/// # Ok::<(), junheng::Problems>(())
/// ```
pub fn read_sweep(file: &str, text: &str) -> Result<(Spec, Origin), Problems> {
    let node = Node::from_toml(file, text)?;
    let origin = node.origin(file);
    Ok((spec(&node, &origin)?, origin))
}

/// Reads a sweep file of this path, TOML or, where its name ends so, JSON.
///
/// # Errors
/// [`Error::Input`] with every problem of the file.
pub fn load_sweep(path: &Path) -> Result<(Spec, Origin), Error> {
    let file = path.display().to_string();
    let read = text::read(path).map_err(Problems::from).and_then(|text| {
        if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("json"))
        {
            let json = serde_json::from_str(&text).map_err(|e| {
                let place = Place::file(&file).at_row(e.line());
                Problem::new(Code::NotJson, place, [e.to_string()])
            })?;
            read_sweep_json(&file, &json)
        } else {
            read_sweep(&file, &text)
        }
    });
    read.map_err(Error::Input)
}

/// Reads a sweep from JSON with the keys of a sweep file; `file` is what problems call
/// it.
///
/// # Errors
/// Every problem, with its key.
pub fn read_sweep_json(file: &str, json: &Json) -> Result<(Spec, Origin), Problems> {
    let origin = Origin::file(file);
    Ok((spec(&Node::from_json(json), &origin)?, origin))
}

impl<'de> Deserialize<'de> for Spec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        spec(&Node::from_json(&json), &Origin::default()).map_err(serde::de::Error::custom)
    }
}

fn spec(node: &Node, origin: &Origin) -> Result<Spec, Problems> {
    let mut problems = Problems::new();
    let read = Fields::read(node, origin.top(), &mut problems, |f| Spec {
        grid: f.items("vary", "", vary),
        list: f.list("scenario").iter().map(changes).collect(),
        sample: f.table("sample", sample),
    });
    match read {
        Some(spec) if problems.is_empty() => Ok(spec),
        _ => Err(problems),
    }
}

fn vary(f: &mut Fields<'_, '_>) -> Vary {
    let given = ["values", "factors"].map(|key| f.node(key).is_some());
    if given[0] == given[1] {
        f.report(Code::SweepNoValues, &[]);
    }
    Vary {
        what: f.must("what", Fields::text),
        filter: f.table("where", filter).unwrap_or_default(),
        steps: if given[1] {
            let factors = (1..).zip(f.list("factors"));
            let factors: Vec<(usize, &Node)> = factors.collect();
            let read =
                |(number, node): &(usize, &Node)| number_of(f, &format!("factors.{number}"), node);
            Steps::Factors(factors.iter().filter_map(read).collect())
        } else {
            Steps::Values(values(f))
        },
    }
}

/// A list of anything, or `{ from, to, step }`.
fn values(f: &mut Fields<'_, '_>) -> Vec<Json> {
    match f.node("values").map(|node| &node.value) {
        Some(Value::Table(_)) => {
            let ends = f.table("values", |f| {
                ["from", "to", "step"].map(|key| f.must(key, Fields::number))
            });
            let Some([from, to, step]) = ends else {
                return Vec::new();
            };
            let steps = ((to - from) / step * (1.0 + 1e-12)).floor();
            if !(step > 0.0 && (0.0..LONGEST).contains(&steps)) {
                let args = [from, to, step].map(|n| n.to_string());
                f.report_at(
                    "values",
                    Code::SweepRange,
                    &args.each_ref().map(String::as_str),
                );
                return Vec::new();
            }
            let mut values = Vec::new();
            let mut i = 0.0;
            while i <= steps {
                values.push(Json::from(from + i * step));
                i += 1.0;
            }
            values
        }
        Some(_) => f.list("values").iter().map(json).collect(),
        None => Vec::new(),
    }
}

/// Which sections: the filters of a lever, or one of each by its singular.
fn filter(f: &mut Fields<'_, '_>) -> Filter {
    let mut stages = f.choices("stages", &cells::STAGES);
    stages.extend(f.choice("stage", &cells::STAGES));
    let mut locales = f.choices("locales", &cells::LOCALES);
    locales.extend(f.choice("locale", &cells::LOCALES));
    let mut groups = f.texts("groups");
    groups.extend(f.text("group"));
    let mut schools = f.texts("schools");
    schools.extend(f.text("school"));
    Filter {
        stages,
        locales,
        groups,
        schools,
    }
}

/// The settings of one scenario of a list; paths are checked when they are bound.
fn changes(node: &Node) -> Vec<(String, Json)> {
    match &node.value {
        Value::Table(entries) => {
            let entries = entries.iter();
            entries
                .map(|(key, node)| (key.clone(), json(node)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn sample(f: &mut Fields<'_, '_>) -> Sample {
    Sample {
        count: f.must("count", Fields::whole),
        seed: f.must("seed", Fields::whole) as u64,
        latin_hypercube: f.flag("latin_hypercube").unwrap_or_default(),
        vary: f.items("vary", "", draw),
    }
}

fn draw(f: &mut Fields<'_, '_>) -> Draw {
    let given = ["uniform", "normal"].map(|key| f.node(key).is_some());
    if given[0] == given[1] {
        f.report(Code::SweepNoValues, &[]);
    }
    let normal = f.table("normal", |f| Distribution::Normal {
        mean: f.must("mean", Fields::number),
        sd: f.must("sd", Fields::number),
    });
    Draw {
        what: f.must("what", Fields::text),
        filter: f.table("where", filter).unwrap_or_default(),
        per_section: f.flag("per_section").unwrap_or_default(),
        multiply: f.flag("multiply").unwrap_or_default(),
        from: normal.unwrap_or_else(|| uniform(f)),
    }
}

fn uniform(f: &mut Fields<'_, '_>) -> Distribution {
    match f.list("uniform") {
        [low, high] => {
            let low = number_of(f, "uniform.1", low).unwrap_or_default();
            let high = number_of(f, "uniform.2", high).unwrap_or_default();
            Distribution::Uniform([low, high])
        }
        [] => Distribution::Uniform([0.0, 0.0]),
        _ => {
            f.report_at("uniform", Code::SweepDistribution, &["uniform"]);
            Distribution::Uniform([0.0, 0.0])
        }
    }
}

fn number_of(f: &mut Fields<'_, '_>, key: &str, node: &Node) -> Option<f64> {
    let Value::Number(number) = node.value else {
        f.report_at(key, Code::NumberExpected, &[&node.show()]);
        return None;
    };
    f.finite(key, number)
}

/// A node as JSON: whole numbers stay whole.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Nothing => Json::Null,
        Value::Flag(flag) => Json::Bool(*flag),
        Value::Number(number) => Json::from(*number),
        Value::Text(text) | Value::Moment(text) => Json::String(text.clone()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Table(entries) => {
            let entries = entries.iter();
            entries
                .map(|(key, node)| (key.clone(), json(node)))
                .collect()
        }
    }
}
