//! Every word of the reports, in both languages.

use crate::district::{Locale, Stage};
use crate::text::Text;

macro_rules! words {
    ($( $name:ident: $zh:literal, $en:literal; )*) => {
        $(
            pub(super) const $name: Text = {
                assert!(!$zh.is_empty() && !$en.is_empty(), "a translation is missing");
                Text::new($zh, $en)
            };
        )*
    };
}

// Units of money and things.
words! {
    YUAN: "元", "yuan";
    WAN_YUAN: "万元", "x 10,000 yuan";
    MILLION_YUAN: "百万元", "million yuan";
    LARGE_YUAN: "万元", "million yuan";
    LARGE_OTHER: "万", "million";
    SQUARE_METRES: "平方米", "m2";
    UNIT_IN_BRACKETS: "{0}（{1}）", "{0} ({1})";
    PER_PUPIL: "生均 {0}", "{0} per pupil";
    PER_100_PUPILS: "每百名学生 {0}", "{0} per 100 pupils";
    PER_CLASS: "班均 {0}", "{0} per class";
    AND_MORE: "另有 {0} 项", "and {0} more";
    AND_MORE_JSON: "另有 {0} 项，见 --json 的输出", "and {0} more (see --json)";
    LIST: "、", ", ";
    AS_SAID: "{0}", "{0}";
}

// Sweeps.
words! {
    SWEEP: "情景组", "Sweep";
    SWEEP_ROWS: "以下是 {0} 个情景的结果，共 {1} 个。", "What follows is of {0} of {1} scenarios.";
    SWEEP_OPTIMAL: "有最优方案：{0} 个（{1}）", "with a plan proven best: {0} ({1})";
    SWEEP_FEASIBLE: "有方案，但因限制而停止：{0} 个（{1}）", "with a plan that a limit stopped: {0} ({1})";
    SWEEP_INFEASIBLE: "没有方案能满足设定：{0} 个（{1}）", "that no plan can satisfy: {0} ({1})";
    SWEEP_STOPPED: "在找到方案之前停止：{0} 个（{1}）", "stopped before any plan: {0} ({1})";
    SWEEP_FAILED: "出错：{0} 个（{1}）", "with an error: {0} ({1})";
    SWEEP_PASSING: "实施后达到标准：{0} 个（{1}）", "that pass the standard afterwards: {0} ({1})";
    SWEEP_FIGURES: "各情景的结果", "Figures over the scenarios";
    SWEEP_SAMPLED: "情景很多，以下由随机抽取的 {0} 个算出。", "Of so many scenarios, these figures are over a sample of {0}.";
    SWEEP_DRIVERS: "什么影响最大", "What matters most";
    SWEEP_DRIVERS_NOTE: "秩相关：斯皮尔曼系数；单独影响：该量由最低变为最高、其余不变时结果的平均变化。",
        "Rank correlation: Spearman's. Effect alone: from the quantity's lowest value to its highest, others unchanged, on average.";
    FIGURE: "结果", "figure";
    VARIED: "变化的量", "varied";
    LEAST: "最小", "least";
    MEDIAN: "中位", "median";
    MOST: "最大", "most";
    RANK_CORRELATION: "秩相关", "rank corr.";
    EFFECT_ALONE: "单独影响", "effect alone";
}

