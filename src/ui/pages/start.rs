//! What this is, for whom, that nothing leaves the device; the way in; and the assessments there are.

use super::locked_file::{Asked, What, ask, back_up};
use super::{erase, shared};
use crate::document::assessment::Document;
use crate::document::collection::Collection;
use crate::domain::answers::Answers;
use crate::domain::instrument::Question;
use crate::domain::mandate::SUFFICIENCY;
use crate::domain::sheet::Sheet;
use crate::storage::Found;
use crate::text::scale;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::actions;
use crate::ui::components::field::labelled;
use crate::ui::components::incoming::{self, Incoming};
use crate::ui::components::notice::rescue;
use crate::ui::components::{icon, range};
use crate::ui::dom::{El, button, div, el, field, link, live, nothing};
use crate::ui::focus;
use crate::ui::route::{Module, Page};
use crate::ui::state::{State, now, random_id};
use leptos::ev::Event;
use leptos::prelude::*;

/// The start page.
pub fn page(state: State, text: &Text) -> AnyView {
    let begun = Memo::new(move |_| state.answers.with(Answers::has_any));
    let words = text.clone();
    let way_in = live(move || way_in(&words, begun.get()).done());
    let words = text.clone();
    let verdict = move || if begun.get() { so_far(state, &words).done() } else { nothing() };
    let fact = |title: &str, words: &str| {
        el("li").view(icon::tick()).child(el("div").child(el("b").text(title)).child(el("p").text(words)))
    };
    let facts = div("ul", "facts")
        .child(fact(ui!(text, fact_what), ui!(text, fact_what_more)))
        .child(fact(ui!(text, fact_who), ui!(text, fact_who_more)))
        .child(fact(ui!(text, fact_private), ui!(text, fact_private_more)));
    div("div", "page start")
        .child(el("h1").text(ui!(text, start_title)))
        .child(div("p", "lead").text(ui!(text, start_lead)))
        .view(way_in)
        .child(shared::section(state, text))
        .child(facts)
        .live_view(verdict)
        .child(assessments(state, text))
        .child(erase::section(Some(state), text))
        .done()
}

/// The quick path for who begins, the overview for who goes on; and the other ways in.
fn way_in(text: &Text, has_begun: bool) -> El {
    let quick = |name: &str| text.words.get(&["quick", name]).to_string();
    let way = |page: Page, action: &'static str, class: &'static str, words: String| {
        link(page.href()).attr("class", class).attr("data-action", action).text(words)
    };
    let first = if has_begun {
        way(Page::Home, "go-on", "btn", ui!(text, go_on).into())
    } else {
        way(Page::Quick(0), "begin", "btn", quick("start"))
    };
    let hint = (!has_begun).then(|| div("p", "hint").text(quick("lead")));
    let full = (!has_begun).then(|| way(Page::Module(Module::Mandate), "full", "btn quiet", quick("full")));
    let example = way(Page::Examples, "examples", "btn quiet", text.words.get(&["examples", "title"]).into());
    el("div").child(div("p", "way-in").child(first).child(full).child(example)).child(hint)
}

fn so_far(state: State, text: &Text) -> El {
    let span = move || state.verdicts.get().sufficiency;
    let spoken = text.clone();
    div("section", "card so-far")
        .child(el("h2").text(ui!(text, verdict_so_far)))
        .child(div("p", "verdict").live_text(move || scale::SUFFICIENCY.phrase(&spoken, span())))
        .view(range::range(text, scale::SUFFICIENCY, span))
        .child(el("p").child(link(Page::Result.href()).text(ui!(text, see_result))))
}

fn assessments(state: State, text: &Text) -> El {
    let words = text.clone();
    let open = Memo::new(move |_| state.document.with(|d| d.id.clone()));
    let asked = RwSignal::new(None);
    let take = move |event| {
        let ask = move |locked| asked.set(Some(Asked::Opening(locked)));
        actions::choose(state, &field(&event), ask, found);
    };
    let input = el("input")
        .attr("type", "file")
        .attr("accept", ".json,.tafwid,application/json")
        .attr("data-action", "import")
        .on("change", take);
    let buttons = div("div", "actions")
        .child(button("btn quiet", "new", move |_| begin(state)).text(ui!(text, new_assessment)))
        .child(div("label", "btn quiet file").text(ui!(text, open_file)).child(input));
    div("section", "assessments")
        .child(el("h2").text(ui!(text, assessments)))
        .live_view(move || list(state, &words, &open.get(), asked).done())
        .child(buttons)
        .view(incoming::incoming(state, text))
        .child(save_all(state, text, asked))
        .child(div("p", "hint").text(ui!(text, saved_here)))
        .child(
            el("p").child(
                link(Page::Privacy.href())
                    .attr("data-action", "lock-link")
                    .on("click", |_| focus::aim(Page::Privacy, "#lock".into()))
                    .text(text.words.get(&["lock", "link"])),
            ),
        )
        .view(ask(state, text, asked, found))
}

fn found(collection: Collection) {
    incoming::show(Incoming::Found(collection));
}

/// All assessments in one file, where there are several.
fn save_all(state: State, text: &Text, asked: RwSignal<Option<Asked>>) -> El {
    let words = text.clone();
    let save = move |_| {
        let (file, documents) = state.everything();
        actions::save_all(&file, &now());
        documents.iter().for_each(|document| state.note_backup(document));
    };
    let content = move || {
        if state.all().len() < 2 {
            return nothing();
        }
        let word = |name: &str| words.words.get(&["incoming", name]).to_string();
        let locked = can_encrypt().then(|| {
            button("btn quiet", "backup-all-locked", move |_| back_up(state, What::All, asked)).text(word("save_all_locked"))
        });
        div("div", "actions").child(button("btn quiet", "backup-all", save).text(word("save_all"))).child(locked).done()
    };
    el("div").live_view(content)
}

