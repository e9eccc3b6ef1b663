//! A case with all that can bind.

use junheng::plan::{Action, GoalValue, Plan, Price, SolverReport, Status};
use junheng::policy::{Filter, Fund, Goal, Lever, Measure, Rule, UnitCost};
use junheng::standard::{Indicator, Per, PerStage};
use junheng::{Code, District, Error, Locale, Policy, Section, Stage, Standard, disparity, verify};

/// A district, standard and policy with all that can bind, and a plan that holds.
pub(crate) struct Case {
    pub(crate) district: District,
    pub(crate) standard: Standard,
    pub(crate) policy: Policy,
    pub(crate) plan: Plan,
}

pub(crate) fn action(lever: &str, school: &str, units: f64, cost: f64) -> Action {
    Action {
        lever: lever.into(),
        school_id: school.into(),
        stage: Stage::Primary,
        group: None,
        units,
        cost,
    }
}

pub(crate) fn case() -> Case {
    let section = |id: &str, pupils, locale| {
        let mut section = Section::new(id, Stage::Primary, pupils);
        section.locale = Some(locale);
        section
    };
    let mut point = section("5", 40.0, Locale::Rural);
    point.teaching_point = true;
    let district = District::builder(["rooms", "yards", "desks"])
        .section(section("1", 100.0, Locale::Urban), [300.0, 900.0, 10.0])
        .section(section("2", 200.0, Locale::Town), [900.0, 1000.0, 40.0])
        .section(section("3", 300.0, Locale::Rural), [1800.0, 1500.0, 90.0])
        .section(section("4", 400.0, Locale::Rural), [2000.0, 4000.0, 160.0])
        .section(point, [100.0, 100.0, 1.0])
        .build()
        .unwrap();
    let mut rooms = Indicator::of("rooms", Per::Pupil);
    rooms.minimum = PerStage::both(4.5, 5.8);
    let mut yards = Indicator::of("yards", Per::Pupil);
    yards.minimum = PerStage::both(7.5, 10.2);
    let desks = Indicator::of("desks", Per::HundredPupils);
    let standard = Standard::new("test", vec![rooms, yards, desks]);
    let mut build = Lever::adding("build", "rooms", 1000.0, "capital");
    build.unit_cost = UnitCost::ByLocale {
        urban: Some(1200.0),
        town: Some(1000.0),
        rural: None,
    };
    build.filter.locales = vec![Locale::Urban, Locale::Town];
    build.max_per_section = Some(150.0);
    build.max_total = Some(200.0);
    // Turns yard into rooms.
    let mut turn = Lever::adding("turn", "rooms", 100.0, "capital");
    turn.adds.insert("yards".into(), -1.0);
    let mut desk = Lever::adding("desk", "desks", 50.0, "current");
    desk.whole = true;
    let policy = Policy {
        goals: vec![
            Goal::Shortfall,
            Goal::Disparity(Measure::Std),
            Goal::Floor,
            Goal::Cost,
        ],
        funds: vec![Fund::new("capital", 200_000.0), Fund::new("current", 500.0)],
        levers: vec![build, turn, desk],
        rules: vec![
            Rule::Share {
                fund: "capital".into(),
                filter: Filter {
                    locales: vec![Locale::Town, Locale::Rural],
                    ..Filter::default()
                },
                at_least: 0.1,
            },
            Rule::Cap {
                fund: "capital".into(),
                per_section: 170_000.0,
                filter: Filter::default(),
            },
            Rule::Keep {
                school: "4".into(),
                stage: None,
            },
        ],
        ..Policy::default()
    };
    let actions = vec![
        action("build", "1", 140.0, 168_000.0),
        action("build", "2", 20.0, 20_000.0),
        action("turn", "1", 10.0, 1_000.0),
        action("desk", "3", 6.0, 300.0),
    ];
    Case::new(district, standard, policy, actions)
}

impl Case {
    /// With the plan that the actions make, called optimal.
    pub(crate) fn new(d: District, s: Standard, policy: Policy, actions: Vec<Action>) -> Self {
        let outcome = verify::evaluate(&d, &s, &policy, &actions).unwrap();
        let goals = policy.goals.iter().zip(&outcome.goals);
        let plan = Plan {
            status: Status::Optimal,
            goals: goals
                .map(|(goal, value)| GoalValue {
                    goal: goal.id().into(),
                    value: *value,
                    bound: *value,
                    levels: None,
                })
                .collect(),
            currency: policy.currency.clone(),
            spent: outcome.spent,
            actions,
            moves: Vec::new(),
            reasons: None,
            transfers: Vec::new(),
            before: disparity::assess(&d, &s).unwrap(),
            after: disparity::assess(&d.with_stocks(&outcome.stocks).unwrap(), &s).unwrap(),
            prices: (policy.fund("capital").is_some() && policy.goals[0] == Goal::Shortfall)
                .then(|| Price {
                    of: "fund.capital".into(),
                    goal: "shortfall".into(),
                    per_unit: -1e-7,
                })
                .into_iter()
                .collect(),
            solver: SolverReport {
                name: "hand".into(),
                version: "1".into(),
                iterations: 1,
                gap: 0.0,
                seconds: None,
            },
        };
        Self {
            district: d,
            standard: s,
            policy,
            plan,
        }
    }

    pub(crate) fn broken(&self) -> Vec<Code> {
        match verify::verify(&self.district, &self.standard, &self.policy, &self.plan) {
            Ok(()) => Vec::new(),
            Err(Error::Unverified(problems)) => {
                for problem in &problems {
                    let said = problem.say(junheng::Lang::Zh) + &problem.say(junheng::Lang::En);
                    assert!(!said.contains('{'), "{said}");
                }
                problems.iter().map(|p| p.code).collect()
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// The case with other actions, all else recomputed: only what the actions
    /// themselves break is broken.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Vec<Action>)) -> Self {
        change(&mut self.plan.actions);
        Self::new(self.district, self.standard, self.policy, self.plan.actions)
    }
}
