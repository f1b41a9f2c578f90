//! The library of mandates and arrangements elsewhere: filtered, ordered by likeness, and two side by side.

use crate::domain::library::{PLACES, Place, Region, like};
use crate::text::{Text, fill, intl};
use crate::ui::components::field::select;
use crate::ui::components::section::{framed, section};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, div, el, field, link, live, nothing};
use crate::ui::route::Page;
use crate::ui::state::State;
use crate::ui::widget;
use leptos::ev::Event;
use leptos::prelude::*;

/// What is told of a place, under these labels.
const TOLD: [&str; 3] = ["text", "asks", "lesson"];
const OBLIGATIONS: [&str; 6] = ["duty", "tasked", "empowered", "encouraged", "mentioned", "none"];
const AUTHORITIES: [&str; 4] = ["explicit", "broader", "council", "none"];

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["library", name])
}

/// A place's name: the browser knows those of countries.
pub fn name(text: &Text, place: &Place) -> String {
    if !place.is_country() {
        return text.words.get(&["places", place.id, "name"]).into();
    }
    intl::countries(text.lang, std::iter::once(place.id)).into_iter().next().map_or_else(|| place.id.into(), |(_, name)| name)
}

/// What the visitor is looking for.
#[derive(Clone, Copy)]
struct Filter {
    authority: RwSignal<String>,
    obligation: RwSignal<String>,
    region: RwSignal<String>,
    by_likeness: RwSignal<bool>,
    /// The places chosen for comparison, the latest last.
    compared: RwSignal<Vec<&'static str>>,
}

impl Filter {
    fn lets(self, place: &Place) -> bool {
        let fits = |wanted: RwSignal<String>, is: &str| wanted.with(|w| w.is_empty() || w == is);
        fits(self.authority, place.basis.authority())
            && fits(self.obligation, place.basis.obligation())
            && fits(self.region, place.region.id())
    }
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let filter = Filter {
        authority: state.remembered("countries.authority", String::new()),
        obligation: state.remembered("countries.obligation", String::new()),
        region: state.remembered("countries.region", String::new()),
        by_likeness: state.remembered("countries.like", false),
        compared: state.remembered("countries.compared", Vec::new()),
    };
    let places = Memo::new(move |_| {
        let all: Vec<&'static Place> = if filter.by_likeness.get() { state.sheet.with(like) } else { PLACES.iter().collect() };
        all.into_iter().filter(|p| filter.lets(p)).map(|p| p.id).collect::<Vec<_>>()
    });
    let words = text.clone();
    let found = move || fill(word(&words, "found"), &intl::number(words.lang, places.get().len() as f64), "");
    let words = text.clone();
    let list = move || {
        let places = places.get();
        if places.is_empty() {
            return div("p", "empty").text(word(&words, "nothing")).done();
        }
        let items = places.iter().filter_map(|id| PLACES.iter().find(|p| p.id == *id)).map(|p| entry(&words, filter, p));
        div("ul", "places").child(items).done()
    };
    let words = text.clone();
    div("div", "page result library")
        .child(to_library(text))
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .child(controls(text, filter))
        .child(div("p", "hint").attr("role", "status").live_text(found))
        .view(live(move || compared(&words, filter)))
        .live_view(list)
        .done()
}

/// The way back to all that the library holds; in a widget it would lead out, and nobody came from there.
pub fn to_library(text: &Text) -> El {
    if widget::is_open() {
        return el("span");
    }
    let back = link(Page::Library.href()).attr("data-action", "library").text(text.words.get(&["reference", "back"]));
    div("p", "links").child(back)
}

