//! Every id that a page can show has its words, in every language; nothing is left over; variables and tags agree. What the words
//! say is never asserted.

#![allow(clippy::unwrap_used, clippy::panic)] // a test stops where it fails

use std::collections::{BTreeMap, BTreeSet};
use tafwid::document::json::Json;
use tafwid::domain::compare::How;
use tafwid::domain::frameworks::Frameworks;
use tafwid::domain::institutions::Institutions;
use tafwid::domain::instrument::{Dimension, Kind, Question, Section};
use tafwid::domain::library::{Basis, PLACES, Region};
use tafwid::domain::mandate::advice::{AdviceId, Tension};
use tafwid::domain::mandate::authority::{Authority, RouteId};
use tafwid::domain::mandate::{OPERABILITY, Operability, SUFFICIENCY, Sufficiency};
use tafwid::domain::money::Unreadable;
use tafwid::domain::stand::Stand;
use tafwid::domain::suggest::PAIRS;
use tafwid::embed::kind;
use tafwid::text::finder;
use tafwid::text::lang::Lang;
use tafwid::text::reference::{SOURCES, TERMS, sources, terms};
use tafwid::text::words::{PACKS, WIDGET, sourced};

/// The sections whose questions are in a pack.
fn sections(pack: &str) -> Vec<Section> {
    use Section::*;
    match pack {
        "mandate" | "help" => vec![Profile, MandateSource, MandateSpace, MandateAwareness, MandateScope],
        "framework" => vec![FrameworkContext],
        "strategy" => vec![FrameworkStrategy, FrameworkIntegration, Principles, Community],
        "institution" => vec![InstitutionContext, InstitutionArrangements, Sustainability, Resources],
        _ => Vec::new(),
    }
}

/// Words of a page, by the names that the page asks for.
const OF_PAGES: [&str; 35] = [
    "/result/",
    "/library/",
    "/readiness/",
    "/home/",
    "/quick/",
    "/importance/",
    "/overrule/",
    "/flips/",
    "/table/",
    "/together/",
    "/examples/",
    "/model_result/",
    "/model_words/",
    "/module_page/",
    "/plan/",
    "/prepare/",
    "/papers/",
    "/report/",
    "/motion/",
    "/handover/",
    "/outline/",
    "/counts/",
    "/snapshots/",
    "/suggest/",
    "/reference/",
    "/budget/",
    "/contributions/",
    "/erase/",
    "/incoming/",
    "/widget/",
    "/receive/",
    "/shared/",
    "/lock/",
    "/offline/",
    "/embed/",
];

const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn packs() -> Vec<&'static str> {
    PACKS.into_iter().chain([WIDGET]).collect()
}

fn read(lang: Lang, pack: &str) -> Json {
    let path = format!("{}/locales/{}/{pack}.json", env!("CARGO_MANIFEST_DIR"), lang.tag());
    Json::parse(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|fault| panic!("{path}: {fault:?}"))
}

/// Every text with its path.
fn texts(json: &Json, path: String, all: &mut BTreeMap<String, String>) {
    match json {
        Json::Text(text) => {
            all.insert(path, text.clone());
        }
        Json::Object(members) => members.iter().for_each(|(name, value)| texts(value, format!("{path}/{name}"), all)),
        Json::List(items) => items.iter().enumerate().for_each(|(i, value)| texts(value, format!("{path}/{i}"), all)),
        other => panic!("{path}: {other:?} is no text"),
    }
}

fn all(lang: Lang, pack: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    texts(&read(lang, pack), String::new(), &mut all);
    all
}

/// The profile's words come with what can be opened: the first question does not need them.
fn of_profile(paths: Vec<String>, is_profile: bool) -> Vec<String> {
    paths.into_iter().filter(|p| p.contains("/profile") == is_profile).collect()
}

/// Paths of what each closed question's options have.
fn options(pack: &str, what: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for q in sections(pack).iter().flat_map(|s| s.questions()) {
        let has_own = matches!(q.kind(), Kind::Choice | Kind::Multi);
        if has_own || matches!(q, Question::MandateExplicit | Question::MandateNotProhibited) {
            paths.extend(q.options().iter().map(|o| format!("/options/{}/{}/{what}", q.id(), o.id())));
        }
    }
    paths
}

