//! The promises about goals: in the policy's order, with the value that the actions
//! give, no better than the bound, and as near to it as the status says.
//!
//! The definitions, P all assessed pupils, $\pi_s = p_s / P_g$:
//!
//! $$\text{shortfall} = \sum_{k,s} w_k \tfrac{p_s}{P} \max(0, min_{gk} - v_{sk}) / min_{gk}$$
//! $$\text{disparity} = \sum_{g,k} w_k \tfrac{P_g}{P} D_{gk} / \rho_{gk}, \quad
//! D = \sqrt{\textstyle\sum_s \pi_s (v_s - m)^2}, \\;
//! \textstyle\sum_{s<t} \pi_s \pi_t |v_s - v_t|, \\; \sum_s \pi_s |v_s - m|, \\; \max v - \min v$$
//! $$\text{worst CV} = \max_{g,k} (\sigma_{gk} / m_{gk}) / limit_{gk}, \qquad
//! \text{floor} = \min_{s,k} v_{sk} / min_{gk}, \qquad \text{cost} = \textstyle\sum \text{yuan}$$

use super::case::{Case, StageFacts};
use super::{Done, TOLERANCE, same};
use crate::district::District;
use crate::error::{Code, Error, Place, Problems};
use crate::plan::{Plan, Status};
use crate::policy::{Goal, Measure, Policy};
use crate::standard::{Standard, Values};

/// How near its bound, relative to its own or today's value, each goal of a
/// continuous plan must be to be called optimal. Continuous programs are solved to
/// 1e-8; the hold of earlier goals and the recomputing take the rest. With a lever
/// of whole units it is the policy's gap.
pub const CONTINUOUS_GAP: f64 = 1e-6;

/// The value of a goal at any stocks (as [`District::stocks`]); `counted` is the yuan spent
/// for `cost` and the people moved for `moves`.
/// `floor` is 0 where no assessed section has an indicator with a minimum.
///
/// # Errors
/// [`Error::Input`] where standard or policy do not fit the district.
pub fn goal_value(
    goal: Goal,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    stocks: &[f64],
    counted: f64,
) -> Result<f64, Error> {
    let case = Case::new(district, standard, policy)?;
    let values = case.scales.values(district, stocks);
    Ok(of_values(&case, goal, &values).unwrap_or(counted))
}

/// The value of a goal after some actions and moves.
pub(crate) fn value(case: &Case, goal: Goal, values: &Values, done: &Done) -> f64 {
    of_values(case, goal, values).unwrap_or_else(|| {
        let (deeds, moves) = (done.deeds.iter(), done.moves.iter());
        match goal {
            Goal::Moves => moves.filter(|m| m.kind().is_some()).map(|m| m.amount).sum(),
            _ => deeds.map(|d| d.cost).chain(moves.map(|m| m.cost)).sum(),
        }
    })
}

/// The value of a goal that hangs on values alone; none for `cost` and `moves`.
fn of_values(case: &Case, goal: Goal, values: &Values) -> Option<f64> {
    match goal {
        Goal::Shortfall => Some(shortfall(case, values)),
        Goal::Disparity(measure) => Some(disparity(case, measure, values)),
        Goal::WorstCv => Some(worst_cv(case, values)),
        Goal::Floor | Goal::Leximin => Some(floor(case, values)),
        Goal::Cost | Goal::Moves => None,
    }
}

/// The indicators that count in a stage, each with its weight.
pub(crate) fn counted<'c>(case: &'c Case) -> impl Iterator<Item = (usize, f64)> + 'c {
    let indicators = 0..case.standard.indicators.len();
    indicators
        .map(|k| (k, case.weight(k)))
        .filter(|(_, weight)| *weight > 0.0)
}

