//! The budget planner: what the work costs, who carries it, what no one carries yet, and ways to find that.

mod lines;
mod number;
mod sums;

use crate::document::assessment::Document;
use crate::domain::answers::{Answer, Value};
use crate::domain::budget::{Budget, Given, Summary, summary};
use crate::domain::currency;
use crate::domain::instrument::{Opt, Question};
use crate::domain::money::Decimal;
use crate::text::{Text, fill, intl};
use crate::ui::components::answer::question_link;
use crate::ui::components::keep::keep;
use crate::ui::components::section::{section, stacked};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el, field, link, live, nothing};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::ev::Event;
use leptos::prelude::*;
use number::Number;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["budget", name])
}

/// What the page shows, and where it writes to.
#[derive(Clone, Copy)]
struct View {
    state: State,
    budget: Memo<Budget>,
    summary: Memo<Summary>,
    /// Whether a currency was chosen.
    is_chosen: Memo<bool>,
    /// The currency that the city's country suggests.
    guess: Option<&'static str>,
}

impl View {
    fn new(state: State) -> View {
        let budget = Memo::new(move |_| state.document.with(Document::budget));
        let summary = Memo::new(move |_| budget.with(summary));
        let is_chosen = Memo::new(move |_| state.document.with(Document::has_currency));
        View { state, budget, summary, is_chosen, guess: guess(state) }
    }

    /// The currency in use: the one chosen, or until something is written the suggested one.
    fn currency(self) -> String {
        match self.guess.filter(|_| !self.is_chosen.get()) {
            Some(guess) => guess.into(),
            None => self.budget.with(|b| b.currency.clone()),
        }
    }

    /// The same for who must not be drawn anew when it changes.
    fn currency_now(self) -> String {
        untrack(move || self.currency())
    }

    fn money(self, text: &Text, amount: Decimal) -> String {
        intl::money(text.lang, amount, &self.currency())
    }

    /// Changes the budget. A suggested currency becomes the chosen one with the first thing that is written: from then on nothing
    /// but the user changes it.
    fn change(self, change: impl FnOnce(&mut Document, &str)) {
        self.state.change(|d, now| {
            self.keep_currency(d, now);
            change(d, now);
        });
    }

    /// The same while something is typed.
    fn typed(self, change: impl FnOnce(&mut Document, &str)) {
        self.state.change_soon(|d, now| {
            self.keep_currency(d, now);
            change(d, now);
        });
    }

    fn keep_currency(self, document: &mut Document, now: &str) {
        if let Some(guess) = self.guess.filter(|_| !document.has_currency()) {
            document.set_currency(guess, now);
        }
    }
}

/// The currency of the city's country, where it has one alone.
fn guess(state: State) -> Option<&'static str> {
    state.answers.with_untracked(|a| match a.answer(Question::ProfileCountry).map(Answer::value) {
        Some(Value::Country(code)) => currency::of_country(code),
        _ => None,
    })
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let view = View::new(state);
    let contributions = link(Page::Contributions.href()).attr("data-action", "to-contributions");
    let result = link(Page::ModuleResult(Module::Resources).href());
    div("div", "page result budget")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .child(sums::headline(view, text))
        .child(basics(view, text))
        .child(lines::lines(view, text))
        .child(sums::sums(view, text))
        .child(ways(view, text))
        .child(yardsticks(view, text))
        .child(
            div("ul", "ways-on")
                .child(el("li").child(contributions.text(word(text, "to_contributions"))))
                .child(el("li").child(result.text(word(text, "to_result")))),
        )
        .child(keep(state, text))
        .done()
}

/// The currency, and what the costs are compared with.
fn basics(view: View, text: &Text) -> El {
    let words = text.clone();
    let is_changed = RwSignal::new(false);
    let told = move || {
        if is_changed.get() {
            return el("span").text(word(&words, "currency_kept")).done();
        }
        match view.guess.filter(|_| !view.is_chosen.get()) {
            Some(_) => el("span").text(word(&words, "currency_guess")).done(),
            None => nothing(),
        }
    };
    section(word(text, "basics"))
        .attr("data-part", "basics")
        .child(div("div", "fields").child(currencies(view, text, is_changed)).child(number::input(
            view,
            text,
            Number::Reference,
            word(text, "reference"),
        )))
        .child(div("p", "hint").attr("role", "status").live_view(told))
        .child(div("p", "hint").text(word(text, "reference_help")))
}

