//! What is proven of the `std` of a block at a price, from any values: a direction.
//!
//! $$\sigma(v) \ge \sum_s \pi_s z_s v_s \quad \text{for} \quad
//! \sum_s \pi_s z_s = 0, \quad \sum_s \pi_s z_s^2 \le 1$$
//!
//! so the least of the right side and the price of spending, cell by cell over its steps,
//! is a bound; it needs no faith in how the values were found. METHODS section 2.

use super::room::Room;

impl Room {
    /// A proven lower bound on the block's part of the goal plus the price of what it
    /// spends: with any $z$ of mean 0 and mean square at most 1, $\sigma \ge \sum \pi_s z_s v_s$.
    pub(super) fn bound(&self, values: &[f64], price: f64) -> f64 {
        let from = |z: Vec<f64>| {
            let z = self.projected(z);
            let cells = self.cells.iter().zip(&z);
            let least = cells.map(|(cell, z)| self.least(cell, *z, price));
            self.weight * least.sum::<f64>()
        };
        let mean: f64 = self.weighted(values);
        let square = self.cells.iter().zip(values);
        let square: f64 = square.map(|(c, v)| c.part * (v - mean).powi(2)).sum();
        let sigma = square.sqrt();
        let direct = || from(values.iter().map(|v| (v - mean) / sigma).collect());
        if sigma > 1e-6 * mean {
            return direct();
        }
        let held = from(self.held(values, price));
        if sigma > 0.0 {
            held.max(direct())
        } else {
            held
        }
    }

    /// At equality every direction counts: minus the price where a cell was raised, the
    /// same for all others, so that the mean is 0.
    fn held(&self, values: &[f64], price: f64) -> Vec<f64> {
        let raised: Vec<Option<f64>> = self
            .cells
            .iter()
            .zip(values)
            .map(|(cell, v)| {
                let hair = 1e-9 * (1.0 + v.abs());
                let steps = self.steps_of(cell).iter();
                let at = steps.take_while(|s| s.from < v - hair).last();
                at.map(|s| -price * s.rate)
            })
            .collect();
        let cells = || self.cells.iter().zip(&raised);
        let owed: f64 = cells().filter_map(|(c, z)| Some(c.part * (*z)?)).sum();
        let rest = cells().filter(|(_, z)| z.is_none()).map(|(c, _)| c.part);
        let rest: f64 = rest.sum();
        let rest = if rest > 0.0 { -owed / rest } else { 0.0 };
        raised.into_iter().map(|z| z.unwrap_or(rest)).collect()
    }

    fn weighted(&self, values: &[f64]) -> f64 {
        let cells = self.cells.iter().zip(values);
        cells.map(|(c, v)| c.part * v).sum()
    }

    /// Mean 0 and mean square at most 1.
    fn projected(&self, mut z: Vec<f64>) -> Vec<f64> {
        let mean = self.weighted(&z);
        for z in &mut z {
            *z -= mean;
        }
        let cells = self.cells.iter().zip(&z);
        let norm = cells.map(|(c, z)| c.part * z * z).sum::<f64>().sqrt();
        if norm > 1.0 {
            for z in &mut z {
                *z /= norm;
            }
        }
        z
    }
}
