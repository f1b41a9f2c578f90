// A partner's page, on another host name and port than ours, for the tests of what stands in it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { launch, newPage, serve } from "./support.mjs";

const TYPES = ["ready", "resize", "progress", "complete", "error", "result"];

export let browser;
let server;
export let ours; // http://127.0.0.1:port/
let host;
export let theirs; // http://localhost:port/: another port and another name
const pages = new Map([["/favicon.ico", { body: "" }]]);

before(async () => {
  browser = await launch();
  server = await serve();
  ours = server.url;
  host = createServer((request, response) => {
    const { body, headers } = pages.get(request.url) ?? {};
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(body);
  });
  await new Promise((done) => host.listen(0, "127.0.0.1", done));
  theirs = `http://localhost:${host.address().port}`;
});
after(async () => {
  await browser?.close();
  await server?.close();
  host?.close();
});

/** Puts a page into the partner's site; its address there. */
export function site(body, headers = {}) {
  const at = `/${pages.size}`;
  pages.set(at, { body: `<!doctype html><html lang="en"><title>Host</title><body>${body}</body></html>`, headers });
  return at;
}

/** Puts a script into the partner's site; its address there. */
export function script(text) {
  const at = `/${pages.size}.js`;
  pages.set(at, { body: text, headers: { "content-type": "text/javascript; charset=utf-8" } });
  return at;
}

/** A partner's page with this in it; all that the element tells is in `heard`. Resolves to what `check` gives. */
export async function onHost(body, check, { headers = {}, loads = true, clock = false, ...options } = {}) {
  const at = site(body + (loads ? `<script async src="${ours}embed.js"></script>` : ""), headers);
  const { page, seen, close } = await newPage(browser, { viewport: { width: 900, height: 800 }, ...options });
  try {
    if (clock) await page.clock.install();
    await page.addInitScript((types) => {
      // A host can look into the element's own tree if it tries: what protects the frame is not that.
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (options) {
        const root = attach.call(this, options);
        (window.roots ??= []).push(root);
        return root;
      };
      window.inner = () => window.roots[0].querySelector("iframe");
      // Every line that comes out of a frame, whatever it says.
      window.lines = [];
      const Channel = MessageChannel;
      window.MessageChannel = class extends Channel {
        constructor() {
          super();
          this.port1.addEventListener("message", ({ data }) => window.lines.push(data));
        }
      };
      window.heard = [];
      window.raw = [];
      for (const type of types) {
        document.addEventListener(`tafwid:${type}`, ({ detail, target }) => window.heard.push({ type, id: target.id, ...detail }));
      }
      addEventListener("message", ({ data, origin }) => window.raw.push({ data, origin }));
    }, TYPES);
    await page.goto(theirs + at);
    return await check({ page, seen, heard: () => page.evaluate(() => window.heard) });
  } finally {
    await close();
  }
}

/** The frames of ours on a page. */
export const frames = (page) => page.frames().filter((frame) => frame.parentFrame() && frame.url().startsWith(ours));
export const until = async (what, patience = 15_000) => {
  const end = Date.now() + patience;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
};
/** The frame once it stands. */
export async function ready(page, n = 0) {
  return until(async () => {
    const frame = frames(page)[n];
    // One that was just taken out of the page is still on the list.
    return (await frame?.waitForSelector("#app h1", { timeout: 10_000 }).catch(() => null)) && frame;
  }, 30_000);
}
export const element = (attributes = 'kind="mandate-checker" lang="ar"') => `<tafwid-widget id="w" ${attributes}></tafwid-widget>`;
export const answer = (frame, n = 0) => frame.locator(".opts input").nth(n).check();
export const begin = async (frame) => {
  await frame.click("[data-action=begin]");
  await frame.waitForSelector("fieldset[data-question]");
};
