//! The planner: from district, standard and policy to a verified plan.
//!
//! Goal by goal in the policy's order: formulate, solve, repair, recompute, hold.
//! After the last goal a tie-break, the least sum of squared actions in reference
//! units, so that the same input has one answer. What comes out has passed
//! [`verify`]; each bound is proven by multipliers, not by a solver's word.

pub mod alternatives;
mod conflict;
mod edge;
mod gains;
mod hold;
pub(crate) mod levels;
mod leximin;
mod possible;
mod prices;
mod repair;
mod steps;
mod ties;
#[doc(hidden)]
pub mod timing;
pub(crate) mod trade;
mod whole;
mod worst_cv;

use std::time::Instant;

use crate::cancel::{Cancel, Deadline};
use crate::disparity::Assessment;
use crate::district::District;
use crate::error::{Code, Error, Origin, Place, Problem, Problems};
use crate::explain::explain;
use crate::formulate::{Aim, Formulation, Hold, INSIDE};
use crate::plan::{GoalValue, Plan, SolverReport, Status};
use crate::policy::{Goal, Measure, Policy};
use crate::program::{Multipliers, Program};
pub use crate::solve::Solver;
use crate::solve::{Answer, Series, Solution, solve};
use crate::standard::Standard;
use crate::text::Lang;
use crate::verify::{self, Checker};
use hold::hold;
pub(crate) use possible::has_plan;

/// How far a point may be from its constraints, and the program's objective from the
/// checker's value, before the answer is thrown away.
const DISAGREEMENT: f64 = 1e-5;

/// How a plan is made.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools)] // switches that have nothing to do with each other
pub struct Options {
    /// The solver.
    pub solver: Solver,
    /// Whether the plan says how long it took; it then differs from run to run.
    pub timings: bool,
    /// Stops the planner when it is set; what was found until then is the plan.
    pub cancel: Cancel,
    /// Leaves out how a conflict could be repaired, where nothing is possible, and the
    /// reasons of a plan: for series of plans, since a repair takes many solves.
    pub without_repair: bool,
    /// Leaves out what makes rotations of whole people quick to solve (the chord about the
    /// mean and about the minimum), to see what it is worth.
    pub without_chords: bool,
    /// Adds to the reasons of a plan what each lever does by itself: two further plans for
    /// each lever, each with the limit of time of the first.
    pub gains: bool,
}

impl Options {
    /// The same for one plan of many.
    pub(crate) fn in_series(self) -> Self {
        Self {
            without_repair: true,
            gains: false,
            ..self
        }
    }
}

/// Makes the best plan of a policy, in the order of its goals, and verifies it.
///
/// # Errors
/// [`Error::Input`] where the policy does not fit the district, the solver does not
/// fit a goal, or a goal has no end; [`Error::Infeasible`] with what conflicts;
/// [`Error::Stopped`] when time is up before the first goal is solved;
/// [`Error::Solver`] when no answer survives the checks.
pub fn plan(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    options: &Options,
) -> Result<Plan, Error> {
    plan_in(district, standard, policy, options, &Series::default())
}

/// The same as one of a series.
pub(crate) fn plan_in(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    options: &Options,
    series: &Series,
) -> Result<Plan, Error> {
    let started = Instant::now();
    let mut problems = standard.check(&Origin::default());
    problems.append(policy.check(district, standard, &Origin::default()));
    problems.or(())?;
    fits(standard, policy, options.solver)?;
    let deadline = Deadline::after(policy.solve.time_limit_s).or_when(&options.cancel);
    let fitting = if deadline.has_passed() {
        None
    } else {
        levels::plan(
            district,
            standard,
            policy,
            options.solver,
            !options.without_repair,
        )?
    };
    let mut plan = match fitting {
        Some(plan) => plan,
        None => general(district, standard, policy, options, series)?,
    };
    if !options.without_repair {
        let reasons = plan.reasons.take();
        let mut reasons = reasons.unwrap_or_else(|| explain(district, standard, policy, &plan));
        if options.gains {
            reasons.levers = gains::gains(district, standard, policy, options);
        }
        plan.reasons = Some(reasons);
    }
    if options.timings {
        plan.solver.seconds = Some(started.elapsed().as_secs_f64());
    }
    Ok(plan)
}

