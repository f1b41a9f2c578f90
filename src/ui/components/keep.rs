//! Ways to keep a result.

use super::section::section;
use crate::text::Text;
use crate::ui;
use crate::ui::actions;
use crate::ui::dom::{El, button, div, el, link};
use crate::ui::route::{Page, Paper};
use crate::ui::state::State;
use crate::ui::widget;
use leptos::prelude::*;

/// Ways to keep a result.
pub fn keep(state: State, text: &Text) -> El {
    let save_backup = move |_| state.document.with_untracked(|d| state.back_up(d));
    let save_results = move |_| state.document.with_untracked(actions::save_results);
    let print = move |_| {
        let _ = window().print();
    };
    let overview = link(Page::Home.href()).attr("class", "btn quiet").attr("data-action", "overview").text(ui!(text, overview));
    let buttons = div("div", "actions")
        .child(button("btn quiet", "backup", save_backup).text(ui!(text, back_up)))
        .child(button("btn quiet", "results", save_results).text(ui!(text, save_results)))
        .child(button("btn quiet", "print", print).text(ui!(text, print)))
        .child(
            link(Page::Paper(Paper::Report).href())
                .attr("class", "btn quiet")
                .attr("data-action", "papers")
                .text(ui!(text, papers)),
        )
        .child(overview);
    // In a widget the ways on stand under the page.
    let buttons = if widget::is_open() {
        div("div", "actions").child(button("btn quiet", "results", save_results).text(ui!(text, save_results)))
    } else {
        buttons
    };
    let method = link(Page::About.href()).text(ui!(text, about));
    section(ui!(text, keep))
        .attr("class", "keep")
        .child(el("p").text(ui!(text, keep_help)))
        .child(buttons)
        .child(div("p", "hint").text(ui!(text, own_method)).text(" ").child(method))
}
