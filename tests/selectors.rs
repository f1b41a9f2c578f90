//! Both selectors: what each cell of their tables is and rests on, runs in slices, single answers that would put another alternative
//! first, and what stands beside the lead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use tafwid::document::assessment::Document;
use tafwid::document::json::Json;
use tafwid::document::{File, results};
use tafwid::domain::answers::{Answer, Answers, Value, options_in};
use tafwid::domain::engine::Numbers;
use tafwid::domain::frameworks::{self, Frameworks};
use tafwid::domain::institutions::{self, Institutions};
use tafwid::domain::instrument::{Kind, Opt, Question};
use tafwid::domain::selector::{Drawing, Preferences, Search, Table, flips, rank};
use tafwid::domain::sheet::Sheet;

/// Fully answered sheets, picked evenly.
fn worlds(of: &[Question], seed: u64, many: usize) -> Vec<Answers> {
    let mut numbers = Numbers::stream(seed);
    let mut world = || {
        let mut answers = Answers::default();
        for question in of {
            answers.set(match question.kind() {
                Kind::Multi => {
                    let bits = numbers.bits();
                    let chosen = question.options().iter().enumerate().filter(|(i, _)| bits & (1 << i) != 0);
                    Answer::many(*question, chosen.map(|(_, option)| *option)).unwrap()
                }
                _ => Answer::one(*question, question.options()[numbers.below(question.options().len())]).unwrap(),
            });
        }
        answers
    };
    (0..many).map(|_| world()).collect()
}

/// Every other answer to a question: another option, or one option more or less.
fn others(answers: &Answers, question: Question) -> Vec<Answers> {
    let changed = |answer: Answer| {
        let mut answers = answers.clone();
        answers.set(answer);
        answers
    };
    let Some(Value::Many(set)) = answers.answer(question).map(Answer::value) else {
        return question.options().iter().map(|o| changed(Answer::one(question, *o).unwrap())).collect();
    };
    let toggled = |i: usize| options_in(question, set ^ (1 << i)).collect::<Vec<_>>();
    (0..question.options().len()).map(|i| changed(Answer::many(question, toggled(i)).unwrap())).collect()
}

/// The settled cells of a selector's table, by alternative and criterion.
fn cells<T: Table>(table: T, answers: &Answers) -> BTreeMap<(usize, usize), Option<f64>> {
    let mut drawing = Drawing::new(table, &Sheet::from(answers), &Preferences::default(), false);
    drawing.draw(1);
    let ranking = drawing.ranking();
    let standing = |place: usize| ranking.alternatives.iter().position(|a| *a == place);
    let all = (0..T::ALTERNATIVES.len()).flat_map(|a| (0..T::CRITERIA.len()).map(move |c| (a, c)));
    all.filter_map(|(a, c)| standing(a).map(|place| ((a, c), ranking.settled(place, c)))).collect()
}

/// The questions on which each cell rests, found by changing one answer after another.
fn found_behind<T: Table>(table: T) -> BTreeMap<(usize, usize), BTreeSet<Question>> {
    let questions = T::questions();
    let mut found: BTreeMap<(usize, usize), BTreeSet<Question>> = BTreeMap::new();
    for answers in worlds(&questions, 7, 60) {
        let before = cells(table, &answers);
        for question in &questions {
            for after in others(&answers, *question) {
                for (cell, value) in cells(table, &after) {
                    if before.get(&cell).is_some_and(|was| *was != value) {
                        found.entry(cell).or_default().insert(*question);
                    }
                }
            }
        }
    }
    found
}

