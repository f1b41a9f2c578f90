//! Leaving a device without closing the page: after a while without use something happens, which is said a minute before.

use crate::text::{Text, fill, intl};
use crate::ui::components::dialog::dialog;
use crate::ui::dom::{button, div, el, live, nothing};
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;

const MINUTE: f64 = 60_000.0;

thread_local! {
    /// When something was last used, in milliseconds.
    static LAST: Cell<f64> = const { Cell::new(0.0) };
    /// Whether uses are noted.
    static IS_WATCHING: Cell<bool> = const { Cell::new(false) };
}

fn note_use() {
    LAST.set(js_sys::Date::now());
}

/// Milliseconds without use. A clock that was put back begins anew.
fn unused() -> f64 {
    let since = js_sys::Date::now() - LAST.get();
    if since < 0.0 {
        note_use();
    }
    since.max(0.0)
}

/// Watches the page: the dialog that warns, and `end` once nothing was used for so many `minutes`. `words` names the texts. Drawn
/// again in another language it goes on.
pub fn watch(text: &Text, words: &'static str, minutes: fn() -> f64, end: fn() -> bool) -> AnyView {
    let left = RwSignal::new(None::<f64>);
    note_use();
    if !IS_WATCHING.replace(true) {
        for event in ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] {
            window_event_listener_untyped(event, |_| note_use());
        }
    }
    let look = move || {
        let unused = unused();
        let limit = minutes() * MINUTE;
        if unused >= limit && end() {
            return;
        }
        let remaining = (unused >= limit - MINUTE).then(|| ((limit - unused) / 1000.0).ceil().max(0.0));
        if left.get_untracked() != remaining {
            left.set(remaining);
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    // A computer that slept has to look before anyone sees the page.
    let shown = window_event_listener_untyped("visibilitychange", move |_| look());
    let focused = window_event_listener_untyped("focus", move |_| look());
    on_cleanup(move || [shown, focused].into_iter().for_each(|listener| listener.remove()));
    let text = text.clone();
    let is_warning = Memo::new(move |_| left.get().is_some());
    live(move || {
        if !is_warning.get() {
            return nothing();
        }
        let word = |name: &str| text.words.get(&[words, name]).to_string();
        let (lang, sentence) = (text.lang, word("idle_left"));
        let seconds = move || fill(&sentence, &intl::number(lang, left.get().unwrap_or(0.0)), "");
        let stay = move || {
            note_use();
            left.set(None);
        };
        dialog("idle", move |_| stay())
            .child(el("h3").attr("id", "idle-title").text(word("idle")))
            .child(el("p").attr("role", "timer").live_text(seconds))
            .child(div("div", "actions").child(button("btn", "stay", move |_| stay()).text(word("stay"))))
            .done()
    })
}
