//! What does not fit is refused by name where the solver is asked for, and planned by the
//! general path where it is not.

use junheng::policy::{Amount, Filter, Goal, Measure, Policy, Rule, UnitCost};
use junheng::{Code, District, Error, Options, Solver, Standard, plan};

use crate::cases::{case, planned};

const STD: Goal = Goal::Disparity(Measure::Std);

/// A case in which some lever does something.
fn usual() -> (District, Standard, Policy) {
    let mut cases = (0..).map(|seed| case(seed, &[STD]));
    let is_usual = |(d, s, p): &(District, Standard, Policy)| {
        p.check(d, s, &junheng::Origin::default()).is_empty()
            && p.rules.is_empty()
            && p.funds[0].amount.limit().is_some()
            && !planned(d, s, p, Solver::Levels).unwrap().actions.is_empty()
    };
    cases.find(is_usual).unwrap()
}

/// The code and the item with which the solver refuses a policy.
fn refused(d: &District, s: &Standard, p: &Policy) -> (Code, String) {
    let options = Options {
        solver: Solver::Levels,
        ..Options::default()
    };
    match plan(d, s, p, &options) {
        Err(Error::Input(problems)) => {
            let problem = problems.iter().next().unwrap();
            (problem.code, problem.args[0].clone())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn auto_takes_what_fits() {
    let (d, s, p) = usual();
    let made = planned(&d, &s, &p, Solver::Auto).unwrap();
    assert_eq!(made.solver.name, "levels");
    assert_eq!(made, planned(&d, &s, &p, Solver::Levels).unwrap());
}

#[test]
fn what_does_not_fit_is_named_and_left_to_the_general_path() {
    let (d, s, p) = usual();
    let lever = p.levers[0].name.clone();
    let fund = p.funds[0].name.clone();
    let mut misfits: Vec<(Policy, String)> = Vec::new();
    let mut add = |change: &dyn Fn(&mut Policy), what: &str| {
        let mut other = p.clone();
        change(&mut other);
        misfits.push((other, what.to_owned()));
    };
    add(
        &|p| p.goals = vec![Goal::Disparity(Measure::Range)],
        "disparity.range",
    );
    add(
        &|p| p.goals = vec![STD, Goal::Shortfall],
        "disparity.std, shortfall",
    );
    add(
        &|p| p.levers[0].max_total = Some(5.0),
        &format!("lever.{lever}"),
    );
    add(
        &|p| {
            p.rules.push(Rule::Cap {
                fund: fund.clone(),
                per_section: 10.0,
                filter: Filter::default(),
            });
        },
        "rule.1",
    );
    add(
        &|p| {
            // A second fund for the same indicator.
            let mut second = p.levers[0].clone();
            second.name = "second".to_owned();
            second.unit_cost = UnitCost::Same(100.0);
            p.levers[0].unit_cost = UnitCost::Same(100.0);
            let mut fund = p.funds[0].clone();
            fund.name = "another".to_owned();
            fund.amount = Amount::Yuan(7.0);
            second.fund = Some(fund.name.clone());
            p.funds.push(fund);
            p.levers.push(second);
        },
        "lever.second",
    );
    for (policy, what) in misfits {
        assert_eq!(refused(&d, &s, &policy), (Code::NoLevels, what.clone()));
        let made = planned(&d, &s, &policy, Solver::Auto).unwrap();
        assert_eq!(made.solver.name, "clarabel", "{what}");
    }
}
