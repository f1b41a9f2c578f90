// Finishes what Trunk built, before it becomes dist/ (Trunk runs this as its post-build hook): bundles the styles, packs
// the words, moves the lazy programs, names every file by its hash, writes the hashes into the page and boot.js so that
// changed files are refused, tells the worker what to keep, compresses, and lists it all in build.json.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { hosting } from "./hosting.mjs";
import { manifest } from "./manifest.mjs";
import { shell } from "./shell.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const esbuild = createRequire(join(root, "tests/package.json"))("esbuild");
const out = process.env.TRUNK_STAGING_DIR;
const isRelease = process.env.TRUNK_PROFILE === "release";

const MAIN = "app";
const WIDGET = "embed_app"; // the first program of a widget
const SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"; // as in public/embed/element.js
const LANGUAGES = "locales";
const BAKED_WORDS = "interface.json"; // compiled into the app, not fetched
const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".wasm", ".svg", ".txt", ".webmanifest", ".xml"]);

const stop = (reason) => {
  console.error(`finish.mjs: ${reason}`);
  process.exit(1);
};
const hash8 = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 8);
const seal = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

/** Writes a file of dist; returns what a page must know to fetch it. */
function put(path, content) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), content);
  return { path, integrity: seal(content) };
}

/** Takes a file that Trunk wrote out of dist, and returns its bytes. */
function take(path) {
  if (!existsSync(join(out, path))) stop(`Trunk did not write ${path}`);
  const bytes = readFileSync(join(out, path));
  rmSync(join(out, path));
  return bytes;
}

function bundle(entry, options) {
  const result = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: isRelease,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    write: false,
    metafile: true,
    ...options,
  });
  return { content: Buffer.from(result.outputFiles[0].contents), inputs: Object.keys(result.metafile.inputs) };
}

/** The page's styles, those of a widget's first program, and what a widget adds to the page's. */
function bundleStyles() {
  const listed = new Set();
  const [style, first, own] = ["index", "widget/first", "widget/own"].map((name) => {
    const { content, inputs } = bundle(`style/${name}.css`, {});
    for (const path of inputs) listed.add(path);
    return put(`${name === "index" ? "style" : name.replace("/", "-")}-${hash8(content)}.css`, content);
  });
  for (const name of readdirSync(join(root, "style"), { recursive: true })) {
    const path = `style/${name}`;
    if (path.endsWith(".css") && !listed.has(path)) stop(`${path} is not listed in style/index.css`);
  }
  return { style, first, own };
}

