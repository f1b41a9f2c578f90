// Cold loads on a slow network and a slow processor, in a fresh profile each time; medians over the runs.
import { newPage, serve } from "../browser/support.mjs";

export const profiles = {
  slow4g: { bitsDown: 1_600_000, bitsUp: 750_000, latency: 150, slowdown: 4 },
  slow3g: { bitsDown: 400_000, bitsUp: 400_000, latency: 400, slowdown: 6 },
};

const phone = { locale: "ar", viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const PATIENCE = 60_000;
const TAPS = [0, 6, 12, 3, 9]; // which controls are tapped

/**
 * Runs in the page before anything else: notes paints, long tasks, taps, when the first control is on screen, and when the program
 * stands behind it (`alive`: a page may show its first question before).
 */
function observe([control, alive]) {
  const seen = (window.bench = { firstPaint: null, largestPaint: null, firstQuestion: null, alive: null, blocked: 0, taps: [] });
  const watch = (type, note, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.firstPaint = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => (seen.largestPaint = entry.startTime));
  watch("longtask", (entry) => {
    if (seen.firstQuestion === null) seen.blocked += Math.max(0, entry.duration - 50);
  });
  watch("event", (entry) => entry.interactionId && seen.taps.push(entry.duration), { durationThreshold: 16 });

  const isShown = (selector) => [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
  const when = (selector, note) => {
    const look = () => {
      if (!isShown(selector)) return;
      observer.disconnect();
      // Two frames later it has been painted.
      requestAnimationFrame(() => requestAnimationFrame(() => note(performance.now())));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
  };
  when(control, (time) => (seen.firstQuestion = time));
  when(alive, (time) => (seen.alive = time));
}

async function reached(page, what) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (await page.evaluate((what) => window.bench?.[what] ?? null, what)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`${what} was not reached`);
}

async function tap(page, control) {
  const controls = await page.$$(control);
  for (const index of TAPS) {
    const box = await controls[index]?.evaluate((element) => {
      const target = element.closest("label") ?? element;
      target.scrollIntoView({ block: "center" });
      const { x, y, width, height } = target.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    if (!box) continue;
    await page.touchscreen.tap(box.x, box.y);
    await page.waitForTimeout(350);
  }
}

async function loadOnce(browser, { url, control, alive = control }, profile) {
  const { page, seen, close } = await newPage(browser, phone);
  try {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      downloadThroughput: profile.bitsDown / 8,
      uploadThroughput: profile.bitsUp / 8,
      latency: profile.latency,
    });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: profile.slowdown });
    let bytes = 0;
    devtools.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await page.addInitScript(observe, [control, alive]);

    await page.goto(url, { timeout: PATIENCE });
    await reached(page, "firstQuestion");
    await reached(page, "alive");
    await page.waitForTimeout(800);
    const { taps, ...times } = await page.evaluate(() => window.bench);
    const bytesToQuestion = bytes;
    await tap(page, alive);
    const durations = await page.evaluate(() => window.bench.taps);
    if (seen.errors.length) throw new Error(seen.errors[0]);
    return { bytes: bytesToQuestion, ...times, worstTap: Math.max(16, ...durations) };
  } finally {
    await close();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * Loads each target `runs` times under each profile, in turns, so that a busy moment of the machine meets them all.
 * Returns `{ slow4g: { ours: { bytes, firstPaint, …, worstTap }, … }, … }`; a target that failed has `{ error }`.
 */
export async function coldLoads(browser, targets, runs) {
  const result = {};
  const servers = await Promise.all(targets.map(({ dir }) => serve({ dir })));
  const served = targets.map((target, index) => ({ ...target, url: servers[index].url + (target.route ?? "") }));
  for (const [name, profile] of Object.entries(profiles)) {
    const samples = Object.fromEntries(targets.map((target) => [target.name, []]));
    const errors = {};
    for (let run = 0; run < runs; run++) {
      for (const target of served) {
        if (errors[target.name]) continue;
        try {
          samples[target.name].push(await loadOnce(browser, target, profile));
        } catch (error) {
          errors[target.name] = error.message.split("\n")[0];
        }
      }
    }
    result[name] = Object.fromEntries(
      targets.map((target) => {
        if (errors[target.name]) return [target.name, { error: errors[target.name] }];
        const rows = samples[target.name];
        return [
          target.name,
          Object.fromEntries(Object.keys(rows[0]).map((key) => [key, Math.round(median(rows.map((row) => row[key])))])),
        ];
      }),
    );
  }
  await Promise.all(servers.map((server) => server.close()));
  return result;
}
