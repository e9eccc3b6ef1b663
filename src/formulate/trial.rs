//! A trial: a point that is changed decision by decision, with all that it is judged by.
//!
//! In: a formulation and what the goals so far must keep. Out, after each change: how
//! far the point is from being allowed (limits, compliance, held goals), and its value
//! at the goal that is being made best. Only what a change touches is computed anew.
//! It is quick and rough: what is kept of it is judged by the checker.

use super::Formulation;
use super::fields::Field;
use crate::policy::{Goal, Measure};
use crate::program::{Program, Row};

/// How far over a limit is not over it.
const HAIR: f64 = 5e-10;

/// How fast a share of a minimum counts less as it is higher.
const STEEP: f64 = 12.0;

/// How good a point is: first how far it is from being allowed, then its objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Score {
    pub(crate) violation: f64,
    pub(crate) objective: f64,
}

impl Score {
    /// Whether it is better by more than rounding.
    pub(crate) fn is_better_than(self, other: Self) -> bool {
        if (self.violation - other.violation).abs() > 1e-12 {
            return self.violation < other.violation;
        }
        self.objective < other.objective - 1e-12
    }
}

/// What is to be made best of a trial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    Goal(Goal),
    /// The least sum of squared decisions.
    Squares,
    /// Shares of minima, the least before all others.
    Levels,
    /// Nothing: to be allowed is enough.
    Nothing,
}

/// A point under trial.
pub(crate) struct Trial<'f> {
    formulation: &'f Formulation<'f>,
    target: Target,
    /// Earlier goals, each with the most that it may be.
    held: Vec<(Goal, f64)>,
    x: Vec<f64>,
    cells: Vec<f64>,
    /// Per decision: the cells it moves, and the rows it is in, with its effect.
    moves: Vec<Vec<(usize, f64)>>,
    uses: Vec<Vec<(usize, f64)>>,
    rows: Vec<Row>,
    activity: Vec<f64>,
    /// The field of each indicator of a section, if the section is assessed.
    field_of: Vec<Option<usize>>,
    /// Per section, what it lacks to comply.
    lacking: Vec<f64>,
    /// Per field, its mean and standard deviation.
    spreads: Vec<(f64, f64)>,
}

impl<'f> Trial<'f> {
    pub(crate) fn new(
        formulation: &'f Formulation<'f>,
        target: Target,
        held: Vec<(Goal, f64)>,
        x: &[f64],
    ) -> Self {
        let width = formulation.standard.indicators.len();
        let count = formulation.decisions.len();
        let mut limits = Program::default();
        formulation.add_limits(&mut limits);
        let (mut moves, mut uses) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (c, cell) in formulation.cells.iter().enumerate() {
            for (j, a) in &cell.terms {
                if let Some(moves) = moves.get_mut(*j) {
                    moves.push((c, *a));
                }
            }
        }
        for (i, row) in limits.rows.iter().enumerate() {
            for (j, a) in &row.terms {
                if let Some(uses) = uses.get_mut(*j) {
                    uses.push((i, *a));
                }
            }
        }
        let mut field_of = vec![None; formulation.cells.len()];
        for (f, field) in formulation.fields.iter().enumerate() {
            for (s, _) in field.members.iter() {
                if let Some(of) = field_of.get_mut(s * width + field.indicator) {
                    *of = Some(f);
                }
            }
        }
        let mut trial = Self {
            formulation,
            target,
            held,
            x: vec![0.0; count],
            cells: Vec::new(),
            moves,
            uses,
            rows: limits.rows,
            activity: Vec::new(),
            field_of,
            lacking: Vec::new(),
            spreads: Vec::new(),
        };
        trial.set(x);
        trial
    }

    pub(crate) fn x(&self) -> &[f64] {
        &self.x
    }

    /// Goes to a point, all computed anew.
    pub(crate) fn set(&mut self, x: &[f64]) {
        let f = self.formulation;
        self.x.iter_mut().zip(x).for_each(|(to, x)| *to = *x);
        self.cells = f.cells.iter().map(|cell| cell.at(&self.x)).collect();
        let at = |j: &usize| self.x.get(*j).copied().unwrap_or(0.0);
        let activity = |row: &Row| row.terms.iter().map(|(j, a)| a * at(j)).sum();
        self.activity = self.rows.iter().map(activity).collect();
        self.spreads = f.fields.iter().map(|field| self.spread(field)).collect();
        let sections = 0..f.district.sections().len();
        self.lacking = sections.map(|s| self.lacking_at(s)).collect();
    }

