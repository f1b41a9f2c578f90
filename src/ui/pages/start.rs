//! What this is, for whom, that nothing leaves the device; the way in; and the assessments there are.

use crate::document::assessment::Document;
use crate::domain::instrument::Question;
use crate::domain::mandate::SUFFICIENCY;
use crate::domain::sheet::Sheet;
use crate::storage::Found;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::actions;
use crate::ui::components::{icon, range};
use crate::ui::state::{State, now, random_id};
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

/// The start page.
pub fn page(state: State, text: &Text) -> AnyView {
    let begun = Memo::new(move |_| state.answers.with(|a| Question::ALL.into_iter().any(|q| a.said(q).is_some())));
    let words = text.clone();
    let way_in = move || if begun.get() { ui!(words, go_on) } else { ui!(words, begin) };
    let words = text.clone();
    let so_far = move || {
        begun.get().then(|| {
            let span = move || state.verdicts.get().sufficiency;
            let phrase = {
                let words = words.clone();
                move || range::SUFFICIENCY.phrase(&words, span())
            };
            view! {
                <section class="card so-far">
                    <h2>{ui!(words, verdict_so_far)}</h2>
                    <p class="verdict">{phrase}</p>
                    {range::range(&words, range::SUFFICIENCY, span)}
                    <p><a href="#/mandate/result">{ui!(words, see_result)}</a></p>
                </section>
            }
        })
    };
    let fact = |title: &'static str, words: &'static str| {
        view! { <li>{icon::tick()}<div><b>{title}</b><p>{words}</p></div></li> }
    };
    let (table_text, new_text) = (text.clone(), text.clone());
    view! {
        <div class="page start">
            <h1>{ui!(text, start_title)}</h1>
            <p class="lead">{ui!(text, start_lead)}</p>
            <p class="way-in">
                <a class="btn" data-action="begin" href="#/mandate">{way_in}</a>
                <a class="btn quiet" href="#/profile">{ui!(text, about_city)}</a>
            </p>
            <ul class="facts">
                {fact(ui!(text, fact_what), ui!(text, fact_what_more))}
                {fact(ui!(text, fact_who), ui!(text, fact_who_more))}
                {fact(ui!(text, fact_private), ui!(text, fact_private_more))}
            </ul>
            {so_far}
            <section class="assessments">
                <h2>{ui!(text, assessments)}</h2>
                {move || list(state, &table_text)}
                <div class="actions">
                    <button type="button" class="btn quiet" data-action="new" on:click=move |_| state.begin()>{ui!(new_text, new_assessment)}</button>
                    <label class="btn quiet file">
                        {ui!(text, open_file)}
                        <input type="file" accept=".json,.tafwid,application/json" data-action="import"
                            on:change=move |event| actions::import(state, &event_target::<HtmlInputElement>(&event)) />
                    </label>
                </div>
                <p class="hint">{ui!(text, saved_here)}</p>
            </section>
        </div>
    }
    .into_any()
}

/// The name under which an assessment is listed.
fn name(text: &Text, document: &Document) -> String {
    let city = document.answers();
    let city = city.answer(Question::ProfileCity).map(|a| a.value().clone());
    match (document.title.trim(), city) {
        ("", Some(crate::domain::answers::Value::Text(city))) if !city.trim().is_empty() => city,
        ("", _) => fill(ui!(text, untitled), &intl::date(text.lang, &document.created), ""),
        (title, _) => title.into(),
    }
}

fn list(state: State, text: &Text) -> AnyView {
    let open = state.document.with_untracked(|d| d.id.clone());
    let rows: Vec<_> = state.all().into_iter().map(|(id, found)| row(state, text, &open, id, found)).collect();
    if rows.is_empty() {
        return view! { <p class="empty">{ui!(text, no_assessments)}</p> }.into_any();
    }
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(state: State, text: &Text, open: &str, id: String, found: Found) -> AnyView {
    let (document, words) = match found {
        Found::Whole(document, _) | Found::Older(document, _) => (*document, text.clone()),
        Found::Nothing => return ().into_any(),
        Found::Damaged(raw, _) => return unreadable(state, text, id, raw, ui!(text, damaged)),
        Found::Newer(raw) => return unreadable(state, text, id, raw, ui!(text, newer)),
    };
    let is_open = id == open;
    let verdict = range::SUFFICIENCY.phrase(text, SUFFICIENCY.range(&Sheet::from(&document.answers())));
    let changed = fill(ui!(text, changed_on), &intl::date(text.lang, &document.updated), "");
    let title = RwSignal::new(name(text, &document));
    // What is open may have changed since this list was made.
    let current = {
        let (id, document) = (id.clone(), document.clone());
        move || match state.document.with_untracked(|d| (d.id == id).then(|| d.clone())) {
            Some(document) => document,
            None => match state.load(&id) {
                Found::Whole(saved, _) => *saved,
                _ => document.clone(),
            },
        }
    };
    let (to_open, to_copy, to_save, to_delete, to_rename) = (current.clone(), current.clone(), current.clone(), current.clone(), current);
    let open_it = move |_| {
        state.open(to_open());
        let _ = window().location().set_hash("#/mandate");
    };
    let copy_words = words.clone();
    let copy = move |_| {
        let from = to_copy();
        let name = fill(ui!(copy_words, copy_of), &name(&copy_words, &from), "");
        state.put(&from.duplicate(&random_id(), &name, &now()));
    };
    let rename = move |event| {
        let new: String = event_target_value(&event);
        title.set(new.clone());
        let mut document = to_rename();
        if state.document.with_untracked(|d| d.id == document.id) {
            state.change(|d, now| d.rename(&new, now));
        } else {
            document.rename(&new, &now());
            state.put(&document);
        }
    };
    let tag = is_open.then(|| view! { <span class="tag">{ui!(words, is_open)}</span> });
    view! {
        <li data-assessment=id>
            <div class="row-head">
                <button type="button" class="link name" data-action="open" on:click=open_it><bdi>{move || title.get()}</bdi></button> {tag}
                <span class="row-about">{verdict}" · "{changed}</span>
            </div>
            <details>
                <summary>{ui!(words, more)}</summary>
                <label class="field"><span>{ui!(words, name_of_assessment)}</span>
                    <input type="text" dir="auto" maxlength="200" autocomplete="off" data-field="title" prop:value=title.get_untracked() on:change=rename /></label>
                <div class="actions">
                    <button type="button" class="btn quiet" data-action="backup" on:click=move |_| actions::back_up(&to_save())>{ui!(words, back_up)}</button>
                    <button type="button" class="btn quiet" data-action="duplicate" on:click=copy>{ui!(words, duplicate)}</button>
                    <button type="button" class="btn quiet" data-action="delete" on:click=move |_| state.delete(to_delete())>{ui!(words, delete)}</button>
                </div>
            </details>
        </li>
    }
    .into_any()
}

fn unreadable(state: State, text: &Text, id: String, raw: String, words: &'static str) -> AnyView {
    let key = id.clone();
    view! {
        <li data-assessment=key>
            <p class="error">{words}</p>
            <div class="actions">
                <button type="button" class="btn quiet" data-action="rescue" on:click=move |_| actions::rescue(&raw)>{ui!(text, save_text)}</button>
                <button type="button" class="btn quiet" data-action="discard" on:click=move |_| state.discard(&id)>{ui!(text, discard)}</button>
            </div>
        </li>
    }
    .into_any()
}
