// The month, in the browser's own language.
const locale = new Intl.Locale(navigator.language || "en");
const lang = locale.toString();
const firstDay = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1; // 1 is Monday
const direction = (locale.getTextInfo?.() ?? locale.textInfo)?.direction ?? (/^(ar|fa|he|ur)$/.test(locale.language) ? "rtl" : "ltr");
const format = (date, options) => new Intl.DateTimeFormat(lang, { calendar: "gregory", ...options }).format(date);
const monthName = (date) => format(date, { month: "long", year: "numeric" });

const today = new Date();
const main = document.querySelector("main");
document.documentElement.lang = lang;
document.documentElement.dir = direction;

function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function show(year, month) {
  const first = new Date(year, month, 1);
  const turn = (by) => {
    const button = element("button", monthName(new Date(year, month + by, 1)), { type: "button" });
    button.addEventListener("click", () => show(year, month + by));
    return button;
  };
  const nav = element("nav");
  nav.append(turn(-1), turn(1));

  const table = element("table");
  const head = table.createTHead().insertRow();
  const before = (first.getDay() - firstDay + 7) % 7;
  for (let i = 0; i < 7; i += 1) {
    const day = new Date(year, month, 1 - before + i);
    head.append(element("th", format(day, { weekday: "short" }), { scope: "col", abbr: format(day, { weekday: "long" }) }));
  }
  const body = table.createTBody();
  for (let day = 1 - before; day <= new Date(year, month + 1, 0).getDate(); day += 7) {
    const row = body.insertRow();
    for (let i = 0; i < 7; i += 1) {
      const date = new Date(year, month, day + i);
      const isToday = date.toDateString() === today.toDateString();
      const text = date.getMonth() === first.getMonth() ? format(date, { day: "numeric" }) : "";
      row.append(element("td", text, isToday ? { "aria-current": "date" } : {}));
    }
  }
  document.title = monthName(first);
  // In the calendar that is usual in the region, which may be another one.
  const full = new Intl.DateTimeFormat(lang, { dateStyle: "full" }).format(today);
  main.replaceChildren(element("h1", monthName(first)), element("p", full), nav, table);
}

show(today.getFullYear(), today.getMonth());

// An entry of its own takes the place of whatever this tab had ahead of it.
if (history.state === null) {
  history.replaceState(0, "");
  history.pushState(1, "");
}
