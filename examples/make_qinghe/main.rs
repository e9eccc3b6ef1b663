//! Writes the tables of the bundled example county 清河: `schools.csv` and
//! `campuses.csv`, with Chinese headers, into `examples/data/qinghe` or the folder given;
//! and once more into its folder `rotation`, with the teachers by kind in `teachers.csv`.
//!
//! ```sh
//! cargo run --example make_qinghe
//! ```

mod tables;

use std::error::Error;
use std::path::PathBuf;

use junheng::generate;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/data/qinghe"), PathBuf::from);
    let qinghe = generate::qinghe()?;
    let with_teachers = generate::with_teachers(&qinghe, tables::TEACHERS_SEED)?;
    let rotation = folder.join("rotation");
    for (folder, district) in [(&folder, &qinghe), (&rotation, &with_teachers)] {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("schools.csv"), tables::schools(district)?)?;
        std::fs::write(folder.join("campuses.csv"), tables::campuses(district)?)?;
    }
    let teachers = tables::teachers(&with_teachers)?;
    std::fs::write(rotation.join("teachers.csv"), teachers)?;
    Ok(())
}
