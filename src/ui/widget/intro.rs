//! What the tool is, that nothing is kept, and the way in.

use super::{SETTINGS, Widget, word};
use crate::embed::kind::Kind;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::icon;
use crate::ui::dom::{El, div, el, link};
use crate::ui::route::Page;
use leptos::prelude::*;

/// A text about a kind: `title`, `lead`.
pub fn about<'a>(text: &'a Text, kind: Kind, what: &str) -> &'a str {
    text.words.get(&["kinds", kind.id(), what])
}

/// The page.
pub fn intro(widget: Widget, text: &Text) -> AnyView {
    let fact = |name: &str| {
        let get = |what: &str| text.words.get(&["widget", "facts", name, what]);
        let words = el("div").child(el("b").text(get("title"))).child(el("p").text(get("text")));
        el("li").view(icon::tick()).child(words)
    };
    let count = fill(word(text, "questions"), &intl::number(text.lang, widget.questions().len() as f64), "");
    let country = SETTINGS.with_borrow(|s| s.country).map(|code| {
        let name = intl::countries(text.lang, std::iter::once(code)).into_iter().next().map_or_else(|| code.into(), |(_, n)| n);
        div("p", "hint").text(fill(word(text, "country"), &name, ""))
    });
    let begin = link(widget.tool().href()).attr("class", "btn").attr("data-action", "begin").text(ui!(text, begin));
    let open = link(Page::Receive.href()).attr("class", "btn quiet").attr("data-action", "open").text(word(text, "open"));
    div("div", "page start")
        .child(el("h1").text(about(text, widget.kind(), "title")))
        .child(div("p", "lead").text(about(text, widget.kind(), "lead")))
        .child(div("p", "hint").text(count))
        .child(country)
        .child(div("p", "way-in").child(begin).child(open))
        .child(facts(fact))
        .done()
}

fn facts(fact: impl Fn(&str) -> El) -> El {
    div("ul", "facts").child(["private", "kept"].map(fact))
}
