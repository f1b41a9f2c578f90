//! All questions as blank forms, to be printed and filled in together.

use crate::domain::instrument::{Question, Section};
use crate::report::papers::{self, boxes};
use crate::text::Text;
use crate::ui::components::field::select;
use crate::ui::components::making::made;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el};
use crate::ui::files::{self, File, Making};
use crate::ui::route::Module;
use crate::ui::state::State;
use leptos::prelude::*;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["prepare", name])
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let chosen = state.remembered("prepare.topic", String::new());
    let modules = || std::iter::once("profile").chain(Module::ALL.into_iter().map(Module::name));
    let named = modules().map(|module| (module, text.words.get(&["home", "modules", module, "name"])));
    let options = std::iter::once(("", word(text, "all"))).chain(named);
    let topic = select("topic", word(text, "choose"), options, move || chosen.get(), move |id| chosen.set(id));
    let print = move |_| {
        let _ = window().print();
    };
    let wanted = move || -> Vec<Section> {
        let wanted = chosen.get();
        let of = |module: &str| -> Vec<Section> {
            match Module::ALL.into_iter().find(|m| m.name() == module) {
                Some(module) => module.sections().iter().map(|(s, _)| *s).collect(),
                None => vec![Section::Profile],
            }
        };
        modules().filter(|m| wanted.is_empty() || wanted == *m).flat_map(of).collect()
    };
    let words = text.clone();
    let forms = move || div("div", "blank").child(wanted().into_iter().map(|section| form(&words, section))).done();
    let making = RwSignal::new(Making::Nothing);
    let save = |file: File| {
        let words = text.clone();
        let make = move |_| files::make(files::Wanted::forms(file, papers::forms(&words, &wanted())), words.clone(), making);
        button("btn quiet", "file", make).attr("data-file", file.id()).text(text.words.get(&["papers", file.id()]))
    };
    let buttons = div("div", "actions")
        .child(button("btn", "print", print).text(word(text, "print")))
        .child([File::Docx, File::Html].map(save));
    div("div", "page result prepare")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .child(div("div", "filters").child(topic))
        .child(buttons)
        .child(made(text, making))
        .live_view(forms)
        .done()
}

fn form(text: &Text, section: Section) -> El {
    let questions = section.questions().map(|q| question(text, q));
    el("section")
        .attr("data-form", section.id())
        .child(el("h2").text(text.words.section(section, "title")))
        .child(el("ul").attr("class", "boxless").child(questions))
}

fn question(text: &Text, question: Question) -> El {
    let boxes: Vec<El> = boxes(text, question).into_iter().map(|label| el("li").text(label)).collect();
    el("li")
        .attr("data-asked", question.id())
        .child(el("h3").text(text.words.question(question, "ask")))
        .child((!boxes.is_empty()).then(|| div("ul", "boxes").child(boxes)))
        .child(div("p", "hint line").text(word(text, "note")))
}
