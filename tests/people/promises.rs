//! Each promise about people that a plan can break is found broken, and only that one.

use junheng::district::TeacherKind;
use junheng::plan::{Deeds, Move, Plan};
use junheng::policy::{Cargo, Filter, NoLevellingDown, Policy, Reach, Rule};
use junheng::standard::PerStage;
use junheng::{Code, Stage, verify};

use super::case::{Case, action, books, case, master, maths, moved, music, standard};

/// What breaks when a plan is changed and all that follows from it recomputed.
fn with(change: impl FnOnce(&mut Plan)) -> Vec<Code> {
    case().with(change).broken()
}

/// What breaks when the policy is another.
fn under(change: impl FnOnce(&mut Policy)) -> Vec<Code> {
    case().under(change).broken()
}

/// What breaks when a plan is changed and nothing recomputed.
fn tampered(change: impl FnOnce(&mut Plan)) -> Vec<Code> {
    let mut case = case();
    change(&mut case.plan);
    case.broken()
}

#[test]
fn a_plan_that_holds_is_accepted_also_after_json() {
    let mut case = case();
    assert_eq!(case.broken(), []);
    case.plan = serde_json::from_str(&serde_json::to_string(&case.plan).unwrap()).unwrap();
    assert_eq!(case.broken(), []);
}

#[test]
fn people_carry_all_that_they_are() {
    let case = case();
    let deeds = Deeds::from(&case.plan);
    let outcome = verify::evaluate(&case.district, &standard(), &case.policy, deeds).unwrap();
    let after = outcome.district(&case.district).unwrap();
    let stocks = |section: usize| -> Vec<f64> {
        let ids = junheng::district::TEACHER_RESOURCES;
        let stock = |id| after.stock(section, after.resource(id).unwrap());
        ids.into_iter().map(stock).collect()
    };
    // Three masters leave for three ordinary teachers, one of whom takes a degree.
    assert_eq!(stocks(0), [23.0, 11.0, 7.0, 3.0]);
    // Two ordinary for two masters, and a recruit for music.
    assert_eq!(stocks(1), [11.0, 3.0, 2.0, 1.0]);
    assert_eq!(stocks(2), [13.0, 2.0, 2.0, 0.0]);
    let staff = after.staff().unwrap();
    let trained = TeacherKind {
        higher_degree: true,
        ..maths()
    };
    let count = |section, kind: &TeacherKind| staff.number(kind).map(|k| staff.count(section, k));
    assert_eq!(count(0, &trained), Some(1));
    assert_eq!(count(0, &maths()), Some(12));
    assert_eq!(count(1, &music()), Some(1));
    // Nobody is lost: one recruit is all that is new.
    let heads = |d: &junheng::District| d.staff().unwrap().headcounts().iter().sum::<u64>();
    assert_eq!(heads(&after), heads(&case.district) + 1);
    let rotation = &outcome.transfers[0];
    let rates = rotation.rates.as_ref().unwrap();
    assert_eq!((rotation.moved, rates.eligible), (7.0, 78));
    assert_eq!(rates.rotation, Some(7.0 / 78.0));
    assert_eq!(rates.backbone, Some(3.0 / 7.0));
    let flows: Vec<_> = rotation
        .sections
        .iter()
        .map(|f| (f.school_id.as_str(), f.arriving, f.leaving))
        .collect();
    assert_eq!(flows, [("1", 3.0, 3.0), ("2", 2.0, 2.0), ("3", 2.0, 2.0)]);
    assert_eq!(outcome.transfers[1].moved, 1_200.0);
    // 7 moves, a course and a recruit.
    assert_eq!(outcome.spent["staff"], 7.0 * 6_000.0 + 15_000.0 + 90_000.0);
    assert_eq!(outcome.goals[2], 7.0);
}

