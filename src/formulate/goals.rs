//! Each goal as columns, rows and cones; its objective comes back as an expression.
//!
//! With X = v / rho, M = sum pi X and n a stage's sections, per stage and indicator:
//!
//! - `shortfall`: $h_s \ge 1 - X_s$, $h_s \ge 0$
//! - `std`: $t \ge \lVert (\sqrt{\pi_s} (X_s - M))_s \rVert$, one cone
//! - `gini`: $e \ge X_s - X_t$, $e \ge 0$ for every pair s < t whose order is open:
//!   $|X_s - X_t| = 2 e - (X_s - X_t)$, weighted $\pi_s \pi_t$
//! - `mad`: $d^+ - d^- = X_s - M$, weighted $\pi_s$
//! - `range`: $lo \le X_s \le hi$
//! - `floor`: $\tau \le X_s$, all stages and indicators with a minimum together
//!
//! Sections that no decision touches enter as figures, not as columns.

use super::fields::Field;
use super::{Formulation, What};
use crate::policy::{Goal, Measure};
use crate::program::{Affine, Bend, Cone, Program, Tag};
use crate::standard::reaches;

/// A cell that counts in `shortfall`, with its weight there.
pub(super) struct Counted<'a> {
    pub(super) section: usize,
    pub(super) indicator: usize,
    pub(super) weight: f64,
    pub(super) cell: &'a Affine,
}

impl Counted<'_> {
    /// What the cell lacks today of its minimum, aimed at from so far inside; a
    /// section that reaches its minimum today is not asked for more.
    pub(super) fn missing(&self, inside: f64) -> f64 {
        missing(self.cell.constant, inside)
    }
}

/// What a value, in units of its minimum, lacks of it.
pub(super) fn missing(value: f64, inside: f64) -> f64 {
    if reaches(value, 1.0) {
        (1.0 - value).min(0.0)
    } else {
        1.0 + inside - value
    }
}

/// A section of a field: its weight pi and its cell.
pub(super) type Member<'a> = (f64, &'a Affine);

