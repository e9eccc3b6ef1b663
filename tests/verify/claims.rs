//! Bounds: the independent one, and those that a plan claims.

use junheng::plan::Status;
use junheng::policy::{Goal, Lever, Measure};
use junheng::{Code, Error, verify};

use crate::case::Case;
use crate::oracle;

#[test]
fn the_plan_of_the_oracle_is_proven_best_by_the_bound() {
    for seed in 0..60 {
        for measure in [Measure::Std, Measure::Gini] {
            let goal = Goal::Disparity(measure);
            let (district, standard, policy) = oracle::one_fund_case(seed, goal);
            let problem = oracle::OneFund::new(&district, &standard, &policy).unwrap();
            let answer = match measure {
                Measure::Std => oracle::water_level(&problem),
                _ => oracle::level_sets(&problem),
            };
            let case = Case::new(district, standard, policy, answer.actions);
            assert_eq!(case.broken(), []);
            let bound =
                verify::lower_bound(&case.district, &case.standard, &case.policy, &case.plan);
            match bound {
                Ok(bound) => {
                    let gap = answer.value - bound.value;
                    assert!(
                        gap.abs() < 1e-6 * answer.value.max(1e-3),
                        "{seed} {goal:?}: {gap}"
                    );
                }
                // A free lever without a cap.
                Err(verify::NoBound::Unlimited { .. }) => {}
                Err(other) => panic!("{seed}: {other}"),
            }
            let changes = oracle::random_feasible_changes(
                &case.district,
                &case.standard,
                &case.policy,
                &case.plan,
                seed,
                50,
            );
            for change in changes {
                let old: Vec<f64> = case.plan.goals.iter().map(|g| g.value).collect();
                let new = verify::evaluate(&case.district, &case.standard, &case.policy, &change);
                let better =
                    oracle::improved_goal(&case.policy, &old, &new.unwrap().goals, &[1.0], 1e-9);
                assert_eq!(better, None, "{seed} {goal:?}");
            }
        }
    }
}

#[test]
fn the_bound_of_a_poor_plan_is_below_every_better_one() {
    for seed in 0..60 {
        let (district, standard, policy) = oracle::random_case(seed);
        let case = Case::new(district, standard, policy, Vec::new());
        assert_eq!(case.broken(), [], "{seed}");
        let (d, s, p) = (&case.district, &case.standard, &case.policy);
        let bound = match verify::lower_bound(d, s, p, &case.plan) {
            Ok(bound) => bound,
            Err(verify::NoBound::Unlimited { .. }) => continue,
            Err(other) => panic!("{seed}: {other}"),
        };
        let last = p.goals.len() - 1;
        let sign = if p.goals[last].is_maximised() {
            -1.0
        } else {
            1.0
        };
        let old: Vec<f64> = case.plan.goals.iter().map(|g| g.value).collect();
        assert!(
            sign * (old[last] - bound.value) > -1e-9,
            "{seed}: {bound:?} {old:?}"
        );
        for change in oracle::random_feasible_changes(d, s, p, &case.plan, seed, 200) {
            let new = verify::evaluate(d, s, p, &change).unwrap().goals;
            let held = p.goals[..last]
                .iter()
                .zip(&old)
                .zip(&new)
                .all(|((g, old), new)| {
                    let sign = if g.is_maximised() { -1.0 } else { 1.0 };
                    sign * (new - old) <= 0.0
                });
            let ahead = sign * (bound.value - new[last]);
            assert!(
                !held || ahead < 1e-9 * old[last].abs().max(1.0),
                "{seed}: {ahead}"
            );
        }
    }
}

/// What the judge says of a case: codes of what it refutes, or which goals are proven.
fn judged(case: &Case) -> Result<Vec<bool>, Vec<Code>> {
    match verify::judge(&case.district, &case.standard, &case.policy, &case.plan) {
        Ok(standings) => Ok(standings.iter().map(|s| s.is_proven).collect()),
        Err(Error::Unverified(problems)) => Err(problems.iter().map(|p| p.code).collect()),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn claims_that_cannot_be_true_are_refuted_and_true_ones_proven() {
    let (mut refuted, mut proven, mut claimed) = (0, 0, 0);
    for seed in 0..60 {
        let (district, standard, policy) = oracle::random_case(seed);
        let options = junheng::Options::default();
        let Ok(plan) = junheng::plan(&district, &standard, &policy, &options) else {
            continue;
        };
        let first = policy.goals[0];
        let done = plan.goals[0].value;
        // The planner's own plan is never refuted.
        let mut case = Case {
            district,
            standard,
            policy,
            plan,
        };
        let standings = judged(&case).unwrap_or_else(|codes| panic!("{seed}: {codes:?}"));
        proven += standings.iter().filter(|p| **p).count();
        claimed += standings.iter().filter(|p| !**p).count();
        // Doing nothing, called optimal, with bounds to match.
        case.plan.actions.clear();
        let idle = Case::new(case.district, case.standard, case.policy, Vec::new());
        let nothing = idle.plan.goals[0].value;
        let worse = if first.is_maximised() {
            done - nothing
        } else {
            nothing - done
        };
        if worse > 1e-3 * nothing.abs().max(1e-3) && standings[0] {
            assert!(
                judged(&idle).is_err_and(|c| c.contains(&Code::BetterPlanAtHand)),
                "{seed}"
            );
            refuted += 1;
            // Called feasible, with a bound that is too high, it is no better ...
            let mut modest = idle;
            modest.plan.status = Status::Feasible;
            assert!(
                judged(&modest).is_err_and(|c| c.contains(&Code::BetterPlanAtHand)),
                "{seed}"
            );
        }
    }
    assert!(
        refuted >= 20 && proven >= 60,
        "{refuted} {proven} {claimed}"
    );
}

#[test]
fn what_cannot_be_judged_is_claimed_not_proven() {
    let large = oracle::example("california");
    let policy = junheng::Policy {
        goals: vec![Goal::Cost],
        levers: (0..8)
            .map(|i| Lever::adding(format!("lever {i}"), "teachers", 1e4, "grant"))
            .collect(),
        ..large.policy.clone()
    };
    let options = junheng::Options::default();
    let plan = junheng::plan(&large.district, &large.standard, &policy, &options).unwrap();
    let standings = verify::judge(&large.district, &large.standard, &policy, &plan).unwrap();
    assert_eq!(standings[0].bound, Err(verify::NoBound::TooLarge));
    assert!(!standings[0].is_proven);
}
