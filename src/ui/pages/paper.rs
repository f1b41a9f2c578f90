//! A paper: what it will hold, which notes and evidence go in, and the files it can be had as.

use crate::document::assessment::Document;
use crate::report::facts::{Facts, Rankings};
use crate::report::include::Include;
use crate::report::papers::{self, PACKS};
use crate::report::{Manuscript, Paper};
use crate::text::lang::Lang;
use crate::text::words::PACKS as ALL_PACKS;
use crate::text::{Text, fill, intl};
use crate::ui::components::field::select;
use crate::ui::components::making::made;
use crate::ui::components::manuscript::manuscript;
use crate::ui::components::section::section;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el, field, link, live};
use crate::ui::files::{File, Making};
use crate::ui::route::Page;
use crate::ui::state::{State, now};
use crate::ui::{actions, files};
use leptos::prelude::*;
use std::sync::Arc;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["papers", name])
}

/// What the page's parts share.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    paper: Paper,
    /// The language of the paper with its words; they may have to be fetched.
    speaks: RwSignal<Text>,
    rankings: StoredValue<Arc<Rankings>>,
    making: RwSignal<Making>,
}

impl Desk {
    /// Runs `work` on all that papers are made from.
    fn with<T>(self, work: impl FnOnce(&Facts) -> T) -> T {
        let (text, include, today) = (self.speaks.get(), self.state.include.get(), now());
        let rankings = self.rankings.get_value();
        let today = today.get(..10).unwrap_or_default();
        self.state.document.with(|document| work(&Facts::new(&text, document, &include, today, &rankings)))
    }

    fn made(self) -> Manuscript {
        self.with(|facts| papers::make(self.paper, facts))
    }
}

/// The page.
pub fn page(state: State, text: &Text, paper: Paper) -> AnyView {
    let rankings = state.document.with_untracked(|d| state.sheet.with_untracked(|s| Rankings::of(d, s)));
    let desk = Desk {
        state,
        paper,
        speaks: RwSignal::new(text.clone()),
        rankings: StoredValue::new(Arc::new(rankings)),
        making: RwSignal::new(Making::Nothing),
    };
    let names = Paper::ALL.map(|p| {
        let it = link(Page::Paper(p).href()).text(papers::title(text, p));
        el("li").child(if p == paper { it.attr("aria-current", "page") } else { it })
    });
    let about = ["about_report", "about_brief", "about_motion", "about_handover", "about_outline"];
    let outline = (paper == Paper::Outline)
        .then(|| el("p").child(link(Page::Outline.href()).attr("class", "btn quiet").text(word(text, "fill_in"))));
    let preview = live(move || manuscript(&desk.speaks.get(), &desk.made()).done());
    div("div", "page result papers")
        .child(
            div("div", "paper-desk")
                .child(el("h1").text(word(text, "title")))
                .child(div("p", "lead").view(statement(text, word(text, "lead"))))
                .child(el("nav").attr("aria-label", word(text, "choose")).child(div("ul", "paper-names").child(names)))
                .child(el("p").view(statement(text, word(text, about[paper as usize]))))
                .child(outline)
                .child(language(desk, text))
                .child(include(desk, text))
                .child(take(desk, text))
                .child(el("h2").text(word(text, "preview")))
                .child(div("p", "hint").view(statement(text, word(text, "preview_help")))),
        )
        .view(preview)
        .done()
}

/// The language of the paper, which need not be that of the page.
fn language(desk: Desk, text: &Text) -> El {
    let options = Lang::ALL.map(|lang| (lang.tag(), lang.name()));
    let asked = StoredValue::new(0_u32);
    let failed = RwSignal::new(false);
    let choose = move |tag: String| {
        let lang = Lang::of(&tag);
        asked.update_value(|n| *n += 1);
        let mine = asked.get_value();
        actions::later(async move {
            let needed: Vec<&str> = ALL_PACKS.iter().take(1).chain(&PACKS).copied().collect();
            let words = actions::words(lang, &needed).await;
            // Another language may have been chosen, or the page left, meanwhile.
            if asked.try_get_value() != Some(mine) {
                return;
            }
            failed.set(words.is_err());
            match words {
                Ok(words) => desk.speaks.set(Text { lang, words: Arc::new(words) }),
                Err(_) => {
                    // The field shows the language that the paper speaks.
                    let spoken = desk.speaks.with_untracked(|t| t.lang.tag());
                    let field = document().query_selector("select[data-field=language]").ok().flatten();
                    let _ = field.map(|f| js_sys::Reflect::set(&f, &"value".into(), &spoken.into()));
                }
            }
        });
    };
    let words = text.clone();
    let told = move || if failed.get() { word(&words, "language_failed").to_string() } else { String::new() };
    let told = div("p", "hint").attr("role", "status").live_text(told);
    div("div", "filters")
        .child(select("language", word(text, "language"), options, move || desk.speaks.get().lang.tag().into(), choose))
        .child(told)
}

