//! What stands around every page: header, state of saving, languages, notices, footer; and the start of it all.

use super::components::{icon, notice};
use super::pages;
use super::route::Page;
use super::state::{Saving, State};
use super::{actions, focus};
use crate::text::Text;
use crate::text::lang::Lang;
use crate::text::words::PACKS;
use crate::ui;
use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use wasm_bindgen_futures::spawn_local;

/// Starts the page once the words of its language are there.
pub fn start() {
    spawn_local(async {
        let tag = document().document_element().and_then(|e| e.get_attribute("lang")).unwrap_or_default();
        let lang = Lang::of(&tag);
        let Ok(words) = actions::words(lang, &PACKS[..1]).await else { return };
        let Some(place) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
        place.replace_children_with_node_0();
        mount_to(place, move || {
            let state = State::new(lang, words);
            listen(state);
            actions::fetch_other_words(state, lang);
            frame(state)
        })
        .forget();
    });
}

fn listen(state: State) {
    let _ = window_event_listener(ev::hashchange, move |_| {
        state.flush();
        state.page.set(Page::parse(&window().location().hash().unwrap_or_default()));
    });
    let _ = window_event_listener(ev::pagehide, move |_| state.flush());
    let _ = window_event_listener(ev::visibilitychange, move |_| state.flush());
    Effect::new(move |_| {
        let lang = state.lang.get();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang.tag());
            let _ = root.set_attribute("dir", lang.dir());
        }
    });
    Effect::new(move |was: Option<Page>| {
        let page = state.page.get();
        let text = state.text();
        document().set_title(&format!("{} · {}", pages::title(&text, page), ui!(text, name)));
        if was.is_some_and(|was| was != page) || matches!(page, Page::Question(_)) && was.is_none() {
            request_animation_frame(move || match page {
                Page::Question(question) => focus::question(question.id()),
                _ => focus::heading(),
            });
        }
        page
    });
}

fn frame(state: State) -> impl IntoView {
    move || {
        let text = state.text();
        let skip = move |event: ev::MouseEvent| {
            event.prevent_default();
            focus::element("main");
        };
        let page = {
            let text = text.clone();
            let pack = Memo::new(move |_| state.has_words(pages::pack(state.page.get())));
            move || {
                // The pack may have come since: the words are taken anew.
                let is_there = pack.get();
                let page = state.page.get();
                if is_there { pages::page(state, &state.text(), page) } else { pages::waiting(&text) }
            }
        };
        view! {
            <a class="skip" href="#/" on:click=skip>{ui!(text, skip)}</a>
            {header(state, &text)}
            <main id="main" tabindex="-1">{notice::notice(state, text.clone())} {page}</main>
            {footer(&text)}
        }
        .into_any()
    }
}

fn header(state: State, text: &Text) -> AnyView {
    let languages: Vec<_> = Lang::ALL
        .into_iter()
        .filter(|lang| *lang != text.lang)
        .map(|lang| {
            let switch = move |_| actions::switch(state, lang);
            view! {
                <button type="button" class="link" data-action="language" lang=lang.tag() dir=lang.dir() on:click=switch>{lang.name()}</button>
            }
        })
        .collect();
    view! {
        <header class="site-header">
            <div class="site-bar">
                <a class="mark" href="#/">{icon::mark()}{ui!(text, name)}</a>
                {saving(state, text)}
                <nav class="site-nav" aria-label=ui!(text, navigation)>
                    <a href="#/mandate">{ui!(text, questions)}</a>
                    <a href="#/mandate/result">{ui!(text, result)}</a>
                    <a href="#/about">{ui!(text, about)}</a>
                    <a href="#/privacy">{ui!(text, privacy)}</a>
                </nav>
                {languages}
            </div>
        </header>
    }
    .into_any()
}

/// The honest state line: what became of the last change, and the way out when it was not saved.
fn saving(state: State, text: &Text) -> AnyView {
    let text = text.clone();
    let content = move || {
        let now = state.saving.get();
        let words = match now {
            Saving::Nothing => return None,
            Saving::Soon => ui!(text, saving_soon),
            Saving::Saved => ui!(text, saved),
            Saving::Memory => ui!(text, saved_memory),
            Saving::Full => ui!(text, saved_full),
            Saving::Refused => ui!(text, saved_refused),
        };
        let is_safe = matches!(now, Saving::Soon | Saving::Saved);
        let back_up = move |_| state.document.with_untracked(actions::back_up);
        let button = (!is_safe).then(|| {
            view! { <button type="button" class="link" data-action="backup" on:click=back_up>{ui!(text, back_up)}</button> }
        });
        Some(view! { {if is_safe { icon::tick() } else { icon::warning() }}<span>{words}</span>{button} })
    };
    view! { <span class="saved" role="status" data-saving=move || state.saving.get().id()>{content}</span> }.into_any()
}

fn footer(text: &Text) -> AnyView {
    view! {
        <footer class="site-footer">
            <p>{ui!(text, footer)}</p>
            <p><a href="#/about">{ui!(text, about)}</a>" · "<a href="#/privacy">{ui!(text, privacy)}</a></p>
        </footer>
    }
    .into_any()
}
