//! How far sections are from each other, by the map or by the clock (路程).
//!
//! Kilometres come from coordinates: along a great circle of a sphere of 6,371.0088 km
//! (the Earth's mean radius) for degrees, straight for kilometres. Minutes come from a
//! table of journeys between schools, one way; a missing direction equals the other.

use std::collections::BTreeMap;

use super::{District, Position};

/// The Earth's mean radius in km (IUGG).
const EARTH_KM: f64 = 6_371.008_8;

/// A journey from one school to another, one way: a row of `travel.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    /// The school left.
    pub from: String,
    /// The school reached.
    pub to: String,
    /// Minutes, >= 0.
    pub minutes: f64,
}

/// The journeys of a district between its schools.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Travel(BTreeMap<(String, String), f64>);

impl Travel {
    pub(super) fn new(journeys: impl IntoIterator<Item = Journey>) -> Self {
        let journeys = journeys.into_iter();
        Self(journeys.map(|j| ((j.from, j.to), j.minutes)).collect())
    }

    /// Minutes from one school to another: the journey, else the way back; 0 within one school.
    #[must_use]
    pub fn minutes(&self, from: &str, to: &str) -> Option<f64> {
        if from == to {
            return Some(0.0);
        }
        let of = |from: &str, to: &str| self.0.get(&(from.to_owned(), to.to_owned())).copied();
        of(from, to).or_else(|| of(to, from))
    }

    /// The journeys as they were given, by school.
    pub fn journeys(&self) -> impl Iterator<Item = (&str, &str, f64)> {
        let journeys = self.0.iter();
        journeys.map(|((from, to), minutes)| (from.as_str(), to.as_str(), *minutes))
    }
}

impl District {
    /// Kilometres between two sections as the crow flies; none where one has no position
    /// or they are given in different ways.
    ///
    /// ```
    /// use junheng::{District, Position, Section, Stage};
    /// let at = |id: &str, x_km| Section {
    ///     position: Some(Position::Km { x_km, y_km: 0.0 }),
    ///     ..Section::new(id, Stage::Primary, 100.0)
    /// };
    /// let district = District::builder(["books"])
    ///     .section(at("1", 0.0), [1.0])
    ///     .section(at("2", 3.5), [1.0])
    ///     .build()?;
    /// assert_eq!(district.km(0, 1), Some(3.5));
    /// # Ok::<(), junheng::Error>(())
    /// ```
    #[must_use]
    pub fn km(&self, from: usize, to: usize) -> Option<f64> {
        let position = |s: usize| self.sections.get(s)?.position;
        apart(position(from)?, position(to)?)
    }

    /// Minutes from one section to another by the table of journeys; none without one.
    #[must_use]
    pub fn minutes(&self, from: usize, to: usize) -> Option<f64> {
        let school = |s: usize| Some(self.sections.get(s)?.school_id.as_str());
        self.travel.as_ref()?.minutes(school(from)?, school(to)?)
    }
}

fn apart(from: Position, to: Position) -> Option<f64> {
    match (from, to) {
        (Position::Km { x_km: x, y_km: y }, Position::Km { x_km, y_km }) => {
            Some((x - x_km).hypot(y - y_km))
        }
        (Position::Degrees { lat: a, lon: b }, Position::Degrees { lat, lon }) => {
            let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
            let cos = a.to_radians().cos() * lat.to_radians().cos();
            let haversine = half(a, lat) + cos * half(b, lon);
            Some(2.0 * EARTH_KM * haversine.min(1.0).sqrt().asin())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_a_great_circle_is_its_part_of_the_earth() {
        let at = |lat, lon| Position::Degrees { lat, lon };
        let degree = EARTH_KM * std::f64::consts::PI / 180.0;
        for (from, to) in [
            (at(0.0, 10.0), at(1.0, 10.0)),
            (at(0.0, 10.0), at(0.0, 11.0)),
            (at(89.5, 0.0), at(89.5, 180.0)),
        ] {
            let km = apart(from, to);
            assert!(km.is_some_and(|km| (km - degree).abs() < 1e-6), "{km:?}");
        }
        assert_eq!(
            apart(
                at(0.0, 0.0),
                Position::Km {
                    x_km: 0.0,
                    y_km: 0.0
                }
            ),
            None
        );
    }

    #[test]
    fn a_missing_direction_equals_the_other() {
        let journey = |from: &str, to: &str, minutes| Journey {
            from: from.into(),
            to: to.into(),
            minutes,
        };
        let travel = Travel::new([
            journey("1", "2", 10.0),
            journey("2", "3", 5.0),
            journey("3", "2", 6.0),
        ]);
        assert_eq!(travel.minutes("2", "1"), Some(10.0));
        assert_eq!(travel.minutes("3", "2"), Some(6.0));
        assert_eq!(travel.minutes("3", "1"), None);
        assert_eq!(travel.minutes("3", "3"), Some(0.0));
    }
}
