//! How far a curve can be from the lines between its points, and what stands out on it.

use super::Point;

/// How far the curve may lie below a chord, and where.
pub(super) struct Gap {
    pub(super) amount: f64,
    pub(super) height: f64,
}

/// The gap of each interval between neighbouring points.
pub(super) fn gaps(points: &[Point], is_maximised: bool) -> Vec<Gap> {
    let sign = if is_maximised { -1.0 } else { 1.0 };
    let xy = |p: &Point| (p.amount, sign * p.value);
    let points: Vec<(f64, f64)> = points.iter().map(xy).collect();
    let slope = |a: usize, b: usize| -> Option<f64> {
        let ((xa, ya), (xb, yb)) = (points.get(a)?, points.get(b)?);
        (xb > xa).then(|| (yb - ya) / (xb - xa))
    };
    let gap = |i: usize| -> Option<Gap> {
        let ((xa, ya), (xb, yb)) = (*points.get(i)?, *points.get(i + 1)?);
        let chord = slope(i, i + 1)?;
        let left = i.checked_sub(1).and_then(|h| slope(h, i));
        let right = slope(i + 1, i + 2);
        let (left, right) = match (left, right) {
            (Some(left), Some(right)) => (left, right),
            // At an end only the other side bounds the curve, worst at the end itself.
            (None, Some(right)) => {
                let height = ya - (yb - right.max(chord) * (xb - xa));
                return Some(Gap {
                    amount: xa + 0.1 * (xb - xa),
                    height,
                });
            }
            (Some(left), None) => {
                let height = yb - (ya + left.min(chord) * (xb - xa));
                return Some(Gap {
                    amount: xb - 0.1 * (xb - xa),
                    height,
                });
            }
            (None, None) => return None,
        };
        // The lines from both sides meet inside; noise must not push them out.
        let (left, right) = (left.min(chord), right.max(chord));
        if right - left <= 0.0 {
            return None;
        }
        let at = ((yb - ya) + left * xa - right * xb) / (left - right);
        let at = at.clamp(xa, xb);
        let height = ya + chord * (at - xa) - (ya + left * (at - xa));
        // Too close to a point it would tell nothing new.
        let inside = (xb - xa) * 0.02;
        Some(Gap {
            amount: at.clamp(xa + inside.min(1.0), xb - inside.min(1.0)),
            height,
        })
    };
    (0..points.len().saturating_sub(1))
        .filter_map(gap)
        .collect()
}

/// The gap of each interval of a curve that falls or rises throughout, but may bend either
/// way: it lies between its ends, so that the line is off by no more than these differ.
pub(super) fn steps(points: &[Point]) -> Vec<Gap> {
    let pairs = points.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(Gap {
            amount: f64::midpoint(a.amount, b.amount),
            height: (a.value - b.value).abs(),
        }),
        _ => None,
    });
    pairs.collect()
}

/// The points without those on the straight line between their neighbours.
pub(super) fn bends(points: &[Point], noise: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let is_straight = match (kept.last(), points.get(i + 1)) {
            (Some(a), Some(b)) if b.amount > a.amount => {
                let part = (point.amount - a.amount) / (b.amount - a.amount);
                (a.value + part * (b.value - a.value) - point.value).abs() <= noise
            }
            _ => false,
        };
        if !is_straight {
            kept.push(*point);
        }
    }
    kept
}

/// The first amount as good as the last.
pub(super) fn stops(points: &[Point], noise: f64) -> Option<f64> {
    let last = points.last()?;
    let flat = points.iter().rev();
    let flat = flat
        .take_while(|p| (p.value - last.value).abs() <= noise)
        .last()?;
    (flat.amount < last.amount).then_some(flat.amount)
}

/// The point furthest from the line between both ends.
pub(super) fn knee(points: &[Point]) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    let (width, height) = (last.amount - first.amount, last.value - first.value);
    let away = |p: &Point| {
        let line = (p.amount - first.amount) / width;
        ((p.value - first.value) / height - line).abs()
    };
    let furthest = points.iter().max_by(|a, b| away(a).total_cmp(&away(b)))?;
    (away(furthest) > 0.01).then_some(furthest.amount)
}
