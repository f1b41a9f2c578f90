//! Parts that several papers share.

use crate::document::plan::Action;
use crate::domain::budget::{Costs, Given, summary};
use crate::domain::frameworks::Supporting;
use crate::domain::instrument::{Opt, Question};
use crate::domain::mandate::advice::{self, Advice};
use crate::domain::mandate::authority;
use crate::domain::mandate::explain::{self, Blocking};
use crate::domain::mandate::{self, Criterion, Rule};
use crate::domain::money::Decimal;
use crate::domain::selector::{Ranking, Strength};
use crate::domain::sheet::Shown;
use crate::report::maker::Maker;
use crate::report::{Block, Line};
use crate::text::gap::{self, Gap};
use crate::text::ranking::Selector;
use crate::text::scale::{self, Scale, criterion_name};
use crate::text::{figure, fill, intl, said};
use crate::ui;

/// The title, whom it is about, and how far the assessment is.
pub fn cover(maker: &mut Maker, title: &str) {
    let (document, facts) = (maker.facts.document, maker.facts);
    maker.heading(1, title);
    let word = |name: &str| maker.word("report", name);
    let none = Line::default();
    let mut lines = Vec::new();
    if !document.title.trim().is_empty() {
        lines.push(maker.with(word("assessment"), &Line::by_user(document.title.trim()), &none));
    }
    if let Some(city) = facts.city() {
        lines.push(maker.with(word("city"), &Line::by_user(city), &none));
    }
    let (done, of) = facts.progress();
    let made = Line::of(&fill(word("made"), &intl::date(maker.text().lang, facts.today), "")).plain(" · ");
    let version = maker.with(word("instrument"), &Line::by_user(&document.instrument), &none).plain(" · ");
    let progress = Line::of(&fill(word("progress"), &maker.number(done), &maker.number(of)));
    lines.push(Line([made.0, version.0, progress.0].concat()));
    lines.push(Line::of(word("with")).plain(". ").plain(word("mark_own")));
    maker.blocks.extend(lines.into_iter().map(Block::Note));
    if !facts.has_begun() {
        maker.state("report", "nothing");
    }
}

/// A verdict as a scale and a sentence, with its meaning where wanted.
pub fn verdict(maker: &mut Maker, scale: Scale, title: &str, (low, high): (u8, u8)) {
    let text = maker.text();
    let levels = (0..4).map(|level| scale.label(text, level)).collect();
    maker.blocks.push(Block::Range(title.into(), scale.sentence(text, (low, high)), levels, (low, high)));
}

/// Both verdicts.
pub fn both(maker: &mut Maker) {
    let (text, sheet) = (maker.text(), &maker.facts.sheet);
    verdict(maker, scale::SUFFICIENCY, ui!(text, is_it_sufficient), mandate::SUFFICIENCY.range(sheet));
    verdict(maker, scale::OPERABILITY, ui!(text, can_it_be_used), mandate::OPERABILITY.range(sheet));
}

/// Both verdicts and the authority.
pub fn verdicts(maker: &mut Maker) {
    both(maker);
    let text = maker.text();
    let (low, high) = authority::range(&maker.facts.sheet);
    verdict(maker, scale::AUTHORITY, ui!(text, authority), (low.level(), high.level()));
}

/// What stands in the way of both verdicts.
pub fn in_the_way(maker: &Maker) -> Vec<(Scale, Blocking)> {
    let sheet = &maker.facts.sheet;
    let of = |scale: Scale, rule: &'static Rule| explain::blocking(rule, sheet).into_iter().map(move |entry| (scale, entry));
    of(scale::SUFFICIENCY, &mandate::SUFFICIENCY).chain(of(scale::OPERABILITY, &mandate::OPERABILITY)).collect()
}

/// What surely stands in the way, each criterion once.
pub fn lacking(maker: &Maker) -> Vec<Criterion> {
    let mut found = Vec::new();
    for (_, entry) in in_the_way(maker) {
        if !entry.is_open() && !found.contains(&entry.criterion) {
            found.push(entry.criterion);
        }
    }
    found
}

/// What is advised.
pub fn advised(maker: &Maker) -> Vec<Advice> {
    let entries = in_the_way(maker);
    advice::advice(entries.iter().map(|(_, entry)| entry))
}

