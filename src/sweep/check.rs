//! From a [`Spec`] to a [`Sweep`]: every path and value checked, all in one go.
//!
//! Each value is tried by itself: it must make a policy that fits the district. What
//! only fails in combination is the error of its row.

use serde_json::Value;

use super::bind::{Base, Changed, Kind, Plans, Target};
use super::path::{Path, multiplied};
use super::spec::{Distribution, Sample, Spec, Steps, Vary};
use super::{Columns, Sweep};
use crate::district::District;
use crate::error::{At, Code, Error, Origin, Problems};
use crate::policy::{Filter, Policy};
use crate::standard::Standard;

/// The word for numbers of pupils.
const PUPILS: &str = "pupils";

/// How the name of a column of factors ends.
const FACTOR: &str = ".factor";

/// Binds a spec.
pub(super) fn bound<'a>(
    spec: &Spec,
    district: &'a District,
    standard: &'a Standard,
    policy: &'a Policy,
    origin: &Origin,
) -> Result<Sweep<'a>, Error> {
    policy
        .check(district, standard, &Origin::default())
        .or(())?;
    let mut binder = Binder {
        base: Base::new(district, policy)?,
        standard,
        policies: vec![policy.clone()],
        problems: Problems::new(),
    };
    let plans = binder.plans(spec, &origin.top());
    binder.problems.or(())?;
    let scenarios = spec.scenarios().unwrap_or(usize::MAX);
    let names = plans.names();
    let columns = Columns::new(names, district, standard, &binder.policies);
    let base = binder.base;
    Ok(Sweep {
        standard,
        scenarios,
        columns,
        make: Box::new(move |number| plans.scenario(number, &base)),
    })
}

/// Binds and checks; every problem is kept.
struct Binder<'a> {
    base: Base<'a>,
    standard: &'a Standard,
    /// The policy, and each that a single change makes of it: their goals are columns.
    policies: Vec<Policy>,
    problems: Problems,
}

