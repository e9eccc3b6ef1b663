#![allow(clippy::all, clippy::pedantic, unused)]
use junheng::district::*;
use junheng::policy::*;
use junheng::standard::*;
use junheng::*;
struct R(u64);
impl R {
    fn u(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as f64) / ((1u64 << 31) as f64)
    }
}
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    s.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}
fn district(n: usize, seed: u64, big: bool) -> District {
    let mut r = R(seed);
    let mut b = District::builder(Vec::<String>::new());
    let mut groups = vec![];
    for i in 0..n {
        let stage = if i % 2 == 0 {
            Stage::Primary
        } else {
            Stage::Junior
        };
        let p = ((if big { 400.0 } else { 60.0 }) + 1400.0 * r.u() * r.u()).round();
        let s = Section {
            position: Some(Position::Km {
                x_km: 60.0 * r.u(),
                y_km: 60.0 * r.u(),
            }),
            ..Section::new(format!("{i}"), stage, p)
        };
        b = b.section(s, Vec::<f64>::new());
        for (k, rate) in [
            ((false, false, false), 0.02),
            ((true, false, false), 0.02),
            ((true, true, false), 0.008),
            ((true, false, true), 0.008),
        ] {
            let count = (p * rate * 2.0 * r.u()).round() as u64;
            if count > 0 {
                groups.push(TeacherGroup {
                    school_id: format!("{i}"),
                    stage,
                    kind: TeacherKind {
                        subject: String::new(),
                        higher_degree: k.0,
                        backbone: k.1,
                        pe_arts: k.2,
                        rotation_eligible: true,
                    },
                    count,
                });
            }
        }
    }
    b.teachers(groups).build().unwrap()
}
#[test]
#[ignore = "scratch"]
fn scratch_plans() {
    let ind = |id: &str, m: (f64, f64)| {
        let mut k = Indicator::of(id, Per::HundredPupils);
        k.minimum = PerStage::both(m.0, m.1);
        k
    };
    let standard = Standard::new(
        "s",
        vec![
            ind("higher_degree_teachers", (4.2, 5.3)),
            ind("backbone_teachers", (1.0, 1.0)),
            ind("pe_arts_teachers", (0.9, 0.9)),
        ],
    );
    for (n, big) in [(16usize, false), (30, true), (60, true), (100, true)] {
        for keep in [false, true] {
            for goals in [
                vec![Goal::Disparity(Measure::Mad)],
                vec![Goal::Shortfall, Goal::Disparity(Measure::Mad), Goal::Moves],
            ] {
                if n == 200 && goals.len() > 1 {
                    continue;
                }
                let d = district(n, 3, big);
                let mut t = Transfer::rotation("rotation");
                t.nearest = 10;
                t.leave_at_most = Some(0.15);
                t.rotate_at_least = Some(0.1);
                t.backbone_at_least = Some(0.2);
                t.keep_headcount = keep;
                let mut policy = Policy {
                    goals,
                    transfers: vec![t],
                    ..Policy::default()
                };
                policy.solve.time_limit_s = 30.0;
                let c1 = cpu();
                let plan = plan(&d, &standard, &policy, &Options::default());
                match plan {
                    Ok(p) => println!(
                        "n {n} big {big} keep {keep} cpu {:.2} {:?} {:?} moves {} gap {:.1e}",
                        cpu() - c1,
                        p.status,
                        p.goals
                            .iter()
                            .map(|g| (g.goal.clone(), g.value, g.bound))
                            .collect::<Vec<_>>(),
                        p.moves.len(),
                        p.solver.gap
                    ),
                    Err(e) => println!("n {n} big {big} keep {keep} cpu {:.2} {e:?}", cpu() - c1),
                }
            }
        }
    }
}
