//! The pages.

mod article;
mod mandate;
mod profile;
mod result;
mod start;

use super::dom::{El, div, el, link};
use super::route::Page;
use super::state::State;
use crate::text::{Text, intl};
use crate::ui;
use leptos::prelude::*;

/// A page's title, which is its heading too.
pub fn title(text: &Text, page: Page) -> String {
    match page {
        Page::Start => ui!(text, start_title).into(),
        Page::Profile => text.words.section(crate::domain::instrument::Section::Profile, "title").into(),
        Page::Mandate => ui!(text, questions).into(),
        Page::Screen(section, 1) => text.words.section(section, "title").into(),
        Page::Screen(section, n) => format!("{} · {}", text.words.section(section, "title"), intl::number(text.lang, n as f64)),
        Page::Question(question) => text.words.section(question.section(), "title").into(),
        Page::Result => ui!(text, result).into(),
        Page::Privacy => ui!(text, privacy).into(),
        Page::About => ui!(text, about).into(),
        Page::Missing => ui!(text, missing_title).into(),
    }
}

/// The pack that a page needs.
pub fn pack(page: Page) -> &'static str {
    match page {
        Page::Profile => "help",
        Page::Result => "result",
        Page::Privacy | Page::About => "reading",
        _ => "mandate",
    }
}

/// A page's content.
pub fn page(state: State, text: &Text, page: Page) -> AnyView {
    match page {
        Page::Start => start::page(state, text),
        Page::Profile => profile::page(state, text),
        Page::Mandate | Page::Screen(..) | Page::Question(_) => mandate::page(state, text, page),
        Page::Result => result::page(state, text),
        Page::Privacy => article::page(text, "privacy"),
        Page::About => article::page(text, "about"),
        Page::Missing => {
            let start = div("a", "btn").attr("href", "#/").text(ui!(text, to_start));
            plain(ui!(text, missing_title), ui!(text, missing)).child(el("p").child(start)).done()
        }
    }
}

/// A page with a heading and a sentence.
fn plain(title: &str, words: &str) -> El {
    div("div", "page").child(el("h1").text(title)).child(el("p").text(words))
}

/// The control to the next screen.
fn next(href: String, words: &str) -> El {
    link(href).attr("class", "btn").attr("data-action", "next").text(words)
}

/// Shown until a page's words have come.
pub fn waiting(text: &Text) -> AnyView {
    plain(ui!(text, waiting), ui!(text, waiting_help)).done()
}
