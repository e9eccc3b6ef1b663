//! A part of the fund for some sections: as good as the general path, at the same price.

use junheng::plan::{Plan, Status};
use junheng::policy::{Amount, Filter, Goal, Measure, Policy, Rule};
use junheng::{District, Locale, Solver, Standard, verify};

use crate::cases::{case, planned};
use crate::oracle::{Random, sizes};

/// A case whose fund is partly for the countryside, with a rule that may bind or not.
fn with_share(seed: u64, goals: &[Goal]) -> (District, Standard, Policy) {
    let (d, s, mut p) = case(seed, goals);
    let mut random = Random::new(seed);
    p.rules.push(Rule::Share {
        fund: p.funds[0].name.clone(),
        filter: Filter {
            locales: vec![random.pick(&[Locale::Rural, Locale::Town])],
            ..Filter::default()
        },
        at_least: random.pick(&[0.1, 0.3, 0.6, 0.9]),
    });
    (d, s, p)
}

fn by_price(d: &District, s: &Standard, p: &Policy) -> Option<Plan> {
    if !p.check(d, s, &junheng::Origin::default()).is_empty() {
        return None;
    }
    planned(d, s, p, Solver::Auto).filter(|plan| plan.solver.name == "levels")
}

#[test]
fn the_general_path_finds_nothing_better_under_a_share() {
    let (mut counted, mut bind, mut wrong) = (0, 0, Vec::new());
    for seed in 0..600 {
        let goals: &[Goal] = match seed % 4 {
            0 => &[Goal::Disparity(Measure::Std)],
            1 => &[Goal::Disparity(Measure::Gini)],
            2 => &[Goal::Disparity(Measure::Std), Goal::Cost],
            _ => &[Goal::Disparity(Measure::Gini), Goal::Cost],
        };
        let (d, s, p) = with_share(seed, goals);
        let Some(made) = by_price(&d, &s, &p) else {
            continue;
        };
        counted += 1;
        verify::verify(&d, &s, &p, &made).unwrap();
        let rule = format!("rule.{}", p.rules.len());
        bind += u32::from(made.prices.iter().any(|x| x.of == rule && x.per_unit > 0.0));
        let sizes = sizes(&d, &s, &p, &made);
        let Some(general) = planned(&d, &s, &p, Solver::Clarabel) else {
            continue;
        };
        let ours = (made.goals[0].value, made.goals[0].bound);
        let theirs = (general.goals[0].value, general.goals[0].bound);
        let gap = (ours.0 - ours.1) / sizes[0];
        let (worse, below) = (
            (ours.0 - theirs.0) / sizes[0],
            (theirs.1 - ours.0) / sizes[0],
        );
        if made.status != Status::Optimal || gap > 1e-7 || worse > 1e-7 || below > 1e-7 {
            wrong.push(format!(
                "{seed}: gap {gap:.1e} worse {worse:.1e} below {below:.1e}"
            ));
        }
    }
    assert!(counted > 200 && bind > 80, "{counted} {bind}");
    assert!(
        wrong.is_empty(),
        "{} of {counted}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What has a price, how a policy asks for more of it, and how much all of it is.
type Asked<'a> = (&'a str, &'a dyn Fn(&mut Policy, f64), f64);

/// The price of the rule and of the fund is what a new plan with a little more gives.
#[test]
fn prices_under_a_share_are_those_of_a_new_plan() {
    let (mut counted, mut wrong) = (0, Vec::new());
    for seed in 0..400 {
        let measure = [Measure::Std, Measure::Gini][usize::from(seed % 2 == 1)];
        let (d, s, p) = with_share(seed, &[Goal::Disparity(measure)]);
        let Some(made) = by_price(&d, &s, &p) else {
            continue;
        };
        let size = sizes(&d, &s, &p, &made)[0];
        let rule = format!("rule.{}", p.rules.len());
        let price = |of: &str| made.prices.iter().find(|x| x.of == of).unwrap().per_unit;
        if price(&rule) <= 0.0 {
            continue;
        }
        let money = p.funds[0].amount.limit().unwrap();
        let slope = |change: &dyn Fn(&mut Policy, f64), step: f64| {
            let mut more = p.clone();
            change(&mut more, step);
            let more = by_price(&d, &s, &more)?;
            Some((more.goals[0].value - made.goals[0].value) / step)
        };
        let tighter = |p: &mut Policy, step: f64| {
            if let Some(Rule::Share { at_least, .. }) = p.rules.last_mut() {
                *at_least += step;
            }
        };
        let richer = |p: &mut Policy, step: f64| p.funds[0].amount = Amount::Yuan(money + step);
        let fund = format!("fund.{}", p.funds[0].name);
        let asked: [Asked; 2] = [(&rule, &tighter, 1.0), (&fund, &richer, money)];
        for (of, change, all) in asked {
            let near = [1e-3, 1e-4, 1e-5].iter().any(|part| {
                slope(change, part * all).is_some_and(|slope| {
                    let larger = slope.abs().max(price(of).abs());
                    (slope - price(of)).abs() <= 0.01 * larger + 1e-8 * size / (part * all)
                })
            });
            counted += 1;
            if !near {
                let slopes = [1e-3, 1e-4, 1e-5].map(|part| slope(change, part * all));
                wrong.push(format!("{seed} {of}: {} {slopes:?}", price(of)));
            }
        }
    }
    assert!(counted > 80, "{counted}");
    assert!(
        wrong.is_empty(),
        "{} of {counted}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
