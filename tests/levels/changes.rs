//! No random feasible change improves a plan, and none brings the same with less effort.

use junheng::verify;

use crate::cases::{by_levels, case, orders};
use crate::oracle::{improved_goal, random_feasible_changes, sizes};

#[test]
fn no_random_change_improves_a_plan() {
    let mut tried = 0;
    for seed in 9000..9040 {
        for goals in orders() {
            let (d, s, p) = case(seed, &goals);
            if !p.check(&d, &s, &junheng::Origin::default()).is_empty() {
                continue;
            }
            let Some(made) = by_levels(&d, &s, &p) else {
                continue;
            };
            let old: Vec<f64> = made.goals.iter().map(|g| g.value).collect();
            let sizes = sizes(&d, &s, &p, &made);
            for change in random_feasible_changes(&d, &s, &p, &made, seed, 60) {
                let new = verify::evaluate(&d, &s, &p, &change).unwrap().goals;
                // What an earlier goal is worse by, within rounding, a later one may live off.
                let better = improved_goal(&p, &old, &new, &sizes, 1e-5);
                assert_eq!(better, None, "seed {seed} {goals:?}: {old:?} {new:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}
