//! Plans how a county shares teachers, buildings, equipment and money among its schools
//! so that they grow more equal, and proves that the plan is best.
//!
//! # The problem
//! Section $s$ (one stage $g$ of one school) has $p_s$ pupils and holds $R_{sr}$ of resource
//! $r$. An indicator $k$ of the standard, such as sports area per pupil, has the value
//!
//! $$v_{sk} = \text{scale}\_k \\, R_{sr} / q_s$$
//!
//! with $q_s$ the pupils or classes. Lever $l$ adds $a_{lr}$ of each resource a unit at the
//! price $c_{ls}$. How many units $y_{ls} \ge 0$ of each lever in each section make the goals
//! best, one after the other, each held while the next is improved?
//!
//! $$\text{shortfall} = \sum_{k,s} w_k \frac{p_s}{P} \frac{\max(0, b_{gk} - v^\prime_{sk})}{b_{gk}}
//! \quad\text{then}\quad
//! \text{disparity} = \sum_{g,k} w_k \frac{P_g}{P} \frac{D_{gk}(v^\prime)}{\rho_{gk}}
//! \quad\text{then}\quad \text{cost} = \sum_{l,s} c_{ls} y_{ls}$$
//!
//! subject to $R^\prime_{sr} = R_{sr} + \sum_l a_{lr} y_{ls} \ge 0$, each fund's amount, the rules of
//! the policy, and no levelling down: $v^\prime_{sk} \ge \min(v_{sk}, b_{gk})$. Here $b$ is the
//! minimum, $w$ a weight, $P_g$ the pupils of a stage, $P$ all pupils, $v^\prime$ the value
//! afterwards, $\rho$ a constant reference, and $D$ a measure of difference: by default the
//! standard deviation weighted by pupils, which the official difference coefficient is made of.
//!
//! # The way of the data
//! ```text
//! files --io--> District ------------------+
//!                   |                      |
//!     Standard --> Assessment (disparity)  |
//!                                          v
//!     Policy ------------------------> planner ---> Plan --verify--> the caller
//!                                          |
//!                       formulate --> program --> solve
//! ```
//! No solver is believed: [`verify`](mod@verify) recomputes each plan from the district, the
//! standard and the policy alone, and a plan that breaks a promise never leaves [`plan()`].
//!
//! # Quick example
//! ```
//! use junheng::policy::{Fund, Lever};
//! use junheng::standard::{Indicator, Per, PerStage};
//! use junheng::{District, Options, Policy, Section, Stage, Standard, plan};
//!
//! // Two primary schools with 45 and 37 pupils; books are the only resource.
//! let district = District::builder(["books"])
//!     .section(Section::new("1", Stage::Primary, 45.0), [450.0])
//!     .section(Section::new("2", Stage::Primary, 37.0), [74.0])
//!     .build()?;
//! // A pupil should have 5 books.
//! let books = Indicator {
//!     minimum: PerStage::both(5.0, 5.0),
//!     ..Indicator::of("books", Per::Pupil)
//! };
//! let standard = Standard::new("books", vec![books]);
//! // There are 3,000 yuan, and a book costs 20. The goals are the default ones.
//! let policy = Policy {
//!     funds: vec![Fund::new("library", 3_000.0)],
//!     levers: vec![Lever::adding("buy books", "books", 20.0, "library")],
//!     ..Policy::default()
//! };
//! let plan = plan(&district, &standard, &policy, &Options::default())?;
//! // The second school lacks 37 x 3 = 111 books; the other 39 make them more equal.
//! assert_eq!(plan.actions[0].school_id, "2");
//! assert!((plan.actions[0].units - 150.0).abs() < 1e-3);
//! assert!(plan.goals[0].value < 1e-6);
//! assert!(plan.after.pass);
//! # Ok::<(), junheng::Error>(())
//! ```
//!
//! # Where to go
//! In the order of the imports: a module uses only those above it, and
//! [`verify`](mod@verify) nothing of what makes plans.
//!
//! 1. `text`: [`Text`] and [`Lang`], everything said in Chinese and English
//! 2. `id`: [`Id`], an id that is cheap to copy
//! 3. `error`: [`Error`] and [`Problems`], with [`Code`], cause and action
//! 4. `cancel`: [`Cancel`], which stops a plan in the making
//! 5. [`district`]: sections, what they hold, what schools share
//! 6. [`standard`]: indicators, minima, limits; two bundled standards
//! 7. [`disparity`]: every measure of difference, and [`disparity::assess`]
//! 8. [`policy`]: goals, funds, levers, rules
//! 9. [`mod@plan`]: what comes out, with goals, bounds and prices
//! 10. [`verify`](mod@verify): whether a plan keeps every promise, and an independent bound
//! 11. [`mod@explain`]: why each section gets what it gets
//! 12. `program`, `formulate`, `solve` (internal): the mathematics in reference units
//! 13. [`planner`]: goal by goal to a verified plan
//! 14. [`country`]: many districts that share a fund, planned together
//! 15. [`generate`]: synthetic counties from a seed
//! 16. [`sweep`]: many scenarios at once
//! 17. [`frontier`](mod@frontier): money against a goal
//! 18. [`compare`]: who gains and who loses between two states
//! 19. [`report`]: assessments and plans as text for people
//! 20. [`io`]: folders of CSV, JSON and TOML, read and written
//! 21. [`schema`]: the form of every document, as JSON Schema
//!
//! [`District`], [`Standard`], [`Policy`], [`Assessment`] and [`Plan`] all go through serde.
//! The library prints nothing, has no global state and does not panic on any input. The
//! same build gives the same bytes on every run and any number of threads. With the cargo
//! feature `highs` there is a further solver, HiGHS, for linear programs.

mod cancel;
pub mod compare;
pub mod country;
pub mod disparity;
pub mod district;
mod error;
pub mod explain;
mod formulate;
pub mod frontier;
pub mod generate;
mod id;
pub mod io;
pub mod plan;
pub mod planner;
pub mod policy;
mod program;
pub mod report;
pub mod schema;
mod solve;
pub mod standard;
pub mod sweep;
mod text;
pub mod verify;

pub use cancel::Cancel;
pub use disparity::Assessment;
pub use district::{Campus, District, Locale, Position, Section, Stage};
pub use error::{Code, Error, Limit, MOST_REPORTED, Origin, Place, Problem, Problems, Repair};
pub use id::Id;
pub use plan::Plan;
pub use planner::{Options, Solver, plan};
pub use policy::Policy;
pub use standard::Standard;
pub use text::{Lang, Text};

/// The READMEs' example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh-CN.md")]
struct Readme;
