//! The keys of a policy.

use super::Kind::{Count, Either, Flag, List, Named, Number, OneOf, Table, Text, Words};
use super::{Field, Kind, LOCALE_READ, PER_STAGE, STAGE_READ, may, must};

pub(super) const POLICY: &[Field] = &[
    may(
        "standard",
        Text,
        "标准的编号或文件；默认 quality-balanced-2017",
        "id or file of the standard; default: quality-balanced-2017",
    ),
    may(
        "currency",
        Text,
        "货币的 ISO 4217 代码；默认为元",
        "ISO 4217 code of the currency; default: yuan",
    ),
    may(
        "goals",
        List(&GOAL),
        "目标，严格按次序；默认 shortfall、disparity、cost",
        "the goals, in strict order; default: shortfall, disparity, cost",
    ),
    may(
        "comply",
        Flag,
        "实施后是否必须达到标准；默认否",
        "whether the district must pass afterwards; default: false",
    ),
    may(
        "no_levelling_down",
        Words(&["minimum", "today", "off"]),
        "指标值可以降到多低；默认 minimum",
        "how far a value may fall; default: minimum",
    ),
    may(
        "weights",
        Named(&Number),
        "各指标的权重，默认 1；0 为不计入目标",
        "weights of indicators; default 1; 0 leaves one out of the goals",
    ),
    may("fund", List(&Table(FUND)), "资金", "the funds"),
    may("lever", List(&Table(LEVER)), "举措", "the levers"),
    may("transfer", List(&Table(TRANSFER)), "调配", "the transfers"),
    may(
        "rule",
        List(&OneOf(RULE)),
        "规则，每条一种",
        "the rules, each of one kind",
    ),
    may("solve", Table(SOLVE), "如何求解", "how to solve"),
];

const GOAL: Kind = Either(&[
    Words(&[
        "shortfall",
        "disparity",
        "worst_cv",
        "floor",
        "leximin",
        "cost",
        "moves",
    ]),
    OneOf(&[must(
        "disparity",
        Words(&["std", "gini", "mad", "range"]),
        "差异的度量",
        "the measure of difference",
    )]),
]);

const FUND: &[Field] = &[
    must("name", Text, "名称", "its name"),
    must(
        "amount",
        Either(&[Number, Words(&["unlimited"])]),
        "额度，元；或 unlimited（不限）",
        "yuan, or unlimited",
    ),
];

const COST: Kind = Either(&[
    Number,
    Table(&[
        may("urban", Number, "城区", "in cities"),
        may("town", Number, "镇区", "in towns"),
        may("rural", Number, "乡村", "in the countryside"),
    ]),
]);

const LEVER: &[Field] = &[
    must("name", Text, "名称", "its name"),
    may(
        "adds",
        Named(&Number),
        "每单位给各资源增加多少，可为负；adds、recruit、train 三者取一",
        "what a unit adds to each resource; may be negative; this, recruit or train",
    ),
    may(
        "recruit",
        Table(TRAITS),
        "每单位招聘一名这样的教师",
        "a unit is one more teacher of this kind",
    ),
    may(
        "train",
        Table(TRAIN),
        "每单位培训一名教师",
        "a unit trains one teacher",
    ),
    must(
        "unit_cost",
        COST,
        "每单位费用，元；可按城乡类别",
        "yuan a unit; or by locale",
    ),
    may(
        "fund",
        Text,
        "支付的资金；不花钱时可不填",
        "the fund that pays; none where it costs nothing",
    ),
    may(
        "max_per_section",
        Number,
        "每个学段部至多多少单位",
        "most units in one section",
    ),
    may(
        "max_total",
        Number,
        "全县至多多少单位",
        "most units in the whole district",
    ),
    may(
        "whole",
        Flag,
        "是否只取整数；默认否",
        "whether in whole units only; default: false",
    ),
    may(
        "stages",
        STAGES,
        "可用的学段；各筛选条件须同时满足",
        "stages where it may be used; every filter given must match",
    ),
    may(
        "locales",
        LOCALES,
        "可用的城乡类别",
        "locales where it may be used",
    ),
    may("groups", TEXTS, "可用的分组", "groups where it may be used"),
    may(
        "schools",
        TEXTS,
        "可用的学校",
        "schools where it may be used",
    ),
];

pub(super) const STAGES: Kind = List(&STAGE_READ);
pub(super) const LOCALES: Kind = List(&LOCALE_READ);
pub(super) const TEXTS: Kind = List(&Text);

