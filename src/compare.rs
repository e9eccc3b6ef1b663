//! Comparing two states of a district: what changed for whom (比较).
//!
//! In: two assessments by one standard: after two plans, before and after one, or of two
//! districts (two years). Out: each stage's and indicator's figures side by side, and
//! for each section which indicators rise and which fall: who gains, who loses nothing.
//! Values within 1e-6 relative are the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::disparity::{Assessment, SectionAssessment};
use crate::district::Stage;
use crate::error::{Code, Error, Place, Problem};
use crate::id::Id;
use crate::plan::Plan;

/// Values so close, relative, are the same.
const SAME: f64 = 1e-6;

/// Which two states are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// Today, and after a plan.
    TodayAndPlan,
    /// After one plan, and after another.
    TwoPlans,
    /// Two districts, or a district and what a plan makes of one.
    TwoStates,
}

/// What changed from the first state to the second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Which two they are.
    pub compared: Compared,
    /// The standard of both.
    pub standard: String,
    /// Whether each passes it.
    pub pass: [bool; 2],
    /// The goals that either of two plans has, with their values.
    pub goals: Vec<GoalPair>,
    /// The currency of what is spent, by its code; none: yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Money spent, by fund, where there is a plan.
    pub spent: BTreeMap<String, [Option<f64>; 2]>,
    /// Each stage and indicator.
    pub indicators: Vec<IndicatorPair>,
    /// Each section that is in both, in the order of the first.
    pub sections: Vec<SectionChange>,
    /// Sections that only the first has.
    pub only_first: Vec<(Id, Stage)>,
    /// Sections that only the second has.
    pub only_second: Vec<(Id, Stage)>,
}

/// One goal of two plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoalPair {
    /// The goal's JSON name.
    pub goal: String,
    /// Its two values.
    pub values: [Option<f64>; 2],
}

/// One indicator in one stage, twice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorPair {
    /// The stage.
    pub stage: Stage,
    /// The indicator.
    pub id: Id,
    /// Means, weighted by pupils.
    pub mean: [f64; 2],
    /// Difference coefficients.
    pub cv: [Option<f64>; 2],
    /// Gini coefficients.
    pub gini: [Option<f64>; 2],
    /// Sections below the minimum.
    pub sections_below: [usize; 2],
}

/// What changed for one section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionChange {
    /// The school.
    pub school_id: Id,
    /// The stage.
    pub stage: Stage,
    /// The indicators whose value is higher in the second, with the change.
    pub gains: BTreeMap<Id, f64>,
    /// The indicators whose value is lower in the second, with the change.
    pub loses: BTreeMap<Id, f64>,
    /// Whether it meets what the standard asks of one section.
    pub pass: [bool; 2],
}

impl Comparison {
    /// What changed from one assessment to another.
    ///
    /// # Errors
    /// [`Error::Input`] where they are by different standards.
    pub fn of(first: &Assessment, second: &Assessment) -> Result<Self, Error> {
        if first.standard != second.standard {
            let args = [first.standard.as_str(), &second.standard];
            return Err(Problem::new(Code::CompareStandards, Place::default(), args).into());
        }
        let (old, new) = (by_section(first), by_section(second));
        let both = first.sections_detail.iter().filter_map(|s| {
            let other = new.get(&(s.school_id.as_str(), s.stage))?;
            Some(change(s, other))
        });
        let alone = |a: &Assessment, b: &BTreeMap<_, _>| {
            let sections = a.sections_detail.iter();
            let alone = sections.filter(|s| !b.contains_key(&(s.school_id.as_str(), s.stage)));
            alone.map(|s| (s.school_id.clone(), s.stage)).collect()
        };
        Ok(Self {
            compared: Compared::TwoStates,
            standard: first.standard.clone(),
            pass: [first.pass, second.pass],
            goals: Vec::new(),
            currency: None,
            spent: BTreeMap::new(),
            indicators: indicators(first, second),
            sections: both.collect(),
            only_first: alone(first, &new),
            only_second: alone(second, &old),
        })
    }

