//! Snapshots: earlier states of the answers, kept in the assessment. They are read, never written over; what is not ours in them stays.

use super::SIZE_LIMIT;
use super::assessment::{Document, FORMAT, VERSION, from_json};
use super::json::Json;
use crate::domain::answers::Answers;
use std::collections::BTreeSet;

/// An earlier state of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// What it is called here: its id, or its place where it has none of its own.
    pub key: String,
    /// When it was taken; may be empty.
    pub at: String,
    /// The user's name for it; may be empty.
    pub label: String,
    /// The answers; none where they cannot be read.
    pub answers: Option<Answers>,
    /// Places in them that are not understood, and not counted.
    pub passed_over: usize,
}

/// A snapshot would make the file larger than one may be: its size in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge(pub usize);

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json.get(name).and_then(Json::as_text).unwrap_or_default()
}

/// Keys of snapshots, by place. Each is different, whatever a file holds.
fn keys(list: &[Json]) -> Vec<String> {
    // A hostile file may hold tens of thousands.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut keys: Vec<String> = Vec::new();
    for (place, json) in list.iter().enumerate() {
        let id = text(json, "id");
        let is_own = !id.is_empty() && !id.starts_with('#') && seen.insert(id);
        keys.push(if is_own { id.into() } else { format!("#{place}") });
    }
    keys
}

impl Document {
    fn snapshot_list(&self) -> Vec<Json> {
        match self.part("snapshots") {
            None => Vec::new(),
            Some(Json::List(items)) => items.clone(),
            // No list, yet something: it is kept as what it is, one thing that cannot be read.
            Some(other) => vec![other.clone()],
        }
    }

    /// The assessment that a snapshot's answers alone would make; nothing where they cannot be read.
    fn read_snapshot(&self, snapshot: &Json) -> Option<(Document, usize)> {
        let answers = snapshot.get("answers")?;
        let instrument = snapshot.get("instrument").and_then(Json::as_text).unwrap_or(&self.instrument);
        let file = Json::object([
            ("format", Json::text(FORMAT)),
            ("version", Json::whole(VERSION as usize)),
            ("instrument", Json::text(instrument)),
            ("id", Json::text(&self.id)),
            ("derived_from", Json::Null),
            ("title", Json::text(&self.title)),
            ("locale", Json::text(&self.locale)),
            ("created", Json::text(&self.created)),
            ("updated", Json::text(&self.updated)),
            ("answers", answers.clone()),
        ]);
        let (document, complaints) = from_json(file).ok()?;
        Some((document, complaints.iter().filter(|c| c.path.starts_with("/answers") || c.path == "/instrument").count()))
    }

