//! `HiGHS` started from the basis of the program before it.
//!
//! Most programs of a series differ in bounds and costs alone once each row is divided by
//! its first figure, since an amount of money then stands on the right-hand side. A model
//! takes new bounds and costs of its *columns* and keeps its basis; so a row whose bounds
//! change becomes $a^\top x - s = 0$ with the bounds on a column $s$: the limits of the policy
//! from the start, others once they have changed, which makes the model anew. A program of
//! another shape makes a new model too.
//!
//! Each new bound costs as much as a step of the simplex. Upper ends that a limit or the
//! objective keeps a column from, most of which move with an amount of money, are left open
//! then; a point above one shows that they matter, and from then on the model is told all.

use std::time::Instant;

use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};

use super::{Answer, Solution, clarabel};
use crate::cancel::Deadline;
use crate::program::{Column, Multipliers, Program, Row, Tag};

/// Figures of a row that differ by no more than this, relative, are the same.
const SAME: f64 = 1e-12;

/// Feasibility, primal and dual; so far a point may be above an end that was left open.
const TOLERANCE: f64 = 1e-9;

/// A row divided by its first figure.
#[derive(Debug, Clone, PartialEq)]
struct Scaled {
    factor: f64,
    terms: Vec<(usize, f64)>,
    bounds: [f64; 2],
}

impl Scaled {
    fn of(row: &Row) -> Self {
        let terms = row.merged();
        let (factor, bounds) = scaled(row, &terms);
        Self {
            factor,
            terms: terms.iter().map(|(j, a)| (*j, a / factor)).collect(),
            bounds,
        }
    }

    /// Opens the upper ends that the row keeps its columns from.
    fn open(&self, program: &Program, figures: &mut [Figures]) {
        let [_, most] = self.bounds;
        let is_from_0 = |j: usize| program.columns.get(j).is_some_and(|c| c.lower >= 0.0);
        let adds_up = |(j, a): &(usize, f64)| *a >= 0.0 && is_from_0(*j);
        if !most.is_finite() || !self.terms.iter().all(adds_up) {
            return;
        }
        for (j, a) in &self.terms {
            let column = program.columns.get(*j);
            if let (Some([_, upper, _]), Some(column)) = (figures.get_mut(*j), column)
                && !column.is_fixed()
                && most < a * column.upper
            {
                *upper = f64::INFINITY;
            }
        }
    }

    /// Factor and bounds of a row, where it has the same terms.
    fn like(&self, row: &Row) -> Option<(f64, [f64; 2])> {
        let terms = row.merged();
        let (factor, bounds) = scaled(row, &terms);
        let same = |((i, a), (j, b)): (&(usize, f64), &(usize, f64))| {
            let b = b / factor;
            i == j && (a - b).abs() <= SAME * a.abs().max(b.abs())
        };
        let is_same = self.terms.len() == terms.len() && self.terms.iter().zip(&*terms).all(same);
        is_same.then_some((factor, bounds))
    }
}

/// The first figure of a row, and its bounds divided by that.
fn scaled(row: &Row, terms: &[(usize, f64)]) -> (f64, [f64; 2]) {
    let factor = terms.iter().map(|(_, a)| *a).find(|a| *a != 0.0);
    let factor = factor.unwrap_or(1.0);
    let (lower, upper) = (row.lower / factor, row.upper / factor);
    let bounds = if factor > 0.0 {
        [lower, upper]
    } else {
        [upper, lower]
    };
    (factor, bounds)
}

/// One column as the model has it: bounds and cost.
type Figures = [f64; 3];

/// A model with what it was last given.
#[derive(Default)]
pub(super) struct Warm {
    /// Rows whose bounds have changed within the series.
    loose: Vec<bool>,
    /// Whether upper ends that seemed not to matter did.
    is_told_all: bool,
    live: Option<Live>,
}

struct Live {
    model: Model,
    made: Instant,
    rows: Vec<Scaled>,
    /// The program's columns, then one for each loose row.
    columns: Vec<(Col, Figures)>,
}

/// Whether a model takes the program: linear, with something to choose.
pub(super) fn fits(program: &Program) -> bool {
    program.is_linear() && !program.columns.is_empty()
}

impl Warm {
    /// Solves a program, from the basis of the last one where their shapes agree.
    pub(super) fn solve(&mut self, program: &Program, deadline: Deadline) -> Answer {
        let live = self.live.take();
        let live = live.and_then(|live| self.again(live, program));
        let Some(mut live) = live.or_else(|| self.made(program)) else {
            return Answer::GaveUp("HiGHS did not take the program".to_owned());
        };
        live.set(self.figures(program, &live.rows));
        if let Some(left) = deadline.left() {
            // The clock of a model runs on from solve to solve.
            let limit = live.made.elapsed().as_secs_f64() + left;
            let _ = live.model.try_set_option("time_limit", limit);
        }
        let Live {
            model,
            made,
            rows,
            columns,
        } = live;
        let Ok(solved) = model.try_solve() else {
            return Answer::GaveUp("HiGHS failed".to_owned());
        };
        let status = solved.status();
        let (solution, steps) = (solved.get_solution(), solved.simplex_iteration_count());
        let live = Live {
            model: solved.into(),
            made,
            rows,
            columns,
        };
        let is_above = |(x, c): (&f64, &Column)| *x > c.upper + TOLERANCE;
        let is_beyond = match status {
            HighsModelStatus::Optimal => {
                let mut columns = solution.columns().iter().zip(&program.columns);
                columns.any(is_above)
            }
            HighsModelStatus::Unbounded | HighsModelStatus::UnboundedOrInfeasible => true,
            _ => false,
        };
        if is_beyond && !self.is_told_all {
            (self.is_told_all, self.live) = (true, Some(live));
            return self.solve(program, deadline);
        }
        let answer = match status {
            HighsModelStatus::Optimal => point(program, &live.rows, &solution, steps),
            // A proof is wanted, which a basis does not hand over.
            HighsModelStatus::Infeasible => return clarabel::solve(program, deadline),
            HighsModelStatus::ReachedTimeLimit => return Answer::TimeUp,
            other => return Answer::GaveUp(format!("{other:?}")),
        };
        self.live = Some(live);
        answer
    }

