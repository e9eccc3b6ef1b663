//! Building a [`District`]: everything is checked, every problem is reported.

use std::collections::{HashMap, HashSet};

use std::sync::Arc;

use super::campus::{self, Campus};
use super::{
    District, Journey, Position, Range, Section, Staff, TEACHER_RESOURCES, TeacherGroup, Travel,
};
use crate::error::{Code, Error, Place, Problems};

/// Gathers the parts of a district; [`build`](Self::build) checks them all.
///
/// Blanks around ids, names and groups are dropped, as they are from files, and an
/// empty group is none.
#[derive(Debug, Clone)]
pub struct DistrictBuilder {
    resources: Vec<String>,
    sections: Vec<(Section, Place)>,
    campuses: Vec<(Campus, Place)>,
    teachers: Option<Vec<(TeacherGroup, Place)>>,
    journeys: Option<Vec<(Journey, Place)>>,
    own: Vec<f64>,
    problems: Problems,
}

impl DistrictBuilder {
    pub(super) fn new(mut resources: Vec<String>) -> Self {
        resources.iter_mut().for_each(trim);
        let mut problems = Problems::new();
        let mut seen = HashSet::new();
        for resource in &resources {
            if resource.is_empty() || !seen.insert(resource.as_str()) {
                problems.add(
                    Code::DuplicateResource,
                    Place::item(resource.clone()),
                    [resource],
                );
            }
        }
        Self {
            resources,
            sections: Vec::new(),
            campuses: Vec::new(),
            teachers: None,
            journeys: None,
            own: Vec::new(),
            problems,
        }
    }

    /// Adds a section with what it holds by itself: one stock a resource, in the
    /// order of the resources given to [`District::builder`].
    #[must_use]
    pub fn section(self, section: Section, stocks: impl IntoIterator<Item = f64>) -> Self {
        let place = Place::item(section.label());
        self.section_from(place, section, stocks)
    }

    /// Adds what a school holds in common for its stages.
    #[must_use]
    pub fn campus(self, campus: Campus) -> Self {
        let place = Place::item(campus.school_id.clone());
        self.campus_from(place, campus)
    }

    /// Gives the teachers by kind. They are then the source of [`TEACHER_RESOURCES`]:
    /// those that the district was not started with are added to its resources, and
    /// stocks given of the others must be what the groups add up to, or NaN for that.
    #[must_use]
    pub fn teachers(self, groups: impl IntoIterator<Item = TeacherGroup>) -> Self {
        let place = |group: &TeacherGroup| Place::item(label(group));
        let groups = groups.into_iter().map(|group| (place(&group), group));
        self.teachers_from(groups)
    }

    /// Gives the journeys between schools.
    #[must_use]
    pub fn travel(self, journeys: impl IntoIterator<Item = Journey>) -> Self {
        let place = |journey: &Journey| Place::item(format!("{} {}", journey.from, journey.to));
        let journeys = journeys
            .into_iter()
            .map(|journey| (place(&journey), journey));
        self.travel_from(journeys)
    }

    /// Teachers read from known places.
    pub(crate) fn teachers_from(
        mut self,
        groups: impl IntoIterator<Item = (Place, TeacherGroup)>,
    ) -> Self {
        let all = self.teachers.get_or_insert_default();
        all.extend(groups.into_iter().map(|(place, mut group)| {
            group.school_id = group.school_id.trim().into();
            trim(&mut group.kind.subject);
            (group, place)
        }));
        self
    }

    /// Journeys read from known places.
    pub(crate) fn travel_from(
        mut self,
        journeys: impl IntoIterator<Item = (Place, Journey)>,
    ) -> Self {
        let all = self.journeys.get_or_insert_default();
        all.extend(journeys.into_iter().map(|(place, mut journey)| {
            trim(&mut journey.from);
            trim(&mut journey.to);
            (journey, place)
        }));
        self
    }

