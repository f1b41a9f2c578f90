//! An assessment: one respondent's answers with notes and evidence, and everything that hangs on them.

use super::json::Json;
use super::{Code, Complaint, Fault, v1, version};
use crate::domain::answers::{Answer, Answers, Said};
use crate::domain::instrument::Question;
use crate::domain::readiness::{EQUAL, Weights};
use crate::domain::selector::Preferences;

/// The format's name.
pub const FORMAT: &str = "tafwid-assessment";
/// The newest version, which is the one written.
pub const VERSION: u32 = 1;

/// Levels of nesting at most: a group holds the file two levels deeper, and must be readable too.
const DEPTH_LIMIT: usize = 120;

/// A step that brings a file from its version to the next. It gets a copy, so that one that fails changes nothing.
pub type Migration = fn(Json) -> Result<Json, Fault>;

/// The steps from version 1 on; the first brings a file of version 1 to version 2.
const MIGRATIONS: [Migration; (VERSION - 1) as usize] = [];

/// A piece of evidence for an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// Where it is; may be empty.
    pub url: String,
    /// Of which day, YYYY-MM-DD; may be empty.
    pub date: String,
    pub(super) rest: Vec<(String, Json)>,
}

impl Evidence {
    /// A new piece; what is not given is empty.
    pub fn new(title: &str, url: &str, date: &str) -> Evidence {
        Evidence { title: title.into(), url: url.into(), date: date.into(), rest: Vec::new() }
    }
}

/// What stands under a question, answered or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub(super) said: Option<Said>,
    /// A value that does not fit the question, kept as it was found.
    pub(super) unreadable: Option<Json>,
    /// When it was last changed.
    pub at: String,
    /// The user's note.
    pub note: String,
    /// What the answer rests on.
    pub evidence: Vec<Evidence>,
    pub(super) rest: Vec<(String, Json)>,
}

impl Entry {
    fn is_empty(&self) -> bool {
        self.said.is_none()
            && self.unreadable.is_none()
            && self.note.is_empty()
            && self.evidence.is_empty()
            && self.rest.is_empty()
    }
}

/// Who answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Respondent {
    /// Their role.
    pub role: String,
    /// Their department.
    pub department: String,
    pub(super) rest: Vec<(String, Json)>,
}

/// An assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The instrument's version that the answers were given to.
    pub instrument: String,
    /// A UUID.
    pub id: String,
    /// The assessment that this was copied from.
    pub derived_from: Option<String>,
    /// The user's name for it.
    pub title: String,
    /// The language it was last worked on in.
    pub locale: String,
    /// When it was begun, RFC 3339.
    pub created: String,
    /// When it was last changed, RFC 3339.
    pub updated: String,
    /// Who answered.
    pub respondent: Option<Respondent>,
    /// `derived_from` as it was found, when it names no assessment.
    pub(super) origin: Option<Json>,
    pub(super) entries: Vec<Entry>,
    pub(super) strange_answers: Vec<(String, Json)>,
    /// The parts from `importance` on, as they were found, by name; read through the methods.
    pub(super) parts: Vec<(&'static str, Json)>,
    pub(super) rest: Vec<(String, Json)>,
}

impl Document {
    /// An empty assessment.
    pub fn new(id: &str, title: &str, locale: &str, now: &str) -> Document {
        Document {
            instrument: crate::domain::instrument::VERSION.into(),
            id: id.into(),
            derived_from: None,
            title: title.into(),
            locale: locale.into(),
            created: now.into(),
            updated: now.into(),
            respondent: None,
            origin: Some(Json::Null),
            entries: vec![Entry::default(); Question::ALL.len()],
            strange_answers: Vec::new(),
            parts: Vec::new(),
            rest: Vec::new(),
        }
    }

    /// A copy to work on apart, which remembers where it comes from.
    #[must_use]
    pub fn duplicate(&self, id: &str, title: &str, now: &str) -> Document {
        Document {
            id: id.into(),
            derived_from: Some(self.id.clone()),
            origin: Some(Json::Null),
            title: title.into(),
            created: now.into(),
            updated: now.into(),
            ..self.clone()
        }
    }

    /// What stands under a question.
    pub fn entry(&self, question: Question) -> Option<&Entry> {
        self.entries.get(question as usize).filter(|e| !e.is_empty())
    }

    /// What was said to a question.
    pub fn said(&self, question: Question) -> Option<&Said> {
        self.entry(question).and_then(|e| e.said.as_ref())
    }

    /// A value that was found under a question and does not fit it.
    pub fn has_unreadable(&self, question: Question) -> bool {
        self.entry(question).is_some_and(|e| e.unreadable.is_some())
    }

