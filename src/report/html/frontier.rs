//! The page of a frontier: the curve, and a slider over the amounts.

use super::curves::{figure, money_or_plain};
use super::explore::{self, Shown};
use super::plot::{Line, Mark, Plot};
use super::sheet::Fact;

use super::{Edition, rendered, words};
use crate::district::District;
use crate::error::Error;
use crate::frontier::Frontier;
use crate::policy::{Goal, Policy};
use crate::report::curve::Curve;
use crate::report::labels::Labels;
use crate::report::number::NONE;
use crate::report::page::Page;
use crate::report::{effect, words as said};
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
        let curve = Curve::new(frontier, &labels);
        curve.ends(&mut lead);
        let mut page = Page::roomy(lang);
        draw(&mut page, frontier, &curve, &labels);
        page.heading::<&str>(words::POINTS, &[]);
        curve.points(&mut page);
        Edition {
            title: curve.title(),
            facts: facts(frontier, &curve, lang),
            ..Edition::new(lang, lead, page)
        }
    };
    rendered(edition, lang)
}

fn facts(frontier: &Frontier, curve: &Curve, lang: Lang) -> Vec<Fact> {
    let amounts = [
        (said::FRONTIER_KNEE, frontier.knee),
        (words::STOPS, frontier.stops),
        (words::LEAST_TO_COMPLY, frontier.least_to_comply),
    ];
    let known = amounts.into_iter().filter_map(|(text, amount)| {
        Some(Fact {
            name: text.get(lang),
            value: curve.amount(amount?),
        })
    });
    known.collect()
}

/// The curve with the slider below it.
fn draw(page: &mut Page, frontier: &Frontier, curve: &Curve, labels: &Labels) {
    let lang = labels.lang;
    let mut rows = Vec::new();
    let mut marks = Vec::new();
    let mut names = Vec::new();
    for (number, point) in frontier.points.iter().enumerate() {
        let mut shown = Shown::default();
        let amount = curve.amount(point.amount);
        shown.text(amount.clone());
        let pass = if point.pass { said::YES } else { said::NO };
        let cells = [
            (curve.axis(), amount.clone()),
            (labels.goal(&frontier.goal), curve.value(point.value)),
            (said::BOUND.get(lang).to_owned(), curve.value(point.bound)),
            (
                words::PASSES_AFTER.get(lang).to_owned(),
                pass.get(lang).to_owned(),
            ),
            (
                curve.slope_head(),
                curve.slope(number).unwrap_or_else(|| NONE.to_owned()),
            ),
        ];
        for (name, text) in cells {
            let cell = shown.text(text);
            if number == 0 {
                names.push((name, cell));
            }
        }
        rows.push(shown);
        let args = [amount, curve.value(point.value)];
        marks.push(Mark {
            x: point.amount,
            y: point.value,
            number,
            said: words::PAIR_SAID.fill(lang, &args),
            is_full: point.pass,
        });
    }
    let x_shown = money_or_plain(curve.is_over_money(), labels);
    let y_shown = money_or_plain(frontier.goal == Goal::Cost.id(), labels);
    let args = [labels.goal(&frontier.goal), curve.axis()];
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
    let with_unit = |name: String, is_money: bool| {
        if is_money {
            said::UNIT_IN_BRACKETS.fill(lang, &[name.as_str(), &unit])
        } else {
            name
        }
    };
    let x = with_unit(curve.axis(), curve.is_over_money());
    let y = with_unit(
        labels.goal(&frontier.goal),
        frontier.goal == Goal::Cost.id(),
    );
    if let (Some(drawing), Some(first)) = (plot.draw(), rows.first()) {
        let id = format!("{}-points", super::sheet::code(lang));
        let mut html = figure(&drawing, &y, &x);
        html.push_str(&explore::sliders(&id, &rows, &curve.axis(), &[]));
        html.push_str(&explore::facts(first, &names));
        html.push_str(&explore::data(&id, &rows));
        page.widget(html);
    }
}