/// The general path: every policy, program by program.
fn general(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    options: &Options,
    series: &Series,
) -> Result<Plan, Error> {
    let deadline = Deadline::after(policy.solve.time_limit_s).or_when(&options.cancel);
    let mut search = Search::new(district, standard, policy, options, series, deadline)?;
    match search.best() {
        // No wonder that nothing is found when there is no time to look.
        Err(Error::Solver { .. }) if search.stages.is_empty() && deadline.has_passed() => {
            Err(search.out_of_time())
        }
        Err(error @ Error::Solver { .. }) if !search.has_choices() => search.fallback(error),
        other => other,
    }
}

/// A solver must be there and must be able to solve each goal.
fn fits(standard: &Standard, policy: &Policy, solver: Solver) -> Result<(), Error> {
    let refuse = |code, item: &str| {
        let place = Place::item(item.to_owned());
        Err(Problem::new(code, place, [solver.id(), item]).into())
    };
    if !Solver::AVAILABLE.contains(&solver) {
        return refuse(Code::SolverMissing, solver.id());
    }
    // Where there are choices, planes stand for the cones while `HiGHS` searches.
    let has_waivers = policy.comply && standard.section.leaves_choice();
    let has_planes = solver == Solver::Highs && (policy.has_wholes() || has_waivers);
    if solver.has_cones() || has_planes {
        return Ok(());
    }
    for conic in [Goal::Disparity(Measure::Std), Goal::WorstCv] {
        if policy.goals.contains(&conic) {
            return refuse(Code::SolverWithoutCones, conic.id());
        }
    }
    if policy.comply {
        return refuse(Code::SolverWithoutCones, "comply");
    }
    Ok(())
}

/// The solver for the programs of a policy: rotations need one that ends in a vertex.
fn suited(policy: &Policy, solver: Solver) -> Solver {
    if solver == Solver::Auto && !policy.transfers.is_empty() {
        Solver::Microlp
    } else {
        solver
    }
}

/// A goal that has been made best.
struct Stage {
    goal: Goal,
    /// The value reached, in program units.
    reached: f64,
    hold: Hold,
    /// What was proven, in program units; none where the solve failed.
    bound: Option<f64>,
    /// The program solved, for the prices.
    solved: Option<Solved>,
}

/// A program with the answer to it.
type Solved = (Program, Solution);

/// The way from goal to goal.
struct Search<'a> {
    checker: Checker<'a>,
    without_repair: bool,
    formulation: Formulation<'a>,
    solver: Solver,
    series: &'a Series,
    deadline: Deadline<'a>,
    /// The best point so far, repaired.
    x: Vec<f64>,
    stages: Vec<Stage>,
    iterations: u64,
}

impl<'a> Search<'a> {
    fn new(
        district: &'a District,
        standard: &'a Standard,
        policy: &'a Policy,
        options: &Options,
        series: &'a Series,
        deadline: Deadline<'a>,
    ) -> Result<Self, Error> {
        Ok(Self {
            checker: Checker::new(district, standard, policy)?,
            without_repair: options.without_repair,
            formulation: Formulation::new(district, standard, policy)?
                .until(deadline)
                .with_chords(!options.without_chords),
            solver: suited(policy, options.solver),
            series,
            deadline,
            x: Vec::new(),
            stages: Vec::new(),
            iterations: 0,
        })
    }

    /// The best plan, goal by goal, once it has passed the checker.
    fn best(&mut self) -> Result<Plan, Error> {
        if self.has_choices() {
            self.choose()?;
            return self.checked_plan();
        }
        for goal in &self.formulation.policy.goals {
            self.improve(*goal)?;
        }
        self.break_ties()?;
        self.checked_plan()
    }

    /// The point so far as a plan that has passed the checker.
    fn checked_plan(&self) -> Result<Plan, Error> {
        let plan = self.to_plan()?;
        match self.checker.verify_assessed(&plan) {
            Err(Error::Unverified(broken)) => Err(Error::Solver {
                solver: plan.solver.name,
                stage: "verify".to_owned(),
                reason: spots(&broken),
            }),
            Err(other) => Err(other),
            Ok(()) => Ok(plan),
        }
    }

