//! The assessment of a district: where it stands against a standard.
//!
//! In: a [`District`] and a [`Standard`]. Out: an [`Assessment`]. A section passes if at
//! most `may_miss` of its values are under their minimum and none under `floor` times
//! it; a stage if all its sections pass, every difference coefficient is within its limit
//! and so is their plain mean, the composite; the district if every stage does. All on
//! unrounded figures, within [`TOLERANCE`](crate::standard::TOLERANCE). Excluded
//! sections count in nothing. Source: 教督〔2012〕3号, 教督〔2017〕6号.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::assessment::{
    Assessment, Excluded, IndicatorAssessment, SectionAssessment, StageAssessment,
};
use super::entropy::Means;
use super::groups::{Groups, Weighed};
use super::regression::Explained;
use super::sum::sum;
use super::weighted::Weighted;
use crate::district::{District, Section, Stage};
use crate::error::{Code, Error, Place, Problems};
use crate::id::Id;
use crate::standard::{Indicator, Scales, Standard, Values, reaches, within};

/// Holds a district against a standard.
///
/// Parallel over stages and indicators, with the same result on any number of threads.
///
/// ```
/// use junheng::disparity::assess;
/// use junheng::standard::{Indicator, Per, Standard};
/// use junheng::{District, Section, Stage};
/// let district = District::builder(["books"])
///     .section(Section::new("1", Stage::Primary, 100.0), [1_000.0])
///     .section(Section::new("2", Stage::Primary, 100.0), [3_000.0])
///     .build()?;
/// let standard = Standard::new("ours", vec![Indicator::of("books", Per::Pupil)]);
/// let assessment = assess(&district, &standard)?;
/// let books = assessment.indicator(Stage::Primary, "books").ok_or("not there")?;
/// assert_eq!((books.mean, books.cv), (20.0, Some(0.5)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Error::Input`] with everything amiss: each resource or number of classes that an
/// indicator needs and the district lacks, or each value beyond what a number can hold.
pub fn assess(district: &District, standard: &Standard) -> Result<Assessment, Error> {
    let view = View::new(district, standard)?;
    let sections_detail = view.sections();
    let stages = view.stages(&sections_detail);
    let is_excluded = |s: &&Section| s.is_excluded();
    let excluded = district.sections().iter().filter(is_excluded);
    Ok(Assessment {
        standard: standard.id.clone(),
        pass: stages.iter().all(|stage| stage.pass),
        sections: sections_detail.len(),
        sections_passing: sections_detail.iter().filter(|s| s.pass).count(),
        excluded: excluded.map(excuse).collect(),
        stages,
        sections_detail,
    })
}

fn excuse(section: &Section) -> Excluded {
    Excluded {
        school_id: section.school_id.clone(),
        stage: section.stage,
        reason: "teaching_point_under_50".to_owned(),
    }
}

/// A district seen through a standard: the value of every section and indicator.
struct View<'a> {
    district: &'a District,
    standard: &'a Standard,
    scales: Scales,
    values: Values,
}

impl<'a> View<'a> {
    fn new(district: &'a District, standard: &'a Standard) -> Result<Self, Error> {
        let scales = standard.scales(district)?;
        let values = scales.values(district, district.stocks());
        let view = Self {
            district,
            standard,
            scales,
            values,
        };
        let mut problems = Problems::new();
        for (i, section) in view.assessed() {
            for (indicator, value) in standard.indicators.iter().zip(view.values.of(i)) {
                if !value.is_finite() {
                    let place = Place::item(section.label()).at_column(&indicator.id);
                    problems.add(Code::NotFinite, place, [value.to_string()]);
                }
            }
        }
        problems.or(view)
    }

    fn assessed(&self) -> impl Iterator<Item = (usize, &'a Section)> {
        let all = self.district.sections().iter().enumerate();
        all.filter(|(_, section)| !section.is_excluded())
    }

