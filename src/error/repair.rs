//! Repair: the least change of one limit after which there is a plan (修复).

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Text};

/// What figure of a fund, lever, rule or standard is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Limit {
    /// The amount of a fund, in yuan.
    Amount,
    /// The `max_total` of a lever, in units.
    MaxTotal,
    /// The part that a rule demands.
    AtLeast,
    /// The most that a rule allows a section, in yuan.
    PerSection,
    /// The limit on a coefficient of variation.
    CvLimit,
    /// The minimum of an indicator.
    Minimum,
}

/// The least change of one limit, all others as they are but those named with it, after
/// which there is a plan.
///
/// ```
/// use junheng::{Lang, Limit, Repair};
/// let repair = Repair {
///     of: "fund.capital".into(),
///     what: Limit::Amount,
///     by: 3.2e6,
///     to: 15.2e6,
///     with: vec![],
/// };
/// let said = "fund.capital is 3200000 yuan short: with 15200000 there is a plan";
/// assert_eq!(repair.say(Lang::En), said);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// What is changed, by the name it has in the conflict.
    pub of: String,
    /// Which figure of it.
    pub what: Limit,
    /// By how much; below 0 where a demand is lowered.
    pub by: f64,
    /// What it becomes.
    pub to: f64,
    /// What must be repaired too, for none alone is enough; empty where this one is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
}

impl Repair {
    /// The repair in a sentence.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let text = match self.what {
            Limit::Amount => Text::new(
                "{0} 还差 {1} 元：达到 {2} 元即有方案",
                "{0} is {1} yuan short: with {2} there is a plan",
            ),
            Limit::MaxTotal => Text::new(
                "{0} 的总量上限还差 {1} 个单位：提高到 {2} 即有方案",
                "the max_total of {0} is {1} units short: with {2} there is a plan",
            ),
            Limit::AtLeast => Text::new(
                "{0} 要求的比例最多只能是 {2}",
                "the part that {0} demands can be at most {2}",
            ),
            Limit::PerSection => Text::new(
                "{0} 的每部上限还差 {1} 元：提高到 {2} 元即有方案",
                "the cap of {0} is {1} yuan short: with {2} a section there is a plan",
            ),
            Limit::CvLimit => Text::new(
                "其他条件不变时，{0} 的差异系数无法低于 {2}",
                "with all else as it is, the CV of {0} cannot go below {2}",
            ),
            Limit::Minimum => Text::new(
                "其他条件不变时，{0} 的标准值最高只能达到 {2}",
                "with all else as it is, the minimum of {0} that can be reached is {2}",
            ),
        };
        let figures = match self.what {
            Limit::Amount | Limit::PerSection => {
                [self.by.abs().ceil().to_string(), self.to.ceil().to_string()]
            }
            Limit::MaxTotal => [up(self.by, 2), up(self.to, 2)],
            Limit::CvLimit => [up(self.by, 4), up(self.to, 4)],
            Limit::AtLeast | Limit::Minimum => [down(self.by, 4), down(self.to, 4)],
        };
        let [by, to] = figures;
        let said = text.fill(lang, &[self.of.clone(), by, to]);
        if self.with.is_empty() {
            return said;
        }
        let too = Text::new("{0}（须与 {1} 同时调整）", "{0} (together with {1})");
        let separator = Text::new("、", ", ").get(lang);
        too.fill(lang, &[said, self.with.join(separator)])
    }
}

/// A figure rounded up, so that what is said suffices.
fn up(figure: f64, digits: i32) -> String {
    let scale = 10f64.powi(digits);
    ((figure * scale - 1e-6).ceil() / scale).to_string()
}

fn down(figure: f64, digits: i32) -> String {
    let scale = 10f64.powi(digits);
    ((figure * scale + 1e-6).floor() / scale).to_string()
}
