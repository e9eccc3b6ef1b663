//! The frontier: what each amount of one fund does for the first goal.
//!
//! In: a district, a standard, a policy and a fund. Out: points (amount, value) of the
//! curve $f(b)$, the best value of the first goal with $b$ yuan in the fund. More money
//! never harms and mixtures of plans are plans, so $f$ is convex (`floor`: concave) and
//! never rises. Between two points it lies below their chord and above the chords of the
//! neighbouring intervals drawn on (the *sandwich* of Burkard, Hamacher and Rote, 1991).
//! Where the two bounds are furthest apart, and by how much, says where the next point
//! belongs and how wrong the curve can be. Where $f$ is made of straight pieces, the
//! chords drawn on meet in its breakpoints, and the bounds close.

mod ends;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::district::District;
use crate::error::{Code, Error, Origin, Place, Problem};
use crate::planner::{self, Options};
use crate::policy::{Amount, Goal, Measure, Policy};
use crate::standard::Standard;

/// Most points of a frontier.
const MOST: usize = 400;

/// The part of an interval that the first and the last point are probed by.
const PROBE: f64 = 1.0 / 512.0;

/// Relative to the fall of the whole curve: what still counts as exact.
const EXACT: f64 = 1e-6;

/// How a frontier is drawn.
#[derive(Debug, Clone)]
pub struct Draw {
    /// The least amount; none: 0, or the least that any plan needs.
    pub from: Option<f64>,
    /// The largest amount; none: where more money stops helping.
    pub to: Option<f64>,
    /// How far, relative to the fall of the whole curve, it may be off where it is not
    /// made of straight pieces.
    pub tolerance: f64,
    /// How each plan is made.
    pub options: Options,
}

impl Default for Draw {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            tolerance: 1e-3,
            options: Options::default(),
        }
    }
}

/// What each amount of a fund does for a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frontier {
    /// The fund.
    pub fund: String,
    /// The goal, by its JSON name.
    pub goal: String,
    /// The curve, the least amount first; straight lines lie between.
    pub points: Vec<Point>,
    /// Whether the points are the breakpoints of a curve of straight pieces, to 1e-6 of
    /// its fall.
    pub exact: bool,
    /// How far the curve can be off anywhere, in units of the goal's value.
    pub error: f64,
    /// From this amount on more money does not help; none where it still does at the
    /// end.
    pub stops: Option<f64>,
    /// The amount after which each yuan does clearly less: the point furthest from the
    /// line between both ends; none where the curve is straight.
    pub knee: Option<f64>,
    /// The least amount with which the district can pass the standard, to 1e-6; none
    /// where no amount is enough or it cannot be said.
    pub least_to_comply: Option<f64>,
}

/// One point of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Yuan in the fund.
    pub amount: f64,
    /// The goal's value.
    pub value: f64,
    /// What was proven of it.
    pub bound: f64,
    /// Whether the district passes the standard.
    pub pass: bool,
}

