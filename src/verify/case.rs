//! What every check needs of district, standard and policy, worked out once.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::district::{District, Section, Stage, TEACHER_RESOURCES, TeacherKind};
use crate::error::{Code, Error, Place, Problems};
use crate::policy::{NoLevellingDown, OnTeachers, Policy, Rule};
use crate::standard::{Scales, Standard, Values};

/// Sections tried before the map of all is asked.
const GUESSES: usize = 64;

/// A district, a standard and a policy bound together.
pub(crate) struct Case<'a> {
    pub(crate) district: &'a District,
    pub(crate) standard: &'a Standard,
    pub(crate) policy: &'a Policy,
    pub(crate) scales: Scales,
    /// The values today.
    pub(crate) today: Values,
    /// Pupils of all assessed sections.
    pub(crate) pupils: f64,
    /// The stages with an assessed section.
    pub(crate) stages: Vec<StageFacts>,
    /// Per lever, the columns it changes and by how much a unit.
    pub(crate) effects: Vec<Vec<(usize, f64)>>,
    /// The columns of [`TEACHER_RESOURCES`], where the district has them.
    pub(crate) teachers: [Option<usize>; 4],
    /// Made when a guess fails.
    sections: OnceLock<HashMap<(&'a str, Stage), usize>>,
    levers: HashMap<&'a str, usize>,
}

/// One stage as the goals see it.
pub(crate) struct StageFacts {
    pub(crate) stage: Stage,
    /// Its pupils.
    pub(crate) pupils: f64,
    /// Its assessed sections, each with its part of the pupils.
    pub(crate) members: Vec<(usize, f64)>,
    /// Per indicator, the mean today.
    pub(crate) means: Vec<f64>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        district: &'a District,
        standard: &'a Standard,
        policy: &'a Policy,
    ) -> Result<Self, Error> {
        let scales = standard.scales(district)?;
        let today = scales.values(district, district.stocks());
        let stages: Vec<StageFacts> = Stage::ALL
            .into_iter()
            .filter_map(|stage| StageFacts::new(district, standard, &today, stage))
            .collect();
        let levers = policy.levers.iter().enumerate();
        Ok(Self {
            effects: effects(district, policy)?,
            teachers: TEACHER_RESOURCES.map(|id| district.resource(id)),
            pupils: stages.iter().map(|s| s.pupils).sum(),
            sections: OnceLock::new(),
            levers: levers.map(|(i, l)| (l.name.as_str(), i)).collect(),
            district,
            standard,
            policy,
            scales,
            today,
            stages,
        })
    }

    /// The section of a school and stage. Actions mostly come in the order of the
    /// sections: those from `guess` on are tried first.
    pub(crate) fn section(&self, school: &str, stage: Stage, guess: usize) -> Option<usize> {
        let near = self.district.sections().iter().enumerate().skip(guess);
        let mut near = near.take(GUESSES);
        let hit = near.find(|(_, s)| s.stage == stage && s.school_id == school);
        hit.map(|(i, _)| i).or_else(|| {
            let index = self.sections.get_or_init(|| {
                let sections = self.district.sections().iter().enumerate();
                let key = |s: &'a Section| (s.school_id.as_str(), s.stage);
                sections.map(|(i, s)| (key(s), i)).collect()
            });
            index.get(&(school, stage)).copied()
        })
    }

    /// The lever of a name; `guess` is tried first.
    pub(crate) fn lever(&self, name: &str, guess: usize) -> Option<usize> {
        let lever = self.policy.levers.get(guess);
        if lever.is_some_and(|l| l.name == name) {
            return Some(guess);
        }
        self.levers.get(name).copied()
    }

    /// The section in messages.
    pub(crate) fn label(&self, section: usize) -> String {
        let section = self.district.sections().get(section);
        section.map_or_else(String::new, crate::district::Section::label)
    }

    /// The number of the rule that keeps a section as it is.
    pub(crate) fn keeper(&self, section: &Section) -> Option<usize> {
        let mut rules = (1..).zip(&self.policy.rules);
        let found = rules.find(|(_, rule)| match rule {
            Rule::Keep { school, stage } => {
                *school == section.school_id && stage.is_none_or(|s| s == section.stage)
            }
            _ => false,
        });
        found.map(|(number, _)| number)
    }

    /// How many teachers of a kind a section has today.
    pub(crate) fn headcount(&self, section: usize, kind: &TeacherKind) -> f64 {
        let staff = self.district.staff();
        let count = staff.and_then(|staff| Some(staff.count(section, staff.number(kind)?)));
        count.unwrap_or(0) as f64
    }

    /// What a section holds of a resource today; 0 where there is none.
    pub(crate) fn held(&self, section: usize, resource: &str) -> f64 {
        let column = self.district.resource(resource);
        column.map_or(0.0, |column| self.district.stock(section, column))
    }

    /// The columns in which teachers of a kind count.
    pub(crate) fn counts(&self, kind: &TeacherKind) -> impl Iterator<Item = usize> + use<> {
        let columns = self.teachers.into_iter().zip(kind.counts());
        columns
            .filter(|(_, counts)| *counts)
            .filter_map(|(column, _)| column)
    }

    pub(crate) fn stage_of(&self, section: usize) -> Option<Stage> {
        self.district.sections().get(section).map(|s| s.stage)
    }

    pub(crate) fn minimum(&self, stage: Stage, indicator: usize) -> Option<f64> {
        self.standard.indicators.get(indicator)?.minimum(stage)
    }

    pub(crate) fn cv_limit(&self, stage: Stage, indicator: usize) -> Option<f64> {
        self.standard.indicators.get(indicator)?.cv_limit(stage)
    }

    /// The weight of an indicator in the goals; 0 leaves it out.
    pub(crate) fn weight(&self, indicator: usize) -> f64 {
        let indicator = self.standard.indicators.get(indicator);
        indicator.map_or(0.0, |k| self.policy.weight(&k.id))
    }

    /// The stage's mean today; none where no section of it is assessed.
    fn mean(&self, stage: Stage, indicator: usize) -> Option<f64> {
        let facts = self.stages.iter().find(|s| s.stage == stage)?;
        facts.means.get(indicator).copied()
    }

    /// The reference $\rho$: the minimum, else today's mean, else 1.
    pub(crate) fn reference(&self, stage: Stage, indicator: usize) -> f64 {
        self.minimum(stage, indicator)
            .or_else(|| self.mean(stage, indicator).filter(|m| *m > 0.0))
            .unwrap_or(1.0)
    }

    /// The least value that no levelling down allows in a section, if it says
    /// anything. Where a stage has neither minimum nor mean, today's value stands.
    pub(crate) fn least(&self, section: usize, indicator: usize) -> Option<f64> {
        let today = self.today.get(section, indicator);
        let stage = self.stage_of(section)?;
        match self.policy.no_levelling_down {
            NoLevellingDown::Off => None,
            NoLevellingDown::Today => Some(today),
            NoLevellingDown::Minimum => {
                let least = self.minimum(stage, indicator);
                let least = least.or_else(|| self.mean(stage, indicator));
                Some(least.map_or(today, |m| m.min(today)))
            }
        }
    }
}

