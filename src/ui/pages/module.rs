//! The result of a module whose questions are extents: how far it is, what is in place, what is missing and what to do about it.

use crate::domain::answers::{Answer, Value};
use crate::domain::instrument::{Question, Section};
use crate::domain::readiness::{self, Figure};
use crate::domain::sheet::Sheet;
use crate::domain::stand::Stand;
use crate::report::papers;
use crate::text::figure;
use crate::text::gap::Gap;
use crate::text::reference::PRINCIPLES;
use crate::text::{Text, fill, intl, said};
use crate::ui;
use crate::ui::components::answer::{answer_words, question_link};
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::plan;
use crate::ui::components::section::section;
use crate::ui::components::selector::{Hand, Selector};
use crate::ui::components::share::share;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, div, el, link, live, nothing};
use crate::ui::route::{Module, Page, Paper};
use crate::ui::state::State;
use leptos::prelude::*;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["module_page", name])
}

/// The title of a module's result.
pub fn title(text: &Text, module: Module) -> &str {
    text.words.get(&["modules", module.name(), "title"])
}

/// The page.
pub fn page(state: State, text: &Text, module: Module) -> AnyView {
    let sheet = state.sheet.get_untracked();
    let sections: Vec<Section> = module.sections().iter().map(|(s, _)| *s).collect();
    let next = Module::ALL.into_iter().skip_while(|m| *m != module).nth(1);
    let next = next.map(|m| {
        let name = text.words.get(&["home", "modules", m.name(), "name"]);
        link(Page::Module(m).href()).attr("class", "btn").attr("data-action", "next").text(fill(
            word(text, "next_module"),
            name,
            "",
        ))
    });
    let questions = link(Page::Screen(sections[0], 1).href()).attr("class", "btn quiet").text(word(text, "to_questions"));
    div("div", "page result module")
        .child(el("h1").text(title(text, module)))
        .child(div("p", "lead").text(text.words.get(&["modules", module.name(), "lead"])))
        .child(standing(text, module, &sheet))
        .child(findings(state, text, &sheet, &sections))
        .child(extras(state, text, module))
        .child(div("p", "page-nav").child(next).child(questions))
        .child(keep(state, text))
        .done()
}

/// How far it is, as a range and a band, with what that means.
fn standing(text: &Text, module: Module, sheet: &Sheet) -> Option<El> {
    let dimension = module.dimension()?;
    let figure = readiness::figure(sheet, dimension).filter(Figure::is_started);
    let card = div("section", "card")
        .attr("data-result", format!("{}.standing", module.name()))
        .child(el("h2").text(word(text, "standing")));
    let Some(figure) = figure else { return Some(card.child(el("p").text(word(text, "nothing")))) };
    let about = text.words.get(&["dimensions", dimension.id(), figure::tone(&figure)]);
    Some(
        card.attr("data-band", figure::band(&figure))
            .child(div("p", "verdict").child(el("span").text(figure::phrase(text, &figure))))
            .view(share(text, &figure))
            .child(el("p").view(statement(text, about))),
    )
}

/// What is missing, what is partly there, what is not known, and what is in place.
fn findings(state: State, text: &Text, sheet: &Sheet, sections: &[Section]) -> Vec<El> {
    let questions: Vec<Question> = sections.iter().flat_map(|s| s.questions()).collect();
    let mut parts: Vec<El> = Vec::new();
    for stand in Stand::ALL {
        let here: Vec<Question> = questions.iter().copied().filter(|q| Stand::of(sheet, *q) == Some(stand)).collect();
        if here.is_empty() {
            if stand == Stand::Missing && questions.iter().any(|q| sheet.is_answered(*q)) {
                parts.push(div("p", "inset").attr("data-none-missing", "").text(word(text, "none_missing")));
            }
            continue;
        }
        let items = here.into_iter().map(|q| finding(state, text, q, stand));
        parts.push(section(word(text, stand.id())).attr("data-stand", stand.id()).child(div("ul", "findings").child(items)));
    }
    parts
}

fn finding(state: State, text: &Text, question: Question, stand: Stand) -> El {
    let todo = |what: &str| statement(text, text.words.get(&["todo", question.id(), what]));
    let shape = match stand {
        Stand::Missing => icon::warning(),
        Stand::Partly => icon::level(2),
        Stand::Open => icon::open(),
        Stand::Met => icon::tick(),
    };
    let head = el("p").child(question_link(text, question)).text(" · ").text(answer_words(state, text, question));
    let whom = || {
        let whom = statement(text, text.words.question(question, "whom"));
        div("p", "hint").text(ui!(text, whom)).text(" ").view(whom)
    };
    let words = match stand {
        Stand::Met => el("div").child(head),
        Stand::Open => el("div").child(head).child(whom()),
        _ => el("div")
            .child(head)
            .child(el("p").view(todo("text")))
            .child(el("p").child(el("b").text(ui!(text, first_step))).text(" ").view(todo("step")))
            .child(Module::of(question.section()).map(|m| plan::add(state, text, Gap::of_module(text, m, question)))),
    };
    el("li").attr("data-finding", question.id()).view(shape).child(words)
}

