//! A country: many districts that share one fund, planned together (转移支付).
//!
//! In: districts, each with its standard and policy, and a fund that all may spend from.
//! Out: a plan for each district, and what the whole is proven to be worth. Each goal of
//! the country is the mean of the districts' by pupils, and `cost` their sum:
//!
//! $$\min \sum_c \frac{P_c}{P} \\, G_c(y_c) \quad \text{with} \quad
//! \sum_c \text{spent}\_c(y_c) \le \text{amount}$$
//!
//! At a price of the shared money every district is a problem of its own; the price at
//! which the fund is spent gives the plans, and the sum of the districts' Lagrangians a
//! bound. So policies must fit the solver [`Levels`](crate::Solver::Levels).

use rayon::prelude::*;

use crate::disparity::assess;
use crate::district::{District, Stage};
use crate::error::{Error, Origin};
use crate::plan::{GoalValue, Plan, Price};
use crate::planner::levels::{INSIDE, assembled, refused};
use crate::policy::{Amount, Fund, Goal, Policy};
use crate::solve::levels::{Found, Input, Shared, solve};
use crate::standard::Standard;

/// One district of a country. Its policy names the shared fund among its own; what amount
/// it gives there does not matter.
#[derive(Debug, Clone, Copy)]
pub struct County<'a> {
    /// The district.
    pub district: &'a District,
    /// What it is held against.
    pub standard: &'a Standard,
    /// What it can do, and with which money of its own.
    pub policy: &'a Policy,
}

/// What each district does, and what that is worth together.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// A plan for each county, in their order; each has passed
    /// [`verify`](mod@crate::verify) with what it gets of the shared fund as its amount.
    pub plans: Vec<Plan>,
    /// What each county gets of the shared fund, in yuan.
    pub allotted: Vec<f64>,
    /// The goals of the country, with what was proven.
    pub goals: Vec<GoalValue>,
    /// What one yuan more in the shared fund would bring, per goal but `cost`.
    pub prices: Vec<Price>,
    /// The largest gap of a goal, relative to its value or, where that is larger, today's.
    pub gap: f64,
}

/// Plans districts together that share a fund.
///
/// ```
/// use junheng::country::{self, County};
/// use junheng::policy::{Fund, Lever};
/// use junheng::standard::{Indicator, Per, PerStage};
/// use junheng::{District, Policy, Section, Stage, Standard};
///
/// let books = Indicator {
///     minimum: PerStage::both(5.0, 5.0),
///     ..Indicator::of("books", Per::Pupil)
/// };
/// let standard = Standard::new("books", vec![books]);
/// let policy = Policy {
///     funds: vec![Fund::new("transfer", 0.0)],
///     levers: vec![Lever::adding("buy books", "books", 20.0, "transfer")],
///     ..Policy::default()
/// };
/// let district = |books: f64| {
///     District::builder(["books"])
///         .section(Section::new("1", Stage::Primary, 100.0), [books])
///         .section(Section::new("2", Stage::Primary, 100.0), [500.0])
///         .build()
/// };
/// let (rich, poor) = (district(500.0)?, district(200.0)?);
/// let county = |district| County { district, standard: &standard, policy: &policy };
/// // 6,000 yuan buy 300 books, and all are lacking in one school.
/// let made = country::plan(&[county(&rich), county(&poor)], &Fund::new("transfer", 6000.0))?;
/// assert_eq!(made.allotted[0], 0.0);
/// assert!((made.allotted[1] - 6000.0).abs() < 1e-3);
/// assert!(made.goals[0].value < 1e-9);
/// # Ok::<(), junheng::Error>(())
/// ```
///
/// # Errors
/// [`Error::Input`] where a policy does not fit its district, the solver or the goals of
/// the first policy; [`Error::Solver`] where a plan does not survive its checks.
pub fn plan(counties: &[County], fund: &Fund) -> Result<Country, Error> {
    let policies = policies(counties, fund)?;
    let people: Vec<f64> = counties.iter().map(|c| pupils(c.district)).collect();
    let all: f64 = people.iter().sum();
    let pairs = counties.iter().zip(&policies).zip(&people);
    let inputs: Vec<Input> = pairs
        .map(|((county, policy), pupils)| Input {
            district: county.district,
            standard: county.standard,
            policy,
            share: pupils / all,
        })
        .collect();
    let shared = Shared {
        name: &fund.name,
        amount: fund.amount.limit(),
    };
    let found = solve(&inputs, Some(shared), INSIDE)?;
    let found = found.map_err(|(i, what)| refused(format!("{} {what}", i + 1)))?;
    let prices = country_prices(&inputs, &found, fund);
    let done = found.into_par_iter().zip(&inputs);
    let done: Result<Vec<Done>, Error> = done
        .map(|(found, input)| finish(input, found, fund))
        .collect();
    Ok(together(&inputs, done?, prices))
}

