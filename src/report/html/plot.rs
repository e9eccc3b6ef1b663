//! Line charts: one figure over another, a line a group, a mark a point.
//!
//! Marks carry the number of what they stand for, so that the slider can light them up.

use svg::Node;
use svg::node::element::{Circle, Element, Line as Stroke, Polyline, Text, Title};

/// The size of a drawing; its width follows the page.
const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 270.0;
/// The room for the figures along both axes, and beyond.
const LEFT: f64 = 58.0;
const BELOW: f64 = 34.0;
const BEYOND: f64 = 14.0;
/// About so many figures along an axis.
const TICKS: f64 = 4.0;
/// So many lines can be told apart by their colours.
pub(super) const COLOURS: usize = 6;

/// A mark.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) x: f64,
    pub(super) y: f64,
    /// What it stands for, by its number in the slider.
    pub(super) number: usize,
    /// What it says when pointed at.
    pub(super) said: String,
    /// Whether it is drawn full.
    pub(super) is_full: bool,
}

/// Marks that belong together.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) marks: Vec<Mark>,
    /// Whether the marks are joined.
    pub(super) is_joined: bool,
}

/// A chart.
pub(super) struct Plot<'a> {
    /// What it shows, for those who cannot see it.
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
    /// Amounts of the first axis that an upright line marks.
    pub(super) upright: Vec<f64>,
    pub(super) x_shown: &'a dyn Fn(f64) -> String,
    pub(super) y_shown: &'a dyn Fn(f64) -> String,
}

impl Plot<'_> {
    /// The drawing; none where there is nothing to draw.
    pub(super) fn draw(&self) -> Option<String> {
        let marks = || self.lines.iter().flat_map(|l| &l.marks);
        let x = Axis::over(marks().map(|m| m.x).chain(self.upright.iter().copied()))?;
        let y = Axis::over(marks().map(|m| m.y))?;
        let at_x = |v: f64| LEFT + x.part(v) * (WIDTH - LEFT - BEYOND);
        let at_y = |v: f64| HEIGHT - BELOW - y.part(v) * (HEIGHT - BELOW - BEYOND);
        let mut drawing = Element::new("svg");
        drawing.assign("class", "plot");
        drawing.assign("role", "img");
        drawing.assign("viewBox", format!("0 0 {WIDTH} {HEIGHT}"));
        drawing.append(Title::new(self.title.as_str()));
        for tick in x.ticks() {
            let at = at_x(tick);
            drawing.append(stroke(at, BEYOND, at, HEIGHT - BELOW, "grid"));
            let shown = (self.x_shown)(tick);
            drawing.append(text(&shown, at, HEIGHT - BELOW + 18.0, "middle"));
        }
        for tick in y.ticks() {
            let at = at_y(tick);
            drawing.append(stroke(LEFT, at, WIDTH - BEYOND, at, "grid"));
            drawing.append(text(&(self.y_shown)(tick), LEFT - 6.0, at + 4.0, "end"));
        }
        for amount in &self.upright {
            let at = at_x(*amount);
            drawing.append(stroke(at, BEYOND, at, HEIGHT - BELOW, "mark"));
        }
        for (number, line) in self.lines.iter().enumerate() {
            let colour = number % COLOURS;
            if line.is_joined {
                let points = line.marks.iter();
                let points = points.map(|m| format!("{:.1},{:.1}", at_x(m.x), at_y(m.y)));
                let points: Vec<String> = points.collect();
                let joined = Polyline::new().set("points", points.join(" "));
                drawing.append(joined.set("class", format!("line s{colour}")));
            }
        }
        for (number, line) in self.lines.iter().enumerate() {
            let colour = number % COLOURS;
            for mark in &line.marks {
                let full = if mark.is_full { " full" } else { "" };
                let point = Circle::new()
                    .set("cx", format!("{:.1}", at_x(mark.x)))
                    .set("cy", format!("{:.1}", at_y(mark.y)))
                    .set("r", 4)
                    .set("data-n", mark.number)
                    .set("class", format!("point s{colour}{full}"))
                    .add(Title::new(mark.said.as_str()));
                drawing.append(point);
            }
        }
        Some(drawing.to_string())
    }
}

fn stroke(x1: f64, y1: f64, x2: f64, y2: f64, class: &str) -> Stroke {
    let at = |v: f64| format!("{v:.1}");
    let line = Stroke::new().set("x1", at(x1)).set("y1", at(y1));
    line.set("x2", at(x2)).set("y2", at(y2)).set("class", class)
}

fn text(shown: &str, x: f64, y: f64, anchor: &str) -> Text {
    let text = Text::new(shown);
    let text = text.set("x", format!("{x:.1}")).set("y", format!("{y:.1}"));
    text.set("text-anchor", anchor).set("class", "tick")
}

/// An axis: from where to where, and its step.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Axis {
    low: f64,
    high: f64,
    step: f64,
}

impl Axis {
    /// An axis that has room for these figures, with round ends.
    fn over(figures: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = figures
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
                (l.min(v), h.max(v))
            });
        if low > high {
            return None;
        }
        // Figures that are all alike stand in the middle.
        let spread = high - low;
        let size = low.abs().max(high.abs()).max(1e-9);
        let (low, high) = if spread <= 1e-9 * size {
            (low - 0.05 * size, high + 0.05 * size)
        } else if low > 0.0 && low < 0.3 * spread {
            (0.0, high)
        } else {
            (low, high)
        };
        let exact = (high - low) / TICKS;
        let power = 10_f64.powf(exact.log10().floor());
        let step = [1.0, 2.0, 5.0].into_iter().find(|n| n * power >= exact);
        let step = step.unwrap_or(10.0) * power;
        Some(Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        })
    }

    fn part(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    fn ticks(self) -> impl Iterator<Item = f64> {
        let first = (self.low / self.step).round();
        let many = ((self.high - self.low) / self.step).round();
        (0..=20_u8)
            .map(f64::from)
            .take_while(move |n| *n <= many)
            .map(move |n| (first + n) * self.step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_ends_and_few_figures() {
        for (low, high) in [
            (0.0, 1.0),
            (3.1, 17.8e6),
            (-2.0, 5.0),
            (7.0, 7.0),
            (0.61, 0.62),
        ] {
            let axis = Axis::over([low, high].into_iter()).unwrap_or(Axis {
                low: 0.0,
                high: 0.0,
                step: 0.0,
            });
            assert!(axis.low <= low && axis.high >= high, "{axis:?}");
            let ticks: Vec<f64> = axis.ticks().collect();
            assert!((2..=8).contains(&ticks.len()), "{axis:?} {ticks:?}");
        }
        assert_eq!(Axis::over([f64::NAN].into_iter()), None);
    }
}
