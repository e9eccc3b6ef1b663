//! Sheets of rows: every measure of each stage and indicator, and the actions.

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;

use super::book::{Book, Head, Sheet};
use super::words;
use crate::disparity::{Assessment, IndicatorAssessment, StageAssessment};
use crate::district::District;
use crate::plan::Plan;
use crate::policy::Policy;
use crate::report::cell::Cell;
use crate::report::labels::Labels;
use crate::report::number::CV;
use crate::report::{moves, standing, words as said};
use crate::text::Text;

/// Decimals of the other measures of difference.
const MEASURE: usize = 4;

/// A measure of difference: its name, and where it stands.
type Measure = (Text, fn(&IndicatorAssessment) -> Option<f64>);

const MEASURES: [Measure; 13] = [
    (words::GINI, |k| k.gini),
    (words::HOOVER, |k| k.hoover),
    (words::THEIL_T, |k| k.theil_t),
    (words::THEIL_L, |k| k.theil_l),
    (words::ATKINSON, |k| k.atkinson_1),
    (words::MCLOONE, |k| k.mcloone),
    (words::VERSTEGEN, |k| k.verstegen),
    (words::RESTRICTED_RANGE, |k| k.restricted_range),
    (words::RANGE_RATIO, |k| k.range_ratio),
    (words::PALMA, |k| k.palma),
    (words::ONE_MINUS_R2, |k| k.one_minus_r2),
    (words::BETWEEN_LOCALES, |k| k.theil_t_between_locales),
    (words::BETWEEN_GROUPS, |k| k.theil_t_between_groups),
];

/// Columns of the table of measures that its marks are about.
const BELOW: u16 = 7;
const COEFFICIENT: u16 = 8;
const LIMIT: u16 = 9;

/// Every measure, a row for each stage, indicator and state.
pub(super) fn measures(
    book: &mut Book,
    before: Option<&Assessment>,
    after: &Assessment,
    labels: &Labels,
) -> Result<(), XlsxError> {
    let lang = labels.lang;
    let one_line = |text: Text| {
        text.get(lang).replace(
            '\n',
            match lang {
                crate::text::Lang::Zh => "",
                crate::text::Lang::En => " ",
            },
        )
    };
    let mut heads = vec![
        Head::words(one_line(said::THE_STAGE)),
        Head::words(one_line(said::INDICATOR)),
        Head::words(words::STATE.get(lang)),
    ];
    let figures = [
        said::MINIMUM,
        said::MEAN,
        said::LOWEST,
        words::HIGHEST,
        said::BELOW,
        said::COEFFICIENT,
        said::LIMIT,
    ];
    heads.extend(figures.map(|text| Head::figures(one_line(text))));
    heads.push(Head::words(one_line(said::VERDICT)));
    heads.extend(MEASURES.map(|(name, _)| Head::figures(name.get(lang))));
    let mut rows = Vec::new();
    for stage in &after.stages {
        let states = before
            .and_then(|b| b.stage(stage.stage))
            .map(|s| (words::TODAY, s))
            .into_iter()
            .chain([(
                if before.is_some() {
                    words::AFTER
                } else {
                    words::TODAY
                },
                stage,
            )]);
        let states: Vec<(Text, &StageAssessment)> = states.collect();
        for (place, k) in stage.indicators.iter().enumerate() {
            for (state, assessed) in &states {
                let k = assessed.indicators.get(place).unwrap_or(k);
                rows.push(row(labels.stage(stage.stage), *state, k, labels));
            }
        }
        for (state, assessed) in &states {
            let mut row = vec![Cell::none(); heads.len()];
            let cells = [
                (0, labels.stage(stage.stage).to_owned().into()),
                (1, words::COMPOSITE.get(lang).to_owned().into()),
                (2, state.get(lang).to_owned().into()),
                (
                    usize::from(COEFFICIENT),
                    Cell::maybe(assessed.composite_cv, CV),
                ),
                (
                    usize::from(LIMIT),
                    Cell::maybe(assessed.composite_limit, CV),
                ),
            ];
            for (at, cell) in cells {
                if let Some(place) = row.get_mut(at) {
                    *place = cell;
                }
            }
            rows.push(row);
        }
    }
    let first = Sheet::first_row(false);
    let [below, cv, limit] = [BELOW, COEFFICIENT, LIMIT].map(column_number_to_name);
    book.table(&Sheet {
        name: words::ASSESSMENT.get(lang).to_owned(),
        above: None,
        heads,
        rows,
        frozen: 3,
        marks: vec![
            (
                BELOW,
                format!("=AND(ISNUMBER({below}{first}),{below}{first}>0)"),
            ),
            (
                COEFFICIENT,
                format!(
                    "=AND(ISNUMBER({limit}{first}),{cv}{first}>{limit}{first}*(1+0.000000001))"
                ),
            ),
        ],
    })
}

