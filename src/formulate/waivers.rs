//! What one section must reach, where the standard lets some indicators be missed.
//!
//! With x today's value over its minimum, f the floor and $b \in \\{0, 1\\}$ the waiver of
//! an indicator, the rise D of the value obeys
//!
//! $$D \ge (1 - x) - (1 - \max(f, x)) \\, b, \qquad \textstyle\sum_k b_k \le \text{may miss}$$
//!
//! one row a cell that lies below its minimum today, or may fall below it. Where a
//! cell can only rise in steps, both sides are rounded up to a step.

use std::collections::BTreeMap;

use super::Formulation;
use super::goals::missing;
use crate::policy::NoLevellingDown;
use crate::program::{Affine, Program, Rank, Tag, Whole};
use crate::standard::reaches;

impl Formulation<'_> {
    /// Whether compliance leaves a choice which indicators a section misses.
    pub(crate) fn has_waivers(&self) -> bool {
        self.policy.comply && self.standard.section.leaves_choice()
    }

    /// Adds what every section must reach, `inside` the minima and the floor.
    pub(super) fn add_minima(&self, program: &mut Program, inside: f64) {
        let may_miss = self.standard.section.may_miss;
        let mut sections: Vec<Vec<usize>> = vec![Vec::new(); self.district.sections().len()];
        for field in &self.fields {
            let indicator = self.standard.indicators.get(field.indicator);
            if indicator.is_none_or(|k| k.minimum(field.stage).is_none()) {
                continue;
            }
            let tag = Tag::Comply(field.stage, field.indicator);
            for (s, _) in field.members.iter() {
                let Some(cell) = self.cell(*s, field.indicator) else {
                    continue;
                };
                let falls = cell.terms.iter().any(|(_, a)| *a < 0.0);
                let full = missing(cell.constant, inside);
                if full <= 0.0 && !falls {
                    continue;
                }
                let full = self.in_steps(cell, full);
                let least = self.in_steps(cell, self.missing_of_floor(cell, falls, inside));
                let mut terms = cell.terms.clone();
                if may_miss > 0 && least < full {
                    let waiver = program.column(0.0, 1.0);
                    program.wholes.push(Whole {
                        column: waiver,
                        step: 1.0,
                        rank: Rank::Unit,
                    });
                    terms.push((waiver, full - least));
                    if let Some(waivers) = sections.get_mut(*s) {
                        waivers.push(waiver);
                    }
                }
                program.row(tag, full, terms, f64::INFINITY);
            }
        }
        for waivers in sections.into_iter().filter(|w| w.len() > may_miss) {
            let terms = waivers.into_iter().map(|b| (b, 1.0)).collect();
            program.row(Tag::Waived, f64::NEG_INFINITY, terms, may_miss as f64);
        }
    }

    /// The waivers of a program, and which of them a point's sections need most: of each
    /// section the largest, as many as it may miss. A point of decisions alone needs
    /// each as far as its cell lacks the minimum.
    pub(super) fn most_missed(&self, program: &Program, x: &[f64]) -> Vec<(usize, bool)> {
        let at = |j: usize| x.get(j).copied().unwrap_or(0.0);
        let mut needs = BTreeMap::new();
        for row in program
            .rows
            .iter()
            .filter(|r| matches!(r.tag, Tag::Comply(..)))
        {
            let last = row.terms.last().filter(|(j, _)| *j >= self.decisions.len());
            if let Some((waiver, worth)) = last {
                let rise: f64 = row.terms.iter().map(|(j, a)| a * at(*j)).sum();
                let need = (row.lower - rise) / worth;
                needs.insert(*waiver, x.get(*waiver).copied().unwrap_or(need));
            }
        }
        let mut waived: BTreeMap<usize, bool> = needs.keys().map(|b| (*b, true)).collect();
        for row in program.rows.iter().filter(|r| r.tag == Tag::Waived) {
            let mut ranked: Vec<usize> = row.terms.iter().map(|(b, _)| *b).collect();
            let need = |b: &usize| needs.get(b).copied().unwrap_or(0.0);
            ranked.sort_by(|a, b| need(b).total_cmp(&need(a)).then(a.cmp(b)));
            let rest = ranked.into_iter().skip(self.standard.section.may_miss);
            waived.extend(rest.map(|b| (b, false)));
        }
        waived.into_iter().collect()
    }

    /// What a cell lacks of the floor, 0 where it cannot fall below where it is.
    fn missing_of_floor(&self, cell: &Affine, falls: bool, inside: f64) -> f64 {
        let floor = self.standard.section.floor;
        if !reaches(cell.constant, floor) {
            floor * (1.0 + inside) - cell.constant
        } else if falls && self.policy.no_levelling_down == NoLevellingDown::Off {
            floor - cell.constant
        } else {
            (1.0 - cell.constant).min(0.0)
        }
    }
}
