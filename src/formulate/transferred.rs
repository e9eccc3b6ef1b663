//! What each transfer of a plan does in all, and the rates that it reaches.

use std::collections::BTreeMap;

use super::Formulation;
use crate::plan::{Flow, Load, Move, Rates, Transferred};
use crate::policy::{Cargo, Transfer};

impl Formulation<'_> {
    /// Each transfer of the policy, in its order.
    pub(crate) fn transferred(&self, moves: &[Move]) -> Vec<Transferred> {
        let transfers = self.policy.transfers.iter();
        let of = |t: &Transfer| {
            let own: Vec<&Move> = moves.iter().filter(|m| m.transfer == t.name).collect();
            self.summed(t, &own)
        };
        transfers.map(of).collect()
    }

    fn summed(&self, transfer: &Transfer, moves: &[&Move]) -> Transferred {
        let mut flows: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for one in moves {
            if let Some(from) = self.district.find(&one.from, one.stage) {
                flows.entry(from).or_default().1 += one.amount();
            }
            if let Some(to) = self.district.find(&one.to, one.stage_reached()) {
                flows.entry(to).or_default().0 += one.amount();
            }
        }
        let moved = moves.iter().map(|m| m.amount()).sum();
        let sections = flows.into_iter().filter_map(|(s, (arriving, leaving))| {
            let section = self.district.sections().get(s)?;
            Some(Flow {
                school_id: section.school_id.clone(),
                stage: section.stage,
                arriving,
                leaving,
            })
        });
        Transferred {
            transfer: transfer.name.clone(),
            resource: match &transfer.moves {
                Cargo::Resource(id) => Some(id.clone()),
                Cargo::Teachers => None,
            },
            moved,
            cost: moves.iter().map(|m| m.cost).sum(),
            rates: transfer.moves_people().then(|| self.rates(transfer, moves)),
            sections: sections.collect(),
        }
    }

    fn rates(&self, transfer: &Transfer, moves: &[&Move]) -> Rates {
        let staff = self.district.staff();
        let groups = staff.into_iter().flat_map(|staff| staff.groups());
        let in_scope = groups.filter(|(s, kind, _)| {
            let section = self.district.sections().get(*s);
            section.is_some_and(|s| transfer.from.matches(s)) && transfer.may_take(kind)
        });
        let eligible: u64 = in_scope.map(|(.., count)| count).sum();
        let people = || moves.iter().filter_map(|m| match &m.load {
            Load::Teachers { group, count } => Some((group, *count)),
            Load::Stock { .. } => None,
        });
        let all: u64 = people().map(|(_, count)| count).sum();
        let backbone: u64 = people().filter(|(g, _)| g.backbone).map(|(_, n)| n).sum();
        let part = |of: u64, all: u64| (all > 0).then(|| of as f64 / all as f64);
        Rates {
            eligible,
            rotation: part(all, eligible),
            backbone_moved: backbone,
            backbone: part(backbone, all),
        }
    }
}
