//! Reports for people: what an assessment or a plan says, as plain text.
//!
//! In goes an [`Assessment`] or a [`Plan`] with the district, standard and policy
//! behind it; out comes text in Chinese or English, [`WIDTH`] columns wide at most
//! whatever the terminal, so that the same input gives the same bytes. The verdict
//! comes first, the tables that bear it out after it.
//!
//! Figures are rounded as official documents do, values to two decimals and
//! coefficients of variation to three; verdicts are not, and where the two disagree a
//! note says so. Names from data are written so that they cannot drive a terminal.

mod alternatives;
#[cfg(any(feature = "html", feature = "xlsx"))]
mod assumptions;
mod cell;
mod changes;
mod checked;
mod curve;
mod effect;
#[cfg(feature = "html")]
pub mod html;
mod labels;
mod money;
mod moves;
pub mod number;
mod page;
mod prices;
mod reasons;
mod rounding;
mod standing;
mod sweep;
mod varied;
mod words;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use alternatives::alternatives;
pub use changes::comparison;
pub use curve::frontier;
pub use page::{WIDTH, clean};
pub use reasons::reasons;
pub use sweep::sweep;

use crate::disparity::Assessment;
use crate::district::District;
use crate::error::{Error, Problems};
use crate::plan::{Plan, Status};
use crate::policy::Policy;
use crate::standard::Standard;
use crate::text::Lang;
use crate::verify::{self, Standing};

use labels::Labels;
use number::count;
use page::Page;

/// Rows about sections that fall short, in an assessment and after a plan.
const MOST_SHORT: usize = 60;
const MOST_STILL_SHORT: usize = 30;
/// Notes on rounding.
const MOST_NOTES: usize = 10;

/// The report on an assessment: the verdict, each stage, the sections that fall short.
#[must_use]
pub fn assessment(a: &Assessment, district: &District, standard: &Standard, lang: Lang) -> String {
    let labels = Labels::new(district, standard, lang);
    let mut page = Page::new(lang);
    page.heading(words::ASSESSMENT, &[labels.standard(&a.standard)]);
    standing::verdict(&mut page, a, &labels);
    standing::stages(&mut page, a, &labels);
    standing::short(&mut page, a, &labels, words::FALL_SHORT, MOST_SHORT);
    standing::excluded(&mut page, a, &labels);
    notes(&mut page, &rounding::notes(a, &labels));
    page.done()
}

/// The report on a plan: what it costs and brings, where the money goes, what to do
/// where, what still falls short, what a little more would bring, how sure it is.
#[must_use]
pub fn plan(
    plan: &Plan,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> String {
    let labels = Labels::new(district, standard, lang).paid_in(policy);
    let mut page = Page::new(lang);
    page.heading(words::PLAN, &[labels.standard(&plan.after.standard)]);
    effect::headline(&mut page, plan, &labels);
    let today = verify::evaluate(district, standard, policy, &[]).map(|o| o.goals);
    effect::goals(&mut page, plan, &today.unwrap_or_default(), &labels);
    effect::stages(&mut page, plan, &labels);
    money::by_fund(&mut page, plan, policy, &labels);
    money::by_lever(&mut page, plan, policy, &labels);
    money::by_locale(&mut page, plan, district, &labels);
    money::actions(&mut page, plan, district, policy, &labels);
    moves::moves(&mut page, plan, policy, &labels);
    let (after, still) = (&plan.after, words::STILL_SHORT);
    standing::short(&mut page, after, &labels, still, MOST_STILL_SHORT);
    standing::excluded(&mut page, after, &labels);
    reasons::section(&mut page, plan, policy, &labels);
    prices::prices(&mut page, plan, policy, &labels);
    let of_today = rounding::notes_on_stages(&plan.before, &labels)
        .into_iter()
        .map(|note| words::AS_OF_TODAY.fill(lang, &[note]));
    let of_after = rounding::notes(after, &labels).into_iter();
    notes(&mut page, &of_after.chain(of_today).collect::<Vec<_>>());
    certainty(&mut page, plan);
    page.done()
}

/// The report on a plan that [`verify`](crate::verify::verify) found to hold: what was
/// recomputed, and what [`judge`](crate::verify::judge) could prove of what it claims.
#[must_use]
pub fn verified(
    plan: &Plan,
    standings: &[Standing],
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> String {
    let labels = Labels::new(district, standard, lang).paid_in(policy);
    let mut page = Page::new(lang);
    page.heading(words::HOLDS, &[labels.standard(&plan.after.standard)]);
    checked::promises(&mut page, plan, policy, &labels);
    checked::claims(&mut page, plan, standings, &labels);
    page.done()
}

/// Problems or warnings in words, safe to print on a terminal.
#[must_use]
pub fn warnings(problems: &Problems, lang: Lang) -> String {
    lines(&problems.say(lang))
}

/// An error in words, safe to print on a terminal.
#[must_use]
pub fn error(error: &Error, lang: Lang) -> String {
    lines(&error.say(lang))
}

/// Several lines, each made safe by itself.
fn lines(said: &str) -> String {
    let mut out = String::with_capacity(said.len() + 1);
    for line in said.lines() {
        out.push_str(&clean(line));
        out.push('\n');
    }
    out
}

fn notes(page: &mut Page, notes: &[String]) {
    if !notes.is_empty() {
        page.heading::<&str>(words::NOTES, &[]);
        page.line::<&str>(words::ROUNDING, &[]);
        page.items(notes, MOST_NOTES);
    }
}

/// How sure a plan is: status, gap, solver, and that it was checked.
fn certainty(page: &mut Page, plan: &Plan) {
    page.heading::<&str>(words::CERTAINTY, &[]);
    page.line::<&str>(
        match plan.status {
            Status::Optimal => words::OPTIMAL,
            Status::Feasible => words::FEASIBLE,
        },
        &[],
    );
    let solver = &plan.solver;
    let iterations = usize::try_from(solver.iterations).unwrap_or(usize::MAX);
    let args = [
        clean(&solver.name),
        clean(&solver.version),
        count(iterations),
        format!("{:.1e}", solver.gap),
    ];
    page.line(words::SOLVER, &args);
    if let Some(seconds) = solver.seconds {
        page.line(words::SECONDS, &[number::grouped(seconds, 2)]);
    }
    page.line::<&str>(words::CHECKED, &[]);
}
