//! Which limits bind: of which fund, total, cap or share nothing is left.

use smol_str::format_smolstr;

use super::seats::Seats;
use crate::district::{Section, TEACHER_RESOURCES, TeacherKind};
use crate::id::Id;
use crate::plan::Plan;
use crate::policy::{Cargo, Lever, OnTeachers, Policy, Rule, Transfer};
use crate::standard::Standard;

/// What is left of a limit counts as nothing under this part of it.
const NOTHING: f64 = 1e-6;

/// A limit that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    Fund(usize),
    /// All that a lever may do in the district.
    Total(usize),
    /// What it may do at one section.
    PerSection(usize),
    Rule(usize),
    /// Whom or what a transfer may take, how far and how many.
    Transfer(usize),
}

/// What was used of every limit, and which are used up.
pub(super) struct Limits<'a> {
    policy: &'a Policy,
    /// Yuan left in each fund; infinite where it has no limit.
    left: Vec<f64>,
    /// Yuan from each fund at each section, section by section.
    paid: Vec<f64>,
    /// Units of each lever at each section, likewise.
    units: Vec<f64>,
    /// The levers that raise each indicator.
    raising: Vec<Vec<usize>>,
    /// The transfers that can bring what each indicator counts.
    bringing: Vec<Vec<usize>>,
    /// The limits of the whole district that are used up.
    district: Vec<Limit>,
}

/// What could raise an indicator at a section.
#[derive(Debug, Default)]
pub(super) struct Helping {
    /// Whether some lever or transfer does.
    pub(super) has_lever: bool,
    /// The limits that keep those that do from doing more.
    pub(super) limits: Vec<Limit>,
}

impl<'a> Limits<'a> {
    pub(super) fn of(
        seats: &Seats<'a, Section>,
        sections: &'a [Section],
        standard: &Standard,
        policy: &'a Policy,
        plan: &Plan,
    ) -> Self {
        let (funds, levers) = (policy.funds.len(), policy.levers.len());
        let mut paid = vec![0.0; sections.len() * funds];
        let mut units = vec![0.0; sections.len() * levers];
        let mut totals = vec![0.0; levers];
        let fund_of = policy
            .levers
            .iter()
            .map(|l| policy.fund(l.fund.as_deref()?));
        let fund_of: Vec<Option<usize>> = fund_of.collect();
        let (mut at, mut lever) = (0, 0);
        for action in &plan.actions {
            // Actions come lever by lever, in the order of the sections.
            let is_it = |l: &Lever| l.name == action.lever;
            if !policy.levers.get(lever).is_some_and(is_it) {
                let Some(other) = policy.levers.iter().position(is_it) else {
                    continue;
                };
                (at, lever) = (0, other);
            }
            add(&mut totals, lever, action.units);
            let key = (action.school_id.as_str(), action.stage);
            let Some((seat, _)) = seats.find(key, at) else {
                continue;
            };
            at = seat;
            add(&mut units, seat * levers + lever, action.units);
            if let Some(Some(fund)) = fund_of.get(lever) {
                add(&mut paid, seat * funds + fund, action.cost);
            }
        }
        // A move is paid where it arrives; there it counts in caps and shares too.
        for moved in plan.moves.iter().filter(|m| m.cost > 0.0) {
            let transfer = policy.transfers.iter().find(|t| t.name == moved.transfer);
            let fund = transfer.and_then(|t| policy.fund(t.fund.as_deref()?));
            let seat = seats.find((&moved.to, moved.stage_reached()), 0);
            if let Some((fund, (seat, _))) = fund.zip(seat) {
                add(&mut paid, seat * funds + fund, moved.cost);
            }
        }
        let left = policy.funds.iter().map(|fund| {
            let spent = plan.spent.get(&fund.name).copied().unwrap_or(0.0);
            let amount = fund.amount.limit().unwrap_or(f64::INFINITY);
            let left = (amount - spent).max(0.0);
            if left <= NOTHING * amount { 0.0 } else { left }
        });
        let raising = standard.indicators.iter().map(|indicator| {
            let raises = |l: &Lever| {
                let adds = indicator.resources.iter().filter_map(|r| l.adds.get(r));
                adds.sum::<f64>() > 0.0 || adds_teachers(l, &indicator.resources)
            };
            let levers = policy.levers.iter().enumerate();
            levers.filter(|(_, l)| raises(l)).map(|(l, _)| l).collect()
        });
        let bringing = standard.indicators.iter().map(|indicator| {
            let counts = |id: &str| indicator.resources.iter().any(|r| r == id);
            let brings = |t: &Transfer| match &t.moves {
                Cargo::Teachers => TEACHER_RESOURCES.iter().any(|r| counts(r)),
                Cargo::Resource(resource) => counts(resource),
            };
            let transfers = policy.transfers.iter().enumerate();
            transfers
                .filter(|(_, t)| brings(t))
                .map(|(t, _)| t)
                .collect()
        });
        let mut limits = Self {
            bringing: bringing.collect(),
            policy,
            left: left.collect(),
            paid,
            units,
            raising: raising.collect(),
            district: Vec::new(),
        };
        limits.district = limits.of_district(sections, &totals);
        limits
    }

