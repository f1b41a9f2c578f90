// The lock: a passphrase encrypts what the browser keeps, and backup files on wish.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  assessment,
  checked,
  choose,
  download,
  eventually,
  go,
  importFile,
  takeIn,
  kept,
  keys,
  reload,
  root,
  shelf,
  stage,
  toFile,
  uuid,
} from "./app.mjs";

const withApp = stage();
const python = process.env.TAFWID_PYTHON ?? "python3";
const PASS = "أربع كلمات لا صلة بينها";
const OTHER = "correct horse battery staple";

const snapshots = [{ id: uuid(21), at: "2026-03-01T10:00:00Z", label: "SECRET snapshot", answers: {} }];
const secret = (n, more) => toFile(assessment(n, { "mandate.explicit": "yes", "profile.city": "SECRET" }, { title: `SECRET ${n}`, snapshots, ...more }));
const two = shelf(secret(1), secret(2));
const opened = (page) => page.waitForSelector("#app h1:not(.shell *)");
const plain = async (page) => Object.entries(await kept(page)).filter(([, text]) => /SECRET|mandate\.explicit|tafwid-assessment/.test(text));
const record = async (page) => (await kept(page))["tafwid.lock"];

async function type(page, part, fields) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`${part} [data-field="${name}"]`).fill(value);
}

async function lock(page, passphrase = PASS) {
  await go(page, "#/privacy");
  await type(page, "section.lock", { new: passphrase, again: passphrase });
  await page.locator("[data-action=lock-set]").click();
  await page.locator("[data-action=lock-now]").waitFor();
}

async function unlock(page, passphrase = PASS) {
  await page.locator(".page.lock [data-field=passphrase]").fill(passphrase);
  await page.locator("[data-action=unlock]").click();
}

const isOpen = (page) => page.locator("[data-action=lock-now]").waitFor();
const said = (page, name) => page.locator(`[data-said="${name}"]`).waitFor();

