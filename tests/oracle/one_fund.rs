//! One fund, each lever raising one resource, and nothing else that binds: the
//! problem as separate blocks (a stage and indicator each) with money in common.

use junheng::plan::Action;
use junheng::{District, Policy, Stage, Standard};

/// The problem: minimise the sum over blocks of `coefficient * D`, money within `fund`.
#[derive(Debug, Clone)]
pub struct OneFund {
    pub blocks: Vec<Block>,
    pub fund: f64,
}

/// One stage and indicator.
#[derive(Debug, Clone)]
pub struct Block {
    /// Weight of the indicator times the stage's part of all pupils, over the reference.
    pub coefficient: f64,
    pub minimum: Option<f64>,
    pub members: Vec<Member>,
}

/// One section in a block; its value may go from `low` to `high`.
#[derive(Debug, Clone)]
pub struct Member {
    pub part: f64,
    pub low: f64,
    pub high: f64,
    /// Yuan for one more of the value.
    pub cost: f64,
    /// How to write it as an action: lever, school, stage, value a unit.
    pub action: Option<(String, String, Stage, f64)>,
}

/// The best value, what was proven of it, and how to reach it.
#[derive(Debug, Clone)]
pub struct Answer {
    pub value: f64,
    pub bound: f64,
    pub spent: f64,
    pub actions: Vec<Action>,
}

/// A plan as values: a row a block.
pub type Point = Vec<Vec<f64>>;

impl OneFund {
    /// None where something else binds: rules, several funds, a lever that moves more
    /// than one resource or takes away, two levers for one value, a total cap.
    pub fn new(district: &District, standard: &Standard, policy: &Policy) -> Option<Self> {
        let [fund] = policy.funds.as_slice() else {
            return None;
        };
        let plain = policy.rules.is_empty()
            && policy.levers.iter().all(|l| {
                l.adds.len() == 1
                    && l.adds.values().all(|a| *a > 0.0)
                    && l.max_total.is_none()
                    && !l.whole
            });
        if !plain || standard.indicators.iter().any(|k| k.resources.len() != 1) {
            return None;
        }
        let values = standard.values(district).ok()?;
        let pupils = |s: &usize| district.sections()[*s].pupils;
        let assessed = |g| district.assessed(g).collect::<Vec<usize>>();
        let all: f64 = Stage::ALL
            .iter()
            .flat_map(|g| assessed(*g))
            .map(|s| pupils(&s))
            .sum();
        let mut blocks = Vec::new();
        for stage in Stage::ALL {
            let sections = assessed(stage);
            let of_stage: f64 = sections.iter().map(pupils).sum();
            for (k, indicator) in standard.indicators.iter().enumerate() {
                let weight = policy.weight(&indicator.id);
                if sections.is_empty() || weight == 0.0 {
                    continue;
                }
                let part = |s: &usize| pupils(s) / of_stage;
                let mean: f64 = sections.iter().map(|s| part(s) * values.get(*s, k)).sum();
                let rho = indicator.minimum(stage).unwrap_or(mean);
                let rho = if rho > 0.0 { rho } else { 1.0 };
                let top = sections
                    .iter()
                    .map(|s| values.get(*s, k))
                    .fold(0.0, f64::max);
                let mut members = Vec::new();
                for s in &sections {
                    let section = &district.sections()[*s];
                    let low = values.get(*s, k);
                    let levers: Vec<_> = policy
                        .levers
                        .iter()
                        .filter(|l| l.filter.matches(section))
                        .filter(|l| l.adds.contains_key(&indicator.resources[0]))
                        .collect();
                    let mut member = Member {
                        part: part(s),
                        low,
                        high: low,
                        cost: 0.0,
                        action: None,
                    };
                    match levers.as_slice() {
                        [] => {}
                        [lever] => {
                            let gain = lever.adds[&indicator.resources[0]]
                                * indicator.per.factor(section)?;
                            let cap = lever.max_per_section.unwrap_or(f64::INFINITY);
                            // Nobody need rise above the best of today: cutting all
                            // values off there narrows every distance.
                            member.high = top.min(low + cap * gain);
                            member.cost = lever.unit_cost.at(section)? / gain;
                            member.action = Some((
                                lever.name.clone(),
                                section.school_id.to_string(),
                                stage,
                                gain,
                            ));
                        }
                        _ => return None,
                    }
                    members.push(member);
                }
                blocks.push(Block {
                    coefficient: weight * of_stage / all / rho,
                    minimum: indicator.minimum(stage),
                    members,
                });
            }
        }
        let fund = fund.amount.limit().unwrap_or(f64::INFINITY);
        Some(Self { blocks, fund })
    }

