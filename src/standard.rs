//! The standard: which indicators count, their minimum and their limit on difference.
//!
//! An indicator k is a sum of resources per pupil, per 100 pupils or per class. Its
//! *value* in section s is
//!
//! $$v_{sk} = \text{scale}\_k \cdot R_{sk} / q_s$$
//!
//! with $R_{sk}$ the stock, $q_s$ the pupils (or classes) and scale 1 or 100. A minimum,
//! floor or limit is met within [`TOLERANCE`] relative, on unrounded figures.

mod check;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::district::{District, Section, Stage};
use crate::error::{Code, Error, Place, Problems};

/// How far, relative, a value may lie under a minimum (or a CV over a limit) and still meet it.
pub const TOLERANCE: f64 = 1e-9;

/// Whether a value reaches a minimum, within [`TOLERANCE`].
#[must_use]
pub fn reaches(value: f64, minimum: f64) -> bool {
    value >= minimum - TOLERANCE * minimum.abs()
}

/// Whether a value stays within a limit, within [`TOLERANCE`].
#[must_use]
pub fn within(value: f64, limit: f64) -> bool {
    value <= limit + TOLERANCE * limit.abs()
}

/// A figure for each stage that has one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct PerStage {
    /// For primary sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary: Option<f64>,
    /// For junior sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub junior: Option<f64>,
}

impl PerStage {
    /// A figure for both stages.
    #[must_use]
    pub const fn both(primary: f64, junior: f64) -> Self {
        Self {
            primary: Some(primary),
            junior: Some(junior),
        }
    }

    /// The figure of a stage.
    #[must_use]
    pub const fn get(self, stage: Stage) -> Option<f64> {
        match stage {
            Stage::Primary => self.primary,
            Stage::Junior => self.junior,
        }
    }

    pub(crate) fn set(&mut self, stage: Stage, figure: f64) {
        match stage {
            Stage::Primary => self.primary = Some(figure),
            Stage::Junior => self.junior = Some(figure),
        }
    }

    fn is_empty(&self) -> bool {
        self.primary.is_none() && self.junior.is_none()
    }
}

/// What a stock is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Per {
    /// Pupils.
    #[serde(rename = "pupil")]
    Pupil,
    /// Hundreds of pupils.
    #[serde(rename = "100 pupils")]
    HundredPupils,
    /// Classes.
    #[serde(rename = "class")]
    Class,
}

impl Per {
    /// The factor that turns one unit of stock in a section into value: scale / q.
    /// None where the section has no number of classes and they are needed.
    #[must_use]
    pub fn factor(self, section: &Section) -> Option<f64> {
        match self {
            Self::Pupil => Some(1.0 / section.pupils),
            Self::HundredPupils => Some(100.0 / section.pupils),
            Self::Class => section.classes.map(|c| 1.0 / c),
        }
    }
}

/// A name in both languages, as a file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One indicator of a standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indicator {
    /// Its id; in the bundled standards the id of its resource.
    pub id: String,
    /// The resources it adds up.
    pub resources: Vec<String>,
    /// What they are divided by.
    pub per: Per,
    /// The least value a section should have, per stage; none or 0: no minimum.
    #[serde(skip_serializing_if = "PerStage::is_empty")]
    pub minimum: PerStage,
    /// The most its coefficient of variation may be, per stage.
    #[serde(skip_serializing_if = "PerStage::is_empty")]
    pub cv_limit: PerStage,
    /// Its name, where the standard gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
}

impl Indicator {
    /// An indicator of one resource with the resource's id, without minimum or limit.
    #[must_use]
    pub fn of(resource: impl Into<String>, per: Per) -> Self {
        let id = resource.into();
        Self {
            resources: vec![id.clone()],
            id,
            per,
            minimum: PerStage::default(),
            cv_limit: PerStage::default(),
            name: None,
        }
    }

    /// The minimum of a stage, where there is one above 0.
    #[must_use]
    pub fn minimum(&self, stage: Stage) -> Option<f64> {
        self.minimum.get(stage).filter(|m| *m > 0.0)
    }

    /// The limit on the coefficient of variation in a stage, where there is one above 0.
    #[must_use]
    pub fn cv_limit(&self, stage: Stage) -> Option<f64> {
        self.cv_limit.get(stage).filter(|limit| *limit > 0.0)
    }
}

/// What one section must meet.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SectionRule {
    /// So many indicators may be under their minimum ...
    pub may_miss: usize,
    /// ... but none under this share of it.
    pub floor: f64,
}

