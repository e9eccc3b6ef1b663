//! The stocks: what each section holds, from its locale, its size and its luck.
//!
//! Each stock is its locale's level times a log-normal factor. Sections of a school
//! share a common part of that factor (well endowed schools have more of everything):
//! with W the school's and E the resource's own standard normal, the factor is
//! $e^{\sigma (0.6 W + 0.8 E)}$. Teachers and multimedia rooms follow classes, areas,
//! equipment, computers and books follow pupils, kinds of teachers are parts of teachers.

use super::random::{Random, exp};
use super::roll::set_classes;
use super::{Draft, Sharing};
use crate::district::{Locale, Stage};
use crate::id::Id;

/// The ids of the resources, in the order of [`Stocks::row`].
pub(super) const RESOURCES: [&str; 11] = [
    "teachers",
    "higher_degree_teachers",
    "backbone_teachers",
    "pe_arts_teachers",
    "mid_title_teachers",
    "teaching_area_m2",
    SPORTS,
    "equipment_yuan",
    "multimedia_rooms",
    COMPUTERS,
    BOOKS,
];
const SPORTS: &str = "sports_area_m2";
const COMPUTERS: &str = "computers";
const BOOKS: &str = "books";

/// What a section holds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Stocks {
    pub(super) teachers: f64,
    pub(super) higher_degree: f64,
    pub(super) backbone: f64,
    pub(super) pe_arts: f64,
    pub(super) mid_title: f64,
    pub(super) teaching_area: f64,
    pub(super) sports_area: f64,
    pub(super) equipment: f64,
    pub(super) multimedia_rooms: f64,
    pub(super) computers: f64,
    pub(super) books: f64,
}

impl Stocks {
    /// The stocks in the order of [`RESOURCES`].
    pub(super) fn row(self) -> [f64; 11] {
        [
            self.teachers,
            self.higher_degree,
            self.backbone,
            self.pe_arts,
            self.mid_title,
            self.teaching_area,
            self.sports_area,
            self.equipment,
            self.multimedia_rooms,
            self.computers,
            self.books,
        ]
    }

    /// Changes the number of teachers, and of each kind in proportion.
    pub(super) fn set_teachers(&mut self, teachers: f64) {
        let factor = teachers / self.teachers;
        for kind in [
            &mut self.higher_degree,
            &mut self.backbone,
            &mut self.pe_arts,
            &mut self.mid_title,
        ] {
            *kind = (*kind * factor).round().min(teachers);
        }
        self.teachers = teachers;
    }

    /// Takes out what the school holds in common: all of it, for all its pupils.
    pub(super) fn take_common(&mut self, sharing: Sharing) -> Option<Vec<(&'static str, f64)>> {
        let mut common = Vec::new();
        let mut take = |resource, stock: &mut f64| common.push((resource, std::mem::take(stock)));
        match sharing {
            Sharing::None => return None,
            Sharing::Stages => {
                take(SPORTS, &mut self.sports_area);
                take(COMPUTERS, &mut self.computers);
                take(BOOKS, &mut self.books);
            }
            // A ground for the senior pupils too is larger by their part.
            Sharing::Senior => {
                self.sports_area = (2.0 * self.sports_area).round();
                take(SPORTS, &mut self.sports_area);
            }
        }
        Some(common)
    }
}

/// Two minima of `quality-balanced-2017`, a pupil: those that a county is made to miss.
pub(super) struct Minimum {
    pub(super) equipment: f64,
    pub(super) multimedia_rooms: f64,
}

/// The minima of a section's stage.
pub(super) fn minimum(draft: &Draft) -> Minimum {
    match draft.section.stage {
        Stage::Primary => Minimum {
            equipment: 2000.0,
            multimedia_rooms: 0.023,
        },
        Stage::Junior => Minimum {
            equipment: 2500.0,
            multimedia_rooms: 0.024,
        },
    }
}

