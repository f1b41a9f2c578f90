//! Version 1 of the assessment file, frozen: files of it are out there.

use super::assessment::{Document, Entry, Evidence, Respondent, code};
use super::json::{Json, pointer};
use super::shape::Shape::{self, Any, Date, Decimal, List, Map, Object, Text, Time};
use super::{Code, Complaint, Fault, others, required, time};
use crate::domain::answers::{Answer, Said, Value};
use crate::domain::instrument::{self, Dimension, Kind, Question};
use crate::domain::readiness::{EQUAL, Weights};
use crate::domain::selector::{Override, Preferences, Table};
use crate::domain::{frameworks::Frameworks, institutions::Institutions};

const ACTION: Shape = Object(&[
    ("id", Text),
    ("title", Text),
    ("owner", Text),
    ("due", Date),
    ("status", Text),
    ("priority", Text),
    ("from", Object(&[("finding", Text), ("criterion", Text)])),
]);
const SNAPSHOT: Shape = Object(&[("id", Text), ("at", Time), ("label", Text), ("instrument", Text), ("answers", Map(&Any))]);
const CONTRIBUTION: Shape = Object(&[("department", Text), ("resource", Text), ("note", Text)]);
const SHARE: Shape = Object(&[("who", Text), ("percent", Decimal)]);
const LINE: Shape = Object(&[("id", Text), ("title", Text), ("amount", Decimal), ("recurs", Text), ("shares", List(&SHARE))]);
const OVERRIDE: Shape = Object(&[("alternative", Any), ("criterion", Any), ("value", Any), ("reason", Any)]);

/// The parts behind the answers, in their written order.
const PARTS: [(&str, Shape); 8] = [
    ("importance", Object(&[("framework", Map(&Any)), ("institution", Map(&Any))])),
    ("overrides", Object(&[("framework", List(&OVERRIDE)), ("institution", List(&OVERRIDE))])),
    ("dimension_weights", Map(&Any)),
    ("actions", List(&ACTION)),
    ("snapshots", List(&SNAPSHOT)),
    ("outline", Map(&Text)),
    ("contributions", List(&CONTRIBUTION)),
    ("budget", Object(&[("currency", Text), ("reference", Decimal), ("lines", List(&LINE)), ("options", List(&Text))])),
];

const HEAD: [&str; 11] =
    ["format", "version", "instrument", "id", "derived_from", "title", "locale", "created", "updated", "respondent", "answers"];

/// Texts by name, and everything else: unknown members, and known ones that are no text, which are complained about and kept.
fn texts_of<const N: usize>(json: &Json, names: [&str; N], path: &str, complaints: &mut Vec<Complaint>) -> ([String; N], Rest) {
    let mut rest = others(json, &names);
    let texts = names.map(|name| match json.get(name) {
        Some(Json::Text(text)) => text.clone(),
        None => String::new(),
        Some(other) => {
            complaints.push(Complaint::at(format!("{path}{}", pointer(name)), Code::WrongType));
            rest.push((name.into(), other.clone()));
            String::new()
        }
    });
    (texts, rest)
}

type Rest = Vec<(String, Json)>;

/// Reads a file of version 1.
pub(super) fn read(json: &Json) -> Result<(Document, Vec<Complaint>), Fault> {
    let mut complaints = Vec::new();
    let [id, title, locale, created, updated] = ["id", "title", "locale", "created", "updated"].map(|name| required(json, name));
    let (id, title, locale, created, updated) = (id?, title?, locale?, created?, updated?);
    let answers = json.get("answers").ok_or_else(|| Fault::at("/answers", Code::MissingMember))?;
    if !matches!(answers, Json::Object(_)) {
        return Err(Fault::at("/answers", Code::WrongType));
    }
    let instrument = match json.get("instrument") {
        Some(found) => found.as_text().ok_or_else(|| Fault::at("/instrument", Code::WrongType))?,
        None => instrument::VERSION,
    };
    if instrument != instrument::VERSION {
        complaints.push(Complaint::at("/instrument", Code::UnknownInstrument));
    }
    if !is_uuid(id) {
        complaints.push(Complaint::at("/id", Code::BadId));
    }
    for (name, stamp) in [("/created", created), ("/updated", updated)] {
        if time::instant(stamp).is_none() {
            complaints.push(Complaint::at(name, Code::BadTime));
        }
    }
    let derived_from = match json.get("derived_from") {
        Some(Json::Text(from)) => Some(from.clone()),
        None | Some(Json::Null) => None,
        Some(_) => {
            complaints.push(Complaint::at("/derived_from", Code::WrongType));
            None
        }
    };
    let mut document = Document::new(id, title, locale, created);
    document.instrument = instrument.into();
    document.updated = updated.into();
    document.derived_from = derived_from;
    document.origin = json.get("derived_from").cloned();
    document.respondent = match json.get("respondent") {
        None | Some(Json::Null) => None,
        Some(found @ Json::Object(_)) => {
            let ([role, department], rest) = texts_of(found, ["role", "department"], "/respondent", &mut complaints);
            Some(Respondent { role, department, rest })
        }
        Some(_) => return Err(Fault::at("/respondent", Code::WrongType)),
    };
    for (name, found) in answers.members() {
        let path = format!("/answers{}", pointer(name));
        match (Question::from_id(name), found) {
            (Some(question), Json::Object(_)) => {
                let entry = read_entry(question, found, &path, &mut complaints);
                if let Some(slot) = document.entries.get_mut(question as usize) {
                    *slot = entry;
                }
            }
            (known, _) => {
                let code = if known.is_some() { Code::WrongType } else { Code::UnknownQuestion };
                complaints.push(Complaint::at(path, code));
                document.strange_answers.push((name.clone(), found.clone()));
            }
        }
    }
    for (name, shape) in &PARTS {
        if let Some(found) = json.get(name) {
            shape.inspect(found, &pointer(name), &mut complaints);
            document.parts.push((name, shape.arrange(found)));
        }
    }
    let (importance, overrides) = (json.get("importance"), json.get("overrides"));
    preferences(importance, overrides, "framework", Frameworks, &mut complaints);
    preferences(importance, overrides, "institution", Institutions, &mut complaints);
    if let Some(found) = json.get("dimension_weights") {
        weights(found, &mut complaints);
    }
    let known: Vec<&str> = HEAD.into_iter().chain(PARTS.iter().map(|(n, _)| *n)).collect();
    document.rest = others(json, &known);
    Ok((document, complaints))
}

