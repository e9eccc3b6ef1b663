//! The decisions: each lever, and each side of a transfer, at each section where it may
//! act, in reference units, with a box that is finite and not too wide, and what it moves.

use super::Formulation;
use super::fields::Reference;
use crate::district::{TEACHER_RESOURCES, TeacherKind};
use crate::policy::{Filter, Lever, OnTeachers, UnitCost};
use crate::program::Affine;
use crate::standard::Values;

/// A box for what nothing else limits, in reference units above the largest value.
const FAR: f64 = 100.0;

/// A decision that cannot be larger than this, in reference units, is none.
const NOTHING: f64 = 1e-9;

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// Units of a lever that adds to stocks or recruits.
    Lever(usize),
    /// People of a class whom a lever trains.
    Train { lever: usize, class: usize },
    /// Of a class of people, or of a resource, what a transfer takes from the section.
    Leave { transfer: usize, class: usize },
    /// The same, what it brings to the section.
    Arrive { transfer: usize, class: usize },
}

impl What {
    /// The lever, if it is one.
    pub(crate) fn lever(self) -> Option<usize> {
        match self {
            Self::Lever(lever) | Self::Train { lever, .. } => Some(lever),
            Self::Leave { .. } | Self::Arrive { .. } => None,
        }
    }
}

/// One lever, or one side of a transfer, at one section.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) what: What,
    pub(crate) section: usize,
    /// Units per reference unit.
    pub(crate) unit: f64,
    /// Yuan per reference unit.
    pub(crate) cost: f64,
    /// The fund that pays.
    pub(crate) fund: Option<usize>,
    /// Most reference units.
    pub(crate) upper: f64,
    /// Whether it comes in whole units.
    pub(crate) is_whole: bool,
    /// Whether the upper limit is only the box that every column needs.
    pub(super) is_boxed: bool,
}

impl<'a> Formulation<'a> {
    /// Makes a decision for each lever at each section where it may act, and adds it to
    /// the cells that it moves.
    pub(super) fn decide(&mut self, rho: &Reference, today: &Values) {
        let sections = self.district.sections();
        let width = self.standard.indicators.len();
        let mut cells = Vec::with_capacity(sections.len() * width);
        for (s, section) in sections.iter().enumerate() {
            cells.extend(today.of(s).iter().enumerate().map(|(k, value)| Affine {
                constant: value / rho.of(section.stage, k),
                terms: Vec::new(),
            }));
        }
        self.cells = cells;
        for l in 0..self.policy.levers.len() {
            self.decide_lever(l, rho);
        }
        for t in 0..self.policy.transfers.len() {
            self.decide_transfer(t, rho);
        }
    }

    /// The decisions of one lever.
    fn decide_lever(&mut self, l: usize, rho: &Reference) {
        let Some(lever) = self.policy.levers.get(l) else {
            return;
        };
        if let Some(OnTeachers::Train(training)) = &lever.on_teachers {
            self.decide_training(l, lever, training, rho);
            return;
        }
        let effects = self.effects(&self.added(lever));
        for s in self.open_sections(&lever.filter) {
            let most = lever.max_per_section.unwrap_or(f64::INFINITY);
            self.offer(What::Lever(l), s, &effects, (most, None), rho);
        }
    }

    /// The sections that match and that no rule keeps as they are.
    pub(super) fn open_sections(&self, filter: &Filter) -> Vec<usize> {
        let sections = self.district.sections().iter().enumerate();
        let open = sections.filter(|(_, s)| filter.matches(s) && !self.policy.keeps(s));
        open.map(|(s, _)| s).collect()
    }

    /// Makes one decision, of so many units at most, and adds it to the cells that it
    /// moves; `effects` are what one unit adds to what each indicator counts. Without a
    /// reference `unit` it is what moves a value of the section by one reference.
    pub(super) fn offer(
        &mut self,
        what: What,
        s: usize,
        effects: &[(usize, f64)],
        (most, unit): (f64, Option<f64>),
        rho: &Reference,
    ) {
        let Some(section) = self.district.sections().get(s) else {
            return;
        };
        let Some(terms) = self.terms_of(what) else {
            return;
        };
        let Some(cost) = terms.unit_cost.at(section) else {
            return;
        };
        let largest = self.most_moved(s, effects, rho);
        let own = if largest > 0.0 { 1.0 / largest } else { 1.0 };
        let unit = unit.unwrap_or(own);
        let fund = terms.fund.and_then(|f| self.policy.fund(f));
        let amount = fund.and_then(|f| self.policy.funds.get(f)?.amount.limit());
        let mut upper = most / unit;
        // Where a row limits as well the box stays clear of it, so that the
        // whole multiplier is the row's: a price must not be split with a box.
        // Where compliance may be impossible only the rows limit: what is
        // lacking must have a name.
        if !self.policy.comply {
            if let Some(total) = terms.max_total {
                upper = upper.min(2.0 * total / unit);
            }
            if let (Some(amount), true) = (amount, cost > 0.0) {
                upper = upper.min(2.0 * amount / (cost * unit));
            }
        }
        if terms.is_whole {
            upper = whole_below(upper * unit) / unit;
        }
        if upper <= NOTHING {
            return;
        }
        let width = self.standard.indicators.len();
        for effect in effects {
            let change = effect.1 * self.scales.factor(s, effect.0);
            let moved = change * unit / rho.of(section.stage, effect.0);
            if let Some(cell) = self.cells.get_mut(s * width + effect.0) {
                cell.terms.push((self.decisions.len(), moved));
            }
        }
        self.decisions.push(Decision {
            what,
            section: s,
            unit,
            cost: cost * unit,
            fund,
            upper,
            is_whole: terms.is_whole,
            is_boxed: false,
        });
    }

