// The page runs under its own strict policy, talks to no other host, and refuses files that were changed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
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
  const parts = build().parts;
  const targets = {
    wasm: parts.wasm,
    glue: parts.glue,
    words: `${parts.words}/en/mandate.json`,
  };
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

  test("boot.js and the style", async () => {
    for (const path of [parts.boot, parts.style]) {
      const copy = copyOfDist();
      try {
        writeFileSync(join(copy.dir, path), Buffer.concat([readFileSync(join(dist, path)), Buffer.from("\n")]));
        await withPage(
          async ({ page, seen, url }) => {
            await page.goto(url);
            await page.waitForLoadState("networkidle");
            assert.match(seen.console.join(), /integrity/);
          },
          { dir: copy.dir },
        );
      } finally {
        copy.remove();
      }
    }
  });
});

function flip(bytes, index) {
  const changed = Buffer.from(bytes);
  changed[index] ^= 1;
  return changed;
}
