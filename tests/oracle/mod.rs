//! Independent answers to hold the planner against; test code only.
//!
//! [`water_level`] and [`level_sets`] solve one fund with `std` or `gini` exactly, each
//! with its own bound; [`random_case`] makes small districts with policies;
//! [`random_feasible_changes`] looks for an improvement where there should be none;
//! [`example`] reads what is bundled.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

mod cases;
mod changes;
mod inputs;
mod level_sets;
mod one_fund;
mod water_level;

pub use cases::{Random, one_fund_case, random_case};
pub use changes::{improved_goal, random_feasible_changes};
pub use inputs::{EXAMPLES, example, example_folder, linear_goals, sizes};
pub use level_sets::{gini, level_sets};
pub use one_fund::{Answer, Block, Member, OneFund};
pub use water_level::{std, water_level};
