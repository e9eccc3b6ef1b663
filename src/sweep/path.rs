//! Paths into a policy: `fund.capital.amount`, `lever.'build rooms'.unit_cost.rural`.
//!
//! A policy is taken as the tree that its file is, through serde, so that every key
//! a policy has can be varied. Of what a file lists, an item is named by its `name` or
//! by its number, counted from 1.

use serde_json::Value;

/// A path, taken apart at its dots; quotes protect dots and blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path(Vec<String>);

/// Where a path leaves the tree: what was looked for, and what is there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) step: String,
    pub(super) there: Vec<String>,
}

impl Path {
    /// Takes a path apart; none where a quote is left open or a step is empty.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut steps = vec![String::new()];
        let mut quote = None;
        for c in text.trim().chars() {
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (None, '\'' | '"') => quote = Some(c),
                (None, '.') => steps.push(String::new()),
                (_, c) => steps.last_mut()?.push(c),
            }
        }
        let whole = quote.is_none() && steps.iter().all(|step| !step.is_empty());
        whole.then_some(Self(steps))
    }

    /// The first step.
    pub(super) fn top(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// The last step.
    pub(super) fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// What stands at the path; none where its last key is not given.
    pub(super) fn get<'t>(&self, tree: &'t Value) -> Result<Option<&'t Value>, Lost> {
        let mut tree = tree;
        for (i, step) in self.0.iter().enumerate() {
            let is_last = i + 1 == self.0.len();
            tree = match child(tree, step) {
                Some(below) => below,
                None if is_last && tree.is_object() => return Ok(None),
                // Weights need no table of their own to be set.
                None if i == 0 && step == "weights" && self.0.len() == 2 => return Ok(None),
                None => {
                    return Err(Lost {
                        step: step.clone(),
                        there: names(tree),
                    });
                }
            };
        }
        Ok(Some(tree))
    }

    /// Sets what stands at the path; nothing where it leads nowhere.
    pub(super) fn set(&self, tree: &mut Value, value: Value) {
        let Some((last, before)) = self.0.split_last() else {
            return;
        };
        let mut tree = tree;
        for step in before {
            if step == "weights"
                && let Value::Object(keys) = &mut *tree
            {
                keys.entry("weights")
                    .or_insert_with(|| Value::Object(serde_json::Map::new()));
            }
            let Some(below) = child_mut(tree, step) else {
                return;
            };
            tree = below;
        }
        match tree {
            Value::Object(keys) => {
                keys.insert(last.clone(), value);
            }
            _ => {
                if let Some(below) = child_mut(tree, last) {
                    *below = value;
                }
            }
        }
    }
}

/// What stands under a key, or is an item of a list by name or number.
fn child<'t>(tree: &'t Value, step: &str) -> Option<&'t Value> {
    match tree {
        Value::Object(keys) => keys.get(step),
        Value::Array(items) => items.get(index(items, step)?),
        _ => None,
    }
}

fn child_mut<'t>(tree: &'t mut Value, step: &str) -> Option<&'t mut Value> {
    match tree {
        Value::Object(keys) => keys.get_mut(step),
        Value::Array(items) => {
            let index = index(items, step)?;
            items.get_mut(index)
        }
        _ => None,
    }
}

fn index(items: &[Value], step: &str) -> Option<usize> {
    let named = items.iter().position(|item| name(item) == Some(step));
    named.or_else(|| step.parse::<usize>().ok()?.checked_sub(1))
}

fn name(item: &Value) -> Option<&str> {
    item.get("name")?.as_str()
}

/// What one could step to.
fn names(tree: &Value) -> Vec<String> {
    match tree {
        Value::Object(keys) => keys.keys().cloned().collect(),
        Value::Array(items) => (1..)
            .zip(items)
            .map(|(number, item)| name(item).map_or_else(|| format!("{number}"), str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// A number, or a table of numbers (a cost by locale), multiplied; none for others.
pub(super) fn multiplied(value: &Value, factor: f64) -> Option<Value> {
    match value {
        Value::Number(number) => Some(Value::from(number.as_f64()? * factor)),
        Value::Object(keys) => {
            let keys = keys.iter();
            let all = keys.map(|(key, v)| Some((key.clone(), multiplied(v, factor)?)));
            all.collect::<Option<serde_json::Map<_, _>>>()
                .map(Value::Object)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_name_items_by_name_or_number() {
        let mut tree =
            json!({ "fund": [{ "name": "a.b c", "amount": 3.0 }], "rule": [{ "cap": 1 }] });
        for path in [
            "fund.'a.b c'.amount",
            "fund.\"a.b c\".amount",
            "fund.1.amount",
        ] {
            let path = Path::parse(path);
            assert_eq!(
                path.map(|p| p.get(&tree) == Ok(Some(&json!(3.0)))),
                Some(true)
            );
        }
        let path = Path::parse("rule.1.cap").unwrap_or(Path(Vec::new()));
        path.set(&mut tree, json!(2));
        assert_eq!(tree["rule"][0]["cap"], json!(2));
        let lost = Path::parse("rule.2.cap").map(|p| p.get(&tree).is_err());
        assert_eq!(lost, Some(true));
    }

    #[test]
    fn weights_may_be_new() {
        let mut tree = json!({});
        let path = Path::parse("weights.books").unwrap_or(Path(Vec::new()));
        assert_eq!(path.get(&tree), Ok(None));
        path.set(&mut tree, json!(2));
        assert_eq!(tree, json!({ "weights": { "books": 2 } }));
    }

    #[test]
    fn half_a_path_is_none() {
        for text in ["", "a..b", "fund.'x", "."] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
    }
}
