//! Which framework fits: the recommendation with its reasons, and the user's own hand in it.

use crate::charts::{Part, Picture};
use crate::document::preferences::Overruled;
use crate::domain::answers::{Value, options_in};
use crate::domain::engine::{NORMAL, Standing};
use crate::domain::frameworks::{self, Frameworks, Recommendation, Supporting};
use crate::domain::instrument::{Opt, Question, Section};
use crate::domain::selector::{Drawing, Flip, Override, Preferences, Ranking, Search, Strength, Table, known};
use crate::domain::sheet::{Sheet, Shown};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::actions;
use crate::ui::components::answer::{answer_words, options_words, question_link};
use crate::ui::components::chart::chart;
use crate::ui::components::icon;
use crate::ui::components::levels::levels;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, button, div, el, field, link, live, nothing};
use crate::ui::pages::article::framed;
use crate::ui::pages::result::{keep, section};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDialogElement;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// The selector's name in files.
const SELECTOR: &str = "framework";
/// A slice of work on a page: short enough that a tap meanwhile waits for nothing, on a slow phone too.
const SLICE: f64 = 6.0;
/// Draws between two looks at the clock.
const DRAWS_AT_ONCE: usize = 100;

/// A finished run.
type Found = Arc<(Ranking, Recommendation)>;

/// Everything that the recommendation rests on.
#[derive(Clone, PartialEq)]
struct Basis {
    sheet: Sheet,
    preferences: Preferences,
}

/// The ranking, worked out in slices; the last one stands until the next is there.
fn ranking(basis: Memo<Basis>) -> RwSignal<Option<Found>> {
    let found = RwSignal::new(None);
    let run = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let basis = basis.get();
        run.update_value(|n| *n += 1);
        let mine = run.get_value();
        let drawing = Rc::new(RefCell::new(Drawing::new(Frameworks, &basis.sheet, &basis.preferences, false)));
        in_slices(
            move || run.try_get_value() == Some(mine),
            move || {
                let mut drawing = drawing.borrow_mut();
                let is_done = drawing.draw(DRAWS_AT_ONCE);
                if is_done {
                    let mut ranking = drawing.ranking();
                    let recommendation = frameworks::recommend(&basis.sheet, &mut ranking);
                    found.set(Some(Arc::new((ranking, recommendation))));
                }
                is_done
            },
        );
    });
    found
}

/// Does `work` again and again until it says that it is done, in slices, while `goes_on`.
fn in_slices(goes_on: impl Fn() -> bool + Clone + 'static, work: impl Fn() -> bool + Clone + 'static) {
    let slice = move || {
        let start = actions::clock();
        while goes_on() {
            if work() {
                return;
            }
            if actions::clock() - start > SLICE {
                return in_slices(goes_on.clone(), work.clone());
            }
        }
    };
    set_timeout(slice, Duration::ZERO);
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let basis = Memo::new(move |_| Basis {
        sheet: state.sheet.get(),
        preferences: state.document.with(|d| d.preferences(SELECTOR, Frameworks)),
    });
    let found = ranking(basis);
    let words = text.clone();
    let recommendation = live(move || match found.get() {
        Some(found) => recommendation(state, &words, &found),
        None => counting(&words).done(),
    });
    let words = text.clone();
    // The parts that hold controls stay where they are while figures move.
    let is_enough = Memo::new(move |_| known(Frameworks, &basis.get().sheet) >= Frameworks::ENOUGH);
    let own_hand = live(move || {
        if !is_enough.get() {
            return nothing();
        }
        all(vec![
            importance(state, &words, basis).done(),
            cells(state, &words, basis, found).done(),
            overruled(state, &words),
            flips(&words, basis).done(),
        ])
    });
    div("div", "page result framework")
        .child(el("h1").text(text.words.get(&["result", "title"])))
        .view(recommendation)
        .child(principles(text))
        .view(own_hand)
        .child(about(text))
        .child(keep(state, text))
        .done()
}

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["result", name])
}

fn counting(text: &Text) -> El {
    div("section", "card").attr("data-counting", "").child(div("p", "verdict").text(word(text, "counting")).text("…"))
}

