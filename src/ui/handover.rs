//! One program gives the page up to another: what it hands over, and how the next goes on.

use super::state::{Notice, Saving, State};
use crate::document::assessment;
use crate::document::json::Json;
use crate::storage::Store;
use leptos::prelude::*;

/// What a program that gives the page up hands to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The open assessment.
    id: String,
    /// Its text, where the browser does not keep it as it is.
    file: Option<String>,
    /// What was saved last, as this page saw it.
    seen: Option<String>,
    /// What stands in the notice: its kind, and the text that it offers.
    notice: Option<(String, String)>,
}

impl Carried {
    /// What there is of an assessment that is kept in memory alone.
    pub fn of_memory(document: &assessment::Document) -> Carried {
        Carried { id: document.id.clone(), file: Some(document.to_file()), seen: None, notice: None }
    }

    /// As text.
    pub fn to_json(&self) -> String {
        let text = |text: &Option<String>| text.as_ref().map_or(Json::Null, Json::text);
        let (kind, raw) = self.notice.clone().unzip();
        Json::object([
            ("id", Json::text(&self.id)),
            ("file", text(&self.file)),
            ("seen", text(&self.seen)),
            ("kind", text(&kind)),
            ("raw", text(&raw)),
        ])
        .to_line()
    }

    /// The open assessment's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// From text.
    pub fn from_json(text: &str) -> Option<Carried> {
        let json = Json::parse(text).ok()?;
        let get = |name: &str| json.get(name).and_then(Json::as_text).map(String::from);
        Some(Carried { id: get("id")?, file: get("file"), seen: get("seen"), notice: get("kind").zip(get("raw")) })
    }
}

impl State {
    /// Goes on where the program before this one was.
    pub(super) fn take_over(self, carried: Carried) {
        self.notice.set(carried.notice.and_then(|(kind, raw)| match kind.as_str() {
            "changed_elsewhere" => Some(Notice::ChangedElsewhere),
            "older" => Some(Notice::Older(raw)),
            "damaged" => Some(Notice::Damaged(raw)),
            "newer" => Some(Notice::Newer(raw)),
            _ => None,
        }));
        self.store.with_value(|s| s.set_current(&carried.id));
        let file = carried.file.and_then(|file| assessment::from_bytes(file.as_bytes()).ok());
        if let Some((document, _)) = file {
            self.store.with_value(|s| s.resume(&document.id, carried.seen));
            self.document.set(document);
            self.settle();
            self.save();
        }
    }

    /// Gives the page up to another program, which goes on from what this returns.
    pub fn retire(self) -> Carried {
        self.flush();
        let has_been_saved = self.store.with_value(|s| self.document.with_untracked(|d| s.has(&d.id)));
        let is_kept = match self.saving.get_untracked() {
            Saving::Nothing | Saving::Saved => true,
            // In memory only: there is something to carry once something was changed.
            Saving::Memory => !has_been_saved,
            _ => false,
        };
        let notice = self.notice.with_untracked(|notice| {
            match notice {
                Some(Notice::ChangedElsewhere) => Some(("changed_elsewhere", "")),
                Some(Notice::Older(raw)) => Some(("older", raw.as_str())),
                Some(Notice::Damaged(raw)) => Some(("damaged", raw.as_str())),
                Some(Notice::Newer(raw)) => Some(("newer", raw.as_str())),
                _ => None,
            }
            .map(|(kind, raw)| (kind.to_string(), raw.to_string()))
        });
        let carried = self.document.with_untracked(|d| Carried {
            id: d.id.clone(),
            file: (!is_kept).then(|| d.to_file()),
            seen: self.store.with_value(Store::seen),
            notice,
        });
        self.stop();
        carried
    }
}
