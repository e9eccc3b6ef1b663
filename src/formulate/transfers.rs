//! Transfers in the program: what leaves and what arrives, and the routes between.
//!
//! For each class of people (or a resource) c under a transfer, $o_{sc}$ leave section s
//! and $i_{tc}$ arrive at t. Values, money and limits hang on these alone, so that a
//! route $z_{stc}$ is in two rows only:
//!
//! $$o_{sc} = \sum_t z_{stc}, \qquad i_{tc} = \sum_s z_{stc}$$
//!
//! For whole $o$ and $i$ there are whole $z$ (a transport problem), so the routes need not
//! be branched on. Where everyone may go anywhere there are no routes, but a pool:
//! $\sum_s o_{sc} = \sum_t i_{tc}$ and, so that nobody is sent to where they come
//! from, $o_{sc} + i_{sc} \le \sum_t i_{tc}$.

use std::collections::BTreeMap;

use super::fields::Reference;
use super::{Formulation, Routes, What};
use crate::district::Stage;
use crate::policy::{Cargo, Transfer};
use crate::program::{Program, Rank, Tag, Whole};

/// What of a whole number counts as all of it.
const HAIR: f64 = 1e-9;

/// A way for a person of a class to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) transfer: usize,
    pub(crate) class: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The decision of those who leave.
    pub(crate) leave: usize,
    /// The decision of those who arrive.
    pub(crate) arrive: usize,
}

/// A pool: the class and, where one stays within it, the stage.
type Pool = (usize, Option<Stage>);

/// Columns of one side of a transfer, by class and section.
type Sides = BTreeMap<(usize, usize), usize>;

