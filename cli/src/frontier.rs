//! `junheng frontier`: a fund, or another goal, against a goal.

use std::path::{Path, PathBuf};

use junheng::frontier::{Draw, between, frontier};
use junheng::policy::{Goal, Measure};
use junheng::{Error, Policy, report};

use crate::args::{DISPARITY, Sheets, Target};
use crate::console::{Console, write_json};
use crate::run::{no_plan, on_interrupt, read};
use crate::sheets::written;
use crate::words;

/// What is asked for: one of `fund` and `against`.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) district: PathBuf,
    pub(crate) policy: Option<PathBuf>,
    pub(crate) fund: Option<String>,
    /// A goal's JSON name, or `disparity` alone.
    pub(crate) goal: Option<String>,
    pub(crate) against: Option<String>,
    pub(crate) draw: Draw,
    pub(crate) json: Option<Target>,
    pub(crate) sheets: Sheets,
}

pub(crate) fn run(console: &Console, asked: &Asked) -> Result<(), Error> {
    let district: &Path = &asked.district;
    let input = read(console, district, asked.policy.clone())?;
    let (district, standard, mut policy) = (&input.district, &input.standard, input.policy.clone());
    let first = policy.goals.first().copied().unwrap_or(Goal::Shortfall);
    let of = |name: &Option<String>| name.as_deref().and_then(|name| named(name, &policy));
    let (goal, against) = (of(&asked.goal).unwrap_or(first), of(&asked.against));
    let mut draw = asked.draw.clone();
    draw.options.cancel = on_interrupt();
    let made = console.timed(words::DRAWING, || {
        if let Some(against) = against {
            return between(district, standard, &policy, goal, against, &draw);
        }
        policy.goals = vec![goal];
        let fund = asked.fund.as_deref().unwrap_or_default();
        frontier(district, standard, &policy, fund, &draw)
    });
    let json = asked.json.as_ref();
    let curve = match made {
        Ok(curve) => curve,
        Err(error) => {
            if let (Some(target), Some(status)) = (json, no_plan(&error)) {
                write_json(target, &status)?;
            }
            return Err(error);
        }
    };
    let (policy, sheets, lang) = (&input.policy, &asked.sheets, console.lang);
    written!(
        console,
        sheets,
        frontier(&curve, district, standard, policy, lang)
    );
    console.result(json, &curve, || {
        report::frontier(&curve, district, standard, policy, lang)
    })
}

/// The goal of a name; `disparity` alone is the policy's, or else by the standard deviation.
fn named(name: &str, policy: &Policy) -> Option<Goal> {
    if name != DISPARITY {
        return Goal::named(name);
    }
    let mut goals = policy.goals.iter().copied();
    let own = goals.find(|goal| matches!(goal, Goal::Disparity(_)));
    Some(own.unwrap_or(Goal::Disparity(Measure::Std)))
}
