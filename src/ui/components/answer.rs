//! The way to a question, and what was answered there.

use crate::domain::instrument::Question;
use crate::text::{Text, said};
use crate::ui::dom::{El, link};
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

/// What was answered, in words.
pub fn answer_words(state: State, text: &Text, question: Question) -> String {
    state.answers.with_untracked(|answers| said::answer(text, answers, question))
}

/// A link to a question, by its short name.
pub fn question_link(text: &Text, question: Question) -> El {
    link(Page::Question(question).href()).text(text.words.question(question, "short"))
}
