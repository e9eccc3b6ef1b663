//! A small linear program in boxed variables, and a lower bound on it that needs no
//! faith in a solver.
//!
//! In: $\min c x + c_0$ subject to $a_i x + k_i \le 0$, $l \le x \le u$. Out: a point,
//! as microlp finds it, and a bound. For any multipliers $\lambda \ge 0$ whatever,
//!
//! $$c_0 + \lambda k + \sum_j \min_{l_j \le x_j \le u_j} (c + \lambda A)\_j \\, x_j$$
//!
//! is never above the optimum (weak duality over the box). microlp only proposes the
//! multipliers, by solving the dual program; the bound is our own sum over them.

use good_lp::{
    Constraint, Expression, ProblemVariables, Solution, SolverModel, Variable, WithTimeLimit,
    constraint, microlp, variable,
};

/// `constant` and a sum of coefficients times variables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Affine {
    pub(crate) constant: f64,
    pub(crate) terms: Vec<(usize, f64)>,
}

impl Affine {
    pub(crate) fn new(constant: f64) -> Self {
        Self {
            constant,
            terms: Vec::new(),
        }
    }

    pub(crate) fn var(index: usize) -> Self {
        Self {
            constant: 0.0,
            terms: vec![(index, 1.0)],
        }
    }

    /// The same with `factor` times another added.
    pub(crate) fn plus(mut self, factor: f64, other: &Affine) -> Self {
        self.add(factor, other);
        self
    }

    pub(crate) fn times(mut self, factor: f64) -> Self {
        self.constant *= factor;
        for (_, a) in &mut self.terms {
            *a *= factor;
        }
        self
    }

    pub(crate) fn add(&mut self, factor: f64, other: &Affine) {
        self.constant += factor * other.constant;
        let scaled = other.terms.iter().map(|(j, a)| (*j, factor * a));
        self.terms.extend(scaled);
    }

    pub(crate) fn at(&self, x: &[f64]) -> f64 {
        let value = |(j, a): &(usize, f64)| a * x.get(*j).copied().unwrap_or(0.0);
        self.constant + self.terms.iter().map(value).sum::<f64>()
    }

    /// Each variable once, in order, none with coefficient 0.
    fn merged(mut self) -> Self {
        self.terms.sort_by_key(|(j, _)| *j);
        let mut terms: Vec<(usize, f64)> = Vec::with_capacity(self.terms.len());
        for (j, a) in self.terms {
            match terms.last_mut() {
                Some((last, sum)) if *last == j => *sum += a,
                _ => terms.push((j, a)),
            }
        }
        terms.retain(|(_, a)| *a != 0.0);
        Self {
            constant: self.constant,
            terms,
        }
    }
}

/// How many times a correction of multipliers is magnified.
const MAGNIFIED: f64 = 1e5;

/// A program to be minimised.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lp {
    lower: Vec<f64>,
    upper: Vec<f64>,
    pub(crate) objective: Affine,
    /// Each at most 0.
    rows: Vec<Affine>,
}

impl Lp {
    /// A new variable between two limits, both finite.
    pub(crate) fn var(&mut self, lower: f64, upper: f64) -> usize {
        self.lower.push(lower);
        self.upper.push(upper.max(lower));
        self.lower.len() - 1
    }

