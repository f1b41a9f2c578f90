//! The way through an assessment: its parts with how far each is, what to do next and why, and a search for any question.

use crate::document::risk::Risk;
use crate::domain::answers::Answers;
use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::explain::decisive_alone;
use crate::domain::mandate::{OPERABILITY, SUFFICIENCY};
use crate::domain::readiness::readiness;
use crate::domain::sheet::{Shown, progress_of};
use crate::text::figure;
use crate::text::finder::{find, questions};
use crate::text::scale::{OPERABILITY as USE, SUFFICIENCY as ENOUGH};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::answer::question_link;
use crate::ui::components::icon;
use crate::ui::components::offline;
use crate::ui::components::search::{Asks, search};
use crate::ui::components::section::section;
use crate::ui::components::selector::Selector;
use crate::ui::dom::{El, button, div, el, field, link, nothing};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::ev::Event;
use leptos::prelude::*;

/// Questions found at most.
const MOST_FOUND: usize = 8;
/// Questions answered in a minute, roughly.
const A_MINUTE: usize = 4;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["home", name])
}

/// A part of the way.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Profile,
    Of(Module),
}

impl Part {
    fn all() -> impl Iterator<Item = Part> {
        std::iter::once(Part::Profile).chain(Module::ALL.into_iter().map(Part::Of))
    }

    fn name(self) -> &'static str {
        match self {
            Part::Profile => "profile",
            Part::Of(module) => module.name(),
        }
    }

    fn page(self) -> Page {
        match self {
            Part::Profile => Page::Profile,
            Part::Of(module) => Page::Module(module),
        }
    }

    fn questions(self) -> Vec<Question> {
        match self {
            Part::Profile => Section::Profile.questions().collect(),
            Part::Of(module) => module.sections().iter().flat_map(|(s, _)| s.questions()).collect(),
        }
    }
}

/// How far a part is.
fn standing(state: State, part: Part) -> (&'static str, usize, usize) {
    let (done, of) = state.answers.with_untracked(|a| progress_of(a, part.questions().into_iter()));
    let is_open =
        || state.sheet.with_untracked(|s| part.questions().iter().any(|q| s.shown(*q) == Shown::Yes && !s.is_answered(*q)));
    let id = match done {
        0 => "not_started",
        _ if done < of => "in_progress",
        _ if is_open() => "open",
        _ => "settled",
    };
    (id, done, of)
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let parts = Part::all().map(|part| step(state, text, part));
    div("div", "page result home")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").text(word(text, "lead")))
        .child(next(state, text))
        .child(div("ol", "way").child(parts))
        .child(so_far(state, text))
        .child(keep(state, text))
        .child(
            div("p", "way-in")
                .child(link(Page::Prepare.href()).text(text.words.get(&["prepare", "title"])))
                .child(link(Page::Library.href()).attr("data-action", "library").text(ui!(text, library))),
        )
        .child(finding(state, text))
        .view(offline::standing(state))
        .child(number_keys(state, text))
        .done()
}

fn step(state: State, text: &Text, part: Part) -> El {
    let get = |what: &str| text.words.get(&["home", "modules", part.name(), what]);
    let (id, done, of) = standing(state, part);
    let shape = match id {
        "settled" => icon::tick(),
        _ => icon::open(),
    };
    let number = |n: usize| intl::number(text.lang, n as f64);
    let left = (of - done).div_ceil(A_MINUTE);
    let time = (left > 0).then(|| format!(" · {}", fill(word(text, "minutes"), &number(left), "")));
    let result = match part {
        Part::Of(module) if done > 0 => {
            Some(el("p").child(link(module.result().href()).attr("data-action", "result").text(ui!(text, see_result))))
        }
        _ => None,
    };
    let counted = fill(word(text, "questions_of"), &number(done), &number(of));
    el("li").attr("data-module", part.name()).attr("data-standing", id).view(shape).child(
        el("div")
            .child(link(part.page().href()).text(get("name")))
            .text(" ")
            .child(div("span", "tag").text(word(text, id)))
            .child(el("p").text(get("text")))
            .child(div("p", "hint").text(format!("{counted}{}", time.unwrap_or_default())))
            .child(result),
    )
}

/// What to do next, and why.
fn next(state: State, text: &Text) -> El {
    let verdicts = state.verdicts.get_untracked();
    let quick = |name: &str| text.words.get(&["quick", name]).to_string();
    let is_wide = |(low, high): (u8, u8)| low < high;
    let has_begun = state.answers.with_untracked(Answers::has_any);
    let sheet = state.sheet.get_untracked();
    let open = [&SUFFICIENCY, &OPERABILITY].into_iter().flat_map(|rule| decisive_alone(rule, &sheet)).next();
    let first_link = |page: Page, words: String| link(page.href()).attr("class", "btn").attr("data-action", "next").text(words);
    let (way, why) = match open {
        _ if !has_begun => (first_link(Page::Quick(0), quick("start")), "why_first_question"),
        Some(open) if is_wide(verdicts.sufficiency) || is_wide(verdicts.operability) => {
            (first_link(Page::Question(open.question), text.words.question(open.question, "short").into()), "why_open")
        }
        _ if Selector::Framework.needed(&sheet) > 0 => {
            let name = text.words.get(&["home", "modules", "framework", "name"]);
            (first_link(Page::Module(Module::Framework), name.into()), "why_framework")
        }
        _ => (first_link(Page::Readiness, ui!(text, readiness).into()), "why_readiness"),
    };
    let full = (!has_begun).then(|| link(Page::Module(Module::Mandate).href()).attr("class", "btn quiet").text(quick("full")));
    div("section", "card")
        .attr("data-next", why)
        .child(el("h2").text(word(text, "next")))
        .child(el("p").text(word(text, why)))
        .child(div("p", "way-in").child(way).child(full))
}