/// A framework's id, by its place in the table.
fn id(framework: usize) -> &'static str {
    Frameworks::ALTERNATIVES.get(framework).copied().unwrap_or_default()
}

/// A text about a framework.
fn about_framework<'a>(text: &'a Text, framework: usize, what: &str) -> &'a str {
    text.words.get(&["frameworks", id(framework), what])
}

/// A share of tries in hundredths, as a whole number.
fn hundredths(share: f64) -> f64 {
    (share * 100.0).round()
}

fn tries(text: &Text, share: f64) -> String {
    intl::number(text.lang, hundredths(share))
}

fn first_rank(standing: &Standing) -> f64 {
    standing.rank_acceptability.first().copied().unwrap_or(0.0)
}

fn recommendation(state: State, text: &Text, found: &(Ranking, Recommendation)) -> AnyView {
    let (ranking, recommendation) = found;
    let strength = ranking.strength;
    let get = |what: &str| text.words.get(&["strength", strength.id(), what]);
    let lead_ids: Vec<&str> = ranking.lead.iter().map(|a| id(*a)).collect();
    let share = |a: usize| ranking.outcome.standings.get(a).map_or(0.0, first_rank);
    let names = |of: &[usize]| intl::list(text.lang, of.iter().map(|a| about_framework(text, *a, "short")));
    let sheet = state.sheet.get_untracked();
    let needed = Frameworks::ENOUGH.saturating_sub(known(Frameworks, &sheet));
    let sentence = match (strength, ranking.lead.first()) {
        (Strength::TooEarly, _) | (_, None) => fill(get("sentence"), &intl::number(text.lang, needed as f64), ""),
        (Strength::NoClearLead, _) => fill(get("sentence"), &names(&ranking.lead), ""),
        (_, Some(first)) => fill(get("sentence"), about_framework(text, *first, "short"), &tries(text, share(*first))),
    };
    let shape = match strength {
        Strength::TooEarly => icon::open(),
        Strength::NoClearLead => icon::level(1),
        Strength::Leaning => icon::level(2),
        Strength::Clear => icon::level(3),
    };
    let card = div("section", "card verdict-card")
        .attr("data-result", "framework.lead")
        .attr("data-strength", strength.id())
        .attr("data-lead", lead_ids.join(" "))
        .child(el("h2").text(get("label")))
        .child(div("p", "verdict").view(shape).child(el("span").text(sentence)));
    let mut views = vec![card.done()];
    let required = (!recommendation.required.is_empty()).then(|| notes(text, "required"));
    if strength == Strength::TooEarly {
        views.extend(required.map(El::done));
        views.push(to_answer(text, &sheet).done());
        return all(views);
    }
    views.push(tries_part(text, ranking).done());
    let title = word(text, if ranking.lead.len() > 1 { "leads" } else { "lead" });
    let leads = ranking.lead.iter().map(|a| leading(text, *a));
    views.push(section(title).attr("data-part", "lead").child(div("ul", "frameworks").child(leads)).done());
    let together = |what: &str| el("p").view(statement(text, text.words.get(&["together", what])));
    if !recommendation.supporting.is_empty() {
        let items = recommendation.supporting.iter().map(|s| supporting(text, s));
        let list = div("ul", "frameworks").child(items);
        views.push(section(word(text, "supporting")).attr("data-part", "supporting").child(list).done());
    }
    views.push(section(text.words.get(&["together", "title"])).child(together("text")).done());
    views.extend(required.map(El::done));
    views.extend(recommendation.has_no_foundation.then(|| notes(text, "no_foundation").done()));
    all(views)
}

/// A finding that goes with the result.
fn notes(text: &Text, finding: &'static str) -> El {
    let words = el("p").view(statement(text, text.words.get(&["findings", finding])));
    div("ul", "findings").child(el("li").attr("data-finding", finding).view(icon::warning()).child(words))
}

