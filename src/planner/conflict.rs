//! Conflicts: which named funds, rules and limits no plan can satisfy together.
//!
//! A solver's proof of infeasibility names the rows it uses. Each name is then left
//! out in turn: where the rest is still proven infeasible it was not needed. What
//! remains cannot be had together, and each of them is needed for that.

use super::Search;
use super::possible::is_possible;
use crate::error::Error;
use crate::program::{Multipliers, Program, Tag};

/// Multipliers under this part of the largest do not matter to the proof.
const NEGLIGIBLE: f64 = 1e-9;

impl Search<'_> {
    /// What conflicts where a proof shows it, with how it can be repaired.
    pub(super) fn conflict(&self, program: &Program, proof: &Multipliers) -> Error {
        // The proof holds for the relaxation, so whole columns have no part in it.
        let mut relaxed = program.clone();
        relaxed.wholes.clear();
        self.least_conflict(&relaxed, used(program, proof))
    }

    /// What conflicts where only the choices are impossible.
    pub(super) fn conflict_of_choices(&self, program: &Program) -> Error {
        self.least_conflict(program, names(program))
    }

    fn least_conflict(&self, program: &Program, names: Vec<Tag>) -> Error {
        let needed = self.least_names(program, names);
        Error::Infeasible {
            repair: if self.without_repair {
                Vec::new()
            } else {
                self.repairs(&needed)
            },
            conflict: needed.into_iter().map(|tag| self.name(tag)).collect(),
        }
    }

    /// Leaves out every name without which the rest is still impossible.
    pub(super) fn least_names(&self, program: &Program, mut needed: Vec<Tag>) -> Vec<Tag> {
        for tag in needed.clone() {
            let rest: Vec<Tag> = needed.iter().copied().filter(|t| *t != tag).collect();
            let without = only(program, &rest);
            if is_possible(&without, self.solver, self.deadline) == Some(false) {
                needed = rest;
            }
        }
        needed
    }

    pub(super) fn name(&self, tag: Tag) -> String {
        let policy = self.formulation.policy;
        match tag {
            Tag::Fund(i) => {
                let name = policy.funds.get(i).map_or("", |f| f.name.as_str());
                format!("fund.{name}")
            }
            Tag::Lever(i) => {
                let name = policy.levers.get(i).map_or("", |l| l.name.as_str());
                format!("lever.{name}")
            }
            Tag::Rule(i) => format!("rule.{}", i + 1),
            Tag::Comply(stage, k) => {
                let indicator = self.formulation.standard.indicators.get(k);
                format!("comply.{stage}.{}", indicator.map_or("", |k| k.id.as_str()))
            }
            Tag::Composite(stage) => format!("comply.{stage}.composite"),
            Tag::Hold(i) => {
                let goal = policy.goals.get(i).map_or("", |g| g.id());
                format!("goal.{goal}")
            }
            Tag::Missing(..) | Tag::Level(_) | Tag::Waived | Tag::Inner => String::new(),
        }
    }
}

/// All names in a program.
pub(super) fn names(program: &Program) -> Vec<Tag> {
    let all = Multipliers {
        rows: vec![1.0; program.rows.len()],
        cones: vec![vec![1.0]; program.cones.len()],
    };
    used(program, &all)
}

/// The names that a proof uses, in order, each once.
fn used(program: &Program, proof: &Multipliers) -> Vec<Tag> {
    let rows = program.rows.iter().zip(&proof.rows);
    let rows = rows.map(|(row, y)| (row.tag, y.abs()));
    let cones = program.cones.iter().zip(&proof.cones);
    let cones = cones.map(|(cone, l)| (cone.tag, l.iter().map(|l| l.abs()).fold(0.0, f64::max)));
    let all: Vec<(Tag, f64)> = rows.chain(cones).collect();
    let largest = all.iter().map(|(_, y)| *y).fold(0.0, f64::max);
    let heavy = all.into_iter().filter(|(_, y)| *y > NEGLIGIBLE * largest);
    let mut tags: Vec<Tag> = heavy.map(|(tag, _)| tag).filter(|t| is_named(*t)).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Whether a tag is something that a policy can be said to demand.
fn is_named(tag: Tag) -> bool {
    !matches!(
        tag,
        Tag::Missing(..) | Tag::Level(_) | Tag::Waived | Tag::Inner
    )
}

/// The constraints of a program with only some of its names, and no objective.
fn only(program: &Program, tags: &[Tag]) -> Program {
    let is_kept = |tag: &Tag| !is_named(*tag) || tags.contains(tag);
    let mut rest = program.without_objective();
    rest.rows.retain(|row| is_kept(&row.tag));
    rest.cones.retain(|cone| is_kept(&cone.tag));
    rest.products.retain(|product| is_kept(&product.tag));
    rest
}
