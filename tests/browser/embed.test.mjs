// A tool of ours in a partner's page: on another host name and port, under a policy of its own, and against a host that means harm.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { embedSizes } from "../bench/sizes.mjs";
import { assessment, toFile } from "./app.mjs";
import { answer, begin, browser, element, frames, onHost, ours, ready, theirs, until } from "./host.mjs";
import { build, dist, newPage } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("the element", () => {
  for (const [lang, dir] of [
    ["ar", "rtl"],
    ["en", "ltr"],
  ]) {
    test(`shows the tool in ${lang}, from the introduction to the result, as high as its content`, () =>
      onHost(element(`kind="mandate-checker" lang="${lang}"`), async ({ page, seen, heard }) => {
        const frame = await ready(page);
        assert.equal(await frame.locator("html").getAttribute("dir"), dir);
        await begin(frame);
        const fits = async () => {
          const [box, inside] = [await page.locator("#w").boundingBox(), await frame.evaluate(() => document.body.getBoundingClientRect().height)];
          return Math.abs(box.height - inside) <= 1 && (await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
        };
        await until(fits);
        const high = (await page.locator("#w").boundingBox()).height;
        await answer(frame);
        await frame.locator("aside a").last().click();
        await frame.waitForSelector("[data-result='mandate.sufficiency']");
        await until(fits);
        await frame.click("[data-action=again]");
        await frame.waitForSelector("[data-action=begin]");
        await until(fits);
        assert.ok((await page.locator("#w").boundingBox()).height < high, "it shrinks again");
        const types = (await heard()).map(({ type }) => type);
        for (const type of ["ready", "resize", "progress", "complete"]) assert.ok(types.includes(type), type);
        assert.equal(types.filter((type) => type === "complete").length, 1);
        assert.deepEqual(seen.errors, []);
        assert.deepEqual(seen.violations, []);
      }));
  }

  test("tells the share that is answered, and no answer, to the page", () =>
    onHost(element(), async ({ page, heard }) => {
      const frame = await ready(page);
      await begin(frame);
      for (const n of [0, 5, 9]) await answer(frame, n);
      await until(async () => (await heard()).some(({ type }) => type === "progress"));
      for (const { type, ...detail } of await heard()) {
        const names = { ready: ["complaints", "id", "kind", "lang"], resize: ["height", "id"], progress: ["id", "share"], complete: ["id"] }[type];
        assert.deepEqual(Object.keys(detail).sort(), names, type);
      }
      assert.doesNotMatch(JSON.stringify(await page.evaluate(() => [window.heard, window.raw])), /mandate\.explicit|"yes"/);
    }));

  for (const width of [900, 360]) {
    for (const lang of ["ar", "en"]) {
      test(`reserves its place: nothing moves while it loads, ${width} pixels wide, in ${lang}`, () =>
        onHost(
          `<style>tafwid-widget { display: block; min-height: ${width < 600 ? 680 : 480}px }</style>${element(`lang="${lang}"`)}<p>after</p>`,
          async ({ page }) => {
            await page.evaluate(() => {
              window.moved = 0;
              const note = (list) => list.getEntries().forEach((entry) => (window.moved += entry.value));
              new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
            });
            await ready(page);
            await page.waitForTimeout(500);
            assert.equal(await page.evaluate(() => window.moved), 0);
          },
          { viewport: { width, height: 800 } },
        ));
    }
  }

  test("fetches nothing before it nears the view", () =>
    onHost(`<div style="height:5000px"></div>${element()}`, async ({ page, seen }) => {
      await page.waitForFunction(() => customElements.get("tafwid-widget"));
      await page.waitForTimeout(500);
      assert.deepEqual(seen.requests.filter((address) => address.startsWith(ours)), [`${ours}embed.js`]);
      await page.evaluate(() => scrollTo(0, 5000));
      await ready(page);
    }));

  test("changes language and looks without losing an answer, and begins anew when asked", () =>
    onHost(element(), async ({ page }) => {
      const frame = await ready(page);
      await begin(frame);
      await answer(frame);
      await page.evaluate(() => document.getElementById("w").setLanguage("en"));
      await frame.waitForSelector("html[lang=en]");
      await page.evaluate(() => {
        const widget = document.getElementById("w");
        widget.setAttribute("theme", "dark");
        widget.setAttribute("accent", "#7a1fa2");
        widget.setAttribute("radius", "0");
        widget.setAttribute("density", "compact");
      });
      await frame.waitForFunction(() => document.documentElement.style.colorScheme === "dark");
      assert.equal(await frame.locator("html").getAttribute("data-density"), "compact");
      assert.equal(await frame.locator(".opts input").first().isChecked(), true);
      await page.evaluate(() => document.getElementById("w").reset());
      await frame.waitForSelector("[data-action=begin]");
      await begin(frame);
      assert.equal(await frame.locator(".opts input:checked").count(), 0);
    }));

  test("may be moved, removed, re-added and given another kind", () =>
    onHost(`${element()}<div id="other"></div>`, async ({ page, seen }) => {
      await ready(page);
      await page.evaluate(() => document.getElementById("other").append(document.getElementById("w")));
      await ready(page);
      await page.evaluate(() => {
        window.kept = document.getElementById("w");
        window.kept.remove();
      });
      await until(() => frames(page).length === 0);
      await page.evaluate(() => document.body.append(window.kept));
      await ready(page);
      await page.evaluate(() => (window.kept.kind = "country-mandates"));
      await until(() => frames(page)[0]?.url().includes("country-mandates"));
      await (await ready(page)).waitForSelector(".places");
      assert.deepEqual(seen.errors, []);
    }));

  test("stands three times in a page, each for itself", () =>
    onHost(
      ["mandate-checker", "quick-check", "framework-selector"].map((kind, n) => `<tafwid-widget id="w${n}" kind="${kind}" lang="en"></tafwid-widget>`).join(""),
      async ({ page, heard }) => {
        await page.evaluate(() => document.querySelectorAll("tafwid-widget").forEach((w) => w.scrollIntoView()));
        await until(() => frames(page).length === 3);
        await until(async () => (await heard()).filter(({ type }) => type === "ready").length === 3);
        const frame = frames(page).find((f) => f.url().includes("quick-check"));
        await begin(frame);
        await answer(frame);
        await until(async () => (await heard()).some(({ type }) => type === "progress"));
        const ids = (await heard()).filter(({ type }) => type === "progress").map(({ id }) => id);
        assert.deepEqual([...new Set(ids)], ["w1"]);
      },
    ));

  test("says that it could not be shown, with a link, where the host's policy forbids frames", () =>
    onHost(
      element(),
      async ({ page, heard }) => {
        await page.waitForFunction(() => customElements.get("tafwid-widget"));
        await page.waitForTimeout(300);
        await page.clock.runFor(25_000);
        await until(async () => (await heard()).some(({ type, code }) => type === "error" && code === "timeout"));
        const link = await page.evaluate(() => {
          const { href, target, rel, textContent } = window.roots[0].querySelector("a");
          return { href, target, rel, says: textContent.length > 10 };
        });
        assert.deepEqual(link, { href: `${ours}#/mandate`, target: "_blank", rel: "noopener", says: true });
      },
      { clock: true, headers: { "content-security-policy": "default-src 'none'; script-src http://127.0.0.1:*" } },
    ));

  test("runs under a strict policy of the host's", () =>
    onHost(element(), async ({ page, seen }) => {
      await begin(await ready(page));
      assert.deepEqual(seen.violations, []);
    }, {
      headers: {
        "content-security-policy": "default-src 'none'; script-src http://127.0.0.1:*; frame-src http://127.0.0.1:*; require-trusted-types-for 'script'; trusted-types 'none'",
      },
    }));
});

describe("every kind", () => {
  for (const [kind, place] of [
    ["mandate-checker", "[data-action=begin]"],
    ["framework-selector", "[data-action=begin]"],
    ["institution-selector", "[data-action=begin]"],
    ["quick-check", "[data-action=begin]"],
    ["readiness-chart", "[data-action=import]"],
    ["country-mandates", ".places"],
  ]) {
    for (const lang of ["ar", "en"]) {
      test(`${kind} stands in ${lang} and has nothing that axe finds`, () =>
        onHost(element(`kind="${kind}" lang="${lang}"`), async ({ page, seen }) => {
          const frame = await ready(page);
          await frame.waitForSelector(place, { state: "attached" });
          if (place.includes("begin")) await begin(frame);
          await frame.evaluate(axe);
          const { violations } = await frame.evaluate(() => window.axe.run());
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
          assert.deepEqual(seen.errors, []);
          assert.deepEqual(seen.violations, []);
        }, { bypassCSP: true }));
    }
  }

  test("the chart shows a file that the host hands in, and says when it cannot be read", () =>
    onHost(element('kind="readiness-chart" lang="en"'), async ({ page, heard }) => {
      await page.waitForFunction(() => document.getElementById("w").show);
      const file = toFile(assessment(1, { "mandate.explicit": "yes", "mandate.political_will": "partly" }));
      await page.evaluate((file) => document.getElementById("w").show(file), file);
      const frame = await ready(page);
      await frame.waitForSelector("[data-dimension]");
      await page.evaluate(() => document.getElementById("w").show("{}"));
      await frame.waitForSelector(".error[role=alert]");
      assert.ok((await heard()).some(({ type, code }) => type === "error" && code === "unreadable_file"));
    }));
});

/** The page that a press on the button opens; who sees none come presses once more. */
async function opened(t, page, frame) {
  for (const press of ["first", "second"]) {
    const coming = page.context().waitForEvent("page", { timeout: 15_000 }).catch(() => null);
    await frame.click("[data-action=full-with]");
    const tab = await coming;
    if (tab) return tab;
    const told = await frame.locator("[data-part=full] [role=status]").textContent();
    t.diagnostic(`the ${press} press opened no page; the widget says: ${told || "nothing"}`);
  }
  assert.fail("no page opened");
}

describe("the way to the full tool", () => {
  for (const agrees of [true, false]) {
    test(`carries the answers from window to window, never in an address; the visitor ${agrees ? "agrees" : "says no"} there`, (t) =>
      onHost(element('lang="en"'), async ({ page, seen }) => {
        const frame = await ready(page);
        await begin(frame);
        await answer(frame);
        await frame.click("[data-part=full] summary");
        const tab = await opened(t, page, frame);
        await tab.waitForSelector("[data-action=take]", { timeout: 20_000 });
        const kept = () => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("tafwid.a.")).length);
        assert.equal(await kept(), 0);
        await tab.click(agrees ? "[data-action=take]" : "[data-action=leave-it]");
        if (agrees) await tab.click("[data-action=go-on]");
        else await tab.waitForSelector("[data-part=incoming]", { state: "detached" });
        if (agrees) await tab.waitForFunction(() => location.hash === "#/home");
        assert.equal((await kept()) > 0, agrees);
        assert.doesNotMatch(JSON.stringify([seen.requests, tab.url()]), /mandate\.explicit/);
      }));
  }

  test("tells who was opened by nobody that nothing came", async () => {
    const { page, seen, close } = await newPage(browser);
    await page.goto(`${ours}#/receive`);
    await page.waitForSelector("[data-action=leave-it]", { timeout: 20_000 });
    assert.deepEqual(seen.errors, []);
    await close();
  });
});

