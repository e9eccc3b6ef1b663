//! Draws what each amount of a fund does for the first goal, and what pays best.
//!
//! ```sh
//! cargo run --example frontier
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::path::Path;

use junheng::frontier::{Draw, frontier};
use junheng::io::{self, Load};
use junheng::{Error, Lang, report};

fn main() -> Result<(), Error> {
    let input = io::load(Path::new("examples/data/qinghe"), &Load::default())?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let curve = frontier(district, standard, policy, "capital", &Draw::default())?;
    let said = report::frontier(&curve, district, standard, policy, Lang::En);
    print!("{said}");
    Ok(())
}
