// How long the engine's 10,000 draws take: on this machine's processor, and in the browser.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { newPage, openApp, serve } from "../browser/support.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** `tafwid bench` prints the milliseconds as its first number. */
function onHost() {
  const args = ["run", "--quiet", "--locked", "--profile", "host", "--no-default-features", "--bin", "tafwid", "--", "bench"];
  const { status, stdout } = spawnSync("cargo", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const number = stdout?.match(/\d+(\.\d+)?/)?.[0];
  if (status !== 0 || number === undefined) return { error: "`tafwid bench` gave no number" };
  return { ms: Number(number) };
}

/** The lazy engine exports `bench_draws()`, which returns the milliseconds. */
async function inBrowser(browser) {
  const server = await serve();
  const { page, close } = await newPage(browser);
  try {
    await openApp(page, server.url);
    return { ms: await page.evaluate(async () => (await tafwidBoot.engine()).bench_draws()) };
  } catch (error) {
    return { error: error.message.split("\n")[0] };
  } finally {
    await close();
    await server.close();
  }
}

export async function engineTimes(browser) {
  return { host: onHost(), browser: await inBrowser(browser) };
}
