//! The words that only the HTML report has, in both languages.

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

words! {
    SKIP: "跳到正文", "Skip to the report";
    CONTENTS: "目录", "Contents";
    FILTER: "筛选各行", "Filter rows";
    ROWS: "行", "rows";
    TOP: "回到目录", "Back to the contents";
    MADE_BY: "由 junheng 生成；本页不访问网络。", "Made by junheng; this page fetches nothing from the network.";
    PASS: "达标", "Passes";
    FAIL: "未达标", "Does not pass";
    COST: "费用", "cost";
    SECTIONS_PASS: "达标的学段部", "sections that pass";
    FROM_TO_OF: "{0} → {1}（共 {2}）", "{0} → {1} of {2}";
    FROM_TO: "{0} → {1}", "{0} → {1}";
    PART_OF: "{0}／{1}", "{0} of {1}";
    DIFFERENCES: "差异系数与限值", "Difference coefficients against their limits";
    DIFFERENCES_MEAN: "差异系数越小，各校越接近；竖线为限值，位于其右侧即超限。",
        "The smaller the coefficient (CV), the more alike the schools; the upright line is the limit, and what lies to its right is over it.";
    KEY_TODAY: "现状", "today";
    KEY_AFTER: "实施后", "after the plan";
    KEY_LIMIT: "限值", "limit";
    CV_AXIS: "0 至 {0}", "0 to {0}";
    CV_SAID: "现状 {0}，实施后 {1}，限值 {2}", "today {0}, after {1}, limit {2}";
    CV_SAID_TODAY: "现状 {0}，限值 {1}", "today {0}, limit {1}";
    HEAT: "各学段部达到最低值的百分比：{0}", "Sections, in percent of the minimum: {0}";
    HEAT_MEANS: "100 表示恰好达到最低值（没有最低值的指标以现状均值为 100）。低于 100 的数带下划线；颜色越红越低，越蓝越高。",
        "100 is just the minimum (today's mean where an indicator has none). Figures below it are underlined; the redder the lower, the bluer the higher.";
    HEAT_PAIR: "每项指标两列：左为现状，右为实施后。", "Two columns an indicator: today on the left, after the plan on the right.";
    CV_ROW: "差异系数与限值", "difference coefficient and its limit";
    CV_OF: "{0}：实施后的差异系数", "{0}: difference coefficients after the plan";
    SCENARIOS: "情景数", "scenarios";
    SCENARIOS_PASS: "实施后达标的情景", "scenarios that pass afterwards";
    RANGE: "{0} 至 {1}", "{0} to {1}";
    EXPLORE: "逐个查看情景", "One scenario at a time";
    EXPLORE_GRID: "拖动滑块选择情景，或分别调整各个变化的量；下面的数字、图形和曲线上的标记随之更新。",
        "Move a slider to choose a scenario, or one of the quantities; the figures below and the marks on the curves follow.";
    EXPLORE_LIST: "拖动滑块选择情景；下面的数字、图形和曲线上的标记随之更新。",
        "Move the slider to choose a scenario; the figures below and the marks on the curves follow.";
    SCENARIO: "情景", "scenario";
    SCENARIO_N: "情景 {0}", "scenario {0}";
    STATUS: "结果", "ended";
    PASSES_AFTER: "实施后达标", "passes after";
    CURVES: "曲线", "Curves";
    CURVES_MEAN: "每个点是一个情景：实心为实施后达标，空心为未达标；同一条线上其余的量相同；大圈为滑块选中的情景。",
        "Each mark is a scenario: full where the district passes afterwards, hollow where not; along a line all else is the same; the large ring is the one chosen.";
    POINT_SAID: "{0}：{1} → {2}", "{0}: {1} → {2}";
    PAIR_SAID: "{0} → {1}", "{0} → {1}";
    GOAL_OVER: "{0}（随{1}变化）", "{0} over {1}";
    SCENARIO_TABLE: "全部情景", "All scenarios";
    THINNED: "共 {1} 个情景，此处均匀选取 {0} 个。", "{0} of {1} scenarios, evenly chosen.";
    NUMBER: "序号", "no.";
    WHY: "原因", "why";
    CURVE: "曲线", "The curve";
    CURVE_MEANS: "拖动滑块沿曲线移动。实心点为达到标准，空心点为未达到；竖线依次为拐点、更多的钱不再有帮助之处和达标所需的最少资金（如有）。",
        "Move the slider along the curve. Full marks pass the standard, hollow ones do not; upright lines are the knee, where more money stops helping, and the least that complies, where there are such.";
    POINTS: "各点", "Points";
    STOPS: "此后不再有帮助", "no help beyond";
    LEAST_TO_COMPLY: "达标所需的最少资金", "least to comply";
    MAP: "学段部分布图", "Map of the sections";
    MAP_MEANS: "圆的大小表示学生数，颜色表示最弱一项指标达到最低值的百分比；粗边表示方案在此投入资金。",
        "The size of a circle is its pupils, the colour its weakest indicator in percent of the minimum; a thick edge marks where the plan spends.";
    MAP_MEANS_TODAY: "圆的大小表示学生数，颜色表示最弱一项指标达到最低值的百分比。",
        "The size of a circle is its pupils, the colour its weakest indicator in percent of the minimum.";
    MAP_ARCS: "弧线为调配，弧上的点靠近调入学校。", "Arcs are moves; the dot on an arc is near the school that receives.";
    MAP_MOVE: "{0} → {1}：{2}", "{0} → {1}: {2}";
    MAP_LOAD: "{0} {1}", "{0} {1}";
    MAP_SAID: "{0}：最弱一项为最低值的 {1}%", "{0}: weakest indicator at {1}% of the minimum";
    MAP_SPENT: "{0}，投入 {1}", "{0}, {1} spent here";
    UNPLACED: "{0} 个学段部没有坐标，未在图上。", "{0} sections have no coordinates and are not on the map.";
    KM: "{0} 千米", "{0} km";
}
