//! Gains: what each lever does for the goals by itself.
//!
//! In: a policy. Out: for each lever the goals of the best plan without it, and of the best
//! plan with it alone. Each is a plan of its own, with the policy's limit of time.

use super::{Options, plan};
use crate::district::District;
use crate::error::Error;
use crate::plan::Gain;
use crate::policy::Policy;
use crate::standard::Standard;

/// The gains of every lever, in the policy's order.
pub(super) fn gains(
    district: &District,
    standard: &Standard,
    policy: &Policy,
    options: &Options,
) -> Vec<Gain> {
    let options = options.clone().in_series();
    let goals = |is_kept: &dyn Fn(usize) -> bool| -> Option<Vec<f64>> {
        let levers = policy.levers.iter().enumerate();
        let levers = levers.filter(|(i, _)| is_kept(*i));
        let changed = Policy {
            levers: levers.map(|(_, lever)| lever.clone()).collect(),
            ..policy.clone()
        };
        let made: Result<_, Error> = plan(district, standard, &changed, &options);
        Some(made.ok()?.goals.iter().map(|g| g.value).collect())
    };
    let levers = policy.levers.iter().enumerate();
    let gains = levers.map(|(l, lever)| Gain {
        lever: lever.name.clone(),
        without: goals(&|i| i != l),
        alone: goals(&|i| i == l),
    });
    gains.collect()
}
