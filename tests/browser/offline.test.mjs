// Without a network: everything works once it was fetched; what goes wrong on the way is said and mended; a new version takes over
// without taking anything away.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { saveFile } from "../office/files.mjs";
import { caseFile, choose, eventually, field, go, openNote, reload, saved, savedIds, kept, shelf, takeIn } from "./app.mjs";
import { build, copyOfDist, dist, launch, newPage, openApp, serve } from "./support.mjs";

const PAGES = [
  ...["", "home", "profile", "quick", "plan", "prepare", "readiness", "outline", "budget", "contributions", "snapshots"],
  ...["report", "brief", "motion", "handover", "outline"].map((paper) => `papers/${paper}`),
  ...["library", ...["frameworks", "principles", "models", "glossary", "sources", "countries"].map((part) => `library/${part}`)],
  ...["examples", "privacy", "about"],
  ...["mandate", "framework", "strategy", "principles", "community", "integration", "institution", "sustainability", "resources"].flatMap(
    (module) => [module, `${module}/result`],
  ),
];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** A server that can be taken away, come back at the same place, and meddle with what it answers. */
async function stageServer(dir) {
  let running;
  let current = dir;
  const stage = { asked: [], answer: () => false };
  const start = async (port) => {
    const answer = (request, response) => {
      stage.asked.push(new URL(request.url, "http://x").pathname.slice(1));
      return stage.answer(request, response);
    };
    running = await serve({ ...(current && { dir: current }), port, answer });
    stage.url = running.url;
  };
  await start(0);
  return Object.assign(stage, {
    down: async () => {
      await running?.close();
      running = null;
    },
    up: () => start(Number(new URL(stage.url).port)),
    put: async (other) => {
      current = other;
      await stage.down();
      await stage.up();
    },
  });
}

/** A page that may keep the site, and its server. */
async function withSite(options, check) {
  const { text = caseFile("river-city-complete"), dir, init, at = "", ...more } = options;
  const server = await stageServer(dir);
  const origin = new URL(server.url).origin;
  const localStorage = text ? Object.entries(shelf(text)).map(([name, value]) => ({ name, value })) : [];
  const storageState = { cookies: [], origins: [{ origin, localStorage }] };
  const { page, seen, close } = await newPage(browser, { serviceWorkers: "allow", storageState, ...more });
  page.setDefaultTimeout(20_000);
  try {
    if (init) await page.addInitScript(init);
    await openApp(page, `${server.url}${at}`);
    await check(page, server, seen);
    assert.deepEqual([seen.errors, seen.violations], [[], []]);
  } finally {
    await close();
    await server.down();
  }
}

const standing = (page) => page.evaluate(() => document.documentElement.dataset.offline);
const isReady = (page) => page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
/** Everything is there, also charts, files and the other language. */
const isWhole = (page) =>
  page.waitForFunction(() => document.documentElement.dataset.offline === "ready" && !document.documentElement.dataset.offlineRest);

/** Every page of the site, each drawn with its words. */
async function visitAll(page) {
  for (const at of PAGES) {
    await go(page, `#/${at}`);
    await page.waitForSelector("main h1", { timeout: 5000 }).catch(() => assert.fail(`#/${at} has no heading`));
  }
}

