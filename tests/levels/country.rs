//! Districts that share a fund, against one program of all of them.
//!
//! Two counties are one district too where one has only primary and the other only junior
//! schools: values and means are by stage, and the weights P_g / P are those of counties.

use junheng::country::{self, County};
use junheng::policy::{Fund, Goal, Lever, Measure, Policy};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Options, Section, Solver, Stage, Standard, plan, verify};

use crate::oracle::Random;

const STD: Goal = Goal::Disparity(Measure::Std);
const GINI: Goal = Goal::Disparity(Measure::Gini);

/// Sections of one stage with books and desks.
fn schools(random: &mut Random, stage: Stage) -> Vec<(Section, [f64; 2])> {
    let count = 2 + random.below(6);
    let school = |i: usize| {
        let pupils = random.between(50.0, 900.0).round();
        let section = Section::new(format!("{i}"), stage, pupils);
        (
            section,
            [random.between(2.0, 7.0), random.between(0.5, 1.5)].map(|v| v * pupils),
        )
    };
    (0..count).map(school).collect()
}

fn district(schools: &[(Section, [f64; 2])]) -> District {
    let mut builder = District::builder(["books", "desks"]);
    for (section, stocks) in schools {
        builder = builder.section(section.clone(), *stocks);
    }
    builder.build().unwrap()
}

fn standard() -> Standard {
    let of = |id: &str, minimum: f64| Indicator {
        minimum: PerStage::both(minimum, minimum),
        ..Indicator::of(id, Per::Pupil)
    };
    Standard::new("country", vec![of("books", 5.0), of("desks", 1.0)])
}

fn policy(goals: &[Goal], yuan: f64) -> Policy {
    Policy {
        goals: goals.to_vec(),
        funds: vec![Fund::new("transfer", yuan)],
        levers: vec![
            Lever::adding("buy books", "books", 20.0, "transfer"),
            Lever::adding("buy desks", "desks", 150.0, "transfer"),
        ],
        ..Policy::default()
    }
}

#[test]
fn two_counties_are_planned_as_one_program_plans_them() {
    let standard = standard();
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let parts = Stage::ALL.map(|stage| schools(&mut random, stage));
        let one = district(&parts.concat());
        let two = parts.map(|part| district(&part));
        let orders = [
            vec![STD],
            vec![GINI],
            vec![Goal::Shortfall, STD, Goal::Cost],
            vec![Goal::Shortfall, Goal::Cost],
        ];
        for goals in orders {
            let yuan = random.between(0.0, 3e5);
            let whole = policy(&goals, yuan);
            // What the policy of a county says of the shared fund does not matter.
            let own = policy(&goals, 1.0);
            let counties: Vec<County> = two
                .iter()
                .map(|district| County {
                    district,
                    standard: &standard,
                    policy: &own,
                })
                .collect();
            let made = country::plan(&counties, &Fund::new("transfer", yuan)).unwrap();
            let options = Options {
                solver: Solver::Clarabel,
                ..Options::default()
            };
            let expected = plan(&one, &standard, &whole, &options).unwrap();
            assert!(made.gap < 1e-7, "{seed} {goals:?} {}", made.gap);
            assert!(made.allotted.iter().sum::<f64>() <= yuan * (1.0 + 1e-9));
            for (is, should) in made.goals.iter().zip(&expected.goals) {
                let near = 1e-6 * should.value.abs().max(0.1);
                if is.goal == "cost" {
                    assert!((is.value - should.value).abs() < 1e-3 * should.value + 1.0);
                } else {
                    assert!(
                        (is.value - should.value).abs() < near,
                        "{seed} {goals:?} {is:?} {should:?}"
                    );
                }
                assert!(is.bound <= is.value);
            }
            for (county, (plan, yuan)) in counties.iter().zip(made.plans.iter().zip(&made.allotted))
            {
                let with = policy(&goals, *yuan);
                verify::verify(county.district, county.standard, &with, plan).unwrap();
            }
            for price in &made.prices {
                let at = made
                    .goals
                    .iter()
                    .position(|g| g.goal == price.goal)
                    .unwrap();
                let slope = |step: f64| {
                    let more = Fund::new("transfer", yuan * (1.0 + step));
                    let again = country::plan(&counties, &more).unwrap();
                    (again.goals[at].value - made.goals[at].value) / (yuan * step)
                };
                let seen = [1e-3, 1e-4, 1e-5, 1e-6].map(slope);
                let near =
                    |s: &f64| (s - price.per_unit).abs() <= 2e-3 * price.per_unit.abs() + 1e-12;
                assert!(seen.iter().any(near), "{seed} {price:?} {seen:?}");
            }
        }
    }
}

#[test]
fn counties_with_other_goals_are_refused() {
    let standard = standard();
    let mut random = Random::new(1);
    let district = district(&schools(&mut random, Stage::Primary));
    let policies = [policy(&[STD], 0.0), policy(&[GINI], 0.0)];
    let counties = policies.each_ref().map(|policy| County {
        district: &district,
        standard: &standard,
        policy,
    });
    assert!(country::plan(&counties, &Fund::new("transfer", 1e4)).is_err());
}
