//! Figures at the ends of their ranges end in a plan; figures beyond are refused by
//! name, from files and from memory alike.

use junheng::plan::Status;
use junheng::policy::{Amount, Rule, UnitCost};
use junheng::standard::{Indicator, Per, Standard};
use junheng::{Code, District, Error, Options, Origin, Policy, Section, Stage, io, plan, verify};
use proptest::prelude::*;

use super::oracle::{Random, random_case};

/// A random case whose figures are thrown to the ends of their ranges.
fn thrown(seed: u64) -> (District, Standard, Policy) {
    let (district, mut standard, mut policy) = random_case(seed);
    let mut random = Random::new(seed ^ 0xfeed);
    let power = |random: &mut Random, low: f64, high: f64| 10f64.powf(random.between(low, high));
    // Pupils 1 beside 100,000 in one stage; the values of a section stay.
    let mut builder = District::builder(district.resources().iter().cloned());
    let unit = power(&mut random, -6.0, 6.0);
    let size = power(&mut random, 0.0, 2.0);
    for (i, section) in district.sections().iter().enumerate() {
        let by = size * random.pick(&[1.0, 1.0, 0.01, 300.0]);
        let section_by = Section {
            pupils: section.pupils * by,
            classes: section.classes.map(|c| c * by),
            ..section.clone()
        };
        let row = district.own_of(i).iter();
        builder = builder.section(section_by, row.map(|x| x * by * unit));
    }
    for k in &mut standard.indicators {
        k.minimum.primary = k.minimum.primary.map(|m| m * unit);
        k.minimum.junior = k.minimum.junior.map(|m| m * unit);
    }
    let money = power(&mut random, -2.0, 8.0);
    for lever in &mut policy.levers {
        lever.adds.values_mut().for_each(|a| *a *= unit);
        // Unit costs below 0.1 yuan beside hundreds.
        let dear = money * random.pick(&[1.0, 1.0, 1e-4]);
        match &mut lever.unit_cost {
            UnitCost::Same(cost) => *cost *= dear,
            UnitCost::ByLocale { urban, town, rural } => {
                for cost in [urban, town, rural].into_iter().flatten() {
                    *cost *= dear;
                }
            }
        }
    }
    let rich = money * random.pick(&[1.0, 1.0, 1e-3, 1e6]);
    for fund in &mut policy.funds {
        if let Amount::Yuan(yuan) = &mut fund.amount {
            *yuan = (*yuan * rich).min(1e15);
            if *yuan < 1e-2 {
                *yuan = 0.0;
            }
        }
    }
    for rule in &mut policy.rules {
        if let Rule::Cap { per_section, .. } = rule {
            *per_section = (*per_section * rich).clamp(1e-2, 1e15);
        }
    }
    for weight in policy.weights.values_mut() {
        *weight = if *weight > 0.0 {
            power(&mut random, -3.0, 3.0)
        } else {
            0.0
        };
    }
    (builder.build().unwrap(), standard, policy)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn at_the_ends_of_the_ranges_there_is_a_plan(seed in 0u64..1_000_000) {
        let (d, s, p) = thrown(seed);
        match plan(&d, &s, &p, &Options::default()) {
            Ok(plan) => prop_assert!(verify::verify(&d, &s, &p, &plan).is_ok()),
            Err(Error::Input(problems)) => for problem in &problems {
                let is_known = [Code::Endless, Code::TooFarApart].contains(&problem.code);
                prop_assert!(is_known, "{}: {}", seed, problem);
            },
            // Doing nothing is always allowed here.
            Err(other) => prop_assert!(false, "{}: {}", seed, other),
        }
    }
}

#[test]
fn most_plans_at_the_ends_of_the_ranges_are_optimal() {
    let (mut optimal, mut all) = (0, 0);
    for seed in 0..200 {
        let (d, s, p) = thrown(seed);
        if let Ok(plan) = plan(&d, &s, &p, &Options::default()) {
            all += 1;
            optimal += usize::from(plan.status == Status::Optimal);
        }
    }
    assert!(10 * optimal >= 8 * all, "{optimal} of {all}");
}

