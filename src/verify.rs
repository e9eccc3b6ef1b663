//! Verify: whether a plan keeps every promise (核验).
//!
//! In: the district, the standard, the policy and a plan. Out: nothing, or every
//! broken promise at once. Everything is recomputed from the actions and moves alone: stocks
//!
//! $$R^\prime_{sr} = R_{sr} + \sum_l a_{lr} y_{ls} + \sum_t (z_{ts} - z_{st})$$
//!
//! teachers by kind, values, money, rules, goals and assessments. No code is shared with what makes
//! plans, so that one mistake cannot hide another. One file a kind of promise.
//! [`lower_bound`] proves independently how good the last goal can be at best, and
//! [`judge`] holds what a plan claims of itself against such bounds.

mod actions;
mod assessments;
mod bound;
mod case;
mod funds;
pub(crate) mod goals;
mod judge;
mod moves;
mod prices;
mod rates;
mod reach;
mod staff;
mod state;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use bound::{Bound, LARGEST_BOUNDED, NoBound, lower_bound};
pub use goals::{CONTINUOUS_GAP, goal_value};
pub use judge::{Standing, judge};

use crate::disparity::{Assessment, SectionAssessment};
use crate::district::{District, Staff};
use crate::error::{Code, Error, Place, Problems};
use crate::plan::{Deeds, Plan, Transferred};
use crate::policy::{Goal, Policy};
use crate::standard::{Standard, Values};
use actions::Deed;
use case::Case;
use moves::Moved;

/// How far, relative to the natural scale of a limit, a promise may be missed and
/// still count as kept: the limit itself for units and money, today's stock and all
/// that was added or taken for a stock, the reference value (minimum, else today's
/// mean) for a value.
pub const TOLERANCE: f64 = 1e-9;

/// What a plan's actions and moves bring about, recomputed from the district.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The stocks afterwards, laid out as [`District::stocks`]; what lies within
    /// [`TOLERANCE`] below 0 is 0.
    pub stocks: Vec<f64>,
    /// The values afterwards.
    pub values: Values,
    /// The teachers by kind afterwards, where the district knows them so.
    pub staff: Option<Staff>,
    /// Yuan spent, by fund; every fund of the policy is there. What adding up has put
    /// within [`TOLERANCE`] above the amount of a fund is the amount.
    pub spent: BTreeMap<String, f64>,
    /// What each transfer of the policy does in all, in its order.
    pub transfers: Vec<Transferred>,
    /// The value of each goal of the policy, in its order.
    pub goals: Vec<f64>,
    /// Every value over its minimum that counts, ascending, where `leximin` is a goal.
    pub levels: Vec<f64>,
}

impl Outcome {
    /// The district afterwards.
    ///
    /// # Errors
    /// [`Error::Input`] where a stock is none that can be, such as one below 0.
    pub fn district(&self, today: &District) -> Result<District, Error> {
        after(today, &self.stocks, self.staff.as_ref())
    }
}

/// The district with what it holds afterwards.
fn after(today: &District, stocks: &[f64], staff: Option<&Staff>) -> Result<District, Error> {
    match staff {
        Some(staff) => today.with_teachers(stocks, staff.clone()),
        None => today.with_stocks(stocks),
    }
}

/// Actions and moves bound to levers, transfers and sections.
#[derive(Debug, Default)]
pub(crate) struct Done<'p> {
    pub(crate) deeds: Vec<Deed<'p>>,
    pub(crate) moves: Vec<Moved<'p>>,
}

impl<'p> Done<'p> {
    /// Binds all of them; those that cannot be bound are problems.
    pub(crate) fn resolve(case: &Case, deeds: Deeds<'p>, problems: &mut Problems) -> Self {
        Self {
            deeds: actions::resolve(case, deeds.actions, problems),
            moves: moves::resolve(case, deeds.moves, problems),
        }
    }
}

/// Recomputes what actions and moves bring about, whether or not they are allowed.
///
/// # Errors
/// [`Error::Input`] where standard or policy do not fit the district,
/// [`Error::Unverified`] where an action names no lever or section, has no price or
/// is not a finite number.
pub fn evaluate<'a>(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    deeds: impl Into<Deeds<'a>>,
) -> Result<Outcome, Error> {
    Checker::new(district, standard, policy)?.evaluate(deeds)
}

