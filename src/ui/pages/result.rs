//! Both verdicts: what they are, why, what stands in the way, and what to do next.

use crate::domain::answers::Said;
use crate::domain::instrument::{Opt, Question};
use crate::domain::mandate::advice::{self, Advice};
use crate::domain::mandate::authority::{self, Route, Target};
use crate::domain::mandate::explain::{self, Blocking, Decisive};
use crate::domain::mandate::{self, Criterion, Rule};
use crate::domain::sheet::{Sheet, Shown};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::actions;
use crate::ui::components::icon;
use crate::ui::components::panel::criterion_name;
use crate::ui::components::range::{self, OPERABILITY, SUFFICIENCY, Scale};
use crate::ui::components::sourced::statement;
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

/// The result, once its words are there (the way here without its own address).
pub fn when_there(state: State, text: &Text) -> AnyView {
    let text = text.clone();
    (move || if state.has_words("result") { page(state, &state.text()) } else { super::waiting(&text) }).into_any()
}

/// The result page.
pub fn page(state: State, text: &Text) -> AnyView {
    let sheet = state.sheet.get_untracked();
    let verdicts = state.verdicts.get_untracked();
    let sufficiency = explain::blocking(&mandate::SUFFICIENCY, &sheet);
    let operability = explain::blocking(&mandate::OPERABILITY, &sheet);
    let advice = advice::advice(sufficiency.iter().chain(&operability));
    let save_backup = move |_| state.document.with_untracked(actions::back_up);
    let save_results = move |_| state.document.with_untracked(actions::save_results);
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="page result">
            <h1>{ui!(text, result_title)}</h1>
            {verdict(text, SUFFICIENCY, "mandate.sufficiency", ui!(text, is_it_sufficient), verdicts.sufficiency)}
            {verdict(text, OPERABILITY, "mandate.operability", ui!(text, can_it_be_used), verdicts.operability)}
            {authority_line(text, &sheet)}
            {in_the_way(text, &mandate::SUFFICIENCY, SUFFICIENCY, &sufficiency, verdicts.sufficiency.0)}
            {in_the_way(text, &mandate::OPERABILITY, OPERABILITY, &operability, verdicts.operability.0)}
            {open_answers(text, &sheet)}
            {tensions(text, &sheet)}
            {next_steps(text, &advice)}
            {examples(text, &sheet)}
            {why(state, text, &sheet)}
            <section class="keep">
                <h2>{ui!(text, keep)}</h2>
                <p>{ui!(text, keep_help)}</p>
                <div class="actions">
                    <button type="button" class="btn" data-action="backup" on:click=save_backup>{ui!(text, back_up)}</button>
                    <button type="button" class="btn quiet" data-action="results" on:click=save_results>{ui!(text, save_results)}</button>
                    <button type="button" class="btn quiet" data-action="print" on:click=print>{ui!(text, print)}</button>
                </div>
                <p class="hint">{ui!(text, own_method)}" "<a href="#/about">{ui!(text, about)}</a></p>
            </section>
        </div>
    }
    .into_any()
}

fn verdict(text: &Text, scale: Scale, id: &'static str, title: &'static str, (low, high): (u8, u8)) -> AnyView {
    let sentence = if low == high { scale.about(text, low, "sentence") } else { fill(ui!(text, between_sentence), &scale.label(text, low), &scale.label(text, high)) };
    let meaning = |level: u8| view! { <li>{icon::level(level)}<span><b>{scale.label(text, level)}</b>": "{scale.about(text, level, "meaning")}</span></li> };
    let meanings: Vec<_> = (low..=high).map(meaning).collect();
    view! {
        <section class="card verdict-card" data-result=id data-lowest=scale.id(low) data-highest=scale.id(high) data-level=low>
            <h2>{title}</h2>
            <p class="verdict">{icon::level(low)}<span>{sentence}</span></p>
            {range::range(text, scale, move || (low, high))}
            <ul class="meanings">{meanings}</ul>
        </section>
    }
    .into_any()
}

fn authority_line(text: &Text, sheet: &Sheet) -> AnyView {
    let (low, high) = authority::range(sheet);
    let span = (low.level(), high.level());
    let scale = range::AUTHORITY;
    let about = if span.0 == span.1 { scale.about(text, span.0, "sentence") } else { ui!(text, authority_open).to_string() };
    view! {
        <section class="authority" data-result="mandate.authority" data-lowest=low.id() data-highest=high.id()>
            <h2>{ui!(text, authority)}": "{scale.phrase(text, span)}</h2>
            <p>{about}</p>
        </section>
    }
    .into_any()
}

/// A link to each of some questions, by their short names.
fn links(text: &Text, questions: &[Question]) -> AnyView {
    let links: Vec<_> = questions
        .iter()
        .map(|q| view! { <a href=Page::Question(*q).href() data-question-link=q.id()>{text.words.question(*q, "short").to_string()}</a>" " })
        .collect();
    view! { <span class="links">{links}</span> }.into_any()
}

