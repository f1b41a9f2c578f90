//! The questions, a screen at a time: of a module, or of the quick path.

use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::authority::Authority;
use crate::domain::quick::QUICK;
use crate::domain::sheet::{Shown, progress, progress_of};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::question::{Parts, question};
use crate::ui::dom::{El, div, el, link, live, nothing};
use crate::ui::route::{Module, Page};
use crate::ui::screens::{Screen, first_unanswered, of_quick_path};
use crate::ui::state::State;
use leptos::prelude::*;

/// What stands around the questions.
#[derive(Clone, Copy)]
pub struct Around {
    /// What a question has beside its options.
    pub parts: Parts,
    /// The screens of a module.
    pub screens: fn(Module) -> Vec<Screen>,
    /// Beside a module's questions.
    pub aside: fn(State, &Text, Module) -> AnyView,
    /// Under a question's controls.
    pub under: fn(State, &Text, Question) -> AnyView,
}

/// The page behind an address: a module or the quick path opens at its first unanswered question, and where all are answered, at its
/// result.
pub fn resolve(state: State, page: Page, screens: fn(Module) -> Vec<Screen>) -> Page {
    let screens = match page {
        Page::Module(module) => screens(module),
        Page::Quick(0) => of_quick_path(),
        _ => return page,
    };
    let waiting = first_unanswered(&state.answers.get_untracked(), &screens);
    match (waiting.and_then(|i| screens.get(i)), page) {
        (Some(screen), _) => screen.page,
        (None, Page::Module(module)) => module.result(),
        (None, _) => Page::Result,
    }
}

/// A screen of questions.
pub fn page(state: State, text: &Text, page: Page, around: Around) -> AnyView {
    let module = page.module().unwrap_or(Module::Mandate);
    let is_quick = matches!(page, Page::Quick(_));
    let screens = if is_quick { of_quick_path() } else { (around.screens)(module) };
    let at = match page {
        Page::Question(question) => screens.iter().position(|s| s.questions.contains(&question)),
        Page::Screen(section, number) => {
            let last = screens.iter().filter(|s| s.section == section).count();
            screens.iter().position(|s| s.section == section && s.part.0 == number.min(last))
        }
        Page::Quick(number) => Some(number.clamp(1, screens.len()) - 1),
        _ => None,
    };
    let at = at.unwrap_or(0);
    let Some(screen) = screens.get(at) else { return nothing() };
    let end = (module.result(), ui!(text, see_result));
    let (next, next_words) = screens.get(at + 1).map_or(end, |screen| (screen.page, ui!(text, next)));
    let previous = at.checked_sub(1).and_then(|i| screens.get(i)).map(|screen| {
        link(screen.page.href()).attr("class", "btn quiet").attr("data-action", "previous").text(ui!(text, previous))
    });
    let number = |n: usize| intl::number(text.lang, n as f64);
    let (part, parts) = screen.part;
    let part = (parts > 1).then(|| div("span", "part").text(fill(ui!(text, part_of), &number(part), &number(parts))));
    let questions =
        screen.questions.iter().fold(div("div", "questions"), |list, q| list.view(when_asked(state, text, *q, around)));
    let early = (is_quick && at + 1 < screens.len())
        .then(|| link(Page::Result.href()).attr("class", "btn quiet").attr("data-action", "result").text(ui!(text, see_result)));
    let form = el("div")
        .child(if is_quick { quick_steps(state, text) } else { steps(state, text, &screens, screen) })
        .child(el("h1").text(heading(text, screen)).text(" ").child(part))
        .child(div("p", "lead").text(text.words.section(screen.section, "lead")))
        .view(can_wait(state, text, screen.section))
        .child(questions)
        .child(div("p", "page-nav").child(super::next(next.href(), next_words)).child(early).child(previous));
    div("div", "with-panel").child(form).view((around.aside)(state, text, module)).done()
}

/// A screen's heading.
pub fn heading(text: &Text, screen: &Screen) -> String {
    let is_mixed = screen.questions.iter().any(|q| q.section() != screen.section);
    if is_mixed { ui!(text, can_it_be_used).into() } else { text.words.section(screen.section, "title").into() }
}

/// A question, there while it is asked.
fn when_asked(state: State, text: &Text, q: Question, around: Around) -> AnyView {
    let ask = move |text: &Text| question(state, text, q, (around.under)(state, text, q), around.parts).done();
    if q.show_if().is_none() {
        return ask(text);
    }
    let text = text.clone();
    let is_asked = Memo::new(move |_| state.sheet.with(|sheet| sheet.shown(q) == Shown::Yes));
    live(move || if is_asked.get() { ask(&text) } else { nothing() })
}

/// How far one is: a bar and its words.
fn bar(text: &Text, counts: Memo<(usize, usize)>) -> El {
    let words = text.clone();
    let bar = el("progress")
        .live("max", move || Some(counts.get().1.to_string()))
        .live("value", move || Some(counts.get().0.to_string()))
        .attr("aria-label", ui!(text, progress));
    div("p", "progress").child(bar).child(el("span").live_text(move || words.counted("done", counts.get().0, counts.get().1)))
}

/// How far one is on the quick path.
fn quick_steps(state: State, text: &Text) -> Vec<El> {
    let all = move |_: Option<&(usize, usize)>| {
        state.answers.with(|a| progress_of(a, QUICK.into_iter().flat_map(|(_, questions)| questions).copied()))
    };
    vec![bar(text, Memo::new(all))]
}

/// Where one stands, and the way to every section.
fn steps(state: State, text: &Text, screens: &[Screen], current: &Screen) -> Vec<El> {
    let current = current.section;
    let lang = text.lang;
    let number = move |n: usize| intl::number(lang, n as f64);
    let mut sections: Vec<Section> = screens.iter().map(|s| s.section).collect();
    sections.dedup();
    let items = sections.iter().map(|section| {
        let section = *section;
        let counts = Memo::new(move |_| state.answers.with(|a| progress(a, section)));
        let count = move || format!("{}/{}", number(counts.get().0), number(counts.get().1));
        let step = link(Page::Screen(section, 1).href())
            .attr_if(section == current, "aria-current", "step")
            .live("data-done", move || (counts.get().0 == counts.get().1).then(String::new))
            .child(el("span").text(text.words.section(section, "short")))
            .child(div("bdi", "count").live_text(count));
        el("li").child(step)
    });
    let nav = (sections.len() > 1)
        .then(|| div("nav", "steps").attr("aria-label", ui!(text, parts_of_topic)).child(el("ol").child(items)));
    let all =
        move |_: Option<&(usize, usize)>| state.answers.with(|a| progress_of(a, sections.iter().flat_map(|s| s.questions())));
    nav.into_iter().chain([bar(text, Memo::new(all))]).collect()
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