for (const [lang, other] of [
  ["ar", "en"],
  ["en", "ar"],
]) {
  test(`in airplane mode every page, a chart, a paper, a workbook and the other language are there, ${lang}`, { timeout: 90_000 }, () =>
    withSite({ locale: lang, acceptDownloads: true }, async (page, server, seen) => {
      await isWhole(page);
      await server.down();
      await reload(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      await visitAll(page);
      await go(page, "#/readiness");
      await page.waitForSelector('.chart[data-state="drawn"]');
      await go(page, "#/papers/brief");
      const file = (name) => join(tmpdir(), `tafwid-offline-${lang}-${name}`);
      for (const kind of ["docx", "xlsx"]) {
        if (kind === "xlsx") await page.locator('[data-part="data"] > summary').click();
        const { path } = await saveFile(page, `[data-file="${kind}"]`, file(kind));
        assert.equal(readFileSync(path).subarray(0, 2).toString(), "PK", "a file of this kind is an archive");
        rmSync(path);
      }
      await page.locator(`[data-action="language"][lang="${other}"]`).click();
      await eventually(() => page.evaluate(() => document.documentElement.lang), other);
      await visitAll(page);
      await page.locator('[data-action="leave"]').first().evaluate((control) => control.click());
      await page.waitForURL(/calendar\.html$/);
      await page.waitForSelector("main table");
      assert.deepEqual(seen.console, []);
    }),
  );
}

test("all is kept after the first question can be answered, the language in use first, the other one last", () =>
  withSite({ text: null, at: "#/mandate", locale: "ar" }, async (page, server) => {
    await isReady(page);
    assert.deepEqual(server.asked.filter((path) => path.includes("/en/")), []);
    await isWhole(page);
    const at = (part) => server.asked.findIndex((path) => path.includes(part));
    assert.ok(at("sw.js") > at("ar/mandate.json"));
    assert.ok(at("charts.wasm") < at("en/mandate.json"));
    const names = await page.evaluate(() => caches.keys());
    assert.equal(names.length, 1);
    const held = await page.evaluate(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url), names[0]);
    const files = new Set(build().files.map(({ file }) => file));
    for (const url of held) assert.ok(files.has(url.slice(server.url.length) || "index.html"), url);
    assert.ok(held.some((url) => url.includes("/lazy/office")) && held.includes(server.url));
  }));

test("a page opened by a question is there without a network too, and its answer is kept", () =>
  withSite({ text: null, at: "#/mandate" }, async (page, server) => {
    await isReady(page);
    await server.down();
    await page.reload();
    await page.waitForSelector(`main ${field("mandate.explicit")}`);
    await choose(page, "mandate.explicit", "partly");
    await go(page, "#/mandate/result");
    await page.waitForSelector('[data-result="mandate.sufficiency"]');
    assert.equal((await saved(page)).answers["mandate.explicit"].value, "partly");
  }));

test("a network that gives no answer is waited for three seconds, not longer", () =>
  withSite({}, async (page, server) => {
    await isReady(page);
    server.answer = (request) => request.url === "/";
    const start = Date.now();
    await reload(page);
    const took = Date.now() - start;
    assert.ok(took > 2500 && took < 8000, `${took} ms`);
    server.answer = (request, response) => request.url === "/" && Boolean(response.writeHead(503).end());
    await reload(page);
  }));

