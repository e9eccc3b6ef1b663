//! The cheapest way to pass the inspection of 2017, for many generated counties.
//!
//! ```text
//! cargo run --release --example cheapest_compliance [COUNTIES] [MODE] [GAP] [FIRST]
//! ```
//! MODE says what comes in whole units: `none`, `staff` or `all` levers. A line a county:
//! sections, seconds, status, cost, proven gap.

#![allow(clippy::print_stdout)] // it is a program

use std::path::Path;
use std::time::Instant;

use junheng::generate::{County, county};
use junheng::io::{self, Load};
use junheng::{Error, Options, plan};

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let mut next = |default: &str| args.next().unwrap_or_else(|| default.to_owned());
    let counties: u16 = next("50").parse().unwrap_or(50);
    let mode = next("none");
    let gap: f64 = next("1e-4").parse().unwrap_or(1e-4);
    let first: u16 = next("0").parse().unwrap_or(0);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/qinghe");
    let load = Load {
        policy: Some(folder.join("policy-comply.toml")),
        standard: None,
    };
    let input = io::load(&folder, &load)?;
    let mut policy = input.policy;
    policy.solve.gap = gap;
    policy.solve.time_limit_s = 30.0;
    for lever in &mut policy.levers {
        lever.whole = match mode.as_str() {
            "none" => false,
            "staff" => lever.fund.as_deref() == Some("staff"),
            _ => true,
        };
    }
    let (mut slowest, mut widest, mut proven) = (0.0f64, 0.0f64, 0);
    for i in first..first + counties {
        // From about 30 to 250 sections.
        let schools = 25 + usize::from(i) * 180 / 49;
        let district = county(&County {
            schools,
            seed: 7_000 + u64::from(i),
        })?;
        let started = Instant::now();
        let made = plan(&district, &input.standard, &policy, &Options::default())?;
        let seconds = started.elapsed().as_secs_f64();
        let goal = made.goals.first();
        let (value, bound) = goal.map_or((0.0, 0.0), |g| (g.value, g.bound));
        let gap = (value - bound) / value.max(1.0);
        println!(
            "{:3} sections  {seconds:6.2} s  {:?}  {value:.0} yuan  gap {gap:.1e}  pass {}",
            made.after.sections, made.status, made.after.pass
        );
        slowest = slowest.max(seconds);
        widest = widest.max(gap);
        proven += usize::from(gap <= 1e-4);
    }
    println!("slowest {slowest:.1} s, widest gap {widest:.1e}, {proven} of {counties} within 1e-4");
    Ok(())
}
