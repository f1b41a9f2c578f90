//! Answers that cannot hold an impossible value: an [`Answer`] is only made by [`Answer::one`] and its siblings, which know the
//! question's kind and options.

// What comes from a file or a person must not stop the program.
#![deny(clippy::indexing_slicing)]

use super::instrument::{Kind, Opt, Question};

/// Characters of a free text that are kept at most.
pub const TEXT_LIMIT: usize = 500;
/// Entries of a list that are kept at most.
pub const LIST_LIMIT: usize = 50;

/// Why a raw value is no answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The question takes another kind of value.
    WrongType,
    /// It has no such option.
    UnknownOption,
    /// No country has this code.
    UnknownCountry,
    /// The text or the list is longer than its limit.
    TooLong,
}

/// The content of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The option chosen, for extents and choices.
    One(Opt),
    /// The options chosen, a set of bits by their place among the question's own; 0 is "none of these".
    Many(u16),
    /// A free text.
    Text(String),
    /// Short texts.
    List(Vec<String>),
    /// A country, ISO 3166-1 alpha-2, upper case.
    Country(String),
}

/// A value that fits its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    question: Question,
    value: Value,
}

impl Answer {
    /// An option chosen for an extent or a choice.
    ///
    /// # Errors
    /// When the question takes no single option, or not this one.
    pub fn one(question: Question, option: Opt) -> Result<Answer, Refusal> {
        if !matches!(question.kind(), Kind::Extent | Kind::Choice) {
            return Err(Refusal::WrongType);
        }
        question.index_of(option).ok_or(Refusal::UnknownOption)?;
        Ok(Answer { question, value: Value::One(option) })
    }

    /// The options chosen for a multi, in any order; none is an answer too.
    ///
    /// # Errors
    /// When the question is no multi, or has not all of these options.
    pub fn many(question: Question, options: impl IntoIterator<Item = Opt>) -> Result<Answer, Refusal> {
        if question.kind() != Kind::Multi {
            return Err(Refusal::WrongType);
        }
        let mut set = 0;
        for option in options {
            set |= 1 << question.index_of(option).ok_or(Refusal::UnknownOption)?;
        }
        Ok(Answer { question, value: Value::Many(set) })
    }

    /// An answer from its raw form, as files and fields hold it: an option's id, a text or a country code.
    ///
    /// # Errors
    /// When the raw text does not fit the question.
    pub fn from_text(question: Question, raw: &str) -> Result<Answer, Refusal> {
        match question.kind() {
            Kind::Extent | Kind::Choice => Answer::one(question, Opt::from_id(raw).ok_or(Refusal::UnknownOption)?),
            Kind::Text if raw.chars().count() > TEXT_LIMIT => Err(Refusal::TooLong),
            Kind::Text => Ok(Answer { question, value: Value::Text(raw.into()) }),
            Kind::Country if is_country(raw) => Ok(Answer { question, value: Value::Country(raw.into()) }),
            Kind::Country => Err(Refusal::UnknownCountry),
            Kind::Multi | Kind::List => Err(Refusal::WrongType),
        }
    }

    /// An answer from a list of raw forms: the options of a multi, or the texts of a list.
    ///
    /// # Errors
    /// When the raw texts do not fit the question.
    pub fn from_list(question: Question, raw: &[&str]) -> Result<Answer, Refusal> {
        match question.kind() {
            Kind::Multi => {
                let options: Option<Vec<Opt>> = raw.iter().map(|id| Opt::from_id(id)).collect();
                Answer::many(question, options.ok_or(Refusal::UnknownOption)?)
            }
            Kind::List if raw.len() > LIST_LIMIT || raw.iter().any(|t| t.chars().count() > TEXT_LIMIT) => Err(Refusal::TooLong),
            Kind::List => Ok(Answer { question, value: Value::List(raw.iter().map(|t| (*t).into()).collect()) }),
            _ => Err(Refusal::WrongType),
        }
    }

    /// The question it answers.
    pub fn question(&self) -> Question {
        self.question
    }

    /// What was answered.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The options chosen: one for an extent or a choice, any number for a multi, none otherwise.
    pub fn options(&self) -> Vec<Opt> {
        match &self.value {
            Value::One(option) => vec![*option],
            Value::Many(set) => options_in(self.question, *set).collect(),
            _ => Vec::new(),
        }
    }
}

/// The options that a set of bits stands for.
pub fn options_in(question: Question, set: u16) -> impl Iterator<Item = Opt> {
    question.options().iter().enumerate().filter(move |(i, _)| set & (1 << i) != 0).map(|(_, o)| *o)
}

/// What someone said to a question; saying nothing is the absence of this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// "I do not know".
    Unknown,
    /// An answer.
    Answer(Answer),
}

/// One respondent's answers, hidden ones kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    said: Vec<Option<Said>>,
}

impl Default for Answers {
    fn default() -> Self {
        Answers { said: vec![None; Question::ALL.len()] }
    }
}

