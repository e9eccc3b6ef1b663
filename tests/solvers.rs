//! Two solvers, or a solver and an independent computation, agree on every goal.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use junheng::plan::{Plan, Status};
use junheng::policy::{Goal, Measure};
use junheng::verify::NoBound;
use junheng::{District, Error, Options, Policy, Solver, Standard, plan, verify};
use oracle::{
    EXAMPLES, OneFund, example, level_sets, linear_goals, one_fund_case, random_case, sizes,
    water_level,
};

/// How far two computations of a goal may be apart, of its natural size.
const NEAR: f64 = 1e-6;

/// The same for goals after others: they live off what the holds leave them.
const NEAR_LATER: f64 = 1e-6;

/// How near the bound of `verify` comes to the first goals; and to one that is behind a
/// cone, which gains the root of the hair that the cone's hold leaves it.
const BOUND_NEAR: [f64; 3] = [1e-6, 1e-6, 2e-5];

fn with(d: &District, s: &Standard, p: &Policy, solver: Solver) -> Result<Plan, Error> {
    let options = Options {
        solver,
        ..Options::default()
    };
    plan(d, s, p, &options)
}

/// What is wrong with two solvers' plans, if anything.
fn compare(d: &District, s: &Standard, p: &Policy) -> Option<String> {
    let plans = [Solver::Clarabel, Solver::Microlp].map(|solver| with(d, s, p, solver));
    let (a, b) = match plans {
        [Ok(a), Ok(b)] => (a, b),
        [Err(Error::Input(_)), Err(Error::Input(_))]
        | [Err(Error::Infeasible { .. }), Err(Error::Infeasible { .. })] => return None,
        [a, b] => {
            return Some(format!(
                "{:?} {:?}",
                a.map(|p| p.status),
                b.map(|p| p.status)
            ));
        }
    };
    let sizes = sizes(d, s, p, &a);
    for (i, ((a, b), size)) in a.goals.iter().zip(&b.goals).zip(sizes).enumerate() {
        let apart = (a.value - b.value).abs() / size;
        if apart > if i == 0 { NEAR } else { NEAR_LATER } {
            return Some(format!("{} {} {}: {apart:.1e}", a.goal, a.value, b.value));
        }
    }
    None
}

/// The pairwise program of 420 sections takes minutes.
fn is_slow(goals: &[Goal]) -> bool {
    goals.contains(&Goal::Disparity(Measure::Gini))
}

/// Names of goals for messages.
fn names(goals: &[Goal]) -> String {
    let ids: Vec<&str> = goals.iter().map(|g| g.id()).collect();
    ids.join(">")
}

