//! `verify` accepts plans that hold and rejects each broken promise with its code.
#![allow(clippy::unwrap_used, clippy::panic)]

mod case;
mod claims;
mod figures;
#[path = "../oracle/mod.rs"]
mod oracle;
mod promises;