/// Paths of what every question's shared options have.
fn shared_options(what: &str) -> Vec<String> {
    let shared = ["extent/yes", "extent/partly", "extent/no", "extent/not_applicable", "unknown", "none"];
    shared.iter().map(|s| format!("/options/{s}/{what}")).collect()
}

fn questions(pack: &str, what: &[&str]) -> Vec<String> {
    let all = sections(pack).into_iter().flat_map(|s| s.questions().collect::<Vec<_>>());
    all.flat_map(|q| what.iter().map(move |w| format!("/questions/{}/{w}", q.id()))).collect()
}

fn levels(what: &[&str]) -> Vec<String> {
    let sufficiency = Sufficiency::ALL.iter().map(|s| format!("/sufficiency/{}", s.id()));
    let operability = Operability::ALL.iter().map(|o| format!("/operability/{}", o.id()));
    let verdicts = sufficiency.chain(operability).flat_map(|p| what.iter().map(move |w| format!("{p}/{w}")));
    let authority = Authority::ALL.iter().flat_map(|a| what.iter().map(move |w| format!("/authority/{}/{w}", a.id())));
    verdicts.chain(authority.filter(|p| !p.ends_with("/meaning"))).collect()
}

fn each(ids: &[&str], place: &str, what: &[&str]) -> Vec<String> {
    ids.iter().flat_map(|id| what.iter().map(move |w| format!("/{place}/{id}/{w}"))).collect()
}

/// Sections and questions that a pack holds whole.
fn whole_sections(pack: &str) -> Vec<String> {
    let ids: Vec<&str> = sections(pack).iter().map(|s| s.id()).collect();
    [
        each(&ids, "sections", &["title", "short", "lead"]),
        questions(pack, &["ask", "short", "why", "example", "whom"]),
        options(pack, "label"),
        options(pack, "meaning"),
    ]
    .concat()
}

fn of_frameworks() -> Vec<String> {
    use tafwid::domain::selector::Table;
    let (frameworks, criteria) = (Frameworks::ALTERNATIVES, Frameworks::CRITERIA);
    let cells = criteria.iter().flat_map(|c| match *c {
        "funding" | "political_acceptance" | "partner_acceptance" => vec![format!("/cells/{c}/all")],
        _ => frameworks.iter().map(|f| format!("/cells/{c}/{f}")).collect(),
    });
    [
        each(frameworks, "frameworks", &["name", "short", "what", "origin", "lead", "support", "care"]),
        each(criteria, "criteria", &["name", "meaning"]),
        each(&["clear", "leaning", "no_clear_lead", "too_early"], "strength", &["label", "sentence"]),
        each(&["harm", "gender", "rights", "whole_society"], "principles", &["name", "text", "step"]),
        vec!["/findings/required".into(), "/findings/no_foundation".into()],
        cells.collect(),
    ]
    .concat()
}

fn of_models() -> Vec<String> {
    use tafwid::domain::selector::Table;
    let (models, criteria) = (Institutions::ALTERNATIVES, Institutions::CRITERIA);
    let cells = criteria.iter().flat_map(|c| models.iter().map(move |m| format!("/model_cells/{c}/{m}")));
    [
        each(models, "models", &["name", "short", "what", "pro", "con", "soften", "lead", "support"]),
        each(criteria, "model_criteria", &["name", "meaning"]),
        each(&["clear", "leaning", "no_clear_lead", "too_early"], "model_strength", &["label", "sentence"]),
        ["title", "text", "close"].map(|what| format!("/model_together/{what}")).to_vec(),
        cells.collect(),
    ]
    .concat()
}

