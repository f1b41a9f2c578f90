//! One question: native controls in a fieldset, and everything that can be opened about it.

use super::sourced::statement;
use crate::document::assessment::Evidence;
use crate::document::time;
use crate::domain::answers::{Answer, LIST_LIMIT, Said, TEXT_LIMIT, Value, countries, options_in};
use crate::domain::instrument::{Kind, Opt, Question};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::state::State;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

/// Values of the two controls that no option has.
const UNKNOWN: &str = "unknown";
const NONE: &str = "none";

/// A question with its controls.
pub fn question(state: State, text: &Text, question: Question) -> AnyView {
    let said = Memo::new(move |_| state.document.with(|d| d.said(question).cloned()));
    let controls = match question.kind() {
        Kind::Extent | Kind::Choice | Kind::Multi => options(state, text, question, said),
        Kind::Country => country(state, text, question, said),
        Kind::Text | Kind::List => lines(state, text, question, said),
    };
    let whom = text.words.question(question, "whom").to_string();
    let words = text.clone();
    let is_unknown = move || said.get() == Some(Said::Unknown);
    let hint = move || is_unknown().then(|| view! { <p class="hint">{ui!(words, whom)}" "{statement(&words, &whom)}</p> });
    let words = text.clone();
    let clear = move || {
        let clear = move |_| state.change(|d, now| d.clear(question, now));
        said.get().map(|_| {
            view! { <button type="button" class="link" data-action="clear" on:click=clear>{ui!(words, clear_answer)}</button> }
        })
    };
    let words = text.clone();
    let unreadable = move || {
        let is_unreadable = state.document.with(|d| d.has_unreadable(question));
        is_unreadable.then(|| view! { <p class="error">{ui!(words, unreadable_answer)}</p> })
    };
    view! {
        <fieldset data-question=question.id()>
            <legend>{text.words.question(question, "ask").to_string()}</legend>
            {beside(state, text, question)}
            {unreadable}
            {controls}
            {hint}
            <div class="more">{meanings(text, question)} {why(text, question)} {note(state, text, question)} {clear}</div>
        </fieldset>
    }
    .into_any()
}

fn options(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> AnyView {
    let is_multi = question.kind() == Kind::Multi;
    let kind = if is_multi { "checkbox" } else { "radio" };
    let choose = move |event: leptos::ev::Event| {
        let input = event_target::<HtmlInputElement>(&event);
        let (value, checked) = (input.value(), input.checked());
        state.change(|d, now| match answer(question, said.get_untracked().as_ref(), &value, checked) {
            Some(Said::Answer(answer)) => d.set(answer, now),
            Some(Said::Unknown) => d.set_unknown(question, now),
            None => d.clear(question, now),
        });
    };
    let control = |value: &'static str, label: String, is_chosen: Box<dyn Fn(Option<Said>) -> bool + Send>| {
        let checked = move || is_chosen(said.get());
        view! {
            <label><input type=kind name=question.id() value=value prop:checked=checked /><span>{label}</span></label>
        }
    };
    let mut controls = Vec::new();
    for option in question.options().iter().copied() {
        let label = text.words.option(question, option, "label").to_string();
        controls.push(control(option.id(), label, Box::new(move |said| is_chosen(said.as_ref(), question, option))));
    }
    if is_multi {
        let is_none = |said: Option<Said>| matches!(said, Some(Said::Answer(a)) if *a.value() == Value::Many(0));
        controls.push(control(NONE, text.words.get(&["options", "none", "label"]).to_string(), Box::new(is_none)));
    }
    let label = text.words.get(&["options", "unknown", "label"]).to_string();
    controls.push(control(UNKNOWN, label, Box::new(|said| said == Some(Said::Unknown))));
    let layout = match (is_multi, controls.len()) {
        (true, _) => "list",
        (_, n) if question.kind() == Kind::Extent && n <= 5 => "row",
        _ => "column",
    };
    view! { <div class="opts" data-layout=layout on:change=choose>{controls}</div> }.into_any()
}

fn is_chosen(said: Option<&Said>, question: Question, option: Opt) -> bool {
    match said {
        Some(Said::Answer(answer)) => match answer.value() {
            Value::One(chosen) => *chosen == option,
            Value::Many(set) => set & question.bit(option) != 0,
            _ => false,
        },
        _ => false,
    }
}

/// What is said after a control was used. Unchecking the last option of a multi takes the answer back: "none of these" has a
/// control of its own.
fn answer(question: Question, said: Option<&Said>, value: &str, checked: bool) -> Option<Said> {
    if question.kind() != Kind::Multi {
        return match value {
            UNKNOWN => Some(Said::Unknown),
            _ => Answer::from_text(question, value).ok().map(Said::Answer),
        };
    }
    let many = |set: u16| Answer::many(question, options_in(question, set)).ok().map(Said::Answer);
    match (value, checked) {
        (UNKNOWN, true) => Some(Said::Unknown),
        (NONE, true) => many(0),
        (UNKNOWN | NONE, false) => None,
        _ => {
            let before = match said {
                Some(Said::Answer(answer)) => if let Value::Many(set) = answer.value() { *set } else { 0 },
                _ => 0,
            };
            let bit = question.bit(Opt::from_id(value)?);
            match if checked { before | bit } else { before & !bit } {
                0 => None,
                set => many(set),
            }
        }
    }
}

