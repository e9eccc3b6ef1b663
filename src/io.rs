//! Files and JSON: a district with its policy and standard, read and written.
//!
//! A source (folder of CSV files, JSON document) becomes tables of text, the tables
//! become the district; TOML and JSON become policies and standards. Every reader
//! gathers all problems of its input, each with file, line and column or key, and gives
//! a value only where there is none.

mod cells;
mod columns;
mod district;
mod document;
mod fields;
mod json;
mod load;
mod node;
mod people;
mod policy;
mod records;
mod sheet;
mod staff;
mod standard;
mod sweep;
mod table;
#[cfg(feature = "xlsx")]
mod template;
mod text;
mod tidy;
mod warn;
#[cfg(feature = "xlsx")]
mod workbook;
mod write;

pub use load::{Input, Load, load};
pub use policy::{read_policy, read_policy_json};
pub use standard::{read_standard, read_standard_json};
pub use sweep::{load_sweep, read_sweep, read_sweep_json};
#[cfg(feature = "xlsx")]
pub use template::template;
pub use write::write;
