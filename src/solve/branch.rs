//! Branch and bound over continuous solves: programs with columns in whole steps.
//!
//! In: a program, what stops the search, and a function that makes plans of relaxed
//! points. Out: a bound on every plan. A node is the program with narrower boxes of
//! its whole columns; its bound comes from multipliers in our own arithmetic, so does
//! the proof that it holds nothing. Best first, ties in the order of making: the same
//! tree on every run. A product is relaxed within the boxes of its factors, which are divided too. Once there is a plan, a column whose reduced cost says that a
//! further step costs more than is left between bound and plan loses that step. The
//! store of open nodes is bounded: what does not fit is given up, its bound is kept.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::{Answer, Solution, Solver, solve};
use crate::cancel::Deadline;
use crate::program::{Multipliers, Program, Rank, Whole};

/// How far from a whole number of steps counts as whole.
const WHOLE: f64 = 1e-6;

/// By how much a product may be missed without being divided.
const MISSED: f64 = 1e-9;

/// Most nodes kept open; with the boxes of a thousand columns each, some 100 MB.
const MOST_OPEN: usize = 5_000;

/// When a search ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits<'c> {
    pub(crate) deadline: Deadline<'c>,
    /// Most nodes solved.
    pub(crate) nodes: u64,
    /// A node that cannot be better than the best plan by more than this part of its
    /// objective is closed.
    pub(crate) gap: f64,
    /// What an objective counts as in that, if it is smaller.
    pub(crate) size: f64,
    /// Whether the whole columns fix a point: `offer` then judges it for good.
    pub(crate) are_points: bool,
    /// Whether the objective is a whole number at every point.
    pub(crate) is_count: bool,
}

impl Limits<'_> {
    /// A bound, of a count the next whole number.
    pub(crate) fn rounded(&self, bound: f64) -> f64 {
        if self.is_count {
            (bound - WHOLE).ceil()
        } else {
            bound
        }
    }

    /// A node from here on is closed.
    pub(crate) fn cutoff(&self, best: f64) -> f64 {
        if best.is_finite() {
            best - self.gap * best.abs().max(self.size)
        } else {
            best
        }
    }
}

/// What a search proved.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proof {
    /// No point is better; infinite where there is no point at all.
    pub(crate) bound: f64,
    /// Whether every node was solved or closed.
    pub(crate) is_complete: bool,
    pub(crate) nodes: u64,
    pub(crate) iterations: u64,
    /// Multipliers by which the root itself holds nothing.
    pub(crate) impossible: Option<Multipliers>,
}

/// The boxes of a node.
#[derive(Debug, Clone, PartialEq)]
struct Boxes {
    /// Of the whole columns, in steps.
    wholes: Vec<(f64, f64)>,
    /// Of the two factors of each product.
    products: Vec<[(f64, f64); 2]>,
}

/// A part of the space that may hold something better.
struct Node {
    bound: f64,
    made: u64,
    boxes: Boxes,
}

