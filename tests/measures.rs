//! The measures of difference: published and hand-computed figures.

use std::path::Path;

use junheng::disparity::{Groups, Weighted, assess, cv, one_minus_r2};
use junheng::standard::{Composite, Indicator, Per, PerStage, Standard};
use junheng::{District, Section, Stage};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Whether a figure is there and agrees within an absolute tolerance.
fn close(actual: Option<f64>, expected: f64, tolerance: f64) -> bool {
    let close = actual.is_some_and(|a| (a - expected).abs() <= tolerance);
    if !close {
        assert_eq!(actual, Some(expected), "within {tolerance}");
    }
    close
}

/// Whether a figure is there and agrees to the last digits a number holds.
fn exact(actual: Option<f64>, expected: f64) -> bool {
    close(actual, expected, 1e-14 * expected.abs().max(1.0))
}

fn weighted(values: &[f64], weights: &[f64]) -> Result<Weighted, &'static str> {
    Weighted::new(values, weights).ok_or("values not usable")
}

#[test]
fn cv_of_the_published_example_is_weighted() {
    let pupils = [45.0, 37.0, 89.0, 76.0, 55.0];
    let books = [279.0, 137.0, 935.0, 160.0, 402.0];
    let values: Vec<f64> = books.iter().zip(pupils).map(|(b, p)| b / p).collect();
    let figure = cv(&values, &pupils);
    assert!(close(figure, 0.515_256_6, 5e-8));
    assert!(close(figure.map(|f| (f * 100.0).round()), 52.0, 0.0));
    let unweighted = Weighted::unweighted(&values).and_then(|v| v.cv());
    assert!(close(unweighted, 0.4888, 5e-5));
}

/// The 420 districts with teachers as their one resource and the county as group.
fn california() -> Result<District, Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/california/source.csv");
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| headers.iter().position(|h| h == name).ok_or("no column");
    let (id, county) = (column("distcod")?, column("county")?);
    let (pupils, teachers) = (column("enrltot")?, column("teachers")?);
    let mut builder = District::builder(["teachers"]);
    for record in reader.records() {
        let record = record?;
        let cell = |i: usize| record.get(i).ok_or("no cell");
        let mut section = Section::new(cell(id)?, Stage::Primary, cell(pupils)?.parse()?);
        section.group = Some(cell(county)?.to_owned());
        builder = builder.section(section, [cell(teachers)?.parse::<f64>()?]);
    }
    Ok(builder.build()?)
}

#[test]
fn the_figures_of_california() -> Outcome {
    let district = california()?;
    let standard = Standard::new(
        "california",
        vec![Indicator::of("teachers", Per::HundredPupils)],
    );
    let assessment = assess(&district, &standard)?;
    let k = assessment
        .indicator(Stage::Primary, "teachers")
        .ok_or("not assessed")?;
    assert_eq!(assessment.sections, 420);
    assert!(close(Some(k.mean), 4.909_758, 5e-7));
    assert!(close(k.cv, 0.075_564_2, 5e-8));
    assert!(close(k.gini, 0.041_100, 5e-7));
    assert!(close(k.theil_t, 0.002_804, 5e-7));
    assert!(close(k.theil_t_between_groups, 0.001_196_77, 5e-9));
    assert!(close(k.atkinson_1, 0.002_760, 5e-7));
    assert!(close(k.mcloone, 0.946_804, 5e-7));
    assert!(close(k.verstegen, 1.062_749, 5e-7));
    assert!(close(k.range_ratio, 0.2868, 5e-5));
    assert!(close(k.palma, 0.309_060, 5e-7));
    assert!(close(k.one_minus_r2, 0.005_759_57, 5e-9));
    assert_eq!(k.theil_t_between_locales, None);
    Ok(())
}

/// Further figures of the same districts, computed by another program from the
/// definitions (sums over all pairs, no sorting).
#[test]
fn california_agrees_with_a_second_computation() -> Outcome {
    let district = california()?;
    let pupils: Vec<f64> = district.sections().iter().map(|s| s.pupils).collect();
    let stocks = district.stocks().iter().zip(&pupils);
    let values: Vec<f64> = stocks.map(|(t, p)| 100.0 * t / p).collect();
    let v = weighted(&values, &pupils)?;
    assert!(close(v.gini(), 0.041_099_869_385_161_62, 1e-13));
    assert!(close(v.hoover(), 0.028_795_301_658_256_757, 1e-13));
    assert!(close(v.theil_t(), 0.002_803_992_883_076_469, 1e-13));
    assert!(close(v.theil_l(), 0.002_763_926_124_992_829_3, 1e-13));
    assert!(close(v.atkinson(0.5), 0.001_390_844_238_651_878_2, 1e-12));
    assert!(close(v.atkinson(2.0), 0.005_438_013_927_366_203, 1e-12));
    assert!(close(v.median(), 4.886_968_085_106_383, 1e-12));
    assert!(close(v.restricted_range(), 1.247_832_938_670_196_5, 1e-12));
    let counties = district.sections().iter().map(|s| s.group.clone());
    let counties = Groups::new(counties);
    assert_eq!(counties.count(), 45);
    let split = counties.theil_t(&values, &pupils).ok_or("undefined")?;
    assert!(exact(v.theil_t(), split.total()));
    let split = counties.theil_l(&values, &pupils).ok_or("undefined")?;
    assert!(close(
        Some(split.between),
        0.001_179_603_600_853_357_7,
        1e-13
    ));
    assert!(exact(v.theil_l(), split.total()));
    Ok(())
}

