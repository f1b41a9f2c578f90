//! Backup files that a passphrase locks: writing one, and opening one.

use crate::document::assessment::{self, Document};
use crate::storage::browser::vault;
use crate::text::Text;
use crate::ui::actions;
use crate::ui::components::dialog::dialog;
use crate::ui::components::passphrase::{Form, passphrase, refusal};
use crate::ui::dom::{El, button, div, el, live, nothing};
use crate::ui::state::{Notice, State};
use leptos::prelude::*;

/// What is asked for: the passphrase of a file, or one for a file of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// For this file.
    Opening(String),
    /// For a file of this assessment.
    Writing(Box<Document>),
}

fn word(text: &Text, name: &str) -> String {
    text.words.get(&["lock", name]).to_string()
}

/// Saves a locked file: with the passphrase in use, or after asking for one.
pub fn back_up(state: State, document: Document, asked: RwSignal<Option<Asked>>) {
    match state.sealed(&document) {
        Some(envelope) => {
            actions::save_locked(&document, &envelope);
            state.note_backup(&document);
        }
        None => asked.set(Some(Asked::Writing(Box::new(document)))),
    }
}

/// The dialog that asks.
pub fn ask(state: State, text: &Text, asked: RwSignal<Option<Asked>>) -> AnyView {
    let text = text.clone();
    live(move || match asked.get() {
        None => nothing(),
        Some(Asked::Opening(file)) => opening(state, &text, asked, file).done(),
        Some(Asked::Writing(document)) => writing(state, &text, asked, document).done(),
    })
}

fn frame(text: &Text, title: &str, asked: RwSignal<Option<Asked>>) -> El {
    dialog("file", move |_| asked.set(None)).child(el("h3").attr("id", "file-title").text(word(text, title)))
}

fn cancel(text: &Text, asked: RwSignal<Option<Asked>>) -> El {
    button("btn quiet", "cancel", move |_| asked.set(None)).text(word(text, "cancel"))
}

fn opening(state: State, text: &Text, asked: RwSignal<Option<Asked>>, file: String) -> El {
    let form = Form::new();
    let open = move || {
        let file = file.clone();
        let typed = form.passphrase.get_untracked();
        form.run("opening", async move {
            let vault = vault().await.map_err(|_| "no_program")?;
            let opened = vault.open_with(&typed, &file).await.map_err(|e| refusal(&e))?;
            let text = opened.as_string().unwrap_or_default();
            let notice = match assessment::from_bytes(text.as_bytes()) {
                Ok((document, complaints)) => actions::take_in(state, document, complaints.len()),
                Err(fault) => Notice::ImportFault(fault.code.id(), fault.path, fault.detail),
            };
            actions::tell(state, notice);
            asked.set(None);
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

fn writing(state: State, text: &Text, asked: RwSignal<Option<Asked>>, document: Box<Document>) -> El {
    let form = Form::new();
    let write = move || {
        if let Some(fault) = form.fault() {
            return form.refuse(fault);
        }
        let document = document.clone();
        let typed = form.new.get_untracked();
        form.run("locking", async move {
            let vault = vault().await.map_err(|_| "no_program")?;
            let sealed = vault.seal_with(&typed, &document.to_file()).await.map_err(|e| refusal(&e))?;
            actions::save_locked(&document, &sealed.as_string().ok_or("unavailable")?);
            state.note_backup(&document);
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
