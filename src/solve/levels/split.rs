//! From values to units of levers, with the least sum of squares where there is a choice.
//!
//! A raise of a value is split over the offers of its section. At least cost they are used
//! cheapest first and offers of one price share: $y_i = \min(width_i, t)$. Where money is
//! left over and no goal asks what is spent, all share alike, or as near to that as the
//! money allows: $y_i = \text{clip}(t - \mu c_i, 0, width_i)$ at a price $\mu$ of money.

use super::problem::{Block, Offer};
use super::room::{SAME_RATE, Ways};
use super::shortfall::Face;

/// A raise under this, in reference units, is none.
const DUST: f64 = 1e-11;

/// Halvings of a bracket: enough for every figure that a float can tell apart.
const HALVINGS: usize = 200;

/// Units of a lever at a section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Deed {
    /// The district.
    pub(super) owner: usize,
    pub(super) lever: usize,
    pub(super) section: usize,
    pub(super) units: f64,
    /// What they cost of limited money, in yuan.
    pub(super) yuan: f64,
}

/// The units that bring about values, at least cost or else within the money.
pub(super) fn deeds(
    blocks: &[Block],
    values: &[Vec<f64>],
    is_cheapest: bool,
    money: Option<f64>,
) -> Vec<Deed> {
    let mut deeds = Vec::new();
    if is_cheapest {
        spread(blocks, values, cheapest, |d| deeds.push(d));
        return deeds;
    }
    let spent = |price: f64| {
        let mut spent = 0.0;
        let share = |raise: f64, offers: &[Offer]| shared(raise, offers, price);
        spread(blocks, values, share, |d| spent += d.yuan);
        spent
    };
    let fits = |price: f64| money.is_none_or(|m| spent(price) <= m);
    let mut price = 0.0;
    if !fits(price) {
        let (mut low, mut high) = (0.0, 1e-12);
        while !fits(high) && high < 1e12 {
            (low, high) = (high, 4.0 * high);
        }
        if !fits(high) {
            spread(blocks, values, cheapest, |d| deeds.push(d));
            return deeds;
        }
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if middle <= low || middle >= high {
                break;
            }
            if fits(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        price = high;
    }
    let share = |raise: f64, offers: &[Offer]| shared(raise, offers, price);
    spread(blocks, values, share, |d| deeds.push(d));
    deeds
}

/// Splits every raise and hands on the deeds.
fn spread(
    blocks: &[Block],
    values: &[Vec<f64>],
    split: impl Fn(f64, &[Offer]) -> Vec<f64>,
    mut take: impl FnMut(Deed),
) {
    for (block, values) in blocks.iter().zip(values) {
        for (member, value) in block.members.iter().zip(values) {
            let raise = value - member.today;
            if raise <= DUST {
                continue;
            }
            let offers = block.offers_of(member);
            let mut hand = |offer: &Offer, raise: f64| {
                if raise > DUST {
                    take(Deed {
                        owner: block.owner,
                        lever: offer.lever as usize,
                        section: member.section as usize,
                        units: raise * offer.units,
                        yuan: raise * offer.limited_cost(),
                    });
                }
            };
            if let [offer] = offers {
                hand(offer, raise.min(offer.width));
            } else {
                for (offer, raise) in offers.iter().zip(split(raise, offers)) {
                    hand(offer, raise);
                }
            }
        }
    }
}

/// Cheapest first; offers of one price share.
fn cheapest(raise: f64, offers: &[Offer]) -> Vec<f64> {
    let mut raises = Vec::with_capacity(offers.len());
    let (mut left, mut rest) = (raise, offers);
    while let [first, ..] = rest {
        let end = rest.partition_point(|o| o.cost <= first.cost * (1.0 + SAME_RATE));
        let (same, others) = rest.split_at(end);
        let widths: f64 = same.iter().map(|o| o.width).sum();
        let used = left.min(widths);
        raises.extend(shared(used, same, 0.0));
        left = (left - used).max(0.0);
        rest = others;
    }
    raises
}

/// The least sum of squares and price of what is spent, over all splits of a raise.
fn shared(raise: f64, offers: &[Offer], price: f64) -> Vec<f64> {
    if let [offer] = offers {
        return vec![raise.min(offer.width)];
    }
    let at = |t: f64, o: &Offer| (t - price * o.limited_cost()).clamp(0.0, o.width);
    let sum = |t: f64| offers.iter().map(|o| at(t, o)).sum::<f64>();
    let dearest = offers.iter().map(|o| price * o.limited_cost());
    let (mut low, mut high) = (0.0, raise + dearest.fold(0.0, f64::max));
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if sum(middle) >= raise {
            high = middle;
        } else {
            low = middle;
        }
    }
    // The last step is taken by those that move, exactly.
    let below = sum(low);
    let part = if sum(high) > below {
        ((raise - below) / (sum(high) - below)).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let mixed = offers
        .iter()
        .map(|o| at(low, o) + part * (at(high, o) - at(low, o)));
    mixed.collect()
}

/// The values of least squares where a `shortfall` that is short of money leaves open
/// whom its last rate lifts: every offer of that rate by $\min(\mu c, width)$.
pub(super) fn least_squares(blocks: &[Block], face: &Face) -> Option<Vec<Vec<f64>>> {
    let (Ways::Only { rate, minimum }, Some(money)) = (face.ways, face.money) else {
        return None;
    };
    let near = |g: f64| g > 0.0 && (g - rate).abs() <= SAME_RATE * rate;
    let values_at = |mu: f64| -> (Vec<Vec<f64>>, f64) {
        let mut spent = 0.0;
        let mut values = Vec::with_capacity(blocks.len());
        for (block, lows) in blocks.iter().zip(&face.lows) {
            let mut of_block = lows.clone();
            let members = block.members.iter().zip(&mut of_block);
            for (member, value) in members.filter(|(m, _)| block.is_missing(m)) {
                let offers = block.offers_of(member).iter();
                for offer in offers.filter(|o| near(block.rate(member, o))) {
                    let most = offer.width.min((minimum - *value).max(0.0));
                    let raise = (mu * offer.cost).min(most);
                    *value += raise;
                    spent += raise * offer.cost;
                }
            }
            values.push(of_block);
        }
        (values, spent)
    };
    let (mut low, mut high) = (0.0, 1e-12);
    while values_at(high).1 < money {
        if high > 1e30 {
            break;
        }
        (low, high) = (high, 4.0 * high);
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if values_at(middle).1 <= money {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(values_at(low).0)
}
