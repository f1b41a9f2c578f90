//! Pages to read of the library: frameworks, principles, models, terms and sources.

use super::countries::to_library;
use super::{framework, institution};
use crate::text::finder;
use crate::text::lang::Lang;
use crate::text::reference::{PRINCIPLES, SOURCES, Source, TERMS};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::external::external;
use crate::ui::components::search::{Asks, search};
use crate::ui::components::section::{framed, section};
use crate::ui::components::selector::Selector;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, div, el, link};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::prelude::*;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["reference", name])
}

/// A page of the library: title, what it is about, and the way back.
fn frame(text: &Text, title: &str) -> El {
    div("div", "page result library reference").child(to_library(text)).child(el("h1").text(word(text, title)))
}

fn lead(text: &Text, words: &str) -> El {
    div("p", "lead").view(statement(text, words))
}

fn ways(text: &Text, first: (Page, &str), result: Page) -> El {
    let (page, name) = first;
    let result = link(result.href()).attr("class", "btn quiet").text(ui!(text, see_result));
    div("p", "way-in")
        .child(link(page.href()).attr("class", "btn").attr("data-action", "questions").text(word(text, name)))
        .child(result)
}

/// The frameworks.
pub fn frameworks(text: &Text) -> AnyView {
    const PARTS: [(&str, &str); 5] =
        [("what", "what"), ("origin", "origin"), ("as_lead", "lead"), ("as_support", "support"), ("care", "care")];
    let selector = Selector::Framework;
    let items = (0..selector.alternatives().len()).map(|i| {
        el("li")
            .attr("data-framework", selector.id(i))
            .child(el("h2").text(selector.about(text, i, "name")))
            .child(framework::told(text, i, &PARTS))
    });
    let together = |what: &str| text.words.get(&["together", what]);
    frame(text, "frameworks_title")
        .child(lead(text, word(text, "frameworks_lead")))
        .child(div("ul", "places").child(items))
        .child(section(together("title")).child(el("p").view(statement(text, together("text")))))
        .child(criteria(text, selector, "criteria", "criteria_lead"))
        .child(ways(text, (Page::Module(Module::Framework), "compare"), Page::FrameworkResult))
        .done()
}

/// The criteria by which a selector compares.
fn criteria(text: &Text, selector: Selector, group: &str, lead: &str) -> El {
    let caption = word(text, "criteria");
    let rows = selector.criteria().iter().map(|id| {
        let get = |what: &str| text.words.get(&[group, id, what]);
        el("tr")
            .attr("data-criterion", *id)
            .child(el("th").attr("scope", "row").text(get("name")))
            .child(el("td").view(statement(text, get("meaning"))))
    });
    let head = ["criterion", "asks"].map(|name| el("th").attr("scope", "col").text(word(text, name)));
    let table = el("table")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head)))
        .child(el("tbody").child(rows));
    section(caption).child(el("p").view(statement(text, word(text, lead)))).child(framed(caption, table))
}

/// The principles.
pub fn principles(text: &Text) -> AnyView {
    let selector = Selector::Framework;
    let items = PRINCIPLES.map(|principle| {
        let get = |what: &str| text.words.get(&["principles", principle, what]);
        let practices = (0..selector.alternatives().len()).flat_map(|i| {
            let practice = text.words.get(&["principle_practices", principle, selector.id(i)]);
            [el("dt").text(selector.about(text, i, "name")), el("dd").view(statement(text, practice))]
        });
        el("li")
            .attr("data-principle", principle)
            .child(el("h2").text(get("name")))
            .child(el("p").view(statement(text, get("text"))))
            .child(el("p").child(el("b").text(ui!(text, first_step))).text(" ").view(statement(text, get("step"))))
            .child(el("h3").text(word(text, "in_practice")))
            .child(div("dl", "told").child(practices))
    });
    let questions = (Page::Module(Module::Principles), "answer_principles");
    frame(text, "principles_title")
        .child(lead(text, text.words.get(&["result", "principles_lead"])))
        .child(div("ul", "places").child(items))
        .child(ways(text, questions, Page::ModuleResult(Module::Principles)))
        .done()
}