#[test]
fn each_cell_names_the_questions_that_it_rests_on_and_no_other() {
    let criteria = |found: &BTreeMap<(usize, usize), _>| found.keys().map(|(_, c)| *c).collect::<BTreeSet<usize>>().len();
    // A cell that is the same whatever is answered is not found.
    let found = found_behind(Frameworks);
    assert_eq!(criteria(&found), Frameworks::CRITERIA.len());
    for ((framework, criterion), questions) in found {
        let named = frameworks::questions_behind(framework, criterion);
        assert_eq!(questions, named.into_iter().collect(), "{framework} {criterion}");
    }
    let found = found_behind(Institutions);
    assert_eq!(criteria(&found), Institutions::CRITERIA.len());
    let mut by_criterion: BTreeMap<usize, BTreeSet<Question>> = BTreeMap::new();
    for ((_, criterion), questions) in found {
        by_criterion.entry(criterion).or_default().extend(questions);
    }
    for (criterion, questions) in by_criterion {
        assert_eq!(questions, institutions::questions_behind(criterion).into_iter().collect(), "{criterion}");
    }
}

#[test]
fn how_a_framework_fits_the_mandate_follows_from_functions_and_the_national_plan() {
    // Public health, violence prevention, safeguarding, and a plan against violent extremism.
    for (broader, national, explicit, expected) in [
        ("", "none", "no", [0.0, 0.0, 0.0, 0.0]),
        ("", "exists", "no", [0.0, 0.0, 0.0, 0.25]),
        ("", "names_local_role", "no", [0.0, 0.0, 0.0, 0.75]),
        ("", "requires_local_plan", "partly", [0.0, 0.0, 0.0, 1.0]),
        ("", "exists", "yes", [0.5, 0.5, 0.5, 0.5]),
        ("", "names_local_role", "yes", [0.5, 0.5, 0.5, 0.75]),
        ("public_health", "none", "no", [1.0, 0.0, 0.0, 0.0]),
        ("violence_prevention", "none", "no", [0.0, 1.0, 0.0, 0.0]),
        ("crime_prevention", "none", "no", [0.0, 1.0, 0.5, 0.0]),
        ("public_safety", "none", "no", [0.0, 0.5, 1.0, 0.0]),
        ("social_wellbeing", "none", "no", [0.5, 0.0, 0.5, 0.0]),
        ("social_cohesion", "none", "no", [0.5, 0.0, 0.5, 0.0]),
        ("education_youth", "none", "no", [0.5, 0.0, 0.5, 0.0]),
        ("citizen_participation", "none", "no", [0.5, 0.0, 0.5, 0.0]),
        ("public_health public_safety", "none", "yes", [1.0, 0.5, 1.0, 0.5]),
    ] {
        let mut answers = worlds(&Frameworks::questions(), 3, 1).remove(0);
        let broader: Vec<&str> = broader.split_whitespace().collect();
        answers.set(Answer::from_list(Question::MandateBroader, &broader).unwrap());
        answers.set(Answer::from_text(Question::FrameworkNationalPcve, national).unwrap());
        answers.set(Answer::from_text(Question::MandateExplicit, explicit).unwrap());
        let cells = cells(Frameworks, &answers);
        assert_eq!([0, 1, 2, 3].map(|framework| cells[&(framework, 0)]), expected.map(Some), "{broader:?} {national} {explicit}");
    }
}

/// The first by its share of first ranks in so many draws, and all shares, by places in the table.
fn first_ranks<T: Table>(table: T, answers: &Answers, draws: usize) -> (usize, BTreeMap<usize, f64>) {
    let mut drawing = Drawing::new(table, &Sheet::from(answers), &Preferences::default(), false);
    drawing.draw(draws);
    let ranking = drawing.ranking();
    let shares: BTreeMap<usize, f64> =
        ranking.alternatives.iter().copied().zip(ranking.outcome.standings.iter().map(|s| s.rank_acceptability[0])).collect();
    let first = shares.iter().fold((0, -1.0), |best, (a, share)| if *share > best.1 { (*a, *share) } else { best }).0;
    (first, shares)
}

