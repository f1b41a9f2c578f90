//! What holds for every assessment, over the whole instrument: answers, "do not know", not applicable, and stored answers of
//! hidden questions. Everything is tried on random assessments, and checked against the rules written out plainly or against
//! trying every answer.
//!
//! `PROPTEST_CASES` tries more, `PROPTEST_RNG_SEED` others; without them every run tries the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use tafwid::document::group::Group;
use tafwid::document::json::Json;
use tafwid::document::problem::Problem;
use tafwid::document::{Complaint, File, parse, read, results};
use tafwid::domain::answers::{Answer, Answers, Said, Value, countries};
use tafwid::domain::compare::{Comparison, Measure, Shift, Verdict, compare};
use tafwid::domain::group;
use tafwid::domain::instrument::{Dimension, Kind, Opt, Question as Q, Section, value_of};
use tafwid::domain::mandate::advice::tensions;
use tafwid::domain::mandate::authority::{self, Authority, RouteId, Target};
use tafwid::domain::mandate::explain::{Decisive, blocking, decisive};
use tafwid::domain::mandate::{Criterion, OPERABILITY, Rule, SUFFICIENCY};
use tafwid::domain::readiness::{EQUAL, Figure, Weights, readiness};
use tafwid::domain::sheet::{Belief, Selections, Sheet, Shown};
use tafwid::domain::suggest::suggestion;

/// Sums in another order differ by less.
const ROUNDING: f64 = 1e-12;

fn cases(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0x7461_6677_6964);
    }
    config
}

// Random assessments.

/// Random answers; shows what was said, and nothing of the rest.
#[derive(Clone)]
struct Drawn(Answers);

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = Q::ALL.into_iter().filter_map(|q| self.0.said(q).map(|said| (q.id(), said)));
        let shown = said.map(|(id, said)| match said {
            Said::Unknown => (id, "unknown".to_string()),
            Said::Answer(answer) => match answer.value() {
                Value::One(_) | Value::Many(_) => (id, format!("{:?}", answer.options())),
                other => (id, format!("{other:?}")),
            },
        });
        f.debug_map().entries(shown).finish()
    }
}

/// Which options are taken for those questions whose options have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lean {
    Even,
    Best,
    Worst,
}

/// An answer to a question, by a random number.
fn answer(question: Q, lean: Lean, pick: usize) -> Answer {
    let texts = ["", "مدينة على النهر", "x", "\u{202b}خليط mixed \"\\\u{1}"];
    let raw: Vec<&str> = match question.kind() {
        Kind::Extent | Kind::Choice => {
            let all = question.options();
            let option = match (question.order(), pick % 4, lean) {
                (Some([.., best]), 1.., Lean::Best) => *best,
                (Some([worst, ..]), 1.., Lean::Worst) => *worst,
                _ => all[pick / 4 % all.len()],
            };
            vec![option.id()]
        }
        Kind::Multi if pick.is_multiple_of(4) => Vec::new(),
        Kind::Multi => {
            question.options().iter().enumerate().filter(|(i, _)| pick >> (2 + i) & 1 == 1).map(|(_, o)| o.id()).collect()
        }
        Kind::Text => vec![texts[pick % texts.len()]],
        Kind::List => texts.iter().copied().cycle().skip(pick % 4).take(pick / 4 % 4).collect(),
        Kind::Country => vec![countries().nth(pick % countries().count()).unwrap()],
    };
    let many = matches!(question.kind(), Kind::Multi | Kind::List);
    if many { Answer::from_list(question, &raw) } else { Answer::from_text(question, raw[0]) }.unwrap()
}

/// Answers to the whole instrument: of sixteen questions about `answered` have an answer, one or two a "do not know".
fn drawn_with(answered: impl Strategy<Value = u8>) -> impl Strategy<Value = Drawn> {
    let lean = prop::sample::select(vec![Lean::Even, Lean::Best, Lean::Worst]);
    let each = prop::collection::vec((0u8..16, any::<u16>()), Q::ALL.len());
    (answered, lean, each).prop_map(|(answered, lean, each)| {
        let mut answers = Answers::default();
        for (question, (roll, pick)) in Q::ALL.into_iter().zip(each) {
            match 16 - roll {
                r if r <= answered => answers.set(answer(question, lean, pick.into())),
                r if r <= answered + 2 => answers.set_unknown(question),
                _ => {}
            }
        }
        Drawn(answers)
    })
}

fn drawn() -> impl Strategy<Value = Drawn> {
    drawn_with(prop::sample::select(vec![1u8, 8, 14, 15, 16]))
}

fn weights() -> impl Strategy<Value = Weights> {
    prop_oneof![Just(EQUAL), prop::array::uniform11(0u8..=3)]
}

/// Several respondents who agree on most things, and what the coordinator settled.
fn group_sheet() -> impl Strategy<Value = Sheet> {
    let change = (any::<prop::sample::Index>(), any::<u16>(), any::<bool>());
    let changes = prop::collection::vec(prop::collection::vec(change, 0..12), 1..3);
    (drawn_with(prop::sample::select(vec![8u8, 15])), changes, drawn_with(Just(1))).prop_map(|(base, changes, settled)| {
        let mut respondents = vec![base.0.clone()];
        for list in changes {
            let mut other = base.0.clone();
            for (at, pick, known) in list {
                let question = *at.get(&Q::ALL);
                if known { other.set(answer(question, Lean::Even, pick.into())) } else { other.set_unknown(question) }
            }
            respondents.push(other);
        }
        group::sheet(&respondents.iter().collect::<Vec<_>>(), &settled.0)
    })
}

/// What may be true of one respondent or of a group.
fn sheet() -> impl Strategy<Value = Sheet> {
    prop_oneof![2 => drawn().prop_map(|d| Sheet::from(&d.0)), 1 => group_sheet()]
}

/// Every answer that an open question may still get. Of a multi's many sets: none, one, all, and those that a group gave.
fn possible(sheet: &Sheet, question: Q) -> Vec<Value> {
    match sheet.belief(question) {
        Belief::One(set) => {
            question.options().iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, o)| Value::One(*o)).collect()
        }
        Belief::Many(Selections::Settled(set)) => vec![Value::Many(*set)],
        Belief::Many(Selections::OneOf(sets)) => sets.iter().map(|set| Value::Many(*set)).collect(),
        Belief::Many(Selections::Any) => [0, 1, question.every_option()].map(Value::Many).into(),
        Belief::Free => vec![answer(question, Lean::Even, 5).value().clone()],
    }
}

fn settled(sheet: &Sheet, question: Q, value: &Value) -> Sheet {
    let mut changed = sheet.clone();
    changed.settle(question, value);
    changed
}

// The bounds of everything.

