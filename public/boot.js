// The first script of the page. It chooses the language before anything is painted, starts every download at once,
// refuses files that are not those of this build, and says so in plain words when the app cannot start or has broken down.
// A classic script in <head>, so that no browser paints before it ran. `BUILD` is filled in by .ci/finish.mjs.
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

function chooseLocale() {
  const known = Object.keys(BUILD.words.packs);
  try {
    const kept = localStorage.getItem("tafwid.locale");
    if (known.includes(kept)) return kept;
  } catch {
    // Storage is blocked; the browser's language decides.
  }
  const preferred = navigator.languages?.[0]?.split("-")[0];
  return known.includes(preferred) ? preferred : "en";
}

const locale = chooseLocale();
document.documentElement.lang = locale;
document.documentElement.dir = RIGHT_TO_LEFT.includes(locale) ? "rtl" : "ltr";

const at = (path) => new URL(path, document.baseURI).href;

// Leaving quickly: a harmless page takes this one's place, and whatever the tab still remembers of this one leads there too, until
// its address is asked for anew.
const LEFT = "tafwid.left";
let isLeaving = false;

/** What `use` makes of what this tab keeps, or null where that is blocked. */
function ofTab(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
const hasLeft = () => ofTab((kept) => kept.getItem(LEFT)) !== null;

function depart() {
  isLeaving = true;
  document.documentElement.hidden = true;
  location.replace(at("calendar.html"));
}

function leave() {
  if (isLeaving) return;
  isLeaving = true;
  dispatchEvent(new Event("pagehide")); // what is being typed is saved
  document.documentElement.hidden = true;
  ofTab((kept) => kept.setItem(LEFT, "1"));
  // From where this page came in all its other addresses lie ahead, and the next page's own entry takes their place.
  const { navigation } = globalThis;
  const steps = navigation ? navigation.entries().findIndex((entry) => entry.sameDocument) - navigation.currentEntry.index : 0;
  if (steps >= 0) return depart();
  const late = setTimeout(depart, 200);
  addEventListener("popstate", () => (clearTimeout(late), depart()), { once: true });
  history.go(steps);
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-action=leave]")) return;
  event.preventDefault();
  leave();
});
let escapes = [];
addEventListener("keydown", ({ key, repeat, timeStamp }) => {
  if (key !== "Escape" || repeat) return;
  escapes = [...escapes.slice(-2), timeStamp];
  if (escapes.length > 2 && timeStamp - escapes[0] < 2000) leave();
});
addEventListener("pageshow", (event) => event.persisted && hasLeft() && depart());
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") ofTab((kept) => kept.removeItem(LEFT));
else if (hasLeft()) depart();

/** Whether this browser holds an assessment; blocked storage holds none. */
function hasBegun() {
  try {
    return localStorage.getItem("tafwid.current") !== null;
  } catch {
    return false;
  }
}

// Everything is being erased, by another page or by one that was closed meanwhile: nothing starts before that is done.
const LOCK = "tafwid.lock";
let isErasing = false;
try {
  isErasing = localStorage.getItem(LOCK) === "erased";
} catch {
  // Storage is blocked; there is nothing to erase.
}
if (isErasing) {
  setTimeout(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("tafwid.")) localStorage.removeItem(key);
    location.reload();
  }, 3000);
}
// Another page has begun or ended that: this one writes nothing more, and starts anew.
addEventListener("storage", ({ key }) => {
  if (key !== LOCK) return;
  holder?.stop();
  location.reload();
});

// Which part of the static shell is shown until the app takes its place. A fresh visitor can answer the first question already.
const fragment = () => location.hash.replace(/^#\/?|\/$/g, "");
function showShell() {
  const isFirst = ["mandate", "mandate/source"].includes(fragment()) && !hasBegun();
  document.documentElement.dataset.shell = isFirst ? "first" : fragment() === "" ? "start" : "other";
}
showShell();

// Leptos writes static elements as HTML. Nothing that could run passes; scripts and script addresses have no way in at all.
const CAN_RUN = /<(script|iframe|object|embed)|[\s"'/]on\w+\s*=|javascript:/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (CAN_RUN.test(html) ? null : html),
});