    fn sections(&self) -> Vec<SectionAssessment> {
        let assessed: Vec<(usize, &Section)> = self.assessed().collect();
        // A map of all ids is copied and filled in: to make one takes longer.
        let ids = self
            .standard
            .indicators
            .iter()
            .map(|k| k.id.as_str().into());
        let blank: BTreeMap<Id, f64> = ids.zip(std::iter::repeat(0.0)).collect();
        let place = |id: &Id| self.standard.indicators.iter().rposition(|k| k.id == *id);
        let order: Vec<usize> = blank.keys().filter_map(place).collect();
        each(self, &assessed, MANY, |_, (i, section)| {
            let mut values = blank.clone();
            for (value, k) in values.values_mut().zip(&order) {
                *value = self.values.get(*i, *k);
            }
            self.section(*i, section, values)
        })
    }

    fn section(
        &self,
        index: usize,
        section: &Section,
        named: BTreeMap<Id, f64>,
    ) -> SectionAssessment {
        let rule = self.standard.section;
        let values = self.values.of(index);
        let mut below = Vec::new();
        let mut above_floor = true;
        for (indicator, value) in self.standard.indicators.iter().zip(values) {
            let minimum = indicator.minimum(section.stage);
            if let Some(minimum) = minimum.filter(|m| !reaches(*value, *m)) {
                below.push(indicator.id.as_str().into());
                above_floor &= reaches(*value, rule.floor * minimum);
            }
        }
        SectionAssessment {
            school_id: section.school_id.clone(),
            stage: section.stage,
            pupils: section.pupils,
            values: named,
            pass: above_floor && below.len() <= rule.may_miss,
            below,
        }
    }

    /// Each stage that has an assessed section.
    fn stages(&self, detail: &[SectionAssessment]) -> Vec<StageAssessment> {
        let assess = |_, stage: &Stage| {
            let cohort = Cohort::new(self, *stage);
            let is_taught = !cohort.members.is_empty();
            is_taught.then(|| cohort.assess(detail))
        };
        let stages = each(self, &Stage::ALL, SOME, assess);
        stages.into_iter().flatten().collect()
    }
}

/// From so many sections on, each of them, and each indicator, is worth a thread.
const MANY: usize = 2_000;

/// And each stage from so many.
const SOME: usize = 100;

/// Something for each item, in their order, on several threads from so many sections on.
fn each<T: Sync, R: Send>(
    view: &View,
    items: &[T],
    from: usize,
    f: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let f = |(i, item): (usize, &T)| f(i, item);
    if view.district.sections().len() < from {
        items.iter().enumerate().map(f).collect()
    } else {
        items.par_iter().enumerate().map(f).collect()
    }
}

/// The assessed sections of one stage.
struct Cohort<'a> {
    view: &'a View<'a>,
    stage: Stage,
    members: Vec<usize>,
    pupils: Vec<f64>,
    explained: Option<Explained>,
    /// None where no section has a locale; else the unknown are a group of their own.
    locales: Option<Weighed>,
    /// Likewise.
    groups: Option<Weighed>,
}

impl<'a> Cohort<'a> {
    fn new(view: &'a View<'a>, stage: Stage) -> Self {
        let (members, sections): (Vec<usize>, Vec<&Section>) =
            view.assessed().filter(|(_, s)| s.stage == stage).unzip();
        let pupils: Vec<f64> = sections.iter().map(|s| s.pupils).collect();
        Self {
            view,
            stage,
            members,
            explained: Explained::by(&pupils),
            locales: groups_of(sections.iter().map(|s| s.locale), &pupils),
            groups: groups_of(sections.iter().map(|s| s.group.as_deref()), &pupils),
            pupils,
        }
    }

