//! Alternatives: plans nearly as good as the best that put the money elsewhere (备选方案).
//!
//! In: what a plan is made of, how many alternatives, and a slack. Out: the best plan and
//! others that are within the slack of it at every goal. Two plans are as far apart as
//! the part of the best plan's money that they spend differently, lever by lever and
//! section by section:
//!
//! $$d(y, z) = \tfrac12 \sum_{l,s} c_{ls} |y_{ls} - z_{ls}| / \sum_{l,s} c_{ls} y^\ast_{ls}$$
//!
//! Each alternative makes its least distance to all plans before it large. That is not
//! convex: from several starts each $|y - z|$ is replaced by the slope it has at the last
//! point, below which it never is, so that every round gets farther. The farthest found
//! is taken; that there is none farther still is not proven.

use serde::Serialize;

use super::hold::{HOLD, STRICT, hold};
use super::whole::Finder;
use super::{Options, Search, Stage, plan};
use crate::cancel::Deadline;
use crate::district::{District, Stage as Taught};
use crate::error::Error;
use crate::explain::explain;
use crate::formulate::{Aim, Hold, INSIDE};
use crate::id::Id;
use crate::plan::Plan;
use crate::policy::{Goal, Policy};
use crate::program::{Face, Program, Tag};
use crate::solve::{Answer, Series, solve};
use crate::standard::Standard;

/// Rounds from one start.
const ROUNDS: usize = 8;

/// A round that gets no farther by this is the last.
const FARTHER: f64 = 1e-4;

/// Plans that are no farther apart are the same.
const SAME: f64 = 1e-4;

/// The part of the slack that programs use; the rest is for a solver's tolerance.
const USED: f64 = 0.999;

/// A slack under this, in reference units, is none: a goal is then held exactly.
const THIN: f64 = 1e-7;

/// How many starts there are for each alternative.
const STARTS: usize = 5;

/// The best plan with others nearly as good.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternatives {
    /// The best plan.
    #[serde(flatten)]
    pub best: Plan,
    /// How much worse, relative to the best, an alternative may be at every goal.
    pub slack: f64,
    /// The alternatives, as found; fewer than asked for where no other plan is within
    /// the slack, or time is up.
    pub alternatives: Vec<Alternative>,
}

/// A plan that puts the money elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// The plan; its bounds are those of the best plan.
    pub plan: Plan,
    /// Its distance to the best plan and to each alternative before it: the part of the
    /// best plan's money that is spent differently.
    pub apart: Vec<f64>,
    /// Where it spends more or less than the best plan, the largest differences first.
    pub differs: Vec<Difference>,
}

/// What a plan spends on a lever at a section more than the best plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The lever.
    pub lever: Id,
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Taught,
    /// In yuan; below 0 where it spends less.
    pub by: f64,
}

/// The best plan of a policy and up to `count` others within `slack` of it at every goal,
/// each verified. The time limit holds for the best plan, and once more for the others.
///
/// # Errors
/// As [`plan`]; none where only an alternative is not found.
pub fn alternatives(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    options: &Options,
    count: usize,
    slack: f64,
) -> Result<Alternatives, Error> {
    let best = plan(district, standard, policy, options)?;
    let deadline = Deadline::after(policy.solve.time_limit_s).or_when(&options.cancel);
    let (options, series) = (options.clone().in_series(), Series::default());
    let mut search = Search::new(district, standard, policy, &options, &series, deadline)?;
    let start = search.formulation.point(&best);
    search.loosen(&best, &start, slack);
    let spent: f64 = best.spent.values().sum();
    let mut found = Alternatives {
        best,
        slack,
        alternatives: Vec::new(),
    };
    let mut points = vec![start];
    while found.alternatives.len() < count && spent > 0.0 && !deadline.has_passed() {
        let Some((x, mut made)) = search.farthest(&points, spent) else {
            break;
        };
        made.reasons = Some(explain(district, standard, policy, &made));
        let apart = points.iter().map(|p| search.apart(&x, p, spent)).collect();
        let differs = points.first().map(|best| search.differences(&x, best));
        points.push(x);
        found.alternatives.push(Alternative {
            plan: made,
            apart,
            differs: differs.unwrap_or_default(),
        });
    }
    Ok(found)
}