/// Every policy with the shared fund's amount, checked.
fn policies(counties: &[County], fund: &Fund) -> Result<Vec<Policy>, Error> {
    let goals = counties.first().map(|c| &c.policy.goals);
    let policy = |(i, county): (usize, &County)| {
        let mut policy = county.policy.clone();
        for own in policy.funds.iter_mut().filter(|f| f.name == fund.name) {
            own.amount = fund.amount;
        }
        if Some(&policy.goals) != goals {
            let ids: Vec<&str> = policy.goals.iter().map(|g| g.id()).collect();
            return Err(refused(format!("{} {}", i + 1, ids.join(", "))).into());
        }
        let problems = policy.check(county.district, county.standard, &Origin::default());
        problems.or(policy)
    };
    counties.par_iter().enumerate().map(policy).collect()
}

/// Assessed pupils.
fn pupils(district: &District) -> f64 {
    let assessed = Stage::ALL.into_iter().flat_map(|g| district.assessed(g));
    assessed
        .filter_map(|s| district.sections().get(s))
        .map(|s| s.pupils)
        .sum()
}

/// A county's plan with what it gets, what the goals are today, and what was proven of
/// its part in the country's goals.
struct Done {
    plan: Plan,
    allotted: f64,
    today: Vec<f64>,
}

fn finish(input: &Input, found: Found, fund: &Fund) -> Result<Done, Error> {
    let policy = input.policy;
    let pays = |lever: &str| {
        let lever = policy.levers.iter().find(|l| l.name == lever);
        lever.is_some_and(|l| l.fund.as_deref() == Some(fund.name.as_str()))
    };
    let spent = found.actions.iter().filter(|a| pays(&a.lever));
    let allotted: f64 = spent.map(|a| a.cost).sum();
    let mut own = policy.clone();
    for shared in own.funds.iter_mut().filter(|f| f.name == fund.name) {
        shared.amount = Amount::Yuan(allotted);
    }
    let input = Input {
        policy: &own,
        ..*input
    };
    let before = assess(input.district, input.standard)?;
    let (plan, today) = assembled(&input, found, before, false)?;
    Ok(Done {
        plan,
        allotted,
        today,
    })
}

/// What a yuan more in the shared fund changes: the same wherever it is spent.
fn country_prices(inputs: &[Input], found: &[Found], fund: &Fund) -> Vec<Price> {
    let of = format!("fund.{}", fund.name);
    let mut prices: Vec<Price> = Vec::new();
    for (input, found) in inputs.iter().zip(found) {
        for price in found.prices.iter().filter(|p| p.of == of) {
            let per_unit = price.per_unit * input.share;
            match prices.iter_mut().find(|p| p.goal == price.goal) {
                Some(known) if per_unit.abs() > known.per_unit.abs() => known.per_unit = per_unit,
                Some(_) => {}
                None => prices.push(Price {
                    per_unit,
                    ..price.clone()
                }),
            }
        }
    }
    prices
}

fn together(inputs: &[Input], done: Vec<Done>, prices: Vec<Price>) -> Country {
    let goals = inputs
        .first()
        .map_or(&[][..], |i| i.policy.goals.as_slice());
    let (mut gap, mut values) = (0.0_f64, Vec::with_capacity(goals.len()));
    for (g, goal) in goals.iter().enumerate() {
        let (mut value, mut bound, mut today) = (0.0, 0.0, 0.0);
        for (input, done) in inputs.iter().zip(&done) {
            let part = if *goal == Goal::Cost {
                1.0
            } else {
                input.share
            };
            if let Some(own) = done.plan.goals.get(g) {
                value += part * own.value;
                bound += part * own.bound;
            }
            today += part * done.today.get(g).copied().unwrap_or(0.0);
        }
        let least = if *goal == Goal::Cost { 1.0 } else { 1e-3 };
        gap = gap.max((value - bound) / value.abs().max(today).max(least));
        values.push(GoalValue {
            goal: goal.id().to_owned(),
            value,
            bound,
            levels: None,
        });
    }
    Country {
        allotted: done.iter().map(|d| d.allotted).collect(),
        plans: done.into_iter().map(|d| d.plan).collect(),
        goals: values,
        prices,
        gap,
    }
}
