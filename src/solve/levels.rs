//! Water levels and level sets: policies with structure, solved by prices of money.
//!
//! Where every lever raises one indicator, one fund pays for each indicator of a stage and
//! the goals are `shortfall`, `disparity` by `std`, `gini` or `mad`, and `cost`, the values $v$ of
//! a plan are a water level or a family of level sets at one price $\lambda$ of each fund:
//!
//! $$\min_v \sum_b w_b D_b(v_b) + \lambda \Bigl(\sum_b cost_b(v_b) - money\Bigr)$$
//!
//! falls apart into blocks b, one indicator in one stage each. The largest such minimum over
//! $\lambda$ is the optimum, and each of them a bound that needs no solver. Districts that
//! share a fund are only more blocks, and a rule that asks for a part of a fund is a second
//! price ([`share`]). What does not fit is named, and left to others.

mod ladder;
mod means;
mod order;
mod price;
mod problem;
mod proof;
mod room;
mod sets;
mod share;
mod shortfall;
mod split;
mod water;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::district::District;
use crate::error::Error;
use crate::plan::{Action, Price};
use crate::policy::{Filter, Fund, Goal, Policy, Rule};
use crate::standard::Standard;
use order::Part;
use problem::{Block, Problem};
use share::Share;
use split::Deed;

/// From so many sections or cells on blocks are worth a thread.
const MANY: usize = 5_000;

/// A district to be planned, its policy checked.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) district: &'a District,
    pub(crate) standard: &'a Standard,
    pub(crate) policy: &'a Policy,
    /// Its part in the goals of all districts planned together.
    pub(crate) share: f64,
}

/// A fund that all districts have in common.
#[derive(Clone, Copy)]
pub(crate) struct Shared<'a> {
    pub(crate) name: &'a str,
    pub(crate) amount: Option<f64>,
}

/// A plan found by prices.
pub(crate) struct Found {
    /// What to do, lever by lever.
    pub(crate) actions: Vec<Action>,
    /// Per goal, what no plan that holds the earlier ones is better than, with what the
    /// plan spends of a shared fund as its own.
    pub(crate) bounds: Vec<f64>,
    /// What a little more of each fund would bring.
    pub(crate) prices: Vec<Price>,
    /// How many prices were tried.
    pub(crate) iterations: u64,
}

/// What does not fit: which of the districts, and what of its policy.
pub(crate) type Misfit = (usize, String);

/// Solves districts together, aiming so far `inside` the minima. All have the same goals.
///
/// # Errors
/// [`Error::Input`] where a standard does not fit its district.
pub(crate) fn solve(
    inputs: &[Input],
    shared: Option<Shared>,
    inside: f64,
) -> Result<Result<Vec<Found>, Misfit>, Error> {
    let read = |(owner, input): (usize, &Input)| {
        let Input {
            district,
            standard,
            policy,
            share,
        } = *input;
        let problem = Problem::new(district, standard, policy)?;
        Ok(problem.map_err(|what| (owner, what)).map(|mut problem| {
            for block in &mut problem.blocks {
                block.owner = owner;
                block.weight *= share;
            }
            problem.blocks
        }))
    };
    let problems = each(inputs.len(), true, |i| {
        inputs.get(i).map(|input| read((i, input)))
    });
    let problems: Result<Vec<_>, Error> = problems.into_iter().flatten().collect();
    let mut blocks = Vec::new();
    for problem in problems? {
        match problem {
            Ok(some) => blocks.extend(some),
            Err(misfit) => return Ok(Err(misfit)),
        }
    }
    // A part of what is shared would tie districts together once more.
    let tied = |(owner, input): (usize, &Input)| {
        let name = shared?.name;
        let (number, ..) = shares(input).find(|(_, of, ..)| *of == name)?;
        Some((owner, format!("rule.{number}")))
    };
    if let Some(misfit) = inputs.iter().enumerate().find_map(tied) {
        return Ok(Err(misfit));
    }
    let goals = inputs
        .first()
        .map_or(&[][..], |i| i.policy.goals.as_slice());
    let purses: Vec<Purse> = purses(inputs, shared, blocks);
    let solved: Vec<Option<(Part, f64)>> = each(purses.len(), inputs.len() > 1, |i| {
        let purse = purses.get(i)?;
        match (&purse.share, purse.money) {
            (Some((_, share)), Some(money)) => share.solve(&purse.blocks, goals, money, inside),
            (Some(_), None) => None,
            (None, money) => Some((order::solve(&purse.blocks, goals, money, inside)?, 0.0)),
        }
    });
    let mut drafts: Vec<Draft> = inputs.iter().map(Draft::new).collect();
    for (purse, part) in purses.iter().zip(solved) {
        let Some((part, worth)) = part else {
            let owner = purse.blocks.first().map_or(0, |b| b.owner);
            let rule = purse
                .share
                .as_ref()
                .map(|(number, _)| format!("rule.{number}"));
            return Ok(Err((owner, rule.unwrap_or_else(|| purse.name.clone()))));
        };
        pay(purse, &part, worth, &mut drafts);
    }
    let drafts = drafts.into_iter().zip(inputs);
    Ok(Ok(drafts
        .map(|(draft, input)| draft.found(input))
        .collect()))
}