impl Search<'_> {
    /// Holds every goal within a slack of what the best plan has.
    fn loosen(&mut self, best: &Plan, x: &[f64], slack: f64) {
        let goals: Vec<Goal> = self.formulation.policy.goals.clone();
        for (goal, of) in goals.into_iter().zip(&best.goals) {
            let scale = self.formulation.goal_scale(goal);
            let reached = of.value / scale;
            let room = slack * reached.abs();
            let held = if room > THIN {
                let levels = self.formulation.shares().map(|(share, ..)| share.at(x));
                Hold {
                    face: Face::open(),
                    most: reached + USED * room,
                    most_inside: reached + USED * room,
                    levels: (goal == Goal::Leximin)
                        .then(|| levels.map(|l| l - USED * slack * l.abs()).collect()),
                }
            } else {
                let holds: Vec<Hold> = self.stages.iter().map(|s| s.hold.clone()).collect();
                let program = self.formulation.program(Aim::Goal(goal), &holds, INSIDE);
                Hold {
                    face: program.lowest_face(reached).unwrap_or_else(Face::open),
                    ..hold(reached, None, false)
                }
            };
            self.stages.push(Stage {
                goal,
                reached: reached + room.max(HOLD.0),
                hold: held,
                bound: Some(of.bound / scale),
                solved: None,
            });
        }
    }

    /// The point farthest from all others, with its plan; none where all that is found is
    /// one of them.
    fn farthest(&mut self, others: &[Vec<f64>], spent: f64) -> Option<(Vec<f64>, Plan)> {
        let mut best: Option<(f64, Vec<f64>, Plan)> = None;
        for start in 0..STARTS {
            if self.deadline.has_passed() {
                break;
            }
            let Some(x) = self.farther(others, spent, start) else {
                continue;
            };
            let least = self.least_apart(&x, others, spent);
            if least > best.as_ref().map_or(SAME, |(least, ..)| *least) {
                self.x.clone_from(&x);
                if let Ok(plan) = self.checked_plan() {
                    best = Some((least, x, plan));
                }
            }
        }
        best.map(|(_, x, plan)| (x, plan))
    }

    /// From one start, round by round farther away from the others.
    fn farther(&mut self, others: &[Vec<f64>], spent: f64, start: usize) -> Option<Vec<f64>> {
        let mut signs: Vec<Vec<f64>> = others.iter().map(|p| self.first_signs(p, start)).collect();
        let mut best: Option<(f64, Vec<f64>)> = None;
        for _ in 0..ROUNDS {
            let program = self.away(others, &signs, spent);
            let Answer::Point(solution) = solve(&program, self.solver, self.deadline) else {
                break;
            };
            self.iterations += solution.iterations;
            let Some(x) = self.allowed(&program, &solution.x) else {
                break;
            };
            let least = self.least_apart(&x, others, spent);
            let before = best.as_ref().map_or(0.0, |(least, _)| *least);
            let slopes = |p: &Vec<f64>| -> Vec<f64> {
                x.iter().zip(p).map(|(x, p)| (x - p).signum()).collect()
            };
            signs = others.iter().map(slopes).collect();
            if least > before {
                best = Some((least, x));
            }
            if least - before <= FARTHER {
                break;
            }
        }
        best.map(|(_, x)| x)
    }

    /// The slopes to begin with: away from what a plan does, everywhere or, at further
    /// starts, every other section against the rest.
    fn first_signs(&self, point: &[f64], start: usize) -> Vec<f64> {
        let decisions = self.formulation.decisions.iter().zip(point);
        let sign = |(d, x): (&crate::formulate::Decision, &f64)| {
            // Parities of the section's and the lever's digits: different for each start.
            let is_up = match start {
                0 => *x <= 0.0,
                1 => d.section.is_multiple_of(2),
                2 => !d.section.is_multiple_of(2),
                3 => (d.section / 2 + d.what.lever().unwrap_or(0)).is_multiple_of(2),
                _ => !(d.section / 2 + d.what.lever().unwrap_or(0)).is_multiple_of(2),
            };
            if is_up { 1.0 } else { -1.0 }
        };
        decisions.map(sign).collect()
    }

    /// The program that gets farthest from all others, by the slopes of the distances.
    fn away(&self, others: &[Vec<f64>], signs: &[Vec<f64>], spent: f64) -> Program {
        let f = &self.formulation;
        let holds: Vec<Hold> = self.stages.iter().map(|s| s.hold.clone()).collect();
        // With leximin as the aim come the constraints alone.
        let mut program = f.program(Aim::Goal(Goal::Leximin), &holds, INSIDE);
        let far: f64 = f.decisions.iter().map(|d| d.cost * d.upper / spent).sum();
        let least = program.column(-far - 1.0, far + 1.0);
        for (other, signs) in others.iter().zip(signs) {
            let mut at = 0.0;
            let mut terms = vec![(least, -1.0)];
            for (j, ((d, p), sign)) in f.decisions.iter().zip(other).zip(signs).enumerate() {
                let slope = 0.5 * sign * d.cost / spent;
                if slope != 0.0 {
                    at += slope * p;
                    terms.push((j, slope));
                }
            }
            program.row(Tag::Inner, at, terms, f64::INFINITY);
        }
        if let Some(column) = program.columns.get_mut(least) {
            column.cost = -1.0;
        }
        if program.products.is_empty() {
            program
        } else {
            program.enveloped()
        }
    }

    /// A solver's point as one that keeps every promise and every goal's slack.
    fn allowed(&self, program: &Program, point: &[f64]) -> Option<Vec<f64>> {
        let f = &self.formulation;
        let is_allowed = |x: &[f64]| self.holds_at(x, STRICT).unwrap_or(false);
        if !self.has_choices() {
            let x = f.repaired(point);
            return Some(x).filter(|x| is_allowed(x));
        }
        let finder = Finder::held(self);
        for round in [f64::round, f64::ceil, f64::floor] {
            let mut choices = point.to_vec();
            for (to, x) in choices.iter_mut().zip(f.rounded(point, round)) {
                *to = x;
            }
            let x = if f.is_decided_by_wholes() {
                let rounded = choices.get(..f.decisions.len());
                Some(finder.mended(rounded.unwrap_or(&choices)))
            } else {
                let mut fixed = program.clone();
                f.fix(&mut fixed, &choices);
                f.fix_ceilings(&mut fixed, &choices);
                let fixed = if fixed.products.is_empty() {
                    fixed
                } else {
                    fixed.enveloped()
                };
                match solve(&fixed, self.solver, self.deadline) {
                    Answer::Point(solution) => Some(f.boxed(&solution.x)),
                    _ => None,
                }
            };
            let kept = x.filter(|x| is_allowed(x) && finder.keeps(x).unwrap_or(false));
            if kept.is_some() {
                return kept;
            }
        }
        None
    }

    fn apart(&self, x: &[f64], other: &[f64], spent: f64) -> f64 {
        let decisions = self.formulation.decisions.iter().zip(x.iter().zip(other));
        let parts = decisions.map(|(d, (x, p))| d.cost * (x - p).abs());
        0.5 * parts.sum::<f64>() / spent
    }

    fn least_apart(&self, x: &[f64], others: &[Vec<f64>], spent: f64) -> f64 {
        let apart = others.iter().map(|p| self.apart(x, p, spent));
        apart.fold(f64::INFINITY, f64::min)
    }

    /// Where a point spends more or less than another, the largest differences first.
    fn differences(&self, x: &[f64], other: &[f64]) -> Vec<Difference> {
        let f = &self.formulation;
        let decisions = f.decisions.iter().zip(x.iter().zip(other));
        let mut all: Vec<Difference> = decisions
            .filter_map(|(d, (x, p))| {
                let section = f.district.sections().get(d.section)?;
                let by = d.cost * (x - p);
                let lever = d.what.lever()?;
                (by.abs() >= 0.5).then(|| Difference {
                    lever: f
                        .policy
                        .levers
                        .get(lever)
                        .map_or_else(Id::default, |l| l.name.as_str().into()),
                    school_id: section.school_id.clone(),
                    stage: section.stage,
                    by,
                })
            })
            .collect();
        all.sort_by(|a, b| b.by.abs().total_cmp(&a.by.abs()));
        all
    }
}
