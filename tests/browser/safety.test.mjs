// On a device that others use, or take away: leaving quickly, erasing everything, keeping nothing at all.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assessment,
  checked,
  choose,
  download,
  emptyPage,
  eventually,
  go,
  kept,
  keys,
  option,
  reload,
  saved,
  saving,
  shelf,
  stage,
  toFile,
  uuid,
} from "./app.mjs";

const withApp = stage();

/** What a person sees of a page, and what the browser shows around it. */
const seenOf = (page) =>
  page.evaluate(() => ({
    path: location.pathname,
    text: `${document.title} ${document.body?.innerText ?? ""}`,
    icons: [...document.querySelectorAll("link[rel~=icon]")].map((link) => link.getAttribute("href")),
    isShown: !document.documentElement.hidden,
  }));

const harmless = /^\/calendar\.html$/;
const left = (page) => page.waitForURL(/calendar\.html$/);

/** Goes back again and again, and notes each page on which the browser comes to rest. */
async function backTwenty(page) {
  const seen = [];
  for (let i = 0; i < 20; i += 1) {
    await page.evaluate(() => history.back()).catch(() => {});
    await page.waitForTimeout(60);
    await page.waitForLoadState();
    seen.push(await seenOf(page));
  }
  return seen;
}

const isOfApp = ({ path, text, isShown }) => isShown && (!/^(\/calendar\.html|\/empty\.html|blank)$/.test(path) || /tafwid|تفويض/i.test(text));

const ways = {
  "the button": (page) => page.locator("[data-action=leave]").click(),
  "three times Escape": async (page) => {
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("Escape");
  },
};

describe("leaving quickly", () => {
  for (const [name, leave] of Object.entries(ways)) {
    test(`by ${name}: a harmless page, and Back never shows the app again`, () =>
      withApp({ at: "#/mandate" }, async (page) => {
        await choose(page, "mandate.explicit", "yes");
        for (const at of ["#/home", "#/privacy", "#/library", "#/mandate/scope"]) await go(page, at);
        await leave(page);
        await left(page);
        const there = await seenOf(page);
        assert.match(there.path, harmless);
        assert.doesNotMatch(there.text, /tafwid|تفويض|mandate|extremis/i);
        assert.deepEqual(there.icons, ["data:,"]);
        assert.match(there.text, new RegExp(String(new Date().getFullYear())));
        assert.deepEqual((await backTwenty(page)).filter(isOfApp), []);
      }));
  }

  test("also where the tab has been here before", () =>
    withApp({ at: "#/mandate" }, async (page, { url }) => {
      await go(page, "#/home");
      await emptyPage(page, url);
      await page.goto(`${url}#/mandate/scope`);
      await page.waitForSelector("#app h1:not(.shell *)");
      await ways["the button"](page);
      await left(page);
      const seen = await backTwenty(page);
      assert.deepEqual(seen.filter(isOfApp), []);
      assert.ok(seen.some(({ path }) => path === "/empty.html"), "what was not ours stays");
    }));

  test("what is being typed is saved first, and the address opens the app anew", () =>
    withApp({ at: "#/profile" }, async (page, { url }) => {
      await page.locator('[data-question="profile.city"] input').pressSequentially("Port");
      await ways["three times Escape"](page);
      await left(page);
      assert.equal(await page.evaluate(() => history.state), 1);
      await page.goto(`${url}#/profile`);
      await page.waitForSelector("#app h1:not(.shell *)");
      assert.equal((await saved(page)).answers["profile.city"].value, "Port");
    }));

  test("slow presses of Escape do nothing", () =>
    withApp({ at: "#/mandate" }, async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.waitForTimeout(2100);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.waitForTimeout(200);
      assert.match(page.url(), /#\/mandate/);
      await page.locator(option("mandate.explicit", "yes")).waitFor();
    }));

  test("nor do presses with something else done in between, as when dialogs are opened and closed", () =>
    withApp({ at: "#/mandate" }, async (page) => {
      for (let i = 0; i < 5; i += 1) {
        await page.keyboard.press("Escape");
        if (i % 2) await page.keyboard.press("Tab");
        else await page.locator(option("mandate.explicit", i % 4 ? "yes" : "no")).click();
      }
      await page.waitForTimeout(200);
      assert.match(page.url(), /#\/mandate/);
      await ways["three times Escape"](page);
      await left(page);
    }));

  test("before any program is there, and without scripts", async () => {
    await withApp({ isOpened: false }, async (page, { url }) => {
      await page.route("**/*.wasm", () => {}); // never answered
      await page.goto(`${url}#/mandate`);
      await page.locator(".shell:visible [data-action=leave]").click();
      await left(page);
      assert.deepEqual((await backTwenty(page)).filter(isOfApp), []);
      await page.unroute("**/*.wasm");
    });
    await withApp({ isOpened: false, javaScriptEnabled: false }, async (page, { url }) => {
      await page.goto(url);
      await page.locator("[data-action=leave]").first().click();
      await left(page);
    });
  });

  test("the page one leaves for is of use: the month, and those around it", () =>
    withApp({ isOpened: false, locale: "ar-EG" }, async (page, { url, seen }) => {
      await page.goto(`${url}calendar.html`);
      assert.equal(await page.locator("[aria-current=date]").count(), 1);
      assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
      const before = await page.title();
      await page.locator("button").first().click();
      assert.notEqual(await page.title(), before);
      assert.deepEqual(await kept(page), {});
      assert.ok(seen.requests.every((address) => !/tafwid/i.test(address)));
    }));
});

const two = shelf(toFile(assessment(1, { "mandate.explicit": "yes" })), toFile(assessment(2)));

/** Everything that the browser holds of this site, whatever its name. */
const everything = (page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));

