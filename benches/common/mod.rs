//! What all benches plan: a generated district with seven levers, one for each indicator
//! of `quality-balanced-2017`, and one fund that pays for all.

use junheng::policy::{Fund, Goal, Lever, UnitCost};
use junheng::{District, Error, Policy, Standard, generate};

/// Yuan a pupil in the fund: enough to lift the weak, far from enough for all.
const YUAN_A_PUPIL: f64 = 400.0;

/// Resource and price in town; a fifth more in cities, a tenth less in villages.
const LEVERS: [(&str, f64); 7] = [
    ("higher_degree_teachers", 15_000.0),
    ("backbone_teachers", 24_000.0),
    ("pe_arts_teachers", 90_000.0),
    ("teaching_area_m2", 2_600.0),
    ("sports_area_m2", 420.0),
    ("equipment_yuan", 1.05),
    ("multimedia_rooms", 38_000.0),
];

/// A district, its standard and its policy.
#[allow(dead_code)] // not every bench needs all of it
pub(crate) struct Instance {
    pub(crate) district: District,
    pub(crate) standard: Standard,
    pub(crate) policy: Policy,
}

/// A generated district of exactly so many sections, and what it could do with a fund.
pub(crate) fn instance(sections: usize, goals: &[Goal]) -> Result<Instance, Error> {
    let district = generate::district(sections, 7)?;
    let pupils: f64 = district.sections().iter().map(|s| s.pupils).sum();
    let levers = LEVERS.map(|(resource, yuan)| Lever {
        unit_cost: UnitCost::ByLocale {
            urban: Some(1.2 * yuan),
            town: Some(yuan),
            rural: Some(0.9 * yuan),
        },
        ..Lever::adding(resource, resource, yuan, "fund")
    });
    let policy = Policy {
        goals: goals.to_vec(),
        funds: vec![Fund::new("fund", (YUAN_A_PUPIL * pupils).round())],
        levers: levers.to_vec(),
        ..Policy::default()
    };
    Ok(Instance {
        district,
        standard: Standard::bundled("quality-balanced-2017")?,
        policy,
    })
}