fn country(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> AnyView {
    let chosen = move || match said.get() {
        Some(Said::Answer(answer)) => if let Value::Country(code) = answer.value() { code.clone() } else { String::new() },
        _ => String::new(),
    };
    let options: Vec<_> = intl::countries(text.lang, countries())
        .into_iter()
        .map(|(code, name)| {
            let own = code.clone();
            let selected = move || chosen() == own;
            view! { <option value=code prop:selected=selected>{name}</option> }
        })
        .collect();
    let choose = move |event| {
        let code = event_target_value(&event);
        state.change(|d, now| match Answer::from_text(question, &code) {
            Ok(answer) => d.set(answer, now),
            Err(_) => d.clear(question, now),
        });
    };
    view! {
        <select name=question.id() aria-label=text.words.question(question, "short").to_string() on:change=choose>
            <option value="">{ui!(text, choose_country)}</option>
            {options}
        </select>
    }
    .into_any()
}

/// A text in one line, or a list with a line for each entry.
fn lines(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> AnyView {
    let is_list = question.kind() == Kind::List;
    let now = match said.get_untracked() {
        Some(Said::Answer(answer)) => match answer.value() {
            Value::Text(text) => text.clone(),
            Value::List(items) => items.join("\n"),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let cleared = move || said.get().is_none().then(String::new);
    let field: StoredValue<String> = StoredValue::new(now);
    let value = move || {
        if let Some(empty) = cleared() {
            field.set_value(empty);
        }
        field.get_value()
    };
    let typed = move |event| {
        let raw: String = event_target_value(&event);
        field.set_value(raw.clone());
        state.change_soon(|d, now| {
            let answer = if is_list {
                let items: Vec<&str> = raw.lines().map(str::trim).filter(|l| !l.is_empty()).take(LIST_LIMIT).collect();
                if items.is_empty() { None } else { Answer::from_list(question, &items).ok() }
            } else if raw.trim().is_empty() {
                None
            } else {
                Answer::from_text(question, &raw).ok()
            };
            match answer {
                Some(answer) => d.set(answer, now),
                None => d.clear(question, now),
            }
        });
    };
    let label = text.words.question(question, "short").to_string();
    if is_list {
        view! {
            <textarea name=question.id() rows="3" dir="auto" aria-label=label prop:value=value on:input=typed></textarea>
            <p class="hint">{ui!(text, one_a_line)}</p>
        }
        .into_any()
    } else {
        view! {
            <input type="text" name=question.id() dir="auto" maxlength=TEXT_LIMIT.to_string() aria-label=label autocomplete="off" prop:value=value on:input=typed />
        }
        .into_any()
    }
}

/// What the mandate should fit is shown beside the question whether it does.
fn beside(state: State, text: &Text, question: Question) -> Option<AnyView> {
    if question != Question::MandateFitsNeeds {
        return None;
    }
    let words = text.clone();
    let concerns = move || {
        let chosen = state.answers.with(|a| a.answer(Question::ProfileConcerns).map(Answer::options).unwrap_or_default());
        if chosen.is_empty() {
            return view! { <a href="#/profile">{ui!(words, name_concerns)}</a> }.into_any();
        }
        let names: Vec<&str> = chosen.iter().map(|o| words.words.option(Question::ProfileConcerns, *o, "label")).collect();
        let line = fill(ui!(words, your_concerns), &intl::list(words.lang, names), "");
        view! { <span>{line}</span> }.into_any()
    };
    Some(view! { <p class="beside">{concerns}</p> }.into_any())
}

fn meanings(text: &Text, question: Question) -> Option<AnyView> {
    let mut rows = Vec::new();
    let mut row = |label: &str, meaning: &str| {
        if !meaning.is_empty() {
            rows.push(view! { <dt>{label.to_string()}</dt><dd>{meaning.to_string()}</dd> });
        }
    };
    for option in question.options() {
        row(text.words.option(question, *option, "label"), text.words.option(question, *option, "meaning"));
    }
    if question.options().is_empty() {
        return None;
    }
    let shared = |name: &str, what: &str| text.words.get(&["options", name, what]).to_string();
    if question.kind() == Kind::Multi {
        row(&shared(NONE, "label"), &shared(NONE, "meaning"));
    }
    row(&shared(UNKNOWN, "label"), &shared(UNKNOWN, "meaning"));
    Some(view! { <details><summary>{ui!(text, meanings)}</summary><dl>{rows}</dl></details> }.into_any())
}

fn why(text: &Text, question: Question) -> AnyView {
    let part = |title: &'static str, what: &str| {
        let raw = text.words.question(question, what);
        (!raw.is_empty()).then(|| view! { <p><b>{title}</b>" "{statement(text, raw)}</p> })
    };
    view! {
        <details>
            <summary>{ui!(text, why_we_ask)}</summary>
            <p>{statement(text, text.words.question(question, "why"))}</p>
            {part(ui!(text, example), "example")}
            {part(ui!(text, whom), "whom")}
        </details>
    }
    .into_any()
}

fn note(state: State, text: &Text, question: Question) -> AnyView {
    let with_entry = move |get: fn(&crate::document::assessment::Entry) -> usize| {
        state.document.with(|d| d.entry(question).map_or(0, get))
    };
    let count = Memo::new(move |_| with_entry(|e| e.evidence.len() + usize::from(!e.note.is_empty())));
    let lang = text.lang;
    let badge = move || match count.get() {
        0 => None,
        n => Some(view! { " "<bdi>"("{intl::number(lang, n as f64)}")"</bdi> }),
    };
    let written = state.document.with_untracked(|d| d.entry(question).map(|e| e.note.clone()).unwrap_or_default());
    let typed = move |event| {
        let note = event_target_value(&event);
        state.change_soon(|d, now| d.set_note(question, &note, now));
    };
    view! {
        <details class="note">
            <summary>{ui!(text, note_and_evidence)}{badge}</summary>
            <label class="field"><span>{ui!(text, note)}</span><textarea rows="3" dir="auto" data-field="note" prop:value=written on:input=typed></textarea></label>
            {evidence(state, text, question)}
        </details>
    }
    .into_any()
}

fn evidence(state: State, text: &Text, question: Question) -> AnyView {
    let all = Memo::new(move |_| state.document.with(|d| d.entry(question).map(|e| e.evidence.clone()).unwrap_or_default()));
    let words = text.clone();
    let list = move || {
        let items: Vec<_> = all
            .get()
            .into_iter()
            .enumerate()
            .map(|(i, item)| {
                let remove = move |_| {
                    let mut kept = all.get_untracked();
                    kept.remove(i);
                    state.change(|d, now| d.set_evidence(question, kept, now));
                };
                let title = if item.title.is_empty() { item.url.clone() } else { item.title.clone() };
                let is_link = item.url.starts_with("https://") || item.url.starts_with("http://");
                let name = if is_link {
                    view! { <a href=item.url rel="noopener noreferrer external" target="_blank">{title}</a> }.into_any()
                } else {
                    view! { <span>{title}" "<bdi dir="ltr">{item.url}</bdi></span> }.into_any()
                };
                let date = (!item.date.is_empty()).then(|| view! { " "<bdi>{intl::date(words.lang, &item.date)}</bdi> });
                view! {
                    <li><span dir="auto">{name}</span>{date} <button type="button" class="link" data-action="remove-evidence" on:click=remove>{ui!(words, remove)}</button></li>
                }
            })
            .collect();
        view! { <ul class="evidence">{items}</ul> }
    };
    let [title, url, date] = [(); 3].map(|()| RwSignal::new(String::new()));
    let fault = RwSignal::new(None::<&'static str>);
    let words = text.clone();
    let add = move |_| {
        let item = Evidence::new(title.get_untracked().trim(), url.get_untracked().trim(), date.get_untracked().trim());
        if item.title.is_empty() && item.url.is_empty() {
            return fault.set(Some(ui!(words, evidence_needs)));
        }
        if !item.date.is_empty() && !time::is_date(&item.date) {
            return fault.set(Some(ui!(words, evidence_date)));
        }
        let mut kept = all.get_untracked();
        kept.push(item);
        state.change(|d, now| d.set_evidence(question, kept, now));
        for field in [title, url, date] {
            field.set(String::new());
        }
        fault.set(None);
    };
    let field = |label: &'static str, kind: &'static str, name: &'static str, value: RwSignal<String>| {
        let typed = move |event: leptos::ev::Event| value.set(event.target().map(|t| t.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default());
        view! {
            <label class="field"><span>{label}</span><input type=kind data-field=name dir="auto" autocomplete="off" prop:value=value on:input=typed /></label>
        }
    };
    view! {
        {list}
        <div class="fields">
            {field(ui!(text, evidence_title), "text", "evidence-title", title)}
            {field(ui!(text, evidence_link), "url", "evidence-url", url)}
            {field(ui!(text, evidence_day), "date", "evidence-date", date)}
        </div>
        {move || fault.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        <button type="button" class="btn quiet" data-action="add-evidence" on:click=add>{ui!(text, add_evidence)}</button>
    }
    .into_any()
}
