//! The oracles against each other, against a grid, and against the bound of `verify`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::policy::{Goal, Measure};
use junheng::verify;
use oracle::{OneFund, level_sets, one_fund_case, water_level};

const STD: Goal = Goal::Disparity(Measure::Std);
const GINI: Goal = Goal::Disparity(Measure::Gini);

#[test]
fn the_water_level_reaches_its_own_bound() {
    for seed in 0..300 {
        let (district, standard, policy) = one_fund_case(seed, STD);
        let problem = OneFund::new(&district, &standard, &policy).unwrap();
        let answer = water_level(&problem);
        let outcome = verify::evaluate(&district, &standard, &policy, &answer.actions).unwrap();
        let gap = answer.value - answer.bound;
        assert!(gap > -1e-9, "seed {seed}: {answer:?}");
        assert!(gap < 1e-6, "seed {seed}: {} {}", answer.value, answer.bound);
        assert!(
            (outcome.goals[0] - answer.value).abs() < 1e-9,
            "seed {seed}"
        );
        assert!(verify::is_feasible(&district, &standard, &policy, &answer.actions).unwrap());
    }
}

#[test]
fn the_level_sets_reach_their_own_bound() {
    for seed in 0..300 {
        let (district, standard, policy) = one_fund_case(seed, GINI);
        let problem = OneFund::new(&district, &standard, &policy).unwrap();
        let answer = level_sets(&problem);
        let outcome = verify::evaluate(&district, &standard, &policy, &answer.actions).unwrap();
        let gap = answer.value - answer.bound;
        assert!(
            gap.abs() < 1e-10,
            "seed {seed}: {} {}",
            answer.value,
            answer.bound
        );
        assert!(
            (outcome.goals[0] - answer.value).abs() < 1e-9,
            "seed {seed}"
        );
        assert!(verify::is_feasible(&district, &standard, &policy, &answer.actions).unwrap());
    }
}
