//! A tool for a partner's page: chosen, seen, and its code; what data flows where, and the policy that the page needs.

use crate::embed::kind::Kind;
use crate::text::lang::Lang;
use crate::text::{Text, fill};
use crate::ui::actions;
use crate::ui::components::field::{labelled, select};
use crate::ui::components::icon;
use crate::ui::components::section::{framed, section};
use crate::ui::dom::{El, button, div, el, field, live};
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Makes the element known to this page.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = widget, catch)]
    async fn know_element() -> Result<JsValue, JsValue>;
    /// The script of one version, and what seals it.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = embedScript)]
    fn script() -> Vec<String>;
    /// Copies a text; whether that came to pass.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = copy, catch)]
    async fn copy(text: &str) -> Result<JsValue, JsValue>;
}

/// As in `public/embed/element.js`.
const SANDBOX: &str = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";
const EVENTS: [&str; 6] =
    ["tafwid:ready", "tafwid:resize", "tafwid:progress", "tafwid:complete", "tafwid:error", "tafwid:result"];

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["embed", name])
}

/// The height of an iframe in pixels, where nothing else is chosen.
const HEIGHT: &str = "640";

/// What is chosen; an empty value is left out.
#[derive(Clone, Copy)]
struct Choice {
    values: RwSignal<Vec<(&'static str, String)>>,
}

impl Choice {
    fn get(self, name: &str) -> String {
        self.values.with(|v| v.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone()).unwrap_or_default())
    }

    fn set(self, name: &'static str, value: String) {
        self.values.update(|v| {
            v.retain(|(n, _)| *n != name);
            v.push((name, value));
        });
    }

    /// In the order of the list of settings, without those that are as they are.
    fn given(self) -> Vec<(&'static str, String)> {
        let names = ["kind", "lang", "theme", "accent", "radius", "density", "start"];
        names.into_iter().map(|name| (name, self.get(name))).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// As attributes. What could end one is left out of it.
    fn attributes(self) -> String {
        let clean = |value: &str| value.replace(['"', '<', '>', '&'], "");
        self.given().iter().map(|(name, value)| format!(" {name}=\"{}\"", clean(value))).collect()
    }

    /// The widest that the element may be, as styles write it.
    fn max_width(self) -> String {
        match self.get("width") {
            width if width.is_empty() => width,
            width => format!(";max-inline-size:{width}px"),
        }
    }

    /// A size of the iframe: what is chosen, or this.
    fn size(self, name: &str, otherwise: &str) -> String {
        Some(self.get(name)).filter(|size| !size.is_empty()).unwrap_or_else(|| otherwise.into())
    }

    /// As an address's parameters.
    fn query(self) -> String {
        let coded = |value: &str| String::from(js_sys::encode_uri_component(value));
        let pairs: Vec<String> = self.given().iter().map(|(name, value)| format!("{name}={}", coded(value))).collect();
        pairs.join("&amp;")
    }
}

/// The folder that this site is in.
fn base() -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split(['#', '?']).next().unwrap_or_default();
    page.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

/// The page.
pub fn page(text: &Text) -> AnyView {
    let choice =
        Choice { values: RwSignal::new(vec![("kind", Kind::MandateChecker.id().into()), ("lang", text.lang.tag().into())]) };
    actions::later(async {
        let _ = know_element().await;
    });
    div("div", "page result embed")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").text(word(text, "lead")))
        .child(section(word(text, "choose")).child(controls(text, choice)))
        .child(section(word(text, "preview")).child(preview(choice)))
        .child(codes(text, choice))
        .child(flow(text))
        .child(policy(text))
        .child(events(text))
        .done()
}

fn controls(text: &Text, choice: Choice) -> El {
    let one = |name: &'static str, label: &str, options: Vec<(&'static str, &str)>| {
        select(name, label, options, move || choice.get(name), move |id| choice.set(name, id))
    };
    let kinds = Kind::ALL.map(|kind| (kind.id(), text.words.get(&["kinds", kind.id(), "title"])));
    let languages = Lang::ALL.map(|lang| (lang.tag(), lang.name()));
    let typed = move |event: Event| choice.set("accent", field(&event).value().trim().into());
    let accent = el("input")
        .attr("type", "text")
        .attr("dir", "ltr")
        .attr("maxlength", "7")
        .attr("autocomplete", "off")
        .attr("data-field", "accent")
        .on("input", typed);
    div("div", "filters")
        .child(one("kind", word(text, "kind"), kinds.to_vec()))
        .child(one("lang", word(text, "lang"), std::iter::once(("", word(text, "lang_auto"))).chain(languages).collect()))
        .child(one(
            "theme",
            word(text, "theme"),
            vec![("", word(text, "theme_auto")), ("light", word(text, "theme_light")), ("dark", word(text, "theme_dark"))],
        ))
        .child(one(
            "density",
            word(text, "density"),
            vec![("", word(text, "density_comfortable")), ("compact", word(text, "density_compact"))],
        ))
        .child(one("radius", word(text, "radius"), vec![("", word(text, "radius_own")), ("0", "0"), ("4", "4"), ("16", "16")]))
        .child(one(
            "width",
            word(text, "width"),
            vec![("", word(text, "width_full")), ("400", "400"), ("560", "560"), ("720", "720")],
        ))
        .child(one("height", word(text, "height"), vec![("", HEIGHT), ("480", "480"), ("800", "800"), ("1000", "1000")]))
        .child(one(
            "start",
            word(text, "start"),
            vec![("", word(text, "start_intro")), ("questions", word(text, "start_questions"))],
        ))
        .child(labelled(&fill(word(text, "accent"), "\u{2066}#0b5d66\u{2069}", ""), accent))
        .child(div("p", "hint").text(word(text, "accent_help")))
}

