//! Prices: what a little more of a fund, or a little change of a rule, would bring.
//!
//! The price of goal i is the dual of its own program plus, for each earlier goal j,
//! the dual of hold j times the price of j: more money also tightens what is held.

use super::Search;
use crate::plan::Price;
use crate::policy::{Goal, Rule};
use crate::program::{Multipliers, Program, Tag};

impl Search<'_> {
    /// The prices of every fund with a limit, every lever with a total and every
    /// share and cap, at every goal except `cost`, where the solver gave multipliers.
    pub(super) fn prices(&self) -> Vec<Price> {
        let mut prices = Vec::new();
        for (tag, name) in self.priced() {
            let mut of_goals: Vec<f64> = Vec::new();
            for stage in &self.stages {
                let Some((program, solution)) = &stage.solved else {
                    return prices;
                };
                let multipliers = &solution.multipliers;
                let own = self.sensitivity(tag, program, multipliers);
                let held = of_goals.iter().zip(&self.stages).enumerate();
                let through = held
                    .filter(|(_, (_, earlier))| earlier.hold.face.is_open)
                    .map(|(j, (price, earlier))| match earlier.hold.levels {
                        // Every level has a price of its own, which nobody knows.
                        Some(_) => f64::NAN,
                        None => held_dual(program, multipliers, j) * price,
                    });
                of_goals.push(own + through.sum::<f64>());
            }
            for (stage, price) in self.stages.iter().zip(of_goals) {
                let per_unit = price * self.formulation.goal_scale(stage.goal);
                if stage.goal != Goal::Cost && per_unit.is_finite() {
                    prices.push(Price {
                        of: name.clone(),
                        goal: stage.goal.id().to_owned(),
                        per_unit,
                    });
                }
            }
        }
        prices
    }

    /// What has a price, with its name.
    fn priced(&self) -> Vec<(Tag, String)> {
        let policy = self.formulation.policy;
        let funds = policy.funds.iter().enumerate();
        let funds = funds.filter(|(_, f)| f.amount.limit().is_some());
        let funds = funds.map(|(i, f)| (Tag::Fund(i), format!("fund.{}", f.name)));
        let levers = policy.levers.iter().enumerate();
        let levers = levers.filter(|(_, l)| l.max_total.is_some());
        let levers = levers.map(|(i, l)| (Tag::Lever(i), format!("lever.{}", l.name)));
        let rules = policy.rules.iter().enumerate();
        let rules = rules.filter(|(_, r)| !matches!(r, Rule::Keep { .. } | Rule::Staffing(_)));
        let rules = rules.map(|(i, _)| (Tag::Rule(i), format!("rule.{}", i + 1)));
        funds.chain(levers).chain(rules).collect()
    }

    /// d(objective) / d(the figure the policy names), from the duals of its rows.
    fn sensitivity(&self, tag: Tag, program: &Program, multipliers: &Multipliers) -> f64 {
        let policy = self.formulation.policy;
        let sum = dual(program, multipliers, tag);
        match tag {
            Tag::Fund(i) => {
                let amount = policy.funds.get(i).and_then(|f| f.amount.limit());
                amount.filter(|a| *a > 0.0).map_or(0.0, |a| sum / a)
            }
            Tag::Lever(i) => {
                let total = policy.levers.get(i).and_then(|l| l.max_total);
                total.filter(|t| *t > 0.0).map_or(0.0, |t| sum / t)
            }
            Tag::Rule(i) => match policy.rules.get(i) {
                Some(Rule::Cap { per_section, .. }) if *per_section > 0.0 => sum / per_section,
                // The row is (matching - at_least * all) / scale >= 0.
                Some(Rule::Share { fund, .. }) => {
                    let scale = self.formulation.money_of(fund);
                    let paid = self.formulation.paid_from(fund);
                    let spent = paid.map(|(j, d)| d.cost * self.x.get(j).unwrap_or(&0.0));
                    sum * spent.sum::<f64>() / scale
                }
                _ => 0.0,
            },
            _ => 0.0,
        }
    }
}

/// The multiplier of the row that holds an earlier goal's value: the last row of its
/// tag; those before it are the face, which money does not move.
fn held_dual(program: &Program, multipliers: &Multipliers, goal: usize) -> f64 {
    let mut rows = program.rows.iter().zip(&multipliers.rows).rev();
    let held = rows.find(|(row, _)| row.tag == Tag::Hold(goal));
    held.map_or(0.0, |(_, y)| *y)
}

/// The multipliers of all rows of a tag together.
fn dual(program: &Program, multipliers: &Multipliers, tag: Tag) -> f64 {
    let rows = program.rows.iter().zip(&multipliers.rows);
    rows.filter(|(row, _)| row.tag == tag).map(|(_, y)| y).sum()
}