/** What another program makes of an envelope. */
function byPython(envelope, passphrase) {
  const dir = mkdtempSync(join(tmpdir(), "tafwid-locked-"));
  try {
    writeFileSync(join(dir, "file.json"), envelope);
    return execFileSync(python, [join(root, "tests/office/locked.py"), "open", join(dir, "file.json")], { input: passphrase, encoding: "utf8" });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe("the lock", () => {
  test("encrypts everything that is kept; without the passphrase there is only its field", () =>
    withApp({ at: "#/", shelf: { ...two, "tafwid.rescue.x.1": "SECRET, set aside" } }, async (page, { url }) => {
      await lock(page);
      assert.deepEqual(await plain(page), []);
      const all = await kept(page);
      for (const [name, text] of Object.entries(all)) {
        if (!/^tafwid\.(a\..*\.\d|lock|rescue\..*)$/.test(name)) continue;
        const envelope = JSON.parse(text);
        assert.deepEqual(Object.keys(envelope), ["format", "version", "kdf", "rounds", "salt", "cipher", "iv", "ciphertext"], name);
        assert.ok(envelope.rounds >= 600_000);
      }
      const ivs = Object.values(all).map((text) => text.match(/"iv":"([^"]+)"/)?.[1]).filter(Boolean);
      assert.equal(new Set(ivs).size, ivs.length, "no iv is used twice");
      // Another implementation reads it.
      assert.equal(JSON.parse(byPython(all[keys.slot(uuid(1), 0)], PASS)).title, "SECRET 1");

      // Saving goes on, encrypted.
      await go(page, "#/mandate");
      await choose(page, "mandate.explicit", "no");
      assert.deepEqual(await plain(page), []);

      await page.locator("[data-action=lock-now]").click();
      await page.locator(".page.lock").waitFor();
      assert.equal(await page.locator("[data-question], [data-assessment], nav a").count(), 0);
      assert.doesNotMatch(await page.evaluate(() => document.title + document.body.innerText), /SECRET/);
      await unlock(page, OTHER);
      await said(page, "wrong");
      await unlock(page);
      await isOpen(page);
      assert.match(page.url(), /#\/mandate/);
      assert.deepEqual(await checked(page, "mandate.explicit"), ["no"]);

      // A new tab asks as well, and a reload.
      const beside = await page.context().newPage();
      await beside.goto(`${url}#/mandate`);
      await beside.locator(".page.lock").waitFor();
      await beside.close();
      await page.reload();
      await page.locator(".page.lock").waitFor();
    }));

  test("a tab beside that is open starts anew and asks; it writes no plain text", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page, { url }) => {
      const beside = await page.context().newPage();
      await beside.goto(`${url}#/mandate`);
      await opened(beside);
      await beside.evaluate(() => setInterval(() => document.querySelector("[data-question] input:not(:checked)")?.click(), 5));
      await lock(page);
      await beside.locator(".page.lock").waitFor();
      assert.deepEqual(await plain(page), []);
      await beside.close();
    }));

  test("the passphrase is changed, and the one before opens nothing more; then the lock is removed", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await lock(page);
      const before = await record(page);
      await page.locator('[data-part="change"] summary').click();
      await type(page, '[data-part="change"]', { passphrase: OTHER, new: OTHER, again: OTHER });
      await page.locator("[data-action=lock-change]").click();
      await said(page, "wrong");
      assert.equal(await record(page), before);
      await type(page, '[data-part="change"]', { passphrase: PASS });
      await page.locator("[data-action=lock-change]").click();
      await said(page, "changed");
      const salts = new Set(Object.values(await kept(page)).map((text) => text.match(/"salt":"([^"]+)"/)?.[1]).filter(Boolean));
      assert.equal(salts.size, 1, "nothing stays under the key before");

      await page.locator("[data-action=lock-now]").click();
      await unlock(page, PASS);
      await said(page, "wrong");
      await unlock(page, OTHER);
      await isOpen(page);
      await page.locator('[data-part="remove"] summary').click();
      await type(page, '[data-part="remove"]', { passphrase: OTHER });
      await page.locator("[data-action=lock-remove]").click();
      await page.locator("[data-action=lock-set]").waitFor();
      assert.equal(await record(page), undefined);
      assert.equal((await plain(page)).length, 4, "both slots of both");
      await reload(page);
      await go(page, "#/");
      assert.equal(await page.locator("[data-assessment]").count(), 2);
    }));

  test("too short, or not twice the same: nothing is locked", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await type(page, "section.lock", { new: "short", again: "short" });
      await page.locator("[data-action=lock-set]").click();
      await said(page, "too_short");
      await type(page, "section.lock", { new: PASS, again: OTHER });
      await page.locator("[data-action=lock-set]").click();
      await said(page, "differ");
      assert.deepEqual(await kept(page), two);
    }));

  test("locks by itself after the chosen minutes without use, and says so before", () =>
    withApp({ at: "#/privacy", shelf: two, isOpened: false }, async (page, { url }) => {
      await page.clock.install();
      await page.goto(`${url}#/privacy`);
      await opened(page);
      await lock(page);
      await page.locator("[data-field=idle]").selectOption("5");
      await page.clock.fastForward("04:05");
      await page.locator("[data-action=stay]").click();
      await page.clock.fastForward("03:30");
      await page.waitForTimeout(100);
      assert.equal(await page.locator("dialog#idle").count(), 0);
      await page.clock.fastForward("01:40");
      await page.locator(".page.lock").waitFor();
    }));

  test("where storage has no room for the encrypted copies nothing is locked and nothing lost", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await page.evaluate(() => {
        for (let size = 1 << 22; size >= 1; size >>= 1) {
          try {
            localStorage.setItem(`fill${size}`, "x".repeat(size));
          } catch {
            // full for this size
          }
        }
      });
      await type(page, "section.lock", { new: PASS, again: PASS });
      await page.locator("[data-action=lock-set]").click();
      await said(page, "no_room");
      assert.equal(await record(page), undefined);
      for (const n of [1, 2]) assert.ok((await plain(page)).some(([name]) => name.includes(uuid(n))));
    }));

  test("erases everything without the passphrase, and can be passed by without saving", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await lock(page);
      await page.locator("[data-action=lock-now]").click();
      await page.locator(".page.lock [data-action=share]").click();
      await page.locator("[data-action=leave]").waitFor();
      await go(page, "#/mandate");
      await choose(page, "mandate.explicit", "no");
      assert.deepEqual(await plain(page), []);
      await go(page, "#/");
      await page.locator(".shared [data-action=wipe]").click();
      await page.locator(".page.lock [data-action=erase]").click();
      await page.locator("[data-action=erase-now]").click();
      await page.locator("[data-action=anew]").click();
      await opened(page);
      assert.deepEqual(await kept(page), {});
    }));

  test("a damaged record of the lock is no loss; a hostile one does not freeze the page", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await lock(page);
      await page.evaluate(() => localStorage.setItem("tafwid.lock", localStorage.getItem("tafwid.lock").replace("600000", "4000000000")));
      await page.reload();
      await page.locator(".page.lock").waitFor();
      await unlock(page);
      await isOpen(page);
      assert.match(await record(page), /"rounds":600000/);
      await go(page, "#/");
      assert.equal(await page.locator("[data-assessment]").count(), 2);
    }));

  test("where the page is not secure it says why there is no lock", () =>
    withApp({ at: "#/privacy", init: () => Object.defineProperty(window, "isSecureContext", { get: () => false }) }, async (page) => {
      await page.locator("section.lock .inset").waitFor();
      assert.equal(await page.locator("section.lock input").count(), 0);
    }));
});

