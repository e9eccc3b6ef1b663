//! Districts of many sections: the gap is proven, whatever the size and the threads.

use junheng::policy::{Fund, Goal, Lever, Measure, Policy, UnitCost};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Locale, Section, Solver, Stage, Standard};

use crate::cases::planned;
use crate::oracle::Random;

const STD: Goal = Goal::Disparity(Measure::Std);
const GINI: Goal = Goal::Disparity(Measure::Gini);
const MAD: Goal = Goal::Disparity(Measure::Mad);

/// Seven indicators that all differ, and a fund that is short of lifting all.
fn instance(sections: usize, goals: &[Goal]) -> (District, Standard, Policy) {
    let mut random = Random::new(sections as u64);
    let names: Vec<String> = (0..7).map(|k| format!("r{k}")).collect();
    let mut builder = District::builder(names.clone());
    let mut lacking = 0.0;
    for i in 0..sections {
        let pupils = (20.0 * (4.6 * random.unit()).exp()).round();
        let mut section = Section::new(format!("{i}"), Stage::ALL[i % 2], pupils);
        section.locale = Some(Locale::ALL[i % 3]);
        let stocks: Vec<f64> = names
            .iter()
            .map(|_| {
                let value = 4.0 + 4.0 * random.unit() + 2.0 * random.unit();
                lacking += pupils * (6.0 - value).max(0.0);
                pupils * value
            })
            .collect();
        builder = builder.section(section, stocks);
    }
    let of = |name: &String| Indicator {
        minimum: PerStage::both(6.0, 6.0),
        ..Indicator::of(name.clone(), Per::Pupil)
    };
    let standard = Standard::new("large", names.iter().map(of).collect());
    let levers = names.iter().map(|name| Lever {
        unit_cost: UnitCost::ByLocale {
            urban: Some(130.0),
            town: Some(110.0),
            rural: Some(90.0 + 20.0 * random.unit()),
        },
        ..Lever::adding(format!("raise {name}"), name, 100.0, "fund")
    });
    let levers: Vec<Lever> = levers.collect();
    let part = random.between(0.4, 1.6);
    let policy = Policy {
        goals: goals.to_vec(),
        levers,
        funds: vec![Fund::new("fund", part * 110.0 * lacking)],
        ..Policy::default()
    };
    (builder.build().unwrap(), standard, policy)
}

fn gap(sections: usize, goals: &[Goal]) -> f64 {
    let (d, s, p) = instance(sections, goals);
    planned(&d, &s, &p, Solver::Levels).unwrap().solver.gap
}

#[test]
fn gaps_are_small_for_many_sections() {
    for sections in [200, 1_000, 5_000] {
        for goals in [
            &[STD][..],
            &[GINI],
            &[MAD],
            &[Goal::Shortfall, STD, Goal::Cost],
        ] {
            let gap = gap(sections, goals);
            assert!(gap < 1e-9, "{sections} {goals:?} {gap:e}");
        }
    }
}

#[test]
#[ignore = "takes half a minute"]
fn gaps_are_small_for_two_hundred_thousand_sections() {
    for goals in [&[STD][..], &[GINI], &[Goal::Shortfall, STD, Goal::Cost]] {
        let gap = gap(200_000, goals);
        assert!(gap < 1e-9, "{goals:?} {gap:e}");
    }
}

#[test]
fn plans_do_not_hang_on_the_number_of_threads() {
    for goals in [&[STD][..], &[GINI]] {
        let (d, s, p) = instance(6_000, goals);
        let plans = [1, 3].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let pool = pool.build().unwrap();
            pool.install(|| planned(&d, &s, &p, Solver::Levels).unwrap())
        });
        assert!(plans[0] == plans[1]);
    }
}
