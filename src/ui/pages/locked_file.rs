//! Backup files that a passphrase locks: writing one, and opening one.

use crate::document::assessment::Document;
use crate::document::collection::Collection;
use crate::storage::browser::vault;
use crate::text::Text;
use crate::ui::actions;
use crate::ui::components::dialog::dialog;
use crate::ui::components::passphrase::{Form, passphrase, refusal};
use crate::ui::dom::{El, button, div, el, live, nothing};
use crate::ui::state::{State, now};
use leptos::prelude::*;

/// What is asked for: the passphrase of a file, or one for a file of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// For this file.
    Opening(String),
    /// For a file of this.
    Writing(What),
}

/// What goes into a file.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// An assessment.
    One(Box<Document>),
    /// All that is kept.
    All,
}

impl What {
    fn content(self, state: State) -> (String, Vec<Document>) {
        match self {
            What::One(document) => (document.to_file(), vec![*document]),
            What::All => state.everything(),
        }
    }
}

fn word(text: &Text, name: &str) -> String {
    text.words.get(&["lock", name]).to_string()
}

/// Saves a locked file: with the passphrase in use, or after asking for one.
pub fn back_up(state: State, what: What, asked: RwSignal<Option<Asked>>) {
    let (text, documents) = what.clone().content(state);
    match state.sealed(text) {
        Some(envelope) => saved(state, &envelope, &documents),
        None => asked.set(Some(Asked::Writing(what))),
    }
}

fn saved(state: State, envelope: &str, documents: &[Document]) {
    actions::save_locked(&now(), envelope);
    documents.iter().for_each(|document| state.note_backup(document));
}

/// The dialog that asks.
pub fn ask(state: State, text: &Text, asked: RwSignal<Option<Asked>>, then: fn(Collection)) -> AnyView {
    let text = text.clone();
    live(move || match asked.get() {
        None => nothing(),
        Some(Asked::Opening(locked)) => opening(state, &text, asked, locked, then).done(),
        Some(Asked::Writing(what)) => writing(state, &text, asked, what).done(),
    })
}

fn frame(text: &Text, title: &str, asked: RwSignal<Option<Asked>>) -> El {
    dialog("file", move |_| asked.set(None)).child(el("h3").attr("id", "file-title").text(word(text, title)))
}

fn cancel(text: &Text, asked: RwSignal<Option<Asked>>) -> El {
    button("btn quiet", "cancel", move |_| asked.set(None)).text(word(text, "cancel"))
}

fn opening(state: State, text: &Text, asked: RwSignal<Option<Asked>>, locked: String, then: fn(Collection)) -> El {
    let form = Form::new();
    let open = move || {
        let locked = locked.clone();
        let typed = form.passphrase.get_untracked();
        form.run("opening", async move {
            let vault = vault().await.map_err(|_| "no_program")?;
            let opened = vault.open_with(&typed, &locked).await.map_err(|e| refusal(&e))?;
            let text = opened.as_string().unwrap_or_default();
            asked.set(None);
            actions::read(state, text.as_bytes(), then);
            Ok("")
        });
    };
    let go = open.clone();
    frame(text, "file_open", asked)
        .child(passphrase(text, "passphrase", "passphrase", form.passphrase, form.is_shown, open))
        .child(form.show(text))
        .child(form.said(text))
        .child(
            div("div", "actions")
                .child(form.button("btn", "file-open", go).text(word(text, "unlock")))
                .child(cancel(text, asked)),
        )
}

fn writing(state: State, text: &Text, asked: RwSignal<Option<Asked>>, what: What) -> El {
    let form = Form::new();
    let write = move || {
        if let Some(fault) = form.fault() {
            return form.refuse(fault);
        }
        let what = what.clone();
        let typed = form.new.get_untracked();
        form.run("locking", async move {
            let vault = vault().await.map_err(|_| "no_program")?;
            let (text, documents) = what.content(state);
            let sealed = vault.seal_with(&typed, &text).await.map_err(|e| refusal(&e))?;
            saved(state, &sealed.as_string().ok_or("unavailable")?, &documents);
            asked.set(None);
            Ok("")
        });
    };
    let (go, enter) = (write.clone(), write.clone());
    frame(text, "file_lock", asked)
        .child(el("p").child(el("b").text(word(text, "forgotten"))))
        .child(passphrase(text, "new", "new", form.new, form.is_shown, write))
        .child(div("p", "hint").text(word(text, "advice")))
        .child(passphrase(text, "again", "again", form.again, form.is_shown, enter))
        .child(form.show(text))
        .child(form.said(text))
        .child(
            div("div", "actions")
                .child(form.button("btn", "file-lock", go).text(word(text, "file_save")))
                .child(cancel(text, asked)),
        )
}
