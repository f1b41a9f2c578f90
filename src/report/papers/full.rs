//! The full report: everything that the assessment says, with reasons, gaps, the plan, and the method.

use super::parts;
use crate::domain::institutions::expert_group;
use crate::domain::instrument::{Question, Section};
use crate::domain::library;
use crate::domain::mandate::{self, Rule};
use crate::domain::modules::Module;
use crate::domain::readiness::{self, Figure};
use crate::domain::selector::{Ranking, Strength};
use crate::domain::sheet::Shown;
use crate::domain::stand::Stand;
use crate::report::maker::Maker;
use crate::report::{Block, Line, Table, pictures};
use crate::text::ranking::{Selector, tries};
use crate::text::scale::{self, Scale, criterion_name};
use crate::text::{figure, fill, intl, said};
use crate::ui;

/// Writes the report.
pub fn write(maker: &mut Maker) {
    parts::cover(maker, maker.word("papers", "name_report"));
    summary(maker);
    maker.blocks.push(Block::Break);
    mandate(maker);
    dimensions(maker);
    let rankings = maker.facts.rankings;
    selector(maker, Selector::Framework, &rankings.framework);
    selector(maker, Selector::Institution, &rankings.institution);
    modules(maker);
    recommendations(maker);
    parts::gaps(maker, |_| true);
    parts::plan(maker);
    parts::contributions(maker);
    parts::budget(maker);
    parts::open_answers(maker);
    examples(maker);
    answers(maker);
    evidence(maker);
    parts::method(maker);
}

/// One page for who reads no further.
fn summary(maker: &mut Maker) {
    if !maker.facts.has_begun() {
        return;
    }
    maker.heading(2, maker.word("report", "summary"));
    parts::both(maker);
    let rankings = maker.facts.rankings;
    let mut lines: Vec<Vec<Line>> = parts::overall(maker).into_iter().map(|line| vec![line]).collect();
    lines.push(vec![parts::order(maker, Selector::Framework, &rankings.framework)]);
    lines.push(vec![parts::order(maker, Selector::Institution, &rankings.institution)]);
    maker.list(false, lines);
    let steps = parts::next_steps(maker, 3);
    if !steps.is_empty() {
        maker.heading(3, maker.word("report", "next_three"));
        maker.list(true, steps);
    }
}

fn mandate(maker: &mut Maker) {
    let text = maker.text();
    maker.heading(2, maker.word("report", "mandate"));
    parts::verdicts(maker);
    for (scale, rule) in [(scale::SUFFICIENCY, &mandate::SUFFICIENCY), (scale::OPERABILITY, &mandate::OPERABILITY)] {
        blocking(maker, scale);
        let caption = match scale.name {
            "sufficiency" => ui!(text, why_sufficiency),
            _ => ui!(text, why_operability),
        };
        criteria(maker, rule, caption);
    }
}

/// What stands in the way of the next useful level.
fn blocking(maker: &mut Maker, scale: Scale) {
    let text = maker.text();
    let entries: Vec<_> = parts::in_the_way(maker).into_iter().filter(|(of, _)| of.name == scale.name).collect();
    let items: Vec<Vec<Line>> = entries
        .iter()
        .map(|(_, entry)| {
            let about = if entry.is_open() { "open" } else { "gap" };
            let mark = if entry.is_open() { ui!(text, not_known) } else { ui!(text, stands_in_the_way) };
            let words = text.words.get(&["criteria", entry.criterion.id(), about]);
            let name = criterion_name(text, entry.criterion);
            let routes = entry.routes.iter().map(|route| {
                let get = |what: &str| text.words.get(&["routes", route.id.id(), what]);
                let mut line = Line::of("– ").strong(get("title")).plain(": ");
                line.0.extend(maker.statement(get("text")).0);
                line
            });
            std::iter::once(Line::default().strong(&name).plain(&format!(" · {mark}. {words}"))).chain(routes).collect()
        })
        .collect();
    if items.is_empty() {
        return;
    }
    let lowest = if scale.name == "sufficiency" { &mandate::SUFFICIENCY } else { &mandate::OPERABILITY };
    let target = if lowest.range(&maker.facts.sheet).0 >= 2 { 3 } else { 2 };
    maker.heading(3, &fill(ui!(text, in_the_way_of), &scale.label(text, target), ""));
    maker.list(false, items);
}