    /// Moves one decision by so many steps; whether its box allows it.
    pub(crate) fn shift(&mut self, decision: usize, steps: f64) -> bool {
        let f = self.formulation;
        let (Some(d), Some(step)) = (f.decisions.get(decision), f.step(decision)) else {
            return false;
        };
        let Some(x) = self.x.get_mut(decision) else {
            return false;
        };
        let target = ((*x / step).round() + steps) * step;
        if target < 0.0 || target > d.upper * (1.0 + HAIR) {
            return false;
        }
        let by = target - *x;
        *x = target;
        for (row, a) in self.uses.get(decision).into_iter().flatten() {
            if let Some(activity) = self.activity.get_mut(*row) {
                *activity += a * by;
            }
        }
        let mut touched = Vec::new();
        for (cell, a) in self.moves.get(decision).into_iter().flatten() {
            if let Some(value) = self.cells.get_mut(*cell) {
                *value += a * by;
            }
            touched.extend(self.field_of.get(*cell).copied().flatten());
        }
        for index in touched {
            if let Some(field) = f.fields.get(index) {
                let spread = self.spread(field);
                if let Some(of) = self.spreads.get_mut(index) {
                    *of = spread;
                }
            }
        }
        let lacking = self.lacking_at(d.section);
        if let Some(of) = self.lacking.get_mut(d.section) {
            *of = lacking;
        }
        true
    }

    /// How good the point is.
    pub(crate) fn score(&self) -> Score {
        let held = self.held.iter().map(|(goal, most)| {
            let over = self.objective(*goal) - most;
            if over > HAIR * most.abs().max(1e-3) {
                over
            } else {
                0.0
            }
        });
        let over = self.rows.iter().zip(&self.activity).map(|(row, at)| {
            let over = (row.lower - at).max(at - row.upper);
            if over > HAIR { over } else { 0.0 }
        });
        let mut violation = held.sum::<f64>() + over.sum::<f64>();
        if self.formulation.policy.comply {
            violation += self.lacking.iter().sum::<f64>() + self.uneven();
        }
        let objective = match self.target {
            Target::Goal(goal) => self.objective(goal),
            Target::Squares => self.x.iter().map(|x| x * x).sum(),
            Target::Levels => self.unevenness(),
            Target::Nothing => 0.0,
        };
        Score {
            violation,
            objective,
        }
    }

    /// A goal's objective in program units.
    fn objective(&self, goal: Goal) -> f64 {
        let f = self.formulation;
        let width = f.standard.indicators.len();
        let value = |s: usize, k: usize| self.cells.get(s * width + k).copied().unwrap_or(0.0);
        match goal {
            Goal::Shortfall => {
                let counted = f.with_minimum();
                let left =
                    counted.map(|c| c.weight * (1.0 - value(c.section, c.indicator)).max(0.0));
                left.sum()
            }
            Goal::WorstCv => {
                let fields = f.fields.iter().zip(&self.spreads);
                let ratios = fields.filter(|(field, _)| field.weight > 0.0);
                let ratios = ratios.filter_map(|(field, (mean, std))| {
                    let indicator = f.standard.indicators.get(field.indicator)?;
                    let limit = indicator.cv_limit(field.stage)?;
                    Some(if *mean > 0.0 { std / mean / limit } else { 0.0 })
                });
                ratios.fold(0.0, f64::max)
            }
            // The policy's check refuses transfers.
            Goal::Moves => 0.0,
            Goal::Floor | Goal::Leximin => {
                let counted = f.with_minimum();
                let least = counted.map(|c| value(c.section, c.indicator));
                -least.fold(f64::INFINITY, f64::min)
            }
            Goal::Cost => {
                let paid = f.decisions.iter().zip(&self.x);
                paid.map(|(d, x)| d.cost * x).sum::<f64>() / f.money
            }
            Goal::Disparity(measure) => {
                let fields = f.fields.iter().zip(&self.spreads);
                let counted = fields.filter(|(field, _)| field.weight > 0.0);
                let parts = counted.map(|(field, (mean, std))| {
                    let spread = match measure {
                        Measure::Std => *std,
                        _ => self.difference(field, measure, *mean),
                    };
                    field.weight * field.part * spread
                });
                parts.sum()
            }
        }
    }