    /// What the second plan does otherwise than the first: their after-states.
    ///
    /// # Errors
    /// [`Error::Input`] where they are by different standards or in different currencies.
    pub fn of_plans(first: &Plan, second: &Plan) -> Result<Self, Error> {
        if first.currency != second.currency {
            let code = |plan: &Plan| plan.currency.clone().unwrap_or_else(|| "CNY".to_owned());
            let args = [code(first), code(second)];
            return Err(Problem::new(Code::CompareCurrencies, Place::default(), args).into());
        }
        let mut names: Vec<&String> = first.goals.iter().map(|g| &g.goal).collect();
        for goal in &second.goals {
            if !names.contains(&&goal.goal) {
                names.push(&goal.goal);
            }
        }
        let value = |plan: &Plan, name: &String| {
            let goal = plan.goals.iter().find(|g| g.goal == *name);
            goal.map(|g| g.value)
        };
        let goals = names.into_iter().map(|name| GoalPair {
            goal: name.clone(),
            values: [value(first, name), value(second, name)],
        });
        let funds = first.spent.keys().chain(second.spent.keys());
        let spent = funds.map(|fund| {
            let of = [first, second].map(|plan| plan.spent.get(fund).copied());
            (fund.clone(), of)
        });
        Ok(Self {
            compared: Compared::TwoPlans,
            goals: goals.collect(),
            currency: second.currency.clone(),
            spent: spent.collect(),
            ..Self::of(&first.after, &second.after)?
        })
    }

    /// What a plan changes against today.
    ///
    /// # Errors
    /// [`Error::Input`] where its two assessments are by different standards.
    pub fn with_today(plan: &Plan) -> Result<Self, Error> {
        let spent = plan.spent.iter();
        Ok(Self {
            compared: Compared::TodayAndPlan,
            currency: plan.currency.clone(),
            spent: spent
                .map(|(fund, yuan)| (fund.clone(), [Some(0.0), Some(*yuan)]))
                .collect(),
            ..Self::of(&plan.before, &plan.after)?
        })
    }

    /// The sections where some indicator rises and none falls.
    pub fn gaining(&self) -> impl Iterator<Item = &SectionChange> {
        let sections = self.sections.iter();
        sections.filter(|s| !s.gains.is_empty() && s.loses.is_empty())
    }

    /// The sections where some indicator falls.
    pub fn losing(&self) -> impl Iterator<Item = &SectionChange> {
        self.sections.iter().filter(|s| !s.loses.is_empty())
    }
}

fn by_section(a: &Assessment) -> BTreeMap<(&str, Stage), &SectionAssessment> {
    let sections = a.sections_detail.iter();
    sections
        .map(|s| ((s.school_id.as_str(), s.stage), s))
        .collect()
}

fn change(old: &SectionAssessment, new: &SectionAssessment) -> SectionChange {
    let (mut gains, mut loses) = (BTreeMap::new(), BTreeMap::new());
    for (id, before) in &old.values {
        let Some(after) = new.values.get(id) else {
            continue;
        };
        let change = after - before;
        if change.abs() > SAME * before.abs().max(after.abs()) {
            let side = if change > 0.0 { &mut gains } else { &mut loses };
            side.insert(id.clone(), change);
        }
    }
    SectionChange {
        school_id: old.school_id.clone(),
        stage: old.stage,
        gains,
        loses,
        pass: [old.pass, new.pass],
    }
}

fn indicators(first: &Assessment, second: &Assessment) -> Vec<IndicatorPair> {
    let mut pairs = Vec::new();
    for stage in &first.stages {
        for one in &stage.indicators {
            if let Some(other) = second.indicator(stage.stage, &one.id) {
                pairs.push(IndicatorPair {
                    stage: stage.stage,
                    id: one.id.clone(),
                    mean: [one.mean, other.mean],
                    cv: [one.cv, other.cv],
                    gini: [one.gini, other.gini],
                    sections_below: [one.sections_below, other.sections_below],
                });
            }
        }
    }
    pairs
}
