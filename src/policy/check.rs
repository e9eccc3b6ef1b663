//! Checks of a policy against the district and the standard it is for.
//!
//! One small function a check. [`Policy::check`] gives what makes a policy unusable,
//! [`Policy::warnings`] what is allowed but hardly meant. The lines come from the
//! [`Origin`] that the reader made.

mod levers;
mod rules;
mod sizes;
mod transfers;

use std::collections::HashSet;

use super::{Goal, Policy};
use crate::district::{District, Range, Section, Stage, figure};
use crate::error::{At, Code, Origin, Problems};
use crate::standard::{Indicator, Standard};

impl Policy {
    /// Everything that makes the policy unusable for a district and a standard;
    /// `origin` says which lines to name, and is the default for a policy built in
    /// memory.
    ///
    /// ```
    /// use junheng::{Code, District, Origin, Policy, Section, Stage, Standard};
    /// use junheng::policy::Lever;
    /// let district = District::builder(["books"])
    ///     .section(Section::new("1", Stage::Primary, 45.0), [279.0])
    ///     .build()?;
    /// let standard = Standard::bundled("quality-balanced-2017")?;
    /// let policy = Policy {
    ///     levers: vec![Lever::adding("buy books", "books", 30.0, "capital")],
    ///     ..Policy::default()
    /// };
    /// let problems = policy.check(&district, &standard, &Origin::default());
    /// assert_eq!(problems.iter().next().map(|p| p.code), Some(Code::UnknownFund));
    /// # Ok::<(), junheng::Error>(())
    /// ```
    #[must_use]
    pub fn check(&self, district: &District, standard: &Standard, origin: &Origin) -> Problems {
        self.check_against(Some(district), Some(standard), origin)
    }

    /// As [`check`](Self::check), where the district or the standard may be missing
    /// because they have problems of their own: what does not hang on them is checked.
    pub(crate) fn check_against(
        &self,
        district: Option<&District>,
        standard: Option<&Standard>,
        origin: &Origin,
    ) -> Problems {
        let alone: &[Check] = &[
            goals_are_given_once,
            currency_is_one,
            weights_are_in_range,
            funds_have_amounts,
            levers::are_named_once,
            levers::add_known_resources,
            levers::have_unit_costs,
            levers::are_paid_by_a_fund,
            levers::have_caps,
            rules::name_funds,
            rules::have_figures,
            transfers::are_named_once,
            transfers::fit_what_they_move,
            transfers::have_figures,
            transfers::moves_has_people,
            solve_has_limits,
        ];
        let with_district: &[Check] = &[
            levers::have_known_filters,
            rules::reach_sections,
            rules::keep_known_schools,
            rules::staffing_has_teachers,
            transfers::move_what_is_there,
            transfers::have_costs_where_they_arrive,
            transfers::have_known_filters,
            transfers::have_distances,
            transfers::have_rates_that_agree,
            sizes::pupils_are_comparable,
        ];
        let with_standard: &[Check] = &[weights_are_of_indicators];
        let with_both: &[Check] = &[
            floor_has_a_minimum,
            worst_cv_has_a_limit,
            sizes::values_are_comparable,
        ];
        let mut lists = vec![alone];
        if district.is_some() {
            lists.push(with_district);
        }
        if standard.is_some() {
            lists.push(with_standard);
        }
        if district.is_some() && standard.is_some() {
            lists.push(with_both);
        }
        self.run(district, standard, origin, &lists.concat())
    }

    /// What is allowed but hardly meant: a lever that reaches no section or adds
    /// nothing an indicator counts, a goal that is reached from the start.
    #[must_use]
    pub fn warnings(&self, district: &District, standard: &Standard, origin: &Origin) -> Problems {
        let checks: &[Check] = &[
            shortfall_has_a_minimum,
            levers::reach_sections,
            levers::serve_an_indicator,
            funds_are_of_a_size,
            rules::shares_can_be_kept,
            transfers::reach_something,
        ];
        self.run(Some(district), Some(standard), origin, checks)
    }

