//! Finding entries of the reference pages, places, examples, advice and questions by their words: titles before other names, names
//! before what is told.

use super::lang::Lang;
use super::reference::{PRINCIPLES, sources, terms};
use super::search::{bare, fold, holds};
use super::words::{Words, sourced};
use crate::document::json::Json;
use crate::domain::frameworks::Frameworks;
use crate::domain::institutions::Institutions;
use crate::domain::instrument::Question;
use crate::domain::library::{PLACES, Place};
use crate::domain::mandate::advice::AdviceId;
use crate::domain::selector::Table;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Term,
    Framework,
    Criterion,
    Principle,
    Model,
    ModelCriterion,
    Place,
    Example,
    Question,
    Advice,
    Source,
}

impl Kind {
    /// All, in the order in which they are shown where they fit alike.
    pub const ALL: [Kind; 11] = {
        use Kind::*;
        [Term, Framework, Principle, Model, Place, Example, Question, Advice, Criterion, ModelCriterion, Source]
    };

    /// The id in the words.
    pub const fn id(self) -> &'static str {
        match self {
            Kind::Term => "term",
            Kind::Framework => "framework",
            Kind::Criterion => "criterion",
            Kind::Principle => "principle",
            Kind::Model => "model",
            Kind::ModelCriterion => "model_criterion",
            Kind::Place => "place",
            Kind::Example => "example",
            Kind::Question => "question",
            Kind::Advice => "advice",
            Kind::Source => "source",
        }
    }
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its id among those of its kind.
    pub id: String,
    /// The question at which it stands.
    pub question: Option<Question>,
    /// Its title.
    pub title: String,
    /// What is told of it.
    pub text: String,
    /// The title and other names, word by word as they are compared.
    names: Vec<Vec<String>>,
    /// All its words as they are compared.
    all: String,
}

impl Entry {
    /// An entry with its title, what is told of it, its other names, and more words by which it is found.
    pub fn new<'a>(
        kind: Kind,
        id: &str,
        title: &'a str,
        text: &str,
        names: impl IntoIterator<Item = &'a str>,
        more: &[&str],
    ) -> Entry {
        let names: Vec<&str> = std::iter::once(title).chain(names).collect();
        let text = sourced(text).0;
        // What a statement rests on is not looked for.
        let more: Vec<&str> = more.iter().map(|words| sourced(words).0).collect();
        let all = [names.as_slice(), &[text], &more].concat().join("\n");
        Entry {
            kind,
            id: id.into(),
            question: None,
            title: title.into(),
            text: text.into(),
            names: names.iter().map(|name| split(name)).collect(),
            all: fold(&all),
        }
    }

    fn at(self, question: Question) -> Entry {
        Entry { question: Some(question), ..self }
    }

    /// How well it fits, 0 is best; none where a word is nowhere in it.
    fn rank(&self, wanted: &[String]) -> Option<usize> {
        if !wanted.iter().all(|word| holds(&self.all, word)) {
            return None;
        }
        let whole: Vec<&str> = wanted.iter().map(|word| bare(word)).collect();
        let fits = |name: &Vec<String>, how: usize| match how {
            0 => name.iter().map(|w| bare(w)).eq(whole.iter().copied()),
            1 => whole.iter().all(|word| name.iter().any(|w| bare(w).starts_with(word))),
            _ => whole.iter().all(|word| name.iter().any(|w| w.contains(word))),
        };
        let (title, others) = self.names.split_first()?;
        let place = (0..3).find_map(|how| match (fits(title, how), others.iter().any(|name| fits(name, how))) {
            (true, _) => Some(2 * how),
            (_, true) => Some(2 * how + 1),
            _ => None,
        });
        Some(place.unwrap_or(RANKS - 1))
    }
}

/// A title or a name can be what is wanted, begin with it or hold it; else it is in what is told.
const RANKS: usize = 7;

/// Words as they are compared, without what stands around them.
fn split(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split([' ', '\n']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(String::from).collect()
}

/// Entries of one kind that were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// The kind.
    pub kind: Kind,
    /// Its entries, those that fit best first.
    pub entries: Vec<&'a Entry>,
}

/// Entries of which each word of what is wanted is a part, by kind: the kind with the best of them first. Nothing where nothing is
/// wanted.
pub fn find<'a>(entries: &'a [Entry], wanted: &str) -> Vec<Found<'a>> {
    let wanted = split(wanted);
    if wanted.is_empty() {
        return Vec::new();
    }
    let ranked: Vec<(usize, &Entry)> = entries.iter().filter_map(|e| Some((e.rank(&wanted)?, e))).collect();
    let mut found: Vec<Found> = Vec::new();
    for rank in 0..RANKS {
        for kind in Kind::ALL {
            let of_rank = ranked.iter().filter(|(r, e)| *r == rank && e.kind == kind).map(|(_, e)| *e);
            match found.iter_mut().find(|f| f.kind == kind) {
                Some(there) => there.entries.extend(of_rank),
                None => {
                    let entries: Vec<&Entry> = of_rank.collect();
                    if !entries.is_empty() {
                        found.push(Found { kind, entries });
                    }
                }
            }
        }
    }
    found
}

