//! Erasing everything that the browser keeps: the one place where the tool asks first, since nothing brings it back.

use super::start;
use crate::storage::Found;
use crate::storage::erase::{Place, erase};
use crate::text::Text;
use crate::ui;
use crate::ui::actions::later;
use crate::ui::components::dialog::dialog;
use crate::ui::components::incoming;
use crate::ui::dom::{El, button, div, el, live, nothing};
use crate::ui::state::State;
use leptos::ev::Event;
use leptos::prelude::*;

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Idle,
    Asking,
    Under,
    /// Done, and where something is left.
    Done(Vec<Place>),
}

/// What erasing means, and the way to it. Without a state nothing is open.
pub fn section(state: Option<State>, text: &Text) -> El {
    let word = |name: &str| text.words.get(&["erase", name]).to_string();
    let stage = RwSignal::new(Stage::Idle);
    let words = text.clone();
    let open = move || match stage.get() {
        Stage::Idle => nothing(),
        now => content(state, &words, stage, now).done(),
    };
    div("section", "erase")
        .child(el("h2").text(word("title")))
        .child(el("p").text(word("lead")))
        .child(el("p").child(button("btn quiet", "erase", move |_| stage.set(Stage::Asking)).text(word("open"))))
        .view(live(open))
}

fn content(state: Option<State>, text: &Text, stage: RwSignal<Stage>, now: Stage) -> El {
    let word = |name: &str| text.words.get(&["erase", name]).to_string();
    let has_begun = now != Stage::Asking;
    let close = move |_: Event| {
        if has_begun {
            start_anew();
        } else {
            stage.set(Stage::Idle);
        }
    };
    let title = |name: &str| el("h3").attr("id", "erase-title").text(word(name));
    let frame = dialog("erase", close);
    match now {
        Stage::Done(left) => {
            let is_clean = left.is_empty();
            let left = left.iter().map(|place| el("li").text(text.words.get(&["erase", "places", place.id()])));
            frame
                .child(title(if is_clean { "done" } else { "not_done" }))
                .child(el("p").attr("role", "status").text(word(if is_clean { "checked" } else { "left" })))
                .child((!is_clean).then(|| el("ul").child(left)))
                .child(el("p").text(word("outside")))
                .child(div("div", "actions").child(button("btn", "anew", move |_| start_anew()).text(word("anew"))))
        }
        Stage::Under => frame.child(title("under")).child(el("p").attr("role", "status").text(ui!(text, waiting))),
        _ => {
            let backups = state.map(|state| backups(state, text)).unwrap_or_default();
            let confirm = button("btn", "erase-now", move |_| run(state, stage)).text(word("confirm"));
            let cancel = button("btn quiet", "cancel", move |_| stage.set(Stage::Idle)).text(word("cancel"));
            frame
                .child(title("ask"))
                .child(el("p").text(word("what")))
                .child((!backups.is_empty()).then(|| el("p").text(word("first"))))
                .child((!backups.is_empty()).then(|| div("ul", "rows").child(backups)))
                .child(div("div", "actions").child(cancel).child(confirm))
        }
    }
}

/// A way to keep each assessment as a file.
fn backups(state: State, text: &Text) -> Vec<El> {
    let row = |(_, found): (String, Found)| {
        let (Found::Whole(document, _) | Found::Older(document, _)) = found else { return None };
        let name = start::name(text, &document);
        let save = move |_| state.back_up(&document);
        Some(div("li", "row-head").child(el("bdi").text(name)).child(button("link", "backup", save).text(ui!(text, back_up))))
    };
    state.all().into_iter().filter_map(row).collect()
}

fn run(state: Option<State>, stage: RwSignal<Stage>) {
    stage.set(Stage::Under);
    if let Some(state) = state {
        state.forget();
        incoming::forget();
    }
    later(async move {
        let left = erase().await;
        stage.set(Stage::Done(left));
    });
}

/// Opens the start page as on the first visit.
fn start_anew() {
    let location = window().location();
    let _ = location.set_hash("#/");
    let _ = location.reload();
}
