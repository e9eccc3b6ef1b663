//! Plans with choices: whole units, and what a section may miss.
//!
//! Goal by goal, as in the planner, but each by branch and bound: the relaxation is
//! solved and bounded, its point is rounded, repaired and improved step by step, and
//! what is still open is divided. An earlier goal is held at its value, the tolerance
//! of the planner and the gap actually reached; the plan so far keeps that, so no later
//! goal is ever impossible. Ties: the choices stay as they were found, and among plans
//! with them the least sum of squared decisions is taken, continuous ones at once, whole
//! ones step by step. The search is the same on every run, so the plan is.

use super::hold::{STRICT, hold, slack};
use super::ties::DUST;
use super::{Search, Stage};
use crate::error::{Code, Error, Place, Problem};
use crate::formulate::{Aim, Hold, INSIDE, LEVEL_SLACK, Target, is_worse};
use crate::policy::Goal;
use crate::program::{Program, Whole};
#[cfg(feature = "highs")]
use crate::solve::Solver;
use crate::solve::branch::{Limits, Proof, branch};
use crate::solve::{Answer, Solution, searched, solve};
use crate::verify;

mod composite;
mod dive;
mod improve;
#[cfg(feature = "highs")]
mod planes;
mod steps;
mod swap;

/// Most nodes of the search of one goal.
const NODES: u64 = 20_000;

/// Every so many nodes of a program with transfers a plan is sought from its point.
const DIVES: u64 = 16;

/// The part of the gap asked for at which a search ends: a goal that is held may lose
/// the gap once more, the last may not; the rest is for rounding.
const PART: (f64, f64) = (0.45, 0.95);

impl Search<'_> {
    /// Whether something must be chosen.
    pub(super) fn has_choices(&self) -> bool {
        self.formulation.has_choices()
    }

    /// The gap to which a goal is searched: what is asked for, but never more than may
    /// be called optimal.
    fn gap(&self) -> f64 {
        let f = &self.formulation;
        let gap = f.policy.solve.gap;
        gap.min(verify::goals::gap(f.standard, f.policy))
    }

    /// Makes every goal best, in order, then breaks ties.
    pub(super) fn choose(&mut self) -> Result<(), Error> {
        let goals = self.formulation.policy.goals.clone();
        for (i, goal) in goals.iter().enumerate() {
            let left = goals.len() - i;
            match goal {
                Goal::WorstCv => self.choose_worst_cv(left)?,
                Goal::Leximin => self.choose_leximin(left)?,
                _ => self.choose_best(*goal, left)?,
            }
        }
        self.choose_among_ties()?;
        match self.formulation.endless(&self.x) {
            None => Ok(()),
            Some(lever) => {
                let lever = self.formulation.policy.levers.get(lever);
                let name = lever.map_or("", |l| l.name.as_str());
                Err(Problem::new(Code::Endless, Place::item(name), [name]).into())
            }
        }
    }

    /// Makes one goal best, the earlier ones held; `left` goals are to come, this one
    /// included, and share the time.
    fn choose_best(&mut self, goal: Goal, left: usize) -> Result<(), Error> {
        let mut exact = self
            .formulation
            .program(Aim::Goal(goal), &self.holds(), 0.0);
        let deadline = self.deadline.part(1.0 / left as f64);
        let mut finder = Finder::new(self, goal)?;
        finder.start()?;
        if !exact.products.is_empty() {
            finder.start_composite(goal, &exact)?;
            let most = finder.value();
            finder.narrow(&mut exact, most, deadline.part(NARROWING));
        }
        let size = finder.size()?;
        let part = if left > 1 { PART.0 } else { PART.1 };
        let limits = Limits {
            deadline,
            nodes: NODES,
            gap: part * self.gap(),
            size,
            are_points: self.formulation.is_decided_by_wholes(),
            is_count: goal == Goal::Moves,
        };
        let proof = finder.proof(&exact, &limits, Finder::value)?;
        let best = finder.best.take();
        self.iterations += proof.iterations;
        let Some((reached, x)) = best else {
            return Err(self.without_plan(goal, &exact, &proof));
        };
        self.x = x;
        let bound = proof.bound.min(reached);
        let gap = if bound.is_finite() {
            reached - bound
        } else {
            0.0
        };
        self.stages.push(Stage {
            goal,
            reached,
            hold: hold(reached + gap, None, false),
            bound: bound.is_finite().then_some(bound),
            solved: None,
        });
        Ok(())
    }

    /// What to say where the first goal's search found no plan.
    fn without_plan(&self, goal: Goal, exact: &Program, proof: &Proof) -> Error {
        if let Some(multipliers) = &proof.impossible {
            return self.conflict(exact, multipliers);
        }
        if !proof.is_complete {
            return self.out_of_time();
        }
        if proof.bound == f64::INFINITY {
            return self.conflict_of_choices(exact);
        }
        self.failed(
            goal,
            "no point of the search keeps every promise".to_owned(),
        )
    }

    /// Of all plans with the same choices and as good at every goal, the one with the
    /// least sum of squared decisions; then what is as good as nothing is dropped.
    fn choose_among_ties(&mut self) -> Result<(), Error> {
        // Ties are broken at what was reached: no gap is given away for them.
        let reached = self.goal_values(&self.x)?;
        for (stage, value) in self.stages.iter_mut().zip(reached) {
            stage.reached = value / self.formulation.goal_scale(stage.goal);
            stage.hold = Hold {
                levels: stage.hold.levels.take(),
                ..hold(stage.reached, None, false)
            };
        }
        let mut finder = Finder::tied(self);
        if !self.formulation.is_all_whole()
            && let Some(x) = finder.completed(Aim::Squares, &self.x, INSIDE)
        {
            finder.consider(x)?;
        }
        finder.improve(Target::Squares)?;
        for dust in DUST {
            let now = finder.point();
            let dropped = now.iter().enumerate().map(|(j, x)| {
                let is_free = self.formulation.is_free(j);
                if *x < dust && is_free { 0.0 } else { *x }
            });
            let x: Vec<f64> = dropped.collect();
            if self.formulation.keeps_minima(&now, &x) && finder.keeps(&x)? {
                finder.best = Some((0.0, x));
                break;
            }
        }
        let best = finder.best.take();
        if let Some((_, x)) = best {
            self.x = x;
        }
        Ok(())
    }
}

