//! The measures of difference: laws that hold for all values, on random ones.

use junheng::disparity::{Groups, Weighted, cv, one_minus_r2};
use proptest::prelude::*;

/// Values as they occur, zeros and ties included, each with a weight.
fn sections() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let value = prop_oneof![
        1 => Just(0.0),
        2 => (1_u8..9).prop_map(f64::from),
        5 => 0.01..100.0_f64,
    ];
    prop::collection::vec((value, 1.0..2_000.0_f64), 1..40)
}

/// Anything that fits into 64 bits, and often something nasty.
fn anything() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => any::<f64>(),
        4 => any::<f64>().prop_map(f64::abs),
        2 => 0.0..1e3_f64,
        1 => prop::sample::select(vec![
            0.0, -0.0, 1.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324,
        ]),
    ]
}

/// Each measure that is relative to the mean or the median, and so has no unit.
fn relative(v: &Weighted) -> [Option<f64>; 13] {
    [
        v.cv(),
        v.gini(),
        v.hoover(),
        v.theil_t(),
        v.theil_l(),
        v.atkinson(0.5),
        v.atkinson(1.0),
        v.atkinson(2.5),
        v.mcloone(),
        v.verstegen(),
        v.range_ratio(),
        v.palma(),
        v.max_over_min(),
    ]
}

fn agree(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1e-3),
        _ => a == b,
    }
}

fn split(sections: &[(f64, f64)]) -> (Vec<f64>, Vec<f64>) {
    sections.iter().copied().unzip()
}

fn take(sections: &[(f64, f64)]) -> Result<Weighted, TestCaseError> {
    let (values, weights) = split(sections);
    Weighted::new(&values, &weights).ok_or_else(|| TestCaseError::fail("not usable"))
}

