//! The published JSON Schemas list the ids of the instrument and of the results. This makes those lists, and fails where a schema
//! has another; with `TAFWID_WRITE_SCHEMA=1` it writes them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tafwid::document::Code;
use tafwid::document::json::Json;
use tafwid::domain::answers::{LIST_LIMIT, TEXT_LIMIT, countries};
use tafwid::domain::frameworks::Frameworks;
use tafwid::domain::institutions::Institutions;
use tafwid::domain::instrument::{Dimension, Kind, Opt, Question, VERSION};
use tafwid::domain::library;
use tafwid::domain::mandate::advice::{AdviceId, Tension};
use tafwid::domain::mandate::authority::{Authority, RouteId};
use tafwid::domain::mandate::{OPERABILITY, Operability, SUFFICIENCY, Sufficiency};
use tafwid::domain::readiness::Band;
use tafwid::domain::selector::{Strength, Table};

const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schema");

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::object(members)
}

fn one_of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Json {
    object([("enum", Json::texts(ids))])
}

fn reference(name: &str) -> Json {
    object([("$ref", Json::text(name))])
}

fn constant(text: &str) -> Json {
    object([("const", Json::text(text))])
}

fn any_of<const N: usize>(schemas: [Json; N]) -> Json {
    object([("anyOf", Json::List(schemas.into()))])
}

fn options(question: Question) -> impl Iterator<Item = &'static str> {
    question.options().iter().map(|o| o.id())
}

fn selection(question: Question) -> Json {
    object([("type", Json::text("array")), ("items", one_of(options(question)))])
}

const COMMON: &str = "assessment-1.schema.json";

/// What may be answered to a question; of the kinds that many share, by reference to the assessment's schema.
fn answer(question: Question, is_decision: bool, file: &str) -> Json {
    let common = |name: &str| reference(&format!("{file}#/$defs/{name}"));
    let unknown = (!is_decision).then_some("unknown");
    match question.kind() {
        Kind::Extent if is_decision => one_of(options(question)),
        Kind::Extent if question.index_of(Opt::NotApplicable).is_some() => common("extent_or_not_applicable"),
        Kind::Extent => common("extent"),
        Kind::Choice => one_of(options(question).chain(unknown)),
        Kind::Multi if is_decision => selection(question),
        Kind::Multi => any_of([selection(question), constant("unknown")]),
        Kind::Text => common("text"),
        Kind::List => common("list"),
        Kind::Country => common("country"),
    }
}

fn by_question(of: impl Fn(Question) -> Json) -> Json {
    Json::object(Question::ALL.into_iter().map(|q| (q.id(), of(q))))
}

/// An entry or a decision whose value is given.
fn holding(what: &str, value: Json) -> Json {
    let properties = object([("value", value)]);
    object([("$ref", Json::text(what)), ("type", Json::text("object")), ("properties", properties)])
}

fn whole(most: usize, name: &'static str) -> (&'static str, Json) {
    (name, Json::whole(most))
}

fn importance(criteria: &[&str]) -> Json {
    let weights = Json::object(criteria.iter().map(|c| (*c, reference("#/$defs/weight"))));
    object([("type", Json::text("object")), ("properties", weights)])
}

fn alternatives_and_criteria() -> Vec<(&'static str, Json)> {
    vec![
        ("framework_alternative", one_of(Frameworks::ALTERNATIVES.iter().copied())),
        ("framework_criterion", one_of(Frameworks::CRITERIA.iter().copied())),
        ("institution_alternative", one_of(Institutions::ALTERNATIVES.iter().copied())),
        ("institution_criterion", one_of(Institutions::CRITERIA.iter().copied())),
    ]
}

