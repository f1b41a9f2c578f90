//! What would be lost with the browser's data: how much has changed since the last backup file, and for how long.
//! The thresholds are our own; seven days is after how many without a visit Safari drops what a site keeps.

use super::assessment::Document;
use super::time::instant;
use crate::domain::instrument::Question;

/// How much is at risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Risk {
    Nothing,
    Little,
    Some,
    Much,
}

impl Risk {
    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        match self {
            Risk::Nothing => "nothing",
            Risk::Little => "little",
            Risk::Some => "some",
            Risk::Much => "much",
        }
    }

    const fn of(answers: usize, days: i64) -> Risk {
        match (answers, days) {
            (30.., _) | (_, 7..) => Risk::Much,
            (10.., _) | (_, 3..) => Risk::Some,
            _ => Risk::Little,
        }
    }
}

/// A backup file that was made in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When.
    pub at: String,
    /// When the assessment in it had last been changed.
    pub updated: String,
}

/// What is in no backup file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// How much is at risk.
    pub risk: Risk,
    /// Questions whose answer, note or evidence is in no backup file.
    pub answers: usize,
    /// Whole days since the last backup, or since the assessment was begun; never negative.
    pub days: i64,
}

/// What of an assessment is in no backup file.
pub fn unsaved(document: &Document, backup: Option<&Backup>, now: &str) -> Unsaved {
    let seconds = |time: &str| instant(time).map(|(seconds, _)| seconds);
    let since = backup.map_or(document.created.as_str(), |b| b.at.as_str());
    let days = seconds(now).zip(seconds(since)).map_or(0, |(now, since)| ((now - since) / 86_400).max(0));
    let is_after = |at: &str| backup.is_none_or(|b| instant(at) > instant(&b.at));
    let entries = Question::ALL.iter().filter_map(|q| document.entry(*q));
    let answers = entries.filter(|entry| is_after(&entry.at)).count();
    let is_whole = match backup {
        // Clocks are set anew now and then: what counts is whether it is the same state.
        Some(backup) => backup.updated == document.updated,
        None => answers == 0 && document.created == document.updated,
    };
    let risk = if is_whole { Risk::Nothing } else { Risk::of(answers, days) };
    Unsaved { risk, answers, days }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::Answer;
    use crate::domain::instrument::Opt;

    const BEGUN: &str = "2026-11-01T08:00:00Z";

    fn document(answers: usize) -> Document {
        let mut document = Document::new("11111111-2222-4333-8444-555555555555", "", "ar", BEGUN);
        let extents = Question::ALL.iter().filter_map(|q| Answer::one(*q, Opt::Yes).ok());
        for answer in extents.take(answers) {
            document.set(answer, "2026-11-01T09:00:00Z");
        }
        document
    }

    fn backup(at: &str, updated: &str) -> Option<Backup> {
        Some(Backup { at: at.into(), updated: updated.into() })
    }

    #[test]
    fn it_grows_with_what_is_answered_and_with_time() {
        for (answers, now, expected) in [
            (0, "2026-12-24T08:00:00Z", Risk::Nothing),
            (1, "2026-11-01T09:00:00Z", Risk::Little),
            (9, "2026-11-04T07:59:59Z", Risk::Little),
            (9, "2026-11-04T08:00:00Z", Risk::Some),
            (10, "2026-11-01T09:00:00Z", Risk::Some),
            (29, "2026-11-01T09:00:00Z", Risk::Some),
            (30, "2026-11-01T09:00:00Z", Risk::Much),
            (1, "2026-11-08T08:00:00Z", Risk::Much),
            (1, "1999-01-01T00:00:00Z", Risk::Little),
            (1, "no time", Risk::Little),
        ] {
            let found = unsaved(&document(answers), None, now);
            assert_eq!((found.risk, found.answers), (expected, answers), "{answers} {now}");
        }
    }

    #[test]
    fn a_backup_counts_until_something_changes() {
        let mut document = document(40);
        let whole = backup("2026-11-02T08:00:00Z", &document.updated);
        let found = unsaved(&document, whole.as_ref(), "2027-11-02T08:00:00Z");
        assert_eq!((found.risk, found.answers), (Risk::Nothing, 0));
        document.set(Answer::one(Question::MandateExplicit, Opt::No).unwrap(), "2026-11-02T09:00:00Z");
        let found = unsaved(&document, whole.as_ref(), "2026-11-02T10:00:00Z");
        assert_eq!((found.risk, found.answers, found.days), (Risk::Little, 1, 0));
        let found = unsaved(&document, whole.as_ref(), "2026-11-09T10:00:00Z");
        assert_eq!((found.risk, found.days), (Risk::Much, 7));
        // A backup from the future: the state is another one all the same.
        let found = unsaved(&document, backup("2036-01-01T00:00:00Z", BEGUN).as_ref(), "2026-11-02T10:00:00Z");
        assert_eq!((found.risk, found.answers, found.days), (Risk::Little, 0, 0));
    }

    #[test]
    fn what_was_changed_at_the_very_moment_of_the_backup_is_in_it() {
        let document = document(1);
        let at = |at: &str| unsaved(&document, backup(at, BEGUN).as_ref(), "2026-11-01T10:00:00Z").answers;
        assert_eq!(at("2026-11-01T09:00:00Z"), 0);
        assert_eq!(at("2026-11-01T08:59:59Z"), 1);
        // A title is something to lose too.
        let mut named = Document::new("11111111-2222-4333-8444-555555555555", "", "ar", BEGUN);
        named.rename("Port", "2026-11-01T09:00:00Z");
        let found = unsaved(&named, None, "2026-11-01T10:00:00Z");
        assert_eq!((found.risk, found.answers), (Risk::Little, 0));
        let ids = [Risk::Nothing, Risk::Little, Risk::Some, Risk::Much].map(Risk::id);
        assert_eq!(ids, ["nothing", "little", "some", "much"]);
    }
}
