//! The roll: which schools there are, where, with how many pupils and classes.
//!
//! Rolls are log-normal by stage and locale. Classes follow from the roll, 10 to 55
//! pupils on average, at least one a grade where there are pupils for it.

use super::map::Map;
use super::names::Naming;
use super::random::{Random, exp};
use super::stock::Stocks;
use super::{Draft, Sharing};
use crate::district::{Locale, Section, Stage};

/// Least and most pupils in a class, on a section's average.
const CLASS: (f64, f64) = (10.0, 55.0);

/// What a school teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Grades 1 to 6.
    Primary,
    /// Grades 7 to 9.
    Junior,
    /// Both.
    NineYear,
    /// A few lower grades in a village.
    Point,
}

impl Kind {
    fn stages(self) -> &'static [Stage] {
        match self {
            Self::Primary | Self::Point => &[Stage::Primary],
            Self::Junior => &[Stage::Junior],
            Self::NineYear => &Stage::ALL,
        }
    }

    /// How its name ends.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Primary => "小学",
            Self::Junior => "初级中学",
            Self::NineYear => "九年一贯制学校",
            Self::Point => "教学点",
        }
    }
}

/// How many schools of each kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) primary: usize,
    pub(super) junior: usize,
    pub(super) nine_year: usize,
    pub(super) points: usize,
}

impl Shape {
    /// The usual mixture: a teaching point in fifteen schools, a nine-year school in
    /// ten, of the others one junior to two primary.
    pub(super) fn of(schools: usize) -> Self {
        let points = schools / 15;
        let nine_year = (schools + 5) / 10;
        let others = schools.saturating_sub(points + nine_year);
        let junior = (others + 1) / 3;
        Self {
            primary: others - junior,
            junior,
            nine_year,
            points,
        }
    }

    /// The usual mixture with exactly so many sections.
    pub(super) fn of_sections(sections: usize) -> Self {
        let schools = sections * 10 / 11;
        let near = (schools.saturating_sub(1)..=sections).map(Self::of);
        let mut shape = near
            .take_while(|shape| shape.sections() <= sections)
            .last()
            .unwrap_or_else(|| Self::of(0));
        // A number of sections that the mixture leaps over lacks one.
        shape.primary += sections.saturating_sub(shape.sections());
        shape
    }

    pub(super) fn schools(&self) -> usize {
        self.primary + self.junior + self.nine_year + self.points
    }

    fn sections(&self) -> usize {
        self.schools() + self.nine_year
    }
}

/// A school's kind and place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub(super) township: usize,
    pub(super) kind: Kind,
    pub(super) locale: Locale,
}

/// The sections of a county, without stocks; those of a school follow one another.
pub(super) fn draw(shape: &Shape, map: &Map, random: &mut Random) -> Vec<Draft> {
    let seats = seats(shape, map.townships(), random);
    let mut naming = Naming::new(&map.county, seats.len(), random);
    let mut drafts = Vec::with_capacity(seats.len() + shape.nine_year);
    let mut sharing = Sharers {
        nine_years: 0,
        senior: seats.len() >= 20,
    };
    let (mut township, mut number, mut points) = (0, 0, 0);
    for seat in &seats {
        if seat.township != township {
            (township, number) = (seat.township, 0);
        }
        number += 1;
        points += usize::from(seat.kind == Kind::Point);
        let id = format!("{:02}{number:02}", 10 + seat.township);
        let group = map.name(seat.township);
        let name = naming.school(seat, group);
        let position = map.place(seat.township, seat.locale, random);
        let campus = sharing.of(seat);
        for stage in seat.kind.stages() {
            let (size, pupils) = pupils(seat, *stage, points, random);
            let mut section = Section::new(id.clone(), *stage, pupils);
            section.name.clone_from(&name);
            section.locale = Some(seat.locale);
            section.group = Some(group.to_owned());
            section.teaching_point = seat.kind == Kind::Point;
            section.position = Some(position);
            drafts.push(Draft {
                section,
                size,
                stocks: Stocks::default(),
                campus,
            });
        }
    }
    drafts
}