describe("locked backup files", () => {
  test("without the lock: a passphrase for the file, which opens again and is read by another program", () =>
    withApp({ at: "#/", shelf: two }, async (page) => {
      await page.locator(`[data-assessment="${uuid(2)}"] summary`).click();
      await page.locator(`[data-assessment="${uuid(2)}"] [data-action=backup-locked]`).click();
      await type(page, "dialog", { new: OTHER, again: OTHER });
      const { name, text } = await download(page, "[data-action=file-lock]");
      assert.doesNotMatch(name + text, /SECRET/);
      assert.equal(JSON.parse(byPython(text, OTHER)).title, "SECRET 2");

      await page.locator(`[data-assessment="${uuid(2)}"] [data-action=delete]`).click();
      await page.locator('input[data-action="import"]').setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
      await type(page, "dialog", { passphrase: PASS });
      await page.locator("[data-action=file-open]").click();
      await said(page, "wrong");
      await type(page, "dialog", { passphrase: OTHER });
      await page.locator("[data-action=file-open]").click();
      await takeIn(page);
      await eventually(() => page.locator("[data-assessment]").count(), 2);
      assert.ok(JSON.stringify(await kept(page)).includes("SECRET 2"));
    }));

  test("with the lock: its passphrase", () =>
    withApp({ at: "#/privacy", shelf: two }, async (page) => {
      await lock(page);
      await go(page, "#/");
      await page.locator(`[data-assessment="${uuid(1)}"] summary`).click();
      const { text } = await download(page, `[data-assessment="${uuid(1)}"] [data-action=backup-locked]`);
      assert.equal(JSON.parse(byPython(text, PASS)).title, "SECRET 1");
    }));

  test("vectors of another implementation open by their passphrases; hostile files are refused at once", () =>
    withApp({ at: "#/" }, async (page) => {
      const path = join(root, "tests/files/locked/vectors.json");
      const vectors = JSON.parse(readFileSync(path, "utf8"));
      assert.match(execFileSync(python, [join(root, "tests/office/locked.py"), "check", path], { encoding: "utf8" }), /5 vectors/);
      const found = await page.evaluate(async (vectors) => {
        const vault = await tafwidBoot.vault();
        const all = [];
        for (const { passphrase, envelope } of vectors) all.push(await vault.open_with(passphrase, envelope));
        return all;
      }, vectors);
      assert.deepEqual(found, vectors.map(({ text }) => text));
      const hostile = vectors[0].envelope.replace("600000", "4294967295");
      await page.locator('input[data-action="import"]').setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(hostile) });
      await type(page, "dialog", { passphrase: OTHER });
      await page.locator("[data-action=file-open]").click();
      await said(page, "damaged");
      await page.locator("dialog [data-action=cancel]").click();
      await importFile(page, "{}");
    }));
});