/// A figure's lowest and highest, by name.
type Bounds = Vec<(&'static str, f64, f64)>;

fn bounds(sheet: &Sheet, weights: &Weights) -> Bounds {
    let (low, high) = authority::range(sheet);
    let levels = |name, (low, high): (u8, u8)| (name, f64::from(low), f64::from(high));
    let found = readiness(sheet, weights);
    let figure = |name, f: Option<Figure>| f.map(|f| (name, f.low, f.high));
    let mut all = vec![
        levels("authority's level", (low.level(), high.level())),
        levels("sufficiency", SUFFICIENCY.range(sheet)),
        levels("operability", OPERABILITY.range(sheet)),
    ];
    all.extend(found.dimensions.iter().filter_map(|(d, f)| figure(d.id(), *f)));
    all.extend(figure("overall", found.overall));
    all
}

/// The first figure for which a pair of bounds does not do.
fn first_wrong(before: &Bounds, after: &Bounds, fits: impl Fn((f64, f64), (f64, f64)) -> bool) -> Option<String> {
    let names = |b: &Bounds| b.iter().map(|(name, ..)| *name).collect::<Vec<_>>();
    if names(before) != names(after) {
        return Some(format!("{:?} became {:?}", names(before), names(after)));
    }
    let pairs = before.iter().zip(after);
    let wrong = pairs.filter(|((_, a, b), (_, c, d))| !fits((*a, *b), (*c, *d))).map(|(x, y)| format!("{x:?} became {y:?}"));
    wrong.into_iter().next()
}

/// Nothing is lower than before.
fn not_lower((low, high): (f64, f64), (to_low, to_high): (f64, f64)) -> bool {
    to_low >= low - ROUNDING && to_high >= high - ROUNDING
}

/// Nothing is possible that was not.
fn within((low, high): (f64, f64), (to_low, to_high): (f64, f64)) -> bool {
    to_low >= low - ROUNDING && to_high <= high + ROUNDING && to_low <= to_high + ROUNDING
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn raising_an_answer_lowers_nothing(sheet in sheet(), weights in weights()) {
        for question in Q::ALL {
            let Some(order) = question.order() else { continue };
            let steps: Vec<Bounds> =
                order.iter().map(|o| bounds(&settled(&sheet, question, &Value::One(*o)), &weights)).collect();
            for (pair, to) in steps.windows(2).zip(&order[1..]) {
                let wrong = first_wrong(&pair[0], &pair[1], not_lower);
                prop_assert!(wrong.is_none(), "{} raised to {}: {}", question.id(), to.id(), wrong.unwrap());
            }
        }
    }

    /// Wider functions have no order; having some lowers nothing either, but that they reveal a question of `resources`.
    #[test]
    fn having_wider_functions_lowers_nothing(sheet in sheet(), weights in weights(), set in 1u16..256) {
        let bare = settled(&sheet, Q::MandateBroaderBudget, &Value::One(Opt::NotApplicable));
        for (sheet, whole) in [(&sheet, false), (&bare, true)] {
            let [mut none, mut some] = [0, set].map(|set| bounds(&settled(sheet, Q::MandateBroader, &Value::Many(set)), &weights));
            for list in [&mut none, &mut some] {
                list.retain(|(name, ..)| whole || !matches!(*name, "resources" | "overall"));
            }
            let wrong = first_wrong(&none, &some, not_lower);
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
        }
    }

    #[test]
    fn answering_an_open_question_only_narrows(sheet in sheet(), weights in weights()) {
        let before = bounds(&sheet, &weights);
        for question in Q::ALL.into_iter().filter(|q| sheet.is_open(*q)) {
            for value in possible(&sheet, question) {
                let wrong = first_wrong(&before, &bounds(&settled(&sheet, question, &value), &weights), within);
                prop_assert!(wrong.is_none(), "{} answered {value:?}: {}", question.id(), wrong.unwrap());
            }
        }
    }

    #[test]
    fn a_hidden_question_does_not_count(sheet in sheet(), weights in weights()) {
        let before = (bounds(&sheet, &weights), readiness(&sheet, &weights));
        for question in Q::ALL.into_iter().filter(|q| sheet.shown(*q) == Shown::No) {
            for value in possible(&Sheet::default(), question) {
                let changed = settled(&sheet, question, &value);
                prop_assert_eq!(&before, &(bounds(&changed, &weights), readiness(&changed, &weights)), "{}", question.id());
            }
        }
    }

    #[test]
    fn not_applicable_changes_no_other_dimension(sheet in sheet()) {
        let before = readiness(&sheet, &EQUAL);
        for question in Q::ALL {
            for outside in [Opt::NotApplicable, Opt::NoSafetyRole] {
                let own = question.dimension().or((question.section() == Section::MandateScope).then_some(Dimension::Scope));
                if question.index_of(outside).is_none() {
                    continue;
                }
                prop_assert!(own.is_some(), "{}", question.id());
                let after = readiness(&settled(&sheet, question, &Value::One(outside)), &EQUAL);
                for ((dimension, was), (_, is)) in before.dimensions.iter().zip(&after.dimensions) {
                    prop_assert!(Some(*dimension) == own || was == is, "{} changes {}", question.id(), dimension.id());
                }
            }
        }
    }
}

// The rules written out plainly, for answers that leave nothing open.

struct Plain {
    authority: u8,
    sufficiency: u8,
    operability: u8,
    dimensions: Vec<(Dimension, f64)>,
}

const SCOPE: [Q; 9] = [
    Q::MandateFitsNeeds,
    Q::MandateEarlyIntervention,
    Q::MandateCommunityProgrammes,
    Q::MandateMultiAgency,
    Q::MandateCivilSociety,
    Q::MandateCommunities,
    Q::MandateSafetyBreadth,
    Q::MandateThreatsCovered,
    Q::MandatePrivateSector,
];
const USE: [Q; 4] = [Q::MandatePoliticalWill, Q::MandateLegalSpace, Q::MandateDepartmentsAware, Q::MandateRolesUnderstood];

fn plain(sheet: &Sheet) -> Plain {
    let is = |q: Q, options: &[Opt]| sheet.settled(q).is_some_and(|o| options.contains(&o));
    let value = |q: Q| sheet.settled(q).and_then(|o| value_of(q, o));
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;

    let (yes, partly) = (is(Q::MandateExplicit, &[Opt::Yes]), is(Q::MandateExplicit, &[Opt::Partly]));
    let binding = is(Q::MandateObligation, &[Opt::Duty, Opt::Tasked, Opt::Empowered]);
    let has_broader = sheet.selection(Q::MandateBroader).is_some_and(|set| set != 0);
    let adopted = is(Q::MandateOwnAdoption, &[Opt::Adopted]);
    let free = |options: &[Opt]| is(Q::MandateNotProhibited, options);
    let strong = yes && binding;
    let adequate = yes && is(Q::MandateObligation, &[Opt::Encouraged])
        || partly && binding
        || adopted && !free(&[Opt::No])
        || has_broader && free(&[Opt::Yes]);
    let weak = yes || partly || has_broader && free(&[Opt::Partly]);
    let authority = if strong {
        3
    } else if adequate {
        2
    } else {
        u8::from(weak)
    };

    let levels = [Q::MandatePrimary, Q::MandateSecondary, Q::MandateTertiary].map(|q| value(q).unwrap());
    let levels = if levels == [1.0; 3] {
        1.0
    } else if levels == [0.0; 3] {
        0.0
    } else {
        0.5
    };
    let core: Vec<f64> = SCOPE[..6].iter().filter_map(|q| value(*q)).chain([levels]).collect();
    let has_floors = value(Q::MandateSafetyBreadth).is_none_or(|v| v > 0.0)
        && value(Q::MandateThreatsCovered).is_none_or(|v| v >= 0.5)
        && value(Q::MandatePrivateSector).is_none_or(|v| v > 0.0);
    let sufficiency = match () {
        () if authority == 0 => 0,
        () if core.contains(&0.0) => 1,
        () if authority >= 2 && core.iter().all(|v| *v == 1.0) && has_floors => 3,
        () => 2,
    };

    let core: Vec<f64> = USE.iter().filter_map(|q| value(*q)).collect();
    let others = [Section::MandateSpace, Section::MandateAwareness].into_iter().flat_map(Section::questions);
    let mut others = others.filter(|q| !USE.contains(q));
    let operability = match () {
        () if authority == 0 => 0,
        () if core.contains(&0.0) => 1,
        () if core.iter().all(|v| *v == 1.0) && !others.any(|q| value(q) == Some(0.0)) => 3,
        () => 2,
    };

    let dimension = |d| match d {
        Dimension::Authority => f64::from(authority) / 3.0,
        Dimension::Scope => mean(SCOPE.iter().filter_map(|q| value(*q)).chain([levels]).collect()),
        _ => {
            let counts = |q: &Q| q.dimension() == Some(d) && sheet.shown(*q) == Shown::Yes;
            mean(Q::ALL.into_iter().filter(counts).filter_map(value).collect())
        }
    };
    let dimensions = Dimension::ALL.into_iter().map(|d| (d, dimension(d))).collect();
    Plain { authority, sufficiency, operability, dimensions }
}

/// Questions that a verdict or a dimension rests on.
fn counting() -> Vec<Q> {
    let of_rules = [&SUFFICIENCY, &OPERABILITY].into_iter().flat_map(|rule| rule.criteria().flat_map(Criterion::questions));
    let mut all: Vec<Q> = of_rules.chain(Q::ALL.into_iter().filter(|q| q.dimension().is_some())).collect();
    all.sort();
    all.dedup();
    all
}

/// Everything that counts at its best, by the text alone.
fn best() -> Sheet {
    let mut sheet = Sheet::default();
    for question in counting() {
        match question.order() {
            Some([.., best]) => sheet.settle(question, &Value::One(*best)),
            _ => sheet.settle(question, &Value::Many(0)),
        }
    }
    sheet
}

/// Every way to answer what is open of these.
fn completions(sheet: &Sheet, open: &[Q]) -> Vec<Sheet> {
    open.iter().fold(vec![sheet.clone()], |sheets, question| {
        sheets.iter().flat_map(|s| possible(s, *question).into_iter().map(|v| settled(s, *question, &v))).collect()
    })
}

proptest! {
    #![proptest_config(cases(600))]

    /// The bounds are those of trying every answer, none wider and none narrower. A group leaves a question open between some.
    #[test]
    fn bounds_are_what_every_completion_gives(
        mut sheet in prop_oneof![drawn_with(Just(16)).prop_map(|all| Sheet::from(&all.0)), Just(best())],
        open in prop::collection::vec((prop::sample::select(counting()), any::<u8>()), 0..=4),
        authority_too in prop::collection::vec((prop::sample::select(authority::QUESTIONS.to_vec()), any::<u8>()), 0..=2),
    ) {
        let open: BTreeMap<Q, u8> = open.into_iter().chain(authority_too).collect();
        for (question, some) in &open {
            let every = possible(&Sheet::default(), *question);
            let mut given: Vec<&Value> = every.iter().enumerate().filter(|(i, _)| some >> i & 1 == 1).map(|(_, v)| v).collect();
            if given.len() < 2 {
                given = every.iter().collect();
            }
            sheet.open_between(*question, &given);
        }
        let open: Vec<Q> = open.into_keys().collect();
        let whole: Vec<Plain> = completions(&sheet, &open).iter().map(plain).collect();
        let range = |of: &dyn Fn(&Plain) -> f64| {
            whole.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
        };
        let same = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < ROUNDING && (b - d).abs() < ROUNDING;
        let bounds = bounds(&sheet, &EQUAL);
        let found = |name: &str| bounds.iter().find(|(n, ..)| *n == name).map(|(_, low, high)| (*low, *high)).unwrap();
        let rows: [(&str, (f64, f64)); 3] = [
            ("authority's level", range(&|p| p.authority.into())),
            ("sufficiency", range(&|p| p.sufficiency.into())),
            ("operability", range(&|p| p.operability.into())),
        ];
        let dimensions = Dimension::ALL.into_iter().enumerate().map(|(i, d)| (d.id(), range(&|p| p.dimensions[i].1)));
        for (name, expected) in rows.into_iter().chain(dimensions) {
            prop_assert!(same(found(name), expected), "{name}: {:?}, not {expected:?}, with {open:?} open", found(name));
        }
        let overall = range(&|p| p.dimensions.iter().map(|(_, v)| v).sum::<f64>() / 11.0);
        prop_assert!(within(found("overall"), overall), "overall: {:?}, not around {overall:?}", found("overall"));
    }
}

// Why a verdict is what it is.

/// What an answer may become on a route, lowest first; of wider functions only that there are some.
fn targets(question: Q) -> Vec<(Target, Belief)> {
    if question == Q::MandateBroader {
        return vec![(Target::NotEmpty, Belief::Many(Selections::Settled(1)))];
    }
    question.order().unwrap().iter().map(|o| (Target::Option(*o), Belief::One(question.bit(*o)))).collect()
}

/// Every change on a route, as places in each question's [`targets`]; those that change nothing are none.
fn every_change(sheet: &Sheet, pair: [Q; 2]) -> Vec<Vec<(Q, usize)>> {
    let ways = |q: Q| {
        let is_so = |(_, belief): &(usize, (Target, Belief))| match belief {
            (Target::NotEmpty, _) => sheet.may_be_empty(q) == (false, true),
            (_, belief) => sheet.belief(q) == belief && sheet.settled(q).is_some(),
        };
        let changes = targets(q).into_iter().enumerate().filter(|t| !is_so(t)).map(|(i, _)| Some(i));
        std::iter::once(None).chain(changes).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for a in ways(pair[0]) {
        for b in ways(pair[1]) {
            let changed = [a.map(|i| (pair[0], i)), b.map(|i| (pair[1], i))];
            all.push(changed.into_iter().flatten().collect());
        }
    }
    all
}

fn reaches(sheet: &Sheet, change: &[(Q, usize)], needed: Authority) -> bool {
    let changed = change.iter().fold(sheet.clone(), |s, (q, i)| s.with(*q, &targets(*q)[*i].1));
    authority::range(&changed).0 >= needed
}

fn pair_of(id: RouteId) -> [Q; 2] {
    match id {
        RouteId::OwnCouncilDecision => [Q::MandateOwnAdoption, Q::MandateNotProhibited],
        RouteId::UseBroaderFunctions => [Q::MandateBroader, Q::MandateNotProhibited],
        RouteId::SeekExplicitRole => [Q::MandateExplicit, Q::MandateObligation],
    }
}

/// What is wrong with the routes of a rule's blocking authority.
fn wrong_routes(rule: &'static Rule, sheet: &Sheet) -> Option<String> {
    let entry = blocking(rule, sheet).into_iter().find(|b| b.criterion == Criterion::Authority)?;
    let needed = Authority::ALL[entry.needed as usize];
    let mut expected = Vec::new();
    for id in RouteId::ALL {
        let ways: Vec<_> = every_change(sheet, pair_of(id)).into_iter().filter(|c| reaches(sheet, c, needed)).collect();
        let fewest = ways.iter().map(Vec::len).min();
        let found = entry.routes.iter().find(|r| r.id == id);
        let (Some(fewest), Some(found)) = (fewest, found) else {
            if fewest.is_some() || found.is_some() {
                return Some(format!("{id:?}: {found:?}, but trying finds {ways:?}"));
            }
            continue;
        };
        let place = |(q, t): &(Q, Target)| (*q, targets(*q).iter().position(|(target, _)| target == t).unwrap());
        let mut change: Vec<(Q, usize)> = found.change.iter().map(place).collect();
        change.sort();
        let mut sorted = ways.clone();
        sorted.iter_mut().for_each(|way| way.sort());
        if change.len() != fewest || !sorted.contains(&change) {
            return Some(format!("{id:?}: {found:?} reaches nothing or changes too much; trying finds {ways:?}"));
        }
        let questions = |way: &[(Q, usize)]| way.iter().map(|(q, _)| *q).collect::<Vec<_>>();
        let lower = |way: &&Vec<(Q, usize)>| {
            questions(way) == questions(&change) && **way != change && way.iter().zip(&change).all(|(a, b)| a.1 <= b.1)
        };
        if let Some(way) = sorted.iter().find(lower) {
            return Some(format!("{id:?}: {found:?}, but {way:?} is lower"));
        }
        expected.push((fewest, id));
    }
    expected.sort_by_key(|(fewest, _)| *fewest);
    let found: Vec<RouteId> = entry.routes.iter().map(|r| r.id).collect();
    let expected: Vec<RouteId> = expected.into_iter().map(|(_, id)| id).collect();
    let changed: BTreeSet<Q> = entry.routes.iter().flat_map(|r| r.change.iter().map(|(q, _)| *q)).collect();
    let by: Vec<Q> = changed.into_iter().collect();
    (found != expected || by != entry.by).then(|| format!("{found:?} by {:?}, not {expected:?} by {by:?}", entry.by))
}

/// What is wrong with what is said to stand in the way: seeing to all of it must reach the next useful level, and leaving out any
/// one must not.
fn wrong_blocking(rule: &'static Rule, sheet: &Sheet) -> Option<String> {
    let entries = blocking(rule, sheet);
    let (lowest, _) = rule.range(sheet);
    let aim = if lowest < 2 { 2 } else { 3 };
    if lowest == 3 {
        return (!entries.is_empty()).then(|| format!("{entries:?} although all is met"));
    }
    let seen_to = |without: Option<usize>| {
        let mut changed = sheet.clone();
        for (_, entry) in entries.iter().enumerate().filter(|(i, _)| Some(*i) != without) {
            match (&entry.criterion, entry.routes.first()) {
                (Criterion::Authority, Some(route)) => {
                    for (q, target) in &route.change {
                        changed = changed.with(*q, &targets(*q).iter().find(|(t, _)| t == target).unwrap().1);
                    }
                }
                (Criterion::Authority, None) => return None,
                _ => {
                    let best = |q: Q| *q.order().unwrap().last().unwrap();
                    entry.by.iter().for_each(|q| changed.settle(*q, &Value::One(best(*q))));
                }
            }
        }
        Some(rule.range(&changed).0)
    };
    if seen_to(None).is_some_and(|level| level < aim) {
        return Some(format!("all of {entries:?} is not enough for {aim}"));
    }
    let needless = (0..entries.len()).find(|i| seen_to(Some(*i)).is_some_and(|level| level >= aim));
    needless.map(|i| format!("{:?} stands in nobody's way", entries[i]))
}

/// The most that the verdict moves over all answers to these questions.
fn movement(rule: &'static Rule, sheet: &Sheet, questions: &[Q]) -> u8 {
    let (low, high) = rule.range(sheet);
    let moved = completions(sheet, questions).into_iter().map(|changed| {
        let (to_low, to_high) = rule.range(&changed);
        to_low.abs_diff(low) + to_high.abs_diff(high)
    });
    moved.max().unwrap_or(0)
}

/// The open questions that could move a verdict, by trying every answer of every question.
fn every_decisive(rule: &'static Rule, sheet: &Sheet, pairs: bool) -> Vec<Decisive> {
    let open: Vec<Q> = Q::ALL.into_iter().filter(|q| sheet.is_open(*q)).collect();
    let (moving, still): (Vec<Q>, Vec<Q>) = open.into_iter().partition(|q| movement(rule, sheet, &[*q]) > 0);
    let single = |q: Q| Decisive { question: q, movement: movement(rule, sheet, &[q]), with: None };
    let mut all: Vec<Decisive> = moving.into_iter().map(single).collect();
    if pairs {
        let rests: Vec<Q> = rule.criteria().flat_map(Criterion::questions).collect();
        let still: Vec<Q> = still.into_iter().filter(|q| rests.contains(q)).collect();
        for (i, a) in still.iter().enumerate() {
            for b in &still[i + 1..] {
                let movement = movement(rule, sheet, &[*a, *b]);
                all.extend((movement > 0).then_some(Decisive { question: *a, movement, with: Some(*b) }));
            }
        }
    }
    all
}

/// The order in which they are told: singles before pairs; authority's first while it is not settled; most movement first.
fn in_order(sheet: &Sheet, mut all: Vec<Decisive>) -> Vec<Decisive> {
    let (low, high) = authority::range(sheet);
    let of_authority = |q: Q| low != high && authority::QUESTIONS.contains(&q);
    all.sort_by(|a, b| {
        let pair = a.with.is_some().cmp(&b.with.is_some());
        let first = of_authority(b.question).cmp(&of_authority(a.question));
        pair.then(first).then(b.movement.cmp(&a.movement)).then(a.question.cmp(&b.question)).then(a.with.cmp(&b.with))
    });
    all
}

/// Answers on the brink: everything at its best but for a few questions, so that verdicts hinge on single answers.
fn brink() -> impl Strategy<Value = Sheet> {
    let few = prop::collection::vec((prop::sample::select(counting()), 0usize..10), 0..6);
    let source = prop::collection::vec((prop::sample::select(authority::QUESTIONS.to_vec()), 0usize..10), 0..6);
    (few, source).prop_map(|(few, source)| {
        let mut sheet = best();
        for (question, pick) in few.into_iter().chain(source) {
            let answers = possible(&Sheet::default(), question);
            match answers.get(pick) {
                Some(value) => sheet.settle(question, value),
                None => sheet.open_between(question, &answers.iter().skip(pick.saturating_sub(8)).collect::<Vec<_>>()),
            }
        }
        sheet
    })
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn routes_reach_what_is_needed_and_no_smaller_change_does(sheet in prop_oneof![sheet(), brink()]) {
        for rule in [&SUFFICIENCY, &OPERABILITY] {
            let wrong = wrong_routes(rule, &sheet);
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
        }
    }

    #[test]
    fn seeing_to_all_that_stands_in_the_way_reaches_the_next_level(sheet in prop_oneof![sheet(), brink()]) {
        for rule in [&SUFFICIENCY, &OPERABILITY] {
            let wrong = wrong_blocking(rule, &sheet);
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
        }
    }

    #[test]
    fn decisive_unknowns_move_the_verdict_as_said_and_none_is_missing(sheet in prop_oneof![sheet(), brink()]) {
        for rule in [&SUFFICIENCY, &OPERABILITY] {
            let mut found = decisive(rule, &sheet);
            found.retain(|d| d.with.is_none());
            prop_assert_eq!(found, in_order(&sheet, every_decisive(rule, &sheet, false)));
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn pairs_of_decisive_unknowns_move_the_verdict_as_said(sheet in prop_oneof![1 => sheet(), 3 => brink()]) {
        for rule in [&SUFFICIENCY, &OPERABILITY] {
            prop_assert_eq!(decisive(rule, &sheet), in_order(&sheet, every_decisive(rule, &sheet, true)));
        }
    }
}

// Files.

/// Random numbers one after another, for what is easier built than drawn; when they run out, zeros.
struct Dice(std::vec::IntoIter<u16>);

impl fmt::Debug for Dice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} numbers", self.0.len())
    }
}

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % n
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        let at = self.below(items.len());
        items[at]
    }

    fn texts<const N: usize>(&mut self, names: [&str; N]) -> Vec<(String, Json)> {
        names.map(|name| (name.to_string(), self.text())).into()
    }

    /// A text that is not empty: an empty one need not be written.
    fn text(&mut self) -> Json {
        Json::text(self.of(&["نص", "a \"quoted\" \\ line\n", "\u{202b}\u{1}\u{1f}\u{7f}", "é😀"]))
    }

    fn time(&mut self) -> Json {
        Json::text(self.of(&["2026-11-22T10:00:00Z", "2026-11-22T13:00:00+03:00", "2026-11-22T10:00:00.25Z"]))
    }

    /// Something that a newer version may have put there.
    fn strange(&mut self) -> Json {
        const VALUES: [&str; 11] = [
            "null",
            "true",
            "[]",
            "{}",
            "-0",
            "1e400",
            "0.10",
            "12345678901234567890123",
            "[[1,{}]]",
            "{\"b\":1,\"a\":{}}",
            "\"\"",
        ];
        Json::parse(self.of(&VALUES)).unwrap()
    }

    /// Unknown members for an object, now and then.
    fn with_strange(&mut self, mut members: Vec<(String, Json)>) -> Json {
        for name in ["constructor", "__proto__", "", "ä/~b", "zzz"] {
            if self.below(8) == 1 {
                members.push((name.into(), self.strange()));
            }
        }
        Json::Object(members)
    }

    /// Members of objects in any order.
    fn shuffled(&mut self, json: &Json) -> Json {
        match json {
            Json::List(items) => Json::List(items.iter().map(|item| self.shuffled(item)).collect()),
            Json::Object(members) => {
                let mut members: Vec<(String, Json)> = members.iter().map(|(n, v)| (n.clone(), self.shuffled(v))).collect();
                for i in (1..members.len()).rev() {
                    members.swap(i, self.below(i + 1));
                }
                Json::Object(members)
            }
            other => other.clone(),
        }
    }

    fn list(&mut self, mut item: impl FnMut(&mut Dice) -> Json) -> Json {
        let n = self.below(3);
        Json::List((0..n).map(|_| item(self)).collect())
    }

    /// A file that uses everything of the format, with unknown members on every level.
    fn assessment(&mut self, answers: &Answers) -> Json {
        let decimal = |dice: &mut Dice| Json::text(dice.of(&["0", "15000.000", "-0.5", "1200000"]));
        let date = |dice: &mut Dice| Json::text(dice.of(&["2024-02-29", "2027-01-31"]));
        let object = |members: Vec<(&str, Json)>| members.into_iter().map(|(n, v)| (n.to_string(), v)).collect::<Vec<_>>();
        let id = Json::text(self.of(&["00000000-0000-4000-8000-000000000001", "ffffffff-ffff-8fff-bfff-ffffffffffff"]));
        let mut all = object(vec![
            ("format", Json::text("tafwid-assessment")),
            ("version", Json::whole(1)),
            ("instrument", Json::text("2026.1")),
            ("id", id),
            ("title", self.text()),
            ("locale", Json::text("ar")),
            ("created", self.time()),
            ("updated", self.time()),
        ]);
        match self.below(3) {
            0 => {}
            1 => all.push(("derived_from".into(), Json::Null)),
            _ => all.push(("derived_from".into(), Json::text("00000000-0000-4000-8000-000000000009"))),
        }
        if self.below(2) == 1 {
            let members = self.texts(["role", "department"]);
            all.push(("respondent".into(), self.with_strange(members)));
        }
        let mut entries = Vec::new();
        for question in Q::ALL {
            let value = match answers.said(question) {
                None => None,
                Some(Said::Unknown) if question.kind() == Kind::Text => None,
                Some(Said::Unknown) => Some(Json::text("unknown")),
                Some(Said::Answer(answer)) => Some(tafwid::document::v1::value(answer)),
            };
            let mut entry: Vec<(String, Json)> = value.map(|v| ("value".to_string(), v)).into_iter().collect();
            if self.below(12) == 1 {
                entry.push(("note".into(), self.text()));
            }
            if self.below(12) == 1 {
                let piece = |dice: &mut Dice| {
                    let mut members = dice.texts(["title", "url"]);
                    members.push(("date".into(), date(dice)));
                    dice.with_strange(members)
                };
                let first = piece(self);
                entry.push(("evidence".into(), Json::List(vec![first, piece(self)])));
            }
            if !entry.is_empty() {
                entry.push(("at".into(), self.time()));
                entries.push((question.id().to_string(), self.with_strange(entry)));
            }
        }
        all.push(("answers".into(), Json::Object(entries)));
        let cell = |dice: &mut Dice, alternative: &str, criterion: &str| {
            let known = object(vec![
                ("alternative", Json::text(alternative)),
                ("criterion", Json::text(criterion)),
                ("value", Json::parse(dice.of(&["0", "1", "0.750"])).unwrap()),
                ("reason", Json::text("لأن")),
            ]);
            dice.with_strange(known)
        };
        let parts: [(&str, Json); 8] = [
            ("importance", {
                let framework = Json::object([("data", Json::whole(self.below(4))), ("label_safety", Json::whole(3))]);
                let institution = Json::object([("rivalry", Json::whole(self.below(4)))]);
                self.with_strange(object(vec![("framework", framework), ("institution", institution)]))
            }),
            ("overrides", {
                let framework = self.list(|dice| cell(dice, "pcve", "data"));
                let institution = self.list(|dice| cell(dice, "shared", "mapping"));
                self.with_strange(object(vec![("framework", framework), ("institution", institution)]))
            }),
            ("dimension_weights", Json::object([("resources", Json::whole(self.below(4)))])),
            (
                "actions",
                self.list(|dice| {
                    let mut known = dice.texts(["id", "title", "owner", "status", "priority"]);
                    known.push(("due".into(), date(dice)));
                    let from = dice.texts(["finding", "criterion"]);
                    known.push(("from".into(), dice.with_strange(from)));
                    dice.with_strange(known)
                }),
            ),
            (
                "snapshots",
                self.list(|dice| {
                    let mut known = dice.texts(["id", "label", "instrument"]);
                    known.push(("at".into(), dice.time()));
                    known.push(("answers".into(), Json::object([("x", dice.strange())])));
                    dice.with_strange(known)
                }),
            ),
            ("outline", Json::object([("vision", self.text())])),
            (
                "contributions",
                self.list(|dice| {
                    let known = dice.texts(["department", "resource", "note"]);
                    dice.with_strange(known)
                }),
            ),
            ("budget", {
                let lines = self.list(|dice| {
                    let shares = dice.list(|dice| {
                        let mut known = dice.texts(["who"]);
                        known.push(("percent".into(), decimal(dice)));
                        dice.with_strange(known)
                    });
                    let mut known = dice.texts(["id", "title", "recurs"]);
                    known.push(("amount".into(), decimal(dice)));
                    known.push(("shares".into(), shares));
                    dice.with_strange(known)
                });
                let mut known = self.texts(["currency"]);
                known.push(("reference".into(), decimal(self)));
                known.push(("lines".into(), lines));
                known.push(("options".into(), Json::texts(["grants_scheme"])));
                self.with_strange(known)
            }),
        ];
        for (name, part) in parts {
            if self.below(4) > 0 {
                all.push((name.into(), part));
            }
        }
        self.with_strange(all)
    }

    fn group(&mut self, members: Vec<Json>) -> Json {
        let mut settled = Vec::new();
        for (id, value) in
            [("mandate.explicit", "yes"), ("mandate.obligation", "duty"), ("mandate.clear", "no"), ("new.one", "x")]
        {
            if self.below(3) == 0 {
                let mut known = self.texts(["by", "why"]);
                known.push(("value".into(), Json::text(value)));
                known.push(("at".into(), self.time()));
                settled.push((id.to_string(), self.with_strange(known)));
            }
        }
        let mut all: Vec<(String, Json)> = vec![
            ("format".into(), Json::text("tafwid-group")),
            ("version".into(), Json::whole(1)),
            ("instrument".into(), Json::text("2026.1")),
            ("id".into(), Json::text("any")),
            ("title".into(), Json::text(self.of(&["", "مجموعة", "Group"]))),
            ("created".into(), self.time()),
            ("updated".into(), self.time()),
            ("members".into(), Json::List(members)),
        ];
        if !settled.is_empty() {
            all.push(("settled".into(), Json::Object(settled)));
        }
        self.with_strange(all)
    }

    /// A small file of a small world, so that ids, times, respondents and answers meet.
    fn small_assessment(&mut self) -> Json {
        let mut all: Vec<(String, Json)> = vec![
            ("format".into(), Json::text("tafwid-assessment")),
            ("version".into(), Json::whole(1)),
            ("id".into(), Json::text(self.of(&["a", "00000000-0000-4000-8000-000000000001", "ب"]))),
            ("title".into(), Json::text(self.of(&["", "t"]))),
            ("locale".into(), Json::text("en")),
            ("created".into(), self.time()),
            ("updated".into(), if self.below(6) == 1 { Json::text("yesterday") } else { self.time() }),
        ];
        if self.below(2) == 1 {
            all.push(("respondent".into(), Json::object([("role", Json::text(self.of(&["mayor", "عمدة"])))])));
        }
        let mut answers = Vec::new();
        for (id, values) in [("mandate.explicit", ["yes", "no"]), ("mandate.clear", ["partly", "unknown"])] {
            if self.below(3) > 0 {
                answers.push((id.to_string(), Json::object([("value", Json::text(self.of(&values)))])));
            }
        }
        all.push(("answers".into(), Json::Object(answers)));
        self.with_strange(all)
    }

    fn small_file(&mut self) -> Json {
        match self.below(3) {
            0 => {
                let n = self.below(4);
                let members = (0..n).map(|_| self.small_assessment()).collect();
                self.group(members)
            }
            _ => self.small_assessment(),
        }
    }
}

