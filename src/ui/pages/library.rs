//! The library: what it holds, and a search through all of it and through every question.

use crate::text::finder::{self, Entry, Found, Kind};
use crate::text::lang::Lang;
use crate::text::{Text, fill, intl};
use crate::ui::components::search::{Asks, search};
use crate::ui::components::section::section;
use crate::ui::dom::{El, div, el, link};
use crate::ui::focus;
use crate::ui::pages::{countries, title};
use crate::ui::route::Page;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

/// Results of one kind that are shown at most.
const MOST_OF_A_KIND: usize = 6;

/// The page is seen before the search is made ready.
const AHEAD: Duration = Duration::from_millis(200);

thread_local! {
    /// What was looked for last, for who comes back from a result.
    static WANTED: RefCell<String> = const { RefCell::new(String::new()) };
}

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["reference", name])
}

/// The page.
pub fn page(text: &Text) -> AnyView {
    let holds = [
        (Page::Frameworks, "to_frameworks"),
        (Page::Principles, "to_principles"),
        (Page::Models, "to_models"),
        (Page::Countries, "to_countries"),
        (Page::Examples, "to_examples"),
        (Page::Glossary, "to_glossary"),
        (Page::Sources, "to_sources"),
    ];
    let items = holds.map(|(page, about)| {
        el("li").child(link(page.href()).text(title(text, page))).child(div("p", "hint").text(word(text, about)))
    });
    div("div", "page result library reference")
        .child(el("h1").text(word(text, "library_title")))
        .child(div("p", "lead").text(word(text, "library_lead")))
        .child(finding(text))
        .child(section(word(text, "holds")).attr("data-part", "holds").child(div("ul", "shelf").child(items)))
        .done()
}

/// The search. What can be found is put together once the page stands, so that the first key need not wait for it.
fn finding(text: &Text) -> El {
    let wanted = RwSignal::new(WANTED.with_borrow(String::clone));
    let words = text.clone();
    let entries = StoredValue::new(None::<Arc<Vec<Entry>>>);
    let all = move || {
        if let Some(all) = entries.try_get_value().flatten() {
            return all;
        }
        let all = Arc::new(finder::library(&words.words, words.lang, |place| countries::name(&words, place)));
        entries.try_set_value(Some(all.clone()));
        all
    };
    let ahead = all.clone();
    set_timeout(move || drop(ahead()), AHEAD);
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        WANTED.with_borrow_mut(|last| last.clone_from(&wanted));
        (!wanted.trim().is_empty()).then(|| {
            let all = all();
            let found = finder::find(&all, &wanted);
            let some = |f: Found| (f.kind, f.entries.len(), f.entries.into_iter().take(MOST_OF_A_KIND).cloned().collect());
            found.into_iter().map(some).collect::<Vec<(Kind, usize, Vec<Entry>)>>()
        })
    });
    let words = text.clone();
    let told = move || {
        found.with(|found| match found {
            None => String::new(),
            Some(found) if found.is_empty() => word(&words, "search_none").into(),
            Some(found) => {
                let all: usize = found.iter().map(|(_, of, _)| of).sum();
                fill(word(&words, "search_found"), &intl::number(words.lang, all as f64), "")
            }
        })
    };
    let words = text.clone();
    let list = move || {
        let groups: Vec<El> =
            found.with(|found| found.iter().flatten().map(|(kind, of, some)| group(&words, *kind, *of, some)).collect());
        div("div", "found").child(groups).done()
    };
    let asks = Asks { name: "library-search", label: word(text, "search"), help: word(text, "search_help") };
    search(asks, wanted, told, list)
}

/// Results of a kind: some of so many.
fn group(text: &Text, kind: Kind, of: usize, some: &[Entry]) -> El {
    let number = |n: usize| intl::number(text.lang, n as f64);
    let more =
        (some.len() < of).then(|| div("p", "hint").text(fill(word(text, "search_more"), &number(some.len()), &number(of))));
    el("section")
        .attr("data-kind", kind.id())
        .child(el("h2").text(text.words.get(&["kinds", kind.id()])))
        .child(div("ul", "shelf").child(some.iter().map(|e| hit(text, e))))
        .child(more)
}

/// Where an entry stands: its page, and what it is in that.
fn place(entry: &Entry) -> (Page, String) {
    let in_page = |name: &str| format!("[data-{name}=\"{}\"]", entry.id);
    match entry.kind {
        Kind::Term => (Page::Glossary, in_page("term")),
        Kind::Framework => (Page::Frameworks, in_page("framework")),
        Kind::Criterion => (Page::Frameworks, in_page("criterion")),
        Kind::Principle => (Page::Principles, in_page("principle")),
        Kind::Model => (Page::Models, in_page("framework")),
        Kind::ModelCriterion => (Page::Models, in_page("criterion")),
        Kind::Place => (Page::Countries, in_page("place")),
        Kind::Example => (Page::Examples, in_page("example")),
        Kind::Source => (Page::Sources, in_page("source")),
        Kind::Question | Kind::Advice => (entry.question.map_or(Page::Library, Page::Question), String::new()),
    }
}

fn hit(text: &Text, entry: &Entry) -> El {
    let (page, within) = place(entry);
    let go = move |_| {
        if !within.is_empty() {
            focus::aim(page, within.clone());
        }
    };
    let others = Lang::ALL.into_iter().filter(|lang| entry.kind == Kind::Term && *lang != text.lang);
    let others = others.map(|lang| {
        el("span").text(" · ").child(el("span").attr("lang", lang.tag()).attr("dir", lang.dir()).text(text.words.get(&[
            "terms",
            &entry.id,
            lang.tag(),
        ])))
    });
    el("li")
        .attr("data-found", entry.id.as_str())
        .child(link(page.href()).on("click", go).text(entry.title.as_str()))
        .child(others)
        .child(div("p", "hint").text(entry.text.as_str()))
}
