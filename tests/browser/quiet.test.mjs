// Nothing leaves the device: no request but for the page's own files, and no trace of what was typed outside of what is kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  allWords,
  caseFile,
  choose,
  complete,
  download,
  eventually,
  field,
  fill,
  go,
  hash,
  importFile,
  kept,
  mandate,
  openNote,
  questions,
  saved,
  savedIds,
  sections,
  shelf,
  stage,
} from "./app.mjs";
import { build, dist, launch, newPage, openApp, serve } from "./support.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const files = new Set(build().files.map(({ file }) => file));
const canary = "zqcanaryqz";

/** Writes down all that the browser asks for, and all that it says, from before the page is there. */
function listen(page) {
  const heard = { requests: [], bodies: [], sockets: [], words: [], places: new Set() };
  page.context().on("request", (request) => {
    heard.requests.push(request.url());
    heard.bodies.push(`${request.method()} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`);
  });
  page.on("websocket", (socket) => heard.sockets.push(socket.url()));
  page.context().on("console", (message) => heard.words.push(message.text()));
  page.context().on("page", (other) => heard.requests.push(`a page at ${other.url()}`));
  return heard;
}

/** Where a text could show that others see: the title, the address, the history, cookies, the window's name. */
async function look(page, heard) {
  const state = () =>
    [document.title, location.href, JSON.stringify(history.state), document.cookie, window.name, document.referrer].join("\n");
  heard.places.add(await page.evaluate(state));
}

/** What is asked for is a file of this build, from where the page came from, and says nothing. */
function assertOwn(heard, url) {
  assert.deepEqual(heard.sockets, []);
  for (const address of heard.requests) {
    const { origin, pathname, search, username } = new URL(address);
    assert.equal(origin, new URL(url).origin, address);
    assert.equal(search + username, "", address);
    const path = pathname.slice(new URL(url).pathname.length) || "index.html";
    assert.ok(files.has(path), `${address} is no file of build.json`);
  }
  for (const body of heard.bodies) assert.match(body, /^GET  /);
}

/** The longest journey; `step` is called at each place. What it types is the canary, in every field there is. */
async function journey(page, step) {
  const typed = new Set();
  const type = async (selector, text = canary) => {
    for (const control of await page.locator(selector).all()) {
      await control.fill(text);
      await control.blur();
      typed.add(await control.evaluate((element) => element.dataset.field ?? element.name));
    }
  };
  await allWords(page);
  await step();

  await go(page, "#/profile");
  await page.locator(`${field("profile.country")} select`).selectOption("IQ");
  await fill(page, {
    "profile.population": "from_1m",
    "profile.concerns": ["polarisation"],
    "profile.stage": "improving",
    "profile.decentralisation": "unknown",
  });
  await type('[name="profile.city"]');
  await type('[name="profile.languages"]', `${canary}\n${canary}`);
  await step();

  await go(page, "#/mandate/source");
  const answered = new Set();
  while ((await hash(page)) !== "#/mandate/result") {
    await fill(page, complete);
    const here = await page.locator("fieldset[data-question]").evaluateAll((all) => all.map((f) => f.dataset.question));
    for (const id of here) {
      answered.add(id);
      await openNote(page, id);
    }
    await type('[data-field="note"]');
    await type('[data-field="evidence-title"]');
    await type('[data-field="evidence-url"]', `https://${canary}.example/${canary}?q=${canary}`);
    await type('[data-field="evidence-date"]', "2026-02-03");
    for (const button of await page.locator('[data-action="add-evidence"]').all()) await button.click();
    await page.locator(".evidence a").first().hover();
    await step();
    const before = await hash(page);
    await page.locator('[data-action="next"]').click();
    await page.waitForFunction((before) => location.hash !== before, before);
    await go(page, await hash(page));
  }
  assert.deepEqual([...answered].sort(), mandate.map((q) => q.id).sort());
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await step();
  const results = await download(page, '[data-action="results"]');
  assert.equal(JSON.parse(results.text).format, "tafwid-results");
  assert.doesNotMatch(results.text, new RegExp(canary), "results hold no text of the user's");
  const backup = await download(page, '.keep [data-action="backup"]');
  assert.match(backup.text, new RegExp(canary));
  await step();

  for (const at of ["#/privacy", "#/about"]) {
    await go(page, at);
    await step();
    const heading = await page.locator("main h1").innerText();
    await page.locator('[data-action="language"]').click();
    await eventually(async () => (await page.locator("main h1").innerText()) !== heading, true);
    await step();
  }

  await go(page, "#/");
  await page.locator("[data-assessment] summary").click();
  await type('[data-field="title"]');
  await step();
  await page.locator('[data-action="duplicate"]').click();
  await eventually(async () => savedIds(await kept(page)).length, 2);
  await importFile(page, caseFile("iraq-sketch").replace("iraq-sketch", canary), `${canary}.json`);
  await step();
  await importFile(page, `{"${canary}": ${canary}`, `${canary}.json`);
  await step();
  await page.evaluate(() => document.querySelector('[data-action="delete"]').click());
  await page.locator('[data-action="undo"]').click();
  await go(page, "#/mandate/result");
  await step();
  return typed;
}

