//! How long a rotation of whole teachers takes, with and without the chord.
//!
//! Generated counties whose teachers are four groups (ordinary, with a higher degree,
//! backbone, physical education or arts), each section with its 10 nearest neighbours of its
//! stage, at most 15 % of a section's teachers leaving, the goal `mad`. Backbone teachers and
//! those of physical education or arts have a higher degree as well, so that they count in
//! two indicators. One run prints the whole table; `cargo bench --bench rotation > benches/rotation.md`,
//! with `--features highs` for the large ones.

#![allow(clippy::print_stdout)] // the table is the point

use std::time::Instant;

use junheng::district::{TeacherGroup, TeacherKind};
use junheng::policy::{Goal, Measure, Transfer};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Error, Options, Policy, Solver, Standard, generate, plan};

/// Seconds that one plan may take.
const LIMIT: f64 = 120.0;

/// A generated county whose teachers are known by kind.
fn county(sections: usize) -> Result<District, Error> {
    let made = generate::district(sections, 7)?;
    let all = |id: &str, s: usize| made.resource(id).map_or(0.0, |r| made.stock(s, r));
    let mut groups = Vec::new();
    let mut builder = District::builder(Vec::<String>::new());
    for (s, section) in made.sections().iter().enumerate() {
        builder = builder.section(section.clone(), Vec::<f64>::new());
        let teachers = all("teachers", s);
        let pe_arts = all("pe_arts_teachers", s).min(teachers);
        let backbone = all("backbone_teachers", s).min(teachers - pe_arts);
        let degree = all("higher_degree_teachers", s);
        let degree = (degree - pe_arts - backbone).clamp(0.0, teachers - pe_arts - backbone);
        let ordinary = teachers - pe_arts - backbone - degree;
        let kind = |higher_degree, backbone, pe_arts| TeacherKind {
            higher_degree,
            backbone,
            pe_arts,
            rotation_eligible: true,
            ..TeacherKind::default()
        };
        for (kind, count) in [
            (kind(false, false, false), ordinary),
            (kind(true, false, false), degree),
            (kind(true, true, false), backbone),
            (kind(true, false, true), pe_arts),
        ] {
            groups.push(TeacherGroup {
                school_id: section.school_id.clone(),
                stage: section.stage,
                kind,
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                count: count.round().max(0.0) as u64,
            });
        }
    }
    builder.teachers(groups).build()
}

fn standard() -> Standard {
    let indicators = [
        ("higher_degree_teachers", 4.2, 5.3),
        ("backbone_teachers", 1.0, 1.0),
        ("pe_arts_teachers", 0.9, 0.9),
    ];
    let indicators = indicators.map(|(id, primary, junior)| Indicator {
        minimum: PerStage::both(primary, junior),
        ..Indicator::of(id, Per::HundredPupils)
    });
    Standard::new("teachers", indicators.to_vec())
}

fn policy(keep_headcount: bool) -> Policy {
    let mut rotation = Transfer::rotation("rotation");
    rotation.eligible_only = false;
    rotation.nearest = 10;
    rotation.leave_at_most = Some(0.15);
    rotation.keep_headcount = keep_headcount;
    let mut policy = Policy {
        goals: vec![Goal::Disparity(Measure::Mad)],
        transfers: vec![rotation],
        ..Policy::default()
    };
    policy.solve.time_limit_s = LIMIT;
    policy
}

fn main() -> Result<(), Error> {
    println!("| sections | program | solver | chord | seconds | value | gap | status |");
    println!("|---|---|---|---|---|---|---|---|");
    for sections in [50, 200, 1_000] {
        let district = county(sections)?;
        for keep_headcount in [false, true] {
            for solver in Solver::AVAILABLE {
                let is_simplex = matches!(solver.id(), "microlp" | "highs");
                if !is_simplex || sections > 200 && solver.id() == "microlp" {
                    continue;
                }
                for without_chords in [false, true] {
                    let options = Options {
                        solver: *solver,
                        without_chords,
                        ..Options::default()
                    };
                    let started = Instant::now();
                    let made = plan(&district, &standard(), &policy(keep_headcount), &options);
                    let seconds = started.elapsed().as_secs_f64();
                    let program = if keep_headcount {
                        "exchange (headcounts kept)"
                    } else {
                        "rotation"
                    };
                    let chord = if without_chords { "without" } else { "with" };
                    let id = solver.id();
                    match made {
                        Ok(made) => println!(
                            "| {sections} | {program} | {id} | {chord} | {seconds:.2} | {:.6} | {:.1e} | {:?} |",
                            made.goals.first().map_or(f64::NAN, |g| g.value),
                            made.solver.gap,
                            made.status,
                        ),
                        Err(error) => println!(
                            "| {sections} | {program} | {id} | {chord} | {seconds:.2} | | | {error} |"
                        ),
                    }
                }
            }
        }
    }
    Ok(())
}
