//! What the rules say beside the verdicts: tensions, advice, examples, and the strength of a recommendation, by rows of answers and
//! what must follow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tafwid::document::json::Json;
use tafwid::document::{read, results};
use tafwid::domain::frameworks::Frameworks;
use tafwid::domain::institutions::Institutions;
use tafwid::domain::selector::Table;

/// Answers as `question=option`, or `question=[option option]` for a multi.
fn scored(answers: &str) -> Json {
    let quoted = |id: &str| format!("\"{id}\"");
    let entry = |answer: &str| {
        let (id, value) = answer.split_once('=').unwrap();
        let value = match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
            Some(list) => format!("[{}]", list.split('+').filter(|o| !o.is_empty()).map(quoted).collect::<Vec<_>>().join(",")),
            None => quoted(value),
        };
        format!("\"{id}\":{{\"value\":{value}}}")
    };
    let entries: Vec<String> = answers.split_whitespace().map(entry).collect();
    let text = format!(
        r#"{{"format":"tafwid-assessment","version":1,"id":"00000000-0000-4000-8000-000000000001","title":"","locale":"en",
        "created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z","answers":{{{}}}}}"#,
        entries.join(",")
    );
    let (file, complaints) = read(text.as_bytes()).unwrap();
    assert_eq!(complaints, [], "{text}");
    results::results(&file, &complaints, false)
}

/// These answers give this JSON at this path.
fn check(answers: &str, path: &str, expected: &str) {
    let found = scored(answers);
    let at = path.split('/').fold(&found, |json, name| json.get(name).unwrap_or_else(|| panic!("no {name} of {path}")));
    assert_eq!(at.to_line(), expected, "{path} of {answers}");
}