    /// The answers, for the rules.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for (question, entry) in Question::ALL.into_iter().zip(&self.entries) {
            match &entry.said {
                Some(Said::Answer(answer)) => answers.set(answer.clone()),
                Some(Said::Unknown) => answers.set_unknown(question),
                None => {}
            }
        }
        answers
    }

    fn change(&mut self, question: Question, now: &str, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.get_mut(question as usize) {
            change(entry);
            entry.at = now.into();
            // What could not be read under a name that is now written anew gives way.
            let is_written = |name: &str| match name {
                "at" => true,
                "note" => !entry.note.is_empty(),
                "evidence" => !entry.evidence.is_empty(),
                _ => false,
            };
            entry.rest.retain(|(name, _)| !is_written(name));
            self.strange_answers.retain(|(id, _)| id != question.id());
        }
        self.updated = now.into();
    }

    /// Puts an answer in its place.
    pub fn set(&mut self, answer: Answer, now: &str) {
        self.change(answer.question(), now, |entry| {
            (entry.said, entry.unreadable) = (Some(Said::Answer(answer)), None);
        });
    }

    /// Notes that the answer is not known.
    pub fn set_unknown(&mut self, question: Question, now: &str) {
        self.change(question, now, |entry| (entry.said, entry.unreadable) = (Some(Said::Unknown), None));
    }

    /// Takes an answer back; its note and evidence stay.
    pub fn clear(&mut self, question: Question, now: &str) {
        self.change(question, now, |entry| (entry.said, entry.unreadable) = (None, None));
    }

    /// Writes a note under a question.
    pub fn set_note(&mut self, question: Question, note: &str, now: &str) {
        self.change(question, now, |entry| entry.note = note.into());
    }

    /// Replaces a question's evidence.
    pub fn set_evidence(&mut self, question: Question, evidence: Vec<Evidence>, now: &str) {
        self.change(question, now, |entry| entry.evidence = evidence);
    }

    /// Gives it another name.
    pub fn rename(&mut self, title: &str, now: &str) {
        self.title = title.into();
        self.updated = now.into();
    }

    pub(super) fn part(&self, name: &str) -> Option<&Json> {
        self.parts.iter().find(|(n, _)| *n == name).map(|(_, json)| json)
    }

    pub(super) fn set_part(&mut self, name: &'static str, json: Json, now: &str) {
        match self.parts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, part)) => *part = json,
            None => self.parts.push((name, json)),
        }
        self.updated = now.into();
    }

    /// The user's hand in a selector, without what was complained about.
    pub fn preferences<T: crate::domain::selector::Table>(&self, selector: &str, table: T) -> Preferences {
        v1::preferences(self.part("importance"), self.part("overrides"), selector, table, &mut Vec::new())
    }

    /// How much each dimension counts.
    pub fn weights(&self) -> Weights {
        self.part("dimension_weights").map_or(EQUAL, |json| v1::weights(json, &mut Vec::new()))
    }

    /// The file's JSON: members in the format's order, unknown ones behind them.
    pub fn to_json(&self) -> Json {
        v1::write(self)
    }

    /// The file's text.
    pub fn to_file(&self) -> String {
        self.to_json().to_page()
    }
}

/// Reads an assessment from its JSON, of any version up to ours.
///
/// # Errors
/// When it cannot be read as an assessment; what merely cannot be used is complained about and kept.
pub fn from_json(json: Json) -> Result<(Document, Vec<Complaint>), Fault> {
    let found = version(&json, FORMAT, VERSION)?;
    if json.depth() > DEPTH_LIMIT {
        return Err(Fault::at("", Code::TooLarge));
    }
    v1::read(&migrate(json, found, &MIGRATIONS)?)
}

/// Reads an assessment from a file's bytes.
///
/// # Errors
/// As [`from_json`], and when the bytes are no JSON within the limits.
pub fn from_bytes(bytes: &[u8]) -> Result<(Document, Vec<Complaint>), Fault> {
    from_json(super::parse(bytes)?)
}

fn migrate(json: Json, from: u32, steps: &[Migration]) -> Result<Json, Fault> {
    steps.iter().skip(from as usize - 1).try_fold(json, |json, step| step(json))
}

