//! The catalogue of problems: each code with what, cause and action in both languages.
//!
//! `JH1xxx` files and tables, `JH2xxx` the district, `JH3xxx` the standard,
//! `JH4xxx` the policy, `JH5xxx` making districts and plans, `JH6xxx` promises of a plan
//! that `verify` found broken, `JH7xxx` sweeps, frontiers and comparisons, `JH9xxx`
//! warnings (what was skipped or guessed). Each file below holds a part of the list and
//! hands it on to the next; the last makes the one enum of it.

mod files;
mod input;
mod people;
mod planning;
mod promises;
mod sweeps;
mod warnings;

use std::fmt;

use files::files;
use input::input;
use people::people;
use planning::planning;
use promises::promises;
use sweeps::sweeps;
use warnings::warnings;

use crate::text::Text;

/// What a code stands for.
pub(crate) struct Entry {
    pub(crate) what: Text,
    pub(crate) cause: Text,
    pub(crate) action: Text,
}

macro_rules! catalogue {
    (; $( $(#[$doc:meta])* $name:ident = $number:literal {
        en: $what_en:literal, $cause_en:literal, $action_en:literal;
        zh: $what_zh:literal, $cause_zh:literal, $action_zh:literal;
    } )*) => {
        /// The kind of a [`Problem`](crate::Problem): `JH` and four digits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $( $(#[$doc])* $name = $number, )* }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[ $( Code::$name, )* ];

            pub(crate) fn entry(self) -> Entry {
                match self { $( Code::$name => Entry {
                    what: Text::new($what_zh, $what_en),
                    cause: Text::new($cause_zh, $cause_en),
                    action: Text::new($action_zh, $action_en),
                }, )* }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JH{:04}", *self as u16)
    }
}

files! { input people planning promises sweeps warnings catalogue ; }