/// What to do about each question of the modules beyond the mandate and the framework.
fn of_advice() -> Vec<String> {
    use tafwid::domain::selector::Table;
    let of_modules = ["strategy", "institution"].into_iter().flat_map(sections).flat_map(|s| s.questions().collect::<Vec<_>>());
    let extents = of_modules.filter(|q| q.kind() == Kind::Extent && q.section() != Section::InstitutionContext);
    let ids: Vec<&str> = extents.map(|q| q.id()).collect();
    let modules = ["strategy", "principles", "community", "integration", "institution", "sustainability", "resources"];
    let principles = ["harm", "gender", "rights", "whole_society"];
    [
        each(&ids, "todo", &["text", "step"]),
        each(&principles, "principle_practices", Frameworks::ALTERNATIVES),
        each(&modules, "modules", &["title", "lead"]),
    ]
    .concat()
}

/// Paths under a term's other names, as they stand in the file; that both languages have the same is another test.
fn other_names(term: &str) -> Vec<String> {
    let paths = all(Lang::ALL[0], "reference").into_keys();
    paths.filter(|p| p.starts_with(&format!("/terms/{term}/also/"))).collect()
}

fn of_reference() -> Vec<String> {
    let ids: Vec<&str> = terms().collect();
    let of_sources: Vec<&str> = sources().map(|s| s.id).collect();
    let names: Vec<&str> = Lang::ALL.iter().map(|l| l.tag()).chain(["meaning"]).collect();
    [
        each(&ids, "terms", &names),
        ids.iter().flat_map(|id| other_names(id)).collect(),
        each(&of_sources, "sources", &["title", "text"]),
        finder::Kind::ALL.map(|k| format!("/kinds/{}", k.id())).to_vec(),
        TERMS.iter().map(|(topic, _)| format!("/topics/{topic}")).collect(),
        SOURCES.iter().map(|(group, _)| format!("/source_groups/{group}")).collect(),
    ]
    .concat()
}

fn expected(pack: &str) -> BTreeSet<String> {
    let paths = match pack {
        "mandate" | "help" => {
            let ids: Vec<&str> = sections(pack).iter().map(|s| s.id()).collect();
            let first = [
                each(&ids, "sections", &["title", "short", "lead"]),
                questions(pack, &["ask", "short"]),
                options(pack, "label"),
                shared_options("label"),
            ]
            .concat();
            if pack == "mandate" {
                [of_profile(first, false), levels(&["label"])].concat()
            } else {
                let opened =
                    [questions(pack, &["why", "example", "whom"]), options(pack, "meaning"), shared_options("meaning")].concat();
                [of_profile(first, true), opened].concat()
            }
        }
        "result" => {
            let criteria: Vec<&str> = SUFFICIENCY.criteria().chain(OPERABILITY.criteria()).map(|c| c.id()).collect();
            [
                levels(&["sentence", "meaning"]),
                each(&criteria, "criteria", &["name", "gap", "open"]),
                each(&RouteId::ALL.map(RouteId::id), "routes", &["title", "text"]),
                each(&AdviceId::ALL.map(AdviceId::id), "advice", &["title", "text", "step"]),
                Tension::ALL.iter().map(|t| format!("/tensions/{}", t.id())).collect(),
            ]
            .concat()
        }
        "framework" => [whole_sections(pack), of_frameworks()].concat(),
        "library" => {
            let ids: Vec<&str> = PLACES.iter().map(|p| p.id).collect();
            let cities: Vec<&str> = PLACES.iter().filter(|p| !p.is_country()).map(|p| p.id).collect();
            let filters = |group: &str, ids: Vec<&str>| ids.iter().map(|id| format!("/filters/{group}/{id}")).collect::<Vec<_>>();
            let bases = PLACES.map(|p| p.basis);
            [
                each(&ids, "places", &["kind", "text", "asks", "lesson"]),
                each(&cities, "places", &["name"]),
                filters("authority", bases.map(Basis::authority).to_vec()),
                filters("obligation", bases.map(Basis::obligation).to_vec()),
                filters("region", Region::ALL.map(Region::id).to_vec()),
            ]
            .concat()
        }
        "models" => of_models(),
        "plan" | "snapshots" | "papers" | "safety" => Vec::new(),
        "reference" => of_reference(),
        "budget" => {
            let ways: Vec<&str> = Question::ResourcesOptions.options().iter().map(|o| o.id()).collect();
            let unreadable = Unreadable::ALL.iter().map(|why| format!("/unreadable/{}", why.id()));
            each(&ways, "ways", &["text"]).into_iter().chain(unreadable).collect()
        }
        WIDGET => each(&kind::Kind::ALL.map(kind::Kind::id), "kinds", &["title", "lead"]),
        "advice" => of_advice(),
        "strategy" => {
            let reasons = PAIRS.iter().map(|pair| format!("/suggested/{}/{}/why", pair.to.id(), pair.from.id()));
            whole_sections(pack).into_iter().chain(reasons).collect()
        }
        "readiness" => [
            each(&Dimension::ALL.map(Dimension::id), "dimensions", &["name", "covers", "low", "middle", "high"]),
            each(&["starting", "developing", "established", "between", "not_started"], "bands", &["label", "meaning"]),
        ]
        .concat(),
        _ => whole_sections(pack),
    };
    paths.into_iter().collect()
}

