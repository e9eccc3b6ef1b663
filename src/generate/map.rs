//! The map: a county town, townships around it, and places for their schools.
//!
//! Distances are laid out in kilometres and turned into degrees with one length of a
//! degree of longitude, that of 30 degrees north, where the counties lie.

use super::names;
use super::random::Random;
use crate::district::{Locale, Position};

const KM_PER_DEGREE_LAT: f64 = 110.85;
const KM_PER_DEGREE_LON: f64 = 96.49;

/// A county's townships; the first is the county town.
#[derive(Debug)]
pub(super) struct Map {
    /// The county's name.
    pub(super) county: String,
    /// Latitude and longitude of the county town.
    origin: (f64, f64),
    townships: Vec<Township>,
}

/// A township: its name and where its centre is, in kilometres from the county town.
#[derive(Debug)]
struct Township {
    name: String,
    east: f64,
    north: f64,
}

impl Map {
    /// A county with so many townships, the county town included.
    pub(super) fn draw(county: &str, townships: usize, random: &mut Random) -> Self {
        let origin = (
            29.2 + 1.6 * random.uniform(),
            106.0 + 12.0 * random.uniform(),
        );
        let radius = 8.0 + 4.0 * (townships as f64).sqrt();
        let mut placed: Vec<Township> = Vec::with_capacity(townships);
        for name in names::townships(townships, random) {
            let (east, north) = if placed.is_empty() {
                (0.0, 0.0)
            } else {
                apart(&placed, radius, random)
            };
            placed.push(Township { name, east, north });
        }
        Self {
            county: county.to_owned(),
            origin,
            townships: placed,
        }
    }

    /// Moves the county town to a place, its townships with it.
    pub(super) fn lay_at(&mut self, origin: (f64, f64)) {
        self.origin = origin;
    }

    /// How many townships there are, the county town included.
    pub(super) fn townships(&self) -> usize {
        self.townships.len()
    }

    /// The name of a township.
    pub(super) fn name(&self, township: usize) -> &str {
        self.townships.get(township).map_or("", |t| &t.name)
    }

    /// A place for a school: near the centre in a town, kilometres off in a village.
    pub(super) fn place(&self, township: usize, locale: Locale, random: &mut Random) -> Position {
        let spread = match locale {
            Locale::Urban => 1.3,
            Locale::Town => 0.7,
            Locale::Rural => 3.5,
        };
        let (east, north) = self
            .townships
            .get(township)
            .map_or((0.0, 0.0), |t| (t.east, t.north));
        let east = east + spread * random.normal();
        let north = north + spread * random.normal();
        let (lat, lon) = self.origin;
        // Four decimals are about ten metres.
        let degrees = |x: f64| (x * 1e4).round() / 1e4;
        Position::Degrees {
            lat: degrees(lat + north / KM_PER_DEGREE_LAT),
            lon: degrees(lon + east / KM_PER_DEGREE_LON),
        }
    }
}

/// Of a dozen places in the county's square, the one farthest from every township.
fn apart(placed: &[Township], radius: f64, random: &mut Random) -> (f64, f64) {
    let mut best = (0.0, 0.0);
    let mut farthest = -1.0;
    for _ in 0..12 {
        let east = radius * (2.0 * random.uniform() - 1.0);
        let north = radius * (2.0 * random.uniform() - 1.0);
        let square = |t: &Township| {
            (t.east - east) * (t.east - east) + (t.north - north) * (t.north - north)
        };
        let nearest = placed.iter().map(square).fold(f64::INFINITY, f64::min);
        if nearest > farthest {
            farthest = nearest;
            best = (east, north);
        }
    }
    best
}
