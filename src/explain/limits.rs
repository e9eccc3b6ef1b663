//! Which limits bind: of which fund, total, cap or share nothing is left.

use std::collections::HashMap;

use crate::district::{District, Section, Stage};
use crate::plan::{Action, Plan};
use crate::policy::{Lever, Policy, Rule};
use crate::standard::Indicator;

/// What is left of a limit counts as nothing under this part of it.
const NOTHING: f64 = 1e-6;

/// What was used of every limit, and which are used up.
pub(super) struct Limits<'a> {
    policy: &'a Policy,
    /// Yuan left in each fund; infinite where it has no limit.
    left: Vec<f64>,
    /// Yuan from each fund at each section.
    paid: HashMap<(&'a str, Stage), Vec<f64>>,
    /// Units of each lever at each section.
    units: HashMap<(&'a str, Stage), Vec<f64>>,
    /// The limits of the whole district that are used up.
    pub(super) district: Vec<String>,
}

/// What could raise an indicator at a section.
#[derive(Debug, Default)]
pub(super) struct Helping {
    /// Whether some lever does.
    pub(super) has_lever: bool,
    /// The limits that keep those that do from doing more.
    pub(super) limits: Vec<String>,
}

impl<'a> Limits<'a> {
    pub(super) fn of(district: &District, policy: &'a Policy, plan: &'a Plan) -> Self {
        let (funds, levers) = (policy.funds.len(), policy.levers.len());
        let (mut paid, mut units) = (HashMap::new(), HashMap::new());
        for action in &plan.actions {
            let key = (action.school_id.as_str(), action.stage);
            let Some(l) = policy.levers.iter().position(|l| l.name == action.lever) else {
                continue;
            };
            let used: &mut Vec<f64> = units.entry(key).or_insert_with(|| vec![0.0; levers]);
            add(used, l, action.units);
            let fund = policy.levers.get(l).and_then(|l| l.fund.as_deref());
            if let Some(fund) = fund.and_then(|f| policy.fund(f)) {
                let used = paid.entry(key).or_insert_with(|| vec![0.0; funds]);
                add(used, fund, action.cost);
            }
        }
        let left = policy.funds.iter().map(|fund| {
            let spent = plan.spent.get(&fund.name).copied().unwrap_or(0.0);
            let amount = fund.amount.limit().unwrap_or(f64::INFINITY);
            let left = (amount - spent).max(0.0);
            if left <= NOTHING * amount { 0.0 } else { left }
        });
        let mut limits = Self {
            policy,
            left: left.collect(),
            paid,
            units,
            district: Vec::new(),
        };
        limits.district = limits.used_up(district, &plan.actions);
        limits
    }

    /// The limits of the whole district of which nothing is left.
    fn used_up(&self, district: &District, actions: &[Action]) -> Vec<String> {
        let funds = self.policy.funds.iter().zip(&self.left);
        let funds = funds.filter(|(fund, left)| fund.amount.limit().is_some() && **left == 0.0);
        let funds = funds.map(|(fund, _)| format!("fund.{}", fund.name));
        let levers = self.policy.levers.iter().filter(|lever| {
            let used = actions.iter().filter(|a| a.lever == lever.name);
            let used: f64 = used.map(|a| a.units).sum();
            lever
                .max_total
                .is_some_and(|most| has_reached(used, most, lever))
        });
        let levers = levers.map(|l| format!("lever.{}", l.name));
        let rules = (1..).zip(&self.policy.rules).filter(|(_, rule)| {
            let Rule::Share {
                fund,
                filter,
                at_least,
            } = rule
            else {
                return false;
            };
            let Some(fund) = self.policy.fund(fund) else {
                return false;
            };
            let (mut all, mut matching) = (0.0, 0.0);
            for section in district.sections() {
                let here = self.paid_at(section, fund);
                all += here;
                matching += if filter.matches(section) { here } else { 0.0 };
            }
            all > 0.0 && matching <= at_least * all * (1.0 + NOTHING)
        });
        let rules = rules.map(|(n, _)| format!("rule.{n}"));
        funds.chain(levers).chain(rules).collect()
    }

    /// What levers cost at a section.
    pub(super) fn spent_at(&self, section: &Section) -> f64 {
        let paid = self.paid.get(&(section.school_id.as_str(), section.stage));
        paid.map_or(0.0, |paid| paid.iter().sum())
    }

    fn paid_at(&self, section: &Section, fund: usize) -> f64 {
        let paid = self.paid.get(&(section.school_id.as_str(), section.stage));
        paid.and_then(|paid| paid.get(fund)).copied().unwrap_or(0.0)
    }

    /// What could raise an indicator at a section, and what keeps it from doing more.
    pub(super) fn helping(&self, section: &Section, indicator: &Indicator) -> Helping {
        let mut helping = Helping::default();
        for (l, lever) in self.policy.levers.iter().enumerate() {
            let adds = indicator.resources.iter().filter_map(|r| lever.adds.get(r));
            let Some(price) = lever.unit_cost.at(section) else {
                continue;
            };
            if adds.sum::<f64>() > 0.0 && lever.filter.matches(section) {
                helping.has_lever = true;
                helping
                    .limits
                    .extend(self.binding(section, l, lever, price));
            }
        }
        helping
    }

    /// The limits that keep a lever from doing more at a section.
    fn binding(&self, section: &Section, l: usize, lever: &Lever, price: f64) -> Vec<String> {
        let mut found = Vec::new();
        let is_used_up = |name: &String| self.district.contains(name);
        let total = format!("lever.{}", lever.name);
        found.extend(Some(total).filter(is_used_up));
        let units = self.units.get(&(section.school_id.as_str(), section.stage));
        let units = units.and_then(|u| u.get(l)).copied().unwrap_or(0.0);
        if lever
            .max_per_section
            .is_some_and(|most| has_reached(units, most, lever))
        {
            found.push(format!("lever.{}.max_per_section", lever.name));
        }
        let Some(fund) = lever.fund.as_deref().and_then(|f| self.policy.fund(f)) else {
            return found;
        };
        // Of a whole unit what is left must pay all of it.
        let least = if lever.whole { price } else { 0.0 };
        let left = self.left.get(fund).copied().unwrap_or(f64::INFINITY);
        if price > 0.0 && left <= least * (1.0 - NOTHING) {
            let name = self.policy.funds.get(fund).map_or("", |f| f.name.as_str());
            found.push(format!("fund.{name}"));
        }
        for (n, rule) in (1..).zip(&self.policy.rules) {
            let is_binding = match rule {
                Rule::Cap {
                    fund: of,
                    per_section,
                    filter,
                } => {
                    let room = per_section - self.paid_at(section, fund);
                    self.policy.fund(of) == Some(fund)
                        && price > 0.0
                        && filter.matches(section)
                        && room <= (NOTHING * per_section).max(least * (1.0 - NOTHING))
                }
                Rule::Share {
                    fund: of, filter, ..
                } => {
                    self.policy.fund(of) == Some(fund)
                        && !filter.matches(section)
                        && is_used_up(&format!("rule.{n}"))
                }
                _ => false,
            };
            if is_binding {
                found.push(format!("rule.{n}"));
            }
        }
        found
    }
}

fn add(sums: &mut [f64], at: usize, amount: f64) {
    if let Some(sum) = sums.get_mut(at) {
        *sum += amount;
    }
}

/// Whether no further unit fits under a cap.
fn has_reached(units: f64, most: f64, lever: &Lever) -> bool {
    let room = most - units;
    room <= NOTHING * most || (lever.whole && room < 1.0 - NOTHING)
}