#[test]
fn moves_are_of_the_policy_and_possible() {
    use Code::*;
    let first = |change: fn(&mut Move)| tampered(|p| change(&mut p.moves[0]))[0];
    assert_eq!(first(|m| m.transfer = "swap".into()), UnknownTransfer);
    assert_eq!(first(|m| m.to = "9".into()), UnknownSection);
    assert_eq!(first(|m| m.stage = Stage::Junior), UnknownSection);
    assert_eq!(first(|m| m.cost = 1.0), WrongCost);
    assert_eq!(first(|m| m.cost = f64::NAN), PlanNotFinite);
    assert_eq!(first(|m| m.km = Some(11.0)), WrongDistance);
    assert_eq!(first(|m| m.minutes = Some(11.0)), WrongDistance);
    let told = |p: &mut Plan| p.moves[0].km = Some(10.0);
    assert_eq!(tampered(told), []);
    // Of what the transfer does not move.
    let as_books = |p: &mut Plan| p.moves[5].transfer = "rotation".into();
    assert!(with(as_books).contains(&WrongLoad));
    let as_people = |p: &mut Plan| p.moves[0].transfer = "books".into();
    assert!(with(as_people).contains(&WrongLoad));
    let gain = |p: &mut Plan| p.moves.push(books("2", "1", -5.0));
    assert_eq!(with(gain), [NegativeUnits]);
    let nothing = |p: &mut Plan| p.moves.push(books("3", "1", 0.0));
    assert_eq!(with(nothing), [ZeroUnits]);
    let twice = |p: &mut Plan| p.moves.push(books("1", "2", 100.0));
    assert_eq!(with(twice), [DuplicateAction]);
    let around = |p: &mut Plan| p.moves.push(moved("3", "3", maths(), 0));
    assert_eq!(with(around), [MovesNowhere, ZeroUnits]);
}

#[test]
fn moves_stay_where_they_may() {
    use Code::*;
    let to_junior = |p: &mut Plan| {
        let mut away = books("1", "5", 10.0);
        away.to_stage = Some(Stage::Junior);
        p.moves.push(away);
    };
    assert_eq!(with(to_junior), [LeavesStage]);
    let wide = |p: &mut Policy| p.transfers[1].within_stage = false;
    assert_eq!(case().with(to_junior).under(wide).broken(), []);
    let only = |schools: &[&str]| Filter {
        schools: schools.iter().map(|s| (*s).to_owned()).collect(),
        ..Filter::default()
    };
    assert_eq!(under(|p| p.transfers[1].from = only(&["1", "2"])), []);
    assert_eq!(
        under(|p| p.transfers[1].from = only(&["2"])),
        [OutsideFilter; 2]
    );
    assert_eq!(under(|p| p.transfers[1].to = only(&["2"])), [OutsideFilter]);
    // A kept section neither sends nor receives.
    let keep = |school: &str| Rule::Keep {
        school: school.into(),
        stage: Some(Stage::Primary),
    };
    assert_eq!(under(|p| p.rules.push(keep("5"))), [KeptSection]);
    assert_eq!(under(|p| p.rules.push(keep("1"))), [KeptSection; 7]);
}

#[test]
fn moves_stay_within_reach_and_go_to_the_nearest() {
    use Code::*;
    assert_eq!(under(|p| p.transfers[0].reach = Some(Reach::Km(20.0))), []);
    assert_eq!(
        under(|p| p.transfers[0].reach = Some(Reach::Km(19.9))),
        [OutOfReach; 2]
    );
    // Nobody knows how many minutes it takes.
    let clock = |p: &mut Policy| p.transfers[0].reach = Some(Reach::Minutes(60.0));
    assert_eq!(under(clock), [OutOfReach; 5]);
    // The nearest of 1 is 2, of 2 it is 1 (as near as 3, but before it), of 3 it is 2.
    assert_eq!(under(|p| p.transfers[0].nearest = 1), [NotNearest; 3]);
    // To 3 both 2 and 4 are nearer than 1, though 4 is excluded from the assessment; if
    // it is kept out of all moves, 1 is the second.
    assert_eq!(under(|p| p.transfers[0].nearest = 2), [NotNearest]);
    let closer = |p: &mut Policy| {
        p.transfers[0].nearest = 2;
        p.rules.push(Rule::Keep {
            school: "4".into(),
            stage: None,
        });
    };
    assert_eq!(under(closer), []);
}

