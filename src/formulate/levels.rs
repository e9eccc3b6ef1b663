//! The shares of minima that `leximin` ranks, and how they are held: cell by cell, or, where
//! something comes in wholes, by the sums of the least (which cells these are may change).

use super::{Aim, Formulation, Hold, LEVEL_SLACK};
use crate::policy::Goal;
use crate::program::{Affine, Program, Tag};

/// Most columns that sums of the least may add to a program.
const MOST_COLUMNS: usize = 4_000;

impl Formulation<'_> {
    /// Every value over its minimum that counts, with the least and largest that the
    /// boxes allow.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (&Affine, f64, f64)> {
        self.with_minimum().map(|counted| {
            let (low, high) = self.reach_of(counted.cell);
            (counted.cell, low.max(0.0), high)
        })
    }

    /// The shares at a point, ascending.
    pub(crate) fn sorted_shares(&self, x: &[f64]) -> Vec<f64> {
        let mut shares: Vec<f64> = self.shares().map(|(share, ..)| share.at(x)).collect();
        shares.sort_by(f64::total_cmp);
        shares
    }

    /// Whether no share at a point is lower than its level, but for so much; with wholes,
    /// whether the shares, ascending, are no worse than the levels.
    pub(crate) fn keeps_levels(&self, levels: &[f64], x: &[f64], slack: f64) -> bool {
        if self.has_choices() {
            return !is_worse(&self.sorted_shares(x), levels, slack);
        }
        let mut shares = self.shares().zip(levels);
        shares.all(|((share, ..), level)| share.at(x) >= level - slack)
    }

    pub(super) fn hold_levels(&self, program: &mut Program, goal: usize, levels: &[f64]) {
        if self.has_choices() {
            let mut sum = 0.0;
            for (k, level) in (1..=self.most_sums()).zip(levels) {
                sum += level;
                self.hold_sum(program, Tag::Hold(goal), k, sum);
            }
            return;
        }
        for ((share, low, _), level) in self.shares().zip(levels) {
            let least = level - LEVEL_SLACK;
            if !share.terms.is_empty() && least > low {
                let terms = share.terms.clone();
                program.row(
                    Tag::Hold(goal),
                    least - share.constant,
                    terms,
                    f64::INFINITY,
                );
            }
        }
    }

    /// How many sums of the least a program can hold.
    pub(crate) fn most_sums(&self) -> usize {
        (MOST_COLUMNS / self.shares().count().max(1)).max(1)
    }

    /// The largest sum of the `k` least shares, the sums of fewer held.
    pub(crate) fn sums_program(
        &self,
        holds: &[Hold],
        sums: &[f64],
        k: usize,
        inside: f64,
    ) -> Program {
        let mut program = self.program(Aim::Goal(Goal::Leximin), holds, inside);
        for (k, sum) in (1..).zip(sums) {
            self.hold_sum(&mut program, Tag::Inner, k, *sum);
        }
        let terms = self.sum_of_least(&mut program, k);
        let terms = terms.into_iter().map(|(j, a)| (j, -a)).collect();
        program.minimise(&Affine {
            constant: 0.0,
            terms,
        });
        program
    }

    fn hold_sum(&self, program: &mut Program, tag: Tag, k: usize, sum: f64) {
        let terms = self.sum_of_least(program, k);
        let least = sum - LEVEL_SLACK * k as f64;
        program.row(tag, least, terms, f64::INFINITY);
    }

    /// Adds the columns of $k r - \sum_i d_i$, $d_i \ge r - x_i$; gives its terms.
    fn sum_of_least(&self, program: &mut Program, k: usize) -> Vec<(usize, f64)> {
        let reach = self.shares().map(|(_, low, high)| (low.min(0.0), high));
        let (low, high) = reach.fold((0.0, 1.0f64), |(l, h): (f64, f64), (low, high)| {
            (l.min(low), h.max(high))
        });
        let level = program.column(low, high);
        let mut terms = vec![(level, k as f64)];
        for (share, ..) in self.shares() {
            let lack = program.column(0.0, high - low);
            let mut row = share.terms.clone();
            row.extend([(lack, 1.0), (level, -1.0)]);
            program.row(Tag::Inner, -share.constant, row, f64::INFINITY);
            terms.push((lack, -1.0));
        }
        terms
    }
}

/// Whether shares, ascending, are worse than others: lower at the first that differs.
pub(crate) fn is_worse(shares: &[f64], than: &[f64], slack: f64) -> bool {
    let mut differ = shares
        .iter()
        .zip(than)
        .filter(|(a, b)| (*a - *b).abs() > slack);
    differ.next().is_some_and(|(a, b)| a < b)
}
