//! The outline of a strategy, as it is written into an assessment: a text for each section. Texts under names that are not ours are kept.

use super::assessment::Document;
use super::json::Json;

/// The sections, in order.
pub const SECTIONS: [&str; 12] = [
    "concept",
    "context",
    "mandate",
    "framework",
    "goals",
    "measures",
    "principles",
    "community",
    "organisation",
    "mainstreaming",
    "resources",
    "lasting",
];

impl Document {
    /// What was written for a section.
    pub fn outline(&self, section: &str) -> &str {
        self.part("outline").and_then(|part| part.get(section)).and_then(Json::as_text).unwrap_or_default()
    }

    /// Writes a section's text.
    pub fn set_outline(&mut self, section: &str, text: &str, now: &str) {
        let mut members = match self.part("outline") {
            None => Vec::new(),
            Some(Json::Object(members)) => members.clone(),
            // No sections, yet something: it is kept beside them.
            Some(other) => vec![("unreadable".to_string(), other.clone())],
        };
        match members.iter_mut().find(|(name, _)| name == section) {
            Some((_, member)) => *member = Json::text(text),
            None => members.push((section.into(), Json::text(text))),
        }
        self.set_part("outline", Json::Object(members), now);
    }

    /// Sections with a text.
    pub fn outlined(&self) -> usize {
        SECTIONS.iter().filter(|section| !self.outline(section).trim().is_empty()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::assessment::from_bytes;

    const NOW: &str = "2026-11-22T10:00:00Z";

    #[test]
    fn a_section_is_read_as_it_was_written_and_others_stay() {
        let empty = Document::new("00000000-0000-4000-8000-000000000001", "", "en", NOW).to_file();
        let file = empty.replace("\"answers\"", "\"outline\": {\"appendix\": \"kept\", \"goals\": \"old\"}, \"answers\"");
        let (mut document, complaints) = from_bytes(file.as_bytes()).unwrap();
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!((document.outline("goals"), document.outline("concept"), document.outlined()), ("old", "", 1));
        document.set_outline("goals", "new", NOW);
        document.set_outline("concept", "الوقاية\nمعًا", NOW);
        let (read, _) = from_bytes(document.to_file().as_bytes()).unwrap();
        assert_eq!((read.outline("goals"), read.outline("concept"), read.outlined()), ("new", "الوقاية\nمعًا", 2));
        assert_eq!(read.outline("appendix"), "kept");
        let (mut strange, _) = from_bytes(empty.replace("\"answers\"", "\"outline\": [\"x\"], \"answers\"").as_bytes()).unwrap();
        strange.set_outline("goals", "new", NOW);
        assert!(strange.to_file().contains("\"x\""), "what cannot be read is kept");
        assert_eq!(read.to_file(), document.to_file());
    }
}