#[test]
fn only_those_move_who_may_and_are_there_and_only_once() {
    use Code::*;
    let swap = |p: &mut Plan| {
        p.moves[0] = moved("1", "2", master(), 1);
        p.moves.push(moved("1", "2", music(), 1));
    };
    assert_eq!(with(swap), [NotEligible]);
    let anyone = |p: &mut Policy| p.transfers[0].eligible_only = false;
    assert_eq!(case().with(swap).under(anyone).broken(), []);
    // Only one master is at 3; those who come today do not leave today.
    let relay = |p: &mut Plan| {
        p.moves[4] = moved("3", "1", master(), 2);
    };
    let off = |p: &mut Policy| p.no_levelling_down = NoLevellingDown::Off;
    assert_eq!(case().under(off).with(relay).broken(), [NobodyThere]);
    let things = |p: &mut Plan| p.moves.push(books("4", "5", 101.0));
    let lax = |p: &mut Policy| {
        p.transfers[1].leave_at_most = None;
        p.no_levelling_down = NoLevellingDown::Off;
    };
    assert_eq!(
        case().under(lax).with(things).broken(),
        [NobodyThere, StockBelowZero]
    );
    // Two transfers share the people: nobody may be in both.
    let second = |case: Case| {
        let mut other = case.policy.transfers[0].clone();
        other.name = "loan".into();
        (other.leave_at_most, other.rotate_at_least) = (None, None);
        (other.keep_headcount, other.backbone_at_least) = (false, None);
        case.under(|p| p.transfers.push(other))
    };
    let lend = |count| {
        move |p: &mut Plan| {
            let mut lent = moved("1", "2", master(), count);
            lent.transfer = "loan".into();
            p.moves.push(lent);
        }
    };
    let loosen = |p: &mut Policy| (p.rules, p.no_levelling_down) = (vec![], NoLevellingDown::Off);
    assert_eq!(second(case()).under(loosen).with(lend(7)).broken(), []);
    assert_eq!(
        second(case()).under(loosen).with(lend(8)).broken(),
        [NobodyThere, StockBelowZero]
    );
}

#[test]
fn rates_and_headcounts_are_kept() {
    use Code::*;
    // 3 of the 20 eligible leave 1, 2 of 10 leave 2, 2 of 13 leave 3; one always may.
    let strict = |share| move |p: &mut Policy| p.transfers[0].leave_at_most = Some(share);
    assert_eq!(under(strict(0.2)), []);
    assert_eq!(under(strict(0.15)), [TooManyLeave; 2]);
    assert_eq!(under(strict(0.1)), [TooManyLeave; 3]);
    assert_eq!(under(strict(0.0)), [TooManyLeave; 3]);
    let none = |p: &mut Policy| p.transfers[1].leave_at_most = Some(0.39);
    assert_eq!(under(none), [TooManyLeave]);
    // 7 of 78 rotate.
    let rate = |rate| move |p: &mut Policy| p.transfers[0].rotate_at_least = Some(rate);
    assert_eq!(under(rate(7.0 / 78.0)), []);
    assert_eq!(under(rate(0.09)), [RotationNotMet]);
    let part = |part| move |p: &mut Policy| p.transfers[0].backbone_at_least = Some(part);
    assert_eq!(under(part(3.0 / 7.0)), []);
    assert_eq!(under(part(0.43)), [BackboneNotMet]);
    let leave = |p: &mut Plan| drop(p.moves.remove(3));
    assert_eq!(with(leave), [HeadcountChanged; 2]);
    let free = |p: &mut Policy| p.transfers[0].keep_headcount = false;
    assert_eq!(case().with(leave).under(free).broken(), []);
}

#[test]
fn levers_act_on_whom_they_may_and_who_is_there() {
    use Code::*;
    let group = |kind| move |p: &mut Plan| p.actions[0].group = kind;
    assert_eq!(with(group(None)), [WrongGroup]);
    assert_eq!(with(group(Some(master()))), [WrongGroup]);
    let recruit = |p: &mut Plan| p.actions[1].group = Some(maths());
    assert_eq!(with(recruit), [WrongGroup]);
    // 10 were there, 3 have come.
    let train = |units| move |p: &mut Plan| p.actions[0] = action("courses", "1", maths(), units);
    let lax = |p: &mut Policy| {
        (p.rules, p.funds[0].amount) = (vec![], junheng::policy::Amount::Unlimited);
    };
    assert_eq!(case().under(lax).with(train(13.0)).broken(), []);
    assert_eq!(
        case().under(lax).with(train(14.0)).broken(),
        [TrainedTooMany]
    );
    assert_eq!(case().with(train(0.5)).broken(), [NotWhole]);
    let twice = |p: &mut Plan| p.actions.push(p.actions[0].clone());
    assert_eq!(with(twice), [DuplicateAction]);
    let capped = |p: &mut Policy| p.levers[0].max_per_section = Some(0.0);
    assert_eq!(under(capped), [OverMaxPerSection]);
    // At most 300 / 19 = 15.8 teachers; 2 has 10 and one recruit.
    let hire = |units| move |p: &mut Plan| p.actions[1] = action("recruit", "2", music(), units);
    let rich = |p: &mut Policy| {
        p.funds[0].amount = junheng::policy::Amount::Unlimited;
        p.rules.remove(1);
    };
    assert_eq!(case().under(rich).with(hire(5.0)).broken(), []);
    assert_eq!(
        case().under(rich).with(hire(6.0)).broken(),
        [TooManyTeachers]
    );
    // 1 has more than that today, and may keep them, but not get more.
    let richer = |p: &mut Plan| p.actions.push(action("recruit", "1", music(), 1.0));
    assert_eq!(case().under(rich).with(richer).broken(), [TooManyTeachers]);
    let half = PerStage::both(9.0, 9.0);
    let lower = |p: &mut Policy| p.rules[1] = Rule::Staffing(half);
    assert_eq!(case().under(rich).under(lower).with(richer).broken(), []);
}

