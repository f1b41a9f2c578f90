//! The results of an assessment or a group as JSON: what `tafwid score` prints and the page exports. Numbers are unrounded.

use super::assessment::Document;
use super::group::Group;
use super::json::Json;
use super::{Code, Complaint, File, v1};
use crate::domain::answers::{Answer, Value, options_in};
use crate::domain::frameworks::{self, Frameworks};
use crate::domain::institutions::{self, Institutions};
use crate::domain::instrument::{self, Opt, Question};
use crate::domain::library;
use crate::domain::mandate::advice::{self, Tension};
use crate::domain::mandate::authority::{self, Authority, Route, Target};
use crate::domain::mandate::explain::{self, Blocking, Decisive};
use crate::domain::mandate::{OPERABILITY, Operability, Rule, SUFFICIENCY, Sufficiency};
use crate::domain::readiness::{self, EQUAL, Figure, Weights};
use crate::domain::selector::{self, Flip, Preferences, Ranking, Table};
use crate::domain::sheet::Sheet;

/// The format's name.
pub const FORMAT: &str = "tafwid-results";

/// The results of a file. With `with_flips` also which single answers would put another alternative first.
pub fn results(file: &File, complaints: &[Complaint], with_flips: bool) -> Json {
    match file {
        File::Assessment(document) => of_document(document, complaints, with_flips),
        File::Group(group) => of_group(group, complaints, with_flips),
    }
}

fn of_document(document: &Document, complaints: &[Complaint], with_flips: bool) -> Json {
    let sheet = Sheet::from(&document.answers());
    let frameworks = document.preferences("framework", Frameworks);
    let institutions = document.preferences("institution", Institutions);
    write(&document.id, &sheet, &document.weights(), [&frameworks, &institutions], Json::Null, complaints, with_flips)
}

fn of_group(group: &Group, complaints: &[Complaint], with_flips: bool) -> Json {
    let none = Preferences::default();
    write(&group.id(), &group.sheet(), &EQUAL, [&none, &none], group.figures(), complaints, with_flips)
}

fn write(
    id: &str,
    sheet: &Sheet,
    weights: &Weights,
    [framework, institution]: [&Preferences; 2],
    group: Json,
    complaints: &[Complaint],
    with_flips: bool,
) -> Json {
    let mut complaints = complaints.to_vec();
    all_zero(Frameworks, sheet, framework, "/importance/framework", &mut complaints);
    all_zero(Institutions, sheet, institution, "/importance/institution", &mut complaints);
    Json::object([
        ("format", Json::text(FORMAT)),
        ("version", Json::whole(1)),
        ("instrument", Json::text(instrument::VERSION)),
        ("id", Json::text(id)),
        ("mandate", mandate(sheet)),
        ("readiness", readiness_json(sheet, weights)),
        ("framework", framework_json(sheet, framework, with_flips)),
        ("institution", institution_json(sheet, institution, with_flips)),
        ("group", group),
        ("complaints", Json::List(complaints.iter().map(complaint).collect())),
    ])
}

/// All criteria that count here are ignored: they count as normal, and the user should know.
fn all_zero<T: Table>(_: T, sheet: &Sheet, preferences: &Preferences, path: &str, complaints: &mut Vec<Complaint>) {
    let ignored = |c: usize| preferences.importance.iter().any(|(criterion, weight)| *criterion == c && *weight == 0);
    let is_told = complaints.iter().any(|c| c.path == path);
    if !is_told && T::criteria(sheet).into_iter().all(ignored) {
        complaints.push(Complaint { path: path.into(), code: Code::AllZero });
    }
}

/// A complaint as JSON.
pub fn complaint(complaint: &Complaint) -> Json {
    Json::object([("path", Json::text(&complaint.path)), ("code", Json::text(complaint.code.id()))])
}

fn seeds(items: &[u8]) -> Json {
    Json::texts(items.iter().map(|i| format!("S{i:02}")))
}

fn range(lowest: &str, highest: &str) -> Vec<(&'static str, Json)> {
    vec![("lowest", Json::text(lowest)), ("highest", Json::text(highest))]
}

