//! Turns the 420 real California districts of `source.csv` into the contract's format:
//! writes `schools.csv` beside it.
//!
//! Each school district becomes one section. Both grade spans (KK-06 and KK-08) become
//! `primary`, since the source does not divide pupils by grade. Teachers are read in
//! the single precision in which the source was stored, so that 10.8999996185303 is
//! 10.9 again; nothing is rounded.
//!
//! ```sh
//! cargo run --example make_california
//! ```

use std::error::Error;
use std::path::PathBuf;

/// What is used of a row of the source.
#[derive(serde::Deserialize)]
struct Row {
    distcod: String,
    county: String,
    district: String,
    /// Pupils.
    enrltot: f64,
    /// Full-time equivalents.
    teachers: f32,
    /// Computers.
    computer: f64,
    /// Yearly expenditure per pupil, US dollars.
    expnstu: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/data/california"), PathBuf::from);
    let mut source = csv::Reader::from_path(folder.join("source.csv"))?;
    let mut schools = csv::Writer::from_path(folder.join("schools.csv"))?;
    schools.write_record([
        "school_id",
        "name",
        "stage",
        "group",
        "pupils",
        "teachers",
        "computers",
        "expenditure_usd",
    ])?;
    for row in source.deserialize() {
        let row: Row = row?;
        // Back from the mean per pupil to the stock that it was made of.
        let expenditure = (row.expnstu * row.enrltot).round();
        schools.write_record([
            row.distcod.as_str(),
            row.district.as_str(),
            "primary",
            row.county.as_str(),
            &row.enrltot.to_string(),
            &row.teachers.to_string(),
            &row.computer.to_string(),
            &expenditure.to_string(),
        ])?;
    }
    schools.flush()?;
    Ok(())
}
