//! The keys of what is written: assessments and plans.

use super::Kind::{Count, Flag, List, Named, Number, Of, Table, Text, Words};
use super::reasons;
use super::{Document, Field, Kind, MAYBE_NUMBER, STAGE, may, must};

pub(super) const ASSESSMENT: &[Field] = &[
    must("standard", Text, "标准的编号", "the standard's id"),
    must(
        "pass",
        Flag,
        "学段部、差异系数与综合差异系数是否全部达标",
        "whether every section, CV and composite passes",
    ),
    must("sections", Count, "纳入评估的学段部数", "sections assessed"),
    must(
        "sections_passing",
        Count,
        "其中达标的",
        "of these, how many pass",
    ),
    must(
        "excluded",
        List(&Table(EXCLUDED)),
        "未纳入评估的学段部",
        "sections left out",
    ),
    must(
        "stages",
        List(&Table(STAGES)),
        "各学段",
        "each stage that is taught",
    ),
    must(
        "sections_detail",
        List(&Table(SECTION)),
        "各学段部",
        "each section assessed",
    ),
];

const EXCLUDED: &[Field] = &[
    must("school_id", Text, "学校代码", "the school"),
    must("stage", STAGE, "学段", "the stage"),
    must(
        "reason",
        Text,
        "原因：teaching_point_under_50",
        "why: teaching_point_under_50",
    ),
];

const STAGES: &[Field] = &[
    must("stage", STAGE, "学段", "the stage"),
    must("sections", Count, "学段部数", "sections assessed"),
    must("pupils", Number, "学生数", "their pupils"),
    must(
        "composite_cv",
        MAYBE_NUMBER,
        "各项差异系数的平均值",
        "mean of the CVs",
    ),
    must("composite_limit", MAYBE_NUMBER, "其限值", "its limit"),
    must("pass", Flag, "是否达标", "whether the stage passes"),
    must(
        "indicators",
        List(&Table(INDICATOR)),
        "各指标",
        "each indicator",
    ),
];

const INDICATOR: &[Field] = &[
    must("id", Text, "指标编号", "the indicator"),
    must("minimum", MAYBE_NUMBER, "最低值", "its minimum"),
    must(
        "mean",
        Number,
        "均值，按学生数加权",
        "mean, weighted by pupils",
    ),
    must("cv", MAYBE_NUMBER, "差异系数", "difference coefficient"),
    must("cv_limit", MAYBE_NUMBER, "其限值", "its limit"),
    must(
        "cv_pass",
        Flag,
        "是否在限值以内；无限值为真",
        "whether within its limit; true without one",
    ),
    must(
        "sections_below",
        Count,
        "低于最低值的学段部数",
        "sections below the minimum",
    ),
    must("gini", MAYBE_NUMBER, "基尼系数", "Gini coefficient"),
    must("hoover", MAYBE_NUMBER, "胡佛指数", "Hoover index"),
    must("theil_t", MAYBE_NUMBER, "泰尔指数 T", "Theil T"),
    must("theil_l", MAYBE_NUMBER, "泰尔指数 L", "Theil L"),
    must(
        "atkinson_1",
        MAYBE_NUMBER,
        "阿特金森指数（1）",
        "Atkinson index with epsilon 1",
    ),
    must("mcloone", MAYBE_NUMBER, "麦克卢恩指数", "McLoone index"),
    must("verstegen", MAYBE_NUMBER, "弗斯特根指数", "Verstegen index"),
    must("restricted_range", MAYBE_NUMBER, "P95 − P5", "P95 - P5"),
    must(
        "range_ratio",
        MAYBE_NUMBER,
        "（P95 − P5）/ P5",
        "(P95 - P5) / P5",
    ),
    must("palma", MAYBE_NUMBER, "帕尔马比值", "Palma ratio"),
    must("min", Number, "最低", "least value"),
    must("max", Number, "最高", "largest value"),
    must(
        "one_minus_r2",
        MAYBE_NUMBER,
        "存量对学生数回归的 1 − R²",
        "1 - R2 of the stock regressed on pupils",
    ),
    must(
        "theil_t_between_locales",
        MAYBE_NUMBER,
        "泰尔 T 的城乡间部分",
        "the part of Theil T between locales",
    ),
    must(
        "theil_t_between_groups",
        MAYBE_NUMBER,
        "泰尔 T 的分组间部分",
        "the part of Theil T between groups",
    ),
];

const SECTION: &[Field] = &[
    must("school_id", Text, "学校代码", "the school"),
    must("stage", STAGE, "学段", "the stage"),
    must("pupils", Number, "学生数", "its pupils"),
    must("values", Named(&Number), "各指标的值", "value by indicator"),
    must(
        "below",
        List(&Text),
        "低于最低值的指标",
        "the indicators below their minimum",
    ),
    must("pass", Flag, "是否达标", "whether it passes"),
];

