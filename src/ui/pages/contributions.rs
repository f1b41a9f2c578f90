//! Which department brings which kind of resource: a table on a wide screen and on paper, cards on a phone.

use crate::document::assessment::Document;
use crate::document::contributions::{Contribution, KINDS, TakenOut, missing};
use crate::domain::answers::Answer;
use crate::domain::instrument::{Opt, Question};
use crate::text::search::fold;
use crate::text::{Text, fill, intl};
use crate::ui::components::answer::question_link;
use crate::ui::components::field::{labelled, select};
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::section::{framed, section};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, button, div, el, field, link, live, nothing};
use crate::ui::focus;
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::ev::Event;
use leptos::prelude::*;
use std::collections::BTreeSet;

const DEPARTMENTS: Question = Question::ResourcesDepartments;
/// Stands for all departments that are not shown yet.
const EVERY: &str = "every";

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["contributions", name])
}

/// A department's name: that of the option, or the user's own.
fn department_name(text: &Text, id: &str) -> String {
    let option = DEPARTMENTS.options().iter().find(|o| o.id() == id);
    option.map_or_else(|| id.into(), |o| text.words.option(DEPARTMENTS, *o, "label").into())
}

fn kind_name<'a>(text: &'a Text, kind: &str) -> &'a str {
    text.words.get(&["questions", &format!("resources.{kind}"), "short"])
}

/// What the page shows, and what can be undone.
#[derive(Clone, Copy)]
struct View {
    state: State,
    contributions: Memo<Vec<Contribution>>,
    /// Departments that brought something when the page was opened, and those that were added since.
    added: RwSignal<Vec<String>>,
    shown: Memo<Vec<String>>,
    taken: RwSignal<TakenOut>,
}

impl View {
    fn new(state: State) -> View {
        let contributions = Memo::new(move |_| state.document.with(Document::contributions));
        let answered: Vec<Opt> = state.answers.with_untracked(|a| a.answer(DEPARTMENTS).map(Answer::options).unwrap_or_default());
        // Those of the answer first, then those that bring something; whoever stands here keeps the place, whatever is marked.
        let brought = contributions.with_untracked(|all| all.iter().map(|c| c.department.clone()).collect::<Vec<String>>());
        let added = state.remembered("contributions.added", brought);
        let shown = Memo::new(move |_| {
            let mut seen: BTreeSet<String> = BTreeSet::new();
            let answered = answered.iter().map(|o| o.id().to_string());
            let all: Vec<String> = answered.chain(added.get()).collect();
            all.into_iter().filter(|id| seen.insert(id.clone())).collect::<Vec<String>>()
        });
        View { state, contributions, added, shown, taken: RwSignal::new(Vec::new()) }
    }

    fn brings(self, department: &str, kind: &str) -> bool {
        self.contributions.with(|all| all.iter().any(|c| c.department == department && c.kind == kind))
    }

    /// Marks a contribution or takes the mark back.
    fn mark(self, department: &str, kind: &str, is_on: bool) {
        let mut taken = Vec::new();
        self.state.change(|d, now| {
            if is_on { d.add_contribution(department, kind, now) } else { taken = d.remove_contribution(department, kind, now) }
        });
        // What only the mark said comes back by marking again; what was written with it needs a way back.
        let has_more = taken.iter().any(|(_, json)| json.members().len() > 2);
        self.taken.set(if has_more { taken } else { Vec::new() });
    }
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let view = View::new(state);
    let result = link(Page::ModuleResult(Module::Resources).href()).text(word(text, "to_result"));
    let budget = link(Page::Budget.href()).attr("data-action", "to-budget").text(word(text, "to_budget"));
    div("div", "page result contributions")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .child(progress(view, text))
        .child(marks(view, text))
        .child(others(view, text))
        .child(notes(view, text))
        .child(div("p", "inset").view(statement(text, word(text, "shared"))))
        .child(div("ul", "ways-on").child(el("li").child(budget)).child(el("li").child(result)))
        .child(keep(state, text))
        .done()
}