/// One thing each, in parallel where that pays.
fn each<T: Send>(count: usize, is_large: bool, of: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    if is_large && count > 1 {
        (0..count).into_par_iter().map(of).collect()
    } else {
        (0..count).map(of).collect()
    }
}

/// Money and the blocks it pays for.
struct Purse {
    /// In the words of a policy.
    name: String,
    /// The fund, by its index in the policy of the blocks' owners.
    fund: Option<usize>,
    money: Option<f64>,
    /// The rule that asks for a part of the fund, with its number.
    share: Option<(usize, Share)>,
    blocks: Vec<Block>,
}

/// The blocks by the limited fund that pays for them; those without one are by owner too.
fn purses(inputs: &[Input], shared: Option<Shared>, blocks: Vec<Block>) -> Vec<Purse> {
    let mut purses: BTreeMap<(bool, usize, Option<usize>), Purse> = BTreeMap::new();
    for block in blocks {
        let policy = inputs.get(block.owner).map(|i| i.policy);
        let fund = policy.and_then(|p| p.funds.get(block.fund?));
        let common = shared.filter(|s| fund.is_some_and(|f| f.name == s.name));
        let key = match common {
            Some(_) => (true, 0, None),
            None => (false, block.owner, block.fund),
        };
        let purse = purses.entry(key).or_insert_with(|| Purse {
            name: fund.map_or_else(String::new, |f| format!("fund.{}", f.name)),
            fund: block.fund,
            money: common.map_or_else(|| fund.and_then(|f| f.amount.limit()), |s| s.amount),
            share: inputs.get(block.owner).and_then(|i| share_of(i, fund?)),
            blocks: Vec::new(),
        });
        purse.blocks.push(block);
    }
    purses.into_values().collect()
}

/// The rules that ask for a part of a fund: number, fund, whom it is for and how much.
fn shares<'a>(input: &Input<'a>) -> impl Iterator<Item = (usize, &'a str, &'a Filter, f64)> {
    let rules = (1..).zip(&input.policy.rules);
    rules.filter_map(|(number, rule)| match rule {
        Rule::Share {
            fund,
            filter,
            at_least,
        } => Some((number, fund.as_str(), filter, *at_least)),
        _ => None,
    })
}

fn share_of(input: &Input, fund: &Fund) -> Option<(usize, Share)> {
    let (number, _, filter, at_least) = shares(input).find(|(_, of, ..)| *of == fund.name)?;
    let sections = input.district.sections().iter();
    let is_meant = sections.map(|s| filter.matches(s)).collect();
    Some((number, Share { at_least, is_meant }))
}

