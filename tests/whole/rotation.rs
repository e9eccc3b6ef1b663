//! Rotations held against every plan there is: who moves, who is trained, who comes new.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // few people
#![allow(clippy::too_many_lines)] // a case is a list of what it draws

use junheng::district::{TeacherGroup, TeacherKind};
use junheng::plan::{Action, Deeds, Load, Move, Status};
use junheng::policy::{
    Amount, Fund, Goal, Lever, Measure, OnTeachers, Policy, Reach, Training, Traits, Transfer,
    UnitCost,
};
use junheng::standard::{Indicator, Per, PerStage, Standard};
use junheng::{District, Error, Options, Position, Section, Solver, Stage, plan, verify};

use super::brute::{Best, is_better};
use super::oracle::Random;

fn kinds() -> Vec<TeacherKind> {
    let kind = |higher_degree, backbone, pe_arts| TeacherKind {
        higher_degree,
        backbone,
        pe_arts,
        rotation_eligible: true,
        ..TeacherKind::of("")
    };
    vec![
        kind(false, false, false),
        kind(true, false, false),
        kind(true, true, false),
        kind(true, false, true),
    ]
}

/// A district of 3 or 4 sections with at most 12 teachers of 3 kinds, and a rotation.
fn small_case(seed: u64) -> (District, Standard, Policy) {
    let mut random = Random::new(5_000 + seed);
    let has_levers = random.chance(0.4);
    let sections = if has_levers { 3 } else { 3 + random.below(2) };
    let mut builder = District::builder(["books"]);
    let mut groups = Vec::new();
    let mut kinds = kinds();
    kinds.remove(random.below(kinds.len()));
    let both_stages = random.chance(0.3);
    for i in 0..sections {
        let stage = if both_stages && i == 0 {
            Stage::Junior
        } else {
            Stage::Primary
        };
        let id = format!("{}", 100 + i);
        let section = Section {
            position: Some(Position::Km {
                x_km: random.between(0.0, 20.0),
                y_km: random.between(0.0, 20.0),
            }),
            ..Section::new(id.clone(), stage, random.between(20.0, 90.0).round())
        };
        builder = builder.section(section, [100.0]);
        for _ in 0..=random.below(3) {
            let mut kind = random.pick(&kinds);
            kind.rotation_eligible = random.chance(0.8);
            groups.push(TeacherGroup {
                school_id: id.as_str().into(),
                stage,
                kind,
                count: 1,
            });
        }
    }
    let district = builder.teachers(groups).build().unwrap();
    let mut standard = Standard::new("small", Vec::new());
    for (id, minimum) in [
        ("teachers", 6.0),
        ("higher_degree_teachers", 4.0),
        ("pe_arts_teachers", 1.0),
    ] {
        let mut indicator = Indicator::of(id, Per::HundredPupils);
        if random.chance(0.7) {
            indicator.minimum = PerStage::both(minimum, 1.2 * minimum);
        }
        standard.indicators.push(indicator);
    }
    let mut rotation = Transfer::rotation("rotation");
    rotation.eligible_only = random.chance(0.5);
    rotation.leave_at_most = Some(random.pick(&[0.3, 0.5]));
    rotation.keep_headcount = random.chance(0.5);
    rotation.within_stage = random.chance(0.8);
    if random.chance(0.4) {
        rotation.rotate_at_least = Some(random.pick(&[0.1, 0.3]));
    }
    if random.chance(0.3) {
        rotation.backbone_at_least = Some(0.2);
    }
    if random.chance(0.4) {
        rotation.reach = Some(Reach::Km(random.between(8.0, 15.0)));
        rotation.nearest = 2;
    }
    if random.chance(0.3) {
        rotation.unit_cost = UnitCost::Same(100.0);
        rotation.fund = Some("staff".into());
    }
    let mut levers = Vec::new();
    if has_levers {
        let mut recruit = Lever::on_teachers(
            "recruit",
            OnTeachers::Recruit(random.pick(&kinds)),
            300.0,
            "staff",
        );
        recruit.max_per_section = Some(1.0);
        let mut train = Lever::on_teachers(
            "train",
            OnTeachers::Train(Training {
                from: Traits {
                    higher_degree: Some(false),
                    ..Traits::default()
                },
                to: Traits {
                    higher_degree: Some(true),
                    ..Traits::default()
                },
            }),
            150.0,
            "staff",
        );
        train.max_per_section = Some(1.0);
        levers = vec![recruit, train];
    }
    let all = [
        Goal::Shortfall,
        Goal::Disparity(Measure::Mad),
        Goal::Disparity(Measure::Mad),
        Goal::Disparity(Measure::Gini),
        Goal::Disparity(Measure::Std),
        Goal::Floor,
    ];
    let mut goals = vec![random.pick(&all)];
    for goal in [random.pick(&all), random.pick(&[Goal::Moves, Goal::Cost])] {
        if !goals.contains(&goal) {
            goals.push(goal);
        }
    }
    let mut policy = Policy {
        goals,
        funds: vec![Fund {
            name: "staff".into(),
            amount: Amount::Yuan(random.pick(&[500.0, 800.0])),
        }],
        levers,
        transfers: vec![rotation],
        ..Policy::default()
    };
    policy.solve.gap = 1e-7;
    (district, standard, policy)
}

