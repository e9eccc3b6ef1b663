//! The sheets of the template: of each column its header, what it takes, a note, an example.

use crate::text::Text;

/// What a column takes.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    Words,
    OneOf([Text; 3], usize),
    Amount,
    /// A whole number.
    Count,
    Degrees,
}

pub(super) type Column = (Text, Takes, Text, Text);

const fn t(zh: &'static str, en: &'static str) -> Text {
    Text::new(zh, en)
}

const NONE: Text = t("", "");
const STAGE: Takes = Takes::OneOf([t("小学", "primary"), t("初中", "junior"), NONE], 2);
const LOCALE: Takes = Takes::OneOf(
    [t("城区", "urban"), t("镇区", "town"), t("乡村", "rural")],
    3,
);
const YES: Takes = Takes::OneOf([t("是", "true"), t("否", "false"), NONE], 2);
pub(super) const COUNT: Text = t("不小于 0 的数", "a number, 0 or more");
pub(super) const WHOLE: Text = t("不小于 0 的整数", "a whole number, 0 or more");
pub(super) const DEGREES: Text = t("以度计的小数", "decimal degrees");

/// Header, what it takes, note, example; the first row of the example.
const SCHOOLS: [Column; 18] = [
    (
        t("学校代码", "school_id"),
        Takes::Words,
        t(
            "必填；同一学校每个学段一行",
            "required; a row for each stage of a school",
        ),
        t("2101", "2101"),
    ),
    (
        t("学校名称", "name"),
        Takes::Words,
        NONE,
        t("示例小学", "Example school"),
    ),
    (
        t("学段", "stage"),
        STAGE,
        t("必填：小学或初中", "required: primary or junior"),
        t("小学", "primary"),
    ),
    (
        t("城乡类别", "locale"),
        LOCALE,
        t("城区、镇区或乡村", "urban, town or rural"),
        t("乡村", "rural"),
    ),
    (
        t("分组", "group"),
        Takes::Words,
        t(
            "乡镇、联盟等，可不填",
            "township, alliance ...; may be empty",
        ),
        t("示例镇", "Example township"),
    ),
    (
        t("教学点", "teaching_point"),
        YES,
        t(
            "在校生不足 50 人的教学点不纳入评估",
            "a teaching point under 50 pupils is not assessed",
        ),
        t("否", "false"),
    ),
    (
        t("在校生数（人）", "pupils"),
        Takes::Amount,
        t("必填，大于 0", "required, above 0"),
        t("300", "300"),
    ),
    (
        t("班数（班）", "classes"),
        Takes::Amount,
        t(
            "标准含班均指标时必填",
            "required where an indicator is per class",
        ),
        t("8", "8"),
    ),
    (
        t("高于规定学历教师数（人）", "higher_degree_teachers"),
        Takes::Amount,
        COUNT,
        t("14", "14"),
    ),
    (
        t("县级以上骨干教师数（人）", "backbone_teachers"),
        Takes::Amount,
        COUNT,
        t("3", "3"),
    ),
    (
        t("体育艺术专任教师数（人）", "pe_arts_teachers"),
        Takes::Amount,
        COUNT,
        t("3", "3"),
    ),
    (
        t("教学及辅助用房面积（平方米）", "teaching_area_m2"),
        Takes::Amount,
        COUNT,
        t("1400", "1400"),
    ),
    (
        t("体育运动场馆面积（平方米）", "sports_area_m2"),
        Takes::Amount,
        COUNT,
        t("2300", "2300"),
    ),
    (
        t("教学仪器设备值（万元）", "equipment_yuan"),
        Takes::Amount,
        t(
            "单位为万元；改为“（元）”则按元读取",
            "in yuan; with (万元) in the header, in 10,000 yuan",
        ),
        t("65", "650000"),
    ),
    (
        t("网络多媒体教室数（间）", "multimedia_rooms"),
        Takes::Amount,
        COUNT,
        t("8", "8"),
    ),
    (
        t("专任教师数（人）", "teachers"),
        Takes::Amount,
        COUNT,
        t("20", "20"),
    ),
    (
        t("纬度", "lat"),
        Takes::Degrees,
        t(
            "可不填；以度计的小数，按距离调配时须填",
            "may be empty; decimal degrees, needed where things or people move by distance",
        ),
        t("28.4", "28.4"),
    ),
    (
        t("经度", "lon"),
        Takes::Degrees,
        t("可不填；以度计的小数", "may be empty; decimal degrees"),
        t("112.6", "112.6"),
    ),
];

