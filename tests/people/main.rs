//! Teachers by kind: as files and policies say it, what of that can be wrong, and every
//! promise about moves, recruits and training that a plan can break.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_cmp,
    reason = "a test may fail"
)]

mod case;
mod files;
mod policies;
mod promises;
mod reasons;
