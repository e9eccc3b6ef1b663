//! Real examples of errors: good files of a small county, one thing in one of them made
//! wrong, and what is then said. Which code that is, the library says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use junheng::compare::Comparison;
use junheng::frontier::{Draw, between, frontier};
use junheng::planner::Solver;
use junheng::policy::{Goal, Measure};
use junheng::sweep::{Existing, Store, Sweep, fingerprint};
use junheng::{Code, Error, Lang, Options, Plan, Policy, Problem, Problems, io, plan, verify};

/// The good files.
const FILES: [(&str, &str); 7] = [
    (
        "schools.csv",
        "school_id,name,stage,locale,group,pupils,classes,lat,lon,books,equipment_yuan\n\
         1,Hill,primary,rural,east,100,3,30.1,110.1,600,150000\n\
         2,Lake,primary,town,west,120,3,30.2,110.2,2400,390000\n\
         2,Lake,junior,town,west,80,2,30.2,110.2,1500,220000\n",
    ),
    ("campuses.csv", "school_id,senior_pupils,books\n2,40,300\n"),
    (
        "teachers.csv",
        "school_id,stage,subject,higher_degree,backbone,pe_arts,rotation_eligible,count\n\
         1,primary,maths,no,no,no,yes,4\n\
         2,primary,music,yes,no,yes,yes,6\n\
         2,primary,maths,yes,yes,no,yes,4\n\
         2,junior,maths,yes,no,no,no,7\n",
    ),
    ("travel.csv", "from,to,minutes\n1,2,20\n"),
    (
        "standard.toml",
        "id = \"ours\"\n\
         [[indicator]]\nid = \"books\"\nresource = \"books\"\nper = \"pupil\"\n\
         minimum = { primary = 10, junior = 15 }\ncv_limit = { primary = 0.5 }\n\
         [[indicator]]\nid = \"equipment\"\nresource = \"equipment_yuan\"\nper = \"pupil\"\n\
         minimum = { primary = 2000, junior = 2500 }\n\
         [[indicator]]\nid = \"teachers\"\nresource = \"teachers\"\nper = \"100 pupils\"\n\
         [section]\nmay_miss = 1\nfloor = 0.85\n",
    ),
    (
        "policy.toml",
        "standard = \"standard.toml\"\ngoals = [\"shortfall\", { disparity = \"mad\" }, \"cost\"]\n\
         no_levelling_down = \"minimum\"\n\
         [weights]\nbooks = 2.0\n\
         [[fund]]\nname = \"capital\"\namount = 40_000\n\
         [[lever]]\nname = \"buy books\"\nadds = { books = 1.0 }\nunit_cost = 30\nfund = \"capital\"\n\
         max_per_section = 500\nmax_total = 900\nstages = [\"primary\"]\n\
         [[lever]]\nname = \"buy equipment\"\nadds = { equipment_yuan = 1000 }\n\
         unit_cost = { town = 1050, rural = 1100 }\nfund = \"capital\"\n\
         [[lever]]\nname = \"recruit\"\n\
         recruit = { subject = \"art\", higher_degree = true, backbone = false, pe_arts = true }\n\
         unit_cost = 90_000\nfund = \"capital\"\n\
         [[lever]]\nname = \"courses\"\n\
         train = { from = { higher_degree = false }, to = { higher_degree = true } }\n\
         unit_cost = 15_000\nfund = \"capital\"\n\
         [[transfer]]\nname = \"rotation\"\nmoves = \"teachers\"\nreach_km = 30\nnearest = 20\n\
         unit_cost = 600\nfund = \"capital\"\nleave_at_most = 0.5\nrotate_at_least = 0.05\n\
         [[rule]]\nshare = { fund = \"capital\", locales = [\"rural\"], at_least = 0.5 }\n\
         [[rule]]\ncap = { fund = \"capital\", per_section = 30_000 }\n\
         [[rule]]\nkeep = { school = \"2\", stage = \"junior\" }\n\
         [[rule]]\nstaffing = { primary = 10 }\n\
         [solve]\ntime_limit_s = 60\ngap = 1e-4\nthreads = 1\n",
    ),
    (
        "sweep.toml",
        "[[vary]]\nwhat = \"fund.capital.amount\"\nvalues = [20e3, 40e3]\n\
         [[vary]]\nwhat = \"pupils\"\nfactors = [0.9, 1.0]\nwhere = { locale = \"rural\" }\n",
    ),
];