/// The part of a goal's time that narrowing the boxes of products may take.
const NARROWING: f64 = 0.2;

/// Where a plan just inside the limits does not pass the checker, one that aims so far
/// inside may.
const FAR_INSIDE: f64 = 1e-6;

/// Looks for plans of one goal.
pub(super) struct Finder<'s, 'a> {
    search: &'s Search<'a>,
    /// The goal; none while ties are broken.
    goal: Option<Goal>,
    /// The most that each earlier goal may be, in program units.
    held: Vec<(Goal, f64)>,
    /// The best plan, with its objective.
    best: Option<(f64, Vec<f64>)>,
    /// The program that points are completed by, where the goal is none by itself.
    program: Option<Program>,
}

/// Two shares of minima nearer than this are one: where all comes in wholes to rounding,
/// else to a solver's tolerance.
const SAME_SHARE: (f64, f64) = (2.0 * LEVEL_SLACK, 1e-7);

impl<'s, 'a> Finder<'s, 'a> {
    fn new(search: &'s Search<'a>, goal: Goal) -> Result<Self, Error> {
        let mut finder = Self {
            search,
            goal: Some(goal),
            held: held(search),
            best: None,
            program: None,
        };
        if search.stages.is_empty() {
            // Doing nothing is a plan, unless the district must comply.
            finder.consider(vec![0.0; search.formulation.decisions.len()])?;
        } else {
            finder.best = finder.judged(search.x.clone())?;
        }
        Ok(finder)
    }

    /// One that breaks ties.
    fn tied(search: &'s Search<'a>) -> Self {
        let squares = search.x.iter().map(|x| x * x).sum();
        Self {
            search,
            goal: None,
            held: held(search),
            best: Some((squares, search.x.clone())),
            program: None,
        }
    }

    /// One that only keeps what is held.
    pub(super) fn held(search: &'s Search<'a>) -> Self {
        Self {
            search,
            goal: None,
            held: held(search),
            best: None,
            program: None,
        }
    }

    fn value(&self) -> f64 {
        self.best
            .as_ref()
            .map_or(f64::INFINITY, |(value, _)| *value)
    }

    fn point(&self) -> Vec<f64> {
        let best = self.best.as_ref();
        best.map_or_else(|| self.search.x.clone(), |(_, x)| x.clone())
    }