    /// A section read from a known place, so that problems can name it.
    pub(crate) fn section_from(
        mut self,
        place: Place,
        mut section: Section,
        stocks: impl IntoIterator<Item = f64>,
    ) -> Self {
        section.school_id = section.school_id.trim().into();
        trim(&mut section.name);
        section.group.iter_mut().for_each(trim);
        section.group = section.group.filter(|group| !group.is_empty());
        let start = self.own.len();
        self.own.extend(stocks);
        let given = self.own.len() - start;
        if given != self.resources.len() {
            let args = [given.to_string(), self.resources.len().to_string()];
            self.problems
                .add(Code::WrongNumberOfStocks, place.clone(), args);
            self.own.resize(start + self.resources.len(), 0.0);
        }
        self.sections.push((section, place));
        self
    }

    /// A campus read from a known place.
    pub(crate) fn campus_from(mut self, place: Place, mut campus: Campus) -> Self {
        campus.school_id = campus.school_id.trim().into();
        if campus.stocks.keys().any(|id| id.trim() != id) {
            let stocks = std::mem::take(&mut campus.stocks).into_iter();
            campus.stocks = stocks.map(|(id, n)| (id.trim().to_owned(), n)).collect();
        }
        self.campuses.push((campus, place));
        self
    }

    /// The district, or every problem of its parts.
    ///
    /// # Errors
    /// [`Error::Input`]: no section; a section twice; pupils or classes not above
    /// zero; a stock, position or number of senior pupils that is negative or not
    /// finite; a campus of no known school, twice, or of a resource nobody has; teachers
    /// of no known section, or not as many as the section's stock says; a journey between
    /// schools that are not known, twice, or of no time that can be.
    pub fn build(self) -> Result<District, Error> {
        let Self {
            mut resources,
            sections,
            campuses,
            teachers,
            journeys,
            mut own,
            mut problems,
        } = self;
        if sections.is_empty() {
            problems.add(Code::NoSections, Place::default(), [""; 0]);
        }
        let mut seen = HashMap::new();
        for (section, place) in &sections {
            check_section(section, place, &mut problems);
            let key = (section.school_id.as_str(), section.stage);
            if let Some(first) = seen.insert(key, place) {
                let first = spot(first);
                problems.add(
                    Code::DuplicateSection,
                    place.clone(),
                    [section.label(), first],
                );
            }
        }
        let staff = teachers.map(|groups| {
            let staff = gather(groups, &sections, &mut problems);
            count_teachers(&staff, &sections, &mut resources, &mut own, &mut problems);
            Arc::new(staff)
        });
        let rows = own.chunks(resources.len().max(1));
        for ((_, place), row) in sections.iter().zip(rows) {
            for (resource, stock) in resources.iter().zip(row) {
                check_amount(*stock, Range::STOCK, place, resource, &mut problems);
            }
        }
        check_campuses(&campuses, &sections, &resources, &mut problems);
        let travel = journeys.map(|journeys| Arc::new(travel(journeys, &sections, &mut problems)));
        problems.or(())?;
        let (sections, places): (Vec<Section>, Vec<Place>) = sections.into_iter().unzip();
        let campuses: Vec<Campus> = campuses.into_iter().map(|(c, _)| c).collect();
        let stocks = campus::split(&sections, &campuses, &resources, &own);
        // Shares of huge numbers can overflow where the numbers themselves do not.
        let mut problems = Problems::new();
        for (row, place) in stocks.chunks(resources.len().max(1)).zip(&places) {
            for (resource, stock) in resources.iter().zip(row) {
                check_amount(*stock, Range::STOCK, place, resource, &mut problems);
            }
        }
        problems.or(())?;
        Ok(District {
            resources: resources.into(),
            sections: sections.into(),
            campuses: campuses.into(),
            staff,
            travel,
            own,
            stocks,
        })
    }
}

/// Most teachers of one kind in one section: a county has thousands.
const MOST_TEACHERS: u64 = 1_000_000;

