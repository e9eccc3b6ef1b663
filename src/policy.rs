//! The policy: levers, funds, rules and goals together (方案设定).
//!
//! It says what a district *can* do (levers, at a price paid from funds), what it
//! *must* respect (rules, caps, no levelling down) and what to make best (goals, in
//! strict order). The types mirror `policy.toml` key by key.

mod check;
mod people;
mod transfer;

use std::collections::BTreeMap;

use serde::Serialize;

pub use people::{OnTeachers, STAFFING, Training, Traits, most_teachers};
pub use transfer::{Cargo, Gauge, NEAREST, Reach, Transfer};

use crate::district::{Locale, Section, Stage};
use crate::standard::{PerStage, Weights};

/// Everything the planner is asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Policy {
    /// The standard's id or file; none: `quality-balanced-2017`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// The currency of all amounts, by its ISO 4217 code; none: yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What to make best, in strict order; never empty.
    pub goals: Vec<Goal>,
    /// Whether the after-state must pass the standard, at every goal.
    pub comply: bool,
    /// How far a value may fall.
    pub no_levelling_down: NoLevellingDown,
    /// Weights of indicators by id, default 1; 0 leaves the indicator out of the goals.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: Weights,
    /// The funds.
    #[serde(rename = "fund", skip_serializing_if = "Vec::is_empty")]
    pub funds: Vec<Fund>,
    /// The levers.
    #[serde(rename = "lever", skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<Lever>,
    /// The transfers.
    #[serde(rename = "transfer", skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer>,
    /// The rules, counted from 1 in messages and prices.
    #[serde(rename = "rule", skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// How to solve.
    pub solve: Solve,
}

impl Default for Policy {
    /// The default goals with no fund and no lever.
    fn default() -> Self {
        Self {
            standard: None,
            currency: None,
            goals: vec![Goal::Shortfall, Goal::Disparity(Measure::Std), Goal::Cost],
            comply: false,
            no_levelling_down: NoLevellingDown::default(),
            weights: Weights::new(),
            funds: Vec::new(),
            levers: Vec::new(),
            transfers: Vec::new(),
            rules: Vec::new(),
            solve: Solve::default(),
        }
    }
}

impl Policy {
    /// The weight of an indicator in the goals.
    #[must_use]
    pub fn weight(&self, indicator: &str) -> f64 {
        self.weights.get(indicator).copied().unwrap_or(1.0)
    }

    /// The index of a fund.
    #[must_use]
    pub fn fund(&self, name: &str) -> Option<usize> {
        self.funds.iter().position(|f| f.name == name)
    }

    /// Whether teachers by kind may be moved, trained or recruited.
    #[must_use]
    pub fn moves_people(&self) -> bool {
        self.transfers.iter().any(Transfer::moves_people)
            || self.levers.iter().any(|l| l.on_teachers.is_some())
    }

    /// Whether something is to be chosen whole or not at all: units, people, or waivers of
    /// `comply`.
    pub(crate) fn has_choices(&self) -> bool {
        self.comply || self.has_wholes()
    }

    /// Whether units or people come in wholes.
    pub(crate) fn has_wholes(&self) -> bool {
        let is_whole = |lever: &Lever| lever.whole || lever.on_teachers.is_some();
        self.levers.iter().any(is_whole) || !self.transfers.is_empty()
    }

    /// Whether a rule keeps a section as it is.
    #[must_use]
    pub fn keeps(&self, section: &Section) -> bool {
        self.rules.iter().any(|rule| match rule {
            Rule::Keep { school, stage } => {
                *school == section.school_id && stage.is_none_or(|s| s == section.stage)
            }
            _ => false,
        })
    }
}

