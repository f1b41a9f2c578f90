// Builds the programs that the bench compares us with into tests/bench/dist/<name>/, compressed like our own.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { buildSync } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const out = join(here, "dist");

// The flags of public/index.html.
const wasmOptions = readFileSync(join(root, "public/index.html"), "utf8").match(/data-wasm-opt-params="([^"]+)"/)[1].split(" ");

const page = (head, body) => `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Peer</title>${head}</head><body>${body}</body></html>
`;

function fresh(name) {
  const dir = join(out, name);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  return dir;
}

function compress(dir) {
  for (const name of readdirSync(dir)) {
    const bytes = readFileSync(join(dir, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, { params }));
  }
  return dir;
}

const minify = (entry, outfile) =>
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  });

function form(name, style) {
  const dir = fresh(name);
  minify(join(here, `peers/${name}.mjs`), join(dir, "app.js"));
  copyFileSync(join(here, style), join(dir, basename(style)));
  writeFileSync(
    join(dir, "index.html"),
    page(
      `<link rel="stylesheet" href="${basename(style)}">`,
      '<div id="app"></div><div id="chart"></div><script type="module" src="app.js"></script>',
    ),
  );
  return compress(dir);
}

function run(program, args) {
  const { status, error } = spawnSync(program, args, {
    cwd: join(here, "leptos-floor"),
    env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: "" }, // not those of our .cargo/config.toml
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? `exit code ${status}`}`);
}

/** The bare Leptos page gets the best start that a page can have: minified, with all downloads announced. */
function leptosFloor() {
  const dir = fresh("leptos-floor");
  const target = join(root, "target/leptos-floor");
  run("cargo", ["build", "--release", "--locked", "--target", "wasm32-unknown-unknown", "--target-dir", target]);
  const built = join(target, "wasm32-unknown-unknown/release/leptos-floor.wasm");
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", join(target, "bindgen"), "--out-name", "floor", built]);
  run("wasm-opt", ["-Oz", ...wasmOptions, join(target, "bindgen/floor_bg.wasm"), "-o", join(dir, "floor.wasm")]);
  minify(join(target, "bindgen/floor.js"), join(dir, "floor.js"));
  writeFileSync(
    join(dir, "index.html"),
    page(
      `<link rel="modulepreload" href="floor.js"><link rel="preload" as="fetch" crossorigin href="floor.wasm">`,
      `<script type="module">import start from "./floor.js"; start({ module_or_path: "./floor.wasm" });</script>`,
    ),
  );
  return compress(dir);
}

/** Every peer: where it is, and what its first answerable control looks like. */
export const buildPeers = () => [
  { name: "survey", dir: form("survey", "node_modules/survey-core/survey-core.fontless.min.css"), control: "input[type=radio]" },
  { name: "preact", dir: form("preact", "peers/form.css"), control: "input[type=radio]" },
  { name: "vanilla", dir: form("vanilla", "peers/form.css"), control: "input[type=radio]" },
  { name: "leptos-floor", dir: leptosFloor(), control: "button" },
];
