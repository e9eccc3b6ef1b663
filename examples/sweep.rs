//! Plans many scenarios of a district folder and says what matters most.
//!
//! ```sh
//! cargo run --example sweep [DISTRICT]
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::path::PathBuf;

use junheng::io::{self, Load};
use junheng::sweep::{Run, Summary, Sweep, regret};
use junheng::{Error, Lang, Options, report};

fn main() -> Result<(), Error> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("examples/data/qinghe"), PathBuf::from);
    let input = io::load(&folder, &Load::default())?;
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let (spec, origin) = io::load_sweep(&folder.join("sweep.toml"))?;

    // Rows come in the order of the grid, one by one; none is kept.
    let sweep = Sweep::new(&spec, district, standard, policy, &origin)?;
    let mut summary = Summary::new(sweep.columns());
    sweep.run(&Run::default(), |row| {
        summary.add(&row);
        Ok(())
    })?;
    let (columns, scenarios) = (sweep.columns(), sweep.scenarios());
    let said = report::sweep(
        columns,
        &summary,
        scenarios,
        district,
        standard,
        policy,
        Lang::En,
    );
    print!("{said}");

    // Which scenario's plan is the safest to carry out, whatever comes?
    let regret = regret(&sweep, &Options::default())?;
    if let Some(best) = regret.safest() {
        println!(
            "\nThe plan of scenario {} can be paid for in {} of {} scenarios; its {} is at most {:.4} worse than the best there.",
            best.scenario,
            best.possible,
            sweep.scenarios(),
            regret.goal,
            best.worst,
        );
    }
    Ok(())
}
