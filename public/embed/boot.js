// The first script of a widget's frame: as public/boot.js, but nothing is read from the browser's storage and nothing written, the
// host's settings are in the address, and one program or the other begins by the kind of widget.
import { at, build, lazy, load, more, once, parsed, RIGHT_TO_LEFT, start, wholeCode } from "../boot/loading.js";
import { services } from "../boot/services.js";
import "../boot/trust.js";
import { channel, tellHeight } from "./channel.js";

const root = document.documentElement;
const given = new URLSearchParams(location.search);
const known = Object.keys(build.words.packs);
const locale = [given.get("lang"), navigator.languages?.[0]].map((tag) => tag?.split("-")[0]).find((tag) => known.includes(tag)) ?? "en";
root.lang = locale;
root.dir = RIGHT_TO_LEFT.includes(locale) ? "rtl" : "ltr";
if (["light", "dark"].includes(given.get("theme"))) root.style.colorScheme = given.get("theme");

// The kinds that need more than the first program holds.
const OF_WHOLE = ["framework-selector", "institution-selector", "quick-check", "readiness-chart", "country-mandates"];
const isOfWhole = OF_WHOLE.includes(given.get("kind"));
let running = null;
let carried = null;

const words = () => [load(root.lang, "mandate"), load(root.lang, "widget"), parsed];
const first = () => once(lazy, "first", () => start(build.widget, ...words()));
const whole = () => once(lazy, "whole", () => more().then(() => start({ ...build.lazy.whole, code: wholeCode() }, ...words())));
let isWanted = isOfWhole;
async function enter(program) {
  const next = await program();
  if (running === next || (running && !isWanted)) return;
  // What the whole program adds to the page's looks.
  if (program === whole) await once(lazy, "style", addStyle);
  if (running) carried = running.leave();
  running = next;
  next.enterWidget();
}

async function addStyle() {
  const first = document.querySelector("link[rel=stylesheet]");
  const added = [build.style, build.own].map(({ path, integrity }) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", crossOrigin: "anonymous", href: at(path), integrity });
    document.head.append(link);
    return new Promise((done, fail) => {
      link.onload = done;
      link.onerror = () => fail(new Error(`${path}: refused`));
    });
  });
  await Promise.all(added);
  first.remove();
}

// A link that leads out of the widget opens the full tool in a page of its own; its target is what the styles mark it by.
new MutationObserver(() => {
  for (const link of document.querySelectorAll("a[href^='#']:not([data-within])")) {
    if (running?.keeps(link.hash)) link.dataset.within = "";
    else Object.assign(link, { href: at(`./${link.hash}`), target: "_blank", rel: "noopener" });
  }
}).observe(root, { childList: true, subtree: true });

// One within it leaves no step in the host's history.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(link.hash);
});

// The rest is fetched once somebody has begun to answer.
document.addEventListener("change", () => !isOfWhole && navigator.connection?.saveData !== true && wholeCode().catch(() => {}), {
  once: true,
});

/** Opens the full tool and hands it a file, from window to window; whether that came to pass. */
function carryOver(file) {
  const tab = window.open(at("./#/receive"), "_blank");
  if (!tab) return Promise.resolve(false);
  return new Promise((done) => {
    const end = (isDone) => {
      removeEventListener("message", meet);
      clearTimeout(timer);
      done(isDone);
    };
    const meet = ({ source, origin, data }) => {
      if (source !== tab || origin !== location.origin || data?.tafwid !== "receive") return;
      tab.postMessage({ tafwid: "file", file }, location.origin);
      end(true);
    };
    const timer = setTimeout(end, 20_000, false);
    addEventListener("message", meet);
  });
}

globalThis.tafwidBoot = {
  locale,
  early: () => undefined,
  handOver: (wanted) => {
    isWanted = isOfWhole || wanted;
    if (wanted) enter(whole).catch((error) => console.warn(error.message));
  },
  carried: () => carried ?? undefined,
  fetchAhead: () => {},
  ...services,
  ...channel,
  query: () => location.search,
  style: (name, value) => root.style.setProperty(name, value),
  carryOver,
};

async function sayStopped(error) {
  console.error(error);
  await parsed;
  const message = document.getElementById("failed");
  if (message.hidden) channel.post(JSON.stringify({ v: 1, type: "error", code: "stopped" }));
  message.hidden = false;
}
const sayBroken = (error) => error instanceof WebAssembly.RuntimeError && sayStopped(error);
addEventListener("error", (event) => sayBroken(event.error));
addEventListener("unhandledrejection", (event) => sayBroken(event.reason));

enter(isOfWhole ? whole : first).catch(sayStopped);
parsed.then(tellHeight);