fn blanks(text: &str) -> (bool, bool) {
    (text.contains("%n"), text.contains("%m"))
}

#[test]
fn every_id_has_its_words_and_nothing_is_left_over() {
    for lang in Lang::ALL {
        for (pack, expected) in packs().into_iter().filter(|p| *p != "reading").map(|pack| (pack, expected(pack))) {
            let is_of_page = |path: &String| OF_PAGES.iter().any(|start| path.starts_with(start));
            let found: BTreeSet<String> = all(lang, pack).into_keys().filter(|p| !is_of_page(p)).collect();
            let missing: Vec<_> = expected.difference(&found).collect();
            let left_over: Vec<_> = found.difference(&expected).collect();
            assert!(missing.is_empty() && left_over.is_empty(), "{} {pack}: {missing:?} {left_over:?}", lang.tag());
        }
    }
}

/// The source of all pages as one text.
fn pages() -> String {
    fn gather(dir: &std::path::Path, all: &mut String) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, all);
            } else {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = String::new();
    for room in ["src/ui", "src/embed", "src/report", "src/text", "src/document", "src/storage"] {
        gather(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(room), &mut all);
    }
    all
}

#[test]
fn every_word_of_a_page_is_asked_for() {
    let source = pages();
    let stands = Stand::ALL.iter().map(|stand| format!("/module_page/{}", stand.id()));
    let by_id: Vec<String> = stands.chain(How::ALL.iter().map(|how| format!("/snapshots/{}", how.id()))).collect();
    for pack in packs() {
        for path in all(Lang::ALL[0], pack).into_keys() {
            let is_of_page = OF_PAGES.iter().any(|start| path.starts_with(start)) && !path.starts_with("/counts/");
            let is_named = path.split('/').skip(1).all(|name| source.contains(&format!("\"{name}\"")));
            assert!(
                !is_of_page
                    || is_named
                    || by_id.contains(&path)
                    || path.starts_with("/home/modules/")
                    || path.starts_with("/embed/code_"),
                "{pack} {path} is asked for nowhere"
            );
        }
    }
}

#[test]
fn no_text_is_empty_and_statements_say_what_they_rest_on() {
    for lang in Lang::ALL {
        for pack in packs().into_iter().chain(["interface"]) {
            for (path, text) in all(lang, pack) {
                assert!(!text.trim().is_empty(), "{} {pack} {path}", lang.tag());
                let (_, tags) = sourced(&text);
                let last = path.rsplit('/').next().unwrap_or_default();
                let mut of_pages = OF_PAGES.into_iter().chain(["/kinds/"]);
                let is_of_page = of_pages.any(|start| path.starts_with(start)) && !path.starts_with("/examples/items/");
                if pack != "interface" && !is_of_page && matches!(last, "why" | "example" | "whom" | "text" | "step" | "lesson") {
                    assert!(!tags.is_empty(), "{} {pack} {path} names no source", lang.tag());
                }
                for tag in tags {
                    let item = tag.strip_prefix('S').and_then(|n| n.parse::<u8>().ok());
                    assert!(tag == "own" || item.is_some_and(|n| (1..=94).contains(&n)), "{} {pack} {path}: {tag}", lang.tag());
                }
            }
        }
    }
}

