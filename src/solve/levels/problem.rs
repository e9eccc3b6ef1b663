//! What water levels and level sets can solve: blocks, each one indicator in one stage.
//!
//! In: a district, a standard and a policy. Out: per block the sections with their part
//! $\pi_s$ of the pupils, their value today over the reference $\rho$, and what raises it:
//! *offers*, the levers at a section, cheapest first, each so wide and at so many yuan a
//! value. Or the reason why the policy does not fit: something ties blocks together.

use std::collections::HashSet;

use super::{MANY, each};
use crate::district::{District, Section, Stage};
use crate::error::Error;
use crate::policy::{Goal, Lever, Measure, Policy, Rule};
use crate::standard::{Scales, Standard, Values, reaches};

/// A decision that cannot be larger than this, in reference units, is none.
const NOTHING: f64 = 1e-9;

/// All blocks that count.
pub(super) struct Problem {
    pub(super) blocks: Vec<Block>,
}

/// One indicator in one stage.
#[derive(Clone)]
pub(super) struct Block {
    /// Which of the districts planned together it is of.
    pub(super) owner: usize,
    /// Weight of the indicator times the stage's part of all pupils.
    pub(super) weight: f64,
    /// Whether there is a minimum; it is 1 in units of the reference.
    pub(super) has_minimum: bool,
    /// The limited fund that pays here, if any.
    pub(super) fund: Option<usize>,
    pub(super) members: Vec<Member>,
    /// The offers of all members, one member after the other.
    pub(super) offers: Vec<Offer>,
}

/// A section in a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) section: u32,
    /// Its part of the stage's pupils.
    pub(super) part: f64,
    /// Its value today.
    pub(super) today: f64,
    /// Where its offers begin and end.
    offers: (u32, u32),
}

/// A lever at a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub(super) lever: u32,
    /// How far it can raise the value.
    pub(super) width: f64,
    /// Yuan for one more of the value.
    pub(super) cost: f64,
    /// Units of the lever for one more of the value.
    pub(super) units: f64,
    /// Whether a limited fund pays.
    pub(super) is_limited: bool,
}

impl Offer {
    /// Yuan of limited money for one more of the value.
    pub(super) fn limited_cost(&self) -> f64 {
        if self.is_limited { self.cost } else { 0.0 }
    }
}

impl Block {
    /// Whether a member lacks something of the minimum today.
    pub(super) fn is_missing(&self, member: &Member) -> bool {
        self.has_minimum && !reaches(member.today, 1.0)
    }

    /// Limited yuan that an offer costs for each part of the goal that it moves.
    pub(super) fn rate(&self, member: &Member, offer: &Offer) -> f64 {
        offer.limited_cost() / (member.part * self.weight)
    }

    /// What raising a member to a value costs, cheapest first.
    pub(super) fn paid(&self, member: &Member, value: f64, cost: impl Fn(&Offer) -> f64) -> f64 {
        let (mut left, mut paid) = (value - member.today, 0.0);
        for offer in self.offers_of(member) {
            if left <= 0.0 {
                break;
            }
            let used = offer.width.min(left);
            paid += used * cost(offer);
            left -= used;
        }
        paid
    }

    /// The same where what limited money pays costs so many times as much, section by section.
    pub(super) fn at_prices(&self, factor: impl Fn(usize) -> f64) -> Self {
        let mut block = self.clone();
        for member in &self.members {
            let (start, end) = member.offers;
            let factor = factor(member.section as usize);
            let offers = block.offers.get_mut(start as usize..end as usize);
            for offer in offers.into_iter().flatten().filter(|o| o.is_limited) {
                offer.cost *= factor;
            }
        }
        block
    }

    pub(super) fn offers_of(&self, member: &Member) -> &[Offer] {
        let (start, end) = member.offers;
        self.offers
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }
}

/// What a policy asks for that has no water level: its name in the policy.
pub(super) type Misfit = String;

impl Problem {
    /// The blocks of a policy that has passed its check, or what does not fit.
    pub(super) fn new(
        district: &District,
        standard: &Standard,
        policy: &Policy,
    ) -> Result<Result<Self, Misfit>, Error> {
        if let Err(misfit) = fits(policy) {
            return Ok(Err(misfit));
        }
        let scales = standard.scales(district)?;
        let moved = match moved(district, policy, &scales) {
            Ok(moved) => moved,
            Err(misfit) => return Ok(Err(misfit)),
        };
        let today = scales.values(district, district.stocks());
        let builder = Builder {
            district,
            policy,
            scales: &scales,
            today: &today,
            moved: &moved,
            kept: kept(policy),
        };
        Ok(builder.blocks(standard).map(|blocks| Self { blocks }))
    }
}