/// Every criterion with its answers.
fn criteria(maker: &mut Maker, rule: &'static Rule, caption: &str) {
    let text = maker.text();
    let rows = rule.criteria().map(|criterion| {
        vec![
            Line::default().strong(&criterion_name(text, criterion)),
            parts::stands(maker, criterion.id()),
            Line::of(&scale::standing(text, &maker.facts.sheet, rule, criterion)),
        ]
    });
    let rows: Vec<Vec<Line>> = rows.collect();
    let head = [ui!(text, criterion), ui!(text, your_answer), ui!(text, standing)].map(String::from).to_vec();
    maker.blocks.push(Block::Table(Table { caption: caption.into(), head, widths: vec![4, 3, 2], rows }));
}

fn dimensions(maker: &mut Maker) {
    let (text, readiness) = (maker.text(), &maker.facts.readiness);
    maker.heading(2, maker.word("report", "readiness"));
    if let Some(line) = parts::overall(maker) {
        maker.say(line);
        if let Some(ring) = pictures::ring(text, readiness) {
            maker.blocks.push(Block::Chart("ring", ring, text.words.get(&["readiness", "radar_title"]).into()));
        }
        let words = text.words.get(&["readiness", "bars_title"]);
        maker.blocks.push(Block::Chart("bars", pictures::bars(text, readiness), words.into()));
    }
    let rows = readiness.dimensions.iter().map(|(dimension, figure)| {
        let name = Line::default().strong(pictures::dimension(text, *dimension));
        match figure.filter(Figure::is_started) {
            Some(found) => {
                let band = figure::band_words(text, &found, "label");
                vec![name, Line::of(&figure::phrase(text, &found)), Line::of(band)]
            }
            None => vec![name, Line::of(text.words.get(&["readiness", "not_started"])), Line::default()],
        }
    });
    let rows = rows.collect();
    maker.table("", &["dimension", "range", "band"], &[4, 3, 3], rows);
}

fn selector(maker: &mut Maker, selector: Selector, ranking: &Ranking) {
    let text = maker.text();
    maker.heading(2, maker.word("report", selector.name()));
    let order = parts::order(maker, selector, ranking);
    maker.say(order);
    let of_framework = selector == Selector::Framework;
    if of_framework {
        let beside = &maker.facts.rankings.beside;
        for (holds, finding) in [(!beside.required.is_empty(), "required"), (beside.has_no_foundation, "no_foundation")] {
            if holds {
                maker.state("findings", finding);
            }
        }
    }
    if !of_framework && let Some(group) = expert_group(&maker.facts.sheet) {
        maker.state("model_result", if group.id() == "recommended" { "experts_recommended" } else { "experts_offered" });
    }
    if ranking.strength != Strength::TooEarly {
        for alternative in ranking.leading() {
            maker.heading(3, selector.about(text, alternative, "name"));
            let names: &[(&str, &str, &str)] = if of_framework {
                &[("result", "what", "what"), ("result", "as_lead", "lead"), ("result", "care", "care")]
            } else {
                &[
                    ("model_result", "what", "what"),
                    ("model_result", "as_lead", "lead"),
                    ("model_result", "pro", "pro"),
                    ("model_result", "con", "con"),
                    ("model_result", "soften", "soften"),
                ]
            };
            let about = |what: &str| maker.statement(selector.about(text, alternative, what));
            let facts = names.iter().map(|(group, name, what)| (maker.word(group, name).to_string(), about(what))).collect();
            maker.facts(facts);
        }
        if of_framework && let Some(names) = parts::beside(maker) {
            maker.say(Line::of(&fill(maker.word("report", "beside"), &names, "")));
        }
        tries_table(maker, selector, ranking);
    }
    overruled(maker, selector);
    if !of_framework {
        maker.heading(3, maker.word("module_page", "duties"));
        let duties = ["duty_awareness", "duty_part", "duty_support"];
        let items = duties.into_iter().map(|duty| vec![maker.statement(maker.word("module_page", duty))]).collect();
        maker.list(false, items);
    }
}