/// A piece of advice: its title, and its first step.
pub fn step(maker: &Maker, advice: &Advice) -> Vec<Line> {
    let get = |what: &str| maker.text().words.get(&["advice", advice.id.id(), what]);
    let first = Line::default().strong(maker.word("report", "first")).plain(": ");
    let mut step = maker.statement(get("step"));
    step.0.splice(0..0, first.0);
    vec![Line::default().strong(get("title")), step]
}

/// How what a criterion or question asks for is answered.
pub fn stands(maker: &Maker, criterion: &str) -> Line {
    Line::by_user(&gap::standing(maker.text(), &maker.facts.answers, &maker.facts.sheet, criterion))
}

/// Every gap that counts, with where the city stands and what to do about it.
pub fn gaps(maker: &mut Maker, counts: fn(&Gap) -> bool) {
    let (text, facts) = (maker.text(), maker.facts);
    let rows: Vec<Vec<Line>> = Gap::all(text, &facts.sheet)
        .into_iter()
        .filter(counts)
        .map(|gap| {
            vec![
                Line::default().strong(&gap::requirement(text, gap.criterion)),
                stands(maker, gap.criterion),
                Line::of(&gap.title),
            ]
        })
        .collect();
    maker.heading(2, maker.word("report", "gaps"));
    if rows.is_empty() {
        return maker.say(Line::of(maker.word("report", "no_gaps")));
    }
    maker.state("report", "gaps_lead");
    maker.table("", &["requirement", "stand", "todo"], &[3, 2, 4], rows);
}

/// A selector's order in a label and a sentence.
pub fn order(maker: &Maker, selector: Selector, ranking: &Ranking) -> Line {
    let (label, sentence) = selector.sentence(maker.text(), ranking.strength, &maker.facts.sheet, ranking);
    Line::default().strong(&label).plain(": ").plain(&sentence)
}

/// The names of what leads, where there is a lead.
pub fn lead(maker: &Maker, selector: Selector, ranking: &Ranking) -> Option<String> {
    let has_lead = matches!(ranking.strength, Strength::Clear | Strength::Leaning);
    has_lead.then(|| selector.names(maker.text(), &ranking.leading()))
}

/// The names of what supports the lead.
pub fn beside(maker: &Maker) -> Option<String> {
    let supporting: Vec<usize> = maker.facts.rankings.beside.supporting.iter().map(|s: &Supporting| s.framework).collect();
    (!supporting.is_empty()).then(|| Selector::Framework.names(maker.text(), &supporting))
}

/// Readiness over what has begun, in words.
pub fn overall(maker: &Maker) -> Option<Line> {
    let text = maker.text();
    let found = maker.facts.readiness.overall_started?;
    let words = format!("{} · {}", figure::phrase(text, &found), figure::band_words(text, &found, "label"));
    Some(Line::of(&fill(maker.word("report", "overall"), &words, "")))
}

/// The actions that are to be done, what comes first at the head.
pub fn to_do(maker: &Maker) -> Vec<Action> {
    let mut actions = maker.facts.document.actions();
    actions.retain(|a| a.status.is_to_do());
    actions.sort_by(|a, b| (a.due.is_empty(), &a.due, a.priority).cmp(&(b.due.is_empty(), &b.due, b.priority)));
    actions
}

/// An action in one line.
pub fn action(maker: &Maker, action: &Action) -> Line {
    let mut line = Line::by_user(&action.title);
    if !action.owner.trim().is_empty() {
        line = line.plain(" · ").typed(action.owner.trim());
    }
    if !action.due.is_empty() {
        line = line.plain(" · ").plain(&intl::date(maker.text().lang, &action.due));
    }
    line
}

/// The action plan as a table.
pub fn plan(maker: &mut Maker) {
    let document = maker.facts.document;
    let actions = document.actions();
    maker.heading(2, maker.word("report", "plan"));
    if actions.is_empty() {
        return maker.say(Line::of(maker.word("report", "no_plan")));
    }
    let (done, of) = document.actions_done();
    maker.say(Line::of(&fill(maker.word("report", "plan_lead"), &maker.number(done), &maker.number(of))));
    let rows = actions.iter().map(|a| {
        let due = if a.due.is_empty() { String::new() } else { intl::date(maker.text().lang, &a.due) };
        vec![
            Line::by_user(&a.title),
            Line::by_user(&a.owner),
            Line::of(&due),
            Line::of(said::status(maker.text(), a.status)),
            Line::of(said::priority(maker.text(), a.priority)),
        ]
    });
    let rows = rows.collect();
    maker.table("", &["action", "owner", "due", "status", "priority"], &[5, 3, 2, 2, 2], rows);
}