/// Kinds of resource that nobody brings yet.
fn progress(view: View, text: &Text) -> El {
    let words = text.clone();
    let lacking = Memo::new(move |_| view.contributions.with(|all| missing(all)));
    let told = move || {
        let lacking = lacking.get();
        let names = lacking.iter().map(|kind| div("span", "tag").text(kind_name(&words, kind)));
        let names = (!lacking.is_empty()).then(|| div("p", "tags").child(names));
        let (shape, told) = if lacking.is_empty() { (icon::tick(), "all_kinds") } else { (icon::open(), "missing") };
        let told = div("p", "gap").view(shape).child(el("span").text(word(&words, told)));
        el("div").attr("data-missing", lacking.join(" ")).child(told).child(names).done()
    };
    div("div", "card").attr("role", "status").live_view(told)
}

/// A mark: a checkbox that says whose and of which kind it is.
fn mark(view: View, department: &str, kind: &'static str, name: El) -> El {
    let (own, other) = (department.to_string(), department.to_string());
    let input = el("input")
        .attr("type", "checkbox")
        .attr("data-brings", format!("{department} {kind}"))
        .flag("checked", move || view.brings(&own, kind))
        .on("change", move |e: Event| view.mark(&other, kind, field(&e).checked()));
    el("label").child(input).child(name)
}

/// Departments by kinds, as a table and as cards.
fn marks(view: View, text: &Text) -> El {
    let words = text.clone();
    let content = move || {
        let shown = view.shown.get();
        if shown.is_empty() {
            let question = question_link(&words, DEPARTMENTS);
            return div("p", "empty").text(word(&words, "empty")).text(" ").child(question).done();
        }
        all(vec![table(view, &words, &shown).done(), cards(view, &words, &shown).done()])
    };
    section(word(text, "who_brings_what"))
        .attr("data-part", "marks")
        .child(el("p").view(statement(text, word(text, "list_help"))))
        .live_view(content)
        .view(undo(view, text))
}

fn table(view: View, text: &Text, departments: &[String]) -> El {
    let caption = word(text, "who_brings_what");
    let head = KINDS.map(|kind| el("th").attr("scope", "col").attr("data-kind", kind).text(kind_name(text, kind)));
    let rows = departments.iter().map(|department| {
        let name = department_name(text, department);
        let cells = KINDS.map(|kind| {
            let about = div("span", "unseen").child(el("bdi").text(name.clone())).text(": ").text(kind_name(text, kind));
            let own = department.clone();
            let words = text.clone();
            // On paper a box says nothing: there stands a mark with its note.
            let printed = move || {
                view.contributions.with(|all| match all.iter().find(|c| c.department == own && c.kind == kind) {
                    Some(c) if c.note.trim().is_empty() => el("span").text(word(&words, "mark")).done(),
                    Some(c) => el("span").attr("dir", "auto").text(&c.note).done(),
                    None => nothing(),
                })
            };
            el("td")
                .child(mark(view, department, kind, about).attr("class", "box"))
                .child(div("span", "printed").attr("aria-hidden", "true").live_view(printed))
        });
        el("tr")
            .attr("data-department", department.clone())
            .child(el("th").attr("scope", "row").child(el("bdi").text(name.clone())))
            .child(cells)
    });
    let table = div("table", "marks-table")
        .child(div("caption", "unseen").text(caption))
        .child(el("thead").child(el("tr").child(el("td")).child(head)))
        .child(el("tbody").child(rows));
    div("div", "as-table").child(framed(caption, table))
}

fn cards(view: View, text: &Text, departments: &[String]) -> El {
    let cards = departments.iter().map(|department| {
        let kinds = KINDS.map(|kind| mark(view, department, kind, el("span").text(kind_name(text, kind))).attr("class", "check"));
        let name = department_name(text, department);
        el("li").child(el("fieldset").child(el("legend").child(el("bdi").text(name))).child(kinds))
    });
    div("ul", "as-cards").child(cards)
}

/// The way back for a mark that had a note.
fn undo(view: View, text: &Text) -> AnyView {
    let words = text.clone();
    live(move || {
        let taken = view.taken.get();
        if taken.is_empty() {
            return nothing();
        }
        let back = move |_| {
            let taken = taken.clone();
            view.state.change(|d, now| d.bring_contributions_back(taken, now));
            view.taken.set(Vec::new());
            focus::soon("[data-part=\"notes\"] textarea".into());
        };
        div("div", "notice")
            .attr("role", "status")
            .child(el("p").text(word(&words, "removed")))
            .child(button("btn quiet", "undo-mark", back).text(word(&words, "undo")))
            .done()
    })
}