// Frontiers.
words! {
    FRONTIER: "资金“{0}”与目标“{1}”", "The fund {0} against the goal {1}";
    FRONTIER_GOALS: "目标“{0}”与目标“{1}”", "The goal {0} against the goal {1}";
    FRONTIER_AT_MOST: "{0}至多", "{0} at most";
    FRONTIER_AT_LEAST: "{0}至少", "{0} at least";
    FRONTIER_AMOUNT: "资金额", "in the fund";
    FRONTIER_VALUE: "目标值", "goal";
    FRONTIER_SLOPE: "每多 100 万{0}", "per million {0} more";
    FRONTIER_SLOPE_ONE: "每放宽 1", "per 1 more";
    FRONTIER_SLOPE_PERCENT: "每提高 1 个百分点", "per 1 % more";
    FRONTIER_KNEE: "拐点", "knee";
    FRONTIER_EXACT: "曲线由直线段组成，以上为全部转折点。", "The curve is made of straight pieces; these are all their ends.";
    FRONTIER_ONE_POINT: "两端相同，曲线只有一点。", "Both ends are the same: the curve is a single point.";
    FRONTIER_STOPPED: "在以下各处，未找到任何方案就因限制而停止，曲线不含这些点：", "A limit came before any plan at these amounts, which the curve therefore leaves out:";
    FRONTIER_ERROR: "任何一处的误差不超过 {0}。", "The curve is nowhere further off than {0}.";
    FRONTIER_STOPS: "超过 {0} 后，更多的钱不再有帮助。", "Beyond {0} more money does not help.";
    FRONTIER_KNEE_AT: "拐点在 {0}：此后再多的作用明显变小。", "The knee is at {0}: after it more does clearly less.";
    FRONTIER_COMPLY: "达到标准至少需要 {0}。", "To pass the standard takes at least {0}.";
    FRONTIER_NO_COMPLY: "仅增加此项资金，方案设定中其余各项（其他资金、举措的上限、规则）不变，未能得出可达到标准的金额。", "No amount of this fund was found that passes the standard while all else in the policy (other funds, caps of levers, rules) stays as it is.";
}

// Comparisons.
words! {
    COMPARISON: "比较：由前者到后者", "Comparison: from the first to the second";
    COMPARISON_TODAY: "比较：由现状到方案实施后", "Comparison: from today to after the plan";
    COMPARISON_PLANS: "比较：由第一个方案到第二个方案", "Comparison: from the first plan to the second";
    COMPARE_PASS: "达到标准：{0} → {1}", "Passes the standard: {0} -> {1}";
    YES: "是", "yes";
    NO: "否", "no";
    COMPARE_COUNTS: "{0} 个学段部中：{1} 个有得无失，{2} 个不变，{3} 个在某些指标上下降。",
        "Of {0} sections {1} gain and lose nothing, {2} stay as they are, {3} fall somewhere.";
    COMPARE_ALONE: "只在一方出现的学段部：前者 {0} 个，后者 {1} 个。",
        "Sections in one only: {0} in the first, {1} in the second.";
    COMPARE_GOALS: "目标与资金", "Goals and money";
    COMPARE_INDICATORS: "{0}：各项指标", "{0}: indicators";
    COMPARE_SPENT: "资金“{0}”使用", "spent of {0}";
    COMPARE_NAMES: "给出 --district 可列出学校名称。", "With --district the schools are named.";
    COMPARE_LOSERS: "下降之处", "Who loses";
    COMPARE_LOSER: "{0}：{1}", "{0}: {1}";
    WHAT: "项目", "what";
    FIRST: "前者", "first";
    SECOND: "后者", "second";
    OF_STATE: "{0}\n{1}", "{0}\n{1}";
    BELOW_MINIMUM: "低于最低值", "below";
    COEFFICIENT_PLAIN: "差异系数", "CV";
}

