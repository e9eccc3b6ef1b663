//! Disparity: how unequal the sections are, and the assessment of a district.
//!
//! In: the values $v_s$ of one indicator and their weights, the pupils $p_s$. Out: one
//! figure a measure. [`Weighted`] sorts once and has every measure as a method;
//! [`Groups`] splits Theil's measures into a part between groups and a part within;
//! [`one_minus_r2`] is the one measure that takes no weights. [`assess`] applies all of
//! them to a [`District`](crate::District) held against a
//! [`Standard`](crate::Standard).
//!
//! Throughout $\pi_s = p_s / \sum_t p_t$ and $m = \sum_s \pi_s v_s$. A measure that is
//! undefined for the values at hand, a ratio over 0 above all, is `None`. Nothing here
//! panics, whatever the numbers.

mod assess;
mod assessment;
mod entropy;
mod groups;
mod position;
mod regression;
mod spread;
mod sum;
mod weighted;

pub use assess::assess;
pub use assessment::{
    Assessment, Excluded, IndicatorAssessment, SectionAssessment, StageAssessment,
};
pub use groups::{Groups, Split};
pub use regression::one_minus_r2;
pub use spread::cv;
pub use weighted::Weighted;
