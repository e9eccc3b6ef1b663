//! How long a district takes to be made, and to be read from its CSV.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use junheng::{generate, io};

fn generating(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generate");
    group.sample_size(10);
    for sections in [200, 5_000, 200_000] {
        group.bench_function(BenchmarkId::from_parameter(sections), |bencher| {
            bencher.iter(|| black_box(generate::district(sections, 7)).is_ok());
        });
    }
    group.bench_function("country of 2,850 counties", |bencher| {
        bencher.iter(|| generate::country(2_850, 7).flatten().count());
    });
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read csv");
    group.sample_size(10);
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    for sections in [200, 5_000, 200_000] {
        let path = folder.path().join(sections.to_string());
        let Ok(district) = generate::district(sections, 7) else {
            continue;
        };
        if io::write(&district, &path).is_err() {
            continue;
        }
        group.bench_function(BenchmarkId::from_parameter(sections), |bencher| {
            bencher.iter(|| black_box(io::load(&path, &io::Load::default())).is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, generating, reading);
criterion_main!(benches);
