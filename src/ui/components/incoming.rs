//! What a chosen file holds: told before anything of it is taken in, with a choice for each assessment; and the way back.

use super::section::section;
use crate::document::assessment::Document;
use crate::document::collection::{Collection, Item};
use crate::document::incoming::{Difference, Standing, answered, compare};
use crate::document::{Complaint, Fault};
use crate::storage::Found;
use crate::storage::shelf::ShelfError;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::field::select;
use crate::ui::components::notice::code_words;
use crate::ui::dom::{El, button, div, el, link, live, nothing};
use crate::ui::focus;
use crate::ui::pages::start::name;
use crate::ui::route::Page;
use crate::ui::state::{Saving, State, now, random_id};
use leptos::prelude::*;

/// A file on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Incoming {
    /// None.
    #[default]
    Nothing,
    /// It was read, and nothing of it was taken in.
    Found(Collection),
    /// So many assessments were taken in; they can be taken out again.
    Taken(usize, Box<Undo>),
    /// The one assessment of the file was here already; it is open.
    Already,
    /// Nothing was taken in, since all was here already or was left out.
    Left,
    /// There was no room for all of it, or the browser refused: nothing was changed.
    NoRoom,
    /// There was no room for the one assessment of the file: it is open, and not saved.
    Unsaved,
    /// What was taken in was taken out again.
    Undone,
}

/// What to do with an assessment of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// It is not here: it is kept and listed.
    Add,
    /// It takes the place of what is here.
    Replace,
    /// Both are kept.
    Copy,
    /// It stays out.
    Leave,
}

impl Choice {
    const ALL: [Choice; 4] = [Choice::Add, Choice::Replace, Choice::Copy, Choice::Leave];

    const fn id(self) -> &'static str {
        ["add", "replace", "copy", "leave"][self as usize]
    }

    /// What can be chosen; first what happens when nobody chooses. Who opens one old file wants to see it; of many files those that
    /// say nothing new stay out.
    fn of(standing: Standing, is_alone: bool) -> &'static [Choice] {
        use Choice::*;
        match (standing, is_alone) {
            (Standing::New, _) => &[Add, Leave],
            (Standing::Same, _) => &[Leave],
            (Standing::Newer, _) => &[Replace, Copy, Leave],
            (Standing::Both, _) | (Standing::Older, true) => &[Copy, Replace, Leave],
            (Standing::Older, false) => &[Leave, Copy, Replace],
        }
    }
}

/// What it takes to take something out again.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// Each assessment as it was taken in, with what stood in its place.
    taken: Vec<(Document, Option<Document>)>,
    /// What was open before.
    open: Document,
}

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["incoming", name])
}

thread_local! {
    // Of no page: what was taken in can be taken out again after looking around.
    static FILE: ArcRwSignal<Incoming> = ArcRwSignal::new(Incoming::Nothing);
}

/// The file on its way in.
pub fn file() -> RwSignal<Incoming> {
    FILE.with(|file| file.clone().into())
}

/// Forgets the file, and the way back.
pub fn forget() {
    FILE.with(|file| file.set(Incoming::Nothing));
}

/// Shows how it stands.
pub fn show(incoming: Incoming) {
    FILE.with(|file| file.set(incoming));
    focus::soon(".incoming".into());
}

/// What is told of the file, and asked.
pub fn incoming(state: State, text: &Text) -> AnyView {
    let text = text.clone();
    let file = file();
    live(move || match file.get() {
        Incoming::Nothing => nothing(),
        Incoming::Found(found) => preview(state, &text, found).done(),
        Incoming::Taken(count, undo) => taken(state, &text, count, undo).done(),
        Incoming::Already => told(&text, "already"),
        Incoming::Left => told(&text, "left"),
        Incoming::NoRoom => told(&text, "no_room"),
        Incoming::Unsaved => told(&text, "unsaved"),
        Incoming::Undone => told(&text, "undone"),
    })
}

fn card(standing: &'static str) -> El {
    div("section", "card incoming").attr("data-part", "incoming").attr("data-standing", standing)
}

fn close(text: &Text) -> El {
    let close = move |_| {
        forget();
        focus::heading();
    };
    button("btn quiet", "close", close).text(ui!(text, dismiss))
}

fn told(text: &Text, what: &'static str) -> AnyView {
    let close = close(text);
    card(what).child(el("p").attr("role", "status").text(word(text, what))).child(div("div", "actions").child(close)).done()
}

