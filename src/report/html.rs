//! The report as one HTML file: both languages, charts, no network.
//!
//! In goes what the text reports get, and the warnings of reading; out comes a page for
//! a browser or a printer. The tables are those of the text report, all rows of them,
//! to sort and to filter; charts are added: each difference coefficient against its
//! limit, every section's values as a heat map, and a map. A policy of the page itself
//! forbids it to fetch anything, and everything from data is escaped by the template.

mod chart;
mod curves;
mod explore;
mod frontier;
mod heat;
mod map;
mod plot;
mod sheet;
mod sweep;
mod words;

pub use frontier::frontier;
pub use sweep::sweep;

use askama::Template;

use super::labels::Labels;
use super::page::{Block, Page};
use super::{
    assumptions, certainty, effect, money, moves, notes, number, prices, reasons, rounding,
    standing, words as said,
};
use crate::disparity::Assessment;
use crate::district::District;
use crate::error::{Code, Error, Place, Problem, Problems};
use crate::plan::Plan;
use crate::policy::Policy;
use crate::standard::Standard;
use crate::text::Lang;
use crate::verify;

use sheet::{Edition, Fact, Part, Sheet};

/// The report on an assessment as one HTML file, first shown in `lang`.
///
/// # Errors
/// [`Error::Output`] where the page cannot be put together.
pub fn assessment(
    a: &Assessment,
    district: &District,
    standard: &Standard,
    warnings: &Problems,
    lang: Lang,
) -> Result<String, Error> {
    let edition = |lang| {
        let labels = Labels::new(district, standard, lang).in_full();
        let mut lead = Page::roomy(lang);
        standing::verdict(&mut lead, a, &labels);
        let mut page = Page::roomy(lang);
        chart::differences(&mut page, None, a, &labels);
        standing::stages(&mut page, a, &labels);
        heat::map(&mut page, None, a, &labels);
        map::map(&mut page, None, a, district, &labels);
        standing::short(&mut page, a, &labels, said::FALL_SHORT, usize::MAX);
        standing::excluded(&mut page, a, &labels);
        assumptions::heading(&mut page);
        assumptions::assumed(&mut page, district, &labels);
        assumptions::read(&mut page, warnings);
        notes(&mut page, &rounding::notes(a, &labels));
        Edition {
            title: said::ASSESSMENT.fill(lang, &[labels.standard(&a.standard)]),
            facts: standing_facts(None, a, lang),
            pass: a.pass,
            verdict: verdict(a.pass, lang),
            ..Edition::new(lang, lead, page)
        }
    };
    rendered(edition, lang)
}

/// The report on a plan as one HTML file, first shown in `lang`.
///
/// # Errors
/// [`Error::Output`] where the page cannot be put together.
pub fn plan(
    plan: &Plan,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    warnings: &Problems,
    lang: Lang,
) -> Result<String, Error> {
    let today = verify::evaluate(district, standard, policy, &[]).map(|o| o.goals);
    let today = today.unwrap_or_default();
    let edition = |lang| {
        let labels = Labels::new(district, standard, lang);
        let labels = labels.paid_in(policy).in_full();
        let (before, after) = (&plan.before, &plan.after);
        let mut lead = Page::roomy(lang);
        effect::headline(&mut lead, plan, &labels);
        let mut page = Page::roomy(lang);
        effect::goals(&mut page, plan, &today, &labels);
        chart::differences(&mut page, Some(before), after, &labels);
        heat::map(&mut page, Some(before), after, &labels);
        effect::stages(&mut page, plan, &labels);
        money::by_fund(&mut page, plan, policy, &labels);
        money::by_lever(&mut page, plan, policy, &labels);
        money::by_locale(&mut page, plan, district, &labels);
        money::actions(&mut page, plan, district, policy, &labels);
        moves::moves(&mut page, plan, policy, &labels);
        map::map(&mut page, Some(plan), after, district, &labels);
        standing::short(&mut page, after, &labels, said::STILL_SHORT, usize::MAX);
        standing::excluded(&mut page, after, &labels);
        prices::prices(&mut page, plan, policy, &labels);
        reasons::section(&mut page, plan, policy, &labels);
        assumptions::heading(&mut page);
        assumptions::assumed(&mut page, district, &labels);
        assumptions::asked(&mut page, policy, &labels);
        assumptions::read(&mut page, warnings);
        notes(&mut page, &rounding::notes(after, &labels));
        certainty(&mut page, plan);
        let mut facts = vec![Fact {
            name: words::COST.get(lang),
            value: labels.money(plan.spent.values().sum()),
        }];
        facts.extend(standing_facts(Some(before), after, lang));
        facts.extend(goal_facts(plan, &today, &labels));
        Edition {
            title: said::PLAN.fill(lang, &[labels.standard(&after.standard)]),
            facts,
            pass: after.pass,
            verdict: verdict(after.pass, lang),
            ..Edition::new(lang, lead, page)
        }
    };
    rendered(edition, lang)
}

/// Both editions in one page.
fn rendered(edition: impl Fn(Lang) -> Edition, lang: Lang) -> Result<String, Error> {
    let sheet = Sheet {
        lang,
        editions: [edition(Lang::Zh), edition(Lang::En)],
    };
    sheet.render().map_err(|e| {
        let problem = Problem::new(Code::CannotWrite, Place::default(), [e.to_string()]);
        Error::Output(problem.into())
    })
}

fn verdict(pass: bool, lang: Lang) -> &'static str {
    let text = if pass { words::PASS } else { words::FAIL };
    text.get(lang)
}

/// How many sections pass, before and after.
fn standing_facts(before: Option<&Assessment>, after: &Assessment, lang: Lang) -> Vec<Fact> {
    let all = number::count(after.sections);
    let after = number::count(after.sections_passing);
    let value = match before {
        Some(b) => {
            let args = [number::count(b.sections_passing), after, all];
            words::FROM_TO_OF.fill(lang, &args)
        }
        None => words::PART_OF.fill(lang, &[after, all]),
    };
    vec![Fact {
        name: words::SECTIONS_PASS.get(lang),
        value,
    }]
}

/// Each goal but cost, from today's value to the plan's.
fn goal_facts(plan: &Plan, today: &[f64], labels: &Labels) -> Vec<Fact> {
    let goals = plan.goals.iter().zip(today);
    goals
        .filter_map(|(goal, today)| {
            let name = said::goal(&goal.goal)?;
            let show = |v| effect::goal_value(&goal.goal, v, labels);
            let args = [show(*today), show(goal.value)];
            (goal.goal != "cost").then(|| Fact {
                name: name.get(labels.lang),
                value: words::FROM_TO.fill(labels.lang, &args),
            })
        })
        .collect()
}

impl Edition {
    /// An edition of a lead and of parts, each under its heading.
    fn new(lang: Lang, lead: Page, page: Page) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for block in page.blocks() {
            match (block, parts.last_mut()) {
                (Block::Heading(heading), _) => {
                    let id = format!("{}-{}", sheet::code(lang), parts.len() + 1);
                    parts.push(Part::new(id, heading));
                }
                (block, Some(part)) => part.push(block, lang),
                (_, None) => {}
            }
        }
        let mut intro = Part::new(String::new(), String::new());
        for block in lead.blocks() {
            intro.push(block, lang);
        }
        intro.join_lines(lang);
        Self {
            lang: sheet::code(lang),
            title: String::new(),
            pass: false,
            verdict: "",
            facts: Vec::new(),
            lead: intro.pieces,
            parts,
            word: sheet::Word(lang),
        }
    }
}