    fn run(
        &self,
        district: Option<&District>,
        standard: Option<&Standard>,
        origin: &Origin,
        checks: &[Check],
    ) -> Problems {
        let given = Given {
            policy: self,
            district,
            standard,
            top: origin.top(),
        };
        let mut problems = Problems::new();
        for check in checks {
            check(&given, &mut problems);
        }
        problems
    }
}

/// One check: it adds the problems that it finds.
type Check = fn(&Given<'_>, &mut Problems);

/// What every check is given.
struct Given<'a> {
    policy: &'a Policy,
    /// None where it has problems of its own; so the standard.
    district: Option<&'a District>,
    standard: Option<&'a Standard>,
    top: At<'a>,
}

impl Given<'_> {
    fn sections(&self) -> impl Iterator<Item = &Section> {
        self.district.into_iter().flat_map(District::sections)
    }

    /// The indicators; none without a standard.
    fn indicators(&self) -> &[Indicator] {
        self.standard.map_or(&[], |s| &s.indicators)
    }

    /// The standard in messages.
    fn standard_id(&self) -> &str {
        self.standard.map_or("", |s| &s.id)
    }

    /// Whether an assessed section has a minimum of an indicator that has a weight.
    fn has_minimum(&self) -> bool {
        self.has(|indicator, stage| indicator.minimum(stage).is_some())
    }

    /// Whether an assessed stage has a CV limit of an indicator that has a weight.
    fn has_cv_limit(&self) -> bool {
        self.has(|indicator, stage| indicator.cv_limit(stage).is_some())
    }

    fn has(&self, what: impl Fn(&Indicator, Stage) -> bool) -> bool {
        let counted = |stage: &Stage| {
            self.district
                .is_some_and(|d| d.assessed(*stage).next().is_some())
        };
        let stages: Vec<Stage> = Stage::ALL.into_iter().filter(counted).collect();
        let weighted = |id: &str| self.policy.weight(id) > 0.0;
        let indicators = self.indicators().iter();
        indicators
            .filter(|k| weighted(&k.id))
            .any(|k| stages.iter().any(|s| what(k, *s)))
    }

    /// The spot of a goal, where the policy has it.
    fn goal(&self, goal: Goal) -> Option<At<'_>> {
        let index = self.policy.goals.iter().position(|g| *g == goal)?;
        Some(self.top.key(&format!("goals.{}", index + 1)))
    }
}

fn goals_are_given_once(given: &Given<'_>, problems: &mut Problems) {
    let goals = &given.policy.goals;
    if goals.is_empty() {
        problems.add(Code::NoGoal, given.top.key("goals").place(), [""; 0]);
    }
    for (i, goal) in goals.iter().enumerate() {
        if goals.iter().take(i).any(|g| g == goal) {
            let at = given.top.key(&format!("goals.{}", i + 1));
            problems.add(Code::GoalTwice, at.place(), [goal.id()]);
        }
    }
}

fn floor_has_a_minimum(given: &Given<'_>, problems: &mut Problems) {
    for goal in [Goal::Floor, Goal::Leximin] {
        if let (Some(at), false) = (given.goal(goal), given.has_minimum()) {
            let args = [given.standard_id(), goal.id()];
            problems.add(Code::FloorOfNoMinimum, at.place(), args);
        }
    }
}

fn worst_cv_has_a_limit(given: &Given<'_>, problems: &mut Problems) {
    if let (Some(at), false) = (given.goal(Goal::WorstCv), given.has_cv_limit()) {
        problems.add(Code::WorstCvOfNoLimit, at.place(), [given.standard_id()]);
    }
}

/// Without a minimum the shortfall is 0 whatever is done: useless, but well defined,
/// and a standard without minima must work with the default goals.
fn shortfall_has_a_minimum(given: &Given<'_>, problems: &mut Problems) {
    if let (Some(at), false) = (given.goal(Goal::Shortfall), given.has_minimum()) {
        problems.add(
            Code::ShortfallOfNoMinimum,
            at.place(),
            [given.standard_id()],
        );
    }
}

/// A currency is what tables write beside amounts: no sentence, no blank.
fn currency_is_one(given: &Given<'_>, problems: &mut Problems) {
    if let Some(currency) = &given.policy.currency {
        let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
        if !is_code {
            let place = given.top.key("currency").place();
            problems.add(Code::NotACurrency, place, [currency]);
        }
    }
}

