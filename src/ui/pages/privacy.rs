//! What is promised, what is not, and what one can do oneself.

use super::{article, erase, lock};
use crate::text::Text;
use crate::ui::components::offline::standing;
use crate::ui::state::State;
use leptos::prelude::*;

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    article::article(text, "privacy")
        .view(standing(state))
        .child(lock::section(state, text))
        .child(erase::section(Some(state), text))
        .done()
}
