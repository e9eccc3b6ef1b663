//! Water levels and level sets against the general path, the oracles and random changes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod agreement;
mod cases;
mod changes;
mod country;
mod fit;
mod large;
#[path = "../oracle/mod.rs"]
mod oracle;
mod prices;
mod share;
