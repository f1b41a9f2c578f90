//! What a visitor may hand to a host: the result by ids, and no answer.

use super::kind::Kind;
use crate::document::assessment::Document;
use crate::document::json::Json;
use crate::domain::frameworks::{self, Frameworks};
use crate::domain::institutions::Institutions;
use crate::domain::instrument;
use crate::domain::mandate::authority;
use crate::domain::mandate::{OPERABILITY, Operability, SUFFICIENCY, Sufficiency};
use crate::domain::selector::{Ranking, Strength, Table, rank};
use crate::domain::sheet::Sheet;

/// The format's name.
pub const FORMAT: &str = "tafwid-outcome";

/// The result of a widget; none of what asks nothing.
pub fn outcome(kind: Kind, document: &Document) -> Option<Json> {
    let sheet = Sheet::from(&document.answers());
    let found = match kind {
        Kind::MandateChecker | Kind::QuickCheck => mandate(&sheet),
        Kind::FrameworkSelector => {
            let mut ranking = rank(Frameworks, &sheet, &document.preferences("framework", Frameworks));
            frameworks::recommend(&sheet, &mut ranking);
            leads(Frameworks, &ranking)
        }
        Kind::InstitutionSelector => {
            leads(Institutions, &rank(Institutions, &sheet, &document.preferences("institution", Institutions)))
        }
        Kind::ReadinessChart | Kind::CountryMandates => return None,
    };
    let head = [
        ("format", Json::text(FORMAT)),
        ("version", Json::whole(1)),
        ("instrument", Json::text(instrument::VERSION)),
        ("kind", Json::text(kind.id())),
    ];
    Some(Json::object(head.into_iter().chain(found)))
}

fn range(lowest: &str, highest: &str) -> Json {
    Json::object([("lowest", Json::text(lowest)), ("highest", Json::text(highest))])
}

fn mandate(sheet: &Sheet) -> Vec<(&'static str, Json)> {
    let (sufficiency, operability, authority) = (SUFFICIENCY.range(sheet), OPERABILITY.range(sheet), authority::range(sheet));
    let of = |(low, high): (u8, u8), id: fn(u8) -> &'static str| range(id(low), id(high));
    vec![
        ("sufficiency", of(sufficiency, |l| Sufficiency::from_level(l).id())),
        ("operability", of(operability, |l| Operability::from_level(l).id())),
        ("authority", range(authority.0.id(), authority.1.id())),
    ]
}

fn leads<T: Table>(_: T, ranking: &Ranking) -> Vec<(&'static str, Json)> {
    let is_early = ranking.strength == Strength::TooEarly;
    let lead = if is_early { Vec::new() } else { ranking.lead.clone() };
    let ids = lead.into_iter().filter_map(|a| T::ALTERNATIVES.get(a).copied());
    vec![("strength", Json::text(ranking.strength.id())), ("lead", Json::texts(ids))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::Answer;
    use crate::domain::instrument::{Opt, Question};

    #[test]
    fn results_hold_ids_and_no_answer() {
        let now = "2026-11-22T10:00:00Z";
        let mut document = Document::new("11111111-2222-4333-8444-555555555555", "secret", "ar", now);
        document.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap(), now);
        document.set(Answer::from_text(Question::ProfileCity, "secret").unwrap(), now);
        document.set_note(Question::MandateExplicit, "secret", now);
        for kind in Kind::ALL {
            let Some(found) = outcome(kind, &document) else {
                assert!(!kind.asks());
                continue;
            };
            let line = found.to_line();
            assert_eq!(found.get("kind").and_then(Json::as_text), Some(kind.id()));
            for answer in ["secret", "11111111", "mandate.explicit", "\"yes\""] {
                assert!(!line.contains(answer), "{line}");
            }
        }
    }
}
