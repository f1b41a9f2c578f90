//! Levels of the mandate and its criteria in words.

use super::{Text, fill};
use crate::domain::mandate::{self, Criterion, Rule};
use crate::domain::sheet::Sheet;
use crate::ui;

/// The ids of a scale's levels, and the name under which the words hold them.
#[derive(Clone, Copy)]
pub struct Scale {
    /// `sufficiency`, `operability` or `authority`.
    pub name: &'static str,
    /// Lowest first.
    pub levels: [&'static str; 4],
}

/// Is the mandate sufficient?
pub const SUFFICIENCY: Scale =
    Scale { name: "sufficiency", levels: ["no_mandate", "insufficient", "partly_sufficient", "sufficient"] };
/// Can it be used?
pub const OPERABILITY: Scale = Scale { name: "operability", levels: ["not_yet", "blocked", "fragile", "ready"] };
/// How much authority is there?
pub const AUTHORITY: Scale = Scale { name: "authority", levels: ["none", "weak", "adequate", "strong"] };

impl Scale {
    /// The id of a level.
    pub fn id(&self, level: u8) -> &'static str {
        self.levels.get(usize::from(level)).copied().unwrap_or_default()
    }

    /// The word for a level.
    pub fn label(&self, text: &Text, level: u8) -> String {
        text.words.get(&[self.name, self.id(level), "label"]).to_string()
    }

    /// A text about a level: `sentence`, `meaning`.
    pub fn about(&self, text: &Text, level: u8, what: &str) -> String {
        text.words.get(&[self.name, self.id(level), what]).to_string()
    }

    /// The verdict in a sentence.
    pub fn sentence(&self, text: &Text, (low, high): (u8, u8)) -> String {
        match (low == high, self.name) {
            (true, _) => self.about(text, low, "sentence"),
            (false, "authority") => {
                format!(
                    "{}. {}",
                    fill(ui!(text, between), &self.label(text, low), &self.label(text, high)),
                    ui!(text, authority_open)
                )
            }
            (false, _) => fill(ui!(text, between_sentence), &self.label(text, low), &self.label(text, high)),
        }
    }

    /// The verdict in words: one level, or between two.
    pub fn phrase(&self, text: &Text, (low, high): (u8, u8)) -> String {
        if low == high {
            return self.label(text, low);
        }
        fill(ui!(text, between), &self.label(text, low), &self.label(text, high))
    }
}

/// A criterion's name.
pub fn criterion_name(text: &Text, criterion: Criterion) -> String {
    match criterion {
        Criterion::Question(q) => text.words.question(q, "short").to_string(),
        Criterion::Authority => ui!(text, authority).to_string(),
        Criterion::Levels => ui!(text, levels).to_string(),
    }
}

/// How a criterion stands, in a word.
pub fn standing(text: &Text, sheet: &Sheet, rule: &'static Rule, criterion: Criterion) -> String {
    let Some(span) = mandate::span(sheet, criterion) else { return ui!(text, does_not_apply).into() };
    let full = rule.needed(criterion, 3).unwrap_or(0.0);
    let least = rule.needed(criterion, 2).unwrap_or(0.0);
    if span.low >= full {
        ui!(text, met).into()
    } else if span.low < span.high && span.high >= full {
        ui!(text, open).into()
    } else if span.high < full && span.high < least.max(0.5) {
        ui!(text, not_met).into()
    } else {
        ui!(text, partly_met).into()
    }
}
