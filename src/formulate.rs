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
mod goals;
mod levels;
mod limits;
mod repair;
mod snap;
mod steps;
mod trial;
mod waivers;
mod worst_cv;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use trial::{Target, Trial};

use crate::cancel::Deadline;
use crate::district::{District, Stage};
use crate::error::Error;
use crate::plan::Action;
use crate::policy::{Goal, Lever, Policy};
use crate::program::{Affine, Face, Program, Tag, Whole};
use crate::standard::{Scales, Standard, Values};

/// The planner aims so far, relative, inside each minimum, so that a plan read back
/// from a file still passes.
pub(crate) const INSIDE: f64 = 1e-8;

/// The slack of each level that `leximin` has fixed, so that a program has an inside.
pub(crate) const LEVEL_SLACK: f64 = 1e-9;

/// A box for what nothing else limits, in reference units above the largest value.
const FAR: f64 = 100.0;

/// A decision that cannot be larger than this, in reference units, is none.
const NOTHING: f64 = 1e-9;

/// One lever at one section.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) lever: usize,
    pub(crate) section: usize,
    /// Lever units per reference unit.
    pub(crate) unit: f64,
    /// Yuan per reference unit.
    pub(crate) cost: f64,
    /// Most reference units.
    pub(crate) upper: f64,
    /// Whether the upper limit is only the box that every column needs.
    is_boxed: bool,
}

