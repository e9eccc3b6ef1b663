//! A spec bound to a district and a policy, from which scenario i is made.
//!
//! A scenario is the base with its changes applied in the order of the spec: settings of
//! the policy in its tree (see `path`), which is then read back as a policy, and factors
//! on pupils, which multiply where several meet at one section.

use std::borrow::Cow;

use serde_json::Value;

use super::Scenario;
use super::draw::Uniforms;
use super::path::{Path, multiplied};
use super::spec::{Draw, Sample, Steps};
use crate::district::District;
use crate::error::{Code, Error, Place, Problem};
use crate::policy::Policy;

/// What is changed.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The name of its column.
    pub(super) name: String,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A setting of the policy.
    Setting(Path),
    /// The pupils of these sections.
    Pupils(Vec<usize>),
}

/// A bound spec.
pub(super) enum Plans {
    Grid(Vec<(Target, Steps)>),
    List {
        names: Vec<String>,
        scenarios: Vec<Vec<(Target, Value)>>,
    },
    Sample(Sample, Vec<(Target, Draw)>),
}

impl Plans {
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Grid(all) => all.iter().map(|(t, _)| t.name.clone()).collect(),
            Self::List { names, .. } => names.clone(),
            Self::Sample(_, all) => all.iter().map(|(t, _)| t.name.clone()).collect(),
        }
    }

    /// Makes the scenario of a number.
    pub(super) fn scenario<'a>(
        &self,
        number: usize,
        base: &Base<'a>,
    ) -> Result<Scenario<'a>, Error> {
        let mut changed = Changed::new(base);
        let mut varied = Vec::new();
        match self {
            Self::Grid(all) => {
                let mut rest = number;
                let mut digits: Vec<usize> = Vec::with_capacity(all.len());
                for (_, steps) in all.iter().rev() {
                    digits.push(rest % steps.len().max(1));
                    rest /= steps.len().max(1);
                }
                for ((target, steps), digit) in all.iter().zip(digits.iter().rev()) {
                    varied.push(changed.step(target, steps, *digit));
                }
            }
            Self::List { names, scenarios } => {
                let changes = scenarios.get(number).map_or(&[][..], Vec::as_slice);
                for (target, value) in changes {
                    changed.change(target, value);
                }
                varied.extend(names.iter().map(|name| {
                    let found = changes.iter().find(|(target, _)| target.name == *name);
                    found.map_or(Value::Null, |(_, value)| value.clone())
                }));
            }
            Self::Sample(sample, all) => {
                let mut uniforms = Uniforms::new(sample, number);
                for (target, draw) in all {
                    varied.push(changed.draw(target, draw, &mut uniforms));
                }
            }
        }
        changed.scenario(varied)
    }
}

/// What scenarios start from.
pub(super) struct Base<'a> {
    pub(super) district: &'a District,
    policy: &'a Policy,
    pub(super) tree: Value,
}

impl<'a> Base<'a> {
    pub(super) fn new(district: &'a District, policy: &'a Policy) -> Result<Self, Error> {
        let tree = serde_json::to_value(policy).map_err(|e| unreadable(&e))?;
        Ok(Self {
            district,
            policy,
            tree,
        })
    }
}

fn unreadable(error: &serde_json::Error) -> Error {
    Problem::new(Code::SweepNoPolicy, Place::default(), [error.to_string()]).into()
}

/// A scenario on its way.
pub(super) struct Changed<'b, 'a> {
    base: &'b Base<'a>,
    pub(super) tree: Option<Value>,
    pupils: Option<Vec<f64>>,
}

impl<'b, 'a> Changed<'b, 'a> {
    pub(super) fn new(base: &'b Base<'a>) -> Self {
        Self {
            base,
            tree: None,
            pupils: None,
        }
    }

    /// One step of a grid; the cell of the table.
    fn step(&mut self, target: &Target, steps: &Steps, index: usize) -> Value {
        match steps {
            Steps::Values(values) => {
                let value = values.get(index).unwrap_or(&Value::Null);
                self.change(target, value);
                value.clone()
            }
            Steps::Factors(factors) => {
                let factor = factors.get(index).copied().unwrap_or(f64::NAN);
                self.multiply(target, factor)
            }
        }
    }

    /// Sets a setting, or multiplies pupils.
    pub(super) fn change(&mut self, target: &Target, value: &Value) {
        match &target.kind {
            Kind::Setting(path) => {
                let tree = self.tree.get_or_insert_with(|| self.base.tree.clone());
                path.set(tree, value.clone());
            }
            Kind::Pupils(_) => {
                self.multiply(target, value.as_f64().unwrap_or(f64::NAN));
            }
        }
    }

    /// Multiplies a setting or pupils; the cell of the table: the number that a setting
    /// becomes or, where many numbers are multiplied, the factor.
    pub(super) fn multiply(&mut self, target: &Target, factor: f64) -> Value {
        match &target.kind {
            Kind::Setting(path) => {
                let tree = self.tree.get_or_insert_with(|| self.base.tree.clone());
                let value = path.get(tree).ok().flatten();
                if let Some(value) = value.and_then(|v| multiplied(v, factor)) {
                    path.set(tree, value.clone());
                    if value.is_number() {
                        return value;
                    }
                }
            }
            Kind::Pupils(members) => {
                for member in members {
                    self.scale(*member, factor);
                }
            }
        }
        factor.into()
    }

    fn scale(&mut self, section: usize, factor: f64) {
        let sections = self.base.district.sections();
        let all = || sections.iter().map(|s| s.pupils).collect();
        let pupils = self.pupils.get_or_insert_with(all);
        if let Some(pupils) = pupils.get_mut(section) {
            *pupils *= factor;
        }
    }

    /// One draw; the cell of the table: what was drawn, the number that it makes of a
    /// setting or, where each section draws for itself, the pupils of all of them over
    /// those today.
    fn draw(&mut self, target: &Target, draw: &Draw, uniforms: &mut Uniforms) -> Value {
        if let (Kind::Pupils(members), true) = (&target.kind, draw.per_section) {
            let (mut before, mut after) = (0.0, 0.0);
            for member in members {
                let factor = uniforms.draw(draw.from);
                let pupils = self.base.district.sections().get(*member);
                let pupils = pupils.map_or(0.0, |s| s.pupils);
                before += pupils;
                after += pupils * factor;
                self.scale(*member, factor);
            }
            return (after / before).into();
        }
        let drawn = uniforms.draw(draw.from);
        if draw.multiply {
            return self.multiply(target, drawn);
        }
        self.change(target, &drawn.into());
        drawn.into()
    }

    fn scenario(self, varied: Vec<Value>) -> Result<Scenario<'a>, Error> {
        Ok(Scenario {
            varied,
            district: match self.pupils {
                Some(pupils) => Cow::Owned(self.base.district.with_pupils(&pupils)?),
                None => Cow::Borrowed(self.base.district),
            },
            policy: match self.tree {
                Some(tree) => Cow::Owned(serde_json::from_value(tree).map_err(|e| unreadable(&e))?),
                None => Cow::Borrowed(self.base.policy),
            },
        })
    }
}