/// Hands what a purse pays for to the districts; `worth` is what the first goal loses where
/// a rule asks for a yuan more of the fund.
fn pay(purse: &Purse, part: &Part, worth: f64, drafts: &mut [Draft]) {
    let deeds = split::deeds(&purse.blocks, &part.values, part.is_cheapest, purse.money);
    let is_alone = purse
        .blocks
        .iter()
        .all(|b| Some(b.owner) == purse.blocks.first().map(|b| b.owner));
    for block in purse.blocks.iter().take(1) {
        // Alone a district has all the money; among others what it spends.
        let money = purse.money.filter(|_| is_alone);
        if let (Some(money), Some(draft)) = (money, drafts.get_mut(block.owner)) {
            draft.allot(&part.prices, money);
        }
        if let (Some((rule, _)), Some(draft)) = (&purse.share, drafts.get_mut(block.owner)) {
            let lost = worth * purse.money.unwrap_or(0.0);
            draft.rules.insert(*rule, lost);
        }
    }
    let mut iterations = part.iterations;
    for (b, block) in purse.blocks.iter().enumerate() {
        let Some(draft) = drafts.get_mut(block.owner) else {
            continue;
        };
        draft.iterations += std::mem::take(&mut iterations);
        for (bound, least) in draft.bounds.iter_mut().zip(&part.least) {
            *bound += least.get(b).copied().unwrap_or(f64::NEG_INFINITY);
        }
        if let Some(prices) = purse
            .fund
            .and(block.fund)
            .and_then(|f| draft.prices.get_mut(f))
        {
            prices.clone_from(&part.prices);
        }
    }
    for deed in deeds {
        if let Some(draft) = drafts.get_mut(deed.owner) {
            if !is_alone {
                draft.allot(&part.prices, deed.yuan);
            }
            draft.deeds.push(deed);
        }
    }
}

/// A district's plan in the making; bounds and prices are of the goals of all districts.
struct Draft {
    deeds: Vec<Deed>,
    bounds: Vec<f64>,
    /// Per fund and goal.
    prices: Vec<Vec<f64>>,
    /// Rules that ask for a part of a fund, by their number, with what the first goal loses
    /// where one asks for all of it more.
    rules: BTreeMap<usize, f64>,
    iterations: u64,
}

impl Draft {
    fn new(input: &Input) -> Self {
        let goals = input.policy.goals.len();
        Self {
            deeds: Vec::new(),
            bounds: vec![0.0; goals],
            prices: vec![vec![0.0; goals]; input.policy.funds.len()],
            rules: shares(input).map(|(number, ..)| (number, 0.0)).collect(),
            iterations: 0,
        }
    }

    /// Counts money as the district's own: it has not to be paid for.
    fn allot(&mut self, prices: &[f64], yuan: f64) {
        for (bound, price) in self.bounds.iter_mut().zip(prices) {
            if *price != 0.0 {
                *bound -= price * yuan;
            }
        }
    }

    fn found(mut self, input: &Input) -> Found {
        let Input {
            district,
            policy,
            share,
            ..
        } = *input;
        self.deeds.sort_unstable_by_key(|d| (d.lever, d.section));
        let actions = self.deeds.iter().filter_map(|deed| {
            let section = district.sections().get(deed.section)?;
            let lever = policy.levers.get(deed.lever)?;
            Some(Action {
                lever: lever.name.as_str().into(),
                school_id: section.school_id.clone(),
                stage: section.stage,
                group: None,
                units: deed.units,
                cost: deed.units * lever.unit_cost.at(section)?,
            })
        });
        // Yuan count in full, whoever spends them.
        let part = |goal: &Goal| if *goal == Goal::Cost { 1.0 } else { share };
        let bounds = self.bounds.iter().zip(&policy.goals);
        let funds = policy.funds.iter().zip(&self.prices);
        let limited = funds.filter(|(fund, _)| fund.amount.limit().is_some());
        let prices = limited.flat_map(|(fund, prices)| {
            let goals = policy.goals.iter().zip(prices);
            let goals = goals.filter(|(goal, _)| **goal != Goal::Cost);
            goals.map(|(goal, price)| Price {
                of: format!("fund.{}", fund.name),
                goal: goal.id().to_owned(),
                per_unit: 0.0 - price / share, // never -0
            })
        });
        let first = policy.goals.first();
        let rules = first.into_iter().flat_map(|goal| {
            self.rules.iter().map(|(number, lost)| Price {
                of: format!("rule.{number}"),
                goal: goal.id().to_owned(),
                per_unit: lost / share + 0.0,
            })
        });
        Found {
            actions: actions.collect(),
            bounds: bounds.map(|(bound, goal)| bound / part(goal)).collect(),
            prices: prices.chain(rules).collect(),
            iterations: self.iterations,
        }
    }
}
