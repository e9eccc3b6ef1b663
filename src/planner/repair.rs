//! Repairs: for each name of a conflict, the least change after which there is a plan.
//!
//! In: the names. Out: for each the figure at which, all others as they are, a plan
//! begins to exist, found by bisection on the very program that a plan is made of, and
//! taken a hair further, so that applied it yields one. A demand of the standard is
//! first repaired at its limit on differences, else at its minimum. Where several
//! conflicts stand side by side no change alone helps: then some are repaired together.

use super::Search;
use super::possible::is_possible;
use crate::error::{Limit, Repair};
use crate::formulate::{Aim, Formulation, INSIDE};
use crate::policy::{Amount, Goal, Policy, Rule};
use crate::program::{Program, Tag};
use crate::standard::Standard;

/// How near the edge the figure is sought, relative to the change.
const NEAR: f64 = 1e-5;

/// How much further it is then taken.
const FURTHER: f64 = 1e-5;

/// A figure of a name, changed.
type Change = (Tag, Limit, f64);

impl Search<'_> {
    /// The repairs of what conflicts, in its order; where none is enough alone, some
    /// that are together.
    pub(super) fn repairs(&self, conflict: &[Tag]) -> Vec<Repair> {
        let tags = conflict.iter().copied();
        let alone: Vec<Repair> = tags
            .filter_map(|tag| {
                let mut figures = self.figures(tag).into_iter();
                figures.find_map(|(what, now)| {
                    let to = self.least((tag, what, now), &[])?;
                    Some(self.named((tag, what, to), now, conflict, Vec::new()))
                })
            })
            .collect();
        if alone.is_empty() {
            self.together(conflict)
        } else {
            alone
        }
    }

    /// A repair for each of several conflicts: of each the first figure is set free until
    /// nothing conflicts, then one after the other is taken back as far as can be.
    fn together(&self, conflict: &[Tag]) -> Vec<Repair> {
        let mut free: Vec<(Tag, Limit, f64)> = Vec::new();
        let mut changes: Vec<Change> = Vec::new();
        let mut next = conflict.to_vec();
        while !self.are_enough(&changes) {
            let figures = next.iter().flat_map(|tag| {
                let figures = self.figures(*tag).into_iter();
                figures.map(|(what, now)| (*tag, what, now))
            });
            let mut unused =
                figures.filter(|(tag, what, _)| free.iter().all(|(t, w, _)| (t, w) != (tag, what)));
            let Some(figure) = unused.next() else {
                return Vec::new();
            };
            if self.deadline.has_passed() {
                return Vec::new();
            }
            free.push(figure);
            changes.push((figure.0, figure.1, freed(figure.1, figure.2)));
            next = self.changed(&changes, |program| {
                self.least_names(program, super::conflict::names(program))
            });
        }
        for (i, figure) in free.iter().enumerate() {
            let mut others = changes.clone();
            others.remove(i);
            let at_now = (figure.0, figure.1, figure.2);
            let to = if self.are_enough(&[others.as_slice(), &[at_now]].concat()) {
                Some(figure.2)
            } else {
                self.least(at_now, &others)
            };
            // A figure that was only set free says nothing.
            let Some(to) = to else {
                return Vec::new();
            };
            if let Some(change) = changes.get_mut(i) {
                change.2 = to;
            }
        }
        let pairs = changes.into_iter().zip(free);
        let needed: Vec<(Change, f64)> = pairs
            .filter(|(change, figure)| (change.2 - figure.2).abs() > 0.0)
            .map(|(change, figure)| (change, figure.2))
            .collect();
        let names: Vec<String> = needed
            .iter()
            .map(|((tag, ..), _)| self.name(*tag))
            .collect();
        let repairs = needed.iter().enumerate().map(|(i, (change, now))| {
            // Of one name two figures may be needed: each is with the other.
            let mut others = names.clone();
            others.remove(i);
            others.sort_unstable();
            others.dedup();
            self.named(*change, *now, conflict, others)
        });
        repairs.collect()
    }

    fn named(
        &self,
        (tag, what, to): Change,
        now: f64,
        conflict: &[Tag],
        with: Vec<String>,
    ) -> Repair {
        let of = self.name(tag);
        let because = conflict.iter().map(|tag| self.name(*tag));
        Repair {
            what,
            by: to - now,
            to,
            because: because
                .filter(|name| *name != of && !with.contains(name))
                .collect(),
            with,
            of,
        }
    }

    /// The least change of a figure that is enough together with others; none where
    /// no figure is known to be.
    fn least(&self, (tag, what, now): Change, others: &[Change]) -> Option<f64> {
        let is_enough = |to: f64| self.are_enough(&[others, &[(tag, what, to)]].concat());
        let far = freed(what, now);
        if !is_enough(far) {
            return None;
        }
        let (mut without, mut with) = (now, far);
        if far > now {
            let mut step = if now > 0.0 { 0.1 * now } else { 1.0 };
            while without + step < far && !is_enough(without + step) {
                without += step;
                step *= 2.0;
            }
            // Where nothing short of no limit at all is enough, or time is up, the figure
            // would be the end of the search, not what is lacking.
            if without + step >= far {
                return None;
            }
            with = without + step;
        }
        while (with - without).abs() > NEAR * (with - now).abs().max(1e-5 * now.abs()) {
            let middle = 0.5 * (without + with);
            if self.deadline.has_passed() {
                break;
            }
            if is_enough(middle) {
                with = middle;
            } else {
                without = middle;
            }
        }
        // As good as no minimum is no minimum that could be written.
        if what == Limit::Minimum && with <= 2.0 * far {
            return None;
        }
        let further = with + FURTHER * (with - now);
        Some(if further > 0.0 { further } else { with })
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
            Tag::Composite(stage) => {
                let composite = standard.composite.as_ref();
                vec![(
                    Limit::CvLimit,
                    composite.and_then(|c| c.cv_limit.get(stage)),
                )]
            }
            _ => Vec::new(),
        };
        let known = found.into_iter();
        known.filter_map(|(what, now)| Some((what, now?))).collect()
    }

    /// Whether there is a plan with some figures changed.
    fn are_enough(&self, changes: &[Change]) -> bool {
        self.changed(changes, |program| {
            is_possible(program, self.solver, self.deadline) == Some(true)
        })
    }

    /// What is to be said of the program with some figures changed.
    fn changed<T: Default>(&self, changes: &[Change], say: impl FnOnce(&Program) -> T) -> T {
        let f = &self.formulation;
        let (mut policy, mut standard) = (f.policy.clone(), f.standard.clone());
        policy.goals = vec![Goal::Cost];
        for (tag, what, figure) in changes {
            change(&mut policy, &mut standard, *tag, *what, *figure);
        }
        match Formulation::new(f.district, &standard, &policy) {
            Ok(changed) => say(&changed.program(Aim::Squares, &[], 2.0 * INSIDE)),
            Err(_) => T::default(),
        }
    }
}

/// A figure so far loosened that it is as good as none.
fn freed(what: Limit, now: f64) -> f64 {
    match what {
        Limit::Amount | Limit::MaxTotal | Limit::PerSection => 1e6 * now.max(1e3),
        Limit::CvLimit => 1e3 * now.max(1.0),
        // A minimum of 0 would be none; a millionth of it is as good as that.
        Limit::Minimum => 1e-6 * now,
        Limit::AtLeast => 0.0,
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
        (Tag::Composite(stage), _) => {
            if let Some(composite) = &mut standard.composite {
                composite.cv_limit.set(stage, figure);
            }
        }
        _ => {}
    }
}
