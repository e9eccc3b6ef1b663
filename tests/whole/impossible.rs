//! Impossible policies: what conflicts is irreducible, and a repair leads to a plan.

use junheng::policy::{Amount, Fund, Goal, Lever, Policy, Rule};
use junheng::standard::{Indicator, Per, PerStage, SectionRule, Standard};
use junheng::{District, Error, Limit, Options, Repair, Section, Stage, plan};

use super::oracle::Random;

/// A district that must comply with too little money, too few units or too low caps.
fn impossible_case(seed: u64) -> (District, Standard, Policy) {
    let mut random = Random::new(50_000 + seed);
    let mut builder = District::builder(["a", "b"]);
    for i in 0..3 + random.below(5) {
        let pupils = random.between(60.0, 400.0).round();
        let section = Section::new(format!("{}", 100 + i), Stage::Primary, pupils);
        let row = [0.04, 0.1].map(|per| (pupils * per * random.between(0.4, 1.1)).round());
        builder = builder.section(section, row);
    }
    let mut standard = Standard::new("hard", Vec::new());
    for (id, minimum, limit) in [("a", 4.0, 0.3), ("b", 10.0, 0.25)] {
        let mut indicator = Indicator::of(id, Per::HundredPupils);
        indicator.minimum = PerStage::both(minimum, minimum);
        if random.chance(0.7) {
            let limit = limit * random.between(0.1, 1.0);
            indicator.cv_limit = PerStage::both(limit, limit);
        }
        standard.indicators.push(indicator);
    }
    if random.chance(0.5) {
        standard.section = SectionRule {
            may_miss: 1,
            floor: 0.85,
        };
    }
    let mut policy = Policy {
        goals: vec![Goal::Cost],
        comply: true,
        ..Policy::default()
    };
    policy.solve.time_limit_s = 5.0;
    for (name, price) in [("a", 900.0), ("b", 400.0)] {
        let mut lever = Lever::adding(name, name, price, name);
        lever.whole = random.chance(0.4);
        if random.chance(0.4) {
            lever.max_total = Some(random.between(1.0, 12.0).round());
        }
        policy.levers.push(lever);
        policy.funds.push(Fund {
            name: name.into(),
            amount: Amount::Yuan(price * random.between(0.5, 15.0).round()),
        });
        if random.chance(0.3) {
            policy.rules.push(Rule::Cap {
                fund: name.into(),
                per_section: price * random.between(0.5, 4.0).round(),
                filter: junheng::policy::Filter::default(),
            });
        }
    }
    (builder.build().unwrap(), standard, policy)
}

/// The case without one of its named limits.
fn without(name: &str, s: &mut Standard, p: &mut Policy) {
    let (kind, rest) = name.split_once('.').unwrap();
    match kind {
        "fund" => {
            let fund = p.fund(rest).unwrap();
            p.funds[fund].amount = Amount::Unlimited;
        }
        "lever" => {
            let lever = p.levers.iter_mut().find(|l| l.name == rest);
            lever.unwrap().max_total = None;
        }
        "rule" => {
            let i: usize = rest.parse().unwrap();
            if let Rule::Cap { per_section, .. } = &mut p.rules[i - 1] {
                *per_section = 1e12;
            }
        }
        _ => {
            let k = s.indicator(rest.rsplit('.').next().unwrap()).unwrap();
            s.indicators[k].minimum = PerStage::default();
            s.indicators[k].cv_limit = PerStage::default();
        }
    }
}

