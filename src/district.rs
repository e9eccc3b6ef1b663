//! The district: sections, what they hold, and what schools share between stages.
//!
//! A *section* is one stage of one school, the unit that the rules measure. It holds
//! a *stock* of each *resource*. A school's *campus* may hold more in common; that is
//! split between its stages by pupils, weighted 1 (primary), 1.1 (junior) and 1.32
//! (senior, whose part leaves the district). [`District`] is always valid: every stock
//! is finite and not negative, every section has pupils, no section is there twice.

mod build;
mod campus;
mod range;
mod teachers;
mod travel;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use build::DistrictBuilder;
pub(crate) use build::counts_people;
pub use campus::Campus;
pub(crate) use range::{Range, figure};
pub use teachers::{Staff, TEACHER_RESOURCES, TeacherGroup, TeacherKind};
pub use travel::{Journey, Travel};

use crate::error::{Code, Error, Place, Problems};
use crate::id::Id;

/// A teaching point with fewer pupils than this is excluded from the assessment.
pub const TEACHING_POINT_PUPILS: f64 = 50.0;

/// The level of schooling a section gives (学段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Primary school (小学).
    Primary,
    /// Lower secondary school (初中).
    Junior,
}

impl Stage {
    /// Both stages, in the order of every table.
    pub const ALL: [Stage; 2] = [Stage::Primary, Stage::Junior];

    /// The name used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Junior => "junior",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Where a school lies (城乡类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// City (城区).
    Urban,
    /// Town (镇区).
    Town,
    /// Countryside (乡村).
    Rural,
}

impl Locale {
    /// All locales, in the order of every table.
    pub const ALL: [Locale; 3] = [Locale::Urban, Locale::Town, Locale::Rural];

    /// The name used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Urban => "urban",
            Self::Town => "town",
            Self::Rural => "rural",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Where a section is on the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Position {
    /// Latitude and longitude in degrees.
    Degrees {
        /// Latitude, -90 to 90.
        lat: f64,
        /// Longitude, -180 to 180.
        lon: f64,
    },
    /// Kilometres east and north of a point of the user's own.
    Km {
        /// East.
        x_km: f64,
        /// North.
        y_km: f64,
    },
}

/// One stage of one school: everything but its stocks, which the [`District`] holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The school's id; a school has at most one section a stage.
    pub school_id: Id,
    /// The school's name; may be empty.
    pub name: String,
    /// The stage taught.
    pub stage: Stage,
    /// Urban, town or rural, where known.
    pub locale: Option<Locale>,
    /// Any grouping (township, county, alliance), for decompositions and filters.
    pub group: Option<String>,
    /// Whether it is a teaching point (教学点).
    pub teaching_point: bool,
    /// Pupils, > 0; the weight of the section everywhere.
    pub pupils: f64,
    /// Number of classes, > 0, where known.
    pub classes: Option<f64>,
    /// Pupils in the largest class, where known.
    pub largest_class: Option<f64>,
    /// Where it is, if known.
    pub position: Option<Position>,
}

impl Section {
    /// A section with nothing known but what is required.
    #[must_use]
    pub fn new(school_id: impl Into<Id>, stage: Stage, pupils: f64) -> Self {
        Self {
            school_id: school_id.into(),
            name: String::new(),
            stage,
            locale: None,
            group: None,
            teaching_point: false,
            pupils,
            classes: None,
            largest_class: None,
            position: None,
        }
    }

    /// Whether it is left out of every value, mean, goal and verdict: a teaching
    /// point with under [`TEACHING_POINT_PUPILS`] pupils.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        self.teaching_point && self.pupils < TEACHING_POINT_PUPILS
    }

    /// The section in messages: `2101 primary`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.school_id, self.stage)
    }
}

/// All that is planned together, usually one county.
///
/// ```
/// use junheng::{District, Section, Stage};
/// let district = District::builder(["books"])
///     .section(Section::new("1", Stage::Primary, 45.0), [279.0])
///     .section(Section::new("2", Stage::Primary, 37.0), [137.0])
///     .build()?;
/// assert_eq!(district.stock(1, 0), 137.0);
/// # Ok::<(), junheng::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    // Shared with the districts that only hold other stocks.
    resources: Arc<[String]>,
    sections: Arc<[Section]>,
    campuses: Arc<[Campus]>,
    staff: Option<Arc<Staff>>,
    travel: Option<Arc<Travel>>,
    /// What each section holds by itself: a row a section, a column a resource.
    own: Vec<f64>,
    /// `own` and the section's part of its campus.
    stocks: Vec<f64>,
}

