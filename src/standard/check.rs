//! Checks of a standard by itself, before it is held against a district.

use super::{Indicator, PerStage, Standard};
use crate::district::Range;
use crate::error::{At, Code, Origin, Problems};

impl Standard {
    /// Everything wrong with the standard; `origin` says which lines to name, and is
    /// the default for a standard built in memory.
    ///
    /// ```
    /// use junheng::{Code, Origin, Standard};
    /// let problems = Standard::new("empty", vec![]).check(&Origin::default());
    /// assert_eq!(problems.iter().next().map(|p| p.code), Some(Code::NoIndicator));
    /// ```
    #[must_use]
    pub fn check(&self, origin: &Origin) -> Problems {
        let mut problems = Problems::new();
        let top = origin.top();
        if self.id.trim().is_empty() {
            problems.add(Code::EmptyName, top.key("id").place(), [""; 0]);
        }
        self.check_section(&top.key("section"), &mut problems);
        if let Some(composite) = self.composite {
            let at = top.key("composite").key("cv_limit");
            check_limits(composite.cv_limit, &at, &mut problems);
        }
        if self.indicators.is_empty() {
            problems.add(Code::NoIndicator, top.key("indicator").place(), [""; 0]);
        }
        for (number, indicator) in (1..).zip(&self.indicators) {
            let at = top.item("indicator", number, &indicator.id);
            let before = self.indicators.iter().take(number - 1);
            if indicator.id.trim().is_empty() {
                problems.add(Code::EmptyName, at.key("id").place(), [""; 0]);
            } else if before.clone().any(|k| k.id == indicator.id) {
                problems.add(Code::DuplicateName, at.key("id").place(), [&indicator.id]);
            }
            check_resources(indicator, &at, &mut problems);
            check_minima(indicator.minimum, &at.key("minimum"), &mut problems);
            check_limits(indicator.cv_limit, &at.key("cv_limit"), &mut problems);
        }
        problems
    }

    fn check_section(&self, at: &At<'_>, problems: &mut Problems) {
        let floor = self.section.floor;
        if !(0.0..=1.0).contains(&floor) {
            let place = at.key("floor").place();
            problems.add(Code::ShareOutside, place, [floor.to_string()]);
        }
    }
}

fn check_resources(indicator: &Indicator, at: &At<'_>, problems: &mut Problems) {
    if indicator.resources.is_empty() {
        let place = at.key("resource").place();
        problems.add(Code::OneOrSeveralResources, place, [""; 0]);
    }
    for (i, resource) in indicator.resources.iter().enumerate() {
        let key = at.key("resources");
        if resource.trim().is_empty() {
            problems.add(Code::EmptyName, key.place(), [""; 0]);
        } else if indicator.resources.iter().take(i).any(|r| r == resource) {
            problems.add(Code::DuplicateName, key.place(), [resource]);
        }
    }
}

/// A minimum may be 0, which means none.
fn check_minima(minimum: PerStage, at: &At<'_>, problems: &mut Problems) {
    each(minimum, |key, figure| {
        Range::MINIMUM.check(figure, Code::BelowZero, &at.key(key).place(), problems);
    });
}

fn check_limits(limit: PerStage, at: &At<'_>, problems: &mut Problems) {
    each(limit, |key, figure| {
        let place = at.key(key).place();
        if figure == 0.0 {
            problems.add(Code::NotAboveZero, place, [figure.to_string()]);
        } else {
            Range::CV.check(figure, Code::NotAboveZero, &place, problems);
        }
    });
}

fn each(figures: PerStage, mut check: impl FnMut(&'static str, f64)) {
    for (key, figure) in [("primary", figures.primary), ("junior", figures.junior)] {
        if let Some(figure) = figure {
            check(key, figure);
        }
    }
}
