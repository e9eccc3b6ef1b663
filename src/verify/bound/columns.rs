//! The decisions of the bound's program, and everything linear that binds them:
//! funds, shares, caps, stocks and no levelling down.
//!
//! A column is a lever at a section. One unit of its variable moves the value it
//! matters most to by one reference value.

use super::super::case::Case;
use super::NoBound;
use super::lp::{Affine, Lp};
use crate::district::Section;
use crate::plan::Action;
use crate::policy::{Filter, Goal, Lever, Rule};

/// A lever at a section.
struct Column {
    lever: usize,
    section: usize,
    /// Its variable.
    var: usize,
    /// Units of the lever in one of the variable.
    units: f64,
    /// Yuan for one of the variable.
    yuan: f64,
}

/// All columns, and the values as expressions in them.
pub(crate) struct Columns {
    list: Vec<Column>,
    /// A row a section, a column an indicator: the value over its reference.
    values: Vec<Affine>,
    indicators: usize,
}

impl Columns {
    /// Adds the columns and their rows to a program. `held` gives the value of a goal
    /// in the plan: money that is never worth spending limits levers too.
    pub(crate) fn new(
        case: &Case,
        held: impl Fn(Goal) -> f64,
        lp: &mut Lp,
    ) -> Result<Self, NoBound> {
        let spends = case.policy.goals.contains(&Goal::Cost);
        let money = spends.then(|| held(Goal::Cost));
        let mut columns = Vec::new();
        for (l, lever) in case.policy.levers.iter().enumerate() {
            for (s, section) in case.district.sections().iter().enumerate() {
                let allowed = lever.filter.matches(section) && !kept(case, section);
                let Some(price) = lever.unit_cost.at(section).filter(|_| allowed) else {
                    continue;
                };
                let most = most(case, lever, section, price, money)
                    .or_else(|| drained(case, l, s))
                    .ok_or_else(|| NoBound::Unlimited {
                        lever: lever.name.clone(),
                    })?;
                if most > 0.0 {
                    let units = reach(case, l, s).unwrap_or(most);
                    columns.push(Column {
                        lever: l,
                        section: s,
                        var: lp.var(0.0, most / units),
                        units,
                        yuan: price * units,
                    });
                }
            }
        }
        let values = values(case, &columns);
        let all = Self {
            list: columns,
            values,
            indicators: case.standard.indicators.len(),
        };
        all.bind_money(case, lp);
        all.bind_state(case, lp);
        Ok(all)
    }

    /// A value over its reference.
    pub(crate) fn value(&self, section: usize, indicator: usize) -> Affine {
        let cell = section * self.indicators + indicator;
        self.values.get(cell).cloned().unwrap_or_default()
    }

    /// A point as actions.
    pub(crate) fn actions(&self, case: &Case, point: &[f64]) -> Vec<Action> {
        let action = |c: &Column| {
            let x = point.get(c.var).copied().filter(|x| *x > 0.0)?;
            let section = case.district.sections().get(c.section)?;
            Some(Action {
                lever: case.policy.levers.get(c.lever)?.name.as_str().into(),
                school_id: section.school_id.clone(),
                stage: section.stage,
                group: None,
                units: x * c.units,
                cost: x * c.yuan,
            })
        };
        self.list.iter().filter_map(action).collect()
    }

    /// All money spent.
    pub(crate) fn cost(&self) -> Affine {
        self.sum(|_| true, |c| c.yuan)
    }

    fn sum(&self, which: impl Fn(&Column) -> bool, of: impl Fn(&Column) -> f64) -> Affine {
        let which = self.list.iter().filter(|c| which(c));
        Affine {
            constant: 0.0,
            terms: which.map(|c| (c.var, of(c))).collect(),
        }
    }

    fn bind_money(&self, case: &Case, lp: &mut Lp) {
        let levers = &case.policy.levers;
        let pays = |c: &Column, fund: &str| {
            let lever = levers.get(c.lever);
            lever.is_some_and(|l| l.fund.as_deref() == Some(fund))
        };
        let at = |c: &Column, filter: &Filter| {
            let section = case.district.sections().get(c.section);
            section.is_some_and(|s| filter.matches(s))
        };
        for fund in &case.policy.funds {
            if let Some(amount) = fund.amount.limit() {
                let spent = self.sum(|c| pays(c, &fund.name), |c| c.yuan);
                lp.require(Affine::new(-amount).plus(1.0, &spent));
            }
        }
        for (l, lever) in levers.iter().enumerate() {
            if let Some(most) = lever.max_total {
                let units = self.sum(|c| c.lever == l, |c| c.units);
                lp.require(Affine::new(-most).plus(1.0, &units));
            }
        }
        for rule in &case.policy.rules {
            match rule {
                Rule::Share {
                    fund,
                    filter,
                    at_least,
                } => {
                    let all = self.sum(|c| pays(c, fund), |c| c.yuan);
                    let meant = self.sum(|c| pays(c, fund) && at(c, filter), |c| c.yuan);
                    lp.require(Affine::default().plus(*at_least, &all).plus(-1.0, &meant));
                }
                Rule::Cap {
                    fund,
                    per_section,
                    filter,
                } => {
                    for s in 0..case.district.sections().len() {
                        let here = |c: &Column| c.section == s && pays(c, fund) && at(c, filter);
                        let spent = self.sum(here, |c| c.yuan);
                        lp.require(Affine::new(-per_section).plus(1.0, &spent));
                    }
                }
                Rule::Keep { .. } | Rule::Staffing(_) => {}
            }
        }
    }