impl District {
    /// Starts a district whose sections will give a stock of each of these resources.
    pub fn builder<S: Into<String>>(resources: impl IntoIterator<Item = S>) -> DistrictBuilder {
        DistrictBuilder::new(resources.into_iter().map(Into::into).collect())
    }

    /// The sections, in the order of the input.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The ids of the resources; [`stocks`](Self::stocks) has a column for each.
    #[must_use]
    pub fn resources(&self) -> &[String] {
        &self.resources
    }

    /// What schools hold in common for their stages.
    #[must_use]
    pub fn campuses(&self) -> &[Campus] {
        &self.campuses
    }

    /// The teachers by kind, where the district knows them so: then they are the source
    /// of [`TEACHER_RESOURCES`].
    #[must_use]
    pub fn staff(&self) -> Option<&Staff> {
        self.staff.as_deref()
    }

    /// The journeys between schools, where there is a table of them.
    #[must_use]
    pub fn travel(&self) -> Option<&Travel> {
        self.travel.as_deref()
    }

    /// The column of a resource.
    #[must_use]
    pub fn resource(&self, id: &str) -> Option<usize> {
        self.resources.iter().position(|r| r == id)
    }

    /// What a section holds of a resource, its part of the campus included; 0 where
    /// there is no such section or resource.
    #[must_use]
    pub fn stock(&self, section: usize, resource: usize) -> f64 {
        let row = self.stocks_of(section);
        row.get(resource).copied().unwrap_or(0.0)
    }

    /// All stocks: a row a section, a column a resource, row after row.
    #[must_use]
    pub fn stocks(&self) -> &[f64] {
        &self.stocks
    }

    /// The stocks of one section, one a resource; empty where there is no such section.
    #[must_use]
    pub fn stocks_of(&self, section: usize) -> &[f64] {
        let width = self.resources.len();
        self.stocks
            .get(section * width..(section + 1) * width)
            .unwrap_or_default()
    }

    /// What one section holds by itself, without its part of the campus.
    #[must_use]
    pub fn own_of(&self, section: usize) -> &[f64] {
        let width = self.resources.len();
        self.own
            .get(section * width..(section + 1) * width)
            .unwrap_or_default()
    }

    /// The section of a school and stage.
    #[must_use]
    pub fn find(&self, school_id: &str, stage: Stage) -> Option<usize> {
        self.sections
            .iter()
            .position(|s| s.stage == stage && s.school_id == school_id)
    }

