//! The parts of the assessment.

use super::instrument::{Dimension, Section};

/// A part of the assessment with questions of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Module {
    Mandate,
    Framework,
    Strategy,
    Principles,
    Community,
    Integration,
    Institution,
    Sustainability,
    Resources,
}

impl Module {
    /// All, in the order in which they are offered.
    pub const ALL: [Module; 9] = {
        use Module::*;
        [Mandate, Framework, Strategy, Principles, Community, Integration, Institution, Sustainability, Resources]
    };

    /// The name in the address and in the words.
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 9] = [
            "mandate",
            "framework",
            "strategy",
            "principles",
            "community",
            "integration",
            "institution",
            "sustainability",
            "resources",
        ];
        NAMES[self as usize]
    }

    /// Its sections with their names in the address, in the order in which they are asked.
    pub const fn sections(self) -> &'static [(Section, &'static str)] {
        match self {
            Module::Mandate => &[
                (Section::MandateSource, "source"),
                (Section::MandateSpace, "space"),
                (Section::MandateAwareness, "awareness"),
                (Section::MandateScope, "scope"),
            ],
            Module::Framework => &[(Section::FrameworkContext, "context")],
            Module::Strategy => &[(Section::FrameworkStrategy, "content")],
            Module::Principles => &[(Section::Principles, "practice")],
            Module::Community => &[(Section::Community, "trust")],
            Module::Integration => &[(Section::FrameworkIntegration, "work")],
            Module::Institution => {
                &[(Section::InstitutionContext, "context"), (Section::InstitutionArrangements, "arrangements")]
            }
            Module::Sustainability => &[(Section::Sustainability, "time")],
            Module::Resources => &[(Section::Resources, "means")],
        }
    }

    /// From its name.
    pub fn named(name: &str) -> Option<Module> {
        Module::ALL.into_iter().find(|m| m.name() == name)
    }

    /// The dimension of readiness that it is measured by; the mandate has several, the framework is chosen, not measured.
    pub const fn dimension(self) -> Option<Dimension> {
        match self {
            Module::Strategy => Some(Dimension::Framework),
            Module::Principles => Some(Dimension::Principles),
            Module::Community => Some(Dimension::Community),
            Module::Integration => Some(Dimension::Integration),
            Module::Institution => Some(Dimension::Institution),
            Module::Sustainability => Some(Dimension::Sustainability),
            Module::Resources => Some(Dimension::Resources),
            Module::Mandate | Module::Framework => None,
        }
    }

    /// The module in which a section is asked; the profile is in none.
    pub fn of(section: Section) -> Option<Module> {
        Module::ALL.into_iter().find(|m| m.sections().iter().any(|(s, _)| *s == section))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Question;

    #[test]
    fn a_module_is_measured_by_what_is_asked_in_it() {
        for question in Question::ALL {
            let Some(dimension) = question.dimension() else { continue };
            let module = Module::of(question.section()).unwrap();
            let expected = (module != Module::Mandate).then_some(dimension);
            assert_eq!(module.dimension(), expected, "{}", question.id());
        }
        assert_eq!(Module::Framework.dimension(), None);
    }
}