describe("through the longest journey", () => {
  test("only the page's own files are asked for, each once, and what is typed shows nowhere", () =>
    withApp({ ...wide, isOpened: false }, async (page, { url, seen }) => {
      const heard = listen(page);
      await openApp(page, url);
      const typed = await journey(page, () => look(page, heard));
      await look(page, heard);
      const fields = ["evidence-date", "evidence-title", "evidence-url", "note", "profile.city", "profile.languages", "title"];
      assert.deepEqual([...typed].sort(), fields, "every field was typed into");

      assertOwn(heard, url);
      assert.equal(new Set(heard.requests).size, heard.requests.length, `each once: ${heard.requests.join("\n")}`);
      assert.ok(heard.requests.length > 10);
      for (const text of [...heard.requests, ...heard.bodies, ...heard.words, ...heard.places, ...seen.requests]) {
        assert.doesNotMatch(text, new RegExp(canary, "i"));
      }
      assert.ok(heard.places.size > 8);
      assert.deepEqual(seen.violations, []);

      assert.deepEqual(await page.context().cookies(), []);
      const elsewhere = await page.evaluate(async () => ({
        cookie: document.cookie,
        session: { ...sessionStorage },
        databases: await indexedDB.databases(),
        caches: await globalThis.caches?.keys(),
        workers: (await navigator.serviceWorker?.getRegistrations())?.length,
        frames: window.frames.length,
      }));
      assert.deepEqual(elsewhere, { cookie: "", session: {}, databases: [], caches: [], workers: 0, frames: 0 });
      const keys = Object.keys(await kept(page)).filter(
        (key) => !/^tafwid\.(a\.[0-9a-f-]{36}\.(0|1|now|file)|current|locale|keys)$/.test(key),
      );
      assert.deepEqual(keys, []);
      assert.match(JSON.stringify(await saved(page)), new RegExp(canary), "what was typed is kept, and only here");
    }));

  test("answering asks for nothing once the words are there", () =>
    withApp({ ...wide, isOpened: false }, async (page, { url }) => {
      const heard = listen(page);
      await openApp(page, url);
      await allWords(page);
      await page.waitForLoadState("networkidle");
      const before = heard.requests.length;
      assert.ok(before > 5);
      await page.context().setOffline(true);
      for (const at of [
        "profile",
        ...sections.map((section) => `mandate/${section}`),
        "mandate/scope/2",
        "mandate/result",
        "privacy",
        "about",
      ]) {
        await go(page, `#/${at}`);
        await page.waitForSelector("main h1");
        await fill(page, complete);
      }
      await go(page, "#/mandate/source");
      await openNote(page, "mandate.explicit");
      await page.locator(`${field("mandate.explicit")} [data-field="note"]`).fill("offline");
      await choose(page, "mandate.broader", "unknown");
      await eventually(async () => (await saved(page)).answers["mandate.explicit"].note, "offline");
      assert.deepEqual(heard.requests.slice(before), []);
      assert.deepEqual((await saved(page)).answers["mandate.private_sector"].value, "yes");
    }));

  test("a switch of the language without a network leaves everything as it is", () =>
    withApp({ ...wide, at: "#/mandate/source", shelf: shelf(caseFile("kenya-sketch")), quiet: false }, async (page) => {
      await page.context().setOffline(true);
      const before = await page.locator("main").innerText();
      await page.locator('[data-action="language"]').click();
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      assert.equal(await page.locator("main").innerText(), before);
      await page.context().setOffline(false);
      await page.locator('[data-action="language"]').click();
      await eventually(() => page.evaluate(() => document.documentElement.lang), "ar");
    }));
});

