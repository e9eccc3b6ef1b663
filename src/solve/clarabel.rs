//! Clarabel, called directly: linear, quadratic and conic programs.
//!
//! Clarabel solves $\min \tfrac12 x^\top P x + q^\top x$ over $Ax + s = b$, $s \in K$. A
//! row becomes an equality (zero cone) or one inequality a side, a box two
//! inequalities, a cone the rows $s = (h(x), b(x))$. Its dual z is non-negative on
//! inequalities: our multiplier of a row is z of the lower side less z of the upper.
//! A column whose box has no inside is a figure, not a column: an interior-point
//! method needs an inside.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{
    DefaultSettings, DefaultSolver, IPSolver, SolverStatus, SupportedConeT as ConeT,
};

use super::{Answer, Solution};
use crate::cancel::Deadline;
use crate::program::{Affine, Column, Multipliers, Program};

/// The version locked; a test compares.
pub(super) const VERSION: &str = "0.11.1";

/// Tighter than Clarabel's default of 1e-8, so that recomputed goals agree to 1e-7.
const TOLERANCE: f64 = 1e-10;

pub(super) fn solve(program: &Program, deadline: Deadline) -> Answer {
    let mut system = System::of(program);
    let settings = DefaultSettings {
        verbose: false,
        time_limit: deadline.left().unwrap_or(f64::INFINITY),
        max_iter: 300,
        tol_gap_abs: TOLERANCE,
        tol_gap_rel: TOLERANCE,
        tol_feas: TOLERANCE,
        max_threads: 1,
        ..DefaultSettings::default()
    };
    let free: Vec<&Column> = program.columns.iter().filter(|c| !c.is_fixed()).collect();
    if free.is_empty() {
        let x: Vec<f64> = program.columns.iter().map(|c| c.lower).collect();
        if let Some(proof) = program.refuted(&x) {
            return Answer::Infeasible(proof);
        }
        return Answer::Point(Solution {
            x,
            partner: None,
            multipliers: system.places.multipliers(program, &[]),
            iterations: 0,
        });
    }
    let Form { p, q, a } = system.form(&free);
    let mut solver = match DefaultSolver::new(&p, &q, &a, &system.b, &system.kinds, settings) {
        Ok(solver) => solver,
        Err(error) => return Answer::GaveUp(error.to_string()),
    };
    if let Some(cancel) = deadline.token() {
        solver.set_termination_callback(move |_| cancel.is_cancelled());
    }
    solver.solve();
    let solution = &solver.solution;
    let multipliers = || system.places.multipliers(program, &solution.z);
    match solution.status {
        SolverStatus::PrimalInfeasible | SolverStatus::AlmostPrimalInfeasible => {
            Answer::Infeasible(multipliers())
        }
        SolverStatus::MaxTime | SolverStatus::CallbackTerminated => Answer::TimeUp,
        SolverStatus::Solved
        | SolverStatus::AlmostSolved
        | SolverStatus::InsufficientProgress
        | SolverStatus::MaxIterations => Answer::Point(Solution {
            x: with_fixed(program, &solution.x),
            partner: None,
            multipliers: multipliers(),
            iterations: u64::from(solution.iterations),
        }),
        other => Answer::GaveUp(format!("{other:?}")),
    }
}

/// Puts a program into Clarabel's form and drops it: for measuring how long that takes.
pub(super) fn translate(program: &Program) -> usize {
    let mut system = System::of(program);
    let free: Vec<&Column> = program.columns.iter().filter(|c| !c.is_fixed()).collect();
    system.form(&free).a.nnz()
}

/// The point of all columns, from that of the free ones.
fn with_fixed(program: &Program, free: &[f64]) -> Vec<f64> {
    let mut free = free.iter();
    let columns = program.columns.iter();
    let point = columns.map(|c| {
        if c.is_fixed() {
            c.lower
        } else {
            free.next().copied().unwrap_or(f64::NAN)
        }
    });
    point.collect()
}

/// Where a column of the program is among Clarabel's.
#[derive(Clone, Copy)]
enum Seat {
    Free(usize),
    Fixed(f64),
}

/// The program in Clarabel's form.
struct System {
    seats: Vec<Seat>,
    rows: Vec<usize>,
    columns: Vec<usize>,
    values: Vec<f64>,
    b: Vec<f64>,
    kinds: Vec<ConeT<f64>>,
    places: Places,
}

/// What Clarabel takes: squares, costs and the matrix.
struct Form {
    p: CscMatrix,
    q: Vec<f64>,
    a: CscMatrix,
}

/// Where the rows and cones of the program are among Clarabel's rows.
#[derive(Default)]
struct Places {
    equal: Vec<Option<usize>>,
    lower: Vec<Option<usize>>,
    upper: Vec<Option<usize>>,
    cones: Vec<Option<usize>>,
}