/// Drops blanks on both sides.
fn trim(text: &mut String) {
    if text.trim().len() < text.len() {
        *text = text.trim().to_owned();
    }
}

/// A place as short as can be: `schools.csv:7`, or the item.
fn spot(place: &Place) -> String {
    match (&place.file, place.row) {
        (Some(file), Some(row)) => format!("{file}:{row}"),
        _ => place.item.clone().unwrap_or_default(),
    }
}

/// A stock or other amount must be finite, not negative and in its range.
pub(super) fn check_amount(
    amount: f64,
    range: Range,
    place: &Place,
    column: &str,
    problems: &mut Problems,
) {
    // The place is only made where it is needed.
    if !range.holds(amount) {
        let place = place.clone().at_column(column);
        range.check(amount, Code::Negative, &place, problems);
    }
}

fn check_section(section: &Section, place: &Place, problems: &mut Problems) {
    if section.school_id.trim().is_empty() {
        problems.add(Code::EmptyId, place.clone().at_column("school_id"), [""; 0]);
    }
    let above_zero = [
        ("pupils", Some(section.pupils)),
        ("classes", section.classes),
        ("largest_class", section.largest_class),
    ];
    for (column, amount) in above_zero {
        let Some(amount) = amount else { continue };
        if amount == 0.0 {
            problems.add(Code::Zero, place.clone().at_column(column), [column]);
        } else {
            check_amount(amount, Range::PUPILS, place, column, problems);
        }
    }
    let (first, second) = match section.position {
        None => return,
        Some(Position::Degrees { lat, lon }) => (("lat", lat, 90.0), ("lon", lon, 180.0)),
        Some(Position::Km { x_km, y_km }) => (("x_km", x_km, 1e5), ("y_km", y_km, 1e5)),
    };
    for (column, at, limit) in [first, second] {
        if !at.is_finite() || at.abs() > limit {
            let args = [at.to_string(), limit.to_string()];
            problems.add(Code::NoSuchPlace, place.clone().at_column(column), args);
        }
    }
}

fn check_campuses(
    campuses: &[(Campus, Place)],
    sections: &[(Section, Place)],
    resources: &[String],
    problems: &mut Problems,
) {
    let schools: HashSet<&str> = sections.iter().map(|(s, _)| s.school_id.as_str()).collect();
    let mut seen = HashSet::new();
    for (campus, place) in campuses {
        let id = campus.school_id.as_str();
        if id.is_empty() {
            problems.add(Code::EmptyId, place.clone().at_column("school_id"), [""; 0]);
        } else if !schools.contains(id) {
            problems.add(Code::CampusOfNoSchool, place.clone(), [id]);
        } else if !seen.insert(id) {
            problems.add(Code::DuplicateCampus, place.clone(), [id]);
        }
        check_amount(
            campus.senior_pupils,
            Range::PUPILS,
            place,
            "senior_pupils",
            problems,
        );
        for (resource, stock) in &campus.stocks {
            check_amount(*stock, Range::STOCK, place, resource, problems);
            if counts_people(resource) {
                let place = place.clone().at_column(resource);
                problems.add(Code::SharedTeachers, place, [resource]);
            } else if !resources.contains(resource) {
                let place = place.clone().at_column(resource);
                problems.add(Code::UnknownResource, place, [resource]);
            }
        }
    }
}

/// The groups by section.
fn gather(
    groups: Vec<(TeacherGroup, Place)>,
    sections: &[(Section, Place)],
    problems: &mut Problems,
) -> Staff {
    let numbers = sections.iter().zip(0..);
    let number: HashMap<(&str, _), usize> = numbers
        .map(|((s, _), i)| ((s.school_id.as_str(), s.stage), i))
        .collect();
    let groups = groups.into_iter().filter_map(|(group, place)| {
        let section = number.get(&(group.school_id.as_str(), group.stage));
        if section.is_none() {
            problems.add(Code::TeachersOfNoSection, place.clone(), [label(&group)]);
        }
        if group.count > MOST_TEACHERS {
            let place = place.at_column("count");
            let args = [group.count, 0, MOST_TEACHERS].map(|n| n.to_string());
            problems.add(Code::OutOfRange, place, args);
            return None;
        }
        Some((*section?, group.kind, group.count))
    });
    let groups: Vec<_> = groups.collect();
    Staff::gather(sections.len(), groups)
}