    /// The natural size of the goal, in program units: its value today, or more where
    /// its value is larger.
    fn size(&self) -> Result<f64, Error> {
        let f = &self.search.formulation;
        let today = self.search.goal_values(&[])?;
        let today = today.get(self.search.stages.len()).copied().unwrap_or(0.0);
        let Some(goal) = self.goal else {
            return Ok(1.0);
        };
        let scale = f.goal_scale(goal);
        let least = crate::verify::goals::least(f.policy, goal);
        Ok((today.max(least) / scale).abs())
    }

    /// Improves the plan so far step by step, before anything is solved.
    fn start(&mut self) -> Result<(), Error> {
        match self.goal {
            // Where doing nothing is no plan one is wanted before anything is proven.
            Some(goal) if self.best.is_none() && self.search.formulation.has_transfers() => {
                self.swap(Target::Goal(goal), 0)
            }
            Some(goal) => self.improve(target(goal)),
            None => Ok(()),
        }
    }

    /// Searches a program, by the solver itself where it can; `worth` is the objective of the
    /// best plan so far.
    fn proof(
        &mut self,
        exact: &Program,
        limits: &Limits,
        worth: impl Fn(&Self) -> f64,
    ) -> Result<Proof, Error> {
        #[cfg(feature = "highs")]
        if self.search.solver == Solver::Highs
            && !exact.cones.is_empty()
            && let Some(proof) = self.searched_by_planes(exact, limits, &worth)?
        {
            return Ok(proof);
        }
        if let Some(proof) = self.searched(exact, limits)? {
            return Ok(proof);
        }
        let mut failure = None;
        let (known, solver) = (worth(self), self.search.solver);
        let offer = |node: &Program, point: &Solution, number| {
            failure = failure.take().or(self.offer(node, point, number).err());
            worth(self)
        };
        let proof = branch(exact, solver, limits, known, offer);
        failure.map_or(Ok(proof), Err)
    }

    /// Lets the solver search by itself, if it can; none where what it says leads nowhere.
    fn searched(&mut self, exact: &Program, limits: &Limits) -> Result<Option<Proof>, Error> {
        let Some((x, bound)) = searched(exact, self.search.solver, limits) else {
            return Ok(None);
        };
        if let Some(x) = x {
            self.land(&x)?;
        }
        if self.best.is_none() {
            return Ok(None);
        }
        Ok(Some(Proof {
            bound: limits.rounded(bound),
            is_complete: true,
            ..Proof::default()
        }))
    }

    /// Makes what it can of the relaxed point of a node.
    fn offer(&mut self, node: &Program, point: &Solution, number: u64) -> Result<(), Error> {
        let f = &self.search.formulation;
        let decisions = f.decisions.len();
        let is_fixed = |w: &Whole| {
            let column = node.columns.get(w.column);
            column.is_some_and(|c| c.upper - c.lower < 0.5 * w.step)
        };
        let is_whole = |w: &Whole| {
            let steps = point.x.get(w.column).map_or(0.5, |x| x / w.step);
            (steps - steps.round()).abs() <= 1e-6
        };
        if f.is_decided_by_wholes()
            && node
                .wholes
                .iter()
                .filter(|w| w.column < decisions)
                .all(is_fixed)
        {
            let columns = node.columns.iter().take(decisions);
            return self.consider(columns.map(|c| c.lower).collect());
        }
        let is_all_set = node.wholes.iter().all(is_whole);
        if f.has_transfers() {
            let is_time = is_all_set || number == 1 || number.is_multiple_of(DIVES);
            if point.x.is_empty() || !is_time {
                return Ok(());
            }
            self.dive(node, &point.x)?;
            let left = self.value() - node.bound(&point.multipliers);
            let is_near = left <= self.search.gap() * PART.0 * self.value();
            return match self.goal.filter(|_| !is_near && !is_all_set) {
                Some(goal) => self.swap(Target::Goal(goal), number),
                None => Ok(()),
            };
        }
        // Rounding is dearer than a node: often at first, then seldom.
        let is_done = node.products.is_empty() && node.wholes.iter().all(is_whole);
        let is_time = number <= 4 || number.is_multiple_of(8) || is_done;
        if point.x.is_empty() || !is_time {
            return Ok(());
        }
        let Some(goal) = self.goal else {
            return Ok(());
        };
        let x = point.x.get(..decisions).unwrap_or(&point.x);
        if f.is_decided_by_wholes() {
            for rounding in [f64::round, f64::floor, f64::ceil] {
                let rounded = f.rounded(x, rounding);
                self.improve_from(target(goal), &rounded)?;
            }
            return Ok(());
        }
        for rounding in [f64::round, f64::ceil, f64::floor] {
            let mut start = point.x.clone();
            for (to, x) in start.iter_mut().zip(f.rounded(x, rounding)) {
                *to = x;
            }
            for inside in [INSIDE, FAR_INSIDE] {
                let completed = self.completed(Aim::Goal(goal), &start, inside);
                if let Some(x) = completed {
                    let is_plan = self.keeps(&x)?;
                    self.consider(x)?;
                    if is_plan {
                        break;
                    }
                }
            }
            if !f.has_whole_levers() {
                // One rounding is all where nothing is rounded.
                break;
            }
        }
        Ok(())
    }

