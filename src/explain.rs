//! Explain: why each section gets what it gets (缘由).
//!
//! In: the district, the standard, the policy and a plan. Out: [`Reasons`]. Nothing is
//! asked of the solver. A rise is cut at the minimum: the part below serves the first
//! goal that counts minima; the part above serves the first that counts differences,
//! if the value stood below the mean afterwards, since only such a rise brings values
//! closer; what serves neither comes alongside. A limit binds where nothing is left of it.

mod limits;
mod seats;

use rayon::prelude::*;

use crate::disparity::{Assessment, SectionAssessment, StageAssessment};
use crate::district::{District, Section, Stage};
use crate::id::Id;
use crate::plan::{Change, Hindrance, Lack, Plan, Purpose, Reasons, SectionReason, Served};
use crate::policy::{Goal, Policy, Rule};
use crate::standard::{Indicator, Standard};
use limits::Limits;
use seats::{Seated, Seats};

/// From so many sections on they are worth a thread.
const MANY: usize = 5_000;

/// A change under this part of the larger value is none.
const NOTHING: f64 = 1e-7;

/// Why a plan gives each section what it gives.
///
/// ```
/// use junheng::policy::{Fund, Lever};
/// use junheng::plan::Purpose;
/// use junheng::standard::{Indicator, Per, PerStage};
/// use junheng::{District, Options, Policy, Section, Stage, Standard, explain, plan};
///
/// let district = District::builder(["books"])
///     .section(Section::new("near", Stage::Primary, 100.0), [900.0])
///     .section(Section::new("far", Stage::Primary, 50.0), [200.0])
///     .build()?;
/// let mut books = Indicator::of("books", Per::Pupil);
/// books.minimum = PerStage::both(6.0, 6.0);
/// let standard = Standard::new("books", vec![books]);
/// let policy = Policy {
///     funds: vec![Fund::new("books", 1_500.0)],
///     levers: vec![Lever::adding("buy", "books", 10.0, "books")],
///     ..Policy::default()
/// };
/// let plan = plan(&district, &standard, &policy, &Options::default())?;
/// let reasons = explain::explain(&district, &standard, &policy, &plan);
/// // The far school rises from 4 to 6 books a pupil, its minimum, then on to 7.
/// let serves = &reasons.sections[0].changes[0].serves;
/// assert_eq!(serves[0].purpose, Purpose::Minimum);
/// assert_eq!(serves[1].purpose, Purpose::Evenness);
/// assert_eq!(reasons.limits, ["fund.books"]);
/// # Ok::<(), junheng::Error>(())
/// ```
#[must_use]
pub fn explain(district: &District, standard: &Standard, policy: &Policy, plan: &Plan) -> Reasons {
    let here = Seats::of(district.sections());
    let before = Seats::of(&plan.before.sections_detail);
    let limits = Limits::of(&here, district.sections(), standard, policy, plan);
    let view = View {
        standard,
        policy,
        after: &plan.after,
        limits: &limits,
    };
    let assessed = district.sections().iter().enumerate();
    let assessed: Vec<usize> = assessed
        .filter(|(_, s)| !s.is_excluded())
        .map(|(i, _)| i)
        .collect();
    let reason = |(i, after): (usize, &SectionAssessment)| {
        let guess = assessed.get(i).copied().unwrap_or(i);
        let (seat, section) = here.find(after.key(), guess)?;
        let (_, today) = before.find(after.key(), i)?;
        view.section((seat, section), today, after)
    };
    let after = &plan.after.sections_detail;
    let sections = if after.len() < MANY {
        after.iter().enumerate().filter_map(reason).collect()
    } else {
        after.par_iter().enumerate().filter_map(reason).collect()
    };
    Reasons {
        sections,
        limits: limits.used_up(),
        levers: Vec::new(),
    }
}

/// What the reasons of every section are told from.
struct View<'a> {
    standard: &'a Standard,
    policy: &'a Policy,
    after: &'a Assessment,
    limits: &'a Limits<'a>,
}

