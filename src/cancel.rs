//! Limits: when to stop, by the clock or because somebody says so.
//!
//! A [`Cancel`] is kept by who may want to stop, and its clone given to the planner in
//! [`Options`](crate::Options); it may be set from any thread. What was found until
//! then is not lost: the goals already reached make the plan, its status `feasible`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A token that stops a plan in the making.
///
/// ```
/// use junheng::{Cancel, Options};
///
/// let cancel = Cancel::new();
/// let options = Options { cancel: cancel.clone(), ..Options::default() };
/// // In another thread, when the user no longer wants to wait:
/// std::thread::spawn(move || cancel.cancel()).join().unwrap();
/// assert!(options.cancel.is_cancelled());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A token that is not set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops what was given a clone of this token, as soon as it looks.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has said stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline<'c> {
    at: Option<Instant>,
    cancel: Option<&'c Cancel>,
}

impl<'c> Deadline<'c> {
    /// So many seconds from now; a limit too large for a clock is none.
    pub(crate) fn after(seconds: f64) -> Self {
        let limit = Duration::try_from_secs_f64(seconds).ok();
        Self {
            at: limit.and_then(|l| Instant::now().checked_add(l)),
            cancel: None,
        }
    }

    /// The same, or when a token is set.
    pub(crate) fn or_when(self, cancel: &'c Cancel) -> Self {
        Self {
            cancel: Some(cancel),
            ..self
        }
    }

    /// Seconds left, if there is a limit; 0 when it is time to stop.
    pub(crate) fn left(self) -> Option<f64> {
        if self.is_cancelled() {
            return Some(0.0);
        }
        let left = self.at?.saturating_duration_since(Instant::now());
        Some(left.as_secs_f64())
    }

    pub(crate) fn has_passed(self) -> bool {
        self.left() == Some(0.0)
    }

    /// The token, for a solver that looks at it between its iterations.
    pub(crate) fn token(self) -> Option<Cancel> {
        self.cancel.cloned()
    }

    pub(crate) fn is_cancelled(self) -> bool {
        self.cancel.is_some_and(Cancel::is_cancelled)
    }
}