describe("what goes wrong on the way", () => {
  test("a download that fails or is cut short is not kept, said, and made up for once there is a network", () =>
    withSite({ at: "#/mandate/source" }, async (page, server) => {
      await isWhole(page);
      const [name] = await page.evaluate(() => caches.keys());
      const words = `${build().parts.words}/en/plan.json`;
      const whole = build().files.find(({ file }) => /whole\.wasm$/.test(file)).file;
      for (const [path, meddle] of [
        [words, (response) => response.writeHead(200).end('{"plan":{}}')],
        [whole, (response) => response.socket.destroy()],
        [whole, (response) => response.writeHead(500).end()],
      ]) {
        const missing = new URL(path, server.url).href;
        const isThere = () => page.evaluate(async ([name, url]) => Boolean(await (await caches.open(name)).match(url)), [name, missing]);
        await page.evaluate(async ([name, url]) => (await caches.open(name)).delete(url), [name, missing]);
        assert.equal(await isThere(), false);
        // What the browser itself remembers of the file would be taken in its place.
        const session = await page.context().newCDPSession(page);
        await session.send("Network.clearBrowserCache");
        server.answer = (request, response) => request.url === `/${path}` && Boolean(meddle(response) ?? true);
        await page.reload();
        await page.waitForFunction(() => document.documentElement.dataset.offline === "stopped");
        assert.equal(await isThere(), false);
        await page.waitForSelector("main h1");
        server.answer = () => false;
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await isWhole(page);
        assert.equal(await isThere(), true);
      }
      await go(page, "#/privacy");
      await page.waitForSelector('[data-part="offline"][data-standing="ready"]');
    }));

  test("a worker that is killed in the middle comes back", () =>
    withSite({}, async (page, server) => {
      const session = await page.context().newCDPSession(page);
      await session.send("ServiceWorker.enable");
      let kills = 0;
      server.answer = () => {
        if (server.asked.length % 4 === 0 && kills < 8) {
          kills += 1;
          session.send("ServiceWorker.stopAllWorkers").catch(() => {});
        }
        return false;
      };
      await isWhole(page);
      assert.ok(kills > 3, `${kills}`);
      await session.send("ServiceWorker.stopAllWorkers");
      await server.down();
      await reload(page);
      await session.send("ServiceWorker.stopAllWorkers");
      await visitAll(page);
    }));

  test("parts that the browser has thrown away are missed, said, and fetched anew", () =>
    withSite({}, async (page, server, seen) => {
      await isWhole(page);
      await page.evaluate(async () => {
        const cache = await caches.open((await caches.keys())[0]);
        for (const request of await cache.keys()) if (/charts|office/.test(request.url)) await cache.delete(request);
      });
      const session = await page.context().newCDPSession(page);
      await session.send("Network.clearBrowserCache");
      await server.down();
      await reload(page);
      await go(page, "#/home");
      await page.waitForSelector('[data-part="offline"] .hint');
      await go(page, "#/readiness");
      await page.waitForSelector('.chart[data-state="failed"]');
      await server.up();
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await isWhole(page);
      await go(page, "#/home");
      assert.equal(await page.locator('[data-part="offline"] .hint').count(), 0);
      await go(page, "#/readiness");
      await page.waitForSelector('.chart[data-state="drawn"]');
      assert.deepEqual(seen.errors, []);
    }));

  test("a browser without room says so, works as before, and keeps all once there is room", () =>
    withSite({ at: "#/home", init: () => {
      const put = Cache.prototype.put;
      Cache.prototype.put = function (...given) {
        if (window.hasRoom) return put.apply(this, given);
        return Promise.reject(new DOMException("no room", "QuotaExceededError"));
      };
    } }, async (page) => {
      await page.waitForSelector('[data-part="offline"][data-standing="full"]');
      await go(page, "#/readiness");
      await page.waitForSelector('.chart[data-state="drawn"]');
      await go(page, "#/home");
      await page.evaluate(() => (window.hasRoom = true));
      await page.locator('[data-part="offline"] [data-action="again"]').click();
      await isWhole(page);
      await page.waitForSelector('[data-part="offline"][data-standing="ready"]');
    }));

  test("where the browser does not allow it, the overview and the page on privacy say so, and nothing else changes", () =>
    withSite({ init: () => Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined }) }, async (page, _, seen) => {
      await page.waitForFunction(() => document.documentElement.dataset.offline === "off");
      for (const at of ["#/home", "#/privacy"]) {
        await go(page, at);
        await page.waitForSelector('[data-part="offline"][data-standing="off"]');
      }
      await page.evaluate(() => tafwidBoot.forgetOffline());
      assert.deepEqual(seen.console, []);
    }));
});

test("a device that saves data fetches nothing ahead, and everything when asked", () =>
  withSite(
    { at: "#/home", init: () => Object.defineProperty(navigator, "connection", { value: { saveData: true } }) },
    async (page, server) => {
      await page.waitForSelector('[data-part="offline"][data-standing="asks"]');
      await page.waitForTimeout(500);
      assert.deepEqual(server.asked.filter((path) => /\/ar\/|charts|office/.test(path)), []);
      await page.locator('[data-action="fetch-now"]').click();
      await isWhole(page);
    },
  ));

test("all that is kept goes when it is asked for, and does not come back", () =>
  withSite({}, async (page, server) => {
    await isWhole(page);
    await page.evaluate(async () => {
      await caches.open("of another site");
      await tafwidBoot.forgetOffline();
    });
    const left = () => page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]);
    assert.deepEqual(await left(), [["of another site"], 0]);
    await go(page, "#/readiness");
    await page.waitForSelector('.chart[data-state="drawn"]');
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForTimeout(500);
    assert.deepEqual(await left(), [["of another site"], 0]);
    await server.down();
    await assert.rejects(page.reload());
  }));