/// A file's JSON; shows itself as JSON.
#[derive(Clone)]
struct Given(Json);

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_line())
    }
}

fn dice(most: usize) -> impl Strategy<Value = Dice> {
    prop::collection::vec(any::<u16>(), 0..most).prop_map(|picks| Dice(picks.into_iter()))
}

fn assessment() -> impl Strategy<Value = Given> {
    (drawn(), dice(1500)).prop_map(|(answers, mut dice)| Given(dice.assessment(&answers.0)))
}

fn group() -> impl Strategy<Value = Given> {
    dice(500).prop_map(|mut dice| {
        let n = dice.below(4);
        let members = (0..n).map(|_| dice.small_assessment()).collect();
        Given(dice.group(members))
    })
}

/// The same with the members of all objects in another order.
fn in_any_order(given: impl Strategy<Value = Given>) -> impl Strategy<Value = (Given, Given)> {
    (given, dice(1500)).prop_map(|(given, mut dice)| (given.clone(), Given(dice.shuffled(&given.0))))
}

fn small_files() -> impl Strategy<Value = Vec<Given>> {
    (dice(400), 1usize..6).prop_map(|(mut dice, n)| (0..n).map(|_| Given(dice.small_file())).collect())
}

fn open(json: &Json) -> File {
    read(json.to_line().as_bytes()).unwrap_or_else(|fault| panic!("{fault:?} in {}", json.to_line())).0
}

