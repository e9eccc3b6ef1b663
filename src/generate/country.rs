//! A country: many counties side by side, each with a name, a code and a place of its own.
//!
//! A number of counties and a seed go in, the counties come out one by one. A county
//! has 67 sections on average, 8 to 275. Its schools' ids start with its code of four
//! digits, so that no two schools of a country share one.

use rayon::prelude::*;

use super::random::{Random, exp};
use super::roll::Shape;
use super::{Draft, MOST_IN_COUNTY, Stream, build, drafts, names};
use crate::district::District;
use crate::error::Error;

/// Schools of a county: the median, and the spread of the logarithm around it.
const SCHOOLS: (f64, f64) = (55.0, 0.45);

/// The fewest schools of a county that is not the last.
const FEWEST: usize = 8;

/// The south-western corner of a country, and from one county town to the next, in degrees.
const CORNER: (f64, f64) = (20.0, 75.0);
const STEP: (f64, f64) = (0.5, 0.6);

/// A synthetic country: its counties one after another, made as they are asked for.
///
/// ```
/// let mut sections = 0;
/// for county in junheng::generate::country(20, 7) {
///     sections += county?.sections().len();
/// }
/// assert!((800..2_000).contains(&sections));
/// # Ok::<(), junheng::Error>(())
/// ```
///
/// Each item is a district, or an error that no argument causes: the item's type is
/// that of every maker of districts.
pub fn country(counties: usize, seed: u64) -> impl Iterator<Item = Result<District, Error>> {
    let mut random = Random::new(seed, Stream::Country);
    let sizes: Vec<usize> = (0..counties).map(|_| schools(&mut random)).collect();
    let shapes = sizes.into_iter().map(Shape::of).collect();
    plots(shapes, &mut random)
        .into_iter()
        .map(|plot| build(plot.drafts()))
}

/// One district of many counties, `size` schools or sections in all as `shape` counts
/// them. Each county is a group.
pub(super) fn together(
    size: usize,
    shape: fn(usize) -> Shape,
    seed: u64,
) -> Result<District, Error> {
    let mut random = Random::new(seed, Stream::Country);
    let mut shapes = Vec::new();
    let mut left = size;
    while left > 0 {
        let next = schools(&mut random).min(left);
        shapes.push(shape(next));
        left -= next;
    }
    let plots = plots(shapes, &mut random);
    let made: Vec<Vec<Draft>> = plots
        .par_iter()
        .map(|plot| {
            let mut drafts = plot.drafts();
            for draft in &mut drafts {
                draft.section.group = Some(plot.name.clone());
                if !draft.section.name.starts_with(&plot.name) {
                    draft.section.name.insert_str(0, &plot.name);
                }
            }
            drafts
        })
        .collect();
    build(made.into_iter().flatten().collect())
}

/// How many schools a county has.
fn schools(random: &mut Random) -> usize {
    let (median, spread) = SCHOOLS;
    let drawn = (median * exp(spread * random.normal())).round();
    (FEWEST..MOST_IN_COUNTY)
        .rev()
        .find(|n| *n as f64 <= drawn)
        .unwrap_or(FEWEST)
}

/// A county to be made.
struct Plot {
    /// From 1.
    number: usize,
    name: String,
    shape: Shape,
    origin: (f64, f64),
    seed: u64,
}

/// The counties of a country, in rows from south to north, twice as wide as high.
fn plots(shapes: Vec<Shape>, random: &mut Random) -> Vec<Plot> {
    let count = shapes.len();
    let wide = (1..=count).find(|w| w * w >= 2 * count).unwrap_or(1);
    let names = names::counties(count, random);
    let numbered = (0..).zip(shapes.into_iter().zip(names));
    numbered
        .map(|(i, (shape, name))| Plot {
            number: i + 1,
            name,
            shape,
            origin: (
                CORNER.0 + STEP.0 * (i / wide) as f64,
                CORNER.1 + STEP.1 * (i % wide) as f64,
            ),
            seed: random.seed(),
        })
        .collect()
}

impl Plot {
    fn drafts(&self) -> Vec<Draft> {
        let map = &mut Random::new(self.seed, Stream::Map);
        let mut drafts = drafts(&self.shape, &self.name, Some(self.origin), self.seed, map);
        let code = format!("{:04}", self.number);
        for draft in &mut drafts {
            let id = format!("{code}{}", draft.section.school_id);
            draft.section.school_id = id.into();
        }
        drafts
    }
}
