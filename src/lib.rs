//! junheng

pub mod disparity;
pub mod district;
mod error;
mod formulate;
pub mod generate;
pub mod io;
pub mod plan;
pub mod planner;
pub mod policy;
mod program;
pub mod report;
mod solve;
pub mod standard;
mod text;
pub mod verify;

pub use disparity::Assessment;
pub use district::{Campus, District, Locale, Position, Section, Stage};
pub use error::{Code, Error, MOST_REPORTED, Origin, Place, Problem, Problems};
pub use plan::Plan;
pub use planner::{Options, Solver, plan};
pub use policy::Policy;
pub use standard::Standard;
pub use text::{Lang, Text};