/// Whether actions and moves satisfy every constraint of the policy: levers, caps, funds,
/// rules, stocks, no levelling down and, where asked for, compliance. How good they
/// are does not matter.
///
/// # Errors
/// [`Error::Input`] where standard or policy do not fit the district.
pub fn is_feasible<'a>(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    deeds: impl Into<Deeds<'a>>,
) -> Result<bool, Error> {
    let case = Case::new(district, standard, policy)?;
    let mut problems = Problems::new();
    constraints(&case, deeds.into(), &mut problems)?;
    Ok(problems.is_empty())
}

/// Checks every promise of a plan.
///
/// # Errors
/// [`Error::Unverified`] with every promise broken; [`Error::Input`] where standard
/// or policy do not fit the district.
pub fn verify(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    plan: &Plan,
) -> Result<(), Error> {
    Checker::new(district, standard, policy)?.verify(plan)
}

/// A district, a standard and a policy bound once, to judge many actions and plans.
pub(crate) struct Checker<'a> {
    case: Case<'a>,
    before: OnceCell<Assessment>,
    /// The after-state assessed last: a plan is written down, then verified.
    after: RefCell<Option<(Vec<f64>, Rc<Assessment>)>>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(
        district: &'a District,
        standard: &'a Standard,
        policy: &'a Policy,
    ) -> Result<Self, Error> {
        Ok(Self {
            case: Case::new(district, standard, policy)?,
            before: OnceCell::new(),
            after: RefCell::new(None),
        })
    }

    /// As [`evaluate`].
    pub(crate) fn evaluate<'d>(&self, deeds: impl Into<Deeds<'d>>) -> Result<Outcome, Error> {
        let case = &self.case;
        let mut problems = Problems::new();
        let done = Done::resolve(case, deeds.into(), &mut problems);
        if !problems.is_empty() {
            return Err(Error::Unverified(problems));
        }
        let after = state::after(case, &done);
        let goals = case.policy.goals.iter();
        let value = |goal: &Goal| goals::value(case, *goal, &after.values, &done);
        Ok(Outcome {
            staff: after.staff,
            transfers: rates::transferred(case, &done.moves),
            goals: goals.map(value).collect(),
            levels: goals::levels(case, &after.values),
            spent: funds::stated(case, &done),
            stocks: after.stocks,
            values: after.values,
        })
    }

    /// The district assessed today.
    pub(crate) fn before(&self) -> Result<&Assessment, Error> {
        if let Some(before) = self.before.get() {
            return Ok(before);
        }
        let before = crate::disparity::assess(self.case.district, self.case.standard)?;
        Ok(self.before.get_or_init(|| before))
    }

    /// The district assessed with what it holds afterwards.
    pub(crate) fn after(
        &self,
        stocks: &[f64],
        staff: Option<&Staff>,
    ) -> Result<Rc<Assessment>, Error> {
        if let Some((of, after)) = &*self.after.borrow()
            && of == stocks
        {
            return Ok(Rc::clone(after));
        }
        let district = after(self.case.district, stocks, staff)?;
        let after = Rc::new(crate::disparity::assess(&district, self.case.standard)?);
        *self.after.borrow_mut() = Some((stocks.to_vec(), Rc::clone(&after)));
        Ok(after)
    }

    /// The value of each goal today.
    pub(crate) fn today(&self) -> Vec<f64> {
        let (case, nothing) = (&self.case, Done::default());
        let goals = case.policy.goals.iter();
        let value = |goal: &Goal| goals::value(case, *goal, &case.today, &nothing);
        goals.map(value).collect()
    }

    /// As [`verify`].
    pub(crate) fn verify(&self, plan: &Plan) -> Result<(), Error> {
        self.check(plan, false)
    }

    /// As [`verify`], of a plan whose assessments have just been made by
    /// [`assess`](crate::disparity::assess) of the district and of the after-state: to
    /// make them once more would compare them with themselves.
    pub(crate) fn verify_assessed(&self, plan: &Plan) -> Result<(), Error> {
        self.check(plan, true)
    }

    fn check(&self, plan: &Plan, is_assessed: bool) -> Result<(), Error> {
        let case = &self.case;
        let mut problems = Problems::new();
        finite(plan, &mut problems);
        let (done, after) = constraints(case, plan.into(), &mut problems)?;
        actions::check_listed(&plan.actions, &mut problems);
        moves::check_listed(case, &done.moves, &mut problems);
        rates::check_listed(case, &plan.transfers, &done.moves, &mut problems);
        funds::check_spent(case, &done, &plan.spent, &mut problems);
        goals::check(case, plan, &after.values, &done, &mut problems);
        prices::check(case, &plan.prices, &mut problems);
        if !is_assessed {
            assessments::check(self, plan, &after, &mut problems)?;
        }
        if problems.is_empty() {
            return Ok(());
        }
        let mut all = strangers(case, plan);
        all.append(problems);
        Err(Error::Unverified(all))
    }
}

