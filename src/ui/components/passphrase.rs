//! Fields for a passphrase, and what is said about one.

use super::field::labelled;
use crate::text::Text;
use crate::ui::actions::later;
use crate::ui::dom::{El, button, div, el, field, nothing};
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::future::Future;

/// Letters of a new passphrase at least.
const SHORTEST: usize = 12;

fn word(text: &Text, name: &str) -> String {
    text.words.get(&["lock", name]).to_string()
}

/// What a refusal of the vault means; without one its program could not be fetched.
pub fn refusal(error: &JsValue) -> &'static str {
    match error.as_string().as_deref() {
        Some("wrong") => "wrong",
        Some("damaged" | "newer") => "damaged",
        Some(_) => "unavailable",
        None => "no_program",
    }
}

/// What is typed into a form, what it says, and whether it is at work.
#[derive(Clone, Copy)]
pub struct Form {
    /// The passphrase in use.
    pub passphrase: RwSignal<String>,
    /// A new one.
    pub new: RwSignal<String>,
    /// The new one once more.
    pub again: RwSignal<String>,
    /// Whether what is typed can be read.
    pub is_shown: RwSignal<bool>,
    /// The name of what is said, and whether that is a fault.
    said: RwSignal<(&'static str, bool)>,
    is_busy: RwSignal<bool>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Form {
        Form {
            passphrase: RwSignal::default(),
            new: RwSignal::default(),
            again: RwSignal::default(),
            is_shown: RwSignal::new(false),
            said: RwSignal::new(("", false)),
            is_busy: RwSignal::new(false),
        }
    }

    /// Why a new passphrase cannot be taken.
    pub fn fault(self) -> Option<&'static str> {
        let (new, again) = (self.new.get_untracked(), self.again.get_untracked());
        match () {
            () if new.trim().chars().count() < SHORTEST => Some("too_short"),
            () if new != again => Some("differ"),
            () => None,
        }
    }

    /// Does something that takes a while, and says what came of it.
    pub fn run(self, meanwhile: &'static str, work: impl Future<Output = Result<&'static str, &'static str>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.said.set((meanwhile, false));
        later(async move {
            let came = work.await;
            // The form may be gone.
            let _ = self.said.try_set(came.map_or_else(|fault| (fault, true), |done| (done, false)));
            let _ = self.is_busy.try_set(false);
        });
    }

    /// Says a fault.
    pub fn refuse(self, fault: &'static str) {
        self.said.set((fault, true));
    }

    /// What is said.
    pub fn said(self, text: &Text) -> El {
        let text = text.clone();
        el("div").attr("role", "status").live_view(move || match self.said.get() {
            ("", _) => nothing(),
            (name, is_fault) => {
                div("p", if is_fault { "error" } else { "hint" }).attr("data-said", name).text(word(&text, name)).done()
            }
        })
    }

    /// The choice to read what is typed.
    pub fn show(self, text: &Text) -> El {
        let toggle = move |event: Event| self.is_shown.set(field(&event).checked());
        let input = el("input").attr("type", "checkbox").attr("data-field", "show").on("change", toggle);
        div("label", "show").child(input).text(" ").child(el("span").text(word(text, "show")))
    }

    /// The button that does it.
    pub fn button(self, class: &'static str, action: &'static str, press: impl Fn() + 'static) -> El {
        button(class, action, move |_| press()).live("aria-disabled", move || self.is_busy.get().then(|| "true".into()))
    }
}

/// A field for a passphrase. Enter does what its button does.
pub fn passphrase(
    text: &Text,
    name: &'static str,
    label: &str,
    value: RwSignal<String>,
    is_shown: RwSignal<bool>,
    enter: impl Fn() + 'static,
) -> El {
    let on_key = move |event: Event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|e| e.key() == "Enter") {
            enter();
        }
    };
    let input = el("input")
        .live("type", move || Some(if is_shown.get() { "text" } else { "password" }.into()))
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("data-field", name)
        .on("input", move |event| value.set(field(&event).value()))
        .on("keydown", on_key);
    labelled(&word(text, label), input)
}
