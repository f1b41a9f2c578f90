// Draws the PNG icons of the installed app from public/icon.svg. Run by hand when that changes: node .ci/icons.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { launch } = await import("../tests/browser/support.mjs");

const svg = readFileSync(join(root, "public/icon.svg"), "utf8");
const paper = svg.match(/<rect [^>]*fill="(#\w+)"\/>/)[1];

/** A system cuts a maskable icon to its own shape: the mark keeps to the inner part, and the ground goes to the edges. */
const masked = svg.replace(/<rect [^>]*rx="7"[^>]*\/>/, "");
const icons = [
  ["icon-192.png", 192, svg, 1, "transparent"],
  ["icon-512.png", 512, svg, 1, "transparent"],
  ["maskable-512.png", 512, masked, 0.68, paper],
];

const browser = await launch();
for (const [name, size, drawing, part, ground] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const mark = drawing.replace("<svg ", `<svg width="${size * part}" height="${size * part}" `);
  const style = `margin:0;display:grid;place-items:center;height:100vh;background:${ground}`;
  await page.setContent(`<!doctype html><body style="${style}">${mark}`);
  writeFileSync(join(root, "public/icons", name), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
