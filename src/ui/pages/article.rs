//! Pages to read: the method and what is promised.

use crate::document::json::Json;
use crate::text::Text;
use crate::ui::components::section::framed;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, div, el};

/// The article under a name of the reading pack.
pub fn article(text: &Text, name: &str) -> El {
    let get = |what: &str| text.words.get(&[name, what]);
    let parts = text.words.find(&[name, "parts"]).map(Json::items).unwrap_or_default();
    div("article", "page article")
        .child(el("h1").text(get("title")))
        .child(div("p", "lead").text(get("lead")))
        .child(parts.iter().map(|p| part(text, p)))
}

/// A statement in an element.
fn stated(text: &Text, element: El, json: &Json) -> El {
    element.view(statement(text, json.as_text().unwrap_or_default()))
}

fn part(text: &Text, part: &Json) -> El {
    let items = |name: &str| part.get(name).map(Json::items).unwrap_or_default();
    let list: Vec<El> = items("list").iter().map(|item| stated(text, el("li"), item)).collect();
    el("section")
        .child(el("h2").text(part.get("title").and_then(Json::as_text).unwrap_or_default()))
        .child(items("body").iter().map(|item| stated(text, el("p"), item)))
        .child((!list.is_empty()).then(|| el("ul").child(list)))
        .child(part.get("table").map(|t| table(text, t)))
}

fn table(text: &Text, table: &Json) -> El {
    let caption = table.get("caption").and_then(Json::as_text).unwrap_or_default();
    let cells = |name: &str| table.get(name).map(Json::items).unwrap_or_default();
    let head = cells("head").iter().map(|cell| stated(text, el("th").attr("scope", "col"), cell));
    let rows = cells("rows").iter().map(|row| {
        let cell = |(i, cell): (usize, &Json)| {
            let element = if i == 0 { el("th").attr("scope", "row") } else { el("td") };
            stated(text, element, cell)
        };
        el("tr").child(row.items().iter().enumerate().map(cell))
    });
    framed(
        caption,
        el("table")
            .child(el("caption").text(caption))
            .child(el("thead").child(el("tr").child(head)))
            .child(el("tbody").child(rows)),
    )
}