/// The case with one repair made.
fn repaired(repair: &Repair, s: &mut Standard, p: &mut Policy) {
    let (_, rest) = repair.of.split_once('.').unwrap();
    match repair.what {
        Limit::Amount => {
            let fund = p.fund(rest).unwrap();
            p.funds[fund].amount = Amount::Yuan(repair.to);
        }
        Limit::MaxTotal => {
            let lever = p.levers.iter_mut().find(|l| l.name == rest);
            lever.unwrap().max_total = Some(repair.to);
        }
        Limit::PerSection => {
            let i: usize = rest.parse().unwrap();
            if let Rule::Cap { per_section, .. } = &mut p.rules[i - 1] {
                *per_section = repair.to;
            }
        }
        Limit::CvLimit | Limit::Minimum => {
            let k = s.indicator(rest.rsplit('.').next().unwrap()).unwrap();
            let of = match repair.what {
                Limit::CvLimit => &mut s.indicators[k].cv_limit,
                _ => &mut s.indicators[k].minimum,
            };
            of.primary = Some(repair.to);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn conflicts_are_irreducible_and_repairs_lead_to_plans() {
    check(10);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_conflicts_are_irreducible_and_repairs_lead_to_plans() {
    check(100);
}

/// Of so many impossible policies: the conflict, held alone, stays one; each name left
/// out frees the rest; a repair made yields a plan, a hundredth less of it does not.
fn check(count: usize) {
    let (mut seen, mut mended, mut repairs) = (0, 0, 0);
    let mut wrong = Vec::new();
    for seed in 0.. {
        if seen == count {
            break;
        }
        let (d, s, p) = impossible_case(seed);
        let made = |s: &Standard, p: &Policy| plan(&d, s, p, &Options::default());
        let Err(error) = made(&s, &p) else {
            continue;
        };
        let Error::Infeasible { conflict, repair } = error else {
            wrong.push(format!("{seed}: {error}"));
            seen += 1;
            continue;
        };
        seen += 1;
        let funds = p.funds.iter().map(|f| format!("fund.{}", f.name));
        let levers = p.levers.iter().filter(|l| l.max_total.is_some());
        let levers = levers.map(|l| format!("lever.{}", l.name));
        let rules = (1..=p.rules.len()).map(|i| format!("rule.{i}"));
        let demands = s
            .indicators
            .iter()
            .map(|k| format!("comply.primary.{}", k.id));
        let all: Vec<String> = funds.chain(levers).chain(rules).chain(demands).collect();
        // What conflicts, and nothing else.
        let (mut s1, mut p1) = (s.clone(), p.clone());
        for name in all.iter().filter(|name| !conflict.contains(name)) {
            without(name, &mut s1, &mut p1);
        }
        if !matches!(made(&s1, &p1), Err(Error::Infeasible { .. })) {
            wrong.push(format!("{seed}: {conflict:?} is no conflict"));
        }
        for name in &conflict {
            let (mut s2, mut p2) = (s1.clone(), p1.clone());
            without(name, &mut s2, &mut p2);
            if let Err(error) = made(&s2, &p2) {
                wrong.push(format!("{seed}: {conflict:?} without {name}: {error}"));
            }
        }
        mended += usize::from(!repair.is_empty());
        // All that belong together at once.
        let alone = repair.iter().filter(|r| r.with.is_empty());
        let mut groups: Vec<Vec<Repair>> = alone.map(|r| vec![r.clone()]).collect();
        if groups.is_empty() && !repair.is_empty() {
            groups.push(repair.clone());
        }
        for group in groups {
            repairs += 1;
            let (mut s3, mut p3) = (s.clone(), p.clone());
            for repair in &group {
                repaired(repair, &mut s3, &mut p3);
            }
            if let Err(error) = made(&s3, &p3) {
                wrong.push(format!("{seed}: {group:?}: {error}"));
            }
            for one in &group {
                let less = Repair {
                    to: one.to - 0.01 * one.by,
                    ..one.clone()
                };
                let (mut s4, mut p4) = (s3.clone(), p3.clone());
                repaired(&less, &mut s4, &mut p4);
                if made(&s4, &p4).is_ok() {
                    wrong.push(format!("{seed}: {one:?} is not the least"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        10 * mended >= 9 * count,
        "{mended} of {count} have a repair, {repairs} repairs in all"
    );
}
