// How long a tap waits before the page turns to it, while a page works a ranking out on a slow processor.
import { readFileSync } from "node:fs";
import { shelf } from "../browser/app.mjs";
import { newPage, serve } from "../browser/support.mjs";

const SLOWDOWN = 6;
const CITY = new URL("../cases/river-city-complete.tafwid.json", import.meta.url);
const phone = { locale: "ar", viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Runs in the page: notes how long each tap waited, and how long it took until it was painted. */
function observe() {
  window.taps = [];
  const note = ({ interactionId, startTime, processingStart, duration }) => {
    if (interactionId) window.taps.push({ waited: processingStart - startTime, painted: duration });
  };
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "event", durationThreshold: 16 });
}

/** `{ waited, painted }` in milliseconds: the worst of taps that change what counts, one close after another. */
export async function tapsWhileRanking(browser, dir) {
  const server = await serve(dir ? { dir } : {});
  const text = readFileSync(CITY, "utf8");
  const localStorage = Object.entries(shelf(text)).map(([name, value]) => ({ name, value }));
  const storageState = { cookies: [], origins: [{ origin: new URL(server.url).origin, localStorage }] };
  const { page, close } = await newPage(browser, { ...phone, storageState });
  try {
    await page.addInitScript(observe);
    await page.goto(`${server.url}#/framework/result`);
    await page.waitForSelector('[data-result="framework.lead"]');
    await page.locator('[data-part="importance"] > summary').click();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.waitForTimeout(1000);
    await page.evaluate(() => (window.taps = []));
    const controls = await page.$$(".levels label");
    for (const index of [1, 7, 8, 11, 13, 18, 20, 27]) {
      const box = await controls[index]?.evaluate((element) => {
        element.scrollIntoView({ block: "center" });
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
      await page.touchscreen.tap(box.x, box.y);
      await page.waitForTimeout(60);
    }
    await page.waitForTimeout(1500);
    const taps = await page.evaluate(() => window.taps);
    const worst = (name) => Math.round(Math.max(...taps.map((tap) => tap[name])));
    return { taps: taps.length, waited: worst("waited"), painted: worst("painted") };
  } finally {
    await close();
    await server.close();
  }
}