impl Answers {
    /// Whether anything was said, be it that it is not known.
    pub fn has_any(&self) -> bool {
        Question::ALL.into_iter().any(|q| self.said(q).is_some())
    }

    /// What was said to a question, hidden or not.
    pub fn said(&self, question: Question) -> Option<&Said> {
        self.said.get(question as usize).and_then(Option::as_ref)
    }

    /// The answer to a question, where there is one.
    pub fn answer(&self, question: Question) -> Option<&Answer> {
        match self.said(question) {
            Some(Said::Answer(answer)) => Some(answer),
            _ => None,
        }
    }

    /// The option chosen, for an answered extent or choice.
    pub fn option(&self, question: Question) -> Option<Opt> {
        match self.answer(question).map(Answer::value) {
            Some(Value::One(option)) => Some(*option),
            _ => None,
        }
    }

    /// Puts an answer in its place.
    pub fn set(&mut self, answer: Answer) {
        let place = answer.question() as usize;
        self.put(place, Some(Said::Answer(answer)));
    }

    /// Notes that the answer is not known.
    pub fn set_unknown(&mut self, question: Question) {
        self.put(question as usize, Some(Said::Unknown));
    }

    /// Takes an answer back.
    pub fn clear(&mut self, question: Question) {
        self.put(question as usize, None);
    }

    fn put(&mut self, place: usize, said: Option<Said>) {
        if let Some(slot) = self.said.get_mut(place) {
            *slot = said;
        }
    }
}

/// Country codes, ISO 3166-1 alpha-2 as of 2026, in order, without separators.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCO\
CRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISIT\
JEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZ\
OMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUM\
USUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// All country codes, in order of the code.
pub fn countries() -> impl Iterator<Item = &'static str> {
    (0..COUNTRIES.len() / 2).filter_map(|i| COUNTRIES.get(2 * i..2 * i + 2))
}

/// Whether this is the code of a country.
pub fn is_country(code: &str) -> bool {
    countries().any(|c| c == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_fits_its_question_or_is_refused() {
        use Question as Q;
        let rows: [(Q, &str, Result<(), Refusal>); 8] = [
            (Q::MandateExplicit, "yes", Ok(())),
            (Q::MandateExplicit, "not_applicable", Err(Refusal::UnknownOption)),
            (Q::MandateNlc, "not_applicable", Ok(())),
            (Q::MandateObligation, "duty", Ok(())),
            (Q::MandateObligation, "yes", Err(Refusal::UnknownOption)),
            (Q::MandateBroader, "public_safety", Err(Refusal::WrongType)),
            (Q::ProfileCountry, "JO", Ok(())),
            (Q::ProfileCountry, "jo", Err(Refusal::UnknownCountry)),
        ];
        for (question, raw, expected) in rows {
            assert_eq!(Answer::from_text(question, raw).map(|_| ()), expected, "{} {raw}", question.id());
        }
        assert_eq!(
            Answer::from_list(Q::MandateBroader, &["public_health", "crime_prevention"]).unwrap().options(),
            [Opt::CrimePrevention, Opt::PublicHealth]
        );
        assert_eq!(Answer::from_list(Q::MandateBroader, &["hate"]), Err(Refusal::UnknownOption));
        assert_eq!(Answer::from_text(Q::ProfileCity, &"x".repeat(TEXT_LIMIT + 1)), Err(Refusal::TooLong));
    }

    #[test]
    fn countries_are_the_249_of_the_standard_in_order() {
        let all: Vec<_> = countries().collect();
        assert_eq!(all.len(), 249);
        assert!(all.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn a_list_holds_so_many_texts_of_such_a_length_and_no_more() {
        let list = |n: usize, chars: usize| {
            let text = "ع".repeat(chars);
            let mut raw = vec!["en"; n.saturating_sub(1)];
            raw.push(&text);
            Answer::from_list(Question::ProfileLanguages, &raw).map(|_| ())
        };
        assert_eq!(list(LIST_LIMIT, TEXT_LIMIT), Ok(()));
        assert_eq!(list(LIST_LIMIT + 1, 2), Err(Refusal::TooLong));
        assert_eq!(list(LIST_LIMIT + 2, 2), Err(Refusal::TooLong));
        assert_eq!(list(1, TEXT_LIMIT + 1), Err(Refusal::TooLong));
        assert_eq!(list(1, TEXT_LIMIT + 2), Err(Refusal::TooLong));
    }

    #[test]
    fn what_was_said_is_there_until_it_is_taken_back() {
        let mut answers = Answers::default();
        assert!(!answers.has_any());
        answers.set_unknown(Question::MandateClear);
        assert!(answers.has_any());
        answers.set(Answer::one(Question::MandateClear, Opt::Yes).unwrap());
        assert_eq!(answers.option(Question::MandateClear), Some(Opt::Yes));
        answers.clear(Question::MandateClear);
        assert_eq!(answers, Answers::default());
        assert!(!answers.has_any());
    }
}
