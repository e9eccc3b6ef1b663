//! Every plan of a small case, tried one by one with the checker alone.

use junheng::plan::Action;
use junheng::policy::{Amount, Fund, Goal, Lever, Measure, Policy, UnitCost};
use junheng::standard::{Indicator, Per, PerStage, SectionRule, Standard};
use junheng::{District, Locale, Section, Stage, verify};

use super::oracle::Random;

/// The best of all plans.
#[derive(Debug)]
pub(crate) struct Best {
    pub(crate) goals: Vec<f64>,
    /// Of `leximin`, where it is a goal.
    pub(crate) levels: Vec<f64>,
}

impl Best {
    /// Tries every whole number of units of every lever at every section.
    pub(crate) fn of_all(d: &District, s: &Standard, p: &Policy) -> Option<Self> {
        let mut places = Vec::new();
        for lever in &p.levers {
            for section in d.sections() {
                if let Some(cost) = lever.unit_cost.at(section) {
                    let most = lever.max_per_section.unwrap();
                    places.push((lever, section, cost, most));
                }
            }
        }
        let mut best: Option<Best> = None;
        let mut units = vec![0.0; places.len()];
        loop {
            let actions: Vec<Action> = places
                .iter()
                .zip(&units)
                .filter(|(_, units)| **units > 0.0)
                .map(|((lever, section, cost, _), units)| Action {
                    lever: lever.name.as_str().into(),
                    school_id: section.school_id.clone(),
                    stage: section.stage,
                    group: None,
                    units: *units,
                    cost: cost * units,
                })
                .collect();
            if verify::is_feasible(d, s, p, &actions).unwrap() {
                let outcome = verify::evaluate(d, s, p, &actions).unwrap();
                let (goals, levels) = (outcome.goals, outcome.levels);
                let found = Best { goals, levels };
                if best.as_ref().is_none_or(|b| is_better(&found, b, &p.goals)) {
                    best = Some(found);
                }
            }
            // The next number, as an odometer counts.
            let turned = places
                .iter()
                .zip(&mut units)
                .find_map(|((.., most), units)| {
                    if *units + 1.0 <= *most {
                        *units += 1.0;
                        Some(())
                    } else {
                        *units = 0.0;
                        None
                    }
                });
            if turned.is_none() {
                return best;
            }
        }
    }
}

/// In the order of the goals; within 1e-9 two values are one.
pub(crate) fn is_better(a: &Best, b: &Best, goals: &[Goal]) -> bool {
    let differ = |a: f64, b: f64| (a - b).abs() > 1e-9 * b.abs().max(1.0);
    for ((x, y), goal) in a.goals.iter().zip(&b.goals).zip(goals) {
        if *goal == Goal::Leximin {
            let mut levels = a.levels.iter().zip(&b.levels);
            if let Some((x, y)) = levels.find(|(x, y)| differ(**x, **y)) {
                return x > y;
            }
        } else if differ(*x, *y) {
            return if goal.is_maximised() { x > y } else { x < y };
        }
    }
    false
}

/// A district of 2 to 6 sections with whole levers of few units, so that every plan
/// can be tried; every other one must comply.
pub(crate) fn small_case(seed: u64) -> (District, Standard, Policy) {
    let mut random = Random::new(1_000 + seed);
    let sections = 2 + random.below(5);
    let mut builder = District::builder(["a", "b"]);
    for i in 0..sections {
        let stage = random.pick(&[Stage::Primary, Stage::Primary, Stage::Junior]);
        let pupils = random.between(60.0, 400.0).round();
        let section = Section {
            locale: Some(random.pick(&[Locale::Urban, Locale::Town, Locale::Rural])),
            ..Section::new(format!("{}", 100 + i), stage, pupils)
        };
        let row = [0.04, 0.1].map(|per| (pupils * per * random.between(0.5, 1.3)).round());
        builder = builder.section(section, row);
    }
    let mut standard = Standard::new("small", Vec::new());
    for (id, minimum, limit) in [("a", 4.0, 0.2), ("b", 10.0, 0.15)] {
        let mut indicator = Indicator::of(id, Per::HundredPupils);
        indicator.minimum = PerStage::both(minimum, 1.1 * minimum);
        if random.chance(0.5) {
            indicator.cv_limit = PerStage::both(limit, limit);
        }
        standard.indicators.push(indicator);
    }
    if random.chance(0.7) {
        standard.section = SectionRule {
            may_miss: 1,
            floor: random.pick(&[0.7, 0.85]),
        };
    }
    let all = [
        Goal::Shortfall,
        Goal::Disparity(Measure::Std),
        Goal::Disparity(Measure::Gini),
        Goal::Disparity(Measure::Mad),
        Goal::Disparity(Measure::Range),
        Goal::Floor,
        Goal::Cost,
    ];
    let first = random.pick(&all);
    let mut goals = vec![first];
    for goal in [random.pick(&all), Goal::Cost] {
        if !goals.contains(&goal) {
            goals.push(goal);
        }
    }
    let mut policy = Policy {
        goals,
        comply: random.chance(0.5),
        ..Policy::default()
    };
    policy.solve.gap = 1e-9;
    // All together at most some 10,000 plans.
    let most = [3.0, 2.0, 1.0, 1.0, 1.0][sections - 2];
    for (name, adds, price) in [("a", 4.0, 900.0), ("b", 5.0, 400.0)] {
        let mut lever = Lever::adding(name, name, price, "fund");
        lever
            .adds
            .insert(name.into(), random.pick(&[adds, 2.0 * adds]));
        lever.whole = true;
        lever.max_per_section = Some(most + if sections == 2 { 1.0 } else { 0.0 });
        if random.chance(0.4) {
            lever.unit_cost = UnitCost::ByLocale {
                urban: Some(1.3 * price),
                town: Some(price),
                rural: Some(0.9 * price),
            };
        }
        policy.levers.push(lever);
    }
    if random.chance(0.3) {
        policy.levers[0].adds.insert("b".into(), 1.0);
    }
    let amount = random.pick(&[1_000.0, 2_500.0, 5_000.0, 1e6]);
    policy.funds.push(Fund {
        name: "fund".into(),
        amount: Amount::Yuan(amount),
    });
    (district_of(builder), standard, policy)
}

fn district_of(builder: junheng::district::DistrictBuilder) -> District {
    builder.build().unwrap()
}
