// The worker that lets the site open and work without a network. It fills in nothing by itself but for a new version; what is kept
// and when is the page's matter (page.js). `BUILD` is filled in by .ci/finish.mjs: the version, and the hash of every file.
import { nameOf, open, ours } from "./store.js";

const PATIENCE = 3000; // milliseconds until a page that does not come is taken from what is kept

const { scope } = self.registration;
const NAME = nameOf(scope, BUILD.version);

/** What the version before was keeping is fetched for this one, so that it can take over. */
async function install() {
  if (navigator.connection?.saveData || (await ours(scope)).length === 0) return;
  const store = await open(scope, BUILD.version, BUILD.files);
  // The page itself is the last of all files, so that it is there only with what it starts with.
  const wanted = Object.keys(BUILD.files).filter((path) => BUILD.core.includes(path) || store.heldBefore(path));
  for (const path of wanted) if (!store.held.has(path)) await store.bring(path);
}

/** A kept file, of this version or of another whose page is still open. A browser that refuses to look has none. */
async function kept(address) {
  const find = async (name) => (await caches.open(name)).match(address, { ignoreVary: true });
  try {
    const names = (await ours(scope)).filter((name) => name !== NAME).reverse();
    for (const name of (await caches.has(NAME)) ? [NAME, ...names] : names) {
      const found = await find(name);
      if (found) return found;
    }
  } catch (error) {
    console.warn(error.message);
  }
  return undefined;
}

/** The page: the newest there is, or what is kept when the network gives none in time. */
async function page(request) {
  const network = fetch(request);
  const found = await kept(scope);
  if (!found) return network;
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const answer = await Promise.race([network.catch(() => null), late]);
  return answer?.ok || answer?.type === "opaqueredirect" ? answer : found;
}

/** The page that one leaves for must not be waited for. */
async function calendar(request) {
  return (await kept(request.url.replace(/[?#].*/, ""))) ?? fetch(request);
}

/** A file that never changes under its name. The page checks its hash, wherever it comes from. */
async function file(event, path) {
  const { request } = event;
  const isAnew = ["reload", "no-cache", "no-store"].includes(request.cache);
  const found = isAnew ? undefined : await kept(request.url);
  if (found) return found;
  const response = await fetch(request);
  // Only what the browser has checked is kept, and only while the page wants something kept at all.
  if (response.ok && request.integrity && request.integrity === BUILD.files[path]) {
    const copy = response.clone();
    event.waitUntil(
      caches
        .has(NAME)
        .then(async (isThere) => isThere && (await caches.open(NAME)).put(request.url, copy))
        .catch((error) => console.warn(error.message)),
    );
  }
  return response;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
// The page that is open is served at once: what it fetches later shall come without a network too. Nothing waits for that: a page that
// is being reloaded waits for this worker.
self.addEventListener("activate", () => void self.clients.claim().catch((error) => console.warn(error.message)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.replace(/[?#].*/, "");
  if (request.method !== "GET" || !address.startsWith(scope)) return;
  const path = address.slice(scope.length);
  if (request.mode === "navigate") {
    if (path === "" || path === "index.html") event.respondWith(page(request));
    if (path === "calendar.html") event.respondWith(calendar(request));
  } else if (/-[0-9a-f]{8}[./]/.test(path)) {
    event.respondWith(file(event, path));
  }
});

self.addEventListener("message", (event) => {
  if (event.data === "describe") event.ports[0].postMessage(BUILD);
  if (event.data === "take over") self.skipWaiting();
});
