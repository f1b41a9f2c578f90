// What is kept for working without a network: one cache for each version of the site, each file under its address. The page fills
// it, and so does the worker of a new version. Nothing goes in whose hash is not that of the build.

/** Names of our caches begin so. Other sites of the same origin have their own, also another copy of this one. */
const prefix = (scope) => `tafwid ${new URL(scope).pathname} `;
export const nameOf = (scope, version) => prefix(scope) + version;

/** Names of our caches, the oldest first. */
export const ours = async (scope) => (await caches.keys()).filter((name) => name.startsWith(prefix(scope)));

/** A file's path without what changes from version to version. */
export const role = (path) => path.replace(/-[0-9a-f]{8}(?=[./])/, "");

async function seal(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  return `sha384-${btoa(String.fromCharCode(...hash))}`;
}

/** The store of one version; `files` has the hash of each file by its path. */
export async function open(scope, version, files) {
  const name = nameOf(scope, version);
  const cache = await caches.open(name);
  const at = (path) => new URL(path, scope).href;
  const held = new Set();
  const paths = new Map(Object.keys(files).map((path) => [at(path), path]));
  for (const { url } of await cache.keys()) if (paths.has(url)) held.add(paths.get(url));

  // Where the versions before have each file. What did not change is copied.
  const before = new Map();
  for (const other of await ours(scope)) {
    if (other === name) continue;
    const cache = await caches.open(other);
    for (const request of await cache.keys()) before.set(role(request.url), { cache, request });
  }

  async function copied(path) {
    const found = before.get(role(at(path)));
    const response = found && (await found.cache.match(found.request, { ignoreVary: true }));
    if (!response || (await seal(await response.clone().arrayBuffer())) !== files[path]) return null;
    return response;
  }

  async function fetched(path) {
    const response = await fetch(at(path), { integrity: files[path], priority: "low" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    // Some hosts lead /page.html to /page; browsers take no answer that was led elsewhere for a page.
    return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
  }

  return {
    held,
    /** Whether a version before holds a file of this role. */
    heldBefore: (path) => before.has(role(at(path))),
    async bring(path) {
      await cache.put(at(path), (await copied(path)) ?? (await fetched(path)));
      held.add(path);
    },
    /** Forgets the versions before, but for the newest: a page of that may still be open. */
    async tidy() {
      const others = (await ours(scope)).filter((other) => other !== name);
      await Promise.all(others.slice(0, -1).map((other) => caches.delete(other)));
    },
  };
}
