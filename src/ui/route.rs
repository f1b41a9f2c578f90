//! Pages by the address's fragment: it reaches no server, and any static host will do.

use crate::domain::instrument::{Question, Section};

pub use crate::domain::modules::Module;
pub use crate::report::Paper;

impl Module {
    /// The page with what its answers come to.
    pub const fn result(self) -> Page {
        match self {
            Module::Mandate => Page::Result,
            Module::Framework => Page::FrameworkResult,
            Module::Institution => Page::InstitutionResult,
            _ => Page::ModuleResult(self),
        }
    }
}

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What this is, and the assessments there are.
    Start,
    /// The way through the assessment.
    Home,
    /// About the city.
    Profile,
    /// The screen with a module's first unanswered question.
    Module(Module),
    /// A screen of a section, from 1.
    Screen(Section, usize),
    /// The screen with a question, which gets the focus.
    Question(Question),
    /// A screen of the quick path, from 1; 0 is the first that is not answered.
    Quick(usize),
    /// Both verdicts on the mandate, explained.
    Result,
    /// Which framework fits.
    FrameworkResult,
    /// Which institutional model suits.
    InstitutionResult,
    /// How far a module is, and what it lacks.
    ModuleResult(Module),
    /// What is to be done.
    Plan,
    /// Blank forms.
    Prepare,
    /// The strategy's sections, to be filled in.
    Outline,
    /// What it costs, and who carries it.
    Budget,
    /// Which department brings which resource.
    Contributions,
    /// Earlier states of the answers, and what has changed since.
    Snapshots,
    /// A paper with what it will hold, and the files it can be had as.
    Paper(Paper),
    /// How far the city has come.
    Readiness,
    /// What the library holds, and a search through all of it.
    Library,
    /// The strategic frameworks.
    Frameworks,
    /// The principles.
    Principles,
    /// The institutional models.
    Models,
    /// Terms in every language.
    Glossary,
    /// Sources, and where to read on.
    Sources,
    /// Mandates and arrangements of other places.
    Countries,
    /// Assessments to look at.
    Examples,
    /// What is promised, and what is not.
    Privacy,
    /// The method.
    About,
    /// Tools for partners' pages.
    Embed,
    /// Answers that a widget hands over.
    Receive,
    /// No such page.
    Missing,
}

/// Pages whose address is one fixed text.
const PLAIN: [(Page, &str); 31] = [
    (Page::Start, ""),
    (Page::Home, "home"),
    (Page::Profile, "profile"),
    (Page::Quick(0), "quick"),
    (Page::Result, "mandate/result"),
    (Page::FrameworkResult, "framework/result"),
    (Page::InstitutionResult, "institution/result"),
    (Page::Plan, "plan"),
    (Page::Prepare, "prepare"),
    (Page::Readiness, "readiness"),
    (Page::Outline, "outline"),
    (Page::Budget, "budget"),
    (Page::Contributions, "contributions"),
    (Page::Snapshots, "snapshots"),
    (Page::Paper(Paper::Report), "papers/report"),
    (Page::Paper(Paper::Brief), "papers/brief"),
    (Page::Paper(Paper::Motion), "papers/motion"),
    (Page::Paper(Paper::Handover), "papers/handover"),
    (Page::Paper(Paper::Outline), "papers/outline"),
    (Page::Library, "library"),
    (Page::Frameworks, "library/frameworks"),
    (Page::Principles, "library/principles"),
    (Page::Models, "library/models"),
    (Page::Glossary, "library/glossary"),
    (Page::Sources, "library/sources"),
    (Page::Countries, "library/countries"),
    (Page::Examples, "examples"),
    (Page::Privacy, "privacy"),
    (Page::About, "about"),
    (Page::Receive, "receive"),
    (Page::Embed, "embed"),
];

/// The number of a screen, from 1.
fn number(part: &str) -> Option<usize> {
    part.parse().ok().filter(|n| *n > 0)
}

