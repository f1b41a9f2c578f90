// The element <tafwid-widget>: a frame of ours in a partner's page. It reserves the place, fetches nothing before it nears the
// view, gives the frame its settings and its height, and says what the frame tells it. The frame has no origin, so no page can
// read in it, not even one of our own. src/embed/message.rs is the other end.
const SETTINGS = ["kind", "lang", "theme", "accent", "radius", "density", "country", "questions", "start"];
const SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";
// The page of the full tool that does the same.
const PAGES = {
  "framework-selector": "framework",
  "institution-selector": "institution",
  "quick-check": "quick",
  "readiness-chart": "readiness",
  "country-mandates": "library/countries",
};
const WORDS = {
  ar: ["أداة من «تفويض»", "تعذّر عرض الأداة هنا. افتحها في صفحة جديدة"],
  en: ["A tool by Tafwid", "The tool could not be shown here. Open it in a new page"],
};
const PATIENCE = 20_000;
const LONGEST = 200; // characters of a value
const TALLEST = 20_000; // pixels

/** Makes the element known; `base` is the address of the folder that holds embed.html. */
export function define(base) {
  // A server that draws a partner's pages knows no elements.
  if (!globalThis.customElements || customElements.get("tafwid-widget")) return;
  const { origin } = new URL(base);

  class TafwidWidget extends HTMLElement {
    static observedAttributes = [...SETTINGS, "request"];
    #root = this.attachShadow({ mode: "closed" });
    #place = document.createElement("div");
    #near;
    #frame;
    #token;
    #port;
    #timer;
    #change;
    #waiting = {};

    get kind() {
      return this.getAttribute("kind") ?? "";
    }
    set kind(kind) {
      this.setAttribute("kind", kind);
    }
    get request() {
      return this.getAttribute("request") ?? "";
    }
    set request(what) {
      this.setAttribute("request", what);
    }

    /** Begins anew: what was answered is gone. */
    reset() {
      this.#send("reset");
    }
    /** Changes the language; what was answered stays. */
    setLanguage(lang) {
      this.lang = lang;
    }
    /** Shows the readiness of a results file, in a readiness-chart. */
    show(file) {
      this.#send("show", { file: typeof file === "string" ? file : JSON.stringify(file) });
    }

    connectedCallback() {
      if (this.#near) return;
      // What a page set before the script came would hide what is made of it.
      for (const name of ["kind", "request"]) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      const sheet = new CSSStyleSheet();
      // As high as the frame's first page is, by the element's own width (style/widget/own.css).
      sheet.replaceSync(
        ":host{display:block;container-type:inline-size}:host([hidden]){display:none}div{min-height:480px}iframe{display:block;width:100%;height:480px;border:0;color-scheme:normal}@container (width<=600px){div{min-height:680px}iframe{height:680px}}a{display:block;padding:1rem}",
      );
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.append(this.#place);
      this.#near = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && this.#mount(), { rootMargin: "400px" });
      this.#near.observe(this);
    }
    /** Moved by moveBefore(): the frame lives on. */
    connectedMoveCallback() {}
    disconnectedCallback() {
      this.#near?.disconnect();
      this.#near = null;
      this.#unmount();
    }
    attributeChangedCallback(name, was, is) {
      if (!this.#frame || was === is) return;
      if (name === "kind") return this.#mount();
      if (name === "request") return this.#ask();
      // Several attributes at once are one change.
      this.#change ??= setTimeout(() => {
        this.#change = null;
        this.#send("set", { query: this.#query() });
      });
    }

    #query() {
      const query = new URLSearchParams();
      for (const name of SETTINGS) {
        const value = this.getAttribute(name);
        if (value) query.set(name, value.slice(0, LONGEST + 1));
      }
      return String(query);
    }
    #words() {
      return WORDS[this.lang.slice(0, 2)] ?? WORDS[document.documentElement.lang.slice(0, 2)] ?? WORDS.en;
    }
    #mount() {
      this.#near?.disconnect();
      this.#unmount();
      this.#token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", SANDBOX);
      frame.referrerPolicy = "no-referrer";
      frame.title = this.title || this.#words()[0];
      frame.name = this.#token;
      frame.src = `${base}embed.html?${this.#query()}`;
      this.#frame = frame;
      addEventListener("message", this.#meet);
      this.#timer = setTimeout(() => this.#giveUp(), PATIENCE);
      this.#place.replaceChildren(frame);
    }
    #unmount() {
      removeEventListener("message", this.#meet);
      clearTimeout(this.#timer);
      clearTimeout(this.#change);
      this.#port?.close();
      this.#port = this.#frame = this.#change = null;
      this.removeAttribute("data-ready");
      this.#place.replaceChildren();
    }
    /** The frame says that it is there; only it knows the token. From then on both speak through a channel of their own. */
    #meet = ({ source, origin: from, data }) => {
      if (source !== this.#frame.contentWindow || (from !== "null" && from !== origin) || data?.tafwid !== this.#token) return;
      this.#port?.close();
      const { port1, port2 } = new MessageChannel();
      this.#port = port1;
      port1.onmessage = (event) => this.#hear(event.data);
      source.postMessage({ tafwid: this.#token }, from === "null" ? "*" : from, [port2]);
    };
    #hear(line) {
      const { v, type, ...detail } = JSON.parse(line);
      if (v !== 1) return;
      if (type === "resize") this.#frame.style.height = `${Math.min(detail.height, TALLEST)}px`;
      if (type === "ready") {
        clearTimeout(this.#timer);
        this.#place.querySelector("a")?.remove();
        this.toggleAttribute("data-ready", true);
        this.setAttribute("data-complaints", detail.complaints.map((c) => c.setting).join(" "));
        for (const [type, more] of Object.entries(this.#waiting)) this.#send(type, more);
        this.#waiting = {};
        this.#ask();
      }
      this.#tell(type, detail);
    }
    #tell(type, detail) {
      this.dispatchEvent(new CustomEvent(`tafwid:${type}`, { detail, bubbles: true }));
    }
    #send(type, more) {
      if (this.#port && this.hasAttribute("data-ready")) this.#port.postMessage(JSON.stringify({ v: 1, type, ...more }));
      else this.#waiting[type] = more;
    }
    #ask() {
      this.#send("request", { what: this.request });
    }
    #giveUp() {
      const link = document.createElement("a");
      link.href = `${base}#/${PAGES[this.kind] ?? "mandate"}`;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = this.#words()[1];
      this.#place.prepend(link);
      this.#tell("error", { code: "timeout" });
    }
  }
  customElements.define("tafwid-widget", TafwidWidget);
}