/// Departments that are not shown yet: one of the list, all of it, or one under the city's own name.
fn others(view: View, text: &Text) -> El {
    let words = text.clone();
    let choose = move |id: String| {
        if id.is_empty() {
            return;
        }
        let options = DEPARTMENTS.options().iter().map(|o| o.id().to_string());
        let wanted: Vec<String> = if id == EVERY { options.collect() } else { vec![id] };
        view.added.update(|added| added.extend(wanted));
        focus::soon("[data-part=\"others\"] :is(select, input)".into());
    };
    let list = move || {
        let shown = view.shown.get();
        let left: Vec<&Opt> = DEPARTMENTS.options().iter().filter(|o| !shown.iter().any(|id| id == o.id())).collect();
        if left.is_empty() {
            return nothing();
        }
        let options = left.iter().map(|o| (o.id(), words.words.option(DEPARTMENTS, **o, "label")));
        let ends = [("", word(&words, "choose")), (EVERY, word(&words, "every"))];
        select("department", word(&words, "add_department"), ends.into_iter().chain(options), String::new, choose).done()
    };
    let name = view.state.remembered("contributions.name.typed", String::new());
    let words = text.clone();
    let add = move |_| {
        let new = name.get_untracked().trim().to_string();
        // Whoever writes the name of one of the list means it.
        let listed = DEPARTMENTS.options().iter().find(|o| fold(words.words.option(DEPARTMENTS, **o, "label")) == fold(&new));
        let new = listed.map_or(new, |o| o.id().into());
        if !new.is_empty() {
            view.added.update(|added| added.push(new));
            name.set(String::new());
        }
        focus::soon("[data-field=\"own-department\"]".into());
    };
    let own = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("maxlength", "120")
        .attr("data-field", "own-department")
        .value(move || name.get())
        .on("input", move |e: Event| name.set(field(&e).value()));
    div("div", "others").attr("data-part", "others").child(el("div").live_view(list)).child(
        div("div", "own-name")
            .child(labelled(word(text, "own_department"), own))
            .child(button("btn quiet", "add-department", add).text(word(text, "add"))),
    )
}

/// A note for each contribution.
fn notes(view: View, text: &Text) -> El {
    let words = text.clone();
    // Only the set of contributions draws them anew; what is typed does not.
    let order = Memo::new(move |_| {
        view.contributions.with(|all| all.iter().map(|c| (c.department.clone(), c.kind.clone())).collect::<Vec<_>>())
    });
    let list = move || {
        let order = order.get();
        if order.is_empty() {
            return div("p", "empty").text(word(&words, "notes_empty")).done();
        }
        let known = order.iter().filter(|(_, kind)| KINDS.contains(&kind.as_str()));
        let strange = order.len() - known.clone().count();
        let items: Vec<El> = known.map(|(department, kind)| note(view, &words, department, kind)).collect();
        let told = (strange > 0).then(|| {
            div("p", "hint").attr("data-strange", "").text(fill(
                word(&words, "strange"),
                &intl::number(words.lang, strange as f64),
                "",
            ))
        });
        el("div").child(div("ul", "notes").child(items)).child(told).done()
    };
    section(word(text, "notes")).attr("data-part", "notes").live_view(list)
}

fn note(view: View, text: &Text, department: &str, kind: &str) -> El {
    let written = view.contributions.with_untracked(|all| {
        all.iter().find(|c| c.department == department && c.kind == kind).map(|c| c.note.clone()).unwrap_or_default()
    });
    let (department, kind) = (department.to_string(), kind.to_string());
    let name = department_name(text, &department);
    let label = el("span").child(el("bdi").text(name)).text(": ").text(kind_name(text, &kind));
    let key = format!("{department} {kind}");
    let typed = move |event: Event| {
        let note = field(&event).value();
        view.state.change_soon(|d, now| d.set_contribution_note(&department, &kind, &note, now));
    };
    let area = el("textarea")
        .attr("rows", "2")
        .attr("dir", "auto")
        .attr("maxlength", "500")
        .attr("data-note-of", key)
        .value(move || written.clone())
        .on("input", typed);
    el("li").child(div("label", "field").child(label).child(area))
}
