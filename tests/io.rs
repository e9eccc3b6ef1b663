//! Reading and writing districts: the same district whatever the language, units,
//! encoding and format of its files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::fs;
use std::path::Path;

use junheng::io::{Input, Load, load, write};
use junheng::policy::Goal;
use junheng::{Campus, Code, District, Error, Lang, Locale, Position, Section, Stage};

const STANDARD: &str = r#"
id = "books"
[[indicator]]
id = "books"
resource = "books"
per = "pupil"
minimum = { primary = 15, junior = 25 }
"#;

const ENGLISH: &str = "\
school_id,name,stage,locale,group,teaching_point,pupils,classes,lat,lon,teaching_area_m2,sports_area_m2,equipment_yuan,books
2101,清河小学,primary,town,East,false,812,18,30.5,120.25,3654.5,6000,1234000.5,12000
2101,清河小学,junior,town,East,no,1205,24,30.5,120.25,7000,12000,3000000,24000
2102,河口教学点,primary,rural,,true,41,3,,,400,800,90000,615
";

const CHINESE: &str = "\
 学校代码 ,学校名称,学段,城乡类别,分组,教学点,在校生数（人）,班数,纬度,经度,教学及辅助用房面积(平方米),体育运动场馆面积（亩）,教学仪器设备值（万元）,图书 册数\r
2101,清河小学,小学,镇区,East,否,812,18,30.5,120.25,\"3,654.5\",9,123.40005,12 000\r
2101,清河小学,初中,镇区,East,0,\"1，205\",２４,30.5,120.25,７０００,18,300,24000\r
2102,河口教学点,小学,乡村,,是,41,3,,,400,1.2,9,615\r
,,,,,,,,,,,,,\r
\r
";

/// Loads a folder of these files under a standard that asks for books.
fn load_files(files: &[(&str, &[u8])]) -> Result<Input, Error> {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    fs::write(dir.path().join("books.toml"), STANDARD).unwrap();
    let options = Load {
        standard: Some(dir.path().join("books.toml").display().to_string()),
        ..Load::default()
    };
    load(dir.path(), &options)
}

fn read(schools: &[u8]) -> District {
    load_files(&[("schools.csv", schools)]).unwrap().district
}

/// The codes of the warnings of a folder, with their columns.
fn warnings(files: &[(&str, &[u8])]) -> Vec<(Code, Option<String>)> {
    let input = load_files(files).unwrap();
    let warnings = input.warnings.into_iter();
    warnings.map(|w| (w.code, w.place.column)).collect()
}

#[test]
fn either_language_gives_the_same_district() {
    let english = read(ENGLISH.as_bytes());
    assert_eq!(read(CHINESE.as_bytes()), english);
    assert_eq!(english.resources()[1], "sports_area_m2");
    assert_eq!(
        english.stocks_of(0),
        [3654.5, 6000.0, 1_234_000.5, 12_000.0]
    );
    let section = &english.sections()[2];
    assert_eq!(section.stage, Stage::Primary);
    assert_eq!(section.locale, Some(Locale::Rural));
    assert_eq!(section.group, None);
    assert!(section.is_excluded());
    assert_eq!(section.position, None);
    let at = Position::Degrees {
        lat: 30.5,
        lon: 120.25,
    };
    assert_eq!(english.sections()[1].position, Some(at));
}

#[test]
fn every_encoding_gives_the_same_district() {
    let district = read(CHINESE.as_bytes());
    let (gbk, _, _) = encoding_rs::GBK.encode(CHINESE);
    assert_ne!(&*gbk, CHINESE.as_bytes());
    assert_eq!(read(&gbk), district);
    let (gb18030, _, _) = encoding_rs::GB18030.encode(CHINESE);
    assert_eq!(read(&gb18030), district);
    assert_eq!(read(format!("\u{FEFF}{CHINESE}").as_bytes()), district);
    assert_eq!(read(CHINESE.trim_end().as_bytes()), district);
}

