//! Both ends of a frontier, and the least money that complies.
//!
//! Where money stops helping is what the cheapest plan spends that is best with the fund
//! unlimited. What is feasible with some amount is feasible with more, so that the least
//! amount is found by bisection.

use super::{Curve, Draw};
use crate::error::{Code, Error, Place, Problem};
use crate::plan::Plan;
use crate::planner;
use crate::policy::{Amount, Goal, Policy};

/// How much further than where money stops helping the curve is drawn.
const BEYOND: f64 = 1.02;

/// Bisection stops at this part of the amount.
const NARROW: f64 = 1e-6;

/// Less than this is what rounding leaves, in yuan.
const LEAST_SPENT: f64 = 0.5;

impl Curve<'_> {
    /// The least and the largest amount to draw.
    pub(super) fn range(&self, draw: &Draw) -> Result<(f64, f64), Error> {
        let to = match draw.to {
            Some(to) => to,
            None => self.enough()? * BEYOND,
        };
        let from = draw.from.unwrap_or(0.0);
        let is_range = from >= 0.0 && from.is_finite() && to.is_finite() && to > from;
        if !is_range {
            let args = [from.to_string(), to.to_string()];
            return Err(Problem::new(Code::FrontierRange, Place::default(), args).into());
        }
        let policy = |amount| self.policy(Amount::Yuan(amount), vec![self.goal]);
        if draw.from.is_some() || self.has_plan(&policy(from))? {
            Ok((from, to))
        } else {
            Ok((self.least(&policy, from, to)?, to))
        }
    }

    /// What the cheapest of the best plans spends with the fund unlimited.
    fn enough(&self) -> Result<f64, Error> {
        let mut goals = vec![self.goal];
        if self.goal != Goal::Cost {
            goals.push(Goal::Cost);
        }
        let plan = self.plan(&self.policy(Amount::Unlimited, goals))?;
        if self.goal == Goal::Cost && plan.spent.values().sum::<f64>() < LEAST_SPENT {
            let place = Place::item(Goal::Cost.id());
            return Err(Problem::new(Code::FrontierIdle, place, [""; 0]).into());
        }
        Ok(self.of_fund(&plan).max(1.0))
    }

    /// The least amount found with which the district can pass the standard.
    pub(super) fn least_to_comply(&self) -> Option<f64> {
        let policy = |amount| {
            let mut policy = self.policy(amount, vec![Goal::Cost]);
            policy.comply = true;
            policy
        };
        let enough = self.of_fund(&self.plan(&policy(Amount::Unlimited)).ok()?);
        // A single fund: the cheapest plan is the answer.
        if self.policy.funds.len() == 1 {
            return Some(enough);
        }
        let policy = |amount| policy(Amount::Yuan(amount));
        if self.has_plan(&policy(0.0)).ok()? {
            return Some(0.0);
        }
        self.least(&policy, 0.0, enough * (1.0 + NARROW)).ok()
    }

    /// The least amount with a plan that is found between one that has none and one
    /// that has.
    fn least(
        &self,
        policy: &dyn Fn(f64) -> Policy,
        mut low: f64,
        mut high: f64,
    ) -> Result<f64, Error> {
        self.plan(&policy(high))?;
        while high - low > NARROW * high {
            let middle = f64::midpoint(low, high);
            if self.has_plan(&policy(middle))? {
                high = middle;
            } else {
                low = middle;
            }
        }
        Ok(high)
    }

    /// Whether a plan is found.
    fn has_plan(&self, policy: &Policy) -> Result<bool, Error> {
        // That no plan complies can take a search without end to prove, and names of
        // what conflicts that nobody reads here.
        if policy.comply {
            let (district, standard) = (self.district, self.standard);
            let found = planner::has_plan(district, standard, policy, &self.options)?;
            return Ok(found == Some(true));
        }
        match self.plan(policy) {
            Ok(_) => Ok(true),
            Err(Error::Infeasible { .. } | Error::Solver { .. } | Error::Stopped { .. }) => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    fn plan(&self, policy: &Policy) -> Result<Plan, Error> {
        let options = self.options.clone().in_series();
        planner::plan(self.district, self.standard, policy, &options)
    }

    /// What a plan spends of the fund.
    fn of_fund(&self, plan: &Plan) -> f64 {
        let name = self.policy.funds.get(self.fund).map(|f| f.name.as_str());
        let spent = name.and_then(|name| plan.spent.get(name));
        spent.copied().unwrap_or(0.0)
    }
}
