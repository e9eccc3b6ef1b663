//! `shortfall` on one fund: where it leaves every value, exactly.
//!
//! A yuan at rate g saves $1/g$, whoever gets it; so the lowest rates are filled first.
//! With enough money every section reaches its minimum, or as near as its offers go. Short
//! of money there is one rate that money does not fill: cheaper ones are filled, dearer
//! ones are not used, and what is left is spent at that rate, no matter where. So the
//! best plans are known by bounds; nothing leaks. METHODS section 4.

use super::problem::{Block, Member, Offer};
use super::room::{SAME_RATE, Ways};

/// What `shortfall` leaves to later goals.
pub(super) struct Face {
    /// Per block and member, the least value.
    pub(super) lows: Vec<Vec<f64>>,
    pub(super) ways: Ways,
    /// The money left, if it is limited.
    pub(super) money: Option<f64>,
    /// Whether it has to be spent.
    pub(super) is_exact: bool,
    /// Per block, the least of `shortfall` and price of spending.
    pub(super) least: Vec<f64>,
    /// What a yuan more would save: the price of money.
    pub(super) saving: f64,
}

impl Face {
    /// Without the goal `shortfall`: all is open.
    pub(super) fn open(blocks: &[Block], money: Option<f64>) -> Self {
        let today = |b: &Block| b.members.iter().map(|m| m.today).collect();
        Self {
            lows: blocks.iter().map(today).collect(),
            ways: Ways::All,
            money,
            is_exact: false,
            least: Vec::new(),
            saving: 0.0,
        }
    }

    /// The least `shortfall` that the money allows, aimed so far inside the minima.
    pub(super) fn of_shortfall(blocks: &[Block], money: Option<f64>, inside: f64) -> Self {
        let needs = [0.0, inside].map(|inside| {
            let lifts = blocks.iter().flat_map(|b| lifts(b, 1.0 + inside));
            lifts.map(|l| l.yuan).sum::<f64>()
        });
        let [exact, more] = needs;
        let Some(limit) = money.filter(|limit| *limit < exact) else {
            // Just enough money is enough.
            let part = money.map_or(1.0, |m| (m - exact) / (more - exact));
            let part = if part < 1.0 { part } else { 1.0 };
            let (inside, need) = (part * inside, exact + part * (more - exact));
            return Self {
                money: money.map(|m| (m - need).max(0.0)),
                lows: lows(blocks, |_| true, 1.0 + inside),
                least: least(blocks, 0.0),
                ..Self::open(&[], None)
            };
        };
        let mut paid: Vec<(f64, f64)> = blocks
            .iter()
            .flat_map(|b| lifts(b, 1.0 + inside))
            .filter(|l| l.rate > 0.0)
            .map(|l| (l.rate, l.yuan))
            .collect();
        paid.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let (mut left, mut rest) = (limit, paid.as_slice());
        let mut class = 0.0;
        while let [(first, _), ..] = rest {
            class = *first;
            let end = rest.partition_point(|(rate, _)| *rate <= class * (1.0 + SAME_RATE));
            let (same, others) = rest.split_at(end);
            let need: f64 = same.iter().map(|(_, yuan)| yuan).sum();
            if need > left {
                break;
            }
            (left, rest) = (left - need, others);
        }
        let saving = if class > 0.0 { 1.0 / class } else { 0.0 };
        Self {
            lows: lows(blocks, |rate| rate < class, 1.0 + inside),
            ways: Ways::Only {
                rate: class,
                minimum: 1.0 + inside,
            },
            money: Some(left),
            is_exact: true,
            least: least(blocks, saving),
            saving,
        }
    }
}

/// What lifts a member towards its minimum, by one offer.
struct Lift {
    rate: f64,
    yuan: f64,
}

/// The widths of a member's offers that lift it to an aim.
fn widths<'b>(
    block: &'b Block,
    member: &'b Member,
    aim: f64,
) -> impl Iterator<Item = (&'b Offer, f64)> + 'b {
    let mut at = member.today;
    let missing = block.is_missing(member);
    let offers = block.offers_of(member).iter().take_while(move |_| missing);
    offers.map_while(move |offer| {
        let from = at;
        at = (from + offer.width).min(aim);
        (at > from).then_some((offer, at - from))
    })
}

fn lifts(block: &Block, aim: f64) -> impl Iterator<Item = Lift> + '_ {
    let members = block.members.iter();
    members.flat_map(move |member| {
        widths(block, member, aim).map(move |(offer, width)| Lift {
            rate: block.rate(member, offer),
            yuan: width * offer.limited_cost(),
        })
    })
}

/// The values once all offers at some rates are used.
fn lows(blocks: &[Block], is_used: impl Fn(f64) -> bool + Copy, aim: f64) -> Vec<Vec<f64>> {
    let low = |block: &Block, member: &Member| {
        let mut low = member.today;
        let mut next = low;
        for offer in block.offers_of(member) {
            if !block.is_missing(member) || !is_used(block.rate(member, offer)) {
                break;
            }
            next += offer.width;
            low = next.min(aim).max(low);
        }
        low
    };
    let of_block = |b: &Block| b.members.iter().map(|m| low(b, m)).collect();
    blocks.iter().map(of_block).collect()
}

/// Per block, the least of shortfall and price of spending.
fn least(blocks: &[Block], price: f64) -> Vec<f64> {
    let of_block = |block: &Block| {
        let missing = block.members.iter().filter(|m| block.is_missing(m));
        let each = missing.map(|member| {
            let gains = widths(block, member, 1.0);
            let gains = gains.map(|(o, w)| w * (1.0 - price * block.rate(member, o)).max(0.0));
            member.part * (1.0 - member.today - gains.sum::<f64>())
        });
        block.weight * each.sum::<f64>()
    };
    blocks.iter().map(of_block).collect()
}