/// Where the schools are: a third in the county town, then one of each kind in every
/// township's market town, the others in villages. Ordered by township and kind.
fn seats(shape: &Shape, townships: usize, random: &mut Random) -> Vec<Seat> {
    let others = townships.saturating_sub(1).max(1);
    let mut seats = Vec::new();
    for (kind, count) in [(Kind::Primary, shape.primary), (Kind::Junior, shape.junior)] {
        let urban = (count * 35).div_ceil(100);
        for i in 0..count {
            let (township, locale) = match i.checked_sub(urban) {
                None => (0, Locale::Urban),
                Some(i) if i < others => (1 + i, Locale::Town),
                Some(_) => (1 + random.below(others), Locale::Rural),
            };
            seats.push(Seat {
                township,
                kind,
                locale,
            });
        }
    }
    for i in 0..shape.nine_year {
        seats.push(Seat {
            township: 1 + random.below(others),
            kind: Kind::NineYear,
            locale: [Locale::Rural, Locale::Town][i % 2],
        });
    }
    for _ in 0..shape.points {
        seats.push(Seat {
            township: 1 + random.below(others),
            kind: Kind::Point,
            locale: Locale::Rural,
        });
    }
    seats.sort_by_key(|s| (s.township, s.kind, s.locale));
    seats
}

/// Decides which schools hold something in common.
struct Sharers {
    nine_years: usize,
    /// Whether the next urban junior school has senior classes.
    senior: bool,
}

impl Sharers {
    /// Every other nine-year school shares between its stages, and the county's own
    /// middle school with its senior classes.
    fn of(&mut self, seat: &Seat) -> Sharing {
        match (seat.kind, seat.locale) {
            (Kind::NineYear, _) => {
                self.nine_years += 1;
                if self.nine_years % 2 == 1 {
                    return Sharing::Stages;
                }
            }
            (Kind::Junior, Locale::Urban) if self.senior => {
                self.senior = false;
                return Sharing::Senior;
            }
            _ => {}
        }
        Sharing::None
    }
}

/// The standard score of a section's roll among its like, and the roll. The first
/// teaching point and every other one after it has under 50 pupils.
fn pupils(seat: &Seat, stage: Stage, points: usize, random: &mut Random) -> (f64, f64) {
    if seat.kind == Kind::Point {
        let pupils = if points % 2 == 1 {
            random.between(14.0, 46.0)
        } else {
            random.between(52.0, 90.0)
        };
        return (0.0, pupils);
    }
    let (median, spread) = match (stage, seat.locale) {
        (Stage::Primary, Locale::Urban) => (1500.0, 0.35),
        (Stage::Primary, Locale::Town) => (620.0, 0.40),
        (Stage::Primary, Locale::Rural) => (190.0, 0.50),
        (Stage::Junior, Locale::Urban) => (1300.0, 0.30),
        (Stage::Junior, Locale::Town) => (600.0, 0.35),
        (Stage::Junior, Locale::Rural) => (280.0, 0.40),
    };
    let part = if seat.kind == Kind::NineYear {
        0.7
    } else {
        1.0
    };
    let size = random.normal();
    let pupils = part * median * exp(spread * size);
    (size, pupils.round().clamp(55.0, 4000.0))
}

/// Classes and the largest class, from the roll and the locale.
pub(super) fn set_classes(section: &mut Section, random: &mut Random) {
    let usual = match section.locale {
        Some(Locale::Urban) => 46.0,
        Some(Locale::Town) => 41.0,
        _ => 31.0,
    };
    let grades = match section.stage {
        Stage::Primary => 6.0,
        Stage::Junior => 3.0,
    };
    let (smallest, largest) = CLASS;
    let pupils = section.pupils;
    let fewest = (pupils / largest).ceil();
    let most = (pupils / smallest).floor().max(1.0);
    let usual = usual + 3.0 * random.normal();
    let classes = (pupils / usual).round().max(grades).min(most).max(fewest);
    let mean = (pupils / classes).ceil();
    let over = random.between(0.0, 6.0);
    section.classes = Some(classes);
    section.largest_class = Some(if classes > 1.0 {
        (mean + over).min(largest)
    } else {
        mean
    });
}