/// The element itself. What it begins with is fixed once it stands, so another choice of that makes another one.
fn preview(choice: Choice) -> El {
    let fixed = Memo::new(move |_| (choice.get("kind"), choice.get("start")));
    let widget = move || {
        let (kind, start) = fixed.get();
        let follow = |name: &'static str| move || Some(choice.get(name)).filter(|value| !value.is_empty());
        let widget = el("tafwid-widget").attr("kind", kind);
        let widget = if start.is_empty() { widget } else { widget.attr("start", start) };
        ["lang", "theme", "accent", "radius", "density"].into_iter().fold(widget, |w, name| w.live(name, follow(name))).done()
    };
    let width = move || Some(choice.get("width")).filter(|width| !width.is_empty());
    div("div", "card").attr("data-part", "preview").live("data-width", width).view(live(widget))
}

fn codes(text: &Text, choice: Choice) -> El {
    let host = base();
    let sealed = script();
    let part = |n: usize| sealed.get(n).cloned().unwrap_or_default();
    let (path, integrity) = (part(0), part(1));
    let element = move |script: String| {
        let style = format!("display:block;min-height:480px{}", choice.max_width());
        format!("{script}\n<tafwid-widget{} style=\"{style}\"></tafwid-widget>", choice.attributes())
    };
    let plain = format!("<script async src=\"{host}embed.js\"></script>");
    let fixed = format!("<script async src=\"{host}{path}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>");
    let (of_element, of_wordpress) = (plain.clone(), plain.replace('\n', ""));
    let at = host.clone();
    let frame = move || {
        format!(
            "<iframe src=\"{at}embed.html?{}\" title=\"تفويض · Tafwid\" width=\"{}\" height=\"{}\" loading=\"lazy\" referrerpolicy=\"no-referrer\" sandbox=\"{SANDBOX}\"></iframe>",
            choice.query(),
            choice.size("width", "100%"),
            choice.size("height", HEIGHT),
        )
    };
    let react = move || {
        format!(
            "import {{ define }} from \"tafwid-widget\";\n\ndefine(\"{host}\");\n\nexport const Tool = () => <tafwid-widget{} />;",
            choice.attributes()
        )
    };
    section(word(text, "code"))
        .child(code(text, "element", move || element(of_element.clone())))
        .child(code(text, "sealed", move || element(fixed.clone())))
        .child(code(text, "iframe", frame))
        .child(code(text, "wordpress", move || element(of_wordpress.clone()).replace('\n', "")))
        .child(code(text, "react", react))
}