/// One thing set to a figure out of its range.
type Change = fn(&mut Policy, f64);

#[test]
fn every_figure_beyond_its_range_is_refused_at_its_place() {
    let standard = || {
        let mut books = Indicator::of("books", Per::Pupil);
        books.minimum.primary = Some(10.0);
        Standard::new("books", vec![books])
    };
    let district = |pupils: f64, books: f64| {
        District::builder(["books"])
            .section(Section::new("1", Stage::Primary, pupils), [books])
            .section(Section::new("2", Stage::Primary, 50.0), [100.0])
            .build()
    };
    let codes = |result: Result<junheng::Plan, Error>| match result {
        Err(Error::Input(problems)) => problems
            .iter()
            .map(|p| (p.code, p.place.column.clone().unwrap_or_default()))
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let sound = district(100.0, 900.0).unwrap();
    let changes: [(&str, f64, Change); 9] = [
        ("amount", 1e16, |p, x| p.funds[0].amount = Amount::Yuan(x)),
        ("amount", 1e-14, |p, x| p.funds[0].amount = Amount::Yuan(x)),
        ("unit_cost", 1e-14, |p, x| {
            p.levers[0].unit_cost = UnitCost::Same(x);
        }),
        ("unit_cost", 1e16, |p, x| {
            p.levers[0].unit_cost = UnitCost::Same(x);
        }),
        ("adds.books", -1e16, |p, x| {
            p.levers[0].adds.insert("books".into(), x);
        }),
        ("max_total", 1e-12, |p, x| p.levers[0].max_total = Some(x)),
        ("weights.books", 1e12, |p, x| {
            p.weights.insert("books".into(), x);
        }),
        ("weights.books", 1e-12, |p, x| {
            p.weights.insert("books".into(), x);
        }),
        ("solve.gap", 2.0, |p, x| p.solve.gap = x),
    ];
    let policy = || Policy {
        funds: vec![junheng::policy::Fund::new("fund", 1e5)],
        levers: vec![junheng::policy::Lever::adding("buy", "books", 20.0, "fund")],
        ..Policy::default()
    };
    // All of them in one go.
    let mut all = policy();
    for (column, figure, change) in changes {
        let mut policy = policy();
        change(&mut policy, figure);
        change(&mut all, figure);
        let found = codes(plan(&sound, &standard(), &policy, &Options::default()));
        assert_eq!(found, [(Code::OutOfRange, column.to_owned())], "{figure}");
    }
    assert_eq!(all.check(&sound, &standard(), &Origin::default()).len(), 6);

    // In the standard, in the district, and between the two.
    let mut steep = standard();
    steep.indicators[0].minimum.primary = Some(1e13);
    steep.indicators[0].cv_limit.primary = Some(1e-9);
    let found = codes(plan(&sound, &steep, &policy(), &Options::default()));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|(code, _)| *code == Code::OutOfRange));
    for (pupils, books, column) in [
        (1e-9, 1.0, "pupils"),
        (1e11, 1.0, "pupils"),
        (9.0, 1e16, "books"),
    ] {
        let found = codes(district(pupils, books).map(|_| unreachable!()));
        assert_eq!(found, [(Code::OutOfRange, column.to_owned())]);
    }
    for (pupils, books, column) in [(1e8, 1e9, "pupils"), (100.0, 1e10, "books")] {
        let wide = district(pupils, books).unwrap();
        let found = codes(plan(&wide, &standard(), &policy(), &Options::default()));
        assert_eq!(found, [(Code::TooFarApart, column.to_owned())]);
    }

    // From a file the line is named.
    let text = "[weights]\nbooks = 1e12\n[[fund]]\nname = \"fund\"\namount = 1e30\n";
    let (read, origin) = io::read_policy("policy.toml", text).unwrap();
    let found = read.check(&sound, &standard(), &origin);
    let rows: Vec<Option<usize>> = found.iter().map(|p| p.place.row).collect();
    assert_eq!(rows, [Some(2), Some(5)]);
    assert!(found.iter().all(|p| p.code == Code::OutOfRange));
}