    /// The limits of the whole district of which nothing is left.
    fn of_district(&self, sections: &[Section], totals: &[f64]) -> Vec<Limit> {
        let funds = self.policy.funds.iter().zip(&self.left).enumerate();
        let funds =
            funds.filter(|(_, (fund, left))| fund.amount.limit().is_some() && **left == 0.0);
        let levers = self.policy.levers.iter().zip(totals).enumerate();
        let levers = levers.filter(|(_, (lever, used))| {
            let most = lever.max_total;
            most.is_some_and(|most| has_reached(**used, most, lever))
        });
        let rules = self.policy.rules.iter().enumerate().filter(|(_, rule)| {
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
            for (seat, section) in sections.iter().enumerate() {
                let here = self.paid_at(seat, fund);
                all += here;
                matching += if filter.matches(section) { here } else { 0.0 };
            }
            all > 0.0 && matching <= at_least * all * (1.0 + NOTHING)
        });
        let funds = funds.map(|(f, _)| Limit::Fund(f));
        let levers = levers.map(|(l, _)| Limit::Total(l));
        let rules = rules.map(|(r, _)| Limit::Rule(r));
        funds.chain(levers).chain(rules).collect()
    }

    /// The limits of the whole district of which nothing is left, by name.
    pub(super) fn used_up(&self) -> Vec<String> {
        self.district.iter().map(|l| self.name(*l).into()).collect()
    }

