// The first script of the page. It chooses the language before anything is painted, starts every download at once,
// refuses files that are not those of this build, and says so in plain words when the app cannot start or has broken down.
// A classic script in <head>, so that no browser paints before it ran. `BUILD` is filled in by .ci/finish.mjs.
import { at, bring, build, lazy, load, once, parsed, RIGHT_TO_LEFT, start, wholeCode } from "./boot/loading.js";
import { services } from "./boot/services.js";
import "./boot/trust.js";

/** What the browser keeps under a key; blocked storage keeps nothing. */
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function chooseLocale() {
  const known = Object.keys(build.words.packs);
  const chosen = kept("tafwid.locale");
  if (known.includes(chosen)) return chosen;
  const preferred = navigator.languages?.[0]?.split("-")[0];
  return known.includes(preferred) ? preferred : "en";
}

const locale = chooseLocale();
document.documentElement.lang = locale;
document.documentElement.dir = RIGHT_TO_LEFT.includes(locale) ? "rtl" : "ltr";

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

// Three in a row: whoever closes one dialog after another does something else in between.
let escapes = [];
document.addEventListener("click", (event) => {
  escapes = [];
  if (!event.target.closest("[data-action=leave]")) return;
  event.preventDefault();
  leave();
});
addEventListener("keydown", ({ key, repeat, timeStamp }) => {
  if (repeat) return;
  escapes = key === "Escape" ? [...escapes.slice(-2), timeStamp] : [];
  if (escapes.length > 2 && timeStamp - escapes[0] < 2000) leave();
});
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") ofTab((kept) => kept.removeItem(LEFT));
else if (hasLeft()) depart();

// What is kept here may be locked by a passphrase, or being erased, by another page or by one that was closed meanwhile: nothing
// starts before that is done.
const LOCK = "tafwid.lock";
const lock = kept(LOCK);
const isErasing = lock === "erased";
if (isErasing) {
  setTimeout(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("tafwid.")) localStorage.removeItem(key);
    location.reload();
  }, 3000);
}
/** Writes nothing more, and begins anew. */
function startAnew() {
  document.documentElement.hidden = true;
  holder?.stop();
  location.reload();
}
// In shared device mode nothing is kept. The tab's place in the history notes it, so that it outlasts a reload.
let shared = history.state?.shared;
function share(how) {
  shared = how ?? undefined;
  // The tool's own files would tell that it was used, unless somebody's work does so anyway.
  if (shared && !kept(OPEN) && !kept(LOCK)) forgetOffline();
  history.replaceState(shared ? { shared } : null, "");
}
// Another page has locked or erased what is kept.
addEventListener("storage", ({ key, newValue }) => {
  if (key === LOCK && (!shared || newValue === "erased")) startAnew();
});
// A page that the browser brings back shows nothing that may have been locked or erased meanwhile.
const OPEN = "tafwid.current";
let before;
addEventListener("pagehide", () => {
  before = kept(OPEN);
  if (shared || kept(LOCK)) document.documentElement.hidden = true;
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  if (hasLeft()) depart();
  else if (shared || kept(LOCK) || kept(OPEN) !== before) startAnew();
});

