//! The command as a user meets it: exit codes, what is printed where, both languages.

#![allow(clippy::unwrap_used)] // a test may fail loudly

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// How a run of the command ended.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

fn command(args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(args);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    command
}

fn run(mut command: Command) -> Run {
    let done = command.output().unwrap();
    Run {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn junheng(args: &[impl AsRef<OsStr>]) -> Run {
    run(command(args))
}

fn example(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    examples.join(name).to_str().unwrap().to_owned()
}

/// A folder with a district of two schools, a standard of its own and a policy.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(policy: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let schools = "school_id,stage,pupils,books\n1,primary,100,2000\n2,primary,100,600\n";
        fs::write(folder.path("schools.csv"), schools).unwrap();
        fs::write(folder.path("standard.toml"), STANDARD).unwrap();
        let policy = format!("standard = \"standard.toml\"\n{policy}");
        fs::write(folder.path("policy.toml"), policy).unwrap();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn at(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }
}

const STANDARD: &str = r#"
id = "books"
[[indicator]]
id = "books"
resource = "books"
per = "pupil"
minimum = { primary = 10 }
cv_limit = { primary = 0.3 }
"#;

const FUND: &str = r#"
[[fund]]
name = "capital"
amount = 9000
[[lever]]
name = "buy books"
adds = { books = 1 }
unit_cost = 30
fund = "capital"
"#;

#[test]
fn the_main_job_runs_on_the_examples_in_both_languages() {
    for name in ["qinghe", "california"] {
        for (lang, start) in [("zh", "== 方案"), ("en", "== Plan")] {
            let done = junheng(&["plan", &example(name), "--lang", lang]);
            assert_eq!(done.code, 0, "{}", done.err);
            assert!(done.out.starts_with(start), "{}", done.out);
        }
    }
}

#[test]
fn a_plan_is_the_same_bytes_each_time() {
    let plan = || junheng(&["plan", &example("qinghe"), "--json", "-"]).out;
    assert_eq!(plan(), plan());
}

#[test]
fn json_on_standard_output_stands_alone() {
    for task in ["assess", "plan"] {
        let done = junheng(&[task, &example("qinghe"), "--json", "-"]);
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(done.json().is_object());
        assert!(done.json().pointer("/solver/seconds").is_none());
    }
}

#[test]
fn assess_exits_0_whether_or_not_the_district_passes() {
    let folder = Folder::new("");
    let done = junheng(&["assess", &folder.at(""), "--json", "-"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.json().get("pass"), Some(&Value::Bool(false)));
    assert_eq!(done.json().get("standard"), Some(&Value::from("books")));
}

#[test]
fn a_plan_is_made_checked_and_becomes_next_years_district() {
    let folder = Folder::new(FUND);
    let (district, json, next) = (
        folder.at(""),
        folder.at("plan.json"),
        folder.at("next/year"),
    );
    let made = junheng(&["plan", &district, "--json", &json, "--after", &next]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("== Plan: books =="), "{}", made.out);

    let checked = junheng(&["verify", &district, "--plan", &json]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.out.contains("Independent bound"), "{}", checked.out);

    let standard = folder.at("standard.toml");
    let assessed = junheng(&["assess", &next, "--json", "-", "--standard", &standard]);
    assert_eq!(assessed.code, 0, "{}", assessed.err);
    let plan: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(
        plan.pointer("/after/sections_detail"),
        assessed.json().get("sections_detail")
    );

    let again = junheng(&["plan", &district, "--after", &next]);
    assert_eq!(again.code, 2, "what is there is not overwritten");
    assert!(again.err.contains("JH1402"), "{}", again.err);
}

#[test]
fn a_plan_that_was_changed_exits_5() {
    let folder = Folder::new(FUND);
    let (district, json) = (folder.at(""), folder.at("plan.json"));
    assert_eq!(junheng(&["plan", &district, "--json", &json, "-q"]).code, 0);
    let mut plan: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    *plan.pointer_mut("/actions/0/units").unwrap() = Value::from(400.0);
    fs::write(&json, plan.to_string()).unwrap();
    let done = junheng(&["verify", &district, "--plan", &json, "--lang", "zh"]);
    assert_eq!(done.code, 5, "{}", done.err);
    assert!(done.err.contains("方案未通过核验"), "{}", done.err);
    assert_eq!(done.out, "");
}

#[test]
fn a_plan_of_another_district_says_so_first() {
    let folder = Folder::new(FUND);
    let json = folder.at("plan.json");
    let made = junheng(&["plan", &example("qinghe"), "--json", &json, "-q"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let args = ["verify", &folder.at(""), "--plan", &json, "--json", "-"];
    let done = junheng(&args);
    assert_eq!(done.code, 5, "{}", done.err);
    let lines: Vec<&str> = done.err.lines().collect();
    assert!(lines[1].starts_with("JH6015: the plan is of another district"));
    assert!(lines[4].starts_with("JH6016: the plan is of another policy"));
    assert!(lines.len() < 40, "{}", done.err);
    // All of it is in the JSON.
    let problems = done.json()["problems"].as_array().unwrap().len();
    let more = format!("and {} more (see verify --json)", problems - 10);
    assert_eq!(*lines.last().unwrap(), more);
    let held = junheng(&["verify", &example("qinghe"), "--plan", &json, "--json", "-"]);
    assert_eq!(held.json()["holds"], true);
    assert_eq!(held.json()["goals"][0]["goal"], "shortfall");
}

#[test]
fn no_result_is_written_over_another_or_over_an_input() {
    let folder = Folder::new(FUND);
    let district = folder.at("");
    let before = fs::read(folder.path("schools.csv")).unwrap();
    let refused = |args: &[&str], codes: &[&str]| {
        let done = junheng(args);
        assert_eq!(done.code, 2, "{args:?}: {}", done.err);
        for code in codes {
            assert!(done.err.contains(code), "{args:?}: {}", done.err);
        }
    };
    let (page, text, table) = (
        folder.at("a.html"),
        folder.at("a.txt"),
        folder.at("schools.csv"),
    );
    refused(&["plan", &district, "--xlsx", &page], &["JH1403"]);
    refused(&["plan", &district, "--html", &text], &["JH1403"]);
    refused(&["template", &text], &["JH1403"]);
    refused(
        &["plan", &district, "--json", &text, "--html", &text],
        &["JH1403", "JH1404"],
    );
    let other = folder.at("./a.html");
    refused(
        &["assess", &district, "--html", &page, "--json", &other],
        &["JH1403", "JH1404"],
    );
    refused(
        &["plan", &district, "--json", &table],
        &["JH1403", "JH1405"],
    );
    let plan = folder.at("plan.json");
    assert_eq!(junheng(&["plan", &district, "--json", &plan, "-q"]).code, 0);
    refused(
        &["verify", &district, "--plan", &plan, "--json", &plan],
        &["JH1405"],
    );
    refused(&["compare", &plan, "--json", &plan], &["JH1405"]);
    assert!(fs::read(folder.path("schools.csv")).unwrap() == before);
    assert!(!folder.path("a.html").exists() && !folder.path("a.txt").exists());
    let book = folder.at("a.XLSX");
    assert_eq!(junheng(&["template", &book]).code, 0);
    refused(&["template", &book], &["JH1402"]);
}

#[test]
fn a_fund_never_spends_more_than_it_has() {
    for name in ["qinghe", "california"] {
        let plan = junheng(&["plan", &example(name), "--json", "-"]).json();
        let text = fs::read_to_string(Path::new(&example(name)).join("policy.toml")).unwrap();
        let numbers: String = text.replace('_', "");
        for (fund, spent) in plan["spent"].as_object().unwrap() {
            let after = numbers.split(&format!("name = \"{fund}\"")).nth(1).unwrap();
            let amount = after.split("amount = ").nth(1).unwrap();
            let amount = amount.split_whitespace().next().unwrap();
            assert!(
                spent.as_f64().unwrap() <= amount.parse().unwrap(),
                "{fund} {spent}"
            );
        }
    }
}

#[test]
fn a_file_that_is_no_plan_exits_2() {
    let folder = Folder::new(FUND);
    let (district, json) = (folder.at(""), folder.at("plan.json"));
    for text in ["", "{ \"status\": \"infeasible\" }", "[1, 2", "\u{1b}[2J"] {
        fs::write(&json, text).unwrap();
        let done = junheng(&["verify", &district, "--plan", &json]);
        assert_eq!(done.code, 2, "{}", done.err);
        assert!(done.err.contains("JH1401"), "{}", done.err);
    }
}

#[test]
fn what_cannot_be_had_exits_3_and_says_so_in_json() {
    let folder = Folder::new(&format!(
        "comply = true\n{FUND}[[rule]]\nkeep = {{ school = \"2\" }}\n"
    ));
    let done = junheng(&["plan", &folder.at(""), "--json", "-"]);
    assert_eq!(done.code, 3, "{}", done.err);
    assert_eq!(done.json().get("status"), Some(&Value::from("infeasible")));
    assert!(done.json().get("conflict").unwrap().is_array());
    let repair = done.json().get("repair").cloned().unwrap();
    assert!(!repair.as_array().unwrap().is_empty());
    assert_ne!(done.err, "");
}

#[test]
fn a_limit_exits_4_and_says_so_in_json() {
    let folder = Folder::new(&format!("{FUND}[solve]\ntime_limit_s = 1e-9\n"));
    let done = junheng(&["plan", &folder.at(""), "--json", "-"]);
    assert_eq!(done.code, 4, "{}", done.err);
    assert_eq!(done.json().get("status"), Some(&Value::from("stopped")));
}

#[test]
fn unusable_input_and_arguments_exit_2() {
    let folder = Folder::new("[[fund]]\nname = \"a\"\namount = -1\n");
    let empty = tempfile::tempdir().unwrap();
    let (district, nowhere) = (folder.at(""), empty.path().to_str().unwrap());
    let lines: [&[&str]; 12] = [
        &[],
        &["fly"],
        &["assess"],
        &["assess", nowhere],
        &["assess", "/no/such/place"],
        &["assess", &district, "--html", "x.html"],
        &["plan", &district],
        &["plan", &district, "--solver", "abacus"],
        &["plan", &district, "--policy"],
        &["verify", &district],
        &["generate", nowhere, "--schools", "many", "--seed", "1"],
        &["generate", nowhere, "--schools", "0", "--seed", "1"],
    ];
    for line in lines {
        for lang in ["zh", "en", "fr"] {
            let done = junheng(&[line, &["--lang", lang]].concat());
            assert_eq!(done.code, 2, "{line:?}: {}", done.err);
            assert_eq!(done.out, "", "{line:?}");
            assert_ne!(done.err, "", "{line:?}");
        }
    }
}

#[test]
fn a_policy_that_only_lies_there_is_not_held_against_another_standard() {
    let weights = "[weights]\nbooks = 2.0\n";
    let folder = Folder::new(&format!("{weights}{FUND}"));
    let other = STANDARD.replace("id = \"books\"\nresource", "id = \"library\"\nresource");
    fs::write(folder.path("other.toml"), other).unwrap();
    let (district, standard) = (folder.at(""), folder.at("other.toml"));
    let done = junheng(&["assess", &district, "--standard", &standard]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

#[test]
fn only_a_plan_needs_a_policy() {
    let folder = Folder::new("");
    fs::create_dir_all(folder.path("a/b")).unwrap();
    fs::copy(folder.path("schools.csv"), folder.path("a/b/schools.csv")).unwrap();
    let (district, standard) = (folder.at("a/b"), folder.at("standard.toml"));
    let done = junheng(&["assess", &district, "--standard", &standard]);
    assert_eq!(done.code, 0, "{}", done.err);
    fs::write(folder.path("a/b/schools.csv"), "school_id,stage,pupils,higher_degree_teachers,backbone_teachers,pe_arts_teachers,teaching_area_m2,sports_area_m2,equipment_yuan,multimedia_rooms\n1,primary,100,5,2,2,500,900,300000,3\n").unwrap();
    let done = junheng(&["plan", &district]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("JH4009"), "{}", done.err);
}

#[test]
fn generated_districts_fail_today_and_are_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let county = folder.path().join("county").to_str().unwrap().to_owned();
    let made = junheng(&["generate", &county, "--schools", "12", "--seed", "7"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let assessed = junheng(&["assess", &county, "--json", "-"]);
    assert_eq!(assessed.code, 0, "{}", assessed.err);
    assert_eq!(assessed.json().get("pass"), Some(&Value::Bool(false)));
    let again = junheng(&["generate", &county, "--schools", "12", "--seed", "8"]);
    assert_eq!(again.code, 2, "{}", again.err);
}

#[test]
fn help_is_all_in_the_language_of_the_argument_or_the_locale() {
    let help = |args: &[&str], locale: &str| {
        let mut command = command(args);
        command.env("LANG", locale);
        let done = run(command);
        assert_eq!(done.code, 0, "{}", done.err);
        done.out
    };
    for task in ["assess", "plan", "verify", "generate"] {
        let zh = help(&[task, "--help"], "zh_CN.UTF-8");
        assert!(zh.contains("用法：junheng"), "{zh}");
        for english in ["Usage", "Options", "Print", "possible values"] {
            assert!(!zh.contains(english), "{zh}");
        }
        let en = help(&[task, "--help"], "C");
        assert!(en.contains("Usage: junheng") && en.is_ascii(), "{en}");
    }
    assert!(help(&["--lang", "en", "--help"], "zh_CN.UTF-8").contains("Exit codes"));
    assert!(help(&["--version"], "C").starts_with("junheng "));
}

#[test]
fn quiet_says_nothing_and_timings_go_to_standard_error() {
    let folder = Folder::new(FUND);
    let done = junheng(&["plan", &folder.at(""), "--quiet"]);
    assert_eq!(
        (done.code, done.out, done.err),
        (0, String::new(), String::new())
    );
    let done = junheng(&["plan", &folder.at(""), "--timings", "--json", "-"]);
    assert!(done.json().pointer("/solver/seconds").unwrap().is_number());
    assert!(done.err.contains("planning"), "{}", done.err);
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let mut child = command(&["assess", &example("california"), "--json", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr), (Some(0), Vec::new()));
}

#[test]
fn output_that_cannot_be_written_exits_1() {
    let folder = Folder::new(FUND);
    let a_folder = folder.at("");
    // Before any work is done, and none of it: the plan is not written either.
    let (plan, nowhere) = (folder.at("plan.json"), folder.at("no/where.html"));
    let done = junheng(&["plan", &a_folder, "--json", &plan, "--html", &nowhere, "-q"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.err.contains("JH1020") && !folder.path("plan.json").exists());
    let done = junheng(&["plan", &a_folder, "--json", &a_folder, "-q"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.err.contains("JH1020"), "{}", done.err);
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_is_an_error_like_any_other() {
    use std::os::unix::ffi::OsStrExt;
    let odd = OsStr::from_bytes(b"/no/\xff\xfe/where");
    assert_eq!(junheng(&[OsStr::new("assess"), odd]).code, 2);
    let standard = [
        OsStr::new("assess"),
        OsStr::new("x"),
        OsStr::new("--standard"),
        odd,
    ];
    assert_eq!(junheng(&standard).code, 2);
}
