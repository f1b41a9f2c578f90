//! One question: native controls in a fieldset, and everything that can be opened about it.

use super::field::labelled;
use super::sourced::statement;
use crate::document::assessment::Evidence;
use crate::document::time;
use crate::domain::answers::{Answer, LIST_LIMIT, Said, TEXT_LIMIT, Value, countries, options_in};
use crate::domain::instrument::{Kind, Opt, Question};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::dom::{self, El, all, button, div, el, link, nothing};
use crate::ui::state::State;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::Element;

/// Values of the two controls that no option has.
const UNKNOWN: &str = "unknown";
const NONE: &str = "none";
/// The pack of what can be opened.
const HELP: &str = "help";

/// What a question is answered by.
type Controls = fn(State, &Text, Question, Memo<Option<Said>>) -> Vec<El>;

/// What a question has beside options to choose from.
#[derive(Clone, Copy)]
pub struct Parts {
    /// The controls of what is no choice.
    field: Controls,
    /// A note and evidence.
    note: fn(State, &Text, Question) -> Option<El>,
}

impl Parts {
    /// All there is.
    pub const ALL: Parts = Parts { field, note: |state, text, question| Some(note(state, text, question)) };
    /// Options alone.
    pub const OPTIONS: Parts = Parts { field: |_, _, _, _| Vec::new(), note: |_, _, _| None };
}

