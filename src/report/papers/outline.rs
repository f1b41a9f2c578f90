//! The outline of the strategy: what the user has written for each section, what the answers say, and what is still missing.

use super::parts;
use crate::document::outline::SECTIONS;
use crate::domain::answers::{Answers, Said};
use crate::domain::instrument::Question;
use crate::domain::sheet::{Sheet, Shown};
use crate::domain::stand::Stand;
use crate::report::Line;
use crate::report::maker::Maker;
use crate::text::ranking::Selector;
use crate::text::words::sourced;
use crate::text::{Text, said as answer_words};

/// The questions that a section rests on.
fn questions(section: &str) -> &'static [Question] {
    use Question::*;
    match section {
        "concept" => &[FrameworkConcept, CommunityTerms, CommunityMirrorsValues],
        "context" => &[
            ProfileConcerns,
            FrameworkThreatFocus,
            MandateThreatAwareness,
            FrameworkFitsLocal,
            FrameworkContextRead,
            FrameworkLabelRisk,
        ],
        "mandate" => &[
            MandateExplicit,
            MandateExplicitSource,
            MandateObligation,
            MandateBroader,
            MandateOwnAdoption,
            MandateDepartmentsAware,
            MandateRolesUnderstood,
        ],
        "framework" => &[FrameworkOutput, FrameworkApprover, FrameworkApproved, FrameworkNationalPcve, FrameworkDepoliticised],
        "goals" => &[FrameworkMeasurable, FrameworkPractical, FrameworkPeerLearning],
        "measures" => &[FrameworkLevelFocus, MandatePrimary, MandateSecondary, MandateTertiary, IntegrationSpecificWork],
        "principles" => &[
            PrinciplesHarmAssessed,
            PrinciplesHarmMonitored,
            PrinciplesGenderAnalysis,
            PrinciplesGenderAction,
            PrinciplesRightsEveryStage,
            PrinciplesRightsSafeguards,
            PrinciplesAllServices,
            PrinciplesBeyondGovernment,
        ],
        "community" => &[
            CommunityConsulted,
            CommunityTrustCity,
            CommunityTrustAgencies,
            CommunityPublished,
            CommunityLanguagesPublished,
            CommunityLanguages,
        ],
        "organisation" => &[
            InstitutionLeadNamed,
            InstitutionChampion,
            InstitutionExistingNetwork,
            InstitutionExpertiseGap,
            InstitutionTakesPart,
            InstitutionSupportsNetwork,
        ],
        "mainstreaming" => &[IntegrationExistingMechanisms, IntegrationNoSilos, IntegrationTraining, InstitutionUsesMechanisms],
        "resources" => &[
            ResourcesHuman,
            ResourcesFinancial,
            ResourcesMaterial,
            ResourcesSkills,
            ResourcesExpertise,
            ResourcesCredibility,
            ResourcesShared,
            ResourcesDepartments,
        ],
        _ => &[SustainBeyondTerm, SustainConsensus, SustainLegalBasis, SustainHandover, SustainBudgetClaim],
    }
}

/// What the answers say on a section: each question's short name, and its answer, which the user may have typed.
pub fn said(text: &Text, answers: &Answers, sheet: &Sheet, section: &str) -> Vec<(String, String)> {
    let known = |q: &&Question| matches!(answers.said(**q), Some(Said::Answer(_))) && sheet.shown(**q) != Shown::No;
    let there = questions(section).iter().filter(known);
    there.map(|q| (text.words.question(*q, "short").into(), answer_words::answer(text, answers, *q))).collect()
}

/// What a section still lacks, by the answers: what to do about each.
pub fn lacking(text: &Text, sheet: &Sheet, section: &str) -> Vec<String> {
    let missing = |q: &&Question| matches!(Stand::of(sheet, **q), Some(Stand::Missing | Stand::Partly));
    let words = questions(section).iter().filter(missing).map(|q| sourced(text.words.get(&["todo", q.id(), "text"])).0);
    words.filter(|words| !words.is_empty()).map(String::from).collect()
}

/// Writes the outline.
pub fn write(maker: &mut Maker) {
    let (text, facts) = (maker.text(), maker.facts);
    parts::cover(maker, maker.word("outline", "title"));
    for (name, question) in [("form", Question::FrameworkOutput), ("approval", Question::FrameworkApprover)] {
        let chosen = parts::chosen_line(maker, question);
        if !chosen.is_empty() {
            let line = maker.with(maker.word("outline", name), &chosen, &Line::default());
            maker.say(line);
        }
    }
    for section in SECTIONS {
        let get = |what: &str| text.words.get(&["outline", section, what]);
        maker.heading(2, get("title"));
        maker.note(maker.statement(get("ask")));
        let written = facts.document.outline(section).trim();
        if written.is_empty() {
            maker.say(Line::of(maker.word("outline", "empty")));
        }
        for paragraph in written.split('\n').filter(|p| !p.trim().is_empty()) {
            maker.say(Line::by_user(paragraph.trim()));
        }
        if section == "framework" {
            let order = parts::order(maker, Selector::Framework, &facts.rankings.framework);
            maker.say(order);
        }
        if section == "organisation" {
            let order = parts::order(maker, Selector::Institution, &facts.rankings.institution);
            maker.say(order);
        }
        let said = said(text, &facts.answers, &facts.sheet, section);
        let said: Vec<Line> = said.iter().map(|(name, answer)| Line::of(name).plain(": ").typed(answer)).collect();
        let lacks: Vec<Line> = lacking(text, &facts.sheet, section).iter().map(|line| Line::of(line)).collect();
        for (title, lines) in [("said", said), ("lacks", lacks)] {
            if !lines.is_empty() {
                maker.note(Line::default().strong(maker.word("outline", title)));
                maker.list(false, lines.into_iter().map(|line| vec![line]).collect());
            }
        }
    }
}