fn shortfall(case: &Case, values: &Values) -> f64 {
    let mut sum = 0.0;
    for stage in &case.stages {
        for (k, weight) in counted(case) {
            let Some(minimum) = case.minimum(stage.stage, k) else {
                continue;
            };
            let gap = |s| (minimum - values.get(s, k)).max(0.0) / minimum;
            let stage_sum: f64 = stage.members.iter().map(|(s, part)| part * gap(*s)).sum();
            sum += weight * stage.pupils / case.pupils * stage_sum;
        }
    }
    sum
}

/// The largest CV in terms of its limit; values that are all 0 differ by nothing.
fn worst_cv(case: &Case, values: &Values) -> f64 {
    let mut worst: f64 = 0.0;
    for stage in &case.stages {
        for (k, _) in counted(case) {
            let Some(limit) = case.cv_limit(stage.stage, k) else {
                continue;
            };
            let members = stage.members.iter();
            let mean: f64 = members.map(|(s, part)| part * values.get(*s, k)).sum();
            if mean > 0.0 {
                let spread = spread(Measure::Std, stage, |s| values.get(s, k));
                worst = worst.max(spread / mean / limit);
            }
        }
    }
    worst
}

fn floor(case: &Case, values: &Values) -> f64 {
    let least = shares(case, values).fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 0.0 }
}

/// Every value over its minimum that counts.
fn shares<'c>(case: &'c Case, values: &'c Values) -> impl Iterator<Item = f64> + 'c {
    let fields = case.stages.iter().flat_map(move |stage| {
        let counted = counted(case);
        counted.filter_map(move |(k, _)| Some((stage, k, case.minimum(stage.stage, k)?)))
    });
    fields.flat_map(move |(stage, k, minimum)| {
        let members = stage.members.iter();
        members.map(move |(s, _)| values.get(*s, k) / minimum)
    })
}

/// The shares in ascending order, where `leximin` is a goal.
pub(crate) fn levels(case: &Case, values: &Values) -> Vec<f64> {
    if !case.policy.goals.contains(&Goal::Leximin) {
        return Vec::new();
    }
    let mut levels: Vec<f64> = shares(case, values).collect();
    levels.sort_by(f64::total_cmp);
    levels
}

/// Checks the levels that a plan states of `leximin`.
fn check_levels(case: &Case, stated: &[f64], after: &Values, problems: &mut Problems) {
    let are = levels(case, after);
    let differ = |(stated, is): (&f64, &f64)| !same(*stated, *is, 1e-3);
    if stated.len() != are.len() || stated.iter().zip(&are).any(differ) {
        let said = [stated.len().to_string(), are.len().to_string()];
        problems.add(Code::WrongLevels, Place::item("leximin"), said);
    }
}

fn disparity(case: &Case, measure: Measure, values: &Values) -> f64 {
    let mut sum = 0.0;
    for stage in &case.stages {
        for (k, weight) in counted(case) {
            let spread = spread(measure, stage, |s| values.get(s, k));
            let rho = case.reference(stage.stage, k);
            sum += weight * stage.pupils / case.pupils * spread / rho;
        }
    }
    sum
}

/// The measure D of one indicator in one stage.
fn spread(measure: Measure, stage: &StageFacts, value: impl Fn(usize) -> f64) -> f64 {
    let members = stage.members.iter().map(|(s, part)| (value(*s), *part));
    let mean: f64 = members.clone().map(|(v, part)| part * v).sum();
    let off = members.map(|(v, part)| (v - mean, part));
    match measure {
        Measure::Std => off.map(|(d, part)| part * d * d).sum::<f64>().sqrt(),
        Measure::Mad => off.map(|(d, part)| part * d.abs()).sum(),
        Measure::Range => {
            let (low, high) = off.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), (d, _)| {
                (l.min(d), h.max(d))
            });
            high - low
        }
        Measure::Gini => {
            let mut sorted: Vec<(f64, f64)> = off.collect();
            sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
            // Each section against all before it: their parts, and parts times value.
            let (mut parts, mut before, mut sum) = (0.0, 0.0, 0.0);
            for (d, part) in sorted {
                sum += part * (d * parts - before);
                parts += part;
                before += part * d;
            }
            sum
        }
    }
}

