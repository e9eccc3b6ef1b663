//! `worst_cv` is as small as can be: against an independent bound, and against a
//! bisection on the limits that a district can comply with.

use junheng::plan::Status;
use junheng::policy::{Goal, Measure, NoLevellingDown, Policy};
use junheng::standard::{PerStage, SectionRule, Standard};
use junheng::{District, Error, Options, plan, verify};

use super::oracle::{EXAMPLES, example, random_case};
use super::planned;

/// The least common multiple of the limits that a plan can comply with: `comply` with
/// limits so many times as wide, no minima and cost as its goal, bisected. Compliance
/// cannot tell on its very edge: what it does not know counts as `unknown` says.
fn bisected(
    (d, s, p): (&District, &Standard, &Policy),
    (mut low, mut high): (f64, f64),
    unknown: bool,
) -> f64 {
    while high - low > 1e-7 * high {
        let ratio = 0.5 * (low + high);
        let mut wider = s.clone();
        wider.composite = None;
        wider.section = SectionRule::default();
        for indicator in &mut wider.indicators {
            let counts = p.weight(&indicator.id) > 0.0;
            let limit = |l: Option<f64>| l.filter(|l| counts && *l > 0.0).map(|l| ratio * l);
            indicator.minimum = PerStage::default();
            indicator.cv_limit = PerStage {
                primary: limit(indicator.cv_limit.primary),
                junior: limit(indicator.cv_limit.junior),
            };
        }
        let policy = Policy {
            goals: vec![Goal::Cost],
            comply: true,
            ..p.clone()
        };
        let can = match plan(d, &wider, &policy, &Options::default()) {
            Ok(_) => true,
            Err(Error::Infeasible { .. }) => false,
            Err(_) => unknown,
        };
        if can {
            high = ratio;
        } else {
            low = ratio;
        }
    }
    0.5 * (low + high)
}

/// Whether a ratio is where bisection ends, but for the millionth that compliance aims
/// inside its limits; and how wide the edge is where it cannot tell.
fn is_where_bisection_ends(case: (&District, &Standard, &Policy), value: f64) -> (bool, f64) {
    let bracket = (0.9 * value, 1.1 * value);
    let [low, high] = [true, false].map(|unknown| bisected(case, bracket, unknown));
    let is_within = low <= value * (1.0 + 1e-6) && value <= high * (1.0 + 1e-6);
    (is_within, high / low - 1.0)
}

fn limited(mut s: Standard, by: f64) -> Standard {
    for indicator in &mut s.indicators {
        indicator.cv_limit = PerStage::both(by, 0.8 * by);
    }
    s
}

#[test]
fn no_plan_of_random_cases_is_better_by_an_independent_proof() {
    let (mut bounded, mut weak, mut changed) = (0, Vec::new(), 0);
    for seed in 0..200 {
        let (d, s, mut p) = random_case(seed);
        let s = limited(s, 0.4);
        p.goals = vec![Goal::WorstCv];
        p.comply = false;
        let Some(plan) = planned(seed, &d, &s, &p) else {
            continue;
        };
        assert_eq!(
            plan.status,
            Status::Optimal,
            "seed {seed}: {:?}",
            plan.goals
        );
        let today = verify::evaluate(&d, &s, &p, &[]).unwrap().goals[0];
        let value = plan.goals[0].value;
        assert!(value <= today * (1.0 + 1e-9), "seed {seed}");
        changed += usize::from(value < 0.999 * today);
        if let Ok(bound) = verify::lower_bound(&d, &s, &p, &plan) {
            bounded += 1;
            assert!(
                bound.value <= value + 1e-7,
                "seed {seed}: {bound:?} {value}"
            );
            if value - bound.value > 1e-6 * today.max(1e-3) {
                weak.push((seed, value, bound.value));
            }
        }
    }
    assert!(bounded > 100 && changed > 100, "{bounded} {changed}");
    assert!(weak.is_empty(), "{weak:?}");
}

