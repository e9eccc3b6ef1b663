//! Regret: how the plan of one scenario fares in all the others.
//!
//! The plan of scenario i is carried out in scenario j as it stands; the checker says
//! whether it keeps j's limits and how good it is at the first goal. Its regret is what
//! it misses of the best plan of j:
//!
//! $$r_{ij} = f_j(\text{plan}\_i) - f_j(\text{plan}\_j)$$

use rayon::prelude::*;

use super::{Scenario, Sweep};
use crate::error::Error;
use crate::plan::{Action, Deeds, Move, Plan};
use crate::planner::{self, Options};
use crate::verify;

/// How the plans of all scenarios fare in all scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Regret {
    /// The goal, by its JSON name: the first of the first scenario.
    pub goal: String,
    /// One for each scenario that has a plan.
    pub plans: Vec<Fares>,
}

/// How one scenario's plan fares in all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Fares {
    /// The scenario, counted from 1.
    pub scenario: usize,
    /// In how many scenarios the plan keeps every limit.
    pub possible: usize,
    /// Its largest regret where it does, in units of the goal.
    pub worst: f64,
    /// Its mean regret where it does.
    pub mean: f64,
}

impl Regret {
    /// The plan that is possible in most scenarios and, of those, regrets least at worst.
    #[must_use]
    pub fn safest(&self) -> Option<&Fares> {
        self.plans.iter().min_by(|a, b| {
            let more = b.possible.cmp(&a.possible);
            more.then(a.worst.total_cmp(&b.worst))
        })
    }
}

/// The regret of every scenario's plan in all scenarios: a matrix of them, so that
/// memory and time grow with the square of their number.
///
/// # Errors
/// What the checker says where a scenario's policy does not fit its district.
pub fn regret(sweep: &Sweep, options: &Options) -> Result<Regret, Error> {
    let options = options.clone().in_series();
    let made: Vec<_> = (0..sweep.scenarios)
        .into_par_iter()
        .map(|number| {
            let scenario = sweep.scenario(number).ok()?;
            let (district, policy) = (&scenario.district, &scenario.policy);
            let plan = planner::plan(district, sweep.standard, policy, &options).ok()?;
            Some((number, scenario, plan))
        })
        .collect();
    let made: Vec<_> = made.into_iter().flatten().collect();
    let fares = |number: usize, plan: &Plan| -> Result<Fares, Error> {
        let (mut possible, mut worst, mut sum) = (0_usize, 0.0_f64, 0.0);
        for (_, scenario, best) in &made {
            let (district, policy) = (&scenario.district, &scenario.policy);
            // What an action costs is the other scenario's matter.
            let actions = repriced(&plan.actions, scenario);
            let moves = repriced_moves(&plan.moves, scenario);
            let deeds = Deeds {
                actions: &actions,
                moves: &moves,
            };
            if !verify::is_feasible(district, sweep.standard, policy, deeds)? {
                continue;
            }
            let outcome = verify::evaluate(district, sweep.standard, policy, deeds)?;
            let (Some(is), Some(goal)) = (outcome.goals.first(), best.goals.first()) else {
                continue;
            };
            let is_maximised = policy.goals.first().is_some_and(|g| g.is_maximised());
            let sign = if is_maximised { -1.0 } else { 1.0 };
            let missed = (sign * (is - goal.value)).max(0.0);
            possible += 1;
            worst = worst.max(missed);
            sum += missed;
        }
        Ok(Fares {
            scenario: number + 1,
            possible,
            worst,
            mean: if possible > 0 {
                sum / possible as f64
            } else {
                0.0
            },
        })
    };
    let plans: Result<Vec<Fares>, Error> = made
        .par_iter()
        .map(|(number, _, plan)| fares(*number, plan))
        .collect();
    let goal = made.first().and_then(|(_, _, plan)| plan.goals.first());
    Ok(Regret {
        goal: goal.map(|g| g.goal.clone()).unwrap_or_default(),
        plans: plans?,
    })
}

/// The same actions at the prices of another scenario.
fn repriced(actions: &[Action], scenario: &Scenario) -> Vec<Action> {
    let price = |action: &Action| {
        let section = scenario.district.find(&action.school_id, action.stage)?;
        let section = scenario.district.sections().get(section)?;
        let mut levers = scenario.policy.levers.iter();
        levers
            .find(|l| l.name == action.lever)?
            .unit_cost
            .at(section)
    };
    let priced = actions.iter().map(|action| Action {
        cost: price(action).map_or(action.cost, |price| price * action.units),
        ..action.clone()
    });
    priced.collect()
}

/// The same moves at the prices of another scenario.
fn repriced_moves(moves: &[Move], scenario: &Scenario) -> Vec<Move> {
    let price = |one: &Move| {
        let section = scenario.district.find(&one.to, one.stage_reached())?;
        let section = scenario.district.sections().get(section)?;
        let mut transfers = scenario.policy.transfers.iter();
        let transfer = transfers.find(|t| t.name == one.transfer)?;
        transfer.unit_cost.at(section)
    };
    let priced = moves.iter().map(|one| Move {
        cost: price(one).map_or(one.cost, |price| price * one.amount()),
        ..one.clone()
    });
    priced.collect()
}
