//! What both selectors' pages share: a ranking worked out in slices, and the user's own hand in it.

mod card;
mod cells;
mod flips;
mod importance;
mod tries;

pub use card::{card, moving, own_hand};
pub use cells::overruled;
pub use tries::tries_part;

use card::is_enough;
use cells::cells;
use flips::flips;
use importance::importance;

use crate::domain::frameworks::Frameworks;
use crate::domain::institutions::Institutions;
use crate::domain::selector::{Drawing, Flip, Preferences, Ranking, Search, Table};
use crate::domain::sheet::{Sheet, Shown};
use crate::text::Text;
pub use crate::text::ranking::Selector;
use crate::ui;
use crate::ui::actions;
use crate::ui::components::answer::question_link;
use crate::ui::components::icon;
use crate::ui::components::section::section;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, div, el};
use crate::ui::state::State;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// A slice of work on a page: short enough that a tap meanwhile waits for nothing, on a slow phone too.
const SLICE: f64 = 6.0;
/// Draws between two looks at the clock.
const DRAWS_AT_ONCE: usize = 100;

/// A run under way.
trait Running {
    fn draw(&mut self, times: usize) -> bool;
    fn ranking(&self) -> Ranking;
}

impl<T: Table> Running for Drawing<T> {
    fn draw(&mut self, times: usize) -> bool {
        Drawing::draw(self, times)
    }

    fn ranking(&self) -> Ranking {
        Drawing::ranking(self)
    }
}

/// A search under way.
trait Seeking {
    fn try_next(&mut self) -> bool;
    fn left(&self) -> usize;
    fn found(&self) -> Vec<Flip>;
}

impl<T: Table> Seeking for Search<T> {
    fn try_next(&mut self) -> bool {
        Search::try_next(self)
    }

    fn left(&self) -> usize {
        Search::left(self)
    }

    fn found(&self) -> Vec<Flip> {
        Search::found(self)
    }
}

/// What the pages let a selector do.
trait Runs {
    fn run(self, basis: &Basis) -> Box<dyn Running>;
    fn search(self, basis: &Basis) -> Box<dyn Seeking>;
}

impl Runs for Selector {
    fn run(self, basis: &Basis) -> Box<dyn Running> {
        let (sheet, preferences) = (&basis.sheet, &basis.preferences);
        match self {
            Selector::Framework => Box::new(Drawing::new(Frameworks, sheet, preferences, false)),
            Selector::Institution => Box::new(Drawing::new(Institutions, sheet, preferences, false)),
        }
    }

    fn search(self, basis: &Basis) -> Box<dyn Seeking> {
        let (sheet, preferences) = (&basis.sheet, &basis.preferences);
        match self {
            Selector::Framework => Box::new(Search::new(Frameworks, sheet, preferences)),
            Selector::Institution => Box::new(Search::new(Institutions, sheet, preferences)),
        }
    }
}

/// Everything that a ranking rests on.
#[derive(Clone, PartialEq)]
pub struct Basis {
    /// What may be true, by the answers.
    pub sheet: Sheet,
    /// The user's own hand.
    pub preferences: Preferences,
}

/// A finished ranking with what it rests on.
pub type Found = Arc<(Basis, Ranking)>;

/// The ranking, worked out in slices; the last one stands until the next is there.
fn ranking(selector: Selector, basis: Memo<Basis>) -> RwSignal<Option<Found>> {
    let found = RwSignal::new(None);
    let run = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let basis = basis.get();
        run.update_value(|n| *n += 1);
        let mine = run.get_value();
        let drawing = Rc::new(RefCell::new(selector.run(&basis)));
        in_slices(
            move || run.try_get_value() == Some(mine),
            move || {
                let mut drawing = drawing.borrow_mut();
                let is_done = drawing.draw(DRAWS_AT_ONCE);
                if is_done {
                    found.set(Some(Arc::new((basis.clone(), drawing.ranking()))));
                }
                is_done
            },
        );
    });
    found
}

/// A selector's page: what its parts share.
#[derive(Clone, Copy)]
pub struct Hand {
    /// The page's state.
    pub state: State,
    /// Which selector it is.
    pub selector: Selector,
    /// What the ranking rests on.
    pub basis: Memo<Basis>,
    /// The ranking.
    pub found: RwSignal<Option<Found>>,
}

impl Hand {
    /// Begins to work a ranking out, and does so anew whenever what it rests on changes.
    pub fn new(state: State, selector: Selector) -> Hand {
        let of = move || Basis { sheet: state.sheet.get(), preferences: state.document.with(|d| selector.preferences(d)) };
        let basis = Memo::new(move |_| of());
        Hand { state, selector, basis, found: ranking(selector, basis) }
    }
}

/// Does `work` again and again until it says that it is done, in slices, while `goes_on`.
fn in_slices(goes_on: impl Fn() -> bool + Clone + 'static, work: impl Fn() -> bool + Clone + 'static) {
    let slice = move || {
        let start = actions::clock();
        while goes_on() {
            if work() {
                return;
            }
            if actions::clock() - start > SLICE {
                return in_slices(goes_on.clone(), work.clone());
            }
        }
    };
    set_timeout(slice, Duration::ZERO);
}

/// A word of the selectors' pages.
pub fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["result", name])
}

/// Shown until the first ranking is there.
fn counting(text: &Text) -> El {
    div("section", "card").attr("data-counting", "").child(div("p", "verdict").text(word(text, "counting")).text("…"))
}

/// What to answer next, while it is too early for an order.
pub fn to_answer(text: &Text, selector: Selector, sheet: &Sheet) -> El {
    let open = selector.context().into_iter().filter(|q| sheet.shown(*q) == Shown::Yes && !sheet.is_answered(*q));
    let items = open.map(|q| {
        let whom = statement(text, text.words.question(q, "whom"));
        let words = el("div")
            .child(el("p").child(question_link(text, q)))
            .child(div("p", "hint").text(ui!(text, whom)).text(" ").view(whom));
        el("li").view(icon::open()).child(words).attr("data-next", q.id())
    });
    section(word(text, "next")).child(div("ul", "findings").child(items))
}
