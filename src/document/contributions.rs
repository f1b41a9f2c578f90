//! Which department brings which kind of resource, as it is written into an assessment. Members that are not ours, and departments
//! and kinds that we do not know, are kept.

use super::assessment::Document;
use super::json::Json;
use std::collections::BTreeSet;

/// The kinds of resource, by their ids in files; `resources.<kind>` is the question about each.
pub const KINDS: [&str; 6] = ["human", "financial", "material", "skills", "expertise", "credibility"];

/// What a department brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// The department: an option of the question `resources.departments`, or a name of the user's own.
    pub department: String,
    /// The kind of resource.
    pub kind: String,
    /// What it is; may be empty.
    pub note: String,
}

impl Contribution {
    fn read(json: &Json) -> Option<Contribution> {
        let text = |name: &str| json.get(name).and_then(Json::as_text).unwrap_or_default().to_string();
        let found = Contribution { department: text("department"), kind: text("resource"), note: text("note") };
        (!found.department.is_empty() && !found.kind.is_empty()).then_some(found)
    }

    fn is_of(&self, department: &str, kind: &str) -> bool {
        self.department == department && self.kind == kind
    }
}

/// Kinds of resource that nobody brings.
pub fn missing(contributions: &[Contribution]) -> Vec<&'static str> {
    KINDS.into_iter().filter(|kind| !contributions.iter().any(|c| c.kind == *kind)).collect()
}

/// Contributions that were taken out, with their places.
pub type TakenOut = Vec<(usize, Json)>;

impl Document {
    fn contribution_list(&self) -> Vec<Json> {
        match self.part("contributions") {
            None => Vec::new(),
            Some(Json::List(items)) => items.clone(),
            // No list, yet something: it is kept as one thing that cannot be read.
            Some(other) => vec![other.clone()],
        }
    }

    /// What departments bring, as it was noted; of several for one department and kind the first.
    pub fn contributions(&self) -> Vec<Contribution> {
        // A hostile file may hold tens of thousands.
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        let all = self.contribution_list();
        let new = |c: &Contribution| seen.insert((c.department.clone(), c.kind.clone()));
        all.iter().filter_map(Contribution::read).filter(new).collect()
    }

    /// Notes that a department brings a kind of resource; nothing changes where that is noted.
    pub fn add_contribution(&mut self, department: &str, kind: &str, now: &str) {
        let mut list = self.contribution_list();
        let is_there = list.iter().filter_map(Contribution::read).any(|c| c.is_of(department, kind));
        if !is_there {
            list.push(Json::object([("department", Json::text(department)), ("resource", Json::text(kind))]));
            self.set_part("contributions", Json::List(list), now);
        }
    }

    /// Takes a contribution out, also where it stands several times; gives back what [`Document::bring_contributions_back`] needs.
    pub fn remove_contribution(&mut self, department: &str, kind: &str, now: &str) -> TakenOut {
        let is_it = |json: &Json| Contribution::read(json).is_some_and(|c| c.is_of(department, kind));
        let (taken, left): (TakenOut, TakenOut) =
            self.contribution_list().into_iter().enumerate().partition(|(_, json)| is_it(json));
        if !taken.is_empty() {
            self.set_part("contributions", Json::List(left.into_iter().map(|(_, json)| json).collect()), now);
        }
        taken
    }

    /// Puts contributions back where they were.
    pub fn bring_contributions_back(&mut self, taken: TakenOut, now: &str) {
        let mut list = self.contribution_list();
        for (at, json) in taken {
            list.insert(at.min(list.len()), json);
        }
        self.set_part("contributions", Json::List(list), now);
    }

    /// Writes what a department brings; an empty note is none.
    pub fn set_contribution_note(&mut self, department: &str, kind: &str, note: &str, now: &str) {
        let mut list = self.contribution_list();
        let found = list.iter_mut().find(|json| Contribution::read(json).is_some_and(|c| c.is_of(department, kind)));
        if let Some(json) = found {
            let mut members = json.members().to_vec();
            match members.iter_mut().find(|(name, _)| name == "note") {
                Some(_) if note.is_empty() => members.retain(|(name, _)| name != "note"),
                Some(member) => member.1 = Json::text(note),
                None if note.is_empty() => return,
                None => members.push(("note".into(), Json::text(note))),
            }
            *json = Json::Object(members);
            self.set_part("contributions", Json::List(list), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::assessment::from_bytes;

    const NOW: &str = "2026-11-22T10:00:00Z";

    fn document() -> Document {
        Document::new("00000000-0000-4000-8000-000000000001", "", "en", NOW)
    }

    fn with(contributions: &str) -> Document {
        let file = document().to_file().replace("\"answers\"", &format!("\"contributions\": {contributions}, \"answers\""));
        from_bytes(file.as_bytes()).unwrap().0
    }

    fn part(document: &Document) -> String {
        document.to_json().get("contributions").map(Json::to_line).unwrap_or_default()
    }

    #[test]
    fn a_contribution_is_read_as_it_was_written() {
        let mut document = document();
        document.add_contribution("youth", "human", NOW);
        document.add_contribution("Our own office", "financial", NOW);
        document.set_contribution_note("youth", "human", "مرشدان", NOW);
        document.add_contribution("youth", "human", NOW);
        let (read, complaints) = from_bytes(document.to_file().as_bytes()).unwrap();
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(read.to_file(), document.to_file());
        let found: Vec<_> = read.contributions().into_iter().map(|c| (c.department, c.kind, c.note)).collect();
        let expected = [("youth", "human", "مرشدان"), ("Our own office", "financial", "")];
        assert_eq!(found, expected.map(|(d, k, n)| (d.into(), k.into(), n.into())));
        assert_eq!(missing(&read.contributions()), ["material", "skills", "expertise", "credibility"]);
        document.set_contribution_note("youth", "human", "", NOW);
        document.set_contribution_note("nobody", "human", "x", NOW);
        assert!(!part(&document).contains("note"), "{}", part(&document));
    }

    #[test]
    fn what_is_not_ours_stays_and_what_is_taken_out_comes_back() {
        let before = r#"[5,{"department":"youth","resource":"human","note":"a","hours":12},{"department":"x","resource":"luck"},{"department":"youth","resource":"human","note":"b"},{"department":"youth"}]"#;
        let mut document = with(before);
        assert_eq!(document.contributions().len(), 2);
        let taken = document.remove_contribution("youth", "human", NOW);
        assert_eq!(part(&document), r#"[5,{"department":"x","resource":"luck"},{"department":"youth"}]"#);
        document.bring_contributions_back(taken, NOW);
        assert_eq!(part(&document), before);
        assert_eq!(document.remove_contribution("nobody", "human", NOW), []);
        document.set_contribution_note("youth", "human", "c", NOW);
        assert_eq!(part(&document), before.replace("\"a\"", "\"c\""));
    }

    #[test]
    fn an_emptied_note_is_gone() {
        let mut document = with(r#"[{"department": "youth", "resource": "human"}]"#);
        let before = document.to_json().get("contributions").map(Json::to_line);
        document.set_contribution_note("youth", "human", "", NOW);
        assert_eq!(document.to_json().get("contributions").map(Json::to_line), before);
        document.set_contribution_note("youth", "human", "weekly figures", NOW);
        assert_ne!(document.to_json().get("contributions").map(Json::to_line), before);
        document.set_contribution_note("youth", "human", "", NOW);
        assert_eq!(document.to_json().get("contributions").map(Json::to_line), before);
    }
}
