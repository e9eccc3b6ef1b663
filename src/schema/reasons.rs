//! The keys of the reasons of a plan.

use super::Kind::{List, Null, Number, Table, Text, Words};
use super::{Field, Kind, STAGE, may, must};

pub(super) const REASONS: &[Field] = &[
    must(
        "sections",
        List(&Table(SECTION)),
        "各学段部",
        "each section",
    ),
    must(
        "limits",
        List(&Text),
        "限制方案的资金、规则与上限",
        "the funds, rules and caps that bind",
    ),
    may(
        "levers",
        List(&Table(GAIN)),
        "各举措单独的作用",
        "what each lever does by itself",
    ),
];

const SECTION: &[Field] = &[
    must("school_id", Text, "学校代码", "the school"),
    must("stage", STAGE, "学段", "the stage"),
    must("spent", Number, "投入，元", "yuan spent here"),
    must(
        "changes",
        List(&Table(CHANGE)),
        "变化的指标",
        "the indicators that change",
    ),
    must(
        "lacks",
        List(&Table(LACK)),
        "仍低于最低值的指标",
        "the indicators still under their minimum",
    ),
    must("limits", List(&Text), "此处的限制", "what binds here"),
];

const CHANGE: &[Field] = &[
    must("indicator", Text, "指标", "the indicator"),
    must("from", Number, "现状", "today"),
    must("to", Number, "实施后", "after the plan"),
    must(
        "serves",
        List(&Table(SERVED)),
        "服务于什么",
        "what it serves",
    ),
];

const SERVED: &[Field] = &[
    must(
        "purpose",
        Words(&["minimum", "evenness", "least", "alongside", "given"]),
        "用途",
        "the purpose",
    ),
    may("goal", Text, "目标", "the goal"),
    must("by", Number, "多少", "by how much"),
];

const LACK: &[Field] = &[
    must("indicator", Text, "指标", "the indicator"),
    must("by", Number, "差多少", "by how much"),
    must(
        "why",
        Words(&["kept", "no_lever", "may_miss", "limit", "goals"]),
        "原因",
        "why",
    ),
];

const VALUES: Kind = Kind::Either(&[List(&Number), Null]);

const GAIN: &[Field] = &[
    must("lever", Text, "举措", "the lever"),
    must(
        "without",
        VALUES,
        "没有它时各目标的值",
        "the goals' values without it",
    ),
    must(
        "alone",
        VALUES,
        "只有它时各目标的值",
        "the goals' values with it alone",
    ),
];
