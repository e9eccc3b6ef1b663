//! Step by step: a plan of whole units is improved one unit at a time, then two at once.
//!
//! A point that is not allowed counts by how far it is from being so, before its goal
//! does: the same steps that improve a plan repair a rounded one.

use super::Finder;
use crate::error::Error;
use crate::formulate::{Target, Trial};

/// Most steps tried in one improvement.
const TRIALS: usize = 200_000;

/// Of each kind of step, so many are paired with so many of the other kind.
const PAIRED: usize = 60;

impl Finder<'_, '_> {
    /// Improves the best plan.
    pub(super) fn improve(&mut self, target: Target) -> Result<(), Error> {
        match self.best.as_ref().map(|(_, x)| x.clone()) {
            Some(x) => self.improve_from(target, &x),
            None => Ok(()),
        }
    }

    /// Improves a point, and takes it if it has become the best plan.
    pub(super) fn improve_from(&mut self, target: Target, x: &[f64]) -> Result<(), Error> {
        let f = &self.search.formulation;
        if !f.has_whole_levers() {
            return Ok(());
        }
        let x = self.bettered(target, x);
        self.consider(x)
    }

    /// A point of whole decisions brought step by step to where it breaks as little as can
    /// be.
    pub(in crate::planner) fn mended(&self, x: &[f64]) -> Vec<f64> {
        self.bettered(Target::Nothing, x)
    }

    /// A point improved as long as steps make it better.
    fn bettered(&self, target: Target, x: &[f64]) -> Vec<f64> {
        let f = &self.search.formulation;
        let mut trial = Trial::new(f, target, self.held.clone(), x);
        let decisions: Vec<usize> = (0..f.decisions.len())
            .filter(|j| f.step(*j).is_some())
            .collect();
        let mut left = TRIALS;
        let deadline = self.search.deadline;
        while left > 0 && !deadline.has_passed() {
            if !one_at_a_time(&mut trial, &decisions, &mut left)
                && !two_at_once(&mut trial, &decisions, &mut left)
            {
                break;
            }
            // What rounding added up is taken out.
            let x = trial.x().to_vec();
            trial.set(&x);
        }
        trial.x().to_vec()
    }
}

/// Tries each decision a step up and down; whether something became better.
fn one_at_a_time(trial: &mut Trial<'_>, decisions: &[usize], left: &mut usize) -> bool {
    let mut now = trial.score();
    let mut is_better = false;
    for j in decisions {
        for step in [-1.0, 1.0] {
            while *left > 0 && trial.shift(*j, step) {
                *left -= 1;
                let score = trial.score();
                if score.is_better_than(now) {
                    now = score;
                    is_better = true;
                } else {
                    trial.shift(*j, -step);
                    break;
                }
            }
        }
    }
    is_better
}

/// Tries a step of one decision with a step of another; whether one became better.
fn two_at_once(trial: &mut Trial<'_>, decisions: &[usize], left: &mut usize) -> bool {
    let now = trial.score();
    let mut single: Vec<(f64, f64, usize, f64)> = Vec::new();
    for j in decisions {
        for step in [-1.0, 1.0] {
            if trial.shift(*j, step) {
                let score = trial.score();
                single.push((score.objective, score.violation, *j, step));
                trial.shift(*j, -step);
            }
        }
    }
    // Those that make the goal better, whatever they break; those that mend what is broken.
    let mut good = single.clone();
    good.sort_by(|a, b| a.0.total_cmp(&b.0));
    good.truncate(PAIRED);
    single.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)));
    single.truncate(2 * PAIRED);
    for (_, _, i, up) in &good {
        if !trial.shift(*i, *up) {
            continue;
        }
        for (_, _, j, down) in &single {
            if *left == 0 {
                trial.shift(*i, -up);
                return false;
            }
            if i == j || !trial.shift(*j, *down) {
                continue;
            }
            *left -= 1;
            if trial.score().is_better_than(now) {
                return true;
            }
            trial.shift(*j, -down);
        }
        trial.shift(*i, -up);
    }
    false
}
