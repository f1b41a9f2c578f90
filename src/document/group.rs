//! The group document: respondents' files whole, and what the coordinator settled (rules, part 5). Merging is commutative,
//! associative and idempotent.

use super::assessment::{self, Document};
use super::json::{Json, pointer};
use super::{Code, Complaint, Fault, File, others, required, time, v1, version};
use crate::domain::answers::{Answer, Answers};
use crate::domain::group::{awareness_gap, figures, sheet};
use crate::domain::instrument::{self, Kind, Question};
use crate::domain::sheet::Sheet;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The format's name.
pub const FORMAT: &str = "tafwid-group";
/// The newest version, which is the one written.
pub const VERSION: u32 = 1;

const MEMBERS: [&str; 9] = ["format", "version", "instrument", "id", "title", "created", "updated", "members", "settled"];

/// Several respondents' assessments.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Of the coordinator; empty without.
    pub title: String,
    /// The latest of the parts'.
    pub created: String,
    /// The latest of the parts'.
    pub updated: String,
    /// By id, then by their bytes.
    members: Vec<Document>,
    /// By question id: what the coordinator decided, with who, why and when.
    settled: BTreeMap<String, Json>,
    rest: BTreeMap<String, Json>,
}

impl Group {
    /// Reads a group document.
    ///
    /// # Errors
    /// When it, or one of its members, cannot be read.
    pub fn from_json(json: &Json) -> Result<(Group, Vec<Complaint>), Fault> {
        version(json, FORMAT, VERSION)?;
        let mut complaints = Vec::new();
        let [_, title, created, updated] = ["id", "title", "created", "updated"].map(|name| required(json, name));
        let (title, created, updated) = (title?, created?, updated?);
        required(json, "id")?;
        if json.get("instrument").is_some_and(|found| found.as_text() != Some(instrument::VERSION)) {
            complaints.push(Complaint::at("/instrument", Code::UnknownInstrument));
        }
        for (path, stamp) in [("/created", created), ("/updated", updated)] {
            if time::instant(stamp).is_none() {
                complaints.push(Complaint::at(path, Code::BadTime));
            }
        }
        let Some(Json::List(items)) = json.get("members") else {
            let code = if json.get("members").is_some() { Code::WrongType } else { Code::MissingMember };
            return Err(Fault::at("/members", code));
        };
        let mut documents = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let inside = |path: &str| format!("/members/{i}{path}");
            let (document, found) =
                assessment::from_json(item.clone()).map_err(|fault| Fault { path: inside(&fault.path), ..fault })?;
            complaints.extend(found.into_iter().map(|c| Complaint { path: inside(&c.path), ..c }));
            documents.push(document);
        }
        let mut settled = BTreeMap::new();
        match json.get("settled") {
            None => {}
            Some(Json::Object(found)) => {
                for (id, value) in found {
                    let code = match Question::from_id(id) {
                        None => Some(Code::UnknownQuestion),
                        Some(question) => settled_answer(question, value).err(),
                    };
                    complaints.extend(code.map(|code| Complaint::at(format!("/settled{}", pointer(id)), code)));
                    settled.insert(id.clone(), value.clone());
                }
            }
            Some(_) => return Err(Fault::at("/settled", Code::WrongType)),
        }
        let group = Group {
            title: title.into(),
            created: created.into(),
            updated: updated.into(),
            members: Vec::new(),
            settled,
            rest: others(json, &MEMBERS).into_iter().collect(),
        };
        let group = Group { members: kept(documents), ..group };
        complaints.extend(group.disputes());
        Ok((group, complaints))
    }

    /// Brings files together. `None` when there are none.
    pub fn merge(files: impl IntoIterator<Item = File>) -> Option<Group> {
        let mut all: Option<Group> = None;
        let mut documents = Vec::new();
        for file in files {
            let next = match file {
                File::Group(group) => *group,
                File::Assessment(document) => Group {
                    title: String::new(),
                    created: document.created.clone(),
                    updated: document.updated.clone(),
                    members: vec![*document],
                    settled: BTreeMap::new(),
                    rest: BTreeMap::new(),
                },
            };
            documents.extend(next.members.iter().cloned());
            all = Some(match all {
                None => next,
                Some(group) => Group {
                    title: group.title.max(next.title),
                    created: time::later(&group.created, &next.created).into(),
                    updated: time::later(&group.updated, &next.updated).into(),
                    members: Vec::new(),
                    settled: union(group.settled, next.settled, settled_at),
                    rest: union(group.rest, next.rest, |_| None),
                },
            });
        }
        all.map(|group| Group { members: kept(documents), ..group })
    }

    /// A version-8 UUID from the sorted ids of the members.
    pub fn id(&self) -> String {
        let mut hash = Sha256::new();
        for member in &self.members {
            hash.update(member.id.as_bytes());
            hash.update(b"\n");
        }
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(b, h)| *b = h);
        uuid(bytes, 8)
    }

    /// Members with the same id that are kept apart.
    pub fn disputes(&self) -> Vec<Complaint> {
        let pairs = self.members.windows(2).enumerate();
        pairs
            .filter_map(|(i, pair)| match pair {
                [a, b] if a.id == b.id => {
                    let code =
                        if respondent(a) == respondent(b) { Code::SameTimeOtherAnswers } else { Code::SameIdOtherRespondent };
                    Some(Complaint::at(format!("/members/{}", i + 1), code))
                }
                _ => None,
            })
            .collect()
    }

    fn respondents(&self) -> Vec<Answers> {
        self.members.iter().map(Document::answers).collect()
    }

    /// The group's own answers.
    pub fn sheet(&self) -> Sheet {
        let mut settled = Answers::default();
        for question in Question::ALL {
            if let Some(Ok(answer)) = self.settled.get(question.id()).map(|json| settled_answer(question, json)) {
                settled.set(answer);
            }
        }
        let respondents = self.respondents();
        sheet(&respondents.iter().collect::<Vec<_>>(), &settled)
    }

    /// What each question's answers are and how far they agree, and how little the mandate is known.
    pub fn figures(&self) -> Json {
        let respondents = self.respondents();
        let respondents: Vec<&Answers> = respondents.iter().collect();
        let of = |question: Question| {
            let f = figures(&respondents, question);
            Json::object([
                ("counts", Json::object(f.counts.into_iter().map(|(key, n)| (key, Json::whole(n))))),
                ("unknown", Json::whole(f.unknown)),
                ("unanswered", Json::whole(f.unanswered)),
                ("agreement", f.agreement.map_or(Json::Null, Json::number)),
            ])
        };
        Json::object([
            ("questions", Json::object(Question::ALL.into_iter().map(|q| (q.id(), of(q))))),
            ("awareness_gap", awareness_gap(&respondents).map_or(Json::Null, Json::number)),
        ])
    }

    /// The file's JSON.
    pub fn to_json(&self) -> Json {
        let order = |id: &str| Question::from_id(id).map_or(usize::MAX, |q| q as usize);
        let mut settled: Vec<(String, Json)> = self.settled.clone().into_iter().collect();
        settled.sort_by_key(|(id, _)| order(id));
        let known = [
            ("format", Json::text(FORMAT)),
            ("version", Json::whole(VERSION as usize)),
            ("instrument", Json::text(instrument::VERSION)),
            ("id", Json::text(self.id())),
            ("title", Json::text(&self.title)),
            ("created", Json::text(&self.created)),
            ("updated", Json::text(&self.updated)),
            ("members", Json::List(self.members.iter().map(Document::to_json).collect())),
            ("settled", Json::Object(settled)),
        ];
        Json::object(known.into_iter().map(|(n, v)| (n.to_string(), v)).chain(self.rest.clone()))
    }
}

