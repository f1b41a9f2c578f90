//! The action plan: what is to be done, by whom and by when; and what the answers suggest.

use crate::document::json::Json;
use crate::document::plan::{Action, Priority, Status};
use crate::text::gap::{Gap, requirement};
use crate::text::{Text, fill, intl, said};
use crate::ui::components::field::{labelled, select};
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::plan::{add, is_planned};
use crate::ui::components::section::section;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, button, div, el, field, live, nothing};
use crate::ui::state::{State, now, random_id};
use leptos::prelude::*;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["plan", name])
}

/// How the actions are shown.
#[derive(Clone, Copy)]
struct View {
    sort: RwSignal<String>,
    filter: RwSignal<String>,
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let view = View {
        sort: state.remembered("plan.sort", "added".to_string()),
        filter: state.remembered("plan.filter", "all".to_string()),
    };
    let removed = RwSignal::new(None);
    let gaps = Memo::new(move |_| {
        let text = state.text();
        state.sheet.with(|sheet| Gap::all(&text, sheet))
    });
    // Only the set of actions and their order draw the list anew; what is typed does not.
    let order = Memo::new(move |_| {
        let wanted = view.filter.get();
        let sort = view.sort.get();
        let mut actions = state.document.with(|d| d.actions());
        let all = actions.len();
        actions.retain(|a| match wanted.as_str() {
            "open" => a.status.is_to_do(),
            "done" => !a.status.is_to_do(),
            _ => true,
        });
        match sort.as_str() {
            "due" => actions.sort_by(|a, b| (a.due.is_empty(), &a.due).cmp(&(b.due.is_empty(), &b.due))),
            "priority" => actions.sort_by_key(|a| a.priority),
            "status" => actions.sort_by_key(|a| a.status),
            _ => {}
        }
        (actions.into_iter().map(|a| a.id).collect::<Vec<String>>(), all)
    });
    let words = text.clone();
    let list = move || {
        let (ids, all) = order.get();
        if all == 0 {
            return div("p", "empty").text(word(&words, "empty")).done();
        }
        let items = ids.iter().filter_map(|id| state.document.with_untracked(|d| d.actions().into_iter().find(|a| a.id == *id)));
        let items: Vec<El> = items.map(|a| one(state, &words, a, gaps, removed)).collect();
        let hidden = all - ids.len();
        let note = (hidden > 0)
            .then(|| div("p", "hint").text(fill(word(&words, "hidden"), &intl::number(words.lang, hidden as f64), "")));
        el("div").child(div("ul", "actions-list").child(items)).child(note).done()
    };
    let words = text.clone();
    let undo = live(move || {
        let Some(taken) = removed.get() else { return nothing() };
        let back = move |_| {
            let taken = taken.clone();
            state.change(|d, now| d.bring_back(taken, now));
            removed.set(None);
        };
        div("div", "notice")
            .attr("role", "status")
            .child(el("p").text(word(&words, "removed")))
            .child(button("btn quiet", "undo-action", back).text(word(&words, "undo")))
            .done()
    });
    let title = word(text, "own_title").to_string();
    let own = move |_| {
        let action = Action { id: random_id(), title: title.clone(), ..Action::default() };
        state.change(|d, now| d.put_action(&action, now));
    };
    let words = text.clone();
    let progress = move || {
        let (done, of) = state.document.with(|d| d.actions_done());
        let number = |n: usize| intl::number(words.lang, n as f64);
        if of == 0 { String::new() } else { fill(word(&words, "progress"), &number(done), &number(of)) }
    };
    div("div", "page result plan")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .child(div("p", "progress-words").attr("role", "status").live_text(progress))
        .child(controls(text, view))
        .view(undo)
        .live_view(list)
        .child(el("p").child(button("btn quiet", "own-action", own).text(word(text, "own"))))
        .child(suggested(state, text, gaps))
        .child(keep(state, text))
        .done()
}

fn controls(text: &Text, view: View) -> El {
    let named = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(id, name)| (*id, word(text, name))).collect();
    let sort = [("added", "sort_added"), ("due", "sort_due"), ("priority", "sort_priority"), ("status", "sort_status")];
    let filter = [("all", "filter_all"), ("open", "filter_open"), ("done", "filter_done")];
    let (sort, filter): (Vec<_>, Vec<_>) = (named(&sort), named(&filter));
    div("div", "filters")
        .child(select("sort", word(text, "sort"), sort, move || view.sort.get(), move |id| view.sort.set(id)))
        .child(select("filter", word(text, "filter"), filter, move || view.filter.get(), move |id| view.filter.set(id)))
}