const TEACHERS: [Column; 8] = [
    (
        t("学校代码", "school_id"),
        Takes::Words,
        t(
            "整张表可不填。填了它，“学校”表中的各项教师数就由它得出，那里不必再填；例：2101",
            "the whole sheet may be empty; where it is filled in, the numbers of teachers in the sheet of schools follow from it and may be left blank there; such as 2101",
        ),
        NONE,
    ),
    (
        t("学段", "stage"),
        STAGE,
        t("必填：小学或初中", "required: primary or junior"),
        NONE,
    ),
    (
        t("学科", "subject"),
        Takes::Words,
        t("可不填；例：语文", "may be empty; such as music"),
        NONE,
    ),
    (
        t("高于规定学历", "higher_degree"),
        YES,
        t("空即否", "blank is false"),
        NONE,
    ),
    (
        t("骨干", "backbone"),
        YES,
        t(
            "县级以上骨干教师；空即否",
            "backbone teachers; blank is false",
        ),
        NONE,
    ),
    (
        t("体育艺术", "pe_arts"),
        YES,
        t(
            "体育、音乐、美术等教师；空即否",
            "of physical education and arts; blank is false",
        ),
        NONE,
    ),
    (
        t("符合交流条件", "rotation_eligible"),
        YES,
        t(
            "按规定应当交流轮岗的教师；空即否",
            "due for rotation; blank is false",
        ),
        NONE,
    ),
    (
        t("人数（人）", "count"),
        Takes::Count,
        t(
            "必填；各项都相同的教师合为一行，例：3",
            "required; a row for teachers who have all of it in common, such as 3",
        ),
        NONE,
    ),
];

const TRAVEL: [Column; 3] = [
    (
        t("起点学校代码", "from"),
        Takes::Words,
        t(
            "整张表可不填；只在按时间限定调配范围时用，例：2101",
            "the whole sheet may be empty; needed where reach is in minutes; such as 2101",
        ),
        NONE,
    ),
    (
        t("终点学校代码", "to"),
        Takes::Words,
        t("例：2102", "such as 2102"),
        NONE,
    ),
    (
        t("分钟", "minutes"),
        Takes::Amount,
        t("单程；例：25", "one way; such as 25"),
        NONE,
    ),
];

const TRANSFERS: [Column; 14] = [
    (
        t("名称", "name"),
        Takes::Words,
        t(
            "整张表可不填；例：交流轮岗",
            "the whole sheet may be empty; such as rotation",
        ),
        NONE,
    ),
    (
        t("对象", "moves"),
        Takes::Words,
        t(
            "“教师”（须填“教师”表），或“学校”表中资源列的名称",
            "teachers (with the sheet of teachers), or the id of a resource",
        ),
        NONE,
    ),
    (
        t("单价（元）", "unit_cost"),
        Takes::Amount,
        t(
            "可不填；每人次或每单位的费用",
            "may be empty; yuan for each move",
        ),
        NONE,
    ),
    (
        t("资金", "fund"),
        Takes::Words,
        t(
            "“资金”表中的名称；有单价时必填",
            "the name of a fund; required with a unit cost",
        ),
        NONE,
    ),
    (
        t("最远公里", "reach_km"),
        Takes::Amount,
        t(
            "可不填；按学校坐标计",
            "may be empty; by the schools' coordinates",
        ),
        NONE,
    ),
    (
        t("最远分钟", "reach_minutes"),
        Takes::Amount,
        t(
            "可不填；按“路程”表计",
            "may be empty; by the sheet of travel",
        ),
        NONE,
    ),
    (
        t("最近个数", "nearest"),
        Takes::Count,
        t(
            "可不填；只在最近的若干所之间调配，默认 20",
            "may be empty; only among so many nearest, 20 by default",
        ),
        NONE,
    ),
    (
        t("调出比例上限", "leave_at_most"),
        Takes::Words,
        t("可不填；例：15%", "may be empty; such as 15%"),
        NONE,
    ),
    (
        t("交流比例下限", "rotate_at_least"),
        Takes::Words,
        t(
            "可不填；占符合交流条件者的比例，例：10%",
            "may be empty; of those due for rotation, such as 10%",
        ),
        NONE,
    ),
    (
        t("骨干比例下限", "backbone_at_least"),
        Takes::Words,
        t(
            "可不填；占交流者的比例，例：20%",
            "may be empty; of those who move, such as 20%",
        ),
        NONE,
    ),
    (
        t("保持人数", "keep_headcount"),
        YES,
        t(
            "是：各校人数不变，即对调",
            "true: every section keeps its headcount, an exchange",
        ),
        NONE,
    ),
    (
        t("学段内", "within_stage"),
        YES,
        t("是：只在同一学段内", "true: only within a stage"),
        NONE,
    ),
    (
        t("仅符合条件", "eligible_only"),
        YES,
        t("教师默认为是", "true by default for teachers"),
        NONE,
    ),
    (
        t("整数", "whole"),
        YES,
        t(
            "是否只能取整数；教师总是整数",
            "whole units only; teachers always",
        ),
        NONE,
    ),
];