/// The institutional models.
pub fn models(text: &Text) -> AnyView {
    const PARTS: [(&str, &str); 6] =
        [("what", "what"), ("pro", "pro"), ("con", "con"), ("soften", "soften"), ("as_lead", "lead"), ("as_support", "support")];
    let selector = Selector::Institution;
    let items = (0..selector.alternatives().len()).map(|i| {
        el("li")
            .attr("data-framework", selector.id(i))
            .child(el("h2").text(selector.about(text, i, "name")))
            .child(institution::told(text, i, &PARTS))
    });
    let result = |what: &str| el("p").view(statement(text, text.words.get(&["model_result", what])));
    frame(text, "models_title")
        .child(lead(text, text.words.get(&["model_together", "text"])))
        .child(div("ul", "places").child(items))
        .child(section(word(text, "experts")).child(el("p").view(statement(text, word(text, "experts_text")))))
        .child(section(word(text, "first_task")).child(["lead_named", "champion"].map(result)))
        .child(criteria(text, selector, "model_criteria", "model_criteria_lead"))
        .child(ways(text, (Page::Module(Module::Institution), "compare_models"), Page::InstitutionResult))
        .done()
}

/// Terms in every language, with a field that finds them.
pub fn glossary(state: State, text: &Text) -> AnyView {
    let wanted = state.remembered("glossary.search", String::new());
    let entries = finder::glossary(&text.words, text.lang);
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        let found = finder::find(&entries, &wanted);
        (!wanted.trim().is_empty())
            .then(|| found.into_iter().flat_map(|f| f.entries).map(|e| e.id.clone()).collect::<Vec<String>>())
    });
    let words = text.clone();
    let told = move || match found.with(|found| found.as_ref().map(Vec::len)) {
        None => String::new(),
        Some(0) => word(&words, "search_none").into(),
        Some(n) => fill(word(&words, "terms_found"), &intl::number(words.lang, n as f64), ""),
    };
    let words = text.clone();
    let list = move || {
        let found = found.get();
        let is_shown = |id: &&str| found.as_ref().is_none_or(|found| found.iter().any(|f| f == id));
        let topics = TERMS.iter().filter(|(_, ids)| ids.iter().any(is_shown)).map(|(topic, ids)| {
            let items = ids.iter().copied().filter(|id| is_shown(id)).map(|id| term(&words, id));
            section(words.words.get(&["topics", topic])).attr("data-topic", *topic).child(div("ul", "terms").child(items))
        });
        el("div").child(topics.collect::<Vec<El>>()).done()
    };
    let asks = Asks { name: "term-search", label: word(text, "find_term"), help: word(text, "find_help") };
    frame(text, "glossary_title")
        .child(div("p", "lead").text(word(text, "glossary_lead")))
        .child(search(asks, wanted, told, list))
        .done()
}

/// A text in a language.
fn spoken(lang: Lang, words: &str) -> El {
    el("span").attr("lang", lang.tag()).attr("dir", lang.dir()).text(words)
}

fn term(text: &Text, id: &'static str) -> El {
    // The page's language first, then the others.
    let others = Lang::ALL.into_iter().filter(|lang| *lang != text.lang);
    let languages: Vec<Lang> = std::iter::once(text.lang).chain(others).collect();
    let names =
        languages.iter().map(|lang| spoken(*lang, text.words.get(&["terms", id, lang.tag()])).attr("data-name", lang.tag()));
    let others = languages.iter().flat_map(|lang| {
        let names = finder::other_names(&text.words, id, *lang);
        names.map(|name| el("li").child(spoken(*lang, name))).collect::<Vec<El>>()
    });
    let also = div("div", "also").child(el("span").text(word(text, "also"))).child(el("ul").child(others));
    el("li")
        .attr("data-term", id)
        .child(div("h3", "names").child(names))
        .child(el("p").view(statement(text, text.words.get(&["terms", id, "meaning"]))))
        .child(also)
}

/// Sources, what is ours, and where to read on.
pub fn sources(text: &Text) -> AnyView {
    let groups = SOURCES.iter().map(|(group, all)| {
        let method = (*group == "methods")
            .then(|| el("p").attr("class", "links").child(link(Page::About.href()).text(word(text, "method"))));
        section(text.words.get(&["source_groups", group]))
            .attr("data-sources", *group)
            .child(div("ul", "terms").child(all.iter().map(|s| source(text, s))))
            .child(method)
    });
    frame(text, "sources_title").child(div("p", "lead").text(word(text, "sources_lead"))).child(groups).done()
}

fn source(text: &Text, source: &Source) -> El {
    let get = |what: &str| text.words.get(&["sources", source.id, what]);
    let at = source.at.iter().map(|at| el("p").attr("class", "links").child(external(text, at)));
    el("li")
        .attr("data-source", source.id)
        .child(el("h3").text(get("title")))
        .child(el("p").view(statement(text, get("text"))))
        .child(at)
}
