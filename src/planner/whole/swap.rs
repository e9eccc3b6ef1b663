//! Swaps: a rotation of whole people bettered by chance, for plans where a vertex is far
//! from whole.
//!
//! Simulated annealing over who goes where: a person more, one less, another way, two who
//! change places or ways. What is not allowed counts more and more, a worse plan is taken
//! less and less. The chance is a fixed stream, so the same policy has the same plan.

use std::collections::BTreeMap;

use super::Finder;
use crate::error::Error;
use crate::formulate::{Target, Trial, Way};

/// Changes tried in one run.
const TRIALS: u32 = 60_000;

/// Changes between two looks at the clock, and at rounding.
const ROUND: u32 = 512;

/// Temperature at the start and at the end, in what one person changes.
const HEAT: (f64, f64) = (1.0, 0.01);

/// What a person too many or too few counts at the start and at the end, likewise.
const WEIGHT: (f64, f64) = (3.0, 20.0);

/// Violations under this are none.
const NONE: f64 = 1e-9;

/// A stream of chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    #[allow(clippy::cast_possible_truncation)] // below the limit, which is a usize
    fn below(&mut self, limit: usize) -> usize {
        (self.draw() % (limit.max(1) as u64)) as usize
    }

    /// A number from 0 to 1.
    fn part(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / 9_007_199_254_740_992.0
    }
}

/// People on their ways, one entry a person.
struct Swaps<'f> {
    trial: Trial<'f>,
    ways: Vec<Way>,
    /// The ways out of a section under a transfer.
    out: BTreeMap<(usize, usize), Vec<usize>>,
    /// The ways between two sections under a transfer.
    between: BTreeMap<(usize, usize, usize), Vec<usize>>,
    people: Vec<usize>,
    chance: Chance,
}

/// A change: people who no longer go, by their place in the list, and ways taken anew.
#[derive(Default)]
struct Change {
    gone: Vec<usize>,
    new: Vec<usize>,
}

impl Finder<'_, '_> {
    /// Looks for a better plan by chance, if all that moves are whole people.
    pub(super) fn swap(&mut self, target: Target, run: u64) -> Result<(), Error> {
        let f = &self.search.formulation;
        let ways = f.ways();
        if ways.is_empty() || !f.is_all_whole() {
            return Ok(());
        }
        let start = self.best.as_ref().map(|(_, x)| x.clone());
        let is_first = start.is_none();
        let start = start.unwrap_or_else(|| vec![0.0; f.decisions.len()]);
        let trial = Trial::new(f, target, self.held.clone(), &start);
        let mut swaps = Swaps::new(f.ways_taken(&start), ways, run, trial);
        let deadline = self.search.deadline;
        let heat = if is_first { HEAT.0 } else { 0.3 * HEAT.0 };
        let found = swaps.anneal(heat, || deadline.has_passed());
        if let Some(x) = found {
            self.consider(x)?;
        }
        Ok(())
    }
}

impl<'f> Swaps<'f> {
    fn new(taken: Vec<usize>, ways: Vec<Way>, run: u64, trial: Trial<'f>) -> Self {
        let mut out: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut between: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
        for (i, way) in ways.iter().enumerate() {
            out.entry((way.transfer, way.from)).or_default().push(i);
            let ends = (way.transfer, way.from, way.to);
            between.entry(ends).or_default().push(i);
        }
        Self {
            trial,
            ways,
            out,
            between,
            people: taken,
            chance: Chance(run),
        }
    }

    /// The best allowed point of one run.
    fn anneal(&mut self, heat: f64, is_over: impl Fn() -> bool) -> Option<Vec<f64>> {
        let unit = self.unit();
        let mut now = self.trial.score();
        let mut best: Option<(f64, Vec<f64>)> = None;
        for number in 0..TRIALS {
            let part = f64::from(number) / f64::from(TRIALS);
            if number.is_multiple_of(ROUND) {
                if is_over() {
                    break;
                }
                // What rounding added up is taken out.
                let x = self.trial.x().to_vec();
                self.trial.set(&x);
                now = self.trial.score();
            }
            let weight = WEIGHT.0 * (WEIGHT.1 / WEIGHT.0).powf(part);
            let heat = heat * (HEAT.1 / heat).powf(part);
            let change = self.propose();
            if !self.make(&change) {
                continue;
            }
            let next = self.trial.score();
            let worse =
                (next.objective - now.objective) / unit + weight * (next.violation - now.violation);
            if worse > 0.0 && self.chance.part() >= (-worse / heat).exp() {
                self.undo(&change);
                continue;
            }
            self.settle(change);
            now = next;
            let is_best = best
                .as_ref()
                .is_none_or(|(b, _)| next.objective < b - 1e-12);
            if next.violation <= NONE && is_best {
                best = Some((next.objective, self.trial.x().to_vec()));
            }
        }
        best.map(|(_, x)| x)
    }

