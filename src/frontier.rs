//! The frontier: what each amount of one fund does for the first goal.
//!
//! In: a district, a standard, a policy and a fund. Out: points (amount, value) of the
//! curve $f(b)$, the best value of the first goal with $b$ yuan in the fund; or, for two
//! goals ([`between`]), the best value of one while the other is at most $b$. More room
//! never harms and mixtures of plans are plans, so $f$ is convex (`floor`: concave) and
//! never rises. Between two points it lies below their chord and above the chords of the
//! neighbouring intervals drawn on (the *sandwich* of Burkard, Hamacher and Rote, 1991).
//! Where the two bounds are furthest apart, and by how much, says where the next point
//! belongs and how wrong the curve can be. Where $f$ is made of straight pieces, the
//! chords drawn on meet in its breakpoints, and the bounds close. With whole units,
//! `comply` or `worst_cv` mixtures are no plans or no better: there it only never rises,
//! and two neighbours bound what lies between them.

mod ends;
mod gaps;
mod goals;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use goals::between;

use crate::district::District;
use crate::error::{Code, Error, Origin, Place, Problem};
use crate::planner::{self, Options};
use crate::policy::{Amount, Goal, Measure, Policy};
use crate::standard::Standard;
use gaps::Gap;

/// Most points of a frontier, and of one that may bend either way.
const MOST: usize = 400;
const MOST_STEPS: usize = 65;

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
    /// The fund; empty where the amounts are values of another goal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fund: String,
    /// The goal that is held at each amount, by its JSON name, where that is no fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
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
    /// The least amount found with which the district can pass the standard, to 1e-6;
    /// none where no amount is enough or it cannot be said.
    pub least_to_comply: Option<f64>,
    /// Amounts at which a limit (time, cancellation) came before any plan: the curve is
    /// drawn without them, and [`error`](Self::error) says what that costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<f64>,
}

/// One point of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Yuan in the fund, or the most that the other goal may be (`floor`: the least).
    pub amount: f64,
    /// The goal's value.
    pub value: f64,
    /// What was proven of it.
    pub bound: f64,
    /// Whether the district passes the standard.
    pub pass: bool,
}

/// Draws the frontier of a fund at the first goal of a policy. Each plan has the limit
/// of time of the policy; where it comes before any plan, the curve goes without that
/// point, and where [`Options::cancel`] is set, it ends with the points there are.
///
/// # Errors
/// [`Error::Input`] where the policy does not fit, has no such fund, the range is
/// none, or the goal is `cost` and nothing need be spent; [`Error::Infeasible`] where no
/// amount gives a plan; [`Error::Stopped`] where no point was found in time; what
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
    let found = curve.at(&starts(from, to))?;
    // Where every plan complies, the least amount of any is what the curve starts from.
    let least = if policy.comply && draw.from.is_none() {
        Some(from)
    } else {
        curve.least_to_comply()
    };
    let is_convex = goal != Goal::WorstCv && !policy.has_choices();
    let shape = Shape {
        is_convex,
        is_linear: is_convex && !is_conic(goal),
        is_maximised: goal.is_maximised(),
        tolerance: draw.tolerance,
    };
    let (found, error) = shape.refined(found, |amounts| curve.at(amounts))?;
    Ok(Frontier {
        fund: fund.to_owned(),
        least_to_comply: least,
        ..shape.frontier(goal, found, error)
    })
}

/// What was planned: points of the curve, and amounts at which a limit came first.
#[derive(Default)]
struct Found {
    points: Vec<Point>,
    stopped: Vec<f64>,
    /// The last error of those that stopped.
    limit: Option<Error>,
}