/// Which notes and evidence go in.
fn include(desk: Desk, text: &Text) -> El {
    let state = desk.state;
    let there = state.document.with_untracked(Include::all);
    if there.notes.is_empty() && there.evidence.is_empty() {
        return section(word(text, "include"))
            .attr("data-part", "include")
            .child(div("p", "hint").text(word(text, "include_none")));
    }
    let tick = |label: String, name: String, is_in: fn(&Include) -> &Vec<_>, list: fn(&mut Include) -> &mut Vec<_>, question| {
        let box_ = el("input")
            .attr("type", "checkbox")
            .attr("data-include", name)
            .flag("checked", move || state.include.with(|i| is_in(i).contains(&question)))
            .on("change", move |event| {
                let is_on = field(&event).checked();
                state.include.update(|i| Include::pick(list(i), question, is_on));
            });
        div("label", "tick").child(box_).child(el("span").text(label))
    };
    let mut questions = [there.notes.clone(), there.evidence.clone()].concat();
    questions.sort();
    questions.dedup();
    let rows: Vec<El> = questions
        .into_iter()
        .map(|q| {
            let pieces = state.document.with_untracked(|d| d.entry(q).map_or(0, |e| e.evidence.len()));
            let evidence = fill(word(text, "include_evidence"), &intl::number(text.lang, pieces as f64), "");
            let note = there
                .notes
                .contains(&q)
                .then(|| tick(word(text, "include_note").into(), format!("note {}", q.id()), |i| &i.notes, |i| &mut i.notes, q));
            let evidence = there
                .evidence
                .contains(&q)
                .then(|| tick(evidence, format!("evidence {}", q.id()), |i| &i.evidence, |i| &mut i.evidence, q));
            let ticks = div("div", "ticks")
                .attr("role", "group")
                .attr("aria-label", text.words.question(q, "short"))
                .child(note)
                .child(evidence);
            el("li").child(el("b").text(text.words.question(q, "short"))).child(ticks)
        })
        .collect();
    let pick = move |what: Include| move |_| state.include.set(what.clone());
    el("details")
        .attr("class", "own-hand")
        .attr("data-part", "include")
        .child(el("summary").child(el("h2").text(word(text, "include"))))
        .child(el("p").view(statement(text, word(text, "include_help"))))
        .child(div("ul", "include").child(rows))
        .child(
            div("p", "actions")
                .child(button("btn quiet", "include-all", pick(there)).text(word(text, "include_all")))
                .child(button("btn quiet", "include-none", pick(Include::default())).text(word(text, "include_no"))),
        )
}

/// The files.
fn take(desk: Desk, text: &Text) -> El {
    let make = move |file: File| {
        let wanted = desk.with(|facts| files::Wanted::new(file, desk.paper, facts));
        files::make(wanted, desk.speaks.get_untracked(), desk.making);
    };
    let print = move |_| {
        let _ = window().print();
    };
    let one =
        |file: File| button("btn quiet", "file", move |_| make(file)).attr("data-file", file.id()).text(word(text, file.id()));
    let results = move |_| desk.state.document.with_untracked(|d: &Document| actions::save_results(d));
    let of_paper = div("div", "actions")
        .child(button("btn", "print", print).text(word(text, "print")))
        .child([File::Docx, File::Html].map(one));
    let of_tables = div("div", "actions")
        .child([File::Xlsx, File::CsvAnswers, File::CsvActions, File::CsvGaps, File::Ics].map(one))
        .child(button("btn quiet", "results", results).text(word(text, "json")));
    let data = el("details")
        .attr("class", "own-hand")
        .attr("data-part", "data")
        .child(el("summary").child(el("h3").text(word(text, "data"))))
        .child(of_tables)
        .child(div("p", "hint").view(statement(text, word(text, "holds_sheets"))));
    section(word(text, "files")).attr("data-part", "files").child(of_paper).child(data).child(made(text, desk.making))
}
