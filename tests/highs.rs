//! `HiGHS` (feature `highs`) agrees with Clarabel on linear goals.
#![cfg(feature = "highs")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::io::read_sweep;
use junheng::policy::{Goal, Measure};
use junheng::sweep::{Row, Run, Sweep};
use junheng::{District, Error, Options, Policy, Solver, Standard, plan, verify};
use oracle::random_case;

#[test]
fn highs_agrees_with_clarabel_on_every_linear_goal() {
    let orders: [&[Goal]; 5] = [
        &[Goal::Shortfall, Goal::Cost],
        &[Goal::Floor, Goal::Cost],
        &[Goal::Disparity(Measure::Gini)],
        &[Goal::Disparity(Measure::Mad)],
        &[Goal::Disparity(Measure::Range)],
    ];
    let mut compared = 0;
    for seed in 0..100 {
        let (d, s, mut p) = random_case(seed);
        for goals in orders {
            p.goals = goals.to_vec();
            let with = |solver| {
                let options = Options {
                    solver,
                    ..Options::default()
                };
                match plan(&d, &s, &p, &options) {
                    Ok(plan) => Some(plan),
                    Err(Error::Input(_)) => None,
                    Err(other) => panic!("seed {seed} {goals:?}: {other}"),
                }
            };
            let (Some(highs), Some(clarabel)) = (with(Solver::Highs), with(Solver::Clarabel))
            else {
                continue;
            };
            assert_eq!(highs.solver.name, "highs");
            let (a, b) = (highs.goals[0].value, clarabel.goals[0].value);
            let today = verify::evaluate(&d, &s, &p, &[]).unwrap().goals[0];
            let size = a.abs().max(today).max(1e-3);
            assert!(
                (a - b).abs() < 1e-6 * size,
                "seed {seed} {goals:?}: {a} {b}"
            );
            compared += 1;
        }
    }
    assert!(compared > 400, "{compared}");
}

/// Rows of a sweep over money, prices and pupils, its scenarios in some order.
fn rows(case: &(District, Standard, Policy), order: &[usize], threads: usize) -> Vec<Row> {
    let (d, s, p) = case;
    let text = "[[vary]]\nwhat = \"pupils\"\nfactors = [0.9, 1.0]\n\
                [[vary]]\nwhat = \"lever.1.unit_cost\"\nfactors = [1.0, 1.3]\n\
                [[vary]]\nwhat = \"fund.1.amount\"\nfactors = [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4]";
    let (spec, origin) = read_sweep("sweep.toml", text).unwrap();
    let all = Sweep::new(&spec, d, s, p, &origin).unwrap();
    assert_eq!(all.scenarios(), order.len());
    let varied = all.columns().varied.clone();
    let sweep = Sweep::of(order.len(), varied, d, s, p, |i| all.scenario(order[i]));
    let mut rows = Vec::new();
    let run = Run {
        options: highs(),
        threads,
        ..Run::default()
    };
    let done = sweep.run(&run, |row| {
        rows.push(row);
        Ok(())
    });
    done.unwrap();
    rows
}

fn highs() -> Options {
    Options {
        solver: Solver::Highs,
        ..Options::default()
    }
}

fn are_the_same(a: &Row, b: &Row, what: &str) {
    match (&a.outcome, &b.outcome) {
        (Ok(a), Ok(b)) => {
            assert_eq!(a.pass, b.pass, "{what}");
            for (x, y) in a.goals.iter().flatten().zip(b.goals.iter().flatten()) {
                assert!((x - y).abs() <= 1e-7 * y.abs().max(1.0), "{what}: {x} {y}");
            }
            for (x, y) in a.figures().iter().zip(b.figures()) {
                let (x, y) = (x.unwrap_or(0.0), y.unwrap_or(0.0));
                assert!((x - y).abs() <= 1e-4 * y.abs().max(1.0), "{what}: {x} {y}");
            }
        }
        (a, b) => assert_eq!(a, b, "{what}"),
    }
}

#[test]
fn a_row_does_not_hang_on_the_neighbour_it_started_from() {
    let orders: [&[Goal]; 5] = [
        &[Goal::Disparity(Measure::Mad)],
        &[Goal::Shortfall, Goal::Disparity(Measure::Mad), Goal::Cost],
        &[Goal::Floor, Goal::Cost],
        &[Goal::Disparity(Measure::Range), Goal::Shortfall],
        &[Goal::Disparity(Measure::Gini)],
    ];
    let forwards: Vec<usize> = (0..32).collect();
    let strides: Vec<usize> = (0..32).map(|i| i * 13 % 32).collect();
    let mut compared = 0;
    for seed in 0..24 {
        let (d, s, mut p) = random_case(seed);
        if p.funds.first().is_none_or(|f| f.amount.limit().is_none()) || p.levers.is_empty() {
            continue;
        }
        for goals in orders {
            p.goals = goals.to_vec();
            if plan(&d, &s, &p, &highs()).is_err() {
                continue;
            }
            let case = (d.clone(), s.clone(), p.clone());
            let one = rows(&case, &forwards, 1);
            assert_eq!(one, rows(&case, &forwards, 3));
            let other = rows(&case, &strides, 1);
            for (i, row) in other.iter().enumerate() {
                let what = format!("seed {seed} {goals:?} {i}");
                are_the_same(row, &one[strides[i]], &what);
            }
            compared += 1;
        }
    }
    assert!(compared > 40, "{compared}");
}