/// What to answer next, while it is too early for an order.
fn to_answer(text: &Text, sheet: &Sheet) -> El {
    let open = Section::FrameworkContext.questions().filter(|q| sheet.shown(*q) == Shown::Yes && !sheet.is_answered(*q));
    let items = open.map(|q| {
        let whom = statement(text, text.words.question(q, "whom"));
        let words = el("div")
            .child(el("p").child(question_link(text, q)))
            .child(div("p", "hint").text(ui!(text, whom)).text(" ").view(whom));
        el("li").view(icon::open()).child(words).attr("data-next", q.id())
    });
    section(word(text, "next")).child(div("ul", "findings").child(items))
}

/// How often each framework takes each place: a sentence, a chart and a table.
fn tries_part(text: &Text, ranking: &Ranking) -> El {
    let standings = &ranking.outcome.standings;
    let number = |n: f64| intl::number(text.lang, n);
    let shares: Vec<String> = standings
        .iter()
        .enumerate()
        .map(|(a, s)| format!("{} {}", about_framework(text, a, "short"), tries(text, first_rank(s))))
        .collect();
    let sentence = fill(word(text, "tries_sentence"), &intl::list(text.lang, shares.iter().map(String::as_str)), "");
    let place = |rank: usize| fill(text.words.get(&["table", "place"]), &number((rank + 1) as f64), "");
    let cell = |s: &Standing, rank: usize| hundredths(s.rank_acceptability.get(rank).copied().unwrap_or(0.0));
    let rows: Vec<String> = (0..standings.len()).map(|a| about_framework(text, a, "short").into()).collect();
    let parts: Vec<Part> = (0..standings.len())
        .map(|rank| Part { name: place(rank), values: standings.iter().map(|s| cell(s, rank)).collect() })
        .collect();
    let head = std::iter::once(text.words.get(&["table", "framework"]).to_string()).chain((0..standings.len()).map(place));
    let body = standings.iter().enumerate().map(|(a, s)| {
        let cells = (0..standings.len()).map(|rank| el("td").text(number(cell(s, rank))));
        el("tr")
            .attr("data-tries", id(a))
            .child(el("th").attr("scope", "row").text(about_framework(text, a, "short")))
            .child(cells)
    });
    let caption = text.words.get(&["table", "tries_caption"]);
    let table = el("table")
        .child(el("caption").text(format!("{caption} · {}", text.words.get(&["table", "tries"]))))
        .child(el("thead").child(el("tr").child(head.map(|h| el("th").attr("scope", "col").text(h)))))
        .child(el("tbody").child(body));
    let picture = Picture::Stack(rows, parts);
    section(caption)
        .attr("data-part", "tries")
        .child(el("p").text(sentence))
        .child(chart(text, "ranks", move || Some(picture.clone())))
        .child(framed(caption, table))
}

/// Statements about a framework under their names.
fn told(text: &Text, framework: usize, parts: &[(&str, &str)]) -> El {
    let rows = parts.iter().flat_map(|(label, what)| {
        [el("dt").text(word(text, label)), el("dd").view(statement(text, about_framework(text, framework, what)))]
    });
    div("dl", "told").child(rows)
}

fn leading(text: &Text, framework: usize) -> El {
    el("li").attr("data-framework", id(framework)).child(el("h3").text(about_framework(text, framework, "name"))).child(told(
        text,
        framework,
        &[("what", "what"), ("as_lead", "lead"), ("care", "care")],
    ))
}

fn supporting(text: &Text, supporting: &Supporting) -> El {
    let name = |o: &Opt| {
        let question =
            [Question::FrameworkThreatFocus, Question::FrameworkLevelFocus].into_iter().find(|q| q.index_of(*o).is_some());
        question.map_or("", |q| text.words.option(q, *o, "label"))
    };
    let gaps = intl::list(text.lang, supporting.gaps.iter().map(name));
    let reason = |what: &str, filled: &str| {
        let (words, tags) = crate::text::words::sourced(text.words.get(&["together", what]));
        let words = format!("{} [{}]", fill(words, filled, ""), tags.join(" "));
        el("p").view(statement(text, &words))
    };
    el("li")
        .attr("data-framework", id(supporting.framework))
        .child(el("h3").text(about_framework(text, supporting.framework, "name")))
        .child(supporting.is_close.then(|| reason("close", "")))
        .child((!supporting.gaps.is_empty()).then(|| reason("fills_gap", &gaps)))
        .child(told(text, supporting.framework, &[("as_support", "support")]))
}