    /// The indices of the sections of a stage that are assessed (not excluded).
    pub fn assessed(&self, stage: Stage) -> impl Iterator<Item = usize> + '_ {
        self.sections
            .iter()
            .enumerate()
            .filter(move |(_, s)| s.stage == stage && !s.is_excluded())
            .map(|(i, _)| i)
    }

    /// The district with other numbers of pupils, one a section: exclusion and the split
    /// of campuses are computed anew; classes and what sections hold stay.
    ///
    /// # Errors
    /// [`Error::Input`] where a number is not finite and above 0, or there are too few.
    pub fn with_pupils(&self, pupils: &[f64]) -> Result<District, Error> {
        let mut builder = Self::builder(self.resources.iter().cloned());
        for (i, section) in self.sections.iter().enumerate() {
            let mut section = section.clone();
            section.pupils = pupils.get(i).copied().unwrap_or(f64::NAN);
            builder = builder.section(section, self.own_of(i).iter().copied());
        }
        for campus in self.campuses() {
            builder = builder.campus(campus.clone());
        }
        let mut district = builder.build()?;
        // Both hang on no number of pupils.
        district.staff.clone_from(&self.staff);
        district.travel.clone_from(&self.travel);
        Ok(district)
    }

    /// The district after its stocks have changed: a row a section, a column a
    /// resource, as [`stocks`](Self::stocks). Campuses stay as they are unless a
    /// section now holds less than its part of one; then that school's common stock
    /// of the resource becomes its sections' own.
    ///
    /// # Errors
    /// [`Error::Input`] where a stock is negative or not finite, their number is wrong, or
    /// stocks of teachers are not what the teachers by kind add up to.
    pub fn with_stocks(&self, stocks: &[f64]) -> Result<District, Error> {
        self.check_stocks(stocks).or(())?;
        if let Some(staff) = self.staff() {
            self.check_teachers(stocks, staff).or(())?;
        }
        Ok(self.restocked(stocks))
    }

    /// As [`with_stocks`](Self::with_stocks), with other teachers too: the stocks of
    /// [`TEACHER_RESOURCES`] become what these add up to, whatever is given.
    ///
    /// # Errors
    /// [`Error::Input`] where a stock is negative or not finite or their number is wrong.
    pub fn with_teachers(&self, stocks: &[f64], staff: Staff) -> Result<District, Error> {
        let mut stocks = stocks.to_vec();
        for (column, which) in self.teacher_columns() {
            let cells = stocks.iter_mut().skip(column);
            for (section, cell) in cells.step_by(self.resources.len().max(1)).enumerate() {
                *cell = staff.stocks_of(section).get(which).copied().unwrap_or(0.0);
            }
        }
        self.check_stocks(&stocks).or(())?;
        let mut district = self.restocked(&stocks);
        district.staff = Some(Arc::new(staff));
        Ok(district)
    }

    /// The columns of [`TEACHER_RESOURCES`], each with its number there.
    fn teacher_columns(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let columns = TEACHER_RESOURCES.iter().map(|id| self.resource(id));
        columns
            .enumerate()
            .filter_map(|(which, column)| Some((column?, which)))
    }

    /// Stocks of teachers that are not what the teachers by kind add up to.
    fn check_teachers(&self, stocks: &[f64], staff: &Staff) -> Problems {
        let mut problems = Problems::new();
        let rows = stocks.chunks(self.resources.len().max(1));
        for (number, (section, row)) in self.sections.iter().zip(rows).enumerate() {
            let counted = staff.stocks_of(number);
            for (column, which) in self.teacher_columns() {
                let pair = row.get(column).zip(counted.get(which));
                let id = TEACHER_RESOURCES.get(which).copied().unwrap_or_default();
                if let Some((stock, counted)) = pair {
                    let place = || Place::item(section.label()).at_column(id);
                    build::check_counted(id, *stock, *counted, place, &mut problems);
                }
            }
        }
        problems
    }

    /// The district with other stocks, which have been checked.
    fn restocked(&self, stocks: &[f64]) -> District {
        if self.campuses.is_empty() {
            return self.holding(Arc::clone(&self.campuses), stocks.to_vec());
        }
        let width = self.resources.len().max(1);
        let parts = || {
            self.stocks
                .iter()
                .zip(&self.own)
                .map(|(all, own)| all - own)
        };
        let campus_of: HashMap<&str, usize> = (0..)
            .zip(self.campuses.iter())
            .map(|(i, c)| (c.school_id.as_str(), i))
            .collect();
        let campus = |cell: usize| {
            let section = self.sections.get(cell / width)?;
            campus_of.get(section.school_id.as_str()).copied()
        };
        let mut campuses = Arc::clone(&self.campuses);
        for (cell, (stock, part)) in stocks.iter().zip(parts()).enumerate() {
            if part > 0.0
                && *stock < part
                && let Some(resource) = self.resources.get(cell % width)
                && let Some(campus) = campus(cell)
                && let Some(campus) = Arc::make_mut(&mut campuses).get_mut(campus)
            {
                campus.stocks.remove(resource);
            }
        }
        let is_kept = |cell: usize| {
            let campus = campus(cell).and_then(|c| campuses.get(c));
            campus
                .zip(self.resources.get(cell % width))
                .is_some_and(|(campus, resource)| campus.stocks.contains_key(resource))
        };
        let own: Vec<f64> = stocks
            .iter()
            .zip(parts())
            .enumerate()
            .map(|(cell, (stock, part))| {
                // Most cells have no part of a campus; nothing is looked up for them.
                if part != 0.0 && is_kept(cell) {
                    (stock - part).max(0.0)
                } else {
                    *stock
                }
            })
            .collect();
        self.holding(campuses, own)
    }

    /// The same sections with other stocks, which have been checked.
    fn holding(&self, campuses: Arc<[Campus]>, own: Vec<f64>) -> District {
        District {
            resources: Arc::clone(&self.resources),
            sections: Arc::clone(&self.sections),
            stocks: campus::split(&self.sections, &campuses, &self.resources, &own),
            campuses,
            staff: self.staff.clone(),
            travel: self.travel.clone(),
            own,
        }
    }

    fn check_stocks(&self, stocks: &[f64]) -> Problems {
        let mut problems = Problems::new();
        if stocks.len() != self.stocks.len() {
            let args = [stocks.len().to_string(), self.stocks.len().to_string()];
            problems.add(Code::WrongNumberOfStocks, Place::default(), args);
        }
        let width = self.resources.len().max(1);
        for (section, row) in self.sections.iter().zip(stocks.chunks(width)) {
            for (resource, stock) in self.resources.iter().zip(row) {
                // The place is only made where it is needed.
                if !Range::STOCK.holds(*stock) {
                    let place = Place::item(section.label());
                    build::check_amount(*stock, Range::STOCK, &place, resource, &mut problems);
                }
            }
        }
        problems
    }
}
