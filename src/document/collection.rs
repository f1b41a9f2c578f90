//! Several assessments in one file: all that a browser keeps, saved together and brought back together.

use super::assessment::{self, Document};
use super::json::Json;
use super::{Code, Complaint, Fault, version};

/// The format's name.
pub const FORMAT: &str = "tafwid-collection";
/// The newest version, which is the one written.
pub const VERSION: u32 = 1;
/// Bytes of a collection at most: more than any browser keeps for a site. A single assessment has the limit of one.
pub const SIZE_LIMIT: usize = 16 * 1024 * 1024;

/// Where in a file its format must stand for it to be read beyond the limit of a single assessment, in bytes.
const HEAD: usize = 64;

/// What a collection holds in one place.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An assessment, with what was passed over in it.
    Whole(Box<Document>, Vec<Complaint>),
    /// Something that cannot be read as one.
    Unreadable(Fault),
}

/// Several assessments.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    /// When it was saved, RFC 3339.
    pub created: String,
    /// What it holds, in its order.
    pub items: Vec<Item>,
}

/// The text of a collection: assessments as their files are, and what could not be read, as it was found.
pub fn write(documents: &[Document], unreadable: &[String], now: &str) -> String {
    let mut members = vec![
        ("format", Json::text(FORMAT)),
        ("version", Json::whole(VERSION as usize)),
        ("created", Json::text(now)),
        ("assessments", Json::List(documents.iter().map(Document::to_json).collect())),
    ];
    if !unreadable.is_empty() {
        members.push(("unreadable", Json::texts(unreadable.iter().map(String::as_str))));
    }
    Json::object(members).to_page()
}

/// Whether bytes begin as a collection does: only such a file may be larger than a single assessment.
pub fn is_one(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.windows(FORMAT.len()).any(|part| part == FORMAT.as_bytes())
}

/// Reads a file: one assessment, or a collection.
///
/// # Errors
/// When it is neither. An assessment in a collection that cannot be read is no error; it is told in its place.
pub fn read(bytes: &[u8]) -> Result<Collection, Fault> {
    let limit = if is_one(bytes) { SIZE_LIMIT } else { super::SIZE_LIMIT };
    let json = super::parse_within(bytes, limit)?;
    if json.get("format").and_then(Json::as_text) != Some(FORMAT) {
        if bytes.len() > super::SIZE_LIMIT {
            return Err(Fault::at("", Code::TooLarge));
        }
        let (document, complaints) = assessment::from_json(json)?;
        return Ok(Collection { created: String::new(), items: vec![Item::Whole(Box::new(document), complaints)] });
    }
    version(&json, FORMAT, VERSION)?;
    let list = match json.get("assessments") {
        Some(Json::List(list)) => list,
        Some(_) => return Err(Fault::at("/assessments", Code::WrongType)),
        None => return Err(Fault::at("/assessments", Code::MissingMember)),
    };
    let items = list.iter().enumerate().map(|(i, json)| one(i, json)).collect();
    Ok(Collection { created: json.get("created").and_then(Json::as_text).unwrap_or_default().into(), items })
}

