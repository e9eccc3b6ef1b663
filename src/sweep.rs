//! Sweeps: one plan for each of many scenarios, in parallel, row after row (情景组).
//!
//! In: a district, a standard and a policy, and what to vary: a [`Spec`] (grid, list or
//! samples over settings of the policy and numbers of pupils), or any closure that makes
//! scenario i. Out: a [`Row`] a scenario, in the order of the scenarios whatever the
//! number of threads, handed to the caller one by one. Each row is what
//! [`plan()`](crate::plan()) says of that scenario alone; a scenario that fails is a row
//! with its error. Memory does not grow with the number of scenarios.

mod bind;
mod check;
mod draw;
#[cfg(feature = "parquet")]
mod parquet;
mod path;
mod record;
mod regret;
mod row;
mod run;
mod spec;
mod store;
mod summary;
mod table;

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

pub use record::{Record, Records};
pub use regret::{Fares, Regret, regret};
pub use row::{Columns, Measures, Outcome, Row};
pub use run::Run;
pub use spec::{Distribution, Draw, Sample, Spec, Steps, Vary};
pub use store::{Existing, Store, fingerprint};
pub use summary::{MOST_KEPT, QUANTILES, Shares, Summary};
#[cfg(any(feature = "html", feature = "xlsx"))]
pub(crate) use table::cell as said;
pub use table::{Csv, JsonLines};

use crate::district::District;
use crate::error::{Error, Origin};
use crate::policy::Policy;
use crate::standard::Standard;

/// One changed district and policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario<'a> {
    /// What was varied: a value for each name of [`Columns::varied`].
    pub varied: Vec<Value>,
    /// The district.
    pub district: Cow<'a, District>,
    /// The policy.
    pub policy: Cow<'a, Policy>,
}

/// Makes the i-th scenario, counted from 0.
type Make<'a> = Box<dyn Fn(usize) -> Result<Scenario<'a>, Error> + Send + Sync + 'a>;

/// Scenarios that can be planned: so many, each by its number.
///
/// ```
/// use junheng::policy::{Fund, Lever};
/// use junheng::sweep::{Run, Spec, Sweep, Vary};
/// use junheng::standard::{Indicator, Per, PerStage};
/// use junheng::{District, Origin, Policy, Section, Stage, Standard};
///
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
/// let spec = Spec {
///     grid: vec![Vary::values("fund.library.amount", [0.0, 1_500.0, 3_000.0])],
///     ..Spec::default()
/// };
/// let sweep = Sweep::new(&spec, &district, &standard, &policy, &Origin::default())?;
/// let mut passing = Vec::new();
/// sweep.run(&Run::default(), |row| {
///     passing.push(row.outcome.map(|o| o.pass));
///     Ok(())
/// })?;
/// assert_eq!(passing, [Ok(false), Ok(false), Ok(true)]);
/// # Ok::<(), junheng::Error>(())
/// ```
pub struct Sweep<'a> {
    standard: &'a Standard,
    scenarios: usize,
    columns: Columns,
    make: Make<'a>,
}

impl fmt::Debug for Sweep<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sweep")
            .field("scenarios", &self.scenarios)
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}

impl<'a> Sweep<'a> {
    /// Binds what a file varies to a district, a standard and a policy; `origin` says
    /// which lines of the file problems name.
    ///
    /// # Errors
    /// [`Error::Input`] with every path that leads nowhere and every value that cannot
    /// stand where it is set, by itself.
    pub fn new(
        spec: &Spec,
        district: &'a District,
        standard: &'a Standard,
        policy: &'a Policy,
        origin: &Origin,
    ) -> Result<Self, Error> {
        check::bound(spec, district, standard, policy, origin)
    }

    /// Scenarios of the caller's own: so many, made one by one by their number from 0.
    /// `varied` names what they vary; the goals of `policy` and the stages of `district`
    /// make the columns.
    pub fn of<F>(
        scenarios: usize,
        varied: Vec<String>,
        district: &District,
        standard: &'a Standard,
        policy: &Policy,
        make: F,
    ) -> Self
    where
        F: Fn(usize) -> Result<Scenario<'a>, Error> + Send + Sync + 'a,
    {
        Self {
            standard,
            scenarios,
            columns: Columns::new(varied, district, standard, [policy]),
            make: Box::new(make),
        }
    }

    /// How many scenarios there are.
    #[must_use]
    pub fn scenarios(&self) -> usize {
        self.scenarios
    }

    /// The columns of the rows.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// One scenario, counted from 0.
    ///
    /// # Errors
    /// [`Error::Input`] where its settings together make no policy or district.
    pub fn scenario(&self, number: usize) -> Result<Scenario<'a>, Error> {
        (self.make)(number)
    }
}
