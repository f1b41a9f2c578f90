//! How an assessment that comes from a file stands to the one of the same id that is kept here.

use super::assessment::{Document, Entry};
use super::json::Json;
use super::time;
use crate::domain::instrument::Question;

/// How the two stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is not here.
    New,
    /// It is here, byte for byte.
    Same,
    /// Everything that is here is in the file too, or was changed there later.
    Newer,
    /// Everything in the file is here too, or was changed here later.
    Older,
    /// Each has something that the other lacks.
    Both,
}

impl Standing {
    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        match self {
            Standing::New => "new",
            Standing::Same => "same",
            Standing::Newer => "newer",
            Standing::Older => "older",
            Standing::Both => "both",
        }
    }
}

/// What lies between a file and what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How they stand.
    pub standing: Standing,
    /// Questions on which the file has something else, changed later than here or at an unknown time.
    pub there: usize,
    /// The same for what is kept here.
    pub here: usize,
}

/// Compares a file with what is kept under the same id; nothing is kept when `here` is `None`.
pub fn compare(file: &Document, here: Option<&Document>) -> Difference {
    let Some(here) = here else { return Difference { standing: Standing::New, there: answered(file), here: 0 } };
    if file.to_file() == here.to_file() {
        return Difference { standing: Standing::Same, there: 0, here: 0 };
    }
    let (mut there, mut kept) = (0, 0);
    for question in Question::ALL {
        let (of_file, of_here) = (file.entry(question), here.entry(question));
        if of_file == of_here {
            continue;
        }
        let (later_there, later_here) = later(of_file, of_here);
        there += usize::from(later_there);
        kept += usize::from(later_here);
    }
    // Plans, budgets and the like carry no times of their own: what one lacks of the other would be lost.
    let (file_holds, here_holds) = (holds(file, here), holds(here, file));
    let standing = match (there > 0 || !here_holds, kept > 0 || !file_holds) {
        (true, true) => Standing::Both,
        (true, false) => Standing::Newer,
        (false, true) => Standing::Older,
        // They differ in what both have: by when they were last changed.
        (false, false) => match (time::instant(&file.updated), time::instant(&here.updated)) {
            (Some(of_file), Some(of_here)) if of_file > of_here => Standing::Newer,
            (Some(of_file), Some(of_here)) if of_file < of_here => Standing::Older,
            _ => Standing::Both,
        },
    };
    Difference { standing, there, here: kept }
}

/// How many questions an assessment has something on.
pub fn answered(document: &Document) -> usize {
    Question::ALL.into_iter().filter(|q| document.said(*q).is_some()).count()
}

/// Which of two different entries would be missed: the later one; both when that cannot be told.
fn later(file: Option<&Entry>, here: Option<&Entry>) -> (bool, bool) {
    match (file, here) {
        (Some(_), None) => (true, false),
        (None, Some(_)) => (false, true),
        (Some(file), Some(here)) => match (time::instant(&file.at), time::instant(&here.at)) {
            (Some(of_file), Some(of_here)) if of_file > of_here => (true, false),
            (Some(of_file), Some(of_here)) if of_file < of_here => (false, true),
            _ => (true, true),
        },
        (None, None) => (false, false),
    }
}

/// Whether one assessment's parts beside the answers hold all that stands in the other's.
fn holds(one: &Document, other: &Document) -> bool {
    let strange = |d: &Document| Json::Object(d.strange_answers.iter().chain(&d.rest).cloned().collect());
    let parts = other.parts.iter().all(|(name, json)| one.part(name).is_some_and(|found| contains(found, json)));
    parts && contains(&strange(one), &strange(other)) && (other.respondent.is_none() || one.respondent.is_some())
}

