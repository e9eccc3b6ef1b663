//! Routes: between which sections a transfer may move people or things.
//!
//! From a section that `from` matches to the nearest of those that `to` matches, within
//! reach and, where asked, within the stage; never where a rule keeps a section as it is.

use crate::district::District;
use crate::policy::{Policy, Transfer};
use crate::standard::TOLERANCE;

/// The routes of one transfer.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Routes {
    /// Per section, where it may send to with the distance, nearest first.
    pub(crate) to: Vec<Vec<(usize, f64)>>,
    /// Whether every section that sends may send to all that receive but itself: then
    /// who goes where need not be decided in the program. Per stage, where one stays
    /// within it.
    pub(crate) is_complete: bool,
}

impl Routes {
    pub(super) fn of_all(district: &District, policy: &Policy) -> Vec<Self> {
        let transfers = policy.transfers.iter();
        transfers.map(|t| Self::of(district, policy, t)).collect()
    }

    fn of(district: &District, policy: &Policy, transfer: &Transfer) -> Self {
        let sections = district.sections();
        let is_open: Vec<bool> = sections.iter().map(|s| !policy.keeps(s)).collect();
        let open = |s: usize| is_open.get(s).copied().unwrap_or(false);
        let gauge = transfer.gauge(district);
        let within = |d: Option<f64>| match (transfer.reach, d) {
            (Some(reach), Some(d)) => d <= reach.limit() * (1.0 + TOLERANCE),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let mut is_complete = true;
        let mut to = Vec::with_capacity(sections.len());
        for (s, from) in sections.iter().enumerate() {
            let mut all: Vec<(usize, f64)> = Vec::new();
            if open(s) && transfer.from.matches(from) {
                for (t, target) in sections.iter().enumerate() {
                    let is_other = t != s && open(t) && transfer.to.matches(target);
                    if !is_other || (transfer.within_stage && target.stage != from.stage) {
                        continue;
                    }
                    let d = gauge.between(district, s, t);
                    if within(d) {
                        all.push((t, d.unwrap_or(f64::INFINITY)));
                    } else {
                        is_complete = false;
                    }
                }
                all.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
                is_complete &= all.len() <= transfer.nearest;
                all.truncate(transfer.nearest);
            }
            to.push(all);
        }
        Self { to, is_complete }
    }

    /// Where a section may send to, nearest first.
    pub(crate) fn from(&self, section: usize) -> &[(usize, f64)] {
        self.to.get(section).map_or(&[], Vec::as_slice)
    }
}
