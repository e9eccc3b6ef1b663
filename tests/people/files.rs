//! `teachers.csv` and `travel.csv`: read, checked, written and read again.

use std::fs;
use std::path::Path;

use junheng::district::TeacherKind;
use junheng::io::{self, Load};
use junheng::{Code, District, Error, Lang, generate};

const SCHOOLS: &str = "school_id,stage,pupils,books\n1,primary,45,279\n2,junior,37,137\n";

const STANDARD: &str = r#"
id = "books"
[[indicator]]
id = "books"
resource = "books"
per = "pupil"
"#;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("d")).unwrap();
    fs::write(dir.path().join("books.toml"), STANDARD).unwrap();
    for (name, text) in files {
        fs::write(dir.path().join("d").join(name), text).unwrap();
    }
    dir
}

fn load(dir: &Path) -> Result<District, Error> {
    let options = Load {
        standard: Some(dir.join("books.toml").display().to_string()),
        ..Load::default()
    };
    Ok(io::load(&dir.join("d"), &options)?.district)
}

/// What is wrong with these files: file, line, code.
fn problems(files: &[(&str, &str)]) -> Vec<(String, Option<usize>, Code)> {
    let dir = folder(files);
    let Err(Error::Input(problems)) = load(dir.path()) else {
        return Vec::new();
    };
    let named = |p: &junheng::Problem| {
        let said = p.say(Lang::Zh) + &p.say(Lang::En);
        assert!(!said.contains("{0}") && !said.contains("{1}"), "{said}");
        let file = p.place.file.clone().unwrap_or_default();
        let file = file.rsplit('/').next().unwrap_or_default().to_owned();
        (file, p.place.row, p.code)
    };
    problems.iter().map(named).collect()
}

#[test]
fn tables_in_both_languages_say_the_same() {
    let english = "school_id,stage,subject,higher_degree,backbone,pe_arts,rotation_eligible,count\n\
        1,primary,music,yes,no,true,1,2\n1,primary,maths,,,,0,3\n2,junior,maths,1,1,0,true,1\n\
        1,primary,music,yes,,true,yes,1\n";
    let chinese = "学校代码,学段,学科,高于规定学历,骨干,体育艺术,符合交流条件,人数（人）\n\
        1,小学,music,是,否,是,是,3\n1,小学,maths,否,否,否,否,3\n2,初中,maths,是,是,否,是,1\n";
    let read = |name, text| {
        let dir = folder(&[("schools.csv", SCHOOLS), (name, text)]);
        load(dir.path()).unwrap()
    };
    let district = read("teachers.csv", english);
    assert_eq!(district, read("教师.csv", chinese));
    let music = TeacherKind {
        higher_degree: true,
        pe_arts: true,
        rotation_eligible: true,
        ..TeacherKind::of("music")
    };
    let staff = district.staff().unwrap();
    assert_eq!(staff.count(0, staff.number(&music).unwrap()), 3);
    let stocks = |id| {
        let column = district.resource(id).unwrap();
        [district.stock(0, column), district.stock(1, column)]
    };
    assert_eq!(stocks("teachers"), [6.0, 1.0]);
    assert_eq!(stocks("higher_degree_teachers"), [3.0, 1.0]);
    assert_eq!(stocks("backbone_teachers"), [0.0, 1.0]);
    assert_eq!(stocks("pe_arts_teachers"), [3.0, 0.0]);
    // Stocks that agree may stand in schools.csv, or be left blank there.
    let same = "school_id,stage,pupils,books,teachers\n1,primary,45,279,6\n2,junior,37,137,\n";
    let dir = folder(&[("schools.csv", same), ("teachers.csv", english)]);
    let agreed = load(dir.path()).unwrap();
    assert_eq!(agreed.staff(), district.staff());
    let column = agreed.resource("teachers").unwrap();
    assert_eq!(agreed.stock(1, column), 1.0);
}

