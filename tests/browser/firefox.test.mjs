// What matters most, in a browser on another engine: the page starts under its policy, keeps what is answered, and a widget speaks
// with its host. Everything else is tested in Chromium.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { find, serve } from "./support.mjs";

const path = find("firefox-esr", "firefox");

describe("in Firefox", { skip: path ? false : "there is none on this machine" }, () => {
  let browser;
  let server;
  let host;
  let page;
  let errors;

  before(async () => {
    browser = await puppeteer.launch({ browser: "firefox", executablePath: path, headless: true, timeout: 60_000 });
    server = await serve();
    host = createServer((request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(
        `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script>
          window.heard = [];
          for (const type of ["ready", "resize", "progress", "complete", "error", "result"])
            document.addEventListener("tafwid:" + type, (event) => window.heard.push({ type, ...event.detail }));
        </script><tafwid-widget id="w" kind="mandate-checker" lang="ar" request="result"></tafwid-widget>
        <script async src="${server.url}embed.js"></script></html>`,
      );
    });
    await new Promise((done) => host.listen(0, "127.0.0.1", done));
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    host?.close();
  });

  async function open(url) {
    page = await browser.newPage();
    errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(url);
  }

  test("the page starts, keeps an answer over a reload, and shows a result", async () => {
    await open(`${server.url}#/mandate`);
    await page.waitForSelector("#app:not(:has(.shell)) fieldset[data-question] input", { timeout: 30_000 });
    await page.click("fieldset[data-question] input");
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("tafwid.a.")));
    await page.reload();
    await page.waitForSelector("#app:not(:has(.shell)) fieldset[data-question] input:checked", { timeout: 30_000 });
    await page.evaluate(() => (location.hash = "#/mandate/result"));
    await page.waitForSelector("[data-result='mandate.sufficiency']", { timeout: 30_000 });
    assert.deepEqual(errors, []);
    await page.close();
  });

  test("a widget follows its content's height, tells how far one is, and hands the result over after consent alone", async () => {
    await open(`http://localhost:${host.address().port}/`);
    await page.waitForSelector("#w[data-ready]", { timeout: 30_000 });
    const frame = page.frames().find((f) => f.url().includes("embed.html"));
    await (await frame.waitForSelector("[data-action=begin]")).click();
    await (await frame.waitForSelector(".opts input")).click();
    const inside = () => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    const height = await inside();
    assert.ok(height > 600);
    await page.waitForFunction((height) => Math.abs(document.getElementById("w").getBoundingClientRect().height - height) < 3, {}, height);
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "progress"));
    await frame.evaluate(() => [...document.querySelectorAll("aside a")].at(-1).click());
    await frame.waitForSelector("[data-action=give]", { timeout: 30_000 });
    assert.equal(await page.evaluate(() => window.heard.some(({ type }) => type === "result")), false);
    await frame.evaluate(() => document.querySelector("[data-action=give]").click());
    await page.waitForFunction(() => window.heard.some(({ type, result }) => type === "result" && result.kind === "mandate-checker"));
    assert.deepEqual(errors, []);
    await page.close();
  });
});
