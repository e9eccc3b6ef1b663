//! One goal against another: the best value of one while the other is held.
//!
//! Both ends are plans in strict order, one goal first and then the other; between them
//! lies all that can be had of one for a little less of the other.

use super::{Draw, EXACT, Found, Frontier, Point, Shape, is_conic, starts};
use crate::district::District;
use crate::error::{Code, Error, Origin, Place, Problem};
use crate::planner::{self, trade};
use crate::policy::{Goal, Policy};
use crate::standard::Standard;

/// Draws the best values of `goal` against those of the goal `against`, whatever the order
/// of the policy's own goals; all its other settings hold.
///
/// # Errors
/// [`Error::Input`] where the policy does not fit, the two are one goal, one of them is
/// `worst_cv` or `leximin`, or the policy has whole units or `comply`, where no curve
/// lies between plans; what [`plan`](crate::plan()) says otherwise.
///
/// ```
/// use junheng::frontier::{Draw, between};
/// use junheng::policy::{Fund, Goal, Lever};
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
/// let goals = (Goal::Shortfall, Goal::Cost);
/// let curve = between(&district, &standard, &policy, goals.0, goals.1, &Draw::default())?;
/// // 111 books are lacking: from nothing spent to 2,220 yuan and no shortfall.
/// let ends = curve.points.first().zip(curve.points.last());
/// let ends = ends.map(|(a, b)| (a.amount.round(), b.amount.round()));
/// assert_eq!(ends, Some((0.0, 2_220.0)));
/// # Ok::<(), junheng::Error>(())
/// ```
pub fn between(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    goal: Goal,
    against: Goal,
    draw: &Draw,
) -> Result<Frontier, Error> {
    policy
        .check(district, standard, &Origin::default())
        .or(())?;
    let is_curve = |goal: Goal| !matches!(goal, Goal::WorstCv | Goal::Leximin);
    let ends = [draw.from, draw.to].map(|end| end.unwrap_or(0.0));
    if ends.iter().any(|end| !end.is_finite()) {
        let args = ends.map(|end| end.to_string());
        return Err(Problem::new(Code::FrontierRange, Place::default(), args).into());
    }
    if goal == against || !is_curve(goal) || !is_curve(against) || policy.has_choices() {
        let args = [goal.id(), against.id()];
        return Err(Problem::new(Code::FrontierGoals, Place::item(goal.id()), args).into());
    }
    let pair = Pair {
        district,
        standard,
        policy,
        goal,
        against,
        draw,
    };
    let mut ends = vec![
        pair.end([against, goal], draw.from)?,
        pair.end([goal, against], draw.to)?,
    ];
    ends.sort_by(|a, b| a.amount.total_cmp(&b.amount));
    let shape = Shape {
        is_convex: true,
        is_linear: !is_conic(goal) && !is_conic(against),
        is_maximised: goal.is_maximised(),
        tolerance: draw.tolerance,
    };
    let mut found = Found {
        points: ends,
        ..Found::default()
    };
    if let [low, high] = found.points.as_slice()
        && high.amount - low.amount > EXACT * high.amount.abs().max(low.amount.abs())
    {
        let inside = starts(low.amount, high.amount);
        found.add(pair.at(inside.get(1..4).unwrap_or_default())?);
    } else {
        // The two agree, and what is between is rounding.
        found.points.truncate(1);
    }
    let (found, error) = shape.refined(found, |amounts| pair.at(amounts))?;
    Ok(Frontier {
        against: Some(against.id().to_owned()),
        stops: None,
        ..shape.frontier(goal, found, error)
    })
}

/// Two goals of a policy.
struct Pair<'a> {
    district: &'a District,
    standard: &'a Standard,
    policy: &'a Policy,
    goal: Goal,
    against: Goal,
    draw: &'a Draw,
}

impl Pair<'_> {
    fn policy(&self, goals: [Goal; 2]) -> Policy {
        Policy {
            goals: goals.to_vec(),
            ..self.policy.clone()
        }
    }

    /// An end of the curve: a plan in strict order, or the value asked for.
    fn end(&self, goals: [Goal; 2], asked: Option<f64>) -> Result<Point, Error> {
        if let Some(amount) = asked {
            return self.held_at(amount);
        }
        let options = self.draw.options.clone().in_series();
        let policy = self.policy(goals);
        let plan = planner::plan(self.district, self.standard, &policy, &options)?;
        let of = |goal: Goal| plan.goals.iter().find(|g| g.goal == goal.id());
        let (value, held) = (of(self.goal), of(self.against));
        Ok(Point {
            amount: held.map_or(f64::NAN, |g| g.value),
            value: value.map_or(f64::NAN, |g| g.value),
            bound: value.map_or(f64::NAN, |g| g.bound),
            pass: plan.after.pass,
        })
    }

    fn held_at(&self, amount: f64) -> Result<Point, Error> {
        let policy = self.policy([self.against, self.goal]);
        let options = self.draw.options.clone().in_series();
        let plan = trade::plan(self.district, self.standard, &policy, amount, &options)?;
        let best = plan.goals.last();
        Ok(Point {
            amount,
            value: best.map_or(f64::NAN, |g| g.value),
            bound: best.map_or(f64::NAN, |g| g.bound),
            pass: plan.after.pass,
        })
    }

    fn at(&self, amounts: &[f64]) -> Result<Found, Error> {
        Found::at(amounts, |amount| self.held_at(amount))
    }
}
