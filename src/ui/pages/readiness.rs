//! How far the city has come, in eleven dimensions.

use crate::domain::instrument::{Dimension, Kind};
use crate::domain::readiness::{Figure, Readiness, raises, readiness, section_of};
use crate::domain::sheet::Sheet;
use crate::report::pictures::{self, dimension as name};
use crate::text::figure::{band, band_words, phrase, tone};
use crate::text::said::options as options_words;
use crate::text::{Text, fill, hundredths, intl};
use crate::ui;
use crate::ui::components::answer::answer_words;
use crate::ui::components::chart::chart_with_files;
use crate::ui::components::icon;
use crate::ui::components::keep::keep;
use crate::ui::components::levels::levels;
use crate::ui::components::section::{section, stacked};
use crate::ui::components::share::share;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, div, el, link, live, nothing};
use crate::ui::route::{Module, Page};
use crate::ui::state::State;
use leptos::prelude::*;

/// Answers named that would raise a dimension.
const RAISES: usize = 3;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["readiness", name])
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let picture = Memo::new(move |_| {
        let weights = state.document.with(|d| d.weights());
        state.sheet.with(|sheet| readiness(sheet, &weights))
    });
    let words = text.clone();
    let overall = live(move || picture.with(|p| overall(&words, p)));
    let words = text.clone();
    let sheet = state.sheet.get_untracked();
    let now = picture.get_untracked();
    let has_begun = now.started().next().is_some();
    div("div", "page result readiness")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .view(overall)
        .child(has_begun.then(|| ring(state, &words, &now)).flatten())
        .child(has_begun.then(|| bars(state, &words, &now)))
        .child(table(text, &now))
        .child(dimensions(state, text, &sheet, &now))
        .child(weights(state, text))
        .child(div("p", "way-in").child(link(Page::Snapshots.href()).text(text.words.get(&["snapshots", "title"]))))
        .child(div("p", "hint").view(statement(text, word(text, "method"))))
        .child(keep(state, text))
        .done()
}

/// What a file says, without the answers behind it.
pub fn of_file(state: State, text: &Text, readiness: &Readiness) -> AnyView {
    let has_begun = readiness.started().next().is_some();
    all(vec![
        overall(text, readiness),
        has_begun.then(|| ring(state, text, readiness)).flatten().map_or_else(nothing, El::done),
        if has_begun { bars(state, text, readiness).done() } else { nothing() },
        table(text, readiness).done(),
        div("p", "hint").view(statement(text, word(text, "method"))).done(),
    ])
}

fn overall(text: &Text, readiness: &Readiness) -> AnyView {
    let Some(started) = &readiness.overall_started else {
        let begin = link(Page::Module(Module::Mandate).href()).attr("class", "btn").text(ui!(text, begin));
        return div("section", "card")
            .attr("data-readiness", "nothing")
            .child(el("p").text(word(text, "nothing")))
            .child(el("p").child(begin))
            .done();
    };
    let line = |id: &'static str, title: &str, figure: &Figure| {
        el("li")
            .attr("data-readiness", id)
            .attr("data-lowest", hundredths(figure.low).to_string())
            .attr("data-highest", hundredths(figure.high).to_string())
            .attr("data-band", band(figure))
            .child(div("p", "verdict").child(el("span").text(phrase(text, figure))))
            .child(el("p").child(el("b").text(title)).text(" · ").text(band_words(text, figure, "label")))
            .view(share(text, figure))
            .child(div("p", "hint").text(band_words(text, figure, "meaning")))
    };
    let lines = [
        Some(line("overall_started", word(text, "overall_started"), started)),
        readiness.overall.as_ref().map(|figure| line("overall", word(text, "overall_all"), figure)),
    ];
    div("section", "card overall")
        .child(el("h2").text(word(text, "overall")))
        .child(div("ul", "figures").child(lines.into_iter().flatten()))
        .done()
}

/// All dimensions that have begun, as a ring; the others stand outside it.
fn ring(state: State, text: &Text, readiness: &Readiness) -> Option<El> {
    let picture = pictures::ring(text, readiness)?;
    let strongest = readiness.started().reduce(|best, next| if next.1.low > best.1.low { next } else { best });
    let weakest = readiness.started().reduce(|best, next| if next.1.low < best.1.low { next } else { best });
    let named = |found: Option<(Dimension, Figure)>| found.map(|(d, _)| name(text, d)).unwrap_or_default();
    let sentence = fill(word(text, "radar_sentence"), named(strongest), named(weakest));
    let outside =
        readiness.dimensions.iter().filter(|(_, f)| !f.as_ref().is_some_and(Figure::is_started)).map(|(d, _)| name(text, *d));
    let outside = intl::list(text.lang, outside);
    Some(
        section(word(text, "radar_title"))
            .attr("data-part", "ring")
            .child(el("p").text(sentence))
            .child(chart_with_files(state, text, "ring", word(text, "radar_title"), move || Some(picture.clone())))
            .child(
                (!outside.is_empty())
                    .then(|| div("p", "hint").attr("data-outside", "").text(word(text, "not_started")).text(": ").text(outside)),
            ),
    )
}

