// What the programs ask of the browser, whichever page they hold.
import { at, bring, build, engine, lazy, load, once, start, words } from "./loading.js";

const charts = () =>
  once(lazy, "charts", async () => {
    const [program, view] = await Promise.all([start(build.lazy.charts), bring(build.view)]);
    return { mount: (place) => view.mount(place, program.option), file: (...asked) => view.file(program.option, ...asked) };
  });

const vault = () => once(lazy, "vault", () => start(build.lazy.vault));
const files = () => once(lazy, "files", () => start(build.lazy.files));
const office = () => once(lazy, "office", () => bring(build.office));

/** A paper as a word processor's file; `charts` are names and PNGs by turns. */
async function docx(manuscript, charts) {
  const images = {};
  for (let i = 0; i < charts.length; i += 2) {
    const data = new Uint8Array(await charts[i + 1].arrayBuffer());
    // A PNG says how large it is in its first bytes.
    const size = new DataView(data.buffer);
    images[charts[i]] = { data, width: size.getUint32(16), height: size.getUint32(20) };
  }
  return (await office()).write(JSON.parse(manuscript), images);
}

/** A place for a chart, which is drawn when it is about to be seen; `data-state` says how it stands. */
function chart(place) {
  let picture;
  let drawn;
  let isGone = false;
  const seen = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      try {
        const { mount } = await charts();
        if (isGone) return;
        drawn = mount(place);
        drawn.show(picture);
      } catch (error) {
        console.warn(error.message);
        place.dataset.state = "failed";
      }
    },
    // On a page that is made to be printed all of them are drawn at once.
    { rootMargin: "eager" in place.dataset ? "1000000px" : "300px" },
  );
  seen.observe(place);
  return {
    show: (next) => {
      picture = next;
      drawn?.show(next);
    },
    dispose: () => {
      isGone = true;
      seen.disconnect();
      drawn?.dispose();
    },
  };
}

/** The user's own region of a language, which decides its digits and calendar: ar-EG writes ٣, ar-MA writes 3. */
const region = (lang) => navigator.languages?.find((tag) => tag.split("-")[0] === lang) ?? lang;

/** Codes, each with its name behind it, in order of the names. */
function named(lang, type, codes) {
  const names = new Intl.DisplayNames(lang, { type });
  const compare = new Intl.Collator(lang).compare;
  return codes.map((code) => [code, names.of(code)]).sort((a, b) => compare(a[1], b[1])).flat();
}

/** Hands a text, or a file's bytes, to the browser as a download. */
function save(name, content, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: content.type ?? type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export const services = {
  words,
  load,
  chart,
  /** A chart as a file of its own, `kind` svg (a text) or png (a Blob), so many pixels wide, with a title. */
  chartFile: async (...asked) => (await charts()).file(...asked),
  engine,
  vault,
  docx,
  /** A workbook, a table or a calendar, by the name of what writes it. */
  file: async (writer, model) => (await files())[writer](model),
  save,
  score: async (file) => (await engine()).score(file, false),
  number: (lang, value) => new Intl.NumberFormat(region(lang)).format(value),
  // Both take the digits as text: no engine that knows light-dark(), which the colours need, loses any of them on the way.
  money: (lang, amount, currency) => {
    const decimals = amount.split(".")[1]?.length ?? 0;
    const style = /^[A-Z]{3}$/i.test(currency) ? { style: "currency", currency } : {};
    // Three noughts behind the point would read as thousands to many.
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, trailingZeroDisplay: "stripIfInteger" };
    return new Intl.NumberFormat(region(lang), { ...style, ...digits }).format(amount);
  },
  percent: (lang, hundredths) =>
    new Intl.NumberFormat(region(lang), { style: "percent", maximumFractionDigits: 6 }).format(`${hundredths}E-2`),
  date: (lang, stamp) => {
    const options = stamp.length > 10 ? { dateStyle: "medium", timeStyle: "short" } : { dateStyle: "medium", timeZone: "UTC" };
    const date = new Date(stamp);
    return Number.isNaN(date.getTime()) ? stamp : new Intl.DateTimeFormat(region(lang), options).format(date);
  },
  plural: (lang, count) => new Intl.PluralRules(lang).select(count),
  list: (lang, items) => new Intl.ListFormat(lang, { type: "conjunction" }).format(items),
  countries: (lang, codes) => named(lang, "region", codes),
  currencies: (lang, codes) => named(lang, "currency", codes),
};
