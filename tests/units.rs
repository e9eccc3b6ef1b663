//! The trap of units: what a plan says must not hang on the units of its input, nor on
//! the size of the county.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::collections::BTreeMap;

use junheng::plan::Plan;
use junheng::policy::{Amount, Goal, Measure, Rule, UnitCost};
use junheng::{Campus, District, Error, Options, Policy, Section, Standard, plan, verify};
use oracle::{EXAMPLES, Random, example, random_case};

/// How the figures of an input are multiplied.
#[derive(Debug, Clone, Default)]
struct Units {
    /// Stocks by resource, default 1; what a lever adds along with them.
    stocks: BTreeMap<String, f64>,
    /// Money; a resource counted in money belongs into `stocks` too.
    money: f64,
    /// A lever's own unit becomes so much smaller.
    finer: f64,
    /// Pupils, classes, stocks and all that is limited.
    size: f64,
}

impl Units {
    fn stock(&self, resource: &str) -> f64 {
        self.stocks.get(resource).copied().unwrap_or(1.0)
    }

    fn district(&self, d: &District) -> District {
        let mut builder = District::builder(d.resources().iter().cloned());
        for (s, section) in d.sections().iter().enumerate() {
            let section = Section {
                pupils: self.size * section.pupils,
                classes: section.classes.map(|c| self.size * c),
                ..section.clone()
            };
            let row = d.own_of(s).iter().zip(d.resources());
            builder = builder.section(section, row.map(|(x, r)| x * self.stock(r) * self.size));
        }
        for campus in d.campuses() {
            let stocks = campus.stocks.iter();
            builder = builder.campus(Campus {
                senior_pupils: self.size * campus.senior_pupils,
                stocks: stocks
                    .map(|(r, x)| (r.clone(), x * self.stock(r) * self.size))
                    .collect(),
                ..campus.clone()
            });
        }
        builder.build().unwrap()
    }

    fn standard(&self, s: &Standard) -> Standard {
        let mut s = s.clone();
        for k in &mut s.indicators {
            let by = self.stock(&k.resources[0]);
            for minimum in [&mut k.minimum.primary, &mut k.minimum.junior] {
                *minimum = minimum.map(|m| m * by);
            }
        }
        s
    }

    fn policy(&self, p: &Policy) -> Policy {
        let mut p = p.clone();
        for fund in &mut p.funds {
            if let Amount::Yuan(yuan) = &mut fund.amount {
                *yuan *= self.money * self.size;
            }
        }
        for lever in &mut p.levers {
            for (r, adds) in &mut lever.adds {
                *adds *= self.stock(r) / self.finer;
            }
            let dearer = |c: f64| c * self.money / self.finer;
            lever.unit_cost = match lever.unit_cost {
                UnitCost::Same(cost) => UnitCost::Same(dearer(cost)),
                UnitCost::ByLocale { urban, town, rural } => UnitCost::ByLocale {
                    urban: urban.map(dearer),
                    town: town.map(dearer),
                    rural: rural.map(dearer),
                },
            };
            for most in [&mut lever.max_per_section, &mut lever.max_total] {
                *most = most.map(|m| m * self.finer * self.size);
            }
        }
        for rule in &mut p.rules {
            if let Rule::Cap { per_section, .. } = rule {
                *per_section *= self.money * self.size;
            }
        }
        p
    }
}

/// No section excluded, since who is hangs on the size.
fn all_assessed(d: &District) -> District {
    let mut builder = District::builder(d.resources().iter().cloned());
    for (s, section) in d.sections().iter().enumerate() {
        let section = Section {
            teaching_point: false,
            ..section.clone()
        };
        builder = builder.section(section, d.own_of(s).iter().copied());
    }
    for campus in d.campuses() {
        builder = builder.campus(campus.clone());
    }
    builder.build().unwrap()
}

