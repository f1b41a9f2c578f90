//! The instrument: every question with its kind, options and condition, made from `instrument.toml` by the build.

include!(concat!(env!("OUT_DIR"), "/instrument.rs"));

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// yes, partly, no (and not applicable where the question offers it).
    Extent,
    /// One option.
    Choice,
    /// Any of the options; none of them is an answer too.
    Multi,
    /// A short free text.
    Text,
    /// A list of short texts.
    List,
    /// An ISO 3166-1 alpha-2 country code.
    Country,
}

/// A question is asked only when its parent's answer is one of `options`; with none listed, when it is not the empty list.
#[derive(Clone, Copy, Debug)]
pub struct ShowIf {
    /// The question it hangs on.
    pub parent: Question,
    /// Options of the parent that reveal it; empty: any non-empty list does.
    pub options: &'static [Opt],
}

/// One of the eleven readiness dimensions, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Dimension {
    Authority,
    Scope,
    Space,
    Awareness,
    Framework,
    Integration,
    Principles,
    Community,
    Institution,
    Sustainability,
    Resources,
}

impl Dimension {
    /// All, in the order they are shown.
    pub const ALL: [Dimension; 11] = {
        use Dimension::*;
        [
            Authority,
            Scope,
            Space,
            Awareness,
            Framework,
            Integration,
            Principles,
            Community,
            Institution,
            Sustainability,
            Resources,
        ]
    };

    /// The id in files.
    pub const fn id(self) -> &'static str {
        const IDS: [&str; 11] = [
            "authority",
            "scope",
            "space",
            "awareness",
            "framework",
            "integration",
            "principles",
            "community",
            "institution",
            "sustainability",
            "resources",
        ];
        IDS[self as usize]
    }
}

struct Row {
    section: Section,
    kind: Kind,
    options: &'static [Opt],
    show_if: Option<ShowIf>,
    dim: Option<Dimension>,
    report_only: bool,
    seed: &'static [u8],
}

impl Question {
    const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The question with this id.
    pub fn from_id(id: &str) -> Option<Question> {
        Self::ALL.into_iter().find(|q| q.id() == id)
    }

    /// The section it is asked in.
    pub const fn section(self) -> Section {
        self.row().section
    }

    /// What kind of answer it takes.
    pub const fn kind(self) -> Kind {
        self.row().kind
    }

    /// Its options in the instrument's order; none for free texts, lists and countries.
    pub const fn options(self) -> &'static [Opt] {
        self.row().options
    }

    /// When it is asked; always where there is no condition.
    pub const fn show_if(self) -> Option<ShowIf> {
        self.row().show_if
    }

    /// The readiness dimension that its extent counts towards.
    pub const fn dimension(self) -> Option<Dimension> {
        self.row().dim
    }

    /// It enters no rule: it serves the report, the library or a suggestion only.
    pub const fn report_only(self) -> bool {
        self.row().report_only
    }

    /// Items of the source chapter that it rests on: 29 is S29.
    pub const fn seed(self) -> &'static [u8] {
        self.row().seed
    }

    /// The place of an option among the question's own.
    pub fn index_of(self, option: Opt) -> Option<usize> {
        self.options().iter().position(|o| *o == option)
    }

    /// The bit that stands for an option in a set of the question's options; 0 where it has no such option.
    pub fn bit(self, option: Opt) -> u16 {
        self.index_of(option).map_or(0, |i| 1 << i)
    }

    /// The set of all its options.
    pub fn every_option(self) -> u16 {
        ((1u32 << self.options().len()) - 1) as u16
    }

    /// Its options from worst to best, or from low to high, where they have an order (rules, parts 1 and 5). Options that
    /// stand outside the order (not applicable, no safety role) are left out.
    pub fn order(self) -> Option<&'static [Opt]> {
        use Opt::*;
        let order: &'static [Opt] = match self {
            Question::MandateObligation => &[Mentioned, Encouraged, Empowered, Tasked, Duty],
            Question::MandateOwnAdoption => &[NotPossible, Possible, InProgress, Adopted],
            Question::MandateSafetyBreadth => &[PhysicalSecurityOnly, SomeCohesion, CohesionAndResilience],
            Question::MandateThreatsCovered => &[OneThreat, Several, AllForms, AllFormsAndWiderHarms],
            Question::ProfilePopulation => &[Under50k, From50k, From250k, From1m, Over5m],
            Question::FrameworkNationalPcve => &[Opt::None, Exists, NamesLocalRole, RequiresLocalPlan],
            Question::InstitutionExistingNetwork => &[Opt::None, Related, Prevention],
            q if matches!(q.kind(), Kind::Extent) => &[No, Partly, Yes],
            q if matches!(q.options(), [Low, Medium, High]) => &[Low, Medium, High],
            _ => return Option::None,
        };
        Option::Some(order)
    }
}