const RULE: &[Field] = &[
    may(
        "share",
        Table(SHARE),
        "某项资金的支出中至少有一部分用在所列之处",
        "of what is spent of a fund, at least a part at sections that match",
    ),
    may(
        "cap",
        Table(CAP),
        "某项资金在每个学段部的上限",
        "at most so much of a fund at each section that matches",
    ),
    may("keep", Table(KEEP), "此校不动", "no lever acts here"),
    may(
        "staffing",
        Either(&[Flag, PER_STAGE]),
        "每名教师至少对应的学生数；true 为国家标准 19 与 13.5",
        "at least so many pupils a teacher; true: the norms 19 and 13.5",
    ),
];

const TRAITS: &[Field] = &[
    may("subject", Text, "学科", "the subject"),
    may(
        "higher_degree",
        Flag,
        "高于规定学历",
        "a higher degree than required",
    ),
    may("backbone", Flag, "骨干", "backbone"),
    may("pe_arts", Flag, "体育艺术", "physical education or arts"),
    may(
        "rotation_eligible",
        Flag,
        "符合交流条件",
        "due for rotation",
    ),
];

const TRAIN: &[Field] = &[
    may("from", Table(TRAITS), "可培训的教师", "who may be trained"),
    may(
        "to",
        Table(TRAITS),
        "培训后",
        "what they are afterwards; other traits are kept",
    ),
];

const WHERE: &[Field] = &[
    may("stages", STAGES, "学段", "stages"),
    may("locales", LOCALES, "城乡类别", "locales"),
    may("groups", TEXTS, "分组", "groups"),
    may("schools", TEXTS, "学校", "schools"),
];

const TRANSFER: &[Field] = &[
    must("name", Text, "名称", "its name"),
    must(
        "moves",
        Text,
        "teachers（教师），或一种资源",
        "teachers, or a resource",
    ),
    may(
        "eligible_only",
        Flag,
        "是否只调符合交流条件者；教师默认是",
        "only those due for rotation; default for teachers: true",
    ),
    may(
        "reach_km",
        Number,
        "至多多少千米；与 reach_minutes 二者取一",
        "kilometres at most; this or reach_minutes",
    ),
    may("reach_minutes", Number, "至多多少分钟", "minutes at most"),
    may(
        "nearest",
        Count,
        "每个学段部至多向最近的几个调出；默认 20",
        "sections that one sends to at most, the nearest; default 20",
    ),
    may(
        "unit_cost",
        COST,
        "每人或每单位费用，元；默认 0",
        "yuan a person or unit; default 0",
    ),
    may("fund", Text, "支付的资金", "the fund that pays"),
    may(
        "leave_at_most",
        Number,
        "每个学段部至多调出的比例",
        "the part that may leave a section at most",
    ),
    may(
        "rotate_at_least",
        Number,
        "符合条件者中至少交流的比例",
        "the part of the eligible that must move",
    ),
    may(
        "backbone_at_least",
        Number,
        "交流者中骨干的最低比例",
        "the part of those moved who must be backbone",
    ),
    may(
        "keep_headcount",
        Flag,
        "调入是否须等于调出；默认否",
        "as many come as leave; default: false",
    ),
    may(
        "within_stage",
        Flag,
        "是否只在同一学段内；默认是",
        "within the stage only; default: true",
    ),
    may(
        "whole",
        Flag,
        "是否只取整数；教师总是",
        "whole units only; teachers always",
    ),
    may(
        "from",
        Table(WHERE),
        "可调出之处",
        "which sections may send",
    ),
    may(
        "to",
        Table(WHERE),
        "可调入之处",
        "which sections may receive",
    ),
];

const SHARE: &[Field] = &[
    must("fund", Text, "资金", "the fund"),
    must("at_least", Number, "份额，0 至 1", "the part, 0 to 1"),
    may("stages", STAGES, "学段", "stages"),
    may("locales", LOCALES, "城乡类别", "locales"),
    may("groups", TEXTS, "分组", "groups"),
    may("schools", TEXTS, "学校", "schools"),
];

const CAP: &[Field] = &[
    must("fund", Text, "资金", "the fund"),
    must("per_section", Number, "上限，元", "the most, in yuan"),
    may("stages", STAGES, "学段", "stages"),
    may("locales", LOCALES, "城乡类别", "locales"),
    may("groups", TEXTS, "分组", "groups"),
    may("schools", TEXTS, "学校", "schools"),
];

const KEEP: &[Field] = &[
    must("school", Text, "学校代码", "the school"),
    may(
        "stage",
        STAGE_READ,
        "学段；不填为各学段",
        "the stage; default: all of them",
    ),
];

const SOLVE: &[Field] = &[
    may(
        "time_limit_s",
        Number,
        "时限，秒；默认 60",
        "seconds for the whole plan; default 60",
    ),
    may(
        "gap",
        Number,
        "整数问题的相对误差；默认 1e-4",
        "relative gap of whole programs; default 1e-4",
    ),
    may("threads", Count, "线程数；默认 1", "threads; default 1"),
];
