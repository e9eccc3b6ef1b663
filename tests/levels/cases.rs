//! Random districts with policies that water levels and level sets fit.

use junheng::plan::Plan;
use junheng::policy::{Amount, Fund, Goal, Lever, Measure, Policy, Rule};
use junheng::{District, Error, Options, Solver, Standard, plan};

use crate::oracle::{Random, one_fund_case};

/// Every order of goals that fits.
pub(crate) fn orders() -> Vec<Vec<Goal>> {
    let std = Goal::Disparity(Measure::Std);
    let gini = Goal::Disparity(Measure::Gini);
    let mad = Goal::Disparity(Measure::Mad);
    vec![
        vec![Goal::Shortfall, mad, Goal::Cost],
        vec![mad],
        vec![mad, Goal::Cost],
        vec![Goal::Shortfall, mad],
        vec![Goal::Shortfall, std, Goal::Cost],
        vec![Goal::Shortfall, gini, Goal::Cost],
        vec![std],
        vec![gini],
        vec![std, Goal::Cost],
        vec![gini, Goal::Cost],
        vec![Goal::Shortfall],
        vec![Goal::Shortfall, Goal::Cost],
        vec![Goal::Shortfall, std],
        vec![Goal::Shortfall, gini],
        vec![Goal::Cost],
    ]
}

/// One fund, one lever an indicator, made harder: second levers for the same value,
/// several funds, money without a limit, kept schools.
pub(crate) fn case(seed: u64, goals: &[Goal]) -> (District, Standard, Policy) {
    let (district, standard, mut policy) = one_fund_case(seed, goals[0]);
    policy.goals = goals.to_vec();
    let mut random = Random::new(seed ^ 0x1e_7e15);
    let first: Vec<Lever> = policy.levers.clone();
    for lever in &first {
        if random.chance(0.3) {
            let mut second = lever.clone();
            second.name = format!("{} again", lever.name);
            let by = random.pick(&[0.5, 1.0, 1.0, 2.0, 1.5]);
            let unit = random.pick(&[1.0, 1.0, 3.0]);
            for a in second.adds.values_mut() {
                *a *= unit;
            }
            second.unit_cost = scaled(second.unit_cost, by * unit);
            second.max_per_section = random.chance(0.7).then(|| random.between(0.1, 30.0));
            policy.levers.push(second);
        }
    }
    if random.chance(0.3) {
        // Each indicator has a fund of its own.
        let Amount::Yuan(all) = policy.funds[0].amount else {
            return (district, standard, policy);
        };
        let ids: Vec<String> = standard.indicators.iter().map(|k| k.id.clone()).collect();
        policy.funds = ids
            .iter()
            .map(|id| {
                let mut fund = Fund::new(format!("for {id}"), all / ids.len() as f64);
                if random.chance(0.2) {
                    fund.amount = Amount::Unlimited;
                }
                fund
            })
            .collect();
        for lever in &mut policy.levers {
            let resource = lever.adds.keys().next().unwrap();
            lever.fund = Some(format!("for {resource}"));
        }
    } else if random.chance(0.1) {
        policy.funds[0].amount = Amount::Unlimited;
    }
    if random.chance(0.2) {
        let section = random.pick(district.sections());
        policy.rules.push(Rule::Keep {
            school: section.school_id.to_string(),
            stage: None,
        });
    }
    (district, standard, policy)
}

fn scaled(cost: junheng::policy::UnitCost, by: f64) -> junheng::policy::UnitCost {
    use junheng::policy::UnitCost::{ByLocale, Same};
    let times = |c: Option<f64>| c.map(|c| c * by);
    match cost {
        Same(cost) => Same(cost * by),
        ByLocale { urban, town, rural } => ByLocale {
            urban: times(urban),
            town: times(town),
            rural: times(rural),
        },
    }
}

/// A plan by one solver; none where the case cannot be used at all.
pub(crate) fn planned(d: &District, s: &Standard, p: &Policy, solver: Solver) -> Option<Plan> {
    let options = Options {
        solver,
        ..Options::default()
    };
    match plan(d, s, p, &options) {
        Ok(plan) => Some(plan),
        Err(Error::Input(problems)) if solver != Solver::Levels => {
            assert!(!problems.is_empty());
            None
        }
        Err(other) => panic!("{solver}: {other}"),
    }
}

/// A plan by levels. Of `mad` not every case has one: at no price of money nothing but the
/// cost tells plans apart, and who has to spend more than is of use is left to others.
pub(crate) fn by_levels(d: &District, s: &Standard, p: &Policy) -> Option<Plan> {
    if !p.goals.contains(&Goal::Disparity(Measure::Mad)) {
        return planned(d, s, p, Solver::Levels);
    }
    planned(d, s, p, Solver::Auto).filter(|plan| plan.solver.name == "levels")
}
