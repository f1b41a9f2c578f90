//! A draft for the council: what it weighs and what it decides, by what the answers show to be missing. Blanks are for the city.

use super::parts;
use crate::domain::budget::summary;
use crate::domain::instrument::{Opt, Question};
use crate::domain::mandate::{Criterion, OPERABILITY, SUFFICIENCY};
use crate::report::maker::Maker;
use crate::report::{Block, Line, Table};
use crate::text::ranking::Selector;
use crate::text::{fill, intl, scale};

/// Writes the draft.
pub fn write(maker: &mut Maker) {
    let facts = maker.facts;
    maker.heading(1, maker.word("motion", "title"));
    maker.note(maker.statement(maker.word("motion", "lead")));
    match facts.settled(Question::MandateNotProhibited) {
        Some(Opt::Yes) => {}
        Some(_) => maker.state("motion", "caution"),
        None => maker.state("motion", "caution_open"),
    }
    let council = match facts.city() {
        Some(city) => maker.with(maker.word("motion", "council"), &Line::by_user(city), &Line::default()),
        None => Line::of(maker.word("motion", "council_blank")),
    };
    maker.say(Line::of(maker.word("motion", "number")).plain(" · ").plain(maker.word("motion", "date")));
    maker.say(Line::of(maker.word("motion", "by")));
    maker.say(council.made_strong());
    let lists = [("considering", considered(maker)), ("decides", decided(maker))];
    for (title, clauses) in &lists {
        maker.heading(2, maker.word("motion", title));
        maker.list(true, clauses.iter().map(|(line, _)| vec![line.clone()]).collect());
    }
    signatures(maker);
    sources(maker, &lists);
    maker.blocks.push(Block::Break);
    reasons(maker);
}

/// A clause, and what it rests on.
type Clause = (Line, String);

fn clause(maker: &Maker, name: &str) -> Clause {
    filled(maker, name, &Line::default(), &Line::default())
}

fn filled(maker: &Maker, name: &str, n: &Line, m: &Line) -> Clause {
    maker.apart(maker.word("motion", name), n, m)
}

/// What each clause rests on, behind the text that a council passes.
fn sources(maker: &mut Maker, lists: &[(&str, Vec<Clause>)]) {
    maker.note(Line::default().strong(maker.word("motion", "sources")));
    for (title, clauses) in lists {
        let each = (1..).zip(clauses).map(|(n, (_, source))| format!("{}: {source}", maker.number(n)));
        let each: Vec<String> = each.collect();
        maker.note(Line::of(maker.word("motion", title)).plain(" ").source(&each.join("; ")));
    }
}

fn considered(maker: &Maker) -> Vec<Clause> {
    let none = Line::default();
    let mut clauses = Vec::new();
    let chosen = |question: Question| parts::chosen_line(maker, question);
    let concerns = chosen(Question::ProfileConcerns);
    if !concerns.is_empty() {
        clauses.push(filled(maker, "c_concerns", &concerns, &none));
    }
    match maker.facts.settled(Question::MandateExplicit) {
        Some(Opt::Yes | Opt::Partly) => {
            let sources = chosen(Question::MandateExplicitSource);
            let sources = if sources.is_empty() { Line::of("[…]") } else { sources };
            clauses.push(filled(maker, "c_explicit", &sources, &none));
        }
        Some(_) => clauses.push(clause(maker, "c_none")),
        None => {}
    }
    let broader = chosen(Question::MandateBroader);
    if !broader.is_empty() {
        clauses.push(filled(maker, "c_broader", &broader, &none));
    }
    if maker.facts.has_begun() {
        let (text, sheet) = (maker.text(), &maker.facts.sheet);
        let day = Line::of(&intl::date(text.lang, maker.facts.today));
        let verdicts = [(scale::SUFFICIENCY, SUFFICIENCY.range(sheet)), (scale::OPERABILITY, OPERABILITY.range(sheet))];
        let verdicts = verdicts.map(|(scale, span)| scale.phrase(text, span));
        clauses.push(filled(maker, "c_verdict", &day, &maker.names(verdicts.iter().map(String::as_str))));
    }
    let lacking = scope(maker);
    if !lacking.is_empty() {
        clauses.push(filled(maker, "c_gaps", &parts::criteria(maker, &lacking), &none));
    }
    clauses.extend(["c_whole", "c_time", "c_rights"].map(|name| clause(maker, name)));
    clauses
}

/// What surely lacks in the scope of the mandate.
fn scope(maker: &Maker) -> Vec<Criterion> {
    let mut lacking = parts::lacking(maker);
    lacking.retain(|c| *c != Criterion::Authority && SUFFICIENCY.criteria().any(|s| s == *c));
    lacking
}