/// All ways in which a section can send at most `most` people, to whom it likes.
fn sendings(d: &District, from: usize, most: usize, within_stage: bool) -> Vec<Vec<Move>> {
    let sections = d.sections();
    let staff = d.staff().unwrap();
    let mut single = Vec::new();
    for (to, target) in sections.iter().enumerate() {
        let stays = target.stage == sections[from].stage;
        if to == from || within_stage && !stays {
            continue;
        }
        for (kind, _) in staff.of(from) {
            single.push(Move {
                transfer: "rotation".into(),
                from: sections[from].school_id.clone(),
                to: target.school_id.clone(),
                stage: sections[from].stage,
                to_stage: (!stays).then_some(target.stage),
                load: Load::Teachers {
                    group: staff.kinds()[*kind].clone(),
                    count: 1,
                },
                km: d.km(from, to),
                minutes: None,
                cost: 0.0,
            });
        }
    }
    let mut all: Vec<Vec<Move>> = vec![Vec::new()];
    let mut last: Vec<(usize, Vec<Move>)> = vec![(0, Vec::new())];
    for _ in 0..most {
        let mut next = Vec::new();
        for (at, moves) in &last {
            for (i, one) in single.iter().enumerate().skip(*at) {
                let mut more = moves.clone();
                match more.last_mut() {
                    Some(same) if i == *at && !moves.is_empty() => {
                        if let Load::Teachers { count, .. } = &mut same.load {
                            *count += 1;
                        }
                    }
                    _ => more.push(one.clone()),
                }
                next.push((i, more));
            }
        }
        all.extend(next.iter().map(|(_, moves)| moves.clone()));
        last = next;
    }
    all
}

/// All ways to use the levers in a section, each at most once.
fn uses(d: &District, p: &Policy, s: usize) -> Vec<Vec<Action>> {
    let section = &d.sections()[s];
    let mut all: Vec<Vec<Action>> = vec![Vec::new()];
    for lever in &p.levers {
        let kinds: Vec<TeacherKind> = match lever.on_teachers.as_ref().unwrap() {
            OnTeachers::Recruit(kind) => vec![kind.clone()],
            OnTeachers::Train(training) => {
                let kinds = d.staff().unwrap().kinds().iter();
                let may = kinds.filter(|kind| training.from.match_kind(kind));
                may.cloned().collect()
            }
        };
        let cost = lever.unit_cost.at(section).unwrap();
        for used in all.clone() {
            for kind in &kinds {
                let mut more = used.clone();
                more.push(Action {
                    lever: lever.name.as_str().into(),
                    school_id: section.school_id.clone(),
                    stage: section.stage,
                    group: Some(kind.clone()),
                    units: 1.0,
                    cost,
                });
                all.push(more);
            }
        }
    }
    all
}

/// The best of all plans.
fn best_of_all(d: &District, s: &Standard, p: &Policy) -> Option<Best> {
    let transfer = &p.transfers[0];
    let sections = 0..d.sections().len();
    let choices: Vec<Vec<(Vec<Move>, Vec<Action>)>> = sections
        .map(|i| {
            let all: u64 = d.staff().unwrap().of(i).iter().map(|(_, n)| n).sum();
            let most = (transfer.leave_at_most.unwrap() * all as f64)
                .floor()
                .max(1.0);
            let mut sent = sendings(d, i, most as usize, transfer.within_stage);
            for one in sent.iter_mut().flatten() {
                let cost = transfer.unit_cost.at(&d.sections()[i]).unwrap();
                one.cost = cost * one.amount();
            }
            let used = uses(d, p, i);
            let pairs = sent.iter().flat_map(|moves| {
                let used = used.iter();
                used.map(move |actions| (moves.clone(), actions.clone()))
            });
            pairs.collect()
        })
        .collect();
    let mut at = vec![0; choices.len()];
    let mut best: Option<Best> = None;
    loop {
        let chosen = || choices.iter().zip(&at).map(|(all, i)| &all[*i]);
        let moves: Vec<Move> = chosen().flat_map(|(moves, _)| moves.clone()).collect();
        let actions: Vec<Action> = chosen().flat_map(|(_, actions)| actions.clone()).collect();
        let deeds = Deeds {
            actions: &actions,
            moves: &moves,
        };
        if verify::is_feasible(d, s, p, deeds).unwrap() {
            let outcome = verify::evaluate(d, s, p, deeds).unwrap();
            let (goals, levels) = (outcome.goals, outcome.levels);
            let found = Best { goals, levels };
            if best.as_ref().is_none_or(|b| is_better(&found, b, &p.goals)) {
                best = Some(found);
            }
        }
        let next = choices.iter().zip(&mut at).find_map(|(all, i)| {
            *i = (*i + 1) % all.len();
            (*i > 0).then_some(())
        });
        if next.is_none() {
            return best;
        }
    }
}

