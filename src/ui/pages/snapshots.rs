//! Earlier states of the answers: taking them, what changed from one to the next, and any two compared.

use crate::charts::{Picture, Span};
use crate::document::json::Json;
use crate::document::snapshots::Snapshot;
use crate::domain::answers::Answers;
use crate::domain::compare::{Change, Comparison, How, Measure, Shift, Verdict, changed, compare};
use crate::domain::instrument::{Dimension, Kind, Question};
use crate::domain::mandate::{OPERABILITY, SUFFICIENCY};
use crate::domain::readiness::Figure;
use crate::domain::sheet::Sheet;
use crate::text::figure::phrase;
use crate::text::scale::{AUTHORITY as HOW_MUCH, OPERABILITY as USE, SUFFICIENCY as ENOUGH, Scale};
use crate::text::{Text, fill, hundredths, intl, said};
use crate::ui;
use crate::ui::components::answer::question_link;
use crate::ui::components::chart::chart_with_files;
use crate::ui::components::field::labelled;
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::range::range;
use crate::ui::components::section::{section, stacked};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all as views, button, div, el, field, link, nothing};
use crate::ui::focus;
use crate::ui::route::{Module, Page};
use crate::ui::state::{Saving, State, now, random_id};
use leptos::ev::Event;
use leptos::prelude::*;

/// A ring of fewer axes than these says nothing.
const FEWEST_AXES: usize = 3;
/// The key of the answers as they are now.
const NOW: &str = "now";
/// Characters of a name at most.
const LABEL_LIMIT: &str = "100";

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["snapshots", name])
}

