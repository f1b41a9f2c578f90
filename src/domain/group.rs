//! Several respondents: what each question's answers are, how far they agree, and the group's own answer (rules, part 5). Which
//! file counts for whom is the document room's business; here a respondent is a set of answers.

use super::answers::{Answer, Answers, Said, Value, options_in};
use super::instrument::{Opt, Question, value_of};
use super::sheet::{Sheet, Shown};

/// What respondents said to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// How often each answer was given, in the instrument's order, those given only: the ids of options (of a multi each, and
    /// `none` for the empty one), or the texts.
    pub counts: Vec<(String, usize)>,
    /// Respondents who do not know.
    pub unknown: usize,
    /// Respondents who said nothing, or were not asked.
    pub unanswered: usize,
    /// Mean agreement over pairs of respondents who answered, 0..=1; `None` with fewer than two, or where answers are not compared.
    pub agreement: Option<f64>,
}

/// An answer that counts: given, and to a question that this respondent is asked.
fn counted<'a>(answers: &'a Answers, sheet: &Sheet, question: Question) -> Option<&'a Said> {
    answers.said(question).filter(|_| sheet.shown(question) != Shown::No)
}

/// How far two answers to a question are apart, 0..=1; `None` where they are not compared.
pub fn distance(question: Question, a: &Value, b: &Value) -> Option<f64> {
    match (a, b) {
        (Value::One(a), Value::One(b)) => {
            let place = |o: &Opt| question.order().and_then(|order| order.iter().position(|x| x == o).map(|i| (i, order.len())));
            Some(match (place(a), place(b)) {
                (Some((i, n)), Some((j, _))) => i.abs_diff(j) as f64 / (n - 1).max(1) as f64,
                _ => f64::from(u8::from(a != b)),
            })
        }
        (Value::Many(a), Value::Many(b)) => {
            let (both, either) = ((a & b).count_ones(), (a | b).count_ones());
            Some(if either == 0 { 0.0 } else { 1.0 - f64::from(both) / f64::from(either) })
        }
        _ => None,
    }
}

fn count(counts: &mut Vec<(String, usize)>, key: &str) {
    match counts.iter_mut().find(|(k, _)| k == key) {
        Some((_, n)) => *n += 1,
        None => counts.push((key.into(), 1)),
    }
}

/// The figures of one question.
pub fn figures(respondents: &[&Answers], question: Question) -> Figures {
    let mut found = Figures { counts: Vec::new(), unknown: 0, unanswered: 0, agreement: None };
    let mut given: Vec<&Answer> = Vec::new();
    for answers in respondents {
        match counted(answers, &Sheet::from(*answers), question) {
            None => found.unanswered += 1,
            Some(Said::Unknown) => found.unknown += 1,
            Some(Said::Answer(answer)) => given.push(answer),
        }
    }
    for answer in &given {
        match answer.value() {
            Value::One(option) => count(&mut found.counts, option.id()),
            Value::Many(0) => count(&mut found.counts, "none"),
            Value::Many(set) => options_in(question, *set).for_each(|o| count(&mut found.counts, o.id())),
            Value::Text(text) | Value::Country(text) => count(&mut found.counts, text),
            Value::List(list) => list.iter().for_each(|text| count(&mut found.counts, text)),
        }
    }
    let place = |key: &str| Opt::from_id(key).and_then(|o| question.index_of(o)).unwrap_or(usize::MAX);
    found.counts.sort_by(|a, b| place(&a.0).cmp(&place(&b.0)).then(a.0.cmp(&b.0)));
    let mut pairs = Vec::new();
    for (i, a) in given.iter().enumerate() {
        for b in given.iter().skip(i + 1) {
            pairs.extend(distance(question, a.value(), b.value()).map(|d| 1.0 - d));
        }
    }
    found.agreement = (!pairs.is_empty()).then(|| pairs.iter().sum::<f64>() / pairs.len() as f64);
    found
}

