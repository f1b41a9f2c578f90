//! Every id that a page can show has its words, in every language; nothing is left over; variables and tags agree. What the words
//! say is never asserted.

use std::collections::{BTreeMap, BTreeSet};
use tafwid::document::json::Json;
use tafwid::domain::instrument::{Kind, Question, Section};
use tafwid::domain::mandate::advice::{AdviceId, COUNTRIES, Tension};
use tafwid::domain::mandate::authority::{Authority, RouteId};
use tafwid::domain::mandate::{OPERABILITY, Operability, SUFFICIENCY, Sufficiency};
use tafwid::text::lang::Lang;
use tafwid::text::words::{PACKS, sourced};

/// Sections whose pages exist.
const SECTIONS: [Section; 5] =
    [Section::Profile, Section::MandateSource, Section::MandateSpace, Section::MandateAwareness, Section::MandateScope];
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

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

fn expected_mandate() -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut put = |path: String| {
        paths.insert(path);
    };
    for section in SECTIONS {
        ["title", "short", "lead"].iter().for_each(|what| put(format!("/sections/{}/{what}", section.id())));
        for q in section.questions() {
            ["ask", "short", "why", "example", "whom"].iter().for_each(|what| put(format!("/questions/{}/{what}", q.id())));
            if matches!(q.kind(), Kind::Choice | Kind::Multi) {
                for o in q.options() {
                    ["label", "meaning"].iter().for_each(|what| put(format!("/options/{}/{}/{what}", q.id(), o.id())));
                }
            }
        }
    }
    for q in [Question::MandateExplicit, Question::MandateNotProhibited] {
        for o in q.options() {
            ["label", "meaning"].iter().for_each(|what| put(format!("/options/{}/{}/{what}", q.id(), o.id())));
        }
    }
    for shared in ["extent/yes", "extent/partly", "extent/no", "extent/not_applicable", "unknown", "none"] {
        ["label", "meaning"].iter().for_each(|what| put(format!("/options/{shared}/{what}")));
    }
    Authority::ALL.iter().for_each(|a| ["label", "sentence"].iter().for_each(|w| put(format!("/authority/{}/{w}", a.id()))));
    for what in ["label", "sentence", "meaning"] {
        Sufficiency::ALL.iter().for_each(|s| put(format!("/sufficiency/{}/{what}", s.id())));
        Operability::ALL.iter().for_each(|o| put(format!("/operability/{}/{what}", o.id())));
    }
    paths
}

fn expected_result() -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut put = |path: String| {
        paths.insert(path);
    };
    for c in SUFFICIENCY.criteria().chain(OPERABILITY.criteria()) {
        ["name", "gap", "open"].iter().for_each(|what| put(format!("/criteria/{}/{what}", c.id())));
    }
    RouteId::ALL.iter().for_each(|r| ["title", "text"].iter().for_each(|w| put(format!("/routes/{}/{w}", r.id()))));
    AdviceId::ALL.iter().for_each(|a| ["title", "text", "step"].iter().for_each(|w| put(format!("/advice/{}/{w}", a.id()))));
    Tension::ALL.iter().for_each(|t| put(format!("/tensions/{}", t.id())));
    COUNTRIES.iter().for_each(|(c, ..)| ["kind", "text", "lesson"].iter().for_each(|w| put(format!("/countries/{c}/{w}"))));
    paths
}

fn blanks(text: &str) -> (bool, bool) {
    (text.contains("%n"), text.contains("%m"))
}

#[test]
fn every_id_has_its_words_and_nothing_is_left_over() {
    for lang in Lang::ALL {
        for (pack, expected) in [("mandate", expected_mandate()), ("result", expected_result())] {
            let is_counted = |path: &String| path.starts_with("/counts/");
            let found: BTreeSet<String> = all(lang, pack).into_keys().filter(|p| !is_counted(p)).collect();
            let missing: Vec<_> = expected.difference(&found).collect();
            let left_over: Vec<_> = found.difference(&expected).collect();
            assert!(missing.is_empty() && left_over.is_empty(), "{} {pack}: {missing:?} {left_over:?}", lang.tag());
        }
    }
}

#[test]
fn no_text_is_empty_and_statements_say_what_they_rest_on() {
    for lang in Lang::ALL {
        for pack in PACKS.into_iter().chain(["interface"]) {
            for (path, text) in all(lang, pack) {
                assert!(!text.trim().is_empty(), "{} {pack} {path}", lang.tag());
                let (_, tags) = sourced(&text);
                let last = path.rsplit('/').next().unwrap_or_default();
                if pack != "interface" && matches!(last, "why" | "example" | "whom" | "text" | "step" | "lesson") {
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
    for pack in PACKS.into_iter().chain(["interface"]) {
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
