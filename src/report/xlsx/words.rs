//! The words that only the workbooks have, in both languages.

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

// Names of sheets: no more than 31 characters.
words! {
    SUMMARY: "摘要", "summary";
    ASSESSMENT: "评估", "assessment";
    ACTIONS: "实施清单", "actions";
    MOVES: "调配清单", "moves";
    SECTIONS: "{0}学段部", "{0} sections";
    SCENARIOS: "情景", "scenarios";
    POINTS: "各点", "points";
}

words! {
    SCHOOL_ID: "学校代码", "school_id";
    NAME: "学校名称", "name";
    FROM_ID: "调出学校代码", "from (id)";
    FROM_NAME: "调出学校", "from";
    TO_ID: "调入学校代码", "to (id)";
    TO_NAME: "调入学校", "to";
    KM: "距离（千米）", "km";
    MINUTES: "路程（分钟）", "minutes";
    GROUP: "分组", "group";
    STATE: "时点", "state";
    TODAY: "现状", "today";
    AFTER: "实施后", "after";
    OF_STATE: "{0}\n{1}", "{0}\n{1}";
    PASSES_TODAY: "现状达标", "passes today";
    PASSES_AFTER: "实施后达标", "passes after";
    SCENARIO: "情景", "scenario";
    STATUS: "结果", "ended";
    ERROR: "原因", "why";
    HIGHEST: "最高校", "highest";
    COMPOSITE: "综合差异系数", "mean of the CVs";
    GINI: "基尼系数", "Gini";
    HOOVER: "胡佛指数", "Hoover";
    THEIL_T: "泰尔指数 T", "Theil T";
    THEIL_L: "泰尔指数 L", "Theil L";
    ATKINSON: "阿特金森指数（1）", "Atkinson (1)";
    MCLOONE: "麦克卢恩指数", "McLoone";
    VERSTEGEN: "弗斯特根指数", "Verstegen";
    RESTRICTED_RANGE: "限制极差（P95−P5）", "restricted range (P95-P5)";
    RANGE_RATIO: "限制极差率", "range ratio (P95-P5)/P5";
    PALMA: "帕尔马比值", "Palma";
    ONE_MINUS_R2: "1−R²", "1-R2";
    BETWEEN_LOCALES: "城乡间差异（泰尔 T）", "Theil T between locales";
    BETWEEN_GROUPS: "分组间差异（泰尔 T）", "Theil T between groups";
}