/** Types the canary into every field of the page, also those that are folded away; returns the names of the fields. */
const typeEverywhere = (page) =>
  page.evaluate(async (canary) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    document.querySelectorAll("main details").forEach((details) => (details.open = true));
    await frame();
    await frame();
    const typed = [];
    for (const field of document.querySelectorAll("main :is(textarea, input[type=text], input[type=search], input[type=url], input[type=date])")) {
      if (!field.isConnected) continue;
      field.focus();
      field.value = field.type === "date" ? "2026-02-03" : canary;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      typed.push(field.dataset.field ?? field.name);
    }
    await frame();
    return typed;
  }, canary);

describe("through every page, with the site kept for use without a network", () => {
  test("the server hears of nothing but its own files, and what is typed reaches nothing but the browser's own store", { timeout: 120_000 }, async () => {
    const asked = [];
    const answer = (request) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => asked.push({ method: request.method, url: request.url, headers: JSON.stringify(request.headers), body }));
      return false;
    };
    const server = await serve({ answer });
    const browser = await launch();
    const { page, seen, close } = await newPage(browser, { ...wide, serviceWorkers: "allow" });
    try {
      const heard = listen(page);
      await openApp(page, server.url);
      const typed = new Set();
      const step = async () => {
        for (const name of await typeEverywhere(page)) typed.add(name);
        await look(page, heard);
      };
      const title = JSON.parse(caseFile("river-city-complete")).title;
      await importFile(page, caseFile("river-city-complete").replaceAll(title, canary), `${canary}.tafwid.json`);
      await step();
      await go(page, "#/profile");
      await step();
      const modules = ["mandate", "framework/context", "strategy", "principles", "community", "integration", "institution", "sustainability", "resources"];
      for (const module of modules) {
        await go(page, `#/${module}`);
        const next = page.locator('main [data-action="next"]');
        for (let screens = 0; !(await hash(page)).endsWith("/result"); screens += 1) {
          assert.ok(screens < 20 && (await next.count()), `${module} has an end`);
          await step();
          const before = await hash(page);
          await next.click();
          await page.waitForFunction((before) => location.hash !== before, before);
          await go(page, await hash(page));
        }
        await step();
      }
      for (const at of ["home", "plan", "prepare", "readiness", "outline", "budget", "contributions", "snapshots", "library", "library/glossary", "library/countries", "examples", "papers/motion", "privacy"]) {
        await go(page, `#/${at}`);
        for (const add of ["own-action", "add-line", "add-share", "add-department", "take-snapshot"]) {
          const control = page.locator(`main [data-action="${add}"]`).first();
          if (await control.count()) await control.click();
        }
        await step();
        const heading = await page.locator("main h1").innerText();
        await page.locator('[data-action="language"]').click();
        await eventually(async () => (await page.locator("main h1").innerText()) !== heading, true, at);
        await step();
      }
      await go(page, "#/framework/result");
      await page.locator('[data-part="cells"] > summary').click().catch(() => {});
      await page.locator("[data-cell]").first().click();
      await page.locator('dialog [data-part="overrule"] > summary').click();
      await page.locator('dialog [data-field="reason"]').fill(canary);
      await page.locator('dialog [data-action="overrule"]').click();
      typed.add("reason");
      await step();

      await go(page, "#/papers/report");
      await page.locator('[data-part="include"] > summary').click();
      await page.locator('[data-action="include-all"]').click();
      await page.locator('[data-part="data"] > summary').click();
      for (const kind of ["docx", "html", "xlsx", "csv_answers", "ics"]) {
        const [file] = await Promise.all([page.waitForEvent("download", { timeout: 30_000 }), page.locator(`[data-file="${kind}"]`).first().click()]);
        if (kind === "html") assert.match(readFileSync(await file.path(), "utf8"), new RegExp(canary), "what was typed is in the file");
      }
      await look(page, heard);
      await page.waitForFunction(() => document.documentElement.dataset.offline === "ready" && !document.documentElement.dataset.offlineRest);

      const fields = ["evidence-date", "evidence-title", "evidence-url", "note", "profile.city", "profile.languages", "reason", "search", "title"];
      assert.deepEqual(fields.filter((name) => !typed.has(name)), []);
      assert.ok(typed.size > 14, [...typed].join());
      const notes = JSON.stringify(await saved(page)).split(canary).length;
      assert.ok(notes > questions.length, `it was typed everywhere, and kept: ${notes} places`);

      assert.deepEqual(heard.sockets, []);
      for (const { method, url, headers, body } of asked) {
        assert.equal(`${method} ${body}`, "GET ");
        assert.ok(files.has(url.slice(1) || "index.html"), url);
        assert.doesNotMatch(headers, new RegExp(canary, "i"));
        assert.doesNotMatch(headers, /"(cookie|referer)"/);
      }
      assert.ok(asked.length > 45, `${asked.length}`);
      for (const address of heard.requests) if (!address.startsWith("blob:")) assert.ok(address.startsWith(server.url), address);
      for (const text of [...heard.requests, ...heard.words, ...heard.places, ...seen.errors, ...seen.console]) {
        assert.doesNotMatch(text, new RegExp(canary, "i"));
      }
      assert.deepEqual([seen.errors, seen.violations], [[], []]);
      const held = await page.evaluate(async () => {
        const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return all.flat().map(({ url }) => url);
      });
      assert.ok(held.length > 40);
      for (const url of held) assert.ok(files.has(url.slice(server.url.length) || "index.html"), url);
      assert.deepEqual([await page.context().cookies(), await page.evaluate(() => indexedDB.databases())], [[], []]);
    } finally {
      await close();
      await browser.close();
      await server.close();
    }
  });
});

