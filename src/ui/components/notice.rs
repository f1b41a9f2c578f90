//! What is told once, with a way forward.

use crate::document::Code;
use crate::text::Text;
use crate::ui;
use crate::ui::actions;
use crate::ui::dom::{El, button, div, el, nothing};
use crate::ui::focus;
use crate::ui::state::{Notice, Saving, State};
use leptos::prelude::*;

/// A fault's code in words.
pub fn code_words(text: &Text, code: &str) -> &'static str {
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
    let content = move || state.notice.get().map_or_else(nothing, |notice| one(state, &text, notice).done());
    div("div", "notices").attr("role", "status").live_view(content).done()
}

fn one(state: State, text: &Text, notice: Notice) -> El {
    let (words, place, action): (String, String, Option<El>) = match notice {
        Notice::Deleted(document) => {
            let undo = move |_| {
                state.put(&document);
                state.open((*document).clone());
                if state.saving.get_untracked() == Saving::Nothing {
                    state.save();
                }
                // What could not be saved on the way out stands in its place, and stays.
                state.notice.update(|notice| *notice = notice.take().filter(|n| !matches!(n, Notice::Deleted(_))));
                focus::heading();
            };
            (ui!(text, deleted).into(), String::new(), Some(button("btn quiet", "undo", undo).text(ui!(text, undo))))
        }
        Notice::ChangedElsewhere => (ui!(text, changed_elsewhere).into(), String::new(), None),
        Notice::ImportFault(code, path, detail) => {
            let place = [path, detail].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
            (format!("{} {}", ui!(text, import_fault), code_words(text, code)), place, None)
        }
        Notice::Older(raw) => (ui!(text, older).into(), String::new(), Some(rescue(text, raw))),
        Notice::Unsaved(document) => {
            let save = move |_| state.back_up(&document);
            let save = button("btn quiet", "backup", save).text(ui!(text, back_up));
            (ui!(text, saved_full).into(), String::new(), Some(save))
        }
        Notice::Damaged(raw) => (ui!(text, damaged).into(), String::new(), Some(rescue(text, raw))),
        Notice::Newer(raw) => (ui!(text, newer).into(), String::new(), Some(rescue(text, raw))),
    };
    let place = (!place.is_empty()).then(|| el("p").child(div("bdi", "code").attr("dir", "ltr").text(place)));
    let dismiss = button("btn quiet", "dismiss", move |_| state.notice.set(None)).text(ui!(text, dismiss));
    div("div", "notice")
        .child(el("div").child(el("p").text(words)).child(place))
        .child(div("div", "actions").child(action).child(dismiss))
}

/// The way forward with a text that cannot be read: it is saved as a file.
pub fn rescue(text: &Text, raw: String) -> El {
    button("btn quiet", "rescue", move |_| actions::rescue(&raw)).text(ui!(text, save_text))
}