fn read_value(question: Question, value: &Json) -> Result<Said, Code> {
    let answer = match value {
        Json::Text(raw) if raw == "unknown" && !matches!(question.kind(), Kind::Text) => return Ok(Said::Unknown),
        Json::Text(raw) => Answer::from_text(question, raw),
        Json::List(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Json::as_text).collect();
            Answer::from_list(question, &texts.ok_or(Code::WrongType)?)
        }
        _ => return Err(Code::WrongType),
    };
    answer.map(Said::Answer).map_err(code)
}

fn read_entry(question: Question, found: &Json, path: &str, complaints: &mut Vec<Complaint>) -> Entry {
    let ([at, note], mut rest) = texts_of(found, ["at", "note"], path, complaints);
    rest.retain(|(name, _)| !matches!(name.as_str(), "value" | "evidence"));
    let mut entry = Entry { at, note, rest, ..Entry::default() };
    if let Some(value) = found.get("value") {
        match read_value(question, value) {
            Ok(said) => entry.said = Some(said),
            Err(code) => {
                complaints.push(Complaint::at(format!("{path}/value"), code));
                entry.unreadable = Some(value.clone());
            }
        }
    }
    if !entry.at.is_empty() && time::instant(&entry.at).is_none() {
        complaints.push(Complaint::at(format!("{path}/at"), Code::BadTime));
    }
    match found.get("evidence") {
        None => {}
        Some(Json::List(items)) if items.iter().all(|item| matches!(item, Json::Object(_))) => {
            for (i, item) in items.iter().enumerate() {
                let path = format!("{path}/evidence/{i}");
                let ([title, url, date], rest) = texts_of(item, ["title", "url", "date"], &path, complaints);
                if !date.is_empty() && !time::is_date(&date) {
                    complaints.push(Complaint::at(format!("{path}/date"), Code::BadDate));
                }
                entry.evidence.push(Evidence { title, url, date, rest });
            }
        }
        Some(other) => {
            complaints.push(Complaint::at(format!("{path}/evidence"), Code::WrongType));
            entry.rest.push(("evidence".into(), other.clone()));
        }
    }
    entry
}

/// A UUID as files write it: 8-4-4-4-12 hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    lengths == [8, 4, 4, 4, 12] && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The user's hand in a selector; what cannot be used is complained about.
pub(super) fn preferences<T: Table>(
    importance: Option<&Json>,
    overrides: Option<&Json>,
    selector: &str,
    _: T,
    complaints: &mut Vec<Complaint>,
) -> Preferences {
    let place = |ids: &[&str], id: &str| ids.iter().position(|x| *x == id);
    let mut found = Preferences::default();
    for (name, value) in importance.and_then(|i| i.get(selector)).map(Json::members).unwrap_or_default() {
        let at = || format!("/importance/{selector}{}", pointer(name));
        match (place(T::CRITERIA, name), value.as_whole(3)) {
            (Some(criterion), Some(weight)) => found.importance.push((criterion, weight as u8)),
            (None, _) => complaints.push(Complaint::at(at(), Code::UnknownCriterion)),
            (_, None) => complaints.push(Complaint::at(at(), Code::ValueOutOfRange)),
        }
    }
    if found.importance.len() == T::CRITERIA.len() && found.importance.iter().all(|(_, weight)| *weight == 0) {
        complaints.push(Complaint::at(format!("/importance/{selector}"), Code::AllZero));
    }
    for (i, cell) in overrides.and_then(|o| o.get(selector)).map(Json::items).unwrap_or_default().iter().enumerate() {
        let id = |name: &str| cell.get(name).and_then(Json::as_text);
        let alternative = id("alternative").and_then(|a| place(T::ALTERNATIVES, a));
        let criterion = id("criterion").and_then(|c| place(T::CRITERIA, c));
        let value = cell.get("value").and_then(Json::as_decimal).filter(|v| (0.0..=1.0).contains(v));
        let has_reason = id("reason").is_some_and(|r| !r.trim().is_empty());
        let code = match (alternative, criterion, value) {
            (Some(alternative), Some(criterion), Some(value)) if has_reason => {
                found.overrides.push(Override { alternative, criterion, value });
                continue;
            }
            (Some(_), Some(_), Some(_)) => Code::MissingReason,
            (Some(_), Some(_), None) => Code::ValueOutOfRange,
            _ => Code::UnknownCell,
        };
        complaints.push(Complaint::at(format!("/overrides/{selector}/{i}"), code));
    }
    found
}

