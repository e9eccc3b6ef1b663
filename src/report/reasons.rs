//! Reasons in words: why each section gets what it gets, what binds, what is left out.

use super::effect::goal_value;
use super::labels::Labels;
use super::number::{count, value};
use super::page::Page;
use super::words;
use crate::district::District;
use crate::plan::{Change, Hindrance, Lack, Plan, Purpose, Reasons, SectionReason};
use crate::policy::{Policy, Rule};
use crate::standard::Standard;
use crate::text::Lang;

/// Sections told of on a page of text.
const MOST_SECTIONS: usize = 12;

/// The reasons of a plan, a sentence a section that changes or lacks something, in the
/// order of the plan's reasons; none where the plan has none.
///
/// Names from data are written so that they cannot drive a terminal.
#[must_use]
pub fn reasons(
    plan: &Plan,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> Vec<String> {
    let labels = Labels::new(district, standard, lang).paid_in(policy);
    let sections = plan.reasons.iter().flat_map(|r| &r.sections);
    sections.map(|s| sentence(s, policy, &labels)).collect()
}

/// The reasons on a page: what binds in the district, and the sections that cost most.
pub(super) fn section(page: &mut Page, plan: &Plan, policy: &Policy, labels: &Labels) {
    let Some(reasons) = plan.reasons.as_ref().filter(|r| !r.sections.is_empty()) else {
        return;
    };
    let most = page.most(MOST_SECTIONS);
    let chosen = dearest(reasons, most);
    page.heading::<&str>(words::REASONS, &[]);
    if !reasons.limits.is_empty() {
        let names = names(&reasons.limits, policy, labels);
        page.line(words::REASON_BINDING, &[names]);
    }
    if chosen.len() < reasons.sections.len() {
        let args = [count(chosen.len()), count(reasons.sections.len())];
        page.line(words::REASON_CHOSEN, &args);
    }
    let said: Vec<String> = chosen.iter().map(|s| sentence(s, policy, labels)).collect();
    page.items(&said, usize::MAX);
    levers(page, plan, reasons, labels);
}

/// What each lever does by itself, goal by goal.
fn levers(page: &mut Page, plan: &Plan, reasons: &Reasons, labels: &Labels) {
    if reasons.levers.is_empty() {
        return;
    }
    page.heading::<&str>(words::GAINS, &[]);
    let goals = |values: Option<&Vec<f64>>| -> String {
        let Some(values) = values else {
            return words::GAIN_NO_PLAN.get(labels.lang).to_owned();
        };
        let said = plan.goals.iter().zip(values).map(|(goal, value)| {
            let value = goal_value(&goal.goal, *value, labels);
            words::GOAL_AND_VALUE.fill(labels.lang, &[labels.goal(&goal.goal), value])
        });
        said.collect::<Vec<_>>().join(words::LIST.get(labels.lang))
    };
    let values: Vec<f64> = plan.goals.iter().map(|g| g.value).collect();
    page.line(words::GAIN_ALL, &[goals(Some(&values))]);
    let said = reasons.levers.iter().map(|gain| {
        let args = [
            labels.called(&gain.lever),
            goals(gain.without.as_ref()),
            goals(gain.alone.as_ref()),
        ];
        words::GAIN.fill(labels.lang, &args)
    });
    page.items(&said.collect::<Vec<_>>(), usize::MAX);
}

/// The sections that cost most, in their order.
fn dearest(reasons: &Reasons, most: usize) -> Vec<&SectionReason> {
    let mut ranked: Vec<(usize, &SectionReason)> = reasons.sections.iter().enumerate().collect();
    ranked.sort_by(|a, b| b.1.spent.total_cmp(&a.1.spent).then(a.0.cmp(&b.0)));
    ranked.truncate(most);
    ranked.sort_by_key(|(i, _)| *i);
    ranked.into_iter().map(|(_, s)| s).collect()
}

/// One section in a sentence.
fn sentence(reason: &SectionReason, policy: &Policy, labels: &Labels) -> String {
    let lang = labels.lang;
    let section = labels.section(&reason.school_id, reason.stage);
    let mut said = words::REASON_SECTION.fill(lang, &[section, labels.money(reason.spent)]);
    let parts = reason.changes.iter().map(|c| change(c, labels));
    let parts: Vec<String> = parts.chain(lacks(&reason.lacks, labels)).collect();
    said.push_str(&parts.join(words::REASON_BETWEEN.get(lang)));
    if !reason.limits.is_empty() {
        let names = names(&reason.limits, policy, labels);
        said.push_str(&words::REASON_LIMITS.fill(lang, &[names]));
    }
    said.push_str(words::REASON_END.get(lang));
    said
}

/// A change with what it serves.
fn change(change: &Change, labels: &Labels) -> String {
    let lang = labels.lang;
    let serves = change.serves.iter().map(|part| {
        let text = match part.purpose {
            Purpose::Minimum => words::SERVES_MINIMUM,
            Purpose::Evenness => words::SERVES_EVENNESS,
            Purpose::Least => words::SERVES_LEAST,
            Purpose::Given => words::SERVES_OTHERS,
            Purpose::Alongside => words::SERVES_NOTHING,
        };
        let amount = if change.serves.len() > 1 {
            format!("{} ", value(part.by))
        } else {
            String::new()
        };
        format!("{amount}{}", text.get(lang))
    });
    let serves: Vec<String> = serves.collect();
    words::REASON_CHANGE.fill(
        lang,
        &[
            labels.indicator(&change.indicator),
            value(change.from),
            value(change.to),
            serves.join(words::LIST.get(lang)),
        ],
    )
}

/// What is still missing, by why it is.
fn lacks(lacks: &[Lack], labels: &Labels) -> Vec<String> {
    let lang = labels.lang;
    let reasons = [
        (Hindrance::Kept, words::LACK_KEPT),
        (Hindrance::NoLever, words::LACK_NO_LEVER),
        (Hindrance::MayMiss, words::LACK_MAY_MISS),
        (Hindrance::Limit, words::LACK_LIMIT),
        (Hindrance::Goals, words::LACK_GOALS),
    ];
    let said = reasons.into_iter().filter_map(|(why, text)| {
        let missing = lacks.iter().filter(|l| l.why == why).map(|l| {
            let args = [labels.indicator(&l.indicator), value(l.by)];
            words::LACK_BY.fill(lang, &args)
        });
        let missing: Vec<String> = missing.collect();
        let missing = missing.join(words::LIST.get(lang));
        let args = [missing.as_str(), text.get(lang)];
        (!missing.is_empty()).then(|| words::REASON_LACK.fill(lang, &args))
    });
    said.collect()
}

/// The names of limits in words.
fn names(limits: &[impl AsRef<str>], policy: &Policy, labels: &Labels) -> String {
    let named = limits
        .iter()
        .map(|name| limit(name.as_ref(), policy, labels));
    named.collect::<Vec<_>>().join(words::LIST.get(labels.lang))
}

/// One limit in words, by its name.
pub(super) fn limit(name: &str, policy: &Policy, labels: &Labels) -> String {
    let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
    let rule = || {
        let number = rest.parse::<usize>().ok()?;
        Some((number, policy.rules.get(number.checked_sub(1)?)?))
    };
    let (text, args) = match (kind, rule()) {
        ("fund", _) => (words::LIMIT_FUND, vec![labels.called(rest)]),
        ("lever", _) => match rest.strip_suffix(".max_per_section") {
            Some(lever) if policy.levers.iter().any(|l| l.name == lever) => {
                (words::LIMIT_PER_SECTION, vec![labels.called(lever)])
            }
            _ => (words::LIMIT_TOTAL, vec![labels.called(rest)]),
        },
        ("transfer", _) => (words::LIMIT_TRANSFER, vec![labels.called(rest)]),
        ("rule", Some((n, Rule::Cap { fund, .. }))) => {
            (words::LIMIT_CAP, vec![count(n), labels.called(fund)])
        }
        ("rule", Some((n, Rule::Share { fund, .. }))) => {
            (words::LIMIT_SHARE, vec![count(n), labels.called(fund)])
        }
        ("rule", Some((n, Rule::Keep { .. }))) => (words::LIMIT_KEEP, vec![count(n)]),
        _ => return labels.called(name),
    };
    text.fill(labels.lang, &args)
}