/// What is usual in a locale, for primary sections.
struct Level {
    teachers_per_class: f64,
    higher_degree: f64,
    backbone: f64,
    pe_arts: f64,
    mid_title: f64,
    teaching_area: f64,
    sports_area: f64,
    equipment: f64,
    rooms_per_class: f64,
    computers: f64,
    books: f64,
}

const URBAN: Level = Level {
    teachers_per_class: 2.35,
    higher_degree: 0.88,
    backbone: 0.24,
    pe_arts: 0.19,
    mid_title: 0.55,
    teaching_area: 4.3,
    sports_area: 6.2,
    equipment: 3100.0,
    rooms_per_class: 1.05,
    computers: 0.13,
    books: 22.0,
};
const TOWN: Level = Level {
    teachers_per_class: 2.3,
    higher_degree: 0.78,
    backbone: 0.15,
    pe_arts: 0.16,
    mid_title: 0.50,
    teaching_area: 5.8,
    sports_area: 9.5,
    equipment: 2100.0,
    rooms_per_class: 0.9,
    computers: 0.11,
    books: 25.0,
};
const RURAL: Level = Level {
    teachers_per_class: 2.0,
    higher_degree: 0.62,
    backbone: 0.06,
    pe_arts: 0.08,
    mid_title: 0.42,
    teaching_area: 9.0,
    sports_area: 17.0,
    equipment: 1300.0,
    rooms_per_class: 0.55,
    computers: 0.09,
    books: 30.0,
};

/// How much more a section has than is usual in primary ones.
struct More {
    teachers: f64,
    kinds: f64,
    degrees: f64,
    space: f64,
    things: f64,
}

const JUNIOR: More = More {
    teachers: 1.5,
    kinds: 0.68,
    degrees: 1.08,
    space: 1.35,
    things: 1.25,
};
const PRIMARY: More = More {
    teachers: 1.0,
    kinds: 1.0,
    degrees: 1.0,
    space: 1.0,
    things: 1.0,
};

/// Draws the classes and stocks of every section.
pub(super) fn draw(drafts: &mut [Draft], random: &mut Random) {
    let mut school = Id::default();
    let mut luck = 0.0;
    for draft in drafts {
        if draft.section.school_id != school {
            school.clone_from(&draft.section.school_id);
            luck = random.normal();
        }
        set_classes(&mut draft.section, random);
        draft.stocks = stocks(draft, luck, random);
    }
}

fn stocks(draft: &Draft, luck: f64, random: &mut Random) -> Stocks {
    let level = match draft.section.locale {
        Some(Locale::Urban) => URBAN,
        Some(Locale::Town) => TOWN,
        _ => RURAL,
    };
    let more = match draft.section.stage {
        Stage::Primary => PRIMARY,
        Stage::Junior => JUNIOR,
    };
    let pupils = draft.section.pupils;
    let classes = draft.section.classes.unwrap_or(1.0);
    let mut factor = |sigma: f64| exp(sigma * (0.6 * luck + 0.8 * random.normal()));

    let teachers = classes * level.teachers_per_class * more.teachers * factor(0.08);
    let teachers = teachers.round().max(2.0);
    let mut part =
        |share: f64, sigma: f64| (teachers * share * factor(sigma)).round().min(teachers);
    let higher_degree = part(level.higher_degree * more.degrees, 0.10);
    let backbone = part(level.backbone * more.kinds, 0.45);
    let pe_arts = part(level.pe_arts * more.kinds, 0.30);
    let mid_title = part(level.mid_title, 0.15);

    // A school that is large among its like is crowded.
    let room = pupils * more.space * exp(-0.2 * draft.size);
    let things = pupils * more.things;
    Stocks {
        teachers,
        higher_degree,
        backbone,
        pe_arts,
        mid_title,
        teaching_area: (room * level.teaching_area * factor(0.25)).round(),
        sports_area: (room * level.sports_area * factor(0.40)).round(),
        equipment: (things * level.equipment * factor(0.55)).round(),
        multimedia_rooms: (classes * level.rooms_per_class * factor(0.20)).round(),
        computers: (pupils * level.computers * factor(0.35)).round(),
        books: (pupils * level.books * factor(0.30)).round(),
    }
}