    /// Makes one goal best, the earlier ones held.
    fn improve(&mut self, goal: Goal) -> Result<(), Error> {
        if matches!(goal, Goal::WorstCv | Goal::Leximin) {
            return self.improve_by_steps(goal);
        }
        let is_first = self.stages.is_empty();
        let (mut bound, mut solved, mut has_faces) = (None, None, true);
        for (way, (holds, slacks)) in self.ways_to_hold().into_iter().enumerate() {
            let program = self.formulation.program(Aim::Goal(goal), &holds, INSIDE);
            let answer = self.solve_next(&program);
            match answer {
                Answer::Point(solution) => {
                    self.iterations += solution.iterations;
                    let mut x = self.formulation.repaired(&solution.x);
                    let agreed = self.agrees(goal, &program, &solution, &x);
                    if is_first {
                        agreed.map_err(|error| self.helpless(error, &program))?;
                    } else if agreed.is_err() {
                        continue;
                    } else if !self.holds_at(&x, slacks)? {
                        x = self.polished(&solution.x);
                        if !self.holds_at(&x, slacks)? {
                            continue;
                        }
                    }
                    self.x = x;
                    if way > 0 {
                        self.settle_for(holds.clone())?;
                    }
                    // The program aims a little inside the minima; the bound must not.
                    let has_inside = goal == Goal::Shortfall || self.formulation.policy.comply;
                    bound = Some(if is_first && !has_inside {
                        program.bound(&solution.multipliers)
                    } else {
                        let exact = self.formulation.program(Aim::Goal(goal), &holds, 0.0);
                        exact.bound(&solution.multipliers)
                    });
                    solved = Some((program, solution));
                    has_faces = way == 0;
                    break;
                }
                Answer::Infeasible(proof) if is_first => {
                    return Err(self.impossible(goal, &holds, &proof));
                }
                Answer::TimeUp if is_first => return Err(self.out_of_time()),
                Answer::GaveUp(reason) if is_first => {
                    return Err(self.helpless(self.failed(goal, reason), &program));
                }
                // What was found so far stands; this goal is left with a trivial bound.
                Answer::Infeasible(_) | Answer::TimeUp | Answer::GaveUp(_) => {}
            }
        }
        let value = self.goal_values(&self.x)?.get(self.stages.len()).copied();
        let objective = value.unwrap_or(0.0) / self.formulation.goal_scale(goal);
        self.stages.push(Stage {
            goal,
            reached: objective,
            hold: hold(objective, solved.as_ref(), has_faces).granting(objective, bound),
            bound,
            solved,
        });
        Ok(())
    }

    /// Solves the program of the goal that comes next.
    fn solve_next(&self, program: &Program) -> Answer {
        let place = self.stages.len();
        self.series
            .solve(place, program, self.solver, self.deadline)
    }

    /// What to say where a solver calls the first goal's program infeasible: it aims a
    /// little inside the limits, and only what cannot be had at the limits is impossible.
    fn impossible(&self, goal: Goal, holds: &[Hold], proof: &Multipliers) -> Error {
        if !self.formulation.policy.comply {
            return self.failed(
                goal,
                "infeasible, it says, but doing nothing is not".to_owned(),
            );
        }
        let exact = self.formulation.program(Aim::Goal(goal), holds, 0.0);
        if exact.proves_infeasible(proof) {
            return self.conflict(&exact, proof);
        }
        match solve(&exact, self.solver, self.deadline) {
            Answer::Infeasible(proof) => self.conflict(&exact, &proof),
            _ => self.failed(goal, "on the very edge of what is possible".to_owned()),
        }
    }

    /// What to say where the first goal's program gave no answer: whether there is a
    /// point at all is a simpler question than which is best.
    fn helpless(&self, error: Error, program: &Program) -> Error {
        if !self.formulation.policy.comply {
            return error;
        }
        match solve(&program.without_objective(), self.solver, self.deadline) {
            Answer::Infeasible(proof) => self.conflict(program, &proof),
            _ => error,
        }
    }

