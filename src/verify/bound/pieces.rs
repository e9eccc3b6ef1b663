//! Goals as linear pieces that lie below them everywhere.
//!
//! Each goal becomes an expression and rows of the program; `std` and `gini` keep
//! their pieces, so that more can be added where an optimum of the program cheats.
//! All values are over their reference.

use super::super::case::{Case, StageFacts};
use super::super::goals::counted;
use super::columns::Columns;
use super::lp::{Affine, Lp};
use crate::policy::{Goal, Measure};
use crate::standard::Values;

/// A piece is worth adding where the program lies this much below the goal.
const FINE: f64 = 1e-11;

/// A pair this near in the plan is opened at once.
const NEAR: f64 = 1e-4;

/// The pieces of all goals.
pub(crate) struct Pieces<'c, 'a> {
    pub(super) case: &'c Case<'a>,
    pub(super) columns: &'c Columns,
    /// The values of the plan.
    pub(super) after: &'c Values,
    deviations: Vec<Deviation>,
    pairs: Vec<Pair>,
}

/// One section in a standard deviation.
struct Deviation {
    /// Its value and part of the pupils.
    value: Affine,
    part: f64,
    /// The variables: the centre, the deviation, and the section's part of it.
    centre: usize,
    spread: usize,
    taken: usize,
}

/// A pair of sections in a Gini whose order could turn round.
struct Pair {
    /// Their distance as long as the order is that of the plan.
    distance: Affine,
    /// The variable for what is to be added once it has turned: twice the distance.
    extra: usize,
    /// Whether a row says so.
    open: bool,
}