/// Opens an empty assessment at its first question.
fn begin(state: State) {
    state.begin();
    let _ = window().location().set_hash(&Page::Module(Module::Mandate).href());
}

/// The name under which an assessment is listed.
pub fn name(text: &Text, document: &Document) -> String {
    let city = document.answers();
    let city = city.answer(Question::ProfileCity).map(|a| a.value().clone());
    match (document.title.trim(), city) {
        ("", Some(crate::domain::answers::Value::Text(city))) if !city.trim().is_empty() => city,
        ("", _) => fill(ui!(text, untitled), &intl::date(text.lang, &document.created), ""),
        (title, _) => title.into(),
    }
}

fn list(state: State, text: &Text, open: &str, asked: RwSignal<Option<Asked>>) -> El {
    let rows: Vec<El> = state.all().into_iter().filter_map(|(id, found)| row(state, text, open, asked, id, found)).collect();
    if rows.is_empty() {
        return div("p", "empty").text(ui!(text, no_assessments));
    }
    div("ul", "rows").child(rows)
}

fn row(state: State, text: &Text, open: &str, asked: RwSignal<Option<Asked>>, id: String, found: Found) -> Option<El> {
    let document = match found {
        Found::Whole(document, _) | Found::Older(document, _) => *document,
        Found::Nothing => return None,
        Found::Damaged(raw, _) => return Some(unreadable(state, text, id, raw, ui!(text, damaged))),
        Found::Newer(raw) => return Some(unreadable(state, text, id, raw, ui!(text, newer))),
    };
    let verdict = scale::SUFFICIENCY.phrase(text, SUFFICIENCY.range(&Sheet::from(&document.answers())));
    let changed = fill(ui!(text, changed_on), &intl::date(text.lang, &document.updated), "");
    let title = RwSignal::new(name(text, &document));
    let saved = Saved { state, id: id.clone(), as_listed: StoredValue::new(document) };
    let (to_open, to_copy, to_keep, to_delete, to_lock, to_rename) =
        (saved.clone(), saved.clone(), saved.clone(), saved.clone(), saved.clone(), saved);
    let open_it = move |_| {
        state.open(to_open.now());
        let _ = window().location().set_hash(&Page::Module(Module::Mandate).href());
    };
    let words = text.clone();
    let copy = move |_| {
        let from = to_copy.now();
        let title = fill(ui!(words, copy_of), &name(&words, &from), "");
        state.put(&from.duplicate(&random_id(), &title, &now()));
    };
    let rename = move |event: Event| {
        let new = field(&event).value();
        title.set(new.clone());
        to_rename.rename(&new);
    };
    let delete = move |_| {
        state.delete(to_delete.now());
        focus::notice();
    };
    let listed = title.get_untracked();
    let input = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("maxlength", "200")
        .attr("autocomplete", "off")
        .attr("data-field", "title")
        .value(move || listed.clone())
        .on("change", rename);
    let head = div("div", "row-head")
        .child(button("link name", "open", open_it).child(el("bdi").live_text(move || title.get())))
        .text(" ")
        .child((id == open).then(|| div("span", "tag").text(ui!(text, is_open))))
        .child(div("span", "row-about").text(format!("{verdict} · {changed}")));
    let more =
        el("details").child(el("summary").text(ui!(text, more))).child(labelled(ui!(text, name_of_assessment), input)).child(
            div("div", "actions")
                .child(button("btn quiet", "backup", move |_| state.back_up(&to_keep.now())).text(ui!(text, back_up)))
                .child(can_encrypt().then(|| {
                    button("btn quiet", "backup-locked", move |_| back_up(state, What::One(Box::new(to_lock.now())), asked))
                        .text(text.words.get(&["lock", "file"]))
                }))
                .child(button("btn quiet", "duplicate", copy).text(ui!(text, duplicate)))
                .child(button("btn quiet", "delete", delete).text(ui!(text, delete))),
        );
    Some(el("li").attr("data-assessment", id).child(head).child(more))
}

/// Browsers encrypt on secure pages alone.
fn can_encrypt() -> bool {
    window().is_secure_context()
}

/// An assessment of the list as it is now: what is open may have changed since the list was made.
#[derive(Clone)]
struct Saved {
    state: State,
    id: String,
    as_listed: StoredValue<Document>,
}

impl Saved {
    fn is_open(&self) -> bool {
        self.state.document.with_untracked(|d| d.id == self.id)
    }

    fn now(&self) -> Document {
        if self.is_open() {
            return self.state.document.get_untracked();
        }
        match self.state.load(&self.id) {
            Found::Whole(saved, _) => *saved,
            _ => self.as_listed.get_value(),
        }
    }

    fn rename(&self, title: &str) {
        if self.is_open() {
            return self.state.change(|d, now| d.rename(title, now));
        }
        let mut document = self.now();
        document.rename(title, &now());
        self.state.write(&document);
    }
}

fn unreadable(state: State, text: &Text, id: String, raw: String, words: &str) -> El {
    let key = id.clone();
    let buttons = div("div", "actions")
        .child(rescue(text, raw))
        .child(button("btn quiet", "discard", move |_| state.discard(&id)).text(ui!(text, discard)));
    el("li").attr("data-assessment", key).child(div("p", "error").text(words)).child(buttons)
}
