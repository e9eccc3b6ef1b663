//! Random feasible changes of a plan, none of which should improve it.

use junheng::plan::{Action, Plan};
use junheng::policy::Policy;
use junheng::{District, Standard, verify};

use super::cases::Random;

/// Changes a plan's actions `n` times (shifts money, scales, drops, adds) and keeps
/// those that satisfy every constraint; fewer where hardly any does.
pub fn random_feasible_changes(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    plan: &Plan,
    seed: u64,
    n: usize,
) -> Vec<Vec<Action>> {
    let mut random = Random::new(seed);
    let columns = columns(district, policy, plan);
    let mut changes = Vec::new();
    if columns.is_empty() {
        return changes;
    }
    for _ in 0..20 * n {
        if changes.len() == n {
            break;
        }
        let mut units: Vec<f64> = columns.iter().map(|c| c.units).collect();
        for _ in 0..=random.below(3) {
            change(&mut random, policy, &columns, &mut units);
        }
        let actions = columns
            .iter()
            .zip(&units)
            .filter(|(_, units)| **units != 0.0);
        let actions: Vec<Action> = actions
            .map(|(c, units)| Action {
                units: *units,
                cost: *units * c.price,
                ..c.action.clone()
            })
            .collect();
        if verify::is_feasible(district, standard, policy, &actions).unwrap() {
            changes.push(actions);
        }
    }
    changes
}

/// The first goal, if any, at which new values are better than old ones by more than
/// `tolerance` of the goal's size, every earlier goal being as good as it was.
pub fn improved_goal(
    policy: &Policy,
    old: &[f64],
    new: &[f64],
    sizes: &[f64],
    tolerance: f64,
) -> Option<usize> {
    for (i, goal) in policy.goals.iter().enumerate() {
        let sign = if goal.is_maximised() { -1.0 } else { 1.0 };
        let gain = sign * (old[i] - new[i]);
        if gain > tolerance * sizes[i] {
            return Some(i);
        }
        if gain < -1e-12 * sizes[i] {
            return None;
        }
    }
    None
}

struct Column {
    lever: usize,
    action: Action,
    units: f64,
    price: f64,
    /// Units worth trying.
    typical: f64,
}

fn columns(district: &District, policy: &Policy, plan: &Plan) -> Vec<Column> {
    let mut columns = Vec::new();
    for (lever, l) in policy.levers.iter().enumerate() {
        for (s, section) in district.sections().iter().enumerate() {
            let Some(price) = l
                .unit_cost
                .at(section)
                .filter(|_| l.filter.matches(section))
            else {
                continue;
            };
            let at = |a: &&Action| {
                a.lever == l.name && a.school_id == section.school_id && a.stage == section.stage
            };
            let units = plan.actions.iter().find(at).map_or(0.0, |a| a.units);
            let stock = |r: &String| district.stock(s, district.resource(r).unwrap());
            let stocks = l.adds.iter().map(|(r, a)| stock(r) / a.abs());
            let typical = stocks.fold(0.0, f64::max).max(1.0);
            columns.push(Column {
                lever,
                action: Action {
                    lever: l.name.as_str().into(),
                    school_id: section.school_id.clone(),
                    stage: section.stage,
                    group: None,
                    units,
                    cost: units * price,
                },
                units,
                price,
                typical,
            });
        }
    }
    columns
}

fn change(random: &mut Random, policy: &Policy, columns: &[Column], units: &mut [f64]) {
    let size = 10f64.powf(random.between(-6.0, 0.0));
    let (i, j) = (random.below(columns.len()), random.below(columns.len()));
    let fund = |c: usize| policy.levers[columns[c].lever].fund.as_ref();
    match random.below(6) {
        // Money from one to another of the same fund.
        0..=2 if i != j && fund(i) == fund(j) && columns[j].price > 0.0 => {
            let taken = size * units[i];
            units[i] -= taken;
            units[j] += taken * columns[i].price / columns[j].price;
        }
        3 => units[i] *= 1.0 - size,
        4 => units[i] = 0.0,
        // What is left in the fund, or something, added.
        _ => {
            let spent: f64 = (0..columns.len())
                .filter(|c| fund(*c) == fund(i))
                .map(|c| units[c] * columns[c].price)
                .sum();
            let amount = policy.funds.iter().find(|f| Some(&f.name) == fund(i));
            let left = amount.and_then(|f| f.amount.limit()).map(|a| a - spent);
            let most = left.filter(|_| columns[i].price > 0.0);
            let most = most.map_or(columns[i].typical, |yuan| yuan.max(0.0) / columns[i].price);
            units[i] += size * most.min(columns[i].typical);
        }
    }
}
