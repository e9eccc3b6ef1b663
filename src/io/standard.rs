//! A standard from its file, or one of those that come with the library.
//!
//! In: TOML text or JSON as the contract's "standard file". Out: a checked
//! [`Standard`], or every problem with its line. Serde goes the same way.

use serde::{Deserialize, Deserializer};

use super::fields::Fields;
use super::node::Node;
use crate::error::{Code, Error, Origin, Place, Problem, Problems};
use crate::standard::{Composite, Indicator, Name, Per, PerStage, SectionRule, Standard};

/// Reads a standard file.
///
/// # Errors
/// Every problem of the file, with its line and key.
///
/// ```
/// let text = r#"
///     id = "books"
///     [[indicator]]
///     id = "books"
///     resource = "books"
///     per = "pupil"
///     minimum = { primary = 15, junior = 25 }
/// "#;
/// let standard = junheng::io::read_standard("books.toml", text)?;
/// assert_eq!(standard.indicators[0].minimum.junior, Some(25.0));
/// # Ok::<(), junheng::Problems>(())
/// ```
pub fn read_standard(file: &str, text: &str) -> Result<Standard, Problems> {
    let node = Node::from_toml(file, text)?;
    standard(&node, &node.origin(file))
}

/// Reads a standard from JSON with the keys of a standard file; `file` is what
/// problems call it.
///
/// # Errors
/// Every problem, with its key.
pub fn read_standard_json(file: &str, json: &serde_json::Value) -> Result<Standard, Problems> {
    standard(&Node::from_json(json), &Origin::file(file))
}

impl Standard {
    /// The ids of the standards that come with the library.
    pub const BUNDLED: [&'static str; 2] = ["quality-balanced-2017", "basically-balanced-2012"];

    /// A standard that comes with the library.
    ///
    /// `quality-balanced-2017` (教督〔2017〕6号): seven indicators with a minimum and a
    /// limit on the difference coefficient (0.50 primary, 0.45 junior) each; a section
    /// may miss one minimum, but not 85 % of it.
    ///
    /// `basically-balanced-2012` (教督〔2012〕3号): the mean of eight difference
    /// coefficients of a stage is limited to 0.65 (primary) and 0.55 (junior). **These
    /// two limits are not verified against the original text.**
    ///
    /// # Errors
    /// [`Error::Input`] where there is no standard of that id.
    ///
    /// ```
    /// use junheng::Standard;
    /// let standard = Standard::bundled("quality-balanced-2017")?;
    /// assert_eq!(standard.indicators.len(), 7);
    /// # Ok::<(), junheng::Error>(())
    /// ```
    pub fn bundled(id: &str) -> Result<Self, Error> {
        let text = match id {
            "quality-balanced-2017" => include_str!("../standard/quality-balanced-2017.toml"),
            "basically-balanced-2012" => include_str!("../standard/basically-balanced-2012.toml"),
            _ => {
                let args = [id.to_owned(), Self::BUNDLED.join(", ")];
                let place = Place::default().at_column("standard");
                return Err(Problem::new(Code::UnknownStandard, place, args).into());
            }
        };
        read_standard(id, text).map_err(Error::Input)
    }
}

impl<'de> Deserialize<'de> for Standard {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = serde_json::Value::deserialize(deserializer)?;
        standard(&Node::from_json(&json), &Origin::default()).map_err(serde::de::Error::custom)
    }
}

fn standard(node: &Node, origin: &Origin) -> Result<Standard, Problems> {
    let mut problems = Problems::new();
    let read = Fields::read(node, origin.top(), &mut problems, |f| Standard {
        id: f.must("id", Fields::text),
        section: f.table("section", section).unwrap_or_default(),
        composite: f.table("composite", |f| Composite {
            cv_limit: f.must("cv_limit", per_stage),
        }),
        indicators: f.items("indicator", "id", indicator),
    });
    let Some(standard) = read else {
        return Err(problems);
    };
    // An indicator that is no table is missing from the list, and would shift the lines.
    if !problems.iter().any(|p| p.code == Code::TableExpected) {
        for problem in standard.check(origin) {
            // What was read with a problem is a placeholder and not worth another.
            if !problems.iter().any(|p| p.place == problem.place) {
                problems.push(problem);
            }
        }
    }
    if problems.is_empty() {
        Ok(standard)
    } else {
        Err(problems)
    }
}

fn section(f: &mut Fields<'_, '_>) -> SectionRule {
    let default = SectionRule::default();
    SectionRule {
        may_miss: f.whole("may_miss").unwrap_or(default.may_miss),
        floor: f.number("floor").unwrap_or(default.floor),
    }
}

fn indicator(f: &mut Fields<'_, '_>) -> Indicator {
    let per = [
        ("pupil", Per::Pupil),
        ("100 pupils", Per::HundredPupils),
        ("class", Per::Class),
    ];
    Indicator {
        id: f.must("id", Fields::text),
        resources: resources(f),
        per: f
            .must("per", |f, key| f.choice(key, &per).map(Some))
            .unwrap_or(Per::Pupil),
        minimum: per_stage(f, "minimum").unwrap_or_default(),
        cv_limit: per_stage(f, "cv_limit").unwrap_or_default(),
        name: f.table("name", name).flatten(),
    }
}

/// Either `resource` or `resources`.
fn resources(f: &mut Fields<'_, '_>) -> Vec<String> {
    let one = f.node("resource").is_some();
    let several = f.node("resources").is_some();
    if one == several {
        f.report_at("resource", Code::OneOrSeveralResources, &[]);
    }
    let mut resources = f.texts("resources");
    resources.extend(f.text("resource"));
    resources
}

fn per_stage(f: &mut Fields<'_, '_>, key: &'static str) -> Option<PerStage> {
    f.table(key, |f| PerStage {
        primary: f.number("primary"),
        junior: f.number("junior"),
    })
}

/// A name in one language stands in for the other.
fn name(f: &mut Fields<'_, '_>) -> Option<Name> {
    let (zh, en) = (f.text("zh"), f.text("en"));
    Some(Name {
        zh: zh.clone().or_else(|| en.clone())?,
        en: en.or(zh)?,
    })
}
