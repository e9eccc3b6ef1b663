//! Both ends of a frontier, and the least money that complies.
//!
//! Where money stops helping is what the cheapest plan spends that is best with the fund
//! unlimited. What is feasible with some amount is feasible with more, so that the least
//! amount is found by bisection.

use super::{Curve, Draw};
use crate::error::{Code, Error, Place, Problem};
use crate::planner;
use crate::policy::{Amount, Goal, Policy};

/// How much further than where money stops helping the curve is drawn.
const BEYOND: f64 = 1.02;

/// Bisection stops at this part of the amount.
const NARROW: f64 = 1e-6;

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
        let goals = vec![self.goal];
        match self.spends(&self.policy(Amount::Yuan(from), goals.clone())) {
            Err(Error::Infeasible { .. }) if draw.from.is_none() => {
                let policy = |amount| self.policy(Amount::Yuan(amount), goals.clone());
                Ok((self.least(&policy, from, to)?, to))
            }
            Err(error) => Err(error),
            Ok(_) => Ok((from, to)),
        }
    }

    /// What the cheapest of the best plans spends with the fund unlimited.
    fn enough(&self) -> Result<f64, Error> {
        let mut goals = vec![self.goal];
        if self.goal != Goal::Cost {
            goals.push(Goal::Cost);
        }
        let spent = self.spends(&self.policy(Amount::Unlimited, goals))?;
        Ok(spent.max(1.0))
    }

    /// The least amount with which the district can pass the standard.
    pub(super) fn least_to_comply(&self) -> Option<f64> {
        let policy = |amount| {
            let mut policy = self.policy(amount, vec![Goal::Cost]);
            policy.comply = true;
            policy
        };
        let enough = self.spends(&policy(Amount::Unlimited)).ok()?;
        // A single fund: the cheapest plan is the answer.
        if self.policy.funds.len() == 1 {
            return Some(enough);
        }
        let policy = |amount| policy(Amount::Yuan(amount));
        match self.spends(&policy(0.0)) {
            Ok(_) => Some(0.0),
            Err(Error::Infeasible { .. }) => self.least(&policy, 0.0, enough * (1.0 + NARROW)).ok(),
            Err(_) => None,
        }
    }

    /// The least feasible amount between one that is not and one that is.
    fn least(
        &self,
        policy: &dyn Fn(f64) -> Policy,
        mut low: f64,
        mut high: f64,
    ) -> Result<f64, Error> {
        self.spends(&policy(high))?;
        while high - low > NARROW * high {
            let middle = f64::midpoint(low, high);
            match self.spends(&policy(middle)) {
                Ok(_) => high = middle,
                Err(Error::Infeasible { .. } | Error::Solver { .. }) => low = middle,
                Err(error) => return Err(error),
            }
        }
        Ok(high)
    }

    /// What the plan of a policy spends of the fund.
    fn spends(&self, policy: &Policy) -> Result<f64, Error> {
        let options = self.options.clone().in_series();
        let plan = planner::plan(self.district, self.standard, policy, &options)?;
        let name = self.policy.funds.get(self.fund).map(|f| f.name.as_str());
        let spent = name.and_then(|name| plan.spent.get(name));
        Ok(spent.copied().unwrap_or(0.0))
    }
}
