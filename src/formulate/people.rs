//! People in the program: training, and the rule of staffing.
//!
//! Teachers move, then some of those who are then there are trained, each once, then
//! recruits arrive. So for each class c at section s, $H$ of it there today,
//!
//! $$\sum_l y_{lsc} + \sum o_{sc} - \sum i_{sc} \le H_{sc}$$

use std::collections::BTreeMap;

use super::fields::Reference;
use super::{Formulation, What};
use crate::policy::{Lever, OnTeachers, Training, Transfer, most_teachers};
use crate::program::{Program, Tag};
use crate::standard::PerStage;

/// What one person trained adds to what each indicator counts.
type Effects = Vec<(usize, f64)>;

impl Formulation<'_> {
    /// The decisions of a lever that trains: a class at a section each.
    pub(super) fn decide_training(
        &mut self,
        l: usize,
        lever: &Lever,
        training: &Training,
        rho: &Reference,
    ) {
        let may_come = self.policy.transfers.iter().any(Transfer::moves_people);
        let kinds = self.classes.kinds.iter().enumerate();
        let trained = kinds.filter(|(_, kind)| training.acts_on(kind));
        let classes: Vec<(usize, Effects, f64)> = trained
            .map(|(class, kind)| {
                let mut adds = self.counted(&training.to.given_to(kind), 1.0);
                adds.extend(self.counted(kind, -1.0));
                let sections = 0..self.district.sections().len();
                let all = sections.map(|s| self.classes.held(s, class)).sum();
                (class, self.effects(&adds), all)
            })
            .collect();
        for s in self.open_sections(&lever.filter) {
            for (class, effects, all) in &classes {
                // No more than the district has: who is where is for a row to say.
                let here = if may_come {
                    *all
                } else {
                    self.classes.held(s, *class)
                };
                let most = lever.max_per_section.unwrap_or(f64::INFINITY).min(here);
                let what = What::Train {
                    lever: l,
                    class: *class,
                };
                // People count by the head.
                self.offer(what, s, effects, (most, Some(1.0)), rho);
            }
        }
    }

    /// Adds that only those who are there are trained, and that the classes of a lever
    /// share what it may do in one section.
    pub(super) fn add_staff(&self, program: &mut Program) {
        let mut trained: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        let mut shared: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        for (j, d) in self.decisions.iter().enumerate() {
            if let What::Train { lever, class } = d.what {
                trained
                    .entry((d.section, class))
                    .or_default()
                    .push((j, 1.0));
                shared.entry((lever, d.section)).or_default().push((j, 1.0));
            }
        }
        if trained.is_empty() {
            return;
        }
        for (j, d) in self.decisions.iter().enumerate() {
            let (transfer, class, sign) = match d.what {
                What::Leave { transfer, class } => (transfer, class, 1.0),
                What::Arrive { transfer, class } => (transfer, class, -1.0),
                _ => continue,
            };
            if self.moves_people(transfer)
                && let Some(terms) = trained.get_mut(&(d.section, class))
            {
                terms.push((j, sign));
            }
        }
        for ((s, class), terms) in trained {
            let held = self.classes.held(s, class);
            program.row(Tag::Inner, f64::NEG_INFINITY, terms, held);
        }
        for ((l, _), terms) in shared {
            let lever = self.policy.levers.get(l);
            if let Some(most) = lever.and_then(|l| l.max_per_section).map(f64::floor)
                && terms.len() > 1
            {
                program.row(Tag::Lever(l), f64::NEG_INFINITY, terms, most);
            }
        }
    }

    pub(super) fn moves_people(&self, transfer: usize) -> bool {
        let transfer = self.policy.transfers.get(transfer);
        transfer.is_some_and(Transfer::moves_people)
    }

    /// The rule of staffing: at most so many teachers in each section afterwards.
    pub(super) fn add_staffing(&self, program: &mut Program, rule: usize, least: PerStage) {
        let Some(column) = self.district.resource("teachers") else {
            return;
        };
        let mut sections: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for (j, d) in self.decisions.iter().enumerate() {
            let per_unit = match d.what {
                What::Lever(l) => self.policy.levers.get(l).map_or(0.0, |lever| {
                    let adds = lever.adds.get("teachers").copied().unwrap_or(0.0);
                    match &lever.on_teachers {
                        Some(OnTeachers::Recruit(_)) => 1.0,
                        _ => adds,
                    }
                }),
                What::Leave { transfer, .. } if self.moves_people(transfer) => -1.0,
                What::Arrive { transfer, .. } if self.moves_people(transfer) => 1.0,
                _ => 0.0,
            };
            if per_unit != 0.0 {
                let terms = sections.entry(d.section).or_default();
                terms.push((j, per_unit * d.unit));
            }
        }
        for (s, terms) in sections {
            let Some(section) = self.district.sections().get(s) else {
                continue;
            };
            let today = self.district.stock(s, column);
            let most = most_teachers(least, section.stage, section.pupils, today);
            if let Some(most) = most
                && terms.iter().any(|(_, a)| *a > 0.0)
            {
                program.row(Tag::Rule(rule), f64::NEG_INFINITY, terms, most - today);
            }
        }
    }
}
