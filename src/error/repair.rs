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
///     because: vec!["comply.junior.sports_area_m2".into()],
///     with: vec![],
/// };
/// let said = "the fund capital is 3.2 million yuan short: with 15.2 million yuan there is a plan \
///             (what else is demanded: sports_area_m2 in junior sections)";
/// assert_eq!(repair.say(Lang::En), said);
/// assert!(repair.say(Lang::Zh).starts_with("资金“capital”还差 320 万元"));
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
    /// Because of what: the other names of the conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
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
                "{0}还差 {1}：达到 {2} 即有方案",
                "{0} is {1} short: with {2} there is a plan",
            ),
            Limit::MaxTotal => Text::new(
                "{0}的总量上限还差 {1} 个单位：提高到 {2} 即有方案",
                "the max_total of {0} is {1} units short: with {2} there is a plan",
            ),
            Limit::AtLeast => Text::new(
                "{0}要求的比例最多只能是 {2}",
                "the part that {0} demands can be at most {2}",
            ),
            Limit::PerSection => Text::new(
                "{0}的每部上限还差 {1}：提高到 {2} 即有方案",
                "the cap of {0} is {1} short: with {2} a section there is a plan",
            ),
            Limit::CvLimit => Text::new(
                "其他条件不变时，{0}的差异系数无法低于 {2}",
                "with all else as it is, the CV of {0} cannot go below {2}",
            ),
            Limit::Minimum => Text::new(
                "其他条件不变时，{0}的标准值最高只能达到 {2}",
                "with all else as it is, the minimum of {0} that can be reached is {2}",
            ),
        };
        let [by, to] = match self.what {
            Limit::Amount | Limit::PerSection => [self.by.abs(), self.to].map(|y| money(y, lang)),
            Limit::MaxTotal => [up(self.by, 2), up(self.to, 2)],
            Limit::CvLimit => [up(self.by, 4), up(self.to, 4)],
            Limit::AtLeast | Limit::Minimum => [down(self.by, 4), down(self.to, 4)],
        };
        let mut said = text.fill(lang, &[called(&self.of, lang), by, to]);
        if !self.because.is_empty() {
            let because = Text::new("（同时要求的还有：{0}）", " (what else is demanded: {0})");
            said.push_str(&because.fill(lang, &[listed(&self.because, lang)]));
        }
        if !self.with.is_empty() {
            let too = Text::new("（须与{0}同时调整）", " (together with {0})");
            said.push_str(&too.fill(lang, &[listed(&self.with, lang)]));
        }
        said
    }
}

fn listed(names: &[String], lang: Lang) -> String {
    let names: Vec<String> = names.iter().map(|name| called(name, lang)).collect();
    names.join(Text::new("、", ", ").get(lang))
}

/// A name of a conflict in words.
fn called(name: &str, lang: Lang) -> String {
    let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
    let stage = |stage: &str| match stage {
        "primary" => Text::new("小学", "primary").get(lang).to_owned(),
        "junior" => Text::new("初中", "junior").get(lang).to_owned(),
        other => other.to_owned(),
    };
    match (kind, rest.split_once('.')) {
        ("fund", _) => Text::new("资金“{0}”", "the fund {0}").fill(lang, &[rest]),
        ("lever", _) => Text::new("举措“{0}”", "the lever {0}").fill(lang, &[rest]),
        ("rule", _) => Text::new("规则 {0} ", "rule {0}").fill(lang, &[rest]),
        ("comply", Some((of, "composite"))) => {
            let text = Text::new(
                "{0}各项差异系数的平均值",
                "the mean of all CVs in {0} sections",
            );
            text.fill(lang, &[stage(of)])
        }
        ("comply", Some((of, indicator))) => {
            let args = [stage(of), indicator.to_owned()];
            Text::new("{0} {1} ", "{1} in {0} sections").fill(lang, &args)
        }
        _ => name.to_owned(),
    }
}

/// A sum of money, rounded up, so that what is said suffices.
fn money(yuan: f64, lang: Lang) -> String {
    match lang {
        Lang::Zh if yuan >= 1e4 => format!("{} 万元", up(yuan / 1e4, 2)),
        Lang::Zh => format!("{} 元", yuan.ceil()),
        Lang::En if yuan >= 1e6 => format!("{} million yuan", up(yuan / 1e6, 3)),
        Lang::En => format!("{} yuan", yuan.ceil()),
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
