//! The questions about the mandate, a screen at a time, with the verdict so far in view.

use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::authority::Authority;
use crate::domain::sheet::{Shown, progress};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::panel::panel;
use crate::ui::components::question::question;
use crate::ui::dom::{El, div, el, link, live, nothing};
use crate::ui::route::{MANDATE, Page};
use crate::ui::screens::{Screen, first_unanswered, screens};
use crate::ui::state::State;
use leptos::prelude::*;

/// A screen of questions.
pub fn page(state: State, text: &Text, page: Page) -> AnyView {
    let screens = screens();
    let at = match page {
        Page::Screen(section, number) => {
            let last = screens.iter().filter(|s| s.section == section).count();
            screens.iter().position(|s| s.section == section && s.number == number.min(last))
        }
        Page::Question(question) => screens.iter().position(|s| s.questions.contains(&question)),
        _ => match first_unanswered(&state.answers.get_untracked(), &screens) {
            None => return super::result::when_there(state, text),
            found => found,
        },
    };
    let at = at.unwrap_or(0);
    let Some(screen) = screens.get(at) else { return nothing() };
    let section = screen.section;
    let href = |screen: &Screen| Page::Screen(screen.section, screen.number).href();
    let next_href = screens.get(at + 1).map_or_else(|| Page::Result.href(), href);
    let next_words = if at + 1 < screens.len() { ui!(text, next) } else { ui!(text, see_result) };
    let previous = at
        .checked_sub(1)
        .and_then(|i| screens.get(i))
        .map(|screen| link(href(screen)).attr("class", "btn quiet").attr("data-action", "previous").text(ui!(text, previous)));
    let parts = screens.iter().filter(|s| s.section == section).count();
    let number = |n: usize| intl::number(text.lang, n as f64);
    let part = (parts > 1).then(|| div("span", "part").text(fill(ui!(text, part_of), &number(screen.number), &number(parts))));
    let questions = screen.questions.iter().fold(div("div", "questions"), |list, q| list.view(when_asked(state, text, *q)));
    let form = el("div")
        .child(steps(state, text, section))
        .child(el("h1").text(text.words.section(section, "title")).text(" ").child(part))
        .child(div("p", "lead").text(text.words.section(section, "lead")))
        .view(can_wait(state, text, section))
        .child(questions)
        .child(div("p", "page-nav").child(super::next(next_href, next_words)).child(previous));
    div("div", "with-panel").child(form).view(panel(state, text)).done()
}

/// A question, there while it is asked.
fn when_asked(state: State, text: &Text, q: Question) -> AnyView {
    if q.show_if().is_none() {
        return question(state, text, q).done();
    }
    let text = text.clone();
    let is_asked = Memo::new(move |_| state.sheet.with(|sheet| sheet.shown(q) == Shown::Yes));
    live(move || if is_asked.get() { question(state, &text, q).done() } else { nothing() })
}

/// Where one stands, and the way to every section.
fn steps(state: State, text: &Text, current: Section) -> [El; 2] {
    let lang = text.lang;
    let number = move |n: usize| intl::number(lang, n as f64);
    let items = MANDATE.into_iter().map(|(section, _)| {
        let counts = Memo::new(move |_| state.answers.with(|a| progress(a, section)));
        let count = move || format!("{}/{}", number(counts.get().0), number(counts.get().1));
        let step = link(Page::Screen(section, 1).href())
            .attr_if(section == current, "aria-current", "step")
            .live("data-done", move || (counts.get().0 == counts.get().1).then(String::new))
            .child(el("span").text(text.words.section(section, "short")))
            .child(div("bdi", "count").live_text(count));
        el("li").child(step)
    });
    let all = Memo::new(move |_| {
        state.answers.with(|a| MANDATE.iter().map(|(s, _)| progress(a, *s)).fold((0, 0), |(d, o), (done, of)| (d + done, o + of)))
    });
    let words = text.clone();
    let bar = el("progress")
        .live("max", move || Some(all.get().1.to_string()))
        .live("value", move || Some(all.get().0.to_string()))
        .attr("aria-label", ui!(text, progress));
    [
        div("nav", "steps").attr("aria-label", ui!(text, parts_of_mandate)).child(el("ol").child(items)),
        div("p", "progress").child(bar).child(el("span").live_text(move || words.counted("done", all.get().0, all.get().1))),
    ]
}

/// Without any authority, awareness and scope can wait, and say so.
fn can_wait(state: State, text: &Text, section: Section) -> AnyView {
    if !matches!(section, Section::MandateAwareness | Section::MandateScope) {
        return nothing();
    }
    let text = text.clone();
    let is_none = Memo::new(move |_| state.verdicts.get().authority == (Authority::None, Authority::None));
    live(move || {
        let way = link(Page::Result.href()).text(ui!(text, can_wait_link));
        let words = || div("p", "inset").attr("data-can-wait", "").text(ui!(text, can_wait)).text(" ").child(way).done();
        if is_none.get() { words() } else { nothing() }
    })
}
