//! An answer in words, and the way to its question.

use crate::domain::answers::{Said, Value, countries};
use crate::domain::instrument::{Opt, Question};
use crate::text::{Text, intl};
use crate::ui;
use crate::ui::dom::{El, link};
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

/// What was answered, in the words of the options.
pub fn answer_words(state: State, text: &Text, question: Question) -> String {
    state.answers.with_untracked(|answers| said_words(text, question, answers.said(question)))
}

/// What was said to a question, in words.
pub fn said_words(text: &Text, question: Question, said: Option<&Said>) -> String {
    let answer = match said {
        None => return ui!(text, not_answered).into(),
        Some(Said::Unknown) => return text.words.get(&["options", "unknown", "label"]).into(),
        Some(Said::Answer(answer)) => answer,
    };
    match answer.value() {
        Value::One(_) | Value::Many(_) => options_words(text, question, &answer.options()),
        Value::Text(written) => written.clone(),
        Value::List(items) => intl::list(text.lang, items.iter().map(String::as_str)),
        Value::Country(code) => {
            let named = intl::countries(text.lang, countries().filter(|c| c == code));
            named.into_iter().next().map_or_else(|| code.clone(), |(_, name)| name)
        }
    }
}

/// Options in words; none of them is an answer too.
pub fn options_words(text: &Text, question: Question, options: &[Opt]) -> String {
    if options.is_empty() {
        return text.words.get(&["options", "none", "label"]).into();
    }
    intl::list(text.lang, options.iter().map(|o| text.words.option(question, *o, "label")))
}

/// A link to a question, by its short name.
pub fn question_link(text: &Text, question: Question) -> El {
    link(Page::Question(question).href()).text(text.words.question(question, "short"))
}