pub(super) const PLAN: &[Field] = &[
    must(
        "status",
        Words(&["optimal", "feasible"]),
        "optimal：在所要求的误差内最优；feasible：因限制而停止",
        "optimal: within the gap asked for; feasible: a limit stopped the search",
    ),
    must(
        "goals",
        List(&Table(GOAL)),
        "各目标，按次序",
        "the goals in their order",
    ),
    may(
        "currency",
        Text,
        "金额的币种（ISO 4217）；未写明为元",
        "ISO 4217 code of the currency of all amounts; none: yuan",
    ),
    must(
        "spent",
        Named(&Number),
        "各项资金的支出，元",
        "yuan spent, by fund",
    ),
    must(
        "actions",
        List(&Table(ACTION)),
        "各举措在各学段部的实施量",
        "what each lever does at each section",
    ),
    must("moves", List(&Table(MOVE)), "调配", "who moves where"),
    may(
        "transfers",
        List(&Table(TRANSFERRED)),
        "各项调配合计",
        "what each transfer does in all",
    ),
    must("before", ASSESSED, "现状的评估", "the assessment of today"),
    must(
        "after",
        ASSESSED,
        "实施后的评估",
        "the assessment afterwards",
    ),
    must(
        "prices",
        List(&Table(PRICE)),
        "资金与规则的边际作用",
        "what a little more of a fund or rule would bring",
    ),
    may(
        "reasons",
        Table(reasons::REASONS),
        "各学段部所得的缘由",
        "why each section gets what it gets",
    ),
    must(
        "solver",
        Table(SOLVER),
        "求解器",
        "who solved it and how well",
    ),
];

const ASSESSED: Kind = Of(Document::Assessment);

const GOAL: &[Field] = &[
    must(
        "goal",
        Text,
        "目标，如 disparity.std",
        "the goal, such as disparity.std",
    ),
    must(
        "value",
        Number,
        "由方案重新计算的值",
        "its value, recomputed from the plan",
    ),
    must(
        "bound",
        Number,
        "已证明的界",
        "what was proven of the best value",
    ),
    may(
        "levels",
        List(&Number),
        "leximin 的各级，由低到高",
        "of leximin, every level, ascending",
    ),
];

const ACTION: &[Field] = &[
    must("lever", Text, "举措", "the lever"),
    must("school_id", Text, "学校代码", "the school"),
    must("stage", STAGE, "学段", "the stage"),
    may(
        "group",
        Table(KIND),
        "举措所针对的教师类别",
        "of a lever on teachers, the kind",
    ),
    must("units", Number, "数量", "how many units"),
    must("cost", Number, "费用，元", "what they cost, in yuan"),
];

const MOVE: &[Field] = &[
    must("transfer", Text, "调配", "the transfer"),
    must("from", Text, "调出的学校", "the school left"),
    must("to", Text, "调入的学校", "the school reached"),
    must(
        "stage",
        STAGE,
        "调出的学段；无 to_stage 时也是调入的学段",
        "the stage left; the one reached too, without to_stage",
    ),
    may(
        "to_stage",
        STAGE,
        "调入的学段",
        "the stage reached, where it is another",
    ),
    may("group", Table(KIND), "教师的类别", "the kind of teachers"),
    may("count", Count, "人数", "how many teachers"),
    may(
        "resource",
        Text,
        "资源，代替教师",
        "the resource, instead of teachers",
    ),
    may("amount", Number, "资源的数量", "how much of it"),
    may("km", Number, "两校距离，千米", "kilometres between the two"),
    may(
        "minutes",
        Number,
        "两校路程，分钟",
        "minutes between the two",
    ),
    must("cost", Number, "费用，元", "what it costs, in yuan"),
];

const KIND: &[Field] = &[
    must("subject", Text, "学科", "the subject"),
    must(
        "higher_degree",
        Flag,
        "高于规定学历",
        "a higher degree than required",
    ),
    must("backbone", Flag, "骨干", "backbone"),
    must("pe_arts", Flag, "体育艺术", "physical education or arts"),
    must(
        "rotation_eligible",
        Flag,
        "符合交流条件",
        "due for rotation",
    ),
];

const TRANSFERRED: &[Field] = &[
    must("transfer", Text, "调配", "the transfer"),
    may(
        "resource",
        Text,
        "所调配的资源；无则为教师",
        "the resource that it moves; without it: teachers",
    ),
    must("moved", Number, "调配的人数或数量", "people or units moved"),
    must("cost", Number, "费用，元", "what it costs, in yuan"),
    may(
        "rates",
        Table(RATES),
        "教师交流的比例",
        "of teachers, the rates reached",
    ),
    must(
        "sections",
        List(&Table(FLOW)),
        "调出或调入的学段部",
        "sections that send or receive",
    ),
];

const RATES: &[Field] = &[
    must(
        "eligible",
        Count,
        "范围内符合条件的教师数",
        "teachers in scope that may move",
    ),
    must(
        "rotation",
        MAYBE_NUMBER,
        "交流人数占符合条件者的比例",
        "moved over the eligible",
    ),
    must(
        "backbone_moved",
        Count,
        "交流的骨干教师数",
        "backbone teachers moved",
    ),
    must(
        "backbone",
        MAYBE_NUMBER,
        "骨干占交流人数的比例",
        "backbone teachers over all moved",
    ),
];

const FLOW: &[Field] = &[
    must("school_id", Text, "学校代码", "the school"),
    must("stage", STAGE, "学段", "the stage"),
    must("in", Number, "调入", "what comes"),
    must("out", Number, "调出", "what goes"),
];

const PRICE: &[Field] = &[
    must(
        "of",
        Text,
        "fund.名称、lever.名称 或 rule.序号",
        "fund.NAME, lever.NAME or rule.N",
    ),
    must("goal", Text, "目标", "the goal"),
    must(
        "per_unit",
        Number,
        "每增加一个单位，目标值的变化",
        "change of the goal's value for one unit more",
    ),
];

const SOLVER: &[Field] = &[
    must("name", Text, "名称", "its name"),
    must("version", Text, "版本", "its version"),
    must(
        "iterations",
        Count,
        "迭代次数",
        "iterations of all solves together",
    ),
    must(
        "gap",
        Number,
        "最大相对误差",
        "the largest relative gap of a goal",
    ),
    may(
        "seconds",
        Number,
        "用时，秒；仅 --timings",
        "seconds in all; only with --timings",
    ),
];
