// What the tests of the app share: the instrument, files of answers, pages with something saved, and what the browser keeps.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { build, launch, newPage, openApp, serve } from "./support.mjs";

export const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));

const strings = (text) => [...(text ?? "").matchAll(/"([^"]+)"/g)].map(([, found]) => found);

/** The instrument's questions, from the table that the app itself is made from. */
export const questions = readInstrument(readFileSync(join(root, "src/domain/instrument.toml"), "utf8"));

function readInstrument(text) {
  const found = [];
  let section;
  for (const line of text.split("\n")) {
    section = line.match(/^id = "([^"]+)"/)?.[1] ?? section;
    const [, id, kind] = line.match(/^\s*\{ id = "([^"]+)", kind = "(\w+)"/) ?? [];
    if (!id) continue;
    const extent = ["yes", "partly", "no", ...(/\bna = true/.test(line) ? ["not_applicable"] : [])];
    const options = kind === "extent" ? extent : strings(line.match(/options = \[([^\]]*)\]/)?.[1]);
    found.push({ id, kind, section, options, isConditional: /show_if/.test(line) });
  }
  return found;
}

export const question = (id) => questions.find((q) => q.id === id);

/** The sections of the mandate as the addresses name them, in order. */
export const sections = ["source", "space", "awareness", "scope"];
export const mandate = questions.filter(({ section }) => section.startsWith("mandate."));

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const uuid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const NOW = "2026-11-22T10:00:00Z";

/** An assessment as the app writes it. `answers` holds values by question; `more` adds members or replaces them. */
export function assessment(n, answers = {}, more = {}) {
  const entries = questions.filter(({ id }) => id in answers).map(({ id }) => [id, { value: answers[id], at: NOW }]);
  return {
    format: "tafwid-assessment",
    version: 1,
    instrument: "2026.1",
    id: uuid(n),
    derived_from: null,
    title: `assessment ${n}`,
    locale: "en",
    created: NOW,
    updated: NOW,
    ...more,
    answers: { ...Object.fromEntries(entries), ...more.answers },
  };
}

export const toFile = (document) => `${JSON.stringify(document, null, 1)}\n`;

const folder = join(root, "tests/cases");

/** The case files with their texts. */
export const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".tafwid.json"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

export const caseFile = (name) => cases.find((c) => c.name === `${name}.tafwid.json`).text;

/** Random answers: each question is answered with the given chance, sometimes with "I do not know". */
export function randomAnswers(next, chance) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const answers = {};
  for (const { id, kind, options } of questions) {
    if (next() >= chance) continue;
    const isUnknown = kind !== "text" && next() < 0.1;
    answers[id] = isUnknown
      ? "unknown"
      : {
          extent: () => pick(options),
          choice: () => pick(options),
          multi: () => options.filter(() => next() < 0.4),
          text: () => "Harbour «ميناء»",
          list: () => ["العربية", "English"].slice(0, 1 + Math.floor(next() * 2)),
          country: () => pick(["NO", "IQ", "KE", "UG", "FR", "JO", "ZW"]),
        }[kind]();
  }
  return answers;
}

/** Everything on the mandate answered in the best way, so that each conditional question shows. */
export const complete = Object.fromEntries(
  mandate.map(({ id, kind, options }) => {
    const best = { "mandate.obligation": "duty", "mandate.reporting": "regular_report", "mandate.own_adoption": "adopted" };
    return [id, best[id] ?? (kind === "multi" ? options.slice(0, 2) : kind === "extent" ? "yes" : options.at(-1))];
  }),
);

/** No authority by any route. */
export const powerless = {
  "mandate.explicit": "no",
  "mandate.broader": [],
  "mandate.not_prohibited": "no",
  "mandate.own_adoption": "not_possible",
};

