//! The questions about the mandate, a screen at a time, with the verdict so far in view.

use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::authority::Authority;
use crate::domain::sheet::{Shown, progress};
use crate::text::Text;
use crate::ui;
use crate::ui::components::panel::panel;
use crate::ui::components::question::question;
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
    let Some(screen) = screens.get(at) else { return ().into_any() };
    let section = screen.section;
    let href = |screen: &Screen| Page::Screen(screen.section, screen.number).href();
    let next = screens.get(at + 1).map_or_else(|| Page::Result.href(), href);
    let previous = at.checked_sub(1).and_then(|i| screens.get(i)).map(href);
    let next_words = if at + 1 < screens.len() { ui!(text, next) } else { ui!(text, see_result) };
    let parts = screens.iter().filter(|s| s.section == section).count();
    let part = (parts > 1).then(|| {
        let number = |n: usize| crate::text::intl::number(text.lang, n as f64);
        view! { <span class="part">{crate::text::fill(ui!(text, part_of), &number(screen.number), &number(parts))}</span> }
    });
    let questions: Vec<_> = screen.questions.iter().map(|q| when_asked(state, text, *q)).collect();
    view! {
        <div class="with-panel">
            <div>
                {steps(state, text, section)}
                <h1>{text.words.section(section, "title").to_string()} {part}</h1>
                <p class="lead">{text.words.section(section, "lead").to_string()}</p>
                {can_wait(state, text, section)}
                <div class="questions">{questions}</div>
                <p class="page-nav">
                    <a class="btn" data-action="next" href=next>{next_words}</a>
                    {previous.map(|href| view! { <a class="btn quiet" data-action="previous" href=href>{ui!(text, previous)}</a> })}
                </p>
            </div>
            {panel(state, text)}
        </div>
    }
    .into_any()
}

/// A question, there while it is asked.
fn when_asked(state: State, text: &Text, q: Question) -> AnyView {
    if q.show_if().is_none() {
        return question(state, text, q);
    }
    let text = text.clone();
    let is_asked = Memo::new(move |_| state.sheet.with(|sheet| sheet.shown(q) == Shown::Yes));
    (move || is_asked.get().then(|| question(state, &text, q))).into_any()
}

/// Where one stands, and the way to every section.
fn steps(state: State, text: &Text, current: Section) -> AnyView {
    let items: Vec<_> = MANDATE
        .into_iter()
        .map(|(section, _)| {
            let counts = Memo::new(move |_| state.answers.with(|a| progress(a, section)));
            let lang = text.lang;
            let number = move |n: usize| crate::text::intl::number(lang, n as f64);
            let is_current = (section == current).then_some("step");
            view! {
                <li>
                    <a href=Page::Screen(section, 1).href() aria-current=is_current data-done=move || (counts.get().0 == counts.get().1).then_some("")>
                        <span>{text.words.section(section, "short").to_string()}</span>
                        <bdi class="count">{move || number(counts.get().0)}"/"{move || number(counts.get().1)}</bdi>
                    </a>
                </li>
            }
        })
        .collect();
    let all = Memo::new(move |_| {
        state.answers.with(|a| MANDATE.iter().map(|(s, _)| progress(a, *s)).fold((0, 0), |(d, o), (done, of)| (d + done, o + of)))
    });
    let words = text.clone();
    view! {
        <nav class="steps" aria-label=ui!(text, parts_of_mandate)><ol>{items}</ol></nav>
        <p class="progress">
            <progress max=move || all.get().1.to_string() value=move || all.get().0.to_string() aria-label=ui!(text, progress)></progress>
            <span>{move || words.counted("done", all.get().0, all.get().1)}</span>
        </p>
    }
    .into_any()
}

/// Without any authority, awareness and scope can wait, and say so.
fn can_wait(state: State, text: &Text, section: Section) -> Option<AnyView> {
    if !matches!(section, Section::MandateAwareness | Section::MandateScope) {
        return None;
    }
    let text = text.clone();
    let is_none = Memo::new(move |_| state.verdicts.get().authority == (Authority::None, Authority::None));
    let words = move || {
        is_none.get().then(|| {
            view! { <p class="inset" data-can-wait="">{ui!(text, can_wait)}" "<a href=Page::Result.href()>{ui!(text, can_wait_link)}</a></p> }
        })
    };
    Some(words.into_any())
}
