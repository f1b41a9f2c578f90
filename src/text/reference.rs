//! What the reference pages hold beside the library of places: terms by topic, and sources by kind. Ids and addresses only; the words
//! are in the pack `reference`.

/// The principles.
pub const PRINCIPLES: [&str; 4] = ["harm", "gender", "rights", "whole_society"];

/// Terms by topic, in the order in which they are read.
pub const TERMS: [(&str, &[&str]); 5] = [
    (
        "mandate",
        &[
            "mandate",
            "explicit_mandate",
            "wider_function",
            "own_mandate",
            "legal_duty",
            "tasked",
            "empowered",
            "encouraged",
            "mentioned",
            "authority",
            "sufficiency",
            "operability",
            "room_to_act",
            "nlc",
            "council_decision",
            "motion",
            "city",
            "mayor",
            "governorate",
            "county",
        ],
    ),
    (
        "prevention",
        &[
            "prevention",
            "hep",
            "violent_extremism",
            "primary_prevention",
            "secondary_prevention",
            "tertiary_prevention",
            "whole_of_society",
            "resilience",
            "social_cohesion",
            "prevent",
            "channel",
        ],
    ),
    (
        "frameworks",
        &[
            "strategic_framework",
            "public_health",
            "violence_prevention",
            "safeguarding",
            "pcve",
            "lead_framework",
            "supporting_framework",
            "do_no_harm",
            "gender_sensitivity",
            "human_rights",
            "mainstreaming",
        ],
    ),
    ("organisation", &["lead_agency", "shared_responsibility", "network", "expert_group", "champion", "stakeholder", "framing"]),
    (
        "answers",
        &[
            "range",
            "settled",
            "open",
            "unknown",
            "not_applicable",
            "blocking",
            "tension",
            "readiness",
            "dimension",
            "band",
            "weighting",
            "importance",
            "rank",
            "no_clear_lead",
            "overrule",
            "evidence",
            "action",
            "snapshot",
            "backup",
        ],
    ),
];

/// A source, or what there is to say of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The id in the words.
    pub id: &'static str,
    /// Where it is to be had, on other sites.
    pub at: &'static [&'static str],
}

/// Sources by kind, in the order in which they are read.
pub const SOURCES: [(&str, &[Source]); 6] = {
    const fn source(id: &'static str, at: &'static [&'static str]) -> Source {
        Source { id, at }
    }
    const GUIDE: &[&str] = &["https://strongcitiesnetwork.org/resource/a-guide-for-cities/"];
    const NETWORK: &[&str] = &["https://strongcitiesnetwork.org/"];
    [
        ("guide", &[source("guide", GUIDE), source("rests", &[]), source("words", &[]), source("network", NETWORK)]),
        ("lost", &[source("lost_lead", &[]), source("lost_departments", &[]), source("lost_options", &[])]),
        (
            "faults",
            &[
                source("fault_mandate", &[]),
                source("fault_newark", &[]),
                source("fault_london", &[]),
                source("fault_uk", &[]),
                source("fault_iraq", &[]),
                source("fault_terms", &[]),
            ],
        ),
        (
            "onward",
            &[source("levels", GUIDE), source("cooperation", GUIDE), source("training", GUIDE), source("toolkit", NETWORK)],
        ),
        (
            "named",
            &[
                source("cardiff", &[]),
                source("safer_cities", &["https://unhabitat.org/"]),
                source("urban_agenda", &["https://habitat3.org/the-new-urban-agenda/"]),
                source("gender", &["https://www.osce.org/", "https://www.unwomen.org/"]),
                source("rights", &["https://www.ohchr.org/"]),
            ],
        ),
        ("methods", &[source("smaa", &["https://doi.org/10.1287/opre.49.3.444.11220"]), source("thresholds", &[])]),
    ]
};

/// Every term.
pub fn terms() -> impl Iterator<Item = &'static str> {
    TERMS.iter().flat_map(|(_, ids)| ids.iter().copied())
}

/// Every source.
pub fn sources() -> impl Iterator<Item = &'static Source> {
    SOURCES.iter().flat_map(|(_, all)| all.iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_once_and_addresses_are_safe() {
        let all: Vec<&str> = terms().collect();
        assert!(all.iter().enumerate().all(|(i, id)| !all[..i].contains(id)));
        let all: Vec<&str> = sources().map(|s| s.id).collect();
        assert!(all.iter().enumerate().all(|(i, id)| !all[..i].contains(id)));
        assert!(sources().flat_map(|s| s.at).all(|at| at.starts_with("https://")));
    }
}