impl Ord for Node {
    /// The least bound is the greatest node: a heap gives the greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        let bounds = other.bound.total_cmp(&self.bound);
        bounds.then(other.made.cmp(&self.made))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

/// Searches a program. `offer` is given each node's program with its relaxed point,
/// and the number of the node; it makes of it what it can, and says how good the best
/// plan so far is.
pub(crate) fn branch(
    program: &Program,
    solver: Solver,
    limits: &Limits,
    known: f64,
    mut offer: impl FnMut(&Program, &Solution, u64) -> f64,
) -> Proof {
    let mut proof = Proof {
        bound: f64::INFINITY,
        is_complete: true,
        ..Proof::default()
    };
    let mut best = known;
    let mut made = 0;
    let mut open = BinaryHeap::from([Node {
        bound: f64::NEG_INFINITY,
        made,
        boxes: boxes_of(program),
    }]);
    while let Some(node) = open.pop() {
        if node.bound >= limits.cutoff(best) {
            // All that are left are no better.
            proof.bound = proof.bound.min(node.bound);
            break;
        }
        if proof.nodes >= limits.nodes || limits.deadline.has_passed() {
            proof.bound = proof.bound.min(node.bound);
            proof.is_complete = false;
            break;
        }
        proof.nodes += 1;
        let narrowed = narrowed(program, &node.boxes);
        let solution = match solve(&narrowed, solver, limits.deadline) {
            Answer::Point(solution) => solution,
            Answer::Infeasible(multipliers) => {
                if proof.nodes == 1 {
                    proof.impossible = Some(multipliers);
                }
                continue;
            }
            Answer::TimeUp => {
                proof.bound = proof.bound.min(node.bound);
                proof.is_complete = false;
                break;
            }
            Answer::GaveUp(_) => Solution::default(),
        };
        proof.iterations += solution.iterations;
        let (bound, reduced) = narrowed.bound_and_reduced(&solution.multipliers);
        let bound = if bound.is_nan() {
            node.bound
        } else {
            bound.max(node.bound)
        };
        let bound = limits.rounded(bound);
        best = best.min(offer(&narrowed, &solution, proof.nodes));
        let left = limits.cutoff(best) - bound;
        if left <= 0.0 {
            proof.bound = proof.bound.min(bound);
            continue;
        }
        let mut boxes = node.boxes.clone();
        boxes.wholes = tightened(program, boxes.wholes, &reduced, left);
        let weights = narrowed.pressures(&solution.multipliers);
        let parts = divided(program, &boxes, &solution.x, &weights);
        let Some(parts) = parts else {
            // Nothing is left to divide. What was fixed just now must be solved as such; a
            // node that is one single point has been judged by whoever was offered it.
            if boxes != node.boxes {
                made += 1;
                open.push(Node { bound, made, boxes });
            } else if !limits.are_points {
                proof.bound = proof.bound.min(bound);
            }
            continue;
        };
        for child in parts {
            made += 1;
            if open.len() < MOST_OPEN {
                open.push(Node {
                    bound,
                    made,
                    boxes: child,
                });
            } else {
                proof.bound = proof.bound.min(bound);
                proof.is_complete = false;
            }
        }
    }
    proof
}

/// The boxes of the whole columns, narrowed by each row alone, and of the products.
fn boxes_of(program: &Program) -> Boxes {
    let mut upper: Vec<f64> = program.columns.iter().map(|c| c.upper).collect();
    for row in program.rows.iter().filter(|r| r.upper.is_finite()) {
        let lowest = |(j, a): &(usize, f64)| {
            let column = program.columns.get(*j);
            column.map_or(0.0, |c| (a * c.lower).min(a * c.upper))
        };
        let least: f64 = row.terms.iter().map(lowest).sum();
        for (j, a) in row.terms.iter().filter(|(_, a)| *a > 0.0) {
            if let (Some(upper), Some(column)) = (upper.get_mut(*j), program.columns.get(*j)) {
                *upper = upper.min(column.lower + (row.upper - least) / a);
            }
        }
    }
    let of = |whole: &Whole| {
        let column = program.columns.get(whole.column);
        let lower = column.map_or(0.0, |c| (c.lower / whole.step - WHOLE).ceil());
        let upper = upper.get(whole.column).copied().unwrap_or(0.0);
        (lower, (upper / whole.step + WHOLE).floor().max(lower))
    };
    let side = |j: usize| {
        let column = program.columns.get(j);
        column.map_or((0.0, 0.0), |c| (c.lower, c.upper))
    };
    let products = program.products.iter();
    Boxes {
        wholes: program.wholes.iter().map(of).collect(),
        products: products.map(|p| [side(p.left), side(p.right)]).collect(),
    }
}

/// The program of a node, with what its boxes say of the marks that move.
fn narrowed(program: &Program, boxes: &Boxes) -> Program {
    let mut narrowed = program.clone();
    for (whole, (lower, upper)) in program.wholes.iter().zip(&boxes.wholes) {
        if let Some(column) = narrowed.columns.get_mut(whole.column) {
            (column.lower, column.upper) = (lower * whole.step, upper * whole.step);
        }
    }
    for (product, sides) in program.products.iter().zip(&boxes.products) {
        for (j, side) in [product.left, product.right].into_iter().zip(sides) {
            if let Some(column) = narrowed.columns.get_mut(j) {
                (column.lower, column.upper) = *side;
            }
        }
    }
    narrowed.add_chords();
    if program.products.is_empty() {
        narrowed
    } else {
        narrowed.enveloped()
    }
}

/// Takes off the boxes what costs more than is left.
fn tightened(
    program: &Program,
    mut boxes: Vec<(f64, f64)>,
    reduced: &[f64],
    left: f64,
) -> Vec<(f64, f64)> {
    if !left.is_finite() {
        return boxes;
    }
    for (whole, (lower, upper)) in program.wholes.iter().zip(&mut boxes) {
        let Some(reduced) = reduced.get(whole.column) else {
            continue;
        };
        let steps = (left / (reduced.abs() * whole.step) + WHOLE).floor();
        if *reduced > 0.0 {
            *upper = upper.min(*lower + steps);
        } else if *reduced < 0.0 {
            *lower = lower.max(*upper - steps);
        }
    }
    boxes
}

/// The two parts of a node: divided at a total, while one is open; else at the whole column
/// of the first rank that is furthest from whole, by what presses on it; where all are whole, at the product that is missed by most; else
/// at the widest box of a whole column. None where nothing is left to divide.
fn divided(program: &Program, boxes: &Boxes, x: &[f64], pressures: &[f64]) -> Option<[Boxes; 2]> {
    let mut furthest: Option<(Rank, usize, f64, f64)> = None;
    let mut widest: Option<(usize, f64, f64)> = None;
    let sides = program.wholes.iter().zip(&boxes.wholes).enumerate();
    for (i, (whole, (lower, upper))) in sides {
        if upper <= lower {
            continue;
        }
        let middle = 0.5 * (lower + upper);
        let steps = x.get(whole.column).map_or(middle, |x| x / whole.step);
        let below = steps.floor().clamp(*lower, upper - 1.0);
        if whole.rank == Rank::Total {
            return Some(at_whole(boxes, i, below));
        }
        let apart = (steps - steps.round()).abs();
        let pressure = pressures.get(whole.column).copied().unwrap_or(0.0);
        let score = apart * whole.step * (pressure + 1e-9);
        let is_first = |(rank, _, most, _): (Rank, usize, f64, f64)| {
            whole.rank < rank || (whole.rank == rank && score > most)
        };
        if apart > WHOLE && furthest.is_none_or(is_first) {
            furthest = Some((whole.rank, i, score, below));
        }
        if widest.is_none_or(|(_, most, _)| upper - lower > most) {
            let below = steps.round().clamp(*lower, upper - 1.0);
            widest = Some((i, upper - lower, below));
        }
    }
    let at_whole = |(i, _, below): (usize, f64, f64)| at_whole(boxes, i, below);
    let furthest = furthest.map(|(_, i, score, below)| at_whole((i, score, below)));
    let parts = furthest.or_else(|| divided_product(program, boxes, x));
    parts.or_else(|| widest.map(at_whole))
}

/// A node divided at a whole column.
fn at_whole(boxes: &Boxes, column: usize, below: f64) -> [Boxes; 2] {
    let mut parts = [boxes.clone(), boxes.clone()];
    let [low, high] = &mut parts;
    if let (Some(low), Some(high)) = (low.wholes.get_mut(column), high.wholes.get_mut(column)) {
        (low.1, high.0) = (below, below + 1.0);
    }
    parts
}

/// A node divided at the product that its point misses by most: where the point is, so
/// that in either part the point is cut off, at the factor whose box is wider.
fn divided_product(program: &Program, boxes: &Boxes, x: &[f64]) -> Option<[Boxes; 2]> {
    let missed = program.products.iter().map(|p| p.missed(x)).enumerate();
    let missed = missed.filter(|(_, by)| *by > MISSED);
    let (at, _) = missed.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let product = program.products.get(at)?;
    let [left, right] = boxes.products.get(at)?;
    let relative = |side: &(f64, f64)| (side.1 - side.0) / side.1.abs().max(1e-12);
    let factor = usize::from(relative(right) > relative(left));
    let (side, column) = if factor == 0 {
        (left, product.left)
    } else {
        (right, product.right)
    };
    let width = side.1 - side.0;
    let point = x.get(column).copied().unwrap_or(side.0 + 0.5 * width);
    let middle = point.clamp(side.0 + 0.2 * width, side.1 - 0.2 * width);
    let mut parts = [boxes.clone(), boxes.clone()];
    for (part, is_upper) in parts.iter_mut().zip([false, true]) {
        if let Some(side) = part.products.get_mut(at).and_then(|p| p.get_mut(factor)) {
            if is_upper {
                side.0 = middle;
            } else {
                side.1 = middle;
            }
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Affine, Tag};

    /// A knapsack: the most of value within 1, whole pieces.
    fn knapsack(values: &[f64], sizes: &[f64]) -> Program {
        let mut program = Program::default();
        for _ in values {
            let column = program.column(0.0, 3.0);
            program.wholes.push(Whole {
                column,
                step: 1.0,
                rank: Rank::Unit,
            });
        }
        let terms = sizes.iter().copied().enumerate().collect();
        program.row(Tag::Inner, f64::NEG_INFINITY, terms, 1.0);
        program.minimise(&Affine {
            constant: 0.0,
            terms: values.iter().map(|v| -v).enumerate().collect(),
        });
        program
    }

    #[test]
    fn the_bound_meets_the_best_of_all_plans() {
        let (values, sizes) = ([5.0, 4.0, 3.0, 2.2], [0.41, 0.3, 0.24, 0.17]);
        let program = knapsack(&values, &sizes);
        let mut best: f64 = 0.0;
        for code in 0..256u32 {
            let n: Vec<f64> = (0..4).map(|i| f64::from(code >> (2 * i) & 3)).collect();
            let size: f64 = n.iter().zip(sizes).map(|(n, s)| n * s).sum();
            let value: f64 = n.iter().zip(values).map(|(n, v)| n * v).sum();
            if size <= 1.0 {
                best = best.max(value);
            }
        }
        let limits = Limits {
            deadline: Deadline::after(60.0),
            nodes: 10_000,
            gap: 1e-9,
            size: 1.0,
            are_points: false,
            is_count: false,
        };
        let mut found = 0.0;
        let proof = branch(&program, Solver::Auto, &limits, 0.0, |node, solution, _| {
            let whole = solution.x.iter().map(|x| x.round()).collect::<Vec<_>>();
            if node.violation(&whole) <= 1e-12 {
                found = node.objective(&whole).min(found);
            }
            found
        });
        assert!(proof.is_complete);
        assert!((found + best).abs() < 1e-9, "{found} {best}");
        // Multipliers are right to rounding only.
        assert!((proof.bound - found).abs() < 1e-6, "{}", proof.bound);
    }
}