fn mandate(sheet: &Sheet) -> Json {
    let (low, high): (Authority, Authority) = authority::range(sheet);
    let verdict = |rule: &'static Rule, id: fn(u8) -> &'static str| {
        let (lowest, highest) = rule.range(sheet);
        let blocking = explain::blocking(rule, sheet);
        let mut members = range(id(lowest), id(highest));
        members.push(("blocking", Json::List(blocking.iter().map(blocking_json).collect())));
        members.push(("decisive_unknowns", Json::List(explain::decisive(rule, sheet).iter().map(decisive_json).collect())));
        (Json::object(members), blocking)
    };
    let (sufficiency, mut blocking) = verdict(&SUFFICIENCY, |l| Sufficiency::from_level(l).id());
    let (operability, also) = verdict(&OPERABILITY, |l| Operability::from_level(l).id());
    blocking.extend(also);
    let advice = advice::advice(&blocking).into_iter().map(|a| {
        let because = Json::texts(a.because.iter().map(|c| c.id()));
        Json::object([("id", Json::text(a.id.id())), ("because", because), ("seed", seeds(a.id.seed()))])
    });
    Json::object([
        ("authority", Json::object(range(low.id(), high.id()))),
        ("sufficiency", sufficiency),
        ("operability", operability),
        ("tensions", Json::texts(advice::tensions(sheet).into_iter().map(Tension::id))),
        ("advice", Json::List(advice.collect())),
        ("examples", Json::texts(library::examples(sheet))),
    ])
}

fn blocking_json(entry: &Blocking) -> Json {
    let mut members = vec![
        ("criterion", Json::text(entry.criterion.id())),
        ("low", Json::number(entry.low)),
        ("high", Json::number(entry.high)),
        ("needed", Json::number(entry.needed)),
        ("by", Json::texts(entry.by.iter().map(|q| q.id()))),
    ];
    if !entry.routes.is_empty() {
        members.push(("routes", Json::List(entry.routes.iter().map(route).collect())));
    }
    Json::object(members)
}

fn route(route: &Route) -> Json {
    let change = route.change.iter().map(|(q, target)| {
        let to = match target {
            Target::Option(option) => option.id(),
            Target::NotEmpty => "not_empty",
        };
        (q.id(), Json::text(to))
    });
    Json::object([("id", Json::text(route.id.id())), ("change", Json::object(change))])
}

fn decisive_json(entry: &Decisive) -> Json {
    Json::object([
        ("question", Json::text(entry.question.id())),
        ("movement", Json::whole(entry.movement.into())),
        ("with", Json::texts(entry.with.iter().map(|q| q.id()))),
    ])
}

fn figure(figure: &Figure) -> Vec<(&'static str, Json)> {
    let (low, high) = figure.band();
    vec![
        ("low", Json::number(figure.low)),
        ("high", Json::number(figure.high)),
        ("answered", Json::number(figure.answered)),
        ("band", Json::texts([low.id(), high.id()])),
    ]
}

fn readiness_json(sheet: &Sheet, weights: &Weights) -> Json {
    let found = readiness::readiness(sheet, weights);
    let overall = |f: &Option<Figure>| f.as_ref().map_or(Json::Null, |f| Json::object(figure(f)));
    let dimensions = found.dimensions.iter().filter_map(|(d, f)| {
        let f = f.as_ref()?;
        Some(Json::object(std::iter::once(("id", Json::text(d.id()))).chain(figure(f))))
    });
    Json::object([
        ("dimensions", Json::List(dimensions.collect())),
        ("overall", overall(&found.overall)),
        ("overall_started", overall(&found.overall_started)),
    ])
}

/// The engine's figures as JSON, by ids.
pub fn standings(
    outcome: &crate::domain::engine::Outcome,
    alternatives: &[&str],
    criteria: &[&str],
) -> Vec<(&'static str, Json)> {
    let number = |v: Option<f64>| v.map_or(Json::Null, Json::number);
    let by = |ids: &[&str], values: &mut dyn Iterator<Item = Json>| Json::object(ids.iter().map(|i| i.to_string()).zip(values));
    let rows = outcome.standings.iter().zip(alternatives).map(|(s, id)| {
        let against = s.pairwise_win.iter().zip(alternatives).filter(|(_, other)| *other != id);
        Json::object([
            ("id", Json::text(*id)),
            ("performance", by(criteria, &mut s.performance.iter().map(|p| number(*p)))),
            ("rank_acceptability", Json::List(s.rank_acceptability.iter().map(|b| Json::number(*b)).collect())),
            ("mean_value", Json::number(s.mean_value)),
            ("confidence_factor", number(s.confidence_factor)),
            (
                "central_weights",
                s.central_weights.as_ref().map_or(Json::Null, |w| by(criteria, &mut w.iter().map(|w| Json::number(*w)))),
            ),
            ("pairwise_win", Json::object(against.map(|(p, other)| (other.to_string(), Json::number(*p))))),
        ])
    });
    vec![
        ("criteria", Json::texts(criteria.iter().copied())),
        ("alternatives", Json::List(rows.collect())),
        ("ranking_entropy", Json::number(outcome.ranking_entropy)),
    ]
}