for (const [whose, text] of [
  ["nobody's", null],
  ["somebody's", caseFile("river-city-complete")],
]) {
  test(`on a shared device with ${whose} work nothing of the site is added, and what would alone tell of it goes`, () =>
    withSite({ text, at: "#/" }, async (page) => {
      await isWhole(page);
      const held = () => page.evaluate(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]);
      assert.deepEqual(await held(), [1, 1]);
      await page.locator(".shared [data-action=share]").click();
      const expected = text ? [1, 1] : [0, 0];
      await eventually(held, expected);
      await reload(page);
      await go(page, "#/readiness");
      await page.waitForTimeout(1000);
      assert.deepEqual(await held(), expected);
      assert.equal(await standing(page), text ? undefined : "forgotten");
    }));
}

/** A copy of dist as a later build would be: another style, hence another page, another version. */
function laterBuild() {
  const copy = copyOfDist();
  const read = (path) => readFileSync(join(copy.dir, path), "utf8");
  const seal = (text) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
  const style = build().parts.style;
  const [page, worker] = [read("index.html"), read("sw.js")];
  const version = page.match(/data-build="(\w+)"/)[1];
  const old = read(style);
  const css = `${old}\n:root{--later:1}`;
  const newer = "style-00000002.css";
  rmSync(join(copy.dir, style));
  writeFileSync(join(copy.dir, newer), css);
  const change = (text) => text.replaceAll(style, newer).replaceAll(seal(old), seal(css)).replaceAll(version, "00000002");
  const newPage = change(page);
  writeFileSync(join(copy.dir, "index.html"), newPage);
  writeFileSync(join(copy.dir, "sw.js"), change(worker).replace(seal(page), seal(newPage)));
  return { ...copy, version: "00000002" };
}
const version = (page) => page.evaluate(() => document.documentElement.dataset.build);
const lookForNew = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());

describe("a new version", () => {
  test("is fetched behind the page, offered, and opened without one letter lost; what did not change is not fetched again", () =>
    withSite({ at: "#/mandate/result" }, async (page, server, seen) => {
      await isWhole(page);
      const first = await version(page);
      const later = laterBuild();
      try {
        await server.put(later.dir);
        server.asked.length = 0;
        await go(page, "#/mandate/space");
        await openNote(page, "mandate.clear");
        await lookForNew(page);
        const offer = page.locator('[data-part="new-version"]');
        await offer.waitFor();
        assert.equal(await version(page), first, "nothing is pressed on anybody");
        assert.deepEqual(server.asked.filter((path) => /wasm|words/.test(path)), []);

        // What is half written is not dropped.
        await page.locator(`${field("mandate.clear")} [data-field="evidence-title"]`).fill("half");
        await offer.locator("button").click();
        await page.waitForTimeout(300);
        assert.equal(await version(page), first);
        await page.locator(`${field("mandate.clear")} [data-field="evidence-title"]`).fill("");
        await go(page, "#/snapshots");
        await page.locator('[data-field="label"]').fill("half");
        await offer.locator("button").click();
        await page.waitForTimeout(300);
        assert.equal(await version(page), first);
        await page.locator('[data-field="label"]').fill("");
        await go(page, "#/mandate/space");
        await openNote(page, "mandate.clear");

        await page.locator(`${field("mandate.clear")} [data-field="note"]`).pressSequentially("to the last letter");
        await offer.locator("button").evaluate((button) => button.click());
        await page.waitForFunction((version) => document.documentElement.dataset.build === version, later.version);
        await page.waitForSelector("#app h1:not(.shell *)");
        assert.equal((await saved(page)).answers["mandate.clear"].note, "to the last letter");
        await isWhole(page);
        await server.down();
        await reload(page);
        assert.equal(await version(page), later.version);
        await visitAll(page);
        assert.equal(await page.locator('[data-part="new-version"]').count(), 0);
        assert.deepEqual(seen.errors, []);
      } finally {
        later.remove();
      }
    }));

  test("beside an open page of the old one: that goes on with its own files, and neither writes over the other", () =>
    withSite({ at: "#/mandate/space" }, async (page, server) => {
      await isWhole(page);
      const later = laterBuild();
      try {
        await server.put(later.dir);
        const other = await page.context().newPage();
        await openApp(other, `${server.url}#/mandate/space`);
        await isWhole(other);
        assert.equal(await version(other), later.version, "the network's page is the newest");
        // The new worker serves both from now on; the server has nothing of the old version any more.
        await server.down();
        await choose(other, "mandate.clear", "no");
        await choose(page, "mandate.clear", "partly");
        await eventually(async () => savedIds(await kept(page)).length, 2);
        const all = await kept(page);
        const answers = [];
        for (const id of savedIds(all)) answers.push((await saved(page, id)).answers["mandate.clear"].value);
        assert.deepEqual(answers.sort(), ["no", "partly"]);
        await page.bringToFront();
        await go(page, "#/readiness");
        await page.locator(".chart").first().scrollIntoViewIfNeeded();
        await page.waitForSelector('.chart[data-state="drawn"]');
        // Reloaded, the old page is the new one, with both assessments there.
        await reload(page);
        assert.equal(await version(page), later.version);
        assert.equal(savedIds(await kept(page)).length, 2);
      } finally {
        later.remove();
      }
    }));

  test("that comes only in part changes nothing, and is there once the rest has come", () =>
    withSite({}, async (page, server) => {
      await isWhole(page);
      const first = await version(page);
      const later = laterBuild();
      try {
        await server.put(later.dir);
        server.answer = (request, response) => request.url === "/style-00000002.css" && Boolean(response.writeHead(500).end());
        await lookForNew(page).catch(() => {});
        await page.waitForTimeout(500);
        assert.equal(await page.evaluate(() => document.documentElement.dataset.update), undefined);
        await server.down();
        await reload(page);
        assert.equal(await version(page), first);
        await visitAll(page);
        server.answer = () => false;
        await server.up();
        await reload(page);
        assert.equal(await version(page), later.version);
        await isWhole(page);
      } finally {
        later.remove();
      }
    }));

  test("is not offered where opening it would lose what the browser does not keep", () =>
    withSite({ text: null, init: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("no", "SecurityError");
      };
    }, at: "#/mandate" }, async (page) => {
      await choose(page, "mandate.explicit", "yes");
      await go(page, "#/mandate/result");
      await isReady(page);
      await page.evaluate(() => {
        document.documentElement.dataset.update = "ready";
        dispatchEvent(new Event("tafwid-offline"));
      });
      await page.waitForTimeout(300);
      assert.equal(await page.locator('[data-part="new-version"]').count(), 0);
    }));
});