fn written(file: &File) -> String {
    match file {
        File::Assessment(document) => document.to_file(),
        File::Group(group) => group.to_json().to_page(),
    }
}

/// Members by name, to compare what is held and not in which order.
fn sorted(json: &Json) -> Json {
    match json {
        Json::List(items) => Json::List(items.iter().map(sorted).collect()),
        Json::Object(members) => {
            let mut members: Vec<(String, Json)> = members.iter().map(|(n, v)| (n.clone(), sorted(v))).collect();
            members.sort();
            Json::Object(members)
        }
        other => other.clone(),
    }
}

fn merged(files: &[File]) -> Option<Group> {
    Group::merge(files.iter().cloned())
}

fn line(group: Option<Group>) -> Option<String> {
    group.map(|group| group.to_json().to_line())
}

fn as_file(group: Option<Group>) -> Vec<File> {
    group.map(|g| File::Group(Box::new(g))).into_iter().collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_file_is_written_as_it_was_read_and_nothing_is_lost((original, given) in in_any_order(assessment())) {
        let (file, complaints) = read(given.0.to_line().as_bytes()).unwrap();
        prop_assert_eq!(&complaints, &[]);
        let once = written(&file);
        prop_assert_eq!(sorted(&parse(once.as_bytes()).unwrap()), sorted(&original.0));
        let (again, complaints) = read(once.as_bytes()).unwrap();
        prop_assert_eq!(&complaints, &[]);
        prop_assert_eq!(written(&again), once);
    }

    #[test]
    fn a_group_is_written_as_it_was_read((_, given) in in_any_order(group())) {
        let once = written(&open(&given.0));
        prop_assert_eq!(written(&read(once.as_bytes()).unwrap().0), once);
    }
}