impl System {
    fn of(program: &Program) -> Self {
        let mut free = 0..;
        let seats = program.columns.iter().map(|c| {
            if c.is_fixed() {
                Seat::Fixed(c.lower)
            } else {
                Seat::Free(free.next().unwrap_or_default())
            }
        });
        let mut system = Self {
            seats: seats.collect(),
            rows: Vec::new(),
            columns: Vec::new(),
            values: Vec::new(),
            b: Vec::new(),
            kinds: Vec::new(),
            places: Places::default(),
        };
        for row in &program.rows {
            let equal = (row.is_equality() && system.is_choice(&row.terms))
                .then(|| system.add(1.0, &row.terms, row.upper));
            system.places.equal.push(equal);
        }
        let equalities = system.b.len();
        if equalities > 0 {
            system.kinds.push(ConeT::ZeroConeT(equalities));
        }
        for row in &program.rows {
            let both = row.is_equality();
            let lower =
                (!both && row.lower.is_finite()).then(|| system.add(-1.0, &row.terms, -row.lower));
            let upper =
                (!both && row.upper.is_finite()).then(|| system.add(1.0, &row.terms, row.upper));
            system.places.lower.push(lower);
            system.places.upper.push(upper);
        }
        for (j, column) in program.columns.iter().enumerate() {
            if !column.is_fixed() {
                if column.lower.is_finite() {
                    system.add(-1.0, &[(j, 1.0)], -column.lower);
                }
                if !column.is_pressed && column.upper.is_finite() {
                    system.add(1.0, &[(j, 1.0)], column.upper);
                }
            }
        }
        if system.b.len() > equalities {
            let inequalities = system.b.len() - equalities;
            system.kinds.push(ConeT::NonnegativeConeT(inequalities));
        }
        for cone in &program.cones {
            if cone.body.is_empty() {
                system.places.cones.push(None);
                continue;
            }
            system.places.cones.push(Some(system.b.len()));
            let part = |a: &Affine, system: &mut Self| {
                system.add(-1.0, &a.terms, a.constant);
            };
            part(&cone.head, &mut system);
            for affine in &cone.body {
                part(affine, &mut system);
            }
            system
                .kinds
                .push(ConeT::SecondOrderConeT(cone.body.len() + 1));
        }
        system
    }

    /// The matrices, of which the system's own figures become a part.
    fn form(&mut self, free: &[&Column]) -> Form {
        let squares = free.iter().enumerate();
        let squares = squares.filter(|(_, c)| c.square != 0.0);
        let (at, squares): (Vec<usize>, Vec<f64>) = squares.map(|(j, c)| (j, c.square)).unzip();
        let (n, m) = (free.len(), self.b.len());
        let [rows, columns] = [&mut self.rows, &mut self.columns].map(std::mem::take);
        let values = std::mem::take(&mut self.values);
        Form {
            p: CscMatrix::new_from_triplets(n, n, at.clone(), at, squares),
            q: free.iter().map(|c| c.cost).collect(),
            a: CscMatrix::new_from_triplets(m, n, rows, columns, values),
        }
    }

    /// Whether there is anything to choose among some columns. An equality of figures
    /// says nothing; that it is met is for the checker to see.
    fn is_choice(&self, terms: &[(usize, f64)]) -> bool {
        let free = |j: usize| matches!(self.seats.get(j), Some(Seat::Free(_)));
        terms.iter().any(|(j, _)| free(*j))
    }

    /// Adds `sign * terms . x + s = b`; gives its row.
    fn add(&mut self, sign: f64, terms: &[(usize, f64)], b: f64) -> usize {
        let row = self.b.len();
        let mut side = b;
        for (j, a) in terms {
            match self.seats.get(*j) {
                Some(Seat::Free(column)) => {
                    self.rows.push(row);
                    self.columns.push(*column);
                    self.values.push(sign * a);
                }
                Some(Seat::Fixed(x)) => side -= sign * a * x,
                None => {}
            }
        }
        self.b.push(side);
        row
    }
}

impl Places {
    fn multipliers(&self, program: &Program, z: &[f64]) -> Multipliers {
        let at = |place: &Option<usize>| place.and_then(|i| z.get(i)).copied().unwrap_or(0.0);
        let sides = self.equal.iter().zip(&self.lower).zip(&self.upper);
        let rows = sides.map(|((e, l), u)| at(l) - at(u) - at(e)).collect();
        let cones = self.cones.iter().zip(&program.cones);
        let cones = cones
            .map(|(start, cone)| {
                let part = start.and_then(|start| z.get(start..=start + cone.body.len()));
                part.unwrap_or_default().to_vec()
            })
            .collect();
        program.with_settled(Multipliers { rows, cones })
    }
}