fn field(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> Vec<El> {
    if question.kind() == Kind::Country {
        return vec![country(state, text, question, said)];
    }
    lines(state, text, question, said)
}

/// A question with its controls, and what stands under them.
pub fn question(state: State, text: &Text, question: Question, under: AnyView, parts: Parts) -> El {
    let said = Memo::new(move |_| state.document.with(|d| d.said(question).cloned()));
    let controls = match question.kind() {
        Kind::Extent | Kind::Choice | Kind::Multi => vec![options(state, text, question, said)],
        _ => (parts.field)(state, text, question, said),
    };
    let hint = move || {
        if said.get() != Some(Said::Unknown) || !state.has_words(HELP) {
            return nothing();
        }
        let text = state.text();
        let whom = statement(&text, text.words.question(question, "whom"));
        div("p", "hint").text(ui!(text, whom)).text(" ").view(whom).done()
    };
    let words = text.clone();
    let clear = move || {
        let clear = move |_| state.change(|d, now| d.clear(question, now));
        if said.get().is_some() { button("link", "clear", clear).text(ui!(words, clear_answer)).done() } else { nothing() }
    };
    let words = text.clone();
    let unreadable = move || {
        let is_unreadable = state.document.with(|d| d.has_unreadable(question));
        if is_unreadable { div("p", "error").text(ui!(words, unreadable_answer)).done() } else { nothing() }
    };
    let more = div("div", "more")
        .child(meanings(state, text, question))
        .child(why(state, text, question))
        .child((parts.note)(state, text, question));
    el("fieldset")
        .attr("data-question", question.id())
        .child(el("legend").text(text.words.question(question, "ask")))
        .child(beside(state, question))
        .live_view(unreadable)
        .child(controls)
        .view(under)
        .live_view(hint)
        .child(more.live_view(clear))
}

fn options(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> El {
    let is_multi = question.kind() == Kind::Multi;
    let kind = if is_multi { "checkbox" } else { "radio" };
    let choose = move |event: Event| {
        let input = dom::field(&event);
        let (value, checked) = (input.value(), input.checked());
        state.change(|d, now| match answer(question, said.get_untracked().as_ref(), &value, checked) {
            Some(Said::Answer(answer)) => d.set(answer, now),
            Some(Said::Unknown) => d.set_unknown(question, now),
            None => d.clear(question, now),
        });
    };
    let control = |value: &'static str, label: &str| {
        let is_chosen = move || said.with(|said| is_chosen(said.as_ref(), question, value));
        let input = el("input").attr("type", kind).attr("name", question.id()).attr("value", value).flag("checked", is_chosen);
        el("label").child(input).child(el("span").text(label))
    };
    let own = question.options().iter().map(|o| control(o.id(), text.words.option(question, *o, "label")));
    let shared = |name: &'static str| control(name, text.words.get(&["options", name, "label"]));
    let controls: Vec<El> = own.chain(is_multi.then(|| shared(NONE))).chain(Some(shared(UNKNOWN))).collect();
    let layout = match question.kind() {
        Kind::Multi => "list",
        Kind::Extent => "row",
        _ => "column",
    };
    div("div", "opts").attr("data-layout", layout).on("change", choose).child(controls)
}

/// Whether a control, by its value, shows what was said.
fn is_chosen(said: Option<&Said>, question: Question, value: &str) -> bool {
    let Some(Said::Answer(answer)) = said else { return said.is_some() && value == UNKNOWN };
    match (answer.value(), Opt::from_id(value).filter(|o| question.index_of(*o).is_some())) {
        (Value::One(chosen), Some(option)) => *chosen == option,
        (Value::Many(set), Some(option)) => set & question.bit(option) != 0,
        (Value::Many(set), None) => *set == 0 && value == NONE,
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
                Some(Said::Answer(answer)) => {
                    if let Value::Many(set) = answer.value() {
                        *set
                    } else {
                        0
                    }
                }
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

fn country(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> El {
    let chosen = move || match said.get() {
        Some(Said::Answer(answer)) => {
            if let Value::Country(code) = answer.value() {
                code.clone()
            } else {
                String::new()
            }
        }
        _ => String::new(),
    };
    let options = intl::countries(text.lang, countries()).into_iter().map(|(code, name)| {
        let own = code.clone();
        el("option").attr("value", code).flag("selected", move || chosen() == own).text(name)
    });
    let choose = move |event: Event| {
        let code = dom::field(&event).value();
        state.change(|d, now| match Answer::from_text(question, &code) {
            Ok(answer) => d.set(answer, now),
            Err(_) => d.clear(question, now),
        });
    };
    el("select")
        .attr("name", question.id())
        .attr("aria-label", text.words.question(question, "short"))
        .on("change", choose)
        .child(el("option").attr("value", "").text(ui!(text, choose_country)))
        .child(options)
}

/// A text in one line, or a list with a line for each entry.
fn lines(state: State, text: &Text, question: Question, said: Memo<Option<Said>>) -> Vec<El> {
    let is_list = question.kind() == Kind::List;
    let written = match said.get_untracked() {
        Some(Said::Answer(answer)) => match answer.value() {
            Value::Text(text) => text.clone(),
            Value::List(items) => items.join("\n"),
            _ => String::new(),
        },
        _ => String::new(),
    };
    // The field keeps what is typed, blanks and all; only taking the answer back empties it.
    let typed = StoredValue::new(written);
    let value = move || {
        if said.get().is_none() {
            typed.set_value(String::new());
        }
        typed.get_value()
    };
    let input = move |event: Event| {
        let raw = dom::field(&event).value();
        typed.set_value(raw.clone());
        state.change_soon(|d, now| match from_lines(question, &raw) {
            Some(answer) => d.set(answer, now),
            None => d.clear(question, now),
        });
    };
    let box_or_line =
        if is_list { el("textarea").attr("rows", "3") } else { el("input").attr("type", "text").attr("autocomplete", "off") };
    let control = box_or_line
        .attr("name", question.id())
        .attr("dir", "auto")
        .attr("maxlength", if is_list { LIST_LIMIT * TEXT_LIMIT } else { TEXT_LIMIT }.to_string())
        .attr("aria-label", text.words.question(question, "short"))
        .value(value)
        .on("input", input);
    std::iter::once(control).chain(is_list.then(|| div("p", "hint").text(ui!(text, one_a_line)))).collect()
}

/// What a text field says; nothing but blanks is no answer.
fn from_lines(question: Question, raw: &str) -> Option<Answer> {
    if raw.trim().is_empty() {
        return None;
    }
    let items = raw.lines().map(str::trim).filter(|line| !line.is_empty()).take(LIST_LIMIT);
    let answer = match question.kind() {
        Kind::List => Answer::from_list(question, &items.collect::<Vec<_>>()),
        _ => Answer::from_text(question, raw),
    };
    answer.ok()
}

/// What the mandate should fit is shown beside the question whether it does.
fn beside(state: State, question: Question) -> Option<El> {
    if question != Question::MandateFitsNeeds {
        return None;
    }
    let concerns = move || {
        if !state.has_words(HELP) {
            return nothing();
        }
        let text = state.text();
        let chosen = state.answers.with(|a| a.answer(Question::ProfileConcerns).map(Answer::options).unwrap_or_default());
        if chosen.is_empty() {
            return link("#/profile".into()).text(ui!(text, name_concerns)).done();
        }
        let names = chosen.iter().map(|o| text.words.option(Question::ProfileConcerns, *o, "label"));
        el("span").text(fill(ui!(text, your_concerns), &intl::list(text.lang, names), "")).done()
    };
    Some(div("p", "beside").live_view(concerns))
}

/// A part of a question that can be opened. What it holds is made when it is: most of it is never looked at, and phones are slow.
fn openable(
    state: State,
    question: Question,
    part: &'static str,
    summary: El,
    content: impl Fn() -> AnyView + Send + 'static,
) -> El {
    let was_open = state.page_memory.with_value(|memory| memory.is_open(question, part));
    let is_open = RwSignal::new(was_open);
    let content = move || if is_open.get() { content() } else { nothing() };
    let toggle = move |event: Event| {
        let now = event_target::<Element>(&event).has_attribute("open");
        state.page_memory.update_value(|memory| memory.set_open(question, part, now));
        if now {
            is_open.set(true);
        }
    };
    div("details", part).attr_if(was_open, "open", "").child(summary).on("toggle", toggle).live_view(content)
}

/// A part that can be opened, whose words are in the pack that comes after the first question.
fn explained(state: State, question: Question, part: &'static str, title: &str, content: fn(&Text, Question) -> AnyView) -> El {
    let content = move || if state.has_words(HELP) { content(&state.text(), question) } else { nothing() };
    openable(state, question, part, el("summary").text(title), content)
}

fn meanings(state: State, text: &Text, question: Question) -> Option<El> {
    let content = |text: &Text, question: Question| {
        let row = |label: &str, meaning: &str| [el("dt").text(label), el("dd").text(meaning)];
        let own = question.options().iter().map(|o| {
            let get = |what: &str| text.words.option(question, *o, what);
            row(get("label"), get("meaning"))
        });
        let shared = |name: &str| {
            let get = |what: &str| text.words.get(&["options", name, what]);
            row(get("label"), get("meaning"))
        };
        let none = (question.kind() == Kind::Multi).then(|| shared(NONE));
        el("dl").child(own.chain(none).chain(Some(shared(UNKNOWN))).flatten()).done()
    };
    (!question.options().is_empty()).then(|| explained(state, question, "meanings", ui!(text, meanings), content))
}

fn why(state: State, text: &Text, question: Question) -> El {
    let content = |text: &Text, question: Question| {
        let said = |what: &str| statement(text, text.words.question(question, what));
        let part = |title: &str, what: &str| el("p").child(el("b").text(title)).text(" ").view(said(what)).done();
        all(vec![el("p").view(said("why")).done(), part(ui!(text, example), "example"), part(ui!(text, whom), "whom")])
    };
    explained(state, question, "why", ui!(text, why_we_ask), content)
}

fn note(state: State, text: &Text, question: Question) -> El {
    let count = Memo::new(move |_| {
        state.document.with(|d| d.entry(question).map_or(0, |e| e.evidence.len() + usize::from(!e.note.is_empty())))
    });
    let lang = text.lang;
    let badge = move || match count.get() {
        0 => String::new(),
        n => format!(" ({})", intl::number(lang, n as f64)),
    };
    let words = text.clone();
    let content = move || {
        let written = state.document.with_untracked(|d| d.entry(question).map(|e| e.note.clone()).unwrap_or_default());
        let typed = move |event: Event| {
            let note = dom::field(&event).value();
            state.change_soon(|d, now| d.set_note(question, &note, now));
        };
        let area = el("textarea").attr("rows", "3").attr("dir", "auto").attr("data-field", "note");
        let area = area.value(move || written.clone()).on("input", typed);
        el("div").child(labelled(ui!(words, note), area)).child(evidence(state, &words, question)).done()
    };
    let summary = el("summary").text(ui!(text, note_and_evidence)).live_text(badge);
    openable(state, question, "note", summary, content)
}

fn evidence(state: State, text: &Text, question: Question) -> Vec<El> {
    let all = Memo::new(move |_| state.document.with(|d| d.entry(question).map(|e| e.evidence.clone()).unwrap_or_default()));
    let words = text.clone();
    let list = move || {
        let items = all.get().into_iter().enumerate().map(|(i, item)| {
            let remove = move |_| {
                let mut kept = all.get_untracked();
                kept.remove(i);
                state.change(|d, now| d.set_evidence(question, kept, now));
            };
            let date = (!item.date.is_empty()).then(|| el("bdi").text(intl::date(words.lang, &item.date)));
            el("li")
                .child(el("span").attr("dir", "auto").child(cited(&item)))
                .text(" ")
                .child(date)
                .text(" ")
                .child(button("link", "remove-evidence", remove).text(ui!(words, remove)))
        });
        div("ul", "evidence").child(items).done()
    };
    let [title, url, date] = state.page_memory.with_value(|memory| memory.draft(question)).map(RwSignal::new);
    let keep = move || {
        let draft = [title, url, date].map(|field| field.get_untracked());
        state.page_memory.update_value(|memory| memory.set_draft(question, draft));
    };
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
        keep();
        fault.set(None);
    };
    let input = |label: &str, kind: &'static str, name: &'static str, value: RwSignal<String>| {
        let control = el("input").attr("type", kind).attr("data-field", name).attr("dir", "auto").attr("autocomplete", "off");
        let typed = move |event: Event| {
            value.set(dom::field(&event).value());
            keep();
        };
        labelled(label, control.value(move || value.get()).on("input", typed))
    };
    let fields = div("div", "fields")
        .child(input(ui!(text, evidence_title), "text", "evidence-title", title))
        .child(input(ui!(text, evidence_link), "url", "evidence-url", url))
        .child(input(ui!(text, evidence_day), "date", "evidence-date", date));
    let told = move || fault.get().map_or_else(nothing, |words| div("p", "error").attr("role", "alert").text(words).done());
    vec![
        el("div").live_view(list),
        fields,
        el("div").live_view(told),
        button("btn quiet", "add-evidence", add).text(ui!(text, add_evidence)),
    ]
}

/// The name of a piece of evidence, a link where its address is one.
fn cited(item: &Evidence) -> El {
    let name = if item.title.is_empty() { &item.url } else { &item.title };
    if item.url.starts_with("https://") || item.url.starts_with("http://") {
        return link(item.url.clone()).attr("rel", "noopener noreferrer external").attr("target", "_blank").text(name);
    }
    el("span").text(name).text(" ").child(el("bdi").attr("dir", "ltr").text(&item.url))
}
