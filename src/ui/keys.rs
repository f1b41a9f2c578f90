//! Number keys: 1 to 9 choose an answer of the question in focus, where the user has switched them on.

use super::state::State;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Chooses the answer that a key stands for.
pub fn choose(state: State, event: &KeyboardEvent) {
    let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
    let place = event.key().parse::<u32>().ok().filter(|n| (1..=9).contains(n));
    let (true, Some(place)) = (is_plain && state.number_keys.get_untracked(), place) else { return };
    let Some(focus) = document().active_element() else { return };
    // Where digits are typed they are digits.
    if focus.matches("textarea, select, input:not([type=radio], [type=checkbox])").unwrap_or(true) {
        return;
    }
    let question = focus.closest("fieldset[data-question]").ok().flatten();
    let controls = question.and_then(|q| q.query_selector_all(".opts input").ok());
    if let Some(control) = controls.and_then(|c| c.item(place - 1)).and_then(|c| c.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = control.focus();
        control.click();
    }
}