// The standing of a district.
words! {
    ASSESSMENT: "评估：{0}", "Assessment: {0}";
    PASSES: "达到标准：{1} 个学段部中有 {0} 个达标，校际差异均在限值以内。",
        "The district passes: {0} of {1} sections pass and every difference is within its limit.";
    FAILS: "未达到标准：{1} 个学段部中有 {0} 个达标。",
        "The district does not pass: {0} of {1} sections pass.";
    NOBODY: "没有可评估的学段部。", "There is no section to assess.";
    WHAT_FAILS: "未达标之处：", "What fails:";
    SECTIONS_FAIL: "{0}：{2} 个学段部中有 {1} 个未达标", "{0}: {1} of {2} sections fall short";
    CV_FAILS: "{0}：{1}，差异系数 {2}，超过限值 {3}",
        "{0}: {1}: CV {2} is over the limit {3}";
    COMPOSITE_FAILS: "{0}：综合差异系数 {1}，超过限值 {2}",
        "{0}: mean of the CVs: {1} is over the limit {2}";
    STAGE: "{0}：{3}（{1} 个学段部，{2} 名学生）", "{0}: {3} (sections: {1}, pupils: {2})";
    STAGE_PASSES: "达标", "passes";
    STAGE_FAILS: "未达标", "does not pass";
    COMPOSITE: "综合差异系数（各项差异系数的平均值）：{0}，限值 {1}",
        "Mean of the difference coefficients (CV): {0}, limit {1}";
    COMPOSITE_FREE: "综合差异系数（各项差异系数的平均值）：{0}",
        "Mean of the difference coefficients (CV): {0}";
    MAY_MISS: "学段部至多 {0} 项指标低于最低值、且没有一项低于最低值的 {1}，即为达标。",
        "A section passes with at most {0} of its indicators under the minimum, and none under {1} of it.";
    FALL_SHORT: "未达标的学段部（各项缺口占最低值的比例合计，由大到小）",
        "Sections that fall short, by what they lack of all minima together";
    STILL_SHORT: "实施后仍未达标的学段部（各项缺口占最低值的比例合计，由大到小）",
        "Sections that still fall short after the plan, by what they lack of all minima together";
    MORE_SECTIONS: "另有 {0} 个学段部，见 --json 的输出", "and {0} more sections (see --json)";
    EXCLUDED: "未纳入评估", "Left out of the assessment";
    TEACHING_POINT: "{0}：在校生不足 50 人的教学点", "{0}: a teaching point with under 50 pupils";
    OTHER_REASON: "{0}：{1}", "{0}: {1}";
    SECTION: "{0}（{1}）", "{0} ({1})";
}

// Headings of columns.
words! {
    INDICATOR: "指标", "indicator";
    MINIMUM: "最低值", "minimum";
    MEAN: "均值", "mean";
    LOWEST: "最低校", "lowest";
    BELOW: "低于\n最低值", "below\nminimum";
    COEFFICIENT: "差异\n系数", "CV";
    LIMIT: "限值", "limit";
    VERDICT: "差异\n判定", "CV is";
    CV_OK: "合格", "ok";
    CV_OVER: "超限", "over";
    SCHOOL: "学校", "school";
    THE_STAGE: "学段", "stage";
    LOCALE: "城乡", "locale";
    VALUE: "数值", "value";
    OF_MINIMUM: "达到\n比例", "of the\nminimum";
    GOAL: "目标", "goal";
    TODAY: "现状", "today";
    AFTER: "实施后", "after";
    CHANGE: "变化", "change";
    BOUND: "理论最优", "best proven";
    MEAN_TODAY: "均值\n现状", "mean\ntoday";
    MEAN_AFTER: "均值\n实施后", "mean\nafter";
    BELOW_TODAY: "低于\n最低值\n现状", "below\ntoday";
    BELOW_AFTER: "低于\n最低值\n实施后", "below\nafter";
    CV_TODAY: "差异\n系数\n现状", "CV\ntoday";
    CV_AFTER: "差异\n系数\n实施后", "CV\nafter";
    FUND: "资金", "fund";
    AMOUNT: "额度\n（万元）", "amount\n(million yuan)";
    SPENT: "使用\n（万元）", "spent\n(million yuan)";
    LEFT: "结余\n（万元）", "left\n(million yuan)";
    SHARE: "占比", "share";
    LEVER: "举措", "lever";
    SECTIONS: "学段部数", "sections";
    UNITS: "数量", "units";
    ADDS: "共增加", "adds in all";
    COST: "费用\n（万元）", "cost\n(million yuan)";
    PUPILS: "学生数", "pupils";
    PER_HEAD: "生均费用\n（元）", "cost per\npupil (yuan)";
}