proptest! {
    #![proptest_config(cases(1200))]

    #[test]
    fn merging_is_commutative_associative_and_idempotent(given in small_files(), mut order in dice(10), cut in 0usize..6) {
        let files: Vec<File> = given.iter().map(|json| open(&json.0)).collect();
        let n = files.len();
        let whole = line(merged(&files));

        let mut turned = files.clone();
        for i in (1..n).rev() {
            turned.swap(i, order.below(i + 1));
        }
        prop_assert_eq!(&line(merged(&turned)), &whole, "not commutative");

        let (left, right) = files.split_at(cut.min(n));
        let left_first: Vec<File> = as_file(merged(left)).into_iter().chain(right.iter().cloned()).collect();
        let right_first: Vec<File> = left.iter().cloned().chain(as_file(merged(right))).collect();
        prop_assert_eq!(&line(merged(&left_first)), &whole, "not associative on the left");
        prop_assert_eq!(&line(merged(&right_first)), &whole, "not associative on the right");

        let twice: Vec<File> = files.iter().chain(&files).cloned().collect();
        prop_assert_eq!(&line(merged(&twice)), &whole, "not idempotent");
        let with_itself: Vec<File> = as_file(merged(&files)).into_iter().chain(files).collect();
        prop_assert_eq!(&line(merged(&with_itself)), &whole, "not idempotent with its parts");

        let again = read(whole.as_deref().unwrap().as_bytes()).unwrap().0;
        prop_assert_eq!(&line(merged(&[again])), &whole, "not the same from its file");
    }
}