/// Every question whose words are there.
pub fn questions(words: &Words) -> Vec<Entry> {
    let entry = |q: Question| {
        let get = |what: &str| words.question(q, what);
        let options: Vec<&str> = q.options().iter().map(|o| words.get(&["options", q.id(), o.id(), "label"])).collect();
        let more = [options.as_slice(), &[q.id()]].concat();
        Entry::new(Kind::Question, q.id(), get("short"), get("ask"), [], &more).at(q)
    };
    Question::ALL.into_iter().map(entry).filter(|e| !e.title.is_empty()).collect()
}

/// A term's other names in a language.
pub fn other_names<'a>(words: &'a Words, term: &str, lang: Lang) -> impl Iterator<Item = &'a str> {
    words.find(&["terms", term, "also", lang.tag()]).map(Json::items).unwrap_or_default().iter().filter_map(Json::as_text)
}

/// Every term: under its name in the language, and under its names in every other.
pub fn glossary(words: &Words, lang: Lang) -> Vec<Entry> {
    let entry = |id: &'static str| {
        let get = |what: &str| words.get(&["terms", id, what]);
        let names = Lang::ALL.into_iter().flat_map(|l| std::iter::once(get(l.tag())).chain(other_names(words, id, l)));
        Entry::new(Kind::Term, id, get(lang.tag()), get("meaning"), names, &[])
    };
    terms().map(entry).collect()
}

