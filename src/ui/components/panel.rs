//! The verdict so far: beside the questions on wide screens, in a bar at the foot on narrow ones.

use super::icon;
use super::range::range;
use crate::domain::instrument::Question;
use crate::domain::mandate::explain::{blocking, decisive_alone};
use crate::domain::mandate::{self, Criterion};
use crate::domain::sheet::Sheet;
use crate::text::Text;
use crate::text::scale::{OPERABILITY, SUFFICIENCY, Scale, criterion_name};
use crate::ui;
use crate::ui::dom::{El, all, div, el, link, live};
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;
use std::time::Duration;

fn verdict(
    text: &Text,
    scale: Scale,
    title: &'static str,
    span: impl Fn() -> (u8, u8) + Copy + Send + Sync + 'static,
) -> Vec<AnyView> {
    let spoken = text.clone();
    let phrase = div("p", "verdict").attr("aria-live", "polite").live_text(move || scale.phrase(&spoken, span()));
    vec![el("h2").text(title).done(), phrase.done(), range(text, scale, span)]
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
            for entry in rules.into_iter().flat_map(|rule| decisive_alone(rule, sheet)) {
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
        // Worked out once the tap has been shown: trying every open answer takes longer than judging the ones there are.
        let shown = RwSignal::new(state.sheet.get_untracked());
        Effect::new(move |_| {
            let sheet = state.sheet.get();
            set_timeout(move || drop(shown.try_set(sheet)), Duration::from_millis(60));
        });
        Lists { narrowing: Memo::new(move |_| shown.with(narrowing)), in_the_way: Memo::new(move |_| shown.with(in_the_way)) }
    }
}

fn content(state: State, text: &Text, lists: Lists) -> AnyView {
    let words = text.clone();
    let row = |icon: AnyView, page: Page, name: &str| el("li").view(icon).child(link(page.href()).text(name));
    let list = |title: &str, rows: Vec<El>| {
        let is_there = !rows.is_empty();
        is_there.then(|| [el("h2").text(title), div("ul", "next").child(rows)]).into_iter().flatten().map(El::done)
    };
    let lists = move || {
        let narrowing = lists.narrowing.get();
        let narrowing = narrowing.into_iter().map(|q| row(icon::open(), Page::Question(q), words.words.question(q, "short")));
        let in_the_way = lists.in_the_way.get().into_iter().map(|(criterion, question)| {
            row(icon::warning(), question.map_or(Page::Result, Page::Question), &criterion_name(&words, criterion))
        });
        let (narrowing, in_the_way) = (narrowing.collect(), in_the_way.collect());
        all(list(ui!(words, narrows_most), narrowing).chain(list(ui!(words, in_the_way), in_the_way)).collect())
    };
    let mut views = verdict(text, SUFFICIENCY, ui!(text, verdict_so_far), move || state.verdicts.get().sufficiency);
    views.extend(verdict(text, OPERABILITY, ui!(text, usable_so_far), move || state.verdicts.get().operability));
    views.push(live(lists));
    views.push(el("p").child(link(Page::Result.href()).text(ui!(text, see_result))).done());
    all(views)
}

/// The verdict so far and nothing else, where it stands among the questions.
pub fn plain(state: State, text: &Text) -> AnyView {
    let mut views = verdict(text, SUFFICIENCY, ui!(text, verdict_so_far), move || state.verdicts.get().sufficiency);
    views.extend(verdict(text, OPERABILITY, ui!(text, usable_so_far), move || state.verdicts.get().operability));
    views.push(el("p").child(link(Page::Result.href()).text(ui!(text, see_result))).done());
    div("aside", "panel plain").attr("aria-label", ui!(text, verdict_so_far)).view(all(views)).done()
}

/// The panel for wide screens, and the bar for narrow ones.
pub fn panel(state: State, text: &Text) -> AnyView {
    let spoken = text.clone();
    let span = move || state.verdicts.get().sufficiency;
    let lists = Lists::new(state);
    let verdict = div("span", "foot-verdict").attr("role", "status").live_text(move || SUFFICIENCY.phrase(&spoken, span()));
    let line = div("span", "foot-line").child(verdict).child(div("span", "foot-more").text(ui!(text, details)));
    let aside = div("aside", "panel").attr("aria-label", ui!(text, verdict_so_far)).view(content(state, text, lists));
    let foot = div("details", "foot")
        .child(el("summary").child(line).view(range(text, SUFFICIENCY, span)))
        .child(div("div", "foot-panel").view(content(state, text, lists)));
    all(vec![aside.done(), foot.done()])
}
