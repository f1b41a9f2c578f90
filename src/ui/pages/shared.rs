//! Shared device mode: nothing is kept, and everything is wiped when nobody uses the page.

use super::idle;
use crate::storage::Store;
use crate::storage::browser::{BrowserShelf, Shared, share, shared};
use crate::text::Text;
use crate::ui::dom::{El, button, div, el};
use crate::ui::shell;
use crate::ui::state::{Notice, Saving, State};
use leptos::ev::Event;
use leptos::prelude::*;

/// Minutes without use until everything is wiped.
const MINUTES: f64 = 10.0;

fn word(text: &Text, name: &str) -> String {
    text.words.get(&["shared", name]).to_string()
}

/// The choice on the start page, or what the mode means once it is chosen.
pub fn section(state: State, text: &Text) -> El {
    let frame = div("section", "inset shared");
    match shared() {
        None => {
            let begin = move |_| {
                state.keep_nothing();
            };
            frame.child(offer(text, begin))
        }
        Some(how) => {
            let end = move |_| wipe(None);
            // Said once.
            share(Some(Shared::On));
            let idle = (how == Shared::Idle).then(|| el("p").attr("role", "status").text(word(text, "wiped")));
            frame
                .child(idle)
                .child(el("p").child(el("b").text(word(text, "on"))).text(" ").text(word(text, "means")))
                .child(el("p").child(button("btn quiet", "wipe", end).text(word(text, "end"))))
        }
    }
}

/// The way into the mode, and what it means.
pub fn offer(text: &Text, begin: impl Fn(Event) + 'static) -> [El; 2] {
    [el("p").child(button("btn quiet", "share", begin).text(word(text, "begin"))), div("p", "hint").text(word(text, "help"))]
}

/// Whether the mode is on.
pub fn is_on() -> bool {
    shared().is_some()
}

/// What watches over the page while the mode is on.
pub fn watch(text: &Text) -> AnyView {
    idle::watch(
        text,
        "shared",
        || MINUTES,
        || {
            wipe(Some(Shared::Idle));
            true
        },
    )
}

/// Begins anew with nothing: the page's memory is all there is.
fn wipe(then: Option<Shared>) {
    shell::stop();
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("hidden", "");
    }
    let location = window().location();
    let _ = location.set_hash("#/");
    // The mode is noted with the page's place in the history.
    share(then);
    let _ = location.reload();
}

impl State {
    /// Keeps nothing from now on, and opens an empty assessment.
    fn keep_nothing(self) {
        self.flush();
        if matches!(self.saving.get_untracked(), Saving::Full | Saving::Refused) {
            self.notice.set(Some(Notice::Unsaved(Box::new(self.document.get_untracked()))));
        }
        self.store.update_value(|store| {
            store.forget_use();
            *store = Store::new(BrowserShelf::memory());
        });
        share(Some(Shared::On));
        self.is_shared.set(true);
        self.lock_is_on.set(false);
        self.saving.set(Saving::Memory);
        self.shelf_changed.update(|n| *n += 1);
        self.begin();
    }
}
