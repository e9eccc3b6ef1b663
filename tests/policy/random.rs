//! Random policies survive files and back; random text is an error, never a panic.

use junheng::io::{read_policy, read_policy_json};
use junheng::policy::{
    Amount, Filter, Fund, Goal, Lever, Measure, NoLevellingDown, Rule, Solve, UnitCost,
};
use junheng::{Locale, Origin, Policy, Stage, Standard};
use proptest::prelude::*;

use super::{VALID, assert_said, district, problems_of};

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_]{1,8}",
        "[\\PC]{1,6}",
        Just("建 教室.'\"\\".to_owned())
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        prop::num::f64::NORMAL,
        Just(0.0),
        (-1000..1000i32).prop_map(f64::from)
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    (
        prop::collection::vec(prop::sample::select(&Stage::ALL), 0..3),
        prop::collection::vec(prop::sample::select(&Locale::ALL), 0..3),
        prop::collection::vec(name(), 0..3),
        prop::collection::vec(name(), 0..3),
    )
        .prop_map(|(stages, locales, groups, schools)| Filter {
            stages,
            locales,
            groups,
            schools,
        })
}

fn lever() -> impl Strategy<Value = Lever> {
    let by_locale = prop::array::uniform3(prop::option::of(number()));
    let unit_cost = prop_oneof![
        number().prop_map(UnitCost::Same),
        by_locale.prop_map(|[urban, town, rural]| UnitCost::ByLocale { urban, town, rural }),
    ];
    let caps = (prop::option::of(number()), prop::option::of(number()));
    let adds = prop::collection::btree_map(name(), number(), 1..3);
    let fund = prop::option::of(name());
    (name(), adds, unit_cost, fund, caps, any::<bool>(), filter()).prop_map(
        |(name, adds, unit_cost, fund, (max_per_section, max_total), whole, filter)| Lever {
            name,
            adds,
            on_teachers: None,
            unit_cost,
            fund,
            max_per_section,
            max_total,
            whole,
            filter,
        },
    )
}

fn rule() -> impl Strategy<Value = Rule> {
    let stage = prop::option::of(prop::sample::select(&Stage::ALL));
    prop_oneof![
        (name(), filter(), number()).prop_map(|(fund, filter, at_least)| Rule::Share {
            fund,
            filter,
            at_least
        }),
        (name(), filter(), number()).prop_map(|(fund, filter, per_section)| Rule::Cap {
            fund,
            per_section,
            filter
        }),
        (name(), stage).prop_map(|(school, stage)| Rule::Keep { school, stage }),
    ]
}

fn policy() -> impl Strategy<Value = Policy> {
    let goals = vec![
        Goal::Shortfall,
        Goal::Disparity(Measure::Std),
        Goal::Disparity(Measure::Gini),
        Goal::Disparity(Measure::Mad),
        Goal::Disparity(Measure::Range),
        Goal::Floor,
        Goal::Cost,
    ];
    let levelling = vec![
        NoLevellingDown::Minimum,
        NoLevellingDown::Today,
        NoLevellingDown::Off,
    ];
    let amount = prop_oneof![number().prop_map(Amount::Yuan), Just(Amount::Unlimited)];
    let fund = (name(), amount).prop_map(|(name, amount)| Fund { name, amount });
    let head = (
        prop::option::of(name()),
        prop::collection::vec(prop::sample::select(goals), 0..4),
        any::<bool>(),
        prop::sample::select(levelling),
        prop::collection::btree_map(name(), number(), 0..3),
    );
    let lists = (
        prop::collection::vec(fund, 0..3),
        prop::collection::vec(lever(), 0..3),
        prop::collection::vec(rule(), 0..3),
    );
    (head, lists, (number(), number(), 0..100usize)).prop_map(
        |(
            (standard, goals, comply, no_levelling_down, weights),
            (funds, levers, rules),
            (time_limit_s, gap, threads),
        )| Policy {
            currency: None,
            standard,
            goals,
            comply,
            no_levelling_down,
            weights,
            funds,
            levers,
            transfers: Vec::new(),
            rules,
            solve: Solve {
                time_limit_s,
                gap,
                threads,
            },
        },
    )
}

/// [`VALID`] with some characters removed, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..3, any::<char>());
    prop::collection::vec(edit, 1..6).prop_map(|edits| {
        let mut text: Vec<char> = VALID.chars().collect();
        for (at, kind, other) in edits {
            let at = at.index(text.len());
            match kind {
                0 => drop(text.remove(at)),
                1 => text.insert(at, text[at]),
                _ => text[at] = other,
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #[test]
    fn a_policy_survives_json_and_toml(policy in policy()) {
        let json = serde_json::to_string(&policy)?;
        prop_assert_eq!(&serde_json::from_str::<Policy>(&json)?, &policy);
        let value = serde_json::to_value(&policy)?;
        let read = read_policy_json("policy.json", &value).map(|(read, _)| read);
        prop_assert_eq!(read.as_ref(), Ok(&policy));
        let toml = toml::to_string(&policy)?;
        let read = read_policy("policy.toml", &toml).map(|(read, _)| read);
        prop_assert_eq!(read.as_ref(), Ok(&policy), "{}", toml);
        prop_assert_eq!(&toml::from_str::<Policy>(&toml)?, &policy);
    }

    #[test]
    fn any_text_is_read_without_panic(text in prop_oneof!["\\PC*", "[\\[\\]{}=\"'a-e0-9.\n #_-]{0,80}", mutated()]) {
        let standard = Standard::bundled("quality-balanced-2017")?;
        for problem in &problems_of(&text, &standard)? {
            assert_said(problem);
        }
    }

    #[test]
    fn any_policy_is_checked_without_panic(policy in policy()) {
        let standard = Standard::bundled("quality-balanced-2017")?;
        let origin = Origin::default();
        let mut problems = policy.check(&district()?, &standard, &origin);
        problems.append(policy.warnings(&district()?, &standard, &origin));
        problems.iter().for_each(assert_said);
    }
}
