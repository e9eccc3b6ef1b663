//! junheng

pub mod disparity;
pub mod district;
mod error;
pub mod io;
pub mod plan;
pub mod policy;
pub mod standard;
mod text;

pub use disparity::Assessment;
pub use district::{Campus, District, Locale, Position, Section, Stage};
pub use error::{Code, Error, MOST_REPORTED, Origin, Place, Problem, Problems};
pub use plan::Plan;
pub use policy::Policy;
pub use standard::Standard;
pub use text::{Lang, Text};