/// What explains a plan that is all wrong: it is of another district, or another policy.
fn strangers(case: &Case, plan: &Plan) -> Problems {
    let mut problems = Problems::new();
    let sections = &plan.before.sections_detail;
    let is_strange = |s: &&SectionAssessment| case.section(&s.school_id, s.stage, 0).is_none();
    let strange = sections.iter().filter(is_strange).count();
    if 2 * strange > sections.len() {
        let args = [strange.to_string(), sections.len().to_string()];
        problems.add(Code::OtherDistrict, Place::default(), args);
    }
    let levers: BTreeSet<&str> = plan.actions.iter().map(|a| a.lever.as_str()).collect();
    let unknown = levers.iter().filter(|l| case.lever(l, 0).is_none()).count();
    if 2 * unknown > levers.len() {
        let args = [unknown.to_string(), levers.len().to_string()];
        problems.add(Code::OtherPolicy, Place::default(), args);
    }
    problems
}

/// The promises that hang on actions and moves alone.
fn constraints<'p>(
    case: &Case,
    deeds: Deeds<'p>,
    problems: &mut Problems,
) -> Result<(Done<'p>, state::After), Error> {
    let done = Done::resolve(case, deeds, problems);
    actions::check(case, &done.deeds, problems);
    moves::check(case, &done.moves, problems);
    reach::check(case, &done.moves, problems);
    rates::check(case, &done.moves, problems);
    let after = state::after(case, &done);
    staff::check(case, &done.deeds, &done.moves, &after.stocks, problems);
    state::check(case, &after, problems);
    funds::check(case, &done, problems);
    if case.policy.comply {
        assessments::comply(case, &after, problems)?;
    }
    Ok((done, after))
}

/// Every number that is written out must be one; those of actions are checked there.
fn finite(plan: &Plan, problems: &mut Problems) {
    let spent = plan.spent.iter().map(|(f, y)| (format!("fund.{f}"), *y));
    let goals = plan
        .goals
        .iter()
        .flat_map(|g| [(g.goal.clone(), g.value), (g.goal.clone(), g.bound)]);
    let prices = plan
        .prices
        .iter()
        .map(|p| (format!("price of {} at {}", p.of, p.goal), p.per_unit));
    let solver = [Some(plan.solver.gap), plan.solver.seconds]
        .into_iter()
        .flatten()
        .map(|x| ("solver".to_string(), x));
    for (item, number) in spent.chain(goals).chain(prices).chain(solver) {
        if !number.is_finite() {
            problems.add(Code::PlanNotFinite, Place::item(item), [number.to_string()]);
        }
    }
}

/// Whether two figures are one, within [`TOLERANCE`] of the larger or of a scale.
fn same(a: f64, b: f64, scale: f64) -> bool {
    // A NaN is no figure: the comparison is then false.
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(scale)
}

/// Whether a figure stays within a limit, within [`TOLERANCE`] of the limit or of a scale.
fn at_most(a: f64, limit: f64, scale: f64) -> bool {
    a <= limit + TOLERANCE * limit.abs().max(scale)
}