/// Whether a value holds another: objects by their members' names, lists by their items' ids or the items themselves. What both
/// have may differ; which of the two is later then decides.
fn contains(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Object(_), Json::Object(members)) => {
            members.iter().all(|(name, value)| one.get(name).is_some_and(|found| contains(found, value)))
        }
        (Json::List(items), Json::List(wanted)) => wanted.iter().all(|item| match item.get("id") {
            Some(id) => items.iter().any(|found| found.get("id") == Some(id)),
            None => items.contains(item),
        }),
        (_, Json::Null) => true,
        (Json::Object(_) | Json::List(_), _) | (_, Json::Object(_) | Json::List(_)) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::Answer;
    use crate::domain::instrument::Opt;

    fn at(minute: usize) -> String {
        format!("2026-11-28T10:{minute:02}:00Z")
    }

    fn document() -> Document {
        let mut document = Document::new("11111111-2222-4333-8444-555555555555", "x", "en", &at(0));
        answer(&mut document, Question::MandateExplicit, Opt::Yes, 1);
        document
    }

    fn answer(document: &mut Document, question: Question, option: Opt, minute: usize) {
        document.set(Answer::one(question, option).unwrap(), &at(minute));
    }

    fn standing(file: &Document, here: &Document) -> (Standing, usize, usize) {
        let Difference { standing, there, here } = compare(file, Some(here));
        (standing, there, here)
    }

    #[test]
    fn answers_are_told_by_when_they_were_given() {
        let base = document();
        assert_eq!(compare(&base, None), Difference { standing: Standing::New, there: 1, here: 0 });
        assert_eq!(standing(&base, &base).0, Standing::Same);
        let mut later = base.clone();
        answer(&mut later, Question::MandateExplicit, Opt::No, 2);
        answer(&mut later, Question::MandatePoliticalWill, Opt::Yes, 2);
        assert_eq!(standing(&later, &base), (Standing::Newer, 2, 0));
        assert_eq!(standing(&base, &later), (Standing::Older, 0, 2));
        let mut other = base.clone();
        answer(&mut other, Question::MandateClear, Opt::Yes, 3);
        assert_eq!(standing(&later, &other), (Standing::Both, 2, 1));
        // Two answers of one minute: nobody can tell.
        let mut same_time = base.clone();
        answer(&mut same_time, Question::MandateExplicit, Opt::No, 1);
        assert_eq!(standing(&same_time, &base), (Standing::Both, 1, 1));
    }

    #[test]
    fn what_only_one_has_is_never_taken_for_older() {
        let base = document();
        let list = |ids: &[&str]| Json::List(ids.iter().map(|id| Json::object([("id", Json::text(*id))])).collect());
        let mut planned = base.clone();
        planned.set_part("actions", list(&["a"]), &at(2));
        let mut answered = base.clone();
        answer(&mut answered, Question::MandateClear, Opt::Yes, 5);
        assert_eq!(standing(&answered, &planned).0, Standing::Both, "the plan is not in the file");
        assert_eq!(standing(&planned, &base).0, Standing::Newer);
        assert_eq!(standing(&base, &planned).0, Standing::Older);
        let mut more = planned.clone();
        more.set_part("actions", list(&["a", "b"]), &at(3));
        assert_eq!(standing(&more, &planned).0, Standing::Newer);
        let mut renamed = planned.clone();
        renamed.rename("y", &at(4));
        assert_eq!(standing(&renamed, &planned).0, Standing::Newer);
        assert_eq!(standing(&planned, &renamed).0, Standing::Older);
    }

    #[test]
    fn a_value_holds_another_by_names_and_ids() {
        let json = |text: &str| Json::parse(text).unwrap();
        for (one, other, expected) in [
            (r#"{"a":1,"b":2}"#, r#"{"a":7}"#, true),
            (r#"{"a":1}"#, r#"{"a":1,"b":2}"#, false),
            (r#"{"a":{"x":1}}"#, r#"{"a":{"x":1,"y":1}}"#, false),
            (r#"[{"id":"1"},{"id":"2","t":"x"}]"#, r#"[{"id":"2","t":"y"}]"#, true),
            (r#"[{"id":"1"}]"#, r#"[{"id":"2"}]"#, false),
            (r#"["a","b"]"#, r#"["b"]"#, true),
            (r#"["a"]"#, r#"["b"]"#, false),
            (r#"[{"x":1}]"#, r#"[{"x":2}]"#, false),
            ("5", "6", true),
            (r#""a""#, "null", true),
            ("[1]", "null", true),
            ("null", "[1]", false),
            ("5", r#"{"a":1}"#, false),
            (r#"{"a":1}"#, "5", false),
            ("[]", r#""a""#, false),
        ] {
            assert_eq!(contains(&json(one), &json(other)), expected, "{one} {other}");
        }
    }

    #[test]
    fn what_both_have_is_as_new_as_the_last_change_and_what_one_lacks_counts_whenever() {
        let base = document();
        let list = |ids: &[&str]| Json::List(ids.iter().map(|id| Json::object([("id", Json::text(*id))])).collect());
        // The same minute: nobody can tell.
        let named = |title: &str, minute: usize| {
            let mut document = base.clone();
            document.rename(title, &at(minute));
            document
        };
        assert_eq!(standing(&named("y", 4), &named("z", 4)).0, Standing::Both);
        // Later, yet without one of the steps.
        let planned = |ids: &[&str], minute: usize| {
            let mut document = base.clone();
            document.set_part("actions", list(ids), &at(minute));
            document
        };
        assert_eq!(standing(&planned(&["a"], 9), &planned(&["a", "b"], 3)).0, Standing::Older);
        assert_eq!(standing(&planned(&["a", "c"], 9), &planned(&["a", "b"], 3)).0, Standing::Both);
        let mut two = base.clone();
        answer(&mut two, Question::MandateClear, Opt::Yes, 2);
        assert_eq!(compare(&two, None), Difference { standing: Standing::New, there: 2, here: 0 });
        assert_eq!(answered(&Document::new("", "", "en", "")), 0);
        let ids = [Standing::New, Standing::Same, Standing::Newer, Standing::Older, Standing::Both].map(Standing::id);
        assert_eq!(ids, ["new", "same", "newer", "older", "both"]);
    }
}
