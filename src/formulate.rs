//! Formulate: a district, a standard and a policy become programs in reference units.
//!
//! A *decision* is one lever at one section. Its unit is the amount that moves one
//! of the section's values by one reference $\rho_{gk}$ (the minimum, else today's mean,
//! else 1), so that every figure is near 1. A *cell* is one indicator in one section:
//! its value over $\rho$, linear in the decisions. Funds are rows divided by their amount.
//! Each goal of the policy is one program: the decisions with their limits
//! ([`limits`]), the goal's own columns ([`goals`]), and a hold on each earlier goal.

mod choices;
mod chord;
mod classes;
mod comply;
mod deeds;
mod flow;
mod goals;
mod levels;
mod limits;
mod people;
mod repair;
mod routes;
mod snap;
mod steps;
mod transfers;
mod trial;
mod waivers;
mod worst_cv;

use std::sync::Arc;

pub(crate) use classes::Classes;
pub(crate) use routes::Routes;
pub(crate) use transfers::Way;
pub(crate) use trial::{Target, Trial};

use crate::cancel::Deadline;
use crate::district::{District, Stage, TEACHER_RESOURCES, TeacherKind};
use crate::error::Error;
use crate::policy::{Filter, Goal, Lever, OnTeachers, Policy, UnitCost};
use crate::program::{Affine, Face, Program, Rank, Tag, Whole};
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
    /// Teachers as the program tells them apart.
    pub(crate) classes: Classes,
    /// Per transfer, who may send to whom.
    pub(crate) routes: Vec<Routes>,
    /// Yuan that count as 1 in the goal `cost`.
    money: f64,
    /// When to stop making large programs.
    deadline: Deadline<'a>,
    /// Whether values in steps have a chord about a mark.
    has_chords: bool,
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
            classes: Classes::of(district, standard, policy),
            routes: Routes::of_all(district, policy),
            money: 1.0,
            deadline: Deadline::after(f64::INFINITY),
            has_chords: policy.moves_people(),
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

    /// The same, with chords or without.
    pub(crate) fn with_chords(self, has_chords: bool) -> Self {
        Self {
            has_chords: has_chords && self.has_chords,
            ..self
        }
    }

    /// The program of one aim, with the goals before it held. It aims `inside` the
    /// minima: [`INSIDE`] to solve, 0 to prove a bound.
    pub(crate) fn program(&self, aim: Aim<'_>, holds: &[Hold], inside: f64) -> Program {
        let mut program = Program::default();
        for decision in &self.decisions {
            let column = program.column(0.0, decision.upper);
            if decision.is_whole {
                let step = 1.0 / decision.unit;
                program.wholes.push(Whole {
                    column,
                    step,
                    rank: Rank::Unit,
                });
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
            Goal::Shortfall
            | Goal::Disparity(_)
            | Goal::WorstCv
            | Goal::Cost
            | Goal::Moves => 0.0,
        }
    }

    /// The levers that stand at the box which only closes what nothing limits: with
    /// one of them, the goal has no end.
    pub(crate) fn endless(&self, x: &[f64]) -> Option<usize> {
        let decisions = self.decisions.iter().zip(x);
        let mut at_box = decisions.filter(|(d, x)| d.is_boxed && **x > 0.9 * d.upper);
        at_box.find_map(|(d, _)| d.what.lever())
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
            self.offer(What::Lever(l), s, &effects, most, rho);
        }
    }

    /// The sections that match and that no rule keeps as they are.
    pub(super) fn open_sections(&self, filter: &Filter) -> Vec<usize> {
        let sections = self.district.sections().iter().enumerate();
        let open = sections.filter(|(_, s)| filter.matches(s) && !self.policy.keeps(s));
        open.map(|(s, _)| s).collect()
    }

    /// Makes one decision, of so many units at most, and adds it to the cells that it
    /// moves; `effects` are what one unit adds to what each indicator counts.
    pub(super) fn offer(
        &mut self,
        what: What,
        s: usize,
        effects: &[(usize, f64)],
        most: f64,
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
        let change = |(k, added): &(usize, f64)| added * self.scales.factor(s, *k);
        let moved = |e| (change(e) / rho.of(section.stage, e.0)).abs();
        let largest = effects.iter().map(moved).fold(0.0, f64::max);
        let is_lever = matches!(what, What::Lever(_));
        // People count by the head.
        let unit = if largest > 0.0 && is_lever {
            1.0 / largest
        } else {
            1.0
        };
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
            let moved = change(effect) * unit / rho.of(section.stage, effect.0);
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
        added.filter(|(_, added): &(usize, f64)| *added != 0.0).collect()
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

/// The reference rho of each stage and indicator; 1 for a stage whose every section
/// is excluded.
pub(crate) struct Reference([Vec<f64>; 2]);

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
