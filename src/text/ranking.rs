//! Both selectors in words: their alternatives, their criteria, and a ranking in one sentence.

use super::{Text, fill, hundredths, intl};
use crate::document::assessment::Document;
use crate::domain::engine::Standing;
use crate::domain::frameworks::{self, Frameworks};
use crate::domain::institutions::{self, Institutions};
use crate::domain::instrument::Question;
use crate::domain::selector::{self, Preferences, Ranking, Strength, Table};
use crate::domain::sheet::Sheet;

/// One of the two selectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Strategic frameworks.
    Framework,
    /// Institutional models.
    Institution,
}

impl Selector {
    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Selector::Framework => "framework",
            Selector::Institution => "institution",
        }
    }

    /// Ids of the alternatives, in table order.
    pub const fn alternatives(self) -> &'static [&'static str] {
        match self {
            Selector::Framework => Frameworks::ALTERNATIVES,
            Selector::Institution => Institutions::ALTERNATIVES,
        }
    }

    /// Ids of the criteria, in table order.
    pub const fn criteria(self) -> &'static [&'static str] {
        match self {
            Selector::Framework => Frameworks::CRITERIA,
            Selector::Institution => Institutions::CRITERIA,
        }
    }

    /// Alternatives and criteria that count, as places in the table.
    pub fn standing(self, sheet: &Sheet) -> (Vec<usize>, Vec<usize>) {
        match self {
            Selector::Framework => (Frameworks::alternatives(sheet), Frameworks::criteria(sheet)),
            Selector::Institution => (Institutions::alternatives(sheet), Institutions::criteria(sheet)),
        }
    }

    /// The questions that make its context.
    pub fn context(self) -> Vec<Question> {
        match self {
            Selector::Framework => Frameworks::context(),
            Selector::Institution => Institutions::context(),
        }
    }

    /// Answers that a first order still needs.
    pub fn needed(self, sheet: &Sheet) -> usize {
        match self {
            Selector::Framework => Frameworks::ENOUGH.saturating_sub(selector::known(Frameworks, sheet)),
            Selector::Institution => Institutions::ENOUGH.saturating_sub(selector::known(Institutions, sheet)),
        }
    }

    /// The questions that a cell rests on.
    pub fn questions_behind(self, alternative: usize, criterion: usize) -> Vec<Question> {
        match self {
            Selector::Framework => frameworks::questions_behind(alternative, criterion),
            Selector::Institution => institutions::questions_behind(criterion),
        }
    }

    /// The id of an alternative, by its place in the table.
    pub fn id(self, alternative: usize) -> &'static str {
        self.alternatives().get(alternative).copied().unwrap_or_default()
    }

    /// A text about an alternative: `name`, `short`, `what` and others.
    pub fn about<'a>(self, text: &'a Text, alternative: usize, what: &str) -> &'a str {
        let group = match self {
            Selector::Framework => "frameworks",
            Selector::Institution => "models",
        };
        text.words.get(&[group, self.id(alternative), what])
    }

    /// A text about a criterion: `name`, `meaning`.
    pub fn criterion<'a>(self, text: &'a Text, criterion: &str, what: &str) -> &'a str {
        let group = match self {
            Selector::Framework => "criteria",
            Selector::Institution => "model_criteria",
        };
        text.words.get(&[group, criterion, what])
    }

    /// A word that speaks of what the selector ranks: `caption`, `tries_caption` and `framework` of tables, `help`, `none` and `first` of
    /// the search for answers.
    pub fn word<'a>(self, text: &'a Text, group: &str, name: &str) -> &'a str {
        let own = match self {
            Selector::Framework => "",
            Selector::Institution => text.words.get(&["model_words", name]),
        };
        if own.is_empty() { text.words.get(&[group, name]) } else { own }
    }

    /// Why a cell is as it is.
    pub fn reason<'a>(self, text: &'a Text, alternative: usize, criterion: &str) -> &'a str {
        let group = match self {
            Selector::Framework => "cells",
            Selector::Institution => "model_cells",
        };
        let own = text.words.get(&[group, criterion, self.id(alternative)]);
        if own.is_empty() { text.words.get(&[group, criterion, "all"]) } else { own }
    }

    /// The user's hand in it.
    pub fn preferences(self, document: &Document) -> Preferences {
        match self {
            Selector::Framework => document.preferences(self.name(), Frameworks),
            Selector::Institution => document.preferences(self.name(), Institutions),
        }
    }

    /// Names of alternatives as a list.
    pub fn names(self, text: &Text, alternatives: &[usize]) -> String {
        intl::list(text.lang, alternatives.iter().map(|a| self.about(text, *a, "short")))
    }

    /// A ranking in a label and a sentence; how clear it is may differ from what the ranking says by itself.
    pub fn sentence(self, text: &Text, strength: Strength, sheet: &Sheet, ranking: &Ranking) -> (String, String) {
        let group = match self {
            Selector::Framework => "strength",
            Selector::Institution => "model_strength",
        };
        let get = |what: &str| text.words.get(&[group, strength.id(), what]);
        let lead = ranking.leading();
        let share = ranking.lead.first().and_then(|a| ranking.outcome.standings.get(*a)).map_or(0.0, first_rank);
        let sentence = match (strength, lead.first()) {
            (Strength::TooEarly, _) | (_, None) => fill(get("sentence"), &intl::number(text.lang, self.needed(sheet) as f64), ""),
            (Strength::NoClearLead, _) => fill(get("sentence"), &self.names(text, &lead), ""),
            (_, Some(first)) => fill(get("sentence"), self.about(text, *first, "short"), &tries(text, share)),
        };
        (get("label").into(), sentence)
    }
}

/// A share of tries in words.
pub fn tries(text: &Text, share: f64) -> String {
    intl::number(text.lang, hundredths(share))
}

/// How often an alternative comes first, as a share.
pub fn first_rank(standing: &Standing) -> f64 {
    standing.rank_acceptability.first().copied().unwrap_or(0.0)
}