/// What to make best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Goal {
    /// Pupils' distance below the minima:
    /// $\sum_{k,s} w_k \frac{p_s}{P} \max(0, min_{gk} - v_{sk}) / min_{gk}$.
    Shortfall,
    /// Inter-school difference:
    /// $\sum_{g,k} w_k \frac{P_g}{P} D_{gk} / \rho_{gk}$.
    Disparity(Measure),
    /// The worst difference coefficient, in terms of its limit:
    /// $\max_{g,k} CV_{gk} / limit_{gk}$.
    WorstCv,
    /// The least value over its minimum, made as large as can be.
    Floor,
    /// [`Floor`](Goal::Floor), then the next least value over its minimum, and so on.
    Leximin,
    /// Money spent, in yuan.
    Cost,
    /// Teachers moved.
    Moves,
}

impl Goal {
    /// All goals.
    pub const ALL: [Self; 10] = [
        Self::Shortfall,
        Self::Disparity(Measure::Std),
        Self::Disparity(Measure::Gini),
        Self::Disparity(Measure::Mad),
        Self::Disparity(Measure::Range),
        Self::WorstCv,
        Self::Floor,
        Self::Leximin,
        Self::Cost,
        Self::Moves,
    ];

    /// The goal of a JSON name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|goal| goal.id() == id)
    }

    /// The name in JSON: `shortfall`, `disparity.std`, `worst_cv`, `floor`, `leximin`, `cost`,
    /// `moves`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Shortfall => "shortfall",
            Self::Disparity(Measure::Std) => "disparity.std",
            Self::Disparity(Measure::Gini) => "disparity.gini",
            Self::Disparity(Measure::Mad) => "disparity.mad",
            Self::Disparity(Measure::Range) => "disparity.range",
            Self::WorstCv => "worst_cv",
            Self::Floor => "floor",
            Self::Leximin => "leximin",
            Self::Cost => "cost",
            Self::Moves => "moves",
        }
    }

    /// Whether more is better: `floor` and `leximin`.
    #[must_use]
    pub const fn is_maximised(self) -> bool {
        matches!(self, Self::Floor | Self::Leximin)
    }
}

/// The measure D of difference that the goal `disparity` adds up; weighted by pupils.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Standard deviation.
    Std,
    /// Half the mean absolute difference (the Gini times the mean).
    Gini,
    /// Mean absolute deviation from the mean.
    Mad,
    /// Largest less smallest value.
    Range,
}

/// How far a value may fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NoLevellingDown {
    /// No value falls below the lesser of today's and the minimum (where there is no
    /// minimum, the stage's mean today stands in for it).
    #[default]
    Minimum,
    /// No value falls below today's.
    Today,
    /// Values may fall.
    Off,
}

/// Money with a purpose and a limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fund {
    /// Its name.
    pub name: String,
    /// How much there is.
    pub amount: Amount,
}

impl Fund {
    /// A fund of so many yuan.
    #[must_use]
    pub fn new(name: impl Into<String>, yuan: f64) -> Self {
        Self {
            name: name.into(),
            amount: Amount::Yuan(yuan),
        }
    }
}

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// So many yuan.
    Yuan(f64),
    /// No limit.
    Unlimited,
}

impl Amount {
    /// The limit in yuan, if there is one.
    #[must_use]
    pub const fn limit(self) -> Option<f64> {
        match self {
            Self::Yuan(yuan) => Some(yuan),
            Self::Unlimited => None,
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yuan(yuan) => serializer.serialize_f64(*yuan),
            Self::Unlimited => serializer.serialize_str("unlimited"),
        }
    }
}

/// Something the district can do at a price.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lever {
    /// Its name.
    pub name: String,
    /// What one unit adds to each resource; may be negative. Empty for a lever on
    /// teachers by kind.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub adds: BTreeMap<String, f64>,
    /// What one unit does to the teachers by kind, instead of `adds`; such a lever comes in
    /// whole units.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub on_teachers: Option<OnTeachers>,
    /// What one unit costs.
    pub unit_cost: UnitCost,
    /// The fund that pays; none only where it costs nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fund: Option<String>,
    /// Most units in one section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_per_section: Option<f64>,
    /// Most units in the whole district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_total: Option<f64>,
    /// Whether it comes in whole units only.
    pub whole: bool,
    /// Where it may be used.
    #[serde(flatten)]
    pub filter: Filter,
}

