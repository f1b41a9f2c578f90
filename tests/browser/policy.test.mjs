// The page runs under its own strict policy, talks to no other host, and refuses files that were changed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { importFile } from "./app.mjs";
import { build, copyOfDist, dist, launch, newPage, openApp, openBroken, serve } from "./support.mjs";

const html = readFileSync(join(dist, "index.html"), "utf8");
const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** Runs `check` with a fresh page and a server for `dir`, and closes both. */
async function withPage(check, { dir = dist, base = "/", headers = {} } = {}) {
  const server = await serve({ dir, base, headers });
  const { page, seen, close } = await newPage(browser);
  try {
    await check({ page, seen, url: server.url });
  } finally {
    await close();
    await server.close();
  }
}

function assertClean(seen, url) {
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.console, []);
  assert.deepEqual(seen.errors, []);
  const origin = new URL(url).origin;
  assert.deepEqual(
    seen.requests.filter((address) => new URL(address).origin !== origin),
    [],
  );
  assert.equal(new Set(seen.requests).size, seen.requests.length, `nothing is fetched twice: ${seen.requests}`);
}

describe("the page starts", () => {
  for (const [name, options] of [
    ["under the policy that it carries", {}],
    ["under the same policy sent as a header", { headers: { "content-security-policy": policy } }],
    ["under a sub-path", { base: "/city/tools/tafwid/" }],
  ]) {
    test(name, () =>
      withPage(async ({ page, seen, url }) => {
        await openApp(page, url);
        assert.equal(await page.locator("#failed").isVisible(), false);
        assertClean(seen, url);
      }, options),
    );
  }
});

describe("the policy", () => {
  for (const rule of [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ]) {
    test(`says: ${rule}`, () => assert.ok(policy.split("; ").includes(rule), policy));
  }

  test("needs no exception: no page holds inline script or style", () => {
    const pages = readdirSync(dist, { recursive: true }).filter((path) => path.endsWith(".html"));
    assert.ok(pages.includes("index.html"));
    for (const path of pages) {
      const text = readFileSync(join(dist, path), "utf8");
      assert.doesNotMatch(text, /<style/i, path);
      assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)/i, path);
      assert.doesNotMatch(text, /<[^>]*\s(style|on\w+)\s*=/i, path);
      assert.doesNotMatch(text, /javascript:/i, path);
    }
  });

  test("lets no markup in that could run, and no text become a script", () =>
    withPage(async ({ page, url }) => {
      await openApp(page, url);
      const passed = await page.evaluate(async () => {
        // What the test itself runs may use eval; what runs later may not.
        await new Promise((later) => setTimeout(later));
        const attempts = {
          handler: () => (document.createElement("p").innerHTML = '<img src=x onerror="alert(1)">'),
          slashHandler: () => (document.createElement("p").innerHTML = "<svg/onload=alert(1)>"),
          quoteHandler: () => (document.createElement("p").innerHTML = '<img src="x"onerror=alert(1)>'),
          script: () => (document.createElement("p").innerHTML = "<script>1</script>"),
          frame: () => (document.createElement("p").innerHTML = "<iframe srcdoc=x>"),
          link: () => (document.createElement("p").innerHTML = '<a href="JavaScript:alert(1)">x</a>'),
          address: () => (document.createElement("script").src = "other.js"),
          worker: () => new Worker("boot.js"),
          otherWorker: () => new Worker(new URL("other/sw.js", document.baseURI).href),
          text: () => (document.createElement("script").text = "1"),
          eval: () => window.eval("1"),
          policy: () => window.trustedTypes.createPolicy("another", {}),
        };
        return Object.keys(attempts).filter((name) => {
          try {
            attempts[name]();
            return true;
          } catch {
            return false;
          }
        });
      });
      assert.deepEqual(passed, []);
    }));
});

