//! Level sets: `gini` on one fund.
//!
//! Half the mean absolute difference is $\int \pi(S_t)(1 - \pi(S_t)) dt$, $S_t$ the
//! sections above t. At a price of money each t is a problem of its own: whom to add
//! to those already there, cheapest first.

use super::one_fund::{Answer, Block, OneFund, Point};

/// Solves it by the price between two plans, until no plan is better at that price.
pub fn level_sets(problem: &OneFund) -> Answer {
    let at = |price: f64| -> Point {
        let blocks = problem.blocks.iter();
        blocks.map(|b| at_price(b, price / b.coefficient)).collect()
    };
    let value = |point: &Point| problem.value(point, gini);
    let mut more = at(0.0);
    // So dear that only what is free is done.
    let mut less = at(1e30);
    if problem.spent(&more) <= problem.fund {
        return answer(problem, &more, value(&more));
    }
    for _ in 0..1000 {
        let price = (value(&less) - value(&more)) / (problem.spent(&more) - problem.spent(&less));
        let point = at(price.max(0.0));
        let lagrangian = |p: &Point| value(p) + price * problem.spent(p);
        let best = lagrangian(&less).min(lagrangian(&more));
        let bound = lagrangian(&point).min(best) - price * problem.fund;
        if lagrangian(&point) >= best - 1e-14 * best.abs() {
            return answer(problem, &problem.mix(&less, &more), bound);
        }
        if problem.spent(&point) <= problem.fund {
            less = point;
        } else {
            more = point;
        }
    }
    panic!("the price does not settle");
}

fn answer(problem: &OneFund, point: &Point, bound: f64) -> Answer {
    Answer {
        value: problem.value(point, gini),
        bound,
        spent: problem.spent(point),
        actions: problem.actions(point),
    }
}

/// Half the mean absolute difference of a block, pair by pair.
pub fn gini(block: &Block, values: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (a, x) in block.members.iter().zip(values) {
        for (b, y) in block.members.iter().zip(values) {
            sum += 0.5 * a.part * b.part * (x - y).abs();
        }
    }
    sum
}

fn at_price(block: &Block, price: f64) -> Vec<f64> {
    let mut values: Vec<f64> = block.members.iter().map(|m| m.low).collect();
    let mut levels: Vec<f64> = block.members.iter().flat_map(|m| [m.low, m.high]).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    for pair in levels.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let there = block.members.iter().filter(|m| m.low >= to);
        let mut weight: f64 = there.map(|m| m.part).sum();
        let mut candidates: Vec<usize> = (0..block.members.len())
            .filter(|i| block.members[*i].low <= from && block.members[*i].high >= to)
            .collect();
        let ratio = |i: &usize| price * block.members[*i].cost / block.members[*i].part;
        candidates.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)).then(a.cmp(b)));
        // The largest of the best prefixes, so that the sets of all levels are nested.
        let (mut best, mut taken, mut paid) = (weight * (1.0 - weight), 0, 0.0);
        for (n, i) in candidates.iter().enumerate() {
            weight += block.members[*i].part;
            paid += price * block.members[*i].cost;
            let is = weight * (1.0 - weight) + paid;
            if is <= best + 1e-15 {
                (best, taken) = (is.min(best), n + 1);
            }
        }
        for i in candidates.into_iter().take(taken) {
            values[i] += to - from;
        }
    }
    // Adding up steps may end a rounding beyond the limit.
    let members = block.members.iter().zip(values);
    members.map(|(m, v)| v.clamp(m.low, m.high)).collect()
}
