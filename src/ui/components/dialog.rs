//! A dialog over the page.

use crate::ui::dom::{El, el};
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDialogElement;

/// A dialog by its id, named by the element `<id>-title` in it. It opens once it is drawn; `close` is told when it was closed.
pub fn dialog(id: &'static str, close: impl FnMut(Event) + 'static) -> El {
    request_animation_frame(move || {
        let dialog = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlDialogElement>().ok());
        if let Some(dialog) = dialog.filter(|d| !d.open()) {
            let _ = dialog.show_modal();
        }
    });
    el("dialog").attr("id", id).attr("aria-labelledby", format!("{id}-title")).on("close", close)
}
