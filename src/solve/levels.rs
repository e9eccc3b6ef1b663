//! Water levels and level sets: policies with structure, solved by prices of money.
//!
//! Where every lever raises one indicator, each fund buys what nothing else ties together
//! and the goals are `shortfall`, `disparity` by `std` or `gini`, and `cost`, a plan is a
//! water level or a family of level sets at one price of each fund:
//!
//! $$\min_v \sum_b w_b D_b(v_b) + \lambda \Bigl(\sum_b cost_b(v_b) - money\Bigr)$$
//!
//! falls apart into blocks b, one indicator in one stage each. The largest such minimum over
//! $\lambda$ is the optimum, and each of them a bound that needs no solver. What does not fit
//! is named, and left to the general path.

mod order;
mod price;
mod problem;
mod room;
mod sets;
mod shortfall;
mod split;
mod water;

use crate::district::District;
use crate::error::Error;
use crate::plan::{Action, Price};
use crate::policy::{Goal, Policy};
use crate::standard::Standard;
use problem::{Block, Problem};

/// A plan found by prices.
pub(crate) struct Found {
    /// What to do, lever by lever.
    pub(crate) actions: Vec<Action>,
    /// Per goal, what no plan that holds the earlier ones is better than.
    pub(crate) bounds: Vec<f64>,
    /// What a little more of each fund would bring.
    pub(crate) prices: Vec<Price>,
    /// How many prices were tried.
    pub(crate) iterations: u64,
}

/// How an attempt ended.
pub(crate) enum Attempt {
    /// A plan, with its bounds.
    Found(Found),
    /// What of the policy does not fit, in its own words.
    Misfit(String),
}

/// Solves a policy that has passed its check, aiming so far `inside` the minima.
///
/// # Errors
/// [`Error::Input`] where the standard does not fit the district.
pub(crate) fn solve(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    inside: f64,
) -> Result<Attempt, Error> {
    let problem = match Problem::new(district, standard, policy)? {
        Ok(problem) => problem,
        Err(misfit) => return Ok(Attempt::Misfit(misfit)),
    };
    let mut sums = vec![0.0; policy.goals.len()];
    let mut of_funds = vec![vec![0.0; policy.goals.len()]; policy.funds.len()];
    let (mut deeds, mut iterations) = (Vec::new(), 0);
    for (fund, blocks) in by_fund(problem.blocks, policy.funds.len()) {
        let money = fund.and_then(|f| policy.funds.get(f)?.amount.limit());
        let Some(part) = order::solve(&blocks, &policy.goals, money, inside) else {
            let name = fund.and_then(|f| policy.funds.get(f)).map(|f| &f.name);
            let name = name.map_or_else(String::new, |name| format!("fund.{name}"));
            return Ok(Attempt::Misfit(name));
        };
        for (sum, bound) in sums.iter_mut().zip(&part.bounds) {
            *sum += bound;
        }
        if let Some(prices) = fund.and_then(|f| of_funds.get_mut(f)) {
            prices.clone_from(&part.prices);
        }
        deeds.extend(split::deeds(&blocks, &part.values, part.is_cheapest, money));
        iterations += part.iterations;
    }
    deeds.sort_unstable_by_key(|d| (d.lever, d.section));
    let actions = deeds.iter().filter_map(|deed| {
        let section = district.sections().get(deed.section)?;
        let lever = policy.levers.get(deed.lever)?;
        Some(Action {
            lever: lever.name.clone(),
            school_id: section.school_id.clone(),
            stage: section.stage,
            units: deed.units,
            cost: deed.units * lever.unit_cost.at(section)?,
        })
    });
    Ok(Attempt::Found(Found {
        actions: actions.collect(),
        bounds: sums,
        prices: prices(policy, &of_funds),
        iterations,
    }))
}

/// The blocks that each fund pays for, and those that no limited fund pays for.
fn by_fund(blocks: Vec<Block>, funds: usize) -> Vec<(Option<usize>, Vec<Block>)> {
    let none = std::iter::once(None);
    let mut parts: Vec<(Option<usize>, Vec<Block>)> = none
        .chain((0..funds).map(Some))
        .map(|fund| (fund, Vec::new()))
        .collect();
    for block in blocks {
        let place = block.fund.map_or(0, |f| f + 1);
        if let Some((_, part)) = parts.get_mut(place) {
            part.push(block);
        }
    }
    parts.retain(|(_, blocks)| !blocks.is_empty());
    parts
}

/// The prices of every fund with a limit, at every goal except `cost`.
fn prices(policy: &Policy, of_funds: &[Vec<f64>]) -> Vec<Price> {
    let mut prices = Vec::new();
    let funds = policy.funds.iter().zip(of_funds);
    for (fund, of_goals) in funds.filter(|(f, _)| f.amount.limit().is_some()) {
        let goals = policy.goals.iter().zip(of_goals);
        for (goal, price) in goals.filter(|(g, _)| **g != Goal::Cost) {
            prices.push(Price {
                of: format!("fund.{}", fund.name),
                goal: goal.id().to_owned(),
                per_unit: price + 0.0, // never -0
            });
        }
    }
    prices
}
