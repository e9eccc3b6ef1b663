//! Whole units and what a section may miss, held against every plan there is.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

#[path = "../oracle/mod.rs"]
mod oracle;

mod brute;

use brute::{Best, small_case};
use junheng::plan::Status;
use junheng::{Error, Options, plan, verify};

/// Small counties where every plan can be tried: what the planner finds is the best.
#[test]
fn small_cases_equal_brute_force() {
    let (mut plans, mut impossible) = (0, 0);
    for seed in 0..60 {
        let (d, s, p) = small_case(seed);
        let best = Best::of_all(&d, &s, &p);
        match (plan(&d, &s, &p, &Options::default()), best) {
            (Ok(made), Some(best)) => {
                assert_eq!(made.status, Status::Optimal, "{seed} {:?}", made.goals);
                verify::verify(&d, &s, &p, &made).unwrap();
                for (goal, best) in made.goals.iter().zip(best.goals) {
                    let apart = (goal.value - best).abs();
                    assert!(
                        apart <= 1e-6 * best.abs().max(1.0),
                        "{seed} {:?}: {} but {best} is best",
                        p.goals,
                        goal.value
                    );
                }
                plans += 1;
            }
            (Err(Error::Infeasible { .. }), None) => impossible += 1,
            (made, best) => panic!("{seed}: {made:?} {best:?}"),
        }
    }
    assert!(plans > 30 && impossible > 3, "{plans} {impossible}");
}