const nothing = { local: [], session: [], caches: [], databases: [], workers: 0 };
const opened = (page) => page.waitForSelector("#app h1:not(.shell *)");

async function eraseAll(page) {
  await page.locator(".erase [data-action=erase]").click();
  await page.locator("[data-action=erase-now]").click();
  await page.locator("[data-action=anew]").waitFor();
}

describe("erasing everything", () => {
  for (const at of ["#/", "#/privacy"]) {
    test(`from ${at}: nothing is left, and that was looked after`, () =>
      withApp({ at, shelf: { ...two, [keys.locale]: "en", "tafwid.rescue.x": "y" } }, async (page) => {
        await page.evaluate(async () => {
          sessionStorage.setItem("tafwid.left", "1");
          await (await caches.open("tafwid / 1")).put("/x", new Response("x"));
        });
        await eraseAll(page);
        assert.deepEqual(await everything(page), nothing);
        await page.locator("[data-action=anew]").click();
        await page.waitForURL(/#\/$/);
        await opened(page);
        assert.deepEqual(await kept(page), {});
      }));
  }

  test("asks first, offers a backup, and can be called off", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      const before = await kept(page);
      await page.locator("[data-action=erase]").click();
      const { text } = await download(page, "dialog [data-action=backup]");
      assert.ok([uuid(1), uuid(2)].includes(JSON.parse(text).id));
      assert.equal(await page.locator("dialog [data-action=backup]").count(), 2);
      await page.locator("[data-action=cancel]").click();
      assert.equal(await page.locator("dialog").count(), 0);
      const { [`tafwid.a.${JSON.parse(text).id}.file`]: note, ...after } = await kept(page);
      assert.ok(note, "that a backup was made is remembered");
      assert.deepEqual(after, before);
    }));

  for (const [name, at] of [["the questions", "#/mandate"], ["the whole program", "#/framework"]]) {
    test(`a tab that is open beside, on ${name}, writes nothing back`, () =>
      withApp({ at: "#/privacy", shelf: two }, async (page, { url }) => {
        const beside = await page.context().newPage();
        await beside.goto(`${url}${at}`);
        await opened(beside);
        // Something is always being typed there.
        await beside.evaluate(() => {
          const key = () => localStorage.getItem("tafwid.current") && (document.querySelector("[data-question] input[type=radio]:not(:checked)")?.click(), 0);
          setInterval(key, 5);
        });
        await eraseAll(page);
        await eventually(() => everything(page), nothing);
        await opened(beside);
        assert.deepEqual(await everything(beside), nothing);
        assert.equal(await beside.locator("input:checked").count(), 0);
        await beside.close();
      }));
  }

  test("what was closed in the middle is finished by the next page", () =>
    withApp({ at: "#/mandate", shelf: { ...two, "tafwid.lock": "erased" }, isOpened: false }, async (page, { url }) => {
      await page.goto(`${url}#/mandate`);
      await page.waitForFunction(() => localStorage.length === 0);
      await opened(page);
      await choose(page, "mandate.explicit", "no");
      assert.equal((await saved(page)).answers["mandate.explicit"].value, "no");
    }));

  test("where storage is full", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await page.evaluate(() => {
        for (let size = 1 << 22; size >= 1; size >>= 1) {
          try {
            localStorage.setItem(`tafwid.fill${size}`, "x".repeat(size));
          } catch {
            // full for this size
          }
        }
      });
      await eraseAll(page);
      assert.deepEqual(await everything(page), nothing);
    }));
});

