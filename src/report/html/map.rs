//! Where the sections are: circles as large as their pupils, as red as they are weak.
//!
//! Degrees are drawn on a plane around the middle of the district, which is right to
//! a thousandth for a county; the bar below tells the scale.

use std::collections::BTreeMap;

use svg::Node;
use svg::node::element::{Circle, Element, Line, Path, Title};

use super::heat::{References, percent, step};
use super::words;
use crate::disparity::{Assessment, SectionAssessment};
use crate::district::{District, Position, Stage};
use crate::plan::{Move, Plan};
use crate::report::labels::Labels;
use crate::report::moves;
use crate::report::number::{count, grouped};
use crate::report::page::Page;

const WIDTH: f64 = 800.0;
const MARGIN: f64 = 30.0;
/// The radius of the largest section.
const LARGEST: f64 = 18.0;
/// Kilometres in a degree of latitude.
const KM_IN_DEGREE: f64 = 111.195;

/// A map, where at least two sections have coordinates.
pub(super) fn map(
    page: &mut Page,
    plan: Option<&Plan>,
    after: &Assessment,
    district: &District,
    labels: &Labels,
) {
    let before = plan.map_or(after, |p| &p.before);
    let placed: Vec<(&SectionAssessment, [f64; 2])> = after
        .sections_detail
        .iter()
        .filter_map(|s| Some((s, place(labels, s)?)))
        .collect();
    let Some(plane) = Plane::over(placed.iter().map(|(_, at)| *at)) else {
        return;
    };
    page.heading::<&str>(words::MAP, &[]);
    let text = match plan {
        Some(_) => words::MAP_MEANS,
        None => words::MAP_MEANS_TODAY,
    };
    page.line::<&str>(text, &[]);
    if plan.is_some_and(|p| !p.moves.is_empty()) {
        page.line::<&str>(words::MAP_ARCS, &[]);
    }
    page.figure(picture(&placed, &plane, before, plan, labels));
    let missing = district.sections().iter().filter(|s| s.position.is_none());
    let missing = missing.count();
    if missing > 0 {
        page.line(words::UNPLACED, &[count(missing)]);
    }
}

/// Where a section is: east and north, in kilometres; degrees still as degrees of
/// longitude and latitude over the equator.
fn place(labels: &Labels, section: &SectionAssessment) -> Option<[f64; 2]> {
    match labels.get(&section.school_id, section.stage)?.position? {
        Position::Degrees { lat, lon } => {
            let around = lat.to_radians().cos();
            Some([lon * KM_IN_DEGREE * around, lat * KM_IN_DEGREE])
        }
        Position::Km { x_km, y_km } => Some([x_km, y_km]),
    }
}

/// How kilometres become points of the drawing.
struct Plane {
    west: f64,
    north: f64,
    /// Points in a kilometre.
    scale: f64,
    height: f64,
    /// The length of the bar, in kilometres.
    bar: f64,
}

impl Plane {
    fn over(places: impl Iterator<Item = [f64; 2]>) -> Option<Self> {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        let mut found = 0;
        for at in places {
            found += 1;
            low = [low[0].min(at[0]), low[1].min(at[1])];
            high = [high[0].max(at[0]), high[1].max(at[1])];
        }
        let (wide, tall) = (high[0] - low[0], high[1] - low[1]);
        if found < 2 || wide.max(tall) <= 0.0 {
            return None;
        }
        let room = WIDTH - 2.0 * MARGIN;
        let scale = (room / wide.max(1e-9)).min(room / tall.max(1e-9));
        let exact = WIDTH / 5.0 / scale;
        let power = 10_f64.powf(exact.log10().floor());
        let bar = [5.0, 2.0, 1.0].into_iter().find(|n| n * power <= exact);
        Some(Self {
            west: low[0] - (room / scale - wide) / 2.0,
            north: high[1],
            scale,
            height: tall * scale + 2.0 * MARGIN + 20.0,
            bar: bar.unwrap_or(1.0) * power,
        })
    }

    fn draw(&self, at: [f64; 2]) -> [String; 2] {
        self.draw_at(at).map(|n| format!("{n:.1}"))
    }

    fn draw_at(&self, at: [f64; 2]) -> [f64; 2] {
        let x = MARGIN + (at[0] - self.west) * self.scale;
        let y = MARGIN + (self.north - at[1]) * self.scale;
        [x, y]
    }
}

