//! The words that only the HTML report has, in both languages.

use crate::text::Text;

macro_rules! words {
    ($( $name:ident: $zh:literal, $en:literal; )*) => {
        $( pub(super) const $name: Text = Text::new($zh, $en); )*
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
    MAP: "学段部分布图", "Map of the sections";
    MAP_MEANS: "圆的大小表示学生数，颜色表示最弱一项指标达到最低值的百分比；粗边表示方案在此投入资金。",
        "The size of a circle is its pupils, the colour its weakest indicator in percent of the minimum; a thick edge marks where the plan spends.";
    MAP_MEANS_TODAY: "圆的大小表示学生数，颜色表示最弱一项指标达到最低值的百分比。",
        "The size of a circle is its pupils, the colour its weakest indicator in percent of the minimum.";
    MAP_SAID: "{0}：最弱一项为最低值的 {1}%", "{0}: weakest indicator at {1}% of the minimum";
    MAP_SPENT: "{0}，投入 {1}", "{0}, {1} spent here";
    UNPLACED: "{0} 个学段部没有坐标，未在图上。", "{0} sections have no coordinates and are not on the map.";
    KM: "{0} 千米", "{0} km";
    ASSUMPTIONS: "前提与口径", "What was assumed";
    BY_STANDARD: "依据标准：{0}", "Held against: {0}";
    BY_PUPILS: "均值、差异系数和其他差异指标均按学生数加权。", "Means, difference coefficients and all other measures are weighted by pupils.";
    CAMPUSES_SPLIT: "{0} 所学校的共用资源按学生数分摊到各学段，权重为小学 1、初中 1.1、高中 1.32；高中部分不计入县域。",
        "What schools hold in common (campuses: {0}) is split by pupils weighted 1 (primary), 1.1 (junior) and 1.32 (senior, whose part leaves the district).";
    TEACHING_POINTS: "在校生不足 50 人的教学点不纳入评估。", "Teaching points with under 50 pupils are left out of the assessment.";
    PRICES_STAND: "举措的单价和每单位带来的增量按方案设定计算，学生数保持现状。", "Levers cost and add what the policy says, and pupils stay as they are today.";
    MUST_COMPLY: "实施后县域必须达到标准。", "After the plan the district must pass the standard.";
    RULES_KEPT: "遵守方案设定中的 {0} 条规则。", "Rules of the policy kept: {0}.";
    WEIGHTED: "“{0}”的权重为 {1}。", "Weight of \"{0}\": {1}.";
    ON_READING: "读取时：{0}", "On reading: {0}";
}