/// The answer that the coordinator settled on.
fn settled_answer(question: Question, json: &Json) -> Result<Answer, Code> {
    let answer = match (question.kind(), json.get("value")) {
        (_, None) => return Err(Code::MissingMember),
        (Kind::Multi | Kind::List, Some(Json::List(items))) => {
            let texts: Option<Vec<&str>> = items.iter().map(Json::as_text).collect();
            Answer::from_list(question, &texts.ok_or(Code::WrongType)?)
        }
        (_, Some(Json::Text(raw))) => Answer::from_text(question, raw),
        _ => return Err(Code::WrongType),
    };
    answer.map_err(assessment::code)
}

fn settled_at(json: &Json) -> Option<&str> {
    json.get("at").and_then(Json::as_text)
}

/// Both maps; of a name in both the one with the later time stamp, ties by byte order.
fn union(mut a: BTreeMap<String, Json>, b: BTreeMap<String, Json>, at: fn(&Json) -> Option<&str>) -> BTreeMap<String, Json> {
    let rank = |json: &Json| (at(json).and_then(time::instant), json.to_line());
    for (name, theirs) in b {
        match a.get_mut(&name) {
            Some(ours) if rank(ours) >= rank(&theirs) => {}
            Some(ours) => *ours = theirs,
            None => {
                a.insert(name, theirs);
            }
        }
    }
    a
}