impl Formulation<'_> {
    /// Adds a goal's columns and constraints; gives its objective, to be made least.
    ///
    /// `inside` is how far inside the minima `shortfall` aims.
    pub(super) fn add_goal(&self, program: &mut Program, goal: Goal, inside: f64) -> Affine {
        match goal {
            Goal::Shortfall => self.add_shortfall(program, inside),
            Goal::Disparity(measure) => self.add_disparity(program, measure),
            Goal::Floor => self.add_floor(program),
            Goal::WorstCv | Goal::Leximin => Affine::default(),
            Goal::Cost => self.cost(),
            Goal::Moves => self.people_moved(),
        }
    }

    /// The cells that count in `shortfall` and `floor`: assessed, with a minimum and
    /// a weight.
    pub(super) fn with_minimum(&self) -> impl Iterator<Item = Counted<'_>> {
        let counted = self.fields.iter().filter(|f| {
            let indicator = self.standard.indicators.get(f.indicator);
            f.weight > 0.0 && indicator.is_some_and(|k| k.minimum(f.stage).is_some())
        });
        counted.flat_map(move |field| {
            field.members.iter().filter_map(move |(section, pi)| {
                Some(Counted {
                    section: *section,
                    indicator: field.indicator,
                    weight: field.weight * field.part * pi,
                    cell: self.cell(*section, field.indicator)?,
                })
            })
        })
    }

    pub(super) fn members<'s>(&'s self, field: &'s Field) -> impl Iterator<Item = Member<'s>> + 's {
        let members = field.members.iter();
        members.filter_map(|(s, pi)| Some((*pi, self.cell(*s, field.indicator)?)))
    }

    fn add_shortfall(&self, program: &mut Program, inside: f64) -> Affine {
        let mut objective = Affine::default();
        for counted in self.with_minimum() {
            let Counted { weight, cell, .. } = counted;
            let missing = counted.missing(inside);
            if cell.terms.is_empty() {
                objective.constant += weight * missing.max(0.0);
            } else if missing > 0.0 || cell.terms.iter().any(|(_, a)| *a < 0.0) {
                // At most 1; a box that presses would share the multiplier.
                let h = program.column(0.0, 2.0);
                let mut terms = cell.terms.clone();
                terms.push((h, 1.0));
                let tag = Tag::Missing(counted.section, counted.indicator);
                let step = self.step_of(&cell.terms).filter(|_| self.has_chords);
                if let Some(step) = step {
                    let (least, most) = self.reach_of(cell);
                    let over = program.column(0.0, (most - least) + missing.abs() + 1.0);
                    terms.push((over, -1.0));
                    program.row(tag, missing, terms, missing);
                    program.bend(Bend {
                        over,
                        lacking: h,
                        rise: missing,
                        step,
                        total: None,
                    });
                } else {
                    program.row(tag, missing, terms, f64::INFINITY);
                }
                objective.terms.push((h, weight));
            }
        }
        objective
    }

    fn add_disparity(&self, program: &mut Program, measure: Measure) -> Affine {
        let mut objective = Affine::default();
        for field in self.fields.iter().filter(|f| f.weight > 0.0) {
            let members: Vec<Member> = self.members(field).collect();
            let spread = match measure {
                Measure::Std => self.std(program, &members),
                Measure::Gini => self.gini(program, &members),
                Measure::Mad => self.mad(program, field, &members),
                Measure::Range => self.range(program, &members),
            };
            let weight = field.weight * field.part;
            objective.constant += weight * spread.constant;
            let terms = spread.terms.into_iter().map(|(j, a)| (j, weight * a));
            objective.terms.extend(terms);
        }
        objective
    }

    /// The mean of some members as one column tied by one row: a dense mean in every
    /// row makes a program ten times slower.
    pub(super) fn mean(&self, program: &mut Program, members: &[Member]) -> usize {
        let (least, most) = self.extent(members);
        // A little wider than needed: a box that presses would share the multiplier.
        let slack = 0.01 * (most - least).max(1e-3);
        let mean = program.column(least - slack, most + slack);
        let mut terms = vec![(mean, -1.0)];
        let mut constant = 0.0;
        for (pi, cell) in members {
            constant += pi * cell.constant;
            terms.extend(cell.terms.iter().map(|(j, a)| (*j, pi * a)));
        }
        program.row(Tag::Inner, -constant, terms, -constant);
        mean
    }

    /// The least and largest value any member can take within the boxes.
    pub(super) fn extent(&self, members: &[Member]) -> (f64, f64) {
        let reach = members.iter().map(|(_, cell)| self.reach_of(cell));
        reach.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, u), (a, b)| {
            (l.min(a), u.max(b))
        })
    }

    /// The least and largest value of a cell within the boxes.
    pub(super) fn reach_of(&self, cell: &Affine) -> (f64, f64) {
        let upper = |j: usize| self.decisions.get(j).map_or(0.0, |d| d.upper);
        let ends = cell.terms.iter().map(|(j, a)| a * upper(*j));
        ends.fold((cell.constant, cell.constant), |(l, u), end| {
            (l + end.min(0.0), u + end.max(0.0))
        })
    }

    /// The vector whose norm is the standard deviation. Untouched sections with
    /// weight W, mean f and variance c^2 enter as two parts: sqrt W (f - M) and c.
    pub(super) fn deviations(members: &[Member], mean: usize) -> Vec<Affine> {
        let mut body = Vec::new();
        let (mut weight, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for (pi, cell) in members {
            let root = pi.sqrt();
            if cell.terms.is_empty() {
                weight += pi;
                sum += pi * cell.constant;
                squares += pi * cell.constant * cell.constant;
                continue;
            }
            let mut terms: Vec<_> = cell.terms.iter().map(|(j, a)| (*j, root * a)).collect();
            terms.push((mean, -root));
            body.push(Affine {
                constant: root * cell.constant,
                terms,
            });
        }
        if weight > 0.0 {
            let middle = sum / weight;
            body.push(Affine {
                constant: weight.sqrt() * middle,
                terms: vec![(mean, -weight.sqrt())],
            });
            body.push(Affine {
                constant: (squares - weight * middle * middle).max(0.0).sqrt(),
                terms: Vec::new(),
            });
        }
        body
    }

    fn std(&self, program: &mut Program, members: &[Member]) -> Affine {
        if members.iter().all(|(_, cell)| cell.terms.is_empty()) {
            let mean: f64 = members.iter().map(|(pi, c)| pi * c.constant).sum();
            let squares = members
                .iter()
                .map(|(pi, c)| pi * (c.constant - mean).powi(2));
            return figure(squares.sum::<f64>().sqrt());
        }
        let mean = self.mean(program, members);
        let (least, most) = self.extent(members);
        let t = program.column(0.0, most - least);
        program.cones.push(Cone {
            tag: Tag::Inner,
            head: single(t),
            body: Self::deviations(members, mean),
        });
        single(t)
    }

    fn gini(&self, program: &mut Program, members: &[Member]) -> Affine {
        let mut spread = Affine::default();
        let reach: Vec<(f64, f64)> = members.iter().map(|(_, c)| self.reach_of(c)).collect();
        let all = members.iter().zip(&reach).enumerate();
        for (i, ((pi_s, s), (least_s, most_s))) in all {
            if self.deadline.has_passed() {
                program.constant = f64::NAN;
                break;
            }
            let later = members.iter().zip(&reach).skip(i + 1);
            for ((pi_t, t), (least_t, most_t)) in later {
                let weight = pi_s * pi_t;
                // A pair whose order is decided needs no column.
                let sign = if least_s >= most_t { weight } else { -weight };
                spread.constant += sign * (s.constant - t.constant);
                spread
                    .terms
                    .extend(s.terms.iter().map(|(j, a)| (*j, sign * a)));
                spread
                    .terms
                    .extend(t.terms.iter().map(|(j, a)| (*j, -sign * a)));
                if sign < 0.0 && most_s > least_t {
                    let above = program.column_below(most_s - least_t);
                    let mut terms: Vec<_> = s.terms.iter().map(|(j, a)| (*j, -a)).collect();
                    terms.extend(&t.terms);
                    terms.push((above, 1.0));
                    let difference = s.constant - t.constant;
                    program.row(Tag::Inner, difference, terms, f64::INFINITY);
                    spread.terms.push((above, 2.0 * weight));
                }
            }
        }
        spread
    }

    fn mad(&self, program: &mut Program, field: &Field, members: &[Member]) -> Affine {
        let mut spread = Affine::default();
        if members.iter().all(|(_, cell)| cell.terms.is_empty()) {
            let mean: f64 = members.iter().map(|(pi, c)| pi * c.constant).sum();
            return figure(
                members
                    .iter()
                    .map(|(pi, c)| pi * (c.constant - mean).abs())
                    .sum(),
            );
        }
        let mean = self.mean(program, members);
        let (least, most) = self.extent(members);
        // A box that presses would share the multiplier.
        let slack = 0.01 * (most - least).max(1e-3);
        let moving = self.moving(field).filter(|_| self.has_chords);
        let total = moving.and_then(|m| m.add(program, mean));
        for (pi, cell) in members {
            // Boxes no wider than each section's own reach: what is proven of a program
            // loses a part of every box.
            let (low, high) = self.reach_of(cell);
            let above = program.column(0.0, (high - least).max(0.0) + slack);
            let below = program.column(0.0, (most - low).max(0.0) + slack);
            let mut terms = Vec::with_capacity(cell.terms.len() + 3);
            terms.extend_from_slice(&cell.terms);
            terms.extend([(mean, -1.0), (above, -1.0), (below, 1.0)]);
            program.row(Tag::Inner, -cell.constant, terms, -cell.constant);
            spread.terms.extend([(above, *pi), (below, *pi)]);
            let step = self.step_of(&cell.terms);
            if let Some((moving, step)) = moving.zip(step) {
                program.bend(Bend {
                    over: above,
                    lacking: below,
                    rise: moving.today() - cell.constant,
                    step,
                    total,
                });
            }
        }
        spread
    }

    fn range(&self, program: &mut Program, members: &[Member]) -> Affine {
        let (least, most) = self.extent(members);
        let fixed = members.iter().filter(|(_, c)| c.terms.is_empty());
        let (low, high) = fixed.fold((most, least), |(l, h), (_, c)| {
            (l.min(c.constant), h.max(c.constant))
        });
        let lowest = program.column(least, low);
        let highest = program.column(high, most);
        for (_, cell) in members.iter().filter(|(_, c)| !c.terms.is_empty()) {
            let mut above = cell.terms.clone();
            let mut below = above.clone();
            above.push((lowest, -1.0));
            program.row(Tag::Inner, -cell.constant, above, f64::INFINITY);
            below.push((highest, -1.0));
            program.row(Tag::Inner, f64::NEG_INFINITY, below, -cell.constant);
        }
        Affine {
            constant: 0.0,
            terms: vec![(highest, 1.0), (lowest, -1.0)],
        }
    }

    /// The largest least value that the boxes allow, each cell by itself.
    pub(super) fn highest_floor(&self) -> f64 {
        let most = self.with_minimum().map(|c| self.reach_of(c.cell).1);
        let least = most.fold(f64::INFINITY, f64::min);
        if least.is_finite() {
            least.max(0.0)
        } else {
            0.0
        }
    }

    fn add_floor(&self, program: &mut Program) -> Affine {
        let tau = program.column(0.0, self.highest_floor());
        for Counted { cell, .. } in self.with_minimum() {
            if cell.terms.is_empty() {
                continue;
            }
            let mut terms = cell.terms.clone();
            terms.push((tau, -1.0));
            program.row(Tag::Inner, -cell.constant, terms, f64::INFINITY);
        }
        Affine {
            constant: 0.0,
            terms: vec![(tau, -1.0)],
        }
    }

    pub(super) fn people_moved(&self) -> Affine {
        let decisions = self.decisions.iter().enumerate();
        let leaving = decisions.filter(|(_, d)| match d.what {
            What::Leave { transfer, .. } => self.moves_people(transfer),
            _ => false,
        });
        Affine {
            constant: 0.0,
            terms: leaving.map(|(j, d)| (j, d.unit)).collect(),
        }
    }

    fn cost(&self) -> Affine {
        let decisions = self.decisions.iter().enumerate();
        let paid = decisions.filter(|(_, d)| d.cost > 0.0);
        Affine {
            constant: 0.0,
            terms: paid.map(|(j, d)| (j, d.cost / self.money)).collect(),
        }
    }
}

fn single(column: usize) -> Affine {
    Affine {
        constant: 0.0,
        terms: vec![(column, 1.0)],
    }
}

fn figure(constant: f64) -> Affine {
    Affine {
        constant,
        terms: Vec::new(),
    }
}