/// What the policy's own words rule out.
fn fits(policy: &Policy) -> Result<(), Misfit> {
    if !is_solvable(&policy.goals) {
        let ids: Vec<&str> = policy.goals.iter().map(|g| g.id()).collect();
        return Err(ids.join(", "));
    }
    if policy.comply {
        return Err("comply".to_owned());
    }
    for (number, rule) in (1..).zip(&policy.rules) {
        let fits = match rule {
            Rule::Keep { .. } => true,
            Rule::Share { fund, at_least, .. } => shares(policy, fund) == 1 && *at_least < 1.0,
            Rule::Cap { .. } | Rule::Staffing(_) => false,
        };
        if !fits {
            return Err(format!("rule.{number}"));
        }
    }
    if let Some(transfer) = policy.transfers.first() {
        return Err(format!("transfer.{}", transfer.name));
    }
    let misfit = |l: &&Lever| l.whole || l.max_total.is_some() || l.adds.values().any(|a| *a < 0.0);
    match policy.levers.iter().find(misfit) {
        Some(lever) => Err(format!("lever.{}", lever.name)),
        None => Ok(()),
    }
}

/// How many rules ask for a part of a fund.
fn shares(policy: &Policy, of: &str) -> usize {
    let rules = policy.rules.iter();
    let shares = rules.filter(|rule| matches!(rule, Rule::Share { fund, .. } if fund == of));
    shares.count()
}

/// `shortfall`, then `disparity` by `std`, `gini` or `mad`, then `cost`; each may be missing.
fn is_solvable(goals: &[Goal]) -> bool {
    let place = |goal: &Goal| match goal {
        Goal::Shortfall => Some(0),
        Goal::Disparity(Measure::Std | Measure::Gini | Measure::Mad) => Some(1),
        Goal::Cost => Some(2),
        _ => None,
    };
    let places: Vec<Option<u8>> = goals.iter().map(place).collect();
    let pairs = places.iter().zip(places.iter().skip(1));
    places.iter().all(Option::is_some) && pairs.into_iter().all(|(a, b)| a < b)
}

/// Per lever, the one indicator it moves and how much of its stock a unit adds; none
/// for a lever that moves none.
type Moved = Vec<Option<(usize, f64)>>;

fn moved(district: &District, policy: &Policy, scales: &Scales) -> Result<Moved, Misfit> {
    let mut moved = Vec::with_capacity(policy.levers.len());
    for lever in &policy.levers {
        let mut found = None;
        for (k, columns) in scales.columns.iter().enumerate() {
            let adds = lever.adds.iter();
            let adds = adds.filter_map(|(r, a)| Some((district.resource(r)?, a)));
            let added: f64 = adds
                .filter(|(r, _)| columns.contains(r))
                .map(|(_, a)| a)
                .sum();
            if added > 0.0 && found.replace((k, added)).is_some() {
                return Err(format!("lever.{}", lever.name));
            }
        }
        moved.push(found);
    }
    Ok(moved)
}

/// The schools that no lever may touch, by stage or in whole.
fn kept(policy: &Policy) -> HashSet<(&str, Option<Stage>)> {
    let rules = policy.rules.iter();
    rules
        .filter_map(|rule| match rule {
            Rule::Keep { school, stage } => Some((school.as_str(), *stage)),
            _ => None,
        })
        .collect()
}

struct Builder<'a> {
    district: &'a District,
    policy: &'a Policy,
    scales: &'a Scales,
    today: &'a Values,
    moved: &'a Moved,
    kept: HashSet<(&'a str, Option<Stage>)>,
}

