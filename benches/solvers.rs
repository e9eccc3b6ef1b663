//! How long each solver takes for a plan of a generated county, from the district in
//! memory to the verified plan, and how long the check alone, on generated districts.

mod common;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use junheng::policy::{Goal, Measure};
use junheng::{Options, Solver, plan, verify};

/// Goals, and whether a simplex can do without cones.
const GOALS: [(&str, &[Goal], bool); 4] = [
    ("std", &[Goal::Disparity(Measure::Std)], false),
    ("mad", &[Goal::Disparity(Measure::Mad)], true),
    ("floor", &[Goal::Floor], true),
    (
        "shortfall, std, cost",
        &[Goal::Shortfall, Goal::Disparity(Measure::Std), Goal::Cost],
        false,
    ),
];

fn solvers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("solver");
    group.sample_size(10);
    for (name, goals, is_linear) in GOALS {
        let Ok(instance) = common::instance(200, goals) else {
            continue;
        };
        for solver in Solver::AVAILABLE {
            if !is_linear && !solver.has_cones() {
                continue;
            }
            let options = Options {
                solver: *solver,
                ..Options::default()
            };
            group.bench_function(BenchmarkId::new(name, solver), |bencher| {
                bencher.iter(|| {
                    let common::Instance {
                        district,
                        standard,
                        policy,
                    } = &instance;
                    black_box(plan(district, standard, policy, &options)).is_ok()
                });
            });
        }
    }
    group.finish();
}

/// What a policy and its actions are judged by, without any solver.
fn judging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("judge");
    group.sample_size(10);
    for sections in [200, 5_000, 200_000] {
        let goals = [Goal::Shortfall, Goal::Disparity(Measure::Std), Goal::Cost];
        let Ok(instance) = common::instance(sections, &goals) else {
            continue;
        };
        let (district, standard, policy) =
            (&instance.district, &instance.standard, &instance.policy);
        group.bench_function(BenchmarkId::new("check", sections), |bencher| {
            let origin = junheng::Origin::default();
            bencher.iter(|| black_box(policy.check(district, standard, &origin)).is_empty());
        });
        group.bench_function(BenchmarkId::new("evaluate", sections), |bencher| {
            bencher.iter(|| black_box(verify::evaluate(district, standard, policy, &[])).is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, solvers, judging);
criterion_main!(benches);
