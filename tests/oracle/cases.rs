//! Random small districts with policies, the same for the same seed.

use junheng::policy::{
    Amount, Filter, Fund, Goal, Lever, Measure, NoLevellingDown, Policy, Rule, UnitCost,
};
use junheng::standard::{Indicator, Per, PerStage, Standard};
use junheng::{District, Locale, Section, Stage};

/// A small random generator (SplitMix64): the same numbers everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1, 1 left out.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// From 0 to n - 1.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// A district of 2 to 12 sections with a standard of 1 to 4 indicators and a policy
/// with all that can bind: several funds, effects that take away, ties, free levers,
/// caps, filters, rules, excluded sections, indicators without minimum.
pub fn random_case(seed: u64) -> (District, Standard, Policy) {
    let mut random = Random::new(seed);
    let sections = 2 + random.below(11);
    let standard = standard(&mut random, true);
    let district = district(&mut random, sections, &standard);
    let mut policy = funds_and_levers(&mut random, &district, &standard);
    policy.goals = goals(&mut random);
    policy.no_levelling_down = random.pick(&[
        NoLevellingDown::Minimum,
        NoLevellingDown::Minimum,
        NoLevellingDown::Today,
        NoLevellingDown::Off,
    ]);
    for k in &standard.indicators {
        if random.chance(0.2) {
            let weight = random.pick(&[0.5, 2.0, 0.0]);
            policy.weights.insert(k.id.clone(), weight);
        }
    }
    // At least one indicator with a minimum counts, so that every goal has a meaning.
    policy.weights.remove(&standard.indicators[0].id);
    add_rules(&mut random, &district, &mut policy);
    (district, standard, policy)
}

/// A district whose policy has one fund and one lever an indicator, each raising its
/// resource only: what the water level and the level sets can solve.
pub fn one_fund_case(seed: u64, goal: Goal) -> (District, Standard, Policy) {
    let mut random = Random::new(seed);
    let sections = 2 + random.below(30);
    let standard = standard(&mut random, false);
    let district = district(&mut random, sections, &standard);
    let mut policy = Policy {
        goals: vec![goal],
        ..Policy::default()
    };
    let mut needed = 0.0;
    for k in &standard.indicators {
        if random.chance(0.9) {
            let price = if random.chance(0.1) {
                0.0
            } else {
                random.between(10.0, 3000.0)
            };
            let mut lever = Lever::adding(format!("raise {}", k.id), &k.id, price, "fund");
            if random.chance(0.5) {
                let mut near = || Some(price * random.pick(&[0.5, 1.0, 1.0, 1.7, 30.0]));
                let (urban, town, rural) = (near(), near(), near());
                lever.unit_cost = UnitCost::ByLocale { urban, town, rural };
            }
            let stock: f64 = total(&district, &k.id);
            needed += 0.3 * stock * price;
            if random.chance(0.3) {
                let mean = stock / sections as f64;
                lever.max_per_section = Some(random.between(0.01, 1.0) * mean);
            }
            policy.levers.push(lever);
        }
        if random.chance(0.2) {
            policy
                .weights
                .insert(k.id.clone(), random.pick(&[0.0, 0.3, 4.0]));
        }
    }
    let part = random.pick(&[0.0, 0.01, 0.1, 0.3, 1.0, 10.0]);
    policy
        .funds
        .push(Fund::new("fund", part * random.unit() * needed));
    (district, standard, policy)
}

fn total(district: &District, resource: &str) -> f64 {
    let column = district.resource(resource).unwrap();
    let sections = 0..district.sections().len();
    sections.map(|s| district.stock(s, column)).sum()
}

fn standard(random: &mut Random, sums: bool) -> Standard {
    let mut indicators = Vec::new();
    for k in 0..=random.below(4) {
        let per = random.pick(&[Per::Pupil, Per::HundredPupils, Per::Class]);
        let mut indicator = Indicator::of(format!("r{k}"), per);
        let typical = typical(per);
        if k == 0 || random.chance(0.7) {
            let mut near = || typical * random.pick(&[0.7, 0.9, 1.0, 1.2, 2.0]);
            indicator.minimum = PerStage::both(near(), near());
            if k > 0 && random.chance(0.2) {
                indicator.minimum.primary = Some(0.0);
            }
        }
        if sums && k > 0 && random.chance(0.2) {
            indicator.resources.push("r0".into());
        }
        indicators.push(indicator);
    }
    Standard::new("random", indicators)
}

fn typical(per: Per) -> f64 {
    match per {
        Per::Pupil => 5.0,
        Per::HundredPupils => 3.0,
        Per::Class => 2.0,
    }
}

fn district(random: &mut Random, sections: usize, standard: &Standard) -> District {
    let resources: Vec<String> = standard.indicators.iter().map(|k| k.id.clone()).collect();
    let mut builder = District::builder(resources);
    let one_stage = random.chance(0.5);
    let spread = random.pick(&[0.05, 0.3, 0.8]);
    for i in 0..sections {
        let stage = if one_stage || random.chance(0.6) {
            Stage::Primary
        } else {
            Stage::Junior
        };
        let pupils = random.pick(&[60.0, 100.0, 100.0, 333.0, 812.0, 2000.0]);
        let pupils = if random.chance(0.5) {
            pupils
        } else {
            random.between(20.0, 1500.0).round()
        };
        let mut section = Section::new(format!("{}", 100 + i), stage, pupils);
        section.locale = Some(random.pick(&Locale::ALL));
        section.group = Some(random.pick(&["east", "west"]).to_string());
        section.classes = Some((pupils / 40.0).ceil());
        if i > 1 && random.chance(0.1) {
            section.teaching_point = true;
            section.pupils = random.pick(&[12.0, 30.0, 49.0, 80.0]);
        }
        let stocks: Vec<f64> = standard
            .indicators
            .iter()
            .map(|k| {
                // Steps of a tenth of the spread make ties; some have nothing.
                let step = (random.between(-1.0, 1.0) * 10.0).round() / 10.0;
                let value = typical(k.per) * (1.0 + spread * step);
                let value = if random.chance(0.03) { 0.0 } else { value };
                value / k.per.factor(&section).unwrap()
            })
            .collect();
        builder = builder.section(section, stocks);
    }
    builder.build().unwrap()
}

