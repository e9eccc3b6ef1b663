//! The keys of a district in one file.

use super::Kind::{Either, Flag, List, Null, Number, Of, Row, Text};
use super::{Document, Field, Kind, may, must};

/// A number, or text that is read as one.
const FIGURE: Kind = Either(&[Number, Text, Null]);
const MUST_FIGURE: Kind = Either(&[Number, Text]);
/// An id may be written as a number.
const ID: Kind = Either(&[Text, Number]);
const WORD: Kind = Either(&[Text, Number, Null]);
use super::LOCALE_READ as LOCALE;
use super::STAGE_READ as STAGE;

pub(super) const DISTRICT: &[Field] = &[
    must(
        "schools",
        List(&Row(SCHOOLS)),
        "每个学段部一行；键与 schools.csv 的列相同，也可用中文列名；其他键为另外的资源",
        "a row a section; the keys are the columns of schools.csv, Chinese ones too; any other is a further resource",
    ),
    may(
        "campuses",
        List(&Row(CAMPUSES)),
        "学校各学段共用的资源，每校一行；键与 campuses.csv 的列相同",
        "what a school holds in common, a row a school; the keys are the columns of campuses.csv",
    ),
    may(
        "teachers",
        List(&Row(TEACHERS)),
        "按类别列出的教师，同校同学段同类别的人数相加；键与 teachers.csv 的列相同；有此表时教师类资源由它得出",
        "teachers by kind, the counts of one kind in one section added up; the keys are the columns of teachers.csv; the resources of teachers follow from it",
    ),
    may(
        "travel",
        List(&Row(TRAVEL)),
        "两校之间的单程时间；键与 travel.csv 的列相同",
        "the time from school to school, one way; the keys are the columns of travel.csv",
    ),
    may("policy", Of(Document::Policy), "方案设定", "the policy"),
];

const YES: Kind = Either(&[Flag, Text, Number, Null]);

const TEACHERS: &[Field] = &[
    must(
        "school_id",
        ID,
        "学校代码，schools 中须有",
        "a school of schools",
    ),
    must("stage", STAGE, "学段", "the stage"),
    must(
        "count",
        MUST_FIGURE,
        "人数，不小于 0 的整数",
        "how many, a whole number",
    ),
    may("subject", WORD, "学科", "the subject"),
    may(
        "higher_degree",
        YES,
        "是否高于规定学历；空即否",
        "whether with more than the degree required; blank is no",
    ),
    may(
        "backbone",
        YES,
        "是否县级以上骨干教师；空即否",
        "whether backbone teachers; blank is no",
    ),
    may(
        "pe_arts",
        YES,
        "是否体育艺术教师；空即否",
        "whether of physical education and arts; blank is no",
    ),
    may(
        "rotation_eligible",
        YES,
        "是否符合交流条件；空即否",
        "whether due for rotation; blank is no",
    ),
];

const TRAVEL: &[Field] = &[
    must("from", ID, "起点学校代码", "the school left"),
    must("to", ID, "终点学校代码", "the school reached"),
    must(
        "minutes",
        MUST_FIGURE,
        "分钟，不小于 0",
        "minutes, 0 or more",
    ),
];

const SCHOOLS: &[Field] = &[
    must("school_id", ID, "学校代码", "the school"),
    must("stage", STAGE, "学段", "the stage"),
    must("pupils", MUST_FIGURE, "在校生数，大于 0", "pupils, above 0"),
    may("name", WORD, "学校名称", "the school's name"),
    may("locale", Either(&[LOCALE, Null]), "城乡类别", "the locale"),
    may(
        "group",
        WORD,
        "分组：乡镇、联盟等",
        "a group: township, alliance ...",
    ),
    may(
        "teaching_point",
        Either(&[Flag, Text, Null]),
        "是否教学点；不足 50 人的不纳入评估",
        "a teaching point; under 50 pupils it is not assessed",
    ),
    may(
        "classes",
        FIGURE,
        "班数；标准含班均指标时必填",
        "classes; required where an indicator is per class",
    ),
    may(
        "largest_class",
        FIGURE,
        "最大班额",
        "pupils of the largest class",
    ),
    may("lat", FIGURE, "纬度，度", "latitude in degrees"),
    may("lon", FIGURE, "经度，度", "longitude in degrees"),
    may(
        "x_km",
        FIGURE,
        "向东的千米数，代替经度",
        "kilometres east, instead of degrees",
    ),
    may(
        "y_km",
        FIGURE,
        "向北的千米数，代替纬度",
        "kilometres north, instead of degrees",
    ),
    may("teachers", FIGURE, "专任教师数", "teachers"),
    may(
        "higher_degree_teachers",
        FIGURE,
        "高于规定学历教师数",
        "teachers with more than the degree required",
    ),
    may(
        "backbone_teachers",
        FIGURE,
        "县级以上骨干教师数",
        "backbone teachers",
    ),
    may(
        "pe_arts_teachers",
        FIGURE,
        "体育艺术专任教师数",
        "teachers of physical education and arts",
    ),
    may(
        "mid_title_teachers",
        FIGURE,
        "中级及以上职称教师数",
        "teachers of middle title or above",
    ),
    may(
        "teaching_area_m2",
        FIGURE,
        "教学及辅助用房面积，平方米",
        "teaching rooms, m2",
    ),
    may(
        "sports_area_m2",
        FIGURE,
        "体育运动场馆面积，平方米",
        "sports area, m2",
    ),
    may(
        "equipment_yuan",
        FIGURE,
        "教学仪器设备值，元",
        "equipment, yuan",
    ),
    may(
        "multimedia_rooms",
        FIGURE,
        "网络多媒体教室数",
        "multimedia rooms",
    ),
    may("computers", FIGURE, "计算机台数", "computers"),
    may("books", FIGURE, "图书册数", "books"),
];

const CAMPUSES: &[Field] = &[
    must(
        "school_id",
        ID,
        "学校代码，schools 中须有",
        "a school of schools",
    ),
    may(
        "senior_pupils",
        FIGURE,
        "高中在校生数，默认 0",
        "senior pupils; default 0",
    ),
];
