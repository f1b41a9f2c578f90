// What every browser test starts with: Chromium, a server for dist/, and a page that reports all that went wrong in it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";

export { serve };
export const dist = resolve(fileURLToPath(new URL("../../dist", import.meta.url)));
if (!existsSync(join(dist, "build.json"))) throw new Error("dist/ is not built. Run: make build");

/** Where the first of these programs is on this machine that is there at all; null without any. */
export function find(...names) {
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", 'PATH="$PATH:/usr/sbin" command -v "$1"', "sh", name], { encoding: "utf8" }).trim();
    } catch {
      // not this one
    }
  }
  return null;
}

/** The browser on this machine; `CHROMIUM` names another one. */
function browserPath() {
  const names = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const path = find(...names.filter(Boolean));
  if (path) return path;
  throw new Error("No Chromium found. Install it (.ci/install.sh browser), or set CHROMIUM to its path.");
}

const ARGS = [
  "--no-sandbox",
  "--no-first-run",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--disable-background-networking",
  "--disable-component-update",
];

/** Lets a frame from elsewhere have a storage of its own for each host, as browsers do for people; Playwright switches that off. */
export const PARTITIONED = "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,OptimizationHints";

export const launch = (...more) => chromium.launch({ executablePath: browserPath(), args: [...ARGS, ...more] });

/** build.json: which file is which part, and all files with their sizes. */
export const build = (dir = dist) => JSON.parse(readFileSync(join(dir, "build.json"), "utf8"));

/** A copy of dist without the compressed sisters, to be changed by a test; `remove` it afterwards. */
export function copyOfDist() {
  const dir = mkdtempSync(join(tmpdir(), "tafwid-dist-"));
  cpSync(dist, dir, { recursive: true });
  for (const path of readdirSync(dir, { recursive: true })) if (/\.(br|gz)$/.test(path)) rmSync(join(dir, path));
  return { dir, remove: () => rmSync(dir, { recursive: true }) };
}

/**
 * A page in a fresh profile, without a worker that keeps the site unless `serviceWorkers: "allow"` asks for it: it would fetch
 * everything behind each test's back. `seen` collects console errors, page errors, policy violations and requested addresses;
 * `violations()` first waits until the browser has reported those that are under way.
 */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 }, serviceWorkers: "block", ...options });
  const page = await context.newPage();
  const seen = { console: [], errors: [], violations: [], requests: [] };
  page.on("console", (message) => message.type() === "error" && seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => seen.requests.push(request.url()));
  await page.exposeFunction("reportViolation", (text) => seen.violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { page, seen, close: () => context.close() };
}

/** Opens `url` and waits until the app has taken the place of the static shell. */
export async function openApp(page, url) {
  await page.goto(url);
  await page.waitForSelector("#app h1:not(.shell *)", { timeout: 20_000 });
}

/** Opens `url` and waits until the page says that the app could not start. */
export async function openBroken(page, url) {
  await page.goto(url);
  await page.waitForSelector("#failed:not([hidden])", { timeout: 20_000 });
}