    /// The last model with the rows of a program, where that has its shape; rows whose bounds
    /// alone differ are loose from now on.
    fn again(&mut self, mut live: Live, program: &Program) -> Option<Live> {
        let slacks = self.loose.iter().filter(|loose| **loose).count();
        let columns = program.columns.len() + slacks;
        if live.columns.len() != columns || live.rows.len() != program.rows.len() {
            return None;
        }
        let pairs = live.rows.iter().zip(&program.rows);
        let now: Vec<_> = pairs
            .map(|(last, row)| last.like(row))
            .collect::<Option<_>>()?;
        let mut is_same = true;
        let rows = live.rows.iter_mut().zip(now);
        for (loose, (row, (factor, bounds))) in self.loose.iter_mut().zip(rows) {
            if !*loose && row.bounds.map(f64::to_bits) != bounds.map(f64::to_bits) {
                (*loose, is_same) = (true, false);
            }
            (row.factor, row.bounds) = (factor, bounds);
        }
        is_same.then_some(live)
    }

    /// A model of the program, without a basis.
    fn made(&mut self, program: &Program) -> Option<Live> {
        let rows: Vec<Scaled> = program.rows.iter().map(Scaled::of).collect();
        if self.loose.len() != rows.len() {
            let is_loose = |row: &Row| !matches!(row.tag, Tag::Inner | Tag::Missing(..));
            self.loose = program.rows.iter().map(is_loose).collect();
        }
        let figures = self.figures(program, &rows);
        let mut problem = RowProblem::default();
        let columns: Vec<(Col, Figures)> = figures
            .into_iter()
            .map(|figures| {
                let [lower, upper, cost] = figures;
                (problem.add_column(cost, lower..=upper), figures)
            })
            .collect();
        let mut slacks = columns.iter().skip(program.columns.len());
        for (row, loose) in rows.iter().zip(&self.loose) {
            let terms = row.terms.iter();
            let mut terms: Vec<(Col, f64)> = terms
                .filter_map(|(j, a)| Some((columns.get(*j)?.0, *a)))
                .collect();
            let [lower, upper] = row.bounds;
            if *loose {
                terms.push((slacks.next()?.0, -1.0));
                problem.add_row(0.0..=0.0, &terms);
            } else {
                problem.add_row(lower..=upper, &terms);
            }
        }
        let mut model = problem.try_optimise(Sense::Minimise).ok()?;
        model.try_set_option("threads", 1).ok()?;
        model.try_set_option("solver", "simplex").ok()?;
        for name in ["primal_feasibility_tolerance", "dual_feasibility_tolerance"] {
            model.try_set_option(name, TOLERANCE).ok()?;
        }
        Some(Live {
            model,
            made: Instant::now(),
            rows,
            columns,
        })
    }

    /// Bounds and costs of all columns of the model.
    fn figures(&self, program: &Program, rows: &[Scaled]) -> Vec<Figures> {
        let columns = program.columns.iter().map(|c| [c.lower, c.upper, c.cost]);
        let slacks = rows.iter().zip(&self.loose).filter(|(_, loose)| **loose);
        let slacks = slacks.map(|(row, _)| [row.bounds[0], row.bounds[1], 0.0]);
        let mut figures: Vec<Figures> = columns.chain(slacks).collect();
        if !self.is_told_all {
            for ([_, upper, cost], column) in figures.iter_mut().zip(&program.columns) {
                if *cost > 0.0 && !column.is_fixed() {
                    *upper = f64::INFINITY;
                }
            }
            for row in rows {
                row.open(program, &mut figures);
            }
        }
        figures
    }
}

impl Live {
    /// Hands the model what has changed of its columns.
    fn set(&mut self, figures: Vec<Figures>) {
        for ((column, last), now) in self.columns.iter_mut().zip(figures) {
            let [lower, upper, cost] = now;
            let changed = |i: usize| now.map(f64::to_bits).get(i) != last.map(f64::to_bits).get(i);
            if changed(0) || changed(1) {
                self.model.change_column_bounds(*column, lower..=upper);
            }
            if changed(2) {
                self.model.change_column_cost(*column, cost);
            }
            *last = now;
        }
    }
}

/// The vertex with its multipliers, those of the rows as the program has them.
fn point(program: &Program, rows: &[Scaled], solution: &highs::Solution, steps: i64) -> Answer {
    let duals = solution.dual_rows().iter().zip(rows);
    let rows = duals.map(|(y, row)| y / row.factor).collect();
    let x = solution.columns().iter().zip(&program.columns);
    Answer::Point(Solution {
        x: x.map(|(x, c)| x.clamp(c.lower, c.upper)).collect(),
        partner: None,
        multipliers: program.with_settled(Multipliers {
            rows,
            cones: Vec::new(),
        }),
        iterations: u64::try_from(steps).unwrap_or(0),
        is_vertex: true,
    })
}