fn decided(maker: &Maker) -> Vec<Clause> {
    use Question as Q;
    let none = Line::default();
    let is = |question, option| parts::is(maker, question, option);
    let mut clauses = vec![clause(maker, if is(Q::MandateOwnAdoption, Opt::Adopted) { "d_confirm" } else { "d_adopt" })];
    let mut lacking = scope(maker);
    let levels = lacking.iter().position(|c| *c == Criterion::Levels).map(|at| lacking.remove(at));
    if !lacking.is_empty() {
        clauses.push(filled(maker, "d_scope", &parts::criteria(maker, &lacking), &none));
    }
    clauses.extend(levels.map(|_| clause(maker, "d_levels")));
    let rankings = maker.facts.rankings;
    clauses.push(match (parts::lead(maker, Selector::Framework, &rankings.framework), parts::beside(maker)) {
        (Some(lead), Some(beside)) => filled(maker, "d_framework_with", &Line::of(&lead), &Line::of(&beside)),
        (Some(lead), None) => filled(maker, "d_framework", &Line::of(&lead), &none),
        _ => clause(maker, "d_framework_open"),
    });
    clauses.push(match parts::lead(maker, Selector::Institution, &rankings.institution) {
        Some(model) => filled(maker, "d_lead", &Line::of(&model), &none),
        None => clause(maker, "d_lead_open"),
    });
    if !is(Q::InstitutionChampion, Opt::Yes) {
        clauses.push(clause(maker, "d_champion"));
    }
    if !(is(Q::MandateDepartmentsAware, Opt::Yes) && is(Q::MandateRolesUnderstood, Opt::Yes)) {
        clauses.push(clause(maker, "d_know"));
    }
    let cooperation = [Q::MandateMultiAgency, Q::MandateCivilSociety, Q::MandateCommunities, Q::MandatePrivateSector];
    if !cooperation.iter().all(|q| is(*q, Opt::Yes)) {
        clauses.push(clause(maker, "d_cooperate"));
    }
    clauses.extend(["d_principles", "d_community"].map(|name| clause(maker, name)));
    let languages = maker.facts.items(Q::ProfileLanguages);
    clauses.push(match languages.is_empty() {
        true => clause(maker, "d_publish_open"),
        false => filled(maker, "d_publish", &maker.typed_names(languages), &none),
    });
    clauses.push(money(maker));
    clauses.extend(["d_politics", "d_handover", "d_report", "d_review"].map(|name| clause(maker, name)));
    clauses
}

/// The money: what the budget comes to, or a blank.
fn money(maker: &Maker) -> Clause {
    let budget = maker.facts.document.budget();
    let sums = summary(&budget);
    // Which share is the city's only people can tell; where somebody carries a part, the amount is for them to fill in.
    if !sums.carriers.is_empty() {
        return clause(maker, "d_budget_open");
    }
    let total = sums.total;
    let amount = |amount| Line::of(&intl::money(maker.text().lang, amount, &budget.currency));
    let (once, yearly) = (amount(total.once), amount(total.yearly));
    match (total.once.is_zero(), total.yearly.is_zero()) {
        (false, false) => filled(maker, "d_budget", &yearly, &once),
        (true, false) => filled(maker, "d_budget_yearly", &yearly, &Line::default()),
        (false, true) => filled(maker, "d_budget_once", &once, &Line::default()),
        (true, true) => clause(maker, "d_budget_open"),
    }
}

/// Places for a vote and for signatures.
fn signatures(maker: &mut Maker) {
    let blank = || Line::of("\n");
    let head = ["for", "against", "abstained"].map(|name| maker.word("motion", name).to_string()).to_vec();
    let votes = Table { caption: String::new(), head, widths: vec![1, 1, 1], rows: vec![vec![blank(), blank(), blank()]] };
    maker.blocks.push(Block::Table(votes));
    let names = ["signed", "mover", "clerk"]
        .map(|name| (maker.word("motion", name).to_string(), Line::of("______________________________")));
    maker.facts(names.to_vec());
}

/// The assessment behind the draft, in brief.
fn reasons(maker: &mut Maker) {
    maker.heading(2, maker.word("motion", "reasons"));
    if !maker.facts.has_begun() {
        return maker.state("report", "nothing");
    }
    maker.state("motion", "reasons_lead");
    let (done, of) = maker.facts.progress();
    maker.note(Line::of(&fill(maker.word("report", "progress"), &maker.number(done), &maker.number(of))));
    if !maker.facts.document.budget().lines.is_empty() {
        maker.heading(3, maker.word("report", "budget"));
        parts::sums(maker);
    }
    parts::verdicts(maker);
    parts::gaps(maker, |gap| gap.finding.starts_with("mandate."));
}
