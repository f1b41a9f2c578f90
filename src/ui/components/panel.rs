//! The verdict so far: beside the questions on wide screens, in a bar at the foot on narrow ones.

use super::icon;
use super::range::{OPERABILITY, SUFFICIENCY, Scale, range};
use crate::domain::instrument::Question;
use crate::domain::mandate::explain::{blocking, decisive};
use crate::domain::mandate::{self, Criterion};
use crate::domain::sheet::Sheet;
use crate::text::Text;
use crate::ui;
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

/// A criterion's name.
pub fn criterion_name(text: &Text, criterion: Criterion) -> String {
    match criterion {
        Criterion::Question(q) => text.words.question(q, "short").to_string(),
        Criterion::Authority => ui!(text, authority).to_string(),
        Criterion::Levels => ui!(text, levels).to_string(),
    }
}

fn verdict(text: &Text, scale: Scale, title: &'static str, span: impl Fn() -> (u8, u8) + Copy + Send + Sync + 'static) -> AnyView {
    let spoken = text.clone();
    view! {
        <h2>{title}</h2>
        <p class="verdict" aria-live="polite">{move || scale.phrase(&spoken, span())}</p>
        {range(text, scale, span)}
    }
    .into_any()
}

/// What the panel lists, worked out once for both of its places.
#[derive(Clone, Copy)]
struct Lists {
    /// Open questions that move a verdict most.
    narrowing: Memo<Vec<Question>>,
    /// What surely stands in the way, with the first question that holds it back.
    in_the_way: Memo<Vec<(Criterion, Option<Question>)>>,
}

impl Lists {
    fn new(state: State) -> Lists {
        let rules = [&mandate::SUFFICIENCY, &mandate::OPERABILITY];
        let narrowing = move |sheet: &Sheet| {
            let mut found = Vec::new();
            for entry in rules.into_iter().flat_map(|rule| decisive(rule, sheet)).filter(|d| d.with.is_none()) {
                if !found.contains(&entry.question) {
                    found.push(entry.question);
                }
            }
            found.truncate(3);
            found
        };
        let in_the_way = move |sheet: &Sheet| {
            let mut found: Vec<(Criterion, Option<Question>)> = Vec::new();
            for entry in rules.into_iter().flat_map(|rule| blocking(rule, sheet)).filter(|entry| !entry.is_open()) {
                if !found.iter().any(|(c, _)| *c == entry.criterion) {
                    found.push((entry.criterion, entry.by.first().copied()));
                }
            }
            found.truncate(3);
            found
        };
        Lists {
            narrowing: Memo::new(move |_| state.sheet.with(narrowing)),
            in_the_way: Memo::new(move |_| state.sheet.with(in_the_way)),
        }
    }
}

fn content(state: State, text: &Text, lists: Lists) -> AnyView {
    let sufficiency = move || state.verdicts.get().sufficiency;
    let operability = move || state.verdicts.get().operability;
    let words = text.clone();
    let lists = move || {
        let narrowing = lists.narrowing.get().into_iter().map(|q| {
            let name = words.words.question(q, "short").to_string();
            view! { <li>{icon::open()}<a href=Page::Question(q).href()>{name}</a></li> }
        });
        let in_the_way = lists.in_the_way.get().into_iter().map(|(criterion, question)| {
            let href = question.map_or(Page::Result, Page::Question).href();
            view! { <li>{icon::warning()}<a href=href>{criterion_name(&words, criterion)}</a></li> }
        });
        let (narrowing, in_the_way): (Vec<_>, Vec<_>) = (narrowing.collect(), in_the_way.collect());
        view! {
            {(!narrowing.is_empty()).then(|| view! { <h2>{ui!(words, narrows_most)}</h2><ul class="next">{narrowing}</ul> })}
            {(!in_the_way.is_empty()).then(|| view! { <h2>{ui!(words, in_the_way)}</h2><ul class="next">{in_the_way}</ul> })}
        }
    };
    view! {
        {verdict(text, SUFFICIENCY, ui!(text, verdict_so_far), sufficiency)}
        {verdict(text, OPERABILITY, ui!(text, usable_so_far), operability)}
        {lists}
        <p><a href=Page::Result.href()>{ui!(text, see_result)}</a></p>
    }
    .into_any()
}

/// The panel for wide screens, and the bar for narrow ones.
pub fn panel(state: State, text: &Text) -> AnyView {
    let spoken = text.clone();
    let span = move || state.verdicts.get().sufficiency;
    let phrase = move || SUFFICIENCY.phrase(&spoken, span());
    let lists = Lists::new(state);
    view! {
        <aside class="panel" aria-label=ui!(text, verdict_so_far)>{content(state, text, lists)}</aside>
        <details class="foot">
            <summary>
                <span class="foot-line"><span class="foot-verdict" role="status">{phrase}</span><span class="foot-more">{ui!(text, details)}</span></span>
                {range(text, SUFFICIENCY, span)}
            </summary>
            <div class="foot-panel">{content(state, text, lists)}</div>
        </details>
    }
    .into_any()
}