#[test]
fn clarabel_and_microlp_agree_on_random_districts() {
    let mut failed = Vec::new();
    for seed in 0..200 {
        let (d, s, mut p) = random_case(seed);
        let (range, mad) = (Measure::Range, Measure::Mad);
        let more = [
            vec![Goal::Shortfall, Goal::Disparity(range), Goal::Cost],
            vec![Goal::Floor, Goal::Disparity(mad), Goal::Cost],
        ];
        for goals in linear_goals().into_iter().chain(more) {
            p.goals = goals;
            if let Some(why) = compare(&d, &s, &p) {
                failed.push(format!("{seed} {}: {why}", names(&p.goals)));
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn clarabel_and_microlp_agree_on_the_examples() {
    let mut failed = Vec::new();
    for name in EXAMPLES {
        let input = example(name);
        let mut p = input.policy.clone();
        for goals in linear_goals() {
            if name == "california" && is_slow(&goals) {
                continue;
            }
            p.goals = goals;
            if let Some(why) = compare(&input.district, &input.standard, &p) {
                failed.push(format!("{name} {}: {why}", names(&p.goals)));
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

/// `std` and `gini` on one fund once the shortfall is as small as can be, against the
/// water level and the level sets of what is then left to decide.
#[test]
fn disparity_after_shortfall_is_as_the_oracles_solve_it() {
    let (mut failed, mut all_spent, mut enough) = (Vec::new(), 0, 0);
    for seed in 0..200 {
        for measure in [Measure::Std, Measure::Gini] {
            let (d, s, mut p) = one_fund_case(seed, Goal::Shortfall);
            p.goals.push(Goal::Disparity(measure));
            let problem = OneFund::new(&d, &s, &p).unwrap();
            let Some((rest, is_short)) = problem.after_shortfall() else {
                continue;
            };
            let answer = match measure {
                Measure::Std => water_level(&rest),
                _ => level_sets(&rest),
            };
            // The oracles need not spend all; then the fund had to be held as an equality.
            if is_short && answer.spent < rest.fund * (1.0 - 1e-9) {
                continue;
            }
            let made = match with(&d, &s, &p, Solver::Auto) {
                Ok(made) => made,
                Err(Error::Input(_)) => continue,
                Err(other) => panic!("seed {seed}: {other}"),
            };
            all_spent += u32::from(is_short);
            enough += u32::from(!is_short);
            let size = sizes(&d, &s, &p, &made)[1];
            let apart = (made.goals[1].value - answer.value) / size;
            if apart.abs() > NEAR {
                failed.push(format!(
                    "{seed} {measure:?} short {is_short}: {} {} {apart:.1e}, bound {}, {:?}",
                    made.goals[1].value, answer.value, answer.bound, made.goals[0]
                ));
            }
        }
    }
    assert!(all_spent >= 20 && enough >= 20, "{all_spent} {enough}");
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

/// The plan does not claim to be the best.
const FEASIBLE: &str = "feasible";

/// Each goal in turn against the bound that `verify` proves without the planner.
fn against_bounds(d: &District, s: &Standard, p: &Policy) -> Option<String> {
    let made = match with(d, s, p, Solver::Auto) {
        Ok(made) => made,
        Err(Error::Input(_) | Error::Infeasible { .. }) => return None,
        Err(other) => return Some(other.to_string()),
    };
    // What is not proven says so itself.
    if made.status == Status::Feasible {
        return Some(FEASIBLE.to_owned());
    }
    let sizes = sizes(d, s, p, &made);
    for (i, size) in sizes.into_iter().enumerate() {
        let (mut shorter, mut part) = (p.clone(), made.clone());
        shorter.goals.truncate(i + 1);
        part.goals.truncate(i + 1);
        let bound = match verify::lower_bound(d, s, &shorter, &part) {
            Ok(bound) => bound,
            // Where earlier goals leave no room, microlp may find no point to cut at.
            Err(NoBound::Stopped) if i > 0 => continue,
            Err(other) => return Some(format!("goal {i}: {other}")),
        };
        let apart = (made.goals[i].value - bound.value).abs() / size;
        if apart > BOUND_NEAR[i] {
            return Some(format!(
                "{} {} {}: {apart:.1e}",
                bound.goal, made.goals[i].value, bound.value
            ));
        }
    }
    None
}

#[test]
fn plans_by_cones_reach_their_independent_bounds() {
    let std = Goal::Disparity(Measure::Std);
    let (mut failed, mut feasible) = (Vec::new(), 0);
    for seed in 0..200 {
        let (d, s, mut p) = random_case(seed);
        for goals in [vec![std], Policy::default().goals] {
            p.goals = goals;
            let why = against_bounds(&d, &s, &p);
            if why.as_deref() == Some(FEASIBLE) {
                feasible += 1;
            } else if let Some(why) = why {
                failed.push(format!("{seed} {}: {why}", names(&p.goals)));
            }
        }
    }
    let input = example("qinghe");
    let mut p = input.policy.clone();
    for goals in [vec![std], Policy::default().goals] {
        p.goals = goals;
        if let Some(why) = against_bounds(&input.district, &input.standard, &p) {
            failed.push(format!("qinghe {}: {why}", names(&p.goals)));
        }
    }
    assert!(feasible <= 1, "{feasible} of 400 are not proven");
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

/// California has one fund and a lever for each indicator: the oracles solve it.
fn california(goals: Vec<Goal>) -> (Plan, f64, f64) {
    let input = example("california");
    let mut p = input.policy.clone();
    p.goals = goals;
    let (d, s) = (&input.district, &input.standard);
    let problem = OneFund::new(d, s, &p).unwrap();
    let problem = match p.goals[0] {
        Goal::Shortfall => problem.after_shortfall().unwrap().0,
        _ => problem,
    };
    let at = usize::from(p.goals[0] == Goal::Shortfall);
    let answer = match p.goals[at] {
        Goal::Disparity(Measure::Std) => water_level(&problem),
        _ => level_sets(&problem),
    };
    let made = with(d, s, &p, Solver::Auto).unwrap();
    let apart = (made.goals[at].value - answer.value) / sizes(d, s, &p, &made)[at];
    (made, answer.value, apart)
}

#[test]
fn california_is_planned_as_the_water_level_solves_it() {
    for goals in [vec![Goal::Disparity(Measure::Std)], Policy::default().goals] {
        let (made, value, apart) = california(goals);
        assert!(apart.abs() < NEAR, "{:?} {value} {apart:.1e}", made.goals);
    }
}

/// Between thin holds a solver finds no point; a little wider it finds one that costs half.
#[test]
fn what_a_cone_holds_still_leaves_money_to_be_saved() {
    for seed in [86, 113] {
        let (d, s, mut p) = random_case(seed);
        p.goals = Policy::default().goals;
        let made = with(&d, &s, &p, Solver::Auto).unwrap();
        let bound = verify::lower_bound(&d, &s, &p, &made).unwrap();
        let cost = &made.goals[2];
        assert!(
            cost.value < 1.01 * bound.value,
            "{seed}: {cost:?} {bound:?}"
        );
    }
}

#[test]
fn california_is_planned_as_the_level_sets_solve_it() {
    let gini = Goal::Disparity(Measure::Gini);
    for goals in [vec![gini], vec![Goal::Shortfall, gini]] {
        let (made, value, apart) = california(goals);
        assert!(apart.abs() < NEAR, "{:?} {value} {apart:.1e}", made.goals);
    }
}