/// A complaint for a value that is no answer.
pub(super) fn code(refusal: crate::domain::answers::Refusal) -> Code {
    use crate::domain::answers::Refusal;
    match refusal {
        Refusal::WrongType => Code::WrongType,
        Refusal::UnknownOption => Code::UnknownOption,
        Refusal::UnknownCountry => Code::UnknownCountry,
        Refusal::TooLong => Code::TooLong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Opt;

    #[test]
    fn migrations_run_in_turn_from_the_files_version() {
        let steps: [Migration; 2] = [
            |json| Ok(Json::List(vec![json, Json::text("to 2")])),
            |json| {
                if json == Json::text("bad") {
                    Err(Fault::at("/x", Code::WrongType))
                } else {
                    Ok(Json::List(vec![json, Json::text("to 3")]))
                }
            },
        ];
        assert_eq!(migrate(Json::Null, 1, &steps).unwrap().to_line(), r#"[[null,"to 2"],"to 3"]"#);
        assert_eq!(migrate(Json::Null, 2, &steps).unwrap().to_line(), r#"[null,"to 3"]"#);
        assert_eq!(migrate(Json::Null, 3, &steps).unwrap(), Json::Null);
        assert!(migrate(Json::text("bad"), 2, &steps).is_err());
    }

    const BEFORE: &str = "2026-11-22T10:00:00Z";
    const NOW: &str = "2026-11-28T12:00:00Z";

    #[test]
    fn a_copy_is_another_assessment_that_knows_where_it_comes_from() {
        let mut first = Document::new("11111111-2222-4333-8444-000000000001", "مدينة", "ar", BEFORE);
        first.set_unknown(Question::MandateClear, BEFORE);
        first.origin = Some(Json::text("example"));
        let copy = first.duplicate("11111111-2222-4333-8444-000000000002", "نسخة", NOW);
        assert_eq!(copy.id, "11111111-2222-4333-8444-000000000002");
        assert_eq!(copy.derived_from.as_deref(), Some("11111111-2222-4333-8444-000000000001"));
        assert_eq!(copy.origin, Some(Json::Null));
        assert_eq!((copy.title.as_str(), copy.locale.as_str()), ("نسخة", "ar"));
        assert_eq!((copy.created.as_str(), copy.updated.as_str()), (NOW, NOW));
        assert_eq!(copy.answers(), first.answers());
        assert_eq!(copy.said(Question::MandateClear), Some(&Said::Unknown));
    }

    #[test]
    fn what_is_written_anew_replaces_what_could_not_be_read_there_and_nothing_else() {
        let text = r#"{"format":"tafwid-assessment","version":1,"id":"11111111-2222-4333-8444-000000000001","title":"","locale":"en",
            "created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z","answers":{
            "mandate.clear":{"value":7,"at":8,"note":9,"evidence":10,"later":11},
            "mandate.nlc":{"value":"perhaps","at":"2026-11-22T10:00:00Z"}}}"#;
        let (read, _) = from_bytes(text.as_bytes()).unwrap();
        let (clear, nlc) = (Question::MandateClear, Question::MandateNlc);
        assert!(read.has_unreadable(clear) && read.has_unreadable(nlc) && !read.has_unreadable(Question::MandateExplicit));
        let entry = |document: &Document, id: &str| {
            let mut members = document.to_json().get("answers")?.get(id)?.members().to_vec();
            members.sort();
            Some(Json::Object(members).to_line())
        };
        let changed = |change: &dyn Fn(&mut Document)| {
            let mut document = read.clone();
            change(&mut document);
            assert_eq!(document.updated, NOW);
            // Its neighbour is as it was found.
            assert_eq!(entry(&document, "mandate.nlc"), entry(&read, "mandate.nlc"));
            entry(&document, "mandate.clear").unwrap()
        };
        let unknown = changed(&|d| d.set_unknown(clear, NOW));
        assert_eq!(unknown, r#"{"at":"2026-11-28T12:00:00Z","evidence":10,"later":11,"note":9,"value":"unknown"}"#);
        let noted = changed(&|d| {
            d.set_unknown(clear, NOW);
            d.set_note(clear, "see the decree", NOW);
        });
        assert_eq!(noted, r#"{"at":"2026-11-28T12:00:00Z","evidence":10,"later":11,"note":"see the decree","value":"unknown"}"#);
        let shown = changed(&|d| d.set_evidence(clear, vec![Evidence { title: "Decree".into(), ..Evidence::default() }], NOW));
        assert!(shown.contains(r#""evidence":[{"title":"Decree"#) && shown.contains(r#""note":9"#), "{shown}");
        assert!(!shown.contains(r#""evidence":10"#), "{shown}");
        let cleared = changed(&|d| d.clear(clear, NOW));
        assert!(!cleared.contains("value") && cleared.contains(r#""note":9"#), "{cleared}");

        // An answer that was kept aside because it fits no question gives way to one that does.
        let mut document = read.clone();
        document.set(Answer::one(clear, Opt::Yes).unwrap(), NOW);
        document.clear(nlc, NOW);
        assert!(!document.has_unreadable(clear) && !document.has_unreadable(nlc));
        assert_eq!(document.said(clear), Some(&Said::Answer(Answer::one(clear, Opt::Yes).unwrap())));
    }

    #[test]
    fn an_entry_that_is_none_gives_way_to_an_answer_and_others_stay() {
        let text = r#"{"format":"tafwid-assessment","version":1,"id":"11111111-2222-4333-8444-000000000001","title":"","locale":"en",
            "created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z",
            "answers":{"mandate.clear":5,"mandate.nlc":[6],"strange":{"value":7}}}"#;
        let (mut document, complaints) = from_bytes(text.as_bytes()).unwrap();
        assert_eq!(complaints.len(), 3);
        document.set(Answer::one(Question::MandateClear, Opt::Yes).unwrap(), NOW);
        assert_eq!(
            document.to_json().get("answers").map(Json::to_line).as_deref(),
            Some(r#"{"mandate.clear":{"value":"yes","at":"2026-11-28T12:00:00Z"},"mandate.nlc":[6],"strange":{"value":7}}"#)
        );
    }
}