    /// Adds the row `affine <= 0`, scaled so that its largest coefficient is 1.
    pub(crate) fn require(&mut self, affine: Affine) {
        let mut row = affine.merged();
        let size = row.terms.iter().fold(0.0, |s: f64, (_, a)| s.max(a.abs()));
        if size > 0.0 {
            row.constant /= size;
            for (_, a) in &mut row.terms {
                *a /= size;
            }
            self.rows.push(row);
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The least and the largest that an expression can be in the box.
    pub(crate) fn range(&self, affine: &Affine) -> (f64, f64) {
        let (mut low, mut high) = (affine.constant, affine.constant);
        for (j, a) in &affine.terms {
            let (l, u) = self.limits(*j);
            low += (a * l).min(a * u);
            high += (a * l).max(a * u);
        }
        (low, high)
    }

    fn limits(&self, j: usize) -> (f64, f64) {
        let of = |v: &[f64]| v.get(j).copied().unwrap_or(0.0);
        (of(&self.lower), of(&self.upper))
    }

    /// A point that microlp calls optimal; none if it does not within the time.
    pub(crate) fn solve(&self, seconds: f64) -> Option<Vec<f64>> {
        let mut model = ProblemVariables::new();
        let x: Vec<Variable> = (0..self.lower.len())
            .map(|j| self.limits(j))
            .map(|(l, u)| model.add(variable().min(l).max(u)))
            .collect();
        let objective = expression(&self.objective, &x);
        let rows = self.rows.iter().map(|row| expression(row, &x) << 0.0);
        minimum(model, objective, rows, &x, seconds)
    }

    /// A proven lower bound on the optimum; none if microlp proposes no multipliers
    /// within the time. What it proposes is right to its tolerance; a second time it is
    /// asked for the correction, magnified. Both are tried about the lower limits and about a
    /// point that is nearly best, where what multipliers still lack stands out.
    pub(crate) fn certify(&self, near: Option<&[f64]>, seconds: f64) -> Option<f64> {
        let started = std::time::Instant::now();
        let left = || seconds - started.elapsed().as_secs_f64();
        let boxed = near.map(|near| {
            let limits = (0..self.lower.len()).map(|j| self.limits(j));
            let at = |(j, (l, u)): (usize, (f64, f64))| near.get(j).map_or(l, |x| x.clamp(l, u));
            limits.enumerate().map(at).collect()
        });
        let mut bounds = Vec::new();
        for about in [self.lower.clone()].into_iter().chain(boxed) {
            let nothing = vec![0.0; self.rows.len()];
            let Some(first) = self.multipliers(&about, &nothing, 1.0, left()) else {
                continue;
            };
            let second = self.multipliers(&about, &first, MAGNIFIED, left());
            bounds.extend(second.iter().chain([&first]).map(|l| self.bound(l)));
        }
        bounds
            .into_iter()
            .filter(|b| b.is_finite())
            .reduce(f64::max)
    }

    /// Better multipliers than some, as far as microlp sees what these lack magnified.
    fn multipliers(
        &self,
        about: &[f64],
        known: &[f64],
        magnified: f64,
        seconds: f64,
    ) -> Option<Vec<f64>> {
        // With x = about + x', the bound lacks of the value there, to be made small,
        // sum_j ((u - about)_j n_j + (about - l)_j p_j) - sum_i lambda_i row_i(about),
        // where n, p >= 0 and (c + lambda A)_j = p_j - n_j.
        let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.lower.len()];
        for (i, row) in self.rows.iter().enumerate() {
            for (j, a) in &row.terms {
                columns.get_mut(*j)?.push((i, *a));
            }
        }
        let mut model = ProblemVariables::new();
        let more: Vec<Variable> = (known.iter())
            .map(|l| model.add(variable().min(-magnified * l)))
            .collect();
        let taken: Vec<(Variable, Variable)> = (columns.iter())
            .map(|_| {
                (
                    model.add(variable().min(0.0)),
                    model.add(variable().min(0.0)),
                )
            })
            .collect();
        let mut dual = Expression::from(0.0);
        for (row, l) in self.rows.iter().zip(&more) {
            dual.add_mul(-row.at(about), *l);
        }
        for ((j, x), (n, p)) in about.iter().enumerate().zip(&taken) {
            let (l, u) = self.limits(j);
            dual.add_mul(u - x, *n);
            dual.add_mul(x - l, *p);
        }
        let mut rows = Vec::with_capacity(columns.len());
        for ((column, cost), (n, p)) in columns.iter().zip(self.reduced(known)).zip(&taken) {
            let mut reduced = Expression::from(magnified * cost);
            reduced.add_mul(1.0, *n);
            reduced.add_mul(-1.0, *p);
            for (i, a) in column {
                reduced.add_mul(*a, *more.get(*i)?);
            }
            rows.push(constraint::eq(reduced, 0.0));
        }
        let more = minimum(model, dual, rows.into_iter(), &more, seconds)?;
        let sum = known
            .iter()
            .zip(more)
            .map(|(l, d)| (l + d / magnified).max(0.0));
        Some(sum.collect())
    }

    /// What multipliers prove; from here on only arithmetic counts.
    fn bound(&self, multipliers: &[f64]) -> f64 {
        let rows = self.rows.iter().zip(multipliers);
        let constant: f64 = rows.map(|(row, l)| l * row.constant).sum();
        let reduced = self.reduced(multipliers);
        let least = reduced.iter().enumerate().map(|(j, r)| {
            let (l, u) = self.limits(j);
            (r * l).min(r * u)
        });
        self.objective.constant + constant + least.sum::<f64>()
    }

    /// The objective with the rows added, each times its multiplier: `c + lambda A`.
    fn reduced(&self, multipliers: &[f64]) -> Vec<f64> {
        let mut reduced = vec![0.0; self.lower.len()];
        let mut add = |terms: &[(usize, f64)], l: f64| {
            for (j, a) in terms {
                if let Some(r) = reduced.get_mut(*j) {
                    *r += l * a;
                }
            }
        };
        add(&self.objective.terms, 1.0);
        for (row, l) in self.rows.iter().zip(multipliers) {
            add(&row.terms, *l);
        }
        reduced
    }
}

fn expression(affine: &Affine, x: &[Variable]) -> Expression {
    let mut expression = Expression::from(affine.constant);
    for (j, a) in &affine.terms {
        if let Some(variable) = x.get(*j) {
            expression.add_mul(*a, *variable);
        }
    }
    expression
}

fn minimum(
    model: ProblemVariables,
    objective: Expression,
    rows: impl Iterator<Item = Constraint>,
    wanted: &[Variable],
    seconds: f64,
) -> Option<Vec<f64>> {
    let mut problem = model
        .minimise(objective)
        .using(microlp)
        .with_time_limit(seconds.max(0.0));
    for row in rows {
        problem.add_constraint(row);
    }
    let solution = problem.solve().ok()?;
    let point: Vec<f64> = wanted.iter().map(|v| solution.value(*v)).collect();
    point.iter().all(|v| v.is_finite()).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certifies_the_optimum_of_a_program_with_a_known_one() {
        // min -x - 2y, x + y <= 4, x <= 3, y <= 3: at x = 1, y = 3, value -7.
        let mut lp = Lp::default();
        let (x, y) = (lp.var(0.0, 3.0), lp.var(-1.0, 3.0));
        lp.objective = Affine::default()
            .plus(-1.0, &Affine::var(x))
            .plus(-2.0, &Affine::var(y));
        lp.require(
            Affine::new(-4.0)
                .plus(1.0, &Affine::var(x))
                .plus(1.0, &Affine::var(y)),
        );
        let point = lp.solve(1.0).unwrap_or_default();
        assert!((lp.objective.at(&point) + 7.0).abs() < 1e-12);
        let bound = lp.certify(None, 1.0).unwrap_or(f64::NAN);
        assert!((bound + 7.0).abs() < 1e-12, "{bound}");
        let bound = lp.certify(Some(&point), 1.0).unwrap_or(f64::NAN);
        assert!((bound + 7.0).abs() < 1e-12, "about the best point {bound}");
    }
}