async function get({ path, integrity }) {
  const response = await fetch(at(path), { integrity });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Fetches a module with its integrity checked, which import() alone cannot do. */
function preload({ path, integrity }) {
  const link = document.createElement("link");
  if (!link.relList?.supports?.("modulepreload")) return Promise.resolve();
  return new Promise((done, fail) => {
    Object.assign(link, { rel: "modulepreload", href: at(path), integrity });
    link.onload = done;
    link.onerror = () => fail(new Error(`${path}: refused`));
    document.head.append(link);
  });
}

async function compile(file) {
  const response = await get(file);
  // Some hosts do not know the type of Wasm; streaming insists on it.
  const streams = response.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Loads one Wasm program; it starts once `before` is done. */
async function start({ script, wasm, code }, ...before) {
  const [program, compiled] = await Promise.all([
    preload(script).then(() => import(at(script.path))),
    code ?? compile(wasm),
    ...before,
  ]);
  await program.default({ module_or_path: compiled });
  return program;
}

/** Remembers what `make` promised under `key`, and forgets it when it failed, so that it can be tried again. */
function once(kept, key, make) {
  kept[key] ??= make().catch((error) => {
    delete kept[key];
    throw error;
  });
  return kept[key];
}

const words = {};
function load(lang, name) {
  return once((words[lang] ??= {}), name, async () => {
    const integrity = BUILD.words.packs[lang]?.[name];
    if (!integrity) throw new Error(`no words ${lang}/${name}`);
    const response = await get({ path: `${BUILD.words.folder}/${lang}/${name}.json`, integrity });
    return response.text();
  });
}

const lazy = {};
const engine = () => once(lazy, "engine", () => start(BUILD.lazy.engine));

// Two programs can hold the page: the first has the questions that a new visitor meets; the whole has every page, and takes the
// first one's place for good when another page is asked for.
const QUESTIONS = /^(mandate(?!\/result)|quick|profile)(\/|$)/;
let running = null;
let holder = null; // the program that is running
let isWanted = false; // whether the first program asks the whole one to take its place
let carried = null; // what it handed over when that happened
const holdsFirst = () => QUESTIONS.test(fragment());

/** Loads a program and lets it take the page, unless the page has become another's meanwhile. */
const first = () => once(lazy, "first", () => start(BUILD.app, load(locale, "mandate"), parsed));
const wholeCode = () => once(lazy, "code", () => compile(BUILD.lazy.whole.wasm));
const whole = () =>
  once(lazy, "whole", () => start({ ...BUILD.lazy.whole, code: wholeCode() }, load(document.documentElement.lang, "mandate"), parsed));
async function enterFirst() {
  const program = await first();
  if (running || !holdsFirst()) return;
  running = "first";
  holder = program;
  program.enter();
}
async function enterWhole() {
  const program = await whole();
  if (running === "whole" || (running === "first" && !isWanted)) return;
  if (running === "first") carried = (await first()).leave();
  running = "whole";
  holder = program;
  program.enter();
}
const enter = () => (holdsFirst() ? enterFirst() : enterWhole()).catch(sayStopped);

/** Fetches what is not wanted yet while nothing else is, unless the connection is metered. */
function fetchAhead() {
  if (running !== "first" || navigator.connection?.saveData) return;
  (globalThis.requestIdleCallback ?? setTimeout)(() => wholeCode().catch(() => {}));
}

const charts = () =>
  once(lazy, "charts", async () => {
    const [program, view] = await Promise.all([start(BUILD.lazy.charts), preload(BUILD.view).then(() => import(at(BUILD.view.path)))]);
    return { mount: (place) => view.mount(place, program.option), file: (...asked) => view.file(program.option, ...asked) };
  });

const files = () => once(lazy, "files", () => start(BUILD.lazy.files));
const office = () => once(lazy, "office", () => preload(BUILD.office).then(() => import(at(BUILD.office.path))));

/** A paper as a word processor's file; `charts` are names and PNGs by turns. */
async function docx(manuscript, charts) {
  const images = {};
  for (let i = 0; i < charts.length; i += 2) {
    const data = new Uint8Array(await charts[i + 1].arrayBuffer());
    // A PNG says how large it is in its first bytes.
    const size = new DataView(data.buffer);
    images[charts[i]] = { data, width: size.getUint32(16), height: size.getUint32(20) };
  }
  return (await office()).write(JSON.parse(manuscript), images);
}

/** A place for a chart, which is drawn when it is about to be seen; `data-state` says how it stands. */
function chart(place) {
  let picture;
  let drawn;
  let isGone = false;
  const seen = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      try {
        const { mount } = await charts();
        if (isGone) return;
        drawn = mount(place);
        drawn.show(picture);
      } catch (error) {
        console.warn(error.message);
        place.dataset.state = "failed";
      }
    },
    // On a page that is made to be printed all of them are drawn at once.
    { rootMargin: "eager" in place.dataset ? "1000000px" : "300px" },
  );
  seen.observe(place);
  return {
    show: (next) => {
      picture = next;
      drawn?.show(next);
    },
    dispose: () => {
      isGone = true;
      seen.disconnect();
      drawn?.dispose();
    },
  };
}

