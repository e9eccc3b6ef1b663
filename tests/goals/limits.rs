//! Limits of time and cancellation: no wrong status, no plan that does not hold, no panic;
//! and what an earlier goal has found is not lost.

use std::thread;
use std::time::{Duration, Instant};

use junheng::generate::{self, County};
use junheng::plan::{Plan, Status};
use junheng::policy::{Goal, Measure, Policy, Rule};
use junheng::{Cancel, District, Error, Options, Standard, plan, verify};

use super::oracle::{example, random_case};

/// Every goal, alone or after a quick one.
fn orders() -> Vec<Vec<Goal>> {
    let of = Goal::Disparity;
    vec![
        Policy::default().goals,
        vec![Goal::Shortfall, of(Measure::Gini)],
        vec![of(Measure::Mad), Goal::Cost],
        vec![of(Measure::Range)],
        vec![Goal::Floor, Goal::WorstCv, Goal::Cost],
        vec![Goal::Leximin, Goal::Cost],
    ]
}

/// Judges what came of a limited search: whether there is a plan.
fn judge(d: &District, s: &Standard, p: &Policy, made: Result<Plan, Error>) -> bool {
    match made {
        Ok(plan) => {
            verify::verify(d, s, p, &plan).unwrap();
            if plan.status == Status::Optimal {
                assert!(plan.solver.gap <= verify::CONTINUOUS_GAP);
            }
            true
        }
        Err(Error::Stopped { .. }) => false,
        Err(other) => panic!("{:?}: {other}", p.goals),
    }
}

fn county(schools: usize) -> (District, Standard, Policy) {
    let mut input = example("qinghe");
    // The schools of its rules are its own.
    let is_kept = |rule: &Rule| matches!(rule, Rule::Keep { .. });
    input.policy.rules.retain(|rule| !is_kept(rule));
    let d = generate::county(&County { schools, seed: 3 }).unwrap();
    (d, input.standard, input.policy)
}

#[test]
fn a_time_limit_never_spoils_a_plan() {
    let input = example("qinghe");
    let cases = [(input.district, input.standard, input.policy), county(100)];
    let (mut plans, mut stopped) = (0, 0);
    for (d, s, mut p) in cases {
        for goals in orders() {
            p.goals = goals;
            for seconds in [0.01, 0.1, 1.0] {
                p.solve.time_limit_s = seconds;
                let start = Instant::now();
                let made = plan(&d, &s, &p, &Options::default());
                let took = start.elapsed().as_secs_f64();
                assert!(took < seconds + 5.0, "{:?} {seconds}: {took}", p.goals);
                if judge(&d, &s, &p, made) {
                    plans += 1;
                } else {
                    stopped += 1;
                }
            }
        }
    }
    assert!(plans > 0 && stopped > 0, "{plans} {stopped}");
}

#[test]
fn a_token_set_at_any_moment_never_spoils_a_plan() {
    let (d, s, mut p) = county(40);
    let mut found = [0, 0];
    for (round, wait) in [0, 3, 10, 30, 80, 200, 500].into_iter().enumerate() {
        for goals in orders() {
            p.goals = goals;
            let cancel = Cancel::new();
            let options = Options {
                cancel: cancel.clone(),
                ..Options::default()
            };
            let made = thread::scope(|scope| {
                scope.spawn(move || {
                    thread::sleep(Duration::from_millis(wait + round as u64));
                    cancel.cancel();
                });
                plan(&d, &s, &p, &options)
            });
            found[usize::from(judge(&d, &s, &p, made))] += 1;
        }
    }
    assert!(found[0] > 0 && found[1] > 0, "{found:?}");
}

#[test]
fn a_token_that_is_set_from_the_start_finds_nothing() {
    let (d, s, mut p) = random_case(0);
    p.goals = vec![Goal::Floor];
    p.comply = false;
    let options = Options::default();
    options.cancel.cancel();
    let made = plan(&d, &s, &p, &options);
    assert!(matches!(made, Err(Error::Stopped { .. })), "{made:?}");
}
