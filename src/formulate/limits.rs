//! The limits of the decisions: funds, totals of levers, rules, and what may not fall.
//!
//! Every row is divided by its limit, so that 1 means "all of it". Doing nothing
//! satisfies them all: without `comply` no policy is impossible.

use std::collections::{BTreeMap, BTreeSet};

use super::{Formulation, What};
use crate::policy::{NoLevellingDown, Rule, Transfer};
use crate::program::{Program, Tag};

impl Formulation<'_> {
    pub(super) fn add_limits(&self, program: &mut Program) {
        self.add_funds(program);
        self.add_totals(program);
        self.add_rules(program);
        self.add_transfers(program);
        self.add_staff(program);
        self.add_stock_floors(program);
        self.add_value_floors(program);
    }

    /// The decisions a fund pays, each with its cost.
    pub(crate) fn paid_from<'s>(
        &'s self,
        fund: &'s str,
    ) -> impl Iterator<Item = (usize, &'s super::Decision)> + 's {
        let fund = self.policy.fund(fund);
        let paid = move |d: &super::Decision| d.fund.is_some() && d.fund == fund && d.cost > 0.0;
        let decisions = self.decisions.iter().enumerate();
        decisions.filter(move |(_, d)| paid(d))
    }

    fn add_funds(&self, program: &mut Program) {
        for (i, fund) in self.policy.funds.iter().enumerate() {
            if let Some(amount) = fund.amount.limit() {
                let terms = self.paid_from(&fund.name).map(|(j, d)| (j, d.cost));
                at_most(program, Tag::Fund(i), terms.collect(), amount);
            }
        }
    }

    fn add_totals(&self, program: &mut Program) {
        for (l, lever) in self.policy.levers.iter().enumerate() {
            if let Some(total) = lever.max_total {
                let decisions = self.decisions.iter().enumerate();
                let terms = decisions.filter(|(_, d)| d.what.lever() == Some(l));
                let terms = terms.map(|(j, d)| (j, d.unit));
                at_most(program, Tag::Lever(l), terms.collect(), total);
            }
        }
    }

    fn add_rules(&self, program: &mut Program) {
        for (i, rule) in self.policy.rules.iter().enumerate() {
            match rule {
                Rule::Share {
                    fund,
                    filter,
                    at_least,
                } => {
                    let scale = self.money_of(fund);
                    let terms: Vec<_> = self
                        .paid_from(fund)
                        .map(|(j, d)| {
                            let sections = self.district.sections();
                            let matches =
                                sections.get(d.section).is_some_and(|s| filter.matches(s));
                            let part = if matches { 1.0 - at_least } else { -at_least };
                            (j, part * d.cost / scale)
                        })
                        .collect();
                    program.row(Tag::Rule(i), 0.0, terms, f64::INFINITY);
                }
                Rule::Cap {
                    fund,
                    per_section,
                    filter,
                } => {
                    let mut by_section: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
                    for (j, d) in self.paid_from(fund) {
                        let sections = self.district.sections();
                        if sections.get(d.section).is_some_and(|s| filter.matches(s)) {
                            by_section.entry(d.section).or_default().push((j, d.cost));
                        }
                    }
                    for terms in by_section.into_values() {
                        at_most(program, Tag::Rule(i), terms, *per_section);
                    }
                }
                Rule::Staffing(least) => self.add_staffing(program, i, *least),
                // A kept section has no decision at all.
                Rule::Keep { .. } => {}
            }
        }
    }

    /// What a fund's rows are divided by: its amount, else the dearest decision.
    pub(crate) fn money_of(&self, fund: &str) -> f64 {
        let amount = self
            .policy
            .fund(fund)
            .and_then(|i| self.policy.funds.get(i));
        let amount = amount.and_then(|f| f.amount.limit()).filter(|a| *a > 0.0);
        let dearest = || {
            self.paid_from(fund)
                .map(|(_, d)| d.cost)
                .fold(1.0, f64::max)
        };
        amount.unwrap_or_else(dearest)
    }

    /// No stock falls below 0.
    fn add_stock_floors(&self, program: &mut Program) {
        let mut touched: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        let levers = self.policy.levers.iter().map(|l| self.added(l));
        let levers: Vec<Vec<(usize, f64)>> = levers.collect();
        let moved = |by: f64| -> Vec<Vec<(usize, f64)>> {
            let transfers = self.policy.transfers.iter();
            let column = transfers.map(|t| self.district.resource(t.moves.id()));
            let people = self.policy.transfers.iter().map(Transfer::moves_people);
            let each = column
                .zip(people)
                .map(|(c, is_people)| c.filter(|_| !is_people));
            each.map(|c| c.map(|c| (c, by)).into_iter().collect())
                .collect()
        };
        let (leaving, arriving) = (moved(-1.0), moved(1.0));
        let changes = |d: &super::Decision| match d.what {
            What::Lever(lever) => levers.get(lever),
            What::Train { .. } => None,
            What::Leave { transfer, .. } => leaving.get(transfer),
            What::Arrive { transfer, .. } => arriving.get(transfer),
        };
        let taken: BTreeSet<usize> = levers
            .iter()
            .chain(&leaving)
            .flatten()
            .filter(|(_, a)| *a < 0.0)
            .map(|(r, _)| *r)
            .collect();
        if taken.is_empty() {
            return;
        }
        for (j, d) in self.decisions.iter().enumerate() {
            let changes = changes(d).into_iter().flatten();
            for (r, added) in changes.filter(|(r, _)| taken.contains(r)) {
                let terms = touched.entry((d.section, *r)).or_default();
                terms.push((j, added * d.unit));
            }
        }
        for ((s, r), mut terms) in touched {
            if terms.iter().all(|(_, a)| *a >= 0.0) {
                continue;
            }
            let scale = terms.iter().map(|(_, a)| a.abs()).fold(0.0, f64::max);
            for (_, a) in &mut terms {
                *a /= scale;
            }
            let stock = self.district.stock(s, r);
            program.row(Tag::Inner, -stock / scale, terms, f64::INFINITY);
        }
    }

    /// No levelling down, for every section, the excluded too.
    fn add_value_floors(&self, program: &mut Program) {
        for s in 0..self.district.sections().len() {
            for k in 0..self.standard.indicators.len() {
                let Some(cell) = self.cell(s, k) else {
                    continue;
                };
                if cell.terms.iter().all(|(_, a)| *a >= 0.0) {
                    continue;
                }
                let today = cell.constant;
                // The reference rho is the minimum, or the mean today where there is
                // none, so the floor of the rule is 1 in reference units.
                let floor = match self.policy.no_levelling_down {
                    NoLevellingDown::Minimum => today.min(1.0),
                    NoLevellingDown::Today => today,
                    NoLevellingDown::Off => continue,
                };
                // Rounded to a step, or the relaxation would stand between two.
                let rise = self.in_steps(cell, floor - today);
                program.row(Tag::Inner, rise, cell.terms.clone(), f64::INFINITY);
            }
        }
    }
}

/// Adds a row `terms <= limit`, divided by the limit, or, where that is 0, by its
/// largest term: any scale says the same.
fn at_most(program: &mut Program, tag: Tag, mut terms: Vec<(usize, f64)>, limit: f64) {
    let scale = if limit > 0.0 {
        limit
    } else {
        terms.iter().map(|(_, a)| *a).fold(0.0, f64::max)
    };
    if scale <= 0.0 {
        return;
    }
    for (_, a) in &mut terms {
        *a /= scale;
    }
    if !terms.is_empty() {
        program.row(tag, f64::NEG_INFINITY, terms, limit / scale);
    }
}