/// The four principles, whatever leads.
fn principles(text: &Text) -> El {
    let items = ["harm", "gender", "rights", "whole_society"].map(|principle| {
        let get = |what: &str| text.words.get(&["principles", principle, what]);
        el("li")
            .attr("data-principle", principle)
            .child(el("h3").text(get("name")))
            .child(el("p").view(statement(text, get("text"))))
            .child(el("p").child(el("b").text(ui!(text, first_step))).text(" ").view(statement(text, get("step"))))
    });
    section(word(text, "principles"))
        .attr("data-part", "principles")
        .child(el("p").view(statement(text, word(text, "principles_lead"))))
        .child(div("ul", "frameworks").child(items))
}

/// What each framework is and where it comes from.
fn about(text: &Text) -> El {
    let items = (0..Frameworks::ALTERNATIVES.len()).map(|framework| {
        el("details").attr("data-about", id(framework)).child(el("summary").text(about_framework(text, framework, "name"))).child(
            told(
                text,
                framework,
                &[("what", "what"), ("origin", "origin"), ("as_lead", "lead"), ("as_support", "support"), ("care", "care")],
            ),
        )
    });
    section(word(text, "all")).attr("class", "why").child(items)
}

/// How much each criterion counts.
fn importance(state: State, text: &Text, basis: Memo<Basis>) -> El {
    let get = |what: &str| text.words.get(&["importance", what]);
    let labels = ["ignored", "less", "normal", "more"].map(get);
    let rows = Frameworks::CRITERIA.iter().enumerate().map(|(place, criterion)| {
        let of =
            move |b: &Basis| b.preferences.importance.iter().rev().find(|(c, _)| *c == place).map_or(NORMAL, |(_, level)| *level);
        let chosen = Memo::new(move |_| basis.with(of));
        let name = text.words.get(&["criteria", criterion, "name"]);
        let choose = move |level| state.change(|d, now| d.set_importance(SELECTOR, criterion, level, now));
        levels(format!("importance.{criterion}"), name, labels, move || chosen.get(), choose)
            .child(div("p", "hint").view(statement(text, text.words.get(&["criteria", criterion, "meaning"]))))
    });
    let reset = move |_| {
        state.change(|d, now| {
            for criterion in Frameworks::CRITERIA {
                d.set_importance(SELECTOR, criterion, NORMAL, now);
            }
        });
    };
    el("details")
        .attr("class", "own-hand")
        .attr("data-part", "importance")
        .child(el("summary").child(el("h2").text(get("title"))))
        .child(el("p").view(statement(text, get("help"))))
        .child(rows)
        .child(button("btn quiet", "reset-importance", reset).text(word(text, "reset")))
}

/// The performance table; each cell opens its reason.
fn cells(state: State, text: &Text, basis: Memo<Basis>, found: RwSignal<Option<Found>>) -> El {
    let opened = RwSignal::new(None::<(usize, usize)>);
    let get = |what: &str| text.words.get(&["table", what]);
    let columns = 0..Frameworks::ALTERNATIVES.len();
    let head = std::iter::once(get("criterion")).chain(columns.clone().map(|a| about_framework(text, a, "short")));
    let rows = Frameworks::CRITERIA.iter().enumerate().map(|(criterion, name)| {
        let cells = columns.clone().map(|framework| {
            let words = text.clone();
            let shown = Memo::new(move |_| figure(basis, found, framework, criterion));
            let value = move || match shown.get() {
                (None, _) => word(&words, "open_cell").to_string(),
                (Some(value), _) => intl::number(words.lang, hundredths(value)),
            };
            let cell = button("cell", "cell", move |_| opened.set(Some((framework, criterion))))
                .attr("data-cell", format!("{}.{name}", id(framework)))
                .live("data-changed", move || shown.get().1.then(String::new))
                .live("data-value", move || shown.get().0.map(|v| format!("{v}")))
                .live_text(value);
            el("td").child(cell)
        });
        let name = text.words.get(&["criteria", name, "name"]);
        el("tr").child(el("th").attr("scope", "row").text(name)).child(cells)
    });
    let caption = get("caption");
    let table = div("table", "cells")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head.map(|h| el("th").attr("scope", "col").text(h)))))
        .child(el("tbody").child(rows));
    let words = text.clone();
    let dialog = live(move || {
        let Some((framework, criterion)) = opened.get() else { return nothing() };
        dialog(state, &words, (basis, found), (framework, criterion), opened).done()
    });
    el("details")
        .attr("class", "own-hand")
        .attr("data-part", "cells")
        .child(el("summary").child(el("h2").text(caption)))
        .child(el("p").text(word(text, "table_help")))
        .child(framed(caption, table))
        .view(dialog)
}