describe("the files of the build", () => {
  test("name no other host that a browser would call", () => {
    // Addresses in markup, styles and our own script; what the user reads may name sites.
    for (const { file } of build().files.filter(({ file }) => /\.(html|css)$/.test(file) || file.startsWith("boot-"))) {
      const text = readFileSync(join(dist, file), "utf8").replaceAll("http://www.w3.org/2000/svg", "");
      assert.doesNotMatch(text, /https?:\/\/|["'(]\/\//, file);
      assert.doesNotMatch(text, /sendBeacon|preconnect|dns-prefetch|@import|EventSource|WebSocket/, file);
    }
  });

  test("ask the browser to send no referrer", () => {
    const html = readFileSync(join(dist, "index.html"), "utf8");
    assert.match(html, /<meta name="referrer" content="no-referrer">/);
  });

  test("and every question was on the journey's way", () => {
    // The journey above answers the profile and the mandate; a new section must join it.
    const pages = new Set(["profile", ...sections.map((section) => `mandate.${section}`)]);
    const source = readFileSync(join(dist, build().parts.words, "en/mandate.json"), "utf8");
    const worded = questions.filter(({ id }) => id in JSON.parse(source).questions);
    assert.deepEqual(
      [...new Set(worded.map((q) => q.section))].filter((section) => !pages.has(section)),
      [],
    );
  });
});