/// Which single answers put another alternative first, tried one after another.
fn check_flips<T: Table>(table: T, answers: &Answers) -> usize {
    let (before, shares) = first_ranks(table, answers, 2_000);
    let mut expected = Vec::new();
    for question in T::context().into_iter().filter(|q| answers.answer(*q).is_some()) {
        for other in others(answers, question) {
            let to = other.answer(question).unwrap().clone();
            if answers.answer(question) == Some(&to) || to.options() == [Opt::NotApplicable] {
                continue;
            }
            let (after, then) = first_ranks(table, &other, 2_000);
            if after != before {
                expected.push((question, to.value().clone(), after, then[&after] - shares.get(&after).copied().unwrap_or(0.0)));
            }
        }
    }
    expected.sort_by(|a, b| b.3.total_cmp(&a.3));
    let found = flips(table, &Sheet::from(answers), &Preferences::default());
    let found: Vec<_> = found.into_iter().map(|f| (f.question, f.to, f.lead, f.shift)).collect();
    assert_eq!(found, expected);
    found.len()
}

#[test]
fn single_answers_that_put_another_first_are_all_found_the_strongest_first() {
    let mut found = 0;
    for answers in worlds(&Frameworks::questions(), 11, 6) {
        found += check_flips(Frameworks, &answers);
    }
    for mut answers in worlds(&Institutions::context(), 12, 8) {
        found += check_flips(Institutions, &answers);
        // What is not known is not tried.
        answers.set_unknown(Question::InstitutionRivalry);
        found += check_flips(Institutions, &answers);
    }
    assert!(found > 20, "{found}");
    let answers = worlds(&Institutions::context(), 12, 1).remove(0);
    let mut search = Search::new(Institutions, &Sheet::from(&answers), &Preferences::default());
    let all: usize = Institutions::context().iter().map(|q| q.options().len() - 1).sum();
    for left in (0..all).rev() {
        assert_eq!(search.left(), left + 1);
        assert_eq!(search.try_next(), left == 0);
    }
    assert_eq!(search.left(), 0);
    // The mandate's own answers decide too, but are not part of the context.
    let nothing = flips(Frameworks, &Sheet::from(&Answers::default()), &Preferences::default());
    assert_eq!(nothing, []);
}

#[test]
fn a_run_is_over_after_its_draws_however_it_is_sliced() {
    let sheet = Sheet::from(&worlds(&Institutions::context(), 5, 1)[0]);
    let mut sliced = Drawing::new(Institutions, &sheet, &Preferences::default(), true);
    let slices = [1, 2_999, 4_000, 2_999, 1].map(|times| sliced.draw(times));
    assert_eq!(slices, [false, false, false, false, true]);
    assert!(sliced.draw(500));
    assert_eq!(sliced.ranking(), rank(Institutions, &sheet, &Preferences::default()));
}

#[test]
fn models_close_to_the_lead_stand_beside_it_once_there_is_one() {
    let mut found = 0;
    let beside = |answers: &Answers| {
        let mut document = Document::new("00000000-0000-4000-8000-000000000001", "", "en", "2026-11-22T10:00:00Z");
        Institutions::context().into_iter().filter_map(|q| answers.answer(q)).for_each(|a| document.set(a.clone(), ""));
        let results = results::results(&File::Assessment(Box::new(document)), &[], false);
        let advice = results.get("institution").and_then(|i| i.get("recommendation"));
        let supporting = advice.and_then(|r| r.get("supporting")).unwrap().items();
        supporting.iter().filter_map(|s| s.get("id").and_then(Json::as_text).map(String::from)).collect::<Vec<_>>()
    };
    for answers in worlds(&Institutions::context(), 21, 12) {
        let ranking = rank(Institutions, &Sheet::from(&answers), &Preferences::default());
        let close = ranking.close().into_iter().map(|a| Institutions::ALTERNATIVES[ranking.alternatives[a]]);
        assert_eq!(beside(&answers), close.collect::<Vec<_>>());
        found += beside(&answers).len();
        let mut early = answers.clone();
        Institutions::context().into_iter().skip(3).for_each(|q| early.clear(q));
        assert_eq!(beside(&early), Vec::<String>::new());
    }
    assert!(found > 0);
}