/** Content packs: locales/<lang>/<name>.json → words-<hash>/<lang>/<name>.json */
function packWords() {
  const packs = {};
  for (const entry of readdirSync(join(root, LANGUAGES), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const names = readdirSync(join(root, LANGUAGES, entry.name)).filter((n) => n.endsWith(".json") && n !== BAKED_WORDS);
    packs[entry.name] = {};
    for (const name of names.sort()) {
      const path = `${LANGUAGES}/${entry.name}/${name}`;
      try {
        packs[entry.name][name.slice(0, -5)] = JSON.stringify(JSON.parse(readFileSync(join(root, path), "utf8")));
      } catch (error) {
        stop(`${path}: ${error.message}`);
      }
    }
    if (!packs[entry.name].mandate) stop(`${LANGUAGES}/${entry.name}/mandate.json, the first words of the page, is missing`);
  }
  const folder = `words-${hash8(JSON.stringify(packs))}`;
  for (const [lang, names] of Object.entries(packs)) {
    for (const [name, content] of Object.entries(names)) {
      names[name] = put(`${folder}/${lang}/${name}.json`, content).integrity;
    }
  }
  return { folder, packs };
}

/** The script that wasm-bindgen wrote for a program, with what it imports in one file. */
const glue = (name) => bundle(join(out, `${name}.js`), { format: "esm" }).content;

/** A Wasm program beside the page, or in `folder`. */
function program(name, place) {
  const script = glue(name);
  take(`${name}.js`);
  const wasm = take(`${name}_bg.wasm`);
  return { script: put(place(`${name}.js`, script), script), wasm: put(place(`${name}.wasm`, wasm), wasm) };
}

const hashed = (name, content) => name.replace(/(?=\.\w+$)/, `-${hash8(content)}`);

/** Every program but the main one is fetched when it is first needed, from a folder named by all of them. */
function lazyPrograms() {
  const names = readdirSync(out)
    .filter((name) => name.endsWith("_bg.wasm"))
    .map((name) => name.slice(0, -"_bg.wasm".length))
    .filter((name) => name !== MAIN && name !== WIDGET)
    .sort();
  const bytes = names.flatMap((name) => [`${name}.js`, `${name}_bg.wasm`]).map((name) => readFileSync(join(out, name)));
  const folder = `lazy-${hash8(Buffer.concat(bytes))}`;
  return Object.fromEntries(names.map((name) => [name, program(name, (file) => `${folder}/${file}`)]));
}

/** A page of Trunk's without comments and indents; `replace` puts something in a line's place. */
function pageFrom(path) {
  let html = take(path).toString("utf8").replace(/<!--.*?-->/gs, "").replace(/\n\s+/g, "\n");
  return {
    replace: (line, by) => {
      if (html.split(line).length !== 2) stop(`${path} must hold ${line} once`);
      html = html.replace(line, () => by);
    },
    html: () => html,
    put: () => put(path, html),
  };
}

/** Puts the built files, sealed by their hashes, into a page; `announced` are lines before the script. */
function seals({ replace }, style, boot, announced = "") {
  replace(
    '<link rel="stylesheet" href="style.css">',
    `<link rel="stylesheet" crossorigin href="${style.path}" integrity="${style.integrity}">`,
  );
  replace('<script src="boot.js"></script>', `${announced}<script crossorigin src="${boot.path}" integrity="${boot.integrity}"></script>`);
}

function writePage(app, style, boot) {
  const page = pageFrom("index.html");
  // Behind a policy in <meta> browsers do not look ahead of a script, so every download is announced before it.
  const { script, wasm } = app;
  seals(
    page,
    style,
    boot,
    `<link rel="modulepreload" href="${script.path}" integrity="${script.integrity}">
<link rel="preload" as="fetch" crossorigin href="${wasm.path}" integrity="${wasm.integrity}">
`,
  );
  // Browsers ask for an icon anew at each change of the address; one that is part of the page is never asked for.
  const icon = readFileSync(join(root, "public/icon.svg"), "utf8").trim().replace(/\s*\n\s*/g, "");
  page.replace(
    'href="icon.svg" type="image/svg+xml"',
    `href="data:image/svg+xml,${icon.replaceAll('"', "'").replaceAll("#", "%23")}"`,
  );
  for (const lang of Object.keys(words.packs)) {
    const { nav, leave, first, way } = shell(root, lang);
    page.replace(`<nav data-shell="${lang} nav"></nav>`, nav + leave);
    page.replace(`<div data-shell="${lang} first"></div>`, first);
    page.replace(`<div data-shell="${lang} way"></div>`, way);
  }
  return page.html();
}

/** Which program a widget begins with, only its script can tell: nothing is announced. */
function writeWidget(style, boot) {
  const page = pageFrom("embed.html");
  seals(page, style, boot);
  return page.put();
}

/** What a widget's script must know at first; the rest is told in a file of its own. */
function widgetFiles() {
  const entries = Object.entries(words.packs).map(([lang, names]) => {
    const { mandate, widget, help, ...later } = names;
    return [lang, { mandate, widget, help }, later];
  });
  const packs = Object.fromEntries(entries.map(([lang, , later]) => [lang, later]));
  const rest = JSON.stringify({ lazy, view, office, style, own, packs });
  const more = put(hashed("widget-more.json", rest), rest);
  return { widget, more, words: { folder: words.folder, packs: Object.fromEntries(entries.map(([lang, first]) => [lang, first])) } };
}

/** What partners put into their pages: the script under its moving address and under one for each version, and an npm package. */
function writeEmbed() {
  const { content } = bundle("public/embed/embed.js", { format: "iife", target: "es2022" });
  const version = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "(.+)"$/m)[1];
  const moving = put("embed.js", content);
  const npm = (name, text) => put(`npm/tafwid-widget/${name}`, text);
  npm("index.js", bundle("public/embed/element.js", { format: "esm", target: "es2022" }).content);
  for (const name of ["index.d.ts", "react.d.ts", "README.md"]) npm(name, readFileSync(join(root, "public/embed/npm", name)));
  const manifest = {
    name: "tafwid-widget",
    version,
    description: "A tool of Tafwid in a page of yours; answers stay on the visitor's device.",
    license: "MIT OR Apache-2.0",
    type: "module",
    exports: { ".": { types: "./index.d.ts", default: "./index.js" }, "./react": { types: "./react.d.ts" } },
    types: "./index.d.ts",
    sideEffects: false,
  };
  npm("package.json", `${JSON.stringify(manifest, null, 1)}\n`);
  // Consumers of oEmbed need whole addresses: HOST is where the site is hosted, filled in by TAFWID_URL or by hand.
  const host = (process.env.TAFWID_URL ?? "https://HOST").replace(/\/$/, "");
  const frame = `<iframe src="${host}/embed.html?kind=mandate-checker" title="تفويض · Tafwid" width="100%" height="640" loading="lazy" referrerpolicy="no-referrer" sandbox="${SANDBOX}"></iframe>`;
  const oembed = { version: "1.0", type: "rich", provider_name: "Tafwid", provider_url: `${host}/`, title: "تفويض · Tafwid", width: 720, height: 640, html: frame };
  put("oembed.json", `${JSON.stringify(oembed, null, 1)}\n`);
  return { version, moving: moving.path, ...put(`embed/${version}/embed.js`, content) };
}

