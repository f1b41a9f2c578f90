// The npm package under what partners build their sites with: React and Vue, in the page and on their servers.
import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { begin, frames, onHost, ours, ready, script, until } from "./host.mjs";
import { dist } from "./support.mjs";

const tests = resolve(fileURLToPath(new URL("..", import.meta.url)));
const widget = join(dist, "npm/tafwid-widget/index.js");

/** A partner's program as their tools would bundle it; its address in their site. */
async function program(text) {
  const { outputFiles } = await bundle({
    stdin: { contents: text, resolveDir: tests, loader: "jsx" },
    alias: { "tafwid-widget": widget },
    define: { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
    jsx: "automatic",
    bundle: true,
    format: "iife",
    write: false,
    logLevel: "silent",
  });
  return script(outputFiles[0].text);
}

const react = () => `
  import { StrictMode, useEffect, useRef, useState } from "react";
  import { createRoot } from "react-dom/client";
  import { define } from "tafwid-widget";

  define(${JSON.stringify(ours)});

  function Site() {
    const [kind, setKind] = useState("mandate-checker");
    const [lang, setLang] = useState("ar");
    const [isThere, setThere] = useState(true);
    const [share, setShare] = useState(0);
    const tool = useRef(null);
    useEffect(() => {
      const widget = tool.current;
      const hear = (event) => setShare(event.detail.share);
      widget?.addEventListener("tafwid:progress", hear);
      return () => widget?.removeEventListener("tafwid:progress", hear);
    }, [isThere]);
    return <main>
      <button id="english" onClick={() => setLang("en")}>English</button>
      <button id="places" onClick={() => setKind("country-mandates")}>Places</button>
      <button id="toggle" onClick={() => setThere(!isThere)}>Toggle</button>
      <output>{share}</output>
      {isThere && <tafwid-widget ref={tool} id="w" kind={kind} lang={lang} />}
    </main>;
  }

  createRoot(document.getElementById("root")).render(<StrictMode><Site /></StrictMode>);
`;

const vue = () => `
  import { createApp } from "vue/dist/vue.esm-bundler.js";
  import { define } from "tafwid-widget";

  define(${JSON.stringify(ours)});

  const app = createApp({
    data: () => ({ kind: "mandate-checker", lang: "ar", isThere: true, share: 0 }),
    template: \`<main>
      <button id="english" @click="lang = 'en'">English</button>
      <button id="places" @click="kind = 'country-mandates'">Places</button>
      <button id="toggle" @click="isThere = !isThere">Toggle</button>
      <output>{{ share }}</output>
      <tafwid-widget v-if="isThere" id="w" :kind="kind" :lang="lang" @tafwid:progress="share = $event.detail.share" />
    </main>\`,
  });
  app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith("tafwid-");
  app.mount("#root");
`;

for (const [name, source] of [
  ["React, in its strict mode", react],
  ["Vue", vue],
]) {
  test(`${name}: what the site draws anew costs no answer; properties and events come through; it may come and go`, async () => {
    const at = await program(source());
    await onHost(`<div id="root"></div><script src="${at}"></script>`, async ({ page, seen }) => {
      const frame = await ready(page);
      await begin(frame);
      await frame.locator(".opts input").first().check();
      // The event makes the site draw itself anew, with the tool in it.
      await page.waitForFunction(() => Number(document.querySelector("output").textContent) > 0);
      await page.click("#english");
      await frame.waitForSelector("html[lang=en]");
      assert.equal(await frame.locator(".opts input:checked").count(), 1);
      await page.click("#places");
      await until(() => frames(page)[0]?.url().includes("kind=country-mandates"));
      await page.click("#toggle");
      await until(() => frames(page).length === 0);
      await page.click("#toggle");
      await (await ready(page)).waitForSelector(".places");
      assert.deepEqual([seen.errors, seen.console, seen.violations], [[], [], []]);
    }, { loads: false });
  });
}

test("a server that draws the site can load the package and write the element", async () => {
  const { define } = await import(pathToFileURL(widget));
  assert.doesNotThrow(() => define("https://example.org/"));
  const [{ createElement }, { renderToString }] = await Promise.all([import("react"), import("react-dom/server")]);
  const html = renderToString(createElement("tafwid-widget", { kind: "quick-check", lang: "ar" }));
  assert.match(html, /^<tafwid-widget kind="quick-check" lang="ar"><\/tafwid-widget>$/);
});
