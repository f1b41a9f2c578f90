// What a first visitor downloads until the first question of the mandate: Brotli bytes of each part.
import { build } from "../browser/support.mjs";

export function sizes() {
  const { parts, files } = build();
  const brotli = (file) => files.find((row) => row.file === file).brotli;
  const { words, ...single } = parts;
  const packs = files.filter(({ file }) => file.startsWith(`${words}/`) && file.endsWith("/mandate.json"));
  const bytes = {
    ...Object.fromEntries(Object.entries(single).map(([part, file]) => [part, brotli(file)])),
    words: Math.max(...packs.map((row) => row.brotli)), // of the language that needs most
  };
  return { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part) };
}
