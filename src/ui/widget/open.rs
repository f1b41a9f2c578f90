//! A file that was saved before: the tool goes on with its answers, in this page's memory.

use super::{OPEN, Widget, word};
use crate::document::collection::{Collection, Item};
use crate::domain::answers::Answers;
use crate::text::Text;
use crate::ui;
use crate::ui::actions;
use crate::ui::components::notice::notice;
use crate::ui::dom::{El, div, el, field, link, live};
use crate::ui::pages::locked_file::{Asked, ask};
use crate::ui::route::Page;
use crate::ui::state::Notice;
use leptos::prelude::*;

/// The page.
pub fn page(widget: Widget, text: &Text) -> AnyView {
    let state = widget.state;
    let asked = RwSignal::new(None);
    let words = text.clone();
    let has_any = Memo::new(move |_| state.answers.with(Answers::has_any));
    let ways = move || if has_any.get() { on(widget, &words).done() } else { choose(widget, &words, asked).done() };
    div("div", "page start")
        .child(el("h1").text(word(text, "open")))
        .child(div("p", "lead").text(word(text, "open_lead")))
        .view(notice(state, text.clone()))
        .view(live(ways))
        .view(ask(state, text, asked, opened))
        .done()
}

/// Opens the first assessment of a file: nothing is kept here that it could meet. One that cannot be read is told as any file that
/// cannot.
fn opened(found: Collection) {
    let Some(Widget { state, .. }) = OPEN.get() else { return };
    match found.items.into_iter().next() {
        Some(Item::Whole(document, _)) => {
            state.notice.set(None);
            state.open(*document);
        }
        Some(Item::Unreadable(fault)) => actions::tell(state, Notice::ImportFault(fault.code.id(), fault.path, fault.detail)),
        None => {}
    }
}

fn choose(widget: Widget, text: &Text, asked: RwSignal<Option<Asked>>) -> El {
    let take = move |event| {
        let ask = move |locked| asked.set(Some(Asked::Opening(locked)));
        actions::choose(widget.state, &field(&event), ask, opened);
    };
    let input = el("input")
        .attr("type", "file")
        .attr("accept", ".json,.tafwid,application/json")
        .attr("data-action", "import")
        .on("change", take);
    let back = link(Page::Start.href()).attr("class", "btn quiet").attr("data-action", "start").text(ui!(text, to_start));
    div("div", "actions").child(div("label", "btn file").text(ui!(text, open_file)).child(input)).child(back)
}

fn on(widget: Widget, text: &Text) -> El {
    let way = |class: &'static str, page: Page, words: &str| link(page.href()).attr("class", class).text(words);
    let ways = div("p", "way-in")
        .child(way("btn", widget.tool(), ui!(text, go_on)).attr("data-action", "go-on"))
        .child(way("btn quiet", widget.result(), ui!(text, see_result)).attr("data-action", "result"));
    el("div").child(div("p", "lead").attr("role", "status").text(word(text, "opened"))).child(ways)
}
