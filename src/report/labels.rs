//! What sections, indicators, goals and the rest are called on a page.

use std::collections::HashMap;

use super::page::{clean, clip};
use super::{number, words};
use crate::district::{District, Section, Stage, TeacherKind};
use crate::policy::Policy;
use crate::standard::{Indicator, Per, Standard};
use crate::text::{Lang, Text};

/// Columns that a school may take.
const SCHOOL: usize = 34;
/// Columns that any other name from data may take.
const NAME: usize = 36;

/// The names of a district and a standard in one language, safe to print.
pub(super) struct Labels<'a> {
    pub(super) lang: Lang,
    pub(super) standard: &'a Standard,
    /// Whether names are written in full, where a page of text has no room for them.
    is_roomy: bool,
    /// The currency of amounts, by its code; none: yuan.
    pub(super) currency: Option<&'a str>,
    sections: HashMap<(&'a str, Stage), &'a Section>,
    indicators: HashMap<&'a str, String>,
}

impl<'a> Labels<'a> {
    pub(super) fn new(district: &'a District, standard: &'a Standard, lang: Lang) -> Self {
        let sections = district.sections().iter();
        Self {
            sections: sections
                .map(|s| ((s.school_id.as_str(), s.stage), s))
                .collect(),
            ..Self::of_standard(standard, lang)
        }
    }

    /// The names of a standard alone; of schools only the ids are known.
    pub(super) fn of_standard(standard: &'a Standard, lang: Lang) -> Self {
        let indicators = standard.indicators.iter();
        Self {
            lang,
            standard,
            is_roomy: false,
            currency: None,
            sections: HashMap::new(),
            indicators: indicators
                .map(|k| (k.id.as_str(), indicator(k, lang)))
                .collect(),
        }
    }

    /// The same names, none of them cut.
    #[cfg(any(feature = "html", feature = "xlsx"))]
    pub(super) fn in_full(self) -> Self {
        Self {
            is_roomy: true,
            ..self
        }
    }

    /// With the currency of a policy.
    pub(super) fn paid_in(self, policy: &'a Policy) -> Self {
        self.in_currency(policy.currency.as_deref())
    }

    /// With a currency, by its code; none: yuan.
    pub(super) fn in_currency(mut self, code: Option<&'a str>) -> Self {
        self.currency = code;
        self
    }

    /// A sum of money in words.
    pub(super) fn money(&self, amount: f64) -> String {
        let Some(code) = self.currency else {
            return number::money(amount, self.lang);
        };
        let size = match self.lang {
            Lang::Zh => 1e4,
            Lang::En => 1e6,
        };
        let (text, shown) = if amount.abs() < size {
            (words::SUM_SMALL, number::grouped(amount, 0))
        } else {
            (words::SUM_LARGE, number::grouped(amount / size, 2))
        };
        text.fill(self.lang, &[shown, self.called(code)])
    }

    /// What one of the currency is called in a sentence.
    pub(super) fn unit_of_money(&self) -> String {
        let yuan = || words::YUAN.get(self.lang).to_owned();
        self.currency.map_or_else(yuan, |code| match self.lang {
            Lang::Zh => format!(" {}", self.called(code)),
            Lang::En => self.called(code),
        })
    }

    /// The head of a column of money: as it is in yuan, or in another currency.
    pub(super) fn head(&self, yuan: Text, other: Text) -> Text {
        if self.currency.is_none() { yuan } else { other }
    }

    pub(super) fn get(&self, school_id: &str, stage: Stage) -> Option<&'a Section> {
        self.sections.get(&(school_id, stage)).copied()
    }

    /// A school in a table: its id and name.
    pub(super) fn school(&self, school_id: &str, stage: Stage) -> String {
        let name = self.get(school_id, stage).map_or("", |s| s.name.as_str());
        let said = format!("{school_id} {name}");
        clip(said.trim(), self.room(SCHOOL))
    }

    /// A section in a sentence: id, name and stage.
    pub(super) fn section(&self, school_id: &str, stage: Stage) -> String {
        let school = self.school(school_id, stage);
        words::SECTION.fill(self.lang, &[school.as_str(), self.stage(stage)])
    }

    pub(super) fn stage(&self, stage: Stage) -> &'static str {
        words::stage(stage).get(self.lang)
    }

    pub(super) fn locale(&self, school_id: &str, stage: Stage) -> &'static str {
        let locale = self.get(school_id, stage).and_then(|s| s.locale);
        locale.map_or(number::NONE, |l| words::locale(l).get(self.lang))
    }

    pub(super) fn indicator(&self, id: &str) -> String {
        let known = self.indicators.get(id).cloned();
        known.unwrap_or_else(|| self.called(id))
    }

    /// The standard of an assessment.
    pub(super) fn standard(&self, id: &str) -> String {
        self.known(words::standard(id), id)
    }

    /// A kind of teacher: the subject, then what its members are.
    pub(super) fn kind(&self, kind: &TeacherKind) -> String {
        let traits = [
            (kind.higher_degree, words::IS_DEGREE),
            (kind.backbone, words::IS_BACKBONE),
            (kind.pe_arts, words::IS_ARTS),
        ];
        let traits = traits.into_iter().filter(|(is, _)| *is);
        let traits = traits.map(|(_, text)| text.get(self.lang).to_owned());
        let subject = Some(self.called(&kind.subject)).filter(|s| !s.is_empty());
        let said: Vec<String> = subject.into_iter().chain(traits).collect();
        if said.is_empty() {
            words::IS_TEACHER.get(self.lang).to_owned()
        } else {
            said.join(words::LIST.get(self.lang))
        }
    }

    /// A goal, by its JSON name.
    pub(super) fn goal(&self, id: &str) -> String {
        self.known(words::goal(id), id)
    }

    /// A resource after an amount of it: `m2 of teaching rooms`.
    pub(super) fn resource(&self, id: &str) -> String {
        self.known(words::resource(id), id)
    }

    /// A name that the user chose.
    pub(super) fn called(&self, name: &str) -> String {
        clip(name, self.room(NAME))
    }

    fn room(&self, columns: usize) -> usize {
        if self.is_roomy { usize::MAX } else { columns }
    }

    fn known(&self, text: Option<Text>, id: &str) -> String {
        text.map_or_else(|| self.called(id), |t| t.get(self.lang).to_owned())
    }
}

/// An indicator's name, its unit included; made up of its id where it has no name.
fn indicator(indicator: &Indicator, lang: Lang) -> String {
    let given = indicator.name.as_ref().map(|name| match lang {
        Lang::Zh => &name.zh,
        Lang::En => &name.en,
    });
    let Some(name) = given.filter(|n| !n.trim().is_empty()) else {
        let per = match indicator.per {
            Per::Pupil => words::PER_PUPIL,
            Per::HundredPupils => words::PER_100_PUPILS,
            Per::Class => words::PER_CLASS,
        };
        return per.fill(lang, &[clip(&indicator.id, NAME)]);
    };
    let all = |end: &str| indicator.resources.iter().all(|r| r.ends_with(end));
    let unit = match () {
        () if all("_m2") => words::SQUARE_METRES.get(lang),
        () if all("_yuan") => words::YUAN.get(lang),
        () => "",
    };
    if name.contains(unit) {
        clean(name)
    } else {
        words::UNIT_IN_BRACKETS.fill(lang, &[clean(name).as_str(), unit])
    }
}
