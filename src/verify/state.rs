//! The promises about the after-state: no stock below 0, no value levelled down.

use super::TOLERANCE;
use super::actions::Deed;
use super::case::Case;
use crate::error::{Code, Place, Problems};
use crate::standard::Values;

/// The district after some actions.
pub(crate) struct After {
    /// As `District::stocks`.
    pub(crate) stocks: Vec<f64>,
    pub(crate) values: Values,
}

/// Adds up what actions do. A stock that rounding alone pushed below 0 is 0.
pub(crate) fn after(case: &Case, deeds: &[Deed]) -> After {
    let width = case.district.resources().len();
    let mut stocks = case.district.stocks().to_vec();
    let mut scales = stocks.clone();
    for deed in deeds {
        for (column, amount) in case.effects.get(deed.lever).into_iter().flatten() {
            let cell = deed.section * width + column;
            let change = amount * deed.units;
            if let (Some(stock), Some(scale)) = (stocks.get_mut(cell), scales.get_mut(cell)) {
                *stock += change;
                *scale += change.abs();
            }
        }
    }
    for (stock, scale) in stocks.iter_mut().zip(scales) {
        if *stock < 0.0 && *stock >= -TOLERANCE * scale {
            *stock = 0.0;
        }
    }
    let values = case.scales.values(case.district, &stocks);
    After { stocks, values }
}

/// Checks stocks and values of every section, excluded ones too.
pub(crate) fn check(case: &Case, after: &After, problems: &mut Problems) {
    let width = case.district.resources().len().max(1);
    for (section, row) in after.stocks.chunks(width).enumerate() {
        for (resource, stock) in case.district.resources().iter().zip(row) {
            if *stock < 0.0 || stock.is_nan() {
                let place = Place::item(case.label(section)).at_column(resource);
                let said = [resource.clone(), stock.to_string()];
                problems.add(Code::StockBelowZero, place, said);
            }
        }
        for (k, indicator) in case.standard.indicators.iter().enumerate() {
            let value = after.values.get(section, k);
            let Some((least, stage)) = case.least(section, k).zip(case.stage_of(section)) else {
                continue;
            };
            let scale = case.reference(stage, k).max(least);
            if value < least - TOLERANCE * scale {
                let place = Place::item(case.label(section)).at_column(&indicator.id);
                let said = [indicator.id.clone(), value.to_string(), least.to_string()];
                problems.add(Code::LevelledDown, place, said);
            }
        }
    }
}
