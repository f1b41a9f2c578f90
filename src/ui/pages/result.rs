//! Both verdicts: what they are, why, what stands in the way, and what to do next.

use crate::domain::instrument::Question;
use crate::domain::library;
use crate::domain::mandate::advice::{self, Advice};
use crate::domain::mandate::authority::{self, Route, Target};
use crate::domain::mandate::explain::{self, Blocking, Decisive};
use crate::domain::mandate::{self, Criterion, Rule};
use crate::domain::sheet::{Sheet, Shown, progress_of};
use crate::text::gap::Gap;
use crate::text::scale::criterion_name;
use crate::text::scale::{self, OPERABILITY, SUFFICIENCY, Scale};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::answer::{answer_words, question_link};
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::plan;
use crate::ui::components::range;
use crate::ui::components::section::{framed, section};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, div, el, link};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::prelude::*;

/// The result page.
pub fn page(state: State, text: &Text) -> AnyView {
    let sheet = state.sheet.get_untracked();
    let verdicts = state.verdicts.get_untracked();
    let sufficiency = explain::blocking(&mandate::SUFFICIENCY, &sheet);
    let operability = explain::blocking(&mandate::OPERABILITY, &sheet);
    let advice = advice::advice(sufficiency.iter().chain(&operability));
    div("div", "page result")
        .child(el("h1").text(ui!(text, result_title)))
        .child(verdict(text, SUFFICIENCY, "mandate.sufficiency", ui!(text, is_it_sufficient), verdicts.sufficiency))
        .child(verdict(text, OPERABILITY, "mandate.operability", ui!(text, can_it_be_used), verdicts.operability))
        .child(authority_line(text, &sheet))
        .child(in_the_way(state, text, SUFFICIENCY, &sufficiency, verdicts.sufficiency.0))
        .child(in_the_way(state, text, OPERABILITY, &operability, verdicts.operability.0))
        .child(open_answers(text, &sheet))
        .child(tensions(text, &sheet))
        .child(next_steps(text, &advice))
        .child(examples(text, &sheet))
        .child(why(state, text, &sheet))
        .child(full_path(state, text))
        .child(keep(state, text))
        .done()
}

/// A finding: its shape beside its words.
fn finding(icon: AnyView, words: El) -> El {
    el("li").view(icon).child(words)
}

fn verdict(text: &Text, scale: Scale, id: &'static str, title: &str, (low, high): (u8, u8)) -> El {
    let sentence = scale.sentence(text, (low, high));
    let meanings = (low..=high).map(|level| {
        let words = el("span").child(el("b").text(scale.label(text, level))).text(": ").text(scale.about(text, level, "meaning"));
        finding(icon::level(level), words)
    });
    div("section", "card verdict-card")
        .attr("data-result", id)
        .attr("data-lowest", scale.id(low))
        .attr("data-highest", scale.id(high))
        .attr("data-level", low.to_string())
        .child(el("h2").text(title))
        .child(div("p", "verdict").view(icon::level(low)).child(el("span").text(sentence)))
        .view(range::range(text, scale, move || (low, high)))
        .child(div("ul", "meanings").child(meanings))
}

fn authority_line(text: &Text, sheet: &Sheet) -> El {
    let (low, high) = authority::range(sheet);
    let span = (low.level(), high.level());
    let scale = scale::AUTHORITY;
    let about = if span.0 == span.1 { scale.about(text, span.0, "sentence") } else { ui!(text, authority_open).to_string() };
    section(&format!("{}: {}", ui!(text, authority), scale.phrase(text, span)))
        .attr("class", "authority")
        .attr("data-result", "mandate.authority")
        .attr("data-lowest", low.id())
        .attr("data-highest", high.id())
        .child(el("p").text(about))
}

fn links(text: &Text, questions: &[Question]) -> El {
    let one = |list: El, q: &Question| list.child(question_link(text, *q).attr("data-question-link", q.id())).text(" ");
    questions.iter().fold(div("span", "links"), one)
}

fn in_the_way(state: State, text: &Text, scale: Scale, entries: &[Blocking], lowest: u8) -> Option<El> {
    let target = scale.label(text, if lowest >= 2 { 3 } else { 2 });
    let list = div("ul", "findings").child(entries.iter().map(|entry| blocked(state, text, scale, entry)));
    let title = fill(ui!(text, in_the_way_of), &target, "");
    (!entries.is_empty()).then(|| section(&title).attr("data-blocking", scale.name).child(list))
}