fn controls(text: &Text, filter: Filter) -> El {
    let choice = |group: &'static str, label: &str, ids: Vec<&'static str>, value: RwSignal<String>| {
        let named = ids.into_iter().map(|id| (id, text.words.get(&["filters", group, id])));
        let options = std::iter::once(("", word(text, "all"))).chain(named);
        select(group, label, options, move || value.get(), move |id| value.set(id))
    };
    let regions: Vec<&'static str> =
        Region::ALL.into_iter().filter(|r| PLACES.iter().any(|p| p.region == *r)).map(Region::id).collect();
    let sort = move |event: Event| filter.by_likeness.set(field(&event).checked());
    let like = div("label", "check")
        .child(
            el("input")
                .attr("type", "checkbox")
                .attr("data-filter", "like")
                .flag("checked", move || filter.by_likeness.get())
                .on("change", sort),
        )
        .child(el("span").text(word(text, "like_my_city")));
    div("div", "filters")
        .child(choice("authority", word(text, "filter_authority"), AUTHORITIES.to_vec(), filter.authority))
        .child(choice("obligation", word(text, "filter_obligation"), OBLIGATIONS.to_vec(), filter.obligation))
        .child(choice("region", word(text, "filter_region"), regions, filter.region))
        .child(like)
        .child(div("p", "hint").view(statement(text, word(text, "like_help"))))
        .child(div("p", "hint").text(word(text, "compare_help")))
}

fn about<'a>(text: &'a Text, place: &Place, what: &str) -> &'a str {
    text.words.get(&["places", place.id, what])
}

/// The label over what is told of a place.
fn label<'a>(text: &'a Text, what: &str) -> &'a str {
    if what == "text" { word(text, "kind") } else { word(text, what) }
}

fn entry(text: &Text, filter: Filter, place: &'static Place) -> El {
    let choose = move |event: Event| {
        let is_chosen = field(&event).checked();
        filter.compared.update(|chosen| {
            chosen.retain(|id| *id != place.id);
            if is_chosen {
                chosen.push(place.id);
            }
            // Two at a time: the one chosen first gives way.
            if chosen.len() > 2 {
                chosen.remove(0);
            }
        });
    };
    let input = el("input")
        .attr("type", "checkbox")
        .attr("data-compare", place.id)
        .flag("checked", move || filter.compared.with(|c| c.contains(&place.id)))
        .on("change", choose);
    let tag = |group: &str, id: &str| div("span", "tag").text(text.words.get(&["filters", group, id]));
    let name = name(text, place);
    let compare = div("label", "check")
        .child(input)
        .child(el("span").text(word(text, "compare")).child(div("span", "unseen").text(" ").text(&name)));
    let told = TOLD[1..]
        .iter()
        .flat_map(|what| [el("dt").text(label(text, what)), el("dd").view(statement(text, about(text, place, what)))]);
    el("li")
        .attr("data-place", place.id)
        .child(el("h2").text(&name).text(" · ").child(div("span", "kind").text(about(text, place, "kind"))))
        .child(
            div("p", "tags")
                .child(tag("authority", place.basis.authority()))
                .child((place.basis.obligation() != "none").then(|| tag("obligation", place.basis.obligation())))
                .child(tag("region", place.region.id())),
        )
        .child(el("p").view(statement(text, about(text, place, "text"))))
        .child(div("dl", "told").child(told))
        .child(compare)
}

/// Two places side by side, once two are chosen.
fn compared(text: &Text, filter: Filter) -> AnyView {
    let chosen = filter.compared.get();
    let places: Vec<&Place> = chosen.iter().filter_map(|id| PLACES.iter().find(|p| p.id == *id)).collect();
    let [one, other] = places.as_slice() else { return nothing() };
    let head = [one, other].map(|p| el("th").attr("scope", "col").text(name(text, p)));
    let row = |label: &str, cells: [AnyView; 2]| {
        el("tr").child(el("th").attr("scope", "row").text(label)).child(cells.map(|cell| el("td").view(cell)))
    };
    let filters = |group: &str, ids: [&str; 2]| ids.map(|id| el("span").text(text.words.get(&["filters", group, id])).done());
    let rows = [
        row(word(text, "filter_authority"), filters("authority", [one.basis.authority(), other.basis.authority()])),
        row(word(text, "filter_obligation"), filters("obligation", [one.basis.obligation(), other.basis.obligation()])),
    ];
    let told = TOLD.map(|what| row(label(text, what), [one, other].map(|p| statement(text, about(text, p, what)))));
    let caption = word(text, "compared");
    let table = el("table")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(el("td")).child(head)))
        .child(el("tbody").child(rows).child(told));
    section(caption).attr("data-part", "compared").child(framed(caption, table)).done()
}