/// How the city has arranged the work: part of the page on institutional models.
pub fn arrangements(state: State, text: &Text) -> Vec<El> {
    let sheet = state.sheet.get_untracked();
    let standing = standing(text, Module::Institution, &sheet);
    standing.into_iter().chain(findings(state, text, &sheet, &[Section::InstitutionArrangements])).collect()
}

/// What only one module has to say.
fn extras(state: State, text: &Text, module: Module) -> Vec<El> {
    let told = |what: &str| el("p").view(statement(text, word(text, what)));
    let answers = |pairs: &[(&str, Question)]| {
        let rows = pairs.iter().flat_map(|(label, q)| {
            [
                el("dt").text(word(text, label)),
                el("dd").child(link(Page::Question(*q).href()).text(answer_words(state, text, *q))),
            ]
        });
        div("dl", "told").attr("data-part", "answers").child(rows)
    };
    match module {
        Module::Strategy => {
            let outline = link(Page::Outline.href()).attr("class", "btn quiet").attr("data-action", "outline");
            vec![
                answers(&[("output", Question::FrameworkOutput), ("approver", Question::FrameworkApprover)]),
                el("p").child(outline.text(text.words.get(&["papers", "fill_in"]))),
            ]
        }
        Module::Sustainability => {
            let paper = |paper: Paper| {
                let way = link(Page::Paper(paper).href()).attr("class", "btn quiet").attr("data-action", paper.name());
                way.text(papers::title(text, paper))
            };
            vec![div("div", "actions").child([Paper::Handover, Paper::Motion].map(paper))]
        }
        Module::Principles => vec![practices(state, text)],
        Module::Community => vec![div("p", "inset").attr("data-part", "languages").text(languages(state, text))],
        Module::Integration => vec![told("mainstreamed"), told("mechanisms")],
        Module::Resources => vec![
            answers(&[("departments", Question::ResourcesDepartments), ("options", Question::ResourcesOptions)]),
            told("newark"),
            told("london"),
            div("ul", "ways-on").attr("data-part", "ways-on").child(
                [(Page::Budget, "to_budget"), (Page::Contributions, "to_contributions")]
                    .map(|(page, name)| el("li").child(link(page.href()).text(word(text, name)))),
            ),
        ],
        _ => Vec::new(),
    }
}

/// A practice for each principle that fits the framework in the lead.
fn practices(state: State, text: &Text) -> El {
    let hand = Hand::new(state, Selector::Framework);
    let words = text.clone();
    let content = move || {
        let lead = hand.found.with(|found| {
            let (_, ranking) = &**found.as_ref()?;
            ranking.alternatives.get(*ranking.lead.first()?).copied()
        });
        let Some(lead) = lead else { return nothing() };
        let items = PRINCIPLES.map(|principle| {
            let practice = words.words.get(&["principle_practices", principle, Selector::Framework.id(lead)]);
            let name = words.words.get(&["principles", principle, "name"]);
            el("li").attr("data-practice", principle).child(el("b").text(name)).text(": ").view(statement(&words, practice))
        });
        let title = fill(word(&words, "practices"), Selector::Framework.about(&words, lead, "short"), "");
        section(&title).attr("data-part", "practices").child(el("ul").child(items)).done()
    };
    el("div").view(live(content))
}

/// Languages of residents in which the strategy is not published yet.
fn languages(state: State, text: &Text) -> String {
    let list = |question: Question| {
        state.answers.with_untracked(|a| match a.answer(question).map(Answer::value) {
            Some(Value::List(items)) => items.clone(),
            _ => Vec::new(),
        })
    };
    let (residents, published) = (list(Question::ProfileLanguages), list(Question::CommunityLanguagesPublished));
    if residents.is_empty() {
        return word(text, "languages_unknown").into();
    }
    let [residents, published] = [&residents, &published].map(|list| list.iter().map(String::as_str).collect::<Vec<&str>>());
    let missing = said::missing_languages(&residents, &published);
    if !state.answers.with_untracked(|a| state.sheet.with_untracked(|s| said::is_known_where_published(a, s))) {
        return word(text, "languages_open").into();
    }
    if missing.is_empty() {
        return word(text, "languages_all").into();
    }
    fill(word(text, "languages_missing"), &intl::list(text.lang, missing), "")
}
