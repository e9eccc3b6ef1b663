//! `leximin`: the least share of a minimum as large as can be, then the next, and so on.
//!
//! In rounds over the *open* cells (value over minimum $x_i$, box $[l_i, u_i]$):
//!
//! $$\max \tau \quad\text{over}\quad x_i \ge \min(\tau, u_i) \text{ (open)}, \\;
//! x_i \ge L_i \text{ (fixed)}$$
//!
//! No best plan has an open cell below $\min(\tau, u_i)$: moving towards a plan that has it
//! higher lowers only cells above $\tau$. So all cells with $u_i \le \tau$ are fixed at $u_i$ at
//! once, and the largest $\tau$ is found by bisection over the $u_i$. Of the rest, a
//! cell with a positive multiplier is fixed at $\tau$; of those without, a test solve says
//! which can rise. Last, cells that no plan can lift off their $l_i$ any more are fixed there.
//! A round fixes many cells, so that there are about as many rounds as things that bind.

use super::Search;
use super::steps::{Reached, Stop};
use crate::formulate::{Aim, Hold, INSIDE, LEVEL_SLACK};
use crate::policy::Goal;
use crate::program::{Affine, Program, Tag};
use crate::solve::{Solution, Solver, solve};

/// A multiplier above this part of all of them says that its cell cannot rise.
const PRESSED: f64 = 1e-4;

/// Cells are tested for a rise of so much of their minimum: little, so that what is left
/// serves all that can rise; more than what the slacks of the levels leak.
const RISE: f64 = 1e-3;

/// A part of [`RISE`] that shows that a cell can rise, and one that is only leakage.
const RISEN: (f64, f64) = (0.3, 1e-3);

/// The most slack that is tried.
const MOST_SLACK: f64 = 5e-7;

/// The furthest that a point may be from its constraints.
const VIOLATED: f64 = 1e-7;

/// How near its cap or level a cell stands there.
const NEAR: f64 = 1e-8;

/// Largest gap of a round that still proves its level.
const PROVEN: f64 = 1e-6;

/// One value over its minimum.
struct Cell {
    value: Affine,
    low: f64,
    high: f64,
    /// Its level, once fixed.
    level: Option<f64>,
}

/// What the rounds know.
struct Rounds<'s, 'a> {
    search: &'s mut Search<'a>,
    /// The constraints of the plan, earlier goals held.
    base: Program,
    cells: Vec<Cell>,
    /// The point of the last program.
    x: Vec<f64>,
    /// The slack of fixed levels; more where a solver does not get through otherwise.
    slack: f64,
    is_proven: bool,
}

impl Search<'_> {
    pub(super) fn leximin(&mut self, holds: &[Hold], slacks: f64) -> Result<Reached, Stop> {
        let base = self
            .formulation
            .program(Aim::Goal(Goal::Leximin), holds, INSIDE);
        let cells = self.formulation.shares().map(|(value, low, high)| Cell {
            level: value.terms.is_empty().then_some(value.constant),
            value: value.clone(),
            low,
            high,
        });
        let mut rounds = Rounds {
            cells: cells.collect(),
            base,
            x: Vec::new(),
            slack: LEVEL_SLACK,
            is_proven: true,
            search: self,
        };
        let (solved, bound) = rounds.first(holds)?;
        // A limit ends the rounds; what is fixed so far is in the last point.
        let is_done = rounds.run().is_ok() && rounds.is_proven;
        let point = std::mem::take(&mut rounds.x);
        let x = self.accepted(&point, slacks);
        let x = x.ok_or_else(|| Stop::GaveUp("no point within the holds".to_owned()))?;
        let levels = self.formulation.shares().map(|(value, ..)| value.at(&x));
        Ok(Reached {
            levels: Some(levels.collect()),
            bound: bound.filter(|_| is_done),
            solved: Some(solved),
            x,
        })
    }
}

impl Rounds<'_, '_> {
    /// The first program, which has a multiplier for the least level, with its bound.
    fn first(&mut self, holds: &[Hold]) -> Result<(super::Solved, Option<f64>), Stop> {
        let program = self.raising(&self.base, f64::NEG_INFINITY, f64::INFINITY);
        let solution = self.solved(&program)?;
        let exact = self
            .search
            .formulation
            .program(Aim::Goal(Goal::Leximin), holds, 0.0);
        let exact = self.raising(&exact, f64::NEG_INFINITY, f64::INFINITY);
        let fixed = self.cells.iter().filter_map(|c| c.level);
        let least = fixed.fold(f64::INFINITY, f64::min);
        let bound = exact.bound(&solution.multipliers).max(-least);
        self.x.clone_from(&solution.x);
        Ok(((program, solution), Some(bound)))
    }

    /// Rounds until every cell is fixed.
    fn run(&mut self) -> Result<(), Stop> {
        while self.open().next().is_some() {
            match self.round() {
                Err(Stop::GaveUp(_)) if self.slack < MOST_SLACK => self.slack *= 10.0,
                Err(stop) => return Err(stop),
                Ok(()) => {}
            }
        }
        Ok(())
    }

