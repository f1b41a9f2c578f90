//! Content packs: texts by ids, and what each statement rests on.

use crate::document::json::Json;
use crate::domain::instrument::{Kind, Opt, Question, Section};

/// The packs of each language, in the order in which they are fetched: what the first question needs, what can be opened about a
/// question, the results, the library, the other questions, what is made of the answers, the pages to read,
/// what makes the tool safe on a shared device.
pub const PACKS: [&str; 18] = [
    "mandate",
    "help",
    "result",
    "framework",
    "library",
    "readiness",
    "strategy",
    "institution",
    "models",
    "advice",
    "plan",
    "budget",
    "snapshots",
    "papers",
    "reference",
    "reading",
    "safety",
    "embed",
];

/// The pack that only widgets need.
pub const WIDGET: &str = "widget";

/// One language's content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    packs: Vec<(String, Json)>,
}

impl Words {
    /// Adds a pack. One that is no JSON adds nothing; its texts are then empty.
    pub fn add(&mut self, name: &str, pack: &str) {
        if self.has(name) {
            return;
        }
        if let Ok(json) = Json::parse(pack) {
            self.packs.push((name.into(), json));
        }
    }

    /// Whether a pack is there.
    pub fn has(&self, name: &str) -> bool {
        self.packs.iter().any(|(n, _)| n == name)
    }

    /// What is under a path of names.
    pub fn find(&self, path: &[&str]) -> Option<&Json> {
        self.packs.iter().find_map(|(_, pack)| path.iter().try_fold(pack, |json, name| json.get(name)))
    }

    /// The text under a path of names, empty where there is none.
    pub fn get(&self, path: &[&str]) -> &str {
        self.find(path).and_then(Json::as_text).unwrap_or_default()
    }

    /// A text of a question: `ask`, `short`, `why`, `example`, `whom`.
    pub fn question(&self, question: Question, what: &str) -> &str {
        self.get(&["questions", question.id(), what])
    }

    /// A text of a section: `title`, `short`, `lead`.
    pub fn section(&self, section: Section, what: &str) -> &str {
        self.get(&["sections", section.id(), what])
    }

    /// A text of a question's option: `label`, `meaning`. Extents share theirs unless a question has its own.
    pub fn option(&self, question: Question, option: Opt, what: &str) -> &str {
        let own = self.get(&["options", question.id(), option.id(), what]);
        if own.is_empty() && question.kind() == Kind::Extent { self.get(&["options", "extent", option.id(), what]) } else { own }
    }
}

/// A statement without the tag at its end, and what the tag says: items of the source chapter such as `S29`, and `own` for what is
/// our own.
pub fn sourced(text: &str) -> (&str, Vec<&str>) {
    // Other brackets are blanks to be filled in.
    let is_tag = |tag: &str| tag == "own" || tag.strip_prefix('S').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    match text.strip_suffix(']').and_then(|t| t.rsplit_once(" [")) {
        Some((statement, tags)) if tags.split(' ').all(is_tag) => (statement, tags.split(' ').collect()),
        _ => (text, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_ends_in_what_it_rests_on() {
        assert_eq!(sourced("Ask early. [S29 own]"), ("Ask early.", vec!["S29", "own"]));
        for text in ["No tag.", "For: [name, office]", "[date]"] {
            assert_eq!(sourced(text), (text, vec![]));
        }
    }
}
