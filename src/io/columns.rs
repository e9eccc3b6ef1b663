//! From a header to the column it means.
//!
//! Headers are English or Chinese, in any case, with spaces, underscores and
//! full-width letters as they come, and may end in a unit in brackets: `教学仪器设备值
//! （万元）` is `equipment_yuan`, its cells times 10,000. A header that nobody knows is
//! a candidate for a further resource of that name.

use super::fields::distance;
use super::text::half_width;

/// What a cell's number is multiplied by to be in the base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// The base unit: persons, pieces, yuan, m2, degrees, km.
    Base,
    /// 10,000 of them (万元).
    TenThousand,
    /// 100,000,000 of them (亿元).
    HundredMillion,
    /// 10,000 / 15 m2 (亩).
    Mu,
}

/// What is measured; a unit must fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Count,
    Money,
    Area,
    Degrees,
    Length,
    Time,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A fact about the section or the school: its id, stage, pupils ...
    Fact,
    /// The stock of a resource.
    Resource,
    /// Nobody knows it: a further resource if all its cells are numbers.
    Unknown,
}

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The column's id; of an unknown column its own name, without the unit.
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) unit: Unit,
    /// A unit in brackets that does not fit the column.
    pub(super) wrong_unit: Option<String>,
}

/// Whether a header is of the numbers that clerks give to rows: no resource, whatever is in it.
pub(super) fn is_row_number(header: &str) -> bool {
    let folded = header
        .chars()
        .map(half_width)
        .filter(|c| *c != ' ' && *c != '.');
    let folded: String = folded.flat_map(char::to_lowercase).collect();
    matches!(
        folded.as_str(),
        "序号" | "行号" | "no" | "#" | "rowno" | "row"
    )
}

/// A known column: id, Chinese name, what it holds, what its numbers measure.
type Known = (&'static str, &'static str, Kind, Option<Of>);

/// Every column that the contract names.
const KNOWN: [Known; 34] = [
    ("school_id", "学校代码", Kind::Fact, None),
    ("name", "学校名称", Kind::Fact, None),
    ("stage", "学段", Kind::Fact, None),
    ("locale", "城乡类别", Kind::Fact, None),
    ("group", "分组", Kind::Fact, None),
    ("teaching_point", "教学点", Kind::Fact, None),
    ("pupils", "在校生数", Kind::Fact, Some(Of::Count)),
    ("classes", "班数", Kind::Fact, Some(Of::Count)),
    ("largest_class", "最大班额", Kind::Fact, Some(Of::Count)),
    ("lat", "纬度", Kind::Fact, Some(Of::Degrees)),
    ("lon", "经度", Kind::Fact, Some(Of::Degrees)),
    ("x_km", "x_km", Kind::Fact, Some(Of::Length)),
    ("y_km", "y_km", Kind::Fact, Some(Of::Length)),
    ("subject", "学科", Kind::Fact, None),
    ("higher_degree", "高于规定学历", Kind::Fact, None),
    ("backbone", "骨干", Kind::Fact, None),
    ("pe_arts", "体育艺术", Kind::Fact, None),
    ("rotation_eligible", "符合交流条件", Kind::Fact, None),
    ("count", "人数", Kind::Fact, Some(Of::Count)),
    ("from", "起点学校代码", Kind::Fact, None),
    ("to", "终点学校代码", Kind::Fact, None),
    ("minutes", "分钟", Kind::Fact, Some(Of::Time)),
    ("senior_pupils", "高中在校生数", Kind::Fact, Some(Of::Count)),
    ("teachers", "专任教师数", Kind::Resource, Some(Of::Count)),
    (
        "higher_degree_teachers",
        "高于规定学历教师数",
        Kind::Resource,
        Some(Of::Count),
    ),
    (
        "backbone_teachers",
        "县级以上骨干教师数",
        Kind::Resource,
        Some(Of::Count),
    ),
    (
        "pe_arts_teachers",
        "体育艺术专任教师数",
        Kind::Resource,
        Some(Of::Count),
    ),
    (
        "mid_title_teachers",
        "中级及以上职称教师数",
        Kind::Resource,
        Some(Of::Count),
    ),
    (
        "teaching_area_m2",
        "教学及辅助用房面积",
        Kind::Resource,
        Some(Of::Area),
    ),
    (
        "sports_area_m2",
        "体育运动场馆面积",
        Kind::Resource,
        Some(Of::Area),
    ),
    (
        "equipment_yuan",
        "教学仪器设备值",
        Kind::Resource,
        Some(Of::Money),
    ),
    (
        "multimedia_rooms",
        "网络多媒体教室数",
        Kind::Resource,
        Some(Of::Count),
    ),
    ("computers", "计算机台数", Kind::Resource, Some(Of::Count)),
    ("books", "图书册数", Kind::Resource, Some(Of::Count)),
];