/// Draws the frontier of a fund at the first goal of a policy.
///
/// # Errors
/// [`Error::Input`] where the policy does not fit, has no such fund, or the range is
/// none; [`Error::Infeasible`] where no amount gives a plan; what
/// [`plan`](crate::plan()) says otherwise.
///
/// ```
/// use junheng::frontier::{Draw, frontier};
/// use junheng::policy::{Fund, Lever};
/// use junheng::standard::{Indicator, Per, PerStage};
/// use junheng::{District, Policy, Section, Stage, Standard};
/// let district = District::builder(["books"])
///     .section(Section::new("1", Stage::Primary, 45.0), [450.0])
///     .section(Section::new("2", Stage::Primary, 37.0), [74.0])
///     .build()?;
/// let books = Indicator {
///     minimum: PerStage::both(5.0, 5.0),
///     ..Indicator::of("books", Per::Pupil)
/// };
/// let standard = Standard::new("books", vec![books]);
/// let policy = Policy {
///     funds: vec![Fund::new("library", 3_000.0)],
///     levers: vec![Lever::adding("buy books", "books", 20.0, "library")],
///     ..Policy::default()
/// };
/// let curve = frontier(&district, &standard, &policy, "library", &Draw::default())?;
/// // 111 books are lacking, at 20 yuan each: a straight line down to 0.
/// assert!((curve.stops.unwrap_or_default() - 2_220.0).abs() < 1.0);
/// assert!(curve.exact);
/// # Ok::<(), junheng::Error>(())
/// ```
pub fn frontier(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    fund: &str,
    draw: &Draw,
) -> Result<Frontier, Error> {
    policy
        .check(district, standard, &Origin::default())
        .or(())?;
    let Some(index) = policy.fund(fund) else {
        let known: Vec<&str> = policy.funds.iter().map(|f| f.name.as_str()).collect();
        let args = [fund, &known.join(", ")];
        return Err(Problem::new(Code::FrontierNoFund, Place::item(fund), args).into());
    };
    let goal = policy.goals.first().copied().unwrap_or(Goal::Shortfall);
    let curve = Curve {
        district,
        standard,
        policy,
        fund: index,
        goal,
        options: draw.options.clone(),
    };
    let (from, to) = curve.range(draw)?;
    let mut points = curve.at(&starts(from, to))?;
    let fall = points
        .first()
        .zip(points.last())
        .map_or(0.0, |(a, b)| (a.value - b.value).abs());
    let is_linear = !matches!(goal, Goal::Disparity(Measure::Std));
    let goal_error = fall * if is_linear { EXACT } else { draw.tolerance };
    let error = loop {
        let gaps = gaps(&points, goal.is_maximised());
        let error = gaps.iter().map(|g| g.height).fold(0.0, f64::max);
        let room = MOST.saturating_sub(points.len());
        let mut next: Vec<Gap> = gaps.into_iter().filter(|g| g.height > goal_error).collect();
        next.sort_by(|a, b| b.height.total_cmp(&a.height));
        next.truncate(room);
        if next.is_empty() {
            break error;
        }
        let amounts: Vec<f64> = next.iter().map(|g| g.amount).collect();
        points.extend(curve.at(&amounts)?);
        points.sort_by(|a, b| a.amount.total_cmp(&b.amount));
    };
    let points = bends(&points, fall * EXACT * 0.1);
    Ok(Frontier {
        fund: fund.to_owned(),
        goal: goal.id().to_owned(),
        exact: is_linear && error <= goal_error,
        error,
        stops: stops(&points, fall * EXACT),
        knee: knee(&points),
        least_to_comply: curve.least_to_comply(),
        points,
    })
}

/// The curve, a plan an amount.
struct Curve<'a> {
    district: &'a District,
    standard: &'a Standard,
    policy: &'a Policy,
    fund: usize,
    goal: Goal,
    options: Options,
}

impl Curve<'_> {
    /// The policy with one goal and this amount.
    fn policy(&self, amount: Amount, goals: Vec<Goal>) -> Policy {
        let mut policy = self.policy.clone();
        policy.goals = goals;
        if let Some(fund) = policy.funds.get_mut(self.fund) {
            fund.amount = amount;
        }
        policy
    }

    /// Points of these amounts, planned in parallel.
    fn at(&self, amounts: &[f64]) -> Result<Vec<Point>, Error> {
        amounts
            .par_iter()
            .map(|amount| {
                let policy = self.policy(Amount::Yuan(*amount), vec![self.goal]);
                let plan = planner::plan(self.district, self.standard, &policy, &self.options)?;
                let goal = plan.goals.first();
                Ok(Point {
                    amount: *amount,
                    value: goal.map_or(f64::NAN, |g| g.value),
                    bound: goal.map_or(f64::NAN, |g| g.bound),
                    pass: plan.after.pass,
                })
            })
            .collect()
    }
}