// Which part of the static shell is shown until the app takes its place. A fresh visitor can answer the first question already.
const fragment = () => location.hash.replace(/^#\/?|\/$/g, "");
function showShell() {
  const isFirst = ["mandate", "mandate/source"].includes(fragment()) && !lock && kept(OPEN) === null;
  document.documentElement.dataset.shell = isFirst ? "first" : fragment() === "" ? "start" : "other";
}
showShell();

// Two programs can hold the page: the first has the questions that a new visitor meets; the whole has every page, and takes the
// first one's place for good when another page is asked for.
const QUESTIONS = /^(mandate(?!\/result)|quick|profile)(\/|$)/;
let running = null;
let holder = null; // the program that is running
let isWanted = false; // whether the first program asks the whole one to take its place
let carried = null; // what it handed over when that happened
// What is shared or locked is the whole one's matter.
const holdsFirst = () => !lock && !shared && QUESTIONS.test(fragment());

/** Loads a program and lets it take the page, unless the page has become another's meanwhile. */
const first = () => once(lazy, "first", () => start(build.app, load(locale, "mandate"), parsed));
const whole = () =>
  once(lazy, "whole", () => start({ ...build.lazy.whole, code: wholeCode() }, load(document.documentElement.lang, "mandate"), parsed));
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

/** What keeps the site for working without a network. */
const offline = () => once(lazy, "offline", () => bring(build.offline));

/** Fetches what is not wanted yet while nothing else is, unless the connection is metered. */
function fetchAhead() {
  const isAlone = running === "first" && !navigator.connection?.saveData;
  const later = (make) => make().catch(() => {}); // then it is fetched when it is needed
  (globalThis.requestIdleCallback ?? setTimeout)(async () => {
    if (isAlone) await later(wholeCode);
    if (!shared) later(offline);
  });
}

/** Drops what is kept for working without a network, and the worker; this page keeps nothing from now on. */
async function forgetOffline() {
  document.documentElement.dataset.offline = "forgotten";
  const scope = at("./");
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(`tafwid ${new URL(scope).pathname} `));
    await Promise.all(names.map((name) => caches.delete(name)));
    const worker = await navigator.serviceWorker.getRegistration();
    // Another site above this one may have a worker of its own.
    if (worker?.scope === scope) await worker.unregister();
  } catch {
    // Where a browser has neither, nothing is kept.
  }
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
  /** What the page that opened this one hands over, once it knows that this one stands. */
  receive: () =>
    new Promise((done) => {
      if (!globalThis.opener) return done();
      addEventListener("message", ({ source, data }) => {
        if (source === opener && data?.tafwid === "file") done(String(data.file));
      });
      opener.postMessage({ tafwid: "receive" }, "*");
      setTimeout(done, 10_000);
    }),
  shared: () => shared,
  share,
  /** The element of partners' pages, and the script that brings it there. */
  widget: () => once(lazy, "widget", () => bring(build.element)).then((m) => m.define(at("./"))),
  embedScript: () => [build.embed.path, build.embed.integrity],
  copy: (text) => navigator.clipboard.writeText(text).then(() => true),
  ...services,
  /** Asks what keeps the site to do something: `fetchNow`, `update`. */
  offline: async (what) => (await offline())[what](),
  forgetOffline,
};

/** Past a spoilt copy in the browser's cache, which an ordinary reload would take again. */
async function reload() {
  const { app, lazy, words } = build;
  const programs = [app, lazy.whole].flatMap(({ script, wasm }) => [script.path, wasm.path]);
  const paths = [...programs, `${words.folder}/${locale}/mandate.json`];
  await Promise.allSettled(paths.map((path) => fetch(at(path), { cache: "reload" }).then((r) => r.arrayBuffer())));
  location.reload();
}

/** What is kept of each assessment: the newest slot's text is its backup file, so that no program is needed to save it. */
function backups() {
  try {
    const ids = Object.keys(localStorage).flatMap((key) => /^tafwid\.a\.(.+)\.now$/.exec(key)?.[1] ?? []);
    return ids.map((id) => [id, localStorage.getItem(`tafwid.a.${id}.${localStorage.getItem(`tafwid.a.${id}.now`)[0]}`)]);
  } catch {
    return [];
  }
}

async function sayStopped(error) {
  console.error(error);
  await parsed;
  const message = document.getElementById("failed");
  if (!message.hidden) return;
  message.hidden = false;
  for (const button of message.querySelectorAll("button")) button.hidden = !backups().length;
  message.addEventListener("click", (event) => {
    if (event.target.closest("button")) for (const [id, text] of backups()) services.save(`tafwid-${id}.json`, text);
    if (!event.target.closest("a")) return;
    event.preventDefault(); // the plain link would lose the part after #
    reload();
  });
}

if (!isLeaving && !isErasing) enter();
addEventListener("hashchange", () => {
  if (shared) share(shared);
  if (running || isLeaving || isErasing) return;
  showShell();
  enter();
});

// A program that broke down later looks alive and is not.
const sayBroken = (error) => error instanceof WebAssembly.RuntimeError && sayStopped(error);
addEventListener("error", (event) => sayBroken(event.error));
addEventListener("unhandledrejection", (event) => sayBroken(event.reason));
