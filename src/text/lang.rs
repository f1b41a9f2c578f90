//! The languages there are.

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Arabic, right to left.
    Ar,
    /// English.
    En,
}

impl Lang {
    /// All, the first one first.
    pub const ALL: [Lang; 2] = [Lang::Ar, Lang::En];

    /// The tag in files and pages.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// Its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::Ar => "العربية",
            Lang::En => "English",
        }
    }

    /// Which way it is written.
    pub const fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            Lang::En => "ltr",
        }
    }

    /// The language of a tag such as `ar-JO`; English for any that we have not.
    pub fn of(tag: &str) -> Lang {
        let main = tag.split('-').next().unwrap_or_default();
        Lang::ALL.into_iter().find(|l| l.tag() == main).unwrap_or(Lang::En)
    }
}
