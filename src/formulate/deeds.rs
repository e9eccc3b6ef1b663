//! Deeds: a point of the program as actions and moves, classes split back to kinds.
//!
//! Who goes where is what leaves and arrives at least total distance ([`super::flow`]).
//! Of a class, kinds go in their order, as long as there are any; then those who are
//! then there are trained in the same order.

use std::collections::BTreeMap;

use super::flow::{self, Route};
use super::{Formulation, What};
use crate::district::TeacherKind;
use crate::plan::{Action, Deeds, Load, Move, Plan};
use crate::policy::{Cargo, OnTeachers, Transfer};

/// Less than this of a reference unit is nothing.
const DUST: f64 = 1e-9;

/// What a point does.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Done {
    pub(crate) actions: Vec<Action>,
    pub(crate) moves: Vec<Move>,
}

impl Done {
    pub(crate) fn deeds(&self) -> Deeds<'_> {
        Deeds {
            actions: &self.actions,
            moves: &self.moves,
        }
    }
}

/// How many of each kind are in each section and still free to be told to do something.
type Free = Vec<BTreeMap<usize, u64>>;

impl Formulation<'_> {
    /// A point as actions and moves; what is zero is left out.
    pub(crate) fn done(&self, x: &[f64]) -> Done {
        let staff = self.district.staff();
        let sections = 0..self.district.sections().len();
        let here = |s| staff.map_or(&[][..], |staff| staff.of(s));
        let free = sections.map(|s| here(s).iter().copied().collect());
        let mut free: Free = if self.classes.kinds.is_empty() {
            Vec::new()
        } else {
            free.collect()
        };
        let moves = self.moves(x, &mut free);
        Done {
            actions: self.actions(x, &mut free),
            moves,
        }
    }

    /// The point that a plan is.
    pub(crate) fn point(&self, plan: &Plan) -> Vec<f64> {
        let class_of = |kind: &TeacherKind| {
            let number = self.district.staff()?.number(kind)?;
            self.classes.of.get(number).copied()
        };
        let mut units: BTreeMap<(What, usize), f64> = BTreeMap::new();
        for action in &plan.actions {
            let lever = self.policy.levers.iter();
            let lever = lever.clone().position(|l| l.name == action.lever);
            let section = self.district.find(&action.school_id, action.stage);
            let (Some(l), Some(section)) = (lever, section) else {
                continue;
            };
            let trains = self
                .policy
                .levers
                .get(l)
                .is_some_and(|lever| matches!(lever.on_teachers, Some(OnTeachers::Train(_))));
            let class = action.group.as_ref().and_then(class_of).filter(|_| trains);
            let what = class.map_or(What::Lever(l), |class| What::Train { lever: l, class });
            *units.entry((what, section)).or_default() += action.units;
        }
        for one in &plan.moves {
            let mut transfers = self.policy.transfers.iter();
            let transfer = transfers.position(|t| t.name == one.transfer);
            let class = one.teachers().map_or(Some(0), |(kind, _)| class_of(kind));
            let from = self.district.find(&one.from, one.stage);
            let to = self.district.find(&one.to, one.stage_reached());
            let (Some(transfer), Some(class)) = (transfer, class) else {
                continue;
            };
            let ends = [
                (What::Leave { transfer, class }, from),
                (What::Arrive { transfer, class }, to),
            ];
            for (what, section) in ends {
                if let Some(section) = section {
                    *units.entry((what, section)).or_default() += one.amount();
                }
            }
        }
        let of = |d: &super::Decision| units.get(&(d.what, d.section)).map(|u| u / d.unit);
        let decisions = self.decisions.iter();
        decisions.map(|d| of(d).unwrap_or(0.0)).collect()
    }

    fn actions(&self, x: &[f64], free: &mut Free) -> Vec<Action> {
        let mut actions = Vec::new();
        for (d, x) in self.decisions.iter().zip(x).filter(|(_, x)| **x > 0.0) {
            let units = x * d.unit;
            let units = if d.is_whole { units.round() } else { units };
            let lever = d.what.lever().and_then(|l| self.policy.levers.get(l));
            let (Some(lever), true) = (lever, units > 0.0) else {
                continue;
            };
            let Some(section) = self.district.sections().get(d.section) else {
                continue;
            };
            let Some(unit_cost) = lever.unit_cost.at(section) else {
                continue;
            };
            let mut act = |group, units: f64| {
                actions.push(Action {
                    lever: lever.name.as_str().into(),
                    school_id: section.school_id.clone(),
                    stage: section.stage,
                    group,
                    units,
                    cost: units * unit_cost,
                });
            };
            match (&lever.on_teachers, d.what) {
                (Some(OnTeachers::Recruit(kind)), _) => act(Some(kind.clone()), units),
                (_, What::Train { class, .. }) => {
                    for (kind, count) in self.take(free, d.section, class, units) {
                        let kind = self.district.staff().and_then(|s| s.kinds().get(kind));
                        act(kind.cloned(), count as f64);
                    }
                }
                _ => act(None, units),
            }
        }
        actions
    }

    /// Takes people of a class from those who are free in a section: kinds in their order.
    fn take(&self, free: &mut Free, s: usize, class: usize, units: f64) -> Vec<(usize, u64)> {
        let mut left = whole(units);
        let mut taken = Vec::new();
        for (kind, count) in free.get_mut(s).into_iter().flatten() {
            let now = left.min(*count);
            if self.classes.of.get(*kind) == Some(&class) && now > 0 {
                *count -= now;
                left -= now;
                taken.push((*kind, now));
            }
        }
        taken
    }

    /// Who or what moves where, by transfer and section left.
    fn moves(&self, x: &[f64], free: &mut Free) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut arrived: Vec<(usize, usize, u64)> = Vec::new();
        for (t, transfer) in self.policy.transfers.iter().enumerate() {
            let mut routes: Vec<(Route, usize)> = Vec::new();
            for (class, (leaving, arriving)) in self.flows(x, t) {
                let to = |s: usize| self.routes.get(t).map_or(&[][..], |r| r.from(s));
                let ways = flow::shortest(&leaving, &arriving, to);
                routes.extend(ways.into_iter().map(|way| (way, class)));
            }
            routes.sort_by_key(|(way, class)| (way.from, way.to, *class));
            for (way, class) in routes {
                if !transfer.moves_people() {
                    moves.extend(self.moved(transfer, way, None));
                    continue;
                }
                for (kind, count) in self.take(free, way.from, class, way.amount) {
                    arrived.push((way.to, kind, count));
                    moves.extend(self.moved(transfer, way, Some((kind, count))));
                }
            }
        }
        for (s, kind, count) in arrived {
            if let Some(free) = free.get_mut(s) {
                *free.entry(kind).or_default() += count;
            }
        }
        moves
    }

    /// Who goes at a point, one entry a person: their way, by its number in
    /// [`ways`](Self::ways).
    pub(crate) fn ways_taken(&self, x: &[f64]) -> Vec<usize> {
        let ways = self.ways();
        let number: BTreeMap<(usize, usize, usize, usize), usize> = (0..)
            .zip(&ways)
            .map(|(i, w)| ((w.transfer, w.class, w.from, w.to), i))
            .collect();
        let mut taken = Vec::new();
        for t in 0..self.policy.transfers.len() {
            for (class, (leaving, arriving)) in self.flows(x, t) {
                let to = |s: usize| self.routes.get(t).map_or(&[][..], |r| r.from(s));
                for way in flow::shortest(&leaving, &arriving, to) {
                    if let Some(i) = number.get(&(t, class, way.from, way.to)) {
                        let people = 0..whole(way.amount);
                        taken.extend(people.map(|_| *i));
                    }
                }
            }
        }
        taken
    }

    /// What leaves and arrives under a transfer, by class; sections with amounts.
    #[allow(clippy::type_complexity)] // two lists of pairs
    fn flows(
        &self,
        x: &[f64],
        t: usize,
    ) -> BTreeMap<usize, (Vec<(usize, f64)>, Vec<(usize, f64)>)> {
        let mut flows: BTreeMap<usize, (Vec<_>, Vec<_>)> = BTreeMap::new();
        for (d, x) in self.decisions.iter().zip(x) {
            let units = x * d.unit;
            let units = if d.is_whole { units.round() } else { units };
            if *x <= DUST {
                continue;
            }
            match d.what {
                What::Leave { transfer, class } if transfer == t => {
                    flows.entry(class).or_default().0.push((d.section, units));
                }
                What::Arrive { transfer, class } if transfer == t => {
                    flows.entry(class).or_default().1.push((d.section, units));
                }
                _ => {}
            }
        }
        flows
    }

    fn moved(&self, transfer: &Transfer, way: Route, who: Option<(usize, u64)>) -> Option<Move> {
        let sections = self.district.sections();
        let (from, to) = (sections.get(way.from)?, sections.get(way.to)?);
        let load = match (&transfer.moves, who) {
            (Cargo::Resource(id), _) => Load::Stock {
                resource: id.clone(),
                amount: way.amount,
            },
            (Cargo::Teachers, Some((kind, count))) => Load::Teachers {
                group: self.district.staff()?.kinds().get(kind)?.clone(),
                count,
            },
            (Cargo::Teachers, None) => return None,
        };
        let amount = who.map_or(way.amount, |(_, count)| count as f64);
        Some(Move {
            transfer: transfer.name.clone(),
            from: from.school_id.clone(),
            to: to.school_id.clone(),
            stage: from.stage,
            to_stage: (to.stage != from.stage).then_some(to.stage),
            load,
            km: self.district.km(way.from, way.to),
            minutes: self.district.minutes(way.from, way.to),
            cost: amount * transfer.unit_cost.at(to)?,
        })
    }
}

/// A count, of people.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // rounded, not negative
fn whole(units: f64) -> u64 {
    units.round().max(0.0) as u64
}