#[test]
fn files_may_have_chinese_names() {
    let input = load_files(&[
        ("学校.csv", ENGLISH.as_bytes()),
        ("校区.csv", "学校代码,图书册数\n2101,100\n".as_bytes()),
    ]);
    assert_eq!(input.unwrap().district.campuses().len(), 1);
}

#[test]
fn campuses_stand_in_for_what_schools_leave_empty() {
    let schools = b"school_id,stage,pupils,books,rooms\n1,primary,166,,3\n1,junior,210,,4\n2,junior,100,7,5\n";
    let campuses = b"school_id,books,senior_pupils,desks\n1,23226,,\n2,,5,8\n";
    let files: [(&str, &[u8]); 2] = [("schools.csv", schools), ("campuses.csv", campuses)];
    let Err(Error::Input(problems)) = load_files(&files) else {
        panic!("school 1 says nothing of desks");
    };
    let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::EmptyStock; 2]);
    let campuses = b"school_id,books,senior_pupils,desks\n1,23226,,0\n2,,5,8\n";
    let files: [(&str, &[u8]); 2] = [("schools.csv", schools), ("campuses.csv", campuses)];
    let district = load_files(&files).unwrap().district;
    assert_eq!(district.resources(), ["books", "rooms", "desks"]);
    assert!((district.stock(0, 0) - 9_711.63).abs() < 0.005);
    assert!((district.stock(1, 0) - 13_514.37).abs() < 0.005);
    let expected = Campus {
        school_id: "2".into(),
        senior_pupils: 5.0,
        stocks: [("desks".to_owned(), 8.0)].into(),
    };
    assert_eq!(district.campuses()[1], expected);
}

#[test]
fn unknown_columns_are_resources_or_warned_of() {
    let text = "school_id,stage,pupils,books,desks,校舍维修费（万元）,phone,head,empty,largest_class\n\
        1,primary,45,900,4,1.5,123,Li,,\n2,primary,45,900,5,2,,Wang,,\n";
    let input = load_files(&[("schools.csv", text.as_bytes())]).unwrap();
    assert_eq!(input.district.resources(), ["books", "desks", "校舍维修费"]);
    assert_eq!(input.district.stocks_of(0), [900.0, 4.0, 15_000.0]);
    let expected = [
        (Code::EmptyColumn, "empty"),
        (Code::EmptyColumn, "largest_class"),
        (Code::IgnoredColumn, "head"),
        (Code::IgnoredColumn, "phone"),
    ];
    let expected = expected.map(|(code, column)| (code, Some(column.to_owned())));
    assert_eq!(warnings(&[("schools.csv", text.as_bytes())]), expected);
    for warning in &input.warnings {
        assert!(!warning.say(Lang::Zh).contains("{0}"));
    }
}

#[test]
fn doubtful_input_is_warned_of() {
    let text = "school_id,stage,pupils,books,lat,lon,x_km,y_km,senior_pupils\n1,primary,45,900,1,2,3,4,5\n";
    let expected = [
        (Code::UnusedColumn, Some("senior_pupils".to_owned())),
        (Code::TwoPositions, Some("x_km".to_owned())),
    ];
    let files: [(&str, &[u8]); 1] = [("schools.csv", text.as_bytes())];
    assert_eq!(warnings(&files), expected);
    let district = load_files(&files).unwrap().district;
    let at = Position::Degrees { lat: 1.0, lon: 2.0 };
    assert_eq!(district.sections()[0].position, Some(at));

    let few = b"school_id,stage,pupils,books\n1,primary,45,1\n2,primary,45,0\n3,junior,45,30000\n4,junior,45,0\n";
    let expected = vec![(Code::FarFromMinimum, Some("books".to_owned())); 1];
    assert_eq!(warnings(&[("schools.csv", few)]), expected);
    let lots = b"school_id,stage,pupils,books\n1,primary,45,13501\n3,junior,45,60000\n";
    let expected = vec![(Code::FarFromMinimum, Some("books".to_owned())); 2];
    assert_eq!(warnings(&[("schools.csv", lots)]), expected);
}

