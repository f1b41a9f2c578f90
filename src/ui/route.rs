//! Pages by the address's fragment: it reaches no server, and any static host will do.

use crate::domain::instrument::{Question, Section};

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What this is, and the assessments there are.
    Start,
    /// About the city.
    Profile,
    /// The screen with the first unanswered question about the mandate.
    Mandate,
    /// A screen of a section of the mandate, from 1.
    Screen(Section, usize),
    /// The screen with a question, which gets the focus.
    Question(Question),
    /// Both verdicts, explained.
    Result,
    /// What is promised, and what is not.
    Privacy,
    /// The method.
    About,
    /// No such page.
    Missing,
}

/// The sections of the mandate with their names in the address, in the order in which they are asked.
pub const MANDATE: [(Section, &str); 4] = [
    (Section::MandateSource, "source"),
    (Section::MandateSpace, "space"),
    (Section::MandateAwareness, "awareness"),
    (Section::MandateScope, "scope"),
];

fn section_name(section: Section) -> Option<&'static str> {
    MANDATE.iter().find(|(s, _)| *s == section).map(|(_, name)| *name)
}

impl Page {
    /// From a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Page {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        let page = match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
            ("", None, _) => Page::Start,
            ("profile", None, _) => Page::Profile,
            ("mandate", None, _) => Page::Mandate,
            ("mandate", Some("result"), None) => Page::Result,
            ("privacy", None, _) => Page::Privacy,
            ("about", None, _) => Page::About,
            ("mandate", Some(name), rest) => {
                let section = MANDATE.iter().find(|(_, n)| *n == name).map(|(s, _)| *s);
                match (section, rest) {
                    (Some(section), None) => Page::Screen(section, 1),
                    (Some(section), Some(part)) => match part.parse() {
                        Ok(screen) if screen > 0 => Page::Screen(section, screen),
                        _ => Question::from_id(part).filter(|q| q.section() == section).map_or(Page::Missing, Page::Question),
                    },
                    _ => Page::Missing,
                }
            }
            _ => Page::Missing,
        };
        if parts.next().is_some() { Page::Missing } else { page }
    }

    /// The fragment of a page, with its `#`.
    pub fn href(self) -> String {
        match self {
            Page::Start | Page::Missing => "#/".into(),
            Page::Profile => "#/profile".into(),
            Page::Mandate => "#/mandate".into(),
            Page::Screen(section, screen) => {
                let name = section_name(section).unwrap_or_default();
                if screen > 1 { format!("#/mandate/{name}/{screen}") } else { format!("#/mandate/{name}") }
            }
            Page::Question(question) => match section_name(question.section()) {
                Some(name) => format!("#/mandate/{name}/{}", question.id()),
                None => "#/profile".into(),
            },
            Page::Result => "#/mandate/result".into(),
            Page::Privacy => "#/privacy".into(),
            Page::About => "#/about".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_its_fragment_are_one() {
        let screens = MANDATE.iter().flat_map(|(s, _)| [Page::Screen(*s, 1), Page::Screen(*s, 2)]);
        let questions = Question::ALL.into_iter().filter(|q| section_name(q.section()).is_some()).map(Page::Question);
        let plain = [Page::Start, Page::Profile, Page::Mandate, Page::Result, Page::Privacy, Page::About];
        for page in plain.into_iter().chain(screens).chain(questions) {
            assert_eq!(Page::parse(&page.href()), page);
        }
        for (fragment, page) in [
            ("", Page::Start),
            ("#", Page::Start),
            ("#/mandate/", Page::Mandate),
            ("#/nowhere", Page::Missing),
            ("#/mandate/scope/0", Page::Missing),
            ("#/mandate/scope/mandate.explicit", Page::Missing),
            ("#/mandate/source/mandate.explicit/x", Page::Missing),
            ("#/privacy/x", Page::Missing),
        ] {
            assert_eq!(Page::parse(fragment), page, "{fragment}");
        }
    }
}