proptest! {
    #[test]
    fn a_change_of_unit_changes_no_relative_measure(
        sections in sections(), unit in 1e-6..1e6_f64, of_weight in 1e-3..1e3_f64,
    ) {
        let scaled: Vec<_> = sections.iter().map(|(v, w)| (v * unit, w * of_weight)).collect();
        let (before, after) = (take(&sections)?, take(&scaled)?);
        for (a, b) in relative(&before).into_iter().zip(relative(&after)) {
            prop_assert!(agree(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn twins_of_all_sections_change_nothing(sections in sections(), times in 2_usize..5) {
        let (before, after) = (take(&sections)?, take(&sections.repeat(times))?);
        for (a, b) in relative(&before).into_iter().zip(relative(&after)) {
            prop_assert!(agree(a, b), "{a:?} {b:?}");
        }
        prop_assert!(agree(before.restricted_range(), after.restricted_range()));
        prop_assert!(agree(Some(before.std()), Some(after.std())));
    }

    #[test]
    fn the_order_of_the_input_leaves_no_trace(sections in sections()) {
        let reversed: Vec<_> = sections.iter().rev().copied().collect();
        prop_assert_eq!(take(&sections)?, take(&reversed)?);
    }

    #[test]
    fn giving_from_above_to_below_lowers_the_strict_measures(
        sections in sections(), from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(), part in 0.05..0.5_f64,
    ) {
        let (mut rich, mut poor) = (from.index(sections.len()), to.index(sections.len()));
        if sections[rich].0 < sections[poor].0 {
            (rich, poor) = (poor, rich);
        }
        let (high, low) = (sections[rich], sections[poor]);
        // Not prop_assume: too many refusals would fail a run of many cases.
        if high.0 <= low.0 * 1.01 + 0.01 {
            return Ok(());
        }
        // Neither passes the other when the lesser weight moves at most half the gap.
        let moved = part * (high.0 - low.0) * high.1.min(low.1);
        let mut after = sections.clone();
        after[rich].0 -= moved / high.1;
        after[poor].0 += moved / low.1;
        let (before, after) = (take(&sections)?, take(&after)?);
        prop_assert!(after.std() < before.std());
        prop_assert!(after.half_mean_difference() < before.half_mean_difference());
        prop_assert!(after.gini() < before.gini());
        prop_assert!(after.theil_t() < before.theil_t());
        if let (Some(after), Some(before)) = (after.theil_l(), before.theil_l()) {
            prop_assert!(after < before);
        }
    }

    #[test]
    fn the_sorted_gini_is_the_one_over_all_pairs(sections in sections()) {
        let v = take(&sections)?;
        let weight: f64 = sections.iter().map(|(_, w)| w).sum();
        let pairs: f64 = sections.iter().flat_map(|(v, w)| {
            sections.iter().map(move |(u, x)| w * x * (v - u).abs() / 2.0)
        }).sum();
        prop_assert!(agree(Some(v.half_mean_difference()), Some(pairs / weight / weight)));
    }

    #[test]
    fn between_and_within_make_the_whole(
        sections in sections(), labels in prop::collection::vec(0_u8..6, 40),
    ) {
        let (values, weights) = split(&sections);
        let groups = Groups::new(labels.into_iter().take(values.len()));
        let v = take(&sections)?;
        let (t, l) = (groups.theil_t(&values, &weights), groups.theil_l(&values, &weights));
        prop_assert!(agree(v.theil_t(), t.map(junheng::disparity::Split::total)));
        prop_assert!(agree(v.theil_l(), l.map(junheng::disparity::Split::total)));
        for part in [t, l].into_iter().flatten() {
            prop_assert!(part.between >= 0.0 && part.within >= 0.0);
        }
    }

    #[test]
    fn measures_stay_in_their_ranges(sections in sections()) {
        let v = take(&sections)?;
        let (values, weights) = split(&sections);
        let shares = [
            v.gini(), v.hoover(), v.atkinson(0.5), v.atkinson(1.0), v.atkinson(2.5),
            v.mcloone(), v.lorenz(0.3), one_minus_r2(&values, &weights),
        ];
        for share in shares.into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&share), "{share}");
        }
        for (figure, least) in [
            (v.verstegen(), 1.0), (v.max_over_min(), 1.0), (v.palma(), 0.25 - 1e-12),
            (v.theil_t(), 0.0), (v.theil_l(), 0.0), (v.cv(), 0.0), (v.range_ratio(), 0.0),
        ] {
            prop_assert!(figure.is_none_or(|f| f >= least));
        }
        prop_assert!(v.min() <= v.mean() && v.mean() <= v.max());
        prop_assert!(v.lorenz(0.3).is_none_or(|held| held <= 0.3 + 1e-12));
    }

    #[test]
    fn atkinson_grows_with_the_aversion_and_is_continuous_at_1(sections in sections()) {
        let v = take(&sections)?;
        let indices: Vec<_> = [0.0, 0.3, 0.9, 1.0, 1.5, 4.0, 60.0]
            .iter()
            .filter_map(|epsilon| v.atkinson(*epsilon))
            .collect();
        prop_assert!(indices.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
        if v.min() > 0.0 {
            let at_1 = v.atkinson(1.0).unwrap_or(f64::NAN);
            for near in [1.0 - 1e-9, 1.0 + 1e-9, 1.0 - f64::EPSILON, 1.0 + f64::EPSILON] {
                let near = v.atkinson(near).unwrap_or(f64::NAN);
                prop_assert!((near - at_1).abs() < 1e-7, "{near} {at_1}");
            }
        }
    }

    #[test]
    fn no_input_at_all_makes_it_panic_or_lie(
        values in prop::collection::vec(anything(), 0..12),
        weights in prop::collection::vec(anything(), 0..12),
        q in anything(), epsilon in anything(),
    ) {
        let most = values.len().min(weights.len());
        for length in [values.len(), most] {
            let (values, weights) = (&values[..length], &weights[..most]);
            let groups = Groups::new((0..length).map(|i| i % 3));
            let mut figures = vec![cv(values, weights), one_minus_r2(values, weights)];
            let parts = [groups.theil_t(values, weights), groups.theil_l(values, weights)];
            figures.extend(parts.map(|s| s.map(junheng::disparity::Split::total)));
            if let Some(v) = Weighted::new(values, weights) {
                figures.extend(relative(&v));
                figures.extend([v.quantile(q), v.lorenz(q), v.atkinson(epsilon)]);
                figures.extend([v.mean(), v.std(), v.mad(), v.range()].map(Some));
                figures.extend([v.restricted_range(), Some(v.half_mean_difference())]);
                for share in [v.gini(), v.hoover(), v.atkinson(epsilon)].into_iter().flatten() {
                    prop_assert!((0.0..=1.0).contains(&share));
                }
            }
            prop_assert!(figures.iter().flatten().all(|f| f.is_finite()), "{figures:?}");
        }
    }

    #[test]
    fn values_of_any_size_are_measured_alike(sections in sections(), power in -300_i32..290) {
        let scaled: Vec<_> = sections.iter().map(|(v, w)| (v * 10_f64.powi(power), *w)).collect();
        let (before, after) = (take(&sections)?, take(&scaled)?);
        for (a, b) in relative(&before).into_iter().zip(relative(&after)) {
            prop_assert!(agree(a, b), "{a:?} {b:?}");
        }
    }
}