#[test]
fn a_policy_is_found_inside_or_beside() {
    let dir = tempfile::tempdir().unwrap();
    let county = dir.path().join("county");
    fs::create_dir(&county).unwrap();
    fs::create_dir(dir.path().join("standards")).unwrap();
    fs::write(dir.path().join("standards/books.toml"), STANDARD).unwrap();
    fs::write(county.join("schools.csv"), ENGLISH).unwrap();
    let goals = |path: &Path, options: &Load| {
        let input = load(path, options).unwrap();
        assert_eq!(input.standard.id, "books");
        (input.has_policy, input.policy.goals)
    };
    let policy =
        |goal: &str, standard: &str| format!("goals = [\"{goal}\"]\nstandard = \"{standard}\"\n");
    let options = Load::default();
    let beside = policy("cost", "standards/books.toml");
    fs::write(dir.path().join("policy.toml"), &beside).unwrap();
    assert_eq!(goals(&county, &options), (true, vec![Goal::Cost]));
    let inside = policy("shortfall", "../standards/books.toml");
    fs::write(county.join("policy.toml"), inside).unwrap();
    assert_eq!(goals(&county, &options), (true, vec![Goal::Shortfall]));
    let named = Load {
        policy: Some(dir.path().join("policy.toml")),
        ..Load::default()
    };
    assert_eq!(goals(&county, &named), (true, vec![Goal::Cost]));

    let mut json = serde_json::to_value(load(&county, &options).unwrap().district).unwrap();
    let file = county.join("county.json");
    fs::write(&file, json.to_string()).unwrap();
    assert_eq!(goals(&file, &options), (true, vec![Goal::Shortfall]));
    json["policy"] = serde_json::json!({
        "goals": [{ "disparity": "gini" }, "cost"], "standard": "../standards/books.toml",
    });
    fs::write(&file, json.to_string()).unwrap();
    assert_eq!(goals(&file, &options).1.len(), 2);
}

#[test]
fn without_a_policy_the_standard_is_that_of_2017() {
    let dir = tempfile::tempdir().unwrap();
    let county = dir.path().join("county");
    fs::create_dir(&county).unwrap();
    fs::write(county.join("schools.csv"), ENGLISH).unwrap();
    let Err(Error::Input(problems)) = load(&county, &Load::default()) else {
        panic!("the county does not give all that the standard needs");
    };
    assert!(problems.iter().all(|p| p.code == Code::MissingResource));
    assert_eq!(problems.len(), 4);
}

#[test]
fn what_cannot_be_read_back_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let build = |resource: &str, name: &str| {
        let section = Section {
            name: name.to_owned(),
            ..Section::new("1", Stage::Primary, 10.0)
        };
        District::builder([resource])
            .section(section, [1.0])
            .build()
            .unwrap()
    };
    let cases = [
        ("pupils", "", Code::UnwritableResource),
        ("图书册数", "", Code::UnwritableResource),
        ("desks（元）", "", Code::UnwritableResource),
        ("desks\u{7}", "", Code::UnwritableText),
        ("desks", "A\0B", Code::UnwritableText),
    ];
    for (resource, name, code) in cases {
        let district = build(resource, name);
        let Err(Error::Output(problems)) = write(&district, dir.path()) else {
            panic!("{resource}");
        };
        assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [code]);
        assert!(serde_json::to_string(&district).is_err());
    }
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(
        write(&build("desks", ""), &file),
        Err(Error::Output(_))
    ));
}

#[test]
fn writing_replaces_what_was_there() {
    let dir = tempfile::tempdir().unwrap();
    let district = |campus: bool| {
        let mut builder =
            District::builder(["books"]).section(Section::new("1", Stage::Primary, 10.0), [1.0]);
        if campus {
            builder = builder.campus(Campus {
                school_id: "1".into(),
                ..Campus::default()
            });
        }
        builder.build().unwrap()
    };
    fs::write(dir.path().join("books.toml"), STANDARD).unwrap();
    let options = Load {
        standard: Some(dir.path().join("books.toml").display().to_string()),
        ..Load::default()
    };
    for campus in [true, false] {
        write(&district(campus), dir.path()).unwrap();
        let read = load(dir.path(), &options).unwrap().district;
        assert_eq!(read, district(campus));
    }
}