    /// Two computations of one goal must agree: the program's objective at the
    /// solver's point, and the checker's value of the actions it became.
    fn agrees(
        &self,
        goal: Goal,
        program: &Program,
        solution: &Solution,
        x: &[f64],
    ) -> Result<(), Error> {
        let value = self.goal_values(x)?.get(self.stages.len()).copied();
        let value = value.unwrap_or(f64::NAN) / self.formulation.goal_scale(goal);
        let objective = program.objective(&solution.x);
        let violation = program.violation(&solution.x);
        let apart = (value - objective).max(violation);
        if apart <= DISAGREEMENT * (1.0 + value.abs()) {
            return Ok(());
        }
        let reason = format!("objective {objective}, recomputed {value}, violation {violation}");
        Err(self.failed(goal, reason))
    }

    /// What to say where a limit comes before any plan.
    fn out_of_time(&self) -> Error {
        let limit = if self.deadline.is_cancelled() {
            "cancel".to_owned()
        } else {
            format!("{} s", self.formulation.policy.solve.time_limit_s)
        };
        Error::Stopped { limit }
    }

    fn failed(&self, goal: Goal, reason: String) -> Error {
        Error::Solver {
            solver: self.solver.resolved().id().to_owned(),
            stage: goal.id().to_owned(),
            reason,
        }
    }

    /// The value of every goal of the policy at a point, recomputed by the checker.
    fn goal_values(&self, x: &[f64]) -> Result<Vec<f64>, Error> {
        let outcome = self.checker.evaluate(self.formulation.done(x).deeds())?;
        Ok(outcome.goals)
    }

    fn to_plan(&self) -> Result<Plan, Error> {
        let f = &self.formulation;
        let done = f.done(&self.x);
        let outcome = self.checker.evaluate(done.deeds())?;
        let after = self
            .checker
            .after(&outcome.stocks, outcome.staff.as_ref())?;
        let before = || self.checker.before().cloned();
        let before = self.series.assessed(f.district, f.standard, before)?;
        let mut goals = Vec::with_capacity(self.stages.len());
        let mut worst: f64 = 0.0;
        let today = self.checker.today();
        for (stage, (value, today)) in self.stages.iter().zip(outcome.goals.iter().zip(today)) {
            let scale = f.goal_scale(stage.goal);
            let objective = value / scale;
            // No goal but `floor` can be below 0, and `floor` not above its reach.
            let trivial = f.trivial_bound(stage.goal);
            let proven = stage.bound.map_or(trivial, |b| b.max(trivial));
            let bound = proven.min(objective);
            let least = verify::goals::least(f.policy, stage.goal) / scale.abs();
            let size = objective.abs().max(today / scale).max(least);
            worst = worst.max((objective - bound) / size);
            goals.push(GoalValue {
                goal: stage.goal.id().to_owned(),
                value: value + 0.0, // never -0
                bound: bound * scale + 0.0,
                levels: (stage.goal == Goal::Leximin).then(|| outcome.levels.clone()),
            });
        }
        let status = if worst <= verify::goals::gap(f.standard, f.policy) {
            Status::Optimal
        } else {
            Status::Feasible
        };
        let solver = self.solver.resolved();
        Ok(Plan {
            status,
            goals,
            currency: f.policy.currency.clone(),
            spent: outcome.spent,
            transfers: outcome.transfers,
            moves: done.moves,
            before,
            after: Assessment::clone(&after),
            prices: self.prices(),
            solver: SolverReport {
                name: solver.id().to_owned(),
                version: solver.version().to_owned(),
                iterations: self.iterations,
                gap: worst,
                seconds: None,
            },
            actions: done.actions,
            reasons: None,
        })
    }
}

/// Codes and places of problems, in no language.
fn spots(problems: &Problems) -> String {
    let spot = |p: &Problem| format!("{} {}", p.code, p.place.say(Lang::En));
    problems.iter().map(spot).collect::<Vec<_>>().join("; ")
}