/// Costs in words: once, each year, or both.
fn costs(maker: &Maker, costs: Costs, currency: &str) -> Line {
    let lang = maker.text().lang;
    let part = |amount: Decimal, name: &str| {
        (!amount.is_zero()).then(|| format!("{} ({})", intl::money(lang, amount, currency), maker.word("report", name)))
    };
    let parts = [part(costs.once, "once"), part(costs.yearly, "yearly")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Line::of(&if parts.is_empty() { intl::money(lang, Decimal::ZERO, currency) } else { parts.join(" + ") })
}

/// The budget as a table, with its sums and what no one carries.
pub fn budget(maker: &mut Maker) {
    let (lang, budget) = (maker.text().lang, maker.facts.document.budget());
    maker.heading(2, maker.word("report", "budget"));
    if budget.lines.is_empty() {
        return maker.say(Line::of(maker.word("report", "no_budget")));
    }
    let rows = budget.lines.iter().map(|line| {
        let amount = match &line.amount {
            Given::Is(amount) => Line::of(&intl::money(lang, *amount, &budget.currency)),
            Given::Unreadable(found) => Line::by_user(found),
            Given::Nothing => Line::default(),
        };
        let recurs = line.recurs.map_or("", |r| maker.word("report", r.id()));
        let who = line.shares.iter().map(|share| {
            let percent = share.percent.read().map(|p| format!(" {}", intl::percent(lang, p))).unwrap_or_default();
            Line::by_user(&share.who).plain(&percent)
        });
        let who = who.enumerate().fold(Line::default(), |all, (i, one)| {
            let all = if i > 0 { all.plain("\n") } else { all };
            Line([all.0, one.0].concat())
        });
        vec![Line::by_user(&line.title), amount, Line::of(recurs), who]
    });
    let rows = rows.collect();
    maker.table("", &["item", "amount", "recurs", "who_pays"], &[4, 3, 2, 4], rows);
    sums(maker);
}

/// What the budget comes to, and who carries what.
pub fn sums(maker: &mut Maker) {
    let (lang, budget) = (maker.text().lang, maker.facts.document.budget());
    if budget.lines.is_empty() {
        return maker.say(Line::of(maker.word("report", "no_budget")));
    }
    let sums = summary(&budget);
    let mut facts = Vec::new();
    let money = |amount| Line::of(&intl::money(lang, amount, &budget.currency));
    for (name, amount) in [("total_once", sums.total.once), ("total_yearly", sums.total.yearly)] {
        if !amount.is_zero() {
            facts.push((maker.word("report", name).to_string(), money(amount)));
        }
    }
    if !sums.uncarried.is_nothing() {
        facts.push((maker.word("report", "gap_money").to_string(), costs(maker, sums.uncarried, &budget.currency)));
    }
    if let Some(reference) = budget.reference.read() {
        facts.push((maker.word("report", "reference").to_string(), money(reference)));
    }
    for (name, share) in [("share_first_year", sums.first_year_share), ("share_yearly", sums.yearly_share)] {
        if let Some(share) = share {
            facts.push((maker.word("report", name).to_string(), Line::of(&intl::percent(lang, share))));
        }
    }
    maker.facts(facts);
    let mut notes = Vec::new();
    for carrier in &sums.carriers {
        let who = match carrier.who.is_empty() {
            true => Line::of(maker.word("budget", "not_named")),
            false => Line::by_user(&carrier.who),
        };
        notes.push(Line([who.plain(": ").0, costs(maker, carrier.costs, &budget.currency).0].concat()));
    }
    // What does not add up, or was not counted, is said.
    let number = |n: usize| Line::of(&maker.number(n));
    let unbalanced = sums.unbalanced().count();
    if unbalanced > 0 {
        let titles: Vec<&str> =
            sums.unbalanced().filter_map(|found| budget.line(found.at)).map(|line| line.title.as_str()).collect();
        notes.push(maker.with(maker.word("budget", "unbalanced"), &maker.typed_names(titles), &Line::default()));
    }
    if !sums.over.is_nothing() {
        notes.push(maker.with(maker.word("budget", "over_sum"), &money(sums.over.first_year()), &Line::default()));
    }
    if sums.unreadable > 0 {
        notes.push(maker.with(maker.word("budget", "unreadable_count"), &number(sums.unreadable), &Line::default()));
    }
    for note in notes {
        maker.note(note);
    }
}

/// A department's name: the instrument's, or one of the user's own.
pub fn department(maker: &Maker, id: &str) -> Line {
    said::department(maker.text(), id).map_or_else(|| Line::by_user(id), Line::of)
}

/// Which department brings what.
pub fn contributions(maker: &mut Maker) {
    let found = maker.facts.document.contributions();
    maker.heading(2, maker.word("report", "contributions"));
    if found.is_empty() {
        return maker.say(Line::of(maker.word("report", "no_contributions")));
    }
    let rows = found.iter().map(|c| {
        let kind = Question::from_id(&format!("resources.{}", c.kind));
        let kind = kind.map_or_else(|| Line::by_user(&c.kind), |q| Line::of(maker.text().words.question(q, "short")));
        vec![department(maker, &c.department).made_strong(), kind, Line::by_user(&c.note)]
    });
    let rows = rows.collect();
    maker.table("", &["department", "resource", "note"], &[3, 3, 4], rows);
}

/// The steps that come next: what is planned, and where nothing is, what is advised.
pub fn next_steps(maker: &Maker, most: usize) -> Vec<Vec<Line>> {
    let planned: Vec<Vec<Line>> = to_do(maker).iter().take(most).map(|a| vec![action(maker, a)]).collect();
    if !planned.is_empty() {
        return planned;
    }
    advised(maker).iter().take(most).map(|a| step(maker, a)).collect()
}

/// Questions whose open answer moves a verdict, or that were answered with "I do not know".
pub fn unknown(maker: &Maker) -> Vec<Question> {
    let facts = maker.facts;
    let said = |q: &Question| matches!(facts.answers.said(*q), Some(crate::domain::answers::Said::Unknown));
    let mut found: Vec<Question> =
        Question::ALL.into_iter().filter(said).filter(|q| facts.sheet.shown(*q) != Shown::No).collect();
    if facts.has_begun() {
        for rule in [&mandate::SUFFICIENCY, &mandate::OPERABILITY] {
            for entry in explain::decisive(rule, &facts.sheet) {
                for question in std::iter::once(entry.question).chain(entry.with) {
                    if !found.contains(&question) {
                        found.push(question);
                    }
                }
            }
        }
        found.sort();
    }
    found
}

/// What is not known yet, with whom to ask.
pub fn open_answers(maker: &mut Maker) {
    let open = unknown(maker);
    maker.heading(2, maker.word("report", "unknown"));
    if open.is_empty() {
        return maker.say(Line::of(maker.word("report", "no_unknown")));
    }
    maker.state("report", "unknown_lead");
    let words = &maker.text().words;
    let rows =
        open.into_iter().map(|q| vec![Line::of(words.question(q, "ask")), maker.statement(words.question(q, "whom"))]).collect();
    maker.table("", &["question", "whom"], &[3, 2], rows);
}

/// Which way something was answered.
pub fn is(maker: &Maker, question: Question, option: Opt) -> bool {
    maker.facts.settled(question) == Some(option)
}

/// The labels of the options that were chosen.
pub fn chosen(maker: &Maker, question: Question) -> Vec<String> {
    let label = |o: Opt| maker.text().words.option(question, o, "label").to_string();
    maker.facts.options(question).into_iter().map(label).collect()
}

/// The labels of the options that were chosen, as a list.
pub fn chosen_line(maker: &Maker, question: Question) -> Line {
    maker.names(chosen(maker, question).iter().map(String::as_str))
}

/// Criteria as a list.
pub fn criteria(maker: &Maker, criteria: &[Criterion]) -> Line {
    let names: Vec<String> = criteria.iter().map(|c| criterion_name(maker.text(), *c)).collect();
    maker.names(names.iter().map(String::as_str))
}

/// How it was worked out, and what it is not.
pub fn method(maker: &mut Maker) {
    maker.heading(2, maker.word("report", "method"));
    let parts = ["method_range", "method_verdict", "method_readiness", "method_ranking", "method_own", "method_not_law"];
    let items = parts.into_iter().map(|name| vec![maker.statement(maker.word("report", name))]).collect();
    maker.list(false, items);
}