impl Page {
    /// From a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Page {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        if let Some((page, _)) = PLAIN.iter().find(|(_, at)| *at == path) {
            return *page;
        }
        let parts: Vec<&str> = path.split('/').collect();
        let found = match parts.as_slice() {
            ["quick", n] => number(n).map(Page::Quick),
            ["profile", id] => Question::from_id(id).filter(|q| q.section() == Section::Profile).map(Page::Question),
            [module] => Module::named(module).map(Page::Module),
            [module, "result"] => Module::named(module).map(Page::ModuleResult),
            [module, section, rest @ ..] => Module::named(module)
                .and_then(|m| m.sections().iter().find(|(_, name)| name == section))
                .and_then(|(section, _)| Page::in_section(*section, rest)),
            [] => None,
        };
        found.unwrap_or(Page::Missing)
    }

    fn in_section(section: Section, rest: &[&str]) -> Option<Page> {
        match rest {
            [] => Some(Page::Screen(section, 1)),
            [part] => match number(part) {
                Some(screen) => Some(Page::Screen(section, screen)),
                None => Question::from_id(part).filter(|q| q.section() == section).map(Page::Question),
            },
            _ => None,
        }
    }

    /// The fragment of a page, with its `#`.
    pub fn href(self) -> String {
        let section = |section: Section| {
            let module = Module::of(section);
            let name = module.and_then(|m| m.sections().iter().find(|(s, _)| *s == section)).map_or("", |(_, name)| name);
            module.map_or_else(|| "#/profile".to_string(), |m| format!("#/{}/{name}", m.name()))
        };
        match self {
            Page::Module(module) => format!("#/{}", module.name()),
            Page::Screen(s, n) if n < 2 => section(s),
            Page::Screen(s, n) => format!("{}/{n}", section(s)),
            Page::Question(question) => format!("{}/{}", section(question.section()), question.id()),
            Page::Quick(n) if n > 0 => format!("#/quick/{n}"),
            Page::ModuleResult(module) => format!("#/{}/result", module.name()),
            _ => format!("#/{}", PLAIN.iter().find(|(page, _)| *page == self).map_or("", |(_, at)| at)),
        }
    }

    /// Whether a page belongs to the library.
    pub const fn is_of_library(self) -> bool {
        use Page::*;
        matches!(self, Library | Frameworks | Principles | Models | Glossary | Sources | Countries | Examples)
    }

    /// The module that a page belongs to.
    pub fn module(self) -> Option<Module> {
        match self {
            Page::Module(module) | Page::ModuleResult(module) => Some(module),
            Page::Screen(section, _) => Module::of(section),
            Page::Question(question) => Module::of(question.section()),
            Page::Result | Page::Quick(_) => Some(Module::Mandate),
            Page::FrameworkResult => Some(Module::Framework),
            Page::InstitutionResult => Some(Module::Institution),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_its_fragment_are_one() {
        let sections = || Module::ALL.iter().flat_map(|m| m.sections()).map(|(s, _)| *s);
        let screens = sections().flat_map(|s| [Page::Screen(s, 1), Page::Screen(s, 2)]);
        let questions = Question::ALL.into_iter().map(Page::Question);
        let plain = PLAIN.iter().map(|(page, _)| *page);
        let modules = Module::ALL.into_iter().map(Page::Module).chain(Module::ALL.into_iter().skip(2).map(Module::result));
        for page in plain.chain(modules).chain(screens).chain(questions).chain([Page::Quick(2)]) {
            assert_eq!(Page::parse(&page.href()), page);
        }
        for (fragment, page) in [
            ("", Page::Start),
            ("#", Page::Start),
            ("#/mandate/", Page::Module(Module::Mandate)),
            ("#/nowhere", Page::Missing),
            ("#/mandate/scope/0", Page::Missing),
            ("#/mandate/scope/mandate.explicit", Page::Missing),
            ("#/mandate/source/mandate.explicit/x", Page::Missing),
            ("#/quick/0", Page::Missing),
            ("#/privacy/x", Page::Missing),
        ] {
            assert_eq!(Page::parse(fragment), page, "{fragment}");
        }
    }

    #[test]
    fn every_question_is_asked_in_one_place() {
        for question in Question::ALL {
            let places = Module::ALL.iter().flat_map(|m| m.sections()).filter(|(s, _)| *s == question.section()).count();
            assert_eq!(places, usize::from(question.section() != Section::Profile), "{}", question.id());
        }
    }
}