// The same heads without the yuan, where the policy names another currency.
words! {
    AMOUNT_OTHER: "额度\n（万）", "amount\n(million)";
    SPENT_OTHER: "使用\n（万）", "spent\n(million)";
    LEFT_OTHER: "结余\n（万）", "left\n(million)";
    COST_OTHER: "费用\n（万）", "cost\n(million)";
    PER_HEAD_OTHER: "生均费用", "cost per\npupil";
    SUM_LARGE: "{0} 万 {1}", "{0} million {1}";
    SUM_SMALL: "{0} {1}", "{0} {1}";
    IN_CURRENCY: "金额均以 {0} 计。", "Amounts are in {0}.";
}

// Reasons.
words! {
    REASONS: "缘由", "Why";
    REASON_BINDING: "全县已经用尽的限制：{0}。", "Of these limits of the whole district nothing is left: {0}.";
    REASON_CHOSEN: "以下为费用最高的 {0} 个学段部，共 {1} 个；其余见 --json 的输出。",
        "The {0} costliest of {1} sections (--json FILE holds all):";
    REASON_SECTION: "{0}，{1}：", "{0}, {1}: ";
    REASON_BETWEEN: "；", "; ";
    REASON_END: "。", ".";
    REASON_CHANGE: "{0} {1} → {2}（{3}）", "{0} {1} -> {2} ({3})";
    REASON_LACK: "仍低于最低值：{0}，{1}", "still short of the minimum: {0}, {1}";
    LACK_BY: "{0} 差 {1}", "{0} by {1}";
    REASON_LIMITS: "；限制再多的是：{0}", "; more is limited by: {0}";
    SERVES_MINIMUM: "为达到最低值", "towards the minimum";
    SERVES_EVENNESS: "为缩小校际差异", "against differences";
    SERVES_LEAST: "为抬高最低的一处", "to lift what stands least";
    SERVES_NOTHING: "随其他指标或整数单位附带", "comes with another indicator or a whole unit";
    SERVES_OTHERS: "让给更需要之处", "worth more elsewhere";
    LACK_KEPT: "因为规则规定保持不变", "for a rule keeps the section as it is";
    LACK_NO_LEVER: "因为没有举措能在此提高它", "for no lever raises it here";
    LACK_MAY_MISS: "但标准允许缺这一项", "which the standard allows";
    LACK_LIMIT: "因为限制所余的用在别处对目标更有利", "for what the limits leave does more for the goals elsewhere";
    LACK_GOALS: "因为按次序的各目标不要求它", "for the goals in their order do not ask for it";
    GAINS: "各项举措单独的作用", "What each lever does by itself";
    GAIN_ALL: "全部举措：{0}。", "All levers: {0}.";
    GAIN: "{0}：没有它，{1}；只有它，{2}", "{0}: without it, {1}; with it alone, {2}";
    GAIN_NO_PLAN: "没有可行的方案", "no plan";
    LIMIT_FUND: "资金“{0}”", "the fund {0}";
    LIMIT_TOTAL: "举措“{0}”的总量上限", "the max_total of {0}";
    LIMIT_PER_SECTION: "举措“{0}”的每部上限", "the max_per_section of {0}";
    LIMIT_CAP: "规则 {0}（资金“{1}”的每部上限）", "rule {0} (cap on the fund {1})";
    LIMIT_SHARE: "规则 {0}（资金“{1}”的比例要求）", "rule {0} (share of the fund {1})";
    LIMIT_TRANSFER: "调配“{0}”（可调的人或物、范围与限额）", "the transfer {0} (whom or what it may take, its reach and limits)";
    LIMIT_KEEP: "规则 {0}（保持不变）", "rule {0} (keep)";
}

