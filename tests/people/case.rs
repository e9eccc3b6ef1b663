//! A small district whose teachers are known by kind, and plans made by hand.

use junheng::district::{DistrictBuilder, TeacherGroup, TeacherKind};
use junheng::plan::{Action, Deeds, GoalValue, Load, Move, Plan, SolverReport, Status};
use junheng::policy::{
    Filter, Fund, Goal, Lever, Measure, NoLevellingDown, OnTeachers, Reach, Rule, STAFFING,
    Training, Traits, Transfer, UnitCost,
};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{
    Code, District, Error, Lang, Policy, Position, Section, Stage, Standard, disparity, verify,
};

/// An ordinary teacher of maths who is due for rotation.
pub(crate) fn maths() -> TeacherKind {
    TeacherKind {
        rotation_eligible: true,
        ..TeacherKind::of("maths")
    }
}

/// A backbone teacher of maths with a degree, due for rotation.
pub(crate) fn master() -> TeacherKind {
    TeacherKind {
        higher_degree: true,
        backbone: true,
        ..maths()
    }
}

/// A teacher of music with a degree who is not due.
pub(crate) fn music() -> TeacherKind {
    TeacherKind {
        higher_degree: true,
        pe_arts: true,
        ..TeacherKind::of("music")
    }
}

/// Sections 1 to 5 (primary) on a line, 10 km apart, and 5's junior section. The first is
/// rich in teachers, the last a teaching point of 30 pupils.
pub(crate) fn builder() -> DistrictBuilder {
    let at = |id: &str, stage, pupils, km| Section {
        position: Some(Position::Km {
            x_km: km,
            y_km: 0.0,
        }),
        ..Section::new(id, stage, pupils)
    };
    let point = Section {
        teaching_point: true,
        ..at("4", Stage::Primary, 30.0, 30.0)
    };
    let builder = District::builder(["books"])
        .section(at("1", Stage::Primary, 300.0, 0.0), [3_000.0])
        .section(at("2", Stage::Primary, 300.0, 10.0), [900.0])
        .section(at("3", Stage::Primary, 300.0, 20.0), [1_500.0])
        .section(point, [100.0])
        .section(at("5", Stage::Primary, 300.0, 40.0), [1_200.0])
        .section(at("5", Stage::Junior, 300.0, 40.0), [1_200.0]);
    let group = |id: &str, stage, kind: TeacherKind, count| TeacherGroup {
        school_id: id.into(),
        stage,
        kind,
        count,
    };
    let primary = |id: &str, kind, count| group(id, Stage::Primary, kind, count);
    builder.teachers([
        primary("1", maths(), 10),
        primary("1", master(), 10),
        primary("1", music(), 3),
        primary("2", maths(), 10),
        primary("3", maths(), 12),
        primary("3", master(), 1),
        primary("4", maths(), 3),
        primary("5", maths(), 10),
        group("5", Stage::Junior, maths(), 20),
        group("5", Stage::Junior, master(), 2),
    ])
}

pub(crate) fn standard() -> Standard {
    let per_hundred = |id: &str, minimum| Indicator {
        minimum: PerStage::both(minimum, minimum),
        ..Indicator::of(id, Per::HundredPupils)
    };
    let indicators = vec![
        per_hundred("higher_degree_teachers", 1.0),
        per_hundred("backbone_teachers", 1.0),
        per_hundred("pe_arts_teachers", 0.5),
        per_hundred("books", 500.0),
    ];
    Standard::new("people", indicators)
}

/// A rotation with all its limits, a transfer of books, courses and recruits.
pub(crate) fn policy() -> Policy {
    let rotation = Transfer {
        reach: Some(Reach::Km(30.0)),
        nearest: 3,
        unit_cost: UnitCost::Same(6_000.0),
        fund: Some("staff".into()),
        leave_at_most: Some(0.2),
        rotate_at_least: Some(0.05),
        backbone_at_least: Some(0.2),
        keep_headcount: true,
        ..Transfer::rotation("rotation")
    };
    let books = Transfer {
        leave_at_most: Some(0.5),
        ..Transfer::of("books", "books")
    };
    let courses = Training {
        from: Traits {
            higher_degree: Some(false),
            ..Traits::default()
        },
        to: Traits {
            higher_degree: Some(true),
            ..Traits::default()
        },
    };
    let recruit = OnTeachers::Recruit(music());
    Policy {
        goals: vec![
            Goal::Shortfall,
            Goal::Disparity(Measure::Mad),
            Goal::Moves,
            Goal::Cost,
        ],
        no_levelling_down: NoLevellingDown::Minimum,
        funds: vec![Fund::new("staff", 1_000_000.0)],
        levers: vec![
            Lever::on_teachers("courses", OnTeachers::Train(courses), 15_000.0, "staff"),
            Lever::on_teachers("recruit", recruit, 90_000.0, "staff"),
        ],
        transfers: vec![rotation, books],
        rules: vec![
            Rule::Share {
                fund: "staff".into(),
                filter: Filter {
                    schools: vec!["2".into(), "3".into()],
                    ..Filter::default()
                },
                at_least: 0.3,
            },
            Rule::Cap {
                fund: "staff".into(),
                per_section: 120_000.0,
                filter: Filter::default(),
            },
            Rule::Staffing(STAFFING),
        ],
        ..Policy::default()
    }
}

