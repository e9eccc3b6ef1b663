//! Goals in steps, where something comes in wholes.
//!
//! `worst_cv`: between a ratio that is proven and the best found, is there a plan below
//! the middle? A search for the least excess e of all CVs over that ratio finds one, or
//! proves e >= 0 everywhere; so the two meet.
//!
//! `leximin`: which cells stand at a level differs from plan to plan, so cells cannot be
//! fixed one by one. But a plan is best just where the sums $S_1, S_2, \dots$ of the
//! 1, 2, ... least shares are, one after the other, as large as can be, and
//!
//! $$S_k = \max_r k r - \textstyle\sum_i \max(0, r - x_i)$$
//!
//! so each is one search, those before held.

use super::{Error, Finder, PART, Search, Stage, hold};
use crate::formulate::{Aim, Hold, INSIDE};
use crate::policy::Goal;
use crate::solve::branch::Limits;

/// Bisections of a ratio; each halves what is open.
const BISECTIONS: usize = 60;

/// A ratio is not proven nearer than this part of it.
const NEAREST: f64 = 3e-7;

impl Search<'_> {
    /// The limits of one search.
    fn limits_of_steps<'d>(&self, deadline: crate::cancel::Deadline<'d>, gap: f64) -> Limits<'d> {
        Limits {
            deadline,
            nodes: super::NODES,
            gap,
            size: 1.0,
            is_count: false,
            are_points: self.formulation.is_decided_by_wholes(),
        }
    }

    /// Makes the worst CV least, the goals before held.
    pub(super) fn choose_worst_cv(&mut self, left: usize) -> Result<(), Error> {
        let goal = Goal::WorstCv;
        let holds = self.holds();
        let deadline = self.deadline.part(1.0 / left as f64);
        let part = if left > 1 { PART.0 } else { PART.1 };
        let gap = (part * self.gap()).max(NEAREST);
        let limits = self.limits_of_steps(deadline, 0.0);
        let mut finder = Finder::new(self, goal)?;
        finder.start()?;
        let (mut lower, mut iterations) = (0.0f64, 0);
        if finder.best.is_none() {
            let any = self.formulation.program(Aim::Goal(goal), &holds, 0.0);
            let proof = finder.proof(&any, &limits, |finder| {
                if finder.best.is_some() {
                    f64::NEG_INFINITY
                } else {
                    f64::INFINITY
                }
            })?;
            iterations += proof.iterations;
            if finder.best.is_none() {
                return Err(self.without_plan(goal, &any, &proof));
            }
        }
        let size = finder.size()?;
        for _ in 0..BISECTIONS {
            let best = finder.value();
            let open = best - lower;
            let enough = gap * best.max(size);
            if open <= enough {
                break;
            }
            // Near the end it is only a question of proof.
            let target = if open <= 8.0 * enough {
                best - 0.5 * enough
            } else {
                lower + 0.5 * open
            };
            let scale = finder.point();
            let aim = Aim::CvBelow(target, &scale);
            finder.program = Some(self.formulation.program(aim, &holds, INSIDE));
            let program = self.formulation.program(aim, &holds, 0.0);
            let proof = finder.proof(&program, &limits, |finder| {
                if finder.value() <= target {
                    f64::NEG_INFINITY
                } else {
                    0.0
                }
            })?;
            iterations += proof.iterations;
            if finder.value() > target {
                if !proof.is_complete || proof.bound < 0.0 {
                    break;
                }
                lower = target;
            }
        }
        let best = finder.best.take();
        let Some((reached, x)) = best else {
            return Ok(());
        };
        self.iterations += iterations;
        self.x = x;
        let bound = lower.min(reached);
        self.stages.push(Stage {
            goal,
            reached,
            hold: hold(reached + (reached - bound), None, false),
            bound: Some(bound),
            solved: None,
        });
        Ok(())
    }

    /// Makes the least share largest, then the next, the goals before held.
    pub(super) fn choose_leximin(&mut self, left: usize) -> Result<(), Error> {
        let goal = Goal::Leximin;
        let holds = self.holds();
        let deadline = self.deadline.part(1.0 / left as f64);
        let count = self.formulation.shares().count();
        let most = self.formulation.most_sums();
        let part = if left > 1 { PART.0 } else { PART.1 };
        let gap = part * self.gap();
        let limits = self.limits_of_steps(deadline, gap);
        let mut finder = Finder::new(self, goal)?;
        finder.start()?;
        let (mut sums, mut iterations) = (Vec::new(), 0);
        let (mut first, mut is_proven) = (None, count <= most);
        for k in 1..=count.min(most) {
            let program = |inside| self.formulation.sums_program(&holds, &sums, k, inside);
            finder.program = Some(program(INSIDE));
            let exact = program(0.0);
            let proof = finder.proof(&exact, &limits, |finder| finder.sum_of_least(k))?;
            iterations += proof.iterations;
            let reached = finder.sum_of_least(k);
            if !reached.is_finite() {
                return Err(self.without_plan(goal, &exact, &proof));
            }
            let bound = proof.bound.min(reached);
            if k == 1 {
                first = bound.is_finite().then_some(bound);
            }
            let open = reached - bound;
            is_proven &= open <= self.gap() * reached.abs().max(1.0);
            // What is not proven may be better by this much: no later bound rests on more.
            sums.push(-reached - if open.is_finite() { open } else { 0.0 });
            if deadline.has_passed() {
                is_proven &= k == count;
                break;
            }
        }
        let best = finder.best.take();
        let Some((reached, x)) = best else {
            return Ok(());
        };
        self.iterations += iterations;
        let levels = self.formulation.shares().map(|(share, ..)| share.at(&x));
        let mut levels: Vec<f64> = levels.collect();
        levels.sort_by(f64::total_cmp);
        self.x = x;
        self.stages.push(Stage {
            goal,
            reached,
            hold: Hold {
                levels: Some(levels),
                ..hold(reached, None, false)
            },
            bound: first.filter(|_| is_proven),
            solved: None,
        });
        Ok(())
    }
}

impl Finder<'_, '_> {
    /// Less the sum of the least shares of the best plan; infinite without one.
    fn sum_of_least(&self, count: usize) -> f64 {
        let Some((_, x)) = &self.best else {
            return f64::INFINITY;
        };
        let shares = self.search.formulation.sorted_shares(x);
        -shares.iter().take(count).sum::<f64>()
    }
}