    /// All snapshots, oldest first; those of one time, and those without one, as they stand in the file.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        let list = self.snapshot_list();
        let mut all: Vec<Snapshot> = list
            .iter()
            .zip(keys(&list))
            .map(|(json, key)| {
                let read = self.read_snapshot(json);
                Snapshot {
                    key,
                    at: text(json, "at").into(),
                    label: text(json, "label").into(),
                    passed_over: read.as_ref().map_or(0, |(_, n)| *n),
                    answers: read.map(|(document, _)| document.answers()),
                }
            })
            .collect();
        all.sort_by_key(|s| super::time::instant(&s.at));
        all
    }

    /// How many snapshots there are.
    pub fn snapshot_count(&self) -> usize {
        self.snapshot_list().len()
    }

    fn with_snapshot(&self, id: &str, label: &str, now: &str) -> Document {
        let mut taken = self.clone();
        let answers = self.to_json().get("answers").cloned().unwrap_or(Json::Object(Vec::new()));
        let mut list = self.snapshot_list();
        list.push(Json::object([
            ("id", Json::text(id)),
            ("at", Json::text(now)),
            ("label", Json::text(label)),
            ("instrument", Json::text(&self.instrument)),
            ("answers", answers),
        ]));
        taken.set_part("snapshots", Json::List(list), now);
        taken
    }

    /// Whether there is room for another snapshot.
    ///
    /// # Errors
    /// When the file would be larger than one may be.
    pub fn has_room_for_snapshot(&self) -> Result<(), TooLarge> {
        // An id and a label of the usual length are some 150 bytes.
        let size = self.with_snapshot(&self.id, &"x".repeat(100), &self.updated).to_file().len();
        if size > SIZE_LIMIT { Err(TooLarge(size)) } else { Ok(()) }
    }

    /// Keeps the answers as they are now.
    ///
    /// # Errors
    /// When the file would be larger than one may be; then nothing is changed.
    pub fn take_snapshot(&mut self, id: &str, label: &str, now: &str) -> Result<(), TooLarge> {
        let taken = self.with_snapshot(id, label, now);
        let size = taken.to_file().len();
        if size > SIZE_LIMIT {
            return Err(TooLarge(size));
        }
        *self = taken;
        Ok(())
    }

    fn place_of(&self, key: &str) -> Option<(Vec<Json>, usize)> {
        let list = self.snapshot_list();
        let at = keys(&list).iter().position(|k| k == key)?;
        Some((list, at))
    }

    /// Gives a snapshot another name.
    pub fn rename_snapshot(&mut self, key: &str, label: &str, now: &str) {
        let Some((mut list, at)) = self.place_of(key) else { return };
        if let Some(Json::Object(members)) = list.get_mut(at) {
            match members.iter_mut().find(|(name, _)| name == "label") {
                Some((_, old)) => *old = Json::text(label),
                None => members.push(("label".into(), Json::text(label))),
            }
            self.set_part("snapshots", Json::List(list), now);
        }
    }

    /// Takes a snapshot out; gives back what [`Document::bring_back_snapshot`] needs to undo that.
    pub fn remove_snapshot(&mut self, key: &str, now: &str) -> Option<(usize, Json)> {
        let (mut list, at) = self.place_of(key)?;
        let removed = list.remove(at);
        self.set_part("snapshots", Json::List(list), now);
        Some((at, removed))
    }

    /// Puts a snapshot back where it was.
    pub fn bring_back_snapshot(&mut self, (at, snapshot): (usize, Json), now: &str) {
        let mut list = self.snapshot_list();
        list.insert(at.min(list.len()), snapshot);
        self.set_part("snapshots", Json::List(list), now);
    }

    /// An assessment of its own with a snapshot's answers, notes and evidence; it remembers where it comes from. What is made of
    /// the answers, such as the plan, stays with the assessment that it was made in.
    pub fn from_snapshot(&self, key: &str, id: &str, title: &str, now: &str) -> Option<Document> {
        let (list, at) = self.place_of(key)?;
        let (mut document, _) = self.read_snapshot(list.get(at)?)?;
        document.id = id.into();
        document.derived_from = Some(self.id.clone());
        document.title = title.into();
        (document.created, document.updated) = (now.into(), now.into());
        document.respondent = self.respondent.clone();
        Some(document)
    }

    /// What the file holds of a snapshot beyond what is ours.
    #[cfg(test)]
    fn strange_members(&self, key: &str) -> Vec<(String, Json)> {
        let found = self.place_of(key).and_then(|(list, at)| list.get(at).cloned()).unwrap_or(Json::Null);
        super::others(&found, &["id", "at", "label", "instrument", "answers"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::assessment::{Evidence, from_bytes};
    use crate::domain::answers::Answer;
    use crate::domain::instrument::{Opt, Question};

    const NOW: &str = "2026-11-22T10:00:00Z";
    const LATER: &str = "2026-12-01T10:00:00Z";
    const ID: &str = "00000000-0000-4000-8000-000000000001";

    fn document() -> Document {
        let mut document = Document::new(ID, "Port", "en", NOW);
        document.set(Answer::one(Question::MandateExplicit, Opt::Partly).unwrap(), NOW);
        document.set_note(Question::MandateExplicit, "minutes of May", NOW);
        document.set_evidence(Question::MandateExplicit, vec![Evidence::new("Minutes", "https://example.org", "")], NOW);
        document.set_unknown(Question::MandateNlc, NOW);
        document
    }

    fn yes(document: &mut Document) {
        document.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap(), LATER);
    }

    #[test]
    fn a_snapshot_holds_the_answers_as_the_file_writes_them_and_does_not_move_with_them() {
        let mut document = document();
        let answers = document.to_json().get("answers").cloned();
        document.take_snapshot("s1", "May", NOW).unwrap();
        yes(&mut document);
        let (read, complaints) = from_bytes(document.to_file().as_bytes()).unwrap();
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(read.to_file(), document.to_file());
        let json = read.to_json();
        let kept = json.get("snapshots").unwrap().items().first().unwrap();
        assert_eq!(kept.get("answers"), answers.as_ref());
        assert_eq!(
            kept.members().iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>(),
            ["id", "at", "label", "instrument", "answers"]
        );
        let snapshot = read.snapshots().remove(0);
        assert_eq!(
            (snapshot.key.as_str(), snapshot.label.as_str(), snapshot.at.as_str(), snapshot.passed_over),
            ("s1", "May", NOW, 0)
        );
        assert_eq!(snapshot.answers.unwrap().option(Question::MandateExplicit), Some(Opt::Partly));
        assert_eq!(read.answers().option(Question::MandateExplicit), Some(Opt::Yes));
    }

    #[test]
    fn it_opens_as_an_assessment_of_its_own() {
        let mut document = document();
        document.take_snapshot("s1", "May", NOW).unwrap();
        yes(&mut document);
        let copy = document.from_snapshot("s1", "00000000-0000-4000-8000-000000000002", "Port, May", LATER).unwrap();
        assert_eq!(copy.derived_from.as_deref(), Some(ID));
        assert_eq!((copy.title.as_str(), copy.created.as_str()), ("Port, May", LATER));
        assert_eq!(copy.answers().option(Question::MandateExplicit), Some(Opt::Partly));
        assert_eq!(
            copy.entry(Question::MandateExplicit).map(|e| (e.note.clone(), e.evidence.len())),
            Some(("minutes of May".into(), 1))
        );
        assert_eq!(copy.snapshot_count(), 0);
        assert_eq!(from_bytes(copy.to_file().as_bytes()).unwrap().0.to_file(), copy.to_file());
        assert_eq!(document.from_snapshot("s2", "x", "", LATER), None);
    }

    #[test]
    fn it_is_renamed_removed_and_brought_back() {
        let mut document = document();
        for (id, at) in [("late", LATER), ("early", NOW), ("none", "")] {
            document.take_snapshot(id, id, at).unwrap();
        }
        let keys = |d: &Document| d.snapshots().into_iter().map(|s| s.key).collect::<Vec<_>>();
        assert_eq!(keys(&document), ["none", "early", "late"], "in order of time");
        document.rename_snapshot("early", "الأولى", NOW);
        assert_eq!(document.snapshots()[1].label, "الأولى");
        let before = document.to_file();
        let removed = document.remove_snapshot("early", NOW).unwrap();
        assert_eq!(keys(&document), ["none", "late"]);
        document.bring_back_snapshot(removed, NOW);
        assert_eq!(document.to_file(), before);
        assert_eq!(document.remove_snapshot("x", NOW), None);
    }

    #[test]
    fn what_is_not_ours_or_cannot_be_read_is_shown_and_kept() {
        let file = document().to_file().replace(
            "\"answers\"",
            r##""snapshots": [
                {"id": "a", "at": "2026-01-01T00:00:00Z", "label": "x", "answers": {"mandate.explicit": {"value": "yes"}, "mandate.new": {"value": "yes"}}, "colour": "red"},
                {"id": "a", "label": "the same id", "answers": {"mandate.clear": {"value": "perhaps"}}},
                {"label": 7, "answers": [1]},
                7,
                {"id": "#0", "answers": {}}
            ], "answers""##,
        );
        let (mut document, _) = from_bytes(file.as_bytes()).unwrap();
        let all = document.snapshots();
        assert_eq!(all.len(), 5);
        let by = |key: &str| all.iter().find(|s| s.key == key).unwrap();
        assert_eq!(by("a").passed_over, 1);
        assert_eq!(by("a").answers.as_ref().unwrap().option(Question::MandateExplicit), Some(Opt::Yes));
        assert_eq!((by("#1").label.as_str(), by("#1").passed_over), ("the same id", 1));
        assert_eq!((&by("#2").answers, &by("#3").answers), (&None, &None));
        assert!(by("#4").answers.is_some());
        document.rename_snapshot("a", "y", NOW);
        document.rename_snapshot("#2", "named", NOW);
        document.rename_snapshot("#3", "no object, no name", NOW);
        assert_eq!(document.strange_members("a").len(), 1);
        let text = document.to_file();
        assert!(
            text.contains("\"red\"")
                && text.contains("mandate.new")
                && text.contains("\"perhaps\"")
                && text.contains("\"named\""),
            "{text}"
        );
        assert_eq!(document.from_snapshot("#2", "x", "", NOW), None);
        assert!(document.remove_snapshot("#3", NOW).is_some_and(|(at, json)| (at, json) == (3, Json::Number("7".into()))));
    }

    #[test]
    fn what_is_no_list_is_kept_beside_what_is_taken() {
        let file = document().to_file().replace("\"answers\"", "\"snapshots\": {\"x\": 1}, \"answers\"");
        let (mut document, _) = from_bytes(file.as_bytes()).unwrap();
        document.take_snapshot("s1", "", NOW).unwrap();
        assert_eq!(document.snapshots().iter().map(|s| s.answers.is_some()).collect::<Vec<_>>(), [false, true]);
        assert!(document.to_file().contains("\"x\": 1"));
    }

    #[test]
    fn one_that_would_make_the_file_too_large_is_refused_and_nothing_is_lost() {
        let mut document = document();
        document.set_note(Question::MandateClear, &"م".repeat(300_000), NOW);
        assert_eq!(document.has_room_for_snapshot(), Ok(()));
        document.take_snapshot("1", "", NOW).unwrap();
        document.set_note(Question::MandateClear, &"م".repeat(600_000), NOW);
        let before = document.clone();
        let Err(TooLarge(size)) = document.take_snapshot("2", "", LATER) else { panic!("it is refused") };
        assert!(size > SIZE_LIMIT);
        assert!(document.has_room_for_snapshot().is_err());
        assert_eq!(document, before);
    }

    #[test]
    fn what_a_snapshot_says_in_vain_is_counted() {
        let with = |snapshot: &str| {
            let file = document().to_file().replace("\"answers\"", &format!("\"snapshots\": [{snapshot}], \"answers\""));
            from_bytes(file.as_bytes()).unwrap().0
        };
        let passed_over = |snapshot: &str| with(snapshot).snapshots().remove(0).passed_over;
        assert_eq!(passed_over(r#"{"answers": {"mandate.clear": {"value": "yes"}}}"#), 0);
        assert_eq!(passed_over(r#"{"answers": {"mandate.clear": {"value": 7}, "nothing": {}}}"#), 2);
        assert_eq!(passed_over(r#"{"instrument": "1999.1", "answers": {"mandate.clear": {"value": 7}}}"#), 2);
        assert_eq!(passed_over(r#"{"instrument": "1999.1", "answers": {}}"#), 1);
        assert_eq!(document().snapshot_count(), 0);
        assert_eq!(with(r#"{"answers": {}}, 5"#).snapshot_count(), 2);
    }

    #[test]
    fn there_is_room_up_to_the_limit_of_a_file() {
        // A title of such a length that the file with the snapshot is so many bytes above its limit.
        let over = |label: &str, bytes: usize| {
            let mut document = document();
            let size = document.with_snapshot(ID, label, NOW).to_file().len();
            document.rename(&"x".repeat(SIZE_LIMIT - size + document.title.len() + bytes), NOW);
            document
        };
        let label = "x".repeat(100);
        assert_eq!(over(&label, 0).has_room_for_snapshot(), Ok(()));
        assert_eq!(over(&label, 1).has_room_for_snapshot(), Err(TooLarge(SIZE_LIMIT + 1)));
        let mut fits = over("May", 0);
        assert_eq!(fits.take_snapshot(ID, "May", NOW), Ok(()));
        assert_eq!((fits.snapshot_count(), fits.to_file().len()), (1, SIZE_LIMIT));
        let mut full = over("May", 1);
        let before = full.clone();
        assert_eq!(full.take_snapshot(ID, "May", NOW), Err(TooLarge(SIZE_LIMIT + 1)));
        assert_eq!(full, before);
    }
}
