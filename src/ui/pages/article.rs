//! Pages to read: the method and what is promised.

use crate::document::json::Json;
use crate::text::Text;
use crate::ui::components::sourced::statement;
use leptos::prelude::*;

/// The article under a name of the reading pack.
pub fn page(text: &Text, name: &str) -> AnyView {
    let get = |what: &str| text.words.get(&[name, what]).to_string();
    let parts = text.words.find(&[name, "parts"]).map(Json::items).unwrap_or_default();
    let parts: Vec<_> = parts.iter().map(|p| part(text, p)).collect();
    view! {
        <article class="page article">
            <h1>{get("title")}</h1>
            <p class="lead">{get("lead")}</p>
            {parts}
        </article>
    }
    .into_any()
}

fn part(text: &Text, part: &Json) -> AnyView {
    let words = |json: &Json| statement(text, json.as_text().unwrap_or_default());
    let items = |name: &str| part.get(name).map(Json::items).unwrap_or_default();
    let title = part.get("title").and_then(Json::as_text).unwrap_or_default().to_string();
    let body: Vec<_> = items("body").iter().map(|p| view! { <p>{words(p)}</p> }).collect();
    let list: Vec<_> = items("list").iter().map(|p| view! { <li>{words(p)}</li> }).collect();
    let table = part.get("table").map(|table| {
        let caption = table.get("caption").and_then(Json::as_text).unwrap_or_default().to_string();
        let cells = |name: &str| table.get(name).map(Json::items).unwrap_or_default();
        let head: Vec<_> = cells("head").iter().map(|c| view! { <th scope="col">{words(c)}</th> }).collect();
        let rows: Vec<_> = cells("rows")
            .iter()
            .map(|row| {
                let cells: Vec<_> = row
                    .items()
                    .iter()
                    .enumerate()
                    .map(|(i, c)| {
                        if i == 0 { view! { <th scope="row">{words(c)}</th> }.into_any() } else { view! { <td>{words(c)}</td> }.into_any() }
                    })
                    .collect();
                view! { <tr>{cells}</tr> }
            })
            .collect();
        let label = caption.clone();
        view! {
            <div class="table-frame" tabindex="0" role="region" aria-label=label>
                <table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
    });
    let list = (!list.is_empty()).then(|| view! { <ul>{list}</ul> });
    view! { <section><h2>{title}</h2>{body}{list}{table}</section> }.into_any()
}
