//! A warning where a figure is likely to be in another unit.
//!
//! In: a district and a standard. Out: a warning for each stage and indicator whose
//! mean, weighted by pupils, lies 20 times above or below its minimum.

use crate::district::{District, Stage};
use crate::error::{Code, Place, Problems};
use crate::standard::{Standard, Values};

/// 万元 read as 元 is a factor of 10,000, 亩 read as m2 one of 667.
const FAR: f64 = 20.0;

/// Warns of means far from their minimum; `place` is where the stocks come from.
pub(super) fn far_from_minimum(
    district: &District,
    standard: &Standard,
    values: &Values,
    place: &Place,
) -> Problems {
    let mut warnings = Problems::new();
    for stage in Stage::ALL {
        for (k, indicator) in standard.indicators.iter().enumerate() {
            let Some(minimum) = indicator.minimum(stage) else {
                continue;
            };
            let (mut pupils, mut sum) = (0.0, 0.0);
            for s in district.assessed(stage) {
                let weight = district.sections().get(s).map_or(0.0, |s| s.pupils);
                pupils += weight;
                sum += weight * values.get(s, k);
            }
            let mean = sum / pupils;
            if mean > FAR * minimum || mean < minimum / FAR {
                let args = [
                    stage.id().to_owned(),
                    indicator.id.clone(),
                    figure(mean),
                    minimum.to_string(),
                ];
                let column = indicator.resources.first().map_or("", String::as_str);
                warnings.add(Code::FarFromMinimum, place.clone().at_column(column), args);
            }
        }
    }
    warnings
}

/// A number as short as shows its size.
fn figure(number: f64) -> String {
    match number {
        n if n == 0.0 || n >= 1000.0 => format!("{n:.0}"),
        n if n >= 0.01 => format!("{n:.3}"),
        n => format!("{n:.2e}"),
    }
}