#[test]
fn small_rotations_equal_brute_force() {
    let (plans, impossible) = equal_brute_force((0..40).map(small_case));
    assert!(plans > 20 && impossible > 0, "{plans} {impossible}");
}

/// The same for the goals that are reached in steps.
#[test]
fn small_rotations_in_steps_equal_brute_force() {
    let cases = (100..140).map(|seed| {
        let (d, mut s, mut p) = small_case(seed);
        for indicator in &mut s.indicators {
            indicator.cv_limit = PerStage::both(0.2, 0.2);
            indicator.minimum = PerStage::both(3.0, 3.0);
        }
        p.goals = match seed % 4 {
            0 => vec![Goal::WorstCv, Goal::Moves],
            1 => vec![Goal::Leximin, Goal::Cost],
            2 => vec![Goal::Shortfall, Goal::Leximin, Goal::WorstCv],
            _ => vec![Goal::WorstCv, Goal::Leximin],
        };
        p.solve.gap = 1e-6;
        (d, s, p)
    });
    let (plans, _) = equal_brute_force(cases);
    assert!(plans > 20, "{plans}");
}

/// Plans each case with every solver there is; how many plans there were, and how many
/// that cannot be.
fn equal_brute_force(cases: impl Iterator<Item = (District, Standard, Policy)>) -> (usize, usize) {
    let (mut plans, mut impossible) = (0, 0);
    for (case, (d, s, p)) in cases.enumerate() {
        let best = best_of_all(&d, &s, &p);
        for solver in [Solver::Auto, Solver::Highs] {
            if !Solver::AVAILABLE.contains(&solver) {
                continue;
            }
            let options = Options {
                solver,
                ..Options::default()
            };
            match (plan(&d, &s, &p, &options), &best) {
                (Ok(made), Some(best)) => {
                    verify::verify(&d, &s, &p, &made).unwrap();
                    let apart = |a: f64, b: f64| (a - b).abs() > 1e-6 * b.abs().max(1.0);
                    for (goal, best_value) in made.goals.iter().zip(&best.goals) {
                        assert!(
                            !apart(goal.value, *best_value),
                            "{case} {solver} {p:#?}: {:?} but {best:?} is best",
                            made.goals
                        );
                        let levels = goal.levels.iter().flatten().zip(&best.levels);
                        for (level, best) in levels {
                            assert!(!apart(*level, *best), "{case} {solver}: {level} {best}");
                        }
                    }
                    let (status, goals) = (made.status, &made.goals);
                    assert_eq!(status, Status::Optimal, "{case} {solver} {goals:?} {p:#?}");
                    plans += 1;
                }
                (Err(Error::Infeasible { .. }), None) => impossible += 1,
                (made, best) => panic!("{case} {solver}: {made:?} {best:?} {p:#?}"),
            }
        }
    }
    (plans, impossible)
}

