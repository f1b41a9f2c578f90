//! What stands around every page: header, state of saving, languages, notices, footer; and the start of it all.

use super::components::{icon, notice};
use super::dom::{El, all, button, div, el, link, live, nothing};
use super::handover::Carried;
use super::pages::{self, Program};
use super::route::{Module, Page};
use super::state::{PageMemory, Saving, State};
use super::{actions, focus, keys};
use crate::domain::answers::Answer;
use crate::domain::instrument::Question;
use crate::text::Text;
use crate::text::lang::Lang;
use crate::ui;
use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use std::cell::Cell;

/// Starts a program once the words of its language are there.
pub fn start(program: Program) {
    actions::later(async move {
        let tag = document().document_element().and_then(|e| e.get_attribute("lang")).unwrap_or_default();
        let lang = Lang::of(&tag);
        let page = Page::parse(&window().location().hash().unwrap_or_default());
        let Ok(words) = actions::words_for(lang, page).await else { return };
        let Some(place) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
        place.replace_children_with_node_0();
        mount_to(place, move || {
            let carried = actions::carried().as_deref().and_then(Carried::from_json);
            let was_there = carried.is_some();
            let state = State::new(lang, words, carried, (program.shelf)());
            OPEN.set(Some(state));
            take_early_answer(state);
            listen(state, program, was_there);
            actions::fetch_other_words(state, lang);
            frame(state, program)
        })
        .forget();
        request_animation_frame(actions::fetch_ahead);
    });
}

thread_local! {
    /// The state of the program that holds the page.
    static OPEN: Cell<Option<State>> = const { Cell::new(None) };
}

/// Gives the page up: what the next program must know. From now on this one keeps still.
pub fn leave() -> Option<String> {
    OPEN.get().map(|state| state.retire().to_json())
}

/// Another page has erased or locked what is kept: this one writes nothing more.
pub fn stop() {
    if let Some(state) = open() {
        state.stop();
    }
}

/// The state of the program that holds the page.
pub fn open() -> Option<State> {
    OPEN.get()
}

/// The first question can be answered in the static shell; its answer is the assessment's first.
fn take_early_answer(state: State) {
    let Some(raw) = actions::early_answer() else { return };
    state.change(|d, now| match Answer::from_text(Question::MandateExplicit, &raw) {
        Ok(answer) => d.set(answer, now),
        Err(_) => d.set_unknown(Question::MandateExplicit, now),
    });
    state.settle();
}

/// Shows the page that the address names; where this program does not hold it, the whole one takes over.
fn follow_address(state: State, program: Program) {
    let page = state.addressed();
    actions::hand_over(!(program.holds)(page));
    if !state.has_words_for(page) {
        actions::fetch_other_words(state, state.lang.get_untracked());
    }
    state.page.set(page);
}

fn listen(state: State, program: Program, took_over: bool) {
    follow_address(state, program);
    // Once another program holds the page, this one keeps still.
    let holds_page = move || !state.is_retired();
    let flush = move || {
        if holds_page() {
            state.flush();
        }
    };
    let _ = window_event_listener(ev::hashchange, move |_| {
        if holds_page() {
            state.flush();
            state.page_memory.set_value(PageMemory::default());
            follow_address(state, program);
        }
    });
    let _ = window_event_listener(ev::keydown, move |event| {
        if holds_page() {
            keys::choose(state, &event);
        }
    });
    let _ = window_event_listener(ev::pagehide, move |_| flush());
    let _ = window_event_listener(ev::visibilitychange, move |_| flush());
    Effect::new(move |_| {
        let lang = state.lang.get();
        if state.is_retired() {
            return;
        }
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang.tag());
            let _ = root.set_attribute("dir", lang.dir());
        }
    });
    Effect::new(move |was: Option<Page>| {
        let page = state.page.get();
        // A title whose words come later is set when they do.
        let _ = state.has_words_for(page);
        let text = state.text();
        document().set_title(&format!("{} · {}", pages::title(&text, page), ui!(text, name)));
        request_animation_frame(move || match (page, was) {
            _ if focus::aimed(page) => {}
            (Page::Question(question), _) => focus::question(question.id()),
            (_, Some(was)) if was != page => focus::heading(),
            (_, None) if took_over => focus::heading(),
            (_, None) => focus::step(),
            _ => {}
        });
        page
    });
}

