//! Reading files: policies and standards from TOML or JSON.
//!
//! Every reader gathers all problems of its input, each with file, line and key, and
//! gives a value only where there is none.

mod fields;
mod node;
mod policy;
mod standard;

pub use policy::{read_policy, read_policy_json};
pub use standard::{read_standard, read_standard_json};