// Bad input.

/// Values that fit nowhere in particular, with the names of the format and of others.
fn junk() -> impl Strategy<Value = Json> {
    const NAMES: [&str; 16] = [
        "format",
        "version",
        "id",
        "answers",
        "value",
        "members",
        "settled",
        "alternatives",
        "criteria",
        "performances",
        "samples",
        "mandate.explicit",
        "mandate.broader",
        "framework",
        "__proto__",
        "hasOwnProperty",
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        prop::sample::select(vec!["0", "-1", "1e308", "-1e308", "1e400", "1e-400", "99999999999999999999", "0.5", "2"])
            .prop_map(|n| Json::Number(n.into())),
        prop::sample::select(vec![
            "",
            "unknown",
            "yes",
            "tafwid-assessment",
            "tafwid-group",
            "2026-11-22T10:00:00Z",
            "\u{0}",
            "٢٠٢٦"
        ])
        .prop_map(Json::text),
        any::<String>().prop_map(Json::text),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let members = prop::collection::btree_map(prop::sample::select(NAMES.to_vec()), inner.clone(), 0..5);
        prop_oneof![prop::collection::vec(inner, 0..5).prop_map(Json::List), members.prop_map(Json::object)]
    })
}

fn size(json: &Json) -> usize {
    let below: usize = match json {
        Json::List(items) => items.iter().map(size).sum(),
        Json::Object(members) => members.iter().map(|(_, v)| size(v)).sum(),
        _ => 0,
    };
    1 + below
}

