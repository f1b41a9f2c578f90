//! The mandate: how much authority, is it sufficient, can it be used (rules, part 2). Both verdicts are one [`Rule`] each; all
//! results are pairs of the lowest and the highest that are possible.

pub mod advice;
pub mod authority;
pub mod explain;

use crate::domain::answers::options_in;
use crate::domain::instrument::{Opt, Question, value_of};
use crate::domain::sheet::Sheet;
use authority::Authority;

/// Something that a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// How much authority, 0..=3.
    Authority,
    /// The three prevention levels together, 0..=1.
    Levels,
    /// One question, 0..=1.
    Question(Question),
}

/// The questions of the three prevention levels.
pub const LEVELS: [Question; 3] = [Question::MandatePrimary, Question::MandateSecondary, Question::MandateTertiary];

impl Criterion {
    /// The id in files: a question's own without its module.
    pub fn id(self) -> &'static str {
        match self {
            Criterion::Authority => "authority",
            Criterion::Levels => "levels",
            Criterion::Question(q) => q.id().split_once('.').map_or(q.id(), |(_, name)| name),
        }
    }

    /// Whether it rests on a question.
    pub fn rests_on(self, question: Question) -> bool {
        match self {
            Criterion::Authority => authority::QUESTIONS.contains(&question),
            Criterion::Levels => LEVELS.contains(&question),
            Criterion::Question(q) => q == question,
        }
    }

    /// The questions it rests on.
    pub fn questions(self) -> Vec<Question> {
        match self {
            Criterion::Authority => authority::QUESTIONS.to_vec(),
            Criterion::Levels => LEVELS.to_vec(),
            Criterion::Question(q) => vec![q],
        }
    }
}

/// The lowest and the highest value that are possible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

/// The span of one question's value: `None` when it is surely not applicable. Where it may be, the highest is 1: what does not
/// apply cannot stand in the way.
pub fn question_span(sheet: &Sheet, question: Question) -> Option<Span> {
    let (mut span, mut outside) = (None::<Span>, false);
    for option in options_in(question, sheet.options(question)) {
        match value_of(question, option) {
            None => outside = true,
            Some(v) => {
                let so_far = span.unwrap_or(Span { low: v, high: v });
                span = Some(Span { low: so_far.low.min(v), high: so_far.high.max(v) });
            }
        }
    }
    span.map(|s| if outside { Span { high: 1.0, ..s } } else { s })
}

/// The span of a criterion; authority's is on its own scale.
pub fn span(sheet: &Sheet, criterion: Criterion) -> Option<Span> {
    match criterion {
        Criterion::Authority => {
            let (low, high) = authority::range(sheet);
            Some(Span { low: f64::from(low.level()), high: f64::from(high.level()) })
        }
        Criterion::Question(question) => question_span(sheet, question),
        Criterion::Levels => {
            let spans = LEVELS.map(|q| question_span(sheet, q).unwrap_or(Span { low: 1.0, high: 1.0 }));
            let rate = |values: [f64; 3]| match values {
                v if v.iter().all(|v| *v == 1.0) => 1.0,
                v if v.iter().all(|v| *v == 0.0) => 0.0,
                _ => 0.5,
            };
            Some(Span { low: rate(spans.map(|s| s.low)), high: rate(spans.map(|s| s.high)) })
        }
    }
}

/// How a verdict is reached, on four levels: 0 without authority, 1 when a core criterion is at 0, 3 when everything is met,
/// 2 otherwise.
#[derive(Debug)]
pub struct Rule {
    /// The authority needed for the highest level.
    pub authority: Authority,
    /// Criteria that must be above 0 for level 2 and at 1 for level 3.
    pub core: &'static [Criterion],
    /// Criteria with the value that level 3 needs.
    pub supporting: &'static [(Criterion, f64)],
}

macro_rules! on {
    ($($question:ident),* $(,)?) => { &[$(on!(@ $question)),*] };
    (@ Levels) => { Criterion::Levels };
    (@ $question:ident) => { Criterion::Question(Question::$question) };
}