fn row(stage: &str, state: Text, k: &IndicatorAssessment, labels: &Labels) -> Vec<Cell> {
    let below = k.minimum.map(|_| k.sections_below as f64);
    let mut row: Vec<Cell> = vec![
        stage.to_owned().into(),
        labels.indicator(&k.id).into(),
        state.get(labels.lang).to_owned().into(),
        Cell::maybe(k.minimum, 2),
        Cell::value(k.mean),
        Cell::value(k.min),
        Cell::value(k.max),
        Cell::maybe(below, 0),
        Cell::maybe(k.cv, CV),
        Cell::maybe(k.cv_limit, CV),
        standing::cv_verdict(k, labels).into(),
    ];
    row.extend(MEASURES.map(|(_, of)| Cell::maybe(of(k), MEASURE)));
    row
}

/// The actions, in the plan's order.
pub(super) fn actions(
    book: &mut Book,
    plan: &Plan,
    district: &District,
    policy: &Policy,
    labels: &Labels,
) -> Result<(), XlsxError> {
    let lang = labels.lang;
    let has_locales = district.sections().iter().any(|s| s.locale.is_some());
    let mut heads = vec![
        Head::words(words::SCHOOL_ID.get(lang)),
        Head::words(words::NAME.get(lang)),
        Head::words(said::THE_STAGE.get(lang)),
    ];
    heads.extend(has_locales.then(|| Head::words(said::LOCALE.get(lang))));
    heads.extend([
        Head::words(said::LEVER.get(lang)),
        Head::figures(said::UNITS.get(lang)),
        Head::figures(labels.head(said::COST, said::COST_OTHER).get(lang)),
        Head::words(said::FUND.get(lang)),
    ]);
    let rows = plan.actions.iter().map(|action| {
        let lever = policy.levers.iter().find(|l| l.name == action.lever);
        let (id, stage) = (&action.school_id, action.stage);
        let name = labels.get(id, stage).map_or("", |s| s.name.as_str());
        let mut row: Vec<Cell> = vec![
            id.to_string().into(),
            name.to_owned().into(),
            labels.stage(stage).to_owned().into(),
        ];
        row.extend(has_locales.then(|| labels.locale(id, stage).to_owned().into()));
        let fund = lever.and_then(|l| l.fund.clone()).unwrap_or_default();
        row.extend([
            action.lever.to_string().into(),
            Cell::units(action.units, lever.is_some_and(|l| l.whole)),
            Cell::money(action.cost, lang),
            fund.into(),
        ]);
        row
    });
    book.table(&Sheet {
        name: words::ACTIONS.get(lang).to_owned(),
        above: None,
        heads,
        rows: rows.collect(),
        frozen: 2,
        marks: Vec::new(),
    })
}

/// The moves, in the plan's order.
pub(super) fn moves(book: &mut Book, plan: &Plan, labels: &Labels) -> Result<(), XlsxError> {
    let lang = labels.lang;
    let heads = vec![
        Head::words(said::TRANSFER.get(lang)),
        Head::words(words::FROM_ID.get(lang)),
        Head::words(words::FROM_NAME.get(lang)),
        Head::words(words::TO_ID.get(lang)),
        Head::words(words::TO_NAME.get(lang)),
        Head::words(said::THE_STAGE.get(lang)),
        Head::words(said::MOVED_WHAT.get(lang)),
        Head::figures(said::UNITS.get(lang)),
        Head::figures(words::KM.get(lang)),
        Head::figures(words::MINUTES.get(lang)),
        Head::figures(labels.head(said::COST, said::COST_OTHER).get(lang)),
    ];
    let name = |id: &str, stage| {
        let name = labels.get(id, stage).map(|s| s.name.clone());
        Cell::from(name.unwrap_or_default())
    };
    let rows = plan.moves.iter().map(|moved| {
        vec![
            moved.transfer.clone().into(),
            moved.from.to_string().into(),
            name(&moved.from, moved.stage),
            moved.to.to_string().into(),
            name(&moved.to, moved.stage_reached()),
            moves::stages(moved, labels).into(),
            moves::what(moved, labels).into(),
            moves::amount(moved),
            Cell::maybe(moved.km, 1),
            Cell::maybe(moved.minutes, 0),
            Cell::money(moved.cost, lang),
        ]
    });
    book.table(&Sheet {
        name: words::MOVES.get(lang).to_owned(),
        above: None,
        heads,
        rows: rows.collect(),
        frozen: 1,
        marks: Vec::new(),
    })
}
