//! Random draws of scenarios (Monte Carlo, Latin hypercube), each by its number alone.
//!
//! Scenario i of seed s has a stream of its own, so that a sweep can be resumed and
//! shared among threads. In a Latin hypercube of n scenarios, quantity d of scenario i
//! lies in slice $\pi_d(i)$ of n: $u = (\pi_d(i) + \text{jitter}) / n$, with $\pi_d$ a
//! permutation that needs no memory (a Feistel network over the next power of four,
//! walked until it falls inside).

use super::spec::{Distribution, Sample};
use crate::generate::random::Random;

/// The uniform draws of one scenario, in the order of its quantities.
pub(super) struct Uniforms<'s> {
    sample: &'s Sample,
    scenario: usize,
    quantity: u64,
    random: Random,
}

impl<'s> Uniforms<'s> {
    pub(super) fn new(sample: &'s Sample, scenario: usize) -> Self {
        Self {
            sample,
            scenario,
            quantity: 0,
            random: Random::keyed([sample.seed, scenario as u64, 0]),
        }
    }

    /// The next quantity's draw from a distribution.
    pub(super) fn draw(&mut self, from: Distribution) -> f64 {
        let u = self.next();
        match from {
            Distribution::Uniform([low, high]) => low + (high - low) * u,
            Distribution::Normal { mean, sd } => mean + sd * normal(u),
        }
    }

    /// Uniform in the open interval from 0 to 1.
    fn next(&mut self) -> f64 {
        let u = self.random.uniform().max(0.5_f64.powi(54));
        self.quantity += 1;
        if !self.sample.latin_hypercube {
            return u;
        }
        let n = self.sample.count.max(1);
        let keys = [self.sample.seed, self.quantity, 1];
        let slice = permuted(self.scenario, n, &mut Random::keyed(keys));
        (slice as f64 + u) / n as f64
    }
}

/// Where a permutation of 0..n, drawn from `random`, takes i.
fn permuted(i: usize, n: usize, random: &mut Random) -> usize {
    let mut half = 1;
    while 1_usize.checked_shl(2 * half).is_some_and(|size| size < n) {
        half += 1;
    }
    let mask = (1_usize << half) - 1;
    let keys: [u64; 4] = std::array::from_fn(|_| random.seed());
    let mut at = i;
    loop {
        let (mut left, mut right) = (at >> half, at & mask);
        for key in keys {
            (left, right) = (right, left ^ (mixed(right as u64, key) & mask));
        }
        at = (left << half) | right;
        if at < n {
            return at;
        }
    }
}

/// A number mixed with a key (the finaliser of `SplitMix64`).
#[expect(clippy::cast_possible_truncation, reason = "only some bits are wanted")]
fn mixed(x: u64, key: u64) -> usize {
    let x = x.wrapping_add(key);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (x ^ (x >> 31)) as usize
}

/// The standard normal quantile, to 1.2e-9 relative (P. J. Acklam's rational functions).
fn normal(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    const TAIL: f64 = 0.02425;
    let at = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    let tail = |p: f64| {
        let q = (-2.0 * p.ln()).sqrt();
        at(&C, q) / at(&D, q)
    };
    if p < TAIL {
        tail(p)
    } else if p > 1.0 - TAIL {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        q * at(&A, q * q) / at(&B, q * q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_the_normal_distribution_are_known() {
        let known = [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.001, -3.090_232_306_167_813_5),
            (0.2, -0.841_621_233_572_914_3),
            (0.999_968_328_758_167, 4.0),
        ];
        for (p, z) in known {
            assert!((normal(p) - z).abs() < 1e-8, "{p}: {}", normal(p));
        }
    }

    #[test]
    fn every_slice_is_drawn_once() {
        for n in [1, 2, 3, 17, 64, 1000] {
            let mut seen: Vec<usize> = (0..n)
                .map(|i| permuted(i, n, &mut Random::keyed([5, 1, 1])))
                .collect();
            if n == 1000 {
                assert!(!seen.is_sorted());
            }
            seen.sort_unstable();
            assert_eq!(seen, (0..n).collect::<Vec<_>>());
        }
    }
}