/** The user's own region of a language, which decides its digits and calendar: ar-EG writes ٣, ar-MA writes 3. */
const region = (lang) => navigator.languages?.find((tag) => tag.split("-")[0] === lang) ?? lang;

/** Codes, each with its name behind it, in order of the names. */
function named(lang, type, codes) {
  const names = new Intl.DisplayNames(lang, { type });
  const compare = new Intl.Collator(lang).compare;
  return codes.map((code) => [code, names.of(code)]).sort((a, b) => compare(a[1], b[1])).flat();
}

/** Hands a text, or a file's bytes, to the browser as a download. */
function save(name, content, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: content.type ?? type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

let early = null;
document.addEventListener("change", (event) => {
  if (event.target.closest(".shell .first")) early = event.target.value;
});

globalThis.tafwidBoot = {
  locale,
  /** What was answered to the first question before the app was there. */
  early: () => {
    const answer = early ?? undefined;
    early = null;
    return answer;
  },
  /** Lets the whole program take the page, or says that this is no longer wanted. */
  handOver: (wanted) => {
    isWanted = wanted;
    // Without a network the first program stays, and says that the page is on its way.
    if (wanted) enterWhole().catch((error) => console.warn(error.message));
  },
  carried: () => carried ?? undefined,
  fetchAhead,
  words,
  load,
  chart,
  /** A chart as a file of its own, `kind` svg (a text) or png (a Blob), so many pixels wide, with a title. */
  chartFile: async (...asked) => (await charts()).file(...asked),
  engine,
  docx,
  /** A workbook, a table or a calendar, by the name of what writes it. */
  file: async (writer, model) => (await files())[writer](model),
  save,
  score: async (file) => (await engine()).score(file, false),
  number: (lang, value) => new Intl.NumberFormat(region(lang)).format(value),
  // Both take the digits as text: no engine that knows light-dark(), which the colours need, loses any of them on the way.
  money: (lang, amount, currency) => {
    const decimals = amount.split(".")[1]?.length ?? 0;
    const style = /^[A-Z]{3}$/i.test(currency) ? { style: "currency", currency } : {};
    // Three noughts behind the point would read as thousands to many.
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, trailingZeroDisplay: "stripIfInteger" };
    return new Intl.NumberFormat(region(lang), { ...style, ...digits }).format(amount);
  },
  percent: (lang, hundredths) =>
    new Intl.NumberFormat(region(lang), { style: "percent", maximumFractionDigits: 6 }).format(`${hundredths}E-2`),
  date: (lang, stamp) => {
    const options = stamp.length > 10 ? { dateStyle: "medium", timeStyle: "short" } : { dateStyle: "medium", timeZone: "UTC" };
    const date = new Date(stamp);
    return Number.isNaN(date.getTime()) ? stamp : new Intl.DateTimeFormat(region(lang), options).format(date);
  },
  plural: (lang, count) => new Intl.PluralRules(lang).select(count),
  list: (lang, items) => new Intl.ListFormat(lang, { type: "conjunction" }).format(items),
  countries: (lang, codes) => named(lang, "region", codes),
  currencies: (lang, codes) => named(lang, "currency", codes),
};

const parsed = new Promise((done) => {
  if (document.readyState !== "loading") return done();
  document.addEventListener("DOMContentLoaded", done);
});

/** Past a spoilt copy in the browser's cache, which an ordinary reload would take again. */
async function reload() {
  const { app, words } = BUILD;
  const paths = [app.script.path, app.wasm.path, `${words.folder}/${locale}/mandate.json`];
  await Promise.allSettled(paths.map((path) => fetch(at(path), { cache: "reload" }).then((r) => r.arrayBuffer())));
  location.reload();
}

async function sayStopped(error) {
  console.error(error);
  await parsed;
  const message = document.getElementById("failed");
  message.hidden = false;
  message.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    event.preventDefault(); // the plain link would lose the part after #
    reload();
  });
}

if (!isLeaving && !isErasing) enter();
addEventListener("hashchange", () => {
  if (running || isLeaving || isErasing) return;
  showShell();
  enter();
});

// A program that broke down later looks alive and is not.
const sayBroken = (error) => error instanceof WebAssembly.RuntimeError && sayStopped(error);
addEventListener("error", (event) => sayBroken(event.error));
addEventListener("unhandledrejection", (event) => sayBroken(event.reason));
