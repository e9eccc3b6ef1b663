//! Why sections get what they get where people move: transfers and recruits raise values
//! and cost money as levers do.

use std::path::Path;

use junheng::io::{self, Load};
use junheng::plan::Hindrance;
use junheng::{Options, plan};

/// Qinghe's rotation: it costs money and raises what no lever does.
#[test]
fn moves_raise_values_and_are_paid_where_they_arrive() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/qinghe/rotation");
    let input = io::load(&folder, &Load::default()).unwrap();
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    assert!(policy.levers.is_empty() && !policy.transfers.is_empty());
    let made = plan(district, standard, policy, &Options::default()).unwrap();
    let reasons = made.reasons.as_ref().unwrap();

    // A teaching point too small to be assessed has no reasons; one move goes there.
    let is_assessed = |id: &str, stage| {
        let mut sections = district.sections().iter();
        let section = sections.find(|s| s.school_id == id && s.stage == stage);
        !section.unwrap().is_excluded()
    };
    let arriving = made.moves.iter();
    let arriving = arriving.filter(|m| is_assessed(&m.to, m.stage_reached()));
    let paid: f64 = arriving.map(|m| m.cost).sum();
    let told: f64 = reasons.sections.iter().map(|s| s.spent).sum();
    assert!(paid > 0.9 * made.spent.values().sum::<f64>());
    assert!((told - paid).abs() < 1e-6 * paid, "{told} {paid}");

    let is_of_teachers = |id: &str| id.ends_with("_teachers");
    let lacks = reasons.sections.iter().flat_map(|s| {
        let lacks = s.lacks.iter().filter(|l| is_of_teachers(&l.indicator));
        lacks.map(move |l| (s, l))
    });
    let mut seen = 0;
    for (section, lack) in lacks {
        let name = format!("transfer.{}", policy.transfers[0].name);
        assert_ne!(lack.why, Hindrance::NoLever, "{section:?}");
        assert!(section.limits.iter().any(|l| *l == name), "{section:?}");
        seen += 1;
    }
    assert!(seen > 0);
}
