//! `junheng frontier`: a fund, or another goal, against a goal.

use std::path::{Path, PathBuf};

use junheng::frontier::{Draw, between, frontier};
use junheng::policy::Goal;
use junheng::{Error, report};

use crate::args::{Sheets, Target};
use crate::console::{Console, write_json};
use crate::run::{no_plan, read};
use crate::{sheets, words};

/// What is asked for: one of `fund` and `against`.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) district: PathBuf,
    pub(crate) policy: Option<PathBuf>,
    pub(crate) fund: Option<String>,
    pub(crate) goal: Option<Goal>,
    pub(crate) against: Option<Goal>,
    pub(crate) draw: Draw,
    pub(crate) json: Option<Target>,
    pub(crate) sheets: Sheets,
}

pub(crate) fn run(console: &Console, asked: &Asked) -> Result<(), Error> {
    let district: &Path = &asked.district;
    let input = read(console, district, asked.policy.clone())?;
    let (district, standard, mut policy) = (&input.district, &input.standard, input.policy.clone());
    let first = policy.goals.first().copied().unwrap_or(Goal::Shortfall);
    let goal = asked.goal.unwrap_or(first);
    let made = console.timed(words::DRAWING, || {
        if let Some(against) = asked.against {
            return between(district, standard, &policy, goal, against, &asked.draw);
        }
        if let Some(goal) = asked.goal {
            policy.goals = vec![goal];
        }
        let fund = asked.fund.as_deref().unwrap_or_default();
        frontier(district, standard, &policy, fund, &asked.draw)
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
    sheets::frontier(console, &asked.sheets, &curve, &input)?;
    console.result(json, &curve, || report::frontier(&curve, console.lang))
}
