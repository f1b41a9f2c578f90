// What a system must know to install the site as an app. Its words are those of the interface, in the first language.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FIRST_LANGUAGE = "ar";

export function manifest(root) {
  const ui = JSON.parse(readFileSync(join(root, "locales", FIRST_LANGUAGE, "interface.json"), "utf8"));
  const icon = (file, size, purpose) => ({ src: `icons/${file}`, sizes: `${size}x${size}`, type: "image/png", purpose });
  const shortcut = (name, page) => ({ name, url: `./#/${page}`, icons: [icon("icon-192.png", 192, "any")] });
  // Without an id the address of the start is one, so that two copies of the site under one host are two apps.
  return {
    name: `${ui.name} · Tafwid`,
    short_name: ui.name,
    description: ui.fact_what_more,
    lang: FIRST_LANGUAGE,
    dir: "rtl",
    start_url: "./",
    scope: "./",
    display: "standalone",
    background_color: "#fbfaf7",
    theme_color: "#fbfaf7",
    categories: ["government", "productivity"],
    icons: [icon("icon-192.png", 192, "any"), icon("icon-512.png", 512, "any"), icon("maskable-512.png", 512, "maskable")],
    shortcuts: [
      shortcut(ui.overview, "home"),
      shortcut(ui.mandate, "mandate"),
      shortcut(ui.readiness, "readiness"),
      shortcut(ui.papers, "papers/report"),
    ],
    // The browser hands such a file to the page that is open, where public/offline/page.js takes it.
    file_handlers: [{ action: "./", accept: { "application/json": [".tafwid.json"] } }],
    launch_handler: { client_mode: ["focus-existing", "auto"] },
  };
}