/// Of each kind as many are there as before, with recruits and those trained.
#[test]
fn nobody_is_lost() {
    let mut plans = 0;
    for seed in 1_000..3_000 {
        let (d, s, p) = small_case(seed);
        let Ok(made) = plan(&d, &s, &p, &Options::default()) else {
            continue;
        };
        plans += 1;
        let staff = d.staff().unwrap();
        let mut after: std::collections::BTreeMap<TeacherKind, i64> = staff
            .kinds()
            .iter()
            .cloned()
            .zip(staff.headcounts())
            .map(|(kind, n)| (kind, i64::try_from(n).unwrap()))
            .collect();
        for action in &made.actions {
            let group = action.group.clone().unwrap();
            let lever = p.levers.iter().find(|l| l.name == action.lever).unwrap();
            let units = action.units as i64;
            assert!((action.units - units as f64).abs() < 1e-12);
            match lever.on_teachers.as_ref().unwrap() {
                OnTeachers::Recruit(_) => *after.entry(group).or_default() += units,
                OnTeachers::Train(training) => {
                    *after.entry(training.to.given_to(&group)).or_default() += units;
                    *after.entry(group).or_default() -= units;
                }
            }
        }
        // The state that the checker works out, which moves have shifted but not changed.
        let stocks = verify::evaluate(&d, &s, &p, &made).unwrap().stocks;
        let columns = d.resources().len();
        for (which, id) in junheng::district::TEACHER_RESOURCES.iter().enumerate() {
            let column = d.resource(id).unwrap();
            let counted: f64 = stocks.iter().skip(column).step_by(columns).sum();
            let kinds = after.iter().filter(|(kind, _)| kind.counts()[which]);
            let expected: i64 = kinds.map(|(_, n)| n).sum();
            assert!((counted - expected as f64).abs() < 1e-9, "{seed} {id}");
        }
        assert!(after.values().all(|n| *n >= 0), "{seed}");
    }
    assert!(plans > 1_000, "{plans}");
}

/// A county of 30 sections with some 1,500 teachers of 4 kinds.
fn county(keep_headcount: bool) -> (District, Standard, Policy) {
    let mut random = Random::new(30);
    let mut builder = District::builder(["books"]);
    let mut groups = Vec::new();
    for i in 0..30 {
        let stage = [Stage::Primary, Stage::Junior][i % 2];
        let pupils = random.between(400.0, 1_500.0).round();
        let id = format!("{}", 100 + i);
        let section = Section {
            position: Some(Position::Km {
                x_km: random.between(0.0, 40.0),
                y_km: random.between(0.0, 40.0),
            }),
            ..Section::new(id.clone(), stage, pupils)
        };
        builder = builder.section(section, [100.0]);
        for (kind, rate) in kinds().into_iter().zip([0.02, 0.02, 0.008, 0.008]) {
            groups.push(TeacherGroup {
                school_id: id.as_str().into(),
                stage,
                kind,
                count: (pupils * rate * random.between(0.2, 1.8)).round() as u64,
            });
        }
    }
    let mut standard = Standard::new("teachers", Vec::new());
    for (id, primary, junior) in [
        ("higher_degree_teachers", 4.2, 5.3),
        ("backbone_teachers", 1.0, 1.0),
        ("pe_arts_teachers", 0.9, 0.9),
    ] {
        let mut indicator = Indicator::of(id, Per::HundredPupils);
        indicator.minimum = PerStage::both(primary, junior);
        standard.indicators.push(indicator);
    }
    let mut rotation = Transfer::rotation("rotation");
    rotation.nearest = 10;
    rotation.leave_at_most = Some(0.15);
    rotation.rotate_at_least = Some(0.1);
    rotation.backbone_at_least = Some(0.2);
    rotation.keep_headcount = keep_headcount;
    let mut policy = Policy {
        goals: vec![Goal::Disparity(Measure::Mad)],
        transfers: vec![rotation],
        ..Policy::default()
    };
    // Far more than it takes, for a machine that is busy.
    policy.solve.time_limit_s = 300.0;
    (builder.teachers(groups).build().unwrap(), standard, policy)
}

#[test]
fn a_county_rotates() {
    for keep_headcount in [false, true] {
        let (d, s, p) = county(keep_headcount);
        let made = plan(&d, &s, &p, &Options::default()).unwrap();
        verify::verify(&d, &s, &p, &made).unwrap();
        assert_eq!(made.status, Status::Optimal, "{:?}", made.goals);
    }
}

/// Whatever the solver, what is called best when the time is up is within the gap asked for.
#[test]
fn a_time_limit_never_spoils_a_rotation() {
    let (d, s, mut p) = county(true);
    for solver in [Solver::Auto, Solver::Highs] {
        if !Solver::AVAILABLE.contains(&solver) {
            continue;
        }
        let options = Options {
            solver,
            ..Options::default()
        };
        for measure in [Measure::Mad, Measure::Gini] {
            p.goals = vec![Goal::Disparity(measure), Goal::Moves];
            for seconds in [0.001, 0.01, 0.1, 1.0] {
                p.solve.time_limit_s = seconds;
                match plan(&d, &s, &p, &options) {
                    Ok(made) => {
                        verify::verify(&d, &s, &p, &made).unwrap();
                        let gap = made.goals.iter().map(|g| g.value - g.bound);
                        let gap = gap.zip(&made.goals).map(|(gap, g)| gap / g.value.max(1e-9));
                        let is_best = gap.fold(0.0, f64::max) <= p.solve.gap;
                        assert!(
                            is_best || made.status == Status::Feasible,
                            "{solver} {seconds} {:?}",
                            made.goals
                        );
                        // Half the mean difference of a county is not proven in a moment.
                        if measure == Measure::Gini && seconds < 0.05 {
                            assert_eq!(made.status, Status::Feasible, "{:?}", made.goals);
                        }
                    }
                    Err(Error::Stopped { .. }) => {}
                    Err(other) => panic!("{solver} {seconds}: {other}"),
                }
            }
        }
    }
}

