//! The tables of a district as CSV with Chinese headers.

use std::error::Error;

use junheng::district::{Position, Staff};
use junheng::{District, Locale, Stage};

/// The seed of the teachers by kind.
pub(crate) const TEACHERS_SEED: u64 = 1;

const RESOURCES: [(&str, &str); 11] = [
    ("teachers", "专任教师数"),
    ("higher_degree_teachers", "高于规定学历教师数"),
    ("backbone_teachers", "县级以上骨干教师数"),
    ("pe_arts_teachers", "体育艺术专任教师数"),
    ("mid_title_teachers", "中级及以上职称教师数"),
    ("teaching_area_m2", "教学及辅助用房面积"),
    ("sports_area_m2", "体育运动场馆面积"),
    ("equipment_yuan", "教学仪器设备值"),
    ("multimedia_rooms", "网络多媒体教室数"),
    ("computers", "计算机台数"),
    ("books", "图书册数"),
];

fn header(resource: &str) -> &str {
    RESOURCES
        .iter()
        .find(|(id, _)| *id == resource)
        .map_or(resource, |(_, header)| header)
}

/// `schools.csv`: one row a section, with what it holds by itself.
pub(crate) fn schools(district: &District) -> Result<String, Box<dyn Error>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let fixed = [
        "学校代码",
        "学校名称",
        "学段",
        "城乡类别",
        "分组",
        "教学点",
        "在校生数",
        "班数",
        "最大班额",
        "纬度",
        "经度",
    ];
    let resources = district.resources().iter().map(|r| header(r));
    table.write_record(fixed.into_iter().chain(resources))?;
    for (i, section) in district.sections().iter().enumerate() {
        let number = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
        let (lat, lon) = match section.position {
            Some(Position::Degrees { lat, lon }) => (Some(lat), Some(lon)),
            _ => (None, None),
        };
        let stage = match section.stage {
            Stage::Primary => "小学",
            Stage::Junior => "初中",
        };
        let locale = match section.locale {
            Some(Locale::Urban) => "城区",
            Some(Locale::Town) => "镇区",
            Some(Locale::Rural) => "乡村",
            None => "",
        };
        let mut row = vec![
            section.school_id.to_string(),
            section.name.clone(),
            stage.to_owned(),
            locale.to_owned(),
            section.group.clone().unwrap_or_default(),
            if section.teaching_point { "是" } else { "否" }.to_owned(),
            section.pupils.to_string(),
            number(section.classes),
            number(section.largest_class),
            number(lat),
            number(lon),
        ];
        row.extend(district.own_of(i).iter().map(f64::to_string));
        table.write_record(row)?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

/// `campuses.csv`: one row a school that holds something in common.
pub(crate) fn campuses(district: &District) -> Result<String, Box<dyn Error>> {
    let shared: Vec<&str> = RESOURCES
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| {
            district
                .campuses()
                .iter()
                .any(|c| c.stocks.contains_key(*id))
        })
        .collect();
    let mut table = csv::Writer::from_writer(Vec::new());
    let fixed = ["学校代码", "高中在校生数"];
    table.write_record(fixed.into_iter().chain(shared.iter().map(|id| header(id))))?;
    for campus in district.campuses() {
        let mut row = vec![
            campus.school_id.to_string(),
            campus.senior_pupils.to_string(),
        ];
        let stock = |id: &&str| {
            campus
                .stocks
                .get(*id)
                .map_or_else(|| "0".to_owned(), f64::to_string)
        };
        row.extend(shared.iter().map(stock));
        table.write_record(row)?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

/// `teachers.csv`: one row a kind of teacher at a section.
pub(crate) fn teachers(district: &District) -> Result<String, Box<dyn Error>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record([
        "学校代码",
        "学段",
        "学科",
        "高于规定学历",
        "骨干",
        "体育艺术",
        "符合交流条件",
        "人数",
    ])?;
    let yes = |flag| if flag { "是" } else { "否" };
    for (section, kind, count) in district.staff().into_iter().flat_map(Staff::groups) {
        let section = &district.sections()[section];
        let stage = match section.stage {
            Stage::Primary => "小学",
            Stage::Junior => "初中",
        };
        table.write_record([
            section.school_id.as_str(),
            stage,
            &kind.subject,
            yes(kind.higher_degree),
            yes(kind.backbone),
            yes(kind.pe_arts),
            yes(kind.rotation_eligible),
            &count.to_string(),
        ])?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}