/// One thing made wrong: in which file what becomes what; nothing becomes the whole file.
#[rustfmt::skip]
const WRONG: &[(&str, &str, &str)] = &[
    // The tables.
    ("schools.csv", "", "school_id,stage,pupils\n1,\u{7}primary,100\n"),
    ("schools.csv", "", ""),
    ("schools.csv", "", "school_id,stage,pupils,books,equipment_yuan\n"),
    ("schools.csv", "school_id,", "code,"),
    ("schools.csv", ",books,", ",novels,"),
    ("schools.csv", ",equipment_yuan", ",books"),
    ("schools.csv", ",equipment_yuan", ","),
    ("schools.csv", ",books,", ",books（万元）,"),
    ("schools.csv", "600,150000", "600"),
    ("schools.csv", "Hill", "\"Hill"),
    ("schools.csv", "rural,east,100", "rural,east,many"),
    ("schools.csv", "600,150000", "inf,150000"),
    ("schools.csv", "600,150000", "-600,150000"),
    ("schools.csv", "600,150000", ",150000"),
    ("schools.csv", "east,100,3", "east,0,3"),
    ("schools.csv", "east,100,3", "east,,3"),
    ("schools.csv", "east,100,3", "east,1e12,3"),
    ("schools.csv", "1,Hill", ",Hill"),
    ("schools.csv", "Hill,primary", "Hill,senior"),
    ("schools.csv", "rural,east", "suburb,east"),
    ("schools.csv", "name,stage", "teaching_point,stage"),
    ("schools.csv", "30.1,110.1", "30.1,"),
    ("schools.csv", "30.1,110.1", "95,110.1"),
    ("schools.csv", "2,Lake,primary", "1,Hill,primary"),
    ("schools.csv", "150000\n", "150000\n合计,,,,,300,8,,,4500,760000\n"),
    ("schools.csv", "220000\n", "220000\n注：以上为上报数\n"),
    ("schools.csv", "group,pupils", "colour,pupils"),
    ("schools.csv", "name,stage", "book,stage"),
    ("schools.csv", "equipment_yuan", "equipment_yuan（万元）"),
    ("schools.csv", "pupils,classes", "pupils,clases"),
    ("schools.csv", "pupils,classes", "pupils,teachers"),
    ("schools.csv", "group,pupils", "a note,pupils"),
    ("campuses.csv", "2,40", "7,40"),
    ("campuses.csv", "300\n", "300\n2,40,300\n"),
    ("campuses.csv", "senior_pupils,books", "senior_pupils,teachers"),
    ("teachers.csv", "1,primary", "1,junior"),
    ("teachers.csv", "yes,4\n", "yes,4.5\n"),
    ("teachers.csv", "no,no,no,yes,4", "perhaps,no,no,yes,4"),
    ("teachers.csv", "", "school_id,stage,subject,count\n"),
    ("travel.csv", "1,2,20", "1,9,20"),
    ("travel.csv", "1,2,20", "1,1,20"),
    ("travel.csv", "1,2,20\n", "1,2,20\n1,2,25\n"),
    // The standard.
    ("standard.toml", "", "id = \"ours\"\n"),
    ("standard.toml", "per = \"pupil\"", "per = \"head\""),
    ("standard.toml", "resource = \"books\"\n", ""),
    ("standard.toml", "[[indicator]]", "[[indicators]]"),
    ("standard.toml", "floor = 0.85", "floor = 85"),
    ("standard.toml", "primary = 0.5", "primary = 0"),
    ("policy.toml", "\"standard.toml\"", "\"quality-2017\""),
    // The policy.
    ("policy.toml", "threads = 1", "threads 1"),
    ("policy.toml", "no_levelling", "no_leveling"),
    ("policy.toml", "threads = 1", "colour = 1"),
    ("policy.toml", "\"minimum\"", "\"never\""),
    ("policy.toml", "\"minimum\"", "7"),
    ("policy.toml", "[\"primary\"]", "\"primary\""),
    ("policy.toml", "school = \"2\", ", ""),
    ("policy.toml", "max_total = 900", "max_total = \"many\""),
    ("policy.toml", "threads = 1", "threads = 1.5"),
    ("policy.toml", "stages = [\"primary\"]", "whole = \"no\""),
    ("policy.toml", "{ books = 1.0 }", "1.0"),
    ("policy.toml", "40_000", "\"much\""),
    ("policy.toml", "unit_cost = 30\n", "unit_cost = \"dear\"\n"),
    ("policy.toml", "\"shortfall\"", "7"),
    ("policy.toml", "keep = { school = \"2\", stage = \"junior\" }", ""),
    ("policy.toml", "[\"shortfall\", { disparity = \"mad\" }, \"cost\"]", "[]"),
    ("policy.toml", "\"cost\"", "\"shortfall\""),
    ("policy.toml", "books = 2.0", "novels = 2.0"),
    ("policy.toml", "books = 2.0", "books = 0\nequipment = 0\nteachers = 0"),
    ("policy.toml", "stages = [\"primary\"]", "locales = [\"urban\"]"),
    ("policy.toml", "[[lever]]", "[[fund]]\nname = \"gifts\"\namount = 5000\n[[lever]]"),
    ("policy.toml", "40_000", "-1"),
    ("policy.toml", "\"buy equipment\"", "\"buy books\""),
    ("policy.toml", "\"buy books\"", "\"\""),
    ("policy.toml", "{ books = 1.0 }", "{ gardens = 1.0 }"),
    ("policy.toml", "{ books = 1.0 }", "{ books = 0 }"),
    ("policy.toml", "town = 1050, ", ""),
    ("policy.toml", "unit_cost = 30\nfund = \"capital\"", "unit_cost = 30"),
    ("policy.toml", "unit_cost = 30\nfund = \"capital\"", "unit_cost = 30\nfund = \"gifts\""),
    ("policy.toml", "school = \"2\"", "school = \"9\""),
    ("policy.toml", "stages = [\"primary\"]", "groups = [\"north\"]"),
    ("policy.toml", "at_least = 0.5", "at_least = 50"),
    ("policy.toml", "[\"rural\"], at", "[\"urban\"], at"),
    ("policy.toml", "school = \"2\", stage", "school = \"1\", stage"),
    ("policy.toml", "time_limit_s = 60", "time_limit_s = 0"),
    ("policy.toml", "standard =", "currency = \"dollars\"\nstandard ="),
    ("policy.toml", "nearest = 20", "reach_minutes = 20"),
    ("policy.toml", "rotate_at_least = 0.05", "rotate_at_least = 0.8"),
    ("policy.toml", "recruit = {", "adds = { books = 1 }\nrecruit = {"),
    ("policy.toml", "adds = { books = 1.0 }", "adds = { teachers = 1.0 }"),
    ("policy.toml", "leave_at_most", "whole = false\nleave_at_most"),
    ("policy.toml", "to = { higher_degree = true }", "to = { higher_degree = false }"),
    ("policy.toml", "moves = \"teachers\"", "moves = \"books\""),
    ("policy.toml", "moves = \"teachers\"", "moves = \"desks\""),
    ("policy.toml", "40_000", "4"),
    ("policy.toml", "reach_km = 30", "reach_km = 0.1"),
    // The sweep.
    ("sweep.toml", "", ""),
    ("sweep.toml", "[20e3, 40e3]", "[]"),
    ("sweep.toml", "[20e3, 40e3]", "{ from = 5, to = 1, step = 1 }"),
    ("sweep.toml", "", "[sample]\ncount = 1_000_000_000\nseed = 1\n[[sample.vary]]\nwhat = \"pupils\"\nuniform = [0.9, 1.1]\n"),
    ("sweep.toml", "40e3]", "40e3]\n[[scenario]]\n\"fund.capital.amount\" = 30e3"),
    ("sweep.toml", "fund.capital", "fund.capitol"),
    ("sweep.toml", "[20e3, 40e3]", "[\"much\"]"),
    ("sweep.toml", "[0.9, 1.0]", "[0, 1]"),
    ("sweep.toml", "\"rural\"", "\"urban\""),
    ("sweep.toml", "fund.capital.amount", "standard"),
    ("sweep.toml", "fund.capital.amount\"\nvalues = [20e3, 40e3]", "no_levelling_down\"\nfactors = [2]"),
    ("sweep.toml", "40e3]", "40e3]\nwhere = { locale = \"rural\" }"),
    ("sweep.toml", "\"pupils\"\nfactors = [0.9, 1.0]\nwhere = { locale = \"rural\" }", "\"fund.capital.amount\"\nvalues = [1]"),
    ("sweep.toml", "", "[sample]\ncount = 3\nseed = 1\n[[sample.vary]]\nwhat = \"pupils\"\nuniform = [1.1, 0.9]\n"),
];

