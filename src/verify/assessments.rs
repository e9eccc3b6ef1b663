//! The promises about assessments: before and after are what a fresh assessment of
//! the district and of the after-state says, and the after-state passes where the
//! policy asks for it.

use serde_json::Value;

use super::case::Case;
use super::state::After;
use super::{Checker, same};
use crate::disparity::Assessment;
use crate::district::District;
use crate::error::{Code, Error, Place, Problems};
use crate::plan::Plan;

/// Figures named one by one: one wrong action turns a hundred of them.
const MOST_FIGURES: usize = 10;

/// Compares both assessments of a plan with fresh ones.
pub(crate) fn check(
    checker: &Checker,
    plan: &Plan,
    after: &After,
    problems: &mut Problems,
) -> Result<(), Error> {
    let mut found = Problems::new();
    compare("before", &plan.before, checker.before()?, &mut found);
    match checker.after(&after.stocks, after.staff.as_ref()) {
        Ok(after) => compare("after", &plan.after, &after, &mut found),
        Err(error) if problems.is_empty() => return Err(error),
        // There is no such district: a stock that is no stock is reported already.
        Err(_) => {}
    }
    let more = found.len().saturating_sub(MOST_FIGURES);
    problems.append(found.into_iter().take(MOST_FIGURES).collect());
    if more > 0 {
        let place = Place::item("before, after");
        problems.add(Code::MoreWrongAssessments, place, [more.to_string()]);
    }
    Ok(())
}

/// Checks that the after-state passes the standard.
pub(crate) fn comply(case: &Case, after: &After, problems: &mut Problems) -> Result<(), Error> {
    let Some(district) = district_after(case, after) else {
        return Ok(());
    };
    let after = assess(case, &district)?;
    for section in after.sections_detail.iter().filter(|s| !s.pass) {
        let place = Place::item(format!("{} {}", section.school_id, section.stage));
        problems.add(Code::SectionFails, place, [section.below.join(", ")]);
    }
    for stage in &after.stages {
        let indicators = stage.indicators.iter().filter(|k| !k.cv_pass);
        let failing = indicators.map(|k| (k.id.as_str(), k.cv, k.cv_limit));
        let over = stage.composite_cv.zip(stage.composite_limit);
        let composite = over
            .filter(|(cv, limit)| !crate::standard::within(*cv, *limit))
            .map(|(cv, limit)| ("composite", Some(cv), Some(limit)));
        for (id, cv, limit) in failing.chain(composite) {
            let place = Place::item(format!("comply.{}.{id}", stage.stage));
            let said = [cv, limit].map(|x| x.map_or_else(|| "-".to_string(), |x| x.to_string()));
            problems.add(Code::CvFails, place, said);
        }
    }
    Ok(())
}

fn assess(case: &Case, district: &District) -> Result<Assessment, Error> {
    crate::disparity::assess(district, case.standard)
}

/// The after-state as a district; none where a stock is negative or not finite,
/// which is reported already.
fn district_after(case: &Case, after: &After) -> Option<District> {
    super::after(case.district, &after.stocks, after.staff.as_ref()).ok()
}

/// Compares two assessments as they are written out, figure by figure.
fn compare(name: &str, stated: &Assessment, is: &Assessment, problems: &mut Problems) {
    // The figures of a plan that nobody touched are the same to the last bit.
    if stated == is {
        return;
    }
    let json = |a: &Assessment| serde_json::to_value(a).unwrap_or_default();
    walk(name, &json(stated), &json(is), 0.0, problems);
}

/// Finds where two JSON values differ. `scale` is the size of the figures around:
/// what is small beside them by 1e-6 is compared by its rounding only.
fn walk(path: &str, stated: &Value, is: &Value, scale: f64, problems: &mut Problems) {
    match (stated, is) {
        (Value::Object(a), Value::Object(b)) => {
            let scale = 1e-6 * b.values().filter_map(Value::as_f64).fold(0.0, f64::max);
            let gone = Value::Null;
            let more = a.keys().filter(|k| !b.contains_key(*k));
            for key in b.keys().chain(more) {
                let of = |map: &serde_json::Map<String, Value>| map.get(key).cloned();
                let (x, y) = (of(a), of(b));
                let (x, y) = (x.as_ref().unwrap_or(&gone), y.as_ref().unwrap_or(&gone));
                walk(&format!("{path}.{key}"), x, y, scale, problems);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (x, y)) in a.iter().zip(b).enumerate() {
                walk(&format!("{path}[{i}]"), x, y, scale, problems);
            }
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() && b.is_f64() => {
            let figures = a.as_f64().zip(b.as_f64());
            if !figures.is_some_and(|(a, b)| same(a, b, scale)) {
                differ(path, stated, is, problems);
            }
        }
        _ if stated == is => {}
        _ => differ(path, stated, is, problems),
    }
}

fn differ(path: &str, stated: &Value, is: &Value, problems: &mut Problems) {
    // A list of another length is named, not printed.
    let say = |v: &Value| match v {
        Value::Array(items) => format!("[{}]", items.len()),
        Value::Object(_) => "{}".to_string(),
        _ => v.to_string(),
    };
    problems.add(
        Code::WrongAssessment,
        Place::item(path),
        [say(stated), say(is)],
    );
}