/// One indicator in one stage, over its assessed sections.
#[derive(Debug, Clone)]
struct Field {
    stage: Stage,
    indicator: usize,
    /// The policy's weight of the indicator.
    weight: f64,
    /// P_g / P.
    part: f64,
    /// The reference.
    rho: f64,
    /// Sections with their share of the stage's pupils, pi.
    members: Arc<[(usize, f64)]>,
}

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
        let fields = fields(district, standard, policy, &today);
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

    /// Makes a decision for each lever at each section where it may act, and adds it to
    /// the cells that it moves.
    fn decide(&mut self, rho: &Reference, today: &Values) {
        let sections = self.district.sections();
        let width = self.standard.indicators.len();
        let mut cells = Vec::with_capacity(sections.len() * width);
        for (s, section) in sections.iter().enumerate() {
            cells.extend(today.of(s).iter().enumerate().map(|(k, value)| Affine {
                constant: value / rho.of(section.stage, k),
                terms: Vec::new(),
            }));
        }
        let keeps = |s| limits::is_kept(self.policy, s);
        let kept: Vec<bool> = sections.iter().map(keeps).collect();
        for (l, lever) in self.policy.levers.iter().enumerate() {
            let fund = lever.fund.as_deref().and_then(|f| self.policy.fund(f));
            let amount = fund.and_then(|f| self.policy.funds.get(f)?.amount.limit());
            let effects = self.effects(lever);
            for ((s, section), kept) in sections.iter().enumerate().zip(&kept) {
                let Some(cost) = lever.unit_cost.at(section) else {
                    continue;
                };
                if *kept || !lever.filter.matches(section) {
                    continue;
                }
                let change = |(k, added): &(usize, f64)| added * self.scales.factor(s, *k);
                let moved = |e| (change(e) / rho.of(section.stage, e.0)).abs();
                let most = effects.iter().map(moved).fold(0.0, f64::max);
                let unit = if most > 0.0 { 1.0 / most } else { 1.0 };
                let mut upper = lever.max_per_section.map_or(f64::INFINITY, |m| m / unit);
                // Where a row limits as well the box stays clear of it, so that the
                // whole multiplier is the row's: a price must not be split with a box.
                // Where compliance may be impossible only the rows limit: what is
                // lacking must have a name.
                if !self.policy.comply {
                    if let Some(total) = lever.max_total {
                        upper = upper.min(2.0 * total / unit);
                    }
                    if let (Some(amount), true) = (amount, cost > 0.0) {
                        upper = upper.min(2.0 * amount / (cost * unit));
                    }
                }
                if lever.whole {
                    upper = whole_below(upper * unit) / unit;
                }
                if upper <= NOTHING {
                    continue;
                }
                for effect in &effects {
                    if let Some(cell) = cells.get_mut(s * width + effect.0) {
                        let moved = change(effect) * unit / rho.of(section.stage, effect.0);
                        cell.terms.push((self.decisions.len(), moved));
                    }
                }
                self.decisions.push(Decision {
                    lever: l,
                    section: s,
                    unit,
                    cost: cost * unit,
                    upper,
                    is_boxed: false,
                });
            }
        }
        self.cells = cells;
    }

    /// What one unit of a lever adds to the stocks that each indicator counts.
    fn effects(&self, lever: &Lever) -> Vec<(usize, f64)> {
        let adds: BTreeMap<usize, f64> = lever
            .adds
            .iter()
            .filter_map(|(r, a)| Some((self.district.resource(r)?, *a)))
            .collect();
        let columns = self.scales.columns.iter().enumerate();
        let added = columns.map(|(k, columns)| {
            let added: f64 = columns.iter().filter_map(|c| adds.get(c)).sum();
            (k, added)
        });
        added.filter(|(_, added)| *added != 0.0).collect()
    }

    /// Gives a finite and not too wide box to decisions that little or nothing limits,
    /// and finds what sum of money matters: all that is limited, but no more than would
    /// lift every cell as high as the highest is today.
    fn close_boxes(&mut self) {
        let largest = self.cells.iter().map(|c| c.constant).fold(1.0, f64::max);
        // Of all goals only `floor` and `leximin` get better without end.
        let has_floor = self.policy.goals.iter().any(|g| g.is_maximised());
        let mut useful = 0.0;
        for decision in &mut self.decisions {
            if decision.upper.is_infinite() || (!has_floor && decision.upper > FAR * largest) {
                decision.upper = FAR * largest;
                decision.is_boxed = true;
                if self
                    .policy
                    .levers
                    .get(decision.lever)
                    .is_some_and(|l| l.whole)
                {
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

/// The largest whole number of units within a limit.
fn whole_below(units: f64) -> f64 {
    (units * (1.0 + 1e-9)).floor()
}

/// The reference rho of each stage and indicator; 1 for a stage whose every section
/// is excluded.
struct Reference([Vec<f64>; 2]);

impl Reference {
    fn new(fields: &[Field], indicators: usize) -> Self {
        Self(Stage::ALL.map(|stage| {
            let mut all = vec![1.0; indicators];
            for field in fields.iter().filter(|f| f.stage == stage) {
                if let Some(rho) = all.get_mut(field.indicator) {
                    *rho = field.rho;
                }
            }
            all
        }))
    }

    fn of(&self, stage: Stage, indicator: usize) -> f64 {
        let [primary, junior] = &self.0;
        let of_stage = match stage {
            Stage::Primary => primary,
            Stage::Junior => junior,
        };
        of_stage.get(indicator).copied().unwrap_or(1.0)
    }
}

/// Every stage and indicator with assessed sections.
fn fields(district: &District, standard: &Standard, policy: &Policy, today: &Values) -> Vec<Field> {
    let pupils = |s: usize| district.sections().get(s).map_or(0.0, |s| s.pupils);
    let of_stage: Vec<(Stage, Vec<usize>, f64)> = Stage::ALL
        .into_iter()
        .map(|stage| {
            let members: Vec<usize> = district.assessed(stage).collect();
            let total = members.iter().map(|s| pupils(*s)).sum();
            (stage, members, total)
        })
        .collect();
    let all: f64 = of_stage.iter().map(|(_, _, total)| total).sum();
    let mut fields = Vec::new();
    for (stage, members, total) in of_stage {
        if members.is_empty() {
            continue;
        }
        let members: Arc<[(usize, f64)]> = members
            .into_iter()
            .map(|s| (s, pupils(s) / total))
            .collect();
        for (k, indicator) in standard.indicators.iter().enumerate() {
            let mean: f64 = members.iter().map(|(s, pi)| pi * today.get(*s, k)).sum();
            let rho = indicator
                .minimum(stage)
                .unwrap_or(if mean > 0.0 { mean } else { 1.0 });
            fields.push(Field {
                stage,
                indicator: k,
                weight: policy.weight(&indicator.id),
                part: total / all,
                rho,
                members: Arc::clone(&members),
            });
        }
    }
    fields
}