    /// By how many references one unit moves the value of a section that it moves most.
    pub(super) fn most_moved(&self, s: usize, effects: &[(usize, f64)], rho: &Reference) -> f64 {
        let Some(section) = self.district.sections().get(s) else {
            return 0.0;
        };
        let moved = effects.iter().map(|(k, added)| {
            let change = added * self.scales.factor(s, *k);
            (change / rho.of(section.stage, *k)).abs()
        });
        moved.fold(0.0, f64::max)
    }

    /// At what price, from which fund and how often something is to be had.
    fn terms_of(&self, what: What) -> Option<Terms<'a>> {
        let policy = self.policy;
        Some(match what {
            What::Lever(lever) | What::Train { lever, .. } => {
                let lever = policy.levers.get(lever)?;
                Terms {
                    unit_cost: lever.unit_cost,
                    fund: lever.fund.as_deref(),
                    max_total: lever.max_total,
                    is_whole: lever.whole || lever.on_teachers.is_some(),
                }
            }
            What::Leave { transfer, .. } | What::Arrive { transfer, .. } => {
                let transfer = policy.transfers.get(transfer)?;
                let pays = matches!(what, What::Arrive { .. });
                Terms {
                    unit_cost: if pays {
                        transfer.unit_cost
                    } else {
                        UnitCost::Same(0.0)
                    },
                    fund: transfer.fund.as_deref().filter(|_| pays),
                    max_total: None,
                    is_whole: transfer.whole || transfer.moves_people(),
                }
            }
        })
    }

    /// What one unit of a lever adds to each column of the stocks.
    pub(super) fn added(&self, lever: &Lever) -> Vec<(usize, f64)> {
        match &lever.on_teachers {
            Some(OnTeachers::Recruit(kind)) => self.counted(kind, 1.0),
            Some(OnTeachers::Train(_)) => Vec::new(),
            None => {
                let adds = lever.adds.iter();
                adds.filter_map(|(r, a)| Some((self.district.resource(r)?, *a)))
                    .collect()
            }
        }
    }

    /// What one person of a kind counts in each column of the stocks, so many times.
    pub(super) fn counted(&self, kind: &TeacherKind, times: f64) -> Vec<(usize, f64)> {
        let resources = TEACHER_RESOURCES.iter().zip(kind.counts());
        let counts = resources.filter(|(_, counts)| *counts);
        counts
            .filter_map(|(id, _)| Some((self.district.resource(id)?, times)))
            .collect()
    }

    /// What changes of stocks, by column, change of what each indicator counts.
    pub(super) fn effects(&self, adds: &[(usize, f64)]) -> Vec<(usize, f64)> {
        let columns = self.scales.columns.iter().enumerate();
        let added = columns.map(|(k, columns)| {
            let counted = adds.iter().filter(|(c, _)| columns.contains(c));
            (k, counted.map(|(_, a)| a).sum())
        });
        added
            .filter(|(_, added): &(usize, f64)| *added != 0.0)
            .collect()
    }

    /// Gives a finite and not too wide box to decisions that little or nothing limits,
    /// and finds what sum of money matters: all that is limited, but no more than would
    /// lift every cell as high as the highest is today.
    pub(super) fn close_boxes(&mut self) {
        let largest = self.cells.iter().map(|c| c.constant).fold(1.0, f64::max);
        // Of all goals only `floor` and `leximin` get better without end.
        let has_floor = self.policy.goals.iter().any(|g| g.is_maximised());
        let mut useful = 0.0;
        for decision in &mut self.decisions {
            // What is moved is counted in units of its own, and never more than there is.
            let is_far = decision.what.lever().is_some() && decision.upper > FAR * largest;
            if decision.upper.is_infinite() || (!has_floor && is_far) {
                decision.upper = FAR * largest;
                decision.is_boxed = true;
                if decision.is_whole {
                    decision.upper = whole_below(decision.upper * decision.unit) / decision.unit;
                }
            }
            useful += decision.cost * decision.upper.min(largest);
        }
        let limits = self.limits_of_funds();
        let money = if limits > 0.0 {
            useful.min(limits)
        } else {
            useful
        };
        self.money = if money > 0.0 { money } else { 1.0 };
    }
}

/// Price, fund and limits of a lever or transfer.
struct Terms<'a> {
    unit_cost: UnitCost,
    fund: Option<&'a str>,
    max_total: Option<f64>,
    is_whole: bool,
}

/// The largest whole number of units within a limit.
fn whole_below(units: f64) -> f64 {
    (units * (1.0 + 1e-9)).floor()
}