/// The group's own answers: what all who answered gave when they agree, what the coordinator settled, otherwise open over the
/// answers given.
pub fn sheet(respondents: &[&Answers], settled: &Answers) -> Sheet {
    let sheets: Vec<Sheet> = respondents.iter().map(|a| Sheet::from(*a)).collect();
    let mut group = Sheet::default();
    for question in Question::ALL {
        if let Some(answer) = settled.answer(question) {
            group.settle(question, answer.value());
            continue;
        }
        let mut given: Vec<&Value> = Vec::new();
        for (answers, sheet) in respondents.iter().zip(&sheets) {
            if let Some(Said::Answer(answer)) = counted(answers, sheet, question)
                && !given.contains(&answer.value())
            {
                given.push(answer.value());
            }
        }
        match given.as_slice() {
            [] => {}
            [only] => group.settle(question, only),
            several => group.open_between(question, several),
        }
    }
    group
}

/// How little the mandate is known: the mean over the four questions of the share of respondents with no, unknown or no answer;
/// `None` without respondents.
pub fn awareness_gap(respondents: &[&Answers]) -> Option<f64> {
    const ASKED: [Question; 4] = [
        Question::MandateDepartmentsAware,
        Question::MandateRolesUnderstood,
        Question::MandateWidelyHeld,
        Question::MandateLeadersBriefed,
    ];
    let lacks = |answers: &&&Answers, q: Question| answers.option(q).is_none_or(|o| value_of(q, o) == Some(0.0));
    let share = |q: Question| respondents.iter().filter(|a| lacks(a, q)).count() as f64 / respondents.len() as f64;
    (!respondents.is_empty()).then(|| ASKED.into_iter().map(share).sum::<f64>() / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sheet::{Belief, Selections};

    fn answers(given: &[(Question, &str)]) -> Answers {
        let mut answers = Answers::default();
        for (question, id) in given {
            match *id {
                "unknown" => answers.set_unknown(*question),
                list if list.starts_with('[') => {
                    let ids: Vec<&str> = list.trim_matches(['[', ']']).split(' ').filter(|id| !id.is_empty()).collect();
                    answers.set(Answer::from_list(*question, &ids).unwrap());
                }
                id => answers.set(Answer::from_text(*question, id).unwrap()),
            }
        }
        answers
    }

    #[test]
    fn a_group_answers_what_all_agree_on_and_stays_open_over_what_was_given() {
        use Question::*;
        let finance = answers(&[
            (MandateExplicit, "no"),
            (MandateObligation, "duty"), // hidden
            (MandateClear, "yes"),
            (MandateNlc, "partly"),
            (MandateBroader, "[public_safety]"),
            (MandateOwnAdoption, "adopted"),
        ]);
        let health = answers(&[
            (MandateExplicit, "partly"),
            (MandateObligation, "tasked"),
            (MandateClear, "yes"),
            (MandateNlc, "no"),
            (MandateBroader, "[]"),
            (MandateOwnAdoption, "possible"),
        ]);
        let police = answers(&[(MandateClear, "unknown"), (MandateNlc, "no")]);
        let settled = answers(&[(MandateOwnAdoption, "in_progress")]);
        let group = sheet(&[&finance, &health, &police], &settled);
        let among = |question: Question, options: &[Opt]| {
            let set = options.iter().fold(0, |set, option| set | question.bit(*option));
            assert_eq!(group.options(question), set, "{}", question.id());
        };
        among(MandateExplicit, &[Opt::No, Opt::Partly]);
        among(MandateObligation, &[Opt::Tasked]);
        among(MandateClear, &[Opt::Yes]);
        among(MandateNlc, &[Opt::Partly, Opt::No]);
        among(MandateOwnAdoption, &[Opt::InProgress]);
        among(MandatePoliticalWill, &[Opt::Yes, Opt::Partly, Opt::No]);
        assert_eq!(
            *group.belief(MandateBroader),
            Belief::Many(Selections::OneOf(vec![MandateBroader.bit(Opt::PublicSafety), 0]))
        );
        assert!(group.is_answered(MandateClear) && group.is_answered(MandateOwnAdoption));
        assert!(!group.is_answered(MandateNlc) && !group.is_answered(MandatePoliticalWill));
    }

    #[test]
    fn figures_count_each_answer_and_how_far_they_agree() {
        use Question::*;
        let all = [
            answers(&[(MandateClear, "yes"), (MandateBroader, "[public_safety public_health]"), (MandateObligation, "duty")]),
            answers(&[(MandateClear, "no"), (MandateBroader, "[public_health]"), (MandateExplicit, "no")]),
            answers(&[(MandateClear, "partly"), (MandateBroader, "[]"), (ProfileCountry, "KE")]),
            answers(&[(MandateClear, "unknown"), (MandateExplicit, "no"), (MandateObligation, "tasked")]),
        ];
        let all: Vec<&Answers> = all.iter().collect();
        let counts = |question: Question| {
            let found = figures(&all, question);
            let told: Vec<String> = found.counts.iter().map(|(id, n)| format!("{id} {n}")).collect();
            (told.join(", "), found.unknown, found.unanswered)
        };
        assert_eq!(counts(MandateClear), ("yes 1, partly 1, no 1".into(), 1, 0));
        assert_eq!(counts(MandateBroader), ("public_safety 1, public_health 2, none 1".into(), 0, 1));
        assert_eq!(counts(MandateObligation), ("duty 1".into(), 0, 3));
        assert_eq!(counts(ProfileCountry), ("KE 1".into(), 0, 3));
        // Pairs: yes and no 0, yes and partly 1/2, no and partly 1/2.
        assert_eq!(figures(&all, MandateClear).agreement, Some(1.0 / 3.0));
        // Pairs: one of two 1/2, two against none 0, one against none 0.
        assert_eq!(figures(&all, MandateBroader).agreement, Some(0.5 / 3.0));
        assert_eq!(figures(&all, MandateObligation).agreement, None);
        assert_eq!(figures(&all, ProfileCountry).agreement, None);
    }

    #[test]
    fn ordered_answers_are_evenly_apart_and_what_does_not_apply_is_apart_from_all() {
        use Question::*;
        let apart = |question: Question, a: Opt, b: Opt| distance(question, &Value::One(a), &Value::One(b));
        for (question, a, b, expected) in [
            (MandateClear, Opt::Yes, Opt::Partly, 0.5),
            (MandateClear, Opt::No, Opt::Yes, 1.0),
            (MandateClear, Opt::No, Opt::No, 0.0),
            (MandateNlc, Opt::NotApplicable, Opt::Partly, 1.0),
            (MandateNlc, Opt::NotApplicable, Opt::NotApplicable, 0.0),
            (MandateObligation, Opt::Mentioned, Opt::Duty, 1.0),
            (MandateObligation, Opt::Tasked, Opt::Encouraged, 0.5),
            (MandateOwnAdoption, Opt::Adopted, Opt::InProgress, 1.0 / 3.0),
            (MandateSafetyBreadth, Opt::PhysicalSecurityOnly, Opt::SomeCohesion, 0.5),
            (MandateSafetyBreadth, Opt::NoSafetyRole, Opt::PhysicalSecurityOnly, 1.0),
            (MandateThreatsCovered, Opt::OneThreat, Opt::AllForms, 2.0 / 3.0),
            (ProfilePopulation, Opt::Under50k, Opt::From50k, 0.25),
            (ProfileDecentralisation, Opt::Low, Opt::Medium, 0.5),
            (FrameworkNationalPcve, Opt::None, Opt::Exists, 1.0 / 3.0),
            (InstitutionExistingNetwork, Opt::None, Opt::Related, 0.5),
            (ProfileStage, Opt::FirstStrategy, Opt::Updating, 1.0),
            (ProfileStage, Opt::Updating, Opt::Updating, 0.0),
        ] {
            assert_eq!(apart(question, a, b), Some(expected), "{} {} {}", question.id(), a.id(), b.id());
        }
        let sets = |a, b| distance(MandateBroader, &Value::Many(a), &Value::Many(b));
        assert_eq!(sets(0, 0), Some(0.0));
        assert_eq!(sets(0b11, 0), Some(1.0));
        assert_eq!(sets(0b111, 0b110), Some(1.0 - 2.0 / 3.0));
        assert_eq!(distance(ProfileCity, &Value::Text("a".into()), &Value::Text("a".into())), None);
    }

    #[test]
    fn who_does_not_know_the_mandate_widens_the_gap() {
        use Question::*;
        assert_eq!(awareness_gap(&[]), None);
        let one = answers(&[
            (MandateDepartmentsAware, "yes"),
            (MandateRolesUnderstood, "partly"),
            (MandateWidelyHeld, "no"),
            (MandateLeadersBriefed, "unknown"),
        ]);
        assert_eq!(awareness_gap(&[&one]), Some(0.5));
        let other = answers(&[(MandateDepartmentsAware, "no")]);
        assert_eq!(awareness_gap(&[&one, &other]), Some((0.5 + 0.5 + 1.0 + 1.0) / 4.0));
    }
}
