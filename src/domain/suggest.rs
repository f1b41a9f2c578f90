//! Questions that several modules share are asked once: an answer that settles what another question asks is offered there, to be
//! confirmed. Nothing is taken over by itself.
//!
//! A pair stands here only where the meaning carries over. What was weighed and left out: a function that the city holds
//! (`mandate.broader`) says nothing about a programme that works (`framework.violence_base` and its like); what the mandate allows
//! (`mandate.civil_society`, `mandate.primary`, …) nothing about what is done (`principles.beyond_government`) or matters now
//! (`framework.level_focus`), nor the other way round; that data may be shared (`framework.data_sharing`) nothing about how well
//! departments talk (`institution.communication`); and where money can be had (`framework.funding`) nothing about the ways to it
//! (`resources.options`).

use super::answers::{Answer, Answers, Value};
use super::instrument::{Kind, Opt, Question};
use super::letters::fold;
use super::sheet::{Sheet, Shown};

/// How an answer carries over.
#[derive(Clone, Copy, Debug)]
enum Carry {
    /// An option chosen gives an option; of a multi all that are chosen are taken together.
    Each(&'static [(Opt, Opt)]),
    /// A multi in which this one option alone is chosen gives an option.
    Alone(Opt, Opt),
    /// The same, where the answer to another question holds an option too.
    With(&'static [(Opt, Opt)], Question, Opt),
    /// A list that holds every entry of another list gives yes, one that holds some of them partly.
    Covers(Question),
}

/// An answer to one question that answers another.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The question that is answered.
    pub from: Question,
    /// The question that it answers too.
    pub to: Question,
    carry: Carry,
}

const fn pair(from: Question, to: Question, carry: Carry) -> Pair {
    Pair { from, to, carry }
}

/// All pairs. Where several lead to one question, the first that has something to say is offered.
pub const PAIRS: [Pair; 20] = {
    use Carry::{Alone, Covers, Each, With};
    use Opt::*;
    use Question as Q;
    [
        // A strategy that gives cities a role, or requires a plan of them, is a text that names both (S19, S51; the rules ask to
        // check one without the other, T2).
        pair(Q::FrameworkNationalPcve, Q::MandateExplicit, Each(&[(NamesLocalRole, Yes), (RequiresLocalPlan, Yes)])),
        // Without a national strategy there is none that could have been shared or asked about (S25-S27; T6).
        pair(Q::FrameworkNationalPcve, Q::MandateFrameworkShared, Each(&[(None, NotApplicable)])),
        pair(Q::FrameworkNationalPcve, Q::MandateFrameworkInput, Each(&[(None, NotApplicable)])),
        // The text is a national strategy, and it no more than mentions or invites cities: it names a role and requires no plan
        // (S10, S14, S51).
        pair(
            Q::MandateObligation,
            Q::FrameworkNationalPcve,
            With(&[(Mentioned, NamesLocalRole), (Encouraged, NamesLocalRole)], Q::MandateExplicitSource, NationalStrategy),
        ),
        // What the city faces is what its framework must address, as far as both questions know the same things (S02, S22, S34,
        // S42). Recruitment, returnees and harms online can be of several kinds and are left to the reader.
        pair(
            Q::ProfileConcerns,
            Q::FrameworkThreatFocus,
            Each(&[
                (ViolentExtremism, ExtremistViolence),
                (HateIncidents, Hate),
                (Polarisation, Polarisation),
                (SchoolViolence, InterpersonalViolence),
                (OtherViolence, InterpersonalViolence),
            ]),
        ),
        // Where nobody has to approve, approval does not apply (S43).
        pair(Q::FrameworkApprover, Q::FrameworkApproved, Alone(NoneNeeded, NotApplicable)),
        // "A way of working, but no published strategy" is not published (S39, S60).
        pair(Q::FrameworkOutput, Q::CommunityPublished, Each(&[(UnpublishedApproach, No)])),
        // Where there is nothing to publish, its languages do not matter either (S60, S61).
        pair(Q::CommunityPublished, Q::CommunityLanguages, Each(&[(NotApplicable, NotApplicable)])),
        // Both lists are there: the languages of publication hold all, or some, that residents use (S61).
        pair(Q::CommunityLanguagesPublished, Q::CommunityLanguages, Covers(Q::ProfileLanguages)),
        // Built into what the city already runs is existing mechanisms put to use, and ties to what exists (S63, S77, S89).
        pair(Q::IntegrationExistingMechanisms, Q::InstitutionUsesMechanisms, Each(&[(Yes, Yes), (Partly, Partly)])),
        pair(Q::IntegrationExistingMechanisms, Q::ResourcesTiedExisting, Each(&[(Yes, Yes), (Partly, Partly)])),
        // Training is asked about as something the city gives and as something people have (S66 in both).
        pair(Q::IntegrationTraining, Q::ResourcesSkills, Each(&[(Yes, Yes), (Partly, Partly)])),
        pair(Q::ResourcesSkills, Q::IntegrationTraining, Each(&[(Yes, Yes), (Partly, Partly)])),
        // All services that are concerned take part, and not one agency alone: several hold functions that matter (S56, S71).
        pair(Q::PrinciplesAllServices, Q::InstitutionManyContributors, Each(&[(Yes, Yes)])),
        // Without a network there is none to take part in or to support (S73, S76, S77).
        pair(Q::InstitutionExistingNetwork, Q::InstitutionTakesPart, Each(&[(None, NotApplicable)])),
        pair(Q::InstitutionExistingNetwork, Q::InstitutionSupportsNetwork, Each(&[(None, NotApplicable)])),
        // A council that has adopted the mandate, or approved the framework, has passed the motion that is asked about (S21, S43,
        // S82, S84; T5).
        pair(Q::MandateOwnAdoption, Q::SustainLegalBasis, Each(&[(Adopted, Yes)])),
        pair(Q::FrameworkApproved, Q::SustainLegalBasis, With(&[(Yes, Yes)], Q::FrameworkApprover, Council)),
        // A law that obliges the city makes prevention one of its responsibilities in law (S18, S82).
        pair(Q::MandateObligation, Q::SustainLegalDuty, Each(&[(Duty, Yes)])),
        // What can be done with the resources there are needs no new ones (S42, S86).
        pair(Q::FrameworkPractical, Q::ResourcesNewNeeded, Each(&[(Yes, No)])),
    ]
};

/// An answer offered for a question, and the one that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The question that was answered.
    pub from: Question,
    /// What its answer says about the other question.
    pub answer: Answer,
}