fn funds_and_levers(random: &mut Random, district: &District, standard: &Standard) -> Policy {
    let mut policy = Policy::default();
    for f in 0..=random.below(3) {
        policy.funds.push(Fund::new(format!("fund {f}"), 0.0));
    }
    let n = district.sections().len() as f64;
    for l in 0..=random.below(5) {
        let main = random.pick(&standard.indicators).id.clone();
        let fund = random.below(policy.funds.len());
        let price = if random.chance(0.1) {
            0.0
        } else {
            random.between(1.0, 500.0)
        };
        let mean = total(district, &main) / n;
        let name = policy.funds[fund].name.clone();
        let mut lever = Lever::adding(format!("lever {l}"), &main, price, name);
        if random.chance(0.3) {
            let other = random.pick(&standard.indicators).id.clone();
            if other != main {
                let rate = total(district, &other) / (n * mean.max(1e-9));
                lever
                    .adds
                    .insert(other, rate * random.pick(&[-0.5, -0.05, 0.3, 1.0]));
            }
        }
        if random.chance(0.3) {
            let mut near = || Some(price * random.pick(&[0.5, 1.0, 1.3]));
            let (urban, town, rural) = (near(), near(), near());
            lever.unit_cost = UnitCost::ByLocale { urban, town, rural };
        }
        lever.filter = filter_of(random, district, 0.3);
        if price == 0.0 || random.chance(0.3) {
            lever.max_per_section = Some(random.between(0.05, 1.0) * mean);
        }
        if random.chance(0.2) {
            lever.max_total = Some(random.between(0.1, 2.0) * mean);
        }
        if let Amount::Yuan(yuan) = &mut policy.funds[fund].amount {
            *yuan += random.pick(&[0.0, 0.05, 0.2, 1.0]) * random.unit() * mean * n * price;
        }
        policy.levers.push(lever);
    }
    if random.chance(0.1) {
        let fund = &mut policy.funds[0];
        fund.amount = Amount::Unlimited;
        for lever in policy
            .levers
            .iter_mut()
            .filter(|l| l.fund.as_ref() == Some(&fund.name))
        {
            let main = lever.adds.keys().next().unwrap();
            let mean = total(district, main) / n;
            lever.max_per_section.get_or_insert(0.5 * mean);
        }
    }
    policy
}

fn filter(random: &mut Random, chance: f64) -> Filter {
    let mut filter = Filter::default();
    if random.chance(chance) {
        match random.below(3) {
            0 => filter.stages = vec![random.pick(&Stage::ALL)],
            1 => filter.locales = vec![random.pick(&Locale::ALL), Locale::Rural],
            _ => filter.groups = vec![random.pick(&["east", "west"]).to_string()],
        }
        filter.locales.dedup();
    }
    filter
}

/// A filter that some section matches.
fn filter_of(random: &mut Random, district: &District, chance: f64) -> Filter {
    let filter = filter(random, chance);
    let matched = district.sections().iter().any(|s| filter.matches(s));
    let named = |g: &String| {
        district
            .sections()
            .iter()
            .any(|s| s.group.as_ref() == Some(g))
    };
    if matched && filter.groups.iter().all(named) {
        filter
    } else {
        Filter::default()
    }
}

fn goals(random: &mut Random) -> Vec<Goal> {
    let measure = random.pick(&[Measure::Std, Measure::Gini, Measure::Mad, Measure::Range]);
    let disparity = Goal::Disparity(measure);
    match random.below(6) {
        0 => vec![disparity],
        1 => vec![Goal::Shortfall, disparity],
        2 => vec![Goal::Floor, disparity, Goal::Cost],
        3 => vec![Goal::Shortfall, Goal::Cost],
        4 => vec![Goal::Floor],
        _ => vec![Goal::Shortfall, disparity, Goal::Cost],
    }
}

fn add_rules(random: &mut Random, district: &District, policy: &mut Policy) {
    let fund = random.pick(&policy.funds);
    if random.chance(0.3) {
        policy.rules.push(Rule::Share {
            fund: fund.name.clone(),
            filter: filter_of(random, district, 1.0),
            at_least: random.between(0.1, 0.9),
        });
    }
    if random.chance(0.3) {
        let part = random.between(0.05, 0.8);
        policy.rules.push(Rule::Cap {
            fund: fund.name.clone(),
            per_section: part * fund.amount.limit().unwrap_or(1e4),
            filter: filter_of(random, district, 0.3),
        });
    }
    if random.chance(0.2) {
        let section = random.pick(district.sections());
        let stage = random.chance(0.5).then_some(section.stage);
        policy.rules.push(Rule::Keep {
            school: section.school_id.to_string(),
            stage,
        });
    }
}
