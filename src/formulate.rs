//! Formulate: a district, a standard and a policy become programs in reference units.
//!
//! A *decision* is one lever at one section. Its unit is the amount that moves one
//! of the section's values by one reference $\rho_{gk}$ (the minimum, else today's mean,
//! else 1), so that every figure is near 1. A *cell* is one indicator in one section:
//! its value over $\rho$, linear in the decisions. Funds are rows divided by their amount.
//! Each goal of the policy is one program: the decisions with their limits
//! ([`limits`]), the goal's own columns ([`goals`]), and a hold on each earlier goal.

mod choices;
mod comply;
mod composite;
mod decisions;
mod fields;
mod goals;
mod levels;
mod limits;
mod repair;
mod snap;
mod steps;
mod trial;
mod waivers;
mod worst_cv;

use std::collections::HashMap;

pub(crate) use decisions::Decision;
pub(crate) use levels::is_worse;
pub(crate) use trial::{Target, Trial};

use crate::cancel::Deadline;
use crate::district::District;
use crate::error::Error;
use crate::plan::{Action, Plan};
use crate::policy::{Goal, Policy};
use crate::program::{Affine, Face, Program, Tag, Whole};
use crate::standard::{Scales, Standard};
use fields::{Field, Reference};

/// The planner aims so far, relative, inside each minimum, so that a plan read back
/// from a file still passes.
pub(crate) const INSIDE: f64 = 1e-8;

/// The slack of each level that `leximin` has fixed, so that a program has an inside.
pub(crate) const LEVEL_SLACK: f64 = 1e-9;

/// How an earlier goal is held while a later one is made best: on its optimal face,
/// which is exact; where that is open also by a tolerance.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hold {
    pub(crate) face: Face,
    /// Its objective, in reference units, is at most this.
    pub(crate) most: f64,
    /// The same where the program aims inside the minima.
    pub(crate) most_inside: f64,
    /// Every share of a minimum stays where `leximin` has brought it, each less
    /// [`LEVEL_SLACK`], in the order of [`Formulation::shares`].
    pub(crate) levels: Option<Vec<f64>>,
}

/// What is to be made best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Aim<'x> {
    /// A goal of the policy. [`Goal::WorstCv`] and [`Goal::Leximin`] are no single
    /// program: what comes is their constraints, with nothing to make best.
    Goal(Goal),
    /// One step towards [`Goal::WorstCv`]: how far below this ratio every CV can be,
    /// in terms of the means at a point.
    CvBelow(f64, &'x [f64]),
    /// The tie-break after the last goal: the least sum of squared decisions.
    Squares,
    /// The point nearest to this one. What is held by a tolerance is left out: the
    /// program then has an inside, and its solution is exact where it matters: a
    /// section a hair below a minimum is lifted onto it.
    Near(&'x [f64]),
}

/// A district, a standard and a policy, ready to become programs.
pub(crate) struct Formulation<'a> {
    pub(crate) district: &'a District,
    pub(crate) standard: &'a Standard,
    pub(crate) policy: &'a Policy,
    pub(crate) decisions: Vec<Decision>,
    /// Per section and indicator, the value over rho in the decisions.
    cells: Vec<Affine>,
    fields: Vec<Field>,
    scales: Scales,
    /// Yuan that count as 1 in the goal `cost`.
    money: f64,
    /// When to stop making large programs.
    deadline: Deadline<'a>,
}

impl<'a> Formulation<'a> {
    /// Binds the three together. The policy must have passed [`Policy::check`].
    pub(crate) fn new(
        district: &'a District,
        standard: &'a Standard,
        policy: &'a Policy,
    ) -> Result<Self, Error> {
        let scales = standard.scales(district)?;
        let today = scales.values(district, district.stocks());
        let fields = fields::fields(district, standard, policy, &today);
        let rho = Reference::new(&fields, standard.indicators.len());
        let mut formulation = Self {
            district,
            standard,
            policy,
            decisions: Vec::new(),
            cells: Vec::new(),
            fields,
            scales,
            money: 1.0,
            deadline: Deadline::after(f64::INFINITY),
        };
        formulation.decide(&rho, &today);
        formulation.close_boxes();
        Ok(formulation)
    }

    /// The same, with a limit: a program that is not made by then is cut short, and its
    /// constant is no number, so that nobody takes it for one.
    pub(crate) fn until(self, deadline: Deadline<'a>) -> Self {
        Self { deadline, ..self }
    }