/// A state that can be compared.
#[derive(Clone, PartialEq)]
struct Kept {
    key: String,
    name: String,
    answers: Answers,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct View {
    state: State,
    /// All snapshots, oldest first.
    all: Memo<Vec<Snapshot>>,
    /// Keys of the two states that are compared.
    chosen: [RwSignal<String>; 2],
    /// What was removed last.
    removed: RwSignal<Option<(usize, Json)>>,
    /// What became of the last attempt to take one: the name of its words, and whether it failed.
    told: RwSignal<Option<(&'static str, bool)>>,
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let view = View {
        state,
        all: Memo::new(move |_| state.document.with(|d| d.snapshots())),
        chosen: [state.remembered("snapshots.from", String::new()), state.remembered("snapshots.to", NOW.to_string())],
        removed: RwSignal::new(None),
        told: RwSignal::new(None),
    };
    let words = text.clone();
    let has_begun = Memo::new(move |_| state.answers.with(Answers::has_any));
    let taking = move || if has_begun.get() { take(view, &words).done() } else { begin(&words).done() };
    let words = text.clone();
    // Names are typed in the list, and do not draw it anew; that the set has changed does.
    let set = Memo::new(move |_| view.all.with(|all| all.iter().map(|s| s.key.clone()).collect::<Vec<String>>()));
    let list = move || {
        if set.with(Vec::is_empty) {
            return div("p", "empty").text(word(&words, "empty")).done();
        }
        timeline(view, &words).done()
    };
    let words = text.clone();
    let is_any = Memo::new(move |_| states(view, &state.text()).len() > 1);
    let comparing = move || if is_any.get() { comparison(view, &words).done() } else { nothing() };
    div("div", "page result snapshots")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .live_view(taking)
        .child(undo(view, text))
        .live_view(list)
        .live_view(comparing)
        .child(keep(state, text))
        .done()
}

fn begin(text: &Text) -> El {
    let way = link(Page::Module(Module::Mandate).href()).attr("class", "btn").text(ui!(text, begin));
    div("section", "card").attr("data-part", "nothing").child(el("p").text(word(text, "nothing"))).child(el("p").child(way))
}

/// The name that a snapshot has while nobody has given it one: the day.
fn day(text: &Text) -> String {
    let now = now();
    intl::date(text.lang, now.get(..10).unwrap_or_default())
}

fn take(view: View, text: &Text) -> El {
    let state = view.state;
    // A day that nobody has changed is written in the language of the page.
    let written = state.remembered("snapshots.label.typed", String::new());
    let today = day(text);
    let label = move || if written.with(String::is_empty) { today.clone() } else { written.get() };
    let words = text.clone();
    let take = move |_| {
        let label = written.get_untracked();
        let name = if label.trim().is_empty() { day(&words) } else { label.trim().to_string() };
        view.told.set(Some(match keep_state(state, &name) {
            Ok(()) => ("taken", false),
            Err(fault) => (fault, true),
        }));
        if view.told.get_untracked() == Some(("taken", false)) {
            written.set(String::new());
        }
    };
    let input = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("maxlength", LABEL_LIMIT)
        .attr("autocomplete", "off")
        .attr("data-field", "label")
        .value(label)
        .on("input", move |event: Event| written.set(field(&event).value()));
    let words = text.clone();
    let told = move || match view.told.get() {
        Some((name, true)) => div("p", "error").text(word(&words, name)).done(),
        Some((name, false)) => views(vec![icon::tick(), el("span").text(word(&words, name)).done()]),
        None => nothing(),
    };
    let words = text.clone();
    // Asked again when the set changes, and not with every key: the whole file is written for it.
    let number = Memo::new(move |_| view.all.with(Vec::len));
    let fits = move || {
        number.track();
        let fits = state.document.with_untracked(|d| d.has_room_for_snapshot()).is_ok();
        let is_told = view.told.get().is_some_and(|(_, is_fault)| is_fault);
        if fits || is_told { nothing() } else { div("p", "hint").attr("data-full", "").text(word(&words, "too_large")).done() }
    };
    section(word(text, "take_title"))
        .attr("data-part", "take")
        .child(labelled(word(text, "label"), input))
        .child(div("p", "actions").child(button("btn", "take-snapshot", take).text(word(text, "take"))))
        .child(div("div", "told").attr("role", "status").live_view(told))
        .live_view(fits)
}

/// Takes a snapshot. Where there is no room, in the file or in the browser, everything is as it was before.
fn keep_state(state: State, label: &str) -> Result<(), &'static str> {
    state.flush();
    let (before, saving) = (state.document.get_untracked(), state.saving.get_untracked());
    let id = random_id();
    before.clone().take_snapshot(&id, label, &now()).map_err(|_| "too_large")?;
    state.change(|d, now| {
        let _ = d.take_snapshot(&id, label, now);
    });
    if matches!(state.saving.get_untracked(), Saving::Full | Saving::Refused) {
        // What was saved before is still there.
        state.document.set(before);
        state.saving.set(saving);
        return Err("no_room");
    }
    Ok(())
}

fn undo(view: View, text: &Text) -> El {
    let words = text.clone();
    let content = move || {
        let Some(taken) = view.removed.get() else { return nothing() };
        let back = move |_| {
            let taken = taken.clone();
            let key = taken.1.get("id").and_then(Json::as_text).unwrap_or_default().to_string();
            view.state.change(|d, now| d.bring_back_snapshot(taken, now));
            view.removed.set(None);
            focus::soon(match key.as_str() {
                "" => ".snapshots h1".into(),
                key => format!("[data-snapshot=\"{}\"] h3", key.replace(['"', '\\', '\n'], "")),
            });
        };
        div("div", "notice")
            .child(el("p").text(word(&words, "removed")))
            .child(button("btn quiet", "undo-snapshot", back).text(word(&words, "undo")))
            .done()
    };
    el("div").attr("role", "status").live_view(content)
}

/// How many answers changed, by what became of them.
fn counted(text: &Text, name: &str, changes: &[(Question, How)]) -> String {
    let number = |n: usize| intl::number(text.lang, n as f64);
    let parts: Vec<String> = How::ALL
        .into_iter()
        .map(|how| (how, changes.iter().filter(|(_, h)| *h == how).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(how, n)| fill(word(text, how.id()), &number(n), ""))
        .collect();
    let listed = intl::list(text.lang, parts.iter().map(String::as_str));
    fill(word(text, name), &number(changes.len()), &listed)
}

fn name_of(text: &Text, label: &str) -> String {
    if label.trim().is_empty() { word(text, "untitled").into() } else { label.into() }
}

/// The states in order of time; the last one is now.
fn timeline(view: View, text: &Text) -> El {
    let all = view.all.get_untracked();
    let mut items: Vec<El> = Vec::new();
    let mut before: Option<Answers> = None;
    for snapshot in all {
        let since = snapshot.answers.as_ref().map(|answers| since(text, before.as_ref(), answers));
        before = snapshot.answers.clone().or(before);
        items.push(one(view, text, &snapshot, since));
    }
    let words = text.clone();
    let last = StoredValue::new(before);
    let state = view.state;
    let standing_now = move || {
        let now = state.answers.get();
        let since = last.with_value(|last| since(&words, last.as_ref(), &now));
        all_of(&words, &now, since).done()
    };
    let now = el("li").attr("data-snapshot", NOW).child(el("h3").text(word(text, "now"))).live_view(standing_now);
    section(word(text, "timeline")).attr("data-part", "timeline").child(div("ol", "timeline").child(items).child(now))
}

fn since(text: &Text, before: Option<&Answers>, after: &Answers) -> String {
    let Some(before) = before else { return word(text, "since_first").into() };
    match changed(before, after) {
        changes if changes.is_empty() => word(text, "since_same").into(),
        changes => counted(text, "since", &changes),
    }
}

/// What changed since the state before, and the verdicts.
fn all_of(text: &Text, answers: &Answers, since: String) -> El {
    let sheet = Sheet::from(answers);
    let (enough, usable) = (SUFFICIENCY.range(&sheet), OPERABILITY.range(&sheet));
    let line = |title: &str, scale: Scale, span| {
        el("li").child(el("b").text(title)).text(" ").text(scale.phrase(text, span)).view(range(text, scale, move || span))
    };
    el("div").child(div("p", "hint").attr("data-since", "").text(since)).child(
        div("ul", "standing")
            .child([line(ui!(text, is_it_sufficient), ENOUGH, enough), line(ui!(text, can_it_be_used), USE, usable)]),
    )
}

fn one(view: View, text: &Text, snapshot: &Snapshot, since: Option<String>) -> El {
    let state = view.state;
    let key = StoredValue::new(snapshot.key.clone());
    let words = text.clone();
    let label = move || {
        let label = view.all.with(|all| all.iter().find(|s| key.with_value(|k| *k == s.key)).map(|s| s.label.clone()));
        name_of(&words, &label.unwrap_or_default())
    };
    let written = snapshot.label.clone();
    let rename = move |event: Event| {
        let label = field(&event).value();
        state.change_soon(|d, now| key.with_value(|key| d.rename_snapshot(key, &label, now)));
    };
    let input = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("maxlength", LABEL_LIMIT)
        .attr("autocomplete", "off")
        .attr("data-field", "rename")
        .value(move || written.clone())
        .on("input", rename);
    let with_now = move |_| {
        view.chosen[0].set(key.get_value());
        view.chosen[1].set(NOW.into());
        focus::soon("[data-part=\"compare\"] h2".into());
    };
    let words = text.clone();
    let copy = move |_| {
        let title = |document: &crate::document::assessment::Document, label: &str| {
            let own = if document.title.trim().is_empty() { ui!(words, name) } else { document.title.as_str() };
            fill(word(&words, "copy_title"), own, label)
        };
        let label = view.all.with_untracked(|all| {
            all.iter().find(|s| key.with_value(|k| *k == s.key)).map(|s| name_of(&words, &s.label)).unwrap_or_default()
        });
        let made = state
            .document
            .with_untracked(|d| key.with_value(|key| d.from_snapshot(key, &random_id(), &title(d, &label), &now())));
        if let Some(made) = made {
            state.open(made);
            state.save();
            // There both stand side by side.
            let _ = window().location().set_hash(&Page::Start.href());
        }
    };
    let remove = move |_| {
        let mut taken = None;
        state.change(|d, now| taken = key.with_value(|key| d.remove_snapshot(key, now)));
        view.removed.set(taken);
        view.told.set(None);
        focus::soon("[data-action=\"undo-snapshot\"]".into());
    };
    let at = (!snapshot.at.is_empty()).then(|| div("p", "hint").child(el("bdi").text(intl::date(text.lang, &snapshot.at))));
    let is_read = snapshot.answers.is_some();
    let standing = match (&snapshot.answers, since) {
        (Some(answers), Some(since)) => all_of(text, answers, since),
        _ => div("p", "error").attr("data-unreadable", "").text(word(text, "unreadable")),
    };
    let passed_over = (snapshot.passed_over > 0).then(|| {
        let number = intl::number(text.lang, snapshot.passed_over as f64);
        div("p", "hint").attr("data-passed-over", "").text(fill(word(text, "passed_over"), &number, ""))
    });
    let copying = is_read.then(|| button("btn quiet", "copy-snapshot", copy).text(word(text, "copy")));
    let help = is_read.then(|| div("p", "hint").text(word(text, "copy_help")));
    let more = el("details")
        .child(el("summary").text(word(text, "more")))
        .child(labelled(word(text, "label"), input))
        .child(
            div("div", "actions").child(copying).child(button("btn quiet", "remove-snapshot", remove).text(word(text, "remove"))),
        )
        .child(help);
    let comparing = is_read.then(|| el("p").child(button("link", "compare-with-now", with_now).text(word(text, "with_now"))));
    el("li")
        .attr("data-snapshot", snapshot.key.clone())
        .child(el("h3").child(el("bdi").attr("dir", "auto").live_text(label)))
        .child(at)
        .child(standing)
        .child(passed_over)
        .child(comparing)
        .child(more)
}

/// The states that can be compared, in order of time.
fn states(view: View, text: &Text) -> Vec<Kept> {
    let kept =
        |s: &Snapshot| s.answers.clone().map(|answers| Kept { key: s.key.clone(), name: name_of(text, &s.label), answers });
    let mut states: Vec<Kept> = view.all.with(|all| all.iter().filter_map(kept).collect());
    let now = view.state.answers.get();
    states.push(Kept { key: NOW.into(), name: word(text, "now").into(), answers: now });
    states
}

/// The two states that are compared, the earlier one first. What was chosen and is gone gives way to the last two.
fn two(view: View, states: &[Kept]) -> Option<(usize, usize)> {
    let last = states.len().checked_sub(1)?;
    let at =
        |i: usize, otherwise: usize| view.chosen[i].with(|key| states.iter().position(|s| s.key == *key)).unwrap_or(otherwise);
    let (a, b) = (at(0, last.checked_sub(1)?), at(1, last));
    Some((a.min(b), a.max(b)))
}

fn comparison(view: View, text: &Text) -> El {
    let words = text.clone();
    let all = Memo::new(move |_| states(view, &words));
    let choice = move |i: usize, label: &str| {
        let chosen = view.chosen[i];
        let options = move || {
            let states = all.get();
            let is_it = move |key: &str, place: usize, of: usize| {
                let wanted = chosen.get();
                if wanted.is_empty() { place + 2 == of } else { wanted == key }
            };
            let of = states.len();
            let options = states.into_iter().enumerate().map(|(place, kept)| {
                let key = kept.key.clone();
                el("option").attr("value", kept.key).flag("selected", move || is_it(&key, place, of)).text(kept.name)
            });
            views(options.map(El::done).collect())
        };
        let choose = move |event: Event| chosen.set(field(&event).value());
        labelled(label, el("select").attr("data-field", ["from", "to"][i]).on("change", choose).live_view(options))
    };
    let pair = Memo::new(move |_| {
        let states = all.get();
        let (a, b) = two(view, &states)?;
        Some((states.get(a)?.clone(), states.get(b)?.clone()))
    });
    let words = text.clone();
    let content = move || {
        let Some((before, after)) = pair.get() else { return nothing() };
        between(view.state, &words, &before, &after)
    };
    section(word(text, "compare"))
        .attr("data-part", "compare")
        .child(div("div", "filters").child(choice(0, word(text, "one_state"))).child(choice(1, word(text, "other_state"))))
        .live_view(content)
}

/// What lies between two states.
fn between(state: State, text: &Text, before: &Kept, after: &Kept) -> AnyView {
    let found = compare(&before.answers, &after.answers);
    if found.changes.is_empty() {
        return div("p", "inset").attr("data-same", "").attr("role", "status").text(word(text, "same")).done();
    }
    let kinds: Vec<(Question, How)> = found.changes.iter().map(|c| (c.question, c.how)).collect();
    let count = div("p", "inset").attr("role", "status").attr("data-changes", kinds.len().to_string());
    el("div")
        .child(count.text(counted(text, "count", &kinds)))
        .child(div("div", "verdicts").child(found.verdicts.iter().map(|v| verdict(text, v))))
        .child(answers(text, before, after, &found.changes))
        .child(ring(state, text, &found))
        .child(dimensions(text, &found))
        .done()
}

fn title(text: &Text, measure: Measure) -> &str {
    match measure {
        Measure::Sufficiency => ui!(text, is_it_sufficient),
        Measure::Operability => ui!(text, can_it_be_used),
        Measure::Authority => ui!(text, authority),
        Measure::Of(dimension) => name(text, dimension),
    }
}

fn verdict(text: &Text, verdict: &Verdict) -> El {
    let scale = match verdict.measure {
        Measure::Sufficiency => ENOUGH,
        Measure::Operability => USE,
        _ => HOW_MUCH,
    };
    let side = |when: &str, span: (u8, u8)| {
        el("div")
            .child(
                el("p").child(div("span", "hint").text(word(text, when))).text(" ").child(el("b").text(scale.phrase(text, span))),
            )
            .view(range(text, scale, move || span))
    };
    let tag = if verdict.has_moved() { "moved" } else { "unmoved" };
    div("div", "card")
        .attr("data-verdict", scale.name)
        .attr("data-before", format!("{}-{}", scale.id(verdict.before.0), scale.id(verdict.before.1)))
        .attr("data-after", format!("{}-{}", scale.id(verdict.after.0), scale.id(verdict.after.1)))
        .child(el("h3").text(title(text, verdict.measure)).text(" ").child(div("span", "tag").text(word(text, tag))))
        .child(div("div", "both").child([side("earlier", verdict.before), side("later", verdict.after)]))
}

/// A table with a caption; its first column is a heading.
fn table(caption: &str, head: [&str; 4], rows: Vec<El>) -> El {
    let head = head.map(|h| el("th").attr("scope", "col").text(h));
    let table = el("table")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head)))
        .child(el("tbody").child(rows));
    stacked(caption, table)
}