    fn round(&mut self) -> Result<(), Stop> {
        let reached = self.highest_cap()?;
        let next = self.caps().into_iter().find(|cap| *cap > reached);
        let program = self.raising(&self.base, reached, next.unwrap_or(f64::INFINITY));
        let solution = self.solved(&program)?;
        let objective = program.objective(&solution.x);
        let gap = objective - program.bound(&solution.multipliers);
        self.is_proven &= gap <= PROVEN * objective.abs().max(1.0);
        self.x.clone_from(&solution.x);
        let level = -objective;
        let before = self.open().count();
        self.fix_capped(level);
        self.fix_pressed(&program, &solution, level);
        self.fix_still(level, Some(level))?;
        self.fix_still(level, None)?;
        if self.open().count() == before {
            self.fix_lowest();
        }
        Ok(())
    }

    fn open(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.level.is_none())
    }

    /// What the open cells can reach at best, each by itself; ascending.
    fn caps(&self) -> Vec<f64> {
        let mut caps: Vec<f64> = self.open().map(|(_, cell)| cell.high).collect();
        caps.sort_by(f64::total_cmp);
        caps.dedup();
        caps
    }

    /// The highest cap up to which all open cells can be raised together.
    fn highest_cap(&mut self) -> Result<f64, Stop> {
        let caps = self.caps();
        let is_reached = |this: &mut Self, at: usize| -> Result<bool, Stop> {
            let level = caps.get(at).copied().unwrap_or(0.0);
            let program = this.reaching(level);
            let solution = this.solved(&program)?;
            Ok(program.objective(&solution.x) <= NEAR)
        };
        // The caps before `low` are reached, the one at `high` is not.
        let (mut low, mut high) = (0, caps.len());
        while low < high {
            // Mostly money ends before the first cap; so that is tried first.
            let middle = if low == 0 && high == caps.len() {
                0
            } else {
                usize::midpoint(low, high)
            };
            if is_reached(self, middle)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let reached = low.checked_sub(1).and_then(|i| caps.get(i));
        Ok(reached.copied().unwrap_or(f64::NEG_INFINITY))
    }

    /// Fixes every cell that stands at its cap.
    fn fix_capped(&mut self, level: f64) {
        for cell in self.cells.iter_mut().filter(|c| c.level.is_none()) {
            if cell.high <= level + NEAR {
                cell.level = Some(cell.high.min(cell.value.at(&self.x)));
            }
        }
    }

    /// Fixes the cells whose multiplier says that no plan has them higher.
    fn fix_pressed(&mut self, program: &Program, solution: &Solution, level: f64) {
        let rows = program.rows.iter().zip(&solution.multipliers.rows);
        let pressed = rows.filter_map(|(row, y)| match row.tag {
            Tag::Level(i) if *y > PRESSED => Some(i),
            _ => None,
        });
        for i in pressed {
            if let Some(cell) = self.cells.get_mut(i).filter(|c| c.level.is_none()) {
                cell.level = Some(level.min(cell.value.at(&self.x)));
            }
        }
    }

    /// Fixes open cells that cannot rise: those that stand at a level, or, without one,
    /// those that stand at the least of their box. The sum of what they can rise together
    /// is made largest; who rises is left out, until nobody does.
    fn fix_still(&mut self, level: f64, at: Option<f64>) -> Result<(), Stop> {
        let stands = |cell: &Cell, x: &[f64]| cell.value.at(x) <= at.unwrap_or(cell.low) + 1e-6;
        let open = self.open().filter(|(_, cell)| stands(cell, &self.x));
        let mut still: Vec<usize> = open.map(|(i, _)| i).collect();
        while !still.is_empty() {
            let (program, rises) = self.rising(&still, level, at);
            let solution = self.solved(&program)?;
            let risen = |column: &usize| solution.x.get(*column).copied().unwrap_or(0.0);
            let highest = rises.iter().map(risen).fold(0.0, f64::max);
            // Those that rise clearly are left out first: with them gone what seemed to be
            // a rise may turn out to be leakage.
            let leak = 3.0 * self.slack * self.cells.len() as f64 / RISE;
            let least = if highest > RISEN.0 {
                RISEN.0
            } else {
                RISEN.1.max(leak).min(RISEN.0)
            };
            if highest > least {
                let rests = still.iter().zip(&rises);
                let rests = rests.filter(|(_, column)| risen(column) <= least);
                still = rests.map(|(i, _)| *i).collect();
                continue;
            }
            let most = -RISE * program.bound(&solution.multipliers);
            self.is_proven &= most <= PROVEN * still.len() as f64;
            for i in std::mem::take(&mut still) {
                if let Some(cell) = self.cells.get_mut(i) {
                    let here = at.unwrap_or(cell.low);
                    cell.level = Some(here.min(cell.value.at(&solution.x)));
                }
            }
            self.x.clone_from(&solution.x);
        }
        Ok(())
    }

    /// Where nothing is clear, the lowest open cell is fixed, so that the rounds end;
    /// what is then called best is not proven.
    fn fix_lowest(&mut self) {
        self.is_proven = false;
        let open = self.open().map(|(i, cell)| (i, cell.value.at(&self.x)));
        let lowest = open.min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((i, value)) = lowest
            && let Some(cell) = self.cells.get_mut(i)
        {
            cell.level = Some(value);
        }
    }

    /// The constraints with a row for every cell: fixed ones stay at their level, open
    /// ones reach the expression that `least` gives.
    fn with_cells(&self, program: &mut Program, least: impl Fn(usize, &Cell) -> Affine) {
        for (i, cell) in self.cells.iter().enumerate() {
            if cell.value.terms.is_empty() {
                continue;
            }
            let mut terms = cell.value.terms.clone();
            let (tag, least) = if let Some(level) = cell.level {
                (Tag::Inner, level - self.slack)
            } else {
                let least = least(i, cell);
                terms.extend(least.terms.iter().map(|(j, a)| (*j, -a)));
                (Tag::Level(i), least.constant)
            };
            // What the box gives anyway needs no row.
            if tag != Tag::Inner || least > cell.low {
                program.row(tag, least - cell.value.constant, terms, f64::INFINITY);
            }
        }
    }

    /// The largest level between two caps that all open cells reach, or their own cap.
    fn raising(&self, base: &Program, reached: f64, next: f64) -> Program {
        let mut program = base.clone();
        let lows = self.open().map(|(_, cell)| cell.low);
        let highs = self.open().map(|(_, cell)| cell.high);
        let low = reached.max(lows.fold(f64::INFINITY, f64::min).min(0.0));
        let high = next.min(highs.fold(0.0, f64::max)).max(low);
        let level = program.column(low, high);
        self.with_cells(&mut program, |_, cell| {
            if cell.high <= reached {
                constant(cell.high - self.slack)
            } else {
                single(level, 1.0)
            }
        });
        program.minimise(&single(level, -1.0));
        program
    }

    /// By how much the open cells together fail to reach a level, or their own cap.
    fn reaching(&self, level: f64) -> Program {
        let mut program = self.base.clone();
        let lows = self.open().map(|(_, cell)| cell.low);
        let most = level - lows.fold(level, f64::min) + 1.0;
        let lacking = program.column(-1.0, most);
        self.with_cells(&mut program, |_, cell| Affine {
            constant: level.min(cell.high),
            terms: vec![(lacking, -1.0)],
        });
        program.minimise(&single(lacking, 1.0));
        program
    }

    /// The most that some cells can rise together over where they stand.
    fn rising(&self, still: &[usize], level: f64, at: Option<f64>) -> (Program, Vec<usize>) {
        let mut program = self.base.clone();
        let rises: Vec<usize> = still.iter().map(|_| program.column(0.0, 1.0)).collect();
        let place = |i: usize| still.binary_search(&i).ok();
        self.with_cells(&mut program, |i, cell| {
            match place(i).and_then(|at| rises.get(at)) {
                Some(rise) => Affine {
                    constant: at.unwrap_or(cell.low) - self.slack,
                    terms: vec![(*rise, RISE)],
                },
                None => constant(level.min(cell.high) - self.slack),
            }
        });
        let terms = rises.iter().map(|j| (*j, -1.0)).collect();
        program.minimise(&Affine {
            constant: 0.0,
            terms,
        });
        (program, rises)
    }

    /// The best point of a program; where the solver does not get near enough, that of a
    /// simplex, which is slower but right at corners as sharp as many fixed levels make them.
    fn solved(&mut self, program: &Program) -> Result<Solution, Stop> {
        let mut stop = None;
        for solver in [self.search.solver, Solver::Microlp] {
            if stop.is_some() && !program.is_linear() {
                break;
            }
            let answer = solve(program, solver, self.search.deadline);
            match Result::<Solution, Stop>::from(answer) {
                Ok(solution) => {
                    self.search.iterations += solution.iterations;
                    // Written so that a NaN fails.
                    if program.violation(&solution.x) <= VIOLATED {
                        return Ok(solution);
                    }
                    stop = Some(Stop::GaveUp("a point off its constraints".to_owned()));
                }
                Err(Stop::TimeUp) => return Err(Stop::TimeUp),
                Err(other) => stop = Some(other),
            }
        }
        Err(stop.unwrap_or(Stop::TimeUp))
    }
}

fn constant(constant: f64) -> Affine {
    Affine {
        constant,
        terms: Vec::new(),
    }
}

fn single(column: usize, a: f64) -> Affine {
    Affine {
        constant: 0.0,
        terms: vec![(column, a)],
    }
}