fn respondent(document: &Document) -> String {
    document.to_json().get("respondent").map(Json::to_line).unwrap_or_default()
}

fn answers(document: &Document) -> String {
    document.to_json().get("answers").map(Json::to_line).unwrap_or_default()
}

/// The files that count: of one id and respondent the one with the newest `updated`; with different answers under the same time
/// stamp all of them; copies that differ in neither by byte order. By id, then by bytes.
fn kept(documents: Vec<Document>) -> Vec<Document> {
    /// The newest time, and by the answers the file with the greatest bytes.
    type Newest = (Option<(i64, u32)>, BTreeMap<String, (String, Document)>);
    let mut best: BTreeMap<(String, String), Newest> = BTreeMap::new();
    for document in documents {
        let when = time::instant(&document.updated);
        let (newest, rivals) = best.entry((document.id.clone(), respondent(&document))).or_default();
        if when < *newest {
            continue;
        }
        if when > *newest {
            (*newest, *rivals) = (when, BTreeMap::new());
        }
        let line = document.to_json().to_line();
        match rivals.get(&answers(&document)) {
            Some((rival, _)) if *rival >= line => {}
            _ => {
                rivals.insert(answers(&document), (line, document));
            }
        }
    }
    let mut all: Vec<(String, Document)> = best.into_values().flat_map(|(_, rivals)| rivals.into_values()).collect();
    all.sort_by(|(a, x), (b, y)| (&x.id, a).cmp(&(&y.id, b)));
    all.into_iter().map(|(_, document)| document).collect()
}