fn blocked(state: State, text: &Text, scale: Scale, entry: &Blocking) -> El {
    let id = entry.criterion.id();
    let (icon, standing, about) = if entry.is_open() {
        (icon::open(), ui!(text, not_known), "open")
    } else {
        (icon::warning(), ui!(text, stands_in_the_way), "gap")
    };
    let needed = match entry.criterion {
        Criterion::Authority => scale::AUTHORITY.label(text, entry.needed as u8),
        _ if entry.needed >= 1.0 => ui!(text, needed_fully).to_string(),
        _ => ui!(text, needed_partly).to_string(),
    };
    let needed = div("p", "hint").text(fill(ui!(text, needed), &needed, "")).text(" ");
    let words = el("div")
        .child(el("p").child(el("b").text(criterion_name(text, entry.criterion))).text(" · ").text(standing))
        .child(el("p").text(text.words.get(&["criteria", id, about])));
    let words = if entry.routes.is_empty() {
        words.child(needed.child(links(text, &entry.by)))
    } else {
        let routes = div("ol", "routes").child(entry.routes.iter().map(|r| route(text, r)));
        words.child(needed).child(el("p").child(el("b").text(ui!(text, routes)))).child(routes)
    };
    let finding_id = format!("mandate.{}", scale.name);
    let words = words.child((!entry.is_open()).then(|| plan::add(state, text, Gap::of_mandate(text, &finding_id, entry))));
    finding(icon, words).attr("data-criterion", id).attr_if(entry.is_open(), "data-open", "")
}

fn route(text: &Text, route: &Route) -> El {
    let get = |what: &str| text.words.get(&["routes", route.id.id(), what]);
    let changes = route.change.iter().map(|(question, target)| {
        let to = match target {
            Target::Option(option) => text.words.option(*question, *option, "label"),
            Target::NotEmpty => ui!(text, at_least_one),
        };
        el("li").child(question_link(text, *question)).text(": ").child(el("b").text(to))
    });
    el("li")
        .attr("data-route", route.id.id())
        .child(el("b").text(get("title")))
        .child(el("p").view(statement(text, get("text"))))
        .child(div("p", "hint").text(ui!(text, would_need)))
        .child(el("ul").child(changes))
}

fn open_answers(text: &Text, sheet: &Sheet) -> Option<El> {
    let mut found: Vec<(Decisive, &str)> = Vec::new();
    let rules = [(&mandate::SUFFICIENCY, ui!(text, moves_sufficiency)), (&mandate::OPERABILITY, ui!(text, moves_operability))];
    for (rule, moves) in rules {
        for entry in explain::decisive(rule, sheet) {
            if !found.iter().any(|(d, _)| d.question == entry.question && d.with == entry.with) {
                found.push((entry, moves));
            }
        }
    }
    found.truncate(8);
    let items: Vec<El> = found.iter().map(|(entry, moves)| open_answer(text, entry, moves)).collect();
    let list = |items| {
        section(ui!(text, open_matter_most))
            .child(el("p").text(ui!(text, open_is_fine)))
            .child(div("ul", "findings").child(items))
    };
    (!items.is_empty()).then(|| list(items))
}

fn open_answer(text: &Text, entry: &Decisive, moves: &str) -> El {
    let questions: Vec<Question> = std::iter::once(entry.question).chain(entry.with).collect();
    let whom = statement(text, text.words.question(entry.question, "whom"));
    let words = el("div")
        .child(el("p").child(links(text, &questions)).child(el("small").text(moves)))
        .child(div("p", "hint").text(ui!(text, whom)).text(" ").view(whom));
    finding(icon::open(), words).attr("data-decisive", entry.question.id())
}

fn tensions(text: &Text, sheet: &Sheet) -> Option<El> {
    let found = advice::tensions(sheet);
    let items = found.iter().map(|tension| {
        let has_page = |q: &Question| !text.words.question(*q, "short").is_empty();
        let questions: Vec<Question> = tension.pair().iter().map(|(q, _)| *q).filter(has_page).collect();
        let words = el("div")
            .child(el("p").text(text.words.get(&["tensions", tension.id()])))
            .child(el("p").child(links(text, &questions)));
        finding(icon::warning(), words).attr("data-tension", tension.id())
    });
    (!found.is_empty()).then(|| section(ui!(text, please_check)).child(div("ul", "findings").child(items)))
}