fn answers(text: &Text, before: &Kept, after: &Kept, changes: &[Change]) -> El {
    let rows = changes.iter().map(|change| {
        let said = |state: &Kept| {
            let is_written = change.question.kind() == Kind::Text;
            let words = said::words(text, change.question, state.answers.said(change.question));
            if is_written { el("td").child(el("bdi").text(words)) } else { el("td").text(words) }
        };
        let label = |cell: El, name: &str| cell.attr("data-label", word(text, name));
        let moves = change.alone.iter().map(|m| title(text, *m));
        let moves = if change.alone.is_empty() { word(text, "alone_nothing").into() } else { intl::list(text.lang, moves) };
        el("tr")
            .attr("data-changed", change.question.id())
            .attr("data-how", change.how.id())
            .attr("data-moves", change.alone.len().to_string())
            .child(el("th").attr("scope", "row").child(question_link(text, change.question)))
            .child(label(said(before), "earlier"))
            .child(label(said(after), "later"))
            .child(label(el("td").text(moves), "alone"))
    });
    let head = [word(text, "question"), word(text, "earlier"), word(text, "later"), word(text, "alone")];
    table(word(text, "answers"), head, rows.collect())
}

fn name(text: &Text, dimension: Dimension) -> &str {
    text.words.get(&["dimensions", dimension.id(), "name"])
}

