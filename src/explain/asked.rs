//! What goals ask of an indicator in a stage, worked out once for all its sections.

use crate::disparity::{Assessment, StageAssessment};
use crate::district::Stage;
use crate::id::Id;
use crate::plan::{Change, Purpose, Served};
use crate::policy::{Goal, Policy};
use crate::standard::{Indicator, Standard};

/// A change under this part of the larger value is none.
const NOTHING: f64 = 1e-7;

/// What is asked of one indicator in one stage.
pub(super) struct Asked<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) id: Id,
    /// Its place in the standard.
    pub(super) place: usize,
    pub(super) minimum: Option<f64>,
    /// The mean afterwards.
    mean: Option<f64>,
    /// The first goal that asks for the minimum,
    for_minimum: Option<Id>,
    /// for less difference,
    for_evenness: Option<Id>,
    /// or for more wherever there is least.
    for_least: Option<Id>,
}

/// What is asked of every indicator in every stage afterwards, by its id.
pub(super) fn by_stage<'a>(
    standard: &'a Standard,
    policy: &Policy,
    after: &Assessment,
) -> Vec<(Stage, Vec<Asked<'a>>)> {
    let stages = after.stages.iter().map(|stage| {
        let indicators = standard.indicators.iter().enumerate();
        let asked = indicators.map(|indicator| Asked::of(indicator, stage, standard, policy));
        let mut asked: Vec<Asked> = asked.collect();
        asked.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        (stage.stage, asked)
    });
    stages.collect()
}

impl<'a> Asked<'a> {
    fn of(
        (place, indicator): (usize, &'a Indicator),
        stage: &StageAssessment,
        standard: &Standard,
        policy: &Policy,
    ) -> Self {
        let weighs = policy.weight(&indicator.id) > 0.0;
        let minimum = indicator.minimum(stage.stage);
        let known = stage.indicators.iter().find(|k| k.id == indicator.id);
        let first = |counts: bool, is_it: &dyn Fn(Goal) -> bool| {
            let mut goals = policy.goals.iter().filter(|_| counts);
            goals.find(|g| is_it(**g)).map(|g| Id::from(g.id()))
        };
        let comply = || Some("comply".into());
        let composite = standard.composite.as_ref();
        let is_limited = indicator.cv_limit.get(stage.stage).is_some()
            || composite.is_some_and(|c| c.cv_limit.get(stage.stage).is_some());
        let is_in_worst = indicator.cv_limit(stage.stage).is_some();
        let evens = |g| matches!(g, Goal::Disparity(_)) || (g == Goal::WorstCv && is_in_worst);
        Self {
            indicator,
            id: indicator.id.as_str().into(),
            place,
            minimum,
            mean: known.map(|k| k.mean),
            for_minimum: if policy.comply {
                comply()
            } else {
                first(weighs, &|g| g == Goal::Shortfall || g.is_maximised())
            },
            for_evenness: if policy.comply && is_limited {
                comply()
            } else {
                first(weighs, &evens)
            },
            for_least: first(weighs && minimum.is_some(), &Goal::is_maximised),
        }
    }

    /// A value's change, cut into what it serves.
    pub(super) fn change(&self, from: f64, to: f64) -> Option<Change> {
        let is_change = (to - from).abs() > NOTHING * from.abs().max(to.abs());
        is_change.then_some(())?;
        let part = |purpose, goal: Option<&Id>, by| Served {
            purpose,
            goal: goal.cloned(),
            by,
        };
        let mut serves = Vec::new();
        if to < from {
            serves.push(part(Purpose::Given, None, to - from));
        } else {
            let below = self.minimum.map_or(0.0, |m| to.min(m) - from.min(m));
            if below > 0.0 {
                let goal = self.for_minimum.as_ref();
                let purpose = goal.map_or(Purpose::Alongside, |_| Purpose::Minimum);
                serves.push(part(purpose, goal, below));
            }
            let above = to - from - below;
            if above > NOTHING * to {
                let is_low = self.mean.is_some_and(|mean| from < mean);
                let evens = self.for_evenness.as_ref().filter(|_| is_low);
                let (purpose, goal) = match (evens, self.for_least.as_ref()) {
                    (Some(goal), _) => (Purpose::Evenness, Some(goal)),
                    (None, Some(goal)) => (Purpose::Least, Some(goal)),
                    (None, None) => (Purpose::Alongside, None),
                };
                serves.push(part(purpose, goal, above));
            }
        }
        Some(Change {
            indicator: self.id.clone(),
            from,
            to,
            serves,
        })
    }
}