    /// A sum in which each share counts the less the higher it is.
    fn unevenness(&self) -> f64 {
        let f = self.formulation;
        let width = f.standard.indicators.len();
        let shares = f.with_minimum().map(|c| {
            let share = self.cells.get(c.section * width + c.indicator);
            (-STEEP * share.copied().unwrap_or(0.0)).exp()
        });
        shares.sum()
    }

    fn values<'s>(&'s self, field: &'s Field) -> impl Iterator<Item = (f64, f64)> + 's {
        let width = self.formulation.standard.indicators.len();
        let members = field.members.iter();
        members.map(move |(s, pi)| {
            let value = self.cells.get(s * width + field.indicator);
            (*pi, value.copied().unwrap_or(0.0))
        })
    }

    /// Mean and standard deviation.
    fn spread(&self, field: &Field) -> (f64, f64) {
        let mean: f64 = self.values(field).map(|(pi, v)| pi * v).sum();
        let squares = self
            .values(field)
            .map(|(pi, v)| pi * (v - mean) * (v - mean));
        (mean, squares.sum::<f64>().sqrt())
    }

    fn difference(&self, field: &Field, measure: Measure, mean: f64) -> f64 {
        match measure {
            Measure::Std => 0.0,
            Measure::Mad => {
                let apart = self.values(field).map(|(pi, v)| pi * (v - mean).abs());
                apart.sum()
            }
            Measure::Range => {
                let ends = self
                    .values(field)
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |e, (_, v)| {
                        (e.0.min(v), e.1.max(v))
                    });
                ends.1 - ends.0
            }
            Measure::Gini => {
                let mut sorted: Vec<(f64, f64)> = self.values(field).collect();
                sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
                let (mut weight, mut held, mut sum) = (0.0, 0.0, 0.0);
                for (pi, v) in sorted {
                    sum += pi * (v * weight - held);
                    weight += pi;
                    held += pi * v;
                }
                sum
            }
        }
    }

    /// What a section lacks to comply, its dearest misses waived.
    fn lacking_at(&self, s: usize) -> f64 {
        let f = self.formulation;
        let rule = f.standard.section;
        let width = f.standard.indicators.len();
        let mut misses: Vec<(f64, f64)> = Vec::new();
        for (k, indicator) in f.standard.indicators.iter().enumerate() {
            let field = self.field_of.get(s * width + k).copied().flatten();
            let Some(field) = field.and_then(|i| f.fields.get(i)) else {
                continue;
            };
            if indicator.minimum(field.stage).is_some() {
                let value = self.cells.get(s * width + k).copied().unwrap_or(0.0);
                if value < 1.0 - HAIR {
                    let floor = (rule.floor - value).max(0.0);
                    misses.push((1.0 - value, if floor > HAIR { floor } else { 0.0 }));
                }
            }
        }
        misses.sort_by(|a, b| (b.0 - b.1).total_cmp(&(a.0 - a.1)));
        let parts = misses.iter().enumerate();
        let parts = parts.map(
            |(i, (full, floor))| {
                if i < rule.may_miss { *floor } else { *full }
            },
        );
        parts.sum()
    }

    /// How far coefficients of variation are over their limits.
    fn uneven(&self) -> f64 {
        let f = self.formulation;
        let mut over = 0.0;
        let mut sums = std::collections::BTreeMap::new();
        for (field, (mean, std)) in f.fields.iter().zip(&self.spreads) {
            let cv = if *mean > 0.0 { std / mean } else { 0.0 };
            let indicator = f.standard.indicators.get(field.indicator);
            if let Some(limit) = indicator.and_then(|k| k.cv_limit.get(field.stage)) {
                let past = cv - limit;
                over += if past > HAIR * limit { past } else { 0.0 };
            }
            let sum: &mut (f64, f64) = sums.entry(field.stage).or_default();
            *sum = (sum.0 + cv, sum.1 + 1.0);
        }
        let composite = f.standard.composite.as_ref();
        for (stage, (sum, count)) in sums {
            if let Some(limit) = composite.and_then(|c| c.cv_limit.get(stage)) {
                let past = sum / count - limit;
                over += if past > HAIR * limit { past } else { 0.0 };
            }
        }
        over
    }
}
