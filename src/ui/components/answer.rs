//! An answer in words, and the way to its question.

use crate::domain::answers::Said;
use crate::domain::instrument::{Opt, Question};
use crate::text::{Text, intl};
use crate::ui;
use crate::ui::dom::{El, link};
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

/// What was answered, in the words of the options.
pub fn answer_words(state: State, text: &Text, question: Question) -> String {
    state.answers.with_untracked(|answers| match answers.said(question) {
        None => ui!(text, not_answered).into(),
        Some(Said::Unknown) => text.words.get(&["options", "unknown", "label"]).into(),
        Some(Said::Answer(answer)) => options_words(text, question, &answer.options()),
    })
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