// Alternatives.
words! {
    ALTERNATIVES: "备选方案（每个目标与最优方案相差不超过 {0}）", "Alternatives (within {0} of the best at every goal)";
    ALTERNATIVES_NONE: "没有找到把资金用在别处而同样好的方案。", "No plan as good was found that puts the money elsewhere.";
    ALTERNATIVES_MEAN: "不同之处按资金计：最优方案的资金中有多大部分用在了别处。",
        "How far apart: what part of the best plan's money is spent elsewhere.";
    ALTERNATIVE_BEST: "方案 1（最优）：{0}。", "Plan 1, the best: {0}.";
    ALTERNATIVE_PLAN: "方案 {0}：{1}。与最优方案相比：", "Plan {0}: {1}. Compared with the best:";
    GOAL_AND_VALUE: "{0} {1}", "{0} {1}";
    COST_ALL: "费用", "cost";
    PLAN_NUMBER: "方案", "plan";
    APART_BEST: "与最优方案\n不同", "apart from\nthe best";
    APART_LEAST: "与其他方案\n至少不同", "apart from\nany other";
    SPENDS_MORE: "增加：{0}", "more at: {0}";
    SPENDS_LESS: "减少：{0}", "less at: {0}";
    DIFFERENCE: "{0}，{1} {2}", "{0}, {1} {2}";
}

