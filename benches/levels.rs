//! Water levels and level sets on districts of many sizes: seconds from a district in
//! memory to a verified plan, and the same by Clarabel where that is bearable.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use junheng::policy::{Fund, Goal, Lever, Measure, Policy, UnitCost};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Error, Locale, Options, Section, Solver, Stage, Standard, plan};

const INDICATORS: usize = 7;

const STD: Goal = Goal::Disparity(Measure::Std);
const GINI: Goal = Goal::Disparity(Measure::Gini);

/// Numbers from 0 to 1, the same everywhere.
struct Random(u64);

impl Random {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A district in which every indicator differs, and one fund that is short of what it
/// would take to lift all.
fn instance(sections: usize, goals: &[Goal]) -> Result<(District, Standard, Policy), Error> {
    let mut random = Random(sections as u64);
    let names: Vec<String> = (0..INDICATORS).map(|k| format!("r{k}")).collect();
    let mut builder = District::builder(names.clone());
    let mut lacking = 0.0;
    for i in 0..sections {
        let stage = Stage::ALL[i % 2];
        let pupils = (20.0 * (4.6 * random.unit()).exp()).round();
        let mut section = Section::new(format!("{i}"), stage, pupils);
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
    let standard = Standard::new("bench", names.iter().map(of).collect());
    let levers = names.iter().map(|name| Lever {
        unit_cost: UnitCost::ByLocale {
            urban: Some(130.0),
            town: Some(110.0),
            rural: Some(90.0 + 20.0 * random.unit()),
        },
        ..Lever::adding(format!("raise {name}"), name, 100.0, "fund")
    });
    let policy = Policy {
        goals: goals.to_vec(),
        levers: levers.collect(),
        funds: vec![Fund::new("fund", 130.0 * lacking)],
        ..Policy::default()
    };
    Ok((builder.build()?, standard, policy))
}

fn planning(criterion: &mut Criterion) {
    let default = [Goal::Shortfall, STD, Goal::Cost];
    for (name, goals) in [
        ("std", &[STD][..]),
        ("gini", &[GINI]),
        ("default", &default),
    ] {
        let mut group = criterion.benchmark_group(format!("levels/{name}"));
        group.sample_size(10);
        for sections in [200, 1_000, 5_000, 20_000, 200_000] {
            let Ok((district, standard, policy)) = instance(sections, goals) else {
                continue;
            };
            for solver in [Solver::Levels, Solver::Clarabel] {
                let has_end = goals == [STD] && sections <= 5_000;
                if solver == Solver::Clarabel && !has_end {
                    continue;
                }
                let options = Options {
                    solver,
                    ..Options::default()
                };
                let id = BenchmarkId::new(solver.id(), sections);
                group.bench_function(id, |bencher| {
                    bencher
                        .iter(|| black_box(plan(&district, &standard, &policy, &options)).is_ok());
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, planning);
criterion_main!(benches);
