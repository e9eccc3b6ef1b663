//! The promises about prices: each of something that has one, once at each goal.

use std::collections::BTreeSet;

use super::case::Case;
use crate::error::{Code, Place, Problems};
use crate::plan::Price;
use crate::policy::{Goal, Rule};

/// Checks that prices are of limited funds, levers with a total, shares and caps, at
/// goals of the policy other than `cost`. That they are finite is checked apart.
pub(crate) fn check(case: &Case, prices: &[Price], problems: &mut Problems) {
    let policy = case.policy;
    let funds = policy.funds.iter().filter(|f| f.amount.limit().is_some());
    let funds = funds.map(|f| format!("fund.{}", f.name));
    let levers = policy.levers.iter().filter(|l| l.max_total.is_some());
    let levers = levers.map(|l| format!("lever.{}", l.name));
    let rules = (1..).zip(&policy.rules);
    let rules = rules.filter(|(_, rule)| !matches!(rule, Rule::Keep { .. } | Rule::Staffing(_)));
    let rules = rules.map(|(number, _)| format!("rule.{number}"));
    let priced: BTreeSet<String> = funds.chain(levers).chain(rules).collect();
    let goals = policy.goals.iter().filter(|g| **g != Goal::Cost);
    let goals: BTreeSet<&str> = goals.map(|g| g.id()).collect();
    let mut seen = BTreeSet::new();
    for price in prices {
        let (of, goal) = (price.of.as_str(), price.goal.as_str());
        if !priced.contains(of) || !goals.contains(goal) || !seen.insert((of, goal)) {
            let place = Place::item("prices").at_column(of);
            problems.add(Code::UnknownPrice, place, [of, goal]);
        }
    }
}
