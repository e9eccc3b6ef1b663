//! Checks of the rules, and of the filters that rules and levers share.

use super::{Given, fund_is_known};
use crate::district::{Range, Stage, figure};
use crate::error::{At, Code, Problems};
use crate::policy::{Filter, Rule};

pub(super) fn name_funds(given: &Given<'_>, problems: &mut Problems) {
    for (rule, at) in rules(given) {
        if let Rule::Share { fund, .. } | Rule::Cap { fund, .. } = rule {
            fund_is_known(fund, &at, given, problems);
        }
    }
}

pub(super) fn have_figures(given: &Given<'_>, problems: &mut Problems) {
    for (rule, at) in rules(given) {
        match rule {
            Rule::Share { at_least, .. } if !(0.0..=1.0).contains(at_least) => {
                let place = at.key("at_least").place();
                problems.add(Code::ShareOutside, place, [at_least.to_string()]);
            }
            Rule::Cap { per_section, .. } => {
                let place = at.key("per_section").place();
                Range::MONEY.check(*per_section, Code::BelowZero, &place, problems);
            }
            Rule::Staffing(least) => {
                for stage in Stage::ALL {
                    if let Some(pupils) = least.get(stage) {
                        let place = at.key(stage.id()).place();
                        if pupils == 0.0 {
                            problems.add(Code::NotAboveZero, place, ["0"]);
                        } else {
                            Range::PUPILS.check(pupils, Code::BelowZero, &place, problems);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Staffing counts teachers.
pub(super) fn staffing_has_teachers(given: &Given<'_>, problems: &mut Problems) {
    let lacks = given
        .district
        .is_some_and(|d| d.resource("teachers").is_none());
    for (rule, at) in rules(given) {
        if lacks && matches!(rule, Rule::Staffing(_)) {
            problems.add(Code::UnknownResource, at.place(), ["teachers"]);
        }
    }
}

/// A rule that no section matches is a slip, and a share of it would forbid all spending.
pub(super) fn reach_sections(given: &Given<'_>, problems: &mut Problems) {
    for (rule, at) in rules(given) {
        if let Rule::Share { filter, .. } | Rule::Cap { filter, .. } = rule {
            let before = problems.len();
            names_are_known(filter, &at, given, problems);
            let known = problems.len() == before;
            if known && !given.sections().any(|s| filter.matches(s)) {
                problems.add(Code::RuleReachesNothing, at.place(), [""; 0]);
            }
        }
    }
}

pub(super) fn keep_known_schools(given: &Given<'_>, problems: &mut Problems) {
    for (rule, at) in rules(given) {
        if let Rule::Keep { school, stage } = rule {
            if !given.sections().any(|s| s.school_id == *school) {
                problems.add(Code::UnknownSchool, at.key("school").place(), [school]);
            } else if let Some(stage) = stage
                && given
                    .district
                    .is_some_and(|d| d.find(school, *stage).is_none())
            {
                let args = [school.as_str(), stage.id()];
                problems.add(Code::NoSuchStage, at.key("stage").place(), args);
            }
        }
    }
}

/// A warning: shares of one fund for sections apart that add up to more than all of it.
pub(super) fn shares_can_be_kept(given: &Given<'_>, problems: &mut Problems) {
    let shares = (1..)
        .zip(rules(given))
        .filter_map(|(number, (rule, at))| match rule {
            Rule::Share {
                fund,
                filter,
                at_least,
            } => Some((number, fund.as_str(), filter, *at_least, at)),
            _ => None,
        });
    let shares: Vec<(usize, &str, &Filter, f64, At<'_>)> = shares.collect();
    let mut told: Vec<&str> = Vec::new();
    for (i, (first, fund, filter, at_least, at)) in shares.iter().enumerate() {
        // Every later rule for sections that none taken so far means.
        let (mut apart, mut sum) = (vec![(*first, *filter)], *at_least);
        for (number, other, filter, at_least, _) in shares.iter().skip(i + 1) {
            let meets = |taken: &Filter| {
                given
                    .sections()
                    .any(|s| taken.matches(s) && filter.matches(s))
            };
            if other == fund && !apart.iter().any(|(_, taken)| meets(taken)) {
                apart.push((*number, filter));
                sum += at_least;
            }
        }
        if sum > 1.0 + 1e-9 && !told.contains(fund) {
            told.push(fund);
            let named: Vec<String> = apart.iter().map(|(n, _)| format!("rule.{n}")).collect();
            let args = [(*fund).to_owned(), named.join(", "), figure(sum)];
            problems.add(Code::SharesContradict, at.key("at_least").place(), args);
        }
    }
}

/// Schools and groups are free text, so each must exist; a stage or locale that no
/// section has may stand beside one that some have.
pub(super) fn names_are_known(
    filter: &Filter,
    at: &At<'_>,
    given: &Given<'_>,
    problems: &mut Problems,
) {
    for (number, school) in (1..).zip(&filter.schools) {
        if !given.sections().any(|s| s.school_id == *school) {
            let at = at.key("schools").key(&format!("{number}"));
            problems.add(Code::UnknownSchool, at.place(), [school]);
        }
    }
    for (number, group) in (1..).zip(&filter.groups) {
        if !given.sections().any(|s| s.group.as_ref() == Some(group)) {
            let at = at.key("groups").key(&format!("{number}"));
            problems.add(Code::UnknownGroup, at.place(), [group]);
        }
    }
}

/// The rules, each at the table that says its kind.
fn rules<'g>(given: &'g Given<'_>) -> impl Iterator<Item = (&'g Rule, At<'g>)> {
    let numbered = (1..).zip(&given.policy.rules);
    numbered.map(|(number, rule)| {
        let kind = match rule {
            Rule::Share { .. } => "share",
            Rule::Cap { .. } => "cap",
            Rule::Keep { .. } => "keep",
            Rule::Staffing(_) => "staffing",
        };
        (rule, given.top.item("rule", number, "").key(kind))
    })
}