fn standing(text: &Text, figure: Option<&Figure>) -> String {
    match figure.filter(|f| f.is_started()) {
        Some(figure) => phrase(text, figure),
        None => text.words.get(&["readiness", "not_started"]).to_string(),
    }
}

/// What moved most, in a sentence.
fn sentence(text: &Text, found: &Comparison) -> String {
    let Some(most) = found.dimensions.first().filter(|s| s.has_moved()) else { return word(text, "none_moved").into() };
    let (before, after) = (standing(text, most.before.as_ref()), standing(text, most.after.as_ref()));
    fill(word(text, "most"), name(text, most.dimension), &fill(word(text, "then_now"), &before, &after))
}

/// Both states as rings over one another.
fn ring(state: State, text: &Text, found: &Comparison) -> El {
    let mut axes: Vec<&Shift> = found.dimensions.iter().filter(|s| s.is_started()).collect();
    axes.sort_by_key(|s| s.dimension);
    let span = |shift: &Shift, figure: Option<&Figure>| Span {
        name: name(text, shift.dimension).into(),
        low: figure.map_or(0.0, |f| hundredths(f.low)),
        high: figure.map_or(0.0, |f| hundredths(f.high)),
    };
    let earlier = axes.iter().map(|s| span(s, s.before.as_ref())).collect();
    let later = axes.iter().map(|s| span(s, s.after.as_ref())).collect();
    let names = [word(text, "earlier").into(), word(text, "later").into()];
    let picture = Picture::Overlay(earlier, later, names);
    let chart = (axes.len() >= FEWEST_AXES).then(|| {
        el("div")
            .child(chart_with_files(state, text, "overlay", word(text, "ring"), move || Some(picture.clone())))
            .child(div("p", "hint").text(word(text, "ring_key")))
    });
    section(word(text, "ring")).attr("data-part", "ring").child(el("p").text(sentence(text, found))).child(chart)
}

fn dimensions(text: &Text, found: &Comparison) -> El {
    let rows = found.dimensions.iter().map(|shift| {
        let tag = if shift.has_moved() { "moved" } else { "unmoved" };
        let cell = |name: &str, words: &str| el("td").attr("data-label", word(text, name)).text(words);
        el("tr")
            .attr("data-dimension", shift.dimension.id())
            .attr("data-moved", shift.has_moved().to_string())
            .child(el("th").attr("scope", "row").text(name(text, shift.dimension)))
            .child(cell("earlier", &standing(text, shift.before.as_ref())))
            .child(cell("later", &standing(text, shift.after.as_ref())))
            .child(cell("shift", word(text, tag)))
    });
    let head = [word(text, "dimension"), word(text, "earlier"), word(text, "later"), word(text, "shift")];
    table(word(text, "dimensions"), head, rows.collect())
}
