//! About the city.

use crate::domain::instrument::Section;
use crate::text::Text;
use crate::ui;
use crate::ui::components::question::{Parts, question};
use crate::ui::dom::{div, el, nothing};
use crate::ui::pages::next;
use crate::ui::state::State;
use leptos::prelude::*;

/// The profile: all optional.
pub fn page(state: State, text: &Text) -> AnyView {
    let questions = Section::Profile.questions().map(|q| question(state, text, q, nothing(), Parts::ALL));
    div("div", "page")
        .child(el("h1").text(text.words.section(Section::Profile, "title")))
        .child(div("p", "lead").text(text.words.section(Section::Profile, "lead")))
        .child(div("div", "questions").child(questions))
        .child(div("p", "page-nav").child(next("#/mandate".into(), ui!(text, to_questions))))
        .done()
}