fn taken(state: State, text: &Text, count: usize, undo: Box<Undo>) -> El {
    let back = move |_| {
        take_out(state, &undo);
        show(Incoming::Undone);
    };
    let said = fill(word(text, "taken"), &intl::number(text.lang, count as f64), "");
    let on = link(Page::Home.href()).attr("class", "btn").attr("data-action", "go-on").text(ui!(text, go_on));
    let actions =
        div("div", "actions").child(on).child(button("btn quiet", "undo-import", back).text(ui!(text, undo))).child(close(text));
    card("taken").child(el("p").attr("role", "status").text(said)).child(actions)
}

/// An assessment of the file, and what may become of it.
struct Row {
    document: Document,
    here: Option<Document>,
    standing: Standing,
    choice: RwSignal<Choice>,
}

fn preview(state: State, text: &Text, found: Collection) -> El {
    let is_alone = found.items.len() == 1;
    state.flush();
    let mut rows: Vec<Row> = Vec::new();
    let mut has_choice = !is_alone;
    let mut list = div("ul", "rows");
    for item in found.items {
        let shown = match item {
            Item::Unreadable(fault) => unreadable(text, &fault),
            Item::Whole(document, complaints) => {
                let (row, shown) = one(state, text, *document, &complaints, is_alone, &rows);
                has_choice |= row.standing != Standing::Same;
                rows.push(row);
                shown
            }
        };
        list = list.child(shown);
    }
    let take = move |_| {
        let chosen = rows.iter().map(|r| (r.document.clone(), r.here.clone(), r.choice.get_untracked()));
        show(take_in(state, chosen.collect()));
    };
    let leave = move |_| {
        forget();
        focus::heading();
    };
    section(word(text, "title"))
        .attr("class", "card incoming")
        .attr("data-part", "incoming")
        .attr("data-standing", "found")
        .child(el("p").text(word(text, "lead")))
        .child(list)
        .child(
            div("div", "actions")
                .child(button("btn", "take", take).text(word(text, if has_choice { "take" } else { "take_one" })))
                .child(button("btn quiet", "leave-it", leave).text(word(text, "cancel"))),
        )
}

fn unreadable(text: &Text, fault: &Fault) -> El {
    el("li")
        .attr("data-file", "unreadable")
        .child(div("p", "error").text(word(text, "unreadable")).text(" ").text(code_words(text, fault.code.id())))
        .child(el("p").child(div("bdi", "code").attr("dir", "ltr").text(&fault.path)))
}

/// What is kept under an id, or open and could not be saved; an error where something is that cannot be read.
fn kept(state: State, id: &str) -> Result<Option<Document>, ()> {
    let is_unsaved = matches!(state.saving.get_untracked(), Saving::Full | Saving::Refused);
    if is_unsaved && state.document.with_untracked(|d| d.id == id) {
        return Ok(Some(state.document.get_untracked()));
    }
    match state.load(id) {
        Found::Whole(here, _) | Found::Older(here, _) => Ok(Some(*here)),
        Found::Nothing => Ok(None),
        Found::Damaged(..) | Found::Newer(_) => Err(()),
    }
}

fn one(state: State, text: &Text, mut document: Document, complaints: &[Complaint], is_alone: bool, before: &[Row]) -> (Row, El) {
    let own = |document: &Document| document.duplicate(&random_id(), &document.title, &now());
    let here = match kept(state, &document.id) {
        Ok(here) => here,
        // What cannot be read stays, and the file's gets an id of its own.
        Err(()) => {
            document = own(&document);
            None
        }
    };
    if before.iter().any(|row| row.document.id == document.id) {
        document = own(&document);
    }
    let Difference { standing, there, here: later_here } = compare(&document, here.as_ref());
    let choices = Choice::of(standing, is_alone);
    let choice = RwSignal::new(choices.first().copied().unwrap_or(Choice::Leave));
    let number = |n: usize| intl::number(text.lang, n as f64);
    let counted = match standing {
        Standing::New => fill(word(text, "answers"), &number(answered(&document)), ""),
        Standing::Same => String::new(),
        _ => fill(word(text, "later"), &number(there), &number(later_here)),
    };
    let asks = (choices.len() > 1).then(|| {
        let options: Vec<(&str, &str)> = choices.iter().map(|c| (c.id(), word(text, c.id()))).collect();
        let set = move |id: String| choice.set(Choice::ALL.into_iter().find(|c| c.id() == id).unwrap_or(Choice::Leave));
        select("choice", word(text, "choice"), options, move || choice.get().id().into(), set)
    });
    let passed_over =
        (!complaints.is_empty()).then(|| div("p", "hint").text(fill(word(text, "complaints"), &number(complaints.len()), "")));
    let shown = el("li")
        .attr("data-file", standing.id())
        .child(
            div("div", "row-head")
                .child(el("bdi").child(el("b").text(name(text, &document))))
                .text(" ")
                .child(div("span", "tag").text(word(text, standing.id()))),
        )
        .child((!counted.is_empty()).then(|| div("p", "hint").text(counted)))
        .child(passed_over)
        .child(asks);
    (Row { document, here, standing, choice }, shown)
}

