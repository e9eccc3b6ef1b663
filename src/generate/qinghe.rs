//! The bundled example: 清河, a county that does not exist, with totals that do.
//!
//! The seeded generator draws its schools; rolls, equipment, teachers and teaching
//! rooms are then scaled to published totals of a real county (Xinchang, statistics
//! published in February 2025) and rounded so that the totals are exact. Building
//! area covers dormitories, canteens and offices too, and junior schools board: the
//! part of it that is teaching rooms is an assumption, [`TEACHING_PART`].

use super::map::Map;
use super::random::Random;
use super::roll::{self, Shape};
use super::{Draft, Stream, build, stock};
use crate::district::{District, Stage};
use crate::error::Error;

/// Chosen among the first four thousand: no school is too large to be believed,
/// every indicator is missed somewhere, in the county town and outside it.
const SEED: u64 = 2725;

/// The part of the published building area that is teaching rooms, primary and junior.
const TEACHING_PART: [f64; 2] = [0.5, 0.3];

/// Published totals of one stage.
struct Published {
    stage: Stage,
    pupils: f64,
    building_m2: f64,
    equipment_yuan: f64,
    teaching_part: f64,
}

const PUBLISHED: [Published; 2] = [
    Published {
        stage: Stage::Primary,
        pupils: 22_250.0,
        building_m2: 254_800.0,
        equipment_yuan: 90_103_400.0,
        teaching_part: TEACHING_PART[0],
    },
    Published {
        stage: Stage::Junior,
        pupils: 11_012.0,
        building_m2: 322_600.0,
        equipment_yuan: 89_094_500.0,
        teaching_part: TEACHING_PART[1],
    },
];

/// Published number of teachers of both stages.
const TEACHERS: f64 = 2_384.0;

/// The bundled example county 清河: 17 primary and 13 junior sections, two of each in
/// nine-year schools, two of the primary ones teaching points (one under 50 pupils,
/// which the totals include). It is what `examples/data/qinghe` holds.
///
/// ```
/// let qinghe = junheng::generate::qinghe()?;
/// let pupils: f64 = qinghe.sections().iter().map(|s| s.pupils).sum();
/// assert_eq!(pupils, 22_250.0 + 11_012.0);
/// # Ok::<(), junheng::Error>(())
/// ```
///
/// # Errors
/// None that a caller could cause; the signature is that of every maker of districts.
pub fn qinghe() -> Result<District, Error> {
    scaled(SEED)
}

/// The county of a seed, scaled to the published totals.
fn scaled(seed: u64) -> Result<District, Error> {
    let shape = Shape {
        primary: 13,
        junior: 11,
        nine_year: 2,
        points: 2,
    };
    let map = Map::draw("清河县", 6, &mut Random::new(seed, Stream::Map));
    let mut drafts = roll::draw(&shape, &map, &mut Random::new(seed, Stream::Roll));
    for published in &PUBLISHED {
        let regular = |d: &&mut Draft| !d.section.teaching_point;
        let points: f64 = of(&mut drafts, published.stage)
            .filter(|d| d.section.teaching_point)
            .map(|d| d.section.pupils)
            .sum();
        let rolls = of(&mut drafts, published.stage).filter(regular);
        share_out(
            rolls.map(|d| &mut d.section.pupils),
            published.pupils - points,
        );
    }
    stock::draw(&mut drafts, &mut Random::new(seed, Stream::Stock));
    for published in &PUBLISHED {
        let stocks = of(&mut drafts, published.stage).map(|d| &mut d.stocks);
        share_out(stocks.map(|s| &mut s.equipment), published.equipment_yuan);
        let stocks = of(&mut drafts, published.stage).map(|d| &mut d.stocks);
        share_out(
            stocks.map(|s| &mut s.teaching_area),
            published.building_m2 * published.teaching_part,
        );
    }
    let mut teachers: Vec<f64> = drafts.iter().map(|d| d.stocks.teachers).collect();
    share_out(teachers.iter_mut(), TEACHERS);
    for (draft, teachers) in drafts.iter_mut().zip(teachers) {
        draft.stocks.set_teachers(teachers);
    }
    build(drafts)
}

fn of(drafts: &mut [Draft], stage: Stage) -> impl Iterator<Item = &mut Draft> {
    drafts.iter_mut().filter(move |d| d.section.stage == stage)
}

/// Scales amounts to a total and rounds them to whole units that add up to it: each
/// is rounded down, what is left goes to the largest remainders, one unit each.
fn share_out<'a>(amounts: impl Iterator<Item = &'a mut f64>, total: f64) {
    let mut amounts: Vec<&mut f64> = amounts.collect();
    let factor = total / amounts.iter().map(|a| **a).sum::<f64>();
    let mut left = total;
    let mut remainders = Vec::with_capacity(amounts.len());
    for (amount, i) in amounts.iter_mut().zip(0_usize..) {
        let exact = **amount * factor;
        **amount = exact.floor();
        left -= **amount;
        remainders.push((exact - exact.floor(), i));
    }
    remainders.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, i) in remainders {
        if left < 1.0 {
            break;
        }
        if let Some(amount) = amounts.get_mut(i) {
            **amount += 1.0;
            left -= 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(district: &District, stage: Stage, resource: &str) -> f64 {
        let column = district.resource(resource).unwrap_or(usize::MAX);
        let sections = district.sections().iter().zip(0..);
        sections
            .filter(|(s, _)| s.stage == stage)
            .map(|(_, i)| district.stock(i, column))
            .sum()
    }

    #[test]
    fn totals_are_the_published_ones_whatever_the_seed() -> Result<(), Error> {
        for district in (0..60).chain([SEED]).map(scaled) {
            let district = district?;
            for published in &PUBLISHED {
                let stage = published.stage;
                let sections = district.sections().iter().filter(|s| s.stage == stage);
                let pupils: f64 = sections.map(|s| s.pupils).sum();
                let rooms = published.building_m2 * published.teaching_part;
                for (total, published) in [
                    (pupils, published.pupils),
                    (
                        total(&district, stage, "equipment_yuan"),
                        published.equipment_yuan,
                    ),
                    (total(&district, stage, "teaching_area_m2"), rooms),
                ] {
                    assert_eq!(total.to_bits(), published.to_bits(), "{stage}");
                }
            }
            let teachers: f64 = Stage::ALL
                .map(|g| total(&district, g, "teachers"))
                .iter()
                .sum();
            assert_eq!(teachers.to_bits(), TEACHERS.to_bits());
        }
        Ok(())
    }

    #[test]
    fn shares_out_to_the_last_unit() {
        let mut amounts = [1.0, 1.0, 1.0];
        share_out(amounts.iter_mut(), 11.0);
        assert_eq!(amounts.map(f64::to_bits), [4.0, 4.0, 3.0].map(f64::to_bits));
    }
}