    /// What is left to decide once the shortfall is as small as can be, and whether the fund must then be spent to the last yuan. None where a block's
    /// minimum lies above its best section: its values are cut off there.
    pub fn after_shortfall(&self) -> Option<(Self, bool)> {
        let mut rest = self.clone();
        // What is missing: saved per yuan, yuan, where, up to which value.
        let mut missing = Vec::new();
        for (b, block) in self.blocks.iter().enumerate() {
            let Some(minimum) = block.minimum else {
                continue;
            };
            if block.members.iter().all(|m| m.low < minimum) {
                return None;
            }
            for (i, member) in block.members.iter().enumerate() {
                let aim = minimum.min(member.high);
                if aim > member.low {
                    let saved = block.coefficient * member.part / member.cost;
                    missing.push((saved, (aim - member.low) * member.cost, (b, i), aim));
                }
            }
        }
        missing.sort_by(|x, y| y.0.total_cmp(&x.0));
        let mut left = missing.as_slice();
        while let [(first, ..), ..] = left {
            let end = left.partition_point(|(saved, ..)| *saved >= first * (1.0 - 1e-9));
            let (class, others) = left.split_at(end);
            let needed: f64 = class.iter().map(|(_, yuan, ..)| yuan).sum();
            if needed > rest.fund {
                // Only this class moves, and what costs nothing.
                for (b, block) in rest.blocks.iter_mut().enumerate() {
                    for (i, member) in block.members.iter_mut().enumerate() {
                        let of_class = class.iter().find(|(.., at, _)| *at == (b, i));
                        match of_class {
                            Some((.., aim)) => member.high = *aim,
                            None if member.cost > 0.0 => member.high = member.low,
                            None => {}
                        }
                    }
                }
                return Some((rest, true));
            }
            rest.fund -= needed;
            for (.., (b, i), aim) in class {
                rest.blocks[*b].members[*i].low = *aim;
            }
            left = others;
        }
        Some((rest, false))
    }

    pub fn spent(&self, point: &Point) -> f64 {
        let block = |(b, v): (&Block, &Vec<f64>)| -> f64 {
            let members = b.members.iter().zip(v);
            members.map(|(m, v)| m.cost * (v - m.low)).sum()
        };
        self.blocks.iter().zip(point).map(block).sum()
    }

    /// The goal, given the measure of one block.
    pub fn value(&self, point: &Point, measure: impl Fn(&Block, &[f64]) -> f64) -> f64 {
        let blocks = self.blocks.iter().zip(point);
        blocks.map(|(b, v)| b.coefficient * measure(b, v)).sum()
    }

    /// The mix of two plans that spends the fund; the first spends less, the second more.
    pub fn mix(&self, less: &Point, more: &Point) -> Point {
        let (a, b) = (self.spent(less), self.spent(more));
        let t = if b > a {
            ((self.fund - a) / (b - a)).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let pairs = less.iter().zip(more);
        pairs
            .map(|(x, y)| x.iter().zip(y).map(|(x, y)| x + t * (y - x)).collect())
            .collect()
    }

    pub fn actions(&self, point: &Point) -> Vec<Action> {
        let mut actions = Vec::new();
        for (block, values) in self.blocks.iter().zip(point) {
            for (member, value) in block.members.iter().zip(values) {
                let raised = value - member.low;
                if let (Some((lever, school, stage, gain)), true) = (&member.action, raised > 0.0) {
                    actions.push(Action {
                        lever: lever.as_str().into(),
                        school_id: school.as_str().into(),
                        stage: *stage,
                        group: None,
                        units: raised / gain,
                        cost: raised * member.cost,
                    });
                }
            }
        }
        actions
    }
}
