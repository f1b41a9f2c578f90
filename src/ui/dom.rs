//! Elements of one type. Leptos' `view!` gives every view a type of its own and compiles all its machinery for each: measured on this
//! page, a third of what a phone downloads before the first question. Here every element, attribute and child is erased to a few
//! types, on the same machinery.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::{ElementChild, custom};
use leptos::prelude::*;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use leptos::tachys::view::iterators::StaticVec;

/// An element in the making.
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with a tag.
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// An element with a tag and a class.
pub fn div(tag: &'static str, class: &'static str) -> El {
    el(tag).attr("class", class)
}

/// A link to a page.
pub fn link(href: String) -> El {
    el("a").attr("href", href)
}

/// A button that does something.
pub fn button(class: &'static str, action: &'static str, click: impl FnMut(ev::Event) + 'static) -> El {
    el("button").attr("type", "button").attr("class", class).attr("data-action", action).on("click", click)
}

type Words = Box<dyn FnMut() -> Option<String> + Send>;

impl El {
    #[inline(never)]
    fn push(mut self, attribute: AnyAttribute) -> El {
        self.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: String) -> El {
        self.push(custom_attribute(name, value).into_any_attr())
    }

    /// An attribute.
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> El {
        self.set(name, value.into())
    }

    /// An attribute, where it holds.
    pub fn attr_if(self, holds: bool, name: &'static str, value: &'static str) -> El {
        if holds { self.set(name, value.into()) } else { self }
    }

    #[inline(never)]
    fn set_live(self, name: &'static str, value: Words) -> El {
        self.push(custom_attribute(name, value).into_any_attr())
    }

    /// An attribute that follows what it is made from; it is absent while there is none.
    pub fn live(self, name: &'static str, value: impl FnMut() -> Option<String> + Send + 'static) -> El {
        self.set_live(name, Box::new(value))
    }

    #[inline(never)]
    fn set_flag(self, name: &'static str, value: Box<dyn FnMut() -> bool + Send>) -> El {
        self.push(prop(name, value).into_any_attr())
    }

    /// A property that is true or false, such as `checked`.
    pub fn flag(self, name: &'static str, value: impl FnMut() -> bool + Send + 'static) -> El {
        self.set_flag(name, Box::new(value))
    }

    #[inline(never)]
    fn set_value(self, value: Box<dyn FnMut() -> String + Send>) -> El {
        self.push(prop("value", value).into_any_attr())
    }

    /// A field's value.
    pub fn value(self, value: impl FnMut() -> String + Send + 'static) -> El {
        self.set_value(Box::new(value))
    }

    #[inline(never)]
    fn listen(self, event: &'static str, handler: Box<dyn FnMut(ev::Event)>) -> El {
        self.push(on(ev::Custom::<ev::Event>::new(event), handler).into_any_attr())
    }

    /// What happens on an event.
    pub fn on(self, event: &'static str, handler: impl FnMut(ev::Event) + 'static) -> El {
        self.listen(event, Box::new(handler))
    }

    #[inline(never)]
    fn write(mut self, text: String) -> El {
        self.children.push(text.into_any());
        self
    }

    /// A text.
    pub fn text(self, text: impl Into<String>) -> El {
        self.write(text.into())
    }

    /// A text that follows what it is made from.
    pub fn live_text(self, mut text: impl FnMut() -> String + Send + 'static) -> El {
        self.live_view(move || text().into_any())
    }

    /// A child that follows what it is made from.
    pub fn live_view(self, view: impl FnMut() -> AnyView + Send + 'static) -> El {
        self.view(live(view))
    }

    /// A view.
    #[inline(never)]
    pub fn view(mut self, view: AnyView) -> El {
        self.children.push(view);
        self
    }

    /// Children: an element, several, or perhaps one.
    pub fn child(mut self, children: impl IntoIterator<Item = El>) -> El {
        for child in children {
            self = self.view(child.done());
        }
        self
    }

    /// The view of the element.
    #[inline(never)]
    pub fn done(self) -> AnyView {
        let children: StaticVec<AnyView> = self.children.into();
        custom(self.tag).child(children).add_any_attr(self.attributes).into_any()
    }
}

/// One element is a list of one.
impl IntoIterator for El {
    type Item = El;
    type IntoIter = std::iter::Once<El>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self)
    }
}

/// A view that follows what it is made from.
pub fn live(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    erase(Box::new(view))
}

#[inline(never)]
fn erase(view: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    view.into_any()
}

/// Several views as one.
#[inline(never)]
pub fn all(views: Vec<AnyView>) -> AnyView {
    StaticVec::from(views).into_any()
}

/// Nothing.
#[inline(never)]
pub fn nothing() -> AnyView {
    ().into_any()
}

/// An event's field.
pub fn field(event: &ev::Event) -> leptos::web_sys::HtmlInputElement {
    event_target(event)
}
