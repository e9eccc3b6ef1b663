//! One scenario's row, and the columns that all rows of a sweep share.

use serde_json::Value;

use super::Sweep;
use crate::disparity::Assessment;
use crate::district::{District, Stage};
use crate::error::Error;
use crate::plan::{Plan, Status};
use crate::planner::{self, Options};
use crate::policy::Policy;
use crate::solve::Series;
use crate::standard::Standard;

/// What the rows of a sweep tell, in the order of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What is varied, by its path. A setting that is multiplied is there as the number
    /// that it becomes; where that is many, as prices by locale, the factor is, and the
    /// name ends in `.factor`. Of `pupils` it always is the factor.
    pub varied: Vec<String>,
    /// The funds.
    pub funds: Vec<String>,
    /// The goals of all scenarios, by their JSON names.
    pub goals: Vec<String>,
    /// Every stage that is taught with every indicator of the standard.
    pub indicators: Vec<(Stage, String)>,
}

impl Columns {
    pub(super) fn new<'p>(
        varied: Vec<String>,
        district: &District,
        standard: &Standard,
        policies: impl IntoIterator<Item = &'p Policy>,
    ) -> Self {
        let (mut funds, mut goals) = (Vec::new(), Vec::new());
        for policy in policies {
            add(&mut funds, policy.funds.iter().map(|f| f.name.as_str()));
            add(&mut goals, policy.goals.iter().map(|g| g.id()));
        }
        let taught = |stage: &Stage| district.sections().iter().any(|s| s.stage == *stage);
        let stages = Stage::ALL.into_iter().filter(taught);
        let ids = || standard.indicators.iter().map(|k| k.id.clone());
        Self {
            varied,
            funds,
            goals,
            indicators: stages.flat_map(|s| ids().map(move |k| (s, k))).collect(),
        }
    }

    /// The header of the table: `scenario`, the varied, `status`, `spent.FUND`, every
    /// goal, `pass`, `STAGE.INDICATOR.cv`, `.gini` and `.mean`, `error`.
    #[must_use]
    pub fn header(&self) -> Vec<String> {
        let mut names = vec!["scenario".to_owned()];
        names.extend(self.varied.iter().cloned());
        names.push("status".to_owned());
        names.extend(self.figures());
        names.push("error".to_owned());
        names
    }

    /// The names of the figures of an [`Outcome`], in the order of
    /// [`Outcome::figures`].
    #[must_use]
    pub fn figures(&self) -> Vec<String> {
        let mut names: Vec<String> = self.funds.iter().map(|f| format!("spent.{f}")).collect();
        names.extend(self.goals.iter().cloned());
        names.push("pass".to_owned());
        for (stage, id) in &self.indicators {
            names.extend(["cv", "gini", "mean"].map(|m| format!("{stage}.{id}.{m}")));
        }
        names
    }
}

/// Adds what is not there yet.
fn add<'n>(names: &mut Vec<String>, more: impl Iterator<Item = &'n str>) {
    for name in more {
        if !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
}

/// What came of one scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number, counted from 1.
    pub scenario: usize,
    /// What was varied; as [`Columns::varied`], or empty where no scenario could be made.
    pub varied: Vec<Value>,
    /// What its plan brings, or why there is none.
    pub outcome: Result<Outcome, Error>,
}

impl Row {
    /// `optimal`, `feasible`, `infeasible`, `stopped` or `error`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match &self.outcome {
            Ok(outcome) => match outcome.status {
                Status::Optimal => "optimal",
                Status::Feasible => "feasible",
            },
            Err(Error::Infeasible { .. }) => "infeasible",
            Err(Error::Stopped { .. }) => "stopped",
            Err(_) => "error",
        }
    }
}

/// What the plan of a scenario brings.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Whether it is proven best.
    pub status: Status,
    /// Yuan spent; as [`Columns::funds`].
    pub spent: Vec<Option<f64>>,
    /// The value of each goal; as [`Columns::goals`], none where this scenario has it not.
    pub goals: Vec<Option<f64>>,
    /// Whether the district passes the standard afterwards.
    pub pass: bool,
    /// Afterwards; as [`Columns::indicators`], none where no section is assessed.
    pub measures: Vec<Option<Measures>>,
}

/// One indicator in one stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// Difference coefficient.
    pub cv: Option<f64>,
    /// Gini coefficient.
    pub gini: Option<f64>,
    /// Mean, weighted by pupils.
    pub mean: f64,
}

impl Outcome {
    fn new(columns: &Columns, plan: &Plan) -> Self {
        let of = |name: &String| plan.goals.iter().find(|g| g.goal == *name);
        Self {
            status: plan.status,
            spent: columns
                .funds
                .iter()
                .map(|f| plan.spent.get(f).copied())
                .collect(),
            goals: columns
                .goals
                .iter()
                .map(|g| of(g).map(|g| g.value))
                .collect(),
            pass: plan.after.pass,
            measures: measures(columns, &plan.after),
        }
    }

    /// All figures, as [`Columns::figures`] names them; `pass` is 1 or 0.
    #[must_use]
    pub fn figures(&self) -> Vec<Option<f64>> {
        let mut figures = self.spent.clone();
        figures.extend(&self.goals);
        figures.push(Some(f64::from(u8::from(self.pass))));
        for measures in &self.measures {
            let of = |get: fn(&Measures) -> Option<f64>| measures.as_ref().and_then(get);
            figures.extend([of(|m| m.cv), of(|m| m.gini), of(|m| Some(m.mean))]);
        }
        figures
    }
}

fn measures(columns: &Columns, after: &Assessment) -> Vec<Option<Measures>> {
    let all = columns.indicators.iter().map(|(stage, id)| {
        let found = after.indicator(*stage, id)?;
        Some(Measures {
            cv: found.cv,
            gini: found.gini,
            mean: found.mean,
        })
    });
    all.collect()
}

impl Sweep<'_> {
    /// The row of one scenario, counted from 0, and its plan where there is one.
    #[must_use]
    pub fn row(&self, number: usize, options: &Options) -> (Row, Option<Plan>) {
        self.row_in(number, options, &Series::default())
    }

    /// The same as one of a series.
    pub(super) fn row_in(
        &self,
        number: usize,
        options: &Options,
        series: &Series,
    ) -> (Row, Option<Plan>) {
        let row = |varied, outcome| Row {
            scenario: number + 1,
            varied,
            outcome,
        };
        let scenario = match self.scenario(number) {
            Ok(scenario) => scenario,
            Err(error) => return (row(Vec::new(), Err(error)), None),
        };
        let (district, policy) = (&scenario.district, &scenario.policy);
        let options = options.clone().in_series();
        match planner::plan_in(district, self.standard, policy, &options, series) {
            Ok(plan) => {
                let outcome = Outcome::new(&self.columns, &plan);
                (row(scenario.varied, Ok(outcome)), Some(plan))
            }
            Err(error) => (row(scenario.varied, Err(error)), None),
        }
    }
}
