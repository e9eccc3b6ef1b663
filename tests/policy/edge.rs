//! The edge of `comply = true`: on this side of the least money that passes there is a
//! plan that passes, on the other side none, and nothing else in between.

use junheng::policy::{Amount, Goal, Measure, UnitCost};
use junheng::standard::PerStage;
use junheng::{District, Error, Options, Policy, Standard, plan};

use super::oracle::one_fund_case;

/// A random county whose standard limits every CV.
fn strict(seed: u64, goals: &[Goal]) -> (District, Standard, Policy) {
    let (district, mut standard, mut policy) = one_fund_case(seed, Goal::Disparity(Measure::Std));
    for k in &mut standard.indicators {
        k.cv_limit = PerStage::both(0.2, 0.2);
    }
    policy.comply = true;
    policy.goals = goals.to_vec();
    for lever in &mut policy.levers {
        // What costs nothing keeps its limit: else there is no end to it.
        let is_free = match lever.unit_cost {
            UnitCost::Same(cost) => cost == 0.0,
            UnitCost::ByLocale { urban, .. } => urban == Some(0.0),
        };
        lever.max_per_section = is_free.then_some(1.0);
    }
    policy.weights.clear();
    (district, standard, policy)
}

/// Whether a plan passes with so much money; none where neither is said.
fn passes(d: &District, s: &Standard, p: &Policy, yuan: f64) -> Option<bool> {
    let mut p = p.clone();
    p.funds[0].amount = Amount::Yuan(yuan);
    let options = Options {
        without_repair: true, // nobody reads it here, and it takes many plans
        ..Options::default()
    };
    match plan(d, s, &p, &options) {
        Ok(plan) => {
            assert!(plan.after.pass);
            Some(true)
        }
        Err(Error::Infeasible { conflict, .. }) => {
            assert!(!conflict.is_empty());
            Some(false)
        }
        Err(_) => None,
    }
}

#[test]
fn around_the_least_money_that_passes_every_step_ends_in_a_plan_or_in_none() {
    let mut bad = Vec::new();
    let mut counted = 0;
    for seed in 0..40 {
        let goals: &[Goal] = match seed % 3 {
            0 => &[Goal::Cost],
            1 => &[Goal::Shortfall, Goal::Disparity(Measure::Std), Goal::Cost],
            _ => &[Goal::Disparity(Measure::Std)],
        };
        let (d, s, p) = strict(seed, goals);
        let (mut low, mut high) = (0.0, 1e9);
        if passes(&d, &s, &p, low) == Some(true) || passes(&d, &s, &p, high) != Some(true) {
            continue;
        }
        counted += 1;
        while high - low > 1e-10 * high {
            let middle = 0.5 * (low + high);
            match passes(&d, &s, &p, middle) {
                Some(true) => high = middle,
                Some(false) => low = middle,
                None => {
                    bad.push((seed, middle));
                    high = middle;
                }
            }
        }
        for step in [1e-9, 1e-8, 1e-7, 1e-6, 1e-5] {
            for sign in [-1.0, 1.0] {
                let yuan = high * (1.0 + sign * step);
                let said = passes(&d, &s, &p, yuan);
                if said.is_none() {
                    bad.push((seed, yuan));
                }
                // Farther off there is no doubt.
                if step >= 1e-5 && said != Some(sign > 0.0) {
                    bad.push((seed, yuan));
                }
            }
        }
    }
    assert!(counted >= 8, "{counted}");
    assert!(bad.is_empty(), "{bad:?}");
}
