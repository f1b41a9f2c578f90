// The frame's end of the channel to the page that holds it. Nothing is heard from any other window, nothing too long, and no flood.
const LONGEST = 5_000_000; // characters of one message, and of all in a second
const MOST = 60; // messages in a second

// The element gives the frame a random token as its name. Without one nobody is there to talk to.
const token = /^[0-9a-f]{32}$/.test(name) && parent !== window ? name : null;
const waiting = []; // what was to be said before the channel was open
let port;
let host = "";
let hear;
const heard = []; // what came before anybody listened
const kept = {}; // the last settings and the last request: whoever takes the frame over must know them
let count = 0;
let length = 0;

function take({ data }) {
  if (typeof data !== "string" || data.length > LONGEST) return;
  if (!count++) setTimeout(() => (count = length = 0), 1000);
  length += data.length;
  if (count > MOST || length > LONGEST) return;
  const [, lasting] = /"type":"(set|request)"/.exec(data) ?? [];
  if (lasting) kept[lasting] = data;
  if (hear) hear(data);
  else if (!lasting) heard.push(data);
}

function open({ source, origin, data, ports }) {
  if (source !== parent || data?.tafwid !== token || !ports[0]) return;
  // A page that tells no referrer, as the element does not, is hidden here as "null" by some browsers.
  const above = location.ancestorOrigins?.[0] ?? "null";
  if (above !== "null" && above !== origin) return;
  removeEventListener("message", open);
  host = origin;
  [port] = ports;
  port.onmessage = take;
  for (const line of waiting.splice(0)) port.postMessage(line);
}

if (token) {
  addEventListener("message", open);
  parent.postMessage({ tafwid: token }, "*");
}

function post(line) {
  if (port) port.postMessage(line);
  else if (token) waiting.push(line);
}

/** Tells the element how high the page is, whenever that changes. */
export function tellHeight() {
  if (!token) return;
  document.documentElement.dataset.height = "follows"; // the element makes room: no scrollbar in here
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    post(JSON.stringify({ v: 1, type: "resize", height }));
  };
  new ResizeObserver(tell).observe(document.body);
}

export const channel = {
  /** Whether an element holds this frame. */
  isHeld: token !== null,
  /** The origin of the page that holds it, once that is known. */
  host: () => host,
  post,
  listen: (listener) => {
    hear = listener;
    [...Object.values(kept), ...heard.splice(0)].forEach((line) => hear(line));
  },
};
