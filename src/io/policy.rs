//! A policy from its file (方案设定).
//!
//! In: TOML text or JSON with the keys of the contract's `policy.toml`. Out: the
//! [`Policy`] and the lines of its keys, which [`Policy::check`] needs to name places
//! once the district is known; or every problem of the file. Serde goes the same way.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::cells;
use super::columns;
use super::fields::Fields;
use super::node::{Node, Value};
use super::people;
use crate::error::{Code, Origin, Problems};
use crate::policy::{
    Amount, Filter, Fund, Goal, Lever, Measure, NoLevellingDown, Policy, Rule, Solve, UnitCost,
};

/// Reads a policy file.
///
/// # Errors
/// Every problem of the file, with its line and key.
///
/// ```
/// let text = r#"
///     goals = ["shortfall", "cost"]
///     [[fund]]
///     name = "capital"
///     amount = 12_000_000
/// "#;
/// let (policy, origin) = junheng::io::read_policy("policy.toml", text)?;
/// assert_eq!(policy.funds[0].amount.limit(), Some(12e6));
/// assert_eq!(origin.line("fund.1.amount"), Some(5));
/// # Ok::<(), junheng::Problems>(())
/// ```
pub fn read_policy(file: &str, text: &str) -> Result<(Policy, Origin), Problems> {
    let (policy, origin, problems) = policy_partly(file, text);
    whole(policy, problems).map(|policy| (policy, origin))
}

/// Reads a policy from JSON with the keys of a policy file; `file` is what problems
/// call it.
///
/// # Errors
/// Every problem, with its key.
pub fn read_policy_json(
    file: &str,
    json: &serde_json::Value,
) -> Result<(Policy, Origin), Problems> {
    let (policy, origin, problems) = policy_json_partly(Origin::file(file), json);
    whole(policy, problems).map(|policy| (policy, origin))
}

/// Reads what can be read of a policy file, with all its problems: what has one is a
/// placeholder, but the standard that it names may have problems of its own.
pub(super) fn policy_partly(file: &str, text: &str) -> (Option<Policy>, Origin, Problems) {
    match Node::from_toml(file, text) {
        Ok(node) => {
            let origin = node.origin(file);
            let (policy, problems) = policy(&node, &origin);
            (policy, origin, problems)
        }
        Err(problems) => (None, Origin::file(file), problems),
    }
}

/// As [`policy_partly`], from JSON.
pub(super) fn policy_json_partly(
    origin: Origin,
    json: &serde_json::Value,
) -> (Option<Policy>, Origin, Problems) {
    let (policy, problems) = policy(&Node::from_json(json), &origin);
    (policy, origin, problems)
}

/// A policy without problems.
fn whole(policy: Option<Policy>, problems: Problems) -> Result<Policy, Problems> {
    match policy {
        Some(policy) if problems.is_empty() => Ok(policy),
        _ => Err(problems),
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = serde_json::Value::deserialize(deserializer)?;
        let (policy, problems) = policy(&Node::from_json(&json), &Origin::default());
        whole(policy, problems).map_err(serde::de::Error::custom)
    }
}

fn policy(node: &Node, origin: &Origin) -> (Option<Policy>, Problems) {
    let words = [
        ("minimum", NoLevellingDown::Minimum),
        ("today", NoLevellingDown::Today),
        ("off", NoLevellingDown::Off),
    ];
    let mut problems = Problems::new();
    let read = Fields::read(node, origin.top(), &mut problems, |f| Policy {
        standard: f.text("standard"),
        currency: f.text("currency"),
        goals: goals(f),
        comply: f.flag("comply").unwrap_or_default(),
        no_levelling_down: f.choice("no_levelling_down", &words).unwrap_or_default(),
        weights: f.numbers("weights"),
        funds: f.items("fund", "name", fund),
        levers: f.items("lever", "name", lever),
        transfers: f.items("transfer", "name", people::transfer),
        rules: rules(f),
        solve: f.table("solve", solve).unwrap_or_default(),
    });
    (read, problems)
}

fn goals(f: &mut Fields<'_, '_>) -> Vec<Goal> {
    if f.node("goals").is_none() {
        return Policy::default().goals;
    }
    let (mut goals, mut is_whole) = (Vec::new(), true);
    for (number, node) in (1..).zip(f.list("goals")) {
        match goal(f, &format!("goals.{number}"), node) {
            Some(goal) => goals.push(goal),
            None => is_whole = false,
        }
    }
    // Nobody knows what the others would be beside one that cannot be read.
    if is_whole {
        goals
    } else {
        Policy::default().goals
    }
}

/// The rules, each in its place: one that cannot be read leaves a placeholder, so that the
/// others keep their numbers.
fn rules(f: &mut Fields<'_, '_>) -> Vec<Rule> {
    let rules = f.items("rule", "", rule).into_iter();
    let placeholder = || Rule::Keep {
        school: String::new(),
        stage: None,
    };
    rules.map(|rule| rule.unwrap_or_else(placeholder)).collect()
}