#[test]
fn composite_of_the_published_example() -> Outcome {
    let cvs = [0.437, 0.419, 0.255, 0.188, 0.171, 0.263, 0.263, 0.420];
    // The eight indicators and two limits of the standard of 2012.
    let ids = [
        "teaching_area_m2",
        "sports_area_m2",
        "equipment_yuan",
        "computers",
        "books",
        "teachers",
        "higher_degree_teachers",
        "mid_title_teachers",
    ];
    let indicators = ids.map(|id| Indicator::of(id, Per::Pupil)).to_vec();
    let mut standard = Standard::new("basically-balanced-2012", indicators);
    let cv_limit = PerStage::both(0.65, 0.55);
    standard.composite = Some(Composite { cv_limit });
    // Two sections of equal size at 1 - c and 1 + c have a CV of c.
    let mut builder = District::builder(ids);
    for stage in Stage::ALL {
        let low = Section::new("low", stage, 100.0);
        let high = Section::new("high", stage, 100.0);
        builder = builder
            .section(low, cvs.map(|c| 100.0 * (1.0 - c)))
            .section(high, cvs.map(|c| 100.0 * (1.0 + c)));
    }
    let assessment = assess(&builder.build()?, &standard)?;
    assert!(assessment.pass);
    for (stage, limit) in Stage::ALL.into_iter().zip([0.65, 0.55]) {
        let stage = assessment.stage(stage).ok_or("not assessed")?;
        assert!(close(stage.composite_cv, 0.302, 5e-8));
        assert_eq!(stage.composite_limit, Some(limit));
        for (k, c) in stage.indicators.iter().zip(cvs) {
            assert!(exact(k.cv, c));
        }
    }
    Ok(())
}

#[test]
fn values_of_a_real_school() -> Outcome {
    let section = Section::new("1", Stage::Primary, 1_963.0);
    let resources = [
        "teaching_area_m2",
        "sports_area_m2",
        "equipment_yuan",
        "multimedia_rooms",
    ];
    let district = District::builder(resources)
        .section(section, [9_122.83, 17_455.0, 5_252_925.0, 50.0])
        .build()?;
    let pers = [Per::Pupil, Per::Pupil, Per::Pupil, Per::HundredPupils];
    let indicators = resources.into_iter().zip(pers);
    let indicators = indicators.map(|(id, per)| Indicator::of(id, per)).collect();
    let assessment = assess(&district, &Standard::new("ours", indicators))?;
    let expected = [4.647_392, 8.892_002, 2_675.967_906, 2.547_122];
    let section = assessment.sections_detail.first().ok_or("not assessed")?;
    for (id, expected) in resources.iter().zip(expected) {
        assert!(close(section.values.get(*id).copied(), expected, 5e-7));
    }
    Ok(())
}

#[test]
fn every_measure_by_hand() -> Outcome {
    // Mean 3; deviations 2, 1, 2 with weights 1/4, 1/2, 1/4.
    let v = weighted(&[5.0, 1.0, 3.0, 3.0], &[1.0, 1.0, 1.0, 1.0])?;
    assert!(exact(Some(v.mean()), 3.0));
    assert!(exact(Some(v.std()), 2.0_f64.sqrt()));
    assert!(exact(Some(v.mad()), 1.0));
    assert!(exact(Some(v.range()), 4.0));
    assert!(exact(v.cv(), 2.0_f64.sqrt() / 3.0));
    assert!(exact(v.hoover(), 1.0 / 6.0));
    // Differences of pairs: 2, 2, 4, 0, 2, 2 = 12, each weighted 1/16.
    assert!(exact(Some(v.half_mean_difference()), 0.75));
    assert!(exact(v.gini(), 0.25));
    let x = [5.0 / 3.0, 1.0 / 3.0, 1.0, 1.0_f64];
    let theil_t = x.iter().map(|x| x * x.ln()).sum::<f64>() / 4.0;
    assert!(exact(v.theil_t(), theil_t));
    let theil_l = -x.iter().map(|x| x.ln()).sum::<f64>() / 4.0;
    assert!(exact(v.theil_l(), theil_l));
    assert!(exact(v.atkinson(1.0), 1.0 - 45.0_f64.powf(0.25) / 3.0));
    // Harmonic mean 4 / (1/5 + 1 + 2/3) = 15/7.
    assert!(exact(v.atkinson(2.0), 1.0 - 5.0 / 7.0));
    assert!(exact(v.atkinson(0.0), 0.0));
    assert_eq!(v.atkinson(-0.1), None);
    assert_eq!(v.atkinson(f64::NAN), None);
    assert!(exact(v.median(), 3.0));
    assert!(exact(v.mcloone(), 1.0 / 3.0));
    assert!(exact(v.verstegen(), 5.0 / 3.0));
    assert!(exact(v.restricted_range(), 4.0));
    assert!(exact(v.range_ratio(), 4.0));
    assert!(exact(v.max_over_min(), 5.0));
    // Top 10 % of 4 hold 0.4 * 5; the bottom 1.6 hold 1 + 0.6 * 3.
    assert!(exact(v.palma(), 2.0 / 2.8));
    assert!(exact(v.lorenz(0.5), 4.0 / 12.0));
    Ok(())
}