#[test]
fn the_least_worst_cv_is_where_bisection_ends() {
    let mut edges = Vec::new();
    for seed in 0..16 {
        let (d, s, mut p) = random_case(seed);
        let s = limited(s, 0.4);
        p.goals = vec![Goal::WorstCv];
        p.comply = false;
        // Without minima it must mean the same.
        p.no_levelling_down = NoLevellingDown::Today;
        let Some(plan) = planned(seed, &d, &s, &p) else {
            continue;
        };
        let value = plan.goals[0].value;
        if value > 1e-3 {
            let (is_within, edge) = is_where_bisection_ends((&d, &s, &p), value);
            assert!(is_within, "seed {seed}: {value} {edge:e}");
            edges.push(edge);
        }
    }
    edges.sort_by(f64::total_cmp);
    assert!(
        edges.len() > 8 && edges[edges.len() / 2] < 3e-6,
        "{edges:?}"
    );
}

#[test]
#[ignore = "minutes: California is bisected"]
fn the_examples_too() {
    for name in EXAMPLES {
        let input = example(name);
        let (d, s, mut p) = (&input.district, &input.standard, input.policy.clone());
        p.goals = vec![Goal::WorstCv];
        p.comply = false;
        p.no_levelling_down = NoLevellingDown::Today;
        let plan = planned(0, d, s, &p).unwrap();
        assert_eq!(plan.status, Status::Optimal, "{name}: {:?}", plan.goals);
        let value = plan.goals[0].value;
        let (is_within, edge) = is_where_bisection_ends((d, s, &p), value);
        assert!(is_within && edge < 0.02, "{name}: {value} {edge:e}");
    }
}

#[test]
fn later_goals_leave_it_where_it_is_and_it_leaves_earlier_ones() {
    let orders = [
        vec![Goal::WorstCv, Goal::Cost],
        vec![Goal::Shortfall, Goal::WorstCv, Goal::Cost],
        vec![Goal::WorstCv, Goal::Disparity(Measure::Std), Goal::Cost],
        vec![Goal::Floor, Goal::WorstCv, Goal::Disparity(Measure::Gini)],
    ];
    let mut failed = Vec::new();
    for seed in 0..40 {
        let (d, s, mut p) = random_case(seed);
        let s = limited(s, 0.4);
        p.comply = false;
        for goals in &orders {
            p.goals.clone_from(goals);
            let Some(plan) = planned(seed, &d, &s, &p) else {
                continue;
            };
            // Goals after others live off what the holds leave them.
            let gap = if plan.solver.gap > 1e-5 {
                plan.solver.gap
            } else {
                0.0
            };
            // Not all are proven to the gap: what is not must say so.
            if gap > 0.0 && plan.status == Status::Optimal {
                failed.push(format!("{seed} {:?} {:?}", plan.solver.gap, plan.goals));
            }
            // Up to each goal, the value is that of the plan which stops there.
            for stop in 1..goals.len() {
                p.goals.truncate(0);
                p.goals.extend_from_slice(&goals[..stop]);
                let short = planned(seed, &d, &s, &p).unwrap();
                let (a, b) = (&plan.goals[stop - 1], &short.goals[stop - 1]);
                if (a.value - b.value).abs() > 1e-5 * b.value.abs().max(1.0) {
                    failed.push(format!("{seed} {}: {} {}", a.goal, a.value, b.value));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn a_standard_without_limits_refuses_it() {
    let (d, mut s, mut p) = random_case(1);
    for indicator in &mut s.indicators {
        indicator.cv_limit = PerStage::default();
    }
    p.goals = vec![Goal::WorstCv];
    let Err(Error::Input(problems)) = plan(&d, &s, &p, &Options::default()) else {
        panic!("a plan");
    };
    assert!(problems.iter().any(|p| p.code.to_string() == "JH4010"));
}