/// Where the plans of an input and of the same in other units part, if they do.
fn part(d: &District, s: &Standard, p: &Policy, units: &Units) -> Option<String> {
    let (d2, s2, p2) = (units.district(d), units.standard(s), units.policy(p));
    let plans = [
        plan(d, s, p, &Options::default()),
        plan(&d2, &s2, &p2, &Options::default()),
    ];
    let (a, b) = match plans {
        [Ok(a), Ok(b)] => (a, b),
        [Err(Error::Input(_)), Err(Error::Input(_))]
        | [Err(Error::Infeasible { .. }), Err(Error::Infeasible { .. })] => return None,
        [a, b] => return Some(format!("{:?} {:?}", a.err(), b.err())),
    };
    let sizes = oracle::sizes(d, s, p, &a);
    for (((a, b), goal), size) in a.goals.iter().zip(&b.goals).zip(&p.goals).zip(sizes) {
        let by = if *goal == Goal::Cost {
            units.money * units.size
        } else {
            1.0
        };
        let apart = (a.value - b.value / by).abs() / size;
        if apart > 1e-6 {
            return Some(format!(
                "{} {} {}: {apart:.1e}",
                a.goal,
                a.value,
                b.value / by
            ));
        }
    }
    values_part(&values(d, s, p, &a), &values(&d2, &s2, &p2, &b))
}

/// Every section's values over their reference.
fn values(d: &District, s: &Standard, p: &Policy, plan: &Plan) -> Vec<f64> {
    let after = verify::evaluate(d, s, p, &plan.actions).unwrap().values;
    let today = s.values(d).unwrap();
    let mut values = Vec::new();
    for (i, section) in d.sections().iter().enumerate() {
        for (k, indicator) in s.indicators.iter().enumerate() {
            let all = d.sections().iter().enumerate();
            let (mut sum, mut pupils) = (0.0, 0.0);
            for (j, other) in all.filter(|(_, o)| o.stage == section.stage) {
                sum += other.pupils * today.get(j, k);
                pupils += other.pupils;
            }
            let reference = indicator.minimum(section.stage).unwrap_or(sum / pupils);
            values.push(after.get(i, k) / if reference > 0.0 { reference } else { 1.0 });
        }
    }
    values
}

fn values_part(a: &[f64], b: &[f64]) -> Option<String> {
    let pairs = a.iter().zip(b).map(|(a, b)| ((a - b).abs(), a, b));
    let (apart, a, b) = pairs.max_by(|x, y| x.0.total_cmp(&y.0))?;
    (apart > 1e-3 * a.abs().max(1.0)).then(|| format!("a value {a} {b}"))
}

/// Square centimetres and fen; then the same with the levers' own units a thousandth.
fn small_units() -> [Units; 2] {
    let areas = ["teaching_area_m2", "sports_area_m2"].map(|r| (r.to_owned(), 1e4));
    let money = ("equipment_yuan".to_owned(), 100.0);
    let units = Units {
        stocks: areas.into_iter().chain([money]).collect(),
        money: 100.0,
        finer: 1.0,
        size: 1.0,
    };
    let finer = Units {
        finer: 1e3,
        ..units.clone()
    };
    [units, finer]
}

fn thousand_times() -> Units {
    Units {
        stocks: BTreeMap::new(),
        money: 1.0,
        finer: 1.0,
        size: 1e3,
    }
}

#[test]
fn the_examples_do_not_hang_on_units() {
    for name in EXAMPLES {
        let input = example(name);
        for units in small_units() {
            let why = part(&input.district, &input.standard, &input.policy, &units);
            assert_eq!(why, None, "{name} {units:?}");
        }
    }
}

#[test]
fn the_examples_do_not_hang_on_size() {
    for name in EXAMPLES {
        let input = example(name);
        let district = all_assessed(&input.district);
        let why = part(&district, &input.standard, &input.policy, &thousand_times());
        assert_eq!(why, None, "{name}");
    }
}

/// Each goal, alone or where a planner would ask for it.
fn every_goal() -> Vec<Vec<Goal>> {
    let of = Goal::Disparity;
    vec![
        vec![Goal::Shortfall],
        vec![of(Measure::Std)],
        vec![of(Measure::Gini)],
        vec![of(Measure::Mad)],
        vec![of(Measure::Range)],
        vec![Goal::Floor],
        vec![Goal::Cost],
        vec![Goal::Shortfall, of(Measure::Mad), Goal::Cost],
    ]
}