/// The units that may stand in brackets, as they look once folded.
const UNITS: [(&str, Of, Unit); 28] = [
    ("元", Of::Money, Unit::Base),
    ("yuan", Of::Money, Unit::Base),
    ("万元", Of::Money, Unit::TenThousand),
    ("万", Of::Money, Unit::TenThousand),
    ("10kyuan", Of::Money, Unit::TenThousand),
    ("亿元", Of::Money, Unit::HundredMillion),
    ("亿", Of::Money, Unit::HundredMillion),
    ("平方米", Of::Area, Unit::Base),
    ("㎡", Of::Area, Unit::Base),
    ("m²", Of::Area, Unit::Base),
    ("m2", Of::Area, Unit::Base),
    ("亩", Of::Area, Unit::Mu),
    ("mu", Of::Area, Unit::Mu),
    ("人", Of::Count, Unit::Base),
    ("名", Of::Count, Unit::Base),
    ("个", Of::Count, Unit::Base),
    ("班", Of::Count, Unit::Base),
    ("间", Of::Count, Unit::Base),
    ("台", Of::Count, Unit::Base),
    ("册", Of::Count, Unit::Base),
    ("套", Of::Count, Unit::Base),
    ("persons", Of::Count, Unit::Base),
    ("分钟", Of::Time, Unit::Base),
    ("min", Of::Time, Unit::Base),
    ("度", Of::Degrees, Unit::Base),
    ("km", Of::Length, Unit::Base),
    ("千米", Of::Length, Unit::Base),
    ("公里", Of::Length, Unit::Base),
];

/// The Chinese name of a known column.
pub(super) fn chinese(id: &str) -> &'static str {
    let known = KNOWN.iter().find(|(known, ..)| *known == id);
    known.map_or("", |(_, zh, ..)| zh)
}

/// The id of an official resource by its Chinese name.
pub(super) fn resource(name: &str) -> Option<&'static str> {
    let name = fold(name);
    let known = KNOWN
        .iter()
        .find(|(_, zh, kind, _)| *kind == Kind::Resource && *zh == name);
    known.map(|(id, ..)| *id)
}

/// More letters than any known column and two slips have.
const LONGEST: usize = 40;

/// The known columns that an unknown name may be a slip for, id and Chinese name,
/// nearest first: two letters changed at most, and a third of a Chinese name or a
/// quarter of an English one.
pub(super) fn near(name: &str) -> Vec<(&'static str, &'static str)> {
    // No known name is as long; a header of megabytes is not worth comparing.
    if name.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let name = fold(name);
    let mut found = Vec::new();
    for (id, zh, ..) in KNOWN {
        let id_folded = fold(id);
        let tries = [(id_folded.as_str(), 4), (zh, 3)];
        let distances = tries.into_iter().filter_map(|(known, part)| {
            let most = (known.chars().count() / part).min(2);
            Some(distance(&name, known)).filter(|d| *d <= most)
        });
        found.extend(distances.min().map(|d| (d, id, zh)));
    }
    found.sort_by_key(|(d, ..)| *d);
    found.into_iter().map(|(_, id, zh)| (id, zh)).collect()
}

/// What a header means.
pub(super) fn recognise(header: &str) -> Meaning {
    let header = header.trim();
    if let Some(known) = find(header, None) {
        return meaning(known, Unit::Base);
    }
    let Some((base, bracket)) = bracketed(header) else {
        return unknown(header, Unit::Base);
    };
    let unit = UNITS.iter().find(|(name, ..)| *name == fold(bracket));
    match (find(base, unit.map(|u| u.1)), unit) {
        (Some(known), Some((_, of, unit))) if known.3 == Some(*of) => meaning(known, *unit),
        // A note in brackets after a column of words says nothing about units.
        (Some(known), _) if known.3.is_none() => meaning(known, Unit::Base),
        (Some(known), _) => Meaning {
            wrong_unit: Some(bracket.to_owned()),
            ..meaning(known, Unit::Base)
        },
        (None, Some((_, _, unit))) => unknown(base, *unit),
        (None, None) => unknown(header, Unit::Base),
    }
}

