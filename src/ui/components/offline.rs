//! How far the site can be used without a network, and the offer of a new version. What keeps the site on the device
//! (`public/offline/page.js`) says on the document's element how it stands.

use super::section::section;
use crate::text::Text;
use crate::ui::actions::later;
use crate::ui::dom::{El, button, div, el, live, nothing};
use crate::ui::state::{Saving, State};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Asks what keeps the site to do something.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = offline, catch)]
    async fn ask(what: &str) -> Result<JsValue, JsValue>;
}

/// The pack with the words, which comes late: until then nothing is said.
const PACK: &str = "reading";

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["offline", name])
}

fn said(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// What the document's element says under a name, followed while the page shows it.
fn followed(name: &'static str) -> RwSignal<Option<String>> {
    let signal = RwSignal::new(said(name));
    let changed = ev::Custom::<ev::Event>::new("tafwid-offline");
    let listener = window_event_listener(changed, move |_| signal.set(said(name)));
    on_cleanup(move || listener.remove());
    signal
}

fn asking(action: &'static str, words: &str) -> El {
    let click = move |_| {
        later(async {
            let _ = ask("fetchNow").await;
        });
    };
    el("p").child(button("btn quiet", action, click).text(words))
}

/// Whether the site is on this device, what is missing, and what the user can do about it.
pub fn standing(state: State) -> AnyView {
    let (how, rest) = (followed("data-offline"), followed("data-offline-rest"));
    live(move || {
        let text = state.text();
        let how = how.get().filter(|_| state.has_words(PACK)).unwrap_or_default();
        let action = match how.as_str() {
            "asks" => Some(asking("fetch-now", word(&text, "fetch_now"))),
            "full" => Some(asking("again", word(&text, "again"))),
            "off" | "fetching" | "stopped" | "ready" => None,
            _ => return nothing(),
        };
        let rest = rest.get().filter(|_| how == "ready").unwrap_or_default();
        let missing = ["files", "languages"].into_iter().find(|what| *what == rest);
        let missing = missing.map(|what| div("p", "hint").text(word(&text, what)));
        section(word(&text, "title"))
            .attr("data-part", "offline")
            .attr("data-standing", how.as_str())
            .child(el("p").attr("role", "status").text(word(&text, &how)))
            .child(missing)
            .child(action)
            .done()
    })
}

/// The offer of a new version, once it is there and nothing would be lost by opening it.
pub fn new_version(state: State) -> AnyView {
    let update = followed("data-update");
    let is_held = RwSignal::new(false);
    let content = move || {
        let is_safe = matches!(state.saving.get(), Saving::Nothing | Saving::Soon | Saving::Saved);
        if update.get().is_none() || !is_safe || !state.has_words(PACK) {
            return nothing();
        }
        let text = state.text();
        let open = move |_| {
            state.flush();
            is_held.set(state.page_memory.with_value(|memory| memory.has_drafts()));
            let is_saved = matches!(state.saving.get_untracked(), Saving::Nothing | Saving::Saved);
            if is_saved && !is_held.get_untracked() {
                later(async {
                    let _ = ask("update").await;
                });
            }
        };
        let held = is_held.get().then(|| el("p").text(word(&text, "finish_first")));
        div("div", "notice")
            .attr("data-part", "new-version")
            .child(el("div").child(el("p").text(word(&text, "new_version"))).child(held))
            .child(button("btn quiet", "update", open).text(word(&text, "open_new")))
            .done()
    };
    div("div", "notices").attr("role", "status").live_view(content).done()
}