fn one(i: usize, json: &Json) -> Item {
    let inside = |path: &str| format!("/assessments/{i}{path}");
    if json.to_page().len() > super::SIZE_LIMIT {
        return Item::Unreadable(Fault::at(inside(""), Code::TooLarge));
    }
    match assessment::from_json(json.clone()) {
        Ok((document, complaints)) => {
            let complaints = complaints.into_iter().map(|c| Complaint { path: inside(&c.path), ..c }).collect();
            Item::Whole(Box::new(document), complaints)
        }
        Err(fault) => Item::Unreadable(Fault { path: inside(&fault.path), ..fault }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-28T10:00:00Z";

    fn document(n: usize) -> Document {
        Document::new(&format!("11111111-2222-4333-8444-{n:012}"), "مدينة", "ar", NOW)
    }

    fn documents(collection: &Collection) -> Vec<Document> {
        collection.items.iter().filter_map(|i| if let Item::Whole(d, _) = i { Some((**d).clone()) } else { None }).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let all = [document(1), document(2)];
        let found = read(write(&all, &["{".into()], NOW).as_bytes()).unwrap();
        assert_eq!(found.created, NOW);
        assert_eq!(documents(&found), all);
        assert_eq!(documents(&read(document(3).to_file().as_bytes()).unwrap()), [document(3)]);
        assert_eq!(read(write(&[], &[], NOW).as_bytes()).unwrap().items, []);
    }

    #[test]
    fn what_cannot_be_read_is_told_in_its_place_and_the_rest_is_read() {
        let file = write(&[document(1), document(2)], &[], NOW).replacen("tafwid-assessment", "other", 1);
        let found = read(file.as_bytes()).unwrap();
        assert_eq!(documents(&found), [document(2)]);
        assert!(
            matches!(&found.items[0], Item::Unreadable(f) if f.path == "/assessments/0/format" && f.code == Code::WrongFormat)
        );
    }

    #[test]
    fn only_a_collection_may_be_larger_than_an_assessment_and_none_of_its_parts() {
        let large = |n: usize| {
            let mut document = document(n);
            document.rename(&"x".repeat(super::super::SIZE_LIMIT), NOW);
            document
        };
        let fault = |bytes: &[u8]| read(bytes).map(|_| ()).unwrap_err();
        assert_eq!(fault(large(1).to_file().as_bytes()).code, Code::TooLarge);
        let found = read(write(&[large(1), document(2)], &[], NOW).as_bytes()).unwrap();
        assert!(matches!(&found.items[0], Item::Unreadable(f) if f.code == Code::TooLarge));
        assert_eq!(documents(&found), [document(2)]);
        assert_eq!(fault(&vec![b' '; SIZE_LIMIT + 1]).code, Code::TooLarge);
        // The name alone, somewhere else, opens nothing.
        let sly = format!("{{\"x\": \"{FORMAT}\", \"y\": \"{}\"}}", "x".repeat(super::super::SIZE_LIMIT));
        assert_eq!(fault(sly.as_bytes()).code, Code::TooLarge);
    }

    #[test]
    fn faults_name_their_place() {
        let fault = |text: &str| read(text.as_bytes()).map(|_| ()).unwrap_err();
        for (text, path, code) in [
            (r#"{"format":"tafwid-collection"}"#, "/version", Code::MissingMember),
            (r#"{"format":"tafwid-collection","version":2}"#, "/version", Code::NewerVersion),
            (r#"{"format":"tafwid-collection","version":1}"#, "/assessments", Code::MissingMember),
            (r#"{"format":"tafwid-collection","version":1,"assessments":{}}"#, "/assessments", Code::WrongType),
            (r#"{"format":"tafwid-group","version":1}"#, "/format", Code::WrongFormat),
            ("[]", "", Code::WrongType),
        ] {
            let found = fault(text);
            assert_eq!((found.path.as_str(), found.code), (path, code), "{text}");
        }
        let list = r#"{"format":"tafwid-collection","version":1,"assessments":[1,null]}"#;
        assert!(read(list.as_bytes()).unwrap().items.iter().all(|i| matches!(i, Item::Unreadable(_))));
    }

    #[test]
    fn what_could_not_be_read_is_saved_along_as_it_was_found() {
        let json = |unreadable: &[String]| Json::parse(&write(&[document(1)], unreadable, NOW)).unwrap();
        assert_eq!(json(&["{".into(), "x".into()]).get("unreadable").map(Json::to_line).as_deref(), Some(r#"["{","x"]"#));
        assert_eq!(json(&[]).get("unreadable"), None);
    }

    #[test]
    fn complaints_name_their_place_in_the_whole_file() {
        let file = write(&[document(1), document(2)], &[], NOW);
        let strange = file.replace(r#""answers": {}"#, r#""answers": {"mandate.clear": {"value": 7}}"#);
        assert_ne!(strange, file);
        let found = read(strange.as_bytes()).unwrap();
        let paths: Vec<&str> = found
            .items
            .iter()
            .flat_map(|item| if let Item::Whole(_, complaints) = item { complaints.as_slice() } else { &[] })
            .map(|complaint| complaint.path.as_str())
            .collect();
        assert_eq!(paths, ["/assessments/0/answers/mandate.clear/value", "/assessments/1/answers/mandate.clear/value"]);
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let fitting = |over: usize| {
            let mut document = document(1);
            let empty = {
                document.rename("", NOW);
                document.to_json().to_page().len()
            };
            document.rename(&"x".repeat(super::super::SIZE_LIMIT - empty + over), NOW);
            assert_eq!(document.to_json().to_page().len(), super::super::SIZE_LIMIT + over);
            read(write(&[document], &[], NOW).as_bytes()).unwrap().items.remove(0)
        };
        assert!(matches!(fitting(0), Item::Whole(..)));
        assert!(matches!(fitting(1), Item::Unreadable(fault) if fault.code == Code::TooLarge));
        let sly = |over: usize| {
            let head = format!("{{\"x\": \"{FORMAT}\", \"y\": \"");
            let text = format!("{head}{}\"}}", "x".repeat(super::super::SIZE_LIMIT - head.len() - 2 + over));
            assert_eq!(text.len(), super::super::SIZE_LIMIT + over);
            read(text.as_bytes()).map(|_| ()).unwrap_err().code
        };
        assert_eq!(sly(0), Code::MissingMember);
        assert_eq!(sly(1), Code::TooLarge);
    }
}