/// Both ends, the middle, and a point near each end, whose chord bounds it.
fn starts(from: f64, to: f64) -> Vec<f64> {
    let at = |part: f64| from + (to - from) * part;
    vec![from, at(PROBE), at(0.5), at(1.0 - PROBE), to]
}

/// How far the curve may lie below a chord, and where.
struct Gap {
    amount: f64,
    height: f64,
}

/// The gap of each interval between neighbouring points.
fn gaps(points: &[Point], is_maximised: bool) -> Vec<Gap> {
    let sign = if is_maximised { -1.0 } else { 1.0 };
    let xy = |p: &Point| (p.amount, sign * p.value);
    let points: Vec<(f64, f64)> = points.iter().map(xy).collect();
    let slope = |a: usize, b: usize| -> Option<f64> {
        let ((xa, ya), (xb, yb)) = (points.get(a)?, points.get(b)?);
        (xb > xa).then(|| (yb - ya) / (xb - xa))
    };
    let gap = |i: usize| -> Option<Gap> {
        let ((xa, ya), (xb, yb)) = (*points.get(i)?, *points.get(i + 1)?);
        let chord = slope(i, i + 1)?;
        let left = i.checked_sub(1).and_then(|h| slope(h, i));
        let right = slope(i + 1, i + 2);
        let (left, right) = match (left, right) {
            (Some(left), Some(right)) => (left, right),
            // At an end only the other side bounds the curve, worst at the end itself.
            (None, Some(right)) => {
                let height = ya - (yb - right.max(chord) * (xb - xa));
                return Some(Gap {
                    amount: xa + 0.1 * (xb - xa),
                    height,
                });
            }
            (Some(left), None) => {
                let height = yb - (ya + left.min(chord) * (xb - xa));
                return Some(Gap {
                    amount: xb - 0.1 * (xb - xa),
                    height,
                });
            }
            (None, None) => return None,
        };
        // The lines from both sides meet inside; noise must not push them out.
        let (left, right) = (left.min(chord), right.max(chord));
        if right - left <= 0.0 {
            return None;
        }
        let at = ((yb - ya) + left * xa - right * xb) / (left - right);
        let at = at.clamp(xa, xb);
        let height = ya + chord * (at - xa) - (ya + left * (at - xa));
        // Too close to a point it would tell nothing new.
        let inside = (xb - xa) * 0.02;
        Some(Gap {
            amount: at.clamp(xa + inside.min(1.0), xb - inside.min(1.0)),
            height,
        })
    };
    (0..points.len().saturating_sub(1))
        .filter_map(gap)
        .collect()
}

/// The points without those on the straight line between their neighbours.
fn bends(points: &[Point], noise: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let is_straight = match (kept.last(), points.get(i + 1)) {
            (Some(a), Some(b)) if b.amount > a.amount => {
                let part = (point.amount - a.amount) / (b.amount - a.amount);
                (a.value + part * (b.value - a.value) - point.value).abs() <= noise
            }
            _ => false,
        };
        if !is_straight {
            kept.push(*point);
        }
    }
    kept
}

/// The first amount as good as the last.
fn stops(points: &[Point], noise: f64) -> Option<f64> {
    let last = points.last()?;
    let flat = points
        .iter()
        .find(|p| (p.value - last.value).abs() <= noise)?;
    (flat.amount < last.amount).then_some(flat.amount)
}

/// The point furthest from the line between both ends.
fn knee(points: &[Point]) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    let (width, height) = (last.amount - first.amount, last.value - first.value);
    let away = |p: &Point| {
        let line = (p.amount - first.amount) / width;
        ((p.value - first.value) / height - line).abs()
    };
    let furthest = points.iter().max_by(|a, b| away(a).total_cmp(&away(b)))?;
    (away(furthest) > 0.01).then_some(furthest.amount)
}
