//! Goals that are no single program: reached in steps, each a program of its own.
//!
//! In: a goal and the ways in which the goals before it can be held. Out: the stage, with
//! the best point, what was proven of it, and how it is held from then on. A limit
//! that stops the steps half way leaves the best point so far, with its bound.

use super::hold::hold;
use super::{Search, Solved, Stage};
use crate::error::Error;
use crate::formulate::{Aim, Hold, INSIDE};
use crate::policy::Goal;
use crate::solve::{Answer, Solution, solve};

/// What steps have come to.
pub(super) struct Reached {
    /// The best point, repaired.
    pub(super) x: Vec<f64>,
    /// What was proven, in program units.
    pub(super) bound: Option<f64>,
    /// A program with the multipliers of the whole goal, for the prices.
    pub(super) solved: Option<Solved>,
    /// The levels of a goal that is held by more than its value.
    pub(super) levels: Option<Vec<f64>>,
}

/// Why steps have come to nothing.
pub(super) enum Stop {
    Infeasible,
    TimeUp,
    GaveUp(String),
}

impl From<Answer> for Result<Solution, Stop> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Point(solution) => Ok(solution),
            Answer::Infeasible(_) => Err(Stop::Infeasible),
            Answer::TimeUp => Err(Stop::TimeUp),
            Answer::GaveUp(reason) => Err(Stop::GaveUp(reason)),
        }
    }
}

impl Search<'_> {
    /// Makes one goal best in steps, the earlier ones held.
    pub(super) fn improve_by_steps(&mut self, goal: Goal) -> Result<(), Error> {
        let is_first = self.stages.is_empty();
        let mut reached = None;
        for (way, (holds, slacks)) in self.ways_to_hold().into_iter().enumerate() {
            let steps = match goal {
                Goal::WorstCv => self.least_worst_cv(&holds, slacks),
                _ => self.leximin(&holds, slacks),
            };
            match steps {
                Ok(found) => {
                    if way > 0 {
                        self.x.clone_from(&found.x);
                        self.settle_for(holds)?;
                    }
                    reached = Some(found);
                    break;
                }
                Err(stop) if is_first => return Err(self.stopped(goal, &holds, stop)),
                // What was found so far stands; this goal is left with a trivial bound.
                Err(_) => {}
            }
        }
        let (mut bound, mut solved, mut levels) = (None, None, None);
        if let Some(reached) = reached {
            self.x = reached.x;
            (bound, solved, levels) = (reached.bound, reached.solved, reached.levels);
        }
        let objective = self.objective(goal, &self.x)?;
        self.stages.push(Stage {
            goal,
            reached: objective,
            hold: Hold {
                levels,
                ..hold(objective, None, false)
            },
            bound,
            solved,
        });
        Ok(())
    }

    /// A goal, the next of the policy, at a point, in program units.
    pub(super) fn objective(&self, goal: Goal, x: &[f64]) -> Result<f64, Error> {
        let value = self.goal_values(x)?.get(self.stages.len()).copied();
        Ok(value.unwrap_or(f64::NAN) / self.formulation.goal_scale(goal))
    }

    /// A solver's point as one that can be taken: no goal before is the worse for it.
    pub(super) fn accepted(&self, point: &[f64], slacks: f64) -> Option<Vec<f64>> {
        let is_held = |x: &[f64]| self.holds_at(x, slacks).unwrap_or(false);
        let x = self.formulation.repaired(point);
        if is_held(&x) {
            return Some(x);
        }
        Some(self.polished(point)).filter(|x| is_held(x))
    }

    /// What to say where the first goal came to nothing.
    fn stopped(&self, goal: Goal, holds: &[Hold], stop: Stop) -> Error {
        let program = self.formulation.program(Aim::Goal(goal), holds, INSIDE);
        match stop {
            Stop::TimeUp => self.out_of_time(),
            Stop::Infeasible => match solve(&program, self.solver, self.deadline) {
                Answer::Infeasible(proof) => self.impossible(goal, holds, &proof),
                _ => self.failed(goal, "on the very edge of what is possible".to_owned()),
            },
            Stop::GaveUp(reason) => self.helpless(self.failed(goal, reason), &program),
        }
    }
}