// The plan.
words! {
    PLAN: "方案：{0}", "Plan: {0}";
    COSTS: "费用 {0}，涉及 {1} 个学段部。", "Cost: {0}. Sections acted on: {1}.";
    TEACHERS_MOVED: "调动教师 {0} 人次。", "Teachers moved: {0}.";
    COSTS_NOTHING: "该方案不使用资金，也不采取任何举措。", "The plan spends nothing and does nothing.";
    PASSING: "达标的学段部：现状 {0} 个，实施后 {1} 个，共 {2} 个。",
        "Sections that pass: {0} today, {1} after, of {2}.";
    FAIL_THEN_PASS: "县域现状未达到标准，实施后达到标准。",
        "The district does not pass today; after the plan it passes.";
    PASS_BOTH: "县域现状已达到标准，实施后仍达到标准。",
        "The district passes today and still passes after the plan.";
    FAIL_BOTH: "县域现状未达到标准，实施后仍未达到标准。",
        "The district does not pass today, nor after the plan.";
    PASS_THEN_FAIL: "县域现状达到标准，实施后却未达到标准。",
        "The district passes today, but not after the plan.";
    STILL_FAILS: "实施后仍未达标之处：", "What still fails:";
    GOALS: "目标（按优先次序）", "Goals, in strict order";
    IN_ORDER: "目标严格按上述次序求取：后面的目标只在不损害前面目标的范围内改进。",
        "Goals are taken strictly in this order: a later one is bettered only where no earlier one suffers.";
    SHORTFALL_MEANS:
        "缺口：学生所在学段部低于最低值的平均幅度（占最低值的比例），各项指标相加。0 表示每个学段部的\n每项指标都达到最低值。缺口不是未达标学段部的个数，缺口缩小时，达标的学段部不一定增多。",
        "Shortfall: by what share of the minimum pupils' sections lie below it on average, added up over\nthe indicators. 0 means that every section reaches every minimum. It does not count the sections\nthat pass: it can fall without one more section passing.";
    DISPARITY_MEANS:
        "校际差异：各校之间按学生数加权的差距，以最低值为单位（没有最低值的，以现状均值为单位），各项\n指标相加。0 表示同一学段各校完全相同。",
        "Disparity: the spread between schools, weighted by pupils, in units of the minimum (of today's mean\nwhere there is none), added up over the indicators. 0 means that the schools of a stage are alike.";
    EFFECT: "{0}：实施前后", "{0}: today and after";
    BY_FUND: "资金使用", "Money by fund";
    BY_LEVER: "各项举措", "Money by lever";
    BY_LOCALE: "城乡分布", "Money by locale";
    ACTIONS: "实施清单", "What to do where";
    COSTLIEST: "共 {1} 项，下列费用最高的 {0} 项，按学校排列（--json 文件 含全部各项）：",
        "The {0} costliest of {1} actions, by school (--json FILE holds all):";
    CONTINUOUS: "数量按连续值计算，不足一人或一间的部分由主管部门取整（须取整数的举措可设 whole = true）。",
        "Amounts are continuous: parts of a person or a room are for the bureau to round (whole = true\nplans a lever in whole units).";
    UNLIMITED: "不限", "unlimited";
    NO_LOCALE: "未注明", "not given";
    PRICES: "资金与规则的边际作用", "What a little more would bring";
    MORE_FUND: "资金“{0}”每增加 1 万{1}", "10,000 {1} more of the fund \"{0}\"";
    MORE_LEVER: "举措“{0}”的总量上限每增加 1 个单位", "one unit more of the lever \"{0}\" in all";
    MORE_SHARE: "规则 {0}（资金“{1}”的份额）每提高 1 个百分点",
        "one percentage point more in rule {0} (share of the fund \"{1}\")";
    MORE_CAP: "规则 {0}（资金“{1}”的单部上限）每增加 1 万{2}",
        "10,000 {2} more in rule {0} (cap on the fund \"{1}\")";
    MORE_OTHER: "“{0}”每增加 1 个单位", "one unit more of \"{0}\"";
    MORE: "{0}：", "{0}:";
    LOWERS: "可使{0}降低 {1}", "lowers the {0} by {1}";
    RAISES: "会使{0}提高 {1}", "raises the {0} by {1}";
    NO_EFFECT: "{0}不变", "leaves the {0} as it is";
    CERTAINTY: "可靠性", "How sure this is";
    OPTIMAL: "最优：每个目标都在所要求的误差范围内达到理论最优。",
        "Optimal: every goal is proven best within the gap asked for.";
    FEASIBLE: "可行：并非每个目标都已证明最优，至多相差多少见“目标”表。",
        "Feasible: not every goal is proven best; the table of goals says how far it can be off.";
    SOLVER: "求解器：{0} {1}，迭代 {2} 次，最大相对误差 {3}。",
        "Solver: {0} {1}, {2} iterations, largest relative gap {3}.";
    SECONDS: "用时 {0} 秒。", "It took {0} seconds.";
    CHECKED: "已独立核验：资金、规则、存量和每个目标均仅依据县域数据与方案设定重新计算，核验通过。",
        "Checked independently: funds, rules, stocks and every goal were recomputed from the\ndistrict and the policy alone, and they hold.";
}

// Tables of moves in pages and workbooks.
#[cfg(any(feature = "html", feature = "xlsx"))]
words! {
    TRANSFER: "调配", "transfer";
    MOVED_WHAT: "对象", "who or what";
}

// Who moves where.
words! {
    MOVES: "调配名单：{0}", "Moves: {0}";
    MOVED_TEACHERS: "共交流 {0} 人，费用 {1}。", "{0} teachers move, at a cost of {1}.";
    MOVED_STOCK: "共调配 {0} {1}，费用 {2}。", "{0} {1} move, at a cost of {2}.";
    RATE_ROTATION: "符合交流条件 {0} 人，交流比例 {1}{2}。",
        "Of {0} eligible, {1} rotate{2}.";
    RATE_BACKBONE: "其中骨干教师 {0} 人，占交流 {1} 人的 {2}{3}。",
        "Backbone teachers among them: {0} of {1}, {2}{3}.";
    AT_LEAST: "（要求不低于 {0}）", " (at least {0} must)";
    MOVE_FROM: "调出", "from";
    MOVE_TO: "调入", "to";
    KIND: "教师类别", "kind";
    FROM_STAGE: "{0} → {1}", "{0} → {1}";
    PEOPLE: "人数", "people";
    KM: "公里", "km";
    MINUTES: "分钟", "minutes";
    COME: "调入数", "in";
    LEAVE: "调出数", "out";
    IS_TEACHER: "教师", "teacher";
    IS_DEGREE: "高学历", "degree";
    IS_BACKBONE: "骨干", "backbone";
    IS_ARTS: "体育艺术", "PE and arts";
    DID_MOVES: "{0} 项调配：人员在岗、符合条件、范围、比例与人数、费用",
        "moves ({0}): people there and eligible, reach, rates, headcounts and costs";
}

