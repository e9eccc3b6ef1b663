//! Columns that need not be searched, so that a simplex has less to do.
//!
//! Two ways to fix columns: those to which a point with its multipliers leaves no
//! choice, and those to which the others leave none. What was fixed by mistake shows in
//! the objective of what is found, which the caller holds against a proven bound.

use super::{Multipliers, Program};

/// How much a route costs while routes are told apart, in units of the objective.
const TILT: f64 = 2e-9;

/// A column this near to its lower end is on it.
const NEAR: f64 = 1e-4;

/// What counts as nothing left.
const NONE: f64 = 1e-12;

impl Program {
    /// The program with a tiny cost on each route, another on each: of the many ways to
    /// send the same people one is then best, and most routes are empty.
    pub(crate) fn tilted(&self) -> Program {
        let mut tilted = self.clone();
        for (number, j) in self.routes.iter().enumerate() {
            // The golden ratio spreads the costs evenly.
            let part = (number as f64 * 0.618_033_988_749_895).fract();
            if let Some(column) = tilted.columns.get_mut(*j) {
                column.cost += TILT * (0.5 + part);
            }
        }
        tilted
    }

    /// Fixes the columns to which a point and the multipliers that vouch for it leave no
    /// choice, and the routes that the point leaves empty.
    pub(crate) fn sift(&mut self, x: &[f64], multipliers: &Multipliers) {
        let mut face = self.face(x, multipliers, false);
        face.forget_rows();
        self.tighten(&face);
        for j in self.routes.clone() {
            if let Some((column, x)) = self.columns.get_mut(j).zip(x.get(j))
                && *x <= column.lower + NEAR
            {
                column.upper = column.lower;
            }
        }
        self.propagate();
    }

    /// Fixes the columns of equalities that hold only with all of them at one end.
    pub(crate) fn propagate(&mut self) {
        loop {
            let mut is_done = true;
            for row in self.rows.iter().filter(|row| row.is_equality()) {
                let (mut least, mut most, mut size) = (0.0, 0.0, 1.0_f64);
                let mut free = false;
                for (j, a) in &row.terms {
                    let Some(column) = self.columns.get(*j) else {
                        continue;
                    };
                    free |= !column.is_fixed();
                    let ends = (a * column.lower, a * column.upper);
                    least += ends.0.min(ends.1);
                    most += ends.0.max(ends.1);
                    size = size.max(ends.0.abs()).max(ends.1.abs());
                }
                let meets = |end: f64| free && (end - row.upper).abs() <= NONE * size;
                let sign = match (meets(least), meets(most)) {
                    (true, _) => 1.0,
                    (false, true) => -1.0,
                    (false, false) => continue,
                };
                is_done = false;
                for (j, a) in &row.terms {
                    if let Some(column) = self.columns.get_mut(*j) {
                        if a * sign > 0.0 {
                            column.upper = column.lower;
                        } else if *a != 0.0 {
                            column.lower = column.upper;
                        }
                    }
                }
            }
            if is_done {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Tag;

    #[test]
    fn who_cannot_leave_takes_no_route() {
        let mut program = Program::default();
        let (leaving, left, right) = (
            program.column(0.0, 0.0),
            program.column(0.0, 3.0),
            program.column(0.0, 3.0),
        );
        let free = program.column(0.0, 3.0);
        let terms = vec![(leaving, -1.0), (left, 1.0), (right, 1.0)];
        program.row(Tag::Inner, 0.0, terms, 0.0);
        program.row(Tag::Inner, 3.0, vec![(free, 1.0), (left, 1.0)], 3.0);
        program.propagate();
        let ends: Vec<(f64, f64)> = program.columns.iter().map(|c| (c.lower, c.upper)).collect();
        assert_eq!(ends, [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (3.0, 3.0)]);
    }
}