describe("as an app", () => {
  const manifest = JSON.parse(readFileSync(join(dist, "manifest.webmanifest"), "utf8"));

  test("it says what a system must know, under any path", () => {
    const under = new URL("https://city.example/tools/tafwid/");
    const inside = (address) => assert.ok(new URL(address, under).href.startsWith(under.href), address);
    assert.deepEqual([manifest.lang, manifest.dir], ["ar", "rtl"]);
    for (const address of [manifest.start_url, manifest.scope, ...manifest.file_handlers.map(({ action }) => action)]) inside(address);
    for (const { src, sizes } of [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]) {
      const png = readFileSync(join(dist, src));
      assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes);
    }
    assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
    for (const { url, name } of manifest.shortcuts) {
      inside(url);
      assert.ok(PAGES.includes(url.replace("./#/", "")), url);
      assert.ok(name);
    }
  });

  test("the browser finds nothing wrong with it", () =>
    withSite({}, async (page) => {
      const session = await page.context().newCDPSession(page);
      const { errors, url } = await session.send("Page.getAppManifest");
      assert.deepEqual(errors, []);
      assert.match(url, /manifest\.webmanifest$/);
    }));

  test("a backup file that the system opens with it goes the way of any backup file", () =>
    withSite({ text: null, at: "#/privacy", init: () => {
      const value = { setConsumer: (consumer) => (window.consumer = consumer) };
      Object.defineProperty(window, "launchQueue", { value });
    } }, async (page) => {
      await page.waitForFunction(() => window.consumer);
      await page.evaluate((text) => {
        const file = new File([text], "river.tafwid.json", { type: "application/json" });
        window.consumer({ files: [{ getFile: async () => file }] });
      }, caseFile("river-city-complete"));
      await page.waitForSelector('[data-standing="found"]');
      await takeIn(page);
      assert.deepEqual(savedIds(await kept(page)), [JSON.parse(caseFile("river-city-complete")).id]);
    }));
});