    /// The program of one aim, with the goals before it held. It aims `inside` the
    /// minima: [`INSIDE`] to solve, 0 to prove a bound.
    pub(crate) fn program(&self, aim: Aim<'_>, holds: &[Hold], inside: f64) -> Program {
        let mut program = Program::default();
        for decision in &self.decisions {
            let column = program.column(0.0, decision.upper);
            if self.is_whole(decision) {
                let step = 1.0 / decision.unit;
                program.wholes.push(Whole { column, step });
            }
        }
        self.add_limits(&mut program);
        if self.policy.comply {
            self.add_compliance(&mut program, inside);
        }
        for (i, (goal, hold)) in self.policy.goals.iter().zip(holds).enumerate() {
            if let Some(levels) = &hold.levels {
                self.hold_levels(&mut program, i, levels);
                continue;
            }
            if *goal == Goal::WorstCv {
                if !matches!(aim, Aim::Near(_)) {
                    self.hold_worst_cv(&mut program, i, hold.most);
                }
                continue;
            }
            let objective = self.add_goal(&mut program, *goal, inside);
            program.confine(&hold.face);
            let most = match aim {
                Aim::Near(_) => f64::INFINITY,
                _ if !hold.face.is_open => f64::INFINITY,
                _ if inside > 0.0 => hold.most_inside,
                _ => hold.most,
            };
            let most = most - objective.constant;
            program.row(Tag::Hold(i), f64::NEG_INFINITY, objective.terms, most);
        }
        match aim {
            Aim::Goal(goal) => {
                let objective = self.add_goal(&mut program, goal, inside);
                program.minimise(&objective);
            }
            Aim::CvBelow(ratio, x) => self.aim_below(&mut program, ratio, x),
            Aim::Squares => {
                let decisions = self.decisions.len();
                for column in program.columns.iter_mut().take(decisions) {
                    column.square = 2.0;
                }
            }
            Aim::Near(x) => {
                self.snap(&mut program, x, inside);
                let decisions = self.decisions.len();
                for column in program.columns.iter_mut().take(decisions) {
                    column.square = 2.0;
                }
            }
        }
        program
    }

    /// All the money that is limited, in yuan.
    pub(crate) fn limits_of_funds(&self) -> f64 {
        let funds = self.policy.funds.iter();
        funds.filter_map(|f| f.amount.limit()).sum()
    }

    /// What a goal's value is per unit of its program's objective: -1 for `floor`
    /// and `leximin`, which are maximised, and the reference sum of money for `cost`.
    pub(crate) fn goal_scale(&self, goal: Goal) -> f64 {
        match goal {
            Goal::Floor | Goal::Leximin => -1.0,
            Goal::Cost => self.money,
            Goal::Shortfall | Goal::Disparity(_) | Goal::WorstCv | Goal::Moves => 1.0,
        }
    }

    /// What no plan can be better than, in program units, whatever was solved.
    pub(crate) fn trivial_bound(&self, goal: Goal) -> f64 {
        match goal {
            Goal::Floor | Goal::Leximin => -self.highest_floor(),
            Goal::Shortfall | Goal::Disparity(_) | Goal::WorstCv | Goal::Cost | Goal::Moves => 0.0,
        }
    }

    /// The decisions as actions; what is zero is left out.
    pub(crate) fn actions(&self, x: &[f64]) -> Vec<Action> {
        let decisions = self.decisions.iter().zip(x);
        decisions
            .filter(|(_, x)| **x > 0.0)
            .filter_map(|(d, x)| {
                let section = self.district.sections().get(d.section)?;
                let lever = self.policy.levers.get(d.lever)?;
                let units = x * d.unit;
                let units = if lever.whole { units.round() } else { units };
                (units > 0.0).then_some(())?;
                Some(Action {
                    lever: lever.name.clone(),
                    school_id: section.school_id.clone(),
                    stage: section.stage,
                    group: None,
                    units,
                    cost: units * lever.unit_cost.at(section)?,
                })
            })
            .collect()
    }

    /// The decisions that a plan's actions are.
    pub(crate) fn point(&self, plan: &Plan) -> Vec<f64> {
        let units: HashMap<_, f64> = plan
            .actions
            .iter()
            .map(|a| ((a.lever.as_str(), a.school_id.as_str(), a.stage), a.units))
            .collect();
        let decisions = self.decisions.iter();
        let of = |d: &Decision| {
            let section = self.district.sections().get(d.section)?;
            let lever = self.policy.levers.get(d.lever)?;
            let key = (
                lever.name.as_str(),
                section.school_id.as_str(),
                section.stage,
            );
            Some(units.get(&key)? / d.unit)
        };
        decisions.map(|d| of(d).unwrap_or(0.0)).collect()
    }

    /// The levers that stand at the box which only closes what nothing limits: with
    /// one of them, the goal has no end.
    pub(crate) fn endless(&self, x: &[f64]) -> Option<usize> {
        let decisions = self.decisions.iter().zip(x);
        let mut at_box = decisions.filter(|(d, x)| d.is_boxed && **x > 0.9 * d.upper);
        at_box.next().map(|(d, _)| d.lever)
    }

    fn cell(&self, section: usize, indicator: usize) -> Option<&Affine> {
        self.cells
            .get(section * self.standard.indicators.len() + indicator)
    }
}