    /// The point that is best with the choices of another, as the solver gives it.
    fn completed(&self, aim: Aim<'_>, choices: &[f64], inside: f64) -> Option<Vec<f64>> {
        let f = &self.search.formulation;
        let mut program = match (&self.program, aim) {
            (Some(program), Aim::Goal(_)) => program.clone(),
            _ => f.program(aim, &self.search.holds(), inside),
        };
        f.fix(&mut program, choices);
        if !program.products.is_empty() {
            return self.with_ceilings(&program, choices);
        }
        match solve(&program, self.search.solver, self.search.deadline) {
            Answer::Point(solution) => Some(f.boxed(&solution.x)),
            _ => None,
        }
    }

    /// Takes a point if it is a plan that keeps what is held and is better.
    fn consider(&mut self, x: Vec<f64>) -> Result<(), Error> {
        if let Some((value, x)) = self.judged(x)? {
            let is_better = match &self.best {
                Some((_, best)) if self.goal == Some(Goal::Leximin) => {
                    let shares = |x: &[f64]| self.search.formulation.sorted_shares(x);
                    is_worse(&shares(best), &shares(&x), self.same_share())
                }
                _ => value < self.value(),
            };
            if is_better {
                self.best = Some((value, x));
            }
        }
        Ok(())
    }

    /// A point with its objective, if it is a plan and keeps what is held.
    fn judged(&self, x: Vec<f64>) -> Result<Option<(f64, Vec<f64>)>, Error> {
        if !self.keeps(&x)? {
            return Ok(None);
        }
        let Some(goal) = self.goal else {
            let squares = x.iter().map(|x| x * x).sum();
            return Ok(Some((squares, x)));
        };
        let values = self.search.goal_values(&x)?;
        let value = values.get(self.search.stages.len()).copied();
        let value = value.unwrap_or(f64::INFINITY);
        Ok(Some((value / self.search.formulation.goal_scale(goal), x)))
    }

    fn same_share(&self) -> f64 {
        if self.search.formulation.is_all_whole() {
            SAME_SHARE.0
        } else {
            SAME_SHARE.1
        }
    }

    /// Whether a point is a plan that keeps what is held.
    pub(super) fn keeps(&self, x: &[f64]) -> Result<bool, Error> {
        let f = &self.search.formulation;
        let values = self.search.goal_values(x)?;
        let mut held = self.held.iter().zip(values);
        if !held.all(|((goal, most), value)| {
            value / f.goal_scale(*goal) <= most + (STRICT - 1.0) * slack(*most)
        }) {
            return Ok(false);
        }
        let mut levels = self
            .search
            .stages
            .iter()
            .filter_map(|s| s.hold.levels.as_ref());
        if !levels.all(|l| f.keeps_levels(l, x, self.same_share())) {
            return Ok(false);
        }
        let done = f.done(x);
        verify::is_feasible(f.district, f.standard, f.policy, done.deeds())
    }
}

/// What steps make better for a goal.
fn target(goal: Goal) -> Target {
    match goal {
        Goal::Leximin => Target::Levels,
        _ => Target::Goal(goal),
    }
}

/// What the goals so far are held at.
fn held(search: &Search<'_>) -> Vec<(Goal, f64)> {
    let stages = search.stages.iter();
    stages.map(|stage| (stage.goal, stage.hold.most)).collect()
}