#[test]
fn money_of_moves_counts_where_they_arrive() {
    use Code::*;
    // 2 gets two moves and a recruit: 102,000 of 147,000; 3 gets 12,000.
    let share = |schools: &'static [&str], at_least| {
        move |p: &mut Policy| {
            p.rules[0] = Rule::Share {
                fund: "staff".into(),
                filter: Filter {
                    schools: schools.iter().map(|s| (*s).to_owned()).collect(),
                    ..Filter::default()
                },
                at_least,
            };
        }
    };
    assert_eq!(under(share(&["2"], 102.0 / 147.0)), []);
    assert_eq!(under(share(&["2"], 0.7)), [ShareNotMet]);
    assert_eq!(under(share(&["3"], 12.0 / 147.0)), []);
    assert_eq!(under(share(&["3"], 0.09)), [ShareNotMet]);
    let cap = |yuan| {
        move |p: &mut Policy| {
            p.rules[1] = Rule::Cap {
                fund: "staff".into(),
                per_section: yuan,
                filter: Filter::default(),
            };
        }
    };
    assert_eq!(under(cap(102_000.0)), []);
    assert_eq!(under(cap(101_000.0)), [OverCap]);
    let poor = |p: &mut Policy| p.funds[0] = junheng::policy::Fund::new("staff", 146_000.0);
    assert_eq!(under(poor), [FundExceeded]);
    assert_eq!(
        tampered(|p| *p.spent.get_mut("staff").unwrap() = 141_000.0),
        [WrongSpent]
    );
}

#[test]
fn what_a_plan_says_of_its_transfers_is_so() {
    use Code::*;
    assert_eq!(tampered(|p| p.transfers.clear()), [WrongTransferred]);
    assert_eq!(tampered(|p| p.transfers[0].moved = 8.0), [WrongTransferred]);
    assert_eq!(tampered(|p| p.transfers[0].cost = 8.0), [WrongTransferred]);
    assert_eq!(
        tampered(|p| p.transfers[0].rates = None),
        [WrongTransferred]
    );
    let rates = |change: fn(&mut junheng::plan::Rates)| {
        tampered(|p| change(p.transfers[0].rates.as_mut().unwrap()))
    };
    assert_eq!(rates(|r| r.eligible = 70), [WrongTransferred]);
    assert_eq!(rates(|r| r.rotation = Some(0.1)), [WrongTransferred]);
    assert_eq!(rates(|r| r.backbone_moved = 4), [WrongTransferred]);
    assert_eq!(rates(|r| r.backbone = None), [WrongTransferred]);
    let flow = |p: &mut Plan| p.transfers[0].sections[1].arriving = 3.0;
    assert_eq!(tampered(flow), [WrongTransferred]);
    let gone = |p: &mut Plan| drop(p.transfers[0].sections.pop());
    assert_eq!(tampered(gone), [WrongTransferred]);
    assert_eq!(tampered(|p| p.goals[2].value = 6.0)[0], WrongValue);
    // A move taken back shows in everything that follows from it.
    assert!(tampered(|p| drop(p.moves.pop())).len() > 2);
}

#[test]
fn a_resource_moves_in_whole_units_where_asked() {
    let whole = |p: &mut Policy| p.transfers[1].whole = true;
    assert_eq!(under(whole), []);
    let half = |p: &mut Plan| p.moves[5] = books("1", "2", 899.5);
    assert_eq!(case().under(whole).with(half).broken(), [Code::NotWhole]);
    let cargo = case().policy.transfers[1].moves.clone();
    assert_eq!(cargo, Cargo::Resource("books".into()));
}

#[test]
fn no_independent_bound_is_claimed() {
    let case = case();
    let bound = verify::lower_bound(&case.district, &standard(), &case.policy, &case.plan);
    assert_eq!(bound, Err(verify::NoBound::People));
}