/** CRC-32 as eight digits. */
export function checksum(text) {
  let sum = -1;
  for (const byte of Buffer.from(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ((sum ^ -1) >>> 0).toString(16).padStart(8, "0");
}

export const keys = {
  slot: (id, n) => `tafwid.a.${id}.${n}`,
  pointer: (id) => `tafwid.a.${id}.now`,
  current: "tafwid.current",
  locale: "tafwid.locale",
  probe: "tafwid.probe",
};

/** What the browser keeps once these texts of assessments were saved; the last one is open. */
export function shelf(...texts) {
  const kept = {};
  for (const text of texts) {
    const { id } = JSON.parse(text);
    kept[keys.slot(id, 0)] = text;
    kept[keys.pointer(id)] = `0 ${checksum(text)} -`;
    kept[keys.current] = id;
  }
  return kept;
}

/** Every pointer names a slot that is there, and every slot has the checksum that its pointer holds. */
export function assertWhole(all) {
  for (const id of savedIds(all)) {
    const parts = all[keys.pointer(id)].split(" ");
    assert.match(all[keys.pointer(id)], /^[01] ([0-9a-f]{8}|-) ([0-9a-f]{8}|-)$/);
    const text = savedText(all, id);
    assert.equal(JSON.parse(text).id, id);
    for (const n of [0, 1]) {
      const slot = all[keys.slot(id, n)];
      assert.equal(parts[n + 1], slot === undefined ? "-" : checksum(slot), `slot ${n} of ${id}`);
    }
  }
  const others = Object.keys(all).filter((key) => !/^tafwid\.(a\.[0-9a-f-]{36}\.(0|1|now|file)|current|locale)$/.test(key));
  assert.deepEqual(others, [], "nothing else is kept");
}

/** Fills the browser's storage until nothing more fits, but for `room` characters. */
export const fillUp = (page, room = 0) =>
  page.evaluate((room) => {
    let n = 0;
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      for (;;) {
        try {
          localStorage.setItem(`other.${n}`, "x".repeat(size));
          n += 1;
        } catch {
          break;
        }
      }
    }
    for (let text = "x"; ; text += "x") {
      try {
        localStorage.setItem(`other.${n - 1}`, text);
      } catch {
        break;
      }
    }
    for (let freed = 0; n > 0 && freed < room; n -= 1) {
      freed += localStorage.getItem(`other.${n - 1}`).length;
      localStorage.removeItem(`other.${n - 1}`);
    }
  }, room);

/** All that the browser keeps, in order of the keys. */
export const kept = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage).sort()));

/** The newest saved text of an assessment (the open one when no id is given), straight from its slot; null when there is none. */
export function savedText(all, id = all[keys.current]) {
  const slot = all[keys.pointer(id)]?.[0];
  return all[keys.slot(id, slot)] ?? null;
}

export const saved = async (page, id) => {
  const text = savedText(await kept(page), id);
  return text === null ? null : JSON.parse(text);
};

/** Ids of the assessments that the browser keeps. */
export const savedIds = (all) =>
  Object.keys(all)
    .map((key) => key.match(/^tafwid\.a\.(.+)\.now$/)?.[1])
    .filter(Boolean);

/**
 * Chromium and a server for one file of tests. `withApp` runs `check` with a page of its own: `at` is the fragment it opens,
 * `shelf` what the browser keeps before, `init` runs in the page before anything else, `quiet: false` lets the page complain.
 * Everything else goes to the browser's context.
 */
export function stage(dir) {
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(dir ? { dir } : {});
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return async function withApp(options, check) {
    const { at = "", shelf: before = {}, init, quiet = true, isOpened = true, ...context } = options;
    const origin = new URL(server.url).origin;
    const localStorage = Object.entries(before).map(([name, value]) => ({ name, value }));
    if (localStorage.length > 0) context.storageState = { cookies: [], origins: [{ origin, localStorage }] };
    const { page, seen, close } = await newPage(browser, context);
    page.setDefaultTimeout(10_000);
    try {
      if (init) await page.addInitScript(init);
      const url = server.url + at;
      if (isOpened) {
        await openApp(page, url);
        await allWords(page);
      }
      await check(page, { seen, url: server.url });
      if (quiet) assert.deepEqual([seen.errors, seen.violations, seen.console], [[], [], []], "the page complains of nothing");
    } finally {
      await close();
    }
  };
}

/** The packs of words that each language has for the page; a widget's own are not among them. */
const packs = build()
  .files.map(({ file }) => file.match(/^words-[^/]+\/en\/(.+)\.json$/)?.[1])
  .filter((name) => name && name !== "widget");

/** Waits until every pack of words is there. */
export const allWords = (page) =>
  page.evaluate((packs) => Promise.all(packs.map((name) => tafwidBoot.load(document.documentElement.lang, name))), packs);