/// Changes the value at a place, counted through the whole tree.
fn mutate(json: &mut Json, at: &mut usize, how: u8, with: &Json) {
    if *at == 0 {
        match (how, &mut *json) {
            (0, Json::List(items)) if !items.is_empty() => items.push(items[0].clone()),
            (0 | 1, Json::List(items)) => items.push(with.clone()),
            (0, Json::Object(members)) => members.retain(|(name, _)| name.len() % 2 == 0),
            (1, Json::Object(members)) if members.iter().all(|(name, _)| name != "new") => {
                members.push(("new".into(), with.clone()))
            }
            (2, Json::List(items)) => items.truncate(1),
            _ => *json = with.clone(),
        }
        *at = usize::MAX;
        return;
    }
    let mut visit = |value: &mut Json| {
        if *at != usize::MAX {
            *at -= 1;
            mutate(value, at, how, with);
        }
    };
    match json {
        Json::List(items) => items.iter_mut().for_each(&mut visit),
        Json::Object(members) => members.iter_mut().for_each(|(_, v)| visit(v)),
        _ => {}
    }
}

/// The same with a few values replaced, added, taken out or doubled.
fn damaged(given: impl Strategy<Value = Given>) -> impl Strategy<Value = Given> {
    let mutation = (any::<prop::sample::Index>(), 0u8..4, junk());
    (given, prop::collection::vec(mutation, 1..4)).prop_map(|(Given(mut json), mutations)| {
        for (at, how, with) in mutations {
            let mut at = at.index(size(&json));
            mutate(&mut json, &mut at, how, &with);
        }
        Given(json)
    })
}

/// A problem for the engine with three alternatives and two criteria.
fn problem() -> impl Strategy<Value = Given> {
    (prop::collection::vec(-2i32..=2, 6), any::<bool>()).prop_map(|(table, is_given)| {
        let numbers = |row: &[i32]| Json::List(row.iter().map(|v| Json::number(f64::from(*v))).collect());
        let rows = Json::List(table.chunks(2).map(numbers).collect());
        let mut members = vec![("alternatives", Json::texts(["a", "b", "c"])), ("criteria", Json::texts(["x", "y"]))];
        if is_given {
            let weights = Json::List(vec![Json::List(vec![Json::number(0.25), Json::number(0.75)])]);
            members.push(("samples", Json::object([("values", Json::List(vec![rows])), ("weights", weights)])));
        } else {
            members.push(("performances", rows));
            members.push(("importance", Json::List(vec![Json::whole(3), Json::whole(0)])));
        }
        Given(Json::object(members))
    })
}