pub(crate) fn moved(from: &str, to: &str, group: TeacherKind, count: u64) -> Move {
    Move {
        transfer: "rotation".into(),
        from: from.into(),
        to: to.into(),
        stage: Stage::Primary,
        to_stage: None,
        load: Load::Teachers { group, count },
        km: None,
        minutes: None,
        cost: 6_000.0 * count as f64,
    }
}

pub(crate) fn books(from: &str, to: &str, amount: f64) -> Move {
    let resource = "books".into();
    Move {
        transfer: "books".into(),
        load: Load::Stock { resource, amount },
        cost: 0.0,
        ..moved(from, to, maths(), 0)
    }
}

pub(crate) fn action(lever: &str, school: &str, group: TeacherKind, units: f64) -> Action {
    let price = if lever == "courses" {
        15_000.0
    } else {
        90_000.0
    };
    Action {
        lever: lever.into(),
        school_id: school.into(),
        stage: Stage::Primary,
        group: Some(group),
        units,
        cost: price * units,
    }
}

/// A district, a policy and a plan for it.
pub(crate) struct Case {
    pub(crate) district: District,
    pub(crate) policy: Policy,
    pub(crate) plan: Plan,
}

/// A plan that keeps every promise: masters for ordinary teachers of the schools near by,
/// some books, a course for one who has just come, and a teacher of music.
pub(crate) fn case() -> Case {
    let moves = vec![
        moved("1", "2", master(), 2),
        moved("1", "3", master(), 1),
        moved("2", "1", maths(), 1),
        moved("2", "3", maths(), 1),
        moved("3", "1", maths(), 2),
        books("1", "2", 900.0),
        books("1", "5", 300.0),
    ];
    let actions = vec![
        action("courses", "1", maths(), 1.0),
        action("recruit", "2", music(), 1.0),
    ];
    Case::new(builder().build().unwrap(), policy(), actions, moves)
}

impl Case {
    /// With the plan that actions and moves make, called optimal.
    pub(crate) fn new(
        district: District,
        policy: Policy,
        actions: Vec<Action>,
        moves: Vec<Move>,
    ) -> Self {
        let standard = standard();
        let deeds = Deeds {
            actions: &actions,
            moves: &moves,
        };
        let outcome = verify::evaluate(&district, &standard, &policy, deeds).unwrap();
        let goals = policy.goals.iter().zip(&outcome.goals);
        let goals = goals.map(|(goal, value)| GoalValue {
            goal: goal.id().into(),
            value: *value,
            bound: *value,
            levels: None,
        });
        let after = outcome.district(&district);
        let after = after.unwrap_or_else(|_| district.clone());
        let plan = Plan {
            status: Status::Optimal,
            goals: goals.collect(),
            currency: None,
            spent: outcome.spent,
            actions,
            moves,
            transfers: outcome.transfers,
            before: disparity::assess(&district, &standard).unwrap(),
            after: disparity::assess(&after, &standard).unwrap(),
            prices: Vec::new(),
            solver: SolverReport {
                name: "hand".into(),
                version: "1".into(),
                iterations: 1,
                gap: 0.0,
                seconds: None,
            },
            reasons: None,
        };
        Self {
            district,
            policy,
            plan,
        }
    }

    /// The case with other actions and moves, all else recomputed.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self.plan);
        let Plan { actions, moves, .. } = self.plan;
        Self::new(self.district, self.policy, actions, moves)
    }

    /// The case with another policy, all else recomputed.
    pub(crate) fn under(mut self, change: impl FnOnce(&mut Policy)) -> Self {
        change(&mut self.policy);
        self.with(|_| {})
    }

    /// The promises that the plan breaks.
    pub(crate) fn broken(&self) -> Vec<Code> {
        match verify::verify(&self.district, &standard(), &self.policy, &self.plan) {
            Ok(()) => Vec::new(),
            Err(Error::Unverified(problems)) => {
                for problem in &problems {
                    let said = problem.say(Lang::Zh) + &problem.say(Lang::En);
                    assert!(!said.contains('{'), "{said}");
                }
                problems.iter().map(|p| p.code).collect()
            }
            Err(other) => panic!("{other}"),
        }
    }
}