    /// What one person more changes in the objective, on average over some.
    fn unit(&mut self) -> f64 {
        let start = self.trial.score().objective;
        let (mut sum, mut count) = (0.0, 0.0);
        for _ in 0..64 {
            let change = Change {
                gone: Vec::new(),
                new: vec![self.chance.below(self.ways.len())],
            };
            if self.make(&change) {
                sum += (self.trial.score().objective - start).abs();
                count += 1.0;
                self.undo(&change);
            }
        }
        if sum > 0.0 { sum / count } else { 1.0 }
    }

    fn propose(&mut self) -> Change {
        let any = |chance: &mut Chance, of: &[usize]| of.get(chance.below(of.len())).copied();
        let mut change = Change::default();
        let way = self.chance.below(self.ways.len());
        let person = self.chance.below(self.people.len());
        let other = self.chance.below(self.people.len());
        let way_of = |i: usize| self.people.get(i).and_then(|w| self.ways.get(*w)).copied();
        let between = |t, from, to| self.between.get(&(t, from, to)).map_or(&[][..], |w| w);
        match self.chance.below(8) {
            0 => change.new.push(way),
            1 => change.gone.push(person),
            2 | 3 => {
                // One goes another way, or another goes.
                if let Some(w) = way_of(person) {
                    let out = self.out.get(&(w.transfer, w.from));
                    change.gone.push(person);
                    change
                        .new
                        .extend(out.and_then(|o| any(&mut self.chance, o)));
                }
            }
            4 => {
                // Two change places.
                if let Some(w) = self.ways.get(way).copied() {
                    change.new.push(way);
                    let back = between(w.transfer, w.to, w.from);
                    change.new.extend(any(&mut self.chance, back));
                }
            }
            5 => {
                // Another kind goes the same way.
                if let Some(w) = way_of(person) {
                    change.gone.push(person);
                    let same = between(w.transfer, w.from, w.to);
                    change.new.extend(any(&mut self.chance, same));
                }
            }
            6 => {
                // Two who changed places no longer do.
                if let Some(w) = way_of(person) {
                    change.gone.push(person);
                    let back = (0..self.people.len()).find(|i| {
                        way_of(*i).is_some_and(|v| v.from == w.to && v.to == w.from && *i != person)
                    });
                    change.gone.extend(back);
                }
            }
            _ => {
                // Two change where they go.
                if let Some((v, w)) = way_of(person).zip(way_of(other))
                    && person != other
                {
                    let crossed = |a: Way, b: Way| {
                        let ways = between(a.transfer, a.from, b.to).iter();
                        let same =
                            |i: &&usize| self.ways.get(**i).is_some_and(|x| x.class == a.class);
                        ways.copied().find(|i| same(&i))
                    };
                    if let Some((a, b)) = crossed(v, w).zip(crossed(w, v)) {
                        change.gone.extend([person, other]);
                        change.new.extend([a, b]);
                    }
                }
            }
        }
        change
    }

    /// Shifts one person onto a way, or off it; whether the boxes allow it.
    fn shift(&mut self, way: Option<usize>, by: f64) -> bool {
        let Some(way) = way.and_then(|w| self.ways.get(w)).copied() else {
            return false;
        };
        if !self.trial.shift(way.leave, by) {
            return false;
        }
        if !self.trial.shift(way.arrive, by) {
            self.trial.shift(way.leave, -by);
            return false;
        }
        true
    }

    /// Makes a change of the point, not yet of the list; whether the boxes allow it.
    fn make(&mut self, change: &Change) -> bool {
        let gone = change
            .gone
            .iter()
            .map(|i| (self.people.get(*i).copied(), -1.0));
        let new = change.new.iter().map(|w| (Some(*w), 1.0));
        let steps: Vec<(Option<usize>, f64)> = gone.chain(new).collect();
        for (done, (way, by)) in steps.iter().enumerate() {
            if !self.shift(*way, *by) {
                for (way, by) in steps.iter().take(done).rev() {
                    self.shift(*way, -by);
                }
                return false;
            }
        }
        !steps.is_empty()
    }

    fn undo(&mut self, change: &Change) {
        for way in change.new.iter().rev() {
            self.shift(Some(*way), -1.0);
        }
        for i in change.gone.iter().rev() {
            self.shift(self.people.get(*i).copied(), 1.0);
        }
    }

    /// Takes a change into the list.
    fn settle(&mut self, mut change: Change) {
        change.gone.sort_unstable();
        for i in change.gone.into_iter().rev() {
            if i < self.people.len() {
                self.people.swap_remove(i);
            }
        }
        self.people.extend(change.new);
    }
}
