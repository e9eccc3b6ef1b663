//! The promises about money: spending, funds, and the rules share and cap.

use std::collections::BTreeMap;

use super::case::Case;
use super::{Done, at_most, same};
use crate::error::{Code, Place, Problems};
use crate::policy::{Filter, Rule};

/// Yuan spent by fund, as a plan states it: what adding up has put within
/// [`TOLERANCE`](super::TOLERANCE) above the amount of a fund is the amount.
pub(crate) fn stated(case: &Case, done: &Done) -> BTreeMap<String, f64> {
    let mut spent = spent(case, done);
    for fund in &case.policy.funds {
        if let (Some(yuan), Some(amount)) = (spent.get_mut(&fund.name), fund.amount.limit())
            && *yuan > amount
            && at_most(*yuan, amount, 0.0)
        {
            *yuan = amount;
        }
    }
    spent
}

/// Yuan spent by fund; every fund of the policy is there.
fn spent(case: &Case, done: &Done) -> BTreeMap<String, f64> {
    let mut of_lever = vec![None; case.policy.levers.len()];
    for deed in &done.deeds {
        if let Some(yuan) = of_lever.get_mut(deed.lever) {
            *yuan = Some(yuan.unwrap_or(0.0) + deed.cost);
        }
    }
    let mut of_transfer = vec![None; case.policy.transfers.len()];
    for moved in &done.moves {
        if let Some(yuan) = of_transfer.get_mut(moved.transfer) {
            *yuan = Some(yuan.unwrap_or(0.0) + moved.cost);
        }
    }
    let funds = case.policy.funds.iter();
    let mut spent: BTreeMap<String, f64> = funds.map(|f| (f.name.clone(), 0.0)).collect();
    let levers = case.policy.levers.iter().map(|l| l.fund.as_ref());
    let transfers = case.policy.transfers.iter().map(|t| t.fund.as_ref());
    let paid = levers.zip(of_lever).chain(transfers.zip(of_transfer));
    for (fund, yuan) in paid {
        if let Some((fund, yuan)) = fund.zip(yuan) {
            *spent.entry(fund.clone()).or_default() += yuan;
        }
    }
    spent
}

/// Everything paid: from which fund, at which section, how much. A move is paid where it
/// arrives.
fn payments<'c>(
    case: &'c Case,
    done: &'c Done,
) -> impl Iterator<Item = (Option<&'c str>, usize, f64)> + 'c {
    let deeds = done.deeds.iter().map(|deed| {
        let lever = case.policy.levers.get(deed.lever);
        let fund = lever.and_then(|l| l.fund.as_deref());
        (fund, deed.section, deed.cost)
    });
    let moves = done.moves.iter().map(|moved| {
        let transfer = case.policy.transfers.get(moved.transfer);
        let fund = transfer.and_then(|t| t.fund.as_deref());
        (fund, moved.to, moved.cost)
    });
    deeds.chain(moves)
}

/// Checks that a plan states its spending rightly.
pub(crate) fn check_spent(
    case: &Case,
    done: &Done,
    stated: &BTreeMap<String, f64>,
    problems: &mut Problems,
) {
    let mut recomputed = spent(case, done);
    for fund in stated.keys() {
        recomputed.entry(fund.clone()).or_default();
    }
    for (fund, is) in recomputed {
        let place = Place::item(format!("fund.{fund}"));
        let said = stated.get(&fund).copied();
        // What is not finite is reported already; what is left out is no figure.
        let is_so = said.is_some_and(|said| !said.is_finite() || same(said, is, 0.0));
        if case.policy.fund(&fund).is_none() {
            problems.add(Code::UnplannedFund, place, [fund]);
        } else if !is_so {
            let said = said.map_or_else(|| "-".to_owned(), |said| said.to_string());
            problems.add(Code::WrongSpent, place, [said, is.to_string()]);
        }
    }
}

/// Checks funds and rules.
pub(crate) fn check(case: &Case, done: &Done, problems: &mut Problems) {
    let spent = spent(case, done);
    for fund in &case.policy.funds {
        let is = spent.get(&fund.name).copied().unwrap_or(0.0);
        if let Some(amount) = fund.amount.limit().filter(|a| !at_most(is, *a, 0.0)) {
            let place = Place::item(format!("fund.{}", fund.name));
            let said = [is.to_string(), amount.to_string()];
            problems.add(Code::FundExceeded, place, said);
        }
    }
    for (number, rule) in (1..).zip(&case.policy.rules) {
        let name = format!("rule.{number}");
        match rule {
            Rule::Share {
                fund,
                filter,
                at_least,
            } => {
                let meant: f64 = by_section(case, done, fund, filter).values().sum();
                let all = spent.get(fund).copied().unwrap_or(0.0);
                let least = at_least * all;
                if !at_most(least, meant, all) {
                    let said = [fund.clone(), meant.to_string(), least.to_string()];
                    problems.add(Code::ShareNotMet, Place::item(name), said);
                }
            }
            Rule::Cap {
                fund,
                per_section,
                filter,
            } => {
                for (section, yuan) in by_section(case, done, fund, filter) {
                    if !at_most(yuan, *per_section, 0.0) {
                        let place = Place::item(case.label(section)).at_column(&name);
                        let said = [fund.clone(), yuan.to_string(), per_section.to_string()];
                        problems.add(Code::OverCap, place, said);
                    }
                }
            }
            // Checked with actions and moves, and with the teachers.
            Rule::Keep { .. } | Rule::Staffing(_) => {}
        }
    }
}

/// Yuan of a fund spent at each section that matches.
fn by_section(case: &Case, done: &Done, fund: &str, filter: &Filter) -> BTreeMap<usize, f64> {
    let mut yuan = BTreeMap::new();
    for (_, section, cost) in payments(case, done).filter(|(f, ..)| *f == Some(fund)) {
        let at = case.district.sections().get(section);
        if at.is_some_and(|s| filter.matches(s)) {
            *yuan.entry(section).or_default() += cost;
        }
    }
    yuan
}
