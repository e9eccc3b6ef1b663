//! Holds a district against its standard and says which sections fall short.
//!
//! ```sh
//! cargo run --example assess [DISTRICT]
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::path::PathBuf;

use junheng::io::{self, Load};
use junheng::{Error, disparity};

fn main() -> Result<(), Error> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/data/qinghe"), PathBuf::from);
    let input = io::load(&folder, &Load::default())?;
    let assessment = disparity::assess(&input.district, &input.standard)?;

    println!(
        "{}: {} of {} sections pass",
        assessment.standard, assessment.sections_passing, assessment.sections
    );
    for stage in &assessment.stages {
        for indicator in &stage.indicators {
            let cv = indicator.cv.unwrap_or(f64::NAN);
            let verdict = if indicator.cv_pass { "ok" } else { "over" };
            println!(
                "{:8} {:24} mean {:9.2}  CV {cv:.3} {verdict:4}  below the minimum: {}",
                stage.stage.id(),
                indicator.id,
                indicator.mean,
                indicator.sections_below
            );
        }
    }
    for section in assessment.sections_detail.iter().filter(|s| !s.pass) {
        println!(
            "{} {} is below: {}",
            section.school_id,
            section.stage,
            section.below.join(", ")
        );
    }
    Ok(())
}
