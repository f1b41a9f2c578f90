//! The places of the chapter, S08 to S18, S26 and its cities: on what kind of authority each rests, how binding it is, and where it
//! lies. What there is to say of each stands in the words.

use super::instrument::{Opt, Question};
use super::mandate::authority::{self, Via};
use super::sheet::{Sheet, Shown};

/// What a place's mandate or arrangement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// An explicit mandate, this binding.
    Explicit(Opt),
    /// A broader function.
    BroaderFunctions,
    /// A decision or plan of its own.
    OwnDecision,
    /// None that the chapter tells of.
    Nothing,
}

impl Basis {
    /// The kind of authority, as the words name it.
    pub const fn authority(self) -> &'static str {
        match self {
            Basis::Explicit(_) => "explicit",
            Basis::BroaderFunctions => "broader",
            Basis::OwnDecision => "council",
            Basis::Nothing => "none",
        }
    }

    /// How binding it is, as the words name it.
    pub const fn obligation(self) -> &'static str {
        match self {
            Basis::Explicit(obligation) => obligation.id(),
            _ => "none",
        }
    }
}

/// Parts of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Region {
    Africa,
    Asia,
    Europe,
    Americas,
    MiddleEast,
}

impl Region {
    /// All.
    pub const ALL: [Region; 5] = [Region::Africa, Region::Asia, Region::Europe, Region::Americas, Region::MiddleEast];

    /// The id in the words.
    pub const fn id(self) -> &'static str {
        ["africa", "asia", "europe", "americas", "middle_east"][self as usize]
    }
}

/// A place of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id in the words: a country's is its code.
    pub id: &'static str,
    /// The country it lies in.
    pub country: &'static str,
    /// What its mandate or arrangement rests on.
    pub basis: Basis,
    /// Where it lies.
    pub region: Region,
    /// The item of the chapter.
    pub seed: u8,
}

impl Place {
    /// Whether it is a country, whose name the browser knows.
    pub fn is_country(&self) -> bool {
        self.id == self.country
    }
}

/// All places: the countries in the chapter's order, then the cities.
pub const PLACES: [Place; 16] = {
    use Basis::{BroaderFunctions, Explicit, Nothing, OwnDecision};
    use Region::{Africa, Americas, Asia, Europe, MiddleEast};
    const fn at(id: &'static str, country: &'static str, basis: Basis, region: Region, seed: u8) -> Place {
        Place { id, country, basis, region, seed }
    }
    [
        at("BD", "BD", Explicit(Opt::Tasked), Asia, 8),
        at("FR", "FR", BroaderFunctions, Europe, 9),
        at("ID", "ID", Explicit(Opt::Encouraged), Asia, 10),
        at("IQ", "IQ", Explicit(Opt::Empowered), MiddleEast, 11),
        at("KE", "KE", Explicit(Opt::Duty), Africa, 12),
        at("MY", "MY", BroaderFunctions, Asia, 13),
        at("MK", "MK", Explicit(Opt::Mentioned), Europe, 14),
        at("NO", "NO", Explicit(Opt::Tasked), Europe, 15),
        at("PL", "PL", BroaderFunctions, Europe, 16),
        at("RS", "RS", Explicit(Opt::Tasked), Europe, 17),
        at("GB", "GB", Explicit(Opt::Duty), Europe, 18),
        at("UG", "UG", Nothing, Africa, 26),
        at("brcko", "BA", OwnDecision, Europe, 51),
        at("newark", "US", BroaderFunctions, Americas, 91),
        at("london", "GB", OwnDecision, Europe, 94),
        at("dabrowa", "PL", BroaderFunctions, Europe, 16),
    ]
};

/// The countries, in the chapter's order.
pub fn countries() -> impl Iterator<Item = &'static Place> {
    PLACES.iter().filter(|p| p.is_country())
}

/// What the city's own authority rests on, by the highest that its answers allow, then by how binding an explicit mandate is.
fn own_bases(sheet: &Sheet) -> impl Iterator<Item = Basis> {
    let by_route = authority::highest_via(sheet).into_iter().filter_map(|via| match via {
        Via::Explicit(obligation) => obligation.map(Basis::Explicit),
        Via::BroaderFunctions => Some(Basis::BroaderFunctions),
        Via::OwnDecision => Some(Basis::OwnDecision),
        Via::Nothing => Some(Basis::Nothing),
    });
    let is_asked = sheet.shown(Question::MandateObligation) != Shown::No;
    let obligation = sheet.settled(Question::MandateObligation).filter(|_| is_asked).map(Basis::Explicit);
    by_route.chain(obligation)
}

/// Country examples to show: the city's own where the library has it; else those with the same route to authority, an explicit one
/// told apart by how binding it is; else those with the same obligation. At most three.
pub fn examples(sheet: &Sheet) -> Vec<&'static str> {
    if let Some(own) = countries().find(|p| sheet.country() == Some(p.country)) {
        return vec![own.id];
    }
    let same = |basis: Basis| countries().filter(|p| p.basis == basis).map(|p| p.id).take(3).collect::<Vec<_>>();
    own_bases(sheet).map(same).find(|ids| !ids.is_empty()).unwrap_or_default()
}

/// All places, those most like the city first: in its own country, then on the same basis, then with the same kind of authority.
pub fn like(sheet: &Sheet) -> Vec<&'static Place> {
    let bases: Vec<Basis> = own_bases(sheet).collect();
    let distance = |place: &Place| {
        let is_own = sheet.country() == Some(place.country);
        let is_same = bases.contains(&place.basis);
        let is_near = bases.iter().any(|b| b.authority() == place.basis.authority());
        (!is_own, !is_same, !is_near)
    };
    let mut all: Vec<&Place> = PLACES.iter().collect();
    all.sort_by_key(|place| distance(place));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::{Answer, Answers};

    #[test]
    fn the_most_alike_come_first_and_none_is_lost() {
        let mut answers = Answers::default();
        answers.set(Answer::from_text(Question::ProfileCountry, "PL").unwrap());
        answers.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap());
        answers.set(Answer::one(Question::MandateObligation, Opt::Tasked).unwrap());
        let ids: Vec<&str> = like(&Sheet::from(&answers)).iter().map(|p| p.id).collect();
        assert_eq!(ids.len(), PLACES.len());
        // Then other explicit mandates, then all else, each in the chapter's order.
        let expected =
            ["PL", "dabrowa", "BD", "NO", "RS", "ID", "IQ", "KE", "MK", "GB", "FR", "MY", "UG", "brcko", "newark", "london"];
        assert_eq!(ids, expected);
        assert_eq!(like(&Sheet::from(&Answers::default())).len(), PLACES.len());
    }
}