fn in_the_way(text: &Text, rule: &'static Rule, scale: Scale, entries: &[Blocking], lowest: u8) -> Option<AnyView> {
    if entries.is_empty() {
        return None;
    }
    let target = scale.label(text, if lowest >= 2 { 3 } else { 2 });
    let items: Vec<_> = entries.iter().map(|entry| blocked(text, rule, entry)).collect();
    Some(
        view! {
            <section data-blocking=scale.name>
                <h2>{fill(ui!(text, in_the_way_of), &target, "")}</h2>
                <ul class="findings">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn blocked(text: &Text, _: &'static Rule, entry: &Blocking) -> AnyView {
    let id = entry.criterion.id();
    let words = text.words.get(&["criteria", id, if entry.is_open() { "open" } else { "gap" }]).to_string();
    let needed = match entry.criterion {
        Criterion::Authority => range::AUTHORITY.label(text, entry.needed as u8),
        _ if entry.needed >= 1.0 => ui!(text, needed_fully).to_string(),
        _ => ui!(text, needed_partly).to_string(),
    };
    let routes = (!entry.routes.is_empty()).then(|| {
        let routes: Vec<_> = entry.routes.iter().map(|r| route(text, r)).collect();
        view! { <p><b>{ui!(text, routes)}</b></p><ol class="routes">{routes}</ol> }
    });
    let questions = entry.routes.is_empty().then(|| links(text, &entry.by));
    view! {
        <li data-criterion=id data-open=entry.is_open().then_some("")>
            {if entry.is_open() { icon::open() } else { icon::warning() }}
            <div>
                <p><b>{criterion_name(text, entry.criterion)}</b>" · "{if entry.is_open() { ui!(text, not_known) } else { ui!(text, stands_in_the_way) }}</p>
                <p>{words}</p>
                <p class="hint">{fill(ui!(text, needed), &needed, "")}" "{questions}</p>
                {routes}
            </div>
        </li>
    }
    .into_any()
}

fn route(text: &Text, route: &Route) -> AnyView {
    let get = |what: &str| text.words.get(&["routes", route.id.id(), what]).to_string();
    let changes: Vec<_> = route
        .change
        .iter()
        .map(|(question, target)| {
            let to = match target {
                Target::Option(option) => text.words.option(*question, *option, "label").to_string(),
                Target::NotEmpty => ui!(text, at_least_one).to_string(),
            };
            view! { <li><a href=Page::Question(*question).href()>{text.words.question(*question, "short").to_string()}</a>": "<b>{to}</b></li> }
        })
        .collect();
    view! {
        <li data-route=route.id.id()>
            <b>{get("title")}</b>
            <p>{statement(text, &get("text"))}</p>
            <p class="hint">{ui!(text, would_need)}</p>
            <ul>{changes}</ul>
        </li>
    }
    .into_any()
}

fn open_answers(text: &Text, sheet: &Sheet) -> Option<AnyView> {
    let mut found: Vec<(Decisive, Scale)> = Vec::new();
    for (rule, scale) in [(&mandate::SUFFICIENCY, SUFFICIENCY), (&mandate::OPERABILITY, OPERABILITY)] {
        for entry in explain::decisive(rule, sheet) {
            if !found.iter().any(|(d, _)| d.question == entry.question && d.with == entry.with) {
                found.push((entry, scale));
            }
        }
    }
    let items: Vec<_> = found
        .into_iter()
        .take(8)
        .map(|(entry, scale)| {
            let questions: Vec<Question> = std::iter::once(entry.question).chain(entry.with).collect();
            let verdict = if scale.name == SUFFICIENCY.name { ui!(text, moves_sufficiency) } else { ui!(text, moves_operability) };
            let whom = statement(text, text.words.question(entry.question, "whom"));
            view! { <li data-decisive=entry.question.id()>{icon::open()}<div><p>{links(text, &questions)}<small>{verdict}</small></p><p class="hint">{ui!(text, whom)}" "{whom}</p></div></li> }
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    Some(view! { <section><h2>{ui!(text, open_matter_most)}</h2><p>{ui!(text, open_is_fine)}</p><ul class="findings">{items}</ul></section> }.into_any())
}

fn tensions(text: &Text, sheet: &Sheet) -> Option<AnyView> {
    let found = advice::tensions(sheet);
    let items: Vec<_> = found
        .iter()
        .map(|t| {
            let questions: Vec<Question> = t.pair().iter().map(|(q, _)| *q).filter(|q| !text.words.question(*q, "short").is_empty()).collect();
            view! { <li data-tension=t.id()>{icon::warning()}<div><p>{text.words.get(&["tensions", t.id()]).to_string()}</p><p>{links(text, &questions)}</p></div></li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <section><h2>{ui!(text, please_check)}</h2><ul class="findings">{items}</ul></section> }.into_any())
}

fn next_steps(text: &Text, advice: &[Advice]) -> Option<AnyView> {
    let items: Vec<_> = advice
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let get = |what: &str| text.words.get(&["advice", a.id.id(), what]).to_string();
            let because: Vec<String> = a.because.iter().map(|c| criterion_name(text, *c)).collect();
            let because = intl::list(text.lang, because.iter().map(String::as_str));
            view! {
                <li data-advice=a.id.id()>
                    <span class="n" aria-hidden="true">{intl::number(text.lang, (i + 1) as f64)}</span>
                    <div>
                        <h3>{get("title")}</h3>
                        <p>{statement(text, &get("text"))}</p>
                        <p><b>{ui!(text, first_step)}</b>" "{statement(text, &get("step"))}</p>
                        <p class="hint">{fill(ui!(text, because), &because, "")}</p>
                    </div>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <section><h2>{ui!(text, what_next)}</h2><ol class="advice">{items}</ol></section> }.into_any())
}

fn examples(text: &Text, sheet: &Sheet) -> Option<AnyView> {
    let codes = advice::examples(sheet);
    let names = intl::countries(text.lang, codes.iter().copied());
    let own = sheet.country().is_some_and(|c| codes == [c]);
    let items: Vec<_> = codes
        .iter()
        .map(|code| {
            let get = |what: &str| text.words.get(&["countries", code, what]).to_string();
            let name = names.iter().find(|(c, _)| c == code).map(|(_, n)| n.clone()).unwrap_or_default();
            view! {
                <li data-example=*code>
                    <h3>{name}" · "<span class="kind">{get("kind")}</span></h3>
                    <p>{statement(text, &get("text"))}</p>
                    <p>{statement(text, &get("lesson"))}</p>
                </li>
            }
        })
        .collect();
    let title = if own { ui!(text, your_country) } else { ui!(text, similar_countries) };
    (!items.is_empty()).then(|| view! { <section><h2>{title}</h2><ul class="examples">{items}</ul></section> }.into_any())
}

/// Every criterion with its answers and a link back to each.
fn why(state: State, text: &Text, sheet: &Sheet) -> AnyView {
    view! {
        <section class="why">
            <h2>{ui!(text, why)}</h2>
            <details data-why="sufficiency">
                <summary>{ui!(text, why_sufficiency)}</summary>
                {table(state, text, sheet, &mandate::SUFFICIENCY, ui!(text, why_sufficiency))}
            </details>
            <details data-why="operability">
                <summary>{ui!(text, why_operability)}</summary>
                {table(state, text, sheet, &mandate::OPERABILITY, ui!(text, why_operability))}
            </details>
        </section>
    }
    .into_any()
}

fn table(state: State, text: &Text, sheet: &Sheet, rule: &'static Rule, caption: &'static str) -> AnyView {
    let rows: Vec<_> = rule
        .criteria()
        .flat_map(|criterion| {
            let questions: Vec<Question> = criterion.questions().into_iter().filter(|q| sheet.shown(*q) != Shown::No).collect();
            let count = questions.len();
            let standing = standing(text, sheet, rule, criterion);
            let name = criterion_name(text, criterion);
            let core = rule.core.contains(&criterion) || criterion == Criterion::Authority;
            let weight = if core { ui!(text, core) } else { ui!(text, supporting) };
            questions
                .into_iter()
                .enumerate()
                .map(|(i, q)| {
                    let head = (i == 0).then(|| {
                        view! { <th scope="rowgroup" rowspan=count.to_string()>{name.clone()}" "<small>{weight}</small></th> }
                    });
                    let mark = (i == 0).then(|| view! { <td rowspan=count.to_string()>{standing.clone()}</td> });
                    let asked = (count > 1).then(|| format!("{}: ", text.words.question(q, "short")));
                    view! { <tr>{head}<td>{asked}<a href=Page::Question(q).href()>{answer_words(state, text, q)}</a></td>{mark}</tr> }
                })
                .collect::<Vec<_>>()
        })
        .collect();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=caption>
            <table>
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{ui!(text, criterion)}</th><th scope="col">{ui!(text, your_answer)}</th><th scope="col">{ui!(text, standing)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How a criterion stands, in a word.
fn standing(text: &Text, sheet: &Sheet, rule: &'static Rule, criterion: Criterion) -> String {
    let Some(span) = mandate::span(sheet, criterion) else { return ui!(text, does_not_apply).into() };
    let full = rule.needed(criterion, 3).unwrap_or(0.0);
    let least = rule.needed(criterion, 2).unwrap_or(0.0);
    if span.low >= full {
        ui!(text, met).into()
    } else if span.low < span.high && span.high >= full {
        ui!(text, open).into()
    } else if span.high < full && span.high < least.max(0.5) {
        ui!(text, not_met).into()
    } else {
        ui!(text, partly_met).into()
    }
}

/// What was answered, in the words of the options.
fn answer_words(state: State, text: &Text, question: Question) -> String {
    state.answers.with_untracked(|answers| match answers.said(question) {
        None => ui!(text, not_answered).into(),
        Some(Said::Unknown) => text.words.get(&["options", "unknown", "label"]).into(),
        Some(Said::Answer(answer)) => {
            let options: Vec<Opt> = answer.options();
            if options.is_empty() {
                return text.words.get(&["options", "none", "label"]).into();
            }
            let labels: Vec<&str> = options.iter().map(|o| text.words.option(question, *o, "label")).collect();
            intl::list(text.lang, labels)
        }
    })
}