fn weights_are_in_range(given: &Given<'_>, problems: &mut Problems) {
    let at = given.top.key("weights");
    for (id, weight) in &given.policy.weights {
        Range::WEIGHT.check(*weight, Code::BelowZero, &at.key(id).place(), problems);
    }
}

fn weights_are_of_indicators(given: &Given<'_>, problems: &mut Problems) {
    let at = given.top.key("weights");
    let indicators = given.indicators();
    for id in given.policy.weights.keys() {
        if !indicators.iter().any(|k| k.id == *id) {
            let known: Vec<&str> = indicators.iter().map(|k| k.id.as_str()).collect();
            let args = [id.as_str(), &known.join(", ")];
            problems.add(Code::UnknownIndicator, at.key(id).place(), args);
        }
    }
    if indicators.iter().all(|k| given.policy.weight(&k.id) == 0.0) {
        problems.add(Code::NoWeight, at.place(), [""; 0]);
    }
}

fn funds_have_amounts(given: &Given<'_>, problems: &mut Problems) {
    let funds = &given.policy.funds;
    let names = funds.iter().map(|f| f.name.as_str());
    named_once("fund", names, given, problems);
    for (number, fund) in (1..).zip(funds) {
        let at = given.top.item("fund", number, &fund.name).key("amount");
        if let Some(yuan) = fund.amount.limit() {
            Range::MONEY.check(yuan, Code::BelowZero, &at.place(), problems);
        }
    }
}

/// More yuan a pupil than any county has.
const HUGE: f64 = 1e6;

/// A warning: less than a yuan a pupil smells of 万元 read as 元, more than a million of
/// the reverse. Another currency has no such habit.
fn funds_are_of_a_size(given: &Given<'_>, problems: &mut Problems) {
    let pupils: f64 = given.sections().map(|s| s.pupils).sum();
    for (number, fund) in (1..).zip(&given.policy.funds) {
        let amount = fund.amount.limit().unwrap_or(0.0);
        let code = if amount > 0.0 && amount < pupils {
            Code::TinyFund
        } else if pupils > 0.0 && amount > HUGE * pupils {
            Code::HugeFund
        } else {
            continue;
        };
        if given.policy.currency.is_none() {
            let at = given.top.item("fund", number, &fund.name).key("amount");
            let args = [figure(amount), figure(pupils.round())];
            problems.add(code, at.place(), args);
        }
    }
}

fn solve_has_limits(given: &Given<'_>, problems: &mut Problems) {
    let at = given.top.key("solve");
    let solve = given.policy.solve;
    let threads = solve.threads as f64;
    for (key, number) in [("time_limit_s", solve.time_limit_s), ("threads", threads)] {
        if !number.is_finite() {
            problems.add(Code::NotFinite, at.key(key).place(), [number.to_string()]);
        } else if number <= 0.0 {
            problems.add(
                Code::NotAboveZero,
                at.key(key).place(),
                [number.to_string()],
            );
        }
    }
    Range::GAP.check(solve.gap, Code::BelowZero, &at.key("gap").place(), problems);
}

/// Names must be there, and each only once.
fn named_once<'a>(
    kind: &str,
    names: impl Iterator<Item = &'a str>,
    given: &Given<'_>,
    problems: &mut Problems,
) {
    let mut seen = HashSet::new();
    for (number, name) in (1..).zip(names) {
        let place = given.top.item(kind, number, name).key("name").place();
        if name.trim().is_empty() {
            problems.add(Code::EmptyName, place, [""; 0]);
        } else if !seen.insert(name) {
            problems.add(Code::DuplicateName, place, [name]);
        }
    }
}

/// A name that must be one of the funds.
fn fund_is_known(name: &str, at: &At<'_>, given: &Given<'_>, problems: &mut Problems) {
    if given.policy.fund(name).is_none() {
        let known: Vec<&str> = given.policy.funds.iter().map(|f| f.name.as_str()).collect();
        let args = [name, &known.join(", ")];
        problems.add(Code::UnknownFund, at.key("fund").place(), args);
    }
}
