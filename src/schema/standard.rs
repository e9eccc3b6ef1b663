//! The keys of a standard.

use super::Kind::{Count, List, Number, Table, Text, Words};
use super::{Field, PER_STAGE, may, must};

pub(super) const STANDARD: &[Field] = &[
    must("id", Text, "编号", "its id"),
    must(
        "indicator",
        List(&Table(INDICATOR)),
        "指标，至少一项",
        "the indicators, at least one",
    ),
    may(
        "section",
        Table(SECTION),
        "对一个学段部的要求",
        "what one section must meet",
    ),
    may(
        "composite",
        Table(COMPOSITE),
        "对学段差异系数平均值的限制",
        "a limit on the mean of a stage's CVs",
    ),
];

const INDICATOR: &[Field] = &[
    must("id", Text, "编号", "its id"),
    may(
        "resource",
        Text,
        "资源；与 resources 二者取一",
        "the resource; this or resources",
    ),
    may(
        "resources",
        List(&Text),
        "相加的各项资源",
        "resources that are added up",
    ),
    must(
        "per",
        Words(&["pupil", "100 pupils", "class"]),
        "按每名学生、每百名学生或每班",
        "per pupil, 100 pupils or class",
    ),
    may(
        "minimum",
        PER_STAGE,
        "各学段的最低值",
        "the minimum of each stage",
    ),
    may(
        "cv_limit",
        PER_STAGE,
        "各学段差异系数的限值",
        "the limit on the CV of each stage",
    ),
    may("name", Table(NAME), "名称", "its name"),
];

const NAME: &[Field] = &[
    may("zh", Text, "中文", "in Chinese"),
    may("en", Text, "英文", "in English"),
];

const SECTION: &[Field] = &[
    may(
        "may_miss",
        Count,
        "可以低于最低值的指标数；默认 0",
        "indicators that may be under their minimum; default 0",
    ),
    may(
        "floor",
        Number,
        "但都不得低于最低值的这一比例；默认 0",
        "but none under this part of it; default 0",
    ),
];

const COMPOSITE: &[Field] = &[must(
    "cv_limit",
    PER_STAGE,
    "各学段的限值",
    "the limit of each stage",
)];
