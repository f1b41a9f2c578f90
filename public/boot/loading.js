// How files of this build are fetched: only those that it made, each once, and none that was changed. `BUILD` is filled in by
// .ci/finish.mjs.
export const build = BUILD;
export const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

export const at = (path) => new URL(path, document.baseURI).href;

export async function get({ path, integrity }) {
  const response = await fetch(at(path), { integrity });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Fetches a module with its integrity checked, which import() alone cannot do. */
export function preload({ path, integrity }) {
  const link = document.createElement("link");
  if (!link.relList?.supports?.("modulepreload")) return Promise.resolve();
  return new Promise((done, fail) => {
    Object.assign(link, { rel: "modulepreload", href: at(path), integrity });
    link.onload = done;
    link.onerror = () => fail(new Error(`${path}: refused`));
    document.head.append(link);
  });
}

/** A module of ours, checked. */
export async function bring(script) {
  await preload(script);
  return import(at(script.path));
}

export async function compile(file) {
  const response = await get(file);
  // Some hosts do not know the type of Wasm; streaming insists on it.
  const streams = response.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Loads one Wasm program; it starts once `before` is done. */
export async function start({ script, wasm, code }, ...before) {
  const [program, compiled] = await Promise.all([bring(script), code ?? compile(wasm), ...before]);
  await program.default({ module_or_path: compiled });
  return program;
}

/** Remembers what `make` promised under `key`, and forgets it when it failed, so that it can be tried again. */
export function once(kept, key, make) {
  kept[key] ??= make().catch((error) => {
    delete kept[key];
    throw error;
  });
  return kept[key];
}

export const lazy = {};

/** Learns of the files that are not needed at first, where the page's script does not name them all. */
export const more = () =>
  once(lazy, "more", async () => {
    if (!build.more) return;
    const { packs, ...others } = await (await get(build.more)).json();
    Object.assign(build, others);
    for (const lang of Object.keys(packs)) Object.assign(build.words.packs[lang], packs[lang]);
  });

export const words = {};
export function load(lang, name) {
  return once((words[lang] ??= {}), name, async () => {
    if (!build.words.packs[lang]?.[name]) await more();
    const integrity = build.words.packs[lang]?.[name];
    if (!integrity) throw new Error(`no words ${lang}/${name}`);
    const response = await get({ path: `${build.words.folder}/${lang}/${name}.json`, integrity });
    return response.text();
  });
}

export const engine = () => once(lazy, "engine", () => start(build.lazy.engine));
export const wholeCode = () => once(lazy, "code", () => more().then(() => compile(build.lazy.whole.wasm)));

/** Once the page has been read to its end. */
export const parsed = new Promise((done) => {
  if (document.readyState !== "loading") return done();
  document.addEventListener("DOMContentLoaded", done);
});