/// Checks the goals that a plan states.
pub(crate) fn check(
    case: &Case,
    plan: &Plan,
    after: &Values,
    done: &Done,
    problems: &mut Problems,
) {
    let stated: Vec<&str> = plan.goals.iter().map(|g| g.goal.as_str()).collect();
    let asked: Vec<&str> = case.policy.goals.iter().map(|g| g.id()).collect();
    if stated != asked {
        let said = [stated.join(", "), asked.join(", ")];
        problems.add(Code::WrongGoals, Place::item("goals"), said);
        return;
    }
    let gap = gap(case.standard, case.policy);
    let found = problems.len();
    let mut widest: f64 = 0.0;
    for (goal, stated) in case.policy.goals.iter().zip(&plan.goals) {
        if !stated.value.is_finite() || !stated.bound.is_finite() {
            continue; // reported already
        }
        let place = Place::item(goal.id());
        let is = value(case, *goal, after, done);
        let scale = scale(case, *goal);
        // A spread of nothing is rounding; that much is no difference.
        if !same(stated.value, is, 1e-3 * scale) {
            let said = [stated.value.to_string(), is.to_string()];
            problems.add(Code::WrongValue, place.clone(), said);
        }
        if *goal == Goal::Leximin || stated.levels.is_some() {
            let levels = stated.levels.as_deref().unwrap_or_default();
            check_levels(case, levels, after, problems);
        }
        let ahead = if goal.is_maximised() {
            stated.value - stated.bound
        } else {
            stated.bound - stated.value
        };
        let size = stated.value.abs().max(scale);
        widest = widest.max(-ahead / size);
        let said = [stated.value.to_string(), stated.bound.to_string()];
        if ahead > TOLERANCE * size {
            problems.add(Code::BetterThanBound, place, said);
        } else if plan.status == Status::Optimal && -ahead > gap * size {
            let [value, bound] = said;
            let said = [value, bound, (gap * size).to_string()];
            problems.add(Code::NotOptimal, place, said);
        }
    }
    // A gap says nothing of goals that are wrong already.
    let stated = plan.solver.gap;
    if problems.len() == found
        && stated.is_finite()
        && (stated - widest).abs() > TOLERANCE + 1e-6 * widest
    {
        let said = [stated.to_string(), widest.to_string()];
        problems.add(Code::WrongGap, Place::item("solver").at_column("gap"), said);
    }
}

/// The relative gap within which a plan of the policy may be called optimal.
pub(crate) fn gap(standard: &Standard, policy: &Policy) -> f64 {
    let has_choices = standard.section.leaves_choice() || standard.composite.is_some();
    let whole_levers = policy.levers.iter().any(|l| l.whole);
    let whole_moves = policy.transfers.iter().any(|t| t.whole);
    if policy.comply && has_choices || whole_levers || whole_moves {
        CONTINUOUS_GAP.max(policy.solve.gap)
    } else {
        CONTINUOUS_GAP
    }
}

/// How large a goal is by nature: its value today, though not below its [`least`] size.
pub(crate) fn scale(case: &Case, goal: Goal) -> f64 {
    let today = of_values(case, goal, &case.today).unwrap_or(0.0);
    today.max(least(case.policy, goal))
}

/// What is not told apart from nothing when gaps are taken: a thousandth of the reference
/// that a goal is measured in, which for `cost` is all the money that is limited, though at
/// least 1 yuan; for `moves`, 1 person.
pub(crate) fn least(policy: &Policy, goal: Goal) -> f64 {
    match goal {
        Goal::Moves => 1.0,
        Goal::Cost => {
            let funds = policy.funds.iter();
            let limited: f64 = funds.filter_map(|f| f.amount.limit()).sum();
            (1e-3 * limited).max(1.0)
        }
        _ => 1e-3,
    }
}
