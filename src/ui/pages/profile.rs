//! About the city.

use crate::domain::instrument::Section;
use crate::text::Text;
use crate::ui;
use crate::ui::components::question::question;
use crate::ui::state::State;
use leptos::prelude::*;

/// The profile: all optional.
pub fn page(state: State, text: &Text) -> AnyView {
    let questions: Vec<_> = Section::Profile.questions().map(|q| question(state, text, q)).collect();
    view! {
        <div class="page">
            <h1>{text.words.section(Section::Profile, "title").to_string()}</h1>
            <p class="lead">{text.words.section(Section::Profile, "lead").to_string()}</p>
            <div class="questions">{questions}</div>
            <p class="page-nav"><a class="btn" data-action="next" href="#/mandate">{ui!(text, to_questions)}</a></p>
        </div>
    }
    .into_any()
}