    /// Limits by name, in the order of the names and each once, with some that have one.
    pub(super) fn named(
        &self,
        mut limits: Vec<Limit>,
        others: impl Iterator<Item = Id>,
    ) -> Vec<Id> {
        limits.sort_unstable();
        limits.dedup();
        let names = limits.into_iter().map(|l| self.name(l));
        let mut names: Vec<Id> = names.chain(others).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn name(&self, limit: Limit) -> Id {
        let lever = |l: usize| self.policy.levers.get(l).map_or("", |l| l.name.as_str());
        match limit {
            Limit::Fund(f) => {
                let fund = self.policy.funds.get(f);
                format_smolstr!("fund.{}", fund.map_or("", |f| f.name.as_str()))
            }
            Limit::Total(l) => format_smolstr!("lever.{}", lever(l)),
            Limit::PerSection(l) => format_smolstr!("lever.{}.max_per_section", lever(l)),
            Limit::Rule(r) => format_smolstr!("rule.{}", r + 1),
            Limit::Transfer(t) => {
                let transfer = self.policy.transfers.get(t);
                format_smolstr!("transfer.{}", transfer.map_or("", |t| t.name.as_str()))
            }
        }
    }

    /// What levers, and moves that arrive, cost at a section.
    pub(super) fn spent_at(&self, seat: usize) -> f64 {
        let funds = self.policy.funds.len();
        let paid = self.paid.get(seat * funds..(seat + 1) * funds);
        paid.map_or(0.0, |paid| paid.iter().sum())
    }

    fn paid_at(&self, seat: usize, fund: usize) -> f64 {
        let at = seat * self.policy.funds.len() + fund;
        self.paid.get(at).copied().unwrap_or(0.0)
    }

    /// What could raise an indicator at a section, and what keeps it from doing more.
    pub(super) fn helping(&self, (seat, section): (usize, &Section), indicator: usize) -> Helping {
        let mut helping = Helping::default();
        for l in self.raising.get(indicator).into_iter().flatten() {
            let Some(lever) = self.policy.levers.get(*l) else {
                continue;
            };
            if let Some(price) = lever.unit_cost.at(section)
                && lever.filter.matches(section)
            {
                helping.has_lever = true;
                self.bind((seat, section), (*l, lever), price, &mut helping.limits);
            }
        }
        for t in self.bringing.get(indicator).into_iter().flatten() {
            let receives = |t: &Transfer| t.to.matches(section);
            if self.policy.transfers.get(*t).is_some_and(receives) {
                // What it brings is taken from others: it never does so without end.
                helping.has_lever = true;
                helping.limits.push(Limit::Transfer(*t));
            }
        }
        helping
    }

    /// Adds the limits that keep a lever from doing more at a section.
    fn bind(
        &self,
        (seat, section): (usize, &Section),
        (l, lever): (usize, &Lever),
        price: f64,
        found: &mut Vec<Limit>,
    ) {
        let is_used_up = |limit: &Limit| self.district.contains(limit);
        found.extend(Some(Limit::Total(l)).filter(is_used_up));
        let units = self.units.get(seat * self.policy.levers.len() + l);
        let units = units.copied().unwrap_or(0.0);
        let most = lever.max_per_section;
        if most.is_some_and(|most| has_reached(units, most, lever)) {
            found.push(Limit::PerSection(l));
        }
        let Some(fund) = lever.fund.as_deref().and_then(|f| self.policy.fund(f)) else {
            return;
        };
        // Of a whole unit what is left must pay all of it.
        let least = if is_whole(lever) { price } else { 0.0 };
        let left = self.left.get(fund).copied().unwrap_or(f64::INFINITY);
        if price > 0.0 && left <= least * (1.0 - NOTHING) {
            found.push(Limit::Fund(fund));
        }
        for (n, rule) in self.policy.rules.iter().enumerate() {
            let is_binding = match rule {
                Rule::Cap {
                    fund: of,
                    per_section,
                    filter,
                } => {
                    let room = per_section - self.paid_at(seat, fund);
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
                        && is_used_up(&Limit::Rule(n))
                }
                _ => false,
            };
            if is_binding {
                found.push(Limit::Rule(n));
            }
        }
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
    room <= NOTHING * most || (is_whole(lever) && room < 1.0 - NOTHING)
}

/// Whether a lever acts in whole units; on people it always does.
fn is_whole(lever: &Lever) -> bool {
    lever.whole || lever.on_teachers.is_some()
}

/// Whether a lever recruits or trains people who count in one of some resources.
fn adds_teachers(lever: &Lever, resources: &[String]) -> bool {
    let counts = match &lever.on_teachers {
        None => return false,
        Some(OnTeachers::Recruit(kind)) => kind.counts(),
        Some(OnTeachers::Train(training)) => {
            let mut counts = training.to.given_to(&TeacherKind::default()).counts();
            // Nobody is there more for being trained.
            counts[0] = false;
            counts
        }
    };
    let counted = TEACHER_RESOURCES.iter().zip(counts);
    counted
        .filter(|(_, counts)| *counts)
        .any(|(id, _)| resources.iter().any(|r| r == id))
}
