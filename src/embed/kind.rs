//! The kinds of widget.

use crate::domain::instrument::{Question, Section};
use crate::domain::modules::Module;
use crate::domain::quick::QUICK;

/// A tool that can stand in a partner's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The questions on the mandate, and both verdicts.
    MandateChecker,
    /// Which framework fits.
    FrameworkSelector,
    /// Which institutional model suits.
    InstitutionSelector,
    /// The quick path, and both verdicts.
    QuickCheck,
    /// The readiness of a file that the host hands in or the visitor opens.
    ReadinessChart,
    /// Mandates and arrangements of other places.
    CountryMandates,
}

impl Kind {
    /// All, in the order in which they are offered.
    pub const ALL: [Kind; 6] = {
        use Kind::*;
        [MandateChecker, FrameworkSelector, InstitutionSelector, QuickCheck, ReadinessChart, CountryMandates]
    };

    /// The name in addresses and attributes.
    pub const fn id(self) -> &'static str {
        ["mandate-checker", "framework-selector", "institution-selector", "quick-check", "readiness-chart", "country-mandates"]
            [self as usize]
    }

    /// From its name.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The module that it asks; the quick path runs through two, the others ask nothing.
    pub const fn module(self) -> Option<Module> {
        match self {
            Kind::MandateChecker => Some(Module::Mandate),
            Kind::FrameworkSelector => Some(Module::Framework),
            Kind::InstitutionSelector => Some(Module::Institution),
            _ => None,
        }
    }

    /// Its sections with their names, where it asks a module.
    pub const fn sections(self) -> &'static [(Section, &'static str)] {
        match self.module() {
            Some(module) => module.sections(),
            None => &[],
        }
    }

    /// Whether it asks anything.
    pub const fn asks(self) -> bool {
        !matches!(self, Kind::ReadinessChart | Kind::CountryMandates)
    }

    /// The questions that count for how far the visitor is; `chosen` are the sections that the host wants, all when empty.
    pub fn questions(self, chosen: &[Section]) -> Vec<Question> {
        if self == Kind::QuickCheck {
            return QUICK.into_iter().flat_map(|(_, questions)| questions).copied().collect();
        }
        let is_wanted = |s: &Section| chosen.is_empty() || chosen.contains(s);
        self.sections().iter().map(|(s, _)| *s).filter(is_wanted).flat_map(Section::questions).collect()
    }
}
