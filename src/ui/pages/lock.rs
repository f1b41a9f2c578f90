//! The lock: the page that asks for the passphrase, and setting, changing and removing it.

use super::shared::offer;
use super::{WHOLE, erase, idle};
use crate::storage::Store;
use crate::storage::browser::{self, BrowserShelf, Shared, Vault, lock_record, share, shared, vault};
use crate::storage::shelf::ShelfError;
use crate::text::Text;
use crate::text::lang::Lang;
use crate::ui;
use crate::ui::actions::{self, later};
use crate::ui::components::field::select;
use crate::ui::components::icon;
use crate::ui::components::passphrase::{Form, passphrase, refusal};
use crate::ui::dom::{El, all, button, div, el, live, nothing};
use crate::ui::state::{Saving, State};
use crate::ui::{focus, shell};
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use std::sync::Arc;

/// Minutes without use after which the page locks itself, to choose from.
const MINUTES: [(&str, &str); 4] = [("5", "minutes_5"), ("15", "minutes_15"), ("30", "minutes_30"), ("60", "minutes_60")];

fn word(text: &Text, name: &str) -> String {
    text.words.get(&["lock", name]).to_string()
}

/// Starts the program that holds every page, after the passphrase where what is kept is locked.
pub fn enter() {
    match lock_record() {
        Some(record) if shared().is_none() => ask(record),
        _ => shell::start(WHOLE),
    }
}

fn ask(record: String) {
    later(async move {
        let tag = document().document_element().and_then(|e| e.get_attribute("lang")).unwrap_or_default();
        let lang = Lang::of(&tag);
        let Ok(words) = actions::words(lang, &["safety"]).await else { return };
        let Some(place) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
        place.replace_children_with_node_0();
        document().set_title(ui!(Text { lang, words: Arc::default() }, name));
        mount_to(place, move || {
            let text = RwSignal::new(Text { lang, words: Arc::new(words) });
            live(move || page(text, &text.get(), &record))
        })
        .forget();
        focus::soon("[data-field=passphrase]".into());
    });
}

/// The page that stands in place of all others until the passphrase is given.
fn page(shown: RwSignal<Text>, text: &Text, record: &str) -> AnyView {
    let languages = Lang::ALL.into_iter().filter(|lang| *lang != text.lang).map(|lang| {
        button("link", "language", move |_| switch(shown, lang))
            .attr("lang", lang.tag())
            .attr("dir", lang.dir())
            .text(lang.name())
    });
    let mark = div("span", "mark").view(icon::mark()).text(ui!(text, name));
    let gap = div("span", "site-nav");
    let header = div("header", "site-header")
        .child(div("div", "site-bar").child(mark).child(gap).child(languages).child(shell::way_out(text)));
    let form = Form::new();
    let record = record.to_string();
    let open = move || {
        let record = record.clone();
        let typed = form.passphrase.get_untracked();
        form.run("opening", async move {
            let vault = vault().await.map_err(|_| "no_program")?;
            vault.unlock(&typed, &record).await.map_err(|e| refusal(&e))?;
            browser::opened(&vault);
            Store::new(BrowserShelf::chosen()).tidy();
            shell::start(WHOLE);
            Ok("")
        });
    };
    let go = open.clone();
    let memory = move |_| {
        share(Some(Shared::On));
        shell::start(WHOLE);
    };
    let main = el("main").attr("id", "main").attr("tabindex", "-1").child(
        div("div", "page lock")
            .child(el("h1").text(word(text, "locked")))
            .child(div("p", "lead").text(word(text, "locked_lead")))
            .child(passphrase(text, "passphrase", "passphrase", form.passphrase, form.is_shown, open))
            .child(form.show(text))
            .child(form.said(text))
            .child(div("div", "actions").child(form.button("btn", "unlock", go).text(word(text, "unlock"))))
            .child(el("p").text(word(text, "forgotten")))
            .child(offer(text, memory))
            .child(erase::section(None, text)),
    );
    all(vec![header.done(), main.done()])
}

fn switch(shown: RwSignal<Text>, lang: Lang) {
    later(async move {
        if let Ok(words) = actions::words(lang, &["safety"]).await {
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("lang", lang.tag());
                let _ = root.set_attribute("dir", lang.dir());
            }
            Store::new(BrowserShelf::open()).set_locale(lang.tag());
            shown.set(Text { lang, words: Arc::new(words) });
            request_animation_frame(focus::language);
        }
    });
}

/// The lock's part of a page: what it does, and the ways to set, change and remove it.
pub fn section(state: State, text: &Text) -> El {
    let text = text.clone();
    let title = word(&text, "title");
    // Drawn anew when the lock is set or removed.
    let content = move || {
        let frame = el("div").child(el("p").text(word(&text, "lead")));
        match () {
            () if !window().is_secure_context() => frame.child(div("p", "inset").text(word(&text, "insecure"))).done(),
            () if state.is_in_memory() => frame.child(div("p", "inset").text(word(&text, "memory"))).done(),
            () if state.lock_is_on.get() => on(state, &text, frame).done(),
            () => off(state, &text, frame).done(),
        }
    };
    div("section", "lock").attr("id", "lock").child(el("h2").text(title)).live_view(content)
}

