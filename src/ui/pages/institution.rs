//! Which institutional model suits: the recommendation, each model's pros, cons and how to soften them, and the city's standing duties.

use super::module::arrangements;
use crate::domain::institutions::{ExpertGroup, expert_group};
use crate::domain::selector::{Ranking, Strength};
use crate::text::{Text, fill, intl};
use crate::ui;
use crate::ui::components::keep::keep;
use crate::ui::components::section::section;
use crate::ui::components::selector::{self, Basis, Hand, Selector, word};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, div, el, link};
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

const SELECTOR: Selector = Selector::Institution;

fn own<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["model_result", name])
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let hand = Hand::new(state, SELECTOR);
    div("div", "page result framework")
        .child(el("h1").text(own(text, "title")))
        .view(selector::card(hand, text, |_, ranking| ranking.strength))
        .view(selector::tries_part(hand, text))
        .view(selector::moving(hand, text, recommendation))
        .view(selector::overruled(hand, text))
        .child(duties(text))
        .child(arrangements(state, text))
        .view(selector::own_hand(hand, text))
        .child(about(text))
        .child(keep(state, text))
        .done()
}

fn recommendation(text: &Text, (basis, ranking): &(Basis, Ranking)) -> AnyView {
    let mut views: Vec<AnyView> = experts(text, basis).map(El::done).into_iter().collect();
    if ranking.strength == Strength::TooEarly {
        views.push(selector::to_answer(text, SELECTOR, &basis.sheet).done());
        return all(views);
    }
    views.extend(fewer(text, basis).map(El::done));
    let place = |a: &usize| ranking.alternatives.get(*a).copied();
    let title = own(text, if ranking.lead.len() > 1 { "leads" } else { "lead" });
    let parts = [("what", "what"), ("as_lead", "lead"), ("pro", "pro"), ("con", "con"), ("soften", "soften")];
    let leads = ranking.lead.iter().filter_map(place).map(|a| model(text, a, &parts));
    views.push(section(title).attr("data-part", "lead").child(div("ul", "frameworks").child(leads)).done());
    let close: Vec<usize> = ranking.close().iter().filter_map(place).collect();
    let together = |what: &str| el("p").view(statement(text, text.words.get(&["model_together", what])));
    if !close.is_empty() {
        let parts = [("as_support", "support"), ("pro", "pro"), ("con", "con"), ("soften", "soften")];
        let list = div("ul", "frameworks").child(close.into_iter().map(|a| model(text, a, &parts)));
        let section = section(own(text, "supporting")).attr("data-part", "supporting");
        views.push(section.child(together("close")).child(list).done());
    }
    views.push(section(text.words.get(&["model_together", "title"])).child(together("text")).done());
    all(views)
}

/// Statements about a model under their names.
pub fn told(text: &Text, model: usize, parts: &[(&str, &str)]) -> El {
    let rows = parts.iter().flat_map(|(label, what)| {
        [el("dt").text(own(text, label)), el("dd").view(statement(text, SELECTOR.about(text, model, what)))]
    });
    div("dl", "told").child(rows)
}

/// A model with what there is to say of it.
fn model(text: &Text, model: usize, parts: &[(&str, &str)]) -> El {
    el("li")
        .attr("data-framework", SELECTOR.id(model))
        .child(el("h3").text(SELECTOR.about(text, model, "name")))
        .child(told(text, model, parts))
}

/// An expert group is an addition, whatever model leads.
fn experts(text: &Text, basis: &Basis) -> Option<El> {
    let group = expert_group(&basis.sheet)?;
    let words = match group {
        ExpertGroup::Recommended => own(text, "experts_recommended"),
        ExpertGroup::Offered => own(text, "experts_offered"),
    };
    Some(section(own(text, "experts")).attr("data-experts", group.id()).child(el("p").view(statement(text, words))))
}

/// What does not stand because there is no network to build on.
fn fewer(text: &Text, basis: &Basis) -> Option<El> {
    let (alternatives, _) = SELECTOR.standing(&basis.sheet);
    let out: Vec<&str> = (0..SELECTOR.alternatives().len())
        .filter(|a| !alternatives.contains(a))
        .map(|a| SELECTOR.about(text, a, "short"))
        .collect();
    let told = || fill(own(text, "fewer"), &intl::list(text.lang, out.iter().copied()), "");
    (!out.is_empty()).then(|| div("p", "hint").attr("data-fewer", "").text(told()))
}

/// Who leads and who champions, and the city's duties whatever the model.
fn duties(text: &Text) -> El {
    let page = |what: &str| text.words.get(&["module_page", what]);
    let items = ["duty_awareness", "duty_part", "duty_support"].map(|duty| el("li").view(statement(text, page(duty))));
    section(page("duties"))
        .attr("data-part", "duties")
        .child(el("ul").child(items))
        .child(["lead_named", "champion"].map(|what| el("p").view(statement(text, own(text, what)))))
}

/// All models, to read.
fn about(text: &Text) -> El {
    let parts =
        [("what", "what"), ("pro", "pro"), ("con", "con"), ("soften", "soften"), ("as_lead", "lead"), ("as_support", "support")];
    let items = (0..SELECTOR.alternatives().len()).map(|a| {
        el("details")
            .attr("data-about", SELECTOR.id(a))
            .child(el("summary").text(SELECTOR.about(text, a, "name")))
            .child(told(text, a, &parts))
    });
    section(own(text, "all")).attr("class", "why").child(items)
}

/// Beside the questions: how many answers a first order still needs.
pub fn aside(state: State, text: &Text) -> AnyView {
    let words = text.clone();
    let needed = Memo::new(move |_| state.sheet.with(|s| SELECTOR.needed(s)));
    let told = move || match needed.get() {
        0 => own(&words, "enough").to_string(),
        n => fill(own(&words, "needed"), &intl::number(words.lang, n as f64), ""),
    };
    let result = link(Page::InstitutionResult.href()).text(ui!(text, see_result));
    div("aside", "panel plain")
        .attr("aria-label", word(text, "beside"))
        .child(div("p", "verdict").attr("role", "status").live_text(told))
        .child(el("p").child(result))
        .done()
}
