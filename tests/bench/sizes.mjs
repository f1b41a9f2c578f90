// What a first visitor downloads until the first question of the mandate: Brotli bytes of each part.
import { build } from "../browser/support.mjs";

const brotliOf = (files) => (file) => files.find((row) => row.file === file).brotli;

export function sizes() {
  const { parts, files } = build();
  const brotli = brotliOf(files);
  const { words, ...single } = parts;
  const packs = files.filter(({ file }) => file.startsWith(`${words}/`) && file.endsWith("/mandate.json"));
  const bytes = {
    ...Object.fromEntries(Object.entries(single).map(([part, file]) => [part, brotli(file)])),
    words: Math.max(...packs.map((row) => row.brotli)), // of the language that needs most
  };
  return { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part) };
}

/** The same for a widget in a partner's page, whose frame has its own page, styles, script and program. */
export function embedSizes() {
  const { parts, widget, embed, files } = build();
  const brotli = brotliOf(files);
  const most = (name) => Math.max(...["ar", "en"].map((lang) => brotli(`${parts.words}/${lang}/${name}.json`)));
  const bytes = {
    loader: brotli(embed.moving),
    ...Object.fromEntries(Object.entries(widget).map(([part, file]) => [part, brotli(file)])),
    words: most("mandate") + most("widget"),
  };
  return { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part) };
}

/** What is fetched only when it is needed: each lazy program and slice of a library, and each pack of words (of the language that needs most). */
export function lazySizes() {
  const { parts, files } = build();
  const found = {};
  const add = (name, bytes, join) => (found[name] = name in found ? join(found[name], bytes) : bytes);
  for (const { file, brotli } of files) {
    const lazy = file.match(/^lazy[^/]*\/([a-z-]+?)(?:-[0-9a-f]{8})?\.(?:js|wasm)$/)?.[1];
    const pack = file.startsWith(`${parts.words}/`) && file.match(/([^/]+)\.json$/)[1];
    if (lazy) add(lazy, brotli, (a, b) => a + b);
    else if (pack && pack !== "mandate") add(`words: ${pack}`, brotli, Math.max);
  }
  return found;
}