#[test]
fn zeros_follow_their_rules() -> Outcome {
    let some = weighted(&[0.0, 2.0], &[1.0, 1.0])?;
    assert!(exact(some.theil_t(), 2.0_f64.ln()));
    assert_eq!(some.theil_l(), None);
    assert_eq!(some.atkinson(1.0), Some(1.0));
    assert_eq!(some.atkinson(3.0), Some(1.0));
    assert!(exact(some.atkinson(0.5), 0.5));
    assert_eq!(some.range_ratio(), None);
    assert_eq!(some.max_over_min(), None);
    assert_eq!(some.palma(), None);
    assert_eq!(some.mcloone(), None);
    assert_eq!(some.verstegen(), None);

    let none = weighted(&[0.0, 0.0], &[1.0, 3.0])?;
    let all = [none.cv(), none.gini(), none.hoover(), none.theil_t()];
    assert_eq!(all, [None; 4]);
    assert_eq!(none.theil_l(), None);
    assert_eq!(none.atkinson(1.0), None);
    assert_eq!(none.lorenz(0.5), None);
    assert_eq!(none.restricted_range(), Some(0.0));
    Ok(())
}

#[test]
fn one_section_or_equal_sections_do_not_differ() -> Outcome {
    for (values, weights) in [(&[0.7][..], &[3.0][..]), (&[0.1; 5], &[0.3; 5])] {
        let v = weighted(values, weights)?;
        assert_eq!(Some(v.mean()), values.first().copied());
        assert_eq!(v.cv(), Some(0.0));
        assert_eq!(v.gini(), Some(0.0));
        assert_eq!(v.hoover(), Some(0.0));
        assert_eq!(v.theil_t(), Some(0.0));
        assert_eq!(v.theil_l(), Some(0.0));
        assert_eq!(v.atkinson(1.0), Some(0.0));
        assert_eq!(v.restricted_range(), Some(0.0));
        assert_eq!(v.range_ratio(), Some(0.0));
        assert_eq!(v.max_over_min(), Some(1.0));
        assert!(exact(v.palma(), 0.25));
        assert_eq!((v.mcloone(), v.verstegen()), (None, None));
    }
    Ok(())
}

#[test]
fn quantiles_do_not_hang_on_rounding() -> Outcome {
    // 0.1 + 0.2 + 0.2 falls short of half the weight only by rounding.
    let v = weighted(&[1.0, 2.0, 3.0, 4.0], &[0.1, 0.2, 0.2, 0.5])?;
    assert_eq!(v.median(), Some(3.0));
    // Weights of thirds: a cumulative weight of 2/3 reaches 2/3, and just more does not.
    let v = weighted(&[1.0, 2.0, 3.0], &[1.0 / 3.0; 3])?;
    assert_eq!(v.quantile(2.0 / 3.0), Some(2.0));
    assert_eq!(v.quantile(2.0 / 3.0 + 1e-11), Some(3.0));
    // Values a rounding apart are one value: none of them lies below the median.
    let v = weighted(&[3.0 * (1.0 - 1e-12), 3.0, 3.0 * (1.0 + 1e-12)], &[1.0; 3])?;
    assert_eq!((v.mcloone(), v.verstegen()), (None, None));
    assert!(close(v.median(), 3.0, 4e-12));
    let v = weighted(&[3.0 * (1.0 - 1e-8), 3.0, 3.0 * (1.0 + 1e-8)], &[1.0; 3])?;
    assert!(close(v.mcloone(), 1.0 - 1e-8, 1e-14));
    assert!(close(v.verstegen(), 1.0 + 1e-8, 1e-14));
    assert_eq!(
        (v.quantile(0.0), v.quantile(1.0)),
        (Some(v.min()), Some(v.max()))
    );
    assert_eq!((v.quantile(-0.1), v.quantile(1.1)), (None, None));
    assert_eq!((v.quantile(f64::NAN), v.lorenz(f64::NAN)), (None, None));
    Ok(())
}

