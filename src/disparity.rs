//! Disparity: how unequal the sections are, and the assessment of a district.

mod assessment;

pub use assessment::{
    Assessment, Excluded, IndicatorAssessment, SectionAssessment, StageAssessment,
};
