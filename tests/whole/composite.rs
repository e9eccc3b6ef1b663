//! A limit on the mean of the CVs: held against every plan there is, and against a scan
//! of how the limit is shared out.

use junheng::plan::Status;
use junheng::policy::{Goal, Lever, Policy};
use junheng::standard::{Composite, Indicator, Per, PerStage, Standard};
use junheng::{District, Error, Options, Section, Stage, plan, verify};

use super::brute::{Best, small_case};
use super::oracle::{Random, example};

#[test]
fn small_cases_with_a_composite_equal_brute_force() {
    let (mut plans, mut impossible) = (0, 0);
    for seed in 200..220 {
        let (d, mut s, mut p) = small_case(seed);
        let mut random = Random::new(seed);
        p.comply = true;
        for indicator in &mut s.indicators {
            indicator.minimum = PerStage::default();
            indicator.cv_limit = PerStage::default();
        }
        p.goals = vec![Goal::Cost];
        s.section.may_miss = 0;
        let limit = random.between(0.05, 0.25);
        s.composite = Some(Composite {
            cv_limit: PerStage::both(limit, limit),
        });
        match (
            plan(&d, &s, &p, &Options::default()),
            Best::of_all(&d, &s, &p),
        ) {
            (Ok(made), Some(best)) => {
                assert_eq!(made.status, Status::Optimal, "{seed}");
                verify::verify(&d, &s, &p, &made).unwrap();
                let (cost, best) = (made.goals[0].value, best.goals[0]);
                assert!(
                    (cost - best).abs() <= 1e-6 * best.max(1.0),
                    "{seed}: {cost} {best}"
                );
                plans += 1;
            }
            (Err(Error::Infeasible { conflict, .. }), None) => {
                assert!(
                    conflict.iter().any(|c| c.ends_with(".composite")),
                    "{conflict:?}"
                );
                impossible += 1;
            }
            (made, best) => panic!("{seed}: {made:?} {best:?}"),
        }
    }
    assert!(plans > 5 && impossible > 0, "{plans} {impossible}");
}

/// Two indicators, continuous levers: the cheapest of all ways to share the limit between
/// the two CVs, each way a convex plan of its own.
#[test]
fn a_composite_is_shared_out_as_a_scan_finds_best() {
    for seed in 0..4 {
        let mut random = Random::new(900 + seed);
        let mut builder = District::builder(["a", "b"]);
        for i in 0..7 {
            let pupils = random.between(60.0, 400.0).round();
            let section = Section::new(format!("{i}"), Stage::Primary, pupils);
            let row = [3.0, 8.0].map(|per| pupils * per * random.between(0.4, 1.6));
            builder = builder.section(section, row);
        }
        let district = builder.build().unwrap();
        let indicators = ["a", "b"].map(|id| Indicator::of(id, Per::Pupil));
        let mut standard = Standard::new("mean", indicators.to_vec());
        let limit = 0.2;
        let mut policy = Policy {
            goals: vec![Goal::Cost],
            comply: true,
            ..Policy::default()
        };
        for (id, price) in [("a", 90.0), ("b", random.between(10.0, 60.0))] {
            policy.levers.push(Lever::adding(id, id, price, "fund"));
        }
        policy.funds.push(junheng::policy::Fund {
            name: "fund".into(),
            amount: junheng::policy::Amount::Unlimited,
        });
        policy.solve.gap = 1e-5;
        let mut best = f64::INFINITY;
        for i in 1..80 {
            let part = 2.0 * limit * f64::from(i) / 80.0;
            standard.indicators[0].cv_limit = PerStage::both(part, part);
            let rest = 2.0 * limit - part;
            standard.indicators[1].cv_limit = PerStage::both(rest, rest);
            if let Ok(made) = plan(&district, &standard, &policy, &Options::default()) {
                best = best.min(made.goals[0].value);
            }
        }
        for indicator in &mut standard.indicators {
            indicator.cv_limit = PerStage::default();
        }
        standard.composite = Some(Composite {
            cv_limit: PerStage::both(limit, limit),
        });
        let made = plan(&district, &standard, &policy, &Options::default()).unwrap();
        verify::verify(&district, &standard, &policy, &made).unwrap();
        assert!(made.after.pass);
        let (cost, bound) = (made.goals[0].value, made.goals[0].bound);
        // The scan is coarse, so that the plan may be a little better, never worse.
        assert!(
            cost <= best * (1.0 + 1e-5),
            "{seed}: {cost}, the scan has {best}"
        );
        assert!(
            cost >= best * 0.995 && bound <= cost,
            "{seed}: {cost} {best}"
        );
        assert_eq!(made.status, Status::Optimal, "{seed}: {cost} {bound}");
    }
}

/// Qinghe under the standard of 2012, with a limit that it does not meet today.
#[test]
fn qinghe_meets_a_mean_of_cvs() {
    let input = example("qinghe");
    let (d, mut p) = (&input.district, input.policy.clone());
    let mut s = Standard::bundled("basically-balanced-2012").unwrap();
    let today = junheng::disparity::assess(d, &s).unwrap();
    let limit = |stage| {
        today
            .stage(stage)
            .and_then(|g| g.composite_cv)
            .map(|cv| 0.9 * cv)
    };
    s.composite = Some(Composite {
        cv_limit: PerStage {
            primary: limit(Stage::Primary),
            junior: limit(Stage::Junior),
        },
    });
    p.goals = vec![Goal::Cost];
    p.comply = true;
    p.solve.time_limit_s = 20.0;
    for fund in &mut p.funds {
        fund.amount = junheng::policy::Amount::Unlimited;
    }
    let started = std::time::Instant::now();
    let made = plan(d, &s, &p, &Options::default()).unwrap();
    verify::verify(d, &s, &p, &made).unwrap();
    assert!(made.after.pass && !made.before.pass);
    let (cost, bound) = (made.goals[0].value, made.goals[0].bound);
    println!(
        "cost {cost:.0}, bound {bound:.0}, {:?}, {:.1} s, {} iterations",
        made.status,
        started.elapsed().as_secs_f64(),
        made.solver.iterations
    );
    assert!(bound > 0.0 && bound <= cost);
}