/// The unit of money that a header names in brackets or after a colon, `额度（万元）`,
/// `单价：元`.
#[cfg(feature = "xlsx")]
pub(super) fn money_unit(header: &str) -> Option<Unit> {
    let said = match bracketed(header.trim()) {
        Some((_, bracket)) => bracket,
        None => header.rsplit_once([':', '：'])?.1,
    };
    let said = fold(said);
    let said = said.rsplit(['：', ':']).next()?;
    let is_money = |(name, of, _): &&(&str, Of, Unit)| *of == Of::Money && *name == said;
    UNITS.iter().find(is_money).map(|(.., unit)| *unit)
}

/// A header's text before a last bracket, and in it.
fn bracketed(header: &str) -> Option<(&str, &str)> {
    let inner = header.strip_suffix([')', '）', ']', '］'])?;
    let (base, bracket) = inner.rsplit_once(['(', '（', '[', '［'])?;
    let (base, bracket) = (base.trim(), bracket.trim());
    (!base.is_empty()).then_some((base, bracket))
}

/// The known column of a name. Where a unit follows, the English name may leave its
/// own unit out: `equipment (万元)`.
fn find(name: &str, unit: Option<Of>) -> Option<&'static Known> {
    let name = fold(name);
    KNOWN.iter().find(|(id, zh, _, of)| {
        let short = ["_m2", "_yuan", "_km"]
            .iter()
            .find_map(|s| id.strip_suffix(s));
        let short = short.filter(|_| unit.is_some() && unit == *of);
        fold(id) == name || *zh == name || short.is_some_and(|s| fold(s) == name)
    })
}

/// A name without what makes no difference: case, width, blanks, underscores, hyphens.
fn fold(name: &str) -> String {
    let folded = name.chars().map(half_width);
    folded
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn meaning((id, _, kind, _): &Known, unit: Unit) -> Meaning {
    Meaning {
        id: (*id).to_owned(),
        kind: *kind,
        unit,
        wrong_unit: None,
    }
}

fn unknown(name: &str, unit: Unit) -> Meaning {
    Meaning {
        id: name.to_owned(),
        kind: Kind::Unknown,
        unit,
        wrong_unit: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_headers_in_both_languages_with_units() {
        let cases = [
            ("school_id", "school_id", Unit::Base),
            (" School ID", "school_id", Unit::Base),
            ("ＰＵＰＩＬＳ", "pupils", Unit::Base),
            ("学校 代码", "school_id", Unit::Base),
            ("教学点（是/否）", "teaching_point", Unit::Base),
            (
                "教学仪器设备值（万元）",
                "equipment_yuan",
                Unit::TenThousand,
            ),
            ("教学仪器设备值(元)", "equipment_yuan", Unit::Base),
            ("equipment_yuan (万元)", "equipment_yuan", Unit::TenThousand),
            ("equipment [ 万元 ]", "equipment_yuan", Unit::TenThousand),
            ("体育运动场馆面积 ( 亩 )", "sports_area_m2", Unit::Mu),
            ("Teaching area (m2)", "teaching_area_m2", Unit::Base),
            ("在校生数（人）", "pupils", Unit::Base),
            ("kitchen (亩)", "kitchen", Unit::Mu),
            ("图书（电子）", "图书（电子）", Unit::Base),
            ("equipment", "equipment", Unit::Base),
            ("(元)", "(元)", Unit::Base),
        ];
        for (header, id, unit) in cases {
            let meaning = recognise(header);
            assert_eq!((meaning.id.as_str(), meaning.unit), (id, unit), "{header}");
            assert_eq!(meaning.wrong_unit, None, "{header}");
        }
    }

    #[test]
    fn finds_what_a_slip_may_stand_for() {
        let cases = [
            ("体育场馆面积", Some("sports_area_m2")),
            ("教学设备值", Some("equipment_yuan")),
            ("在校学生数", Some("pupils")),
            ("computer", Some("computers")),
            ("kitchen", None),
            ("labs", None),
            ("食堂面积", None),
        ];
        for (name, id) in cases {
            assert_eq!(near(name).first().map(|(id, _)| *id), id, "{name}");
        }
    }

    #[test]
    fn refuses_units_that_do_not_fit() {
        for header in [
            "教学仪器设备值（亩）",
            "在校生数（万元）",
            "教学仪器设备值（生均）",
        ] {
            assert!(recognise(header).wrong_unit.is_some(), "{header}");
        }
    }
}
