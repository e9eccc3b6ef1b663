//! A catalogue of broken districts: each must be refused with the right code, at the
//! right file, row and column, with something to do about it in both languages, and
//! without further problems that only follow from the first.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod documents;
mod files;
mod fuzz;
mod harness;
mod million;
mod people;
mod tables;