/// Stocks that move in any part, with the goals that are reached in steps: within what a plan
/// without wholes may leave open, and no further exchange of a little makes it better.
#[test]
fn moved_parts_of_stocks_reach_goals_in_steps() {
    let (mut tried, mut near) = (0, 0);
    for seed in 0..180 {
        // Books by the piece or by the thousand: the figures may be large.
        let pieces = [1.0, 1e3, 1e5][(seed % 3) as usize];
        let (d, s, p) = case_of_parts(seed, pieces);
        let made = plan(&d, &s, &p, &Options::default()).unwrap();
        verify::verify(&d, &s, &p, &made).unwrap();
        let (status, goals) = (made.status, &made.goals);
        assert_eq!(status, Status::Optimal, "{seed} {goals:?}");
        let mut random = Random::new(seed);
        let sections = d.sections();
        for _ in 0..60 {
            let (from, to) = (random.below(sections.len()), random.below(sections.len()));
            let mut moves = made.moves.clone();
            moves.push(Move {
                transfer: "moved".into(),
                from: sections[from].school_id.clone(),
                to: sections[to].school_id.clone(),
                stage: Stage::Primary,
                to_stage: None,
                load: Load::Stock {
                    resource: "books".to_owned(),
                    amount: pieces * random.between(0.1, 20.0),
                },
                km: d.km(from, to),
                minutes: None,
                cost: 0.0,
            });
            let deeds = Deeds {
                actions: &made.actions,
                moves: &moves,
            };
            if from == to || !verify::is_feasible(&d, &s, &p, deeds).unwrap() {
                continue;
            }
            tried += 1;
            let other = verify::evaluate(&d, &s, &p, deeds).unwrap();
            let (best, first) = (made.goals[0].value, p.goals[0]);
            let by = other.goals[0] - best;
            let by = if first.is_maximised() { by } else { -by };
            assert!(by <= 2e-6 * best.abs().max(1.0), "{seed} {from} {to}: {by}");
            near += usize::from(p.transfers[0].reach.is_some());
        }
    }
    assert!(tried > 500 && near > 100, "{tried} {near}");
}

/// A district whose books may be moved in any part, everywhere or to who is near.
fn case_of_parts(seed: u64, pieces: f64) -> (District, Standard, Policy) {
    let mut random = Random::new(9_000 + seed);
    let mut builder = District::builder(["books", "pcs"]);
    for i in 0..3 + random.below(4) {
        let id = format!("{}", 100 + i);
        let pupils = random.between(20.0, 90.0).round();
        let section = Section {
            position: Some(Position::Km {
                x_km: random.between(0.0, 20.0),
                y_km: random.between(0.0, 20.0),
            }),
            ..Section::new(id, Stage::Primary, pupils)
        };
        let books = pieces * random.between(50.0, 900.0);
        let stocks = [books, random.between(2.0, 20.0)];
        builder = builder.section(section, stocks);
    }
    let mut standard = Standard::new("small", Vec::new());
    for (id, minimum) in [("books", 8.0 * pieces), ("pcs", 0.15)] {
        let mut indicator = Indicator::of(id, Per::Pupil);
        indicator.minimum = PerStage::both(minimum, minimum);
        indicator.cv_limit = PerStage::both(0.2, 0.2);
        standard.indicators.push(indicator);
    }
    let mut moved = Transfer::of("moved", "books");
    moved.leave_at_most = Some(0.4);
    if random.chance(0.5) {
        moved.reach = Some(Reach::Km(random.between(8.0, 15.0)));
    }
    let policy = Policy {
        goals: match seed / 3 % 3 {
            0 => vec![Goal::WorstCv, Goal::Cost],
            1 => vec![Goal::Leximin, Goal::Cost],
            _ => vec![Goal::Shortfall, Goal::WorstCv],
        },
        funds: vec![Fund {
            name: "f".into(),
            amount: Amount::Yuan(3_000.0),
        }],
        levers: vec![Lever::adding("buy", "pcs", 500.0, "f")],
        transfers: vec![moved],
        ..Policy::default()
    };
    (builder.build().unwrap(), standard, policy)
}