impl Found {
    /// Plans these amounts in parallel.
    fn at(
        amounts: &[f64],
        plan: impl Fn(f64) -> Result<Point, Error> + Sync,
    ) -> Result<Self, Error> {
        let planned: Vec<_> = amounts.par_iter().map(|amount| plan(*amount)).collect();
        let mut found = Self::default();
        for (amount, planned) in amounts.iter().zip(planned) {
            match planned {
                Ok(point) => found.points.push(point),
                Err(error @ Error::Stopped { .. }) => {
                    found.stopped.push(*amount);
                    found.limit = Some(error);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// Itself, unless it has no point at all.
    fn not_empty(self) -> Result<Self, Error> {
        match self.limit {
            Some(limit) if self.points.is_empty() => Err(limit),
            _ => Ok(self),
        }
    }

    /// Takes in what another found; it may have stopped everywhere.
    fn add(&mut self, more: Self) {
        self.points.extend(more.points);
        self.points.sort_by(|a, b| a.amount.total_cmp(&b.amount));
        self.stopped.extend(more.stopped);
        self.stopped.sort_by(f64::total_cmp);
    }
}

/// Whether a goal is no linear program.
fn is_conic(goal: Goal) -> bool {
    matches!(goal, Goal::Disparity(Measure::Std) | Goal::WorstCv)
}

/// What is known of a curve before it is drawn.
struct Shape {
    is_convex: bool,
    /// Whether it is made of straight pieces.
    is_linear: bool,
    is_maximised: bool,
    tolerance: f64,
}

impl Shape {
    /// How far the curve may be off, by how much it falls.
    fn allowed(&self, points: &[Point]) -> f64 {
        let part = if self.is_linear {
            EXACT
        } else {
            self.tolerance
        };
        part * fall(points)
    }

    /// Adds points where the curve can be furthest off, until it is not or a limit comes
    /// first; with the error that is left.
    fn refined(
        &self,
        found: Found,
        at: impl Fn(&[f64]) -> Result<Found, Error>,
    ) -> Result<(Found, f64), Error> {
        let mut found = found.not_empty()?;
        let allowed = self.allowed(&found.points);
        loop {
            let points = &found.points;
            let (gaps, most) = if self.is_convex {
                (gaps::gaps(points, self.is_maximised), MOST)
            } else {
                (gaps::steps(points), MOST_STEPS)
            };
            let error = gaps.iter().map(|g| g.height).fold(0.0, f64::max);
            let room = most.saturating_sub(points.len());
            let is_open = |g: &Gap| g.height > allowed && !found.stopped.contains(&g.amount);
            let mut next: Vec<Gap> = gaps.into_iter().filter(is_open).collect();
            next.sort_by(|a, b| b.height.total_cmp(&a.height));
            next.truncate(room);
            if next.is_empty() {
                return Ok((found, error));
            }
            let amounts: Vec<f64> = next.iter().map(|g| g.amount).collect();
            found.add(at(&amounts)?);
        }
    }

    /// The curve of a goal through these points.
    fn frontier(&self, goal: Goal, found: Found, error: f64) -> Frontier {
        let points = found.points;
        let (allowed, fall) = (self.allowed(&points), fall(&points));
        let points = if self.is_convex {
            gaps::bends(&points, fall * EXACT * 0.1)
        } else {
            points
        };
        Frontier {
            fund: String::new(),
            against: None,
            goal: goal.id().to_owned(),
            exact: self.is_linear && error <= allowed,
            error,
            stops: gaps::stops(&points, fall * EXACT),
            knee: gaps::knee(&points),
            least_to_comply: None,
            points,
            stopped: found.stopped,
        }
    }
}

/// By how much the curve falls, or rises, from end to end.
fn fall(points: &[Point]) -> f64 {
    let ends = points.first().zip(points.last());
    ends.map_or(0.0, |(a, b)| (a.value - b.value).abs())
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

    /// What is found at these amounts.
    fn at(&self, amounts: &[f64]) -> Result<Found, Error> {
        let options = self.options.clone().in_series();
        Found::at(amounts, |amount| {
            let policy = self.policy(Amount::Yuan(amount), vec![self.goal]);
            let plan = planner::plan(self.district, self.standard, &policy, &options)?;
            let goal = plan.goals.first();
            Ok(Point {
                amount,
                value: goal.map_or(f64::NAN, |g| g.value),
                bound: goal.map_or(f64::NAN, |g| g.bound),
                pass: plan.after.pass,
            })
        })
    }
}

/// Both ends, the middle, and a point near each end, whose chord bounds it.
fn starts(from: f64, to: f64) -> Vec<f64> {
    let at = |part: f64| from + (to - from) * part;
    vec![from, at(PROBE), at(0.5), at(1.0 - PROBE), to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_limit_stops_is_left_out_and_named() {
        let shape = Shape {
            is_convex: false,
            is_linear: false,
            is_maximised: false,
            tolerance: 1e-3,
        };
        // Steps down at 1 and 3; nothing is found about 2, nor above 5.
        let at = |amounts: &[f64]| {
            Found::at(amounts, |amount| {
                if (1.9..2.1).contains(&amount) || amount > 5.0 {
                    return Err(Error::Stopped {
                        limit: "test".to_owned(),
                    });
                }
                let value = [3.0, 1.0].iter().filter(|step| amount < **step).count();
                Ok(Point {
                    amount,
                    value: value as f64,
                    bound: value as f64,
                    pass: false,
                })
            })
        };
        let drawn = at(&[0.0, 2.0, 4.0, 6.0]).and_then(|found| shape.refined(found, at));
        let (found, error) = drawn.unwrap_or_default();
        assert_eq!(found.stopped, [2.0, 6.0]);
        // The step at 3 lies between 0 and 4, and what is between cannot be found out.
        assert!((error - 2.0).abs() < 1e-12, "{error}");
        let curve = shape.frontier(Goal::Shortfall, found, error);
        assert_eq!(curve.stopped, [2.0, 6.0]);
        assert_eq!(curve.points.len(), 2);
        let none = at(&[6.0, 7.0]).and_then(|found| shape.refined(found, at));
        assert!(matches!(none, Err(Error::Stopped { .. })));
    }
}