/** What the whole program shows while it is still fetched: charts, and what writes files. All other programs come first. */
const LATER = ["charts", "engine", "files"];

/**
 * The worker that keeps the site for working without a network. The version names everything that is kept, with the page, which
 * carries it; so a changed file anywhere is another version.
 */
function writeWorker(html, calendar) {
  const sealed = ({ path, integrity }) => [path, integrity];
  const program = ({ script, wasm }) => [sealed(script), sealed(wasm)];
  const isLater = ([name]) => LATER.includes(name);
  const programs = Object.entries(lazy);
  const needed = programs.filter((entry) => !isLater(entry)).flatMap(([, files]) => program(files));
  const core = [style, boot, offline, ...calendar].map(sealed).concat(program(app), needed);
  const rest = programs.filter(isLater).flatMap(([, files]) => program(files)).concat([view, office, element].map(sealed));
  const said = Object.entries(words.packs).flatMap(([lang, names]) =>
    Object.entries(names).map(([name, integrity]) => [`${words.folder}/${lang}/${name}.json`, integrity]),
  );
  const kept = [...core, ...rest, ...said];
  const worker = (files, version) =>
    bundle("public/offline/worker.js", {
      format: "iife",
      target: "es2022",
      define: { BUILD: JSON.stringify({ version, files, core: core.map(([path]) => path), rest: rest.map(([path]) => path) }) },
    }).content;
  const version = hash8(`${worker(Object.fromEntries(kept), "")}${html}`);
  const page = put("index.html", html.replace("<html ", `<html data-build="${version}" `));
  // The page is at the address of its folder, and the last of all.
  put("sw.js", worker(Object.fromEntries([...kept, ["", page.integrity]]), version));
  return page;
}

/** The page that one leaves for: it shares no file with the app, and says nothing of it. Returns its files. */
function writeCalendar() {
  const css = bundle("public/calendar.css", {}).content;
  const js = bundle("public/calendar.js", { format: "iife" }).content;
  const style = put(hashed("calendar.css", css), css);
  const script = put(hashed("calendar.js", js), js);
  const html = readFileSync(join(root, "public/calendar.html"), "utf8")
    .replace(/<!--.*?-->/gs, "")
    .replace(/\n\s+/g, "\n")
    .replace('href="calendar.css"', `crossorigin href="${style.path}" integrity="${style.integrity}"`)
    .replace('src="calendar.js"', `crossorigin src="${script.path}" integrity="${script.integrity}"`);
  return [style, script, put("calendar.html", html)];
}

function compress() {
  const files = readdirSync(out, { recursive: true })
    .filter((path) => statSync(join(out, path)).isFile())
    .sort();
  return files.map((path) => {
    const bytes = readFileSync(join(out, path));
    const row = { file: path, bytes: bytes.length, sha384: seal(bytes) };
    if (isRelease && COMPRESSED.has(extname(path))) {
      const brotli = brotliCompressSync(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
      writeFileSync(join(out, `${path}.br`), brotli);
      writeFileSync(join(out, `${path}.gz`), gzipSync(bytes, { level: 9 }));
      row.brotli = brotli.length;
    }
    return row;
  });
}

/** A slice of a library, fetched when it is needed: what draws the charts, what writes papers for word processors. */
function slice(entry, name) {
  const { content } = bundle(entry, { format: "esm", target: "es2022" });
  return put(`lazy/${name}-${hash8(content)}.js`, content);
}

const lazy = lazyPrograms();
const view = slice("public/charts/view.js", "charts-view");
const office = slice("public/office/docx.js", "office");
const offline = slice("public/offline/page.js", "offline");
const app = program(MAIN, hashed);
const widget = program(WIDGET, hashed);
const words = packWords();
const { style, first, own } = bundleStyles();
const script = (entry, name, build) => {
  const { content } = bundle(entry, { format: "iife", define: { BUILD: JSON.stringify(build) } });
  return put(hashed(name, content), content);
};
const element = slice("public/embed/element.js", "element");
const embed = writeEmbed();
const boot = script("public/boot.js", "boot.js", {
  ...{ app, lazy, view, office, offline, element },
  embed: { path: embed.path, integrity: embed.integrity },
  words,
});
const widgetBoot = script("public/embed/boot.js", "widget-boot.js", widgetFiles());
const page = writeWorker(writePage(app, style, boot), writeCalendar());
const frame = writeWidget(first, widgetBoot);
put("manifest.webmanifest", JSON.stringify(manifest(root)));
for (const [path, content] of Object.entries(hosting(out))) put(path, content);

// What each file is for, and every file with its size.
const parts = { page: page.path, style: style.path, boot: boot.path, glue: app.script.path, wasm: app.wasm.path, words: words.folder };
const ofWidget = { page: frame.path, style: first.path, boot: widgetBoot.path, glue: widget.script.path, wasm: widget.wasm.path };
writeFileSync(join(out, "build.json"), `${JSON.stringify({ parts, widget: ofWidget, embed, files: compress() }, null, 1)}\n`);
