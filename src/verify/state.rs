//! The promises about the after-state: no stock below 0, no value levelled down.

use super::Done;
use super::TOLERANCE;
use super::case::Case;
use crate::district::{Staff, TeacherKind};
use crate::error::{Code, Place, Problems};
use crate::plan::Load;
use crate::policy::OnTeachers;
use crate::standard::Values;

/// The district after some actions.
pub(crate) struct After {
    /// As `District::stocks`.
    pub(crate) stocks: Vec<f64>,
    pub(crate) values: Values,
    /// The teachers by kind, where the district knows them so.
    pub(crate) staff: Option<Staff>,
}

/// Adds up what actions and moves do. A stock that rounding alone pushed below 0 is 0.
pub(crate) fn after(case: &Case, done: &Done) -> After {
    let width = case.district.resources().len();
    let mut stocks = case.district.stocks().to_vec();
    let mut scales = stocks.clone();
    let mut change = |section: usize, column: usize, change: f64| {
        let cell = section * width + column;
        if let (Some(stock), Some(scale)) = (stocks.get_mut(cell), scales.get_mut(cell)) {
            *stock += change;
            *scale += change.abs();
        }
    };
    for deed in &done.deeds {
        for (column, amount) in case.effects.get(deed.lever).into_iter().flatten() {
            change(deed.section, *column, amount * deed.units);
        }
        let lever = case.policy.levers.get(deed.lever);
        let what = lever.and_then(|l| l.on_teachers.as_ref());
        if let (Some(OnTeachers::Train(training)), Some(kind)) = (what, deed.group) {
            for (column, part) in turned(case, kind, &training.to.given_to(kind)) {
                change(deed.section, column, part * deed.units);
            }
        }
    }
    for moved in &done.moves {
        let columns: Vec<usize> = match &moved.stated.load {
            Load::Teachers { group, .. } => case.counts(group).collect(),
            Load::Stock { resource, .. } => case.district.resource(resource).into_iter().collect(),
        };
        for column in columns {
            change(moved.from, column, -moved.amount);
            change(moved.to, column, moved.amount);
        }
    }
    for (stock, scale) in stocks.iter_mut().zip(scales) {
        if *stock < 0.0 && *stock >= -TOLERANCE * scale {
            *stock = 0.0;
        }
    }
    let values = case.scales.values(case.district, &stocks);
    After {
        staff: super::staff::after(case, &done.deeds, &done.moves),
        stocks,
        values,
    }
}

/// By how much each column of teachers changes where one becomes of another kind.
fn turned(case: &Case, from: &TeacherKind, to: &TeacherKind) -> Vec<(usize, f64)> {
    let columns = case.teachers.into_iter();
    let changes = columns.zip(from.counts().into_iter().zip(to.counts()));
    let change = |(column, (was, is)): (Option<usize>, (bool, bool))| {
        (was != is).then_some((column?, if is { 1.0 } else { -1.0 }))
    };
    changes.filter_map(change).collect()
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