    fn assess(&self, detail: &[SectionAssessment]) -> StageAssessment {
        let standard = self.view.standard;
        let indicators = each(self.view, &standard.indicators, MANY, |k, indicator| {
            self.indicator(k, indicator)
        });
        let indicators: Vec<IndicatorAssessment> = indicators.into_iter().flatten().collect();
        let composite_limit = standard
            .composite
            .and_then(|composite| composite.cv_limit.get(self.stage));
        let mine = |s: &&SectionAssessment| s.stage == self.stage;
        StageAssessment {
            stage: self.stage,
            sections: self.members.len(),
            pupils: sum(self.pupils.iter().copied()),
            composite_cv: composite(&indicators),
            composite_limit,
            pass: detail.iter().filter(mine).all(|section| section.pass)
                && indicators.iter().all(|indicator| indicator.cv_pass)
                && composite_limit.is_none_or(|limit| composite_passes(&indicators, limit)),
            indicators,
        }
    }

    fn indicator(&self, index: usize, indicator: &Indicator) -> Option<IndicatorAssessment> {
        let value = |i: &usize| self.view.values.get(*i, index);
        let values: Vec<f64> = self.members.iter().map(value).collect();
        // Sections have pupils and their values are finite, so this is always something.
        let sorted = Weighted::new(&values, &self.pupils)?;
        let between = |groups: &Weighed| groups.means(&values, sorted.unit)?.theil_t();
        let minimum = indicator.minimum(self.stage);
        let is_below = |v: &&f64| minimum.is_some_and(|minimum| !reaches(**v, minimum));
        let Means {
            cv,
            hoover,
            theil_t,
            theil_l,
        } = sorted.means();
        let cv_limit = indicator.cv_limit.get(self.stage);
        let explained = self.explained.as_ref();
        Some(IndicatorAssessment {
            id: indicator.id.as_str().into(),
            minimum,
            mean: sorted.mean(),
            cv,
            cv_limit,
            // Without a mean all values are 0, hence equal.
            cv_pass: cv.zip(cv_limit).is_none_or(|(cv, limit)| within(cv, limit)),
            sections_below: values.iter().filter(is_below).count(),
            gini: sorted.gini(),
            hoover,
            theil_t,
            theil_l,
            atkinson_1: sorted.atkinson_1(theil_l),
            mcloone: sorted.mcloone(),
            verstegen: sorted.verstegen(),
            restricted_range: sorted.restricted_range(),
            range_ratio: sorted.range_ratio(),
            palma: sorted.palma(),
            min: sorted.min(),
            max: sorted.max(),
            one_minus_r2: explained.and_then(|by| by.one_minus_r2(&self.stock(index))),
            theil_t_between_locales: self.locales.as_ref().and_then(between),
            theil_t_between_groups: self.groups.as_ref().and_then(between),
        })
    }

    /// What each section holds of the resources of an indicator together.
    fn stock(&self, indicator: usize) -> Vec<f64> {
        let columns = self.view.scales.columns.get(indicator);
        let columns = columns.map(Vec::as_slice).unwrap_or_default();
        let district = self.view.district;
        let held = |i: &usize| columns.iter().map(|c| district.stock(*i, *c)).sum();
        self.members.iter().map(held).collect()
    }
}

fn groups_of<G: Ord>(
    labels: impl Iterator<Item = Option<G>> + Clone,
    pupils: &[f64],
) -> Option<Weighed> {
    let known = labels.clone().any(|label| label.is_some());
    known.then(|| Groups::new(labels).weighed(pupils))
}

/// The plain mean of the CVs, where each is defined.
fn composite(indicators: &[IndicatorAssessment]) -> Option<f64> {
    let cvs: Option<Vec<f64>> = indicators.iter().map(|k| k.cv).collect();
    let cvs = cvs.filter(|cvs| !cvs.is_empty())?;
    let count = cvs.len() as f64;
    Some(sum(cvs) / count)
}

/// An indicator of which nobody has anything differs by 0 here: without this, it would
/// excuse all the others.
fn composite_passes(indicators: &[IndicatorAssessment], limit: f64) -> bool {
    let total = sum(indicators.iter().map(|k| k.cv.unwrap_or(0.0)));
    indicators.is_empty() || within(total / indicators.len() as f64, limit)
}