#[test]
fn tensions_are_between_settled_answers() {
    for (answers, expected) in [
        ("", "[]"),
        ("mandate.own_adoption=adopted mandate.not_prohibited=no", r#"["T1"]"#),
        ("mandate.own_adoption=adopted", "[]"),
        ("mandate.own_adoption=adopted mandate.not_prohibited=unknown", "[]"),
        ("framework.national_pcve=requires_local_plan mandate.explicit=no", r#"["T2"]"#),
        ("framework.national_pcve=names_local_role mandate.explicit=no", "[]"),
        ("mandate.not_prohibited=no mandate.legal_space=yes", r#"["T3"]"#),
        ("mandate.framework_shared=yes mandate.departments_aware=no", r#"["T4"]"#),
        ("sustain.legal_basis=no mandate.own_adoption=adopted", r#"["T5"]"#),
        ("framework.national_pcve=none mandate.framework_shared=yes", r#"["T6"]"#),
        (
            "mandate.own_adoption=adopted mandate.not_prohibited=no mandate.legal_space=yes sustain.legal_basis=no",
            r#"["T1","T3","T5"]"#,
        ),
    ] {
        check(answers, "mandate/tensions", expected);
    }
}

/// No authority, and no way to it that is open.
const NO_AUTHORITY: &str = "mandate.explicit=no mandate.broader=[] mandate.not_prohibited=yes mandate.own_adoption=possible";
const DUTY: &str = "mandate.explicit=yes mandate.obligation=duty";

#[test]
fn advice_follows_from_what_surely_stands_in_the_way() {
    let advice = |id: &str, because: &str, seed: &str| format!(r#"{{"id":"{id}","because":[{because}],"seed":[{seed}]}}"#);
    let rows: Vec<(String, Vec<String>)> = vec![
        // What is open is asked, not advised on.
        (String::new(), vec![]),
        (
            NO_AUTHORITY.into(),
            vec![
                advice("own_council_decision", r#""authority""#, r#""S21","S84""#),
                advice("use_broader_functions", r#""authority""#, r#""S20","S38""#),
                advice("seek_explicit_role", r#""authority""#, r#""S37","S27""#),
            ],
        ),
        (
            format!("{DUTY} mandate.fits_needs=no mandate.early_intervention=no mandate.community_programmes=no"),
            vec![
                advice("widen_with_other_levels", r#""fits_needs","early_intervention""#, r#""S37""#),
                advice("innovate_within", r#""fits_needs","early_intervention""#, r#""S38""#),
                advice("start_in_existing_services", r#""community_programmes""#, r#""S38","S89""#),
            ],
        ),
        (
            format!("{DUTY} mandate.primary=no mandate.secondary=no mandate.tertiary=no"),
            vec![
                advice("widen_with_other_levels", r#""levels""#, r#""S37""#),
                advice("innovate_within", r#""levels""#, r#""S38""#),
            ],
        ),
        (
            format!(
                "{DUTY} mandate.civil_society=no mandate.legal_space=no mandate.political_will=no mandate.roles_understood=no"
            ),
            vec![
                advice("agree_cooperation_rules", r#""civil_society""#, r#""S35","S36","S56""#),
                advice("build_shared_picture", r#""political_will""#, r#""S02","S03""#),
                advice("clarify_authority", r#""legal_space""#, r#""S05","S01""#),
                advice("spread_knowledge", r#""roles_understood""#, r#""S24","S28""#),
            ],
        ),
        // From fragile on the supporting ones are named too.
        (
            format!(
                "{DUTY} mandate.political_will=yes mandate.legal_space=yes mandate.departments_aware=yes mandate.roles_understood=yes \
                 mandate.nlc=no mandate.framework_shared=no mandate.clear=no mandate.partners_aware=no mandate.recognised_local=no"
            ),
            vec![
                advice("ask_national_level_to_share", r#""recognised_local","nlc","framework_shared""#, r#""S06","S25","S27""#),
                advice("clarify_authority", r#""clear""#, r#""S05","S01""#),
                advice("spread_knowledge", r#""partners_aware""#, r#""S24","S28""#),
            ],
        ),
        (
            format!(
                "{DUTY} mandate.fits_needs=yes mandate.early_intervention=yes mandate.community_programmes=yes mandate.primary=yes \
                 mandate.secondary=yes mandate.tertiary=yes mandate.multi_agency=yes mandate.civil_society=yes mandate.communities=yes \
                 mandate.safety_breadth=physical_security_only mandate.threats_covered=one_threat mandate.private_sector=no"
            ),
            vec![
                advice("show_safety_reaches_cohesion", r#""safety_breadth""#, r#""S32""#),
                advice("widen_with_other_levels", r#""threats_covered""#, r#""S37""#),
                advice("innovate_within", r#""threats_covered""#, r#""S38""#),
                advice("agree_cooperation_rules", r#""private_sector""#, r#""S35","S36","S56""#),
            ],
        ),
    ];
    for (answers, expected) in rows {
        check(&answers, "mandate/advice", &format!("[{}]", expected.join(",")));
    }
}

#[test]
fn examples_are_of_the_own_country_or_went_the_same_way() {
    let none = "mandate.explicit=no mandate.broader=[] mandate.own_adoption=not_possible mandate.not_prohibited=no";
    let only = "mandate.broader=[] mandate.own_adoption=not_possible mandate.not_prohibited=no";
    let rows: Vec<(String, &str)> = vec![
        (format!("{none} profile.country=KE"), r#"["KE"]"#),
        (format!("{none} profile.country=JO"), r#"["UG"]"#),
        (format!("{only} mandate.explicit=yes mandate.obligation=duty"), r#"["KE","GB"]"#),
        (format!("{only} mandate.explicit=partly mandate.obligation=tasked"), r#"["BD","NO","RS"]"#),
        (format!("{only} mandate.explicit=yes mandate.obligation=empowered"), r#"["IQ"]"#),
        (format!("{only} mandate.explicit=yes mandate.obligation=encouraged"), r#"["ID"]"#),
        (format!("{only} mandate.explicit=yes mandate.obligation=mentioned"), r#"["MK"]"#),
        (
            "mandate.explicit=no mandate.broader=[social_cohesion] mandate.not_prohibited=yes mandate.own_adoption=not_possible".into(),
            r#"["FR","MY","PL"]"#,
        ),
        // The council's own decision is nobody's in the library: the same obligation, where there is one.
        ("mandate.explicit=yes mandate.obligation=mentioned mandate.broader=[] mandate.not_prohibited=yes mandate.own_adoption=adopted".into(), r#"["MK"]"#),
        ("mandate.explicit=no mandate.obligation=duty mandate.broader=[] mandate.not_prohibited=yes mandate.own_adoption=adopted".into(), "[]"),
    ];
    for (answers, expected) in rows {
        check(&answers, "mandate/examples", expected);
    }
}

const SEVEN: &str = "framework.health_base=yes framework.violence_base=no framework.safeguarding_base=no framework.pcve_expertise=no \
    framework.threat_focus=[polarisation] framework.label_risk=high framework.police_trust=low";
const FIVE: &str = "institution.natural_lead=yes institution.many_contributors=no institution.communication=no \
    institution.rivalry=high institution.mapping_done=no";

#[test]
fn an_order_is_shown_once_enough_is_known() {
    for (answers, selector, is_early) in [
        (String::new(), "framework", true),
        (SEVEN.into(), "framework", true),
        (format!("{SEVEN} framework.data_sharing=unknown mandate.explicit=yes"), "framework", true),
        (format!("{SEVEN} framework.funding=[]"), "framework", false),
        (FIVE.into(), "institution", true),
        (format!("{FIVE} institution.framing_agreed=unknown"), "institution", true),
        (format!("{FIVE} institution.framing_agreed=yes"), "institution", false),
        // Overload is asked of a network that is there; a stored answer of a question that is or may be hidden is not known.
        (format!("{FIVE} institution.network_overloaded=high"), "institution", true),
        (format!("{FIVE} institution.existing_network=none institution.network_overloaded=high"), "institution", false),
        (
            "institution.natural_lead=yes institution.many_contributors=no institution.communication=no institution.rivalry=high \
             institution.existing_network=none institution.network_overloaded=high"
                .into(),
            "institution",
            true,
        ),
    ] {
        let found = scored(&answers);
        let recommendation = found.get(selector).unwrap().get("recommendation").unwrap();
        let is = |name: &str, line: &str| recommendation.get(name).unwrap().to_line() == line;
        assert_eq!(is("strength", "\"too_early\""), is_early, "{answers}");
        assert_eq!(is("lead", "[]"), is_early, "{answers}");
        assert!(!is_early || is("supporting", "[]") && is("findings", "[]"), "{answers}");
    }
}

#[test]
fn a_plan_that_is_required_is_always_listed() {
    check("framework.national_pcve=requires_local_plan", "framework/recommendation/required", r#"["pcve"]"#);
    check("framework.national_pcve=names_local_role", "framework/recommendation/required", "[]");
    check("", "framework/recommendation/required", "[]");
}

/// Public health is best or equal on everything but base, money and acceptance, which nobody has.
const BARE: &str = "mandate.explicit=no mandate.broader=[public_health] framework.national_pcve=none framework.violence_base=no \
    framework.safeguarding_base=no framework.pcve_expertise=no framework.threat_focus=[polarisation] framework.level_focus=[primary] \
    framework.label_risk=high framework.police_trust=low framework.data_sharing=yes framework.partner_acceptance=[]";

#[test]
fn a_lead_without_any_foundation_is_never_clear() {
    for (more, finding, strength) in [
        (
            "framework.health_base=no framework.funding=[] framework.political_acceptance=[]",
            r#"["no_foundation"]"#,
            "\"leaning\"",
        ),
        ("framework.health_base=partly framework.funding=[] framework.political_acceptance=[]", "[]", "\"clear\""),
        ("framework.health_base=no framework.funding=[public_health] framework.political_acceptance=[]", "[]", "\"clear\""),
        ("framework.health_base=no framework.funding=[] framework.political_acceptance=[public_health]", "[]", "\"clear\""),
        ("framework.health_base=no framework.funding=[] framework.political_acceptance=unknown", "[]", "\"clear\""),
    ] {
        let answers = format!("{BARE} {more}");
        check(&answers, "framework/recommendation/lead", r#"["public_health"]"#);
        check(&answers, "framework/recommendation/findings", finding);
        check(&answers, "framework/recommendation/strength", strength);
    }
}

/// P/CVE leads by everything; it does little against violence between persons, nor in primary prevention.
const PCVE: &str = "mandate.explicit=no mandate.broader=[] framework.national_pcve=requires_local_plan framework.health_base=no \
    framework.violence_base=no framework.safeguarding_base=no framework.pcve_expertise=yes framework.label_risk=low \
    framework.police_trust=high framework.data_sharing=yes framework.funding=[pcve] framework.political_acceptance=[pcve] \
    framework.partner_acceptance=[pcve]";

#[test]
fn frameworks_that_fill_a_gap_of_the_lead_stand_beside_it() {
    let beside = |id: &str, gaps: &str| format!(r#"{{"id":"{id}","because":["fills_gap"],"gaps":[{gaps}]}}"#);
    for (more, expected) in [
        ("framework.threat_focus=[extremist_violence] framework.level_focus=[tertiary]", vec![]),
        // On primary prevention P/CVE scores 1/2, which is no gap.
        (
            "framework.threat_focus=[extremist_violence+interpersonal_violence] framework.level_focus=[primary]",
            vec![
                beside("public_health", r#""interpersonal_violence""#),
                beside("violence_prevention", r#""interpersonal_violence""#),
            ],
        ),
        // None chosen counts as all.
        (
            "framework.threat_focus=[] framework.level_focus=[]",
            vec![
                beside("public_health", r#""polarisation","interpersonal_violence","abuse_and_neglect""#),
                beside("violence_prevention", r#""interpersonal_violence""#),
                beside("safeguarding", r#""abuse_and_neglect""#),
            ],
        ),
        // No gap is claimed where the question is open.
        ("framework.threat_focus=unknown framework.level_focus=[tertiary]", vec![]),
    ] {
        let answers = format!("{PCVE} {more}");
        check(&answers, "framework/recommendation/lead", r#"["pcve"]"#);
        check(&answers, "framework/recommendation/strength", "\"clear\"");
        check(&answers, "framework/recommendation/supporting", &format!("[{}]", expected.join(",")));
    }
}

#[test]
fn without_a_network_none_can_be_built_on() {
    let ids = |answers: &str| -> Vec<String> {
        let found = scored(answers);
        let alternatives = found.get("institution").unwrap().get("alternatives").unwrap().items();
        alternatives.iter().map(|a| a.get("id").and_then(Json::as_text).unwrap().into()).collect()
    };
    let (all, some) = (["lead_agency", "shared", "network_existing", "network_new"], ["lead_agency", "shared", "network_new"]);
    for (answers, expected) in [
        ("", &all[..]),
        ("institution.existing_network=unknown", &all),
        ("institution.existing_network=related", &all),
        ("institution.existing_network=none", &some),
    ] {
        assert_eq!(ids(answers), expected, "{answers}");
        let has_capacity =
            scored(answers).get("institution").unwrap().get("criteria").unwrap().to_line().contains("\"capacity\"");
        assert_eq!(has_capacity, expected.len() == 4, "{answers}");
    }
}

#[test]
fn an_expert_group_follows_from_the_need_for_one() {
    for (answers, expected) in [
        ("", "null"),
        ("institution.expertise_gap=unknown", "null"),
        ("institution.expertise_gap=low", "null"),
        ("institution.expertise_gap=medium", "\"offered\""),
        ("institution.expertise_gap=high", "\"recommended\""),
    ] {
        check(answers, "institution/expert_group", expected);
    }
}

#[test]
fn a_rule_needs_what_is_its_own_at_the_level_where_it_counts_and_nothing_else() {
    use tafwid::domain::instrument::Question::{MandateClear, MandateEarlyIntervention, MandateSafetyBreadth};
    use tafwid::domain::mandate::{Criterion, OPERABILITY, SUFFICIENCY};
    for (rule, criterion, at_two, at_three) in [
        (&SUFFICIENCY, Criterion::Question(MandateEarlyIntervention), Some(0.5), Some(1.0)),
        (&SUFFICIENCY, Criterion::Question(MandateSafetyBreadth), None, Some(0.5)),
        (&SUFFICIENCY, Criterion::Question(MandateClear), None, None),
        (&OPERABILITY, Criterion::Question(MandateClear), None, Some(0.5)),
        (&OPERABILITY, Criterion::Levels, None, None),
    ] {
        assert_eq!((rule.needed(criterion, 2), rule.needed(criterion, 3)), (at_two, at_three), "{criterion:?}");
    }
}

#[test]
fn authority_is_what_the_best_route_gives() {
    use tafwid::domain::answers::{Answer, Answers};
    use tafwid::domain::instrument::{Opt, Question};
    use tafwid::domain::mandate::authority::{Authority, range};
    use tafwid::domain::sheet::Sheet;

    let mut worlds = 0;
    for explicit in [Opt::Yes, Opt::Partly, Opt::No] {
        let obligations = if explicit == Opt::No { &[Opt::Mentioned] } else { Question::MandateObligation.options() };
        for obligation in obligations {
            for broader in [None, Some(Opt::PublicSafety)] {
                for not_prohibited in [Opt::Yes, Opt::Partly, Opt::No] {
                    for own_adoption in Question::MandateOwnAdoption.options() {
                        let mut answers = Answers::default();
                        let mut set = |question, option| answers.set(Answer::one(question, option).unwrap());
                        set(Question::MandateExplicit, explicit);
                        if explicit != Opt::No {
                            set(Question::MandateObligation, *obligation);
                        }
                        set(Question::MandateNotProhibited, not_prohibited);
                        set(Question::MandateOwnAdoption, *own_adoption);
                        answers.set(Answer::many(Question::MandateBroader, broader).unwrap());

                        // The routes as the rules state them, one by one.
                        let binding = [Opt::Duty, Opt::Tasked, Opt::Empowered].contains(obligation);
                        let has_text = explicit != Opt::No;
                        let routes = [
                            (Authority::Strong, explicit == Opt::Yes && binding),
                            (Authority::Adequate, explicit == Opt::Yes && *obligation == Opt::Encouraged),
                            (Authority::Adequate, explicit == Opt::Partly && binding),
                            (Authority::Adequate, *own_adoption == Opt::Adopted && not_prohibited != Opt::No),
                            (Authority::Adequate, broader.is_some() && not_prohibited == Opt::Yes),
                            (Authority::Weak, has_text),
                            (Authority::Weak, broader.is_some() && not_prohibited == Opt::Partly),
                            (Authority::None, true),
                        ];
                        let best = routes.into_iter().find(|(_, is_open)| *is_open).unwrap().0;
                        let what = format!("{explicit:?} {obligation:?} {broader:?} {not_prohibited:?} {own_adoption:?}");
                        assert_eq!(range(&Sheet::from(&answers)), (best, best), "{what}");
                        worlds += 1;
                    }
                }
            }
        }
    }
    assert_eq!(worlds, (5 + 5 + 1) * 2 * 3 * 4);
}

#[test]
fn each_route_to_the_highest_authority_is_named_once_in_the_rules_order() {
    use tafwid::domain::answers::{Answer, Answers};
    use tafwid::domain::instrument::{Opt, Question};
    use tafwid::domain::mandate::authority::{Via, highest_via};
    use tafwid::domain::sheet::Sheet;

    let all = [Via::Explicit(Some(Opt::Encouraged)), Via::OwnDecision, Via::BroaderFunctions];
    for (explicit, obligation, broader, not_prohibited, own_adoption, expected) in [
        (Opt::Yes, Opt::Encouraged, true, Opt::Yes, Opt::Adopted, &all[..]),
        (Opt::Yes, Opt::Encouraged, false, Opt::Yes, Opt::NotPossible, &all[..1]),
        (Opt::Yes, Opt::Duty, true, Opt::Yes, Opt::Adopted, &[Via::Explicit(Some(Opt::Duty))]),
        (Opt::Partly, Opt::Encouraged, true, Opt::Yes, Opt::Adopted, &all[1..]),
        (Opt::Partly, Opt::Encouraged, true, Opt::Yes, Opt::Possible, &all[2..]),
        (Opt::Partly, Opt::Mentioned, false, Opt::No, Opt::Adopted, &[Via::Explicit(Some(Opt::Mentioned))]),
        (
            Opt::Partly,
            Opt::Mentioned,
            true,
            Opt::Partly,
            Opt::NotPossible,
            &[Via::Explicit(Some(Opt::Mentioned)), Via::BroaderFunctions],
        ),
    ] {
        let mut answers = Answers::default();
        for (question, option) in [
            (Question::MandateExplicit, explicit),
            (Question::MandateObligation, obligation),
            (Question::MandateNotProhibited, not_prohibited),
            (Question::MandateOwnAdoption, own_adoption),
        ] {
            answers.set(Answer::one(question, option).unwrap());
        }
        answers.set(Answer::many(Question::MandateBroader, broader.then_some(Opt::PublicSafety)).unwrap());
        let what = format!("{explicit:?} {obligation:?} {broader} {not_prohibited:?} {own_adoption:?}");
        assert_eq!(highest_via(&Sheet::from(&answers)), expected, "{what}");
    }
}

#[test]
fn routes_change_as_little_as_reaches_the_authority_needed() {
    use tafwid::domain::answers::{Answer, Answers};
    use tafwid::domain::instrument::{Opt, Question::*};
    use tafwid::domain::mandate::authority::{Authority, Route, RouteId::*, Target, routes};
    use tafwid::domain::sheet::Sheet;

    let mut answers = Answers::default();
    for (question, option) in [(MandateExplicit, Opt::No), (MandateNotProhibited, Opt::No), (MandateOwnAdoption, Opt::Possible)] {
        answers.set(Answer::one(question, option).unwrap());
    }
    answers.set(Answer::many(MandateBroader, []).unwrap());
    let to = |question, option| (question, Target::Option(option));
    let own = Route {
        id: OwnCouncilDecision,
        change: vec![to(MandateNotProhibited, Opt::Partly), to(MandateOwnAdoption, Opt::Adopted)],
    };
    let broader = |space| Route {
        id: UseBroaderFunctions,
        change: vec![(MandateBroader, Target::NotEmpty), to(MandateNotProhibited, space)],
    };
    let text = |change| Route { id: SeekExplicitRole, change };
    // Fewest changes first, then in the rules' order; within a route in the instrument's.
    assert_eq!(
        routes(&Sheet::from(&answers), Authority::Weak),
        [text(vec![to(MandateExplicit, Opt::Partly)]), own.clone(), broader(Opt::Partly)]
    );
    assert_eq!(
        routes(&Sheet::from(&answers), Authority::Adequate),
        [own, broader(Opt::Yes), text(vec![to(MandateExplicit, Opt::Partly), to(MandateObligation, Opt::Empowered)])]
    );
    assert_eq!(
        routes(&Sheet::from(&answers), Authority::Strong),
        [text(vec![to(MandateExplicit, Opt::Yes), to(MandateObligation, Opt::Empowered)])]
    );
}

#[test]
fn only_the_prevention_levels_that_are_not_covered_stand_in_the_way() {
    use tafwid::domain::answers::{Answer, Answers};
    use tafwid::domain::instrument::{Opt, Question::*};
    use tafwid::domain::mandate::explain::blocking;
    use tafwid::domain::mandate::{Criterion, SUFFICIENCY};
    use tafwid::domain::sheet::Sheet;

    let mut answers = Answers::default();
    let core = [MandateFitsNeeds, MandateEarlyIntervention, MandateCommunityProgrammes, MandateMultiAgency, MandateCivilSociety];
    let yes = core.into_iter().chain([MandateCommunities, MandateExplicit, MandatePrimary]);
    let given = yes.map(|q| (q, Opt::Yes)).chain([(MandateObligation, Opt::Duty), (MandateSecondary, Opt::No)]);
    for (question, option) in given {
        answers.set(Answer::one(question, option).unwrap());
    }
    let found = blocking(&SUFFICIENCY, &Sheet::from(&answers));
    let levels = found.iter().find(|b| b.criterion == Criterion::Levels).expect("they are not all covered");
    assert_eq!((levels.low, levels.high, levels.needed), (0.5, 0.5, 1.0));
    assert_eq!(levels.by, [MandateSecondary, MandateTertiary], "one is not covered, of the other nothing is known");
}

#[test]
fn all_criteria_that_count_being_ignored_is_told_once() {
    let complaints = |importance: &str, network: &str| {
        let text = format!(
            r#"{{"format":"tafwid-assessment","version":1,"id":"00000000-0000-4000-8000-000000000001","title":"","locale":"en",
            "created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z","importance":{{{importance}}},
            "answers":{{"institution.existing_network":{{"value":"{network}"}}}}}}"#
        );
        let (file, complaints) = read(text.as_bytes()).unwrap();
        let found = results::results(&file, &complaints, false);
        found.get("complaints").map(Json::to_line).unwrap()
    };
    let ignored = |ids: &[&str]| ids.iter().map(|id| format!("\"{id}\":0")).collect::<Vec<_>>().join(",");
    let all = Institutions::CRITERIA;
    let but_capacity: Vec<&str> = all.iter().copied().filter(|id| *id != "capacity").collect();
    let told = r#"[{"path":"/importance/institution","code":"all_zero"}]"#;
    let of = |ids: &[&str]| format!("\"institution\":{{{}}}", ignored(ids));
    assert_eq!(complaints(&of(all), "related"), told);
    assert_eq!(complaints(&of(all), "none"), told);
    // Without a network how much it bears does not count.
    assert_eq!(complaints(&of(&but_capacity), "none"), told);
    assert_eq!(complaints(&of(&but_capacity), "related"), "[]");
    assert_eq!(complaints(&of(&all[..1]), "none"), "[]");
    assert_eq!(complaints("", "none"), "[]");
    let normal = but_capacity.iter().map(|id| format!("\"{id}\":2")).collect::<Vec<_>>().join(",");
    assert_eq!(complaints(&format!("\"institution\":{{{normal}}}"), "none"), "[]");
    let frameworks = format!("\"framework\":{{{}}}", ignored(Frameworks::CRITERIA));
    assert_eq!(complaints(&frameworks, "none"), told.replace("institution", "framework"));
}

#[test]
fn only_authority_comes_with_routes() {
    let found =
        scored("mandate.explicit=no mandate.broader=[] mandate.own_adoption=possible mandate.primary=no mandate.secondary=no");
    let blocking = found.get("mandate").and_then(|m| m.get("sufficiency")).and_then(|s| s.get("blocking")).unwrap();
    assert!(blocking.items().len() > 1);
    for entry in blocking.items() {
        let is_authority = entry.get("criterion").and_then(Json::as_text) == Some("authority");
        assert_eq!(entry.get("routes").is_some_and(|routes| !routes.items().is_empty()), is_authority, "{}", entry.to_line());
        assert_eq!(entry.get("routes").is_some(), is_authority);
    }
}
