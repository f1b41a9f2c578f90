//! How far a file is that was asked for.

use crate::text::{Text, fill};
use crate::ui::dom::{El, all, button, div, el, nothing};
use crate::ui::files::Making;
use crate::ui::focus;
use leptos::prelude::*;

/// Progress with a way to stop it, and what became of the file.
pub fn made(text: &Text, making: RwSignal<Making>) -> El {
    let words = text.clone();
    let told = move || {
        let word = |name: &str| words.words.get(&["papers", name]);
        match making.get() {
            Making::Nothing => nothing(),
            Making::Under(_) => {
                let stop = move |_| {
                    making.set(Making::Stopped);
                    focus::soon("main [data-action=print]".into());
                };
                all(vec![
                    el("progress").attr("aria-label", word("making")).done(),
                    el("span").text(word("making")).text(" ").done(),
                    button("link", "stop", stop).text(word("stop")).done(),
                ])
            }
            Making::Stopped => el("span").text(word("stopped")).done(),
            Making::Done(name) => el("span").text(fill(word("made"), &name, "")).done(),
            Making::Failed => el("span").attr("data-failed", "").text(word("failed")).done(),
        }
    };
    div("p", "making").attr("role", "status").live_view(told)
}
