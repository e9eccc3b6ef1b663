//! What a policy's file says of people: levers that recruit or train, transfers, staffing.

use super::columns;
use super::fields::Fields;
use super::node::Value;
use super::policy::{filter, unit_cost};
use crate::district::{Stage, TeacherKind};
use crate::error::Code;
use crate::policy::{
    Cargo, NEAREST, OnTeachers, Reach, Rule, STAFFING, Training, Traits, Transfer, UnitCost,
};
use crate::standard::PerStage;

/// What a lever does to teachers, if anything; that it does one thing is checked too.
pub(super) fn on_teachers(f: &mut Fields<'_, '_>) -> Option<OnTeachers> {
    let there: Vec<&str> = ["adds", "recruit", "train"]
        .into_iter()
        .filter(|key| f.node(key).is_some())
        .collect();
    match there.as_slice() {
        [] => f.report_at("adds", Code::MissingKey, &["adds"]),
        [_] => {}
        several => f.report(Code::OneDeedExpected, &[&several.join(", ")]),
    }
    let recruit = f.table("recruit", |f| {
        let traits = traits(f);
        OnTeachers::Recruit(traits.given_to(&TeacherKind::default()))
    });
    let train = f.table("train", |f| {
        OnTeachers::Train(Training {
            from: f.table("from", traits).unwrap_or_default(),
            to: f.table("to", traits).unwrap_or_default(),
        })
    });
    recruit.or(train)
}

fn traits(f: &mut Fields<'_, '_>) -> Traits {
    Traits {
        subject: f.text("subject").map(|s| s.trim().to_owned()),
        higher_degree: f.flag("higher_degree"),
        backbone: f.flag("backbone"),
        pe_arts: f.flag("pe_arts"),
        rotation_eligible: f.flag("rotation_eligible"),
    }
}

/// A transfer; what the file leaves out is as [`Transfer::rotation`] has it.
pub(super) fn transfer(f: &mut Fields<'_, '_>) -> Transfer {
    let moves = f.must("moves", |f, key| f.text(key).map(Some));
    let moves = moves.map(|id| match columns::resource(&id) {
        Some(known) if known != "teachers" => Cargo::Resource(known.to_owned()),
        Some(_) => Cargo::Teachers,
        None if id == "teachers" => Cargo::Teachers,
        None => Cargo::Resource(id),
    });
    let moves = moves.unwrap_or(Cargo::Teachers);
    let people = moves == Cargo::Teachers;
    let reach = [
        f.number("reach_km").map(Reach::Km),
        f.number("reach_minutes").map(Reach::Minutes),
    ];
    if reach.iter().all(Option::is_some) {
        f.report_at("reach_minutes", Code::ReachTwice, &[]);
    }
    let cost = match f.node("unit_cost") {
        Some(_) => unit_cost(f, "unit_cost"),
        None => None,
    };
    Transfer {
        name: f.must("name", Fields::text),
        moves,
        eligible_only: f.flag("eligible_only").unwrap_or(people),
        reach: reach.into_iter().flatten().next(),
        nearest: f.whole("nearest").unwrap_or(NEAREST),
        unit_cost: cost.unwrap_or(UnitCost::Same(0.0)),
        fund: f.text("fund"),
        leave_at_most: f.number("leave_at_most"),
        rotate_at_least: f.number("rotate_at_least"),
        backbone_at_least: f.number("backbone_at_least"),
        keep_headcount: f.flag("keep_headcount").unwrap_or(false),
        within_stage: f.flag("within_stage").unwrap_or(true),
        whole: f.flag("whole").unwrap_or(people),
        from: f.table("from", filter).unwrap_or_default(),
        to: f.table("to", filter).unwrap_or_default(),
    }
}

/// `staffing = true` or a table; a stage left out has its norm.
pub(super) fn staffing(f: &mut Fields<'_, '_>) -> Option<Rule> {
    if f.node("staffing")
        .is_some_and(|n| n.value == Value::Flag(true))
    {
        return Some(Rule::Staffing(STAFFING));
    }
    f.table("staffing", |f| {
        let mut least = PerStage::default();
        for (key, stage) in [("primary", Stage::Primary), ("junior", Stage::Junior)] {
            if let Some(pupils) = f.number(key).or(STAFFING.get(stage)) {
                least.set(stage, pupils);
            }
        }
        Rule::Staffing(least)
    })
}