describe("a changed file is refused, and the page says so", () => {
  const { parts, files } = build();
  const targets = {
    wasm: parts.wasm,
    glue: parts.glue,
    words: `${parts.words}/en/mandate.json`,
  };
  const lazy = (end) => files.find(({ file }) => file.startsWith("lazy") && new RegExp(end).test(file)).file;

  /** Serves a copy with one byte changed, and gives it to `check`. */
  async function withFlipped(path, check) {
    const copy = copyOfDist();
    try {
      const file = join(copy.dir, path);
      const bytes = readFileSync(file);
      writeFileSync(file, flip(bytes, bytes.length >> 1));
      await withPage(check, { dir: copy.dir });
    } finally {
      copy.remove();
    }
  }

  test("boot.js, before anything runs", () =>
    withFlipped(parts.boot, async ({ page, url }) => {
      await page.goto(`${url}#/mandate`);
      assert.ok(await page.locator('#failed [lang="ar"]').isVisible());
      assert.ok(await page.locator('#failed [lang="en"]').isVisible());
      assert.equal(await page.evaluate(() => typeof globalThis.tafwidBoot), "undefined");
    }));

  for (const end of ["/whole\\.js$", "/whole\\.wasm$"]) {
    test(lazy(end).split("/")[1], () =>
      withFlipped(lazy(end), async ({ page, url }) => {
        await openBroken(page, `${url}#/home`);
        assert.ok(await page.locator("#app .shell h1").count());
      }),
    );
  }

  // What is fetched when it is asked for: the page that asks says that it did not come, and goes on.
  const river = readFileSync(join(dist, "../tests/cases/river-city-complete.tafwid.json"), "utf8");
  const opened = async (page, url, at) => {
    await openApp(page, url);
    await importFile(page, river);
    await page.evaluate((at) => (location.hash = at), at);
  };
  for (const [end, at, ask] of [
    ["/charts\\.js$", "#/readiness"],
    ["/charts\\.wasm$", "#/readiness"],
    ["/charts-view-", "#/readiness"],
    ["/files\\.js$", "#/papers/report", "xlsx"],
    ["/files\\.wasm$", "#/papers/report", "xlsx"],
    ["/office-", "#/papers/brief", "docx"],
  ]) {
    test(lazy(end).split("/")[1].replace(/-\w{8}/, ""), () =>
      withFlipped(lazy(end), async ({ page, url }) => {
        await opened(page, url, at);
        if (ask === "xlsx") await page.locator('[data-part="data"] > summary').click();
        if (ask) await page.locator(`[data-file="${ask}"]`).click();
        await page.waitForSelector(ask ? "[data-failed]" : '.chart[data-state="failed"]');
        assert.equal(await page.locator("#failed").isVisible(), false);
        assert.ok(await page.locator("main h1").isVisible());
      }),
    );
  }

  test("words of a page that is opened later", () =>
    withFlipped(`${parts.words}/en/reading.json`, async ({ page, url }) => {
      await openApp(page, url);
      await page.evaluate(() => (location.hash = "#/privacy"));
      await page.waitForSelector("main [data-waiting]");
      await page.waitForLoadState("networkidle");
      assert.equal(await page.locator("main [data-waiting] h1").count(), 1);
    }));

  test("what keeps the site for working without a network: then it is not kept", () =>
    withFlipped(lazy("/offline-"), async ({ page, seen, url }) => {
      await openApp(page, url);
      await page.waitForLoadState("networkidle");
      assert.match(seen.console.join(), /integrity/);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.offline), undefined);
    }));

  for (const [name, path] of Object.entries(targets)) {
    test(name, async () => {
      const copy = copyOfDist();
      try {
        const file = join(copy.dir, path);
        const bytes = readFileSync(file);
        // A space more or less, or another byte: all are changes. The last byte of each of these is harmless to change.
        writeFileSync(file, name === "wasm" ? flip(bytes, bytes.length - 1) : Buffer.concat([bytes, Buffer.from(" ")]));
        await withPage(
          async ({ page, url }) => {
            await openBroken(page, `${url}#/mandate`);
            assert.ok(await page.locator('#failed [lang="ar"]').isVisible());
            assert.ok(await page.locator('#failed [lang="en"]').isVisible());
            assert.ok(await page.locator("#app .shell h1:visible").isVisible(), "the static shell stays");

            // Once the file is whole again, the link brings the page back, at the place where it was.
            writeFileSync(file, bytes);
            await page.locator('#failed [lang="en"] a').click();
            await page.waitForSelector("#app h1:not(.shell *)");
            assert.equal(new URL(page.url()).hash, "#/mandate");
          },
          { dir: copy.dir },
        );
      } finally {
        copy.remove();
      }
    });
  }

  test("the style: the page is plain, and works", async () => {
    const copy = copyOfDist();
    try {
      writeFileSync(join(copy.dir, parts.style), Buffer.concat([readFileSync(join(dist, parts.style)), Buffer.from("\n")]));
      await withPage(
        async ({ page, seen, url }) => {
          await openApp(page, url);
          assert.match(seen.console.join(), /integrity/);
          assert.equal(await page.evaluate(() => document.styleSheets.length), 0);
        },
        { dir: copy.dir },
      );
    } finally {
      copy.remove();
    }
  });
});

function flip(bytes, index) {
  const changed = Buffer.from(bytes);
  changed[index] ^= 1;
  return changed;
}
