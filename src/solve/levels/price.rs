//! The price of money at which the blocks of one fund spend it.
//!
//! In: blocks whose best plans at a price are known. Out: two plans around the money, the
//! part of the second in their mix, and the price. Spending never rises with the price, so
//! there is a bracket. Inside it the next price is Newton's where spending is smooth,
//! else the slope between the two end plans,
//!
//! $$\lambda = (G_{less} - G_{more}) / (spent_{more} - spent_{less}),$$
//!
//! at which both are equally good; once no plan is better at that price their mix is
//! best: a mix is never worse than its parts together. METHODS sections 2 and 3.

/// What no more prices can win, relative.
const NOTHING: f64 = 2e-15;

/// Prices tried at most; what is then left open shows in the gap.
const MOST_PRICES: u64 = 120;

/// A plan of all blocks at a price.
pub(super) trait Plan: Clone {
    /// The goal.
    fn value(&self) -> f64;
    /// Yuan spent.
    fn spent(&self) -> f64;
    /// How spending changes with the price, where that is known.
    fn slope(&self) -> f64;
}

/// Two plans to be mixed.
pub(super) struct Found<P> {
    pub(super) less: P,
    pub(super) more: P,
    /// The part of `more`.
    pub(super) share: f64,
    pub(super) price: f64,
    /// How many prices were tried.
    pub(super) tried: u64,
}

/// Searches the price; `at` gives the best plan at a price, near another plan.
///
/// `money` that is none has no end; money that is `exact` has to be spent and may have a
/// negative price. None where no price brings spending to the money.
pub(super) fn search<P: Plan>(
    money: Option<f64>,
    is_exact: bool,
    typical: f64,
    mut at: impl FnMut(f64, Option<&P>) -> P,
) -> Option<Found<P>> {
    let free = at(0.0, None);
    let single = |plan: P, price: f64, tried| Found {
        less: plan.clone(),
        more: plan,
        share: 0.0,
        price,
        tried,
    };
    let Some(money) = money else {
        return Some(single(free, 0.0, 1));
    };
    if free.spent() <= money && (!is_exact || free.spent() >= money) {
        return Some(single(free, 0.0, 1));
    }
    let lagrangian = |plan: &P, price: f64| plan.value() + price * (plan.spent() - money);
    let (mut bound, mut best) = (free.value(), 0.0);
    let is_short = free.spent() > money;
    let sign = if is_short { 1.0 } else { -1.0 };
    // The ends: the plan at the lower price spends more.
    let (mut lower, mut upper) = (0.0, 0.0);
    let (mut more, mut less) = (free.clone(), free);
    let mut price = sign * typical;
    let mut tried = 1;
    let mut width = f64::INFINITY;
    while tried < MOST_PRICES {
        let plan = at(price, Some(if is_short { &more } else { &less }));
        tried += 1;
        let least = lagrangian(&plan, price);
        if least >= bound {
            (bound, best) = (least, price);
        }
        if (plan.spent() - money).abs() <= NOTHING * money {
            return Some(single(plan, price, tried));
        }
        let newton = price + (money - plan.spent()) / plan.slope();
        if plan.spent() > money {
            (lower, more) = (price, plan);
        } else {
            (upper, less) = (price, plan);
        }
        let is_open = if is_short { upper <= 0.0 } else { lower >= 0.0 };
        if is_open {
            if price.abs() > 1e200 {
                return None;
            }
            let grown = 8.0 * price;
            let is_near = newton.is_finite() && newton / price > 1.0 && newton / grown < 1.0;
            // A little beyond, so that there is a bracket soon.
            price = if is_near {
                price + 1.1 * (newton - price)
            } else {
                grown
            };
            continue;
        }
        let (a, b) = (less.spent(), more.spent());
        let share = ((money - a) / (b - a)).clamp(0.0, 1.0);
        let mixed = less.value() + share * (more.value() - less.value());
        let scale = mixed.abs() + (price * money).abs();
        let is_done = mixed - bound <= NOTHING * scale;
        if is_done || upper - lower <= NOTHING * upper.abs().max(lower.abs()) {
            break;
        }
        let slope = (less.value() - more.value()) / (b - a);
        let inside = |price: f64| lower < price && price < upper;
        let was = std::mem::replace(&mut width, upper - lower);
        price = if inside(newton) {
            newton
        } else if inside(slope) && slope != price && tried % 4 != 3 {
            slope
        } else if upper - lower > 0.5 * was && lower > 0.0 {
            (lower * upper).sqrt()
        } else {
            0.5 * (lower + upper)
        };
        if !inside(price) {
            price = 0.5 * (lower + upper);
        }
    }
    let (a, b) = (less.spent(), more.spent());
    if !(a <= money && money <= b) {
        return None;
    }
    let share = if b > a { (money - a) / (b - a) } else { 0.0 };
    Some(Found {
        price: best,
        less,
        more,
        share,
        tried,
    })
}
