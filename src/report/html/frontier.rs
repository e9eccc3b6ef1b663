//! The page of a frontier: the curve, and a slider over the amounts.

use super::curves::{figure, money_or_plain};
use super::explore::{self, Shown};
use super::plot::{Line, Mark, Plot};
use super::sheet::Fact;

use super::{Edition, rendered, words};
use crate::district::District;
use crate::error::Error;
use crate::frontier::Frontier;
use crate::policy::Policy;
use crate::report::labels::Labels;
use crate::report::page::Page;
use crate::report::{curve, effect, varied, words as said};
use crate::standard::Standard;
use crate::text::Lang;

/// The report on a frontier as one HTML file, first shown in `lang`: the curve with its
/// knee, its end and the least that complies, a slider over its points, and a table.
///
/// # Errors
/// [`Error::Output`] where the page cannot be put together.
pub fn frontier(
    frontier: &Frontier,
    district: &District,
    standard: &Standard,
    policy: &Policy,
    lang: Lang,
) -> Result<String, Error> {
    let edition = |lang| {
        let labels = Labels::new(district, standard, lang);
        let labels = labels.paid_in(policy).in_full();
        let mut lead = Page::roomy(lang);
        curve::ends(&mut lead, frontier);
        let mut page = Page::roomy(lang);
        draw(&mut page, frontier, &labels);
        page.heading::<&str>(words::POINTS, &[]);
        curve::points(&mut page, frontier);
        let args = [
            crate::report::page::clean(&frontier.fund),
            labels.goal(&frontier.goal),
        ];
        Edition {
            title: said::FRONTIER.fill(lang, &args),
            facts: facts(frontier, &labels),
            ..Edition::new(lang, lead, page)
        }
    };
    rendered(edition, lang)
}

fn facts(frontier: &Frontier, labels: &Labels) -> Vec<Fact> {
    let lang = labels.lang;
    let amounts = [
        (words::KNEE, frontier.knee),
        (words::STOPS, frontier.stops),
        (words::LEAST_TO_COMPLY, frontier.least_to_comply),
    ];
    let known = amounts.into_iter().filter_map(|(text, amount)| {
        Some(Fact {
            name: text.get(lang),
            value: labels.money(amount?),
        })
    });
    known.collect()
}

/// The curve with the slider below it.
fn draw(page: &mut Page, frontier: &Frontier, labels: &Labels) {
    let lang = labels.lang;
    let goal = |v: f64| varied::goal(&frontier.goal, Some(v), labels);
    let mut rows = Vec::new();
    let mut marks = Vec::new();
    let mut names = Vec::new();
    for (number, point) in frontier.points.iter().enumerate() {
        let mut shown = Shown::default();
        let amount = labels.money(point.amount);
        shown.text(amount.clone());
        let slope = curve::slope(frontier, number);
        let slope = slope.map(|slope| crate::report::number::significant(1e4 * slope));
        let pass = if point.pass { said::YES } else { said::NO };
        let cells = [
            (words::IN_FUND.get(lang).to_owned(), amount.clone()),
            (labels.goal(&frontier.goal), goal(point.value)),
            (said::BOUND.get(lang).to_owned(), goal(point.bound)),
            (
                words::PASSES_AFTER.get(lang).to_owned(),
                pass.get(lang).to_owned(),
            ),
            (
                words::NEXT_MONEY
                    .fill(lang, &[labels.unit_of_money(), labels.goal(&frontier.goal)]),
                slope.unwrap_or_else(|| crate::report::number::NONE.to_owned()),
            ),
        ];
        for (name, text) in cells {
            let cell = shown.text(text);
            if number == 0 {
                names.push((name, cell));
            }
        }
        rows.push(shown);
        let args = [amount, goal(point.value)];
        marks.push(Mark {
            x: point.amount,
            y: point.value,
            number,
            said: words::PAIR_SAID.fill(lang, &args),
            is_full: point.pass,
        });
    }
    let x_shown = money_or_plain(true, labels);
    let y_shown = money_or_plain(frontier.goal == "cost", labels);
    let args = [
        labels.goal(&frontier.goal),
        words::IN_FUND.get(lang).to_owned(),
    ];
    let upright = [frontier.knee, frontier.stops, frontier.least_to_comply];
    let last = frontier.points.last().map_or(0.0, |p| p.amount);
    let plot = Plot {
        title: words::GOAL_OVER.fill(lang, &args),
        lines: vec![Line {
            marks,
            is_joined: true,
        }],
        upright: upright
            .into_iter()
            .flatten()
            .filter(|x| *x <= last)
            .collect(),
        x_shown: &x_shown,
        y_shown: &y_shown,
    };
    page.heading::<&str>(words::CURVE, &[]);
    page.line::<&str>(words::CURVE_MEANS, &[]);
    let unit = effect::large_unit(labels);
    let x = said::UNIT_IN_BRACKETS.fill(lang, &[words::IN_FUND.get(lang), &unit]);
    if let (Some(drawing), Some(first)) = (plot.draw(), rows.first()) {
        let id = format!("{}-points", super::sheet::code(lang));
        let mut html = figure(&drawing, &args[0], &x);
        html.push_str(&explore::sliders(&id, &rows, words::IN_FUND.get(lang), &[]));
        html.push_str(&explore::facts(first, &names));
        html.push_str(&explore::data(&id, &rows));
        page.widget(html);
    }
}
