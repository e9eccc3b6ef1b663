//! Writes the tables of the bundled example county 清河: `schools.csv` and
//! `campuses.csv`, with Chinese headers, into `examples/data/qinghe` or the folder given.
//!
//! ```sh
//! cargo run --example make_qinghe
//! ```

mod tables;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/data/qinghe"), PathBuf::from);
    let qinghe = junheng::generate::qinghe()?;
    std::fs::write(folder.join("schools.csv"), tables::schools(&qinghe)?)?;
    std::fs::write(folder.join("campuses.csv"), tables::campuses(&qinghe)?)?;
    Ok(())
}