/// How much each dimension counts; what cannot be used is complained about.
pub(super) fn weights(json: &Json, complaints: &mut Vec<Complaint>) -> Weights {
    let mut weights = EQUAL;
    for (name, value) in json.members() {
        let at = || format!("/dimension_weights{}", pointer(name));
        let slot = Dimension::ALL.into_iter().zip(&mut weights).find(|(d, _)| d.id() == name);
        match (slot, value.as_whole(3)) {
            (Some((_, slot)), Some(weight)) => *slot = weight as u8,
            (None, _) => complaints.push(Complaint::at(at(), Code::UnknownDimension)),
            (_, None) => complaints.push(Complaint::at(at(), Code::ValueOutOfRange)),
        }
    }
    if weights.iter().all(|w| *w == 0) {
        complaints.push(Complaint::at("/dimension_weights", Code::AllZero));
    }
    weights
}

/// An answer's value as files hold it.
pub fn value(answer: &Answer) -> Json {
    match answer.value() {
        Value::One(option) => Json::text(option.id()),
        Value::Many(_) => Json::texts(answer.options().into_iter().map(|o| o.id())),
        Value::Text(text) | Value::Country(text) => Json::text(text),
        Value::List(items) => Json::texts(items),
    }
}

fn write_entry(entry: &Entry) -> Json {
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut put = |name: &str, value: Json| members.push((name.into(), value));
    match (&entry.said, &entry.unreadable) {
        (Some(Said::Unknown), _) => put("value", Json::text("unknown")),
        (Some(Said::Answer(answer)), _) => put("value", value(answer)),
        (None, Some(raw)) => put("value", raw.clone()),
        (None, None) => {}
    }
    if !entry.at.is_empty() {
        put("at", Json::text(&entry.at));
    }
    if !entry.note.is_empty() {
        put("note", Json::text(&entry.note));
    }
    if !entry.evidence.is_empty() {
        let item = |e: &Evidence| {
            let known = [("title", &e.title), ("url", &e.url), ("date", &e.date)];
            let known = known.into_iter().filter(|(_, text)| !text.is_empty()).map(|(n, text)| (n.to_string(), Json::text(text)));
            Json::Object(known.chain(e.rest.iter().cloned()).collect())
        };
        put("evidence", Json::List(entry.evidence.iter().map(item).collect()));
    }
    members.extend(entry.rest.iter().cloned());
    Json::Object(members)
}

/// Writes a file of version 1.
pub(super) fn write(document: &Document) -> Json {
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut put = |name: &str, value: Json| members.push((name.into(), value));
    put("format", Json::text(super::assessment::FORMAT));
    put("version", Json::whole(1));
    put("instrument", Json::text(&document.instrument));
    put("id", Json::text(&document.id));
    let origin = document.derived_from.as_ref().map(Json::text);
    if let Some(origin) = origin.or_else(|| document.origin.clone()) {
        put("derived_from", origin);
    }
    put("title", Json::text(&document.title));
    put("locale", Json::text(&document.locale));
    put("created", Json::text(&document.created));
    put("updated", Json::text(&document.updated));
    if let Some(respondent) = &document.respondent {
        let known = [("role", &respondent.role), ("department", &respondent.department)];
        // What is no text under these names stands among the rest.
        let is_ours = |name: &&str| !respondent.rest.iter().any(|(n, _)| n == name);
        let known = known.into_iter().filter(|(n, _)| is_ours(n)).map(|(n, text)| (n.to_string(), Json::text(text)));
        put("respondent", Json::Object(known.chain(respondent.rest.iter().cloned()).collect()));
    }
    let entries =
        Question::ALL.into_iter().filter_map(|q| document.entry(q).map(|entry| (q.id().to_string(), write_entry(entry))));
    put("answers", Json::Object(entries.chain(document.strange_answers.iter().cloned()).collect()));
    for (name, shape) in &PARTS {
        if let Some(part) = document.part(name) {
            put(name, shape.arrange(part));
        }
    }
    members.extend(document.rest.iter().cloned());
    Json::Object(members)
}
