//! Teachers by kind that add up to what a district's sections hold.
//!
//! In: a district with whole numbers of teachers, of those with a higher degree, of
//! backbone teachers and of those for PE and arts. Out: the same district with every
//! teacher of some subject, degree and so on, drawn at random so that the four numbers
//! stay; backbone teachers mostly have a degree, four in ten are due for rotation.

use super::Stream;
use super::random::Random;
use crate::district::{District, Staff, Stage, TEACHER_RESOURCES, TeacherKind};
use crate::error::Error;

/// Subjects of physical education and arts.
const ARTS: [&str; 3] = ["体育", "音乐", "美术"];

/// The other subjects of a stage; more frequent ones are there more often.
const fn subjects(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Primary => &["语文", "语文", "语文", "数学", "数学", "英语", "科学"],
        Stage::Junior => &[
            "语文", "语文", "数学", "数学", "英语", "英语", "理科", "文科",
        ],
    }
}

/// The part of teachers due for rotation.
const ELIGIBLE: f64 = 0.4;

/// A district with its teachers by kind, drawn from a seed; where it holds no whole
/// number of them, the nearest.
///
/// ```
/// use junheng::generate::{County, county, with_teachers};
/// let plain = county(&County { schools: 20, seed: 1 })?;
/// let district = with_teachers(&plain, 1)?;
/// let all: u64 = district.staff().map_or(0, |staff| staff.headcounts().iter().sum());
/// assert!(all > 100);
/// assert_eq!(district.stocks(), plain.stocks());
/// # Ok::<(), junheng::Error>(())
/// ```
///
/// # Errors
/// None that a caller could cause; the signature is that of every maker of districts.
pub fn with_teachers(district: &District, seed: u64) -> Result<District, Error> {
    let columns = TEACHER_RESOURCES.map(|id| district.resource(id));
    let mut random = Random::new(seed, Stream::Staff);
    let mut groups = Vec::new();
    for (index, section) in district.sections().iter().enumerate() {
        let numbers = columns.map(|c| c.map_or(0, |c| whole(district.stock(index, c))));
        for kind in people(section.stage, numbers, &mut random) {
            groups.push((index, kind, 1));
        }
    }
    let staff = Staff::gather(district.sections().len(), groups);
    district.with_teachers(district.stocks(), staff)
}

/// A stock of people as a number of them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "stocks are not negative, and people far below 2^53"
)]
fn whole(stock: f64) -> usize {
    stock.round() as usize
}

/// All teachers of one section: so many, with a degree, backbone, of PE and arts.
fn people(
    stage: Stage,
    [all, degree, backbone, arts]: [usize; 4],
    random: &mut Random,
) -> Vec<TeacherKind> {
    let mut people: Vec<TeacherKind> = (0..all)
        .map(|i| {
            let list: &[&str] = if i < arts { &ARTS } else { subjects(stage) };
            let subject = list.get(random.below(list.len())).copied();
            TeacherKind {
                pe_arts: i < arts,
                rotation_eligible: random.uniform() < ELIGIBLE,
                ..TeacherKind::of(subject.unwrap_or_default())
            }
        })
        .collect();
    random.shuffle(&mut people);
    for person in people.iter_mut().take(degree) {
        person.higher_degree = true;
    }
    // Backbone teachers are the first of a list in which most with a degree come first.
    let mut ranked: Vec<(f64, usize)> = (0..people.len())
        .map(|i| (random.uniform() + if i < degree { 0.0 } else { 0.8 }, i))
        .collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (_, i) in ranked.into_iter().take(backbone) {
        if let Some(person) = people.get_mut(i) {
            person.backbone = true;
        }
    }
    people
}
