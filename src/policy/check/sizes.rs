//! Checks of figures against each other: what is too far apart cannot be weighed exactly.

use super::Given;
use crate::district::{Stage, figure};
use crate::error::{Code, Place, Problems};

/// How many times larger than the smallest assessed section of its stage one may be.
const PUPILS_APART: f64 = 1e6;

/// How many times its minimum, or where there is none the stage's mean, a value may be.
const VALUE_APART: f64 = 1e6;

pub(super) fn pupils_are_comparable(given: &Given<'_>, problems: &mut Problems) {
    let Some(district) = given.district else {
        return;
    };
    for stage in Stage::ALL {
        let assessed = || {
            let sections = district.assessed(stage);
            sections.filter_map(|s| district.sections().get(s))
        };
        let least = assessed().min_by(|a, b| a.pupils.total_cmp(&b.pupils));
        let most = assessed().max_by(|a, b| a.pupils.total_cmp(&b.pupils));
        if let (Some(least), Some(most)) = (least, most)
            && most.pupils > PUPILS_APART * least.pupils
        {
            let place = Place::item(most.label()).at_column("pupils");
            let [low, high, apart] = [least.pupils, most.pupils, PUPILS_APART].map(figure);
            problems.add(
                Code::TooFarApart,
                place,
                ["pupils".to_owned(), low, high, apart],
            );
        }
    }
}

/// Values that the standard's own figures do not fit at all.
pub(super) fn values_are_comparable(given: &Given<'_>, problems: &mut Problems) {
    let (Some(district), Some(standard)) = (given.district, given.standard) else {
        return;
    };
    let Ok(values) = standard.values(district) else {
        return; // reported where the standard is bound to the district
    };
    for stage in Stage::ALL {
        for (k, indicator) in standard.indicators.iter().enumerate() {
            let Some(minimum) = indicator.minimum(stage) else {
                continue;
            };
            let assessed = district.assessed(stage);
            let highest = assessed.max_by(|a, b| values.get(*a, k).total_cmp(&values.get(*b, k)));
            let value = highest.map_or(0.0, |s| values.get(s, k));
            let section = highest.and_then(|s| district.sections().get(s));
            if let Some(section) = section.filter(|_| value > VALUE_APART * minimum) {
                let place = Place::item(section.label()).at_column(&indicator.id);
                let [low, high, apart] = [minimum, value, VALUE_APART].map(figure);
                problems.add(
                    Code::TooFarApart,
                    place,
                    [indicator.id.clone(), low, high, apart],
                );
            }
        }
    }
}