/// One action with its fields.
fn one(state: State, text: &Text, action: Action, gaps: Memo<Vec<Gap>>, removed: RwSignal<Option<(usize, Json)>>) -> El {
    let id = StoredValue::new(action.id.clone());
    let read = move || state.document.with(|d| id.with_value(|id| d.actions().into_iter().find(|a| a.id == *id)));
    let now_is = Memo::new(move |_| read().unwrap_or_default());
    // A field that is taken out while it has the focus may still say that it was changed.
    let change = move |change: &dyn Fn(&mut Action)| {
        let Some(mut action) = now_is.try_get_untracked() else { return };
        change(&mut action);
        state.change(|d, now| d.put_action(&action, now));
    };
    let typed = move |change: &dyn Fn(&mut Action)| {
        let Some(mut action) = now_is.try_get_untracked() else { return };
        change(&mut action);
        state.change_soon(|d, now| d.put_action(&action, now));
    };
    let input = |kind: &'static str, name: &'static str, value: String| {
        el("input")
            .attr("type", kind)
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .attr("data-field", name)
            .value(move || value.clone())
    };
    let title = el("textarea").attr("rows", "2").attr("dir", "auto").attr("maxlength", "500").attr("data-field", "title");
    let written = action.title.clone();
    let title = title.value(move || written.clone()).on("input", move |e| typed(&|a| a.title = field(&e).value()));
    let owner = input("text", "owner", action.owner.clone()).attr("maxlength", "200");
    let owner = owner.on("input", move |e| typed(&|a| a.owner = field(&e).value()));
    let due = input("date", "due", action.due.clone()).on("change", move |e| change(&|a| a.due = field(&e).value()));
    let statuses = Status::ALL.map(|s| (s.id(), said::status(text, s)));
    let status = select(
        "status",
        word(text, "status"),
        statuses,
        move || now_is.get().status.id().into(),
        move |id| {
            change(&|a| a.status = Status::ALL.into_iter().find(|s| s.id() == id).unwrap_or_default());
        },
    );
    let priorities = Priority::ALL.map(|p| (p.id(), said::priority(text, p)));
    let priority = select(
        "priority",
        word(text, "priority"),
        priorities,
        move || now_is.get().priority.id().into(),
        move |id| {
            change(&|a| a.priority = Priority::ALL.into_iter().find(|p| p.id() == id).unwrap_or_default());
        },
    );
    let words = text.clone();
    let marks = move || {
        let action = now_is.get();
        let today = now();
        let is_late =
            action.status.is_to_do() && !action.due.is_empty() && action.due.as_str() < today.get(..10).unwrap_or_default();
        let tag = |name: &str| div("span", "tag").text(word(&words, name));
        let tags = [
            is_late.then(|| tag("overdue").attr("data-overdue", "")),
            action.owner.trim().is_empty().then(|| tag("no_owner")),
            action.finding.is_empty().then(|| tag("own_mark")),
        ];
        let from = (!action.finding.is_empty()).then(|| {
            let name = requirement(&words, &action.criterion);
            if gaps.with(|all| all.iter().any(|gap| gap.is_of(&action))) {
                div("p", "hint").text(fill(word(&words, "from"), &name, ""))
            } else {
                div("p", "hint").attr("data-reason-gone", "").text(fill(word(&words, "reason_gone"), &name, ""))
            }
        });
        all(vec![div("p", "tags").child(tags.into_iter().flatten()).done(), from.map_or_else(nothing, El::done)])
    };
    let remove = move |_| {
        let mut taken = None;
        state.change(|d, now| taken = id.with_value(|id| d.remove_action(id, now)));
        removed.set(taken);
    };
    el("li")
        .attr("data-action-id", action.id)
        .live("data-status", move || Some(now_is.get().status.id().into()))
        .child(labelled(word(text, "action_title"), title))
        .child(div("div", "fields").child([
            labelled(word(text, "owner"), owner),
            labelled(word(text, "due"), due),
            status,
            priority,
        ]))
        .child(el("div").live_view(marks))
        .child(button("link", "remove-action", remove).text(word(text, "remove")))
}

/// Gaps that have no action yet.
fn suggested(state: State, text: &Text, gaps: Memo<Vec<Gap>>) -> El {
    let words = text.clone();
    let open = Memo::new(move |_| gaps.get().into_iter().filter(|gap| !is_planned(state, gap)).collect::<Vec<Gap>>());
    let list = move || {
        let waiting = open.get();
        if waiting.is_empty() {
            return el("p").text(word(&words, "suggested_none")).done();
        }
        let items = waiting.into_iter().map(|gap| {
            let title = gap.title.clone();
            let from = fill(word(&words, "from"), &requirement(&words, gap.criterion), "");
            let about = el("div").child(el("p").text(title)).child(div("p", "hint").text(from));
            el("li").view(icon::warning()).child(about.child(add(state, &words, gap)))
        });
        div("ul", "findings").child(items).done()
    };
    section(word(text, "suggested")).attr("data-part", "suggested").live_view(list)
}