/// What a cell holds, where that is settled, and whether the user has changed it.
fn figure(basis: Memo<Basis>, found: RwSignal<Option<Found>>, framework: usize, criterion: usize) -> (Option<f64>, bool) {
    let is_it = |o: &Override| (o.alternative, o.criterion) == (framework, criterion);
    let value = found.with(|found| found.as_ref().and_then(|found| found.0.settled(framework, criterion)));
    (value, basis.with(|b| b.preferences.overrides.iter().any(is_it)))
}

/// A cell's reason, the answers behind it, and the form to overrule it.
fn dialog(
    state: State,
    text: &Text,
    (basis, found): (Memo<Basis>, RwSignal<Option<Found>>),
    (framework, criterion): (usize, usize),
    opened: RwSignal<Option<(usize, usize)>>,
) -> El {
    const PLACE: &str = "cell-dialog";
    let name = Frameworks::CRITERIA.get(criterion).copied().unwrap_or_default();
    let own = text.words.get(&["cells", name, id(framework)]);
    let reason = if own.is_empty() { text.words.get(&["cells", name, "all"]) } else { own };
    let title = fill(word(text, "cell"), text.words.get(&["criteria", name, "name"]), about_framework(text, framework, "short"));
    let answers = frameworks::questions_behind(framework, criterion)
        .into_iter()
        .map(|q| el("li").child(question_link(text, q)).text(": ").child(el("b").text(answer_words(state, text, q))));
    let words = text.clone();
    let now = move || match figure(basis, found, framework, criterion) {
        (Some(value), true) => format!("{} · {}", fit(&words, value), word(&words, "changed_cell")),
        (Some(value), false) => fit(&words, value),
        (None, _) => word(&words, "open_cell").to_string(),
    };
    request_animation_frame(|| {
        let dialog = document().get_element_by_id(PLACE).and_then(|e| e.dyn_into::<HtmlDialogElement>().ok());
        if let Some(dialog) = dialog.filter(|d| !d.open()) {
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| opened.set(None);
    el("dialog")
        .attr("id", PLACE)
        .attr("aria-labelledby", "cell-title")
        .on("close", close)
        .child(el("h3").attr("id", "cell-title").text(title))
        .child(div("p", "verdict").live_text(now))
        .child(el("h4").text(text.words.get(&["overrule", "why"])))
        .child(el("p").view(statement(text, reason)))
        .child(el("p").text(word(text, "rests_on")))
        .child(div("ul", "answers").child(answers))
        .child(overrule_form(state, text, framework, name, opened))
        .child(button("btn quiet", "close", close).text(word(text, "close_dialog")))
}

fn fit(text: &Text, value: f64) -> String {
    fill(word(text, "fit"), &intl::number(text.lang, hundredths(value)), "")
}

fn overrule_form(
    state: State,
    text: &Text,
    framework: usize,
    criterion: &'static str,
    opened: RwSignal<Option<(usize, usize)>>,
) -> El {
    let get = |what: &str| text.words.get(&["overrule", what]);
    let before = state.document.with_untracked(|d| {
        d.overruled(SELECTOR).into_iter().find(|o| o.alternative == id(framework) && o.criterion == criterion)
    });
    let is_changed = before.is_some();
    let (value, reason) = before.map_or((0.5, String::new()), |o| (o.value, o.reason));
    let (value, reason) = (RwSignal::new(value), RwSignal::new(reason));
    let fault = RwSignal::new(false);
    let steps = [0.0, 0.25, 0.5, 0.75, 1.0];
    let options = steps.map(|step| {
        el("option")
            .attr("value", step.to_string())
            .flag("selected", move || (value.get() - step).abs() < 0.125)
            .text(fit(text, step))
    });
    let choose = move |event: Event| {
        if let Ok(step) = field(&event).value().parse() {
            value.set(step);
        }
    };
    let select = el("select").attr("data-field", "value").on("change", choose).child(options);
    let written = reason.get_untracked();
    let area = el("textarea")
        .attr("rows", "2")
        .attr("dir", "auto")
        .attr("maxlength", "500")
        .attr("data-field", "reason")
        .live("aria-invalid", move || fault.get().then(|| "true".to_string()))
        .value(move || written.clone())
        .on("input", move |event| reason.set(field(&event).value()));
    let apply = move |_| {
        let cell = Overruled {
            alternative: id(framework).into(),
            criterion: criterion.into(),
            value: value.get_untracked(),
            reason: reason.get_untracked().trim().into(),
        };
        if cell.reason.is_empty() {
            return fault.set(true);
        }
        state.change(|d, now| d.overrule(SELECTOR, &cell, now));
        opened.set(None);
    };
    let remove = move |_| {
        state.change(|d, now| d.restore(SELECTOR, id(framework), criterion, now));
        opened.set(None);
    };
    let words = get("reason_needed").to_string();
    let told = move || {
        if fault.get() { div("p", "error").attr("role", "alert").text(words.clone()).done() } else { nothing() }
    };
    let label = |name: &str, control: El| div("label", "field").child(el("span").text(name)).child(control);
    let buttons = div("div", "actions")
        .child(button("btn", "overrule", apply).text(get("apply")))
        .child(is_changed.then(|| button("btn quiet", "restore", remove).text(get("remove"))));
    el("details")
        .attr_if(is_changed, "open", "")
        .attr("data-part", "overrule")
        .child(el("summary").text(get("title")))
        .child(div("p", "hint").view(statement(text, get("help"))))
        .child(label(get("value"), select))
        .child(label(get("reason"), area))
        .live_view(told)
        .child(buttons)
}

/// What the user has changed, with reasons: part of every result.
fn overruled(state: State, text: &Text) -> AnyView {
    let text = text.clone();
    live(move || {
        let cells = state.document.with(|d| d.overruled(SELECTOR));
        let items: Vec<El> = cells
            .iter()
            .filter_map(|cell| {
                let place = cell.placed(Frameworks::ALTERNATIVES, Frameworks::CRITERIA)?;
                let name = text.words.get(&["criteria", &cell.criterion, "name"]);
                let title = fill(word(&text, "cell"), name, about_framework(&text, place.alternative, "short"));
                let words = el("p")
                    .child(el("b").text(title))
                    .text(" · ")
                    .text(fit(&text, cell.value))
                    .text(" · ")
                    .child(el("q").attr("dir", "auto").text(&cell.reason));
                Some(el("li").attr("data-overruled", format!("{}.{}", cell.alternative, cell.criterion)).child(words))
            })
            .collect();
        if items.is_empty() {
            return nothing();
        }
        section(text.words.get(&["overrule", "shown"])).attr("data-part", "overruled").child(el("ul").child(items)).done()
    })
}

/// What became of the search for answers that would change the lead.
#[derive(Clone, PartialEq)]
enum Looking {
    NotYet,
    Left(usize),
    Found(Vec<Flip>),
}

/// Which single answers would put another framework first, on demand.
fn flips(text: &Text, basis: Memo<Basis>) -> El {
    let get = |what: &str| text.words.get(&["flips", what]).to_string();
    let looking = RwSignal::new(Looking::NotYet);
    // What was found holds for the answers it was looked for with.
    Effect::new(move |_| {
        basis.track();
        looking.set(Looking::NotYet);
    });
    let search = move |_| {
        let basis = basis.get_untracked();
        let search = Rc::new(RefCell::new(Search::new(Frameworks, &basis.sheet, &basis.preferences)));
        looking.set(Looking::Left(search.borrow().left()));
        in_slices(
            move || matches!(looking.try_get_untracked(), Some(Looking::Left(_))),
            move || {
                let mut search = search.borrow_mut();
                let is_done = search.try_next();
                looking.set(if is_done { Looking::Found(search.found()) } else { Looking::Left(search.left()) });
                is_done
            },
        );
    };
    let (words, none) = (text.clone(), get("none"));
    let button_words = get("search");
    let content = move || match looking.get() {
        Looking::NotYet => button("btn quiet", "flips", search).text(button_words.clone()).done(),
        Looking::Left(left) => {
            let stop = button("btn quiet", "stop", move |_| looking.set(Looking::NotYet)).text(word(&words, "stop"));
            let told = fill(word(&words, "searching"), &intl::number(words.lang, left as f64), "");
            all(vec![el("p").text(told).done(), stop.done()])
        }
        Looking::Found(found) if found.is_empty() => el("p").attr("data-flips", "0").text(none.clone()).done(),
        Looking::Found(found) => {
            let items = found.iter().map(|flip| flip_item(&words, flip));
            div("ul", "findings").attr("data-flips", found.len().to_string()).child(items).done()
        }
    };
    section(&get("title"))
        .attr("data-part", "flips")
        .child(el("p").view(statement(text, &get("help"))))
        .child(el("div").attr("role", "status").live_view(content))
}

fn flip_item(text: &Text, flip: &Flip) -> El {
    let question = flip.question;
    let to = match &flip.to {
        Value::One(option) => options_words(text, question, &[*option]),
        Value::Many(set) => options_words(text, question, &options_in(question, *set).collect::<Vec<_>>()),
        _ => String::new(),
    };
    let get = |what: &str| text.words.get(&["flips", what]);
    let words = format!(
        "{} {}",
        fill(get("to"), text.words.question(question, "short"), &to),
        fill(get("first"), about_framework(text, flip.lead, "short"), "")
    );
    let words = el("p").text(words).text(" ").child(link(Page::Question(question).href()).text(ui!(text, to_question)));
    el("li").attr("data-flip", format!("{} {}", question.id(), id(flip.lead))).view(icon::open()).child(words)
}

/// Beside the questions: what was answered elsewhere and counts here too, and how many answers a first order still needs.
pub fn aside(state: State, text: &Text) -> AnyView {
    const BESIDE: [Question; 6] = [
        Question::ProfileConcerns,
        Question::MandateExplicit,
        Question::MandateBroader,
        Question::MandateOwnAdoption,
        Question::MandateThreatsCovered,
        Question::MandatePoliticalWill,
    ];
    let words = text.clone();
    let needed = Memo::new(move |_| Frameworks::ENOUGH.saturating_sub(state.sheet.with(|s| known(Frameworks, s))));
    let told = move || match needed.get() {
        0 => word(&words, "enough").to_string(),
        n => fill(word(&words, "needed"), &intl::number(words.lang, n as f64), ""),
    };
    let words = text.clone();
    let known = move || {
        // The words of these questions may come after the page.
        let _ = state.has_words("help");
        let text = state.text();
        let answered = BESIDE.into_iter().filter(|q| state.answers.with(|a| a.answer(*q).is_some()));
        let items: Vec<El> = answered
            .map(|q| el("li").child(question_link(&text, q)).text(": ").child(el("b").text(answer_words(state, &text, q))))
            .collect();
        if items.is_empty() {
            return div("p", "hint").text(word(&words, "beside_none")).done();
        }
        div("ul", "answers").child(items).done()
    };
    let result = link(Page::FrameworkResult.href()).text(ui!(text, see_result));
    div("aside", "panel plain")
        .attr("aria-label", word(text, "beside"))
        .child(div("p", "verdict").attr("role", "status").live_text(told))
        .child(el("p").child(result))
        .child(el("h2").text(word(text, "beside")))
        .live_view(known)
        .child(el("p").child(link(Page::Module(Module::Mandate).href()).text(ui!(text, mandate))))
        .done()
}