/// The section of a group in messages.
fn label(group: &TeacherGroup) -> String {
    format!("{} {}", group.school_id, group.stage)
}

/// Gives each section the stocks that its teachers add up to, and says where another
/// stock was given.
fn count_teachers(
    staff: &Staff,
    sections: &[(Section, Place)],
    resources: &mut Vec<String>,
    own: &mut Vec<f64>,
    problems: &mut Problems,
) {
    let width = resources.len();
    let given = TEACHER_RESOURCES.map(|id| resources.iter().position(|r| r == id));
    for (id, given) in TEACHER_RESOURCES.into_iter().zip(given) {
        if given.is_none() {
            resources.push(id.to_owned());
        }
    }
    let mut all = Vec::with_capacity(sections.len() * resources.len());
    for (section, (_, place)) in sections.iter().enumerate() {
        let row = own.get(section * width..(section + 1) * width);
        let start = all.len();
        all.extend_from_slice(row.unwrap_or_default());
        let counted = staff.stocks_of(section).into_iter();
        for ((id, column), counted) in TEACHER_RESOURCES.into_iter().zip(given).zip(counted) {
            match column.and_then(|column| all.get_mut(start + column)) {
                Some(stock) if stock.is_nan() => *stock = counted,
                Some(stock) => {
                    let place = || place.clone().at_column(id);
                    check_counted(id, *stock, counted, place, problems);
                }
                None => all.push(counted),
            }
        }
    }
    *own = all;
}

/// A stock of teachers must be what the teachers by kind add up to.
pub(super) fn check_counted(
    resource: &str,
    stock: f64,
    counted: f64,
    place: impl FnOnce() -> Place,
    problems: &mut Problems,
) {
    if (stock - counted).abs() > 1e-9 * counted.max(1.0) {
        let args = [resource.to_owned(), stock.to_string(), counted.to_string()];
        problems.add(Code::TeachersDisagree, place(), args);
    }
}

fn travel(
    journeys: Vec<(Journey, Place)>,
    sections: &[(Section, Place)],
    problems: &mut Problems,
) -> Travel {
    let schools: HashSet<&str> = sections.iter().map(|(s, _)| s.school_id.as_str()).collect();
    let mut seen: HashMap<(&str, &str), &Place> = HashMap::new();
    for (journey, place) in &journeys {
        for (column, school) in [("from", &journey.from), ("to", &journey.to)] {
            if !schools.contains(school.as_str()) {
                let place = place.clone().at_column(column);
                problems.add(Code::TravelOfNoSchool, place, [school]);
            }
        }
        let minutes = journey.minutes;
        check_amount(minutes, Range::MINUTES, place, "minutes", problems);
        if journey.from == journey.to && minutes != 0.0 {
            let place = place.clone().at_column("minutes");
            problems.add(Code::TravelWithin, place, [&journey.from]);
        }
        let key = (journey.from.as_str(), journey.to.as_str());
        if let Some(first) = seen.insert(key, place) {
            let args = [journey.from.clone(), journey.to.clone(), spot(first)];
            problems.add(Code::TravelTwice, place.clone(), args);
        }
    }
    Travel::new(journeys.into_iter().map(|(journey, _)| journey))
}

/// Whether a resource counts teachers, who are never held in common.
pub(crate) fn counts_people(resource: &str) -> bool {
    resource == "teachers" || resource.ends_with("_teachers")
}
