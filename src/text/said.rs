//! Answers in words.

use super::search::fold;
use super::{Text, intl};
use crate::document::plan::{Priority, Status};
use crate::domain::answers::{Answers, Said, Value};
use crate::domain::instrument::{Opt, Question};
use crate::domain::sheet::{Sheet, Shown};
use crate::ui;

/// What was answered.
pub fn answer(text: &Text, answers: &Answers, question: Question) -> String {
    words(text, question, answers.said(question))
}

/// What was said to a question.
pub fn words(text: &Text, question: Question, said: Option<&Said>) -> String {
    let Some(said) = said else { return ui!(text, not_answered).into() };
    let Said::Answer(answer) = said else { return text.words.get(&["options", "unknown", "label"]).into() };
    match answer.value() {
        Value::Text(written) => written.clone(),
        Value::Country(code) => country(text, code),
        Value::List(items) => intl::list(text.lang, items.iter().map(String::as_str)),
        Value::One(_) | Value::Many(_) => options(text, question, &answer.options()),
    }
}

/// Options; none of them is an answer too.
pub fn options(text: &Text, question: Question, options: &[Opt]) -> String {
    if options.is_empty() {
        return text.words.get(&["options", "none", "label"]).into();
    }
    intl::list(text.lang, options.iter().map(|o| text.words.option(question, *o, "label")))
}

fn country(text: &Text, code: &str) -> String {
    let known = crate::domain::answers::countries().find(|c| *c == code);
    let named = known.and_then(|code| intl::countries(text.lang, std::iter::once(code)).pop());
    named.map_or_else(|| code.to_string(), |(_, name)| name)
}

/// Whether the answers say in which languages the strategy is published: they are named, or it surely is not.
pub fn is_known_where_published(answers: &Answers, sheet: &Sheet) -> bool {
    let named = answers.answer(Question::CommunityLanguagesPublished).is_some();
    let is_asked = sheet.shown(Question::CommunityLanguagesPublished) == Shown::Yes;
    (named && is_asked) || sheet.settled(Question::CommunityPublished) == Some(Opt::No)
}

/// Languages of residents that are not among those published in, as they were typed.
pub fn missing_languages<'a>(residents: &[&'a str], published: &[&str]) -> Vec<&'a str> {
    let published: Vec<String> = published.iter().map(|l| fold(l)).collect();
    residents.iter().copied().filter(|l| !published.contains(&fold(l))).collect()
}

/// How far an action is.
pub fn status(text: &Text, status: Status) -> &str {
    let name = match status {
        Status::Open => "status_open",
        Status::Doing => "status_doing",
        Status::Done => "status_done",
        Status::Dropped => "status_dropped",
    };
    text.words.get(&["plan", name])
}

/// How urgent an action is.
pub fn priority(text: &Text, priority: Priority) -> &str {
    let name = match priority {
        Priority::High => "priority_high",
        Priority::Normal => "priority_normal",
        Priority::Low => "priority_low",
    };
    text.words.get(&["plan", name])
}

/// A department's name: the instrument's, or none where it is one of the user's own.
pub fn department<'a>(text: &'a Text, id: &str) -> Option<&'a str> {
    let question = Question::ResourcesDepartments;
    let option = question.options().iter().find(|o| o.id() == id)?;
    Some(text.words.option(question, *option, "label"))
}
