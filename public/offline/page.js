// The page's side of working without a network: it registers the worker, fetches what is kept while nothing else is wanted, says how
// far that is, offers a new version, and takes files that the system opens with the app. Fetched once the page stands.
//
// <html> says how it stands. `data-offline`: `off` not possible here, `asks` only when the user wants it (the device saves data),
// `fetching`, `stopped` until there is a network, `full` no room, `ready` the page and all modules in the language in use are there,
// `forgotten` all was dropped on the user's wish. `data-offline-rest`: what is still missing then, `files` (charts and files) or
// `languages`. `data-update`: a new version is there. The event `tafwid-offline` follows every change.
import { open } from "./store.js";

const AGAIN = 30_000; // milliseconds until what failed is tried again
const LOOK = 3_600_000; // milliseconds between two looks for a new version, at least

const html = document.documentElement;
const scope = new URL("./", document.baseURI).href;
const idle = () => new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done));

function say(name, value) {
  if (html.dataset[name] === value || html.dataset.offline === "forgotten") return;
  if (value) html.dataset[name] = value;
  else delete html.dataset[name];
  dispatchEvent(new Event("tafwid-offline"));
}

/** What a worker is made for: its version and files; null when it does not answer. */
const describe = (worker) =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    setTimeout(() => done(null), 10_000);
    worker.postMessage("describe", [port2]);
  });

/** Resolves once a worker is installed, or given up. */
const settled = (worker) =>
  new Promise((done) => {
    const look = () => worker.state !== "installing" && done();
    worker.addEventListener("statechange", look);
    look();
  });

/** The worker of this page's version, with what it is made for. */
async function findWorker() {
  for (const worker of [registration.active, registration.waiting, registration.installing]) {
    if (!worker) continue;
    await settled(worker);
    const described = await describe(worker);
    if (described?.version === html.dataset.build) return { worker, described };
  }
  return null;
}

/** Everything in the order in which it is wanted. The page itself comes once all is there that it starts with. */
function wanted({ files, core, rest }) {
  const words = Object.keys(files).filter((path) => path.startsWith("words-"));
  const isOwn = (path) => path.split("/")[1] === html.lang;
  return {
    needed: [...core, ...words.filter(isOwn), ""],
    rest,
    others: words.filter((path) => !isOwn(path)),
  };
}

let registration;
let isAsked = false;
let isFilling = false;
let store;
let build;

function tell() {
  if (!store) return;
  const { needed, rest, others } = wanted(build);
  const lacks = (paths) => paths.some((path) => !store.held.has(path));
  if (!lacks(needed) && registration.active) say("offline", "ready");
  else if (html.dataset.offline === "ready") say("offline", "fetching");
  say("offlineRest", lacks(rest) ? "files" : lacks(others) ? "languages" : "");
}

/** Fetches what is missing, one file after the other, each while the page is idle. */
async function fillAll() {
  store = await open(scope, build.version, build.files);
  tell();
  for (;;) {
    const { needed, rest, others } = wanted(build);
    const path = [...needed, ...rest, ...others].find((path) => !store.held.has(path));
    if (path === undefined || html.dataset.offline === "forgotten") break;
    if (html.dataset.offline !== "ready") say("offline", "fetching");
    await idle();
    await store.bring(path);
    tell();
  }
  if (html.dataset.offline === "ready") await store.tidy();
}

async function prepare() {
  let found = await findWorker();
  if (!found) {
    // The page came from the network and is newer than the worker.
    await registration.update();
    found = await findWorker();
  }
  if (!found) throw new Error("no worker of this version");
  build = found.described;
  if (found.worker === registration.waiting) found.worker.postMessage("take over");
  await navigator.serviceWorker.ready;
  store = await open(scope, build.version, build.files);
}

async function fill() {
  // A page of an older version fills nothing.
  if (isFilling || !registration || html.dataset.update || html.dataset.offline === "forgotten") return;
  isFilling = true;
  const isReady = () => html.dataset.offline === "ready";
  try {
    await prepare();
    tell();
    if (navigator.connection?.saveData && !isAsked) {
      if (!isReady()) say("offline", "asks");
      return;
    }
    // Another page may be at it: then this one waits, and finds everything there.
    await (navigator.locks ? navigator.locks.request(`tafwid ${scope}`, fillAll) : fillAll());
  } catch (error) {
    const isFull = error.name === "QuotaExceededError";
    if (!isReady()) say("offline", isFull ? "full" : "stopped");
    if (!isFull) setTimeout(fill, AGAIN);
  } finally {
    isFilling = false;
  }
}

/** Offers the version of a worker that is installed, unless it is the one of this page. */
async function offer(worker) {
  if (!worker) return;
  await settled(worker);
  if (worker.state === "redundant") return;
  const version = (await describe(worker))?.version;
  if (version && version !== html.dataset.build) say("update", "ready");
}

/** Opens the new version. What was typed has been saved before. */
export async function update() {
  const { waiting } = registration;
  if (waiting) {
    const taken = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    waiting.postMessage("take over");
    await Promise.race([taken, new Promise((done) => setTimeout(done, 5000))]);
  }
  location.reload();
}

/** Fetches everything although the device saves data, or tries again where there was no room. */
export function fetchNow() {
  isAsked = true;
  return fill();
}

/** Files that the system opens with the installed app go the way of a file chosen on the start page. */
function takeFiles() {
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    if (!files?.length) return;
    const given = new DataTransfer();
    given.items.add(await files[0].getFile());
    location.hash = "#/";
    const find = () => document.querySelector('main input[data-action="import"]');
    while (!find()) await new Promise((done) => requestAnimationFrame(done));
    const input = find();
    input.files = given.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

async function begin() {
  takeFiles();
  try {
    registration = await navigator.serviceWorker.register(new URL("sw.js", scope).href, { updateViaCache: "none" });
  } catch (error) {
    console.warn(error.message);
  }
  if (!registration) return say("offline", "off");
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => offer(registration.installing).then(fill));
  navigator.serviceWorker.addEventListener("controllerchange", () => offer(registration.active).then(tell));
  new MutationObserver(tell).observe(html, { attributeFilter: ["lang"] });
  addEventListener("online", fill);
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - looked < LOOK || html.dataset.offline === "forgotten") return;
    looked = Date.now();
    registration.update().catch(() => {});
    fill();
  });
  await fill();
}

/** Only where the page comes by a safe way do browsers let it keep anything; in a closed frame it must not even ask. */
function isPossible() {
  try {
    return Boolean(navigator.serviceWorker && caches);
  } catch {
    return false;
  }
}

if (isPossible()) begin();
else say("offline", "off");
