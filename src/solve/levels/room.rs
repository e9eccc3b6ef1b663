//! Room: how far the values of one block may still rise, and at what price.
//!
//! A cell is a section's value, at least `low`; its steps lead upwards, cheapest first,
//! each from one value to the next at a *rate*: yuan a value, over the weight
//! $w \pi_s$ of the cell in the goal. At a price $\lambda$ of money a cell on a step of
//! rate $g$ pays $\lambda g$ for what it brings, in the same units in all blocks.

use super::ladder::Ladder;
use super::problem::{Block, Member};

/// Rates so near each other are one.
pub(super) const SAME_RATE: f64 = 1e-9;

/// A cell of a room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) part: f64,
    pub(super) low: f64,
    steps: (u32, u32),
}

/// One way up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) rate: f64,
}

/// What an earlier goal leaves to be used.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ways {
    /// Every offer, as far as money goes.
    All,
    /// What costs nothing, and below the minimum what has this rate; that has to be
    /// used until the money is spent.
    Only { rate: f64, minimum: f64 },
}

/// A block with the boxes that earlier goals leave it.
#[derive(Debug, Clone)]
pub(super) struct Room {
    /// The weight of the block in the goal.
    pub(super) weight: f64,
    pub(super) cells: Vec<Cell>,
    pub(super) steps: Vec<Step>,
    /// The largest of all lows, and the least of all highest values.
    pub(super) ends: (f64, f64),
    /// The steps sorted, where that was asked for and pays.
    pub(super) ladder: Option<Ladder>,
}

impl Room {
    /// A block whose cells start at these lows, not below today's values. No value
    /// need rise above the highest that the lows, or money that must be spent, ask
    /// for: cutting all values off there makes no distance larger.
    pub(super) fn new(block: &Block, lows: &[f64], ways: Ways) -> Self {
        let members = || block.members.iter().zip(lows);
        let highest_low = lows.iter().copied().fold(0.0, f64::max);
        let must_spend = matches!(ways, Ways::Only { .. });
        let asked = members()
            .filter(|_| must_spend)
            .flat_map(|(m, low)| steps(block, m, *low, ways))
            .filter(|step| step.rate > 0.0)
            .map(|step| step.to);
        let top = asked.fold(highest_low, f64::max);
        let mut room = Self {
            weight: block.weight,
            cells: Vec::with_capacity(block.members.len()),
            steps: Vec::with_capacity(block.offers.len()),
            ends: (highest_low, f64::INFINITY),
            ladder: None,
        };
        for (member, low) in members() {
            let start = room.steps.len();
            let mut high = *low;
            for step in steps(block, member, *low, ways) {
                let to = step.to.min(top);
                if to > step.from {
                    room.steps.push(Step { to, ..step });
                    high = to;
                }
            }
            room.ends.1 = room.ends.1.min(high);
            room.cells.push(Cell {
                part: member.part,
                low: *low,
                steps: (index(start), index(room.steps.len())),
            });
        }
        room
    }

    /// The same with its steps sorted, so that a sum needs no pass over the cells.
    pub(super) fn sorted(self) -> Self {
        Self {
            ladder: Ladder::new(&self),
            ..self
        }
    }

    pub(super) fn steps_of(&self, cell: &Cell) -> &[Step] {
        let (start, end) = cell.steps;
        self.steps
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The least that a cell can add to $\sum_s \pi_s (z_s v_s + \lambda \, paid)$.
    pub(super) fn least(&self, cell: &Cell, z: f64, price: f64) -> f64 {
        let steps = self.steps_of(cell).iter();
        let gains = steps.map(|s| (s.to - s.from) * (z + price * s.rate).min(0.0));
        cell.part * (z * cell.low + gains.sum::<f64>())
    }
}

/// The ways up from a low, not yet cut off above.
fn steps<'b>(
    block: &'b Block,
    member: &'b Member,
    low: f64,
    ways: Ways,
) -> impl Iterator<Item = Step> + 'b {
    let mut next = member.today;
    block.offers_of(member).iter().filter_map(move |offer| {
        let from = next.max(low);
        next += offer.width;
        let mut to = next;
        let rate = block.rate(member, offer);
        if let Ways::Only {
            rate: class,
            minimum,
        } = ways
            && rate > 0.0
        {
            if !block.is_missing(member) || (rate - class).abs() > SAME_RATE * class {
                return None;
            }
            to = to.min(minimum);
        }
        (to > from).then_some(Step { from, to, rate })
    })
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