describe("the page for partners", () => {
  for (const locale of ["ar", "en"]) {
    test(`shows the tool as it is chosen and has nothing that axe finds, in ${locale}`, async () => {
      const { page, seen, close } = await newPage(browser, { locale, viewport: { width: 1100, height: 900 } });
      await page.goto(`${ours}#/embed`);
      await page.locator("[data-part=preview]").scrollIntoViewIfNeeded();
      const frame = await ready(page);
      await page.fill("[data-field=accent]", "#7a1fa2");
      await page.selectOption("[data-field=theme]", "dark");
      await frame.waitForFunction(() => document.documentElement.style.colorScheme === "dark");
      await page.selectOption("[data-field=kind]", "country-mandates");
      await until(() => frames(page).find((f) => f.url().includes("kind=country-mandates")));
      assert.deepEqual([seen.violations, seen.errors], [[], []]);
      await close();
      const again = await newPage(browser, { locale, bypassCSP: true });
      await again.page.goto(`${ours}#/embed`);
      await again.page.waitForSelector("[data-code=react]");
      await again.page.evaluate(axe);
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
      const { violations } = await again.page.evaluate((tags) => window.axe.run(document, { iframes: false, runOnly: tags }), tags);
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
      await again.close();
    });
  }

  for (const name of ["element", "sealed", "iframe", "wordpress"]) {
    test(`gives code that works as it is: ${name}`, async () => {
      const { page, close } = await newPage(browser);
      await page.goto(`${ours}#/embed`);
      await page.waitForSelector("[data-code=react]");
      await page.selectOption("[data-field=lang]", "ar");
      await page.selectOption("[data-field=width]", "400");
      await page.selectOption("[data-field=height]", "800");
      await page.fill("[data-field=accent]", "#7a1fa2");
      const code = await page.locator(`[data-code=${name}] code`).textContent();
      await close();
      await onHost(
        code,
        async ({ page, seen }) => {
          const frame = await ready(page);
          assert.equal(await frame.locator("html").getAttribute("dir"), "rtl");
          assert.deepEqual(await frame.evaluate(() => innerWidth), 400);
          if (name === "iframe") assert.equal(await frame.evaluate(() => innerHeight), 800);
          await begin(frame);
          assert.notEqual(await frame.evaluate(() => document.documentElement.style.getPropertyValue("--brand")), "");
          assert.deepEqual([seen.violations, seen.errors], [[], []]);
        },
        { loads: false },
      );
    });
  }
});

