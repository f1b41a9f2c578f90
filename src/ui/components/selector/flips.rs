//! Which single answers would put another alternative first, looked for on demand.

use super::{Hand, Runs, Selector, in_slices, word};
use crate::domain::answers::{Value, options_in};
use crate::domain::selector::Flip;
use crate::text::said::options as options_words;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::icon;
use crate::ui::components::section::section;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, button, div, el, link};
use crate::ui::route::Page;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// What became of the search for answers that would change the lead.
#[derive(Clone, PartialEq)]
enum Looking {
    NotYet,
    Left(usize),
    Found(Vec<Flip>),
}

/// Which single answers would put another alternative first, on demand.
pub fn flips(hand: Hand, text: &Text) -> El {
    let Hand { selector, basis, .. } = hand;
    let get = |what: &str| selector.word(text, "flips", what).to_string();
    let looking = RwSignal::new(Looking::NotYet);
    // What was found holds for the answers it was looked for with.
    Effect::new(move |_| {
        basis.track();
        looking.set(Looking::NotYet);
    });
    let search = move |_| {
        let basis = basis.get_untracked();
        let search = Rc::new(RefCell::new(selector.search(&basis)));
        looking.set(Looking::Left(search.borrow().left()));
        in_slices(
            move || matches!(looking.try_get_untracked(), Some(Looking::Left(_))),
            move || {
                let mut search = search.borrow_mut();
                let is_done = search.try_next();
                looking.set(if is_done { Looking::Found(search.found()) } else { Looking::Left(search.left()) });
                is_done
            },
        );
    };
    let (words, none) = (text.clone(), get("none"));
    let button_words = get("search");
    let content = move || match looking.get() {
        Looking::NotYet => button("btn quiet", "flips", search).text(button_words.clone()).done(),
        Looking::Left(left) => {
            let stop = button("btn quiet", "stop", move |_| looking.set(Looking::NotYet)).text(word(&words, "stop"));
            let told = fill(word(&words, "searching"), &intl::number(words.lang, left as f64), "");
            all(vec![el("p").text(told).done(), stop.done()])
        }
        Looking::Found(found) if found.is_empty() => el("p").attr("data-flips", "0").text(none.clone()).done(),
        Looking::Found(found) => {
            let items = found.iter().map(|flip| flip_item(&words, selector, flip));
            div("ul", "findings").attr("data-flips", found.len().to_string()).child(items).done()
        }
    };
    section(&get("title"))
        .attr("data-part", "flips")
        .child(el("p").view(statement(text, &get("help"))))
        .child(el("div").attr("role", "status").live_view(content))
}

fn flip_item(text: &Text, selector: Selector, flip: &Flip) -> El {
    let question = flip.question;
    let to = match &flip.to {
        Value::One(option) => options_words(text, question, &[*option]),
        Value::Many(set) => options_words(text, question, &options_in(question, *set).collect::<Vec<_>>()),
        _ => String::new(),
    };
    let get = |what: &str| selector.word(text, "flips", what);
    let words = format!(
        "{} {}",
        fill(get("to"), text.words.question(question, "short"), &to),
        fill(get("first"), selector.about(text, flip.lead, "short"), "")
    );
    let words = el("p").text(words).text(" ").child(link(Page::Question(question).href()).text(ui!(text, to_question)));
    el("li").attr("data-flip", format!("{} {}", question.id(), selector.id(flip.lead))).view(icon::open()).child(words)
}