// What verify checked.
words! {
    HOLDS: "核验通过：{0}", "The plan holds: {0}";
    RECOMPUTED: "以下各项均仅依据县域数据与方案设定重新计算：",
        "Recomputed from the district and the policy alone:";
    DID_ACTIONS: "{0} 项实施内容：举措、适用范围、数量上限、单价与费用",
        "actions ({0}): levers, where they may be used, caps, prices and costs";
    DID_STOCKS: "存量：实施后均不为负；{0}", "stocks: none below zero; {0}";
    LEVELLING_MINIMUM: "任何指标值不低于现状与最低值中的较小者", "no value falls below the lesser of today's and the minimum";
    LEVELLING_TODAY: "任何指标值不低于现状", "no value falls below today's";
    LEVELLING_OFF: "方案设定允许指标值下降", "the policy lets values fall";
    DID_FUNDS: "{0} 项资金：使用 {1}，均未超出额度", "funds ({0}): {1} spent, none over its amount";
    DID_RULES: "{0} 条规则：均已遵守", "rules ({0}): all kept";
    DID_COMPLY: "实施后县域达到标准", "after the plan the district passes the standard";
    DID_GOAL: "目标“{0}”：{1}", "goal, {0}: {1}";
    DID_ASSESSMENTS: "实施前后的评估：各项数值一致", "the assessments of today and after: every figure";
    BOUND_FOUND: "独立界：任何保持前面目标的方案，其“{0}”都不优于 {1}；本方案为 {2}。",
        "Independent bound: no plan that holds the earlier goals brings the {0} below {1};\nthis plan has {2}.";
    BOUND_FOUND_ABOVE: "独立界：任何保持前面目标的方案，其“{0}”都不高于 {1}；本方案为 {2}。",
        "Independent bound: no plan that holds the earlier goals brings the {0} above {1};\nthis plan has {2}.";
    PROVEN: "在此已证明达到最优的目标：{0}。", "Proven here to be best possible: {0}.";
    CLAIMED: "以下目标的界为方案所称，此处未能证明：{0}。",
        "Claimed, not proven here, of these goals: {0}.";
    NO_BOUND: "没有独立界：{0}。", "There is no independent bound: {0}.";
    UNUSABLE: "方案与县域或方案设定不符", "the plan does not fit its district and policy";
    TOO_LARGE: "规模过大，无法独立求界", "the program is too large to be bounded independently";
    NOTHING_LIMITS: "举措“{0}”没有任何限制", "nothing limits the lever {0}";
    PEOPLE_NOT_BOUNDED: "独立求界不涉及调配、招聘和培训", "moves, recruits and training are not bounded independently";
    OUT_OF_TIME: "时限内未求得", "none was found in time";
}

// Names of goals, each as it stands in a sentence.
words! {
    GOAL_SHORTFALL: "缺口", "shortfall below the minima";
    GOAL_STD: "校际差异（标准差）", "disparity (standard deviation)";
    GOAL_GINI: "校际差异（基尼）", "disparity (Gini)";
    GOAL_MAD: "校际差异（平均绝对偏差）", "disparity (mean absolute deviation)";
    GOAL_RANGE: "校际差异（极差）", "disparity (range)";
    GOAL_FLOOR: "最弱一项达到最低值的比例", "least share of a minimum";
    GOAL_WORST_CV: "最大差异系数与限值之比", "largest CV in terms of its limit";
    GOAL_LEXIMIN: "由弱到强逐级保底", "least share of a minimum, then the next";
    GOAL_COST: "费用", "money spent";
    GOAL_MOVES: "调动人数", "teachers moved";
}