describe("a plain iframe", () => {
  for (const [name, sandbox] of [
    ["without sandbox", ""],
    ["with the sandbox that we recommend", 'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"'],
  ]) {
    test(`${name} needs no script in the page, scrolls inside, and keeps nothing`, () =>
      onHost(
        `<iframe title="tool" width="600" height="500" ${sandbox} src="${ours}embed.html?kind=mandate-checker&lang=en"></iframe>`,
        async ({ page, seen }) => {
          const frame = await ready(page);
          await begin(frame);
          await answer(frame);
          assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight > innerHeight));
          if (!sandbox) {
            // Some browsers deny what others keep apart for each host.
            const kept = await frame.evaluate(() => {
              try {
                return [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join("");
              } catch {
                return "";
              }
            });
            assert.equal(kept, "");
          }
          await frame.waitForSelector("[data-action=backup]");
          assert.deepEqual(await page.evaluate(() => window.raw), []);
          assert.deepEqual(seen.errors, []);
        },
        { loads: false },
      ));
  }
});

describe("a host that means harm", () => {
  test("cannot read the frame, not even one on our own origin", async () => {
    await onHost(element(), async ({ page }) => {
      await ready(page);
      const found = await page.evaluate(() => {
        const tries = [
          () => window.inner().contentDocument.body.innerText,
          () => window.inner().contentWindow.document.body.innerText,
          () => window.inner().contentWindow.tafwidBoot.carried(),
          () => window.inner().contentWindow.localStorage.length,
        ];
        return tries.map((look) => {
          try {
            return look() ?? "refused";
          } catch {
            return "refused";
          }
        });
      });
      assert.deepEqual(found, Array(4).fill("refused"));
    });
    const { page, close } = await newPage(browser);
    await page.addInitScript(() => {
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (options) {
        return (window.root = attach.call(this, options));
      };
    });
    const body = `<!doctype html><title>Host</title>${element()}<script async src="embed.js"></script>`;
    await page.route(`${ours}host.html`, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(`${ours}host.html`);
    await ready(page);
    const own = await page.evaluate(() => {
      try {
        return window.root.querySelector("iframe").contentDocument?.body.innerText ?? "refused";
      } catch {
        return "refused";
      }
    });
    assert.equal(own, "refused");
    await close();
  });

  test("gets no channel by forged messages, from another window or with another token", () =>
    onHost(`${element()}<iframe id="evil" srcdoc="<script>addEventListener('message', () => { for (const f of [parent.inner().contentWindow]) { const c = new MessageChannel(); c.port1.onmessage = (e) => parent.postMessage('LEAK ' + e.data, '*'); f.postMessage({ tafwid: parent.inner().name }, '*', [c.port2]); } })</script>"></iframe>`, async ({ page }) => {
      const frame = await ready(page);
      await begin(frame);
      await page.evaluate(() => {
        window.leaks = [];
        addEventListener("message", ({ data }) => String(data).startsWith("LEAK") && window.leaks.push(data));
        document.getElementById("evil").contentWindow.postMessage("go", "*");
        for (const tafwid of ["", "0".repeat(32), null, {}]) {
          const channel = new MessageChannel();
          channel.port1.onmessage = ({ data }) => window.leaks.push(data);
          window.inner().contentWindow.postMessage({ tafwid }, "*", [channel.port2]);
          channel.port1.postMessage(JSON.stringify({ v: 1, type: "request", what: "result" }));
          window.postMessage({ tafwid, type: "ready" }, "*");
        }
      });
      await answer(frame);
      await page.waitForTimeout(500);
      assert.deepEqual(await page.evaluate(() => window.leaks), []);
      assert.equal(await frame.locator(".opts input:checked").count(), 1);
    }));

  test("gets nothing from a frame of another origin that poses as a tool or as a host", () => {
    const forge = `
      const lines = [{ tafwid: "0".repeat(32) }, { tafwid: "file", file: "{}" }, { tafwid: "receive" }, '{"v":1,"type":"result","result":{}}'];
      addEventListener("message", ({ data }) => parent.postMessage("LEAK " + JSON.stringify(data), "*"));
      setInterval(() => {
        for (let i = 0; i < parent.length; i += 1) for (const target of [parent, parent[i]]) for (const line of lines) {
          const channel = new MessageChannel();
          channel.port1.onmessage = ({ data }) => parent.postMessage("LEAK " + data, "*");
          target.postMessage(line, "*", [channel.port2]);
        }
      }, 50);`;
    return onHost(`<iframe title="evil" sandbox="allow-scripts" srcdoc='<script>${forge.replaceAll("'", "&#39;")}</script>'></iframe>${element('lang="en" request="result"')}`, async ({ page, seen, heard }) => {
      const frame = await ready(page);
      await begin(frame);
      await answer(frame);
      await until(async () => (await page.evaluate(() => window.raw.length)) > 20);
      await page.waitForTimeout(500);
      const raw = await page.evaluate(() => window.raw.map(({ data }) => data));
      assert.deepEqual(raw.filter((data) => String(data).startsWith("LEAK") && /mandate|share|height/.test(data)), []);
      assert.deepEqual((await heard()).filter(({ type }) => ["result", "error"].includes(type)), []);
      assert.equal(await frame.locator(".opts input:checked").count(), 1);
      assert.deepEqual(seen.errors, []);
    });
  });

  test("does not break it by a flood, or by messages that are none", () =>
    onHost(element(), async ({ page, seen }) => {
      const frame = await ready(page);
      await begin(frame);
      await answer(frame);
      await page.evaluate(() => {
        const widget = document.getElementById("w");
        for (let i = 0; i < 10_000; i++) {
          window.inner().contentWindow.postMessage({ tafwid: "x", i }, "*");
          widget.show(i % 100 ? "{" : "x".repeat(10_000));
        }
      });
      assert.equal(await frame.locator(".opts input").first().isChecked(), true);
      await answer(frame, 1);
      assert.equal(await frame.locator(".opts input").nth(1).isChecked(), true);
      assert.deepEqual(seen.errors, []);
    }));

  for (const [name, attributes, wrong] of [
    ["script addresses", 'kind="javascript:alert(1)" lang="javascript:alert(1)" accent="javascript:alert(1)"', "kind lang accent"],
    ["injected styles", 'accent="red;background:url(//evil.example)" radius="1px;position:fixed" theme="}body{display:none"', "theme accent radius"],
    ["values of a megabyte", 'data-large="country questions density"', "density country questions"],
    ["markup", 'country="&lt;img src=x onerror=alert(1)&gt;" start="&quot;&gt;&lt;script&gt;"', "country start"],
  ]) {
    test(`gets the default by ${name}, and a complaint`, () =>
      onHost(
        `<script>addEventListener("DOMContentLoaded", () => { const w = document.getElementById("w"); for (const name of w.dataset.large?.split(" ") ?? []) w.setAttribute(name, "x".repeat(1 << 20)); })</script>${element(attributes)}`,
        async ({ page, seen }) => {
          const frame = await ready(page);
          await until(() => page.locator("#w").getAttribute("data-complaints"));
          const found = (await page.locator("#w").getAttribute("data-complaints")).split(" ").sort();
          assert.deepEqual(found, wrong.split(" ").sort());
          assert.ok(await frame.locator("h1").isVisible());
          assert.deepEqual(seen.requests.filter((address) => !address.startsWith(ours) && !address.startsWith(theirs)), []);
          assert.deepEqual(seen.errors, []);
        },
      ));
  }

  test("adjusts an accent that could not be read", () =>
    onHost(element('lang="en" accent="#ffee00"'), async ({ page }) => {
      const frame = await ready(page);
      await until(async () => (await page.locator("#w").getAttribute("data-complaints")) === "accent");
      await frame.evaluate(axe);
      const { violations } = await frame.evaluate(() => window.axe.run({ runOnly: ["color-contrast"] }));
      assert.deepEqual(violations.map(({ id }) => id), []);
    }, { bypassCSP: true }));
});

describe("the result", () => {
  const toResult = async (page) => {
    const frame = await ready(page);
    await begin(frame);
    await answer(frame);
    await frame.locator("aside a").last().click();
    await frame.waitForSelector("[data-result='mandate.sufficiency']");
    return frame;
  };

  test("is not offered when the page does not ask", () =>
    onHost(element('lang="en"'), async ({ page }) => {
      const frame = await toResult(page);
      assert.equal(await frame.locator("[data-part=consent]").count(), 0);
    }));

  test("stays where it is when the visitor says no: nothing at all is sent", () =>
    onHost(element('lang="en" request="result"'), async ({ page, heard }) => {
      const frame = await toResult(page);
      await frame.waitForSelector("[data-part=consent]");
      await page.waitForTimeout(500);
      const lines = () => page.evaluate(() => window.lines.map((line) => JSON.parse(line)).filter(({ type }) => type !== "resize"));
      const before = await lines();
      assert.ok(before.length > 0);
      await frame.click("[data-action=refuse]");
      await page.waitForTimeout(500);
      assert.deepEqual(await lines(), before);
      assert.equal((await heard()).some(({ type }) => type === "result"), false);
      assert.doesNotMatch(JSON.stringify([before, await page.evaluate(() => window.raw)]), /mandate\.explicit|sufficiency|"yes"/);
    }));

  test("is handed over as it was shown, once, and asked for each time anew", () =>
    onHost(element('lang="en" request="result"'), async ({ page, heard }) => {
      const frame = await toResult(page);
      const results = async () => (await heard()).filter(({ type }) => type === "result");
      await frame.waitForSelector("[data-part=consent]");
      const shown = JSON.parse(await frame.locator("[data-part=consent] pre").textContent());
      await frame.click("[data-action=give]");
      await until(async () => (await results()).length === 1);
      assert.deepEqual((await results())[0].result, shown);
      assert.doesNotMatch(JSON.stringify(shown), /mandate\.explicit|"yes"/);
      assert.equal(await frame.locator("[data-action=give]").count(), 0);
      await page.evaluate(() => {
        const widget = document.getElementById("w");
        widget.request = "";
        widget.request = "result";
      });
      await frame.waitForSelector("[data-action=give]");
      assert.equal((await results()).length, 1);
    }));
});

for (const [name, dir] of [["index", "rtl"], ["en", "ltr"]]) {
  test(`the partner's site (${name}.html) shows its tools and what it learns, and has nothing that axe finds`, async () => {
    const { page, seen, close } = await newPage(browser, { bypassCSP: true });
    await page.goto(`${ours}demo/${name}.html`);
    assert.equal(await page.locator("html").getAttribute("dir"), dir);
    const frame = await until(() => frames(page).find((f) => f.url().includes("mandate-checker")));
    await begin(frame);
    await answer(frame);
    await page.waitForFunction(() => document.querySelectorAll("#told li").length > 1);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    assert.deepEqual(seen.errors, []);
    await close();
  });
}

test("fifty mounts and unmounts leave no frame and a flat heap", () =>
  onHost("<main></main>", async ({ page, seen }) => {
    await page.waitForFunction(() => customElements.get("tafwid-widget"));
    const devtools = await page.context().newCDPSession(page);
    const round = (times) =>
      page.evaluate(async (times) => {
        for (let i = 0; i < times; i++) {
          const widget = document.createElement("tafwid-widget");
          document.querySelector("main").append(widget);
          await new Promise((done) => setTimeout(done, 40));
          widget.remove();
        }
      }, times);
    const heap = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      return (await devtools.send("Runtime.getHeapUsage")).usedSize;
    };
    await round(5);
    const before = await heap();
    await round(50);
    assert.ok((await heap()) - before < 500_000, `${before} ${await heap()}`);
    assert.equal(frames(page).length, 0);
    assert.deepEqual(seen.errors, []);
  }));

describe("bytes", () => {
  test("the script is at most 2 kB, and the same under both of its addresses", () => {
    const { embed } = build();
    const content = readFileSync(join(dist, embed.path));
    assert.ok(brotliCompressSync(content).length <= 2000);
    assert.deepEqual(readFileSync(join(dist, embed.moving)), content);
    assert.match(embed.path, new RegExp(`^embed/${embed.version}/`));
    assert.match(embed.integrity, /^sha384-/);
  });

  test("at most 120 kB come before the first question of the mandate", () => {
    const { total, ...parts } = embedSizes();
    assert.ok(Object.values(parts).every((bytes) => bytes > 200), JSON.stringify(parts));
    assert.ok(total <= 120_000, `${total}: ${JSON.stringify(parts)}`);
  });
});