fn bars(state: State, text: &Text, readiness: &Readiness) -> El {
    let spans = pictures::spans(text, readiness);
    let widest = spans.iter().reduce(|best, next| if next.high - next.low > best.high - best.low { next } else { best });
    let sentence = match widest.filter(|s| s.high > s.low) {
        Some(span) => fill(word(text, "bars_sentence"), &span.name, ""),
        None => word(text, "bars_settled").to_string(),
    };
    let picture = pictures::bars(text, readiness);
    let title = word(text, "bars_title");
    section(title).attr("data-part", "bars").child(el("p").text(sentence)).child(chart_with_files(
        state,
        text,
        "bars",
        title,
        move || Some(picture.clone()),
    ))
}

fn table(text: &Text, readiness: &Readiness) -> El {
    let head = ["dimension", "range", "band", "answered"].map(|h| el("th").attr("scope", "col").text(word(text, h)));
    let cell = |name: &str| el("td").attr("data-label", word(text, name));
    let rows = readiness.dimensions.iter().map(|(dimension, figure)| {
        let row =
            el("tr").attr("data-dimension", dimension.id()).child(el("th").attr("scope", "row").text(name(text, *dimension)));
        match figure.filter(Figure::is_started) {
            Some(figure) => {
                let answered = fill(word(text, "percent"), &intl::number(text.lang, hundredths(figure.answered)), "");
                row.attr("data-lowest", hundredths(figure.low).to_string())
                    .attr("data-highest", hundredths(figure.high).to_string())
                    .child(cell("range").text(phrase(text, &figure)))
                    .child(cell("band").text(band_words(text, &figure, "label")))
                    .child(cell("answered").text(answered))
            }
            None => row.child(el("td").attr("colspan", "3").text(word(text, "not_started"))),
        }
    });
    let caption = word(text, "table_caption");
    let table = el("table")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head)))
        .child(el("tbody").child(rows));
    stacked(caption, table)
}

/// From each dimension to its questions, and to what would raise it most.
fn dimensions(state: State, text: &Text, sheet: &Sheet, readiness: &Readiness) -> El {
    let items = readiness.dimensions.iter().map(|(dimension, figure)| {
        let get = |what: &str| text.words.get(&["dimensions", dimension.id(), what]);
        let begun = figure.filter(Figure::is_started);
        let standing = begun.as_ref().map_or(word(text, "not_started").to_string(), |f| phrase(text, f));
        let about = begun.as_ref().map(tone);
        let questions = link(Page::Screen(section_of(*dimension), 1).href()).text(word(text, "to_questions"));
        let raising = raises(sheet, *dimension, RAISES).into_iter().map(|raise| {
            let to = match raise.question.kind() {
                // Of several options any one will do.
                Kind::Multi => ui!(text, at_least_one).to_string(),
                _ => options_words(text, raise.question, &[raise.to]),
            };
            let now = fill(
                word(text, "raise_answer"),
                text.words.question(raise.question, "short"),
                &answer_words(state, text, raise.question),
            );
            let words =
                el("p").text(now).text(if text.lang.dir() == "rtl" { " ← " } else { " → " }).child(el("b").text(to)).text(" ");
            let way = link(Page::Question(raise.question).href())
                .attr("data-question-link", raise.question.id())
                .text(ui!(text, to_question));
            el("li").attr("data-raise", raise.question.id()).view(icon::open()).child(words.child(way))
        });
        let raising: Vec<El> = raising.collect();
        let most = (!raising.is_empty())
            .then(|| [el("h4").text(word(text, "raises_most")), div("ul", "findings").child(raising)])
            .into_iter()
            .flatten();
        el("details")
            .attr("data-dimension-about", dimension.id())
            .child(el("summary").child(el("b").text(name(text, *dimension))).text(" · ").text(standing))
            .child(el("p").view(statement(text, get("covers"))))
            .child(about.map(|what| el("p").view(statement(text, get(what)))))
            .child(most)
            .child(el("p").child(questions))
    });
    section(word(text, "raises_most")).attr("class", "why").child(items)
}

/// How much each dimension counts.
fn weights(state: State, text: &Text) -> El {
    let labels = ["weight_0", "weight_1", "weight_2", "weight_3"].map(|l| word(text, l));
    let weights = Memo::new(move |_| state.document.with(|d| d.weights()));
    let rows = Dimension::ALL.into_iter().map(|dimension| {
        let chosen = move || weights.get().get(dimension as usize).copied().unwrap_or(1);
        let choose = move |level| state.change(|d, now| d.set_weight(dimension, level, now));
        levels(format!("weight.{}", dimension.id()), name(text, dimension), labels, chosen, choose)
    });
    el("details")
        .attr("class", "own-hand")
        .attr("data-part", "weights")
        .child(el("summary").child(el("h2").text(word(text, "weights_title"))))
        .child(el("p").view(statement(text, word(text, "weights_help"))))
        .child(rows)
}
