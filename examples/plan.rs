//! Makes the best plan for a district folder and prints it as the command would.
//!
//! ```sh
//! cargo run --example plan [DISTRICT]
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::path::PathBuf;

use junheng::io::{self, Load};
use junheng::{Error, Lang, Options, plan, report};

fn main() -> Result<(), Error> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/data/qinghe"), PathBuf::from);
    // Everything wrong with the files is one error, with file, line, cause and action.
    let input = io::load(&folder, &Load::default())?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let plan = plan(district, standard, policy, &Options::default())?;

    print!(
        "{}",
        report::plan(&plan, district, standard, policy, Lang::En)
    );
    Ok(())
}