/// Is the mandate sufficient?
pub static SUFFICIENCY: Rule = Rule {
    authority: Authority::Adequate,
    core: on![
        MandateFitsNeeds,
        MandateEarlyIntervention,
        MandateCommunityProgrammes,
        Levels,
        MandateMultiAgency,
        MandateCivilSociety,
        MandateCommunities,
    ],
    supporting: &[
        (Criterion::Question(Question::MandateSafetyBreadth), 0.5),
        (Criterion::Question(Question::MandateThreatsCovered), 0.5),
        (Criterion::Question(Question::MandatePrivateSector), 0.5),
    ],
};

/// Can it be used in practice?
pub static OPERABILITY: Rule = Rule {
    authority: Authority::Weak,
    core: on![MandatePoliticalWill, MandateLegalSpace, MandateDepartmentsAware, MandateRolesUnderstood],
    supporting: &[
        (Criterion::Question(Question::MandateThreatAwareness), 0.5),
        (Criterion::Question(Question::MandateRecognisedNational), 0.5),
        (Criterion::Question(Question::MandateRecognisedLocal), 0.5),
        (Criterion::Question(Question::MandateNlc), 0.5),
        (Criterion::Question(Question::MandateClear), 0.5),
        (Criterion::Question(Question::MandateFrameworkShared), 0.5),
        (Criterion::Question(Question::MandateFrameworkInput), 0.5),
        (Criterion::Question(Question::MandateWidelyHeld), 0.5),
        (Criterion::Question(Question::MandateLeadersBriefed), 0.5),
        (Criterion::Question(Question::MandatePartnersAware), 0.5),
    ],
};

impl Rule {
    /// Every criterion, authority first, then the core, then the supporting ones.
    pub fn criteria(&'static self) -> impl Iterator<Item = Criterion> {
        let supporting = self.supporting.iter().map(|(c, _)| *c);
        std::iter::once(Criterion::Authority).chain(self.core.iter().copied()).chain(supporting)
    }

    /// The value that a criterion needs for level 2 or 3; `None` where that level needs nothing of it.
    pub fn needed(&self, criterion: Criterion, level: u8) -> Option<f64> {
        let full = level > 2;
        if criterion == Criterion::Authority {
            let authority = if full { self.authority } else { Authority::Weak };
            return Some(f64::from(authority.level()));
        }
        if self.core.contains(&criterion) {
            return Some(if full { 1.0 } else { 0.5 });
        }
        self.supporting.iter().find(|(c, _)| full && *c == criterion).map(|(_, needed)| *needed)
    }

    /// The level that values give. Monotone in each of them.
    pub(crate) fn level(&'static self, value: impl Fn(Criterion) -> Option<f64>) -> u8 {
        let meets = |level| {
            self.criteria().all(|c| match (value(c), self.needed(c, level)) {
                (Some(value), Some(needed)) => value >= needed,
                _ => true,
            })
        };
        match value(Criterion::Authority) {
            Some(0.0) => 0,
            _ if !meets(2) => 1,
            _ if meets(3) => 3,
            _ => 2,
        }
    }

    /// The lowest and the highest level that are possible.
    pub fn range(&'static self, sheet: &Sheet) -> (u8, u8) {
        let spans: Vec<(Criterion, Option<Span>)> = self.criteria().map(|c| (c, span(sheet, c))).collect();
        let of = |c: Criterion| spans.iter().find(|(d, _)| *d == c).and_then(|(_, s)| *s);
        (self.level(|c| of(c).map(|s| s.low)), self.level(|c| of(c).map(|s| s.high)))
    }
}

macro_rules! levels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $id:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }
        impl $name {
            /// All, lowest first.
            pub const ALL: [$name; 4] = [$($name::$variant),*];
            /// The id in files.
            pub const fn id(self) -> &'static str { match self { $($name::$variant => $id),* } }
            /// From a rule's level 0..=3.
            pub fn from_level(level: u8) -> $name { Self::ALL[usize::from(level.min(3))] }
        }
    };
}

levels! {
    /// Is the mandate sufficient?
    Sufficiency { NoMandate = "no_mandate", Insufficient = "insufficient", PartlySufficient = "partly_sufficient", Sufficient = "sufficient" }
}
levels! {
    /// Can it be used in practice?
    Operability { NotYet = "not_yet", Blocked = "blocked", Fragile = "fragile", Ready = "ready" }
}

/// A settled option, for the tensions and the page.
pub(crate) fn is(sheet: &Sheet, question: Question, option: Opt) -> bool {
    sheet.settled(question) == Some(option)
}