struct Advice {
    required: Vec<usize>,
    findings: Vec<&'static str>,
    supporting: Vec<Json>,
}

fn selector_json<T: Table>(_: T, ranking: &Ranking, advice: Advice, flips: Option<Vec<Flip>>) -> Vec<(&'static str, Json)> {
    let alternative = |a: &usize| T::ALTERNATIVES.get(*a).copied().unwrap_or_default();
    let ids: Vec<&str> = ranking.alternatives.iter().map(alternative).collect();
    let criteria: Vec<&str> = ranking.criteria.iter().filter_map(|c| T::CRITERIA.get(*c).copied()).collect();
    let lead = ranking.lead.iter().filter_map(|a| ids.get(*a).copied());
    let mut members = standings(&ranking.outcome, &ids, &criteria);
    members.push((
        "recommendation",
        Json::object([
            ("strength", Json::text(ranking.strength.id())),
            ("lead", Json::texts(lead)),
            ("required", Json::texts(advice.required.iter().map(alternative))),
            ("findings", Json::texts(advice.findings)),
            ("supporting", Json::List(advice.supporting)),
        ]),
    ));
    if let Some(flips) = flips {
        let flip = |f: &Flip| {
            Json::object([
                ("question", Json::text(f.question.id())),
                ("to", raw(f.question, &f.to)),
                ("lead", Json::text(alternative(&f.lead))),
                ("shift", Json::number(f.shift)),
            ])
        };
        members.push(("flips", Json::List(flips.iter().map(flip).collect())));
    }
    members
}

fn raw(question: Question, value: &Value) -> Json {
    let answer = match value {
        Value::One(option) => Answer::one(question, *option),
        Value::Many(set) => Answer::many(question, options_in(question, *set)),
        Value::Text(text) | Value::Country(text) => Answer::from_text(question, text),
        Value::List(items) => Answer::from_list(question, &items.iter().map(String::as_str).collect::<Vec<_>>()),
    };
    answer.as_ref().map_or(Json::Null, v1::value)
}

fn supporting(id: &str, is_close: bool, gaps: &[Opt]) -> Json {
    let because = [(is_close, "close"), (!gaps.is_empty(), "fills_gap")];
    Json::object([
        ("id", Json::text(id)),
        ("because", Json::texts(because.into_iter().filter(|(is, _)| *is).map(|(_, id)| id))),
        ("gaps", Json::texts(gaps.iter().map(|o| o.id()))),
    ])
}

fn framework_json(sheet: &Sheet, preferences: &Preferences, with_flips: bool) -> Json {
    let mut ranking = selector::rank(Frameworks, sheet, preferences);
    let advice = frameworks::recommend(sheet, &mut ranking);
    let beside = advice
        .supporting
        .iter()
        .map(|s| supporting(Frameworks::ALTERNATIVES.get(s.framework).copied().unwrap_or_default(), s.is_close, &s.gaps));
    let advice = Advice {
        required: advice.required,
        findings: if advice.has_no_foundation { vec!["no_foundation"] } else { Vec::new() },
        supporting: beside.collect(),
    };
    let flips = with_flips.then(|| selector::flips(Frameworks, sheet, preferences));
    Json::object(selector_json(Frameworks, &ranking, advice, flips))
}

fn institution_json(sheet: &Sheet, preferences: &Preferences, with_flips: bool) -> Json {
    let ranking = selector::rank(Institutions, sheet, preferences);
    let close = ranking.close();
    let id =
        |a: &usize| ranking.alternatives.get(*a).and_then(|a| Institutions::ALTERNATIVES.get(*a)).copied().unwrap_or_default();
    let advice = Advice {
        required: Vec::new(),
        findings: Vec::new(),
        supporting: close.iter().map(|a| supporting(id(a), true, &[])).collect(),
    };
    let flips = with_flips.then(|| selector::flips(Institutions, sheet, preferences));
    let mut members = selector_json(Institutions, &ranking, advice, flips);
    let expert_group = institutions::expert_group(sheet).map_or(Json::Null, |e| Json::text(e.id()));
    members.push(("expert_group", expert_group));
    Json::object(members)
}