impl Formulation<'_> {
    /// The decisions of one transfer: what leaves where, then what arrives where.
    pub(super) fn decide_transfer(&mut self, t: usize, rho: &Reference) {
        let policy = self.policy;
        let Some(transfer) = policy.transfers.get(t) else {
            return;
        };
        let routes = self.routes.get(t).cloned().unwrap_or_default();
        let sections = self.district.sections().len();
        for class in 0..self.loads(transfer) {
            let adds = self.load(transfer, class);
            let effects = self.effects(&adds);
            let against: Vec<(usize, f64)> = effects.iter().map(|(k, a)| (*k, -a)).collect();
            let unit = if transfer.moves_people() {
                1.0
            } else {
                self.piece(&effects, rho)
            };
            let mut arriving = vec![0.0; sections];
            for s in 0..sections {
                let most = self.leaving(transfer, s).min(self.held(transfer, s, class));
                if routes.from(s).is_empty() || !self.takes(transfer, class) || most <= 0.0 {
                    continue;
                }
                for (to, _) in routes.from(s) {
                    if let Some(sum) = arriving.get_mut(*to) {
                        *sum += most;
                    }
                }
                let leave = What::Leave { transfer: t, class };
                self.offer(leave, s, &against, (most, Some(unit)), rho);
            }
            for (s, most) in arriving.into_iter().enumerate() {
                if most > 0.0 {
                    let arrive = What::Arrive { transfer: t, class };
                    self.offer(arrive, s, &effects, (most, Some(unit)), rho);
                }
            }
        }
    }

    /// The unit in which a resource is moved, the same everywhere, since what leaves one section
    /// arrives at another: what moves values by one reference on average.
    fn piece(&self, effects: &[(usize, f64)], rho: &Reference) -> f64 {
        let sections = self.district.sections();
        let moved = (0..sections.len()).map(|s| self.most_moved(s, effects, rho));
        let mean = moved.sum::<f64>() / sections.len().max(1) as f64;
        if mean > 0.0 { 1.0 / mean } else { 1.0 }
    }

    /// How many classes of people there are to move; a resource is one.
    fn loads(&self, transfer: &Transfer) -> usize {
        if transfer.moves_people() {
            self.classes.kinds.len()
        } else {
            1
        }
    }

    /// What a unit adds to the stocks where it arrives.
    fn load(&self, transfer: &Transfer, class: usize) -> Vec<(usize, f64)> {
        match &transfer.moves {
            Cargo::Teachers => {
                let kind = self.classes.kinds.get(class);
                kind.map_or_else(Vec::new, |kind| self.counted(kind, 1.0))
            }
            Cargo::Resource(id) => {
                let column = self.district.resource(id);
                column.map(|c| (c, 1.0)).into_iter().collect()
            }
        }
    }

    fn takes(&self, transfer: &Transfer, class: usize) -> bool {
        let kind = self.classes.kinds.get(class);
        !transfer.moves_people() || kind.is_some_and(|kind| transfer.may_take(kind))
    }

    fn is_backbone(&self, class: usize) -> bool {
        self.classes.kinds.get(class).is_some_and(|k| k.backbone)
    }

    /// How much of a class, or of the resource, a section has today.
    fn held(&self, transfer: &Transfer, section: usize, class: usize) -> f64 {
        match &transfer.moves {
            Cargo::Teachers => self.classes.held(section, class),
            Cargo::Resource(id) => {
                let column = self.district.resource(id);
                column.map_or(0.0, |c| self.district.stock(section, c))
            }
        }
    }

    /// All that a transfer may take of a section: the eligible, or the stock.
    fn eligible(&self, transfer: &Transfer, section: usize) -> f64 {
        (0..self.loads(transfer))
            .filter(|class| self.takes(transfer, *class))
            .map(|class| self.held(transfer, section, class))
            .sum()
    }

    /// The most that may leave a section under a transfer.
    fn leaving(&self, transfer: &Transfer, section: usize) -> f64 {
        let Some(share) = transfer.leave_at_most else {
            return f64::INFINITY;
        };
        let part = share * self.eligible(transfer, section);
        if share <= 0.0 {
            0.0
        } else if transfer.moves_people() {
            (part * (1.0 + HAIR)).floor().max(1.0)
        } else {
            part
        }
    }

    /// Every way for a person of a class to move, by the decisions that it counts in.
    pub(crate) fn ways(&self) -> Vec<Way> {
        let mut ways = Vec::new();
        for (t, transfer) in self.policy.transfers.iter().enumerate() {
            let (leaving, arriving) = self.sides(t);
            let routes = self.routes.get(t).filter(|_| transfer.moves_people());
            for ((class, s), leave) in &leaving {
                for (to, _) in routes.map_or(&[][..], |r| r.from(*s)) {
                    if let Some(arrive) = arriving.get(&(*class, *to)) {
                        ways.push(Way {
                            transfer: t,
                            class: *class,
                            from: *s,
                            to: *to,
                            leave: *leave,
                            arrive: *arrive,
                        });
                    }
                }
            }
        }
        ways
    }

    /// The columns of what leaves and of what arrives under a transfer.
    fn sides(&self, t: usize) -> (Sides, Sides) {
        let (mut leaving, mut arriving) = (Sides::new(), Sides::new());
        for (j, d) in self.decisions.iter().enumerate() {
            match d.what {
                What::Leave { transfer, class } if transfer == t => {
                    leaving.insert((class, d.section), j);
                }
                What::Arrive { transfer, class } if transfer == t => {
                    arriving.insert((class, d.section), j);
                }
                _ => {}
            }
        }
        (leaving, arriving)
    }

    /// Adds what binds the transfers.
    pub(super) fn add_transfers(&self, program: &mut Program) {
        for (t, transfer) in self.policy.transfers.iter().enumerate() {
            let (leaving, arriving) = self.sides(t);
            let Some(routes) = self.routes.get(t).filter(|_| !leaving.is_empty()) else {
                self.add_rotation(program, t, transfer, &leaving);
                continue;
            };
            if routes.is_complete {
                self.add_pools(program, transfer, &leaving, &arriving);
            } else {
                self.add_routes(program, routes, &leaving, &arriving);
            }
            self.add_nets(program, transfer, &leaving, &arriving);
            self.add_leaving(program, t, transfer, &leaving);
            if transfer.keep_headcount {
                keep_headcount(program, t, &leaving, &arriving);
            }
            self.add_rotation(program, t, transfer, &leaving);
        }
        self.add_once(program);
    }

    fn add_pools(
        &self,
        program: &mut Program,
        transfer: &Transfer,
        leaving: &Sides,
        arriving: &Sides,
    ) {
        let pool = |(class, s): &(usize, usize)| -> Pool {
            let stage = self.district.sections().get(*s).map(|s| s.stage);
            (*class, stage.filter(|_| transfer.within_stage))
        };
        let mut pools: BTreeMap<Pool, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (key, j) in leaving {
            pools.entry(pool(key)).or_default().0.push(*j);
        }
        for (key, j) in arriving {
            pools.entry(pool(key)).or_default().1.push(*j);
        }
        for (key, (out, come)) in pools {
            let most = out.iter().map(|j| self.upper(*j)).sum();
            let total = program.column(0.0, most);
            for side in [&out, &come] {
                let mut terms: Vec<(usize, f64)> = side.iter().map(|j| (*j, 1.0)).collect();
                terms.push((total, -1.0));
                program.row(Tag::Inner, 0.0, terms, 0.0);
            }
            for ((class, s), j) in leaving {
                if pool(&(*class, *s)) == key
                    && let Some(i) = arriving.get(&(*class, *s))
                {
                    let terms = vec![(*j, 1.0), (*i, 1.0), (total, -1.0)];
                    program.row(Tag::Inner, f64::NEG_INFINITY, terms, 0.0);
                }
            }
        }
    }

    fn add_routes(
        &self,
        program: &mut Program,
        routes: &Routes,
        leaving: &Sides,
        arriving: &Sides,
    ) {
        let mut reached: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for ((class, s), j) in leaving {
            let mut terms = vec![(*j, -1.0)];
            for (to, _) in routes.from(*s) {
                if let Some(i) = arriving.get(&(*class, *to)) {
                    let z = program.column(0.0, self.upper(*j));
                    program.routes.push(z);
                    terms.push((z, 1.0));
                    reached.entry(*i).or_default().push((z, 1.0));
                }
            }
            program.row(Tag::Inner, 0.0, terms, 0.0);
        }
        for (i, mut terms) in reached {
            terms.push((i, -1.0));
            program.row(Tag::Inner, 0.0, terms, 0.0);
        }
    }

    /// What comes less what goes of people, as a whole column of its own where both may be:
    /// values hang on that alone.
    fn add_nets(
        &self,
        program: &mut Program,
        transfer: &Transfer,
        leaving: &Sides,
        arriving: &Sides,
    ) {
        for (key, j) in leaving.iter().filter(|_| transfer.moves_people()) {
            if let Some(i) = arriving.get(key) {
                let column = program.column(-self.upper(*j), self.upper(*i));
                program.wholes.push(Whole {
                    column,
                    step: 1.0,
                    rank: Rank::Net,
                });
                let terms = vec![(column, 1.0), (*i, -1.0), (*j, 1.0)];
                program.row(Tag::Inner, 0.0, terms, 0.0);
            }
        }
    }

    fn upper(&self, j: usize) -> f64 {
        self.decisions.get(j).map_or(0.0, |d| d.upper)
    }

    /// At most so many leave a section under one transfer.
    fn add_leaving(&self, program: &mut Program, t: usize, transfer: &Transfer, leaving: &Sides) {
        for (s, terms) in by_section(leaving, 1.0) {
            let most = self.leaving(transfer, s);
            let all: f64 = terms.iter().map(|(j, _)| self.upper(*j)).sum();
            if terms.len() > 1 && all > most {
                program.row(Tag::Transfer(t), f64::NEG_INFINITY, terms, most);
            }
        }
    }

    /// At least so many rotate, and at least so many of these are backbone teachers.
    fn add_rotation(&self, program: &mut Program, t: usize, transfer: &Transfer, leaving: &Sides) {
        if let Some(rate) = transfer.rotate_at_least {
            let sections = self.district.sections().iter().enumerate();
            let scope = sections.filter(|(_, s)| transfer.from.matches(s));
            let eligible: f64 = scope.map(|(s, _)| self.eligible(transfer, s)).sum();
            let least = (rate * eligible * (1.0 - HAIR)).ceil();
            if least > 0.0 {
                let terms: Vec<_> = leaving.values().map(|j| (*j, 1.0)).collect();
                program.row(Tag::Transfer(t), least, terms, f64::INFINITY);
            }
        }
        if let Some(rate) = transfer.backbone_at_least {
            let part = |((class, _), j): (&(usize, usize), &usize)| {
                let counts = if self.is_backbone(*class) { 1.0 } else { 0.0 };
                (*j, counts - rate)
            };
            let terms: Vec<_> = leaving.iter().map(part).collect();
            if terms.iter().any(|(_, a)| *a < 0.0) {
                program.row(Tag::Transfer(t), 0.0, terms, f64::INFINITY);
            }
        }
    }

    /// What leaves under several transfers is there today.
    fn add_once(&self, program: &mut Program) {
        let mut taken: BTreeMap<(Option<usize>, usize, usize), Vec<usize>> = BTreeMap::new();
        for (j, d) in self.decisions.iter().enumerate() {
            if let What::Leave { transfer, class } = d.what {
                let of = self.policy.transfers.get(transfer);
                let column = of
                    .filter(|t| !t.moves_people())
                    .and_then(|t| self.district.resource(t.moves.id()));
                let key = (column, class, d.section);
                taken.entry(key).or_default().push(j);
            }
        }
        for ((column, class, s), columns) in taken {
            let held = match column {
                Some(column) => self.district.stock(s, column),
                None => self.classes.held(s, class),
            };
            let first = columns.first().and_then(|j| self.decisions.get(*j));
            let held = held / first.map_or(1.0, |d| d.unit);
            let all: f64 = columns.iter().map(|j| self.upper(*j)).sum();
            if columns.len() > 1 && all > held {
                let terms = columns.into_iter().map(|j| (j, 1.0)).collect();
                program.row(Tag::Inner, f64::NEG_INFINITY, terms, held);
            }
        }
    }
}

/// As many come to a section as leave it.
fn keep_headcount(program: &mut Program, t: usize, leaving: &Sides, arriving: &Sides) {
    let mut net = by_section(leaving, -1.0);
    for (s, terms) in by_section(arriving, 1.0) {
        net.entry(s).or_default().extend(terms);
    }
    for terms in net.into_values() {
        program.row(Tag::Transfer(t), 0.0, terms, 0.0);
    }
}

fn by_section(side: &Sides, sign: f64) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let mut sections: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for ((_, s), j) in side {
        sections.entry(*s).or_default().push((*j, sign));
    }
    sections
}
