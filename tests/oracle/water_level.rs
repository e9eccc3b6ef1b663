//! The water level: `std` on one fund.
//!
//! At a price of money every raised section of a block stands at
//! $m - \sigma c_s$, $c_s$ its cost at that price. The bound is linear in the dual
//! directions $z = (v - m)/\sigma$ and holds for whatever price they came from.

use super::one_fund::{Answer, Block, Member, OneFund, Point};

/// Solves it by bisection on the price, mixing the two plans around the fund.
pub fn water_level(problem: &OneFund) -> Answer {
    let at = |price: f64| -> Point {
        let blocks = problem.blocks.iter();
        blocks.map(|b| at_price(b, price / b.coefficient)).collect()
    };
    let fits = |point: &Point| problem.spent(point) <= problem.fund;
    let free = at(0.0);
    let (mut less, mut more, mut price) = (free.clone(), free.clone(), 0.0);
    if !fits(&free) {
        let (mut low, mut high) = (0.0, 1e-12);
        less = at(high);
        while !fits(&less) {
            (low, high) = (high, high * 4.0);
            less = at(high);
            assert!(high < 1e30, "no price is high enough");
        }
        more = at(low);
        for _ in 0..200 {
            let middle = if low == 0.0 {
                high / 16.0
            } else {
                (low * high).sqrt()
            };
            if high - low <= 1e-15 * high || middle <= low || middle >= high {
                break;
            }
            let point = at(middle);
            if fits(&point) {
                (high, less) = (middle, point);
            } else {
                (low, more) = (middle, point);
            }
        }
        price = high;
    }
    let point = problem.mix(&less, &more);
    let value = problem.value(&point, std);
    Answer {
        value,
        bound: bound(problem, &[&point, &less, &more], price),
        spent: problem.spent(&point),
        actions: problem.actions(&point),
    }
}

/// The standard deviation of a block.
pub fn std(block: &Block, values: &[f64]) -> f64 {
    let members = || block.members.iter().zip(values);
    let mean: f64 = members().map(|(m, v)| m.part * v).sum();
    let square: f64 = members().map(|(m, v)| m.part * (v - mean).powi(2)).sum();
    square.sqrt()
}

/// The best plan of a block at a price of money in units of its own deviation.
fn at_price(block: &Block, price: f64) -> Vec<f64> {
    let costs: Vec<f64> = block
        .members
        .iter()
        .map(|m| price * m.cost / m.part)
        .collect();
    let today: Vec<f64> = block.members.iter().map(|m| m.low).collect();
    let equal: Vec<f64> = block.members.iter().map(|m| m.high).collect();
    let objective = |v: &[f64]| {
        let members = block.members.iter().zip(v).zip(&costs);
        std(block, v)
            + members
                .map(|((m, v), c)| m.part * c * (v - m.low))
                .sum::<f64>()
    };
    let sigma = |tau: f64| std(block, &level(block, &costs, tau));
    let mean: f64 = block.members.iter().map(|m| m.part * m.low).sum();
    let mut high = std(block, &today).max(1e-6 * mean).max(1e-300);
    let mut low = 0.0;
    while sigma(high) > high {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if sigma(middle) > middle {
            low = middle;
        } else {
            high = middle;
        }
    }
    let candidates = [
        level(block, &costs, high),
        level(block, &costs, low.max(1e-300)),
        equal,
    ];
    candidates
        .into_iter()
        .min_by(|a, b| objective(a).total_cmp(&objective(b)))
        .unwrap_or(today)
}