impl Pair {
    fn suggest(&self, answers: &Answers, sheet: &Sheet) -> Option<Answer> {
        // What is hidden is kept and not used.
        let said = |q: Question| answers.answer(q).filter(|_| sheet.shown(q) == Shown::Yes);
        let from = said(self.from)?;
        let list = |answer: &Answer| if let Value::List(all) = answer.value() { all.clone() } else { Vec::new() };
        let given = |rows: &[(Opt, Opt)]| {
            let chosen = from.options();
            rows.iter().filter(|(has, _)| chosen.contains(has)).map(|(_, gives)| *gives).collect::<Vec<Opt>>()
        };
        let options = match self.carry {
            Carry::Each(rows) => given(rows),
            Carry::Alone(only, gives) if from.options() == [only] => vec![gives],
            Carry::Alone(..) => Vec::new(),
            Carry::With(rows, other, holds) if said(other).is_some_and(|a| a.options().contains(&holds)) => given(rows),
            Carry::With(..) => Vec::new(),
            Carry::Covers(other) => {
                let (has, wanted) = (list(from), said(other).map(list).unwrap_or_default());
                let found = wanted.iter().filter(|w| has.iter().any(|h| fold(h) == fold(w))).count();
                match found {
                    0 => Vec::new(),
                    n if n == wanted.len() => vec![Opt::Yes],
                    _ => vec![Opt::Partly],
                }
            }
        };
        match self.to.kind() {
            _ if options.is_empty() => Option::None,
            Kind::Multi => Answer::many(self.to, options).ok(),
            _ => Answer::one(self.to, *options.first()?).ok(),
        }
    }
}