fn frame(state: State, program: Program) -> AnyView {
    live(move || {
        let text = state.text();
        let skip = move |event: ev::Event| {
            event.prevent_default();
            focus::element("main");
        };
        let words = Memo::new(move |_| state.has_words_for(state.page.get()));
        let waiting = text.clone();
        let page = move || {
            // Another assessment in the same place is another page.
            state.opened.track();
            let (is_there, page) = (words.get(), state.page.get());
            // The pack may have come since: the words are taken anew.
            let is_there = is_there && (program.holds)(page);
            if is_there { (program.draw)(state, &state.text(), page) } else { pages::waiting(&waiting) }
        };
        let main = el("main")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .view((program.above)(state))
            .view(notice::notice(state, text.clone()))
            .live_view(page);
        let skip = div("a", "skip").attr("href", "#/").on("click", skip).text(ui!(text, skip));
        all(vec![skip.done(), header(state, &text, program).done(), main.done(), footer(&text).done()])
    })
}

fn header(state: State, text: &Text, program: Program) -> El {
    let languages = Lang::ALL.into_iter().filter(|lang| *lang != text.lang).map(|lang| {
        button("link", "language", move |_| actions::switch(state, lang))
            .attr("lang", lang.tag())
            .attr("dir", lang.dir())
            .text(lang.name())
    });
    let page = |page: Page, words: &str| {
        let is_here = move || {
            let here = state.page.get();
            here == page
                || page.module().is_some_and(|m| here.module() == Some(m))
                || page == Page::Library && here.is_of_library()
        };
        link(page.href()).live("aria-current", move || is_here().then(|| "page".into())).text(words)
    };
    let nav = div("nav", "site-nav").attr("aria-label", ui!(text, navigation)).child([
        page(Page::Home, ui!(text, overview)),
        page(Page::Module(Module::Mandate), ui!(text, mandate)),
        page(Page::Module(Module::Framework), ui!(text, framework)),
        page(Page::Readiness, ui!(text, readiness)),
        page(Page::Library, ui!(text, library)),
    ]);
    let mark = div("a", "mark").attr("href", "#/").view(icon::mark()).text(ui!(text, name));
    let bar = div("div", "site-bar")
        .child(mark)
        .child(saving(state, text))
        .view((program.beside)(state, text))
        .child(nav)
        .child(languages)
        .child(way_out(text));
    div("header", "site-header").child(bar)
}

/// The way out of here; boot.js goes it, also before any program is there.
pub fn way_out(text: &Text) -> El {
    div("a", "leave")
        .attr("href", "calendar.html")
        .attr("data-action", "leave")
        .text(ui!(text, leave))
        .child(el("small").text(ui!(text, leave_key)))
}

/// The honest state line: what became of the last change, and the way out when it was not saved.
fn saving(state: State, text: &Text) -> El {
    let text = text.clone();
    let content = move || {
        let now = state.saving.get();
        let words = match now {
            Saving::Nothing => return nothing(),
            Saving::Soon => ui!(text, saving_soon),
            Saving::Saved => ui!(text, saved),
            Saving::Memory if state.is_shared.get() => ui!(text, saved_shared),
            Saving::Memory => ui!(text, saved_memory),
            Saving::Full => ui!(text, saved_full),
            Saving::Refused => ui!(text, saved_refused),
        };
        let is_safe = matches!(now, Saving::Soon | Saving::Saved);
        let back_up = move |_| state.document.with_untracked(|d| state.back_up(d));
        let mut views = vec![if is_safe { icon::tick() } else { icon::warning() }, el("span").text(words).done()];
        if !is_safe {
            views.push(button("link", "backup", back_up).text(ui!(text, back_up)).done());
        }
        all(views)
    };
    div("span", "saved")
        .attr("role", "status")
        .live("data-saving", move || Some(state.saving.get().id().into()))
        .live_view(content)
}

fn footer(text: &Text) -> El {
    let links = el("p")
        .child(link(Page::About.href()).text(ui!(text, about)))
        .text(" · ")
        .child(link(Page::Privacy.href()).text(ui!(text, privacy)));
    div("footer", "site-footer").child(el("p").text(ui!(text, footer))).child(links)
}