#[test]
fn every_mistake_is_named_at_its_cell() {
    let head = "school_id,stage,count\n";
    let teachers = |rows: &str| {
        let text = format!("{head}{rows}");
        problems(&[("schools.csv", SCHOOLS), ("teachers.csv", &text)])
    };
    let at = |row, code| ("teachers.csv".to_owned(), Some(row), code);
    assert_eq!(
        teachers(
            "1,primary,1.5\n1,primary,-1\n1,primary,many\n1,senior,1\n,primary,1\n1,primary,\n"
        ),
        [
            at(2, Code::NotPeople),
            at(3, Code::Negative),
            at(4, Code::NotANumber),
            at(5, Code::NotAStage),
            at(6, Code::EmptyCell),
            at(7, Code::EmptyCell),
        ]
    );
    assert_eq!(
        teachers("1,primary,1\n9,primary,1\n1,junior,2\n"),
        [
            at(3, Code::TeachersOfNoSection),
            at(4, Code::TeachersOfNoSection)
        ]
    );
    let flag = "school_id,stage,count,backbone\n1,primary,1,maybe\n";
    assert_eq!(
        problems(&[("schools.csv", SCHOOLS), ("teachers.csv", flag)]),
        [at(2, Code::NotABoolean)]
    );
    let none = "school_id,stage,subject\n1,primary,maths\n";
    assert_eq!(
        problems(&[("schools.csv", SCHOOLS), ("teachers.csv", none)]),
        [("teachers.csv".to_owned(), Some(1), Code::MissingColumn)]
    );
    let other = "school_id,stage,pupils,books,teachers\n1,primary,45,279,6\n2,junior,37,137,0\n";
    let text = format!("{head}1,primary,5\n");
    assert_eq!(
        problems(&[("schools.csv", other), ("teachers.csv", &text)]),
        [("schools.csv".to_owned(), Some(2), Code::TeachersDisagree)]
    );
    let shared = "school_id,teachers\n1,5\n";
    let found = problems(&[
        ("schools.csv", SCHOOLS),
        ("teachers.csv", &text),
        ("campuses.csv", shared),
    ]);
    assert!(
        found.iter().any(|(.., code)| *code == Code::SharedTeachers),
        "{found:?}"
    );
    let travel = "from,to,minutes\n1,2,15\n1,9,3\n1,2,16\n2,1,-3\n1,1,4\n2,,3\n";
    let at = |row, code| ("travel.csv".to_owned(), Some(row), code);
    let found = problems(&[("schools.csv", SCHOOLS), ("travel.csv", travel)]);
    let expected = [
        at(3, Code::TravelOfNoSchool),
        at(4, Code::TravelTwice),
        at(5, Code::Negative),
        at(6, Code::TravelWithin),
        at(7, Code::EmptyCell),
    ];
    assert_eq!(found, expected);
    let chinese = "起点学校代码,终点学校代码,分钟\n1,2,15\n";
    let dir = folder(&[("schools.csv", SCHOOLS), ("路程.csv", chinese)]);
    assert_eq!(load(dir.path()).unwrap().minutes(1, 0), Some(15.0));
}

#[test]
fn what_is_written_reads_back() {
    let county = generate::County {
        schools: 15,
        seed: 3,
    };
    let plain = generate::county(&county).unwrap();
    let district = generate::with_teachers(&plain, 3).unwrap();
    assert_eq!(district.stocks(), plain.stocks());
    assert_ne!(
        district.staff(),
        generate::with_teachers(&plain, 4).unwrap().staff()
    );
    let dir = tempfile::tempdir().unwrap();
    io::write(&district, dir.path()).unwrap();
    let read = io::load(dir.path(), &Load::default()).unwrap().district;
    assert_eq!(read, district);
    let json = serde_json::to_string(&district).unwrap();
    let back: District = serde_json::from_str(&json).unwrap();
    assert_eq!(back, district);
    // A plain district written over it leaves no teachers behind.
    io::write(&plain, dir.path()).unwrap();
    assert!(!dir.path().join("teachers.csv").exists());
    let small = folder(&[
        ("schools.csv", SCHOOLS),
        ("travel.csv", "from,to,minutes\n1,2,15.5\n"),
    ]);
    let timed = load(small.path()).unwrap();
    io::write(&timed, dir.path()).unwrap();
    let text = fs::read_to_string(dir.path().join("travel.csv")).unwrap();
    assert_eq!(text, "from,to,minutes\n1,2,15.5\n");
    let json = serde_json::to_string(&timed).unwrap();
    assert_eq!(serde_json::from_str::<District>(&json).unwrap(), timed);
}

#[test]
fn generated_teachers_hang_together() {
    for seed in 0..5 {
        let county = generate::County { schools: 40, seed };
        let plain = generate::county(&county).unwrap();
        let district = generate::with_teachers(&plain, seed).unwrap();
        let staff = district.staff().unwrap();
        let all: u64 = staff.headcounts().iter().sum();
        let part = |is: fn(&TeacherKind) -> bool| {
            let kinds = staff.kinds().iter().zip(staff.headcounts());
            let some: u64 = kinds.filter(|(kind, _)| is(kind)).map(|(_, n)| n).sum();
            some as f64 / all as f64
        };
        assert!((0.3..0.5).contains(&part(|k| k.rotation_eligible)));
        let masters = part(|k| k.backbone && k.higher_degree);
        assert!(masters > 0.7 * part(|k| k.backbone));
        assert!(
            staff
                .kinds()
                .iter()
                .all(|k| k.pe_arts == ["体育", "音乐", "美术"].contains(&k.subject.as_str()))
        );
    }
}