/// Everything that the library holds, every question, and advice.
pub fn library(words: &Words, lang: Lang, place_name: impl Fn(&Place) -> String) -> Vec<Entry> {
    let told = |kind: Kind, path: &[&str], title: &str, text: &str, names: &[&str]| {
        let get = |what: &str| words.get(&[path, &[what]].concat());
        let more: Vec<&str> =
            words.find(path).map(Json::members).unwrap_or_default().iter().filter_map(|(_, w)| w.as_text()).collect();
        let id = path.last().copied().unwrap_or_default();
        Entry::new(kind, id, get(title), get(text), names.iter().map(|what| get(what)), &more)
    };
    let mut all = glossary(words, lang);
    let of = |kind: Kind, group: &'static str, ids: &[&'static str], title: &'static str, text: &'static str, names: &[&str]| {
        ids.iter().map(|id| told(kind, &[group, id], title, text, names)).collect::<Vec<Entry>>()
    };
    all.extend(of(Kind::Framework, "frameworks", Frameworks::ALTERNATIVES, "name", "what", &["short"]));
    all.extend(of(Kind::Criterion, "criteria", Frameworks::CRITERIA, "name", "meaning", &[]));
    all.extend(of(Kind::Principle, "principles", &PRINCIPLES, "name", "text", &[]));
    all.extend(of(Kind::Model, "models", Institutions::ALTERNATIVES, "name", "what", &["short"]));
    all.extend(of(Kind::ModelCriterion, "model_criteria", Institutions::CRITERIA, "name", "meaning", &[]));
    for place in &PLACES {
        let get = |what: &str| words.get(&["places", place.id, what]);
        let more = ["kind", "asks", "lesson"].map(get);
        all.push(Entry::new(Kind::Place, place.id, &place_name(place), get("text"), [place.id], &more));
    }
    for (id, _) in words.find(&["examples", "items"]).map(Json::members).unwrap_or_default() {
        all.push(told(Kind::Example, &["examples", "items", id], "name", "text", &[]));
    }
    all.extend(questions(words));
    for id in AdviceId::ALL {
        all.push(told(Kind::Advice, &["advice", id.id()], "title", "text", &[]).at(id.question()));
    }
    for (id, todo) in words.find(&["todo"]).map(Json::members).unwrap_or_default() {
        let Some(question) = Question::from_id(id) else { continue };
        let get = |what: &str| todo.get(what).and_then(Json::as_text).unwrap_or_default();
        let short = words.question(question, "short");
        all.push(Entry::new(Kind::Advice, id, short, get("text"), [], &[get("step")]).at(question));
    }
    for source in sources() {
        let get = |what: &str| words.get(&["sources", source.id, what]);
        all.push(Entry::new(Kind::Source, source.id, get("title"), get("text"), [], source.at));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PACKS: [&str; 9] = ["mandate", "help", "result", "framework", "library", "strategy", "institution", "models", "advice"];

    fn words(lang: Lang) -> Words {
        let mut words = Words::default();
        for pack in PACKS.into_iter().chain(["reference"]) {
            let path = format!("{}/locales/{}/{pack}.json", env!("CARGO_MANIFEST_DIR"), lang.tag());
            words.add(pack, &std::fs::read_to_string(path).unwrap());
        }
        words
    }

    fn entries(lang: Lang) -> Vec<Entry> {
        library(&words(lang), lang, |place| place.id.to_string())
    }

    fn ids<'a>(found: &[Found<'a>], kind: Kind) -> Vec<&'a str> {
        found.iter().filter(|f| f.kind == kind).flat_map(|f| &f.entries).map(|e| e.id.as_str()).collect()
    }

    #[test]
    fn everything_is_there_with_its_words() {
        for lang in Lang::ALL {
            let all = entries(lang);
            for entry in &all {
                assert!(!entry.title.is_empty() && !entry.text.is_empty(), "{:?} {}", entry.kind, entry.id);
                assert!(!entry.text.ends_with(']'), "{} names its source in the middle", entry.id);
                assert_eq!(entry.question.is_some(), matches!(entry.kind, Kind::Question | Kind::Advice), "{}", entry.id);
            }
            let count = |kind: Kind| all.iter().filter(|e| e.kind == kind).count();
            assert_eq!(count(Kind::Question), Question::ALL.len());
            assert_eq!(count(Kind::Example), 8);
            assert!(Kind::ALL.into_iter().all(|kind| count(kind) > 3));
        }
    }

    #[test]
    fn a_title_comes_before_other_names_and_these_before_what_is_told() {
        let entry = |id: &str, title: &str, text: &str, name: &str| Entry::new(Kind::Term, id, title, text, [name], &[]);
        let all = [
            entry("told", "a", "the police", "b"),
            entry("holds", "antipolice", "", "c"),
            entry("named", "d", "", "Police"),
            entry("begins", "The police force", "", "e"),
            entry("is", "POLICE", "", "f"),
            entry("other", "g", "", "h"),
        ];
        assert_eq!(ids(&find(&all, "police"), Kind::Term), ["is", "named", "begins", "holds", "told"]);
        assert_eq!(ids(&find(&all, "force the"), Kind::Term), ["begins"], "words in any order");
        assert!(find(&all, " «» ").is_empty() && find(&all, "").is_empty());
    }

    #[test]
    fn the_kind_with_the_best_entry_comes_first() {
        let all = [
            Entry::new(Kind::Term, "t", "a", "budget", [], &[]),
            Entry::new(Kind::Place, "p", "budget line", "", [], &[]),
            Entry::new(Kind::Source, "s", "budget", "", [], &[]),
        ];
        let kinds: Vec<Kind> = find(&all, "budget").iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [Kind::Source, Kind::Place, Kind::Term]);
    }

    #[test]
    fn words_of_the_source_and_of_other_languages_find_the_term() {
        for (wanted, id) in [
            ("لا ضرر ولا ضرار", "do_no_harm"),
            ("ولايه", "mandate"),
            ("الولاية", "mandate"),
            ("صون المجتمع", "safeguarding"),
            ("تعميم", "mainstreaming"),
            ("المرونة", "resilience"),
            ("لجان القناة", "channel"),
            ("العمدة", "mayor"),
            ("تَفْوِيض", "mandate"),
            ("mandate", "mandate"),
            ("p/cve", "pcve"),
            ("PCVE", "pcve"),
            ("backup file", "backup"),
        ] {
            for lang in Lang::ALL {
                let all = entries(lang);
                assert_eq!(ids(&find(&all, wanted), Kind::Term).first(), Some(&id), "{} {wanted}", lang.tag());
            }
        }
    }

    #[test]
    fn each_kind_is_found_by_its_words() {
        let all = entries(Lang::En);
        for (wanted, kind, id) in [
            ("Cardiff", Kind::Framework, "violence_prevention"),
            ("do no harm", Kind::Principle, "harm"),
            ("stigma", Kind::Criterion, "label_safety"),
            ("rivalry", Kind::ModelCriterion, "rivalry"),
            ("shared responsibility", Kind::Model, "shared"),
            ("newark", Kind::Place, "newark"),
            ("river city", Kind::Example, "river_city"),
            ("Trust in the police", Kind::Question, "framework.police_trust"),
            ("strongcitiesnetwork", Kind::Source, "guide"),
            ("council decision", Kind::Advice, "own_council_decision"),
        ] {
            let found = find(&all, wanted);
            assert!(ids(&found, kind).contains(&id), "{wanted}: {:?}", ids(&found, kind));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_finds_only_what_holds_its_words(wanted in "[\\PC]{0,12}") {
            let all = [
                Entry::new(Kind::Term, "a", "صلاحية المدينة", "what the city can rely on", ["authority"], &[]),
                Entry::new(Kind::Place, "b", "Kenya", "كينيا", [], &[]),
            ];
            for found in find(&all, &wanted) {
                prop_assert!(!found.entries.is_empty());
                for entry in found.entries {
                    prop_assert!(split(&wanted).iter().all(|word| entry.all.contains(bare(word))));
                }
            }
        }

        #[test]
        fn every_entry_is_found_by_its_own_title(at in 0usize..1000) {
            let all = entries(Lang::Ar);
            let entry = &all[at % all.len()];
            let found = find(&all, &entry.title);
            prop_assert!(ids(&found, entry.kind).contains(&entry.id.as_str()), "{}", entry.title);
        }
    }
}