fn of_assessment() -> Vec<(&'static str, Json)> {
    let text = || object([("type", Json::text("string")), whole(TEXT_LIMIT, "maxLength")]);
    let list = object([("type", Json::text("array")), ("items", text()), whole(LIST_LIMIT, "maxItems")]);
    let answers = by_question(|q| holding("#/$defs/entry", answer(q, false, "")));
    let weights = Dimension::ALL.map(Dimension::id);
    let mut all = vec![
        ("extent", one_of(["yes", "partly", "no", "unknown"])),
        ("extent_or_not_applicable", one_of(["yes", "partly", "no", "not_applicable", "unknown"])),
        ("text", text()),
        ("list", any_of([list, constant("unknown")])),
        ("country", one_of(countries().chain(["unknown"]))),
        ("framework_importance", importance(Frameworks::CRITERIA)),
        ("institution_importance", importance(Institutions::CRITERIA)),
        ("dimension_weights", importance(&weights)),
        (
            "answers",
            object([
                (
                    "description",
                    Json::text("By question, in the instrument's order; answers of hidden questions are kept, not used."),
                ),
                ("type", Json::text("object")),
                ("properties", answers),
            ]),
        ),
    ];
    all.extend(alternatives_and_criteria());
    all
}

fn of_group() -> Vec<(&'static str, Json)> {
    let settled = by_question(|q| holding("#/$defs/decision", answer(q, true, COMMON)));
    let members = [
        ("description", Json::text("By question, in the instrument's order.")),
        ("type", Json::text("object")),
        ("properties", settled),
    ];
    vec![("settled", object(members))]
}

fn route(id: RouteId) -> Json {
    let questions = match id {
        RouteId::OwnCouncilDecision => [Question::MandateNotProhibited, Question::MandateOwnAdoption],
        RouteId::UseBroaderFunctions => [Question::MandateBroader, Question::MandateNotProhibited],
        RouteId::SeekExplicitRole => [Question::MandateExplicit, Question::MandateObligation],
    };
    let to = |q: Question| match q.order() {
        Some(order) => one_of(order.iter().map(|o| o.id())),
        None => constant("not_empty"),
    };
    let change = object([
        ("type", Json::text("object")),
        ("minProperties", Json::whole(1)),
        ("properties", Json::object(questions.map(|q| (q.id(), to(q))))),
        ("additionalProperties", Json::Bool(false)),
    ]);
    object([
        ("type", Json::text("object")),
        ("required", Json::texts(["id", "change"])),
        ("properties", object([("id", constant(id.id())), ("change", change)])),
        ("additionalProperties", Json::Bool(false)),
    ])
}

fn of_results() -> Vec<(&'static str, Json)> {
    let mut criteria: Vec<&str> = Vec::new();
    for criterion in SUFFICIENCY.criteria().chain(OPERABILITY.criteria()) {
        if !criteria.contains(&criterion.id()) {
            criteria.push(criterion.id());
        }
    }
    let strengths = [Strength::TooEarly, Strength::NoClearLead, Strength::Leaning, Strength::Clear];
    let mut all = vec![
        ("question", one_of(Question::ALL.map(Question::id))),
        ("country", one_of(library::countries().map(|p| p.id))),
        ("authority", one_of(Authority::ALL.map(Authority::id))),
        ("sufficiency", one_of(Sufficiency::ALL.map(Sufficiency::id))),
        ("operability", one_of(Operability::ALL.map(Operability::id))),
        ("band", one_of(Band::ALL.map(Band::id))),
        ("dimension", one_of(Dimension::ALL.map(Dimension::id))),
        ("criterion", one_of(criteria)),
        ("tension", one_of(Tension::ALL.map(Tension::id))),
        ("advice", one_of(AdviceId::ALL.map(AdviceId::id))),
        ("strength", one_of(strengths.map(Strength::id))),
        ("complaint", one_of(Code::ALL.map(Code::id))),
        ("gap", one_of(options(Question::FrameworkThreatFocus).chain(options(Question::FrameworkLevelFocus)))),
    ];
    all.extend(alternatives_and_criteria());
    all
}