impl<'c, 'a> Pieces<'c, 'a> {
    pub(crate) fn new(case: &'c Case<'a>, columns: &'c Columns, after: &'c Values) -> Self {
        Self {
            case,
            columns,
            after,
            deviations: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// Adds a goal's rows; what it returns is never above the goal (`floor`: its
    /// negative).
    pub(crate) fn add(&mut self, goal: Goal, lp: &mut Lp) -> Affine {
        match goal {
            Goal::Cost => self.columns.cost(),
            Goal::Shortfall => self.shortfall(lp),
            Goal::Floor | Goal::Leximin => self.floor(lp),
            // Quasi-convex: see `ratio`.
            Goal::WorstCv | Goal::Moves => Affine::default(),
            Goal::Disparity(measure) => {
                let mut sum = Affine::default();
                for stage in &self.case.stages {
                    for (k, weight) in counted(self.case) {
                        let spread = self.spread(measure, stage, k, lp);
                        sum.add(weight * stage.pupils / self.case.pupils, &spread);
                    }
                }
                sum
            }
        }
    }

    fn shortfall(&self, lp: &mut Lp) -> Affine {
        let mut sum = Affine::default();
        for stage in &self.case.stages {
            for (k, weight) in counted(self.case) {
                if self.case.minimum(stage.stage, k).is_none() {
                    continue;
                }
                for (s, part) in &stage.members {
                    let gap = Affine::new(1.0).plus(-1.0, &self.columns.value(*s, k));
                    let weight = weight * part * stage.pupils / self.case.pupils;
                    sum.add(weight, &above_zero(&gap, lp));
                }
            }
        }
        sum
    }

    fn floor(&self, lp: &mut Lp) -> Affine {
        let mut over = Vec::new();
        for stage in &self.case.stages {
            for (k, _) in counted(self.case) {
                if self.case.minimum(stage.stage, k).is_some() {
                    let members = stage.members.iter();
                    over.extend(members.map(|(s, _)| self.columns.value(*s, k)));
                }
            }
        }
        least(&over, lp).times(-1.0)
    }

    fn spread(&mut self, measure: Measure, stage: &StageFacts, k: usize, lp: &mut Lp) -> Affine {
        let members = stage.members.iter();
        let values: Vec<(Affine, f64)> = members
            .map(|(s, part)| (self.columns.value(*s, k), *part))
            .collect();
        let rho = self.case.reference(stage.stage, k);
        let members = stage.members.iter();
        let plan: Vec<f64> = members.map(|(s, _)| self.after.get(*s, k) / rho).collect();
        match measure {
            Measure::Range => {
                let up: Vec<Affine> = values.into_iter().map(|(v, _)| v).collect();
                let down: Vec<Affine> = up.iter().map(|v| v.clone().times(-1.0)).collect();
                least(&up, lp).plus(1.0, &least(&down, lp)).times(-1.0)
            }
            Measure::Mad => mad(&values, lp),
            Measure::Std => self.std(values, &plan, lp),
            Measure::Gini => self.gini(&values, &plan, lp),
        }
    }

    pub(super) fn std(&mut self, values: Vec<(Affine, f64)>, plan: &[f64], lp: &mut Lp) -> Affine {
        let (low, high) = hull(values.iter().map(|(v, _)| v), lp);
        // The mean is the best centre, so that no row need say what the centre is.
        let centre = lp.var(low, high);
        let spread = lp.var(0.0, high - low);
        let mean: f64 = values.iter().zip(plan).map(|((_, part), v)| part * v).sum();
        let square = values.iter().zip(plan);
        let square: f64 = square.map(|((_, part), v)| part * (v - mean).powi(2)).sum();
        let sigma = square.sqrt();
        let mut all = Affine::default().plus(-1.0, &Affine::var(spread));
        for ((value, part), v) in values.into_iter().zip(plan) {
            let taken = lp.var(0.0, high - low);
            all.add(1.0, &Affine::var(taken));
            let deviation = Deviation {
                value,
                part,
                centre,
                spread,
                taken,
            };
            let slope = if sigma > FINE {
                (v - mean) / sigma
            } else {
                0.0
            };
            for step in [-1.0, -0.03, -0.001, 0.0, 0.001, 0.03, 1.0] {
                deviation.tangent(slope + step, lp);
            }
            self.deviations.push(deviation);
        }
        lp.require(all);
        Affine::var(spread)
    }

    /// Every pair counts with its order in the plan, which is never too much; a pair
    /// that the plan ties, or whose order the program turns round, is opened.
    fn gini(&mut self, values: &[(Affine, f64)], plan: &[f64], lp: &mut Lp) -> Affine {
        let mut sum = Affine::default();
        for (i, ((a, p), x)) in values.iter().zip(plan).enumerate() {
            for ((b, q), y) in values.iter().zip(plan).take(i) {
                let sign = if x < y { -1.0 } else { 1.0 };
                let mut distance = a.clone().plus(-1.0, b).times(sign);
                let (low, high) = lp.range(&distance);
                if high <= 0.0 {
                    distance = distance.times(-1.0);
                }
                sum.add(p * q, &distance);
                if low < 0.0 && high > 0.0 {
                    let mut pair = Pair {
                        extra: lp.var(0.0, -2.0 * low),
                        distance,
                        open: false,
                    };
                    sum.add(p * q, &Affine::var(pair.extra));
                    if (x - y).abs() < NEAR {
                        pair.open(lp);
                    }
                    self.pairs.push(pair);
                }
            }
        }
        sum
    }

    /// Adds the pieces that an optimum of the program lies below; false where there
    /// is none left to add.
    pub(crate) fn refine(&mut self, point: &[f64], lp: &mut Lp) -> bool {
        let mut added = false;
        for deviation in &self.deviations {
            added |= deviation.refine(point, lp);
        }
        for pair in &mut self.pairs {
            added |= pair.refine(point, lp);
        }
        added
    }
}

impl Deviation {
    /// `taken >= part (2 slope (value - centre) - slope^2 spread)`.
    fn tangent(&self, slope: f64, lp: &mut Lp) {
        let mut row = self.piece(slope);
        row.add(-1.0, &Affine::var(self.taken));
        lp.require(row);
    }

    fn piece(&self, slope: f64) -> Affine {
        let off = self.value.clone().plus(-1.0, &Affine::var(self.centre));
        let piece = off.times(2.0 * slope);
        piece
            .plus(-slope * slope, &Affine::var(self.spread))
            .times(self.part)
    }

    fn refine(&self, point: &[f64], lp: &mut Lp) -> bool {
        let spread = Affine::var(self.spread).at(point);
        let off = self.value.at(point) - Affine::var(self.centre).at(point);
        // No section is further from the mean than this many deviations.
        let most = self.part.sqrt().recip();
        let slope = (off / spread.max(FINE)).clamp(-most, most);
        let below = self.piece(slope).at(point) - Affine::var(self.taken).at(point);
        if below > FINE {
            self.tangent(slope, lp);
        }
        below > FINE
    }
}

impl Pair {
    fn open(&mut self, lp: &mut Lp) {
        self.open = true;
        let row = self.distance.clone().times(-2.0);
        lp.require(row.plus(-1.0, &Affine::var(self.extra)));
    }

    fn refine(&mut self, point: &[f64], lp: &mut Lp) -> bool {
        let turned = !self.open && self.distance.at(point) < -FINE;
        if turned {
            self.open(lp);
        }
        turned
    }
}

/// The mean absolute deviation: twice what lies below the mean. A centre below the
/// mean would make it less, so that one row is enough.
fn mad(values: &[(Affine, f64)], lp: &mut Lp) -> Affine {
    let (low, high) = hull(values.iter().map(|(v, _)| v), lp);
    let centre = Affine::var(lp.var(low, high));
    let mut row = centre.clone().times(-1.0);
    let mut sum = Affine::default();
    for (value, part) in values {
        row.add(*part, value);
        let below = centre.clone().plus(-1.0, value);
        sum.add(2.0 * part, &above_zero(&below, lp));
    }
    lp.require(row);
    sum
}

/// An expression where it is above 0, else 0.
fn above_zero(of: &Affine, lp: &mut Lp) -> Affine {
    let (low, high) = lp.range(of);
    if high <= 0.0 {
        return Affine::default();
    }
    if low >= 0.0 {
        return of.clone();
    }
    let above = Affine::var(lp.var(0.0, high));
    lp.require(of.clone().plus(-1.0, &above));
    above
}

/// The least of some expressions; 0 of none.
fn least(of: &[Affine], lp: &mut Lp) -> Affine {
    let ranges = of.iter().map(|v| lp.range(v));
    let Some((low, high)) = ranges.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))) else {
        return Affine::default();
    };
    let least = Affine::var(lp.var(low, high));
    for value in of {
        lp.require(least.clone().plus(-1.0, value));
    }
    least
}

/// The least and the largest that any of some expressions can be.
fn hull<'v>(of: impl Iterator<Item = &'v Affine>, lp: &Lp) -> (f64, f64) {
    of.map(|v| lp.range(v))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), (low, high)| {
            (l.min(low), h.max(high))
        })
}