impl Binder<'_> {
    fn plans(&mut self, spec: &Spec, top: &At) -> Plans {
        let ways = [
            !spec.grid.is_empty(),
            !spec.list.is_empty(),
            spec.sample.is_some(),
        ];
        match ways.iter().filter(|given| **given).count() {
            0 => self.report(Code::SweepEmpty, top, &[]),
            1 => {}
            _ => self.report(Code::SweepTwoWays, top, &[]),
        }
        if spec.scenarios().is_none_or(|n| n > MOST) {
            self.report(Code::SweepTooMany, top, &[&MOST.to_string()]);
        }
        let plans = if let Some(sample) = &spec.sample {
            self.sample(sample, &top.key("sample"))
        } else if spec.list.is_empty() {
            self.grid(&spec.grid, top)
        } else {
            self.list(&spec.list, top)
        };
        let mut names = plans.names();
        names.sort_unstable();
        for pair in names.windows(2) {
            if let [one, other] = pair
                && one == other
            {
                self.report(Code::SweepTwice, top, &[one]);
            }
        }
        plans
    }

    fn grid(&mut self, grid: &[Vary], top: &At) -> Plans {
        let mut bound = Vec::new();
        for (number, vary) in (1..).zip(grid) {
            let at = top.item("vary", number, "");
            if vary.steps.is_empty() {
                self.report(Code::SweepNoValues, &at, &[]);
            }
            let Some(mut target) = self.target(&vary.what, &vary.filter, &at) else {
                continue;
            };
            match &vary.steps {
                Steps::Values(values) => {
                    for (number, value) in (1..).zip(values) {
                        self.try_value(&target, value, &at.key(&format!("values.{number}")));
                    }
                }
                Steps::Factors(factors) => {
                    for (number, factor) in (1..).zip(factors) {
                        self.try_factor(&target, *factor, &at.key(&format!("factors.{number}")));
                    }
                    self.name_factor(&mut target);
                }
            }
            bound.push((target, vary.steps.clone()));
        }
        Plans::Grid(bound)
    }

    fn list(&mut self, list: &[Vec<(String, Value)>], top: &At) -> Plans {
        let (mut names, mut scenarios) = (Vec::new(), Vec::new());
        for (number, changes) in (1..).zip(list) {
            let at = top.item("scenario", number, "");
            let mut bound = Vec::new();
            for (what, value) in changes {
                let Some(target) = self.target(what, &Filter::default(), &at) else {
                    continue;
                };
                self.try_value(&target, value, &at.key(what));
                if !names.contains(&target.name) {
                    names.push(target.name.clone());
                }
                bound.push((target, value.clone()));
            }
            scenarios.push(bound);
        }
        Plans::List { names, scenarios }
    }

    fn sample(&mut self, sample: &Sample, at: &At) -> Plans {
        if sample.count == 0 || sample.vary.is_empty() {
            self.report(Code::SweepEmpty, at, &[]);
        }
        let mut bound = Vec::new();
        for (number, draw) in (1..).zip(&sample.vary) {
            let at = at.item("vary", number, "");
            let Some(mut target) = self.target(&draw.what, &draw.filter, &at) else {
                continue;
            };
            let is_pupils = matches!(target.kind, Kind::Pupils(_));
            if draw.per_section && !is_pupils {
                self.report(Code::SweepOnlyPupils, &at.key("per_section"), &[&draw.what]);
            }
            let ends = match draw.from {
                Distribution::Uniform([low, high]) => vec![("uniform", low), ("uniform", high)],
                Distribution::Normal { mean, .. } => vec![("normal", mean)],
            };
            let is_one = match draw.from {
                Distribution::Uniform([low, high]) => low <= high && (high - low).is_finite(),
                Distribution::Normal { mean, sd } => {
                    mean.is_finite() && sd >= 0.0 && sd.is_finite()
                }
            };
            if !is_one {
                self.report(Code::SweepDistribution, &at, &[&draw.what]);
                continue;
            }
            for (key, end) in ends {
                if draw.multiply || is_pupils {
                    self.try_factor(&target, end, &at.key(key));
                } else {
                    self.try_value(&target, &end.into(), &at.key(key));
                }
            }
            if draw.multiply {
                self.name_factor(&mut target);
            }
            bound.push((target, draw.clone()));
        }
        Plans::Sample(sample.clone(), bound)
    }

    /// What a path means, or a problem.
    fn target(&mut self, what: &str, filter: &Filter, at: &At) -> Option<Target> {
        let at = at.key("what");
        let is_everywhere = *filter == Filter::default();
        if what.trim() == PUPILS {
            let sections = self.base.district.sections().iter().enumerate();
            let members = sections.filter(|(_, s)| filter.matches(s)).map(|(i, _)| i);
            let members: Vec<usize> = members.collect();
            if members.is_empty() {
                self.report(Code::SweepReachesNothing, &at, &[]);
                return None;
            }
            return Some(Target {
                name: name(PUPILS, filter),
                kind: Kind::Pupils(members),
            });
        }
        if !is_everywhere {
            self.report(Code::SweepOnlyPupils, &at, &[what]);
        }
        let Some(path) = Path::parse(what) else {
            self.report(Code::SweepNoPath, &at, &[what, what, ""]);
            return None;
        };
        if path.top() == "standard" || path.last() == "name" {
            self.report(Code::SweepFixed, &at, &[what]);
            return None;
        }
        match path.get(&self.base.tree) {
            Ok(_) => Some(Target {
                name: what.trim().to_owned(),
                kind: Kind::Setting(path),
            }),
            Err(lost) => {
                let there = lost.there.join(", ");
                self.report(Code::SweepNoPath, &at, &[what, &lost.step, &there]);
                None
            }
        }
    }

    /// Where many numbers are multiplied, as prices by locale are, their column holds the
    /// factor and says so; `pupils` are never anything else.
    fn name_factor(&self, target: &mut Target) {
        if let Kind::Setting(path) = &target.kind
            && let Ok(Some(Value::Object(_))) = path.get(&self.base.tree)
        {
            target.name.push_str(FACTOR);
        }
    }

    /// A value must make a policy by itself.
    fn try_value(&mut self, target: &Target, value: &Value, at: &At) {
        if let Kind::Pupils(_) = target.kind {
            let factor = value.as_f64().unwrap_or(f64::NAN);
            return self.try_factor(target, factor, at);
        }
        let mut changed = Changed::new(&self.base);
        changed.change(target, value);
        let tree = changed.tree;
        self.try_policy(tree, &target.name, &value.to_string(), at);
    }

    fn try_factor(&mut self, target: &Target, factor: f64, at: &At) {
        let is_factor = factor.is_finite() && factor > 0.0;
        match &target.kind {
            Kind::Pupils(_) if is_factor => {}
            Kind::Setting(path) if factor.is_finite() => {
                let value = path.get(&self.base.tree).ok().flatten();
                if value.and_then(|v| multiplied(v, factor)).is_none() {
                    return self.report(Code::SweepNotANumber, at, &[&target.name]);
                }
                let mut changed = Changed::new(&self.base);
                changed.multiply(target, factor);
                let tree = changed.tree;
                self.try_policy(tree, &target.name, &factor.to_string(), at);
            }
            _ => self.report(Code::SweepFactor, at, &[&factor.to_string()]),
        }
    }

    fn try_policy(&mut self, tree: Option<Value>, name: &str, value: &str, at: &At) {
        let place = at.place();
        let Some(policy) = tree.map(serde_json::from_value::<Policy>) else {
            return;
        };
        match policy {
            Ok(policy) => {
                let none = Origin::default();
                let problems = policy.check(self.base.district, self.standard, &none);
                for mut problem in problems {
                    problem.place.file.clone_from(&place.file);
                    problem.place.row = place.row;
                    self.problems.push(problem);
                }
                self.policies.push(policy);
            }
            Err(reason) => {
                let reason = reason.to_string();
                let reason = reason.lines().next().unwrap_or_default();
                self.problems
                    .add(Code::SweepValue, place, [value, name, reason]);
            }
        }
    }

    fn report(&mut self, code: Code, at: &At, args: &[&str]) {
        self.problems.add(code, at.place(), args.iter().copied());
    }
}

/// Most scenarios of a sweep: a slip in a range would else run for ever.
const MOST: usize = 100_000_000;

/// The name of a column: what is varied, with the sections it is limited to.
fn name(what: &str, filter: &Filter) -> String {
    let stages = filter.stages.iter().map(|s| s.id());
    let locales = filter.locales.iter().map(|l| l.id());
    let texts = filter.groups.iter().chain(&filter.schools);
    let all: Vec<&str> = stages
        .chain(locales)
        .chain(texts.map(String::as_str))
        .collect();
    if all.is_empty() {
        what.to_owned()
    } else {
        format!("{what}[{}]", all.join(" "))
    }
}
