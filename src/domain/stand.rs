//! How what a question asks about stands: in place, partly, missing, or not known.

use super::instrument::{Kind, Opt, Question};
use super::sheet::{Sheet, Shown};

/// How what a question asks about stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stand {
    Missing,
    Partly,
    Open,
    Met,
}

impl Stand {
    /// All, what needs most first.
    pub const ALL: [Stand; 4] = [Stand::Missing, Stand::Partly, Stand::Open, Stand::Met];

    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        ["missing", "partly", "open", "met"][self as usize]
    }

    /// How a question of kind extent stands; nothing for what does not apply.
    pub fn of(sheet: &Sheet, question: Question) -> Option<Stand> {
        if question.kind() != Kind::Extent || sheet.shown(question) == Shown::No {
            return None;
        }
        match sheet.settled(question) {
            None => Some(Stand::Open),
            Some(Opt::Yes) => Some(Stand::Met),
            Some(Opt::Partly) => Some(Stand::Partly),
            Some(Opt::NotApplicable) => None,
            Some(_) => Some(Stand::Missing),
        }
    }
}
