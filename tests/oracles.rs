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

/// Every plan on a fine grid of the blocks' values, cheapest levers included.
fn best_on_a_grid(problem: &OneFund, measure: fn(&oracle::Block, &[f64]) -> f64) -> f64 {
    const STEPS: u32 = 200;
    let [block] = problem.blocks.as_slice() else {
        panic!("one block only");
    };
    let mut best = f64::INFINITY;
    let mut values = vec![0.0; block.members.len()];
    for cell in 0..(STEPS + 1).pow(u32::try_from(values.len()).unwrap()) {
        let mut rest = cell;
        for (value, member) in values.iter_mut().zip(&block.members) {
            let step = f64::from(rest % (STEPS + 1)) / f64::from(STEPS);
            *value = member.low + step * (member.high - member.low);
            rest /= STEPS + 1;
        }
        if problem.spent(&vec![values.clone()]) <= problem.fund * (1.0 + 1e-12) {
            best = best.min(block.coefficient * measure(block, &values));
        }
    }
    best
}

#[test]
fn no_plan_on_a_grid_beats_an_oracle() {
    let mut tried = 0;
    for seed in 0..2000 {
        let (district, standard, policy) = one_fund_case(seed, STD);
        let problem = OneFund::new(&district, &standard, &policy).unwrap();
        let small = problem.blocks.len() == 1 && problem.blocks[0].members.len() <= 3;
        if !small || tried == 20 {
            continue;
        }
        tried += 1;
        let raised = problem.blocks[0].members.iter().map(|m| m.high - m.low);
        // The grid is this coarse, and no goal changes faster than its values.
        let coarse = problem.blocks[0].coefficient * raised.fold(0.0, f64::max) / 50.0;
        for (oracle, grid) in [
            (water_level(&problem), best_on_a_grid(&problem, oracle::std)),
            (level_sets(&problem), best_on_a_grid(&problem, oracle::gini)),
        ] {
            assert!(
                oracle.value <= grid + 1e-9,
                "seed {seed}: {} {grid}",
                oracle.value
            );
            assert!(
                oracle.value >= grid - coarse - 1e-9,
                "seed {seed}: {} {grid}",
                oracle.value
            );
        }
    }
    assert_eq!(tried, 20);
}
