//! Synthetic districts from a seed: for trying the planner, for tests and for benches.
//!
//! A size and a seed go in, a Chinese county comes out: a county town, townships around
//! it, villages; primary, junior and nine-year schools and teaching points; log-normal
//! rolls and stocks that hang together. Town schools are crowded, village schools roomy
//! but short of equipment and of backbone, PE and arts teachers. What is larger than a
//! county is many of them side by side ([`country`]). Every county fails
//! `quality-balanced-2017` today: its worst equipped section lies below the floor of 85 %
//! on two minima. The same seed gives the same bytes on every platform: the random stream is fixed
//! by its cipher, every step is plain IEEE arithmetic, amounts are rounded to whole
//! units. All names are made up; a likeness to a real place is chance.

mod country;
mod map;
mod names;
mod qinghe;
pub(crate) mod random;
mod roll;
mod staff;
mod stock;

pub use country::country;
pub use qinghe::qinghe;
pub use staff::with_teachers;

use crate::district::{Campus, District, Section};
use crate::error::{Code, Error, Place, Problem};
use map::Map;
use random::Random;
use roll::Shape;
use stock::{RESOURCES, Stocks};

/// Most schools that [`county`] and most sections that [`district`] makes.
pub const MOST_SCHOOLS: usize = 300_000;

/// More schools or sections than this are several counties.
const MOST_IN_COUNTY: usize = 250;

/// Which county to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct County {
    /// Number of schools, 1 to [`MOST_SCHOOLS`]; a nine-year school has two sections.
    pub schools: usize,
    /// The seed; each gives another county.
    pub seed: u64,
}

/// A synthetic county that fails `quality-balanced-2017` today. With more than 250
/// schools it is a prefecture or a province: many counties planned as one district,
/// each a group of its own.
///
/// ```
/// use junheng::generate::{County, county};
/// let district = county(&County { schools: 30, seed: 1 })?;
/// assert!(district.sections().len() >= 30);
/// assert_eq!(district, county(&County { schools: 30, seed: 1 })?);
/// # Ok::<(), junheng::Error>(())
/// ```
///
/// # Errors
/// [`Error::Input`] with [`Code::NoSuchSize`] for 0 schools or more than [`MOST_SCHOOLS`].
pub fn county(county: &County) -> Result<District, Error> {
    made(county.schools, "schools", Shape::of, county.seed)
}

/// A synthetic district of exactly so many sections, 1 to [`MOST_SCHOOLS`]; otherwise
/// as [`county`].
///
/// ```
/// let district = junheng::generate::district(200, 1)?;
/// assert_eq!(district.sections().len(), 200);
/// # Ok::<(), junheng::Error>(())
/// ```
///
/// # Errors
/// [`Error::Input`] with [`Code::NoSuchSize`] for 0 sections or more than [`MOST_SCHOOLS`].
pub fn district(sections: usize, seed: u64) -> Result<District, Error> {
    made(sections, "sections", Shape::of_sections, seed)
}

/// A district of a size, of which `shape` makes a county's schools.
fn made(size: usize, what: &str, shape: fn(usize) -> Shape, seed: u64) -> Result<District, Error> {
    if !(1..=MOST_SCHOOLS).contains(&size) {
        let args = [size.to_string(), MOST_SCHOOLS.to_string()];
        return Err(Problem::new(Code::NoSuchSize, Place::item(what), args).into());
    }
    if size > MOST_IN_COUNTY {
        return country::together(size, shape, seed);
    }
    let mut random = Random::new(seed, Stream::Map);
    let name = names::county(&mut random);
    build(drafts(&shape(size), &name, None, seed, &mut random))
}

/// The sections of one county. `random` is its stream for the map; the other streams
/// are the seed's.
fn drafts(
    shape: &Shape,
    name: &str,
    origin: Option<(f64, f64)>,
    seed: u64,
    random: &mut Random,
) -> Vec<Draft> {
    let mut map = Map::draw(name, (2 + shape.schools() / 6).min(24), random);
    if let Some(origin) = origin {
        map.lay_at(origin);
    }
    let mut drafts = roll::draw(shape, &map, &mut Random::new(seed, Stream::Roll));
    stock::draw(&mut drafts, &mut Random::new(seed, Stream::Stock));
    weaken(&mut drafts);
    drafts
}

/// What randomness is spent on. Each purpose has a stream of its own, so that a
/// further one (groups of teachers, say) leaves the bytes of the others as they are.
#[derive(Debug, Clone, Copy)]
enum Stream {
    Map = 1,
    Roll = 2,
    Stock = 3,
    Country = 4,
    Staff = 5,
}

/// A section in the making.
#[derive(Debug, Clone)]
struct Draft {
    section: Section,
    /// How large it is among its like: the standard score of its roll.
    size: f64,
    stocks: Stocks,
    campus: Sharing,
}

/// What a section's school holds in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// Nothing.
    None,
    /// Sports ground, computers and books, between its two stages.
    Stages,
    /// The sports ground, with the senior pupils of the same school.
    Senior,
}

/// Makes sure that the county fails: the assessed section with the least equipment a
/// pupil falls to 80 % of two minima, where the standard allows one miss and 85 %.
fn weaken(drafts: &mut [Draft]) {
    let need = |d: &Draft| d.stocks.equipment / (d.section.pupils * stock::minimum(d).equipment);
    let assessed = drafts.iter_mut().filter(|d| !d.section.is_excluded());
    if let Some(weakest) = assessed.min_by(|a, b| need(a).total_cmp(&need(b))) {
        let pupils = weakest.section.pupils;
        let minimum = stock::minimum(weakest);
        let most = |per_pupil: f64| (0.8 * per_pupil * pupils).floor();
        let stocks = &mut weakest.stocks;
        stocks.equipment = stocks.equipment.min(most(minimum.equipment));
        stocks.multimedia_rooms = stocks.multimedia_rooms.min(most(minimum.multimedia_rooms));
    }
}

/// The district of all drafts, with what they hold in common moved to campuses.
fn build(mut drafts: Vec<Draft>) -> Result<District, Error> {
    let mut campuses: Vec<Campus> = Vec::new();
    for draft in &mut drafts {
        let Some(common) = draft.stocks.take_common(draft.campus) else {
            continue;
        };
        let id = &draft.section.school_id;
        // The sections of a school follow one another.
        if let Some(campus) = campuses.last_mut().filter(|c| c.school_id == *id) {
            for (resource, stock) in common {
                *campus.stocks.entry(resource.into()).or_default() += stock;
            }
        } else {
            let senior = draft.campus == Sharing::Senior;
            campuses.push(Campus {
                school_id: id.clone(),
                senior_pupils: if senior {
                    (0.9 * draft.section.pupils).round()
                } else {
                    0.0
                },
                stocks: common
                    .into_iter()
                    .map(|(r, stock)| (r.to_owned(), stock))
                    .collect(),
            });
        }
    }
    let mut builder = District::builder(RESOURCES);
    for draft in drafts {
        builder = builder.section(draft.section, draft.stocks.row());
    }
    for campus in campuses {
        builder = builder.campus(campus);
    }
    builder.build()
}