impl SectionRule {
    /// Whether a section has a choice which indicators it misses.
    pub(crate) fn leaves_choice(self) -> bool {
        self.may_miss > 0 && self.floor < 1.0
    }
}

impl Default for SectionRule {
    /// No indicator may be missed.
    fn default() -> Self {
        Self {
            may_miss: 0,
            floor: 0.0,
        }
    }
}

/// A limit on the mean of the CVs of a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Composite {
    /// The limit, per stage.
    pub cv_limit: PerStage,
}

/// The indicators with their minimum and their limit on inter-school difference (标准).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standard {
    /// Its id.
    pub id: String,
    /// What one section must meet.
    pub section: SectionRule,
    /// A limit on the mean of the CVs, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub composite: Option<Composite>,
    /// The indicators, in the order of every table.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
}

impl Standard {
    /// A standard of the caller's own, with no indicator missed in any section.
    #[must_use]
    pub fn new(id: impl Into<String>, indicators: Vec<Indicator>) -> Self {
        Self {
            id: id.into(),
            section: SectionRule::default(),
            composite: None,
            indicators,
        }
    }

    /// The index of an indicator.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|k| k.id == id)
    }

    /// The value of every indicator in every section of a district as it is today.
    ///
    /// # Errors
    /// [`Error::Input`] where the district lacks a resource or a number of classes
    /// that an indicator needs.
    pub fn values(&self, district: &District) -> Result<Values, Error> {
        Ok(self.scales(district)?.values(district, district.stocks()))
    }

    /// How the stocks of a district turn into values.
    pub(crate) fn scales(&self, district: &District) -> Result<Scales, Error> {
        let mut problems = Problems::new();
        let mut columns = Vec::with_capacity(self.indicators.len());
        for indicator in &self.indicators {
            let mut found = Vec::with_capacity(indicator.resources.len());
            for resource in &indicator.resources {
                match district.resource(resource) {
                    Some(column) => found.push(column),
                    None => problems.add(
                        Code::MissingResource,
                        Place::default().at_column(resource),
                        [resource, &indicator.id],
                    ),
                }
            }
            columns.push(found);
        }
        let mut factors = Vec::with_capacity(district.sections().len() * columns.len());
        for section in district.sections() {
            for indicator in &self.indicators {
                let factor = indicator.per.factor(section);
                if factor.is_none() {
                    let place = Place::item(section.label()).at_column("classes");
                    problems.add(Code::MissingClasses, place, [&indicator.id]);
                }
                factors.push(factor.unwrap_or(0.0));
            }
        }
        problems.or(Scales { columns, factors })
    }
}

/// A standard bound to a district: which columns each indicator adds up, and the
/// factor scale / q of each section and indicator.
#[derive(Debug, Clone)]
pub(crate) struct Scales {
    /// Per indicator, the columns of its resources.
    pub(crate) columns: Vec<Vec<usize>>,
    /// A row a section, a column an indicator: value per unit of stock.
    factors: Vec<f64>,
}

impl Scales {
    /// Value per unit of stock.
    pub(crate) fn factor(&self, section: usize, indicator: usize) -> f64 {
        let cell = section * self.columns.len() + indicator;
        self.factors.get(cell).copied().unwrap_or(0.0)
    }

    /// The values of all sections, given all stocks (as [`District::stocks`]).
    pub(crate) fn values(&self, district: &District, stocks: &[f64]) -> Values {
        let width = district.resources().len().max(1);
        let mut data = Vec::with_capacity(self.factors.len());
        for (section, row) in stocks.chunks(width).enumerate() {
            for (indicator, columns) in self.columns.iter().enumerate() {
                let stock: f64 = columns.iter().filter_map(|c| row.get(*c)).sum();
                data.push(stock * self.factor(section, indicator));
            }
        }
        Values {
            indicators: self.columns.len(),
            data,
        }
    }
}

/// The values of a district: a row a section, a column an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    indicators: usize,
    data: Vec<f64>,
}

impl Values {
    /// The value of an indicator in a section; 0 where there is no such cell.
    #[must_use]
    pub fn get(&self, section: usize, indicator: usize) -> f64 {
        let cell = section * self.indicators + indicator;
        self.data.get(cell).copied().unwrap_or(0.0)
    }

    /// The values of one section, one an indicator.
    #[must_use]
    pub fn of(&self, section: usize) -> &[f64] {
        let cells = section * self.indicators..(section + 1) * self.indicators;
        self.data.get(cells).unwrap_or_default()
    }
}

/// Weights of indicators by id; 1 where none is given.
pub type Weights = BTreeMap<String, f64>;