/// The results so far, with the way to each.
fn so_far(state: State, text: &Text) -> El {
    let verdicts = state.verdicts.get_untracked();
    let weights = state.document.with_untracked(|d| d.weights());
    let readiness = readiness(&state.sheet.get_untracked(), &weights);
    let row = |page: Page, title: &str, words: String| el("li").child(link(page.href()).text(title)).text(" · ").text(words);
    let ready = match &readiness.overall_started {
        Some(figure) => format!("{} · {}", figure::phrase(text, figure), figure::band_words(text, figure, "label")),
        None => text.words.get(&["readiness", "not_started"]).to_string(),
    };
    let needed = state.sheet.with_untracked(|s| Selector::Framework.needed(s));
    let framework = match needed {
        0 => text.words.get(&["result", "enough"]).to_string(),
        n => fill(text.words.get(&["result", "needed"]), &intl::number(text.lang, n as f64), ""),
    };
    let (done, of) = state.document.with_untracked(|d| d.actions_done());
    let number = |n: usize| intl::number(text.lang, n as f64);
    let planned = fill(text.words.get(&["plan", "progress"]), &number(done), &number(of));
    let kept = state.document.with_untracked(|d| d.snapshot_count());
    let snapshots = fill(text.words.get(&["snapshots", "kept"]), &number(kept), "");
    section(ui!(text, verdict_so_far)).child(div("ul", "answers").child([
        row(Page::Result, ui!(text, is_it_sufficient), ENOUGH.phrase(text, verdicts.sufficiency)),
        row(Page::Result, ui!(text, can_it_be_used), USE.phrase(text, verdicts.operability)),
        row(Page::Readiness, ui!(text, readiness), ready),
        row(Page::FrameworkResult, ui!(text, framework), framework),
        row(Page::Plan, text.words.get(&["plan", "title"]), planned),
        row(Page::Snapshots, text.words.get(&["snapshots", "title"]), snapshots),
    ]))
}

/// A backup: the more would be lost with the browser's data, the clearer it is said.
fn keep(state: State, text: &Text) -> El {
    let words = text.clone();
    let told = Memo::new(move |_| state.unsaved());
    let content = move || {
        let unsaved = told.get();
        let number = |n: usize| intl::number(words.lang, n as f64);
        let what = match unsaved.risk {
            Risk::Nothing => return nothing(),
            Risk::Little => word(&words, "why_backup").to_string(),
            Risk::Some | Risk::Much if unsaved.days > 0 => {
                let days = usize::try_from(unsaved.days).unwrap_or_default();
                fill(word(&words, "backup_days"), &number(unsaved.answers), &number(days))
            }
            Risk::Some | Risk::Much => fill(word(&words, "backup_answers"), &number(unsaved.answers), ""),
        };
        let class = if unsaved.risk == Risk::Much { "btn" } else { "btn quiet" };
        let back_up = move |_| state.document.with_untracked(|d| state.back_up(d));
        let safari = (unsaved.risk > Risk::Little && drops_after_a_week()).then(|| el("p").text(word(&words, "backup_safari")));
        let body = el("div")
            .child(el("p").text(what))
            .child(safari)
            .child(el("p").child(button(class, "backup", back_up).text(ui!(words, back_up))));
        let mark = (unsaved.risk == Risk::Much).then(icon::warning);
        div("section", if unsaved.risk == Risk::Little { "keep" } else { "keep card at-risk" })
            .attr("data-risk", unsaved.risk.id())
            .view(mark.unwrap_or_else(nothing))
            .child(body)
            .done()
    };
    el("div").live_view(content)
}

/// Whether this is a browser that drops what a site keeps after seven days without a visit: all that are made on Apple's engine.
fn drops_after_a_week() -> bool {
    let vendor = js_sys::Reflect::get(&window().navigator(), &"vendor".into()).ok().and_then(|v| v.as_string());
    vendor.is_some_and(|vendor| vendor.contains("Apple"))
}

fn finding(state: State, text: &Text) -> El {
    let wanted = state.remembered("home.search", String::new());
    let entries = questions(&text.words);
    let found = Memo::new(move |_| {
        let found = find(&entries, &wanted.get());
        found.into_iter().flat_map(|f| f.entries).filter_map(|e| e.question).collect::<Vec<Question>>()
    });
    let words = text.clone();
    let told = move || match found.with(Vec::len) {
        0 if wanted.with(|w| w.trim().is_empty()) => String::new(),
        0 => word(&words, "search_none").into(),
        n => fill(word(&words, "search_found"), &intl::number(words.lang, n as f64), ""),
    };
    let words = text.clone();
    let list = move || {
        let items = found.get().into_iter().take(MOST_FOUND).map(|q| {
            let ask = words.words.question(q, "ask").to_string();
            el("li").attr("data-found", q.id()).child(question_link(&words, q)).child(div("p", "hint").text(ask))
        });
        div("ul", "answers").child(items).done()
    };
    let asks = Asks { name: "search", label: word(text, "search"), help: word(text, "search_help") };
    section(word(text, "search")).child(search(asks, wanted, told, list))
}

/// A switch for keys 1 to 9, which some people's aids would press by accident.
fn number_keys(state: State, text: &Text) -> El {
    let toggle = move |event: Event| state.set_number_keys(field(&event).checked());
    let input = el("input")
        .attr("type", "checkbox")
        .attr("data-field", "number-keys")
        .flag("checked", move || state.number_keys.get())
        .on("change", toggle);
    section(word(text, "keys_title"))
        .child(div("label", "check").child(input).child(el("span").text(word(text, "keys_on"))))
        .child(div("p", "hint").text(word(text, "keys_help")))
}