#[test]
fn the_languages_agree_in_shape_blanks_and_sources() {
    for pack in packs().into_iter().chain(["interface"]) {
        let first = all(Lang::ALL[0], pack);
        for lang in Lang::ALL.into_iter().skip(1) {
            let other = all(lang, pack);
            let plain = |texts: &BTreeMap<String, String>| -> BTreeSet<String> {
                texts.keys().filter(|p| !p.starts_with("/counts/")).cloned().collect()
            };
            assert_eq!(plain(&first), plain(&other), "{pack} {}", lang.tag());
            for path in plain(&first) {
                assert_eq!(blanks(&first[&path]), blanks(&other[&path]), "{pack} {path}: blanks");
                assert_eq!(sourced(&first[&path]).1, sourced(&other[&path]).1, "{pack} {path}: sources");
            }
        }
    }
}

/// A page shows a term in every language, and has the pack of one.
#[test]
fn terms_are_named_alike_in_the_packs_of_all_languages() {
    let names = |lang: Lang| -> BTreeMap<String, String> {
        all(lang, "reference").into_iter().filter(|(p, _)| p.starts_with("/terms/") && !p.ends_with("/meaning")).collect()
    };
    let first = names(Lang::ALL[0]);
    for lang in Lang::ALL.into_iter().skip(1) {
        assert_eq!(first, names(lang), "{}", lang.tag());
    }
    for id in terms() {
        let at = |lang: &str| &first[&format!("/terms/{id}/{lang}")];
        assert!(at("ar").chars().any(|c| ('\u{0621}'..='\u{064A}').contains(&c)), "{id} is not Arabic");
        assert!(!at("en").chars().any(|c| ('\u{0621}'..='\u{064A}').contains(&c)), "{id} is not English");
        for lang in Lang::ALL {
            assert!(!other_names(id).iter().any(|p| first[p] == *at(lang.tag())), "{id}: another name is the same name");
            let meaning = &all(lang, "reference")[&format!("/terms/{id}/meaning")];
            assert!(!sourced(meaning).1.is_empty(), "{id} names no source");
        }
    }
}

#[test]
fn counted_phrases_have_every_plural_form_of_their_language() {
    for (lang, forms) in [(Lang::Ar, PLURALS.as_slice()), (Lang::En, &["one", "other"])] {
        let json = read(lang, "mandate");
        let phrases = json.get("counts").unwrap().members();
        assert!(!phrases.is_empty());
        for (name, phrase) in phrases {
            let found: Vec<&str> = phrase.members().iter().map(|(form, _)| form.as_str()).collect();
            assert_eq!(found, forms, "{} {name}", lang.tag());
        }
    }
}

#[test]
fn advice_rests_on_the_items_that_the_rules_give_it() {
    for lang in Lang::ALL {
        let texts = all(lang, "result");
        for id in AdviceId::ALL {
            let (_, tags) = sourced(&texts[&format!("/advice/{}/text", id.id())]);
            for item in id.seed() {
                assert!(tags.contains(&format!("S{item:02}").as_str()), "{} {}: S{item:02}", lang.tag(), id.id());
            }
        }
    }
}

/// Items of the chapter that are questions rather than statements: one meets them by being asked.
fn asked_items() -> BTreeSet<u8> {
    Question::ALL.iter().flat_map(|q| q.seed()).copied().collect()
}

#[test]
fn every_item_of_the_chapter_can_be_met() {
    for lang in Lang::ALL {
        let mut met = asked_items();
        for text in packs().into_iter().flat_map(|pack| all(lang, pack).into_values()) {
            met.extend(sourced(&text).1.iter().filter_map(|tag| tag.strip_prefix('S')?.parse::<u8>().ok()));
        }
        let missing: Vec<u8> = (1..=94).filter(|item| !met.contains(item)).collect();
        assert!(missing.is_empty(), "{}: no one can meet {missing:?}", lang.tag());
    }
}