fn next_steps(text: &Text, advice: &[Advice]) -> Option<El> {
    let items = advice.iter().enumerate().map(|(i, advice)| {
        let get = |what: &str| text.words.get(&["advice", advice.id.id(), what]);
        let because: Vec<String> = advice.because.iter().map(|c| criterion_name(text, *c)).collect();
        let because = intl::list(text.lang, because.iter().map(String::as_str));
        let words = el("div")
            .child(el("h3").text(get("title")))
            .child(el("p").view(statement(text, get("text"))))
            .child(el("p").child(el("b").text(ui!(text, first_step))).text(" ").view(statement(text, get("step"))))
            .child(div("p", "hint").text(fill(ui!(text, because), &because, "")));
        let number = div("span", "n").attr("aria-hidden", "true").text(intl::number(text.lang, (i + 1) as f64));
        el("li").attr("data-advice", advice.id.id()).child(number).child(words)
    });
    (!advice.is_empty()).then(|| section(ui!(text, what_next)).child(div("ol", "advice").child(items)))
}

fn examples(text: &Text, sheet: &Sheet) -> Option<El> {
    let codes = library::examples(sheet);
    let names = intl::countries(text.lang, codes.iter().copied());
    let is_own = sheet.country().is_some_and(|c| codes == [c]);
    let items = codes.iter().map(|code| {
        let get = |what: &str| text.words.get(&["places", code, what]);
        let name = names.iter().find(|(c, _)| c == code).map_or("", |(_, name)| name);
        el("li")
            .attr("data-example", *code)
            .child(el("h3").text(name).text(" · ").child(div("span", "kind").text(get("kind"))))
            .child(["text", "asks", "lesson"].map(|what| el("p").view(statement(text, get(what)))))
    });
    let all = el("p").child(link(Page::Countries.href()).text(text.words.get(&["library", "title"])));
    let title = if is_own { ui!(text, your_country) } else { ui!(text, similar_countries) };
    (!codes.is_empty()).then(|| section(title).child(div("ul", "examples").child(items)).child(all))
}

/// Every criterion with its answers and a link back to each.
fn why(state: State, text: &Text, sheet: &Sheet) -> El {
    let part = |name: &'static str, rule: &'static Rule, title: &str| {
        el("details").attr("data-why", name).child(el("summary").text(title)).child(table(state, text, sheet, rule, title))
    };
    section(ui!(text, why))
        .attr("class", "why")
        .child(part("sufficiency", &mandate::SUFFICIENCY, ui!(text, why_sufficiency)))
        .child(part("operability", &mandate::OPERABILITY, ui!(text, why_operability)))
}

fn table(state: State, text: &Text, sheet: &Sheet, rule: &'static Rule, caption: &str) -> El {
    let head = [ui!(text, criterion), ui!(text, your_answer), ui!(text, standing)].map(|t| el("th").attr("scope", "col").text(t));
    let rows = rule.criteria().map(|criterion| rows(state, text, sheet, rule, criterion));
    let body = rows.fold(el("tbody"), El::child);
    framed(caption, el("table").child(el("caption").text(caption)).child(el("thead").child(el("tr").child(head))).child(body))
}

/// A criterion's rows, one for each question that it rests on.
fn rows(state: State, text: &Text, sheet: &Sheet, rule: &'static Rule, criterion: Criterion) -> Vec<El> {
    let questions: Vec<Question> = criterion.questions().into_iter().filter(|q| sheet.shown(*q) != Shown::No).collect();
    let span = questions.len().to_string();
    let is_core = rule.core.contains(&criterion) || criterion == Criterion::Authority;
    let weight = if is_core { ui!(text, core) } else { ui!(text, supporting) };
    let row = |(i, q): (usize, &Question)| {
        let name =
            || el("th").attr("scope", "rowgroup").text(criterion_name(text, criterion)).text(" ").child(el("small").text(weight));
        let mark = || el("td").text(scale::standing(text, sheet, rule, criterion));
        let asked = if questions.len() > 1 { format!("{}: ", text.words.question(*q, "short")) } else { String::new() };
        let answer = el("td").text(asked).child(link(Page::Question(*q).href()).text(answer_words(state, text, *q)));
        let head = (i == 0).then(|| name().attr("rowspan", span.as_str()));
        let tail = (i == 0).then(|| mark().attr("rowspan", span.as_str()));
        el("tr").child(head).child(answer).child(tail)
    };
    questions.iter().enumerate().map(row).collect()
}

/// The way on for who took the quick path: the questions on the mandate that it left out.
fn full_path(state: State, text: &Text) -> Option<El> {
    let sections = Module::Mandate.sections().iter().flat_map(|(s, _)| s.questions());
    let (done, of) = state.answers.with_untracked(|a| progress_of(a, sections));
    (done < of).then(|| {
        let way = link(Page::Module(Module::Mandate).href()).attr("class", "btn quiet").attr("data-action", "full");
        div("p", "way-in").child(way.text(text.words.get(&["quick", "full"])))
    })
}