/// How often each alternative takes each place, as a chart and a table.
fn tries_table(maker: &mut Maker, selector: Selector, ranking: &Ranking) {
    let text = maker.text();
    let name = if selector == Selector::Framework { "framework" } else { "institution" };
    let caption = selector.word(text, "table", "tries_caption");
    maker.blocks.push(Block::Chart(name, pictures::ranks(text, selector, ranking), caption.into()));
    let standings = &ranking.outcome.standings;
    let places = 0..standings.len();
    let head = std::iter::once(selector.word(text, "table", "framework").to_string())
        .chain(places.clone().map(|rank| pictures::place(text, rank)))
        .collect();
    let rows = pictures::alternatives(text, selector, ranking).into_iter().zip(standings).map(|(name, standing)| {
        let cells = places.clone().map(|rank| Line::of(&intl::number(text.lang, pictures::takes(standing, rank))));
        std::iter::once(Line::default().strong(name)).chain(cells).collect()
    });
    let rows: Vec<Vec<Line>> = rows.collect();
    let widths = std::iter::once(4).chain(places.map(|_| 2)).collect();
    let caption = format!("{caption} · {}", text.words.get(&["table", "tries"]));
    maker.blocks.push(Block::Table(Table { caption, head, widths, rows }));
}

/// What the user has changed by hand, with reasons.
fn overruled(maker: &mut Maker, selector: Selector) {
    let text = maker.text();
    let items: Vec<Vec<Line>> = maker
        .facts
        .document
        .overruled(selector.name())
        .into_iter()
        .filter_map(|cell| {
            let place = cell.placed(selector.alternatives(), selector.criteria())?;
            let criterion = selector.criterion(text, &cell.criterion, "name");
            let cell_name = format!("{} · {criterion}: ", selector.about(text, place.alternative, "short"));
            let value = fill(text.words.get(&["result", "fit"]), &tries(text, cell.value), "");
            Some(vec![Line::of(&cell_name).plain(&value).plain(". ").typed(&cell.reason)])
        })
        .collect();
    if items.is_empty() {
        return;
    }
    maker.say(Line::of(maker.word("overrule", "shown")).plain(":").made_strong());
    maker.list(false, items);
}

/// Each module with what is missing, partly there and in place.
fn modules(maker: &mut Maker) {
    let (text, sheet) = (maker.text(), &maker.facts.sheet);
    let mut rows = Vec::new();
    for module in Module::ALL {
        let Some(dimension) = module.dimension() else { continue };
        let Some(found) = readiness::figure(sheet, dimension).filter(Figure::is_started) else { continue };
        let sections = module.sections().iter().map(|(s, _)| *s).filter(|s| *s != Section::InstitutionContext);
        let questions: Vec<Question> = sections.flat_map(|s| s.questions().collect::<Vec<_>>()).collect();
        let named = |wanted: &[Stand]| {
            let here = questions.iter().filter(|q| Stand::of(sheet, **q).is_some_and(|s| wanted.contains(&s)));
            maker.names(here.map(|q| text.words.question(*q, "short")))
        };
        rows.push(vec![
            Line::default()
                .strong(text.words.get(&["home", "modules", module.name(), "name"]))
                .plain("\n")
                .plain(&figure::phrase(text, &found)),
            named(&[Stand::Met]),
            named(&[Stand::Partly]),
            named(&[Stand::Missing]),
        ]);
    }
    if rows.is_empty() {
        return;
    }
    maker.heading(2, maker.word("report", "modules"));
    let page = |name: &str| maker.word("module_page", name).to_string();
    let head = vec![maker.word("report", "topic").to_string(), page("met"), page("partly"), page("missing")];
    maker.blocks.push(Block::Table(Table { caption: String::new(), head, widths: vec![3, 3, 3, 3], rows }));
    languages(maker);
}

