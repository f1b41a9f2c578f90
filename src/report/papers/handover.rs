//! The handover brief: what those who take office must know, and blanks for what only people can tell.

use super::parts;
use crate::domain::instrument::{Question, Section};
use crate::domain::sheet::Shown;
use crate::domain::stand::Stand;
use crate::report::maker::Maker;
use crate::report::{Block, Line, Table};
use crate::text::ranking::Selector;
use crate::text::said;

/// Steps named at most.
const MOST_STEPS: usize = 10;

/// Writes the brief.
pub fn write(maker: &mut Maker) {
    use Question as Q;
    parts::cover(maker, maker.word("handover", "title"));
    maker.state("handover", "lead");
    maker.say(Line::of(maker.word("handover", "for")));
    maker.say(Line::of(maker.word("handover", "from")));
    maker.heading(2, maker.word("handover", "why"));
    let concerns = parts::chosen(maker, Q::ProfileConcerns);
    maker.list_or(concerns.iter().map(|c| Line::of(c)).collect(), maker.word("handover", "why_open"));
    maker.heading(2, maker.word("handover", "mandate"));
    parts::verdicts(maker);
    answered(
        maker,
        &[Q::MandateExplicit, Q::MandateExplicitSource, Q::MandateObligation, Q::MandateBroader, Q::MandateOwnAdoption],
    );
    maker.heading(2, maker.word("handover", "approach"));
    let order = parts::order(maker, Selector::Framework, &maker.facts.rankings.framework);
    maker.say(order);
    answered(maker, &[Q::FrameworkOutput, Q::FrameworkApprover, Q::FrameworkApproved, Q::CommunityPublished]);
    maker.state("handover", "politics");
    maker.heading(2, maker.word("handover", "who"));
    let order = parts::order(maker, Selector::Institution, &maker.facts.rankings.institution);
    maker.say(order);
    answered(maker, &[Q::InstitutionLeadNamed, Q::InstitutionChampion, Q::InstitutionExistingNetwork, Q::InstitutionTakesPart]);
    people(maker);
    standing(maker, "runs", "runs_none", &[Stand::Met], false);
    standing(maker, "risks", "risks_none", &[Stand::Missing, Stand::Partly], true);
    maker.state("handover", "risk_note");
    decisions(maker);
    maker.heading(2, maker.word("handover", "steps"));
    let steps: Vec<Line> = parts::to_do(maker).iter().take(MOST_STEPS).map(|a| parts::action(maker, a)).collect();
    maker.list_or(steps, maker.word("handover", "steps_none"));
    maker.heading(2, maker.word("handover", "money"));
    parts::sums(maker);
    parts::open_answers(maker);
    maker.heading(2, maker.word("handover", "documents"));
    let documents = ["doc_mandate", "doc_strategy", "doc_list", "doc_agreements", "doc_assessment"];
    let documents = documents.map(|name| maker.statement(maker.word("handover", name)));
    maker.blocks.push(Block::Boxes(documents.to_vec()));
    parts::method(maker);
}

/// What was answered to these questions, where it was.
fn answered(maker: &mut Maker, questions: &[Question]) {
    let (text, facts) = (maker.text(), maker.facts);
    // What is hidden is kept, and told to nobody.
    let there = questions.iter().filter(|q| facts.answers.said(**q).is_some() && facts.sheet.shown(**q) != Shown::No);
    let rows =
        there.map(|q| (text.words.question(*q, "short").to_string(), Line::by_user(&said::answer(text, &facts.answers, *q))));
    let rows = rows.collect();
    maker.facts(rows);
}

/// What stands one way or another: everything that runs, or what of sustainability is at risk.
fn standing(maker: &mut Maker, title: &str, none: &str, wanted: &[Stand], is_lasting: bool) {
    let (text, sheet) = (maker.text(), &maker.facts.sheet);
    let counted = |section: Section| match section {
        Section::Sustainability => true,
        Section::FrameworkStrategy
        | Section::FrameworkIntegration
        | Section::Principles
        | Section::Community
        | Section::InstitutionArrangements
        | Section::Resources => !is_lasting,
        _ => false,
    };
    let here = Question::ALL.into_iter().filter(|q| counted(q.section()));
    let here = here.filter(|q| Stand::of(sheet, *q).is_some_and(|stand| wanted.contains(&stand)));
    let items = here.map(|q| Line::of(text.words.question(q, "short"))).collect();
    maker.heading(2, maker.word("handover", title));
    maker.list_or(items, maker.word("handover", none));
}

/// What needs a decision first: what surely stands in the way of the mandate, with the first step.
fn decisions(maker: &mut Maker) {
    maker.heading(2, maker.word("handover", "open"));
    let advised = parts::advised(maker);
    if advised.is_empty() {
        return maker.say(Line::of(maker.word("handover", "open_none")));
    }
    let items = advised.iter().map(|advice| parts::step(maker, advice)).collect();
    maker.list(true, items);
}

/// A table to be filled in by hand.
fn people(maker: &mut Maker) {
    let word = |name: &str| maker.word("handover", name);
    let head = ["people_role", "people_name", "people_contact"].map(|name| word(name).to_string()).to_vec();
    let rows = ["people_lead", "people_champion", "people_network", "people_partner", "people_national"];
    let rows = rows.map(|name| vec![Line::default().strong(word(name)), Line::of("\n"), Line::of("\n")]);
    let caption = word("people").to_string();
    maker.blocks.push(Block::Table(Table { caption, head, widths: vec![2, 3, 3], rows: rows.to_vec() }));
}
