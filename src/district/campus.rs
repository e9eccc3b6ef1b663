//! Stock that the stages of one school hold in common, and its split.
//!
//! The official weights count a junior pupil 1.1 times a primary pupil and a senior
//! pupil 1.2 times a junior one: 1 : 1.1 : 1.32. A section's part is its weighted
//! pupils over those of the whole school; the senior part leaves the district.

use std::collections::{BTreeMap, HashMap};

use super::{Section, Stage};
use crate::id::Id;

/// Weight of a senior pupil where a primary pupil counts 1.
const SENIOR_WEIGHT: f64 = 1.1 * 1.2;

const fn weight(stage: Stage) -> f64 {
    match stage {
        Stage::Primary => 1.0,
        Stage::Junior => 1.1,
    }
}

/// What one school holds in common for its stages (校区).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Campus {
    /// The school whose sections share it.
    pub school_id: Id,
    /// Senior pupils (高中在校生数) who share it too, >= 0.
    pub senior_pupils: f64,
    /// The stock of each resource held in common, by resource id; teachers never are.
    pub stocks: BTreeMap<String, f64>,
}

/// Adds to each section's own stocks its part of its campus.
pub(super) fn split(
    sections: &[Section],
    campuses: &[Campus],
    resources: &[String],
    own: &[f64],
) -> Vec<f64> {
    let mut stocks = own.to_vec();
    let width = resources.len();
    if width == 0 || campuses.is_empty() {
        return stocks;
    }
    let column: HashMap<&str, usize> = resources.iter().map(String::as_str).zip(0..).collect();
    let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, section) in sections.iter().enumerate() {
        members.entry(&section.school_id).or_default().push(i);
    }
    for campus in campuses {
        let Some(indices) = members.get(campus.school_id.as_str()) else {
            continue;
        };
        let weighted = |i: &usize| sections.get(*i).map_or(0.0, |s| s.pupils * weight(s.stage));
        let total =
            indices.iter().map(weighted).sum::<f64>() + campus.senior_pupils * SENIOR_WEIGHT;
        for i in indices {
            let part = weighted(i) / total;
            for (resource, stock) in &campus.stocks {
                let cell = column.get(resource.as_str()).map(|c| i * width + c);
                if let Some(held) = cell.and_then(|c| stocks.get_mut(c)) {
                    *held += stock * part;
                }
            }
        }
    }
    stocks
}

#[cfg(test)]
mod tests {
    use super::super::District;
    use super::*;

    #[test]
    fn splits_books_by_the_official_weights() -> Result<(), crate::Error> {
        let district = District::builder(["books"])
            .section(Section::new("1", Stage::Primary, 166.0), [0.0])
            .section(Section::new("1", Stage::Junior, 210.0), [0.0])
            .campus(Campus {
                school_id: "1".into(),
                senior_pupils: 0.0,
                stocks: [("books".to_owned(), 23_226.0)].into(),
            })
            .build()?;
        assert!((district.stock(0, 0) - 9_711.63).abs() < 0.005);
        assert!((district.stock(1, 0) - 13_514.37).abs() < 0.005);
        Ok(())
    }
}