#[test]
fn no_goal_of_the_examples_hangs_on_units_or_size() {
    for name in EXAMPLES {
        let input = example(name);
        let whole = all_assessed(&input.district);
        for goals in every_goal() {
            // The larger example for what is solved by prices; the rest takes a minute.
            let is_quick = |g: &Goal| match g {
                Goal::Shortfall | Goal::Cost => true,
                Goal::Disparity(measure) => matches!(measure, Measure::Std | Measure::Gini),
                _ => false,
            };
            if name == "california" && !goals.iter().all(is_quick) {
                continue;
            }
            let mut p = input.policy.clone();
            p.goals = goals;
            let [units, _] = small_units();
            for (d, units) in [(&input.district, units), (&whole, thousand_times())] {
                let why = part(d, &input.standard, &p, &units);
                assert_eq!(why, None, "{name} {:?} {units:?}", p.goals);
            }
        }
    }
}

/// The same sections in another order.
fn shuffled(d: &District, seed: u64) -> (District, Vec<usize>) {
    let mut random = Random::new(seed ^ 77);
    let mut order: Vec<usize> = (0..d.sections().len()).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, random.below(i + 1));
    }
    let mut builder = District::builder(d.resources().iter().cloned());
    for i in &order {
        let row = d.own_of(*i).iter().copied();
        builder = builder.section(d.sections()[*i].clone(), row);
    }
    (builder.build().unwrap(), order)
}

#[test]
fn random_districts_do_not_hang_on_the_order_of_rows() {
    let mut failed = Vec::new();
    for seed in 0..60 {
        let (d, s, p) = random_case(seed);
        let (other, order) = shuffled(&d, seed);
        let plans = [&d, &other].map(|d| plan(d, &s, &p, &Options::default()));
        let [Ok(a), Ok(b)] = plans else {
            continue;
        };
        let sizes = oracle::sizes(&d, &s, &p, &a);
        for ((x, y), size) in a.goals.iter().zip(&b.goals).zip(sizes) {
            let apart = (x.value - y.value).abs() / size;
            if apart > 1e-6 {
                failed.push(format!("{seed} {}: {apart:.1e}", x.goal));
            }
        }
        let (x, y) = (values(&d, &s, &p, &a), values(&other, &s, &p, &b));
        let width = s.indicators.len();
        let mut sorted = vec![0.0; x.len()];
        for (row, i) in y.chunks(width).zip(order) {
            sorted[i * width..(i + 1) * width].copy_from_slice(row);
        }
        if let Some(why) = values_part(&x, &sorted) {
            failed.push(format!("{seed} {:?}: {why}", p.goals));
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn random_districts_do_not_hang_on_units() {
    let mut failed = Vec::new();
    for seed in (0..30).filter(|s| *s != 4) {
        let (d, s, p) = random_case(seed);
        // Resources that an indicator adds up share one unit.
        let sums = s.indicators.iter().any(|k| k.resources.len() > 1);
        let resources = d.resources().iter().cloned();
        let by = [1e4, if sums { 1e4 } else { 100.0 }];
        let units = Units {
            stocks: resources.zip(by.into_iter().cycle()).collect(),
            money: 100.0,
            finer: 1.0,
            size: 1.0,
        };
        let finer = Units {
            finer: 1e3,
            ..units.clone()
        };
        for units in [units, finer] {
            if let Some(why) = part(&d, &s, &p, &units) {
                failed.push(format!("{seed} {:?} {}: {why}", p.goals, units.finer));
            }
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn random_districts_do_not_hang_on_size() {
    let mut failed = Vec::new();
    for seed in (0..30).filter(|s| *s != 4) {
        let (d, s, p) = random_case(seed);
        if let Some(why) = part(&all_assessed(&d), &s, &p, &thousand_times()) {
            failed.push(format!("{seed} {:?}: {why}", p.goals));
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}