/// Sixteen bytes as a UUID of a version (RFC 9562): 4 for random bytes, 8 for our own hash.
pub fn uuid(mut bytes: [u8; 16], version: u8) -> String {
    bytes[6] = (bytes[6] & 0x0f) | (version << 4);
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

/// Whether a text is a UUID as files write it.
pub fn is_uuid(text: &str) -> bool {
    v1::is_uuid(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Opt;

    const EARLY: &str = "2026-11-22T10:00:00Z";
    const LATE: &str = "2026-11-22T10:00:00-05:00";

    fn member(n: usize, updated: &str, answers: &[(Question, Opt)]) -> Document {
        let mut document = Document::new(&format!("11111111-2222-4333-8444-{n:012}"), "", "en", EARLY);
        for (question, option) in answers {
            document.set(Answer::one(*question, *option).unwrap(), updated);
        }
        document
    }

    fn group(title: &str, times: [&str; 2], members: &[Document], settled: &str) -> Group {
        let [created, updated] = times;
        let members: Vec<String> = members.iter().map(|m| m.to_json().to_line()).collect();
        let text = format!(
            r#"{{"format":"tafwid-group","version":1,"id":"","title":"{title}","created":"{created}","updated":"{updated}",
            "members":[{}],"settled":{settled}}}"#,
            members.join(",")
        );
        Group::from_json(&Json::parse(&text).unwrap()).unwrap().0
    }

    fn merged(a: &Group, b: &Group) -> Group {
        let files = [a, b].map(|group| File::Group(Box::new(group.clone())));
        let all = Group::merge(files).unwrap();
        let backwards = [b, a].map(|group| File::Group(Box::new(group.clone())));
        assert_eq!(Group::merge(backwards).as_ref(), Some(&all), "whichever comes first");
        all
    }

    #[test]
    fn a_group_answers_as_its_members_do_and_as_was_settled() {
        use Question::{MandateClear, MandateExplicit, MandateNlc};
        let members = [
            member(1, EARLY, &[(MandateExplicit, Opt::Yes), (MandateClear, Opt::No), (MandateNlc, Opt::Yes)]),
            member(2, EARLY, &[(MandateExplicit, Opt::No), (MandateClear, Opt::No)]),
        ];
        let sheet = |settled: &str| group("", [EARLY, EARLY], &members, settled).sheet();
        let open = sheet("{}");
        assert_eq!(open.options(MandateExplicit), MandateExplicit.bit(Opt::Yes) | MandateExplicit.bit(Opt::No));
        assert_eq!((open.settled(MandateClear), open.settled(MandateNlc)), (Some(Opt::No), Some(Opt::Yes)));
        let settled =
            sheet(r#"{"mandate.explicit":{"value":"partly","who":"mayor"},"mandate.broader":{"value":["public_health"]}}"#);
        assert_eq!(settled.settled(MandateExplicit), Some(Opt::Partly));
        assert_eq!(settled.selection(Question::MandateBroader), Some(Question::MandateBroader.bit(Opt::PublicHealth)));
        assert_eq!(settled.settled(MandateClear), Some(Opt::No));
        // What cannot be read settles nothing.
        assert_eq!(sheet(r#"{"mandate.explicit":{"value":"perhaps"}}"#), open);
        assert_eq!(sheet(r#"{"mandate.explicit":{"value":["yes"]}}"#), open);
    }

    #[test]
    fn what_was_settled_later_counts() {
        let at = |value: &str, at: &str| format!(r#"{{"mandate.clear":{{"value":"{value}"{at}}}}}"#);
        let settled = |text: &str| group("", [EARLY, EARLY], &[], text);
        let chosen = |a: &str, b: &str| merged(&settled(a), &settled(b)).sheet().settled(Question::MandateClear);
        let (early, late) = (format!(r#","at":"{EARLY}""#), format!(r#","at":"{LATE}""#));
        assert_eq!(chosen(&at("yes", &early), &at("no", &late)), Some(Opt::No));
        assert_eq!(chosen(&at("yes", &late), &at("no", &early)), Some(Opt::Yes));
        // Without a time it is earliest; of the same time the greater in bytes counts.
        assert_eq!(chosen(&at("yes", ""), &at("no", &early)), Some(Opt::No));
        assert_eq!(chosen(&at("partly", &early), &at("no", &early)), Some(Opt::Partly));
        assert_eq!(chosen("{}", &at("no", &early)), Some(Opt::No));
    }

    #[test]
    fn the_parts_latest_times_and_one_title_stand_over_the_whole() {
        let a = group("Beirut", [EARLY, LATE], &[member(1, EARLY, &[])], "{}");
        let b = group("Amman", [LATE, EARLY], &[member(2, EARLY, &[])], "{}");
        let all = merged(&a, &b);
        assert_eq!((all.title.as_str(), all.created.as_str(), all.updated.as_str()), ("Beirut", LATE, LATE));
        assert_eq!(all.members.len(), 2);
        assert_ne!(all.id(), a.id());
        assert_eq!(all.id(), merged(&all, &a).id(), "an id follows from who is in it");
    }

    #[test]
    fn of_one_file_the_newest_counts_and_what_contradicts_itself_is_kept_apart() {
        use Question::MandateClear;
        let of = |members: &[Document]| group("", [EARLY, EARLY], members, "{}");
        let older = member(1, EARLY, &[(MandateClear, Opt::No)]);
        let newer = member(1, LATE, &[(MandateClear, Opt::Yes)]);
        for members in [[older.clone(), newer.clone()], [newer.clone(), older.clone()]] {
            let found = of(&members);
            assert_eq!(found.members.as_slice(), std::slice::from_ref(&newer));
            assert_eq!(found.disputes(), []);
        }
        let rival = member(1, LATE, &[(MandateClear, Opt::Partly)]);
        let apart = of(&[newer.clone(), rival, newer]);
        assert_eq!(apart.members.len(), 2);
        assert_eq!(apart.disputes(), [Complaint::at("/members/1", Code::SameTimeOtherAnswers)]);
    }

    #[test]
    fn of_copies_that_answer_alike_at_one_time_the_greater_in_bytes_counts() {
        let named = |title: &str| {
            let mut copy = member(1, EARLY, &[(Question::MandateClear, Opt::Yes)]);
            copy.rename(title, EARLY);
            copy
        };
        for members in [[named("a"), named("b")], [named("b"), named("a")]] {
            assert_eq!(group("", [EARLY, EARLY], &members, "{}").members, [named("b")]);
        }
    }

    #[test]
    fn ids_are_uuids_of_their_version() {
        assert_eq!(uuid([0xff; 16], 4), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid([0; 16], 8), "00000000-0000-8000-8000-000000000000");
        assert_eq!(uuid([0x1a; 16], 8), "1a1a1a1a-1a1a-8a1a-9a1a-1a1a1a1a1a1a");
        assert!(is_uuid("1a1a1a1a-1a1a-8a1a-9a1a-1a1a1a1a1a1a"));
        for text in [
            "",
            "1a1a1a1a-1a1a-8a1a-9a1a-1a1a1a1a1a1",
            "1a1a1a1a-1a1a-8a1a-9a1a-1a1a1a1a1a1g",
            "1a1a1a1a11a1a-8a1a-9a1a-1a1a1a1a1a1a",
        ] {
            assert!(!is_uuid(text), "{text}");
        }
    }
}