const share = (page) => page.locator(".shared [data-action=share]").click();
const isShared = (page) => page.evaluate(() => tafwidBoot.shared() !== undefined);

describe("shared device mode", () => {
  test("writes nothing, on no page and in no language, and a reload wipes all", () =>
    withApp({ at: "#/mandate" }, async (page) => {
      await go(page, "#/");
      await page.locator("[data-action=language]").click(); // before the choice, as a person may
      await page.waitForFunction(() => document.documentElement.lang === "ar");
      await share(page);
      await page.locator(".shared [data-action=wipe]").waitFor();
      assert.deepEqual(await kept(page), {});
      await go(page, "#/mandate");
      await choose(page, "mandate.explicit", "yes");
      assert.equal(await saving(page), "memory");
      await page.locator("[data-action=language]").click();
      await page.waitForFunction(() => document.documentElement.lang === "en");
      await go(page, "#/framework");
      await go(page, "#/mandate");
      assert.deepEqual(await checked(page, "mandate.explicit"), ["yes"]);
      await go(page, "#/");
      const { text } = await download(page, "li [data-action=backup], .saved [data-action=backup]");
      assert.equal(JSON.parse(text).answers["mandate.explicit"].value, "yes");
      assert.deepEqual(await everything(page), nothing);

      await go(page, "#/mandate");
      await reload(page);
      assert.equal(await isShared(page), true, "the next person is in the same mode");
      assert.deepEqual(await checked(page, "mandate.explicit"), []);
      await choose(page, "mandate.explicit", "no");
      assert.deepEqual(await everything(page), nothing);
    }));

  test("shows nothing of what is saved here, and leaves it alone", () =>
    withApp({ at: "#/", shelf: two }, async (page, { url }) => {
      const before = await kept(page);
      await share(page);
      await page.locator(".shared [data-action=wipe]").waitFor();
      assert.equal(await page.locator("[data-assessment]").count(), 0);
      await go(page, "#/mandate");
      await choose(page, "mandate.explicit", "no");
      assert.deepEqual(await kept(page), before);
      // Another page comes, and one goes back.
      await emptyPage(page, url);
      await page.goBack();
      await opened(page);
      assert.deepEqual(await checked(page, "mandate.explicit"), []);
      await go(page, "#/");
      await page.locator(".shared [data-action=wipe]").click();
      await page.locator(".shared [data-action=share]").waitFor();
      assert.equal(await isShared(page), false);
      assert.equal(await page.locator("[data-assessment]").count(), 2);
      assert.deepEqual(await kept(page), before);
    }));

  test("ten minutes without use wipe all; a minute before it asks", () =>
    withApp({ at: "#/", isOpened: false }, async (page, { url }) => {
      await page.clock.install();
      await page.goto(url);
      await opened(page);
      await share(page);
      await page.locator(".shared [data-action=wipe]").waitFor();
      await go(page, "#/mandate");
      await choose(page, "mandate.explicit", "yes");
      await page.clock.fastForward("08:50");
      await page.waitForTimeout(100);
      assert.equal(await page.locator("dialog#idle").count(), 0);
      await page.clock.fastForward("00:15");
      await page.locator("[data-action=stay]").click();
      await eventually(() => page.locator("dialog#idle").count(), 0);
      assert.deepEqual(await checked(page, "mandate.explicit"), ["yes"]);
      await page.clock.fastForward("09:05");
      await page.locator("dialog#idle").waitFor();
      await page.clock.fastForward("01:00");
      await page.waitForURL(/#\/$/);
      await opened(page);
      await page.locator(".shared [role=status]").waitFor();
      assert.equal(await isShared(page), true);
      await go(page, "#/mandate");
      assert.deepEqual(await checked(page, "mandate.explicit"), []);
      assert.deepEqual(await everything(page), nothing);
    }));
});
