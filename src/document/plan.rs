//! The action plan, as it is written into an assessment: what is to be done, by whom and by when, and which finding it came from.
//! Members that are not ours are kept.

use super::assessment::Document;
use super::json::Json;

/// How far an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Status {
    #[default]
    Open,
    Doing,
    Done,
    Dropped,
}

impl Status {
    /// All, in order.
    pub const ALL: [Status; 4] = [Status::Open, Status::Doing, Status::Done, Status::Dropped];

    /// The id in files.
    pub const fn id(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Doing => "doing",
            Status::Done => "done",
            Status::Dropped => "dropped",
        }
    }

    /// Whether something is still to be done.
    pub const fn is_to_do(self) -> bool {
        matches!(self, Status::Open | Status::Doing)
    }
}

/// How urgent an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Priority {
    High,
    #[default]
    Normal,
    Low,
}

impl Priority {
    /// All, most urgent first.
    pub const ALL: [Priority; 3] = [Priority::High, Priority::Normal, Priority::Low];

    /// The id in files.
    pub const fn id(self) -> &'static str {
        match self {
            Priority::High => "high",
            Priority::Normal => "normal",
            Priority::Low => "low",
        }
    }
}

/// An action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// A UUID.
    pub id: String,
    /// What is to be done.
    pub title: String,
    /// Who does it; may be empty.
    pub owner: String,
    /// By when, YYYY-MM-DD; may be empty.
    pub due: String,
    /// How far it is.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// The result it came from, such as `mandate.sufficiency`; empty for one's own.
    pub finding: String,
    /// The criterion or question of that result.
    pub criterion: String,
}

impl Action {
    fn read(json: &Json) -> Option<Action> {
        let text = |json: &Json, name: &str| json.get(name).and_then(Json::as_text).unwrap_or_default().to_string();
        let (status, priority) = (text(json, "status"), text(json, "priority"));
        let from = |name: &str| json.get("from").map(|from| text(from, name)).unwrap_or_default();
        let id = text(json, "id");
        (!id.is_empty()).then(|| Action {
            id,
            title: text(json, "title"),
            owner: text(json, "owner"),
            due: text(json, "due"),
            status: Status::ALL.into_iter().find(|s| s.id() == status).unwrap_or_default(),
            priority: Priority::ALL.into_iter().find(|p| p.id() == priority).unwrap_or_default(),
            finding: from("finding"),
            criterion: from("criterion"),
        })
    }

    /// Writes over the members that differ; what is not ours, or was not changed, stays as it was found.
    fn write(&self, before: Option<&Json>) -> Json {
        let old = before.and_then(Action::read).unwrap_or_default();
        let mut members = before.map(Json::members).unwrap_or_default().to_vec();
        let mut put = |name: &str, value: Json, is_changed: bool| match members.iter_mut().find(|(n, _)| n == name) {
            Some((_, member)) if is_changed => *member = value,
            None if is_changed => members.push((name.into(), value)),
            _ => {}
        };
        put("id", Json::text(&self.id), before.is_none());
        put("title", Json::text(&self.title), before.is_none() || old.title != self.title);
        put("owner", Json::text(&self.owner), old.owner != self.owner);
        put("due", Json::text(&self.due), old.due != self.due);
        put("status", Json::text(self.status.id()), before.is_none() || old.status != self.status);
        put("priority", Json::text(self.priority.id()), before.is_none() || old.priority != self.priority);
        if before.is_none() && !self.finding.is_empty() {
            let from = [("finding", Json::text(&self.finding)), ("criterion", Json::text(&self.criterion))];
            put("from", Json::object(from), true);
        }
        Json::Object(members)
    }
}

impl Document {
    fn action_list(&self) -> Vec<Json> {
        self.part("actions").map(Json::items).unwrap_or_default().to_vec()
    }

    /// The actions, as they were added.
    pub fn actions(&self) -> Vec<Action> {
        self.action_list().iter().filter_map(Action::read).collect()
    }

    /// Actions that are done, and all that were not dropped.
    pub fn actions_done(&self) -> (usize, usize) {
        let all = self.actions();
        let counted = all.iter().filter(|a| a.status != Status::Dropped);
        counted.fold((0, 0), |(done, of), a| (done + usize::from(a.status == Status::Done), of + 1))
    }

    /// Adds an action, or writes the one with its id anew.
    pub fn put_action(&mut self, action: &Action, now: &str) {
        let mut list = self.action_list();
        let is_it = |json: &Json| json.get("id").and_then(Json::as_text) == Some(action.id.as_str());
        match list.iter_mut().find(|json| is_it(json)) {
            Some(json) => *json = action.write(Some(json)),
            None => list.push(action.write(None)),
        }
        self.set_part("actions", Json::List(list), now);
    }