impl Lever {
    /// A lever that adds one unit of a resource, anywhere, without caps.
    #[must_use]
    pub fn adding(
        name: impl Into<String>,
        resource: impl Into<String>,
        unit_cost: f64,
        fund: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            adds: [(resource.into(), 1.0)].into(),
            on_teachers: None,
            unit_cost: UnitCost::Same(unit_cost),
            fund: Some(fund.into()),
            max_per_section: None,
            max_total: None,
            whole: false,
            filter: Filter::default(),
        }
    }

    /// A lever on teachers by kind, anywhere, without caps.
    #[must_use]
    pub fn on_teachers(
        name: impl Into<String>,
        what: OnTeachers,
        unit_cost: f64,
        fund: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            adds: BTreeMap::new(),
            on_teachers: Some(what),
            unit_cost: UnitCost::Same(unit_cost),
            fund: Some(fund.into()),
            max_per_section: None,
            max_total: None,
            whole: true,
            filter: Filter::default(),
        }
    }
}

/// What one unit of a lever costs, in yuan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum UnitCost {
    /// The same everywhere.
    Same(f64),
    /// By locale; a lever is an error where a section it reaches has no cost.
    ByLocale {
        /// In cities.
        #[serde(skip_serializing_if = "Option::is_none")]
        urban: Option<f64>,
        /// In towns.
        #[serde(skip_serializing_if = "Option::is_none")]
        town: Option<f64>,
        /// In the countryside.
        #[serde(skip_serializing_if = "Option::is_none")]
        rural: Option<f64>,
    },
}

impl UnitCost {
    /// The cost in a section, if there is one.
    #[must_use]
    pub fn at(self, section: &Section) -> Option<f64> {
        match self {
            Self::Same(cost) => Some(cost),
            Self::ByLocale { urban, town, rural } => match section.locale? {
                Locale::Urban => urban,
                Locale::Town => town,
                Locale::Rural => rural,
            },
        }
    }
}

/// Which sections are meant; every list that is not empty must match.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// Stages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Locales.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locales: Vec<Locale>,
    /// Groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// School ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schools: Vec<String>,
}

impl Filter {
    /// Whether every section is meant.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a section is meant.
    #[must_use]
    pub fn matches(&self, section: &Section) -> bool {
        fn any<T: PartialEq>(list: &[T], item: Option<&T>) -> bool {
            list.is_empty() || item.is_some_and(|i| list.contains(i))
        }
        any(&self.stages, Some(&section.stage))
            && any(&self.locales, section.locale.as_ref())
            && any(&self.groups, section.group.as_ref())
            && (self.schools.is_empty() || self.schools.iter().any(|id| *id == section.school_id))
    }
}

/// A side condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// Of the money spent from a fund, at least a part at sections that match.
    Share {
        /// The fund.
        fund: String,
        /// The sections.
        #[serde(flatten)]
        filter: Filter,
        /// The part, 0 to 1.
        at_least: f64,
    },
    /// At most so much of a fund at each section that matches.
    Cap {
        /// The fund.
        fund: String,
        /// The most, in yuan.
        per_section: f64,
        /// The sections.
        #[serde(flatten)]
        filter: Filter,
    },
    /// No lever acts on a school, or on one stage of it.
    Keep {
        /// The school.
        school: String,
        /// The stage; none: all stages of the school.
        #[serde(skip_serializing_if = "Option::is_none")]
        stage: Option<Stage>,
    },
    /// At least so many pupils a teacher in each section, after moves and recruits; where
    /// there are fewer today, no more teachers than today ([`most_teachers`]).
    Staffing(PerStage),
}

/// How to solve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Solve {
    /// Wall-clock limit of the whole plan, in seconds.
    pub time_limit_s: f64,
    /// Relative gap asked for whole numbers; continuous programs are solved to 1e-8.
    pub gap: f64,
    /// Threads that may be used.
    pub threads: usize,
}

impl Default for Solve {
    fn default() -> Self {
        Self {
            time_limit_s: 60.0,
            gap: 1e-4,
            threads: 1,
        }
    }
}
