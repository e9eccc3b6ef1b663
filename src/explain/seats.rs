//! Finding what belongs to a section, by school and stage.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::disparity::SectionAssessment;
use crate::district::{Section, Stage};

/// Places tried before the index of all is asked.
const GUESSES: usize = 64;

/// A school and a stage.
pub(super) type Key<'a> = (&'a str, Stage);

/// Something of one section.
pub(super) trait Seated {
    fn key(&self) -> Key<'_>;
}

impl Seated for Section {
    fn key(&self) -> Key<'_> {
        (&self.school_id, self.stage)
    }
}

impl Seated for SectionAssessment {
    fn key(&self) -> Key<'_> {
        (&self.school_id, self.stage)
    }
}

/// A list of such, in which the place asked for is mostly known: an index of all is made only
/// when it is not.
pub(super) struct Seats<'a, T> {
    all: &'a [T],
    index: OnceLock<HashMap<Key<'a>, usize>>,
}

impl<'a, T: Seated> Seats<'a, T> {
    pub(super) const fn of(all: &'a [T]) -> Self {
        Self {
            all,
            index: OnceLock::new(),
        }
    }

    /// What belongs to a section, with its place; it may be at `guess` or soon after.
    pub(super) fn find(&self, key: Key, guess: usize) -> Option<(usize, &'a T)> {
        let near = self.all.iter().enumerate().skip(guess);
        let mut near = near.take(GUESSES);
        near.find(|(_, t)| t.key() == key).or_else(|| {
            let index = self.index.get_or_init(|| {
                let all = self.all.iter().enumerate();
                all.map(|(i, t)| (t.key(), i)).collect()
            });
            let i = *index.get(&key)?;
            Some((i, self.all.get(i)?))
        })
    }
}