impl Builder<'_> {
    fn blocks(&self, standard: &Standard) -> Result<Vec<Block>, Misfit> {
        let sections = self.district.sections();
        let pupils = |s: &usize| sections.get(*s).map_or(0.0, |s| s.pupils);
        let stages = Stage::ALL.map(|stage| {
            let assessed: Vec<usize> = self.district.assessed(stage).collect();
            let of_stage: f64 = assessed.iter().map(pupils).sum();
            (stage, assessed, of_stage)
        });
        let all: f64 = stages.iter().map(|(.., of_stage)| of_stage).sum();
        let mut jobs = Vec::new();
        for (stage, assessed, of_stage) in &stages {
            for (k, indicator) in standard.indicators.iter().enumerate() {
                let weight = self.policy.weight(&indicator.id);
                if !assessed.is_empty() && weight > 0.0 {
                    let minimum = indicator.minimum(*stage);
                    jobs.push((k, weight * of_stage / all, minimum, assessed, of_stage));
                }
            }
        }
        let block = |job: usize| {
            let (k, weight, minimum, assessed, of_stage) = jobs.get(job)?;
            let part = |s: &usize| pupils(s) / *of_stage;
            Some(self.block(*k, *weight, *minimum, assessed, part))
        };
        let blocks = each(jobs.len(), sections.len() >= MANY, block);
        blocks.into_iter().flatten().collect()
    }

    /// One indicator over the sections of a stage, each with its part of the pupils.
    fn block(
        &self,
        k: usize,
        weight: f64,
        minimum: Option<f64>,
        assessed: &[usize],
        part: impl Fn(&usize) -> f64,
    ) -> Result<Block, Misfit> {
        let mean = || -> f64 {
            let parts = assessed.iter().map(|s| part(s) * self.today.get(*s, k));
            parts.sum()
        };
        let rho = minimum.unwrap_or_else(mean);
        let rho = if rho > 0.0 { rho } else { 1.0 };
        let mut block = Block {
            owner: 0,
            weight,
            has_minimum: minimum.is_some(),
            fund: None,
            members: Vec::with_capacity(assessed.len()),
            offers: Vec::with_capacity(assessed.len()),
        };
        for s in assessed {
            let start = self.count(&block)?;
            self.offer(&mut block, *s, k, rho)?;
            let offers = (start, self.count(&block)?);
            block.members.push(Member {
                section: u32::try_from(*s).map_err(|_| "pupils")?,
                part: part(s),
                today: self.today.get(*s, k) / rho,
                offers,
            });
        }
        Ok(block)
    }

    fn count(&self, block: &Block) -> Result<u32, Misfit> {
        let most = || self.district.sections().len().to_string();
        u32::try_from(block.offers.len()).map_err(|_| most())
    }

    /// Adds what raises an indicator at a section, cheapest first.
    fn offer(&self, block: &mut Block, s: usize, k: usize, rho: f64) -> Result<(), Misfit> {
        let Some(section) = self.district.sections().get(s) else {
            return Ok(());
        };
        if self.is_kept(section) {
            return Ok(());
        }
        let start = block.offers.len();
        let levers = self.policy.levers.iter().zip(self.moved).enumerate();
        for (l, (lever, moved)) in levers {
            let Some((_, added)) = moved.filter(|(moved, _)| *moved == k) else {
                continue;
            };
            let Some(price) = lever.unit_cost.at(section) else {
                continue;
            };
            if !lever.filter.matches(section) {
                continue;
            }
            let gain = added * self.scales.factor(s, k) / rho;
            let width = lever.max_per_section.map_or(f64::INFINITY, |m| m * gain);
            if width.is_nan() || width <= NOTHING || gain <= 0.0 {
                continue;
            }
            let fund = lever.fund.as_deref().and_then(|f| self.policy.fund(f));
            let limit = fund.and_then(|f| self.policy.funds.get(f)?.amount.limit());
            let limited = fund.filter(|_| limit.is_some() && price > 0.0);
            if let Some(fund) = limited {
                if block.fund.is_some_and(|other| other != fund) {
                    return Err(format!("lever.{}", lever.name));
                }
                block.fund = Some(fund);
            }
            block.offers.push(Offer {
                lever: u32::try_from(l).unwrap_or(u32::MAX),
                width,
                cost: price / gain,
                units: 1.0 / gain,
                is_limited: limited.is_some(),
            });
        }
        let Some(new) = block.offers.get_mut(start..) else {
            return Ok(());
        };
        // Money without a limit and money with one have no common price.
        let unlimited = new.iter().find(|o| !o.is_limited && o.cost > 0.0);
        if let (Some(offer), true) = (unlimited, new.iter().any(|o| o.is_limited)) {
            let lever = self.policy.levers.get(offer.lever as usize);
            return Err(lever.map_or_else(String::new, |l| format!("lever.{}", l.name)));
        }
        new.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        Ok(())
    }

    fn is_kept(&self, section: &Section) -> bool {
        let kept = |stage| self.kept.contains(&(section.school_id.as_str(), stage));
        !self.kept.is_empty() && (kept(None) || kept(Some(section.stage)))
    }
}
