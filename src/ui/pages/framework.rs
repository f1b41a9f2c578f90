//! Which framework fits: the recommendation with its reasons, and the user's own hand in it.

use crate::domain::frameworks::{self, Recommendation, Supporting};
use crate::domain::instrument::{Opt, Question};
use crate::domain::selector::{Ranking, Strength};
use crate::text::reference::PRINCIPLES;
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::answer::{answer_words, question_link};
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::section::section;
use crate::ui::components::selector::{self, Basis, Hand, Selector, word};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, div, el, link};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::prelude::*;

const SELECTOR: Selector = Selector::Framework;

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let hand = Hand::new(state, SELECTOR);
    div("div", "page result framework")
        .child(el("h1").text(word(text, "title")))
        .view(selector::card(hand, text, strength))
        .view(selector::tries_part(hand, text))
        .view(selector::moving(hand, text, recommendation))
        .view(selector::overruled(hand, text))
        .child(principles(text))
        .view(selector::own_hand(hand, text))
        .child(about(text))
        .child(keep(state, text))
        .done()
}

/// The strength, which a lead without any foundation holds down.
fn strength(basis: &Basis, ranking: &Ranking) -> Strength {
    let mut ranking = ranking.clone();
    frameworks::recommend(&basis.sheet, &mut ranking);
    ranking.strength
}

fn recommendation(text: &Text, (basis, ranking): &(Basis, Ranking)) -> AnyView {
    let mut ranking = ranking.clone();
    let Recommendation { required, has_no_foundation, supporting } = frameworks::recommend(&basis.sheet, &mut ranking);
    let mut views = Vec::new();
    let required = (!required.is_empty()).then(|| notes(text, "required").done());
    if ranking.strength == Strength::TooEarly {
        views.extend(required);
        views.push(selector::to_answer(text, SELECTOR, &basis.sheet).done());
        return all(views);
    }
    let title = word(text, if ranking.lead.len() > 1 { "leads" } else { "lead" });
    let leads = ranking.lead.iter().map(|a| leading(text, *a));
    views.push(section(title).attr("data-part", "lead").child(div("ul", "frameworks").child(leads)).done());
    let together = |what: &str| el("p").view(statement(text, text.words.get(&["together", what])));
    if !supporting.is_empty() {
        let list = div("ul", "frameworks").child(supporting.iter().map(|s| beside(text, s)));
        views.push(section(word(text, "supporting")).attr("data-part", "supporting").child(list).done());
    }
    views.push(section(text.words.get(&["together", "title"])).child(together("text")).done());
    views.extend(required);
    views.extend(has_no_foundation.then(|| notes(text, "no_foundation").done()));
    all(views)
}

/// A finding that goes with the result.
fn notes(text: &Text, finding: &'static str) -> El {
    let words = el("p").view(statement(text, text.words.get(&["findings", finding])));
    div("ul", "findings").child(el("li").attr("data-finding", finding).view(icon::warning()).child(words))
}

/// Statements about a framework under their names.
pub fn told(text: &Text, framework: usize, parts: &[(&str, &str)]) -> El {
    let rows = parts.iter().flat_map(|(label, what)| {
        [el("dt").text(word(text, label)), el("dd").view(statement(text, SELECTOR.about(text, framework, what)))]
    });
    div("dl", "told").child(rows)
}

fn leading(text: &Text, framework: usize) -> El {
    el("li")
        .attr("data-framework", SELECTOR.id(framework))
        .child(el("h3").text(SELECTOR.about(text, framework, "name")))
        .child(told(text, framework, &[("what", "what"), ("as_lead", "lead"), ("care", "care")]))
}

fn beside(text: &Text, supporting: &Supporting) -> El {
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
        .attr("data-framework", SELECTOR.id(supporting.framework))
        .child(el("h3").text(SELECTOR.about(text, supporting.framework, "name")))
        .child(supporting.is_close.then(|| reason("close", "")))
        .child((!supporting.gaps.is_empty()).then(|| reason("fills_gap", &gaps)))
        .child(told(text, supporting.framework, &[("as_support", "support")]))
}

/// The four principles, whatever leads.
fn principles(text: &Text) -> El {
    let items = PRINCIPLES.map(|principle| {
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
    let items = (0..SELECTOR.alternatives().len()).map(|framework| {
        el("details")
            .attr("data-about", SELECTOR.id(framework))
            .child(el("summary").text(SELECTOR.about(text, framework, "name")))
            .child(told(
                text,
                framework,
                &[("what", "what"), ("origin", "origin"), ("as_lead", "lead"), ("as_support", "support"), ("care", "care")],
            ))
    });
    section(word(text, "all")).attr("class", "why").child(items)
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
    let needed = Memo::new(move |_| state.sheet.with(|s| SELECTOR.needed(s)));
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
