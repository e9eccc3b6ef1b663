//! How long an assessment takes, from a district in memory, every measure included.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use junheng::disparity::assess;
use junheng::standard::{Indicator, Per, PerStage, Standard};
use junheng::{District, Error, Locale, Section, Stage};

const RESOURCES: [&str; 7] = [
    "higher_degree_teachers",
    "backbone_teachers",
    "pe_arts_teachers",
    "teaching_area_m2",
    "sports_area_m2",
    "equipment_yuan",
    "multimedia_rooms",
];

/// Numbers between 0 and 1, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn district(sections: usize) -> Result<District, Error> {
    let mut dice = Dice(7);
    let mut builder = District::builder(RESOURCES);
    for i in 0..sections {
        let stage = Stage::ALL[i % 2];
        let pupils = (20.0 + 2_000.0 * dice.roll() * dice.roll()).round();
        let mut section = Section::new((i / 2).to_string(), stage, pupils);
        section.locale = Some(Locale::ALL[i % 3]);
        section.group = Some(format!("township {}", i % 3_000));
        section.teaching_point = pupils < 60.0;
        let stocks = RESOURCES.map(|_| (pupils * (0.5 + dice.roll())).round());
        builder = builder.section(section, stocks);
    }
    builder.build()
}

fn standard() -> Standard {
    let indicators = RESOURCES.map(|id| Indicator {
        minimum: PerStage::both(0.8, 0.8),
        cv_limit: PerStage::both(0.5, 0.45),
        ..Indicator::of(id, Per::Pupil)
    });
    Standard::new("bench", indicators.to_vec())
}

fn bench(criterion: &mut Criterion) {
    let standard = standard();
    let mut group = criterion.benchmark_group("assess");
    group.sample_size(10);
    for sections in [200, 20_000, 200_000] {
        let Ok(district) = district(sections) else {
            continue;
        };
        group.bench_function(BenchmarkId::from_parameter(sections), |bencher| {
            bencher.iter(|| black_box(assess(&district, &standard).is_ok()));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