fn off(state: State, text: &Text, frame: El) -> El {
    let form = Form::new();
    let set = move || {
        if let Some(fault) = form.fault() {
            return form.refuse(fault);
        }
        let typed = form.new.get_untracked();
        form.run("locking", async move {
            let vault = vault().await.map_err(|_| "no_program")?;
            vault.begin(&typed).await.map_err(|e| refusal(&e))?;
            state.lock(&vault).map_err(room)?;
            Ok("set")
        });
    };
    frame
        .child(el("p").child(el("b").text(word(text, "forgotten"))))
        .child(passphrase(text, "new", "new", form.new, form.is_shown, set))
        .child(div("p", "hint").text(word(text, "advice")))
        .child(passphrase(text, "again", "again", form.again, form.is_shown, set))
        .child(form.show(text))
        .child(form.said(text))
        .child(div("div", "actions").child(form.button("btn", "lock-set", set).text(word(text, "set_it"))))
}

fn room(error: ShelfError) -> &'static str {
    if error == ShelfError::Full { "no_room" } else { "refused" }
}

fn on(state: State, text: &Text, frame: El) -> El {
    let part =
        |title: &str, name: &'static str| el("details").attr("data-part", name).child(el("summary").text(word(text, title)));
    let form = Form::new();
    let change = move || {
        if let Some(fault) = form.fault() {
            return form.refuse(fault);
        }
        let (old, typed) = (form.passphrase.get_untracked(), form.new.get_untracked());
        form.run("locking", async move {
            let vault = checked(&old).await?;
            vault.begin(&typed).await.map_err(|e| refusal(&e))?;
            state.change_lock().map_err(room)?;
            Ok("changed")
        });
    };
    let changing = part("change", "change")
        .child(passphrase(text, "passphrase", "passphrase", form.passphrase, form.is_shown, change))
        .child(passphrase(text, "new", "new", form.new, form.is_shown, change))
        .child(div("p", "hint").text(word(text, "advice")))
        .child(passphrase(text, "again", "again", form.again, form.is_shown, change))
        .child(form.show(text))
        .child(form.said(text))
        .child(div("div", "actions").child(form.button("btn", "lock-change", change).text(word(text, "change_it"))));
    let form = Form::new();
    let remove = move || {
        let typed = form.passphrase.get_untracked();
        form.run("opening", async move {
            checked(&typed).await?;
            state.unlock().map_err(room)?;
            Ok("")
        });
    };
    let removing = part("remove", "remove")
        .child(el("p").text(word(text, "remove_lead")))
        .child(passphrase(text, "passphrase", "passphrase", form.passphrase, form.is_shown, remove))
        .child(form.show(text))
        .child(form.said(text))
        .child(div("div", "actions").child(form.button("btn", "lock-remove", remove).text(word(text, "remove_it"))));
    let names = MINUTES.map(|(minutes, name)| (minutes, word(text, name)));
    let options = names.iter().map(|(minutes, name)| (*minutes, name.as_str()));
    let minutes =
        select("idle", &word(text, "minutes"), options, move || state.idle_minutes(), move |n| state.set_idle_minutes(&n));
    frame.child(div("p", "inset").attr("role", "status").text(word(text, "is_on"))).child(minutes).child(changing).child(removing)
}

/// The vault, once the passphrase has opened what is kept.
async fn checked(passphrase: &str) -> Result<Vault, &'static str> {
    let vault = vault().await.map_err(|_| "no_program")?;
    let record = lock_record().ok_or("damaged")?;
    vault.open_with(passphrase, &record).await.map_err(|e| refusal(&e))?;
    Ok(vault)
}

/// The header's way to lock, while the lock is on.
pub fn header(state: State, text: &Text) -> AnyView {
    let text = text.clone();
    live(move || {
        if !state.lock_is_on.get() {
            return nothing();
        }
        let now = move |_| {
            shut(state);
        };
        let watch = idle::watch(&text, "lock", state_minutes, || shell::open().is_some_and(shut));
        all(vec![button("link", "lock-now", now).text(word(&text, "now")).done(), watch])
    })
}

fn state_minutes() -> f64 {
    shell::open().and_then(|state| state.idle_minutes().parse().ok()).unwrap_or(15.0)
}

/// Locks, in every page that is open; where the last change could not be saved it would be lost, and the page stays.
fn shut(state: State) -> bool {
    state.flush();
    if matches!(state.saving.get_untracked(), Saving::Full | Saving::Refused) {
        return false;
    }
    state.shut();
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("hidden", "");
    }
    let _ = window().location().reload();
    true
}

impl State {
    fn is_in_memory(self) -> bool {
        !self.store.with_value(Store::is_lasting)
    }

    fn lock(self, vault: &Vault) -> Result<(), ShelfError> {
        self.under_lock(|store| store.lock(vault))
    }

    fn change_lock(self) -> Result<(), ShelfError> {
        self.under_lock(Store::change_key)
    }

    fn unlock(self) -> Result<(), ShelfError> {
        self.under_lock(Store::unlock)
    }

    fn under_lock(self, work: impl FnOnce(&mut Store<BrowserShelf>) -> Result<(), ShelfError>) -> Result<(), ShelfError> {
        self.flush();
        let done = self.store.try_update_value(work).unwrap_or(Err(ShelfError::Refused));
        let is_on = self.store.with_value(Store::is_locked);
        // What a form says stays while nothing else changes.
        if self.lock_is_on.get_untracked() != is_on {
            self.lock_is_on.set(is_on);
        }
        done
    }

    fn shut(self) {
        self.store.update_value(Store::shut);
        self.stop();
    }

    fn idle_minutes(self) -> String {
        self.store.with_value(Store::idle).unwrap_or_else(|| "15".into())
    }

    fn set_idle_minutes(self, minutes: &str) {
        self.store.with_value(|store| store.set_idle(minutes));
    }

    /// The envelope of a file's text, while the lock is on.
    pub fn sealed(self, text: String) -> Option<String> {
        self.store.with_value(|store| store.is_locked().then(|| store.sealed(text))).flatten()
    }
}