/// `"cost"`, or `{ disparity = "std" }`.
fn goal(f: &mut Fields<'_, '_>, key: &str, node: &Node) -> Option<Goal> {
    let words = [
        ("shortfall", Goal::Shortfall),
        ("disparity", Goal::Disparity(Measure::Std)),
        ("floor", Goal::Floor),
        ("cost", Goal::Cost),
        ("worst_cv", Goal::WorstCv),
        ("leximin", Goal::Leximin),
        ("moves", Goal::Moves),
    ];
    let measures = [
        ("std", Measure::Std),
        ("gini", Measure::Gini),
        ("mad", Measure::Mad),
        ("range", Measure::Range),
    ];
    match &node.value {
        Value::Text(word) => f.word(key, word, &words),
        Value::Table(entries) => match entries.as_slice() {
            [
                (
                    name,
                    Node {
                        value: Value::Text(measure),
                        ..
                    },
                ),
            ] if name == "disparity" => {
                let key = format!("{key}.disparity");
                f.word(&key, measure, &measures).map(Goal::Disparity)
            }
            _ => {
                f.report_at(key, Code::GoalExpected, &[&node.show()]);
                None
            }
        },
        _ => {
            f.report_at(key, Code::GoalExpected, &[&node.show()]);
            None
        }
    }
}

fn fund(f: &mut Fields<'_, '_>) -> Fund {
    Fund {
        name: f.must("name", Fields::text),
        amount: f
            .must("amount", |f, key| amount(f, key).map(Some))
            .unwrap_or(Amount::Unlimited),
    }
}

fn amount(f: &mut Fields<'_, '_>, key: &'static str) -> Option<Amount> {
    let node = f.node(key)?;
    match &node.value {
        Value::Text(word) if word == "unlimited" => Some(Amount::Unlimited),
        Value::Number(yuan) => f.finite(key, *yuan).map(Amount::Yuan),
        _ => {
            f.report_at(key, Code::AmountExpected, &[&node.show()]);
            None
        }
    }
}

fn lever(f: &mut Fields<'_, '_>) -> Lever {
    let on_teachers = people::on_teachers(f);
    Lever {
        whole: f.flag("whole").unwrap_or(on_teachers.is_some()),
        on_teachers,
        name: f.must("name", Fields::text),
        adds: adds(f),
        unit_cost: f
            .must("unit_cost", |f, key| unit_cost(f, key).map(Some))
            .unwrap_or(UnitCost::Same(0.0)),
        fund: f.text("fund"),
        max_per_section: f.number("max_per_section"),
        max_total: f.number("max_total"),
        filter: filter(f),
    }
}

/// Resources by id, or by the Chinese header of their column.
fn adds(f: &mut Fields<'_, '_>) -> BTreeMap<String, f64> {
    let given = f.numbers("adds");
    let id = |name: &str| columns::resource(name).filter(|id| !given.contains_key(*id));
    let named = given.iter().map(|(name, added)| {
        let id = id(name).map_or_else(|| name.clone(), str::to_owned);
        (id, *added)
    });
    named.collect()
}

/// One number, or one by locale.
pub(super) fn unit_cost(f: &mut Fields<'_, '_>, key: &'static str) -> Option<UnitCost> {
    let node = f.node(key)?;
    match &node.value {
        Value::Number(yuan) => f.finite(key, *yuan).map(UnitCost::Same),
        Value::Table(_) => f.table(key, |f| UnitCost::ByLocale {
            urban: f.number("urban"),
            town: f.number("town"),
            rural: f.number("rural"),
        }),
        _ => {
            f.report_at(key, Code::UnitCostExpected, &[&node.show()]);
            None
        }
    }
}

pub(super) fn filter(f: &mut Fields<'_, '_>) -> Filter {
    Filter {
        stages: f.choices("stages", &cells::STAGES),
        locales: f.choices("locales", &cells::LOCALES),
        groups: f.texts("groups"),
        schools: f.texts("schools"),
    }
}

/// A table with one key, which says what kind of rule it is.
fn rule(f: &mut Fields<'_, '_>) -> Option<Rule> {
    let given = ["share", "cap", "keep", "staffing"].map(|key| f.node(key).is_some());
    if given.iter().filter(|g| **g).count() != 1 {
        f.report(Code::OneRuleExpected, &[]);
    }
    let share = f.table("share", |f| Rule::Share {
        fund: f.must("fund", Fields::text),
        filter: filter(f),
        at_least: f.must("at_least", Fields::number),
    });
    let cap = f.table("cap", |f| Rule::Cap {
        fund: f.must("fund", Fields::text),
        per_section: f.must("per_section", Fields::number),
        filter: filter(f),
    });
    let keep = f.table("keep", |f| Rule::Keep {
        school: f.must("school", Fields::text),
        stage: f.choice("stage", &cells::STAGES),
    });
    let staffing = people::staffing(f);
    share.or(cap).or(keep).or(staffing)
}

fn solve(f: &mut Fields<'_, '_>) -> Solve {
    let default = Solve::default();
    Solve {
        time_limit_s: f.number("time_limit_s").unwrap_or(default.time_limit_s),
        gap: f.number("gap").unwrap_or(default.gap),
        threads: f.whole("threads").unwrap_or(default.threads),
    }
}