/// Reads bytes as everything they may be; only panicking is wrong here.
fn try_everything(bytes: &[u8]) {
    if let Ok((file, complaints)) = read(bytes) {
        results::results(&file, &complaints, false);
        written(&file);
        line(merged(&[file]));
    }
    if let Ok(problem) = parse(bytes).and_then(|json| Problem::from_json(&json)) {
        problem.run();
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in any::<String>()) {
        try_everything(&bytes);
        try_everything(text.as_bytes());
    }

    #[test]
    fn no_json_panics(json in junk()) {
        try_everything(json.to_line().as_bytes());
        try_everything(json.to_page().as_bytes());
    }

    #[test]
    fn no_damaged_problem_panics(given in damaged(problem())) {
        if let Ok(problem) = Problem::from_json(&given.0) {
            problem.run();
        }
    }
}

proptest! {
    #![proptest_config(cases(250))]

    /// Whatever can be read can be written, read again and written alike, with the same complaints.
    #[test]
    fn a_damaged_file_is_refused_or_kept_as_it_is(given in damaged(prop_oneof![2 => assessment(), 1 => group()])) {
        let Ok((file, complaints)) = read(given.0.to_line().as_bytes()) else { return Ok(()) };
        results::results(&file, &complaints, false);
        let once = written(&file);
        let again = read(once.as_bytes());
        prop_assert!(again.is_ok(), "{:?} in {once}", again.err());
        let (again, complaints_again) = again.unwrap();
        prop_assert_eq!(&written(&again), &once);
        // Members of a group are sorted, and doubles dropped: their complaints move.
        if matches!(file, File::Assessment(_)) {
            let told = |list: &[Complaint]| list.iter().map(|c| (c.path.clone(), c.code.id())).collect::<BTreeSet<_>>();
            prop_assert_eq!(told(&complaints_again), told(&complaints));
        }
    }

    #[test]
    fn no_damaged_bytes_panic(
        given in assessment(),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = given.0.to_line().into_bytes();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        try_everything(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(20))]

    #[test]
    fn the_same_file_gives_the_same_results(given in assessment(), with_flips in prop::bool::weighted(0.3)) {
        let text = given.0.to_line();
        let line = || {
            let (file, complaints) = read(text.as_bytes()).unwrap();
            results::results(&file, &complaints, with_flips).to_line()
        };
        prop_assert_eq!(line(), line());
    }
}

// What lies between two states, and what an answer says about another question.

/// Answers, and the same with some of them changed.
fn two_states() -> impl Strategy<Value = (Drawn, Drawn)> {
    let change = (any::<prop::sample::Index>(), 0u8..8, any::<u16>());
    (drawn(), prop::collection::vec(change, 0..10)).prop_map(|(before, changes)| {
        let mut after = before.0.clone();
        for (at, roll, pick) in changes {
            let question = *at.get(&Q::ALL);
            match roll {
                0 => after.clear(question),
                1 => after.set_unknown(question),
                _ => after.set(answer(question, Lean::Even, pick.into())),
            }
        }
        (before, Drawn(after))
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn nothing_lies_between_a_state_and_itself(drawn in drawn()) {
        let found = compare(&drawn.0, &drawn.0);
        prop_assert!(found.changes.is_empty());
        prop_assert!(!found.verdicts.iter().any(Verdict::has_moved) && !found.dimensions.iter().any(Shift::has_moved));
        let order: Vec<Dimension> = found.dimensions.iter().map(|s| s.dimension).collect();
        prop_assert_eq!(order, Dimension::ALL.to_vec());
    }

    #[test]
    fn a_comparison_read_backwards_is_the_comparison_backwards((before, after) in two_states()) {
        let (there, back) = (compare(&before.0, &after.0), compare(&after.0, &before.0));
        let questions = |c: &Comparison| c.changes.iter().map(|change| change.question).collect::<Vec<_>>();
        prop_assert_eq!(questions(&there), questions(&back));
        for (a, b) in there.verdicts.iter().zip(&back.verdicts) {
            prop_assert_eq!((a.measure, a.before, a.after), (b.measure, b.after, b.before));
        }
        for (a, b) in there.dimensions.iter().zip(&back.dimensions) {
            prop_assert_eq!((a.dimension, a.before, a.after), (b.dimension, b.after, b.before));
        }
        prop_assert!(there.dimensions.windows(2).all(|w| w[0].distance() >= w[1].distance() - ROUNDING));
        // With the changes the earlier state is the later one.
        let mut replayed = before.0.clone();
        for change in &there.changes {
            match after.0.said(change.question) {
                Some(Said::Answer(answer)) => replayed.set(answer.clone()),
                Some(Said::Unknown) => replayed.set_unknown(change.question),
                None => replayed.clear(change.question),
            }
        }
        prop_assert_eq!(replayed, after.0);
    }

    #[test]
    fn what_one_changed_answer_moves_is_what_moved(before in drawn(), at in any::<prop::sample::Index>(), pick in any::<u16>()) {
        let mut after = before.0.clone();
        after.set(answer(*at.get(&Q::ALL), Lean::Even, pick.into()));
        let found = compare(&before.0, &after);
        let verdicts = found.verdicts.iter().filter(|v| v.has_moved()).map(|v| v.measure);
        let mut moved: Vec<Measure> =
            found.dimensions.iter().filter(|s| s.has_moved()).map(|s| Measure::Of(s.dimension)).chain(verdicts).collect();
        moved.retain(|m| *m != Measure::Of(Dimension::Authority));
        let alone = found.changes.first().map(|c| c.alone.clone()).unwrap_or_default();
        prop_assert!(moved.iter().all(|m| alone.contains(m)) && alone.iter().all(|m| moved.contains(m)), "{moved:?} {alone:?}");
    }

    #[test]
    fn a_suggestion_fits_is_wanted_and_contradicts_no_rule(drawn in drawn()) {
        let answers = &drawn.0;
        let sheet = Sheet::from(answers);
        for question in Q::ALL {
            let Some(found) = suggestion(answers, &sheet, question) else { continue };
            prop_assert!(answers.said(question).is_none() && sheet.shown(question) == Shown::Yes);
            prop_assert!(answers.answer(found.from).is_some() && sheet.shown(found.from) == Shown::Yes);
            prop_assert_eq!(found.answer.question(), question);
            let mut taken = answers.clone();
            taken.set(found.answer);
            let after = Sheet::from(&taken);
            let before = tensions(&sheet);
            prop_assert!(tensions(&after).iter().all(|t| before.contains(t)), "{} from {}", question.id(), found.from.id());
            prop_assert_eq!(suggestion(&taken, &after, question), None);
        }
    }
}