fn code(text: &Text, name: &'static str, content: impl Fn() -> String + Clone + Send + 'static) -> El {
    let told = RwSignal::new(String::new());
    let (words, shown) = (text.clone(), content.clone());
    let copy_it = move |_| {
        let (code, words) = (content(), words.clone());
        actions::later(async move {
            let is_done = copy(&code).await.is_ok_and(|done| done.is_truthy());
            let _ = told.try_set(if is_done { word(&words, "copied").into() } else { String::new() });
        });
    };
    let get = |what: &str| word(text, &format!("code_{name}{what}"));
    el("div")
        .attr("data-code", name)
        .child(el("h3").text(get("")))
        .child(div("p", "hint").text(get("_help")))
        .child(el("pre").attr("dir", "ltr").attr("tabindex", "0").child(div("code", "code").live_text(shown)))
        .child(
            el("p")
                .child(button("btn quiet", "copy", copy_it).text(word(text, "copy")))
                .text(" ")
                .child(el("span").attr("role", "status").live_text(move || told.get())),
        )
}

/// Which data flows where: in one picture, and every way there is in one table.
fn flow(text: &Text) -> El {
    let ways = [
        ("page", "frame", "flow_settings"),
        ("frame", "page", "flow_share"),
        ("frame", "page", "flow_result"),
        ("frame", "server", "flow_files"),
        ("frame", "full", "flow_carry"),
    ];
    let head = ["from", "to", "what"].map(|name| el("th").attr("scope", "col").text(word(text, name)));
    let rows = ways.map(|(from, to, what)| {
        let what = fill(word(text, what), "\u{2066}request=\"result\"\u{2069}", "");
        el("tr")
            .child(el("th").attr("scope", "row").text(word(text, from)))
            .child(el("td").text(word(text, to)))
            .child(el("td").text(what))
    });
    let table = el("table")
        .child(el("caption").text(word(text, "flow")))
        .child(el("thead").child(el("tr").child(head)))
        .child(el("tbody").child(rows));
    section(word(text, "flow"))
        .attr("data-part", "flow")
        .child(picture(text))
        .child(div("p", "hint").text(word(text, "flow_all")))
        .child(framed(word(text, "flow"), table))
}

/// Who is where, as boxes in one another, with an arrow for each way. The table says the same in words.
fn picture(text: &Text) -> El {
    let node = |class: &'static str, name: &str| div("div", class).child(el("b").text(word(text, name)));
    let way = |class: &'static str, what: &str| div("p", class).view(icon::way()).text(word(text, what));
    let tool = node("node tool", "pic_tool").child(el("p").text(word(text, "pic_here")));
    let page = node("node", "page")
        .child(way("way", "pic_settings"))
        .child(tool)
        .child(way("way", "pic_share"))
        .child(way("way asked", "pic_result"));
    let device = node("node device", "pic_device")
        .child(div("div", "row").child(page).child(way("way on asked", "pic_carry")).child(node("node", "full")));
    div("figure", "flow").attr("aria-hidden", "true").child(node("node", "server")).child(way("way", "pic_files")).child(device)
}

fn policy(text: &Text) -> El {
    let origin = window().location().origin().unwrap_or_default();
    let lines = format!("frame-src {origin};\nscript-src {origin};");
    section(word(text, "policy"))
        .attr("data-part", "policy")
        .child(el("p").text(word(text, "policy_help")))
        .child(el("pre").attr("dir", "ltr").attr("tabindex", "0").child(div("code", "code").text(lines)))
}

fn events(text: &Text) -> El {
    let names = EVENTS.map(|name| el("li").child(div("code", "code").attr("dir", "ltr").text(name)));
    section(word(text, "events")).child(el("p").text(word(text, "events_help"))).child(el("ul").child(names))
}