/// The plan with sigma fixed at tau: every section at `clip(m - tau c)`, m their mean.
fn level(block: &Block, costs: &[f64], tau: f64) -> Vec<f64> {
    let stand = |m: f64| -> Vec<f64> {
        let members = block.members.iter().zip(costs);
        members
            .map(|(s, c)| (m - tau * c).max(s.low).min(s.high))
            .collect()
    };
    let over = |m: f64| -> f64 {
        let members = block.members.iter().zip(stand(m));
        m - members.map(|(s, v)| s.part * v).sum::<f64>()
    };
    let mut breaks: Vec<f64> = block
        .members
        .iter()
        .zip(costs)
        .flat_map(|(s, c)| [s.low + tau * c, s.high + tau * c])
        .collect();
    breaks.push(block.members.iter().map(|s| s.part * s.low).sum());
    breaks.sort_by(f64::total_cmp);
    // `over` never falls; the smallest root lies just before the first break not below 0.
    let after = breaks.partition_point(|m| over(*m) < 0.0);
    let root = match (
        after.checked_sub(1).and_then(|i| breaks.get(i)),
        breaks.get(after),
    ) {
        (Some(a), Some(b)) => {
            let (fa, fb) = (over(*a), over(*b));
            if fb > fa {
                a - fa * (b - a) / (fb - fa)
            } else {
                *b
            }
        }
        // Beyond all breaks everybody is at a limit.
        (Some(a), None) => a - over(*a),
        (None, Some(b)) => b - over(*b),
        (None, None) => 0.0,
    };
    stand(root)
}

/// A bound on the goal from the directions of any plans at any price, each block with
/// the best of them.
fn bound(problem: &OneFund, points: &[&Point], price: f64) -> f64 {
    let mut sum = if price > 0.0 {
        -price * problem.fund
    } else {
        0.0
    };
    for (b, block) in problem.blocks.iter().enumerate() {
        let costs: Vec<f64> = block
            .members
            .iter()
            .map(|m| price / block.coefficient * m.cost / m.part)
            .collect();
        let best = points
            .iter()
            .flat_map(|p| [direction(block, &p[b]), raised(block, &p[b], &costs)])
            .map(|mut z| {
                project(block, &mut z);
                let members = block.members.iter().zip(&z).zip(&costs);
                members
                    .map(|((m, z), c)| {
                        let least = ((z + c) * m.low).min((z + c) * m.high);
                        m.part * (least - c * m.low)
                    })
                    .sum::<f64>()
            })
            .fold(f64::NEG_INFINITY, f64::max);
        sum += block.coefficient * best;
    }
    sum
}

fn direction(block: &Block, values: &[f64]) -> Vec<f64> {
    let mean: f64 = block
        .members
        .iter()
        .zip(values)
        .map(|(m, v)| m.part * v)
        .sum();
    let sigma = std(block, values).max(1e-300);
    values.iter().map(|v| (v - mean) / sigma).collect()
}

/// At equality every direction counts: minus the cost where a section was raised, the
/// same for all others so that the sum is 0.
fn raised(block: &Block, values: &[f64], costs: &[f64]) -> Vec<f64> {
    let members = || block.members.iter().zip(values).zip(costs);
    // Those at the top stand a rounding apart.
    let up = |m: &Member, v: f64| v > m.low + 1e-9 * v;
    let owed: f64 = members()
        .filter(|((m, v), _)| up(m, **v))
        .map(|((m, _), c)| m.part * c)
        .sum();
    let rest: f64 = members()
        .filter(|((m, v), _)| !up(m, **v))
        .map(|((m, _), _)| m.part)
        .sum();
    let rest = if rest > 0.0 { owed / rest } else { 0.0 };
    members()
        .map(|((m, v), c)| if up(m, *v) { -c } else { rest })
        .collect()
}

/// Mean 0 and mean square at most 1.
fn project(block: &Block, z: &mut [f64]) {
    let mean: f64 = block.members.iter().zip(&*z).map(|(m, z)| m.part * z).sum();
    for z in z.iter_mut() {
        *z -= mean;
    }
    let square: f64 = block
        .members
        .iter()
        .zip(&*z)
        .map(|(m, z)| m.part * z * z)
        .sum();
    if square > 1.0 {
        for z in z.iter_mut() {
            *z /= square.sqrt();
        }
    }
}