/** Goes to a page by its fragment, and waits until it is drawn and has the focus. */
export const go = (page, hash) =>
  page.evaluate(async (hash) => {
    if (location.hash !== hash) {
      const gone = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await gone;
    }
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    // Another program may have to take the page first.
    while (document.querySelector("main [data-waiting]")) await frame();
    await frame();
  }, hash);

/** Reloads, and waits until the app has taken the place of the static shell, which holds a question too. */
export async function reload(page) {
  await page.reload();
  await page.waitForSelector("#app h1:not(.shell *)");
}

/** Opens the note of a question, whose fields are made then. */
export async function openNote(page, id) {
  await page.locator(`${field(id)} details.note > summary`).click();
  await page.waitForSelector(`${field(id)} [data-field="note"]`);
}

/** A page of the same origin without the app: from here one sees what is kept. */
export async function emptyPage(page, url) {
  const body = "<!doctype html><title>empty</title>";
  await page.route("**/empty.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${url}empty.html`);
}

export const hash = (page) => page.evaluate(() => location.hash);

/** Waits until `get` gives what is expected; says what it gave when it never does. */
export async function eventually(get, expected, about) {
  const deadline = Date.now() + 5000;
  for (;;) {
    const found = await get();
    try {
      assert.deepEqual(found, expected, about);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((later) => setTimeout(later, 20));
    }
  }
}

export const field = (id) => `[data-question="${id}"]`;
export const option = (id, value) => `${field(id)} input[value="${value}"]`;

/** Uses the control of an option as a person does. */
export const choose = (page, id, value) => page.locator(option(id, value)).click();

/** Values of the controls of a question that are checked. */
export const checked = (page, id) =>
  page.locator(`${field(id)} input:checked`).evaluateAll((inputs) => inputs.map((input) => input.value));

/** Ids of the questions that are asked on this screen. */
export const asked = (page) =>
  page.locator("fieldset[data-question]").evaluateAll((all) => all.map((fieldset) => fieldset.dataset.question));

/** Answers what is asked on this screen from a table of answers, faster than a person could. */
export const fill = (page, answers) =>
  page.evaluate(async (answers) => {
    for (const [id, value] of Object.entries(answers)) {
      const values = Array.isArray(value) ? (value.length ? value : ["none"]) : [value];
      for (const one of values) {
        const input = document.querySelector(`[data-question="${id}"] input[value="${one}"]`);
        if (input && !input.checked) input.click();
        await new Promise((later) => setTimeout(later));
      }
    }
    // What answers lead to follows once they have been painted.
    for (let i = 0; i < 3; i += 1) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }, answers);

export const saving = (page) => page.locator("[data-saving]").getAttribute("data-saving");

/** Clicks what starts a download, and returns its name and text. */
export async function download(page, selector, root = page) {
  const [file] = await Promise.all([page.waitForEvent("download"), root.locator(selector).first().click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** Gives a file to the start page: what it holds is shown, or why it cannot be read, when this returns. */
export async function offerFile(page, text, name = "given.json") {
  const dismiss = page.locator('.notices [data-action="dismiss"]');
  if (await dismiss.count()) await dismiss.click();
  const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text);
  await page.locator('input[data-action="import"]').setInputFiles({ name, mimeType: "application/json", buffer });
  await page.waitForSelector('[data-part="incoming"][data-standing="found"], .notices .notice');
}

/** The same; what can be read is taken in as it is offered. */
export async function importFile(page, text, name) {
  await offerFile(page, text, name);
  if (await page.locator('[data-standing="found"]').count()) await takeIn(page);
}

/** Takes in what was chosen of a file. */
export async function takeIn(page) {
  await page.locator('[data-action="take"]').click();
  await page.waitForSelector('[data-part="incoming"]:not([data-standing="found"])');
}

/** The results that the engine gives for a file. */
export const score = (page, text) =>
  page.evaluate(async (text) => JSON.parse((await tafwidBoot.engine()).score(text, false)), text);

/** A site at this address works: pages, the copy for use without a network, a widget in a partner's page; and nothing complains. */
export async function servesWell(page, seen, url) {
  await openApp(page, url);
  await go(page, "#/readiness");
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  await page.goto(`${url}demo/en.html`);
  const widget = () => page.frames().find((frame) => frame.url().includes("embed.html"));
  await eventually(() => Boolean(widget()), true);
  await widget().waitForSelector("#app h1");
  assert.deepEqual([seen.console, seen.errors, seen.violations], [[], [], []]);
}
