//! How long an assessment takes, from a district in memory, every measure included.

mod common;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use junheng::disparity::assess;

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assess");
    group.sample_size(10);
    for sections in [200, 20_000, 200_000] {
        let Ok(instance) = common::instance(sections, &[]) else {
            continue;
        };
        group.bench_function(BenchmarkId::from_parameter(sections), |bencher| {
            bencher.iter(|| black_box(assess(&instance.district, &instance.standard)).is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