fn currencies(view: View, text: &Text, is_changed: RwSignal<bool>) -> El {
    // One that is not in our list came with a file, and stays to be chosen.
    let strange = view.budget.with_untracked(|b| b.currency.clone());
    let mut options = vec![(String::new(), word(text, "currency_none").to_string())];
    if !strange.is_empty() && !currency::all().any(|c| c.code == strange) {
        options.push((strange.clone(), strange));
    }
    let named = intl::currencies(text.lang, currency::all().map(|c| c.code));
    options.extend(named.into_iter().map(|(code, name)| (code.clone(), format!("{name} ({code})"))));
    let options = options.into_iter().map(|(code, name)| {
        let own = code.clone();
        el("option").attr("value", code).flag("selected", move || view.currency() == own).text(name)
    });
    let choose = move |event: Event| {
        let code = field(&event).value();
        let has_amounts = |b: &Budget| b.reference != Given::Nothing || b.lines.iter().any(|l| l.amount != Given::Nothing);
        is_changed.set(view.budget.with_untracked(has_amounts));
        view.state.change(|d, now| d.set_currency(&code, now));
    };
    let control = el("select").attr("data-field", "currency").on("change", choose).child(options);
    div("label", "field").child(el("span").text(word(text, "currency"))).child(control)
}

/// Ways to find the money, alone or together.
fn ways(view: View, text: &Text) -> El {
    let question = Question::ResourcesOptions;
    let answered: Vec<Opt> = view.state.answers.with_untracked(|a| a.answer(question).map(Answer::options).unwrap_or_default());
    let is_chosen = move |id: &str| view.budget.with(|b| b.ways.iter().any(|way| way == id));
    let items = question.options().iter().map(|option| {
        let id = option.id();
        let choose = move |event: Event| {
            let is_on = field(&event).checked();
            view.change(|d, now| d.set_way(id, is_on, now));
        };
        let input = el("input").attr("type", "checkbox").attr("data-way", id).flag("checked", move || is_chosen(id));
        let label = text.words.option(question, *option, "label");
        let tag = answered.contains(option).then(|| div("span", "tag").attr("data-answered", id).text(word(text, "answered")));
        el("li")
            .child(
                div("label", "check")
                    .child(input.on("change", choose))
                    .child(el("span").child(el("b").text(label)).text(" ").child(tag)),
            )
            .child(el("p").view(statement(text, text.words.get(&["ways", id, "text"]))))
    });
    let words = text.clone();
    let offered = answered.clone();
    let take = live(move || {
        if offered.iter().all(|o| is_chosen(o.id())) {
            return nothing();
        }
        let offered = offered.clone();
        let take = move |_| {
            view.change(|d, now| offered.iter().for_each(|o| d.set_way(o.id(), true, now)));
        };
        el("p").child(button("btn quiet", "take-ways", take).text(word(&words, "take_ways"))).done()
    });
    let asked = answered
        .is_empty()
        .then(|| div("p", "hint").text(word(text, "ways_question")).text(" ").child(question_link(text, question)));
    section(word(text, "ways"))
        .attr("data-part", "ways")
        .child(el("p").view(statement(text, word(text, "ways_lead"))))
        .child(div("ul", "ways").child(items))
        .view(take)
        .child(asked)
}

/// What two cities gave, beside one's own share.
fn yardsticks(view: View, text: &Text) -> El {
    let caption = word(text, "yardsticks");
    let row = |id: &'static str, name: &str, figure: AnyView| {
        el("tr")
            .attr("data-yardstick", id)
            .child(el("th").attr("scope", "row").text(name))
            .child(el("td").attr("data-label", word(text, "figure")).view(figure))
    };
    let own = |share: fn(&Summary) -> Option<Decimal>| {
        let words = text.clone();
        live(move || match view.summary.with(share) {
            Some(percent) => el("span")
                .child(el("b").text(intl::percent(words.lang, percent)))
                .text(" ")
                .text(word(&words, "of_reference"))
                .done(),
            None => div("span", "empty").text(word(&words, "no_reference")).done(),
        })
    };
    let told = |figure: String, name: &str| {
        el("div").child(el("b").text(figure)).child(el("p").view(statement(text, word(text, name)))).done()
    };
    let five = Decimal::from_file("5").unwrap_or_default();
    let joint = Decimal::from_file("800000").unwrap_or_default();
    let body = el("tbody")
        .child(row("first_year", word(text, "yours_first_year"), own(|s| s.first_year_share)))
        .child(row("yearly", word(text, "yours_yearly"), own(|s| s.yearly_share)))
        .child(row("newark", word(text, "newark_name"), told(intl::percent(text.lang, five), "newark")))
        .child(row(
            "london",
            word(text, "london_name"),
            told(fill(word(text, "pounds"), &intl::decimal(text.lang, joint), ""), "london"),
        ));
    let head = ["city", "figure"].map(|name| el("th").attr("scope", "col").text(word(text, name)));
    let table =
        el("table").child(div("caption", "unseen").text(caption)).child(el("thead").child(el("tr").child(head))).child(body);
    section(caption)
        .attr("data-part", "yardsticks")
        .child(el("p").view(statement(text, word(text, "yardsticks_lead"))))
        .child(stacked(caption, table))
        .child(div("p", "inset").view(statement(text, word(text, "no_own_budget"))))
        .child(div("p", "inset").view(statement(text, word(text, "shared_cost"))))
}
