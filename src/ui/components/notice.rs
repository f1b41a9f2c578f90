//! What is told once, with a way forward.

use crate::document::Code;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::actions;
use crate::ui::state::{Notice, State};
use leptos::prelude::*;

/// A fault's code in words.
fn code_words(text: &Text, code: &str) -> &'static str {
    match Code::ALL.into_iter().find(|c| c.id() == code) {
        Some(Code::TooLarge) => ui!(text, fault_too_large),
        Some(Code::NotUtf8 | Code::NotJson | Code::DuplicateMember) => ui!(text, fault_not_json),
        Some(Code::WrongFormat | Code::MissingMember | Code::WrongType) => ui!(text, fault_wrong_format),
        Some(Code::NewerVersion | Code::UnknownVersion) => ui!(text, fault_newer),
        _ => ui!(text, fault_other),
    }
}

/// The standing notice, if any.
pub fn notice(state: State, text: Text) -> AnyView {
    let content = move || state.notice.get().map(|notice| one(state, &text, notice));
    view! { <div class="notices" role="status">{content}</div> }.into_any()
}

fn one(state: State, text: &Text, notice: Notice) -> AnyView {
    let dismiss = move |_| state.notice.set(None);
    let (words, detail, action): (String, String, Option<AnyView>) = match notice {
        Notice::Deleted(document) => {
            let undo = move |_| {
                state.put(&document);
                state.open((*document).clone());
                state.notice.set(None);
            };
            let button = view! { <button type="button" class="btn quiet" data-action="undo" on:click=undo>{ui!(text, undo)}</button> };
            (ui!(text, deleted).into(), String::new(), Some(button.into_any()))
        }
        Notice::Imported => (ui!(text, imported).into(), String::new(), None),
        Notice::AlreadyHere => (ui!(text, already_here).into(), String::new(), None),
        Notice::KeptBoth => (ui!(text, kept_both).into(), String::new(), None),
        Notice::ImportComplaints(n) => (fill(ui!(text, import_complaints), &intl::number(text.lang, n as f64), ""), String::new(), None),
        Notice::ImportFault(code, path, detail) => {
            let place = [path, detail].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
            (format!("{} {}", ui!(text, import_fault), code_words(text, code)), place, None)
        }
        Notice::Older => (ui!(text, older).into(), String::new(), None),
        Notice::Damaged(raw) => (ui!(text, damaged).into(), String::new(), Some(rescue(text, raw))),
        Notice::Newer(raw) => (ui!(text, newer).into(), String::new(), Some(rescue(text, raw))),
    };
    let detail = (!detail.is_empty()).then(|| view! { <p><bdi class="code" dir="ltr">{detail}</bdi></p> });
    view! {
        <div class="notice">
            <div><p>{words}</p>{detail}</div>
            <div class="actions">
                {action}
                <button type="button" class="btn quiet" data-action="dismiss" on:click=dismiss>{ui!(text, dismiss)}</button>
            </div>
        </div>
    }
    .into_any()
}

fn rescue(text: &Text, raw: String) -> AnyView {
    let save = move |_| actions::rescue(&raw);
    view! { <button type="button" class="btn quiet" data-action="rescue" on:click=save>{ui!(text, save_text)}</button> }.into_any()
}