// Where rounding would change a verdict.
words! {
    NOTES: "说明", "Notes";
    ROUNDING: "表中数值按公布口径取整，判定以未取整的数值为准；下列各项若按取整后的数值判定，结论会相反：",
        "The tables show rounded figures; verdicts do not. By rounded figures these would turn:";
    CV_ROUNDS: "{0}：{1}，差异系数 {2}，限值 {3}", "{0}: {1}: CV {2}, limit {3}";
    COMPOSITE_ROUNDS: "{0}：综合差异系数 {1}，限值 {2}", "{0}: mean of the CVs {1}, limit {2}";
    VALUE_ROUNDS: "{0}：{1} {2}，最低值 {3}", "{0}: {1}: {2}, minimum {3}";
    FLOOR_ROUNDS: "{0}：{1} {2}，底线 {3}", "{0}: {1}: {2}, floor {3}";
    AS_OF_TODAY: "现状，{0}", "today, {0}";
}

pub(super) const fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Primary => Text::new("小学", "primary"),
        Stage::Junior => Text::new("初中", "junior"),
    }
}

pub(super) const fn locale(locale: Locale) -> Text {
    match locale {
        Locale::Urban => Text::new("城区", "urban"),
        Locale::Town => Text::new("镇区", "town"),
        Locale::Rural => Text::new("乡村", "rural"),
    }
}

/// The name of a goal, by its JSON name.
pub(super) fn goal(id: &str) -> Option<Text> {
    Some(match id {
        "shortfall" => GOAL_SHORTFALL,
        "disparity.std" => GOAL_STD,
        "disparity.gini" => GOAL_GINI,
        "disparity.mad" => GOAL_MAD,
        "disparity.range" => GOAL_RANGE,
        "floor" => GOAL_FLOOR,
        "worst_cv" => GOAL_WORST_CV,
        "leximin" => GOAL_LEXIMIN,
        "cost" => GOAL_COST,
        "moves" => GOAL_MOVES,
        _ => return None,
    })
}

/// The name of a bundled standard, by its id.
pub(super) fn standard(id: &str) -> Option<Text> {
    Some(match id {
        "quality-balanced-2017" => Text::new(
            "优质均衡督导评估标准（教督〔2017〕6号）",
            "quality-balanced compulsory education (2017)",
        ),
        "basically-balanced-2012" => Text::new(
            "基本均衡督导评估标准（教督〔2012〕3号）",
            "basically balanced compulsory education (2012)",
        ),
        _ => return None,
    })
}

/// The name of an official resource with its unit.
pub(super) fn resource(id: &str) -> Option<Text> {
    Some(match id {
        "teachers" => Text::new("名专任教师", "teachers"),
        "higher_degree_teachers" => Text::new("名高于规定学历教师", "higher-degree teachers"),
        "backbone_teachers" => Text::new("名骨干教师", "backbone teachers"),
        "pe_arts_teachers" => Text::new("名体育艺术教师", "PE and arts teachers"),
        "mid_title_teachers" => Text::new("名中级及以上职称教师", "teachers of middle title"),
        "teaching_area_m2" => Text::new("平方米教学用房", "m2 of teaching rooms"),
        "sports_area_m2" => Text::new("平方米体育场馆", "m2 of sports area"),
        "equipment_yuan" => Text::new("元教学仪器设备", "yuan of equipment"),
        "multimedia_rooms" => Text::new("间网络多媒体教室", "multimedia rooms"),
        "computers" => Text::new("台计算机", "computers"),
        "books" => Text::new("册图书", "books"),
        _ => return None,
    })
}