impl View<'_> {
    /// The reasons of one section; none where nothing happens and nothing is missing.
    fn section(
        &self,
        (seat, section): (usize, &Section),
        today: &SectionAssessment,
        after: &SectionAssessment,
    ) -> Option<SectionReason> {
        let stage = self.after.stage(section.stage)?;
        let spent = self.limits.spent_at(seat);
        let (mut changes, mut lacks, mut hindered) = (Vec::new(), Vec::new(), Vec::new());
        for (k, indicator) in self.standard.indicators.iter().enumerate() {
            let values = today
                .values
                .get(indicator.id.as_str())
                .zip(after.values.get(indicator.id.as_str()));
            let Some((from, to)) = values else { continue };
            changes.extend(self.change(indicator, stage, *from, *to));
            if after.below.iter().any(|id| *id == indicator.id) {
                let helps = self.limits.helping((seat, section), k);
                let minimum = indicator.minimum(section.stage).unwrap_or(0.0);
                lacks.push(Lack {
                    indicator: indicator.id.as_str().into(),
                    by: minimum - to,
                    why: self.hindrance(section, after, &helps),
                });
                hindered.extend(helps.limits);
            } else if *to > *from {
                hindered.extend(self.limits.helping((seat, section), k).limits);
            }
        }
        let is_told = spent > 0.0 || !changes.is_empty() || !lacks.is_empty();
        is_told.then(|| SectionReason {
            school_id: section.school_id.clone(),
            stage: section.stage,
            spent,
            changes,
            lacks,
            limits: self.limits.named(hindered, self.keeps(section)),
        })
    }

    /// A value's change, cut into what it serves.
    fn change(
        &self,
        indicator: &Indicator,
        stage: &StageAssessment,
        from: f64,
        to: f64,
    ) -> Option<Change> {
        let is_change = (to - from).abs() > NOTHING * from.abs().max(to.abs());
        is_change.then_some(())?;
        let part = |purpose, goal, by| Served { purpose, goal, by };
        let mut serves = Vec::new();
        if to < from {
            serves.push(part(Purpose::Given, None, to - from));
        } else {
            let weighs = self.policy.weight(&indicator.id) > 0.0;
            let minimum = indicator.minimum(stage.stage);
            let below = minimum.map_or(0.0, |m| to.min(m) - from.min(m));
            if below > 0.0 {
                let goal = self.asks_for_minimum(weighs);
                let purpose = if goal.is_some() {
                    Purpose::Minimum
                } else {
                    Purpose::Alongside
                };
                serves.push(part(purpose, goal, below));
            }
            let above = to - from - below;
            if above > NOTHING * to {
                let here = stage.indicators.iter().find(|k| k.id == indicator.id);
                let is_low = here.is_some_and(|k| from < k.mean);
                let evens = self.asks_for_evenness(indicator, stage.stage, weighs);
                let least = self.first(weighs && minimum.is_some(), Goal::is_maximised);
                let (purpose, goal) = match (evens.filter(|_| is_low), least) {
                    (Some(goal), _) => (Purpose::Evenness, Some(goal)),
                    (None, Some(goal)) => (Purpose::Least, Some(goal)),
                    (None, None) => (Purpose::Alongside, None),
                };
                serves.push(part(purpose, goal, above));
            }
        }
        Some(Change {
            indicator: indicator.id.as_str().into(),
            from,
            to,
            serves,
        })
    }

    /// The first goal that counts, by name, if the indicator does.
    fn first(&self, counts: bool, is_it: impl Fn(Goal) -> bool) -> Option<Id> {
        let mut goals = self.policy.goals.iter().filter(|_| counts);
        goals.find(|g| is_it(**g)).map(|g| g.id().into())
    }

    fn asks_for_minimum(&self, weighs: bool) -> Option<Id> {
        if self.policy.comply {
            return Some("comply".into());
        }
        self.first(weighs, |g| g == Goal::Shortfall || g.is_maximised())
    }

    fn asks_for_evenness(&self, indicator: &Indicator, stage: Stage, weighs: bool) -> Option<Id> {
        let composite = self.standard.composite.as_ref();
        let is_limited = indicator.cv_limit.get(stage).is_some()
            || composite.is_some_and(|c| c.cv_limit.get(stage).is_some());
        if self.policy.comply && is_limited {
            return Some("comply".into());
        }
        let is_limited = indicator.cv_limit(stage).is_some();
        self.first(weighs, |g| {
            matches!(g, Goal::Disparity(_)) || (g == Goal::WorstCv && is_limited)
        })
    }

    fn hindrance(
        &self,
        section: &Section,
        after: &SectionAssessment,
        helps: &limits::Helping,
    ) -> Hindrance {
        if self.keeps(section).next().is_some() {
            Hindrance::Kept
        } else if !helps.has_lever {
            Hindrance::NoLever
        } else if after.pass {
            Hindrance::MayMiss
        } else if helps.limits.is_empty() {
            Hindrance::Goals
        } else {
            Hindrance::Limit
        }
    }

    /// The rules that keep a section as it is.
    fn keeps<'s>(&'s self, section: &'s Section) -> impl Iterator<Item = Id> + 's {
        let rules = (1..).zip(&self.policy.rules);
        rules.filter_map(move |(n, rule)| match rule {
            Rule::Keep { school, stage }
                if *school == section.school_id && stage.is_none_or(|s| s == section.stage) =>
            {
                Some(format!("rule.{n}").into())
            }
            _ => None,
        })
    }
}
