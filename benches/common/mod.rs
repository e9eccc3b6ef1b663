//! What all benches plan: a generated district with seven levers, one for each indicator
//! of `quality-balanced-2017`, and one fund that pays for all.

use junheng::policy::{Fund, Goal, Lever, UnitCost};
use junheng::{District, Error, Locale, Policy, Stage, Standard, generate};

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
    with_fund(generate::district(sections, 7)?, goals)
}

/// What a district could do with a fund.
#[allow(dead_code)]
pub(crate) fn with_fund(district: District, goals: &[Goal]) -> Result<Instance, Error> {
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

/// One indicator in one stage as scaled figures: all that a solver called directly needs.
#[allow(dead_code)]
#[derive(serde::Serialize)]
pub(crate) struct Block {
    /// Its weight in the goal.
    pub(crate) part: f64,
    /// Per assessed section, its share of the pupils,
    pub(crate) pi: Vec<f64>,
    /// its value over the minimum,
    pub(crate) x: Vec<f64>,
    /// what raising that by 1 takes of the fund,
    pub(crate) cost: Vec<f64>,
    /// and whether it is in a village.
    pub(crate) village: Vec<bool>,
}

/// The blocks of an instance; none where an indicator has no minimum or no lever, or is
/// not per pupil.
#[allow(dead_code)]
pub(crate) fn blocks(instance: &Instance) -> Option<Vec<Block>> {
    let Instance {
        district,
        standard,
        policy,
    } = instance;
    let values = standard.values(district).ok()?;
    let fund = policy.funds.first()?.amount.limit()?;
    let pupils = |s: &usize| district.sections().get(*s).map_or(0.0, |s| s.pupils);
    let assessed = Stage::ALL.into_iter().flat_map(|g| district.assessed(g));
    let all: f64 = assessed.map(|s| pupils(&s)).sum();
    let mut blocks = Vec::new();
    for stage in Stage::ALL {
        let members: Vec<usize> = district.assessed(stage).collect();
        let total: f64 = members.iter().map(pupils).sum();
        for (k, indicator) in standard.indicators.iter().enumerate() {
            let minimum = indicator.minimum(stage)?;
            let resource = indicator.resources.first()?;
            let lever = policy
                .levers
                .iter()
                .find(|l| l.adds.contains_key(resource))?;
            let mut block = Block {
                part: total / all,
                pi: members.iter().map(|s| pupils(s) / total).collect(),
                x: members
                    .iter()
                    .map(|s| values.get(*s, k) / minimum)
                    .collect(),
                cost: Vec::with_capacity(members.len()),
                village: Vec::with_capacity(members.len()),
            };
            for s in &members {
                let section = district.sections().get(*s)?;
                let factor = indicator.per.factor(section)?;
                block
                    .cost
                    .push(lever.unit_cost.at(section)? * minimum / factor / fund);
                block.village.push(section.locale == Some(Locale::Rural));
            }
            blocks.push(block);
        }
    }
    Some(blocks)
}