    /// Takes an action out; gives back what [`Document::bring_back`] needs to undo that.
    pub fn remove_action(&mut self, id: &str, now: &str) -> Option<(usize, Json)> {
        let mut list = self.action_list();
        let at = list.iter().position(|json| json.get("id").and_then(Json::as_text) == Some(id))?;
        let removed = list.remove(at);
        self.set_part("actions", Json::List(list), now);
        Some((at, removed))
    }

    /// Puts an action back where it was.
    pub fn bring_back(&mut self, (at, action): (usize, Json), now: &str) {
        let mut list = self.action_list();
        list.insert(at.min(list.len()), action);
        self.set_part("actions", Json::List(list), now);
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

    fn action(id: &str) -> Action {
        Action { id: id.into(), title: "Ask the council".into(), ..Action::default() }
    }

    #[test]
    fn an_action_is_read_as_it_was_written() {
        let mut document = document();
        let mut one = Action { finding: "mandate.sufficiency".into(), criterion: "authority".into(), ..action("1") };
        document.put_action(&one, NOW);
        document.put_action(&action("2"), NOW);
        one =
            Action { owner: "سارة".into(), due: "2027-01-31".into(), status: Status::Doing, priority: Priority::High, ..one };
        document.put_action(&one, NOW);
        let (read, complaints) = from_bytes(document.to_file().as_bytes()).unwrap();
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(read.actions(), [one, action("2")]);
        assert_eq!(read.to_file(), document.to_file());
    }

    #[test]
    fn a_removed_action_comes_back_to_its_place() {
        let mut document = document();
        for id in ["1", "2", "3"] {
            document.put_action(&action(id), NOW);
        }
        let before = document.to_file();
        let removed = document.remove_action("2", NOW).unwrap();
        assert_eq!(document.actions().len(), 2);
        document.bring_back(removed, NOW);
        assert_eq!(document.to_file(), before);
        assert_eq!(document.remove_action("x", NOW), None);
    }

    #[test]
    fn what_is_not_ours_stays() {
        let file = document().to_file().replace(
            "\"answers\"",
            "\"actions\": [{\"id\": \"1\", \"title\": \"a\", \"status\": \"waiting\", \"colour\": \"red\"}, 7], \"answers\"",
        );
        let (mut document, _) = from_bytes(file.as_bytes()).unwrap();
        let mut action = document.actions().remove(0);
        action.owner = "B".into();
        document.put_action(&action, NOW);
        let text = document.to_file();
        assert!(
            text.contains("\"waiting\"") && text.contains("\"red\"") && text.contains('7') && text.contains("\"B\""),
            "{text}"
        );
    }

    #[test]
    fn a_new_action_has_what_it_needs_and_a_known_one_keeps_what_was_not_changed() {
        let mut document = document();
        document.put_action(&Action { id: "1".into(), ..Action::default() }, NOW);
        let actions = |document: &Document| document.to_json().get("actions").map(Json::to_line).unwrap_or_default();
        assert_eq!(actions(&document), r#"[{"id":"1","title":"","status":"open","priority":"normal"}]"#);
        let file = document.to_file().replace(
            r#""id": "1","#,
            r#""id": "1", "owner": 5, "due": "soon", "from": {"finding": "x", "later": true}, "id2": "","#,
        );
        let (mut document, _) = from_bytes(file.as_bytes()).unwrap();
        let before = actions(&document);
        let known = document.actions().remove(0);
        assert_eq!((known.owner.as_str(), known.finding.as_str()), ("", "x"));
        document.put_action(&known, NOW);
        assert_eq!(actions(&document), before);
        document.put_action(&Action { title: "t".into(), ..known }, NOW);
        assert_eq!(actions(&document), before.replace(r#""title":"""#, r#""title":"t""#));
    }

    #[test]
    fn what_was_dropped_is_neither_done_nor_to_do() {
        let mut document = document();
        assert_eq!(document.actions_done(), (0, 0));
        let all = [Status::Open, Status::Doing, Status::Done, Status::Done, Status::Dropped, Status::Open];
        for (i, status) in all.into_iter().enumerate() {
            document.put_action(&Action { status, ..action(&i.to_string()) }, NOW);
        }
        assert_eq!(document.actions_done(), (2, 5));
    }

    #[test]
    fn what_is_open_or_under_way_is_to_do() {
        let to_do: Vec<Status> = Status::ALL.into_iter().filter(|status| status.is_to_do()).collect();
        assert_eq!(to_do, [Status::Open, Status::Doing]);
    }
}
