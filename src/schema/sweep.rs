//! The keys of a sweep: one of `vary`, `scenario` and `sample`.

use super::Kind::{Anything, Count, Either, Flag, List, Named, Number, Pair, Table, Text};
use super::policy::{LOCALES, STAGES, TEXTS};
use super::{Field, LOCALE_READ, STAGE_READ, may, must};

pub(super) const SWEEP: &[Field] = &[
    may(
        "vary",
        List(&Table(VARY)),
        "网格：每种组合一个情景",
        "a grid: every combination is a scenario",
    ),
    may(
        "scenario",
        List(&Named(&Anything)),
        "逐个列出：路径与取值",
        "a list: paths and what they are set to",
    ),
    may("sample", Table(SAMPLE), "随机抽样", "samples"),
];

const VARY: &[Field] = &[
    must(
        "what",
        Text,
        "方案设定中的路径，或 pupils",
        "a path into the policy, or pupils",
    ),
    may(
        "where",
        Table(FILTER),
        "限于哪些学段部（仅 pupils）",
        "which sections (pupils only)",
    ),
    may(
        "values",
        Either(&[List(&Anything), Table(RANGE)]),
        "取值",
        "the values",
    ),
    may(
        "factors",
        List(&Number),
        "乘数，代替取值",
        "factors, instead of values",
    ),
];

const RANGE: &[Field] = &[
    must("from", Number, "起", "from"),
    must("to", Number, "止", "to"),
    must("step", Number, "步长", "step"),
];

const FILTER: &[Field] = &[
    may("stage", STAGE_READ, "学段", "the stage"),
    may("locale", LOCALE_READ, "城乡类别", "the locale"),
    may("group", Text, "分组", "the group"),
    may("school", Text, "学校", "the school"),
    may("stages", STAGES, "学段", "stages"),
    may("locales", LOCALES, "城乡类别", "locales"),
    may("groups", TEXTS, "分组", "groups"),
    may("schools", TEXTS, "学校", "schools"),
];

const SAMPLE: &[Field] = &[
    must("count", Count, "情景数", "how many"),
    must("seed", Count, "随机种子", "the seed"),
    may(
        "latin_hypercube",
        Flag,
        "是否拉丁超立方抽样；默认否",
        "Latin hypercube; default: false",
    ),
    may("vary", List(&Table(DRAW)), "抽取的量", "what is drawn"),
];

const DRAW: &[Field] = &[
    must(
        "what",
        Text,
        "方案设定中数值的路径，或 pupils",
        "the path of a number of the policy, or pupils",
    ),
    may(
        "where",
        Table(FILTER),
        "限于哪些学段部（仅 pupils）",
        "which sections (pupils only)",
    ),
    may(
        "per_section",
        Flag,
        "各学段部分别抽取；默认否",
        "each section by itself; default: false",
    ),
    may(
        "multiply",
        Flag,
        "乘以所抽的数；默认否",
        "multiply by what is drawn; default: false",
    ),
    may(
        "uniform",
        Pair(&Number),
        "均匀分布的两端",
        "equally likely between the two",
    ),
    may(
        "normal",
        Table(NORMAL),
        "正态分布，代替均匀分布",
        "the normal distribution, instead",
    ),
];

const NORMAL: &[Field] = &[
    must("mean", Number, "均值", "its mean"),
    must("sd", Number, "标准差", "its standard deviation"),
];