/// What a plan's JSON is made to say, by pointer.
#[rustfmt::skip]
const BROKEN: &[(&str, &str)] = &[
    ("/after/stages/0/indicators/0/cv", "0.1"),
    ("/goals/0/value", "0.5"),
    ("/spent/capital", "1.0"),
    ("/actions/0/lever", "\"build a pool\""),
    ("/actions/0/school_id", "\"9\""),
    ("/actions/1", "/actions/0"),
    ("/actions/0/units", "-1.0"),
    ("/actions/0/units", "700.0"),
    ("/actions/0/units", "0.0"),
    ("/actions/0/cost", "1.0"),
    ("/actions/0/stage", "\"junior\""),
    ("/actions/1", r#"{"lever":"buy equipment","school_id":"2","stage":"junior","units":1.0,"cost":1050.0}"#),
    ("/actions/1", r#"{"lever":"buy books","school_id":"2","stage":"junior","units":1.0,"cost":30.0}"#),
    ("/moves/0/count", "99"),
    ("/moves/0/to", "\"9\""),
    ("/moves/0/to", "/moves/0/from"),
    ("/moves/0/transfer", "\"exchange\""),
    ("/moves", "[]"),
    ("/spent/gifts", "1.0"),
    ("/goals/0/goal", "\"floor\""),
    ("/goals/0/bound", "0.9"),
    ("/goals/1", "null"),
    ("/after/sections_passing", "99"),
    ("/prices", r#"[{"of":"fund.gifts","goal":"shortfall","per_unit":-1e-6}]"#),
    ("/status", "\"infeasible\""),
];

/// An example: what stands where, and what is then wrong.
pub(crate) struct Example {
    pub(crate) file: String,
    pub(crate) line: String,
    /// Whether it is missing there.
    pub(crate) is_gone: bool,
    problem: Problem,
}

impl Example {
    /// What is said of it, on one line.
    pub(crate) fn said(&self, lang: Lang) -> String {
        let said = self.problem.say(lang);
        said.lines().next().unwrap().to_owned()
    }
}

/// For each code the first example that gives it.
pub(crate) fn examples() -> BTreeMap<Code, Example> {
    let mut found = BTreeMap::new();
    for (file, from, to) in WRONG {
        let good = FILES.iter().find(|(name, _)| name == file).unwrap().1;
        let text = if from.is_empty() {
            (*to).to_owned()
        } else {
            assert!(good.contains(from), "{file}: {from}");
            good.replacen(from, to, 1)
        };
        let folder = folder(Some((file, &text)));
        let problems = problems_of(folder.path());
        assert!(
            !problems.is_empty(),
            "{file}: {from} -> {to} is nothing wrong"
        );
        let is_alone = problems.len() == 1;
        for problem in problems {
            let is_there = problem.place.file.as_deref().is_none_or(|f| f == *file);
            if !is_there && !is_alone {
                // What follows from it elsewhere explains little.
                continue;
            }
            let row = problem.place.row.filter(|_| is_there);
            let of_row = row.and_then(|row| text.lines().nth(row - 1));
            let is_new = |line: &&str| !line.is_empty() && good.lines().all(|l| l != *line);
            let new = of_row.filter(is_new).or_else(|| text.lines().find(is_new));
            let gone = from.lines().find(|line| !to.contains(line));
            let (line, is_gone) = match (new, gone) {
                (Some(line), _) => (line, false),
                (None, Some(line)) if from.contains(to) => (line, true),
                _ => (of_row.or(text.lines().last()).unwrap_or_default(), false),
            };
            if !found.contains_key(&problem.code) {
                add(&mut found, file, line, problem).is_gone = is_gone;
            }
        }
    }
    broken_plans(&mut found);
    others(&mut found);
    found
}

fn add<'f>(
    found: &'f mut BTreeMap<Code, Example>,
    file: &str,
    line: &str,
    problem: Problem,
) -> &'f mut Example {
    found.entry(problem.code).or_insert_with(|| Example {
        file: file.to_owned(),
        line: line.trim().replace('\u{7}', "\\u{7}"),
        is_gone: false,
        problem,
    })
}

/// The good files, one of them replaced.
fn folder(wrong: Option<(&str, &str)>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, good) in FILES {
        let text = wrong
            .filter(|(file, _)| *file == name)
            .map_or(good, |w| w.1);
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// All that is wrong or doubtful with a folder: the district, the policy, the sweep.
fn problems_of(folder: &Path) -> Vec<Problem> {
    let load = || -> Result<Problems, Error> {
        let input = io::load(folder, &io::Load::default())?;
        let (spec, origin) = io::load_sweep(&folder.join("sweep.toml"))?;
        Sweep::new(
            &spec,
            &input.district,
            &input.standard,
            &input.policy,
            &origin,
        )?;
        Ok(input.warnings)
    };
    let problems = load().unwrap_or_else(|error| error.problems());
    problems.into_iter().map(|p| named(p, folder)).collect()
}

/// The problem with its file's name alone.
fn named(mut problem: Problem, folder: &Path) -> Problem {
    let folder = format!("{}/", folder.display());
    problem.place.file = problem.place.file.map(|file| file.replace(&folder, ""));
    problem
        .args
        .iter_mut()
        .for_each(|arg| *arg = arg.replace(&folder, ""));
    problem
}

/// A plan of the good files, changed in one place.
fn broken_plans(found: &mut BTreeMap<Code, Example>) {
    let folder = folder(None);
    let input = io::load(folder.path(), &io::Load::default()).unwrap();
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let good = plan(district, standard, policy, &Options::default()).unwrap();
    let good = serde_json::to_value(&good).unwrap();
    for (pointer, value) in BROKEN {
        let mut plan = good.clone();
        let value = match good.pointer(value) {
            Some(value) => value.clone(),
            None => serde_json::from_str(value).unwrap(),
        };
        let (above, key) = pointer.rsplit_once('/').unwrap();
        let above = plan.pointer_mut(above);
        match above.unwrap_or_else(|| panic!("{pointer} is not in {good}")) {
            serde_json::Value::Object(keys) => {
                keys.insert(key.to_owned(), value.clone());
            }
            list if value.is_null() => {
                list.as_array_mut().unwrap().remove(key.parse().unwrap());
            }
            list => *list.get_mut(key.parse::<usize>().unwrap()).unwrap() = value.clone(),
        }
        let file = folder.path().join("plan.json");
        fs::write(&file, plan.to_string()).unwrap();
        let checked = Plan::read(&file)
            .and_then(|plan| verify::judge(district, standard, policy, &plan).map(|_| ()));
        let problems = checked.err().map(|e| e.problems()).unwrap_or_default();
        assert!(!problems.is_empty(), "{pointer} = {value} is nothing wrong");
        let value = value.to_string();
        let value: String = value.chars().take(60).collect();
        for problem in problems {
            let line = format!(
                "{} = {value}",
                pointer.trim_start_matches('/').replace('/', ".")
            );
            add(found, "plan.json", &line, named(problem, folder.path()));
        }
    }
}

/// What is asked for and cannot be.
#[expect(clippy::too_many_lines, reason = "one list of examples")]
fn others(found: &mut BTreeMap<Code, Example>) {
    let folder = folder(None);
    let at = |name: &str| folder.path().join(name);
    let input = io::load(folder.path(), &io::Load::default()).unwrap();
    let (district, standard, policy) = (&input.district, &input.standard, &input.policy);
    let mut say = |line: &str, error: Option<Error>| {
        let error = error.unwrap_or_else(|| panic!("{line} is nothing wrong"));
        for problem in error.problems() {
            add(found, "", line, named(problem, folder.path()));
        }
    };
    let load = |name: &str| io::load(&at(name), &io::Load::default()).err();
    say("junheng assess nowhere", load("nowhere"));
    say("junheng assess schools.csv", load("schools.csv"));
    fs::create_dir(at("empty")).unwrap();
    say("junheng assess empty", load("empty"));
    fs::write(at("a.json"), "{ \"schools\": [").unwrap();
    say("junheng assess a.json", load("a.json"));
    for text in [
        "[1, 2]",
        "{ \"schools\": [7] }",
        "{ \"schools\": [{ \"school_id\": 1, \"stage\": \"primary\", \"pupils\": [45] }] }",
    ] {
        fs::write(at("a.json"), text).unwrap();
        say(&format!("a.json: {text}"), load("a.json"));
    }
    fs::copy(at("schools.csv"), at("empty/schools.csv")).unwrap();
    fs::copy(at("schools.csv"), at("empty/学校.csv")).unwrap();
    say("schools.csv, 学校.csv", load("empty"));
    let draw = |from, to| Draw {
        from,
        to,
        ..Draw::default()
    };
    let of_fund = |fund: &str, draw: &Draw| frontier(district, standard, policy, fund, draw).err();
    say(
        "junheng frontier . --fund gifts",
        of_fund("gifts", &Draw::default()),
    );
    let range = of_fund("capital", &draw(Some(9.0), Some(5.0)));
    say("junheng frontier . --fund capital --from 9 --to 5", range);
    let goals = (Goal::Shortfall, Goal::WorstCv);
    let curve = between(
        district,
        standard,
        policy,
        goals.0,
        goals.1,
        &Draw::default(),
    );
    say("junheng frontier . --against worst_cv", curve.err());
    let (spec, origin) = io::load_sweep(&at("sweep.toml")).unwrap();
    let sweep = Sweep::new(&spec, district, standard, policy, &origin).unwrap();
    let solver = Options::default().solver;
    let content = fingerprint(&spec, district, standard, policy, solver).unwrap();
    let open = |name: &str, content: &str, existing| {
        Store::open(&at(name), &sweep, content, Lang::En, existing).err()
    };
    let line = "junheng sweep . --sweep sweep.toml --out rows";
    say(
        &format!("{line}.ods"),
        open("rows.ods", &content, Existing::Refuse),
    );
    assert!(open("rows.csv", &content, Existing::Refuse).is_none());
    say(
        &format!("{line}.csv"),
        open("rows.csv", &content, Existing::Refuse),
    );
    let changed = open("rows.csv", "other", Existing::Resume);
    say(&format!("{line}.csv --resume"), changed);
    fs::write(at("rows.csv"), "some\nthing\n").unwrap();
    let strange = open("rows.csv", &content, Existing::Resume);
    say(&format!("{line}.csv --resume"), strange);
    let mut poor = policy.clone();
    poor.comply = true;
    poor.funds[0].amount = junheng::policy::Amount::Yuan(1.0);
    poor.transfers.clear();
    poor.rules.clear();
    let none = plan(district, standard, &poor, &Options::default());
    say("comply = true", none.err());
    let mut hasty = policy.clone();
    hasty.solve.time_limit_s = 1e-9;
    let none = plan(district, standard, &hasty, &Options::default());
    say("time_limit_s = 1e-9", none.err());
    for (solver, line) in [
        (Solver::Levels, "junheng plan . --solver levels"),
        (Solver::Microlp, "junheng plan . --solver microlp"),
    ] {
        let options = Options {
            solver,
            ..Options::default()
        };
        let std = Policy {
            goals: vec![Goal::Disparity(Measure::Std)],
            ..policy.clone()
        };
        say(line, plan(district, standard, &std, &options).err());
    }
    let mut idle = policy.clone();
    idle.goals = vec![Goal::Cost];
    idle.transfers.clear();
    idle.rules.clear();
    let curve = frontier(district, standard, &idle, "capital", &Draw::default());
    say("junheng frontier . --fund capital --goal cost", curve.err());
    let made = plan(district, standard, policy, &Options::default()).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/qinghe");
    let other = io::load(&root, &io::Load::default()).unwrap();
    let judged = verify::judge(&other.district, &other.standard, &other.policy, &made);
    let first = judged
        .err()
        .unwrap()
        .problems()
        .into_iter()
        .take(2)
        .collect();
    say(
        "junheng verify elsewhere --plan plan.json",
        Some(Error::Unverified(first)),
    );
    let one = junheng::disparity::assess(district, standard).unwrap();
    let mut other = one.clone();
    other.standard = "basically-balanced-2012".into();
    let compared = Comparison::of(&one, &other).err();
    say("junheng compare 2024 2025", compared);
}