impl StageFacts {
    fn new(district: &District, standard: &Standard, today: &Values, stage: Stage) -> Option<Self> {
        let pupils_of = |s: usize| district.sections().get(s).map_or(0.0, |s| s.pupils);
        let pupils: f64 = district.assessed(stage).map(pupils_of).sum();
        let members: Vec<(usize, f64)> = district
            .assessed(stage)
            .map(|s| (s, pupils_of(s) / pupils))
            .collect();
        let mean = |k| {
            members
                .iter()
                .map(|(s, part)| part * today.get(*s, k))
                .sum()
        };
        let means = (0..standard.indicators.len()).map(mean).collect();
        (!members.is_empty()).then_some(Self {
            stage,
            pupils,
            members,
            means,
        })
    }
}

fn effects(district: &District, policy: &Policy) -> Result<Vec<Vec<(usize, f64)>>, Error> {
    let mut problems = Problems::new();
    let mut effects = Vec::with_capacity(policy.levers.len());
    for lever in &policy.levers {
        // Of a lever on teachers: what a recruit adds. Training hangs on who is trained.
        if let Some(OnTeachers::Recruit(kind)) = &lever.on_teachers {
            let counted = TEACHER_RESOURCES.into_iter().zip(kind.counts());
            let counted = counted.filter(|(_, counts)| *counts);
            let columns = counted.filter_map(|(id, _)| Some((district.resource(id)?, 1.0)));
            effects.push(columns.collect());
            continue;
        }
        let mut columns = Vec::with_capacity(lever.adds.len());
        for (resource, amount) in &lever.adds {
            match district.resource(resource) {
                Some(column) => columns.push((column, *amount)),
                None => problems.add(
                    Code::UnknownResource,
                    Place::item(format!("lever.{}", lever.name)),
                    [resource],
                ),
            }
        }
        effects.push(columns);
    }
    problems.or(effects)
}
