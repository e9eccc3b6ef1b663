//! The promise about distances: nothing moves beyond the reach of its transfer, nor to a
//! section that is not among the nearest.
//!
//! The sections that one could send to are those that the transfer's `to` matches, of the
//! same stage where it stays within, not kept by a rule, and within reach. If there are
//! more than `nearest`, only the nearest are sent to; one whose distance is not known is
//! farther than all others, and of equally near ones the first in the district is nearer.

use std::collections::BTreeMap;

use super::at_most;
use super::case::Case;
use super::moves::Moved;
use crate::error::{Code, Place, Problems};
use crate::policy::Transfer;

/// Checks where moves go.
pub(crate) fn check(case: &Case, moves: &[Moved], problems: &mut Problems) {
    let mut of_section: BTreeMap<(usize, usize), Vec<&Moved>> = BTreeMap::new();
    for moved in moves {
        let key = (moved.transfer, moved.from);
        of_section.entry(key).or_default().push(moved);
    }
    for ((transfer, from), moves) in of_section {
        let Some(transfer) = case.policy.transfers.get(transfer) else {
            continue;
        };
        let distance = |to| {
            transfer
                .gauge(case.district)
                .between(case.district, from, to)
        };
        let nearest = nearest(case, transfer, from);
        for moved in moves {
            let place = || Place::item(case.label(from)).at_column(&transfer.name);
            let distance = distance(moved.to);
            let beyond = transfer
                .reach
                .filter(|reach| !distance.is_some_and(|d| at_most(d, reach.limit(), 0.0)));
            let said = distance.map_or_else(|| "-".to_owned(), |d| d.to_string());
            if let Some(reach) = beyond {
                let args = [case.label(moved.to), said, reach.limit().to_string()];
                problems.add(Code::OutOfReach, place(), args);
            } else if !nearest.contains(&moved.to) && may_receive(case, transfer, from, moved.to) {
                let args = [case.label(moved.to), said, transfer.nearest.to_string()];
                problems.add(Code::NotNearest, place(), args);
            }
        }
    }
}

/// The sections that one section may send to.
fn nearest(case: &Case, transfer: &Transfer, from: usize) -> Vec<usize> {
    let gauge = transfer.gauge(case.district);
    let sections = 0..case.district.sections().len();
    let mut found: Vec<(f64, usize)> = sections
        .filter(|to| may_receive(case, transfer, from, *to))
        .map(|to| (gauge.between(case.district, from, to), to))
        .filter(|(distance, _)| match transfer.reach {
            Some(reach) => distance.is_some_and(|d| at_most(d, reach.limit(), 0.0)),
            None => true,
        })
        .map(|(distance, to)| (distance.unwrap_or(f64::INFINITY), to))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let nearest = found.into_iter().take(transfer.nearest);
    nearest.map(|(_, to)| to).collect()
}

/// Whether one section could send to another, wherever they are.
fn may_receive(case: &Case, transfer: &Transfer, from: usize, to: usize) -> bool {
    let sections = case.district.sections();
    let (Some(sender), Some(receiver)) = (sections.get(from), sections.get(to)) else {
        return false;
    };
    from != to
        && transfer.to.matches(receiver)
        && case.keeper(receiver).is_none()
        && (!transfer.within_stage || sender.stage == receiver.stage)
}