    /// Rows only where something can be taken away.
    fn bind_state(&self, case: &Case, lp: &mut Lp) {
        for s in 0..case.district.sections().len() {
            for r in 0..case.district.resources().len() {
                let change = self.sum(|c| c.section == s, |c| c.units * effect(case, c.lever, r));
                if change.terms.iter().any(|(_, a)| *a < 0.0) {
                    let stock = case.district.stock(s, r);
                    lp.require(Affine::new(-stock).plus(-1.0, &change));
                }
            }
            for k in 0..self.indicators {
                let value = self.value(s, k);
                let falls = value.terms.iter().any(|(_, a)| *a < 0.0);
                let stage = case.stage_of(s).filter(|_| falls);
                if let Some((stage, least)) = stage.zip(case.least(s, k)) {
                    let least = least / case.reference(stage, k);
                    lp.require(Affine::new(least).plus(-1.0, &value));
                }
            }
        }
    }
}

fn kept(case: &Case, section: &Section) -> bool {
    case.policy.rules.iter().any(|rule| match rule {
        Rule::Keep { school, stage } => {
            *school == section.school_id && stage.is_none_or(|s| s == section.stage)
        }
        _ => false,
    })
}

/// The most units that caps and money allow; none where they do not limit it.
fn most(
    case: &Case,
    lever: &Lever,
    section: &Section,
    price: f64,
    money: Option<f64>,
) -> Option<f64> {
    let fund = lever.fund.as_deref();
    let amount = case
        .policy
        .funds
        .iter()
        .find(|f| Some(f.name.as_str()) == fund);
    let amount = amount.and_then(|f| f.amount.limit());
    let caps = case.policy.rules.iter().filter_map(|rule| match rule {
        Rule::Cap {
            fund: of,
            per_section,
            filter,
        } if fund == Some(of) && filter.matches(section) => Some(*per_section),
        _ => None,
    });
    let yuan = caps.chain(amount).chain(money);
    let by_money = yuan.filter(|_| price > 0.0).map(|yuan| yuan / price);
    let all = by_money.chain(lever.max_per_section).chain(lever.max_total);
    all.reduce(f64::min)
}

/// The most units before a stock that no other lever adds to is used up.
fn drained(case: &Case, lever: usize, section: usize) -> Option<f64> {
    let taken = (0..case.district.resources().len()).filter(|r| effect(case, lever, *r) < 0.0);
    let alone = taken.filter(|r| {
        let mut others = 0..case.policy.levers.len();
        others.all(|l| effect(case, l, *r) <= 0.0)
    });
    alone
        .map(|r| case.district.stock(section, r) / -effect(case, lever, r))
        .reduce(f64::min)
}

/// What one unit of a lever adds to a resource.
fn effect(case: &Case, lever: usize, resource: usize) -> f64 {
    let effects = case.effects.get(lever).into_iter().flatten();
    effects
        .filter(|(r, _)| *r == resource)
        .map(|(_, a)| a)
        .sum()
}

/// What one unit of a lever adds to a value, over its reference.
fn gain(case: &Case, lever: usize, section: usize, indicator: usize) -> f64 {
    let columns = case.scales.columns.get(indicator).into_iter().flatten();
    let amount: f64 = columns.map(|r| effect(case, lever, *r)).sum();
    let rho = (case.stage_of(section)).map_or(1.0, |stage| case.reference(stage, indicator));
    amount * case.scales.factor(section, indicator) / rho
}

/// The units that move the value a lever matters most to by one reference value;
/// none where it moves no value.
fn reach(case: &Case, lever: usize, section: usize) -> Option<f64> {
    let gains = (0..case.standard.indicators.len()).map(|k| gain(case, lever, section, k).abs());
    let largest = gains.fold(0.0, f64::max);
    (largest > 0.0).then(|| 1.0 / largest)
}

fn values(case: &Case, columns: &[Column]) -> Vec<Affine> {
    let indicators = case.standard.indicators.len();
    let mut values = Vec::with_capacity(case.district.sections().len() * indicators);
    for s in 0..case.district.sections().len() {
        for k in 0..indicators {
            let rho = case.stage_of(s).map_or(1.0, |g| case.reference(g, k));
            values.push(Affine::new(case.today.get(s, k) / rho));
        }
    }
    for column in columns {
        for k in 0..indicators {
            let gain = gain(case, column.lever, column.section, k) * column.units;
            let cell = values.get_mut(column.section * indicators + k);
            if let Some(value) = cell.filter(|_| gain != 0.0) {
                value.terms.push((column.var, gain));
            }
        }
    }
    values
}
