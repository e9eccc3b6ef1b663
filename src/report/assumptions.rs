//! What a report takes for granted: of the district, of the policy, and on reading.

use super::labels::Labels;
use super::number;
use super::page::{Page, clean};
use super::words;
use crate::district::District;
use crate::error::Problems;
use crate::policy::{NoLevellingDown, Policy};
use crate::text::{Lang, Text};

macro_rules! words {
    ($( $name:ident: $zh:literal, $en:literal; )*) => {
        $(
            const $name: Text = {
                assert!(!$zh.is_empty() && !$en.is_empty(), "a translation is missing");
                Text::new($zh, $en)
            };
        )*
    };
}

words! {
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

/// The heading that the lists below stand under.
pub(super) fn heading(page: &mut Page) {
    page.heading::<&str>(ASSUMPTIONS, &[]);
}

/// What was taken for granted about the district.
pub(super) fn assumed(page: &mut Page, district: &District, labels: &Labels) {
    let lang = labels.lang;
    let standard = labels.standard(&labels.standard.id);
    page.item(&BY_STANDARD.fill(lang, &[standard]));
    page.item(BY_PUPILS.get(lang));
    if !district.campuses().is_empty() {
        let campuses = number::count(district.campuses().len());
        page.item(&CAMPUSES_SPLIT.fill(lang, &[campuses]));
    }
    if district.sections().iter().any(|s| s.teaching_point) {
        page.item(TEACHING_POINTS.get(lang));
    }
}

/// What the policy asked for.
pub(super) fn asked(page: &mut Page, policy: &Policy, labels: &Labels) {
    let lang = labels.lang;
    let mut item = |text: Text| page.item(text.get(lang));
    item(match policy.no_levelling_down {
        NoLevellingDown::Minimum => words::LEVELLING_MINIMUM,
        NoLevellingDown::Today => words::LEVELLING_TODAY,
        NoLevellingDown::Off => words::LEVELLING_OFF,
    });
    item(PRICES_STAND);
    if policy.comply {
        item(MUST_COMPLY);
    }
    if !policy.rules.is_empty() {
        let rules = number::count(policy.rules.len());
        page.item(&RULES_KEPT.fill(lang, &[rules]));
    }
    for (indicator, weight) in &policy.weights {
        let args = [labels.indicator(indicator), weight.to_string()];
        page.item(&WEIGHTED.fill(lang, &args));
    }
}

/// What was skipped or guessed when the files were read.
pub(super) fn read(page: &mut Page, warnings: &Problems) {
    for warning in warnings {
        let said = in_a_line(&warning.say(page.lang), page.lang);
        page.item(&ON_READING.fill(page.lang, &[said]));
    }
}

/// A message of several lines as one, without anything that could drive a terminal.
fn in_a_line(said: &str, lang: Lang) -> String {
    let lines: Vec<String> = said.lines().map(|line| clean(line.trim())).collect();
    lines.join(words::REASON_BETWEEN.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_message_are_joined_and_not_escaped() {
        let said = "JH9112: read so\n  cause: a unit\n  action: none";
        let one = in_a_line(said, Lang::En);
        assert_eq!(one, "JH9112: read so; cause: a unit; action: none");
        assert_eq!(in_a_line("a\nb\u{1b}", Lang::Zh), "a；b\\u{1b}");
    }
}
