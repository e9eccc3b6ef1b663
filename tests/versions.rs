//! The solver versions that plans report are those of the lock file.
#![allow(clippy::unwrap_used)]

use junheng::Solver;

#[test]
fn reported_versions_are_those_locked() {
    let lock = include_str!("../Cargo.lock");
    let crates = [
        (Solver::Clarabel, "clarabel"),
        (Solver::Microlp, "microlp"),
        (Solver::Highs, "highs-sys"),
    ];
    for (solver, name) in crates {
        let entry = format!("name = \"{name}\"\nversion = \"{}\"\n", solver.version());
        assert!(lock.contains(&entry), "{name} {}", solver.version());
    }
}