const GOALS: [Column; 2] = [
    (
        t("项目", "item"),
        Takes::Words,
        t(
            "目标（按先后次序各一行）、标准、须达标、不拉低",
            "goal (a row each, in order), standard, comply, no_levelling_down",
        ),
        t("目标", "goal"),
    ),
    (
        t("取值", "value"),
        Takes::Words,
        t(
            "缺口、差异、费用、最弱；或标准的编号；或是、否",
            "shortfall, disparity, cost, floor; or the id of a standard; or true, false",
        ),
        t("缺口", "shortfall"),
    ),
];

const FUNDS: [Column; 2] = [
    (
        t("名称", "name"),
        Takes::Words,
        NONE,
        t("建设资金", "capital"),
    ),
    (
        t("额度（万元）", "amount"),
        Takes::Words,
        t("数额，或“不限”", "yuan, or unlimited"),
        t("100", "1000000"),
    ),
];

const LEVERS: [Column; 11] = [
    (
        t("名称", "name"),
        Takes::Words,
        NONE,
        t("新建教学用房", "build teaching rooms"),
    ),
    (
        t("资源", "adds"),
        Takes::Words,
        t("“学校”表中资源列的名称（不含单位）", "the id of a resource"),
        t("教学及辅助用房面积", "teaching_area_m2"),
    ),
    (
        t("每单位增加", "adds_each"),
        Takes::Words,
        t("每单位增加多少资源", "how much of it a unit adds"),
        t("1", "1"),
    ),
    (
        t("单价（元）", "unit_cost"),
        Takes::Amount,
        t("每单位的费用", "the cost of a unit, in yuan"),
        t("2600", "2600"),
    ),
    (
        t("资金", "fund"),
        Takes::Words,
        t("“资金”表中的名称", "the name of a fund"),
        t("建设资金", "capital"),
    ),
    (
        t("单部上限", "max_per_section"),
        Takes::Amount,
        t("可不填", "may be empty"),
        NONE,
    ),
    (
        t("总量上限", "max_total"),
        Takes::Amount,
        t("可不填", "may be empty"),
        NONE,
    ),
    (
        t("整数", "whole"),
        YES,
        t("是否只能取整数", "whole units only"),
        NONE,
    ),
    (
        t("学段", "stages"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
    (
        t("城乡类别", "locales"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
    (
        t("学校代码", "schools"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
];

const RULES: [Column; 6] = [
    (
        t("类型", "kind"),
        Takes::Words,
        t(
            "份额、单部上限、保留或编制（生师比不超过 19 : 1、13.5 : 1，只填类型）",
            "share, cap, keep or staffing (at most 19 and 13.5 pupils a teacher; the kind alone)",
        ),
        t("份额", "share"),
    ),
    (
        t("资金", "fund"),
        Takes::Words,
        t("“资金”表中的名称", "the name of a fund"),
        t("建设资金", "capital"),
    ),
    (
        t("取值", "value"),
        Takes::Words,
        t(
            "份额可写 60%；单部上限以元计",
            "a share may be written 60%; a cap is in yuan",
        ),
        t("60%", "60%"),
    ),
    (
        t("城乡类别", "locales"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        t("镇区、乡村", "town, rural"),
    ),
    (
        t("学段", "stages"),
        Takes::Words,
        t(
            "可不填；多个以顿号分隔",
            "may be empty; several with commas",
        ),
        NONE,
    ),
    (
        t("学校", "school"),
        Takes::Words,
        t("仅用于“保留”", "only for keep"),
        NONE,
    ),
];

/// The sheets, in their order.
pub(super) const SHEETS: [(Text, &[Column]); 8] = [
    (t("学校", "schools"), &SCHOOLS),
    (t("教师", "teachers"), &TEACHERS),
    (t("路程", "travel"), &TRAVEL),
    (t("目标", "goals"), &GOALS),
    (t("资金", "funds"), &FUNDS),
    (t("举措", "levers"), &LEVERS),
    (t("调配", "transfers"), &TRANSFERS),
    (t("规则", "rules"), &RULES),
];