/// What the answers say about a question that is asked and has no answer, nor a "do not know".
pub fn suggestion(answers: &Answers, sheet: &Sheet, to: Question) -> Option<Suggestion> {
    if answers.said(to).is_some() || sheet.shown(to) != Shown::Yes {
        return Option::None;
    }
    let pairs = PAIRS.iter().filter(|pair| pair.to == to);
    pairs.filter_map(|p| p.suggest(answers, sheet).map(|answer| Suggestion { from: p.from, answer })).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(Question, &[&str])]) -> Answers {
        let mut answers = Answers::default();
        for (question, raw) in pairs {
            let is_many = matches!(question.kind(), Kind::Multi | Kind::List);
            let answer = if is_many { Answer::from_list(*question, raw) } else { Answer::from_text(*question, raw[0]) };
            answers.set(answer.unwrap());
        }
        answers
    }

    fn offered(answers: &Answers, to: Question) -> Option<(Question, Vec<&'static str>)> {
        let found = suggestion(answers, &Sheet::from(answers), to)?;
        Some((found.from, found.answer.options().iter().map(|o| o.id()).collect()))
    }

    #[test]
    fn every_row_names_options_of_its_questions() {
        for pair in PAIRS {
            let (from, to) = (pair.from, pair.to);
            assert!(from != to && !matches!(to.kind(), Kind::Text | Kind::List | Kind::Country), "{}", to.id());
            let rows = match pair.carry {
                Carry::Each(rows) => rows.to_vec(),
                Carry::Alone(has, gives) => {
                    assert_eq!(from.kind(), Kind::Multi);
                    vec![(has, gives)]
                }
                Carry::With(rows, other, holds) => {
                    assert!(other.index_of(holds).is_some(), "{}", from.id());
                    rows.to_vec()
                }
                Carry::Covers(other) => {
                    assert_eq!((from.kind(), other.kind(), to.kind()), (Kind::List, Kind::List, Kind::Extent));
                    continue;
                }
            };
            assert!(!rows.is_empty());
            for (has, gives) in rows {
                assert!(from.index_of(has).is_some() && to.index_of(gives).is_some(), "{} {}", from.id(), to.id());
            }
        }
        let mut places: Vec<(Question, Question)> = PAIRS.iter().map(|p| (p.from, p.to)).collect();
        places.sort();
        places.dedup();
        assert_eq!(places.len(), PAIRS.len(), "each pair stands once");
    }

    #[test]
    fn what_is_offered() {
        use Question as Q;
        type Row = (&'static [(Question, &'static [&'static str])], Question, Option<(Question, &'static [&'static str])>);
        let rows: [Row; 16] = [
            (
                &[(Q::ProfileConcerns, &["hate_incidents", "online_harms", "other_violence", "school_violence"])],
                Q::FrameworkThreatFocus,
                Some((Q::ProfileConcerns, &["hate", "interpersonal_violence"])),
            ),
            (&[(Q::ProfileConcerns, &["returnees"])], Q::FrameworkThreatFocus, None),
            (&[(Q::ProfileConcerns, &[])], Q::FrameworkThreatFocus, None),
            (&[(Q::MandateOwnAdoption, &["adopted"])], Q::SustainLegalBasis, Some((Q::MandateOwnAdoption, &["yes"]))),
            (&[(Q::MandateOwnAdoption, &["in_progress"])], Q::SustainLegalBasis, None),
            (&[(Q::FrameworkApproved, &["yes"])], Q::SustainLegalBasis, None),
            (
                &[(Q::FrameworkApproved, &["yes"]), (Q::FrameworkApprover, &["mayor", "council"])],
                Q::SustainLegalBasis,
                Some((Q::FrameworkApproved, &["yes"])),
            ),
            (
                &[(Q::FrameworkApprover, &["none_needed"])],
                Q::FrameworkApproved,
                Some((Q::FrameworkApprover, &["not_applicable"])),
            ),
            (&[(Q::FrameworkApprover, &["mayor", "none_needed"])], Q::FrameworkApproved, None),
            // A duty that is hidden says nothing.
            (&[(Q::MandateExplicit, &["no"]), (Q::MandateObligation, &["duty"])], Q::SustainLegalDuty, None),
            (
                &[(Q::MandateExplicit, &["yes"]), (Q::MandateObligation, &["duty"])],
                Q::SustainLegalDuty,
                Some((Q::MandateObligation, &["yes"])),
            ),
            // One that is answered gets none, and neither does one that is hidden.
            (&[(Q::MandateOwnAdoption, &["adopted"]), (Q::SustainLegalBasis, &["no"])], Q::SustainLegalBasis, None),
            (
                &[
                    (Q::ProfileLanguages, &["عربي", "English "]),
                    (Q::CommunityPublished, &["yes"]),
                    (Q::CommunityLanguagesPublished, &["english", "عربي", "Kurdî"]),
                ],
                Q::CommunityLanguages,
                Some((Q::CommunityLanguagesPublished, &["yes"])),
            ),
            (
                &[
                    (Q::ProfileLanguages, &["عربي", "English"]),
                    (Q::CommunityPublished, &["partly"]),
                    (Q::CommunityLanguagesPublished, &["عربي"]),
                ],
                Q::CommunityLanguages,
                Some((Q::CommunityLanguagesPublished, &["partly"])),
            ),
            (
                &[
                    (Q::ProfileLanguages, &["عربي"]),
                    (Q::CommunityPublished, &["yes"]),
                    (Q::CommunityLanguagesPublished, &["Kurdî"]),
                ],
                Q::CommunityLanguages,
                None,
            ),
            (
                &[
                    (Q::ProfileLanguages, &["عربي"]),
                    (Q::CommunityPublished, &["no"]),
                    (Q::CommunityLanguagesPublished, &["عربي"]),
                ],
                Q::CommunityLanguages,
                None,
            ),
        ];
        for (answers, to, expected) in rows {
            let expected = expected.map(|(from, options)| (from, options.to_vec()));
            assert_eq!(offered(&given(answers), to), expected, "{answers:?} {}", to.id());
        }
    }

    #[test]
    fn i_do_not_know_gets_and_gives_none() {
        let mut answers = given(&[(Question::MandateOwnAdoption, &["adopted"])]);
        answers.set_unknown(Question::SustainLegalBasis);
        assert_eq!(offered(&answers, Question::SustainLegalBasis), None);
        answers.clear(Question::SustainLegalBasis);
        answers.set_unknown(Question::MandateOwnAdoption);
        assert_eq!(offered(&answers, Question::SustainLegalBasis), None);
    }
}