fn of_figures() -> Vec<(&'static str, Json)> {
    let figures = |q: Question| {
        let none = (q.kind() == Kind::Multi).then_some("none");
        let counts = object([("type", Json::text("object")), ("propertyNames", one_of(options(q).chain(none)))]);
        let properties = object([("counts", counts)]);
        match q.options() {
            [] => reference("#/$defs/figures"),
            _ => object([("$ref", Json::text("#/$defs/figures")), ("type", Json::text("object")), ("properties", properties)]),
        }
    };
    let members = [
        ("description", Json::text("Every question, in the instrument's order.")),
        ("type", Json::text("object")),
        ("required", Json::texts(Question::ALL.map(Question::id))),
        ("properties", by_question(figures)),
        ("additionalProperties", Json::Bool(false)),
    ];
    vec![("questions", object(members))]
}

fn member<'a>(json: &'a mut Json, name: &str) -> &'a mut Json {
    let Json::Object(members) = json else { panic!("{name} of no object") };
    members.iter_mut().find(|(n, _)| n == name).map(|(_, value)| value).unwrap_or_else(|| panic!("no {name}"))
}

/// A line where it fits, else a member or an item on each; short items side by side.
fn page(json: &Json, indent: usize) -> String {
    const WIDTH: usize = 120;
    let one_line = |json: &Json| json.to_line().replace("\":", "\": ").replace(",\"", ", \"").replace("},{", "}, {");
    let line = one_line(json);
    if indent + line.len() < WIDTH && indent > 0 {
        return line;
    }
    let inner = " ".repeat(indent + 1);
    let outer = " ".repeat(indent);
    match json {
        Json::Object(members) => {
            let lines = members.iter().map(|(n, v)| format!("{inner}{}: {}", Json::text(n).to_line(), page(v, indent + 1)));
            format!("{{\n{}\n{outer}}}", lines.collect::<Vec<_>>().join(",\n"))
        }
        Json::List(items) if items.iter().all(|i| i.members().is_empty() && i.items().is_empty()) => {
            let mut lines = vec![String::new()];
            for (i, item) in items.iter().enumerate() {
                let comma = if i + 1 < items.len() { "," } else { "" };
                let text = format!("{}{comma}", item.to_line());
                let last = lines.last_mut().unwrap();
                match last.len() + text.len() + 1 + indent < WIDTH {
                    true if last.is_empty() => last.push_str(&text),
                    true => last.push_str(&format!(" {text}")),
                    false => lines.push(text),
                }
            }
            let lines: Vec<String> = lines.into_iter().map(|l| format!("{inner}{l}")).collect();
            format!("[\n{}\n{outer}]", lines.join("\n"))
        }
        Json::List(items) => {
            let lines = items.iter().map(|item| format!("{inner}{}", page(item, indent + 1)));
            format!("[\n{}\n{outer}]", lines.collect::<Vec<_>>().join(",\n"))
        }
        _ => line,
    }
}

/// The schema has these definitions.
fn check(name: &str, defs: Vec<(&'static str, Json)>) {
    let path = format!("{SCHEMAS}/{name}-1.schema.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut schema = Json::parse(&text).unwrap();
    if name == "results" {
        *member(member(&mut schema, "properties"), "instrument") = constant(VERSION);
        *member(member(member(&mut schema, "$defs"), "route"), "oneOf") = Json::List(RouteId::ALL.map(route).into());
    }
    for (name, made) in defs {
        *member(member(&mut schema, "$defs"), name) = made;
    }
    let made = format!("{}\n", page(&schema, 0));
    assert_eq!(Json::parse(&made).unwrap(), schema);
    if std::env::var_os("TAFWID_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, &made).unwrap();
        return;
    }
    let wrong = made.lines().zip(text.lines()).find(|(made, found)| made != found);
    assert!(made == text, "{name}: {wrong:?}; TAFWID_WRITE_SCHEMA=1 cargo test --test schema writes it anew");
}

#[test]
fn the_schemas_have_the_instruments_ids() {
    check("assessment", of_assessment());
    check("group", of_group());
    check("results", of_results());
    check("figures", of_figures());
    check("smaa", Vec::new());
}