/// Languages of residents in which the strategy is not published.
fn languages(maker: &mut Maker) {
    let facts = maker.facts;
    let (residents, published) = (facts.items(Question::ProfileLanguages), facts.items(Question::CommunityLanguagesPublished));
    let missing = said::missing_languages(&residents, &published);
    if !missing.is_empty() && said::is_known_where_published(&facts.answers, &facts.sheet) {
        let line = maker.with(maker.word("module_page", "languages_missing"), &maker.typed_names(missing), &Line::default());
        maker.say(line);
    }
}

fn recommendations(maker: &mut Maker) {
    let advice = parts::advised(maker);
    if advice.is_empty() {
        return;
    }
    maker.heading(2, maker.word("report", "recommendations"));
    let items = advice.iter().map(|advice| {
        let mut lines = parts::step(maker, advice);
        let text = maker.statement(maker.text().words.get(&["advice", advice.id.id(), "text"]));
        lines.insert(1, text);
        lines
    });
    let items = items.collect();
    maker.list(true, items);
}

/// How others do it, by the kind of authority.
fn examples(maker: &mut Maker) {
    let text = maker.text();
    let codes = library::examples(&maker.facts.sheet);
    if codes.is_empty() || !maker.facts.has_begun() {
        return;
    }
    let names = intl::countries(text.lang, codes.iter().copied());
    maker.heading(2, maker.word("report", "examples"));
    let items = codes.iter().map(|code| {
        let get = |what: &str| text.words.get(&["places", code, what]);
        let name = names.iter().find(|(c, _)| c == code).map_or("", |(_, name)| name);
        vec![Line::default().strong(name), maker.statement(get("text")), maker.statement(get("lesson"))]
    });
    let items = items.collect();
    maker.list(false, items);
}

/// Every answer, section by section, with the notes that were picked.
fn answers(maker: &mut Maker) {
    let (text, facts) = (maker.text(), maker.facts);
    if !facts.has_begun() {
        return;
    }
    maker.heading(2, maker.word("report", "answers"));
    for section in Section::ALL {
        let answered: Vec<Question> =
            section.questions().filter(|q| facts.answers.said(*q).is_some() && facts.sheet.shown(*q) != Shown::No).collect();
        let rows = answered.into_iter().map(|q| {
            let answer = Line::by_user(&said::answer(text, &facts.answers, q));
            vec![Line::of(text.words.question(q, "ask")), answer]
        });
        let rows: Vec<Vec<Line>> = rows.collect();
        if !rows.is_empty() {
            maker.heading(3, text.words.section(section, "title"));
            maker.table("", &["question", "answer"], &[3, 2], rows);
        }
    }
}

/// The evidence and the notes that were picked.
fn evidence(maker: &mut Maker) {
    let (text, facts) = (maker.text(), maker.facts);
    maker.heading(2, maker.word("report", "evidence"));
    let mut rows = Vec::new();
    for question in Question::ALL.into_iter().filter(|q| facts.include.evidence.contains(q)) {
        for piece in facts.document.entry(question).map(|e| e.evidence.as_slice()).unwrap_or_default() {
            let day = if piece.date.is_empty() { String::new() } else { intl::date(text.lang, &piece.date) };
            rows.push(vec![
                Line::of(text.words.question(question, "short")),
                Line::by_user(&piece.title),
                Line::by_user(&piece.url),
                Line::of(&day),
            ]);
        }
    }
    if rows.is_empty() {
        maker.say(Line::of(maker.word("report", "no_evidence")));
    }
    maker.table("", &["question", "evidence", "address", "date"], &[3, 3, 3, 2], rows);
    let notes: Vec<Vec<Line>> = Question::ALL
        .into_iter()
        .filter_map(|q| {
            let note = facts.include.note(facts.document, q)?;
            Some(vec![Line::of(text.words.question(q, "short")), Line::by_user(note)])
        })
        .collect();
    if !notes.is_empty() {
        maker.heading(2, maker.word("report", "notes"));
        maker.table("", &["question", "note"], &[1, 2], notes);
    }
}