fn picture(
    placed: &[(&SectionAssessment, [f64; 2])],
    plane: &Plane,
    before: &Assessment,
    plan: Option<&Plan>,
    labels: &Labels,
) -> String {
    let mut drawing = Element::new("svg");
    drawing.assign("class", "map");
    drawing.assign("role", "img");
    drawing.assign("viewBox", format!("0 0 {WIDTH} {:.0}", plane.height));
    drawing.append(Title::new(words::MAP.get(labels.lang)));
    let most = placed.iter().map(|(s, _)| s.pupils).fold(1.0, f64::max);
    arcs(&mut drawing, plan, placed, plane, labels);
    let mut ordered: Vec<_> = placed.iter().collect();
    // The small in front of the large.
    ordered.sort_by(|a, b| b.0.pupils.total_cmp(&a.0.pupils));
    for (section, at) in ordered {
        let references = References::new(before, section.stage);
        let shares = references.all.iter().filter_map(|(k, reference)| {
            let share = section.values.get(&k.id)? / reference;
            share
                .is_finite()
                .then(|| (share, section.below.contains(&k.id)))
        });
        let weakest = shares.min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((share, is_below)) = weakest else {
            continue;
        };
        let spent: f64 = plan.map_or(0.0, |plan| {
            let here = plan.actions.iter();
            let here =
                here.filter(|a| a.stage == section.stage && a.school_id == section.school_id);
            here.map(|a| a.cost).sum()
        });
        let name = labels.section(&section.school_id, section.stage);
        let mut said = words::MAP_SAID.fill(labels.lang, &[name, percent(share, is_below)]);
        if spent > 0.0 {
            said = words::MAP_SPENT.fill(labels.lang, &[said, labels.money(spent)]);
        }
        let [x, y] = plane.draw(*at);
        let radius = (LARGEST * (section.pupils / most).sqrt()).max(3.0);
        let edge = if spent > 0.0 { " spent" } else { "" };
        let point = Circle::new()
            .set("cx", x)
            .set("cy", y)
            .set("r", format!("{radius:.1}"))
            .set("class", format!("f{}{edge}", step(share, is_below)))
            .add(Title::new(said));
        drawing.append(point);
    }
    let y = format!("{:.0}", plane.height - 10.0);
    let end = format!("{:.1}", MARGIN + plane.bar * plane.scale);
    let bar = Line::new().set("x1", MARGIN).set("x2", end);
    drawing.append(bar.set("y1", y.clone()).set("y2", y).set("class", "bar"));
    let places = usize::from(plane.bar < 1.0);
    let scale = words::KM.fill(labels.lang, &[grouped(plane.bar, places)]);
    format!("{drawing}<p class=\"scale\">━ {scale}</p>")
}

/// The moves as arcs, bowed to the right of the way, one for all between two schools.
fn arcs(
    drawing: &mut Element,
    plan: Option<&Plan>,
    placed: &[(&SectionAssessment, [f64; 2])],
    plane: &Plane,
    labels: &Labels,
) {
    let at = |id: &str, stage: Stage| {
        let mut all = placed.iter();
        let found = all.find(|(s, _)| s.school_id == id && s.stage == stage)?;
        Some(plane.draw_at(found.1))
    };
    let mut ways: BTreeMap<[&str; 2], Vec<&Move>> = BTreeMap::new();
    for moved in plan.iter().flat_map(|p| &p.moves) {
        let way = [moved.from.as_str(), moved.to.as_str()];
        ways.entry(way).or_default().push(moved);
    }
    for ([from, to], moved) in ways {
        let ends = moved.first().and_then(|first| {
            let start = at(from, first.stage)?;
            Some((first, start, at(to, first.stage_reached())?))
        });
        let Some((first, [x1, y1], [x2, y2])) = ends else {
            continue;
        };
        let bow = 0.15;
        let (mx, my) = (f64::midpoint(x1, x2), f64::midpoint(y1, y2));
        let (cx, cy) = (mx - bow * (y2 - y1), my + bow * (x2 - x1));
        let all: Vec<String> = moved
            .iter()
            .map(|m| {
                let args = [moves::what(m, labels), moves::amount(m).shown];
                words::MAP_LOAD.fill(labels.lang, &args)
            })
            .collect();
        let args = [
            labels.school(from, first.stage),
            labels.school(to, first.stage_reached()),
            all.join(crate::report::words::LIST.get(labels.lang)),
        ];
        let path = format!("M{x1:.1} {y1:.1}Q{cx:.1} {cy:.1} {x2:.1} {y2:.1}");
        let arc = Path::new().set("d", path).set("class", "arc");
        drawing.append(arc.add(Title::new(words::MAP_MOVE.fill(labels.lang, &args))));
        // A dot at the end tells the way.
        let (ex, ey) = (0.3 * cx + 0.7 * x2, 0.3 * cy + 0.7 * y2);
        let dot = Circle::new()
            .set("cx", format!("{ex:.1}"))
            .set("cy", format!("{ey:.1}"));
        drawing.append(dot.set("r", 2.5).set("class", "arc-end"));
    }
}
