//! How long a plan takes, from a district in memory to a verified plan: both bundled
//! examples with their own goals, and each goal by itself on Qinghe.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use junheng::io::{self, Input, Load};
use junheng::policy::{Goal, Measure};
use junheng::{Options, Policy, plan, verify};

/// A bundled example; none where the package was published without it.
fn example(name: &str) -> Option<Input> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    io::load(&data.join(name), &Load::default()).ok()
}

/// Formulates, solves and verifies.
fn planning(input: &Input, policy: &Policy) -> bool {
    let options = Options::default();
    black_box(plan(&input.district, &input.standard, policy, &options)).is_ok()
}

fn examples(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(10);
    for name in ["qinghe", "california"] {
        let Some(input) = example(name) else { continue };
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| planning(&input, &input.policy));
        });
    }
    group.finish();
}

fn goals(criterion: &mut Criterion) {
    let Some(input) = example("qinghe") else {
        return;
    };
    let mut group = criterion.benchmark_group("goal");
    group.sample_size(10);
    for goal in [
        Goal::Shortfall,
        Goal::Disparity(Measure::Std),
        Goal::Disparity(Measure::Gini),
        Goal::Disparity(Measure::Mad),
        Goal::Disparity(Measure::Range),
        Goal::Floor,
        Goal::Cost,
    ] {
        let policy = Policy {
            goals: vec![goal],
            ..input.policy.clone()
        };
        group.bench_function(BenchmarkId::from_parameter(goal.id()), |bencher| {
            bencher.iter(|| planning(&input, &policy));
        });
    }
    group.finish();
}

/// The check alone, which every plan passes through.
fn verifying(criterion: &mut Criterion) {
    let Some(input) = example("qinghe") else {
        return;
    };
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let Ok(plan) = plan(district, standard, policy, &Options::default()) else {
        return;
    };
    criterion.bench_function("verify/qinghe", |bencher| {
        bencher.iter(|| black_box(verify::verify(district, standard, policy, &plan)).is_ok());
    });
}

criterion_group!(benches, examples, goals, verifying);
criterion_main!(benches);