impl Section {
    /// Its questions, in order.
    pub fn questions(self) -> impl Iterator<Item = Question> {
        Question::ALL.into_iter().filter(move |q| q.section() == self)
    }
}

impl Opt {
    /// The option with this id.
    pub fn from_id(id: &str) -> Option<Opt> {
        Self::ALL.into_iter().find(|o| o.id() == id)
    }
}

/// Values of an option where the rules give it one, in 0..=1; none for those outside the order (rules, part 1).
pub fn value_of(question: Question, option: Opt) -> Option<f64> {
    Some(match (question, option) {
        (_, Opt::Yes) => 1.0,
        (_, Opt::Partly) => 0.5,
        (_, Opt::No) => 0.0,
        (Question::MandateSafetyBreadth, Opt::PhysicalSecurityOnly) => 0.0,
        (Question::MandateSafetyBreadth, Opt::SomeCohesion) => 0.5,
        (Question::MandateSafetyBreadth, Opt::CohesionAndResilience) => 1.0,
        (Question::MandateThreatsCovered, Opt::OneThreat) => 0.25,
        (Question::MandateThreatsCovered, Opt::Several) => 0.5,
        (Question::MandateThreatsCovered, Opt::AllForms | Opt::AllFormsAndWiderHarms) => 1.0,
        _ => return Option::None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_find_their_question_and_conditions_name_options_of_the_parent() {
        for q in Question::ALL {
            assert_eq!(Question::from_id(q.id()), Some(q));
            if let Some(ShowIf { parent, options }) = q.show_if() {
                assert!(parent < q, "{} hangs on a later question", q.id());
                assert!(options.iter().all(|o| parent.index_of(*o).is_some()), "{}", q.id());
                assert!(options.is_empty() == (parent.kind() == Kind::Multi));
            }
            if let Some(order) = q.order() {
                assert!(order.iter().all(|o| q.index_of(*o).is_some()), "{}", q.id());
            }
            assert!(q.seed().iter().all(|s| (1..=94).contains(s)));
        }
    }

    #[test]
    fn the_table_is_the_file() {
        let file = include_str!("instrument.toml");
        let mut rows = file.lines().filter(|line| line.trim_start().starts_with("{ id ="));
        for q in Question::ALL {
            let row = rows.next().unwrap();
            assert!(row.contains(&format!("id = \"{}\"", q.id())), "{row}");
            assert_eq!(q.report_only(), row.contains("report_only = true"), "{row}");
            let seed: Vec<String> = q.seed().iter().map(|s| format!("\"S{s:02}\"")).collect();
            assert!(row.contains(&format!("seed = [{}]", seed.join(", "))), "{row}");
        }
        assert_eq!(rows.next(), None);
    }

    #[test]
    fn the_copies_are_the_shared_ones_where_those_are_there() {
        let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
        let Ok(theirs) = std::fs::read_to_string(format!("{shared}/instrument.toml")) else { return };
        assert_eq!(theirs, include_str!("instrument.toml"));
        for entry in std::fs::read_dir(format!("{shared}/cases")).unwrap() {
            let path = entry.unwrap().path();
            let ours = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).join(path.file_name().unwrap());
            assert_eq!(std::fs::read(&path).unwrap(), std::fs::read(ours).unwrap(), "{path:?}");
        }
    }
}
