//! Products: a column that is at most the product of two others, which is not convex.
//!
//! Within boxes $t \in [a, b]$, $m \in [c, d]$ every $w \le t m$ obeys (McCormick)
//!
//! $$w \le b m + c t - b c, \qquad w \le a m + d t - a d$$
//!
//! and where the box of t or of m is a single point that says just $w \le t m$. So the
//! relaxation is bounded by the boxes, and tightens as they are divided. Around a point,
//! $w \le t_0 m + m_0 t - t_0 m_0$ is the product but for the part $(t - t_0)(m - m_0)$.

use super::{Program, Tag};

/// `least` is at most `left` times `right`; none of them is below 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Product {
    pub(crate) tag: Tag,
    pub(crate) least: usize,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

impl Product {
    /// By how much a point misses it.
    pub(crate) fn missed(&self, x: &[f64]) -> f64 {
        let at = |j: usize| x.get(j).copied().unwrap_or(0.0);
        at(self.least) - at(self.left) * at(self.right)
    }
}

impl Program {
    /// The relaxation: with the rows that every product obeys within the boxes.
    pub(crate) fn enveloped(&self) -> Program {
        let mut program = self.clone();
        for product in &self.products {
            let boxes = [product.left, product.right].map(|j| {
                let column = self.columns.get(j);
                column.map_or((0.0, 0.0), |c| (c.lower, c.upper))
            });
            let [(a, b), (c, d)] = boxes;
            for (left, right) in [(b, c), (a, d)] {
                program.at_most_plane(product, left, right);
            }
        }
        program
    }

    /// The program near a point: with each product as the plane that touches it there.
    pub(crate) fn touching(&self, x: &[f64]) -> Program {
        let at = |j: usize| x.get(j).copied().unwrap_or(0.0);
        let mut program = self.clone();
        for product in &self.products {
            program.at_most_plane(product, at(product.left), at(product.right));
        }
        program
    }

    /// The row w <= left m + right t - left right.
    fn at_most_plane(&mut self, product: &Product, left: f64, right: f64) {
        let terms = vec![
            (product.least, 1.0),
            (product.right, -left),
            (product.left, -right),
        ];
        let most = -left * right;
        self.row(product.tag, f64::NEG_INFINITY, terms, most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_product_within_the_boxes_is_cut_off() {
        let mut program = Program::default();
        let (t, m, w) = (
            program.column(0.2, 0.9),
            program.column(1.0, 3.0),
            program.column(0.0, 5.0),
        );
        program.products.push(Product {
            tag: Tag::Inner,
            least: w,
            left: t,
            right: m,
        });
        let relaxed = program.enveloped();
        for i in 0..=7 {
            for k in 0..=8 {
                let (x, y) = (0.2 + 0.1 * f64::from(i), 1.0 + 0.25 * f64::from(k));
                assert!(relaxed.violation(&[x, y, x * y]) < 1e-12);
            }
        }
        // With one box a point it is the product itself.
        if let Some(column) = program.columns.get_mut(t) {
            (column.lower, column.upper) = (0.5, 0.5);
        }
        let exact = program.enveloped();
        assert!(exact.violation(&[0.5, 2.0, 1.0]) < 1e-12);
        assert!(exact.violation(&[0.5, 2.0, 1.01]) > 5e-3);
    }
}