#[test]
fn palma_splits_the_section_at_the_border() -> Outcome {
    // Weight 10: the bottom 4 are 3 at 1 and 1 at 2; the top 1 is half of the 2 at 6.
    let v = weighted(&[6.0, 1.0, 2.0], &[2.0, 3.0, 5.0])?;
    assert!(exact(v.palma(), 6.0 / 5.0));
    // A border that falls between two sections splits none.
    let v = weighted(&[1.0, 2.0, 5.0], &[4.0, 5.0, 1.0])?;
    assert!(exact(v.palma(), 5.0 / 4.0));
    Ok(())
}

#[test]
fn weights_of_zero_count_for_nothing() -> Outcome {
    let with = weighted(&[9.0, 1.0, 2.0, 0.0], &[0.0, 1.0, 3.0, 0.0])?;
    assert_eq!(with, weighted(&[2.0, 1.0], &[3.0, 1.0])?);
    Ok(())
}

#[test]
fn what_cannot_be_used_is_refused() {
    let bad: [(&[f64], &[f64]); 8] = [
        (&[], &[]),
        (&[1.0], &[1.0, 2.0]),
        (&[f64::NAN], &[1.0]),
        (&[f64::INFINITY], &[1.0]),
        (&[-1.0], &[1.0]),
        (&[1.0], &[f64::NAN]),
        (&[1.0, 2.0], &[1.0, -1.0]),
        (&[1.0, 2.0], &[0.0, 0.0]),
    ];
    for (values, weights) in bad {
        assert_eq!(Weighted::new(values, weights), None);
        assert_eq!(cv(values, weights), None);
        let groups = Groups::new(values.iter().map(|_| ()));
        assert_eq!(groups.means(values, weights), None);
        assert_eq!(groups.theil_t(values, weights), None);
    }
    assert_eq!(Groups::new([1, 2]).means(&[1.0], &[1.0]), None);
    assert_eq!(one_minus_r2(&[1.0], &[1.0, 2.0]), None);
    assert_eq!(one_minus_r2(&[], &[]), None);
    assert_eq!(one_minus_r2(&[f64::NAN, 1.0], &[1.0, 2.0]), None);
    assert_eq!(one_minus_r2(&[1.0, 2.0], &[f64::INFINITY, 2.0]), None);
}

#[test]
fn theil_splits_between_and_within() -> Outcome {
    // Means 2 and 8 of half the weight each; the mean of all is 5.
    let (values, weights) = ([1.0, 3.0, 8.0], [10.0, 10.0, 20.0]);
    let groups = Groups::new(["a", "a", "b"]);
    let t = groups.theil_t(&values, &weights).ok_or("undefined")?;
    let between = 0.2 * 0.4_f64.ln() + 0.8 * 1.6_f64.ln();
    let inside = 0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln();
    assert!(exact(Some(t.between), between));
    assert!(exact(Some(t.within), 0.2 * inside));
    let l = groups.theil_l(&values, &weights).ok_or("undefined")?;
    assert!(exact(
        Some(l.between),
        -f64::midpoint(0.4_f64.ln(), 1.6_f64.ln())
    ));
    assert!(exact(Some(l.within), -0.25 * (0.5_f64.ln() + 1.5_f64.ln())));
    // A group of nothing but zeros leaves T defined and L not.
    let groups = Groups::new(["a", "b"]);
    let t = groups
        .theil_t(&[0.0, 2.0], &[1.0, 1.0])
        .ok_or("undefined")?;
    assert!(exact(Some(t.between), 2.0_f64.ln()));
    assert_eq!(Some(t.within), Some(0.0));
    assert_eq!(groups.theil_l(&[0.0, 2.0], &[1.0, 1.0]), None);
    Ok(())
}

#[test]
fn one_minus_r2_by_hand() {
    // x -1, 0, 1 and y -1, 1, 0: R2 = 1 / (2 * 2).
    let figure = one_minus_r2(&[10.0, 12.0, 11.0], &[1.0, 2.0, 3.0]);
    assert!(exact(figure, 0.75));
    // Two sections always lie on a line; one alone is on any.
    assert!(exact(one_minus_r2(&[10.0, 12.0], &[1.0, 2.0]), 0.0));
    assert_eq!(one_minus_r2(&[10.0], &[1.0]), None);
    assert_eq!(one_minus_r2(&[10.0, 12.0], &[0.1, 0.1]), None);
    let large = one_minus_r2(&[1e300, 3e300, 2e300], &[1e-300, 2e-300, 3e-300]);
    assert!(exact(large, 0.75));
}
