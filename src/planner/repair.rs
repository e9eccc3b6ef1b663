//! Repairs: for each name of a conflict, the least change after which there is a plan.
//!
//! In: the names. Out: for each the figure at which, all others as they are, a plan
//! begins to exist, found by bisection on the very program that a plan is made of, and
//! taken a hair further, so that applied it yields one. A demand of the standard is
//! first repaired at its limit on differences, else at its minimum. Where one change
//! alone does not help there is no repair of that name.

use super::Search;
use super::possible::is_possible;
use crate::error::{Limit, Repair};
use crate::formulate::{Aim, Formulation, INSIDE};
use crate::policy::{Amount, Goal, Policy, Rule};
use crate::program::Tag;
use crate::standard::Standard;

/// How near the edge the figure is sought, and how much further it is then taken,
/// relative to the change.
const NEAR: f64 = 1e-6;

/// Doublings until no figure is large enough.
const DOUBLINGS: usize = 60;

impl Search<'_> {
    /// The repairs of what conflicts, in its order.
    pub(super) fn repairs(&self, conflict: &[Tag]) -> Vec<Repair> {
        let tags = conflict.iter().copied();
        tags.filter_map(|tag| self.repair(tag)).collect()
    }

    fn repair(&self, tag: Tag) -> Option<Repair> {
        self.figures(tag).into_iter().find_map(|(what, now)| {
            let to = match what {
                Limit::Amount | Limit::MaxTotal | Limit::PerSection | Limit::CvLimit => {
                    self.raised(tag, what, now)?
                }
                Limit::AtLeast | Limit::Minimum => self.lowered(tag, what, now)?,
            };
            Some(Repair {
                of: self.name(tag),
                what,
                by: to - now,
                to,
            })
        })
    }

    /// The figures behind a name, with what they are.
    fn figures(&self, tag: Tag) -> Vec<(Limit, f64)> {
        let (policy, standard) = (self.formulation.policy, self.formulation.standard);
        let found = match tag {
            Tag::Fund(i) => {
                let amount = policy.funds.get(i).and_then(|f| f.amount.limit());
                vec![(Limit::Amount, amount)]
            }
            Tag::Lever(i) => {
                let total = policy.levers.get(i).and_then(|l| l.max_total);
                vec![(Limit::MaxTotal, total)]
            }
            Tag::Rule(i) => match policy.rules.get(i) {
                Some(Rule::Share { at_least, .. }) => vec![(Limit::AtLeast, Some(*at_least))],
                Some(Rule::Cap { per_section, .. }) => {
                    vec![(Limit::PerSection, Some(*per_section))]
                }
                _ => Vec::new(),
            },
            Tag::Comply(stage, k) => {
                let indicator = standard.indicators.get(k);
                let limit = indicator.and_then(|k| k.cv_limit.get(stage));
                let minimum = indicator.and_then(|k| k.minimum(stage));
                vec![(Limit::CvLimit, limit), (Limit::Minimum, minimum)]
            }
            _ => Vec::new(),
        };
        let known = found.into_iter();
        known.filter_map(|(what, now)| Some((what, now?))).collect()
    }

    /// The least larger figure with a plan.
    fn raised(&self, tag: Tag, what: Limit, now: f64) -> Option<f64> {
        let mut step = if now > 0.0 { 0.1 * now } else { 1.0 };
        let mut low = now;
        // Whether any figure helps is asked first: most names have no doubling to do.
        if !self.is_enough(tag, what, now + step * 2f64.powi(40)) {
            return None;
        }
        for _ in 0..DOUBLINGS {
            if self.is_enough(tag, what, low + step) {
                return Some(self.edge(tag, what, (low, low + step), now));
            }
            low += step;
            step *= 2.0;
        }
        None
    }

    /// The largest smaller figure with a plan.
    fn lowered(&self, tag: Tag, what: Limit, now: f64) -> Option<f64> {
        // A minimum of 0 would be none; a millionth of it is as good as that.
        let least = match what {
            Limit::Minimum => 1e-6 * now,
            _ => 0.0,
        };
        let is_enough = self.is_enough(tag, what, least);
        is_enough.then(|| self.edge(tag, what, (now, least), now))
    }

    /// Where between a figure without and one with a plan the plans begin.
    fn edge(&self, tag: Tag, what: Limit, ends: (f64, f64), now: f64) -> f64 {
        let (mut without, mut with) = ends;
        while (with - without).abs() > NEAR * (with - now).abs().max(1e-6 * now.abs()) {
            let middle = 0.5 * (without + with);
            if self.deadline.has_passed() {
                break;
            }
            if self.is_enough(tag, what, middle) {
                with = middle;
            } else {
                without = middle;
            }
        }
        let further = with + NEAR * (with - now);
        if further > 0.0 { further } else { with }
    }

    /// Whether there is a plan with one figure changed.
    fn is_enough(&self, tag: Tag, what: Limit, figure: f64) -> bool {
        let f = &self.formulation;
        let (mut policy, mut standard) = (f.policy.clone(), f.standard.clone());
        policy.goals = vec![Goal::Cost];
        change(&mut policy, &mut standard, tag, what, figure);
        let Ok(changed) = Formulation::new(f.district, &standard, &policy) else {
            return false;
        };
        let program = changed.program(Aim::Squares, &[], 2.0 * INSIDE);
        is_possible(&program, self.solver, self.deadline) == Some(true)
    }
}

/// Sets one figure.
fn change(policy: &mut Policy, standard: &mut Standard, tag: Tag, what: Limit, figure: f64) {
    match (tag, what) {
        (Tag::Fund(i), _) => {
            if let Some(fund) = policy.funds.get_mut(i) {
                fund.amount = Amount::Yuan(figure);
            }
        }
        (Tag::Lever(i), _) => {
            if let Some(lever) = policy.levers.get_mut(i) {
                lever.max_total = Some(figure);
            }
        }
        (Tag::Rule(i), _) => match policy.rules.get_mut(i) {
            Some(Rule::Share { at_least, .. }) => *at_least = figure,
            Some(Rule::Cap { per_section, .. }) => *per_section = figure,
            _ => {}
        },
        (Tag::Comply(stage, k), _) => {
            if let Some(indicator) = standard.indicators.get_mut(k) {
                let of = match what {
                    Limit::CvLimit => &mut indicator.cv_limit,
                    _ => &mut indicator.minimum,
                };
                of.set(stage, figure);
            }
        }
        _ => {}
    }
}
