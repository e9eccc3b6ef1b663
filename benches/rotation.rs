//! How long a rotation of whole teachers takes, with and without the chord.
//!
//! Generated counties whose teachers are four groups (ordinary, with a higher degree,
//! backbone, physical education or arts), each section with its 10 nearest neighbours of its
//! stage, the goal `mad`. One run prints the whole table: `cargo bench --bench rotation`,
//! with `--features highs` for the large ones; `benches/rotation.md` is such a run.

#![allow(clippy::print_stdout)] // the table is the point

use std::time::Instant;

use junheng::district::{TeacherGroup, TeacherKind};
use junheng::policy::{Goal, Measure, Transfer};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{District, Error, Options, Policy, Solver, Standard, generate, plan};

/// Seconds that one plan may take.
const LIMIT: f64 = 20.0;

/// A school with fewer pupils is a teaching point.
const POINT: f64 = 50.0;

/// Sections, and the most that the embedded simplex is asked for.
const SIZES: [usize; 3] = [50, 200, 1_000];
const EMBEDDED: usize = 200;
/// Without the chord only counties of this size are tried.
const SMALL: usize = 50;

/// What is asked of a county.
struct Case {
    name: &'static str,
    /// Whether backbone teachers and those of physical education or arts have a higher
    /// degree as well, so that they count in two indicators.
    has_several: bool,
    /// Whether teaching points, which are not assessed, take part: then the mean can move.
    has_points: bool,
    /// The part of a section's teachers that may leave.
    leave_at_most: Option<f64>,
    keep_headcount: bool,
}

const CASES: [Case; 5] = [
    Case {
        name: "one attribute each",
        has_several: false,
        has_points: false,
        leave_at_most: None,
        keep_headcount: false,
    },
    Case {
        name: "several attributes",
        has_several: true,
        has_points: false,
        leave_at_most: None,
        keep_headcount: false,
    },
    Case {
        name: "several, at most 15 % leave",
        has_several: true,
        has_points: false,
        leave_at_most: Some(0.15),
        keep_headcount: false,
    },
    Case {
        name: "several, at most 15 % leave, headcounts kept",
        has_several: true,
        has_points: false,
        leave_at_most: Some(0.15),
        keep_headcount: true,
    },
    Case {
        name: "several, at most 15 % leave, teaching points too",
        has_several: true,
        has_points: true,
        leave_at_most: Some(0.15),
        keep_headcount: false,
    },
];

/// A generated county whose teachers are known by kind.
fn county(sections: usize, case: &Case) -> Result<District, Error> {
    let made = generate::district(sections, 7)?;
    let all = |id: &str, s: usize| made.resource(id).map_or(0.0, |r| made.stock(s, r));
    let mut groups = Vec::new();
    let mut builder = District::builder(Vec::<String>::new());
    for (s, section) in made.sections().iter().enumerate() {
        if !case.has_points && section.pupils < POINT {
            continue;
        }
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
            (kind(case.has_several, true, false), backbone),
            (kind(case.has_several, false, true), pe_arts),
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

fn policy(case: &Case) -> Policy {
    let mut rotation = Transfer::rotation("rotation");
    rotation.eligible_only = false;
    rotation.nearest = 10;
    rotation.leave_at_most = case.leave_at_most;
    rotation.keep_headcount = case.keep_headcount;
    let mut policy = Policy {
        goals: vec![Goal::Disparity(Measure::Mad)],
        transfers: vec![rotation],
        ..Policy::default()
    };
    policy.solve.time_limit_s = LIMIT;
    policy
}

/// One line of the table.
fn run(sections: usize, case: &Case, solver: Solver, without_chords: bool) -> Result<(), Error> {
    let district = county(sections, case)?;
    let options = Options {
        solver,
        without_chords,
        ..Options::default()
    };
    let started = Instant::now();
    let made = plan(&district, &standard(), &policy(case), &options);
    let seconds = started.elapsed().as_secs_f64();
    let chord = if without_chords { "without" } else { "with" };
    print!(
        "| {sections} | {} | {solver} | {chord} | {seconds:.2} |",
        case.name
    );
    match made {
        Ok(made) => println!(
            " {:.6} | {:.1e} | {:?} |",
            made.goals.first().map_or(f64::NAN, |g| g.value),
            made.solver.gap,
            made.status,
        ),
        Err(error) => println!(" | | {error} |"),
    }
    Ok(())
}

fn main() -> Result<(), Error> {
    println!("| sections | teachers | solver | chord | seconds | value | gap | status |");
    println!("|---|---|---|---|---|---|---|---|");
    for sections in SIZES {
        for case in &CASES {
            for solver in [Solver::Microlp, Solver::Highs] {
                let is_there = Solver::AVAILABLE.contains(&solver);
                if !is_there || sections > EMBEDDED && solver == Solver::Microlp {
                    continue;
                }
                run(sections, case, solver, false)?;
                if sections == SMALL {
                    run(sections, case, solver, true)?;
                }
            }
        }
    }
    Ok(())
}
