// The static shell's words: the links of the header, and the first question, which can be answered before the app is there. All of
// it is made from the same words as the app's, so that nothing jumps when the app takes over.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FIRST = "mandate.explicit";
const SECTIONS = ["mandate.source", "mandate.space", "mandate.awareness", "mandate.scope"];

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/** How many questions a section asks when nothing is answered. */
function asked(root) {
  const table = readFileSync(join(root, "src/domain/instrument.toml"), "utf8");
  const sections = table.split("[[section]]").slice(1);
  return SECTIONS.map((id) => {
    const section = sections.find((text) => text.includes(`id = "${id}"`));
    return section.split("\n").filter((line) => line.includes("{ id =") && !line.includes("show_if")).length;
  });
}

/** `{ nav, leave, first, way }` for a language, as HTML. */
export function shell(root, lang) {
  const read = (name) => JSON.parse(readFileSync(join(root, "locales", lang, `${name}.json`), "utf8"));
  const [words, ui] = [read("mandate"), read("interface")];
  const number = (n) => new Intl.NumberFormat(lang).format(n);
  const counts = asked(root);
  const total = counts.reduce((sum, n) => sum + n, 0);
  const done = words.counts.done;
  const phrase = (done[new Intl.PluralRules(lang).select(0)] ?? done.other).replace("%n", number(0)).replace("%m", number(total));

  const link = (href, text) => `<a href="${href}">${escape(text)}</a>`;
  const pages = [["#/home", ui.overview], ["#/mandate", ui.mandate], ["#/framework", ui.framework], ["#/readiness", ui.readiness], ["#/library", ui.library]];
  const nav = `<nav class="site-nav">${pages.map(([href, text]) => link(href, text)).join("")}</nav>`;

  const leave = `<a class="leave" data-action="leave" href="calendar.html">${escape(ui.leave)}<small>${escape(ui.leave_key)}</small></a>`;

  const steps = SECTIONS.map((id, i) => {
    const href = `#/mandate/${id.split(".")[1]}`;
    const current = i === 0 ? ' aria-current="step"' : "";
    const count = `<bdi class="count">${number(0)}/${number(counts[i])}</bdi>`;
    return `<li><a href="${href}"${current}><span>${escape(words.sections[id].short)}</span>${count}</a></li>`;
  });
  const options = [
    ...["yes", "partly", "no"].map((id) => [id, words.options[FIRST][id].label]),
    ["unknown", words.options.unknown.label],
  ].map(([id, label]) => `<label><input type="radio" name="${FIRST}" value="${id}"><span>${escape(label)}</span></label>`);
  const section = words.sections[SECTIONS[0]];
  const first = `<div class="first"><div class="with-panel"><div>
<nav class="steps"><ol>${steps.join("")}</ol></nav>
<p class="progress"><progress max="${total}" value="0" aria-label="${escape(ui.progress)}"></progress><span>${escape(phrase)}</span></p>
<h1>${escape(section.title)}</h1>
<p class="lead">${escape(section.lead)}</p>
<div class="questions"><fieldset data-question="${FIRST}"><legend>${escape(words.questions[FIRST].ask)}</legend>
<div class="opts" data-layout="row">${options.join("")}</div></fieldset></div>
</div></div></div>`;
  const { quick, examples } = read("library");
  const ways = [["btn", "#/quick", quick.start], ["btn quiet", "#/mandate", quick.full], ["btn quiet", "#/examples", examples.title]];
  const links = ways.map(([name, href, text]) => `<a class="${name}" href="${href}">${escape(text)}</a>`).join("");
  const way = `<div><p class="way-in">${links}</p><p class="hint">${escape(quick.lead)}</p></div>`;
  return { nav, leave, first, way };
}