/// Does what was chosen: all of it, or nothing.
fn take_in(state: State, chosen: Vec<(Document, Option<Document>, Choice)>) -> Incoming {
    state.flush();
    let open = state.document.get_untracked();
    let mut taken: Vec<(Document, Option<Document>)> = Vec::new();
    let is_alone = chosen.len() == 1;
    // One that is here already is opened all the same, when it is all that the file holds.
    let is_here = |(document, here, _): &&(Document, Option<Document>, Choice)| is_alone && here.as_ref() == Some(document);
    let already = chosen.first().filter(is_here).map(|(document, ..)| document.clone());
    for (document, here, choice) in chosen {
        // What another page has written since this was shown is not overwritten.
        let is_as_shown = kept(state, &document.id) == Ok(here.clone());
        let entry = match choice {
            Choice::Leave => continue,
            Choice::Add | Choice::Replace if is_as_shown => (document, here),
            _ => (document.duplicate(&random_id(), &document.title, &now()), None),
        };
        if state.store.with_value(|s| s.put(&entry.0)).is_err() {
            if entry.1.is_none() {
                remove(state, &entry);
            }
            restore(state, &taken);
            if !is_alone || entry.1.is_some() {
                return Incoming::NoRoom;
            }
            // Who opens a file wants to see it, saved or not.
            state.open(entry.0);
            state.save();
            return Incoming::Unsaved;
        }
        taken.push(entry);
    }
    state.shelf_changed.update(|n| *n += 1);
    let is_open_replaced = taken.iter().any(|(new, _)| new.id == open.id);
    let to_open = match taken.as_slice() {
        [] => already,
        [(only, _)] => Some(only.clone()),
        many => many.iter().find(|(new, _)| is_open_replaced && new.id == open.id).map(|(new, _)| new.clone()),
    };
    let is_open = to_open.is_some();
    if let Some(document) = to_open {
        state.open(document);
    }
    match taken.len() {
        0 if is_open => Incoming::Already,
        0 => Incoming::Left,
        count => Incoming::Taken(count, Box::new(Undo { taken, open })),
    }
}

/// Puts back what stood in the place of an assessment, or leaves the place empty.
fn remove(state: State, (new, before): &(Document, Option<Document>)) {
    let _: Result<(), ShelfError> = state.store.with_value(|s| match before {
        Some(before) => s.put(before),
        None => {
            s.remove(&new.id);
            Ok(())
        }
    });
}

fn restore(state: State, taken: &[(Document, Option<Document>)]) {
    taken.iter().rev().for_each(|entry| remove(state, entry));
    state.shelf_changed.update(|n| *n += 1);
}

/// Takes out what was taken in. What was changed in the meantime stays, beside what stood there before.
fn take_out(state: State, undo: &Undo) {
    state.flush();
    for (new, before) in &undo.taken {
        let is_unchanged = kept(state, &new.id).is_ok_and(|found| found.is_some_and(|d| d.to_file() == new.to_file()));
        match before {
            _ if is_unchanged => remove(state, &(new.clone(), before.clone())),
            Some(before) => state.put(&before.duplicate(&random_id(), &before.title, &now())),
            None => {}
        }
    }
    state.shelf_changed.update(|n| *n += 1);
    let open = state.document.with_untracked(|d| d.id.clone());
    let is_gone = kept_on_shelf(state, &open).is_none();
    let is_replaced = undo.taken.iter().any(|(new, before)| new.id == open && before.is_some());
    if is_gone || is_replaced {
        state.saving.set(Saving::Nothing);
        let back = kept_on_shelf(state, &undo.open.id).unwrap_or_else(|| undo.open.clone());
        state.open(back);
    }
}

fn kept_on_shelf(state: State, id: &str) -> Option<Document> {
    match state.load(id) {
        Found::Whole(here, _) | Found::Older(here, _) => Some(*here),
        _ => None,
    }
}
