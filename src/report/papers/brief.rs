//! The brief: what a mayor needs on one page, and what is asked of them.

use super::parts;
use crate::domain::instrument::{Opt, Question};
use crate::report::Line;
use crate::report::maker::Maker;
use crate::text::fill;
use crate::text::ranking::Selector;
use crate::ui;

/// Open questions named at most.
const MOST_OPEN: usize = 3;
/// Obstacles named at most.
const MOST_NAMED: usize = 3;

/// Writes the brief.
pub fn write(maker: &mut Maker) {
    let facts = maker.facts;
    parts::cover(maker, maker.word("papers", "name_brief"));
    if !facts.has_begun() {
        return;
    }
    maker.heading(2, maker.word("report", "mandate"));
    parts::both(maker);
    let lacking = parts::lacking(maker);
    if !lacking.is_empty() {
        let named = lacking.get(..MOST_NAMED).unwrap_or(&lacking);
        let mut items: Vec<Vec<Line>> = named.iter().map(|c| vec![parts::criteria(maker, &[*c])]).collect();
        if lacking.len() > named.len() {
            let more = maker.number(lacking.len() - named.len());
            items.push(vec![Line::of(&fill(maker.word("report", "more"), &more, ""))]);
        }
        maker.say(Line::default().strong(ui!(maker.text(), in_the_way)).plain(":"));
        maker.list(false, items);
    }
    let mut lines: Vec<Vec<Line>> = parts::overall(maker).into_iter().map(|line| vec![line]).collect();
    let rankings = facts.rankings;
    lines.push(vec![parts::order(maker, Selector::Framework, &rankings.framework)]);
    lines.push(vec![parts::order(maker, Selector::Institution, &rankings.institution)]);
    maker.list(false, lines);
    asked(maker);
    let steps = parts::next_steps(maker, 3);
    if !steps.is_empty() {
        maker.heading(2, maker.word("report", "next_three"));
        maker.list(true, steps);
    }
    maker.note(maker.statement(maker.word("report", "method_not_law")));
}

/// What only the mayor can do.
fn asked(maker: &mut Maker) {
    let get = |name: &str| maker.word("report", name);
    let mut items = Vec::new();
    if !parts::is(maker, Question::MandateOwnAdoption, Opt::Adopted)
        && !parts::is(maker, Question::MandateOwnAdoption, Opt::NotPossible)
    {
        items.push(vec![maker.statement(get("ask_decide"))]);
    }
    if !parts::is(maker, Question::InstitutionLeadNamed, Opt::Yes) {
        items.push(vec![maker.statement(get("ask_name"))]);
    }
    let open = parts::unknown(maker);
    if !open.is_empty() {
        let names = open.iter().take(MOST_OPEN).map(|q| maker.text().words.question(*q, "short"));
        items.push(vec![maker.with(get("ask_answer"), &maker.names(names), &Line::default())]);
    }
    if items.is_empty() {
        return;
    }
    maker.heading(2, get("ask_mayor"));
    maker.list(false, items);
}
